//! What an article's text looks like inside data: one string of HTML with paragraphs, or a list of objects
//! each of which is a paragraph, a heading, an item.

use serde_json::{Map, Value};

use crate::extract::words::said_by;

/// Letters that are enough for a text.
const ENOUGH: usize = 300;

/// Letters that the paragraphs of a list have in the mean.
const A_LINE: usize = 20;

/// Nesting that is followed, and values that are looked at.
const DEPTH: usize = 60;
const MAX_VALUES: usize = 200_000;

/// Keys of objects under which their text stands.
const TEXTS: &[&str] = &[
    "text",
    "content",
    "html",
    "body",
    "value",
    "paragraph",
    "data",
    "children",
    "model",
    "items",
    "markup",
    "copy",
    "richText",
    "nodes",
    "blocks",
];

/// Keys that say what an object is.
const KINDS: &[&str] =
    &["type", "_type", "nodeType", "style", "tag", "name", "__typename", "blockName", "kind"];

/// Kinds that are no running text.
const SILENT: &[&str] = &[
    "image",
    "photo",
    "video",
    "gallery",
    "embed",
    "ad",
    "advert",
    "related",
    "newsletter",
    "caption",
    "audio",
    "promo",
    "teaser",
    "link_list",
    "social",
    "tweet",
    "interstitial",
    "raw_html",
    "cta",
];

/// A text found in data.
pub(super) struct Found {
    pub html: String,
    /// Letters of it.
    pub weight: usize,
}

/// Whether a text is HTML with paragraphs.
pub(super) fn is_html(text: &str) -> bool {
    text.match_indices("<p").take(2).count() == 2 || text.contains("</p>")
}

/// The longest text in a value.
pub(super) fn longest(value: &Value) -> Option<Found> {
    let mut left = MAX_VALUES;
    search(value, DEPTH, &mut left)
}

fn search(value: &Value, depth: usize, left: &mut usize) -> Option<Found> {
    if depth == 0 || *left == 0 {
        return None;
    }
    *left -= 1;
    match value {
        Value::String(text) => {
            let text = if text.contains("&lt;p") { unescape(text) } else { text.clone() };
            (text.len() >= ENOUGH && is_html(&text)).then(|| Found { weight: letters(&text), html: text })
        }
        Value::Object(object) => {
            object.values().filter_map(|value| search(value, depth - 1, left)).max_by_key(weight)
        }
        Value::Array(values) => {
            let inner = values.iter().filter_map(|value| search(value, depth - 1, left)).max_by_key(weight);
            let own = list(values);
            match (inner, own) {
                // What is nearly all of the list is the text itself, not a list of texts.
                (Some(inner), Some(own)) if inner.weight * 10 >= own.weight * 9 => Some(inner),
                (inner, own) => own.or(inner),
            }
        }
        _ => None,
    }
}

fn weight(found: &Found) -> usize {
    found.weight
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn letters(html: &str) -> usize {
    let mut inside = false;
    let outside = html.chars().filter(|c| {
        inside = (inside || *c == '<') && *c != '>';
        !inside && c.is_alphanumeric()
    });
    outside.map(said_by).sum()
}

/// A list of objects, each a block of one text.
fn list(values: &[Value]) -> Option<Found> {
    let objects: Vec<&Map<String, Value>> = values.iter().filter_map(Value::as_object).collect();
    if objects.len() < 2 || objects.iter().filter(|object| is_story(object)).count() * 2 >= objects.len() {
        return None;
    }
    let html: String = objects.iter().filter_map(|object| block(object)).collect();
    let weight = letters(&html);
    let paragraphs = html.matches("<p>").count();
    // What a form offers to choose from is no text; lines that are told to be paragraphs may be short, as a poem's are.
    let told = objects.iter().filter(|object| is_told(object)).count() * 2 >= objects.len();
    let prose = paragraphs >= 2 && (told || weight >= paragraphs * A_LINE);
    (weight >= ENOUGH && prose).then_some(Found { html, weight })
}

/// Whether an object says of what kind it is.
fn is_told(object: &Map<String, Value>) -> bool {
    const KEYS: [&str; 5] = ["type", "_type", "nodeType", "blockName", "tag"];
    KEYS.iter().any(|key| object.get(*key).is_some_and(Value::is_string))
}

/// Whether an object is another story: it has a title and an address of its own.
fn is_story(object: &Map<String, Value>) -> bool {
    let has = |keys: &[&str]| keys.iter().any(|key| object.get(*key).is_some_and(Value::is_string));
    has(&["title", "headline", "headlines"])
        && has(&["url", "slug", "href", "link", "uri", "path", "canonical_url"])
}

fn kind(object: &Map<String, Value>) -> String {
    let kinds = KINDS.iter().filter_map(|key| object.get(*key)?.as_str());
    kinds.filter(|kind| kind.len() < 40).collect::<Vec<_>>().join(" ").to_lowercase()
}

fn block(object: &Map<String, Value>) -> Option<String> {
    let kind = kind(object);
    if SILENT
        .iter()
        .any(|silent| kind.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == *silent))
    {
        return None;
    }
    if kind.contains("list")
        && let Some(Value::Array(items)) = object.get("items").or_else(|| object.get("children"))
    {
        let items = items.iter().map(|item| format!("<li>{}</li>", text_of(item, 8)));
        return Some(format!("<ul>{}</ul>", items.collect::<String>()));
    }
    let text = TEXTS
        .iter()
        .find_map(|key| Some(text_of(object.get(*key)?, 8)).filter(|text| !text.trim().is_empty()))?;
    if text.contains("<p") {
        return Some(text);
    }
    let heading = ["head", "h2", "h3", "h4", "title"].iter().any(|word| kind.contains(word));
    let tag = if heading && text.chars().count() < 200 {
        "h2"
    } else if kind.contains("quote") {
        "blockquote"
    } else {
        "p"
    };
    Some(format!("<{tag}>{text}</{tag}>"))
}

/// The text of a value: a string, or the strings in it in order.
fn text_of(value: &Value, depth: usize) -> String {
    match value {
        Value::String(text) if text.contains('<') => text.clone(),
        Value::String(text) => text.replace('\n', "<br>"),
        Value::Array(values) if depth > 0 => values.iter().map(|value| text_of(value, depth - 1)).collect(),
        Value::Object(object) if depth > 0 => TEXTS
            .iter()
            .find_map(|key| Some(text_of(object.get(*key)?, depth - 1)).filter(|text| !text.is_empty()))
            .unwrap_or_default(),
        _ => String::new(),
    }
}
