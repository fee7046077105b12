//! Pictures of the open story: one after the other, and those shown lately again without the network.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::World;
use crate::app::{Msg, Target, Ticket};
use crate::news::Address;
use crate::picture::Picture;
use crate::service;

/// Pictures that are kept in memory: none is larger than 300 kB.
const KEPT: usize = 24;

/// Pictures that were shown lately.
#[derive(Debug, Default)]
pub(super) struct Shelf(Mutex<VecDeque<(Address, Arc<Picture>)>>);

impl Shelf {
    fn find(&self, address: &Address) -> Option<Arc<Picture>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(known, _)| known == address).map(|(_, picture)| Arc::clone(picture))
    }

    fn keep(&self, address: Address, picture: &Arc<Picture>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.truncate(KEPT - 1);
        kept.push_front((address, Arc::clone(picture)));
    }
}

impl World {
    /// Brings the pictures of a story, in its order. Those of the story before are no longer wanted.
    pub(super) fn load_pictures(&mut self, ticket: Ticket, target: Target, wanted: Vec<(u32, Address)>) {
        if let Some(before) = self.picturing.take() {
            before.abort();
        }
        if wanted.is_empty() {
            return;
        }
        let (reading, out, shown) = (self.reading(true), self.out.clone(), Arc::clone(&self.shelf));
        self.spawn(async move {
            let target = match reading.meant(target).await {
                Ok((target, _)) => target,
                Err(fault) => {
                    for (block, _) in wanted {
                        out.send(Msg::Picture(ticket, block, Err(fault.clone())));
                    }
                    return;
                }
            };
            for (block, address) in wanted {
                let picture = if let Some(picture) = shown.find(&address) {
                    Ok(picture)
                } else {
                    let fetched = service::picture(&reading.desk, &target, &address).await.map(Arc::new);
                    if let Ok(picture) = &fetched {
                        shown.keep(address, picture);
                    }
                    fetched
                };
                out.send(Msg::Picture(ticket, block, picture));
            }
        });
        self.picturing = self.running.last().cloned();
    }
}
