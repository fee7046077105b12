//! Rows of named fields, whatever file they came from, made into kept addresses.

use std::collections::BTreeMap;

use super::field::{self, Meaning, meaning};
use super::kept_list::{KeptEntry, KeptList};
use super::left::{Left, LeftOut};
use crate::news::{Address, RawHtml, Text};

/// A named field and what it says; a list where the file writes one.
pub(in crate::extract) type Field = (String, Vec<String>);

/// Words for the state of an entry that is as good as any other's.
const USUAL_STATES: [&str; 9] =
    ["unread", "new", "later", "feed", "succeeded", "processing", "inbox", "active", "false"];

/// Fields without a place here that are told apart.
const FIELDS: usize = 1000;

/// Collects rows.
#[derive(Default)]
pub(super) struct Rows {
    list: KeptList,
    unknown: BTreeMap<String, usize>,
}

impl Rows {
    /// Takes one row. `line` is where it stands in the file, 0 where that is not known, and `row` how, for the
    /// report.
    pub fn take(&mut self, fields: &[Field], line: usize, row: impl FnOnce() -> String) {
        let Some(raw) = address_of(fields) else {
            return self.list.left.push(LeftOut::new(&row(), "it has no address").at(line));
        };
        let Ok(address) = Address::typed(raw) else {
            return self.list.left.push(LeftOut::new(raw, "it is no web address").at(line));
        };
        let mut entry = KeptEntry::new(address);
        // Pinboard's JSON calls the title "description" and the description "extended".
        let pinboard = has(fields, "href") && has(fields, "extended");
        // Where these read-later services say "description", it is the page's own sentence, not the person's.
        let own_words = !has(fields, "savedAt") && !has(fields, "excerpt");
        for (name, values) in fields {
            let first = values.first().map_or("", |value| value.trim());
            match meaning(name) {
                Meaning::Title if entry.title.is_empty() => entry.title = Text::line(first),
                Meaning::Added => entry.added = entry.added.or_else(|| field::when(first)),
                Meaning::Published => entry.published = entry.published.or_else(|| field::when(first)),
                Meaning::Tags if values.len() > 1 => values.iter().for_each(|tag| entry.tag(tag)),
                Meaning::Tags => {
                    for tag in field::tags(first, pinboard) {
                        entry.tag(&tag);
                    }
                }
                Meaning::Folder => self::folder(&mut entry, first),
                Meaning::Note => values.iter().for_each(|words| entry.remark(words)),
                Meaning::Marked => values.iter().for_each(|words| entry.remark(&cited(words))),
                Meaning::State => state(&mut entry, first),
                Meaning::Flag(tag) => {
                    if matches!(first.to_ascii_lowercase().as_str(), "1" | "true" | "yes") {
                        entry.tag(tag);
                    }
                }
                Meaning::Content if !first.is_empty() => entry.html = Some(RawHtml::new(first)),
                Meaning::Description if pinboard => entry.title = Text::line(first),
                Meaning::Description if own_words => entry.remark(first),
                Meaning::Unknown | Meaning::Description if !first.is_empty() => {
                    if let Some(count) = self.unknown.get_mut(name) {
                        *count += 1;
                    } else if self.unknown.len() < FIELDS {
                        self.unknown.insert(name.clone(), 1);
                    }
                }
                _ => {}
            }
        }
        if entry.title == entry.address.as_str() || entry.title == *raw {
            entry.title = Text::default();
        }
        self.list.entries.push(entry);
    }

    /// What was left so far, for what else is to be said of it.
    pub fn left_mut(&mut self) -> &mut Left {
        &mut self.list.left
    }

    /// The rows, as a list of that format.
    pub fn done(self, format: &'static str) -> KeptList {
        let fields_left = self.unknown.into_iter().map(|(name, count)| (Text::line(&name), count)).collect();
        KeptList { format, fields_left, ..self.list }
    }
}

/// The address among the fields.
pub(super) fn address_of(fields: &[Field]) -> Option<&str> {
    let found = fields.iter().filter_map(|(name, values)| match meaning(name) {
        Meaning::Address(rank) => values.first().filter(|value| !value.trim().is_empty()).map(|v| (rank, v)),
        _ => None,
    });
    found.min_by_key(|(rank, _)| *rank).map(|(_, value)| value.trim())
}

/// What our own exports are called.
pub(super) const OWN: &str = "Dateline's own export";

/// Which service writes such fields, in words.
pub(super) fn service(names: &[&str]) -> &'static str {
    let has = |name: &str| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    if has("has_text") && has("day") {
        OWN
    } else if has("Document tags") || (has("Saved date") && has("Location")) {
        "Readwise Reader"
    } else if has("Selection") && has("Folder") {
        "Instapaper"
    } else if has("time_added") {
        "Pocket"
    } else if has("is_archived") || has("domain_name") {
        "Wallabag"
    } else if has("savedAt") {
        "Omnivore"
    } else if has("href") && has("extended") {
        "Pinboard"
    } else if has("favorite") && has("cover") {
        "Raindrop"
    } else {
        "bookmarks"
    }
}

fn has(fields: &[Field], name: &str) -> bool {
    fields.iter().any(|(known, _)| known == name)
}

/// A folder becomes a tag, but for those in which everything lies that was not put anywhere.
fn folder(entry: &mut KeptEntry, name: &str) {
    match name.to_ascii_lowercase().as_str() {
        "" | "unread" | "unsorted" | "home" => {}
        "archive" | "archived" => entry.tag("archive"),
        "starred" => entry.tag("starred"),
        _ => entry.tag(name),
    }
}

fn state(entry: &mut KeptEntry, word: &str) {
    let word = word.to_ascii_lowercase();
    // Pocket's API counts: 1 archived, 2 to be deleted.
    if word == "archived" || word == "1" {
        entry.tag("archive");
    } else if !word.is_empty() && word.chars().all(char::is_alphabetic) && !USUAL_STATES.contains(&&*word) {
        entry.tag(&word);
    }
}

/// A passage, marked as one.
fn cited(words: &str) -> String {
    let words = words.trim();
    if words.is_empty() || words.starts_with('>') {
        return words.to_owned();
    }
    words.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n")
}
