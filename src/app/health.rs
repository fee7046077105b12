//! How the sources answer, as a list over the screen.

use super::state::{SourceState, State};
use crate::news::{Condition, Day, SourceId, SourceRow, Text};

/// Days that stories a week are counted over.
const WINDOW: i32 = 28;

/// The view of the sources' health.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HealthView {
    /// The source the keys act on; the first one when it is not there.
    pub selected: Option<SourceId>,
    /// Stories of the last 28 days, and the day of the oldest story there is, of each source that has some; once they are
    /// counted.
    pub lately: Vec<(SourceId, u32, Day)>,
    /// Which sources did not answer for the days of the list, and why; the newest day first.
    pub missed: Vec<(SourceId, Day, Text)>,
}

impl HealthView {
    /// The sources, those in trouble first, otherwise in the order of the file.
    pub fn rows<'s>(&self, state: &'s State) -> Vec<&'s SourceState> {
        let mut rows: Vec<&SourceState> = state.all_sources().iter().collect();
        rows.sort_by_key(|source| match source.row.health.condition() {
            Condition::Gone => 0,
            Condition::Failing => 1,
            _ if self.missed_of(source.row.id).next().is_some() => 1,
            Condition::Unasked | Condition::Fine => 2,
        });
        rows
    }

    /// The place of the chosen source in the list.
    pub fn at(&self, rows: &[&SourceState]) -> usize {
        rows.iter().position(|source| Some(source.row.id) == self.selected).unwrap_or(0)
    }

    /// The days of the list that a source did not answer for, and why.
    pub fn missed_of(&self, source: SourceId) -> impl Iterator<Item = (Day, &Text)> {
        let of_it = self.missed.iter().filter(move |(id, ..)| *id == source);
        of_it.map(|(_, day, why)| (*day, why))
    }

    /// These days alone.
    pub fn days_missed(&self, source: SourceId) -> Vec<Day> {
        self.missed_of(source).map(|(day, _)| day).collect()
    }

    /// Stories a week of a source: over the last four, or over as many of their days as it has been followed or has
    /// stories of; `None` until they are counted, and where that is less than a week.
    pub fn a_week(&self, source: &SourceRow, today: Day) -> Option<f64> {
        let (_, stories, oldest) = self.lately.iter().find(|(id, ..)| *id == source.id)?;
        let known = source.added.min(*oldest);
        let days = (today.number() - known.number() + 1).min(WINDOW);
        (days >= 7).then(|| f64::from(*stories) * 7.0 / f64::from(days))
    }
}
