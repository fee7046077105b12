//! Days of the solar calendar of Iran: `۱۲ آبان ۱۴۰۵`, `۱۴۰۵/۰۸/۱۲`.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::token::Token;
use super::{number, sign, word};

/// Its months in order.
const MONTHS: [&str; 12] =
    ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"];

/// Years that news can be of.
const YEARS: std::ops::RangeInclusive<i64> = 1_300..=1_420;

/// The day that is written in this calendar; numbers alone only where their digits are those of Persian.
pub(super) fn read(tokens: &[Token], persian: bool) -> Option<Date> {
    (0..tokens.len()).find_map(|at| named(tokens, at).or_else(|| numbers(tokens, at).filter(|_| persian)))
}

/// `12 آبان 1405`, with a word such as `ماه` between.
fn named(tokens: &[Token], at: usize) -> Option<Date> {
    let said = word(tokens, at)?.replace('ي', "ی");
    let month = MONTHS.iter().position(|name| *name == said)?;
    let day = number(tokens, at.checked_sub(1)?)?;
    let year = [at + 1, at + 2].into_iter().find_map(|at| number(tokens, at))?;
    civil(year, i64::try_from(month).ok()? + 1, day)
}

/// `1405/08/12`.
fn numbers(tokens: &[Token], at: usize) -> Option<Date> {
    let parted = |at: usize| sign(tokens, at).is_some_and(|sign| matches!(sign, '/' | '-' | '.'));
    let month = number(tokens, at + 2)?.parse().ok()?;
    let found = || civil(number(tokens, at)?, month, number(tokens, at + 4)?);
    (parted(at + 1) && parted(at + 3)).then(found)?
}

fn civil(year: &str, month: i64, day: &str) -> Option<Date> {
    let (year, day): (i64, i64) = (year.parse().ok()?, day.parse().ok()?);
    let longest = if month <= 6 { 31 } else { 30 };
    if !YEARS.contains(&year) || !(1..=12).contains(&month) || !(1..=longest).contains(&day) {
        return None;
    }
    // A day that is known in both.
    let apart = count(year, month, day) - count(1_405, 8, 12);
    date(2026, 11, 3).checked_add(apart.days()).ok()
}

/// Days from a fixed one on: eight of 33 years have a day more.
fn count(year: i64, month: i64, day: i64) -> i64 {
    let year = year + 1_595;
    let months = if month < 7 { (month - 1) * 31 } else { (month - 7) * 30 + 186 };
    365 * year + year / 33 * 8 + (year % 33 + 3) / 4 + months + day
}

#[cfg(test)]
mod tests {
    use crate::extract::date::parse;
    use crate::news::When;

    #[test]
    fn days_of_the_solar_calendar_are_days() {
        for (raw, day) in [
            ("۱۲ آبان ۱۴۰۵", "2026-11-03"),
            ("سه‌شنبه ۱۲ آبان ماه ۱۴۰۵", "2026-11-03"),
            ("۱۴۰۵/۰۸/۱۲", "2026-11-03"),
            ("۱ فروردین ۱۴۰۳", "2024-03-20"),
            ("۳۰ اسفند ۱۴۰۳", "2025-03-20"),
            ("۱ فروردین ۱۴۰۴", "2025-03-21"),
            ("۱۴۰۰/۰۲/۳۱", "2021-05-21"),
            ("1 مهر 1399", "2020-09-22"),
        ] {
            assert_eq!(parse(raw), Some(When::Date(day.parse().unwrap())), "{raw}");
        }
        for other in ["۳۲ آبان ۱۴۰۵", "۳۱ مهر ۱۴۰۵", "۱۴۰۵/۱۳/۰۱", "۱۲ آبان ۱۲۰۵"]
        {
            assert_eq!(parse(other), None, "{other}");
        }
    }
}
