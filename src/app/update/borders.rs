//! The borders between the panes, moved with `<` and `>`.

use super::super::message::Effect;
use super::super::state::{Borders, Pane, State};
use super::super::{Regions, Shape};
use super::{list, measure, say};

/// Columns a press moves a border.
const STEP: i32 = 2;

/// Moves the border at the right of the pane with the keys; the reader's is the one at its left. Where there are two
/// columns the border goes out at the left, and the list has the whole width.
pub(super) fn shift(state: &mut State, times: i32, out: &mut Vec<Effect>) {
    let shape = state.shape();
    let before = Regions::of(state);
    if before.left_rule.is_empty() {
        let is_hidden = Shape::of(state.size.0, state.calendar.week_numbers) == Shape::Medium
            && state.borders.side == Some(0);
        if is_hidden && state.focus != Pane::Reader && !state.plain {
            if times > 0 {
                return keep(state, "screen.side", Borders { side: None, ..state.borders }, out);
            }
            return say(state, "The border goes no further");
        }
        let words = if shape == Shape::Narrow { "here" } else { "beside an open story" };
        return say(state, &format!("There is no border {words}"));
    }
    let of_list = shape == Shape::Wide && matches!(state.focus, Pane::List | Pane::Reader);
    let (width, name) =
        if of_list { (before.list.width, "screen.list") } else { (before.side_width(), "screen.side") };
    let wanted = (i32::from(width) + STEP * times).clamp(0, i32::from(u16::MAX)) as u16;
    let moved = |columns: u16| {
        let columns = Some(columns);
        if of_list {
            Borders { list: columns, ..state.borders }
        } else {
            Borders { side: columns, ..state.borders }
        }
    };
    // What has no room is not kept: the next press goes from where the border stands.
    let after = Regions::with_borders(state, moved(wanted.max(1)));
    let stands = if of_list { after.list.width } else { after.side_width() };
    if stands != width {
        return keep(state, name, moved(stands), out);
    }
    if times < 0 && shape == Shape::Medium {
        let alone = moved(0);
        if state.focus == Pane::Sources {
            state.focus = Pane::List;
        }
        keep(state, name, alone, out);
        return say(state, "The list alone; ⟨border-right⟩ brings the calendar back");
    }
    say(state, "The border goes no further");
}

/// Takes over where the borders are now.
fn keep(state: &mut State, name: &'static str, borders: Borders, out: &mut Vec<Effect>) {
    state.borders = borders;
    let columns = if name == "screen.list" { borders.list } else { borders.side };
    out.push(Effect::Remember(name, columns.map(|columns| columns.to_string()).unwrap_or_default()));
    list::keep_visible(state);
    measure::set_anew(state, out);
}
