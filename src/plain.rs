//! State → sentences: the same program as lines of text, for screen readers, braille, scripts and terminals
//! that cannot draw.
//!
//! Who enters: `runtime`, with each line that was typed ([`obey`]) and, when everything it asked for is here
//! ([`waits()`]), with the state to tell ([`Teller`]). What a line means is found in the same table of actions and the
//! same live key map as on the screen, and done by the same [`crate::app::update()`].
//!
//! What never happens here: a colour, a frame, a mark that would have to be seen, a cursor that moves; text is told
//! once, from first to last. What was told is remembered, so that only what is new is told.

mod command;
mod owed;
mod panels;
mod rows;
mod scene;
mod story;
mod teller;
#[cfg(test)]
mod tests;
mod waits;
mod words;

pub use command::{Obeyed, obey, prompt, settle};
pub use owed::Owed;
pub use teller::Teller;
pub use waits::{progress_words, waiting_words, waits};
