//! A screen as SVG: grounds as rectangles, runs of one style as text stretched to their columns, and
//! hairlines, bars and blocks as shapes, so that they meet whatever font the reader has.

use std::fmt::Write as _;

use vt100::{Cell, Color, Screen};

/// Width and height of a cell, and the space around the screen, in user units.
const CELL: (u16, u16) = (9, 20);
const MARGIN: u16 = 12;
/// Where letters stand in their cell.
const BASELINE: u16 = 15;

/// How a cell's letters look.
#[derive(Clone, PartialEq)]
struct Look {
    ink: String,
    bold: bool,
    italic: bool,
    underline: bool,
}

/// The picture of a screen; the ground of its first cell is the ground around it.
pub fn svg(screen: &Screen) -> String {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let paper = ground(screen.cell(0, 0).unwrap());
    let (width, height) = (columns * CELL.0 + 2 * MARGIN, rows * CELL.1 + 2 * MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono', monospace\" font-size=\"15\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{paper}\"/>\n"
    );
    for row in 0..rows {
        grounds(&mut out, screen, row, columns, &paper);
    }
    for row in 0..rows {
        letters(&mut out, screen, row, columns);
    }
    out.push_str("</svg>\n");
    out
}

fn left(column: u16) -> u16 {
    MARGIN + column * CELL.0
}

fn top(row: u16) -> u16 {
    MARGIN + row * CELL.1
}

/// Rectangles where the ground is another than the screen's.
fn grounds(out: &mut String, screen: &Screen, row: u16, columns: u16, paper: &str) {
    let mut column = 0;
    while column < columns {
        let fill = ground(screen.cell(row, column).unwrap());
        let first = column;
        while column < columns && ground(screen.cell(row, column).unwrap()) == fill {
            column += 1;
        }
        if fill != paper {
            let (x, y, width) = (left(first), top(row), (column - first) * CELL.0);
            let _ = writeln!(
                out,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{}\" fill=\"{fill}\"/>",
                CELL.1
            );
        }
    }
}

/// Runs of one look; shapes stand alone, and hairlines across in one line.
fn letters(out: &mut String, screen: &Screen, row: u16, columns: u16) {
    let at = |column: u16| screen.cell(row, column).unwrap();
    let mut column = 0;
    while column < columns {
        let cell = at(column);
        let look = look(cell);
        let first = column;
        let text = cell.contents();
        if text.trim().is_empty() {
            column += 1;
            continue;
        }
        if "─│┬┴├┤┼▌".contains(text) {
            while text == "─" && column < columns && at(column).contents() == "─" {
                column += 1;
            }
            let width = (column - first).max(1);
            column = first + width;
            shape(out, text, (first, row), width, &look.ink);
            continue;
        }
        let mut run = String::new();
        let mut end = column;
        while column < columns && self::look(at(column)) == look {
            let text = at(column).contents();
            let wide = if at(column).is_wide() { 2 } else { 1 };
            if "─│┬┴├┤┼▌".contains(text) && !text.is_empty() {
                break;
            }
            // Two blanks end a run, so that columns stay columns in every font.
            if text.trim().is_empty() {
                let next = (column + 1 < columns).then(|| at(column + 1));
                if look.underline || next.is_none_or(|next| next.contents().trim().is_empty()) {
                    break;
                }
                run.push(' ');
            } else {
                run.push_str(text);
                end = column + wide;
            }
            column += wide;
        }
        if run.is_empty() {
            column += 1;
            continue;
        }
        write_run(out, run.trim_end(), (first, row), end - first, &look);
    }
}

fn write_run(out: &mut String, text: &str, (column, row): (u16, u16), columns: u16, look: &Look) {
    let mut style = String::new();
    if look.bold {
        style.push_str(" font-weight=\"bold\"");
    }
    if look.italic {
        style.push_str(" font-style=\"italic\"");
    }
    if look.underline {
        style.push_str(" text-decoration=\"underline\"");
    }
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let (x, y, length) = (left(column), top(row) + BASELINE, columns * CELL.0);
    let _ = writeln!(
        out,
        "<text x=\"{x}\" y=\"{y}\" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{style} \
         xml:space=\"preserve\">{text}</text>",
        look.ink
    );
}

/// A hairline or a bar.
fn shape(out: &mut String, text: &str, (column, row): (u16, u16), columns: u16, ink: &str) {
    let (x, y) = (left(column), top(row));
    let (middle, half) = (x + CELL.0 / 2, y + CELL.1 / 2);
    if text == "▌" {
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\" fill=\"{ink}\"/>",
            CELL.0 / 2,
            CELL.1
        );
        return;
    }
    let mut path = String::new();
    if "─┬┴┼".contains(text) {
        let _ = write!(path, "M{x} {half}H{}", x + columns * CELL.0);
    }
    if "├┼".contains(text) && text == "├" {
        let _ = write!(path, "M{middle} {half}H{}", x + CELL.0);
    }
    if text == "┤" {
        let _ = write!(path, "M{x} {half}H{middle}");
    }
    let (from, to) = match text {
        "┬" => (half, y + CELL.1),
        "┴" => (y, half),
        "│" | "├" | "┤" | "┼" => (y, y + CELL.1),
        _ => (half, half),
    };
    if from != to {
        let _ = write!(path, "M{middle} {from}V{to}");
    }
    let _ = writeln!(out, "<path d=\"{path}\" stroke=\"{ink}\" fill=\"none\"/>");
}

fn look(cell: &Cell) -> Look {
    let (ink, paper) = (colour(cell.fgcolor(), "#d0d0d0"), colour(cell.bgcolor(), "#101010"));
    Look {
        ink: if cell.inverse() { paper } else { ink },
        bold: cell.bold(),
        italic: cell.italic(),
        underline: cell.underline(),
    }
}

fn ground(cell: &Cell) -> String {
    if cell.inverse() { colour(cell.fgcolor(), "#d0d0d0") } else { colour(cell.bgcolor(), "#101010") }
}

/// The themes of the pictures name all their colours.
fn colour(color: Color, default: &str) -> String {
    match color {
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        Color::Idx(_) | Color::Default => default.to_owned(),
    }
}
