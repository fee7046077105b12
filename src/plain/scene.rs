//! What there is to tell: rows that can be chosen by their number, words, or a story.

use crate::app::{DayLook, Pane, Screen, State};
use crate::locale::{counted, grouped};
use crate::news::{Day, Order, Scope};

use super::words::{sentences, unread};
use super::{panels, rows};

/// Where the reader is, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Scene {
    /// Rows with numbers.
    Rows(Rows),
    /// Lines.
    Words(&'static str, Vec<String>),
    /// The open story.
    Story,
    /// A line is asked for: what was wrong with the last one, or nothing.
    Asked(&'static str, Vec<String>),
}

/// Rows with numbers, of which one is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rows {
    /// Of which kind.
    pub(super) kind: &'static str,
    /// What they are rows of; while it stays the same, they are the same list.
    pub(super) key: String,
    /// What stands above them.
    pub(super) head: String,
    /// What each says, without its number.
    pub(super) said: Vec<String>,
    /// Heads of groups, each before the row with the index.
    pub(super) groups: Vec<(usize, String)>,
    /// The chosen one.
    pub(super) at: usize,
    /// What stands below them.
    pub(super) foot: String,
}

impl Scene {
    /// Of which kind it is.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Rows(rows) => rows.kind,
            Self::Words(kind, _) | Self::Asked(kind, _) => kind,
            Self::Story => "story",
        }
    }

    /// What is to be told of the state.
    pub(super) fn of(state: &State) -> Self {
        if let Some(overlay) = &state.overlay {
            return panels::scene(state, overlay);
        }
        match (state.focus, state.screen) {
            (Pane::Reader, _) if state.reader.is_some() => Self::Story,
            (_, Screen::Year) => Self::Words("year", year(state)),
            (Pane::Calendar, _) => Self::Words("calendar", vec![day_words(state)]),
            (Pane::Sources, _) => Self::Rows(rows::sources(state)),
            (_, Screen::Card) => Self::Rows(rows::card(state)),
            (_, Screen::Bookmarks) => rows::bookmarks(state),
            _ => rows::stories(state),
        }
    }
}

/// The chosen day, days or search in words.
pub(super) fn day_words(state: &State) -> String {
    if let Some(search) = &state.search {
        let found = counted(search.hits(), "story", "stories");
        let many = if search.whole || search.hits() == 0 {
            format!("{found} found")
        } else {
            format!("More than {found} found")
        };
        let searched = search.searched.map(|searched| format!("in {}", searched.words(counted)));
        let order = if search.order == Order::Best { "The best come first" } else { "" };
        let what = search.name.as_ref().map_or(search.input.text.trim(), |name| name.as_str());
        let found = [Some(many), searched].into_iter().flatten().collect::<Vec<_>>().join(" ");
        return sentences([format!("Search: {what}"), found, order.to_owned()]);
    }
    let scope = if state.scope == Scope::All { String::new() } else { state.scope_title().to_string() };
    let range = state.range();
    if range.len() > 1 {
        let days = format!(
            "{} to {}, {}",
            state.locale.date(range.first),
            state.locale.date(range.last),
            counted(range.len(), "day", "days")
        );
        let counts = state.list.edition.ready().filter(|edition| edition.range == range).map(|edition| {
            let all = Some(counted(edition.rows.len(), "story", "stories"));
            let parts = [all, unread(edition.unread() as u64), left_out(state)];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        });
        return sentences([scope, days, counts.unwrap_or_default()]);
    }
    let day = state.calendar.chosen;
    sentences([scope, state.locale.long_date(day), counts(state, day), asked(state, day)])
}

/// `14 stories, 9 unread, 2 bookmarked`.
fn counts(state: &State, day: Day) -> String {
    let look = state.look(day, state.last_come());
    let edition = state.list.edition.ready().filter(|edition| state.lists(edition));
    let (stories, open) = match edition {
        Some(edition) if edition.range == day.only() => {
            (edition.rows.iter().filter(|row| !row.muted).count() as u64, edition.unread() as u64)
        }
        _ => (u64::from(look.stories), u64::from(look.unread)),
    };
    if stories == 0 {
        return String::new();
    }
    let kept = (look.bookmarks > 0).then(|| format!("{} bookmarked", look.bookmarks));
    let muted = edition.map_or(0, |edition| edition.muted);
    let muted = (muted > 0).then(|| format!("{muted} muted"));
    let parts = [Some(counted(stories, "story", "stories")), unread(open), kept, muted, left_out(state)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// That stories that are read are left out of the list.
fn left_out(state: &State) -> Option<String> {
    let many = Some(state.left_out()).filter(|many| *many > 0)?;
    Some(format!("{} read left out", grouped(many as u64)))
}

/// Whether the day was asked for, where that is worth saying.
fn asked(state: &State, day: Day) -> String {
    let look: DayLook = state.look(day, state.last_come());
    let at = state.facts(day).and_then(|facts| facts.asked_at).map(|at| state.near_now(at));
    let part = state.answers(day).filter(|answers| !answers.are_all());
    match (at, part) {
        _ if look.to_come => "Still to come".to_owned(),
        (_, Some(part)) if look.stories == 0 && part.answered == 0 => "Not reached".to_owned(),
        (_, Some(part)) => format!("{} answered", part.words()),
        (Some(at), None) => format!("Fetched {at}"),
        (None, None) if look.stories == 0 && look.can_ask => "Not fetched yet".to_owned(),
        (None, None) if look.stories == 0 => "Nothing stored".to_owned(),
        (None, None) => String::new(),
    }
}

/// The year under the cursor: its day, its months, all years.
fn year(state: &State) -> Vec<String> {
    let day = state.at();
    let year = day.month().year();
    let mut lines = vec![sentences([state.locale.long_date(day), counts(state, day), asked(state, day)])];
    for month in 1..=12 {
        let Some(month) = crate::news::Month::new(year, month) else { continue };
        let Some(facts) = state.calendar.months.get(&month) else { continue };
        let stories: u64 = facts.iter().map(|facts| u64::from(facts.stories)).sum();
        let open: u64 = facts.iter().map(|facts| u64::from(facts.unread)).sum();
        if stories > 0 {
            let parts = [Some(counted(stories, "story", "stories")), unread(open)];
            let parts = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
            lines.push(sentences([format!("{}: {parts}", state.locale.month_head(month))]));
        }
    }
    for known in &state.year.years {
        lines.push(sentences([format!("{}: {}", known.year, counted(known.stories, "story", "stories"))]));
    }
    lines
}
