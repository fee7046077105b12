//! Places of one line where text from outside that runs from the right stands among the program's own words: the words
//! stay as they are, in their order.

use dateline::app::{Action, AddLine, AddState, Input, Msg, Overlay, State, update};
use dateline::news::{Change, Fault, FaultKind, Headline, Moment, Text, Verb, Window};
use dateline::theme::Theme;

use super::fixture::{act, started_in, stories};
use super::{drawn, text};

const TITLE: &str = "ראש הממשלה נפגש (אתמול) עם Dateline בירושלים";
const TURNED: &str = "םילשוריב Dateline םע (לומתא) שגפנ הלשממה שאר";
const NAME: &str = "חדשות היום והלילה";
const NAME_TURNED: &str = "הלילהו םויה תושדח";

fn told() -> Vec<Headline> {
    let mut rows = stories();
    for row in &mut rows {
        row.title = Text::line(TITLE);
        row.section = Some(Text::line(NAME));
    }
    rows
}

/// Draws what a change of the started program comes to.
fn seen(change: impl FnOnce(&mut State)) -> String {
    let mut state = started_in((120, 40), "en", told());
    change(&mut state);
    text(&drawn(&state, &Theme::default()))
}

#[test]
fn the_programs_words_stay_where_they_are() {
    let changes = vec![Change {
        seq: 1,
        at: Moment { instant: "2025-11-13T11:40:00Z".parse().unwrap(), offset_min: None },
        verb: Verb::Read,
        label: Text::line(&format!("marked read: {TITLE}")),
        undone: false,
        window: Window::This,
    }];
    let fault = Fault::new(FaultKind::Content, format!("{NAME}: it is no feed"));
    let places: [(String, &str, String); 5] = [
        ("list".to_owned(), "its details", format!("09:12 · 6 min · {NAME_TURNED}")),
        (
            seen(|state| {
                update(state, Msg::Say(Text::line(&format!("Undone: marked read: {TITLE}"))));
            }),
            "the status",
            format!("Undone: marked read: {TURNED}"),
        ),
        (
            seen(|state| {
                act(state, Action::Changes);
                update(state, Msg::Changes(changes));
            }),
            "the changes",
            format!("marked read: {TURNED}"),
        ),
        (
            seen(|state| {
                state.overlay = Some(Overlay::Add(AddLine {
                    input: Input::default(),
                    state: AddState::Failed(fault),
                    others: Vec::new(),
                    scrolled: 0,
                    instead: None,
                }));
            }),
            "a dialog",
            format!("{NAME_TURNED}: it is no feed"),
        ),
        (
            seen(|state| {
                act(state, Action::NeverShow);
            }),
            "the mute rule's title",
            format!("“{TURNED}”"),
        ),
    ];
    for (screen, place, expected) in places {
        let screen = if screen == "list" { seen(|_| {}) } else { screen };
        assert!(screen.contains(&expected), "{place}: {expected}\n{screen}");
    }
    // A title alone goes where it goes.
    assert!(seen(|_| {}).contains("הלשממה שאר"), "{}", seen(|_| {}));
}
