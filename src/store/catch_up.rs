//! What was done to a damaged store while it was copied is brought over: what is different now, and no more.
//!
//! It is done beside the program as long as there is much of it, and once more with the writer held, when next to
//! nothing is left. So no key waits for what was kept in all the years before.

use std::collections::HashSet;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::fault::{Trouble, is_full};
use super::journal::{read_since, turned_since};
use super::salvage::{Rows, Shape, TABLES, copy, newest_story, values};

/// Rows of these may be taken away by the reader, and nothing refers to them.
const CLEARED: [&str; 5] = ["meta", "tag", "saved_search", "place", "mute_rule"];
/// So few rows are brought over while the writer waits.
const FEW: usize = 50;
/// So often it is tried to leave no more than that.
const MOST_TIMES: usize = 4;

/// Brings over what was done, beside the program that goes on with it, until little is left.
pub(super) fn approach(
    old: &Connection,
    fresh: &mut Connection,
    newest: &mut Option<i64>,
) -> Result<(), Trouble> {
    for _ in 0..MOST_TIMES {
        if catch_up(old, fresh, newest)? <= FEW {
            break;
        }
    }
    Ok(())
}

/// Brings over what was done to the old store since it was copied: what the reader made, and the stories after the one
/// that was the `newest` then, which is another afterwards. Rows that cannot be read stay as they were found before.
/// How many rows were brought.
pub(super) fn catch_up(
    old: &Connection,
    fresh: &mut Connection,
    newest: &mut Option<i64>,
) -> Result<usize, Trouble> {
    let since: i64 = fresh.query_row("SELECT coalesce(max(seq), 0) FROM change", [], |row| row.get(0))?;
    let mut brought = 0;
    let tx = fresh.transaction()?;
    for (table, _) in TABLES.iter().filter(|(_, again)| !again) {
        brought += if *table == "change" { acts(old, &tx, since)? } else { differing(old, &tx, table)? };
    }
    if let Some(known) = *newest {
        *newest = newest_story(old).max(*newest);
        let first = [
            ("story", known + 1),
            ("attached", known + 1),
            ("text", (known + 1).saturating_mul(4)),
            ("sent", known + 1),
        ];
        for (table, first) in first {
            brought += copy(old, &tx, &Rows { table, from: Some(first), deadline: None }, &mut || {})?.rows;
        }
    }
    for id in read_since(&tx, since)? {
        let unread =
            old.query_row("SELECT unread FROM story WHERE id = ?1", [id], |row| row.get::<_, i64>(0));
        if let Ok(unread) = unread {
            brought +=
                tx.execute("UPDATE story SET unread = ?2 WHERE id = ?1 AND unread <> ?2", [id, unread])?;
        }
    }
    tx.commit()?;
    Ok(brought)
}

/// The acts since the last one that the new store has, and those before that were taken back or done again since.
fn acts(old: &Connection, tx: &Connection, since: i64) -> Result<usize, Trouble> {
    let mut brought =
        copy(old, tx, &Rows { table: "change", from: Some(since + 1), deadline: None }, &mut || {})?.rows;
    for seq in turned_since(tx, since)? {
        let undone =
            old.query_row("SELECT undone FROM change WHERE seq = ?1", [seq], |row| row.get::<_, i64>(0));
        if let Ok(undone) = undone {
            brought +=
                tx.execute("UPDATE change SET undone = ?2 WHERE seq = ?1 AND undone <> ?2", [seq, undone])?;
        }
    }
    Ok(brought)
}

/// A row of the old store that is another one in the new: its number, if it has one, and its columns but for texts.
type Differing = (Option<i64>, Vec<Value>);

/// Brings over the rows of a table that are different now, and takes those away that are gone.
fn differing(old: &Connection, tx: &Connection, table: &'static str) -> Result<usize, Trouble> {
    let Some(shape) = Shape::of(table, old, tx)? else { return Ok(0) };
    // When a text was put there says whether it is the same: it need not be read.
    let light: Vec<String> = shape.names.iter().filter(|name| *name != "\"body\"").cloned().collect();
    let each: Vec<String> = light.iter().map(|name| format!("{name} IS ?")).collect();
    let mut same = tx.prepare(&format!("SELECT 1 FROM {table} WHERE {}", each.join(" AND ")))?;
    let (mut seen, mut changed) = (0, Vec::<Differing>::new());
    let all = shape.read(old, &light, None, &mut |row| {
        seen += 1;
        // What cannot be read stays as it was found before.
        if let Ok(values) = values(row, light.len())
            && !is_own(table, &values)
            && !same.exists(params_from_iter(&values)).unwrap_or(false)
        {
            changed.push((row.get(light.len()).ok(), values));
        }
        true
    });
    // What is missing in a table that is damaged may be there all the same.
    let gone = if all && CLEARED.contains(&table) { clear(old, tx, &shape, seen)? } else { 0 };
    let full = (light.len() < shape.names.len()).then(|| {
        old.prepare(&format!("SELECT {} FROM {table} NOT INDEXED WHERE rowid = ?1", shape.names.join(", ")))
    });
    let mut full = full.transpose()?;
    let mut put = tx.prepare(&shape.insertion("", &renewing(&shape)))?;
    let mut brought = gone;
    for (number, light) in changed {
        let row = match &mut full {
            Some(full) => full.query_row([number], |row| values(row, shape.names.len())),
            None => Ok(light),
        };
        match row.and_then(|row| put.execute(params_from_iter(row))) {
            Ok(rows) => brought += rows,
            Err(error) if is_full(&error) => return Err(error.into()),
            Err(_) => {}
        }
    }
    Ok(brought)
}

/// Whether a row is the store's own name: an index of the old one, which knows lost stories, is none of the new.
fn is_own(table: &str, values: &[Value]) -> bool {
    table == "meta" && matches!(values.first(), Some(Value::Text(key)) if key == "store")
}

/// Takes away what the old store does not have any more, of so many rows; how many those were.
fn clear(old: &Connection, tx: &Connection, shape: &Shape, there: usize) -> Result<usize, Trouble> {
    let Shape { table, keys, .. } = shape;
    let count: i64 = tx.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
    let mut known = HashSet::new();
    if count == 0 {
        return Ok(0);
    }
    shape.read(old, keys, None, &mut |row| {
        known.extend(values(row, keys.len()).map(|key| format!("{key:?}")));
        true
    });
    if known.len() != there {
        return Ok(0);
    }
    let mut gone = Vec::new();
    shape.read(tx, keys, None, &mut |row| {
        gone.extend(
            values(row, keys.len())
                .ok()
                .filter(|key| !is_own(table, key) && !known.contains(&format!("{key:?}"))),
        );
        true
    });
    let each: Vec<String> = keys.iter().map(|key| format!("{key} = ?")).collect();
    let mut delete = tx.prepare(&format!("DELETE FROM {table} WHERE {}", each.join(" AND ")))?;
    let mut cleared = 0;
    for key in gone {
        cleared += delete.execute(params_from_iter(key))?;
    }
    Ok(cleared)
}

/// What an insertion does with a row that is there: takes its other columns.
fn renewing(shape: &Shape) -> String {
    let others: Vec<String> = shape
        .names
        .iter()
        .filter(|name| !shape.keys.contains(name))
        .map(|name| format!("{name} = excluded.{name}"))
        .collect();
    let keys = shape.keys.join(", ");
    if others.is_empty() {
        format!("ON CONFLICT ({keys}) DO NOTHING")
    } else {
        format!("ON CONFLICT ({keys}) DO UPDATE SET {}", others.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{StoryId, Text};
    use crate::store::fixture::{article, day, keep, now, source, story};
    use crate::store::{Carried, Store, schema};

    /// However much was kept before, what is carried is what was done since.
    #[test]
    fn only_what_was_done_since_is_carried_over() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open(dir.path()).unwrap();
        let id = store.sync_sources(&[source("a")], day("2025-11-01")).unwrap()[0].id;
        store.put_items(id, &(0..200).map(|n| story(n, "2025-11-12")).collect::<Vec<_>>(), now()).unwrap();
        let carried = |number| Carried { keep: keep(number, "2025-11-12"), since: now() };
        store.import_bookmarks(&(0..200).map(carried).collect::<Vec<_>>(), now()).unwrap();
        for number in 0..50 {
            store.set_note(&keep(number, "2025-11-12").address, &Text::line("noted"), now()).unwrap();
            store.set_tags(&keep(number, "2025-11-12").address, &[Text::line("tag")], now()).unwrap();
            store.set_read(&[StoryId(i64::from(number) + 1)], true, now()).unwrap();
        }
        store.undo(now()).unwrap();
        let mut fresh = Connection::open_in_memory().unwrap();
        fresh.execute_batch("PRAGMA foreign_keys=ON").unwrap();
        schema::migrate(&mut fresh, None).unwrap();
        let mut newest = newest_story(&store.conn);
        super::super::salvage::salvage(&store.conn, &mut fresh, &mut |_| {}).unwrap();
        assert_eq!(catch_up(&store.conn, &mut fresh, &mut newest).unwrap(), 0, "nothing was done");
        // Whose index is whose: a new store names itself.
        let name = |conn: &Connection| -> String {
            conn.query_row("SELECT value FROM meta WHERE key = 'store'", [], |row| row.get(0)).unwrap()
        };
        assert_ne!(name(&store.conn), name(&fresh));
        store.redo(now()).unwrap();
        store.set_note(&keep(7, "2025-11-12").address, &Text::line("again"), now()).unwrap();
        store.set_tags(&keep(8, "2025-11-12").address, &[], now()).unwrap();
        store.unbookmark(&keep(9, "2025-11-12").address, now()).unwrap();
        store.keep_text(&keep(10, "2025-11-12").address, &article(10), now()).unwrap();
        store.set_read(&[StoryId(100), StoryId(101)], true, now()).unwrap();
        store.put_items(id, &[story(300, "2025-11-13")], now()).unwrap();
        let brought = catch_up(&store.conn, &mut fresh, &mut newest).unwrap();
        assert!((10..=25).contains(&brought), "{brought} rows");
        assert_eq!(catch_up(&store.conn, &mut fresh, &mut newest).unwrap(), 0, "all was brought");
        for (table, columns) in [
            ("bookmark", "id, note, changed_at, removed_at, words, body, text_at"),
            ("tag", "bookmark, name"),
            ("change", "seq, undone, undoes, label, before, after"),
            ("story", "id, unread, title"),
            ("source", "id, stories, unread"),
            ("meta WHERE key <> 'store'", "key, value"),
        ] {
            let all = |conn: &Connection| {
                let mut query =
                    conn.prepare(&format!("SELECT {columns} FROM {table} ORDER BY 1, 2")).unwrap();
                let count = query.column_count();
                let rows = query.query_map([], |row| values(row, count)).unwrap();
                rows.collect::<rusqlite::Result<Vec<_>>>().unwrap()
            };
            assert_eq!(all(&store.conn), all(&fresh), "{table}");
        }
    }
}
