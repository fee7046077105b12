//! What the finder's thread holds: a connection to the store and one to its index, once they are needed.

use std::time::Duration;

use crate::locale::Locale;
use crate::news::{Day, Fault, Searched};
use crate::store::{Connector, Index, Store};

/// A store and its index.
pub(super) struct Finder {
    connector: Connector,
    store: Option<Store>,
    index: Option<Index>,
}

impl Finder {
    /// Over a connection of its own; it and the index are opened when it is asked.
    pub fn new(connector: Connector) -> Self {
        Self { connector, store: None, index: None }
    }

    /// Asks the index; once more when it turns out to be damaged, which makes a new one.
    pub fn ask<T>(&mut self, job: &impl Fn(&Index, &Store) -> Result<T, Fault>) -> Result<T, Fault> {
        let answer = self.ask_once(job);
        if answer.is_err()
            && let (Some(index), Some(store)) = (&self.index, &self.store)
            && !index.is_sound(store)
        {
            return self.ask_once(job);
        }
        answer
    }

    fn ask_once<T>(&mut self, job: &impl Fn(&Index, &Store) -> Result<T, Fault>) -> Result<T, Fault> {
        let (index, store) = self.opened()?;
        job(index, store)
    }

    /// Brings the index up to date for about so long; how far it is.
    pub fn feed(&mut self, time: Duration) -> Result<Searched, Fault> {
        let (index, store) = self.opened()?;
        index.feed(store, time)?;
        index.searched(store)
    }

    /// Takes in what has changed for about so long, then brings the counts of kept searches up to date where it is said
    /// what days are called; whether something is left.
    pub fn go_on(&mut self, time: Duration, reading: Option<(Day, Locale)>) -> Result<bool, Fault> {
        let (index, store) = self.opened()?;
        match (index.feed(store, time)?, reading) {
            (false, Some(reading)) => index.tally(store, reading, time),
            (more, _) => Ok(more),
        }
    }

    /// One step of putting the index in order; whether another may help.
    pub fn tidy(&mut self) -> Result<bool, Fault> {
        self.opened()?.0.tidy()
    }

    fn opened(&mut self) -> Result<(&mut Index, &mut Store), Fault> {
        let store = match &mut self.store {
            Some(store) => store,
            none => none.insert(self.connector.open()?),
        };
        store.follow();
        let index = match self.index.take() {
            Some(index) if index.is_sound(store) => index,
            Some(index) => {
                index.give_up();
                Index::open(store)?
            }
            None => Index::open(store)?,
        };
        Ok((self.index.insert(index), store))
    }
}
