//! A paste that comes as keys: from a terminal that does not bracket what it pastes.
//!
//! Every letter of it would act, from bookmarks to the browser. Nobody types a hundred different keys within
//! one read, and a held key is one key over and over: what comes so fast and so mixed is a paste, and told as one.

use std::collections::HashSet;
use std::time::Duration;

use crate::keymap::{Key, KeyCode, Modifiers};
use crate::news::Text;

use super::InputEvent;

/// So many keys within one read are no typing.
const MANY: usize = 128;
/// Nor are so few different ones a text: they are held down, or played by a machine.
const MIXED: usize = 8;
/// A paste is over when nothing has come for so long.
const OVER: Duration = Duration::from_millis(150);
/// For so long after it, fewer keys within one read are its rest: who pastes was held up.
const AFTER: Duration = Duration::from_secs(1);
const MANY_AFTER: usize = 8;
const MIXED_AFTER: usize = 4;
/// Bytes of it that are kept; the rest is swallowed.
const KEPT: usize = 1 << 20;

/// Looks at what each read gave.
#[derive(Debug, Default)]
pub(super) enum Burst {
    /// Keys are typed.
    #[default]
    Typing,
    /// Something is being pasted; this came so far.
    Pasting(String),
    /// Something was pasted a moment ago.
    Pasted,
}

impl Burst {
    /// Takes the events of one read, and gives back those that are no part of a paste.
    pub fn take(&mut self, events: Vec<InputEvent>) -> Vec<InputEvent> {
        let begins = match self {
            Self::Typing => is_pasted(&events, MANY, MIXED),
            Self::Pasted => is_pasted(&events, MANY_AFTER, MIXED_AFTER),
            Self::Pasting(_) => false,
        };
        if begins {
            *self = Self::Pasting(String::new());
        }
        let Self::Pasting(pasted) = self else { return events };
        let mut others = Vec::new();
        for event in events {
            match event {
                InputEvent::Key(key) => {
                    if let Some(c) = written(key).filter(|_| pasted.len() < KEPT) {
                        pasted.push(c);
                    }
                }
                other => others.push(other),
            }
        }
        others
    }

    /// How long to wait for more before [`Burst::expire`]; `None`: for ever.
    pub fn patience(&self) -> Option<Duration> {
        match self {
            Self::Typing => None,
            Self::Pasting(_) => Some(OVER),
            Self::Pasted => Some(AFTER),
        }
    }

    /// Nothing came for that long: the paste, if there was one.
    pub fn expire(&mut self) -> Vec<InputEvent> {
        let next = if matches!(self, Self::Pasting(_)) { Self::Pasted } else { Self::Typing };
        match std::mem::replace(self, next) {
            Self::Pasting(pasted) => vec![InputEvent::Paste(Text::lines(&pasted))],
            Self::Typing | Self::Pasted => Vec::new(),
        }
    }
}

fn is_pasted(events: &[InputEvent], many: usize, mixed: usize) -> bool {
    let keys = || {
        events.iter().filter_map(|event| match event {
            InputEvent::Key(key) => written(*key),
            _ => None,
        })
    };
    events.len() >= many && keys().count() >= many && keys().collect::<HashSet<_>>().len() >= mixed
}

/// The character that a key writes; an escape and what is held with Alt or Ctrl write none.
fn written(key: Key) -> Option<char> {
    match key.code {
        KeyCode::Char(c) if !key.modifiers.contains(Modifiers::CTRL) => Some(c),
        KeyCode::Enter => Some('\n'),
        KeyCode::Tab => Some('\t'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Decoder;
    use super::*;

    /// What reads give, and the end of what is pasted with them.
    fn told(reads: &[&[u8]]) -> Vec<InputEvent> {
        let (mut decoder, mut burst) = (Decoder::new(), Burst::default());
        let mut events: Vec<InputEvent> =
            reads.iter().flat_map(|read| burst.take(decoder.feed(read))).collect();
        events.extend(burst.take(decoder.expire()));
        events.extend(burst.expire());
        events
    }

    #[test]
    fn a_text_without_brackets_is_one_paste_to_its_last_byte() {
        let text = "Q d :quit\r and other words that act, o for the browser\t".repeat(4);
        let (head, tail) = text.split_at(text.len() - 9);
        let pasted = text.replace('\r', "\n");
        let told = told(&[head.as_bytes(), tail.as_bytes()]);
        assert_eq!(told, [InputEvent::Paste(Text::lines(&pasted))]);
    }

    #[test]
    fn a_paste_that_was_held_up_goes_on_and_then_keys_are_keys_again() {
        let (mut decoder, mut burst) = (Decoder::new(), Burst::default());
        let mut take = |burst: &mut Burst, bytes: &str| burst.take(decoder.feed(bytes.as_bytes()));
        assert_eq!(take(&mut burst, &"some words that act ".repeat(8)), []);
        assert_eq!(burst.expire().len(), 1);
        assert_eq!(take(&mut burst, "and the rest"), []);
        assert_eq!(burst.expire(), [InputEvent::Paste(Text::line("and the rest"))]);
        assert_eq!(take(&mut burst, "jjj").len(), 3, "soon after it");
        assert_eq!(burst.expire(), []);
        assert_eq!(take(&mut burst, "/typed ahead").len(), 12);
        assert_eq!(burst.patience(), None);
    }

    #[test]
    fn sequences_in_it_act_on_nothing() {
        let text = format!("{}\x1bQ\x1b\x03{}", "some words ".repeat(12), "and more of them ".repeat(9));
        let told = told(&[text.as_bytes()]);
        assert!(matches!(told.as_slice(), [InputEvent::Paste(_)]), "{told:?}");
    }

    #[test]
    fn held_keys_and_the_wheel_are_what_they_are() {
        for held in ["j".repeat(10_000), "\x1b[B".repeat(3_000), "bj".repeat(400)] {
            let told = told(&[held.as_bytes()]);
            assert!(told.iter().all(|event| matches!(event, InputEvent::Key(_))));
            assert!(told.len() >= 800);
        }
        let wheel = "\x1b[<64;10;10M".repeat(500);
        assert_eq!(told(&[wheel.as_bytes()]).len(), 500);
    }

    #[test]
    fn quick_fingers_and_what_they_typed_ahead_are_keys() {
        let typed = "gg]]bb/grain\rnnnq:theme night\r gsjj";
        assert_eq!(told(&[typed.as_bytes()]).len(), typed.len());
    }
}
