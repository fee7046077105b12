//! `B` and `t`: tags and a note for what is chosen.

use super::super::message::Effect;
use super::super::state::{Input, Overlay, State};
use super::super::{KeepField, KeepLine, KeepStep, Ticket};
use super::keeping::{self, Chosen};
use super::range::MOST_KEPT;
use super::{picking, say, say_fault};
use crate::keymap::{Key, KeyCode as Code, Modifiers};
use crate::locale::counted;
use crate::news::{Address, Bookmark, Fault, StoryId, TagUse, Text};

/// Opens the line for what is picked or chosen, and asks what is kept of it.
pub(super) fn open(state: &mut State, tags_only: bool, out: &mut Vec<Effect>) {
    let rows = picking::take(state);
    let Some(Chosen { target, address, title, kept }) = keeping::chosen(state) else {
        return say(state, "Nothing is chosen");
    };
    let Some(address) = rows.first().map(|(_, address)| address.clone()).or(address) else {
        return say(state, keeping::NO_ADDRESS);
    };
    let title = match rows.len() {
        0 => title,
        many => Text::line(&format!("{}: what is typed is added to each", counted(many, "story", "stories"))),
    };
    let ticket = state.tickets.draw();
    out.push(Effect::LoadKept(ticket, target.clone()));
    state.overlay = Some(Overlay::Keep(Box::new(KeepLine {
        target,
        address,
        title,
        kept,
        rows,
        tags_only,
        field: KeepField::Tags,
        tags: Input::default(),
        note: Input::default(),
        step: KeepStep::Asking(ticket, false),
        shelf: Vec::new(),
        turn: None,
        fault: None,
    })));
}

/// What is kept of it is known, and which tags there are.
pub(super) fn known(
    state: &mut State,
    ticket: Ticket,
    known: Result<(Option<Bookmark>, Vec<TagUse>), Fault>,
    out: &mut Vec<Effect>,
) {
    let Some(Overlay::Keep(line)) = &mut state.overlay else { return };
    let KeepStep::Asking(awaited, submitted) = line.step else { return };
    if awaited != ticket {
        return;
    }
    match known {
        Ok((bookmark, shelf)) => {
            line.step = KeepStep::Typing;
            line.shelf = shelf;
            line.kept = bookmark.is_some();
            // What one of several has is not what all of them have.
            if let Some(bookmark) = bookmark.filter(|_| line.rows.is_empty()) {
                line.known(&bookmark.tags, &bookmark.note);
            }
            if submitted && let Some(Overlay::Keep(line)) = state.overlay.take() {
                submit(state, *line, out);
            }
        }
        Err(fault) => {
            state.overlay = None;
            say_fault(state, &fault);
        }
    }
}

/// Takes a key.
pub(super) fn press(state: &mut State, mut line: Box<KeepLine>, key: Key, out: &mut Vec<Effect>) {
    let ctrl = |c: char| key.code == Code::Char(c) && key.modifiers.contains(Modifiers::CTRL);
    let shift = key.modifiers.contains(Modifiers::SHIFT);
    line.fault = None;
    let input = if line.field == KeepField::Tags { &line.tags } else { &line.note };
    match (line.field, key.code) {
        // From the note a step back leads to the tags.
        (KeepField::Note, Code::Backspace) if input.text.is_empty() => line.field = KeepField::Tags,
        _ if input.is_left_by(key) => return,
        _ if ctrl('x') && !line.tags_only => {
            if line.step == KeepStep::Typing {
                let ticket = state.tickets.draw();
                line.step = KeepStep::Editing(ticket);
                out.push(Effect::EditNote(ticket, Text::lines(&line.note.text)));
            }
        }
        (KeepField::Tags, Code::Tab) => {
            if !line.complete(!shift) && !line.tags_only {
                line.field = KeepField::Note;
            }
        }
        (KeepField::Tags, Code::Enter | Code::Down) if !line.tags_only => {
            line.turn = None;
            line.field = KeepField::Note;
        }
        (KeepField::Note, Code::Up | Code::Tab) => line.field = KeepField::Tags,
        (_, Code::Enter) => {
            if let KeepStep::Asking(_, submitted) = &mut line.step {
                *submitted = true;
            } else {
                return submit(state, *line, out);
            }
        }
        (KeepField::Tags, _) => {
            line.turn = None;
            line.tags.press(key);
        }
        (KeepField::Note, _) => {
            line.note.press(key);
        }
    }
    state.overlay = Some(Overlay::Keep(line));
}

/// Something was pasted into the line; `cut` is it as one line, no longer than tags are.
pub(super) fn paste(line: &mut KeepLine, cut: &str, raw: &str) {
    match line.field {
        KeepField::Tags => {
            line.turn = None;
            line.tags.insert(cut);
        }
        // A note may have several lines; they stay.
        KeepField::Note => line.note.insert(&Text::lines(raw)),
    }
}

/// The editor has ended: a note that was changed is kept at once, since writing the file said so.
pub(super) fn written(state: &mut State, ticket: Ticket, note: Result<Text, Fault>, out: &mut Vec<Effect>) {
    let Some(Overlay::Keep(line)) = &mut state.overlay else { return };
    if line.step != KeepStep::Editing(ticket) {
        return;
    }
    line.step = KeepStep::Typing;
    line.field = KeepField::Note;
    match note {
        Ok(note) if note.trim() != line.note.text.trim() => {
            line.note = Input::new(note.trim_end().to_owned());
            if let Some(Overlay::Keep(line)) = state.overlay.take() {
                submit(state, *line, out);
            }
        }
        Ok(_) => {}
        Err(fault) => line.fault = Some(fault),
    }
}

/// Keeps rows of the list as one act.
pub(super) fn keep_rows(
    state: &mut State,
    stories: Vec<(StoryId, Address)>,
    (tags, note): (Vec<Text>, Text),
    out: &mut Vec<Effect>,
) {
    let rows = state.list.edition.ready().map(|edition| edition.rows.as_slice()).unwrap_or_default();
    let is_kept = |address: &Address| {
        rows.iter().find(|row| row.address.as_ref() == Some(address)).is_some_and(|row| row.bookmarked)
    };
    let new: Vec<Address> =
        stories.iter().map(|(_, address)| address).filter(|address| !is_kept(address)).cloned().collect();
    for address in new {
        state.pending_marks.ask(address, true);
    }
    out.push(Effect::KeepAll { stories, tags, note });
}

fn submit(state: &mut State, line: KeepLine, out: &mut Vec<Effect>) {
    let (tags, note) = line.words();
    if line.rows.len() > MOST_KEPT {
        let words = counted(line.rows.len(), "story", "stories");
        return say(state, &format!("{words} are too many to keep at once: {MOST_KEPT} at most"));
    }
    if !line.rows.is_empty() {
        if !line.tags_only || !tags.is_empty() {
            keep_rows(state, line.rows, (tags, note), out);
        }
        return;
    }
    if line.tags_only && !line.kept && tags.is_empty() {
        return;
    }
    if !line.kept {
        state.pending_marks.ask(line.address.clone(), true);
    }
    out.push(Effect::KeepAs { target: line.target, address: line.address, tags, note });
}
