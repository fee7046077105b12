//! Keys for the list of a day that is still being read: they are done when it is here.
//!
//! Over a slow line `]jb` comes in one piece, before the store can have answered. What is meant for the stories of the
//! day would find none, or those of the day before.

use super::super::message::Effect;
use super::super::state::{Screen, State};
use super::super::{Action, Chain, Context};
use super::keys;

/// The most that waits; who leans on a key wants no more of it.
const MOST: usize = 200;

/// What an action wants of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wants {
    /// Its stories.
    Stories,
    /// Another list.
    Days,
    /// Nothing.
    Nothing,
}

fn wants(chain: &Chain) -> Wants {
    match chain.links().next().map(|link| link.action) {
        Some(
            Action::Down
            | Action::Up
            | Action::Top
            | Action::Bottom
            | Action::HalfDown
            | Action::HalfUp
            | Action::PageDown
            | Action::PageUp
            | Action::ReadOn
            | Action::Open
            | Action::NextStory
            | Action::PreviousStory
            | Action::Bookmark
            | Action::ToggleRead,
        ) => Wants::Stories,
        Some(
            Action::PreviousDay
            | Action::NextDay
            | Action::PreviousWeek
            | Action::NextWeek
            | Action::PreviousMonth
            | Action::NextMonth
            | Action::Today,
        ) => Wants::Days,
        _ => Wants::Nothing,
    }
}

/// Whether the list of the chosen day has the keys and is not here yet.
fn is_awaited(state: &State) -> bool {
    let shown = state.list.edition.ready();
    state.screen == Screen::Days
        && state.search.is_none()
        && state.context() == Context::List
        && state.list.reload.is_some()
        && !shown.is_some_and(|shown| state.lists(shown) && shown.scope == state.scope)
}

/// Holds back what is meant for a list that is not here yet; whether it does.
pub(super) fn hold(state: &mut State, chain: &Chain, count: Option<u32>) -> bool {
    let holds = is_awaited(state)
        && match wants(chain) {
            Wants::Stories => true,
            // Behind what is held back it is about the day after that.
            Wants::Days => !state.for_list.is_empty(),
            Wants::Nothing => false,
        };
    if !holds {
        state.for_list.clear();
    } else if state.for_list.len() < MOST {
        state.for_list.push_back((chain.clone(), count));
        state.settled = true;
        state.resume = None;
    }
    holds
}

/// The list is here: what was held back is done, up to where the next one is waited for.
pub(super) fn list_arrived(state: &mut State, out: &mut Vec<Effect>) {
    while !is_awaited(state) {
        let Some((chain, count)) = state.for_list.pop_front() else { return };
        if state.context() != Context::List {
            // The first of them has opened something.
            return state.for_list.clear();
        }
        keys::run(state, &chain, count, out);
    }
}
