//! The same work for many sources at once.

use std::collections::HashMap;
use std::future::Future;

use tokio::task::JoinSet;

use super::progress::{Progress, Step, Sum};
use crate::news::{Fault, FaultKind, Source, SourceId, StoryId};

/// What one source told.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Whether any of its routes answered.
    pub answered: bool,
    /// Stories it told.
    pub stories: usize,
    /// Those not known before.
    pub new: Vec<StoryId>,
    /// What went wrong, if anything.
    pub fault: Option<Fault>,
}

impl Told {
    /// Adds what another route of the source told.
    pub fn add(&mut self, more: Self) {
        self.answered |= more.answered;
        self.stories += more.stories;
        self.new.extend(more.new);
        self.fault = self.fault.take().or(more.fault);
    }

    /// A source that failed.
    pub fn failed(fault: Fault) -> Self {
        Self { fault: Some(fault), ..Self::default() }
    }
}

/// Asks every source at once and says how far it is; how many requests really run at once is the
/// web's politeness. Dropping the future ends all of them. Only a fault of the store is a fault here.
pub(super) async fn ask_all<Asking>(
    sources: Vec<(Source, SourceId)>,
    skipped: usize,
    progress: impl Fn(Progress) + Send + Sync,
    ask: impl Fn(Source, SourceId) -> Asking,
) -> Result<Sum, Fault>
where
    Asking: Future<Output = Told> + Send + 'static,
{
    let total = sources.len();
    let mut sum = Sum { asked: total, skipped, ..Sum::default() };
    let mut tasks = JoinSet::new();
    let mut asked = HashMap::new();
    let say = |done: usize, source: &Source, step: Step| {
        progress(Progress { done, total, slug: source.slug.clone(), title: source.title.clone(), step });
    };
    for (source, id) in sources {
        say(0, &source, Step::Asking);
        let task = tasks.spawn(ask(source.clone(), id));
        asked.insert(task.id(), source);
    }
    let mut broken = None;
    for done in 1..=total {
        let Some(joined) = tasks.join_next_with_id().await else { break };
        let (id, told) = match joined {
            Ok((id, told)) => (id, told),
            Err(error) => {
                let fault =
                    Fault::new(FaultKind::Content, "reading the answer failed by a fault in Dateline");
                (error.id(), Told::failed(fault.cause(&error)))
            }
        };
        let Some(source) = asked.remove(&id) else { continue };
        sum.answered += usize::from(told.answered);
        let step = match &told.fault {
            Some(fault) => Step::Failed(fault.clone()),
            None => Step::Answered { stories: told.stories, new: told.new.len() },
        };
        say(done, &source, step);
        sum.new.extend(told.new);
        if let Some(fault) = told.fault {
            if fault.kind == FaultKind::Storage {
                broken.get_or_insert(fault.clone());
            }
            sum.faults.push((source.slug, fault));
        }
    }
    match broken {
        Some(fault) => Err(fault),
        None => Ok(sum),
    }
}
