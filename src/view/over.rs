//! What lies over the screen: each kind by its own drawing, and where the rows of a panel stand.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::pen::Pen;
use super::{
    body, changes, health, help, input, keep_line, mute, order, other_ways, palette, regions, routes,
    say_more, search, starters, status, themes, why,
};
use crate::app::{Overlay, Regions, State};
use crate::theme::Theme;

/// Draws it; answers where the cursor stands, where that is not in the last line.
pub(super) fn draw(
    state: &State,
    pen: &mut Pen<'_>,
    regions: &Regions,
    overlay: &Overlay,
) -> Option<Position> {
    let area = body(regions);
    let covers = matches!(
        overlay,
        Overlay::Help(_)
            | Overlay::Starters(_)
            | Overlay::Health(_)
            | Overlay::Why(_)
            | Overlay::Changes(_)
            | Overlay::Mutes(_)
    );
    match overlay {
        Overlay::Help(view) => help::draw(state, pen, area, view),
        Overlay::Palette(palette) => palette::draw(state, pen, regions, area, palette),
        Overlay::Add(add) => input::draw_add(pen, regions, area, add),
        Overlay::GoTo(_, fault) => input::draw_go_to(pen, regions, area, fault.as_ref()),
        Overlay::Keep(line) => keep_line::draw(pen, regions, area, line),
        Overlay::Routes(panel) => routes::draw(pen, state, regions, area, panel),
        Overlay::Search => {
            let search = state.search.as_ref();
            let error = search.and_then(|search| search.error.as_ref().zip(Some(&search.input)));
            search::draw_error(error, pen, area, status::SEARCH);
        }
        Overlay::Filter => {
            let filter = state.bookmarks.filter.as_ref();
            let error = filter.and_then(|filter| filter.error.as_ref().zip(Some(&filter.input)));
            search::draw_error(error, pen, area, status::FILTER);
        }
        Overlay::Themes(picker) => themes::draw(pen, regions, area, picker),
        Overlay::Starters(list) => starters::draw(pen, area, list),
        Overlay::Health(view) => health::draw(state, pen, area, view),
        Overlay::Why(view) => why::draw(pen, area, view),
        Overlay::Changes(view) => changes::draw(state, pen, area, view),
        Overlay::OtherWays(ways) => other_ways::draw(state, pen, (regions, area), ways),
        Overlay::Order(at) => order::draw(state, pen, (regions, area), *at),
        Overlay::Mute(panel) => return mute::draw(pen, regions, area, panel),
        Overlay::Mutes(list) => mute::draw_list(state, pen, area, list),
        Overlay::Name(_) | Overlay::Rename(_) | Overlay::Find(_) | Overlay::Hints(_) | Overlay::Pipe(_) => {}
    }
    if covers {
        pen.rule_across(regions.top_rule);
    }
    if pen.more.0 {
        let rule = pen.ruled.filter(|_| !covers).unwrap_or(regions.top_rule);
        say_more(pen, rule, " more above ");
    }
    None
}

/// The row of a panel at a line of the screen: it is drawn once more, on a sheet that nobody sees, and tells
/// where its rows stand. So no geometry is written twice.
pub(super) fn row_at(state: &State, overlay: &Overlay, line: u16) -> Option<usize> {
    let chosen = overlay.chosen(state)?;
    let theme = Theme::default();
    let mut sheet = Buffer::empty(Rect::new(0, 0, state.size.0, state.size.1));
    let mut pen = Pen::new(&mut sheet, &theme, state.ascii);
    pen.bars = Some(Vec::new());
    draw(state, &mut pen, &regions(state), overlay);
    let bars = pen.bars.take()?;
    let here = bars.iter().position(|(row, _)| (row.top()..row.bottom()).contains(&line))?;
    let mark = bars.iter().position(|(_, is_chosen)| *is_chosen)?;
    (chosen + here).checked_sub(mark)
}
