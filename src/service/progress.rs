//! How far work on many sources has come.

use super::moved::Moved;
use crate::news::{Fault, Slug, StoryId, Text};

/// One step of work on many sources.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// Sources that are finished, this one included where it is.
    pub done: usize,
    /// Sources there are to ask.
    pub total: usize,
    /// The source this is about.
    pub slug: Slug,
    /// Its name.
    pub title: Text,
    /// What happened.
    pub step: Step,
}

/// What happened to one source.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// It is being asked now.
    Asking,
    /// It answered with so many stories, of which so many are new.
    Answered {
        /// All stories it told.
        stories: usize,
        /// Those not known before.
        new: usize,
    },
    /// It did not answer as it should.
    Failed(Fault),
}

/// What came of the whole work.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sum {
    /// Sources that were asked.
    pub asked: usize,
    /// Of them, those that answered, also with "nothing new".
    pub answered: usize,
    /// Sources that needed no asking, or cannot be asked for this.
    pub skipped: usize,
    /// Stories not known before.
    pub new: Vec<StoryId>,
    /// What went wrong where.
    pub faults: Vec<(Slug, Fault)>,
    /// Feeds that have moved for good: the source, its old and its new address.
    pub moved: Vec<Moved>,
    /// What feeds call themselves that had only the name of their host.
    pub named: Vec<(Slug, Text)>,
    /// Nothing was reached, and it is this machine that has no network.
    pub offline: bool,
}

impl Sum {
    /// Adds what came of more work.
    pub fn add(&mut self, more: Self) {
        self.asked += more.asked;
        self.answered += more.answered;
        self.skipped += more.skipped;
        self.new.extend(more.new);
        self.faults.extend(more.faults);
        self.moved.extend(more.moved);
        self.named.extend(more.named);
        self.offline = (self.offline || more.offline) && self.answered == 0;
    }
}
