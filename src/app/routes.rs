//! The routes of a source over the screen: what each answered, tried, put in order, taken out.

use crate::news::{Address, ArchiveKind, Day, Fault, Route, RouteError, Slug, SourceId, Text};

use super::Ticket;
use super::state::Input;

/// A route and what it is known to answer.
#[derive(Clone, Debug, PartialEq)]
pub struct RouteRow {
    /// The route.
    pub route: Route,
    /// What it answered last, in words; `None`: it was not asked yet.
    pub said: Option<Text>,
}

/// The panel.
#[derive(Clone, Debug, PartialEq)]
pub struct RoutePanel {
    /// The source's number in the store.
    pub source: SourceId,
    /// Its key in the file.
    pub slug: Slug,
    /// Its name.
    pub title: Text,
    /// The page whose copies the Wayback Machine can be asked for.
    pub home: Option<Address>,
    /// Its routes in their order.
    pub rows: Vec<RouteRow>,
    /// The chosen one, an index.
    pub selected: usize,
    /// Lines of the chosen one that are scrolled away, where it is taller than the screen.
    pub scrolled: usize,
    /// The day a dated route is tried on.
    pub day: Day,
    /// A try that has no answer yet: its ticket and the row.
    pub trying: Option<(Ticket, usize)>,
    /// What went wrong last.
    pub fault: Option<Fault>,
    /// The line a route is typed in.
    pub line: Option<RouteLine>,
    /// How often the routes were changed without word that they are written.
    pub writing: usize,
}

/// The line that takes a route.
#[derive(Clone, Debug, PartialEq)]
pub struct RouteLine {
    /// What is typed.
    pub input: Input,
    /// The row that is edited; none: a new one is added.
    pub row: Option<usize>,
    /// Why it is no route.
    pub error: Option<RouteError>,
}

impl RoutePanel {
    /// The chosen route.
    pub fn chosen(&self) -> Option<&RouteRow> {
        self.rows.get(self.selected)
    }

    /// The route that asks for the Wayback Machine's copies, where the source has none of the kind.
    pub fn copies(&self) -> Option<Route> {
        let is_copies =
            |row: &RouteRow| matches!(row.route, Route::Archive { kind: ArchiveKind::Wayback, .. });
        let url = self.home.clone().filter(|_| !self.rows.iter().any(is_copies))?;
        Some(Route::Archive { kind: ArchiveKind::Wayback, url, from: None, to: None })
    }

    /// What a route answered last, in words.
    pub fn said(row: &RouteRow) -> String {
        row.said.as_ref().map_or_else(|| "untested".to_owned(), ToString::to_string)
    }

    /// The routes in their order.
    pub fn routes(&self) -> Vec<Route> {
        self.rows.iter().map(|row| row.route.clone()).collect()
    }
}
