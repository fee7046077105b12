//! Bookmark files in HTML: what browsers, Pinboard, linkding and Shaarli write in Netscape's format, and
//! the pages that Pocket and Instapaper hand out.

use super::field;
use super::kept_list::{KeptEntry, KeptList};
use super::left::LeftOut;
use super::markup::{CUT, Tag, Token, tokens};
use crate::news::{Address, Text};

/// Folders that everything lies in, by the attributes browsers give them.
const ROOTS: [&str; 3] = ["PERSONAL_TOOLBAR_FOLDER", "UNFILED_BOOKMARKS_FOLDER", "MOBILE_BOOKMARKS_FOLDER"];

/// linkding's own words for where its notes begin and end.
const LINKDING: (&str, &str) = ("[linkding-notes]", "[/linkding-notes]");
/// linkding's tag for what is archived.
const LINKDING_ARCHIVED: &str = "linkding:bookmarks.archived";

/// What such files say of an entry that has no place here, and what it says where it says nothing.
const PLACELESS: [(&str, &str); 2] = [("SHORTCUTURL", ""), ("PRIVATE", "0")];

/// Bytes that may stand beside the links of any list: its title, a line of what it is.
const SLACK: usize = 400;

/// Reads all links of a page with the folders they stand in, their attributes and the description behind. `None` for a
/// page of a site, which says more beside its links than in them: that is something to read, not a file of bookmarks.
pub(super) fn read(text: &str) -> Option<KeptList> {
    let mut reader = Reader { netscape: text.contains("NETSCAPE-Bookmark"), ..Reader::default() };
    let mut counted = 0;
    reader.line = 1;
    let mut pieces = tokens(text);
    loop {
        let at = text.len() - pieces.rest().len();
        let Some(token) = pieces.next() else { break };
        match token {
            Token::Open(tag) => {
                reader.is_style = tag.name == "style";
                // No list of links has parts or a script.
                reader.is_page |= matches!(tag.name.as_str(), "article" | "main" | "nav" | "script");
                if tag.name == "a" {
                    reader.line += text[counted..at].matches('\n').count();
                    counted = at;
                }
                reader.open(&tag);
            }
            Token::Close(name) => reader.close(&name),
            Token::Text(text) => {
                match reader.inside {
                    Inside::Nothing if reader.is_style => {}
                    Inside::Nothing => reader.beside += text.trim().len(),
                    _ => reader.within += text.trim().len(),
                }
                reader.gathered.push_str(&text);
            }
        }
    }
    reader.flush();
    reader.is_page |= reader.beside > reader.within + SLACK;
    let format = if text.contains("Pocket Export") {
        "Pocket"
    } else if text.contains("Instapaper") {
        "Instapaper"
    } else if reader.netscape && text.contains("Pinboard Bookmarks") {
        "Pinboard"
    } else if reader.netscape && text.contains("<!-- Shaarli ") {
        "Shaarli"
    } else if reader.netscape && (text.contains(LINKDING.0) || text.contains(LINKDING_ARCHIVED)) {
        "linkding"
    } else if reader.netscape || !reader.is_page {
        "a browser's bookmarks"
    } else {
        return None;
    };
    Some(KeptList { format, ..reader.list })
}

/// What the text between two tags belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Inside {
    #[default]
    Nothing,
    Heading,
    Link,
    Description,
}

#[derive(Default)]
struct Reader {
    list: KeptList,
    /// Open lists with the folder each belongs to; none for roots.
    folders: Vec<Option<String>>,
    /// The heading read last, that the next list belongs to.
    heading: Option<String>,
    /// Whether that heading is of a folder everything lies in.
    root: bool,
    /// Whether the file says that it has Netscape's format, whose first heading names the whole file.
    netscape: bool,
    /// The line of the file that is read.
    line: usize,
    inside: Inside,
    gathered: String,
    /// Bytes of the text in links, their headings and descriptions, and of that beside them.
    within: usize,
    beside: usize,
    /// Whether what follows is for the look.
    is_style: bool,
    /// Whether it is a page of a site.
    is_page: bool,
    entry: Option<KeptEntry>,
}

impl Reader {
    fn open(&mut self, tag: &Tag<'_>) {
        match tag.name.as_str() {
            "h1" | "h2" | "h3" => {
                self.flush();
                self.inside = Inside::Heading;
                self.root = ROOTS.iter().any(|root| tag.get(root).is_some_and(|value| value != "false"));
            }
            "dl" | "ul" | "ol" => {
                self.flush();
                let folder = self.heading.take().filter(|_| !self.root);
                self.root = false;
                self.folders.push(folder);
            }
            "a" => {
                self.flush();
                self.link(tag);
            }
            "dd" => {
                self.end_text();
                self.inside = Inside::Description;
            }
            "dt" | "li" => self.flush(),
            "br" if self.inside == Inside::Description => self.gathered.push('\n'),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "h1" | "h2" | "h3" => {
                let heading = Text::line(&std::mem::take(&mut self.gathered));
                let whole = name == "h1" && self.netscape;
                self.heading = heading.non_empty().filter(|_| !whole).map(|heading| heading.to_string());
                self.inside = Inside::Nothing;
            }
            "a" => self.end_text(),
            "dl" | "ul" | "ol" => {
                self.flush();
                self.folders.pop();
            }
            _ => {}
        }
    }

    fn link(&mut self, tag: &Tag<'_>) {
        self.inside = Inside::Link;
        let Some(href) = tag.get("href").filter(|href| !href.is_empty()) else { return };
        if tag.breaks_off_in(href) {
            return self.list.left.push(LeftOut::new(href, CUT).at(self.line));
        }
        let Ok(address) = Address::parse(href) else {
            return self.list.left.push(LeftOut::new(href, "it is no web address").at(self.line));
        };
        let mut entry = KeptEntry::new(address);
        for folder in self.folders.iter().flatten() {
            match folder.to_lowercase().as_str() {
                "unread" => {}
                "archive" | "read archive" => entry.tag("archive"),
                _ => entry.tag(folder),
            }
        }
        // Our own export says more than the format has: the exact moment, the day, tags with commas in them.
        let added = ["added", "add_date", "time_added"].into_iter().find_map(|name| tag.get(name));
        entry.added = added.and_then(field::when);
        entry.published = tag.get("day").and_then(field::when);
        let tags = ["tag_list", "tags"].into_iter().find_map(|name| tag.get(name)).unwrap_or_default();
        for tag in field::tags(tags, false) {
            entry.tag(if tag == LINKDING_ARCHIVED { "archive" } else { &tag });
        }
        if tag.get("toread").is_some_and(|value| value == "1") {
            entry.tag("toread");
        }
        for (name, nothing) in PLACELESS {
            if tag.get(name).is_some_and(|value| value != nothing) {
                match self.list.fields_left.iter_mut().find(|(known, _)| *known == name) {
                    Some((_, entries)) => *entries += 1,
                    None => self.list.fields_left.push((Text::line(name), 1)),
                }
            }
        }
        self.entry = Some(entry);
    }

    /// The text gathered so far goes where it belongs.
    fn end_text(&mut self) {
        let text = std::mem::take(&mut self.gathered);
        let inside = std::mem::take(&mut self.inside);
        let Some(entry) = &mut self.entry else { return };
        match inside {
            Inside::Link => {
                let title = Text::line(&text);
                // Some services write the address where no title was known.
                if title != entry.address.as_str() {
                    entry.title = title;
                }
            }
            Inside::Description => {
                let (before, rest) = text.split_once(LINKDING.0).unwrap_or((&text, ""));
                let (notes, after) = rest.split_once(LINKDING.1).unwrap_or((rest, ""));
                for words in [before, notes, after] {
                    entry.remark(words);
                }
            }
            Inside::Nothing | Inside::Heading => {}
        }
    }

    /// What was begun is whole.
    fn flush(&mut self) {
        self.end_text();
        self.list.entries.extend(self.entry.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BROWSER: &str = r#"<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file. -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks Menu</H1>
<DL><p>
    <DT><H3 ADD_DATE="1700000000" PERSONAL_TOOLBAR_FOLDER="true">Bookmarks Toolbar</H3>
    <DL><p>
        <DT><A HREF="https://a.example/?x=1&y=2" ADD_DATE="1700000000" ICON="data:image/png;base64,AA==">A &amp; B</A>
        <DT><H3>Kitchen</H3>
        <DL><p>
            <DT><H3>Bread</H3>
            <DL><p>
                <DT><A HREF="https://b.example/" ADD_DATE="1700000001" TAGS="rye,slow food">B</A>
                <DD>First line
second line
            </DL><p>
            <DT><A HREF="javascript:alert(1)">Trick</A>
        </DL><p>
    </DL><p>
    <DT><A HREF="https://c.example/" PRIVATE="1" TOREAD="1">https://c.example/</A>
</DL><p>
"#;

    #[test]
    fn folders_become_tags_and_descriptions_notes() {
        let list = read(BROWSER).unwrap();
        assert_eq!(list.format, "a browser's bookmarks");
        // A copy that was not finished.
        let cut = |at: &str| read(&BROWSER[..BROWSER.find(at).unwrap() + 9]).unwrap();
        assert_eq!(
            cut("https://c.example/\" PRIVATE").left.iter().last().unwrap().words(),
            "line 21: https://c: the file breaks off in it"
        );
        assert_eq!(cut("PRIVATE=\"1").entries.len(), 3);
        let [a, b, c] = list.entries.as_slice() else { panic!("three: {list:#?}") };
        assert_eq!((a.title.as_str(), a.tags.len()), ("A & B", 0));
        assert_eq!(a.address.as_str(), "https://a.example/?x=1&y=2");
        assert_eq!(b.tags, ["Kitchen", "Bread", "rye", "slow food"]);
        assert_eq!(b.note, "First line\nsecond line");
        assert!(b.added.is_some());
        assert_eq!((c.title.as_str(), c.note.as_str()), ("", ""));
        assert_eq!(c.tags, ["toread"]);
        assert_eq!(list.left[0].words(), "line 18: javascript:alert(1): it is no web address");
    }

    #[test]
    fn linkding_and_shaarli() {
        let list = read(
            "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n\
             <DT><A HREF=\"https://a.example/\" ADD_DATE=\"1700000000\" LAST_MODIFIED=\"1700000000\" PRIVATE=\"1\" TOREAD=\"0\" TAGS=\"x,linkding:bookmarks.archived\">A</A>\n\
             <DD>About it[linkding-notes]My **notes**[/linkding-notes]\n\
             <DT><A HREF=\"https://b.example/\" ADD_DATE=\"1700000000\" PRIVATE=\"0\" TAGS=\"one,two\">B</A>\n<DD>Shaared.\n</DL><p>",
        )
        .unwrap();
        assert_eq!(list.entries[0].note, "About it\n\nMy **notes**");
        assert_eq!(list.entries[0].tags, ["x", "archive"]);
        assert_eq!(list.entries[1].note, "Shaared.");
    }

    #[test]
    fn pocket_and_instapaper_pages() {
        let pocket = read(
            "<!DOCTYPE html>\n<html><head><title>Pocket Export</title></head><body>\n<h1>Unread</h1>\n<ul>\n\
             <li><a href=\"https://a.example/1\" time_added=\"1700000000\" tags=\"tea,slow\">One</a></li>\n</ul>\n\
             <h1>Read Archive</h1>\n<ul><li><a href=\"https://a.example/2\" time_added=\"1700000001\" tags=\"\">https://a.example/2</a></li></ul></body></html>",
        )
        .unwrap();
        assert_eq!((pocket.format, pocket.entries.len()), ("Pocket", 2));
        assert_eq!(pocket.entries[0].tags, ["tea", "slow"]);
        assert_eq!(pocket.entries[1].tags, ["archive"]);
        let instapaper = read(
            "<html><head><title>Instapaper: Export</title></head><body><h1>Unread</h1><ol><li><a href=\"https://a.example/1\">One</a></ol>\
             <h1>Recipes</h1><ol><li><a href=\"https://a.example/2\">Two</a></ol></body></html>",
        )
        .unwrap();
        assert_eq!((instapaper.format, instapaper.entries[1].tags.len()), ("Instapaper", 1));
    }

    #[test]
    fn a_page_to_read_is_no_file_of_bookmarks() {
        let links = "<a href=\"https://a.example/1\">One</a> <a href=\"https://a.example/2\">Two</a>";
        let words = "The mill stood still for a week while the river was low. ".repeat(10);
        assert!(read(&format!("<title>Mill</title><h1>Mill</h1><p>{words}</p>{links}")).is_none());
        assert!(read(&format!("<title>Front</title><nav>{links}</nav>")).is_none());
        assert_eq!(read(&format!("<title>My links</title><ul><li>{links}</ul>")).unwrap().entries.len(), 2);
        let saved = format!("<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p><DT>{links}</DL><p>{words}");
        assert_eq!(read(&saved).unwrap().entries.len(), 2);
    }
}
