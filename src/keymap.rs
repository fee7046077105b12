//! Keys (and the mouse): how they are written, which sequence means what, and what a press does.
//!
//! Generic over the action, so that the actions can live in a room above. `runtime` makes [`Key`]s
//! out of the terminal's bytes, `app` binds sequences to its actions and feeds presses to a
//! [`Feeder`], help and `dateline keys` read [`Keymap::rows`]. Pure: no terminal, no file, no clock.

mod feeder;
mod key;
mod layout;
mod mouse;
mod notation;
mod trie;

pub use feeder::{Continuation, Feeder, Pending, Step};
pub use key::{Key, KeyCode, Modifiers};
pub use layout::latin_at_its_place;
pub use mouse::{Mouse, MouseButton, MouseKind};
pub use notation::{KeyError, Sequence, key_names, written};
pub use trie::{Keymap, Row};
