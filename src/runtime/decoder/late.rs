//! What comes late: whether bytes after a time-out are the rest of what it cut off, or keys that somebody types.

use super::{BEL, ESC};

/// Whether bytes after a lone `ESC` are the rest of an answer or of a key's sequence.
pub(super) fn begins_answer(bytes: &[u8]) -> bool {
    match bytes {
        [b']', rest @ ..] => {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            digits > 0 && (rest.get(digits) == Some(&b';') || rest.len() == digits && digits > 1)
        }
        // Kitty's pictures, DCS replies, a terminator; or an arrow: typed, its two keys would hardly be
        // read together.
        [b'_', b'G', ..] | [b'P', b'0' | b'1' | b'>' | b'!', ..] | [b'\\'] | [b'[' | b'O', b'A'..=b'D'] => {
            true
        }
        [b'[', rest @ ..] => is_parameters(rest),
        _ => false,
    }
}

/// Whether bytes are the parameters of a control sequence: `?62;4c`, `6;20;10t`, `<0;3;4M`, `?62;`.
pub(super) fn is_parameters(bytes: &[u8]) -> bool {
    let private = bytes.first().is_some_and(|byte| b"?<>=".contains(byte));
    let rest = if private { &bytes[1..] } else { bytes };
    let length = rest.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b';').count();
    let separated = private || rest[..length].contains(&b';');
    let last = rest.get(length);
    rest.first().is_some_and(u8::is_ascii_digit)
        && (separated && last.is_none_or(|last| last.is_ascii_alphabetic() || *last == b'$')
            || last == Some(&b'~'))
}

/// Whether bytes after a pause in an answer are more of it: they hold its terminator, or only what
/// colours and numbers are written with.
pub(super) fn continues_answer(bytes: &[u8]) -> bool {
    let written = |byte: &u8| byte.is_ascii_hexdigit() || b"/:;,=rgbGiOK".contains(byte);
    let plain = bytes.iter().take_while(|byte| (b' '..=b'~').contains(byte)).count();
    match &bytes[plain..] {
        [] => plain > 1 && bytes.iter().all(written),
        [BEL, ..] | [ESC, b'\\', ..] => true,
        [ESC] => plain > 0,
        _ => false,
    }
}
