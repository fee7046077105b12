//! The store's calls at 100,000 stories, and what a reader's act costs while two threads fill.
//!
//! `cargo bench --bench store`. With `DATELINE_STORE=DIR/data` the same on a store that the example `fill`
//! has written, however large; the bench marks a few of its stories and adds some.

#![allow(clippy::expect_used)] // A bench that fails should stop where it stands.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{LazyLock, Mutex};
use std::time::{Duration, Instant};

use dateline::news::{
    Address, Day, DayFrom, Decided, Item, Scope, Slug, Source, SourceId, StoryId, Text, TextKind,
};
use dateline::store::{DaysWith, Keep, NewStory, Store};
use divan::Bencher;
use jiff::Timestamp;

/// A store with stories, for all benches of a run.
struct Filled {
    dir: PathBuf,
    _made: Option<tempfile::TempDir>,
    last: Day,
    source: SourceId,
}

static FILLED: LazyLock<Filled> = LazyLock::new(|| {
    let (dir, made) = if let Some(dir) = std::env::var_os("DATELINE_STORE") {
        (PathBuf::from(dir), None)
    } else {
        let made = tempfile::tempdir().expect("a folder");
        (made.path().to_owned(), Some(made))
    };
    let mut store = Store::open(&dir).expect("a store");
    if made.is_some() {
        fill(&mut store);
    }
    let last = store.ends(Scope::All).expect("an answer").expect("stories").last;
    let source = store.sources().expect("sources")[0].id;
    Filled { dir, _made: made, last, source }
});

static NUMBER: AtomicU32 = AtomicU32::new(0);

fn main() {
    act_beside_two_writers();
    divan::main();
}

fn fill(store: &mut Store) {
    let last = Day::new(2025, 11, 13).expect("a day");
    let sources: Vec<Source> = (0..60).map(source).collect();
    let rows = store.sync_sources(&sources, last.plus(-800)).expect("sources");
    let started = Instant::now();
    for offset in (0..800).rev() {
        for row in rows.iter().take(25) {
            store.put_items(row.id, &batch(5, last.plus(-offset)), Timestamp::UNIX_EPOCH).expect("stored");
        }
    }
    println!("100,000 stories in {:.1} s", started.elapsed().as_secs_f64());
}

fn source(number: u32) -> Source {
    Source::new(Slug::from_text(&format!("source {number}")), Text::line(&format!("Source {number}")))
}

/// Stories never seen before.
fn batch(count: u32, day: Day) -> Vec<NewStory> {
    let story = |_| {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let salt = std::process::id();
        let item = Item {
            guid: format!("{salt}-{number}"),
            address: Address::parse(&format!("https://news.example/{salt}/story-{number}")).ok(),
            title: Text::line(&format!("The council of Harbour explains its budget for the {number}th time")),
            deck: Text::line("Nobody knows yet whether the night train really returns before the winter."),
            ..Item::default()
        };
        NewStory {
            item,
            decided: Decided { day, from: DayFrom::Written, moment: None },
            text: None,
            sent: None,
        }
    };
    (0..count).map(story).collect()
}

/// A reader who keeps and marks while two threads store batches without a pause.
fn act_beside_two_writers() {
    let filled = &*FILLED;
    let done = AtomicBool::new(false);
    let longest = Mutex::new(Duration::ZERO);
    let mut user = Store::open(&filled.dir).expect("a store");
    let mut waits = Vec::new();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut store = Store::open(&filled.dir).expect("a store");
                while !done.load(Ordering::Relaxed) {
                    let stories = batch(300, filled.last);
                    let started = Instant::now();
                    store.put_items(filled.source, &stories, Timestamp::UNIX_EPOCH).expect("stored");
                    let mut longest = longest.lock().expect("no panic");
                    *longest = longest.max(started.elapsed());
                }
            });
        }
        for number in 0..400 {
            let keep = Keep {
                address: Address::parse(&format!("https://kept.example/{number}")).expect("an address"),
                story: None,
                title: Text::line("Kept"),
                day: filled.last,
                source_title: Text::default(),
                note: Text::default(),
                tags: vec![Text::line("bench")],
                typed: false,
            };
            let started = Instant::now();
            user.bookmark(&keep, Timestamp::UNIX_EPOCH).expect("kept");
            user.unbookmark(&keep.address, Timestamp::UNIX_EPOCH).expect("let go");
            waits.push(started.elapsed() / 2);
        }
        done.store(true, Ordering::Relaxed);
    });
    waits.sort();
    let at = |percent: usize| waits[(waits.len() - 1) * percent / 100].as_secs_f64() * 1000.0;
    println!(
        "a reader's act beside two writers: p50 {:.1} ms, p95 {:.1} ms, max {:.1} ms",
        at(50),
        at(95),
        at(100)
    );
}

#[divan::bench]
fn first_screen() -> usize {
    let filled = &*FILLED;
    let store = Store::open(&filled.dir).expect("a store");
    let sources = store.sources().expect("sources").len();
    let month = store.month(Scope::All, filled.last.month()).expect("a month").len();
    sources + month + store.edition(Scope::All, filled.last.plus(-3).only()).expect("a day").rows.len()
}

#[divan::bench]
fn month(bencher: Bencher) {
    let store = Store::open_reader(&FILLED.dir).expect("a store");
    bencher.bench_local(|| store.month(Scope::All, FILLED.last.month()).expect("a month"));
}

#[divan::bench]
fn month_of_a_source(bencher: Bencher) {
    let store = Store::open_reader(&FILLED.dir).expect("a store");
    let month = FILLED.last.plus(-90).month();
    bencher.bench_local(|| store.month(Scope::Source(FILLED.source), month).expect("a month"));
}

#[divan::bench]
fn year(bencher: Bencher) {
    let store = Store::open_reader(&FILLED.dir).expect("a store");
    let range = dateline::news::DayRange::between(FILLED.last.plus(-364), FILLED.last);
    bencher.bench_local(|| store.facts(Scope::All, range).expect("a year"));
}

#[divan::bench]
fn day_list(bencher: Bencher) {
    let store = Store::open_reader(&FILLED.dir).expect("a store");
    bencher.bench_local(|| store.edition(Scope::All, FILLED.last.plus(-90).only()).expect("a day"));
}

#[divan::bench]
fn next_unread_day(bencher: Bencher) {
    let store = Store::open_reader(&FILLED.dir).expect("a store");
    let from = FILLED.last.plus(-400);
    bencher.bench_local(|| store.next_day(Scope::All, from, true, DaysWith::Unread).expect("an answer"));
}

#[divan::bench]
fn next_unread_day_of_a_source(bencher: Bencher) {
    let store = Store::open_reader(&FILLED.dir).expect("a store");
    let scope = Scope::Source(FILLED.source);
    bencher.bench_local(|| store.next_day(scope, FILLED.last, false, DaysWith::Unread).expect("an answer"));
}

#[divan::bench]
fn one_text(bencher: Bencher) {
    let store = Store::open_reader(&FILLED.dir).expect("a store");
    let rows = store.edition(Scope::All, FILLED.last.plus(-90).only()).expect("a day").rows;
    let with_text = rows.iter().find(|row| row.has_text).map_or(StoryId(0), |row| row.id);
    bencher.bench_local(|| store.text(with_text, TextKind::Extracted).expect("an answer"));
}

#[divan::bench]
fn read_mark(bencher: Bencher) {
    let mut store = Store::open(&FILLED.dir).expect("a store");
    let rows = store.edition(Scope::All, FILLED.last.only()).expect("a day").rows;
    let first = [rows[0].id];
    let mut read = false;
    bencher.bench_local(|| {
        read = !read;
        store.set_read(&first, read, Timestamp::UNIX_EPOCH).expect("marked")
    });
}

/// The newest stories that are unread, at most so many.
fn unread(store: &Store, most: usize) -> Vec<StoryId> {
    let mut ids = Vec::new();
    for offset in 0..800 {
        let rows = store.edition(Scope::All, FILLED.last.plus(-offset).only()).expect("a day").rows;
        ids.extend(rows.iter().filter(|row| row.unread).map(|row| row.id));
        if ids.len() >= most {
            break;
        }
    }
    ids.truncate(most);
    ids
}

/// Ten thousand stories marked read by one key, taken back by another.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn undo_of_ten_thousand_rows(bencher: Bencher) {
    let ids = unread(&Store::open(&FILLED.dir).expect("a store"), 10_000);
    let marked = || {
        let mut store = Store::open(&FILLED.dir).expect("a store");
        store.set_read(&ids, true, Timestamp::UNIX_EPOCH).expect("marked");
        store
    };
    bencher.with_inputs(marked).bench_local_refs(|store| {
        store.undo(Timestamp::UNIX_EPOCH).expect("an answer").expect("undone").label.len()
    });
}

#[divan::bench(sample_count = 20)]
fn a_thousand_new_stories(bencher: Bencher) {
    let mut store = Store::open(&FILLED.dir).expect("a store");
    bencher.with_inputs(|| batch(1000, FILLED.last.plus(-7))).bench_local_refs(|stories| {
        store.put_items(FILLED.source, stories, Timestamp::UNIX_EPOCH).expect("stored")
    });
}
