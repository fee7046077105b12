//! The desk is opened while the first frame already stands, and while the sources file is still being read.
//!
//! Both ways to read, on the screen and in lines, enter here.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use super::{Reading, Session};
use crate::app::{Action, Effect, Msg};
use crate::config::{Paths, SourcesFile};
use crate::fetch::{Changing, Fetch};
use crate::keymap::{Key, KeyCode};
use crate::news::{Address, Fault, FaultKind, Refresh, Template};
use crate::service::Desk;

/// How the desk is opened.
pub(in crate::runtime) type OpenDesk = fn(Arc<dyn Fetch>, &Paths, Refresh) -> Result<Desk, Fault>;

/// Opens the real store when it is wanted.
pub(in crate::runtime) fn opener(
    open: OpenDesk,
    web: Arc<Changing>,
    paths: Paths,
    refresh: Refresh,
    sources: Reading,
) -> Box<dyn Fn() -> Result<Desk, Fault> + Send> {
    // The reading at the start is good for the first desk only.
    let sources = Mutex::new(sources);
    Box::new(move || {
        // The store is opened while the file is still being read; its faults are said first.
        let desk = open(Arc::clone(&web) as Arc<dyn Fetch>, &paths, refresh);
        let sources = read_through(sources.lock().unwrap_or_else(PoisonError::into_inner).take())?;
        let desk = desk?;
        if let Some(sources) = sources {
            desk.know_sources(sources);
        }
        Ok(desk)
    })
}

/// The sources file, when it has been read.
pub(super) fn read_through(reading: Reading) -> Result<Option<SourcesFile>, Fault> {
    let Some(reading) = reading else { return Ok(None) };
    reading.join().map_err(|_| broken_off())?.map(Some)
}

fn broken_off() -> Fault {
    Fault::new(FaultKind::Config, "the sources file cannot be read")
        .hint("start again; with --log debug the log says more")
}

/// The sources file at once where it has been read; else it is told when it has been, and nothing waits for it: the first
/// list is here sooner than many sources are.
pub(super) fn when_read(
    reading: Reading,
    tell: impl FnOnce(Result<Option<SourcesFile>, Fault>) + Send + 'static,
) -> Option<Result<Option<SourcesFile>, Fault>> {
    if reading.as_ref().is_none_or(JoinHandle::is_finished) {
        return Some(read_through(reading));
    }
    let waits = thread::Builder::new().name("sources".to_owned()).spawn(move || tell(read_through(reading)));
    waits.err().map(|error| Err(broken_off().cause(error)))
}

impl Session {
    /// The sources file has been read: its sources are shown, then what the person came with. One with an error ends the
    /// program, which says it.
    pub(super) fn sources_read(&mut self, read: Result<Option<SourcesFile>, Fault>) {
        match read {
            Ok(file) => {
                if let Some(file) = file {
                    self.world.know_sources(file);
                }
                self.perform(vec![Effect::LoadSources]);
            }
            Err(fault) => {
                self.broken = Some(fault);
                return self.tell(Msg::Act(Action::Quit, None));
            }
        }
        let Some(input) = self.input.take() else { return };
        if let Some(address) = Address::typed(&input).ok().filter(|_| !Template::looks_like(&input)) {
            self.tell(Msg::Read(address, Address::other_way(&input)));
        } else {
            self.tell(Msg::Paste(input));
            self.tell(Msg::Key(Key::plain(KeyCode::Enter)));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn sources_that_are_still_being_read_hold_nothing_up() {
        let (go, going) = channel::<()>();
        let reading = thread::spawn(move || {
            going.recv().unwrap();
            SourcesFile::in_memory(String::new())
        });
        let (told, tells) = channel();
        let read = when_read(Some(reading), move |read| told.send(read.is_ok()).unwrap());
        assert!(read.is_none() && tells.try_recv().is_err());
        go.send(()).unwrap();
        assert_eq!(tells.recv(), Ok(true));
        // Where there is none, that is known at once.
        assert!(matches!(when_read(None, |_| {}), Some(Ok(None))));
    }
}
