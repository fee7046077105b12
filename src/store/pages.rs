//! Texts of pages that are neither stories nor kept: what was read once by its address.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use super::Store;
use super::columns::ms;
use super::packed::{pack, unpack};
use super::turn::Writer;
use crate::news::{Address, Article, Fault};

/// Pages that are remembered; the ones read longest ago go first.
const MOST_PAGES: i64 = 1000;

impl Store {
    /// Remembers the text of a page that belongs to no story, in place of an older one. It is found by
    /// [`Store::text_by_address`].
    pub fn put_page(&mut self, address: &Address, article: &Article, now: Timestamp) -> Result<(), Fault> {
        let body = pack(article)?;
        self.write(Writer::Batch, |tx| {
            tx.prepare_cached(
                "INSERT INTO page (key, at, body) VALUES (?1, ?2, ?3) ON CONFLICT (key) DO UPDATE SET
                     at = excluded.at, body = excluded.body",
            )?
            .execute(params![address.key(), ms(now), body])?;
            tx.prepare_cached(
                "DELETE FROM page WHERE key IN (SELECT key FROM page ORDER BY at DESC, key LIMIT -1 OFFSET ?1)",
            )?
            .execute([MOST_PAGES])?;
            Ok(())
        })
    }

    /// When the text of a page was remembered, in milliseconds since 1970.
    pub fn page_at(&self, address: &Address) -> Result<Option<i64>, Fault> {
        self.read(|conn| {
            let mut query = conn.prepare_cached("SELECT at FROM page WHERE key = ?1")?;
            Ok(query.query_row([address.key()], |row| row.get(0)).optional()?)
        })
    }

    /// The remembered text of a page.
    pub(super) fn page(&self, address: &Address) -> Result<Option<Article>, Fault> {
        self.read(|conn| {
            let mut query = conn.prepare_cached("SELECT body FROM page WHERE key = ?1")?;
            let body: Option<Vec<u8>> = query.query_row([address.key()], |row| row.get(0)).optional()?;
            Ok(body.map(|body| unpack(&body)).transpose()?)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Document, Text, TextKind};

    #[test]
    fn a_page_is_found_by_its_address_again() {
        let mut store = Store::memory().unwrap();
        let address = Address::parse("https://a.org/x").unwrap();
        let mut article = Article {
            address: Some(address.clone()),
            words: 1,
            ..Article::new(TextKind::Extracted, Text::line("One"), Document::default())
        };
        let now = Timestamp::UNIX_EPOCH;
        store.put_page(&address, &article, now).unwrap();
        article.title = Text::line("Two");
        store.put_page(&address, &article, now).unwrap();
        let again = Address::parse("http://www.a.org/x/?utm_source=b").unwrap();
        assert_eq!(store.text_by_address(&again).unwrap().unwrap().title, "Two");
    }
}
