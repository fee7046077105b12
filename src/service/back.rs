//! How far back a site's archive goes: by its calendar's own ways to earlier months, by its menu of years,
//! by what a sitemap's index names.

use super::archive::asking;
use super::reading;
use super::scout::Scout;
use crate::extract;
use crate::extract::calendar::ArchiveCalendar;
use crate::fetch::What;
use crate::news::{Address, Day, FaultKind, Month, Route};

/// Months before the one shown that are looked at where no menu of years tells where to begin.
const STEPS: [i32; 5] = [12, 36, 84, 180, 372];

/// A month's calendar, as far as the site shows one.
struct Shown {
    /// Its first day with news.
    first: Day,
    /// Whether it leads to a month before.
    goes_back: bool,
}

/// The first day a calendar leads to; `None` where it does not tell. Months are looked at from ever
/// farther back, then by halves: about ten requests, four with a menu of years.
pub(super) async fn first_day(scout: &Scout<'_>, calendar: &ArchiveCalendar) -> Option<Day> {
    let mut known = calendar.month;
    let mut found: Option<Shown> = None;
    let mut none = None;
    let steps: Vec<Month> = match calendar.first_year {
        Some(year) if year < known.year() => [Month::new(year, 12)?, Month::new(year, 1)?.plus(-1)].to_vec(),
        Some(_) => vec![Month::new(known.year(), 1)?.plus(-1)],
        None => STEPS.iter().map(|back| known.plus(-back)).collect(),
    };
    for month in steps {
        let Some(shown) = shown(scout, calendar, month).await? else {
            none = Some(month);
            break;
        };
        known = month;
        found = Some(shown);
    }
    let mut none = none?;
    while found.as_ref().is_none_or(|found| found.goes_back || calendar.previous.is_none()) {
        let months = known.since(none);
        if months <= 1 {
            break;
        }
        let middle = none.plus(months / 2);
        match shown(scout, calendar, middle).await? {
            Some(shown) => {
                known = middle;
                found = Some(shown);
            }
            None => none = middle,
        }
    }
    // A site that shows no other month than this one tells nothing; one whose pages go on before the first
    // month of its calendar has more than it shows.
    let first = found?.first;
    let before = asking(scout, first.plus(-45)).ask(&super::archive::by(&calendar.template)).await;
    match before {
        Ok(list) if list.items.is_empty() => Some(first),
        Err(fault) if fault.kind == FaultKind::Content => Some(first),
        Ok(_) | Err(_) => None,
    }
}

/// What the calendar of a month shows. `Some(None)`: nothing of that month. `None`: the site could not be asked.
async fn shown(scout: &Scout<'_>, calendar: &ArchiveCalendar, month: Month) -> Option<Option<Shown>> {
    if let Some(address) = calendar.previous.as_ref().and_then(|link| extract::with_month(link, month)) {
        return shown_at(scout, calendar, month, &address, None).await;
    }
    // Any day's page shows its month; the last is there when another is. A quiet day may have no page.
    for own in [month.day(month.len()), month.day(10)] {
        let address = calendar.template.address(own).ok()?;
        if let Some(shown) = shown_at(scout, calendar, month, &address, Some(own)).await? {
            return Some(Some(shown));
        }
    }
    Some(None)
}

async fn shown_at(
    scout: &Scout<'_>,
    calendar: &ArchiveCalendar,
    month: Month,
    address: &Address,
    own: Option<Day>,
) -> Option<Option<Shown>> {
    let (answer, body) = match scout.linked(address, What::Archive).await {
        Ok(answered) => answered,
        Err(fault) if fault.kind.is_missing() => return Some(None),
        Err(_) => return None,
    };
    let looked = reading::look(scout.desk, body, reading::facts(&answer)).await.ok()?;
    let there = looked.calendar.filter(|there| there.month == month && there.template == calendar.template);
    Some(there.and_then(|there| {
        // The page of a day counts itself, whether it has news or not.
        let first = there.with_news.iter().copied().find(|day| Some(*day) != own)?;
        Some(Shown { first, goes_back: there.previous.is_some() })
    }))
}

/// The first day that a sitemap, or the names in its index, tell of.
pub(super) async fn of_sitemap(scout: &Scout<'_>, url: &Address) -> Option<Day> {
    let sitemap = scout.sitemap(url).await.ok()?;
    let named = |address: &Address| {
        let months = extract::months_in(address);
        let month = months.into_iter().map(|month| month.day(1)).min();
        extract::day_in(address).or(month)
    };
    if sitemap.children.is_empty() {
        return sitemap.entries.iter().filter_map(|entry| extract::day_in(&entry.address)).min();
    }
    sitemap.children.iter().filter_map(|child| named(&child.address)).min()
}

/// The same route with the first day it has, where that can be told.
pub(super) fn since(route: Route, first: Option<Day>, seen: Day) -> Route {
    // What ignores the order, or means something else, tells a day after the one that was seen.
    route.since(first.filter(|first| *first <= seen))
}
