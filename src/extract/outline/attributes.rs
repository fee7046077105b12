//! What an element's attributes say that its text does not: a time, a picture.

use dom_query::NodeRef;

use crate::extract::date;

/// Longest value that is looked at for a time.
const MAX_TIME: usize = 40;

/// The time an element gives: `datetime`, data of that meaning (`data-time`, `data-published` …), a `title` that is a
/// date, a published date in microdata. When something was changed or ends is no such time.
pub(super) fn time(node: &NodeRef<'_>, name: &str) -> Option<String> {
    if let Some(written) = node.attr("datetime") {
        return Some(written.to_string());
    }
    let is_time = |value: &str| value.len() <= MAX_TIME && date::parse(value).is_some();
    for attr in node.attrs() {
        let value = attr.value.trim();
        let told = match &*attr.name.local {
            "title" => matches!(name, "abbr" | "time" | "span" | "small" | "em" | "i"),
            "content" => node.attr("itemprop").is_some_and(|of| &*of == "datePublished"),
            key => key.strip_prefix("data-").is_some_and(means_time),
        };
        if told && is_time(value) {
            return Some(value.to_owned());
        }
    }
    None
}

fn means_time(key: &str) -> bool {
    const YES: [&str; 5] = ["time", "date", "publish", "stamp", "created"];
    const NO: [&str; 6] = ["modif", "update", "end", "expire", "until", "valid"];
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    matches!(key, "ts" | "utc" | "epoch" | "unix") || (has(&YES) && !has(&NO))
}

/// Where an element's picture is, as it is written: of an `img` also one that a script would load, of others their
/// background, of a `noscript` the picture in it.
pub(super) fn picture(node: &NodeRef<'_>, name: &str) -> Option<String> {
    match name {
        "img" => of_img(node),
        "noscript" => {
            let inner = node.descendants_it().find(|inner| inner.has_name("img"));
            inner.as_ref().and_then(of_img).or_else(|| written(&node.text()))
        }
        _ => {
            let style = node.attr("style")?;
            let (_, rest) = style.split_once("url(").filter(|(before, _)| before.contains("background"))?;
            let source = rest.split(')').next()?.trim().trim_matches(['"', '\'']);
            is_source(source).then(|| source.to_owned())
        }
    }
}

fn is_source(source: &str) -> bool {
    !source.is_empty() && !source.starts_with("data:")
}

fn of_img(node: &NodeRef<'_>) -> Option<String> {
    const LAZY: [&str; 4] = ["data-src", "data-original", "data-lazy-src", "src"];
    let one = LAZY.iter().find_map(|key| node.attr(key).filter(|value| is_source(value)));
    // Of several sizes the first.
    let of_sizes = || ["data-srcset", "srcset"].iter().find_map(|key| node.attr(key));
    let first = |sizes: &str| sizes.split([' ', ',']).find(|part| is_source(part)).map(str::to_owned);
    one.map(|one| one.to_string()).or_else(|| of_sizes().and_then(|sizes| first(&sizes)))
}

/// The source of an `img` that is text because scripts are taken to run.
fn written(html: &str) -> Option<String> {
    let (_, tag) = html.split_once("<img")?;
    let (_, rest) = tag.split('>').next()?.split_once("src=")?;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
    let source = match quote {
        Some(quote) => rest.get(1..)?.split(quote).next()?,
        None => rest.split_whitespace().next()?,
    };
    is_source(source).then(|| source.to_owned())
}
