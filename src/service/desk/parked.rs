//! What the person keeps while a damaged store is mended waits for the mended one, in order.
//!
//! Nothing of it is said to be kept before it is.

use super::{Desk, held};
use crate::news::Fault;
use crate::service::reply::Reply;
use crate::store::Store;

/// Something for whichever desk is the last one.
type Job = Box<dyn FnOnce(&Desk) + Send>;

/// What comes after a desk.
#[derive(Default)]
pub(super) struct Next {
    /// The desk that has taken its place.
    desk: Option<Desk>,
    /// What waits for that.
    parked: Vec<Job>,
    /// There will be none.
    given_up: bool,
}

impl Desk {
    /// As [`Desk::write`], for what the person keeps: where a damaged store is being mended, once it is.
    pub fn write_kept<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Store) -> Result<T, Fault> + Send + 'static,
    ) -> Reply<T> {
        let (answer, reply) = Reply::pair();
        self.park(Box::new(move |desk: &Desk| desk.hand_in(true, job, answer)));
        reply
    }

    /// How much of what the person did waits for the mended store.
    pub fn waiting(&self) -> usize {
        held(&self.inner.next).parked.len()
    }

    fn park(&self, job: Job) {
        let mut next = held(&self.inner.next);
        match &next.desk {
            Some(desk) => {
                let desk = desk.clone();
                drop(next);
                desk.park(job);
            }
            None if self.inner.stands_in && !next.given_up => next.parked.push(job),
            None => {
                drop(next);
                job(self);
            }
        }
    }

    /// The desk that has taken the place of this one, if any has.
    #[must_use]
    pub fn newest(&self) -> Self {
        let mut newest = self.clone();
        loop {
            let next = held(&newest.inner.next).desk.clone();
            match next {
                Some(next) => newest = next,
                None => return newest,
            }
        }
    }

    /// Another desk takes the place of this one, with what waits for it: that is written when this returns, where it
    /// can be.
    pub(super) fn give_way_to(&self, other: &Self) {
        let parked = {
            let mut next = held(&self.inner.next);
            next.desk = Some(other.clone());
            std::mem::take(&mut next.parked)
        };
        for job in parked {
            other.park(job);
        }
        other.settle();
    }

    /// No other desk will come: what waited is answered by the store that stands in, which refuses it.
    pub(super) fn give_up_waiting(&self) {
        let parked = {
            let mut next = held(&self.inner.next);
            next.given_up = true;
            std::mem::take(&mut next.parked)
        };
        for job in parked {
            job(self);
        }
    }
}
