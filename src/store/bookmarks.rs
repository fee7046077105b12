//! What the reader keeps.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Store;
use super::columns::{address, day, hash, line, moment, ms, text_row};
use super::fault::Trouble;
use super::journal::{State, append};
use super::kept::{Kept, kept, put_kept, tags, tidy};
use super::packed::{pack, unpack};
use super::turn::Writer;
use crate::news::{
    Address, Article, Bookmark, Day, Fault, LinkFound, LinkLook, Standing, StoryId, TagUse, Text, TextKind,
    Verb, minutes_for,
};

/// What to keep.
#[derive(Clone, Debug, PartialEq)]
pub struct Keep {
    /// The address; one bookmark for each [`Address::key`].
    pub address: Address,
    /// The story it is kept from; found by the address when `None`.
    pub story: Option<StoryId>,
    /// Its headline; empty when not known yet.
    pub title: Text,
    /// The day it stands under.
    pub day: Day,
    /// The source's name; empty when not known.
    pub source_title: Text,
    /// The reader's note.
    pub note: Text,
    /// The reader's tags.
    pub tags: Vec<Text>,
    /// Whether the person chose the address: asking for it may lead into a private network.
    pub typed: bool,
}

const COLUMNS: &str = "SELECT id, address, story, day, kept_at, title, source_title, note,
                              body IS NOT NULL, words,
                              (SELECT minutes FROM story WHERE story.id = bookmark.story),
                              text_at, asked_at, moved_to, gone_since, typed
                              FROM bookmark WHERE removed_at IS NULL";

impl Store {
    /// Keeps an address, for ever and on the disk when this returns; with the story's text if that is
    /// stored. On a kept address a note that is not empty replaces the old one and tags are added. The
    /// number of the act in the journal, `None` if nothing changed.
    pub fn bookmark(&mut self, keep: &Keep, now: Timestamp) -> Result<Option<i64>, Fault> {
        self.put(keep, now, added)
    }

    /// Keeps an address exactly so: also on a kept one its tags and its note are these afterwards, and no others.
    pub fn bookmark_as(&mut self, keep: &Keep, now: Timestamp) -> Result<Option<i64>, Fault> {
        self.put(keep, now, exactly)
    }

    /// Keeps an address; what is kept already is changed as `change_to` says.
    fn put(
        &mut self,
        keep: &Keep,
        now: Timestamp,
        change_to: fn(&Kept, &Keep) -> Kept,
    ) -> Result<Option<i64>, Fault> {
        self.may_keep()?;
        let key = keep.address.key();
        let known = if keep.story.is_some() { None } else { self.story_by_address(&keep.address)? };
        let story = keep.story.or(known.map(|story| story.id));
        self.write(Writer::User, |tx| {
            let before = kept(tx, &key)?;
            let after = becomes(tx, before.as_ref(), (keep, story), change_to, now)?;
            if keep.typed {
                tx.prepare_cached("UPDATE bookmark SET typed = 1 WHERE key = ?1 AND typed = 0")?
                    .execute([&key])?;
            }
            let what = if before.is_some() { "note and tags changed:" } else { "bookmarked:" };
            change(tx, &key, before, Some(after), what, now)
        })
    }

    /// Lets a bookmark go, and with it those of the story's copies in other sources; its text stays with the row, so
    /// that undo brings all of it back. `None` if it was not kept.
    pub fn unbookmark(&mut self, address: &Address, now: Timestamp) -> Result<Option<i64>, Fault> {
        self.unbookmark_all(std::slice::from_ref(address), now)
    }

    /// Sets the note of a bookmark. `None` if nothing changed.
    #[cfg(test)]
    pub(super) fn set_note(
        &mut self,
        address: &Address,
        note: &Text,
        now: Timestamp,
    ) -> Result<Option<i64>, Fault> {
        self.amend(address, "note changed:", |kept| Kept { note: Text::lines(note), ..kept }, now)
    }

    /// Sets the tags of a bookmark. `None` if nothing changed.
    #[cfg(test)]
    pub(super) fn set_tags(
        &mut self,
        address: &Address,
        tags: &[Text],
        now: Timestamp,
    ) -> Result<Option<i64>, Fault> {
        self.amend(address, "tags changed:", |kept| Kept { tags: tidy(tags.iter().cloned()), ..kept }, now)
    }

    /// Changes a bookmark; `what` says in the journal what was changed of it.
    #[cfg(test)]
    fn amend(
        &mut self,
        address: &Address,
        what: &str,
        amended: impl Fn(Kept) -> Kept,
        now: Timestamp,
    ) -> Result<Option<i64>, Fault> {
        self.may_keep()?;
        let key = address.key();
        self.write(Writer::User, |tx| {
            let before = kept(tx, &key)?;
            let after = before.clone().map(&amended);
            change(tx, &key, before, after, what, now)
        })
    }

    /// All bookmarks, by day, newest first.
    pub fn bookmarks(&self) -> Result<Vec<Bookmark>, Fault> {
        self.read(|conn| {
            let mut by_bookmark: HashMap<i64, Vec<Text>> = HashMap::new();
            let mut query = conn.prepare_cached("SELECT bookmark, name FROM tag ORDER BY bookmark, name")?;
            for tag in query.query_map([], |row| Ok((row.get(0)?, line(row, 1)?)))? {
                let (bookmark, name) = tag?;
                by_bookmark.entry(bookmark).or_default().push(name);
            }
            let sql = format!("{COLUMNS} ORDER BY day DESC, kept_at DESC, id DESC");
            let mut query = conn.prepare_cached(&sql)?;
            let mut bookmarks = Vec::new();
            for row in query.query_map([], bookmark_row)? {
                if let Some((id, mut bookmark)) = row? {
                    bookmark.tags = by_bookmark.remove(&id).unwrap_or_default();
                    bookmarks.push(bookmark);
                }
            }
            Ok(bookmarks)
        })
    }

    /// All tags in use and how many bookmarks have each, the most used first.
    pub fn tags(&self) -> Result<Vec<TagUse>, Fault> {
        self.read(|conn| {
            let mut query = conn.prepare_cached(
                "SELECT name, count(*) FROM tag JOIN bookmark ON bookmark.id = tag.bookmark
                 WHERE removed_at IS NULL GROUP BY name ORDER BY count(*) DESC, name",
            )?;
            let rows =
                query.query_map([], |row| Ok(TagUse { name: line(row, 0)?, bookmarks: row.get(1)? }))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// The bookmark of an address.
    pub fn bookmark_of(&self, address: &Address) -> Result<Option<Bookmark>, Fault> {
        self.read(|conn| {
            let mut query = conn.prepare_cached(&format!("{COLUMNS} AND key = ?1"))?;
            let found = query.query_row([address.key()], bookmark_row).optional()?;
            let Some((id, mut bookmark)) = found.flatten() else { return Ok(None) };
            bookmark.tags = tags(conn, id)?;
            Ok(Some(bookmark))
        })
    }

    /// Stores the bookmark's own copy of its text, in place of an older one; names it where it had no
    /// title yet. Nothing happens if the address is not kept.
    pub fn keep_text(&mut self, address: &Address, article: &Article, now: Timestamp) -> Result<(), Fault> {
        let body = pack(article)?;
        self.write(Writer::User, |tx| {
            tx.prepare_cached(
                "UPDATE bookmark SET body = ?2, words = ?3, title = iif(title = '', ?4, title), text_at = ?5
                 WHERE key = ?1 AND removed_at IS NULL",
            )?
            .execute(params![
                address.key(),
                body,
                article.words,
                article.title.as_str(),
                ms(now)
            ])?;
            Ok(())
        })
    }

    /// Stores texts that came with bookmarks, each where the bookmark has none; together, since each commit waits for the
    /// disk. How many.
    pub fn keep_first_texts(&mut self, texts: &[(Address, Article)], now: Timestamp) -> Result<usize, Fault> {
        // What is too large to be kept costs only itself.
        let packed = texts
            .iter()
            .filter_map(|(address, article)| pack(article).ok().map(|body| (address.key(), article, body)));
        let packed: Vec<_> = packed.collect();
        self.write(Writer::User, |tx| {
            let mut put = tx.prepare_cached(
                "UPDATE bookmark SET body = ?2, words = ?3, title = iif(title = '', ?4, title), text_at = ?5
                 WHERE key = ?1 AND removed_at IS NULL AND body IS NULL",
            )?;
            let mut stored = 0;
            for (key, article, body) in &packed {
                stored += put.execute(params![key, body, article.words, article.title.as_str(), ms(now)])?;
            }
            Ok(stored)
        })
    }

    /// Notes what a kept address answered when it was asked; of one that is gone, since when. Not an act of the reader:
    /// it stands in no journal.
    pub fn put_link(&mut self, address: &Address, found: &LinkFound, now: Timestamp) -> Result<(), Fault> {
        let moved = if let LinkFound::Moved(to) = found { Some(to.as_str()) } else { None };
        let is_gone = matches!(found, LinkFound::Gone(_));
        self.write(Writer::Batch, |tx| {
            tx.prepare_cached(
                "UPDATE bookmark SET asked_at = ?2, moved_to = ?3, gone_since = iif(?4, ifnull(gone_since, ?2), NULL)
                 WHERE key = ?1 AND removed_at IS NULL",
            )?
            .execute(params![address.key(), ms(now), moved, is_gone])?;
            Ok(())
        })
    }

    /// Addresses that were kept since a time but whose text could not be had yet, newest first, at most `most`.
    pub fn bookmarks_without_text(&self, since: Timestamp, most: usize) -> Result<Vec<Address>, Fault> {
        self.read(|conn| {
            let mut query = conn.prepare_cached(
                "SELECT address FROM bookmark WHERE removed_at IS NULL AND body IS NULL AND kept_at >= ?1
                 ORDER BY kept_at DESC, id DESC LIMIT ?2",
            )?;
            let rows = query.query_map(params![ms(since), most as i64], |row| address(row, 0))?;
            Ok(rows.filter_map(Result::transpose).collect::<rusqlite::Result<_>>()?)
        })
    }

    /// The bookmark's own copy.
    pub(super) fn kept_text(&self, address: &Address) -> Result<Option<Article>, Fault> {
        self.read(|conn| {
            let mut query =
                conn.prepare_cached("SELECT body FROM bookmark WHERE key = ?1 AND removed_at IS NULL")?;
            let body: Option<Option<Vec<u8>>> =
                query.query_row([address.key()], |row| row.get(0)).optional()?;
            Ok(body.flatten().map(|body| unpack(&body)).transpose()?)
        })
    }
}

/// Makes the row of an address that was not kept, or brings an old one up to date.
pub(super) fn put_row(
    tx: &Connection,
    key: &str,
    keep: &Keep,
    story: Option<StoryId>,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let text = story.map(|story| text_row(story.0, TextKind::Extracted));
    tx.prepare_cached(
        "INSERT INTO bookmark (key, address_hash, address, story, source, day, kept_at, changed_at, title,
             source_title, note, words, body, text_at)
         VALUES (?1, ?2, ?3, ?4, (SELECT source FROM story WHERE id = ?4), ?5, ?6, ?6, ?7, ?8, '',
             (SELECT words FROM text WHERE id = ?9), (SELECT body FROM text WHERE id = ?9),
             (SELECT at FROM text WHERE id = ?9))
         ON CONFLICT (key) DO UPDATE SET
             address = excluded.address,
             story = coalesce(excluded.story, story),
             source = coalesce(excluded.source, source),
             title = iif(excluded.title = '', title, excluded.title),
             source_title = iif(excluded.source_title = '', source_title, excluded.source_title),
             words = iif(excluded.body IS NULL, words, excluded.words),
             text_at = iif(excluded.body IS NULL, text_at, excluded.text_at),
             body = coalesce(excluded.body, body)",
    )?
    .execute(params![
        key,
        hash(key),
        keep.address.as_str(),
        story.map(|story| story.0),
        keep.day.number(),
        ms(now),
        keep.title.as_str(),
        keep.source_title.as_str(),
        text,
    ])?;
    Ok(())
}

/// Changes a bookmark as one act of the journal; `None` if it stays as it is.
fn change(
    tx: &Connection,
    key: &str,
    before: Option<Kept>,
    after: Option<Kept>,
    what: &str,
    now: Timestamp,
) -> Result<Option<i64>, Trouble> {
    if before == after {
        return Ok(None);
    }
    put_kept(tx, key, after.as_ref(), now)?;
    let label = format!("{what} {}", title_of(tx, key)?);
    let before = State::Bookmark { key: key.to_owned(), kept: before };
    let after = State::Bookmark { key: key.to_owned(), kept: after };
    append(tx, Verb::Bookmark, &label, &before, &after, now).map(Some)
}

/// What a kept address becomes where it is kept again: tags are added, a note that is not empty takes the place of the
/// old one.
pub(super) fn added(before: &Kept, keep: &Keep) -> Kept {
    Kept {
        note: if keep.note.is_empty() { before.note.clone() } else { Text::lines(&keep.note) },
        tags: tidy(before.tags.iter().chain(&keep.tags).cloned()),
        ..before.clone()
    }
}

/// What a kept address becomes that is to be exactly so.
pub(super) fn exactly(before: &Kept, keep: &Keep) -> Kept {
    Kept { note: Text::lines(&keep.note), tags: tidy(keep.tags.iter().cloned()), ..before.clone() }
}

/// What an address becomes that is to be kept: where it is already, what `change_to` makes of it; else it gets its row.
pub(super) fn becomes(
    tx: &Connection,
    was: Option<&Kept>,
    (keep, story): (&Keep, Option<StoryId>),
    change_to: fn(&Kept, &Keep) -> Kept,
    now: Timestamp,
) -> Result<Kept, Trouble> {
    if let Some(was) = was {
        return Ok(change_to(was, keep));
    }
    put_row(tx, &keep.address.key(), keep, story, now)?;
    Ok(first_kept(keep, now))
}

/// What an address becomes that was not kept.
fn first_kept(keep: &Keep, now: Timestamp) -> Kept {
    Kept {
        day: keep.day.number(),
        since: ms(now),
        note: Text::lines(&keep.note),
        tags: tidy(keep.tags.iter().cloned()),
    }
}

pub(super) fn title_of(tx: &Connection, key: &str) -> rusqlite::Result<Text> {
    let mut query =
        tx.prepare_cached("SELECT iif(title = '', address, title) FROM bookmark WHERE key = ?1")?;
    query.query_row([key], |row| line(row, 0))
}

/// A row without its tags; `None` if its address is none any more.
fn bookmark_row(row: &Row<'_>) -> rusqlite::Result<Option<(i64, Bookmark)>> {
    let Some(address) = address(row, 1)? else { return Ok(None) };
    let title = line(row, 5)?.non_empty().unwrap_or_else(|| Text::line(address.as_str()));
    let source_title = line(row, 6)?.non_empty().unwrap_or_else(|| Text::line(address.host()));
    let words: Option<u32> = row.get(9)?;
    // A text that no story of the store has is read at the usual pace: its row does not tell its language.
    let minutes = row.get::<_, Option<u32>>(10)?.or_else(|| words.map(|words| minutes_for(words, None)));
    let bookmark = Bookmark {
        story: row.get::<_, Option<i64>>(2)?.map(StoryId),
        day: day(row, 3)?,
        added: moment(row.get(4)?),
        title,
        source_title,
        note: Text::lines(row.get_ref(7)?.as_str()?),
        tags: Vec::new(),
        has_text: row.get(8)?,
        words,
        minutes,
        address,
        standing: Standing {
            text_at: row.get::<_, Option<i64>>(11)?.map(moment),
            link: link_look(row)?,
            typed: row.get(15)?,
        },
    };
    Ok(Some((row.get(0)?, bookmark)))
}

/// What the address of a row answered.
fn link_look(row: &Row<'_>) -> rusqlite::Result<Option<LinkLook>> {
    let Some(at) = row.get::<_, Option<i64>>(12)?.map(moment) else { return Ok(None) };
    let to = row.get::<_, Option<String>>(13)?.and_then(|to| Address::parse(&to).ok());
    let found = match (to, row.get::<_, Option<i64>>(14)?) {
        (Some(to), _) => LinkFound::Moved(to),
        (None, Some(since)) => LinkFound::Gone(moment(since)),
        (None, None) => LinkFound::There,
    };
    Ok(Some(LinkLook { at, found }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::Scope;
    use crate::store::fixture::{address, article, day, keep, now, story, two_sources};

    #[test]
    fn a_bookmark_outlives_its_source() {
        let (mut store, a, _) = two_sources();
        let id = store.put_items(a, &[story(1, "2025-11-12")], now()).unwrap().ids[0];
        store.put_text(id, &article(300), now()).unwrap();
        store.bookmark(&keep(1, "2025-11-12"), now()).unwrap();
        store.sync_sources(&[], day("2025-11-13")).unwrap();
        let bookmarks = store.bookmarks().unwrap();
        assert_eq!(bookmarks.len(), 1);
        assert!(bookmarks[0].has_text);
        let facts = store.facts(Scope::All, day("2025-11-12").only()).unwrap();
        assert_eq!((facts[0].stories, facts[0].bookmarks), (0, 1));
        let text = store.text_by_address(&address("https://news.example/1")).unwrap();
        assert_eq!(text, Some(article(300)));
    }

    #[test]
    fn who_chose_an_address_is_one_act_with_keeping_it() {
        let (mut store, ..) = two_sources();
        let kept = |store: &Store| store.bookmark_of(&keep(1, "2025-11-12").address).unwrap();
        let typed = Keep { typed: true, ..keep(1, "2025-11-12") };
        let before = store.rows_written();
        store.bookmark(&keep(1, "2025-11-12"), now()).unwrap();
        assert!(!kept(&store).unwrap().standing.typed && store.rows_written() > before);
        // Chosen since, though nothing else changes; whoever keeps it later takes nothing from that.
        assert_eq!(store.bookmark(&typed, now()).unwrap(), None);
        assert!(kept(&store).unwrap().standing.typed);
        store.bookmark_as(&Keep { note: Text::line("x"), ..keep(1, "2025-11-12") }, now()).unwrap();
        assert!(kept(&store).unwrap().standing.typed);
    }

    #[test]
    fn an_address_is_kept_before_its_page_can_be_had() {
        let (mut store, a, _) = two_sources();
        let bare = Keep { title: Text::default(), source_title: Text::default(), ..keep(1, "2025-11-13") };
        store.bookmark(&bare, now()).unwrap();
        let waiting = store.bookmarks_without_text(now(), 10).unwrap();
        assert_eq!(waiting, std::slice::from_ref(&bare.address));
        let later = now() + jiff::SignedDuration::from_hours(1);
        assert!(store.bookmarks_without_text(later, 10).unwrap().is_empty());
        let kept = store.bookmark_of(&bare.address).unwrap().unwrap();
        assert_eq!(
            (kept.title.as_str(), kept.source_title.as_str()),
            ("https://news.example/1", "news.example")
        );
        // The story comes later, and its text with it.
        let id = store.put_items(a, &[story(1, "2025-11-12")], now()).unwrap().ids[0];
        assert!(store.headline(id).unwrap().unwrap().bookmarked);
        store.put_text(id, &article(300), now()).unwrap();
        let kept = store.bookmark_of(&bare.address).unwrap().unwrap();
        assert_eq!((kept.story, kept.words, kept.has_text), (Some(id), Some(300), true));
        assert_eq!(kept.title, "The page's own headline");
        assert!(store.bookmarks_without_text(now(), 10).unwrap().is_empty());
    }

    #[test]
    fn the_own_copy_stays_when_it_is_let_go_and_taken_back() {
        let (mut store, ..) = two_sources();
        let mut keep = keep(1, "2025-11-12");
        keep.tags = ["#b", " a ", "b", ""].map(Text::line).to_vec();
        keep.note = Text::lines("two\nlines");
        store.bookmark(&keep, now()).unwrap();
        store.keep_text(&keep.address, &article(300), now()).unwrap();
        let before = store.bookmarks().unwrap();
        assert_eq!(before[0].tags, ["a", "b"]);
        assert_eq!(before[0].note, "two\nlines");
        assert!(store.unbookmark(&keep.address, now()).unwrap().is_some());
        assert!(store.bookmarks().unwrap().is_empty());
        assert_eq!(store.text_by_address(&keep.address).unwrap(), None);
        assert_eq!(store.unbookmark(&keep.address, now()).unwrap(), None);
        store.undo(now()).unwrap();
        assert_eq!(store.bookmarks().unwrap(), before);
        assert_eq!(store.text_by_address(&keep.address).unwrap(), Some(article(300)));
    }

    #[test]
    fn keeping_again_adds_and_never_takes() {
        let (mut store, ..) = two_sources();
        let mut keep = keep(1, "2025-11-12");
        (keep.note, keep.tags) = (Text::line("why"), vec![Text::line("a")]);
        store.bookmark(&keep, now()).unwrap();
        (keep.note, keep.tags) = (Text::default(), vec![]);
        assert_eq!(store.bookmark(&keep, now()).unwrap(), None);
        keep.tags = vec![Text::line("b")];
        assert!(store.bookmark(&keep, now()).unwrap().is_some());
        let kept = store.bookmark_of(&keep.address).unwrap().unwrap();
        assert_eq!((kept.note.as_str(), kept.tags.len()), ("why", 2));
        assert!(store.set_note(&keep.address, &Text::default(), now()).unwrap().is_some());
        assert!(store.set_tags(&keep.address, &[], now()).unwrap().is_some());
        assert_eq!(store.set_tags(&keep.address, &[], now()).unwrap(), None);
        let exact = Keep { note: Text::line("new"), tags: vec![Text::line("c")], ..keep.clone() };
        store.bookmark(&keep, now()).unwrap();
        assert!(store.bookmark_as(&exact, now()).unwrap().is_some());
        assert_eq!(store.bookmark_as(&exact, now()).unwrap(), None);
        let kept = store.bookmark_of(&keep.address).unwrap().unwrap();
        assert_eq!((kept.note.as_str(), kept.tags.as_slice()), ("new", &[Text::line("c")][..]));
        let in_use = |name| [TagUse { name: Text::line(name), bookmarks: 1 }];
        assert_eq!(store.tags().unwrap(), in_use("c"));
        store.undo(now()).unwrap();
        assert_eq!(store.tags().unwrap(), in_use("b"));
        assert_eq!(
            store.set_note(&address("https://elsewhere.example/"), &Text::line("x"), now()).unwrap(),
            None
        );
    }

    #[test]
    fn the_answer_of_an_address_is_remembered_and_gone_has_a_first_day() {
        let mut store = Store::memory().unwrap();
        let keep = keep(1, "2025-11-01");
        store.bookmark(&keep, now()).unwrap();
        let hour = |n: i64| now() + jiff::SignedDuration::from_hours(n);
        let at = |n: i64| crate::news::Moment::at(hour(n));
        let standing = |store: &Store| store.bookmark_of(&keep.address).unwrap().unwrap().standing;
        assert_eq!(standing(&store), Standing::default());
        store.keep_text(&keep.address, &article(300), hour(1)).unwrap();
        let look = |n: i64, found: LinkFound| Some(LinkLook { at: at(n), found });
        for (n, told, known) in [
            (2, LinkFound::There, LinkFound::There),
            (3, LinkFound::Gone(at(3)), LinkFound::Gone(at(3))),
            (4, LinkFound::Gone(at(4)), LinkFound::Gone(at(3))),
            (5, LinkFound::Moved(keep.address.clone()), LinkFound::Moved(keep.address.clone())),
            (6, LinkFound::Gone(at(6)), LinkFound::Gone(at(6))),
        ] {
            store.put_link(&keep.address, &told, hour(n)).unwrap();
            assert_eq!(
                standing(&store),
                Standing { text_at: Some(at(1)), link: look(n, known), typed: false }
            );
        }
        // What is let go and brought back by undo is as it was.
        store.unbookmark(&keep.address, now()).unwrap();
        store.undo(now()).unwrap();
        assert_eq!(standing(&store).text_at, Some(at(1)));
    }
}
