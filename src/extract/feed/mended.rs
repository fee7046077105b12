//! The text of a feed, with the signs that are no markup made text, and tags that are nearly right made right,
//! before it is read as XML.

use std::borrow::Cow;

/// The text with every `<` that opens no markup as `&lt;`, CDATA sections spelled as XML has them and ended with the
/// element they stand in, and tags closed before the next one begins.
pub(super) fn mended(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut kept = 0;
    let mut at = 0;
    let mut sections = Sections::of(text);
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('<')) {
        at += found;
        let rest = text.get(at..).unwrap_or_default();
        let skip = |end: &str| rest.find(end).unwrap_or(rest.len());
        if rest.starts_with("<![CDATA[") {
            at = match sections.end(at) {
                End::There(end) => end,
                End::Forgotten(end) => {
                    out.push_str(text.get(kept..end).unwrap_or_default());
                    out.push_str("]]>");
                    kept = end;
                    end
                }
            };
            continue;
        }
        if rest.starts_with("<!--") {
            at += skip("-->");
            continue;
        }
        if let Some((instead, used)) = instead(rest) {
            out.push_str(text.get(kept..at).unwrap_or_default());
            out.push_str(&instead);
            at += used;
            kept = at;
            // What follows a section's beginning is its text.
            if instead.starts_with("<![") {
                let inside = text.get(at..).unwrap_or_default();
                at += inside.find("]]>").unwrap_or(inside.len());
            }
            continue;
        }
        at += 1;
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(kept..).unwrap_or_default());
    Cow::Owned(out)
}

/// Where a section of CDATA ends.
enum End {
    /// At its own sign, or with the text.
    There(usize),
    /// Before the end of the element that it stands in: its own sign was forgotten.
    Forgotten(usize),
}

/// The sections of CDATA of a text, looked at from its front to its end. What was found ahead is remembered, so that
/// however many there are the text is gone through once.
struct Sections<'a> {
    text: &'a str,
    /// The next sign that ends a section.
    sign: usize,
    /// The next of each end of an entry: one that does not come is looked for once.
    entries: [usize; ENTRY_ENDS.len()],
}

const ENTRY_ENDS: [&str; 2] = ["</item>", "</entry>"];

impl<'a> Sections<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, sign: 0, entries: [0; ENTRY_ENDS.len()] }
    }

    /// Where the section that begins there ends. One that goes on behind the end of its element and of the entry has
    /// no sign of its own.
    fn end(&mut self, begin: usize) -> End {
        let from = |at: usize| self.text.get(at..).unwrap_or_default();
        // Where a section begins none ends.
        if self.sign <= begin {
            self.sign = begin + from(begin).find("]]>").unwrap_or(from(begin).len());
        }
        let inside = self.text.get(begin..self.sign).unwrap_or_default();
        let element = self.element_before(begin).and_then(|name| {
            let end = format!("</{name}");
            let is_end = |at: &usize| {
                let behind = inside.get(at + end.len()..).unwrap_or_default();
                behind.starts_with('>') || behind.starts_with(char::is_whitespace)
            };
            inside.match_indices(&end).map(|(at, _)| at).find(is_end).map(|at| begin + at)
        });
        let Some(element) = element else { return End::There(self.sign) };
        for (entry, end) in self.entries.iter_mut().zip(ENTRY_ENDS) {
            if *entry < element {
                *entry = element + from(element).find(end).unwrap_or(from(element).len());
            }
        }
        if self.entries.iter().any(|entry| *entry < self.sign) {
            End::Forgotten(element)
        } else {
            End::There(self.sign)
        }
    }

    /// The name of the element whose content begins there.
    fn element_before(&self, begin: usize) -> Option<&'a str> {
        let before = self.text.get(..begin)?.trim_end().strip_suffix('>')?;
        let tag = before.get(before.rfind('<')? + 1..)?;
        let name = tag.split(|c: char| c.is_whitespace() || c == '/').next()?;
        name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(name)
    }
}

/// What should stand in place of the beginning of a text, and bytes of what it replaces.
fn instead(rest: &str) -> Option<(String, usize)> {
    if !opens_markup(rest) {
        return Some(match spaced_end(rest) {
            Some((name, used)) => (format!("</{name}>"), used),
            None => ("&lt;".to_owned(), 1),
        });
    }
    if let Some(used) = cdata_len(rest) {
        return Some(("<![CDATA[".to_owned(), used));
    }
    // A tag without its last sign, the next one behind it.
    let inner = rest.get(1..)?;
    let end = inner.find(['<', '>', '"', '\''])?;
    let tag = inner.get(..end).filter(|tag| !tag.starts_with(['!', '?']))?;
    inner.get(end..)?.starts_with('<').then(|| (format!("<{}>", tag.trim_end()), 1 + end))
}

/// `</ title >`: the name, and bytes of all of it.
fn spaced_end(rest: &str) -> Option<(&str, usize)> {
    const LONGEST: usize = 64;
    let inner = rest.strip_prefix("</")?;
    let end = inner.bytes().take(LONGEST).position(|byte| byte == b'>')?;
    let name = inner.get(..end)?.trim();
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_'));
    is_name.then_some((name, end + 3))
}

/// Bytes of a beginning of CDATA in other letters or with spaces in it.
fn cdata_len(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix("<!")?.trim_start().strip_prefix('[')?.trim_start();
    let name = inner.get(..5).filter(|name| name.eq_ignore_ascii_case("CDATA"))?;
    let behind = inner.get(name.len()..)?.trim_start().strip_prefix('[')?;
    Some(rest.len() - behind.len())
}

fn opens_markup(rest: &str) -> bool {
    let name = rest.strip_prefix("</").or_else(|| rest.strip_prefix('<')).unwrap_or_default();
    name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '!' | '?' | ':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nearly_markup_becomes_markup() {
        for (raw, want) in [
            ("a < b <3 <- </3", "a &lt; b &lt;3 &lt;- &lt;/3"),
            ("<a>x</a<b c=d<e>", "<a>x</a><b c=d><e>"),
            ("<a>x</ a >", "<a>x</a>"),
            ("<a b='<c>'>", "<a b='<c>'>"),
            ("<![cdata[a < b]]><! [ CDATA [c]]>", "<![CDATA[a < b]]><![CDATA[c]]>"),
            ("<!-- a < b --><![CDATA[<]]>", "<!-- a < b --><![CDATA[<]]>"),
            ("<a>cut <b", "<a>cut <b"),
            ("<![CDATA[first]]><a>", "<![CDATA[first]]><a>"),
            (
                "<item><d><![CDATA[x</d></item><item><d><![CDATA[y]]></d></item>",
                "<item><d><![CDATA[x]]></d></item><item><d><![CDATA[y]]></d></item>",
            ),
            ("<item><d><![CDATA[x</d></item>", "<item><d><![CDATA[x]]></d></item>"),
            (
                "<item><d><![CDATA[</d> is an end]]></d></item>",
                "<item><d><![CDATA[</d> is an end]]></d></item>",
            ),
        ] {
            assert_eq!(mended(raw), want, "{raw}");
        }
    }

    #[test]
    fn no_shape_takes_longer_than_its_length() {
        for piece in [
            "<",
            "</ ",
            "<!",
            "<! [",
            "<a",
            "</a",
            "<![cdata[",
            "<a><![CDATA[x</a>",
            "<item><a><![CDATA[</a>",
            "<item><a><![CDATA[</a></item>",
            "<entry><a><![CDATA[</a></entry>",
        ] {
            let _ = mended(&piece.repeat(300_000));
        }
    }
}
