//! Which stories stand where: finds the row around a headline without looking at the whole page again.

use std::collections::HashSet;
use std::ops::Range;

use crate::extract::outline::{Link, Outline};

/// The links of an outline by their place in the text, and which of them are stories.
pub(super) struct Rows<'o> {
    pub outline: &'o Outline,
    /// Of each link its address as stories are compared.
    keys: Vec<String>,
    /// Of each link the first story at or behind it.
    next_story: Vec<usize>,
    /// Of each link that is a story the first story behind it that is another.
    next_other: Vec<usize>,
}

impl<'o> Rows<'o> {
    /// Marks the links whose addresses are stories.
    pub fn of(outline: &'o Outline, stories: &HashSet<&str>) -> Self {
        let keys: Vec<String> = outline.links.iter().map(|link| link.address.key()).collect();
        let end = keys.len();
        let mut next_story = vec![end; end + 1];
        let mut next_other = vec![end; end + 1];
        for at in (0..end).rev() {
            let behind = next_story[at + 1];
            if stories.contains(keys[at].as_str()) {
                next_story[at] = at;
                let same = behind < end && keys[behind] == keys[at];
                next_other[at] = if same { next_other[behind] } else { behind };
            } else {
                next_story[at] = behind;
            }
        }
        Self { outline, keys, next_story, next_other }
    }

    /// The links whose text begins in a range of pieces.
    pub fn links_in(&self, pieces: &Range<usize>) -> Range<usize> {
        let before = |end: usize| self.outline.links.partition_point(|link| link.pieces.start < end);
        before(pieces.start)..before(pieces.end)
    }

    /// Whether a link is a story.
    pub fn is_story(&self, link: usize) -> bool {
        self.next_story.get(link) == Some(&link)
    }

    /// A link's address as stories are compared.
    pub fn key(&self, link: usize) -> &str {
        self.keys.get(link).map_or("", String::as_str)
    }

    /// Whether a range of pieces holds a story that is not this one.
    fn holds_another(&self, pieces: &Range<usize>, own: &str) -> bool {
        let links = self.links_in(pieces);
        let Some(&first) = self.next_story.get(links.start) else { return false };
        first < links.end
            && (self.key(first) != own || self.next_other.get(first).is_some_and(|other| *other < links.end))
    }

    /// The texts of a row, with those of the element behind it that tell of it: `<dd>` behind `<dt>`, what stands
    /// behind a heading.
    pub fn with_next(&self, row: usize, pieces: Range<usize>) -> Range<usize> {
        let Some(own) = self.outline.elems.get(row) else { return pieces };
        let wanted: &[&str] = match own.name.as_str() {
            "dt" => &["dd"],
            "h2" | "h3" | "h4" | "h5" => &["p", "div"],
            _ => return pieces,
        };
        // Not further than the parent reaches: whoever comes last in it has nobody behind.
        let end = self.outline.elems.get(own.parent).map_or(own.pieces.end, |outer| outer.pieces.end);
        let inside = self.outline.elems.iter().skip(row + 1).take_while(|elem| elem.pieces.start <= end);
        let mut behind = inside.filter(|elem| elem.parent == own.parent);
        let Some(next) = behind.next().filter(|next| wanted.contains(&next.name.as_str())) else {
            return pieces;
        };
        let follows =
            next.pieces.start == pieces.end && self.links_in(&next.pieces).all(|at| !self.is_story(at));
        if follows { pieces.start..next.pieces.end } else { pieces }
    }

    /// The largest element around a link that holds no other story.
    pub fn row(&self, link: &Link, own: &str) -> usize {
        let mut best = link.elem;
        for at in self.outline.ancestors(link.elem).skip(1).take(8) {
            let Some(elem) = self.outline.elems.get(at) else { break };
            if self.holds_another(&elem.pieces, own) || matches!(elem.name.as_str(), "body" | "main") {
                break;
            }
            best = at;
        }
        best
    }
}
