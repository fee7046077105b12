//! The stories of days, as rows.

use std::cmp::Reverse;
use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::Store;
use super::columns::{address, day, day_from, hash, line, line_or_none, timestamp};
use super::sources::is_in_view;
use crate::news::{Address, DayRange, Edition, Fault, Headline, Moment, Scope, SourceId, StoryId};

/// The columns of [`headline_row`]. The cross join keeps `SQLite` from walking the sources first.
macro_rules! headlines {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.source, c.title, s.address, s.title, s.deck,
                    coalesce(s.section, nullif(substr(c.sections, 1, instr(c.sections || char(10), char(10)) - 1), '')),
                    s.author, s.day,
                    s.day_from, s.instant, s.offset_min, s.words, coalesce(s.minutes, c.median), s.unread,
                    (SELECT b.key FROM bookmark b INDEXED BY bookmark_address
                     WHERE b.address_hash = s.address_hash AND b.removed_at IS NULL),
                    c.rank, s.doc, c.retired_at IS NOT NULL, s.cluster, s.muted <> 0
             FROM story s CROSS JOIN source c ON c.id = s.source ",
            $rest
        )
    };
}

pub(super) const EDITION: &str =
    headlines!("WHERE s.doc BETWEEN ?1 AND ?2 AND c.retired_at IS NULL AND (s.leads = 1 OR s.muted <> 0)");
pub(super) const SOURCE_EDITION: &str =
    headlines!("WHERE s.source = ?3 AND s.muted = 0 AND s.day BETWEEN ?1 AND ?2");
pub(super) const SOURCE_MUTED: &str = headlines!(
    "WHERE s.id IN (SELECT id FROM story INDEXED BY story_hidden
         WHERE muted <> 0 AND source = ?3 AND day BETWEEN ?1 AND ?2)"
);
pub(super) const COPIES: &str = "SELECT m.address, b.key, c.title, m.source
     FROM story m INDEXED BY story_cluster CROSS JOIN source c ON c.id = m.source
     LEFT JOIN bookmark b INDEXED BY bookmark_address
         ON b.address_hash = m.address_hash AND b.removed_at IS NULL
     WHERE m.cluster IS NOT NULL AND m.cluster = ?1 AND c.retired_at IS NULL";
pub(super) const TOLD: &str = headlines!(
    "WHERE s.cluster IS NOT NULL AND s.cluster = (SELECT cluster FROM story WHERE id = ?1)
         AND c.retired_at IS NULL"
);
pub(super) const HEADLINE: &str = headlines!("WHERE s.id = ?1");
pub(super) const BY_DOC: &str = headlines!("WHERE s.doc = ?1");
pub(super) const BY_ADDRESS: &str = headlines!("WHERE s.address_hash = ?1");

/// A headline with what puts it in order.
struct Placed {
    headline: Headline,
    rank: i64,
    doc: i64,
    retired: bool,
    cluster: Option<i64>,
}

impl Store {
    /// The stories of a range of days in list order: newest day first, then the sources in the order of
    /// the file, then newest first; stories without a time stand last, as their source told them.
    /// Stories of retired sources are hidden. A story that several sources tell stands once a day, as the first of
    /// them has it; what mute rules hide is counted only.
    pub fn edition(&self, scope: Scope, range: DayRange) -> Result<Edition, Fault> {
        self.edition_of(scope, range, false)
    }

    /// [`Store::edition`] with the stories that mute rules hide.
    pub fn edition_with_muted(&self, scope: Scope, range: DayRange) -> Result<Edition, Fault> {
        self.edition_of(scope, range, true)
    }

    pub(super) fn edition_of(
        &self,
        scope: Scope,
        range: DayRange,
        with_muted: bool,
    ) -> Result<Edition, Fault> {
        self.read(|conn| {
            // One view of the store for the list and all its copies.
            let look = conn.is_autocommit().then(|| conn.unchecked_transaction()).transpose()?;
            let mut placed = match scope {
                Scope::All => {
                    let (first, last) = (docs(range.first.number()).0, docs(range.last.number()).1);
                    self.placed(EDITION, params![first, last])?
                }
                Scope::Source(source) if is_in_view(conn, source)? => {
                    let bounds = params![range.first.number(), range.last.number(), source.0];
                    let mut placed = self.placed(SOURCE_EDITION, bounds)?;
                    placed.extend(self.placed(SOURCE_MUTED, bounds)?);
                    placed
                }
                Scope::Source(_) => Vec::new(),
            };
            look.map_or(Ok(()), Transaction::finish)?;
            placed.sort_by_key(|row| {
                let time = Reverse(row.headline.moment.map(|moment| moment.instant));
                (Reverse(row.headline.day), row.rank, row.headline.source, time, row.doc)
            });
            once_a_day(&mut placed);
            let muted = placed.iter().filter(|row| row.headline.muted).count();
            placed.retain(|row| with_muted || !row.headline.muted);
            Ok(Edition { scope, range, rows: placed.into_iter().map(|row| row.headline).collect(), muted })
        })
    }

    /// The row of a story, also of a retired source.
    pub fn headline(&self, story: StoryId) -> Result<Option<Headline>, Fault> {
        self.read(|conn| {
            let mut query = conn.prepare_cached(HEADLINE)?;
            let mut row = query.query_row([story.0], headline_row).optional()?;
            row.iter_mut().try_for_each(|row| with_copies(conn, row))?;
            Ok(row.map(|row| row.headline))
        })
    }

    /// A story as all its sources tell it, in the order of the sources; itself alone where no other does.
    pub fn copies(&self, story: StoryId) -> Result<Vec<Headline>, Fault> {
        let mut placed = self.placed(TOLD, params![story.0])?;
        if placed.is_empty() {
            return Ok(self.headline(story)?.into_iter().collect());
        }
        placed.sort_by_key(|row| (row.rank, row.headline.source, Reverse(row.doc)));
        placed.dedup_by_key(|row| row.headline.source);
        Ok(placed.into_iter().map(|row| row.headline).collect())
    }

    /// The story with that address (compared by [`Address::key`]); where several sources have it, the newest
    /// that is not retired.
    pub fn story_by_address(&self, address: &Address) -> Result<Option<Headline>, Fault> {
        let key = address.key();
        let mut placed = self.placed(BY_ADDRESS, params![hash(&key)])?;
        placed.retain(|row| row.headline.address.as_ref().is_some_and(|known| known.key() == key));
        let best = placed.into_iter().min_by_key(|row| (row.retired, Reverse(row.doc)));
        Ok(best.map(|row| row.headline))
    }

    /// The row of a story by its place in the order of days; of a retired source only what is kept.
    pub(super) fn headline_at(&self, doc: i64) -> Result<Option<Headline>, Fault> {
        self.read(|conn| {
            let mut query = conn.prepare_cached(BY_DOC)?;
            let mut row = query.query_row([doc], headline_row).optional()?;
            row.iter_mut().try_for_each(|row| with_copies(conn, row))?;
            Ok(row.filter(|row| !row.retired || row.headline.bookmarked).map(|row| row.headline))
        })
    }

    fn placed(&self, sql: &str, bounds: &[&dyn rusqlite::ToSql]) -> Result<Vec<Placed>, Fault> {
        self.read(|conn| {
            let mut query = conn.prepare_cached(sql)?;
            let rows = query.query_map(bounds, headline_row)?;
            let mut placed = rows.collect::<rusqlite::Result<Vec<_>>>()?;
            placed.iter_mut().try_for_each(|row| with_copies(conn, row))?;
            Ok(placed)
        })
    }
}

/// Says which other sources tell a story, and whether any of its copies is kept.
fn with_copies(conn: &Connection, row: &mut Placed) -> rusqlite::Result<()> {
    let Some(cluster) = row.cluster else { return Ok(()) };
    let mut query = conn.prepare_cached(COPIES)?;
    let mut rows = query.query([cluster])?;
    while let Some(copy) = rows.next()? {
        if row.headline.source.0 != copy.get::<_, i64>(3)? {
            let source = line(copy, 2)?;
            if !row.headline.also.contains(&source) {
                row.headline.also.push(source);
            }
        }
        let kept = copy.get_ref(1)?.as_str_or_null()?;
        row.headline.bookmarked |= match (kept, address(copy, 0)?) {
            (Some(kept), Some(address)) => address.key() == kept,
            _ => false,
        };
    }
    Ok(())
}

/// Of the muted copies of a story only the first of a day stays, and none where a copy is shown.
fn once_a_day(placed: &mut Vec<Placed>) {
    let place = |row: &Placed| Some((row.cluster?, row.headline.day));
    let mut told: HashSet<_> = placed.iter().filter(|row| !row.headline.muted).filter_map(place).collect();
    placed.retain(|row| !row.headline.muted || place(row).is_none_or(|place| told.insert(place)));
}

/// The lowest and the highest `doc` of a day.
pub(super) fn docs(day: i32) -> (i64, i64) {
    let first = i64::from(day) << 20;
    (first, first | 0xf_ffff)
}

fn headline_row(row: &Row<'_>) -> rusqlite::Result<Placed> {
    let address = address(row, 3)?;
    // Found by hash: compare the text. Bookmarks are few, so the key is rarely made.
    let kept = row.get_ref(15)?.as_str_or_null()?;
    let bookmarked = kept.is_some_and(|kept| address.as_ref().is_some_and(|a| a.key() == kept));
    let instant: Option<i64> = row.get(10)?;
    let offset_min = row.get(11)?;
    let words: Option<u32> = row.get(12)?;
    let headline = Headline {
        id: StoryId(row.get(0)?),
        source: SourceId(row.get(1)?),
        source_title: line(row, 2)?,
        address,
        title: line(row, 4)?,
        deck: line(row, 5)?,
        section: line_or_none(row, 6)?,
        author: line_or_none(row, 7)?,
        day: day(row, 8)?,
        day_from: day_from(row.get(9)?),
        moment: instant.map(|ms| Moment { instant: timestamp(ms), offset_min }),
        words,
        minutes: row.get(13)?,
        unread: row.get(14)?,
        bookmarked,
        has_text: words.is_some(),
        also: Vec::new(),
        muted: row.get(20)?,
    };
    Ok(Placed {
        headline,
        rank: row.get(16)?,
        doc: row.get(17)?,
        retired: row.get(18)?,
        cluster: row.get(19)?,
    })
}

#[cfg(test)]
mod tests {
    use crate::news::{Day, DayRange, Scope, SourceId};
    use crate::store::fixture::{address, article, day, keep, listed, now, source, story, two_sources};

    fn titles(store: &crate::store::Store, scope: Scope, range: DayRange) -> Vec<String> {
        store.edition(scope, range).unwrap().rows.iter().map(|row| row.title.to_string()).collect()
    }

    #[test]
    fn stories_stand_by_day_then_source_then_time() {
        let (mut store, a, b) = two_sources();
        let of_a =
            [listed(9, "2025-11-12"), story(1, "2025-11-12"), story(2, "2025-11-12"), story(3, "2025-11-13")];
        store.put_items(b, &[story(4, "2025-11-12")], now()).unwrap();
        store.put_items(a, &of_a, now()).unwrap();
        let range = DayRange::between(day("2025-11-12"), day("2025-11-13"));
        assert_eq!(
            titles(&store, Scope::All, range),
            ["Story 3", "Story 2", "Story 1", "Story 9", "Story 4"]
        );
        assert_eq!(titles(&store, Scope::Source(b), range), ["Story 4"]);
        assert!(titles(&store, Scope::All, Day::MAX.only()).is_empty());
        assert!(titles(&store, Scope::Source(SourceId(77)), range).is_empty());
        // The file's order is the list's.
        store.sync_sources(&[source("b"), source("a")], day("2025-11-13")).unwrap();
        assert_eq!(titles(&store, Scope::All, day("2025-11-12").only())[0], "Story 4");
    }

    #[test]
    fn a_row_says_what_is_kept_and_how_long_it_reads() {
        let (mut store, a, _) = two_sources();
        let ids = store.put_items(a, &[story(1, "2025-11-12"), story(2, "2025-11-12")], now()).unwrap().ids;
        assert_eq!(store.headline(ids[0]).unwrap().unwrap().minutes, None);
        store.put_text(ids[0], &article(1200), now()).unwrap();
        store.bookmark(&keep(2, "2025-11-12"), now()).unwrap();
        let first = store.headline(ids[0]).unwrap().unwrap();
        assert_eq!(
            (first.words, first.minutes, first.has_text, first.bookmarked),
            (Some(1200), Some(6), true, false)
        );
        let second = store.headline(ids[1]).unwrap().unwrap();
        assert_eq!(
            (second.words, second.minutes, second.has_text, second.bookmarked),
            (None, Some(6), false, true)
        );
        let found = store.story_by_address(&address("http://www.news.example/2/")).unwrap();
        assert_eq!(found, Some(second));
    }
}
