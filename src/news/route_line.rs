//! A route as one line that a person types: `day-page https://example.org/{YYYY}/{MM}/{DD}/ from 2015-01-01`.
//!
//! The kind may be left out: then the address tells it, as well as an address can. What is wrong is said
//! with the characters it is about.

use std::ops::Range;

use super::route::{ROUTE_KINDS, Route};
use super::template::TemplateError;
use super::{Address, Day, Template};

/// Why a line is no route, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteError {
    /// The characters (not bytes) it is about; empty behind the last one where something is missing.
    pub at: Range<usize>,
    /// One sentence without a full stop.
    pub sentence: String,
}

/// A word of the line and its characters.
struct Word<'l> {
    text: &'l str,
    at: Range<usize>,
}

impl Word<'_> {
    fn wrong(&self, sentence: impl Into<String>) -> RouteError {
        RouteError { at: self.at.clone(), sentence: sentence.into() }
    }
}

impl Route {
    /// The line that says this route: [`Route::typed`] reads the same from it.
    pub fn line(&self) -> String {
        let mut line = format!("{} {}", self.kind(), self.place());
        let (from, to) = self.range();
        for (name, day) in [("from", from), ("to", to)] {
            if let Some(day) = day {
                line.push_str(&format!(" {name} {day}"));
            }
        }
        line
    }

    /// Reads a line: a kind or none, an address or a template, and the days it knows of.
    pub fn typed(line: &str) -> Result<Self, RouteError> {
        let mut words = words(line);
        let end = words.last().map_or(0, |word| word.at.end);
        let missing = |sentence: String| RouteError { at: end..end, sentence };
        let is_kind = words.first().is_some_and(|word| !word.text.contains(['/', '.', '{', '%', ':']));
        let kind = if is_kind { Some(words.remove(0)) } else { None };
        let named = kind.as_ref().map(known_kind).transpose()?;
        if words.is_empty() {
            return Err(missing(match named {
                Some((kind, true)) => format!(
                    "{kind} needs an address with date tokens, such as https://example.org/{{YYYY}}/{{MM}}/{{DD}}/"
                ),
                Some((kind, false)) => format!("{kind} needs an address"),
                None => "an address, or one with date tokens; a kind of route may stand before it".to_owned(),
            }));
        }
        let place = words.remove(0);
        let has_tokens = Template::looks_like(place.text);
        let (kind, by_template) = named.unwrap_or_else(|| guessed(place.text, has_tokens));
        let (from, to) = days(&words, missing)?;
        let route = if by_template {
            let whole = with_scheme(place.text);
            let template = if kind == "month-page" { Template::of_month(&whole) } else { whole.parse() };
            let template = template.map_err(|error| of_template(&place, kind, &error))?;
            Self::by(kind, template, from, to)
        } else {
            if has_tokens {
                return Err(place.wrong(format!(
                    "{kind} has one address, without date tokens; day-page, month-page and day-feed take them"
                )));
            }
            let address = Address::typed(place.text).map_err(|error| place.wrong(error.to_string()))?;
            Self::at(kind, address, from, to)
        };
        let route = route.ok_or_else(|| place.wrong(format!("there is no kind of route {kind}")))?;
        if let Some(first) = words.first().filter(|_| route.is_live()) {
            return Err(first.wrong(format!("{kind} tells what is new: it has no days")));
        }
        Ok(route)
    }
}

fn words(line: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut chars = 0;
    for piece in line.split(' ') {
        let long = piece.chars().count();
        if !piece.is_empty() {
            words.push(Word { text: piece, at: chars..chars + long });
        }
        chars += long + 1;
    }
    words
}

fn known_kind(word: &Word<'_>) -> Result<(&'static str, bool), RouteError> {
    ROUTE_KINDS.into_iter().find(|(kind, _)| *kind == word.text).ok_or_else(|| {
        let kinds = ROUTE_KINDS.map(|(kind, _)| kind).join(", ");
        word.wrong(format!("there is no kind of route {}; there are {kinds}", word.text))
    })
}

/// What an address is most likely of, by its own words. It can be said otherwise before it.
fn guessed(place: &str, has_tokens: bool) -> (&'static str, bool) {
    let lower = place.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if has_tokens {
        let is_month = with_scheme(place).parse::<Template>() == Err(TemplateError::Lacks("day"));
        return match () {
            () if is_month => ("month-page", true),
            () if says(&["/feed", "feeds/", "/rss", "atom"]) => ("day-feed", true),
            () => ("day-page", true),
        };
    }
    match () {
        () if says(&["wp-json", "rest_route="]) => ("wordpress", false),
        () if says(&["sitemap"]) && says(&["news"]) => ("news-sitemap", false),
        () if says(&["sitemap"]) => ("sitemap", false),
        () if says(&["feed", "rss", "atom", ".xml", ".rdf", ".json"]) => ("feed", false),
        () => ("section", false),
    }
}

/// The place with its likelier scheme.
fn with_scheme(place: &str) -> String {
    Address::ways(place).swap_remove(0)
}

/// A template's error at the token it is about, where it is about one.
fn of_template(place: &Word<'_>, kind: &str, error: &TemplateError) -> RouteError {
    let mut at = place.at.clone();
    if let TemplateError::UnknownToken(token) = error
        && let Some((before, _)) = place.text.split_once(token.as_str())
    {
        let start = at.start + before.chars().count();
        at = start..start + token.chars().count();
    }
    let hint = match error {
        TemplateError::Lacks("day") if kind == "day-page" => ": month-page takes the page of a whole month",
        _ => "",
    };
    RouteError { at, sentence: format!("{error}{hint}") }
}

type Days = (Option<Day>, Option<Day>);

/// `from DAY` and `to DAY`, in this order.
fn days(words: &[Word<'_>], missing: impl Fn(String) -> RouteError) -> Result<Days, RouteError> {
    let mut found: Days = (None, None);
    let mut rest = words.iter();
    while let Some(name) = rest.next() {
        let slot = match name.text {
            "from" if found.0.is_none() && found.1.is_none() => &mut found.0,
            "to" if found.1.is_none() => &mut found.1,
            _ => return Err(name.wrong("behind the address stand from and to, each with a day")),
        };
        let day =
            rest.next().ok_or_else(|| missing(format!("{} needs a day, such as 2015-01-31", name.text)))?;
        *slot = Some(day.text.parse().map_err(|()| day.wrong("this is not a day; write it as 2015-01-31"))?);
        if let (Some(from), Some(to)) = found
            && from > to
        {
            return Err(day.wrong("the last day is before the first"));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_as_the_same() {
        for (line, same) in [
            ("feed https://a.org/rss", "feed https://a.org/rss"),
            ("https://a.org/feed/", "feed https://a.org/feed/"),
            ("a.org/world", "section https://a.org/world"),
            ("https://a.org/sitemap_news.xml", "news-sitemap https://a.org/sitemap_news.xml"),
            (
                "https://a.org/sitemap.xml.gz from 2015-01-01",
                "sitemap https://a.org/sitemap.xml.gz from 2015-01-01",
            ),
            ("https://a.org/wp-json/", "wordpress https://a.org/wp-json/"),
            ("page https://a.org/feed", "page https://a.org/feed"),
            ("https://a.org/%Y/%m/%d/", "day-page https://a.org/{YYYY}/{MM}/{DD}/"),
            ("a.org/{YYYY}/{MM}", "month-page https://a.org/{YYYY}/{MM}"),
            ("https://a.org/{YYYY}/{MM}/{DD}/feed/", "day-feed https://a.org/{YYYY}/{MM}/{DD}/feed/"),
            (
                "  day-page   https://a.org/{serial}  from 2015-01-01 to 2020-02-29 ",
                "day-page https://a.org/{serial} from 2015-01-01 to 2020-02-29",
            ),
            ("wayback https://a.org/", "wayback https://a.org/"),
        ] {
            let route = Route::typed(line).unwrap();
            assert_eq!(route.line(), same);
            assert_eq!(Route::typed(same).unwrap(), route);
        }
    }

    #[test]
    fn what_is_wrong_is_said_at_its_place() {
        let kinds = ROUTE_KINDS.map(|(kind, _)| kind).join(", ");
        let fields = "{YYYY} {YY} {MM} {M} {DD} {D} {mon} {Mon} {month} {Month} {month:fr} {epoch} {serial} {page} {next:DD}";
        for (line, at, sentence) in [
            ("", "", "an address, or one with date tokens; a kind of route may stand before it".to_owned()),
            ("feed", "", "feed needs an address".to_owned()),
            (
                "day-page ",
                "",
                "day-page needs an address with date tokens, such as https://example.org/{YYYY}/{MM}/{DD}/"
                    .to_owned(),
            ),
            (
                "daypage https://a.org/",
                "daypage",
                format!("there is no kind of route daypage; there are {kinds}"),
            ),
            ("feed ftp://a.org/x", "ftp://a.org/x", "only http and https addresses are read".to_owned()),
            (
                "day-page https://a.org/é/{YYYY}/{DAY}/",
                "{DAY}",
                format!("`{{DAY}}` is not a date token; there are {fields}"),
            ),
            ("day-page https://a.org/x", "https://a.org/x", "the template does not say the year".to_owned()),
            (
                "day-page https://a.org/{YYYY}/{MM}",
                "https://a.org/{YYYY}/{MM}",
                "the template does not say the day: month-page takes the page of a whole month".to_owned(),
            ),
            (
                "sitemap https://a.org/{YYYY}.xml",
                "https://a.org/{YYYY}.xml",
                "sitemap has one address, without date tokens; day-page, month-page and day-feed take them"
                    .to_owned(),
            ),
            (
                "https://a.org/feed from 2015-01-01",
                "from",
                "feed tells what is new: it has no days".to_owned(),
            ),
            ("sitemap a.org/s from", "", "from needs a day, such as 2015-01-31".to_owned()),
            ("sitemap a.org/s from 2015", "2015", "this is not a day; write it as 2015-01-31".to_owned()),
            (
                "sitemap a.org/s from 2015-01-02 to 2015-01-01",
                "2015-01-01",
                "the last day is before the first".to_owned(),
            ),
            (
                "sitemap a.org/s often",
                "often",
                "behind the address stand from and to, each with a day".to_owned(),
            ),
        ] {
            let error = Route::typed(line).unwrap_err();
            assert_eq!(error.sentence, sentence, "{line}");
            let marked: String = line.chars().skip(error.at.start).take(error.at.len()).collect();
            assert_eq!(marked, at, "{line}");
        }
    }
}
