//! What bytes are, from their first KiB.

/// What kind of thing some bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recognised {
    /// RSS, Atom, RDF or JSON Feed.
    Feed,
    /// A page of HTML (also plain text, which HTML readers show as it is).
    Html,
    /// A sitemap or an index of sitemaps.
    Sitemap,
    /// Pictures, PDF, archives and other things that are not read.
    Binary,
}
