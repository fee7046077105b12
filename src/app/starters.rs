//! The starter catalogue as a list to choose from.

use super::state::{Input, State};
use crate::config::starters;
use crate::locale::language_name;
use crate::news::{Address, Source};
use crate::query::fold;

/// The catalogue as it lies over the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Starters {
    /// Its rows, the reader's language first.
    pub rows: Vec<Starter>,
    /// The row the keys act on, among those that are shown.
    pub selected: usize,
    /// What narrows the list: words of names, addresses and languages.
    pub query: Input,
    /// Whether that is being typed.
    pub typing: bool,
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
#[derive(Clone, Copy, Debug)]
pub enum StarterLine<'a> {
    /// The head over the language of this row.
    Head(&'a Starter),
    /// A row, and its place among those that are shown.
    Row(usize, &'a Starter),
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
        let query = Input::default();
        Self { rows: rows.collect(), selected: 0, query, typing: false, adding: false }
    }

    /// The indices of the rows that are shown: those that have every word of what narrows the list.
    pub fn shown(&self) -> Vec<usize> {
        let query = fold(&self.query.text).into_owned();
        let words: Vec<&str> = query.split_whitespace().collect();
        let has_all = |row: &Starter| {
            let home = row.source.home.as_ref().map_or("", Address::as_str);
            let said = format!("{} {home} {}", row.source.title, language_of(&row.source));
            let said = fold(&said);
            words.iter().all(|word| said.contains(word))
        };
        (0..self.rows.len()).filter(|at| self.rows.get(*at).is_some_and(has_all)).collect()
    }

    /// The lines of the list: a head where the language changes.
    pub fn lines(&self) -> Vec<StarterLine<'_>> {
        let mut lines = Vec::new();
        let mut last = None;
        for (place, row) in self.shown().into_iter().filter_map(|at| self.rows.get(at)).enumerate() {
            let language = language_of(&row.source);
            if last.replace(language) != Some(language) {
                lines.push(StarterLine::Head(row));
            }
            lines.push(StarterLine::Row(place, row));
        }
        lines
    }

    /// Which of these lines is at the top where so many are seen, so that the chosen row is in sight, with its head.
    pub fn top(&self, lines: &[StarterLine<'_>], height: usize) -> usize {
        let is_chosen =
            |line: &StarterLine<'_>| matches!(line, StarterLine::Row(place, _) if *place == self.selected);
        let at = lines.iter().position(is_chosen).unwrap_or(0);
        (at + 1 + height / 3).saturating_sub(height).min(lines.len().saturating_sub(height))
    }

    /// The sources to add: the chosen ones, else the one under the cursor.
    pub fn wanted(&self) -> Vec<Source> {
        let chosen: Vec<Source> =
            self.rows.iter().filter(|row| row.chosen).map(|row| row.source.clone()).collect();
        if !chosen.is_empty() {
            return chosen;
        }
        let here = self.shown().get(self.selected).and_then(|at| self.rows.get(*at));
        let here = here.filter(|row| !row.followed);
        here.map(|row| row.source.clone()).into_iter().collect()
    }
}

/// The name of a source's language.
pub fn language_of(source: &Source) -> &str {
    source.lang.as_deref().map_or("", language_name)
}
