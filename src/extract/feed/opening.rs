//! The first words of a text, which stand for the headline of an entry that has none.

use super::plain;
use crate::news::{Item, Text};

/// Letters of a headline that is made, at most and, where it ends with a sentence, at least.
const MOST: usize = 80;
const LEAST: usize = 20;

/// Bytes of a text that are looked at.
const ENOUGH: usize = 800;

/// Gives an entry without a title the first words of its text for one.
pub fn entitle(item: &mut Item) {
    if !item.title.is_empty() {
        return;
    }
    let content = item.content.as_ref().map(|html| first_line(html.expose()));
    let opening = content.filter(|line| !line.is_empty()).unwrap_or_else(|| item.deck.to_string());
    let title = Text::line(&begun(&opening));
    if title.is_empty() {
        return;
    }
    if item.apart.is_empty() && item.guid.is_empty() && item.address.is_none() {
        // What has nothing else is known by the words that the feed gives it.
        let date = serde_json::to_string(&item.published).unwrap_or_default();
        item.apart = format!("words:{date}:{}", item.deck);
    }
    if item.deck == title {
        item.deck = Text::default();
    }
    item.title = title;
}

/// The first line of a text that says something.
fn first_line(html: &str) -> String {
    let html = html.get(..html.floor_char_boundary(ENOUGH)).unwrap_or(html);
    let html = plain::without_silent(html);
    let has_tags = html.contains("</") || html.contains("<br") || html.contains("<p");
    let ends: &[&str] = if has_tags {
        &["</p", "<p", "<br", "</div", "<div", "</li", "<li", "</h", "<hr", "</tr", "</blockquote"]
    } else {
        &["\n"]
    };
    let mut rest = html.as_str();
    loop {
        let end = ends.iter().filter_map(|end| rest.find(end)).min();
        let line = Text::line(&plain::text_of(rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()));
        let Some(end) = end.filter(|_| !line.chars().any(char::is_alphanumeric)) else {
            return line.to_string();
        };
        let behind = rest.get(end..).unwrap_or_default();
        rest = behind.find(['>', '\n']).and_then(|at| behind.get(at + 1..)).unwrap_or_default();
        if rest.is_empty() {
            return String::new();
        }
    }
}

/// The beginning of a line, up to the end of a sentence or of a word.
fn begun(line: &str) -> String {
    let line = line.trim();
    if line.chars().count() <= MOST {
        return line.to_owned();
    }
    let mut last = None;
    let mut signs = line.char_indices().take(MOST).enumerate().peekable();
    while let Some((count, (at, sign))) = signs.next() {
        let next = signs.peek().map(|(_, (_, next))| *next);
        let ends = match sign {
            '。' | '！' | '？' => true,
            '.' | '!' | '?' | '…' | '؟' | '।' => next.is_some_and(char::is_whitespace),
            _ => false,
        };
        if ends && count + 1 >= LEAST {
            last = Some(at + sign.len_utf8());
        }
    }
    match last.and_then(|end| line.get(..end)) {
        Some(sentence) => sentence.to_owned(),
        None => plain::shorten(line, MOST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::RawHtml;

    fn entitled(html: &str) -> String {
        let mut item = Item { content: Some(RawHtml::new(html)), ..Item::default() };
        entitle(&mut item);
        item.title.to_string()
    }

    #[test]
    fn what_has_no_title_begins_with_its_first_words() {
        for (html, title) in [
            (
                "<p>Hello <a href='/t'>#<span>rust</span></a> &amp; more</p><p>Second</p>",
                "Hello #rust & more",
            ),
            ("<p><img src=x></p><p> … </p><div>One<br>Two</div>", "One"),
            ("First line\nSecond line", "First line"),
            (
                "<p>The bridge is closed until Monday. Drivers have to take the road over the hill, which is longer.</p>",
                "The bridge is closed until Monday.",
            ),
            (
                "<p>Words that go on and on, without any end of a sentence in them, until there is no room left</p>",
                "Words that go on and on, without any end of a sentence in them, until there is…",
            ),
            ("<p><img src=x></p>", ""),
            ("", ""),
        ] {
            assert_eq!(entitled(html), title);
        }
        let japanese = "橋は月曜日まで閉鎖されます。運転手は丘を越える道を通らなければなりません。".repeat(4);
        assert!(entitled(&japanese).ends_with('。'));
        let mut titled = Item { title: Text::line("T"), deck: Text::line("D"), ..Item::default() };
        entitle(&mut titled);
        assert_eq!(titled.title, "T");
        let mut short = Item { deck: Text::line("Only this."), ..Item::default() };
        entitle(&mut short);
        assert_eq!((short.title.as_str(), short.deck.as_str()), ("Only this.", ""));
        assert_eq!(short.apart, "words:null:Only this.");
    }
}
