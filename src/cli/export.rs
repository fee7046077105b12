//! Bookmarks and sources in the forms of other programs.

mod opml;

use std::io::Write as _;

use super::args::{Export, ExportSources};
use super::end::{Ended, notice};
use super::json;
use super::world::World;
use crate::locale::counted;
use crate::news::{Bookmark, Fault, FaultKind, Text};

/// Runs `export`: all sources in one form.
pub fn run(world: &World, form: ExportSources) -> Ended {
    let ExportSources::Opml = form;
    let (_, sources) = world.desk_and_sources()?;
    if sources.is_empty() {
        let fault = Fault::new(FaultKind::NotFound, "there are no sources yet");
        return Err(fault.hint("`dateline add URL` follows a site").into());
    }
    let now = world.now();
    let created = now.instant.to_zoned(now.zone).strftime("%a, %d %b %Y %H:%M:%S %z").to_string();
    let (text, left) = opml::opml(&sources, &created);
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    if left > 0 {
        let sources = counted(left as u64, "source has", "sources have");
        notice(format!("{sources} no feed and cannot be said in OPML; sources.toml has all."));
    }
    Ok(())
}

/// All bookmarks in one form.
pub fn bookmarks(bookmarks: &[Bookmark], format: Export) -> String {
    match format {
        Export::Json => {
            let lines: Vec<String> =
                bookmarks.iter().map(|one| format!("{}\n", json::bookmark(one))).collect();
            lines.concat()
        }
        Export::Markdown => markdown(bookmarks),
        Export::Netscape => netscape(bookmarks),
        Export::Csv => csv(bookmarks),
    }
}

fn title(bookmark: &Bookmark) -> &str {
    if bookmark.title.is_empty() { bookmark.address.as_str() } else { bookmark.title.as_str() }
}

fn tags(bookmark: &Bookmark) -> Vec<&str> {
    bookmark.tags.iter().map(Text::as_str).collect()
}

/// One list a day, newest first.
fn markdown(bookmarks: &[Bookmark]) -> String {
    let mut text = String::from("# Bookmarks\n");
    let mut day = None;
    for bookmark in bookmarks {
        if day != Some(bookmark.day) {
            text.push_str(&format!("\n## {}\n\n", bookmark.day));
            day = Some(bookmark.day);
        }
        // An address may hold parentheses; in pointed brackets they end nothing (CommonMark, 6.3).
        let address = bookmark.address.as_str().replace('<', "%3C").replace('>', "%3E");
        text.push_str(&format!("- [{}](<{address}>)", escaped(title(bookmark))));
        for tag in tags(bookmark) {
            text.push_str(&format!(" #{}", escaped(&tag.replace(' ', "-"))));
        }
        text.push('\n');
        for line in bookmark.note.lines() {
            text.push_str(&format!("  > {}\n", escaped(line)));
        }
    }
    text
}

/// Characters that mean something in Markdown, made to mean themselves.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_[]<>#|".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The file format of browsers, as Netscape began it: a list of links with attributes.
fn netscape(bookmarks: &[Bookmark]) -> String {
    let mut text = String::from(
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n\
         <META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=UTF-8\">\n\
         <TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n",
    );
    for bookmark in bookmarks {
        text.push_str(&format!(
            "    <DT><A HREF=\"{}\" ADD_DATE=\"{}\" TAGS=\"{}\">{}</A>\n",
            html(bookmark.address.as_str()),
            bookmark.added.instant.as_second(),
            html(&tags(bookmark).join(",")),
            html(title(bookmark)),
        ));
        if !bookmark.note.is_empty() {
            text.push_str(&format!("    <DD>{}\n", html(&bookmark.note)));
        }
    }
    text.push_str("</DL><p>\n");
    text
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// RFC 4180, with a head and the field names of the JSON.
fn csv(bookmarks: &[Bookmark]) -> String {
    let mut text = String::from("url,title,day,added,tags,note,has_text\r\n");
    for bookmark in bookmarks {
        let fields = [
            bookmark.address.to_string(),
            bookmark.title.to_string(),
            bookmark.day.to_string(),
            bookmark.added.rfc3339(),
            tags(bookmark).join(","),
            bookmark.note.to_string(),
            bookmark.has_text.to_string(),
        ];
        let fields: Vec<String> = fields.iter().map(|field| cell(field)).collect();
        text.push_str(&fields.join(","));
        text.push_str("\r\n");
    }
    text
}

fn cell(field: &str) -> String {
    // A spreadsheet takes a field that begins so for a formula; an apostrophe keeps it text.
    let field = if field.starts_with(['=', '+', '-', '@']) { format!("'{field}") } else { field.to_owned() };
    if field.contains([',', '"', '\n', '\r']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Address, Day, Moment};

    fn kept() -> Bookmark {
        Bookmark {
            address: Address::parse("https://a.org/x_(y)?a=1&b=2").unwrap(),
            story: None,
            day: Day::new(2025, 11, 5).unwrap(),
            added: Moment::at("2025-11-13T12:00:00Z".parse().unwrap()),
            title: Text::line("=Bread & \"roses\" [1]"),
            source_title: Text::line("A"),
            note: Text::lines("two\nlines"),
            tags: vec![Text::line("trade"), Text::line("to read")],
            has_text: true,
            words: Some(3),
            minutes: Some(1),
        }
    }

    #[test]
    fn each_form_keeps_the_words_whole() {
        let all = vec![kept()];
        assert_eq!(
            bookmarks(&all, Export::Markdown),
            "# Bookmarks\n\n## 2025-11-05\n\n- [=Bread & \"roses\" \\[1\\]](<https://a.org/x_(y)?a=1&b=2>) \
             #trade #to-read\n  > two\n  > lines\n"
        );
        let csv = bookmarks(&all, Export::Csv);
        assert!(csv.ends_with(
            "\"'=Bread & \"\"roses\"\" [1]\",2025-11-05,2025-11-13T12:00:00Z,\"trade,to read\",\"two\nlines\",true\r\n"
        ));
        let netscape = bookmarks(&all, Export::Netscape);
        assert!(netscape.contains("HREF=\"https://a.org/x_(y)?a=1&amp;b=2\" ADD_DATE=\"1763035200\""));
        let json: serde_json::Value = serde_json::from_str(&bookmarks(&all, Export::Json)).unwrap();
        assert_eq!(json["tags"][1], "to read");
    }
}
