//! A day out of the page of its month, which tells the other days too, and may go on over several pages.

use std::cmp::Ordering;

use super::dated::{Asking, DayList};
use super::reading::{self, Listed};
use crate::fetch::What;
use crate::news::{Address, Day, DayRange, Fault, FaultKind, Item, Template};

/// Pages of one month that are read.
const MOST_PAGES: usize = 15;

/// The stories of the day, and those of the other days that were met on the way to it.
pub(super) async fn day(asking: &Asking<'_>, template: &Template) -> Result<DayList, Fault> {
    let address = asking.address(template, 1)?;
    let (answer, body) = match asking.door.own(&address, What::Archive).await {
        Ok(found) => found,
        Err(fault) if fault.kind.is_missing() => return Ok(DayList::of(Vec::new(), address)),
        Err(fault) => return Err(fault),
    };
    let base = answer.address.clone();
    let list = reading::list(asking.door.desk(), body, reading::facts(&answer), None).await?;
    let stories = of_month(asking, list.items, &address)?;
    let month = asking.day.month().range();
    let (stories, is_whole) = further(asking, stories, list.next, &address).await?;
    let whole = if is_whole { month } else { met(&stories, asking.day) };
    Ok(DayList::of_month(stories, asking.day, whole, base))
}

/// The stories of a page with their days; a fault where most of them do not say theirs.
fn of_month(asking: &Asking<'_>, items: Vec<Item>, page: &Address) -> Result<Vec<(Day, Item)>, Fault> {
    let total = items.len();
    let dated = items.into_iter().filter_map(|item| Some((asking.day_of(&item)?, item)));
    let dated: Vec<(Day, Item)> = dated.filter(|(of, _)| of.month() == asking.day.month()).collect();
    if dated.len() * 2 < total {
        let sentence = format!("{} does not say on which days its stories came", page.host());
        return Err(Fault::new(FaultKind::Content, sentence)
            .hint("a month page has to show the day of each story, or have it in the addresses")
            .cause(page));
    }
    Ok(dated)
}

/// The stories of the pages behind the first, until the list has gone past the day; and whether it was read
/// to its end. A page that fails costs itself and what is behind it.
async fn further(
    asking: &Asking<'_>,
    mut stories: Vec<(Day, Item)>,
    mut next: Option<Address>,
    first: &Address,
) -> Result<(Vec<(Day, Item)>, bool), Fault> {
    for _ in 1..MOST_PAGES {
        if has_passed(&stories, asking.day) {
            return Ok((stories, next.is_none()));
        }
        let Some(address) = next.take() else { return Ok((stories, true)) };
        let (answer, body) = match asking.door.named(&address, What::Archive).await {
            Ok(answered) => answered,
            Err(fault) if fault.kind == FaultKind::Storage => return Err(fault),
            Err(_) => return Ok((stories, false)),
        };
        let list = reading::list(asking.door.desk(), body, reading::facts(&answer), None).await;
        let Ok(Listed { items, next: after }) = list else { return Ok((stories, false)) };
        let before = stories.len();
        for (of, item) in of_month(asking, items, first).unwrap_or_default() {
            if stories.iter().all(|(_, known)| known.address != item.address) {
                stories.push((of, item));
            }
        }
        if stories.len() == before {
            return Ok((stories, true));
        }
        next = after;
    }
    Ok((stories, false))
}

/// Whether a list that is ordered by days, either way, has gone past a day.
fn has_passed(stories: &[(Day, Item)], day: Day) -> bool {
    let (Some((first, _)), Some((last, _))) = (stories.first(), stories.last()) else { return false };
    if last < first { *last < day } else { last > first && *last > day }
}

/// The days a list that was not read to its end told wholly: those it has left behind.
fn met(stories: &[(Day, Item)], day: Day) -> DayRange {
    let (Some((first, _)), Some((last, _))) = (stories.first(), stories.last()) else { return day.only() };
    match first.cmp(last) {
        Ordering::Greater => DayRange::between(*first, last.plus(1)),
        Ordering::Less => DayRange::between(*first, last.plus(-1)),
        Ordering::Equal => day.only(),
    }
}
