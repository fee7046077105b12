//! A section of a site: a typed page that lists stories of its own. It is followed itself, and not what is found on
//! the front page, unless that shows the same stories or there is a feed of just these.

use std::collections::HashSet;

use super::archive::count_stories;
use super::reading::{self, Looked};
use super::scout::Scout;
use super::{Found, FoundKind, survey};
use crate::fetch::What;
use crate::news::{Address, Fault, Item, LiveKind, Route, Text};

/// Stories a page has to list to be followed without a feed.
const LEAST_STORIES: usize = 5;

/// The newest stories of a feed, or the first of a page, that are compared.
const COMPARED: usize = 10;

/// Where nothing else tells what is new: the page itself, if it lists stories. `of_all` is a feed that it names, and that
/// brings other stories than these.
pub(super) fn by_own_links(stories: &[Item], page: &Address, of_all: Option<&Address>, found: &mut Found) {
    if stories.len() >= LEAST_STORIES {
        let count = count_stories(stories.len());
        let seen = match of_all {
            Some(feed) => format!("the page lists {count}; its feed is of the whole site: {feed}"),
            None => format!("the page lists {count}; it has no feed"),
        };
        found.route(Route::Live { kind: LiveKind::Section, url: page.clone() }, seen);
        found.shown = stories.to_vec();
    }
}

/// Follows a typed page that is not the front of its site and lists stories; whether it does, by that page itself.
pub(super) async fn follow(scout: &Scout<'_>, looked: &Looked, found: &mut Found) -> Result<bool, Fault> {
    let address = found.address.clone();
    // One with an archive of its own is followed by its days.
    if found.kind != FoundKind::Site || looked.stories.len() < LEAST_STORIES || found.listing.is_some() {
        return Ok(false);
    }
    let mut of_all = feed_of_others(looked, found);
    if of_all.is_none() && !found.routes.is_empty() {
        return Ok(false);
    }
    let root = address.root();
    if let Some(front) = front(scout, &root).await {
        if shows_the_same(looked, &front) {
            return Ok(false);
        }
        // A feed that only this page names is the page's own.
        of_all =
            of_all.filter(|feed| front.links.feeds.iter().any(|named| named.address.key() == feed.key()));
    }
    if of_all.is_some() {
        found.leave_feed();
    }
    if !found.routes.is_empty() {
        return Ok(false);
    }
    survey::own_ways(scout, looked, &address, found).await?;
    if !found.source.routes.iter().any(Route::is_live) {
        by_own_links(&looked.stories, &address, of_all.as_ref(), found);
        let all = of_all.unwrap_or(root);
        found.note(format!("this follows what {address} lists; {all} is the whole site"));
    }
    if found.source.section.is_none() {
        found.source.section = name(looked, &address);
    }
    Ok(true)
}

/// The feed that was found, where it brings mostly what the page does not list: perhaps that of the whole site.
fn feed_of_others(looked: &Looked, found: &Found) -> Option<Address> {
    let feed = found.feed.as_ref()?;
    let url = found.source.routes.iter().find_map(|route| match route {
        Route::Feed { url } => Some(url.clone()),
        _ => None,
    })?;
    let is_own =
        is_under(&url, &found.address) || feed.items.len() < LEAST_STORIES || shares(looked, &feed.items);
    (!is_own).then_some(url)
}

/// Whether an address stands below a page.
pub(super) fn is_under(address: &Address, page: &Address) -> bool {
    let place = page.url().path().trim_end_matches('/');
    let below = address.url().path().strip_prefix(place).is_some_and(|rest| rest.starts_with('/'));
    address.authority() == page.authority() && !place.is_empty() && below
}

/// The front page of the site, where it can be had.
async fn front(scout: &Scout<'_>, root: &Address) -> Option<Looked> {
    let (answer, body) = scout.linked(root, What::Archive).await.ok()?;
    reading::look(scout.desk, body, reading::facts(&answer)).await.ok()
}

/// Whether the front page shows what this page does, and hardly more.
fn shows_the_same(looked: &Looked, front: &Looked) -> bool {
    let (own, others) = (places(&looked.stories), places(&front.stories));
    is_half_of(&front.stories, |item| is_among(&own, item))
        && is_half_of(&looked.stories, |item| is_among(&others, item))
}

/// Whether half of the newest of these, or more, are among what a page lists, be it by addresses of their own.
fn shares(looked: &Looked, stories: &[Item]) -> bool {
    let places = places(&looked.stories);
    let titles: HashSet<&str> = looked.stories.iter().map(|item| item.title.as_str()).collect();
    is_half_of(stories, |item| is_among(&places, item) || titles.contains(item.title.as_str()))
}

fn is_half_of(stories: &[Item], is_known: impl Fn(&Item) -> bool) -> bool {
    let first = stories.get(..COMPARED).unwrap_or(stories);
    first.iter().filter(|item| is_known(item)).count() * 2 >= first.len()
}

/// The address that a story is known by.
fn place(item: &Item) -> Option<String> {
    item.address.as_ref().map(Address::key)
}

fn places(stories: &[Item]) -> HashSet<String> {
    stories.iter().filter_map(place).collect()
}

fn is_among(places: &HashSet<String>, item: &Item) -> bool {
    place(item).is_some_and(|place| places.contains(&place))
}

/// What the page calls itself besides the name of its site, else the last part of its address; nothing where the
/// title says that already.
fn name(looked: &Looked, address: &Address) -> Option<Text> {
    let last = address.url().path().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let title = looked.links.title.as_str();
    let besides = looked.links.site_name.as_deref().and_then(|site| {
        let (before, behind) = title.split_once(site)?;
        let rest = if before.trim().is_empty() { behind } else { before };
        Some(rest.trim_matches(|c: char| !c.is_alphanumeric()))
    });
    let named = besides.filter(|rest| !rest.is_empty()).unwrap_or(last);
    let is_said = looked.links.site_name.is_none() && title.to_lowercase().contains(&last.to_lowercase());
    Some(Text::line(named)).filter(|_| !is_said).and_then(Text::non_empty)
}
