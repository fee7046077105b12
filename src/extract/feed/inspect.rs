//! A feed as `dateline inspect` prints it.

use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::{Feed, plain};
use crate::news::{Attached, Item, Text, When};

/// The feed as one JSON object of kind `feed`; dates are RFC 3339, those without a zone in UTC.
pub fn inspect_json(feed: &Feed) -> Value {
    let mut out = json!({
        "kind": "feed",
        "title": feed.title,
        "link": feed.home,
        "entries": feed.items.iter().map(entry).collect::<Vec<_>>(),
    });
    let more = [
        ("id", text(&feed.id)),
        ("author", json!(feed.author)),
        ("summary", text(&feed.deck)),
        ("lang", json!(feed.lang)),
        ("updated", date(feed.updated)),
        ("published", date(feed.published)),
    ];
    if let Some(object) = out.as_object_mut() {
        object.extend(more.into_iter().filter(|(_, value)| !value.is_null()).map(|(k, v)| (k.to_owned(), v)));
    }
    out
}

fn entry(item: &Item) -> Value {
    let mut out = json!({
        "title": item.title,
        "link": item.address,
        "published": date(item.published),
        "updated": date(item.updated),
        "author": item.author,
        "id": text(&Text::line(&item.guid)),
        "summary": summary(item),
        "content": item.content.as_ref().map(|html| Text::lines(&plain::without_silent(html.expose()))),
    });
    if let Some(object) = out.as_object_mut() {
        object.extend(attached_json(&item.attached));
    }
    out
}

/// Comments and enclosures as fields of a story, where there are any.
pub fn attached_json(attached: &Attached) -> impl Iterator<Item = (String, Value)> {
    let talks = attached.talks.iter().map(|talk| json!({ "url": talk.address, "count": talk.count }));
    let files = attached.enclosures.iter().map(|file| {
        json!({
            "url": file.address,
            "type": file.media_type,
            "bytes": file.bytes,
            "seconds": file.seconds,
        })
    });
    let fields: [(&str, Vec<Value>); 2] = [("comments", talks.collect()), ("enclosures", files.collect())];
    let told = fields.into_iter().filter(|(_, rows)| !rows.is_empty());
    told.map(|(name, rows)| (name.to_owned(), Value::Array(rows)))
}

/// The summary in words. One that consists of markup alone (a picture, a drawing) is given as it is.
fn summary(item: &Item) -> Value {
    match &item.content {
        Some(html) if item.deck.is_empty() => json!(Text::lines(&plain::without_silent(html.expose()))),
        _ => text(&item.deck),
    }
}

fn text(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { Value::String(Text::line(text).to_string()) }
}

fn date(when: Option<When>) -> Value {
    let local = match when {
        None => return Value::Null,
        Some(When::Moment(moment)) => return Value::String(moment.rfc3339()),
        Some(When::Local(local)) => local,
        Some(When::Date(date)) => date.at(0, 0, 0, 0),
    };
    local.to_zoned(TimeZone::UTC).map_or(Value::Null, |zoned| Value::String(zoned.timestamp().to_string()))
}
