//! The bytes of a page and where things stand in them, found in time that is linear in the page.

use std::cell::Cell;

use memchr::{memchr, memmem};

use super::names::{BLOCKS, PARAGRAPHS, RAW, one_of};

/// Letters of the longest name that is asked for.
const LONGEST: usize = 10;

/// Scripts whose last string has no end that are mended.
const MAX_TORN: u32 = 8;

/// Where a search began and what it found.
type Known = Cell<Option<(usize, Option<usize>)>>;

/// A page. What was found ahead is remembered: a page that asks again and again for what stands at its end,
/// or nowhere, costs one search.
pub(super) struct Source<'a> {
    pub(super) html: &'a str,
    ends: [Known; 8],
    quotes: [Known; 2],
    comments: [Known; 2],
    /// Scripts that were looked through to the end of the page in vain.
    torn: Cell<u32>,
}

impl<'a> Source<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        Self {
            html,
            ends: Default::default(),
            quotes: Default::default(),
            comments: Default::default(),
            torn: Cell::new(0),
        }
    }

    /// Whether another script may be looked through to the end of the page.
    pub(super) fn may_look_to_the_end(&self) -> bool {
        self.torn.set(self.torn.get() + 1);
        self.torn.get() <= MAX_TORN
    }

    pub(super) fn find(&self, needle: &str, from: usize) -> Option<usize> {
        let rest = self.html.get(from..)?;
        let at = match needle.as_bytes() {
            // A single sign is found without preparing a search.
            [sign] => memchr(*sign, rest.as_bytes()),
            needle => memmem::find(rest.as_bytes(), needle),
        };
        at.map(|at| from + at)
    }

    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.html.as_bytes().get(at).copied()
    }

    pub(super) fn follows(&self, text: &str, at: usize) -> bool {
        self.html.get(at..).is_some_and(|rest| rest.starts_with(text))
    }

    /// The name of the tag whose name begins here.
    pub(super) fn name(&self, at: usize) -> &'a str {
        let rest = self.html.get(at..).unwrap_or_default();
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>').unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }

    /// The next end tag of an element of raw text.
    pub(super) fn raw_end(&self, name: &str, from: usize) -> Option<usize> {
        let kind = RAW.iter().position(|raw| raw.eq_ignore_ascii_case(name))?;
        let search = || {
            let mut at = from;
            while let Some(next) = self.find("</", at) {
                if self.name(next + 2).eq_ignore_ascii_case(name) {
                    return Some(next);
                }
                at = next + 2;
            }
            None
        };
        remembered(self.ends.get(kind)?, from, search)
    }

    /// The next quote of a kind.
    pub(super) fn quote(&self, quote: u8, from: usize) -> Option<usize> {
        let (known, needle) = if quote == b'"' { (0, "\"") } else { (1, "'") };
        remembered(self.quotes.get(known)?, from, || self.find(needle, from))
    }

    /// Behind the next end of a comment.
    pub(super) fn comment_end(&self, from: usize) -> Option<usize> {
        let [plain, loud] = &self.comments;
        let plain = remembered(plain, from, || self.find("-->", from)).map(|at| at + 3);
        let loud = remembered(loud, from, || self.find("--!>", from)).map(|at| at + 4);
        plain.into_iter().chain(loud).min()
    }

    /// The first tag, start or end, of one of these elements in a range.
    pub(super) fn tag_of(&self, names: &[&str], from: usize, to: usize) -> Option<usize> {
        let mut at = from;
        while let Some(next) = self.find("<", at).filter(|next| *next < to) {
            if self.is_tag_of(names, next) {
                return Some(next);
            }
            at = next + 1;
        }
        None
    }

    /// The first tag of a block in a range.
    pub(super) fn block(&self, from: usize, to: usize) -> Option<usize> {
        self.tag_of(BLOCKS, from, to)
    }

    /// The tags of blocks in a range, one after the other.
    pub(super) fn blocks(&self, from: usize, to: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.block(from, to), move |at| self.block(at + 1, to))
    }

    /// Whether a range ends more blocks than it begins.
    pub(super) fn ends_more(&self, from: usize, to: usize) -> bool {
        let mut open = 0_usize;
        self.blocks(from, to).filter(|at| !self.is_tag_of(PARAGRAPHS, *at)).any(|at| {
            let end = self.byte(at + 1) == Some(b'/');
            let surplus = end && open == 0;
            open = if end { open.saturating_sub(1) } else { open + 1 };
            surplus
        })
    }

    /// Whether one of these tags, start or end, stands here.
    pub(super) fn is_tag_of(&self, names: &[&str], at: usize) -> bool {
        let name = at + if self.byte(at + 1) == Some(b'/') { 2 } else { 1 };
        let near = self.html.as_bytes().get(name..).unwrap_or_default().iter().take(LONGEST + 1);
        let end = near.copied().position(|byte| byte.is_ascii_whitespace() || b"/>".contains(&byte));
        end.and_then(|end| self.html.get(name..name + end)).is_some_and(|name| one_of(names, name))
    }
}

fn remembered(known: &Known, from: usize, search: impl FnOnce() -> Option<usize>) -> Option<usize> {
    if let Some((since, found)) = known.get()
        && since <= from
        && found.is_none_or(|found| found >= from)
    {
        return found;
    }
    let found = search();
    known.set(Some((from, found)));
    found
}
