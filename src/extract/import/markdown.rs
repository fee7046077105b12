//! Markdown: a list of links under heads of days, and notes with their facts in front (YAML between `---`).

use serde_json::Value;

use super::field;
use super::kept_list::{KeptEntry, KeptList};
use super::left::LeftOut;
use super::record::{Field, Rows};
use crate::news::{Address, Text};

/// Reads a list of links, each a list item; `None` where there is none.
pub(super) fn list(text: &str) -> Option<KeptList> {
    let mut list = KeptList { format: "a Markdown list", ..KeptList::default() };
    let mut day = None;
    // A quotation belongs to the item it stands under, and to none after something else.
    let mut open = false;
    for (number, line) in text.lines().enumerate() {
        let trimmed = line.trim_start();
        if let Some(head) = trimmed.strip_prefix('#').map(|head| head.trim_start_matches('#')) {
            day = field::when(head.trim());
            open = false;
        } else if let Some(item) = ["- [", "* [", "+ ["].iter().find_map(|sign| trimmed.strip_prefix(sign)) {
            open = false;
            let Some(link) = link(item) else { continue };
            match Address::parse(link.target) {
                Ok(address) => {
                    let mut entry = KeptEntry::new(address);
                    entry.title = Text::line(&plain(link.title));
                    if entry.title == entry.address.as_str() {
                        entry.title = Text::default();
                    }
                    entry.published = day;
                    behind(&mut entry, link.behind);
                    list.entries.push(entry);
                    open = true;
                }
                // A link within a document is nothing that could be kept.
                Err(_) if !link.target.contains(':') => {}
                Err(_) => list.left.push(LeftOut::new(link.target, "it is no web address").at(number + 1)),
            }
        } else if let (true, Some(words), Some(entry)) =
            (open, trimmed.strip_prefix('>'), list.entries.last_mut())
        {
            let words = plain(words.strip_prefix(' ').unwrap_or(words));
            let note = if entry.note.is_empty() { words } else { format!("{}\n{words}", entry.note) };
            entry.note = Text::lines(&note);
        } else if !trimmed.is_empty() {
            open = false;
        }
    }
    (!list.entries.is_empty() || !list.left.is_empty()).then_some(list)
}

/// A link from behind its opening bracket.
struct Link<'a> {
    title: &'a str,
    target: &'a str,
    behind: &'a str,
}

fn link(item: &str) -> Option<Link<'_>> {
    let mut escaped = false;
    let closes = |(_, c): &(usize, char)| {
        let is = *c == ']' && !escaped;
        escaped = *c == '\\' && !escaped;
        is
    };
    let (end, _) = item.char_indices().find(closes)?;
    let target = item.get(end + 1..)?.strip_prefix('(')?;
    let (target, behind) = match target.strip_prefix('<') {
        Some(pointed) => pointed.split_once(">)")?,
        None => target.split_once(')')?,
    };
    // A title may stand behind the address.
    let target = target.split_once(" \"").map_or(target, |(target, _)| target);
    Some(Link { title: item.get(..end)?, target, behind })
}

/// Tags and, in a comment, what a list cannot say.
fn behind(entry: &mut KeptEntry, text: &str) {
    // What is written in a tag has a backslash before it.
    let comment = text.match_indices("<!--").map(|(at, _)| at);
    let at = comment.clone().find(|at| !text.get(..*at).is_some_and(|before| before.ends_with('\\')));
    let (shown, hidden) = at.and_then(|at| text.split_at_checked(at)).unwrap_or((text, ""));
    let hidden = hidden.trim_start_matches("<!--");
    let hidden = hidden.split("-->").next().unwrap_or_default().trim();
    if let Some(facts) = hidden.strip_prefix("kept ") {
        let (when, tags) = facts.split_once(" tags ").unwrap_or((facts, ""));
        entry.added = field::when(when);
        if !tags.is_empty() {
            return field::tags(tags, false).iter().for_each(|tag| entry.tag(tag));
        }
    }
    for tag in shown.split_whitespace().filter_map(|word| word.strip_prefix('#')) {
        entry.tag(&plain(tag));
    }
}

/// Markdown's signs taken as they are meant.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => out.extend(chars.next()),
            _ => out.push(c),
        }
    }
    out
}

/// The facts in front of a text (YAML between `---`, TOML between `+++`); `None` where there are none.
pub(in crate::extract) fn facts_in_front(text: &str) -> Option<Vec<Field>> {
    let (fence, sign) = if text.starts_with("+++") { ("+++", '=') } else { ("---", ':') };
    let inside = text.strip_prefix(fence).filter(|rest| rest.starts_with(['\n', '\r']))?;
    let mut fields: Vec<Field> = Vec::new();
    for line in inside.lines() {
        if line.trim_end() == fence {
            break;
        }
        let item = line.trim_start().strip_prefix("- ");
        if let (Some(item), Some((_, values))) = (item, fields.last_mut()) {
            values.extend(words(item));
        } else if let Some((name, value)) =
            line.split_once(sign).filter(|_| !line.starts_with([' ', '\t', '#']))
        {
            fields.push((name.trim().to_owned(), words(value)));
        }
    }
    (!fields.is_empty()).then_some(fields)
}

/// Reads the facts in front of a note; `false` where there are none, or no address is among them.
pub(super) fn note(text: &str, rows: &mut Rows) -> bool {
    let Some(mut fields) = facts_in_front(text) else { return false };
    if super::record::address_of(&fields).is_none() {
        return false;
    }
    for (name, values) in &mut fields {
        // One tag of a list is whole, with its commas.
        if field::meaning(name) == field::Meaning::Tags && values.len() == 1 {
            values.push(String::new());
        }
    }
    rows.take(&fields, 1, || fields.first().map(|(name, _)| name.clone()).unwrap_or_default());
    true
}

/// The texts of a value: what JSON can say, or a bare word.
fn words(value: &str) -> Vec<String> {
    let value = value.trim();
    match serde_json::from_str(value) {
        Ok(Value::String(text)) => vec![text],
        Ok(Value::Array(values)) => values
            .iter()
            .map(|value| value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned))
            .collect(),
        _ if value.starts_with('[') => field::tags(value, false),
        _ => {
            let bare = value.trim_matches('\'');
            if bare.is_empty() { Vec::new() } else { vec![bare.to_owned()] }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_by_days_and_plain_lists() {
        let list = list(
            "# Links\n\n## 2025-11-05\n\n- [A \\[b\\]](<https://a.example/x_(y)>) #tea #to-read\n  > one\n  >\n  >   two \\* three\n\
             * [B](https://b.example/ \"hint\") <!-- kept 2025-11-13T12:00:00Z tags [\"a, b\",\"c\"] -->\n\
             text\n> not a note\n- [C](#top)\n- [D](mailto:x@y.z)\n",
        )
        .unwrap();
        let [a, b] = list.entries.as_slice() else { panic!("two: {list:#?}") };
        assert_eq!((a.title.as_str(), a.note.as_str()), ("A [b]", "one\n\n  two * three"));
        assert_eq!(a.tags, ["tea", "to-read"]);
        assert!(a.published.is_some() && a.address.as_str().ends_with("x_(y)"));
        assert_eq!((b.tags.len(), b.note.as_str()), (2, ""));
        assert_eq!(b.tags[0], "a, b");
        assert!(b.added.is_some());
        assert_eq!((list.left.len(), list.left[0].line), (1, Some(13)));
        assert!(super::list("words only\n").is_none());
    }

    #[test]
    fn notes_with_facts_in_front() {
        let mut rows = Rows::default();
        assert!(note(
            "---\ntitle: \"One: two\"\nurl: https://a.example/\nday: 2025-11-05\ntags:\n  - tea\n  - 'to read'\nnote: \"two\\nlines\"\n---\n\ntext\n",
            &mut rows
        ));
        assert!(!note("---\ntitle: x\n---\n", &mut rows));
        assert!(!note("text\n", &mut rows));
        let list = rows.done("notes");
        let one = &list.entries[0];
        assert_eq!((one.title.as_str(), one.note.as_str()), ("One: two", "two\nlines"));
        assert_eq!(one.tags, ["tea", "to read"]);
    }
}
