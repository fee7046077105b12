//! Listening, for reading in lines: a line at a time when it is asked for, and the signals. Each has a thread that sleeps.

use std::io::{self, BufRead, Read};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::super::signals::{Notice, Signals};
use super::super::{Signal, deadline};
use super::Event;
use crate::news::{Fault, FaultKind};

/// Bytes of a line that are taken.
const LONGEST: u64 = 64 << 10;

/// A thread that reads a line whenever it is told to.
pub(super) fn read_lines(sender: Sender<Event>) -> Result<Sender<()>, Fault> {
    let (ask, asked) = channel();
    let read = move || {
        let mut input = io::stdin().lock();
        while asked.recv().is_ok() {
            let mut line = Vec::new();
            let read = input.by_ref().take(LONGEST).read_until(b'\n', &mut line);
            let line = match read {
                Ok(0) | Err(_) => None,
                Ok(_) => Some(String::from_utf8_lossy(&line).into_owned()),
            };
            let is_end = line.is_none();
            if sender.send(Event::Line(line)).is_err() || is_end {
                return;
            }
        }
    };
    thread::Builder::new().name("lines".to_owned()).spawn(read).map_err(refused)?;
    Ok(ask)
}

/// A thread that sleeps until a signal comes.
pub(super) fn watch_signals(sender: Sender<Event>) -> Result<(), Fault> {
    let mut signals = Signals::watch_in_lines().map_err(refused)?;
    let watch = move || {
        while signals.wait().is_ok() {
            for notice in signals.take() {
                let event = match notice {
                    Notice::Signal(signal) => {
                        if signal != Signal::Interrupt {
                            deadline::begin(signal);
                        }
                        Event::Signal(signal)
                    }
                    Notice::Resized => Event::Resized,
                };
                if sender.send(event).is_err() {
                    return;
                }
            }
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(watch).map(|_| ()).map_err(refused)
}

fn refused(error: io::Error) -> Fault {
    Fault::new(FaultKind::Usage, "the system refuses what reading lines needs").cause(error)
}
