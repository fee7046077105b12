//! Why a text is as it is, in lines: for the screen and the shell alike.

use crate::locale::counted;
use crate::news::{TextKind, Why};

/// What a line of the answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyPart {
    /// A heading.
    Head,
    /// The text that is shown.
    Shown,
    /// Another row.
    Row,
    /// How something begins.
    Begins,
}

/// Columns from which the answer is set in columns of its own.
pub const WHY_COLUMNS: u16 = 72;

/// Columns of the names of texts.
const NAME_COLUMNS: usize = 25;

/// Columns of what was left out.
const WHAT_COLUMNS: usize = NAME_COLUMNS;

/// The answer from first line to last; an empty line stands between its parts. In less than
/// [`WHY_COLUMNS`] what would stand side by side stands one under the other.
pub fn why_lines(why: &Why, narrow: bool) -> Vec<(WhyPart, String)> {
    let mut lines = vec![(WhyPart::Head, format!("{}: {}", kind(why.shown), why.because)), blank()];
    lines.push((WhyPart::Head, "The texts of this story".to_owned()));
    for text in &why.candidates {
        let part = if text.kind == why.shown { WhyPart::Shown } else { WhyPart::Row };
        let words = counted(u64::from(text.words), "word", "words");
        let (name, linked, score) = (kind(text.kind), text.linked, text.score);
        if narrow {
            lines.push((part, name.to_owned()));
            lines.push((part, format!("  {words} · {linked} % links · score {score}")));
        } else {
            lines
                .push((part, format!("{name:NAME_COLUMNS$} {words:>14} {linked:>4} % links  score {score}")));
        }
    }
    if let Some((slug, rules)) = &why.rules {
        lines.push(blank());
        lines.push((WhyPart::Head, format!("Your rules for {slug}, in sources.toml")));
        lines.extend(rules.drop.iter().map(|rule| (WhyPart::Row, format!("drop   {rule}"))));
        lines.extend(rules.start.iter().map(|rule| (WhyPart::Row, format!("start  {rule}"))));
    }
    lines.push(blank());
    let head =
        if why.left_out.is_empty() { "Nothing was left out" } else { "Left out of the page's own text" };
    lines.push((WhyPart::Head, head.to_owned()));
    for left in &why.left_out {
        let words = counted(u64::from(left.words), "word", "words");
        if narrow {
            lines.push((WhyPart::Row, format!("{} · {words}", left.what)));
            lines.push((WhyPart::Row, format!("  {}", left.rule)));
            lines.push((WhyPart::Begins, format!("  “{}…”", left.begins)));
        } else {
            // A long name has a line of its own, so that the columns stay.
            let long = left.what.chars().count() > WHAT_COLUMNS;
            if long {
                lines.push((WhyPart::Row, left.what.to_string()));
            }
            let what = if long { "" } else { left.what.as_str() };
            lines.push((WhyPart::Row, format!("{what:WHAT_COLUMNS$} {words:>14}  {}", left.rule)));
            lines.push((WhyPart::Begins, format!("{:WHAT_COLUMNS$} {:>14}  “{}…”", "", "", left.begins)));
        }
    }
    lines
}

fn blank() -> (WhyPart, String) {
    (WhyPart::Row, String::new())
}

/// A text in words.
pub fn kind(kind: TextKind) -> &'static str {
    match kind {
        TextKind::Extracted => "The page's own text",
        TextKind::Feed => "The text the feed carried",
        TextKind::Page => "The whole page",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Candidate, LeftOut, Text};

    #[test]
    fn columns_stand_under_each_other() {
        let all = [TextKind::Extracted, TextKind::Feed, TextKind::Page];
        let candidate = |(kind, words): (TextKind, u32)| Candidate { kind, words, linked: 3, score: 1 };
        let left = |what: &str| LeftOut {
            what: Text::line(what),
            rule: Text::line("share buttons"),
            words: 12,
            begins: Text::default(),
        };
        let why = Why {
            shown: TextKind::Extracted,
            because: Text::line("it is the best"),
            candidates: all.into_iter().zip([1, 1_412, 112_412]).map(candidate).collect(),
            rules: None,
            left_out: vec![left("div.a"), left("section.more-stories")],
        };
        let lines = why_lines(&why, false);
        let column = |part: &str| -> Vec<usize> {
            lines.iter().filter_map(|(_, line)| Some(line[..line.find(part)?].chars().count())).collect()
        };
        for (part, rows) in [(" % links", 3), ("  share", 2)] {
            let columns = column(part);
            assert_eq!(columns.len(), rows, "{lines:?}");
            assert!(columns.iter().all(|at| *at == columns[0]), "{part}: {lines:?}");
        }
    }
}
