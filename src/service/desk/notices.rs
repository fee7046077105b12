//! What happened to the store's file, and who hears of it.
//!
//! A desk that takes the place of another one goes on with its notices: whoever hears either, whenever that is, hears
//! all that was said, in order.

use super::{Desk, held};
use crate::store::Notice;

/// What is still to be told, and to whom.
#[derive(Default)]
pub(super) struct Notices {
    waiting: Vec<Notice>,
    told: Option<Box<dyn Fn(Notice) + Send>>,
}

impl Desk {
    /// From now on `told` hears what happens to the store's file; what has happened already it hears at once.
    pub fn hear(&self, told: impl Fn(Notice) + Send + 'static) {
        let mut notices = held(&self.inner.notices);
        for notice in notices.waiting.drain(..) {
            told(notice);
        }
        notices.told = Some(Box::new(told));
    }

    /// What happens from now on waits until somebody hears again.
    pub fn hush(&self) {
        held(&self.inner.notices).told = None;
    }

    pub(super) fn pass_on(&self, said: Vec<Notice>) {
        let mut notices = held(&self.inner.notices);
        for notice in said {
            match &notices.told {
                Some(told) => told(notice),
                None => notices.waiting.push(notice),
            }
        }
    }
}
