//! Where an element of raw text ends, also one whose end tag is missing.
//!
//! A browser reads a script, a style or a field without an end to the end of the page, and the article with it.
//! Here it ends where the page goes on: at the first tag of a block that is not part of its own text.

use super::names::{AFTER_TITLE, BLOCKS, one_of};
use super::source::Source;

/// Bytes of the longest title that is taken as it is.
const LONG_TITLE: usize = 1_000;

/// Where raw text ends.
pub(super) enum RawEnd {
    /// At its end tag, which begins here.
    Tag(usize),
    /// Here, where a browser sees no end.
    Missing(usize),
    /// Nowhere: nothing of the page follows.
    Never,
}

/// The end of an element of raw text whose content begins at `from`; `alone` if its tag is written as if it
/// had no content (`<iframe />`).
pub(super) fn raw_end(page: &Source, name: &str, from: usize, alone: bool) -> RawEnd {
    let close = page.raw_end(name, from);
    let until = close.unwrap_or(page.html.len());
    let known = |at: Option<usize>| at.map(RawEnd::Missing);
    let missing = if alone && page.block(from, until).is_some() {
        Some(RawEnd::Missing(from))
    } else if one_of(&["script"], name) {
        known(after_script(page, from, until, close.is_none()))
    } else if one_of(&["style"], name) {
        let next = page.tag_of(&["style"], from, until).unwrap_or(until);
        let torn = close.is_none() || page.ends_more(from, next);
        known(page.block(from, until).filter(|at| torn && !is_quoted(page, *at)))
    } else if one_of(&["title"], name) {
        known(after_title(page, from, close))
    } else {
        known(after_field(page, name, from, close))
    };
    missing.or(close.map(RawEnd::Tag)).unwrap_or(RawEnd::Never)
}

fn is_quoted(page: &Source, at: usize) -> bool {
    at.checked_sub(1).and_then(|before| page.byte(before)).is_some_and(|byte| b"\"'".contains(&byte))
}

/// A title has no end tag, or one behind what cannot stand in a title.
fn after_title(page: &Source, from: usize, close: Option<usize>) -> Option<usize> {
    let until = close.unwrap_or(page.html.len());
    let page_goes_on = |close| {
        let long = close - from > LONG_TITLE || page.tag_of(AFTER_TITLE, from, close).is_some();
        // A title may speak of a tag or two.
        long || page.blocks(from, close).nth(2).is_some()
    };
    if close.is_some_and(|close| !page_goes_on(close)) {
        return None;
    }
    page.tag_of(AFTER_TITLE, from, until).into_iter().chain(page.block(from, until)).min()
}

/// A field or frame has no end tag, or the end tag is another's that begins before it.
fn after_field(page: &Source, name: &str, from: usize, close: Option<usize>) -> Option<usize> {
    let Some(close) = close else {
        return Some(page.block(from, page.html.len()).unwrap_or(from));
    };
    let mut at = from;
    while let Some(next) = page.tag_of(&[name], at, close) {
        if page.byte(next + 1) != Some(b'/') {
            return Some(page.block(from, next).unwrap_or(next));
        }
        at = next + 1;
    }
    None
}

/// What of a script's text a byte stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Code,
    /// Up to the quote, and to the end of the line if that is not a backtick.
    Quoted(u8),
    LineNote,
    Note,
}

/// The first block in a script's text that is in no string or note of it, if no end tag follows, or if another
/// script begins behind it and blocks end between them that began outside.
pub(super) fn after_script(page: &Source, from: usize, to: usize, unclosed: bool) -> Option<usize> {
    let bytes = page.html.as_bytes();
    let (mut at, mut within, mut block) = (from, Within::Code, None);
    while at < to {
        let (byte, next) = (page.byte(at)?, bytes.get(at + 1));
        let mut step = 1;
        within = match (within, byte) {
            (Within::Code, quote @ (b'"' | b'\'' | b'`')) => Within::Quoted(quote),
            (Within::Code, b'/') if next == Some(&b'/') => Within::LineNote,
            (Within::Code, b'/') if next == Some(&b'*') => Within::Note,
            (Within::Code, b'<') => {
                if block.is_none() && page.is_tag_of(BLOCKS, at) {
                    block = Some(at);
                    if unclosed {
                        return block;
                    }
                }
                let script = page.is_tag_of(&["script"], at) && next != Some(&b'/');
                if script && block.is_some() {
                    // A script may hold whole pieces of a page; those end what they begin.
                    return block.filter(|block| page.ends_more(*block, at));
                }
                within
            }
            (Within::Quoted(_), b'\\') => {
                step = 2;
                within
            }
            (Within::Quoted(quote), byte) if byte == quote || byte == b'\n' && quote != b'`' => Within::Code,
            (Within::LineNote, b'\n') => Within::Code,
            (Within::Note, b'*') if next == Some(&b'/') => {
                step = 2;
                Within::Code
            }
            _ => within,
        };
        at += step;
    }
    // A string that nothing ends has lost its end with the script's.
    let is_torn = unclosed && matches!(within, Within::Quoted(_)) && page.may_look_to_the_end();
    page.block(from, to).filter(|block| is_torn && is_written_out(page, *block))
}

/// Blocks that make a page, and bytes of them that are looked at.
const PAGE_BLOCKS: usize = 4;
const LOOKED_AT: usize = 4_000;

/// Whether blocks stand here as a page has them, without the signs by which a script holds them.
fn is_written_out(page: &Source, from: usize) -> bool {
    let to = page.html.floor_char_boundary(from + LOOKED_AT);
    let text = page.html.get(from..to).unwrap_or_default();
    !text.contains('\\') && page.blocks(from, to).nth(PAGE_BLOCKS).is_some()
}
