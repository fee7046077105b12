//! What each pane shows: calendar, day list, reader, bookmarks.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use super::Input;
use crate::app::message::{Opened, Target};
use crate::app::{Awaited, Lens, Marks, Ticket};
use crate::news::{
    Address, Bookmark, Day, DayFacts, DayRange, Edition, Headline, HitDays, Month, StoryId, Text, YearFacts,
};
use crate::query::{Find, Query, QueryError};
use crate::typeset::{Anchor, Measure, Page};

/// The calendar.
#[derive(Clone, Debug)]
pub struct CalendarPane {
    /// The chosen day; the month shown is its month.
    pub chosen: Day,
    /// The other end of the range of days, while one is chosen.
    pub anchor: Option<Day>,
    /// What its shades count.
    pub lens: Lens,
    /// Whether days are by the reader's clock; else as the sites have them.
    pub own_clock: bool,
    /// Whether the numbers of the weeks stand beside them.
    pub week_numbers: bool,
    /// What is known of months, for the scope.
    pub months: HashMap<Month, Vec<DayFacts>>,
    /// The month asked for last.
    pub awaited: HashMap<Month, Ticket>,
    /// The first and last day with stories.
    pub ends: Option<DayRange>,
    /// The ticket of the question for the ends.
    pub ends_ticket: Option<Ticket>,
    /// Days that are being asked for.
    pub fetching: HashSet<Day>,
    /// When days were asked for, in time since the start and for this scope.
    pub asked: HashMap<Day, Duration>,
    /// When the rest on an unknown day is over and it is asked for.
    pub rest_until: Option<Duration>,
}

impl CalendarPane {
    /// A calendar of which nothing is known yet.
    pub fn new(chosen: Day) -> Self {
        Self {
            chosen,
            anchor: None,
            lens: Lens::default(),
            own_clock: false,
            week_numbers: false,
            months: HashMap::new(),
            awaited: HashMap::new(),
            ends: None,
            ends_ticket: None,
            fetching: HashSet::new(),
            asked: HashMap::new(),
            rest_until: None,
        }
    }

    /// The days the list is about: the chosen one, or the range between it and the anchor.
    pub fn range(&self) -> DayRange {
        DayRange::between(self.anchor.unwrap_or(self.chosen), self.chosen)
    }
}

/// The year view.
#[derive(Clone, Debug)]
pub struct YearPane {
    /// The day its cursor stands on; the year shown is its year.
    pub cursor: Day,
    /// The pane that had the keys before.
    pub from: super::Pane,
    /// All years with stories or bookmarks, newest first.
    pub years: Vec<YearFacts>,
    /// The ticket of the question for them.
    pub asked: Option<Ticket>,
}

/// How a day looks in the calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayLook {
    /// Stories.
    pub stories: u32,
    /// Unread stories.
    pub unread: u32,
    /// Bookmarks.
    pub bookmarks: u32,
    /// What its shade counts.
    pub painted: u32,
    /// It has not come anywhere in view.
    pub to_come: bool,
    /// A source of the scope can be asked for it.
    pub can_ask: bool,
    /// It is being asked for.
    pub fetching: bool,
    /// Sources that were asked for it did not answer.
    pub failed: bool,
    /// Some of those that can be asked for it have answered, not all.
    pub partial: bool,
    /// All that can be asked for it have answered, and it has no stories.
    pub empty: bool,
    /// Everything of it has been read.
    pub done: bool,
}

/// The day list.
#[derive(Clone, Debug, Default)]
pub struct ListPane {
    /// The stories.
    pub edition: Awaited<Edition>,
    /// The rows as shown: heads and stories.
    pub rows: Vec<ListRow>,
    /// The chosen story.
    pub selected: Option<StoryId>,
    /// The other end of the rows that are picked together.
    pub anchor: Option<StoryId>,
    /// What is to be found in the titles.
    pub find: Option<Find>,
    /// Its words, where they were typed before the list was here: they are looked for as soon as it is.
    pub seeks: Option<String>,
    /// The first row shown, as an index into `rows`.
    pub top: usize,
    /// Lines left empty above it, so that the chosen row keeps its line where rows of another height came above it.
    pub lead: u16,
    /// Stories that have come in above it since the person last moved.
    pub above: usize,
    /// Whether the person has chosen a row of this list; until then it shows its beginning.
    pub touched: bool,
    /// A newer edition that waits, and how many stories it adds.
    pub waiting: Option<(Edition, usize)>,
    /// The ticket of the load that is under way while an older edition is shown.
    pub reload: Option<(Ticket, Replace)>,
    /// The story, or address, whose text is being fetched for its row.
    pub fetching: Option<(Ticket, Target)>,
    /// A list came that may not know of read marks on their way to the store, and was not shown: it is asked for
    /// again when they are there.
    pub owed: Option<Replace>,
}

impl ListPane {
    /// Every row of a list that is shown or waits to be.
    pub fn rows_in_hand(&mut self) -> impl Iterator<Item = &mut Headline> {
        let waiting = self.waiting.iter_mut().map(|(edition, _)| edition);
        self.edition.ready_mut().into_iter().chain(waiting).flat_map(|edition| &mut edition.rows)
    }

    /// Lines the list keeps for itself above its rows: that new stories wait, or have come in above.
    pub fn header(&self) -> u16 {
        u16::from(self.waiting.is_some() || self.above > 0)
    }

    /// The rows that are picked together, as indices into `rows`; `None` where nothing was begun.
    pub fn picked(&self) -> Option<RangeInclusive<usize>> {
        let edition = self.edition.ready()?;
        let row_of = |id: StoryId| {
            let at = edition.position(id)?;
            self.rows.iter().position(|row| *row == ListRow::Story(at))
        };
        let (from, to) = (row_of(self.anchor?)?, row_of(self.selected?)?);
        Some(from.min(to)..=from.max(to))
    }
}

/// What happens with a newer edition of the day that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replace {
    /// It takes the place of the old one at once; the chosen row keeps its line.
    Now,
    /// New stories wait behind "3 new"; marks and stars change at once.
    Wait,
}

/// A row of the day list.
#[derive(Clone, Debug, PartialEq)]
pub enum ListRow {
    /// The head of a group: a source's name or a section.
    Head(Text),
    /// A story, as an index into the edition's rows.
    Story(usize),
}

/// The open story, or the preview of the chosen one.
#[derive(Clone, Debug)]
pub struct Reader {
    /// What is read.
    pub target: Target,
    /// The same address by its other scheme, where none was typed and the likelier one has not answered yet.
    pub other: Option<Address>,
    /// Its title, known at once.
    pub title: Text,
    /// Its text, set.
    pub opened: Awaited<Opened>,
    /// The first line shown.
    pub top: usize,
    /// Columns it is set in.
    pub measure: u16,
    /// The new setting that is under way and its measure.
    pub setting: Option<(Ticket, u16)>,
    /// The ticket of a fetch that is under way while the old text is shown.
    pub asked_again: Option<Ticket>,
    /// The ticket of a fetch the reader asked for while the old text is shown: what came of it is said.
    pub fetched_again: Option<Ticket>,
    /// The ticket of another of its texts that was chosen: what it is, and for what it holds, is said.
    pub chosen: Option<Ticket>,
    /// The ticket of its pictures, where they were asked for.
    pub pictures: Option<Ticket>,
    /// Another of its texts is wanted as soon as the first is here.
    pub cycles: bool,
    /// Whether it was unread when it was opened: then reading on goes by the unread.
    pub was_unread: bool,
    /// The stories that count as read as soon as its text is shown.
    pub unread: Vec<StoryId>,
    /// Beside the list, from stored text only; marks nothing.
    pub preview: bool,
    /// What is marked in it.
    pub marks: Marks,
    /// The block that is pointed at, by its index in the document.
    pub pointed: Option<u32>,
    /// The rule that is being made.
    pub teaching: Option<Ticket>,
    /// Whether a rule was made while it is open: undoing it changes this text.
    pub taught: bool,
    /// Lines scrolled sideways in wide blocks, in columns.
    pub sideways: u16,
    /// The place at the top before the screen took another size, until the reader scrolls: a story that fits a
    /// large screen whole is back at its place when the screen is small again.
    pub held: Option<Held>,
}

/// A place in a text while the screen takes other sizes.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// The place.
    pub place: Anchor,
    /// The line it was at the top with, and the measure that line is counted in.
    pub line: (usize, Measure),
}

impl Held {
    /// Its line in a page.
    pub fn line_in(&self, page: &Page) -> usize {
        let (line, measure) = self.line;
        if page.measure == measure { line } else { page.line_of(&self.place) }
    }
}

/// What narrows the bookmarks.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// What is typed.
    pub input: Input,
    /// The last text that could be understood.
    pub query: Arc<Query>,
    /// What cannot be understood in what is typed.
    pub error: Option<QueryError>,
}

/// The bookmarks view.
#[derive(Clone, Debug, Default)]
pub struct BookmarksView {
    /// By day, newest first.
    pub rows: Awaited<Vec<Bookmark>>,
    /// Those that were taken away while they are shown: they keep their rows, and the key keeps them again.
    pub let_go: Vec<Bookmark>,
    /// How many of them stand under each day.
    pub days: HitDays,
    /// What narrows them.
    pub filter: Option<Filter>,
    /// The day that was chosen before they were shown.
    pub before: Option<Day>,
    /// The chosen one, an index.
    pub selected: usize,
    /// The other end of the rows that are picked together.
    pub anchor: Option<Address>,
    /// The ticket of the load that is under way.
    pub asked: Option<Ticket>,
}

impl BookmarksView {
    /// The rows that are picked together, as indices; `None` where nothing was begun.
    pub fn picked(&self) -> Option<RangeInclusive<usize>> {
        let anchor = self.anchor.as_ref()?;
        let from = self.rows.ready()?.iter().position(|row| row.address == *anchor)?;
        Some(from.min(self.selected)..=from.max(self.selected))
    }

    /// Whether a row is one that was taken away.
    pub fn is_let_go(&self, address: &Address) -> bool {
        self.let_go.iter().any(|gone| gone.address == *address)
    }
}

impl Reader {
    /// A story that is being opened.
    pub fn new(target: Target, title: Text, measure: u16) -> Self {
        Self {
            target,
            other: None,
            title,
            opened: Awaited::Idle,
            top: 0,
            measure,
            setting: None,
            asked_again: None,
            fetched_again: None,
            chosen: None,
            pictures: None,
            cycles: false,
            was_unread: false,
            unread: Vec::new(),
            preview: false,
            marks: Marks::default(),
            pointed: None,
            teaching: None,
            taught: false,
            sideways: 0,
            held: None,
        }
    }

    /// Whether an answer to this ticket is still wanted.
    pub fn awaits(&self, ticket: Ticket) -> bool {
        self.opened.awaits(ticket) || self.asked_again == Some(ticket)
    }
}
