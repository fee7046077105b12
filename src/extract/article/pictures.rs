//! Pictures that the choice of the text loses: boxes of a picture and its caption between paragraphs.

use dom_query::{NodeId, NodeRef};

use super::super::blocks::Fate;
use super::super::prune::Fates;
use super::super::survivors::Survivors;
use super::super::tokens::{beginning, first_attr, name};
use super::has_picture;
use crate::news::Role;

/// Characters of a caption with its credit.
const MAX_CAPTION: usize = 500;

/// Whether an element is a picture with its caption and nothing else: all its text is marked as that, none
/// is a link, as the titles of other stories under their pictures are.
pub(super) fn is_captioned(node: &NodeRef, fates: &Fates) -> bool {
    let boxes = name(node).is_some_and(|tag| matches!(&*tag, "figure" | "div" | "span" | "p" | "section"));
    if !boxes || !has_picture(node) {
        return false;
    }
    let mut length = 0;
    for text in node.descendants_it().filter(NodeRef::is_text) {
        let words = text.text();
        if words.trim().is_empty() {
            continue;
        }
        length += words.chars().count();
        if length > MAX_CAPTION || !is_caption(&text, node.id, fates) {
            return false;
        }
    }
    length > 1
}

/// Whether a text inside a box stands in what is marked as a caption.
fn is_caption(text: &NodeRef, outer: NodeId, fates: &Fates) -> bool {
    let mut marked = false;
    let mut above = text.parent();
    while let Some(node) = above {
        if node.has_name("a") {
            return false;
        }
        marked |= node.has_name("figcaption") || fates.get(&node.id) == Some(&Fate::As(Role::Credit));
        if node.id == outer {
            break;
        }
        above = node.parent();
    }
    marked
}

/// Boxes of pictures, and credits of pictures that are kept, among the elements of a text.
pub(super) fn between<'a>(
    elements: &[NodeRef<'a>],
    survivors: &Survivors,
    fates: &Fates,
) -> Vec<NodeRef<'a>> {
    let mut found: Vec<NodeRef<'a>> = Vec::new();
    for node in elements.iter().filter(|node| !survivors.touches(node)) {
        let inside =
            found.last().is_some_and(|last| node.ancestors_it(None).any(|above| above.id == last.id));
        if !inside
            && (is_captioned(node, fates)
                || is_picture_of_caption(node, fates)
                || is_credit_of_picture(node, survivors, fates)
                || is_without_scripts(node, survivors)
                || is_framed(node, survivors))
        {
            found.push(*node);
        }
    }
    found
}

/// Whether an element among the text holds nothing but a picture for readers without scripts.
fn is_without_scripts(node: &NodeRef, survivors: &Survivors) -> bool {
    let boxed = name(node).is_some_and(|tag| matches!(&*tag, "p" | "div" | "figure"));
    let beside = [node.prev_element_sibling(), node.next_element_sibling()];
    let pictures = || {
        let inside = node.element_children();
        matches!(inside.as_slice(), [only] if only.has_name("noscript") && has_picture(only))
    };
    boxed && pictures() && beside.iter().all(|near| near.is_some_and(|near| survivors.touches(&near)))
}

/// Whether an element among the text holds nothing but a frame with a title: a chart, a map, a recording.
fn is_framed(node: &NodeRef, survivors: &Survivors) -> bool {
    let boxed = name(node).is_some_and(|tag| matches!(&*tag, "p" | "div" | "figure"));
    let beside = || [node.prev_element_sibling(), node.next_element_sibling()];
    let framed = || {
        let mut frames = node.descendants_it().filter(|inner| inner.has_name("iframe"));
        let titled = |frame: &NodeRef| {
            let title = first_attr(frame, &["title", "aria-label"]).unwrap_or_default().to_lowercase();
            !title.is_empty() && !ADVERTS.iter().any(|word| title.contains(word))
        };
        frames.next().is_some_and(|frame| titled(&frame)) && frames.next().is_none()
    };
    let bare = || {
        let of_caption = |text: &NodeRef| {
            text.ancestors_it(Some(4)).any(|outer| {
                name(&outer)
                    .is_some_and(|tag| matches!(&*tag, "figcaption" | "script" | "style" | "noscript"))
            })
        };
        let texts = node.descendants_it().filter(NodeRef::is_text);
        !texts.filter(|text| !text.text().trim().is_empty()).any(|text| !of_caption(&text))
    };
    boxed
        && beside().iter().all(|near| near.as_ref().is_some_and(|near| survivors.touches(near)))
        && framed()
        && bare()
}

/// Words in titles of frames that hold an advertisement.
const ADVERTS: &[&str] = &["advert", "3rd party", "third party", "werbung", "anzeige", "recaptcha"];

/// Whether an element is the picture beside a caption that is kept.
fn is_picture_of_caption(node: &NodeRef, fates: &Fates) -> bool {
    has_picture(node)
        && node.text().trim().is_empty()
        && node.parent().is_some_and(|around| is_captioned(&around, fates))
}

/// Whether an element is the caption or credit beside a picture that is kept, or in a box beside it.
fn is_credit_of_picture(node: &NodeRef, survivors: &Survivors, fates: &Fates) -> bool {
    let marked = node.has_name("figcaption") || fates.get(&node.id) == Some(&Fate::As(Role::Credit));
    marked
        && !node.descendants_it().any(|inner| inner.has_name("a"))
        && node.ancestors_it(Some(2)).any(|around| {
            survivors.touches(&around)
                && beginning(&around, MAX_CAPTION).1
                && has_picture(&around)
                && (node.parent().is_some_and(|outer| outer.id == around.id) && !node.has_name("figcaption")
                    || is_captioned(&around, fates))
        })
}
