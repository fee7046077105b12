//! What came of asking live routes, for many sources in one transaction.

use std::collections::HashMap;

use super::Store;
use super::health::{LiveAnswer, put_live};
use super::turn::Writer;
use super::validators::{self, StoredValidators};
use crate::news::{Fault, SourceId};

/// What is noted about a source that was asked, besides its stories.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// The source.
    pub source: SourceId,
    /// How its routes answered.
    pub answer: LiveAnswer,
    /// What each address gave to ask again with.
    pub validators: Vec<(String, StoredValidators)>,
}

impl Store {
    /// Notes how sources answered, and what they gave to ask again with. Store what the answers hold before:
    /// see [`Store::put_validators`].
    pub fn put_answers(&mut self, answers: &[Answered]) -> Result<(), Fault> {
        if answers.is_empty() {
            return Ok(());
        }
        self.write(Writer::Batch, |tx| {
            for answered in answers {
                put_live(tx, answered.source, &answered.answer)?;
                for (url, given) in &answered.validators {
                    validators::put(tx, url, given)?;
                }
            }
            Ok(())
        })
    }

    /// The validators of some addresses; those of which none are known are left out.
    pub fn validators_of(&self, urls: &[String]) -> Result<HashMap<String, StoredValidators>, Fault> {
        self.read(|conn| {
            // One view of the store for all of them: each by itself would take and leave the locks anew.
            let look = conn.is_autocommit().then(|| conn.unchecked_transaction()).transpose()?;
            let mut found = HashMap::new();
            for url in urls {
                if let Some(known) = validators::validators(conn, url)? {
                    found.insert(url.clone(), known);
                }
            }
            look.map_or(Ok(()), rusqlite::Transaction::finish)?;
            Ok(found)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::{now, two_sources};

    #[test]
    fn many_sources_are_noted_at_once() {
        let (mut store, a, b) = two_sources();
        let given = StoredValidators { etag: Some("\"1\"".into()), ..StoredValidators::default() };
        let noted = [a, b].map(|source| Answered {
            source,
            answer: LiveAnswer { saved: 1, ..LiveAnswer::good(now()) },
            validators: vec![(format!("https://{}.example/", source.0), given.clone())],
        });
        store.put_answers(&noted).unwrap();
        assert!(store.sources().unwrap().iter().all(|row| (row.health.answers, row.health.saved) == (1, 1)));
        let urls = noted.clone().map(|noted| noted.validators[0].0.clone());
        let mut asked = urls.to_vec();
        asked.push("https://other.example/".into());
        let known = store.validators_of(&asked).unwrap();
        assert_eq!((known.len(), known.get(&urls[0])), (2, Some(&given)));
        // Also amid what is seen as one.
        store.conn.execute_batch("BEGIN").unwrap();
        assert_eq!(store.validators_of(&asked).unwrap(), known);
        store.conn.execute_batch("COMMIT").unwrap();
    }
}
