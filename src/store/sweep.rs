//! Goes through the stories that are there when a mute rule or the order of the sources is new: newest first, a few
//! milliseconds at a time, from where it stopped the last time.

use std::time::Instant;

use rusqlite::{Connection, OptionalExtension, params};

use super::Store;
use super::clusters::join;
use super::mutes::{Rules, set_free};
use super::stories::SLICE;
use super::turn::Writer;
use crate::news::{Day, Fault};

/// Stories that are looked at between two looks at the clock.
const STEP: usize = 64;
const OLDER: &str = "SELECT id, doc FROM story WHERE doc < ?1 ORDER BY doc DESC LIMIT ?2";

/// From the newest story on.
pub(super) fn begin(tx: &Connection) -> rusqlite::Result<()> {
    put(tx, i64::MAX)
}

fn put(tx: &Connection, below: i64) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO meta (key, value) VALUES ('sweep', ?1) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    )?
    .execute([below.to_string()])?;
    Ok(())
}

fn below(conn: &Connection) -> rusqlite::Result<Option<i64>> {
    let mut query = conn.prepare_cached("SELECT value FROM meta WHERE key = 'sweep'")?;
    let value: Option<String> = query.query_row([], |row| row.get(0)).optional()?;
    Ok(value.and_then(|value| value.parse().ok()))
}

/// How far a sweep is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Swept {
    /// Everything is as the rules say.
    Done,
    /// All days after this one are.
    To(Day),
}

impl Store {
    /// One step of the sweep, a transaction of a few milliseconds; asks only, where there is nothing to do.
    pub fn sweep(&mut self) -> Result<Swept, Fault> {
        let left = |conn: &Connection| Ok(below(conn)?.is_some() || !set_free(conn, 1)?.is_empty());
        if self.reads_only() || !self.read(left)? {
            return Ok(Swept::Done);
        }
        self.write(Writer::Batch, |tx| {
            let started = Instant::now();
            let rules = Rules::load(tx)?;
            loop {
                let freed = set_free(tx, STEP)?;
                for story in &freed {
                    rules.judge(tx, *story)?;
                }
                if freed.is_empty() {
                    break;
                }
                if started.elapsed() > SLICE {
                    return Ok(Swept::To(Day::MAX));
                }
            }
            let Some(mut from) = below(tx)? else { return Ok(Swept::Done) };
            loop {
                let stories = older(tx, from)?;
                for (story, doc) in &stories {
                    rules.judge(tx, *story)?;
                    join(tx, *story)?;
                    from = *doc;
                }
                if stories.is_empty() {
                    tx.prepare_cached("DELETE FROM meta WHERE key = 'sweep'")?.execute([])?;
                    return Ok(Swept::Done);
                }
                if started.elapsed() > SLICE {
                    put(tx, from)?;
                    let day = i32::try_from(from >> 20).map_or(Day::MAX, Day::from_number);
                    return Ok(Swept::To(day));
                }
            }
        })
    }
}

fn older(tx: &Connection, from: i64) -> rusqlite::Result<Vec<(i64, i64)>> {
    let mut query = tx.prepare_cached(OLDER)?;
    let rows = query.query_map(params![from, STEP as i64], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}
