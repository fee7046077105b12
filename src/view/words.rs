//! Text in columns: how wide it is, where it is cut, how it is broken into a few lines.

use std::borrow::Cow;

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

/// Columns of a text on the screen, by grapheme clusters as the screen draws them.
pub(super) fn width(text: &str) -> usize {
    text.graphemes(true).filter(|g| !g.contains(char::is_control)).map(|g| usize::from(g.cell_width())).sum()
}

/// The text in at most so many columns, with an ellipsis where something is left out.
pub(super) fn cut<'a>(text: &'a str, columns: usize, ellipsis: &str) -> Cow<'a, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let room = columns.saturating_sub(width(ellipsis));
    let mut out = head(text, room).trim_end().to_owned();
    if width(ellipsis) <= columns {
        out.push_str(ellipsis);
    }
    Cow::Owned(out)
}

/// As much of the beginning of a text as fits into so many columns, whole clusters only.
pub(super) fn head(text: &str, columns: usize) -> &str {
    let mut used = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        used += width(cluster);
        if used > columns {
            return text.get(..at).unwrap_or_default();
        }
    }
    text
}

/// The text broken at spaces into at most so many lines of so many columns; the last is cut where more
/// would follow. A word that is wider than a line is broken between clusters.
pub fn wrap(text: &str, columns: usize, lines: usize, ellipsis: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    if columns == 0 || lines == 0 {
        return out;
    }
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if out.len() > lines {
            break;
        }
        if !line.is_empty() && width(&line) + 1 + width(word) <= columns {
            line.push(' ');
            line.push_str(word);
            continue;
        }
        if !line.is_empty() {
            out.push(std::mem::take(&mut line));
        }
        let mut rest = word;
        while width(rest) > columns && out.len() <= lines {
            let part = head(rest, columns);
            if part.is_empty() {
                break;
            }
            out.push(part.to_owned());
            rest = rest.get(part.len()..).unwrap_or_default();
        }
        rest.clone_into(&mut line);
    }
    if !line.is_empty() {
        out.push(line);
    }
    if out.len() > lines {
        let next = out.get(lines).map(|next| format!(" {next}")).unwrap_or_default();
        out.truncate(lines);
        if let Some(last) = out.last_mut() {
            *last = cut(&(last.clone() + &next), columns, ellipsis).into_owned();
        }
    }
    // A cluster that is wider than a whole line has no place.
    out.retain(|line| width(line) <= columns);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn titles_are_cut_between_clusters() {
        assert_eq!(cut("Strength in calm", 9, "…"), "Strength…");
        assert_eq!(cut("日本語の見出し", 6, "…"), "日本…");
        assert_eq!(cut("cafe\u{301} noir", 5, "…"), "cafe\u{301}…");
        assert_eq!(cut("short", 5, "…"), "short");
        assert_eq!(cut("short", 0, "…"), "");
        assert_eq!(cut("👩\u{200d}👩\u{200d}👧 family", 4, "…"), "👩\u{200d}👩\u{200d}👧…");
    }

    #[test]
    fn words_are_kept_whole_where_they_can() {
        assert_eq!(
            wrap("13 Nov · 42 stories, 12 unread, ★ 2", 20, 2, "…"),
            ["13 Nov · 42 stories,", "12 unread, ★ 2"]
        );
        assert_eq!(wrap("one two three four", 7, 2, "…"), ["one two", "three…"]);
        assert_eq!(wrap("unbreakable", 4, 3, "…"), ["unbr", "eaka", "ble"]);
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_it_may_be(text in "\\PC{0,60}", columns in 0usize..20, lines in 0usize..4) {
            prop_assert!(width(&cut(&text, columns, "…")) <= columns);
            let wrapped = wrap(&text, columns, lines, "…");
            prop_assert!(wrapped.len() <= lines);
            prop_assert!(wrapped.iter().all(|line| width(line) <= columns), "{:?}", wrapped);
        }
    }
}
