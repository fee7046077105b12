//! Sources as OPML 2.0 (opml.org/spec2.opml).

use super::netscape::escaped;
use crate::news::{Route, Source};

/// A folder, what stands in it, and the folders in it, in the order they were first named.
struct Folder<'a> {
    name: &'a str,
    feeds: Vec<String>,
    folders: Vec<Folder<'a>>,
}

/// All sources; sections are folders again. A source without a feed cannot be said in OPML: how many those
/// are. `created` is a date as RFC 822 writes it.
pub fn opml(sources: &[Source], created: &str) -> (String, usize) {
    let mut root = Folder { name: "", feeds: Vec::new(), folders: Vec::new() };
    let mut left = 0;
    for source in sources {
        let feeds: Vec<&Route> =
            source.routes.iter().filter(|route| matches!(route, Route::Feed { .. })).collect();
        if feeds.is_empty() {
            left += 1;
            continue;
        }
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
