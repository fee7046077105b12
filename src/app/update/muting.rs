//! Never showing such stories again, showing them again after all, and the list of the rules.

use super::super::message::{Effect, Target};
use super::super::state::{Input, Overlay, Pane, Replace, State};
use super::super::{Action, Chain, Context, Keyed, MuteList, MutePanel, Ticket, acted, keyed};
use super::{days, list, say};
use crate::keymap::{Key, KeyCode as Code, Modifiers, Sequence};
use crate::news::{Headline, MutePreview, MuteRule};

/// Opens the panel for the chosen story; on a muted one, lets the rule go that hides it.
pub(super) fn open(state: &mut State, out: &mut Vec<Effect>) {
    let Some(story) = chosen(state).cloned() else { return say(state, "Nothing is chosen") };
    if story.muted {
        return out.push(Effect::Unmute(story.id));
    }
    let source = state.all_sources().iter().find(|source| source.row.id == story.source);
    let panel = MutePanel::new(&story, source.map(|source| &source.row.slug));
    show(state, panel, true, out);
}

fn chosen(state: &State) -> Option<&Headline> {
    let open = state.reader.as_ref().filter(|_| state.focus == Pane::Reader);
    match open.map(|reader| &reader.target) {
        Some(Target::Story(id)) => {
            let row = state.list.edition.ready().and_then(|edition| edition.rows.get(edition.position(*id)?));
            row.or_else(|| open.and_then(|reader| reader.opened.ready()?.headline.as_ref()))
        }
        Some(Target::Address(_) | Target::Link(_)) => None,
        None => list::selected(state),
    }
}

/// Shows the panel; `changed`: what its rule would hide is looked up.
fn show(state: &mut State, mut panel: MutePanel, changed: bool, out: &mut Vec<Effect>) {
    if changed {
        let rule = panel.rule();
        panel.asked = None;
        if rule.is_empty() {
            panel.preview = None;
        } else {
            let ticket = state.tickets.draw();
            panel.asked = Some(ticket);
            out.push(Effect::PreviewMute(ticket, rule));
        }
    }
    state.overlay = Some(Overlay::Mute(panel));
}

/// What the rule would hide is known.
pub(super) fn previewed(state: &mut State, ticket: Ticket, preview: MutePreview, out: &mut Vec<Effect>) {
    let Some(Overlay::Mute(panel)) = &mut state.overlay else { return };
    if panel.asked != Some(ticket) {
        return;
    }
    panel.asked = None;
    panel.preview = Some(preview);
    if panel.hides_too_much() {
        let mut panel = panel.clone();
        panel.words = Input::proposed(panel.rarer.pop().unwrap_or_default());
        panel.preview = None;
        show(state, panel, true, out);
    }
}

/// A key in the panel. Letters are typed into the words while these are chosen.
pub(super) fn press(state: &mut State, mut panel: MutePanel, key: Key, out: &mut Vec<Effect>) {
    let plain = !key.modifiers.contains(Modifiers::CTRL) && !key.modifiers.contains(Modifiers::ALT);
    let types = panel.selected == 0
        && match key.code {
            Code::Char(_) => plain || !matches!(key.code, Code::Char('c' | 'n' | 'p')),
            Code::Backspace | Code::Delete | Code::Left | Code::Right | Code::Home | Code::End => true,
            _ => false,
        };
    if types {
        let changed = panel.words.press(key);
        return show(state, panel, changed, out);
    }
    match pressed(state, &panel, key) {
        Keyed::Closed => {}
        Keyed::Chosen => mute(state, panel, out),
        Keyed::At(at) => {
            let changed = at != panel.selected;
            panel.selected = at;
            show(state, panel, changed, out);
        }
    }
}

/// What a key does that is not typed: on the words those of a line, on the other rows those of the live map.
fn pressed(state: &State, panel: &MutePanel, key: Key) -> Keyed {
    let (at, rows) = (panel.selected, panel.rows());
    let bound = state.keymap.action(Context::Panel.name(), &Sequence::from(key)).and_then(Chain::only);
    let by_map = bound.filter(|_| at > 0).and_then(|action| acted(action, 1, at, rows));
    let is_letter = matches!(key.code, Code::Char(_));
    by_map.unwrap_or_else(|| if at > 0 && is_letter { Keyed::At(at) } else { keyed(key, at, rows) })
}

/// A rule was made or let go: what it is about goes or comes at once.
pub(super) fn done(state: &mut State, words: &str, out: &mut Vec<Effect>) {
    say(state, words);
    days::reload_all(state, Replace::Now, out);
    reload(state, out);
}

/// Shows muted stories among the others, or leaves them out.
pub(super) fn toggle_shown(state: &mut State, out: &mut Vec<Effect>) {
    let shows = !state.shows_muted;
    state.shows_muted = shows;
    out.push(Effect::ShowMuted(shows));
    days::reload_list(state, Replace::Now, out);
    say(
        state,
        if shows {
            "Muted stories are shown. ⟨never-show⟩ on one lets its rule go"
        } else {
            "Muted stories are left out"
        },
    );
}

/// Opens the list of the rules.
pub(super) fn open_list(state: &mut State, out: &mut Vec<Effect>) {
    state.overlay = Some(Overlay::Mutes(MuteList::default()));
    out.push(Effect::LoadMutes);
}

/// What the list shows is asked for again, where it is open.
pub(super) fn reload(state: &State, out: &mut Vec<Effect>) {
    if matches!(state.overlay, Some(Overlay::Mutes(_))) {
        out.push(Effect::LoadMutes);
    }
}

/// The rules are here.
pub(super) fn arrived(state: &mut State, rows: Vec<(MuteRule, u32)>) {
    if let Some(Overlay::Mutes(list)) = &mut state.overlay {
        list.selected = list.selected.min(rows.len().saturating_sub(1));
        list.rows = Some(rows);
    }
}

/// Does what is wanted of the list of the rules.
pub(super) fn act_in_list(
    state: &mut State,
    mut list: MuteList,
    action: Action,
    times: i32,
    out: &mut Vec<Effect>,
) {
    let rows = list.rows.as_deref().unwrap_or_default();
    match acted(action, times, list.selected, rows.len()) {
        Some(Keyed::Closed) => return,
        Some(Keyed::At(at)) => list.selected = at,
        None if action == Action::Remove => {
            out.extend(rows.get(list.selected).map(|(rule, _)| Effect::DropMute(rule.clone())));
        }
        Some(Keyed::Chosen) | None => {}
    }
    state.overlay = Some(Overlay::Mutes(list));
}

/// A click on a row of the panel; a second one mutes.
pub(super) fn pick(state: &mut State, mut panel: MutePanel, row: usize, out: &mut Vec<Effect>) {
    if row != panel.selected {
        panel.selected = row.min(panel.rows().saturating_sub(1));
        return show(state, panel, true, out);
    }
    mute(state, panel, out);
}

/// Takes the rule of the panel, which stays where it says nothing yet.
fn mute(state: &mut State, panel: MutePanel, out: &mut Vec<Effect>) {
    let rule = panel.rule();
    if rule.is_empty() {
        return show(state, panel, false, out);
    }
    out.push(Effect::Mute(rule));
}
