//! Dateline beside newsboat in a pseudo-terminal, on the same feeds: what a person waits for, as ratios.
//!
//!     cargo build --release && cargo run --release --example beside -- target/release/dateline
//!
//! `--feeds 100 --items 100` sizes the archive (a hundred feeds of a hundred stories); `--only` leaves newsboat
//! out; `--store DIR` measures Dateline alone on a store that `fill` has written, and with `--refreshing` keys are
//! timed while five hundred more sources come in for the first time: it writes into the store and its sources file,
//! so give it a copy. `--date D` opens that day rather than today, which a store of yesterday has no stories of. Where `newsboat` is not on the path its column is empty. Linux only: memory and processor
//! times come from `/proc`.

mod hosts;

use std::fmt::Write as _;
use std::io::{Read, Write as _};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// A day that the feeds have stories of.
const DAY: &str = "2025-11-13";

const HOSTS: usize = 50;
/// Nothing written for so long: the screen is drawn.
const QUIET: Duration = Duration::from_millis(40);
const PATIENCE: Duration = Duration::from_secs(20);
/// Keys that are timed: down and up in turns of twenty.
const KEYS: usize = 200;
/// Stories that are kept and let go of again while sources come in.
const KEPT: usize = 40;
/// Sources that come in while keys are timed.
const REFRESHED: usize = 500;

const ROWS: NonZero<u16> = NonZero::new(40).unwrap();
const COLS: NonZero<u16> = NonZero::new(120).unwrap();

type Failed = Box<dyn std::error::Error>;

struct Wanted {
    program: PathBuf,
    feeds: usize,
    items: usize,
    store: Option<PathBuf>,
    date: Option<String>,
    only: bool,
    refreshing: bool,
}

/// What was measured of one program, in milliseconds, megabytes and seconds.
#[derive(Default)]
struct Figures {
    rows: Vec<(&'static str, f64)>,
}

fn main() -> Result<(), Failed> {
    let mut wanted = arguments()?;
    wanted.program = wanted.program.canonicalize()?;
    // In the pseudo-terminal another folder is the current one.
    wanted.store = wanted.store.map(|store| store.canonicalize()).transpose()?;
    if let Some(store) = &wanted.store {
        let mut ours = Figures::default();
        let mut command = dateline(&wanted.program, store);
        if let Some(date) = &wanted.date {
            command.args(["--date", date]);
        }
        if wanted.refreshing {
            let sent = add_sources(store, wanted.items)?;
            while_refreshing(&command, &sent, &mut ours)?;
        } else {
            on_screen(&command, b"j", b"k", &mut ours)?;
        }
        print(&ours, None);
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    let mut ports = Vec::new();
    let sent = Arc::new(AtomicU64::new(0));
    for _ in 0..HOSTS {
        ports.push(hosts::host(&sent, wanted.items)?);
    }
    let urls: Vec<String> = (0..wanted.feeds)
        .map(|feed| format!("http://127.0.0.1:{}/{feed}.xml", ports[feed % HOSTS]))
        .collect();
    let mut ours = Figures::default();
    prepare_dateline(folder.path(), &urls)?;
    for what in ["all new, s", "all not modified, s"] {
        let mut fetch = Command::new(&wanted.program);
        fetch.args(places(folder.path())).arg("fetch");
        ours.rows.push((what, run(&mut fetch)?));
    }
    let mut command = dateline(&wanted.program, folder.path());
    command.args(["--date", wanted.date.as_deref().unwrap_or(DAY)]);
    on_screen(&command, b"j", b"k", &mut ours)?;
    let mut theirs = None;
    if !wanted.only && Command::new("newsboat").arg("-v").stdout(Stdio::null()).status().is_ok() {
        let mut figures = Figures::default();
        let files = prepare_newsboat(folder.path(), &urls)?;
        for what in ["all new, s", "all not modified, s"] {
            figures.rows.push((what, run(Command::new("newsboat").args(&files).args(["-x", "reload"]))?));
        }
        let mut command = CommandBuilder::new("newsboat");
        command.args(&files);
        on_screen(&command, b"j", b"k", &mut figures)?;
        theirs = Some(figures);
    }
    println!("{} feeds of {} stories each, a terminal of 120 × 40\n", wanted.feeds, wanted.items);
    print(&ours, theirs.as_ref());
    Ok(())
}

fn arguments() -> Result<Wanted, Failed> {
    let mut wanted = Wanted {
        program: PathBuf::new(),
        feeds: 100,
        items: 100,
        store: None,
        date: None,
        only: false,
        refreshing: false,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--feeds" => wanted.feeds = value()?.parse()?,
            "--items" => wanted.items = value()?.parse()?,
            "--store" => wanted.store = Some(value()?.into()),
            "--date" => wanted.date = Some(value()?),
            "--only" => wanted.only = true,
            "--refreshing" => wanted.refreshing = true,
            unknown if unknown.starts_with('-') => return Err(format!("unknown option {unknown}").into()),
            program => wanted.program = program.into(),
        }
    }
    if wanted.refreshing && wanted.store.is_none() {
        return Err("--refreshing needs --store, and writes into it".into());
    }
    if wanted.program.as_os_str().is_empty() {
        return Err("which program? give its path".into());
    }
    Ok(wanted)
}

fn places(folder: &Path) -> [String; 4] {
    let at = |name: &str| folder.join(name).to_string_lossy().into_owned();
    ["--config-dir".into(), at("config"), "--data-dir".into(), at("data")]
}

fn dateline(program: &Path, folder: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.args(places(folder));
    command
}

fn prepare_dateline(folder: &Path, urls: &[String]) -> Result<(), Failed> {
    std::fs::create_dir_all(folder.join("config"))?;
    Ok(std::fs::write(folder.join("config/sources.toml"), described(urls)?)?)
}

/// Adds sources to those of a store; counts the bytes of bodies that they send.
fn add_sources(folder: &Path, items: usize) -> Result<Arc<AtomicU64>, Failed> {
    let sent = Arc::new(AtomicU64::new(0));
    let ports = (0..HOSTS).map(|_| hosts::host(&sent, items)).collect::<Result<Vec<_>, _>>()?;
    let url = |feed: usize| format!("http://127.0.0.1:{}/{feed}.xml", ports[feed % HOSTS]);
    let urls: Vec<String> = (0..REFRESHED).map(url).collect();
    let file = folder.join("config/sources.toml");
    let known = std::fs::read_to_string(&file)?;
    std::fs::write(file, known + "\n" + &described(&urls)?)?;
    Ok(sent)
}

/// Sources as their file has them.
fn described(urls: &[String]) -> Result<String, Failed> {
    let mut toml = String::new();
    for (feed, url) in urls.iter().enumerate() {
        writeln!(
            toml,
            "[[source]]\nid = \"feed-{feed}\"\ntitle = \"Feed {feed}\"\nroutes = [{{ kind = \"feed\", url = \"{url}\" }}]\n"
        )?;
    }
    Ok(toml)
}

/// Writes newsboat's files; the options that point to them.
fn prepare_newsboat(folder: &Path, urls: &[String]) -> Result<Vec<String>, Failed> {
    let at = |name: &str| folder.join(name).to_string_lossy().into_owned();
    std::fs::write(folder.join("urls"), urls.join("\n"))?;
    std::fs::write(folder.join("boat"), "reload-threads 10\nmax-items 0\n")?;
    Ok(vec!["-u".into(), at("urls"), "-C".into(), at("boat"), "-c".into(), at("cache.db")])
}

/// Runs a command to its end; seconds.
fn run(command: &mut Command) -> Result<f64, Failed> {
    let started = Instant::now();
    let output = command.stdin(Stdio::null()).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(started.elapsed().as_secs_f64())
}

/// A program in a pseudo-terminal, and when its output came.
struct Screen {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    came: Receiver<(Instant, Vec<u8>)>,
}

impl Drop for Screen {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Screen {
    fn open(command: &CommandBuilder) -> Result<Self, Failed> {
        let size = PtySize { rows: ROWS.get(), cols: COLS.get(), pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size)?;
        let mut command = command.clone();
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("TZ", "UTC")] {
            command.env(name, value);
        }
        let mut reader = pair.master.try_clone_reader()?;
        let (sender, came) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 16_384];
            while let Ok(read) = reader.read(&mut bytes) {
                if read == 0 || sender.send((Instant::now(), bytes[..read].to_vec())).is_err() {
                    return;
                }
            }
        });
        let child = pair.slave.spawn_command(command)?;
        Ok(Self { child, master: pair.master, came })
    }

    /// Waits for output and then for quiet; when the last of it came, and how many bytes.
    fn settled(&self) -> Result<(Instant, usize), Failed> {
        let (mut last, first) = self.came.recv_timeout(PATIENCE)?;
        let mut bytes = first.len();
        while let Ok((at, more)) = self.came.recv_timeout(QUIET) {
            (last, bytes) = (at, bytes + more.len());
        }
        Ok((last, bytes))
    }

    /// Resident memory in megabytes and processor seconds so far, of proc(5).
    fn vitals(&self) -> Result<(f64, f64), Failed> {
        let id = self.child.process_id().ok_or("it has ended")?;
        let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes: f64 =
            resident.and_then(|said| said.split_whitespace().next()).ok_or("no memory")?.parse()?;
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat"))?;
        let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
        let ticks: f64 = fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
        Ok((kilobytes / 1_000.0, ticks / 100.0))
    }
}

fn on_screen(command: &CommandBuilder, down: &[u8], up: &[u8], figures: &mut Figures) -> Result<(), Failed> {
    let mut firsts = Vec::new();
    for _ in 0..5 {
        let started = Instant::now();
        let screen = Screen::open(command)?;
        firsts.push(millis(started, screen.settled()?.0));
    }
    figures.rows.push(("first frame, ms", at(&mut firsts, 0.5)));
    let screen = Screen::open(command)?;
    screen.settled()?;
    let mut writer = screen.master.take_writer()?;
    let (mut waits, mut written) = (Vec::new(), 0);
    for key in 0..KEYS {
        let started = Instant::now();
        writer.write_all(if key / 20 % 2 == 0 { down } else { up })?;
        writer.flush()?;
        let (last, bytes) = screen.settled()?;
        waits.push(millis(started, last));
        written += bytes;
    }
    figures.rows.push(("a key, median ms", at(&mut waits, 0.5)));
    figures.rows.push(("a key, p95 ms", at(&mut waits, 0.95)));
    figures.rows.push(("a key, bytes", written as f64 / KEYS as f64));
    let (resident, before) = screen.vitals()?;
    let started = Instant::now();
    let mut idle = 0;
    while let Ok((_, bytes)) =
        screen.came.recv_timeout(Duration::from_secs(5).saturating_sub(started.elapsed()))
    {
        idle += bytes.len();
    }
    figures.rows.push(("memory, MB", resident));
    figures.rows.push(("5 s at rest, CPU s", screen.vitals()?.1 - before));
    figures.rows.push(("5 s at rest, bytes", idle as f64));
    Ok(())
}

/// A screen that changes all the time, read as a person does.
struct Watched {
    screen: Screen,
    writer: Box<dyn std::io::Write + Send>,
    terminal: vt100::Parser,
}

impl Watched {
    /// Presses a key; milliseconds until what `seen` looks at is another.
    fn press<T: PartialEq>(&mut self, key: &[u8], seen: impl Fn(&vt100::Screen) -> T) -> Result<f64, Failed> {
        while let Ok((_, bytes)) = self.screen.came.try_recv() {
            self.terminal.process(&bytes);
        }
        let before = seen(self.terminal.screen());
        self.press_until(key, |screen| seen(screen) != before)
    }

    /// Follows the screen for a while: what is not an answer to a key must not be taken for one.
    fn look_on(&mut self, time: Duration) {
        let started = Instant::now();
        while let Ok((_, bytes)) = self.screen.came.recv_timeout(time.saturating_sub(started.elapsed())) {
            self.terminal.process(&bytes);
        }
    }

    /// Presses a key; milliseconds until the screen is as wanted.
    fn press_until(&mut self, key: &[u8], done: impl Fn(&vt100::Screen) -> bool) -> Result<f64, Failed> {
        let started = Instant::now();
        self.writer.write_all(key)?;
        self.writer.flush()?;
        loop {
            let left = PATIENCE.saturating_sub(started.elapsed());
            let Ok((at, bytes)) = self.screen.came.recv_timeout(left) else {
                let (key, shown) = (String::from_utf8_lossy(key), self.terminal.screen().contents());
                return Err(format!("{key} changed nothing:\n{shown}").into());
            };
            self.terminal.process(&bytes);
            if done(self.terminal.screen()) {
                return Ok(millis(started, at));
            }
        }
    }
}

/// The story beside the list.
fn beside(screen: &vt100::Screen) -> String {
    screen.rows(72, 48).skip(2).take(12).collect()
}

/// The chosen row of the list, and where it stands. What stands beside it comes later and by itself, so a key that is
/// still on its way would look as if it had been answered, and the next one, back to where it was, as if it were not.
fn chosen(screen: &vt100::Screen) -> Option<(usize, String)> {
    screen.rows(24, 42).enumerate().find(|(_, row)| row.contains('▌'))
}

/// Whether the chosen row has its star: it is on the disk.
fn is_kept(screen: &vt100::Screen) -> bool {
    chosen(screen).is_some_and(|(_, row)| row.contains('★'))
}

/// Whether that is said of a bookmark that was let go. Its star is gone at once, before that is on the disk.
fn is_let_go(screen: &vt100::Screen) -> bool {
    screen.rows(0, COLS.get()).last().is_some_and(|line| line.contains("taken away"))
}

fn while_refreshing(command: &CommandBuilder, sent: &AtomicU64, figures: &mut Figures) -> Result<(), Failed> {
    let screen = Screen::open(command)?;
    let writer = screen.master.take_writer()?;
    let mut watched = Watched { screen, writer, terminal: vt100::Parser::new(ROWS, COLS, 0) };
    while beside(watched.terminal.screen()).trim().is_empty() || sent.load(Ordering::SeqCst) == 0 {
        let Ok((_, bytes)) = watched.screen.came.recv_timeout(PATIENCE) else {
            let shown = watched.terminal.screen().contents();
            return Err(format!("no list, or no source was asked:\n{shown}").into());
        };
        watched.terminal.process(&bytes);
    }
    // The list, where a story was open at the end of the last run, and away from its ends, where a key changes nothing.
    watched.writer.write_all(b"gl")?;
    watched.look_on(Duration::from_millis(500));
    for _ in 0..10 {
        watched.press(b"j", chosen)?;
    }
    let mut waits = Vec::new();
    for key in 0..KEYS {
        waits.push(watched.press(if key / 5 % 2 == 0 { b"j" } else { b"k" }, chosen)?);
    }
    figures.rows.push(("a key while 500 sources come in, median ms", at(&mut waits, 0.5)));
    figures.rows.push(("… p95 ms", at(&mut waits, 0.95)));
    figures.rows.push(("… slowest ms", at(&mut waits, 1.0)));
    let mut waits = Vec::new();
    for _ in 0..KEPT {
        waits.push(watched.press_until(b"b", is_kept)?);
        watched.press_until(b"b", is_let_go)?;
    }
    figures.rows.push(("b to its star meanwhile, median ms", at(&mut waits, 0.5)));
    figures.rows.push(("… p95 ms", at(&mut waits, 0.95)));
    figures.rows.push(("bodies sent by then, MB", sent.load(Ordering::SeqCst) as f64 / 1e6));
    figures.rows.push(("memory, MB", watched.screen.vitals()?.0));
    Ok(())
}

fn millis(from: Instant, to: Instant) -> f64 {
    to.duration_since(from).as_secs_f64() * 1_000.0
}

fn at(values: &mut [f64], part: f64) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values[((values.len() - 1) as f64 * part).round() as usize]
}

fn print(ours: &Figures, theirs: Option<&Figures>) {
    println!("| what | Dateline | newsboat | ratio |\n|---|---|---|---|");
    for (number, (what, value)) in ours.rows.iter().enumerate() {
        let other = theirs.and_then(|theirs| theirs.rows.get(number)).map(|row| row.1);
        let beside = other.map_or(String::new(), |other| format!("{other:.2}"));
        let ratio =
            other.filter(|other| *other > 0.0).map_or(String::new(), |other| format!("{:.2}", value / other));
        println!("| {what} | {value:.2} | {beside} | {ratio} |");
    }
}
