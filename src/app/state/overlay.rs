//! What is asked over the screen: input lines, the help, the first-run card.

use crate::app::message::FoundSite;
use crate::app::{HelpView, Palette, RoutePanel, ThemePicker, Ticket};
use crate::news::Fault;

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
    /// The theme picker.
    Themes(ThemePicker),
    /// The routes of a source.
    Routes(RoutePanel),
}

/// A line of input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    /// What is typed.
    pub text: String,
    /// The cursor, in characters from the start.
    pub cursor: usize,
}

/// The add line.
#[derive(Clone, Debug)]
pub struct AddLine {
    /// What is typed.
    pub input: Input,
    /// How far it is.
    pub state: AddState,
}

/// How far adding is.
#[derive(Clone, Debug)]
pub enum AddState {
    /// An address is typed.
    Typing,
    /// The address is looked at.
    Looking(Ticket),
    /// This was found; the chosen answer (0 follow, then the article's: read, bookmark).
    Found(Ticket, FoundSite, usize),
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
    pub const ANSWERS: [&'static str; 2] =
        ["Read the demo edition, no network", "Paste or type a site's address"];
}
