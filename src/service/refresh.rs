//! What is new now.

use jiff::Timestamp;

use super::all::{Told, ask_all};
use super::asking::{configured, minutes_between, to_store, validators};
use super::stock::{self, zone_of};
use super::{Desk, Progress, Sum, ask, live, reading};
use crate::fetch::{Validators, What};
use crate::news::{Address, Fault, Item, Now, Refresh, Route, Source, SourceId, SourceRow, When};
use crate::store::{LiveAnswer, Store};

/// Whether a source is to be asked by itself now: by its own interval, else the settings'. A source
/// that asks once at the start is due until it was asked in this run of the program.
pub fn due(desk: &Desk, source: &Source, row: &SourceRow, now: &Now) -> bool {
    match source.refresh.unwrap_or(desk.refresh()) {
        Refresh::Never => false,
        Refresh::Start => desk.first_time(&source.slug),
        Refresh::Minutes(minutes) => row.health.last_asked.is_none_or(|asked| {
            // A clock that was set back does not silence a source.
            !(0..i64::from(minutes)).contains(&minutes_between(asked.instant, now.instant))
        }),
    }
}

/// Asks the live routes of sources at once, each conditionally; stores what they tell, with the feeds'
/// own texts. A source without live routes is asked for its own today instead. Unless `force`, sources
/// are left out whose answer is younger than their interval, or than their feed's `ttl`. A source that
/// fails is named in the sum and stops no other; only the store's own faults end the work.
pub async fn refresh_live(
    desk: &Desk,
    sources: &[Source],
    now: &Now,
    force: bool,
    progress: impl Fn(Progress) + Send + Sync,
) -> Result<Sum, Fault> {
    let rows = desk.read(Store::sources).await?;
    let mut chosen = Vec::new();
    for source in sources {
        let Some(row) = rows.iter().find(|row| row.slug == source.slug) else { continue };
        let wanted = force || (due(desk, source, row, now) && !is_fresh(desk, source, now).await?);
        if wanted && can_be_asked(source, now) {
            chosen.push((source.clone(), row.id));
        }
    }
    let skipped = sources.len() - chosen.len();
    ask_all(chosen, skipped, progress, |source, id| {
        let (desk, now) = (desk.clone(), now.clone());
        async move { refresh_one(&desk, (&source, id), &now).await.unwrap_or_else(Told::failed) }
    })
    .await
}

fn can_be_asked(source: &Source, now: &Now) -> bool {
    source.routes.iter().any(Route::is_live) || source.answers(ask::today_of(source, now))
}

/// Whether every live route of a source said that it need not be asked again yet. What the person set
/// for the source itself goes before that.
async fn is_fresh(desk: &Desk, source: &Source, now: &Now) -> Result<bool, Fault> {
    if source.refresh.is_some() {
        return Ok(false);
    }
    let mut fresh = false;
    for route in &source.routes {
        let (Route::Feed { url } | Route::Page { url }) = route else { continue };
        fresh = validators(desk, url).await?.fresh_until.is_some_and(|until| until > now.instant);
        if !fresh {
            return Ok(false);
        }
    }
    Ok(fresh)
}

async fn refresh_one(desk: &Desk, (source, id): (&Source, SourceId), now: &Now) -> Result<Told, Fault> {
    desk.note_asked(&source.slug);
    let mut told = Told::default();
    let mut is_live = false;
    for route in &source.routes {
        let asked = match route {
            Route::Feed { url } => ask_feed(desk, (source, id), url, now).await,
            Route::Page { url } => ask_page(desk, (source, id), url, now).await,
            Route::Live { kind, url } => live::ask(desk, (source, id), *kind, url, now).await,
            Route::DayPage { .. } | Route::Dated { .. } | Route::Archive { .. } => continue,
        };
        is_live = true;
        told.add(asked.unwrap_or_else(Told::failed));
    }
    if !is_live {
        told = ask::ask_one(desk, (source, id), ask::today_of(source, now), now).await?;
    }
    put_health(desk, id, now.instant, told.fault.clone()).await?;
    Ok(told)
}

async fn put_health(desk: &Desk, id: SourceId, at: Timestamp, fault: Option<Fault>) -> Result<(), Fault> {
    let answer = LiveAnswer { answers: u32::from(fault.is_none()), fault, ..LiveAnswer::good(at) };
    desk.write_fetched(move |store| store.put_live(id, &answer)).await
}

async fn ask_feed(
    desk: &Desk,
    (source, id): (&Source, SourceId),
    url: &Address,
    now: &Now,
) -> Result<Told, Fault> {
    let stored = validators(desk, url).await?;
    let mut request = configured(source, url, What::Feed);
    request.validators = Validators::from(&stored);
    let answer = desk.web().get(request).await?;
    let Some(body) = answer.body.clone() else {
        // Nothing new; what the feed said about its ttl is in its body, so the old word stands.
        let mut kept = to_store(&answer, None, now);
        kept.fresh_until = kept.fresh_until.or(stored.fresh_until);
        put_validators(desk, url, kept).await?;
        return Ok(Told { answered: true, ..Told::default() });
    };
    let feed = reading::feed(desk, body, &answer).await?;
    let told = stock::put(desk, (source, id), feed.items, None, &answer.address, now).await?;
    // Only now: had the stories not been stored, the next "not modified" would lose them.
    put_validators(desk, url, to_store(&answer, feed.ttl_minutes, now)).await?;
    Ok(told)
}

async fn put_validators(
    desk: &Desk,
    url: &Address,
    validators: crate::store::StoredValidators,
) -> Result<(), Fault> {
    let url = url.as_str().to_owned();
    desk.write_fetched(move |store| store.put_validators(&url, &validators)).await
}

/// A single page is one story; it is read at once, since its text is all there is to it.
async fn ask_page(
    desk: &Desk,
    (source, id): (&Source, SourceId),
    url: &Address,
    now: &Now,
) -> Result<Told, Fault> {
    let stored = validators(desk, url).await?;
    let mut request = configured(source, url, What::Page);
    request.validators = Validators::from(&stored);
    let answer = desk.web().get(request).await?;
    let Some(body) = answer.body.clone() else {
        return Ok(Told { answered: true, ..Told::default() });
    };
    let article = reading::article(desk, body, &answer, false).await?;
    let item = Item {
        guid: url.as_str().to_owned(),
        address: Some(url.clone()),
        title: article.title.clone(),
        deck: article.excerpt.clone(),
        author: article.authors.first().cloned(),
        lang: article.lang.clone(),
        published: article.published.map(When::Moment),
        updated: article.updated.map(When::Moment),
        ..Item::default()
    };
    let zone = zone_of(source);
    let decided = crate::news::decide_day(None, item.published, zone.as_ref(), now);
    let story = crate::store::NewStory { item, decided };
    let at = now.instant;
    let saved = desk
        .write_fetched(move |store| {
            let saved = store.put_items(id, &[story], at)?;
            for story in &saved.ids {
                store.put_text(*story, &article, at)?;
            }
            Ok(saved)
        })
        .await?;
    put_validators(desk, url, to_store(&answer, None, now)).await?;
    Ok(Told { answered: true, stories: 1, new: saved.new, fault: None })
}
