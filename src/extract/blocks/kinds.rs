//! What elements are by their names, and by what stands before them.

use dom_query::NodeRef;

use crate::extract::figure::picture;
use crate::extract::tokens::{attr, beginning, tokens};
use crate::news::{Address, Role};

/// Whether an element's names say that it repeats a sentence of the text.
pub(in crate::extract) fn is_pull_quote(node: &NodeRef) -> bool {
    let names = tokens(node);
    let called = |word: &str| names.iter().any(|token| token == word);
    called("pullquote") || called("pull") && called("quote")
}

/// Whether a link leads to the place where it stands, or back to where it was come from, and says so by a sign only,
/// or by its role: `¶` behind a heading, `↩` behind a note.
pub(in crate::extract) fn is_permalink(node: &NodeRef) -> bool {
    const SIGNS: usize = 3;
    node.has_name("a") && attr(node, "href").is_some_and(|href| href.trim_start().starts_with('#')) && {
        let text = node.text();
        let text = text.trim();
        !text.is_empty() && text.chars().count() <= SIGNS && !text.contains(char::is_alphanumeric)
            || attr(node, "role").as_deref() == Some("doc-backlink")
    }
}

pub(super) fn beside_parentheses(node: &NodeRef) -> bool {
    node.prev_element_sibling().is_some_and(|before| before.has_name("rp"))
}

/// Whether the picture that a `noscript` holds stands before it already.
pub(super) fn has_image_before(node: &NodeRef, base: &Address) -> bool {
    let mut before = node.prev_sibling();
    while let Some(sibling) = before {
        if sibling.is_element() {
            // One that scripts would load is a picture too; what only keeps its place is none.
            let has_source = |image: &NodeRef| picture(image, base).is_some_and(|it| it.source.is_some());
            let real = |image: &NodeRef| image.has_name("img") && has_source(image);
            return real(&sibling) || sibling.descendants_it().any(|image| real(&image));
        }
        before = sibling.prev_sibling();
    }
    false
}

/// Elements on either side of a caption, and nodes in each, that are looked at for its picture.
const BESIDE: usize = 6;
const WITHIN: usize = 60;

/// Characters of a caption with its credit.
const MAX_BOX: usize = 500;

/// The role of an element: that of a credit for a caption that stands beside its picture without a figure around
/// both, as some lead pictures have it.
pub(super) fn beside_a_picture(node: &NodeRef, tag: &str, role: Role) -> Role {
    let picture = |inner: &NodeRef| inner.has_name("img") || inner.has_name("amp-img");
    let shows =
        |near: &NodeRef| picture(near) || near.descendants_it().take(WITHIN).any(|inner| picture(&inner));
    let before = || std::iter::successors(node.prev_element_sibling(), NodeRef::prev_element_sibling);
    let after = || std::iter::successors(node.next_element_sibling(), NodeRef::next_element_sibling);
    // A box of caption and credit may stand beside the picture.
    let boxed = || {
        let outer = node.parent().filter(|outer| beginning(outer, MAX_BOX).1);
        outer.and_then(|outer| outer.prev_element_sibling()).is_some_and(|near| shows(&near))
    };
    let beside = || before().take(BESIDE).chain(after().take(BESIDE)).any(|near| shows(&near)) || boxed();
    if tag == "figcaption" && role == Role::Body && beside() { Role::Credit } else { role }
}

pub(in crate::extract) fn is_skipped(tag: &str) -> bool {
    matches!(
        tag,
        "script"
            | "style"
            | "template"
            | "head"
            | "title"
            | "link"
            | "meta"
            | "button"
            | "input"
            | "select"
            | "textarea"
            | "option"
            | "datalist"
            | "output"
            | "progress"
            | "meter"
            | "canvas"
            | "svg"
            | "dialog"
            | "frameset"
            | "frame"
            | "noframes"
            | "applet"
            | "map"
            | "amp-ad"
            | "amp-social-share"
            | "source"
            | "track"
    )
}

pub(in crate::extract) fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "p" | "div"
            | "article"
            | "section"
            | "main"
            | "header"
            | "footer"
            | "aside"
            | "nav"
            | "body"
            | "html"
            | "form"
            | "fieldset"
            | "center"
            | "address"
            | "details"
            | "summary"
            | "dl"
            | "dd"
            | "li"
            | "figcaption"
            | "tbody"
            | "thead"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "legend"
            | "hgroup"
            | "search"
    )
}
