//! A page of HTML, parsed once, with what is known about it from outside.

use std::time::Duration;

use dom_query::Document;

use super::charset::{self, CharsetHint};
use super::recognise::{Recognised, recognise};
use super::{Layer, marked, packed, plain_lines, streamed, tree};
use crate::news::{Address, Fault, FaultKind, Text, TextRules};

/// What is known about bytes besides the bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageFacts {
    /// The address they came from, after redirects.
    pub address: Address,
    /// The `Content-Type` header as sent.
    pub content_type: Option<String>,
}

/// What a page may cost before the rest of it is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Nodes of the tree.
    pub nodes: usize,
    /// Processor time for page and article together: half of it for the parse.
    pub time: Duration,
    /// Elements inside each other.
    pub depth: usize,
    /// Bytes read.
    pub bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { nodes: 200_000, time: Duration::from_secs(2), depth: 200, bytes: 10 << 20 }
    }
}

/// A page of HTML as a tree. Made once for each page; article, links, calendar read from it.
pub struct Page {
    dom: Document,
    facts: PageFacts,
    base: Address,
    cut: bool,
    rules: TextRules,
    without: Option<Layer>,
}

impl Page {
    /// Parses bytes into a page. Stops at the limits and keeps what is there by then.
    ///
    /// # Errors
    /// [`FaultKind::Content`] for what is not a page: PDF, pictures, archives, feeds, JSON.
    pub fn parse(bytes: &[u8], facts: &PageFacts, limits: &Limits) -> Result<Self, Fault> {
        Self::parse_without(bytes, facts, limits, None)
    }

    /// As [`Self::parse`], for a page whose article is made without a layer: to measure what that brings.
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub fn parse_without(
        bytes: &[u8],
        facts: &PageFacts,
        limits: &Limits,
        without: Option<Layer>,
    ) -> Result<Self, Fault> {
        let unpacked = packed::page(bytes, limits.bytes);
        let bytes = unpacked.as_ref();
        let capped = bytes.get(..limits.bytes).unwrap_or(bytes);
        refuse_other_kinds(capped, facts)?;
        let text = charset::decode(capped, facts.content_type.as_deref(), CharsetHint::Html);
        let said = mime(facts);
        let plain = match said.as_deref() {
            Some("text/plain") => !looks_like_html(&text),
            Some(_) => false,
            None => !has_tags(&text),
        };
        let path = facts.address.url().path();
        let grown = if !marked::begins_as_html(&text) && marked::is_marked(said.as_deref(), path, &text) {
            tree::grow(&marked::as_page(&text), limits)
        } else if plain {
            tree::grow(&as_paragraphs(&text), limits)
        } else {
            tree::grow(&text, limits)
        };
        if without != Some(Layer::FallBacks) {
            streamed::settle(&grown.dom, limits.depth);
        }
        let base = grown.dom.select_single("base[href]").attr("href");
        let base = base.and_then(|href| facts.address.join(&href).ok());
        Ok(Self {
            dom: grown.dom,
            facts: facts.clone(),
            base: base.unwrap_or_else(|| facts.address.clone()),
            // Whoever brings bytes brings as many as are read at most.
            cut: grown.cut || bytes.len() >= limits.bytes,
            rules: TextRules::default(),
            without,
        })
    }

    /// The same page, read by a person's rules.
    #[must_use]
    pub fn with_rules(self, rules: TextRules) -> Self {
        Self { rules, ..self }
    }

    /// Whether a layer takes part.
    pub(super) fn has(&self, layer: Layer) -> bool {
        self.without != Some(layer)
    }

    /// A copy that is read by other rules.
    pub(super) fn ruled(&self, rules: TextRules) -> Self {
        Self {
            dom: self.dom.clone(),
            facts: self.facts.clone(),
            base: self.base.clone(),
            cut: self.cut,
            rules,
            without: self.without,
        }
    }

    /// The rules it is read by.
    pub(super) fn rules(&self) -> &TextRules {
        &self.rules
    }

    /// The tree.
    pub fn dom(&self) -> &Document {
        &self.dom
    }

    /// What was known about the page before it was read.
    pub fn facts(&self) -> &PageFacts {
        &self.facts
    }

    /// The address that its links are relative to (`<base href>`, else its own).
    pub fn base(&self) -> &Address {
        &self.base
    }

    /// The language it says it is written in, as a BCP 47 tag.
    pub fn lang(&self) -> Option<Text> {
        let root = self.dom.select_single("html");
        let declared = root.attr("lang").or_else(|| root.attr("xml:lang")).or_else(|| {
            let meta = r#"meta[http-equiv="content-language" i], meta[name="language" i]"#;
            self.dom.select_single(meta).attr("content")
        })?;
        let tag = declared.split(',').next().unwrap_or_default().trim().replace('_', "-");
        let parts = tag.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        let language =
            tag.split('-').next().is_some_and(|part| part.bytes().all(|b| b.is_ascii_alphabetic()));
        (parts && language && tag.len() <= 35).then(|| Text::line(&tag))
    }

    /// Whether the limits ended the page early.
    pub fn is_cut(&self) -> bool {
        self.cut
    }
}

/// The media type of the header, lower case, without parameters.
fn mime(facts: &PageFacts) -> Option<String> {
    let header = facts.content_type.as_deref()?;
    let kind = header.split(';').next()?.trim().to_ascii_lowercase();
    (!kind.is_empty()).then_some(kind)
}

fn looks_like_html(text: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(1024)).unwrap_or(text).to_ascii_lowercase();
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| head.contains(tag))
}

fn refuse_other_kinds(bytes: &[u8], facts: &PageFacts) -> Result<(), Fault> {
    let Some(what) = other_kind(bytes, facts) else { return Ok(()) };
    let hint = if what == FEED { "add it as a source to read its stories" } else { "a browser may show it" };
    Err(Fault::new(FaultKind::Content, format!("this is {what}, not a page"))
        .hint(hint)
        .cause(mime(facts).unwrap_or_else(|| "no content type".to_owned())))
}

/// The kind of file that has stories to follow.
const FEED: &str = "a feed";

/// An encoding that browsers do not read either.
const EBCDIC: &str = "text in EBCDIC";

/// What the bytes are, if they are not a page: by their first bytes, else by their header.
fn other_kind(bytes: &[u8], facts: &PageFacts) -> Option<&'static str> {
    const MAGIC: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"RIFF", "a media file"),
        (b"OggS", "a media file"),
        (b"ID3", "a media file"),
        (b"\x1aE\xdf\xa3", "a media file"),
        (b"PK\x03\x04", "an archive"),
        (b"\x1f\x8b", "an archive"),
        (b"7z\xbc\xaf", "an archive"),
        (b"\x7fELF", "a program"),
        (b"{\\rtf", "a word processor's document"),
        (b"\xd0\xcf\x11\xe0", "an office document"),
        // `<?xm`, `<!D`, `<!d`, `<htm` and `<HTM` as mainframes write them (XML 1.0, appendix F).
        (b"\x4c\x6f\xa7\x94", EBCDIC),
        (b"\x4c\x5a\xc4", EBCDIC),
        (b"\x4c\x5a\x84", EBCDIC),
        (b"\x4c\x88\xa3\x94", EBCDIC),
        (b"\x4c\xc8\xe3\xd4", EBCDIC),
    ];
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(what);
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some("a media file");
    }
    let head = bytes.get(..1024).unwrap_or(bytes);
    let marked = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    // UTF-16 shows by the zeros of its first tag, too.
    let marked = marked || head.starts_with(b"<\0") || head.starts_with(b"\0<");
    let tagged = looks_like_html(&String::from_utf8_lossy(head));
    // A page may have zeros in it, which browsers skip.
    let said: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0 || !tagged).collect();
    if !marked && (said.contains(&0) || is_noise(&said)) {
        return Some("a binary file");
    }
    // Nothing at all is of no kind, whatever its header says.
    if tagged || bytes.trim_ascii().is_empty() {
        return None;
    }
    match recognise(bytes) {
        Recognised::Feed => return Some(FEED),
        Recognised::Sitemap => return Some("a list of addresses"),
        _ if is_json(bytes) => return Some("JSON"),
        _ => {}
    }
    let kind = mime(facts)?;
    if kind.contains("html") {
        return None;
    }
    match kind.as_str() {
        "application/pdf" => Some("a PDF"),
        "application/json" | "application/feed+json" | "application/ld+json" => Some("JSON"),
        "application/rss+xml" | "application/atom+xml" => Some("called a feed but begins as none"),
        _ if kind.starts_with("image/") => Some("a picture"),
        _ if kind.starts_with("video/") || kind.starts_with("audio/") => Some("a media file"),
        _ if kind.starts_with("font/") || kind == "application/zip" => Some("a binary file"),
        _ => None,
    }
}

fn is_json(bytes: &[u8]) -> bool {
    matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'['))
        && serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok()
}

/// Whether bytes are full of control characters, as no text in any charset is. A tenth of random bytes
/// are; charsets that switch (ISO 2022) need one a line.
pub fn is_noise(head: &[u8]) -> bool {
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f);
    let controls = head.iter().filter(|byte| is_control(byte)).count();
    controls > 1 && controls * 20 > head.len()
}

/// Whether a text has anything that looks like a tag or a comment of HTML.
pub(super) fn has_tags(text: &str) -> bool {
    text.match_indices('<').take(1_000).any(|(at, _)| {
        let rest = text.get(at + 1..).unwrap_or_default();
        rest.starts_with(['/', '!', '?'])
            || rest.starts_with(|c: char| c.is_ascii_alphabetic()) && is_tag_name(rest)
    })
}

/// Whether what stands behind a `<` may be the name of an element: in a formula (`a<b$ and b>c`) other signs follow it.
pub(super) fn is_tag_name(rest: &str) -> bool {
    const OTHERS: [char; 14] = ['$', '+', '=', '*', '^', '\\', '(', ')', '{', '}', ',', ';', '|', '~'];
    let named = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    !named.starts_with(OTHERS)
}

/// Characters of a headline at most.
const HEADLINE: usize = 120;

/// Plain text as paragraphs: a blank line ends one. Lines that a program broke at a width are joined, verses
/// and addresses keep theirs; without any blank line each line is a paragraph. A first line alone that does
/// not end as a sentence does is the headline.
fn as_paragraphs(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let blank = escaped.trim_start().lines().any(|line| line.trim().is_empty());
    let mut parts = plain_lines::paragraphs(&escaped);
    if !blank {
        parts = parts.into_iter().flatten().map(|line| vec![line]).collect();
    }
    let mut out = String::from("<body><article>");
    for (at, part) in parts.iter().enumerate() {
        let length = |line: &&str| line.chars().count();
        let headed = at == 0 && parts.len() > 1 && part.len() == 1;
        let first = part.first().copied().unwrap_or_default();
        if headed && length(&first) <= HEADLINE && !first.ends_with(['.', '!', '?', ':', ',', '。', '؟']) {
            out.push_str(&format!("<h1>{first}</h1>"));
            continue;
        }
        out.push_str(&plain_lines::paragraph(part));
    }
    out.push_str("</article>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(content_type: &str) -> PageFacts {
        let address = Address::parse("https://a.example/news/1").unwrap();
        PageFacts { address, content_type: Some(content_type.to_owned()) }
    }

    fn page(html: &str) -> Page {
        Page::parse(html.as_bytes(), &facts("text/html"), &Limits::default()).unwrap()
    }

    #[test]
    fn what_is_no_page_is_named_with_a_way_out() {
        let pdf = Page::parse(b"%PDF-1.7 ...", &facts("text/html"), &Limits::default());
        let fault = pdf.err().unwrap();
        assert_eq!(fault.to_string(), "this is a PDF, not a page: a browser may show it");
        let named = Page::parse(b"....", &facts("video/mp4"), &Limits::default());
        assert_eq!(named.err().unwrap().sentence, "this is a media file, not a page");
        for (bytes, said) in [
            (
                &b"<?xml version='1.0'?><rss version='2.0'><channel><title>T</title></channel></rss>"[..],
                "this is a feed, not a page: add it as a source to read its stories",
            ),
            (
                b"<urlset xmlns='x'><url><loc>https://a.example/1</loc></url></urlset>",
                "this is a list of addresses, not a page: a browser may show it",
            ),
            (b"{\"a\": [1]}", "this is JSON, not a page: a browser may show it"),
            (
                b"{\\rtf1\\ansi hello}",
                "this is a word processor's document, not a page: a browser may show it",
            ),
        ] {
            let refused = Page::parse(bytes, &facts("text/html"), &Limits::default());
            assert_eq!(refused.err().unwrap().to_string(), said);
        }
        for page in ["<html><p>words</p></html>", "<!DOCTYPE html><p>words", "<?xml version=1?><rss/>"] {
            let at = |c: char| " <>/!?=1".chars().position(|sign| sign == c);
            let signs = [0x40, 0x4c, 0x6e, 0x61, 0x5a, 0x6f, 0x7e, 0xf1];
            let letter = |c: char| match c {
                'a'..='i' => 0x81 + (c as u8 - b'a'),
                'j'..='r' => 0x91 + (c as u8 - b'j'),
                's'..='z' => 0xa2 + (c as u8 - b's'),
                'A'..='I' => 0xc1 + (c as u8 - b'A'),
                'J'..='R' => 0xd1 + (c as u8 - b'J'),
                _ => 0xe2 + (c as u8).saturating_sub(b'S'),
            };
            let bytes: Vec<u8> =
                page.chars().map(|c| at(c).map_or_else(|| letter(c), |at| signs[at])).collect();
            let refused = Page::parse(&bytes, &facts("text/html; charset=ibm037"), &Limits::default());
            assert_eq!(refused.err().unwrap().sentence, "this is text in EBCDIC, not a page");
        }
        let called = Page::parse(b"what?", &facts("application/rss+xml"), &Limits::default());
        let said = "this is called a feed but begins as none, not a page: a browser may show it";
        assert_eq!(called.err().unwrap().to_string(), said);
        assert!(Page::parse(b"{once} [upon] a time", &facts("text/plain"), &Limits::default()).is_ok());
        assert!(Page::parse(b"\r\n", &facts("application/rss+xml"), &Limits::default()).is_ok());
        for bytes in [|unit: u16| unit.to_le_bytes(), |unit: u16| unit.to_be_bytes()] {
            let utf16: Vec<u8> = "<html><p id=said>река".encode_utf16().flat_map(bytes).collect();
            let page = Page::parse(&utf16, &facts("text/html"), &Limits::default()).unwrap();
            assert_eq!(page.dom().select_single("#said").text().as_ref(), "река");
        }
        assert!(Page::parse(b"<html>x", &facts("application/octet-stream"), &Limits::default()).is_ok());
        // What a generator of random bytes gives, without the zeros.
        let mut state = 1_u32;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            ((state >> 24) as u8).max(1)
        })
        .take(400)
        .collect();
        let noise = Page::parse(&noise, &facts("text/html"), &Limits::default());
        assert_eq!(noise.err().unwrap().sentence, "this is a binary file, not a page");
        let japanese = b"<p>\x1b$B%K%e!<%9\x1b(B</p>";
        assert!(Page::parse(japanese, &facts("text/html; charset=iso-2022-jp"), &Limits::default()).is_ok());
    }

    #[test]
    fn plain_text_has_paragraphs_where_people_see_them() {
        let broken =
            "The first line of a text that some program broke at a width,\nand its rest.\n \nThe end.";
        let read = |text: &str, said: &str| {
            let facts = PageFacts { content_type: (!said.is_empty()).then(|| said.to_owned()), ..facts("") };
            let page = Page::parse(text.as_bytes(), &facts, &Limits::default()).unwrap();
            page.dom().select_single("article").inner_html().to_string()
        };
        let joined = "<p>The first line of a text that some program broke at a width, and its rest.</p><p>The end.</p>";
        assert_eq!(read(broken, "text/plain; charset=utf-8"), joined);
        assert_eq!(read(broken, ""), joined, "a file has no type");
        assert_eq!(read("One.\r\nTwo 1 < 2.", "text/plain"), "<p>One.</p><p>Two 1 &lt; 2.</p>");
        assert_eq!(
            read("Rivers rise\n\nRoses\nviolets\n", ""),
            "<h1>Rivers rise</h1><p>Roses<br>violets</p>"
        );
    }

    #[test]
    fn the_base_decides_where_links_lead() {
        assert_eq!(page("<base href='/x/'>").base().as_str(), "https://a.example/x/");
        assert_eq!(page("<base href='javascript:1'>").base().as_str(), "https://a.example/news/1");
    }

    #[test]
    fn the_language_is_a_tag_or_nothing() {
        assert_eq!(page("<html lang=kk_KZ>").lang(), Some(Text::line("kk-KZ")));
        assert_eq!(
            page("<meta http-equiv=Content-Language content='de, en'>").lang(),
            Some(Text::line("de"))
        );
        assert_eq!(page("<html lang='{{lang}}'>").lang(), None);
    }

    #[test]
    fn what_is_packed_in_silence_is_a_page_where_one_is_inside() {
        let packed = |bytes: &[u8]| {
            let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            std::io::Write::write_all(&mut packer, bytes).unwrap();
            packer.finish().unwrap()
        };
        let read = |bytes: &[u8], kind: &str| {
            let facts = facts(kind);
            Page::parse(bytes, &facts, &Limits::default()).map(|page| page.dom.select("p").text().to_string())
        };
        let page = b"<!DOCTYPE html><html><body><p>The river rose.</p></body></html>";
        for kind in ["text/html", "application/gzip", "application/x-gzip"] {
            assert_eq!(read(&packed(page), kind).unwrap(), "The river rose.", "{kind}");
        }
        let said = |bytes: &[u8]| read(bytes, "text/html").unwrap_err().sentence.as_str().to_owned();
        assert_eq!(said(&packed(b"<rss version='2.0'><channel/></rss>")), "this is a feed, not a page");
        assert_eq!(said(&packed(&packed(page))), "this is an archive, not a page");
        assert_eq!(said(&packed(&[7; 900])), "this is an archive, not a page");
        // No more than so many times what it is.
        let bomb = packed(&[page.as_slice(), &vec![b'x'; 8 << 20]].concat());
        assert!(packed::page(&bomb, 10 << 20).len() <= bomb.len() * 250);
    }

    #[test]
    fn formatting_that_multiplies_does_not_hide_what_follows() {
        let trap = (0..400).map(|n| format!("<b id=b{n}>")).collect::<Vec<_>>().concat();
        let html = format!("{trap}{}<p id=end>the end", "<p>x".repeat(20_000));
        let page = page(&html);
        assert!(page.dom().tree.len() < 210_000);
        assert!(page.dom().select_single("#end").exists());
    }
}
