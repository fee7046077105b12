//! Following and leaving sources: the file, the store and the journal together.

use std::sync::Arc;

use jiff::Timestamp;

use super::due::next_try;
use super::mute::{AT_ONCE, sweep, sync_mutes};
use super::own_files::OwnFiles;
use super::stock::Under;
use super::{Desk, Found, stock};
use crate::config::SourcesFile;
use crate::news::{Change, Fault, FaultKind, Health, Now, Route, Slug, Source, SourceRow, Verb};
use crate::store::{FileAct, LiveAnswer, Store, Swept};

/// Reads the sources file and makes the store agree with it. A row for each source, in the file's order.
pub async fn sync_sources(desk: &Desk, now: &Now) -> Result<Vec<SourceRow>, Fault> {
    Ok(sync_sources_telling(desk, now).await?.0)
}

/// As [`sync_sources`]; and whether the store was changed meanwhile.
pub async fn sync_sources_telling(desk: &Desk, now: &Now) -> Result<(Vec<SourceRow>, bool), Fault> {
    let _alone = desk.agree().await;
    // The files are read meanwhile; a start waits for each answer before the sources are on the screen.
    let settled = desk.write(|store| {
        let before = store.rows_written();
        store.settle().map(|_| before)
    });
    let read = desk.read_files().await;
    let before = settled.await?;
    let (sources, rules) = read?;
    let today = now.today();
    desk.set_sources(Arc::clone(&sources));
    let agree = move |store: &mut Store| {
        let rows = store.sync_sources(&sources, today)?;
        let muted = rules.and_then(|rules| store.sync_mutes(&rules));
        Ok((rows, muted, store.sweep()?, store.rows_written()))
    };
    let (rows, muted, swept, mut after) = desk.write(agree).await?;
    muted?;
    if swept != Swept::Done {
        sweep(desk, Some(AT_ONCE)).await?;
        after = desk.write(|store| Ok(store.rows_written())).await?;
    }
    Ok((rows, before != after))
}

/// The source that already has one of the routes that were found.
pub async fn followed(desk: &Desk, found: &Found) -> Option<Source> {
    let sources = desk.sources_at_once().await;
    let has_one = |source: &&Source| {
        found.routes.iter().any(|found| source.routes.iter().any(|own| own.is_same_way(&found.route)))
    };
    sources.iter().find(has_one).cloned()
}

/// The ways to ask for days that were found and that a source does not have yet.
pub fn days_it_lacks(source: &Source, found: &Found) -> Vec<Route> {
    let has = |route: &Route| source.routes.iter().any(|own| own.is_same_way(route));
    let found = found.routes.iter().map(|evidence| &evidence.route);
    found.filter(|route| !route.is_live() && !has(route)).cloned().collect()
}

/// Asks a source for days in the ways that were found and that it lacks, behind its own; can be undone.
pub async fn join(desk: &Desk, source: &Source, found: &Found, now: &Now) -> Result<(), Fault> {
    let routes = source.routes.iter().cloned().chain(days_it_lacks(source, found)).collect();
    super::set_routes(desk, &source.slug, routes, now).await
}

/// Follows what was found: one source more in the file, in the store and in the journal, with the stories
/// that were seen on the way. Its row; the existing one where it is followed already.
pub async fn subscribe(desk: &Desk, found: &Found, now: &Now) -> Result<SourceRow, Fault> {
    sync_sources(desk, now).await?;
    if let Some(source) = followed(desk, found).await {
        return row_of(desk, &source.slug).await;
    }
    if found.source.routes.is_empty() {
        let sentence = format!("{} offers nothing to follow", found.address.host());
        return Err(Fault::new(FaultKind::NotFound, sentence).hint("it can be read and kept"));
    }
    let mut source = found.source.clone();
    let planned = source.clone();
    let plan = move |files: &OwnFiles| {
        let mut source = planned;
        source.slug = files.sources(|file| Ok(free_slug(file, &source.slug)))?;
        let lines = SourcesFile::lines_of(&source);
        Ok(Some(FileAct::Source { slug: source.slug, before: None, after: Some(lines) }))
    };
    if let Some(FileAct::Source { slug, .. }) = desk.act(now, plan).await? {
        source.slug = slug;
    }
    sync_sources(desk, now).await?;
    stock_found(desk, &source, found, now).await?;
    row_of(desk, &source.slug).await
}

fn free_slug(file: &SourcesFile, wish: &Slug) -> Slug {
    let numbered = (2..).map(|number| wish.numbered(number));
    let mut wishes = std::iter::once(wish.clone()).chain(numbered);
    wishes.find(|slug| !file.holds(slug)).unwrap_or_else(|| wish.clone())
}

/// Stores what was seen while the source was found, so that it need not be asked for again.
async fn stock_found(desk: &Desk, source: &Source, found: &Found, now: &Now) -> Result<(), Fault> {
    let id = row_of(desk, &source.slug).await?.id;
    if let Some(feed) = &found.feed {
        let base = &found.address;
        stock::put(desk, (source, id), Under::OwnDates.all(feed.items.clone()), base, now).await?;
        let at = now.instant;
        let fresh = found.validators.as_ref().and_then(|(_, given)| given.fresh_until);
        let next = next_try(desk, (source, &Health::default()), at, None, fresh, None);
        let answer = LiveAnswer { new: true, next, ..LiveAnswer::good(at) };
        desk.write(move |store| store.put_live(id, &answer)).await?;
        desk.note_asked(&source.slug);
        if let Some((address, validators)) = found.validators.clone() {
            desk.write(move |store| store.put_validators(address.as_str(), &validators)).await?;
        }
    }
    if let Some(head) = &found.head {
        let (name, words) = (format!("header.{}", source.slug), head.to_string());
        desk.write_fetched(move |store| store.put_meta(&name, &words)).await?;
    }
    if let Some((day, items)) = &found.listing {
        let by_page = found.routes.iter().any(|found| found.route.lists_by_day());
        stock::put_day(desk, (source, id), items.clone(), (*day, by_page), &found.address, now).await?;
    }
    Ok(())
}

async fn row_of(desk: &Desk, slug: &Slug) -> Result<SourceRow, Fault> {
    let wanted = slug.clone();
    desk.read(move |store| store.source_named(&wanted))
        .await?
        .ok_or_else(|| Fault::new(FaultKind::Storage, format!("the store does not know the source `{slug}`")))
}

/// Takes a source out of the file; its bookmarks stay, its stories are hidden. Can be undone.
pub async fn unsubscribe(desk: &Desk, slug: &Slug, now: &Now) -> Result<(), Fault> {
    sync_sources(desk, now).await?;
    let slug = slug.clone();
    desk.act(now, move |files| {
        let (place, lines) = files.sources(|file| Ok((file.place(&slug)?, file.draft().remove(&slug)?)))?;
        Ok(Some(FileAct::Removed { slug, lines, place }))
    })
    .await?;
    sync_sources(desk, now).await.map(|_| ())
}

/// Takes the last act back, in the store and in the files. `None` when there is nothing to take back.
pub async fn undo(desk: &Desk, now: &Now) -> Result<Option<Change>, Fault> {
    undo_since(desk, Timestamp::MIN, now).await
}

/// Does again what was taken back last. In the writer's line as soon as this is called.
pub fn redo(desk: &Desk, now: &Now) -> impl Future<Output = Result<Option<Change>, Fault>> + Send + use<> {
    let at = now.instant;
    let turned = desk.write(move |store| store.redo(at));
    let (desk, now) = (desk.clone(), now.clone());
    async move { follow(&desk, turned.await?, &now).await }
}

/// What a bare undo takes back: no act on a source that is older than what was done at `since`; that comes back as it
/// stands. In the writer's line as soon as this is called.
pub fn undo_since(
    desk: &Desk,
    since: Timestamp,
    now: &Now,
) -> impl Future<Output = Result<Option<Change>, Fault>> + Send + use<> {
    let at = now.instant;
    let turned = desk.write(move |store| store.undo_since(since, at));
    let (desk, now) = (desk.clone(), now.clone());
    async move {
        match turned.await? {
            Some(left) if !left.undone => Ok(Some(left)),
            turned => follow(&desk, turned, &now).await,
        }
    }
}

/// Takes one act back, or does it again where it was taken back.
pub async fn turn(desk: &Desk, seq: i64, now: &Now) -> Result<Option<Change>, Fault> {
    let at = now.instant;
    let turned = desk.write(move |store| store.turn(seq, at)).await?;
    follow(desk, Some(turned), now).await
}

/// What was written into a file holds from now on.
async fn follow(desk: &Desk, turned: Option<Change>, now: &Now) -> Result<Option<Change>, Fault> {
    match turned.as_ref().map(|change| change.verb) {
        Some(Verb::Source) => drop(sync_sources(desk, now).await?),
        Some(Verb::Mute) => sync_mutes(desk).await?,
        _ => {}
    }
    Ok(turned)
}
