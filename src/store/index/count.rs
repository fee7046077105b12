//! Hits counted by day.

use std::ops::RangeInclusive;

use rusqlite::params;

use super::super::fault::Trouble;
use super::copies::FEW;
use super::look::Look;
use super::plan::Plan;
use crate::news::{DocId, HitDays};

impl Look<'_> {
    /// How many docs of a plan each day has; `None` when it was stopped. Where words alone decide nothing is
    /// collected, only counted.
    pub(super) fn count(&self, plan: &Plan, docs: RangeInclusive<i64>) -> Result<Option<HitDays>, Trouble> {
        let (mut first, mut last) = (*docs.start(), *docs.end());
        let words = match plan {
            Plan::Words(words) => Some(words),
            Plan::All(parts) => match parts.as_slice() {
                [Plan::Words(words), Plan::Docs(from, to)] => {
                    (first, last) = (first.max(*from), last.min(*to));
                    Some(words)
                }
                _ => None,
            },
            _ => None,
        };
        let mut counts = Counts::default();
        if let Some(words) = words {
            if !self.count_words(words, &(first..=last), &mut counts)? {
                return Ok(None);
            }
        } else {
            for doc in self.once(self.docs(plan, &docs)?)? {
                counts.add(doc);
            }
        }
        Ok((!(self.stop)()).then(|| counts.finish()))
    }

    /// Counts the hits of words in a range; whether it came to the end. A frequent word has a million: a row costs what
    /// `SQLite` takes for it, and hardly more here.
    fn count_words(
        &self,
        words: &str,
        docs: &RangeInclusive<i64>,
        counts: &mut Counts,
    ) -> Result<bool, Trouble> {
        let index = self.index;
        // Bounds are looked at with each row, so there are none where everything is wanted.
        let is_all = (*docs.start(), *docs.end()) == (i64::MIN, i64::MAX);
        let mut query = index.own(index.conn.prepare_cached(if is_all { ALL } else { WITHIN }))?;
        let mut rows = index.own(if is_all {
            query.query([words])
        } else {
            query.query(params![words, docs.start(), docs.end()])
        })?;
        // Of a few hits each is asked what it is a copy of; of many, all copies of the range are read.
        let mut few = Vec::new();
        while few.len() < FEW
            && let Some(row) = index.own(rows.next())?
        {
            few.push(index.own(row.get(0))?);
        }
        if few.len() < FEW {
            for doc in self.once(few)? {
                counts.add(doc);
            }
            return Ok(true);
        }
        if (self.stop)() {
            return Ok(false);
        }
        let mut copies = self.copies_in(docs)?;
        for doc in few {
            if copies.is_new(doc) {
                counts.add(doc);
            }
        }
        let mut count = || -> rusqlite::Result<bool> {
            while let Some(row) = rows.next()? {
                let doc = row.get(0)?;
                if copies.is_new(doc) && counts.add(doc) && (self.stop)() {
                    return Ok(false);
                }
            }
            Ok(true)
        };
        index.own(count())
    }
}

/// The hits of words, ascending.
const ALL: &str = "SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid";
const WITHIN: &str =
    "SELECT rowid FROM words WHERE words MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid";

/// Counts ascending docs.
#[derive(Default)]
struct Counts {
    days: HitDays,
    day: Option<i64>,
    hits: u32,
}

impl Counts {
    /// Counts a doc; whether a new day begins with it.
    fn add(&mut self, doc: i64) -> bool {
        let day = doc >> 20;
        if self.day == Some(day) {
            self.hits += 1;
            return false;
        }
        self.close();
        (self.day, self.hits) = (Some(day), 1);
        true
    }

    fn close(&mut self) {
        if let Some(day) = self.day.take() {
            self.days.insert(DocId(day << 20).day(), self.hits);
        }
    }

    fn finish(mut self) -> HitDays {
        self.close();
        self.days
    }
}
