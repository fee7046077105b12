//! Whatever a key says can be read: on each size of the screen the first sentence is there to its last word.

use dateline::app::{ACTIONS, Action, State, StatusKind};
use dateline::theme::Theme;

use super::fixture::{SIZES, act, fresh, keep, ranged, reading, started, year};
use super::{drawn, text};

/// The places from which keys are pressed.
fn places(size: (u16, u16)) -> Vec<(&'static str, State)> {
    let with = |action: Action| {
        let mut state = started(size);
        act(&mut state, action);
        state
    };
    let mut kept = started(size);
    keep(&mut kept);
    act(&mut kept, Action::GoBookmarks);
    vec![
        ("the list", started(size)),
        ("the calendar", with(Action::GoCalendar)),
        ("the sources", with(Action::GoSources)),
        ("a story", reading(size)),
        ("the bookmarks", kept),
        ("the year", year(size)),
        ("a range", ranged(size)),
        ("no sources", fresh(size, "en", true)),
    ]
}

#[test]
fn what_a_key_says_is_said_to_the_end_of_its_first_sentence() {
    let mut said = 0;
    for size in SIZES {
        for (place, from) in places(size) {
            for row in ACTIONS {
                let mut state = from.clone();
                state.status = None;
                act(&mut state, row.action);
                let Some(status) = state.status.clone() else { continue };
                let free = state.overlay.is_none();
                if !free || status.kind == StatusKind::Fault && !status.whole {
                    continue;
                }
                let shown = text(&drawn(&state, &Theme::default()));
                let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
                let whole = |words: &str| {
                    let first = words.split_inclusive([';', '.', '·']).next().unwrap_or(words);
                    let first = first.trim_end_matches(['.', ';', '·']);
                    shown.contains(&first.split_whitespace().collect::<Vec<_>>().join(" "))
                };
                let wordings = std::iter::once(&status.text).chain(&status.shorter);
                assert!(
                    wordings.clone().any(|words| whole(words)),
                    "{size:?}, {place}, {}: {:?}\n{shown}",
                    row.name,
                    status.text
                );
                said += 1;
            }
        }
    }
    assert!(said > 300, "only {said} sentences were said");
}
