//! JSON as people and templates write it → JSON as RFC 8259 has it.

use std::iter::Peekable;
use std::str::Chars;

/// A text without what a strict reader stumbles over: comments, commas before a closing bracket, control
/// characters within strings, halves of surrogate pairs, escapes that do not exist.
pub(super) fn mended(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut in_string = false;
    while let Some(c) = rest.next() {
        if !in_string {
            if matches!(c, '}' | ']') {
                let end = out.trim_end().trim_end_matches(',').len();
                out.truncate(end);
            }
            if c == '/' && pass_comment(&mut rest) {
                continue;
            }
            in_string = c == '"';
            // Nothing outside a string has a backslash.
            out.extend(Some(c).filter(|c| *c != '\\'));
            continue;
        }
        match c {
            '"' => {
                in_string = false;
                out.push(c);
            }
            '\\' => match rest.next() {
                Some('u') => {
                    let digits: String =
                        std::iter::from_fn(|| rest.next_if(char::is_ascii_hexdigit)).take(4).collect();
                    unit(&digits, &mut out);
                }
                Some(known @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't')) => out.extend(['\\', known]),
                Some(other) => out.push(other),
                None => {}
            },
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    halves(&out)
}

/// Steps over a comment whose first sign has been read; whether it was one.
fn pass_comment(rest: &mut Peekable<Chars<'_>>) -> bool {
    match rest.peek() {
        Some('/') => while rest.next_if(|c| *c != '\n').is_some() {},
        Some('*') => {
            let mut before = rest.next().map(|_| ' ');
            for c in rest.by_ref() {
                if before == Some('*') && c == '/' {
                    break;
                }
                before = Some(c);
            }
        }
        _ => return false,
    }
    true
}

/// A `\u` escape, if it is whole.
fn unit(digits: &str, out: &mut String) {
    if digits.len() == 4 {
        out.push_str("\\u");
        out.push_str(&digits.to_ascii_lowercase());
    }
}

/// The text with halves of surrogate pairs that stand alone as U+FFFD.
fn halves(text: &str) -> String {
    let code = |at: usize| {
        let digits = text.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        u32::from_str_radix(digits, 16).ok()
    };
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('\\')) {
        out.push_str(&text[at..at + found]);
        at += found;
        let used = match (code(at), code(at + 6)) {
            (Some(0xd800..0xdc00), Some(0xdc00..0xe000)) => 12,
            (Some(0xd800..0xe000), _) => {
                out.push(char::REPLACEMENT_CHARACTER);
                at += 6;
                continue;
            }
            (Some(_), _) => 6,
            // An escape of two signs, of which the second may be a backslash itself.
            (None, _) => 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
        };
        let end = (at + used).min(text.len());
        out.push_str(&text[at..end]);
        at = end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_strict_readers_stumble_over_goes() {
        assert_eq!(mended("{\"a\":[1,2,],}"), "{\"a\":[1,2]}");
        assert_eq!(mended("/* a */{\"a\"// b ]\n:\"//\"/**/}"), "{\"a\"\n:\"//\"}");
        assert_eq!(mended("{\"a\":\"x\ny,]\"}"), "{\"a\":\"x\\u000ay,]\"}");
        assert_eq!(
            mended(r#""\ud83d \ud83d\ude00 \ude00 \q \\ud83d""#),
            "\"\u{fffd} \\ud83d\\ude00 \u{fffd} q \\\\ud83d\""
        );
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_strange(text in "[\\\\\"{}\\[\\],u0-9dé]{0,40}") {
            let _ = mended(&text);
        }

        #[test]
        fn good_json_stays_good(text in proptest::prelude::any::<String>(), number in proptest::prelude::any::<i64>()) {
            let good = serde_json::json!({ "a": [text, number, null], "b": {} });
            let back: serde_json::Value = serde_json::from_str(&mended(&good.to_string())).unwrap();
            proptest::prop_assert_eq!(good, back);
        }
    }
}
