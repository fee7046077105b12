//! The starter catalogue as a list to choose from.

use super::state::State;
use crate::config::starters;
use crate::locale::language_name;
use crate::news::Source;

/// The catalogue as it lies over the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Starters {
    /// Its rows, the reader's language first.
    pub rows: Vec<Starter>,
    /// The row the keys act on.
    pub selected: usize,
    /// Set while the chosen ones are being added.
    pub adding: bool,
}

/// A source of the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Starter {
    /// The source.
    pub source: Source,
    /// Whether it is to be added.
    pub chosen: bool,
    /// Whether it is followed already.
    pub followed: bool,
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StarterLine {
    /// The head over the language of the row with this index.
    Head(usize),
    /// The row with this index.
    Row(usize),
}

impl Starters {
    /// The catalogue for the reader of this screen.
    pub fn new(state: &State) -> Self {
        let followed = |source: &Source| {
            let known = state.all_sources().iter().flat_map(|known| &known.source.routes);
            known.into_iter().any(|route| source.routes.contains(route))
        };
        let rows = starters(state.locale.tag()).into_iter().map(|source| Starter {
            followed: followed(&source),
            chosen: false,
            source,
        });
        Self { rows: rows.collect(), selected: 0, adding: false }
    }

    /// The name of a row's language.
    pub fn language(&self, row: usize) -> &str {
        self.rows.get(row).and_then(|row| row.source.lang.as_deref()).map_or("", language_name)
    }

    /// The lines of the list: a head where the language changes.
    pub fn lines(&self) -> Vec<StarterLine> {
        let mut lines = Vec::new();
        for row in 0..self.rows.len() {
            if row == 0 || self.language(row) != self.language(row - 1) {
                lines.push(StarterLine::Head(row));
            }
            lines.push(StarterLine::Row(row));
        }
        lines
    }

    /// The line at the top of a list of so many, so that the chosen row is in sight, with its head.
    pub fn top(&self, height: usize) -> usize {
        let lines = self.lines();
        let at = lines.iter().position(|line| *line == StarterLine::Row(self.selected)).unwrap_or(0);
        (at + 1 + height / 3).saturating_sub(height).min(lines.len().saturating_sub(height))
    }

    /// The sources to add: the chosen ones, else the one under the cursor.
    pub fn wanted(&self) -> Vec<Source> {
        let chosen: Vec<Source> =
            self.rows.iter().filter(|row| row.chosen).map(|row| row.source.clone()).collect();
        if !chosen.is_empty() {
            return chosen;
        }
        let here = self.rows.get(self.selected).filter(|row| !row.followed);
        here.map(|row| row.source.clone()).into_iter().collect()
    }
}
