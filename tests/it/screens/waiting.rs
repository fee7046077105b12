//! The row that says that new stories wait: what it offers works from the pane that has the keys.

use dateline::app::{Action, AskReport, Msg, update};
use dateline::news::StoryId;
use dateline::theme::Theme;

use super::fixture::{act, deliver, edition, started, stories};
use super::{drawn, text};

#[test]
fn the_row_of_new_stories_names_keys_that_work_where_they_are_pressed() {
    let screen = |action| {
        let mut state = started((120, 40));
        update(&mut state, Msg::Refreshed(AskReport::default()));
        let mut rows = stories();
        let mut new = rows[0].clone();
        new.id = StoryId(900);
        rows.push(new);
        deliver(&mut state, edition("2025-11-13", rows));
        act(&mut state, action);
        text(&drawn(&state, &Theme::default()))
    };
    let list = screen(Action::GoList);
    assert!(list.contains("1 new story: gg shows it"), "{list}");
    let calendar = screen(Action::GoCalendar);
    assert!(calendar.contains("1 new story: gl gg shows it"), "{calendar}");
}
