//! What a site offers to be followed by: feeds first, then the surest way to its past days.

use super::archive::{self, Archive, asking, by, count_stories, last_days, verify};
use super::reading::{self, Looked};
use super::scout::Scout;
use super::{Found, announced, back, paged, wordpress};
use crate::extract::{self, calendar};
use crate::fetch::What;
use crate::news::{Address, ArchiveKind, DatedKind, Day, Fault, FaultKind, LiveKind, Route, Template};

/// Where feeds usually are when a page does not say.
const USUAL_FEEDS: [&str; 4] = ["/feed/", "/rss.xml", "/feed.xml", "/atom.xml"];

/// Sitemaps of a site that are looked into.
const MOST_SITEMAPS: usize = 3;

/// Pages called the archive that are looked at.
const MOST_ARCHIVES: usize = 2;

/// Where archives by days usually are when a page does not say.
const USUAL_ARCHIVES: [&str; 8] = [
    "/archive/{YYYY}/{MM}/{DD}/",
    "/archive/{YYYY}-{MM}-{DD}/",
    "/{YYYY}/{MM}/{DD}/",
    "/archive/{YYYY}{MM}{DD}",
    "/news/{YYYY}/{MM}/{DD}/",
    "/archive?date={YYYY}-{MM}-{DD}",
    "/{YYYY}-{MM}-{DD}/",
    "/archives/{YYYY}/{MM}/{DD}/",
];

/// What may follow the date in the address of a day's front.
const BEHIND_DATE: [&str; 3] = ["/", "", "/all"];

/// Looks for a feed and an archive among what a page shows.
pub(super) async fn explore(scout: &Scout<'_>, looked: &Looked, found: &mut Found) -> Result<(), Fault> {
    if found.feed.is_none() {
        announced_feed(scout, looked, found).await?;
    }
    found.source.lang = found.source.lang.take().or_else(|| looked.links.lang.clone());
    by_calendar(scout, looked, found).await
}

/// Takes the archive that a page's calendar leads to, if it holds.
async fn by_calendar(scout: &Scout<'_>, looked: &Looked, found: &mut Found) -> Result<(), Fault> {
    let Some(calendar) = &looked.calendar else { return Ok(()) };
    match archive::of_calendar(scout, calendar).await {
        Ok(archive) => {
            found.source.section.clone_from(&calendar.section);
            found.head.clone_from(&calendar.header);
            found.take_archive(archive);
        }
        Err(fault) if fault.kind == FaultKind::Storage => return Err(fault),
        Err(fault) => found.note(format!("its calendar cannot be followed: {}", fault.sentence)),
    }
    Ok(())
}

async fn announced_feed(scout: &Scout<'_>, looked: &Looked, found: &mut Found) -> Result<(), Fault> {
    let wanted = announced::in_order(looked, &found.address);
    let mut empty = None;
    for link in wanted.iter().take(3) {
        match feed_at(scout, &link.address, found).await {
            Ok(()) if found.feed.as_ref().is_some_and(|feed| feed.items.is_empty()) => {
                // One without an entry is taken where no other has any.
                found.leave_feed();
                empty = empty.or(Some(&link.address));
            }
            Ok(()) => {
                announced::note_others(looked, link, found);
                return Ok(());
            }
            Err(fault) if fault.kind == FaultKind::Storage => return Err(fault),
            Err(fault) => found.note(format!("a feed it names could not be read: {}", fault.sentence)),
        }
    }
    if let Some(address) = empty {
        feed_at(scout, address, found).await?;
    }
    Ok(())
}

async fn feed_at(scout: &Scout<'_>, address: &Address, found: &mut Found) -> Result<(), Fault> {
    let (answer, body) = scout.linked(address, What::Feed).await?;
    let feed = reading::feed(scout.desk, body, &answer).await?;
    let url = answer.moved.clone().unwrap_or_else(|| address.clone());
    found.take_feed(url, &answer, feed, scout.now);
    Ok(())
}

/// Looks for a feed and days of a section's own: what stands below its page.
pub(super) async fn own_ways(
    scout: &Scout<'_>,
    looked: &Looked,
    page: &Address,
    found: &mut Found,
) -> Result<(), Fault> {
    if is_of_wordpress(looked, found)
        && let Ok(address) = Address::parse(&format!("{}/feed/", page.as_str().trim_end_matches('/')))
    {
        match feed_at(scout, &address, found).await {
            Err(fault) if fault.kind == FaultKind::Storage => return Err(fault),
            _ => {}
        }
    }
    if shows_ways_below(looked, page) {
        by_ways(scout, looked, found).await?;
    }
    Ok(())
}

/// Whether all ways into the past that a page shows lead below it.
fn shows_ways_below(looked: &Looked, page: &Address) -> bool {
    let place = format!("{}/", page.as_str().trim_end_matches('/'));
    let days = looked.ways.days.iter().chain(&looked.ways.beside).map(|(template, _)| template);
    let mut templates = days.chain(looked.ways.months.iter().map(|(template, _)| template)).peekable();
    templates.peek().is_some() && templates.all(|template| template.as_str().starts_with(&place))
}

/// Looks for what a page does not show: the usual addresses of feeds, and the surest dated route the
/// site's software, its stories' addresses or its sitemaps give. Stops at the first that holds.
pub(super) async fn search(
    scout: &Scout<'_>,
    looked: &Looked,
    root: &Address,
    found: &mut Found,
) -> Result<(), Fault> {
    if found.feed.is_none() && looked.links.feeds.is_empty() {
        for path in USUAL_FEEDS {
            let Ok(address) = root.join(path) else { continue };
            match feed_at(scout, &address, found).await {
                Ok(()) => break,
                Err(fault) if fault.kind == FaultKind::Storage => return Err(fault),
                Err(_) => {}
            }
        }
    }
    if found.listing.is_some() {
        return Ok(());
    }
    let days = days_with_news(scout, looked, found);
    for ways in candidates(looked, root, found) {
        // Ways to write one place are told apart by one day.
        let days = if ways.len() > 1 { days.get(..1).unwrap_or_default() } else { &days };
        for route in ways {
            if tried(scout, route, days, found).await? {
                return Ok(());
            }
        }
    }
    if by_ways(scout, looked, found).await? || called_archive(scout, looked, found).await? {
        return Ok(());
    }
    for sitemap in sitemaps(scout, root).await? {
        let is_news = sitemap.url().path().to_ascii_lowercase().contains("news");
        if is_news && found.feed.is_none() && !has_live(found) {
            news_sitemap(scout, &sitemap, found).await?;
            continue;
        }
        let route = Route::Archive { kind: ArchiveKind::Sitemap, url: sitemap, from: None, to: None };
        if tried(scout, route, &days, found).await? {
            return Ok(());
        }
    }
    let goes_on = found.feed.as_ref().is_some_and(|feed| feed.older.is_some());
    if (goes_on || is_of_wordpress(looked, found))
        && let Some(url) = found.source.routes.iter().find_map(feed_of)
        && let Some((day, from)) = paged::reach(&asking(scout, scout.now.today()), &url).await
    {
        let route = Route::Archive { kind: ArchiveKind::PagedFeed, url, from, to: None };
        if tried(scout, route, &[day], found).await? {
            return Ok(());
        }
    }
    let root = root.root();
    for path in USUAL_ARCHIVES {
        let template = format!("{}{path}", root.as_str().trim_end_matches('/')).parse::<Template>();
        if let (Ok(template), Some(day)) = (template, days.first())
            && tried(scout, by(&template), &[*day], found).await?
        {
            return Ok(());
        }
    }
    Ok(())
}

fn feed_of(route: &Route) -> Option<Address> {
    if let Route::Feed { url } = route { Some(url.clone()) } else { None }
}

/// Whether a site is made by WordPress, by its own word or by the address of its feed.
fn is_of_wordpress(looked: &Looked, found: &Found) -> bool {
    let generator = looked.links.generator.as_deref().unwrap_or_default().to_ascii_lowercase();
    let ends = |url: Address| url.url().path().trim_end_matches('/').ends_with("/feed");
    generator.contains("wordpress") || found.source.routes.iter().filter_map(feed_of).any(ends)
}

fn has_live(found: &Found) -> bool {
    found.source.routes.iter().any(Route::is_live)
}

/// Takes the first that holds of the ways into the past that a page shows.
async fn by_ways(scout: &Scout<'_>, looked: &Looked, found: &mut Found) -> Result<bool, Fault> {
    for (template, linked) in looked.ways.days.iter().take(2) {
        let mut days: Vec<Day> =
            linked.iter().rev().copied().filter(|day| *day < scout.now.today()).collect();
        if days.is_empty() {
            days = days_with_news(scout, looked, found);
        }
        if tried(scout, by(template), &days, found).await? {
            return Ok(true);
        }
    }
    if let Some((template, first)) = &looked.ways.months {
        let (kind, template) = (DatedKind::MonthPage, template.clone());
        let route = Route::Dated { kind, template, from: Some(first.day(1)), to: None };
        let days = days_with_news(scout, looked, found);
        if tried(scout, route, &days, found).await? {
            return Ok(true);
        }
    }
    let Some((template, linked)) = looked.ways.beside.first() else { return Ok(false) };
    let days: Vec<Day> = linked.iter().rev().copied().filter(|day| *day < scout.now.today()).collect();
    tried(scout, by(template), &days, found).await
}

/// Looks at the pages a site calls its archive.
async fn called_archive(scout: &Scout<'_>, looked: &Looked, found: &mut Found) -> Result<bool, Fault> {
    for address in looked.ways.archives.iter().take(MOST_ARCHIVES) {
        let Ok((answer, body)) = scout.linked(address, What::Archive).await else { continue };
        let Ok(shown) = reading::look(scout.desk, body, reading::facts(&answer)).await else { continue };
        by_calendar(scout, &shown, found).await?;
        if found.listing.is_some() || by_ways(scout, &shown, found).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Takes a dated route if it holds.
pub(super) async fn tried(
    scout: &Scout<'_>,
    route: Route,
    days: &[Day],
    found: &mut Found,
) -> Result<bool, Fault> {
    match verify(scout, route, days).await {
        Ok(mut archive) => {
            bound(scout, &mut archive).await;
            found.take_archive(archive);
            Ok(true)
        }
        Err(fault) if fault.kind == FaultKind::Storage => Err(fault),
        Err(_) => Ok(false),
    }
}

/// Says how far back an archive goes, where it can be asked.
async fn bound(scout: &Scout<'_>, archive: &mut Archive) {
    let first = match &archive.route {
        Route::Archive { kind: ArchiveKind::WordPress, url, .. } => {
            wordpress::first_day(&asking(scout, archive.day), url).await
        }
        Route::Archive { kind: ArchiveKind::Sitemap, url, .. } => back::of_sitemap(scout, url).await,
        _ => return,
    };
    archive.route = back::since(archive.route.clone(), first, archive.day);
}

/// Finished days that have news, by what the feed and the page tell; else the last ones.
fn days_with_news(scout: &Scout<'_>, looked: &Looked, found: &Found) -> Vec<Day> {
    let asking = asking(scout, scout.now.today());
    let told = found.feed.iter().flat_map(|feed| &feed.items).chain(&looked.stories);
    let mut days: Vec<Day> = told.filter_map(|item| asking.day_of(item)).collect();
    days.extend(looked.links.day_fronts.iter().map(|(day, _)| *day));
    days.retain(|day| *day < scout.now.today());
    days.sort_unstable();
    days.dedup();
    days.reverse();
    if days.is_empty() { last_days(scout).to_vec() } else { days }
}

/// Dated routes a page gives reason to try, the best first; those of a list are the same place written in
/// several ways, of which one holds at most.
fn candidates(looked: &Looked, root: &Address, found: &Found) -> Vec<Vec<Route>> {
    let mut out = Vec::new();
    let links = &looked.links;
    let generator = links.generator.as_deref().unwrap_or_default().to_ascii_lowercase();
    if let Some(url) = &links.wordpress {
        out.push(vec![Route::Archive {
            kind: ArchiveKind::WordPress,
            url: url.clone(),
            from: None,
            to: None,
        }]);
    }
    out.extend(fronts(looked));
    let day_feed = |template: String| {
        let template = template.parse::<Template>().ok()?;
        Some(vec![Route::Dated { kind: DatedKind::DayFeed, template, from: None, to: None }])
    };
    let root = root.as_str().trim_end_matches('/');
    if generator.contains("blogger") {
        out.extend(day_feed(format!(
            "{root}/feeds/posts/default?published-min={{YYYY}}-{{MM}}-{{DD}}T00:00:00\
             &published-max={{next:YYYY}}-{{next:MM}}-{{next:DD}}T00:00:00&max-results=150"
        )));
    }
    if is_of_wordpress(looked, found) {
        let day = format!("{root}/{{YYYY}}/{{MM}}/{{DD}}/");
        out.extend(day_feed(format!("{day}feed/")));
        out.extend(day.parse().ok().map(|template| vec![by(&template)]));
    }
    out
}

/// The day pages that the dates in story addresses lead to.
fn fronts(looked: &Looked) -> Option<Vec<Route>> {
    if looked.links.day_fronts.len() < 2 {
        return None;
    }
    let template = calendar::template_from(&looked.links.day_fronts)?;
    let place = template.as_str().trim_end_matches('/');
    let written = BEHIND_DATE.iter().filter_map(|end| format!("{place}{end}").parse::<Template>().ok());
    Some(written.map(|template| by(&template)).collect())
}

/// The sitemaps that `robots.txt` names, else the usual one.
async fn sitemaps(scout: &Scout<'_>, root: &Address) -> Result<Vec<Address>, Fault> {
    let mut out = Vec::new();
    if let Ok(address) = root.join("/robots.txt") {
        match scout.linked(&address, What::Archive).await {
            Ok((_, body)) => out = extract::sitemap::of_robots(&body, root),
            Err(fault) if fault.kind == FaultKind::Storage => return Err(fault),
            Err(_) => {}
        }
    }
    if out.is_empty() {
        out.extend(root.join("/sitemap.xml").ok());
    }
    out.truncate(MOST_SITEMAPS);
    Ok(out)
}

async fn news_sitemap(scout: &Scout<'_>, url: &Address, found: &mut Found) -> Result<(), Fault> {
    match scout.sitemap(url).await {
        Ok(sitemap) if sitemap.entries.iter().any(|entry| !entry.title.is_empty()) => {
            let seen = format!("the news sitemap has {}", count_stories(sitemap.entries.len()));
            found.route(Route::Live { kind: LiveKind::NewsSitemap, url: url.clone() }, seen);
            Ok(())
        }
        Err(fault) if fault.kind == FaultKind::Storage => Err(fault),
        _ => Ok(()),
    }
}
