//! How a bookmark stands, in words: since when its text is stored, whether its address still answers.

use jiff::tz::TimeZone;

use crate::locale::Locale;
use crate::news::{Day, LinkFound, Moment, Standing};

/// What is to be said of a bookmark: first what is the matter with its address, if something is, then the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StandingWords {
    /// That its page is gone or has moved.
    pub trouble: Option<String>,
    /// Since when its text is stored, and when its page was there.
    pub rest: Vec<String>,
}

/// A bookmark's standing in words, for a reader whose day it is.
pub fn standing_words(standing: &Standing, locale: Locale, today: Day, zone: &TimeZone) -> StandingWords {
    let on = |moment: Moment| {
        let day = Day::from_date(moment.civil(zone).date()).unwrap_or(today);
        locale.near_date(day, today)
    };
    let mut words = StandingWords::default();
    words.rest.extend(standing.text_at.map(|at| format!("text stored {}", on(at))));
    match standing.link.as_ref().map(|link| (&link.found, link.at)) {
        Some((LinkFound::Gone(since), _)) => words.trouble = Some(format!("gone since {}", on(*since))),
        Some((LinkFound::Moved(to), at)) => {
            words.trouble = Some(format!("moved to {}, {}", to.host(), on(at)));
        }
        Some((LinkFound::There, at)) => words.rest.push(format!("page there {}", on(at))),
        None => {}
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Address, LinkLook};

    #[test]
    fn the_text_and_the_page_are_told_with_their_days() {
        let at = |text: &str| Moment::at(text.parse().unwrap());
        let words = |found: Option<LinkFound>| {
            let link = found.map(|found| LinkLook { at: at("2025-11-12T23:30:00Z"), found });
            let standing = Standing { text_at: Some(at("2024-11-03T10:00:00Z")), link, typed: false };
            let zone = TimeZone::fixed(jiff::tz::offset(1));
            let words = standing_words(&standing, Locale::default(), "2025-11-13".parse().unwrap(), &zone);
            (words.trouble.unwrap_or_default(), words.rest.join(" | "))
        };
        let stored = "text stored 3 Nov 2024".to_owned();
        assert_eq!(words(None), (String::new(), stored.clone()));
        assert_eq!(words(Some(LinkFound::There)), (String::new(), format!("{stored} | page there 13 Nov")));
        let gone = LinkFound::Gone(at("2025-11-05T10:00:00Z"));
        assert_eq!(words(Some(gone)), ("gone since 5 Nov".to_owned(), stored.clone()));
        let moved = LinkFound::Moved(Address::parse("https://new.example/page").unwrap());
        assert_eq!(words(Some(moved)), ("moved to new.example, 13 Nov".to_owned(), stored));
    }
}
