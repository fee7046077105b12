//! Bookmarks out of the pages of a store whose tables can no more be walked.
//!
//! Where the page that leads to others is lost, those are still there. Each page is looked at for itself (`SQLite`'s file
//! format, 1.6 "B-tree Pages" and 2.1 "Record Format"): a leaf of a table whose records have the shape of bookmarks
//! gives its rows, and what has the shape of a tag is put to the bookmark it names. Pages that the store has freed are left
//! out: what stands in them was given up.

mod pages;

use std::collections::HashMap;
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use self::pages::Pages;
use super::columns::hash;
use super::fault::{Trouble, is_full};
use super::salvage::columns;

/// Columns that a bookmark had in the first schema.
const COLUMNS: usize = 15;

/// Puts the bookmarks and tags that stand in a store's pages into one that is whole and does not have them; how many
/// bookmarks. `has_all_tags`: the others have theirs. Only what is refused for want of room is an error.
pub(super) fn gather(file: &Path, fresh: &mut Connection, has_all_tags: bool) -> Result<usize, Trouble> {
    let Ok(pages) = Pages::open(file) else { return Ok(0) };
    let names: Vec<String> = columns(fresh, "bookmark")?.into_iter().map(|(name, _)| name).collect();
    let tx = fresh.transaction()?;
    let (mut found, mut tags) = (HashMap::new(), Vec::new());
    let freed = pages.freed();
    for number in (1..=pages.count).filter(|number| !freed.contains(number)) {
        let Some(page) = pages.page(number) else { continue };
        for record in pages.records(&page, number) {
            match (record.id, record.values) {
                (Some(id), values) => {
                    let Some(changed) = changed_at(&names, &values) else { continue };
                    // An older copy of a row may stand in a page that was freed, where the list of those is lost.
                    let known = found.get(&id).copied();
                    if known.is_some_and(|known| known < changed) {
                        tx.prepare_cached("DELETE FROM bookmark WHERE id = ?1")?.execute([id])?;
                    }
                    if known.is_none_or(|known| known < changed) && put(&tx, &names, id, values)? {
                        found.insert(id, changed);
                    }
                }
                (None, values) => {
                    if let [Value::Integer(bookmark), Value::Text(name)] = values.as_slice() {
                        tags.push((*bookmark, name.clone()));
                    }
                }
            }
        }
    }
    let sql =
        "INSERT OR IGNORE INTO tag (bookmark, name) SELECT ?1, ?2 WHERE ?1 IN (SELECT id FROM bookmark)";
    for tag in tags.into_iter().filter(|(bookmark, _)| !has_all_tags || found.contains_key(bookmark)) {
        let put = tx.prepare_cached(sql)?.execute(tag);
        put.map(drop).or_else(|error| if is_full(&error) { Err(error) } else { Ok(()) })?;
    }
    tx.commit()?;
    Ok(found.len())
}

/// When a bookmark was changed last; `None` for a record that has not the shape of one: as many columns, with what
/// belongs into them, and the hash of its key.
fn changed_at(names: &[String], values: &[Value]) -> Option<i64> {
    let value = |name: &str| names.iter().position(|known| known == name).and_then(|at| values.get(at));
    let number = |name: &str| match value(name) {
        Some(Value::Integer(number)) => Some(*number),
        _ => None,
    };
    let text = |name: &&str| matches!(value(name), Some(Value::Text(_)));
    let Some(Value::Text(key)) = value("key") else { return None };
    let fits = (COLUMNS - 2..=names.len()).contains(&values.len())
        && matches!(values.first(), Some(Value::Null))
        && ["address", "title", "source_title", "note"].iter().all(text)
        && number("address_hash") == Some(hash(key))
        && number("day").is_some_and(|day| i32::try_from(day).is_ok())
        && number("words").is_none_or(|words| u32::try_from(words).is_ok())
        && number("kept_at").is_some();
    number("changed_at").filter(|_| fits)
}

/// Puts a row with the columns that were read; whether it is new.
fn put(fresh: &Connection, names: &[String], id: i64, mut values: Vec<Value>) -> Result<bool, Trouble> {
    let known: Vec<&str> = names.iter().take(values.len()).map(String::as_str).collect();
    if let Some(words) = names.iter().position(|name| name == "words")
        && !known.contains(&"body")
        && let Some(words) = values.get_mut(words)
    {
        // The text they were counted of is lost.
        *words = Value::Null;
    }
    let marks = vec!["?"; known.len()].join(", ");
    let sql = format!("INSERT OR IGNORE INTO bookmark (\"{}\") VALUES ({marks})", known.join("\", \""));
    let row = std::iter::once(Value::Integer(id)).chain(values.into_iter().skip(1));
    match fresh.prepare_cached(&sql)?.execute(params_from_iter(row)) {
        Ok(added) => Ok(added > 0),
        Err(error) if is_full(&error) => Err(error.into()),
        // A row that makes no sense to the new store is as good as lost.
        Err(_) => Ok(false),
    }
}
