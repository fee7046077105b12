//! How long lines and pages are where everything is told in lines.

use std::io::{self, IsTerminal};

use super::terminal::size_of;
use crate::config::Settings;
use crate::typeset::Measure;

/// How long lines and pages are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Paper {
    /// Columns of a line: 0 never breaks a paragraph, `None` as the terminal has them.
    pub width: Option<u16>,
    /// Lines of a page: 0 tells all at once, `None` as the terminal has them.
    pub page: Option<u16>,
    /// Whether the width was given with the command: no setting changes it then.
    pub given: bool,
}

impl Paper {
    /// As the settings have it now.
    pub(super) fn follow(&mut self, settings: &Settings) {
        self.page = settings.plain_page;
        if !self.given {
            self.width = settings.plain_width;
        }
    }

    /// Columns and rows for where the lines go now. What goes into a pipe is neither broken nor paged.
    pub(super) fn size(self) -> (u16, u16) {
        let terminal = size_of(rustix::stdio::stdout());
        let paged = terminal.filter(|_| io::stdin().is_terminal());
        let width = match self.width {
            Some(0) => Measure::UNBROKEN,
            Some(columns) => columns,
            None => terminal.map_or(Measure::UNBROKEN, |(columns, _)| columns),
        };
        let page = match self.page {
            Some(0) => u16::MAX,
            Some(lines) => lines,
            // Two lines are left: where it stands, and the next line.
            None => paged.map_or(u16::MAX, |(_, rows)| rows.saturating_sub(2).max(4)),
        };
        (width, page)
    }

    /// Columns that our own sentences are broken at; `None`: they are not.
    pub(super) fn columns(self) -> Option<u16> {
        Some(self.size().0).filter(|columns| *columns < Measure::UNBROKEN)
    }
}
