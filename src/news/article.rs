//! A page made readable, with what it says about itself.

use serde::{Deserialize, Serialize};

use super::{Address, Day, Document, Moment, Now, Text};

/// Which text of a story this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextKind {
    /// Extracted from the article's page.
    Extracted,
    /// The text the feed carried.
    Feed,
    /// All of the page, nothing left out.
    Page,
}

/// A readable article. Serialises to JSON; what the store keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Which text it is.
    pub kind: TextKind,
    /// The address it was read from, after redirects.
    pub address: Option<Address>,
    /// The address the page gives as its own.
    pub canonical: Option<Address>,
    /// The headline, without the site's name.
    pub title: Text,
    /// Who wrote it.
    pub authors: Vec<Text>,
    /// When it was published.
    pub published: Option<Moment>,
    /// The same with the numbers of its day in the other order, where the page hardly tells which is meant.
    #[serde(skip)]
    pub otherwise: Option<Moment>,
    /// When it was changed.
    pub updated: Option<Moment>,
    /// The site's name.
    pub site: Option<Text>,
    /// The section it stood in.
    pub section: Option<Text>,
    /// Its language as a BCP 47 tag.
    pub lang: Option<Text>,
    /// What it is about in a sentence or two.
    pub excerpt: Text,
    /// The picture that stands for it.
    pub image: Option<Address>,
    /// The text.
    pub document: Document,
    /// Words of body text; in scripts without spaces, two characters count as one.
    pub words: u32,
    /// Why this is not the article itself, where it is not: `the page is no article`, `412 words are public`.
    pub notice: Option<Text>,
}

/// A day that has passed wherever a clock is right.
const CLOCK_SET: jiff::civil::Date = jiff::civil::date(2025, 1, 1);

impl Article {
    /// A text of which nothing is known but its title.
    pub fn new(kind: TextKind, title: Text, document: Document) -> Self {
        Self {
            kind,
            address: None,
            canonical: None,
            title,
            authors: Vec::new(),
            published: None,
            otherwise: None,
            updated: None,
            site: None,
            section: None,
            lang: None,
            excerpt: Text::default(),
            image: None,
            document,
            words: 0,
            notice: None,
        }
    }

    /// The article without days that are still to come anywhere on earth: what happens on them, not when it came out.
    #[must_use]
    pub fn without_days_to_come(self, now: &Now) -> Self {
        let last = now.last_day_anywhere();
        // A clock that was never set knows of no day what is still to come.
        if last < Day::from_date(CLOCK_SET).unwrap_or(Day::MAX) {
            return self;
        }
        let has_come = |moment: &Moment| {
            let civil = moment.civil(&jiff::tz::TimeZone::UTC).date();
            Day::from_date(civil).is_some_and(|day| day <= last)
        };
        let published = self.published.filter(has_come).or(self.otherwise.filter(has_come));
        let updated = self.updated.filter(has_come);
        Self { published, updated, ..self }
    }

    /// Minutes to read it, at least one.
    pub fn minutes(&self) -> u32 {
        minutes_for(self.words, self.lang.as_deref())
    }
}

/// Words read silently in a minute by language: English as Brysbaert's review has it (Journal of Memory and
/// Language 109, 2019), the others by their share of English in the same ten texts in seventeen languages
/// (Trauzettel-Klosinski and Dietz, IOVS 53, 2012). Where words are longer, fewer are read: a page takes as long.
/// For Chinese and Japanese two characters are a word here.
const WORDS_A_MINUTE: &[(&str, u32)] = &[
    ("ar", 140),
    ("de", 180),
    ("fi", 160),
    ("fr", 195),
    ("he", 190),
    ("it", 190),
    ("ja", 180),
    ("nl", 200),
    ("pl", 165),
    ("pt", 180),
    ("ru", 185),
    ("sl", 180),
    ("es", 220),
    ("sv", 200),
    ("tr", 165),
    ("zh", 130),
    // Languages of the same build, which were not measured.
    ("be", 185),
    ("uk", 185),
    ("cs", 165),
    ("sk", 165),
    ("az", 165),
    ("kk", 165),
    ("ky", 165),
    ("tt", 165),
    ("uz", 165),
    ("hu", 160),
    ("et", 160),
    ("ko", 160),
    ("da", 200),
    ("nb", 200),
    ("no", 200),
];

/// Words a minute in a language that is not in the table.
const USUAL_PACE: u32 = 230;

/// Minutes to read so many words in a language (a BCP 47 tag), at least one.
pub fn minutes_for(words: u32, lang: Option<&str>) -> u32 {
    let primary = lang.and_then(|tag| tag.split(['-', '_']).next()).unwrap_or_default();
    let pace = WORDS_A_MINUTE.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(primary));
    words.div_ceil(pace.map_or(USUAL_PACE, |(_, pace)| *pace)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_to_come_is_not_the_day_it_came_out() {
        let now = Now { instant: "2026-11-28T19:00:00Z".parse().unwrap(), zone: jiff::tz::TimeZone::UTC };
        let published = |day: &str| {
            let moment = Moment::at(day.parse().unwrap());
            let article = Article::new(TextKind::Extracted, Text::default(), Document::default());
            Article { published: Some(moment), ..article }.without_days_to_come(&now).published.is_some()
        };
        assert!(published("2026-11-28T19:00:00Z") && published("2026-11-29T12:00:00Z"));
        assert!(!published("2026-12-12T12:00:00Z"));
        // Where the page hardly tells the order of the numbers, the clock does.
        let moment = |day: &str| Some(Moment::at(day.parse().unwrap()));
        let article = Article {
            published: moment("2026-12-03T12:00:00Z"),
            otherwise: moment("2026-03-12T12:00:00Z"),
            ..Article::new(TextKind::Extracted, Text::default(), Document::default())
        };
        assert_eq!(article.without_days_to_come(&now).published, moment("2026-03-12T12:00:00Z"));
    }

    #[test]
    fn minutes_follow_the_language() {
        assert_eq!(minutes_for(0, None), 1);
        assert_eq!((minutes_for(460, None), minutes_for(460, Some("en-GB"))), (2, 2));
        assert_eq!((minutes_for(460, Some("kk")), minutes_for(460, Some("zh-Hant"))), (3, 4));
    }
}
