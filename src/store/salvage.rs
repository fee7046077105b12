//! Reading what can be read of a damaged store.
//!
//! What the reader made comes first and is taken whole; stories and texts, which can be fetched again, for so
//! long only. Rows keep their numbers: what is on the screen, and the journal, still speaks of the same.

use std::time::{Duration, Instant};

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use super::fault::{Trouble, is_full};
use super::journal::read_since;

/// How long stories and their texts are taken over while somebody waits for the start of the program.
pub(super) const AT_START: Duration = Duration::from_secs(20);
/// And beside a program that goes on.
pub(super) const BESIDE: Duration = Duration::from_mins(10);
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

/// Rows of these may be taken away by the reader, and nothing refers to them.
const CLEARED: [&str; 5] = ["meta", "tag", "saved_search", "place", "mute_rule"];

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
pub(super) fn salvage(
    old: &Connection,
    fresh: &mut Connection,
    patience: Duration,
) -> Result<Saved, Trouble> {
    let mut saved = Saved::default();
    let started = Instant::now();
    for (table, again) in TABLES {
        let deadline = again.then(|| started + patience);
        let tx = fresh.transaction()?;
        let copied = copy(old, &tx, &Rows { table, from: None, anew: false, deadline })?;
        match table {
            "bookmark" => saved.bookmarks = copied.rows,
            "story" => saved.stories = copied.rows,
            _ => {}
        }
        tx.commit()?;
    }
    Ok(saved)
}

/// The number of the last story.
pub(super) fn newest_story(old: &Connection) -> Option<i64> {
    old.query_row("SELECT max(id) FROM story", [], |row| row.get(0)).ok().flatten()
}

/// Brings over what was done to the old store since [`salvage`] began: what the reader made, and the stories after
/// the one that was the `newest` then. Rows that cannot be read stay as they were found before.
pub(super) fn catch_up(old: &Connection, fresh: &mut Connection, newest: Option<i64>) -> Result<(), Trouble> {
    let since: i64 = fresh.query_row("SELECT coalesce(max(seq), 0) FROM change", [], |row| row.get(0))?;
    let mut tx = fresh.transaction()?;
    for (table, _) in TABLES.iter().filter(|(_, again)| !again) {
        let rows = Rows { table, from: None, anew: true, deadline: None };
        if CLEARED.contains(table) {
            let cleared = tx.savepoint()?;
            cleared.execute(&format!("DELETE FROM {table}"), [])?;
            if copy(old, &cleared, &rows)?.all {
                cleared.commit()?;
                continue;
            }
            // What is missing may be there all the same: nothing is taken away.
        }
        copy(old, &tx, &rows)?;
    }
    if let Some(newest) = newest {
        for (table, first) in [("story", newest + 1), ("text", (newest + 1).saturating_mul(4))] {
            copy(old, &tx, &Rows { table, from: Some(first), anew: false, deadline: None })?;
        }
    }
    for id in read_since(&tx, since)? {
        let unread =
            old.query_row("SELECT unread FROM story WHERE id = ?1", [id], |row| row.get::<_, i64>(0));
        if let Ok(unread) = unread {
            tx.execute("UPDATE story SET unread = ?2 WHERE id = ?1 AND unread <> ?2", [id, unread])?;
        }
    }
    tx.commit()?;
    Ok(())
}

/// Which rows of a table are copied, and how.
struct Rows {
    table: &'static str,
    /// Only those from this number on.
    from: Option<i64>,
    /// Also over those that are there.
    anew: bool,
    deadline: Option<Instant>,
}

/// What came of a table.
#[derive(Clone, Copy, Default)]
struct Copied {
    /// How many the new store took.
    rows: usize,
    /// The table was read from its front to its end.
    all: bool,
}

/// Copies one table. Only what the new store refuses for want of room is an error.
fn copy(old: &Connection, fresh: &Connection, rows: &Rows) -> Result<Copied, Trouble> {
    let Rows { table, from, anew, deadline } = *rows;
    let known = columns(old, table).unwrap_or_default();
    let of_fresh = columns(fresh, table)?;
    let both: Vec<&(String, bool)> = of_fresh
        .iter()
        .filter(|(name, _)| known.iter().any(|(known, _)| known == name))
        .filter(|(name, _)| !COUNTED.contains(&(table, name)))
        .collect();
    if both.is_empty() {
        return Ok(Copied::default());
    }
    let names: Vec<String> = both.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    let marks = vec!["?"; names.len()].join(", ");
    let keys: Vec<&str> = both.iter().filter(|(_, key)| *key).map(|(name, _)| name.as_str()).collect();
    let (or, renewed) = if anew { ("", renewing(&names, &keys)) } else { (" OR IGNORE", String::new()) };
    let mut put = fresh
        .prepare(&format!("INSERT{or} INTO {table} ({}) VALUES ({marks}){renewed}", names.join(", ")))?;
    // In the order of the table's own tree, so that a damaged index costs nothing.
    let has_numbers = old.prepare(&format!("SELECT rowid FROM {table}")).is_ok();
    let (number, tree) = if has_numbers {
        ("rowid", vec!["rowid".to_owned()])
    } else {
        ("NULL", keys.iter().map(|key| format!("\"{key}\"")).collect())
    };
    let all = format!("SELECT {}, {number} FROM {table} NOT INDEXED", names.join(", "));
    let select = from.map_or(all.clone(), |first| format!("{all} WHERE id >= {first}"));
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
        let by: Vec<String> = tree.iter().map(|column| format!("{column}{down}")).collect();
        format!("{select} ORDER BY {}", by.join(", "))
    };
    // From the front as far as it goes, from the end as far as it goes, and what lies between one by one.
    let forth = walk(old, &order(""), &mut take);
    if let Walk::Broken(front) = forth
        && let Walk::Broken(end) = walk(old, &order(" DESC"), &mut take)
        && has_numbers
    {
        between(old, &format!("{all} WHERE rowid = ?1"), (front.unwrap_or(0), end), &mut take);
    }
    match full {
        Some(error) => Err(error.into()),
        None => Ok(Copied { rows: count, all: matches!(forth, Walk::Done) }),
    }
}

/// What an insertion does with a row that is there: takes its other columns.
fn renewing(names: &[String], keys: &[&str]) -> String {
    let is_key = |name: &String| keys.contains(&name.trim_matches('"'));
    let others: Vec<String> =
        names.iter().filter(|name| !is_key(name)).map(|name| format!("{name} = excluded.{name}")).collect();
    let keys = keys.join(", ");
    if others.is_empty() {
        format!(" ON CONFLICT ({keys}) DO NOTHING")
    } else {
        format!(" ON CONFLICT ({keys}) DO UPDATE SET {}", others.join(", "))
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
            // The number is the last column, where there is one.
            last = row.get(row.as_ref().column_count() - 1).ok();
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
