//! How well a text reads, as a number: to choose between a story's texts.

use super::link_use::count_links;
use super::words;
use crate::news::{Article, Candidate};

/// Measures a text.
pub fn quality(article: &Article) -> Candidate {
    let (mut all, mut linked) = (0, 0);
    count_links(&article.document.blocks, &mut all, &mut linked);
    let words = words(&article.document);
    let linked = (linked * 100).checked_div(all).unwrap_or(0).min(100) as u32;
    // Words of links lead elsewhere; a text that is half links is a list of them.
    let free = 100 - (linked * 2).min(100);
    let score = u64::from(words) * u64::from(free) / 100;
    Candidate { kind: article.kind, words, linked, score: score as u32 }
}

/// Whether the text that the feed carried reads better than the page's by so much that something was lost
/// on the way from the page: what the page says of itself counts for less than a longer text.
pub fn is_better(feed: &Article, page: &Article) -> bool {
    /// Words of a text that is more than a summary.
    const FULL: u32 = 120;
    if page.notice.is_some() && feed.words > page.words {
        return true;
    }
    let (feed, page) = (quality(feed), quality(page));
    feed.score >= FULL && feed.score > page.score.saturating_mul(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Address, Document, TextKind};

    fn article(html: &str, notice: Option<&str>) -> Article {
        let address = Address::parse("https://a.example/").unwrap();
        let document: Document = crate::extract::fragment(html, &address);
        let facts = crate::extract::PageFacts { address, content_type: None };
        let page =
            crate::extract::convert(b"<p>x".to_vec(), facts, crate::extract::Limits::default()).unwrap();
        let notice = notice.map(crate::news::Text::line);
        Article { kind: TextKind::Feed, words: words(&document), document, notice, ..page }
    }

    #[test]
    fn a_feed_with_all_of_a_story_is_better_than_its_first_lines() {
        let long = article(&format!("<p>{}", "words of a story ".repeat(60)), None);
        let short = article(&format!("<p>{}", "words of a story ".repeat(20)), None);
        let links = article(&format!("<p><a href=/x>{}</a>", "words of a story ".repeat(60)), None);
        assert!(is_better(&long, &short) && !is_better(&short, &long));
        assert!(!is_better(&links, &short), "a list of links is no story");
        assert!(!is_better(&short, &article("<p>Short news, whole.", None)), "a summary is no story");
        assert!(is_better(
            &short,
            &article("<p>Accept all cookies", Some("the page asks for consent first"))
        ));
    }
}
