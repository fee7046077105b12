//! Whether a body is over where nothing but its own words says so.
//!
//! An answer of HTTP/1.0 ends with its connection. Some servers keep that open all the same, and some announce more bytes
//! than they have: then nothing more comes, although the page is there.

use std::time::Duration;

use reqwest::header::TRANSFER_ENCODING;
use reqwest::{Response, Version};

/// How long a body without a length is waited for after its end.
pub(super) const REST: Duration = Duration::from_secs(1);

/// Bytes at the end of a body that are looked at.
const TAIL: usize = 2 << 10;

/// What pages, feeds and sitemaps end with.
const ENDS: [&[u8]; 7] =
    [b"</html>", b"</rss>", b"</feed>", b"</rdf:rdf>", b"</urlset>", b"</sitemapindex>", b"</opml>"];

/// Whether only the end of the connection ends this answer.
pub(super) fn is_unframed(response: &Response) -> bool {
    response.version() < Version::HTTP_2
        && response.content_length().is_none()
        && !response.headers().contains_key(TRANSFER_ENCODING)
}

/// Whether these bytes are a page or feed to its end: after the tag that closes it stand comments at most.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    let tail = bytes[bytes.len().saturating_sub(TAIL)..].to_ascii_lowercase();
    ENDS.iter().any(|end| {
        let at = tail.windows(end.len()).rposition(|window| window == *end);
        at.is_some_and(|at| is_remark(&tail[at + end.len()..]))
    }) || is_json(bytes)
}

/// Whether this is a feed in JSON to its end.
fn is_json(bytes: &[u8]) -> bool {
    let bytes = bytes.trim_ascii();
    bytes.starts_with(b"{")
        && bytes.ends_with(b"}")
        && serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok()
}

/// Whether there is nothing but white space and comments.
fn is_remark(mut rest: &[u8]) -> bool {
    loop {
        rest = rest.trim_ascii();
        let Some(comment) = rest.strip_prefix(b"<!--") else { return rest.is_empty() };
        let Some(end) = comment.windows(3).position(|window| window == b"-->") else { return false };
        rest = &comment[end + 3..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_whole_where_its_root_is_closed() {
        let long = "x".repeat(9000);
        for whole in
            ["<p>x</html>", "x</HTML>\n\n", "</rss><!-- cached 12:00 -->\n<!-- \u{e4} -->", "</rdf:RDF> "]
        {
            assert!(is_whole(whole.as_bytes()) && is_whole(format!("{long}{whole}").as_bytes()), "{whole}");
        }
        for half in
            ["", "x", "<html>", "</html><p>more", "</html><!-- cut", "</html", "</body>", "</html><!-->"]
        {
            assert!(!is_whole(half.as_bytes()), "{half}");
        }
        assert!(!is_whole(format!("</html>{long}").as_bytes()));
        assert!(is_whole(b" {\"items\": [{}]}\n"));
        for half in ["{\"items\": [{}", "{\"items\": [{}]", "{", "{}, {}"] {
            assert!(!is_whole(half.as_bytes()), "{half}");
        }
    }
}
