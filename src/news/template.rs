//! Day templates: an address with the day left open.
//!
//! Tokens in braces: `{YYYY} {YY} {MM} {M} {DD} {D} {mon} {Month}` (`mon`: nov, `Month`: November,
//! both English). The strftime forms `%Y %y %m %d %e %b %B` are accepted and mean the same.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use super::{Address, AddressError, Day};

/// An address with date tokens; names the year, the month and the day.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Template {
    raw: String,
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Part {
    Text(String),
    Token(Token),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Token {
    Year,
    ShortYear,
    Month2,
    Month,
    Day2,
    Day,
    MonthShort,
    MonthLong,
}

/// Each token, how it is written in braces, and its strftime letter.
const TOKENS: [(Token, &str, char); 8] = [
    (Token::Year, "YYYY", 'Y'),
    (Token::ShortYear, "YY", 'y'),
    (Token::Month2, "MM", 'm'),
    (Token::Month, "M", '\0'),
    (Token::Day2, "DD", 'd'),
    (Token::Day, "D", 'e'),
    (Token::MonthShort, "mon", 'b'),
    (Token::MonthLong, "Month", 'B'),
];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Why a text is not a day template.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TemplateError {
    /// A token that does not exist.
    #[error(
        "`{0}` is not a date token; there are {{YYYY}} {{YY}} {{MM}} {{M}} {{DD}} {{D}} {{mon}} {{Month}}"
    )]
    UnknownToken(String),
    /// A part of the date is missing.
    #[error("the template does not say the {0}")]
    Lacks(&'static str),
    /// What comes out is not an address.
    #[error("{0}")]
    Address(AddressError),
}

impl Template {
    /// Whether a text looks like a template rather than an address.
    pub fn looks_like(raw: &str) -> bool {
        raw.contains("{YY") || raw.contains("{D") || raw.contains("{M") || raw.contains("%Y")
    }

    /// The address of a day's page.
    pub fn address(&self, day: Day) -> Result<Address, AddressError> {
        let date = day.date();
        let mut out = String::with_capacity(self.raw.len());
        for part in &self.parts {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Token(token) => {
                    let name = MONTHS.get(date.month() as usize - 1).copied().unwrap_or_default();
                    match token {
                        Token::Year => out.push_str(&format!("{:04}", date.year())),
                        Token::ShortYear => out.push_str(&format!("{:02}", date.year() % 100)),
                        Token::Month2 => out.push_str(&format!("{:02}", date.month())),
                        Token::Month => out.push_str(&date.month().to_string()),
                        Token::Day2 => out.push_str(&format!("{:02}", date.day())),
                        Token::Day => out.push_str(&date.day().to_string()),
                        Token::MonthShort => out.push_str(&name[..3].to_lowercase()),
                        Token::MonthLong => out.push_str(name),
                    }
                }
            }
        }
        Address::parse(&out)
    }

    /// The template with brace tokens.
    pub fn as_str(&self) -> &str {
        &self.raw
    }

    fn says(&self, tokens: &[Token]) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Token(token) if tokens.contains(token)))
    }
}

impl FromStr for Template {
    type Err = TemplateError;

    fn from_str(raw: &str) -> Result<Self, TemplateError> {
        let mut parts = Vec::new();
        let mut text = String::new();
        let mut rest = raw.trim();
        while let Some(c) = rest.chars().next() {
            let (token, used) = read_token(rest)?;
            if let Some(token) = token {
                if !text.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut text)));
                }
                parts.push(Part::Token(token));
                rest = &rest[used..];
            } else {
                text.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
        if !text.is_empty() {
            parts.push(Part::Text(text));
        }
        let mut canonical = String::new();
        for part in &parts {
            match part {
                Part::Text(text) => canonical.push_str(text),
                Part::Token(token) => {
                    let name =
                        TOKENS.iter().find(|(known, _, _)| known == token).map_or("", |(_, name, _)| name);
                    canonical.push_str(&format!("{{{name}}}"));
                }
            }
        }
        let template = Self { raw: canonical, parts };
        if !template.says(&[Token::Year, Token::ShortYear]) {
            return Err(TemplateError::Lacks("year"));
        }
        if !template.says(&[Token::Month2, Token::Month, Token::MonthShort, Token::MonthLong]) {
            return Err(TemplateError::Lacks("month"));
        }
        if !template.says(&[Token::Day2, Token::Day]) {
            return Err(TemplateError::Lacks("day"));
        }
        let sample = Day::from_number(20_000);
        template.address(sample).map_err(TemplateError::Address)?;
        Ok(template)
    }
}

/// The token a text begins with and its length in bytes.
fn read_token(rest: &str) -> Result<(Option<Token>, usize), TemplateError> {
    if let Some(inner) = rest.strip_prefix('{') {
        let Some(end) = inner.find('}') else { return Ok((None, 0)) };
        let name = &inner[..end];
        return match TOKENS.iter().find(|(_, known, _)| *known == name) {
            Some((token, _, _)) => Ok((Some(*token), end + 2)),
            None => Err(TemplateError::UnknownToken(format!("{{{name}}}"))),
        };
    }
    let mut after = rest.strip_prefix('%').unwrap_or_default().chars();
    if let Some(letter) = after.next() {
        // `%d0` is a percent-encoded byte, not the day and a zero.
        let encoded = letter.is_ascii_hexdigit() && after.next().is_some_and(|c| c.is_ascii_hexdigit());
        if encoded {
            return Ok((None, 0));
        }
        if let Some((token, _, _)) = TOKENS.iter().find(|(_, _, known)| *known == letter) {
            return Ok((Some(*token), 2));
        }
    }
    Ok((None, 0))
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.raw)
    }
}

impl Serialize for Template {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.raw)
    }
}

impl<'de> Deserialize<'de> for Template {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(deserializer)?;
        raw.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(template: &str) -> String {
        let day = Day::new(2025, 11, 3).unwrap();
        template.parse::<Template>().unwrap().address(day).unwrap().to_string()
    }

    #[test]
    fn a_day_is_put_in() {
        assert_eq!(made("https://a.org/world/{YYYY}-{MM}-{DD}/"), "https://a.org/world/2025-11-03/");
        assert_eq!(made("https://a.org/{YYYY}/{mon}/{D}/all"), "https://a.org/2025/nov/3/all");
        assert_eq!(made("https://a.org/{YY}{M}{DD}/{Month}"), "https://a.org/251103/November");
        assert_eq!(made("https://a.org/%d0%BD/%Y%m%d"), "https://a.org/%d0%BD/20251103");
        assert_eq!(made("https://a.org/%Y%m%d/?q=%20x"), "https://a.org/20251103/?q=%20x");
    }

    #[test]
    fn what_is_missing_is_said() {
        let fault = |raw: &str| raw.parse::<Template>().unwrap_err().to_string();
        assert_eq!(fault("https://a.org/{YYYY}/{MM}"), "the template does not say the day");
        assert!(fault("https://a.org/{YYYY}/{MM}/{DAY}").starts_with("`{DAY}` is not a date token"));
        assert_eq!(fault("/{YYYY}/{MM}/{DD}"), "it is not a web address");
    }
}
