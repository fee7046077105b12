//! Feeds put together from pieces in several encodings: each piece between two signs of markup is looked at by itself.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::{detected, is_mostly_utf8};

/// Broken places of a piece from which on it is taken for text of another encoding, not for one that lost some bytes.
const ENOUGH: usize = 3;
/// Signs beyond ASCII that a piece of another encoding does not make by chance.
const SURE: usize = 3;

/// UTF-8, in which single bytes or whole pieces have come from elsewhere.
pub(super) fn utf8_but_for_some(bytes: &[u8]) -> String {
    let mut out = Written { text: String::with_capacity(bytes.len()), letter: None };
    for piece in pieces(bytes) {
        match std::str::from_utf8(piece) {
            Ok(text) => out.push_str(text),
            Err(_) if is_of_another(piece) => out.push_str(&detected(piece)),
            Err(_) => with_strays(piece, &mut out),
        }
    }
    out.text
}

/// What is written, and the last letter in it: looking for that from each stray would be going back over all of it.
#[derive(Default)]
struct Written {
    text: String,
    letter: Option<char>,
}

impl Written {
    fn push_str(&mut self, text: &str) {
        self.text.push_str(text);
        self.letter = text.chars().rev().find(|c| c.is_alphabetic()).or(self.letter);
    }

    fn push(&mut self, c: char) {
        self.push_str(c.encode_utf8(&mut [0; 4]));
    }
}

/// A text in an encoding of single bytes, in which some pieces are UTF-8.
pub(super) fn but_for_utf8<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Cow<'a, str> {
    let is_utf8 = |piece: &[u8]| {
        std::str::from_utf8(piece).is_ok_and(|text| text.chars().filter(|c| !c.is_ascii()).count() >= SURE)
    };
    // Two bytes of the large alphabets may look like one sign of UTF-8.
    if !encoding.is_single_byte() || !pieces(bytes).any(is_utf8) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    let mut out = String::with_capacity(bytes.len());
    for piece in pieces(bytes) {
        match std::str::from_utf8(piece) {
            Ok(text) if is_utf8(piece) => out.push_str(text),
            _ => out.push_str(&encoding.decode_without_bom_handling(piece).0),
        }
    }
    Cow::Owned(out)
}

/// The text of elements, and what stands between.
fn pieces(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split_inclusive(|byte| matches!(byte, b'<' | b'>'))
}

fn is_of_another(piece: &[u8]) -> bool {
    let broken = piece.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    broken >= ENOUGH && !is_mostly_utf8(piece)
}

/// Bytes that are no UTF-8 are those of windows-1252 among Latin letters, and its quotes and dashes beside ASCII.
fn with_strays(piece: &[u8], out: &mut Written) {
    let mut chunks = piece.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        out.push_str(chunk.valid());
        let Some(byte) = chunk.invalid().first() else { continue };
        let ahead = chunks.peek().map_or("", |next| next.valid());
        let next_is_broken = ahead.is_empty() && chunks.peek().is_some_and(|next| !next.invalid().is_empty());
        let meant = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(byte)).0.chars().next();
        let meant = meant.filter(|_| chunk.invalid().len() == 1).filter(|meant| {
            let beside = (out.text.chars().next_back(), ahead.chars().next());
            let is_plain = |c: Option<char>| c.is_none_or(|c| c.is_ascii() || is_latin(c));
            if (0x80..=0x9f).contains(byte) {
                // A quote or a dash; the second half of a sign would stand behind a letter of its own alphabet.
                return is_plain(beside.0) && (next_is_broken || is_plain(beside.1));
            }
            // The first byte of a sign that was cut is no letter: those of the alphabets of Europe begin with these.
            let cut = matches!(byte, 0xc2 | 0xc3 | 0xd0 | 0xd1) && !next_is_broken;
            let around = [out.letter, ahead.chars().find(|c| c.is_alphabetic())];
            meant.is_alphabetic()
                && !cut
                && is_plain(beside.0)
                && (next_is_broken || is_plain(beside.1))
                && around.iter().any(Option::is_some)
                && around.iter().flatten().all(|letter| is_latin(*letter))
        });
        out.push(meant.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || ('\u{c0}'..='\u{17e}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_windows(text: &str) -> Vec<u8> {
        encoding_rs::WINDOWS_1251.encode(text).0.into_owned()
    }

    #[test]
    fn pieces_of_another_encoding_are_read_by_themselves() {
        let strange = in_windows("Реки поднялись на севере");
        let known = "Горы и долины страны";
        let read = "Реки поднялись на севере";
        let feed = [b"<a>", known.as_bytes(), b"</a><a>", &strange, b"</a>"].concat();
        assert_eq!(utf8_but_for_some(&feed), format!("<a>{known}</a><a>{read}</a>"));
        assert_eq!(but_for_utf8(&feed, encoding_rs::WINDOWS_1251), format!("<a>{known}</a><a>{read}</a>"));
    }

    #[test]
    fn strays_are_letters_among_letters_of_their_own_kind() {
        for (bytes, want) in [
            (&b"d\xe9j\xe0 vu \xe0 Paris"[..], "déjà vu à Paris"),
            (b"a \x93quote\x94 \x96 it\x92s", "a “quote” – it’s"),
            (b"Gr\xfc\xdfe", "Grüße"),
            (b"cut\xc3", "cut\u{fffd}"),
            (b"cut\xe2\x80", "cut\u{fffd}"),
            (b"\xd0\xa0\xe0\xd0\xb5", "Р\u{fffd}е"),
        ] {
            let mut out = Written::default();
            with_strays(bytes, &mut out);
            assert_eq!(out.text, want);
        }
    }

    /// Strays without a letter before them do not go back over all that is written: there is a million of them.
    #[test]
    fn strays_without_letters_take_no_longer_than_their_length() {
        let text = [b"<1>".to_vec(), b"\xc3\x97\xd7".repeat(1_000_000)].concat();
        assert_eq!(utf8_but_for_some(&text), format!("<1>{}", "\u{d7}\u{fffd}".repeat(1_000_000)));
    }
}
