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

    /// The same with days and months that have no zero in front; `None` where it has none to lose, or where
    /// digits would run into each other without.
    pub fn unpadded(&self) -> Option<Self> {
        let joins = |at: usize| match self.parts.get(at) {
            Some(Part::Token(_)) => true,
            Some(Part::Text(text)) => text.starts_with(|c: char| c.is_ascii_digit()),
            None => false,
        };
        let mut raw = String::new();
        let mut changed = false;
        for (at, part) in self.parts.iter().enumerate() {
            match part {
                Part::Text(text) => raw.push_str(text),
                Part::Token(token) => {
                    let short = token.unpadded();
                    let before = at.checked_sub(1).and_then(|at| self.parts.get(at));
                    if short.is_some() && (joins(at + 1) || matches!(before, Some(Part::Token(_)))) {
                        return None;
                    }
                    changed |= short.is_some();
                    raw.push_str(&short.unwrap_or(*token).written());
                }
            }
        }
        if changed { raw.parse().ok() } else { None }
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

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// Each template as a person may write it, as it is saved, and the addresses of a November day, of one in
    /// March with one digit, and of the last of a year.
    const ROWS: [(&str, &str, [&str; 3]); 27] = [
        (
            "/world/{YYYY}/{mon}/{DD}/all",
            "",
            ["/world/2025/nov/13/all", "/world/2025/mar/07/all", "/world/2024/dec/31/all"],
        ),
        ("/{YYYY}{MM}{DD}/", "", ["/20251113/", "/20250307/", "/20241231/"]),
        (
            "/archives-du-monde/{DD}-{MM}-{YYYY}/",
            "",
            [
                "/archives-du-monde/13-11-2025/",
                "/archives-du-monde/07-03-2025/",
                "/archives-du-monde/31-12-2024/",
            ],
        ),
        (
            "/artikel-{DD}.{MM}.{YYYY}.html",
            "",
            ["/artikel-13.11.2025.html", "/artikel-07.03.2025.html", "/artikel-31.12.2024.html"],
        ),
        (
            "/archives/date_{DD}{MM}{YYYY}/",
            "",
            ["/archives/date_13112025/", "/archives/date_07032025/", "/archives/date_31122024/"],
        ),
        (
            "/front?day={YYYY}-{MM}-{DD}&p={page}",
            "",
            ["/front?day=2025-11-13&p=1", "/front?day=2025-03-07&p=1", "/front?day=2024-12-31&p=1"],
        ),
        (
            "/Portal:Current_events/{YYYY}_{Month}_{D}",
            "",
            [
                "/Portal:Current_events/2025_November_13",
                "/Portal:Current_events/2025_March_7",
                "/Portal:Current_events/2024_December_31",
            ],
        ),
        ("/starttime-{serial}", "", ["/starttime-45974", "/starttime-45723", "/starttime-45657"]),
        ("/{D}-{month:fr}-{YYYY}/", "", ["/13-novembre-2025/", "/7-mars-2025/", "/31-decembre-2024/"]),
        ("/{D}-{Month:fr}-{YYYY}/", "", ["/13-Novembre-2025/", "/7-Mars-2025/", "/31-Decembre-2024/"]),
        ("/{D}-{Month:es}-{YYYY}/", "", ["/13-Noviembre-2025/", "/7-Marzo-2025/", "/31-Diciembre-2024/"]),
        ("/{DD}-{month:de}-{YYYY}", "", ["/13-november-2025", "/07-maerz-2025", "/31-dezember-2024"]),
        (
            "/?jour={D}&mois={M}&annee={YYYY}",
            "",
            ["/?jour=13&mois=11&annee=2025", "/?jour=7&mois=3&annee=2025", "/?jour=31&mois=12&annee=2024"],
        ),
        ("/{YYYY}/{M}/{D}", "", ["/2025/11/13", "/2025/3/7", "/2024/12/31"]),
        ("/{YYYY}/{M}/{DD}", "", ["/2025/11/13", "/2025/3/07", "/2024/12/31"]),
        ("/{YY}{M}{DD}/{Mon}", "", ["/251113/Nov", "/25307/Mar", "/241231/Dec"]),
        ("/day/{epoch}", "", ["/day/1762992000", "/day/1741305600", "/day/1735603200"]),
        (
            "/?from={YYYY}-{MM}-{DD}&to={next:YYYY}-{next:MM}-{next:DD}",
            "",
            [
                "/?from=2025-11-13&to=2025-11-14",
                "/?from=2025-03-07&to=2025-03-08",
                "/?from=2024-12-31&to=2025-01-01",
            ],
        ),
        ("/{serial}-{next:serial}", "", ["/45974-45975", "/45723-45724", "/45657-45658"]),
        (
            "/{YYYY}{mon}{D}-{next:YYYY}{next:mon}{next:D}",
            "",
            ["/2025nov13-2025nov14", "/2025mar7-2025mar8", "/2024dec31-2025jan1"],
        ),
        (
            "/{epoch}..{next:epoch}",
            "",
            ["/1762992000..1763078400", "/1741305600..1741392000", "/1735603200..1735689600"],
        ),
        ("/%Y/%m/%d/", "/{YYYY}/{MM}/{DD}/", ["/2025/11/13/", "/2025/03/07/", "/2024/12/31/"]),
        ("/%y-%m-%e", "/{YY}-{MM}-{D}", ["/25-11-13", "/25-03-7", "/24-12-31"]),
        ("/%d-%b-%Y", "/{DD}-{Mon}-{YYYY}", ["/13-Nov-2025", "/07-Mar-2025", "/31-Dec-2024"]),
        ("/%B-%d-%Y", "/{Month}-{DD}-{YYYY}", ["/November-13-2025", "/March-07-2025", "/December-31-2024"]),
        ("/%s.html", "/{epoch}.html", ["/1762992000.html", "/1741305600.html", "/1735603200.html"]),
        // A percent-encoded byte is none of them.
        (
            "/%d0%BD/%Y%m%d?q=%20x",
            "/%d0%BD/{YYYY}{MM}{DD}?q=%20x",
            ["/%d0%BD/20251113?q=%20x", "/%d0%BD/20250307?q=%20x", "/%d0%BD/20241231?q=%20x"],
        ),
    ];

    #[test]
    fn the_archives_of_the_world_can_be_written() {
        for (typed, saved, paths) in ROWS {
            let template: Template = format!("https://a.org{typed}").parse().unwrap();
            let saved = if saved.is_empty() { typed } else { saved };
            assert_eq!(template.as_str(), format!("https://a.org{saved}"));
            for (on, path) in ["2025-11-13", "2025-03-07", "2024-12-31"].into_iter().zip(paths) {
                assert_eq!(
                    template.address(day(on)).unwrap().as_str(),
                    format!("https://a.org{path}"),
                    "{typed}"
                );
            }
            // What is written into the sources file is read back as the same.
            assert_eq!(template.as_str().parse::<Template>().unwrap(), template);
        }
        let paged: Template = "https://a.org/front?day={YYYY}-{MM}-{DD}&p={page}".parse().unwrap();
        assert!(paged.has_pages());
        assert_eq!(
            paged.page(day("2025-11-13"), 2).unwrap().as_str(),
            "https://a.org/front?day=2025-11-13&p=2"
        );
    }

    #[test]
    fn zeros_are_left_out_where_digits_stay_apart() {
        let unpadded = |path: &str| {
            let template: Template = format!("https://a.org{path}").parse().unwrap();
            template.unpadded().map(|other| other.as_str().trim_start_matches("https://a.org").to_owned())
        };
        for (path, other) in [
            ("/{YYYY}/{MM}/{DD}/", Some("/{YYYY}/{M}/{D}/")),
            ("/{DD}-{MM}-{YYYY}", Some("/{D}-{M}-{YYYY}")),
            ("/{YYYY}/{mon}/{DD}", Some("/{YYYY}/{mon}/{D}")),
            ("/{YYYY}/{M}/{D}", None),
            ("/{YYYY}{MM}{DD}", None),
            ("/{YYYY}{MM}/{DD}", None),
            ("/{serial}", None),
        ] {
            assert_eq!(unpadded(path).as_deref(), other, "{path}");
        }
    }

    #[test]
    fn a_template_of_months_says_so() {
        for (typed, path) in [
            ("/{YYYY}/{MM}", "/2025/03"),
            ("/%Y/%m/", "/2025/03/"),
            ("/{month:fr}-{YYYY}", "/mars-2025"),
            ("/{YY}{MM}?page={page}", "/2503?page=1"),
            ("/{YYYY}-{MM}-01..{next:YYYY}", "/2025-03-01..2025"),
        ] {
            let raw = format!("https://a.org{typed}");
            let template = Template::of_month(&raw).unwrap();
            assert_eq!(template.address(day("2025-03-07")).unwrap().as_str(), format!("https://a.org{path}"));
            assert_eq!(raw.parse::<Template>(), Err(TemplateError::Lacks("day")), "{typed} is of no day");
        }
    }

    #[test]
    fn what_is_missing_is_said() {
        let unknown = |token: &str| format!("`{token}` is not a date token; there are {}", token::ALL);
        for (typed, sentence) in [
            ("https://a.org/{YYYY}/{MM}", "the template does not say the day".to_owned()),
            ("https://a.org/{YYYY}/{DD}", "the template does not say the month".to_owned()),
            ("https://a.org/{MM}/{DD}", "the template does not say the year".to_owned()),
            ("https://a.org/{mon}/{D}?p={page}", "the template does not say the year".to_owned()),
            ("https://a.org/news", "the template does not say the year".to_owned()),
            ("https://a.org/%Y/%m", "the template does not say the day".to_owned()),
            // The next day alone says no day.
            ("https://a.org/{YYYY}/{MM}/{next:DD}", "the template does not say the day".to_owned()),
            ("https://a.org/{next:YYYY}/{MM}/{DD}", "the template does not say the year".to_owned()),
            ("https://a.org/{next:serial}", "the template does not say the year".to_owned()),
            ("https://a.org/{YYYY}/{MM}/{DAY}", unknown("{DAY}")),
            ("https://a.org/{YYYY}/{month:xx}/{DD}", unknown("{month:xx}")),
            ("https://a.org/{YYYY}/{mon:fr}/{DD}", unknown("{mon:fr}")),
            ("https://a.org/{YYYY}/{MM}/{DD}/{next:page}", unknown("{next:page}")),
            ("https://a.org/{yyyy}/{mm}/{dd}", unknown("{yyyy}")),
            ("https://a.org/{}/{YYYY}", unknown("{}")),
            ("/{YYYY}/{MM}/{DD}", "it is not a web address".to_owned()),
            ("ftp://a.org/{YYYY}/{MM}/{DD}", "only http and https addresses are read".to_owned()),
        ] {
            assert_eq!(typed.parse::<Template>().unwrap_err().to_string(), sentence, "{typed}");
        }
        let year = Template::of_month("https://a.org/{YYYY}").unwrap_err();
        assert_eq!(year.to_string(), "the template does not say the month");
    }

    #[test]
    fn a_template_is_told_from_an_address() {
        assert!(Template::looks_like("https://a.org/{serial}"));
        assert!(Template::looks_like("https://a.org/{DAY}"));
        assert!(Template::looks_like("https://a.org/{id}"));
        assert!(!Template::looks_like("https://a.org/%d0%BD"));
    }
}
