//! The input gate: the one thread that reads the terminal.
//!
//! It sleeps until the terminal, a signal or its owner has something for it, and wakes for nothing
//! else. It reads only what is there, so it can be parked at any time: while it is, keys belong to
//! the editor or the shell that has the terminal. When the terminal vanishes it says so once and ends.

use std::io::{Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::burst::Burst;
use super::signals::{Notice, Signals};
use super::{Decoder, InputEvent, Signal, process, terminal};
use crate::news::{Fault, FaultKind};

/// Bytes taken by one read; a paste comes in several.
const READ: usize = 16 << 10;

/// The owner's end of the input thread. Dropping it ends the thread.
pub struct Gate {
    shared: Arc<Shared>,
    waker: UnixStream,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Clone, Copy, Default)]
struct State {
    /// Parks that were not taken back yet.
    parks: usize,
    /// The thread has seen that it is parked, and does not read.
    parked: bool,
    closing: bool,
    ended: bool,
    /// How often the system told the program to go on.
    continued: usize,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Gate {
    /// Starts reading standard input, which [`Terminal::open`](super::Terminal::open) has taken, and
    /// watching signals. `send` gets every event on the input
    /// thread and must not block; when it answers `false` nobody listens any more, and the thread ends.
    pub fn open(send: impl FnMut(InputEvent) -> bool + Send + 'static) -> Result<Self, Fault> {
        let terminal = rustix::io::fcntl_dupfd_cloexec(rustix::stdio::stdin(), 3).map_err(failed)?;
        let signals = Signals::watch().map_err(failed)?;
        Self::on(terminal, signals, send)
    }

    fn on(
        terminal: OwnedFd,
        signals: Signals,
        send: impl FnMut(InputEvent) -> bool + Send + 'static,
    ) -> Result<Self, Fault> {
        let (waker, woken) = UnixStream::pair().map_err(failed)?;
        woken.set_nonblocking(true).map_err(failed)?;
        waker.set_nonblocking(true).map_err(failed)?;
        let shared = Arc::new(Shared::default());
        let reader = Reader { terminal, signals, woken, shared: Arc::clone(&shared), send };
        let thread =
            thread::Builder::new().name("input".to_owned()).spawn(move || reader.run()).map_err(failed)?;
        Ok(Self { shared, waker, thread: Some(thread) })
    }

    /// Stops reading; when this returns, no byte is taken from the terminal until the guard is dropped.
    /// The editor, the pager or the shell may have it. Signals are still told, but those that are
    /// meant for the other program are left to it.
    pub fn park(&self) -> Parked<'_> {
        let mut state = self.shared.lock();
        state.parks += 1;
        self.wake();
        while !state.parked && !state.ended {
            state = self.shared.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        Parked { gate: self }
    }

    fn wake(&self) {
        // A full socket wakes just as well, and a closed one means that the thread has ended.
        let _ = (&self.waker).write(&[1]);
    }
}

impl Drop for Gate {
    fn drop(&mut self) {
        self.shared.lock().closing = true;
        self.wake();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Keeps the gate from reading. Dropped, the gate reads again and tells the terminal's size.
pub struct Parked<'a> {
    gate: &'a Gate,
}

impl Parked<'_> {
    /// Stops the whole job and returns when it goes on. Sending the signal is not enough: another
    /// thread may take it, and this one would run on for a moment with a terminal it has given away.
    pub(super) fn stop_job(&self) {
        let shared = &self.gate.shared;
        let before = shared.lock().continued;
        if !process::stop_job() {
            return;
        }
        let mut state = shared.lock();
        while state.continued == before && !state.ended {
            state = shared.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Drop for Parked<'_> {
    fn drop(&mut self) {
        let mut state = self.gate.shared.lock();
        state.parks = state.parks.saturating_sub(1);
        if state.parks == 0 {
            state.parked = false;
        }
        drop(state);
        self.gate.wake();
    }
}

fn failed(cause: impl std::fmt::Display) -> Fault {
    Fault::new(FaultKind::Usage, "the keyboard cannot be read").cause(cause)
}

/// What became of a turn of the loop.
enum Turn {
    Goes,
    Ends,
}

/// The input thread.
struct Reader<S> {
    terminal: OwnedFd,
    signals: Signals,
    woken: UnixStream,
    shared: Arc<Shared>,
    send: S,
}

impl<S: FnMut(InputEvent) -> bool> Reader<S> {
    fn run(mut self) {
        let (mut decoder, mut burst) = (Decoder::new(), Burst::default());
        let mut last_read = Instant::now();
        // The size may have changed between the first look at it and the watch for its signal.
        let mut was_parked = true;
        loop {
            let parked = {
                let mut state = self.shared.lock();
                if state.closing {
                    break;
                }
                state.parked = state.parks > 0;
                self.shared.changed.notify_all();
                state.parked
            };
            if was_parked && !parked && !self.tell_size() {
                break;
            }
            was_parked = parked;
            let until = |patience: Option<Duration>| {
                patience.filter(|_| !parked).map(|patience| last_read + patience)
            };
            let (key_due, paste_due) = (until(decoder.patience()), until(burst.patience()));
            let deadline = key_due.into_iter().chain(paste_due).min();
            let turn = match self.wait(parked, deadline) {
                Ok(Ready { terminal, gone, signal }) => {
                    self.drain_wakes();
                    if signal && matches!(self.tell_signals(parked), Turn::Ends) {
                        break;
                    }
                    if terminal {
                        last_read = Instant::now();
                        self.read(&mut decoder, &mut burst)
                    } else if gone {
                        self.vanished()
                    } else {
                        let is_past = |due: Option<Instant>| due.is_some_and(|due| due <= Instant::now());
                        let mut events = Vec::new();
                        if is_past(key_due) {
                            events.extend(burst.take(decoder.expire()));
                        }
                        if is_past(paste_due) {
                            events.extend(burst.expire());
                        }
                        self.tell(events)
                    }
                }
                Err(Errno::INTR | Errno::AGAIN) => Turn::Goes,
                Err(_) => self.vanished(),
            };
            if matches!(turn, Turn::Ends) {
                break;
            }
        }
        self.shared.lock().ended = true;
        self.shared.changed.notify_all();
    }

    /// Sleeps until something is there or the deadline has passed.
    fn wait(&self, parked: bool, deadline: Option<Instant>) -> Result<Ready, Errno> {
        let limit = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        let limit = limit.and_then(|limit| Timespec::try_from(limit).ok());
        // Parked, only the terminal's end is looked for; its keys are not ours.
        let wanted = if parked { PollFlags::empty() } else { PollFlags::IN };
        let mut sources = [
            PollFd::from_borrowed_fd(self.terminal.as_fd(), wanted),
            PollFd::from_borrowed_fd(self.signals.as_fd(), PollFlags::IN),
            PollFd::from_borrowed_fd(self.woken.as_fd(), PollFlags::IN),
        ];
        poll(&mut sources, limit.as_ref())?;
        let [terminal, signals, _] = sources.map(|source| source.revents());
        Ok(Ready {
            terminal: terminal.contains(PollFlags::IN),
            gone: terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL),
            signal: signals.contains(PollFlags::IN),
        })
    }

    fn drain_wakes(&mut self) {
        let mut sink = [0; 64];
        while matches!(self.woken.read(&mut sink), Ok(read) if read > 0) {}
    }

    fn read(&mut self, decoder: &mut Decoder, burst: &mut Burst) -> Turn {
        let mut bytes = [0; READ];
        match rustix::io::read(&self.terminal, &mut bytes) {
            Ok(0) => self.vanished(),
            Ok(read) => {
                let events = decoder.feed(bytes.get(..read).unwrap_or_default());
                self.tell(burst.take(events))
            }
            Err(Errno::INTR | Errno::AGAIN) => Turn::Goes,
            Err(_) => self.vanished(),
        }
    }

    fn tell(&mut self, events: Vec<InputEvent>) -> Turn {
        if events.into_iter().all(&mut self.send) { Turn::Goes } else { Turn::Ends }
    }

    fn vanished(&mut self) -> Turn {
        let _ = (self.send)(InputEvent::Gone);
        Turn::Ends
    }

    fn tell_signals(&mut self, parked: bool) -> Turn {
        for notice in self.signals.take() {
            if notice == Notice::Signal(Signal::Continue) {
                self.shared.lock().continued += 1;
                self.shared.changed.notify_all();
            }
            let heard = match notice {
                // The size is told when the gate opens again, and the terminal is set up then anyway.
                Notice::Resized | Notice::Signal(Signal::Interrupt | Signal::Quit | Signal::Continue)
                    if parked =>
                {
                    true
                }
                // The editor stops itself and its parent with it: the shell waits for the parent.
                Notice::Signal(Signal::Suspend) if parked => {
                    process::stop_this();
                    true
                }
                Notice::Resized => self.tell_size(),
                Notice::Signal(signal) => (self.send)(InputEvent::Signal(signal)),
            };
            if !heard {
                return Turn::Ends;
            }
        }
        Turn::Goes
    }

    fn tell_size(&mut self) -> bool {
        match terminal::size_of(&self.terminal) {
            Some((columns, rows)) => (self.send)(InputEvent::Resize(columns, rows)),
            None => true,
        }
    }
}

/// What there is to do after a sleep.
struct Ready {
    terminal: bool,
    gone: bool,
    signal: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::Key;
    use std::sync::mpsc::{Receiver, channel};

    /// Far beyond what a busy machine needs.
    const PATIENCE: Duration = Duration::from_secs(20);

    fn gate() -> (Gate, UnixStream, Receiver<InputEvent>) {
        let (ours, theirs) = UnixStream::pair().unwrap();
        let (sender, receiver) = channel();
        let signals = Signals::watch().unwrap();
        let gate = Gate::on(theirs.into(), signals, move |event| sender.send(event).is_ok()).unwrap();
        (gate, ours, receiver)
    }

    #[test]
    fn keys_come_through() {
        let (_gate, mut terminal, events) = gate();
        terminal.write_all("jо".as_bytes()).unwrap();
        assert_eq!(events.recv_timeout(PATIENCE), Ok(InputEvent::Key(Key::char('j'))));
        assert_eq!(events.recv_timeout(PATIENCE), Ok(InputEvent::Key(Key::char('о'))));
    }

    #[test]
    fn a_lone_escape_needs_no_further_byte() {
        let (_gate, mut terminal, events) = gate();
        terminal.write_all(b"\x1b").unwrap();
        let escape = Key::plain(crate::keymap::KeyCode::Esc);
        assert_eq!(events.recv_timeout(PATIENCE), Ok(InputEvent::Key(escape)));
    }

    #[test]
    fn parked_it_reads_nothing() {
        let (gate, mut terminal, events) = gate();
        let parked = gate.park();
        terminal.write_all(b"x").unwrap();
        let again = gate.park();
        drop(again);
        assert!(events.try_recv().is_err());
        drop(parked);
        assert_eq!(events.recv_timeout(PATIENCE), Ok(InputEvent::Key(Key::char('x'))));
    }

    #[test]
    fn the_terminals_end_is_told_once_and_ends_the_thread() {
        let (gate, terminal, events) = gate();
        drop(terminal);
        assert_eq!(events.recv_timeout(PATIENCE), Ok(InputEvent::Gone));
        assert!(events.recv().is_err(), "the sender is gone with the thread");
        drop(gate.park());
    }

    #[test]
    fn the_end_is_seen_while_parked() {
        let (gate, terminal, events) = gate();
        let parked = gate.park();
        drop(terminal);
        assert_eq!(events.recv_timeout(PATIENCE), Ok(InputEvent::Gone));
        drop(parked);
    }

    #[test]
    fn closing_ends_the_thread() {
        let (gate, _terminal, events) = gate();
        drop(gate);
        assert!(events.recv().is_err());
    }
}
