//! What an address is, and how it can be followed.

use std::collections::HashSet;

use super::archive::{self, Archive, count_stories};
use super::asking::to_store;
use super::mapped;
use super::reading::{self, Looked};
use super::scout::Scout;
use super::{Desk, Evidence, Found, FoundKind};
use super::{sections, survey};
use crate::extract::feed::{self, Feed};
use crate::extract::recognise::{Recognised, recognise};
use crate::extract::{self, PageFacts};
use crate::fetch::{Answer, Chosen, Request, What};
use crate::news::{Address, Article, Fault, FaultKind, Now, Route, Slug, Source, Template, Text};

/// Stories shown of what was found.
const SAMPLE: usize = 5;

/// Words a page must have to be taken for an article.
const ARTICLE_WORDS: u32 = 80;

/// Finds out what a typed address or template is: a feed, a site with a feed or an archive by days, an
/// article. Asks for one thing after the other, a handful of pages at most. `NotFound` when it is none of them.
pub async fn discover(desk: &Desk, input: &str, now: &Now) -> Result<Found, Fault> {
    let input = input.trim();
    if Template::looks_like(input) {
        return by_template(desk, input, now).await;
    }
    let typed = Address::typed(input).map_err(|error| {
        let said = Text::line(input).cut(60);
        Fault::new(FaultKind::Usage, format!("`{said}` cannot be looked into: {error}"))
            .hint("give the address of a site, a feed or an article")
    })?;
    let (scout, typed, answer, body) = first(Scout::new(desk, now, &typed), input, typed).await?;
    if extract::is_list_of_sources(&body) {
        let sentence = format!("{} is a list of sources (OPML), no source itself", answer.address);
        let hint = "save it to a file and take it over: `dateline import FILE`, or a and its path";
        return Err(Fault::new(FaultKind::Usage, sentence).hint(hint));
    }
    match recognise(&body) {
        Recognised::Feed => of_feed(&scout, &typed, answer, body).await,
        Recognised::Sitemap => of_sitemap(&scout, &typed, answer, body).await,
        Recognised::Binary => Err(nothing(&typed, "it is not text")),
        Recognised::Html | Recognised::Unknown => of_page(&scout, &typed, answer, body).await,
    }
}

/// The typed page; where no scheme was typed and the likelier one does not answer, by the other. With it the address
/// that was asked and answered: that one is followed.
async fn first<'a>(
    scout: Scout<'a>,
    input: &str,
    typed: Address,
) -> Result<(Scout<'a>, Address, Answer, Vec<u8>), Fault> {
    let fault = match scout.typed(&typed).await {
        Ok((answer, body)) => return Ok((scout, typed, answer, body)),
        Err(fault) => fault,
    };
    let ways = Address::ways(input);
    let Some(other) = ways.get(1).filter(|_| fault.kind.is_network()) else { return Err(fault) };
    let other = Address::parse(other).map_err(|_| fault.clone())?;
    let scout = Scout::new(scout.desk, scout.now, &other);
    // That the likelier one failed is what a person can do most about.
    let (answer, body) = scout.typed(&other).await.map_err(|_| tried_both(fault, &ways))?;
    Ok((scout, other, answer, body))
}

/// Of an address by its likelier scheme and by the other the one that answers; the likelier one where neither does.
pub async fn answering(desk: &Desk, likelier: Address, other: Address) -> Address {
    let answers = async |address: &Address| {
        let request = Request::new(address.clone(), Chosen::Typed, What::Page);
        desk.web().get(request).await.err().is_none_or(|fault| !fault.kind.is_network())
    };
    if !answers(&likelier).await && answers(&other).await { other } else { likelier }
}

/// A fault that says what was tried.
fn tried_both(fault: Fault, ways: &[String]) -> Fault {
    let tried = format!("{} were tried", ways.join(" and "));
    let hint = fault.hint.as_ref().map_or_else(|| tried.clone(), |hint| format!("{hint}; {tried}"));
    fault.hint(hint)
}

fn nothing(address: &Address, why: &str) -> Fault {
    Fault::new(FaultKind::NotFound, format!("nothing to follow was found at {}: {why}", address.host()))
        .hint("try the address of its feed, of a day of its archive, or of an article")
}

/// A source that has no name or route yet.
fn draft(home: Option<Address>) -> Source {
    Source { home, ..Source::new(Slug::from_text(""), Text::default()) }
}

impl Found {
    pub(super) fn new(kind: FoundKind, address: &Address, home: Option<Address>) -> Self {
        Self {
            kind,
            address: address.clone(),
            source: draft(home),
            routes: Vec::new(),
            sample: Vec::new(),
            article: None,
            notes: Vec::new(),
            feed: None,
            head: None,
            listing: None,
            shown: Vec::new(),
            validators: None,
        }
    }

    pub(super) fn route(&mut self, route: Route, seen: impl AsRef<str>) {
        if self.source.routes.iter().any(|known| known.is_same_way(&route)) {
            return;
        }
        self.source.routes.push(route.clone());
        self.routes.push(Evidence { route, seen: Text::line(seen.as_ref()) });
    }

    pub(super) fn note(&mut self, note: impl AsRef<str>) {
        self.notes.push(Text::line(note.as_ref()));
    }

    /// Takes a feed as the live route.
    pub(super) fn take_feed(&mut self, url: Address, answer: &Answer, feed: Feed, now: &Now) {
        let seen = format!("the feed has {}", count_stories(feed.items.len()));
        self.validators = Some((url.clone(), to_store(answer, feed.ttl_minutes, now)));
        self.route(Route::Feed { url }, seen);
        self.source.lang = self.source.lang.take().or_else(|| feed.lang.clone());
        self.feed = Some(feed);
    }

    /// Takes the feed back.
    pub(super) fn leave_feed(&mut self) {
        self.source.routes.retain(|route| !matches!(route, Route::Feed { .. }));
        self.routes.retain(|evidence| !matches!(evidence.route, Route::Feed { .. }));
        (self.feed, self.validators) = (None, None);
    }

    /// Takes an archive as the dated route.
    pub(super) fn take_archive(&mut self, archive: Archive) {
        let Archive { route, day, items, seen } = archive;
        self.route(route, seen.as_str());
        self.listing = Some((day, items));
    }

    /// Names the source and picks the sample.
    fn settle(mut self, names: &[&str]) -> Self {
        let host = self.address.bare_host();
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
        let mut told = HashSet::new();
        // What the page showed is newer than the past day that was tried.
        let says = |item: &&crate::news::Item| !item.title.is_empty() || !item.deck.is_empty();
        let stories = feed.chain(&self.shown).chain(listed).filter(says);
        // What has no page is told by its headline alone.
        let stories = stories
            .filter(|item| item.address.as_ref().is_none_or(|page| told.insert((page.key(), &item.apart))));
        self.sample = stories.take(SAMPLE).cloned().collect();
        self.sample.iter_mut().for_each(feed::entitle);
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

async fn of_sitemap(
    scout: &Scout<'_>,
    typed: &Address,
    answer: Answer,
    body: Vec<u8>,
) -> Result<Found, Fault> {
    let sitemap = reading::sitemap(scout.desk, body, answer.address.clone()).await?;
    scout.keep(&answer.address, &sitemap);
    let found = mapped::found(scout, &answer.address, sitemap).await?;
    if found.routes.is_empty() {
        return Err(nothing(typed, "it is a sitemap that tells neither titles nor days"));
    }
    Ok(found.settle(&[]))
}

/// What is said where a template is none.
const EXAMPLE: &str = "write it like https://example.org/{YYYY}-{MM}-{DD}/";

/// A template: of days, of months or of the feeds of days, by the rule that a typed route has. Where no scheme was
/// typed, by the likelier one, then by the other.
async fn by_template(desk: &Desk, input: &str, now: &Now) -> Result<Found, Fault> {
    let ways = Address::ways(input);
    let mut failed = None;
    for way in &ways {
        let route = Route::typed(way).map_err(|error| {
            Fault::new(FaultKind::Usage, format!("this template cannot be used: {}", error.sentence))
                .hint(EXAMPLE)
        })?;
        match of_template(desk, route, now).await {
            Err(fault) if fault.kind.is_network() && ways.len() > 1 => drop(failed.get_or_insert(fault)),
            found => return found,
        }
    }
    let nothing = || Fault::new(FaultKind::Usage, "there is nothing to look into").hint(EXAMPLE);
    Err(failed.map_or_else(nothing, |fault| tried_both(fault, &ways)))
}

async fn of_template(desk: &Desk, route: Route, now: &Now) -> Result<Found, Fault> {
    let no_template = || Fault::new(FaultKind::Usage, "this template cannot be used").hint(EXAMPLE);
    let template = route.template().cloned().ok_or_else(no_template)?;
    let sample = template.address(now.today()).map_err(|error| {
        Fault::new(FaultKind::Usage, format!("the template makes no address of today: {error}")).hint(EXAMPLE)
    })?;
    let scout = Scout::new(desk, now, &sample);
    let days = archive::last_days(&scout);
    let archive = archive::verify(&scout, route, &days).await.map_err(|fault| match fault.kind {
        FaultKind::NotFound | FaultKind::Gone | FaultKind::Content => {
            nothing(&sample, &fault.sentence).cause(&fault)
        }
        _ => fault,
    })?;
    let page = template.address(archive.day).unwrap_or(sample);
    let mut found = Found::new(FoundKind::Template, &page, Some(page.root()));
    let mut site = None;
    if let Ok((answer, body)) = scout.linked(&page, What::Archive).await
        && let Ok(looked) = reading::look(desk, body, reading::facts(&answer)).await
    {
        found.address = answer.address;
        found.source.lang = looked.links.lang;
        found.head = looked.calendar.as_ref().and_then(|calendar| calendar.header.clone());
        found.source.section = looked.calendar.and_then(|calendar| calendar.section);
        site = looked.links.site_name;
    }
    found.take_archive(archive);
    Ok(found.settle(&[site.as_deref().unwrap_or_default()]))
}

async fn of_page(scout: &Scout<'_>, typed: &Address, answer: Answer, body: Vec<u8>) -> Result<Found, Fault> {
    let address = answer.address.clone();
    let root = address.root();
    let looked = reading::look(scout.desk, body, reading::facts(&answer)).await?;
    let is_root = address == root;
    let article = looked.article.clone().filter(|article| is_article(article, &looked, &address));
    let kind = if article.is_some() && !is_root { FoundKind::Article } else { FoundKind::Site };
    let listed = if kind == FoundKind::Site { looked.stories.clone() } else { Vec::new() };
    let home = if article.is_some() { &root } else { &address };
    let mut found = Found::new(kind, &address, Some(home.clone()));
    survey::explore(scout, &looked, &mut found).await?;
    let mut names = vec![looked.links.site_name.clone().unwrap_or_default()];
    let is_blog = is_front_of_blog(&looked, &address);
    // Some sites send from their root to a page of some language or edition, which is their front then.
    let is_front = is_root || is_blog || *typed == typed.root();
    let is_section = !is_front && sections::follow(scout, &looked, &mut found).await?;
    if is_root || is_section {
        names.push(looked.links.title.clone());
    }
    // A section with a feed of its own is not followed by the archive of the whole site.
    let is_whole = is_root || article.is_some() || found.routes.is_empty();
    let home = if is_blog { address.clone() } else { root.clone() };
    let mut front = (is_root || is_blog).then_some(looked);
    if found.listing.is_none() && is_whole && front.is_none() {
        // The front page may show what this one does not.
        if let Ok((answer, body)) = scout.linked(&root, What::Archive).await
            && let Ok(shown) = reading::look(scout.desk, body, reading::facts(&answer)).await
        {
            let had = found.routes.len();
            survey::explore(scout, &shown, &mut found).await?;
            if had == 0 && !found.routes.is_empty() {
                found.source.home = Some(root.clone());
            }
            names.push(shown.links.site_name.clone().unwrap_or_default());
            front = Some(shown);
        }
    }
    if let Some(front) = &front {
        survey::search(scout, front, &home, &mut found).await?;
        if !found.source.routes.iter().any(Route::is_live) && found.listing.is_none() {
            // What was typed is followed, also where the front page shows the same.
            let (stories, page) =
                if is_front || listed.is_empty() { (&front.stories, &home) } else { (&listed, &address) };
            sections::by_own_links(stories, page, None, &mut found);
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
    if found.feed.is_none() && found.shown.is_empty() {
        found.shown = listed;
    }
    // A front page that reads like an article is a site all the same.
    found.article = article.filter(|_| !is_root || found.routes.is_empty());
    let names: Vec<&str> = names.iter().map(Text::as_str).collect();
    Ok(found.settle(&names))
}

/// Whether a page is the front of a blog that does not stand at the site's root: its interface, or the feed
/// it announces before others, stands right under it.
fn is_front_of_blog(looked: &Looked, address: &Address) -> bool {
    let is_under = |place: &Address| {
        let up = if place.as_str().ends_with('/') { ".." } else { "." };
        place.join(up).is_ok_and(|up| up.key() == address.key())
    };
    let feeds = looked.links.feeds.iter().map(|feed| &feed.address);
    let mut feeds = feeds.filter(|feed| feed.url().path().trim_end_matches('/').ends_with("/feed"));
    looked.links.wordpress.as_ref().is_some_and(is_under) || feeds.next().is_some_and(is_under)
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
        place: crate::fetch::Place::default(),
    };
    let unknown =
        |why: &str| Fault::new(FaultKind::NotFound, format!("this is nothing that can be read: {why}"));
    match recognise(&bytes) {
        Recognised::Feed => of_feed(&Scout::new(desk, now, base), base, answer, bytes).await,
        Recognised::Sitemap => {
            let sitemap = reading::sitemap(desk, bytes, base.clone()).await?;
            Ok(mapped::unasked(base, &sitemap).settle(&[]))
        }
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
                let seen = format!("{}; none was asked", archive::count_leading(calendar.with_news.len()));
                let template = calendar.template.clone();
                found.route(Route::DayPage { template, from: None, to: None }, seen);
                found.source.section.clone_from(&calendar.section);
                found.head.clone_from(&calendar.header);
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
