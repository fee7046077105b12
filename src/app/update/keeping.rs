//! Bookmarks, read marks, undo, and passing on.

use std::collections::{HashMap, HashSet};

use super::super::message::{Effect, Target};
use super::super::state::StatusKind;
use super::super::state::{Pane, Replace, Screen, State};
use super::{bookmarks, changes, days, fetching, list, muting, picking, range, reader, say, say_fault};
use crate::locale::counted;
use crate::news::{Address, Article, Bookmark, Change, Fault, StoryId, Text, Verb};
use crate::typeset;

/// What is said where something without an address is to be kept.
pub(super) const NO_ADDRESS: &str =
    "This story has no address: there is nothing that a bookmark could point to";

/// What the keys act on: the open story, the chosen row, the chosen bookmark.
pub(super) struct Chosen {
    pub(super) target: Target,
    pub(super) address: Option<Address>,
    pub(super) title: Text,
    pub(super) kept: bool,
}

pub(super) fn chosen(state: &State) -> Option<Chosen> {
    if state.focus == Pane::Reader {
        let reader = state.reader.as_ref()?;
        let row = match &reader.target {
            Target::Story(id) => {
                state.list.edition.ready().and_then(|e| e.rows.iter().find(|row| row.id == *id))
            }
            Target::Address(_) | Target::Link(_) => None,
        };
        let headline = reader.opened.ready().and_then(|opened| opened.headline.as_ref());
        let address = match &reader.target {
            Target::Address(address) | Target::Link(address) => Some(address.clone()),
            Target::Story(_) => row.or(headline).and_then(|row| row.address.clone()),
        };
        let in_view = |address: &Address| {
            let rows = state.bookmarks.rows.ready();
            rows.is_some_and(|rows| rows.iter().any(|row| row.address == *address))
                && !state.bookmarks.is_let_go(address)
        };
        let kept =
            row.or(headline).map_or_else(|| address.as_ref().is_some_and(in_view), |row| row.bookmarked);
        return Some(Chosen { target: reader.target.clone(), address, title: reader.title.clone(), kept });
    }
    if state.screen == Screen::Bookmarks {
        let row = state.bookmarks.rows.ready()?.get(state.bookmarks.selected)?;
        let address = Some(row.address.clone());
        return Some(Chosen {
            target: target_of(row),
            address,
            title: row.title.clone(),
            kept: !state.bookmarks.is_let_go(&row.address),
        });
    }
    let row = list::selected(state)?;
    Some(Chosen {
        target: Target::Story(row.id),
        address: row.address.clone(),
        title: row.title.clone(),
        kept: row.bookmarked,
    })
}

/// What a bookmark is opened as: what the person did not choose may not lead into a private network.
fn target_of(row: &Bookmark) -> Target {
    let address = row.address.clone();
    if row.standing.typed { Target::Address(address) } else { Target::Link(address) }
}

/// The address of the open story.
pub(super) fn open_address(state: &State) -> Option<Address> {
    let reader = state.reader.as_ref()?;
    match &reader.target {
        Target::Address(address) | Target::Link(address) => Some(address.clone()),
        Target::Story(_) => reader.opened.ready()?.headline.as_ref()?.address.clone(),
    }
}

/// Keeps what is chosen, or takes its bookmark away. `☆` at once, `★` after the commit.
pub(super) fn toggle_bookmark(state: &mut State, out: &mut Vec<Effect>) {
    if state.focus == Pane::Calendar {
        return range::keep(state, out);
    }
    if state.focus == Pane::List && picking::keep(state, out) {
        return;
    }
    let Some(chosen) = chosen(state) else { return say(state, "Nothing is chosen") };
    let Some(address) = chosen.address else {
        return say(state, NO_ADDRESS);
    };
    let wanted = !state.pending_mark(Some(&address)).unwrap_or(chosen.kept);
    state.pending_marks.ask(address.clone(), wanted);
    out.push(if wanted { keeping_of(state, chosen.target, address) } else { Effect::Unkeep(address) });
}

/// Keeps what was let go among the bookmarks, as one act.
pub(super) fn keep_again(state: &mut State, addresses: Vec<Address>, out: &mut Vec<Effect>) {
    let marks = addresses.into_iter().map(|address| {
        let (tags, note) = said_before(state, &address).unwrap_or_default();
        (address, tags, note)
    });
    let marks: Vec<_> = marks.collect();
    for (address, ..) in &marks {
        state.pending_marks.ask(address.clone(), true);
    }
    out.push(Effect::KeepAllAs(marks));
}

/// What keeps something: with what was said of it before, where it was let go among the bookmarks, or is about to be.
fn keeping_of(state: &State, target: Target, address: Address) -> Effect {
    match said_before(state, &address) {
        Some((tags, note)) => Effect::KeepAs { target, address, tags, note },
        None => Effect::Keep(target, address),
    }
}

/// The tags and the note of a bookmark that was let go, or is about to be.
fn said_before(state: &State, address: &Address) -> Option<(Vec<Text>, Text)> {
    let listed =
        state.bookmarks.rows.ready().filter(|_| state.screen == Screen::Bookmarks).into_iter().flatten();
    let gone = state.bookmarks.let_go.iter().chain(listed).find(|gone| gone.address == *address)?;
    Some((gone.tags.clone(), gone.note.clone()))
}

/// A bookmark is committed, or taken away.
pub(super) fn kept(state: &mut State, address: &Address, bookmark: Option<&Bookmark>, out: &mut Vec<Effect>) {
    let kept = bookmark.is_some();
    let said = if state.pending_marks.answered(address) || !kept {
        if kept {
            "★ Bookmarked. ⟨go-bookmarks⟩ shows the bookmarks"
        } else {
            "Bookmark taken away. ⟨undo⟩ brings it back"
        }
    } else {
        "Tags and note are kept. ⟨undo⟩ takes the change back"
    };
    show_kept(state, address, bookmark, out);
    committed(state, said, out);
}

/// Bookmarks are committed together, or taken away together: one act.
pub(super) fn kept_all(state: &mut State, asked: &[Address], kept: &[Bookmark], out: &mut Vec<Effect>) {
    let mut new = 0;
    // A bookmark may be written another way than the story's own address.
    let kept_by_key: HashMap<_, _> = kept.iter().map(|bookmark| (bookmark.address.key(), bookmark)).collect();
    for address in asked {
        new += usize::from(state.pending_marks.answered(address));
        show_kept(state, address, kept_by_key.get(&address.key()).copied(), out);
    }
    let many = counted(asked.len(), "story", "stories");
    let said = match (kept.is_empty(), new) {
        (true, _) => format!("{many} no longer bookmarked. ⟨undo⟩ brings all of them back"),
        (false, 0) => format!("Tags and notes of {many} are kept. ⟨undo⟩ takes the change back"),
        (false, _) => format!("★ {many} bookmarked. ⟨undo⟩ takes all of it back"),
    };
    committed(state, &said, out);
}

/// Shows on every row of an address whether it is kept.
fn show_kept(state: &mut State, address: &Address, bookmark: Option<&Bookmark>, out: &mut Vec<Effect>) {
    let kept = bookmark.is_some();
    bookmarks::changed(state, address, bookmark, out);
    for row in state.list.rows_in_hand().filter(|row| row.address.as_ref() == Some(address)) {
        row.bookmarked = kept;
    }
    let opened = state.reader.as_mut().and_then(|reader| reader.opened.ready_mut());
    if let Some(row) = opened.and_then(|opened| opened.headline.as_mut())
        && row.address.as_ref() == Some(address)
    {
        row.bookmarked = kept;
    }
    for reader in state.trail.readers_mut() {
        let headline = reader.opened.ready_mut().and_then(|opened| opened.headline.as_mut());
        if let Some(row) = headline.filter(|row| row.address.as_ref() == Some(address)) {
            row.bookmarked = kept;
        }
    }
}

/// What is kept has changed on the disk: that is said, and what shows it follows.
fn committed(state: &mut State, said: &str, out: &mut Vec<Effect>) {
    // A fault that was said since the key, of the store's file for one, is not talked over.
    if state.status.as_ref().is_none_or(|status| status.kind != StatusKind::Fault) {
        say(state, said);
    }
    days::reload_month(state, out);
    bookmarks::load(state, out);
    days::catch_up(state, out);
}

/// A bookmark could not be committed: the star goes back to what is true.
pub(super) fn not_kept(state: &mut State, address: &Address, fault: &Fault, out: &mut Vec<Effect>) {
    none_kept(state, std::slice::from_ref(address), fault, out);
}

/// None of these could be committed.
pub(super) fn none_kept(state: &mut State, asked: &[Address], fault: &Fault, out: &mut Vec<Effect>) {
    for address in asked {
        state.pending_marks.answered(address);
    }
    say_fault(state, fault);
    bookmarks::load(state, out);
}

/// Bookmarks came from a file: they are shown.
pub(super) fn imported(state: &mut State, words: &str, out: &mut Vec<Effect>) {
    bookmarks::open(state, out);
    say(state, &format!("{words}. ⟨undo⟩ takes it back"));
    days::reload_all(state, Replace::Now, out);
}

/// Marks stories; the rows show it at once.
pub(super) fn mark(state: &mut State, ids: Vec<StoryId>, read: bool, out: &mut Vec<Effect>) {
    let marked: HashSet<StoryId> = ids.iter().copied().collect();
    let under = state.search.as_mut().map(|search| search.before.list.rows_in_hand());
    let rows = state.list.rows_in_hand().chain(under.into_iter().flatten());
    rows.filter(|row| marked.contains(&row.id)).for_each(|row| row.unread = !read);
    state.marking += 1;
    out.push(Effect::Mark(ids, read));
}

/// Read becomes unread, unread read.
pub(super) fn toggle_read(state: &mut State, out: &mut Vec<Effect>) {
    if state.focus == Pane::List && picking::toggle_read(state, out) {
        return;
    }
    let id = match (state.focus, state.reader.as_ref().map(|reader| &reader.target)) {
        (Pane::Reader, Some(Target::Story(id))) => Some(*id),
        _ => list::selected(state).map(|row| row.id),
    };
    let edition = state.list.edition.ready();
    let row = id.and_then(|id| edition?.rows.iter().find(|row| row.id == id));
    let Some((id, unread)) = row.map(|row| (row.id, row.unread)) else { return };
    // What was said by hand holds, also of a story whose text is still on its way.
    if let Some(reader) = &mut state.reader {
        reader.unread.retain(|waiting| *waiting != id);
    }
    mark(state, vec![id], unread, out);
    say(state, if unread { "Marked read. ⟨undo⟩ takes it back" } else { "Marked unread" });
}

/// Marks every story of the list read.
pub(super) fn all_read(state: &mut State, out: &mut Vec<Effect>) {
    if state.screen == Screen::Year {
        return say(state, "⟨open⟩ goes to the day first");
    }
    state.went_on = state.now.instant;
    let Some(edition) = state.list.edition.ready() else { return };
    let ids: Vec<_> = edition.rows.iter().filter(|row| row.waits()).map(|row| row.id).collect();
    if ids.is_empty() {
        return say(state, "Nothing here is unread");
    }
    let words = crate::locale::counted(ids.len() as u64, "story", "stories");
    mark(state, ids, true, out);
    say(state, &format!("{words} marked read. ⟨undo⟩ takes it back"));
}

/// Read marks are committed: the counts follow.
pub(super) fn marked(state: &mut State, rows: usize, out: &mut Vec<Effect>) {
    state.marking = state.marking.saturating_sub(1);
    days::catch_up(state, out);
    if rows > 0 {
        days::reload_month(state, out);
        out.push(Effect::LoadCounts);
        if state.screen == Screen::Year {
            super::year::load_years(state, out);
        }
    }
}

/// Read marks could not be committed: the rows go back to what is true.
pub(super) fn not_marked(state: &mut State, fault: &Fault, out: &mut Vec<Effect>) {
    state.marking = state.marking.saturating_sub(1);
    say_fault(state, fault);
    days::reload_list(state, Replace::Now, out);
}

/// An act has been taken back or done again.
pub(super) fn undone(
    state: &mut State,
    change: Result<Option<Change>, Fault>,
    redone: bool,
    out: &mut Vec<Effect>,
) {
    match change {
        Ok(Some(left)) if !redone && !left.undone => {
            say(state, &format!("Done last: {}. ⟨changes⟩ takes it back", left.label));
        }
        Ok(Some(change)) => {
            let what = if redone { "Done again" } else { "Undone" };
            say(state, &format!("{what}: {}", change.label));
            changes::reload(state, out);
            if change.verb == Verb::Mute {
                // Stories of long ago follow behind the screen.
                out.push(Effect::LoadSources);
                muting::reload(state, out);
            }
            out.push(Effect::LoadSearches);
            days::reload_all(state, Replace::Now, out);
            bookmarks::load(state, out);
            if change.verb == Verb::Text {
                reader::chosen_anew(state, out);
            }
            if change.verb == Verb::Source {
                out.push(Effect::LoadSources);
                // The open text was made by a rule that is gone now, or is back.
                if state.reader.as_ref().is_some_and(|reader| reader.taught) {
                    fetching::renew(state, true, out);
                }
            }
        }
        Ok(None) => say(state, if redone { "Nothing to do again" } else { "Nothing to undo" }),
        Err(fault) => say_fault(state, &fault),
    }
}

/// The picture that stands for a story: the one its page names, else the first in its text.
pub(super) fn picture(article: &Article) -> Option<Address> {
    let in_text =
        || typeset::figures(&article.document, 0).into_iter().find_map(|figure| figure.source.cloned());
    article.image.clone().or_else(in_text)
}
