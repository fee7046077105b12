//! The tokens of a template: how each is written, and what a day puts in its place.

use jiff::civil::{Date, date};

use super::month_word;
use crate::news::capitalised;

/// What a token stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Field {
    Year,
    ShortYear,
    Month2,
    Month,
    Day2,
    Day,
    /// `nov`
    ShortName,
    /// `Nov`
    ShortNameCapital,
    /// `november`, in the language of that number in [`month_word`].
    LongName(usize),
    /// `November`, likewise.
    LongNameCapital(usize),
    /// Seconds since 1970 at midnight UTC.
    Epoch,
    /// Days since 30 December 1899, as spreadsheets count.
    Serial,
    /// The page of a day's list, from 1.
    Page,
}

/// A token, of the day itself or of the day after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Token {
    pub field: Field,
    pub next: bool,
}

/// Each token without a language, how it is written in braces, and its strftime letter.
const NAMES: [(Field, &str, char); 13] = [
    (Field::Year, "YYYY", 'Y'),
    (Field::ShortYear, "YY", 'y'),
    (Field::Month2, "MM", 'm'),
    (Field::Month, "M", '\0'),
    (Field::Day2, "DD", 'd'),
    (Field::Day, "D", 'e'),
    (Field::ShortName, "mon", '\0'),
    (Field::ShortNameCapital, "Mon", 'b'),
    (Field::LongName(0), "month", '\0'),
    (Field::LongNameCapital(0), "Month", 'B'),
    (Field::Epoch, "epoch", 's'),
    (Field::Serial, "serial", '\0'),
    (Field::Page, "page", '\0'),
];

/// All names, for the sentence that says there is no such token.
pub(super) const ALL: &str =
    "{YYYY} {YY} {MM} {M} {DD} {D} {mon} {Mon} {month} {Month} {month:fr} {epoch} {serial} {page} {next:DD}";

impl Token {
    /// Reads what stands between braces.
    pub fn named(name: &str) -> Option<Self> {
        let (next, name) = name.strip_prefix("next:").map_or((false, name), |rest| (true, rest));
        let field = match name.split_once(':') {
            Some(("month", lang)) => Field::LongName(month_word::language(lang)?),
            Some(("Month", lang)) => Field::LongNameCapital(month_word::language(lang)?),
            Some(_) => return None,
            None => NAMES.iter().find(|(_, known, _)| *known == name)?.0,
        };
        (!next || field != Field::Page).then_some(Self { field, next })
    }

    /// Reads the letter after a percent sign.
    pub fn strftime(letter: char) -> Option<Self> {
        let (field, _, _) = NAMES.iter().find(|(_, _, known)| *known == letter && letter != '\0')?;
        Some(Self { field: *field, next: false })
    }

    /// How it is written, with braces.
    pub fn written(self) -> String {
        let next = if self.next { "next:" } else { "" };
        match self.field {
            Field::LongName(at @ 1..) => format!("{{{next}month:{}}}", month_word::tag(at)),
            Field::LongNameCapital(at @ 1..) => format!("{{{next}Month:{}}}", month_word::tag(at)),
            field => {
                let name = NAMES.iter().find(|(known, _, _)| *known == field).map_or("", |(_, name, _)| name);
                format!("{{{next}{name}}}")
            }
        }
    }

    /// The same without a zero in front; `None` where it has none.
    pub fn unpadded(self) -> Option<Self> {
        let field = match self.field {
            Field::Month2 => Field::Month,
            Field::Day2 => Field::Day,
            _ => return None,
        };
        Some(Self { field, ..self })
    }

    /// What a day puts in its place.
    pub fn filled(self, day: Date, page: u32) -> String {
        let day = if self.next { day.tomorrow().unwrap_or(day) } else { day };
        match self.field {
            Field::Year => format!("{:04}", day.year()),
            Field::ShortYear => format!("{:02}", day.year().rem_euclid(100)),
            Field::Month2 => format!("{:02}", day.month()),
            Field::Month => day.month().to_string(),
            Field::Day2 => format!("{:02}", day.day()),
            Field::Day => day.day().to_string(),
            Field::ShortName => month_word::of(0, day.month()).chars().take(3).collect(),
            Field::ShortNameCapital => capitalised(month_word::of(0, day.month())).chars().take(3).collect(),
            Field::LongName(lang) => month_word::of(lang, day.month()).to_owned(),
            Field::LongNameCapital(lang) => capitalised(month_word::of(lang, day.month())),
            Field::Epoch => (days_since(date(1970, 1, 1), day) * 86_400).to_string(),
            Field::Serial => days_since(date(1899, 12, 30), day).to_string(),
            Field::Page => page.to_string(),
        }
    }

    /// The parts of a date it says: year, month, day.
    pub fn says(self) -> [bool; 3] {
        match self.field {
            Field::Year | Field::ShortYear => [true, false, false],
            Field::Month2
            | Field::Month
            | Field::ShortName
            | Field::ShortNameCapital
            | Field::LongName(_)
            | Field::LongNameCapital(_) => [false, true, false],
            Field::Day2 | Field::Day => [false, false, true],
            Field::Epoch | Field::Serial => [true, true, true],
            Field::Page => [false, false, false],
        }
    }
}

fn days_since(start: Date, day: Date) -> i64 {
    day.duration_since(start).as_hours() / 24
}
