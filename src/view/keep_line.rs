//! Above the line that takes tags and a note: what is kept, the tags that are offered, the other field.

use ratatui::layout::Rect;

use super::input::{Line, fault_lines, panel};
use super::pen::Pen;
use super::words::width;
use crate::app::{KeepField, KeepLine, KeepStep, Regions};
use crate::locale::grouped;
use crate::news::{TagUse, tags_shown, written_tag};
use crate::theme::Role;

/// Draws it at the bottom of an area.
pub(super) fn draw(pen: &mut Pen<'_>, regions: &Regions, area: Rect, line: &KeepLine) {
    let mut lines = vec![Line(line.title.to_string(), Role::Title, None)];
    let keys = match (line.field, line.tags_only) {
        (KeepField::Tags, only) => {
            let offered = offers(pen, line, usize::from(area.width.saturating_sub(4)));
            let completes = offered.is_some();
            lines.extend(offered);
            if only {
                if completes {
                    "Tab completes, Enter keeps, Esc leaves all as it was"
                } else {
                    "Words with spaces between are tags: Enter keeps, Esc leaves all as it was"
                }
            } else {
                let note = line.note.text.replace('\n', " ");
                if !note.is_empty() {
                    lines.push(Line(format!("Note: {note}"), Role::Dim, None));
                }
                if completes {
                    "Tab completes, Enter goes on to the note, Esc leaves all as it was"
                } else {
                    "Words with spaces between are tags: Enter goes on to the note, Esc leaves all as it was"
                }
            }
        }
        (KeepField::Note, _) => {
            let tags = tags_shown(&line.words().0, pen.glyphs.tag);
            if !tags.is_empty() {
                lines.push(Line(tags, Role::Bookmark, None));
            }
            "Enter keeps, Ctrl-x opens the editor, Up goes back to the tags"
        }
    };
    if let Some(fault) = &line.fault {
        lines.extend(fault_lines(fault));
    }
    let keys = if matches!(line.step, KeepStep::Editing(_)) { "The editor has the note" } else { keys };
    lines.push(Line(keys.to_owned(), Role::Dim, None));
    panel(pen, regions, area, &lines);
}

/// The offers in one line, the one that stands there in brackets; as many as have room.
fn offers(pen: &Pen<'_>, line: &KeepLine, room: usize) -> Option<Line> {
    let mut text = String::new();
    let chosen = line.turn.as_ref().map(|(_, at)| *at);
    for (index, TagUse { name: tag, bookmarks }) in line.offers().into_iter().enumerate() {
        let count = grouped(*bookmarks);
        let tag = written_tag(tag);
        let offer = if chosen == Some(index) { format!("[{tag}] {count}") } else { format!("{tag} {count}") };
        let between = if text.is_empty() { "" } else { pen.glyphs.dot };
        if width(&text) + width(between) + width(&offer) > room {
            break;
        }
        text.push_str(between);
        text.push_str(&offer);
    }
    (!text.is_empty()).then_some(Line(text, Role::Text, None))
}
