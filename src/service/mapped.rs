//! A sitemap whose own address was given: followed by what is new in it, or by the days it can tell.
//!
//! Discovery and `inspect` enter, with a sitemap that has been read. What it says is tried like any other route.

use super::archive::{self, asking, count_stories};
use super::found::{Found, FoundKind};
use super::scout::Scout;
use super::{sitemaps, survey};
use crate::extract::sitemap::Sitemap;
use crate::news::{Address, ArchiveKind, Day, Fault, LiveKind, Route};

/// Days with news that an archive is tried on.
const TRIED: usize = 3;

/// What a sitemap can be followed by; without a route when it is neither.
pub(super) async fn found(scout: &Scout<'_>, url: &Address, sitemap: Sitemap) -> Result<Found, Fault> {
    let mut found = of(url, &sitemap);
    if !found.routes.is_empty() {
        return Ok(found);
    }
    let asking = asking(scout, scout.now.today());
    let told = sitemap.entries.into_iter().filter_map(|entry| asking.day_of(&sitemaps::item(entry)));
    let mut days: Vec<Day> = told.filter(|day| *day < scout.now.today()).collect();
    days.sort_unstable_by(|one, other| other.cmp(one));
    days.dedup();
    days.truncate(TRIED);
    if days.is_empty() {
        days = archive::last_days(scout).to_vec();
    }
    survey::tried(scout, archived(url), &days, &mut found).await?;
    Ok(found)
}

/// The same without asking anything: a file at hand.
pub(super) fn unasked(url: &Address, sitemap: &Sitemap) -> Found {
    let mut found = of(url, sitemap);
    if found.routes.is_empty() {
        let seen = match sitemap.children.len() {
            0 => format!("it leads to {}; it was not asked for a day", count_stories(sitemap.entries.len())),
            some => format!("it leads to {some} sitemaps; none was asked"),
        };
        found.route(archived(url), seen);
    }
    found
}

/// A sitemap of news tells what is new.
fn of(url: &Address, sitemap: &Sitemap) -> Found {
    let mut found = Found::new(FoundKind::Sitemap, url, Some(url.root()));
    found.source.lang = sitemap.entries.iter().find_map(|entry| entry.lang.clone());
    if sitemap.entries.iter().any(|entry| !entry.title.is_empty()) {
        let seen = format!("the news sitemap has {}", count_stories(sitemap.entries.len()));
        found.route(Route::Live { kind: LiveKind::NewsSitemap, url: url.clone() }, seen);
    }
    found
}

fn archived(url: &Address) -> Route {
    Route::Archive { kind: ArchiveKind::Sitemap, url: url.clone(), from: None, to: None }
}
