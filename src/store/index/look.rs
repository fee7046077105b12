//! One look into index and store: the docs that a plan finds, the newest or the best of them first. Who asks gets docs, in
//! their order; rows are made of them elsewhere.

use std::ops::RangeInclusive;

use rusqlite::{OptionalExtension, params};

use super::super::Store;
use super::super::fault::Trouble;
use super::plan::{Known, Plan, everything};
use super::{Index, sets};
use crate::news::DocId;

/// Days of the first window that is looked into where the words alone do not decide.
const WINDOW: i64 = 16;
/// Hits beyond which only the newest are put in order: to weigh a million takes a second.
const WEIGHED: i64 = 100_000;
/// Rows between two looks whether the answer is still wanted.
const OFTEN: usize = 4096;

/// Whether an answer is not wanted any more.
pub(super) type Stop<'a> = &'a dyn Fn() -> bool;

/// One look into index and store.
pub(super) struct Look<'a> {
    pub index: &'a Index,
    pub store: &'a Store,
    pub stop: Stop<'a>,
}

impl Look<'_> {
    fn newest(&self, plan: &Plan, from: Option<DocId>, most: usize) -> Result<Vec<i64>, Trouble> {
        let last = from.map_or(i64::MAX, |doc| doc.0);
        match plan {
            Plan::Words(words) => self.newest_of(words, i64::MIN..=last, most),
            Plan::All(parts) => match parts.as_slice() {
                [Plan::Words(words), Plan::Docs(first, until)] => {
                    self.newest_of(words, *first..=last.min(*until), most)
                }
                _ => self.newest_by_windows(plan, last, most),
            },
            _ => self.newest_by_windows(plan, last, most),
        }
    }

    /// The newest, each story once on its day.
    pub(super) fn newest_once(
        &self,
        plan: &Plan,
        from: Option<DocId>,
        most: usize,
    ) -> Result<Vec<i64>, Trouble> {
        let (mut out, mut from) = (Vec::new(), from);
        loop {
            let wanted = most - out.len();
            let docs = self.newest(plan, from, wanted)?;
            for doc in &docs {
                if !self.has_earlier_copy(plan, *doc)? {
                    out.push(*doc);
                }
            }
            match docs.last() {
                Some(last) if docs.len() >= wanted && out.len() < most => from = Some(DocId(*last).before()),
                _ => return Ok(out),
            }
        }
    }

    fn newest_of(&self, words: &str, docs: RangeInclusive<i64>, most: usize) -> Result<Vec<i64>, Trouble> {
        self.rows(
            "SELECT rowid FROM words WHERE words MATCH ?1 AND rowid BETWEEN ?2 AND ?3
             ORDER BY rowid DESC LIMIT ?4",
            params![words, docs.start(), docs.end(), most as i64],
        )
    }

    /// Looks into the newest days first, then into four times as many, until there are enough.
    fn newest_by_windows(&self, plan: &Plan, last: i64, most: usize) -> Result<Vec<i64>, Trouble> {
        let ends = self.ends()?;
        let Some((first, newest)) = ends else { return Ok(Vec::new()) };
        let mut to = last.min(newest);
        let mut days = WINDOW;
        let mut out = Vec::new();
        while to >= first && out.len() < most {
            let from = ((to >> 20) - days + 1) << 20;
            let found = self.docs(plan, &(from.max(first)..=to))?;
            out.extend(found.into_iter().rev().take(most - out.len()));
            to = from - 1;
            days *= 4;
        }
        Ok(out)
    }

    pub(super) fn best(&self, plan: &Plan, words: &str, most: usize) -> Result<Vec<i64>, Trouble> {
        const RANKED: &str = "SELECT rowid FROM words WHERE words MATCH ?1 AND rowid BETWEEN ?2 AND ?3
             ORDER BY bm25(words, 5.0, 1.0, 0.0), rowid DESC";
        let (expression, mut first, last) = match plan {
            Plan::Words(all) => (all.as_str(), i64::MIN, i64::MAX),
            Plan::All(parts) => match parts.as_slice() {
                [Plan::Words(all), Plan::Docs(first, last)] => (all.as_str(), *first, *last),
                _ => (words, i64::MIN, i64::MAX),
            },
            _ => (words, i64::MIN, i64::MAX),
        };
        let index = &self.index.conn;
        let mut query = self.index.own(index.prepare_cached(
            "SELECT rowid FROM words WHERE words MATCH ?1 AND rowid BETWEEN ?2 AND ?3
             ORDER BY rowid DESC LIMIT 1 OFFSET ?4",
        ))?;
        let oldest = query.query_row(params![expression, first, last, WEIGHED], |row| row.get(0));
        first = self.index.own(oldest.optional())?.unwrap_or(first);
        let is_whole = expression != words || matches!(plan, Plan::Words(_));
        if is_whole {
            let sql = format!("{RANKED} LIMIT {most}");
            return self.rows(&sql, params![expression, first, last]);
        }
        let allowed = self.docs(plan, &(first..=last))?;
        let ranked = self.rows(RANKED, params![expression, first, last])?;
        Ok(ranked.into_iter().filter(|doc| allowed.binary_search(doc).is_ok()).take(most).collect())
    }

    pub(super) fn ends(&self) -> Result<Option<(i64, i64)>, Trouble> {
        let mut query = self.index.own(
            self.index
                .conn
                .prepare_cached("SELECT (SELECT min(doc) FROM indexed), (SELECT max(doc) FROM indexed)"),
        )?;
        let ends =
            query.query_row([], |row| Ok((row.get::<_, Option<i64>>(0)?, row.get::<_, Option<i64>>(1)?)));
        self.index.own(ends).map(|(first, last)| first.zip(last))
    }

    /// The docs of a plan within a range, ascending.
    pub(super) fn docs(&self, plan: &Plan, range: &RangeInclusive<i64>) -> Result<Vec<i64>, Trouble> {
        if range.is_empty() || (self.stop)() {
            return Ok(Vec::new());
        }
        match plan {
            Plan::Words(words) => self.rows(
                "SELECT rowid FROM words WHERE words MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid",
                params![words, range.start(), range.end()],
            ),
            Plan::Docs(first, last) => self.all(&(*range.start().max(first)..=*range.end().min(last))),
            Plan::Known(known) => self.known(known, range),
            Plan::Length(from, to) => self.rows(
                "SELECT doc FROM indexed WHERE doc BETWEEN ?1 AND ?2 AND words BETWEEN ?3 AND ?4 ORDER BY doc",
                params![range.start(), range.end(), from, to],
            ),
            Plan::All(parts) => self.all_of(parts, range),
            Plan::Any(parts) => parts
                .iter()
                .try_fold(Vec::new(), |found, part| Ok(sets::either(&found, &self.docs(part, range)?))),
            Plan::Not(part) => Ok(sets::without(&self.all(range)?, &self.docs(part, range)?)),
        }
    }

    fn all(&self, range: &RangeInclusive<i64>) -> Result<Vec<i64>, Trouble> {
        self.docs(&Plan::Words(everything()), range)
    }

    fn all_of(&self, parts: &[Plan], range: &RangeInclusive<i64>) -> Result<Vec<i64>, Trouble> {
        let (mut from, mut to) = (*range.start(), *range.end());
        for part in parts {
            if let Plan::Docs(first, last) = part {
                (from, to) = (from.max(*first), to.min(*last));
            }
        }
        let range = from..=to;
        let mut found: Option<Vec<i64>> = None;
        let rest = || parts.iter().filter(|part| !matches!(part, Plan::Docs(..)));
        for part in rest().filter(|part| !matches!(part, Plan::Not(_))) {
            let docs = self.docs(part, &range)?;
            found = Some(found.map_or_else(|| docs.clone(), |found| sets::both(&found, &docs)));
            // Words come first in a plan; where they find nothing the store need not be asked.
            if found.as_ref().is_some_and(Vec::is_empty) {
                return Ok(Vec::new());
            }
        }
        let mut found = match found {
            Some(found) => found,
            None => self.all(&range)?,
        };
        for part in rest() {
            if let Plan::Not(unwanted) = part {
                found = sets::without(&found, &self.docs(unwanted, &range)?);
            }
        }
        Ok(found)
    }

    /// What the store itself knows, within a range.
    pub(super) fn known(&self, known: &Known, range: &RangeInclusive<i64>) -> Result<Vec<i64>, Trouble> {
        let kept = |condition: &str| {
            format!(
                "SELECT s.doc FROM bookmark b JOIN story s ON s.address_hash = b.address_hash
                     WHERE b.removed_at IS NULL AND {condition} AND s.doc BETWEEN ?1 AND ?2
                 UNION SELECT b.day << 20 | 524288 | (b.id & 524287) AS doc FROM bookmark b
                     WHERE b.removed_at IS NULL AND b.story IS NULL AND {condition}
                     AND doc BETWEEN ?1 AND ?2 ORDER BY 1"
            )
        };
        let narrow = range.end().saturating_sub(*range.start()) < 64 << 20;
        let sql = match known {
            // Few days by their docs, many by what is unread at all.
            Known::Unread if narrow => {
                "SELECT doc FROM story INDEXED BY story_doc WHERE doc BETWEEN ?1 AND ?2 AND unread = 1 AND muted = 0"
                    .to_owned()
            }
            Known::Unread => "SELECT doc FROM story INDEXED BY story_unread
                 WHERE unread = 1 AND muted = 0 AND doc BETWEEN ?1 AND ?2"
                .to_owned(),
            Known::Bookmarked => kept("1"),
            Known::Note => kept("b.note <> ''"),
            Known::Tagged(_) => kept("b.id IN (SELECT bookmark FROM tag WHERE name = ?3)"),
        };
        let look = |tag: Option<&str>| {
            self.store.read(|conn| {
                let mut query = conn.prepare_cached(&sql)?;
                let rows = match tag {
                    Some(tag) => query.query(params![range.start(), range.end(), tag])?,
                    None => query.query(params![range.start(), range.end()])?,
                };
                Ok(collected(rows, self.stop)?)
            })
        };
        let mut docs = match known {
            Known::Tagged(tags) => {
                let mut docs = Vec::new();
                for tag in tags {
                    docs.extend(look(Some(tag)).map_err(Trouble::from)?);
                }
                docs
            }
            _ => look(None).map_err(Trouble::from)?,
        };
        docs.sort_unstable();
        docs.dedup();
        Ok(docs)
    }

    fn rows(&self, sql: &str, values: &[&dyn rusqlite::ToSql]) -> Result<Vec<i64>, Trouble> {
        let read = || {
            let mut query = self.index.conn.prepare_cached(sql)?;
            let rows = query.query(values)?;
            collected(rows, self.stop)
        };
        self.index.own(read())
    }
}

/// The docs of rows; ends early when nobody wants them any more.
fn collected(mut rows: rusqlite::Rows<'_>, stop: Stop<'_>) -> rusqlite::Result<Vec<i64>> {
    let mut docs = Vec::new();
    while let Some(row) = rows.next()? {
        docs.push(row.get(0)?);
        if docs.len().is_multiple_of(OFTEN) && stop() {
            break;
        }
    }
    Ok(docs)
}
