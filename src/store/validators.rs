//! What servers said about their answers, for asking again cheaply (RFC 9110, 9111).

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::Store;
use super::columns::{ms, timestamp};
use super::fault::Trouble;
use super::turn::Writer;
use crate::news::Fault;

/// Validators and freshness of the last answer from an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredValidators {
    /// `ETag` as sent.
    pub etag: Option<String>,
    /// `Last-Modified` as sent.
    pub last_modified: Option<String>,
    /// Until when the answer need not be asked for again.
    pub fresh_until: Option<Timestamp>,
}

impl Store {
    /// The validators of an address.
    pub fn validators(&self, url: &str) -> Result<Option<StoredValidators>, Fault> {
        self.read(|conn| Ok(validators(conn, url)?))
    }

    /// Remembers the validators of an address. Store what an answer holds before its validators, or a
    /// crash in between makes the server say "not modified" about something that was never kept.
    pub fn put_validators(&mut self, url: &str, validators: &StoredValidators) -> Result<(), Fault> {
        self.write(Writer::Batch, |tx| put(tx, url, validators))
    }
}

/// [`Store::validators`] within a transaction.
pub(super) fn validators(conn: &Connection, url: &str) -> rusqlite::Result<Option<StoredValidators>> {
    let mut query =
        conn.prepare_cached("SELECT etag, last_modified, fresh_until FROM validator WHERE url = ?1")?;
    let validators = query.query_row([url], |row| {
        Ok(StoredValidators {
            etag: row.get(0)?,
            last_modified: row.get(1)?,
            fresh_until: row.get::<_, Option<i64>>(2)?.map(timestamp),
        })
    });
    validators.optional()
}

/// [`Store::put_validators`] within a transaction.
pub(super) fn put(tx: &Connection, url: &str, validators: &StoredValidators) -> Result<(), Trouble> {
    tx.prepare_cached(
        "INSERT INTO validator (url, etag, last_modified, fresh_until) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (url) DO UPDATE SET
             etag = excluded.etag, last_modified = excluded.last_modified,
             fresh_until = excluded.fresh_until",
    )?
    .execute(params![url, validators.etag, validators.last_modified, validators.fresh_until.map(ms)])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_answer_counts() {
        let mut store = Store::memory().unwrap();
        let first = StoredValidators { etag: Some("\"a\"".into()), ..StoredValidators::default() };
        store.put_validators("https://a.org/feed", &first).unwrap();
        let second = StoredValidators {
            etag: None,
            last_modified: Some("Thu, 13 Nov 2025 09:40:00 GMT".into()),
            fresh_until: Some("2025-11-13T10:00:00Z".parse().unwrap()),
        };
        store.put_validators("https://a.org/feed", &second).unwrap();
        assert_eq!(store.validators("https://a.org/feed").unwrap(), Some(second));
        assert_eq!(store.validators("https://a.org/").unwrap(), None);
    }
}
