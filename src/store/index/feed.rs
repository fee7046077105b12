//! What has changed in the store comes into the index.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};

use super::super::Store;
use super::super::fault::{Trouble, told};
use super::super::turn::Writer;
use super::Index;
use super::entry::{Entry, KEPT, entry};
use crate::news::{Fault, Searched};

/// Docs of one step: enough to be sorted with profit, few enough to stop soon.
const STEP: usize = 256;
/// Docs of one step where there is time: each step is a transaction, and a piece of the index to be merged.
const LARGE_STEP: usize = 4 * STEP;
/// Docs whose words are held at once.
const AT_ONCE: usize = 64;
/// Changes struck off in one transaction: a few milliseconds.
const STRUCK: i64 = 4000;
/// Pages of the index that one step of merging works through.
const MERGE: i64 = 200;

/// How far an index that is made anew has come after a step.
#[derive(Clone, Copy)]
enum Sweep {
    /// As far as before.
    Stays,
    /// Everything from this doc on is in.
    Before(i64),
    /// Everything is in.
    Done,
}

const CHANGED: &str = "SELECT seq, doc FROM dirty ORDER BY seq LIMIT ?1";
const OLDER: &str = "SELECT doc FROM story WHERE doc < ?1 ORDER BY doc DESC LIMIT ?2";

impl Index {
    /// Takes in what has changed since the last time, newest stories first where all are new, for about so
    /// long; whether something is left. The store's own lock is held only to strike the list of changes.
    pub fn feed(&mut self, store: &mut Store, time: Duration) -> Result<bool, Fault> {
        let started = Instant::now();
        loop {
            let more = self.step(store, started + time).map_err(told)?;
            if !more || started.elapsed() >= time {
                return Ok(more);
            }
        }
    }

    /// Puts the pieces of the index together, one step; whether another step may help. For times of rest.
    pub fn tidy(&mut self) -> Result<bool, Fault> {
        let before = self.conn.total_changes();
        let merged = self.conn.execute("INSERT INTO words (words, rank) VALUES ('merge', ?1)", [MERGE]);
        self.own(merged).map_err(told)?;
        // Below two changes nothing was merged (FTS5, "The 'merge' command").
        Ok(self.conn.total_changes() - before >= 2)
    }

    /// What is in the index, and what is missing in it.
    pub fn searched(&self, store: &Store) -> Result<Searched, Fault> {
        let own = |key: &str| self.state(key).map_err(told);
        let texts = own("texts")?.unwrap_or(0).unsigned_abs();
        let headlines = own("headlines")?.unwrap_or(0).unsigned_abs();
        let left = store.read(|conn| {
            if self.state("sweep")?.is_none() {
                let mut query =
                    conn.prepare_cached("SELECT count(*) FROM (SELECT 1 FROM dirty LIMIT 100000)")?;
                return Ok(query.query_row([], |row| row.get::<_, i64>(0))?.unsigned_abs());
            }
            let mut query = conn.prepare_cached("SELECT coalesce(sum(stories), 0) FROM source")?;
            let all: i64 = query.query_row([], |row| row.get(0))?;
            Ok(all.unsigned_abs().saturating_sub(headlines).max(1))
        })?;
        Ok(Searched { texts, headlines, left })
    }

    fn step(&mut self, store: &mut Store, until: Instant) -> Result<bool, Trouble> {
        if self.state("sweep")? == Some(i64::MAX) {
            // All will be read anew: what is noted as changed by now needs no second look.
            let noted = store.read(|conn| {
                let mut query = conn.prepare_cached("SELECT max(seq) FROM dirty")?;
                Ok(query.query_row([], |row| row.get(0))?)
            });
            strike(store, "dirty", noted.map_err(Trouble::from)?)?;
        }
        let changed = store.read(|conn| {
            let mut query = conn.prepare_cached(CHANGED)?;
            // A story that comes with its text is noted twice, one after the other.
            let rows = query.query_map([2 * step_until(until)], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<rusqlite::Result<Vec<(i64, i64)>>>()?)
        });
        let changed = changed.map_err(Trouble::from)?;
        if let Some((last, _)) = changed.last() {
            let docs: BTreeSet<i64> = changed.iter().map(|(_, doc)| *doc).collect();
            self.take(store, docs, Sweep::Stays)?;
            strike(store, "dirty", Some(*last))?;
            return Ok(true);
        }
        let Some(below) = self.state("sweep")? else { return Ok(false) };
        self.sweep(store, below, until)
    }

    /// Goes on with an index that is made anew, from the newest stories to the oldest.
    fn sweep(&mut self, store: &mut Store, below: i64, until: Instant) -> Result<bool, Trouble> {
        let docs = |sql: &str, values: &[&dyn rusqlite::ToSql]| {
            store.read(|conn| {
                let mut query = conn.prepare_cached(sql)?;
                let rows = query.query_map(values, |row| row.get(0))?;
                Ok(rows.collect::<rusqlite::Result<BTreeSet<i64>>>()?)
            })
        };
        let older = docs(OLDER, params![below, step_until(until)]).map_err(Trouble::from)?;
        if let Some(lowest) = older.first().copied() {
            self.take(store, older, Sweep::Before(lowest))?;
            return Ok(true);
        }
        let kept = format!(
            "SELECT day << 20 | {KEPT} | (id & {}) FROM bookmark WHERE story IS NULL AND removed_at IS NULL",
            KEPT - 1
        );
        let kept = docs(&kept, &[]).map_err(Trouble::from)?;
        self.take(store, kept, Sweep::Done)?;
        Ok(true)
    }

    /// Brings docs up to date in one transaction, in their order; `sweep`: how far the sweep is then.
    fn take(&self, store: &Store, docs: BTreeSet<i64>, sweep: Sweep) -> Result<(), Trouble> {
        // The index is held first: of two processes the later one then also has the later look at the store.
        let tx = self.own(Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate))?;
        let mut docs = docs.into_iter().peekable();
        // So many at a time that their words need little room.
        while docs.peek().is_some() {
            let mut entries = Vec::with_capacity(AT_ONCE);
            store
                .read(|conn| {
                    // One view of the store for all of them.
                    let look = conn.unchecked_transaction()?;
                    for doc in docs.by_ref().take(AT_ONCE) {
                        entries.push((doc, entry(conn, doc)?));
                    }
                    look.finish()?;
                    Ok(())
                })
                .map_err(Trouble::from)?;
            self.own(write(&tx, &entries))?;
        }
        self.own(note(&tx, sweep).and_then(|()| tx.commit()))
    }
}

/// Docs of the next step. While there is time the steps are larger: fewer pieces to merge.
fn step_until(until: Instant) -> i64 {
    if until > Instant::now() + Duration::from_millis(200) { LARGE_STEP as i64 } else { STEP as i64 }
}

/// Strikes changes off one of the store's lists, up to a number; in pieces, so that nobody waits for it.
pub(super) fn strike(store: &mut Store, table: &str, last: Option<i64>) -> Result<(), Trouble> {
    let Some(last) = last else { return Ok(()) };
    loop {
        let struck = store.write(Writer::Batch, |tx| {
            let mut strike = tx.prepare_cached(&format!(
                "DELETE FROM {table} WHERE seq <= ?1 AND seq < (SELECT min(seq) FROM {table}) + ?2"
            ))?;
            Ok(strike.execute(params![last, STRUCK])?)
        });
        if struck.map_err(Trouble::from)? == 0 {
            return Ok(());
        }
    }
}

/// Brings docs up to date, and what is counted of them. No statement between those of the words may be one that `SQLite`
/// could have to take back by itself (`INSERT … SELECT`, say): before each of them FTS5 writes the words of the docs so far
/// as a piece of the index, and many small pieces cost more than the words.
fn write(tx: &Transaction<'_>, entries: &[(i64, Option<Entry>)]) -> rusqlite::Result<()> {
    let (mut texts, mut headlines) = (0_i64, 0_i64);
    let mut known = tx.prepare_cached("SELECT text FROM indexed WHERE doc = ?1")?;
    let mut put =
        tx.prepare_cached("INSERT INTO words (rowid, title, body, facts) VALUES (?1, ?2, ?3, ?4)")?;
    let mut remove = tx.prepare_cached("DELETE FROM words WHERE rowid = ?1")?;
    let mut note = tx.prepare_cached("INSERT OR REPLACE INTO indexed VALUES (?1, ?2, ?3)")?;
    let mut forget = tx.prepare_cached("DELETE FROM indexed WHERE doc = ?1")?;
    for (doc, entry) in entries {
        let before: Option<i64> = known.query_row([doc], |row| row.get(0)).optional()?;
        if let Some(text) = before {
            remove.execute([doc])?;
            texts -= text;
            headlines -= 1;
        }
        if let Some(entry) = entry {
            put.execute(params![doc, entry.title, entry.body, entry.facts])?;
            note.execute(params![doc, entry.words.is_some(), entry.words])?;
            texts += i64::from(entry.words.is_some());
            headlines += 1;
        } else if before.is_some() {
            forget.execute([doc])?;
        }
    }
    stir(tx, entries)?;
    let mut count = tx.prepare_cached("UPDATE state SET value = value + ?2 WHERE key = ?1")?;
    count.execute(params!["texts", texts])?;
    count.execute(params!["headlines", headlines])?;
    Ok(())
}

/// Notes how far the sweep is.
fn note(tx: &Transaction<'_>, sweep: Sweep) -> rusqlite::Result<()> {
    let swept = match sweep {
        Sweep::Stays => return Ok(()),
        Sweep::Before(doc) => Some(doc),
        Sweep::Done => None,
    };
    tx.prepare_cached("UPDATE state SET value = ?1 WHERE key = 'sweep'")?.execute([swept])?;
    Ok(())
}

/// Notes docs to be looked at again, where searches are kept.
fn stir(tx: &Transaction<'_>, entries: &[(i64, Option<Entry>)]) -> rusqlite::Result<()> {
    let counts: bool =
        tx.prepare_cached("SELECT EXISTS (SELECT 1 FROM counted)")?.query_row([], |row| row.get(0))?;
    if !counts {
        return Ok(());
    }
    let mut stir = tx.prepare_cached("INSERT OR IGNORE INTO stirred (doc) VALUES (?1)")?;
    for (doc, _) in entries {
        stir.execute([doc])?;
    }
    Ok(())
}
