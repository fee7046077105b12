//! Links of the open story, as the terminal itself may offer them (`runtime::hyperlinks` writes them).

use std::hash::{DefaultHasher, Hash, Hasher};

use ratatui::style::Color;

use crate::app::{Awaited, State};
use crate::news::Address;

/// The colour that stands for an address under the cells of its link: the same for the same address in every frame. It is
/// never shown.
pub(super) fn tag(address: &Address) -> Color {
    let mut hasher = DefaultHasher::new();
    address.hash(&mut hasher);
    let [r, g, b, ..] = hasher.finish().to_le_bytes();
    Color::Rgb(r, g, b)
}

/// The links that may be in sight, each with the colour that stands for it.
pub fn links_in_sight(state: &State) -> Vec<(Color, Address)> {
    let Some(reader) = &state.reader else { return Vec::new() };
    let Awaited::Ready(opened) = &reader.opened else { return Vec::new() };
    let lines = opened.page.lines.iter().skip(reader.top).take(state.size.1.into());
    let runs = lines.flat_map(|line| &line.runs).filter_map(|run| run.link);
    let found = runs.filter_map(|link| opened.page.links.get(link as usize));
    found.map(|address| (tag(address), address.clone())).collect()
}
