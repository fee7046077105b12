//! The calendar as one flowing line of days, for narrow screens.

use ratatui::layout::Rect;

use crate::news::{Day, DayRange};
use crate::view::words::width;

/// Where a day stands in the strip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub day: Day,
    /// The first column, relative to the area; a mark or bracket stands here.
    pub x: u16,
    /// The row, relative to the area.
    pub y: u16,
    /// Columns with mark and brackets.
    pub columns: u16,
    /// Whether a bracket opens before it, and closes behind it.
    pub brackets: (bool, bool),
}

/// Days flowing over the lines of an area, behind the month's name.
#[derive(Clone, Debug)]
pub(super) struct Strip {
    /// Columns of the month's name that have room, and its row.
    pub head: Option<u16>,
    pub places: Vec<Place>,
}

impl Strip {
    /// Lets the days flow. Marks have a column of their own where all days have room, else they stand
    /// in the space before the day. Where even so not all lines have room, those around the chosen
    /// day are shown.
    pub fn new(area: Rect, chosen: Day, range: DayRange, head: &str, marked: impl Fn(Day) -> bool) -> Self {
        let month = chosen.month();
        let columns = area.width.saturating_sub(1);
        let head = width(head) as u16;
        let flowed = |roomy: bool| {
            let (mut x, mut y) = (head + 2, 0);
            let mut places = Vec::new();
            for day in month.range().days() {
                let digits = if day.day_of_month() < 10 { 1 } else { 2 };
                let brackets = (day == range.first, day == range.last);
                let own = u16::from(brackets.0 || (roomy && marked(day)));
                let wide = digits + own + u16::from(brackets.1);
                if x + wide > columns && x > 0 {
                    (x, y) = (0, y + 1);
                }
                places.push(Place { day, x: x + 1, y, columns: wide, brackets });
                x += wide + 1;
            }
            (places, y + 1)
        };
        let (mut places, mut lines) = flowed(true);
        if lines > area.height {
            (places, lines) = flowed(false);
        }
        let chosen_line = places.iter().find(|place| place.day == chosen).map_or(0, |place| place.y);
        let skipped = (chosen_line + 1).saturating_sub(area.height).min(lines.saturating_sub(area.height));
        places.retain(|place| place.y >= skipped && place.y - skipped < area.height);
        for place in &mut places {
            place.y -= skipped;
        }
        Self { head: (skipped == 0).then_some(columns.min(head)), places }
    }

    /// The day at a place of the screen.
    pub fn day_at(&self, area: Rect, column: u16, row: u16) -> Option<Day> {
        if !area.contains((column, row).into()) {
            return None;
        }
        let (x, y) = (column - area.x, row - area.y);
        let hit = |place: &&Place| place.y == y && (place.x..place.x + place.columns).contains(&x);
        self.places.iter().find(hit).map(|place| place.day)
    }
}
