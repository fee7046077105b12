//! The archive calendar of a site, read from any page that shows it.

use crate::news::{Address, Day, Month, Template, Text};

/// How far an [`ArchiveCalendar`] can be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// Fewer than three links: read the previous month's page before believing it.
    Thin,
    /// Enough links, but the header could not be read.
    Likely,
    /// Enough links, and the header names the same month and year.
    Sure,
}

/// A month's widget whose days lead to that day's news.
#[derive(Clone, Debug, PartialEq)]
pub struct ArchiveCalendar {
    /// The address of a day's page.
    pub template: Template,
    /// The month shown.
    pub month: Month,
    /// Days that are links.
    pub with_news: Vec<Day>,
    /// Bare numbers before the last link.
    pub without: Vec<Day>,
    /// Bare numbers after the last link.
    pub to_come: Vec<Day>,
    /// The month and year as the page writes them.
    pub header: Option<Text>,
    /// A page that shows the month before.
    pub previous: Option<Address>,
    /// A page that shows the month after.
    pub next: Option<Address>,
    /// How far it can be believed.
    pub trust: Trust,
    /// The section it belongs to, as the page names it.
    pub section: Option<Text>,
}
