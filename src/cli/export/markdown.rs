//! Bookmarks as Markdown: one list, or a folder of notes with their facts in front.

use std::collections::HashSet;

use crate::news::{Article, Bookmark, Text};
use crate::typeset::formats;

/// One list, a head for each day, newest first. The exact moment stands in a comment, which nobody sees.
pub(super) fn list(bookmarks: &[Bookmark]) -> String {
    let mut text = String::from("# Bookmarks\n");
    let mut day = None;
    for bookmark in bookmarks {
        if day != Some(bookmark.day) {
            text.push_str(&format!("\n## {}\n\n", bookmark.day));
            day = Some(bookmark.day);
        }
        text.push_str(&format!("- [{}](<{}>)", escaped(&bookmark.title), target(bookmark)));
        for tag in &bookmark.tags {
            text.push_str(&format!(" #{}", escaped(&tag.replace(' ', "-"))));
        }
        text.push_str(&format!(" <!-- {} -->\n", facts_in_comment(bookmark)));
        for line in bookmark.note.lines() {
            let space = if line.is_empty() { "" } else { " " };
            text.push_str(&format!("  >{space}{}\n", escaped(line)));
        }
    }
    text
}

/// An address may hold parentheses; in pointed brackets they end nothing (`CommonMark` 0.31, 6.3).
fn target(bookmark: &Bookmark) -> String {
    bookmark.address.as_str().replace('<', "%3C").replace('>', "%3E")
}

/// When it was kept, and the tags as they are where the signs of a list cannot say them.
fn facts_in_comment(bookmark: &Bookmark) -> String {
    let mut facts = format!("kept {}", bookmark.added.rfc3339());
    let plain = |tag: &Text| tag.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '/');
    if !bookmark.tags.iter().all(plain) {
        // In JSON `>` may be written so, and then nothing in it can end the comment.
        let tags = serde_json::json!(bookmark.tags).to_string().replace('>', "\\u003e");
        facts.push_str(&format!(" tags {tags}"));
    }
    facts
}

/// Characters that mean something in Markdown, made to mean themselves.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_[]<>#|&".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A note of its own: the facts in front as YAML, the note, then the text that was kept.
pub(super) fn note(bookmark: &Bookmark, article: Option<&Article>) -> String {
    let mut text = String::from("---\n");
    // A JSON string or list is one in YAML too (YAML 1.2, 1.3).
    let mut fact = |name: &str, value: serde_json::Value| text.push_str(&format!("{name}: {value}\n"));
    fact("title", bookmark.title.as_str().into());
    fact("url", bookmark.address.as_str().into());
    fact("day", bookmark.day.to_string().into());
    fact("added", bookmark.added.rfc3339().into());
    fact("site", bookmark.source_title.as_str().into());
    fact("tags", serde_json::json!(bookmark.tags));
    fact("note", bookmark.note.as_str().into());
    text.push_str("---\n\n");
    for line in bookmark.note.lines() {
        text.push_str(format!("> {}", escaped(line)).trim_end());
        text.push('\n');
    }
    if !bookmark.note.is_empty() {
        text.push('\n');
    }
    match article {
        Some(article) => text.push_str(&formats::markdown(article, true)),
        None => text.push_str(&format!("[{}](<{}>)\n", escaped(&bookmark.title), target(bookmark))),
    }
    text
}

/// A file name for a note that is not taken yet: the day and the title, in letters that every file system takes.
pub(super) fn file_name(bookmark: &Bookmark, taken: &mut HashSet<String>) -> String {
    const MOST: usize = 120;
    let mut words = String::new();
    for c in bookmark.title.chars() {
        if c.is_alphanumeric() {
            // Some file systems do not tell large letters from small ones.
            words.extend(c.to_lowercase());
        } else if !words.is_empty() && !words.ends_with('-') {
            words.push('-');
        }
        if words.len() >= MOST {
            break;
        }
    }
    let words = words.trim_end_matches('-');
    let name = if words.is_empty() { bookmark.day.to_string() } else { format!("{}-{words}", bookmark.day) };
    let numbered = (2..).map(|number| format!("{name}-{number}.md"));
    let free = std::iter::once(format!("{name}.md")).chain(numbered).find(|name| !taken.contains(name));
    let free = free.unwrap_or_default();
    taken.insert(free.clone());
    free
}
