//! Setting a document: document and measure in, exact lines with roles out.
//!
//! Who enters: `service` and `app`, on a worker thread, with an article that is already clean; `view`
//! and `cli` with the finished [`Page`]. A page is set once for a measure and never again for a change
//! of theme: its runs say what they *are* ([`Ink`]), not how they look. Another measure makes another
//! page, and an [`Anchor`] finds the place again.
//!
//! What never happens here: a screen, a file, a clock, a colour, or a word of the interface (those come
//! in with [`Head`]). All work is linear in the text, and no document makes it panic.

mod anchor;
mod bidi;
mod figures;
mod fill;
mod flow;
pub mod formats;
mod ink;
mod leaf;
mod manner;
mod measure;
mod page;
mod setter;
mod syntax;
mod table;
#[cfg(test)]
mod tests;
mod walk;

pub use anchor::Anchor;
pub use bidi::{
    Seen, as_seen, has_right_to_left, line_as_seen, pieces_as_seen, runs_from_the_right, told, words_as_seen,
};
pub use figures::{Figure, figures};
pub use ink::Ink;
pub use measure::{Head, Measure};
pub use page::{Line, Page, PlateRow, Run};

use std::sync::Arc;

use crate::news::Article;
use crate::picture::Plate;

/// Sets an article under its head: title, byline, facts, notices, then the text.
///
/// No line is wider than the measure but those marked [`Line::wide`]: code and tables that cannot be
/// narrowed keep their lines and may be scrolled sideways, and so does a character that is wider than
/// the whole measure (a CJK character at measure 1), so that nothing is ever left out.
pub fn typeset(article: &Article, head: &Head, measure: Measure) -> Page {
    setter::set(article, head, measure, Vec::new())
}

/// [`typeset`] with the pictures of some figures, each by its number ([`figures()`]).
pub fn typeset_with(
    article: &Article,
    head: &Head,
    measure: Measure,
    plates: Vec<(u32, Arc<Plate>)>,
) -> Page {
    setter::set(article, head, measure, plates)
}
