//! Days and ranges of days as written on the command line.

use super::world::World;
use crate::locale::{GoTo, parse_day};
use crate::news::{Day, DayRange, Fault, FaultKind};

/// Days one command may be about.
const MOST_DAYS: usize = 3660;

/// Reads `DATE`, `MONTH`, `FIRST..LAST`, or the last days and weeks as `3d` and `2w`; today where nothing is given.
pub fn read(world: &World, raw: Option<&str>) -> Result<DayRange, Fault> {
    let today = world.now().today();
    let Some(raw) = raw else { return Ok(today.only()) };
    let one = |raw: &str| -> Result<DayRange, Fault> {
        if let Some(year) = whole_year(raw) {
            return Ok(year);
        }
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
        None => match last_days(raw) {
            Some(days) => DayRange::between(today.plus(1 - days), today),
            None => one(raw)?,
        },
    };
    if range.len() > MOST_DAYS {
        let sentence = format!("{range} are {} days", range.len());
        return Err(Fault::new(FaultKind::Usage, sentence).hint("ask for ten years at most"));
    }
    Ok(range)
}

/// The days of a year that is written alone.
fn whole_year(raw: &str) -> Option<DayRange> {
    let digits = raw.len() == 4 && raw.bytes().all(|byte| byte.is_ascii_digit());
    let year: i16 = raw.parse().ok().filter(|_| digits)?;
    Some(DayRange::between(Day::new(year, 1, 1)?, Day::new(year, 12, 31)?))
}

/// The number of days that `3d` or `2w` are, with today among them.
fn last_days(raw: &str) -> Option<i32> {
    let (number, days) = match (raw.strip_suffix('d'), raw.strip_suffix('w')) {
        (Some(number), _) => (number, 1),
        (_, Some(number)) => (number, 7),
        _ => return None,
    };
    let number: i32 = number.parse().ok()?;
    (number > 0).then(|| number.saturating_mul(days).min(100_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_alone_is_all_of_it() {
        assert_eq!(whole_year("2026").unwrap().len(), 365);
        assert!(whole_year("26").is_none() && whole_year("year").is_none());
    }

    #[test]
    fn the_last_days_are_written_with_a_letter() {
        assert_eq!(last_days("3d"), Some(3));
        assert_eq!(last_days("2w"), Some(14));
        for no in ["0d", "d", "-3d", "wed", "3x", ""] {
            assert_eq!(last_days(no), None, "{no}");
        }
    }
}
