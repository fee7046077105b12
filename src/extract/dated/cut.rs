//! An address cut into runs of digits, letters and signs: what dates in it are read from.

use crate::news::Address;

/// A run of like characters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Run {
    Digits,
    Letters,
    Sign,
}

/// A run where it stands in the address.
pub(super) struct Cut<'a> {
    pub text: &'a str,
    /// Its first byte.
    pub start: usize,
    pub run: Run,
}

/// The path and query in runs; a percent-encoded byte is a sign.
pub(super) fn cut(address: &Address) -> Vec<Cut<'_>> {
    let url = address.as_str();
    let from =
        url.find("://").and_then(|at| url[at + 3..].find('/').map(|path| at + 3 + path)).unwrap_or(url.len());
    let bytes = url.as_bytes();
    let mut out: Vec<Cut<'_>> = Vec::new();
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        let (run, len) = match byte {
            b'0'..=b'9' => (Run::Digits, 1),
            b'%' => (Run::Sign, 3),
            byte if byte.is_ascii_alphabetic() => (Run::Letters, 1),
            _ => (Run::Sign, 1),
        };
        let end = (at + len).min(bytes.len());
        match out.last_mut() {
            Some(last) if last.run == run && run != Run::Sign => last.text = &url[last.start..end],
            _ => out.push(Cut { text: &url[at..end], start: at, run }),
        }
        at = end;
    }
    out
}

fn is_separator(cut: &Cut<'_>) -> bool {
    cut.run == Run::Sign && matches!(cut.text, "-" | "/" | "." | "_" | "," | "%2F" | "%2f")
}

/// The run after the next one, if a separator stands between.
pub(super) fn separated<'c, 'a>(cuts: &'c [Cut<'a>], at: usize) -> Option<&'c Cut<'a>> {
    cuts.get(at + 1).filter(|cut| is_separator(cut))?;
    cuts.get(at + 2).filter(|cut| cut.run != Run::Sign)
}
