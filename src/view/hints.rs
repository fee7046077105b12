//! Keys with what they do, side by side in the last line: how they are drawn, and which of them the mouse is on.

use std::ops::Range;

use ratatui::layout::Rect;

use super::glyphs::in_ascii;
use super::pen::Pen;
use super::words::width;
use crate::keymap::Sequence;
use crate::theme::Role;

/// Keys that do something, and the words for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hint {
    /// The keys, each as it is read.
    keys: Vec<(String, Sequence)>,
    words: String,
}

/// What stands in the line: where, the keys or words, and what they press.
type Piece<'h> = (Range<u16>, &'h str, Role, Option<&'h Sequence>);

impl Hint {
    /// A hint of some keys.
    pub fn of(keys: &[Sequence], words: &str) -> Self {
        Self { keys: keys.iter().map(|keys| (keys.brief(), keys.clone())).collect(), words: words.to_owned() }
    }

    /// Its pieces from a column on. The words press a key that stands alone before them.
    fn pieces(&self, mut x: u16, ascii: bool) -> Vec<Piece<'_>> {
        let alone = self.keys.first().filter(|_| self.keys.len() == 1).map(|(_, keys)| keys);
        let keys = self.keys.iter().map(|(read, keys)| (read.as_str(), Role::Key, Some(keys)));
        let mut out = Vec::with_capacity(self.keys.len() + 1);
        for (text, role, keys) in keys.chain([(self.words.as_str(), Role::Status, alone)]) {
            let wide = if ascii { width(&in_ascii(text)) } else { width(text) } as u16;
            out.push((x..x + wide, text, role, keys));
            x += wide + 1;
        }
        out
    }
}

/// Those that have room, in their order. The last is the way out, or the way to all keys: room is kept for it, so that
/// the narrowest line still tells it.
fn placed(hints: &[Hint], columns: u16, ascii: bool) -> Vec<Piece<'_>> {
    let wide = |hint: &Hint| hint.pieces(0, ascii).last().map_or(0, |piece| piece.0.end);
    let Some((last, rest)) = hints.split_last() else { return Vec::new() };
    let kept = wide(last) + 3;
    let mut x = 1;
    let mut out = Vec::new();
    // What is too long leaves its room to what comes after it.
    for hint in rest {
        if x + wide(hint) + kept + 1 > columns {
            continue;
        }
        out.extend(hint.pieces(x, ascii));
        x += wide(hint) + 3;
    }
    if x + wide(last) < columns {
        out.extend(last.pieces(x, ascii));
    }
    out
}

/// Draws as many as have room.
pub(super) fn draw_hints(pen: &mut Pen<'_>, area: Rect, hints: &[Hint]) {
    for (columns, text, role, _) in placed(hints, area.width, pen.is_ascii()) {
        pen.put(area, (columns.start, 0), text, role);
    }
}

/// What a line of so many columns tells at one of them.
pub(super) fn told_at(hints: &[Hint], columns: u16, at: u16, ascii: bool) -> Option<Sequence> {
    // Between a key and its words one is on it too.
    let pieces = placed(hints, columns, ascii);
    let found = pieces.iter().find(|(place, ..)| place.contains(&at) || place.end == at)?;
    found.3.cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_of_the_line_is_the_key_that_stands_there() {
        let keys = |keys: &str| keys.parse::<Sequence>().unwrap();
        let hints = [
            Hint::of(&[keys("<Space>")], "read on"),
            Hint::of(&[keys("["), keys("]")], "day"),
            Hint::of(&[keys("gb")], "bookmarks"),
            Hint::of(&[keys("?")], "keys"),
        ];
        let line = |columns: u16| {
            let at = |x: u16| told_at(&hints, columns, x, false).map_or("-".to_owned(), |keys| keys.brief());
            (0..columns).map(at).collect::<Vec<_>>()
        };
        // ` Space read on   [ ] day   gb bookmarks   ? keys`
        let wide = line(50);
        for (at, keys) in [
            (0, "-"),
            (1, "Space"),
            (7, "Space"),
            (13, "Space"),
            (15, "-"),
            (17, "["),
            (19, "]"),
            (21, "-"),
            (27, "gb"),
            (38, "gb"),
            (42, "?"),
            (47, "?"),
            (49, "-"),
        ] {
            assert_eq!(wide[at], keys, "{at}: {wide:?}");
        }
        // What has no room is no key either.
        assert!(!line(32).contains(&"gb".to_owned()) && line(32).contains(&"?".to_owned()));
    }
}
