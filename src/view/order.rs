//! The menu of the list's orders: a few lines at the bottom, each with its letter.

use ratatui::layout::Rect;

use super::list::draw_bar;
use super::panel_rule;
use super::pen::Pen;
use crate::app::{ListLook, OrderChoice, Regions, State};
use crate::news::Order;
use crate::theme::Role;

/// Draws the menu at the bottom of an area.
pub(super) fn draw(state: &State, pen: &mut Pen<'_>, (regions, area): (&Regions, Rect), at: usize) {
    let choices = state.order_choices();
    let height = (choices.len() as u16 + 1).min(area.height);
    let panel = Rect { y: area.bottom() - height, height, ..area };
    pen.clear(panel);
    panel_rule(pen, regions, panel, area);
    pen.more = (false, choices.len() >= usize::from(height));
    for (y, (index, choice)) in (1..height).zip(choices.into_iter().enumerate()) {
        let row = Rect { y: panel.y + y, height: 1, ..panel };
        draw_bar(pen, row, index == at, true);
        let letter = choice.letter().to_string();
        pen.put(row, (3, 0), &letter, Role::Key);
        if state.is_ordered(choice) {
            pen.put(row, (5, 0), pen.glyphs.read, Role::Accent);
        }
        pen.put_cut(row, (7, 0), row.width.saturating_sub(9), &words(state, choice), Role::Text);
    }
}

/// What a choice does.
pub fn words(state: &State, choice: OrderChoice) -> String {
    match choice {
        OrderChoice::Stories(order) => {
            let look = ListLook { order, ..state.list_look };
            format!("by {}: {}", order.name(), look.words())
        }
        OrderChoice::Turned => "turned round".to_owned(),
        OrderChoice::Hits(Order::Newest) => "by time: newest first".to_owned(),
        OrderChoice::Hits(Order::Best) => "by rank: best first".to_owned(),
    }
}
