//! Routes by a template that are no day pages: month pages and feeds of a day.

use super::Desk;
use super::all::Told;
use super::asking::configured;
use super::reading;
use super::spread::{self, day_of};
use super::stock::{self, zone_of};
use crate::fetch::{Answer, What};
use crate::news::{Address, DatedKind, Day, Fault, FaultKind, Item, Now, Source, SourceId, Template};

/// Pages of a day's feed that are read.
const MOST_PAGES: u32 = 10;

/// Asks such a route for a day; stores what it tells.
pub(super) async fn ask(
    desk: &Desk,
    (source, id): (&Source, SourceId),
    (kind, template): (DatedKind, &Template),
    day: Day,
    now: &Now,
) -> Result<Told, Fault> {
    match kind {
        DatedKind::MonthPage => month(desk, (source, id), template, day, now).await,
        DatedKind::DayFeed => feed(desk, (source, id), template, day, now).await,
    }
}

fn address(source: &Source, template: &Template, day: Day, page: u32) -> Result<Address, Fault> {
    template.page(day, page).map_err(|error| {
        Fault::new(FaultKind::Config, format!("{} has no address for {day}: {error}", source.slug))
    })
}

/// What a configured address answers; `None` where there is nothing, which is an answer too.
async fn get(
    desk: &Desk,
    source: &Source,
    address: &Address,
    what: What,
) -> Result<Option<(Answer, Vec<u8>)>, Fault> {
    match desk.web().get(configured(source, address, what)).await {
        Ok(mut answer) => Ok(answer.body.take().map(|body| (answer, body))),
        Err(fault) if fault.kind == FaultKind::NotFound => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// A page of a month tells all its days at once.
async fn month(
    desk: &Desk,
    (source, id): (&Source, SourceId),
    template: &Template,
    day: Day,
    now: &Now,
) -> Result<Told, Fault> {
    let address = address(source, template, day, 1)?;
    let Some((answer, body)) = get(desk, source, &address, What::Archive).await? else {
        return Ok(Told { answered: true, ..Told::default() });
    };
    let list = reading::list(desk, body, reading::facts(&answer), None).await?;
    let total = list.items.len();
    let zone = zone_of(source);
    let dated: Vec<(Day, Item)> = list
        .items
        .into_iter()
        .filter_map(|item| Some((day_of(&item, zone.as_ref(), now)?, item)))
        .filter(|(of, _)| of.month() == day.month())
        .collect();
    if dated.len() * 2 < total {
        let sentence = format!("{} does not say on which days its stories came", address.host());
        return Err(Fault::new(FaultKind::Content, sentence)
            .hint("a month page has to show the day of each story, or have it in the addresses")
            .cause(&address));
    }
    spread::put_month(desk, (source, id), dated, day, &answer.address, now).await
}

/// A feed of the day.
async fn feed(
    desk: &Desk,
    (source, id): (&Source, SourceId),
    template: &Template,
    day: Day,
    now: &Now,
) -> Result<Told, Fault> {
    let zone = zone_of(source);
    let mut items: Vec<Item> = Vec::new();
    let mut base = address(source, template, day, 1)?;
    for page in 1..=MOST_PAGES {
        let address = address(source, template, day, page)?;
        let Some((answer, body)) = get(desk, source, &address, What::Feed).await? else { break };
        let feed = reading::feed(desk, body, &answer).await?;
        let before = items.len();
        let is_known = |item: &Item, items: &[Item]| items.iter().any(|known| known.address == item.address);
        for item in feed.items {
            // A server that ignores the range sends its newest stories: those are of other days.
            let fits =
                day_of(&item, zone.as_ref(), now).is_none_or(|of| (of.number() - day.number()).abs() <= 1);
            if fits && !is_known(&item, &items) {
                items.push(item);
            }
        }
        base = answer.address;
        if !template.has_pages() || items.len() == before {
            break;
        }
    }
    stock::put(desk, (source, id), items, Some(day), &base, now).await
}
