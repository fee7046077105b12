//! What is new now, by a live route of any kind.

use super::all::Told;
use super::asking::{configured, to_store};
use super::stock::Under;
use super::{Desk, reading, single, sitemaps, stock};
use crate::fetch::{Answer, Validators, What};
use crate::news::{Address, Fault, LiveKind, Now, Route, Source, SourceId};
use crate::store::StoredValidators;

/// What a live route is asked for, and where; `None` for routes that are not live.
pub(super) fn wanted(route: &Route) -> Option<(What, &Address)> {
    match route {
        Route::Feed { url } | Route::Live { url, .. } => Some((What::Feed, url)),
        Route::Page { url } => Some((What::Page, url)),
        Route::DayPage { .. } | Route::Dated { .. } | Route::Archive { .. } => None,
    }
}

/// Asks a live route, with what the last answer gave (`stored`); stores the stories it tells. What it gave to
/// ask again with is in the answer, to be stored after them.
pub(super) async fn ask(
    desk: &Desk,
    (source, id): (&Source, SourceId),
    route: &Route,
    stored: Option<&StoredValidators>,
    now: &Now,
) -> Result<Told, Fault> {
    let Some((what, url)) = wanted(route) else { return Ok(Told::default()) };
    let mut request = configured(source, url, what);
    request.validators = stored.map(Validators::from).unwrap_or_default();
    let mut answer = desk.web().get(request).await?;
    let Some(body) = answer.body.take() else {
        return Ok(quiet(url, &answer, stored, now));
    };
    let source = (source, id);
    let (mut told, ttl) = match route {
        Route::Page { .. } => (single::put(desk, source, url, body, &answer, now).await?, None),
        Route::Live { kind, .. } => (list(desk, source, *kind, body, &answer, now).await?, None),
        _ => {
            let feed = reading::feed(desk, body, &answer).await?;
            let mut told =
                stock::put(desk, source, Under::OwnDates.all(feed.items), &answer.address, now).await?;
            told.named = feed.title.non_empty().filter(|_| source.0.is_unnamed());
            (told, feed.ttl_minutes)
        }
    };
    let mut at = url.clone();
    // Only an address that was just read as a feed may take the place of the one in the sources file.
    if matches!(route, Route::Feed { .. })
        && let Some(moved) = answer.moved.clone().filter(|moved| is_a_move(url, moved))
    {
        told.moved.push((url.clone(), moved.clone()));
        at = moved;
    }
    told.answers = 1;
    told.given.push((at.as_str().to_owned(), to_store(&answer, ttl, now)));
    Ok(told)
}

/// Nothing new. What the feed said about its `ttl` is in its body, so the old word stands.
fn quiet(url: &Address, answer: &Answer, stored: Option<&StoredValidators>, now: &Now) -> Told {
    let mut given = to_store(answer, None, now);
    let fresh_until = stored.and_then(|stored| stored.fresh_until);
    given.fresh_until = given.fresh_until.or(fresh_until);
    let given = vec![(url.as_str().to_owned(), given)];
    Told { answered: true, answers: 1, saved: 1, given, ..Told::default() }
}

async fn list(
    desk: &Desk,
    source: (&Source, SourceId),
    kind: LiveKind,
    body: Vec<u8>,
    answer: &Answer,
    now: &Now,
) -> Result<Told, Fault> {
    let items = match kind {
        LiveKind::NewsSitemap => {
            let sitemap = reading::sitemap(desk, body, answer.address.clone()).await?;
            sitemap.entries.into_iter().map(sitemaps::item).collect()
        }
        LiveKind::Section => reading::list(desk, body, reading::facts(answer), None).await?.items,
    };
    stock::put(desk, source, Under::OwnDates.all(items), &answer.address, now).await
}

/// Whether a permanent redirect is to be written down: not one that gives up encryption.
fn is_a_move(from: &Address, to: &Address) -> bool {
    from != to && (from.url().scheme() == "http" || to.url().scheme() == "https")
}
