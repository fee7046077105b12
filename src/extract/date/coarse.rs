//! Dates of ISO 8601 that name less, or something else, than a day of a month.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// `2025`, `2025-11`, `2025-317`, `2025-W46`, `2025-W46-4`: the first day of what they name.
pub(super) fn parse(raw: &str) -> Option<Date> {
    let (year, rest) = match raw.split_once('-') {
        Some((year, rest)) => (year, Some(rest)),
        None => (raw, None),
    };
    if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year: i16 = year.parse().ok().filter(|year| (1900..2100).contains(year))?;
    let first = Date::new(year, 1, 1).ok()?;
    let Some(rest) = rest else { return Some(first) };
    if let Some(week) = rest.strip_prefix(['W', 'w']) {
        let (week, day) = week.split_once('-').unwrap_or((week, "1"));
        let day = Weekday::from_monday_one_offset(day.parse().ok()?).ok()?;
        return Some(ISOWeekDate::new(year, week.parse().ok()?, day).ok()?.date());
    }
    let number: i16 = rest.parse().ok().filter(|_| rest.bytes().all(|byte| byte.is_ascii_digit()))?;
    match rest.len() {
        2 => Date::new(year, i8::try_from(number).ok()?, 1).ok(),
        3 if (1..=366).contains(&number) => {
            first.checked_add((number - 1).days()).ok().filter(|date| date.year() == year)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_day_of_what_is_named() {
        let shown = |raw: &str| parse(raw).map(|date| date.to_string());
        for (raw, want) in [
            ("2025", "2025-01-01"),
            ("2025-11", "2025-11-01"),
            ("2025-317", "2025-11-13"),
            ("2025-W46", "2025-11-10"),
            ("2025-W46-4", "2025-11-13"),
        ] {
            assert_eq!(shown(raw).as_deref(), Some(want), "{raw}");
        }
        for raw in ["2025-366", "2025-13", "2025-W60", "0000", "2025-W46-9", "20251", "2025-", "2025-1"] {
            assert_eq!(shown(raw), None, "{raw}");
        }
    }
}
