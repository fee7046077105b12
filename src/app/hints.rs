//! Letters on the links in sight, so that each is one or two key presses away.

use std::ops::Range;

use super::{Regions, State};
use crate::news::Address;

/// The keys the fingers lie on.
const LETTERS: &str = "asdfghjkl";

/// The links in sight, each with its letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hints {
    /// The links in reading order.
    pub links: Vec<Hint>,
    /// The letters typed so far.
    pub typed: String,
    /// Whether the chosen one goes to the browser, not to the reader.
    pub browser: bool,
}

/// A link in sight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Its letters.
    pub label: String,
    /// Where it leads.
    pub address: Address,
    /// Where it begins to be seen: lines of the page, bytes in their text. Links to one address share their letters.
    pub places: Vec<(usize, usize)>,
}

impl Hints {
    /// The links of the open story that are in sight; `None` when there is none.
    pub fn of(state: &State, browser: bool) -> Option<Self> {
        let reader = state.reader.as_ref()?;
        let page = &reader.opened.ready()?.page;
        let area = Regions::of(state).reader;
        let margin = area.width.saturating_sub(page.measure.columns) / 2;
        let first = usize::from(reader.sideways);
        let columns = first..first + usize::from(area.width - margin);
        let rows = reader.top..reader.top + usize::from(area.height);
        let mut links: Vec<Hint> = Vec::new();
        for (row, byte, link) in page.links_in(rows, columns) {
            let Some(address) = page.links.get(link as usize) else { continue };
            let at = links.iter().position(|hint| hint.address == *address).unwrap_or_else(|| {
                links.push(Hint { label: String::new(), address: address.clone(), places: Vec::new() });
                links.len() - 1
            });
            if let Some(hint) = links.get_mut(at) {
                hint.places.push((row, byte));
            }
        }
        let labels = labels(links.len());
        for (hint, label) in links.iter_mut().zip(labels) {
            hint.label = label;
        }
        (!links.is_empty()).then(|| Self { links, typed: String::new(), browser })
    }

    /// The links that the typed letters may still mean.
    pub fn left(&self) -> impl Iterator<Item = &Hint> {
        self.links.iter().filter(|hint| hint.label.starts_with(&self.typed))
    }

    /// The letters on a line, in its order: the byte they stand at, and how many of them are typed.
    pub fn on(&self, line: usize) -> Vec<(usize, &str, Range<usize>)> {
        let mut on: Vec<_> = self
            .left()
            .flat_map(|hint| hint.places.iter().map(move |place| (place, hint.label.as_str())))
            .filter(|((row, _), _)| *row == line)
            .map(|((_, byte), label)| (*byte, label, 0..self.typed.len()))
            .collect();
        on.sort_by_key(|(byte, ..)| *byte);
        on
    }
}

/// So many labels, none the beginning of another, as short as they can be; the shortest come first.
fn labels(many: usize) -> Vec<String> {
    let mut labels = vec![String::new()];
    let mut open = 0;
    while labels.len() - open < many.max(2) {
        let prefix = labels[open].clone();
        labels.extend(LETTERS.chars().map(|letter| format!("{prefix}{letter}")));
        open += 1;
    }
    labels.into_iter().skip(open).take(many).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_short_and_none_begins_another() {
        assert_eq!(labels(3), ["a", "s", "d"]);
        assert_eq!(labels(9).len(), 9);
        assert!(labels(9).iter().all(|label| label.len() == 1));
        let ten = labels(10);
        assert_eq!((ten[0].as_str(), ten[7].as_str(), ten[9].as_str()), ("s", "l", "as"));
        for many in [10, 81, 82, 400] {
            let all = labels(many);
            assert_eq!(all.len(), many);
            for (at, one) in all.iter().enumerate() {
                let begins = |other: &String| other.starts_with(one.as_str());
                assert!(!all.iter().enumerate().any(|(place, other)| place != at && begins(other)), "{one}");
            }
        }
        assert!(labels(81).iter().all(|label| label.len() <= 2));
    }
}
