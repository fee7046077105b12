//! What must hold whatever bytes come: one function for each door that bytes from outside pass.
//!
//! The property tests feed these with made-up mixtures, the fuzzer (`fuzz/`) with what it finds; both therefore
//! ask for the same. Nothing here asks for time: who runs it sets a limit.

use std::path::Path;

use dateline::config::{InForce, SourcesFile};
use dateline::extract::charset::{self, CharsetHint};
use dateline::extract::{Limits, Page, PageFacts, feed, fragment, sitemap};
use dateline::locale::Locale;
use dateline::news::{Address, Day, Text};
use dateline::query::Query;
use dateline::typeset::{Head, Measure, formats, typeset};

fn address() -> Address {
    Address::parse("https://never.example/news/1").expect("an address")
}

fn as_text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Nothing that acts on a terminal or hides.
fn assert_harmless(text: &str) {
    for c in text.chars() {
        let acts = c.is_control() && c != '\n';
        let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let hides =
            matches!(c, '\u{200b}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}');
        assert!(!acts && !turns && !hides, "{c:?} in {text:?}");
    }
}

/// Bytes → text: any bytes are text of some kind, and valid UTF-8 stays as it is.
pub fn charset(bytes: &[u8]) {
    for hint in [CharsetHint::Html, CharsetHint::Xml] {
        for said in [None, Some("text/html; charset=utf-16le"), Some("text/html; charset=gb18030")] {
            let _ = charset::decode(bytes, said, hint);
        }
    }
}

/// Bytes → feed or sitemap: a result or a fault, and clean text.
pub fn feed(bytes: &[u8]) {
    if let Ok(read) = feed::read(bytes, &address(), None) {
        assert_harmless(&read.title);
        for item in &read.items {
            assert_harmless(&item.title);
        }
    }
    let _ = sitemap::read(bytes, &address());
}

/// Bytes → article: a result or a fault, and clean text.
pub fn page(bytes: &[u8]) {
    let facts = PageFacts { address: address(), content_type: Some("text/html".to_owned()) };
    let Ok(page) = Page::parse(bytes, &facts, &Limits::default()) else { return };
    let Ok(article) = page.article() else { return };
    assert_harmless(&article.title);
    assert_harmless(&formats::text(&article.document));
}

/// Article → lines, in every form it is given in.
pub fn typesetting(bytes: &[u8]) {
    let facts = PageFacts { address: address(), content_type: Some("text/html".to_owned()) };
    let Ok(mut article) = Page::parse(bytes, &facts, &Limits::default()).and_then(|page| page.article())
    else {
        return;
    };
    article.document = fragment(&as_text(bytes), &address());
    for columns in [20, 66] {
        let page = typeset(&article, &Head::default(), Measure::of(columns));
        page.lines.iter().for_each(|line| assert_harmless(&line.text()));
    }
    assert_harmless(&formats::markdown(&article, true));
    assert_harmless(&formats::html(&article));
}

/// Text → clean text, once and for all.
pub fn clean_text(bytes: &[u8]) {
    let raw = as_text(bytes);
    for clean in [Text::line, Text::piece, Text::lines] {
        let once = clean(&raw);
        assert_harmless(&once);
        assert_eq!(clean(&once), once, "{raw:?}");
    }
}

/// Text → address: http or https, no name and password, nothing but visible ASCII, the same when read again.
pub fn url_policy(bytes: &[u8]) {
    let raw = as_text(bytes);
    let joined = address().join(&raw);
    for parsed in [Address::parse(&raw), Address::typed(&raw), joined].into_iter().flatten() {
        let written = parsed.as_str();
        assert!(written.starts_with("http://") || written.starts_with("https://"), "{written}");
        assert!(written.bytes().all(|byte| (b'!'..=b'~').contains(&byte)), "{written:?}");
        assert!(parsed.url().username().is_empty() && parsed.url().password().is_none(), "{written}");
        assert_eq!(Address::parse(written), Ok(parsed.clone()));
    }
}

/// Text → query: a query or a sentence.
pub fn query(bytes: &[u8]) {
    let today: Day = "2025-11-13".parse().expect("a day");
    for typed in [false, true] {
        if let Ok(read) = Query::parse(&as_text(bytes), today, Locale::default(), typed) {
            let _ = (read.marker(), read.settled());
        }
    }
}

/// Text → settings and sources: what is read, or a sentence that can be shown.
pub fn configuration(bytes: &[u8]) {
    let raw = as_text(bytes);
    if let Err(fault) = InForce::parse(Path::new("config.toml"), &raw) {
        assert_harmless(&fault.sentence);
    }
    if let Err(fault) = SourcesFile::in_memory(raw) {
        assert_harmless(&fault.sentence);
    }
}
