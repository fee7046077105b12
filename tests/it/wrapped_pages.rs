//! Articles that stand in what holds no articles, a thousand times over, closed again or left open: lists,
//! tables, links, buttons, drawings, frames. Each is read, in its place, in time.

use std::time::Duration;

use dateline::extract::Limits;

use crate::support::page::{PARAGRAPHS, read_within, text};

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

/// What is said.
const SAID: &[&str] = PARAGRAPHS.split_at(6).0;

fn article() -> String {
    format!("<article><h1>The bridge must wait</h1><p>{}</p></article>", SAID.join("</p><p>"))
}

/// What of the article is missing in the text of a page with this body.
fn missing(body: &str) -> Vec<&'static str> {
    let page =
        format!("<!doctype html><html lang=en><title>The bridge must wait</title><body>{body}</body></html>");
    let limits = Limits { time: TIME, ..Limits::default() };
    let Ok(article) = read_within(limits, &page) else { return SAID.to_vec() };
    let text = text(&article);
    SAID.iter().copied().filter(|paragraph| text.matches(paragraph).count() != 1).collect()
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
