//! Archives that are asked for a day through one address.

use super::Desk;
use super::all::Told;
use super::asking::{configured, content};
use super::{paged, reading, sitemaps, stock};
use crate::extract::{PageFacts, copies, wordpress};
use crate::fetch::What;
use crate::news::{Address, ArchiveKind, Day, Fault, FaultKind, Item, Now, Source, SourceId};

/// Posts a page of WordPress's answer holds at most.
const POSTS_A_PAGE: usize = 100;

/// Pages of one day's posts that are read.
const MOST_PAGES: usize = 10;

/// Asks an archive for a day; stores what it tells.
pub(super) async fn ask(
    desk: &Desk,
    (source, id): (&Source, SourceId),
    (kind, url): (ArchiveKind, &Address),
    day: Day,
    now: &Now,
) -> Result<Told, Fault> {
    let items = match kind {
        ArchiveKind::WordPress => wordpress_day(desk, source, url, day).await?,
        ArchiveKind::Wayback => copy_of_day(desk, source, url, day).await?,
        ArchiveKind::PagedFeed => paged::day(desk, source, url, day, now).await?,
        ArchiveKind::Sitemap => return sitemaps::ask(desk, (source, id), url, day, now).await,
    };
    stock::put(desk, (source, id), items, Some(day), url, now).await
}

/// The address of one page of a day's posts. `after` and `before` are the site's own time and left out
/// themselves; where the interface is announced as `?rest_route=/`, the path goes into the query.
pub(super) fn posts_of(api: &Address, day: Day, page: usize) -> Result<Address, Fault> {
    let query = format!(
        "after={}T23:59:59&before={}T00:00:00&per_page={POSTS_A_PAGE}&page={page}&orderby=date&order=desc&_fields={}",
        day.plus(-1),
        day.plus(1),
        wordpress::FIELDS,
    );
    of_interface(api, &query)
}

/// The address of posts with a query.
pub(super) fn of_interface(api: &Address, query: &str) -> Result<Address, Fault> {
    let raw = api.as_str();
    let raw = if let Some((before, _)) = raw.split_once("rest_route=") {
        format!("{before}rest_route=/wp/v2/posts&{query}")
    } else {
        let root = raw.split(['?', '#']).next().unwrap_or(raw).trim_end_matches('/');
        let root = root.trim_end_matches("/posts").trim_end_matches("/wp/v2");
        format!("{root}/wp/v2/posts?{query}")
    };
    Address::parse(&raw)
        .map_err(|error| Fault::new(FaultKind::Config, format!("{raw} is no address: {error}")))
}

async fn wordpress_day(desk: &Desk, source: &Source, api: &Address, day: Day) -> Result<Vec<Item>, Fault> {
    let mut items: Vec<Item> = Vec::new();
    for page in 1..=MOST_PAGES {
        let request = configured(source, &posts_of(api, day, page)?, What::Archive);
        let mut answer = match desk.web().get(request).await {
            Ok(answer) => answer,
            // Beyond the last page WordPress answers 400.
            Err(_) if page > 1 => break,
            Err(fault) => return Err(fault),
        };
        let body = answer.body.take().unwrap_or_default();
        let base = answer.address.clone();
        let posts = desk.work(false, move || wordpress::posts(&body, &base)).await?;
        let is_last = posts.len() < POSTS_A_PAGE;
        items.extend(posts);
        if is_last {
            break;
        }
    }
    Ok(items)
}

/// What a page listed on a day, as the Wayback Machine kept it: the day's last copy.
async fn copy_of_day(desk: &Desk, source: &Source, url: &Address, day: Day) -> Result<Vec<Item>, Fault> {
    let date = day.date();
    let stamp = format!("{:04}{:02}{:02}", date.year(), date.month(), date.day());
    let mut search = url::Url::parse("https://web.archive.org/cdx/search/cdx")
        .map_err(|error| Fault::new(FaultKind::Config, "the archive has no address").cause(error))?;
    search
        .query_pairs_mut()
        .append_pair("url", url.as_str())
        .append_pair("from", &stamp)
        .append_pair("to", &stamp)
        .append_pair("output", "json")
        .append_pair("filter", "statuscode:200")
        .append_pair("limit", "50");
    let no_address = |error| Fault::new(FaultKind::Config, format!("{url} cannot be looked up: {error}"));
    let search = Address::parse(search.as_str()).map_err(no_address)?;
    let mut answer = desk.web().get(content(None, &search, What::Archive)).await?;
    let body = answer.body.take().unwrap_or_default();
    let Some(copy) = copies::read(&body, &answer.address)?.pop() else { return Ok(Vec::new()) };
    // `id_`: the page as it was, without the archive's own frame and links.
    let raw = format!("https://web.archive.org/web/{}id_/{}", copy.timestamp, copy.original);
    let kept = Address::parse(&raw).map_err(no_address)?;
    let mut answer = desk.web().get(content(Some(source), &kept, What::Archive)).await?;
    let body = answer.body.take().unwrap_or_default();
    let original = Address::parse(&copy.original).unwrap_or_else(|_| url.clone());
    let facts = PageFacts { address: original, content_type: answer.content_type.clone() };
    Ok(reading::list(desk, body, facts, None).await?.items)
}
