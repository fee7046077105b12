//! What the status line says, and for how long. What is said names keys as they are bound.

use std::time::Duration;

use super::super::state::{State, Status, StatusKind};
use crate::news::{Fault, Text};

/// How long a note stays in the status line.
const NOTE_STAYS: Duration = Duration::from_secs(6);
/// How long a failure stays there.
const FAULT_STAYS: Duration = Duration::from_secs(20);

/// Says something that went well.
pub(super) fn say(state: &mut State, text: &str) {
    set_status(state, text, StatusKind::Note);
}

/// Says what went wrong.
pub(super) fn say_fault(state: &mut State, fault: &Fault) {
    set_status(state, &fault.to_string(), StatusKind::Fault);
    if let Some(status) = &mut state.status {
        status.whole = true;
    }
}

pub(super) fn set_status(state: &mut State, text: &str, kind: StatusKind) {
    say_in(state, &[text], kind);
}

/// Says something in the first of these wordings, the longest, that has room.
pub(super) fn say_in(state: &mut State, wordings: &[impl AsRef<str>], kind: StatusKind) {
    let stays = if kind == StatusKind::Fault { FAULT_STAYS } else { NOTE_STAYS };
    let mut lines: Vec<Text> =
        wordings.iter().map(|text| Text::line(&super::super::with_keys(state, text.as_ref()))).collect();
    if lines.is_empty() {
        return;
    }
    let text = lines.remove(0);
    let until = Some(state.since_start + stays);
    state.status = Some(Status { text, shorter: lines, kind, whole: false, until });
}
