//! Logs that were cut, spoilt, or left without their store: nothing that was kept in them is lost.

use std::fs;

use super::{Wreck, said};
use crate::store::Store;
use crate::store::fixture::{keep, now};

/// A log that was cut anywhere holds a beginning of what was done, and never half of an act.
#[test]
fn a_log_that_was_cut_holds_a_beginning() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::open(dir.path()).unwrap();
    for number in 0..40 {
        store.bookmark(&keep(number, "2025-11-12"), now()).unwrap();
    }
    let file = fs::read(dir.path().join("dateline.db")).unwrap();
    let log = fs::read(dir.path().join("dateline.db-wal")).unwrap();
    // 32 bytes of head, then frames of 24 and 4096: in the head, between frames, in a frame's head and its page.
    let frames = (log.len() - 32) / 4120;
    let at_frames = (0..frames).step_by(7).flat_map(|frame| {
        let start = 32 + frame * 4120;
        [start, start + 1, start + 24, start + 2000, start + 4119]
    });
    let mut before = 0;
    for length in [0, 1, 31].into_iter().chain(at_frames).chain([log.len()]) {
        let cut = tempfile::tempdir().unwrap();
        fs::write(cut.path().join("dateline.db"), &file).unwrap();
        fs::write(cut.path().join("dateline.db-wal"), &log[..length]).unwrap();
        let found = Store::open(cut.path()).unwrap();
        assert_eq!(found.check_all().unwrap(), Vec::<String>::new());
        let kept = found.bookmarks().unwrap().len();
        assert!(kept >= before, "{kept} after {before}");
        before = kept;
        let mut numbers: Vec<_> =
            found.bookmarks().unwrap().iter().map(|kept| kept.address.as_str().to_owned()).collect();
        numbers.sort_by_key(|address| address.rsplit('/').next().unwrap().parse::<u32>().unwrap());
        let expected: Vec<_> = (0..kept).map(|number| format!("https://news.example/{number}")).collect();
        assert_eq!(numbers, expected, "the first ones, whole");
    }
    assert_eq!(before, 40);
    // A log of noise, and an index of it that is noise, are no log.
    let noise: Vec<u8> = (0..50_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let spoilt = tempfile::tempdir().unwrap();
    fs::write(spoilt.path().join("dateline.db"), &file).unwrap();
    fs::write(spoilt.path().join("dateline.db-wal"), &noise).unwrap();
    fs::write(spoilt.path().join("dateline.db-shm"), &noise[..32768]).unwrap();
    assert_eq!(Store::open(spoilt.path()).unwrap().check_all().unwrap(), Vec::<String>::new());
}

/// What was kept last may be in the log alone: it is not removed where the store beside it is missing.
#[test]
fn a_log_without_its_store_is_set_aside() {
    let wreck = Wreck::new();
    let mut store = wreck.open();
    store.bookmark(&keep(9999, "2025-11-12"), now()).unwrap();
    let (whole, log) =
        (fs::read(wreck.path("dateline.db")).unwrap(), fs::read(wreck.path("dateline.db-wal")).unwrap());
    drop(store);
    for number in 1..3 {
        let _ = fs::remove_file(wreck.path("dateline.db"));
        fs::write(wreck.path("dateline.db-wal"), &log).unwrap();
        let mut store = wreck.open();
        let words = said(&mut store);
        assert!(
            words.starts_with("dateline.db is missing and its log, dateline.db-wal, is there"),
            "{words}"
        );
        let name = format!("dateline.alone-{number}.db-wal");
        assert!(words.contains(&name), "{words}");
        assert_eq!(fs::read(wreck.path(&name)).unwrap(), log, "untouched");
        assert_eq!(store.bookmarks().unwrap().len(), 0);
    }
    // Put back together, they are what they were; an empty log is nothing to speak of.
    for ending in ["db", "db-wal", "db-shm"] {
        let _ = fs::remove_file(wreck.path(&format!("dateline.{ending}")));
    }
    fs::write(wreck.path("dateline.db"), whole).unwrap();
    fs::write(wreck.path("dateline.db-wal"), &log).unwrap();
    let store = wreck.open();
    assert!(store.bookmark_of(&keep(9999, "2025-11-12").address).unwrap().is_some());
    drop(store);
    let empty = Wreck { dir: tempfile::tempdir().unwrap() };
    fs::write(empty.path("dateline.db-wal"), "").unwrap();
    assert!(empty.open().take_notices().is_empty());
}
