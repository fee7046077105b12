//! How many of the sources that a day can be asked of have answered for it: a day is whole when all have.

use jiff::tz::TimeZone;

use super::state::{SourceState, State};
use crate::locale::grouped;
use crate::news::{Condition, Day, Route};

/// A day so long before the reader's today has come in every zone.
const EVERYWHERE: i32 = -2;

/// Of a day that somebody was asked for: how many sources there are to be asked, and what came of those that were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answers {
    /// Sources that have answered.
    pub answered: u32,
    /// Sources that were asked and did not answer.
    pub failed: u32,
    /// All that there are to be asked.
    pub of: u32,
}

impl Answers {
    /// Whether all have answered.
    pub fn are_all(self) -> bool {
        self.answered >= self.of
    }

    /// `1 of 3 sources`.
    pub fn words(self) -> String {
        let sources = if self.of == 1 { "source" } else { "sources" };
        format!("{} of {} {sources}", grouped(self.answered), grouped(self.of))
    }

    /// Sources that have not been asked yet.
    pub fn unasked(self) -> u32 {
        self.of.saturating_sub(self.answered + self.failed)
    }
}

impl State {
    /// What came of asking for a day; `None` where nobody was asked for it yet.
    pub fn answers(&self, day: Day) -> Option<Answers> {
        let facts = self.facts(day)?;
        if facts.answered + facts.failed == 0 {
            return None;
        }
        let can = self.scoped_sources().filter(|s| s.source.answers(day) && self.has_come(s, day)).count();
        // Who failed is counted although its routes may be others now.
        let of = if facts.failed > 0 { facts.answered + facts.failed } else { 0 }.max(can as u32);
        Some(Answers { answered: facts.answered.min(of), failed: facts.failed, of })
    }

    /// The same where some failed, and for today also of the routes that tell what is new.
    pub fn failing(&self, day: Day) -> Option<Answers> {
        let dated = self.answers(day).filter(|answers| answers.failed > 0);
        if day != self.today() {
            return dated;
        }
        let is_asked = |s: &&SourceState| s.source.answers(day) || s.source.routes.iter().any(Route::is_live);
        let fails =
            |s: &SourceState| matches!(s.row.health.condition(), Condition::Failing | Condition::Gone);
        let asked: Vec<bool> = self.scoped_sources().filter(is_asked).map(fails).collect();
        let live = asked.iter().filter(|fails| **fails).count() as u32;
        let failed = live.max(dated.map_or(0, |dated| dated.failed));
        let of = failed.max(asked.len() as u32);
        (failed > 0).then_some(Answers { answered: of - failed, failed, of })
    }

    /// Whether a day has come where a source is; without a zone, where the reader is.
    fn has_come(&self, source: &SourceState, day: Day) -> bool {
        if day <= self.today().plus(EVERYWHERE) {
            return true;
        }
        let zone = source.source.zone.as_ref().and_then(|zone| TimeZone::get(zone).ok());
        day <= zone.map_or_else(|| self.today(), |zone| self.now.day_in(&zone))
    }
}
