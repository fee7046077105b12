//! Stores of older schemas, and migrations that are cut.

use std::fs;
use std::path::Path;

use rusqlite::Connection;

use super::assert_whole;
use crate::store::fixture::{keep, now};
use crate::store::spot::Spot;
use crate::store::{Store, Swept, full, schema};

/// A store as an older Dateline left it, with a source, a story and a bookmark.
fn old_store(dir: &Path, version: i32) {
    let old = Connection::open(dir.join("dateline.db")).unwrap();
    schema::make_old(&old, version).unwrap();
    old.execute_batch(
        "INSERT INTO source (slug, title, added) VALUES ('a', 'A', 20000);
         INSERT INTO story (doc, source, day, unread, day_from, first_seen, title, deck)
         VALUES (20000 << 20, 1, 20000, 1, 0, 0, 'A story', '');
         INSERT INTO bookmark (key, address_hash, address, day, kept_at, changed_at, title, source_title, note)
         VALUES ('https://news.example/1', 1, 'https://news.example/1', 20000, 1, 1, 'A', 'B', 'mine');
         INSERT INTO tag VALUES (1, 'sea');",
    )
    .unwrap();
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file()) {
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

/// What stands on the disk between any two steps of a migration is what a program that was killed there leaves: the
/// next one finds the old store or the new one, whole, and brings it to its end.
#[test]
fn a_migration_that_is_cut_anywhere_is_old_or_new() {
    for version in 1..schema::VERSION {
        let (dir, cuts) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        old_store(dir.path(), version);
        let (from, to) = (dir.path().to_owned(), cuts.path().to_owned());
        let mut step = 0;
        schema::steps::watch(Some(Box::new(move || {
            step += 1;
            copy_folder(&from, &to.join(step.to_string()));
        })));
        drop(Store::open(dir.path()).unwrap());
        schema::steps::watch(None);
        let mut found = (0, 0);
        for cut in fs::read_dir(cuts.path()).unwrap().map(|entry| entry.unwrap().path()) {
            let conn = Connection::open(cut.join("dateline.db")).unwrap();
            let now = schema::identity(&conn).unwrap().1;
            let whole: String = conn.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
            assert_eq!(whole, "ok", "{}", cut.display());
            assert!(now == version || now == schema::VERSION, "{now} at {}", cut.display());
            drop(conn);
            if now == version {
                found.0 += 1;
            } else {
                found.1 += 1;
            }
            let copy = cut.join(format!("dateline.schema-{version}.db"));
            assert!(now == version || copy.exists(), "the copy is there before anything is changed");
            let mut store = Store::open(&cut).unwrap();
            assert!(copy.exists());
            let kept = store.bookmarks().unwrap();
            assert_eq!((kept[0].note.as_str(), kept[0].tags[0].as_str()), ("mine", "sea"));
            assert_eq!(store.sources().unwrap()[0].stories, 1);
            assert_whole(&mut store, 1);
        }
        assert!(found.0 > 10 && found.1 > 0, "{found:?}");
    }
}

#[test]
fn every_older_schema_is_brought_forward_and_copied_before() {
    for version in 1..schema::VERSION {
        let dir = tempfile::tempdir().unwrap();
        old_store(dir.path(), version);
        let store = Store::open(dir.path()).unwrap();
        let kept = store.bookmarks().unwrap();
        assert_eq!((kept[0].note.as_str(), kept[0].tags[0].as_str()), ("mine", "sea"));
        assert_eq!(store.check_all().unwrap(), Vec::<String>::new());
        drop(store);
        // The copy is a store of the older schema by itself, with all that a person made.
        let copy = dir.path().join(format!("dateline.schema-{version}.db"));
        let of_copy = Connection::open(&copy).unwrap();
        assert_eq!(schema::identity(&of_copy).unwrap(), (schema::APPLICATION_ID, version));
        drop(of_copy);
        let restored = tempfile::tempdir().unwrap();
        fs::rename(&copy, restored.path().join("dateline.db")).unwrap();
        let mut restored = Store::open(restored.path()).unwrap();
        assert_eq!(restored.bookmarks().unwrap(), kept);
        assert_eq!(restored.sources().unwrap()[0].stories, 0);
        assert_whole(&mut restored, 1);
    }
}

/// Where it can be neither copied nor written, it is read from a copy in memory, log and all, and stays as it is.
#[test]
fn an_older_store_that_cannot_be_written_is_read_from_memory() {
    for version in 1..=schema::VERSION {
        let dir = tempfile::tempdir().unwrap();
        old_store(dir.path(), version);
        let file = dir.path().join("dateline.db");
        let open = Connection::open(&file).unwrap();
        let note = "PRAGMA journal_mode=WAL; UPDATE bookmark SET note = 'in the log'";
        open.execute_batch(note).unwrap();
        let before = fs::read(&file).unwrap();
        let mut store = full::copied(&Spot::within(dir.path())).unwrap();
        assert_eq!(store.bookmarks().unwrap()[0].note.as_str(), "in the log", "{version}");
        assert_eq!(store.another_reader().unwrap().sources().unwrap()[0].stories, 1, "{version}");
        assert!(store.reads_only());
        assert_eq!(store.sweep().unwrap(), Swept::Done, "nothing is written into it, {version}");
        assert!(store.bookmark(&keep(1, "2025-11-12"), now()).is_err());
        assert_eq!(fs::read(&file).unwrap(), before, "{version}");
        assert!(!dir.path().join(format!("dateline.schema-{version}.db")).exists());
    }
}
