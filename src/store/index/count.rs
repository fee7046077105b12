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
            // Of a few hits each is asked what it is a copy of; of many, all copies of the range are read.
            let (mut few, mut copies) = (Vec::new(), None);
            let index = self.index;
            let mut query = index.own(index.conn.prepare_cached(
                "SELECT rowid FROM words WHERE words MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid",
            ))?;
            let mut rows = index.own(query.query(params![words, first, last]))?;
            while let Some(row) = index.own(rows.next())? {
                let doc = index.own(row.get(0))?;
                if copies.is_none() && few.len() < FEW {
                    few.push(doc);
                    continue;
                }
                let copies = match &mut copies {
                    Some(copies) => copies,
                    None if (self.stop)() => return Ok(None),
                    None => copies.insert(self.copies_in(&(first..=last))?),
                };
                for doc in few.drain(..).chain([doc]) {
                    if copies.is_new(doc) && counts.add(doc) && (self.stop)() {
                        return Ok(None);
                    }
                }
            }
            for doc in self.once(few)? {
                counts.add(doc);
            }
        } else {
            for doc in self.once(self.docs(plan, &docs)?)? {
                counts.add(doc);
            }
        }
        Ok((!(self.stop)()).then(|| counts.finish()))
    }
}

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
