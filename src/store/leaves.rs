//! Bookmarks out of the pages of a store whose tables can no more be walked.
//!
//! Where the page that leads to others is lost, those are still there. Each page is looked at for itself (`SQLite`'s file
//! format, 1.6 "B-tree Pages" and 2.1 "Record Format"): a leaf of a table whose records have the shape of bookmarks
//! gives its rows, and what has the shape of a tag is put to the bookmark it names. Pages that the store has freed are left
//! out: what stands in them was given up.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::mem::ManuallyDrop;
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::fault::{Trouble, is_full};
use super::salvage::columns;
use super::spot::{PAGE, beside};

/// The longest record that is put together, in bytes.
const LONGEST: usize = 64 << 20;
/// Columns that a bookmark had in the first schema.
const COLUMNS: usize = 15;

/// Puts the bookmarks and tags that stand in a store's pages into one that is whole and does not have them; how many
/// bookmarks. Only what is refused for want of room is an error.
pub(super) fn gather(file: &Path, fresh: &mut Connection) -> Result<usize, Trouble> {
    let Ok(pages) = Pages::open(file) else { return Ok(0) };
    let names: Vec<String> = columns(fresh, "bookmark")?.into_iter().map(|(name, _)| name).collect();
    let tx = fresh.transaction()?;
    let (mut count, mut tags) = (0, Vec::new());
    let freed = pages.freed();
    for number in (1..=pages.count).filter(|number| !freed.contains(number)) {
        let Some(page) = pages.page(number) else { continue };
        for cell in pages.cells(&page, number) {
            match (cell.id, cell.values.as_slice()) {
                (Some(id), values) if is_bookmark(&names, values) => count += put(&tx, &names, id, values)?,
                (None, [Value::Integer(bookmark), Value::Text(name)]) => tags.push((*bookmark, name.clone())),
                _ => {}
            }
        }
    }
    let sql =
        "INSERT OR IGNORE INTO tag (bookmark, name) SELECT ?1, ?2 WHERE ?1 IN (SELECT id FROM bookmark)";
    for tag in tags {
        let put = tx.prepare_cached(sql)?.execute(tag);
        put.map(drop).or_else(|error| if is_full(&error) { Err(error) } else { Ok(()) })?;
    }
    tx.commit()?;
    Ok(count)
}

/// Whether a record has the shape of a bookmark: as many columns, with what belongs into them.
fn is_bookmark(names: &[String], values: &[Value]) -> bool {
    let value = |name: &str| names.iter().position(|known| known == name).and_then(|at| values.get(at));
    let text = |name: &&str| matches!(value(name), Some(Value::Text(_)));
    let number = |name: &&str| matches!(value(name), Some(Value::Integer(_)));
    (COLUMNS - 2..=names.len()).contains(&values.len())
        && matches!(values.first(), Some(Value::Null))
        && matches!(value("address"), Some(Value::Text(address)) if address.starts_with("http"))
        && ["key", "title", "source_title", "note"].iter().all(text)
        && ["address_hash", "day", "kept_at", "changed_at"].iter().all(number)
}

/// Puts a row with the columns that were read; 1 if it is new.
fn put(fresh: &Connection, names: &[String], id: i64, values: &[Value]) -> Result<usize, Trouble> {
    let known: Vec<&str> = names.iter().take(values.len()).map(String::as_str).collect();
    let marks = vec!["?"; known.len()].join(", ");
    let sql = format!("INSERT OR IGNORE INTO bookmark (\"{}\") VALUES ({marks})", known.join("\", \""));
    let row = std::iter::once(Value::Integer(id)).chain(values.iter().skip(1).cloned());
    match fresh.prepare_cached(&sql)?.execute(params_from_iter(row)) {
        Ok(added) => Ok(added),
        Err(error) if is_full(&error) => Err(error.into()),
        // A row that makes no sense to the new store is as good as lost.
        Err(_) => Ok(0),
    }
}

/// A record, and the number of its row where it has one. The last values are missing where the end of it is lost.
struct Record {
    id: Option<i64>,
    values: Vec<Value>,
}

/// The pages of a store, as its log has them last.
struct Pages {
    /// Never closed: the program may have the store open, and closing any descriptor of it lets go of all its locks.
    store: ManuallyDrop<File>,
    log: Option<File>,
    /// Where the log has a page.
    logged: HashMap<u32, u64>,
    size: usize,
    /// Bytes of a page that are used.
    usable: usize,
    count: u32,
    /// Pages that are still read for the ends of records: spoiled ones may all lead to the same.
    room: Cell<u64>,
}

impl Pages {
    fn open(file: &Path) -> io::Result<Self> {
        let store = ManuallyDrop::new(File::open(file)?);
        let mut head = [0; 100];
        let read = (&*store).read(&mut head)?;
        let (size, kept) = match (head.starts_with(b"SQLite format 3\0"), short(&head, 16)) {
            (true, Some(1)) => (65_536, head[20]),
            (true, Some(size)) if size.is_power_of_two() && size >= 512 => (size, head[20]),
            _ => (PAGE, 0),
        };
        let count = store.metadata()?.len().div_ceil(size as u64);
        let mut pages = Self {
            store,
            log: None,
            logged: HashMap::new(),
            size,
            usable: size - usize::from(kept).min(size / 8),
            count: if read == 0 { 0 } else { u32::try_from(count).unwrap_or(u32::MAX) },
            room: Cell::new(count.saturating_mul(2).saturating_add(1_000)),
        };
        if let Ok(log) = File::open(beside(file, "-wal")) {
            pages.read_log(&log)?;
            pages.log = Some(log);
        }
        Ok(pages)
    }

    /// Finds the pages in a log (file format, 4.1): the last frame of each, of those that are of its last round.
    fn read_log(&mut self, mut log: &File) -> io::Result<()> {
        let mut head = [0; 32];
        if log.read(&mut head)? < head.len() || long(&head, 8) != u32::try_from(self.size).ok() {
            return Ok(());
        }
        let (mut at, end) = (head.len() as u64, log.metadata()?.len());
        let frame = 24 + self.size as u64;
        while at + frame <= end {
            let mut about = [0; 24];
            log.seek(SeekFrom::Start(at))?;
            log.read_exact(&mut about)?;
            let Some(number) = long(&about, 0).filter(|_| about.get(8..16) == head.get(16..24)) else {
                break;
            };
            self.logged.insert(number, at + 24);
            // A page far away would only be a spoiled number.
            self.count = self.count.max(number.min(self.count.saturating_add(100_000)));
            at += frame;
        }
        Ok(())
    }

    /// A page; what the file does not have of it is zero.
    fn page(&self, number: u32) -> Option<Vec<u8>> {
        let (mut file, at) = match (self.logged.get(&number), &self.log) {
            (Some(at), Some(log)) => (log, *at),
            _ => (&*self.store, u64::from(number.checked_sub(1)?) * self.size as u64),
        };
        let mut bytes = Vec::with_capacity(self.size);
        file.seek(SeekFrom::Start(at)).ok()?;
        file.take(self.size as u64).read_to_end(&mut bytes).ok()?;
        if bytes.is_empty() {
            return None;
        }
        bytes.resize(self.size, 0);
        Some(bytes)
    }

    /// The pages that are free (file format, 1.5): the trunks of the list and what they name.
    fn freed(&self) -> HashSet<u32> {
        let mut freed = HashSet::new();
        let mut trunk = self.page(1).and_then(|page| long(&page, 32)).unwrap_or(0);
        while trunk > 0 && trunk <= self.count && freed.insert(trunk) {
            let Some(page) = self.page(trunk) else { break };
            let named = long(&page, 4).unwrap_or(0).min(self.size as u32 / 4);
            freed.extend((0..named as usize).filter_map(|n| long(&page, 8 + 4 * n)));
            trunk = long(&page, 0).unwrap_or(0);
        }
        freed
    }

    /// The records of a leaf of a table, and of a page of an index.
    fn cells(&self, page: &[u8], number: u32) -> Vec<Record> {
        let from = if number == 1 { 100 } else { 0 };
        let kind = page.get(from).copied().unwrap_or(0);
        let (is_table, pointers, child) = match kind {
            13 => (true, 8, 0),
            10 => (false, 8, 0),
            2 => (false, 12, 4),
            _ => return Vec::new(),
        };
        let count = short(page, from + 3).unwrap_or(0);
        let places = (0..count).map_while(|n| short(page, from + pointers + 2 * n));
        places.filter_map(|at| self.cell(page, at + child, is_table)).collect()
    }

    fn cell(&self, page: &[u8], at: usize, is_table: bool) -> Option<Record> {
        let (length, at) = varint(page, at)?;
        let length = usize::try_from(length).ok().filter(|length| *length <= LONGEST)?;
        let (id, at) = if is_table { varint(page, at).map(|(id, at)| (Some(id), at))? } else { (None, at) };
        let record = self.record(page, at, length, is_table)?;
        Some(Record { id, values: values(&record)? })
    }

    /// A record of that length that begins in a page, with what follows on other pages, as far as those are there
    /// (file format, 1.6 "Cell Payload Overflow Pages").
    fn record(&self, page: &[u8], at: usize, length: usize, is_table: bool) -> Option<Vec<u8>> {
        let most = if is_table { self.usable - 35 } else { (self.usable - 12) * 64 / 255 - 23 };
        if length <= most {
            return page.get(at..at + length).map(<[u8]>::to_vec);
        }
        let least = (self.usable - 12) * 32 / 255 - 23;
        let here = least + (length - least) % (self.usable - 4);
        let here = if here <= most { here } else { least };
        let mut record = page.get(at..at + here)?.to_vec();
        let mut next = long(page, at + here)?;
        while record.len() < length && next > 0 {
            let Some(room) = self.room.get().checked_sub(1) else { break };
            self.room.set(room);
            let Some(more) = self.page(next) else { break };
            let left = (length - record.len()).min(self.usable - 4);
            record.extend_from_slice(more.get(4..4 + left)?);
            next = long(&more, 0)?;
        }
        Some(record)
    }
}

/// The values of a record, up to where it breaks off; `None` for what is none.
fn values(record: &[u8]) -> Option<Vec<Value>> {
    let (head, mut at) = varint(record, 0)?;
    let head = usize::try_from(head).ok().filter(|head| *head <= record.len())?;
    let mut from = head;
    let mut values = Vec::new();
    while at < head {
        let (kind, next) = varint(record, at)?;
        at = next;
        let length = match kind {
            0 | 8 | 9 => 0,
            1..=4 => kind as usize,
            5 => 6,
            6 | 7 => 8,
            12.. => usize::try_from((kind - 12) / 2).ok()?,
            _ => return None,
        };
        let Some(bytes) = from.checked_add(length).and_then(|to| record.get(from..to)) else { break };
        from += length;
        values.push(match kind {
            0 => Value::Null,
            8 | 9 => Value::Integer(kind - 8),
            7 => Value::Real(f64::from_bits(bytes.iter().fold(0, |bits, byte| bits << 8 | u64::from(*byte)))),
            1..=6 => {
                let sign = if bytes.first().is_some_and(|byte| *byte >= 0x80) { -1 } else { 0 };
                Value::Integer(bytes.iter().fold(sign, |number, byte| number << 8 | i64::from(*byte)))
            }
            kind if kind % 2 == 0 => Value::Blob(bytes.to_vec()),
            _ => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
        });
    }
    Some(values)
}

/// A number of one to nine bytes, and where it ends.
fn varint(bytes: &[u8], at: usize) -> Option<(i64, usize)> {
    let mut number = 0_u64;
    for n in 0..8 {
        let byte = *bytes.get(at + n)?;
        number = number << 7 | u64::from(byte & 0x7f);
        if byte < 0x80 {
            return Some((number as i64, at + n + 1));
        }
    }
    let last = *bytes.get(at + 8)?;
    Some(((number << 8 | u64::from(last)) as i64, at + 9))
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    bytes.get(at..at + 2).map(|b| usize::from(u16::from_be_bytes([b[0], b[1]])))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).map(|b| u32::from_be_bytes([b[0], b[1], b[2], b[3]]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn records_are_read_as_they_were_written() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("x.db");
        let conn = Connection::open(&file).unwrap();
        conn.execute_batch("CREATE TABLE t (a, b, c, d, e, f, g)").unwrap();
        let long = "Fähre ".repeat(9_000);
        let numbers = [0, 1, -1, 127, -128, 40_000, -9_000_000, 1 << 40, i64::MIN, i64::MAX];
        for number in numbers {
            let row = (number, 1.5, "x", &long, Value::Null, vec![7_u8, 8], -number.saturating_abs());
            conn.execute("INSERT INTO t VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", row).unwrap();
        }
        drop(conn);
        let pages = Pages::open(&file).unwrap();
        let all = (1..=pages.count).flat_map(|number| pages.cells(&pages.page(number).unwrap(), number));
        let rows: Vec<Record> = all.filter(|cell| cell.values.len() == 7).collect();
        let ids: Vec<i64> = rows.iter().filter_map(|cell| cell.id).collect();
        assert_eq!(ids, (1..=10).collect::<Vec<i64>>());
        for (row, number) in rows.iter().zip(numbers) {
            let Value::Text(text) = &row.values[3] else { panic!() };
            assert_eq!((&row.values[0], &row.values[1]), (&Value::Integer(number), &Value::Real(1.5)));
            assert_eq!((text, &row.values[4]), (&long, &Value::Null));
            assert_eq!(row.values[5], Value::Blob(vec![7, 8]));
            assert_eq!(row.values[6], Value::Integer(-number.saturating_abs()));
        }
    }

    proptest! {
        #[test]
        fn pages_of_anything_end_nothing(kind in prop::sample::select(vec![2_u8, 10, 13]), bytes in prop::collection::vec(any::<u8>(), 600..5_000)) {
            let dir = tempfile::tempdir().unwrap();
            let file = dir.path().join("x.db");
            let mut bytes = bytes;
            bytes[0] = kind;
            std::fs::write(&file, &bytes).unwrap();
            let pages = Pages::open(&file).unwrap();
            for number in 1..=pages.count {
                let page = pages.page(number).unwrap();
                let _ = (pages.cells(&page, number).len(), pages.cells(&page, 2).len());
            }
            prop_assert!(pages.freed().len() <= 2_048);
        }
    }
}
