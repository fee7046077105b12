//! What stands above an input line: the answer of the add line, the hint of the date line.

use ratatui::layout::Rect;

use super::list::draw_bar;
use super::panel_rule;
use super::pen::Pen;
use super::words::wrap;
use crate::app::{AddLine, AddState, Answer, FoundSite, Regions};
use crate::news::Fault;
use crate::theme::Role;

/// Newest stories shown of a site that was found.
const SAMPLE: usize = 5;

/// A line of the panel: its text, its role, and whether it is the chosen answer.
pub(super) struct Line(pub String, pub Role, pub Option<bool>);

/// Draws what the add line has to say at the bottom of an area.
pub(super) fn draw_add(pen: &mut Pen<'_>, regions: &Regions, area: Rect, add: &AddLine) {
    let lines = match &add.state {
        AddState::Typing => typing_lines(add),
        AddState::Looking(_) => {
            vec![Line("Looking at what this address offers …".to_owned(), Role::Notice, None)]
        }
        AddState::Adding(_) => vec![Line("Adding it …".to_owned(), Role::Notice, None)],
        AddState::Failed(fault) => fault_lines(fault),
        AddState::Found(_, site, chosen) => {
            let lines = found_lines(site, &add.answers(), *chosen, pen.glyphs.dot);
            return draw_found(pen, regions, area, (&lines, add.scrolled));
        }
    };
    panel(pen, regions, area, &lines);
}

/// Draws what the date line has to say at the bottom of an area.
pub(super) fn draw_go_to(pen: &mut Pen<'_>, regions: &Regions, area: Rect, fault: Option<&Fault>) {
    let lines = fault.map_or_else(
        || {
            let words = "A date, then Enter: 13, 13 nov, 2025-11-13, 2025-11, fri, 3w (weeks ago), yesterday";
            vec![Line(words.to_owned(), Role::Dim, None)]
        },
        fault_lines,
    );
    panel(pen, regions, area, &lines);
}

fn typing_lines(add: &AddLine) -> Vec<Line> {
    let words = "The address of a site, a feed or an article, or a file to import, then Enter";
    let mut lines = vec![Line(words.to_owned(), Role::Dim, None)];
    for (reader, file) in &add.others {
        lines.push(Line(format!("{reader}: {file}"), Role::Text, Some(*file == add.input.text)));
    }
    if add.others.len() > 1 {
        lines.push(Line("Tab takes the next".to_owned(), Role::Dim, None));
    }
    lines
}

pub(super) fn fault_lines(fault: &Fault) -> Vec<Line> {
    let mut lines = vec![Line(fault.sentence.to_string(), Role::Error, None)];
    lines.extend(fault.hint.iter().map(|hint| Line(hint.to_string(), Role::Text, None)));
    lines
}

fn found_lines(site: &FoundSite, answers: &[Answer], chosen: usize, dot: &str) -> Vec<Line> {
    let title = if site.title.is_empty() { site.input.as_str() } else { site.title.as_str() };
    let mut lines = vec![Line(format!("{title}{dot}{}", site.kind), Role::Title, None)];
    lines.extend(site.routes.iter().map(|route| Line(route.to_string(), Role::Text, None)));
    lines.extend(site.notes.iter().map(|note| Line(note.to_string(), Role::Notice, None)));
    let sample = site.sample.iter().filter(|item| !item.title.is_empty()).take(SAMPLE);
    lines.extend(sample.map(|item| Line(format!("“{}”", item.title), Role::Dim, None)));
    for (index, answer) in answers.iter().enumerate() {
        lines.push(Line(answer.words().to_owned(), Role::Text, Some(index == chosen)));
    }
    let keys =
        if answers.len() > 1 { "j k choose, Enter does it, Esc closes" } else { "Enter does it, Esc closes" };
    lines.push(Line(keys.to_owned(), Role::Dim, None));
    lines
}

/// A hairline and lines at the bottom of an area. Where they have no room, each takes one line; then
/// those before the answers are left out, from the last to the second.
pub(super) fn panel(pen: &mut Pen<'_>, regions: &Regions, area: Rect, lines: &[Line]) {
    let columns = usize::from(area.width.saturating_sub(4));
    let room = usize::from(area.height.saturating_sub(1));
    let set = |most: usize| -> Vec<Set> {
        let wrapped = lines.iter().flat_map(|Line(text, role, answer)| {
            wrap(text, columns, most, pen.glyphs.ellipsis).into_iter().map(|line| (line, *role, *answer))
        });
        wrapped.collect()
    };
    let mut shown = set(3);
    if shown.len() > room {
        shown = set(1);
    }
    while shown.len() > room {
        // The keys go first, then what was found, from its end; the answers stay.
        let behind = shown.last().filter(|(_, role, answer)| answer.is_none() && *role == Role::Dim);
        if behind.is_some() && shown.iter().any(|(_, _, answer)| answer.is_some()) {
            shown.pop();
            continue;
        }
        let answers = shown.iter().position(|(_, _, answer)| answer.is_some()).unwrap_or(shown.len());
        shown.remove(answers.saturating_sub(1));
    }
    lay(pen, regions, area, &shown);
}

/// What was found, each line in full; where the screen is too low for all of them they are scrolled, and the answers
/// stay below.
fn draw_found(pen: &mut Pen<'_>, regions: &Regions, area: Rect, (lines, scrolled): (&[Line], usize)) {
    let columns = usize::from(area.width.saturating_sub(4));
    let room = usize::from(area.height.saturating_sub(1));
    let answers = lines.iter().position(|Line(_, _, answer)| answer.is_some()).unwrap_or(lines.len());
    let (found, below) = lines.split_at(answers);
    let set = |lines: &[Line]| -> Vec<Set> {
        let each = lines.iter().flat_map(|Line(text, role, answer)| {
            let lines = wrap(text, columns, room.max(1) * 4, pen.glyphs.ellipsis);
            lines.into_iter().map(|line| (line, *role, *answer))
        });
        each.collect()
    };
    let (mut shown, mut below) = (set(found), set(below));
    let fits = shown.len() + below.len() <= room;
    if !fits {
        while below.pop_if(|(_, _, answer)| answer.is_none()).is_some() {}
        let more = if columns < 44 {
            "Space more, Enter, Esc"
        } else {
            "Space shows more, Enter does it, Esc closes"
        };
        below.extend(
            wrap(more, columns, 1, pen.glyphs.ellipsis).into_iter().map(|line| (line, Role::Dim, None)),
        );
        let window = room.saturating_sub(below.len()).max(1);
        let top = scrolled.min(shown.len().saturating_sub(window));
        shown = shown.into_iter().skip(top).take(window).collect();
    }
    shown.extend(below);
    shown.truncate(room);
    lay(pen, regions, area, &shown);
}

/// A set line: its text, its role, and whether it is the chosen answer.
type Set = (String, Role, Option<bool>);

fn lay(pen: &mut Pen<'_>, regions: &Regions, area: Rect, shown: &[Set]) {
    let height = (shown.len() as u16 + 1).min(area.height);
    let panel = Rect { y: area.bottom() - height, height, ..area };
    pen.clear(panel);
    panel_rule(pen, regions, panel, area);
    for (y, (line, role, answer)) in (1..height).zip(shown) {
        let row = Rect { y: panel.y + y, height: 1, ..panel };
        draw_bar(pen, row, *answer == Some(true), true);
        pen.put(row, (if answer.is_some() { 3 } else { 2 }, 0), line, *role);
    }
}
