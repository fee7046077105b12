//! The settings as the program uses them.

use std::time::Duration;

use crate::news::Refresh;
use crate::theme::Depth;

/// When a story that is opened counts as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// As soon as it is opened.
    Open,
    /// When its end was seen.
    End,
    /// Only by key.
    Never,
}

/// Who puts text that runs from the right into the order of the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bidi {
    /// The terminal where it is known to, else we.
    Auto,
    /// We.
    Us,
    /// The terminal.
    Terminal,
}

/// How the program behaves; [`Settings::default`] is how it comes.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// When sources are asked by themselves.
    pub refresh: Refresh,
    /// Columns of running text, 20–200.
    pub measure: u16,
    /// The name of the theme, or of a pair of themes of which the terminal's ground chooses one.
    pub theme: String,
    /// How many colours the terminal shows; `None`: what the environment tells.
    pub colours: Option<Depth>,
    /// Whether marks and lines are of ASCII; `None`: where the environment's characters are not UTF-8.
    pub ascii: Option<bool>,
    /// Whether the mouse is taken.
    pub mouse: bool,
    /// Whether links are the terminal's too (OSC 8); `None`: where it is known to take them.
    pub hyperlinks: Option<bool>,
    /// Whether the pictures of an open story are shown; `None`: as the person chose last, not at first.
    pub pictures: Option<bool>,
    /// Columns of a line where everything is told in lines: 0 never breaks a paragraph; `None`: as the terminal has them.
    pub plain_width: Option<u16>,
    /// Lines of a page there: 0 tells all at once; `None`: as the terminal has them.
    pub plain_page: Option<u16>,
    /// The language of dates as a BCP 47 tag; `None`: the environment's.
    pub locale: Option<String>,
    /// Who reorders text that runs from the right.
    pub bidi: Bidi,
    /// When a story counts as read.
    pub mark: Mark,
    /// Whether words are divided at line ends.
    pub hyphenate: bool,
    /// Whether lines are filled to the full width.
    pub justify: bool,
    /// Whether parts of code have colours of their own.
    pub syntax: bool,
    /// Whether a rest on an unknown day asks the sources for it.
    pub ask: bool,
    /// Whether the calendar is headed in the site's own words while one source is in view.
    pub site_header: bool,
    /// The least time between two requests to one host.
    pub spacing: Duration,
    /// Hosts, with one port or all, that pages may lead to although they are private.
    pub allow_private: Vec<(String, Option<u16>)>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            refresh: Refresh::Minutes(30),
            measure: 72,
            theme: "dateline".to_owned(),
            colours: None,
            ascii: None,
            mouse: true,
            hyperlinks: None,
            pictures: None,
            plain_width: None,
            plain_page: None,
            locale: None,
            bidi: Bidi::Auto,
            mark: Mark::Open,
            hyphenate: false,
            justify: false,
            syntax: true,
            ask: true,
            site_header: false,
            spacing: Duration::from_secs(1),
            allow_private: Vec::new(),
        }
    }
}
