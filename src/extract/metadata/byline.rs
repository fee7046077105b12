//! Who wrote it, as the page itself says: elements marked as bylines, lines that begin with `By`, links to
//! authors. Comments, captions, teasers and quotes name people too and are passed over.

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};

use super::super::date;
use super::super::tokens::{attr, is_hidden, name, tokens};
use super::MAX_NAME;
use super::around::is_elsewhere;
use super::names::{announced, leading_person, names};
use crate::news::Text;

/// Words of names that mark an element as a byline.
const MARKS: &[&str] = &[
    "author", "authors", "byline", "autor", "autoren", "auteur", "autore", "writer", "reporter", "yazar",
    "avtor",
];

/// Texts of a page that are looked at for a label.
const MOST_TEXTS: usize = 5_000;

/// Texts after the headline in which a line beginning with `By` may stand, and before it.
const NEAR: usize = 40;

/// The people that the page names, in the surest way that names any.
pub(super) fn find(dom: &Document) -> Vec<Text> {
    for named in named(dom) {
        let found = marked(named.iter());
        if !found.is_empty() {
            return found;
        }
    }
    let elements: Vec<NodeRef> = dom
        .root()
        .descendants_it()
        .filter(|node| {
            name(node).is_some_and(|tag| {
                matches!(
                    &*tag,
                    "div"
                        | "span"
                        | "p"
                        | "a"
                        | "address"
                        | "li"
                        | "ul"
                        | "aside"
                        | "h4"
                        | "h5"
                        | "strong"
                        | "em"
                )
            })
        })
        .filter(|node| tokens(node).iter().any(|token| MARKS.contains(&token.as_str())))
        .take(60)
        .collect();
    let named = elements.iter().filter(|node| tokens(node).iter().any(|token| token == "name"));
    let found = marked(named);
    if !found.is_empty() {
        return found;
    }
    let found = marked(elements.iter());
    if !found.is_empty() {
        return found;
    }
    let found = in_words(dom);
    if !found.is_empty() {
        return found;
    }
    let found = behind_a_label(dom);
    if !found.is_empty() {
        return found;
    }
    let found = beside_the_date(dom);
    if !found.is_empty() {
        return found;
    }
    let linked = dom.select(
        r#"a[href*="/author/"], a[href*="/autor/"], a[href*="/authors/"], a[href*="/auteur/"], a[href*="/autoren/"],
           a[href*="/avtor/"], a[href*="/yazar/"], a[href*="/profile/"], a[href*="/contributor"]"#,
    );
    let found = marked(linked.nodes().iter());
    if found.is_empty() { at_the_end(dom) } else { found }
}

/// Classes of elements that hold an author's name and nothing else.
const NAMED: &[&str] = &["author-name", "author__name", "byline__name", "byline-name"];

/// Elements whose attributes say that they name the author, the surest kind first, in one walk: names in what
/// microdata calls an author, that itself, links to authors, and classes.
fn named(dom: &Document) -> [Vec<NodeRef<'_>>; 4] {
    let says = |value: &str, word: &str| value.split_ascii_whitespace().any(|said| said == word);
    // What holds others comes before them.
    let mut authors: HashSet<NodeId> = HashSet::new();
    let mut found: [Vec<NodeRef>; 4] = Default::default();
    for node in dom.root().descendants_it() {
        let Some(element) = node.element_ref() else { continue };
        for attribute in &element.attrs {
            let value = &*attribute.value;
            let kinds = match &*attribute.name.local {
                "itemprop" => {
                    let is_author = says(value, "author");
                    authors.extend(is_author.then_some(node.id));
                    let inside = says(value, "name")
                        && node.ancestors_it(None).any(|outer| authors.contains(&outer.id));
                    [inside, is_author, false, false]
                }
                "rel" if &*element.name.local == "a" => [false, false, says(value, "author"), false],
                "class" => [false, false, false, NAMED.iter().any(|class| says(value, class))],
                _ => continue,
            };
            for (kind, _) in found.iter_mut().zip(kinds).filter(|(_, is)| *is) {
                kind.push(node);
            }
        }
    }
    found
}

/// The people of the first elements that are marked and name somebody. Two or three bylines are one
/// article's; more are a list of articles.
fn marked<'a, 'b: 'a>(nodes: impl Iterator<Item = &'a NodeRef<'b>>) -> Vec<Text> {
    let mut found: Vec<Text> = Vec::new();
    let mut counted = 0;
    for node in nodes.take(12).filter(|node| !is_hidden(node) && !is_elsewhere(node)) {
        let people = people_in(node);
        if people.is_empty() {
            continue;
        }
        found.extend(people);
        counted += 1;
        if counted == 3 {
            break;
        }
    }
    found
}

/// One run of text, and the element it stands in.
struct Run {
    text: String,
    inside: String,
}

/// The people an element names: those of its first piece that names anybody, and of the pieces marked the
/// same way.
fn people_in(node: &NodeRef) -> Vec<Text> {
    let whole: usize =
        node.descendants_it().filter(NodeRef::is_text).map(|text| text.text().trim().len()).sum();
    if whole > MAX_NAME * 6 {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut mark: Option<String> = None;
    for piece in pieces(node) {
        let length = piece.text.chars().count();
        let same = mark.as_ref().is_none_or(|mark| *mark == piece.inside);
        if !same || !(2..=MAX_NAME * 2).contains(&length) {
            continue;
        }
        let people = names(&piece.text);
        if !people.is_empty() {
            found.extend(people);
            mark = Some(piece.inside);
        }
    }
    found
}

/// The pieces of text of an element: what blocks part, what is glued together without a space, and
/// elements of two words and more that stand beside each other.
fn pieces(node: &NodeRef) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut parted, mut spaced) = (true, true);
    for inner in node.descendants_it() {
        if !inner.is_text() {
            parted |= name(&inner).is_some_and(|tag| {
                matches!(
                    &*tag,
                    "p" | "div" | "li" | "br" | "ul" | "h2" | "h3" | "h4" | "time" | "small" | "address"
                )
            });
            continue;
        }
        let text = inner.text().to_string();
        let clean = Text::line(&text);
        if clean.is_empty() {
            spaced = true;
            continue;
        }
        let inside = inner.parent().map(|parent| {
            format!(
                "{} {}",
                name(&parent).as_deref().unwrap_or_default(),
                attr(&parent, "class").unwrap_or_default()
            )
        });
        let glued = !spaced && !text.starts_with(char::is_whitespace);
        let word = |text: &str| text.split_whitespace().count();
        let (inside, clean) = (inside.unwrap_or_default(), clean.as_str().to_owned());
        let joins = |last: &Run| {
            last.text.ends_with([',', '/', '&', ':']) || clean.starts_with([',', '/', '&']) || {
                let alone = announced(&last.text).is_some_and(str::is_empty);
                !alone && !glued && (word(&last.text) < 2 || word(&clean) < 2)
            }
        };
        match runs.last_mut() {
            Some(last) if !parted && joins(last) => {
                last.text = format!("{} {clean}", last.text);
                if last.inside != inside && word(&last.text) <= 2 {
                    last.inside = inside;
                }
            }
            _ => runs.push(Run { text: clean, inside }),
        }
        parted = false;
        spaced = text.ends_with(char::is_whitespace);
    }
    runs.retain(|run| announced(&run.text).is_none_or(|rest| !rest.is_empty()));
    runs
}

/// Words that announce a name only where a colon follows.
const UNSURE: &[&str] = &[
    "text",
    "текст",
    "tekst",
    "about",
    "more about",
    "interview",
    "文",
    "di",
    "av",
    "af",
    "od",
    "door",
    "του",
    "της",
];

/// The line near the headline that begins with `By` or with a label, and the name after it.
pub(super) fn in_words(dom: &Document) -> Vec<Text> {
    beginning_with_by(dom).unwrap_or_default()
}

/// The lines of text around the headline: some before it, more behind it.
fn near_the_headline(dom: &Document) -> Option<Vec<(Text, NodeRef<'_>)>> {
    let body = dom.body()?;
    let headline = dom.select("h1").nodes().iter().find(|node| !is_hidden(node)).map(|node| node.id);
    let (mut lines, mut at_headline, mut seen) = (Vec::new(), None, 0);
    let mut pending = vec![body];
    while let Some(node) = pending.pop() {
        if node.is_text() {
            let text = Text::line(&node.text());
            if !text.is_empty() {
                seen += 1;
                lines.push((text, node));
            }
            if at_headline.is_some_and(|at| seen > at + NEAR) || seen > 1_500 {
                break;
            }
            continue;
        }
        let tag = name(&node);
        let tag = tag.as_deref().unwrap_or_default();
        if matches!(
            tag,
            "script" | "style" | "noscript" | "template" | "select" | "svg" | "nav" | "footer" | "aside"
        ) || is_hidden(&node)
        {
            continue;
        }
        if headline == Some(node.id) {
            at_headline = Some(seen);
        }
        pending.extend(node.children_it(true).collect::<Vec<NodeRef>>());
    }
    let from = at_headline.unwrap_or_default().saturating_sub(NEAR / 4);
    let mut near = lines.split_off(from.min(lines.len()));
    near.truncate(NEAR * 5 / 4);
    Some(near)
}

/// A name with a line of its own, and behind it a date that stands beside it: `Ann Berg | 5 April 2025`.
fn beside_the_date(dom: &Document) -> Vec<Text> {
    let near = near_the_headline(dom).unwrap_or_default();
    let outer = |node: &NodeRef| node.ancestors_it(Some(2)).nth(1).map(|outer| outer.id);
    let found = near.windows(2).find_map(|pair| {
        let [(name, name_at), (date, date_at)] = pair else { return None };
        let bare = name.trim_end_matches(|c: char| !c.is_alphanumeric());
        let parted = bare.len() < name.len();
        let whole = parted && leading_person(bare).is_some_and(|person| person.len() == bare.len());
        let dated = || {
            let first = date.split(" - ").next().unwrap_or_default();
            first.len() <= 40 && date::parse(first).is_some()
        };
        (whole && bare.contains(' ') && outer(name_at) == outer(date_at) && dated() && !is_elsewhere(name_at))
            .then(|| names(bare))
    });
    found.unwrap_or_default()
}

fn beginning_with_by(dom: &Document) -> Option<Vec<Text>> {
    let near = near_the_headline(dom)?;
    near.iter().enumerate().find_map(|(at, (text, node))| {
        let rest = announced(text)?;
        let label = text.get(..text.len() - rest.len())?;
        let colon = label.contains([':', '：', '/', '／']);
        let plain = label.trim().to_lowercase();
        if is_elsewhere(node) || (!colon && UNSURE.contains(&plain.as_str())) {
            return None;
        }
        let (rest, labelled) = if rest.is_empty() {
            (near.get(at + 1)?.0.as_str().to_owned(), true)
        } else {
            let colon = text
                .get(..text.len() - rest.len())
                .is_some_and(|label| label.contains([':', '：', '/', '／']));
            (rest.to_owned(), colon)
        };
        let rest = rest.trim_start_matches([':', '：', ' ']);
        if rest.chars().count() > MAX_NAME * 2 {
            return None;
        }
        let person = leading_person(rest);
        let person = person.or_else(|| {
            let short = labelled && rest.chars().count() <= 30 && !rest.contains(['.', '?', '!']);
            short.then_some(rest)
        });
        let mut found = names(person?);
        if !found.is_empty() {
            let after = if text.ends_with(rest) { at + 1 } else { at + 2 };
            found.extend(further(near.get(after..).unwrap_or_default()));
        }
        (!found.is_empty()).then_some(found)
    })
}

/// Those who are named behind the first, each parted from the one before by a comma or an "and" of its own.
fn further(lines: &[(Text, NodeRef)]) -> Vec<Text> {
    let joins =
        |text: &str| matches!(text, "," | "&" | "and" | "und" | "et" | "y" | "e" | "og" | "och" | "и" | "та");
    let mut found = Vec::new();
    for pair in lines.chunks_exact(2).take(8) {
        let [(between, _), (name, _)] = pair else { break };
        if !joins(between) || leading_person(name).is_none_or(|person| person.len() != name.trim_end().len())
        {
            break;
        }
        found.extend(names(name));
    }
    found
}

/// Labels that stand alone on a line of facts about the article, wherever that is.
const LABELS: &[&str] = &[
    "author",
    "authors",
    "autor",
    "autorin",
    "autorin/autor",
    "autoren",
    "auteur",
    "auteurs",
    "autore",
    "autori",
    "autora",
    "автор",
    "авторы",
    "автори",
    "yazar",
    "作者",
    "written by",
];

/// The name behind such a label.
fn behind_a_label(dom: &Document) -> Vec<Text> {
    let Some(body) = dom.body() else { return Vec::new() };
    let mut labelled = false;
    for node in body.descendants_it().filter(NodeRef::is_text).take(MOST_TEXTS) {
        let raw = node.text();
        if raw.trim().is_empty() {
            continue;
        }
        if raw.trim().len() > MAX_NAME {
            labelled = false;
            continue;
        }
        let text = Text::line(&raw);
        let whole = || leading_person(&text).is_some_and(|person| person.len() == text.len());
        if labelled && whole() && !is_elsewhere(&node) {
            return names(&text);
        }
        let bare = text.trim_end_matches([':', '：', ' ']).to_lowercase();
        labelled = LABELS.contains(&bare.as_str());
    }
    Vec::new()
}

/// Two to five characters of Han or Hangul: as long as names there are, written without a space.
fn is_east_asian_name(text: &str) -> bool {
    let letter = |c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
    (2..=5).contains(&text.chars().count()) && text.chars().all(letter)
}

/// A name alone on a line at the right, as many papers sign an article at its end.
fn at_the_end(dom: &Document) -> Vec<Text> {
    let aligned = dom.select(r#"[style*="text-align:right"], [style*="text-align: right"], [align="right"]"#);
    let last = aligned.nodes().iter().rev().take(5).find_map(|node| {
        let text = Text::line(&node.text());
        let whole =
            leading_person(&text).is_some_and(|person| person.len() == text.trim_end_matches('.').len());
        ((whole || is_east_asian_name(&text)) && !is_elsewhere(node)).then(|| names(&text))
    });
    last.unwrap_or_default()
}
