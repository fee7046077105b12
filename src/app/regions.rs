//! Where things are on the screen. Scrolling, mouse hits and drawing use the same rectangles.

use ratatui::layout::Rect;

use super::state::{Borders, Pane, Screen, State};

/// How many columns of panes there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Three: calendar and sources, list, reader (110 columns and more, 113 with the numbers of the weeks).
    Wide,
    /// Two: calendar over sources, and the list; an open story takes the full width (60–109).
    Medium,
    /// One pane at a time, the calendar as a strip (under 60).
    Narrow,
}

/// The rectangles of a screen of a size; a pane that is not shown has an empty one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Regions {
    /// The whole screen.
    pub screen: Rect,
    /// The top line: name, day, counts.
    pub header: Rect,
    /// The hairline under it, if there is room.
    pub top_rule: Rect,
    /// The calendar, as a grid.
    pub calendar: Rect,
    /// The calendar, as a strip.
    pub strip: Rect,
    /// The sources pane.
    pub sources: Rect,
    /// The vertical hairline left of the list.
    pub left_rule: Rect,
    /// The day list, the bookmarks view, or the first-run card.
    pub list: Rect,
    /// The vertical hairline left of the reader.
    pub right_rule: Rect,
    /// The reader.
    pub reader: Rect,
    /// The hairline above the status line, if there is room.
    pub bottom_rule: Rect,
    /// The status line.
    pub status: Rect,
    /// The year view.
    pub year: Rect,
    /// The screen is too small for anything but saying so.
    pub too_small: bool,
}

/// Columns of the calendar and sources column, and the most they take.
const SIDE: (u16, u16) = (23, 48);
/// Columns the numbers of the weeks take.
const WEEK_NUMBERS: u16 = 3;
/// The fewest columns of a screen with three columns of panes: the side, the hairlines, a list of 36, a reader.
const WIDE: u16 = 110;
/// The fewest columns a list has beside another pane, and the fewest of a reader.
const LIST: u16 = 28;
/// The fewest columns of a reader beside a list whose border was not moved: 45 letters and their margins, the least that
/// is read without effort.
const READER: u16 = 49;
/// The smallest screen that shows panes, in columns and rows.
const LEAST: (u16, u16) = (20, 5);
/// Rows of the calendar: scope, head, blank, weekdays, six weeks, words, blank.
const CALENDAR_ROWS: u16 = 12;

fn of_weeks(shown: bool) -> u16 {
    if shown { WEEK_NUMBERS } else { 0 }
}

impl Shape {
    /// The form for a width in columns; with the numbers of the weeks three columns of panes begin later by theirs.
    pub fn of(width: u16, week_numbers: bool) -> Self {
        match width {
            _ if width >= WIDE + of_weeks(week_numbers) => Self::Wide,
            60.. => Self::Medium,
            _ => Self::Narrow,
        }
    }

    /// The form for a width, with borders that were moved: where the list has taken the columns of the calendar and the
    /// sources too, one pane is shown at a time.
    pub fn with(width: u16, week_numbers: bool, borders: Borders) -> Self {
        match Self::of(width, week_numbers) {
            Self::Medium if borders.side == Some(0) => Self::Narrow,
            shape => shape,
        }
    }
}

impl Regions {
    /// The rectangles for the state's size, open panes and focus.
    pub fn of(state: &State) -> Self {
        if state.plain {
            return Self::page(state.size);
        }
        Self::compute(Layout::of(state))
    }

    /// The rectangles as they would be with other borders.
    pub fn with_borders(state: &State, borders: Borders) -> Self {
        Self::compute(Layout { borders, ..Layout::of(state) })
    }

    /// Where nothing is drawn, each pane has the whole page when its turn comes.
    fn page((width, height): (u16, u16)) -> Self {
        let screen = Rect::new(0, 0, width, height);
        Self { screen, sources: screen, list: screen, reader: screen, ..Self::default() }
    }

    /// The smallest screen that shows panes, in columns and rows.
    pub fn least() -> (u16, u16) {
        LEAST
    }

    /// Columns of calendar and sources, with their margin.
    pub fn side_width(&self) -> u16 {
        self.left_rule.x
    }

    fn compute(layout: Layout) -> Self {
        let (width, height) = layout.size;
        let screen = Rect::new(0, 0, width, height);
        let mut regions = Self { screen, ..Self::default() };
        if width < LEAST.0 || height < LEAST.1 {
            regions.too_small = true;
            return regions;
        }
        let rules = height >= 10;
        let mut top = 0;
        let mut bottom = height;
        if !layout.zen {
            regions.header = Rect::new(0, 0, width, 1);
            regions.status = Rect::new(0, height - 1, width, 1);
            top = 1;
            bottom = height - 1;
            if rules {
                regions.top_rule = Rect::new(0, 1, width, 1);
                regions.bottom_rule = Rect::new(0, height - 2, width, 1);
                top = 2;
                bottom = height - 2;
            }
        }
        let body = Rect::new(0, top, width, bottom.saturating_sub(top));
        if layout.zen {
            regions.reader = body;
            return regions;
        }
        if layout.screen == Screen::Year {
            regions.year = body;
            return regions;
        }
        match Shape::with(width, layout.week_numbers, layout.borders) {
            Shape::Wide => regions.wide(body, layout),
            Shape::Medium => regions.medium(body, layout),
            Shape::Narrow => regions.narrow(body, layout),
        }
        regions
    }

    fn wide(&mut self, body: Rect, layout: Layout) {
        let side = self.side(body, layout, 2 * LIST + 2);
        let rest = body.width - side - 2;
        let most = rest.saturating_sub(LIST).max(LIST);
        let list = match layout.borders.list {
            Some(moved) => moved.clamp(LIST, most),
            None => ((rest + 1) * 45 / 100).min(rest.saturating_sub(READER)).clamp(36, 64),
        };
        self.list = Rect { x: side + 1, width: list, ..body };
        self.right_rule = Rect { x: side + 1 + list, width: 1, ..body };
        let x = side + 2 + list;
        self.reader = Rect { x, width: body.width - x, ..body };
    }

    fn medium(&mut self, body: Rect, layout: Layout) {
        if layout.open && layout.focus == Pane::Reader {
            self.reader = body;
            return;
        }
        let side = self.side(body, layout, LIST + 1);
        self.list = Rect { x: side + 1, width: body.width - side - 1, ..body };
    }

    fn narrow(&mut self, body: Rect, layout: Layout) {
        match layout.focus {
            Pane::Reader if layout.open => self.reader = body,
            Pane::Sources => self.sources = body,
            _ => {
                let shown = layout.screen != Screen::Bookmarks;
                let strip = if shown { 3.min(body.height * 3 / 8) } else { 0 };
                self.strip = Rect { height: strip, ..body };
                self.list = Rect { y: body.y + strip, height: body.height - strip, ..body };
            }
        }
    }

    /// Calendar over sources; `rest` columns are for others. Answers its columns.
    fn side(&mut self, body: Rect, layout: Layout, rest: u16) -> u16 {
        let least = SIDE.0 + of_weeks(layout.week_numbers);
        let most = body.width.saturating_sub(rest).clamp(least, SIDE.1);
        let width = layout.borders.side.unwrap_or(least).clamp(least, most);
        let calendar = CALENDAR_ROWS.min(body.height);
        self.calendar = Rect { width, height: calendar, ..body };
        self.sources = Rect { y: body.y + calendar, width, height: body.height - calendar, ..body };
        self.left_rule = Rect { x: width, width: 1, ..body };
        width
    }

    /// Rows that an open story has, also while another pane has its place; 0 where nothing has room.
    pub fn rows(state: &State) -> u16 {
        if state.plain { Self::of(state).reader.height } else { Self::for_reading(state).reader.height }
    }

    /// As it is while a story is read. It comes back when the year is left.
    fn for_reading(state: &State) -> Self {
        let screen = if state.screen == Screen::Year { Screen::Days } else { state.screen };
        Self::compute(Layout { screen, open: true, focus: Pane::Reader, zen: state.zen, ..Layout::of(state) })
    }

    /// Columns of text a story is set in: the measure, or what the reader has room for.
    pub fn measure(state: &State) -> u16 {
        if state.plain {
            return state.size.0.max(1);
        }
        let room = Self::for_reading(state).reader.width;
        state.measure.min(room.saturating_sub(if room > 40 { 4 } else { 2 })).max(1)
    }
}

/// What decides where things are.
#[derive(Clone, Copy)]
struct Layout {
    size: (u16, u16),
    screen: Screen,
    open: bool,
    focus: Pane,
    zen: bool,
    week_numbers: bool,
    borders: Borders,
}

impl Layout {
    fn of(state: &State) -> Self {
        let open = state.reader.is_some();
        Self {
            size: state.size,
            screen: state.screen,
            open,
            focus: state.focus,
            zen: state.zen && open && state.focus == Pane::Reader,
            week_numbers: state.calendar.week_numbers,
            borders: state.borders,
        }
    }
}
