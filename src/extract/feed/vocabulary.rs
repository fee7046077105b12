//! The vocabularies feeds are written in, and what they are called.

/// The vocabularies feeds are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vocabulary {
    /// RSS in all versions, and whatever has no prefix.
    Rss,
    Atom,
    /// Dublin Core, elements and terms.
    Dc,
    /// `content:encoded`.
    Content,
    Media,
    Itunes,
    Xhtml,
    Rdf,
    /// `sy:updatePeriod`.
    Syndication,
    /// Yandex's news and turbo pages.
    Yandex,
    Other,
}

impl Vocabulary {
    /// What a prefix that was never declared means everywhere.
    pub fn usual(prefix: &str) -> Self {
        match prefix {
            "dc" | "dcterms" => Self::Dc,
            "content" => Self::Content,
            "media" => Self::Media,
            "itunes" => Self::Itunes,
            "atom" => Self::Atom,
            "rdf" => Self::Rdf,
            "rss" => Self::Rss,
            "xhtml" => Self::Xhtml,
            "sy" => Self::Syndication,
            "yandex" | "turbo" => Self::Yandex,
            _ => Self::Other,
        }
    }

    /// The vocabulary a namespace address names; spelled as people spell it.
    pub fn named_by(uri: &str) -> Self {
        let uri = uri.trim().to_ascii_lowercase();
        let uri =
            uri.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches(['/', '#']);
        match uri {
            "www.w3.org/2005/atom" | "purl.org/atom/ns" | "purl.org/atom" => Self::Atom,
            "www.w3.org/1999/xhtml" => Self::Xhtml,
            "www.w3.org/1999/02/22-rdf-syntax-ns" => Self::Rdf,
            "purl.org/rss/1.0/modules/content" => Self::Content,
            "purl.org/rss/1.0/modules/syndication" => Self::Syndication,
            "www.itunes.com/dtds/podcast-1.0.dtd" | "example.com/dtds/podcast-1.0.dtd" => Self::Itunes,
            "news.yandex.ru" | "turbo.yandex.ru" => Self::Yandex,
            "purl.org/rss/1.0" | "" => Self::Rss,
            _ if uri.starts_with("purl.org/dc/") => Self::Dc,
            _ if uri.starts_with("search.yahoo.com/mrss") => Self::Media,
            _ if uri.starts_with("my.netscape.com/") || uri.starts_with("backend.userland.com/") => Self::Rss,
            _ if uri.starts_with("purl.org/net/rss1.1") || uri.starts_with("channel.netscape.com") => {
                Self::Rss
            }
            _ => Self::Other,
        }
    }
}
