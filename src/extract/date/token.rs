//! A date's text cut into numbers, words and signs.

/// A piece of a date's text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// Digits of any script, as ASCII.
    Number(String),
    /// Letters, in lower case.
    Word(String),
    /// Anything else that is not white space.
    Sign(char),
}

/// A piece, and whether white space stood before it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub kind: Kind,
    pub spaced: bool,
}

/// Cuts a text into tokens.
pub(super) fn tokens(raw: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut spaced = true;
    for c in raw.chars() {
        if c.is_whitespace() {
            spaced = true;
            continue;
        }
        let joins = !spaced;
        if let Some(digit) = digit(c) {
            match out.last_mut().map(|token| &mut token.kind) {
                Some(Kind::Number(number)) if joins => number.push(digit),
                _ => out.push(Token { kind: Kind::Number(digit.to_string()), spaced }),
            }
        } else if c.is_alphabetic() || is_mark(c) {
            match out.last_mut().map(|token| &mut token.kind) {
                Some(Kind::Word(word)) if joins => word.extend(c.to_lowercase()),
                _ => out.push(Token { kind: Kind::Word(c.to_lowercase().collect()), spaced }),
            }
        } else {
            let sign = if matches!(c, '−' | '–' | '—' | '‐' | '‑') { '-' } else { c };
            out.push(Token { kind: Kind::Sign(sign), spaced });
        }
        spaced = false;
    }
    out
}

/// A vowel sign of an Indic script, a tone of Thai or a combining accent, which `is_alphabetic` may not count.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{93c}'..='\u{94d}' | '\u{9bc}' | '\u{9cd}' | '\u{e47}'..='\u{e4e}')
}

/// The noughts of scripts whose digits count by ten.
const NOUGHTS: &[u32] = &[0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];

/// The ASCII digit a decimal digit of a common script stands for.
fn digit(c: char) -> Option<char> {
    if c.is_ascii() {
        return c.is_ascii_digit().then_some(c);
    }
    let code = u32::from(c);
    let nought = NOUGHTS.iter().find(|nought| (**nought..**nought + 10).contains(&code))?;
    char::from_digit(code - nought, 10)
}
