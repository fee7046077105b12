//! Private characters in the texts that Readability is shown: those that come out tell which texts it kept.

use std::borrow::Cow;

use dom_query::{NodeData, NodeRef};
use html5ever::tendril::StrTendril;

use crate::extract::by_node::ByNode;

/// Characters a text must have to carry a mark: labels are compared word for word.
const MARKED_TEXT: usize = 20;

/// The private character with a number (Unicode planes 15 and 16), while there are any.
fn mark(number: usize) -> Option<char> {
    let plane = 0xfffe;
    let start = if number < plane { 0xf_0000 } else { 0x10_0000 - plane };
    char::from_u32(u32::try_from(start + number).ok()?).filter(|_| number < plane * 2)
}

pub(super) fn number_of(mark: char) -> Option<usize> {
    match mark as usize {
        code @ 0xf_0000..=0xf_fffd => Some(code - 0xf_0000),
        code @ 0x10_0000..=0x10_fffd => Some(code - 0x10_0000 + 0xfffe),
        _ => None,
    }
}

/// Marks the texts under a node; the answer to each mark is the number of the element it stands in.
pub(super) fn mark_texts(node: &NodeRef, inside: usize, numbers: &ByNode<usize>, owners: &mut Vec<usize>) {
    let inside = numbers.get(&node.id).copied().unwrap_or(inside);
    let mut child = node.first_child();
    while let Some(current) = child {
        child = current.next_sibling();
        if !current.is_text() {
            // Readability throws them away.
            if current.has_name("script") || current.has_name("style") {
                continue;
            }
            mark_texts(&current, inside, numbers, owners);
            continue;
        }
        let text = current.text();
        let shown = without_escapes(&text);
        let long = text.trim().chars().take(MARKED_TEXT).count() == MARKED_TEXT;
        let marked = if long && let Some(mark) = mark(owners.len()) {
            owners.push(inside);
            StrTendril::from(format!("{mark}{shown}"))
        } else if let Cow::Owned(shown) = shown {
            // Also a text of nothing but hard spaces.
            StrTendril::from(shown)
        } else {
            continue;
        };
        current.update(|node| {
            if let NodeData::Text { contents } = &mut node.data {
                *contents = marked;
            }
        });
    }
}

/// Characters a text may have to be shown to Readability as it is.
const PLAIN_TEXT: usize = 10_000;

/// A long text without the characters that HTML escapes: writing them takes html5ever's serialiser time
/// that grows with the square, and Readability only weighs the text.
fn without_escapes(text: &str) -> Cow<'_, str> {
    if text.len() <= PLAIN_TEXT {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(['&', '<', '>', '\u{a0}'], "+"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_numbers_both_ways() {
        for number in [0, 1, 0xfffd, 0xfffe, 0x1_fffb] {
            assert_eq!(mark(number).and_then(number_of), Some(number));
        }
        assert_eq!(mark(0x1_fffc), None);
    }
}
