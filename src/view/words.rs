//! Text in columns: how wide it is, where it is cut, how it is broken into a few lines.

use std::borrow::Cow;

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

/// Columns of a text on the screen, by grapheme clusters as the screen draws them.
pub(super) fn width(text: &str) -> usize {
    if text.chars().all(is_simple) { text.chars().count() } else { width_of_clusters(text) }
}

/// Whether a character is a cluster of its own beside any other such, in one column: of the Latin, Greek and Cyrillic
/// letters and their signs those that join nothing. Most of what is drawn is nothing else, and each frame asks thousands of
/// times how wide it is.
fn is_simple(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{384}'..='\u{482}' | '\u{48a}'..='\u{52f}'
        | '\u{2010}'..='\u{2027}')
}

fn width_of_clusters(text: &str) -> usize {
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

/// What is said in at most so many columns: as many of its sentences as have room where they fill half of it, else whole
/// words with an ellipsis. A word that is longer than half the line, such as an address, is cut inside.
pub(super) fn cut_said<'a>(text: &'a str, columns: usize, ellipsis: &str) -> Cow<'a, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let fits = |said: &&str| width(said) <= columns;
    if let Some(said) = sentences(text).rfind(fits).filter(|said| width(said) * 2 >= columns) {
        return Cow::Borrowed(said);
    }
    let room = columns.saturating_sub(width(ellipsis));
    let fits = head(text, room);
    let follows_space = text.get(fits.len()..).is_some_and(|rest| rest.starts_with(' '));
    let whole = if follows_space { Some(fits) } else { fits.rsplit_once(' ').map(|(whole, _)| whole) };
    match whole.filter(|whole| width(whole) * 2 >= room) {
        Some(whole) if room > 0 => {
            Cow::Owned(format!("{}{ellipsis}", whole.trim_end_matches([' ', ',', ':', ';', '(', '–'])))
        }
        _ => cut(text, columns, ellipsis),
    }
}

/// The beginnings of what is said that end with a sentence, but for the whole.
fn sentences(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.match_indices([' ', '\u{a0}'])
        .filter_map(|(at, _)| Some((text.get(..at)?, text.get(at..)?.trim_start())))
        .filter(|(said, behind)| ends_sentence(said) || behind.starts_with("· "))
        .map(|(said, _)| said.trim_end_matches(['.', ';', ' ']))
}

/// The first sentence of what is said.
pub(super) fn first_sentence(text: &str) -> &str {
    sentences(text).next().unwrap_or(text)
}

/// Whether words end as a sentence does: not with an abbreviation (`St.`, `Mr.`, `U.S.`) or a number (`13.`), as names and
/// titles in it may.
fn ends_sentence(said: &str) -> bool {
    let word = said.rsplit([' ', '\u{a0}']).next().unwrap_or_default();
    match word.strip_suffix('.') {
        Some(word) => {
            let is_small = word.starts_with(char::is_lowercase) || word.chars().count() > 4;
            is_small && word.chars().count() > 2 && word.chars().all(|c| c.is_alphabetic() || c == '\'')
        }
        None => word.ends_with([';', '!', '?']),
    }
}

/// As much of the beginning of a text as fits into so many columns, whole clusters only.
pub(super) fn head(text: &str, columns: usize) -> &str {
    // Whatever joins the first that has no place makes it no narrower.
    if text.chars().take(columns.saturating_add(1)).all(is_simple) {
        let end = text.char_indices().nth(columns).map_or(text.len(), |(at, _)| at);
        return text.get(..end).unwrap_or_default();
    }
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

/// A headline broken as [`wrap`] does, but into lines of about the same length, as a page has them.
pub(super) fn wrap_evenly(text: &str, columns: usize, lines: usize, ellipsis: &str) -> Vec<String> {
    let whole = wrap(text, columns, usize::MAX, ellipsis);
    if whole.len() < 2 || whole.len() > lines {
        return wrap(text, columns, lines, ellipsis);
    }
    let longest = text.split(' ').map(width).max().unwrap_or(0);
    let (mut low, mut high) = ((columns / 2).max(longest).min(columns), columns);
    while low < high {
        let middle = usize::midpoint(low, high);
        if wrap(text, middle, usize::MAX, ellipsis).len() <= whole.len() {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    wrap(text, high, lines, ellipsis)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_said_loses_sentences_then_words_never_half_a_word() {
        let said = |columns| cut_said("Marked read. u takes it back", columns, "…").into_owned();
        assert_eq!(said(28), "Marked read. u takes it back");
        assert_eq!(said(27), "Marked read. u takes it…");
        assert_eq!(said(22), "Marked read");
        assert_eq!(said(9), "Marked…");
        let named = "St. Galler Tagblatt Online Ausgabe is not followed any more. u brings it back";
        assert_eq!(cut_said(named, 44, "…"), "St. Galler Tagblatt Online Ausgabe is not…");
        assert_eq!(cut_said(named, 64, "…"), "St. Galler Tagblatt Online Ausgabe is not followed any more");
        for named in
            ["Mr. Fox and the hounds of Hull", "U.S. rivers rise again today", "Am 13. November um neun Uhr"]
        {
            let cut = cut_said(named, 20, "…");
            assert!(cut.ends_with('…') && width(&cut) > 10, "{cut}");
        }
        assert_eq!(cut_said("26 Nov · 6 stories · fetched 09:40", 30, "…"), "26 Nov · 6 stories");
        assert_eq!(cut_said("Kept: it stands among the sources", 27, "…"), "Kept: it stands among the…");
        assert_eq!(cut_said("Kept: it stands among, say, those", 28, "…"), "Kept: it stands among, say…");
        // An address is worth more in part than not at all; a script without spaces is cut between clusters.
        let address = "In the browser: https://wire.example/world/2025-11-13/";
        assert_eq!(cut_said(address, 38, "…"), "In the browser: https://wire.example/…");
        assert_eq!(cut_said("日本語の見出し", 6, "…"), "日本…");
        assert_eq!(cut_said("short words", 0, "…"), "");
    }

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
        assert_eq!(wrap("one two three four", 14, 2, "…"), ["one two three", "four"]);
        assert_eq!(wrap_evenly("one two three four", 14, 2, "…"), ["one two", "three four"]);
        assert_eq!(wrap("unbreakable", 4, 3, "…"), ["unbr", "eaka", "ble"]);
    }

    /// `head` as it is by its clusters alone.
    fn head_of_clusters(text: &str, columns: usize) -> &str {
        let mut used = 0;
        let fits = text.grapheme_indices(true).take_while(|(_, cluster)| {
            used += width_of_clusters(cluster);
            used <= columns
        });
        let end = fits.last().map_or(0, |(at, cluster)| at + cluster.len());
        text.get(..end).unwrap()
    }

    #[test]
    fn what_is_counted_by_characters_is_one_column_each_beside_any_other() {
        let simple: Vec<char> = (0..0x3000).filter_map(char::from_u32).filter(|c| is_simple(*c)).collect();
        let rows: String = simple.iter().collect();
        assert_eq!(width_of_clusters(&rows), simple.len());
        for (at, c) in simple.iter().enumerate() {
            let beside = simple.get((at * 7919) % simple.len()).unwrap();
            let pair = format!("{c}{beside}{c}{c}");
            assert_eq!(
                (width(&pair), pair.graphemes(true).count()),
                (width_of_clusters(&pair), 4),
                "{pair:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn by_characters_or_by_clusters_a_text_is_as_wide(
            text in "[a-z .–é\u{301}\u{ad}ж日\u{200d}👩\u{fe0f}©]{0,12}",
            columns in 0usize..14,
        ) {
            prop_assert_eq!(width(&text), width_of_clusters(&text));
            prop_assert_eq!(head(&text, columns), head_of_clusters(&text, columns), "{:?} {}", text, columns);
        }

        #[test]
        fn nothing_is_wider_than_it_may_be(text in "\\PC{0,60}", columns in 0usize..20, lines in 0usize..4) {
            prop_assert!(width(&cut(&text, columns, "…")) <= columns);
            let wrapped = wrap(&text, columns, lines, "…");
            prop_assert!(wrapped.len() <= lines);
            prop_assert!(wrapped.iter().all(|line| width(line) <= columns), "{:?}", wrapped);
        }
    }
}
