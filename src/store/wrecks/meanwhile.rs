//! What is done while a damaged store is mended, in this window and in others, is in the new one.

use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use super::{MANY, Wreck, assert_whole, mend, said};
use crate::news::{Fault, MuteRule, Scope, StoryId, Text};
use crate::store::fixture::{day, keep, now, story};
use crate::store::schema::steps;
use crate::store::turn::Turns;
use crate::store::{Anew, AtOnce, Index, Store, Swept};

impl Wreck {
    /// Another window, of another process as far as the store can tell, which does not wait.
    fn other_window(&self) -> Store {
        let mut window = self.open();
        window.turns = Turns::of(Path::new("/another/process"));
        window.conn.busy_timeout(Duration::ZERO).unwrap();
        window
    }

    /// Spoils the head in the file that others have open.
    fn spoil_open_head(&self) {
        use std::io::Write;

        let mut file = fs::File::options().write(true).open(self.path("dateline.db")).unwrap();
        file.write_all(&[0xa5; 100]).unwrap();
        // Never closed: the locks of this process would go.
        std::mem::forget(file);
    }

    fn note(&self, number: u32) -> String {
        let kept = self.open().bookmark_of(&keep(number, "2025-11-12").address).unwrap();
        kept.map(|kept| kept.note.to_string()).unwrap_or_default()
    }
}

fn set_note(store: &mut Store, number: u32) -> Result<(), Fault> {
    store.set_note(&keep(number, "2025-11-12").address, &Text::line("since"), now()).map(drop)
}

/// Whatever another window was told is kept, between any two steps of the exchange, is in the new store.
#[test]
fn another_window_loses_nothing_while_the_files_change_places() {
    let wreck = Wreck::new();
    wreck.spoil((wreck.root("coverage") - 1) * 4096, &[0x77; 4096]);
    let (mut store, mut other) = (wreck.open(), wreck.other_window());
    let mended = store.mender().unwrap().save().unwrap().unwrap();
    set_note(&mut other, 0).unwrap();
    let kept = Rc::new(RefCell::new(vec![0]));
    let (kept_there, mut step) = (Rc::clone(&kept), 0);
    steps::watch(Some(Box::new(move || {
        step += 1;
        match set_note(&mut other, step) {
            Ok(()) => kept_there.borrow_mut().push(step),
            Err(fault) => assert_eq!(fault.sentence, "another program holds the store"),
        }
        kept_there.borrow_mut().push(1000 + step);
    })));
    store.go_on_with(mended).unwrap();
    steps::watch(None);
    let (steps, kept): (Vec<u32>, Vec<u32>) = kept.take().into_iter().partition(|number| *number >= 1000);
    assert!(steps.len() > 1, "it was looked at between the steps");
    for number in kept {
        assert_eq!(wreck.note(number), "since", "{number}");
    }
    assert_whole(&mut store, MANY);
}

/// The head is spoiled while windows have the store open, which go on with what they have read of it.
#[test]
fn what_is_done_to_a_store_without_a_head_is_carried_over() {
    let wreck = Wreck::new();
    let mut store = wreck.open();
    wreck.spoil_open_head();
    let mended = store.mender().unwrap().save().unwrap().unwrap();
    set_note(&mut store, 5).unwrap();
    store.go_on_with(mended).unwrap();
    assert!(said(&mut store).contains("300 bookmarks"));
    assert_eq!(wreck.note(5), "since");
    assert_whole(&mut store, MANY);
}

/// Another program cannot even open it, and mends it out of a copy.
#[test]
fn what_is_done_to_a_store_that_another_program_mends_is_carried_over() {
    let wreck = Wreck::new();
    let mut other = wreck.other_window();
    set_note(&mut other, 1).unwrap();
    wreck.spoil_open_head();
    let AtOnce { rescue, .. } = Store::open_at_once(wreck.dir.path()).unwrap();
    let said = rescue.unwrap().run(|_| set_note(&mut other, 2).unwrap());
    assert!(said.unwrap().unwrap().sentence.contains("300 bookmarks"));
    assert_eq!((wreck.note(1), wreck.note(2)), ("since".to_owned(), "since".to_owned()));
    assert_whole(&mut wreck.open(), MANY);
}

/// The new store has another name: what was found in the old one and is lost is not looked for any more.
#[test]
fn an_index_that_is_open_is_another_one_afterwards() {
    let wreck = Wreck::new();
    wreck.spoil((wreck.root("coverage") - 1) * 4096, &[0x77; 4096]);
    let mut store = wreck.open();
    let index = Index::open(&store).unwrap();
    assert!(index.is_sound(&store));
    mend(&mut store);
    assert!(!index.is_sound(&store));
    assert!(Index::open(&store).unwrap().is_sound(&store));
}

/// While it is mended, bookmarks are made, let go and tagged, stories read and unread, sources left, others come.
#[test]
fn what_is_done_while_it_is_mended_is_in_the_new_store() {
    let wreck = Wreck::new();
    wreck.spoil((wreck.root("coverage") - 1) * 4096, &[0x77; 4096]);
    let mut store = wreck.open();
    store.put_meta("gone", "x").unwrap();
    let (first, more) = (StoryId(1), StoryId(2));
    store.set_read(&[more], true, now()).unwrap();
    let mended = store.mender().unwrap().save().unwrap().unwrap();
    store.set_note(&keep(1, "2025-11-12").address, &Text::line("since"), now()).unwrap();
    store.set_read(&[first], true, now()).unwrap();
    store.undo(now()).unwrap();
    store.set_read(&[first, StoryId(3)], true, now()).unwrap();
    store.set_read(&[more], false, now()).unwrap();
    let source = store.sources().unwrap()[0].id;
    store.put_items(source, &[story(MANY + 1, "2025-11-12")], now()).unwrap();
    store.save_search(&Text::line("Sea"), Some(&Text::line("sea")), now()).unwrap();
    store.conn.execute("DELETE FROM meta WHERE key = 'gone'", []).unwrap();
    let seen = |store: &Store| {
        let rows = store.edition(Scope::All, day("2025-11-12").only()).unwrap().rows;
        let unread: Vec<_> = rows.iter().map(|row| (row.id.0, row.unread)).collect();
        let labels: Vec<_> =
            store.changes(9).unwrap().into_iter().map(|act| (act.label, act.undone)).collect();
        let note = store.bookmark_of(&keep(1, "2025-11-12").address).unwrap().unwrap().note;
        (unread, labels, note, store.saved_searches().unwrap().len(), store.meta("gone").unwrap())
    };
    let before = seen(&store);
    assert_eq!((before.0.len(), before.2.as_str(), before.3), (MANY as usize + 1, "since", 1));
    store.go_on_with(mended).unwrap();
    assert_eq!(seen(&store), before);
    assert_eq!(store.sources().unwrap()[0].unread, MANY + 1 - 2);
    assert!(store.undo(now()).unwrap().is_some());
    assert_whole(&mut store, MANY);
    let names = fs::read_dir(wreck.dir.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(!names.into_iter().any(|name| name.to_string_lossy().contains("draft")), "nothing is left of it");
}

/// A mute rule that is made meanwhile hides the stories that were copied before it, and the index is another one.
#[test]
fn what_is_muted_while_it_is_mended_is_hidden_in_the_new_store() {
    let wreck = Wreck::new();
    wreck.spoil((wreck.root("coverage") - 1) * 4096, &[0x77; 4096]);
    let mut store = wreck.open();
    let name = store.meta("store").unwrap();
    let mended = store.mender().unwrap().save().unwrap().unwrap();
    store.sync_mutes(&[MuteRule { words: Text::line("\"story 7\""), ..MuteRule::default() }]).unwrap();
    while store.sweep().unwrap() != Swept::Done {}
    let shown = |store: &Store| store.edition(Scope::All, day("2025-11-12").only()).unwrap().rows.len();
    let before = shown(&store);
    assert!(before < MANY as usize);
    store.go_on_with(mended).unwrap();
    while store.sweep().unwrap() != Swept::Done {}
    assert_eq!(shown(&store), before);
    assert_ne!(store.meta("store").unwrap(), name);
}

/// Two windows have the same damaged store open, and both see it; the first has mended it.
#[test]
fn a_second_window_goes_on_with_the_store_that_the_first_has_mended() {
    for both_mend in [true, false] {
        let wreck = Wreck::new();
        wreck.spoil((wreck.root("coverage") - 1) * 4096, &[0x77; 4096]);
        let (mut first, mut second) = (wreck.open(), wreck.open());
        let late = second.mender().unwrap().save().unwrap().unwrap();
        mend(&mut first);
        second.conn.execute("UPDATE bookmark SET note = 'x' WHERE id = 1", []).unwrap();
        if both_mend {
            second.go_on_with(late).unwrap();
        } else {
            let fault = second.bookmark(&keep(MANY, "2025-11-12"), now()).unwrap_err();
            assert_eq!(fault.sentence, "the store was damaged, and another one has taken its place");
            assert!(!second.take_damage());
        }
        assert_eq!(second.take_notices()[0].anew, Anew::Rows);
        second.bookmark(&keep(MANY + 1, "2025-11-12"), now()).unwrap();
        assert_whole(&mut second, MANY + 1);
        assert_eq!(first.bookmarks().unwrap().len() as u32, MANY + 2);
        assert!(!wreck.path("dateline.replaced-1.db").exists(), "no half of a copy is left");
    }
}
