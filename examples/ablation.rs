//! What each layer of the way from page to text brings: reads pages without one, in the form of `dateline read --batch`.
//!
//!     cargo run --release --example ablation -- judge < pages.jsonl > answers.jsonl
//!
//! The argument names what is left out: `nothing`, `pruning`, `names`, `second-opinion`, `judge`, `polish` or
//! `fall-backs`; `library` reads with Readability alone, as the library gives it. Lines of standard input are
//! `{"id", "path", "url"}`, the answers `{"id", "text", "title", "author", "date", "ms"}`; `ms` is processor time.

use std::error::Error;
use std::io::{BufRead, Write};

use dateline::extract::{Layer, Limits, Page, PageFacts, effort, on_worker};
use dateline::news::{Address, Article, Fault, FaultKind, Text};
use dateline::typeset::formats;
use dom_smoothie::{Config, Readability, TextMode};
use serde_json::{Value, json};

/// Who reads the pages.
#[derive(Clone, Copy)]
enum Reader {
    Library,
    Without(Option<Layer>),
}

impl Reader {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "library" => Self::Library,
            "nothing" => Self::Without(None),
            "pruning" => Self::Without(Some(Layer::Pruning)),
            "names" => Self::Without(Some(Layer::Names)),
            "second-opinion" => Self::Without(Some(Layer::SecondOpinion)),
            "judge" => Self::Without(Some(Layer::Judge)),
            "polish" => Self::Without(Some(Layer::Polish)),
            "fall-backs" => Self::Without(Some(Layer::FallBacks)),
            _ => return None,
        })
    }

    fn answer(self, page: &[u8], address: Address) -> Result<Value, Fault> {
        match self {
            Self::Library => library(page, &address),
            Self::Without(layer) => {
                let facts = PageFacts { address, content_type: None };
                let page = Page::parse_without(page, &facts, &Limits::default(), layer)?;
                Ok(told(&page.article()?))
            }
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let name = std::env::args().nth(1).unwrap_or_default();
    let reader = Reader::named(&name).ok_or("name what is left out: see the head of this file")?;
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let asked: Value = serde_json::from_str(&line?)?;
        let bytes = std::fs::read(asked["path"].as_str().unwrap_or_default())?;
        let nowhere = || Address::parse("https://page.example/");
        let address = Address::parse(asked["url"].as_str().unwrap_or_default()).or_else(|_| nowhere())?;
        let read = on_worker(Limits::default(), move || {
            let answer = reader.answer(&bytes, address)?;
            Ok((answer, effort::of_thread()))
        });
        let (mut answer, ms) = match read {
            Ok((answer, cost)) => (answer, cost.as_millis() as u64),
            Err(fault) => (json!({"text": "", "title": "", "error": fault.sentence}), 0),
        };
        answer["id"] = asked["id"].clone();
        answer["ms"] = json!(ms);
        writeln!(out, "{answer}")?;
    }
    Ok(())
}

fn told(article: &Article) -> Value {
    let authors: Vec<&str> = article.authors.iter().map(Text::as_str).collect();
    let day = article.published.map(|moment| moment.civil(&jiff::tz::TimeZone::UTC).date().to_string());
    json!({"text": formats::text(&article.document), "title": article.title, "author": authors.join(", "), "date": day})
}

fn library(page: &[u8], address: &Address) -> Result<Value, Fault> {
    let html = String::from_utf8_lossy(page);
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let broken = |error| Fault::new(FaultKind::Content, "the library finds no article").cause(error);
    let mut readability =
        Readability::new(html.as_ref(), Some(address.as_str()), Some(config)).map_err(broken)?;
    let article = readability.parse().map_err(broken)?;
    Ok(json!({
        "text": article.text_content.as_ref(), "title": article.title, "author": article.byline,
        "date": article.published_time.as_deref().and_then(|time| time.get(..10)),
    }))
}
