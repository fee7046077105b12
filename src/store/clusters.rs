//! The same story from several sources: joined by its address or its text, counted once, read together.
//!
//! Copies share a `cluster`. Of the copies of one day the first in the order of the sources leads: it alone stands
//! in the lists over all sources, and the tallies count it. All copies are read or unread together.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::columns::{address, day_from, hash};
use crate::news::{Address, DayFrom, StoryId};

/// More copies than this of one address or text tell that it names nothing: a front page, a notice.
const MOST: usize = 64;

pub(super) const SAME_ADDRESS: &str =
    "SELECT id, source, cluster, address FROM story INDEXED BY story_address
     WHERE address_hash IS NOT NULL AND address_hash = ?1 LIMIT 65";
pub(super) const SAME_TEXT: &str = "SELECT id, source, cluster, NULL FROM story INDEXED BY story_text
     WHERE text_hash IS NOT NULL AND text_hash = ?1
     UNION ALL SELECT id, source, cluster, NULL FROM story INDEXED BY story_told
     WHERE told_hash IS NOT NULL AND told_hash = ?1 LIMIT 65";
pub(super) const MEMBERS: &str = "SELECT s.id, s.source, s.day, s.unread, s.muted, s.leads,
            c.retired_at IS NOT NULL, c.added, c.rank, s.day_from
     FROM story s INDEXED BY story_cluster CROSS JOIN source c ON c.id = s.source
     WHERE s.cluster IS NOT NULL AND s.cluster = ?1";
pub(super) const OF_SOURCE: &str =
    "SELECT DISTINCT cluster FROM story INDEXED BY story_joined WHERE source = ?1 AND cluster IS NOT NULL";

/// A story that may be a copy.
struct Copy {
    id: i64,
    source: i64,
    cluster: Option<i64>,
}

/// A story of a cluster.
struct Member {
    id: i64,
    source: i64,
    day: i32,
    unread: bool,
    muted: bool,
    leads: bool,
    retired: bool,
    /// The day its source was added.
    added: i32,
    rank: i64,
    from: DayFrom,
}

impl Member {
    /// Whether it came after its source was added, so that it may be unread. What has no date that can be
    /// believed came when its oldest copy did.
    fn is_owed(&self, oldest: Option<i32>) -> bool {
        let day = if self.from.doubt().is_some() { oldest.unwrap_or(self.day) } else { self.day };
        day >= self.added
    }
}

/// Joins a story with its copies in other sources, if it has any.
pub(super) fn join(tx: &Connection, id: i64) -> rusqlite::Result<()> {
    let mut query =
        tx.prepare_cached("SELECT source, cluster, address, text_hash, told_hash FROM story WHERE id = ?1")?;
    let own = query.query_row([id], |row| {
        let own = Copy { id, source: row.get(0)?, cluster: row.get(1)? };
        Ok((own, address(row, 2)?, [row.get::<_, Option<i64>>(3)?, row.get(4)?]))
    });
    let Some((own, place, hashes)) = own.optional()? else { return Ok(()) };
    let hashes: Vec<i64> = hashes.into_iter().flatten().collect();
    let key = place.as_ref().map(Address::key);
    join_copies(tx, own, place.as_ref().zip(key.as_deref()), &hashes)
}

/// The same for a story that has just come in: its address with its key, and what tells its text.
pub(super) fn join_new(
    tx: &Connection,
    (id, source): (i64, i64),
    place: Option<(&Address, &str)>,
    hashes: &[i64],
) -> rusqlite::Result<()> {
    join_copies(tx, Copy { id, source, cluster: None }, place, hashes)
}

fn join_copies(
    tx: &Connection,
    mut own: Copy,
    place: Option<(&Address, &str)>,
    hashes: &[i64],
) -> rusqlite::Result<()> {
    let mut copies = Vec::new();
    if let Some((_, key)) = place.filter(|(address, _)| names_a_page(address)) {
        copies.extend(same(tx, SAME_ADDRESS, hash(key), Some(key), &own)?);
    }
    for hash in hashes {
        copies.extend(same(tx, SAME_TEXT, *hash, None, &own)?);
    }
    for copy in copies {
        let cluster = copy.cluster.unwrap_or(copy.id);
        if own.cluster == Some(cluster) {
            continue;
        }
        let mine = sources(tx, &own)?;
        if sources(tx, &copy)?.iter().any(|source| mine.contains(source)) {
            continue;
        }
        put_in(tx, &copy, cluster)?;
        put_in(tx, &own, cluster)?;
        own.cluster = Some(cluster);
    }
    own.cluster.map_or(Ok(()), |cluster| settle(tx, cluster))
}

/// Whether an address can be that of one story: a site's front page is not.
fn names_a_page(address: &Address) -> bool {
    let url = address.url();
    url.path().len() > 1 || url.query().is_some()
}

/// The copies in other sources; none where the address or text is that of several stories of one source.
fn same(tx: &Connection, sql: &str, hash: i64, key: Option<&str>, own: &Copy) -> rusqlite::Result<Vec<Copy>> {
    let mut query = tx.prepare_cached(sql)?;
    let mut rows = query.query([hash])?;
    let (mut copies, mut seen, mut count) = (Vec::new(), HashSet::from([own.source]), 0);
    while let Some(row) = rows.next()? {
        count += 1;
        let copy = Copy { id: row.get(0)?, source: row.get(1)?, cluster: row.get(2)? };
        let equal = match key {
            Some(key) => address(row, 3)?.is_some_and(|address| address.key() == key),
            None => true,
        };
        if copy.id == own.id || !equal || copies.iter().any(|known: &Copy| known.id == copy.id) {
            continue;
        }
        if count > MOST || !seen.insert(copy.source) {
            return Ok(Vec::new());
        }
        copies.push(copy);
    }
    copies.sort_by_key(|copy| copy.id);
    Ok(copies)
}

fn sources(tx: &Connection, copy: &Copy) -> rusqlite::Result<Vec<i64>> {
    match copy.cluster {
        Some(cluster) => Ok(members(tx, cluster)?.into_iter().map(|member| member.source).collect()),
        None => Ok(vec![copy.source]),
    }
}

/// Puts a story and all that is joined with it into a cluster.
fn put_in(tx: &Connection, copy: &Copy, cluster: i64) -> rusqlite::Result<()> {
    match copy.cluster {
        Some(old) if old == cluster => {}
        Some(old) => {
            tx.prepare_cached("UPDATE story SET cluster = ?2 WHERE cluster IS NOT NULL AND cluster = ?1")?
                .execute(params![old, cluster])?;
        }
        None => {
            tx.prepare_cached("UPDATE story SET cluster = ?2 WHERE id = ?1")?
                .execute(params![copy.id, cluster])?;
        }
    }
    Ok(())
}

fn members(conn: &Connection, cluster: i64) -> rusqlite::Result<Vec<Member>> {
    let mut query = conn.prepare_cached(MEMBERS)?;
    let rows = query.query_map([cluster], |row| {
        Ok(Member {
            id: row.get(0)?,
            source: row.get(1)?,
            day: row.get(2)?,
            unread: row.get(3)?,
            muted: row.get::<_, i64>(4)? != 0,
            leads: row.get(5)?,
            retired: row.get(6)?,
            added: row.get(7)?,
            rank: row.get(8)?,
            from: day_from(row.get(9)?),
        })
    })?;
    rows.collect()
}

/// Settles which copies lead, and makes all of them read where one that may be unread is read.
pub(super) fn settle(tx: &Connection, cluster: i64) -> rusqlite::Result<()> {
    let mut members = members(tx, cluster)?;
    let dated = members.iter().filter(|member| member.from.doubt().is_none());
    let oldest = dated.map(|member| member.day).min();
    let owed = || members.iter().filter(|member| member.is_owed(oldest));
    let unread = owed().next().is_some() && owed().all(|member| member.unread);
    members.sort_by_key(|member| (member.day, member.retired || member.muted, member.rank, member.source));
    let mut put = tx.prepare_cached("UPDATE story SET unread = ?2, leads = ?3 WHERE id = ?1")?;
    let mut last = None;
    for member in members {
        let first = last.replace(member.day) != Some(member.day);
        let leads = first && !member.retired && !member.muted;
        if (leads, unread) != (member.leads, member.unread) {
            put.execute(params![member.id, unread, leads])?;
        }
    }
    Ok(())
}

/// Settles all clusters that a source has a part in.
pub(super) fn settle_source(tx: &Connection, source: i64) -> rusqlite::Result<()> {
    let clusters = {
        let mut query = tx.prepare_cached(OF_SOURCE)?;
        let rows = query.query_map([source], |row| row.get(0))?;
        rows.collect::<rusqlite::Result<Vec<i64>>>()?
    };
    clusters.into_iter().try_for_each(|cluster| settle(tx, cluster))
}

/// Hides a story by a rule, or shows it again (0).
pub(super) fn set_muted(tx: &Connection, id: i64, rule: i64) -> rusqlite::Result<()> {
    let changed = tx
        .prepare_cached(
            "UPDATE story SET muted = ?2, leads = iif(cluster IS NULL, ?2 = 0, leads AND ?2 = 0)
             WHERE id = ?1 AND muted <> ?2",
        )?
        .execute(params![id, rule])?;
    if changed > 0
        && let Some(cluster) = cluster_of(tx, id)?
    {
        settle(tx, cluster)?;
    }
    Ok(())
}

/// The cluster of a story that has copies.
pub(super) fn cluster_of(conn: &Connection, id: i64) -> rusqlite::Result<Option<i64>> {
    let mut query = conn.prepare_cached("SELECT cluster FROM story WHERE id = ?1")?;
    Ok(query.query_row([id], |row| row.get(0)).optional()?.flatten())
}

/// The stories with all their copies, each once, in the order they were given.
pub(super) fn with_copies(
    conn: &Connection,
    stories: impl Iterator<Item = StoryId>,
) -> rusqlite::Result<Vec<i64>> {
    let mut query = conn.prepare_cached(
        "SELECT id FROM story INDEXED BY story_cluster WHERE cluster IS NOT NULL AND cluster = ?1",
    )?;
    let mut out = Vec::new();
    let mut seen = HashSet::new();
    for StoryId(id) in stories {
        match cluster_of(conn, id)? {
            None => out.push(id),
            Some(cluster) if seen.insert(cluster) => {
                for copy in query.query_map([cluster], |row| row.get(0))? {
                    out.push(copy?);
                }
            }
            Some(_) => {}
        }
    }
    Ok(out)
}

/// The keys of all copies' addresses.
pub(super) fn keys(conn: &Connection, cluster: i64) -> rusqlite::Result<Vec<String>> {
    let mut query = conn.prepare_cached(
        "SELECT address FROM story INDEXED BY story_cluster WHERE cluster IS NOT NULL AND cluster = ?1 ORDER BY id",
    )?;
    let rows = query.query_map([cluster], |row| address(row, 0))?;
    let mut keys = Vec::new();
    for address in rows {
        keys.extend(address?.map(|address| address.key()).filter(|key| !keys.contains(key)));
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use crate::news::{Article, Block, Day, DayFrom, Document, Role, Scope, Span, Text};
    use crate::store::fixture::{address, article, day, keep, now, source, story, two_sources};
    use crate::store::{NewStory, Store};

    fn rows(store: &Store, on: &str) -> Vec<(String, usize, bool, bool)> {
        let edition = store.edition(Scope::All, day(on).only()).unwrap();
        let row = |row: crate::news::Headline| {
            (row.source_title.to_string(), row.also.len() + 1, row.unread, row.bookmarked)
        };
        edition.rows.into_iter().map(row).collect()
    }

    fn elsewhere(number: u32) -> NewStory {
        let mut story = story(number, "2025-11-12");
        story.item.address = Some(address(&format!("https://post.example/{number}")));
        story
    }

    #[test]
    fn copies_stand_once_and_are_read_kept_and_taken_back_together() {
        let (mut store, a, b) = two_sources();
        // Whoever is asked first: the first in the file leads.
        let of_b = store.put_items(b, &[story(1, "2025-11-12"), elsewhere(2)], now()).unwrap().ids;
        store.put_items(a, &[story(1, "2025-11-12")], now()).unwrap();
        assert_eq!(rows(&store, "2025-11-12"), [("A".into(), 2, true, false), ("B".into(), 1, true, false)]);
        let facts = store.facts(Scope::All, day("2025-11-12").only()).unwrap();
        assert_eq!((facts[0].stories, facts[0].unread), (2, 2));
        store.set_read(&of_b[..1], true, now()).unwrap();
        assert_eq!(store.changes(1).unwrap()[0].label, "marked read: Story 1");
        let unread: Vec<_> = store.sources().unwrap().iter().map(|row| row.unread).collect();
        assert_eq!(unread, [0, 1]);
        store.undo(now()).unwrap();
        assert_eq!(store.sources().unwrap()[0].unread, 1);
        // A source that goes leaves its copies to the next; one before the others takes them over.
        store.sync_sources(&[source("b")], day("2025-11-13")).unwrap();
        assert_eq!(rows(&store, "2025-11-12")[1], ("B".into(), 1, true, false));
        store.sync_sources(&[source("b"), source("a")], day("2025-11-13")).unwrap();
        while store.sweep().unwrap() != crate::store::Swept::Done {}
        assert_eq!(rows(&store, "2025-11-12")[1], ("B".into(), 2, true, false));
    }

    #[test]
    fn the_same_text_under_other_addresses_joins_and_its_bookmarks_go_together() {
        let (mut store, a, b) = two_sources();
        let first = store.put_items(a, &[story(1, "2025-11-12")], now()).unwrap().ids[0];
        let second = store.put_items(b, &[elsewhere(1)], now()).unwrap().ids[0];
        store.bookmark(&keep(1, "2025-11-12"), now()).unwrap();
        let mut theirs = keep(1, "2025-11-12");
        theirs.address = address("https://post.example/1");
        store.bookmark(&theirs, now()).unwrap();
        store.set_read(&[first], true, now()).unwrap();
        let words = "Rivers rise in the north as the snow melts early. ".repeat(8);
        store.put_text(first, &long(&words), now()).unwrap();
        assert_eq!(rows(&store, "2025-11-12").len(), 2);
        // Other spaces and signs do not make it another text.
        store.put_text(second, &long(&words.replace(". ", " — ")), now()).unwrap();
        assert_eq!(rows(&store, "2025-11-12"), [("A".into(), 2, false, true)]);
        store.unbookmark(&theirs.address, now()).unwrap();
        assert!(store.bookmarks().unwrap().is_empty());
        store.undo(now()).unwrap();
        assert_eq!(store.bookmarks().unwrap().len(), 2);
    }

    #[test]
    fn what_was_opened_is_known_again_by_what_its_feed_told() {
        let (mut store, a, b) = two_sources();
        let told = |mut story: NewStory| {
            story.item.deck = Text::line(&"The council of the town votes on its budget. ".repeat(4));
            story
        };
        let first = store.put_items(a, &[told(story(1, "2025-11-12"))], now()).unwrap().ids[0];
        store.set_read(&[first], true, now()).unwrap();
        let words = "Rivers rise in the north as the snow melts early. ".repeat(8);
        store.put_text(first, &long(&words), now()).unwrap();
        // Another edition of it: the text says more, what the feed told stays.
        store.put_text(first, &long(&words.repeat(2)), now()).unwrap();
        store.put_items(b, &[told(elsewhere(1))], now()).unwrap();
        assert_eq!(rows(&store, "2025-11-12"), [("A".into(), 2, false, false)]);
    }

    #[test]
    fn a_copy_without_a_date_is_as_old_as_its_oldest() {
        let (mut store, _, _) = two_sources();
        let today: Day = day("2025-11-13");
        let added = store.sync_sources(&["a", "b", "c", "d"].map(source), today).unwrap();
        let id = |slug: &str| added.iter().find(|row| row.slug.as_str() == slug).unwrap().id;
        let doubted = |number, from| {
            let mut undated = story(number, "2025-11-13");
            (undated.decided.from, undated.decided.moment) = (from, None);
            undated
        };
        let seen = |number| doubted(number, DayFrom::Seen);
        // C was added today as D was: its stories of yesterday count as read, however often a front page shows them.
        store.put_items(id("c"), &[story(1, "2025-11-12"), story(2, "2025-11-12")], now()).unwrap();
        store.put_items(id("d"), &[seen(1), doubted(2, DayFrom::Ahead), seen(3)], now()).unwrap();
        assert_eq!(store.sources().unwrap().iter().map(|row| row.unread).sum::<u32>(), 1);
        // What was unread in A before stays so.
        store.put_items(id("a"), &[story(4, "2025-11-12")], now()).unwrap();
        store.put_items(id("d"), &[seen(4)], now()).unwrap();
        assert!(rows(&store, "2025-11-12").contains(&("A".into(), 2, true, false)));
    }

    #[test]
    fn a_summary_of_several_stories_joins_none_also_where_one_was_opened() {
        let (mut store, a, b) = two_sources();
        let summary =
            "All that the council has said this week, in one place and for everybody to read. ".repeat(2);
        let told = |number, place: NewStory| {
            let mut place = place;
            (place.item.title, place.item.deck) = (Text::line("The week"), Text::line(&summary));
            place.item.guid = format!("week-{number}");
            place
        };
        let weeks = [told(1, story(1, "2025-11-12")), told(2, story(2, "2025-11-12"))];
        let of_a = store.put_items(a, &weeks, now()).unwrap().ids;
        let words = "Rivers rise in the north as the snow melts early. ".repeat(8);
        store.put_text(of_a[0], &long(&words), now()).unwrap();
        store.put_items(b, &[told(3, elsewhere(3))], now()).unwrap();
        assert_eq!(rows(&store, "2025-11-12").len(), 3);
    }

    fn long(words: &str) -> Article {
        let spans = vec![Span::plain(Text::piece(words))];
        let blocks = vec![Block::Paragraph { role: Role::Body, spans }];
        Article { document: Document { blocks, links: Vec::new() }, ..article(80) }
    }

    #[test]
    fn what_one_source_tells_of_many_names_no_story() {
        let (mut store, a, b) = two_sources();
        let at = |number, place: &str| {
            let mut told = story(number, "2025-11-12");
            told.item.address = Some(address(place));
            told
        };
        let front = [
            at(1, "https://news.example/"),
            at(2, "https://news.example/list"),
            at(3, "https://news.example/list"),
        ];
        store.put_items(a, &front, now()).unwrap();
        let same = [at(4, "https://news.example/"), at(5, "https://news.example/list")];
        store.put_items(b, &same, now()).unwrap();
        assert_eq!(rows(&store, "2025-11-12").len(), 5);
    }

    #[test]
    fn no_query_is_prepared_anew_for_each_story() {
        let (mut store, a, b) = two_sources();
        for number in 1..5 {
            store.put_items(b, &[story(number, "2025-11-12")], now()).unwrap();
            store.put_items(a, &[story(number, "2025-11-12")], now()).unwrap();
        }
        let query = store.conn.prepare_cached(super::MEMBERS).unwrap();
        assert_eq!(query.get_status(StatementStatus::RePrepare), 0);
        assert!(query.get_status(StatementStatus::Run) > 0);
    }
}
