//! Days and ranges of days as written on the command line.

use super::world::World;
use crate::locale::{GoTo, parse_day};
use crate::news::{DayRange, Fault, FaultKind};

/// Days one command may be about.
const MOST_DAYS: usize = 3660;

/// Reads `DATE`, `MONTH` or `FIRST..LAST`; today where nothing is given.
pub fn read(world: &World, raw: Option<&str>) -> Result<DayRange, Fault> {
    let today = world.now().today();
    let Some(raw) = raw else { return Ok(today.only()) };
    let one = |raw: &str| -> Result<DayRange, Fault> {
        Ok(match parse_day(raw, today, world.locale())? {
            GoTo::Day(day) => day.only(),
            GoTo::Month(month) => month.range(),
        })
    };
    let range = match raw.split_once("..") {
        Some((first, last)) => {
            let first = one(first)?;
            let last = if last.trim().is_empty() { today.only() } else { one(last.trim_start_matches('='))? };
            if last.last < first.first {
                let sentence = format!("the days `{raw}` end before they begin");
                return Err(Fault::new(FaultKind::Usage, sentence)
                    .hint(format!("write the earlier day first: {}..{}", last.first, first.last)));
            }
            DayRange::between(first.first, last.last)
        }
        None => one(raw)?,
    };
    if range.len() > MOST_DAYS {
        let sentence = format!("{range} are {} days", range.len());
        return Err(Fault::new(FaultKind::Usage, sentence).hint("ask for ten years at most"));
    }
    Ok(range)
}
