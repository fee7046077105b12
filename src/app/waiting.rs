//! Keys that have been typed and wait for the next one.

use std::time::Duration;

use super::Chain;
use crate::keymap::{self, Key, Pending};

/// How long a prefix waits before the screen shows how it can go on.
const BOX_AFTER: Duration = Duration::from_millis(500);

/// A count or a prefix that has been typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingKeys {
    /// What has been typed, as people write it: `3`, `g`, `3z`.
    pub typed: String,
    /// The keys that may follow, with what they do; a key without an action begins a longer sequence.
    pub next: Vec<(String, Option<Chain>)>,
    /// When the box with them appears, in time since the start; none for a count, or once it is shown.
    pub box_at: Option<Duration>,
    /// Whether the box is shown.
    pub shown: bool,
}

impl WaitingKeys {
    /// What waits, from a moment on. A box that is shown stays while the sequence goes on.
    pub fn new(pending: &Pending<Chain>, now: Duration, shown: bool) -> Self {
        let count = pending.count.map(|count| count.to_string()).unwrap_or_default();
        let next: Vec<_> =
            pending.continuations.iter().map(|next| (next.key.human(), next.action.clone())).collect();
        let shown = shown && !next.is_empty();
        Self {
            typed: count + &written(&pending.typed),
            box_at: (!next.is_empty() && !shown).then_some(now + BOX_AFTER),
            next,
            shown,
        }
    }
}

/// Keys as people write them, one after the other: `gg`, `z Space`.
pub fn written(keys: &[Key]) -> String {
    keymap::written(keys, Key::human)
}
