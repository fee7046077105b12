//! The borders between the panes, moved with `<` and `>`.

use super::super::message::Effect;
use super::super::state::{Pane, State};
use super::super::{Regions, Shape};
use super::{list, measure, say};

/// Columns a press moves a border.
const STEP: i32 = 2;

/// Moves the border at the right of the pane with the keys; the reader's is the one at its left.
pub(super) fn shift(state: &mut State, times: i32, out: &mut Vec<Effect>) {
    let shape = state.shape();
    let before = Regions::of(state);
    if before.left_rule.is_empty() {
        let words = if shape == Shape::Narrow { "here" } else { "beside an open story" };
        return say(state, &format!("There is no border {words}"));
    }
    let of_list = shape == Shape::Wide && matches!(state.focus, Pane::List | Pane::Reader);
    let (width, name) =
        if of_list { (before.list.width, "screen.list") } else { (before.side_width(), "screen.side") };
    let wanted = (i32::from(width) + STEP * times).clamp(0, i32::from(u16::MAX)) as u16;
    let slot = if of_list { &mut state.borders.list } else { &mut state.borders.side };
    *slot = Some(wanted);
    let after = Regions::of(state);
    // What has no room is not kept: the next press goes from where the border stands.
    let stands = if of_list { after.list.width } else { after.side_width() };
    let slot = if of_list { &mut state.borders.list } else { &mut state.borders.side };
    *slot = Some(stands);
    if stands == width {
        return say(state, "The border goes no further");
    }
    out.push(Effect::Remember(name, stands.to_string()));
    list::keep_visible(state);
    measure::set_anew(state, out);
}
