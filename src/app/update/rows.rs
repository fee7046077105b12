//! How the stories of an edition stand in the list: which of them, in which order, under which heads.

use std::collections::{HashMap, HashSet};

use super::super::message::Target;
use super::super::state::{ListRow, State};
use super::super::{Heads, StoryOrder};
use crate::news::{Edition, Headline, StoryId, Text};

/// Heads and stories. Where what is read is left out, the open story and those in `stay` are there all the same:
/// nothing vanishes while it is read.
pub(super) fn rows_of(state: &State, edition: &Edition, stay: &HashSet<StoryId>) -> Vec<ListRow> {
    if let Some(search) = &state.search {
        return super::hits::rows_of(state, search.order, edition);
    }
    let heads = state.heads_of(edition);
    let mut order: Vec<usize> = (0..edition.rows.len()).collect();
    if state.list_look.hides_read {
        let open = state.reader.as_ref().filter(|reader| !reader.preview).map(|reader| &reader.target);
        let stays =
            |row: &Headline| row.unread || stay.contains(&row.id) || open == Some(&Target::Story(row.id));
        order.retain(|index| stays(&edition.rows[*index]));
    }
    sort(state, edition, heads, &mut order);
    let mut rows = Vec::with_capacity(order.len() + 8);
    let mut last: Option<Option<Text>> = None;
    for index in order {
        let row = &edition.rows[index];
        let head = match heads {
            Heads::Days => Some(Text::line(&state.locale.long_date(row.day))),
            Heads::Sources => Some(row.source_title.clone()),
            // Behind sections there has to be a head, or the rest would stand under the last of them.
            Heads::Sections => row
                .section
                .clone()
                .or_else(|| matches!(last, Some(Some(_))).then(|| Text::line("Without a section"))),
            Heads::None => None,
        };
        let is_same = match (&last, &head) {
            (Some(Some(last)), Some(head)) => last.to_lowercase() == head.to_lowercase(),
            (last, head) => last.as_ref() == Some(head),
        };
        if !is_same {
            rows.extend(head.clone().map(ListRow::Head));
            last = Some(head);
        }
        rows.push(ListRow::Story(index));
    }
    rows
}

/// Puts places of an edition, which are in its own order (by source, newest first), into the chosen one.
fn sort(state: &State, edition: &Edition, heads: Heads, order: &mut [usize]) {
    let look = state.list_look;
    let turned = |number: i64| if look.reversed { -number } else { number };
    let row = |index: &usize| &edition.rows[*index];
    // Newest first; what has no time stands last either way.
    let by_time = |index: &usize| {
        let at = row(index).moment.map(|moment| turned(-moment.instant.as_millisecond()));
        (at.is_none(), at)
    };
    match look.order {
        StoryOrder::Source if !look.reversed => {}
        StoryOrder::Source | StoryOrder::Section | StoryOrder::Time => order.sort_by_key(by_time),
        StoryOrder::Length => order.sort_by_key(|index| {
            let words = row(index).words.or(row(index).minutes.map(|minutes| minutes.saturating_mul(200)));
            (words.is_none(), words.map(|words| turned(i64::from(words))))
        }),
    }
    let by_source = || -> HashMap<_, _> {
        state.all_sources().iter().enumerate().map(|(place, source)| (source.row.id, place)).collect()
    };
    match heads {
        Heads::Sources => {
            let places = by_source();
            order.sort_by_key(|index| places.get(&row(index).source).copied().unwrap_or(usize::MAX));
        }
        Heads::Sections => {
            let places = section_places(edition);
            let place = |index: &usize| row(index).section.as_ref().map(|name| name.to_lowercase());
            order.sort_by_key(|index| {
                place(index).and_then(|name| places.get(&name).copied()).unwrap_or(usize::MAX)
            });
        }
        Heads::Days => {
            if look.order == StoryOrder::Source && look.reversed {
                let places = by_source();
                order.sort_by_key(|index| places.get(&row(index).source).copied().unwrap_or(usize::MAX));
            }
            let backwards = look.reversed && matches!(look.order, StoryOrder::Source | StoryOrder::Time);
            let sign = if backwards { 1 } else { -1 };
            order.sort_by_key(|index| sign * row(index).day.number());
        }
        Heads::None => {}
    }
}

/// The sections in the order they come in the edition, so that none moves when the order is turned round.
fn section_places(edition: &Edition) -> HashMap<String, usize> {
    let mut places = HashMap::new();
    for row in &edition.rows {
        if let Some(section) = &row.section {
            let next = places.len();
            places.entry(section.to_lowercase()).or_insert(next);
        }
    }
    places
}
