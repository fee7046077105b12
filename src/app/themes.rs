//! The theme picker: a list over the screen, which shows itself in the theme that is chosen in it.

use crate::news::Fault;
use crate::theme::Choice;

/// The picker as it stands over the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct ThemePicker {
    /// What may be chosen.
    pub choices: Vec<Choice>,
    /// The chosen one, an index.
    pub selected: usize,
    /// The row the list stands around, an index: a click moves no rows under the pointer.
    pub around: usize,
    /// The theme that was in use, for Escape.
    pub before: String,
    /// Why the chosen one cannot be shown.
    pub fault: Option<Fault>,
}

impl ThemePicker {
    /// Begins with the theme in use.
    pub fn new(choices: Vec<Choice>, before: String) -> Self {
        let selected = choices.iter().position(|choice| choice.name == before).unwrap_or(0);
        Self { choices, selected, around: selected, before, fault: None }
    }

    /// The name of the chosen one.
    pub fn name(&self) -> &str {
        self.choices.get(self.selected).map_or(self.before.as_str(), |choice| choice.name.as_str())
    }

    /// The row at the top of a list of so many rows, so that the chosen one is in sight.
    pub fn top(&self, rows: usize) -> usize {
        let top =
            (self.around + 1 + rows / 3).saturating_sub(rows).min(self.choices.len().saturating_sub(rows));
        top.max((self.selected + 1).saturating_sub(rows)).min(self.selected)
    }
}
