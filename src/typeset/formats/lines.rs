//! A page's lines as they are, for a terminal or a file.

use super::super::{Ink, Page, Run};

/// The page's lines as plain text, each ended by a line feed.
pub fn plain(page: &Page) -> String {
    let mut out = String::new();
    for line in &page.lines {
        for run in &line.runs {
            out.push_str(&run.text);
        }
        out.push('\n');
    }
    out
}

/// The page's lines with SGR (ECMA-48 8.3.117): bold, italic, underline, crossed out and the terminal's own
/// sixteen colours; everything is reset before each line's end.
pub fn ansi(page: &Page) -> String {
    let mut out = String::new();
    for line in &page.lines {
        let mut now = String::new();
        for run in &line.runs {
            let wanted = sgr(run);
            if wanted != now {
                if !now.is_empty() {
                    out.push_str("\u{1b}[0m");
                }
                if !wanted.is_empty() {
                    out.push_str(&format!("\u{1b}[{wanted}m"));
                }
                now = wanted;
            }
            out.push_str(&run.text);
        }
        if !now.is_empty() {
            out.push_str("\u{1b}[0m");
        }
        out.push('\n');
    }
    out
}

/// SGR parameters of a run, in order, joined by `;`.
fn sgr(run: &Run) -> String {
    let (bold, italic, colour) = match run.role {
        Ink::Text | Ink::TableCaption => (false, false, None),
        Ink::Title | Ink::Heading | Ink::Subheading | Ink::Standfirst | Ink::TableHead => (true, false, None),
        Ink::Byline
        | Ink::Facts
        | Ink::Credit
        | Ink::TableRule
        | Ink::QuoteBar
        | Ink::Separator
        | Ink::CodeComment
        | Ink::Hyphen => (false, false, Some(90)),
        Ink::Notice | Ink::Note | Ink::CodeString => (false, false, Some(33)),
        Ink::Quote | Ink::PullQuote => (false, true, None),
        Ink::ListMark | Ink::Figure | Ink::Embed => (false, false, Some(36)),
        Ink::Code | Ink::CodeNumber => (false, false, Some(32)),
        Ink::CodeKeyword => (true, false, Some(32)),
        Ink::Footnote => (false, false, Some(37)),
        Ink::Link => (false, false, Some(34)),
    };
    let parts = [
        (bold || run.style.strong).then_some(1),
        (italic != run.style.emphasis).then_some(3),
        (run.link.is_some() && !run.role.is_furniture()).then_some(4),
        run.style.strike.then_some(9),
        colour,
    ];
    parts.into_iter().flatten().map(|part| part.to_string()).collect::<Vec<_>>().join(";")
}
