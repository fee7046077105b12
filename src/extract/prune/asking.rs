//! Boxes in which a reader is asked for an address of mail, whatever they are called: known by their field.

use dom_query::NodeRef;

use super::Weights;
use crate::extract::by_node::{ByNode, Nodes};
use crate::extract::called::{self, STANDFIRST};
use crate::extract::tokens::{attr, name, tokens};
use crate::extract::words::said;

/// Characters that a box may have in which a reader is asked for an address.
const MAX_ASKING: u32 = 160;

/// The elements around fields for an address of mail.
pub(super) fn asking(body: &NodeRef) -> Nodes {
    let field = |node: &NodeRef| {
        let kind = attr(node, "type").unwrap_or_default().to_ascii_lowercase();
        let called = || {
            let shown = attr(node, "placeholder").unwrap_or_default().to_lowercase();
            matches!(shown.trim(), "email" | "e-mail")
        };
        node.has_name("input") && (kind == "email" || kind.is_empty() && called())
    };
    let fields = body.descendants_it().filter(field).take(20);
    fields.flat_map(|node| node.ancestors_it(None).map(|outer| outer.id).collect::<Vec<_>>()).collect()
}

/// Buttons that are a choice, and those of a page that are looked at.
const CHOICE: usize = 2;
const MAX_BUTTONS: usize = 60;

/// The elements around two buttons or more.
pub(super) fn choosing(body: &NodeRef) -> Nodes {
    let mut around: ByNode<usize> = ByNode::default();
    let buttons = body.descendants_it().filter(|node| node.has_name("button") && said(&node.text()) > 0);
    for outer in buttons.take(MAX_BUTTONS).flat_map(|node| node.ancestors_it(None).collect::<Vec<_>>()) {
        *around.entry(outer.id).or_default() += 1;
    }
    around.into_iter().filter(|(_, count)| *count >= CHOICE).map(|(id, _)| id).collect()
}

/// Letters of a question that is put to readers, and of what stands behind it: how many have answered.
const QUESTION: usize = 90;
const ANSWERED: usize = 24;

/// What a box is called in which readers vote.
const VOTES: &[&str] = &["vote", "votes", "voting", "poll", "polls", "survey", "feedback", "helpful"];

/// Yes and no, lower case.
const YES_OR_NO: &[&str] = &[
    "yes",
    "no",
    "ja",
    "nein",
    "nej",
    "nee",
    "oui",
    "non",
    "sí",
    "si",
    "sì",
    "sim",
    "não",
    "tak",
    "nie",
    "ano",
    "ne",
    "da",
    "nu",
    "да",
    "нет",
    "так",
    "ні",
    "evet",
    "hayır",
    "igen",
    "nem",
    "kyllä",
    "ei",
    "ναι",
    "όχι",
    "نعم",
    "لا",
    "بله",
    "خیر",
    "כן",
    "לא",
    "はい",
    "いいえ",
    "是",
    "否",
    "예",
    "네",
    "아니요",
    "아니오",
    "ใช่",
    "ไม่",
    "có",
    "không",
];

/// Whether a box holds a question and buttons to answer it, and little beside the page's text.
pub(super) fn asks_to_choose(node: &NodeRef, weights: &Weights) -> bool {
    let weight = weights.get(node);
    let boxed = node.has_name("div") || node.has_name("section") || node.has_name("form");
    boxed && weight.text <= MAX_ASKING && weight.text * 4 < weights.total().text && is_choice(node)
}

/// Whether an element holds a question, buttons to answer it, and nothing else.
pub(super) fn is_choice(node: &NodeRef) -> bool {
    let inside: Vec<NodeRef> = node.descendants_it().take(MAX_INSIDE + 1).collect();
    let buttons: Vec<&NodeRef> = inside.iter().filter(|inner| inner.has_name("button")).collect();
    if buttons.len() < CHOICE || inside.len() > MAX_INSIDE || inside.iter().any(is_more_than_a_question) {
        return false;
    }
    let pressed = |text: &NodeRef| text.ancestors_it(Some(6)).any(|outer| outer.has_name("button"));
    let mut told = String::new();
    for text in inside.iter().filter(|inner| inner.is_text() && !pressed(inner)) {
        told.push_str(&text.text());
    }
    let labels: Vec<String> = buttons.iter().map(|button| button.text().trim().to_lowercase()).collect();
    let voted = tokens(node).iter().any(|token| VOTES.contains(&token.as_str()));
    is_question(&told)
        && labels.iter().all(|label| !label.contains(MARKS))
        && (voted || labels.iter().any(|label| YES_OR_NO.contains(&label.as_str())))
}

/// Marks of a question.
const MARKS: &[char] = &['?', '？', '؟'];

/// Whether a text is one question that nobody is quoted with.
fn is_question(told: &str) -> bool {
    const QUOTES: &[char] = &['"', '“', '”', '„', '«', '»', '「', '」'];
    let Some((asked, rest)) = told.split_once(MARKS) else { return false };
    let letters = |text: &str| text.trim().chars().count();
    letters(asked) <= QUESTION && letters(rest) <= ANSWERED && !told.contains(QUOTES)
}

/// What a question to readers has not with it.
fn is_more_than_a_question(inner: &NodeRef) -> bool {
    const TAGS: &[&str] =
        &["h1", "h2", "h3", "h4", "article", "img", "figure", "video", "audio", "table", "pre", "ul", "ol"];
    name(inner).is_some_and(|tag| TAGS.contains(&&*tag))
}

/// Elements that such a box may have in it.
const MAX_INSIDE: usize = 150;

/// Whether an element that holds such a field is no more than the box around it.
pub(super) fn asks_for_address(node: &NodeRef, weights: &Weights) -> bool {
    let weight = weights.get(node);
    let other = |inner: &NodeRef| {
        inner.has_name("h1")
            || inner.has_name("article")
            || tokens(inner).iter().any(|token| called::means(token, STANDFIRST)) && said(&inner.text()) >= 70
    };
    weight.text <= MAX_ASKING
        && weight.text * 4 < weights.total().text
        && !node.has_name("body")
        && !node
            .descendants_it()
            .filter(NodeRef::is_element)
            .take(MAX_INSIDE + 1)
            .enumerate()
            .any(|(at, inner)| at == MAX_INSIDE || other(&inner))
}
