//! The calendar: a month as a grid, or as a strip on narrow screens.

mod grid;
mod strip;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use self::grid::{CELL, Grid};
use self::strip::Strip;
use super::pen::Pen;
use super::words::{cut, width, wrap};
use crate::app::{DayLook, shade_of};
use crate::locale::Locale;
use crate::news::{Day, DayRange, Month};
use crate::theme::Role;

/// What a calendar shows.
pub(super) struct Calendar {
    pub locale: Locale,
    /// The chosen day; its month is shown.
    pub chosen: Day,
    /// The range of days, if one is chosen.
    pub range: Option<DayRange>,
    /// The least count with the deepest shade.
    pub least_most: u32,
    /// What the shades count, unless it is stories, and whose clock counts.
    pub lens: Option<String>,
    /// Whether the numbers of the weeks are shown.
    pub week_numbers: bool,
    pub today: Day,
    /// How each day of the month looks, from the first.
    pub looks: Vec<DayLook>,
    /// What the shades and marks are about.
    pub scope: String,
    /// Whether there is something in earlier months, and in later ones.
    pub beyond: (bool, bool),
    /// The chosen day in words; parts at the end are left out where there is no room.
    pub words: Vec<String>,
    pub focused: bool,
    /// Whether it is known which sources there are; until then no day is said to be out of reach.
    pub known: bool,
}

/// What stands at a place of a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    Day(Day),
    Earlier,
    Later,
    /// The month's name in the head.
    Month,
    /// The year in the head.
    Year,
}

impl Calendar {
    fn month(&self) -> Month {
        self.chosen.month()
    }

    fn look(&self, day: Day) -> DayLook {
        let index = usize::from(day.day_of_month().unsigned_abs()).saturating_sub(1);
        self.looks.get(index).copied().unwrap_or_default()
    }

    /// Draws the month as a grid.
    pub fn draw(&self, pen: &mut Pen<'_>, area: Rect) {
        let grid = self.grid(area);
        let margin = grid.margin;
        let room = area.width.saturating_sub(margin + 1);
        if let Some(row) = grid.scope {
            let lens = self.lens.as_deref().unwrap_or_default();
            let taken = if lens.is_empty() { 0 } else { width(lens) as u16 + 1 };
            let scope = room.saturating_sub(taken);
            pen.put_cut(area, (margin, row - area.y), scope, &self.scope, self.head_role());
            pen.put_right(area, (1, row - area.y), lens, Role::Notice);
        }
        if grid.numbered {
            for (row, first) in grid.week_rows() {
                let number = self.locale.week_number(first).to_string();
                let right = grid.left - area.x;
                pen.put(area, (right.saturating_sub(number.len() as u16), row - area.y), &number, Role::Dim);
            }
        }
        if let Some(row) = grid.head {
            self.draw_head(pen, area, (margin, row - area.y), room);
        }
        if let Some(row) = grid.weekdays {
            for (i, name) in (0..).zip(self.locale.week()) {
                let right = grid.left + CELL * (i + 1) - area.x;
                pen.put(area, (right - width(name) as u16, row - area.y), name, Role::Dim);
            }
        }
        let most = self.most();
        // The ends of what is chosen come last: their brackets stand over their neighbours' marks.
        let range = self.chosen_range();
        let ends = [range.first, range.last, self.chosen];
        let others = self.month().range().days().filter(|day| !ends.contains(day));
        let ends = ends.into_iter().filter(|day| day.month() == self.month());
        for day in others.chain(ends) {
            if let Some((x, y)) = grid.place(day) {
                self.draw_day(pen, area, (x - area.x, y - area.y), day, most);
            }
        }
        let lines = self.lines(usize::from(room), usize::from(grid.words.1), pen);
        for (y, line) in (grid.words.0 - area.y..).zip(lines) {
            pen.put(area, (margin, y), &line, Role::Dim);
        }
    }

    /// The chosen day in words, as many parts as have room.
    fn lines(&self, columns: usize, lines: usize, pen: &Pen<'_>) -> Vec<String> {
        let mut parts = self.words.clone();
        let wrapped =
            |parts: &[String]| wrap(&parts.join(pen.glyphs.dot), columns, lines + 1, pen.glyphs.ellipsis);
        while parts.len() > 1 && wrapped(&parts).len() > lines {
            // The last part goes, and of counts the last count.
            let Some(last) = parts.last_mut() else { break };
            match last.rfind(", ") {
                Some(at) => last.truncate(at),
                None => drop(parts.pop()),
            }
        }
        // A dot between two parts is not needed where a line ends or begins between them.
        let dot = pen.glyphs.dot.trim();
        let bare =
            |line: &str| line.trim_start_matches(dot).trim_end_matches(dot).trim().replace('\u{a0}', " ");
        wrapped(&parts).iter().take(lines).map(|line| bare(line)).collect()
    }

    fn grid(&self, area: Rect) -> Grid {
        Grid::new(area, self.month(), self.locale.first_weekday(), self.chosen, self.week_numbers)
    }

    fn chosen_range(&self) -> DayRange {
        self.range.unwrap_or(self.chosen.only())
    }

    fn head_role(&self) -> Role {
        if self.focused { Role::Accent } else { Role::Title }
    }

    /// `‹ November 2025 ›`; an arrow is dim where nothing lies beyond.
    fn draw_head(&self, pen: &mut Pen<'_>, area: Rect, (x, y): (u16, u16), room: u16) {
        let arrow = |has: bool| if has { Role::Text } else { Role::Dim };
        let month = self.locale.month_head(self.month());
        let x = pen.put(area, (x, y), pen.glyphs.earlier, arrow(self.beyond.0)) + 1;
        let x = pen.put_cut(area, (x, y), room.saturating_sub(4), &month, self.head_role()) + 1;
        pen.put(area, (x, y), pen.glyphs.later, arrow(self.beyond.1));
    }

    fn most(&self) -> u32 {
        self.looks.iter().map(|look| look.painted).max().unwrap_or(0).max(self.least_most)
    }

    fn draw_day(&self, pen: &mut Pen<'_>, area: Rect, (x, y): (u16, u16), day: Day, most: u32) {
        let number = day.day_of_month().to_string();
        let digits = number.len() as u16;
        let look = self.look(day);
        let at = x + CELL - digits;
        let role = self.role(day, look, most);
        pen.lay(clip(area, (x + 1, y), 2), shade(pen.style(role)));
        pen.put_styled(area, (at, y), &number, self.style(pen, day, look, role));
        let range = self.chosen_range();
        let brackets = if day == range.first { digits } else { 0 };
        if let Some((mark, role)) = self.mark(pen, day, look)
            && brackets < 2
        {
            let column = if brackets == 1 { x } else { at - 1 };
            pen.put(area, (column, y), mark, role);
        }
        let edge = if self.focused { Role::Chosen } else { Role::Accent };
        if day == range.first {
            pen.put(area, (at - 1, y), "[", edge);
        }
        if day == range.last {
            pen.put(area, (at + digits, y), "]", edge);
        }
        if day == self.chosen && self.focused {
            let (before, behind) = (u16::from(day == range.first), u16::from(day == range.last));
            pen.lay(clip(area, (at - before, y), digits + before + behind), pen.style(Role::Chosen));
        } else if self.range.is_some_and(|range| range.contains(day)) {
            pen.lay(clip(area, (x + 1, y), 2), pen.style(Role::Selection));
        }
    }

    /// The style of a day's digits, without the ground.
    fn style(&self, pen: &Pen<'_>, day: Day, look: DayLook, role: Role) -> Style {
        let mut style = pen.style(role);
        if look.unread > 0 {
            let unread = pen.style(Role::Unread);
            style = style.patch(Style { fg: style.fg.or(unread.fg), ..unread });
        }
        if day == self.today {
            style = style.patch(pen.style(Role::Today));
        }
        Style { bg: None, ..style }
    }

    /// What a day is, for its colour.
    fn role(&self, day: Day, look: DayLook, most: u32) -> Role {
        if let Some(role) = heat(shade_of(look.painted, most)) {
            return role;
        }
        if look.stories > 0 {
            return Role::Text;
        }
        let is_plain = !self.known || look.can_ask || look.empty || look.failed || day == self.today;
        if look.to_come || !is_plain { Role::ToCome } else { Role::Text }
    }

    /// The mark before a day. Without colour marks also say what shades and weights say otherwise.
    fn mark(&self, pen: &Pen<'_>, day: Day, look: DayLook) -> Option<(&'static str, Role)> {
        let glyphs = pen.glyphs;
        let plain = !pen.is_coloured();
        match look {
            DayLook { fetching: true, .. } => Some(("~", Role::Notice)),
            DayLook { failed: true, stories: 0, .. } => Some(("!", Role::Error)),
            DayLook { bookmarks: 1.., .. } => Some((glyphs.star, Role::Bookmark)),
            _ if plain && day == self.today => Some(("=", Role::Text)),
            DayLook { failed: true, .. } => Some(("!", Role::Error)),
            DayLook { unread: 1.., .. } if plain => Some((glyphs.unread, Role::Text)),
            DayLook { stories: 1.., .. } if plain => Some((glyphs.read, Role::Text)),
            DayLook { empty: true, .. } => Some(("-", Role::Dim)),
            DayLook { done: true, .. } => Some((glyphs.read, Role::Dim)),
            DayLook { can_ask: true, .. } if plain => Some((glyphs.can_ask, Role::Text)),
            _ => None,
        }
    }

    fn strip(&self, area: Rect) -> Strip {
        let head = self.locale.month_head(self.month());
        Strip::new(area, self.chosen, self.chosen_range(), &head, |day| {
            let DayLook { fetching, failed, bookmarks, empty, .. } = self.look(day);
            fetching || failed || bookmarks > 0 || empty
        })
    }

    /// Draws the month as a strip.
    pub fn draw_strip(&self, pen: &mut Pen<'_>, area: Rect) {
        let head = self.locale.month_head(self.month());
        let strip = self.strip(area);
        if let Some(columns) = strip.head {
            let head = cut(&head, usize::from(columns), pen.glyphs.ellipsis).into_owned();
            pen.put(area, (1, 0), &head, self.head_role());
        }
        let most = self.most();
        for place in &strip.places {
            let look = self.look(place.day);
            let number = place.day.day_of_month().to_string();
            let role = self.role(place.day, look, most);
            let mut style = self.style(pen, place.day, look, role);
            if look.can_ask && (look.stories == 0 || look.partial) {
                style = style.add_modifier(Modifier::UNDERLINED);
            }
            let digits = number.len() as u16;
            let edge = if self.focused { Role::Chosen } else { Role::Accent };
            let (opens, closes) = place.brackets;
            if place.day == self.chosen {
                style = pen.style(edge);
            } else if self.range.is_some_and(|range| range.contains(place.day)) {
                style = style.patch(pen.style(Role::Selection));
            }
            let at = place.x + place.columns - digits - u16::from(closes);
            pen.put_styled(area, (at, place.y), &number, style);
            if closes {
                pen.put(area, (at + digits, place.y), "]", edge);
            }
            if opens {
                pen.put(area, (at - 1, place.y), "[", edge);
            } else if place.day == self.chosen {
                // The brackets, or the end of a range, say enough.
            } else if let Some((mark, role)) = self.mark(pen, place.day, DayLook { done: false, ..look }) {
                pen.put(area, (at - 1, place.y), mark, role);
            }
        }
    }

    /// What stands at a place of the screen where the month is drawn as a grid.
    pub fn spot_in_grid(&self, area: Rect, (column, row): (u16, u16)) -> Option<Spot> {
        let grid = self.grid(area);
        if grid.head == Some(row) && area.contains((column, row).into()) {
            let first = area.x + grid.margin + 2;
            let Some(at) = column.checked_sub(first) else { return Some(Spot::Earlier) };
            return Some(self.spot_in_head(at).unwrap_or(Spot::Later));
        }
        grid.day_at(column, row).map(Spot::Day)
    }

    /// What stands at a place of the screen where the month is drawn as a strip.
    pub fn spot_in_strip(&self, area: Rect, (column, row): (u16, u16)) -> Option<Spot> {
        let strip = self.strip(area);
        if let (Some(columns), Some(at)) = (strip.head, column.checked_sub(area.x + 1))
            && row == area.y
            && at < columns
        {
            return self.spot_in_head(at);
        }
        strip.day_at(area, column, row).map(Spot::Day)
    }

    /// Month or year, at a column of the head; `None` behind its end.
    fn spot_in_head(&self, column: u16) -> Option<Spot> {
        let head = self.locale.month_head(self.month());
        let year = self.month().year().to_string();
        let at = head.find(&year).unwrap_or(head.len());
        let first = width(head.get(..at).unwrap_or_default());
        let column = usize::from(column);
        match () {
            () if column >= width(&head) => None,
            () if (first..first + year.len()).contains(&column) => Some(Spot::Year),
            () => Some(Spot::Month),
        }
    }
}

/// The role of a shade, 1 to 4; 0 has none.
pub(super) fn heat(shade: u8) -> Option<Role> {
    match shade {
        0 => None,
        1 => Some(Role::Heat1),
        2 => Some(Role::Heat2),
        3 => Some(Role::Heat3),
        _ => Some(Role::Heat4),
    }
}

/// The ground of a style alone.
fn shade(style: Style) -> Style {
    Style { bg: style.bg, ..Style::new() }
}

/// So many columns of a line of an area, as far as they lie within.
fn clip(area: Rect, (x, y): (u16, u16), columns: u16) -> Rect {
    Rect::new(area.x.saturating_add(x), area.y.saturating_add(y), columns, 1).intersection(area)
}

#[cfg(test)]
mod tests {
    use jiff::civil::Weekday;
    use proptest::prelude::*;
    use ratatui::buffer::{Buffer, Cell};

    use super::*;
    use crate::theme::{Depth, Theme};

    fn calendar(locale: usize, first: Weekday, day: i32, bits: u32) -> Calendar {
        let chosen = Day::from_number(day);
        let look = |n: u32| DayLook {
            partial: false,
            stories: (bits >> (n % 7)) & 31,
            painted: (bits >> (n % 5)) & 31,
            unread: (bits >> n) & 1,
            bookmarks: (bits >> (n + 1)) & 1,
            fetching: n == 3,
            failed: n == 4,
            empty: n == 5,
            done: n == 6,
            can_ask: n.is_multiple_of(2),
            to_come: n > 20,
        };
        Calendar {
            locale: Locale::all().nth(locale % 15).unwrap_or_default().with_first_weekday(first),
            chosen,
            range: (bits & 7 == 1).then(|| DayRange::between(chosen, chosen.plus((bits & 63) as i32 - 30))),
            least_most: 8,
            lens: (bits & 3 == 2).then(|| "bookmarks".to_owned()),
            week_numbers: bits & 8 > 0,
            today: Day::from_number(day + 1),
            looks: (0..31).map(look).collect(),
            scope: "ru24.pro · 世界のニュース".to_owned(),
            beyond: (true, false),
            words: vec![
                "13 Nov".to_owned(),
                "42 stories, 12 unread, ★ 2".to_owned(),
                "fetched 09:40".to_owned(),
            ],
            focused: bits.is_multiple_of(2),
            known: true,
        }
    }

    fn weekdays() -> impl Strategy<Value = Weekday> {
        prop_oneof![Just(Weekday::Monday), Just(Weekday::Sunday), Just(Weekday::Saturday)]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(120))]
        #[test]
        fn nothing_is_drawn_outside_the_area(
            (screen_w, screen_h) in (0u16..500, 0u16..200),
            (x, y, w, h) in (0u16..60, 0u16..20, 0u16..500, 0u16..200),
            (locale, first, day, bits) in (0usize..15, weekdays(), -400_000i32..1_000_000, any::<u32>()),
            plain in any::<bool>(),
        ) {
            let depth = if plain { Depth::None } else { Depth::True };
            let theme = Theme::house("dateline-dark", depth).unwrap();
            let screen = Rect::new(0, 0, screen_w, screen_h);
            let area = Rect::new(x, y, w, h);
            let calendar = calendar(locale, first, day, bits);
            for strip in [false, true] {
                let mut buffer = Buffer::filled(screen, Cell::new("x"));
                let mut pen = Pen::new(&mut buffer, &theme, false);
                if strip { calendar.draw_strip(&mut pen, area) } else { calendar.draw(&mut pen, area) }
                for row in 0..screen_h {
                    for column in 0..screen_w {
                        let outside = !area.contains((column, row).into());
                        prop_assert!(!outside || buffer[(column, row)] == Cell::new("x"), "{column} {row}");
                    }
                }
            }
        }

        #[test]
        fn a_press_on_a_day_finds_that_day(
            (w, h) in (0u16..40, 0u16..16), first in weekdays(), day in 0i32..40_000, bits in any::<u32>(),
        ) {
            let mut calendar = calendar(0, first, day, bits);
            calendar.range = None;
            let area = Rect::new(5, 3, w, h);
            let mut theme_screen = Buffer::empty(Rect::new(0, 0, 60, 30));
            let theme = Theme::default();
            calendar.draw(&mut Pen::new(&mut theme_screen, &theme, false), area);
            let mut found = Vec::new();
            for row in 0..30 {
                for column in 0..60 {
                    let Some(Spot::Day(hit)) = calendar.spot_in_grid(area, (column, row)) else { continue };
                    prop_assert_eq!(hit.month(), calendar.chosen.month());
                    let symbol = theme_screen[(column, row)].symbol();
                    if symbol.parse::<i8>().is_ok() {
                        prop_assert!(hit.day_of_month().to_string().contains(symbol));
                    }
                    found.push(hit);
                }
            }
            found.sort_unstable();
            found.dedup();
            // With room for the grid every day is found; with less, the chosen one as long as it is in sight.
            if w >= 22 && h >= 6 {
                prop_assert_eq!(found.len(), usize::from(calendar.chosen.month().len().unsigned_abs()));
            } else if w >= 22 && h > 0 {
                prop_assert!(found.contains(&calendar.chosen));
            }
        }
    }

    #[test]
    fn a_strip_has_three_lines_at_most_at_forty_columns() {
        for locale in Locale::all() {
            for month in 1..=12 {
                let chosen = Month::new(2025, month).unwrap().day(28);
                let mut calendar = calendar(0, Weekday::Monday, 0, u32::MAX);
                calendar.locale = locale;
                calendar.chosen = chosen;
                calendar.range = None;
                let strip = calendar.strip(Rect::new(0, 0, 40, 3));
                assert_eq!(
                    strip.places.len(),
                    usize::from(chosen.month().len().unsigned_abs()),
                    "{locale:?}"
                );
                assert!(strip.places.iter().all(|place| place.y < 3 && place.x + place.columns <= 40));
                assert!(strip.head.is_some());
            }
        }
    }
}
