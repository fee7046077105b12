//! What bytes are, from their first kilobytes. Cheap, and never the last word: the readers decide.

/// What kind of thing some bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recognised {
    /// RSS, Atom, RDF or JSON Feed.
    Feed,
    /// A page of HTML.
    Html,
    /// A sitemap or an index of sitemaps.
    Sitemap,
    /// Pictures, PDF, archives and other things that are not read.
    Binary,
    /// Text that says nothing about itself.
    Unknown,
}

/// Bytes that are looked at.
pub(super) const HEAD: usize = 8192;

/// First bytes of files that are no text.
const SIGNATURES: [&[u8]; 16] = [
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x7fELF",
    b"MZ\x90",
    b"ID3",
    b"OggS",
    b"fLaC",
    b"\x28\xb5\x2f\xfd",
    b"SQLite format 3\0",
];

/// Looks at the beginning of some bytes; the `Content-Type` of servers is too often wrong to be asked.
pub fn recognise(bytes: &[u8]) -> Recognised {
    if !bytes.starts_with(b"\x1f\x8b") {
        return of_head(bytes.get(..HEAD).unwrap_or(bytes));
    }
    // Sitemaps come packed, and now and then a feed or a page; whatever else is, is an archive.
    match of_head(&super::packed::head(bytes, HEAD)) {
        known @ (Recognised::Feed | Recognised::Sitemap | Recognised::Html) => known,
        _ => Recognised::Binary,
    }
}

/// Whether bytes are an OPML file, which lists sources and is none.
pub fn is_list_of_sources(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    first_element(head.trim_start_matches('\u{feff}').trim_start()).is_some_and(|(name, _)| name == "opml")
}

/// What an unpacked beginning is.
pub(super) fn of_head(head: &[u8]) -> Recognised {
    if SIGNATURES.iter().any(|signature| head.starts_with(signature)) {
        return Recognised::Binary;
    }
    let is_riff = head.starts_with(b"RIFF") || head.get(4..8) == Some(b"ftyp");
    // UTF-16 and UTF-32 are half zeros; for the names of elements the zeros may go.
    let wide = head.starts_with(b"\xff\xfe")
        || head.starts_with(b"\xfe\xff")
        || head
            .iter()
            .filter(|b| **b != 0 && !b.is_ascii_whitespace())
            .take(1)
            .any(|b| matches!(b, b'<' | b'{'))
            && head.iter().take(4).any(|b| *b == 0)
        || head.starts_with(b"\0\0\xfe\xff");
    let zeros: usize = head.iter().map(|b| usize::from(*b == 0)).sum();
    // A few stray zeros behind markup do not make a file of it.
    let markup = head.trim_ascii_start().starts_with(b"<");
    let noise = super::page::is_noise(head) || zeros * 50 > head.len();
    if is_riff || (!wide && !markup && noise) {
        return Recognised::Binary;
    }
    let text: String = head
        .iter()
        .filter(|b| b.is_ascii() && **b != 0)
        .map(|b| char::from(b.to_ascii_lowercase()))
        .collect();
    let text = text.trim_start();
    // A feed in JSON may stand behind a comment, a guard or the name of a function.
    let names_itself = !text.contains('<') || text.find('<') > text.find("jsonfeed.org");
    if text.contains("jsonfeed.org/version") && names_itself {
        return Recognised::Feed;
    }
    if text.starts_with('{') {
        return if text.contains("jsonfeed.org") || text.contains("\"items\"") {
            Recognised::Feed
        } else {
            Recognised::Unknown
        };
    }
    first_element(text).map_or(Recognised::Unknown, |(name, doctype_html)| {
        match name.rsplit(':').next().unwrap_or(name) {
            "rss" | "rdf" | "feed" | "channel" => Recognised::Feed,
            "entry" if text.contains("w3.org/2005/atom") || text.contains("purl.org/atom") => {
                Recognised::Feed
            }
            "urlset" | "sitemapindex" => Recognised::Sitemap,
            // What a server complains about before it answers, in tags of its own.
            name if !doctype_html && !is_frame(name) && holds_feed(text) => Recognised::Feed,
            "html" | "head" | "body" | "title" | "meta" | "div" | "p" | "script" | "link" | "table" | "a"
            | "h1" => Recognised::Html,
            _ if doctype_html => Recognised::Html,
            _ => Recognised::Unknown,
        }
    })
}

/// Elements that a page as a whole consists of, or another kind of document.
fn is_frame(name: &str) -> bool {
    matches!(name, "html" | "head" | "body" | "title" | "meta" | "link" | "svg" | "opml" | "envelope")
}

/// Whether a feed begins somewhere, and no page does before it.
fn holds_feed(text: &str) -> bool {
    let begins = ["<rss", "<rdf:rdf", "<feed xmlns"].iter().filter_map(|start| text.find(start)).min();
    begins.is_some_and(|at| !text[..at].contains("<html") && !text[..at].contains("<body"))
}

/// The name of the first element, and whether a doctype of HTML stood before it.
fn first_element(text: &str) -> Option<(&str, bool)> {
    let mut rest = text;
    let mut html = false;
    let mut has_ends = true;
    loop {
        let at = rest.find('<')?;
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = &comment[comment.find("-->")?..];
            continue;
        }
        let after = &rest[1..];
        if after.starts_with('?') {
            rest = &after[after.find('>')?..];
        } else if after.starts_with('!') {
            html |= after.starts_with("!doctype html");
            rest = doctype_end(after, &mut has_ends)?;
        } else if after.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let end = after.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, ':' | '-' | '_'));
            return Some((&after[..end.unwrap_or(after.len())], html));
        } else {
            rest = after;
        }
    }
}

/// What stands behind a doctype, its inner declarations passed over. Whether there are ends of such further on is found out
/// once: a page may consist of nothing but doctypes.
fn doctype_end<'t>(after: &'t str, has_ends: &mut bool) -> Option<&'t str> {
    let close = after.find('>')?;
    if !after[..close].contains('[') {
        return Some(&after[close..]);
    }
    let end = if *has_ends { after.find("]>") } else { None };
    *has_ends = end.is_some();
    Some(&after[end.or_else(|| after.find(']'))?..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_known_by_their_first_bytes() {
        for (bytes, want) in [
            (&b"<?xml version='1.0'?><!-- <html> --><rss version='2.0'>"[..], Recognised::Feed),
            (b"<rdf:RDF xmlns='x'>", Recognised::Feed),
            (b"\xef\xbb\xbf {\"version\":\"https://jsonfeed.org/version/1\"", Recognised::Feed),
            (b"\xff\xfe<\0f\0e\0e\0d\0>\0", Recognised::Feed),
            (b"<!DOCTYPE html><html lang=ru>", Recognised::Html),
            (b"\n<div>a fragment</div>", Recognised::Html),
            (b"<?xml version='1.0'?><urlset xmlns='x'>", Recognised::Sitemap),
            (b"<!DOCTYPE rss [<!ENTITY nbsp '&#160;'>]><rss>", Recognised::Feed),
            (b"<rss><channel><item><title>A</title></item>\0\0", Recognised::Feed),
            (b"<br />\n<b>Warning</b>: x in <b>y.php</b><br /><?xml version='1.0'?><rss>", Recognised::Feed),
            (b"<html><body><p>&lt;rss> <rss>", Recognised::Html),
            (b"\n\0<\0r\0s\0s\0>\0", Recognised::Feed),
            (b"\x89PNG\r\n\x1a\n\0\0", Recognised::Binary),
            (b"just words", Recognised::Unknown),
            (b"", Recognised::Unknown),
        ] {
            assert_eq!(recognise(bytes), want, "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}
