//! How the sources answer, as a list over the screen.

use super::state::{SourceState, State};
use crate::news::{Condition, SourceId};

/// The view of the sources' health.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HealthView {
    /// The source the keys act on; the first one when it is not there.
    pub selected: Option<SourceId>,
    /// Stories of the last 28 days, once they are counted.
    pub lately: Vec<(SourceId, u32)>,
}

impl HealthView {
    /// The sources, those in trouble first, otherwise in the order of the file.
    pub fn rows<'s>(&self, state: &'s State) -> Vec<&'s SourceState> {
        let mut rows: Vec<&SourceState> = state.all_sources().iter().collect();
        rows.sort_by_key(|source| match source.row.health.condition() {
            Condition::Gone => 0,
            Condition::Failing => 1,
            Condition::Unasked | Condition::Fine => 2,
        });
        rows
    }

    /// The place of the chosen source in the list.
    pub fn at(&self, rows: &[&SourceState]) -> usize {
        rows.iter().position(|source| Some(source.row.id) == self.selected).unwrap_or(0)
    }

    /// Stories a week of a source, over the last four; `None` until they are counted.
    pub fn a_week(&self, source: SourceId) -> Option<f64> {
        let found = self.lately.iter().find(|(id, _)| *id == source)?;
        Some(f64::from(found.1) / 4.0)
    }
}
