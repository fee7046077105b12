//! Answers: the newest or best hits, and how many hits each day has.

use rusqlite::{Connection, OptionalExtension, params};

use super::super::Store;
use super::super::columns::{address, day, line, moment};
use super::super::fault::Trouble;
use super::super::packed::unpack;
use super::Index;
use super::entry::{BOOKMARK, bookmark_of, stored};
use super::look::{Look, Stop};
use super::plan::{plan, ranked};
use super::stored::Stored;
use crate::news::{
    DayFrom, DocId, Fault, Headline, HitDays, Order, SearchHit, SourceId, StoryId, Text, tags_shown,
};
use crate::query::{Marker, Query, snippet};

/// Characters of a snippet.
const SNIPPET: usize = 180;

impl Index {
    /// The newest hits at or before a place, newest first; `None` from the last on. The last day is whole as far as it
    /// is not too large, so that its hits, which are numbered as they came, can stand in the order of their times.
    pub fn newest(
        &self,
        store: &Store,
        query: &Query,
        from: Option<DocId>,
        most: usize,
    ) -> Result<Vec<SearchHit>, Fault> {
        Ok(self.page(store, query, Order::Newest, from, most, &|| false)?.unwrap_or_default())
    }

    /// So many of the newest hits and no more, newest first.
    pub fn first(&self, store: &Store, query: &Query, most: usize) -> Result<Vec<SearchHit>, Fault> {
        let mut hits = self.newest(store, query, None, most)?;
        hits.truncate(most);
        Ok(hits)
    }

    /// The hits that fit the words best, of the newest hundred thousand.
    pub fn best(&self, store: &Store, query: &Query, most: usize) -> Result<Vec<SearchHit>, Fault> {
        Ok(self.page(store, query, Order::Best, None, most, &|| false)?.unwrap_or_default())
    }

    /// A page of hits in an order, the newest from a place on. `None` when `stop` said so before the end.
    pub fn page(
        &self,
        store: &Store,
        query: &Query,
        order: Order,
        from: Option<DocId>,
        most: usize,
        stop: Stop<'_>,
    ) -> Result<Option<Vec<SearchHit>>, Fault> {
        let Some(root) = query.root() else { return Ok(Some(Vec::new())) };
        let look = Look { index: self, store, stop };
        let docs = store.read(|conn| {
            let plan = plan(conn, root)?;
            match ranked(root).filter(|_| order == Order::Best) {
                Some(words) => look.once(look.best(&plan, &words, most)?),
                None => look.newest_by_time(&plan, from, most),
            }
        })?;
        hits(store, query, &docs, stop)
    }

    /// How many hits each day of a range has. `None` when `stop` said so before the end.
    pub fn days(
        &self,
        store: &Store,
        query: &Query,
        days: Option<crate::news::DayRange>,
        stop: &dyn Fn() -> bool,
    ) -> Result<Option<HitDays>, Fault> {
        let docs = days.map_or(i64::MIN..=i64::MAX, |days| {
            i64::from(days.first.number()) << 20..=(i64::from(days.last.number()) << 20 | 0xf_ffff)
        });
        let look = Look { index: self, store, stop };
        let Some(root) = query.root() else { return Ok(Some(HitDays::new())) };
        store.read(|conn| {
            let plan = plan(conn, root)?;
            look.count(&plan, docs)
        })
    }
}

/// The rows of docs, with the sentences round the hits. A doc that the store does not have any more is left out.
fn hits(store: &Store, query: &Query, docs: &[i64], stop: Stop<'_>) -> Result<Option<Vec<SearchHit>>, Fault> {
    let marker = query.marker();
    let mut hits = Vec::with_capacity(docs.len());
    for doc in docs.iter().copied() {
        if stop() {
            return Ok(None);
        }
        let found = match bookmark_of(doc) {
            Some(number) => store.read(|conn| kept(conn, number, doc >> 20))?,
            None => match store.headline_at(doc)? {
                Some(headline) => {
                    let words = !marker.is_empty();
                    let text = if words { store.read(|conn| stored(conn, headline.id.0))? } else { None };
                    Some((headline, text))
                }
                None => None,
            },
        };
        let Some((headline, stored)) = found else { continue };
        let mut text = headline.deck.to_string();
        text.push('\n');
        if let Some(stored) = &stored {
            stored.each_line(|line| text.extend([line, "\n"]));
        }
        let snippet = if marker.is_empty() {
            None
        } else {
            match snippet(&text, &marker, SNIPPET) {
                Some(found) => Some(found),
                None if headline.bookmarked => written(store, &headline, &marker)?,
                None => None,
            }
        };
        hits.push(SearchHit { doc: DocId(doc), headline, snippet });
    }
    Ok(if stop() { None } else { Some(hits) })
}

/// Where the words stand in what the reader wrote to a hit: the sentence of its note, or its tags.
fn written(store: &Store, headline: &Headline, marker: &Marker) -> Result<Option<Text>, Fault> {
    let Some(address) = &headline.address else { return Ok(None) };
    let Some(kept) = store.bookmark_of(address)? else { return Ok(None) };
    if let Some(sentence) = snippet(&kept.note, marker, SNIPPET) {
        return Ok(Some(Text::line(&format!("note: {sentence}"))));
    }
    let tags = kept.tags.into_iter().filter(|tag| !marker.in_text(tag).is_empty()).collect::<Vec<Text>>();
    Ok((!tags.is_empty()).then(|| Text::line(&tags_shown(&tags, "#"))))
}

/// A bookmark without a story, as a row.
fn kept(conn: &Connection, number: i64, on: i64) -> Result<Option<(Headline, Option<Stored>)>, Trouble> {
    // The condition is that of the index's own look at it.
    let condition = BOOKMARK.split_once("WHERE").map_or("id = ?1", |(_, condition)| condition);
    let sql = format!(
        "SELECT address, title, source_title, day, kept_at, words, body FROM bookmark WHERE {condition}"
    );
    let mut query = conn.prepare_cached(&sql)?;
    let row = query.query_row(params![number, on], |row| {
        let words: Option<u32> = row.get(5)?;
        let headline = Headline {
            id: StoryId(-number),
            source: SourceId(0),
            source_title: line(row, 2)?,
            address: address(row, 0)?,
            title: line(row, 1)?,
            deck: Text::default(),
            section: None,
            author: None,
            day: day(row, 3)?,
            day_from: DayFrom::User,
            moment: Some(moment(row.get(4)?)),
            words,
            minutes: words.map(|words| crate::news::minutes_for(words, None)),
            unread: false,
            bookmarked: true,
            has_text: words.is_some(),
            also: Vec::new(),
            muted: false,
        };
        Ok((headline, row.get::<_, Option<Vec<u8>>>(6)?))
    });
    let found = row.optional()?;
    Ok(found.map(|(headline, packed)| (headline, packed.and_then(|packed| unpack(&packed).ok()))))
}
