//! The corpus of pages in `tests/corpus`: the markup and the encodings that news sites of eight languages use, with
//! what a reader should get of each. Pages and expectations are written by `tests/corpus/make.py`, from the same
//! prose; nothing in an expectation was taken from what the program does.

use std::fs;
use std::path::{Path, PathBuf};

use dateline::extract::{Limits, PageFacts, convert};
use dateline::news::{Address, Article, Block, Role, Span};

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/pages");
    let mut pages: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|page| page.extension().is_some_and(|end| end == "html"));
    pages.sort();
    pages
}

fn words(spans: &[Span]) -> String {
    let text: String = spans.iter().map(|span| span.text.as_str()).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A document as the expectations write it: one block a line.
fn lines(blocks: &[Block], quoted: bool, out: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph { spans, .. } if quoted => out.push(format!("Q: {}", words(spans))),
            Block::Paragraph { role, spans } => {
                let kind = match role {
                    Role::Body => "P",
                    Role::Standfirst => "Lead",
                    Role::Deck => "Deck",
                    Role::Byline => "Byline",
                    Role::Credit => "Credit",
                    Role::Note => "Note",
                    Role::PullQuote => "Q",
                    Role::Footnote => "Footnote",
                };
                out.push(format!("{kind}: {}", words(spans)));
            }
            Block::Heading { spans, .. } => out.push(format!("H: {}", words(spans))),
            Block::Quote(inner) => lines(inner, true, out),
            Block::List { items, .. } => {
                for item in items {
                    let mut inner = Vec::new();
                    lines(item, false, &mut inner);
                    out.extend(inner.iter().map(|line| format!("-: {}", line.trim_start_matches("P: "))));
                }
            }
            Block::Figure { caption, credit, .. } => {
                let parts = [words(caption), credit.to_string()];
                let told: Vec<&str> =
                    parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
                out.push(format!("F: {}", told.join(" | ")));
            }
            Block::Code { .. } => out.push("Code".to_owned()),
            Block::Table { .. } => out.push("Table".to_owned()),
            Block::Embed { .. } => out.push("Embed".to_owned()),
            Block::Separator => out.push("Separator".to_owned()),
        }
    }
}

fn told(article: &Article, server: &str, with_author: bool) -> String {
    let mut out = vec![format!("server: {server}"), format!("title: {}", article.title)];
    let day = article.published.map(|moment| moment.rfc3339().chars().take(10).collect::<String>());
    out.push(format!("day: {}", day.unwrap_or_default()));
    out.push(format!("lang: {}", article.lang.as_deref().unwrap_or_default()));
    if with_author {
        out.push(format!("author: {}", article.authors.first().map_or("", |name| name.as_str())));
    }
    out.push(String::new());
    lines(&article.document.blocks, false, &mut out);
    out.join("\n") + "\n"
}

#[test]
fn every_page_becomes_what_a_reader_should_get() {
    let mut wrong = Vec::new();
    let pages = pages();
    assert!(pages.len() >= 40, "{} pages", pages.len());
    for page in pages {
        let expected = fs::read_to_string(page.with_extension("txt")).unwrap();
        let server = expected.lines().next().and_then(|line| line.strip_prefix("server: ")).unwrap();
        let facts = PageFacts {
            address: Address::parse("https://corpus.example/news/77/").unwrap(),
            content_type: Some(server.to_owned()),
        };
        let article = convert(fs::read(&page).unwrap(), facts, Limits::default()).unwrap();
        let found = told(&article, server, expected.contains("\nauthor: "));
        if found != expected {
            let differs = |one: &str, other: &str, sign: &str| {
                let lines = one.lines().filter(|line| !other.lines().any(|known| known == *line));
                lines.map(|line| format!("  {sign} {line}")).collect::<Vec<_>>().join("\n") + "\n"
            };
            let name = page.file_stem().unwrap().to_string_lossy().into_owned();
            let (lost, more) = (differs(&expected, &found, "-"), differs(&found, &expected, "+"));
            wrong.push(format!("{name}\n{lost}{more}"));
        }
    }
    assert!(wrong.is_empty(), "{} pages differ:\n{}", wrong.len(), wrong.join("\n"));
}
