//! What of a file was not taken.

use crate::news::Text;

/// Something of a file that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The line of the file it stands in, where that is known.
    pub line: Option<usize>,
    /// As it stands in the file, shortened.
    pub what: Text,
    /// Why, in words.
    pub why: &'static str,
}

/// Characters of what was left that are shown.
const SHOWN: usize = 100;

impl LeftOut {
    /// Something left out, and why.
    pub fn new(what: &str, why: &'static str) -> Self {
        let line = Text::line(what);
        if line.chars().count() <= SHOWN {
            return Self { line: None, what: line, why };
        }
        let cut: String = line.chars().take(SHOWN - 1).collect();
        Self { line: None, what: Text::line(&format!("{cut}…")), why }
    }

    /// It stands in that line of the file, counted from 1; 0 where that is not known.
    #[must_use]
    pub fn at(self, line: usize) -> Self {
        Self { line: (line > 0).then_some(line), ..self }
    }

    /// It in one line: where, what, why.
    pub fn words(&self) -> String {
        let place = self.line.map(|line| format!("line {line}: ")).unwrap_or_default();
        format!("{place}{}: {}", self.what, self.why)
    }
}

/// Things left out that are held; of more, how many.
const HELD: usize = 100;

/// All that was left out of a file, the first of it one by one: a file may have millions of bad rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left {
    first: Vec<LeftOut>,
    more: usize,
}

impl Left {
    /// Notes something.
    pub fn push(&mut self, left: LeftOut) {
        if self.first.len() < HELD {
            self.first.push(left);
        } else {
            self.more += 1;
        }
    }

    /// Notes what was left of another file, with each of it in other words.
    pub(super) fn join(&mut self, other: Self, words: impl FnMut(LeftOut) -> LeftOut) {
        other.first.into_iter().map(words).for_each(|left| self.push(left));
        self.more += other.more;
    }

    /// How many things were left out.
    pub fn len(&self) -> usize {
        self.first.len() + self.more
    }

    /// Whether nothing was.
    pub fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    /// The first of them.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &LeftOut> {
        self.first.iter()
    }

    /// The same, for what else is to be said of them.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut LeftOut> {
        self.first.iter_mut()
    }
}

#[cfg(test)]
impl std::ops::Index<usize> for Left {
    type Output = LeftOut;

    fn index(&self, at: usize) -> &LeftOut {
        &self.first[at]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn millions_of_bad_rows_are_counted_and_the_first_are_told() {
        let mut left = Left::default();
        (1..=1_000_000).for_each(|line| left.push(LeftOut::new("x", "it has no address").at(line)));
        assert_eq!((left.len(), left.iter().count(), left[HELD - 1].line), (1_000_000, HELD, Some(HELD)));
        let mut all = Left::default();
        all.push(LeftOut::new("y", "it is no web address"));
        all.join(left, |left| LeftOut { what: Text::line(&format!("a: {}", left.what)), ..left });
        assert_eq!((all.len(), all.iter().count()), (1_000_001, HELD));
        assert_eq!(all[1].words(), "line 1: a: x: it has no address");
    }
}
