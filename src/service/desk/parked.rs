//! What the person keeps while a damaged store is mended waits for the mended one, in order.
//!
//! Nothing of it is said to be kept before it is.

use super::{Desk, held};
use crate::news::Fault;
use crate::service::reply::Reply;
use crate::store::Store;

/// Something for whichever desk is the last one, or for why there is none.
type Job = Box<dyn FnOnce(Result<&Desk, &Fault>) + Send>;

/// What comes after a desk.
#[derive(Default)]
pub(super) struct Next {
    /// The desk that has taken its place.
    desk: Option<Desk>,
    /// What waits for that.
    parked: Vec<Job>,
    /// Why there will be none.
    given_up: Option<Fault>,
}

impl Desk {
    /// As [`Desk::write`], for what the person keeps: where a damaged store is being mended, once it is.
    pub fn write_kept<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Store) -> Result<T, Fault> + Send + 'static,
    ) -> Reply<T> {
        let (answer, reply) = Reply::pair();
        self.park(Box::new(move |desk| match desk {
            Ok(desk) => desk.hand_in(true, job, answer),
            Err(fault) => {
                // Who asked may have gone meanwhile; then nobody needs the answer.
                let _ = answer.send(Err(fault.clone()));
            }
        }));
        reply
    }

    /// Whether what the person keeps waits for another desk.
    pub fn awaits_another(&self) -> bool {
        self.inner.stands_in && held(&self.inner.next).given_up.is_none()
    }

    /// Why no mended store will come, if so.
    pub(super) fn given_up(&self) -> Option<Fault> {
        held(&self.newest().inner.next).given_up.clone()
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
            None => match &next.given_up {
                Some(fault) => job(Err(fault)),
                None if self.inner.stands_in => next.parked.push(job),
                None => {
                    drop(next);
                    job(Ok(self));
                }
            },
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
        let mut next = held(&self.inner.next);
        next.desk = Some(other.clone());
        // With the lock in hand: what comes now goes behind.
        for job in std::mem::take(&mut next.parked) {
            other.park(job);
        }
        drop(next);
        other.settle();
    }

    /// No other desk will come: what waited, and what comes later, is answered by why.
    pub(super) fn give_up_waiting(&self, why: Fault) {
        let mut next = held(&self.inner.next);
        for job in std::mem::take(&mut next.parked) {
            job(Err(&why));
        }
        next.given_up = Some(why);
    }
}
