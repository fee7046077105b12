//! Posts as WordPress's REST interface tells them
//! (<https://developer.wordpress.org/rest-api/reference/posts/>).

use serde_json::Value;

use super::date;
use super::feed::plain;
use crate::news::{Address, Fault, FaultKind, Item, Text, When};

/// Fields of a post that are asked for and read.
pub const FIELDS: &str = "id,date,date_gmt,modified_gmt,link,title,excerpt";

/// Reads one page of posts.
pub fn posts(bytes: &[u8], base: &Address) -> Result<Vec<Item>, Fault> {
    let refused = || {
        let sentence = format!("{} does not answer as WordPress does", base.host());
        Fault::new(FaultKind::Content, sentence).cause(base)
    };
    let value: Value = serde_json::from_slice(bytes).map_err(|_| refused())?;
    let posts = value.as_array().ok_or_else(refused)?;
    Ok(posts.iter().filter_map(|post| item(post, base)).collect())
}

fn item(post: &Value, base: &Address) -> Option<Item> {
    let address = base.join(post.get("link")?.as_str()?).ok()?;
    let rendered = |key: &str| {
        let html = post.get(key).and_then(|value| value.get("rendered")).and_then(Value::as_str);
        plain::text_of(html.unwrap_or_default())
    };
    // `date_gmt` is UTC without saying so; `date` is the site's own time.
    let utc = |key: &str| {
        let raw = post.get(key).and_then(Value::as_str)?;
        date::parse(&format!("{raw}Z"))
    };
    let local = || post.get("date").and_then(Value::as_str).and_then(date::parse);
    Some(Item {
        guid: address.as_str().to_owned(),
        title: Text::line(&rendered("title")).cut(500),
        deck: Text::line(&plain::shorten(&rendered("excerpt"), 300)),
        published: with_offset(utc("date_gmt"), local()),
        updated: utc("modified_gmt"),
        address: Some(address),
        ..Item::default()
    })
}

/// The instant with the offset that the two ways of writing it differ by.
fn with_offset(utc: Option<When>, local: Option<When>) -> Option<When> {
    match (utc, local) {
        (Some(When::Moment(mut moment)), Some(When::Local(local))) => {
            let there = jiff::tz::TimeZone::UTC.to_datetime(moment.instant);
            let minutes = local.duration_since(there).as_mins();
            moment.offset_min = i16::try_from(minutes).ok().filter(|minutes| minutes.abs() <= 15 * 60);
            Some(When::Moment(moment))
        }
        (utc, local) => utc.or(local),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_are_read_with_the_sites_own_offset() {
        let raw = r#"[{"id":7,"date":"2025-11-14T01:30:00","date_gmt":"2025-11-13T20:30:00",
            "modified_gmt":"2025-11-14T00:00:00","link":"https://a.org/2025/11/14/x/",
            "title":{"rendered":"Rivers &#8211; <em>rise</em>"},"excerpt":{"rendered":"<p>In the north.</p>"}},
            {"id":8,"link":"javascript:1"}]"#;
        let items = posts(raw.as_bytes(), &Address::parse("https://a.org/wp-json/").unwrap()).unwrap();
        assert_eq!(items.len(), 1);
        assert_eq!(items[0].title, "Rivers – rise");
        assert_eq!(items[0].deck, "In the north.");
        let Some(When::Moment(moment)) = items[0].published else { panic!("a moment") };
        assert_eq!(moment.offset_min, Some(300));
        assert_eq!(moment.instant.to_string(), "2025-11-13T20:30:00Z");
    }

    #[test]
    fn what_is_none_is_refused() {
        let base = Address::parse("https://a.org/wp-json/").unwrap();
        assert!(posts(b"<html>", &base).is_err());
        assert!(posts(br#"{"code":"rest_no_route"}"#, &base).is_err());
        assert!(posts(b"[]", &base).unwrap().is_empty());
    }
}
