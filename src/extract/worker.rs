//! The door for bytes from outside: work on them happens on a thread of its own, with a known stack,
//! and whatever it does comes back as a result.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::Duration;

use super::page::{Limits, Page, PageFacts};
use super::parts::Part;
use crate::news::{Address, Article, Fault, FaultKind, TextRules};

/// Stack of a worker in bytes.
const STACK: usize = 16 << 20;

/// Workers that may be overdue before no more pages are taken.
const MAX_OVERDUE: usize = 2;

/// Workers of this process whose time is over and that have not come back.
static OVERDUE: LazyLock<Arc<AtomicUsize>> = LazyLock::new(Arc::default);

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

/// Does work on bytes from outside on a thread of its own and waits for it: for twice
/// [`Limits::time`] and a second. A panic is a fault; work that is overdue is left alone, and while two
/// are, no more is taken.
pub fn on_worker<T, F>(limits: Limits, work: F) -> Result<T, Fault>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T, Fault> + Send + 'static,
{
    watched(&OVERDUE, limits, work)
}

fn watched<T, F>(overdue: &Arc<AtomicUsize>, limits: Limits, work: F) -> Result<T, Fault>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T, Fault> + Send + 'static,
{
    if overdue.load(Ordering::SeqCst) >= MAX_OVERDUE {
        return Err(Fault::new(FaultKind::Content, "two pages are still being read and do not end")
            .hint("try again later, or restart Dateline"));
    }
    let (answer, answered) = channel();
    // Set by whoever comes first: the worker when it is done, or the one who waits when time is over.
    let over = Arc::new(AtomicBool::new(false));
    let (over_here, overdue_here) = (Arc::clone(&over), Arc::clone(overdue));
    let worker = thread::Builder::new().name("page".to_owned()).stack_size(STACK).spawn(move || {
        // Nobody may be waiting any more; then the answer falls to the ground.
        let _ = answer.send(catch_unwind(AssertUnwindSafe(work)));
        if over_here.swap(true, Ordering::SeqCst) {
            overdue_here.fetch_sub(1, Ordering::SeqCst);
        }
    });
    if let Err(error) = worker {
        return Err(Fault::new(FaultKind::Content, "the page could not be read").cause(error));
    }
    match answered.recv_timeout(limits.time * 2 + Duration::from_secs(1)) {
        Ok(Ok(result)) => result,
        Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => {
            Err(Fault::new(FaultKind::Content, "the page broke the reader").hint("a browser may show it"))
        }
        Err(RecvTimeoutError::Timeout) => {
            overdue.fetch_add(1, Ordering::SeqCst);
            if over.swap(true, Ordering::SeqCst) {
                overdue.fetch_sub(1, Ordering::SeqCst);
            }
            Err(Fault::new(FaultKind::Content, "the page takes too long to read")
                .hint("a browser may show it"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overdue_work_is_left_alone_and_two_are_enough() {
        let overdue = Arc::new(AtomicUsize::new(0));
        let limits = Limits { time: Duration::ZERO, ..Limits::default() };
        let (first, first_held) = channel::<()>();
        let (second, second_held) = channel::<()>();
        for held in [first_held, second_held] {
            let late = watched(&overdue, limits, move || {
                let _ = held.recv();
                Ok(())
            });
            assert_eq!(late.unwrap_err().sentence, "the page takes too long to read");
        }
        let refused = watched(&overdue, limits, || Ok(()));
        assert_eq!(refused.unwrap_err().sentence, "two pages are still being read and do not end");
        drop((first, second));
        while overdue.load(Ordering::SeqCst) > 0 {
            thread::yield_now();
        }
        assert_eq!(watched(&overdue, limits, || Ok(7)), Ok(7));
        let broken: Result<(), Fault> = watched(&overdue, limits, || panic!("a bug"));
        assert_eq!(broken.unwrap_err().sentence, "the page broke the reader");
    }
}
