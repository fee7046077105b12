//! A TOML file as given, with the places of what stands in it.

use std::ops::Range;
use std::path::Path;

use toml_edit::{Document, Item, TableLike};

use crate::news::{Fault, FaultKind};

/// A file that is being read; makes faults that say where.
#[derive(Clone, Copy)]
pub(super) struct Given<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// What stands in it.
    pub raw: &'a str,
}

impl<'a> Given<'a> {
    /// Reads the file's TOML.
    pub fn document(self) -> Result<Document<&'a str>, Fault> {
        Document::parse(self.raw).map_err(|error| self.fault(error.span(), error.message()))
    }

    /// A fault at a place: `PATH:LINE:COLUMN: sentence`.
    pub fn fault(self, span: Option<Range<usize>>, sentence: impl AsRef<str>) -> Fault {
        let (line, column) = place(self.raw, span.map_or(0, |span| span.start));
        let sentence = sentence.as_ref();
        Fault::new(FaultKind::Config, format!("{}:{line}:{column}: {sentence}", self.path.display()))
    }

    /// Refuses keys that are not among the known ones.
    pub fn only(self, table: &dyn TableLike, what: &str, known: &[&str]) -> Result<(), Fault> {
        for (key, item) in table.iter() {
            if known.contains(&key) {
                continue;
            }
            let span = table.key(key).and_then(toml_edit::Key::span).or_else(|| item.span());
            let fault = self.fault(span, format!("{what} has no `{key}`"));
            return Err(match nearest(key, known) {
                Some(near) => fault.hint(format!("did you mean `{near}`")),
                None => fault.hint(format!("there are {}", known.join(", "))),
            });
        }
        Ok(())
    }

    /// The text at a key, if there is one; anything but a text is refused.
    pub fn text<'t>(self, table: &'t dyn TableLike, key: &str) -> Result<Option<(&'t str, &'t Item)>, Fault> {
        let Some(item) = table.get(key) else { return Ok(None) };
        match item.as_str() {
            Some(text) => Ok(Some((text, item))),
            None => {
                Err(self.fault(item.span(), format!("`{key}` is a text in quotes, not {}", a_kind(item))))
            }
        }
    }
}

/// What kind of value an item is, with its article.
pub(super) fn a_kind(item: &Item) -> &'static str {
    match item.type_name() {
        "integer" => "an integer",
        "array" | "array of tables" => "a list",
        "boolean" => "true or false",
        "float" => "a number",
        "string" => "a text",
        "datetime" => "a date",
        _ => "a table",
    }
}

/// Line and column of a byte, both from 1, the column in characters.
fn place(raw: &str, at: usize) -> (usize, usize) {
    let before = raw.get(..at.min(raw.len())).unwrap_or(raw);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

/// The known word that was probably meant: at most a third of its letters apart (Levenshtein).
pub fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let near = known.iter().map(|known| (distance(word, known), *known)).min()?;
    (near.0 <= near.1.chars().count().div_ceil(3)).then_some(near.1)
}

/// Levenshtein's distance, with one row kept.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(64).enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, y) in row.iter_mut().skip(1).zip(&b) {
            let replaced = diagonal + usize::from(x != *y);
            diagonal = *cell;
            *cell = replaced.min(left + 1).min(diagonal + 1);
            left = *cell;
        }
    }
    row.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_seen_through() {
        assert_eq!(nearest("mesure", &["measure", "mouse"]), Some("measure"));
        assert_eq!(nearest("tittle", &["title", "routes"]), Some("title"));
        assert_eq!(nearest("colour", &["title", "routes"]), None);
        assert_eq!(distance("kitten", "sitting"), 3);
    }

    #[test]
    fn places_count_characters() {
        assert_eq!(place("a\nнов = 1", 2 + 6), (2, 4));
        assert_eq!(place("", 7), (1, 1));
    }
}
