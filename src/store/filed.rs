//! Acts on the files that a person edits too, the sources and the mute rules: file and journal agree, whatever
//! ends the program in between.
//!
//! First a note says what is about to be done. Then, in one transaction, the file is written and the journal gets
//! its row. A program that ends in between leaves the note, and who comes next ([`Store::settle`]) looks into the
//! file: an act that stands there gets its row, of any other nothing is left. The transaction also keeps another
//! window from writing the same file meanwhile.

use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use super::Store;
use super::changed;
use super::fault::Trouble;
use super::journal::{State, act_of, append, turn_round};
use super::turn::Writer;
use crate::config::Place;
use crate::locale::counted;
use crate::news::{Change, Fault, FaultKind, MuteRule, Slug, Verb};

/// The files of the person that the journal speaks of.
pub trait Files: Send + Sync {
    /// Writes what they should hold: all of it or nothing.
    fn put(&self, edits: &FileEdits) -> Result<(), Fault>;

    /// Whether they hold it.
    fn hold(&self, edits: &FileEdits) -> Result<bool, Fault>;
}

/// What files should hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileEdits {
    /// Sources, each with its TOML with comments; `None`: it should not be in the file.
    pub sources: Vec<(Slug, Option<String>)>,
    /// Where those stood that stand nowhere now.
    pub places: Vec<(Slug, Place)>,
    /// Mute rules, and whether they should be in the file.
    pub mutes: Vec<(MuteRule, bool)>,
}

/// Something that a person does to these files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileAct {
    /// A source is added (`before` is `None`) or changed.
    Source {
        /// The source.
        slug: Slug,
        /// Its TOML until now.
        before: Option<String>,
        /// Its TOML from now on.
        after: Option<String>,
    },
    /// A source is removed.
    Removed {
        /// The source.
        slug: Slug,
        /// Its TOML until now.
        lines: String,
        /// Where it stood.
        place: Place,
    },
    /// Sources are added together, each with its TOML.
    Added(Vec<(Slug, String)>),
    /// A mute rule is made (`there`), or let go.
    Mute {
        /// The rule.
        rule: MuteRule,
        /// Whether it stands in the file from now on.
        there: bool,
    },
}

/// What is about to be done, as it is noted in the store until it is.
#[derive(Serialize, Deserialize)]
enum Note {
    /// An act.
    Act { verb: Verb, label: String, sides: Box<(State, State)>, at: Timestamp },
    /// An act that is taken back, or done again.
    Turn { seq: i64, undone: bool, at: Timestamp },
}

/// How often an act begins anew where another window has settled its note before it came to it.
const TRIES: usize = 5;
const OURS: &str = "'owed.' || (SELECT who FROM temp.me)";
const ALL: &str = "SELECT key FROM meta WHERE key >= 'owed.' AND key < 'owed/'";

impl Store {
    /// From now on acts on the sources and the mute rules are written there. Without this they are only noted down.
    pub fn write_into(&mut self, files: Arc<dyn Files>) {
        self.files = Some(files);
    }

    /// Does something to the files, and notes it in the journal. Its number there.
    pub fn act_on_files(&mut self, act: &FileAct, now: Timestamp) -> Result<i64, Fault> {
        self.settle()?;
        self.carry_out(&act.note(now)).map(|change| change.seq)
    }

    /// Takes an act on files back, or does it again where it was taken back.
    pub(super) fn turn_on_files(&mut self, change: &Change, now: Timestamp) -> Result<Change, Fault> {
        self.carry_out(&Note::Turn { seq: change.seq, undone: change.undone, at: now })
    }

    /// Ends what a program that was killed had begun. Whether there was something.
    pub fn settle(&mut self) -> Result<bool, Fault> {
        if self.reads_only() || !self.read(|conn| Ok(conn.prepare_cached(ALL)?.exists([])?))? {
            return Ok(false);
        }
        let keys = self.read(|conn| {
            let mut query = conn.prepare_cached(ALL)?;
            Ok(query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?)
        })?;
        for key in keys {
            // A file that cannot be read now may be another time; the note stays.
            if let Err(fault) = self.settle_one(&key) {
                tracing::warn!(%fault, "a change that was begun is not settled yet");
            }
        }
        Ok(true)
    }

    fn carry_out(&mut self, note: &Note) -> Result<Change, Fault> {
        for _ in 0..TRIES {
            let key = self.put_note(note)?;
            match self.do_noted(&key) {
                Ok(Some(change)) => return Ok(change),
                Ok(None) => {}
                // The file may be written all the same: then the act has happened.
                Err(fault) => return self.settle_one(&key).ok().flatten().ok_or(fault),
            }
        }
        Err(Fault::new(FaultKind::Storage, "another window is at the same").hint("do it again in a moment"))
    }

    /// The first step. Nothing has happened yet.
    fn put_note(&mut self, note: &Note) -> Result<String, Fault> {
        let words = serde_json::to_string(note).map_err(|error| {
            Fault::new(FaultKind::Storage, "the change cannot be noted down").cause(error)
        })?;
        self.write(Writer::User, |tx| {
            let sql = format!(
                "INSERT INTO meta (key, value) VALUES ({OURS}, ?1)
                 ON CONFLICT (key) DO UPDATE SET value = excluded.value RETURNING key"
            );
            Ok(tx.prepare_cached(&sql)?.query_row([words], |row| row.get(0))?)
        })
    }

    /// The second: file and journal. `None` where another window has settled the note.
    fn do_noted(&mut self, key: &str) -> Result<Option<Change>, Fault> {
        let files = self.files.clone();
        self.write(Writer::User, |tx| {
            let Some(note) = take(tx, key)? else { return Ok(None) };
            let (from, edits) = (note.from(tx)?, note.edits(tx)?);
            let change = note.enter(tx)?;
            if let Some(files) = files {
                if !files.hold(&from)? {
                    return Err(note.changed_since(&from).into());
                }
                files.put(&edits)?;
            }
            Ok(Some(change))
        })
    }

    /// Looks whether what was noted stands in the files. `None` where it has not happened.
    fn settle_one(&mut self, key: &str) -> Result<Option<Change>, Fault> {
        let files = self.files.clone();
        self.write(Writer::User, |tx| {
            let Some(note) = take(tx, key)? else { return Ok(None) };
            let Ok(edits) = note.edits(tx) else { return Ok(None) };
            let happened = files.map_or(Ok(false), |files| files.hold(&edits))?;
            if happened { note.enter(tx).map(Some) } else { Ok(None) }
        })
    }
}

/// Takes a note away, and what it says. One that cannot be read is none.
fn take(tx: &Connection, key: &str) -> Result<Option<Note>, Trouble> {
    let mut query = tx.prepare_cached("DELETE FROM meta WHERE key = ?1 RETURNING value")?;
    let words: Option<String> = query.query_row([key], |row| row.get(0)).optional()?;
    Ok(words.and_then(|words| serde_json::from_str(&words).ok()))
}

impl FileAct {
    fn note(&self, at: Timestamp) -> Note {
        let (verb, label, before, after) = match self {
            Self::Source { slug, before, after } => {
                let what = if before.is_none() { "source added" } else { "source changed" };
                let side = |fragment: &Option<String>| State::Source {
                    slug: slug.clone(),
                    fragment: fragment.clone(),
                    place: None,
                };
                let both = before.as_deref().zip(after.as_deref());
                let told = both.and_then(|(before, after)| changed::in_words(before, after));
                let lines = after.as_deref().or(before.as_deref()).unwrap_or_default();
                let name = changed::called(lines, slug.as_str());
                let label = match told {
                    Some(words) if both.is_some_and(|(before, after)| changed::renames(before, after)) => {
                        format!("source renamed: {words}")
                    }
                    Some(words) => format!("{what}: {name}: {words}"),
                    None => format!("{what}: {name}"),
                };
                (Verb::Source, label, side(before), side(after))
            }
            Self::Removed { slug, lines, place } => {
                let side = |fragment: Option<String>| State::Source {
                    slug: slug.clone(),
                    fragment,
                    place: Some(place.clone()),
                };
                let name = changed::called(lines, slug.as_str());
                (Verb::Source, format!("source removed: {name}"), side(Some(lines.clone())), side(None))
            }
            Self::Added(added) => {
                let side = |there: bool| State::Sources {
                    rows: added
                        .iter()
                        .map(|(slug, lines)| (slug.clone(), there.then(|| lines.clone())))
                        .collect(),
                };
                let label = format!("{} added", counted(added.len() as u64, "source", "sources"));
                (Verb::Source, label, side(false), side(true))
            }
            Self::Mute { rule, there } => {
                let side = |there: bool| State::Mute { rule: rule.clone(), there };
                let what = if *there { "muted" } else { "shown again" };
                (Verb::Mute, format!("{what}: {}", rule.in_words()), side(!there), side(*there))
            }
        };
        Note::Act { verb, label, sides: Box::new((before, after)), at }
    }
}

impl Note {
    /// What the files hold once it is done. A fault where it cannot be done any more.
    fn edits(&self, tx: &Connection) -> Result<FileEdits, Trouble> {
        match self {
            Self::Act { sides, .. } => Ok(edits(sides.1.clone())),
            Self::Turn { seq, undone, .. } => {
                let act = act_of(tx, *seq)?;
                if act.change.undone != *undone {
                    let sentence = "another window was quicker with the same change";
                    return Err(Fault::new(FaultKind::NotFound, sentence).into());
                }
                Ok(edits(act.turned()?))
            }
        }
    }

    /// What the files must hold for it. An act begins from what the person saw. To take one back, a source must
    /// stand there as the act left it: the entry is put back whole, over whatever came later. Mute rules are there
    /// or not, and nothing can come over them.
    fn from(&self, tx: &Connection) -> Result<FileEdits, Trouble> {
        match self {
            Self::Act { sides, .. } => Ok(edits(sides.0.clone())),
            Self::Turn { seq, .. } => {
                let left = edits(act_of(tx, *seq)?.left()?);
                Ok(FileEdits { mutes: Vec::new(), ..left })
            }
        }
    }

    /// Why it cannot be done where the files do not hold what it must begin from.
    fn changed_since(&self, from: &FileEdits) -> Fault {
        let sentence = match (self, from.sources.as_slice()) {
            (Self::Act { .. }, _) => {
                let fault = Fault::new(FaultKind::Storage, "the file was changed at the same moment");
                return fault.hint("look at it, then do it again");
            }
            (Self::Turn { .. }, [(slug, _)]) => format!("{slug} was changed since"),
            (Self::Turn { .. }, _) => "one of these sources was changed since".to_owned(),
        };
        Fault::new(FaultKind::NotFound, sentence).hint("undo what came later, or edit sources.toml")
    }

    /// Its row in the journal.
    fn enter(&self, tx: &Connection) -> Result<Change, Trouble> {
        match self {
            Self::Act { verb, label, sides, at } => {
                let seq = append(tx, *verb, label, &sides.0, &sides.1, *at)?;
                act_of(tx, seq).map(|act| act.change)
            }
            Self::Turn { seq, at, .. } => turn_round(tx, act_of(tx, *seq)?, *at).map(|(change, _)| change),
        }
    }
}

/// What one side of an act says of files.
fn edits(side: State) -> FileEdits {
    match side {
        State::Source { slug, fragment, place } => FileEdits {
            places: place.into_iter().map(|place| (slug.clone(), place)).collect(),
            sources: vec![(slug, fragment)],
            mutes: Vec::new(),
        },
        State::Sources { rows } => FileEdits { sources: rows, ..FileEdits::default() },
        State::Mute { rule, there } => FileEdits { mutes: vec![(rule, there)], ..FileEdits::default() },
        State::Read { .. }
        | State::Bookmark { .. }
        | State::Bookmarks { .. }
        | State::Search { .. }
        | State::Text { .. } => FileEdits::default(),
    }
}
