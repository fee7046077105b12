//! The parts of code, so that a theme can colour them: comments, strings, numbers and keywords, by families of languages.
//!
//! A scanner, no parser: it knows where comments and strings end and which words a family keeps for itself. Where no
//! language is told, or one that no family has, code stays as it is.

mod families;

use super::ink::Ink;
use super::page::Run;
use super::setter::run;
use families::Family;

/// Bytes of code whose parts are told; what is longer is a listing of data.
const MAX: usize = 200_000;

/// The parts of code, line by line.
pub(super) struct Painted {
    parts: Vec<(usize, Ink)>,
    /// The first of them that is not behind.
    at: usize,
}

impl Painted {
    /// Those of some code in a language; all of it is the same without one.
    pub(super) fn of(code: &str, lang: Option<&str>) -> Self {
        let parts = lang.map_or_else(|| vec![(code.len(), Ink::Code)], |lang| parts(code, lang));
        Self { parts, at: 0 }
    }

    /// The runs of a line that begins at a byte of the code; lines are asked for in order.
    pub(super) fn line(&mut self, line: &str, from: usize) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut done = 0;
        while done < line.len() {
            let Some((end, ink)) = self.parts.get(self.at).copied() else {
                runs.extend(line.get(done..).map(|rest| run(rest, Ink::Code)));
                break;
            };
            let to = end.saturating_sub(from).min(line.len());
            runs.extend(line.get(done..to).filter(|part| !part.is_empty()).map(|part| run(part, ink)));
            done = done.max(to);
            // What ends with the line, or within it, is behind.
            self.at += usize::from(end <= from + line.len());
        }
        runs
    }
}

/// The parts of code in reading order: the bytes where each ends, and its ink. The last ends where the code does.
fn parts(code: &str, lang: &str) -> Vec<(usize, Ink)> {
    let Some(family) = Family::of(lang).filter(|_| code.len() <= MAX) else {
        return vec![(code.len(), Ink::Code)];
    };
    let open = [('"', 0), ('\'', 0), ('`', 0)];
    let mut scan = Scan { code, at: 0, family, parts: Vec::new(), open };
    while scan.at < code.len() {
        let (length, ink) = scan.next();
        scan.take(length, ink);
    }
    scan.parts
}

struct Scan<'a> {
    code: &'a str,
    at: usize,
    family: &'static Family,
    parts: Vec<(usize, Ink)>,
    /// Quotes that were opened and not closed, and the byte up to which no such quote closes: what was looked through
    /// once is not looked through again.
    open: [(char, usize); 3],
}

impl Scan<'_> {
    /// How long the part here is, and what it is; never nothing.
    fn next(&mut self) -> (usize, Ink) {
        let rest = self.code.get(self.at..).unwrap_or_default();
        let Some(first) = rest.chars().next() else { return (1, Ink::Code) };
        if let Some(length) = self.comment(rest) {
            return (length, Ink::CodeComment);
        }
        if let Some(length) = self.string(rest, first) {
            return (length, Ink::CodeString);
        }
        if first.is_ascii_digit() {
            let tail = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_');
            return (run_of(rest, tail), Ink::CodeNumber);
        }
        if is_word(first) {
            let length = run_of(rest, |c| is_word(c) || c.is_ascii_digit() || self.family.joins(c));
            let word = rest.get(..length).unwrap_or_default();
            let ink = if self.is_keyword(word) { Ink::CodeKeyword } else { Ink::Code };
            return (length, ink);
        }
        (first.len_utf8(), Ink::Code)
    }

    fn comment(&self, rest: &str) -> Option<usize> {
        for (open, close) in self.family.blocks {
            if let Some(inner) = rest.strip_prefix(open) {
                let end = inner.find(close).map_or(inner.len(), |end| end + close.len());
                return Some(open.len() + end);
            }
        }
        let line = self.family.lines.iter().any(|open| rest.starts_with(open));
        // `$#` and `a#b` are no comments.
        let parted = !self.family.parted || self.before().is_none_or(char::is_whitespace);
        (line && parted).then(|| rest.find('\n').unwrap_or(rest.len()))
    }

    fn string(&mut self, rest: &str, first: char) -> Option<usize> {
        for quote in ["\"\"\"", "'''"] {
            if self.family.triple
                && let Some(inner) = rest.strip_prefix(quote)
            {
                return Some(quote.len() + inner.find(quote).map_or(inner.len(), |end| end + quote.len()));
            }
        }
        if !self.family.quotes.contains(first) {
            return None;
        }
        if self.open.iter().any(|(quote, end)| *quote == first && self.at < *end) {
            return None;
        }
        let wide = first == '`';
        let mut escaped = false;
        let mut length = 0;
        for (at, c) in rest.char_indices().skip(1) {
            length += 1;
            if escaped {
                escaped = false;
            } else if c == '\\' && self.family.escapes {
                escaped = true;
            } else if c == first {
                // `'a` is a lifetime, and what ends behind it is no letter.
                let letter = first != '\'' || !self.family.letters || length <= 2 || rest.starts_with("'\\");
                if !letter {
                    // Up to there all others are escaped.
                    self.stays_open(first, self.at + at);
                }
                return letter.then(|| at + c.len_utf8());
            } else if c == '\n' && !wide {
                self.stays_open(first, self.at + at);
                return None;
            }
        }
        self.stays_open(first, self.code.len());
        None
    }

    fn stays_open(&mut self, quote: char, end: usize) {
        if let Some(open) = self.open.iter_mut().find(|(known, _)| *known == quote) {
            open.1 = end;
        }
    }

    /// The character before this place.
    fn before(&self) -> Option<char> {
        self.code.get(..self.at).and_then(|before| before.chars().next_back())
    }

    fn is_keyword(&self, word: &str) -> bool {
        if self.family.tags {
            return matches!(self.before(), Some('<' | '/'));
        }
        let known = |word: &str| self.family.keywords.split(' ').any(|keyword| keyword == word);
        // A field is called as its owner likes.
        self.before() != Some('.')
            && if self.family.folds { known(&word.to_ascii_lowercase()) } else { known(word) }
    }

    /// Adds a part, to the one before it where both are the same.
    fn take(&mut self, length: usize, ink: Ink) {
        self.at = (self.at + length.max(1)).min(self.code.len());
        match self.parts.last_mut() {
            Some((end, last)) if *last == ink => *end = self.at,
            _ => self.parts.push((self.at, ink)),
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '_' | '@' | '$')
}

/// The bytes at the beginning of a text that are all of a kind.
fn run_of(text: &str, is: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(code: &str, lang: &str) -> Vec<(String, Ink)> {
        let mut from = 0;
        let mut told = Vec::new();
        for (to, ink) in parts(code, lang) {
            if ink != Ink::Code {
                told.push((code[from..to].to_owned(), ink));
            }
            from = to;
        }
        told
    }

    #[test]
    fn comments_strings_numbers_and_keywords_are_told_in_each_family() {
        use Ink::{CodeComment as C, CodeKeyword as K, CodeNumber as N, CodeString as S};
        for (lang, code, wanted) in [
            ("rust", "let x: &'a str = \"//\"; // é", vec![("let", K), ("\"//\"", S), ("// é", C)]),
            ("c", "/* two\nlines */ return 0x1F;", vec![("/* two\nlines */", C), ("return", K), ("0x1F", N)]),
            ("JavaScript", "a.if = `x\n${y}`", vec![("`x\n${y}`", S)]),
            (
                "py",
                "def f():\n  '''a\nb'''\n  return 1 # end",
                vec![("def", K), ("'''a\nb'''", S), ("return", K), ("1", N), ("# end", C)],
            ),
            ("bash", "echo $# 'it' # all", vec![("echo", K), ("'it'", S), ("# all", C)]),
            ("sql", "SELECT 'it''s' -- why", vec![("SELECT", K), ("'it''s'", S), ("-- why", C)]),
            ("json", "{\"a\": true, \"b\": -2.5}", vec![("\"a\"", S), ("true", K), ("\"b\"", S), ("2.5", N)]),
            (
                "html",
                "<p class=\"x\">if<!-- a\n--></p>",
                vec![("p", K), ("\"x\"", S), ("<!-- a\n-->", C), ("p", K)],
            ),
            ("yaml", "a: \"b#c\" # d", vec![("\"b#c\"", S), ("# d", C)]),
            ("c", "don't stop", vec![]),
            ("poem", "if // \"x\" 1", vec![]),
        ] {
            let wanted: Vec<(String, Ink)> =
                wanted.into_iter().map(|(part, ink)| (part.to_owned(), ink)).collect();
            assert_eq!(told(code, lang), wanted, "{lang}: {code}");
        }
    }

    #[test]
    fn quotes_that_are_never_closed_are_looked_for_once() {
        let many = "\\\"".repeat(95_000);
        for (lang, code) in [
            ("rust", format!("\"{many}")),
            ("javascript", format!("`{}", many.replace('"', "`"))),
            ("rust", format!("'x{}'", "\\'x".repeat(60_000))),
            ("js", format!("'{}\nlet x = 'a'", many.replace('"', "'"))),
        ] {
            let strings = told(&code, lang).into_iter().filter(|(_, ink)| *ink == Ink::CodeString);
            assert_eq!(
                strings.map(|(text, _)| text).collect::<String>(),
                if lang == "js" { "'a'" } else { "" }
            );
        }
    }

    proptest! {
        #[test]
        fn parts_are_the_whole_code_in_order(code in "(\\PC|[\"'`/*#\n\\\\-]){0,80}", lang in "(rust|py|sql|html|json|sh|css|lisp)") {
            let mut from = 0;
            for (to, _) in parts(&code, &lang) {
                prop_assert!(to > from && code.is_char_boundary(to));
                from = to;
            }
            prop_assert_eq!(from, code.len());
        }
    }
}
