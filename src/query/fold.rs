//! Folding: the form in which words are compared.
//!
//! Lower case, compatibility forms resolved (Unicode NFKC, UAX 15), and the marks that people leave out when
//! they type are taken off: accents of Latin and Greek, ё, the vowel signs of Arabic and Hebrew. Marks that
//! make another letter stay: й, ї, ў, and all signs of Indic scripts, kana and Hangul.

use std::borrow::Cow;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

const COMPOSE: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfkc();
const DECOMPOSE: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfd();

/// A word as it is compared. Folding twice changes nothing.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    Cow::Owned(out)
}

/// Adds a folded word to a text.
pub(super) fn fold_into(word: &str, out: &mut String) {
    let before = out.len();
    if simple(word, out) {
        return;
    }
    out.truncate(before);
    for c in COMPOSE.normalize(word).chars().flat_map(char::to_lowercase) {
        fold_char(c, out);
    }
}

/// The common case without tables: Latin letters and digits, and the Cyrillic letters of Russian.
/// Whether it was one; otherwise what has been added is of no use.
pub(super) fn simple(word: &str, out: &mut String) -> bool {
    for c in word.chars() {
        match c {
            'а'..='я' => out.push(c),
            // The small letters follow the capitals (Unicode chart "Cyrillic", U+0410 to U+044F).
            'А'..='Я' => out.extend(char::from_u32(c as u32 + 0x20)),
            'ё' | 'Ё' => out.push('е'),
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            _ => return false,
        }
    }
    true
}

fn fold_char(c: char, out: &mut String) {
    match c {
        // Also й, ї and ў: letters of their own, though Unicode writes them with a mark.
        'a'..='z' | '0'..='9' | 'а'..='я' | 'ї' | 'ў' | 'α'..='ρ' | 'σ'..='ω' => out.push(c),
        // Letters that only look alike in another keyboard's alphabet, or are written either way.
        'ς' => out.push('σ'),
        'ı' => out.push('i'),
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'đ' | 'ð' => out.push('d'),
        'ى' | 'ی' => out.push('ي'),
        'ک' => out.push('ك'),
        'ة' => out.push('ه'),
        'ٱ' => out.push('ا'),
        'ـ' => {}
        c if is_left_out(c) => {}
        '\u{c0}'..='\u{24f}'
        | '\u{1e00}'..='\u{1fff}'
        | '\u{370}'..='\u{3ff}'
        | '\u{400}'..='\u{52f}'
        | '\u{590}'..='\u{6ff}' => {
            let mut buffer = [0; 4];
            let apart = DECOMPOSE.normalize(c.encode_utf8(&mut buffer));
            // What is left may be one of the letters above: Ǽ is Æ with an accent.
            for part in apart.chars().filter(|part| !is_left_out(*part)) {
                if part == c { out.push(c) } else { fold_char(part, out) }
            }
        }
        c => out.push(c),
    }
}

/// Marks that are left out when people type, and joiners.
fn is_left_out(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}'
        | '\u{483}'..='\u{487}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_compared_without_what_people_leave_out() {
        for (word, folded) in [
            ("Élysée", "elysee"),
            ("e\u{301}te\u{301}", "ete"),
            ("STRASSE", "strasse"),
            ("Straße", "strasse"),
            ("Ёлка", "елка"),
            ("Мой", "мой"),
            ("мои\u{306}", "мой"),
            ("Київ", "київ"),
            ("Ελλάδα", "ελλαδα"),
            ("ΛΟΓΟΣ", "λογοσ"),
            ("مُحَمَّد", "محمد"),
            ("أحمد", "احمد"),
            ("مدرســة", "مدرسه"),
            ("שָׁלוֹם", "שלום"),
            ("ＤＡＴＥ", "date"),
            ("İstanbul", "istanbul"),
            ("Łódź", "lodz"),
            ("Ağrı", "agri"),
            ("Ǽ ǿ", "ae o"),
            ("が", "が"),
            ("서울", "서울"),
            ("हिन्दी", "हिन्दी"),
        ] {
            assert_eq!(fold(word), folded, "{word}");
        }
    }

    #[test]
    fn the_short_way_folds_like_the_long_one() {
        for c in '\0'..='\u{ffff}' {
            let (mut short, mut long, word) = (String::new(), String::new(), c.to_string());
            if simple(&word, &mut short) {
                COMPOSE
                    .normalize(&word)
                    .chars()
                    .flat_map(char::to_lowercase)
                    .for_each(|c| fold_char(c, &mut long));
                assert_eq!(short, long, "{c:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(word in "\\PC{0,12}") {
            let once = fold(&word).into_owned();
            prop_assert_eq!(fold(&once).into_owned(), once);
        }
    }
}
