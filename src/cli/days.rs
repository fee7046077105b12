//! Days and ranges of days as written on the command line.

use super::world::World;
use crate::locale::{GoTo, parse_day};
use crate::news::{Day, DayRange, Fault, FaultKind};

/// Days one command may be about.
const MOST_DAYS: usize = 3660;

/// Reads `DATE`, `MONTH`, `YEAR`, `FIRST..LAST`, or the last days, weeks, months and years as `3d`, `2w`, `1m` and `1y`; today
/// where nothing is given.
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
        Some((first, _)) if first.trim().is_empty() => {
            let sentence = format!("the days `{raw}` have no beginning");
            return Err(Fault::new(FaultKind::Usage, sentence)
                .hint(format!("write the first day: {today}.., or the last ones: 3d, 2w, 1m")));
        }
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
        None => match first_of_last(raw, today) {
            Some(first) => DayRange::between(first, today),
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

/// The day to begin with. What is a while back, as `3w`, is the one day so long ago, as on the screen.
pub fn one(world: &World, raw: &str) -> Result<Day, Fault> {
    let today = world.now().today();
    match first_of_last(raw, today) {
        Some(_) => Ok(match parse_day(raw, today, world.locale())? {
            GoTo::Day(day) => day,
            GoTo::Month(month) => month.day(1),
        }),
        None => Ok(read(world, Some(raw))?.last),
    }
}

/// The first of the days that `3d`, `2w`, `1m` or `1y` are, which end with today.
fn first_of_last(raw: &str, today: Day) -> Option<Day> {
    let (number, unit) = raw.split_at_checked(raw.len().checked_sub(1)?)?;
    let number: i32 = number.parse().ok().filter(|number| (1..=100_000).contains(number))?;
    if !raw.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some(match unit {
        "d" => today.plus(1 - number),
        "w" => today.plus(1 - 7 * number),
        "m" => today.plus_months(-number).plus(1),
        "y" => today.plus_months(-12 * number).plus(1),
        _ => return None,
    })
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
        let today = Day::new(2026, 11, 28).unwrap();
        let first = |raw: &str| first_of_last(raw, today).map(|day| day.to_string());
        assert_eq!(first("3d").as_deref(), Some("2026-11-26"));
        assert_eq!(first("1w").as_deref(), Some("2026-11-22"));
        assert_eq!(first("1m").as_deref(), Some("2026-10-29"));
        assert_eq!(first("1y").as_deref(), Some("2025-11-29"));
        for no in ["0d", "d", "-3d", "+3d", "wed", "3x", "", "ä", "3ä"] {
            assert_eq!(first(no), None, "{no}");
        }
    }
}
