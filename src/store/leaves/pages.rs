//! The pages of a store's file and of its log, each looked at for itself, and the records in them (`SQLite`'s file format,
//! 1.6 "B-tree Pages", 2.1 "Record Format" and 4 "The Write-Ahead Log").

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::mem::ManuallyDrop;
use std::path::Path;

use rusqlite::types::Value;

use super::super::spot::{PAGE, beside};

/// The longest record that is put together, in bytes.
const LONGEST: usize = 64 << 20;

/// A record, and the number of its row where it has one. The last values are missing where the end of it is lost.
pub(super) struct Record {
    pub id: Option<i64>,
    pub values: Vec<Value>,
}

/// The pages of a store, as its log has them last.
pub(super) struct Pages {
    /// Never closed: the program may have the store open, and closing any descriptor of it lets go of all its locks.
    store: ManuallyDrop<File>,
    log: Option<File>,
    /// Where the log has a page: the frame's place.
    logged: HashMap<u32, u64>,
    /// The salts of the log's round.
    salts: [u8; 8],
    pub count: u32,
    /// Pages that are still read for the ends of records: spoiled ones may all lead to the same.
    room: Cell<u64>,
}

/// Bytes before a page in the log.
const FRAME: usize = 24;

impl Pages {
    pub fn open(file: &Path) -> io::Result<Self> {
        let store = ManuallyDrop::new(File::open(file)?);
        let count = store.metadata()?.len().div_ceil(PAGE as u64);
        let mut pages = Self {
            store,
            log: None,
            logged: HashMap::new(),
            salts: [0; 8],
            count: u32::try_from(count).unwrap_or(u32::MAX),
            room: Cell::new(count.saturating_mul(2).saturating_add(1_000)),
        };
        if let Ok(log) = File::open(beside(file, "-wal")) {
            // What cannot be read of it is missing.
            let _ = pages.read_log(&log);
            pages.log = Some(log);
        }
        Ok(pages)
    }

    /// Finds the pages in a log (file format, 4.1 to 4.3): the last frame of each up to the last commit. The first frame
    /// of another round, or with another sum than its own, ends it.
    fn read_log(&mut self, mut log: &File) -> io::Result<()> {
        let mut head = [0; 32];
        log.read_exact(&mut head)?;
        let big = match long(&head, 0) {
            Some(0x377f_0682) => false,
            Some(0x377f_0683) => true,
            _ => return Ok(()),
        };
        let mut sum = summed(big, [0; 2], head.get(..24).unwrap_or_default());
        if long(&head, 8) != Some(PAGE as u32) || sum.map(Some) != [long(&head, 24), long(&head, 28)] {
            return Ok(());
        }
        self.salts.copy_from_slice(head.get(16..24).unwrap_or_default());
        let frames = log.metadata()?.len().saturating_sub(32) / (FRAME + PAGE) as u64;
        let most = u64::from(self.count).saturating_add(frames);
        let mut frame = vec![0; FRAME + PAGE];
        let mut uncommitted = Vec::new();
        for at in (0..frames).map(|n| 32 + n * frame.len() as u64).collect::<Vec<_>>() {
            log.read_exact(&mut frame)?;
            let (about, page) = frame.split_at(FRAME);
            sum = summed(big, sum, about.get(..8).unwrap_or_default());
            sum = summed(big, sum, page);
            let number = long(about, 0).filter(|number| u64::from(*number) <= most);
            let right =
                about.get(8..16) == Some(&self.salts) && sum.map(Some) == [long(about, 16), long(about, 20)];
            let Some(number) = number.filter(|_| right) else { break };
            uncommitted.push((number, at));
            if long(about, 4) != Some(0) {
                self.count = uncommitted.iter().map(|(number, _)| *number).fold(self.count, u32::max);
                self.logged.extend(uncommitted.drain(..));
            }
        }
        Ok(())
    }

    /// A page; what the file does not have of it is zero.
    pub fn page(&self, number: u32) -> Option<Vec<u8>> {
        self.logged_page(number).or_else(|| {
            let at = u64::from(number.checked_sub(1)?) * PAGE as u64;
            let mut bytes = Vec::with_capacity(PAGE);
            let mut store = &*self.store;
            store.seek(SeekFrom::Start(at)).ok()?;
            store.take(PAGE as u64).read_to_end(&mut bytes).ok()?;
            if bytes.is_empty() {
                return None;
            }
            bytes.resize(PAGE, 0);
            Some(bytes)
        })
    }

    /// A page of the log, unless that has begun anew since, with its pages in the store.
    fn logged_page(&self, number: u32) -> Option<Vec<u8>> {
        let (at, mut log) = (self.logged.get(&number)?, self.log.as_ref()?);
        let mut frame = vec![0; FRAME + PAGE];
        log.seek(SeekFrom::Start(*at)).ok()?;
        log.read_exact(&mut frame).ok()?;
        let same = long(&frame, 0) == Some(number) && frame.get(8..16) == Some(&self.salts);
        same.then(|| frame.split_off(FRAME))
    }

    /// The pages that are free (file format, 1.5): the trunks of the list and what they name. A list that cannot be
    /// right names none.
    pub fn freed(&self) -> HashSet<u32> {
        let Some(head) = self.page(1) else { return HashSet::new() };
        let (mut trunk, said) = (long(&head, 32).unwrap_or(0), long(&head, 36).unwrap_or(0) as usize);
        let mut freed = HashSet::new();
        while (2..=self.count).contains(&trunk) && freed.len() < said && freed.insert(trunk) {
            let Some(page) = self.page(trunk) else { break };
            let leaves = long(&page, 4).map_or(0, |leaves| leaves as usize);
            let numbers = || (0..leaves).filter_map(|n| long(&page, 8 + 4 * n));
            if leaves > PAGE / 4 - 2 || !numbers().all(|number| (2..=self.count).contains(&number)) {
                return HashSet::new();
            }
            freed.extend(numbers());
            trunk = long(&page, 0).unwrap_or(0);
        }
        if freed.len() == said { freed } else { HashSet::new() }
    }

    /// The records of a leaf of a table, and of a page of an index.
    pub fn records<'a>(&'a self, page: &'a [u8], number: u32) -> impl Iterator<Item = Record> + 'a {
        let from = if number == 1 { 100 } else { 0 };
        let (is_table, pointers, child) = match page.get(from) {
            Some(13) => (true, Some(8), 0),
            Some(10) => (false, Some(8), 0),
            Some(2) => (false, Some(12), 4),
            _ => (false, None, 0),
        };
        let count = pointers.and_then(|_| short(page, from + 3)).unwrap_or(0);
        let places = (0..count).map_while(move |n| short(page, from + pointers? + 2 * n));
        let mut seen = HashSet::new();
        places.filter(move |at| seen.insert(*at)).filter_map(move |at| self.cell(page, at + child, is_table))
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
        let most = if is_table { PAGE - 35 } else { (PAGE - 12) * 64 / 255 - 23 };
        if length <= most {
            return page.get(at..at + length).map(<[u8]>::to_vec);
        }
        let least = (PAGE - 12) * 32 / 255 - 23;
        let here = least + (length - least) % (PAGE - 4);
        let here = if here <= most { here } else { least };
        let mut record = page.get(at..at + here)?.to_vec();
        let mut next = long(page, at + here)?;
        while record.len() < length && next > 0 {
            let Some(room) = self.room.get().checked_sub(1) else { break };
            self.room.set(room);
            let Some(more) = self.page(next) else { break };
            let left = (length - record.len()).min(PAGE - 4);
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

/// The sum of a log's frames so far (file format, 4.2).
fn summed(big: bool, sum: [u32; 2], bytes: &[u8]) -> [u32; 2] {
    let word = |bytes: &[u8]| {
        let bytes = [bytes[0], bytes[1], bytes[2], bytes[3]];
        if big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }
    };
    bytes.chunks_exact(8).fold(sum, |[one, two], pair| {
        let (first, second) = pair.split_at(4);
        let one = one.wrapping_add(word(first)).wrapping_add(two);
        [one, two.wrapping_add(word(second)).wrapping_add(one)]
    })
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
    use rusqlite::Connection;

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
        let all = (1..=pages.count)
            .flat_map(|number| pages.records(&pages.page(number).unwrap(), number).collect::<Vec<_>>());
        let rows: Vec<Record> = all.filter(|row| row.values.len() == 7).collect();
        let ids: Vec<i64> = rows.iter().filter_map(|row| row.id).collect();
        assert_eq!(ids, (1..=10).collect::<Vec<i64>>());
        for (row, number) in rows.iter().zip(numbers) {
            let Value::Text(text) = &row.values[3] else { panic!() };
            assert_eq!((&row.values[0], &row.values[1]), (&Value::Integer(number), &Value::Real(1.5)));
            assert_eq!((text, &row.values[4]), (&long, &Value::Null));
            assert_eq!(row.values[5], Value::Blob(vec![7, 8]));
            assert_eq!(row.values[6], Value::Integer(-number.saturating_abs()));
        }
    }

    #[test]
    fn of_a_log_its_last_commit_counts_and_nothing_behind_it() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("x.db");
        let conn = Connection::open(&file).unwrap();
        conn.execute_batch(
            "PRAGMA journal_mode=WAL; PRAGMA cache_size=4; CREATE TABLE t (a INTEGER PRIMARY KEY, b, c)",
        )
        .unwrap();
        let put = |word: &str, rows: i64| {
            for id in 1..=rows {
                conn.execute("INSERT OR REPLACE INTO t VALUES (?1, ?2, ?3)", (id, word, "x".repeat(900)))
                    .unwrap();
            }
        };
        let words = || {
            let pages = Pages::open(&file).unwrap();
            let mut words = Vec::new();
            for number in 1..=pages.count {
                let page = pages.page(number).unwrap();
                let rows =
                    pages.records(&page, number).filter(|row| row.values.len() == 3 && row.id.is_some());
                words.extend(rows.map(|row| row.values[1].clone()));
            }
            words
        };
        put("kept", 40);
        // More than there is room for in memory is written to the log, and stays behind the last commit.
        conn.execute_batch("BEGIN").unwrap();
        put("taken back", 80);
        conn.execute_batch("ROLLBACK").unwrap();
        let size = || std::fs::metadata(beside(&file, "-wal")).unwrap().len();
        let before = size();
        assert_eq!(words(), vec![Value::Text("kept".to_owned()); 40]);
        conn.execute("UPDATE t SET b = 'new' WHERE a = 40", []).unwrap();
        assert_eq!(size(), before, "frames of what was taken back are behind it");
        let now = words();
        assert_eq!(now.len(), 40);
        assert_eq!(now.iter().filter(|word| **word == Value::Text("new".to_owned())).count(), 1);
        assert!(!now.contains(&Value::Text("taken back".to_owned())));
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
                let _ = pages.records(&page, number).chain(pages.records(&page, 2)).count();
            }
            prop_assert!(pages.freed().len() <= 2_048);
        }
    }
}
