//! The order of hits within a day: docs are numbered as the stories came, what is shown stands by its time.

use std::cmp::Reverse;

use rusqlite::OptionalExtension;

use super::super::fault::Trouble;
use super::entry::bookmark_of;
use super::look::Look;
use super::plan::Plan;
use crate::news::DocId;

/// The most hits that a page has more than was asked for, so that its last day is whole.
const REST: usize = 200;

impl Look<'_> {
    /// The newest in the order of days, and within a day of times; those without a time last.
    pub(super) fn newest_by_time(
        &self,
        plan: &Plan,
        from: Option<DocId>,
        most: usize,
    ) -> Result<Vec<i64>, Trouble> {
        let mut docs = self.newest_once(plan, from, most)?;
        if let Some(last) = docs.last().copied().filter(|_| docs.len() >= most) {
            let of_its_day = self.docs(plan, &((last >> 20) << 20..=last - 1))?;
            for doc in of_its_day.into_iter().rev().take(REST) {
                if !self.has_earlier_copy(plan, doc)? {
                    docs.push(doc);
                }
            }
        }
        let times = self.store.read(|conn| {
            let mut of_story = conn.prepare_cached("SELECT instant FROM story WHERE doc = ?1")?;
            let mut of_kept = conn.prepare_cached("SELECT kept_at FROM bookmark WHERE id = ?1")?;
            let mut time = |doc: i64| {
                let (query, key) = bookmark_of(doc).map_or((&mut of_story, doc), |kept| (&mut of_kept, kept));
                query.query_row([key], |row| row.get::<_, Option<i64>>(0)).optional().map(Option::flatten)
            };
            Ok(docs.iter().map(|doc| time(*doc)).collect::<rusqlite::Result<Vec<_>>>()?)
        })?;
        let mut rows: Vec<_> = docs.into_iter().zip(times).collect();
        rows.sort_by_key(|(doc, time)| Reverse((doc >> 20, *time)));
        Ok(rows.into_iter().map(|(doc, _)| doc).collect())
    }
}
