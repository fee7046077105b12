//! Markdown → a page of HTML, as `text/markdown` and files called `.md` come.
//!
//! Such a page holds the text and nothing else, so it is taken as a page of our own making is ([`own`](super::own)).

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::feed::escaped;
use super::import::facts_in_front;

/// Endings of files that are written so.
const ENDINGS: [&str; 4] = [".md", ".markdown", ".mdown", ".mkd"];

/// Whether a text is Markdown: its header says so, or the name of its file does and the text has signs of it.
pub(super) fn is_marked(mime: Option<&str>, path: &str, text: &str) -> bool {
    match mime {
        Some("text/markdown" | "text/x-markdown" | "text/vnd.daringfireball.markdown") => true,
        Some("text/plain") | None => {
            let path = path.to_ascii_lowercase();
            ENDINGS.iter().any(|ending| path.ends_with(ending)) && has_signs(text)
        }
        Some(_) => false,
    }
}

/// The media type of a file that is called so, where its name tells that it is Markdown.
pub fn mime_of(name: &str) -> Option<String> {
    let name = name.to_ascii_lowercase();
    ENDINGS.iter().any(|ending| name.ends_with(ending)).then(|| "text/markdown".to_owned())
}

fn has_signs(text: &str) -> bool {
    facts_in_front(text).is_some()
        || text.contains("](")
        || text.starts_with("+++\n")
        || text.lines().any(|line| {
            let hashes = line.len() - line.trim_start_matches('#').len();
            let is_heading = (1..=6).contains(&hashes) && line[hashes..].starts_with(' ');
            let is_rule = line.len() > 2 && line.chars().all(|sign| sign == '=');
            is_heading
                || is_rule
                || ["- ", "* ", "```", "> ", "1. "].iter().any(|sign| line.starts_with(sign))
        })
}

/// Whether a text begins as a page of HTML does, whatever is called Markdown.
pub(super) fn begins_as_html(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    while let Some((_, behind)) = rest.strip_prefix("<!--").and_then(|comment| comment.split_once("-->")) {
        rest = behind.trim_start();
    }
    let head = rest.get(..rest.floor_char_boundary(20)).unwrap_or_default().to_ascii_lowercase();
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| head.starts_with(tag))
}

/// Markdown as a page. Its title is the one among the facts in front, else its only heading of the first level, or the
/// one that it begins with, which is no part of the text then.
pub(super) fn as_page(text: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let text = text.trim_start_matches('\u{feff}');
    let boxed = |event| match event {
        Event::TaskListMarker(is_done) => Event::Text(if is_done { "☑ " } else { "☐ " }.into()),
        event => event,
    };
    let mut events: Vec<Event> = Parser::new_ext(text, options).map(boxed).collect();
    let is_led = matches!(events.first(), Some(Event::Start(Tag::MetadataBlock(_))));
    let facts = facts_in_front(text).filter(|_| is_led).unwrap_or_default();
    let fact = |names: &[&str]| {
        let found = facts.iter().find(|(name, _)| names.contains(&name.to_lowercase().as_str()));
        found.map(|(_, values)| values.as_slice()).unwrap_or_default()
    };
    let mut title = fact(&["title"]).join(" ");
    if let Some((range, heading)) = heading(&events) {
        let begins = !say(events.get(..range.start).unwrap_or_default());
        let is_title = title.is_empty() || title.trim() == heading.trim();
        if begins && is_title {
            events.drain(range);
        }
        if is_title && (begins || events.iter().filter(|event| is_first(event)).count() == 1) {
            title = heading;
        }
    }
    let mut out = String::from("<html><head><meta name=generator content=Dateline>");
    out.push_str(&format!("<title>{}</title>", escaped(&title)));
    let mut meta = |name: &str, values: &[String]| {
        for value in values.iter().filter(|value| !value.trim().is_empty()) {
            let value = escaped(value).replace('"', "&quot;");
            out.push_str(&format!("<meta {name} content=\"{value}\">"));
        }
    };
    meta("property=\"og:title\"", std::slice::from_ref(&title));
    let authors = fact(&["author", "authors", "by"]).iter();
    let authors: Vec<String> =
        authors.map(|author| author.strip_prefix("name:").unwrap_or(author).trim().to_owned()).collect();
    meta("name=\"author\"", &authors);
    meta("property=\"article:published_time\"", fact(&["date", "published", "pubdate", "created"]));
    meta("property=\"article:modified_time\"", fact(&["updated", "modified", "lastmod", "last_modified"]));
    meta("name=\"description\"", fact(&["description", "summary", "excerpt"]));
    meta("http-equiv=\"content-language\"", fact(&["lang", "language"]));
    out.push_str(&format!("</head><body><article><header><h1>{}</h1></header>", escaped(&title)));
    html::push_html(&mut out, events.into_iter());
    out.push_str("</article></body></html>");
    out
}

/// Whether something of the text is said: pictures and the facts in front are none of it.
fn say(events: &[Event]) -> bool {
    let mut beside = 0_u32;
    events.iter().any(|event| {
        match event {
            Event::Start(Tag::Image { .. } | Tag::MetadataBlock(_)) => beside += 1,
            Event::End(TagEnd::Image | TagEnd::MetadataBlock(_)) => beside = beside.saturating_sub(1),
            Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::CodeBlock(_)) => return true,
            Event::Text(_) | Event::Code(_) => return beside == 0,
            _ => {}
        }
        false
    })
}

fn is_first(event: &Event) -> bool {
    matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }))
}

/// Where the first heading of the first level stands, and what it says.
fn heading(events: &[Event]) -> Option<(std::ops::Range<usize>, String)> {
    let begins = events.iter().position(is_first)?;
    let inside = events.get(begins..)?;
    let length = inside.iter().position(|event| matches!(event, Event::End(TagEnd::Heading(_))))?;
    let said = inside.get(..length)?.iter().map(|event| match event {
        Event::Text(text) | Event::Code(text) => text.as_ref(),
        Event::SoftBreak | Event::HardBreak => " ",
        _ => "",
    });
    Some((begins..begins + length + 1, said.collect()))
}

#[cfg(test)]
mod tests {
    use crate::extract::{Limits, PageFacts, convert};
    use crate::news::{Address, Article, Block};

    fn read(text: &str, path: &str, mime: &str) -> Article {
        let address = Address::parse(&format!("https://a.example/{path}")).unwrap();
        let facts = PageFacts { address, content_type: Some(mime.to_owned()) };
        convert(text.as_bytes().to_vec(), facts, Limits::default()).unwrap()
    }

    fn kinds(article: &Article) -> Vec<&str> {
        let kinds = article.document.blocks.iter().map(|block| match block {
            Block::Paragraph { .. } => "p",
            Block::Heading { .. } => "h",
            Block::List { .. } => "list",
            Block::Code { .. } => "code",
            Block::Table { .. } => "table",
            Block::Quote(_) => "quote",
            _ => "other",
        });
        kinds.collect()
    }

    const NOTES: &str = "# The harbour *ferry* stops\n\nBy [Ann](/ann), who **saw** it.\n\n## Costs\n\n- one\n- two\n\n\
                         ```rust\nfn main() {}\n```\n\n> Said.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\nThe end.\n";

    #[test]
    fn markdown_is_read_as_it_is_meant() {
        for (path, mime) in [("x", "text/markdown; charset=utf-8"), ("README.md", "text/plain")] {
            let article = read(NOTES, path, mime);
            assert_eq!(article.title.as_str(), "The harbour ferry stops");
            assert_eq!(kinds(&article), ["p", "h", "list", "code", "quote", "table", "p"]);
            assert_eq!(article.document.links[0].as_str(), "https://a.example/ann");
            assert!(article.notice.is_none());
        }
    }

    #[test]
    fn what_stands_in_front_is_known_and_not_shown() {
        let front = "---\ntitle: \"The ferry: a report\"\ndate: 2026-11-03\nauthors:\n  - Priya Nair\n  - Ann Berg\nlang: en\n---\n\n\
                     # Part one\n\nIt stops.\n";
        let article = read(front, "x", "text/markdown");
        assert_eq!(article.title.as_str(), "The ferry: a report");
        assert_eq!(article.authors.len(), 2);
        assert!(article.published.unwrap().rfc3339().starts_with("2026-11-03"));
        assert_eq!(kinds(&article), ["h", "p"]);
        let same = read("---\ntitle: Part one\n---\n# Part one\n\nIt stops.\n", "x", "text/markdown");
        assert_eq!(kinds(&same), ["p"]);
        assert_eq!(kinds(&read("+++\ntitle = \"x\"\n+++\n\nIt stops.\n", "x", "text/markdown")), ["p"]);
        assert_eq!(read("+++\ntitle = \"x\"\n+++\n\nIt stops.\n", "x.md", "text/plain").words, 2);
        let hugo = "+++\ntitle = \"The ferry\"\ndate = 2026-11-03T10:00:00Z\nauthors = [\"Ann Berg\", \"Bo\"]\n+++\n\nIt stops.\n";
        let hugo = read(hugo, "x", "text/markdown");
        assert_eq!((hugo.title.as_str(), hugo.authors.len()), ("The ferry", 2));
        assert!(hugo.published.unwrap().rfc3339().starts_with("2026-11-03"));
        let people = read("---\nauthors:\n  - name: Ann Berg\n---\n\nIt stops.\n", "x", "text/markdown");
        assert_eq!(people.authors[0].as_str(), "Ann Berg");
        // A line at the beginning is only a line.
        assert!(kinds(&read("---\n\nIt stops: now.\n", "x", "text/markdown")).contains(&"p"));
    }

    #[test]
    fn a_heading_further_down_stays_where_it_is() {
        let two =
            read("It begins.\n\n# Part one\n\nIt goes on.\n\n# Part two\n\nIt ends.\n", "x", "text/markdown");
        assert_eq!(kinds(&two), ["p", "h", "p", "h", "p"]);
        let one = read("It begins.\n\n# The ferry\n\nIt ends.\n", "x", "text/markdown");
        assert_eq!((one.title.as_str(), kinds(&one)), ("The ferry", vec!["p", "h", "p"]));
        let quoted = read("> # Said\n\nIt ends.\n", "x", "text/markdown");
        assert_eq!(kinds(&quoted), ["quote", "p"]);
        let badges =
            read("[![ok](https://x.example/b.svg)](/b)\n\n# The ferry\n\nIt ends.\n", "x", "text/markdown");
        assert_eq!((badges.title.as_str(), kinds(&badges).contains(&"h")), ("The ferry", false));
        let setext = read("The ferry\n=========\n\nIt stops.\n", "x.md", "text/plain");
        assert_eq!((setext.title.as_str(), kinds(&setext)), ("The ferry", vec!["p"]));
        let done = read("# To do\n\n- [x] one\n- [ ] two ~~three~~\n", "x", "text/markdown");
        let said = done.document.texts().collect::<String>();
        assert!(said.contains("☑ one") && said.contains("☐ two ~~three~~"), "{said}");
        let shown = "# How to write HTML\n\n```html\n<!doctype html><html><body>\n```\n\nSo.\n";
        assert_eq!(kinds(&read(shown, "x", "text/markdown")), ["code", "p"]);
    }

    #[test]
    fn other_texts_stay_what_they_are() {
        let plain = read(NOTES, "notes.txt", "text/plain");
        assert_eq!(plain.title.as_str(), "# The harbour *ferry* stops");
        let plain = read("A letter.\n\nIt says nothing *more*.\n", "letter.md", "text/plain");
        assert!(plain.document.texts().collect::<String>().contains("*more*"));
        let html =
            "<!doctype html><html><head><title>T</title></head><body><article><p># no heading</p></article>";
        assert_eq!(read(html, "x.md", "text/html").title.as_str(), "T");
        assert_eq!(read(html, "x.md", "text/markdown").title.as_str(), "T");
    }
}
