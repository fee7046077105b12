//! How many unread stories each kept search finds, kept up with what changes.
//!
//! The unread docs that a search finds are remembered once and counted; from then on only docs that have changed are
//! looked at: those whose words are other ones (`stirred`, noted when they are taken in) and those that were read, muted
//! or kept (`turned`, in the store). So a count costs what has happened, not what there is. A search is gone through
//! anew, in windows of days, when it comes to mean something else: another day has come for `newer:3d`, another
//! source bears the name behind `source:`.

use std::collections::{BTreeSet, HashMap};
use std::ops::RangeInclusive;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::super::Store;
use super::super::fault::{Trouble, told};
use super::copies::with_copies;
use super::feed::strike;
use super::look::Look;
use super::plan::{Known, Plan, plan};
use super::{Index, sets};
use crate::locale::Locale;
use crate::news::{Day, Fault, SavedSearch};
use crate::query::Query;

/// Changed docs of one step.
const STEP: i64 = 4096;
/// Days that are gone through in one step: as many as are asked by their docs rather than by all that is unread.
const WINDOW: i64 = 63;
/// Stretches of days that are looked at one by one; of more the whole span is.
const STRETCHES: usize = 64;

/// A kept search as it is counted.
struct Counted {
    id: i64,
    plan: Plan,
}

impl Index {
    /// Brings the counts of the kept searches up to date for about so long; whether something is left. What is not
    /// in the index yet is not counted: [`Index::feed`] comes first.
    pub fn tally(
        &mut self,
        store: &mut Store,
        (today, locale): (Day, Locale),
        time: Duration,
    ) -> Result<bool, Fault> {
        let started = Instant::now();
        // Before the searches are: one that is kept only afterwards is gone through with all of this in the store.
        let last = last_turned(store)?;
        let saved = store.saved_searches()?;
        let any: bool = self
            .own(self.conn.query_row("SELECT EXISTS (SELECT 1 FROM counted)", [], |row| row.get(0)))
            .map_err(told)?;
        if saved.is_empty() && !any {
            // A search that was let go keeps its row, so changes are still noted for it, and nobody asks for them.
            if !store.reads_only() {
                strike(store, "turned", last).map_err(told)?;
            }
            return Ok(false);
        }
        if self.state("sweep").map_err(told)?.is_some() {
            return Ok(false);
        }
        let searches = self.settle(store, &saved, today, locale).map_err(told)?;
        loop {
            if !self.turn(store, &searches).map_err(told)? && !self.fill(store, &searches).map_err(told)? {
                self.publish(store, &saved)?;
                return Ok(false);
            }
            if started.elapsed() >= time {
                return Ok(true);
            }
        }
    }

    /// The searches that can be read, each with its number here. One that means something else than before begins
    /// anew; one that is gone is forgotten.
    fn settle(
        &self,
        store: &Store,
        saved: &[SavedSearch],
        today: Day,
        locale: Locale,
    ) -> Result<Vec<Counted>, Trouble> {
        let mut plans = Vec::with_capacity(saved.len());
        for search in saved {
            // One that this version cannot read has no count.
            let query = Query::parse(&search.query, today, locale, false).ok();
            if let Some(root) = query.as_ref().and_then(Query::root) {
                plans.push((search.name.as_str(), store.read(|conn| Ok(plan(conn, root)?))?));
            }
        }
        let tx = self.own(begin(&self.conn))?;
        let settled = settled(&tx, plans).and_then(|searches| tx.commit().map(|()| searches));
        self.own(settled)
    }

    /// Looks at docs that have changed, one step; whether there were any.
    fn turn(&self, store: &mut Store, searches: &[Counted]) -> Result<bool, Trouble> {
        // The index is held first: of two processes the later one then also has the later look at the store.
        let tx = self.own(begin(&self.conn))?;
        let turned = store.read(|conn| {
            let mut query = conn.prepare_cached("SELECT seq, doc FROM turned ORDER BY seq LIMIT ?1")?;
            let rows = query.query_map([STEP], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<rusqlite::Result<Vec<(i64, i64)>>>()?)
        });
        let turned = turned.map_err(Trouble::from)?;
        let stirred = self.own(stirred(&tx))?;
        let docs: BTreeSet<i64> = turned.iter().map(|(_, doc)| *doc).chain(stirred.iter().copied()).collect();
        if docs.is_empty() {
            return Ok(false);
        }
        let docs = with_copies(store, &docs)?;
        for search in searches {
            let below = self.own(below(&tx, search.id))?.unwrap_or(i64::MIN);
            let docs = &docs[docs.partition_point(|doc| *doc < below)..];
            let found = self.unread_among(store, &search.plan, docs)?;
            self.own(put(&tx, search.id, docs, &found))?;
        }
        let done = forget(&tx, &stirred).and_then(|()| tx.commit());
        self.own(done)?;
        strike(store, "turned", turned.last().map(|(seq, _)| *seq))?;
        Ok(true)
    }

    /// Goes on with a search that was not gone through whole, one step, from the newest stories to the oldest; whether
    /// there was one.
    fn fill(&self, store: &Store, searches: &[Counted]) -> Result<bool, Trouble> {
        let tx = self.own(begin(&self.conn))?;
        for search in searches {
            let Some(below) = self.own(below(&tx, search.id))? else { continue };
            let newest =
                tx.query_row("SELECT max(doc) FROM indexed WHERE doc < ?1", [below], |row| row.get(0));
            let newest: Option<i64> = self.own(newest)?;
            if let Some(newest) = newest {
                let first = ((newest >> 20) - WINDOW) << 20;
                let found = self.unread_in(store, &search.plan, &(first..=newest))?;
                self.own(put(&tx, search.id, &[], &found))?;
                self.own(tx.execute("UPDATE counted SET below = ?2 WHERE id = ?1", [search.id, first]))?;
            } else {
                self.own(tx.execute("UPDATE counted SET below = NULL WHERE id = ?1", [search.id]))?;
            }
            self.own(tx.commit())?;
            return Ok(true);
        }
        Ok(false)
    }

    /// Those of the docs that are unread and found.
    fn unread_among(&self, store: &Store, plan: &Plan, docs: &[i64]) -> Result<Vec<i64>, Trouble> {
        let mut found = Vec::new();
        for stretch in stretches(docs) {
            found.extend(sets::both(docs, &self.unread_in(store, plan, &stretch)?));
        }
        Ok(found)
    }

    /// The docs of a stretch that are unread and found.
    fn unread_in(&self, store: &Store, plan: &Plan, docs: &RangeInclusive<i64>) -> Result<Vec<i64>, Trouble> {
        let look = Look { index: self, store, stop: &|| false };
        let found = look.docs(plan, docs)?;
        if found.is_empty() {
            return Ok(found);
        }
        look.once(sets::both(&found, &look.known(&Known::Unread, docs)?))
    }

    /// Writes the counts into the store, where they have changed.
    fn publish(&self, store: &mut Store, saved: &[SavedSearch]) -> Result<(), Fault> {
        for search in saved {
            let count = self.conn.query_row(
                "SELECT unread FROM counted WHERE name = ?1",
                [search.name.as_str()],
                |row| row.get(0),
            );
            let count: Option<u32> = self.own(count.optional()).map_err(told)?;
            if let Some(count) = count.filter(|count| search.unread != Some(*count)) {
                store.put_saved_count(&search.name, count)?;
            }
        }
        Ok(())
    }
}

/// The newest of the changes that are noted in the store.
fn last_turned(store: &Store) -> Result<Option<i64>, Fault> {
    store.read(|conn| {
        Ok(conn.prepare_cached("SELECT max(seq) FROM turned")?.query_row([], |row| row.get(0))?)
    })
}

fn begin(conn: &Connection) -> rusqlite::Result<Transaction<'_>> {
    Transaction::new_unchecked(conn, TransactionBehavior::Immediate)
}

fn settled(tx: &Connection, plans: Vec<(&str, Plan)>) -> rusqlite::Result<Vec<Counted>> {
    let mut query = tx.prepare_cached("SELECT name, id, plan FROM counted")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
    let mut before: HashMap<String, (i64, String)> = rows.collect::<rusqlite::Result<_>>()?;
    let mut searches = Vec::with_capacity(plans.len());
    for (name, plan) in plans {
        // The plan says all of what is looked for: days by their numbers, sources by theirs.
        let told = format!("each story once: {plan:?}");
        let id = match before.remove(name) {
            Some((id, as_before)) if as_before == told => id,
            other => {
                if let Some((id, _)) = other {
                    drop_search(tx, id)?;
                }
                tx.prepare_cached("INSERT INTO counted (name, plan, below) VALUES (?1, ?2, ?3)")?
                    .execute(params![name, told, i64::MAX])?;
                tx.last_insert_rowid()
            }
        };
        searches.push(Counted { id, plan });
    }
    for (id, _) in before.into_values() {
        drop_search(tx, id)?;
    }
    Ok(searches)
}

fn drop_search(tx: &Connection, id: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM counted_doc WHERE search = ?1")?.execute([id])?;
    tx.prepare_cached("DELETE FROM counted WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// Docs whose words were taken in since the counts were brought up to date.
fn stirred(tx: &Connection) -> rusqlite::Result<Vec<i64>> {
    let mut query = tx.prepare_cached("SELECT doc FROM stirred ORDER BY doc LIMIT ?1")?;
    let docs = query.query_map([STEP], |row| row.get(0))?;
    docs.collect()
}

fn forget(tx: &Connection, stirred: &[i64]) -> rusqlite::Result<()> {
    let mut forget = tx.prepare_cached("DELETE FROM stirred WHERE doc = ?1")?;
    for doc in stirred {
        forget.execute([doc])?;
    }
    Ok(())
}

/// How far a search was gone through: what is below that is not. `None`: to the end.
fn below(tx: &Connection, search: i64) -> rusqlite::Result<Option<i64>> {
    tx.prepare_cached("SELECT below FROM counted WHERE id = ?1")?.query_row([search], |row| row.get(0))
}

/// Notes which of the docs a search finds now, both lists ascending, and counts.
fn put(tx: &Connection, search: i64, docs: &[i64], found: &[i64]) -> rusqlite::Result<()> {
    let mut change = 0_i64;
    let mut remove = tx.prepare_cached("DELETE FROM counted_doc WHERE search = ?1 AND doc = ?2")?;
    for doc in sets::without(docs, found) {
        change -= remove.execute([search, doc])? as i64;
    }
    let mut add = tx.prepare_cached("INSERT OR IGNORE INTO counted_doc (search, doc) VALUES (?1, ?2)")?;
    for doc in found {
        change += add.execute([search, *doc])? as i64;
    }
    tx.prepare_cached("UPDATE counted SET unread = unread + ?2 WHERE id = ?1")?.execute([search, change])?;
    Ok(())
}

/// Ascending docs as stretches of days that follow one another closely.
fn stretches(docs: &[i64]) -> Vec<RangeInclusive<i64>> {
    let mut out: Vec<RangeInclusive<i64>> = Vec::new();
    for doc in docs.iter().copied() {
        match out.last_mut() {
            Some(last) if (doc >> 20) - (*last.end() >> 20) < 2 => *last = *last.start()..=doc,
            _ => out.push(doc..=doc),
        }
    }
    if let (true, [first, .., last]) = (out.len() > STRETCHES, out.as_slice()) {
        return std::iter::once(*first.start()..=*last.end()).collect();
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::news::{MuteRule, StoryId, Text};
    use crate::store::fixture::{article, day, keep, now, source, story, two_sources};

    const SEARCHES: [&str; 8] = [
        "story",
        "story -tag:tag1",
        "is:unread date:2025-11-02..",
        "source:b or is:bookmarked",
        "has:note",
        "words:>500",
        "not (source:a) newer:2d",
        "nothing such",
    ];

    fn reading(today: &str) -> (Day, Locale) {
        (day(today), Locale::default())
    }

    fn kept_up(index: &mut Index, store: &mut Store, today: &str) {
        while index.feed(store, Duration::ZERO).unwrap() {}
        while index.tally(store, reading(today), Duration::ZERO).unwrap() {}
    }

    /// Each search with its kept count, and as it is when all of it is looked at.
    fn counts(index: &Index, store: &Store, today: &str) -> Vec<(String, Option<u32>, Option<u32>)> {
        let saved = store.saved_searches().unwrap();
        let row = |search: SavedSearch| {
            let words = format!("({}) is:unread", search.query);
            let query = Query::parse(&words, day(today), Locale::default(), false).unwrap();
            let hits = index.newest(store, &query, None, 9999).unwrap();
            (search.query.to_string(), search.unread, Some(hits.len() as u32))
        };
        saved.into_iter().map(row).collect()
    }

    fn keep_search(store: &mut Store, number: usize, kept: bool) {
        let (name, query) = (Text::line(&format!("search {number}")), Text::line(SEARCHES[number]));
        store.save_search(&name, kept.then_some(&query), now()).unwrap();
    }

    #[derive(Clone, Debug)]
    enum Event {
        Told { of_b: bool, number: u32, on: i32 },
        Text { story: i64, words: u32 },
        Read { from: i64, to: i64, read: bool },
        Keep { number: u32, tag: u8, note: bool },
        LetGo { number: u32 },
        Mute { any: bool },
        File { b: bool },
        Search { number: usize, kept: bool },
        Undo,
        Round,
    }

    fn any_event() -> impl Strategy<Value = Event> {
        prop_oneof![
            6 => (any::<bool>(), 0..20_u32, 0..12_i32).prop_map(|(of_b, number, on)| Event::Told { of_b, number, on }),
            2 => (1..20_i64, 0..1000_u32).prop_map(|(story, words)| Event::Text { story, words }),
            4 => (1..20_i64, 0..20_i64, any::<bool>())
                .prop_map(|(from, more, read)| Event::Read { from, to: from + more, read }),
            3 => (0..20_u32, 0..3_u8, any::<bool>()).prop_map(|(number, tag, note)| Event::Keep { number, tag, note }),
            1 => (0..20_u32).prop_map(|number| Event::LetGo { number }),
            1 => any::<bool>().prop_map(|any| Event::Mute { any }),
            1 => any::<bool>().prop_map(|b| Event::File { b }),
            2 => (0..SEARCHES.len(), any::<bool>()).prop_map(|(number, kept)| Event::Search { number, kept }),
            2 => Just(Event::Undo),
            2 => Just(Event::Round),
        ]
    }

    fn happen(store: &mut Store, index: &mut Index, ids: [crate::news::SourceId; 2], event: &Event) {
        match event {
            Event::Told { of_b, number, on } => {
                let on = day("2025-11-01").plus(*on).to_string();
                store.put_items(ids[usize::from(*of_b)], &[story(*number, &on)], now()).unwrap();
            }
            Event::Text { story, words } => {
                // There may be no such story.
                let _ = store.put_text(StoryId(*story), &article(*words), now());
            }
            Event::Read { from, to, read } => {
                let stories: Vec<_> = (*from..=*to).map(StoryId).collect();
                store.set_read(&stories, *read, now()).unwrap();
            }
            Event::Keep { number, tag, note } => {
                let mut keep = keep(*number, "2025-11-03");
                keep.tags = vec![Text::line(&format!("tag{tag}"))];
                keep.note = Text::line(if *note { "a note" } else { "" });
                store.bookmark(&keep, now()).unwrap();
            }
            Event::LetGo { number } => {
                store.unbookmark(&keep(*number, "2025-11-03").address, now()).unwrap();
            }
            Event::Mute { any } => {
                let rule = MuteRule { words: Text::line("\"story 1\""), ..MuteRule::default() };
                store.sync_mutes(&any.then_some(rule).into_iter().collect::<Vec<_>>()).unwrap();
            }
            Event::File { b } => {
                let all = [source("a"), source("b")];
                store.sync_sources(&all[..=usize::from(*b)], day("2025-11-02")).unwrap();
            }
            Event::Search { number, kept } => keep_search(store, *number, *kept),
            Event::Undo => drop(store.undo(now()).unwrap()),
            Event::Round => kept_up(index, store, "2025-11-06"),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn counts_that_are_kept_are_those_of_a_recount(events in prop::collection::vec(any_event(), 1..60)) {
            let (mut store, a, b) = two_sources();
            let mut index = Index::open(&store).unwrap();
            for number in 0..4 {
                keep_search(&mut store, number, true);
            }
            for event in &events {
                happen(&mut store, &mut index, [a, b], event);
            }
            for today in ["2025-11-06", "2025-11-09"] {
                kept_up(&mut index, &mut store, today);
                for (query, kept, counted) in counts(&index, &store, today) {
                    prop_assert_eq!(kept, counted, "{} on {}", query, today);
                }
            }
        }
    }

    #[test]
    fn what_changes_while_no_search_is_kept_is_not_remembered_for_ever() {
        let (mut store, a, _) = two_sources();
        let stories: Vec<_> = (0..9).map(|n| story(n, "2025-11-02")).collect();
        let ids = store.put_items(a, &stories, now()).unwrap().ids;
        let mut index = Index::open(&store).unwrap();
        let turned = |store: &Store| -> i64 {
            store.conn.query_row("SELECT count(*) FROM turned", [], |row| row.get(0)).unwrap()
        };
        keep_search(&mut store, 0, true);
        kept_up(&mut index, &mut store, "2025-11-13");
        keep_search(&mut store, 0, false);
        kept_up(&mut index, &mut store, "2025-11-13");
        for read in [true, false, true] {
            store.set_read(&ids[..5], read, now()).unwrap();
            kept_up(&mut index, &mut store, "2025-11-13");
            assert_eq!(turned(&store), 0);
        }
        // What was let go and is kept again before the next look counts what changed in between.
        keep_search(&mut store, 0, true);
        kept_up(&mut index, &mut store, "2025-11-13");
        assert_eq!(counts(&index, &store, "2025-11-13")[0].1, Some(4));
        keep_search(&mut store, 0, false);
        store.set_read(&ids[5..7], true, now()).unwrap();
        keep_search(&mut store, 0, true);
        kept_up(&mut index, &mut store, "2025-11-13");
        assert_eq!(counts(&index, &store, "2025-11-13")[0].1, Some(2));
    }

    #[test]
    fn only_what_has_changed_is_looked_at_again() {
        let (mut store, a, _) = two_sources();
        let stories: Vec<_> =
            (0..300).map(|n| story(n, &day("2025-11-01").plus(n as i32).to_string())).collect();
        let ids = store.put_items(a, &stories, now()).unwrap().ids;
        store.set_read(&ids, false, now()).unwrap();
        let mut index = Index::open(&store).unwrap();
        keep_search(&mut store, 0, true);
        kept_up(&mut index, &mut store, "2025-11-13");
        let whole = counts(&index, &store, "2025-11-13")[0].1.unwrap();
        // What is remembered elsewhere is believed: were all of it counted again, this would come to light.
        let lost =
            index.conn.execute("DELETE FROM counted_doc WHERE doc = (SELECT min(doc) FROM counted_doc)", []);
        assert_eq!(lost.unwrap(), 1);
        store.set_read(&ids[290..], true, now()).unwrap();
        assert!(!index.tally(&mut store, reading("2025-11-13"), Duration::from_secs(9)).unwrap());
        assert_eq!(counts(&index, &store, "2025-11-13")[0].1, Some(whole - 10));
        // An act on more days than are looked at one by one.
        store.set_read(&ids[100..290], true, now()).unwrap();
        kept_up(&mut index, &mut store, "2025-11-13");
        assert_eq!(counts(&index, &store, "2025-11-13")[0].1, Some(whole - 200));
    }
}
