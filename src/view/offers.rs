//! What the last line offers while nothing is said in it: the keys that do something where they are pressed now.

use super::hints::Hint;
use crate::app::{Action as A, Context, Overlay, RoutePanel, Screen, State};
use crate::keymap::{Key, KeyCode, Sequence};

/// Actions whose keys stand together, and what these do.
type Offers = &'static [(&'static [A], &'static str)];

/// What can be done where the list has no story.
const NO_ROWS: Offers = &[
    (&[A::PreviousDay, A::NextDay], "day"),
    (&[A::PreviousUnreadDay, A::NextUnreadDay], "unread"),
    (&[A::Refresh], "refresh"),
    (&[A::Search], "search"),
    (&[A::Add], "add"),
    (&[A::Help], "keys"),
];

/// Over the sources.
const SOURCES: Offers = &[
    (&[A::Down, A::Up], "choose"),
    (&[A::Cancel], "all"),
    (&[A::Add], "add"),
    (&[A::Routes], "routes"),
    (&[A::DropSearch], "let go"),
    (&[A::Refresh], "refresh"),
    (&[A::Help], "keys"),
];

/// The year view.
const YEAR: Offers = &[
    (&[A::Open], "go there"),
    (&[A::PreviousMonth, A::NextMonth], "month"),
    (&[A::PreviousYear, A::NextYear], "year"),
    (&[A::CycleLens], "counts"),
    (&[A::Back], "back"),
    (&[A::Help], "keys"),
];

/// A range of days.
const RANGE: Offers = &[
    (&[A::Open], "stories"),
    (&[A::AllRead], "all read"),
    (&[A::Bookmark], "bookmark all"),
    (&[A::Refresh], "fetch"),
    (&[A::Cancel], "end"),
    (&[A::Help], "keys"),
];

/// Rows of the list that are picked.
const PICKED: Offers = &[
    (&[A::Down, A::Up], "more, fewer"),
    (&[A::ToggleRead], "read"),
    (&[A::Bookmark], "bookmark"),
    (&[A::Tags], "tags"),
    (&[A::CopyAddress], "copy"),
    (&[A::Cancel], "end"),
    (&[A::Help], "keys"),
];

/// Bookmarks that are picked.
const PICKED_BOOKMARKS: Offers = &[
    (&[A::Down, A::Up], "more, fewer"),
    (&[A::Bookmark], "bookmark"),
    (&[A::CopyAddress], "copy"),
    (&[A::Cancel], "end"),
    (&[A::Help], "keys"),
];

/// The hits of a search, in list and calendar.
const HITS: Offers = &[
    (&[A::Open], "read"),
    (&[A::NextUnread, A::PreviousUnread], "hit"),
    (&[A::Search], "change"),
    (&[A::Cancel], "end"),
    (&[A::SaveSearch], "keep"),
    (&[A::SearchOrder], "order"),
    (&[A::Help], "keys"),
];

/// A block of the open story that is pointed at.
const POINTED: Offers = &[
    (&[A::Down, A::Up], "block"),
    (&[A::NeverShow], "not this"),
    (&[A::StartsHere], "starts here"),
    (&[A::Cancel], "end"),
    (&[A::Help], "keys"),
];

/// The calendar.
const CALENDAR: Offers = &[
    (&[A::Open], "stories"),
    (&[A::ReadOn], "read"),
    (&[A::PreviousMonth, A::NextMonth], "month"),
    (&[A::Today], "today"),
    (&[A::GoToDate], "go to"),
    (&[A::Refresh], "refresh"),
    (&[A::Add], "add"),
    (&[A::Help], "keys"),
];

/// The list.
const LIST: Offers = &[
    (&[A::ReadOn], "read on"),
    (&[A::PreviousDay, A::NextDay], "day"),
    (&[A::Bookmark], "bookmark"),
    (&[A::ToggleRead], "read"),
    (&[A::Search], "search"),
    (&[A::Add], "add"),
    (&[A::Help], "keys"),
];

/// The open story.
const READER: Offers = &[
    (&[A::ReadOn], "read on"),
    (&[A::ReadBack], "back"),
    (&[A::Bookmark], "bookmark"),
    (&[A::Browser], "browser"),
    (&[A::Back], "list"),
    (&[A::Help], "keys"),
];

/// The bookmarks.
const BOOKMARKS: Offers = &[
    (&[A::Open], "read"),
    (&[A::Find], "narrow"),
    (&[A::BookmarkWith], "tags, note"),
    (&[A::Bookmark], "take away"),
    (&[A::Undo], "undo"),
    (&[A::Back], "back"),
    (&[A::Help], "keys"),
];

/// No bookmarks, and none that is as what narrows them says.
const NO_BOOKMARKS: Offers =
    &[(&[A::GoList], "list"), (&[A::Undo], "undo"), (&[A::Back], "back"), (&[A::Help], "keys")];
const NONE_SO: Offers = &[
    (&[A::Find], "narrow"),
    (&[A::Cancel], "all"),
    (&[A::Undo], "undo"),
    (&[A::Back], "back"),
    (&[A::Help], "keys"),
];

/// The first-run card.
const CARD: Offers =
    &[(&[A::Open], "choose"), (&[A::Add], "add"), (&[A::Help], "keys"), (&[A::Quit], "quit")];

/// Whether the list of the chosen day is here and has no story to do anything with.
fn has_no_rows(state: &State) -> bool {
    let here = state.list.edition.ready().is_some_and(|edition| state.lists(edition));
    here && state.screen == Screen::Days && state.search.is_none() && state.list.rows.is_empty()
}

/// Whether the bookmarks are here and there is none.
fn has_no_bookmarks(state: &State) -> bool {
    state.bookmarks.rows.ready().is_some_and(Vec::is_empty)
}

/// What the keys do where they are pressed now; keys as the live key map has them.
pub(super) fn hints_of(state: &State) -> Vec<Hint> {
    let is_pointed = || state.reader.as_ref().is_some_and(|reader| reader.pointed.is_some());
    let wanted = match state.pane_context() {
        Context::List if has_no_rows(state) => NO_ROWS,
        Context::Calendar if state.screen == Screen::Year => YEAR,
        Context::Calendar if state.calendar.anchor.is_some() => RANGE,
        Context::List if state.list.picked().is_some() => PICKED,
        Context::Bookmarks if state.bookmarks.picked().is_some() => PICKED_BOOKMARKS,
        Context::Bookmarks if has_no_bookmarks(state) && super::bookmarks::is_narrowed(state) => NONE_SO,
        Context::Bookmarks if has_no_bookmarks(state) => NO_BOOKMARKS,
        Context::List | Context::Calendar if state.search.is_some() => HITS,
        Context::Reader if is_pointed() => POINTED,
        Context::Calendar => CALENDAR,
        Context::Sources => SOURCES,
        Context::List => LIST,
        Context::Reader => READER,
        Context::Bookmarks => BOOKMARKS,
        Context::Card => CARD,
        // What lies over the panes tells its own.
        Context::Panel
        | Context::Starters
        | Context::Routes
        | Context::Health
        | Context::Changes
        | Context::Mutes => &[],
    };
    live(state, state.context(), wanted)
}

/// The keys of what lies over the screen, and what they do.
pub(super) fn keys_over(state: &State, overlay: &Overlay) -> Vec<Hint> {
    let choose: (&[A], _) = (&[A::Down, A::Up], "choose");
    let adds = match overlay {
        Overlay::Starters(list) => match list.rows.iter().filter(|row| row.chosen).count() {
            0 => "add this".to_owned(),
            many => format!("add {many}"),
        },
        _ => String::new(),
    };
    let wanted: Vec<(&[A], &str)> = match overlay {
        Overlay::Help(view) => {
            let mut keys: Vec<(&[A], _)> =
                vec![(&[A::Down, A::Up], "scroll"), (&[A::ReadOn], "page"), (&[A::Find], "find")];
            if !view.query.text.is_empty() {
                keys.push((&[A::Cancel], "all"));
            }
            keys.push((&[A::Back], "close"));
            keys
        }
        Overlay::Themes(_) => {
            vec![(&[A::Down, A::Up], "try"), (&[A::Open], "keep"), (&[A::Cancel], "as it was")]
        }
        Overlay::Routes(panel) => of_routes(panel, state.demo),
        Overlay::Why(_) => {
            vec![(&[A::Down, A::Up], "scroll"), (&[A::Undo], "undo"), (&[A::Back], "close")]
        }
        Overlay::Changes(view) => match view.rows.as_ref().and_then(|rows| rows.get(view.selected)) {
            Some(change) => {
                let turns = if change.undone { "do it again" } else { "take it back" };
                vec![(&[A::Open], turns), (&[A::Undo, A::Redo], "undo, redo"), (&[A::Back], "close")]
            }
            None => vec![(&[A::Back], "close")],
        },
        Overlay::OtherWays(_) => vec![(&[A::Open], "open"), choose, (&[A::Cancel], "back")],
        Overlay::Order(_) => {
            vec![(&[A::Open], "choose"), (&[A::Down, A::Up], "up, down"), (&[A::Cancel], "back")]
        }
        Overlay::Starters(list) => {
            let back = if list.query.text.is_empty() { "back" } else { "all" };
            vec![(&[A::Pick], "choose"), (&[A::Open], &adds), (&[A::Find], "narrow"), (&[A::Cancel], back)]
        }
        Overlay::Mutes(_) => vec![(&[A::Remove], "let go"), (&[A::Undo], "undo"), (&[A::Back], "close")],
        Overlay::Health(_) if state.demo => {
            vec![
                (&[A::Refresh], "ask again"),
                (&[A::Remove], "remove"),
                (&[A::Open], "show"),
                (&[A::Back], "close"),
            ]
        }
        Overlay::Health(_) => vec![
            (&[A::Refresh], "ask again"),
            (&[A::FindAgain], "look again"),
            (&[A::Remove], "remove"),
            (&[A::Open], "show"),
            (&[A::Back], "close"),
        ],
        // On its words letters are typed: the keys are those of a line.
        Overlay::Mute(panel) if panel.selected == 0 => {
            let keys = [(KeyCode::Enter, "mute"), (KeyCode::Tab, "choose"), (KeyCode::Esc, "back")];
            return keys.map(|(code, words)| Hint::of(&[Key::plain(code).into()], words)).to_vec();
        }
        Overlay::Mute(_) => {
            return live(state, Context::Panel, &[(&[A::Open], "mute"), choose, (&[A::Cancel], "back")]);
        }
        _ => Vec::new(),
    };
    live(state, state.context(), &wanted)
}

/// What can be done with the routes of a source.
fn of_routes(panel: &RoutePanel, demo: bool) -> Vec<(&'static [A], &'static str)> {
    let mut keys: Vec<(&'static [A], _)> = vec![
        (&[A::Open], "try"),
        (&[A::EditRoute], "edit"),
        (&[A::AddRoute], "add"),
        (&[A::PreviousDay, A::NextDay], "the day"),
        (&[A::MoveDown, A::MoveUp], "order"),
        (&[A::Remove], "take out"),
    ];
    if panel.rows.len() < 2 {
        keys.truncate(4);
    }
    if panel.copies().is_some() {
        keys.push((&[A::AddCopies], "add the Wayback Machine"));
    }
    if !demo {
        keys.push((&[A::FindAgain], "look at its site"));
    }
    keys.push((&[A::Cancel], "close"));
    keys
}

/// The keys that the live map has for actions in a context, with their words; without those it has no key for.
pub(super) fn live(state: &State, context: Context, wanted: &[(&[A], &str)]) -> Vec<Hint> {
    let context = context.name();
    let key = |action: &A| state.keymap.sequences(Some(context), |chain| chain.is(*action)).next().cloned();
    let hint = |(actions, words): &(&[A], &str)| {
        let keys: Option<Vec<Sequence>> = actions.iter().map(key).collect();
        Some(Hint::of(&keys?, words))
    };
    wanted.iter().filter_map(hint).collect()
}
