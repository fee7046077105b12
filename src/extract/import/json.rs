//! JSON of read-later services and browsers: any object that holds an address is one entry.

use std::fmt::Formatter;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::field::{Meaning, meaning};
use super::kept_list::KeptList;
use super::record::{Field, Rows, address_of, service};
use crate::news::{Fault, FaultKind};

/// Reads one JSON value, or one on each line.
pub(super) fn read(text: &str) -> Result<KeptList, Fault> {
    let mut found = Found::default();
    let mut values = serde_json::Deserializer::from_str(text);
    while values.end().is_err() {
        found.deserialize(&mut values).map_err(|error| {
            Fault::new(
                FaultKind::NotFound,
                format!("this file is JSON that breaks off at line {}", error.line()),
            )
            .hint("export it again; nothing was taken")
            .cause(error)
        })?;
        if found.is_feed {
            let fault = Fault::new(FaultKind::Usage, "this file is a feed, not a list");
            return Err(fault.hint("`dateline add URL` follows a feed by its address"));
        }
    }
    let Found { mut rows, format, .. } = found;
    place(text, &mut rows);
    let Some(format) = format else {
        return Err(Fault::new(FaultKind::NotFound, "this JSON file holds no addresses"));
    };
    Ok(rows.done(format))
}

/// What was found so far.
#[derive(Default)]
struct Found {
    rows: Rows,
    format: Option<&'static str>,
    folders: Vec<String>,
    is_feed: bool,
}

impl Found {
    fn take(&mut self, value: &Value) {
        walk(value, &mut self.rows, &mut self.format, &mut self.folders);
    }
}

/// A value is looked through as it comes, a list entry by entry: the whole of it takes many times the room of its text.
impl<'de> DeserializeSeed<'de> for &mut Found {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, values: D) -> Result<(), D::Error> {
        values.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut Found {
    type Value = ();

    fn expecting(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a list or an object")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while let Some(entry) = entries.next_element::<Value>()? {
            self.take(&entry);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<(), A::Error> {
        let value = Value::deserialize(MapAccessDeserializer::new(fields))?;
        let version = value.get("version").and_then(Value::as_str);
        self.is_feed |= version.is_some_and(|version| version.starts_with("https://jsonfeed.org/"));
        self.take(&value);
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// Finds the lines of what was left, in the order it was left in.
fn place(text: &str, rows: &mut Rows) {
    let (mut at, mut line) = (0, 1);
    for left in rows.left_mut().iter_mut() {
        let what = left.what.trim_end_matches('…');
        let Some(found) = text[at..].find(what).filter(|_| !what.is_empty()) else { continue };
        line += text[at..at + found].matches('\n').count();
        at += found;
        left.line = Some(line);
    }
}

/// Folders that everything lies in, by the names browsers give them in their files.
const ROOTS: [&str; 12] = [
    "menu",
    "toolbar",
    "unfiled",
    "mobile",
    "tags",
    "bookmarks bar",
    "other bookmarks",
    "mobile bookmarks",
    "bookmarks menu",
    "bookmarks toolbar",
    "bookmarks",
    "synced",
];

/// The name of a browser's folder, where an object is one that a person made.
fn folder(object: &Map<String, Value>) -> Option<String> {
    object.get("children")?.as_array()?;
    let name = ["title", "name"].into_iter().find_map(|key| object.get(key)?.as_str())?;
    let is_root = name.is_empty() || object.contains_key("root") || ROOTS.contains(&&*name.to_lowercase());
    (!is_root).then(|| name.to_owned())
}

/// The title of what would be an entry if it had an address: nothing stands in it but words, and it has tags or a place
/// for the address as entries have.
fn entry_without_address(object: &Map<String, Value>) -> Option<&str> {
    let is_flat = object.values().all(|value| match value {
        Value::Object(_) => false,
        Value::Array(values) => !values.iter().any(Value::is_object),
        _ => true,
    });
    let is_kin = |name: &String| matches!(meaning(name), Meaning::Address(_) | Meaning::Tags);
    // Pinboard calls the title a description.
    let called = |wanted: Meaning| object.iter().find(|(name, _)| meaning(name) == wanted);
    let title = called(Meaning::Title).or_else(|| called(Meaning::Description))?.1.as_str()?;
    (is_flat && !title.is_empty() && object.keys().any(is_kin)).then_some(title)
}

/// Entries may stand anywhere: in a list, under a name, in folders of folders.
fn walk(value: &Value, rows: &mut Rows, format: &mut Option<&'static str>, folders: &mut Vec<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| walk(value, rows, format, folders)),
        Value::Object(object) => {
            let mut fields: Vec<Field> =
                object.iter().map(|(name, value)| (name.clone(), words(name, value))).collect();
            if address_of(&fields).is_some() {
                let names: Vec<&str> = object.keys().map(String::as_str).collect();
                format.get_or_insert_with(|| service(&names));
                if fields.iter().any(|(name, _)| name == "uri" || name == "date_added") {
                    *format = Some("a browser's bookmarks");
                }
                fields.extend(folders.iter().map(|folder| ("folder".to_owned(), vec![folder.clone()])));
                rows.take(&fields, 0, || Value::Object(Map::clone(object)).to_string());
            } else if let Some(title) = entry_without_address(object) {
                rows.take(&fields, 0, || title.to_owned());
            } else {
                let made = folder(object);
                let deeper = made.is_some();
                folders.extend(made);
                object.values().for_each(|value| walk(value, rows, format, folders));
                if deeper {
                    folders.pop();
                }
            }
        }
        _ => {}
    }
}

/// The texts of a value. Of objects, the words people see: a tag's name, a highlight's passage and note.
fn words(name: &str, value: &Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::String(text) => vec![text.clone()],
        Value::Bool(_) | Value::Number(_) => vec![value.to_string()],
        Value::Array(values) => {
            let texts: Vec<String> = values.iter().flat_map(|value| words(name, value)).collect();
            // One tag of a list is whole, with its commas.
            let whole = meaning(name) == Meaning::Tags && texts.len() == 1;
            if whole { [texts, vec![String::new()]].concat() } else { texts }
        }
        Value::Object(object) => {
            let text = |key: &str| object.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
            let passage =
                text("quote").map(|quote| quote.lines().map(|l| format!("> {l}")).collect::<Vec<_>>());
            if let Some(passage) = passage {
                let mut passage = passage.join("\n");
                if let Some(own) = text("text").or_else(|| text("annotation")) {
                    passage.push_str(&format!("\n> \n> {own}"));
                }
                return vec![passage];
            }
            let named = ["name", "label", "title", "text", "tag"].into_iter().find_map(text);
            if let Some(named) = named {
                return vec![named.to_owned()];
            }
            // Pocket writes tags as the names of an object.
            if meaning(name) == Meaning::Tags { object.keys().cloned().collect() } else { Vec::new() }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::left::LeftOut;
    use super::*;

    #[test]
    fn wallabag() {
        let list = read(
            r#"[{"is_archived":1,"is_starred":0,"tags":["tea","a, b"],"id":7,"title":"One","url":"https://a.example/1",
            "content":"<p>The text.</p>","created_at":"2023-01-02T03:04:05+0000","updated_at":"2023-01-02T03:04:05+0000",
            "published_at":"2022-12-31T00:00:00+0000","annotations":[{"text":"mine","quote":"their words","ranges":[]}],
            "mimetype":"text/html","language":"en","reading_time":2,"domain_name":"a.example","preview_picture":null}]"#,
        )
        .unwrap();
        assert_eq!(list.format, "Wallabag");
        let one = &list.entries[0];
        assert_eq!(one.tags, ["archive", "tea", "a, b"]);
        assert_eq!(one.note, "> their words\n> \n> mine");
        assert!(one.html.is_some() && one.added.is_some() && one.published.is_some());
        assert!(list.fields_left.is_empty(), "{:?}", list.fields_left);
    }

    #[test]
    fn what_has_no_address_is_told_of() {
        let list = read(
            r#"[{"title":"One","url":"https://a.example/1","tags":["tea"]},{"title":"Two","url":null},
            {"title":"Three","tags":[]}]"#,
        )
        .unwrap();
        assert_eq!(list.entries.len(), 1);
        let left: Vec<String> = list.left.iter().map(LeftOut::words).collect();
        assert_eq!(left, ["line 1: Two: it has no address", "line 2: Three: it has no address"]);
    }

    #[test]
    fn the_files_browsers_keep_themselves() {
        let firefox = read(
            r#"{"guid":"root________","title":"","index":0,"dateAdded":1700000000000000,"root":"placesRoot","children":[
            {"guid":"menu________","title":"menu","root":"bookmarksMenuFolder","children":[
            {"guid":"x","title":"Kitchen","children":[
            {"guid":"a","title":"A","index":0,"dateAdded":1700000000000000,"typeCode":1,"type":"text/x-moz-place","uri":"https://a.example/","tags":"tea,slow food"}]},
            {"title":"Recent","uri":"place:sort=12&maxResults=10"}]}]}"#,
        )
        .unwrap();
        assert_eq!((firefox.format, firefox.entries.len()), ("a browser's bookmarks", 1));
        assert_eq!(firefox.entries[0].tags, ["tea", "slow food", "Kitchen"]);
        assert_eq!(firefox.left[0].line, Some(5));
        assert!(firefox.fields_left.is_empty(), "{:?}", firefox.fields_left);
        let chrome = read(
            r#"{"roots":{"bookmark_bar":{"children":[{"date_added":"13344473600000000","name":"A","type":"url","url":"https://a.example/"}],
            "name":"Bookmarks bar","type":"folder"}},"version":1}"#,
        )
        .unwrap();
        let added = chrome.entries[0].added.and_then(|when| match when {
            crate::news::When::Moment(at) => Some(at.instant.as_second()),
            _ => None,
        });
        assert_eq!((added, chrome.entries[0].tags.len()), (Some(1_700_000_000), 0));
    }

    #[test]
    fn omnivore() {
        let list = read(
            r#"[{"id":"x","slug":"one","title":"One","description":"Deck","author":"A. B.","url":"https://a.example/1",
            "state":"Archived","readingProgress":40,"thumbnail":"https://a.example/t.png","labels":["tea"],
            "savedAt":"2024-02-03T04:05:06.000Z","updatedAt":"2024-02-03T04:05:06.000Z","publishedAt":null},
            {"url":"https://a.example/2","title":"Two","state":"Active","labels":[],"savedAt":"2024-02-03T04:05:06Z"}]"#,
        )
        .unwrap();
        assert_eq!(list.format, "Omnivore");
        assert_eq!(list.entries[0].tags, ["tea", "archive"]);
        assert!(list.entries[1].tags.is_empty(), "{:?}", list.entries[1].tags);
        assert!(list.fields_left.iter().any(|(name, count)| name == "readingProgress" && *count == 1));
    }

    #[test]
    fn pinboard_pocket_and_lines() {
        let pinboard = read(
            r#"[{"href":"https://a.example/1","description":"One","extended":"why","meta":"m","hash":"h",
            "time":"2023-01-02T03:04:05Z","shared":"no","toread":"yes","tags":"tea slow"}]"#,
        )
        .unwrap();
        let one = &pinboard.entries[0];
        assert_eq!((one.title.as_str(), one.note.as_str()), ("One", "why"));
        assert_eq!(one.tags, ["tea", "slow", "toread"]);
        let pocket = read(
            r#"{"list":{"1":{"item_id":"1","given_url":"https://a.example/g","resolved_url":"https://a.example/r",
            "resolved_title":"R","time_added":"1700000000","status":"1","tags":{"tea":{"item_id":"1","tag":"tea"}}}}}"#,
        )
        .unwrap();
        assert_eq!((pocket.format, pocket.entries.len()), ("Pocket", 1));
        assert_eq!(pocket.entries[0].tags, ["archive", "tea"]);
        let own = read("{\"url\":\"https://a.example/\",\"title\":\"A\",\"day\":\"2025-11-12\",\"added\":\"2025-11-13T10:00:00Z\",\"tags\":[\"a\",\"b\"],\"note\":\"two\\nlines\",\"has_text\":true}\n{\"url\":\"https://b.example/\",\"title\":\"B\",\"day\":\"2025-11-12\",\"tags\":[],\"note\":\"\",\"has_text\":false}\n").unwrap();
        assert_eq!((own.format, own.entries.len()), ("Dateline's own export", 2));
        assert_eq!(own.entries[0].note, "two\nlines");
        assert!(read("[1,2]").is_err());
        assert!(
            read("[{\"url\":\"https://a.example/\"")
                .unwrap_err()
                .to_string()
                .contains("breaks off at line 1")
        );
    }
}
