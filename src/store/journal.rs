//! The journal: one row for each act of the reader, and undo over it.
//!
//! An act is never changed or removed. Taking it back appends its inverse, a row of its own that names
//! the act; so does doing it again. What an act says is enough to tell another machine.
//!
//! Undo and redo go through this window's own acts and all that were done before it was opened. What another
//! window has done since is not among them: it is taken back there, or by its number ([`Store::turn`]).

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use super::Store;
use super::chosen::{chosen, put_chosen};
use super::columns::{line, moment, ms};
use super::fault::Trouble;
use super::kept::{Kept, kept, put_kept};
use super::packed::{pack, unpack};
use super::read::{apply_read, gaps};
use super::saved::{put_saved, saved};
use super::turn::Writer;
use crate::config::Place;
use crate::locale::grouped;
use crate::news::{Change, Fault, FaultKind, MuteRule, Slug, StoryId, Text, TextKind, Verb, Window};

/// One side of an act. Part of the file format: fields are only added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum State {
    /// Stories, as gaps between ascending ids, and whether they are unread.
    Read { unread: bool, ids: Vec<i64> },
    /// A bookmark, or that the address is not kept.
    Bookmark { key: String, kept: Option<Kept> },
    /// A source's TOML, or that it is not in the file; and where it stood, where that is to be known.
    Source {
        slug: Slug,
        fragment: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<Place>,
    },
    /// Many bookmarks at once, each as in `Bookmark`.
    Bookmarks { rows: Vec<(String, Option<Kept>)> },
    /// Many sources at once, each as in `Source`.
    Sources { rows: Vec<(Slug, Option<String>)> },
    /// A search under a name, or that there is none.
    Search { name: String, query: Option<String> },
    /// A mute rule, and whether it is in the file.
    Mute { rule: MuteRule, there: bool },
    /// The text that was chosen for a source, or that none was.
    Text { slug: Slug, kind: Option<TextKind> },
}

const ACT: &str = "SELECT seq, at, verb, label, undone, before, after,
         CASE WHEN seq <= (SELECT since FROM temp.me) THEN 2 ELSE who IS NOT (SELECT who FROM temp.me) END
     FROM change ";

impl Store {
    /// Takes the last act back that was not taken back yet: appends its inverse, which touches only what
    /// is still as the act left it. `None` when there is nothing to take back; a fault where a source's entry in
    /// the file was changed since.
    pub fn undo(&mut self, now: Timestamp) -> Result<Option<Change>, Fault> {
        self.undo_since(Timestamp::MIN, now)
    }

    /// The same for a person who did something else at `since`: an act on a source that is older is told and left as it
    /// is, since nobody who presses one key after reading means that.
    pub fn undo_since(&mut self, since: Timestamp, now: Timestamp) -> Result<Option<Change>, Fault> {
        let last = format!(
            "{ACT} INDEXED BY change_done WHERE undoes IS NULL AND undone = 0
                 AND (seq <= (SELECT since FROM temp.me) OR who = (SELECT who FROM temp.me))
             ORDER BY seq DESC LIMIT 1"
        );
        self.turn_what(now, |tx| {
            let act = tx.prepare_cached(&last)?.query_row([], act_row).optional()?;
            // The journal's moments have milliseconds.
            let is_old = |change: &Change| change.at.instant.as_millisecond() < since.as_millisecond();
            Ok(act.map(|act| {
                let left = act.change.verb == Verb::Source && is_old(&act.change);
                (act, if left { Insist::Left } else { Insist::No })
            }))
        })
    }

    /// Does again what was taken back last; a new act in between ends that.
    pub fn redo(&mut self, now: Timestamp) -> Result<Option<Change>, Fault> {
        let first = format!(
            "{ACT} INDEXED BY change_undone WHERE undone = 1 AND (
                 SELECT i.seq <= (SELECT since FROM temp.me) OR i.who = (SELECT who FROM temp.me)
                 FROM change i WHERE i.undoes = change.seq ORDER BY i.seq DESC LIMIT 1)
             ORDER BY seq LIMIT 1"
        );
        self.turn_what(now, |tx| {
            let act = tx.prepare_cached(&first)?.query_row([], act_row).optional()?;
            Ok(act.map(|act| (act, Insist::No)))
        })
    }

    /// Takes one act back, whoever did it and whatever came after it, or does it again where it was taken back.
    /// A fault where nothing is any more as the act left it.
    pub fn turn(&mut self, seq: i64, now: Timestamp) -> Result<Change, Fault> {
        let turned = self.turn_what(now, |tx| Ok(Some((act_of(tx, seq)?, Insist::Yes))))?;
        turned.ok_or_else(not_there)
    }

    /// Takes what is found back, or does it again: in the store, or in the files.
    fn turn_what(
        &mut self,
        now: Timestamp,
        find: impl FnOnce(&Connection) -> Result<Option<(Act, Insist)>, Trouble>,
    ) -> Result<Option<Change>, Fault> {
        self.settle()?;
        let turned = self.write(Writer::User, |tx| {
            let Some((act, insist)) = find(tx)? else { return Ok(None) };
            if insist == Insist::Left {
                return Ok(Some((act.change, false)));
            }
            if matches!(act.change.verb, Verb::Source | Verb::Mute) {
                return Ok(Some((act.change, true)));
            }
            let back = !act.change.undone;
            let (change, touched) = turn_round(tx, act, now)?;
            if insist == Insist::Yes && touched == 0 {
                let what = if back { "taken back" } else { "done again" };
                let sentence = format!("nothing of this can be {what}: it was changed since");
                return Err(Fault::new(FaultKind::NotFound, sentence).into());
            }
            Ok(Some((change, false)))
        })?;
        match turned {
            Some((change, true)) => self.turn_on_files(&change, now).map(Some),
            turned => Ok(turned.map(|(change, _)| change)),
        }
    }

    /// The newest acts, newest first.
    pub fn changes(&self, limit: usize) -> Result<Vec<Change>, Fault> {
        self.read(|conn| {
            let sql = format!("{ACT} INDEXED BY change_acts WHERE undoes IS NULL ORDER BY seq DESC LIMIT ?1");
            let mut query = conn.prepare_cached(&sql)?;
            let rows = query.query_map([i64::try_from(limit).unwrap_or(i64::MAX)], change_row)?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}

/// Writes an act down; what was taken back before can then not be done again. Its number.
pub(super) fn append(
    tx: &Connection,
    verb: Verb,
    label: &str,
    before: &State,
    after: &State,
    now: Timestamp,
) -> Result<i64, Trouble> {
    tx.prepare_cached("UPDATE change SET undone = 2 WHERE undone = 1")?.execute([])?;
    let (before, after) = (pack(before)?, pack(after)?);
    let mut insert = tx.prepare_cached(
        "INSERT INTO change (at, verb, label, before, after, who)
         VALUES (?1, ?2, ?3, ?4, ?5, (SELECT who FROM temp.me))",
    )?;
    Ok(insert.insert(params![ms(now), verb_number(verb), label, before, after])?)
}

/// An act with both its sides, packed.
pub(super) struct Act {
    pub(super) change: Change,
    before: Vec<u8>,
    after: Vec<u8>,
}

impl Act {
    /// The side that it is turned to.
    pub(super) fn turned(&self) -> Result<State, Fault> {
        unpack(if self.change.undone { &self.after } else { &self.before })
    }

    /// The side that it left, which holds until something else is done to the same.
    pub(super) fn left(&self) -> Result<State, Fault> {
        unpack(if self.change.undone { &self.before } else { &self.after })
    }
}

/// Whether it is a fault that nothing is any more as an act left it, or the act is left as it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Insist {
    Yes,
    No,
    Left,
}

fn not_there() -> Fault {
    Fault::new(FaultKind::NotFound, "this change is not in the journal")
}

/// The act of that number.
pub(super) fn act_of(tx: &Connection, seq: i64) -> Result<Act, Trouble> {
    let one = format!("{ACT} WHERE seq = ?1 AND undoes IS NULL");
    tx.prepare_cached(&one)?.query_row([seq], act_row).optional()?.ok_or_else(|| not_there().into())
}

/// The stories that were marked read or unread after an act.
pub(super) fn read_since(tx: &Connection, seq: i64) -> Result<Vec<i64>, Trouble> {
    let mut query = tx.prepare("SELECT after FROM change WHERE seq > ?1 AND verb = ?2")?;
    let sides = query.query_map([seq, verb_number(Verb::Read)], |row| row.get::<_, Vec<u8>>(0))?;
    let mut stories = Vec::new();
    for side in sides {
        // What cannot be read any more names no story.
        if let Ok(State::Read { ids, .. }) = unpack(&side?) {
            stories.extend(gaps::read(&ids));
        }
    }
    Ok(stories)
}

/// The acts that may have been taken back, or done again, after an act: those that later ones turned round, and those that
/// could be done again then.
pub(super) fn turned_since(tx: &Connection, seq: i64) -> Result<Vec<i64>, Trouble> {
    let mut query = tx.prepare(
        "SELECT seq FROM change WHERE undone = 1
         UNION SELECT undoes FROM change WHERE seq > ?1 AND undoes IS NOT NULL
         UNION SELECT undoes FROM change WHERE undoes IS NOT NULL
             AND seq IN (SELECT undoes FROM change WHERE seq > ?1)",
    )?;
    let rows = query.query_map([seq], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Takes an act back, or does it again. With how much was still as it was before.
pub(super) fn turn_round(tx: &Connection, act: Act, now: Timestamp) -> Result<(Change, usize), Trouble> {
    let back = !act.change.undone;
    let (from, to) = if back { (&act.after, &act.before) } else { (&act.before, &act.after) };
    let touched = apply(tx, &unpack(from)?, unpack(to)?, now)?;
    tx.prepare_cached(
        "INSERT INTO change (at, verb, label, before, after, undoes, who) VALUES (?1, ?2, ?3, ?4, ?5,
             CASE WHEN ?7 THEN ?6 ELSE (SELECT max(seq) FROM change WHERE undoes = ?6) END,
             (SELECT who FROM temp.me))",
    )?
    .execute(params![
        ms(now),
        verb_number(act.change.verb),
        act.change.label.as_str(),
        from,
        to,
        act.change.seq,
        back
    ])?;
    tx.prepare_cached("UPDATE change SET undone = ?2 WHERE seq = ?1")?
        .execute(params![act.change.seq, back])?;
    Ok((Change { undone: back, ..act.change }, touched))
}

/// Brings what is still `from` to `to`; how much it was. What stands in files is looked at and
/// written by [`super::filed`].
fn apply(tx: &Connection, from: &State, to: State, now: Timestamp) -> Result<usize, Trouble> {
    let bookmark = |key: &str, from: &Option<Kept>, to: Option<&Kept>| -> Result<usize, Trouble> {
        let is = kept(tx, key)?;
        let still = match (from, &is) {
            (Some(from), Some(is)) => from.is_but_for_its_day(is),
            (from, is) => from.is_none() && is.is_none(),
        };
        if !still {
            return Ok(0);
        }
        // Its story may have come since, and have put it under another day.
        let moved = from.as_ref().zip(is).filter(|(from, is)| from.day != is.day).map(|(_, is)| is.day);
        let to = to.map(|to| Kept { day: moved.unwrap_or(to.day), ..to.clone() });
        put_kept(tx, key, to.as_ref(), now)?;
        Ok(1)
    };
    let mut touched = 0;
    match to {
        State::Read { unread, ids } => {
            touched = apply_read(tx, gaps::read(&ids).map(StoryId), !unread)?.len();
        }
        State::Bookmark { key, kept: to } => {
            if let State::Bookmark { kept: from, .. } = from {
                touched = bookmark(&key, from, to.as_ref())?;
            }
        }
        State::Bookmarks { rows } => {
            if let State::Bookmarks { rows: from } = from {
                for ((key, to), (_, from)) in rows.iter().zip(from) {
                    touched += bookmark(key, from, to.as_ref())?;
                }
            }
        }
        State::Search { name, query } => {
            if matches!(from, State::Search { query: from, .. } if *from == saved(tx, &name)?) {
                put_saved(tx, &name, query.as_deref(), now)?;
                touched = 1;
            }
        }
        State::Text { slug, kind } => {
            if matches!(from, State::Text { kind: from, .. } if *from == chosen(tx, &slug)?) {
                put_chosen(tx, &slug, kind)?;
                touched = 1;
            }
        }
        State::Source { .. } | State::Sources { .. } | State::Mute { .. } => touched = 1,
    }
    Ok(touched)
}

fn act_row(row: &Row<'_>) -> rusqlite::Result<Act> {
    Ok(Act { change: change_row(row)?, before: row.get(5)?, after: row.get(6)? })
}

fn change_row(row: &Row<'_>) -> rusqlite::Result<Change> {
    Ok(Change {
        seq: row.get(0)?,
        at: moment(row.get(1)?),
        verb: match row.get::<_, i64>(2)? {
            0 => Verb::Read,
            1 => Verb::Bookmark,
            3 => Verb::Search,
            4 => Verb::Mute,
            5 => Verb::Text,
            _ => Verb::Source,
        },
        label: line(row, 3)?,
        undone: row.get::<_, i64>(4)? != 0,
        window: match row.get::<_, i64>(7)? {
            0 => Window::This,
            1 => Window::Another,
            _ => Window::Before,
        },
    })
}

fn verb_number(verb: Verb) -> i64 {
    match verb {
        Verb::Read => 0,
        Verb::Bookmark => 1,
        Verb::Source => 2,
        Verb::Search => 3,
        Verb::Mute => 4,
        Verb::Text => 5,
    }
}

/// How a title stands in a label.
pub(super) fn counted(stories: usize, title: Option<&Text>, what: &str) -> String {
    match (stories, title) {
        (1, Some(title)) if !title.is_empty() => format!("marked {what}: {title}"),
        (1, _) => format!("1 story marked {what}"),
        (stories, _) => format!("{} stories marked {what}", grouped(stories)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::{keep, now, story, two_sources};

    #[test]
    fn a_bulk_act_is_one_row_and_names_only_what_changed() {
        let (mut store, a, _) = two_sources();
        let stories: Vec<_> = (1..=12).map(|number| story(number, "2025-11-12")).collect();
        let ids = store.put_items(a, &stories, now()).unwrap().ids;
        store.set_read(&ids[..1], true, now()).unwrap();
        store.set_read(&ids, true, now()).unwrap();
        assert_eq!(store.set_read(&ids, true, now()).unwrap(), None);
        let labels: Vec<_> = store.changes(10).unwrap().into_iter().map(|change| change.label).collect();
        assert_eq!(labels, ["11 stories marked read", "marked read: Story 1"]);
        store.undo(now()).unwrap();
        assert_eq!(store.sources().unwrap()[0].unread, 11);
    }

    #[test]
    fn undo_leaves_alone_what_was_changed_since() {
        let (mut store, ..) = two_sources();
        let keep = keep(1, "2025-11-12");
        store.bookmark(&keep, now()).unwrap();
        store.set_note(&keep.address, &Text::line("mine"), now()).unwrap();
        // Another hand, without the journal (a sync): the state is no longer what the act left.
        store.conn.execute("UPDATE bookmark SET note = 'theirs'", []).unwrap();
        store.undo(now()).unwrap();
        assert_eq!(store.bookmark_of(&keep.address).unwrap().unwrap().note, "theirs");
    }

    #[test]
    fn a_new_act_ends_redo_and_undo_goes_on_before_it() {
        let (mut store, a, _) = two_sources();
        let stories: Vec<_> = (1..=3).map(|number| story(number, "2025-11-12")).collect();
        let ids = store.put_items(a, &stories, now()).unwrap().ids;
        let acts: Vec<_> =
            (0..2).map(|n| store.set_read(&ids[n..=n], true, now()).unwrap().unwrap()).collect();
        assert_eq!(store.undo(now()).unwrap().unwrap().seq, acts[1]);
        let third = store.set_read(&ids[2..], true, now()).unwrap().unwrap();
        assert_eq!(store.redo(now()).unwrap(), None);
        for expected in [third, acts[0]] {
            let undone = store.undo(now()).unwrap().unwrap();
            assert!(undone.undone);
            assert_eq!(undone.seq, expected);
        }
        assert_eq!(store.undo(now()).unwrap(), None);
        for expected in [acts[0], third] {
            let redone = store.redo(now()).unwrap().unwrap();
            assert!(!redone.undone);
            assert_eq!(redone.seq, expected);
        }
        assert_eq!(store.redo(now()).unwrap(), None);
        assert_eq!(store.changes(10).unwrap().len(), 3);
        assert_eq!(store.sources().unwrap()[0].unread, 1);
    }

    #[test]
    fn undo_takes_back_no_other_windows_act_but_what_was_before_it() {
        let (mut one, a, _) = two_sources();
        let stories: Vec<_> = (1..=4).map(|number| story(number, "2025-11-12")).collect();
        let ids = one.put_items(a, &stories, now()).unwrap().ids;
        let read = |store: &mut Store, n: usize| store.set_read(&ids[n..=n], true, now()).unwrap().unwrap();
        let before = read(&mut one, 0);
        let mut two = one.another().unwrap();
        let (of_one, of_two) = (read(&mut one, 1), read(&mut two, 2));
        let undone = |store: &mut Store| store.undo(now()).unwrap().map(|undone| undone.seq);
        assert_eq!(undone(&mut one), Some(of_one), "the last act is another window's");
        assert_eq!(two.redo(now()).unwrap(), None, "nor is it done again there");
        assert_eq!(
            (undone(&mut two), undone(&mut two), undone(&mut two)),
            (Some(of_two), Some(before), None)
        );
        assert_eq!(one.redo(now()).unwrap().unwrap().seq, of_one);
        let windows = |store: &Store| -> Vec<_> {
            store.changes(9).unwrap().into_iter().map(|change| (change.seq, change.window)).collect()
        };
        assert_eq!(
            windows(&one),
            [(of_two, Window::Another), (of_one, Window::This), (before, Window::This)]
        );
        assert_eq!(
            windows(&two),
            [(of_two, Window::This), (of_one, Window::Another), (before, Window::Before)]
        );
        // From the list of changes anything can be taken back, wherever it was done.
        assert_eq!(two.turn(of_one, now()).unwrap().label, "marked read: Story 2");
        assert_eq!(one.sources().unwrap()[0].unread, 4);
        assert!(!two.turn(of_one, now()).unwrap().undone);
        one.set_read(&ids[1..2], false, now()).unwrap();
        let said = two.turn(of_one, now()).unwrap_err();
        assert_eq!(said.sentence, "nothing of this can be taken back: it was changed since");
        assert!(two.turn(999, now()).is_err());
        // A window opened later has all of it before it.
        let mut three = one.another().unwrap();
        assert_eq!(undone(&mut three), Some(one.changes(1).unwrap()[0].seq));
    }

    #[test]
    fn a_bulk_act_leaves_alone_what_came_meanwhile() {
        let (mut store, a, b) = two_sources();
        let stories: Vec<_> = (1..=5).map(|number| story(number, "2025-11-12")).collect();
        store.put_items(a, &stories, now()).unwrap();
        let day = crate::store::fixture::day("2025-11-12").only();
        let shown: Vec<_> = store.edition(crate::news::Scope::All, day).unwrap().rows;
        // The key is pressed; before the act is written a refresh brings more, and a copy of what is there.
        let ids: Vec<_> = shown.iter().map(|row| row.id).collect();
        store.put_items(a, &[story(6, "2025-11-12")], now()).unwrap();
        store.put_items(b, &[story(1, "2025-11-12"), story(7, "2025-11-12")], now()).unwrap();
        store.set_read(&ids, true, now()).unwrap();
        let unread = |store: &Store| -> Vec<String> {
            let rows = store.edition(crate::news::Scope::All, day).unwrap().rows;
            rows.into_iter().filter(|row| row.unread).map(|row| row.title.to_string()).collect()
        };
        assert_eq!(unread(&store), ["Story 6", "Story 7"]);
        assert_eq!(store.changes(1).unwrap()[0].label, "5 stories marked read");
        store.put_items(b, &[story(8, "2025-11-12"), story(2, "2025-11-12")], now()).unwrap();
        store.undo(now()).unwrap();
        assert_eq!(unread(&store).len(), 8);
    }
}
