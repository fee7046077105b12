//! What may stand behind the colon of a condition.

use super::fold::fold;
use super::node::{Leaf, Node};
use super::tokens::phrase;
use crate::locale::{GoTo, Locale, parse_day};
use crate::news::{Day, DayRange, Month};

/// The names of conditions.
pub(super) const FIELDS: [&str; 14] = [
    "title", "author", "source", "section", "tag", "lang", "is", "has", "date", "before", "after", "newer",
    "older", "words",
];

/// A condition with a value, for those who left it out.
pub(super) fn example(field: &str) -> String {
    let value = match field {
        "source" => "wire",
        "section" => "world",
        "tag" => "later",
        "lang" => "en",
        "author" => "kairat",
        "title" => "corridor",
        "is" => "unread",
        "has" => "note",
        "newer" | "older" => "3d",
        "words" => ">800",
        _ => "2026-11",
    };
    format!("{field}:{value}")
}

/// A value and what is needed to understand it.
pub(super) struct Told<'a> {
    pub words: &'a str,
    pub today: Day,
    pub locale: Locale,
}

impl Told<'_> {
    /// The condition of that name; a sentence when the value makes no sense.
    pub fn leaf(&self, field: &str) -> Result<Node, String> {
        let leaf = match field {
            "source" => Leaf::Source(self.folded()?),
            "tag" => Leaf::Tag(self.folded()?),
            "lang" => Leaf::Lang(self.folded()?),
            "is" => match fold(self.words).as_ref() {
                "unread" | "new" => Leaf::Unread,
                "read" => return Ok(Node::Not(Box::new(Node::Leaf(Leaf::Unread)))),
                "bookmarked" | "kept" | "starred" => Leaf::Bookmarked,
                _ => return Err("there are is:unread, is:read and is:bookmarked".to_owned()),
            },
            "has" => match fold(self.words).as_ref() {
                "note" => Leaf::Note,
                "text" => Leaf::Text,
                _ => return Err("there are has:note and has:text".to_owned()),
            },
            "words" => self.length()?,
            _ => Leaf::Days(self.days(field)?),
        };
        Ok(Node::Leaf(leaf))
    }

    /// The value's tokens with a space between them.
    fn folded(&self) -> Result<String, String> {
        let tokens = phrase(self.words.trim_start_matches('#')).0;
        if tokens.is_empty() {
            return Err("there is no letter and no digit in this".to_owned());
        }
        Ok(tokens.join(" "))
    }

    fn length(&self) -> Result<Leaf, String> {
        let wrong = || "a number of words is wanted: words:>800, words:<300 or words:200..500".to_owned();
        let number = |digits: &str| digits.trim().replace([',', '_'], "").parse::<u32>().map_err(|_| wrong());
        let text = self.words;
        if let Some((from, to)) = text.split_once("..") {
            let from = if from.is_empty() { 0 } else { number(from)? };
            let to = if to.is_empty() { u32::MAX } else { number(to)? };
            return Ok(Leaf::Length(from.min(to), to.max(from)));
        }
        if let Some(from) = text.strip_prefix(">=") {
            return Ok(Leaf::Length(number(from)?, u32::MAX));
        }
        if let Some(to) = text.strip_prefix("<=") {
            return Ok(Leaf::Length(0, number(to)?));
        }
        if let Some(from) = text.strip_prefix('>') {
            return Ok(Leaf::Length(number(from)?.saturating_add(1), u32::MAX));
        }
        if let Some(to) = text.strip_prefix('<') {
            return Ok(Leaf::Length(0, number(to)?.saturating_sub(1)));
        }
        number(text).map(|number| Leaf::Length(number, number))
    }

    fn days(&self, field: &str) -> Result<DayRange, String> {
        let all = DayRange { first: Day::MIN, last: Day::MAX };
        if let ("date", Some((from, to))) = (field, self.words.split_once("..")) {
            let from = if from.is_empty() { Day::MIN } else { self.range(from)?.first };
            let to = if to.is_empty() { Day::MAX } else { self.range(to)?.last };
            return Ok(DayRange::between(from, to));
        }
        let days = self.range(self.words).map_err(|wrong| match field {
            "newer" | "older" => format!("`{}` is no time ago: try 3d, 2w or 2026-11-03", self.words),
            _ => wrong,
        })?;
        Ok(match field {
            "after" => DayRange { first: days.last.plus(1), ..all },
            "newer" => DayRange { first: days.first, ..all },
            "before" | "older" => DayRange { last: days.first.plus(-1), ..all },
            _ => days,
        })
    }

    /// A day, a month or a year.
    fn range(&self, text: &str) -> Result<DayRange, String> {
        if text.len() == 4
            && let Ok(year) = text.parse::<i16>()
            && let (Some(first), Some(last)) = (Month::new(year, 1), Month::new(year, 12))
        {
            return Ok(DayRange { first: first.range().first, last: last.range().last });
        }
        match parse_day(text, self.today, self.locale) {
            Ok(GoTo::Day(day)) => Ok(day.only()),
            Ok(GoTo::Month(month)) => Ok(month.range()),
            Err(_) => Err(format!("`{text}` is no date: try 2026-11, 2026-11-03..2026-11-09 or fri")),
        }
    }
}
