//! The text formats: a document as plain text, Markdown or HTML, a page as lines with or without colour.
//!
//! Who enters: `service` and `cli` for `dateline read`, exports, the clipboard. What never happens here: a
//! word of the interface; HTML or Markdown that acts (everything from outside is escaped).

mod html;
mod inline;
mod lines;
mod markdown;
mod text;

pub use html::{escaped as escaped_markup, html};
pub use lines::{ansi, plain};
pub use markdown::markdown;
pub use text::text;
