//! What stands above an input line: the answer of the add line, the hint of the date line.

use ratatui::layout::Rect;

use super::pen::Pen;
use super::words::wrap;
use crate::app::{AddLine, AddState, FoundSite};
use crate::news::Fault;
use crate::theme::Role;

/// Newest stories shown of a site that was found.
const SAMPLE: usize = 3;

/// A line of the panel: its text, its role, and whether it is the chosen answer.
struct Line(String, Role, Option<bool>);

/// Draws what the add line has to say at the bottom of an area.
pub(super) fn draw_add(pen: &mut Pen<'_>, area: Rect, add: &AddLine) {
    let lines = match &add.state {
        AddState::Typing => {
            vec![Line(
                "Paste or type the address of a site, a feed or an article, then Enter".to_owned(),
                Role::Dim,
                None,
            )]
        }
        AddState::Looking(_) => {
            vec![Line("Looking what this address offers …".to_owned(), Role::Notice, None)]
        }
        AddState::Adding(_) => vec![Line("Adding it …".to_owned(), Role::Notice, None)],
        AddState::Failed(fault) => fault_lines(fault),
        AddState::Found(_, site, chosen) => found_lines(site, *chosen, pen.glyphs.dot),
    };
    panel(pen, area, &lines);
}

/// Draws what the date line has to say at the bottom of an area.
pub(super) fn draw_go_to(pen: &mut Pen<'_>, area: Rect, fault: Option<&Fault>) {
    let lines = fault.map_or_else(
        || {
            let words = "A date, then Enter: 13, 13 nov, 2025-11-13, 2025-11, fri, 3w (weeks ago), yesterday";
            vec![Line(words.to_owned(), Role::Dim, None)]
        },
        fault_lines,
    );
    panel(pen, area, &lines);
}

fn fault_lines(fault: &Fault) -> Vec<Line> {
    let mut lines = vec![Line(fault.sentence.to_string(), Role::Error, None)];
    lines.extend(fault.hint.iter().map(|hint| Line(hint.to_string(), Role::Text, None)));
    lines.extend(fault.cause.iter().map(|cause| Line(cause.to_string(), Role::Dim, None)));
    lines
}

fn found_lines(site: &FoundSite, chosen: usize, dot: &str) -> Vec<Line> {
    let title = if site.title.is_empty() { site.input.as_str() } else { site.title.as_str() };
    let mut lines = vec![Line(format!("{title}{dot}{}", site.kind), Role::Title, None)];
    lines.extend(site.routes.iter().map(|route| Line(route.to_string(), Role::Text, None)));
    lines.extend(site.notes.iter().map(|note| Line(note.to_string(), Role::Notice, None)));
    let sample = site.sample.iter().filter(|item| !item.title.is_empty()).take(SAMPLE);
    lines.extend(sample.map(|item| Line(format!("“{}”", item.title), Role::Dim, None)));
    for (index, answer) in site.answers().into_iter().enumerate() {
        lines.push(Line(answer.words().to_owned(), Role::Text, Some(index == chosen)));
    }
    lines
}

/// A hairline and lines at the bottom of an area. Where they have no room, those at the end stay: the
/// answers stand there.
fn panel(pen: &mut Pen<'_>, area: Rect, lines: &[Line]) {
    let room = usize::from(area.width.saturating_sub(4));
    let mut set = Vec::new();
    for Line(text, role, answer) in lines {
        let wrapped =
            wrap(text, room.saturating_sub(if answer.is_some() { 2 } else { 0 }), 3, pen.glyphs.ellipsis);
        set.extend(wrapped.into_iter().map(|line| (line, *role, *answer)));
    }
    let height = (set.len() as u16 + 1).min(area.height);
    let skipped = set.len().saturating_sub(usize::from(height.saturating_sub(1)));
    let panel = Rect { y: area.bottom() - height, height, ..area };
    pen.clear(panel);
    pen.rule_across(panel);
    for (y, (line, role, answer)) in (1..height).zip(set.iter().skip(skipped)) {
        let row = Rect { y: panel.y + y, height: 1, ..panel };
        let mut x = 2;
        if let Some(chosen) = answer {
            if *chosen {
                pen.lay(
                    Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row },
                    pen.style(Role::Selection),
                );
                pen.put(row, (1, 0), pen.glyphs.bar, Role::Accent);
            }
            x = 3;
        }
        pen.put(row, (x, 0), line, *role);
    }
}
