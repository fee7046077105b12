//! The names of elements that a look ahead must know, and which of them hide an article that they swallow.

/// Elements without an end.
pub(super) const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "frame", "keygen", "basefont", "bgsound",
];

/// Elements that another of their kind closes: left open they do not nest.
pub(super) const SELF_CLOSING: &[&str] = &[
    "p", "li", "dd", "dt", "option", "optgroup", "tr", "td", "th", "tbody", "thead", "tfoot", "colgroup",
    "caption", "rp", "rt", "rb", "rtc", "html", "head", "body",
];

/// The formatting elements of the HTML standard, which are opened again in every new block.
pub(super) const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements whose content is text up to their own end tag.
pub(super) const RAW: &[&str] =
    &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Elements that a page's text is made of, and whose tags therefore tell where text goes on.
pub(super) const BLOCKS: &[&str] = &[
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "div",
    "section",
    "article",
    "main",
    "ul",
    "ol",
    "dl",
    "table",
    "blockquote",
    "figure",
    "header",
    "footer",
    "nav",
    "aside",
    "pre",
    "address",
    "form",
    "body",
];

/// Blocks that hold the words of an article rather than other blocks.
pub(super) const PARAGRAPHS: &[&str] = &["p", "h1", "h2", "h3", "h4", "h5", "h6"];

/// Tags that no title holds.
pub(super) const AFTER_TITLE: &[&str] = &["meta", "link", "head", "body", "script", "style", "base"];

/// Elements that hold no block, or one that is not part of the text; left open they swallow what follows.
const NARROW: &[&str] = &[
    "template",
    "select",
    "svg",
    "math",
    "button",
    "object",
    "noscript",
    "canvas",
    "video",
    "audio",
    "applet",
    "marquee",
    "map",
    "picture",
    "datalist",
    "meter",
    "progress",
    "output",
    "label",
    "pre",
    "listing",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ruby",
    "summary",
    "legend",
    "foreignobject",
    "desc",
    "annotation-xml",
    "mtext",
    "mi",
    "mo",
    "mn",
    "ms",
    "a",
];

/// Elements beside an article's text that may hold paragraphs of their own, and the link, which may too.
const ASIDE: &[&str] = &[
    "figure",
    "figcaption",
    "nav",
    "aside",
    "header",
    "footer",
    "form",
    "fieldset",
    "details",
    "dialog",
    "menu",
    "blockquote",
];

/// Whether a name is one of these, in whatever case.
pub(super) fn one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// What an element that is left open hides.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Swallows {
    /// Nothing that matters.
    Nothing,
    /// Blocks that cannot be its own.
    Blocks,
    /// Paragraphs, which might be its own while the element around it goes on.
    Paragraphs,
}

/// What an element hides when it is left open.
pub(super) fn swallows(name: &str) -> Swallows {
    if one_of(NARROW, name) {
        Swallows::Blocks
    } else if one_of(ASIDE, name) {
        Swallows::Paragraphs
    } else {
        Swallows::Nothing
    }
}
