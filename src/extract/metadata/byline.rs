//! Who wrote it, as the page itself says: elements marked as bylines, lines that begin with `By`, links to
//! authors. Comments, captions, teasers and quotes name people too and are passed over.

mod lines;
mod profiles;

use dom_query::{Document, NodeRef};

pub(super) use self::lines::in_words;
use self::lines::{at_the_end, behind_a_label, beside_the_date};
use super::super::by_node::Nodes;
use super::super::tokens::{all_named, attr, is_hidden, name, tokens};
use super::MAX_NAME;
use super::around::is_elsewhere;
use super::names::{announced, is_about, is_trade, leading_person, names, told_about};
use crate::news::Text;

/// Words of names that mark an element as a byline.
const MARKS: &[&str] = &[
    "author", "authors", "byline", "autor", "autoren", "auteur", "autore", "writer", "reporter", "yazar",
    "avtor",
];

/// The people that a page of a host names, in the surest way that names any.
pub(super) fn find(dom: &Document, host: &str) -> Vec<Text> {
    for said in said_to_be_authors(dom) {
        let found = marked(said.iter());
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
        .filter(|node| {
            let called = tokens(node);
            // `by` alone names who; `sort-by` and `powered-by` do not.
            called.iter().any(|token| MARKS.contains(&token.as_str()))
                || called == ["by"] && is_person(&node.text())
        })
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
    let found = profiles::at_the_headline(dom, host);
    if !found.is_empty() {
        return found;
    }
    let linked: Vec<NodeRef> = all_named(dom, "a").filter(leads_to_an_author).collect();
    let found = marked(linked.iter());
    if found.is_empty() { at_the_end(dom) } else { found }
}

/// Pieces of addresses of those who write.
const WRITERS: &[&str] = &[
    "/author/",
    "/autor/",
    "/authors/",
    "/auteur/",
    "/autoren/",
    "/avtor/",
    "/yazar/",
    "/profile/",
    "/contributor",
];

fn leads_to_an_author(link: &NodeRef) -> bool {
    attr(link, "href").is_some_and(|href| WRITERS.iter().any(|piece| href.contains(piece)))
}

/// Whether a text is a name and nothing else; in scripts without capitals short words are.
fn is_person(text: &str) -> bool {
    let text = text.trim();
    announced(text).is_none() && leading_person(text).is_some_and(|person| person.len() == text.len())
        || text.chars().count() <= 5 && !text.is_ascii() && text.chars().all(char::is_alphabetic)
}

/// Classes of elements that hold an author's name and nothing else.
const NAMED: &[&str] = &["author-name", "author__name", "byline__name", "byline-name"];

/// Elements whose attributes say that they name the author, the surest kind first, in one walk: names in what
/// microdata calls an author, that itself, links to authors, and classes.
fn said_to_be_authors(dom: &Document) -> [Vec<NodeRef<'_>>; 4] {
    let says = |value: &str, word: &str| value.split_ascii_whitespace().any(|said| said == word);
    // What holds others comes before them.
    let mut authors = Nodes::default();
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

/// Words in names of boxes that tell about the author.
const BOXES: &[&str] = &["box", "bio", "about", "info", "card", "description"];

/// The people an element names: those of its first piece that names anybody, and of the pieces marked the
/// same way.
fn people_in(node: &NodeRef) -> Vec<Text> {
    let whole: usize =
        node.descendants_it().filter(NodeRef::is_text).map(|text| text.text().trim().len()).sum();
    if whole > MAX_NAME * 6 {
        return Vec::new();
    }
    let is_box = tokens(node).iter().any(|token| BOXES.contains(&token.as_str()));
    let mut found = Vec::new();
    let mut mark: Option<String> = None;
    for piece in pieces(node) {
        let length = piece.text.chars().count();
        let same = mark.as_ref().is_none_or(|mark| *mark == piece.inside);
        if !same || !(2..=MAX_NAME * 2).contains(&length) {
            continue;
        }
        if is_box && is_about(&piece.text) {
            // `Ann Berg writes about …`
            if let Some(person) = told_about(&piece.text) {
                found.extend(names(person));
                mark = Some(piece.inside);
            }
            continue;
        }
        // What somebody does stands behind the name.
        if !found.is_empty() && is_trade(&piece.text) {
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
