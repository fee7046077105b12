//! A TOML file as given, with the places of what stands in it.

use std::ops::Range;
use std::path::Path;

use toml_edit::{Document, Item};

use crate::news::{Fault, FaultKind, Text};

/// Letters of a sentence: what stands in the file is shown in it, and may be anything.
const LONGEST: usize = 300;

/// A file that is being read; makes faults that say where.
#[derive(Clone, Copy)]
pub(super) struct Given<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// What stands in it.
    pub raw: &'a str,
}

impl<'a> Given<'a> {
    /// Reads the file's TOML.
    pub fn document(self) -> Result<Document<&'a str>, Fault> {
        Document::parse(self.raw).map_err(|error| {
            // What is no text at all is the cause of whatever else is wrong.
            if let Some((at, control)) = self.raw.char_indices().find(|(_, found)| is_control(*found)) {
                return self.fault(Some(at..at), no_text(control)).hint("save it as plain text in UTF-8");
            }
            let at = error.span().map_or(0, |span| span.start);
            let begin = self.raw.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
            if ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|sign| self.raw[begin..].starts_with(sign)) {
                let fault =
                    self.fault(Some(begin..begin), "two versions were put together here, and nobody chose");
                return fault.hint("keep one side, and take the lines with <<<, === and >>> out");
            }
            let (sentence, hint) = in_words(error.message(), self.raw.get(at..).unwrap_or_default());
            self.fault(error.span(), sentence).hint(hint)
        })
    }

    /// A fault at a place: `PATH:LINE:COLUMN: sentence`.
    pub fn fault(self, span: Option<Range<usize>>, sentence: impl AsRef<str>) -> Fault {
        let (line, column) = self.place(span);
        let sentence = Text::line(sentence.as_ref()).cut(LONGEST);
        Fault::new(FaultKind::Config, format!("{}:{line}:{column}: {sentence}", self.path.display()))
    }

    /// Line and column where something begins, both from 1.
    pub fn place(self, span: Option<Range<usize>>) -> (usize, usize) {
        place(self.raw, span.map_or(0, |span| span.start))
    }
}

/// Whether this stands in no text (TOML 1.0, comments and strings).
fn is_control(found: char) -> bool {
    found.is_ascii_control() && !matches!(found, '\t' | '\n' | '\r')
}

fn no_text(control: char) -> String {
    match control {
        '\0' => "here is a zero byte, as in other ways to write text than UTF-8".to_owned(),
        other => format!("here is a control character, U+{:04X}", u32::from(other)),
    }
}

/// What the TOML reader says, in words for a person; `rest` is the file from the place it speaks of.
fn in_words<'m>(message: &'m str, rest: &str) -> (&'m str, &'static str) {
    let line = rest.lines().next().unwrap_or_default().trim();
    let word = line.split([' ', '#']).next().unwrap_or_default();
    match message {
        "duplicate key" => ("this stands here for the second time", "leave one of the two"),
        _ if message.starts_with("string values must be quoted") => match word {
            "" if is_colour(line) => ("a # begins a comment", "put a colour in quotes: \"#rrggbb\""),
            "" => ("there is no value after `=`", "write NAME = VALUE, or a # before the line"),
            "yes" | "no" | "on" | "off" | "True" | "False" => ("this is no value", "write true or false"),
            _ if line.starts_with(['“', '”', '„', '‘', '’', '«']) => {
                ("these quotes are none of TOML", "write straight quotes: \"…\"")
            }
            _ => ("this is no value", "put a text in quotes: \"…\""),
        },
        _ if message.starts_with("key with no value") => ("`=` is missing", "write NAME = VALUE"),
        _ if message.starts_with("invalid unquoted key") => {
            ("this is no name", "names have the letters a to z, digits, - and _; put others in quotes")
        }
        _ if message.starts_with("invalid basic string") => {
            ("the text has no end", "close it with a quote on the same line")
        }
        _ if message.starts_with("unclosed table") => ("the head of a group has no end", "close it with ]"),
        _ if message.starts_with("carriage return") => {
            ("a line ends with a carriage return alone", "save it with the line ends of Unix or of Windows")
        }
        _ if message.contains("recursion") || message.contains("recurse") => {
            ("this is deeper inside itself than any value here", "write NAME = VALUE on a line of its own")
        }
        _ if message.contains("inline table") => {
            ("a comma or the closing brace is missing", "write { NAME = VALUE, NAME = VALUE } on one line")
        }
        _ if message.starts_with("unexpected key or value") => {
            ("here something follows a value", "begin a new line, or put the whole text in quotes")
        }
        _ if line.starts_with(['{', '}']) => {
            ("this is another language than TOML", "write NAME = VALUE on a line of its own")
        }
        _ => (message, "write NAME = VALUE on a line of its own"),
    }
}

/// Whether a colour as `#rrggbb` stands here, bare.
fn is_colour(line: &str) -> bool {
    let digits = line.strip_prefix('#').map(|rest| rest.chars().take_while(char::is_ascii_hexdigit).count());
    digits.is_some_and(|digits| matches!(digits, 3 | 6))
}

/// What kind of value an item is, with its article.
pub(super) fn a_kind(item: &Item) -> &'static str {
    match item.type_name() {
        "integer" => "an integer",
        "array" | "array of tables" => "a list",
        "boolean" => "true or false",
        "float" => "a number",
        "string" => "a text",
        "datetime" => "a date",
        _ => "a table",
    }
}

/// Line and column of a byte, both from 1, the column in characters.
fn place(raw: &str, at: usize) -> (usize, usize) {
    let before = raw.get(..at.min(raw.len())).unwrap_or(raw);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters() {
        assert_eq!(place("a\nнов = 1", 2 + 6), (2, 4));
        assert_eq!(place("", 7), (1, 1));
    }
}
