//! Parts of a text that are called what they are about: `<section id="cookies"><h2>Cookies</h2><p>…`. Generators of
//! documents make such names from headings, and the heading may be a word that elsewhere names what is no text.

use dom_query::NodeRef;

use super::Weights;
use super::misled::TALK;
use crate::extract::called::{self, JUNK};
use crate::extract::polish::asks;
use crate::extract::tokens::{attr, beginning, name, split, tokens};

/// Letters of a heading, and of a part that says something.
const HEADING: usize = 120;
const SAYS: u32 = 60;
const TELLS: u32 = 120;

/// Elements of a part that are looked at.
const INSIDE: usize = 300;

/// Elements around a part that may be such a part too.
const AROUND: usize = 2;

/// Words that ask for something more often than they are a subject: what is called so beside such a heading must stand
/// among other parts that are called by theirs.
const OFFERS: &[&str] = &[
    "newsletter",
    "newsletters",
    "subscribe",
    "advert",
    "advertisement",
    "advertisements",
    "adverts",
    "promo",
    "promos",
    "sponsored",
    "related",
    "recommended",
    "recommendation",
    "recommendations",
    "donate",
    "donation",
    "respond",
    "disqus",
    "share",
    "sharing",
    "social",
    "tags",
    "disclaimer",
    "trending",
    "paywall",
    "readmore",
    "readalso",
    "followus",
    "infobox",
    "factbox",
    "faktaboks",
    "faktabox",
    "faktaruta",
];

/// Words in names of what stands with something that a reader wrote.
const WRITTEN: &[&str] =
    &["comment", "commenter", "avatar", "vcard", "reply", "replies", "gravatar", "username"];

/// Whether an element with a name that misleads is a part of the text, called by its heading: it has one that says the
/// same, reads like a text, and stands among the text's own paragraphs or among other parts of that kind.
pub(super) fn is_subject(node: &NodeRef, called: &str, weights: &Weights) -> bool {
    if !is_box(node) || !reads_as_text(node, weights) {
        return false;
    }
    let Some(heading) = heading(node) else { return false };
    let exact = names(node).iter().filter_map(|name| says_same(name, &heading)).max();
    // A word of the law or the kitchen names a part of a long text too where the heading says it otherwise.
    let named = || SUBJECTS.contains(&called) && weights.get(node).tells() && has_paragraphs(node);
    if exact.is_none() {
        return named() && !speaks_of_site(node) && is_behind_paragraph(node, weights);
    }
    let exact = exact == Some(true);
    let talk = || TALK.contains(&called);
    if talk() && shows_readers(node) {
        return false;
    }
    let offers = || called.split(' ').any(|word| OFFERS.contains(&word)) || called.contains(' ');
    let of_site = || SUBJECTS.contains(&called) && speaks_of_site(node);
    is_among_parts(node, weights)
        || named() && (exact || !speaks_of_site(node)) && is_behind_paragraph(node, weights)
        || exact
            && !offers()
            && !of_site()
            && weights.get(node).solid >= TELLS
            && is_between_paragraphs(node, weights)
}

/// Words that name a subject as often as a box that asks a reader for something.
const SUBJECTS: &[&str] = &["cookie", "cookies", "consent", "gdpr", "quiz"];

/// Whether an element holds two paragraphs.
fn has_paragraphs(node: &NodeRef) -> bool {
    node.descendants_it().take(INSIDE).filter(|inner| inner.has_name("p")).nth(1).is_some()
}

/// Whether an element tells of what a site keeps of its readers, and what they agree to.
fn speaks_of_site(node: &NodeRef) -> bool {
    const AGREED: &[&str] = &[
        "this site",
        "our site",
        "website",
        "partner",
        "browser",
        "accept",
        "privacy",
        "datenschutz",
        "zustimm",
        "einwillig",
        "consentement",
        "privacidad",
        "aceptar",
        "соглас",
        "сайт",
        "سایت",
        "موقع",
        "אתר",
        "サイト",
        "网站",
        "網站",
        "사이트",
    ];
    let text = beginning(node, 600).0.to_lowercase();
    AGREED.iter().any(|word| text.contains(word))
}

/// Whether a heading is called what it says: its name tells nothing else.
pub(super) fn is_own_name(node: &NodeRef) -> bool {
    let heads = name(node).is_some_and(|tag| matches!(&*tag, "h2" | "h3" | "h4" | "h5" | "h6"));
    let below = || node.next_element_sibling().is_some_and(|below| below.has_name("p"));
    heads
        && attr(node, "id").is_some_and(|id| {
            let (heading, whole) = beginning(node, HEADING);
            whole && says_same(&id, &heading) == Some(true)
        })
        && below()
}

fn is_box(node: &NodeRef) -> bool {
    name(node).is_some_and(|tag| matches!(&*tag, "div" | "section" | "details"))
}

/// The names of an element, each as it stands.
fn names(node: &NodeRef) -> Vec<String> {
    let classes = attr(node, "class").unwrap_or_default();
    attr(node, "id").into_iter().chain(classes.split_whitespace().map(str::to_owned)).collect()
}

/// The words of the heading that an element begins with.
fn heading(node: &NodeRef) -> Option<String> {
    for inner in node.descendants_it().take(INSIDE) {
        if name(&inner)
            .is_some_and(|tag| matches!(&*tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary"))
        {
            let (heading, whole) = beginning(&inner, HEADING);
            return whole.then_some(heading);
        }
        if inner.is_text() && !inner.text().trim().is_empty() {
            return None;
        }
    }
    None
}

/// Words of a name that say which part it is and not what of.
const PART: &[&str] =
    &["section", "sec", "sect", "chapter", "kapitel", "heading", "user", "content", "anchor"];

/// Whether a name says what a heading says: `Some(true)` where it is the same, `Some(false)` where it is some of it.
fn says_same(called: &str, heading: &str) -> Option<bool> {
    let words = |raw: &str| {
        let mut words = Vec::new();
        split(raw, &mut words);
        words.retain(|word| !word.chars().all(char::is_numeric));
        words
    };
    let (mut of_name, of_heading) = (words(called), words(heading));
    if of_name.len() > 1 {
        of_name.retain(|word| !PART.contains(&word.as_str()) || of_heading.contains(word));
    }
    if of_name.is_empty() || of_heading.is_empty() {
        return None;
    }
    let same = of_name.concat() == of_heading.concat();
    let part = of_heading.starts_with(&of_name) || of_name.iter().all(|word| of_heading.contains(word));
    (same || part).then_some(same)
}

/// Whether an element holds text, hardly a link, and nothing to fill in or to press.
fn reads_as_text(node: &NodeRef, weights: &Weights) -> bool {
    let weight = weights.get(node);
    let other = |inner: &NodeRef| {
        name(inner).is_some_and(|tag| {
            matches!(&*tag, "form" | "input" | "textarea" | "button" | "select" | "iframe" | "article")
        })
    };
    weight.solid >= SAYS
        && weight.linked * 4 < weight.text
        && weight.solid * 2 >= weight.text - weight.linked
        && !node.descendants_it().take(INSIDE).any(|inner| other(&inner))
}

/// Whether what readers wrote is in an element: who they are, and when they did.
fn shows_readers(node: &NodeRef) -> bool {
    node.descendants_it().filter(NodeRef::is_element).take(INSIDE).any(|inner| {
        inner.has_name("time") || tokens(&inner).iter().any(|token| WRITTEN.contains(&token.as_str()))
    })
}

/// Whether an element is a part of a text with a name like its heading and of no other meaning.
fn is_part(node: &NodeRef, weights: &Weights) -> bool {
    !tokens(node).iter().any(|token| called::means(token, JUNK)) && is_called(node, weights)
}

/// Whether an element is a part of a text with a name like its heading.
fn is_called(node: &NodeRef, weights: &Weights) -> bool {
    is_box(node)
        && weights.get(node).solid >= SAYS
        && heading(node)
            .is_some_and(|heading| names(node).iter().any(|name| says_same(name, &heading) == Some(true)))
}

/// Whether an element stands behind such a part and before another, or in one. At the end of a text stand boxes that ask for
/// something, one after the other.
fn is_among_parts(node: &NodeRef, weights: &Weights) -> bool {
    const BESIDE: usize = 40;
    let boxes = node.parent().map(|outer| outer.element_children()).unwrap_or_default();
    let Some(at) = boxes.iter().position(|other| other.id == node.id) else { return false };
    let is_part = |other: &NodeRef| is_part(other, weights);
    let before = || boxes.iter().take(at).rev().take(BESIDE).any(is_part);
    let behind = || boxes.iter().skip(at + 1).take(BESIDE).any(is_part);
    let asks_reader = || asks(&beginning(node, ASKING).0, false);
    // Five parts or more, all of them called by their headings: a generator of documents made the names.
    let made = || {
        let mut of_make = boxes.iter().filter(|other| name(other) == name(node)).take(BESIDE);
        let mut count = 0;
        of_make.all(|other| {
            count += 1;
            is_called(other, weights)
        }) && count >= MADE
    };
    (before() && (behind() || made()) || node.ancestors_it(Some(AROUND)).any(|outer| is_part(&outer)))
        && !asks_reader()
}

/// Parts that make it likely that all their names were made from headings.
const MADE: usize = 5;

/// Letters of a part that are looked at for what it asks.
const ASKING: usize = 300;

/// Whether an element stands between two pieces of running text.
fn is_between_paragraphs(node: &NodeRef, weights: &Weights) -> bool {
    let behind = || node.next_element_sibling().is_some_and(|next| is_text(&next, weights));
    is_behind_paragraph(node, weights) && behind()
}

/// Whether an element stands behind a piece of running text, and before another or nothing.
fn is_behind_paragraph(node: &NodeRef, weights: &Weights) -> bool {
    node.prev_element_sibling().is_some_and(|before| is_text(&before, weights))
        && node.next_element_sibling().is_none_or(|next| is_text(&next, weights))
}

fn is_text(node: &NodeRef, weights: &Weights) -> bool {
    let (weight, tag) = (weights.get(node), name(node));
    let tag = tag.as_deref().unwrap_or_default();
    let heads = matches!(tag, "h2" | "h3");
    let tells = weight.solid >= SAYS && weight.linked * 4 < weight.text;
    (heads || tells && matches!(tag, "p" | "section" | "div" | "ul" | "ol" | "blockquote" | "pre" | "table"))
        && !tokens(node).iter().any(|token| called::means(token, JUNK))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_a_heading_says() {
        for (name, heading, same) in [
            ("cookies", "Cookies", Some(true)),
            ("comments-on-the-draft", "Comments on the draft", Some(true)),
            ("sec-3-gdpr", "3. GDPR", Some(true)),
            ("cookies", "Cookies and what we keep", Some(false)),
            ("section", "Section", Some(true)),
            ("comments", "Twelve who wrote", None),
            ("x1", "Comments", None),
            ("4", "4", None),
        ] {
            assert_eq!(says_same(name, heading), same, "{name}");
        }
    }
}
