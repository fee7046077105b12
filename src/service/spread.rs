//! What one answer tells about several days is filed under each of them.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use super::Desk;
use super::dated::Month;
use super::stock::{self, Under};
use crate::extract;
use crate::news::{Address, Day, Fault, Item, Now, Source, SourceId, decide_day};

/// The day a story is of: as its address says, else as its date does; `None` where neither says.
pub(super) fn day_of(item: &Item, zone: Option<&TimeZone>, now: &Now) -> Option<Day> {
    if let Some(day) = item.address.as_ref().and_then(extract::day_in) {
        return Some(day);
    }
    let decided = decide_day(None, item.published, zone, now);
    decided.from.doubt().is_none().then_some(decided.day)
}

/// Files what a route told of the other days of a month. Where that is `all` there is, those of them it told
/// wholly and that are over are noted as asked too, so that walking through the month asks no further.
pub(super) async fn put(
    desk: &Desk,
    (source, id): (&Source, SourceId),
    month: Month,
    (day, all, by_page): (Day, bool, bool),
    base: &Address,
    now: &Now,
) -> Result<(), Fault> {
    let mut days: BTreeMap<Day, Vec<Item>> = BTreeMap::new();
    for (of, item) in month.stories {
        days.entry(of).or_default().push(item);
    }
    let yesterday = now.today().plus(-1);
    for of in day.month().range().days().filter(|of| *of != day && *of < yesterday) {
        let items = days.remove(&of).unwrap_or_default();
        if all && month.whole.contains(of) {
            stock::put_day(desk, (source, id), items, (of, by_page), base, now).await?;
        } else if !items.is_empty() {
            stock::put(desk, (source, id), Under::told_by(by_page, of).all(items), base, now).await?;
        }
    }
    Ok(())
}
