//! Days as people type them.

mod words;

use jiff::civil::Weekday;

pub use self::words::is_of_dates;
use self::words::{ambiguous, known_word};
use super::Locale;
use crate::news::{Day, DayRange, Fault, FaultKind, Month};

/// The year of the first newspapers.
const FIRST_YEAR: i16 = 1600;
/// Months ahead of today that the calendar goes.
const MONTHS_AHEAD: i32 = 24;

/// The last year a [`Day`] has.
const LAST_YEAR: i32 = 9998;

/// Where a person wants to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoTo {
    /// To a day.
    Day(Day),
    /// To a month.
    Month(Month),
}

/// A piece of what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    /// A number, and how many digits it was written with.
    Number(i32, usize),
    Month(i8),
    Weekday(Weekday),
    /// Days from today.
    Relative(i32),
    Unit(Unit),
    Sign(i32),
    /// The one before today, or the one after it.
    Beside(i32),
    /// A word that only joins others.
    Filler,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// Reads a day or month as a person types it, in English, in the words of `locale`, or in any language
/// whose words are known.
///
/// `2026-11-03`, `2025-11`, `2025` · `13` (of this month), `13 nov`, `nov 2024` · `fri` (the latest one, today's too) ·
/// `last fri`, `next fri`, `last week`, `next month` (never today's) ·
/// `3d`, `3w`, `2m`, `1y` (ago; ahead with `+`) · `yesterday`. A month without a year is the latest one
/// that has begun. Anything else is a [`FaultKind::Usage`] with examples.
pub fn parse_day(input: &str, today: Day, locale: Locale) -> Result<GoTo, Fault> {
    let found = pieces(input, locale).and_then(|pieces| place(&pieces, today));
    let usage = |sentence: String| Fault::new(FaultKind::Usage, sentence);
    let found = found.ok_or_else(|| {
        let sentence = ambiguous(input, locale).unwrap_or_else(|| format!("`{}` is no date", shown(input)));
        usage(sentence).hint("try 13, 13 nov, 2025-11-13, 2025-11, fri, 3w or yesterday")
    })?;
    let (first, last) = match found {
        GoTo::Day(day) => (day, day),
        GoTo::Month(month) => (month.day(1), month.day(31)),
    };
    let reach = reach(today);
    if last < reach.first {
        let sentence = format!("`{}` is before the first newspapers", shown(input));
        return Err(usage(sentence).hint(format!("the calendar begins with {}", reach.first)));
    }
    if first > reach.last {
        let sentence = format!("`{}` is too far ahead", shown(input));
        return Err(usage(sentence).hint(format!("the calendar ends with {}", reach.last)));
    }
    Ok(found)
}

/// The days a person can go to: from the year of the first newspapers to two years ahead.
pub fn reach(today: Day) -> DayRange {
    DayRange::between(Day::new(FIRST_YEAR, 1, 1).unwrap_or(Day::MIN), today.plus_months(MONTHS_AHEAD))
}

/// What was typed, short enough for a line.
fn shown(input: &str) -> String {
    let input = input.trim();
    if input.chars().count() <= 24 {
        input.to_owned()
    } else {
        input.chars().take(23).chain(['…']).collect()
    }
}

/// What the pieces mean together.
fn place(pieces: &[Piece], today: Day) -> Option<GoTo> {
    use Piece::{Beside, Month as M, Number as N, Relative, Sign, Unit as U, Weekday as W};
    let day = |y, m, d| Some(GoTo::Day(day_of(y, m, d)?));
    let year = |n: i32| full_year(n, today);
    match *pieces {
        [Relative(days)] => Some(GoTo::Day(today.plus(days))),
        [W(weekday)] => Some(GoTo::Day(today.plus(-days_since(weekday, today)))),
        // The last one is not today itself, which the weekday alone may be.
        [Beside(by), W(weekday)] | [W(weekday), Beside(by)] => {
            let ago = days_since(weekday, today);
            let by = if by > 0 {
                7 - ago
            } else if ago == 0 {
                -7
            } else {
                -ago
            };
            Some(GoTo::Day(today.plus(by)))
        }
        [Beside(by), U(unit @ (Unit::Day | Unit::Week))] => Some(GoTo::Day(moved(today, unit, by))),
        [Beside(by), U(Unit::Month)] => Some(GoTo::Month(today.month().plus(by))),
        [Beside(by), U(Unit::Year)] => month_of(i32::from(today.month().year()) + by, 1).map(GoTo::Month),
        [Beside(by), M(month)] | [M(month), Beside(by)] => {
            let (latest, this) = (latest(month, today), today.month());
            let years = if by > 0 {
                1
            } else if latest == this {
                -1
            } else {
                0
            };
            Some(GoTo::Month(latest.plus(12 * years)))
        }
        // A weekday beside a date is only said for the reader; so is the word in `last 3 weeks`.
        [Beside(-1), ref rest @ ..] if matches!(rest, [N(..), U(_)]) => place(rest, today),
        [W(_), ref rest @ ..] | [ref rest @ .., W(_)] => place(rest, today),
        [N(n, _), U(unit)] => Some(GoTo::Day(moved(today, unit, n.checked_neg()?))),
        [Sign(sign), N(n, _), U(unit)] => Some(GoTo::Day(moved(today, unit, n.checked_mul(sign)?))),
        [M(month)] => Some(GoTo::Month(latest(month, today))),
        [M(month), N(y, 4)] | [N(y, 4), M(month)] => month_of(y, month).map(GoTo::Month),
        [N(d, 1 | 2), M(month)] | [M(month), N(d, 1 | 2)] => {
            day_in(latest(month, today), i8::try_from(d).ok()?).map(GoTo::Day)
        }
        [N(d, 1 | 2), M(month), N(y, 2 | 4)] | [M(month), N(d, 1 | 2), N(y, 2 | 4)] => {
            day(year(y)?, i32::from(month), d)
        }
        [N(y, 4), M(month), N(d, 1 | 2)] => day(y, i32::from(month), d),
        [N(d, 1 | 2)] => day_in(today.month(), i8::try_from(d).ok()?).map(GoTo::Day),
        [N(y, 4)] => month_of(y, 1).map(GoTo::Month),
        [N(n, 8)] => day(n / 10_000, n / 100 % 100, n % 100),
        [N(y, 4), N(m, 1 | 2)] => month_of(y, i8::try_from(m).ok()?).map(GoTo::Month),
        [N(y, 4), N(m, 1 | 2), N(d, 1 | 2)] | [N(d, 1 | 2), N(m, 1 | 2), N(y, 4)] => day(y, m, d),
        [N(d, 1 | 2), N(m, 1 | 2)] => day_in(
            latest(i8::try_from(m).ok().filter(|m| (1..=12).contains(m))?, today),
            i8::try_from(d).ok()?,
        )
        .map(GoTo::Day),
        _ => None,
    }
}

/// How many days ago the latest such weekday was; none where it is today.
fn days_since(weekday: Weekday, today: Day) -> i32 {
    let from_monday = |day: Weekday| i32::from(day.to_monday_zero_offset());
    (from_monday(today.weekday()) - from_monday(weekday)).rem_euclid(7)
}

fn moved(today: Day, unit: Unit, by: i32) -> Day {
    match unit {
        Unit::Day => today.plus(by),
        Unit::Week => today.plus(by.saturating_mul(7)),
        Unit::Month => today.plus_months(by),
        Unit::Year => today.plus_months(by.saturating_mul(12)),
    }
}

fn day_of(year: i32, month: i32, day: i32) -> Option<Day> {
    // A year past all calendars is a date too, of which something better can be said.
    let year = year.min(LAST_YEAR);
    Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

fn month_of(year: i32, month: i8) -> Option<Month> {
    let year = year.min(LAST_YEAR);
    Month::new(i16::try_from(year).ok()?, month)
}

/// The day of that number, if the month has one.
fn day_in(month: Month, number: i8) -> Option<Day> {
    Day::new(month.year(), month.number(), number)
}

/// The latest month of that number that has begun.
fn latest(number: i8, today: Day) -> Month {
    let this = today.month();
    let back = i32::from(this.number() - number);
    this.plus(if back >= 0 { -back } else { -back - 12 })
}

/// Two digits mean the latest year with that ending: `25` is 2025.
fn full_year(year: i32, today: Day) -> Option<i32> {
    if year >= 100 {
        return Some(year);
    }
    let this = i32::from(today.month().year());
    let full = this - this.rem_euclid(100) + year;
    Some(if full > this { full - 100 } else { full }).filter(|year| *year > 0)
}

/// Cuts the input into numbers, words and signs, and knows the words.
fn pieces(input: &str, locale: Locale) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    // "il y a 3 jours": its `y` is no year.
    let input = input.trim().trim_start_matches("il y a ");
    let mut rest = input;
    if rest.len() > 80 {
        return None;
    }
    if let Some(ahead) = rest.strip_prefix(['+', '-']) {
        pieces.push(Piece::Sign(if rest.starts_with('+') { 1 } else { -1 }));
        rest = ahead.trim_start();
    }
    while let Some(first) = rest.chars().next() {
        // Behind a number these are counters, whatever word follows: 4日星期五.
        if matches!(first, '年' | '月' | '日') && matches!(pieces.last(), Some(Piece::Number(..))) {
            if rest[first.len_utf8()..].starts_with('前') {
                let unit = match first {
                    '年' => Unit::Year,
                    '月' => Unit::Month,
                    _ => Unit::Day,
                };
                pieces.push(Piece::Unit(unit));
                rest = &rest[first.len_utf8() + '前'.len_utf8()..];
                continue;
            }
            pieces.push(Piece::Filler);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let digit = digit_of(first).is_some();
        let end =
            if digit { rest.find(|c| digit_of(c).is_none()).unwrap_or(rest.len()) } else { word_end(rest) };
        let (piece, behind) = rest.split_at(end.max(first.len_utf8()));
        rest = behind;
        if digit {
            let value = piece
                .chars()
                .filter_map(digit_of)
                .try_fold(0_i32, |n, d| n.checked_mul(10)?.checked_add(d))?;
            pieces.push(Piece::Number(value, piece.chars().count()));
        } else if is_word(first) {
            let behind_number = matches!(pieces.last(), Some(Piece::Number(..) | Piece::Beside(_)));
            pieces.push(known_word(piece, locale, behind_number)?);
        } else if !first.is_whitespace() && !matches!(first, '-' | '/' | '.' | ',' | '،') {
            return None;
        }
    }
    pieces.retain(|piece| *piece != Piece::Filler);
    Some(pieces)
}

fn is_word(c: char) -> bool {
    !c.is_whitespace() && (c == '\'' || !c.is_ascii_punctuation()) && c != '،' && digit_of(c).is_none()
}

/// Where the word ends that the text begins with; a hyphen between letters belongs to it: `segunda-feira`.
fn word_end(text: &str) -> usize {
    let ends = |(at, c): (usize, char)| {
        let joins = c == '-' && at > 0 && text[at + 1..].starts_with(is_word);
        (!is_word(c) && !joins).then_some(at)
    };
    text.char_indices().find_map(ends).unwrap_or(text.len())
}

/// The value of a digit: ASCII, full width, Arabic-Indic or Extended Arabic-Indic.
fn digit_of(c: char) -> Option<i32> {
    let zero = match c {
        '0'..='9' => '0',
        '０'..='９' => '０',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return None,
    };
    Some(c as i32 - zero as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn go(input: &str, locale: &str) -> String {
        let today: Day = "2025-11-13".parse().unwrap();
        match parse_day(input, today, Locale::named(locale).unwrap()) {
            Ok(GoTo::Day(day)) => day.to_string(),
            Ok(GoTo::Month(month)) => month.to_string(),
            Err(fault) => fault.to_string(),
        }
    }

    #[test]
    fn dates_are_read_as_people_type_them() {
        for (input, expected) in [
            ("2026-11-03", "2026-11-03"),
            ("2026-1-3", "2026-01-03"),
            ("20261103", "2026-11-03"),
            ("3.11.2026", "2026-11-03"),
            ("3.11.", "2025-11-03"),
            ("13", "2025-11-13"),
            (" 1 ", "2025-11-01"),
            ("13 nov", "2025-11-13"),
            ("13nov", "2025-11-13"),
            ("Nov 13, 2024", "2024-11-13"),
            ("13 nov 24", "2024-11-13"),
            ("20 dec", "2024-12-20"),
            ("Thursday 13 November 2025", "2025-11-13"),
            ("2nd of march 2024", "2024-03-02"),
            ("fri", "2025-11-07"),
            ("thu", "2025-11-13"),
            ("mo", "2025-11-10"),
            ("last thu", "2025-11-06"),
            ("last fri", "2025-11-07"),
            ("next thursday", "2025-11-20"),
            ("next fri", "2025-11-14"),
            ("next wed", "2025-11-19"),
            ("last week", "2025-11-06"),
            ("next week", "2025-11-20"),
            ("last month", "2025-10"),
            ("last year", "2024-01"),
            ("last nov", "2024-11"),
            ("last dec", "2024-12"),
            ("next nov", "2026-11"),
            ("last 3 weeks", "2025-10-23"),
            ("3w", "2025-10-23"),
            ("3d", "2025-11-10"),
            ("3 days ago", "2025-11-10"),
            ("+3d", "2025-11-16"),
            ("-1m", "2025-10-13"),
            ("1y", "2024-11-13"),
            ("yesterday", "2025-11-12"),
            ("today", "2025-11-13"),
            ("Tomorrow", "2025-11-14"),
            ("2025-11", "2025-11"),
            ("2019", "2019-01"),
            ("nov", "2025-11"),
            ("dec", "2024-12"),
            ("march 2024", "2024-03"),
        ] {
            assert_eq!(go(input, "en"), expected, "{input}");
        }
    }

    #[test]
    fn other_languages_are_read_too() {
        for (input, locale, expected) in [
            ("13 ноября", "ru", "2025-11-13"),
            ("вчера", "ru", "2025-11-12"),
            ("вчера", "en", "2025-11-12"),
            ("четверг, 13 ноября 2025 г.", "ru", "2025-11-13"),
            ("пт", "ru", "2025-11-07"),
            ("1 лист", "uk", "2025-11-01"),
            ("13 de noviembre de 2025", "es", "2025-11-13"),
            ("2025年11月3日", "ja", "2025-11-03"),
            ("٣ نوفمبر", "ar", "2025-11-03"),
            ("fri", "ru", "2025-11-07"),
            ("позавчера", "en", "2025-11-11"),
            ("3 недели назад", "ru", "2025-10-23"),
            ("3 тижні тому", "uk", "2025-10-23"),
            ("2 тыдні таму", "be", "2025-10-30"),
            ("3 күн бұрын", "kk", "2025-11-10"),
            ("vor 3 Wochen", "de", "2025-10-23"),
            ("vorgestern", "de", "2025-11-11"),
            ("letzten Donnerstag", "de", "2025-11-06"),
            ("jeudi dernier", "fr", "2025-11-06"),
            ("прошлый четверг", "ru", "2025-11-06"),
            ("il y a 3 jours", "fr", "2025-11-10"),
            ("aujourd'hui", "fr", "2025-11-13"),
            ("hace 2 meses", "es", "2025-09-13"),
            ("3 giorni fa", "it", "2025-11-10"),
            ("2 lata temu", "pl", "2023-11-13"),
            ("há 2 semanas", "pt", "2025-10-30"),
            ("3 gün önce", "tr", "2025-11-10"),
            ("前天", "zh", "2025-11-11"),
            ("3天前", "zh", "2025-11-10"),
            ("2周前", "zh", "2025-10-30"),
            ("昨日", "ja", "2025-11-12"),
            ("3日前", "ja", "2025-11-10"),
            ("2週間前", "ja", "2025-10-30"),
            ("قبل ٣ أيام", "ar", "2025-11-10"),
            ("أمس", "ar", "2025-11-12"),
        ] {
            assert_eq!(go(input, locale), expected, "{input}");
        }
    }

    #[test]
    fn what_is_no_date_says_what_would_be() {
        for input in [
            "",
            "soon",
            "last",
            "last tomorrow",
            "pasado mañana",
            "next 3 weeks",
            "31 feb",
            "2025-13",
            "99",
            "ma",
            "2147483648",
            "2147483647d",
            "5 5 5 5",
            "@",
        ] {
            let said = go(input, "en");
            assert!(said.contains("yesterday") || said.contains("the calendar begins"), "{input}: {said}");
        }
        for input in ["0001-01-01", "1599", "999999d", "13 nov 0800"] {
            assert!(
                go(input, "en").contains("is before the first newspapers"),
                "{input}: {}",
                go(input, "en")
            );
        }
        for input in ["9999-01-01", "9999", "9999-12", "+3y", "2027-11-14"] {
            assert!(go(input, "en").contains("is too far ahead"), "{input}: {}", go(input, "en"));
        }
    }

    #[test]
    fn what_means_two_things_in_two_languages_is_not_guessed() {
        // September in Russian, Saturday in Kazakh; a whole name goes before a beginning.
        for (input, locale, expected) in [
            ("сен", "en", "`сен` may be September or Saturday: try"),
            ("1 Сер", "de", "`Сер` may be August or Wednesday: try"),
            ("сен", "ru", "2025-09"),
            ("сен", "kk", "2025-11-08"),
            ("mart", "en", "2025-03"),
            ("mart", "it", "2025-11-11"),
            ("mar", "es", "2025-03"),
        ] {
            let said = go(input, locale);
            assert!(said.starts_with(expected), "{input} in {locale}: {said}");
        }
    }

    #[test]
    fn every_long_date_is_read_back() {
        for locale in Locale::all() {
            for day in (0..370).map(|n| Day::from_number(20_000 + n)) {
                let today = Day::from_number(20_500);
                assert_eq!(
                    parse_day(&locale.long_date(day), today, locale).ok(),
                    Some(GoTo::Day(day)),
                    "{}",
                    locale.long_date(day)
                );
            }
        }
    }
}
