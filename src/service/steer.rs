//! Steering a source: trying its routes, putting them in another order, taking one out.

use super::asking::configured;
use super::dated::Asking;
use super::door::Door;
use super::stock::zone_of;
use super::{Desk, reading, sitemaps, sync_sources};
use crate::extract::feed;
use crate::fetch::What;
use crate::news::{Day, Fault, FaultKind, Item, LiveKind, Now, Route, Slug, Source, SourceId, Text};
use crate::store::{FileAct, RouteAnswer};

/// What a route answered when it was tried.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// Stories it told.
    pub stories: usize,
    /// The first of their headlines.
    pub first: Option<Text>,
}

/// Asks one route of a source, a dated one for that day, and stores nothing of what it tells.
pub async fn try_route(
    desk: &Desk,
    source: &Source,
    route: &Route,
    day: Day,
    now: &Now,
) -> Result<Tried, Fault> {
    let mut items = if route.is_live() {
        live(desk, source, route).await?
    } else {
        let asking = Asking { door: Door::Source(desk, source), day, zone: zone_of(source), now };
        asking.ask(route).await?.items
    };
    items.iter_mut().take(1).for_each(feed::entitle);
    let first = items.iter().find(|item| !item.title.is_empty()).map(|item| item.title.clone());
    Ok(Tried { stories: items.len(), first })
}

async fn live(desk: &Desk, source: &Source, route: &Route) -> Result<Vec<Item>, Fault> {
    let Some(url) = route.url() else { return Ok(Vec::new()) };
    let mut request = configured(source, url, What::Feed);
    // Somebody waits for it: it goes ahead of the feeds that are refreshed.
    request.urgent = true;
    let mut answer = desk.web().get(request).await?;
    let body = answer.body.take().unwrap_or_default();
    Ok(match route {
        Route::Page { .. } => {
            let article = reading::article(desk, body, &answer, true).await?;
            vec![Item { title: article.title, ..Item::default() }]
        }
        Route::Live { kind: LiveKind::Section, .. } => {
            reading::list(desk, body, reading::facts(&answer), None).await?.items
        }
        Route::Live { kind: LiveKind::NewsSitemap, .. } => {
            let sitemap = reading::sitemap(desk, body, answer.address.clone()).await?;
            sitemap.entries.into_iter().map(sitemaps::item).collect()
        }
        _ => reading::feed(desk, body, &answer).await?.items,
    })
}

/// What the dated routes of a source answered last, each by its place.
pub async fn route_answers(desk: &Desk, source: SourceId) -> Result<Vec<RouteAnswer>, Fault> {
    desk.read(move |store| store.route_answers(source)).await
}

/// Gives a source another name; can be undone.
pub async fn rename(desk: &Desk, slug: &Slug, title: Text, now: &Now) -> Result<(), Fault> {
    let slug = slug.clone();
    desk.act(now, move |files| {
        let (before, after) = files.sources(|file| file.draft().rename(&slug, &title))?;
        Ok((before != after).then_some(FileAct::Source { slug, before: Some(before), after: Some(after) }))
    })
    .await?;
    sync_sources(desk, now).await.map(|_| ())
}

/// Gives a source other routes, in this order; can be undone. A source keeps one at least.
pub async fn set_routes(desk: &Desk, slug: &Slug, routes: Vec<Route>, now: &Now) -> Result<(), Fault> {
    if routes.is_empty() {
        let sentence = "a source without a route would be asked nothing";
        return Err(Fault::new(FaultKind::Usage, sentence).hint("remove the source instead"));
    }
    let slug = slug.clone();
    desk.act(now, move |files| {
        let (before, after) = files.sources(|file| file.draft().set_routes(&slug, &routes))?;
        Ok(Some(FileAct::Source { slug, before: Some(before), after: Some(after) }))
    })
    .await?;
    sync_sources(desk, now).await.map(|_| ())
}
