//! What is asked of the world: each effect with the message that answers it.

use std::sync::Arc;

use jiff::Timestamp;

use super::super::Ticket;
#[cfg(doc)]
use super::Msg;
use super::Opened;
use super::Target;
use crate::extract::Wish;
use crate::news::{
    Address, Article, Block, Day, DayRange, DocId, Month, MuteRule, Order, Route, Scope, Slug, Source,
    SourceId, StoryId, Text, TextKind,
};
use crate::query::Query;
use crate::typeset::Anchor;

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
    /// Keep addresses as one act, each with exactly these tags and this note → [`Msg::KeptAll`].
    KeepAllAs(Vec<(Address, Vec<Text>, Text)>),
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

impl Effect {
    /// Whether many stories are looked through for it, which takes longer than a frame may.
    pub fn looks_through_many(&self) -> bool {
        matches!(
            self,
            Self::PreviewMute(..)
                | Self::Search { .. }
                | Self::CountHits { .. }
                | Self::LoadBookmarks(_, Some(_))
        )
    }
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
