//! The time of day among the tokens of a date: `10:15`, `T101500`, `5 pm`, `17 Uhr 42`, `오후 5시 42분`, with the zone behind it.

use jiff::civil::Time;

use super::token::{Kind, Token};
use super::zone::{self, Zone};
use super::{number, short, sign, word};

/// A time of day with its zone.
pub(super) struct Clock {
    pub time: Time,
    /// 24:00.
    pub next_day: bool,
    /// Written with am or pm.
    pub twelve: bool,
    pub zone: Option<Zone>,
}

/// What was written cannot be.
pub(super) struct Impossible;

/// Finds the time of day and takes it out of the tokens, with its zone.
pub(super) fn take_clock(tokens: &mut Vec<Token>) -> Result<Option<Clock>, Impossible> {
    let found = (0..tokens.len()).find_map(|at| Reading::at(tokens, at).map(|reading| (at, reading)));
    let Some((start, reading)) = found else { return Ok(None) };
    let mut end = start + reading.used;
    let after = half_of_day(&tokens[end..]);
    end += after.map_or(0, |(_, used)| used);
    let before = start.checked_sub(1).and_then(|at| word(tokens, at)).and_then(|word| match word {
        "오전" | "上午" | "午前" => Some((false, 1)),
        "오후" | "下午" | "午後" => Some((true, 1)),
        _ => None,
    });
    let half = after.or(before);
    let mut zone = None;
    // A second zone is a comment on the first: `+0300 (MSK)`.
    while let Some(rest) = tokens.get(end..) {
        match zone::read(rest) {
            zone::Read::Zone(read, used) => {
                zone.get_or_insert(read);
                end += used;
                if tokens.get(end).is_some_and(|t| matches!(t.kind, Kind::Sign(')' | ']'))) {
                    end += 1;
                }
            }
            zone::Read::None => break,
            zone::Read::Impossible => return Err(Impossible),
        }
    }
    tokens.drain(start..end.min(tokens.len()));
    let hour = match (half, reading.hour) {
        (Some((_, _)), hour) if hour > 12 => hour,
        (Some((true, _)), 12) => 12,
        (Some((true, _)), hour) => hour + 12,
        (Some((false, _)), 12) => 0,
        (_, hour) => hour,
    };
    let next_day = hour == 24 && reading.minute == 0 && reading.second == 0;
    let hour = if next_day { 0 } else { hour };
    // A leap second counts as the second before it.
    let second = reading.second.min(59);
    if reading.second > 60 {
        return Err(Impossible);
    }
    let time = Time::new(hour, reading.minute, second, reading.nanos).map_err(|_| Impossible)?;
    Ok(Some(Clock { time, next_day, twelve: half.is_some(), zone }))
}

/// Hours, minutes and seconds as they stand, not yet checked.
struct Reading {
    hour: i8,
    minute: i8,
    second: i8,
    nanos: i32,
    /// Tokens it has.
    used: usize,
}

impl Reading {
    fn at(tokens: &[Token], at: usize) -> Option<Self> {
        Self::compact(tokens, at).or_else(|| Self::spelled(tokens, at))
    }

    /// `T101500`, `T1015`, `T10` after a number.
    fn compact(tokens: &[Token], at: usize) -> Option<Self> {
        let is_t = word(tokens, at) == Some("t") && at > 0 && number(tokens, at - 1).is_some();
        let digits = number(tokens, at + 1).filter(|_| is_t)?;
        if sign(tokens, at + 2) == Some(':') {
            // `T10:15`: the T only separates.
            let mut reading = Self::spelled(tokens, at + 1)?;
            reading.used += 1;
            return Some(reading);
        }
        let part = |from: usize| digits.get(from..from + 2).map_or(Some(0), |text| text.parse().ok());
        if !matches!(digits.len(), 2 | 4 | 6) {
            return None;
        }
        let mut reading = Self { hour: part(0)?, minute: part(2)?, second: part(4)?, nanos: 0, used: 2 };
        reading.fraction(tokens, at + 2);
        Some(reading)
    }

    /// `10:15`, `10:15:30.5`, `5 pm`, `17h42`, `17 Uhr 42`, `17.42 Uhr`, `17時42分`.
    fn spelled(tokens: &[Token], at: usize) -> Option<Self> {
        let hour = short(tokens, at)?;
        let colon = sign(tokens, at + 1) == Some(':');
        let hour_word = matches!(word(tokens, at + 1), Some("h" | "uhr" | "时" | "時" | "시" | "点"));
        let dot = sign(tokens, at + 1) == Some('.');
        if (1..=12).contains(&hour) && matches!(word(tokens, at + 1), Some("am" | "pm")) {
            return Some(Self { hour, minute: 0, second: 0, nanos: 0, used: 1 });
        }
        let before_uhr = dot && word(tokens, at + 3) == Some("uhr");
        let pointed = dot && Self::behind_date(tokens, at);
        if !(colon || hour_word || before_uhr || pointed) {
            return None;
        }
        let mut reading = Self { hour, minute: 0, second: 0, nanos: 0, used: 3 };
        match short(tokens, at + 2) {
            Some(minute) => reading.minute = minute,
            None if hour_word => {
                reading.used = 2;
                return Some(reading);
            }
            None => return None,
        }
        let next = at + 3;
        if colon && sign(tokens, next) == Some(':') {
            if let Some(second) = short(tokens, next + 1) {
                reading.second = second;
                reading.used += 2;
                reading.fraction(tokens, next + 2);
            }
        } else if matches!(word(tokens, next), Some("分" | "분" | "uhr" | "m" | "min")) {
            reading.used += 1;
            if let (Some(second), Some("秒" | "초")) = (short(tokens, next + 1), word(tokens, next + 2)) {
                reading.second = second;
                reading.used += 2;
            }
        }
        Some(reading)
    }

    /// Whether `10.05` at a place can only be a time: it follows a year that ends a date.
    fn behind_date(tokens: &[Token], at: usize) -> bool {
        let Some(year) = at.checked_sub(1) else { return false };
        let minutes = number(tokens, at + 2).is_some_and(|digits| digits.len() == 2);
        let ends = !matches!(sign(tokens, at + 3), Some('.' | '-' | '/'));
        let is_year = number(tokens, year).is_some_and(|digits| digits.len() == 4);
        let dated = year.checked_sub(1).and_then(|at| sign(tokens, at)).is_some();
        is_year && dated && minutes && ends
    }

    /// `.123` or `,123` of a second.
    fn fraction(&mut self, tokens: &[Token], at: usize) {
        let joined = |at: usize| tokens.get(at).is_some_and(|token| !token.spaced);
        if !matches!(sign(tokens, at), Some('.' | ',')) || !joined(at) || !joined(at + 1) {
            return;
        }
        if let Some(digits) = number(tokens, at + 1) {
            let nanos: String = digits.chars().chain(std::iter::repeat('0')).take(9).collect();
            self.nanos = nanos.parse().unwrap_or(0);
            self.used += 2;
        }
    }
}

/// Whether what follows a time is am (false) or pm (true), and its tokens.
fn half_of_day(rest: &[Token]) -> Option<(bool, usize)> {
    match word(rest, 0)? {
        "am" => Some((false, 1)),
        "pm" => Some((true, 1)),
        letter @ ("a" | "p") if sign(rest, 1) == Some('.') && word(rest, 2) == Some("m") => {
            Some((letter == "p", if sign(rest, 3) == Some('.') { 4 } else { 3 }))
        }
        _ => None,
    }
}
