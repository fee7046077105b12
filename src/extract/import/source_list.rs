//! A list of sources from a file.

use std::collections::HashSet;

use super::left::{Left, LeftOut};
use crate::news::{Address, Route, Slug, Source, Template, Text, TextRules};

/// Sources to follow, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourceList {
    /// What kind of file it was, in words.
    pub format: &'static str,
    /// The sources, each route once. Their ids are wishes: what follows them makes them unique.
    pub sources: Vec<Source>,
    /// What could not be taken.
    pub left: Left,
    /// How many stood in the file more than once.
    pub doubles: usize,
}

/// What a file says about one source.
#[derive(Clone, Debug, Default)]
pub(super) struct Listed<'a> {
    pub address: &'a str,
    pub title: Option<Text>,
    pub home: Option<Address>,
    pub lang: Option<Text>,
    pub section: Option<Text>,
    /// What else the file says, for the way back into OPML.
    pub opml: Vec<(String, String)>,
}

/// Puts sources into a list, each address once.
pub(super) struct Collector {
    list: SourceList,
    seen: HashSet<String>,
}

impl Collector {
    pub fn new(format: &'static str) -> Self {
        Self { list: SourceList { format, ..SourceList::default() }, seen: HashSet::new() }
    }

    pub fn leave(&mut self, what: &str, why: &'static str) {
        self.list.left.push(LeftOut::new(what, why));
    }

    /// Takes a source, or notes why not.
    pub fn take(&mut self, listed: Listed<'_>) {
        let raw = listed.address.trim();
        // The schemes that feed readers were once called by.
        let raw = raw.strip_prefix("feed:").map_or(raw, |rest| rest.trim_start_matches("//"));
        let route = if Template::looks_like(raw) {
            Route::typed(raw).ok()
        } else {
            Address::typed(raw).ok().map(|url| Route::Feed { url })
        };
        let Some(route) = route else {
            return self.leave(listed.address, "it is no web address");
        };
        let key = match &route {
            Route::Feed { url } => url.to_string(),
            _ => raw.to_owned(),
        };
        if !self.seen.insert(key) {
            self.list.doubles += 1;
            return;
        }
        if let Route::Feed { url } = &route
            && has_password(raw)
        {
            self.leave(url.as_str(), "its name and password; `headers` in sources.toml can carry them");
        }
        let host = Address::typed(raw).map_or_else(|_| raw.to_owned(), |url| url.bare_host().to_owned());
        let title = listed.title.and_then(Text::non_empty).unwrap_or_else(|| Text::line(&host));
        // A title in another script leaves too little for a name.
        let letters = title.chars().filter(char::is_ascii_alphanumeric).count();
        let slug = Slug::from_text(if letters * 2 >= title.chars().count() { &title } else { &host });
        self.list.sources.push(Source {
            slug,
            title,
            home: listed.home,
            lang: listed.lang,
            zone: None,
            section: listed.section.and_then(Text::non_empty),
            routes: vec![route],
            headers: Vec::new(),
            refresh: None,
            opml: listed.opml,
            rules: TextRules::default(),
        });
    }

    pub fn done(self) -> SourceList {
        self.list
    }
}

/// Whether a name or a password stands before the host; an address keeps neither.
fn has_password(raw: &str) -> bool {
    let rest = raw.split_once("://").map_or(raw, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().is_some_and(|authority| authority.contains('@'))
}
