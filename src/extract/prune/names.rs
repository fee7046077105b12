//! Pairs of words in names of elements that say what stands there, where neither says it alone.

/// Pairs that name what is no part of an article, side by side.
pub(super) const JUNK_PAIRS: &[(&str, &str)] = &[
    ("read", "more"),
    ("read", "also"),
    ("also", "read"),
    ("read", "next"),
    ("see", "also"),
    ("follow", "us"),
    ("sign", "up"),
    ("most", "read"),
    ("most", "popular"),
    ("most", "viewed"),
    ("more", "news"),
    ("more", "stories"),
    ("more", "articles"),
    ("more", "from"),
    ("latest", "news"),
    ("up", "next"),
    ("author", "bio"),
    ("author", "box"),
    ("about", "author"),
    ("author", "info"),
    ("screen", "reader"),
    ("sr", "only"),
    ("visually", "hidden"),
    ("tag", "list"),
    ("post", "tags"),
    ("article", "tags"),
    ("post", "navigation"),
    ("nav", "links"),
    ("print", "only"),
    ("call", "to"),
    ("reading", "time"),
    ("read", "time"),
    ("ai", "summary"),
    ("speechify", "ignore"),
    ("fact", "box"),
    ("facts", "box"),
    LEAGUE,
    FACTS,
];

/// A table of a league with ways to the teams; without them it is the story's own.
pub(super) const LEAGUE: (&str, &str) = ("league", "table");
/// Facts on a story, such as its day; with a paragraph it may be its summary.
pub(super) const FACTS: (&str, &str) = ("article", "info");

/// Pairs of words that name a caption: the first of one row, then one of the other.
pub(super) const OF_A_PICTURE: &[&str] = &["img", "image", "photo", "picture", "pic", "foto"];
pub(super) const SAID_OF_IT: &[&str] =
    &["desc", "descr", "description", "text", "cap", "title", "note", "info", "author"];
