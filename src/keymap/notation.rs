//! How keys are written: `j`, `gg`, `<C-d>`, `<S-Left>`, `^d`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use super::{Key, KeyCode, Modifiers};
use crate::news::Text;

/// Why a sequence cannot be read or bound.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum KeyError {
    /// No key at all.
    #[error("no key is given")]
    Empty,
    /// A name between `<` and `>` that no key has.
    #[error("there is no key named <{0}>")]
    Unknown(String),
    /// A character that acts on the terminal or is not seen.
    #[error("U+{:04X} is no key", u32::from(*.0))]
    Unseen(char),
    /// Longer than [`Sequence::MAX`] keys.
    #[error("a sequence has at most {max} keys", max = Sequence::MAX)]
    TooLong,
    /// One sequence would never be reached, because the other ends where it goes on.
    #[error("{longer} begins with {shorter}, which already ends there")]
    Shadowed {
        /// The sequence that ends first.
        shorter: Sequence,
        /// The sequence that could never be typed.
        longer: Sequence,
    },
}

/// Keys pressed one after the other, at least one. `Display` writes the notation that `FromStr` reads.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sequence(Vec<Key>);

impl Sequence {
    /// Keys a sequence may have.
    pub const MAX: usize = 8;

    /// The keys.
    pub fn keys(&self) -> &[Key] {
        &self.0
    }

    /// The sequence as a person reads it: `gg`, `Ctrl-d`, `Shift-←`, `g Space`. It is read back as the same.
    pub fn human(&self) -> String {
        written(&self.0, Key::human)
    }

    /// The same where room is short: `^d` for `Ctrl-d`.
    pub fn brief(&self) -> String {
        written(&self.0, Key::brief)
    }
}

/// Keys one after the other, with a space between them where they would be read as others without it.
pub fn written(keys: &[Key], of_key: fn(Key) -> String) -> String {
    let keys_written: Vec<String> = keys.iter().map(|key| of_key(*key)).collect();
    let joined = keys_written.concat();
    let is_clear = keys.len() < 2 || joined.parse().is_ok_and(|read: Sequence| read.0 == keys);
    if is_clear { joined } else { keys_written.join(" ") }
}

/// The names that stand between `<` and `>`, each as it is written.
pub fn key_names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().filter_map(|(_, names, _)| names.first()).copied()
}

impl From<Key> for Sequence {
    fn from(key: Key) -> Self {
        Self(vec![key])
    }
}

impl FromStr for Sequence {
    type Err = KeyError;

    /// White space parts keys and is none, so that the space bar has to be written `<Space>` or `Space`. A word may
    /// also be a key as a person reads it: `Ctrl-d`, `Shift-←`.
    fn from_str(written: &str) -> Result<Self, KeyError> {
        let mut keys = Vec::new();
        let mut rest = written.trim_start();
        let mut word_ended = true;
        while let Some(c) = rest.chars().next() {
            let word = rest.split(char::is_whitespace).next().filter(|_| word_ended);
            let said = word.and_then(|word| Some((Key::said(word)?, word.len())));
            let (key, used) = said.map_or_else(|| read_key(rest, c), Ok)?;
            if let KeyCode::Char(c) = key.code
                && is_unseen(c)
            {
                return Err(KeyError::Unseen(c));
            }
            keys.push(key);
            if keys.len() > Self::MAX {
                return Err(KeyError::TooLong);
            }
            let behind = rest.get(used..).unwrap_or_default();
            rest = behind.trim_start();
            word_ended = rest.len() < behind.len();
        }
        if keys.is_empty() { Err(KeyError::Empty) } else { Ok(Self(keys)) }
    }
}

/// Whether a character could not be shown where keys are listed.
fn is_unseen(c: char) -> bool {
    let alone = c.to_string();
    !c.is_whitespace() && Text::piece(&alone).as_str() != alone
}

/// The key at the start of `rest`, whose first character is `first`, and the bytes it takes.
fn read_key(rest: &str, first: char) -> Result<(Key, usize), KeyError> {
    let next = rest.get(first.len_utf8()..).and_then(|tail| tail.chars().next());
    match (first, next) {
        // `<` alone is the key `<`; only a closed name without white space is a named key.
        ('<', _) => match rest.find('>') {
            Some(end) if end > 1 && !rest[1..end].contains([' ', '<']) => {
                let name = &rest[1..end];
                let key = named(name).ok_or_else(|| KeyError::Unknown(name.to_owned()))?;
                Ok((key, end + 1))
            }
            _ => Ok((Key::char('<'), 1)),
        },
        ('^', Some(letter)) if letter.is_ascii_alphabetic() => Ok((Key::ctrl(letter), 2)),
        (c, _) => Ok((Key::char(c), c.len_utf8())),
    }
}

/// A key by the name between `<` and `>`, with its modifiers: `C-S-Left`, `PgDn`, `A-x`.
fn named(name: &str) -> Option<Key> {
    let mut modifiers = Modifiers::NONE;
    let mut rest = name;
    while let Some((prefix, tail)) = rest.split_once('-').filter(|(_, tail)| !tail.is_empty()) {
        modifiers |= match prefix.to_ascii_lowercase().as_str() {
            "c" | "ctrl" => Modifiers::CTRL,
            "s" | "shift" => Modifiers::SHIFT,
            "a" | "m" | "alt" => Modifiers::ALT,
            _ => return None,
        };
        rest = tail;
    }
    let mut chars = rest.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(Key::new(KeyCode::Char(c), modifiers));
    }
    let lower = rest.to_ascii_lowercase();
    let code = NAMES
        .iter()
        .find(|(_, names, _)| names.iter().any(|name| name.eq_ignore_ascii_case(&lower)))
        .map(|(code, ..)| *code)
        .or_else(|| {
            let number = lower.strip_prefix('f')?.parse().ok()?;
            (1..=35).contains(&number).then_some(KeyCode::F(number))
        })?;
    Some(Key::new(code, modifiers))
}

/// The keys with names: the names that are read, the first of which is written, and the human form.
const NAMES: &[(KeyCode, &[&str], &str)] = &[
    (KeyCode::Char(' '), &["Space"], "Space"),
    (KeyCode::Char('<'), &["lt"], "<"),
    (KeyCode::Char('>'), &["gt"], ">"),
    (KeyCode::Char('|'), &["Bar"], "|"),
    (KeyCode::Char('^'), &["Caret"], "^"),
    (KeyCode::Enter, &["Enter", "CR", "Return"], "Enter"),
    (KeyCode::Tab, &["Tab"], "Tab"),
    (KeyCode::Backspace, &["BS", "Backspace"], "Backspace"),
    (KeyCode::Esc, &["Esc", "Escape"], "Esc"),
    (KeyCode::Left, &["Left"], "←"),
    (KeyCode::Right, &["Right"], "→"),
    (KeyCode::Up, &["Up"], "↑"),
    (KeyCode::Down, &["Down"], "↓"),
    (KeyCode::Home, &["Home"], "Home"),
    (KeyCode::End, &["End"], "End"),
    (KeyCode::PageUp, &["PgUp", "PageUp"], "PgUp"),
    (KeyCode::PageDown, &["PgDn", "PageDown"], "PgDn"),
    (KeyCode::Insert, &["Ins", "Insert"], "Ins"),
    (KeyCode::Delete, &["Del", "Delete"], "Del"),
];

/// Keys that are held, as a person reads them.
const HELD: [(Modifiers, &str); 3] =
    [(Modifiers::CTRL, "Ctrl-"), (Modifiers::ALT, "Alt-"), (Modifiers::SHIFT, "Shift-")];

impl Key {
    /// The key that a person reads as this word, where it is more than one letter; see [`Key::human`].
    fn said(word: &str) -> Option<Self> {
        let mut modifiers = Modifiers::NONE;
        let mut bare = word;
        while let Some((held, rest)) =
            HELD.iter().find_map(|(held, name)| Some((*held, bare.strip_prefix(name)?)))
        {
            modifiers |= held;
            bare = rest;
        }
        let named = NAMES.iter().find(|(.., human)| *human == bare).map(|(code, ..)| *code);
        let function = || {
            let number =
                bare.strip_prefix('F').filter(|number| !number.starts_with(['0', '+']))?.parse().ok()?;
            (1..=35).contains(&number).then_some(KeyCode::F(number))
        };
        let mut chars = bare.chars();
        let letter = chars.next().filter(|_| chars.next().is_none()).map(KeyCode::Char);
        Some(Self::new(named.or_else(function).or(letter)?, modifiers))
    }

    /// The key where room is short: `^d` for `Ctrl-d`.
    pub fn brief(self) -> String {
        match self.code {
            KeyCode::Char(c) if self.modifiers == Modifiers::CTRL && c.is_ascii_alphabetic() => {
                format!("^{c}")
            }
            _ => self.human(),
        }
    }

    /// The key as a person reads it: `Ctrl-d`, `Space`, `Shift-←`, `G`.
    pub fn human(self) -> String {
        let mut out = String::new();
        for (modifier, name) in HELD {
            if self.modifiers.contains(modifier) {
                out.push_str(name);
            }
        }
        match (NAMES.iter().find(|(code, ..)| *code == self.code), self.code) {
            (Some((_, _, human)), _) => out.push_str(human),
            (None, KeyCode::F(number)) => out.push_str(&format!("F{number}")),
            (None, KeyCode::Char(c)) => out.push(c),
            (None, _) => {}
        }
        out
    }
}

impl fmt::Display for Key {
    /// The notation: `j`, `<C-d>`, `<lt>`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = NAMES.iter().find(|(code, ..)| *code == self.code).and_then(|(_, names, _)| names.first());
        if self.modifiers.is_empty()
            && let KeyCode::Char(c) = self.code
            && !matches!(c, ' ' | '<' | '^')
        {
            return write!(f, "{c}");
        }
        f.write_str("<")?;
        for (modifier, letter) in [(Modifiers::CTRL, "C-"), (Modifiers::ALT, "A-"), (Modifiers::SHIFT, "S-")]
        {
            if self.modifiers.contains(modifier) {
                f.write_str(letter)?;
            }
        }
        match (name, self.code) {
            (Some(name), _) => f.write_str(name)?,
            (None, KeyCode::F(number)) => write!(f, "F{number}")?,
            (None, KeyCode::Char(c)) => write!(f, "{c}")?,
            (None, _) => {}
        }
        f.write_str(">")
    }
}

impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|key| write!(f, "{key}"))
    }
}

impl Serialize for Sequence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sequence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keys(written: &str) -> Vec<Key> {
        written.parse::<Sequence>().unwrap().keys().to_vec()
    }

    #[test]
    fn the_forms_of_the_product_are_read() {
        assert_eq!(keys("gg"), [Key::char('g'), Key::char('g')]);
        assert_eq!(keys("g/"), [Key::char('g'), Key::char('/')]);
        assert_eq!(keys("^d"), [Key::ctrl('d')]);
        assert_eq!(keys("<C-D>"), [Key::ctrl('d')]);
        assert_eq!(keys("<S-Left>"), [Key::new(KeyCode::Left, Modifiers::SHIFT)]);
        assert_eq!(keys("<S-Tab>"), [Key::new(KeyCode::Tab, Modifiers::SHIFT)]);
        assert_eq!(keys("g <space>"), [Key::char('g'), Key::char(' ')]);
        assert_eq!(keys("<PgDn>"), keys("<PageDown>"));
        assert_eq!(keys("<F12>"), [Key::plain(KeyCode::F(12))]);
        assert_eq!(keys("<C-->"), [Key::ctrl('-')]);
    }

    #[test]
    fn brackets_and_carets_are_keys_too() {
        assert_eq!(keys("<"), [Key::char('<')]);
        assert_eq!(keys("< >"), [Key::char('<'), Key::char('>')]);
        assert_eq!(keys("^"), [Key::char('^')]);
        assert_eq!(keys("<>"), [Key::char('<'), Key::char('>')]);
    }

    #[test]
    fn what_is_no_key_is_said() {
        assert_eq!("".parse::<Sequence>(), Err(KeyError::Empty));
        for unseen in ['\u{9b}', '\u{202e}', '\u{e0041}', '\u{200b}', '\u{7f}'] {
            for written in [unseen.to_string(), format!("g{unseen}"), format!("<C-{unseen}>")] {
                assert_eq!(written.parse::<Sequence>(), Err(KeyError::Unseen(unseen)));
            }
        }
        for seen in ["é", "ж", "א", "ك", "क", "語", "´", "g Space"] {
            assert!(seen.parse::<Sequence>().is_ok(), "{seen}");
        }
        assert_eq!("<Hyper>".parse::<Sequence>(), Err(KeyError::Unknown("Hyper".into())));
        assert_eq!("<X-a>".parse::<Sequence>(), Err(KeyError::Unknown("X-a".into())));
        assert_eq!("aaaaaaaaa".parse::<Sequence>(), Err(KeyError::TooLong));
        assert_eq!("<F0>".parse::<Sequence>(), Err(KeyError::Unknown("F0".into())));
    }

    #[test]
    fn people_read_words_and_arrows() {
        let human = |written: &str| written.parse::<Sequence>().unwrap().human();
        assert_eq!(human("gg"), "gg");
        assert_eq!(human("^d"), "Ctrl-d");
        assert_eq!(human("<S-Left>"), "Shift-←");
        assert_eq!(human("<Space>"), "Space");
        assert_eq!(human("g<Space>"), "g Space");
        assert_eq!(human("<lt>"), "<");
        assert_eq!(human("<A-gt>"), "Alt->");
        assert_eq!(human("<C-x><C-c>"), "Ctrl-x Ctrl-c");
        let brief = |written: &str| written.parse::<Sequence>().unwrap().brief();
        assert_eq!(brief("<C-x><C-c>"), "^x^c");
        assert_eq!(brief("<C-x>u"), "^xu");
        assert_eq!(
            (brief("<A-gt>"), brief("<C-_>"), brief("g<Space>")),
            ("Alt->".into(), "Ctrl-_".into(), "g Space".into())
        );
    }

    #[test]
    fn what_people_read_is_read_back() {
        for (said, meant) in [
            ("Ctrl-d", "<C-d>"),
            ("Alt->", "<A-gt>"),
            ("Ctrl--", "<C-->"),
            ("Shift-←", "<S-Left>"),
            ("Ctrl-x Ctrl-c", "<C-x><C-c>"),
            ("g Space", "g<Space>"),
            ("F5", "<F5>"),
            ("Ctrl-Alt-PgDn", "<C-A-PgDn>"),
        ] {
            assert_eq!(keys(said), keys(meant), "{said}");
        }
        assert_eq!(keys("gF5"), [Key::char('g'), Key::char('F'), Key::char('5')], "a word begins at a space");
    }

    fn any_key() -> impl Strategy<Value = Key> {
        let code = prop_oneof![
            any::<char>()
                .prop_filter("writes something", |c| !is_unseen(*c) && (!c.is_whitespace() || *c == ' '))
                .prop_map(KeyCode::Char),
            (1..=35u8).prop_map(KeyCode::F),
            proptest::sample::select(NAMES.iter().map(|(code, ..)| *code).collect::<Vec<_>>()),
        ];
        (code, 0..8u8).prop_map(|(code, held)| {
            let mut modifiers = Modifiers::NONE;
            for (bit, modifier) in [(1, Modifiers::SHIFT), (2, Modifiers::ALT), (4, Modifiers::CTRL)] {
                if held & bit != 0 {
                    modifiers |= modifier;
                }
            }
            Key::new(code, modifiers)
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(pressed in proptest::collection::vec(any_key(), 1..=Sequence::MAX)) {
            let sequence = Sequence(pressed);
            prop_assert_eq!(sequence.to_string().parse::<Sequence>(), Ok(sequence));
        }

        #[test]
        fn what_a_person_reads_is_read_back(pressed in proptest::collection::vec(any_key(), 1..=Sequence::MAX)) {
            // Nobody's keyboard types an arrow as a letter.
            let is_arrow = |key: &Key| matches!(key.code, KeyCode::Char('←' | '→' | '↑' | '↓'));
            prop_assume!(!pressed.iter().any(is_arrow));
            let sequence = Sequence(pressed);
            prop_assert_eq!(sequence.human().parse::<Sequence>(), Ok(sequence.clone()), "{}", sequence.human());
            prop_assert_eq!(sequence.brief().parse::<Sequence>(), Ok(sequence.clone()), "{}", sequence.brief());
        }

        #[test]
        fn any_text_is_read_or_refused(written in any::<String>()) {
            let _ = written.parse::<Sequence>();
        }
    }
}
