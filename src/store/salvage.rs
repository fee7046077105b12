//! Reading what can be read of a damaged store.
//!
//! What the reader made comes first and is taken whole; stories and texts, which can be fetched again, for so
//! long only. Rows keep their numbers: what is on the screen, and the journal, still speaks of the same.

use std::time::{Duration, Instant};

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use super::fault::{Trouble, is_full};

/// How long stories and their texts are taken over: for hundreds of gigabytes.
const LONGEST: Duration = Duration::from_mins(10);
/// Rows between two words on how far it is.
const EACH: u64 = 1_000;
/// Rows between two that could be read which are looked for one by one.
const MOST_BETWEEN: i64 = 200_000;

/// In this order: a row may refer to one of an earlier table. `true`: can be fetched again.
pub(super) const TABLES: [(&str, bool); 17] = [
    ("meta", false),
    ("source", false),
    ("bookmark", false),
    ("tag", false),
    ("saved_search", false),
    ("place", false),
    ("change", false),
    ("mute_rule", false),
    ("story", true),
    ("attached", true),
    ("text", true),
    ("sent", true),
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
    /// Whether the table of bookmarks could be read to its end.
    pub(super) has_all_bookmarks: bool,
    /// The same of the tags.
    pub(super) has_all_tags: bool,
}

/// Copies all rows that can be read into a store that is whole. Rows it has already stay as they are. `tell` hears now
/// and then how many it was.
pub(super) fn salvage(
    old: &Connection,
    fresh: &mut Connection,
    tell: &mut dyn FnMut(u64),
) -> Result<Saved, Trouble> {
    let mut saved = Saved::default();
    let mut count = 0;
    let mut each = || {
        count += 1;
        if count % EACH == 0 {
            tell(count);
        }
    };
    let started = Instant::now();
    for (table, again) in TABLES {
        let deadline = again.then(|| started + LONGEST);
        let tx = fresh.transaction()?;
        let copied = copy(old, &tx, &Rows { table, from: None, deadline }, &mut each)?;
        match table {
            "bookmark" => (saved.bookmarks, saved.has_all_bookmarks) = (copied.rows, copied.is_whole),
            "tag" => saved.has_all_tags = copied.is_whole,
            "story" => saved.stories = copied.rows,
            _ => {}
        }
        tx.commit()?;
    }
    Ok(saved)
}

/// Whether a store has all that is to be in it.
pub(super) fn has_all_tables(conn: &Connection) -> rusqlite::Result<bool> {
    let names = TABLES.map(|(name, _)| format!("'{name}'")).join(", ");
    let sql = format!("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ({names})");
    conn.query_row(&sql, [], |row| Ok(row.get::<_, i64>(0)? == TABLES.len() as i64))
}

/// The number of the last story.
pub(super) fn newest_story(old: &Connection) -> Option<i64> {
    old.query_row("SELECT max(id) FROM story", [], |row| row.get(0)).ok().flatten()
}

/// Which rows of a table are copied.
pub(super) struct Rows {
    pub(super) table: &'static str,
    /// Only those from this number on.
    pub(super) from: Option<i64>,
    pub(super) deadline: Option<Instant>,
}

/// What was copied of a table.
#[derive(Clone, Copy, Default)]
pub(super) struct Copied {
    /// Rows that are new.
    pub(super) rows: usize,
    /// Whether it could be read to its end.
    pub(super) is_whole: bool,
}

/// Copies rows of one table that the new store does not have, and says `each`. Only what it refuses for want of room
/// is an error.
pub(super) fn copy(
    old: &Connection,
    fresh: &Connection,
    rows: &Rows,
    each: &mut dyn FnMut(),
) -> Result<Copied, Trouble> {
    let Rows { table, from, deadline } = *rows;
    let Some(shape) = Shape::of(table, old, fresh)? else { return Ok(Copied::default()) };
    let mut put = fresh.prepare(&shape.insertion("OR IGNORE", ""))?;
    let mut count = 0;
    let mut full = None;
    let is_whole = shape.read(old, &shape.names, from, &mut |row| {
        match values(row, shape.names.len()).and_then(|values| put.execute(params_from_iter(values))) {
            Ok(added) => {
                count += added;
                each();
            }
            Err(error) if is_full(&error) => full = Some(error),
            // A row that is read but makes no sense to the new store is as good as lost.
            Err(_) => {}
        }
        full.is_none() && deadline.is_none_or(|deadline| Instant::now() < deadline)
    });
    full.map_or(Ok(Copied { rows: count, is_whole }), |error| Err(error.into()))
}

/// The first columns of a row.
pub(super) fn values(row: &Row<'_>, count: usize) -> rusqlite::Result<Vec<Value>> {
    (0..count).map(|at| row.get(at)).collect()
}

/// A table as far as both stores have the same columns. Names are quoted.
pub(super) struct Shape {
    pub(super) table: &'static str,
    pub(super) names: Vec<String>,
    pub(super) keys: Vec<String>,
    /// Whether its rows have numbers.
    pub(super) has_numbers: bool,
}

impl Shape {
    /// `None` where nothing is the same.
    pub(super) fn of(
        table: &'static str,
        old: &Connection,
        fresh: &Connection,
    ) -> Result<Option<Self>, Trouble> {
        let known = columns(old, table).unwrap_or_default();
        let both: Vec<(String, bool)> = columns(fresh, table)?
            .into_iter()
            .filter(|(name, _)| known.iter().any(|(known, _)| known == name))
            .filter(|(name, _)| !COUNTED.contains(&(table, name)))
            .map(|(name, key)| (format!("\"{name}\""), key))
            .collect();
        let keys = both.iter().filter(|(_, key)| *key).map(|(name, _)| name.clone()).collect();
        let names: Vec<String> = both.into_iter().map(|(name, _)| name).collect();
        let has_numbers = old.prepare(&format!("SELECT rowid FROM {table}")).is_ok();
        Ok((!names.is_empty()).then_some(Self { table, names, keys, has_numbers }))
    }

    /// Puts a row; `or` and `renewing` say what becomes of one that is there.
    pub(super) fn insertion(&self, or: &str, renewing: &str) -> String {
        let marks = vec!["?"; self.names.len()].join(", ");
        format!("INSERT {or} INTO {} ({}) VALUES ({marks}) {renewing}", self.table, self.names.join(", "))
    }

    /// Reads some columns of all rows that can be read, with the row's number behind them; whether that was the whole
    /// table. In the order of the table's own tree, so that a damaged index costs nothing: from the front as far as it
    /// goes, from the end as far as it goes, and what lies between one by one.
    pub(super) fn read(
        &self,
        old: &Connection,
        columns: &[String],
        from: Option<i64>,
        take: &mut impl FnMut(&Row<'_>) -> bool,
    ) -> bool {
        let Self { table, keys, has_numbers, .. } = self;
        let number = if *has_numbers { "rowid" } else { "NULL" };
        let all = format!("SELECT {}, {number} FROM {table} NOT INDEXED", columns.join(", "));
        let order = |down: &str| {
            let by: Vec<String> = if *has_numbers {
                vec![format!("rowid{down}")]
            } else {
                keys.iter().map(|column| format!("{column}{down}")).collect()
            };
            let first = from.map(|first| format!(" WHERE rowid >= {first}")).unwrap_or_default();
            format!("{all}{first} ORDER BY {}", by.join(", "))
        };
        let Walk::Broken(front) = walk(old, &order(""), take) else { return true };
        if let Walk::Broken(end) = walk(old, &order(" DESC"), take)
            && *has_numbers
        {
            between(old, &format!("{all} WHERE rowid = ?1"), (front.or(from).unwrap_or(0), end), take);
        }
        false
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
pub(super) fn columns(conn: &Connection, table: &str) -> rusqlite::Result<Vec<(String, bool)>> {
    let mut query = conn.prepare("SELECT name, pk > 0 FROM pragma_table_info(?1)")?;
    let rows = query.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}
