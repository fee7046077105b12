//! What is left out of a page and what is put into it, noted while it is looked through.

use std::borrow::Cow;
use std::ops::Range;

/// The changes, in any order; they may lie inside each other.
#[derive(Default)]
pub(super) struct Edits<'a> {
    changes: Vec<(Range<usize>, &'static str, &'a str)>,
}

impl<'a> Edits<'a> {
    /// Leaves out a range.
    pub(super) fn cut(&mut self, range: Range<usize>) {
        self.changes.push((range, "", ""));
    }

    /// Puts an element's end tag before a place; of several the first noted comes first.
    pub(super) fn close(&mut self, name: &'a str, at: usize) {
        self.changes.push((at..at, "</", name));
    }

    /// Puts the end of a comment before a place.
    pub(super) fn close_comment(&mut self, at: usize) {
        self.changes.push((at..at, "--", ""));
    }

    /// Parts a text by a comment.
    pub(super) fn part(&mut self, at: usize) {
        self.changes.push((at..at, "<!--", "--"));
    }

    /// The page with its changes; borrows when there are none.
    pub(super) fn apply(mut self, html: &str) -> Cow<'_, str> {
        if self.changes.is_empty() {
            return Cow::Borrowed(html);
        }
        // What is put in stands before what is cut at the same place.
        self.changes.sort_by_key(|(range, ..)| (range.start, range.end > range.start));
        let mut out = String::with_capacity(html.len());
        let mut from = 0;
        for (range, mark, name) in self.changes {
            out.push_str(html.get(from..range.start.max(from)).unwrap_or_default());
            if !mark.is_empty() && range.start >= from {
                out.push_str(mark);
                out.push_str(name);
                out.push('>');
            }
            from = from.max(range.end);
        }
        out.push_str(html.get(from..).unwrap_or_default());
        Cow::Owned(out)
    }
}
