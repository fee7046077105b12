//! What was typed into the lines while the program runs: Up brings it back, Down what came after it.
//!
//! Each kind of line remembers its own. Nothing of it is stored.

use std::collections::HashMap;

/// The most a kind of line remembers.
const MOST: usize = 200;

/// The lines that remember.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// A search.
    Search,
    /// What is found in the story or in the list.
    Find,
    /// A command of the program.
    Command,
    /// A command of the shell.
    Pipe,
    /// What narrows the bookmarks.
    Filter,
    /// A date.
    Date,
    /// What the palette did, by its name.
    Offer,
}

/// What was typed, by kind, and where one is in it.
#[derive(Clone, Debug, Default)]
pub struct History {
    lines: HashMap<LineKind, Vec<String>>,
    back: usize,
}

impl History {
    /// Something was typed and submitted.
    pub fn submitted(&mut self, kind: LineKind, typed: &str) {
        self.back = 0;
        let typed = typed.trim();
        if typed.is_empty() {
            return;
        }
        let lines = self.lines.entry(kind).or_default();
        lines.retain(|before| before != typed);
        lines.push(typed.to_owned());
        if lines.len() > MOST {
            lines.remove(0);
        }
    }

    /// What was submitted, the latest first.
    pub fn latest(&self, kind: LineKind) -> impl Iterator<Item = &str> {
        self.lines.get(&kind).into_iter().flat_map(|lines| lines.iter().rev()).map(String::as_str)
    }

    /// What takes the place of what stands in the line: of an empty one, or of what was brought back before. `None`:
    /// there is nothing, or the line holds something else, and the key means what it means there.
    pub fn step(&mut self, kind: LineKind, typed: &str, older: bool) -> Option<String> {
        let lines = self.lines.get(&kind)?;
        let at = |back: usize| lines.len().checked_sub(back).and_then(|at| lines.get(at));
        let is_brought = self.back > 0 && at(self.back).is_some_and(|line| line == typed);
        if !is_brought {
            if !typed.is_empty() {
                return None;
            }
            self.back = 0;
        }
        let back = if older { (self.back + 1).min(lines.len()) } else { self.back.checked_sub(1)? };
        let line = if back == 0 { String::new() } else { at(back)?.clone() };
        self.back = back;
        Some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_comes_back_into_an_empty_line_only() {
        let mut history = History::default();
        assert_eq!(history.step(LineKind::Search, "", true), None);
        for typed in ["grain", "harbour", " grain "] {
            history.submitted(LineKind::Search, typed);
        }
        let mut step = |typed: &str, older| history.step(LineKind::Search, typed, older);
        assert_eq!(step("ship", true), None, "something else is typed");
        assert_eq!(step("", true).as_deref(), Some("grain"));
        assert_eq!(step("grain", true).as_deref(), Some("harbour"));
        assert_eq!(step("harbour", true).as_deref(), Some("harbour"), "there is nothing older");
        assert_eq!(step("harbour", false).as_deref(), Some("grain"));
        assert_eq!(step("grains", true), None, "what came back was changed");
        assert_eq!(step("grain", false).as_deref(), Some(""));
        assert_eq!(step("", false), None);
        assert_eq!(history.step(LineKind::Find, "", true), None, "each line has its own");
    }
}
