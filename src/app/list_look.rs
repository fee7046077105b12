//! How the day list looks: in which order its stories stand, and what of them is left out.

use super::state::{ListRow, State};
use crate::news::{Edition, Order, Scope};

/// The order of the stories of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StoryOrder {
    /// Under their sources; within one source under its sections.
    #[default]
    Source,
    /// Under their sections, whatever the source.
    Section,
    /// By their time alone.
    Time,
    /// By the time they take to read.
    Length,
}

impl StoryOrder {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 4] = [Self::Source, Self::Section, Self::Time, Self::Length];

    /// Its name, as it is remembered and as the menu has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Section => "section",
            Self::Time => "time",
            Self::Length => "length",
        }
    }

    /// The letter that chooses it in the menu.
    pub fn letter(self) -> char {
        match self {
            Self::Source => 's',
            Self::Section => 'c',
            Self::Time => 't',
            Self::Length => 'l',
        }
    }
}

/// How the list looks; remembered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListLook {
    /// The order of the stories.
    pub order: StoryOrder,
    /// Oldest first, or longest first; heads stay where they are.
    pub reversed: bool,
    /// Stories that are read are left out.
    pub hides_read: bool,
}

impl ListLook {
    /// The order in words: `newest first, under sources`.
    pub fn words(self) -> &'static str {
        match (self.order, self.reversed) {
            (StoryOrder::Source, false) => "newest first, under their sources",
            (StoryOrder::Source, true) => "oldest first, under their sources",
            (StoryOrder::Section, false) => "newest first, under their sections",
            (StoryOrder::Section, true) => "oldest first, under their sections",
            (StoryOrder::Time, false) => "newest first",
            (StoryOrder::Time, true) => "oldest first",
            (StoryOrder::Length, false) => "shortest first",
            (StoryOrder::Length, true) => "longest first",
        }
    }

    /// The order as it is remembered.
    pub fn written(self) -> String {
        format!("{}{}", self.order.name(), if self.reversed { " reversed" } else { "" })
    }

    /// Takes over an order that was remembered.
    pub fn read(&mut self, written: &str) {
        let (name, reversed) = match written.strip_suffix(" reversed") {
            Some(name) => (name, true),
            None => (written, false),
        };
        if let Some(order) = StoryOrder::ALL.into_iter().find(|order| order.name() == name) {
            (self.order, self.reversed) = (order, reversed);
        }
    }
}

/// What the stories of a list stand under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heads {
    /// Their days.
    Days,
    /// Their sources.
    Sources,
    /// Their sections.
    Sections,
    /// Nothing.
    None,
}

/// A row of the menu of orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderChoice {
    /// An order of a day's stories.
    Stories(StoryOrder),
    /// The order turned round.
    Turned,
    /// An order of hits.
    Hits(Order),
}

impl OrderChoice {
    /// The letter that chooses it.
    pub fn letter(self) -> char {
        match self {
            Self::Stories(order) => order.letter(),
            Self::Turned => 'r',
            Self::Hits(Order::Newest) => 't',
            Self::Hits(Order::Best) => 'b',
        }
    }
}

impl State {
    /// How many stories of the list that is shown are left out of it, because they are read.
    pub fn left_out(&self) -> usize {
        let shown = self.list.edition.ready().filter(|edition| self.lists(edition));
        let shown = shown.filter(|_| self.list_look.hides_read && self.search.is_none());
        let Some(edition) = shown else { return 0 };
        let is_told = |row: &&ListRow| match row {
            ListRow::Story(at) => edition.rows.get(*at).is_some_and(|row| !row.muted),
            ListRow::Head(_) => false,
        };
        edition.shown().saturating_sub(self.list.rows.iter().filter(is_told).count())
    }

    /// What the stories of an edition stand under.
    pub fn heads_of(&self, edition: &Edition) -> Heads {
        match (self.list_look.order, edition.scope) {
            _ if edition.range.len() > 1 => Heads::Days,
            (StoryOrder::Source, Scope::All) => Heads::Sources,
            (StoryOrder::Source | StoryOrder::Section, _) => Heads::Sections,
            (StoryOrder::Time | StoryOrder::Length, _) => Heads::None,
        }
    }

    /// What the menu of orders offers: those of a day's stories, or those of the open search's hits.
    pub fn order_choices(&self) -> Vec<OrderChoice> {
        if self.search.is_some() {
            return [Order::Newest, Order::Best].map(OrderChoice::Hits).to_vec();
        }
        let orders = StoryOrder::ALL.into_iter().map(OrderChoice::Stories);
        orders.chain([OrderChoice::Turned]).collect()
    }

    /// Whether a choice of the menu is in force.
    pub fn is_ordered(&self, choice: OrderChoice) -> bool {
        match choice {
            OrderChoice::Stories(order) => self.list_look.order == order,
            OrderChoice::Turned => self.list_look.reversed,
            OrderChoice::Hits(order) => self.search.as_ref().is_some_and(|search| search.order == order),
        }
    }
}
