use std::time::Duration;

use super::*;
use crate::locale::Locale;
use crate::news::{
    Address, Article, Block, Day, DayRange, DocId, Document, Order, Role, Span, Text, TextKind,
};
use crate::query::Query;
use crate::store::fixture::{article, day, keep, now, source, story, two_sources};
use crate::store::{NewStory, Store};

fn told(number: u32, on: &str, title: &str) -> NewStory {
    let mut story = story(number, on);
    story.item.title = Text::line(title);
    story
}

fn text(words: &str) -> Article {
    let spans = vec![Span::plain(Text::piece(words))];
    let blocks = vec![Block::Paragraph { role: Role::Body, spans }];
    Article { document: Document { blocks, links: Vec::new() }, ..article(900) }
}

fn query(text: &str) -> Query {
    Query::parse(text, day("2025-11-13"), Locale::default(), false).unwrap()
}

fn fed(store: &mut Store) -> Index {
    let mut index = Index::open(store).unwrap();
    feed(&mut index, store);
    index
}

fn feed(index: &mut Index, store: &mut Store) {
    while index.feed(store, Duration::from_millis(20)).unwrap() {}
}

fn titles(index: &Index, store: &Store, text: &str) -> Vec<String> {
    let hits = index.newest(store, &query(text), None, 50).unwrap();
    hits.into_iter().map(|hit| hit.headline.title.to_string()).collect()
}

/// Five stories of two sources on three days, one with a text, one kept with a tag and a note, one read.
fn library() -> Store {
    let (mut store, a, b) = two_sources();
    let mut russian = told(3, "2025-11-12", "Зерновой коридор снова открыт");
    russian.item.lang = Some(Text::line("ru"));
    let mut signed = told(2, "2025-11-12", "Rivers rise");
    signed.item.author = Some(Text::line("Aisultan Kairat"));
    signed.item.section = Some(Text::line("World"));
    let of_a = [told(1, "2025-11-11", "Grain corridor talks resume"), signed, russian];
    let ids = store.put_items(a, &of_a, now()).unwrap().ids;
    let of_b = [told(4, "2025-11-13", "首脳会談の舞台裏"), told(5, "2025-11-13", "Élysée opens its doors")];
    let of_b = store.put_items(b, &of_b, now()).unwrap().ids;
    let words = "It rained. The ferry waited for the grain. Nobody hurried.";
    store.put_text(ids[1], &text(words), now()).unwrap();
    // Another one is known by what its feed carried only.
    let carried = Article { kind: TextKind::Feed, words: 300, ..text("The palace is open.") };
    store.put_text(of_b[1], &carried, now()).unwrap();
    store.set_read(&ids[..1], true, now()).unwrap();
    let mut kept = keep(5, "2025-11-13");
    (kept.tags, kept.note) = (vec![Text::line("Paris trips")], Text::line("for Monday"));
    store.bookmark(&kept, now()).unwrap();
    store
}

/// One day's stories, of which each came before the ones that are older.
fn of_one_day(numbers: &[u32]) -> Store {
    let (mut store, source, _) = two_sources();
    for number in numbers {
        let one = [told(*number, "2025-11-12", &format!("Grain {number}"))];
        store.put_items(source, &one, now()).unwrap();
    }
    store
}

#[test]
fn hits_of_a_day_stand_in_the_order_of_their_times_also_over_the_edge_of_a_page() {
    let mut store = of_one_day(&[30, 10, 50, 20, 40]);
    let index = fed(&mut store);
    let newest = ["Grain 50", "Grain 40", "Grain 30", "Grain 20", "Grain 10"];
    assert_eq!(titles(&index, &store, "grain"), newest);
    let first = index.first(&store, &query("grain"), 2).unwrap();
    assert_eq!(first.iter().map(|hit| hit.headline.title.as_str()).collect::<Vec<_>>(), newest[..2]);
    // A page ends with its day, and nothing is left for the next one.
    let page = index.newest(&store, &query("grain"), None, 2).unwrap();
    assert_eq!(page.len(), 5);
    let next = page.iter().map(|hit| hit.doc).min().map(DocId::before);
    assert!(index.newest(&store, &query("grain"), next, 2).unwrap().is_empty());
}

#[test]
fn the_language_finds_what_it_says() {
    let mut store = library();
    let index = fed(&mut store);
    for (text, expected) in [
        ("grain", &["Rivers rise", "Grain corridor talks resume"][..]),
        ("title:grain", &["Grain corridor talks resume"]),
        ("grain -ferry", &["Grain corridor talks resume"]),
        ("\"grain corridor\"", &["Grain corridor talks resume"]),
        ("\"corridor grain\"", &[]),
        ("elysee", &["Élysée opens its doors"]),
        ("коридор", &["Зерновой коридор снова открыт"]),
        ("会談", &["首脳会談の舞台裏"]),
        ("裏", &["首脳会談の舞台裏"]),
        ("談の舞", &["首脳会談の舞台裏"]),
        ("corr*", &["Grain corridor talks resume"]),
        ("author:kairat", &["Rivers rise"]),
        ("section:world", &["Rivers rise"]),
        ("world", &[]),
        ("lang:ru", &["Зерновой коридор снова открыт"]),
        ("source:b doors", &["Élysée opens its doors"]),
        ("source:nobody or elysee", &["Élysée opens its doors"]),
        ("is:read", &["Grain corridor talks resume"]),
        ("is:read grain", &["Grain corridor talks resume"]),
        ("is:unread grain", &["Rivers rise"]),
        ("is:bookmarked", &["Élysée opens its doors"]),
        ("tag:paris-trips", &["Élysée opens its doors"]),
        ("has:note", &["Élysée opens its doors"]),
        ("has:text", &["Élysée opens its doors", "Rivers rise"]),
        ("words:>800", &["Rivers rise"]),
        ("words:>900", &[]),
        ("words:300", &["Élysée opens its doors"]),
        ("date:2025-11-11", &["Grain corridor talks resume"]),
        ("grain date:2025-11-12..", &["Rivers rise"]),
        ("date:2025-11-11 or is:bookmarked", &["Élysée opens its doors", "Grain corridor talks resume"]),
        ("not (date:2025-11-12 or source:b)", &["Grain corridor talks resume"]),
        ("not grain source:a", &["Зерновой коридор снова открыт"]),
        ("-is:unread -is:bookmarked", &["Grain corridor talks resume"]),
    ] {
        let mut found = titles(&index, &store, text);
        // Within a day the order is that in which stories were told.
        found.sort_by_key(|title| expected.iter().position(|wanted| wanted == title));
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn stories_that_are_taken_in_together_make_one_piece_of_the_index() {
    let (mut store, a, _) = two_sources();
    for (round, kept) in [false, true].into_iter().enumerate() {
        let word = Text::line("story");
        store.save_search(&word, kept.then_some(&word), now()).unwrap();
        let first = 200 * round as u32;
        let stories: Vec<_> = (first..first + 200).map(|number| story(number, "2025-11-12")).collect();
        store.put_items(a, &stories, now()).unwrap();
        let index = fed(&mut store);
        let pieces =
            index.conn.query_row("SELECT count(DISTINCT segid) FROM words_idx", [], |row| row.get(0));
        assert_eq!(pieces, Ok(1 + round as i64), "as many as were taken in at once");
    }
}

#[test]
fn a_page_that_nobody_waits_for_any_more_is_left() {
    let mut store = library();
    let index = fed(&mut store);
    let looks = std::cell::Cell::new(0);
    let page = |most_looks: u32| {
        looks.set(0);
        let stop = || looks.replace(looks.get() + 1) >= most_looks;
        index.page(&store, &query("grain"), Order::Newest, None, 9, &stop).unwrap().map(|hits| hits.len())
    };
    assert_eq!(page(u32::MAX), Some(2));
    let all = looks.get();
    assert!((0..all).all(|most| page(most).is_none()), "whenever it is left, no part of it is an answer");
}

#[test]
fn hits_come_with_their_sentence_their_days_and_what_was_searched() {
    let mut store = library();
    let index = fed(&mut store);
    let hits = index.newest(&store, &query("grain"), None, 1).unwrap();
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].snippet.as_ref().unwrap(), &"The ferry waited for the grain.");
    let next = index.newest(&store, &query("grain"), Some(hits[0].doc.before()), 9).unwrap();
    assert_eq!(next.len(), 1);
    assert_eq!((next[0].headline.day, &next[0].snippet), (day("2025-11-11"), &None));

    let days = index.days(&store, &query("grain"), None, &|| false).unwrap().unwrap();
    assert_eq!(days.into_iter().collect::<Vec<_>>(), [(day("2025-11-11"), 1), (day("2025-11-12"), 1)]);
    let one = DayRange::between(day("2025-11-12"), day("2025-11-30"));
    let days = index.days(&store, &query("is:unread or grain"), Some(one), &|| false).unwrap().unwrap();
    assert_eq!(days.into_iter().collect::<Vec<_>>(), [(day("2025-11-12"), 2), (day("2025-11-13"), 2)]);
    assert_eq!(index.days(&store, &query("grain"), None, &|| true).unwrap(), None);

    let searched = index.searched(&store).unwrap();
    assert_eq!((searched.texts, searched.headlines, searched.left), (2, 5, 0));
    let best = index.best(&store, &query("grain"), 9).unwrap();
    assert_eq!(best[0].headline.title.as_str(), "Grain corridor talks resume");
    let best = index.best(&store, &query("grain is:unread"), 9).unwrap();
    assert_eq!(best.len(), 1);
}

#[test]
fn what_changes_is_found_anew_and_what_goes_is_not() {
    let mut store = library();
    let mut index = fed(&mut store);
    let id = index.newest(&store, &query("ferry"), None, 1).unwrap()[0].headline.id;
    store.put_text(id, &text("The bridge stands."), now()).unwrap();
    let mut moved = crate::store::fixture::listed(1, "2025-11-09");
    moved.item.title = Text::line("Grain corridor closed");
    store.put_items(store.sources().unwrap()[0].id, &[moved], now()).unwrap();
    assert_eq!(index.searched(&store).unwrap().left, 4);
    feed(&mut index, &mut store);
    assert!(titles(&index, &store, "ferry").is_empty());
    assert_eq!(titles(&index, &store, "bridge"), ["Rivers rise"]);
    assert_eq!(titles(&index, &store, "date:2025-11-09 closed"), ["Grain corridor closed"]);
    assert!(titles(&index, &store, "talks").is_empty());
    let searched = index.searched(&store).unwrap();
    assert_eq!((searched.texts, searched.headlines, searched.left), (2, 5, 0));
    while index.tidy().unwrap() {}
    assert_eq!(titles(&index, &store, "bridge"), ["Rivers rise"]);
    // A source that is left takes its stories out of what is found, but for what is kept.
    assert_eq!(titles(&index, &store, "date:2025-11-13").len(), 2);
    store.sync_sources(&[source("a")], day("2025-11-13")).unwrap();
    assert_eq!(titles(&index, &store, "date:2025-11-13"), ["Élysée opens its doors"]);
    store.unbookmark(&keep(5, "2025-11-13").address, now()).unwrap();
    assert!(titles(&index, &store, "elysee").is_empty());
}

#[test]
fn a_bookmark_without_a_story_is_found() {
    let mut store = library();
    let mut kept = keep(77, "2025-11-10");
    kept.address = Address::parse("https://else.example/lighthouse").unwrap();
    kept.title = Text::line("The last lighthouse");
    kept.tags = vec![Text::line("sea")];
    store.bookmark(&kept, now()).unwrap();
    store.keep_text(&kept.address, &text("A keeper climbs the stairs."), now()).unwrap();
    let mut index = fed(&mut store);
    for text in ["lighthouse", "keeper", "tag:sea", "is:bookmarked date:2025-11-10"] {
        let hits = index.newest(&store, &query(text), None, 9).unwrap();
        assert_eq!(hits.len(), 1, "{text}");
        assert_eq!(hits[0].headline.address.as_ref(), Some(&kept.address));
        assert!(hits[0].headline.id.0 < 0);
    }
    store.unbookmark(&kept.address, now()).unwrap();
    feed(&mut index, &mut store);
    assert!(titles(&index, &store, "lighthouse").is_empty());
}

fn on_disk() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::open(dir.path()).unwrap();
    let a = store.sync_sources(&[source("a")], day("2025-11-01")).unwrap()[0].id;
    let stories: Vec<_> = (0..700).map(|n| told(n, "2025-11-12", &format!("Grain number {n}"))).collect();
    store.put_items(a, &stories, now()).unwrap();
    (dir, store)
}

#[test]
fn an_index_that_is_deleted_or_damaged_comes_back() {
    let (dir, mut store) = on_disk();
    let file = dir.path().join("index.db");
    let index = fed(&mut store);
    assert_eq!(titles(&index, &store, "grain 77").len(), 1);
    std::fs::remove_file(&file).unwrap();
    assert!(!index.is_sound(&store));
    drop(index);
    let index = fed(&mut store);
    assert_eq!(index.searched(&store).unwrap().headlines, 700);
    drop(index);

    std::fs::write(&file, b"no database at all, and long enough to be looked at as one").unwrap();
    let index = fed(&mut store);
    assert_eq!(titles(&index, &store, "grain 77").len(), 1);
    assert!(dir.path().join("index.db.damaged").exists());
    drop(index);

    // Damaged in the middle: noticed when it is read, and given up then.
    let mut bytes = std::fs::read(&file).unwrap();
    for page in bytes.chunks_mut(4096).skip(1) {
        page.fill(0x5a);
    }
    for ending in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(dir.path().join(format!("index.db{ending}")));
    }
    std::fs::write(&file, bytes).unwrap();
    // What shows at once is mended by opening; what shows later makes the index unsound.
    let broken = Index::open(&store).unwrap();
    if broken.newest(&store, &query("grain"), None, 5).is_err() {
        assert!(!broken.is_sound(&store));
        broken.give_up();
    }
    let index = fed(&mut store);
    assert_eq!(index.newest(&store, &query("grain"), None, 999).unwrap().len(), 700);
}

#[test]
fn an_index_of_another_store_or_version_is_made_anew() {
    let (dir, mut store) = on_disk();
    drop(fed(&mut store));
    let file = dir.path().join("index.db");
    for change in ["PRAGMA user_version = 99", "UPDATE state SET value = 'other' WHERE key = 'store'"] {
        Connection::open(&file).unwrap().execute_batch(change).unwrap();
        let index = fed(&mut store);
        assert_eq!(index.searched(&store).unwrap().headlines, 700, "{change}");
    }
}

#[test]
fn a_change_made_while_the_index_is_fed_is_not_lost() {
    let (_dir, mut store) = on_disk();
    let mut index = Index::open(&store).unwrap();
    let mut other = store.another().unwrap();
    let a = store.sources().unwrap()[0].id;
    let mut number = 1000;
    while index.feed(&mut store, Duration::ZERO).unwrap() {
        number += 1;
        if number < 1010 {
            other.put_items(a, &[told(number, "2025-11-12", "A late story")], now()).unwrap();
        }
    }
    let late = index.newest(&store, &query("late"), None, 99).unwrap().len();
    assert_eq!(late, (number.min(1009) - 1000) as usize);
}

#[test]
fn no_day_is_left_out_by_windows() {
    let (mut store, a, _) = two_sources();
    let first: Day = day("2023-01-01");
    let stories: Vec<_> =
        (0..40).map(|n| told(n, &first.plus(n as i32 * 23).to_string(), "Tide table")).collect();
    store.put_items(a, &stories, now()).unwrap();
    let index = fed(&mut store);
    let found = index.newest(&store, &query("tide -is:bookmarked"), None, 99).unwrap();
    assert_eq!(found.len(), 40);
    assert!(found.windows(2).all(|pair| pair[0].doc > pair[1].doc));
}

#[test]
fn words_of_notes_and_tags_are_found_with_what_they_belong_to() {
    let mut store = library();
    let mut index = fed(&mut store);
    let elysee = vec!["Élysée opens its doors".to_owned()];
    for text in ["is:bookmarked monday", "monday", "trips", "is:bookmarked paris doors"] {
        assert_eq!(titles(&index, &store, text), elysee, "{text}");
    }
    assert_eq!(titles(&index, &store, "title:monday"), [""; 0]);
    // It is said that the words stand there, and not in the story.
    for (text, shown) in
        [("monday", "note: for Monday"), ("trips", "#\"Paris trips\""), ("paris monday", "note: for Monday")]
    {
        let hits = index.newest(&store, &query(text), None, 9).unwrap();
        assert_eq!(hits[0].snippet.as_ref().map(Text::as_str), Some(shown), "{text}");
    }
    let address = keep(5, "2025-11-13").address;
    store.set_note(&address, &Text::line("for Friday"), now()).unwrap();
    store.set_tags(&address, &[Text::line("rail")], now()).unwrap();
    feed(&mut index, &mut store);
    assert_eq!(titles(&index, &store, "friday rail"), elysee);
    assert_eq!(titles(&index, &store, "monday or paris"), [""; 0]);
    // Undone, the old words are back; taken away, none is left.
    store.undo(now()).unwrap();
    store.undo(now()).unwrap();
    feed(&mut index, &mut store);
    assert_eq!(titles(&index, &store, "monday trips"), elysee);
    store.unbookmark(&address, now()).unwrap();
    feed(&mut index, &mut store);
    assert_eq!(titles(&index, &store, "monday or trips"), [""; 0]);
}

#[test]
fn a_story_that_two_sources_tell_is_one_hit_wherever_it_is_counted() {
    let (mut store, a, b) = two_sources();
    let told: Vec<_> = (1..=5).map(|number| story(number, "2025-11-12")).collect();
    store.put_items(a, &told, now()).unwrap();
    store.put_items(b, &told[1..], now()).unwrap();
    // On another day it is another row there, and another hit here.
    store.put_items(b, &[story(9, "2025-11-10")], now()).unwrap();
    let mut index = Index::open(&store).unwrap();
    while index.feed(&mut store, Duration::ZERO).unwrap() {}
    let today = day("2025-11-13");
    for (words, hits) in
        [("story", 6), ("story source:a", 5), ("story source:b", 5), ("is:unread", 6), ("not nothing", 6)]
    {
        let query = Query::parse(words, today, Locale::default(), false).unwrap();
        for most in [1, 2, 3, 100] {
            let (mut found, mut from) = (Vec::new(), None);
            loop {
                let page = index.newest(&store, &query, from, most).unwrap();
                from = page.last().map(|hit| hit.doc.before());
                let is_last = page.len() < most;
                found.extend(page.into_iter().map(|hit| hit.headline.address));
                if is_last {
                    break;
                }
            }
            assert_eq!(found.len(), hits, "{words} in pages of {most}");
            found.sort_by_key(|address| address.as_ref().map(ToString::to_string));
            found.dedup();
            assert_eq!(found.len(), hits, "{words}: each once");
        }
        let days = index.days(&store, &query, None, &|| false).unwrap().unwrap();
        assert_eq!(days.values().sum::<u32>() as usize, hits, "{words} by day");
        assert_eq!(index.best(&store, &query, 100).unwrap().len(), hits, "{words}, the best first");
    }
}

#[test]
fn copies_are_left_out_of_the_counts_of_few_hits_and_of_many() {
    let (mut store, a, b) = two_sources();
    let told: Vec<_> = (1..=300).map(|number| story(number, "2025-11-12")).collect();
    store.put_items(a, &told, now()).unwrap();
    store.put_items(b, &told, now()).unwrap();
    store.put_items(b, &[story(999, "2025-11-13")], now()).unwrap();
    let mut index = Index::open(&store).unwrap();
    while index.feed(&mut store, Duration::ZERO).unwrap() {}
    for (words, hits) in [("story", [300, 1]), ("story 7", [1, 0]), ("story source:b", [300, 1])] {
        let query = Query::parse(words, day("2025-11-13"), Locale::default(), false).unwrap();
        let days = index.days(&store, &query, None, &|| false).unwrap().unwrap();
        let counted = ["2025-11-12", "2025-11-13"].map(|on| days.get(&day(on)).copied().unwrap_or(0));
        assert_eq!(counted, hits, "{words}");
    }
}
