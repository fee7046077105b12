//! What tells one text from another: a hash of its letters.

use super::columns::Fnv;
use crate::news::Article;
use crate::query::each_piece;

/// Letters and digits from which a text tells a story from others.
const TELLING: usize = 240;
/// The same for a title with the sentences under it.
const TELLING_DECK: usize = 100;

/// The hash of a text that is long enough to tell a story; letters and digits alone count.
pub(super) fn text_hash(article: &Article) -> Option<i64> {
    let mut letters = Letters::default();
    each_piece(&article.document, |piece| letters.add(piece));
    letters.telling(TELLING)
}

/// The hash of a title with the sentences under it, where they say enough.
pub(super) fn deck_hash(title: &str, deck: &str) -> Option<i64> {
    // Each letter is a byte at least.
    if deck.len() < TELLING_DECK {
        return None;
    }
    let mut letters = Letters::default();
    letters.add(title);
    let of_title = letters.count;
    letters.add(deck);
    letters.telling(of_title + TELLING_DECK)
}

/// The letters and digits of a text, in small letters.
#[derive(Default)]
struct Letters {
    hash: Fnv,
    count: usize,
}

impl Letters {
    fn add(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            match (byte, bytes.get(at + 1)) {
                (b'a'..=b'z' | b'0'..=b'9', _) => self.hash.byte(*byte),
                (b'A'..=b'Z', _) => self.hash.byte(byte.to_ascii_lowercase()),
                (0..=0x7f, _) => {
                    at += 1;
                    continue;
                }
                // U+0430 to U+045F, small letters all of them (Unicode chart "Cyrillic").
                (0xd0, Some(next @ 0xb0..)) | (0xd1, Some(next @ ..0xa0)) => {
                    self.hash.byte(*byte);
                    self.hash.byte(*next);
                    at += 1;
                }
                _ => {
                    let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { return };
                    if !c.is_alphanumeric() {
                        at += c.len_utf8();
                        continue;
                    }
                    c.to_lowercase().for_each(|c| self.hash.add(c.encode_utf8(&mut [0; 4])));
                    at += c.len_utf8() - 1;
                }
            }
            at += 1;
            self.count += 1;
        }
    }

    /// The hash, where there are at least so many.
    fn telling(&self, least: usize) -> Option<i64> {
        (self.count >= least).then(|| self.hash.sum())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_is_told_by_its_letters_alone(text in "[a-cX0-2 .а-гА-ГЁёЏїџҚ中é\u{301}ßİ\u{2029}-]{0,40}") {
            let (mut told, mut long_way) = (Letters::default(), (Fnv::default(), 0));
            told.add(&text);
            for c in text.chars().filter(|c| c.is_alphanumeric()) {
                c.to_lowercase().for_each(|c| long_way.0.add(c.encode_utf8(&mut [0; 4])));
                long_way.1 += 1;
            }
            prop_assert_eq!((told.hash.sum(), told.count), (long_way.0.sum(), long_way.1));
        }
    }
}
