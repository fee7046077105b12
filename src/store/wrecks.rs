//! Stores that are damaged, cut off, taken away, replaced or out of reach: nothing that was kept is lost.

mod logs;
mod meanwhile;
mod older;
mod pages;
mod replaced;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use rusqlite::Connection;

use super::fixture::{article, day, keep, now, source, story};
use super::{AtOnce, Carried, Store};
use crate::news::{Scope, Text};

/// Bookmarks and stories of the store of these tests: several pages of each.
const MANY: u32 = 300;

struct Wreck {
    dir: tempfile::TempDir,
}

impl Wreck {
    /// A store with bookmarks, stories and texts, whose log is in it; nobody has it open.
    fn new() -> Self {
        static FILLED: LazyLock<Vec<u8>> = LazyLock::new(|| {
            let dir = tempfile::tempdir().unwrap();
            let mut store = Store::open(dir.path()).unwrap();
            let id = store.sync_sources(&[source("a")], day("2025-11-01")).unwrap()[0].id;
            let stories: Vec<_> = (0..MANY).map(|number| story(number, "2025-11-12")).collect();
            let ids = store.put_items(id, &stories, now()).unwrap().ids;
            let texts: Vec<_> = ids.into_iter().zip((0..MANY).map(article)).collect();
            store.put_texts(&texts, now()).unwrap();
            let carried = |number| Carried { keep: keep(number, "2025-11-12"), since: now() };
            store.import_bookmarks(&(0..MANY).map(carried).collect::<Vec<_>>(), now()).unwrap();
            drop(store);
            fs::read(dir.path().join("dateline.db")).unwrap()
        });
        let wreck = Self { dir: tempfile::tempdir().unwrap() };
        fs::write(wreck.path("dateline.db"), &*FILLED).unwrap();
        wreck
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn open(&self) -> Store {
        Store::open(self.dir.path()).unwrap()
    }

    /// Overwrites bytes of the file.
    fn spoil(&self, at: usize, bytes: &[u8]) {
        let mut file = fs::read(self.path("dateline.db")).unwrap();
        file[at..at + bytes.len()].copy_from_slice(bytes);
        fs::write(self.path("dateline.db"), file).unwrap();
    }

    /// The root page of a table.
    fn root(&self, table: &str) -> usize {
        let conn = Connection::open(self.path("dateline.db")).unwrap();
        let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
        conn.query_row(sql, [table], |row| row.get::<_, i64>(0)).unwrap() as usize
    }
}

/// Mends as the desk does, all in one.
fn mend(store: &mut Store) {
    if let Some(mended) = store.mender().unwrap().save().unwrap() {
        store.go_on_with(mended).unwrap();
    }
}

/// What is said, without the number of stories.
fn said(store: &mut Store) -> String {
    let notices = store.take_notices();
    assert_eq!(notices.len(), 1, "{notices:?}");
    notices[0].fault.to_string()
}

#[track_caller]
fn assert_whole(store: &mut Store, bookmarks: u32) {
    assert_eq!(store.check_all().unwrap(), Vec::<String>::new());
    assert_eq!(store.bookmarks().unwrap().len(), bookmarks as usize);
    // It can be written, and what is written is found.
    store.bookmark(&keep(9999, "2025-11-12"), now()).unwrap();
    assert!(store.bookmark_of(&keep(9999, "2025-11-12").address).unwrap().is_some());
}

#[test]
fn a_damaged_head_costs_nothing() {
    for (from, to) in [(0, 16), (16, 24), (0, 100), (60, 72), (18, 20)] {
        let wreck = Wreck::new();
        wreck.spoil(from, &vec![0xa5; to - from]);
        let damaged = fs::read(wreck.path("dateline.db")).unwrap();
        let mut store = wreck.open();
        let words = said(&mut store);
        assert!(
            words.starts_with("the store was damaged; 300 bookmarks and 300 stories were saved"),
            "{words}"
        );
        assert!(words.ends_with("the damaged file is kept as dateline.damaged-1.db"), "{words}");
        assert_eq!(fs::read(wreck.path("dateline.damaged-1.db")).unwrap(), damaged, "untouched");
        let kept = store.bookmark_of(&keep(7, "2025-11-12").address).unwrap().unwrap();
        assert!(kept.has_text);
        let facts = store.facts(Scope::All, day("2025-11-12").only()).unwrap();
        assert_eq!((facts[0].stories, facts[0].bookmarks), (MANY, MANY));
        assert_whole(&mut store, MANY);
        // And that was all.
        drop(store);
        assert!(wreck.open().take_notices().is_empty());
        let mut left: Vec<_> = fs::read_dir(wreck.dir.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm"))
            .collect();
        left.sort();
        assert_eq!(left, ["dateline.damaged-1.db", "dateline.db"]);
    }
}

/// What another program took out of it is made anew; the rest is as it was.
#[test]
fn a_table_that_is_missing_costs_what_stood_in_it() {
    for (table, bookmarks) in [("tag", MANY), ("meta", MANY), ("coverage", MANY), ("bookmark", 0)] {
        let wreck = Wreck::new();
        let conn = Connection::open(wreck.path("dateline.db")).unwrap();
        conn.execute_batch(&format!("PRAGMA foreign_keys=OFF; DROP TABLE {table}")).unwrap();
        drop(conn);
        let mut store = wreck.open();
        assert!(said(&mut store).contains("300 stories were saved"), "{table}");
        assert_whole(&mut store, bookmarks);
    }
}

/// Neither waited for nor read without an end: a folder, a pipe, a device.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_refused_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("dateline.db");
    std::os::unix::fs::symlink("/dev/zero", &place).unwrap();
    assert_eq!(Store::open(dir.path()).err().unwrap().sentence, "dateline.db is not a Dateline store");
    fs::remove_file(&place).unwrap();
    fs::create_dir(&place).unwrap();
    assert_eq!(Store::open(dir.path()).err().unwrap().sentence, "dateline.db is not a Dateline store");
    fs::remove_dir(&place).unwrap();
    // Nor does a folder in the place of the index keep anybody from searching.
    fs::create_dir(dir.path().join("index.db")).unwrap();
    fs::create_dir(dir.path().join("dateline.mended.db")).unwrap();
    let store = Store::open(dir.path()).unwrap();
    assert!(super::Index::open(&store).unwrap().is_sound(&store));
    let rest = std::process::Command::new("mkfifo").arg(dir.path().join("pipe")).status();
    if rest.is_ok_and(|made| made.success()) {
        drop(store);
        fs::rename(dir.path().join("pipe"), &place).unwrap();
        assert_eq!(Store::open(dir.path()).err().unwrap().sentence, "dateline.db is not a Dateline store");
    }
}

#[test]
fn a_first_page_that_is_gone_costs_nothing() {
    for filling in [0, 0xff, 0x5a] {
        let wreck = Wreck::new();
        wreck.spoil(0, &[filling; 4096]);
        let mut store = wreck.open();
        assert!(said(&mut store).starts_with("the store was damaged; 300 bookmarks and 300 stories"));
        assert_whole(&mut store, MANY);
    }
}

#[test]
fn a_file_of_zeros_makes_room_for_a_new_store() {
    let wreck = Wreck::new();
    let length = fs::read(wreck.path("dateline.db")).unwrap().len();
    wreck.spoil(0, &vec![0; length]);
    let mut store = wreck.open();
    assert!(said(&mut store).starts_with("the store was damaged; 0 bookmarks and 0 stories"));
    assert_whole(&mut store, 0);
}

#[test]
fn a_page_that_is_overwritten_costs_only_what_stood_in_it() {
    for table in ["story", "text", "day_tally", "source", "story_doc", "bookmark_day", "coverage"] {
        let wreck = Wreck::new();
        wreck.spoil((wreck.root(table) - 1) * 4096, &[0x77; 4096]);
        let mut store = wreck.open();
        assert_ne!(store.check_all().unwrap_or_else(|fault| vec![fault.to_string()]), Vec::<String>::new());
        mend(&mut store);
        assert!(said(&mut store).contains("300 bookmarks"), "{table}");
        assert_whole(&mut store, MANY);
    }
    // The middle of the bookmarks themselves: those of one page are gone, the rest is there.
    let wreck = Wreck::new();
    let conn = Connection::open(wreck.path("dateline.db")).unwrap();
    let root = fs::read(wreck.path("dateline.db")).unwrap()[(wreck.root("bookmark") - 1) * 4096..].to_vec();
    assert_eq!(root[0], 5, "several pages");
    let cell = usize::from(u16::from_be_bytes([root[14], root[15]]));
    let leaf = u32::from_be_bytes([root[cell], root[cell + 1], root[cell + 2], root[cell + 3]]) as usize;
    drop(conn);
    wreck.spoil((leaf - 1) * 4096, &[0; 4096]);
    let mut store = wreck.open();
    mend(&mut store);
    let left = store.bookmarks().unwrap().len() as u32;
    assert!(left < MANY && left > MANY * 3 / 4, "{left} left");
    assert_whole(&mut store, left);
}

/// What stands in the index of a table stands in the table too.
#[test]
fn a_damaged_index_costs_no_kept_search() {
    for filling in [0, 0x77] {
        let wreck = Wreck::new();
        let mut store = wreck.open();
        for name in ["Grain", "Sea"] {
            store.save_search(&Text::line(name), Some(&Text::line("any")), now()).unwrap();
        }
        drop(store);
        wreck.spoil((wreck.root("sqlite_autoindex_saved_search_1") - 1) * 4096, &[filling; 4096]);
        let mut store = wreck.open();
        mend(&mut store);
        assert!(said(&mut store).contains("300 bookmarks"));
        let names: Vec<_> = store.saved_searches().unwrap().into_iter().map(|kept| kept.name).collect();
        assert_eq!(names, ["Grain", "Sea"]);
        assert_whole(&mut store, MANY);
    }
}

/// A program that ends in the middle leaves the old store, and the next one mends it.
#[test]
fn a_mending_that_is_broken_off_costs_nothing() {
    let wreck = Wreck::new();
    wreck.spoil((wreck.root("story") - 1) * 4096, &[0x77; 4096]);
    let store = wreck.open();
    std::mem::forget(store.mender().unwrap().save().unwrap());
    drop(store);
    let mut store = wreck.open();
    mend(&mut store);
    assert!(said(&mut store).contains("300 bookmarks"));
    // Another window had it too: its work is not done over the new store.
    let late = wreck.open();
    assert!(late.mender().unwrap().save().unwrap().is_none());
    assert_whole(&mut store, MANY);
}

#[test]
fn a_file_that_was_cut_off_keeps_what_is_left() {
    let wreck = Wreck::new();
    let whole = fs::read(wreck.path("dateline.db")).unwrap();
    for length in [whole.len() - 1, whole.len() * 3 / 4, whole.len() / 2, whole.len() / 4] {
        let cut = tempfile::tempdir().unwrap();
        fs::write(cut.path().join("dateline.db"), &whole[..length]).unwrap();
        let mut store = Store::open(cut.path()).unwrap();
        mend(&mut store);
        assert_eq!(store.check_all().unwrap(), Vec::<String>::new(), "{length} bytes");
        store.bookmark(&keep(1, "2025-11-12"), now()).unwrap();
    }
}

/// Other programs must not be let in between the halves of what is written: the locks of the process are its own as
/// long as the store is open.
#[cfg(target_os = "linux")]
#[test]
fn mending_beside_an_open_store_leaves_its_locks() {
    use std::io::{Seek, SeekFrom, Write};
    use std::os::unix::fs::MetadataExt;

    let wreck = Wreck::new();
    let store = wreck.open();
    let ending = format!(":{} ", fs::metadata(wreck.path("dateline.db")).unwrap().ino());
    // Of this process alone: `/proc/locks` leaves some out while others come and go.
    let locks = || {
        let open = fs::read_dir("/proc/self/fdinfo").unwrap().flatten();
        let told = open.filter_map(|file| fs::read_to_string(file.path()).ok()).collect::<String>();
        told.lines().filter(|line| line.starts_with("lock:") && format!("{line} ").contains(&ending)).count()
    };
    let mut file = fs::File::options().write(true).open(wreck.path("dateline.db")).unwrap();
    file.seek(SeekFrom::Start(0)).unwrap();
    file.write_all(&[0xa5; 100]).unwrap();
    let before = locks();
    assert!(before > 0);
    let mended = store.mender().unwrap().save().unwrap().unwrap();
    assert_eq!(locks(), before);
    let mut store = store;
    store.go_on_with(mended).unwrap();
    assert!(said(&mut store).contains("300 bookmarks"));
    drop(file);
}

#[test]
fn what_a_killed_mending_left_is_swept_away() {
    let wreck = Wreck::new();
    let mine = format!("dateline.draft-{}.db", std::process::id());
    let left = |name: &str, hours| {
        let left = fs::File::create(wreck.path(name)).unwrap();
        left.set_modified(std::time::SystemTime::now() - std::time::Duration::from_hours(hours)).unwrap();
    };
    left("dateline.draft-1.db", 25);
    left("dateline.graft-1.db-wal", 25);
    left(&mine, 0);
    // A number above the largest that Linux gives.
    left("dateline.draft-4194305.db", 0);
    drop(wreck.open());
    assert!(!wreck.path("dateline.draft-1.db").exists());
    assert!(!wreck.path("dateline.graft-1.db-wal").exists());
    assert!(wreck.path(&mine).exists(), "somebody may be at work on it");
    let has_processes = Path::new("/proc/self").exists();
    assert_eq!(wreck.path("dateline.draft-4194305.db").exists(), !has_processes, "nobody is");
}

#[test]
fn a_store_that_is_well_is_not_mended() {
    let wreck = Wreck::new();
    let mut store = wreck.open();
    mend(&mut store);
    assert!(store.take_notices().is_empty());
    assert!(!wreck.path("dateline.damaged-1.db").exists());
}

#[test]
fn where_nothing_can_be_kept_nothing_is_said_to_be() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("data"), "a file, not a folder").unwrap();
    let mut store = Store::open_or_go_without(&dir.path().join("data/deeper"), &mut |_| {}).unwrap();
    assert!(store.caution().unwrap().to_string().starts_with("nothing is kept: "));
    let id = store.sync_sources(&[source("a")], day("2025-11-01")).unwrap()[0].id;
    assert_eq!(store.put_items(id, &[story(1, "2025-11-12")], now()).unwrap().ids.len(), 1);
    assert_eq!(store.bookmark(&keep(1, "2025-11-12"), now()).unwrap_err().sentence, "nothing is kept");
    assert_eq!(store.another().unwrap().bookmarks().unwrap(), []);
}

/// While it is mended the same rows are read from a copy, nothing is said to be kept, and the file is as it was.
#[test]
fn a_store_that_cannot_be_opened_is_read_while_it_is_mended_beside() {
    for to in [100, 4096] {
        let wreck = Wreck::new();
        wreck.spoil(0, &vec![0xa5; to]);
        let damaged = fs::read(wreck.path("dateline.db")).unwrap();
        let AtOnce { mut store, rescue } = Store::open_at_once(wreck.dir.path()).unwrap();
        let words = "the store is damaged and is being mended: bookmarks and what you read wait for it; nothing else \
                     is kept until then";
        assert_eq!(store.caution().unwrap().to_string(), words);
        assert_eq!(store.bookmark(&keep(1, "2025-11-12"), now()).unwrap_err().to_string(), words);
        let mut seen = Vec::new();
        let said = rescue.unwrap().run(|mut copy| {
            let rows = copy.edition(Scope::All, day("2025-11-12").only()).unwrap().rows;
            assert!(copy.set_read(&[rows[0].id], true, now()).is_err());
            assert!(copy.stands_in() && copy.reads_only());
            assert_eq!(copy.caution().unwrap().to_string(), words);
            assert_eq!(fs::read(wreck.path("dateline.db")).unwrap(), damaged, "untouched");
            seen.push((rows.iter().map(|row| row.id).collect::<Vec<_>>(), copy.bookmarks().unwrap().len()));
        });
        assert!(said.unwrap().unwrap().sentence.starts_with("the store was damaged; 300 bookmarks"));
        let mut store = wreck.open();
        let rows = store.edition(Scope::All, day("2025-11-12").only()).unwrap().rows;
        let now_there = (rows.iter().map(|row| row.id).collect::<Vec<_>>(), store.bookmarks().unwrap().len());
        assert_eq!(seen.last(), Some(&now_there), "the same rows by the same numbers");
        assert_whole(&mut store, MANY);
        drop(store);
        let mut left: Vec<_> =
            fs::read_dir(wreck.dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["dateline.damaged-1.db", "dateline.db"]);
    }
}
