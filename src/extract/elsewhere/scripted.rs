//! Where the script of a page without words sends: `location.href = "/there"` and its kin, read and never run.

/// Letters of scripts that do nothing else.
const MOST: usize = 1_500;

/// What scripts say to go elsewhere, without spaces.
const WAYS: [&str; 3] = ["location.replace(", "location.assign(", "location"];

/// What may stand before `location`.
const HOLDERS: [&str; 6] = ["window.", "document.", "top.", "self.", "parent.", "globalThis."];

/// Words of a script that goes on only in some cases.
const CASES: [&str; 9] = ["if", "else", "switch", "case", "catch", "click", "?", "&&", "||"];

/// The address that the script sends to, as it is written there.
pub(super) fn way(script: &str) -> Option<String> {
    if script.len() > MOST {
        return None;
    }
    let (at, rest) = script.match_indices("location").find_map(|(at, _)| {
        let rest = script.get(at..)?;
        told(rest).map(|way| (at, way))
    })?;
    let before = script.get(..at)?;
    // What is commented out is not run, and what stands in a function is run when it is called.
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let is_comment =
        line.match_indices("//").any(|(at, _)| !line.get(..at).is_some_and(|url| url.ends_with(':')))
            || before.contains("/*");
    let in_function = ["function", "=>"].iter().any(|word| before.contains(word));
    let is_called = ["setTimeout", "onload", "(function", "(()", "DOMContentLoaded"]
        .iter()
        .any(|word| before.contains(word));
    if is_comment || in_function && !is_called {
        return None;
    }
    let has_case = |word: &str| {
        let is_word = word.bytes().all(|byte| byte.is_ascii_alphabetic());
        let mut found = before.match_indices(word);
        found.any(|(at, _)| !is_word || is_alone(before, at, word.len()))
    };
    let begins = HOLDERS.iter().fold(before, |before, holder| before.strip_suffix(holder).unwrap_or(before));
    let begins = begins.trim_end();
    let is_statement = begins.is_empty() || begins.ends_with([';', '{', '}', '>', '(', '-', '/', '\'', '"']);
    (is_statement && !CASES.iter().any(|word| has_case(word))).then_some(rest)
}

fn is_alone(text: &str, at: usize, len: usize) -> bool {
    let is_letter = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
    let bytes = text.as_bytes();
    !is_letter(at.checked_sub(1).and_then(|at| bytes.get(at).copied()))
        && !is_letter(bytes.get(at + len).copied())
}

/// What stands in quotes behind `location`, where it is all that is said.
fn told(rest: &str) -> Option<String> {
    let way = WAYS.iter().find_map(|way| Some((way, rest.strip_prefix(way)?)))?;
    let mut behind = way.1.trim_start();
    if !way.0.ends_with('(') {
        behind = behind.strip_prefix(".href").unwrap_or(behind).trim_start();
        behind = behind.strip_prefix('=')?.trim_start();
    }
    let quote = behind.chars().next().filter(|quote| matches!(quote, '"' | '\'' | '`'))?;
    let (said, end) = behind.get(1..)?.split_once(quote)?;
    let is_all = end
        .trim_start()
        .chars()
        .next()
        .is_none_or(|next| matches!(next, ';' | ')' | '}' | ',' | '<' | '-' | '/'));
    let is_whole = end.trim_start_matches([' ', '\t']).starts_with(['\n', '\r']) || is_all;
    let said = said.replace("\\/", "/").replace("\\u0026", "&").replace("\\x26", "&");
    (is_whole && !said.is_empty() && !said.contains(['\\', '\n']) && !said.contains("${")).then_some(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_that_only_sends_on_is_read() {
        for (script, to) in [
            ("window.location.href=\"/ok\";", Some("/ok")),
            ("location='/ok'", Some("/ok")),
            ("  document.location = '/ok'\n", Some("/ok")),
            (
                "window.location.replace('https:\\/\\/a.example\\/b?c=1\\u0026d=2');",
                Some("https://a.example/b?c=1&d=2"),
            ),
            ("setTimeout(function() { top.location.assign(\"/ok\"); }, 10);", Some("/ok")),
            ("var a = 1; location.href = '/ok';", Some("/ok")),
            ("if (old) { location.href = '/old'; }", None),
            ("a ? 0 : (location.href = '/old')", None),
            ("location.href = '/ok' + x;", None),
            ("location.href = `/ok/${x}`;", None),
            ("x.location.hash = '#a'", None),
            ("window.onload = function () { location = '/ok' }", Some("/ok")),
            ("var a = 'https://a.example/'; location.href = '/ok';", Some("/ok")),
            ("// location.href = '/old';\nvar a = 1;", None),
            ("/* location.href = '/old'; */", None),
            ("function leave() { location.href = '/login'; }", None),
            ("p.onclick = () => { location.href = '/login' }", None),
            ("location.reload()", None),
            ("var mylocation = '/a'", None),
            ("", None),
        ] {
            assert_eq!(way(script).as_deref(), to, "{script}");
        }
        assert_eq!(way(&format!("{}location='/a'", " ".repeat(2_000))), None);
    }
}
