//! The door for bytes from outside: work on them happens on a thread of its own, with a known stack,
//! and whatever it does comes back as a result.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::{Duration, Instant};

use super::effort;
use super::page::{Limits, Page, PageFacts};
use super::parts::Part;
use crate::news::{Address, Article, Fault, FaultKind, TextRules};

/// Stack of a worker in bytes.
const STACK: usize = 16 << 20;

/// Workers that may be overdue before no more pages are taken.
const MAX_OVERDUE: usize = 2;

/// How long work is waited for.
#[derive(Clone, Copy)]
struct Patience {
    /// Processor time that it may cost.
    most: Duration,
    /// The time after which it is given up, whatever keeps the machine busy.
    far: Duration,
}

impl Patience {
    fn of(limits: &Limits) -> Self {
        let most = limits.time * 2 + Duration::from_secs(1);
        Self { most, far: most * 12 }
    }
}

/// The workers of this process.
static CREW: LazyLock<Arc<Crew>> = LazyLock::new(Arc::default);

/// Workers, counted.
#[derive(Default)]
struct Crew {
    /// Those at work, overdue ones among them.
    at_work: AtomicUsize,
    /// Those whose time is over and that have not come back.
    overdue: AtomicUsize,
}

/// Makes a page readable: the way from a page's bytes to its text.
///
/// # Errors
/// [`FaultKind::Content`] for what is not a page, what cannot be read in time, and what breaks the reader.
pub fn convert(bytes: Vec<u8>, facts: PageFacts, limits: Limits) -> Result<Article, Fault> {
    convert_by(bytes, facts, TextRules::default(), limits)
}

/// [`convert`] by a person's rules for the source.
pub fn convert_by(
    bytes: Vec<u8>,
    facts: PageFacts,
    rules: TextRules,
    limits: Limits,
) -> Result<Article, Fault> {
    on_worker(limits, move || Page::parse(&bytes, &facts, &limits)?.with_rules(rules).article())
}

/// As [`convert`], with what it has cost in processor time, where that is known.
pub fn convert_costed(
    bytes: Vec<u8>,
    facts: PageFacts,
    limits: Limits,
) -> (Result<Article, Fault>, Option<Duration>) {
    let done = on_worker(limits, move || {
        let article = Page::parse(&bytes, &facts, &limits).and_then(|page| page.article());
        Ok((article, Some(effort::of_thread())))
    });
    done.unwrap_or_else(|fault| (Err(fault), None))
}

/// As [`convert_by`], with where more of the article is; `first` is the address of its first page and `number`
/// the place of this one, from 1.
///
/// # Errors
/// As [`convert`].
pub fn convert_part(
    bytes: Vec<u8>,
    facts: PageFacts,
    limits: Limits,
    rules: TextRules,
    (first, number): (Address, u32),
) -> Result<Part, Fault> {
    on_worker(limits, move || Page::parse(&bytes, &facts, &limits)?.with_rules(rules).part(&first, number))
}

/// Does work on bytes from outside on a thread of its own and waits for it: until it has cost twice
/// [`Limits::time`] and a second, or, where others keep the machine busy, twelve times as long. A panic is a
/// fault; work that is overdue is left alone, and while two are, no more is taken.
pub fn on_worker<T, F>(limits: Limits, work: F) -> Result<T, Fault>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T, Fault> + Send + 'static,
{
    watched(&CREW, Patience::of(&limits), effort::of_program, work)
}

/// [`on_worker`] with a patience, by a clock of all that the program's threads have cost.
fn watched<T, F>(
    crew: &Arc<Crew>,
    patience: Patience,
    mut clock: impl FnMut() -> Duration,
    work: F,
) -> Result<T, Fault>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T, Fault> + Send + 'static,
{
    if crew.overdue.load(Ordering::SeqCst) >= MAX_OVERDUE {
        return Err(Fault::new(FaultKind::Content, "two pages are still being read and do not end")
            .hint("try again later, or restart Dateline"));
    }
    let (answer, answered) = channel();
    // Set by whoever comes first: the worker when it is done, or the one who waits when time is over.
    let over = Arc::new(AtomicBool::new(false));
    let (over_here, crew_here) = (Arc::clone(&over), Arc::clone(crew));
    crew.at_work.fetch_add(1, Ordering::SeqCst);
    let begun = clock();
    let worker = thread::Builder::new().name("page".to_owned()).stack_size(STACK).spawn(move || {
        let done = catch_unwind(AssertUnwindSafe(work));
        crew_here.at_work.fetch_sub(1, Ordering::SeqCst);
        // Nobody may be waiting any more; then the answer falls to the ground.
        let _ = answer.send(done);
        if over_here.swap(true, Ordering::SeqCst) {
            crew_here.overdue.fetch_sub(1, Ordering::SeqCst);
        }
    });
    if let Err(error) = worker {
        crew.at_work.fetch_sub(1, Ordering::SeqCst);
        return Err(Fault::new(FaultKind::Content, "the page could not be read").cause(error));
    }
    // Workers share what the program costs: one alone may have cost as much as that.
    let cost = || {
        let workers = u32::try_from(crew.at_work.load(Ordering::SeqCst)).unwrap_or(u32::MAX).max(1);
        clock().saturating_sub(begun) / workers
    };
    match patiently(&answered, patience, cost) {
        Ok(Ok(result)) => result,
        Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => {
            Err(Fault::new(FaultKind::Content, "the page broke the reader").hint("a browser may show it"))
        }
        Err(RecvTimeoutError::Timeout) => {
            crew.overdue.fetch_add(1, Ordering::SeqCst);
            if over.swap(true, Ordering::SeqCst) {
                crew.overdue.fetch_sub(1, Ordering::SeqCst);
            }
            Err(Fault::new(FaultKind::Content, "the page takes too long to read")
                .hint("a browser may show it"))
        }
    }
}

/// Waits for an answer until its work has cost too much, or took too long by far.
fn patiently<T>(
    answered: &Receiver<T>,
    Patience { most, far }: Patience,
    mut cost: impl FnMut() -> Duration,
) -> Result<T, RecvTimeoutError> {
    let begun = Instant::now();
    let mut left = most;
    loop {
        match answered.recv_timeout(left) {
            Err(RecvTimeoutError::Timeout) if begun.elapsed() < far => {}
            ended => return ended,
        }
        left = most.saturating_sub(cost());
        if left.is_zero() {
            return Err(RecvTimeoutError::Timeout);
        }
        // The rest of the work takes as long at least; never a busy loop.
        left = left.max(most / 20);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Next to no patience with work, all with the machine.
    const SHORT: Patience = Patience { most: Duration::from_millis(1), far: Duration::from_mins(10) };

    /// A clock by which each look finds a minute's work done.
    fn costly() -> impl FnMut() -> Duration {
        let mut looks = 0;
        move || {
            looks += 1;
            Duration::from_mins(looks)
        }
    }

    #[test]
    fn overdue_work_is_left_alone_and_two_are_enough() {
        let crew = Arc::new(Crew::default());
        let (first, first_held) = channel::<()>();
        let (second, second_held) = channel::<()>();
        for held in [first_held, second_held] {
            let late = watched(&crew, SHORT, costly(), move || {
                let _ = held.recv();
                Ok(())
            });
            assert_eq!(late.unwrap_err().sentence, "the page takes too long to read");
        }
        let refused = watched(&crew, SHORT, costly(), || Ok(()));
        assert_eq!(refused.unwrap_err().sentence, "two pages are still being read and do not end");
        drop((first, second));
        while crew.overdue.load(Ordering::SeqCst) > 0 {
            thread::yield_now();
        }
        let patient = Patience { most: Duration::from_mins(1), ..SHORT };
        assert_eq!(watched(&crew, patient, costly(), || Ok(7)), Ok(7));
        let broken: Result<(), Fault> = watched(&crew, patient, costly(), || panic!("a bug"));
        assert_eq!(broken.unwrap_err().sentence, "the page broke the reader");
        assert_eq!(crew.at_work.load(Ordering::SeqCst), 0);
    }

    #[test]
    fn work_that_a_busy_machine_keeps_waiting_is_waited_for() {
        let crew = Arc::new(Crew::default());
        let (turn, its_turn) = channel::<()>();
        let mut looks = 0;
        // The machine gives it a turn only at the third look; until then it has cost nothing.
        let clock = || {
            looks += 1;
            if looks == 4 {
                let _ = turn.send(());
            }
            Duration::from_mins(15)
        };
        let read = watched(&crew, SHORT, clock, move || {
            let _ = its_turn.recv();
            Ok(7)
        });
        assert_eq!(read, Ok(7));
    }

    #[test]
    fn workers_share_what_the_program_costs() {
        let crew = Arc::new(Crew { at_work: AtomicUsize::new(3), overdue: AtomicUsize::new(0) });
        let (turn, its_turn) = channel::<()>();
        let mut looks: u32 = 0;
        // At each look all four have cost twice what one may: its part is the half.
        let clock = || {
            looks += 1;
            if looks == 3 {
                let _ = turn.send(());
            }
            Duration::from_micros(if looks == 1 { 0 } else { 2_000 })
        };
        let read = watched(&crew, SHORT, clock, move || {
            let _ = its_turn.recv();
            Ok(7)
        });
        assert_eq!(read, Ok(7));
    }
}
