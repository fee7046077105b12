//! Searching: what a key in the search line costs, and what the calendar waits for.
//!
//! `cargo bench --bench search`, on 20,000 stories of its own, or as many as `DATELINE_STORIES` says. With
//! `DATELINE_STORE=DIR/data` the same on a store that the example `fill` has written, however large; its index is made
//! first, and the time for that printed. The benches of kept searches mark a few of its stories and take that back: give a
//! copy.

#![allow(clippy::expect_used)] // A bench that fails should stop where it stands.

use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use dateline::locale::Locale;
use dateline::news::{Address, Day, DayFrom, Decided, DocId, Item, Slug, Source, StoryId, Text};
use dateline::query::Query;
use dateline::store::{Index, NewStory, Store};
use divan::Bencher;
use jiff::Timestamp;

/// A store with its index, for all benches of a run.
struct Library {
    dir: PathBuf,
    _made: Option<tempfile::TempDir>,
    last: Day,
}

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
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
    feed(&mut store, &dir);
    let last = store.ends(dateline::news::Scope::All).expect("an answer").expect("stories").last;
    Library { dir, _made: made, last }
});

fn main() {
    divan::main();
}

fn fill(store: &mut Store) {
    let last = Day::new(2025, 11, 13).expect("a day");
    let source = Source::new(Slug::from_text("wire"), Text::line("The Wire"));
    let id = store.sync_sources(&[source], last.plus(-400)).expect("sources")[0].id;
    let things = ["the harbour wall", "the price of bread", "the night train", "the grain corridor"];
    let many =
        std::env::var("DATELINE_STORIES").ok().and_then(|many| many.parse().ok()).unwrap_or(20_000_i32);
    let stories: Vec<NewStory> = (0..many)
        .map(|n| {
            let thing = things[n as usize % things.len()];
            let word = if n % 10_000 == 0 { "eclipse" } else { "council" };
            NewStory {
                item: Item {
                    guid: n.to_string(),
                    address: Address::parse(&format!("https://wire.example/{n}")).ok(),
                    title: Text::line(&format!("The {word} of day {n} doubts {thing}")),
                    deck: Text::line(&format!("According to {n} people the harbour was closed.")),
                    ..Item::default()
                },
                decided: Decided { day: last.plus(-n / 50), from: DayFrom::Written, moment: None },
                text: None,
                sent: None,
            }
        })
        .collect();
    store.put_items(id, &stories, Timestamp::UNIX_EPOCH).expect("stored");
}

fn feed(store: &mut Store, dir: &std::path::Path) {
    let mut index = Index::open(store).expect("an index");
    let before = index.searched(store).expect("an answer");
    let started = Instant::now();
    while index.feed(store, Duration::from_millis(500)).expect("fed") {}
    let fed = started.elapsed();
    while index.tidy().expect("tidied") {}
    let known = index.searched(store).expect("an answer");
    drop(index);
    let bytes = std::fs::metadata(dir.join("index.db")).map_or(0, |meta| meta.len());
    println!(
        "{} headlines, {} texts in the index, {} MB; {} read in {:.1} s, put in order after {:.1} s",
        known.headlines,
        known.texts,
        bytes >> 20,
        known.headlines - before.headlines,
        fed.as_secs_f64(),
        started.elapsed().as_secs_f64()
    );
}

fn query(text: &str, typed: bool) -> Query {
    Query::parse(text, LIBRARY.last, Locale::default(), typed).expect("a query")
}

/// As the finder has them: beside a store that may only be read the index would be an empty one.
fn opened() -> (Store, Index) {
    let store = Store::open(&LIBRARY.dir).expect("a store");
    let index = Index::open(&store).expect("an index");
    assert!(index.searched(&store).expect("an answer").headlines > 0, "nothing is in the index");
    (store, index)
}

/// In one story of ten thousand; in one of ten; in all; two words of which one is in all.
const WORDS: [&str; 5] =
    ["eclipse", "harbour", "the", "the harbour -bread", "\"the harbour wall\" source:post"];

#[divan::bench(args = WORDS)]
fn first_page(bencher: Bencher, words: &str) {
    let ((store, index), query) = (opened(), query(words, false));
    bencher.bench_local(|| index.newest(&store, &query, None, 100).expect("an answer").len());
}

#[divan::bench(args = ["is:unread harbour", "is:bookmarked", "words:>100 eclipse"])]
fn first_page_of_what_the_store_knows(bencher: Bencher, words: &str) {
    let ((store, index), query) = (opened(), query(words, false));
    bencher.bench_local(|| index.newest(&store, &query, None, 100).expect("an answer").len());
}

#[divan::bench(args = ["eclipse", "harbour", "the"])]
fn best_first(bencher: Bencher, words: &str) {
    let ((store, index), query) = (opened(), query(words, false));
    bencher.bench_local(|| index.best(&store, &query, 100).expect("an answer").len());
}

#[divan::bench(args = WORDS)]
fn hits_per_day_of_a_month(bencher: Bencher, words: &str) {
    let ((store, index), query) = (opened(), query(words, false));
    let month = LIBRARY.last.plus(-100).month().range();
    bencher.bench_local(|| index.days(&store, &query, Some(month), &|| false).expect("an answer"));
}

#[divan::bench(args = WORDS)]
fn hits_per_day_of_all_days(bencher: Bencher, words: &str) {
    let ((store, index), query) = (opened(), query(words, false));
    bencher.bench_local(|| index.days(&store, &query, None, &|| false).expect("an answer"));
}

/// Each key of a word, with the list that follows it.
#[divan::bench(args = ["h", "ha", "har", "harb", "harbo", "harbou", "harbour", "harbour w", "harbour wall"])]
fn typing(bencher: Bencher, typed: &str) {
    let (store, index) = opened();
    bencher.bench_local(|| {
        let query = query(typed, true);
        index.newest(&store, &query, None, 100).expect("an answer").len()
    });
}

#[divan::bench]
fn the_page_of_a_day_years_ago(bencher: Bencher) {
    let ((store, index), query) = (opened(), query("harbour", false));
    let from = Some(DocId::last_of(LIBRARY.last.plus(-300)));
    bencher.bench_local(|| index.newest(&store, &query, from, 100).expect("an answer").len());
}

/// What a kept search costs that is new, or means another thing since midnight.
#[divan::bench(args = ["harbour", "the"])]
fn a_kept_search_counted_whole(bencher: Bencher, words: &str) {
    let (mut store, mut index) = opened();
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        keep(&mut store, &format!("{words} words:>{turn}"));
        tally(&mut store, &mut index);
    });
    let_go(&mut store, &mut index);
}

/// What it costs from then on: a hundred stories were read.
#[divan::bench(args = ["harbour", "the"])]
fn a_kept_search_after_a_hundred_stories(bencher: Bencher, words: &str) {
    let (mut store, mut index) = opened();
    keep(&mut store, words);
    tally(&mut store, &mut index);
    let hits = index.newest(&store, &query(words, false), None, 100).expect("an answer");
    let stories: Vec<StoryId> = hits.into_iter().map(|hit| hit.headline.id).collect();
    let mut read = false;
    bencher.bench_local(|| {
        read = !read;
        store.set_read(&stories, read, Timestamp::UNIX_EPOCH).expect("stored");
        tally(&mut store, &mut index);
    });
    let_go(&mut store, &mut index);
}

fn keep(store: &mut Store, words: &str) {
    let (name, query) = (Text::line("bench"), Text::line(words));
    store.save_search(&name, Some(&query), Timestamp::UNIX_EPOCH).expect("stored");
}

fn let_go(store: &mut Store, index: &mut Index) {
    store.save_search(&Text::line("bench"), None, Timestamp::UNIX_EPOCH).expect("stored");
    tally(store, index);
}

fn tally(store: &mut Store, index: &mut Index) {
    let reading = (LIBRARY.last, Locale::default());
    while index.tally(store, reading, Duration::from_millis(20)).expect("an answer") {}
}
