//! Properties of the whole room: the tallies are what a recount gives, and undo gives back what was.

use proptest::prelude::*;

use super::fixture::{article, day, keep, listed, now, source, story};
use super::{
    DaysWith, Keep, Store, Swept, attached, clusters, days, edition, intake, mutes, own_clock, texts,
};
use crate::news::{
    Asked, DayRange, Moment, MuteRule, Outcome, Scope, Slug, SourceId, StoryId, Text, TextKind, Verb,
};

/// Something that may happen to a store.
#[derive(Clone, Debug)]
enum Event {
    Told { source: usize, number: u32, on: i32, page: bool },
    Text { story: i64, words: u32 },
    Asked { source: usize, on: i32, at: i64, outcome: u8 },
    File { a: bool, b: bool, c: bool },
    Act(Act),
    Mute { cup: bool, of_b: bool },
    Sweep,
    Undo,
    Redo,
}

/// Something the reader may do.
#[derive(Clone, Debug)]
enum Act {
    Read { from: i64, to: i64, read: bool },
    Keep { number: u32, on: i32, tag: u8 },
    KeepAll { from: u32, to: u32, tag: u8 },
    KeepAllAs { from: u32, to: u32, tag: u8 },
    LetAllGo { from: u32, to: u32 },
    LetGo { number: u32 },
    Note { number: u32, note: u8 },
    Choose { source: usize, kind: TextKind },
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => (1..25_i64, 0..25_i64, any::<bool>())
            .prop_map(|(from, more, read)| Act::Read { from, to: from + more, read }),
        2 => (0..6_u32, 0..5_i32, 0..3_u8).prop_map(|(number, on, tag)| Act::Keep { number, on, tag }),
        2 => (0..6_u32, 0..6_u32, 0..3_u8)
            .prop_map(|(from, more, tag)| Act::KeepAll { from, to: from + more, tag }),
        1 => (0..6_u32, 0..6_u32, 0..3_u8)
            .prop_map(|(from, more, tag)| Act::KeepAllAs { from, to: from + more, tag }),
        1 => (0..6_u32, 0..6_u32).prop_map(|(from, more)| Act::LetAllGo { from, to: from + more }),
        1 => (0..6_u32).prop_map(|number| Act::LetGo { number }),
        1 => (0..6_u32, 0..3_u8).prop_map(|(number, note)| Act::Note { number, note }),
        1 => (0..3_usize, prop_oneof![Just(TextKind::Extracted), Just(TextKind::Feed), Just(TextKind::Page)])
            .prop_map(|(source, kind)| Act::Choose { source, kind }),
    ]
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        6 => (0..3_usize, 0..12_u32, 0..5_i32, any::<bool>())
            .prop_map(|(source, number, on, page)| Event::Told { source, number, on, page }),
        2 => (1..30_i64, 0..3000_u32).prop_map(|(story, words)| Event::Text { story, words }),
        2 => (0..3_usize, 0..5_i32, 0..9_i64, 0..3_u8)
            .prop_map(|(source, on, at, outcome)| Event::Asked { source, on, at, outcome }),
        1 => any::<(bool, bool, bool)>().prop_map(|(a, b, c)| Event::File { a, b, c }),
        1 => any::<(bool, bool)>().prop_map(|(cup, of_b)| Event::Mute { cup, of_b }),
        2 => Just(Event::Sweep),
        4 => any_act().prop_map(Event::Act),
        1 => Just(Event::Undo),
        1 => Just(Event::Redo),
    ]
}

/// Days around the one the sources were added on.
fn on(offset: i32) -> String {
    day("2025-10-31").plus(offset).to_string()
}

fn act(store: &mut Store, act: &Act) {
    match act {
        Act::Read { from, to, read } => {
            let stories: Vec<_> = (*from..=*to).map(StoryId).collect();
            store.set_read(&stories, *read, now()).unwrap();
        }
        Act::Keep { number, on: offset, tag } => {
            let mut keep = keep(*number, &on(*offset));
            keep.tags = vec![Text::line(&format!("tag{tag}"))];
            store.bookmark(&keep, now()).unwrap();
        }
        Act::KeepAll { from, to, tag } => {
            let tags = vec![Text::line(&format!("tag{tag}"))];
            let keeps = (*from..=*to).map(|number| Keep { tags: tags.clone(), ..keep(number, &on(2)) });
            store.bookmark_all(&keeps.collect::<Vec<_>>(), now()).unwrap();
        }
        Act::KeepAllAs { from, to, tag } => {
            let keeps = (*from..=*to).map(|number| {
                let note = Text::line(&format!("as {number}"));
                Keep { tags: vec![Text::line(&format!("tag{tag}"))], note, ..keep(number, &on(2)) }
            });
            store.bookmark_all_as(&keeps.collect::<Vec<_>>(), now()).unwrap();
        }
        Act::LetAllGo { from, to } => {
            let addresses: Vec<_> = (*from..=*to).map(|number| keep(number, &on(2)).address).collect();
            store.unbookmark_all(&addresses, now()).unwrap();
        }
        Act::LetGo { number } => {
            store.unbookmark(&keep(*number, "2025-11-01").address, now()).unwrap();
        }
        Act::Note { number, note } => {
            let address = keep(*number, "2025-11-01").address;
            store.set_note(&address, &Text::line(&format!("note {note}")), now()).unwrap();
        }
        Act::Choose { source, kind } => {
            let slug = Slug::parse(["a", "b", "c"][*source]).unwrap();
            store.choose_text(&slug, *kind, now()).unwrap();
        }
    }
}

fn happen(store: &mut Store, ids: &[SourceId], event: &Event) {
    match event {
        Event::Told { source, number, on: offset, page } => {
            let told = if *page { listed(*number, &on(*offset)) } else { story(*number, &on(*offset)) };
            store.put_items(ids[*source], &[told], now()).unwrap();
        }
        Event::Text { story, words } => {
            // There may be no such story.
            let _ = store.put_text(StoryId(*story), &article(*words), now());
        }
        Event::Asked { source, on: offset, at, outcome } => {
            let outcome = match outcome {
                0 => Outcome::Found(3),
                1 => Outcome::Empty,
                _ => Outcome::Failed(Text::line("no answer")),
            };
            let at = Moment::at(jiff::Timestamp::from_second(*at).unwrap());
            store.put_asked(ids[*source], day(&on(*offset)), &Asked { at, outcome }).unwrap();
        }
        Event::File { a, b, c } => {
            let named = [("a", a), ("b", b), ("c", c)].into_iter().filter(|(_, stays)| **stays);
            let sources: Vec<_> = named.map(|(slug, _)| source(slug)).collect();
            store.sync_sources(&sources, day("2025-11-02")).unwrap();
        }
        Event::Mute { cup, of_b } => {
            let cup = cup.then(|| MuteRule { words: Text::line("\"story 1\""), ..MuteRule::default() });
            let of_b = of_b.then(|| MuteRule { source: Slug::parse("b"), ..MuteRule::default() });
            store.sync_mutes(&cup.into_iter().chain(of_b).collect::<Vec<_>>()).unwrap();
        }
        Event::Sweep => while store.sweep().unwrap() != Swept::Done {},
        Event::Act(done) => act(store, done),
        Event::Undo => drop(store.undo(now()).unwrap()),
        Event::Redo => drop(store.redo(now()).unwrap()),
    }
}

/// Rows of a query as text, to compare two ways of counting.
fn rows(store: &Store, sql: &str) -> Vec<String> {
    let mut query = store.conn.prepare(sql).unwrap();
    let columns = query.column_count();
    let rows = query.query_map([], |row| {
        let values: Result<Vec<_>, _> =
            (0..columns).map(|column| row.get::<_, rusqlite::types::Value>(column)).collect();
        Ok(format!("{:?}", values?))
    });
    rows.unwrap().map(Result::unwrap).collect()
}

fn recount(store: &Store) {
    let kept = "SELECT day, stories, unread, minutes, answered, failed, asked_at FROM day_tally
                WHERE stories OR unread OR minutes OR answered OR failed OR asked_at ORDER BY day";
    // Of the copies of a day the first in the order of the sources counts, found here without the column that says so.
    let counted = "
        SELECT day, sum(n), sum(u), sum(m), sum(a), sum(f), max(t) FROM (
            SELECT day, 1 n, unread u, coalesce(minutes, 0) m, 0 a, 0 f, NULL t, source FROM (
                SELECT s.*, row_number() OVER (
                    PARTITION BY s.day, coalesce(s.cluster, -s.id) ORDER BY c.rank, c.id) AS place
                FROM story s JOIN source c ON c.id = s.source WHERE s.muted = 0 AND c.retired_at IS NULL
            ) WHERE place = 1
            UNION ALL SELECT day, 0, 0, 0, state < 2, state = 2, at, source FROM coverage
        ) JOIN source ON source.id = source WHERE retired_at IS NULL GROUP BY day ORDER BY day";
    assert_eq!(rows(store, kept), rows(store, counted));
    let kept = "SELECT id, stories, unread, median FROM source ORDER BY id";
    let counted = "
        WITH ranked AS (
            SELECT source, minutes, row_number() OVER (PARTITION BY source ORDER BY minutes) AS place,
                   count(*) OVER (PARTITION BY source) AS n FROM story WHERE minutes IS NOT NULL
        ) SELECT c.id, count(s.id), coalesce(sum(s.unread AND s.muted = 0), 0),
                 (SELECT minutes FROM ranked WHERE ranked.source = c.id AND place = (n + 1) / 2)
          FROM source c LEFT JOIN story s ON s.source = c.id GROUP BY c.id ORDER BY c.id";
    assert_eq!(rows(store, kept), rows(store, counted));
    for never in [
        "SELECT cluster FROM story WHERE cluster IS NOT NULL GROUP BY cluster HAVING min(unread) <> max(unread)",
        "SELECT cluster FROM story WHERE cluster IS NOT NULL GROUP BY cluster, source HAVING count(*) > 1",
        "SELECT id FROM story WHERE leads AND muted",
        "SELECT id FROM story WHERE (words IS NOT NULL) <> (id * 4 IN (SELECT id FROM text))",
        "SELECT id FROM story WHERE doc >> 20 <> day",
        "SELECT id FROM day_tally JOIN bookmark USING (day) WHERE unread < 0 OR minutes < 0",
    ] {
        assert_eq!(rows(store, never), Vec::<String>::new(), "{never}");
    }
}

/// What is told about days agrees with the rows that are shown for them.
fn compare_with_lists(store: &Store, ids: &[SourceId]) {
    let range = DayRange::between(day("2025-10-01"), day("2025-12-01"));
    let bookmarks = store.bookmarks().unwrap();
    for scope in [Scope::All, Scope::Source(ids[0]), Scope::Source(ids[1]), Scope::Source(ids[2])] {
        let edition = store.edition(scope, range).unwrap();
        let facts = store.facts(scope, range).unwrap();
        assert_eq!(facts.iter().map(|f| f.stories as usize).sum::<usize>(), edition.rows.len());
        assert_eq!(facts.iter().map(|f| f.unread as usize).sum::<usize>(), edition.unread());
        for row in &edition.rows {
            let kept = row.address.as_ref().is_some_and(|a| store.bookmark_of(a).unwrap().is_some());
            assert_eq!(row.bookmarked, kept);
            assert!(!row.muted);
        }
        if scope == Scope::All {
            assert_eq!(facts.iter().map(|f| f.bookmarks as usize).sum::<usize>(), bookmarks.len());
        }
        let mut stepped = Vec::new();
        let mut from = range.first;
        while let Some(next) = store.next_day(scope, from, true, DaysWith::Unread).unwrap() {
            stepped.push(next);
            from = next;
        }
        let unread: Vec<_> = facts.iter().filter(|f| f.unread > 0).map(|f| f.day).collect();
        assert_eq!(stepped, unread);
    }
}

/// All that the reader made.
fn user_data(store: &Store) -> (Vec<String>, Vec<Option<TextKind>>, Vec<crate::news::Bookmark>) {
    let chosen = ["a", "b", "c"].map(|slug| store.chosen_text(&Slug::parse(slug).unwrap()).unwrap());
    let read = rows(store, "SELECT id, unread FROM story ORDER BY id");
    (read, chosen.to_vec(), store.bookmarks().unwrap())
}

fn three_sources() -> (Store, Vec<SourceId>) {
    let mut store = Store::memory().unwrap();
    let sources = [source("a"), source("b"), source("c")];
    let rows = store.sync_sources(&sources, day("2025-11-01")).unwrap();
    (store, rows.iter().map(|row| row.id).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_tallies_are_what_a_recount_gives(events in proptest::collection::vec(any_event(), 1..60)) {
        let (mut store, ids) = three_sources();
        for event in &events {
            happen(&mut store, &ids, event);
            recount(&store);
        }
        compare_with_lists(&store, &ids);
    }

    #[test]
    fn what_is_older_than_its_source_is_unread_only_where_a_person_calls_it_so(
        events in proptest::collection::vec(any_event(), 1..60)
    ) {
        const DEBT: &str = "SELECT s.id FROM story s JOIN source c ON c.id = s.source WHERE s.unread AND s.day < c.added
            AND NOT EXISTS (SELECT 1 FROM story m JOIN source mc ON mc.id = m.source
                WHERE m.cluster = s.cluster AND m.day >= mc.added)
            AND NOT EXISTS (SELECT 1 FROM called JOIN story m ON m.id = called.story
                WHERE m.id = s.id OR m.cluster = s.cluster)";
        let (mut store, ids) = three_sources();
        store.conn.execute("CREATE TEMP TABLE called (story)", []).unwrap();
        for event in &events {
            if matches!(event, Event::Act(Act::Read { read: false, .. })) {
                continue;
            }
            let turned = match event {
                Event::Undo => store.undo(now()).unwrap(),
                Event::Redo => store.redo(now()).unwrap(),
                _ => {
                    happen(&mut store, &ids, event);
                    None
                }
            };
            if turned.is_some_and(|act| act.verb == Verb::Read) {
                // Whoever takes back that a story was read calls it unread, also where its page has said since how old it
                // is.
                store.conn.execute(&format!("INSERT INTO called {DEBT}"), []).unwrap();
            }
            assert_eq!(rows(&store, DEBT), Vec::<String>::new());
        }
    }

    #[test]
    fn undo_gives_back_what_was_and_redo_what_became(acts in proptest::collection::vec(any_act(), 1..25)) {
        let (mut store, ids) = three_sources();
        let stories: Vec<_> = (0..12).map(|number| story(number, &on(number as i32 % 5))).collect();
        for id in &ids {
            store.put_items(*id, &stories, now()).unwrap();
        }
        let mut states = vec![user_data(&store)];
        for done in &acts {
            let before = store.changes(1).unwrap();
            act(&mut store, done);
            if store.changes(1).unwrap() == before {
                prop_assert_eq!(&user_data(&store), states.last().unwrap());
            } else {
                states.push(user_data(&store));
            }
        }
        for state in states.iter().rev().skip(1) {
            prop_assert!(store.undo(now()).unwrap().is_some());
            prop_assert_eq!(&user_data(&store), state);
        }
        prop_assert!(store.undo(now()).unwrap().is_none());
        for state in states.iter().skip(1) {
            prop_assert!(store.redo(now()).unwrap().is_some());
            prop_assert_eq!(&user_data(&store), state);
        }
        prop_assert!(store.redo(now()).unwrap().is_none());
        recount(&store);
    }
}

/// The work of a call must not grow with the archive: each hot query goes through an index.
#[test]
fn no_hot_query_walks_a_large_table() {
    let (store, _) = three_sources();
    let mut hot: Vec<String> = [
        days::TALLIES,
        days::SOURCE_TALLIES,
        days::SOURCE_DAYS,
        own_clock::STORIES,
        own_clock::SOURCE_STORIES,
        days::SOURCE_COVERAGE,
        days::BOOKMARKS,
        days::SOURCE_BOOKMARKS,
        edition::EDITION,
        edition::SOURCE_EDITION,
        edition::SOURCE_MUTED,
        edition::COPIES,
        edition::HEADLINE,
        clusters::SAME_ADDRESS,
        clusters::SAME_TEXT,
        clusters::MEMBERS,
        clusters::OF_SOURCE,
        mutes::IN_DAYS,
        edition::BY_ADDRESS,
        intake::BY_GUID,
        intake::BY_ADDRESS,
        intake::HAS_GUID,
        intake::HAS_ADDRESS,
        intake::LAST_DOC,
        texts::BODY,
        attached::ATTACHED,
        attached::OF_COPIES,
    ]
    .map(str::to_owned)
    .to_vec();
    for what in [DaysWith::Stories, DaysWith::Unread, DaysWith::Bookmarks] {
        for (of_source, forward) in [(false, false), (false, true), (true, false), (true, true)] {
            hot.push(days::nearest_sql(of_source, forward, what));
        }
    }
    for sql in hot {
        let mut query = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let nulls = vec![rusqlite::types::Null; query.parameter_count()];
        let plan = query.query_map(rusqlite::params_from_iter(nulls), |row| row.get::<_, String>(3)).unwrap();
        for step in plan.map(Result::unwrap) {
            assert!(!step.starts_with("SCAN") && !step.contains("TEMP B-TREE"), "{step}\n{sql}");
        }
    }
}
