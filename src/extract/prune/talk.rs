//! What readers wrote, told by the ways to answer each of them where no name says so.

use dom_query::NodeRef;

use super::{BESIDE_TALK, Weights};
use crate::extract::tokens::{attr, name};

/// Boxes of one make that are a talk, those that are looked at, and parts of each.
const LEAST: usize = 3;
const LOOKED_AT: usize = 12;
const PARTS: usize = 60;

/// Letters of what somebody wrote.
const WRITTEN: u32 = 15;

/// What stands on the way to answer somebody, or to report what somebody wrote, lower case.
pub(super) const ANSWER: &[&str] = &[
    "reply",
    "report",
    "antworten",
    "melden",
    "répondre",
    "signaler",
    "responder",
    "denunciar",
    "rispondi",
    "segnala",
    "ответить",
    "пожаловаться",
    "відповісти",
    "поскаржитися",
    "жауап беру",
    "yanıtla",
    "cevapla",
    "odpowiedz",
    "zgłoś",
    "beantwoorden",
    "reageer",
    "svar",
    "svara",
    "vastaa",
    "odpovědět",
    "válasz",
    "răspunde",
    "απάντηση",
    "رد",
    "پاسخ",
    "הגב",
    "जवाब दें",
    "উত্তর দিন",
    "ตอบกลับ",
    "trả lời",
    "balas",
    "回复",
    "回覆",
    "返信",
    "답글",
];

/// Whether an element is a list of boxes of one make, most of which can be answered, beside a text.
pub(super) fn is_answered(node: &NodeRef, weights: &Weights) -> bool {
    if !name(node).is_some_and(|tag| matches!(&*tag, "div" | "section" | "ol" | "ul"))
        || weights.total().solid < weights.get(node).solid + BESIDE_TALK
    {
        return false;
    }
    let boxes: Vec<NodeRef> = node.element_children().into_iter().take(LOOKED_AT).collect();
    if boxes.len() < LEAST {
        return false;
    }
    let make = |node: &NodeRef| (name(node), attr(node, "class"));
    let Some(last) = boxes.last().map(make) else { return false };
    // A heading or a way to write may stand before them.
    let alike = boxes.iter().filter(|inner| make(inner) == last);
    alike.filter(|inner| is_written(inner, weights)).count() >= LEAST.max(boxes.len().saturating_sub(3))
        && !std::iter::once(*node).chain(node.ancestors_it(None)).any(|outer| is_of_the_text(&outer))
}

fn is_written(node: &NodeRef, weights: &Weights) -> bool {
    let weight = weights.get(node);
    weight.text.saturating_sub(weight.linked) >= WRITTEN && {
        let parts = || node.descendants_it().filter(NodeRef::is_element).take(PARTS);
        let ways = parts().filter(|inner| {
            name(inner).is_some_and(|tag| matches!(&*tag, "a" | "button"))
                && ANSWER.contains(&inner.text().trim().to_lowercase().as_str())
        });
        // One word alone may be that of a quiz.
        ways.count() + usize::from(parts().any(|inner| inner.has_name("time"))) >= 2
    }
}

/// Whether an element holds the text by its tag or by what the page says of it: letters and their answers are in it.
fn is_of_the_text(node: &NodeRef) -> bool {
    node.has_name("article") || attr(node, "itemprop").is_some_and(|prop| prop == "articleBody")
}
