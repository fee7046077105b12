//! The JSON that commands print: one object a line, the same field always under the same name.

use serde_json::{Map, Value, json};

use super::world::World;
use crate::news::{
    Article, Block, Bookmark, Headline, Item, Role, Route, SearchHit, Slug, Source, SourceRow, Span, Text,
    When,
};
use crate::service::Found;
use crate::typeset::formats;

/// A story as `day` prints it.
pub fn story(story: &Headline, slug: Option<&Slug>) -> Value {
    json!({
        "id": story.id.0,
        "url": story.address,
        "title": story.title,
        "source": slug.map_or_else(|| story.source_title.as_str(), Slug::as_str),
        "section": story.section,
        "day": story.day.to_string(),
        "published": story.moment.map(crate::news::Moment::rfc3339),
        "author": story.author,
        "words": story.words,
        "read": !story.unread,
        "bookmarked": story.bookmarked,
    })
}

/// A story as `search` prints it: as `day` does, with the sentence round the hit. A bookmark of a page that no
/// source told has no id.
pub fn hit(hit: &SearchHit, slug: Option<&Slug>) -> Value {
    let mut row = story(&hit.headline, slug);
    if let Value::Object(fields) = &mut row {
        if hit.headline.id.0 < 0 {
            fields.insert("id".to_owned(), Value::Null);
        }
        fields.insert("snippet".to_owned(), json!(hit.snippet));
    }
    row
}

/// A text as `read` prints it.
pub fn article(article: &Article, url: Option<&str>) -> Value {
    let canonical = article.canonical.as_ref().or(article.address.as_ref());
    let url = url.map(str::to_owned).or_else(|| canonical.map(ToString::to_string));
    json!({
        "url": url,
        "title": article.title,
        "author": author(article),
        "date": date(article),
        "published": article.published.map(crate::news::Moment::rfc3339),
        "updated": article.updated.map(crate::news::Moment::rfc3339),
        "site": article.site,
        "lang": article.lang,
        "excerpt": article.excerpt,
        "words": article.words,
        "credits": credits(&article.document.blocks),
        "text": formats::text(&article.document),
        "markdown": formats::markdown(article, false),
        "notice": article.notice,
    })
}

/// The authors in one line, if there are any.
pub fn author(article: &Article) -> Option<String> {
    let names: Vec<&str> = article.authors.iter().map(Text::as_str).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The day it was published, with the offset as written.
pub fn date(article: &Article) -> Option<String> {
    let published = article.published?;
    Some(published.civil(&jiff::tz::TimeZone::UTC).date().to_string())
}

/// The credit lines.
fn credits(blocks: &[Block]) -> Option<String> {
    let lines = blocks.iter().filter_map(|block| match block {
        Block::Paragraph { role: Role::Credit, spans } => Some(words(spans)),
        _ => None,
    });
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn words(spans: &[Span]) -> String {
    let words: String = spans.iter().map(|span| span.text.as_str()).collect();
    words.trim().to_owned()
}

/// A bookmark as `bookmarks` prints it.
pub fn bookmark(bookmark: &Bookmark) -> Value {
    json!({
        "url": bookmark.address,
        "title": bookmark.title,
        "day": bookmark.day.to_string(),
        "added": bookmark.added.rfc3339(),
        "tags": bookmark.tags,
        "note": bookmark.note,
        "has_text": bookmark.has_text,
    })
}

/// A route of a source.
pub fn route(route: &Route) -> Value {
    let mut object = Map::new();
    object.insert("kind".into(), route.kind().into());
    let place = if route.template().is_some() { "template" } else { "url" };
    object.insert(place.into(), route.place().into());
    if !route.is_live() {
        let (from, to) = route.range();
        object.insert("from".into(), json!(from.map(|day| day.to_string())));
        object.insert("to".into(), json!(to.map(|day| day.to_string())));
    }
    Value::Object(object)
}

/// A source as `sources` prints it.
pub fn source(source: &Source, row: Option<&SourceRow>) -> Value {
    let routes: Vec<Value> = source.routes.iter().map(route).collect();
    json!({
        "id": source.slug,
        "title": source.title,
        "home": source.home,
        "lang": source.lang,
        "zone": source.zone,
        "section": source.section,
        "routes": routes,
        "health": row.map(health),
    })
}

fn health(row: &SourceRow) -> Value {
    let health = &row.health;
    let at = |moment: Option<crate::news::Moment>| moment.map(crate::news::Moment::rfc3339);
    json!({
        "state": health.condition().name(),
        "trouble": health.trouble,
        "hint": health.hint,
        "asked": at(health.last_asked),
        "answered": at(health.last_good),
        "new": at(health.last_new),
        "next": at(health.next_try),
        "failures": health.failures,
        "answers": health.answers,
        "saved": health.saved,
        "stories": row.stories,
        "unread": row.unread,
    })
}

/// What an address is, as `inspect` prints it. Of a feed, all that the feed itself says.
pub fn found(found: &Found, world: &World) -> Value {
    if let (crate::service::FoundKind::Feed, Some(feed)) = (found.kind, &found.feed) {
        return crate::extract::feed::inspect_json(feed);
    }
    let mut object = Map::new();
    object.insert("kind".into(), found.kind.name().into());
    object.insert("url".into(), found.address.as_str().into());
    object.insert("title".into(), found.source.title.as_str().into());
    object.insert("home".into(), json!(found.source.home));
    object.insert("lang".into(), json!(found.source.lang));
    object.insert("section".into(), json!(found.source.section));
    let template = found.routes.iter().find_map(|evidence| evidence.route.template());
    object.insert("template".into(), json!(template));
    let routes = found.routes.iter().map(|evidence| {
        let mut object = route(&evidence.route);
        if let Some(object) = object.as_object_mut() {
            object.insert("seen".into(), evidence.seen.as_str().into());
        }
        object
    });
    object.insert("routes".into(), routes.collect());
    object.insert("sample".into(), found.sample.iter().map(|item| sample(item, world)).collect());
    object.insert("notes".into(), json!(found.notes));
    if let Some(article) = &found.article {
        object.insert("article".into(), self::article(article, None));
    }
    Value::Object(object)
}

fn sample(item: &Item, world: &World) -> Value {
    let published = item.published.and_then(|when| match when {
        When::Moment(moment) => Some(moment.rfc3339()),
        When::Local(local) => {
            local.to_zoned(world.now().zone).ok().map(|zoned| zoned.timestamp().to_string())
        }
        When::Date(_) => None,
    });
    json!({ "title": item.title, "url": item.address, "published": published })
}
