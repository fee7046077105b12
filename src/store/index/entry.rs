//! What the index has to know of a doc, taken from the store.

use std::fmt::Write as _;

use rusqlite::{Connection, OptionalExtension, params};

use super::super::columns::text_row;
use super::super::fault::Trouble;
use super::super::packed::unpack;
use super::stored::Stored;
use crate::news::TextKind;
use crate::query::{each_token, fold};

/// Set in the doc of a bookmark that belongs to no story; the lower bits are its number.
pub(super) const KEPT: i64 = 1 << 19;

/// Begins a token that is a fact, not a word: no word has this sign in it.
pub(super) const FACT: char = '¤';

/// A doc as it stands in the index: tokens with spaces between them.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub title: String,
    pub body: String,
    pub facts: String,
    /// Words of its text, where that is stored.
    pub words: Option<u32>,
}

/// The number of the bookmark that a doc is.
pub(super) fn bookmark_of(doc: i64) -> Option<i64> {
    (doc & KEPT != 0).then_some(doc & (KEPT - 1))
}

const STORY: &str =
    "SELECT id, source, title, deck, section, author, lang, address_hash FROM story WHERE doc = ?1";
/// What was written to what is kept under an address.
const WRITTEN: &str = "SELECT id, note FROM bookmark WHERE address_hash = ?1 AND removed_at IS NULL";
pub(super) const BOOKMARK: &str = "SELECT title, note, body FROM bookmark
    WHERE id = ?1 AND story IS NULL AND removed_at IS NULL AND day = ?2";

/// Reads a doc from the store; `None` where there is none any more.
pub(super) fn entry(conn: &Connection, doc: i64) -> Result<Option<Entry>, Trouble> {
    if let Some(bookmark) = bookmark_of(doc) {
        return of_bookmark(conn, bookmark, doc >> 20);
    }
    let mut query = conn.prepare_cached(STORY)?;
    let mut rows = query.query([doc])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let mut entry = Entry::default();
    let text =
        |column: usize| -> rusqlite::Result<Option<&str>> { Ok(row.get_ref(column)?.as_str_or_null()?) };
    let article = stored(conn, row.get(0)?)?;
    put(&mut entry.title, text(2)?.unwrap_or_default(), None);
    put(&mut entry.body, text(3)?.unwrap_or_default(), None);
    let _ = write!(entry.facts, "{FACT}d {FACT}s{}", row.get::<_, i64>(1)?);
    put(&mut entry.facts, text(4)?.unwrap_or_default(), Some('c'));
    put(&mut entry.facts, text(5)?.unwrap_or_default(), Some('a'));
    let of_page = article.as_ref().and_then(|article| article.lang.as_deref());
    lang(&mut entry.facts, text(6)?.or(of_page));
    if let Some(article) = &article {
        body(&mut entry, article);
    }
    for (bookmark, note) in written(conn, row.get(7)?)? {
        words_of(conn, &mut entry, bookmark, &note)?;
    }
    Ok(Some(entry))
}

/// The bookmarks of an address, each with its note.
fn written(conn: &Connection, address_hash: Option<i64>) -> Result<Vec<(i64, String)>, Trouble> {
    let Some(address_hash) = address_hash else { return Ok(Vec::new()) };
    let mut query = conn.prepare_cached(WRITTEN)?;
    let rows = query.query_map([address_hash], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The words of a bookmark's note and tags; they stand with those of the text.
fn words_of(conn: &Connection, entry: &mut Entry, bookmark: i64, note: &str) -> Result<(), Trouble> {
    put(&mut entry.body, note, None);
    for tag in super::super::kept::tags(conn, bookmark)? {
        put(&mut entry.body, &tag, None);
    }
    Ok(())
}

/// The extracted text of a story, else the feed's.
pub(super) fn stored(conn: &Connection, story: i64) -> Result<Option<Stored>, Trouble> {
    let mut query = conn.prepare_cached(super::super::texts::BODY)?;
    for kind in [TextKind::Extracted, TextKind::Feed] {
        let packed: Option<Vec<u8>> =
            query.query_row([text_row(story, kind)], |row| row.get(0)).optional()?;
        if let Some(packed) = packed {
            // A text that cannot be read is as good as none here; who opens the story is told.
            return Ok(unpack(&packed).ok());
        }
    }
    Ok(None)
}

fn of_bookmark(conn: &Connection, bookmark: i64, day: i64) -> Result<Option<Entry>, Trouble> {
    let mut query = conn.prepare_cached(BOOKMARK)?;
    let found = query.query_row(params![bookmark, day], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, Option<Vec<u8>>>(2)?))
    });
    let Some((title, note, packed)) = found.optional()? else { return Ok(None) };
    let mut entry = Entry::default();
    put(&mut entry.title, &title, None);
    let _ = write!(entry.facts, "{FACT}d {FACT}b");
    if let Some(article) = packed.and_then(|packed| unpack::<Stored>(&packed).ok()) {
        for author in &article.authors {
            put(&mut entry.facts, author, Some('a'));
        }
        lang(&mut entry.facts, article.lang.as_deref());
        body(&mut entry, &article);
    }
    words_of(conn, &mut entry, bookmark, &note)?;
    Ok(Some(entry))
}

fn body(entry: &mut Entry, article: &Stored) {
    article.each_line(|line| put(&mut entry.body, line, None));
    let _ = write!(entry.facts, " {FACT}t");
    entry.words = Some(article.words);
}

/// A language under its whole tag and its first part: `pt-BR` is also `pt`.
fn lang(out: &mut String, tag: Option<&str>) {
    let Some(tag) = tag else { return };
    let whole: String = fold(tag).chars().filter(|c| c.is_alphanumeric()).collect();
    let first: String = fold(tag).chars().take_while(|c| c.is_alphanumeric()).collect();
    let _ = write!(out, " {FACT}l{whole}");
    if first != whole {
        let _ = write!(out, " {FACT}l{first}");
    }
}

/// Adds the tokens of a text, as facts of a kind where one is given.
fn put(out: &mut String, text: &str, kind: Option<char>) {
    each_token(text, |token, _, _| {
        if !out.is_empty() {
            out.push(' ');
        }
        if let Some(kind) = kind {
            out.extend([FACT, kind]);
        }
        out.push_str(token);
    });
}
