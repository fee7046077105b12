//! How keys are written: `j`, `gg`, `<C-d>`, `<S-Left>`, `^d`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use super::{Key, KeyCode, Modifiers};

/// Why a sequence cannot be read or bound.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum KeyError {
    /// No key at all.
    #[error("no key is given")]
    Empty,
    /// A name between `<` and `>` that no key has.
    #[error("there is no key named <{0}>")]
    Unknown(String),
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

    /// The sequence as a person reads it: `gg`, `Ctrl-d`, `Shift-←`, `g Space`.
    pub fn human(&self) -> String {
        let named = self.0.iter().any(|key| key.text().is_none_or(|c| c == ' '));
        let separator = if named { " " } else { "" };
        self.0.iter().map(|key| key.human()).collect::<Vec<_>>().join(separator)
    }
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

    /// White space between keys is ignored, so that the space bar has to be written `<Space>`.
    fn from_str(written: &str) -> Result<Self, KeyError> {
        let mut keys = Vec::new();
        let mut rest = written.trim_start();
        while let Some(c) = rest.chars().next() {
            let (key, used) = read_key(rest, c)?;
            keys.push(key);
            if keys.len() > Self::MAX {
                return Err(KeyError::TooLong);
            }
            rest = rest.get(used..).unwrap_or_default().trim_start();
        }
        if keys.is_empty() { Err(KeyError::Empty) } else { Ok(Self(keys)) }
    }
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

impl Key {
    /// The key as a person reads it: `Ctrl-d`, `Space`, `Shift-←`, `G`.
    pub fn human(self) -> String {
        let mut out = String::new();
        for (modifier, name) in
            [(Modifiers::CTRL, "Ctrl-"), (Modifiers::ALT, "Alt-"), (Modifiers::SHIFT, "Shift-")]
        {
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
    }

    fn any_key() -> impl Strategy<Value = Key> {
        let code = prop_oneof![
            any::<char>()
                .prop_filter("writes something", |c| !c.is_control() && (!c.is_whitespace() || *c == ' '))
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
        fn any_text_is_read_or_refused(written in any::<String>()) {
            let _ = written.parse::<Sequence>();
        }
    }
}
