//! Bookmarks as comma-separated values (RFC 4180), with a head and the field names of the JSON.

use crate::news::{Bookmark, Text};

/// All of them. What a spreadsheet would take for a formula, and tags with signs in them, are written so that the
/// import reads the same again.
pub(super) fn csv(bookmarks: &[Bookmark]) -> String {
    let mut text = String::from("url,title,day,added,tags,note,has_text\r\n");
    for bookmark in bookmarks {
        let fields = [
            bookmark.address.to_string(),
            bookmark.title.to_string(),
            bookmark.day.to_string(),
            bookmark.added.rfc3339(),
            tags(&bookmark.tags),
            bookmark.note.to_string(),
            bookmark.has_text.to_string(),
        ];
        let fields: Vec<String> = fields.iter().map(|field| cell(field)).collect();
        text.push_str(&fields.join(","));
        text.push_str("\r\n");
    }
    text
}

/// Tags with commas between; as a JSON list where one has a sign that could be taken for what stands between them.
pub(super) fn tags(tags: &[Text]) -> String {
    let names: Vec<&str> = tags.iter().map(Text::as_str).collect();
    if names.iter().any(|tag| tag.contains([',', ';', '|', '[', '"'])) {
        return serde_json::Value::from(names).to_string();
    }
    names.join(",")
}

fn cell(field: &str) -> String {
    // A spreadsheet takes a field that begins so for a formula; an apostrophe keeps it text. So that the import
    // can take it off again, one stands also before a field that begins like a guarded one.
    let guarded = field.trim_start_matches('\'').starts_with(['=', '+', '-', '@']);
    let field = if guarded { format!("'{field}") } else { field.to_owned() };
    if field.contains([',', '"', '\n', '\r']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}
