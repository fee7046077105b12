//! The terminal as a screen: set up, drawn on, given back.

use std::cell::RefCell;
use std::io;
use std::os::fd::AsFd;
use std::rc::Rc;
use std::sync::{Mutex, Once, PoisonError};
use std::thread::{self, ThreadId};

use ratatui::Frame;
use ratatui::layout::Size;
use ratatui::style::Color;
use rustix::termios::{OptionalActions, Termios, isatty, tcgetattr, tcgetwinsize, tcsetattr};

use super::gate::Gate;
use super::screen::{FrameBackend, write_out};
use super::{clipboard, process};
use crate::news::{Address, Fault, FaultKind};

/// Begins and ends a frame that the terminal shows at once (synchronized output, mode 2026).
const FRAME_BEGINS: &[u8] = b"\x1b[?2026h";
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";
/// Alternate screen, cleared; no cursor; bracketed paste; focus reports.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[2J\x1b[?25l\x1b[?2004h\x1b[?1004h";
/// Clicks, wheel and drags as SGR reports. Not every movement (1003): that would wake us for nothing.
const MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
/// The mouse is the terminal's again.
const NO_MOUSE: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";
/// Everything back, whatever was set: also a frame that was cut off, colours, the mouse.
const LEAVE: &[u8] =
    b"\x1b\\\x1b[?2026l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?1004l\x1b[?2004l\x1b[0m\x1b[?25h\x1b[?1049l";

/// What is needed to give the terminal back, kept where a panic can reach it.
struct Taken {
    before: Termios,
    by: ThreadId,
}

static TAKEN: Mutex<Option<Taken>> = Mutex::new(None);
/// Whether the terminal was abandoned; held while anything is written, so that nothing follows its last bytes.
static ABANDONED: Mutex<bool> = Mutex::new(false);
static HOOK: Once = Once::new();

/// Gives the terminal back as it was found. Does nothing when it was not taken or is back already; a
/// terminal that has vanished is no failure.
pub fn restore() {
    let Some(taken) = TAKEN.lock().unwrap_or_else(PoisonError::into_inner).take() else { return };
    let _ = write_out(LEAVE);
    let _ = tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &taken.before);
}

/// Gives the terminal back as far as that goes without waiting: the modes first, since a terminal that
/// takes no output would hold up the rest.
pub(super) fn abandon() {
    let Ok(mut taken) = TAKEN.try_lock() else { return };
    let Some(taken) = taken.take() else { return };
    let _ = tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &taken.before);
    // Who writes now may be held up by the terminal, and so would these bytes be.
    let mut abandoned = ABANDONED.lock().unwrap_or_else(PoisonError::into_inner);
    *abandoned = true;
    let _ = write_out(LEAVE);
}

/// Writes to the terminal while it is ours: a loop that was too busy to end in time may still want to draw.
fn show(bytes: &[u8]) -> io::Result<()> {
    let abandoned = ABANDONED.lock().unwrap_or_else(PoisonError::into_inner);
    if *abandoned { Ok(()) } else { write_out(bytes) }
}

/// A panic on the screen's own thread restores the terminal before its message is printed. One on
/// a worker is caught there and told as a fault: it must not draw over the screen.
fn restore_on_panic() {
    HOOK.call_once(|| {
        let print = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let owner = TAKEN.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|taken| taken.by);
            match owner {
                Some(owner) if owner != thread::current().id() => {
                    tracing::error!(%panic, "a worker panicked");
                }
                Some(_) => {
                    restore();
                    print(panic);
                }
                None => print(panic),
            }
        }));
    });
}

/// Something the terminal may be asked; it answers with [`InputEvent::Answer`](super::InputEvent) at
/// any time or never.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// The background colour.
    Background,
    /// The text colour.
    Foreground,
    /// What it is; every terminal answers this, so it goes last.
    Attributes,
}

impl Question {
    fn bytes(self) -> &'static [u8] {
        match self {
            Self::Background => b"\x1b]11;?\x1b\\",
            Self::Foreground => b"\x1b]10;?\x1b\\",
            Self::Attributes => b"\x1b[c",
        }
    }
}

/// The terminal while the program has it. Dropped, it is given back.
pub struct Terminal {
    inner: ratatui::Terminal<FrameBackend>,
    out: Rc<RefCell<Vec<u8>>>,
    mouse: bool,
    /// Whether links are written.
    links: bool,
}

/// Whether there is a terminal on standard input and output.
pub fn has_terminal() -> bool {
    isatty(rustix::stdio::stdin()) && isatty(rustix::stdio::stdout())
}

/// That there is none.
pub fn no_terminal() -> Fault {
    Fault::new(FaultKind::Usage, "the screen needs a terminal on its input and output")
}

impl Terminal {
    /// Takes the terminal: raw mode, the alternate screen, bracketed paste, and the mouse if wanted.
    /// A fault of kind usage when there is no terminal on standard input and output.
    pub fn open(mouse: bool) -> Result<Self, Fault> {
        if !has_terminal() {
            return Err(no_terminal().hint(
                "`dateline --plain` takes and tells lines; `dateline day` and others print to a pipe",
            ));
        }
        let out = Rc::new(RefCell::new(Vec::new()));
        let (columns, rows) = size_of(rustix::stdio::stdout()).unwrap_or((80, 24));
        let backend = FrameBackend::new(Rc::clone(&out), Size::new(columns, rows));
        let inner = ratatui::Terminal::new(backend).map_err(|error| failed(&error))?;
        let mut terminal = Self { inner, out, mouse, links: false };
        restore_on_panic();
        terminal.take().map_err(|error| failed(&error))?;
        Ok(terminal)
    }

    fn take(&mut self) -> io::Result<()> {
        let before = tcgetattr(rustix::stdio::stdin())?;
        let mut raw = before.clone();
        raw.make_raw();
        {
            let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
            // Taken twice (SIGCONT without a stop of ours), the first state is the one to give back.
            taken.get_or_insert(Taken { before, by: thread::current().id() });
        }
        tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &raw)?;
        let mut bytes = ENTER.to_vec();
        if self.mouse {
            bytes.extend_from_slice(MOUSE);
        }
        show(&bytes)
    }

    /// Takes the mouse, or leaves it to the terminal.
    pub fn set_mouse(&mut self, mouse: bool) {
        if mouse == self.mouse {
            return;
        }
        self.mouse = mouse;
        if let Err(error) = show(if mouse { MOUSE } else { NO_MOUSE }) {
            tracing::debug!(%error, "the terminal could not be told about the mouse");
        }
    }

    /// Links are written from now on, or no longer; the next frame is drawn whole, if that is news.
    pub fn set_links(&mut self, links: bool) {
        if links != self.links {
            self.links = links;
            self.redraw();
        }
    }

    /// Columns and rows, as the next frame will have them.
    pub fn size(&self) -> (u16, u16) {
        let size = self.inner.backend().size;
        (size.width, size.height)
    }

    /// The terminal has this many columns and rows now; the next frame is drawn whole, if that is news.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        if self.size() == (columns, rows) {
            return;
        }
        self.inner.backend_mut().size = Size::new(columns, rows);
        self.redraw();
    }

    /// The next frame is drawn whole, whatever stands on the screen.
    pub fn redraw(&mut self) {
        // Both only fill the buffer of the next frame, and ask the terminal nothing.
        let _ = self.inner.autoresize();
        let _ = self.inner.clear();
    }

    /// Draws a frame: what changed, in one write, shown at once; nothing is written where nothing did. `links` tells where its links lead, each by the colour
    /// that stands for it; it is asked where the terminal takes links. Fails when the terminal has vanished, which the gate
    /// tells too.
    pub fn draw(
        &mut self,
        links: impl FnOnce() -> Vec<(Color, Address)>,
        paint: impl FnOnce(&mut Frame<'_>),
    ) -> io::Result<()> {
        let links = if self.links { links() } else { Vec::new() };
        self.inner.backend_mut().links = links.into_iter().collect();
        let drawn = self.inner.draw(paint).map(|_| ());
        let changes = std::mem::take(&mut *self.out.borrow_mut());
        drawn?;
        if changes.is_empty() {
            return Ok(());
        }
        let mut frame = Vec::with_capacity(changes.len() + FRAME_BEGINS.len() + FRAME_ENDS.len());
        frame.extend_from_slice(FRAME_BEGINS);
        frame.extend_from_slice(&changes);
        frame.extend_from_slice(FRAME_ENDS);
        show(&frame)
    }

    /// Asks the terminal. Best after the first frame; nobody waits for the answers.
    pub fn ask(&mut self, questions: &[Question]) -> io::Result<()> {
        let bytes: Vec<u8> = questions.iter().flat_map(|question| question.bytes()).copied().collect();
        show(&bytes)
    }

    /// Puts a text on the clipboard through the terminal (OSC 52), also over ssh.
    pub fn copy(&mut self, text: &str) -> Result<(), Fault> {
        let bytes = clipboard::osc52(text)?;
        show(&bytes)
            .map_err(|error| Fault::new(FaultKind::Usage, "the terminal does not take the copy").cause(error))
    }

    /// Gives the terminal back for a while: to an editor, a pager or the shell.
    pub fn suspend(&mut self) {
        restore();
    }

    /// Takes the terminal again after [`Terminal::suspend`]. The next frame is drawn whole; the size may
    /// be another.
    pub fn resume(&mut self) -> io::Result<()> {
        let taken = self.take();
        if let Some((columns, rows)) = size_of(rustix::stdio::stdout()) {
            self.inner.backend_mut().size = Size::new(columns, rows);
        }
        self.redraw();
        taken
    }

    /// Stops the program as `Ctrl-Z` does, and returns when it goes on. `false` when there is no shell
    /// that could wake it; then nothing happened.
    pub fn stop(&mut self, gate: &Gate) -> io::Result<bool> {
        if !process::can_stop() {
            return Ok(false);
        }
        let parked = gate.park();
        self.suspend();
        parked.stop_job();
        self.resume()?;
        Ok(true)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

fn failed(error: &io::Error) -> Fault {
    Fault::new(FaultKind::Usage, "the terminal cannot be set up").cause(error)
}

/// Columns and rows of the largest screen that is drawn, more than the smallest letters on the largest one have: each cell is
/// held in memory several times, and a terminal may claim four thousand million.
const WIDEST: u16 = 1000;
const HIGHEST: u16 = 500;

/// Columns and rows of a terminal; none when it does not say.
pub(super) fn size_of(terminal: impl AsFd) -> Option<(u16, u16)> {
    let size = tcgetwinsize(terminal).ok()?;
    (size.ws_col > 0 && size.ws_row > 0).then(|| (size.ws_col.min(WIDEST), size.ws_row.min(HIGHEST)))
}
