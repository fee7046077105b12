//! The line that takes another name for a source: the one it has is proposed.

use super::super::HealthView;
use super::super::message::Effect;
use super::super::state::{Input, Overlay, RenameLine, State};
use super::say;
use crate::keymap::{Key, KeyCode as Code};
use crate::news::{SourceId, Text};

/// Columns of the longest name.
const LONGEST: usize = 80;

/// Opens the line for the source that is chosen in the sources pane.
pub(super) fn open(state: &mut State) {
    let source = state.source_row.checked_sub(1).and_then(|row| state.all_sources().get(row));
    match source.map(|source| source.row.id) {
        Some(id) => open_for(state, id, None),
        None => say(state, "Choose a source: ⟨rename⟩ then calls it otherwise"),
    }
}

/// Opens the line for that source, over what is there again afterwards.
pub(super) fn open_for(state: &mut State, id: SourceId, over: Option<HealthView>) {
    let source = state.all_sources().iter().find(|source| source.row.id == id);
    let line = source.map(|source| (source.row.slug.clone(), Input::proposed(source.row.title.to_string())));
    if state.demo {
        say(state, "The demo's sources keep their names");
    }
    state.overlay = match line.filter(|_| !state.demo) {
        Some((slug, input)) => Some(Overlay::Rename(Box::new(RenameLine { slug, input, over }))),
        None => over.map(Overlay::Health),
    };
}

/// A key in the line.
pub(super) fn press(state: &mut State, mut line: Box<RenameLine>, key: Key, out: &mut Vec<Effect>) {
    let leaves = line.input.is_left_by(key);
    if !leaves && key.code != Code::Enter {
        line.input.press(key);
        state.overlay = Some(Overlay::Rename(line));
        return;
    }
    if let Some(name) = Text::line(&line.input.text).non_empty().filter(|_| !leaves) {
        let name = name.cut(LONGEST);
        let source = state.all_sources().iter().find(|source| source.row.slug == line.slug);
        if source.is_some_and(|source| source.row.title != name) {
            out.push(Effect::Rename(line.slug, name));
        }
    }
    state.overlay = line.over.map(Overlay::Health);
}
