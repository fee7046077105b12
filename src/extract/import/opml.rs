//! OPML 1.0 and 2.0 (opml.org/spec2.opml): an outline of feeds in folders.

use super::markup::{CUT, Tag, Token, tokens};
use super::source_list::{Collector, Listed, SourceList};
use crate::news::{Address, Text};

/// Attributes of an outline that have a place of their own in a source.
const KNOWN: [&str; 7] = ["text", "title", "xmlurl", "htmlurl", "type", "language", "url"];

/// Between the names of nested folders.
const INTO: &str = " / ";

/// Reads a list of feeds. Folders become sections, nested ones `Outer / Inner`; attributes that are not
/// known stay with the source.
pub(super) fn read(text: &str) -> SourceList {
    let mut list = Collector::new("OPML");
    // For each open outline: the folder it opens, none for a feed.
    let mut open: Vec<Option<String>> = Vec::new();
    let mut spaces: Vec<(String, String)> = Vec::new();
    for token in tokens(text) {
        if let Token::Open(tag) = &token {
            let declared = tag.attributes.iter().filter(|(name, _)| name.starts_with("xmlns:"));
            for (name, value) in declared.map(|(name, value)| pair((name, value.as_ref()))) {
                if !spaces.iter().any(|(known, _)| *known == name) {
                    spaces.push((name, value));
                }
            }
        }
        match token {
            Token::Open(tag) if tag.name == "outline" => {
                let folder = outline(&tag, &open, &spaces, &mut list);
                if !tag.empty {
                    open.push(folder);
                }
            }
            Token::Close(name) if name == "outline" => {
                open.pop();
            }
            _ => {}
        }
    }
    list.done()
}

/// Takes an outline; the name of the folder where it is one.
fn outline(
    tag: &Tag<'_>,
    open: &[Option<String>],
    spaces: &[(String, String)],
    list: &mut Collector,
) -> Option<String> {
    let said = |name: &str| tag.get(name).filter(|value| Text::line(value).non_empty().is_some());
    let title = said("title").or_else(|| said("text"));
    let kind = said("type").unwrap_or_default().to_ascii_lowercase();
    let feed = said("xmlUrl").or_else(|| {
        let feedlike = matches!(kind.as_str(), "rss" | "atom" | "feed");
        said("url").filter(|_| feedlike)
    });
    let Some(address) = feed else {
        if let Some(link) = said("url").or_else(|| said("htmlUrl")) {
            list.leave(link, "it is a link, not a feed");
            return None;
        }
        // A folder whose own name has the mark in it stays one folder.
        return title.map(|title| Text::line(title).replace(INTO, "/"));
    };
    if tag.breaks_off_in(address) {
        list.leave(address, CUT);
        return None;
    }
    let folders: Vec<&str> = open.iter().flatten().map(String::as_str).collect();
    let opml = tag.attributes.iter().filter(|(name, value)| {
        let lower = name.to_ascii_lowercase();
        !value.is_empty() && !KNOWN.contains(&lower.as_str())
    });
    let text = said("text").filter(|text| Some(*text) != title).map(|text| ("text", text));
    let plain_kind = !kind.is_empty() && kind != "rss";
    let typed = said("type").filter(|_| plain_kind).map(|kind| ("type", kind));
    let rest = opml.map(|(name, value)| (*name, value.as_ref()));
    let mut opml: Vec<(String, String)> = text.into_iter().chain(typed).chain(rest).map(pair).collect();
    // A prefix means something only with its declaration, which stands further up as a rule.
    let used = |space: &&(String, String)| {
        opml.iter().any(|(name, _)| name.split_once(':').is_some_and(|(prefix, _)| space.0[6..] == *prefix))
    };
    let used: Vec<(String, String)> = spaces.iter().filter(used).cloned().collect();
    opml.extend(used.into_iter().filter(|(name, _)| !tag.attributes.iter().any(|(own, _)| own == name)));
    list.take(Listed {
        address,
        title: title.map(Text::line),
        home: said("htmlUrl").and_then(|raw| Address::parse(raw).ok()),
        lang: said("language").and_then(language),
        section: Text::line(&folders.join(INTO)).non_empty(),
        opml,
    });
    None
}

fn pair((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), Text::line(value).to_string())
}

/// A language as a tag; OPML files say `unknown` and worse.
fn language(raw: &str) -> Option<Text> {
    let fits = raw.len() <= 35
        && raw.split('-').enumerate().all(|(index, part)| {
            let len = if index == 0 { 2..=3 } else { 1..=8 };
            len.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        });
    fits.then(|| Text::line(raw))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::import::LeftOut;
    use crate::news::Route;

    const FILE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.1" xmlns:x="https://x.example/">
  <head><title>Subscriptions</title></head>
  <body>
    <outline text="News & views" title="News & views">
      <outline text="The Wire" title="The Wire" type="rss" xmlUrl="https://wire.example/rss?a=1&b=2" htmlUrl="https://wire.example/" language="en-gb" x:rating="5" description="All &quot;of&quot; it"/>
      <outline text="Deep">
        <outline type="atom" text="short" title="The long one" xmlurl="https://deep.example/atom.xml"></outline>
      </outline>
      <outline type="link" text="A page" url="https://page.example/"/>
    </outline>
    <outline type="rss" text="Top" xmlUrl="feed://top.example/rss" language="unknown"/>
    <outline type="rss" text="Top again" xmlUrl="https://top.example/rss"/>
    <outline type="rss" text="Odd" xmlUrl="gopher://old.example/"/>
  </body>
</opml>"#;

    #[test]
    fn folders_become_sections_and_the_rest_stays() {
        let list = read(FILE);
        let [wire, deep, top] = list.sources.as_slice() else { panic!("three sources: {list:?}") };
        assert_eq!(wire.title, "The Wire");
        assert_eq!(wire.section.as_deref(), Some("News & views"));
        assert_eq!(wire.lang.as_deref(), Some("en-gb"));
        let Route::Feed { url } = &wire.routes[0] else { panic!("a feed") };
        assert_eq!(url.as_str(), "https://wire.example/rss?a=1&b=2");
        let pairs: Vec<(&str, &str)> = wire.opml.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        let spaced = ("xmlns:x", "https://x.example/");
        assert_eq!(pairs, [("x:rating", "5"), ("description", "All \"of\" it"), spaced]);
        assert_eq!(deep.section.as_deref(), Some("News & views / Deep"));
        assert_eq!((deep.title.as_str(), deep.opml.len()), ("The long one", 2));
        assert_eq!((top.section.as_deref(), top.lang.as_deref()), (None, None));
        assert_eq!(list.doubles, 1);
        let left: Vec<&str> = list.left.iter().map(|left| left.what.as_str()).collect();
        assert_eq!(left, ["https://page.example/", "gopher://old.example/"]);
    }

    #[test]
    fn an_address_in_which_the_file_breaks_off_is_none() {
        let list = read(&FILE[..FILE.find(".example/rss\" language").unwrap()]);
        let left: Vec<String> = list.left.iter().map(LeftOut::words).collect();
        assert_eq!(left.last().unwrap(), "feed://top: the file breaks off in it");
        assert_eq!(list.sources.len(), 2);
    }

    #[test]
    fn a_declaration_further_down_and_odd_names_of_folders() {
        let file = r#"<opml version="2.0"><body xmlns:x="urn:x">
            <outline text="News / Views"><outline text=" "><outline text="Wire" xmlUrl="https://wire.example/rss" x:at="9"/>
            </outline></outline></body></opml>"#;
        let list = read(file);
        assert_eq!(list.sources[0].section.as_deref(), Some("News/Views"));
        let pairs: Vec<(&str, &str)> =
            list.sources[0].opml.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        assert_eq!(pairs, [("x:at", "9"), ("xmlns:x", "urn:x")]);
    }
}
