//! Sources as OPML 2.0 (opml.org/spec2.opml).

use crate::news::{Route, Source};
use crate::typeset::formats::escaped_markup as escaped;

/// A folder, what stands in it, and the folders in it, in the order they were first named.
struct Folder<'a> {
    name: &'a str,
    feeds: Vec<String>,
    folders: Vec<Folder<'a>>,
}

/// What OPML has no words for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unsaid {
    /// Sources without a feed.
    pub sources: usize,
    /// Sources of which only the feeds are said.
    pub routes: usize,
}

/// All sources; sections are folders again. What could not be said is counted. `created` is a date as RFC 822
/// writes it.
pub fn opml(sources: &[Source], created: &str) -> (String, Unsaid) {
    let mut root = Folder { name: "", feeds: Vec::new(), folders: Vec::new() };
    let mut left = Unsaid::default();
    for source in sources {
        let feeds: Vec<&Route> =
            source.routes.iter().filter(|route| matches!(route, Route::Feed { .. })).collect();
        if feeds.is_empty() {
            left.sources += 1;
            continue;
        }
        left.routes += usize::from(feeds.len() < source.routes.len());
        let path: Vec<&str> = source.section.as_deref().map(|s| s.split(" / ").collect()).unwrap_or_default();
        root.put(&path, feeds.into_iter().map(|feed| outline(source, feed)));
    }
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    \
         <title>Dateline's sources</title>\n    <dateCreated>{created}</dateCreated>\n  </head>\n  <body>\n"
    );
    root.write(&mut text, 2);
    text.push_str("  </body>\n</opml>\n");
    (text, left)
}

fn outline(source: &Source, feed: &Route) -> String {
    let carried =
        |name: &str| source.opml.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let mut pairs: Vec<(&str, &str)> = vec![
        ("type", carried("type").unwrap_or("rss")),
        ("text", carried("text").unwrap_or(&source.title)),
        ("title", &source.title),
        ("xmlUrl", feed.place()),
    ];
    pairs.extend(source.home.as_ref().map(|home| ("htmlUrl", home.as_str())));
    pairs.extend(source.lang.as_ref().map(|lang| ("language", lang.as_str())));
    for (name, value) in &source.opml {
        // A prefix says nothing without the declaration it came with.
        let declared = match name.split_once(':') {
            None | Some(("xmlns", _)) => true,
            Some((prefix, _)) => carried(&format!("xmlns:{prefix}")).is_some(),
        };
        if declared && is_name(name) && !pairs.iter().any(|(known, _)| known == name) {
            pairs.push((name, value));
        }
    }
    let attributes: Vec<String> =
        pairs.iter().map(|(name, value)| format!(" {name}=\"{}\"", escaped(value))).collect();
    format!("<outline{}/>", attributes.concat())
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || "_-.:".contains(c))
}

impl<'a> Folder<'a> {
    fn put(&mut self, path: &[&'a str], feeds: impl Iterator<Item = String>) {
        let Some((name, rest)) = path.split_first() else { return self.feeds.extend(feeds) };
        if let Some(folder) = self.folders.iter_mut().find(|folder| folder.name == *name) {
            return folder.put(rest, feeds);
        }
        let mut folder = Folder { name, feeds: Vec::new(), folders: Vec::new() };
        folder.put(rest, feeds);
        self.folders.push(folder);
    }

    fn write(&self, text: &mut String, depth: usize) {
        let indent = "  ".repeat(depth);
        for feed in &self.feeds {
            text.push_str(&format!("{indent}{feed}\n"));
        }
        for folder in &self.folders {
            let name = escaped(folder.name);
            text.push_str(&format!("{indent}<outline text=\"{name}\" title=\"{name}\">\n"));
            folder.write(text, depth + 1);
            text.push_str(&format!("{indent}</outline>\n"));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::extract::import::{Import, read};
    use crate::news::{Address, Slug, Text, TextRules};

    /// A line of anything a person or a program may have written.
    fn line() -> impl Strategy<Value = Text> {
        "\\PC{0,12}".prop_filter_map("nothing is left of it", |raw| Text::line(&raw).non_empty())
    }

    fn folder() -> impl Strategy<Value = String> {
        line().prop_map(|name| name.replace('/', "|"))
    }

    fn attributes() -> impl Strategy<Value = Vec<(String, String)>> {
        let plain = ("k[a-zA-Z0-9_.-]{0,6}", line());
        let spaced = ("[abc]", "[a-z]{1,4}", line());
        (prop::collection::vec(plain, 0..3), prop::collection::vec(spaced, 0..3)).prop_map(
            |(plain, spaced)| {
                let mut pairs: Vec<(String, String)> = Vec::new();
                let mut put = |name: String, value: String| {
                    if !pairs.iter().any(|(known, _)| known.eq_ignore_ascii_case(&name)) {
                        pairs.push((name, value));
                    }
                };
                for (name, value) in plain {
                    put(name, value.to_string());
                }
                for (prefix, name, value) in spaced {
                    put(format!("{prefix}:{name}"), value.to_string());
                    put(format!("xmlns:{prefix}"), format!("urn:{prefix}"));
                }
                pairs
            },
        )
    }

    fn source() -> impl Strategy<Value = Source> {
        let place = ("[a-z]{1,8}", "[a-z0-9/&=?%+;._-]{0,16}");
        let path = prop::collection::vec(folder(), 0..4);
        (line(), path, place, any::<bool>(), attributes()).prop_map(
            |(title, path, (host, rest), home, opml)| {
                let url = Address::parse(&format!("https://{host}.example/{rest}")).unwrap();
                Source {
                    slug: Slug::from_text(&title),
                    title,
                    home: home.then(|| url.root()),
                    lang: home.then(|| Text::line("de-AT")),
                    zone: None,
                    section: Text::line(&path.join(" / ")).non_empty(),
                    routes: vec![Route::Feed { url }],
                    headers: Vec::new(),
                    refresh: None,
                    opml,
                    rules: TextRules::default(),
                }
            },
        )
    }

    /// What OPML can say of a source, its attributes in an order of their own.
    fn said(source: &Source) -> Source {
        let mut opml = source.opml.clone();
        opml.sort();
        Source { slug: Slug::from_text("any"), opml, ..source.clone() }
    }

    proptest! {
        #[test]
        fn a_list_of_sources_comes_back_as_it_was(mut sources in prop::collection::vec(source(), 1..6)) {
            sources.sort_by_key(|source| source.routes[0].place().to_owned());
            sources.dedup_by_key(|source| source.routes[0].place().to_owned());
            let (text, left) = opml(&sources, "Thu, 13 Nov 2025 10:00:00 +0000");
            prop_assert_eq!(left, Unsaid::default());
            let Import::Sources(mut list) = read(text.as_bytes(), "sources.opml").unwrap() else {
                panic!("no list of sources: {text}");
            };
            list.sources.sort_by_key(|source| source.routes[0].place().to_owned());
            let (went, came): (Vec<_>, Vec<_>) =
                (sources.iter().map(said).collect(), list.sources.iter().map(said).collect());
            prop_assert_eq!(went, came, "{}", text);
        }
    }
}
