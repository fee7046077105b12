//! What Omnivore's export keeps in files of their own: `highlights/SLUG.md` and `content/SLUG.html`, beside the
//! lists `metadata_*.json` that tell which address a slug stands for.

use std::collections::HashMap;

use serde_json::Value;

use super::archive::Member;
use super::kept_list::KeptEntry;
use crate::news::RawHtml;

/// The files that belong to entries of the lists.
#[derive(Default)]
pub(super) struct Beside<'a> {
    /// By address as the lists write it.
    of: HashMap<String, Vec<&'a Member>>,
    is_omnivore: bool,
}

/// The folder, the name without its ending, and the ending of a file that belongs to an entry.
fn place(name: &str) -> Option<(&str, &str)> {
    let (folders, file) = name.rsplit_once('/')?;
    let folder = folders.rsplit('/').next()?;
    let (slug, ending) = file.rsplit_once('.')?;
    matches!((folder, ending), ("highlights", "md") | ("content", "html")).then_some((folder, slug))
}

/// Finds the files that belong to entries.
pub(super) fn beside(members: &[Member]) -> Beside<'_> {
    let lists = members.iter().filter(|member| {
        let file = member.name.rsplit('/').next().unwrap_or_default();
        let name = file.split_once('.');
        name.is_some_and(|(name, ending)| name.starts_with("metadata_") && ending == "json")
    });
    let mut addresses: HashMap<String, String> = HashMap::new();
    let mut beside = Beside::default();
    for list in lists {
        beside.is_omnivore = true;
        let Ok(Value::Array(entries)) = serde_json::from_slice(&list.bytes) else { continue };
        for entry in &entries {
            let text = |key: &str| entry.get(key).and_then(Value::as_str).map(ToOwned::to_owned);
            addresses.extend(text("slug").zip(text("url")));
        }
    }
    for member in members {
        if let Some(address) = place(&member.name).and_then(|(_, slug)| addresses.get(slug)) {
            beside.of.entry(address.clone()).or_default().push(member);
        }
    }
    beside
}

impl Beside<'_> {
    /// Whether a file is no list of its own.
    pub fn is_part(&self, name: &str) -> bool {
        self.is_omnivore && place(name).is_some()
    }

    /// Puts the files where they belong: highlights into the note, the text to the bookmark.
    pub fn join(&self, entries: &mut [KeptEntry]) {
        if self.of.is_empty() {
            return;
        }
        let mut of: HashMap<String, Vec<&Member>> = HashMap::new();
        for (address, members) in &self.of {
            if let Ok(address) = crate::news::Address::typed(address) {
                of.entry(address.as_str().to_owned()).or_default().extend(members);
            }
        }
        for entry in entries {
            for member in of.get(entry.address.as_str()).into_iter().flatten() {
                let text = String::from_utf8_lossy(&member.bytes);
                match place(&member.name) {
                    Some(("highlights", _)) => entry.remark(&text),
                    _ => entry.html = Some(RawHtml::new(text)),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Import, archive::zip, read};

    #[test]
    fn an_export_brings_its_highlights_and_texts() {
        let packed = zip(&[
            (
                "metadata_0_to_20.json",
                r#"[{"id":"1","slug":"one-18","title":"One","description":"The page's own sentence","author":"A","url":"https://a.example/1",
                "state":"Archived","readingProgress":40,"thumbnail":"","labels":["tea"],"savedAt":"2024-02-03T04:05:06.000Z",
                "updatedAt":"2024-02-03T04:05:06.000Z","publishedAt":"2024-02-01T00:00:00.000Z"},
                {"id":"2","slug":"two","title":"Two","url":"omnivore://x","labels":[],"savedAt":"2024-02-03T04:05:06.000Z"}]"#,
            ),
            ("highlights/one-18.md", "> their words\n\nmine\n"),
            ("content/one-18.html", "<p>The text.</p>"),
        ]);
        let Import::Kept(list) = read(&packed, "omnivore.zip").unwrap() else { panic!("bookmarks") };
        assert_eq!((list.format, list.entries.len(), list.left.len()), ("Omnivore", 1, 1));
        let one = &list.entries[0];
        assert_eq!(one.note, "> their words\n\nmine");
        assert!(one.html.is_some() && one.added.is_some());
        assert_eq!(one.tags, ["tea", "archive"]);
    }
}
