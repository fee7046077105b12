//! Articles that are not in one piece: where a page says that its article goes on, where a leaner copy of it
//! is, and how the parts become one. Whoever fetches asks here; nothing here fetches.

use dom_query::NodeRef;

use super::listing::{is_page_of, page_number};
use super::metadata::folded;
use super::page::Page;
use super::tokens::{attr, first_attr};
use crate::news::{Address, Article, Block, Document, Fault, Span};

/// Links of a page that are looked at.
const MAX_LINKS: usize = 3_000;

/// Pairs of a query that are compared.
const MAX_PAIRS: usize = 30;

/// Endings of file names that are no part of an article's name.
const ENDINGS: &[&str] = &[".html", ".htm", ".shtml", ".php", ".aspx", ".jsp"];

/// Blocks at the start of a part that may repeat the article's head.
const HEAD: usize = 8;

/// An article, and where more of it is.
#[derive(Clone, Debug)]
pub struct Part {
    /// What this page has of it.
    pub article: Article,
    /// The page on which it goes on.
    pub next: Option<Address>,
    /// The same article for small screens or for paper.
    pub lean: Option<Address>,
}

impl Page {
    /// The article with its leads. `first` is the address of the article's first page and `number` the place
    /// of this one, from 1.
    ///
    /// # Errors
    /// As [`Page::article`].
    pub fn part(&self, first: &Address, number: u32) -> Result<Part, Fault> {
        let (next, lean) = (self.next_part(first, number + 1), self.lean());
        Ok(Part { article: self.article()?, next, lean })
    }

    fn next_part(&self, first: &Address, number: u32) -> Option<Address> {
        let links = self.dom().select("link[rel][href], a[href]");
        let fits = |node: &NodeRef| {
            let address = self.base().join(&attr(node, "href")?).ok()?;
            let part = is_part(first, &address, number)
                || says_next(node, number) && differs_by_number(first, &address, number);
            part.then_some(address)
        };
        links.nodes().iter().take(MAX_LINKS).find_map(fits)
    }

    fn lean(&self) -> Option<Address> {
        let link = r#"link[rel~="amphtml" i][href], link[rel~="alternate" i][media="print" i][href]"#;
        let links = self.dom().select(link);
        let address = links.nodes().iter().find_map(|node| first_attr(node, &["href"]))?;
        let address = self.base().join(&address).ok()?;
        (address != self.facts().address).then_some(address)
    }
}

/// Whether an address is that of one certain page of an article: `/story?page=2`, `/story/2`, `/story-2.html`,
/// `/story,2.html`, `/story/seite-2`, the rest being the same.
fn is_part(first: &Address, other: &Address, number: u32) -> bool {
    if first.authority() != other.authority() {
        return false;
    }
    if page_number(other) == Some(number) && is_page_of(first, other) {
        return true;
    }
    let query = |address: &Address| address.url().query().map(str::to_owned);
    if query(first) != query(other) {
        return false;
    }
    let (first, other) = (bare(first), bare(other));
    let Some(rest) = other.strip_prefix(first.as_str()).filter(|_| first.len() > 1) else { return false };
    let Some(rest) = rest.strip_suffix(number.to_string().as_str()) else { return false };
    matches!(
        rest,
        "/" | "-"
            | "_"
            | ","
            | "/page/"
            | "/page-"
            | "-page-"
            | "_page_"
            | "/seite-"
            | "-seite-"
            | "/seite/"
            | "/p"
            | "-p"
            | "_p"
            | "/pagina-"
            | "-pagina-"
            | "/strona-"
            | ",strona,"
            | "/sayfa/"
            | "_s"
    )
}

/// Whether a link calls itself the next page: by its relation, or by the number alone that it shows.
fn says_next(link: &NodeRef, number: u32) -> bool {
    let related = attr(link, "rel")
        .is_some_and(|rel| rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("next")));
    related || link.has_name("a") && link.text().trim() == number.to_string()
}

/// Whether nothing but the number of a page tells an address from that of the first page: `/story?seite=2` beside
/// `/story`, `/story?part=1` beside `/story?part=2`, `/story_1.html` beside `/story_2.html`. The pages of comments are no
/// pages of the article.
fn differs_by_number(first: &Address, other: &Address, number: u32) -> bool {
    if first.authority() != other.authority() {
        return false;
    }
    let pairs = |address: &Address| -> Vec<(String, String)> {
        address.url().query_pairs().map(|(key, value)| (key.into_owned(), value.into_owned())).collect()
    };
    let (own, others) = (pairs(first), pairs(other));
    if own.len().max(others.len()) > MAX_PAIRS {
        return false;
    }
    let (from, to) = (bare(first), bare(other));
    if from == to {
        let new: Vec<_> = others.iter().filter(|pair| !own.contains(pair)).collect();
        let gone: Vec<_> = own.iter().filter(|pair| !others.contains(pair)).collect();
        return match (new.as_slice(), gone.as_slice()) {
            ([(key, value)], []) => counts(key) && *value == number.to_string(),
            ([(key, value)], [(before, start)]) => {
                key == before && counts(key) && start == "1" && *value == number.to_string()
            }
            _ => false,
        };
    }
    let stem = to.strip_suffix(number.to_string().as_str());
    let stem = stem.filter(|stem| stem.ends_with(|c: char| !c.is_ascii_digit() && c != '/'));
    own == others && stem.is_some_and(|stem| from.strip_suffix('1') == Some(stem))
}

/// Whether a query's key may count the pages of an article, and not its comments, votes or days.
fn counts(key: &str) -> bool {
    const OTHERS: &[&str] = &[
        "cpage", "comment", "comments", "reply", "replies", "offset", "id", "share", "print", "rating",
        "rate", "vote", "score", "stars", "sort", "order", "size", "day", "week", "month", "year", "date",
        "tab", "lang",
    ];
    let key = key.to_ascii_lowercase();
    !key.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| OTHERS.contains(&word))
}

/// The path without its ending.
fn bare(address: &Address) -> String {
    let path = address.url().path().trim_end_matches('/');
    let cut = ENDINGS.iter().find_map(|ending| path.strip_suffix(ending));
    cut.unwrap_or(path).to_owned()
}

/// Adds the next part to an article; false where it is another article or tells nothing new.
pub fn join(article: &mut Article, part: Article) -> bool {
    let said = |title: &str| folded(title).trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    let (first, next) = (said(&article.title), said(&part.title));
    let same = first.is_empty() || next.is_empty() || first.contains(&next) || next.contains(&first);
    let Document { blocks, links } = part.document;
    let new: Vec<Block> = blocks
        .into_iter()
        .enumerate()
        .filter(|(at, block)| {
            *at >= HEAD || !article.document.blocks.iter().take(HEAD).any(|known| is_same(known, block))
        })
        .map(|(_, block)| block)
        .collect();
    let known = new.iter().all(|block| article.document.blocks.iter().any(|other| is_same(other, block)));
    if !same || known {
        return false;
    }
    for mut block in new {
        relink(&mut block, &mut |old| {
            let address = links.get(old as usize)?;
            Some(article.document.link(address.clone()))
        });
        article.document.blocks.push(block);
    }
    article.words = super::words(&article.document);
    true
}

fn is_same(one: &Block, other: &Block) -> bool {
    let text = |block: &Block| match block {
        Block::Paragraph { spans, .. } | Block::Heading { spans, .. } => {
            spans.iter().map(|span| span.text.as_str()).collect::<String>()
        }
        Block::Figure { source, .. } => source.as_ref().map(Address::as_str).unwrap_or_default().to_owned(),
        _ => String::new(),
    };
    let said = text(one);
    one == other || (!said.is_empty() && said == text(other))
}

/// Changes the link of every span of a block.
fn relink(block: &mut Block, to: &mut dyn FnMut(u32) -> Option<u32>) {
    let spans = |spans: &mut Vec<Span>, to: &mut dyn FnMut(u32) -> Option<u32>| {
        for span in spans.iter_mut() {
            span.link = span.link.and_then(&mut *to);
        }
    };
    match block {
        Block::Paragraph { spans: text, .. } | Block::Heading { spans: text, .. } => spans(text, to),
        Block::Figure { caption, .. } => spans(caption, to),
        Block::Quote(inner) => inner.iter_mut().for_each(|block| relink(block, to)),
        Block::List { items, .. } => items.iter_mut().flatten().for_each(|block| relink(block, to)),
        Block::Table { caption, rows } => {
            spans(caption, to);
            rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| spans(&mut cell.spans, to));
        }
        Block::Embed { link, .. } => *link = link.and_then(to),
        Block::Code { .. } | Block::Separator => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Limits, PageFacts};

    fn part(address: &str, first: &str, number: u32, html: &str) -> Part {
        let facts = PageFacts { address: Address::parse(address).unwrap(), content_type: None };
        let page = Page::parse(html.as_bytes(), &facts, &Limits::default()).unwrap();
        page.part(&Address::parse(first).unwrap(), number).unwrap()
    }

    #[test]
    fn the_next_page_is_of_the_same_article() {
        for (own, link, number, found) in [
            ("https://a.example/story", "/story?page=2", 1, true),
            ("https://a.example/story/", "/story/2/", 1, true),
            ("https://a.example/story.html", "story-2.html", 1, true),
            ("https://a.example/story.html", "story,2.html", 1, true),
            ("https://a.example/story", "/story/seite-2", 1, true),
            ("https://a.example/story", "/story/3", 2, true),
            ("https://a.example/story", "/story/3", 1, false),
            ("https://a.example/story-11", "/story-12", 1, false),
            ("https://a.example/", "/2", 1, false),
            ("https://a.example/story", "https://b.example/story/2", 1, false),
            ("https://a.example/story", "/story/comment-page-2", 1, false),
            ("https://a.example/story", "/other/2", 1, false),
            ("https://a.example/story", "/story?seite=2", 1, true),
            ("https://a.example/story?lang=de&part=1", "?lang=de&part=2", 1, true),
            ("https://a.example/story?lang=de", "?lang=en&part=2", 1, false),
            ("https://a.example/story", "/story?cpage=2", 1, false),
            ("https://a.example/story?id=1", "/story?id=2", 1, false),
            ("https://a.example/story", "/story?my-rating=2", 1, false),
            ("https://a.example/story", "/story?slide=2", 1, true),
            ("https://a.example/bridge1.html", "bridge2.html", 1, true),
            ("https://a.example/bridge1.html", "bridge3.html", 2, true),
            ("https://a.example/bridge11.html", "bridge12.html", 1, false),
            ("https://a.example/1", "/2", 1, false),
        ] {
            let html = format!(
                "<link rel=next href=/elsewhere><h1>T</h1><p>text</p><a href='{link}'>{}</a>",
                number + 1
            );
            assert_eq!(part(own, own, number, &html).next.is_some(), found, "{own} {link}");
        }
    }

    #[test]
    fn a_number_that_only_the_address_has_is_no_next_page() {
        let own = "https://a.example/story";
        for (link, found) in [
            ("<a href='?seite=2'>2</a>", true),
            ("<a href='?seite=2' rel='nofollow next'>Weiter</a>", true),
            ("<link rel=next href='?seite=2'>", true),
            ("<a href='?seite=2'>Read also</a>", false),
            ("<link rel=alternate href='?seite=2'>", false),
        ] {
            let html = format!("<h1>T</h1><p>text</p>{link}");
            assert_eq!(part(own, own, 1, &html).next.is_some(), found, "{link}");
        }
    }

    #[test]
    fn parts_become_one_without_saying_things_twice() {
        let words = |what: &str| {
            format!("<p>{}</p>", format!("The {what} of the river rose again today. ").repeat(20))
        };
        let first = format!(
            "<title>Rivers rise</title><h1>Rivers rise</h1>{}<p><a href=/x>one</a></p>",
            words("bank")
        );
        let second =
            format!("<title>Rivers rise - 2</title><h1>Rivers rise</h1>{}{}", words("bank"), words("mouth"));
        let own = "https://a.example/story";
        let mut article = part(own, own, 1, &first).article;
        let before = article.words;
        assert!(join(&mut article, part("https://a.example/story/2", own, 2, &second).article));
        assert!(article.words > before && article.words < before * 2 + 20, "{before} {}", article.words);
        let again = part("https://a.example/story/3", own, 3, &first).article;
        assert!(!join(&mut article, again), "nothing new");
        let other = format!("<title>Talks resume</title><h1>Talks resume</h1>{}", words("talk"));
        assert!(!join(&mut article, part("https://a.example/story/3", own, 3, &other).article));
    }
}
