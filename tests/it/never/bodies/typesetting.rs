//! Article → lines, in every form it is given in.

use dateline::extract::{Limits, Page, PageFacts, fragment};
use dateline::typeset::{Head, Measure, formats, typeset};

use super::address::address;
use super::harmless::assert_harmless;

/// Holds any bytes to it.
pub fn typesetting(bytes: &[u8]) {
    let facts = PageFacts { address: address(), content_type: Some("text/html".to_owned()) };
    let Ok(mut article) = Page::parse(bytes, &facts, &Limits::default()).and_then(|page| page.article())
    else {
        return;
    };
    article.document = fragment(&String::from_utf8_lossy(bytes), &address());
    // Any width that a terminal may have, by chance.
    let any = bytes.iter().fold(1_usize, |sum, byte| (sum * 31 + usize::from(*byte)) % 500) as u16 + 1;
    for columns in [20, 66, any] {
        let page = typeset(&article, &Head::default(), Measure::of(columns));
        for line in &page.lines {
            assert_harmless(&line.text());
            assert!(line.wide || line.width <= u32::from(columns), "{:?} at {columns}", line.text());
        }
    }
    assert_harmless(&formats::markdown(&article, true));
    assert_harmless(&formats::html(&article));
}
