//! Text that a page carries only as data: the `articleBody` of its JSON-LD, and what frameworks leave in
//! scripts and attributes for the browser to draw (`__NEXT_DATA__`, `data-page` and their like, of any make). Found by shape, never by the
//! name of a site; asked only where the page itself yields little.

mod shape;

use dom_query::{Document as Dom, NodeRef};
use serde_json::Value;

use super::fragment::fragment;
use super::metadata::Metadata;
use super::page::Page;
use super::words::words;
use crate::news::Document;

/// Bytes of scripts that are looked through, and of one of them.
const MAX_SCRIPTS: usize = 6 << 20;
const MAX_SCRIPT: usize = 4 << 20;

/// Words a page yields that are too few for an article, and those that data must have to be one.
const LITTLE: u32 = 120;
const ENOUGH: u32 = 60;

/// Words of a page that has only what scripts draw.
const NOTHING: u32 = 25;

/// The text that the page's data has, where the page's own text is much less.
pub(super) fn instead(page: &Page, metadata: &Metadata, document: &Document) -> Option<Document> {
    let own = words(document);
    if own > LITTLE || metadata.paid {
        return None;
    }
    let described = metadata.body.as_deref().map(|body| fragment(&as_html(body), page.base()));
    let more = |document: &Document| words(document) >= ENOUGH.max(own * 2);
    if let Some(found) = described.filter(more) {
        return Some(found);
    }
    let html = in_data(page.dom(), own < NOTHING)?;
    Some(fragment(&html, page.base())).filter(more)
}

/// Text of data as HTML: paragraphs at its line ends, if it is not HTML already.
fn as_html(text: &str) -> String {
    if shape::is_html(text) {
        return text.to_owned();
    }
    let unescaped =
        if text.contains("&lt;p") { Dom::fragment(text).text().to_string() } else { text.to_owned() };
    if shape::is_html(&unescaped) {
        return unescaped;
    }
    let lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    lines.fold(String::new(), |html, line| html + "<p>" + &line.replace('<', "&lt;") + "</p>")
}

/// The longest text in the data of the page's scripts, or of the attributes of a page that is bare, as HTML.
fn in_data(dom: &Dom, is_bare: bool) -> Option<String> {
    let mut left = MAX_SCRIPTS;
    let mut best: Option<shape::Found> = None;
    let mut take = |value: &Value| {
        let found = shape::longest(value);
        if found.as_ref().map_or(0, |found| found.weight) > best.as_ref().map_or(0, |best| best.weight) {
            best = found;
        }
    };
    for script in dom.select("script").nodes() {
        let text = script.text();
        left = left.saturating_sub(text.len());
        if left == 0 {
            break;
        }
        if text.len() < 300 || text.len() > MAX_SCRIPT {
            continue;
        }
        values(&text).iter().for_each(&mut take);
    }
    // `<div id="app" data-page="{…}">`, `<my-story :story="{…}">`: what a page draws itself from, or other stories.
    let elements = is_bare.then(|| dom.root());
    for node in elements.iter().flat_map(NodeRef::descendants_it).filter(NodeRef::is_element) {
        let Some(element) = node.element_ref() else { continue };
        for attribute in &element.attrs {
            let text = attribute.value.trim_start();
            if (300..left.min(MAX_SCRIPT)).contains(&text.len()) && text.starts_with(['{', '[']) {
                left -= text.len();
                values(text).iter().for_each(&mut take);
            }
        }
    }
    best.map(|found| found.html)
}

/// The values of JSON in a script: all of it, or what is assigned (`window.STATE = {…}`), or parsed from a
/// string (`JSON.parse("…")`).
fn values(script: &str) -> Vec<Value> {
    const MOST: usize = 6;
    let mut found = Vec::new();
    let first = |text: &str| {
        serde_json::Deserializer::from_str(text).into_iter::<Value>().next().and_then(Result::ok)
    };
    let trimmed = script.trim_start();
    if trimmed.starts_with(['{', '[']) {
        found.extend(first(trimmed));
        return found;
    }
    let mut at = 0;
    while let Some(place) = script.get(at..).and_then(|rest| rest.find(['=', '('])) {
        let start = at + place + 1;
        at = start;
        let Some(rest) = script.get(start..).map(str::trim_start) else { break };
        if rest.starts_with(['{', '[']) || rest.starts_with("\"{") || rest.starts_with("\"[") {
            let Some(value) = first(rest) else { continue };
            let value = match &value {
                Value::String(inner) => first(inner).unwrap_or(value),
                _ => value,
            };
            at = start + value.to_string().len() / 2;
            at = script.ceil_char_boundary(at.min(script.len()));
            found.push(value);
        }
        if found.len() >= MOST {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Limits, PageFacts};
    use crate::news::{Address, Article};

    fn article(html: &str) -> Article {
        let facts = PageFacts { address: Address::parse("https://a.example/1").unwrap(), content_type: None };
        Page::parse(html.as_bytes(), &facts, &Limits::default()).unwrap().article().unwrap()
    }

    fn sentence(what: &str) -> String {
        format!("The {what} rose again today, and nobody in the town below had expected it to. ").repeat(6)
    }

    #[test]
    fn text_that_is_only_data_is_found_by_its_shape() {
        let (one, two) = (sentence("river"), sentence("lake"));
        for data in [
            format!(
                r#"<script type="application/ld+json">{{"@type":"NewsArticle","headline":"T","articleBody":"{one}\n\n{two}"}}</script>"#
            ),
            format!(
                r#"<script id="__NEXT_DATA__" type="application/json">{{"props":{{"post":{{"body":"<p>{one}</p><p>{two}</p>"}}}}}}</script>"#
            ),
            format!(
                r#"<script>window.Fusion={{}};Fusion.globalContent={{"content_elements":[{{"type":"text","content":"{one}"}},
                {{"type":"image","caption":"{one}"}},{{"type":"text","content":"{two}"}}]}};Fusion.x=1;</script>"#
            ),
            format!(
                r#"<script>window.__STATE__ = {{"story":{{"blocks":[{{"_type":"block","style":"h2","children":[{{"text":"Head"}}]}},
                {{"_type":"block","children":[{{"text":"{one}"}}]}},{{"_type":"block","children":[{{"text":"{two}"}}]}}]}}}};</script>"#
            ),
            format!(
                r#"<script>window.__S = JSON.parse("{{\"doc\":[{{\"nodeType\":\"paragraph\",\"content\":[{{\"value\":\"{one}\"}}]}},{{\"nodeType\":\"paragraph\",\"content\":[{{\"value\":\"{two}\"}}]}}]}}")</script>"#
            ),
            format!(
                r#"<div data-page='{{"component":"Show","props":{{"post":{{"body":"<p>{one}</p><p>{two}</p>"}}}}}}'></div>"#
            ),
        ] {
            let found = article(&format!("<title>T</title><div id=root></div>{data}"));
            let paragraphs =
                found.document.blocks.iter().filter(|block| format!("{block:?}").contains("rose again"));
            assert_eq!(paragraphs.count(), 2, "{data}\n{:?}", found.document);
            assert_eq!(found.notice, None, "{data}");
        }
    }

    #[test]
    fn the_lines_of_a_poem_are_paragraphs_where_the_data_says_so() {
        let line = |n: u32| format!(r#"{{"type":"paragraph","text":"The river ran low {n}."}}"#);
        let lines = (0..40).map(line).collect::<Vec<_>>().join(",");
        let found = article(&format!(
            r#"<div id=root></div><script>window.__S = {{"story":{{"body":[{lines}]}}}};</script>"#
        ));
        assert_eq!(format!("{:?}", found.document).matches("ran low").count(), 40);
    }

    #[test]
    fn lists_of_stories_and_paid_texts_are_not_taken() {
        let (one, two) = (sentence("river"), sentence("lake"));
        for data in [
            format!(
                r#"<script type="application/json">{{"stories":[{{"title":"A","url":"/a","text":"{one}"}},{{"title":"B","url":"/b","text":"{two}"}}]}}</script>"#
            ),
            format!(
                r#"<script>var form = {{"fields":[{}]}};</script>"#,
                (0..60).map(|n| format!(r#"{{"value":"Country {n}"}}"#)).collect::<Vec<_>>().join(",")
            ),
            format!(
                r#"<script type="application/ld+json">{{"@type":"NewsArticle","isAccessibleForFree":false,"articleBody":"{one}"}}</script>"#
            ),
        ] {
            let found = article(&format!("<title>T</title><div id=root></div>{data}"));
            assert!(found.document.is_empty() && found.notice.is_some(), "{data}");
        }
    }
}
