//! The actions, and where they act. [`ACTIONS`] has a row for each.

use super::ACTIONS;

/// What the reader can want. Counts and the chosen pane say of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the table below has a sentence for each")]
pub enum Action {
    Down,
    Up,
    Left,
    Right,
    Top,
    Bottom,
    HalfDown,
    HalfUp,
    PageDown,
    PageUp,
    ScrollLeft,
    ScrollRight,
    ReadOn,
    ReadBack,
    Open,
    NextStory,
    PreviousStory,
    NextUnread,
    PreviousUnread,
    PreviousDay,
    NextDay,
    PreviousWeek,
    NextWeek,
    PreviousMonth,
    NextMonth,
    PreviousYear,
    NextYear,
    Today,
    GoToDate,
    Search,
    SearchOrder,
    SaveSearch,
    DropSearch,
    Find,
    NextUnreadDay,
    PreviousUnreadDay,
    NextBookmarkDay,
    PreviousBookmarkDay,
    Bookmark,
    BookmarkWith,
    Tags,
    ToggleRead,
    AllRead,
    Browser,
    Pipe,
    OtherWays,
    Pictures,
    FollowLink,
    LinkInBrowser,
    HistoryBack,
    HistoryForward,
    CopyAddress,
    CopyTitle,
    CopyMarkdown,
    Undo,
    Redo,
    Changes,
    Add,
    Refresh,
    Rename,
    RefreshAll,
    AskCopies,
    FetchAgain,
    CycleText,
    WhyThisText,
    PointAt,
    NeverShow,
    ListOrder,
    HideRead,
    ShowMuted,
    MuteRules,
    StartsHere,
    NextPane,
    PreviousPane,
    GoCalendar,
    GoList,
    GoReader,
    GoBookmarks,
    GoSources,
    GoYear,
    Range,
    CycleLens,
    WeekNumbers,
    OwnClock,
    BorderLeft,
    BorderRight,
    Zen,
    Wider,
    Narrower,
    Themes,
    CommandLine,
    Palette,
    /// The routes of a source.
    Routes,
    Help,
    Cancel,
    Interrupt,
    Redraw,
    Suspend,
    Back,
    Quit,
    FirstAnswer,
    SecondAnswer,
    ThirdAnswer,
    FourthAnswer,
    Starters,
    Health,
    Pick,
    Remove,
    MoveDown,
    MoveUp,
    AddCopies,
    FindAgain,
    EditRoute,
    AddRoute,
    CheckLink,
    CheckLinks,
}

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// The calendar.
    Calendar,
    /// The sources pane.
    Sources,
    /// The day list.
    List,
    /// An open story.
    Reader,
    /// The bookmarks view.
    Bookmarks,
    /// The first-run card.
    Card,
    /// A list or a text over the screen: the help, themes, orders, other ways, why a text is as it is.
    Panel,
    /// The starter catalogue.
    Starters,
    /// The routes of a source.
    Routes,
    /// How the sources answer.
    Health,
    /// The list of changes.
    Changes,
    /// The mute rules.
    Mutes,
}

impl Context {
    /// All of them, in the order of the help.
    pub const ALL: [Self; 12] = [
        Self::Calendar,
        Self::List,
        Self::Reader,
        Self::Bookmarks,
        Self::Sources,
        Self::Card,
        Self::Panel,
        Self::Starters,
        Self::Routes,
        Self::Health,
        Self::Changes,
        Self::Mutes,
    ];
    /// The panes, without what lies over them.
    pub const PANES: [Self; 6] =
        [Self::Calendar, Self::List, Self::Reader, Self::Bookmarks, Self::Sources, Self::Card];
    /// What lies over the panes and takes keys, not words.
    pub const PANELS: [Self; 6] =
        [Self::Panel, Self::Starters, Self::Routes, Self::Health, Self::Changes, Self::Mutes];

    /// Its name in files and help.
    pub fn name(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::Sources => "sources",
            Self::List => "list",
            Self::Reader => "reader",
            Self::Bookmarks => "bookmarks",
            Self::Card => "card",
            Self::Panel => "panel",
            Self::Starters => "starters",
            Self::Routes => "routes",
            Self::Health => "health",
            Self::Changes => "changes",
            Self::Mutes => "mute-rules",
        }
    }
}

/// A row of the table: an action, its name, its sentence, where it acts and its keys.
#[derive(Clone, Copy, Debug)]
pub struct ActionRow {
    /// The action.
    pub action: Action,
    /// Its name in files, help and the `:` line.
    pub name: &'static str,
    /// What it does.
    pub summary: &'static str,
    /// The heading it stands under in the help.
    pub group: &'static str,
    /// Where it acts.
    pub contexts: &'static [Context],
    /// Its keys, each a sequence.
    pub keys: &'static [&'static str],
    /// Words it is looked for by beside those of its name and its sentence.
    pub also: &'static str,
}

impl Action {
    /// Its row in the table.
    pub fn row(self) -> Option<&'static ActionRow> {
        ACTIONS.iter().find(|row| row.action == self)
    }

    /// Whether it opens a line wherever it acts: what is pressed or done next is about that line.
    pub fn opens_a_line(self) -> bool {
        use Action as A;
        matches!(
            self,
            A::GoToDate
                | A::Search
                | A::Find
                | A::SaveSearch
                | A::BookmarkWith
                | A::Tags
                | A::Pipe
                | A::FollowLink
                | A::LinkInBrowser
                | A::Add
                | A::Rename
                | A::EditRoute
                | A::AddRoute
                | A::CommandLine
                | A::Palette
                | A::NeverShow
        )
    }
}
