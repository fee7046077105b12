//! Reading what can be read of a damaged store.
//!
//! What the reader made comes first and is taken whole; stories and texts, which can be fetched again, for so
//! long only. Rows keep their numbers: what is on the screen, and the journal, still speaks of the same.

use std::time::{Duration, Instant};

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use super::fault::{Trouble, is_full};

/// How long stories and their texts are taken over.
const PATIENCE: Duration = Duration::from_secs(20);
/// Rows between two that could be read which are looked for one by one.
const MOST_BETWEEN: i64 = 200_000;

/// In this order: a row may refer to one of an earlier table. `true`: can be fetched again.
const TABLES: [(&str, bool); 15] = [
    ("meta", false),
    ("source", false),
    ("bookmark", false),
    ("tag", false),
    ("saved_search", false),
    ("place", false),
    ("change", false),
    ("mute_rule", false),
    ("story", true),
    ("text", true),
    ("page", true),
    ("coverage", true),
    ("route_answer", true),
    ("pace", true),
    ("validator", true),
];

/// Counted anew by the triggers of the new store.
const COUNTED: [(&str, &str); 2] = [("source", "stories"), ("source", "unread")];

/// What was saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Saved {
    /// Bookmarks, also those let go.
    pub(super) bookmarks: usize,
    /// Stories.
    pub(super) stories: usize,
}

/// Copies all rows that can be read into a store that is whole. Rows it has already stay as they are.
pub(super) fn salvage(old: &Connection, fresh: &mut Connection) -> Result<Saved, Trouble> {
    let mut saved = Saved::default();
    let started = Instant::now();
    for (table, again) in TABLES {
        let deadline = again.then(|| started + PATIENCE);
        let tx = fresh.transaction()?;
        let rows = copy(old, &tx, table, deadline)?;
        match table {
            "bookmark" => saved.bookmarks = rows,
            "story" => saved.stories = rows,
            _ => {}
        }
        tx.commit()?;
    }
    Ok(saved)
}

/// Copies one table; how many rows. Only what the new store refuses for want of room is an error.
fn copy(
    old: &Connection,
    fresh: &Connection,
    table: &str,
    deadline: Option<Instant>,
) -> Result<usize, Trouble> {
    let known = columns(old, table).unwrap_or_default();
    let of_fresh = columns(fresh, table)?;
    let both: Vec<&(String, bool)> = of_fresh
        .iter()
        .filter(|(name, _)| known.iter().any(|(known, _)| known == name))
        .filter(|(name, _)| !COUNTED.contains(&(table, name)))
        .collect();
    if both.is_empty() {
        return Ok(0);
    }
    let names: Vec<String> = both.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    let marks = vec!["?"; names.len()].join(", ");
    let mut put =
        fresh.prepare(&format!("INSERT OR IGNORE INTO {table} ({}) VALUES ({marks})", names.join(", ")))?;
    let keys: Vec<&str> = both.iter().filter(|(_, key)| *key).map(|(name, _)| name.as_str()).collect();
    let select = format!("SELECT {} FROM {table}", names.join(", "));
    let mut count = 0;
    let mut full = None;
    let mut take = |row: &Row<'_>| {
        let values: rusqlite::Result<Vec<Value>> = (0..names.len()).map(|at| row.get(at)).collect();
        // A row that is read but makes no sense to the new store is as good as lost.
        match values.and_then(|values| put.execute(params_from_iter(values))) {
            Ok(added) => count += added,
            Err(error) if is_full(&error) => {
                full = Some(error);
            }
            Err(_) => {}
        }
        full.is_none() && deadline.is_none_or(|deadline| Instant::now() < deadline)
    };
    let order = |down: &str| {
        let by: Vec<String> = keys.iter().map(|key| format!("\"{key}\"{down}")).collect();
        format!("{select} ORDER BY {}", by.join(", "))
    };
    // From the front as far as it goes, from the end as far as it goes, and what lies between one by one.
    if let Walk::Broken(front) = walk(old, &order(""), &mut take)
        && let Walk::Broken(end) = walk(old, &order(" DESC"), &mut take)
        && let [key] = keys.as_slice()
    {
        between(old, &format!("{select} WHERE \"{key}\" = ?1"), (front.unwrap_or(0), end), &mut take);
    }
    match full {
        Some(error) => Err(error.into()),
        None => Ok(count),
    }
}

/// Asks for rows by their numbers, of which none has to be there.
fn between(
    old: &Connection,
    sql: &str,
    (front, end): (i64, Option<i64>),
    take: &mut impl FnMut(&Row<'_>) -> bool,
) {
    let last = front.saturating_add(MOST_BETWEEN);
    for number in front.saturating_add(1)..end.unwrap_or(last).min(last) {
        let mut goes_on = true;
        // What is not there and what cannot be read are the same here.
        let _ = old.prepare_cached(sql).and_then(|mut query| {
            query.query_row([number], |row| {
                goes_on = take(row);
                Ok(())
            })
        });
        if !goes_on {
            break;
        }
    }
}

/// How far a walk through a table came.
enum Walk {
    /// To its end, or as far as it was wanted.
    Done,
    /// To a place that cannot be read; the number of the last row before it.
    Broken(Option<i64>),
}

fn walk(old: &Connection, sql: &str, take: &mut impl FnMut(&Row<'_>) -> bool) -> Walk {
    let mut last = None;
    let mut go = || -> rusqlite::Result<()> {
        let mut query = old.prepare(sql)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            // The key is the first column of all our tables with rowids.
            last = row.get(0).ok();
            if !take(row) {
                break;
            }
        }
        Ok(())
    };
    match go() {
        Ok(()) => Walk::Done,
        Err(_) => Walk::Broken(last),
    }
}

/// The columns of a table; whether each is part of its key.
fn columns(conn: &Connection, table: &str) -> rusqlite::Result<Vec<(String, bool)>> {
    let mut query = conn.prepare("SELECT name, pk > 0 FROM pragma_table_info(?1)")?;
    let rows = query.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}
