//! Days, ranges of days and months: the axis everything hangs on.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

/// A civil day of the proleptic Gregorian calendar, without a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(Date);

/// 1970-01-01, day number 0.
const EPOCH: Date = jiff::civil::date(1970, 1, 1);

impl Day {
    /// The first day Dateline tells: 0001-01-01.
    pub const MIN: Self = Self(jiff::civil::date(1, 1, 1));
    /// The last day Dateline tells: 9998-12-31.
    pub const MAX: Self = Self(jiff::civil::date(9998, 12, 31));

    /// The day of a year, month (1–12) and day (1–31), if there is one between [`Day::MIN`] and [`Day::MAX`].
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().and_then(Self::from_date)
    }

    /// The day of a date, if it lies between [`Day::MIN`] and [`Day::MAX`].
    pub fn from_date(date: Date) -> Option<Self> {
        (Self::MIN.0..=Self::MAX.0).contains(&date).then_some(Self(date))
    }

    /// The date.
    pub fn date(self) -> Date {
        self.0
    }

    /// Days since 1970-01-01; negative before. What the store keeps.
    pub fn number(self) -> i32 {
        (self.0 - EPOCH).get_days()
    }

    /// The inverse of [`Day::number`]; a number out of range is brought to the nearest end.
    pub fn from_number(number: i32) -> Self {
        Self(EPOCH).plus(number)
    }

    /// So many days later (earlier when negative), stopping at the ends of the calendar.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        let span = jiff::Span::new().try_days(days);
        let moved = span.ok().and_then(|s| self.0.checked_add(s).ok());
        match moved.and_then(Self::from_date) {
            Some(day) => day,
            None if days < 0 => Self::MIN,
            None => Self::MAX,
        }
    }

    /// So many months later, keeping the day of the month where the month is long enough.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let month = self.month().plus(months);
        month.day(self.0.day().min(month.len()))
    }

    /// The month it lies in.
    pub fn month(self) -> Month {
        Month { year: self.0.year(), month: self.0.month() }
    }

    /// The weekday.
    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// The day of the month, 1–31.
    pub fn day_of_month(self) -> i8 {
        self.0.day()
    }

    /// The range that holds this day only.
    pub fn only(self) -> DayRange {
        DayRange { first: self, last: self }
    }
}

/// ISO 8601: `2025-11-13`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl FromStr for Day {
    type Err = ();

    fn from_str(s: &str) -> Result<Self, ()> {
        s.parse::<Date>().ok().and_then(Self::from_date).ok_or(())
    }
}

/// Days from `first` to `last`, both included; `first` is never after `last`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DayRange {
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
}

impl DayRange {
    /// The days between two days, in whichever order they come.
    pub fn between(a: Day, b: Day) -> Self {
        Self { first: a.min(b), last: a.max(b) }
    }

    /// Whether the day lies within.
    pub fn contains(self, day: Day) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// Each day in order.
    pub fn days(self) -> impl DoubleEndedIterator<Item = Day> {
        (self.first.number()..=self.last.number()).map(Day::from_number)
    }

    /// How many days it has, at least one.
    pub fn len(self) -> usize {
        (self.last.number() - self.first.number() + 1) as usize
    }

    /// Never: a range has a day at least.
    pub fn is_empty(self) -> bool {
        false
    }
}

impl fmt::Display for DayRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last { self.first.fmt(f) } else { write!(f, "{}..{}", self.first, self.last) }
    }
}

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// The month of a year 1–9998 and a number 1–12.
    pub fn new(year: i16, month: i8) -> Option<Self> {
        Day::new(year, month, 1).map(Day::month)
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The number of the month, 1–12.
    pub fn number(self) -> i8 {
        self.month
    }

    /// So many months later, stopping at the ends of the calendar.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        let index = (i32::from(self.year) * 12 + i32::from(self.month) - 1).saturating_add(months);
        let index = index.clamp(12, 9998 * 12 + 11);
        Self { year: (index / 12) as i16, month: (index % 12 + 1) as i8 }
    }

    /// Months from an earlier one to this; below zero from a later one.
    pub fn since(self, earlier: Self) -> i32 {
        let count = |month: Self| i32::from(month.year) * 12 + i32::from(month.month);
        count(self) - count(earlier)
    }

    /// How many days it has, 28–31.
    pub fn len(self) -> i8 {
        self.first_date().days_in_month()
    }

    /// Never: a month has days.
    pub fn is_empty(self) -> bool {
        false
    }

    /// The day of that number; numbers outside the month are brought to its nearest end.
    pub fn day(self, number: i8) -> Day {
        let number = number.clamp(1, self.len());
        Day(Date::new(self.year, self.month, number).unwrap_or(self.first_date()))
    }

    /// All its days.
    pub fn range(self) -> DayRange {
        DayRange { first: self.day(1), last: self.day(31) }
    }

    fn first_date(self) -> Date {
        Date::new(self.year, self.month, 1).unwrap_or(EPOCH)
    }
}

/// `2025-11`.
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_there_and_back() {
        for text in ["1969-12-31", "1970-01-01", "2025-11-13", "0001-01-01", "9998-12-31"] {
            let day: Day = text.parse().unwrap();
            assert_eq!(Day::from_number(day.number()), day);
            assert_eq!(day.to_string(), text);
        }
        assert_eq!(Day::from_number(i32::MAX), Day::MAX);
        assert_eq!(Day::from_number(i32::MIN), Day::MIN);
    }

    #[test]
    fn months_keep_the_day_where_they_can() {
        let day = Day::new(2025, 1, 31).unwrap();
        assert_eq!(day.plus_months(1).to_string(), "2025-02-28");
        assert_eq!(day.plus_months(-1).to_string(), "2024-12-31");
        assert_eq!(Month::new(2024, 2).unwrap().len(), 29);
        assert_eq!(Day::MAX.month().plus(1), Day::MAX.month());
    }
}
