//! Everything the screen shows and the keys act on.

mod known;
mod overlay;
mod panes;
mod pending;
mod search;
mod status;
mod trail;

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::message::Opened;
use super::{Awaited, Chain, Context, History, KnownNames, ListLook, Pictures, Ticket, Tickets, WaitingKeys};
use crate::keymap::{Feeder, Key, Keymap};
use crate::locale::{Locale, clock};
use crate::news::{
    Address, Day, Headline, KeptWords, Now, SavedSearch, Scope, Slug, Source, SourceDays, SourceId,
    SourceRow, StoryId,
};

pub use self::overlay::{AddLine, AddState, Card, FindLine, Input, Overlay, RenameLine, WhyView};
pub use self::panes::{
    BookmarksView, CalendarPane, DayLook, Filter, Held, ListPane, ListRow, Reader, Replace, YearPane,
};
pub use self::pending::PendingMarks;
pub use self::search::{Before, SearchPane};
pub use self::status::{DayDone, Finding, Landing, Status, StatusKind, Work};
pub use self::trail::Trail;
pub use crate::config::Mark;

/// Everything.
#[derive(Clone, Debug)]
pub struct State {
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The reader's now, as last told.
    pub now: Now,
    /// Time since the start, as last told.
    pub since_start: Duration,
    /// The language of dates.
    pub locale: Locale,
    /// Columns a story is set in, as the settings say.
    pub measure: u16,
    /// What marks a story read.
    pub mark: Mark,
    /// Whether a rest on an unknown day asks for it.
    pub ask_by_rest: bool,
    /// Characters from ASCII only.
    pub ascii: bool,
    /// Whether everything is told in lines, not drawn: each pane alone, as large as a page.
    pub plain: bool,
    /// Whether text that runs from the right is put into the order of the eye here, not by the terminal.
    pub reorders: bool,
    /// Whether the pictures of an open story are shown in it.
    pub pictures: Pictures,
    /// Which screen is shown.
    pub screen: Screen,
    /// Whether this is the demo edition.
    pub demo: bool,
    /// Whether the program was started for the demo alone.
    pub demo_only: bool,
    /// Nothing but text.
    pub zen: bool,
    /// The pane that has the keys.
    pub focus: Pane,
    /// What list, calendar, counts and reading on are about.
    pub scope: Scope,
    /// The sources in file order; `Idle` until they have been read.
    pub sources: Awaited<Vec<SourceState>>,
    /// The row of the sources pane: 0 is "All", then the sources.
    pub source_row: usize,
    /// The source that was chosen when it was let go; it is chosen again when that is taken back.
    pub let_go: Option<Slug>,
    /// The calendar.
    pub calendar: CalendarPane,
    /// Whether the calendar is headed in the site's own words.
    pub site_header: bool,
    /// The words the sites' own calendars were headed with, by source.
    pub heads: HashMap<String, String>,
    /// The year view.
    pub year: YearPane,
    /// What each source has in the days of the list, as far as the list itself does not tell.
    pub source_days: HashMap<SourceId, SourceDays>,
    /// Where the borders between the panes were moved to.
    pub borders: Borders,
    /// The story that was open before bookmarks or year came over it; going back shows it again.
    pub behind: Option<Box<Reader>>,
    /// The story that was chosen when the program ended, until its list is here.
    pub resume: Option<Resume>,
    /// The day to begin with, where one was said on the command line.
    pub day_given: Option<Day>,
    /// Columns of the measure in the settings, before any key changed it.
    pub measure_set: u16,
    /// The day list.
    pub list: ListPane,
    /// In which order its stories stand, and whether those that are read do.
    pub list_look: ListLook,
    /// Whether stories that mute rules hide stand in the list, too.
    pub shows_muted: bool,
    /// The open story, or the preview beside the list.
    pub reader: Option<Reader>,
    /// The stories that were open before.
    pub trail: Trail,
    /// Names that the command line completes.
    pub names: KnownNames,
    /// What was typed into the lines.
    pub history: History,
    /// The bookmarks view.
    pub bookmarks: BookmarksView,
    /// Tags and notes of what is kept in the list.
    pub notes: HashMap<Address, KeptWords>,
    /// The open search.
    pub search: Option<Box<SearchPane>>,
    /// Searches kept under a name.
    pub saved: Vec<SavedSearch>,
    /// What lies over the screen.
    pub overlay: Option<Overlay>,
    /// The panel that the help was asked for in; it is there again behind it.
    pub beneath: Option<Box<Overlay>>,
    /// The first-run card.
    pub card: Card,
    /// What the status line says.
    pub status: Option<Status>,
    /// Work behind the screen.
    pub work: Work,
    /// Read marks on their way to the store.
    pub marking: u32,
    /// Bookmarks asked for and not yet committed.
    pub pending_marks: PendingMarks,
    /// When a story was opened, another day gone to or a day marked read last: what was done to a source before that is
    /// no longer what a bare undo means.
    pub went_on: Timestamp,
    /// A story made ready ahead of its opening, and the measure it was set in.
    pub ahead: Option<(StoryId, u16, Opened)>,
    /// Tickets of all slots.
    pub tickets: Tickets,
    /// The search for a day that is under way.
    pub finding: Option<Finding>,
    /// The question who else tells the chosen story.
    pub telling: Option<Ticket>,
    /// Keys that were pressed before that list was here, and until when it is waited for with them.
    pub typed_ahead: (Vec<Key>, Duration),
    /// When the place in the open story is saved.
    pub place_at: Option<Duration>,
    /// Whether live routes that are due are asked on start.
    pub refresh_on_start: bool,
    /// Whether the first day was asked for before the sources were known.
    pub asked_early: bool,
    /// Whether the first list has decided where the keys begin.
    pub settled: bool,
    /// The story of the chosen day that is gone to as soon as its list is here.
    pub landing: Option<Landing>,
    /// What was typed for a list that is still being read, with its number.
    pub for_list: VecDeque<(Chain, Option<u32>)>,
    /// Set when the day is done and Space goes on.
    pub day_done: Option<DayDone>,
    /// The live key map.
    pub keymap: Arc<Keymap<Chain>>,
    /// The keys of a sequence typed so far.
    pub feeder: Feeder,
    /// What the screen says of it, while it waits for the next key.
    pub waiting: Option<WaitingKeys>,
    /// The program ends.
    pub leaving: bool,
}

/// Which screen is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The first-run card beside the calendar.
    Card,
    /// Calendar, sources, list, reader.
    Days,
    /// The bookmarks.
    Bookmarks,
    /// The year.
    Year,
}

/// Where the borders between the panes were moved to, in columns; `None`: as they come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Borders {
    /// Columns of calendar and sources; none at all is the list alone where there is no room for three columns.
    pub side: Option<u16>,
    /// Columns of the list beside the reader.
    pub list: Option<u16>,
}

/// The story that was chosen when the program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resume {
    /// The story.
    pub story: StoryId,
    /// Whether it was open.
    pub open: bool,
}

/// A pane that can have the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The calendar.
    Calendar,
    /// The sources.
    Sources,
    /// The day list, the bookmarks view or the card.
    List,
    /// The open story.
    Reader,
}

/// A source as file and store know it.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceState {
    /// From the store.
    pub row: SourceRow,
    /// From the file.
    pub source: Arc<Source>,
}

/// What the program starts with.
#[derive(Clone, Debug)]
pub struct Start {
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The reader's now.
    pub now: Now,
    /// The day to begin with; today otherwise.
    pub day: Option<Day>,
    /// The language of dates.
    pub locale: Locale,
    /// Columns a story is set in.
    pub measure: u16,
    /// What marks a story read.
    pub mark: Mark,
    /// Whether a rest on an unknown day asks for it.
    pub ask_by_rest: bool,
    /// Whether live routes that are due are asked on start.
    pub refresh_on_start: bool,
    /// Characters from ASCII only.
    pub ascii: bool,
    /// The demo edition alone.
    pub demo_only: bool,
    /// Whether the sources file has no source: the card is shown from the first frame.
    pub no_sources: bool,
}

impl State {
    /// The state of the first frame; nothing has been loaded yet.
    pub fn new(start: Start) -> Self {
        let chosen = start.day.unwrap_or_else(|| start.now.today());
        let card = start.no_sources && !start.demo_only;
        Self {
            size: start.size,
            went_on: start.now.instant,
            now: start.now,
            since_start: Duration::ZERO,
            locale: start.locale,
            measure: start.measure,
            mark: start.mark,
            ask_by_rest: start.ask_by_rest,
            ascii: start.ascii,
            plain: false,
            reorders: true,
            pictures: Pictures { remembered: true, ..Pictures::default() },
            screen: if card { Screen::Card } else { Screen::Days },
            demo: start.demo_only,
            demo_only: start.demo_only,
            zen: false,
            focus: Pane::List,
            scope: Scope::All,
            sources: Awaited::Idle,
            source_row: 0,
            let_go: None,
            calendar: CalendarPane::new(chosen),
            year: YearPane { cursor: chosen, from: Pane::List, years: Vec::new(), asked: None },
            source_days: HashMap::new(),
            site_header: false,
            heads: HashMap::new(),
            borders: Borders::default(),
            behind: None,
            resume: None,
            day_given: start.day,
            measure_set: start.measure,
            list: ListPane::default(),
            list_look: ListLook::default(),
            shows_muted: false,
            reader: None,
            trail: Trail::default(),
            names: KnownNames::default(),
            history: History::default(),
            bookmarks: BookmarksView::default(),
            notes: HashMap::new(),
            search: None,
            saved: Vec::new(),
            overlay: None,
            beneath: None,
            card: Card::default(),
            status: None,
            work: Work::default(),
            marking: 0,
            pending_marks: PendingMarks::default(),
            ahead: None,
            tickets: Tickets::default(),
            finding: None,
            telling: None,
            typed_ahead: (Vec::new(), Duration::ZERO),
            place_at: None,
            refresh_on_start: start.refresh_on_start,
            asked_early: false,
            settled: false,
            landing: None,
            for_list: VecDeque::new(),
            day_done: None,
            keymap: super::default_keymap(),
            feeder: Feeder::new(),
            waiting: None,
            leaving: false,
        }
    }

    /// The next moment something is due by itself, in time since the start.
    pub fn deadline(&self) -> Option<Duration> {
        let due = [
            self.status.as_ref().and_then(|status| status.until),
            self.waiting.as_ref().and_then(|waiting| waiting.box_at),
            self.calendar.rest_until,
            self.place_at,
            self.work.refresh_at,
            self.work.arrived_at,
            self.midnight(),
        ];
        due.into_iter().flatten().min()
    }

    /// The next midnight of the reader, in time since the start.
    fn midnight(&self) -> Option<Duration> {
        let next = self.today().plus(1).date().to_zoned(self.now.zone.clone()).ok()?;
        let left = next.timestamp().duration_since(self.now.instant);
        Duration::try_from(left).ok().map(|left| self.since_start + left)
    }

    /// How many panes are in sight beside each other.
    pub fn shape(&self) -> super::Shape {
        if self.plain {
            super::Shape::Narrow
        } else {
            super::Shape::with(self.size.0, self.calendar.week_numbers, self.borders)
        }
    }

    /// The reader's today.
    pub fn today(&self) -> Day {
        self.now.today()
    }

    /// The context the keys are looked up in.
    pub fn context(&self) -> Context {
        self.overlay.as_ref().and_then(Overlay::context).unwrap_or_else(|| self.pane_context())
    }

    /// The context of the pane that has the keys where nothing lies over it.
    pub fn pane_context(&self) -> Context {
        match (self.screen, self.focus) {
            (_, Pane::Reader) if self.reader.is_some() => Context::Reader,
            (_, Pane::Calendar) => Context::Calendar,
            (_, Pane::Sources) => Context::Sources,
            (Screen::Card, _) => Context::Card,
            (Screen::Bookmarks, _) => Context::Bookmarks,
            (Screen::Days, _) => Context::List,
            (Screen::Year, _) => Context::Calendar,
        }
    }

    /// Whether a story's bookmark is wanted but not committed yet.
    pub fn pending_mark(&self, address: Option<&Address>) -> Option<bool> {
        address.and_then(|address| self.pending_marks.wanted(address))
    }

    /// The hour of a story on the reader's clock; where it has none, what is doubtful about its day.
    pub fn hour_of(&self, story: &Headline) -> Option<String> {
        let hour = story.moment.map(|moment| clock(moment.civil(&self.now.zone).time()));
        hour.or_else(|| story.day_from.doubt().map(str::to_owned))
    }

    /// Whether a story is kept, or is about to be.
    pub fn is_kept(&self, story: &Headline) -> bool {
        self.pending_mark(story.address.as_ref()).unwrap_or(story.bookmarked)
    }
}
