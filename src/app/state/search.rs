//! An open search: what is typed, what was found, and where the reader was before.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Input, ListPane, Pane, Reader, Screen, State};
use crate::app::Ticket;
use crate::news::{
    Day, DayRange, DocId, Edition, Fault, HitDays, Order, SavedSearch, Scope, Searched, StoryId, Text,
};
use crate::query::{Marker, Query, QueryError};

/// An open search. Its hits stand in the day list in place of a day's stories.
#[derive(Clone, Debug)]
pub struct SearchPane {
    /// What is typed.
    pub input: Input,
    /// The last text that could be understood.
    pub query: Arc<Query>,
    /// What marks its words.
    pub marker: Marker,
    /// What cannot be understood in what is typed.
    pub error: Option<QueryError>,
    /// In which order hits are told.
    pub order: Order,
    /// The ticket of the hits that are to take the place of those shown.
    pub asked: Option<Ticket>,
    /// The ticket of the hits that are to follow those shown.
    pub more: Option<Ticket>,
    /// Where further hits begin, if there may be any.
    pub next: Option<DocId>,
    /// The place the hits were asked from; `None` from the newest on.
    pub from: Option<DocId>,
    /// The sentences round the hits.
    pub snippets: HashMap<StoryId, Text>,
    /// How many hits each day has, as far as known.
    pub days: HitDays,
    /// The ticket of the counting.
    pub counting: Option<Ticket>,
    /// Whether `days` is about all days.
    pub whole: bool,
    /// What was searched.
    pub searched: Option<Searched>,
    /// Why it could not be searched.
    pub fault: Option<Fault>,
    /// The name it is kept under.
    pub name: Option<Text>,
    /// Where the reader was.
    pub before: Box<Before>,
}

/// Where the reader was when a search was opened.
#[derive(Clone, Debug)]
pub struct Before {
    /// The screen.
    pub screen: Screen,
    /// The pane that had the keys.
    pub focus: Pane,
    /// The chosen day.
    pub chosen: Day,
    /// The other end of a range of days.
    pub anchor: Option<Day>,
    /// What everything was about.
    pub scope: Scope,
    /// The row of the sources pane.
    pub source_row: usize,
    /// The day list.
    pub list: ListPane,
    /// The open story.
    pub reader: Option<Reader>,
}

impl Before {
    /// The days the list was about.
    pub fn range(&self) -> DayRange {
        DayRange::between(self.anchor.unwrap_or(self.chosen), self.chosen)
    }
}

impl SearchPane {
    /// How many hits there are, as far as counted.
    pub fn hits(&self) -> u64 {
        self.days.values().map(|hits| u64::from(*hits)).sum()
    }
}

impl State {
    /// Whether the list shows stories: those of the chosen day, or the hits of the open search.
    pub fn shows_list(&self) -> bool {
        self.list.edition.ready().is_some_and(|edition| self.lists(edition))
    }

    /// Whether an edition is what the list is about now.
    pub fn lists(&self, edition: &Edition) -> bool {
        self.search.is_some() || edition.range == self.range()
    }

    /// The kept search of a row of the sources pane; they stand behind the sources.
    pub fn saved_row(&self, row: usize) -> Option<&SavedSearch> {
        self.saved.get(row.checked_sub(self.all_sources().len() + 1)?)
    }
}
