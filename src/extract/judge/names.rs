//! What pages call their parts: words in the names of elements, in groups that mean the same.

use dom_query::NodeRef;

use crate::extract::tokens::tokens;

/// The groups of words, each a feature: how far up the first element is that has one in its names.
pub(super) const GROUPS: &[(&str, &[&str])] = &[
    (
        "called-text",
        &[
            "article",
            "content",
            "body",
            "text",
            "entry",
            "post",
            "story",
            "copy",
            "paragraph",
            "prose",
            "richtext",
            "rich",
            "articlebody",
            "articletext",
            "storybody",
            "detail",
            "single",
            "wysiwyg",
        ],
    ),
    (
        "called-junk",
        &[
            "share",
            "sharing",
            "social",
            "newsletter",
            "subscribe",
            "advertisement",
            "advert",
            "ads",
            "ad",
            "sponsor",
            "sponsored",
            "promo",
            "related",
            "recirc",
            "recommended",
            "recommendations",
            "recommend",
            "outbrain",
            "taboola",
            "comment",
            "comments",
            "cookie",
            "consent",
            "popup",
            "modal",
            "breadcrumb",
            "breadcrumbs",
            "pagination",
            "sidebar",
            "tags",
            "tag",
            "navigation",
            "menu",
            "trending",
            "popular",
            "latest",
            "readmore",
            "more",
            "next",
            "also",
            "follow",
            "topics",
        ],
    ),
    (
        "called-byline",
        &[
            "byline",
            "author",
            "authors",
            "date",
            "dates",
            "time",
            "published",
            "timestamp",
            "posted",
            "updated",
            "meta",
            "writer",
            "dateline",
            "info",
        ],
    ),
    (
        "called-caption",
        &[
            "caption",
            "captions",
            "figcaption",
            "credit",
            "credits",
            "legend",
            "copyright",
            "image",
            "img",
            "photo",
            "picture",
            "gallery",
            "slide",
            "media",
            "video",
            "figure",
            "wp",
        ],
    ),
    (
        "called-standfirst",
        &[
            "standfirst",
            "lead",
            "lede",
            "deck",
            "dek",
            "subtitle",
            "subheadline",
            "subhead",
            "subheading",
            "summary",
            "intro",
            "excerpt",
            "abstract",
            "description",
            "chapo",
            "sapo",
            "preamble",
            "ingress",
        ],
    ),
    (
        "called-box",
        &[
            "box",
            "infobox",
            "fact",
            "facts",
            "factbox",
            "facebox",
            "widget",
            "module",
            "panel",
            "callout",
            "highlight",
            "highlights",
            "inset",
            "aside",
            "toc",
            "contents",
            "quiz",
            "poll",
            "accordion",
            "faq",
            "note",
            "block",
            "key",
            "points",
        ],
    ),
    (
        "called-card",
        &[
            "card",
            "cards",
            "teaser",
            "teasers",
            "item",
            "items",
            "list",
            "grid",
            "feed",
            "row",
            "col",
            "column",
            "tile",
            "collection",
            "slider",
            "carousel",
            "swiper",
            "loop",
        ],
    ),
    ("called-author", &["bio", "biography", "profile", "about", "avatar", "contributor", "person"]),
    (
        "called-end",
        &[
            "footer",
            "foot",
            "bottom",
            "after",
            "end",
            "below",
            "footnote",
            "footnotes",
            "references",
            "source",
            "sources",
            "tail",
        ],
    ),
    (
        "called-head",
        &["header", "head", "top", "hero", "title", "headline", "heading", "masthead", "intro", "banner"],
    ),
    (
        "called-links",
        &[
            "nav",
            "navbar",
            "link",
            "links",
            "btn",
            "button",
            "cta",
            "action",
            "actions",
            "tab",
            "tabs",
            "category",
            "categories",
            "label",
            "kicker",
            "section",
        ],
    ),
    (
        "called-offer",
        &[
            "offer",
            "paywall",
            "subscription",
            "premium",
            "subscriber",
            "signup",
            "login",
            "register",
            "form",
            "donate",
            "app",
            "download",
            "notice",
            "disclaimer",
            "legal",
            "message",
            "alert",
            "affiliate",
            "product",
            "price",
            "shop",
        ],
    ),
    (
        "called-embed",
        &[
            "embed",
            "embedded",
            "social",
            "tweet",
            "twitter",
            "instagram",
            "facebook",
            "player",
            "audio",
            "iframe",
            "podcast",
            "youtube",
        ],
    ),
    ("called-quote", &["quote", "pullquote", "blockquote", "pull", "citation", "zitat"]),
];

/// Elements around a unit whose names are looked at.
pub(super) const REACH: usize = 7;

/// For each group whether an element has one of its words, as bits.
pub(super) fn groups_of(node: &NodeRef) -> u32 {
    let tokens = tokens(node);
    let mut bits = 0;
    for (bit, (_, words)) in GROUPS.iter().enumerate() {
        if tokens.iter().any(|token| words.contains(&token.as_str())) {
            bits |= 1 << bit;
        }
    }
    bits
}

/// A number that is the same for elements of the same tag and names.
pub(super) fn likeness(node: &NodeRef) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    if let Some(element) = node.element_ref() {
        element.name.local.hash(&mut hasher);
        for attribute in &element.attrs {
            if &*attribute.name.local == "class" {
                attribute.value.hash(&mut hasher);
            }
        }
    }
    hasher.finish()
}
