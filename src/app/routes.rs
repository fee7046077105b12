//! The routes of a source over the screen: what each answered, tried, put in order, taken out.

use crate::news::{Day, Fault, Route, Slug, SourceId, Text};

use super::Ticket;

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
    /// Its routes in their order.
    pub rows: Vec<RouteRow>,
    /// The chosen one, an index.
    pub selected: usize,
    /// The day a dated route is tried on.
    pub day: Day,
    /// A try that has no answer yet: its ticket and the row.
    pub trying: Option<(Ticket, usize)>,
    /// What went wrong last.
    pub fault: Option<Fault>,
}

impl RoutePanel {
    /// The chosen route.
    pub fn chosen(&self) -> Option<&RouteRow> {
        self.rows.get(self.selected)
    }

    /// The routes in their order.
    pub fn routes(&self) -> Vec<Route> {
        self.rows.iter().map(|row| row.route.clone()).collect()
    }
}
