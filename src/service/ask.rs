//! What was published on a day.

use super::all::{Told, ask_all};
use super::asking::minutes_between;
use super::dated::{Asking, DayList};
use super::door::Door;
use super::merged::Merged;
use super::stock::{Under, found, zone_of};
use super::{Desk, Progress, Sum, spread, stock};
use crate::news::{Asked, Day, Fault, FaultKind, Moment, Now, Outcome, Route, Source, SourceId, Text};
use crate::store::Store;

/// Days after which a day is finished: its page does not change any more.
const FINISHED_AFTER: i32 = 2;

/// Minutes after which a day that is not finished may be asked for again by itself.
const AGAIN_AFTER: i64 = 30;

/// Minutes after which a source that failed may be asked again by itself.
const RETRY_AFTER: i64 = 5;

/// Today where the source is; without a zone, the reader's.
pub(super) fn today_of(source: &Source, now: &Now) -> Day {
    zone_of(source).map_or_else(|| now.today(), |zone| now.day_in(&zone))
}

/// The latest day that has come for any of the sources, in its own zone; never before the reader's today.
pub fn last_come(sources: &[Source], now: &Now) -> Day {
    sources.iter().map(|source| today_of(source, now)).fold(now.today(), Day::max)
}

/// Whether what a source answered for a day stands: an answer given when the day was finished stands
/// for ever, any other for a while.
fn stands(source: &Source, day: Day, asked: &Asked, now: &Now) -> bool {
    let age = minutes_between(asked.at.instant, now.instant);
    if matches!(asked.outcome, Outcome::Failed(_)) {
        return (0..RETRY_AFTER).contains(&age);
    }
    let then = Now { instant: asked.at.instant, zone: now.zone.clone() };
    today_of(source, &then) >= day.plus(FINISHED_AFTER) || (0..AGAIN_AFTER).contains(&age)
}

/// The sources that can still be asked for a day: a route answers for it, it has come in their zone,
/// and what they answered before does not stand.
pub async fn askable(desk: &Desk, sources: &[Source], day: Day, now: &Now) -> Result<Vec<Source>, Fault> {
    let chosen = choose(desk, sources, day, now, false).await?;
    Ok(chosen.into_iter().map(|(source, _)| source).collect())
}

/// The sources that are asked for a day; when told to (`force`), also those whose answer stands.
async fn choose(
    desk: &Desk,
    sources: &[Source],
    day: Day,
    now: &Now,
    force: bool,
) -> Result<Vec<(Source, SourceId)>, Fault> {
    let (asked, rows) = desk.read(move |store| Ok((store.asked_on(day)?, store.sources()?))).await?;
    let mut chosen = Vec::new();
    for source in sources {
        let Some(row) = rows.iter().find(|row| row.slug == source.slug) else { continue };
        let before = asked.iter().find(|(id, _)| *id == row.id);
        let again = force || !before.is_some_and(|(_, asked)| stands(source, day, asked, now));
        if again && source.answers(day) && day <= today_of(source, now) {
            chosen.push((source.clone(), row.id));
        }
    }
    Ok(chosen)
}

/// Asks the dated routes of sources for one day; stores what they list under that day, and what came of
/// asking. Unless `force`, only the [`askable`] ones are asked; a day that has not come is never asked
/// for. A source that fails is named in the sum and stops no other.
pub async fn ask_day(
    desk: &Desk,
    sources: &[Source],
    day: Day,
    now: &Now,
    force: bool,
    progress: impl Fn(Progress) + Send + Sync,
) -> Result<Sum, Fault> {
    let chosen = choose(desk, sources, day, now, force).await?;
    let skipped = sources.len() - chosen.len();
    ask_all(desk, chosen, skipped, progress, |source, id| {
        let (desk, now) = (desk.clone(), now.clone());
        async move { ask_one(&desk, (&source, id), day, &now).await.unwrap_or_else(Told::failed) }
    })
    .await
}

/// Asks the Wayback Machine for copies of the sources' front pages of a day, whatever else was answered for it;
/// stores what they listed under that day. No source has this by itself: a person asked.
pub async fn ask_copies(
    desk: &Desk,
    sources: &[Source],
    day: Day,
    now: &Now,
    progress: impl Fn(Progress) + Send + Sync,
) -> Result<Sum, Fault> {
    let rows = desk.read(Store::sources).await?;
    let id_of = |source: &Source| rows.iter().find(|row| row.slug == source.slug).map(|row| row.id);
    let chosen: Vec<_> = sources.iter().filter_map(|source| Some((source.clone(), id_of(source)?))).collect();
    let skipped = sources.len() - chosen.len();
    ask_all(desk, chosen, skipped, progress, |source, id| {
        let (desk, now) = (desk.clone(), now.clone());
        async move {
            let copies: Vec<Route> = source.copies().into_iter().collect();
            ask_routes(&desk, (&source, id), &copies, day, &now).await.unwrap_or_else(Told::failed)
        }
    })
    .await
}

/// Asks one source for a day: all its dated routes that take few requests, in order, and where they have
/// nothing those that take many, until one has stories. What several tell of one address is one story.
pub(super) async fn ask_one(
    desk: &Desk,
    (source, id): (&Source, SourceId),
    day: Day,
    now: &Now,
) -> Result<Told, Fault> {
    let routes: Vec<Route> = source.routes.iter().filter(|route| route.answers(day)).cloned().collect();
    ask_routes(desk, (source, id), &routes, day, now).await
}

/// The same with these routes.
pub(super) async fn ask_routes(
    desk: &Desk,
    (source, id): (&Source, SourceId),
    routes: &[Route],
    day: Day,
    now: &Now,
) -> Result<Told, Fault> {
    let mut told = Told::default();
    let mut outcome = None;
    let mut said = Vec::new();
    let mut merged = Merged::default();
    let asking = Asking { door: Door::Source(desk, source), day, zone: zone_of(source), now };
    let few = routes.iter().filter(|route| !route.is_last_resort()).count();
    for route in routes {
        if route.is_last_resort() && !merged.is_empty() {
            continue;
        }
        let asked = asking.ask(route).await;
        let words = match &asked {
            Ok(list) => super::archive::count_stories(list.items.len()),
            Err(fault) => fault.sentence.to_string(),
        };
        said.push((route.place().to_owned(), Text::line(&words)));
        match asked {
            Ok(DayList { items, month, base, .. }) => {
                if let Some(month) = month {
                    // What another route would add to the other days is not known yet.
                    let is_all = few <= 1;
                    spread::put(desk, (source, id), month, (day, is_all, route.lists_by_day()), &base, now)
                        .await?;
                }
                merged.add(items, route.lists_by_day(), base);
                outcome = Some(Outcome::Empty);
                told = Told { answered: true, ..Told::default() };
            }
            Err(fault) if fault.kind == FaultKind::Storage => return Err(fault),
            Err(fault) => {
                // An empty answer of an earlier route is still an answer.
                if outcome.is_none() {
                    outcome = Some(Outcome::Failed(fault.sentence.clone()));
                    told = Told::failed(fault);
                }
            }
        }
    }
    if let Some(base) = merged.base.clone() {
        let items = merged.into_items();
        let items = items.map(|(item, by_page)| (item, Under::told_by(by_page, day))).collect();
        told = stock::put(desk, (source, id), items, &base, now).await?;
        outcome = Some(found(told.stories));
    }
    // That this machine is offline says nothing about the day, nor does a host that rests.
    let unasked = |fault: &Fault| matches!(fault.kind, FaultKind::Offline | FaultKind::Resting);
    let offline = told.fault.as_ref().is_some_and(unasked);
    // Nor does it that there is no copy where nobody followed copies: the source itself was not asked.
    let copies_only = routes.iter().all(|route| !source.routes.contains(route)) && told.stories == 0;
    if let Some(outcome) = outcome.filter(|_| !offline && !copies_only) {
        let asked = Asked { at: Moment::at(now.instant), outcome };
        let at = now.instant;
        desk.write_fetched(move |store| {
            store.put_route_answers(id, &said, at)?;
            store.put_asked(id, day, &asked)
        })
        .await?;
    }
    Ok(told)
}
