//! Writing on the screen, never outside a rectangle.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use super::glyphs::{Glyphs, in_ascii};
use super::words;
use crate::theme::{Role, Theme};
use crate::typeset::{has_right_to_left, line_as_seen, pieces_as_seen, words_as_seen};

/// What stands, unseen, in the further columns of a cluster of several characters.
///
/// A terminal that has no clusters of its own gives such a vowel sign a cell to itself (Devanagari: `का`), and it
/// would stay there when only the cluster's first column is written over, as is enough for a character that is
/// wide in itself.
const BEHIND: &str = "\u{200b}";

/// Whether a symbol is several characters in several columns. One with an emoji selector is looked after by
/// the drawing library, which writes the column behind it.
fn is_of_parts(symbol: &str) -> bool {
    symbol.chars().nth(1).is_some() && !symbol.contains('\u{fe0f}') && words::width(symbol) > 1
}

/// Writes into a buffer in the styles of a theme. Places are told relative to the rectangle that is
/// written into, and what would stand outside of it is left out.
pub(super) struct Pen<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
    pub glyphs: Glyphs,
    /// Whether text that runs from the right is put into the order of the eye here; else the terminal does it.
    pub reorders: bool,
    /// Where rows were drawn and whether each is the chosen one, while somebody asks for it.
    pub bars: Option<Vec<(Rect, bool)>>,
    /// Whether what lies over the screen goes on out of sight, above and below.
    pub more: (bool, bool),
    /// The hairline over the panel that was drawn last.
    pub ruled: Option<Rect>,
}

impl<'a> Pen<'a> {
    pub fn new(buffer: &'a mut Buffer, theme: &'a Theme, ascii: bool) -> Self {
        Self {
            buffer,
            theme,
            glyphs: Glyphs::of(ascii),
            reorders: true,
            bars: None,
            more: (false, false),
            ruled: None,
        }
    }

    pub fn is_coloured(&self) -> bool {
        self.theme.is_coloured()
    }

    /// The style of a role, to be laid over what is there: plain text has the ground it is written on.
    pub fn style(&self, role: Role) -> Style {
        let style = self.theme.style(role);
        if role == Role::Text { Style { bg: None, ..style } } else { style }
    }

    /// Whether only ASCII may be written.
    pub fn is_ascii(&self) -> bool {
        self.glyphs == Glyphs::ASCII
    }

    /// A text as it is written: where only ASCII may be, without the signs beyond it that have a likeness in it.
    fn written<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.is_ascii() { in_ascii(text) } else { Cow::Borrowed(text) }
    }

    /// Empties a rectangle and gives it the ground of the theme.
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            // A wide character that reaches into the rectangle would hide its first column.
            if let Some(left) = area.left().checked_sub(1)
                && let Some(cell) = self.buffer.cell_mut(Position::new(left, y))
                && words::width(cell.symbol()) > 1
            {
                cell.set_symbol(" ");
            }
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut(Position::new(x, y)) {
                    cell.reset();
                    cell.set_style(self.theme.style(Role::Text));
                }
            }
        }
    }

    /// Two pixels of a picture in one cell, the upper and the lower.
    pub fn put_halves(&mut self, area: Rect, (x, y): (u16, u16), (upper, lower): ([u8; 3], [u8; 3])) {
        let seen = area.intersection(self.buffer.area);
        let at = Position::new(area.x.saturating_add(x), area.y.saturating_add(y));
        let colours = self.theme.of_picture(upper).zip(self.theme.of_picture(lower));
        if let (true, Some((upper, lower)), Some(cell)) =
            (seen.contains(at), colours, self.buffer.cell_mut(at))
        {
            cell.reset();
            cell.set_symbol("▀").set_fg(upper).set_bg(lower);
        }
    }

    /// Writes a text at a place; answers the column behind it.
    pub fn put(&mut self, area: Rect, at: (u16, u16), text: &str, role: Role) -> u16 {
        self.put_styled(area, at, text, self.style(role))
    }

    /// Writes words in a style of their own, laid over what is there. Text from outside among them that runs from the
    /// right is turned round in its place; what is nothing but such text is written by [`Pen::put_told`].
    pub fn put_styled(&mut self, area: Rect, (x, y): (u16, u16), text: &str, style: Style) -> u16 {
        let text = &*self.written(text);
        let seen = area.intersection(self.buffer.area);
        let (left, top) = (area.x.saturating_add(x), area.y.saturating_add(y));
        if !seen.contains(Position::new(left, top)) {
            return x;
        }
        let (ground, reversed) = self
            .buffer
            .cell(Position::new(left, top))
            .map_or_else(Default::default, |cell| (cell.bg, cell.modifier.contains(Modifier::REVERSED)));
        // What stood here leaves nothing behind but the ground, and the reversal that some grounds are.
        let plain = self.theme.style(Role::Text);
        let fresh = Style::new()
            .fg(plain.fg.unwrap_or(Color::Reset))
            .bg(ground)
            .remove_modifier(Modifier::all().difference(Modifier::REVERSED));
        // On a reversed ground a colour would become a patch of ground of its own.
        let style = if reversed { fresh.patch(Style { fg: None, ..style }) } else { fresh.patch(style) };
        let room = usize::from(seen.right() - left);
        let (end, _) = if self.reorders && has_right_to_left(text) {
            // What has no room is left out where the text ends, wherever that end is seen.
            self.buffer.set_stringn(left, top, words_as_seen(words::head(text, room)), room, style)
        } else {
            self.buffer.set_stringn(left, top, text, room, style)
        };
        let mut behind = 0;
        for column in left..end {
            if let Some(cell) = self.buffer.cell_mut(Position::new(column, top)) {
                // The second column of a wide character keeps the ground too.
                cell.set_style(Style { bg: style.bg, ..Style::new() });
                if behind > 0 {
                    // Not blank, so that the blank that follows it one day is written.
                    cell.set_symbol(BEHIND);
                }
                let parts = is_of_parts(cell.symbol());
                behind = if parts {
                    words::width(cell.symbol()).saturating_sub(1)
                } else {
                    behind.saturating_sub(1)
                };
            }
        }
        x + (end - left)
    }

    /// The pieces of one line, each with its style, as they are to be put down from left to right; the
    /// direction is that of the paragraph. Pieces made here are written with [`Pen::put_seen`].
    pub fn seen_pieces<S: Copy + PartialEq>(
        &self,
        pieces: &[(&str, S)],
        from_the_right: bool,
    ) -> Vec<(String, S)> {
        let plain = || pieces.iter().map(|(text, style)| ((*text).to_owned(), *style)).collect();
        if !self.reorders || !pieces.iter().any(|(text, _)| has_right_to_left(text)) {
            return plain();
        }
        pieces_as_seen(pieces, from_the_right)
    }

    /// Writes a text that is in the order of the eye already; answers the column behind it.
    pub fn put_seen(&mut self, area: Rect, at: (u16, u16), text: &str, style: Style) -> u16 {
        let reorders = std::mem::replace(&mut self.reorders, false);
        let end = self.put_styled(area, at, text, style);
        self.reorders = reorders;
        end
    }

    /// Writes lines of one paragraph from outside, one under the other, in its direction: what runs from the right ends
    /// at the measure's edge, as on a page; answers the line behind.
    pub fn put_paragraph(
        &mut self,
        area: Rect,
        y: u16,
        (lines, measure, from_the_right): (&[String], u16, bool),
        role: Role,
    ) -> u16 {
        let measure = measure.min(area.width);
        for (y, line) in (y..).zip(lines) {
            let x = if from_the_right { measure.saturating_sub(words::width(line) as u16) } else { 0 };
            let line = &*self.written(line);
            let mut x = x;
            for (piece, style) in self.seen_pieces(&[(line, self.style(role))], from_the_right) {
                x = self.put_seen(area, (x, y), &piece, style);
            }
        }
        y + lines.len() as u16
    }

    /// Writes a text cut to so many columns; answers the column behind it.
    pub fn put_cut(&mut self, area: Rect, at: (u16, u16), columns: u16, text: &str, role: Role) -> u16 {
        let columns = columns.min(area.width.saturating_sub(at.0));
        let text = &*self.written(text);
        let text = words::cut(text, usize::from(columns), self.glyphs.ellipsis).into_owned();
        self.put(area, at, &text, role)
    }

    /// Writes what is said in so many columns: whole sentences, else whole words; answers the column behind it.
    pub fn put_said(&mut self, area: Rect, at: (u16, u16), columns: u16, text: &str, role: Role) -> u16 {
        let columns = columns.min(area.width.saturating_sub(at.0));
        let text = &*self.written(text);
        let text = words::cut_said(text, usize::from(columns), self.glyphs.ellipsis).into_owned();
        self.put(area, at, &text, role)
    }

    /// Writes a text from outside alone, a title or a name, cut to so many columns, in its own direction; answers the
    /// column behind it.
    pub fn put_told(&mut self, area: Rect, at: (u16, u16), columns: u16, text: &str, role: Role) -> u16 {
        let columns = columns.min(area.width.saturating_sub(at.0));
        let text = &*self.written(text);
        let text = words::cut(text, usize::from(columns), self.glyphs.ellipsis);
        let seen = if self.reorders { line_as_seen(&text) } else { Cow::Borrowed(&*text) };
        self.put_seen(area, at, &seen, self.style(role))
    }

    /// Writes a text that ends so many columns before the right edge.
    pub fn put_right(&mut self, area: Rect, (margin, y): (u16, u16), text: &str, role: Role) {
        let text = &*self.written(text);
        let wide = words::width(text) as u16;
        if let Some(x) = area.width.checked_sub(margin.saturating_add(wide)) {
            self.put(area, (x, y), text, role);
        }
    }

    /// Lays a style over a rectangle; characters stay.
    pub fn lay(&mut self, area: Rect, style: Style) {
        let reverses = style.add_modifier.contains(Modifier::REVERSED);
        let plain = self.theme.style(Role::Text).fg.unwrap_or(Color::Reset);
        let style = if reverses { style.fg(style.fg.unwrap_or(plain)) } else { style };
        self.buffer.set_style(area.intersection(self.buffer.area), style);
    }

    /// A hairline across.
    pub fn rule_across(&mut self, area: Rect) {
        let line = self.glyphs.across.repeat(usize::from(area.width));
        self.put(area, (0, 0), &line, Role::Rule);
    }

    /// Whether a hairline downwards is seen at a place.
    pub fn is_line_down(&self, x: u16, y: u16) -> bool {
        self.buffer.cell(Position::new(x, y)).is_some_and(|cell| cell.symbol() == self.glyphs.down)
    }

    /// A hairline downwards.
    pub fn rule_down(&mut self, area: Rect) {
        for y in 0..area.height {
            self.put(area, (0, y), self.glyphs.down, Role::Rule);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::Cell;

    use super::*;

    #[test]
    fn signs_with_a_column_of_their_own_are_written_over() {
        let theme = Theme::default();
        let area = Rect::new(0, 0, 6, 1);
        let mut before = Buffer::empty(area);
        Pen::new(&mut before, &theme, false).put(area, (0, 0), "का漢", Role::Text);
        let mut after = Buffer::empty(area);
        Pen::new(&mut after, &theme, false).clear(area);
        let written: Vec<u16> = before.diff(&after).into_iter().map(|(x, _, _)| x).collect();
        assert_eq!(written.get(..3), Some(&[0, 1, 2][..]));
        assert!(after.diff(&before).iter().all(|(_, _, cell)| cell.symbol() != BEHIND));
    }

    #[test]
    fn a_line_of_several_looks_is_turned_round_as_a_whole() {
        let theme = Theme::default();
        let mut buffer = Buffer::filled(Rect::new(0, 0, 20, 1), Cell::new(" "));
        let mut pen = Pen::new(&mut buffer, &theme, false);
        let line = [("│ ", 'b'), ("קראו ", 't'), ("Dateline 2", 'l'), (" (היום)", 't')];
        let seen = pen.seen_pieces(&line, true);
        let seen: Vec<(&str, char)> = seen.iter().map(|(text, look)| (text.as_str(), *look)).collect();
        assert_eq!(seen, [("(םויה) ", 't'), ("Dateline 2", 'l'), (" וארק", 't'), (" │", 'b')]);
        pen.reorders = false;
        let left: String = pen.seen_pieces(&line, true).into_iter().map(|(text, _)| text).collect();
        assert_eq!(left, "│ קראו Dateline 2 (היום)");
    }

    proptest! {
        #[test]
        fn turning_a_line_round_keeps_its_columns(
            text in "[a-c א-ת ء-ي0-9()ًّ👩🏽‍🚀हिन्दी日本│.,]{0,40}", right: bool,
        ) {
            let theme = Theme::default();
            let mut buffer = Buffer::empty(Rect::new(0, 0, 1, 1));
            let pen = Pen::new(&mut buffer, &theme, false);
            let half = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
            let seen: String = pen
                .seen_pieces(&[(&text[..half], 1), (&text[half..], 2)], right)
                .into_iter()
                .map(|(text, _)| text)
                .collect();
            prop_assert_eq!(words::width(&seen), words::width(&text));
        }

        #[test]
        fn no_text_leaves_its_area(
            text in "\\PC{0,40}", (x, y) in (0u16..14, 0u16..6), (w, h) in (0u16..14, 0u16..6), at in (0u16..16, 0u16..8),
        ) {
            let theme = Theme::default();
            let mut buffer = Buffer::filled(Rect::new(0, 0, 12, 5), Cell::new("x"));
            let area = Rect::new(x, y, w, h);
            let mut pen = Pen::new(&mut buffer, &theme, false);
            pen.put(area, at, &text, Role::Title);
            pen.put_right(area, at, &text, Role::Title);
            pen.put_cut(area, at, w, &text, Role::Title);
            for row in 0..5 {
                for column in 0..12 {
                    let cell = &buffer[(column, row)];
                    prop_assert!(area.contains((column, row).into()) || *cell == Cell::new("x"));
                    // A wide character does not reach over the edge either.
                    let reach = column + words::width(cell.symbol()) as u16;
                    prop_assert!(reach <= area.right().max(column + 1), "{:?}", cell.symbol());
                }
            }
        }
    }
}
