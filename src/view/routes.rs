//! The panel of a source's routes: each with its days and what it answered last; the chosen one in full, and as
//! it is typed while it is edited.

use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;

use super::list::draw_bar;
use super::panel_rule;
use super::pen::Pen;
use super::words::{head, width, wrap};
use crate::app::{Regions, RouteLine, RoutePanel, RouteRow, State};
use crate::theme::Role;
use crate::typeset::told;

/// Lines the address and the words of the chosen route take at most.
const MOST: usize = 12;

/// A line of a row: its column, its words, its role.
type Line = (u16, String, Role);

/// Draws the panel at the bottom of an area.
pub(super) fn draw(pen: &mut Pen<'_>, state: &State, regions: &Regions, area: Rect, panel: &RoutePanel) {
    let room = usize::from(area.width.saturating_sub(4));
    let fault = panel.fault.as_ref().map(|fault| wrap(&fault.to_string(), room, 3, pen.glyphs.ellipsis));
    let said = fault.as_ref().map_or(0, Vec::len) as u16;
    let rows: Vec<Vec<Line>> = rows(pen, state, area.width, panel);
    let chosen = panel.line.as_ref().map_or(panel.selected, |line| line.row.unwrap_or(panel.rows.len()));
    let tall = |rows: &[Vec<Line>]| rows.iter().map(Vec::len).sum::<usize>() as u16;
    let of_chosen = rows.get(chosen).map_or(0, Vec::len) as u16;
    // A rule, a head, the rows, what is wrong. Some of what lies below stays in sight, and the head, unless the
    // chosen row needs their room.
    let crowded = 2 + of_chosen + said > area.height;
    let above = if crowded { 0 } else { 2 };
    let most = (area.height - area.height / 4).max(above + of_chosen + said);
    let height = (above + tall(&rows) + said).min(most).max(4).min(area.height);
    let place = Rect { y: area.bottom() - height, height, ..area };
    pen.clear(place);
    if !crowded {
        panel_rule(pen, regions, place, area);
        let on = format!(" · tried on {}", state.locale.near_date(panel.day, state.today()));
        let left = place.width.saturating_sub(3 + width(&on) as u16);
        let x = pen.put_cut(place, (2, 1), left, &format!("Routes of {}", told(&panel.title)), Role::Title);
        pen.put(place, (x, 1), &on, Role::Title);
    }
    let visible = height.saturating_sub(above + said);
    let mut top = 0;
    while top < chosen && tall(rows.get(top..=chosen).unwrap_or_default()) > visible {
        top += 1;
    }
    let (mut y, mut seen) = (above, top);
    for (index, lines) in rows.iter().enumerate().skip(top) {
        if y >= above + visible {
            break;
        }
        let tall = (lines.len() as u16).min(above + visible - y);
        let row = Rect { y: place.y + y, height: tall, ..place }.intersection(place);
        draw_bar(pen, row, index == chosen, true);
        // One that is taller than the screen is scrolled; while it is typed, to what is wrong in it.
        let over = lines.len() - usize::from(tall);
        let skipped = match &panel.line {
            Some(_) if index == chosen => {
                let last =
                    lines.iter().rposition(|(_, _, role)| *role == Role::Error).unwrap_or(lines.len() - 1);
                (last + 1).saturating_sub(usize::from(tall))
            }
            _ => {
                if index == chosen {
                    panel.scrolled
                } else {
                    0
                }
            }
        };
        for (line, (x, words, role)) in (0..row.height).zip(lines.iter().skip(skipped.min(over))) {
            pen.put(row, (*x, line), words, *role);
        }
        y += tall;
        seen = index + 1;
    }
    pen.more = (top > 0, seen < rows.len());
    for (y, line) in (height - said..).zip(fault.into_iter().flatten()) {
        pen.put(place, (2, y), &line, Role::Error);
    }
}

fn rows(pen: &Pen<'_>, state: &State, columns: u16, panel: &RoutePanel) -> Vec<Vec<Line>> {
    let room = usize::from(columns.saturating_sub(6));
    let mut rows = Vec::new();
    for (index, row) in panel.rows.iter().enumerate() {
        match &panel.line {
            Some(line) if line.row == Some(index) => rows.push(typed(room, line, pen.glyphs.ellipsis)),
            edited => {
                let trying = panel.trying.is_some_and(|(_, at)| at == index);
                let in_full = index == panel.selected && edited.is_none();
                rows.push(route(pen, state, room, (row, trying), in_full));
            }
        }
    }
    if let Some(line) = panel.line.as_ref().filter(|line| line.row.is_none()) {
        rows.push(typed(room, line, pen.glyphs.ellipsis));
    }
    rows
}

/// A route: its kind and address, its days and its last answer.
fn route(
    pen: &Pen<'_>,
    state: &State,
    room: usize,
    (row, trying): (&RouteRow, bool),
    in_full: bool,
) -> Vec<Line> {
    let ellipsis = pen.glyphs.ellipsis;
    let first = format!("{:12} {}", row.route.kind(), row.route.place());
    let second = days(state, row) + &if trying { "asking…".to_owned() } else { RoutePanel::said(row) };
    let cut = |words: &str, room: usize| super::words::cut(words, room, ellipsis).into_owned();
    if !in_full {
        return vec![(3, cut(&first, room + 2), Role::Text), (5, cut(&second, room), Role::Dim)];
    }
    let mut lines = Vec::new();
    if width(&first) <= room + 2 {
        lines.push((3, first, Role::Text));
    } else {
        let whole = format!("{} {}", row.route.kind(), row.route.place());
        let mut rest = whole.as_str();
        while !rest.is_empty() && lines.len() < MOST {
            let part = head(rest, (room + 2).max(1));
            let (part, left) = rest.split_at(part.len().max(1).min(rest.len()));
            lines.push((3, part.to_owned(), Role::Text));
            rest = left;
        }
    }
    lines.extend(wrap(&second, room, MOST, ellipsis).into_iter().map(|line| (5, line, Role::Dim)));
    lines
}

/// A route as it is typed; below what is wrong in it marks, and the sentence that says why.
fn typed(room: usize, line: &RouteLine, ellipsis: &str) -> Vec<Line> {
    let at = line.error.as_ref().map(|error| error.at.start..error.at.end.max(error.at.start + 1));
    let mut lines: Vec<Line> = Vec::new();
    let mut marked = 0;
    let mut flush = |words: &str, marks: &str| {
        lines.push((3, words.to_owned(), Role::Text));
        if marks.contains('^') {
            lines.push((3, marks.trim_end().to_owned(), Role::Error));
            marked = lines.len();
        }
    };
    let (mut words, mut marks, mut chars) = (String::new(), String::new(), 0);
    // One place behind the last sign, for what is missing there.
    for cluster in line.input.text.graphemes(true).chain([" "]) {
        if width(&words) + width(cluster) > room + 2 {
            flush(&words, &marks);
            words.clear();
            marks.clear();
        }
        let wrong = at.as_ref().is_some_and(|at| at.contains(&chars));
        marks.push_str(&if wrong { "^" } else { " " }.repeat(width(cluster)));
        words.push_str(cluster);
        chars += cluster.chars().count();
    }
    flush(&words, &marks);
    let said =
        |said: &str, role| wrap(said, room, MOST, ellipsis).into_iter().map(move |line| (5, line, role));
    match &line.error {
        Some(error) => drop(lines.splice(marked..marked, said(&error.sentence, Role::Error))),
        None => {
            lines.extend(said("kind, address, from DAY, to DAY · Enter keeps it, Esc leaves it", Role::Dim));
        }
    }
    lines
}

/// The days a route answers for.
fn days(state: &State, row: &RouteRow) -> String {
    let date = |day| state.locale.near_date(day, state.today());
    match (row.route.is_live(), row.route.range()) {
        (true, _) => "what is new · ".to_owned(),
        (false, (None, None)) => "any day · ".to_owned(),
        (false, (Some(from), None)) => format!("since {} · ", date(from)),
        (false, (None, Some(to))) => format!("until {} · ", date(to)),
        (false, (Some(from), Some(to))) => format!("{} to {} · ", date(from), date(to)),
    }
}
