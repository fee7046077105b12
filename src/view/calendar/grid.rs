//! Where the month's days stand: drawing and mouse ask the same geometry.

use jiff::civil::Weekday;
use ratatui::layout::Rect;

use crate::news::{Day, Month};

/// Columns of a day: a mark and two digits; as many as the number of a week takes.
pub(super) const CELL: u16 = 3;

/// The place of everything in a calendar pane. Rows are absolute, `None` when there is no room.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    pub area: Rect,
    pub month: Month,
    /// The first column of the week, where the marks of its first day stand.
    pub left: u16,
    /// Columns before the words of the pane.
    pub margin: u16,
    /// Whether the numbers of the weeks stand before them.
    pub numbered: bool,
    pub scope: Option<u16>,
    pub head: Option<u16>,
    pub weekdays: Option<u16>,
    /// The row of the first week shown.
    pub weeks: u16,
    /// How many weeks are shown.
    pub shown: u16,
    /// The first week shown; above 0 only where not all have room.
    skipped: u16,
    /// The first row of the words under the grid, and how many rows they have.
    pub words: (u16, u16),
    /// Columns before the first day of the month.
    lead: u16,
}

impl Grid {
    /// Gives each part its rows: the weeks first, then the month, the weekdays, a line of words, the
    /// scope, a second line of words, a blank line under the month's name and a third line of words.
    pub fn new(area: Rect, month: Month, first: Weekday, chosen: Day, numbered: bool) -> Self {
        let lead = u16::from(month.day(1).weekday().since(first).unsigned_abs());
        let weeks = (lead + u16::from(month.len().unsigned_abs())).div_ceil(7);
        let shown = weeks.min(area.height);
        let mut left = area.height - shown;
        let mut take = || {
            let has = left > 0;
            left = left.saturating_sub(1);
            u16::from(has)
        };
        let (head, weekdays, mut words, scope) = (take(), take(), take(), take());
        words += take();
        let blank = take();
        words += take();
        let chosen_week = if chosen.month() == month { (lead + number(chosen) - 1) / 7 } else { 0 };
        let mut row = area.y;
        let mut part = |rows: u16| {
            let at = row;
            row += rows;
            (rows > 0).then_some(at)
        };
        let scope = part(scope);
        let head = part(head);
        part(blank);
        let weekdays = part(weekdays);
        let first_week = part(shown).unwrap_or(area.y);
        let words = (first_week + shown, words);
        let margin = u16::from(area.width > 7 * CELL + 1);
        let numbered = numbered && area.width > 8 * CELL;
        Self {
            area,
            month,
            left: area.x + margin + if numbered { CELL } else { 0 },
            margin: margin + 1,
            numbered,
            scope,
            head,
            weekdays,
            weeks: first_week,
            shown,
            skipped: chosen_week.saturating_sub(shown.saturating_sub(1)).min(weeks - shown),
            words,
            lead,
        }
    }

    /// The first column and the row of a day of the month, if its week is shown.
    pub fn place(&self, day: Day) -> Option<(u16, u16)> {
        let slot = self.lead + number(day) - 1;
        let row = (slot / 7).checked_sub(self.skipped).filter(|row| *row < self.shown)?;
        Some((self.left + CELL * (slot % 7), self.weeks + row))
    }

    /// The rows of the weeks shown, each with its first day, which may lie in the month before.
    pub fn week_rows(&self) -> impl Iterator<Item = (u16, Day)> {
        let first = self.month.day(1).plus(-i32::from(self.lead));
        let skipped = self.skipped;
        let day = move |row: u16| first.plus(7 * i32::from(row + skipped));
        (0..self.shown).map(move |row| (self.weeks + row, day(row)))
    }

    /// The day at a place of the screen.
    pub fn day_at(&self, column: u16, row: u16) -> Option<Day> {
        if !self.area.contains((column, row).into()) {
            return None;
        }
        let week = row.checked_sub(self.weeks).filter(|week| *week < self.shown)? + self.skipped;
        let cell = column.checked_sub(self.left)? / CELL;
        let number = (week * 7 + cell + 1).checked_sub(self.lead).filter(|_| cell < 7)?;
        let number = i8::try_from(number).ok().filter(|number| (1..=self.month.len()).contains(number))?;
        Some(self.month.day(number))
    }
}

fn number(day: Day) -> u16 {
    day.day_of_month().unsigned_abs().into()
}
