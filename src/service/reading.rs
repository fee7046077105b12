//! Answers become news: the only place of this room that hands bytes to room `extract`, always on a
//! worker of the desk.

use super::Desk;
use crate::extract::calendar::ArchiveCalendar;
use crate::extract::feed::Feed;
use crate::extract::links::PageLinks;
use crate::extract::sitemap::Sitemap;
use crate::extract::ways::Ways;
use crate::extract::{self, Limits, Page, PageFacts, Part, Wish};
use crate::fetch::Answer;
use crate::news::{
    Address, Article, Block, Day, Fault, FaultKind, Item, LeftOut, Moment, RawHtml, Template, Text, TextKind,
    TextRules, When,
};

/// What was known about bytes besides the bytes.
pub(super) fn facts(answer: &Answer) -> PageFacts {
    PageFacts { address: answer.address.clone(), content_type: answer.content_type.clone() }
}

/// Reads a feed.
pub(super) async fn feed(desk: &Desk, body: Vec<u8>, answer: &Answer) -> Result<Feed, Fault> {
    let facts = facts(answer);
    let size = body.len();
    let read = move || extract::feed::read(&body, &facts.address, facts.content_type.as_deref());
    let feed = desk.work(false, move || extract::on_worker(Limits::default(), read)).await;
    feed.map_err(|fault| if answer.cut { endless(&answer.address, size, &fault) } else { fault })
}

/// The fault of an answer that was cut where it went on, and cannot be read as far as it goes.
fn endless(address: &Address, size: usize, why: &Fault) -> Fault {
    let sentence = format!("{} sent more than the {} MB that a feed may have", address.host(), size >> 20);
    let hint = "check the address; no feed for reading is that long";
    Fault::new(FaultKind::Content, sentence).hint(hint).cause(why)
}

/// A list of stories.
pub(super) struct Listed {
    /// In the page's order.
    pub items: Vec<Item>,
    /// Where it goes on.
    pub next: Option<Address>,
}

/// Reads the stories that a page lists; of a day page, `about` says which day and by which template.
pub(super) async fn list(
    desk: &Desk,
    body: Vec<u8>,
    facts: PageFacts,
    about: Option<(Day, Template)>,
) -> Result<Listed, Fault> {
    let limits = Limits::default();
    let read = move || {
        let page = Page::parse(&body, &facts, &limits)?;
        let day = about.as_ref().map(|(day, _)| *day);
        let items = extract::listing::read(&page, day, about.as_ref().map(|(_, template)| template));
        Ok(Listed { items, next: extract::listing::next_page(&page) })
    };
    desk.work(false, move || extract::on_worker(limits, read)).await
}

/// Reads a sitemap; one may have fifty thousand pages, and takes its time.
pub(super) async fn sitemap(desk: &Desk, body: Vec<u8>, base: Address) -> Result<Sitemap, Fault> {
    let read = move || extract::sitemap::read(&body, &base);
    let limits = Limits { time: Limits::default().time * 4, ..Limits::default() };
    desk.work(false, move || extract::on_worker(limits, read)).await
}

/// Makes a page readable.
pub(super) async fn article(
    desk: &Desk,
    body: Vec<u8>,
    answer: &Answer,
    urgent: bool,
) -> Result<Article, Fault> {
    article_by(desk, body, answer, TextRules::default(), urgent).await
}

/// Makes a page readable by a person's rules for its source.
pub(super) async fn article_by(
    desk: &Desk,
    body: Vec<u8>,
    answer: &Answer,
    rules: TextRules,
    urgent: bool,
) -> Result<Article, Fault> {
    let facts = facts(answer);
    desk.work(urgent, move || extract::convert_by(body, facts, rules, Limits::default())).await
}

/// The page's own text and all of the page, and what was left out between the two.
pub(super) async fn explained(
    desk: &Desk,
    mut answer: Answer,
    rules: TextRules,
) -> Result<(Article, Article, Vec<LeftOut>), Fault> {
    let (body, facts, limits) = (answer.body.take().unwrap_or_default(), facts(&answer), Limits::default());
    let read = move || {
        let page = Page::parse(&body, &facts, &limits)?.with_rules(rules);
        let (article, left_out) = extract::explain(&page);
        Ok((article, extract::whole(&page)?, left_out))
    };
    desk.work(true, move || extract::on_worker(limits, read)).await
}

/// A rule made from a block of a page.
pub(super) async fn proposed(
    desk: &Desk,
    mut answer: Answer,
    rules: TextRules,
    block: Block,
    wish: Wish,
) -> Result<(TextRules, String, Article), Fault> {
    let (body, facts, limits) = (answer.body.take().unwrap_or_default(), facts(&answer), Limits::default());
    let read =
        move || extract::propose(&Page::parse(&body, &facts, &limits)?.with_rules(rules), &block, wish);
    desk.work(true, move || extract::on_worker(limits, read)).await
}

/// Makes a page of an article readable: the `number`th, from 1, of the one that begins at `first`.
pub(super) async fn part(
    desk: &Desk,
    answer: &Answer,
    rules: &TextRules,
    (first, number): (&Address, u32),
    urgent: bool,
) -> Result<Part, Fault> {
    let (facts, rules, place) = (facts(answer), rules.clone(), (first.clone(), number));
    let body = answer.body.clone().unwrap_or_default();
    let read = move || extract::convert_part(body, facts, Limits::default(), rules, place);
    desk.work(urgent, read).await
}

/// Makes all of a page readable.
pub(super) async fn whole(desk: &Desk, body: Vec<u8>, answer: &Answer) -> Result<Article, Fault> {
    let (facts, limits) = (facts(answer), Limits::default());
    let read = move || extract::whole(&Page::parse(&body, &facts, &limits)?);
    desk.work(true, move || extract::on_worker(limits, read)).await
}

/// What a page says about its site and itself.
pub(super) struct Looked {
    /// Feeds, names, language.
    pub links: PageLinks,
    /// Other ways into its past.
    pub ways: Ways,
    /// Its archive calendar.
    pub calendar: Option<ArchiveCalendar>,
    /// Its article; what is no article says so in its notice.
    pub article: Option<Article>,
    /// The stories it lists.
    pub stories: Vec<Item>,
}

/// Looks at a page for ways to follow its site.
pub(super) async fn look(desk: &Desk, body: Vec<u8>, facts: PageFacts) -> Result<Looked, Fault> {
    let limits = Limits::default();
    let read = move || {
        let page = Page::parse(&body, &facts, &limits)?;
        Ok(Looked {
            links: extract::links::read(&page),
            ways: extract::ways::read(&page),
            calendar: extract::calendar::read(&page),
            article: page.article().ok(),
            stories: extract::listing::read(&page, None, None),
        })
    };
    desk.work(true, move || extract::on_worker(limits, read)).await
}

/// The text that a feed carried for an entry, as an article.
pub(super) fn of_feed(item: &Item, html: &RawHtml, base: &Address) -> Article {
    let base = html.base().or(item.address.as_ref()).unwrap_or(base);
    let document = extract::fragment(html.expose(), base);
    Article {
        address: item.address.clone(),
        authors: item.author.iter().cloned().collect(),
        published: item.published.and_then(moment),
        updated: item.updated.and_then(moment),
        section: item.section.clone(),
        lang: extract::language(&document, item.lang.clone()),
        excerpt: item.deck.clone(),
        image: item.image.clone(),
        words: extract::words(&document),
        notice: Some(Text::line("this is the text the feed carried")),
        ..Article::new(TextKind::Feed, item.title.clone(), document)
    }
}

fn moment(when: When) -> Option<Moment> {
    match when {
        When::Moment(moment) => Some(moment),
        When::Local(_) | When::Date(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_in_the_text_of_an_entry_are_relative_to_what_the_feed_says() {
        let place = |raw: &str| Address::parse(raw).unwrap();
        let item = Item { address: Some(place("https://news.test/2025/story.html")), ..Item::default() };
        let html = RawHtml::new("<p>See <a href=\"map.png\">the map</a>.</p>");
        let link = |html: &RawHtml| {
            let article = of_feed(&item, html, &place("https://feeds.test/rss"));
            article.document.links[0].as_str().to_owned()
        };
        assert_eq!(link(&html), "https://news.test/2025/map.png");
        let based = html.with_base(Some(place("https://media.test/maps/")));
        assert_eq!(link(&based), "https://media.test/maps/map.png");
    }
}
