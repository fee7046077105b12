//! A line that is typed: what of it has room, and where its caret stands.

use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use super::pen::Pen;
use super::words::{head, width};
use crate::app::Input;
use crate::theme::Role;

/// A prompt and an input line; where what is typed has no room, a sign stands at the end that is left out.
pub(super) fn draw_input(pen: &mut Pen<'_>, area: Rect, prompt: &str, input: &Input) -> Option<Position> {
    let x = pen.put(area, (1, 0), prompt, Role::Key);
    let room = usize::from(area.width.saturating_sub(x + 1));
    if room == 0 {
        return None;
    }
    let field = Rect { x: area.x + x, width: area.width - x, ..area };
    pen.lay(field, pen.style(Role::Field));
    let byte = input.text.char_indices().nth(input.cursor).map_or(input.text.len(), |(at, _)| at);
    let (before, behind) = input.text.split_at(byte);
    // The lines of a note stand behind each other.
    let lines = |text: &str| text.replace('\n', pen.glyphs.line_end);
    let (before, behind) = in_room(&lines(before), &lines(behind), room, pen.glyphs.ellipsis);
    let cursor = pen.put(field, (0, 0), &before, Role::Text);
    pen.put(field, (cursor, 0), &behind, Role::Text);
    Some(Position::new(field.x + cursor, field.y))
}

/// What is seen of a line before its caret and behind it, in so many columns. The cluster under the caret is among it.
fn in_room(before: &str, behind: &str, room: usize, ellipsis: &str) -> (String, String) {
    let caret = behind.graphemes(true).next().map_or(1, |cluster| width(cluster).max(1));
    let sign = if room >= 4 * width(ellipsis) + caret { ellipsis } else { "" };
    let rest = width(behind).saturating_sub(caret);
    // Behind the caret there is more than has room, or it may be.
    let kept = caret + rest.min(width(sign));
    let before = if width(before) + kept <= room {
        before.to_owned()
    } else {
        format!("{sign}{}", tail(before, room.saturating_sub(kept + width(sign))))
    };
    let left = room.saturating_sub(width(&before));
    let behind = if width(behind) <= left {
        behind.to_owned()
    } else {
        format!("{}{sign}", head(behind, left.saturating_sub(width(sign))))
    };
    (before, behind)
}

/// As much of the end of a text as fits into so many columns, whole clusters only.
fn tail(text: &str, columns: usize) -> &str {
    let mut used = width(text);
    for (at, cluster) in text.grapheme_indices(true) {
        if used <= columns {
            return text.get(at..).unwrap_or_default();
        }
        used -= width(cluster);
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_stands_where_a_long_line_is_cut() {
        for (before, behind, room, seen) in [
            ("short", "", 12, ("short", "")),
            ("as long as 11", "", 14, ("as long as 11", "")),
            ("one letter more", "", 15, ("…e letter more", "")),
            ("abcdefghijkl", "mnopqrstuvwx", 12, ("…defghijkl", "m…")),
            ("abc", "defghijklmnop", 12, ("abc", "defghijk…")),
            ("", "defghijklmnop", 12, ("", "defghijklmn…")),
            ("漢字漢字漢字漢字", "漢字", 12, ("…漢字漢字", "漢…")),
            ("漢字漢字漢字漢字", "字", 12, ("…漢字漢字", "字")),
        ] {
            let (left, right) = in_room(before, behind, room, "…");
            assert_eq!((left.as_str(), right.as_str()), seen, "{before}|{behind} in {room}");
        }
    }

    #[test]
    fn the_caret_is_in_sight_wherever_it_stands() {
        let text = "https://example.org/новости/漢字漢字/e\u{301}e\u{301}/a-long-name-of-a-page-0123456789";
        let ends = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]);
        for (at, room) in ends.flat_map(|at| (1..60).map(move |room| (at, room))) {
            for sign in ["…", "..."] {
                let (before, behind) = text.split_at(at);
                let caret = behind.graphemes(true).next().unwrap_or_default();
                let (left, right) = in_room(before, behind, room, sign);
                if room >= 2 {
                    assert!(width(&left) + width(&right) <= room, "{at} in {room}: {left}|{right}");
                    assert!(
                        width(&left) < room && right.starts_with(caret),
                        "{at} in {room}: {left}|{right}"
                    );
                }
                if room >= 20 {
                    assert_eq!(left.starts_with(sign), left != before, "{at} in {room}: {left}");
                    assert_eq!(right.ends_with(sign), right != behind, "{at} in {room}: {right}");
                }
            }
        }
    }
}
