//! Text that runs from the right, on a screen that is filled from the left.
//!
//! Pages keep their lines in the order they are read: what is searched, copied, piped and anchored is that
//! order. Only who draws asks here for the order of the eye (UAX 9, rules L1, L2 and L4). Clusters are never
//! taken apart: a letter keeps its marks, an emoji its parts.

mod words;

pub use words::{told, words_as_seen};

use std::borrow::Cow;
use std::ops::Range;

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};
use unicode_segmentation::UnicodeSegmentation;

use super::page::columns;
use super::{Ink, Line, Page, Run};

/// A cluster of a line in the order of the eye.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Where it stands in the line as it is read, in bytes.
    pub range: Range<usize>,
    /// The sign that is drawn instead: a bracket that opens to the other side.
    pub mirrored: Option<char>,
}

impl Seen {
    /// What is drawn of it. A joiner at its end, which waits for a part that does not come, would join it to its
    /// new neighbour; so would a mark that begins the line and has nothing to stand on.
    pub fn text<'a>(&self, line: &'a str) -> Cow<'a, str> {
        if let Some(sign) = self.mirrored {
            return Cow::Owned(sign.to_string());
        }
        let cluster = line.get(self.range.clone()).unwrap_or_default().trim_end_matches('\u{200d}');
        if self.range.start == 0 && lacks_a_base(cluster) {
            return Cow::Owned("\u{fffd}".repeat(columns(cluster)));
        }
        Cow::Borrowed(cluster)
    }
}

/// Whether a cluster would become part of whatever stands before it.
fn lacks_a_base(cluster: &str) -> bool {
    !cluster.is_ascii() && format!("a{cluster}").graphemes(true).nth(1).is_none()
}

/// Whether a text holds anything that runs from the right.
pub fn has_right_to_left(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|c| c >= '\u{590}' && is_from_the_right(c))
}

fn is_from_the_right(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

/// Whether a paragraph runs from the right: most of its letters do, or half of them and the first.
///
/// A page says so for the whole of it (`dir="rtl"`), a line of a terminal cannot; and the first letter alone,
/// which UAX 9 goes by where nothing is said, is wrong for the many paragraphs that begin with a foreign name.
pub fn runs_from_the_right(text: &str) -> bool {
    if !has_right_to_left(text) {
        return false;
    }
    let (mut left, mut right, mut first) = (0_usize, 0_usize, None);
    for c in text.chars() {
        match bidi_class(c) {
            BidiClass::L => left += 1,
            BidiClass::R | BidiClass::AL => right += 1,
            _ => continue,
        }
        first.get_or_insert(right > 0);
    }
    right > left || (right == left && first == Some(true))
}

/// The clusters of a line in the order of the eye; `from_the_right` is the direction of its paragraph. Parts between
/// dots are isolates (UAX 9): each goes where most of it goes, so that a date beside a name is not taken apart.
///
/// Wide gaps, upright rules and the dots between the parts of a byline stay where they are, so that the columns
/// of a table keep their places, and a number is not drawn to the name before it.
pub fn as_seen(line: &str, from_the_right: bool) -> Vec<Seen> {
    let base = if from_the_right { Level::rtl() } else { Level::ltr() };
    let levels = levels(line, base);
    let mut clusters: Vec<(Seen, Level)> = line
        .grapheme_indices(true)
        .map(|(at, cluster)| {
            let seen = Seen { range: at..at + cluster.len(), mirrored: None };
            (seen, levels.get(at).copied().unwrap_or(base))
        })
        .collect();
    let is_gap = |seen: &Seen| matches!(line.get(seen.range.clone()), Some(" " | "│" | "|" | "·"));
    for gap in clusters.chunk_by_mut(|(a, _), (b, _)| is_gap(a) == is_gap(b)) {
        if gap.len() > 1 && gap.first().is_some_and(|(seen, _)| is_gap(seen)) {
            for (_, level) in gap {
                *level = base;
            }
        }
    }
    for (seen, level) in &mut clusters {
        let cluster = line.get(seen.range.clone()).unwrap_or_default();
        seen.mirrored = if level.is_rtl() { mirrored(cluster) } else { None };
    }
    let highest = clusters.iter().map(|(_, level)| level.number()).max().unwrap_or(0);
    let lowest = clusters.iter().map(|(_, level)| level.number()).filter(|level| level % 2 == 1).min();
    for level in (lowest.unwrap_or(u8::MAX)..=highest).rev() {
        for stretch in clusters.chunk_by_mut(|(_, a), (_, b)| (a.number() >= level) == (b.number() >= level))
        {
            if stretch.first().is_some_and(|(_, own)| own.number() >= level) {
                stretch.reverse();
            }
        }
    }
    clusters.into_iter().map(|(seen, _)| seen).collect()
}

/// What stands between the parts of a line.
const PARTS: &str = " · ";

/// The level of each byte of a line whose paragraph has this level.
fn levels(line: &str, base: Level) -> Vec<Level> {
    let mut levels = vec![base; line.len()];
    let mut from = 0;
    for part in line.split(PARTS) {
        // Without a dot the paragraph has said where it goes.
        let is_whole = part.len() == line.len();
        let own = if is_whole {
            base
        } else if runs_from_the_right(part) {
            Level::rtl()
        } else {
            Level::ltr()
        };
        let raised = if own < base { 2 } else { 0 };
        let info = BidiInfo::new(part, Some(own));
        for paragraph in &info.paragraphs {
            let found = info.reordered_levels(paragraph, paragraph.range.clone());
            for at in paragraph.range.clone() {
                if let (Some(level), Some(found)) = (levels.get_mut(from + at), found.get(at)) {
                    *level = Level::new(found.number() + raised).unwrap_or(*found);
                }
            }
        }
        from += part.len() + PARTS.len();
    }
    levels
}

/// The pieces of a line, each with a mark of its own, in the order of the eye; neighbours with the same mark
/// are one piece.
pub fn pieces_as_seen<M: Copy + PartialEq>(pieces: &[(&str, M)], from_the_right: bool) -> Vec<(String, M)> {
    let line: String = pieces.iter().map(|(text, _)| *text).collect();
    let mut ends = Vec::with_capacity(pieces.len());
    let mut end = 0;
    for (text, mark) in pieces {
        end += text.len();
        ends.push((end, *mark));
    }
    let mut out: Vec<(String, M)> = Vec::new();
    for seen in as_seen(&line, from_the_right) {
        let piece = ends.partition_point(|(end, _)| *end <= seen.range.start);
        let Some((_, mark)) = ends.get(piece) else { continue };
        if out.last().is_none_or(|(_, last)| last != mark) {
            out.push((String::new(), *mark));
        }
        if let Some((text, _)) = out.last_mut() {
            text.push_str(&seen.text(&line));
        }
    }
    out
}

impl Line {
    /// The direction its words are put in order by. It is that of its paragraph, but a part of a byline that has a line
    /// to itself goes its own way, though it stands at the right.
    pub fn reads_from_the_right(&self) -> bool {
        let is_of_head = |run: &Run| matches!(run.role, Ink::Byline | Ink::Facts);
        let is_part = || self.runs.iter().all(is_of_head) && !self.text().contains(PARTS);
        self.from_the_right && (!is_part() || runs_from_the_right(&self.text()))
    }
}

impl Page {
    /// The page with its lines in the order of the eye, for who writes them from the left: what runs from the
    /// right ends at the measure's edge. Places and links stay those of their lines.
    #[must_use]
    pub fn as_seen(mut self) -> Self {
        let measure = self.measure.width();
        for line in &mut self.lines {
            let turned = line.runs.iter().any(|run| has_right_to_left(&run.text));
            if !turned && !line.from_the_right {
                continue;
            }
            let pieces: Vec<(&str, usize)> =
                line.runs.iter().enumerate().map(|(at, run)| (run.text.as_str(), at)).collect();
            let mut runs: Vec<Run> = pieces_as_seen(&pieces, line.reads_from_the_right())
                .into_iter()
                .filter_map(|(text, at)| Some(Run { text, ..line.runs.get(at)?.clone() }))
                .collect();
            let space = measure.saturating_sub(line.width as usize);
            if line.from_the_right && space > 0 {
                runs.insert(0, Run { text: " ".repeat(space), ..Run::default() });
                line.width += space as u32;
            }
            line.runs = runs;
        }
        self
    }
}

/// A text of one look, such as a title, in the order of the eye. Its direction is its own.
pub fn line_as_seen(text: &str) -> Cow<'_, str> {
    if !has_right_to_left(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for seen in as_seen(text, runs_from_the_right(text)) {
        out.push_str(&seen.text(text));
    }
    Cow::Owned(out)
}

/// Signs in pairs that look into each other's direction (from `BidiMirroring.txt`, those that text has).
const PAIRS: &[(char, char)] = &[
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('<', '>'),
    ('«', '»'),
    ('‹', '›'),
    ('≤', '≥'),
    ('⁅', '⁆'),
    ('⟨', '⟩'),
    ('〈', '〉'),
    ('《', '》'),
    ('「', '」'),
    ('『', '』'),
    ('【', '】'),
];

fn mirrored(cluster: &str) -> Option<char> {
    let mut chars = cluster.chars();
    let (sign, None) = (chars.next()?, chars.next()) else { return None };
    PAIRS.iter().find_map(|(open, close)| match sign {
        _ if sign == *open => Some(*close),
        _ if sign == *close => Some(*open),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_paragraph_goes_where_most_of_it_goes() {
        assert!(runs_from_the_right("שלום עולם"));
        assert!(runs_from_the_right("Dateline هو برنامج لقراءة الأخبار"));
        assert!(!runs_from_the_right("The word שלום means peace"));
        assert!(!runs_from_the_right("2025 – 13"));
        assert!(runs_from_the_right("אב ab"));
        assert!(!runs_from_the_right("ab אב"));
    }

    #[test]
    fn letters_from_the_right_numbers_and_latin_from_the_left() {
        assert_eq!(line_as_seen("שלום"), "םולש");
        assert_eq!(line_as_seen("the word אבג is three letters"), "the word גבא is three letters");
        assert_eq!(line_as_seen("בשנת 2025 היה abc כאן"), "ןאכ abc היה 2025 תנשב");
        assert_eq!(line_as_seen("אמת (כך) סוף."), ".ףוס (ךכ) תמא");
        assert_eq!(line_as_seen("plain"), "plain");
    }

    #[test]
    fn parts_between_dots_are_not_taken_apart() {
        for (line, from_the_right, seen) in [
            (
                "חדשות (News 24) · דן · 13 November 2025, 09:12",
                true,
                "13 November 2025, 09:12 · ןד · (News 24) תושדח",
            ),
            ("חדשות · 13 نوفمبر 2025، 09:12", true, "09:12 ،2025 ربمفون 13 · תושדח"),
            ("חדשות היום · 2025-11-13", true, "2025-11-13 · םויה תושדח"),
            ("The Wire · גדעון, John · 1 May", false, "The Wire · John ,ןועדג · 1 May"),
        ] {
            let clusters = as_seen(line, from_the_right);
            let drawn: String = clusters.iter().map(|cluster| cluster.text(line)).collect();
            assert_eq!(drawn, seen);
        }
    }

    #[test]
    fn clusters_stay_whole() {
        let pointed = "שָׁלוֹם";
        let seen: Vec<&str> = as_seen(pointed, true).into_iter().map(|s| &pointed[s.range]).collect();
        assert_eq!(seen, ["ם", "וֹ", "ל", "שָׁ"]);
    }

    #[test]
    fn columns_of_a_table_keep_their_places() {
        assert_eq!(line_as_seen("אב   גד   ef gh ij kl"), "בא   דג   ef gh ij kl");
        assert_eq!(line_as_seen("Wire · אב · 1 May 2025"), "Wire · בא · 1 May 2025");
        assert_eq!(line_as_seen("אב │ גד │ ef gh ij kl"), "בא │ דג │ ef gh ij kl");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_or_added(text in "[a-c א-ת ء-ي0-9()«» ًّ\u{200d}👩🏽‍🚀हिन्दी日本│.,]{0,40}", right: bool) {
            let seen = as_seen(&text, right);
            let mut ranges: Vec<_> = seen.iter().map(|seen| (seen.range.start, seen.range.end)).collect();
            ranges.sort_unstable();
            let clusters: Vec<_> =
                text.grapheme_indices(true).map(|(at, cluster)| (at, at + cluster.len())).collect();
            prop_assert_eq!(ranges, clusters);
        }
    }

    #[test]
    fn what_stands_under_a_title_stands_on_its_side_and_its_parts_stay_whole() {
        let head = super::super::Head {
            title: crate::news::Text::line("שלום עולם טוב"),
            byline: ["The Wire", "דנה לוי", "13 November 2025, 09:12"].map(crate::news::Text::line).to_vec(),
            facts: crate::news::Text::line("163 words · 2 min"),
            ..super::super::Head::default()
        };
        let article = crate::typeset::tests::article(Vec::new());
        let page = super::super::typeset(&article, &head, super::super::Measure::of(30)).as_seen();
        let lines: Vec<String> = page.lines.iter().map(crate::typeset::Line::text).collect();
        assert_eq!(
            lines,
            [
                "                 בוט םלוע םולש",
                "",
                "            יול הנד · The Wire",
                "       13 November 2025, 09:12",
                "             2 min · 163 words",
            ]
        );
    }

    #[test]
    fn a_page_for_paper_ends_at_the_right() {
        let page = crate::typeset::tests::set(vec![crate::typeset::tests::says("שלום (עולם)")], 20);
        let seen = page.as_seen();
        assert_eq!(seen.lines[0].text(), "         (םלוע) םולש");
    }

    #[test]
    fn a_mark_without_a_base_joins_no_stranger() {
        let seen: String =
            as_seen("🏽👩日א", true).iter().map(|seen| seen.text("🏽👩日א").into_owned()).collect();
        assert_eq!(seen, "א日👩\u{fffd}\u{fffd}");
        assert_eq!(columns(&seen), columns("🏽👩日א"));
    }
}
