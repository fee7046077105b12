//! What a sequence of keys does: one action, or several one after the other.

use std::sync::Arc;

use super::{Action, Context};

/// One action, or several that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    first: Link,
    rest: Option<Arc<[Link]>>,
}

/// An action of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The action.
    pub action: Action,
    /// How often, where the key map says so; a number that is typed goes before it.
    pub count: Option<u32>,
}

impl From<Action> for Chain {
    fn from(action: Action) -> Self {
        Self { first: Link { action, count: None }, rest: None }
    }
}

impl Chain {
    /// The links one after the other; nothing without a link.
    pub fn new(links: &[Link]) -> Option<Self> {
        let (first, rest) = links.split_first()?;
        Some(Self { first: *first, rest: (!rest.is_empty()).then(|| rest.into()) })
    }

    /// The links, in their order.
    pub fn links(&self) -> impl Iterator<Item = Link> {
        std::iter::once(self.first).chain(self.rest.iter().flat_map(|rest| rest.iter().copied()))
    }

    /// The action, where it is one and without a number: then the keys are its keys.
    pub fn only(&self) -> Option<Action> {
        (self.rest.is_none() && self.first.count.is_none()).then_some(self.first.action)
    }

    /// Whether it is this action alone.
    pub fn is(&self, action: Action) -> bool {
        self.only() == Some(action)
    }

    /// Whether its first action does something in a context; those that follow may stand elsewhere by then.
    pub fn acts_in(&self, context: Context) -> bool {
        self.first.action.row().is_some_and(|row| row.contexts.contains(&context))
    }

    /// The names, as a key file writes them: `bookmark`, `bookmark, 3 next-day`.
    pub fn names(&self) -> String {
        self.joined(", ", |row| row.name)
    }

    /// What it does, in words.
    pub fn summary(&self) -> String {
        self.joined("; then ", |row| row.summary)
    }

    fn joined(&self, between: &str, word: fn(&super::ActionRow) -> &'static str) -> String {
        let one = |link: Link| {
            let word = link.action.row().map_or("", word);
            link.count.map_or_else(|| word.to_owned(), |count| format!("{count} {word}"))
        };
        self.links().map(one).collect::<Vec<_>>().join(between)
    }
}
