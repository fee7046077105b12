//! The starter catalogue: sources to begin with, in a table that ships with the program.

use super::SourcesFile;
use crate::news::Source;

const TABLE: &str = include_str!("starters.toml");

/// The catalogue for a reader of a language (a BCP 47 tag): sources in that language first, then English,
/// then the others in the order of the table. A test sees that the table can be read.
pub fn starters(language: &str) -> Vec<Source> {
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let own = primary(language);
    let file = SourcesFile::in_memory(TABLE.to_owned());
    let mut sources = file.map(|file| file.sources().to_vec()).unwrap_or_default();
    sources.sort_by_key(|source| {
        let lang = source.lang.as_deref().map(primary).unwrap_or_default();
        if lang == own { 0 } else { 1 + i32::from(lang != "en") }
    });
    sources
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_whole_and_begins_with_the_own_language() {
        SourcesFile::in_memory(TABLE.to_owned()).unwrap();
        let german = starters("de-AT");
        assert!(german.len() >= 30, "{}", german.len());
        assert_eq!(german[0].lang.as_deref(), Some("de"));
        let third = german.iter().position(|source| source.lang.as_deref() == Some("en")).unwrap();
        assert!(german[..third].iter().all(|source| source.lang.as_deref() == Some("de")));
        for source in &german {
            assert!(source.home.is_some() && source.lang.is_some(), "{}", source.slug);
            for route in &source.routes {
                assert!(route.place().starts_with("https://"), "{}", route.place());
            }
        }
    }

    #[test]
    fn the_dated_ones_lead_to_the_day() {
        let all = starters("en");
        let day = "2025-11-13".parse().unwrap();
        let place = |slug: &str| {
            let source = all.iter().find(|source| source.slug.as_str() == slug).unwrap();
            let dated = source.routes.iter().find(|route| !route.is_live()).unwrap();
            dated.template().unwrap().address(day).unwrap().to_string()
        };
        assert_eq!(
            place("wikipedia-events"),
            "https://en.wikipedia.org/wiki/Portal:Current_events/2025_November_13"
        );
        assert_eq!(place("hacker-news"), "https://news.ycombinator.com/front?day=2025-11-13");
        assert_eq!(place("guardian-world"), "https://www.theguardian.com/world/2025/nov/13/all");
    }
}
