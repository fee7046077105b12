//! A store that is taken away or replaced while it is open.

use std::fs;

use rusqlite::Connection;

use super::{MANY, Wreck, assert_whole, mend, said};
use crate::store::fixture::{keep, now};
use crate::store::{Anew, Store};

#[test]
fn a_store_that_is_taken_away_is_put_back_with_all_that_was_kept() {
    for whole_folder in [false, true] {
        let dir = tempfile::tempdir().unwrap();
        let data = dir.path().join("data");
        let mut store = Store::open(&data).unwrap();
        let mut reader = store.another_reader().unwrap();
        store.bookmark(&keep(1, "2025-11-12"), now()).unwrap();
        if whole_folder {
            fs::remove_dir_all(&data).unwrap();
        } else {
            fs::remove_file(data.join("dateline.db")).unwrap();
        }
        store.bookmark(&keep(2, "2025-11-12"), now()).unwrap();
        assert_eq!(
            said(&mut store),
            "dateline.db was taken away while it was open: it has been put back with all that was in it"
        );
        store.bookmark(&keep(3, "2025-11-12"), now()).unwrap();
        reader.follow();
        assert_eq!(reader.bookmarks().unwrap().len(), 3);
        drop((store, reader));
        let mut found = Store::open(&data).unwrap();
        assert_whole(&mut found, 3);
    }
}

#[test]
fn what_cannot_be_put_back_is_not_said_to_be_kept() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let mut store = Store::open(&data).unwrap();
    fs::remove_dir_all(&data).unwrap();
    // A file stands where the folder was.
    fs::write(&data, "").unwrap();
    let fault = store.bookmark(&keep(1, "2025-11-12"), now()).unwrap_err();
    assert_eq!(fault.sentence, "dateline.db was taken away and cannot be put back");
    fs::remove_file(&data).unwrap();
    store.bookmark(&keep(2, "2025-11-12"), now()).unwrap();
    assert!(!Store::open(&data).unwrap().bookmarks().unwrap().is_empty());
}

#[test]
fn another_store_in_its_place_takes_over_what_was_kept() {
    let (dir, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut store = Store::open(dir.path()).unwrap();
    let mut reader = store.another().unwrap();
    store.bookmark(&keep(1, "2025-11-12"), now()).unwrap();
    Store::open(elsewhere.path()).unwrap().bookmark(&keep(2, "2025-11-12"), now()).unwrap();
    for name in ["dateline.db-wal", "dateline.db-shm"] {
        let _ = fs::remove_file(dir.path().join(name));
    }
    fs::rename(elsewhere.path().join("dateline.db"), dir.path().join("dateline.db")).unwrap();
    let fault = store.bookmark(&keep(3, "2025-11-12"), now()).unwrap_err();
    assert_eq!(fault.sentence, "dateline.db was replaced by another file while it was open");
    assert!(
        fault.hint.unwrap().contains("1 bookmark was carried over") || store.bookmarks().unwrap().len() == 2
    );
    assert_eq!(store.take_notices()[0].anew, Anew::Rows);
    store.bookmark(&keep(3, "2025-11-12"), now()).unwrap();
    reader.follow();
    assert_eq!(reader.bookmarks().unwrap().len(), 3);
    assert!(dir.path().join("dateline.replaced-1.db").exists(), "the old one is whole beside it");
}

/// However often it is tried, one copy of the old one is left; the other is mended, and has what was kept then.
#[test]
fn a_damaged_store_in_its_place_is_mended_and_takes_over_what_was_kept() {
    let (dir, wreck) = (tempfile::tempdir().unwrap(), Wreck::new());
    let mut store = Store::open(dir.path()).unwrap();
    store.bookmark(&keep(MANY + 1, "2025-11-12"), now()).unwrap();
    wreck.spoil((wreck.root("sqlite_autoindex_bookmark_1") - 1) * 4096, &[0x77; 4096]);
    for name in ["dateline.db-wal", "dateline.db-shm"] {
        let _ = fs::remove_file(dir.path().join(name));
    }
    fs::rename(wreck.path("dateline.db"), dir.path().join("dateline.db")).unwrap();
    for _again in 0..3 {
        let fault = store.bookmark(&keep(MANY + 2, "2025-11-12"), now()).unwrap_err();
        assert_eq!(
            fault.to_string(),
            "dateline.db was replaced by another file, which is damaged: it is being mended, do it again in a \
             moment; all of the old one is in dateline.replaced-1.db"
        );
        assert!(store.take_damage());
    }
    assert!(!dir.path().join("dateline.replaced-2.db").exists(), "one copy is enough");
    mend(&mut store);
    let said: Vec<_> = store.take_notices().into_iter().map(|notice| (notice.fault, notice.anew)).collect();
    assert!(said[0].0.sentence.starts_with("the store was damaged; 300 bookmarks"), "{said:?}");
    assert_eq!(said[1].1, Anew::Rows, "{said:?}");
    assert!(store.bookmark_of(&keep(MANY + 1, "2025-11-12").address).unwrap().is_some());
    assert_whole(&mut store, MANY + 1);
    assert!(!dir.path().join("dateline.replaced-2.db").exists(), "one copy is enough");
}

#[test]
fn a_file_in_its_place_that_is_no_store_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::open(dir.path()).unwrap();
    store.bookmark(&keep(1, "2025-11-12"), now()).unwrap();
    fs::write(dir.path().join("letter"), "Dear diary,").unwrap();
    fs::rename(dir.path().join("letter"), dir.path().join("dateline.db")).unwrap();
    for _again in 0..2 {
        let fault = store.bookmark(&keep(2, "2025-11-12"), now()).unwrap_err();
        assert_eq!(fault.sentence, "dateline.db was replaced by another file while it was open");
    }
    assert_eq!(fs::read_to_string(dir.path().join("dateline.db")).unwrap(), "Dear diary,");
    assert!(!dir.path().join("dateline.replaced-2.db").exists(), "one copy is enough");
    let old = Connection::open(dir.path().join("dateline.replaced-1.db")).unwrap();
    let kept: i64 = old.query_row("SELECT count(*) FROM bookmark", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 1);
}
