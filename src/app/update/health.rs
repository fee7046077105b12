//! The keys of the view of the sources' health.

use super::super::HealthView;
use super::super::message::Effect;
use super::super::state::{Overlay, State};
use super::{adding, say};
use crate::keymap::{Key, KeyCode as Code, Modifiers};
use crate::news::{Scope, SourceId};

/// Shows how the sources answer.
pub(super) fn open(state: &mut State, out: &mut Vec<Effect>) {
    if state.all_sources().is_empty() {
        return say(state, "No sources yet: ⟨add⟩ adds one");
    }
    let selected = match state.scope {
        Scope::Source(id) => Some(id),
        Scope::All => None,
    };
    state.overlay = Some(Overlay::Health(HealthView { selected, lately: Vec::new() }));
    out.push(Effect::LoadCounts);
    out.push(Effect::LoadLately);
}

/// The stories of the last weeks are counted.
pub(super) fn lately(state: &mut State, counts: Vec<(SourceId, u32)>) {
    if let Some(Overlay::Health(view)) = &mut state.overlay {
        view.lately = counts;
    }
}

/// A key in the view.
pub(super) fn press(state: &mut State, mut view: HealthView, key: Key, out: &mut Vec<Effect>) {
    let rows = view.rows(state);
    let (at, last) = (view.at(&rows), rows.len().saturating_sub(1));
    let is_ctrl = key.modifiers.contains(Modifiers::CTRL);
    let to = match key.code {
        Code::Esc | Code::Char('q') => return,
        Code::Char('c') if is_ctrl => return,
        Code::Char('d') if is_ctrl => at + 8,
        Code::Char('u') if is_ctrl => at.saturating_sub(8),
        Code::Char('j' | 'n') | Code::Down | Code::Tab => at + 1,
        Code::Char('k' | 'N') | Code::Up => at.saturating_sub(1),
        Code::PageDown | Code::Char(' ') => at + 8,
        Code::PageUp | Code::Backspace => at.saturating_sub(8),
        Code::Char('g') | Code::Home => 0,
        Code::Char('G') | Code::End => last,
        _ => at,
    };
    let chosen = rows.get(at).map(|source| (source.row.id, source.row.slug.clone()));
    let next = rows.get(at + 1).or_else(|| rows.get(at.saturating_sub(1))).map(|source| source.row.id);
    view.selected = rows.get(to.min(last)).map(|source| source.row.id);
    if let Some((id, slug)) = chosen {
        match key.code {
            Code::Enter => return adding::show_source(state, Some(id), out),
            Code::Char('R') => {
                out.push(Effect::Refresh(Scope::Source(id), true));
                state.work.refreshing = true;
                state.work.wanted = true;
            }
            Code::Char('d') if !is_ctrl => {
                view.selected = next;
                out.push(Effect::Leave(slug));
            }
            _ => {}
        }
    }
    match key.code {
        Code::Char('u') if !is_ctrl => out.push(Effect::Undo),
        Code::Char('U') => out.push(Effect::Redo),
        _ => {}
    }
    state.overlay = Some(Overlay::Health(view));
}
