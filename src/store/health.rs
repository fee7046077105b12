//! How sources answer when they are asked what is new.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::Store;
use super::columns::ms;
use super::fault::Trouble;
use super::turn::Writer;
use crate::news::{Fault, FaultKind, SourceId};

/// What came of asking the live routes of a source once.
#[derive(Clone, Debug, PartialEq)]
pub struct LiveAnswer {
    /// When they were asked.
    pub at: Timestamp,
    /// Requests that were answered.
    pub answers: u32,
    /// Of them those answered with "not modified".
    pub saved: u32,
    /// Whether a story came that was not known.
    pub new: bool,
    /// What went wrong, if anything.
    pub fault: Option<Fault>,
    /// The source is not to be asked by itself before.
    pub next: Option<Timestamp>,
}

impl LiveAnswer {
    /// An answer to one request, without trouble.
    pub fn good(at: Timestamp) -> Self {
        Self { at, answers: 1, saved: 0, new: false, fault: None, next: None }
    }
}

impl Store {
    /// Notes what came of asking the live routes of a source. A failure counts as one more in a row, a
    /// good answer ends the row.
    pub fn put_live(&mut self, source: SourceId, answer: &LiveAnswer) -> Result<(), Fault> {
        self.write(Writer::Batch, |tx| put_live(tx, source, answer))
    }
}

/// [`Store::put_live`] within a transaction.
pub(super) fn put_live(tx: &Connection, source: SourceId, answer: &LiveAnswer) -> Result<(), Trouble> {
    let fault = answer.fault.as_ref();
    tx.prepare_cached(
        "UPDATE source SET
             asked_at = ?2, next_at = ?3, trouble = ?4, hint = ?5, gone = ?6,
             good_at = iif(?4 IS NULL, ?2, good_at), new_at = iif(?7, ?2, new_at),
             answers = answers + ?8, saved = saved + ?9, failures = iif(?4 IS NULL, 0, failures + 1)
         WHERE id = ?1",
    )?
    .execute(params![
        source.0,
        ms(answer.at),
        answer.next.map(ms),
        fault.map(|fault| fault.sentence.as_str()),
        fault.and_then(|fault| fault.hint.as_deref()),
        fault.is_some_and(|fault| fault.kind == FaultKind::Gone),
        answer.new,
        answer.answers,
        answer.saved,
    ])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::Condition;
    use crate::store::fixture::{now, two_sources};

    #[test]
    fn failures_are_counted_until_it_answers_again() {
        let (mut store, a, _) = two_sources();
        let health = |store: &Store| store.sources().unwrap().remove(0).health;
        assert_eq!(health(&store).condition(), Condition::Unasked);
        let bad = |kind| LiveAnswer {
            answers: 0,
            fault: Some(Fault::new(kind, "it is down").hint("wait")),
            next: Some(now()),
            ..LiveAnswer::good(now())
        };
        store.put_live(a, &bad(FaultKind::Network)).unwrap();
        assert!(health(&store).next_try.is_some());
        store.put_live(a, &bad(FaultKind::Gone)).unwrap();
        let failed = health(&store);
        assert_eq!((failed.failures, failed.condition()), (2, Condition::Gone));
        assert_eq!((failed.trouble.as_deref(), failed.hint.as_deref()), (Some("it is down"), Some("wait")));
        // It is asked by itself no more.
        assert!(failed.next_try.is_none() && failed.last_good.is_none());
        let good = LiveAnswer { answers: 2, saved: 1, new: true, ..LiveAnswer::good(now()) };
        store.put_live(a, &good).unwrap();
        let fine = health(&store);
        assert_eq!((fine.failures, fine.answers, fine.saved, fine.condition()), (0, 2, 1, Condition::Fine));
        assert_eq!((fine.trouble, fine.last_new, fine.next_try), (None, fine.last_good, None));
    }
}
