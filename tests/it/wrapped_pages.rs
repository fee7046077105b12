//! Articles that stand in what holds no articles, a thousand times over, closed again or left open: lists,
//! tables, links, buttons, drawings, frames. Each is read, in its place, in time.

use std::time::Duration;

use dateline::extract::{Limits, PageFacts, convert};
use dateline::news::Address;

const TIME: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 2 });

/// What the article stands in: what opens it, and what closes it again.
const AROUND: &[(&str, &str)] = &[
    ("<ul><li>", "</li></ul>"),
    ("<ol><li>", "</li></ol>"),
    ("<dl><dd>", "</dd></dl>"),
    ("<dl><dt>", "</dt></dl>"),
    ("<div><ul><li>", "</li></ul></div>"),
    ("<table><tr><td>", "</td></tr></table>"),
    ("<table><tbody><tr><td>", "</td></tr></tbody></table>"),
    ("<table><caption>", "</caption></table>"),
    ("<table><p>x</p><tr><div><td>", "</div>"),
    ("<div>", "</div>"),
    ("<div><b>", "</b></div>"),
    ("<font color=red><div>", "</div></font>"),
    ("<section>", "</section>"),
    ("<blockquote>", "</blockquote>"),
    ("<form><fieldset>", "</fieldset></form>"),
    ("<details><summary>", "</summary></details>"),
    ("<button>", "</button>"),
    ("<object>", "</object>"),
    ("<output>", "</output>"),
    ("<map>", "</map>"),
    ("<ruby><rb>", "</rb></ruby>"),
    ("<h2>", "</h2>"),
    ("<option>", "</option>"),
    ("<optgroup>", "</optgroup>"),
    ("<svg><foreignObject>", "</foreignObject></svg>"),
    ("<math><annotation-xml encoding='text/html'>", "</annotation-xml></math>"),
    ("<figure><figcaption>", "</figcaption></figure>"),
    ("<frameset><noframes>", "</noframes></frameset>"),
];

/// What stands before the article and has no end.
const BEFORE: &[&str] = &[
    "<script><!--<script>",
    "<select><option>",
    "<select><option>one<select><option>two",
    "<script>var words = \"it is never said",
    "<ul><li>item<li>item<li>item",
    "<table><tr><td>cell<td>cell<td>cell",
];

const PARAGRAPHS: [&str; 6] = [
    "The council met on Monday evening to hear what the engineers had found under the old bridge, and the hall was full.",
    "Two of the piers stand on sand, the report says, and the river has carried much of it away since the last flood.",
    "“We cannot wait for another winter,” the mayor told the people, who had come from all four villages of the valley.",
    "Farmers asked how they should bring their milk to the dairy if the only road is closed, and nobody had an answer.",
    "A ferry was proposed, as there had been one until the nineteen fifties, but the water is too low for it in summer.",
    "The council will decide in December, and until then lorries must take the long way around the lake and the town.",
];

fn article() -> String {
    format!("<article><h1>The bridge must wait</h1><p>{}</p></article>", PARAGRAPHS.join("</p><p>"))
}

/// What of the article is missing in the text of a page with this body.
fn missing(body: &str) -> Vec<&'static str> {
    let page =
        format!("<!doctype html><html lang=en><title>The bridge must wait</title><body>{body}</body></html>");
    let address = Address::parse("https://portal.example/world/48213/").unwrap();
    let facts = PageFacts { address, content_type: Some("text/html; charset=utf-8".to_owned()) };
    let limits = Limits { time: TIME, ..Limits::default() };
    let Ok(article) = convert(page.into_bytes(), facts, limits) else { return PARAGRAPHS.to_vec() };
    let text = article.document.texts().collect::<Vec<_>>().join("\n");
    PARAGRAPHS.into_iter().filter(|paragraph| text.matches(paragraph).count() != 1).collect()
}

#[test]
fn an_article_in_what_holds_no_articles_is_read() {
    let article = article();
    let mut lost = Vec::new();
    for (open, close) in AROUND {
        for times in [1, 30, 400] {
            let (open, close) = (open.repeat(times), close.repeat(times));
            for (body, how) in [
                (format!("{open}{article}{close}"), "closed again"),
                (format!("{open}{article}"), "left open"),
                (format!("{article}{open}"), "opened behind"),
            ] {
                let missing = missing(&body);
                if !missing.is_empty() {
                    lost.push(format!(
                        "{} {times} times, {how}: {}",
                        &open[..open.len() / times],
                        missing.len()
                    ));
                }
            }
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}

#[test]
fn an_article_behind_what_has_no_end_is_read() {
    for before in BEFORE {
        assert_eq!(missing(&format!("{before}{}", article())), [""; 0], "{before}");
    }
    let items = format!("<ul>{}", "<li>item".repeat(20_000));
    assert_eq!(missing(&format!("{items}{}", article())), [""; 0]);
}
