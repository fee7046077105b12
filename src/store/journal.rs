//! The journal: one row for each act of the reader, and undo over it.
//!
//! An act is never changed or removed. Taking it back appends its inverse, a row of its own that names
//! the act; so does doing it again. What an act says is enough to tell another machine.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use super::Store;
use super::columns::{line, moment, ms};
use super::fault::Trouble;
use super::kept::{Kept, kept, put_kept};
use super::packed::{pack, unpack};
use super::read::{apply_read, gaps};
use super::saved::{put_saved, saved};
use super::turn::Writer;
use crate::news::{Change, Fault, Slug, StoryId, Text, Verb};

/// What undo or redo did.
#[derive(Clone, Debug, PartialEq)]
pub struct Reversal {
    /// The act that was taken back or done again.
    pub change: Change,
    /// For an act on sources: what the caller has to write into the sources file.
    pub sources: Vec<SourceEdit>,
}

/// What the sources file should say about a source after undo or redo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceEdit {
    /// The source.
    pub slug: Slug,
    /// Its TOML with comments as it stood in the file; `None`: the source should not be in the file.
    pub fragment: Option<String>,
}

/// One side of an act. Part of the file format: fields are only added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum State {
    /// Stories, as gaps between ascending ids, and whether they are unread.
    Read { unread: bool, ids: Vec<i64> },
    /// A bookmark, or that the address is not kept.
    Bookmark { key: String, kept: Option<Kept> },
    /// A source's TOML, or that it is not in the file.
    Source { slug: Slug, fragment: Option<String> },
    /// Many bookmarks at once, each as in `Bookmark`.
    Bookmarks { rows: Vec<(String, Option<Kept>)> },
    /// Many sources at once, each as in `Source`.
    Sources { rows: Vec<(Slug, Option<String>)> },
    /// A search under a name, or that there is none.
    Search { name: String, query: Option<String> },
}

const ACT: &str = "SELECT seq, at, verb, label, undone, before, after FROM change ";

impl Store {
    /// Notes that a source was added (`before` is `None`), removed (`after` is `None`) or changed in the
    /// sources file, with its TOML before and after. The file itself is written by room `config`.
    pub fn record_source_change(
        &mut self,
        slug: &Slug,
        before: Option<&str>,
        after: Option<&str>,
        now: Timestamp,
    ) -> Result<i64, Fault> {
        let what = match (before, after) {
            (None, _) => "source added",
            (_, None) => "source removed",
            _ => "source changed",
        };
        let side = |fragment: Option<&str>| State::Source {
            slug: slug.clone(),
            fragment: fragment.map(ToOwned::to_owned),
        };
        self.write(Writer::User, |tx| {
            append(tx, Verb::Source, &format!("{what}: {slug}"), &side(before), &side(after), now)
        })
    }

    /// Notes that sources were added to the sources file together, with their TOML, as one act.
    pub fn record_sources_added(&mut self, added: &[(Slug, String)], now: Timestamp) -> Result<i64, Fault> {
        let side = |there: bool| State::Sources {
            rows: added.iter().map(|(slug, lines)| (slug.clone(), there.then(|| lines.clone()))).collect(),
        };
        let label = format!("{} added", crate::locale::counted(added.len() as u64, "source", "sources"));
        self.write(Writer::User, |tx| append(tx, Verb::Source, &label, &side(false), &side(true), now))
    }

    /// Takes the last act back that was not taken back yet: appends its inverse, which touches only what
    /// is still as the act left it. `None` when there is nothing to take back.
    pub fn undo(&mut self, now: Timestamp) -> Result<Option<Reversal>, Fault> {
        self.write(Writer::User, |tx| {
            let last = format!(
                "{ACT} INDEXED BY change_done WHERE undoes IS NULL AND undone = 0 ORDER BY seq DESC LIMIT 1"
            );
            let Some(act) = tx.prepare_cached(&last)?.query_row([], act_row).optional()? else {
                return Ok(None);
            };
            turn_round(tx, act, true, now).map(Some)
        })
    }

    /// Does again what was taken back last; a new act in between ends that.
    pub fn redo(&mut self, now: Timestamp) -> Result<Option<Reversal>, Fault> {
        self.write(Writer::User, |tx| {
            let first = format!("{ACT} INDEXED BY change_undone WHERE undone = 1 ORDER BY seq LIMIT 1");
            let Some(act) = tx.prepare_cached(&first)?.query_row([], act_row).optional()? else {
                return Ok(None);
            };
            turn_round(tx, act, false, now).map(Some)
        })
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
    let mut insert =
        tx.prepare_cached("INSERT INTO change (at, verb, label, before, after) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    Ok(insert.insert(params![ms(now), verb_number(verb), label, before, after])?)
}

struct Act {
    change: Change,
    before: Vec<u8>,
    after: Vec<u8>,
}

/// Takes an act back, or does it again.
fn turn_round(tx: &Connection, act: Act, back: bool, now: Timestamp) -> Result<Reversal, Trouble> {
    let (from, to) = if back { (&act.after, &act.before) } else { (&act.before, &act.after) };
    let sources = apply(tx, &unpack(from)?, unpack(to)?, now)?;
    tx.prepare_cached(
        "INSERT INTO change (at, verb, label, before, after, undoes) VALUES (?1, ?2, ?3, ?4, ?5,
             CASE WHEN ?7 THEN ?6 ELSE (SELECT max(seq) FROM change WHERE undoes = ?6) END)",
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
    Ok(Reversal { change: Change { undone: back, ..act.change }, sources })
}

/// Brings what is still `from` to `to`. What is to be written into the sources file.
fn apply(tx: &Connection, from: &State, to: State, now: Timestamp) -> Result<Vec<SourceEdit>, Trouble> {
    let bookmark = |key: &str, from: &Option<Kept>, to: Option<&Kept>| -> Result<(), Trouble> {
        if *from == kept(tx, key)? {
            put_kept(tx, key, to, now)?;
        }
        Ok(())
    };
    match to {
        State::Read { unread, ids } => {
            apply_read(tx, gaps::read(&ids).map(StoryId), !unread)?;
        }
        State::Bookmark { key, kept: to } => {
            if let State::Bookmark { kept: from, .. } = from {
                bookmark(&key, from, to.as_ref())?;
            }
        }
        State::Bookmarks { rows } => {
            if let State::Bookmarks { rows: from } = from {
                for ((key, to), (_, from)) in rows.iter().zip(from) {
                    bookmark(key, from, to.as_ref())?;
                }
            }
        }
        State::Source { slug, fragment } => return Ok(vec![SourceEdit { slug, fragment }]),
        State::Sources { rows } => {
            return Ok(rows.into_iter().map(|(slug, fragment)| SourceEdit { slug, fragment }).collect());
        }
        State::Search { name, query } => {
            if matches!(from, State::Search { query: from, .. } if *from == saved(tx, &name)?) {
                put_saved(tx, &name, query.as_deref(), now)?;
            }
        }
    }
    Ok(Vec::new())
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
            _ => Verb::Source,
        },
        label: line(row, 3)?,
        undone: row.get::<_, i64>(4)? != 0,
    })
}

fn verb_number(verb: Verb) -> i64 {
    match verb {
        Verb::Read => 0,
        Verb::Bookmark => 1,
        Verb::Source => 2,
        Verb::Search => 3,
    }
}

/// How a title stands in a label.
pub(super) fn counted(stories: usize, title: Option<&Text>, what: &str) -> String {
    match (stories, title) {
        (1, Some(title)) if !title.is_empty() => format!("marked {what}: {title}"),
        (1, _) => format!("1 story marked {what}"),
        (stories, _) => format!("{stories} stories marked {what}"),
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
        assert_eq!(store.undo(now()).unwrap().unwrap().change.seq, acts[1]);
        let third = store.set_read(&ids[2..], true, now()).unwrap().unwrap();
        assert_eq!(store.redo(now()).unwrap(), None);
        for expected in [third, acts[0]] {
            let undone = store.undo(now()).unwrap().unwrap().change;
            assert!(undone.undone);
            assert_eq!(undone.seq, expected);
        }
        assert_eq!(store.undo(now()).unwrap(), None);
        for expected in [acts[0], third] {
            let redone = store.redo(now()).unwrap().unwrap().change;
            assert!(!redone.undone);
            assert_eq!(redone.seq, expected);
        }
        assert_eq!(store.redo(now()).unwrap(), None);
        assert_eq!(store.changes(10).unwrap().len(), 3);
        assert_eq!(store.sources().unwrap()[0].unread, 1);
    }

    #[test]
    fn a_removed_source_comes_back_with_its_comments() {
        let (mut store, ..) = two_sources();
        let slug = Slug::parse("a").unwrap();
        let fragment = "# the good one\n[[source]]\nid = \"a\"\n";
        store.record_source_change(&slug, Some(fragment), None, now()).unwrap();
        let undone = store.undo(now()).unwrap().unwrap();
        assert_eq!(undone.change.label, "source removed: a");
        assert_eq!(undone.sources, [SourceEdit { slug: slug.clone(), fragment: Some(fragment.into()) }]);
        assert_eq!(store.redo(now()).unwrap().unwrap().sources, [SourceEdit { slug, fragment: None }]);
    }
}
