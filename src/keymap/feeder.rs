//! From presses to actions: counts, prefixes, other layouts.

use super::trie::Found;
use super::{Key, KeyCode, Keymap, Modifiers, latin_at_its_place};

/// Counts stop here; a slip on the digits must not ask for four billion days.
const MAX_COUNT: u32 = 99_999;

/// Collects the keys of a sequence and its count until they mean something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feeder {
    typed: Vec<Key>,
    count: Option<u32>,
}

/// What one press led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<A> {
    /// A sequence is complete.
    Action {
        /// What it is bound to.
        action: A,
        /// The number typed before it, at least 1.
        count: Option<u32>,
    },
    /// The keys so far begin something.
    Pending(Pending<A>),
    /// The press means nothing here, or it ended what had begun.
    Nothing,
}

/// A sequence that has begun, and how it can go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending<A> {
    /// The keys so far; empty while only a count stands.
    pub typed: Vec<Key>,
    /// The number typed before them.
    pub count: Option<u32>,
    /// The keys that may follow; empty while only a count stands.
    pub continuations: Vec<Continuation<A>>,
}

/// A key that may follow a prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Continuation<A> {
    /// The key.
    pub key: Key,
    /// What it would do; nothing when it is a prefix itself.
    pub action: Option<A>,
}

impl Feeder {
    /// Nothing typed yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether a sequence or a count has begun.
    pub fn is_pending(&self) -> bool {
        !self.typed.is_empty() || self.count.is_some()
    }

    /// The keys of the sequence that has begun, without its count.
    pub fn typed(&self) -> &[Key] {
        &self.typed
    }

    /// Forgets what has begun: the focus moved, a pane opened, the mouse was used.
    pub fn clear(&mut self) {
        self.typed.clear();
        self.count = None;
    }

    /// Takes one press. `contexts` are the contexts that listen, the nearest first: the first that
    /// knows the keys decides.
    ///
    /// A digit counts unless a context binds it; `0` only goes on counting. Escape ends what has
    /// begun and does nothing else. A key unknown after a prefix is dropped together with it.
    pub fn press<A: Clone>(&mut self, map: &Keymap<A>, contexts: &[&str], key: Key) -> Step<A> {
        if key == Key::plain(KeyCode::Esc) && self.is_pending() {
            self.clear();
            return Step::Nothing;
        }
        let (found, key) = self.look_up(map, contexts, key);
        if matches!(found, Found::Nothing) && self.typed.is_empty() && self.count_digit(key) {
            return Step::Pending(Pending {
                typed: Vec::new(),
                count: self.count,
                continuations: Vec::new(),
            });
        }
        self.typed.push(key);
        match found {
            Found::Action(action) => {
                let count = self.count;
                self.clear();
                Step::Action { action, count }
            }
            Found::Prefix(continuations) => {
                Step::Pending(Pending { typed: self.typed.clone(), count: self.count, continuations })
            }
            Found::Nothing => {
                self.clear();
                Step::Nothing
            }
        }
    }

    /// What the keys so far and this one lead to; where that is nothing, and the key is a letter of
    /// another script, what the Latin key at its place leads to. Also the key that was meant.
    fn look_up<A: Clone>(&self, map: &Keymap<A>, contexts: &[&str], key: Key) -> (Found<A>, Key) {
        let find = |key: Key| {
            let mut typed = self.typed.clone();
            typed.push(key);
            // While a count stands, a digit goes on counting even where digits are bound.
            if self.typed.is_empty() && self.count.is_some() && is_digit(key) {
                return Found::Nothing;
            }
            map.find(contexts, &typed)
        };
        let found = find(key);
        if !matches!(found, Found::Nothing) {
            return (found, key);
        }
        let KeyCode::Char(c) = key.code else { return (found, key) };
        match latin_at_its_place(c) {
            Some(latin) => {
                let meant = Key::new(KeyCode::Char(latin), key.modifiers.without(Modifiers::SHIFT));
                (find(meant), meant)
            }
            None => (found, key),
        }
    }

    fn count_digit(&mut self, key: Key) -> bool {
        let Some(digit) = key.text().and_then(|c| c.to_digit(10)) else { return false };
        if digit == 0 && self.count.is_none() {
            return false;
        }
        let count = self.count.unwrap_or(0).saturating_mul(10).saturating_add(digit);
        self.count = Some(count.min(MAX_COUNT));
        true
    }
}

fn is_digit(key: Key) -> bool {
    key.text().is_some_and(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::Sequence;

    fn map() -> Keymap<&'static str> {
        let mut map = Keymap::new();
        for (context, keys, action) in [
            ("global", "j", "down"),
            ("global", "gg", "top"),
            ("global", "gn", "unread"),
            ("global", "g<Space>", "space"),
            ("global", "]", "day"),
            ("global", "^d", "half"),
            ("global", "<Esc>", "cancel"),
            ("reader", "gg", "start"),
            ("reader", "gr", "read"),
            ("card", "1", "demo"),
            ("list", "g", "plain g"),
            ("global", "}", "month"),
        ] {
            map.bind(context, keys, action).unwrap();
        }
        map
    }

    /// Types a sequence and gives the steps as words.
    fn typed(contexts: &[&str], written: &str) -> Vec<String> {
        let map = map();
        let mut feeder = Feeder::new();
        let sequence: Vec<Key> = written.split(' ').flat_map(keys).collect();
        sequence
            .into_iter()
            .map(|key| match feeder.press(&map, contexts, key) {
                Step::Action { action, count: None } => action.to_owned(),
                Step::Action { action, count: Some(count) } => format!("{count} {action}"),
                Step::Pending(pending) => match pending.count {
                    Some(count) => format!("…{count}"),
                    None => "…".to_owned(),
                },
                Step::Nothing => "-".to_owned(),
            })
            .collect()
    }

    fn keys(written: &str) -> Vec<Key> {
        written.parse::<Sequence>().unwrap().keys().to_vec()
    }

    #[test]
    fn sequences_and_single_keys() {
        assert_eq!(typed(&["global"], "j gg ^d g<Space>"), ["down", "…", "top", "half", "…", "space"]);
    }

    #[test]
    fn a_prefix_ends_with_escape_or_with_an_unknown_key() {
        assert_eq!(typed(&["global"], "g<Esc> j"), ["…", "-", "down"]);
        assert_eq!(typed(&["global"], "gj j"), ["…", "-", "down"]);
        assert_eq!(typed(&["global"], "<Esc>"), ["cancel"]);
        assert_eq!(typed(&["global"], "3<Esc> j"), ["…3", "-", "down"]);
    }

    #[test]
    fn counts() {
        assert_eq!(typed(&["global"], "3]"), ["…3", "3 day"]);
        assert_eq!(typed(&["global"], "10] j"), ["…1", "…10", "10 day", "down"]);
        assert_eq!(typed(&["global"], "0]"), ["-", "day"]);
        assert_eq!(typed(&["global"], "2gg"), ["…2", "…2", "2 top"]);
        assert_eq!(typed(&["global"], "999999]").last().unwrap(), "99999 day");
    }

    #[test]
    fn a_bound_digit_is_no_count() {
        assert_eq!(typed(&["card", "global"], "1"), ["demo"]);
        assert_eq!(typed(&["card", "global"], "31]"), ["…3", "…31", "31 day"]);
    }

    #[test]
    fn the_nearest_context_decides() {
        assert_eq!(typed(&["reader", "global"], "gg gn gr"), ["…", "start", "…", "unread", "…", "read"]);
        assert_eq!(typed(&["list", "global"], "g"), ["plain g"]);
        assert_eq!(typed(&["nowhere"], "g"), ["-"]);
    }

    #[test]
    fn continuations_are_told() {
        let map = map();
        let Step::Pending(pending) = Feeder::new().press(&map, &["reader", "global"], Key::char('g')) else {
            panic!("a prefix")
        };
        let told: Vec<_> =
            pending.continuations.iter().map(|next| (next.key.human(), next.action.unwrap())).collect();
        let expected = [("g", "start"), ("r", "read"), ("n", "unread"), ("Space", "space")]
            .map(|(k, a)| (k.to_owned(), a));
        assert_eq!(told, expected);
    }

    #[test]
    fn other_layouts_act_as_the_latin_key_at_the_place() {
        assert_eq!(typed(&["global"], "о пп 3ъ"), ["down", "…", "top", "…3", "3 day"]);
        assert_eq!(typed(&["global"], "Ъ"), ["month"]);
        assert_eq!(typed(&["global"], "ξ ח ت"), ["down", "down", "down"]);
        assert_eq!(typed(&["global"], "é"), ["-"]);
    }

    #[test]
    fn a_bound_letter_of_another_script_wins() {
        let mut map = map();
        map.bind("global", "о", "own").unwrap();
        let step = Feeder::new().press(&map, &["global"], Key::char('о'));
        assert_eq!(step, Step::Action { action: "own", count: None });
    }
}
