//! What a key press writes: cells that are other than before, and no others. The bytes that the real program wrote into a
//! pseudo-terminal are gone through again, each sign with the cell that it falls upon.

use crate::support::pty::Launch;

/// What the signs of a stretch of output did to the screen.
#[derive(Debug, Default, PartialEq, Eq)]
struct Written {
    /// Cells that are other than before.
    changed: usize,
    /// Cells that were the same before, as row and column.
    again: Vec<(u16, u16)>,
    /// What clears or moves many cells at once.
    sweeping: Vec<String>,
}

/// The frames that have come whole (synchronized output, mode 2026); what stands behind them is a part of the next.
fn frames(raw: &[u8]) -> &[u8] {
    const ENDS: &[u8] = b"\x1b[?2026l";
    let end = raw.windows(ENDS.len()).rposition(|bytes| bytes == ENDS).map_or(0, |at| at + ENDS.len());
    &raw[..end]
}

/// Goes through `raw`; counted is what comes after the first `from` bytes.
fn written(raw: &[u8], from: usize, (columns, rows): (u16, u16)) -> Written {
    let size = |cells: u16| cells.try_into().unwrap();
    let mut terminal = vt100::Parser::new(size(rows), size(columns), 0);
    let (before, after) = raw.split_at(from);
    terminal.process(before);
    let after = std::str::from_utf8(after).expect("whole letters");
    let mut written = Written::default();
    let mut rest = after;
    while let Some(first) = rest.chars().next() {
        let length = if first == '\u{1b}' { sequence(rest) } else { first.len_utf8() };
        let (piece, behind) = rest.split_at(length);
        rest = behind;
        if first.is_control() {
            if piece.starts_with("\u{1b}[") && piece.ends_with(['J', 'K', 'L', 'M', 'P', 'S', 'T', 'X', '@'])
            {
                written.sweeping.push(piece.escape_debug().to_string());
            }
            terminal.process(piece.as_bytes());
            continue;
        }
        let (row, column) = terminal.screen().cursor_position();
        let before = look(terminal.screen().cell(row, column));
        terminal.process(piece.as_bytes());
        if look(terminal.screen().cell(row, column)) == before {
            written.again.push((row, column));
        } else {
            written.changed += 1;
        }
    }
    written
}

/// The length of the control sequence that a text begins with (ECMA-48, section 5.4; the strings of section 5.6).
fn sequence(text: &str) -> usize {
    let end = |found: Option<usize>| found.map_or(text.len(), |at| at + 1);
    match text.as_bytes().get(1) {
        Some(b'[') => {
            end(text.bytes().skip(2).position(|byte| (0x40..=0x7e).contains(&byte)).map(|at| at + 2))
        }
        Some(b']' | b'P' | b'_') => text.find("\u{1b}\\").map_or(text.len(), |at| at + 2),
        _ => text.len().min(2),
    }
}

/// What is seen of a cell; a cell that was never written is blank.
fn look(cell: Option<&vt100::Cell>) -> impl PartialEq + use<> {
    cell.map(|cell| {
        let sign = if cell.has_contents() { cell.contents() } else { " " };
        let style = [cell.bold(), cell.dim(), cell.italic(), cell.underline(), cell.inverse()];
        (sign.to_owned(), cell.fgcolor(), cell.bgcolor(), style)
    })
}

/// Keys, what stands on the screen when each has done its work, and what does not.
const KEYS: [(&str, &str, Option<&str>); 10] = [
    ("j", "▌• Today is a place", None),
    ("k", "▌• A newspaper", None),
    ("[", "12 November 2025", Some("▌• A newspaper")),
    ("]", "▌• A newspaper", None),
    ("b", "Bookmarked", None),
    ("gb", "1 bookmark", None),
    ("q", "▌• A newspaper", None),
    ("\r", " %", None),
    ("?", "What works in the reader", None),
    ("/", "Find a key", None),
];

#[test]
fn a_key_press_writes_the_cells_that_it_changes_and_no_others() {
    for size in [(120, 40), (80, 24)] {
        let mut pty =
            Launch::dateline().args(["--demo", "--today", "2025-11-13"]).size(size.0, size.1).start();
        pty.wait_for_text("▌• A newspaper");
        let from = frames(&pty.raw()).len();
        for (key, seen, gone) in KEYS {
            pty.send(key);
            pty.wait_for(seen, |screen| {
                let text = screen.contents();
                text.contains(seen) && gone.is_none_or(|gone| !text.contains(gone))
            });
        }
        let written = written(frames(&pty.raw()), from, size);
        assert!(written.changed > 500, "{written:?}");
        assert_eq!(written, Written { changed: written.changed, ..Written::default() }, "{size:?}");
    }
}

#[test]
fn what_is_written_again_is_noticed() {
    let counted = |output: &str| written(output.as_bytes(), "news".len(), (20, 2));
    assert_eq!(counted("news\u{1b}[1;1Hnews").again, [(0, 0), (0, 1), (0, 2), (0, 3)]);
    // Bold is another look; a blank over nothing is none.
    let bold = counted("news\u{1b}[1;1H\u{1b}[1mne\u{1b}[0m w ");
    assert_eq!((bold.changed, bold.again), (4, vec![(0, 4)]));
    assert_eq!(counted("news\u{1b}[2J").sweeping, ["\\u{1b}[2J"]);
}
