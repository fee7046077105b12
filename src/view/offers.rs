//! What the last line offers while nothing is said in it: the keys that do something where they are pressed now.

use super::status::live;
use crate::app::{Action, Context, Screen, State};

/// What can be done where the list has no story.
const NO_ROWS: &[(&[Action], &str)] = &[
    (&[Action::PreviousDay, Action::NextDay], "day"),
    (&[Action::PreviousUnreadDay, Action::NextUnreadDay], "unread"),
    (&[Action::Refresh], "refresh"),
    (&[Action::Search], "search"),
    (&[Action::Add], "add"),
    (&[Action::Help], "keys"),
];

/// Whether the list of the chosen day is here and has no story to do anything with.
fn has_no_rows(state: &State) -> bool {
    let here = state.list.edition.ready().is_some_and(|edition| state.lists(edition));
    here && state.screen == Screen::Days && state.search.is_none() && state.list.rows.is_empty()
}

/// Over the sources.
const SOURCES: &[(&[Action], &str)] = &[
    (&[Action::Down, Action::Up], "choose"),
    (&[Action::Cancel], "all"),
    (&[Action::Add], "add"),
    (&[Action::Routes], "routes"),
    (&[Action::DropSearch], "let go"),
    (&[Action::Refresh], "refresh"),
    (&[Action::Help], "keys"),
];

/// What the keys do where they are pressed now; keys as the live key map has them.
pub(super) fn hints_of(state: &State) -> Vec<(String, &'static str)> {
    use Action as A;
    let day: (&[Action], _) = (&[Action::PreviousDay, Action::NextDay], "day");
    let wanted: &[(&[Action], &'static str)] = match state.pane_context() {
        Context::List if has_no_rows(state) => NO_ROWS,
        Context::Calendar if state.screen == Screen::Year => &[
            (&[Action::Open], "go there"),
            (&[A::PreviousMonth, A::NextMonth], "month"),
            (&[A::PreviousYear, A::NextYear], "year"),
            (&[A::CycleLens], "counts"),
            (&[A::Back], "back"),
            (&[A::Help], "keys"),
        ],
        Context::Calendar if state.calendar.anchor.is_some() => &[
            (&[A::Open], "stories"),
            (&[A::AllRead], "all read"),
            (&[A::Bookmark], "bookmark all"),
            (&[A::Refresh], "fetch"),
            (&[A::Cancel], "end"),
            (&[A::Help], "keys"),
        ],
        Context::List if state.list.picked().is_some() => &[
            (&[A::Down, A::Up], "more, fewer"),
            (&[A::ToggleRead], "read"),
            (&[A::Bookmark], "bookmark"),
            (&[A::Tags], "tags"),
            (&[A::CopyAddress], "copy"),
            (&[A::Cancel], "end"),
            (&[A::Help], "keys"),
        ],
        Context::Bookmarks if state.bookmarks.picked().is_some() => &[
            (&[A::Down, A::Up], "more, fewer"),
            (&[A::Bookmark], "bookmark"),
            (&[A::CopyAddress], "copy"),
            (&[A::Cancel], "end"),
            (&[A::Help], "keys"),
        ],
        Context::List | Context::Calendar if state.search.is_some() => &[
            (&[A::Open], "read"),
            (&[A::NextUnread, A::PreviousUnread], "hit"),
            (&[A::Search], "change"),
            (&[A::Cancel], "end"),
            (&[A::SaveSearch], "keep"),
            (&[A::SearchOrder], "order"),
            (&[A::Help], "keys"),
        ],
        Context::Reader if state.reader.as_ref().is_some_and(|reader| reader.pointed.is_some()) => &[
            (&[A::Down, A::Up], "block"),
            (&[A::NeverShow], "not this"),
            (&[A::StartsHere], "starts here"),
            (&[A::Cancel], "end"),
            (&[A::Help], "keys"),
        ],
        Context::Calendar => &[
            (&[A::Open], "stories"),
            (&[A::ReadOn], "read"),
            (&[A::PreviousMonth, A::NextMonth], "month"),
            (&[A::Today], "today"),
            (&[A::GoToDate], "go to"),
            (&[A::Refresh], "refresh"),
            (&[A::Add], "add"),
            (&[A::Help], "keys"),
        ],
        Context::Sources => SOURCES,
        Context::List => &[
            (&[A::ReadOn], "read on"),
            day,
            (&[A::Bookmark], "bookmark"),
            (&[A::ToggleRead], "read"),
            (&[A::Search], "search"),
            (&[A::Add], "add"),
            (&[A::Help], "keys"),
        ],
        Context::Reader => &[
            (&[A::ReadOn], "read on"),
            (&[A::ReadBack], "back"),
            (&[A::Bookmark], "bookmark"),
            (&[A::Browser], "browser"),
            (&[A::Back], "list"),
            (&[A::Help], "keys"),
        ],
        Context::Bookmarks => &[
            (&[A::Open], "read"),
            (&[A::Find], "narrow"),
            (&[A::BookmarkWith], "tags, note"),
            (&[A::Bookmark], "take away"),
            (&[A::Undo], "undo"),
            (&[A::Back], "back"),
            (&[A::Help], "keys"),
        ],
        Context::Card => {
            &[(&[A::Open], "choose"), (&[A::Add], "add"), (&[A::Help], "keys"), (&[A::Quit], "quit")]
        }
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
