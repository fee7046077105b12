//! The keys, made from the live key map.

use ratatui::layout::Rect;

use super::pen::Pen;
use super::words::width;
use crate::app::{ACTIONS, State};
use crate::theme::Role;

/// A line of the help.
enum Line {
    Head(&'static str),
    Row(String, &'static str),
    Blank,
}

/// Columns of a column of the help, at least.
const COLUMN: u16 = 50;

/// Draws the help over an area, from a line on; a line past the end shows the end.
pub(super) fn draw(state: &State, pen: &mut Pen<'_>, area: Rect, top: usize) {
    pen.clear(area);
    let lines = lines(state);
    let columns = usize::from((area.width / COLUMN).clamp(1, 3));
    let breaks = breaks(&lines, columns);
    let longest = breaks.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or(0);
    let top = top.min(longest.saturating_sub(usize::from(area.height)));
    let wide = area.width / columns as u16;
    let keys = lines.iter().filter_map(|line| match line {
        Line::Row(keys, _) => Some(width(keys)),
        _ => None,
    });
    let keys = keys.max().unwrap_or(0).min(18) as u16;
    for (i, pair) in (0..).zip(breaks.windows(2)) {
        let column = Rect { x: area.x + wide * i, width: wide, ..area };
        for (y, line) in (0..area.height).zip(lines[pair[0]..pair[1]].iter().skip(top)) {
            match line {
                Line::Head(head) => {
                    pen.put_cut(column, (2, y), wide.saturating_sub(3), head, Role::Heading);
                }
                Line::Row(written, summary) => {
                    pen.put_cut(column, (2, y), keys, written, Role::Key);
                    pen.put_cut(column, (keys + 4, y), wide.saturating_sub(keys + 5), summary, Role::Text);
                }
                Line::Blank => {}
            }
        }
    }
    if top + usize::from(area.height) < longest {
        // The marker has the last line for itself; what stands there comes with the next.
        let last = area.height.saturating_sub(1);
        pen.clear(Rect { y: area.y + last, height: 1, ..area });
        pen.put_right(area, (1, last), "more below", Role::Dim);
    }
}

/// Groups in the order of the table; an action without a key is left out.
fn lines(state: &State) -> Vec<Line> {
    let rows = state.keymap.rows();
    let mut out = Vec::new();
    let mut group = "";
    for action in ACTIONS {
        let mut keys: Vec<String> = Vec::new();
        for row in rows.iter().filter(|row| *row.action == action.action) {
            for sequence in &row.keys {
                let written = written(&sequence.to_string());
                if !keys.contains(&written) {
                    keys.push(written);
                }
            }
        }
        if keys.is_empty() {
            continue;
        }
        if action.group != group {
            if !group.is_empty() {
                out.push(Line::Blank);
            }
            group = action.group;
            out.push(Line::Head(group));
        }
        out.push(Line::Row(keys.join(" "), action.summary));
    }
    out
}

/// Where the columns begin and end: at blank lines, as even as the groups allow.
fn breaks(lines: &[Line], columns: usize) -> Vec<usize> {
    let mut out = vec![0];
    for column in 1..columns {
        let even = lines.len() * column / columns;
        let last = out.last().copied().unwrap_or(0);
        let blanks =
            lines.iter().enumerate().filter(|(_, line)| matches!(line, Line::Blank)).map(|(at, _)| at + 1);
        let near = blanks.filter(|at| *at > last).min_by_key(|at| at.abs_diff(even));
        out.push(near.unwrap_or(lines.len()));
    }
    out.push(lines.len());
    out
}

/// Keys as people write them: `<C-d>` is `^d`, `<Space>` is `Space`, `<S-Left>` is `Shift-←`.
pub(super) fn written(keys: &str) -> String {
    let mut out = String::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|inner| inner.split_once('>'));
        let Some((name, behind)) = named else {
            out.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
            continue;
        };
        let (prefix, key) = match name.split_once('-') {
            Some(("C", key)) if !key.is_empty() => ("^", key),
            Some(("S", key)) if !key.is_empty() => ("Shift-", key),
            Some(("A", key)) if !key.is_empty() => ("Alt-", key),
            _ => ("", name),
        };
        out.push_str(prefix);
        out.push_str(match key {
            "Left" => "←",
            "Right" => "→",
            "Up" => "↑",
            "Down" => "↓",
            "BS" => "Backspace",
            "lt" => "<",
            other => other,
        });
        rest = behind;
    }
    out
}
