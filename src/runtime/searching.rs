//! Searching for the screen: hits, counts by day, searches kept under a name.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Out;
use crate::app::{Msg, Ticket};
use crate::news::{DocId, Month, Now, Order, Text};
use crate::query::Query;
use crate::service::Desk;

/// What a search effect needs. Only the newest question is answered.
pub(super) struct Searching {
    pub desk: Desk,
    pub out: Out,
    pub now: Now,
    pub newest: Arc<AtomicU64>,
    pub newest_count: Arc<AtomicU64>,
}

impl Searching {
    /// Looks for a page of hits.
    pub fn search(self, ticket: Ticket, query: Arc<Query>, order: Order, from: Option<DocId>, most: usize) {
        self.newest.store(ticket.0, Ordering::Relaxed);
        let Self { desk, out, newest, .. } = self;
        drop(desk.find(move |index, store| {
            // Who types on does not wait for the answer to less.
            let stop = || newest.load(Ordering::Relaxed) != ticket.0;
            if stop() {
                return Ok(());
            }
            let found = match index.page(store, &query, order, from, most, &stop) {
                Ok(None) => return Ok(()),
                Ok(Some(hits)) => index.searched(store).map(|searched| (hits, searched)),
                Err(fault) => Err(fault),
            };
            if found.is_err() && !index.is_sound(store) {
                // The finder asks once more, of a new index.
                return found.map(|_| ());
            }
            out.send(Msg::SearchFound(ticket, found));
            Ok(())
        }));
    }

    /// Counts hits by day: of the month that is shown, then of all.
    pub fn count(self, ticket: Ticket, query: Arc<Query>, month: Month) {
        self.newest_count.store(ticket.0, Ordering::Relaxed);
        let Self { desk, out, newest_count, .. } = self;
        drop(desk.find(move |index, store| {
            let stop = || newest_count.load(Ordering::Relaxed) != ticket.0;
            for range in [Some(month.range()), None] {
                match index.days(store, &query, range, &stop) {
                    Ok(Some(days)) => out.send(Msg::HitDays(ticket, Ok(days), range.is_none())),
                    Ok(None) => break,
                    Err(fault) => {
                        out.send(Msg::HitDays(ticket, Err(fault), true));
                        break;
                    }
                }
            }
            Ok(())
        }));
    }

    /// Reads the kept searches, to be said with these words.
    pub fn load(self, words: Option<Text>) {
        let Self { desk, out, .. } = self;
        drop(desk.read(move |store| {
            out.answer(store.saved_searches().map(|saved| Msg::Searches(saved, words)));
            Ok(())
        }));
    }

    /// Keeps a search under a name, or lets it go.
    pub fn save(self, name: Text, query: Option<Text>) {
        let words = match &query {
            Some(_) => format!("Kept as {name}: it stands among the sources. ⟨undo⟩ takes it back"),
            None => format!("{name} is let go. ⟨undo⟩ brings it back"),
        };
        let at = self.now.instant;
        let (desk, out) = (self.desk.clone(), self.out.clone());
        drop(desk.write_kept(move |store| {
            let saved = store.save_search(&name, query.as_ref(), at).and_then(|_| store.saved_searches());
            out.answer(saved.map(|saved| Msg::Searches(saved, Some(Text::line(&words)))));
            Ok(())
        }));
    }
}
