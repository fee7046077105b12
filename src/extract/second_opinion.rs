//! The second opinion about where the article is: what the page calls its text, what stands all around
//! the first choice, where the text is densest. Readability at times takes one section of an article
//! for the whole; each of these is taken instead where it has clearly more text and is no list of other
//! stories.

use dom_query::{Document as Dom, NodeRef};

use super::by_node::ByNode;
use super::prune::{Weight, Weights, labelled_rows};
use super::survivors::{SHORT, Survivors};
use super::tokens::name;
use super::words::is_unspaced;

/// The second opinion: what the page itself calls its text, and all around the first choice. Where
/// the first is only a part of that, all of it is the article; where the first has next to nothing,
/// whatever has more.
pub(super) fn second_opinion(chosen: &mut Survivors, elements: &[NodeRef], weights: &Weights, dom: &Dom) {
    let Some(body) = dom.body() else { return };
    more(chosen, elements, weights, &body);
    for row in rows_beside(elements, chosen, weights) {
        chosen.keep_prose(&row, weights);
    }
    // The label before a text in a cell belongs to it, and the other rows do.
    let kept = || elements.iter().filter(|node| chosen.kept.contains(&node.id));
    let cells: Vec<NodeRef> = kept().take(FIRST).filter_map(cell_around).collect();
    if let Some(rows) = cells.iter().find_map(labelled_rows) {
        for row in rows {
            chosen.keep_prose(&row, weights);
        }
    }
}

/// Elements that are kept in which a cell is looked for.
const FIRST: usize = 4;

/// The cell that an element is, or stands in.
fn cell_around<'a>(node: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    std::iter::once(*node).chain(node.ancestors_it(Some(2))).find(|outer| outer.has_name("td"))
}

/// What else is taken, by what the page calls its text, what stands around the choice, and where text is densest.
fn more(chosen: &mut Survivors, elements: &[NodeRef], weights: &Weights, body: &NodeRef) {
    let sums = chosen.kept_in(body, weights);
    let kept_under = |node: &NodeRef| sums.get(&node.id).copied().unwrap_or(0);
    let kept = kept_under(body);
    // Many short remarks outweigh a short text: what stands right below the headline is the text.
    if kept > 0
        && let Some((below, whole)) = below_headline(elements, weights, &kept_under)
    {
        let elsewhere = kept_under(&whole) == 0 && is_named_talk(elements, chosen);
        if elsewhere {
            chosen.kept.clear();
        }
        for node in &below {
            chosen.keep_prose(node, weights);
        }
        if elsewhere {
            return;
        }
    }
    if let Some(called) = called_text(elements, weights)
        && u64::from(solid_in(&called, weights)) * 100 > u64::from(kept) * MORE
        && !is_list_of_stories(&called, weights)
    {
        if kept_under(&called) * 2 < kept {
            chosen.kept.clear();
        }
        chosen.keep_prose(&called, weights);
        return;
    }
    if let Some(around) = around_most(body, kept, &kept_under)
        && u64::from(solid_in(&around, weights)) * 100 > u64::from(kept) * MORE_AROUND
        && !is_list_of_stories(&around, weights)
    {
        chosen.keep_prose(&around, weights);
        return;
    }
    if let Some(dense) = densest(elements, weights) {
        let weight = weights.get(&dense);
        let part = u64::from(weight.prose) * 100 > u64::from(kept) * MORE_DENSE
            && weight.linked * 3 < weight.text
            && !dense.has_name("span")
            && !is_list_of_stories(&dense, weights);
        if part || (kept < SHORT && weight.prose.max(weight.text - weight.linked) > kept) {
            chosen.kept.clear();
            chosen.keep_prose(&dense, weights);
        }
    }
}

/// The paragraphs right below the only headline of a page where they are a text by themselves and nothing of them is
/// kept, and the element around them.
fn below_headline<'a>(
    elements: &[NodeRef<'a>],
    weights: &Weights,
    kept_under: &dyn Fn(&NodeRef) -> u32,
) -> Option<(Vec<NodeRef<'a>>, NodeRef<'a>)> {
    const LEAST: usize = 2;
    let mut headlines = elements.iter().filter(|node| node.has_name("h1"));
    let headline = headlines.next().filter(|_| headlines.next().is_none())?;
    let whole = headline.parent().filter(|outer| outer.has_name("article") || outer.has_name("main"))?;
    let mut below = Vec::new();
    let mut next = headline.next_element_sibling();
    while let Some(node) = next {
        if node.has_name("p") && weights.get(&node).solid > 0 {
            if kept_under(&node) > 0 {
                return None;
            }
            below.push(node);
        }
        next = node.next_element_sibling();
    }
    let weight = |of: fn(Weight) -> u32| below.iter().map(|node| of(weights.get(node))).sum::<u32>();
    let is_text = below.len() >= LEAST && weight(|one| one.solid) >= SHORT;
    (is_text && weight(|one| one.linked) * 4 < weight(|one| one.text)).then_some((below, whole))
}

/// Whether most of the paragraphs that are kept stand right behind a few words, such as a name.
fn is_named_talk(elements: &[NodeRef], chosen: &Survivors) -> bool {
    const NAME: usize = 40;
    let named = |node: &NodeRef| {
        node.prev_element_sibling().is_some_and(|before| {
            let (text, whole) = super::tokens::beginning(&before, NAME);
            whole && !text.trim().is_empty() && !text.trim().ends_with(['.', '!', '?', '。', '！', '？'])
        })
    };
    let kept: Vec<&NodeRef> =
        elements.iter().filter(|node| node.has_name("p") && chosen.kept.contains(&node.id)).collect();
    kept.iter().filter(|node| named(node)).count() * 2 > kept.len()
}

/// The boxes beside one that is kept, where each is of its make and holds a sentence and nothing else: a text whose
/// paragraphs stand in rows of their own.
fn rows_beside<'a>(elements: &[NodeRef<'a>], chosen: &Survivors, weights: &Weights) -> Vec<NodeRef<'a>> {
    const LEAST: usize = 2;
    const ROWS: usize = 400;
    const AROUND: usize = 2;
    let make = |node: &NodeRef| (name(node), super::tokens::attr(node, "class"));
    let is_row = |node: &&NodeRef| {
        chosen.kept.contains(&node.id) && node.has_name("div") && is_bare_row(node, weights)
    };
    let Some(kept) = elements.iter().find(is_row) else { return Vec::new() };
    let within = std::iter::once(*kept).chain(kept.ancestors_it(Some(AROUND)));
    for row in within.take_while(|node| node.has_name("div") && is_bare_row(node, weights)) {
        let boxes = row.parent().map(|outer| outer.element_children()).unwrap_or_default();
        let beside =
            boxes.into_iter().take(ROWS).filter(|other| other.id != row.id && make(other) == make(&row));
        let rows: Vec<NodeRef> = beside.filter(|other| is_bare_row(other, weights)).collect();
        if rows.len() >= LEAST {
            return rows;
        }
    }
    Vec::new()
}

/// Letters of a sentence, and of a paragraph.
const SENTENCE: u32 = 15;
const PARAGRAPH: u32 = 3_000;

/// Whether a box holds one sentence or more, without a link, a heading or a picture.
fn is_bare_row(node: &NodeRef, weights: &Weights) -> bool {
    const STOPS: &[char] = &['.', '!', '?', '…', '。', '！', '？', '।', '۔', '؟'];
    const CLOSING: &[char] = &['”', '"', '»', '’', ')', '」', '』'];
    const ELEMENTS: usize = 30;
    // Thai has no stops.
    const LINE: usize = 40;
    let ends = |text: &str| {
        text.trim().trim_end_matches(CLOSING).ends_with(STOPS)
            || text.chars().filter(|c| is_unspaced(*c)).nth(LINE).is_some()
    };
    let weight = weights.get(node);
    let is_bare = |inner: NodeRef| {
        name(&inner).is_some_and(|tag| {
            matches!(&*tag, "div" | "p" | "span" | "b" | "i" | "em" | "strong" | "br" | "q" | "sup" | "sub")
        })
    };
    let mut inside = node.descendants_it().filter(NodeRef::is_element);
    (SENTENCE..=PARAGRAPH).contains(&weight.text)
        && weight.linked == 0
        && inside.by_ref().take(ELEMENTS).all(is_bare)
        && inside.next().is_none()
        && ends(&node.text())
}

/// The innermost element that holds nearly all that is kept.
fn around_most<'a>(
    body: &NodeRef<'a>,
    kept: u32,
    kept_under: &dyn Fn(&NodeRef) -> u32,
) -> Option<NodeRef<'a>> {
    if kept == 0 {
        return None;
    }
    let nearly = |node: &NodeRef| u64::from(kept_under(node)) * 10 >= u64::from(kept) * 9;
    let mut around = *body;
    while let Some(inner) = around.element_children().into_iter().find(nearly) {
        around = inner;
    }
    let page = name(&around).is_some_and(|tag| matches!(&*tag, "body" | "main"));
    (!page).then_some(around)
}

impl Survivors {
    /// Characters of kept solid text under each element.
    fn kept_in(&self, body: &NodeRef, weights: &Weights) -> ByNode<u32> {
        let mut sums = ByNode::default();
        self.sum_kept(body, false, weights, &mut sums);
        sums
    }

    fn sum_kept(&self, node: &NodeRef, kept: bool, weights: &Weights, sums: &mut ByNode<u32>) -> u32 {
        let kept = if self.stamped.contains(&node.id) { self.kept.contains(&node.id) } else { kept };
        let mut own = weights.get(node).solid;
        let mut below = 0;
        for child in node.element_children() {
            own = own.saturating_sub(weights.get(&child).solid);
            below += self.sum_kept(&child, kept, weights, sums);
        }
        let sum = below + if kept { own } else { 0 };
        sums.insert(node.id, sum);
        sum
    }

    /// Keeps an element with all in it but what is mostly links.
    fn keep_prose(&mut self, node: &NodeRef, weights: &Weights) {
        let mut pending = vec![*node];
        while let Some(node) = pending.pop() {
            if self.stamped.contains(&node.id) {
                self.kept.insert(node.id);
            }
            pending.extend(node.element_children().into_iter().filter(|child| !is_linky(child, weights)));
        }
    }
}

/// Percent of the first choice's solid text that another must have to be taken: an element called the
/// text, all around the first choice, the densest element.
const MORE: u64 = 130;
const MORE_AROUND: u64 = 135;
const MORE_DENSE: u64 = 260;

/// Headings that are links in an element that lists other stories, and the characters of text that a
/// story listed has at most.
const LINKED_HEADINGS: u32 = 3;
const TEASER: u32 = 600;

/// Whether an element lists other stories: several of its headings are links, with little text to each.
fn is_list_of_stories(node: &NodeRef, weights: &Weights) -> bool {
    let headings = node.descendants_it().filter(|inner| {
        name(inner).is_some_and(|tag| matches!(&*tag, "h1" | "h2" | "h3" | "h4"))
            && (inner.descendants_it().any(|part| part.has_name("a"))
                || inner.parent().is_some_and(|outer| outer.has_name("a")))
    });
    let headings = headings.count() as u32;
    headings >= LINKED_HEADINGS && solid_in(node, weights) < headings * TEASER
}

/// Words of names before and after each other that call an element the text of an article.
const OF_TEXT: &[&str] = &["article", "entry", "post", "story"];
const TEXT: &[&str] = &["content", "body", "text", "copy", "inner"];

/// The same, less sure.
const OF_TEXT_TOO: &[&str] = &["blog", "news", "main", "content", "single", "detail", "page", "field"];

/// How surely an element's names call it the text of an article: 0 for not at all.
fn called(node: &NodeRef) -> u8 {
    let boxed = name(node).is_some_and(|tag| matches!(&*tag, "div" | "section" | "article" | "main" | "td"));
    if !boxed {
        return 0;
    }
    if super::tokens::attr(node, "itemprop").is_some_and(|of| of.contains("articleBody")) {
        return 2;
    }
    let tokens = super::tokens::tokens(node);
    if tokens.iter().any(|token| token.starts_with("comment")) {
        return 0;
    }
    let mut sure = 0;
    for pair in tokens.windows(2) {
        let [of, text] = pair else { continue };
        if TEXT.contains(&text.as_str()) {
            if OF_TEXT.contains(&of.as_str()) {
                sure = sure.max(2);
            } else if OF_TEXT_TOO.contains(&of.as_str()) {
                sure = sure.max(1);
            }
        }
    }
    let whole = [
        "articlebody",
        "articletext",
        "storybody",
        "postbody",
        "entrycontent",
        "postcontent",
        "articlecontent",
    ];
    if tokens.iter().any(|token| whole.contains(&token.as_str())) {
        sure = 2;
    }
    sure
}

/// The element that the page calls its text.
fn called_text<'a>(elements: &[NodeRef<'a>], weights: &Weights) -> Option<NodeRef<'a>> {
    let named: Vec<(u8, &NodeRef)> = elements
        .iter()
        .map(|node| (called(node), node))
        .filter(|(sure, node)| *sure > 0 && weights.get(node).solid >= SHORT)
        .collect();
    let surest = named.iter().map(|(sure, _)| *sure).max()?;
    let named = named.iter().filter(|(sure, _)| *sure == surest).map(|(_, node)| *node);
    let most = named.clone().map(|node| weights.get(node).solid).max()?;
    // Of those inside each other, the innermost that has nearly all.
    named
        .filter(|node| u64::from(weights.get(node).solid) * 100 >= u64::from(most) * NEARLY)
        .min_by_key(|node| weights.get(node).text)
        .copied()
}

/// Percent that are nearly all.
const NEARLY: u64 = 85;

/// Solid text in an element, outside boxes of links.
fn solid_in(node: &NodeRef, weights: &Weights) -> u32 {
    weights.get(node).solid.saturating_sub(linky(node, weights))
}

/// Whether most of a box is links.
fn is_linky(node: &NodeRef, weights: &Weights) -> bool {
    let weight = weights.get(node);
    let boxed = name(node).is_some_and(|tag| {
        matches!(
            &*tag,
            "div" | "section" | "ul" | "ol" | "aside" | "article" | "header" | "nav" | "form" | "dl"
        )
    });
    boxed && weight.text > 40 && weight.linked * 2 > weight.text
}

/// Solid text in the boxes of links in an element.
fn linky(node: &NodeRef, weights: &Weights) -> u32 {
    let mut solid = 0;
    let mut pending = node.element_children();
    while let Some(node) = pending.pop() {
        if is_linky(&node, weights) {
            solid += weights.get(&node).solid;
        } else {
            pending.extend(node.element_children());
        }
    }
    solid
}

/// The element with the most prose directly under it: what a page marks as its article, else the
/// one whose own paragraphs weigh most.
fn densest<'a>(elements: &[NodeRef<'a>], weights: &Weights) -> Option<NodeRef<'a>> {
    let marked = elements.iter().filter(|node| {
        name(node).is_some_and(|tag| matches!(&*tag, "article" | "main"))
            || super::tokens::attr(node, "itemprop").is_some_and(|of| of.contains("articleBody"))
            || super::tokens::attr(node, "role").is_some_and(|role| role == "main")
    });
    let own = |node: &NodeRef| weights.get(node).text - weights.get(node).linked;
    if let Some(article) = marked.max_by_key(|node| own(node)).filter(|node| own(node) >= 40) {
        return Some(*article);
    }
    let score = |node: &NodeRef| -> u32 {
        let mut sum = 0;
        for child in node.children_it(false) {
            if child.is_text() {
                sum += child.text().chars().filter(|c| !c.is_whitespace()).count() as u32;
            } else if name(&child).is_some_and(|tag| {
                matches!(&*tag, "p" | "blockquote" | "pre" | "b" | "i" | "em" | "strong" | "span")
            }) {
                sum += own(&child);
            }
        }
        sum
    };
    elements
        .iter()
        .map(|node| (score(node), node))
        .filter(|(score, _)| *score >= 40)
        .max_by_key(|(score, _)| *score)
        .map(|(_, node)| *node)
}
