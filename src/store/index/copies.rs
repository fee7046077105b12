//! A story that several sources tell is one hit, as it is one row of its day: of the copies that a search finds on a
//! day one stands for all. Rows, hits by day and the counts of kept searches come here, so that they agree.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::RangeInclusive;

use rusqlite::{OptionalExtension, params};

use super::super::Store;
use super::super::fault::Trouble;
use super::look::Look;
use super::plan::Plan;

/// Docs up to which each is asked for; of more all that are copies are read.
pub(super) const FEW: usize = 512;

/// Which docs are copies, and of which story.
#[derive(Default)]
pub(super) struct Copies {
    clusters: HashMap<i64, i64>,
    seen: HashSet<(i64, i64)>,
}

impl Copies {
    /// Whether a doc is a hit of its own; docs come in their order, or the best first.
    pub(super) fn is_new(&mut self, doc: i64) -> bool {
        self.clusters.get(&doc).is_none_or(|cluster| self.seen.insert((doc >> 20, *cluster)))
    }
}

impl Look<'_> {
    /// The copies in a range.
    pub(super) fn copies_in(&self, docs: &RangeInclusive<i64>) -> Result<Copies, Trouble> {
        let clusters = self.store.read(|conn| {
            let mut query = conn.prepare_cached(
                "SELECT doc, cluster FROM story INDEXED BY story_cluster
                 WHERE cluster IS NOT NULL AND doc BETWEEN ?1 AND ?2",
            )?;
            let rows = query.query_map([docs.start(), docs.end()], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        });
        Ok(Copies { clusters: clusters.map_err(Trouble::from)?, seen: HashSet::new() })
    }

    /// The copies among docs.
    fn copies_of(&self, docs: &[i64]) -> Result<Copies, Trouble> {
        if let (true, Some(first), Some(last)) = (docs.len() > FEW, docs.iter().min(), docs.iter().max()) {
            return self.copies_in(&(*first..=*last));
        }
        let mut copies = Copies::default();
        for doc in docs {
            copies.clusters.extend(cluster_of(self.store, *doc)?.map(|cluster| (*doc, cluster)));
        }
        Ok(copies)
    }

    /// One of each story's copies on a day: the first of these docs, which are all that is found in their days, or the
    /// best of them.
    pub(super) fn once(&self, mut docs: Vec<i64>) -> Result<Vec<i64>, Trouble> {
        let mut copies = self.copies_of(&docs)?;
        docs.retain(|doc| copies.is_new(*doc));
        Ok(docs)
    }

    /// Whether a plan finds a copy of a story that stands before it on its day.
    pub(super) fn has_earlier_copy(&self, plan: &Plan, doc: i64) -> Result<bool, Trouble> {
        let Some(cluster) = cluster_of(self.store, doc)? else { return Ok(false) };
        for copy in members(self.store, cluster)? {
            if copy < doc && copy >> 20 == doc >> 20 && !self.docs(plan, &(copy..=copy))?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Docs with all their copies, ascending: what one of them turns to may concern which of them stands for all.
pub(super) fn with_copies(store: &Store, docs: &BTreeSet<i64>) -> Result<Vec<i64>, Trouble> {
    let mut all = docs.clone();
    for doc in docs {
        if let Some(cluster) = cluster_of(store, *doc)? {
            all.extend(members(store, cluster)?);
        }
    }
    Ok(all.into_iter().collect())
}

fn cluster_of(store: &Store, doc: i64) -> Result<Option<i64>, Trouble> {
    let cluster = store.read(|conn| {
        let mut query = conn.prepare_cached("SELECT cluster FROM story WHERE doc = ?1")?;
        Ok(query.query_row([doc], |row| row.get::<_, Option<i64>>(0)).optional()?.flatten())
    });
    cluster.map_err(Trouble::from)
}

fn members(store: &Store, cluster: i64) -> Result<Vec<i64>, Trouble> {
    let docs = store.read(|conn| {
        let mut query = conn.prepare_cached(
            "SELECT doc FROM story INDEXED BY story_cluster WHERE cluster IS NOT NULL AND cluster = ?1",
        )?;
        let rows = query.query_map(params![cluster], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    });
    docs.map_err(Trouble::from)
}
