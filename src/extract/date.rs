//! Dates as people and programs write them.
//!
//! RFC 3339 and its ISO 8601 relatives, RFC 822 with its usual mistreatments, numbers with points or
//! slashes, words in many languages, seconds since 1970. Nothing here knows what day it is: a date
//! that needs a clock ("yesterday", "13 November") is no date.

mod clock;
mod coarse;
mod solar;
mod token;
mod zone;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time, Weekday};

use super::month_names;
use crate::news::{Day, Moment, When};
use clock::{Impossible, take_clock};
use token::{Kind, Token, tokens};
use zone::Zone;

/// Characters a date may have; more is prose.
const MAX_LEN: usize = 120;

/// Reads a date written in any of the usual ways; `None` for what is no date or an impossible one.
///
/// A written offset or zone decides the instant; a zone that is not known leaves the time local.
pub fn parse(raw: &str) -> Option<When> {
    let raw = raw.trim();
    if raw.is_empty() || raw.chars().count() > MAX_LEN {
        return None;
    }
    if raw.starts_with(['-', '\u{2212}']) {
        // A year before Christ: what programs write that have no date.
        return None;
    }
    let mut tokens = tokens(raw);
    // A day and a year are two numbers, or one of eight digits and more.
    let mut numbers = numbers(&tokens).into_iter();
    if numbers.next().is_none_or(|first| first.len() < 8) && numbers.next().is_none() {
        return None;
    }
    if let Some(instant) = unix(&tokens) {
        return Some(When::Moment(Moment { instant, offset_min: Some(0) }));
    }
    split_compact(&mut tokens);
    let clock = match take_clock(&mut tokens) {
        Ok(clock) => clock,
        Err(Impossible) => return None,
    };
    let persian = raw.chars().any(|c| matches!(c, '\u{6f0}'..='\u{6f9}'));
    let date = solar::read(&tokens, persian)
        .or_else(|| read_date(&tokens, clock.as_ref().is_some_and(|clock| clock.twelve)))?;
    Day::from_date(date)?;
    let Some(clock) = clock else { return Some(When::Date(date)) };
    let date = if clock.next_day { date.tomorrow().ok()? } else { date };
    let local = DateTime::from_parts(date, clock.time);
    match clock.zone {
        None => Some(When::Local(local)),
        Some(zone) => moment(local, &zone).map(When::Moment),
    }
}

/// The time of day in a short text without a date of its own, and the numbers beside it: `вчера, 14:05`,
/// `6:04 PM`, `12 ноября, 18:00`.
pub(super) fn time_of_day(raw: &str) -> Option<(Time, Vec<i64>)> {
    let mut tokens = tokens(raw.trim());
    let clock = take_clock(&mut tokens).ok()??;
    let numbers = tokens.iter().filter_map(|token| match &token.kind {
        Kind::Number(digits) => digits.parse().ok(),
        _ => None,
    });
    (!clock.next_day && clock.zone.is_none()).then(|| (clock.time, numbers.collect()))
}

/// [`parse`], and the coarser dates of ISO 8601 that feeds may give (W3C's note on dates and times): a
/// year, a month, a day of the year, a week.
pub fn parse_coarse(raw: &str) -> Option<When> {
    parse(raw).or_else(|| coarse::parse(raw.trim()).map(When::Date))
}

fn moment(local: DateTime, zone: &Zone) -> Option<Moment> {
    let offset_min = zone.minutes_at(local);
    let offset = jiff::tz::Offset::from_seconds(i32::from(offset_min.unwrap_or(0)) * 60).ok()?;
    Some(Moment { instant: offset.to_timestamp(local).ok()?, offset_min })
}

/// Seconds or milliseconds since 1970, from 1973 on so that short numbers are not taken for them.
fn unix(tokens: &[Token]) -> Option<Timestamp> {
    let [Token { kind: Kind::Number(digits), .. }, rest @ ..] = tokens else { return None };
    let fraction = [Kind::Sign('.')];
    let tail_is_fraction = rest.len() == 2
        && rest.first().is_some_and(|token| token.kind == fraction[0])
        && matches!(rest[1].kind, Kind::Number(_));
    if !rest.is_empty() && !tail_is_fraction {
        return None;
    }
    let number: i64 = digits.parse().ok()?;
    match digits.len() {
        9 | 10 => Timestamp::from_second(number).ok(),
        13 => Timestamp::from_millisecond(number).ok(),
        _ => None,
    }
}

/// `20251113101500` as date and time, for the rules that follow.
fn split_compact(tokens: &mut Vec<Token>) {
    let Some(Token { kind: Kind::Number(digits), .. }) = tokens.first() else { return };
    let is_date = digits.starts_with("19") || digits.starts_with("20");
    if !is_date || !matches!(digits.len(), 12 | 14) {
        return;
    }
    let (date, time) = (digits[..8].to_owned(), digits[8..].to_owned());
    let token = |kind| Token { kind, spaced: false };
    tokens.splice(
        0..1,
        [token(Kind::Number(date)), token(Kind::Word("t".to_owned())), token(Kind::Number(time))],
    );
}

/// Reads the day from what is left when the time has been taken out.
fn read_date(tokens: &[Token], twelve_hours: bool) -> Option<Date> {
    for at in 0..tokens.len() {
        if let Some(parts) = ideographs(tokens, at) {
            return civil(parts);
        }
        if let Some(found) = triple(tokens, at, twelve_hours) {
            return found.ok();
        }
    }
    if let Some(found) = with_name(tokens) {
        return found.ok();
    }
    let lone = tokens.iter().find_map(|token| match &token.kind {
        Kind::Number(digits) if digits.len() == 8 => Some(digits),
        _ => None,
    })?;
    civil((lone[..4].parse().ok()?, lone[4..6].parse().ok()?, lone[6..].parse().ok()?))
}

/// `2025年11月13日`, `2025년 11월 13일`.
fn ideographs(tokens: &[Token], at: usize) -> Option<(i16, i8, i8)> {
    let year = number(tokens, at).filter(|digits| digits.len() == 4)?;
    let starts = |at: usize, any: [char; 2]| word(tokens, at).is_some_and(|word| word.starts_with(any));
    if !starts(at + 1, ['年', '년']) || !starts(at + 3, ['月', '월']) {
        return None;
    }
    Some((year.parse().ok()?, short(tokens, at + 2)?, short(tokens, at + 4)?))
}

/// Three numbers with the same sign between them. An error is a date that cannot be.
fn triple(tokens: &[Token], at: usize, twelve_hours: bool) -> Option<Result<Date, Impossible>> {
    let separator = sign(tokens, at + 1).filter(|sign| matches!(sign, '-' | '.' | '/'))?;
    if sign(tokens, at + 3) != Some(separator) {
        return None;
    }
    let (a, b, c) = (number(tokens, at)?, number(tokens, at + 2)?, number(tokens, at + 4)?);
    if b.len() > 2 {
        return None;
    }
    let middle: i8 = b.parse().ok()?;
    if a.len() == 4 && c.len() <= 2 {
        return Some(
            a.parse()
                .ok()
                .zip(c.parse().ok())
                .and_then(|(year, day)| civil((year, middle, day)))
                .ok_or(Impossible),
        );
    }
    if a.len() > 2 || !matches!(c.len(), 2 | 4) {
        return None;
    }
    let first: i8 = a.parse().ok()?;
    let year = of_our_era(full_year(c)?, tokens);
    // With slashes Americans put the month first; what cannot be the one order is the other.
    let month_first = separator == '/' && (middle > 12 || (twelve_hours && first <= 12));
    let (american, other) = (civil((year, first, middle)), civil((year, middle, first)));
    // A weekday before it may be that of one order only.
    let falls = |date: Option<Date>, on: Weekday| date.is_some_and(|date| date.weekday() == on);
    let told = weekday_before(tokens, at).filter(|_| separator == '/');
    let month_first = match told.map(|on| (falls(american, on), falls(other, on))) {
        Some((true, false)) => true,
        Some((false, true)) => false,
        _ => month_first,
    };
    Some(if month_first { american } else { other }.ok_or(Impossible))
}

/// The weekday, in English, that stands before a date.
fn weekday_before(tokens: &[Token], at: usize) -> Option<Weekday> {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let mut words = (0..at).filter_map(|at| word(tokens, at));
    words.find_map(|word| {
        let is_short = |name: &str| word.len() >= 3 && name.starts_with(word);
        let number = NAMES.iter().position(|name| is_short(name))?;
        Weekday::from_monday_zero_offset(number.try_into().ok()?).ok()
    })
}

/// Words and signs behind a month among which its day may stand; a number further on is another's.
const NEAR: usize = 6;

/// A month in words with a day and a year around it. An error is a date that cannot be.
fn with_name(tokens: &[Token]) -> Option<Result<Date, Impossible>> {
    let named: Vec<(usize, usize, i8)> = (0..tokens.len()).filter_map(|at| month_at(tokens, at)).collect();
    // "mar 11 nov": the weekday of one language is the month of another; the month stands by the day.
    let by_the_day = |&&(at, _, _): &&(usize, usize, i8)| day_before(tokens, at).is_some();
    // "is set for December 12": a word may be the month of another language.
    let before_the_day = |&&(at, used, _): &&(usize, usize, i8)| {
        let behind = at + used + usize::from(sign(tokens, at + used) == Some('.'));
        number(tokens, behind).is_some_and(|digits| digits.len() <= 2)
    };
    let named = || named.iter();
    let &(at, used, month) =
        named().find(by_the_day).or_else(|| named().find(before_the_day)).or_else(|| named().next())?;
    let after: Vec<&str> = numbers(tokens.get(at + used..).unwrap_or_default());
    let before: Vec<&str> = numbers(&tokens[..at]);
    let year_after = after.iter().copied().find(|digits| digits.len() == 4);
    let four = year_after.or_else(|| before.iter().rev().copied().find(|digits| digits.len() == 4));
    let day_word = day_before(tokens, at);
    let (day, year) = match (day_word, four) {
        (Some(day), Some(year)) => (day, year),
        (None, Some(year)) => {
            let end = tokens.len().min(at + used + NEAR);
            let near = numbers(tokens.get(at + used..end).unwrap_or_default());
            (near.into_iter().find(|digits| digits.len() <= 2)?, year)
        }
        (Some(day), None) => (day, after.first().copied().filter(|digits| digits.len() == 2)?),
        (None, None) => (*after.first()?, after.get(1).copied().filter(|digits| digits.len() == 2)?),
    };
    let day = day.parse::<i8>().ok()?;
    let year = full_year(year).map(|year| of_our_era(year, tokens));
    Some(year.and_then(|year| civil((year, month, day))).ok_or(Impossible))
}

/// The month that begins at a token: where, tokens it has, and its number. Some Arabic names have two words.
fn month_at(tokens: &[Token], at: usize) -> Option<(usize, usize, i8)> {
    let first = word(tokens, at)?;
    // `tháng 11`; a Thai month is short with points: `พ.ย.`
    if first == "tháng"
        && let Some(month) = short(tokens, at + 1).filter(|month| (1..=12).contains(month))
    {
        return Some((at, 2, month));
    }
    if sign(tokens, at + 1) == Some('.')
        && let Some(second) = word(tokens, at + 2)
        && let Some(month) = month_names::month_of(&format!("{first}.{second}"))
    {
        return Some((at, 3, month));
    }
    if let Some(second) = word(tokens, at + 1)
        && let Some(month) = month_names::month_of(&format!("{first} {second}"))
    {
        return Some((at, 2, month));
    }
    month_names::month_of(first).map(|month| (at, 1, month))
}

/// The day that stands before a month: `13 ноября`, `13. November`, `13 de noviembre`, `13th of`, `1er`.
fn day_before(tokens: &[Token], month: usize) -> Option<&str> {
    let mut at = month;
    while at > 0 && month - at < 4 {
        at -= 1;
        match &tokens[at].kind {
            Kind::Number(digits) => return (digits.len() <= 2).then_some(digits.as_str()),
            Kind::Sign('.' | '-' | '/' | 'º' | '°') => {}
            Kind::Word(word)
                if matches!(word.as_str(), "de" | "of" | "th" | "st" | "nd" | "rd" | "er" | "º") => {}
            _ => return None,
        }
    }
    None
}

/// A year as written: two digits are 1969–2068, as POSIX `strptime` has it.
fn full_year(digits: &str) -> Option<i16> {
    let year: i16 = digits.parse().ok()?;
    match digits.len() {
        4 => Some(year),
        2 if year < 69 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

/// Years of the Buddhist era before ours, and those that news can be of.
const BEFORE_OURS: i16 = 543;
const BUDDHIST: std::ops::RangeInclusive<i16> = 2_440..=2_700;

/// A year beside words in Thai, of the Buddhist era where it is too far away for ours.
fn of_our_era(year: i16, tokens: &[Token]) -> i16 {
    let thai = |token: &Token| matches!(&token.kind, Kind::Word(word) if word.chars().any(|c| matches!(c, '\u{e01}'..='\u{e5b}')));
    if BUDDHIST.contains(&year) && tokens.iter().any(thai) { year - BEFORE_OURS } else { year }
}

/// A date that news can have; years with leading zeros are what programs write that have no date.
fn civil((year, month, day): (i16, i8, i8)) -> Option<Date> {
    Date::new(year, month, day).ok().filter(|date| date.year() >= 1000)
}

fn numbers(tokens: &[Token]) -> Vec<&str> {
    (0..tokens.len()).filter_map(|at| number(tokens, at)).collect()
}

fn number(tokens: &[Token], at: usize) -> Option<&str> {
    match tokens.get(at).map(|token| &token.kind) {
        Some(Kind::Number(digits)) => Some(digits),
        _ => None,
    }
}

/// A number of one or two digits.
fn short(tokens: &[Token], at: usize) -> Option<i8> {
    number(tokens, at).filter(|digits| digits.len() <= 2)?.parse().ok()
}

fn word(tokens: &[Token], at: usize) -> Option<&str> {
    match tokens.get(at).map(|token| &token.kind) {
        Some(Kind::Word(word)) => Some(word),
        _ => None,
    }
}

fn sign(tokens: &[Token], at: usize) -> Option<char> {
    match tokens.get(at).map(|token| &token.kind) {
        Some(Kind::Sign(sign)) => Some(*sign),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(raw: &str) -> String {
        match parse(raw) {
            Some(When::Moment(moment)) => moment.rfc3339(),
            Some(When::Local(local)) => local.to_string(),
            Some(When::Date(date)) => date.to_string(),
            None => "none".to_owned(),
        }
    }

    #[test]
    fn machine_dates_are_read() {
        for (raw, want) in [
            ("2025-11-13T17:42:00+03:00", "2025-11-13T17:42:00+03:00"),
            ("2025-11-13T17:42:00.250Z", "2025-11-13T17:42:00.25+00:00"),
            ("2025-11-13T17:42+0300", "2025-11-13T17:42:00+03:00"),
            ("2025-11-13 17:42:05", "2025-11-13T17:42:05"),
            ("2025-11-13 17:42:05 +0300", "2025-11-13T17:42:05+03:00"),
            ("2025-11-13T17:42:05-03", "2025-11-13T17:42:05-03:00"),
            ("20251113T174205Z", "2025-11-13T17:42:05+00:00"),
            ("20251113174205", "2025-11-13T17:42:05"),
            ("2025-11-13", "2025-11-13"),
            ("20251113", "2025-11-13"),
            ("2025-11-13T24:00:00Z", "2025-11-14T00:00:00+00:00"),
            ("2025-12-31T23:59:60Z", "2025-12-31T23:59:59+00:00"),
            ("1763044920", "2025-11-13T14:42:00+00:00"),
            ("1763044920000", "2025-11-13T14:42:00+00:00"),
            ("2025-11-13T17:42:00[Europe/Moscow]", "2025-11-13T17:42:00+03:00"),
        ] {
            assert_eq!(shown(raw), want, "{raw}");
        }
    }

    #[test]
    fn mistreated_mail_dates_are_read() {
        for (raw, want) in [
            ("Thu, 13 Nov 2025 10:00:00 +0300", "2025-11-13T10:00:00+03:00"),
            ("13 Nov 2025 10:00:00 GMT", "2025-11-13T10:00:00+00:00"),
            ("Fri, 13 November 25 10:00 MSK", "2025-11-13T10:00:00+03:00"),
            ("Thursday, 13-Nov-2025 10:00:00 EST", "2025-11-13T10:00:00-05:00"),
            ("Thu, 13 Nov 2025 10:00:00 GMT+3", "2025-11-13T10:00:00+03:00"),
            ("Thu, 13 Nov 2025 10:00:00 UTC-05:30", "2025-11-13T10:00:00-05:30"),
            ("Thu, 13 Nov 2025 10:00:00 -0000", "2025-11-13T10:00:00Z"),
            ("Thu, 13 Nov 2025 10:00:00 ALMT", "2025-11-13T10:00:00+05:00"),
            ("Mon, 13 Nov 2023 10:00:00 ALMT", "2023-11-13T10:00:00+06:00"),
            ("Thu, 13 Nov 2025 10:00:00 +0300 (MSK)", "2025-11-13T10:00:00+03:00"),
            ("Thu Nov 13 10:00:00 EET 2025", "2025-11-13T10:00:00+02:00"),
            ("Nov 13, 2025 at 5:42 PM EST", "2025-11-13T17:42:00-05:00"),
            ("Nov 13, 2025, 12:05 a.m.", "2025-11-13T00:05:00"),
            ("mar 11 nov 2025 08:00", "2025-11-11T08:00:00"),
            ("set for November 11, 2025", "2025-11-11"),
            ("3 พ.ย. 2569 09:00 น.", "2026-11-03T09:00:00"),
            ("วันอังคารที่ 3 พฤศจิกายน พ.ศ. 2569", "2026-11-03"),
            ("๓ มี.ค. ๒๕๖๙", "2026-03-03"),
            ("3 พฤศจิกายน 2026", "2026-11-03"),
            ("৩ নভেম্বর ২০২৬", "2026-11-03"),
            ("৩ ফেব্রুয়ারি ২০২৬, ১০:১৫", "2026-02-03T10:15:00"),
            ("3 tháng 11, 2026", "2026-11-03"),
            ("Ngày 3 tháng 11 năm 2026", "2026-11-03"),
            ("tháng 13, 2026", "none"),
            ("2026 m. lapkričio 3 d.", "2026-11-03"),
            ("2026. gada 3. novembris", "2026-11-03"),
            ("3. novembrī, 2026", "2026-11-03"),
            ("3. märts 2026", "2026-03-03"),
        ] {
            assert_eq!(shown(raw), want, "{raw}");
        }
    }

    #[test]
    fn dates_of_people_are_read() {
        for (raw, want) in [
            ("13.11.2025 10:00", "2025-11-13T10:00:00"),
            ("10:00, 13.11.2025", "2025-11-13T10:00:00"),
            ("13/11/2025", "2025-11-13"),
            ("11/13/2025 5:00 PM", "2025-11-13T17:00:00"),
            ("3/4/2025 5:00 PM", "2025-03-04T17:00:00"),
            ("13 ноября 2025, 17:42", "2025-11-13T17:42:00"),
            ("Опубликовано 13 Ноября 2025 г. в 17:42 (МСК)", "2025-11-13T17:42:00+03:00"),
            ("13 листопада 2025", "2025-11-13"),
            ("2025 жылғы 13 қараша, 09:12", "2025-11-13T09:12:00"),
            ("13. November 2025, 17.42 Uhr", "2025-11-13T17:42:00"),
            ("le 1er novembre 2025 à 17h42", "2025-11-01T17:42:00"),
            ("13 de noviembre de 2025", "2025-11-13"),
            ("13 novembre 2025", "2025-11-13"),
            ("13 września 2025", "2025-09-13"),
            ("2025年11月13日 17:42", "2025-11-13T17:42:00"),
            ("2025. 11. 13. 오후 5:42", "2025-11-13T17:42:00"),
            ("١٣ نوفمبر ٢٠٢٥", "2025-11-13"),
            ("13 تشرين الثاني 2025", "2025-11-13"),
            ("November 13th, 2025", "2025-11-13"),
            ("13.11.2025 10.05", "2025-11-13T10:05:00"),
            ("2025 ж. 13 қараша", "2025-11-13"),
            ("Thu, 13 Nov 2025 10:00 + 0300", "2025-11-13T10:00:00+03:00"),
        ] {
            assert_eq!(shown(raw), want, "{raw}");
        }
    }

    /// The thirteenth of each month as nine languages write it: in full, in the form that a date has, abbreviated.
    const THIRTEENTHS: [(&str, &str); 9] = [
        (
            "en",
            "13 January 2025|Feb 13, 2025|13 Mar. 2025|April 13th, 2025|13 May 2025|Jun 13 2025|13 July 2025|Aug. 13, 2025|13 Sept. 2025|13-Oct-2025|Nov. 13, 2025|December 13 2025",
        ),
        (
            "ru",
            "13 января 2025|13 февр. 2025|13 марта 2025 г.|13 апр 2025|13 мая 2025 года|13 июня 2025|13 июл. 2025|13 авг. 2025|13 сент. 2025|13 октября 2025|13 нояб. 2025 г.|13 дек 2025",
        ),
        (
            "kk",
            "13 қаңтар 2025|2025 ж. 13 ақпан|2025 жылғы 13 наурыз|13 сәуір, 2025|13 мамыр 2025 ж.|2025 жылдың 13 маусымы|13 шілде 2025|2025 ж. 13 там.|13 қыр. 2025|13 қазан 2025|2025 ж. 13 қараша|13 желтоқсан 2025",
        ),
        (
            "uk",
            "13 січня 2025|13 лют. 2025|13 березня 2025 р.|13 квіт. 2025|13 травня 2025|13 черв. 2025|13 липня 2025 року|13 серп. 2025|13 вересня 2025|13 жовт. 2025|13 листопада 2025|13 груд. 2025",
        ),
        (
            "de",
            "13. Januar 2025|13. Feb. 2025|13. März 2025|13. Apr. 2025|13. Mai 2025|13. Juni 2025|13. Juli 2025|13. Aug. 2025|13. Sept. 2025|13. Okt. 2025|13. November 2025|13. Dez. 2025",
        ),
        (
            "fr",
            "13 janvier 2025|13 févr. 2025|13 mars 2025|13 avr. 2025|13 mai 2025|13 juin 2025|13 juil. 2025|13 août 2025|13 sept. 2025|13 oct. 2025|13 novembre 2025|13 déc. 2025",
        ),
        (
            "es",
            "13 de enero de 2025|13 feb. 2025|13 de marzo del 2025|13 abr 2025|13 de mayo de 2025|13 jun. 2025|13 de julio de 2025|13 ago 2025|13 de septiembre de 2025|13 oct 2025|13 de noviembre, 2025|13 dic. 2025",
        ),
        (
            "it",
            "13 gennaio 2025|13 feb 2025|13 marzo 2025|13 apr. 2025|13 mag 2025|13 giugno 2025|13 lug 2025|13 ago 2025|13 settembre 2025|13 ott 2025|13 nov 2025|13 dicembre 2025",
        ),
        (
            "pl",
            "13 stycznia 2025|13 lut 2025|13 marca 2025 r.|13 kwi 2025|13 maja 2025|13 cze 2025|13 lipca 2025|13 sie 2025|13 września 2025|13 paź 2025|13 listopada 2025|13 gru 2025",
        ),
    ];

    #[test]
    fn each_month_of_nine_languages_is_read() {
        let mut wrong = Vec::new();
        for (language, dates) in THIRTEENTHS {
            for (month, raw) in (1..).zip(dates.split('|')) {
                let day = format!("2025-{month:02}-13");
                if shown(raw) != day {
                    wrong.push(format!("{language} {raw}: {}", shown(raw)));
                }
                let timed = format!("{raw}, 17:42");
                if shown(&timed) != format!("{day}T17:42:00") {
                    wrong.push(format!("{language} {timed}: {}", shown(&timed)));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn conventions_hold() {
        let mut wrong = Vec::new();
        for (raw, want) in [
            // A weekday that is wrong, missing, of another language, without its comma.
            ("Mon, 13 Nov 2025 10:00:00 +0300", "2025-11-13T10:00:00+03:00"),
            ("Чт, 13 ноя 2025 10:00:00 +0300", "2025-11-13T10:00:00+03:00"),
            // A weekday that is right in one order only.
            ("Tue, 11/03/2026 - 10:00", "2026-11-03T10:00:00"),
            ("Tuesday, 03/11/2026 - 10:00", "2026-11-03T10:00:00"),
            ("Wed, 11/03/2026 - 10:00", "2026-03-11T10:00:00"),
            ("Fri, 11/03/2026 - 10:00", "2026-03-11T10:00:00"),
            ("Tuesday, 03/11/2026 10:00 AM", "2026-11-03T10:00:00"),
            ("четверг, 13 ноября 2025 г., 10:00", "2025-11-13T10:00:00"),
            ("Donnerstag, 13. November 2025 um 10:00 Uhr", "2025-11-13T10:00:00"),
            ("jeudi 13 novembre 2025 à 10h00", "2025-11-13T10:00:00"),
            ("jueves, 13 de noviembre de 2025 a las 10:00", "2025-11-13T10:00:00"),
            ("giovedì 13 novembre 2025, ore 10:00", "2025-11-13T10:00:00"),
            ("czwartek, 13 listopada 2025 godz. 10:00", "2025-11-13T10:00:00"),
            ("четвер, 13 листопада 2025, 10:00", "2025-11-13T10:00:00"),
            ("бейсенбі, 13 қараша 2025, 10:00", "2025-11-13T10:00:00"),
            ("Thu 13 Nov 2025 10:00:00 GMT", "2025-11-13T10:00:00+00:00"),
            // Offsets glued, spaced, with a colon, with a long dash.
            ("13 Nov 2025 10:00:00+0300", "2025-11-13T10:00:00+03:00"),
            ("13 Nov 2025 10:00:00 +03:00", "2025-11-13T10:00:00+03:00"),
            ("13 Nov 2025 10:00:00 −0500", "2025-11-13T10:00:00-05:00"),
            ("13 Nov 2025 10:00 +3", "2025-11-13T10:00:00+03:00"),
            ("13 Nov 25 10:00:00 UT", "2025-11-13T10:00:00+00:00"),
            ("13.11.2025 10:00 (GMT+3)", "2025-11-13T10:00:00+03:00"),
            ("13 ноября 2025, 17:42 UTC+5", "2025-11-13T17:42:00+05:00"),
            ("13 Nov 2025 10:00:00 UTC+05:30", "2025-11-13T10:00:00+05:30"),
            // Names of zones.
            ("13 Jul 2025 10:00:00 CEST", "2025-07-13T10:00:00+02:00"),
            ("13 Nov 2025 10:00:00 CET", "2025-11-13T10:00:00+01:00"),
            ("13 Jul 2025 10:00:00 EDT", "2025-07-13T10:00:00-04:00"),
            ("13 Nov 2025 10:00:00 PST", "2025-11-13T10:00:00-08:00"),
            ("13 Jul 2025 10:00:00 BST", "2025-07-13T10:00:00+01:00"),
            ("13 Jul 2025 10:00:00 EEST", "2025-07-13T10:00:00+03:00"),
            ("13 Nov 2025 10:00:00 JST", "2025-11-13T10:00:00+09:00"),
            ("13 Nov 2025 10:00:00 IST", "2025-11-13T10:00:00+05:30"),
            ("13 Nov 2025 10:00 (Алматы)", "2025-11-13T10:00:00"),
            ("13 Nov 2025 10:00:00 XYZ", "2025-11-13T10:00:00"),
            // Twelve hours.
            ("11/13/2025 12:00 AM", "2025-11-13T00:00:00"),
            ("13 Nov 2025 12:30pm", "2025-11-13T12:30:00"),
            ("November 13, 2025 5:42PM EST", "2025-11-13T17:42:00-05:00"),
            ("Nov 13, 2025 5 pm", "2025-11-13T17:00:00"),
            // Midnight, and the other one.
            ("13.11.2025 24:00", "2025-11-14T00:00:00"),
            ("31 Dec 2025 24:00:00 +0300", "2026-01-01T00:00:00+03:00"),
            ("2025-11-13T00:00:00Z", "2025-11-13T00:00:00+00:00"),
            // Forms of ISO.
            ("2025-11-13T10:00Z", "2025-11-13T10:00:00+00:00"),
            ("2025-11-13t10:00:00z", "2025-11-13T10:00:00+00:00"),
            ("2025/11/13 10:00:00", "2025-11-13T10:00:00"),
            ("2025-11-13T10:00:00,5+01", "2025-11-13T10:00:00.5+01:00"),
            ("2025-11-13 10:00:00 UTC", "2025-11-13T10:00:00+00:00"),
            ("20251113T100000+0300", "2025-11-13T10:00:00+03:00"),
            ("2025.11.13 10:00", "2025-11-13T10:00:00"),
            ("2025-1-3", "2025-01-03"),
            // Two digits of a year.
            ("13.11.25 10:00", "2025-11-13T10:00:00"),
            ("13 Nov 99 10:00:00 GMT", "1999-11-13T10:00:00+00:00"),
            // What cannot be.
            ("Thu, 13 Nov 0000 10:00:00 GMT", "none"),
            ("Thu, 13 Nov 9999 10:00:00 GMT", "none"),
            ("Thu, 01 Jan -001 00:00:00 GMT", "none"),
            ("Wed, 30 Nov -0001 00:00:00 +0000", "none"),
            ("13 Nov 20255 10:00", "none"),
            ("29.02.2025", "none"),
            ("00.00.0000", "none"),
            ("99999999999999999999", "none"),
        ] {
            let got = shown(raw);
            if got != want {
                wrong.push(format!("{raw}: {got}, not {want}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn what_cannot_be_is_no_date() {
        for raw in [
            "2025-02-30",
            "30.02.2025",
            "31 ноября 2025",
            "2025-11-13T25:00:00Z",
            "2025-11-13T10:61:00Z",
            "2025-11-13T10:00:00+99:00",
            "2025-11-13T10:00:00+12345",
            "yesterday",
            "13 November",
            "November 2025",
            "10:00",
            "",
            "0000-00-00",
            "0001-01-01T00:00:00Z",
            "-0001-11-30T00:00:00+00:00",
            "Fri, 31 Dec 9999 23:59:59 +0000",
            "13/13/2025",
            "The ferry, which stopped in 2025, may run again from Monday, says rule 1",
        ] {
            assert_eq!(shown(raw), "none", "{raw}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(raw in any::<String>(), dated in "[0-9T:+./ -]{0,40}[A-Za-z]{0,4}") {
            let _ = parse(&raw);
            let _ = parse(&dated);
        }

        #[test]
        fn what_is_written_is_read_back(number in 0i32..40_000, minute in 0i16..1440, offset in -840i16..840) {
            let day = Day::from_number(number);
            let sign = if offset < 0 { '-' } else { '+' };
            let raw = format!(
                "{day}T{:02}:{:02}:00{sign}{:02}:{:02}",
                minute / 60, minute % 60, offset.abs() / 60, offset.abs() % 60
            );
            let Some(When::Moment(moment)) = parse(&raw) else { return Err(TestCaseError::fail(raw)) };
            prop_assert_eq!(moment.offset_min, Some(offset));
            prop_assert_eq!(Day::from_date(moment.civil(&jiff::tz::TimeZone::UTC).date()), Some(day));
        }
    }
}
