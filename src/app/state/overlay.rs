//! What is asked over the screen: input lines, the help, the first-run card.

use crate::app::message::FoundSite;
use crate::app::{
    Answer, Awaited, ChangesView, Context, HealthView, HelpView, Hints, KeepLine, MuteList, MutePanel,
    OtherWays, Palette, RoutePanel, Starters, State, ThemePicker, Ticket,
};
use crate::news::{Fault, Slug, SourceId, StoryId, Why};

/// What lies over the screen.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// The keys.
    Help(HelpView),
    /// The command line or the palette.
    Palette(Palette),
    /// The add line.
    Add(AddLine),
    /// The line that takes a date.
    GoTo(Input, Option<Fault>),
    /// The search line; what is typed is the open search's.
    Search,
    /// The line that takes a name for the open search.
    Name(Input),
    /// The line that takes another name for a source.
    Rename(Box<RenameLine>),
    /// The line that finds in what has the keys.
    Find(FindLine),
    /// The line of a command that gets the story.
    Pipe(Input),
    /// The line that narrows the bookmarks; what is typed is the view's.
    Filter,
    /// The line that takes tags and a note for a bookmark.
    Keep(Box<KeepLine>),
    /// Letters on the links in sight.
    Hints(Hints),
    /// The theme picker.
    Themes(ThemePicker),
    /// The routes of a source.
    Routes(Box<RoutePanel>),
    /// The starter catalogue.
    Starters(Starters),
    /// How the sources answer.
    Health(HealthView),
    /// What was changed.
    Changes(ChangesView),
    /// The menu of the list's orders; the chosen row.
    Order(usize),
    /// What else of a story can be opened.
    OtherWays(OtherWays),
    /// What is not to be shown again.
    Mute(MutePanel),
    /// The mute rules.
    Mutes(MuteList),
    /// Why the open story's text is as it is.
    Why(WhyView),
}

impl Overlay {
    /// Where its keys are looked up; nothing where it takes words or letters instead.
    pub fn context(&self) -> Option<Context> {
        Some(match self {
            Self::Help(view) if view.typing => return None,
            Self::Routes(panel) if panel.line.is_some() => return None,
            Self::Help(_) | Self::Themes(_) | Self::Order(_) | Self::OtherWays(_) | Self::Why(_) => {
                Context::Panel
            }
            Self::Starters(list) if list.typing => return None,
            Self::Starters(_) => Context::Starters,
            Self::Routes(_) => Context::Routes,
            Self::Health(_) => Context::Health,
            Self::Changes(_) => Context::Changes,
            Self::Mutes(_) => Context::Mutes,
            Self::Palette(_)
            | Self::Add(_)
            | Self::GoTo(..)
            | Self::Search
            | Self::Filter
            | Self::Name(_)
            | Self::Rename(..)
            | Self::Find(_)
            | Self::Pipe(_)
            | Self::Keep(_)
            | Self::Mute(_)
            | Self::Hints(_) => return None,
        })
    }

    /// The chosen row, where it is a list of rows.
    pub fn chosen(&self, state: &State) -> Option<usize> {
        Some(match self {
            Self::Order(at) => *at,
            Self::Palette(palette) => palette.selected,
            Self::Add(AddLine { state: AddState::Found(_, _, choice), .. }) => *choice,
            Self::OtherWays(ways) => ways.selected,
            Self::Starters(list) => list.selected,
            Self::Routes(panel) => panel.selected,
            Self::Health(view) => view.at(&view.rows(state)),
            Self::Changes(view) => view.selected,
            Self::Mute(panel) => panel.selected,
            Self::Mutes(list) => list.selected,
            _ => return None,
        })
    }
}

/// The line that takes another name for a source.
#[derive(Clone, Debug)]
pub struct RenameLine {
    /// The source.
    pub slug: Slug,
    /// What is typed.
    pub input: Input,
    /// The view it was opened from.
    pub over: Option<HealthView>,
}

/// The view of why a text is as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct WhyView {
    /// What is known.
    pub why: Awaited<Why>,
    /// The first line shown.
    pub top: usize,
}

/// A line of input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    /// What is typed.
    pub text: String,
    /// The cursor, in characters from the start.
    pub cursor: usize,
    /// Whether it is only proposed: what is typed takes its place, a key that moves or deletes begins to edit it.
    pub proposed: bool,
}

/// The line that finds something in the open story or in the list.
#[derive(Clone, Debug)]
pub struct FindLine {
    /// What is typed.
    pub input: Input,
    /// Whether it is found in the open story.
    pub in_story: bool,
    /// The first line that was shown.
    pub top: usize,
    /// The row that was chosen.
    pub selected: Option<StoryId>,
}

/// The add line.
#[derive(Clone, Debug)]
pub struct AddLine {
    /// What is typed.
    pub input: Input,
    /// How far it is.
    pub state: AddState,
    /// Other readers' lists that were found: the reader, and its file.
    pub others: Vec<(&'static str, String)>,
    /// Lines of what was found that are scrolled away, where it is taller than the screen.
    pub scrolled: usize,
    /// The source in trouble for which another way to ask is looked for.
    pub instead: Option<SourceId>,
}

impl AddLine {
    /// What can be done with what was found, the likeliest first.
    pub fn answers(&self) -> Vec<Answer> {
        let AddState::Found(_, site, _) = &self.state else { return Vec::new() };
        let replaces = self.instead.is_some() && !site.ways.is_empty();
        replaces.then_some(Answer::Replace).into_iter().chain(site.answers()).collect()
    }
}

/// How far adding is.
#[derive(Clone, Debug)]
pub enum AddState {
    /// An address is typed.
    Typing,
    /// The address is looked at.
    Looking(Ticket),
    /// This was found; the chosen answer (0 follow, then the article's: read, bookmark).
    Found(Ticket, Box<FoundSite>, usize),
    /// It is being added.
    Adding(Ticket),
    /// It did not work.
    Failed(Fault),
}

/// The first-run card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// The chosen answer, 0-based.
    pub selected: usize,
}

impl Card {
    /// The answers: number, words.
    pub const ANSWERS: [&'static str; 4] = [
        "Read the demo edition, no network",
        "Pick from well-known sources",
        "Paste or type a site's address",
        "Import a file or a reader's list",
    ];
}
