//! Signals as something that can be waited for beside the terminal.

use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
#[cfg(target_os = "linux")]
use rustix::process::Signal as Number;
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP, SIGTSTP,
    SIGUSR1, SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU,
};
use signal_hook::{SigId, flag, low_level};

use super::Signal;

/// Those that are meant for other programs and end one that does not know them: it ends as by SIGTERM, so that the
/// terminal is given back.
const OTHERS: [i32; 10] =
    [SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGIO, SIGXCPU, SIGSYS, SIGTRAP, SIGABRT];

/// The same, of those that only Linux has.
#[cfg(target_os = "linux")]
const OF_LINUX: &[i32] = &[Number::POWER.as_raw(), STACK_FAULT];
#[cfg(not(target_os = "linux"))]
const OF_LINUX: &[i32] = &[];

/// The number of SIGSTKFLT, which some processors have not: twice the same does no harm.
#[cfg(all(target_os = "linux", any(target_arch = "mips", target_arch = "mips64", target_arch = "sparc64")))]
const STACK_FAULT: i32 = Number::POWER.as_raw();
#[cfg(all(
    target_os = "linux",
    not(any(target_arch = "mips", target_arch = "mips64", target_arch = "sparc64"))
))]
const STACK_FAULT: i32 = Number::STKFLT.as_raw();

/// What a signal means to the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notice {
    /// One for the program.
    Signal(Signal),
    /// The size changed (SIGWINCH).
    Resized,
}

/// Watches the signals of an interactive program: a handler sets a flag and writes to a socket.
pub(super) struct Signals {
    woken: UnixStream,
    waker: UnixStream,
    watched: Vec<(Notice, Arc<AtomicBool>)>,
    registered: Vec<SigId>,
}

impl Signals {
    /// Takes the signals over; they no longer end or stop the program by themselves.
    pub(super) fn watch() -> io::Result<Self> {
        let mut signals = Self::watch_in_lines()?;
        signals.hear(SIGTSTP, Notice::Signal(Signal::Suspend))?;
        signals.hear(SIGCONT, Notice::Signal(Signal::Continue))?;
        Ok(signals)
    }

    /// The same for a program that leaves the terminal as it is: the system stops it and lets it go on by itself.
    pub(super) fn watch_in_lines() -> io::Result<Self> {
        let (woken, waker) = UnixStream::pair()?;
        woken.set_nonblocking(true)?;
        let mut signals = Self { woken, waker, watched: Vec::new(), registered: Vec::new() };
        // Whoever asks twice to end does not want to wait for a program that hangs. The check stands
        // before the flag, so that the first time only sets it.
        let asked = Arc::new(AtomicBool::new(false));
        let code = 128 + SIGTERM;
        signals.registered.push(flag::register_conditional_shutdown(SIGTERM, code, Arc::clone(&asked))?);
        signals.registered.push(flag::register(SIGTERM, asked)?);
        for (number, notice) in [
            (SIGTERM, Notice::Signal(Signal::Terminate)),
            (SIGHUP, Notice::Signal(Signal::HangUp)),
            (SIGQUIT, Notice::Signal(Signal::Quit)),
            (SIGINT, Notice::Signal(Signal::Interrupt)),
            (SIGWINCH, Notice::Resized),
        ] {
            signals.hear(number, notice)?;
        }
        for number in OTHERS.iter().chain(OF_LINUX).copied() {
            let Ok(told) = u8::try_from(number) else { continue };
            signals.hear(number, Notice::Signal(Signal::Other(told)))?;
        }
        Ok(signals)
    }

    fn hear(&mut self, number: i32, notice: Notice) -> io::Result<()> {
        let raised = Arc::new(AtomicBool::new(false));
        // The flag first: whoever is woken by the socket must find it set.
        self.registered.push(flag::register(number, Arc::clone(&raised))?);
        self.registered.push(low_level::pipe::register(number, self.waker.try_clone()?)?);
        self.watched.push((notice, raised));
        Ok(())
    }

    /// Sleeps until a signal has come.
    pub(super) fn wait(&self) -> io::Result<()> {
        loop {
            match poll(&mut [PollFd::new(&self.woken, PollFlags::IN)], None) {
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
                Ok(_) => return Ok(()),
            }
        }
    }

    /// What came since the last time, each kind once.
    pub(super) fn take(&mut self) -> Vec<Notice> {
        let mut sink = [0; 64];
        while matches!(self.woken.read(&mut sink), Ok(read) if read > 0) {}
        let raised = self.watched.iter().filter(|(_, raised)| raised.swap(false, Ordering::SeqCst));
        raised.map(|(notice, _)| *notice).collect()
    }
}

impl AsFd for Signals {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.woken.as_fd()
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        for id in self.registered.drain(..) {
            low_level::unregister(id);
        }
    }
}
