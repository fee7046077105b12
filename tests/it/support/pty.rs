//! A program in a pseudo-terminal: what it draws, and what a person types into it.
//!
//! Nothing here sleeps: who waits for something on the screen is woken by the output that brings it.

#[cfg(target_os = "linux")]
use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{ChildKiller, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

/// How long anything may take before a test gives up: far more than a busy machine needs.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// What a program did while it was watched.
#[cfg(target_os = "linux")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Woken {
    /// It wrote to the terminal.
    Written,
    /// It wrote nothing; its threads were woken so often.
    Times(u64),
}

/// A program that is about to start.
pub struct Launch {
    command: CommandBuilder,
    size: (u16, u16),
    home: Option<PathBuf>,
    folder: Option<PathBuf>,
}

impl Launch {
    /// The real `dateline`.
    pub fn dateline() -> Self {
        Self::program(env!("CARGO_BIN_EXE_dateline"))
    }

    /// Any program, in a clean environment and 80 columns by 24 rows.
    pub fn program(program: impl AsRef<Path>) -> Self {
        let mut command = CommandBuilder::new(program.as_ref());
        command.env_clear();
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("TZ", "UTC")] {
            command.env(name, value);
        }
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        Self { command, size: (80, 24), home: None, folder: None }
    }

    /// With an argument.
    pub fn arg(mut self, arg: impl AsRef<std::ffi::OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    /// With arguments.
    pub fn args<A: AsRef<std::ffi::OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.command.args(args);
        self
    }

    /// With a variable.
    pub fn env(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// In a terminal of so many columns and rows.
    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    /// In a folder; else in its home.
    pub fn folder(mut self, folder: &Path) -> Self {
        self.folder = Some(folder.to_owned());
        self
    }

    /// With a home folder that outlives the program; else it has one of its own.
    pub fn home(mut self, home: &Path) -> Self {
        self.home = Some(home.to_owned());
        self
    }

    /// Starts it.
    pub fn start(mut self) -> Pty {
        let own = self.home.is_none().then(|| TempDir::new().unwrap());
        let home = own.as_ref().map_or_else(|| self.home.clone().unwrap(), |own| own.path().to_owned());
        self.command.env("HOME", &home);
        self.command.cwd(self.folder.as_ref().unwrap_or(&home));
        let (columns, rows) = self.size;
        let pair = native_pty_system().openpty(cells(columns, rows)).unwrap();
        let settings = line_settings(pair.master.as_ref());
        let mut child = pair.slave.spawn_command(self.command).unwrap();
        drop(pair.slave);
        let (process, killer) = (child.process_id(), child.clone_killer());
        let (sender, ended) = channel();
        thread::spawn(move || {
            let _ = sender.send(child.wait().unwrap());
        });
        let shared = Arc::new(Shared {
            output: Mutex::new(Output {
                screen: vt100::Parser::new(nonzero(rows), nonzero(columns), 0),
                raw: Vec::new(),
                shown: 0,
                ended: false,
            }),
            changed: Condvar::new(),
            closing: AtomicBool::new(false),
        });
        let reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let reading = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.read(reader))
        };
        Pty {
            line: Some(Line { master: pair.master, writer, reading }),
            settings,
            shared,
            process,
            killer,
            ended,
            status: None,
            home,
            _own: own,
        }
    }
}

fn nonzero(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).expect("a size")
}

fn cells(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

/// What `stty -a` would tell of the terminal.
fn line_settings(master: &dyn MasterPty) -> String {
    let mut options = OpenOptions::new();
    options.read(true).custom_flags(rustix::fs::OFlags::NOCTTY.bits().cast_signed());
    let terminal = options.open(master.tty_name().expect("a name")).unwrap();
    format!("{:?}", rustix::termios::tcgetattr(terminal).unwrap())
}

/// What came out so far.
struct Output {
    screen: vt100::Parser,
    raw: Vec<u8>,
    /// How much of it is on the screen.
    shown: usize,
    ended: bool,
}

impl Output {
    /// Shows what came; none is the end. As in a terminal a frame is shown when all of it is there (synchronized
    /// output, mode 2026).
    fn take(&mut self, bytes: &[u8]) {
        const BEGINS: &[u8] = b"\x1b[?2026h";
        const ENDS: &[u8] = b"\x1b[?2026l";
        let last = |bytes: &[u8], sign: &[u8]| bytes.windows(sign.len()).rposition(|at| at == sign);
        self.raw.extend_from_slice(bytes);
        self.ended = bytes.is_empty();
        let waiting = &self.raw[self.shown..];
        let begun = last(waiting, BEGINS).filter(|at| last(&waiting[*at..], ENDS).is_none());
        // The sign itself may come in two pieces.
        let cut = (1..BEGINS.len()).rev().find(|len| waiting.ends_with(&BEGINS[..*len]));
        let ready = match (begun, cut) {
            _ if self.ended => waiting.len(),
            (Some(at), _) => at,
            (None, Some(len)) => waiting.len() - len,
            (None, None) => waiting.len(),
        };
        self.screen.process(&waiting[..ready]);
        self.shown += ready;
    }
}

struct Shared {
    output: Mutex<Output>,
    changed: Condvar,
    closing: AtomicBool,
}

impl Shared {
    fn read(&self, mut reader: Box<dyn Read + Send>) {
        let mut bytes = [0; 8192];
        loop {
            let read = reader.read(&mut bytes).unwrap_or(0);
            if self.closing.load(Ordering::SeqCst) {
                return;
            }
            let mut output = self.output.lock().unwrap();
            output.take(&bytes[..read]);
            drop(output);
            self.changed.notify_all();
            if read == 0 {
                return;
            }
        }
    }
}

/// Our end of the line to the program.
struct Line {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    reading: JoinHandle<()>,
}

/// A program running in a pseudo-terminal. Dropped, it is killed.
pub struct Pty {
    line: Option<Line>,
    settings: String,
    shared: Arc<Shared>,
    process: Option<u32>,
    killer: Box<dyn ChildKiller + Send + Sync>,
    ended: Receiver<ExitStatus>,
    status: Option<ExitStatus>,
    home: PathBuf,
    _own: Option<TempDir>,
}

impl Pty {
    /// From now on nothing is taken from the program any more, as from a terminal that hangs; answers how
    /// the program ends, once `act` has been done to it.
    pub fn stalled(mut self, act: impl FnOnce(&mut dyn FnMut(u16, u16), u32)) -> ExitStatus {
        let held = self.shared.output.lock().unwrap();
        let line = self.line.as_ref().expect("the terminal is open");
        let mut resize = |columns, rows| line.master.resize(cells(columns, rows)).unwrap();
        act(&mut resize, self.process.expect("it runs"));
        let ended = self.ended.recv_timeout(PATIENCE).expect("it ends");
        self.status = Some(ended.clone());
        drop(held);
        ended
    }

    /// Types keys, as the bytes a terminal sends for them.
    pub fn send(&mut self, keys: &str) {
        self.send_bytes(keys.as_bytes());
    }

    /// Types bytes, all at once.
    pub fn send_bytes(&mut self, bytes: &[u8]) {
        let line = self.line.as_mut().expect("the terminal is open");
        line.writer.write_all(bytes).unwrap();
        line.writer.flush().unwrap();
    }

    /// Pastes, as a terminal with bracketed paste does.
    pub fn paste(&mut self, text: &str) {
        self.send(&format!("\x1b[200~{text}\x1b[201~"));
    }

    /// Clicks a cell; column and row from 0.
    pub fn click(&mut self, column: u16, row: u16) {
        let (column, row) = (column + 1, row + 1);
        self.send(&format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m"));
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.shared.output.lock().unwrap().screen.screen_mut().set_size(nonzero(rows), nonzero(columns));
        self.line.as_ref().expect("the terminal is open").master.resize(cells(columns, rows)).unwrap();
    }

    /// Says that it has another size, and stays as it is.
    pub fn claim(&mut self, columns: u16, rows: u16) {
        self.line.as_ref().expect("the terminal is open").master.resize(cells(columns, rows)).unwrap();
    }

    /// Waits until the screen is as wished, and ends the test with the screen if that does not come.
    #[track_caller]
    pub fn wait_for(&self, what: &str, wished: impl Fn(&vt100::Screen) -> bool) {
        let came = self.watch(PATIENCE, |output| wished(output.screen.screen()));
        assert!(came, "waited for {what}; the screen is\n{}", self.framed());
    }

    /// Waits until a text stands on the screen.
    #[track_caller]
    pub fn wait_for_text(&self, text: &str) {
        self.wait_for(text, |screen| screen.contents().contains(text));
    }

    /// Waits until a text no longer stands on the screen.
    #[track_caller]
    pub fn wait_until_gone(&self, text: &str) {
        self.wait_for(&format!("the end of {text}"), |screen| !screen.contents().contains(text));
    }

    /// Waits until these bytes were written, also such as show nothing.
    #[track_caller]
    pub fn wait_for_bytes(&self, bytes: &str) {
        let wished = bytes.as_bytes();
        let came =
            self.watch(PATIENCE, |output| output.raw.windows(wished.len()).any(|window| window == wished));
        assert!(came, "waited for the bytes {bytes:?}; the screen is\n{}", self.framed());
    }

    /// Does something, then waits for bytes that are written from then on.
    pub fn wait_for_bytes_after(&mut self, act: impl FnOnce(&mut Self), bytes: &str) {
        let (from, wished) = (self.shared.output.lock().unwrap().raw.len(), bytes.as_bytes());
        act(self);
        let came = self.watch(PATIENCE, |output| {
            let since = output.raw.get(from..).unwrap_or_default();
            since.windows(wished.len()).any(|window| window == wished)
        });
        assert!(came, "waited for the bytes {bytes:?}; the screen is\n{}", self.framed());
    }

    /// Whether nothing at all is written for so long.
    pub fn is_quiet_for(&self, time: Duration) -> bool {
        let before = self.shared.output.lock().unwrap().raw.len();
        !self.watch(time, |output| output.raw.len() != before)
    }

    /// How often its threads fall asleep and are woken within so long, or that something was written.
    #[cfg(target_os = "linux")]
    pub fn woken_in(&self, time: Duration) -> Woken {
        let before = self.switches();
        if !self.is_quiet_for(time) {
            return Woken::Written;
        }
        let since = |(task, count): (u64, u64)| count - before.get(&task).copied().unwrap_or(0);
        Woken::Times(self.switches().into_iter().map(since).sum())
    }

    /// How often each of its threads has gone to sleep so far (proc(5)).
    #[cfg(target_os = "linux")]
    fn switches(&self) -> BTreeMap<u64, u64> {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.process())).unwrap();
        let of = |task: std::fs::DirEntry| {
            // A thread may have ended since the folder was read.
            let status = std::fs::read_to_string(task.path().join("status")).ok()?;
            let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))?;
            Some((task.file_name().to_str()?.parse().ok()?, line.trim().parse().ok()?))
        };
        tasks.filter_map(|task| of(task.ok()?)).collect()
    }

    fn watch(&self, patience: Duration, wished: impl Fn(&Output) -> bool) -> bool {
        let deadline = Instant::now() + patience;
        let mut output = self.shared.output.lock().unwrap();
        loop {
            if wished(&output) {
                return true;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            // A program that has ended writes nothing more.
            if left.is_zero() || output.ended {
                return false;
            }
            output = self.shared.changed.wait_timeout(output, left).unwrap().0;
        }
    }

    /// The text on the screen.
    pub fn screen_text(&self) -> String {
        self.with_screen(vt100::Screen::contents)
    }

    /// A row of the screen from 0, without the blanks at its end.
    pub fn row(&self, row: u16) -> String {
        self.with_screen(|screen| {
            let (_, columns) = screen.size();
            screen.rows(0, columns.get()).nth(row.into()).unwrap_or_default().trim_end().to_owned()
        })
    }

    /// Looks at the screen as it is.
    pub fn with_screen<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        look(self.shared.output.lock().unwrap().screen.screen())
    }

    /// Every byte that was written.
    pub fn raw(&self) -> Vec<u8> {
        self.shared.output.lock().unwrap().raw.clone()
    }

    /// The screen for a message, each row between bars.
    pub fn framed(&self) -> String {
        let (rows, columns) = self.with_screen(|screen| {
            let (_, columns) = screen.size();
            (screen.rows(0, columns.get()).collect::<Vec<_>>(), usize::from(columns.get()))
        });
        rows.iter().map(|row| format!("|{row:columns$}|")).collect::<Vec<_>>().join("\n")
    }

    /// The process.
    pub fn process(&self) -> u32 {
        self.process.expect("a process")
    }

    /// Its home folder.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// The settings of the line to the program: echo, lines, signals.
    pub fn line_settings(&self) -> String {
        line_settings(self.line.as_ref().expect("the terminal is open").master.as_ref())
    }

    /// What they were before the program was started.
    pub fn line_settings_before(&self) -> &str {
        &self.settings
    }

    /// Closes the terminal, as when its window is closed.
    pub fn close(&mut self) {
        let Some(line) = self.line.take() else { return };
        // The reader waits in a read; a byte from the other end wakes it, and it lets go of the line.
        self.shared.closing.store(true, Ordering::SeqCst);
        if let Some(name) = line.master.tty_name() {
            let mut options = OpenOptions::new();
            options.write(true).custom_flags(rustix::fs::OFlags::NOCTTY.bits().cast_signed());
            if let Ok(mut other_end) = options.open(name) {
                let _ = other_end.write_all(b"\0");
            }
        }
        let _ = line.reading.join();
    }

    /// Waits until the program ends by itself.
    #[track_caller]
    pub fn wait_exit(&mut self) -> ExitStatus {
        if self.status.is_none() {
            self.status = self.ended.recv_timeout(PATIENCE).ok();
        }
        // What it wrote last has been read when the line ends.
        if self.line.is_some() {
            self.watch(PATIENCE, |output| output.ended);
        }
        self.status
            .clone()
            .unwrap_or_else(|| panic!("the program did not end; the screen is\n{}", self.framed()))
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if self.status.is_none() && self.ended.try_recv().is_err() {
            let _ = self.killer.kill();
        }
    }
}
