//! The person's own key map as it stands in `keys.toml`: a preset, what is let go, what is bound where.
//!
//! Whoever makes the live map enters here. The file's form, the keys and their places are checked; what the
//! names of actions and places mean is known in a room below. All that is wrong is told, not only the first.

use std::ops::Range;
use std::path::{Path, PathBuf};

use toml_edit::{Item, TableLike};

use super::given::{Given, a_kind};
use super::plain_file::text_of;
use crate::keymap::{KeyError, Sequence, key_names};
use crate::news::{Fault, FaultKind};
use crate::query::nearest;

/// Line and column in the file, both from 1.
pub type Place = (usize, usize);

/// The name of the table whose bindings work in every context.
pub const EVERYWHERE: &str = "everywhere";

/// What the file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeysFile {
    path: PathBuf,
    /// The map to begin with, if one is named.
    pub preset: Option<(String, Place)>,
    /// Sequences that are let go in a context, or [`EVERYWHERE`], with all that begin with them.
    pub unbound: Vec<(String, Sequence, Place)>,
    /// The bindings, in the order of the file.
    pub rows: Vec<KeysRow>,
    /// What is wrong with its form.
    pub faults: Vec<Fault>,
}

/// A line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeysRow {
    /// The table it stands in: a context, or [`EVERYWHERE`].
    pub context: String,
    /// The keys.
    pub sequence: Sequence,
    /// What they do, one after the other; nothing when the keys are let go.
    pub run: Vec<Wanted>,
    /// Where the line begins.
    pub place: Place,
}

/// An action that the file names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The number before its name.
    pub count: Option<u32>,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub place: Place,
}

impl KeysFile {
    /// Reads the file; one that does not exist changes nothing. `contexts` are the names of the places where
    /// keys work.
    pub fn load(path: &Path, contexts: &[&str]) -> Result<Self, Fault> {
        Self::parse(path, &text_of(path, "keys")?, contexts)
    }

    /// Reads a file's text; the path is for the faults. What is no TOML is a fault; what else is wrong is told in
    /// [`KeysFile::faults`], beside what could be read.
    pub fn parse(path: &Path, raw: &str, contexts: &[&str]) -> Result<Self, Fault> {
        let given = Given { path, raw };
        let document = given.document()?;
        let mut reading = Reading { given, faults: Vec::new() };
        let file = reading.file(document.as_table(), contexts);
        Ok(KeysFile { faults: reading.faults, ..file })
    }

    /// A fault about a place in the file.
    pub fn fault(&self, (line, column): Place, sentence: impl AsRef<str>) -> Fault {
        let sentence = sentence.as_ref();
        Fault::new(FaultKind::Config, format!("{}:{line}:{column}: {sentence}", self.path.display()))
    }

    /// Line and column that a fault is about; the beginning for one about the file as a whole.
    pub fn place_of(&self, fault: &Fault) -> Place {
        let path = self.path.display().to_string();
        let behind = fault.sentence.strip_prefix(&*path).and_then(|rest| rest.strip_prefix(':'));
        let mut numbers = behind.into_iter().flat_map(|rest| rest.splitn(3, ':')).map(str::parse);
        match (numbers.next(), numbers.next()) {
            (Some(Ok(line)), Some(Ok(column))) => (line, column),
            _ => (0, 0),
        }
    }

    /// A fault about the file as a whole.
    pub fn fault_of_all(&self, sentence: impl AsRef<str>) -> Fault {
        Fault::new(FaultKind::Config, format!("{}: {}", self.path.display(), sentence.as_ref()))
    }
}

/// The file while it is read.
struct Reading<'a> {
    given: Given<'a>,
    faults: Vec<Fault>,
}

impl Reading<'_> {
    fn file(&mut self, table: &dyn TableLike, contexts: &[&str]) -> KeysFile {
        let mut file = KeysFile { path: self.given.path.to_owned(), ..KeysFile::default() };
        for (key, item) in table.iter() {
            let span = table.key(key).and_then(toml_edit::Key::span).or_else(|| item.span());
            match (key, item.as_table_like()) {
                ("preset", _) => {
                    let place = self.given.place(item.span());
                    file.preset = item.as_str().map(|name| (name.to_owned(), place));
                    if file.preset.is_none() {
                        let sentence = format!("`preset` is a name in quotes, not {}", a_kind(item));
                        self.faults.push(self.given.fault(item.span(), sentence));
                    }
                }
                ("unbind", _) => self.unbound(EVERYWHERE, item, &mut file.unbound),
                (_, Some(inner)) if key == EVERYWHERE || contexts.contains(&key) => {
                    self.rows(key, inner, &mut file);
                }
                (_, None) if key == EVERYWHERE || contexts.contains(&key) => {
                    let fault =
                        self.given.fault(span, format!("`{key}` is a group of keys, not {}", a_kind(item)));
                    self.faults.push(fault.hint(format!("write [{key}] and its keys below")));
                }
                (_, inner) => self.faults.push(self.stranger(key, span, inner.is_some(), contexts)),
            }
        }
        file
    }

    /// A name at the top of the file that means nothing there.
    fn stranger(&self, key: &str, span: Option<Range<usize>>, is_table: bool, contexts: &[&str]) -> Fault {
        let known: Vec<&str> = ["preset", "unbind", EVERYWHERE].iter().chain(contexts).copied().collect();
        if is_table {
            let fault = self.given.fault(span, format!("there is no place `{key}` where keys work"));
            let places: Vec<&str> = known.iter().skip(2).copied().collect();
            return match nearest(key, &places) {
                Some(near) => fault.hint(format!("did you mean [{near}]")),
                None => fault.hint(format!("there are {}", places.join(", "))),
            };
        }
        match nearest(key, &known).filter(|_| key.chars().count() > 2) {
            Some(near) => self
                .given
                .fault(span, format!("there is no `{key}` here"))
                .hint(format!("did you mean `{near}`")),
            None => self
                .given
                .fault(span, format!("`{key}` stands under no place where keys work"))
                .hint("write [everywhere], or a place such as [list], on a line above it"),
        }
    }

    fn unbound(&mut self, context: &str, item: &Item, unbound: &mut Vec<(String, Sequence, Place)>) {
        let Some(list) = item.as_array() else {
            let sentence =
                format!("`unbind` is a list of keys such as [\"gs\", \"<C-d>\"], not {}", a_kind(item));
            self.faults.push(self.given.fault(item.span(), sentence));
            return;
        };
        for value in list {
            let written = value.as_str().ok_or_else(|| {
                self.given.fault(value.span(), format!("`{}` is no text in quotes", value.to_string().trim()))
            });
            match written.and_then(|written| self.sequence(written, value.span().as_ref())) {
                Ok(sequence) => unbound.push((context.to_owned(), sequence, self.given.place(value.span()))),
                Err(fault) => self.faults.push(fault),
            }
        }
    }

    fn rows(&mut self, context: &str, table: &dyn TableLike, file: &mut KeysFile) {
        for (written, item) in table.iter() {
            // Nobody binds these six keys one after the other.
            if written == "unbind" {
                self.unbound(context, item, &mut file.unbound);
                continue;
            }
            let rows = &mut file.rows;
            let span = table.key(written).and_then(toml_edit::Key::span).or_else(|| item.span());
            let place = self.given.place(span.clone());
            let sequence = match self.sequence(written, span.as_ref()) {
                Ok(sequence) => sequence,
                Err(fault) => {
                    self.faults.push(fault);
                    continue;
                }
            };
            let twin = rows.iter().find(|row| row.context == context && row.sequence == sequence);
            if let Some(twin) = twin {
                let sentence = format!("`{written}` is bound in [{context}] for the second time");
                let hint =
                    format!("line {} has the same keys: leave one of the two, or write a list", twin.place.0);
                self.faults.push(self.given.fault(span, sentence).hint(hint));
                continue;
            }
            if let Some(run) = self.run(written, item) {
                rows.push(KeysRow { context: context.to_owned(), sequence, run, place });
            }
        }
    }

    /// What keys are bound to: a name, a list of names, or nothing for `false`.
    fn run(&mut self, written: &str, item: &Item) -> Option<Vec<Wanted>> {
        if item.as_bool() == Some(false) {
            return Some(Vec::new());
        }
        let values: Vec<(Option<&str>, _)> = match (item.as_str(), item.as_array()) {
            (Some(name), _) => vec![(Some(name), item.span())],
            (None, Some(list)) if !list.is_empty() => {
                list.iter().map(|value| (value.as_str(), value.span())).collect()
            }
            _ => vec![(None, item.span())],
        };
        let mut run = Vec::new();
        for (value, span) in values {
            let Some(value) = value else {
                let sentence = format!("`{written}` is bound to neither an action nor a list of actions");
                let hint = "write \"bookmark\", [\"bookmark\", \"next-story\"], or false to let the keys go";
                self.faults.push(self.given.fault(span, sentence).hint(hint));
                return None;
            };
            let name = value.trim().trim_start_matches(|c: char| c.is_ascii_digit());
            let digits = value.trim().strip_suffix(name).unwrap_or_default();
            let count = digits.parse().ok().filter(|count| *count > 0);
            if !digits.is_empty() && count.is_none() {
                self.faults.push(self.given.fault(span, format!("`{digits}` is no number of times")));
                return None;
            }
            let place = self.given.place(span);
            run.push(Wanted { count, name: name.trim_start().to_owned(), place });
        }
        Some(run)
    }

    fn sequence(&self, written: &str, span: Option<&Range<usize>>) -> Result<Sequence, Fault> {
        let fault = |sentence: String| self.given.fault(span.cloned(), sentence);
        if let Some(meant) = name_without_brackets(written) {
            return Err(fault(format!("`{written}` would be that many keys, one after the other"))
                .hint(format!("write {meant} for the one key")));
        }
        let sequence: Sequence = written.parse().map_err(|error| {
            let unseen = matches!(error, KeyError::Unseen(_));
            let fault = fault(if unseen { error.to_string() } else { format!("`{written}`: {error}") });
            match error {
                KeyError::Unknown(name) => fault.hint(like_key(&name)),
                KeyError::Empty => fault.hint("the space bar is written <Space>"),
                KeyError::Unseen(_) => fault.hint("take one that a keyboard writes"),
                KeyError::TooLong | KeyError::Shadowed { .. } => fault,
            }
        })?;
        for (same, name) in SAME_BYTES {
            if sequence.keys().iter().any(|key| key.to_string() == same) {
                let sentence = format!("terminals send the same for {same} as for {name}");
                return Err(fault(sentence).hint(format!("write {name}")));
            }
        }
        Ok(sequence)
    }
}

/// Keys that a terminal cannot tell from others (the codes of ASCII).
const SAME_BYTES: [(&str, &str); 5] =
    [("<C-i>", "<Tab>"), ("<C-m>", "<Enter>"), ("<C-j>", "<Enter>"), ("<C-h>", "<BS>"), ("<C-[>", "<Esc>")];

/// What was probably meant by a key's name, or a modifier, without its brackets.
fn name_without_brackets(written: &str) -> Option<String> {
    let word = written.trim();
    let lower = word.to_ascii_lowercase();
    let named = key_names().find(|name| name.len() > 2 && name.eq_ignore_ascii_case(word));
    if let Some(name) = named {
        return Some(format!("<{name}>"));
    }
    let held =
        [("ctrl-", "C"), ("ctrl+", "C"), ("alt-", "A"), ("alt+", "A"), ("shift-", "S"), ("shift+", "S")];
    let long = held.iter().find_map(|(prefix, letter)| Some((lower.strip_prefix(prefix)?.len(), *letter)));
    let short = ["C-", "M-", "A-", "S-"].iter().find_map(|prefix| {
        let rest = word.strip_prefix(prefix).filter(|rest| !rest.is_empty())?;
        Some((rest.len(), prefix.get(..1)?))
    });
    let (rest, letter) = long.filter(|(rest, _)| *rest > 0).or(short)?;
    let rest = word.get(word.len() - rest..)?;
    let first = rest.split_whitespace().next()?;
    Some(format!("<{}-{first}>", if letter == "M" { "A" } else { letter }))
}

/// The key that was probably meant by an unknown name.
fn like_key(name: &str) -> String {
    let names: Vec<&str> = key_names().collect();
    let (held, bare) = name.rsplit_once('-').map_or(("", name), |(held, bare)| (held, bare));
    if !held.is_empty() && !held.split('-').all(|held| ["C", "S", "A", "M"].contains(&held)) {
        return "a key that is held is C- for Ctrl, A- for Alt or S- for Shift".to_owned();
    }
    match nearest(bare, &names) {
        Some(near) if held.is_empty() => format!("did you mean <{near}>"),
        Some(near) => format!("did you mean <{held}-{near}>"),
        None => format!("there are {} and F1 to F35", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(raw: &str) -> KeysFile {
        KeysFile::parse(Path::new("keys.toml"), raw, &["list", "reader"]).unwrap()
    }

    #[test]
    fn a_file_is_read_in_its_order() {
        let file = parse(
            "preset = \"emacs\"\nunbind = [\"g\"]\n[everywhere]\n\"<C-n>\" = \"down\"\nq = false\n\
             [list]\nx = [\"bookmark\", \"3 next-day\"]\nunbind = [\"y\"]\n",
        );
        assert_eq!(file.preset, Some(("emacs".to_owned(), (1, 10))));
        assert_eq!(
            file.unbound,
            [
                ("everywhere".to_owned(), "g".parse().unwrap(), (2, 11)),
                ("list".to_owned(), "y".parse().unwrap(), (8, 11)),
            ]
        );
        let rows: Vec<_> = file
            .rows
            .iter()
            .map(|row| {
                let run: Vec<_> = row.run.iter().map(|one| (one.count, one.name.as_str())).collect();
                (row.context.as_str(), row.sequence.to_string(), run, row.place)
            })
            .collect();
        assert_eq!(
            rows,
            [
                ("everywhere", "<C-n>".to_owned(), vec![(None, "down")], (4, 1)),
                ("everywhere", "q".to_owned(), vec![], (5, 1)),
                ("list", "x".to_owned(), vec![(None, "bookmark"), (Some(3), "next-day")], (7, 1)),
            ]
        );
        assert_eq!(parse("").rows, []);
    }

    #[test]
    fn everything_that_is_wrong_is_told() {
        let faults = parse("[list]\n\"<Entr>\" = \"open\"\nSpace = \"open\"\nx = 3\n[lst]\n").faults;
        let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 4, "{said:?}");
        assert!(
            said[0].starts_with("keys.toml:2:1: ") && said[0].ends_with("did you mean <Enter>"),
            "{said:?}"
        );
        assert!(said[1].contains("write <Space>"), "{said:?}");
        assert!(said[2].starts_with("keys.toml:4:5: "), "{said:?}");
        assert!(said[3].ends_with("did you mean [list]"), "{said:?}");
    }
}
