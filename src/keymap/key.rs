//! One key press.

use std::ops::{BitOr, BitOrAssign};

/// Which modifier keys were held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Modifiers(u8);

impl Modifiers {
    /// None.
    pub const NONE: Self = Self(0);
    /// Shift; never set on a character that shows it by itself (`G`, `*`).
    pub const SHIFT: Self = Self(1);
    /// Alt, Option or Meta.
    pub const ALT: Self = Self(2);
    /// Control.
    pub const CTRL: Self = Self(4);

    /// Whether all of `other` are held.
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether none is held.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// These without those of `other`.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl BitOr for Modifiers {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Modifiers {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// Which key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyCode {
    /// A key that writes this character; the space bar is `' '`.
    Char(char),
    /// Return or Enter.
    Enter,
    /// The tabulator.
    Tab,
    /// Rub out to the left.
    Backspace,
    /// Escape.
    Esc,
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Insert.
    Insert,
    /// Delete to the right.
    Delete,
    /// A function key, from 1.
    F(u8),
}

/// A key press: the key and what was held. Equal presses are equal values, whatever bytes they came as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// What was held.
    pub modifiers: Modifiers,
}

impl Key {
    /// A press in its one form: shift is folded into the character, and a letter held with control is
    /// lower case, since terminals do not tell `Ctrl-D` from `Ctrl-d`.
    pub fn new(code: KeyCode, modifiers: Modifiers) -> Self {
        let KeyCode::Char(c) = code else { return Self { code, modifiers } };
        let c = if modifiers.contains(Modifiers::CTRL) {
            c.to_ascii_lowercase()
        } else if modifiers.contains(Modifiers::SHIFT) {
            upper(c)
        } else {
            c
        };
        let modifiers = if c == ' ' { modifiers } else { modifiers.without(Modifiers::SHIFT) };
        Self { code: KeyCode::Char(c), modifiers }
    }

    /// A character without modifiers.
    pub fn char(c: char) -> Self {
        Self::new(KeyCode::Char(c), Modifiers::NONE)
    }

    /// A character with control.
    pub fn ctrl(c: char) -> Self {
        Self::new(KeyCode::Char(c), Modifiers::CTRL)
    }

    /// A key without modifiers.
    pub fn plain(code: KeyCode) -> Self {
        Self::new(code, Modifiers::NONE)
    }

    /// The character that an input line would take from this press: none with control or alt held.
    pub fn text(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if self.modifiers.without(Modifiers::SHIFT).is_empty() => Some(c),
            _ => None,
        }
    }
}

impl From<char> for Key {
    fn from(c: char) -> Self {
        Self::char(c)
    }
}

/// The capital, where it is one character.
fn upper(c: char) -> char {
    let mut capitals = c.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(capital), None) => capital,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_press_has_one_form() {
        assert_eq!(Key::new(KeyCode::Char('g'), Modifiers::SHIFT), Key::char('G'));
        assert_eq!(Key::new(KeyCode::Char('D'), Modifiers::CTRL | Modifiers::SHIFT), Key::ctrl('d'));
        assert_eq!(Key::new(KeyCode::Char('ш'), Modifiers::SHIFT), Key::char('Ш'));
        assert_ne!(Key::new(KeyCode::Char(' '), Modifiers::SHIFT), Key::char(' '));
    }

    #[test]
    fn only_plain_characters_are_text() {
        assert_eq!(Key::char('é').text(), Some('é'));
        assert_eq!(Key::ctrl('a').text(), None);
        assert_eq!(Key::plain(KeyCode::Enter).text(), None);
    }
}
