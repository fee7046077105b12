//! Stores that have lost pages: what stands in the others is saved.

use std::fs;

use super::{MANY, Wreck, assert_whole, mend, said};
use crate::news::Text;
use crate::store::fixture::{keep, now};
use crate::store::{Carried, Store};

/// The page that leads to all others of a table is lost, those are not: bookmarks with their notes and tags.
#[test]
fn bookmarks_below_a_lost_page_are_found_in_their_own() {
    let wreck = Wreck::new();
    let mut store = wreck.open();
    let known = |number| keep(number, "2025-11-12").address;
    store.set_tags(&known(250), &[Text::line("tea"), Text::line("to read")], now()).unwrap();
    store.set_note(&known(250), &Text::line("with milk"), now()).unwrap();
    store.unbookmark(&known(5), now()).unwrap();
    drop(store);
    wreck.spoil((wreck.root("bookmark") - 1) * 4096, &[0xa5; 4096]);
    let mut store = wreck.open();
    mend(&mut store);
    let words = said(&mut store);
    assert!(words.starts_with("the store was damaged; 300 bookmarks and 300 stories"), "{words}");
    // The one that was let go is so still.
    assert!(store.bookmark_of(&known(5)).unwrap().is_none());
    let kept = store.bookmark_of(&known(250)).unwrap().unwrap();
    assert!(kept.has_text && kept.note == "with milk" && kept.tags.len() == 2);
    assert_whole(&mut store, MANY - 1);
}

/// Of a store that was cut in half the bookmarks of its first half are saved.
#[test]
fn what_is_left_of_a_store_that_is_cut_in_half_is_saved() {
    const ALL: u32 = 4_000;
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::open(dir.path()).unwrap();
    let carried = |number| Carried { keep: keep(number, "2025-11-12"), since: now() };
    store.import_bookmarks(&(0..ALL).map(carried).collect::<Vec<_>>(), now()).unwrap();
    drop(store);
    let file = dir.path().join("dateline.db");
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    let mut store = Store::open(dir.path()).unwrap();
    mend(&mut store);
    let saved = store.bookmarks().unwrap().len();
    assert!(saved > ALL as usize / 3, "{saved}");
    assert!(said(&mut store).starts_with("the store was damaged; "));
}
