//! JSON Feed 1.0 and 1.1 (<https://www.jsonfeed.org/version/1.1/>).

mod mend;

use serde_json::{Map, Value};

use super::attached::{bytes, media_type, seconds};
use super::{Feed, MAX_ITEMS, apart, entry, plain, signed};
use crate::extract::date;
use crate::extract::json_signs::{json_depth, outside_strings};
use crate::news::{Address, Attached, Enclosure, Item, RawHtml, Text, When};

/// The text from where its JSON begins: at once, or behind a comment, a guard (`)]}'`) or the name of a function
/// where it says that it is a feed.
pub(super) fn begin(text: &str) -> Option<&str> {
    if text.starts_with('{') {
        return Some(text);
    }
    let whole = text.get(text.find('{')?..)?;
    whole.contains("jsonfeed.org/version").then_some(whole)
}

/// Reads a JSON Feed; `None` when the JSON is something else. A feed cut off in the middle keeps the
/// entries that are whole.
pub(super) fn read(text: &str, document: &Address) -> Option<Feed> {
    let text = within_values(text.trim_start_matches('\u{feff}').trim());
    let value = first_value(text).or_else(|| {
        let mended = mend::mended(text);
        first_value(&mended).or_else(|| cut_off(&mended))
    })?;
    let feed = value.as_object()?;
    let entries = feed.get("items")?.as_array()?;
    let announced = string(feed, "version").is_some_and(|version| version.contains("jsonfeed.org"));
    if !announced && !entries.iter().all(looks_like_entry) {
        return None;
    }
    Some(Feed {
        title: Text::line(&plain::text_of(string(feed, "title").unwrap_or_default())),
        home: address(feed, document, "home_page_url"),
        lang: string(feed, "language").and_then(|tag| Text::line(tag).non_empty()),
        id: string(feed, "feed_url").unwrap_or_default().to_owned(),
        author: author(feed),
        deck: Text::line(string(feed, "description").unwrap_or_default()),
        older: address(feed, document, "next_url"),
        items: entries
            .iter()
            .filter_map(Value::as_object)
            .take(MAX_ITEMS)
            .map(|entry| item(entry, document))
            .collect(),
        ..Feed::default()
    })
}

/// Values of one feed that are read, since each takes many times the bytes it is written in; the entries that are read
/// at most have half as many. What is cut off here keeps the entries that are whole.
const MAX_VALUES: usize = 500_000;

/// The text as far as it has that many values.
fn within_values(text: &str) -> &str {
    let begins = |(_, byte): &(usize, u8)| matches!(byte, b',' | b'[' | b'{');
    let over = outside_strings(text).filter(begins).nth(MAX_VALUES - 1);
    over.map_or(text, |(at, _)| &text[..at])
}

/// What a JSON text is in which no feed was found, in words.
pub(super) fn what_else(text: &str) -> &'static str {
    let text = text.trim_start_matches('\u{feff}').trim();
    if within_values(text).len() < text.len() {
        "JSON of over half a million values before the first story is whole"
    } else if json_depth(text) >= MAX_DEPTH {
        "JSON nested too deep to be read"
    } else if first_value(text).is_none() {
        "JSON that is spoiled"
    } else {
        "JSON that is no feed"
    }
}

/// How deep a text may be nested for its reader (`serde_json`).
const MAX_DEPTH: usize = 128;

/// The first value of a text, whatever stands behind it.
fn first_value(text: &str) -> Option<Value> {
    serde_json::Deserializer::from_str(text).into_iter().next()?.ok()
}

fn looks_like_entry(entry: &Value) -> bool {
    let known = ["url", "content_html", "content_text", "date_published", "external_url"];
    entry.as_object().is_some_and(|entry| known.iter().any(|key| entry.contains_key(*key)))
}

fn item(entry: &Map<String, Value>, document: &Address) -> Item {
    let html = string(entry, "content_html").map(str::to_owned);
    let page = ["url", "external_url", "id"].iter().find_map(|key| {
        let written = string(entry, key)?;
        let page = if *key == "id" { Address::parse(written) } else { document.join(written) };
        Some((page.ok()?, written))
    });
    let title = Text::line(&plain::title_of(string(entry, "title").unwrap_or_default()));
    let place = page.as_ref().map(|(page, _)| page);
    let html = html.map(|html| signed::without(&html, place, &title).unwrap_or(html));
    let content = html.or_else(|| string(entry, "content_text").map(plain::escape));
    let summary = string(entry, "summary").map(str::to_owned);
    let deck = summary.or_else(|| content.as_deref().map(plain::text_of)).unwrap_or_default();
    let image = ["image", "banner_image"].iter().find_map(|key| address(entry, document, key));
    let image = image.or_else(|| attached_image(entry, document));
    let tags = several(entry, "tags");
    let moment = |key| moment(entry, key);
    let updated = moment("date_modified");
    Item {
        guid: match entry.get("id") {
            Some(Value::String(id)) => id.trim().to_owned(),
            Some(Value::Number(id)) => id.to_string(),
            _ => String::new(),
        },
        apart: page.as_ref().map(|(page, link)| apart::place(page, link)).unwrap_or_default(),
        address: page.map(|(page, _)| page),
        title,
        deck: Text::line(&plain::shorten(&Text::line(&deck), 300)),
        section: tags.iter().find_map(|tag| Text::line(tag.as_str()?).non_empty()),
        author: author(entry),
        lang: string(entry, "language").and_then(|tag| Text::line(tag).non_empty()),
        published: moment("date_published").or(updated),
        updated,
        content: content.map(RawHtml::new),
        attached: attached(entry, document, image.as_ref()),
        image,
    }
}

/// What is attached but the picture that stands for the entry.
fn attached(entry: &Map<String, Value>, document: &Address, picture: Option<&Address>) -> Attached {
    const MOST_LOOKED_AT: usize = 64;
    let mut found = Attached::default();
    let listed = several(entry, "attachments").into_iter().take(MOST_LOOKED_AT);
    for file in listed.filter_map(Value::as_object) {
        let Some(address) = address(file, document, "url") else { continue };
        if Some(&address) != picture {
            found.enclose(Enclosure {
                address,
                media_type: media_type(string(file, "mime_type").unwrap_or_default()),
                bytes: file.get("size_in_bytes").and_then(Value::as_u64).and_then(bytes),
                seconds: file.get("duration_in_seconds").and_then(Value::as_f64).and_then(seconds),
            });
        }
    }
    found
}

fn author(object: &Map<String, Value>) -> Option<Text> {
    let people = several(object, "authors");
    let people = if people.is_empty() { several(object, "author") } else { people };
    let names = people.into_iter().filter_map(|person| person.get("name").unwrap_or(person).as_str());
    Text::line(&names.collect::<Vec<_>>().join(", ")).non_empty()
}

/// The values of a list; what should be one and is not counts as its only one.
fn several<'a>(object: &'a Map<String, Value>, key: &str) -> Vec<&'a Value> {
    match object.get(key) {
        Some(Value::Array(values)) => values.iter().collect(),
        Some(Value::Null) | None => Vec::new(),
        Some(value) => vec![value],
    }
}

fn moment(told: &Map<String, Value>, key: &str) -> Option<When> {
    match told.get(key)? {
        Value::Number(seconds) => date::parse(&seconds.to_string()),
        _ => entry::parse_date(string(told, key)?),
    }
}

/// The first picture among what is attached.
fn attached_image(entry: &Map<String, Value>, document: &Address) -> Option<Address> {
    let attached = several(entry, "attachments");
    let mut pictures = attached
        .iter()
        .filter_map(|value| value.as_object())
        .filter(|attached| string(attached, "mime_type").is_some_and(|kind| kind.starts_with("image/")));
    pictures.find_map(|picture| address(picture, document, "url"))
}

fn string<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    object.get(key)?.as_str().map(str::trim).filter(|text| !text.is_empty())
}

fn address(object: &Map<String, Value>, document: &Address, key: &str) -> Option<Address> {
    document.join(string(object, key)?).ok()
}

/// The feed up to its last whole entry, closed by hand.
fn cut_off(text: &str) -> Option<Value> {
    let (mut depth, mut last_entry) = (0i32, None);
    for (at, byte) in outside_strings(text) {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth -= 1;
                if byte == b'}' && depth == 2 {
                    last_entry = Some(at);
                }
            }
            _ => {}
        }
    }
    serde_json::from_str(&format!("{}]}}", text.get(..=last_entry?)?)).ok()
}
