//! Numbers 1–31 on a page, and those of them that make up a month.

use crate::extract::outline::Outline;
use crate::news::Month;

/// A number that may be a day.
pub(super) struct Cell {
    /// 1–31.
    pub number: i8,
    /// The text it stands in.
    pub piece: usize,
    /// The link that consists of it.
    pub link: Option<usize>,
}

/// The numbers of a month in order, and which of them are its links.
pub(super) struct Run {
    pub month: Month,
    /// Indexes of cells.
    pub cells: Vec<usize>,
    pub linked: Vec<bool>,
}

/// Texts that may stand between two days of a month: a count, a mark, an empty cell's dash.
const GAP: usize = 6;

/// All numbers that stand by themselves: a text or a link that is nothing but numbers.
pub(super) fn of(outline: &Outline) -> Vec<Cell> {
    let mut out = Vec::new();
    for (at, piece) in outline.pieces.iter().enumerate() {
        if piece.unselected {
            continue;
        }
        let sole = piece.link.and_then(|link| outline.links.get(link)).map(|link| link.pieces.len() == 1);
        if sole == Some(false) {
            continue;
        }
        let words: Vec<&str> =
            piece.text.split(|c: char| c.is_whitespace() || matches!(c, '|' | '·' | ',')).collect();
        let numbers: Vec<i8> =
            words.iter().filter(|word| !word.is_empty()).map_while(|word| number(word)).collect();
        if numbers.len() != words.iter().filter(|word| !word.is_empty()).count() {
            continue;
        }
        let link = piece.link.filter(|_| numbers.len() == 1);
        if piece.link.is_some() && link.is_none() {
            continue;
        }
        out.extend(numbers.into_iter().map(|number| Cell { number, piece: at, link }));
    }
    out
}

fn number(word: &str) -> Option<i8> {
    let digits = word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|n| digits && (1..=31).contains(n))
}

/// The numbers of a month around its links: bare ones between them that keep the order, and those
/// that count on before the first and after the last.
pub(super) fn run(cells: &[Cell], month: Month, anchors: &[usize]) -> Run {
    let mut run = Run { month, cells: Vec::new(), linked: Vec::new() };
    let (Some(&first), Some(&last)) = (anchors.first(), anchors.last()) else { return run };
    let near = |a: usize, b: usize| cells[a].piece.abs_diff(cells[b].piece) <= GAP;
    let mut before = Vec::new();
    let (mut at, mut expected) = (first, cells[first].number - 1);
    for earlier in (0..first).rev() {
        if expected < 1 || !near(earlier, at) {
            break;
        }
        if cells[earlier].number == expected && cells[earlier].link.is_none() {
            before.push(earlier);
            (at, expected) = (earlier, expected - 1);
        }
    }
    for earlier in before.into_iter().rev() {
        run.cells.push(earlier);
        run.linked.push(false);
    }
    for pair in anchors.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        run.cells.push(from);
        run.linked.push(true);
        let mut highest = cells[from].number;
        for between in from + 1..to {
            let number = cells[between].number;
            if number > highest && number < cells[to].number && cells[between].link.is_none() {
                run.cells.push(between);
                run.linked.push(false);
                highest = number;
            }
        }
    }
    run.cells.push(last);
    run.linked.push(true);
    let (mut at, mut expected) = (last, cells[last].number + 1);
    for (later, cell) in cells.iter().enumerate().skip(last + 1) {
        if expected > month.len() || !near(later, at) {
            break;
        }
        if cell.number == expected && cell.link.is_none() {
            run.cells.push(later);
            run.linked.push(false);
            (at, expected) = (later, expected + 1);
        }
    }
    run
}
