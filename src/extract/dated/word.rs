//! Months by name in addresses.

use crate::news::{english_month, month_words};

/// A month's name as it stands in an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Word {
    /// 1–12.
    pub month: i8,
    /// The tag of its language.
    lang: &'static str,
    short: bool,
    capital: bool,
}

impl Word {
    /// The token of a template that writes months in this way.
    pub fn token(self) -> String {
        let name = match (self.short, self.capital) {
            (true, false) => "mon",
            (true, true) => "Mon",
            (false, false) => "month",
            (false, true) => "Month",
        };
        if self.lang == "en" { format!("{{{name}}}") } else { format!("{{{name}:{}}}", self.lang) }
    }
}

/// The ways to read a word as a month: the short English name first (`may` is both), then each language
/// that has it.
pub(super) fn readings(word: &str) -> impl Iterator<Item = Word> {
    let lower = word.to_ascii_lowercase();
    let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    // All in capitals, or mixed: no token writes it so.
    let fits = word.bytes().skip(1).all(|byte| byte.is_ascii_lowercase());
    let mut out = Vec::new();
    if fits && lower.len() == 3 {
        let short = (1..=12).find(|month| english_month(*month).starts_with(&lower));
        out.extend(short.map(|month| Word { month, lang: "en", short: true, capital }));
    }
    if fits {
        let long = month_words(&lower).map(|(lang, month)| Word { month, lang, short: false, capital });
        out.extend(long);
    }
    out.into_iter()
}
