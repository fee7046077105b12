//! Bookmarks as the file that browsers import, as Netscape began it: a list of links with attributes.

use super::csv;
use crate::news::Bookmark;
use crate::typeset::formats::escaped_markup as escaped;

/// All of them. Beside what every program knows stand the day, the exact moment, and the tags once more where one
/// has a comma in it: others pass over these, our own import reads them.
pub(super) fn netscape(bookmarks: &[Bookmark]) -> String {
    let mut text = String::from(
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n\
         <META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=UTF-8\">\n\
         <TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n",
    );
    for bookmark in bookmarks {
        let names: Vec<&str> = bookmark.tags.iter().map(AsRef::as_ref).collect();
        let (simple, exact) = (names.join(","), csv::tags(&bookmark.tags));
        let tag_list =
            if exact == simple { String::new() } else { format!(" TAG_LIST=\"{}\"", escaped(&exact)) };
        text.push_str(&format!(
            "    <DT><A HREF=\"{}\" ADD_DATE=\"{}\" ADDED=\"{}\" DAY=\"{}\" TAGS=\"{}\"{tag_list}>{}</A>\n",
            escaped(bookmark.address.as_str()),
            bookmark.added.instant.as_second(),
            bookmark.added.rfc3339(),
            bookmark.day,
            escaped(&simple),
            escaped(&bookmark.title),
        ));
        if !bookmark.note.is_empty() {
            text.push_str(&format!("    <DD>{}\n", escaped(&bookmark.note)));
        }
    }
    text.push_str("</DL><p>\n");
    text
}
