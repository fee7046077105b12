//! Reading places.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use super::Store;
use super::columns::{line, ms};
use super::turn::Writer;
use crate::news::{Fault, Text};

/// Where in a text the reader was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Index of the block.
    pub block: u32,
    /// Characters into the block.
    pub offset: u32,
    /// A few words from there, to find the place again in a changed text.
    pub quote: Text,
}

impl Store {
    /// The place in the text of an address key ([`Address::key`](crate::news::Address::key)).
    pub fn place(&self, key: &str) -> Result<Option<Place>, Fault> {
        self.read(|conn| {
            let mut query = conn.prepare_cached("SELECT block, offset, quote FROM place WHERE key = ?1")?;
            let place = query.query_row([key], |row| {
                Ok(Place { block: row.get(0)?, offset: row.get(1)?, quote: line(row, 2)? })
            });
            Ok(place.optional()?)
        })
    }

    /// Remembers a place.
    pub fn put_place(&mut self, key: &str, place: &Place, now: Timestamp) -> Result<(), Fault> {
        self.write(Writer::User, |tx| {
            tx.prepare_cached(
                "INSERT INTO place (key, block, offset, quote, at) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (key) DO UPDATE SET
                     block = excluded.block, offset = excluded.offset, quote = excluded.quote, at = excluded.at",
            )?
            .execute(params![key, place.block, place.offset, place.quote.as_str(), ms(now)])?;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_place_is_found_again() {
        let mut store = Store::memory().unwrap();
        let mut place = Place { block: 2, offset: 40, quote: Text::line("and reporting on") };
        store.put_place("a.org/1", &place, Timestamp::UNIX_EPOCH).unwrap();
        place.block = 7;
        store.put_place("a.org/1", &place, Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(store.place("a.org/1").unwrap(), Some(place));
        assert_eq!(store.place("a.org/2").unwrap(), None);
    }
}
