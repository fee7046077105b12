//! Whether pictures are shown, and those of the open story that have come.

use std::sync::Arc;

use crate::news::Document;
use crate::picture::{Picture, Plate};
use crate::typeset;

/// Whether the pictures of an open story are shown in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pictures {
    /// They are wanted.
    pub on: bool,
    /// Why they are never shown, if so.
    pub never: Option<&'static str>,
    /// What was chosen last holds at the next start too.
    pub remembered: bool,
}

impl Pictures {
    /// As `ui.pictures` says, on a screen that has what they need or has not.
    pub fn of(setting: Option<bool>, has_room: bool) -> Self {
        let never = match (setting, has_room) {
            (Some(false), _) => Some("`ui.pictures` is off"),
            (_, false) => Some("they need 256 colours and Unicode"),
            _ => None,
        };
        Self { on: setting == Some(true) && never.is_none(), never, remembered: setting.is_none() }
    }
}

/// The pictures of a story that have come, and the places of those that are awaited.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Rows that each may take at most.
    pub rows: u16,
    /// They, by the numbers of their figures.
    pub shown: Vec<(u32, Arc<Picture>)>,
    /// Figures that have the room of a common picture: theirs is awaited, or came before the reader's eyes, where no line
    /// may move.
    pub roomy: Vec<u32>,
    /// Figures whose pictures cannot be had.
    pub failed: Vec<u32>,
}

impl Figures {
    /// The pictures laid out for a page of a text, so many columns wide, and the places of those that are awaited.
    pub fn plates(&self, document: &Document, columns: u16) -> Vec<(u32, Arc<Plate>)> {
        let figures = if self.is_empty() { Vec::new() } else { typeset::figures(document, columns) };
        let plate = |figure: &typeset::Figure<'_>| {
            let (number, columns) = (figure.number, figure.columns);
            let shown = self.shown.iter().find(|(shown, _)| *shown == number).map(|(_, picture)| picture);
            if !self.roomy.contains(&number) {
                return Plate::of(shown?, columns, self.rows);
            }
            let held = Plate::awaited(columns, self.rows)?;
            if let Some(picture) = shown {
                let plate = Plate::of(picture, columns, held.rows());
                return Some(held.filled(plate));
            }
            Some(if self.failed.contains(&number) { held.filled(None) } else { held })
        };
        figures.iter().filter_map(|figure| Some((figure.number, Arc::new(plate(figure)?)))).collect()
    }

    /// Whether nothing has come and nothing is awaited.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty() && self.roomy.is_empty()
    }

    /// Whether the picture of a figure has come, or cannot be had.
    pub fn is_settled(&self, figure: u32) -> bool {
        self.failed.contains(&figure) || self.shown.iter().any(|(shown, _)| *shown == figure)
    }

    /// The room that there is now. All lines are set anew, so that each picture takes what it needs.
    pub fn resize(&mut self, rows: u16) {
        self.rows = rows;
        let roomy = std::mem::take(&mut self.roomy);
        self.roomy = roomy.into_iter().filter(|figure| !self.is_settled(*figure)).collect();
    }
}
