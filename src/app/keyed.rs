//! The keys of a list that lies over the screen.

use super::Action;
use crate::keymap::{Key, KeyCode as Code, Modifiers};

/// What a key does in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keyed {
    /// This row is chosen from now on.
    At(usize),
    /// The row is taken.
    Chosen,
    /// The list goes away.
    Closed,
}

/// What a key does in a list of so many rows.
pub fn keyed(key: Key, at: usize, rows: usize) -> Keyed {
    let is_ctrl = key.modifiers.contains(Modifiers::CTRL);
    let last = rows.saturating_sub(1);
    Keyed::At(match key.code {
        Code::Esc | Code::Char('q') => return Keyed::Closed,
        Code::Char('c') if is_ctrl => return Keyed::Closed,
        Code::Enter => return Keyed::Chosen,
        Code::Char('n') if is_ctrl => (at + 1).min(last),
        Code::Char('p') if is_ctrl => at.saturating_sub(1),
        Code::Char('d') if is_ctrl => (at + 8).min(last),
        Code::Char('u') if is_ctrl => at.saturating_sub(8),
        Code::Char('j') | Code::Down | Code::Tab => (at + 1).min(last),
        Code::Char('k') | Code::Up => at.saturating_sub(1),
        Code::PageDown | Code::Char(' ') => (at + 8).min(last),
        Code::PageUp | Code::Backspace => at.saturating_sub(8),
        Code::Char('g') | Code::Home => 0,
        Code::Char('G') | Code::End => last,
        _ => at,
    })
}

/// What an action does in a list of so many rows; nothing where it means none of it.
pub fn acted(action: Action, times: i32, at: usize, rows: usize) -> Option<Keyed> {
    const PAGE: usize = 8;
    let last = rows.saturating_sub(1);
    let times = times.unsigned_abs() as usize;
    Some(Keyed::At(match action {
        Action::Back | Action::Cancel | Action::Interrupt => return Some(Keyed::Closed),
        Action::Open => return Some(Keyed::Chosen),
        Action::Down | Action::NextPane => at.saturating_add(times).min(last),
        Action::Up | Action::PreviousPane => at.saturating_sub(times),
        Action::HalfDown | Action::PageDown | Action::ReadOn => at.saturating_add(PAGE * times).min(last),
        Action::HalfUp | Action::PageUp | Action::ReadBack => at.saturating_sub(PAGE * times),
        Action::Top => 0,
        Action::Bottom => last,
        _ => return None,
    }))
}
