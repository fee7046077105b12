//! Read and unread.

use std::collections::HashSet;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::Store;
use super::clusters::{cluster_of, with_copies};
use super::columns::line;
use super::journal::{State, append, counted};
use super::turn::Writer;
use crate::news::{Fault, StoryId, Verb};

impl Store {
    /// Marks stories read or unread as one act, in one transaction (about 15 µs a story). Only stories
    /// that really change are recorded. Stories of days before their source was added come in as read, and are unread
    /// only where a person calls them so.
    /// The number of the act, `None` if nothing changed.
    pub fn set_read(
        &mut self,
        stories: &[StoryId],
        read: bool,
        now: Timestamp,
    ) -> Result<Option<i64>, Fault> {
        self.write(Writer::User, |tx| {
            let mut changed = apply_read(tx, stories.iter().copied(), read)?;
            changed.sort_unstable();
            let Some(first) = changed.first() else { return Ok(None) };
            let title = tx
                .prepare_cached("SELECT title FROM story WHERE id = ?1")?
                .query_row([first], |row| line(row, 0))
                .optional()?;
            let what = if read { "read" } else { "unread" };
            let label = counted(told_apart(tx, &changed)?, title.as_ref(), what);
            let ids = gaps::write(&changed);
            let before = State::Read { unread: read, ids: ids.clone() };
            let after = State::Read { unread: !read, ids };
            append(tx, Verb::Read, &label, &before, &after, now).map(Some)
        })
    }
}

/// Marks stories with all their copies; the ids of those that changed.
pub(super) fn apply_read(
    tx: &Connection,
    stories: impl Iterator<Item = StoryId>,
    read: bool,
) -> rusqlite::Result<Vec<i64>> {
    let mut mark = tx.prepare_cached(if read {
        "UPDATE story SET unread = 0 WHERE id = ?1 AND unread = 1"
    } else {
        "UPDATE story SET unread = 1 WHERE id = ?1 AND unread = 0"
    })?;
    let mut changed = Vec::new();
    for story in with_copies(tx, stories)? {
        if mark.execute(params![story])? == 1 {
            changed.push(story);
        }
    }
    Ok(changed)
}

/// How many stories these are when copies are told once.
fn told_apart(tx: &Connection, ids: &[i64]) -> rusqlite::Result<usize> {
    let mut told = HashSet::new();
    for id in ids {
        told.insert(cluster_of(tx, *id)?.map_or((*id, false), |cluster| (cluster, true)));
    }
    Ok(told.len())
}

/// Ascending numbers as the gaps between them: 90,000 ids of a year become a few kilobytes.
pub(super) mod gaps {
    /// The gaps of ascending numbers, the first counted from zero.
    pub(in crate::store) fn write(numbers: &[i64]) -> Vec<i64> {
        let mut last = 0;
        let gap = |number: &i64| {
            let gap = number.wrapping_sub(last);
            last = *number;
            gap
        };
        numbers.iter().map(gap).collect()
    }

    /// The inverse of [`write()`].
    pub(in crate::store) fn read(gaps: &[i64]) -> impl Iterator<Item = i64> {
        gaps.iter().scan(0_i64, |last, gap| {
            *last = last.wrapping_add(*gap);
            Some(*last)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_go_there_and_back() {
        for numbers in [vec![], vec![7], vec![1, 2, 3, 900], vec![i64::MIN, 0, i64::MAX]] {
            assert_eq!(gaps::read(&gaps::write(&numbers)).collect::<Vec<_>>(), numbers);
        }
    }
}
