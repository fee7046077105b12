//! Bookmarks that a query finds.

use std::collections::HashMap;

use rusqlite::Connection;

use super::super::Store;
use super::super::fault::Trouble;
use super::Index;
use super::entry::KEPT;
use super::look::Look;
use super::plan;
use crate::news::{Bookmark, Fault};
use crate::query::{Leaf, Node, Place, Query};

impl Index {
    /// The bookmarks that a query finds, in the order of [`Store::bookmarks`]. Words are looked for in their texts, as
    /// in those of all stories, and in what the reader made of them: title, note, tags; also in the address.
    pub fn bookmarks(&self, store: &Store, query: &Query) -> Result<Vec<Bookmark>, Fault> {
        let Some(root) = query.root() else { return store.bookmarks() };
        // Asked for before the rows: what is written in between is read the next time.
        let version = (store.data_version()?, store.rows_written());
        let mut last = self.shelf.borrow_mut();
        let Shelf { all, docs, .. } = match last.take().filter(|last| last.version == version) {
            Some(same) => same,
            None => Shelf::read(store, version)?,
        };
        let look = Look { index: self, store, stop: &|| false };
        let found = store.read(|conn| found(&look, conn, root, &all, &docs))?;
        let rows = all.iter().zip(found).filter(|(_, found)| *found).map(|(bookmark, _)| bookmark.clone());
        let rows = rows.collect();
        *last = Some(Shelf { version, all, docs });
        Ok(rows)
    }
}

/// The bookmarks as they stood in the store: whoever narrows them asks again with each letter.
pub(super) struct Shelf {
    /// Changes with what others and this connection write.
    version: (i64, u64),
    all: Vec<Bookmark>,
    docs: Vec<i64>,
}

impl Shelf {
    fn read(store: &Store, version: (i64, u64)) -> Result<Self, Fault> {
        let all = store.bookmarks()?;
        let docs = store.read(|conn| docs(conn, &all))?;
        Ok(Self { version, all, docs })
    }
}

/// The docs that bookmarks stand under in the index: their story's, else their own.
fn docs(conn: &Connection, all: &[Bookmark]) -> Result<Vec<i64>, Trouble> {
    let mut query = conn.prepare_cached(
        "SELECT address, ifnull((SELECT doc FROM story WHERE id = bookmark.story), day << 20 | ?1 | id)
         FROM bookmark WHERE removed_at IS NULL",
    )?;
    let rows = query.query_map([KEPT], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
    let docs = rows.collect::<rusqlite::Result<HashMap<String, i64>>>()?;
    Ok(all.iter().map(|one| docs.get(one.address.as_str()).copied().unwrap_or_default()).collect())
}

/// Which of them a part of the query finds.
fn found(
    look: &Look<'_>,
    conn: &Connection,
    node: &Node,
    all: &[Bookmark],
    docs: &[i64],
) -> Result<Vec<bool>, Trouble> {
    let join = |parts: &[Node], every: bool| -> Result<Vec<bool>, Trouble> {
        let mut sum = vec![every; all.len()];
        for part in parts {
            for (sum, here) in sum.iter_mut().zip(found(look, conn, part, all, docs)?) {
                *sum = if every { *sum && here } else { *sum || here };
            }
        }
        Ok(sum)
    };
    match node {
        Node::And(parts) => join(parts, true),
        Node::Or(parts) => join(parts, false),
        Node::Not(part) => Ok(found(look, conn, part, all, docs)?.into_iter().map(|here| !here).collect()),
        Node::Leaf(leaf) => {
            let (first, last) = (docs.iter().min(), docs.iter().max());
            let range = first.copied().unwrap_or_default()..=last.copied().unwrap_or_default();
            let indexed = look.docs(&plan::of(conn, node)?, &range)?;
            let here = all
                .iter()
                .zip(docs)
                .map(|(bookmark, doc)| indexed.binary_search(doc).is_ok() || is_said(bookmark, leaf));
            Ok(here.collect())
        }
    }
}

/// Whether it is so by what the bookmark itself says; the index follows a moment later, and knows nothing of notes.
fn is_said(bookmark: &Bookmark, leaf: &Leaf) -> bool {
    match leaf {
        Leaf::Words(phrase) => match phrase.place {
            Place::Title => phrase.stands_in(&bookmark.title),
            Place::Anywhere => {
                let words = [&bookmark.title, &bookmark.note, &bookmark.source_title];
                words.into_iter().chain(&bookmark.tags).any(|text| phrase.stands_in(text))
                    || phrase.stands_in(bookmark.address.as_str())
            }
            Place::Author | Place::Section => false,
        },
        Leaf::Bookmarked => true,
        Leaf::Note => !bookmark.note.is_empty(),
        Leaf::Text => bookmark.has_text,
        Leaf::Days(days) => days.contains(bookmark.day),
        Leaf::Length(from, to) => bookmark.words.is_some_and(|words| (*from..=*to).contains(&words)),
        Leaf::Source(_) | Leaf::Lang(_) | Leaf::Tag(_) | Leaf::Unread => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;
    use crate::news::Text;
    use crate::store::fixture::{day, keep, now};

    #[test]
    fn what_was_kept_or_changed_between_two_letters_is_found() {
        let dir = tempfile::tempdir().unwrap();
        let (mut store, mut other) = (Store::open(dir.path()).unwrap(), Store::open(dir.path()).unwrap());
        let index = Index::open(&store).unwrap();
        let found = |store: &Store, words: &str| {
            let query = Query::parse(words, day("2025-11-13"), Locale::default(), true).unwrap();
            index.bookmarks(store, &query).unwrap().len()
        };
        store.bookmark(&keep(1, "2025-11-12"), now()).unwrap();
        assert_eq!((found(&store, "corr"), found(&store, "example")), (0, 1));
        other.bookmark(&keep(2, "2025-11-12"), now()).unwrap();
        assert_eq!(found(&store, "example"), 2);
        store.set_note(&keep(2, "2025-11-12").address, &Text::line("The corridor"), now()).unwrap();
        assert_eq!(found(&store, "corr"), 1);
        other.unbookmark(&keep(2, "2025-11-12").address, now()).unwrap();
        assert_eq!((found(&store, "corr"), found(&store, "example")), (0, 1));
    }
}
