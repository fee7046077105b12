//! The year view: twelve small months shaded by what the calendar counts, what the year holds, and the years below.

mod map;
mod sums;

use ratatui::layout::Rect;
use ratatui::style::Style;

use self::map::Map;
use self::sums::Sums;
use super::calendar::heat;
use super::facts::day_in_words;
use super::pen::Pen;
use super::words::width;
use crate::app::{Hit, Lens, State, shade_of};
use crate::locale::grouped;
use crate::news::{Day, YearFacts};
use crate::theme::Role;

/// Columns between two things of a line.
const GAP: u16 = 3;

/// Draws the year of the cursor.
pub(super) fn draw(state: &State, pen: &mut Pen<'_>, area: Rect) {
    if area.is_empty() {
        return;
    }
    let map = Map::new(area, state.locale.first_weekday(), state.year.cursor);
    let sums = Sums::of(state);
    draw_head(state, pen, area);
    let columns = usize::from(7 * map.cell);
    let names_fit = map.months.iter().all(|(month, _)| width(state.locale.month_alone(*month)) <= columns);
    for (month, (x, y)) in &map.months {
        let name = if names_fit {
            state.locale.month_alone(*month).to_owned()
        } else {
            state.locale.month_short_alone(*month)
        };
        let here = *month == state.year.cursor.month();
        pen.put_cut(area, (*x, *y), 7 * map.cell, &name, if here { Role::Accent } else { Role::Title });
        for day in month.range().days() {
            if let Some(place) = map.place(day) {
                draw_day(state, pen, (area, place), map.cell, day, sums.most);
            }
        }
    }
    draw_below(state, pen, area, map.below, &sums);
}

/// What the year holds of what the calendar counts, for the top line.
pub(super) fn total(state: &State) -> String {
    Sums::of(state).total()
}

/// Whether the line about the day under the cursor has no room under the months.
pub(super) fn lacks_words(state: &State, area: Rect) -> bool {
    Map::new(area, state.locale.first_weekday(), state.year.cursor).below.1 == 0
}

/// `‹ 2025 ›`, what is counted, and the shades from few to most.
fn draw_head(state: &State, pen: &mut Pen<'_>, area: Rect) {
    let x = draw_year(state, pen, area);
    let glyphs = pen.glyphs;
    let legend = width("fewmost") as u16 + 2 + 4;
    // What is not stored has no length yet.
    let of = if state.calendar.lens == Lens::Minutes { " of stored texts" } else { "" };
    let about = format!("{}{}{}{of}", state.scope_title(), glyphs.dot, state.calendar.lens.name());
    let room = area.width.saturating_sub(x + GAP + 1);
    let fits = room > width(&about) as u16 + legend + GAP;
    pen.put_cut(area, (x + GAP, 0), if fits { room - legend } else { room }, &about, Role::Dim);
    if !fits {
        return;
    }
    let mut x = area.width - legend - 1;
    x = pen.put(area, (x, 0), "few ", Role::Dim);
    for shade in 1..=4 {
        x = put_shade(pen, (area, (x, 0)), 1, shade);
    }
    pen.put(area, (x, 0), " most", Role::Dim);
}

/// The year between its arrows; answers the column behind.
fn draw_year(state: &State, pen: &mut Pen<'_>, area: Rect) -> u16 {
    let year = state.year.cursor.month().year();
    let (earlier, later) = beyond(state, year);
    let arrow = |has: bool| if has { Role::Text } else { Role::Dim };
    let x = pen.put(area, (1, 0), pen.glyphs.earlier, arrow(earlier)) + 1;
    let x = pen.put(area, (x, 0), &year.to_string(), Role::Accent) + 1;
    pen.put(area, (x, 0), pen.glyphs.later, arrow(later))
}

/// Whether there is something in earlier years, and in later ones.
fn beyond(state: &State, year: i16) -> (bool, bool) {
    let ends = state.calendar.ends;
    let answers = |year: i16| {
        Day::new(year, 12, 31)
            .is_some_and(|day| state.scoped_sources().any(|source| source.source.answers(day)))
    };
    let earlier = ends.is_some_and(|ends| ends.first.month().year() < year) || answers(year - 1);
    let later =
        ends.is_some_and(|ends| ends.last.month().year() > year) || state.last_come().month().year() > year;
    (earlier, later)
}

fn draw_day(
    state: &State,
    pen: &mut Pen<'_>,
    (area, at): (Rect, (u16, u16)),
    cell: u16,
    day: Day,
    most: u32,
) {
    let facts = state.facts(day);
    let shade = shade_of(state.painted(day), most);
    if shade > 0 {
        put_shade(pen, (area, at), cell, shade);
    } else {
        let failed = facts.is_some_and(|facts| facts.stories == 0 && facts.failed > 0);
        let (glyph, role) = match () {
            () if state.calendar.fetching.contains(&day) => ("~", Role::Notice),
            () if failed => ("!", Role::Error),
            () if day > state.today() => (" ", Role::ToCome),
            () if !state.scoped_sources().any(|source| source.source.answers(day)) => (" ", Role::Dim),
            () => (pen.glyphs.can_ask, Role::Dim),
        };
        pen.put(area, at, glyph, role);
    }
    let here = Rect::new(area.x + at.0, area.y + at.1, cell, 1).intersection(area);
    if state.calendar.anchor.is_some() {
        let anchor = state.calendar.anchor.unwrap_or(day);
        if crate::news::DayRange::between(anchor, state.year.cursor).contains(day) {
            pen.lay(here, pen.style(Role::Selection));
        }
    }
    if day == state.today() {
        pen.lay(here, pen.style(Role::Today));
    }
    if day == state.year.cursor {
        let wide = if cell > 1 { pen.glyphs.cursor_wide } else { pen.glyphs.cursor };
        pen.put(area, at, wide, Role::Chosen);
        pen.lay(here, pen.style(Role::Chosen));
    }
}

/// A shade of 1 to 4, told by its colour and by how full it is.
fn put_shade(pen: &mut Pen<'_>, (area, at): (Rect, (u16, u16)), columns: u16, shade: u8) -> u16 {
    let role = heat(shade).unwrap_or(Role::Text);
    let glyph = pen.glyphs.shades[usize::from(shade.clamp(1, 4)) - 1];
    // A theme that shades the ground has ink for the text only; the glyph is then the shade's own ink.
    let style = Style { bg: None, ..pen.style(role) };
    let ground = Style { bg: pen.style(role).bg, ..Style::new() };
    pen.lay(Rect::new(area.x + at.0, area.y + at.1, columns, 1).intersection(area), ground);
    pen.put_styled(area, at, &glyph.repeat(usize::from(columns)), style)
}

/// The day under the cursor, what the year holds, and the years.
fn draw_below(state: &State, pen: &mut Pen<'_>, area: Rect, (mut y, lines): (u16, u16), sums: &Sums) {
    let end = y + lines;
    let room = area.width.saturating_sub(2);
    if lines > 4 {
        y += 1;
    }
    let dot = pen.glyphs.dot;
    let mut said =
        vec![(day_in_words(state, state.year.cursor).join(dot).replace('\u{a0}', " "), Role::Text)];
    said.push((sums.totals(dot), Role::Dim));
    said.push((sums.extremes(state, dot), Role::Dim));
    for (words, role) in said {
        if y < end {
            pen.put_cut(area, (1, y), room, &words, role);
            y += 1;
        }
    }
    if end > y + 3 {
        draw_years(state, pen, area, (y + 1, end));
    } else if end > y {
        pen.put_cut(area, (1, y), room, &years_in_a_line(state, dot), Role::Dim);
    }
}

/// `2026 12 · 2025 1,204 · 2024 988`.
fn years_in_a_line(state: &State, dot: &str) -> String {
    let lens = state.calendar.lens;
    let years = state.year.years.iter();
    let words: Vec<_> = years.map(|year| format!("{} {}", year.year, grouped(of(lens, year)))).collect();
    words.join(dot)
}

/// A line for each year, the newest first, with a bar as long as its count; the one shown stays in sight.
fn draw_years(state: &State, pen: &mut Pen<'_>, area: Rect, (top, end): (u16, u16)) {
    let lens = state.calendar.lens;
    let years = &state.year.years;
    let most = years.iter().map(|year| of(lens, year)).max().unwrap_or(0).max(1);
    let counts = years.iter().map(|year| grouped(of(lens, year)).len()).max().unwrap_or(1) as u16;
    let bars = area.width.saturating_sub(1 + 4 + GAP + counts + GAP + 1).min(60);
    for (y, year) in (top..end).zip(years.iter().skip(first_year(state, end - top))) {
        let here = year.year == state.year.cursor.month().year();
        pen.put(area, (1, y), &year.year.to_string(), if here { Role::Accent } else { Role::Text });
        let count = grouped(of(lens, year));
        pen.put(area, (1 + 4 + GAP + counts - count.len() as u16, y), &count, Role::Dim);
        let long = (u64::from(of(lens, year)) * u64::from(bars)).div_ceil(u64::from(most));
        let bar = pen.glyphs.shades[3].repeat(usize::try_from(long).unwrap_or_default());
        pen.put(area, (1 + 4 + GAP + counts + GAP, y), &bar, if here { Role::Accent } else { Role::Rule });
    }
}

/// The first of the years shown, as an index.
fn first_year(state: &State, room: u16) -> usize {
    let years = &state.year.years;
    let here = years.iter().position(|year| year.year == state.year.cursor.month().year()).unwrap_or(0);
    (here + 1).saturating_sub(usize::from(room))
}

fn of(lens: Lens, year: &YearFacts) -> u32 {
    match lens {
        Lens::Stories => year.stories,
        Lens::Unread => year.unread,
        Lens::Minutes => year.minutes,
        Lens::Bookmarks => year.bookmarks,
    }
}

/// What stands at a place of the screen where the year is drawn.
pub(super) fn hit(state: &State, area: Rect, (column, row): (u16, u16)) -> Option<Hit> {
    let map = Map::new(area, state.locale.first_weekday(), state.year.cursor);
    let year = state.year.cursor.month().year();
    if row == area.y {
        let wide = year.to_string().len() as u16;
        return match column.checked_sub(area.x)? {
            0..=2 => Some(Hit::Year(-1)),
            at if at > 2 + wide && at <= 5 + wide => Some(Hit::Year(1)),
            _ => None,
        };
    }
    if let Some(day) = map.day_at(column, row) {
        return Some(Hit::Day(day));
    }
    // The years: as they are drawn, one a line.
    let (first, lines) = map.below;
    let top = first + 3 + u16::from(lines > 4);
    let end = first + lines;
    if end > top + 3 {
        let line = (row - area.y).checked_sub(top + 1)?;
        let index = first_year(state, end - top - 1) + usize::from(line);
        let found = state.year.years.get(index)?;
        return Some(Hit::Year(i32::from(found.year) - i32::from(year)));
    }
    None
}
