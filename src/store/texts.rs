//! Texts of stories.

use std::time::Instant;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::Store;
use super::clusters::join;
use super::columns::{address, hash, ms, text_row};
use super::fault::Trouble;
use super::letters::text_hash;
use super::mutes::Rules;
use super::packed::{pack, unpack};
use super::stories::SLICE;
use super::turn::Writer;
use crate::news::{Address, Article, Fault, FaultKind, StoryId, Text, TextKind};

pub(super) const PUT: &str = "INSERT INTO text (id, at, words, body) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (id) DO UPDATE SET at = excluded.at, words = excluded.words, body = excluded.body";
pub(super) const BODY: &str = "SELECT body FROM text WHERE id = ?1";

/// Minutes beyond this are one class of [`settle_median`].
const LONGEST: u32 = 120;

impl Store {
    /// Stores a text of a story, in place of an older one of that kind. The extracted text also settles
    /// the story's words and minutes, and its title and author where they were empty; a bookmark of its
    /// address that has no text yet gets a copy.
    pub fn put_text(&mut self, story: StoryId, article: &Article, now: Timestamp) -> Result<(), Fault> {
        let body = pack(article)?;
        self.write(Writer::Batch, |tx| put(tx, story, article, &body, now))
    }

    /// Stores several texts, as [`Store::put_text`] does, in transactions of a few milliseconds.
    pub fn put_texts(&mut self, texts: &[(StoryId, Article)], now: Timestamp) -> Result<(), Fault> {
        let mut rest = texts.iter();
        while !rest.as_slice().is_empty() {
            self.write(Writer::Batch, |tx| {
                let started = Instant::now();
                for (story, article) in rest.by_ref() {
                    put(tx, *story, article, &pack(article)?, now)?;
                    if started.elapsed() > SLICE {
                        break;
                    }
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    /// The text of that kind, if it is stored.
    pub fn text(&self, story: StoryId, kind: TextKind) -> Result<Option<Article>, Fault> {
        self.read(|conn| {
            let mut query = conn.prepare_cached(BODY)?;
            let body: Option<Vec<u8>> =
                query.query_row([text_row(story.0, kind)], |row| row.get(0)).optional()?;
            Ok(body.map(|body| unpack(&body)).transpose()?)
        })
    }

    /// Whether its page is that of other stories of its source, and says what it says no more, or says more: it is a place
    /// there, or a later day's story has the page now.
    pub fn shares_page(&self, story: StoryId) -> Result<bool, Fault> {
        self.read(|conn| {
            let mut query = conn.prepare_cached(
                "SELECT 1 FROM story s CROSS JOIN story o INDEXED BY story_address
                     ON o.address_hash IS NOT NULL AND o.address_hash = s.address_hash
                 WHERE s.id = ?1 AND o.source = s.source AND o.id <> s.id
                     AND (o.day > s.day OR s.guid LIKE 'http%#%') LIMIT 1",
            )?;
            Ok(query.exists([story.0])?)
        })
    }

    /// When the extracted text of a story was stored, in milliseconds since 1970.
    pub fn text_at(&self, story: StoryId) -> Result<Option<i64>, Fault> {
        self.read(|conn| {
            let mut query = conn.prepare_cached("SELECT at FROM text WHERE id = ?1")?;
            Ok(query.query_row([text_row(story.0, TextKind::Extracted)], |row| row.get(0)).optional()?)
        })
    }

    /// How many of some stories have a text of any kind, and the bytes their texts take up.
    pub fn texts_size(&self, stories: &[StoryId]) -> Result<(usize, u64), Fault> {
        self.read(|conn| {
            let mut query = conn.prepare_cached("SELECT length(body) FROM text WHERE id = ?1")?;
            let (mut with, mut bytes) = (0, 0);
            for story in stories {
                let before = bytes;
                for kind in [TextKind::Extracted, TextKind::Feed] {
                    let length: Option<i64> =
                        query.query_row([text_row(story.0, kind)], |row| row.get(0)).optional()?;
                    bytes += length.unwrap_or(0).unsigned_abs();
                }
                with += usize::from(bytes > before);
            }
            Ok((with, bytes))
        })
    }

    /// The extracted text, else the feed's.
    pub fn best_text(&self, story: StoryId) -> Result<Option<Article>, Fault> {
        match self.text(story, TextKind::Extracted)? {
            Some(article) => Ok(Some(article)),
            None => self.text(story, TextKind::Feed),
        }
    }

    /// What is stored of the page at that address: a story's extracted text, else a bookmark's own copy,
    /// else what was read there before, else a feed's text.
    pub fn text_by_address(&self, address: &Address) -> Result<Option<Article>, Fault> {
        let story = self.story_by_address(address)?;
        if let Some(story) = story.as_ref().filter(|story| story.has_text)
            && let Some(article) = self.text(story.id, TextKind::Extracted)?
        {
            return Ok(Some(article));
        }
        if let Some(article) = self.kept_text(address)? {
            return Ok(Some(article));
        }
        if let Some(article) = self.page(address)? {
            return Ok(Some(article));
        }
        story.map_or(Ok(None), |story| self.text(story.id, TextKind::Feed))
    }
}

fn put(
    tx: &Connection,
    story: StoryId,
    article: &Article,
    body: &[u8],
    now: Timestamp,
) -> Result<(), Trouble> {
    let mut known = tx.prepare_cached("SELECT 1 FROM story WHERE id = ?1")?;
    if !known.exists([story.0])? {
        return Err(Fault::new(FaultKind::NotFound, "the story is not in the store").into());
    }
    let row = text_row(story.0, article.kind);
    tx.prepare_cached(PUT)?.execute(params![row, ms(now), article.words, body])?;
    if article.kind == TextKind::Extracted {
        settle(tx, story.0, article)?;
        copy_to_bookmark(tx, story.0, article, body)?;
    }
    Ok(())
}

/// Enters what the extracted text says into the story's row and the source's median.
fn settle(tx: &Connection, story: i64, article: &Article) -> rusqlite::Result<()> {
    let mut query = tx.prepare_cached("SELECT source, minutes, title, address FROM story WHERE id = ?1")?;
    let (source, old, titled): (i64, Option<u32>, bool) = query.query_row([story], |row| {
        // The words of its address stand for a title only until there is one.
        let title = row.get_ref(2)?.as_str()?;
        let titled = !title.is_empty() && address(row, 3)?.is_none_or(|address| address.words() != title);
        Ok((row.get(0)?, row.get(1)?, titled))
    })?;
    let authors: Vec<&str> = article.authors.iter().map(Text::as_str).collect();
    let author = Some(authors.join(", ")).filter(|names| !names.is_empty());
    tx.prepare_cached(
        "UPDATE story SET words = ?2, minutes = ?3, title = coalesce(?4, title),
             author = coalesce(author, ?5), text_hash = coalesce(?6, text_hash),
             told_hash = coalesce(told_hash, iif(?6 <> text_hash, text_hash, NULL)) WHERE id = ?1",
    )?
    .execute(params![
        story,
        article.words,
        article.minutes(),
        Some(article.title.as_str()).filter(|title| !titled && !title.is_empty()),
        author,
        text_hash(article)
    ])?;
    settle_median(tx, source, old, article.minutes())?;
    let rules = Rules::load(tx)?;
    if !rules.is_empty() {
        rules.judge(tx, story)?;
    }
    join(tx, story)
}

/// Keeps the source's exact median of minutes: its texts are counted by minutes, so a median reads at
/// most [`LONGEST`] rows however large the archive is.
fn settle_median(tx: &Connection, source: i64, old: Option<u32>, new: u32) -> rusqlite::Result<()> {
    let (old, new) = (old.map(|old| old.min(LONGEST)), new.min(LONGEST));
    if old == Some(new) {
        return Ok(());
    }
    if let Some(old) = old {
        tx.prepare_cached("UPDATE pace SET texts = texts - 1 WHERE source = ?1 AND minutes = ?2")?
            .execute(params![source, old])?;
    }
    tx.prepare_cached(
        "INSERT INTO pace (source, minutes, texts) VALUES (?1, ?2, 1)
         ON CONFLICT (source, minutes) DO UPDATE SET texts = texts + 1",
    )?
    .execute(params![source, new])?;
    let mut query =
        tx.prepare_cached("SELECT minutes, texts FROM pace WHERE source = ?1 ORDER BY minutes")?;
    let rows = query.query_map([source], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let counts: Vec<(u32, i64)> = rows.collect::<rusqlite::Result<_>>()?;
    tx.prepare_cached("UPDATE source SET median = ?2 WHERE id = ?1 AND median IS NOT ?2")?
        .execute(params![source, median(&counts)])?;
    Ok(())
}

/// The lower median of values with their counts, in order.
fn median(counts: &[(u32, i64)]) -> Option<u32> {
    let all: i64 = counts.iter().map(|(_, count)| count).sum();
    let mut below = 0;
    counts.iter().find_map(|(value, count)| {
        below += count;
        (*count > 0 && below * 2 >= all).then_some(*value)
    })
}

fn copy_to_bookmark(tx: &Connection, story: i64, article: &Article, body: &[u8]) -> rusqlite::Result<()> {
    let mut query = tx.prepare_cached("SELECT address FROM story WHERE id = ?1 AND address IS NOT NULL")?;
    let address: Option<String> = query.query_row([story], |row| row.get(0)).optional()?;
    let Some(address) = address.and_then(|raw| Address::parse(&raw).ok()) else { return Ok(()) };
    let key = address.key();
    tx.prepare_cached(
        "UPDATE bookmark SET body = ?3, words = ?4, title = iif(title = '', ?5, title)
         WHERE address_hash = ?1 AND key = ?2 AND removed_at IS NULL AND body IS NULL
             AND (story IS NULL OR story = ?6 OR source IS NOT (SELECT source FROM story WHERE id = ?6))",
    )?
    .execute(params![hash(&key), key, body, article.words, article.title.as_str(), story])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Scope, Text};
    use crate::store::fixture::{address, article, day, now, story, two_sources};

    #[test]
    fn the_words_of_an_address_stand_for_a_title_until_there_is_one() {
        let (mut store, a, _) = two_sources();
        let mapped = |path: &str| {
            let mut mapped = story(1, "2025-11-12");
            let place = address(&format!("https://news.example{path}"));
            (mapped.item.title, mapped.item.address) = (place.words(), Some(place));
            mapped
        };
        let titles = |store: &Store| {
            let rows = store.edition(Scope::All, day("2025-11-12").only()).unwrap().rows;
            rows.into_iter().map(|row| row.title.to_string()).collect::<Vec<_>>()
        };
        let id = store.put_items(a, &[mapped("/s/17")], now()).unwrap().ids[0];
        assert_eq!(titles(&store), ["/s/17"]);
        let opened = Article { title: Text::line("Rivers rise in the north"), ..article(30) };
        store.put_text(id, &opened, now()).unwrap();
        assert_eq!(titles(&store), ["Rivers rise in the north"]);
        // The sitemap tells it again; a page that is worded otherwise later is no new name.
        store.put_items(a, &[mapped("/s/17")], now()).unwrap();
        store.put_text(id, &Article { title: Text::line("Rivers"), ..opened }, now()).unwrap();
        assert_eq!(titles(&store), ["Rivers rise in the north"]);
    }

    #[test]
    fn the_median_is_the_middle_one() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[(3, 0), (4, 1)]), Some(4));
        assert_eq!(median(&[(1, 2), (5, 1), (9, 2)]), Some(5));
        assert_eq!(median(&[(1, 1), (2, 1)]), Some(1));
    }
}
