//! The signs that make the shape of a JSON text: those outside its strings.

/// The bytes that stand in no string of a JSON text, each with its place; the quotes are not among them.
pub(super) fn outside_strings(text: &str) -> impl Iterator<Item = (usize, u8)> {
    let (mut in_string, mut escaped) = (false, false);
    text.bytes().enumerate().filter(move |(_, byte)| {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ => return !in_string,
        }
        false
    })
}

/// How deep arrays and objects are nested in a JSON text.
pub fn json_depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for (_, byte) in outside_strings(text) {
        match byte {
            b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_string_is_no_sign() {
        let signs: Vec<_> = outside_strings(r#"{"a\"[":["]"]}"#).collect();
        assert_eq!(signs, [(0, b'{'), (7, b':'), (8, b'['), (12, b']'), (13, b'}')]);
        assert_eq!(json_depth(r#"[{"a":"[[[\\"},[]]"#), 2);
        assert_eq!((json_depth("]]["), json_depth("\"[")), (1, 0));
    }
}
