//! The actions: one table that keys, help, `dateline keys` and later the palette are made from.

use std::sync::{Arc, OnceLock};

use super::Chain;
use crate::keymap::Keymap;

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
    /// Its name in files, help and later the `:` line.
    pub name: &'static str,
    /// What it does.
    pub summary: &'static str,
    /// The heading it stands under in the help.
    pub group: &'static str,
    /// Where it acts.
    pub contexts: &'static [Context],
    /// Its keys, each a sequence.
    pub keys: &'static [&'static str],
}

use Action as A;
use Context::{
    Bookmarks, Calendar, Card, Changes, Health, List, Mutes, Panel, Reader, Routes, Sources, Starters,
};

const EVERYWHERE: &[Context] = &Context::PANES;
const OVER_ALL: &[Context] = &Context::ALL;
const PAGED: &[Context] =
    &[Calendar, List, Reader, Bookmarks, Sources, Card, Panel, Routes, Health, Changes, Mutes];
const DAYS: &[Context] = &[Calendar, Sources, List, Reader];
const ALL_DAYS: &[Context] = &[Calendar, Sources, List, Reader, Bookmarks];
const DAY_BY_DAY: &[Context] = &[Calendar, Sources, List, Reader, Bookmarks, Routes];
const LEFT_RIGHT: &[Context] = &[Calendar, List, Reader, Bookmarks, Sources, Card, Routes];
const STORIES: &[Context] = &[List, Reader, Bookmarks];

const fn row(
    action: Action,
    name: &'static str,
    summary: &'static str,
    group: &'static str,
    contexts: &'static [Context],
    keys: &'static [&'static str],
) -> ActionRow {
    ActionRow { action, name, summary, group, contexts, keys }
}

/// Every action there is.
pub const ACTIONS: &[ActionRow] = &[
    row(A::ReadOn, "read-on", "read on: next page, next story, next day", "Reading", PAGED, &["<Space>"]),
    row(A::ReadBack, "read-back", "a page or a story back", "Reading", PAGED, &["<BS>"]),
    row(A::Open, "open", "open; from the calendar go to the list", "Reading", OVER_ALL, &["<Enter>"]),
    row(A::NextStory, "next-story", "next story", "Reading", &[List, Reader], &["J"]),
    row(A::PreviousStory, "previous-story", "previous story", "Reading", &[List, Reader], &["K"]),
    row(
        A::NextUnread,
        "next-unread",
        "next match of a search or find, else next unread story",
        "Reading",
        &[Calendar, List, Reader],
        &["n"],
    ),
    row(
        A::PreviousUnread,
        "previous-unread",
        "previous match of a search or find, else previous unread story",
        "Reading",
        &[Calendar, List, Reader],
        &["N"],
    ),
    row(A::Down, "down", "down; in the calendar a week on", "Moving", OVER_ALL, &["j", "<Down>", "<C-e>"]),
    row(A::Up, "up", "up; in the calendar a week back", "Moving", OVER_ALL, &["k", "<Up>", "<C-y>"]),
    row(A::Left, "left", "out; in the calendar a day back", "Moving", LEFT_RIGHT, &["h", "<Left>"]),
    row(A::Right, "right", "in; in the calendar a day on", "Moving", LEFT_RIGHT, &["l", "<Right>"]),
    row(A::Top, "top", "to the start", "Moving", OVER_ALL, &["gg", "<Home>"]),
    row(A::Bottom, "bottom", "to the end", "Moving", OVER_ALL, &["G", "<End>"]),
    row(A::HalfDown, "half-page-down", "half a page down", "Moving", OVER_ALL, &["<C-d>"]),
    row(A::HalfUp, "half-page-up", "half a page up", "Moving", OVER_ALL, &["<C-u>"]),
    row(A::PageDown, "page-down", "a page down", "Moving", OVER_ALL, &["<PgDn>", "<C-f>"]),
    row(A::PageUp, "page-up", "a page up", "Moving", OVER_ALL, &["<PgUp>", "<C-b>"]),
    row(A::ScrollLeft, "scroll-left", "a wide table or code to the left", "Moving", &[Reader], &["zh"]),
    row(A::ScrollRight, "scroll-right", "a wide table or code to the right", "Moving", &[Reader], &["zl"]),
    row(A::PreviousDay, "previous-day", "a day back", "Days", DAY_BY_DAY, &["[", "<S-Left>"]),
    row(A::NextDay, "next-day", "a day on", "Days", DAY_BY_DAY, &["]", "<S-Right>"]),
    row(A::PreviousWeek, "previous-week", "a week back", "Days", ALL_DAYS, &["(", "<S-Up>"]),
    row(A::NextWeek, "next-week", "a week on", "Days", ALL_DAYS, &[")", "<S-Down>"]),
    row(A::PreviousMonth, "previous-month", "a month back", "Days", ALL_DAYS, &["{", "<S-PgUp>"]),
    row(A::NextMonth, "next-month", "a month on", "Days", ALL_DAYS, &["}", "<S-PgDn>"]),
    row(A::PreviousYear, "previous-year", "a year back", "Days", ALL_DAYS, &["g{"]),
    row(A::NextYear, "next-year", "a year on", "Days", ALL_DAYS, &["g}"]),
    row(A::Today, "today", "today", "Days", EVERYWHERE, &["."]),
    row(
        A::GoToDate,
        "go-to-date",
        "go to a date: 2026-11-03, fri, 3w, yesterday",
        "Days",
        EVERYWHERE,
        &["g/"],
    ),
    row(A::NextUnreadDay, "next-unread-day", "next day with unread stories", "Days", DAYS, &["gn"]),
    row(
        A::PreviousUnreadDay,
        "previous-unread-day",
        "previous day with unread stories",
        "Days",
        DAYS,
        &["gN"],
    ),
    row(A::NextBookmarkDay, "next-bookmark-day", "next day with a bookmark", "Days", DAYS, &["*"]),
    row(
        A::PreviousBookmarkDay,
        "previous-bookmark-day",
        "previous day with a bookmark",
        "Days",
        DAYS,
        &["#"],
    ),
    row(
        A::Range,
        "range",
        "a range of days, or of rows of the list: begin it here, end it",
        "Days",
        &[Calendar, List, Bookmarks],
        &["v"],
    ),
    row(A::GoYear, "go-year", "the year, and all years", "Days", EVERYWHERE, &["gy"]),
    row(
        A::CycleLens,
        "calendar-counts",
        "the calendar counts stories, unread, minutes, bookmarks",
        "Days",
        DAYS,
        &["zc"],
    ),
    row(A::OwnClock, "own-clock", "days by the site, or by my clock", "Days", DAYS, &["zd"]),
    row(A::WeekNumbers, "week-numbers", "numbers of the weeks", "Days", DAYS, &["zw"]),
    row(A::Search, "search", "search all stories", "Finding", EVERYWHERE, &["gf"]),
    row(
        A::Find,
        "find",
        "find in this story or in the titles of the list; narrow the bookmarks; a key in the help",
        "Finding",
        &[Calendar, List, Reader, Bookmarks, Sources, Card, Panel],
        &["/"],
    ),
    row(A::SearchOrder, "search-order", "hits: newest first, or best first", "Finding", DAYS, &["zo"]),
    row(
        A::SaveSearch,
        "save-search",
        "keep this search, or what narrows the bookmarks, under a name",
        "Finding",
        ALL_DAYS,
        &["w"],
    ),
    row(
        A::DropSearch,
        "drop-search",
        "let a kept search go, or a source",
        "Finding",
        &[Sources],
        &["dd", "<Del>"],
    ),
    row(
        A::Bookmark,
        "bookmark",
        "bookmark, or take the bookmark away; in the calendar all stories of a range",
        "Keeping",
        &[List, Reader, Bookmarks, Calendar],
        &["b"],
    ),
    row(
        A::BookmarkWith,
        "bookmark-with",
        "bookmark with tags and a note, or change them",
        "Keeping",
        STORIES,
        &["B"],
    ),
    row(A::Tags, "tags", "the tags of this bookmark", "Keeping", STORIES, &["t"]),
    row(
        A::CheckLink,
        "check-link",
        "ask whether what is kept is still where it was",
        "Keeping",
        STORIES,
        &["c"],
    ),
    row(
        A::CheckLinks,
        "check-links",
        "ask that of all bookmarks that are shown",
        "Keeping",
        &[Bookmarks],
        &["C"],
    ),
    row(A::ToggleRead, "toggle-read", "read or unread", "Keeping", &[List, Reader], &["r"]),
    row(A::AllRead, "all-read", "mark every story of the list read", "Keeping", &[Calendar, List], &["A"]),
    row(
        A::NeverShow,
        "never-show",
        "never show such stories; where a block of the text is pointed at, that block",
        "Keeping",
        &[List, Reader],
        &["D"],
    ),
    row(A::ListOrder, "order", "the order of the list: a menu", "Reading", &[Calendar, List], &["s"]),
    row(A::HideRead, "hide-read", "leave out what is read, or show it", "Reading", DAYS, &["zu"]),
    row(A::ShowMuted, "show-muted", "show what mute rules hide, or leave it out", "Keeping", DAYS, &["zm"]),
    row(A::MuteRules, "mute-rules", "the mute rules: see them, let one go", "Keeping", EVERYWHERE, &["gm"]),
    row(A::Undo, "undo", "undo", "Keeping", OVER_ALL, &["u"]),
    row(A::Redo, "redo", "redo", "Keeping", OVER_ALL, &["U"]),
    row(
        A::Changes,
        "changes",
        "what you changed: any of it can be taken back",
        "Keeping",
        EVERYWHERE,
        &["gu"],
    ),
    row(A::Browser, "browser", "open in the browser", "Passing on", STORIES, &["o"]),
    row(
        A::OtherWays,
        "other-ways",
        "open it otherwise: as another source tells it, its page, comments, enclosure, an archived copy",
        "Passing on",
        STORIES,
        &["O"],
    ),
    row(A::Pictures, "pictures", "pictures in the story on or off", "Look", &[Reader], &["i"]),
    row(A::Pipe, "pipe", "give the story to a command you type", "Passing on", &[List, Reader], &["|"]),
    row(
        A::FollowLink,
        "follow-link",
        "follow a link: letters on those in sight",
        "Reading",
        &[Reader],
        &["f"],
    ),
    row(A::LinkInBrowser, "link-in-browser", "open a link in the browser", "Passing on", &[Reader], &["F"]),
    row(
        A::HistoryBack,
        "history-back",
        "back through the stories that were open",
        "Reading",
        STORIES,
        &["H"],
    ),
    row(A::HistoryForward, "history-forward", "forward through them again", "Reading", STORIES, &["L"]),
    row(A::CopyAddress, "copy-address", "copy the address", "Passing on", STORIES, &["yy"]),
    row(A::CopyTitle, "copy-title", "copy the title", "Passing on", STORIES, &["yt"]),
    row(A::CopyMarkdown, "copy-markdown", "copy as a Markdown link", "Passing on", STORIES, &["ym"]),
    row(
        A::Add,
        "add",
        "add a site, a feed, an article or a file by its address",
        "Sources",
        EVERYWHERE,
        &["a"],
    ),
    row(A::Rename, "rename", "call this source otherwise", "Sources", &[Sources, Health], &["E"]),
    row(A::Starters, "starters", "pick from well-known sources", "Sources", EVERYWHERE, &["ga"]),
    row(A::Health, "health", "how the sources answer", "Sources", EVERYWHERE, &["gS"]),
    row(
        A::Refresh,
        "refresh",
        "refresh: ask for this day, this story or this source again",
        "Sources",
        &[Calendar, List, Reader, Bookmarks, Sources, Card, Routes, Health],
        &["R"],
    ),
    row(
        A::AskCopies,
        "ask-copies",
        "ask the Wayback Machine for this day",
        "Sources",
        &[Calendar, Sources, List],
        &["W"],
    ),
    row(A::RefreshAll, "refresh-all", "refresh all sources", "Sources", EVERYWHERE, &["<C-r>"]),
    row(
        A::FetchAgain,
        "fetch-again",
        "fetch this story again",
        "Sources",
        &[List, Reader, Bookmarks],
        &["X"],
    ),
    row(A::GoCalendar, "go-calendar", "to the calendar", "Panes", EVERYWHERE, &["gc"]),
    row(A::GoList, "go-list", "to the list", "Panes", EVERYWHERE, &["gl"]),
    row(A::GoReader, "go-reader", "to the open story", "Panes", EVERYWHERE, &["gr"]),
    row(A::GoBookmarks, "go-bookmarks", "to the bookmarks", "Panes", EVERYWHERE, &["gb"]),
    row(A::GoSources, "go-sources", "to the sources", "Panes", EVERYWHERE, &["gs"]),
    row(A::Routes, "routes", "the routes of this source", "Panes", DAYS, &["e"]),
    row(A::Pick, "pick", "choose, or not: several can be", "Panels", &[Starters], &["<Space>", "x"]),
    row(
        A::Remove,
        "remove",
        "take out: a route, a source, a mute rule",
        "Panels",
        &[Routes, Health, Mutes],
        &["d", "<Del>"],
    ),
    row(A::MoveDown, "move-down", "asked later than the next route", "Panels", &[Routes], &["J"]),
    row(A::MoveUp, "move-up", "asked before the route above", "Panels", &[Routes], &["K"]),
    row(A::AddCopies, "add-copies", "add the Wayback Machine as the last route", "Panels", &[Routes], &["w"]),
    row(
        A::FindAgain,
        "find-again",
        "look for another way to ask a source in trouble",
        "Panels",
        &[Routes, Health],
        &["f"],
    ),
    row(
        A::EditRoute,
        "edit-route",
        "edit this route: its kind, its address, its days",
        "Panels",
        &[Routes],
        &["e"],
    ),
    row(A::AddRoute, "add-route", "add a route: type it or paste its address", "Panels", &[Routes], &["a"]),
    row(A::NextPane, "next-pane", "next pane; in a panel the next row", "Panes", OVER_ALL, &["<Tab>"]),
    row(
        A::PreviousPane,
        "previous-pane",
        "previous pane; in a panel the previous row",
        "Panes",
        OVER_ALL,
        &["<S-Tab>"],
    ),
    row(A::BorderLeft, "border-left", "the border of the pane to the left", "Look", DAYS, &["<lt>"]),
    row(A::BorderRight, "border-right", "the border of the pane to the right", "Look", DAYS, &[">"]),
    row(A::Zen, "zen", "nothing but text", "Look", &[Reader], &["zz"]),
    row(A::Wider, "wider", "wider text", "Look", &[Reader], &["+"]),
    row(A::Narrower, "narrower", "narrower text", "Look", &[Reader], &["-"]),
    row(
        A::CycleText,
        "cycle-text",
        "the extracted text, the feed's, the whole page",
        "Look",
        &[Reader],
        &["x"],
    ),
    row(
        A::WhyThisText,
        "why-this-text",
        "why this text: what there was, what was left out",
        "Look",
        &[Reader],
        &["zx"],
    ),
    row(
        A::PointAt,
        "point-at",
        "point at a block of the text; moving chooses",
        "Text rules",
        &[Reader],
        &["v"],
    ),
    row(
        A::StartsHere,
        "starts-here",
        "the text starts with the block: a rule for its source",
        "Text rules",
        &[Reader],
        &["S"],
    ),
    row(A::Themes, "themes", "choose a theme", "Look", EVERYWHERE, &["zt"]),
    row(A::Redraw, "redraw", "draw the screen anew", "Look", OVER_ALL, &["<C-l>"]),
    row(
        A::CommandLine,
        "command-line",
        "do something by its name, with words behind it",
        "Program",
        OVER_ALL,
        &[":"],
    ),
    row(
        A::Palette,
        "palette",
        "find what can be done here by any of its words",
        "Program",
        OVER_ALL,
        &["<C-p>"],
    ),
    row(A::Help, "help", "these keys", "Program", OVER_ALL, &["?", "<F1>"]),
    row(A::Cancel, "cancel", "cancel; end a search; widen to all sources", "Program", OVER_ALL, &["<Esc>"]),
    row(A::Interrupt, "interrupt", "stop what runs", "Program", OVER_ALL, &["<C-c>"]),
    row(A::Suspend, "suspend", "give the terminal back to the shell", "Program", OVER_ALL, &["<C-z>"]),
    row(A::Back, "back", "back: reader, list, calendar, out", "Program", OVER_ALL, &["q"]),
    row(A::Quit, "quit", "quit", "Program", OVER_ALL, &["Q"]),
    row(A::FirstAnswer, "first-answer", "read the demo edition", "First run", &[Card], &["1"]),
    row(A::SecondAnswer, "second-answer", "pick from well-known sources", "First run", &[Card], &["2"]),
    row(A::ThirdAnswer, "third-answer", "paste a site's address", "First run", &[Card], &["3"]),
    row(
        A::FourthAnswer,
        "fourth-answer",
        "import a file or another reader's list",
        "First run",
        &[Card],
        &["4"],
    ),
];

impl Action {
    /// Its row in the table.
    pub fn row(self) -> Option<&'static ActionRow> {
        ACTIONS.iter().find(|row| row.action == self)
    }

    /// Words it is looked for by beside those of its name and its sentence.
    pub fn also_called(self) -> &'static str {
        match self {
            A::NeverShow => "mute hide ignore",
            _ => "",
        }
    }
}

/// The key map as the table has it, made once. A row that cannot be bound is left out; a test sees that there is none.
pub fn default_keymap() -> Arc<Keymap<Chain>> {
    static MADE: OnceLock<Arc<Keymap<Chain>>> = OnceLock::new();
    let make = || {
        let mut keymap = Keymap::new();
        for row in ACTIONS {
            for context in row.contexts {
                for keys in row.keys {
                    let bound = keymap.bind(context.name(), keys, row.action.into());
                    debug_assert!(bound.is_ok(), "{keys} in {}", context.name());
                }
            }
        }
        Arc::new(keymap)
    };
    Arc::clone(MADE.get_or_init(make))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_bound_and_named_once() {
        let keymap = default_keymap();
        for row in ACTIONS {
            for context in row.contexts {
                let bound = keymap.sequences(Some(context.name()), |chain| chain.is(row.action));
                assert_eq!(bound.count(), row.keys.len(), "{} in {}", row.name, context.name());
            }
            assert_eq!(ACTIONS.iter().filter(|other| other.name == row.name).count(), 1, "{}", row.name);
            assert_eq!(ACTIONS.iter().filter(|other| other.action == row.action).count(), 1, "{}", row.name);
        }
    }
}
