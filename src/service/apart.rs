//! Whether what a page lists is of the day that was asked for, by the dates its stories tell themselves.
//!
//! A page may show the newest stories where it has none of a day, or go on into the day before where its list
//! is scrolled on. Stories that tell no date are believed to be of the day.

use super::dated::Asking;
use crate::extract;
use crate::news::{Item, When};

/// Stories that have to tell another day before a page is taken for another's.
const ENOUGH: usize = 3;

/// Days a story surely is away from the day it was listed under; `None` where it tells no date. A time
/// written in UTC may be of the day before or after where its source is.
fn days(asking: &Asking<'_>, item: &Item) -> Option<i32> {
    let of = asking.day_of(item)?;
    let away = (of.number() - asking.day.number()).abs();
    let is_sure = asking.zone.is_some()
        || item.address.as_ref().and_then(extract::day_in).is_some()
        || !matches!(item.published, Some(When::Moment(moment)) if moment.offset_min.unwrap_or(0) == 0);
    Some(if is_sure { away } else { (away - 1).max(0) })
}

/// Whether a list is of other days: stories enough say so, and none says this one or one beside it.
pub(super) fn is_of_others(asking: &Asking<'_>, items: &[Item]) -> bool {
    let told: Vec<i32> = items.iter().filter_map(|item| days(asking, item)).collect();
    told.len() >= ENOUGH && told.len() * 2 >= items.len() && told.iter().all(|away| *away > 1)
}

/// The stories of a further page of the day's list, and whether the list goes on behind it: not where most
/// that tell a day tell another.
pub(super) fn still_of(asking: &Asking<'_>, items: Vec<Item>) -> (Vec<Item>, bool) {
    let told = items.iter().filter_map(|item| days(asking, item));
    let (own, others): (Vec<i32>, Vec<i32>) = told.partition(|away| *away == 0);
    if others.len() <= own.len() {
        return (items, true);
    }
    (items.into_iter().filter(|item| days(asking, item) == Some(0)).collect(), false)
}
