//! Asking for an action by its name or by its words: the command line and the palette.

use super::likeness::likeness;
use super::{
    ACTIONS, ActionRow, Arguments, Context, Input, LineKind, Spoken, State, arguments, keys_of,
    named_with_words,
};

/// Which of the two is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// `:`, by names, completed as they are typed.
    Line,
    /// Everything that can be done here, found by any of its words.
    Palette,
}

/// The command line or the palette, open over the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Which it is.
    pub asked: Asked,
    /// What is typed.
    pub input: Input,
    /// The chosen offer.
    pub selected: usize,
    /// Why what was typed could not be done.
    pub fault: Option<String>,
}

/// An action that is offered, or a name that may stand behind the one that is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its name.
    pub name: String,
    /// What it does; empty for what stands behind a name.
    pub summary: &'static str,
    /// Its live keys where the keys are pressed now; empty where it has none.
    pub keys: String,
}

impl Palette {
    /// An empty one.
    pub fn new(asked: Asked) -> Self {
        Self { asked, input: Input::default(), selected: 0, fault: None }
    }

    /// What is typed, taken apart; in the palette all of it is looked for.
    pub fn spoken(&self) -> Spoken<'_> {
        match self.asked {
            Asked::Palette => Spoken { count: None, name: self.input.text.trim(), words: None },
            Asked::Line => Spoken::of(&self.input.text),
        }
    }

    /// What may stand behind the name, once words have begun there.
    pub fn arguments(&self, state: &State) -> Option<Arguments> {
        let Spoken { name, words, .. } = self.spoken();
        let words = words?;
        arguments(state, named_with_words(name, words)?.action, words)
    }

    /// What is said where nothing is offered.
    pub fn hint(&self) -> &'static str {
        let Spoken { count, name, words } = self.spoken();
        match (named_with_words(name, words.unwrap_or_default()), words) {
            (Some(row), Some(_)) => row.summary,
            (None, None) if name.is_empty() && count.is_some() => "to the row with this number",
            _ => "Nothing is called that here",
        }
    }
}

/// What is offered for what is typed, the likeliest first: for the line the names that go on like it, for the
/// palette what can be done here and has the letters in this order. An empty palette begins with what it did last.
pub(super) fn offers(state: &State, palette: &Palette) -> Vec<&'static ActionRow> {
    let here = state.context();
    let Spoken { name: typed, words, count } = palette.spoken();
    if words.is_some() || (typed.is_empty() && count.is_some()) {
        return Vec::new();
    }
    let mut found: Vec<(i32, &'static ActionRow)> = ACTIONS
        .iter()
        .filter(|row| row.contexts.contains(&here))
        .filter_map(|row| {
            let score = match palette.asked {
                Asked::Line if row.name.starts_with(typed) => Some(1000),
                Asked::Line => likeness(typed, row.name),
                Asked::Palette => {
                    let named = likeness(typed, row.name).map(|score| score + 1);
                    let also = likeness(typed, row.also);
                    named.max(likeness(typed, row.summary)).max(also)
                }
            };
            score.map(|score| (score, row))
        })
        .collect();
    // Equals keep the order of the table.
    found.sort_by_key(|(score, _)| -score);
    if palette.asked == Asked::Palette && typed.is_empty() {
        let done: Vec<&str> = state.history.latest(LineKind::Offer).collect();
        found.sort_by_key(|(_, row)| done.iter().position(|name| *name == row.name).unwrap_or(done.len()));
    }
    found.into_iter().map(|(_, row)| row).collect()
}

/// The offers as they are shown.
pub fn offered(state: &State, palette: &Palette) -> Vec<Offer> {
    let here: Context = state.context();
    if let Some(Arguments::One(names) | Arguments::Free(names, _)) = palette.arguments(state) {
        let offer = |name| Offer { name, summary: "", keys: String::new() };
        return names.into_iter().map(offer).collect();
    }
    offers(state, palette)
        .into_iter()
        .map(|row| Offer {
            name: row.name.to_owned(),
            summary: row.summary,
            keys: keys_of(state, row.action, Some(here)),
        })
        .collect()
}
