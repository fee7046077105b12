//! What the dated routes of a source answered last.

use jiff::Timestamp;
use rusqlite::params;

use super::Store;
use super::columns::{moment, ms};
use super::turn::Writer;
use crate::news::{Fault, Moment, SourceId, Text};

/// What a route answered.
#[derive(Clone, Debug, PartialEq)]
pub struct RouteAnswer {
    /// The route's address or template.
    pub place: String,
    /// When it was asked last.
    pub at: Moment,
    /// What came of it, in a few words.
    pub said: Text,
}

impl Store {
    /// Notes what routes of a source, each by its place, answered.
    pub fn put_route_answers(
        &mut self,
        source: SourceId,
        answers: &[(String, Text)],
        at: Timestamp,
    ) -> Result<(), Fault> {
        self.write(Writer::Batch, |tx| {
            let mut put = tx.prepare_cached(
                "INSERT INTO route_answer (source, place, at, said) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (source, place) DO UPDATE SET at = excluded.at, said = excluded.said",
            )?;
            for (place, said) in answers {
                put.execute(params![source.0, place, ms(at), said.as_str()])?;
            }
            Ok(())
        })
    }

    /// What the routes of a source answered last.
    pub fn route_answers(&self, source: SourceId) -> Result<Vec<RouteAnswer>, Fault> {
        self.read(|connection| {
            let mut rows =
                connection.prepare_cached("SELECT place, at, said FROM route_answer WHERE source = ?1")?;
            let rows = rows.query_map([source.0], |row| {
                let said: String = row.get(2)?;
                Ok(RouteAnswer { place: row.get(0)?, at: moment(row.get(1)?), said: Text::line(&said) })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::{now, two_sources};

    #[test]
    fn the_last_answer_of_each_route_is_kept() {
        let (mut store, a, b) = two_sources();
        let said = |text: &str| vec![("https://a.org/{YYYY}/{MM}/{DD}/".to_owned(), Text::line(text))];
        store.put_route_answers(a, &said("3 stories"), now()).unwrap();
        store.put_route_answers(a, &said("none"), now()).unwrap();
        let answers = store.route_answers(a).unwrap();
        assert_eq!((answers.len(), answers[0].said.as_str()), (1, "none"));
        assert!(store.route_answers(b).unwrap().is_empty());
    }
}
