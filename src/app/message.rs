//! What happened, as messages; what is asked of the world stands in `effect`.

mod effect;

use std::sync::Arc;
use std::time::Duration;

use super::Ticket;
use super::state::{Mark, Pane, SourceState};
use super::{Action, Chain, Figures, Pictures};
use crate::keymap::{Key, Keymap, Sequence};
use crate::locale::Locale;
use crate::news::{
    Address, Article, Attached, Bookmark, Change, Day, DayFacts, DayRange, Edition, Fault, Headline, HitDays,
    Item, KeptWords, Month, MutePreview, MuteRule, Now, Route, SavedSearch, SearchHit, Searched, Slug,
    SourceDays, SourceId, SourceRow, StoryId, TagUse, Text, Why, YearFacts,
};
use crate::picture::Picture;
use crate::theme::Choice;
use crate::typeset::{Anchor, Page};

pub use effect::{DayKind, Effect};

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
    /// A link of the open story, by its place among those of the page.
    Link(usize),
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
    /// An address that the page being read links to, or a bookmark that the person did not choose: it may not lead into a
    /// private network.
    Link(Address),
}

/// A story ready to be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The row it is, where it is a story of the store.
    pub headline: Option<Headline>,
    /// Its text.
    pub article: Arc<Article>,
    /// Why the page could not be had, where a text that was there before stands in for it.
    pub instead_of: Option<Fault>,
    /// What its choice among the texts of the story means to its source, where it was chosen just now and has one.
    pub choice: Option<TextChoice>,
    /// Its text, set.
    pub page: Arc<Page>,
    /// Where the reader was in it the last time.
    pub place: Option<Anchor>,
    /// Its tags and note, where it is kept.
    pub kept: Option<KeptWords>,
    /// Whether it is kept and the person chose its address.
    pub typed: bool,
    /// Its comments and enclosures, as the feeds of its sources have them.
    pub attached: Attached,
    /// Its pictures, as far as they are shown.
    pub figures: Figures,
}

/// What choosing a text means to the source of its story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextChoice {
    /// Its stories are shown in that text from now on; that can be taken back.
    Made,
    /// They were before.
    Known,
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
    /// A click on keys that the screen tells.
    Press(Sequence),
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
