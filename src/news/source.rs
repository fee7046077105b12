//! Where news comes from.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::address::without_www;
use super::{Address, ArchiveKind, Day, LiveKind, Route, Slug, Text, TextRules};

/// Sections that a source is filed under at most: an imported list may name any number.
const SECTIONS: usize = 50;

/// A source as the sources file describes it. What is known about it beyond that is in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its key in the file and in commands.
    pub slug: Slug,
    /// Its name as shown.
    pub title: Text,
    /// Its front page.
    pub home: Option<Address>,
    /// Its language as a BCP 47 tag.
    pub lang: Option<Text>,
    /// Its time zone as an IANA name; decides the day of stories whose date has no offset.
    pub zone: Option<Text>,
    /// The section of the site that is followed, as the site names it.
    pub section: Option<Text>,
    /// How it is asked, in order of preference.
    pub routes: Vec<Route>,
    /// Extra request headers, name and value, sent to this source's configured addresses only.
    pub headers: Vec<(String, String)>,
    /// When it is asked again by itself; `None`: as the settings say for all.
    pub refresh: Option<Refresh>,
    /// What an OPML file said about it that has no other place here: attribute and value, for the way back.
    pub opml: Vec<(String, String)>,
    /// What was said about the text of its pages.
    pub rules: TextRules,
}

impl Source {
    /// A source of which nothing is known but its key and its name.
    pub fn new(slug: Slug, title: Text) -> Self {
        Self {
            slug,
            title,
            home: None,
            lang: None,
            zone: None,
            section: None,
            routes: Vec::new(),
            headers: Vec::new(),
            refresh: None,
            opml: Vec::new(),
            rules: TextRules::default(),
        }
    }

    /// Whether one of its routes can tell what was published on that day.
    pub fn answers(&self, day: Day) -> bool {
        self.routes.iter().any(|route| route.answers(day))
    }

    /// Whether it has no better name than its host's.
    pub fn is_unnamed(&self) -> bool {
        let addresses = self.routes.iter().filter_map(Route::url).chain(&self.home);
        addresses.map(Address::host).any(|host| without_www(&self.title) == without_www(host))
    }

    /// Where it is: its host, its address as people say it, and that with its question, which may hold a secret and stands
    /// only where nothing else tells.
    fn places(&self) -> [String; 3] {
        let front = self.front();
        let host = front.as_ref().map_or("", |front| front.bare_host()).to_owned();
        let address = self.routes.iter().find_map(Route::url).or(front.as_ref());
        let address = address.map_or("", Address::as_said);
        let plain = address.split(['?', '#']).next().unwrap_or_default();
        [host, plain.trim_end_matches('/').to_owned(), address.trim_end_matches('/').to_owned()]
    }

    /// The sections it is filed under: its own first, then those that an imported list gave it besides, which stand as
    /// OPML's categories with commas between them.
    pub fn sections(&self) -> Vec<Text> {
        let categories = self.opml.iter().filter(|(name, _)| name == "category");
        let more = categories.flat_map(|(_, all)| all.split(',')).map(|one| {
            let steps: Vec<&str> = one.split('/').map(str::trim).filter(|step| !step.is_empty()).collect();
            Text::line(&steps.join(" / "))
        });
        let mut known = HashSet::new();
        let all = self.section.iter().cloned().chain(more).filter_map(Text::non_empty);
        all.filter(|section| known.insert(section.to_lowercase())).take(SECTIONS).collect()
    }

    /// Its front page: by its own word, else the page it follows, else the root of where it is asked.
    pub fn front(&self) -> Option<Address> {
        let section = self.routes.iter().find_map(|route| match route {
            Route::Live { kind: LiveKind::Section, url } => Some(url.clone()),
            _ => None,
        });
        let root = || self.routes.iter().find_map(Route::url).map(Address::root);
        // A template leads to the same site on any day.
        let any_day = || {
            let template = self.routes.iter().find_map(Route::template)?;
            template.address(Day::from_number(0)).ok().map(|address| address.root())
        };
        self.home.clone().or(section).or_else(root).or_else(any_day)
    }

    /// The route that asks the Wayback Machine for copies of its front page.
    pub fn copies(&self) -> Option<Route> {
        Some(Route::Archive { kind: ArchiveKind::Wayback, url: self.front()?, from: None, to: None })
    }
}

/// The names of sources as they are shown, in their order: where several are called the same, with the host behind it, else
/// the whole address, else the key; those that have no name but their host's by their whole address alone.
pub fn told_apart(sources: &[Source]) -> Vec<Text> {
    let named: Vec<String> = sources.iter().map(|source| source.title.to_lowercase()).collect();
    let mut titles: HashMap<&str, usize> = HashMap::new();
    for title in &named {
        *titles.entry(title).or_default() += 1;
    }
    // Where a source is, is asked only of those that their titles do not tell apart.
    let places = |(source, title): (&Source, &String)| {
        titles.get(title.as_str()).is_some_and(|count| *count > 1).then(|| source.places())
    };
    let places: Vec<Option<[String; 3]>> = sources.iter().zip(&named).map(places).collect();
    let mut counts: HashMap<(&str, usize, &str), usize> = HashMap::new();
    for (title, places) in named.iter().zip(&places) {
        for (way, place) in places.iter().flatten().enumerate() {
            *counts.entry((title, way, place)).or_default() += 1;
        }
    }
    let name = |((source, title), places): ((&Source, &String), &Option<[String; 3]>)| {
        let Some(places) = places else { return source.title.clone() };
        let tells = |(way, place): &(usize, &String)| {
            !place.is_empty() && counts.get(&(title.as_str(), *way, place.as_str())) == Some(&1)
        };
        match places.iter().enumerate().find(tells) {
            Some((1.., place)) if source.is_unnamed() => Text::line(place),
            Some((_, place)) => Text::line(&format!("{} ({place})", source.title)),
            None => Text::line(&format!("{} ({})", source.title, source.slug)),
        }
    };
    sources.iter().zip(&named).zip(&places).map(name).collect()
}

/// When sources are asked by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refresh {
    /// Only when told to.
    Never,
    /// Once when the program starts.
    Start,
    /// On start and then every so many minutes.
    Minutes(u32),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(slug: &str, title: &str, home: &str) -> Source {
        Source { home: Address::parse(home).ok(), ..Source::new(Slug::from_text(slug), Text::line(title)) }
    }

    #[test]
    fn a_source_stands_in_its_section_and_in_those_it_was_imported_with() {
        let mut wire = source("wire", "The Wire", "https://wire.example/");
        assert!(wire.sections().is_empty());
        wire.section = Some(Text::line("World"));
        wire.opml = vec![("category".to_owned(), "world, fav,/News/Asia,".to_owned())];
        wire.opml.push(("text".to_owned(), "other".to_owned()));
        assert_eq!(wire.sections(), ["World", "fav", "News / Asia"].map(Text::line));
        let many: Vec<String> = (0..20_000).map(|tag| format!("tag {tag}")).collect();
        wire.opml = vec![("category".to_owned(), many.join(","))];
        let sections = wire.sections();
        assert_eq!((sections.len(), sections.last()), (SECTIONS, Some(&Text::line("tag 48"))));
    }

    #[test]
    fn names_that_are_the_same_are_told_apart() {
        let sources = [
            source("news", "News", "https://www.wire.example/"),
            source("press", "The Press", "https://press.example/"),
            source("news-2", "News", "https://post.example/"),
            source("news-3", "news", "https://post.example/world/"),
        ];
        assert_eq!(
            told_apart(&sources),
            ["News (wire.example)", "The Press", "News (post.example)", "news (post.example/world)"]
        );
        // The same place twice, in the file: by their keys.
        let twice = ["a", "b"].map(|slug| source(slug, "News", "https://wire.example/"));
        assert_eq!(told_apart(&twice), ["News (a)", "News (b)"]);
    }

    #[test]
    fn feeds_of_one_host_without_names_are_called_by_their_addresses() {
        let feed = |slug: &str, url: &str| {
            let url = Address::parse(url).unwrap();
            let routes = vec![Route::Feed { url }];
            Source { home: None, routes, ..source(slug, "wire.example", "") }
        };
        let sources = [
            feed("a", "https://www.wire.example/world/feed.xml"),
            feed("b", "https://wire.example/index.php?format=feed&id=3"),
        ];
        assert!(sources.iter().all(Source::is_unnamed));
        assert_eq!(told_apart(&sources), ["wire.example/world/feed.xml", "wire.example/index.php"]);
        let other = feed("c", "https://wire.example/index.php?format=feed&id=4");
        let names = told_apart(&[sources[1].clone(), other]);
        assert_eq!(
            names,
            ["wire.example/index.php?format=feed&id=3", "wire.example/index.php?format=feed&id=4"]
        );
        // Alone its host is enough.
        assert_eq!(told_apart(&sources[..1]), ["wire.example"]);
    }
}
