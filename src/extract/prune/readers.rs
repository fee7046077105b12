//! What readers wrote below a heading that says so, whatever its boxes are called: each with who wrote it, and when or
//! how to answer.

use dom_query::NodeRef;

use super::talk::ANSWER;
use super::{BESIDE_TALK, Weights};
use crate::extract::date;
use crate::extract::tokens::{attr, beginning, name};
use crate::news::When;

/// What a heading over such boxes says, and nothing more but how many they are, lower case.
const HEADINGS: &[&str] = &[
    "comments",
    "comment",
    "user comments",
    "readers comments",
    "reader comments",
    "kommentare",
    "leserkommentare",
    "commentaires",
    "vos commentaires",
    "comentarios",
    "comentários",
    "commenti",
    "reacties",
    "kommentarer",
    "kommentit",
    "komentarze",
    "komentáře",
    "komentari",
    "komentáre",
    "hozzászólások",
    "comentarii",
    "комментарии",
    "комментарий",
    "коментарі",
    "коментари",
    "каментары",
    "пікірлер",
    "yorumlar",
    "yorum",
    "σχόλια",
    "تعليقات",
    "التعليقات",
    "نظرات",
    "نظرات کاربران",
    "תגובות",
    "टिप्पणियाँ",
    "टिप्पणियां",
    "মন্তব্য",
    "ความคิดเห็น",
    "bình luận",
    "komentar",
    "评论",
    "評論",
    "留言",
    "网友评论",
    "コメント",
    "댓글",
];

/// Letters of such a heading, and of a name or a time.
const HEADING: usize = 40;
const SHORT: usize = 40;

/// Boxes that are looked at, those of them that must be a reader's, and texts of each.
const LOOKED_AT: usize = 40;
const LEAST: usize = 2;
const TEXTS: usize = 24;

/// Nodes of a box that are looked at.
const INSIDE: usize = 200;

/// Elements around a heading that hold nothing else.
const AROUND: usize = 2;

/// Words beside a number that tell how long ago something was written, lower case.
const AGO: &[&str] = &[
    "ago",
    "vor",
    "il y a",
    "hace",
    "há",
    "atrás",
    "fa",
    "geleden",
    "sedan",
    "siden",
    "sitten",
    "temu",
    "před",
    "назад",
    "тому",
    "бұрын",
    "önce",
    "πριν",
    "منذ",
    "قبل",
    "پیش",
    "לפני",
    "पहले",
    "আগে",
    "ที่แล้ว",
    "trước",
    "lalu",
    "前",
    "전",
];

/// What stands on a way to say that one likes what somebody wrote, lower case.
const LIKES: &[&str] = &[
    "like",
    "gefällt mir",
    "j'aime",
    "me gusta",
    "curtir",
    "gosto",
    "mi piace",
    "нравится",
    "beğen",
    "いいね",
    "赞",
    "赞同",
    "👍",
    "♥",
    "❤",
    "❤️",
    "▲",
    "↑",
];

/// The boxes below an element that is a heading of what readers wrote, and the heading.
pub(super) fn below<'a>(heading: &NodeRef<'a>, weights: &Weights) -> Option<Vec<NodeRef<'a>>> {
    if !name(heading).is_some_and(|tag| matches!(&*tag, "h2" | "h3" | "h4" | "h5" | "h6"))
        || !says_so(heading)
    {
        return None;
    }
    // The heading may stand in a box of its own.
    let mut top = *heading;
    for _ in 0..AROUND {
        match top.parent() {
            Some(outer) if top.next_element_sibling().is_none() && beginning(&outer, HEADING * 3).1 => {
                top = outer;
            }
            _ => break,
        }
    }
    let mut behind = Vec::new();
    let mut next = top.next_element_sibling();
    while let Some(node) = next.filter(|_| behind.len() < LOOKED_AT) {
        behind.push(node);
        next = node.next_element_sibling();
    }
    let lists =
        |node: &&NodeRef<'a>| name(node).is_some_and(|tag| matches!(&*tag, "ul" | "ol" | "div" | "section"));
    let mut entries = entries(&behind);
    if entries.is_empty() {
        let list = behind.iter().take(LEAST + 1).filter(lists);
        let mut inside = list.map(|list| self::entries(&list.element_children()));
        entries = inside.find(|entries| !entries.is_empty())?;
    }
    let written: u32 = entries.iter().map(|entry| weights.get(entry).solid).sum();
    if weights.total().solid < written + BESIDE_TALK {
        return None;
    }
    entries.push(*heading);
    Some(entries)
}

/// Whether a heading says that readers wrote what is below it, and nothing more but how many did.
fn says_so(heading: &NodeRef) -> bool {
    let (said, whole) = beginning(heading, HEADING);
    let said = said.trim().to_lowercase();
    let bare =
        said.trim_matches(|c: char| !c.is_alphabetic() && !matches!(c, '\u{93e}'..='\u{94d}' | '\u{902}'));
    whole && HEADINGS.contains(&bare)
}

/// Those of some boxes that readers wrote, where that is most of those of one make.
fn entries<'a>(boxes: &[NodeRef<'a>]) -> Vec<NodeRef<'a>> {
    let make = |node: &NodeRef| (name(node), attr(node, "class"));
    let Some(first) = boxes.iter().find(|node| is_entry(node)) else { return Vec::new() };
    let of_make: Vec<NodeRef> =
        boxes.iter().filter(|node| make(node) == make(first)).take(LOOKED_AT).copied().collect();
    let count = of_make.iter().filter(|node| is_entry(node)).count();
    if count < LEAST || count * 4 < of_make.len() * 3 { Vec::new() } else { of_make }
}

/// Whether a box says first who wrote what is in it, and when that was or how to answer.
fn is_entry(node: &NodeRef) -> bool {
    let is_box =
        name(node).is_some_and(|tag| matches!(&*tag, "div" | "li" | "section" | "article" | "p" | "dd"));
    if !is_box {
        return false;
    }
    let texts: Vec<(String, bool)> = node
        .descendants_it()
        .take(INSIDE)
        .filter(NodeRef::is_text)
        .map(|text| (text.text().trim().to_owned(), text.parent().is_some_and(|outer| is_way(&outer))))
        .filter(|(text, _)| !text.is_empty())
        .take(TEXTS)
        .collect();
    let Some((who, _)) = texts.first() else { return false };
    let named = is_short(who)
        && !who.ends_with(['.', '!', '?', '。', '؟', '।'])
        && who.chars().any(char::is_alphabetic);
    let says =
        texts.iter().skip(1).any(|(text, _)| !is_short(text) || text.ends_with(['.', '!', '?', '。', '！']));
    // A day alone stands beside the statements in a report too.
    let timed = || !node.has_name("p") && texts.iter().any(|(text, _)| is_short(text) && tells_time(text));
    let answered = || texts.iter().any(|(text, is_way)| *is_way && is_answer(text));
    named && says && (timed() || answered())
}

fn is_short(text: &str) -> bool {
    text.chars().count() <= SHORT && text.split_whitespace().count() <= 6
}

fn is_way(node: &NodeRef) -> bool {
    name(node).is_some_and(|tag| matches!(&*tag, "a" | "button" | "span"))
}

/// Whether a few words are a day with its hour, or how long ago something was.
fn tells_time(text: &str) -> bool {
    let lower = text.to_lowercase();
    let ago = |word: &str| {
        lower.split(|c: char| !c.is_alphabetic()).any(|part| part == word)
            || word.chars().any(|c| c > '\u{3000}') && lower.contains(word)
            || word.contains(' ') && lower.contains(word)
    };
    lower.contains(char::is_numeric) && (AGO.iter().any(|word| ago(word)) || hour(text))
}

/// Whether a text is a day with the time of it.
fn hour(text: &str) -> bool {
    matches!(date::parse(text), Some(When::Local(_) | When::Moment(_)))
}

/// Whether what stands on a link or a button is a way to answer, or to say that one likes it.
fn is_answer(text: &str) -> bool {
    let lower = text.to_lowercase();
    let bare = lower
        .trim_matches(|c: char| c.is_numeric() || c.is_whitespace() || matches!(c, '(' | ')' | '·' | ':'));
    ANSWER.contains(&bare) || LIKES.contains(&bare)
}
