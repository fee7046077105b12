//! The mute file: `[[mute]]` tables that say what is never shown, for a person to edit and keep in git.

use std::path::{Path, PathBuf};

use toml_edit::{Item, Table, Value};

use super::fields::{self, Fields, a_kind};
use super::given::Given;
use super::plain_file::text_of;
use super::{fragment, written};
use crate::news::{Fault, MuteRule, Slug, Text};

/// The mute rules, and the file they stand in.
#[derive(Clone, Debug)]
pub struct MuteFile {
    path: PathBuf,
    on_disk: bool,
    raw: String,
    rules: Vec<MuteRule>,
}

impl MuteFile {
    /// Reads the file; one that does not exist holds no rules.
    pub fn load(path: &Path) -> Result<Self, Fault> {
        let raw = text_of(path, "mute rules")?;
        let rules = read(Given { path, raw: &raw })?;
        Ok(Self { path: path.to_owned(), on_disk: true, raw, rules })
    }

    /// Rules that are on no disk and gone with this value: the demo edition's.
    pub fn in_memory() -> Self {
        Self { path: PathBuf::from("mute.toml"), on_disk: false, raw: String::new(), rules: Vec::new() }
    }

    /// The rules in the order of the file.
    pub fn rules(&self) -> &[MuteRule] {
        &self.rules
    }

    /// Writes which rules should stand in the file and which should not, all at once. Nothing is written where it
    /// says so already.
    pub fn put(&mut self, wanted: &[(MuteRule, bool)]) -> Result<(), Fault> {
        self.edit(|file| {
            let mut draft = Self { on_disk: false, ..file.clone() };
            wanted
                .iter()
                .try_for_each(|(rule, there)| if *there { draft.add(rule) } else { draft.remove(rule) })?;
            Ok(draft.raw)
        })
    }

    /// Appends a rule and writes the file; what stood in it stays as it was. One that is there stays alone.
    pub fn add(&mut self, rule: &MuteRule) -> Result<(), Fault> {
        self.edit(|file| {
            if file.rules.contains(rule) {
                return Ok(file.raw.clone());
            }
            Ok(fragment::append(&file.raw, &lines_of(rule)))
        })
    }

    /// Takes a rule out with the comments that belong to it, and writes the file; nothing where it is not there.
    pub fn remove(&mut self, rule: &MuteRule) -> Result<(), Fault> {
        self.edit(|file| {
            let Some(index) = file.rules.iter().position(|known| known == rule) else {
                return Ok(file.raw.clone());
            };
            let given = Given { path: &file.path, raw: &file.raw };
            Ok(fragment::without(&file.raw, &starts(given)?, &[index]))
        })
    }

    /// Edits the file as it is now on the disk, not as it was when it was read.
    fn edit(&mut self, change: impl FnOnce(&Self) -> Result<String, Fault>) -> Result<(), Fault> {
        if !self.on_disk {
            self.raw = change(self)?;
            self.rules = read(Given { path: &self.path, raw: &self.raw })?;
            return Ok(());
        }
        let path = &self.path;
        let (raw, rules) = written::edit(path, || {
            let now = Self::load(path)?;
            let raw = change(&now)?;
            let rules = read(Given { path, raw: &raw })?;
            Ok((now.raw, raw.clone(), (raw, rules)))
        })?;
        (self.raw, self.rules) = (raw, rules);
        Ok(())
    }
}

/// A rule as lines of the file.
fn lines_of(rule: &MuteRule) -> String {
    let mut lines = String::from("[[mute]]\n");
    let words = Some(&rule.words).filter(|words| !words.is_empty()).map(Text::as_str);
    let of = |text: &'_ Option<Text>| text.as_ref().map(ToString::to_string);
    let pairs = [
        ("words", words.map(ToOwned::to_owned)),
        ("author", of(&rule.author)),
        ("section", of(&rule.section)),
        ("source", rule.source.as_ref().map(ToString::to_string)),
    ];
    for (key, value) in pairs {
        if let Some(value) = value {
            lines.push_str(&format!("{key} = {}\n", Value::from(value)));
        }
    }
    lines
}

/// Where each `[[mute]]` header begins, in bytes.
fn starts(given: Given<'_>) -> Result<Vec<usize>, Fault> {
    let document = given.document()?;
    let tables = document.get("mute").and_then(Item::as_array_of_tables);
    let tables = tables.into_iter().flat_map(toml_edit::ArrayOfTables::iter);
    Ok(tables.filter_map(Table::span).map(|span| span.start).collect())
}

fn read(given: Given<'_>) -> Result<Vec<MuteRule>, Fault> {
    let said = fields::parse(given)?;
    let all = Fields::all(given, &said);
    all.only("the mute file", &["mute"])?;
    let Some(found) = all.get("mute") else { return Ok(Vec::new()) };
    let Some(rules) = Fields::under_heads(given, found) else {
        let fault = all.fault(found.span(), format!("`mute` is {}", a_kind(found.get_ref())));
        return Err(fault.hint("begin each rule with a line [[mute]]"));
    };
    rules.iter().map(read_rule).collect()
}

fn read_rule(fields: &Fields<'_>) -> Result<MuteRule, Fault> {
    fields.only("a mute rule", &["words", "author", "section", "source"])?;
    let words =
        |key: &str| Ok::<_, Fault>(fields.text(key)?.and_then(|(text, _)| Text::line(text).non_empty()));
    let source = match fields.text("source")? {
        None => None,
        Some((id, span)) => Some(Slug::parse(id).ok_or_else(|| {
            fields
                .fault(span, format!("`{id}` cannot be the id of a source"))
                .hint("use the `id` that it has in sources.toml")
        })?),
    };
    let rule = MuteRule {
        words: words("words")?.unwrap_or_default(),
        author: words("author")?,
        section: words("section")?,
        source,
    };
    if rule.is_empty() {
        let fault = fields.fault(fields.span.clone(), "the rule says nothing");
        return Err(fault.hint("add a line words = \"…\", author = \"…\", section = \"…\" or source = \"…\""));
    }
    Ok(rule)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_goes_in_and_out_and_the_rest_stays_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("mute.toml");
        let raw = "# What I do not want to see.\n\n# not again\n[[mute]]\nwords = \"horoscope\" # ever\n";
        std::fs::write(&path, raw).unwrap();
        let mut file = MuteFile::load(&path).unwrap();
        let rule = MuteRule {
            words: Text::line("\"grain corridor\""),
            source: Slug::parse("wire"),
            ..MuteRule::default()
        };
        file.add(&rule).unwrap();
        file.add(&rule).unwrap();
        let with = format!("{raw}\n[[mute]]\nwords = '\"grain corridor\"'\nsource = \"wire\"\n");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), with);
        let first = file.rules()[0].clone();
        file.remove(&first).unwrap();
        file.remove(&first).unwrap();
        assert_eq!(MuteFile::load(&path).unwrap().rules(), std::slice::from_ref(&rule));
        file.remove(&rule).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "# What I do not want to see.\n\n");
    }

    #[test]
    fn a_mistake_is_said_with_its_place() {
        let said = |raw: &str| {
            let fault = read(Given { path: Path::new("mute.toml"), raw }).unwrap_err();
            format!("{} ({})", fault.sentence, fault.hint.unwrap_or_default())
        };
        for (raw, expected) in [
            ("[[mute]]\nword = \"x\"\n", "mute.toml:2:1: "),
            ("[[mute]]\n", "mute.toml:1:1: the rule says nothing (add a line words"),
            ("mute = 3\n", "mute.toml:1:8: `mute` is an integer (begin each rule with a line [[mute]])"),
            ("[[mute]]\nsource = \"A b\"\n", "mute.toml:2:10: `A b` cannot be the id of a source"),
        ] {
            assert!(said(raw).starts_with(expected), "{}", said(raw));
        }
    }
}
