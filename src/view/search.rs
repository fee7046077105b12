//! An open search: its hits in the list, marked words, what is wrong with its line.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;

use super::list::{draw_bar, draw_star, minutes};
use super::pen::Pen;
use super::words::{cut, width, wrap};
use crate::app::{Input, SearchPane, State};
use crate::locale::{clock, counted, grouped};
use crate::news::{Headline, Order};
use crate::query::QueryError;
use crate::theme::Role;
use crate::typeset::{runs_from_the_right, told};

/// Lines that what is wrong with a query may take: it may tell all the conditions there are.
const MOST_OF_AN_ERROR: usize = 5;

/// How marked words look, on any ground and without colour.
pub(super) fn mark_style(style: Style, is_chosen: bool) -> Style {
    if is_chosen {
        return style.add_modifier(Modifier::REVERSED | Modifier::BOLD);
    }
    style.add_modifier(Modifier::UNDERLINED | Modifier::BOLD)
}

/// A text in pieces: between the marks, and the marks.
pub(super) fn pieces<'a>(text: &'a str, marks: &[Range<usize>], style: Style) -> Vec<(&'a str, Style)> {
    let mut out = Vec::with_capacity(marks.len() * 2 + 1);
    let mut from = 0;
    for mark in marks {
        let end = mark.end.min(text.len());
        out.push((text.get(from..mark.start).unwrap_or_default(), style));
        out.push((text.get(mark.start..end).unwrap_or_default(), mark_style(style, false)));
        from = end.max(from);
    }
    out.push((text.get(from..).unwrap_or_default(), style));
    out.retain(|(piece, _)| !piece.is_empty());
    out
}

/// Writes a text cut to so many columns with its marked words.
pub(super) fn put_marked(
    pen: &mut Pen<'_>,
    area: Rect,
    (x, y): (u16, u16),
    columns: u16,
    text: &str,
    (marks, role): (&[Range<usize>], Role),
) {
    let shown =
        cut(text, usize::from(columns.min(area.width.saturating_sub(x))), pen.glyphs.ellipsis).into_owned();
    // The ellipsis stands where the text was cut: marks reach no further than the text itself.
    let same = shown.bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count();
    let marks: Vec<_> =
        marks.iter().filter(|mark| mark.start < same).map(|mark| mark.start..mark.end.min(same)).collect();
    let mut x = x;
    let marked = pieces(&shown, &marks, pen.style(role));
    for (piece, style) in pen.seen_pieces(&marked, runs_from_the_right(&shown)) {
        x = pen.put_seen(area, (x, y), &piece, style);
    }
}

/// A hit: its title, and the sentence round it or what is known of it.
pub(super) fn draw_hit(
    state: &State,
    search: &SearchPane,
    pen: &mut Pen<'_>,
    area: Rect,
    (story, focused): (&Headline, bool),
) {
    draw_bar(pen, area, state.list.selected == Some(story.id), focused);
    if story.unread {
        pen.put(area, (2, 0), pen.glyphs.unread, Role::Unread);
    }
    let title = if story.title.is_empty() { story.deck.as_str() } else { story.title.as_str() };
    let title = if title.is_empty() { "(no title)" } else { title };
    let role = if story.unread { Role::Unread } else { Role::Text };
    let marks = search.marker.in_title(title);
    put_marked(pen, area, (4, 0), area.width.saturating_sub(8), title, (&marks, role));
    draw_star(pen, area, story.bookmarked, state.pending_mark(story.address.as_ref()));
    if area.height < 2 {
        return;
    }
    let mut known = Vec::new();
    if search.order == Order::Best {
        known.push(state.locale.short_date(story.day));
    }
    let snippet = search.snippets.get(&story.id);
    if let (Order::Newest, None, Some(moment)) = (search.order, snippet, story.moment) {
        known.push(clock(moment.civil(&state.now.zone).time()));
    }
    known.push(told(&story.source_title).into_owned());
    if snippet.is_none() {
        known.extend(minutes(story));
        known.extend(story.section.as_ref().map(|section| told(section).into_owned()));
    }
    let room = area.width.saturating_sub(6);
    // At most a third of the line for where it stood: the sentence is what is looked for.
    let most = if snippet.is_some() { (room / 3).max(12) } else { room };
    let x = pen.put_cut(area, (4, 1), most, &known.join(pen.glyphs.dot), Role::Dim);
    if let Some(snippet) = snippet {
        let x = pen.put(area, (x, 1), "  ", Role::Dim);
        let columns = (4 + room).saturating_sub(x);
        let shown = in_sight(snippet, &search.marker.in_text(snippet), columns.into(), pen.glyphs.ellipsis);
        put_marked(pen, area, (x, 1), columns, &shown, (&search.marker.in_text(&shown), Role::Text));
    }
}

/// A sentence of which so many columns are shown: from its beginning, or from a word before its first mark where that
/// would be cut away.
fn in_sight<'a>(text: &'a str, marks: &[Range<usize>], columns: usize, ellipsis: &str) -> Cow<'a, str> {
    let Some(mark) = marks.first() else { return Cow::Borrowed(text) };
    let (before, behind) = text.split_at(mark.start);
    let needed = width(before) + width(&text[mark.clone()]);
    if needed <= columns && (needed < columns || mark.end == text.len()) {
        return Cow::Borrowed(text);
    }
    let room = columns / 2;
    let mut used = 0;
    let near = before.grapheme_indices(true).rev().take_while(|(_, cluster)| {
        used += width(cluster);
        used <= room
    });
    let near = near.last().map_or("", |(at, _)| &before[at..]);
    let words = near.find(char::is_whitespace).map_or(near, |at| near[at..].trim_start());
    Cow::Owned(format!("{ellipsis}{words}{behind}"))
}

/// What stands in the list while there is no hit.
pub(super) fn draw_empty(search: &SearchPane, pen: &mut Pen<'_>, area: Rect) {
    let lines: Vec<(String, Role)> = if let Some(fault) = &search.fault {
        let hint = fault.hint.as_ref().map(ToString::to_string).unwrap_or_default();
        vec![(fault.sentence.to_string(), Role::Error), (hint, Role::Text)]
    } else if search.query.root().is_none() {
        vec![
            ("Words, \"phrases\", or, -not, ( )".to_owned(), Role::Text),
            ("title: author: source: section: tag: lang:".to_owned(), Role::Dim),
            ("is:unread is:bookmarked has:note words:>800".to_owned(), Role::Dim),
            ("date:2026-11 newer:3d before: after:".to_owned(), Role::Dim),
        ]
    } else if search.asked.is_some() || search.error.is_some() {
        // What is typed was not searched for.
        return;
    } else {
        let searched = search.searched.map(|searched| searched.words(counted)).unwrap_or_default();
        let mut lines =
            vec![("Nothing was found".to_owned(), Role::Text), (format!("in {searched}"), Role::Dim)];
        // Its hits were shown while it was typed.
        let last = search.input.text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        if !last.is_empty() {
            lines.push((format!("{last}* finds words that begin so"), Role::Dim));
        }
        lines
    };
    let room = usize::from(area.width.saturating_sub(4));
    let mut y = 1;
    for (text, role) in lines {
        for line in wrap(&text, room, 3, pen.glyphs.ellipsis) {
            if y < area.height {
                pen.put(area, (2, y), &line, role);
            }
            y += 1;
        }
    }
}

/// Above the search line: what cannot be understood, at its place.
pub(super) fn draw_error(error: Option<(&QueryError, &Input)>, pen: &mut Pen<'_>, body: Rect, prompt: &str) {
    let Some((error, input)) = error else { return };
    let room = usize::from(body.width.saturating_sub(3));
    let lines = wrap(&error.sentence, room, MOST_OF_AN_ERROR, pen.glyphs.ellipsis);
    let height = (lines.len() as u16 + 1).min(body.height);
    let panel = Rect { y: body.bottom() - height, height, ..body };
    pen.clear(panel);
    for (y, line) in (0..height).zip(&lines) {
        pen.put(panel, (2, y), line, Role::Error);
    }
    let text = &input.text;
    let columns = |part: Range<usize>| {
        let part: String = text.chars().skip(part.start).take(part.len()).collect();
        width(&part)
    };
    let start = 1 + width(prompt) + columns(0..error.at.start);
    let marks = columns(error.at.clone()).max(1);
    // A line that is longer than the screen shows its end: then the sentence has to do.
    if 1 + width(prompt) + width(text) < usize::from(panel.width) {
        pen.put(panel, (start as u16, height.saturating_sub(1)), &"^".repeat(marks), Role::Error);
    }
}

/// `1,204 found`, `in 412 texts, 1,204 headlines`, and what comes first; the weightiest first.
pub(super) fn counts(search: &SearchPane) -> Vec<String> {
    let mut parts = Vec::new();
    if search.query.root().is_some() && search.error.is_none() {
        let some = if search.whole || search.hits() == 0 { "" } else { "+" };
        if search.whole || search.hits() > 0 {
            parts.push(format!("{}{some} found", grouped(search.hits())));
        }
        parts.extend(search.searched.map(|searched| format!("in {}", searched.words(counted))));
        if search.order == Order::Best {
            parts.push("best first".to_owned());
        }
    }
    parts
}

/// What the search is called: its name, else what is looked for.
pub(super) fn title(search: &SearchPane) -> String {
    match &search.name {
        Some(name) => told(name).into_owned(),
        None if search.input.text.trim().is_empty() => "Search".to_owned(),
        None => format!("“{}”", told(search.input.text.trim())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_shown_from_where_its_marked_word_is_in_sight() {
        let text = "Delegates met to discuss the grain corridor again";
        let mark = |word: &str| {
            let at = text.find(word).unwrap();
            std::iter::once(at..at + word.len()).collect::<Vec<_>>()
        };
        for (word, columns, shown) in [
            ("Delegates", 12, text),
            ("grain", 60, text),
            ("grain", 20, "…the grain corridor again"),
            ("again", 49, text),
            ("again", 24, "…corridor again"),
        ] {
            let seen = in_sight(text, &mark(word), columns, "…");
            assert_eq!(seen, shown, "{word} in {columns}");
            assert!(cut(&seen, columns, "…").contains(word));
        }
        assert_eq!(in_sight("中国人民很高兴", std::slice::from_ref(&(9..15)), 8, "…"), "…国人民很高兴");
    }
}
