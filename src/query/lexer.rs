//! A query cut into pieces, each with its place.

use std::ops::Range;

use super::QueryError;

/// A piece of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Open,
    Close,
    And,
    Or,
    Not,
    /// A word, or what stands between quotes; `true`: it was quoted.
    Words(String, bool),
    /// A name before a colon.
    Field(String),
}

/// A piece and the characters it was made from.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub piece: Piece,
    pub at: Range<usize>,
}

/// Characters of a query that are read.
const LONGEST: usize = 2000;

/// The quotes that open a phrase, with what closes each.
const QUOTES: [(char, &str); 5] = [('"', "\""), ('“', "”\""), ('„', "“”\""), ('«', "»"), ('「', "」")];

pub(super) fn pieces(text: &str) -> Result<Vec<Placed>, QueryError> {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() > LONGEST {
        return Err(QueryError::new(
            LONGEST..chars.len(),
            format!("a query has at most {LONGEST} characters"),
        ));
    }
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = chars.get(at).copied() {
        let start = at;
        at += 1;
        let piece = match c {
            c if c.is_whitespace() => continue,
            '(' => Piece::Open,
            ')' => Piece::Close,
            '|' => Piece::Or,
            // A minus stands before what it takes away; alone or inside a word it is no sign.
            '-' | '!' | '−' if chars.get(at).is_some_and(|next| !next.is_whitespace()) => Piece::Not,
            c => match QUOTES.iter().find(|(open, _)| *open == c) {
                Some((_, close)) => {
                    let end = (at..chars.len()).find(|n| close.contains(chars[*n]));
                    let Some(end) = end else {
                        return Err(QueryError::new(start..chars.len(), "the quote is not closed"));
                    };
                    at = end + 1;
                    Piece::Words(chars[start + 1..end].iter().collect(), true)
                }
                None => word(&chars, start, &mut at),
            },
        };
        out.push(Placed { piece, at: start..at });
    }
    Ok(out)
}

/// A word up to a space or bracket; a name with a colon behind it is a field.
fn word(chars: &[char], start: usize, at: &mut usize) -> Piece {
    let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"' | '“' | '„' | '«' | '「' | '|');
    while let Some(c) = chars.get(*at).copied().filter(|c| !ends(*c)) {
        let name = &chars[start..*at];
        let is_name = name.iter().all(char::is_ascii_alphabetic);
        // `https://…` is an address, not a field.
        if c == ':' && is_name && chars.get(*at + 1) != Some(&'/') {
            let field = name.iter().collect::<String>().to_ascii_lowercase();
            *at += 1;
            return Piece::Field(field);
        }
        *at += 1;
    }
    let word: String = chars[start..*at].iter().collect();
    match word.to_ascii_lowercase().as_str() {
        "and" | "&" | "&&" => Piece::And,
        "or" => Piece::Or,
        "not" => Piece::Not,
        _ => Piece::Words(word, false),
    }
}
