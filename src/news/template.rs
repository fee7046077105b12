//! Day templates: an address with the day left open.
//!
//! Tokens in braces: `{YYYY} {YY} {MM} {M} {DD} {D}`; months by name `{mon}` nov, `{Mon}` Nov, `{month}`
//! november, `{Month}` November, in other languages `{month:fr}` (Latin letters without accents, as
//! addresses write them); `{epoch}` seconds since 1970 at midnight UTC; `{serial}` days since 30 December
//! 1899; `{page}` the page of the day's list, from 1. `{next:…}` before any but `{page}` is the day after,
//! for ranges whose end is left out. The strftime forms `%Y %y %m %d %e %b %B %s` mean the same.

mod month_word;
mod token;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use super::{Address, AddressError, Day};
pub use month_word::{english as english_month, read as month_words};
use token::{Field, Token};

/// An address with date tokens; names the year, the month and the day, or declares that it names
/// months only ([`Template::of_month`]).
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

/// Why a text is not a day template.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TemplateError {
    /// A token that does not exist.
    #[error("`{0}` is not a date token; there are {all}", all = token::ALL)]
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
        // Also a wrong token is answered as one, not as an address that is not found: no address has braces.
        raw.contains("%Y") || raw.split_once('{').is_some_and(|(_, rest)| rest.contains('}'))
    }

    /// A template whose pages are of whole months.
    pub fn of_month(raw: &str) -> Result<Self, TemplateError> {
        Self::read(raw, &["year", "month"])
    }

    /// The address of a day's page.
    pub fn address(&self, day: Day) -> Result<Address, AddressError> {
        self.page(day, 1)
    }

    /// The address of one page of a day's list, from 1.
    pub fn page(&self, day: Day, page: u32) -> Result<Address, AddressError> {
        let mut out = String::with_capacity(self.raw.len());
        for part in &self.parts {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Token(token) => out.push_str(&token.filled(day.date(), page)),
            }
        }
        Address::parse(&out)
    }

    /// Whether it names the pages of a day's list itself.
    pub fn has_pages(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Token(Token { field: Field::Page, .. })))
    }

    /// The template with brace tokens.
    pub fn as_str(&self) -> &str {
        &self.raw
    }

    fn read(raw: &str, wanted: &[&str]) -> Result<Self, TemplateError> {
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
        let mut said = [false; 3];
        for part in &parts {
            match part {
                Part::Text(text) => canonical.push_str(text),
                Part::Token(token) => {
                    canonical.push_str(&token.written());
                    let says = if token.next { [false; 3] } else { token.says() };
                    said = [said[0] || says[0], said[1] || says[1], said[2] || says[2]];
                }
            }
        }
        for (name, said) in ["year", "month", "day"].into_iter().zip(said) {
            if !said && wanted.contains(&name) {
                return Err(TemplateError::Lacks(name));
            }
        }
        let template = Self { raw: canonical, parts };
        template.address(Day::from_number(20_000)).map_err(TemplateError::Address)?;
        Ok(template)
    }
}

impl FromStr for Template {
    type Err = TemplateError;

    fn from_str(raw: &str) -> Result<Self, TemplateError> {
        Self::read(raw, &["year", "month", "day"])
    }
}

/// The token a text begins with and its length in bytes.
fn read_token(rest: &str) -> Result<(Option<Token>, usize), TemplateError> {
    if let Some(inner) = rest.strip_prefix('{') {
        let Some(end) = inner.find('}') else { return Ok((None, 0)) };
        let name = &inner[..end];
        return match Token::named(name) {
            Some(token) => Ok((Some(token), end + 2)),
            None => Err(TemplateError::UnknownToken(format!("{{{name}}}"))),
        };
    }
    let mut after = rest.strip_prefix('%').unwrap_or_default().chars();
    if let Some(letter) = after.next() {
        // `%d0` is a percent-encoded byte, not the day and a zero.
        let encoded = letter.is_ascii_hexdigit() && after.next().is_some_and(|c| c.is_ascii_hexdigit());
        if !encoded && let Some(token) = Token::strftime(letter) {
            return Ok((Some(token), 2));
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
    fn the_archives_of_the_world_can_be_written() {
        let day = Day::new(2025, 11, 13).unwrap();
        for (template, path) in [
            ("/world/{YYYY}/{mon}/{DD}/all", "/world/2025/nov/13/all"),
            ("/{YYYY}{MM}{DD}/", "/20251113/"),
            ("/archives-du-monde/{DD}-{MM}-{YYYY}/", "/archives-du-monde/13-11-2025/"),
            ("/artikel-{DD}.{MM}.{YYYY}.html", "/artikel-13.11.2025.html"),
            ("/archives/date_{DD}{MM}{YYYY}/", "/archives/date_13112025/"),
            ("/front?day={YYYY}-{MM}-{DD}&p={page}", "/front?day=2025-11-13&p=1"),
            ("/Portal:Current_events/{YYYY}_{Month}_{D}", "/Portal:Current_events/2025_November_13"),
            ("/starttime-{serial}", "/starttime-45974"),
            ("/{D}-{month:fr}-{YYYY}/", "/13-novembre-2025/"),
            ("/{D}-{Month:es}-{YYYY}/", "/13-Noviembre-2025/"),
            ("/?jour={D}&mois={M}&annee={YYYY}", "/?jour=13&mois=11&annee=2025"),
            ("/?from={YYYY}-{MM}-{DD}&to={next:YYYY}-{next:MM}-{next:DD}", "/?from=2025-11-13&to=2025-11-14"),
            ("/day/{epoch}", "/day/1762992000"),
        ] {
            let template: Template = format!("https://a.org{template}").parse().unwrap();
            assert_eq!(template.address(day).unwrap().as_str(), format!("https://a.org{path}"));
            // What is written into the sources file is read back as the same.
            assert_eq!(template.as_str().parse::<Template>().unwrap(), template);
        }
        let paged: Template = "https://a.org/front?day={YYYY}-{MM}-{DD}&p={page}".parse().unwrap();
        assert!(paged.has_pages());
        assert_eq!(paged.page(day, 2).unwrap().as_str(), "https://a.org/front?day=2025-11-13&p=2");
        let new_year = Day::new(2025, 12, 31).unwrap();
        let range: Template = "https://a.org/{YYYY}{MM}{DD}-{next:YYYY}{next:MM}{next:DD}".parse().unwrap();
        assert_eq!(range.address(new_year).unwrap().as_str(), "https://a.org/20251231-20260101");
    }

    #[test]
    fn what_is_missing_is_said() {
        let fault = |raw: &str| raw.parse::<Template>().unwrap_err().to_string();
        assert_eq!(fault("https://a.org/{YYYY}/{MM}"), "the template does not say the day");
        assert_eq!(fault("https://a.org/{YYYY}/{MM}/{next:DD}"), "the template does not say the day");
        assert!(fault("https://a.org/{YYYY}/{MM}/{DAY}").starts_with("`{DAY}` is not a date token"));
        assert!(
            fault("https://a.org/{YYYY}/{month:xx}/{DD}").starts_with("`{month:xx}` is not a date token")
        );
        assert_eq!(fault("/{YYYY}/{MM}/{DD}"), "it is not a web address");
        assert_eq!(
            Template::of_month("https://a.org/{YYYY}/{MM}").unwrap().as_str(),
            "https://a.org/{YYYY}/{MM}"
        );
        assert_eq!(
            Template::of_month("https://a.org/{YYYY}").unwrap_err().to_string(),
            "the template does not say the month"
        );
    }

    #[test]
    fn a_template_is_told_from_an_address() {
        assert!(Template::looks_like("https://a.org/{serial}"));
        assert!(Template::looks_like("https://a.org/{DAY}"));
        assert!(Template::looks_like("https://a.org/{id}"));
        assert!(!Template::looks_like("https://a.org/%d0%BD"));
    }
}
