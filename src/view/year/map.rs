//! Where the days of a year stand: drawing and mouse ask the same geometry.

use jiff::civil::Weekday;
use ratatui::layout::Rect;

use crate::news::{Day, Month};

/// Rows of a month: its name and six weeks.
const MONTH_ROWS: u16 = 7;
/// Lines under the months that are wanted at least.
const BELOW: u16 = 4;
/// Columns of a day and months beside each other, the dearest form first.
const FORMS: [(u16, u16); 9] = [(2, 6), (2, 4), (1, 6), (2, 3), (1, 4), (1, 3), (1, 2), (2, 1), (1, 1)];

/// The months of a year, each a small calendar without numbers: weeks are rows, days columns.
#[derive(Clone, Debug)]
pub(super) struct Map {
    /// Columns of a day.
    pub cell: u16,
    /// The months shown: where each begins.
    pub months: Vec<(Month, (u16, u16))>,
    /// The first line under the months, relative to the area, and how many lines there are.
    pub below: (u16, u16),
    area: Rect,
    first: Weekday,
}

impl Map {
    /// Lays the year of the cursor out below the first line of the area. Where it has no room as a whole, the
    /// months around the cursor are shown.
    pub fn new(area: Rect, first: Weekday, cursor: Day) -> Self {
        let columns = area.width.saturating_sub(2);
        let rows = area.height.saturating_sub(1);
        let wide = |(cell, across): (u16, u16)| across * 7 * cell + (across - 1) * 2;
        let high = |across: u16| 12 / across * MONTH_ROWS;
        let whole = FORMS.iter().find(|form| wide(**form) <= columns && high(form.1) + BELOW <= rows);
        // Not all of it: as many months as have room, in lines.
        let part = || FORMS.iter().find(|form| form.0 == 1 && wide(**form) <= columns);
        let (cell, across) = whole.or_else(part).copied().unwrap_or((1, 1));
        let lines = (12 / across).min(rows / MONTH_ROWS).max(1);
        let line_of = |month: Month| (u16::from(month.number().unsigned_abs()) - 1) / across;
        let skipped = line_of(cursor.month()).saturating_sub(lines - 1).min(12 / across - lines);
        let gap = match across {
            1 => 0,
            _ => ((columns.saturating_sub(across * 7 * cell)) / (across - 1)).clamp(1, 4),
        };
        let year = cursor.month().year();
        let months = (1..=12).filter_map(|number| Month::new(year, number)).filter_map(|month| {
            let line = line_of(month).checked_sub(skipped).filter(|line| *line < lines)?;
            let place = (u16::from(month.number().unsigned_abs()) - 1) % across;
            Some((month, (1 + place * (7 * cell + gap), 1 + line * MONTH_ROWS)))
        });
        let months = months.collect();
        let used = 1 + lines * MONTH_ROWS;
        Self { cell, months, below: (used, area.height.saturating_sub(used)), area, first }
    }

    /// The first column and the row of a day, relative to the area, if its month is shown.
    pub fn place(&self, day: Day) -> Option<(u16, u16)> {
        let (_, (x, y)) = self.months.iter().find(|(month, _)| *month == day.month())?;
        let slot = self.lead(day.month()) + u16::from(day.day_of_month().unsigned_abs()) - 1;
        Some((x + slot % 7 * self.cell, y + 1 + slot / 7))
    }

    /// The day at a place of the screen; the name of a month is its first day.
    pub fn day_at(&self, column: u16, row: u16) -> Option<Day> {
        if !self.area.contains((column, row).into()) {
            return None;
        }
        let (column, row) = (column - self.area.x, row - self.area.y);
        let wide = 7 * self.cell;
        let (month, (x, y)) = self
            .months
            .iter()
            .find(|(_, (x, y))| (*x..x + wide).contains(&column) && (*y..y + MONTH_ROWS).contains(&row))?;
        let Some(week) = row.checked_sub(y + 1) else { return Some(month.day(1)) };
        let number = (week * 7 + (column - x) / self.cell + 1).checked_sub(self.lead(*month))?;
        let number = i8::try_from(number).ok().filter(|number| (1..=month.len()).contains(number))?;
        Some(month.day(number))
    }

    /// Days of the week before the first of a month.
    fn lead(&self, month: Month) -> u16 {
        u16::from(month.day(1).weekday().since(self.first).unsigned_abs())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_day_in_sight_is_found_where_it_stands(
            (w, h) in (0u16..140, 0u16..60), day in -100_000i32..1_000_000, sunday in any::<bool>(),
        ) {
            let area = Rect::new(3, 2, w, h);
            let first = if sunday { Weekday::Sunday } else { Weekday::Monday };
            let cursor = Day::from_number(day);
            let map = Map::new(area, first, cursor);
            prop_assert!(map.place(cursor).is_some(), "the cursor is always in sight");
            for (month, _) in &map.months {
                for day in month.range().days() {
                    let (x, y) = map.place(day).unwrap();
                    if x + map.cell <= w && y < h {
                        prop_assert_eq!(map.day_at(area.x + x, area.y + y), Some(day));
                    }
                }
            }
            if (w >= 60 && h >= 20) || (w >= 37 && h >= 26) {
                prop_assert_eq!(map.months.len(), 12);
                prop_assert!(map.below.1 >= 4);
            }
        }
    }
}
