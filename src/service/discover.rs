//! What an address is, and how it can be followed.

use super::archive::{self, Archive, count_stories};
use super::asking::to_store;
use super::reading::{self, Looked};
use super::scout::Scout;
use super::{Desk, Evidence, Found, FoundKind};
use crate::extract::PageFacts;
use crate::extract::feed::Feed;
use crate::extract::links::FeedLink;
use crate::extract::recognise::{Recognised, recognise};
use crate::fetch::{Answer, What};
use crate::news::{Address, Article, Fault, FaultKind, Item, Now, Route, Slug, Source, Template, Text};

/// Stories shown of what was found.
const SAMPLE: usize = 5;

/// Words a page must have to be taken for an article.
const ARTICLE_WORDS: u32 = 80;

/// Finds out what a typed address or template is: a feed, a site with a feed or an archive by days, an
/// article. Asks for one thing after the other, a handful of pages at most. `NotFound` when it is none of them.
pub async fn discover(desk: &Desk, input: &str, now: &Now) -> Result<Found, Fault> {
    let input = input.trim();
    if Template::looks_like(input) {
        let template: Template = input.parse().map_err(|error| {
            Fault::new(FaultKind::Usage, format!("this template cannot be used: {error}"))
                .hint("write it like https://example.org/{YYYY}-{MM}-{DD}/")
        })?;
        return of_template(desk, &template, now).await;
    }
    let typed = Address::typed(input).map_err(|error| {
        Fault::new(FaultKind::Usage, format!("`{input}` cannot be looked into: {error}"))
            .hint("give the address of a site, a feed or an article")
    })?;
    let (scout, answer, body) = first(Scout::new(desk, now, &typed), input, &typed).await?;
    match recognise(&body) {
        Recognised::Feed => of_feed(&scout, &typed, answer, body).await,
        Recognised::Sitemap => Err(nothing(&typed, "it is a sitemap, which Dateline does not follow yet")),
        Recognised::Binary => Err(nothing(&typed, "it is not text")),
        Recognised::Html | Recognised::Unknown => of_page(&scout, answer, body).await,
    }
}

/// The typed page; where no scheme was typed and `https` does not answer, by `http`.
async fn first<'a>(
    scout: Scout<'a>,
    input: &str,
    typed: &Address,
) -> Result<(Scout<'a>, Answer, Vec<u8>), Fault> {
    let fault = match scout.typed(typed).await {
        Ok((answer, body)) => return Ok((scout, answer, body)),
        Err(fault) => fault,
    };
    if !fault.kind.is_network() || input.contains("://") {
        return Err(fault);
    }
    let plain = Address::parse(&format!("http://{input}")).map_err(|_| fault.clone())?;
    let scout = Scout::new(scout.desk, scout.now, &plain);
    // That https failed is what a person can do most about.
    let (answer, body) = scout.typed(&plain).await.map_err(|_| fault)?;
    Ok((scout, answer, body))
}

fn nothing(address: &Address, why: &str) -> Fault {
    Fault::new(FaultKind::NotFound, format!("nothing to follow was found at {}: {why}", address.host()))
        .hint("try the address of its feed, of a day of its archive, or of an article")
}

/// A source that has no name or route yet.
fn draft(home: Option<Address>) -> Source {
    Source {
        slug: Slug::from_text(""),
        title: Text::default(),
        home,
        lang: None,
        zone: None,
        section: None,
        routes: Vec::new(),
        headers: Vec::new(),
        refresh: None,
    }
}

impl Found {
    fn new(kind: FoundKind, address: &Address, home: Option<Address>) -> Self {
        Self {
            kind,
            address: address.clone(),
            source: draft(home),
            routes: Vec::new(),
            sample: Vec::new(),
            article: None,
            notes: Vec::new(),
            feed: None,
            listing: None,
            validators: None,
        }
    }

    fn route(&mut self, route: Route, seen: impl AsRef<str>) {
        self.source.routes.push(route.clone());
        self.routes.push(Evidence { route, seen: Text::line(seen.as_ref()) });
    }

    fn note(&mut self, note: impl AsRef<str>) {
        self.notes.push(Text::line(note.as_ref()));
    }

    /// Takes a feed as the live route.
    fn take_feed(&mut self, url: Address, answer: &Answer, feed: Feed, now: &Now) {
        let seen = format!("the feed has {}", count_stories(feed.items.len()));
        self.validators = Some((url.clone(), to_store(answer, feed.ttl_minutes, now)));
        self.route(Route::Feed { url }, seen);
        self.source.lang = self.source.lang.take().or_else(|| feed.lang.clone());
        self.feed = Some(feed);
    }

    /// Takes an archive as the dated route.
    fn take_archive(&mut self, archive: Archive) {
        let Archive { template, day, items, seen, .. } = archive;
        self.route(Route::DayPage { template, from: None, to: None }, seen.as_str());
        self.listing = Some((day, items));
    }

    /// Names the source and picks the sample.
    fn settle(mut self, names: &[&str]) -> Self {
        let host = self.address.host().trim_start_matches("www.");
        let name = names.iter().map(|name| name.trim()).find(|name| !name.is_empty()).unwrap_or(host);
        let title = match &self.source.section {
            Some(section) if !name.contains(section.as_str()) => format!("{name} · {section}"),
            _ => name.to_owned(),
        };
        let latin = title.chars().filter(char::is_ascii_alphanumeric).count();
        // A title in another script leaves no slug to speak of; the host does.
        let slug = if latin >= 3 && latin * 2 >= title.chars().count() { &title } else { host };
        self.source.slug = Slug::from_text(slug);
        self.source.title = Text::line(&title);
        let feed = self.feed.iter().flat_map(|feed| &feed.items);
        let listed = self.listing.iter().flat_map(|(_, items)| items);
        let stories: Vec<&Item> = feed.chain(listed).filter(|item| !item.title.is_empty()).collect();
        self.sample = stories.into_iter().take(SAMPLE).cloned().collect();
        self
    }
}

async fn of_feed(scout: &Scout<'_>, typed: &Address, answer: Answer, body: Vec<u8>) -> Result<Found, Fault> {
    let feed = reading::feed(scout.desk, body, &answer).await?;
    let mut found = Found::new(FoundKind::Feed, &answer.address, feed.home.clone());
    let title = feed.title.clone();
    found.take_feed(answer.moved.clone().unwrap_or_else(|| typed.clone()), &answer, feed, scout.now);
    Ok(found.settle(&[&title]))
}

async fn of_template(desk: &Desk, template: &Template, now: &Now) -> Result<Found, Fault> {
    let sample = template.address(now.today()).map_err(|error| {
        Fault::new(FaultKind::Usage, format!("the template makes no address of today: {error}"))
    })?;
    let scout = Scout::new(desk, now, &sample);
    let archive = archive::of_template(&scout, template).await.map_err(|fault| match fault.kind {
        FaultKind::NotFound | FaultKind::Gone | FaultKind::Content => {
            nothing(&sample, &fault.sentence).cause(&fault)
        }
        _ => fault,
    })?;
    let mut found = Found::new(FoundKind::Template, &archive.answer.address, Some(sample.root()));
    let looked = reading::look(desk, archive.body.clone(), reading::facts(&archive.answer)).await;
    let (site, section) = looked.map_or((None, None), |looked| {
        found.source.lang.clone_from(&looked.links.lang);
        (looked.links.site_name, looked.calendar.and_then(|calendar| calendar.section))
    });
    found.source.section = section;
    found.take_archive(archive);
    Ok(found.settle(&[site.as_deref().unwrap_or_default()]))
}

async fn of_page(scout: &Scout<'_>, answer: Answer, body: Vec<u8>) -> Result<Found, Fault> {
    let address = answer.address.clone();
    let root = address.root();
    let looked = reading::look(scout.desk, body, reading::facts(&answer)).await?;
    let is_root = address == root;
    let article = looked.article.clone().filter(|article| is_article(article, &looked, &address));
    let kind = if article.is_some() && !is_root { FoundKind::Article } else { FoundKind::Site };
    let home = if article.is_some() { &root } else { &address };
    let mut found = Found::new(kind, &address, Some(home.clone()));
    explore(scout, &looked, &mut found).await?;
    let mut names = vec![looked.links.site_name.clone().unwrap_or_default()];
    if is_root {
        names.push(looked.links.title.clone());
    }
    if found.routes.is_empty() && !is_root {
        // The front page may show what this one does not.
        if let Ok((answer, body)) = scout.linked(&root, What::Archive).await
            && let Ok(front) = reading::look(scout.desk, body, reading::facts(&answer)).await
        {
            explore(scout, &front, &mut found).await?;
            found.source.home = Some(root);
            names.push(front.links.site_name.clone().unwrap_or_default());
        }
    }
    if found.routes.is_empty() {
        if article.is_none() {
            let why = found.notes.first().map_or("no feed and no archive by days", |note| note.as_str());
            return Err(nothing(&found.address, why));
        }
        found.kind = FoundKind::Article;
        found.note("its site announces no feed and shows no archive by days");
    }
    if let Some(feed) = &found.feed {
        names.insert(1, feed.title.clone());
    }
    found.article = article;
    let names: Vec<&str> = names.iter().map(Text::as_str).collect();
    Ok(found.settle(&names))
}

/// Whether a page is read rather than followed: it is an article by its own account, and not the day
/// page or section front that its own calendar leads to.
fn is_article(article: &Article, looked: &Looked, address: &Address) -> bool {
    let is_listed = looked.calendar.as_ref().is_some_and(|calendar| {
        let mut days = calendar.with_news.iter().filter_map(|day| calendar.template.address(*day).ok());
        // The front of a section is where the addresses of its days begin.
        let front = address.key();
        days.any(|day| day.key() == front || day.key().starts_with(&format!("{front}/")))
    });
    article.notice.is_none() && article.words >= ARTICLE_WORDS && !is_listed
}

/// Looks for a feed and an archive among what a page shows.
async fn explore(scout: &Scout<'_>, looked: &Looked, found: &mut Found) -> Result<(), Fault> {
    let announced = &looked.links.feeds;
    let links = if announced.is_empty() { &looked.links.maybe_feeds } else { announced };
    // Comments are no news; what is announced first is usually the whole site.
    let (comments, mut wanted): (Vec<&FeedLink>, Vec<&FeedLink>) = links.iter().partition(|link| {
        let about = format!("{} {}", link.address, link.title).to_lowercase();
        about.contains("comment") || about.contains("коммент")
    });
    wanted.extend(comments);
    for link in wanted.into_iter().take(3) {
        let read = match scout.linked(&link.address, What::Feed).await {
            Ok((answer, body)) => reading::feed(scout.desk, body, &answer).await.map(|feed| (answer, feed)),
            Err(fault) => Err(fault),
        };
        match read {
            Ok((answer, feed)) => {
                let url = answer.moved.clone().unwrap_or_else(|| link.address.clone());
                found.take_feed(url, &answer, feed, scout.now);
                break;
            }
            Err(fault) if fault.kind == FaultKind::Storage => return Err(fault),
            Err(fault) => found.note(format!("a feed it names could not be read: {}", fault.sentence)),
        }
    }
    found.source.lang = found.source.lang.take().or_else(|| looked.links.lang.clone());
    let Some(calendar) = &looked.calendar else { return Ok(()) };
    match archive::of_calendar(scout, calendar).await {
        Ok(archive) => {
            found.source.section.clone_from(&calendar.section);
            found.take_archive(archive);
        }
        Err(fault) if fault.kind == FaultKind::Storage => return Err(fault),
        Err(fault) => found.note(format!("its calendar cannot be followed: {}", fault.sentence)),
    }
    Ok(())
}

/// The same for bytes that are at hand, without the network: nothing of it is verified.
pub async fn recognise_bytes(desk: &Desk, bytes: Vec<u8>, base: &Address, now: &Now) -> Result<Found, Fault> {
    let facts = PageFacts { address: base.clone(), content_type: None };
    let answer = Answer {
        address: base.clone(),
        moved: None,
        content_type: None,
        validators: crate::fetch::Validators::default(),
        fresh_for: None,
        body: None,
        cut: false,
    };
    let unknown =
        |why: &str| Fault::new(FaultKind::NotFound, format!("this is nothing that can be read: {why}"));
    match recognise(&bytes) {
        Recognised::Feed => of_feed(&Scout::new(desk, now, base), base, answer, bytes).await,
        Recognised::Sitemap => Err(unknown("it is a sitemap, which Dateline does not follow yet")),
        Recognised::Binary => Err(unknown("it is not text")),
        Recognised::Html | Recognised::Unknown => {
            let looked = reading::look(desk, bytes, facts).await?;
            let article = looked.article.clone().filter(|article| is_article(article, &looked, base));
            let kind = if article.is_some() { FoundKind::Article } else { FoundKind::Site };
            let mut found = Found::new(kind, base, Some(base.clone()));
            for link in &looked.links.feeds {
                found.route(
                    Route::Feed { url: link.address.clone() },
                    "the page announces it; it was not asked",
                );
            }
            if let Some(calendar) = &looked.calendar {
                let seen = format!(
                    "{} days of its calendar lead to pages; none was asked",
                    calendar.with_news.len()
                );
                let template = calendar.template.clone();
                found.route(Route::DayPage { template, from: None, to: None }, seen);
                found.source.section.clone_from(&calendar.section);
            }
            if found.routes.is_empty() && article.is_none() {
                return Err(unknown("no feed, no archive by days, no article"));
            }
            found.source.lang.clone_from(&looked.links.lang);
            found.article = article;
            Ok(found.settle(&[looked.links.site_name.as_deref().unwrap_or_default()]))
        }
    }
}
