//! Setting tables: columns laid out to the measure; where their words do not fit, a wide table that scrolls
//! sideways; where there is no room for columns at all, cards with one cell a line.

use super::fill::Filled;
use super::flow::{Flow, Look};
use super::manner::Manner;
use super::setter::{Setter, run};
use super::{Ink, Run};
use crate::news::{Cell, Row, Span};

/// Columns between two columns of a table.
const GAP: usize = 2;
/// More columns than this are set as cards.
const MOST_COLUMNS: usize = 24;
/// A measure narrower than this has no room for columns.
const LEAST_ROOM: usize = 16;
/// In less room than this, a table twice as wide as the room is set as cards rather than squeezed.
const CROWDED_ROOM: usize = 48;
/// Columns that a column of a wide table takes at most, unless its longest word asks for more.
const WIDE_COLUMN: usize = 28;
/// Columns that a cell of a card goes on further in.
const CARD_HANG: usize = 2;
/// Columns of a card's label; the head's row is printed too when that cuts one.
const LABEL: usize = 120;

/// Sets a table under its caption.
pub(super) fn set(setter: &mut Setter<'_>, caption: &[Span], rows: &[Row]) {
    let rows: Vec<&Row> = rows.iter().filter(|row| row.cells.iter().any(|cell| !is_blank(cell))).collect();
    let caption = setter.flow(caption, Ink::TableCaption);
    if rows.is_empty() {
        setter.paragraph(caption);
        return;
    }
    setter.part();
    setter.fill(caption);
    let count = rows.iter().map(|row| row.cells.iter().map(span_of).sum()).max().unwrap_or(0);
    if count > MOST_COLUMNS || (count > 1 && setter.room() < LEAST_ROOM) {
        cards(setter, &rows);
    } else {
        let grid = Grid::new(setter, &rows, count);
        if grid.crowded { cards(setter, &rows) } else { grid.set(setter) }
    }
}

fn is_blank(cell: &Cell) -> bool {
    cell.spans.iter().all(|span| span.text.trim().is_empty())
}

fn is_head(row: &Row) -> bool {
    row.cells.iter().all(|cell| cell.head || is_blank(cell))
}

fn span_of(cell: &Cell) -> usize {
    usize::from(cell.columns.clamp(1, 100))
}

fn flow_of(setter: &Setter<'_>, cell: &Cell) -> Flow {
    setter.flow(&cell.spans, if cell.head { Ink::TableHead } else { Ink::Text })
}

/// A cell with its place in the grid.
struct Placed {
    column: usize,
    span: usize,
    flow: Flow,
}

struct Grid {
    rows: Vec<Vec<Placed>>,
    /// How many rows at the top are heads.
    heads: usize,
    /// Columns of each column of the table.
    widths: Vec<usize>,
    /// Columns of the table whose cells are numbers, set flush right.
    numbers: Vec<bool>,
    wide: bool,
    /// Whether the columns would be so narrow that cards read better.
    crowded: bool,
}

impl Grid {
    fn new(setter: &Setter<'_>, rows: &[&Row], count: usize) -> Self {
        let heads = rows.iter().take_while(|row| is_head(row)).count();
        let heads = if heads == rows.len() { 0 } else { heads };
        let mut numbers = vec![None; count];
        let mut placed = Vec::with_capacity(rows.len());
        for (at, row) in rows.iter().enumerate() {
            let mut column = 0;
            let mut cells = Vec::with_capacity(row.cells.len());
            for cell in &row.cells {
                let (span, flow) = (span_of(cell), flow_of(setter, cell));
                if let Some(known) = numbers.get_mut(column).filter(|_| at >= heads && !flow.is_empty()) {
                    *known = Some(*known != Some(false) && span == 1 && flow.is_number());
                }
                cells.push(Placed { column, span, flow });
                column += span;
            }
            placed.push(cells);
        }
        let room = setter.room();
        let Fit { widths, wide, natural } = fit(&placed, count, room);
        let crowded = !wide && room < CROWDED_ROOM && natural > 2 * room;
        let numbers = numbers.into_iter().map(|known| known == Some(true)).collect();
        Self { rows: placed, heads, widths, numbers, wide, crowded }
    }

    fn set(self, setter: &mut Setter<'_>) {
        let Self { rows, heads, widths, numbers, wide, .. } = self;
        let widths = widths.as_slice();
        let mut rows: Vec<SetRow> = rows.into_iter().map(|cells| SetRow::new(cells, widths)).collect();
        let airy = rows.iter().skip(heads).any(|row| row.height > 1);
        let total = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
        for (at, row) in rows.iter_mut().enumerate() {
            if at == heads && heads > 0 {
                rule(setter, widths, total, wide);
            } else if airy && at > heads {
                setter.gap();
            }
            let base = setter.chars();
            for line in 0..row.height {
                let (runs, width) = row.line(line, &numbers);
                // A line of a row stands for a character of it, so that a place within the row is kept.
                let offset = (line as u32).min(row.chars.saturating_sub(1));
                let overfull = wide || width > setter.room();
                setter.line(Filled { runs, width, offset, overfull, ..Filled::default() }, base);
            }
            setter.advance(row.chars);
        }
    }
}

struct Fit {
    /// Columns of each column of the table.
    widths: Vec<usize>,
    /// Whether they are wider than the room together.
    wide: bool,
    /// Columns of the whole table if no cell had to be broken.
    natural: usize,
}

/// Finds the widths of the columns: as their cells are, else the widest narrowed, else wide.
fn fit(rows: &[Vec<Placed>], count: usize, room: usize) -> Fit {
    let mut natural = vec![1; count];
    let mut least = vec![1; count];
    let cap = 20.max(room / 3).min(room);
    let mut spanning = Vec::new();
    for cell in rows.iter().flatten() {
        let (whole, word) = cell.flow.widths();
        if cell.span > 1 {
            spanning.push((cell.column, cell.span, whole, word.min(cap)));
        } else if let (Some(n), Some(l)) = (natural.get_mut(cell.column), least.get_mut(cell.column)) {
            *n = whole.max(*n);
            *l = word.min(cap).max(*l);
        }
    }
    for (column, span, whole, word) in spanning {
        widen(&mut natural, column, span, whole);
        widen(&mut least, column, span, word);
    }
    let room = room.saturating_sub(GAP * count.saturating_sub(1));
    let whole = natural.iter().sum::<usize>();
    if whole <= room {
        return Fit { widths: natural, wide: false, natural: whole };
    }
    let shrunk = |most: usize| -> Vec<usize> {
        natural.iter().zip(&least).map(|(n, l)| (*n).min(most).max(*l)).collect()
    };
    if least.iter().sum::<usize>() > room {
        return Fit { widths: shrunk(WIDE_COLUMN), wide: true, natural: whole };
    }
    let (mut low, mut high) = (0, room);
    while low < high {
        let middle = (low + high).div_ceil(2);
        if shrunk(middle).iter().sum::<usize>() <= room {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    let mut fitted = shrunk(low);
    let mut left = room.saturating_sub(fitted.iter().sum());
    for (width, natural) in fitted.iter_mut().zip(&natural) {
        if left > 0 && *width < *natural {
            *width += 1;
            left -= 1;
        }
    }
    Fit { widths: fitted, wide: false, natural: whole }
}

/// Gives the last column of a cell that spans several what they lack together.
fn widen(widths: &mut [usize], column: usize, span: usize, wanted: usize) {
    let end = (column + span).min(widths.len());
    let Some(own) = widths.get_mut(column..end) else { return };
    let have = own.iter().sum::<usize>() + GAP * own.len().saturating_sub(1);
    if let Some(last) = own.last_mut() {
        *last += wanted.saturating_sub(have);
    }
}

/// A row whose cells are filled.
struct SetRow {
    /// For each cell: its column, where it begins and its width in columns, its lines.
    cells: Vec<(usize, usize, usize, Vec<Filled>)>,
    height: usize,
    chars: u32,
}

impl SetRow {
    fn new(cells: Vec<Placed>, widths: &[usize]) -> Self {
        let mut row = Self { cells: Vec::with_capacity(cells.len()), height: 0, chars: 0 };
        let mut start = 0;
        for Placed { column, span, flow } in cells {
            let own = widths.get(column..(column + span).min(widths.len())).unwrap_or_default();
            let width = own.iter().sum::<usize>() + GAP * own.len().saturating_sub(1);
            row.chars = row.chars.saturating_add(flow.chars());
            let mut lines = Vec::new();
            flow.fill((width, width), Manner::default(), |line| lines.push(line));
            row.height = row.height.max(lines.len());
            row.cells.push((column, start, width, lines));
            start += width + GAP;
        }
        row
    }

    /// Takes a line of the row; each is taken once.
    fn line(&mut self, at: usize, numbers: &[bool]) -> (Vec<Run>, usize) {
        let mut runs = Vec::new();
        let mut pen = 0;
        for (column, start, width, lines) in &mut self.cells {
            let Some(line) = lines.get_mut(at).map(std::mem::take).filter(|line| line.width > 0) else {
                continue;
            };
            let flush_right = numbers.get(*column).copied().unwrap_or(false);
            let from = *start + if flush_right { width.saturating_sub(line.width) } else { 0 };
            if from > pen {
                runs.push(run(&" ".repeat(from - pen), Ink::Text));
                pen = from;
            }
            pen += line.width;
            runs.extend(line.runs);
        }
        (runs, pen)
    }
}

fn rule(setter: &mut Setter<'_>, widths: &[usize], total: usize, wide: bool) {
    let sign = setter.signs.rule;
    let parts: Vec<String> = widths.iter().map(|width| sign.repeat(*width)).collect();
    let runs = vec![run(&parts.join(&" ".repeat(GAP)), Ink::TableRule)];
    let base = setter.chars();
    setter.line(Filled { runs, width: total, overfull: wide, ..Filled::default() }, base);
}

/// Each row as lines of `head: cell`, with a blank line between rows.
fn cards(setter: &mut Setter<'_>, rows: &[&Row]) {
    let head = rows.first().filter(|row| rows.len() > 1 && is_head(row)).copied();
    let (labels, cut) = head.map(|row| labels(setter, row)).unwrap_or_default();
    for row in rows.iter().skip(usize::from(head.is_some() && !cut)) {
        let labelled = head.is_none_or(|head| !std::ptr::eq(head, *row));
        let mut column = 0;
        for cell in &row.cells {
            let label = labels.get(column).filter(|label| labelled && !label.is_empty() && !cell.head);
            column += span_of(cell);
            if is_blank(cell) {
                continue;
            }
            let mut flow = Flow::default();
            if let Some(label) = label {
                flow.push(label, Look::of(Ink::TableHead));
                flow.push(": ", Look::of(Ink::Text));
            }
            let ground = if cell.head { Ink::TableHead } else { Ink::Text };
            flow.push_spans(&cell.spans, ground, setter.links.len(), setter.measure.ascii);
            setter.fill_hanging(flow, CARD_HANG);
        }
        setter.gap();
    }
}

/// The labels by column, and whether one was cut.
fn labels(setter: &Setter<'_>, head: &Row) -> (Vec<String>, bool) {
    let mut labels = Vec::new();
    let mut cut = false;
    for cell in &head.cells {
        let mut first = None;
        flow_of(setter, cell).fill((LABEL, LABEL), Manner::default(), |line| match &first {
            None => first = Some(line.runs.iter().map(|run| run.text.as_str()).collect::<String>()),
            Some(_) => cut = true,
        });
        let label = first.unwrap_or_default();
        labels.push(label.trim_end_matches(':').to_owned());
        labels.extend(std::iter::repeat_n(String::new(), span_of(cell) - 1));
    }
    (labels, cut)
}
