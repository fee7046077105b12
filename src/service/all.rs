//! The same work for many sources at once.

use std::collections::{HashMap, HashSet};
use std::future::Future;

use tokio::task::JoinSet;

use super::Desk;
use super::progress::{Progress, Step, Sum};
use crate::news::{Address, Fault, FaultKind, Source, SourceId, StoryId, Text};
use crate::store::StoredValidators;

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
    /// Requests that were answered.
    pub answers: u32,
    /// Of them those answered with "not modified".
    pub saved: u32,
    /// What addresses gave to ask again with; to be stored after the stories.
    pub given: Vec<(String, StoredValidators)>,
    /// Addresses that have moved for good, and where to.
    pub moved: Vec<(Address, Address)>,
    /// What its feed calls itself, where the source has only the name of its host.
    pub named: Option<Text>,
}

impl Told {
    /// Adds what another route of the source told.
    pub fn add(&mut self, more: Self) {
        self.answered |= more.answered;
        self.stories += more.stories;
        self.new.extend(more.new);
        let before = self.fault.take();
        // What went wrong says more than what was not asked.
        self.fault = match (before, more.fault) {
            (Some(before), Some(more)) if before.kind == FaultKind::Resting => Some(more),
            (before, more) => before.or(more),
        };
        self.answers += more.answers;
        self.saved += more.saved;
        self.given.extend(more.given);
        self.moved.extend(more.moved);
        self.named = self.named.take().or(more.named);
    }

    /// What the source is to blame for: not that its host rests and was not asked.
    pub fn blame(&self) -> Option<&Fault> {
        self.fault.as_ref().filter(|fault| fault.kind != FaultKind::Resting)
    }

    /// A source that failed.
    pub fn failed(fault: Fault) -> Self {
        Self { fault: Some(fault), ..Self::default() }
    }
}

/// Hosts that have to be out of reach before this machine is taken to be offline, where nothing says
/// so for certain.
const UNREACHED: usize = 3;

/// Asks every source at once and says how far it is; how many requests really run at once is the
/// web's politeness. Dropping the future ends all of them. Only a fault of the store is a fault here.
/// Hosts that were not reached are said only when something was: else this machine is offline, which
/// is one thing to say and stands in the sum.
pub(super) async fn ask_all<Asking>(
    desk: &Desk,
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
    let names = desk.names();
    let say = |done: usize, source: &Source, step: Step| {
        let title = names.get(&source.slug).unwrap_or(&source.title).clone();
        progress(Progress { done, total, slug: source.slug.clone(), title, step });
    };
    for (source, id) in sources {
        say(0, &source, Step::Asking);
        let task = tasks.spawn(ask(source.clone(), id));
        asked.insert(task.id(), source);
    }
    let mut broken = None;
    let mut unreached = Unreached::default();
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
        sum.new.extend(&told.new);
        sum.moved.extend(told.moved.into_iter().map(|(from, to)| (source.slug.clone(), from, to)));
        sum.named.extend(told.named.map(|title| (source.slug.clone(), title)));
        let Some(fault) = told.fault else {
            unreached.release(|done, source, fault| say(done, source, Step::Failed(fault)));
            say(done, &source, Step::Answered { stories: told.stories, new: told.new.len() });
            continue;
        };
        if fault.kind == FaultKind::Storage {
            broken.get_or_insert(fault.clone());
        }
        sum.faults.push((source.slug.clone(), fault.clone()));
        if told.answered || !fault.kind.is_unreached() {
            unreached.release(|done, source, fault| say(done, source, Step::Failed(fault)));
        }
        if let Some((source, fault)) = unreached.hold(done, source, fault) {
            say(done, &source, Step::Failed(fault));
        }
    }
    sum.offline = unreached.means_offline();
    if !sum.offline {
        unreached.release(|done, source, fault| say(done, source, Step::Failed(fault)));
    }
    broken.map_or(Ok(sum), Err)
}

/// Sources whose hosts were not reached, held back until something was.
#[derive(Default)]
struct Unreached {
    held: Vec<(usize, Source, Fault)>,
    /// Something was reached: nothing is held back any more.
    reached: bool,
}

impl Unreached {
    /// Holds a failure back; hands it back where there is no reason to.
    fn hold(&mut self, done: usize, source: Source, fault: Fault) -> Option<(Source, Fault)> {
        if self.reached {
            return Some((source, fault));
        }
        self.held.push((done, source, fault));
        None
    }

    /// Something was reached: what was held back is said.
    fn release(&mut self, say: impl Fn(usize, &Source, Fault)) {
        self.reached = true;
        for (done, source, fault) in self.held.drain(..) {
            say(done, &source, fault);
        }
    }

    /// Whether this machine is offline: nothing was reached, and that is certain or meets many hosts.
    fn means_offline(&self) -> bool {
        if self.reached || self.held.is_empty() {
            return false;
        }
        let hosts = self.held.iter().filter_map(|(_, source, _)| source.routes.first()?.authority());
        let hosts: HashSet<String> = hosts.map(|(host, _)| host).collect();
        hosts.len() >= UNREACHED || self.held.iter().any(|(_, _, fault)| fault.kind == FaultKind::Offline)
    }
}
