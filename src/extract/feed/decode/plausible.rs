//! Whether a text can have been written as it was decoded.

use encoding_rs::WINDOWS_1252;

/// Whether the words beyond ASCII look like words: not Latin and Cyrillic letters in one, not accents in a row,
/// not capitals behind small letters, no signs that are none. Where half of them and more do not, the encoding is another.
pub(super) fn is_text(text: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || (!c.is_ascii() && !c.is_whitespace());
    let words = text.split(|c| !is_part(c)).filter(|word| !word.is_ascii());
    let (mut all, mut odd, mut turned, mut small) = (0_usize, 0_usize, false, false);
    for word in words.take(5_000) {
        all += 1;
        odd += usize::from(is_odd(word));
        turned |= is_turned(word);
        small |= word.chars().filter(|c| c.is_lowercase()).count() > 1;
    }
    // KOI8 and windows-1251 have each other's capitals where they have small letters.
    (small || !turned) && odd * 2 < all.max(1)
}

fn is_odd(word: &str) -> bool {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    let latin = |c: char| c.is_ascii_alphabetic() || ('À'..='ɏ').contains(&c);
    let other = letters().any(|c| !latin(c));
    let mixed = other && letters().any(latin);
    let accents = word.split(|c: char| c.is_ascii()).any(|run| run.chars().filter(|c| latin(*c)).count() > 2);
    let none = word.chars().any(|c| c == char::REPLACEMENT_CHARACTER || c.is_control());
    mixed || accents || is_turned(word) || none
}

/// `рЕКИ`: a capital where a small letter belongs, and the other way round.
fn is_turned(word: &str) -> bool {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    letters().next().is_some_and(char::is_lowercase)
        && letters().count() > 1
        && letters().skip(1).all(char::is_uppercase)
}

/// The text of one that was taken for Latin and written as UTF-8 again: `CafÃ©`. Only where all of it can be read so.
pub(super) fn read_once(text: &str) -> Option<String> {
    // All of them begin with this byte, which most texts do not have.
    if !text.as_bytes().contains(&0xc3) || !text.contains(['Ã', 'Â', 'â', 'Ð', 'Ñ']) {
        return None;
    }
    let (bytes, _, unmappable) = WINDOWS_1252.encode(text);
    if unmappable {
        return None;
    }
    String::from_utf8(bytes.into_owned()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_wrong_encoding_are_odd() {
        for text in
            ["L’été à Köln – „déjà vu“", "Реки МИДа поднялись", "Τα νέα της ημέρας", "日報の川", "plain"]
        {
            assert!(is_text(text), "{text}");
        }
        for text in ["Âåñòè íåäåëè", "L'йtй а Kцln", "рЕКИ ПОДНЯЛИСЬ НА СЕВЕРЕ", "caf\u{fffd}"]
        {
            assert!(!is_text(text), "{text}");
        }
    }

    #[test]
    fn what_was_written_twice_is_read_once() {
        assert_eq!(read_once("CafÃ© â€“ dÃ©jÃ\u{a0} vu").as_deref(), Some("Café – déjà vu"));
        assert_eq!(read_once("São Paulo, Ângela"), None);
        assert_eq!(read_once("Café"), None);
    }
}
