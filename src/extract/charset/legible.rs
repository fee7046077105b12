//! Whether decoded text reads like a text: bytes read in the wrong encoding seldom do.

/// Characters that are looked at.
const SAMPLE: usize = 20_000;
/// Characters beyond ASCII below which nothing is said.
const ENOUGH: usize = 40;

/// Whether a decoded text looks as if its bytes had been read in another encoding than they were written in:
/// characters that no text holds, letters beside signs or in two scripts within a word, nearly nothing but
/// capitals (KOI8 and windows-1251 have them at each other's places), whole words of accented letters.
pub(super) fn is_garbled(text: &str) -> bool {
    let (mut beyond, mut odd, mut upper, mut cased, mut paired) =
        (0_usize, 0_usize, 0_usize, 0_usize, 0_usize);
    let mut previous = ' ';
    for c in text.chars().filter(|c| !c.is_ascii() || c.is_ascii_alphabetic() || *c == ' ').take(SAMPLE) {
        if !c.is_ascii() {
            beyond += 1;
            odd += usize::from(is_odd(c));
            if c.is_uppercase() || c.is_lowercase() {
                cased += 1;
                upper += usize::from(c.is_uppercase());
            }
        }
        odd += usize::from(clashes(previous, c));
        paired += usize::from(is_accented(previous) && is_accented(c));
        previous = c;
    }
    let lost = text.chars().take(SAMPLE).filter(|c| *c == '\u{fffd}').count();
    if lost >= 4 && lost * 10 > beyond {
        return true;
    }
    beyond >= ENOUGH
        && (odd * 12 > beyond || paired * 2 > beyond || (cased >= ENOUGH && upper * 10 > cased * 6))
}

/// The letters of Latin-1 beyond ASCII: in the languages that use them few stand side by side.
fn is_accented(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{ff}')
}

/// Characters that a text does not hold: what could not be decoded, controls, private ones, halves of kana.
fn is_odd(c: char) -> bool {
    matches!(c, '\u{fffd}' | '\u{80}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' | '\u{ff61}'..='\u{ff9f}' | '\u{2500}'..='\u{259f}')
}

/// Whether two neighbours do not stand together in a word.
fn clashes(left: char, right: char) -> bool {
    if left.is_ascii() && right.is_ascii() {
        return false;
    }
    let (one, other) = (kind(left), kind(right));
    matches!(
        (one, other),
        (Kind::Sign, Kind::Sign | Kind::Latin | Kind::Cyrillic)
            | (Kind::Latin | Kind::Cyrillic, Kind::Sign)
            | (Kind::Latin, Kind::Cyrillic)
            | (Kind::Cyrillic, Kind::Latin)
    )
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Latin,
    Cyrillic,
    /// Signs of the upper half of one-byte encodings that no word touches: `¦ § © ± µ ‡ ‰`.
    Sign,
    Other,
}

fn kind(c: char) -> Kind {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' if c != '×' && c != '÷' => Kind::Latin,
        '\u{400}'..='\u{52f}' => Kind::Cyrillic,
        '¡'..='¦'
        | '¨'
        | '¬'
        | '¯'
        | '±'..='¶'
        | '¸'
        | '¹'
        | '¼'..='¿'
        | '†'
        | '‡'
        | '‰'
        | '√'
        | '≈'
        | '≤'
        | '≥' => Kind::Sign,
        _ => Kind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn honest_texts_read_well() {
        for text in [
            "Второй день визита подошёл к концу; «Россия» и США, COVID-19 и ©, 5 % и 20 °C, №5, § 12. В Москве всё тихо.",
            "Der Bär läuft über die Straße – für 5 € und 20 °C, größer als 3 × 4, ½ Pfund, „so“, © Müller, Äpfel, Öl.",
            "El niño dijo: «¿Dónde está?» ¡Qué día! Señor, mañana habrá más árboles, años, corazón, 1.ª y 2.º lugar.",
            "Ο παλιός μύλος στο χωριό δουλεύει ξανά, είπε ο δήμαρχος στη συγκέντρωση των κατοίκων.",
        ] {
            assert!(!is_garbled(text), "{text}");
        }
    }

    #[test]
    fn texts_in_the_wrong_encoding_do_not() {
        let russian =
            "Второй день визита подошёл к концу, и корреспондент сообщает о том, что осталось за кадром.";
        let bytes = encoding_rs::KOI8_R.encode(russian).0;
        assert!(is_garbled(&encoding_rs::WINDOWS_1251.decode(&bytes).0));
        assert!(is_garbled(&encoding_rs::IBM866.decode(&bytes).0));
        let bytes = encoding_rs::WINDOWS_1251.encode(russian).0;
        assert!(is_garbled(&encoding_rs::WINDOWS_1252.decode(&bytes).0));
        assert!(is_garbled(&encoding_rs::KOI8_R.decode(&bytes).0));
        assert!(is_garbled(&encoding_rs::WINDOWS_1252.decode(russian.as_bytes()).0));
        assert!(is_garbled(&encoding_rs::WINDOWS_1251.decode(russian.as_bytes()).0));
    }
}
