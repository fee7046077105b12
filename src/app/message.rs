//! What happened, and what is asked of the world.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::Ticket;
use super::state::{Mark, Pane, SourceState};
use super::{Action, Chain, Figures, Pictures};
use crate::extract::Wish;
use crate::keymap::{Key, Keymap};
use crate::locale::Locale;
use crate::news::{
    Address, Article, Attached, Block, Bookmark, Change, Day, DayFacts, DayRange, DocId, Edition, Fault,
    Headline, HitDays, Item, KeptWords, Month, MutePreview, MuteRule, Now, Order, Route, SavedSearch, Scope,
    SearchHit, Searched, Slug, Source, SourceDays, SourceId, SourceRow, StoryId, TagUse, Text, TextKind, Why,
    YearFacts,
};
use crate::picture::Picture;
use crate::query::Query;
use crate::theme::Choice;
use crate::typeset::{Anchor, Page};

/// What stands at a place on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A day of the calendar.
    Day(Day),
    /// An arrow beside the month: so many months on.
    Month(i32),
    /// The month's name in the calendar's head.
    MonthName,
    /// The year in the calendar's head.
    YearName,
    /// An arrow beside the year, or one of the years: so many years on.
    Year(i32),
    /// A row of the sources pane; 0 is all of them.
    Source(usize),
    /// A row of the day list.
    Row(usize),
    /// A row of the bookmarks view.
    Bookmark(usize),
    /// An answer of the first-run card.
    Answer(usize),
    /// The line that says that new stories wait.
    Waiting,
    /// A row of the theme picker.
    Theme(usize),
    /// A row of the panel that lies over the screen.
    PanelRow(usize),
    /// A pane, nothing in particular.
    Pane(Pane),
}

/// What is read: a story of the store, or an address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A story.
    Story(StoryId),
    /// An address that need not be in the store: a bookmark, a pasted article.
    Address(Address),
    /// An address that the page being read links to: it may not lead into a private network.
    Link(Address),
}

/// A story ready to be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The row it is, where it is a story of the store.
    pub headline: Option<Headline>,
    /// Its text.
    pub article: Arc<Article>,
    /// Its text, set.
    pub page: Arc<Page>,
    /// Where the reader was in it the last time.
    pub place: Option<Anchor>,
    /// Its tags and note, where it is kept.
    pub kept: Option<KeptWords>,
    /// Its comments and enclosures, as the feeds of its sources have them.
    pub attached: Attached,
    /// Its pictures, as far as they are shown.
    pub figures: Figures,
}

/// How far the running work is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Sources that have answered or failed.
    pub done: usize,
    /// Sources asked.
    pub total: usize,
    /// Stories that were not known, of the source this step is about.
    pub new: usize,
    /// Whether that source has failed, and its mark says so from now on.
    pub failed: bool,
}

/// What came of asking sources.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AskReport {
    /// New stories.
    pub new: usize,
    /// Sources that answered.
    pub answered: usize,
    /// Sources that did not, each with its fault.
    pub failed: Vec<(Text, Fault)>,
    /// Sources whose address has changed for good, by name.
    pub moved: Vec<Text>,
    /// This machine has no network; nothing was reached.
    pub offline: bool,
    /// When the next source is to be asked by itself.
    pub next: Option<Duration>,
}

/// What an address turned out to offer, for the add line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundSite {
    /// What was typed.
    pub input: String,
    /// Its name.
    pub title: Text,
    /// What it is, in words: `a site with an archive calendar`.
    pub kind: Text,
    /// Its routes in words, one a line.
    pub routes: Vec<Text>,
    /// The routes themselves.
    pub ways: Vec<Route>,
    /// What the reader should know.
    pub notes: Vec<Text>,
    /// Its newest stories.
    pub sample: Vec<Item>,
    /// Set when the address is an article.
    pub article: Option<Address>,
    /// Whether there is something to follow.
    pub can_follow: bool,
    /// The source it is, when it is followed already.
    pub followed: Option<SourceId>,
    /// Ways to ask for days which that source lacks.
    pub days: Vec<Route>,
    /// Whether it is a file of another program.
    pub is_file: bool,
}

/// What the settings say of the screen, when they were changed while the program runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// The language of dates.
    pub locale: Locale,
    /// Characters from ASCII only.
    pub ascii: bool,
    /// Whether pages that are set already are to be set anew.
    pub sets_anew: bool,
    /// Columns a story is set in.
    pub measure: u16,
    /// What marks a story read.
    pub mark: Mark,
    /// Whether a rest on an unknown day asks for it.
    pub ask_by_rest: bool,
    /// Whether we turn text round that runs from the right.
    pub reorders: bool,
    /// Whether the calendar is headed in the site's own words.
    pub site_header: bool,
    /// Whether pictures are shown.
    pub pictures: Pictures,
    /// The keys.
    pub keymap: Arc<Keymap<Chain>>,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Msg {
    /// Time has passed. Sent before every batch of other messages.
    Time {
        /// The reader's now.
        now: Now,
        /// Time since the program started; deadlines are told in it.
        since_start: Duration,
    },
    /// A key was pressed.
    Key(Key),
    /// Something was pasted.
    Paste(String),
    /// An action, by whatever way; with its count.
    Act(Action, Option<u32>),
    /// An address is to be read at once: the program was started with it. Where no scheme was typed, the second is
    /// read if the first does not answer.
    Read(Address, Option<Address>),
    /// Something on the screen was clicked.
    Pick(Hit),
    /// The wheel turned over a pane; lines, negative upwards.
    Wheel(Pane, i32),
    /// The terminal has another size: columns, rows.
    Resize(u16, u16),
    /// The terminal got the focus.
    Focused,
    /// Another instance of the program has changed the store.
    Elsewhere,
    /// The sources, which come next, are others than the store knew until now.
    Outdated,
    /// The sources, in file order.
    Sources(Vec<SourceState>),
    /// The counts of the sources have changed.
    Counts(Vec<SourceRow>),
    /// The sources file or the store could not be read.
    Trouble(Fault),
    /// Another store has taken the place of the one that was open: nothing on the screen is of it.
    Exchanged(Fault),
    /// The store has been mended: the same rows are asked of another desk now.
    Reopened(Fault),
    /// Days of a month.
    Month(Ticket, Month, Result<Vec<DayFacts>, Fault>),
    /// The first and the last day with stories.
    Ends(Ticket, Option<DayRange>),
    /// All years with stories or bookmarks, newest first.
    Years(Ticket, Vec<YearFacts>),
    /// Stories and unread stories of each source in the days of the list.
    SourceDays(Ticket, Vec<SourceDays>),
    /// What the screen remembers from the last time: names and values.
    Remembered(Vec<(String, String)>),
    /// The stories of a day.
    Edition(Ticket, Result<Edition, Fault>),
    /// A story to read, or why not.
    Opened(Ticket, Result<Opened, Fault>),
    /// The story shown beside the list, from stored text.
    Previewed(Ticket, Option<Opened>),
    /// A story made ready before it is asked for.
    Ahead(StoryId, Option<Opened>),
    /// The open story set to another measure.
    Set(Ticket, Arc<Page>),
    /// Hits of a search with what was searched.
    SearchFound(Ticket, Result<(Vec<SearchHit>, Searched), Fault>),
    /// How many hits the days have; `true`: all days, else the asked month's.
    HitDays(Ticket, Result<HitDays, Fault>, bool),
    /// The searches kept under a name, and what to say about them.
    Searches(Vec<SavedSearch>, Option<Text>),
    /// The search index has taken in what was new.
    Indexed,
    /// The bookmarks.
    Bookmarks(Ticket, Result<Vec<Bookmark>, Fault>),
    /// What is kept of an address before it is given tags and a note, and all tags in use with their counts.
    KeptKnown(Ticket, Result<(Option<Bookmark>, Vec<TagUse>), Fault>),
    /// The note as the editor left it.
    NoteWritten(Ticket, Result<Text, Fault>),
    /// A bookmark has been committed, as it is now, or taken away.
    Kept(Address, Option<Box<Bookmark>>),
    /// Tags and notes of what is kept in the list.
    Notes(Vec<(Address, KeptWords)>),
    /// A bookmark as it is known now: its text has come, or its address has answered.
    BookmarkKnown(Box<Bookmark>),
    /// All addresses that were to be asked have answered; that in words.
    LinksChecked(Text),
    /// Bookmarks were committed together, as they are now; of the asked addresses those without one were let go.
    KeptAll(Vec<Address>, Vec<Bookmark>),
    /// None of them could be committed.
    NoneKept(Vec<Address>, Fault),
    /// A bookmark could not be committed.
    NotKept(Address, Fault),
    /// Stories have been marked; so many rows changed.
    Marked(usize),
    /// Read marks could not be committed.
    NotMarked(Fault),
    /// The work behind the screen is so far.
    Progress(Progress),
    /// Live routes have been asked.
    Refreshed(AskReport),
    /// A day has been asked for.
    DayAsked(Day, AskReport),
    /// What an address offers.
    Found(Ticket, Result<FoundSite, Fault>),
    /// The site has been added.
    Subscribed(Ticket, Result<SourceRow, Fault>),
    /// A file was taken over: whether it held sources, and what came of it in words.
    Imported(Ticket, Result<(bool, Text), Fault>),
    /// Sources were added together: how many were new.
    Followed(Result<usize, Fault>),
    /// Other readers and their lists.
    Others(Vec<(&'static str, String)>),
    /// Stories of the last 28 days, source by source.
    Lately(Vec<(SourceId, u32, Day)>),
    /// Which sources did not answer for which of some days, and why; the newest day first.
    Missed(Vec<(SourceId, Day, Text)>),
    /// The next day of a kind, or that there is none; and the days on the way there that somebody was asked for and had
    /// no stories.
    NextDay(Ticket, Option<Day>, Vec<Day>),
    /// An act has been taken back or done again; `None`: there was none.
    Undone(Result<Option<Change>, Fault>, bool),
    /// A picture of the open story, by the block of its figure.
    Picture(Ticket, u32, Result<Arc<Picture>, Fault>),
    /// A story as all its sources tell it.
    Copies(Ticket, Vec<Headline>, Attached),
    /// What was changed, newest first.
    Changes(Vec<Change>),
    /// What a mute rule would hide.
    MutePreview(Ticket, MutePreview),
    /// A mute rule was made or let go; what to say about it.
    Muted(Text),
    /// The mute rules, each with how many stories it hides.
    Mutes(Vec<(MuteRule, u32)>),
    /// The stories that were there have been brought in line with the mute rules.
    Swept,
    /// All themes that may be chosen, and the name of the one in use.
    Themes(Vec<Choice>, String),
    /// The names of all themes.
    ThemeNames(Vec<String>),
    /// All tags in use, the most used first.
    TagNames(Vec<TagUse>),
    /// The theme that was to be shown has an error.
    ThemeFault(Fault),
    /// The settings were changed.
    Settings(Box<Changed>),
    /// What the routes of a source answered last, each by its place.
    Routes(SourceId, Vec<(String, Text)>),
    /// What a route that was tried answered, in words.
    RouteTried(Ticket, Result<Text, Fault>),
    /// The routes of a source were written, or could not be.
    RoutesSet(Slug, Result<(), Fault>),
    /// A rule was made of a block: the text as it is now, the rule, and its source.
    Taught(Ticket, Result<(Opened, Text, Slug), Fault>),
    /// Why a story's text is as it is.
    Why(Ticket, Result<Why, Fault>),
    /// What ran was stopped.
    Stopped,
    /// Something to say.
    Say(Text),
    /// Something failed that was not waited for.
    Failed(Fault),
    /// Something is to be known of the store; no answer to anything.
    Noted(Fault),
}

/// What is asked of the world.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Read the sources file and the store's counts → [`Msg::Sources`].
    LoadSources,
    /// → [`Msg::Counts`].
    LoadCounts,
    /// → [`Msg::Month`].
    LoadMonth(Ticket, Scope, Month),
    /// → [`Msg::Ends`].
    LoadEnds(Ticket, Scope),
    /// → [`Msg::Years`].
    LoadYears(Ticket, Scope),
    /// → [`Msg::Remembered`].
    LoadRemembered,
    /// → [`Msg::Edition`], and where the scope is not all sources [`Msg::SourceDays`].
    LoadEdition(Ticket, Scope, DayRange),
    /// Fetch, extract and set a story → [`Msg::Opened`].
    Open {
        /// Where the answer goes.
        ticket: Ticket,
        /// What to read.
        target: Target,
        /// Columns to set it in.
        measure: u16,
        /// Ask the network even if the text is stored.
        fresh: bool,
    },
    /// Show another text of a story → [`Msg::Opened`]. Where the feed carried none, the whole page.
    OpenAs {
        /// Where the answer goes.
        ticket: Ticket,
        /// What to read.
        target: Target,
        /// Which text.
        kind: TextKind,
        /// Columns to set it in.
        measure: u16,
    },
    /// Make a rule for a story's source of one of its blocks → [`Msg::Taught`].
    Teach {
        /// Where the answer goes.
        ticket: Ticket,
        /// The story.
        target: Target,
        /// The block.
        block: Box<Block>,
        /// What was said of it.
        wish: Wish,
        /// Columns to set the text in.
        measure: u16,
    },
    /// Find out why a story's text is as it is → [`Msg::Why`].
    AskWhy(Ticket, Target),
    /// Set a story from stored text only → [`Msg::Previewed`].
    Preview(Ticket, StoryId, u16),
    /// Make a story ready before it is asked for → [`Msg::Ahead`].
    Ahead(StoryId, u16),
    /// Set the open story anew → [`Msg::Set`].
    Set(Ticket, Box<Opened>, u16),
    /// Look for stories → [`Msg::SearchFound`]; an older question is not answered any more.
    Search {
        /// Where the answer goes.
        ticket: Ticket,
        /// What to look for.
        query: Arc<Query>,
        /// What comes first.
        order: Order,
        /// From which place on; `None` from the newest.
        from: Option<DocId>,
        /// The most hits.
        most: usize,
    },
    /// Count hits by day, the month's first → [`Msg::HitDays`], twice.
    CountHits {
        /// Where the answers go.
        ticket: Ticket,
        /// What to look for.
        query: Arc<Query>,
        /// The month that is shown.
        month: Month,
    },
    /// → [`Msg::Searches`].
    LoadSearches,
    /// Another day has come: what the kept searches find is another thing → [`Msg::Indexed`].
    CountSearches,
    /// Keep a search under a name → [`Msg::Searches`].
    SaveSearch(Text, Text),
    /// Let a kept search go → [`Msg::Searches`].
    DropSearch(Text),
    /// All bookmarks, or those that a query finds → [`Msg::Bookmarks`].
    LoadBookmarks(Ticket, Option<Arc<Query>>),
    /// → [`Msg::Notes`].
    LoadNotes(Vec<Address>),
    /// Keep what has that address → [`Msg::Kept`].
    Keep(Target, Address),
    /// Find out what is kept of it, and which tags there are → [`Msg::KeptKnown`].
    LoadKept(Ticket, Target),
    /// Keep an address with these tags and this note and no others → [`Msg::Kept`].
    KeepAs {
        /// What to keep.
        target: Target,
        /// Its address, as it was shown.
        address: Address,
        /// All its tags.
        tags: Vec<Text>,
        /// Its note.
        note: Text,
    },
    /// Open a note in the reader's editor → [`Msg::NoteWritten`].
    EditNote(Ticket, Text),
    /// Keep stories as one act → [`Msg::KeptAll`].
    KeepAll {
        /// What to keep, with the addresses as they were shown.
        stories: Vec<(StoryId, Address)>,
        /// Tags that each of them gets.
        tags: Vec<Text>,
        /// A note for each of them; where it is empty notes stay.
        note: Text,
    },
    /// Take bookmarks away as one act → [`Msg::KeptAll`].
    UnkeepAll(Vec<Address>),
    /// Take a bookmark away → [`Msg::Kept`].
    Unkeep(Address),
    /// Mark stories read or unread → [`Msg::Marked`], [`Msg::NotMarked`].
    Mark(Vec<StoryId>, bool),
    /// Remember where the reader is in a story.
    SavePlace(Address, Anchor),
    /// Ask live routes; all of the scope when forced, else those that are due → [`Msg::Refreshed`].
    Refresh(Scope, bool),
    /// Ask dated routes for a day → [`Msg::DayAsked`].
    AskDay {
        /// Who is asked.
        sources: Vec<SourceId>,
        /// For which day.
        day: Day,
        /// Ask again what has answered before.
        force: bool,
    },
    /// Ask the Wayback Machine for copies of sources' front pages of a day → [`Msg::DayAsked`].
    AskCopies(Vec<SourceId>, Day),
    /// Find out what an address offers → [`Msg::Found`].
    Discover(Ticket, String),
    /// Add what was found last under this ticket → [`Msg::Sources`] with it, then [`Msg::Subscribed`].
    Subscribe(Ticket),
    /// Follow sources together → [`Msg::Followed`].
    Follow(Vec<Source>),
    /// Call a source otherwise → [`Msg::Sources`].
    Rename(Slug, Text),
    /// Follow a source no longer → [`Msg::Sources`].
    Leave(Slug),
    /// Look for other readers' lists → [`Msg::Others`].
    FindOthers,
    /// Count the stories of the last 28 days → [`Msg::Lately`].
    LoadLately,
    /// Which sources did not answer for these days → [`Msg::Missed`].
    LoadMissed(DayRange),
    /// → [`Msg::NextDay`].
    FindDay {
        /// Where the answer goes.
        ticket: Ticket,
        /// Which sources.
        scope: Scope,
        /// From which day, itself not counted.
        from: Day,
        /// Later days, or earlier ones.
        forward: bool,
        /// Which days count.
        with: DayKind,
    },
    /// Take the last act back; one on a source only where it is not older than this → [`Msg::Undone`].
    Undo(Timestamp),
    /// → [`Msg::Undone`].
    Redo,
    /// Fetch pictures of the open story, each by the block of its figure → [`Msg::Picture`]. What was asked for before
    /// is wanted no more.
    LoadPictures {
        /// Answered with.
        ticket: Ticket,
        /// The story.
        target: Target,
        /// Blocks and addresses.
        wanted: Vec<(u32, Address)>,
    },
    /// → [`Msg::Copies`].
    LoadCopies(Ticket, Target),
    /// → [`Msg::Changes`].
    LoadChanges,
    /// Take one act back, or do it again where it was taken back → [`Msg::Undone`].
    Turn(i64),
    /// Look what a mute rule would hide of the last 30 days → [`Msg::MutePreview`].
    PreviewMute(Ticket, MuteRule),
    /// Never show such stories → [`Msg::Muted`].
    Mute(MuteRule),
    /// Let the rule go that hides a story → [`Msg::Muted`].
    Unmute(StoryId),
    /// Let a mute rule go → [`Msg::Muted`].
    DropMute(MuteRule),
    /// → [`Msg::Mutes`].
    LoadMutes,
    /// Whether muted stories stand in the lists, from the next load on.
    ShowMuted(bool),
    /// Show an address in the browser.
    Browse(Address),
    /// Give a text to a command that the user typed, through their shell.
    Pipe(String, Arc<Article>),
    /// Ask whether these kept addresses are still where they were → [`Msg::BookmarkKnown`] for each,
    /// then [`Msg::LinksChecked`].
    CheckLinks(Vec<Address>),
    /// Copy a text, which is called so, and say how that went → [`Msg::Say`].
    Copy(String, String),
    /// Remember a small fact about the screen over restarts.
    Remember(&'static str, String),
    /// → [`Msg::Themes`].
    LoadThemes,
    /// → [`Msg::ThemeNames`].
    NameThemes,
    /// → [`Msg::TagNames`].
    LoadTags,
    /// Show the screen in a theme → [`Msg::ThemeFault`] where it has an error.
    TryTheme(String),
    /// Write the theme into the settings file.
    KeepTheme(String),
    /// → [`Msg::Routes`].
    LoadRoutes(SourceId),
    /// Ask one route, storing nothing → [`Msg::RouteTried`].
    TryRoute {
        /// Where the answer goes.
        ticket: Ticket,
        /// Whose route.
        source: SourceId,
        /// Which.
        route: Route,
        /// For which day, where it is dated.
        day: Day,
    },
    /// Write a source's routes into the sources file → [`Msg::RoutesSet`].
    SetRoutes(Slug, Vec<Route>),
    /// Whether days are by the reader's clock, from the next load on, or as the sites have them.
    OwnClock(bool),
    /// Leave the real store for the demo edition, or come back.
    Demo(bool),
    /// Go on with the store that has been mended beside.
    Reopen,
    /// Stop what runs for this screen. Only who asked for just that (`said`) is told what came of it: whoever
    /// performs it knows whether anything ran.
    Stop {
        /// Whether it is said what was stopped, or that nothing ran.
        said: bool,
    },
    /// Draw everything anew.
    Redraw,
    /// Give the terminal back to the shell until continued.
    Suspend,
    /// End the program.
    Quit,
}

/// Which days a search for the next day stops at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// Days with stories.
    Stories,
    /// Days with unread stories.
    Unread,
    /// Days with bookmarks.
    Bookmarks,
}
