//! The program in lines: a line is taken, done, its answer awaited, what is new told, and the next one asked for.

mod listening;

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitStatus;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use self::listening::{read_lines, watch_signals};
use super::mended::say_mending;
use super::note_file::edit_note;
use super::session::{Reading, Way, locale, opener, without_folder};
use super::watch::{Saved, Watcher};
use super::world::{Wish, World};
use super::{Clock, Out, Paper, RunOptions, Signal, browser, external, manner, process};
use crate::app::{Action, Changed, Effect, Msg, Pictures, State, update};
use crate::config::{Paths, Settings, unwritten};
use crate::fetch::{Changing, Fetch};
use crate::keymap::Keymap;
use crate::news::{Address, Article, Fault, FaultKind, Refresh, Template};
use crate::plain::{Owed, Teller, obey, progress_words, prompt, settle, waiting_words, waits};
use crate::service::Desk;
use crate::theme::Shelf;
use crate::typeset::{Measure, formats};

/// What the lines are written to, in the words of a fault.
const OUTPUT: &str = "the output";

/// After so long it is said what is waited for.
const SAID_AFTER: Duration = Duration::from_millis(700);

/// What the loop waits for.
enum Event {
    /// An answer to an effect, and the store it is about.
    Msg(u64, Box<Msg>),
    /// A line, or the end of the input.
    Line(Option<String>),
    /// From the system.
    Signal(Signal),
    /// The terminal has another size.
    Resized,
    /// Something in the configuration folder was saved.
    Saved(Saved),
}

/// Tells and asks in lines until the input ends, the reader leaves, or a signal ends it, which is the answer then.
pub fn run_lines(options: RunOptions, paper: Paper) -> Result<Option<Signal>, Fault> {
    let (sender, events) = channel();
    let answers = sender.clone();
    let out = Out::new(move |store, msg| answers.send(Event::Msg(store, msg)).is_ok());
    watch_signals(sender.clone())?;
    let clock = Clock::new(options.frozen);
    let settings = &options.in_force.settings;
    let (locale, manner) = (locale(settings), plain_manner(settings));
    let mut state = State::new(options.start(paper.size(), clock.now(), true));
    state.plain = true;
    state.reorders = false;
    state.site_header = settings.site_header;
    state.pictures = Pictures::of(settings.pictures, false);
    state.keymap = Arc::new(options.keymap.clone());
    let web = Arc::new(Changing::new((options.web)(settings)));
    let sources = (!options.demo).then(|| Reading::begin(&options.paths));
    let open_real = opener(open_saying, Arc::clone(&web), options.paths.clone(), settings.refresh, sources);
    let world = World::start(out, clock.clone(), (locale, manner), options.demo, open_real)?;
    let RunOptions { paths, in_force, reload, web: make, input, demo, .. } = options;
    let last = (in_force.clone(), &Shelf::default(), Keymap::clone(&state.keymap));
    let saved = sender.clone();
    let watcher =
        Watcher::new(paths.clone(), last, reload, move |what| saved.send(Event::Saved(what)).is_ok());
    let watch = watcher.start();
    let mut front = Lines {
        state,
        teller: Teller::new(paper.columns()),
        paper,
        owed: Owed::default(),
        world,
        clock,
        events,
        more: read_lines(sender)?,
        asks: io::stdin().is_terminal(),
        asked: false,
        silent: false,
        since: Duration::ZERO,
        said: false,
        quarter: 0,
        impatient: false,
        way: Way { web, make, settings: in_force.settings },
        paths,
        ended: None,
    };
    if !demo {
        front.perform(vec![Effect::LoadRemembered]);
    }
    front.perform(vec![Effect::LoadSources]);
    front.world.retry_kept();
    front.world.tend();
    front.world.caution();
    if let Some(input) = input {
        if let Some(address) = Address::typed(&input).ok().filter(|_| !Template::looks_like(&input)) {
            front.tell(Msg::Read(address, Address::other_way(&input)));
        } else {
            front.line(&input);
        }
    }
    let told = front.run();
    // As long as it is there, what is saved is noticed.
    drop(watch);
    let Lines { world, ended, .. } = front;
    world.close();
    match told {
        // Nobody listens any more: that is the end, not a failure.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(unwritten(Path::new(OUTPUT), &error)),
        _ => Ok(ended),
    }
}

/// Who reads in lines waits for a damaged store, and hears how far its mending is.
fn open_saying(web: Arc<dyn Fetch>, paths: &Paths, refresh: Refresh) -> Result<Desk, Fault> {
    Desk::open_or_go_without(web, paths, refresh, &mut say_mending)
}

/// Marks of ASCII, whole words, ragged lines: what is told is not looked at.
fn plain_manner(settings: &Settings) -> Measure {
    Measure { ascii: true, justify: false, hyphenate: false, syntax: false, ..manner(settings) }
}

struct Lines {
    state: State,
    teller: Teller,
    paper: Paper,
    owed: Owed,
    world: World,
    clock: Clock,
    events: Receiver<Event>,
    /// Each message lets one more line be read.
    more: Sender<()>,
    /// Whether a prompt is written: somebody types.
    asks: bool,
    /// Whether the next line has been asked for.
    asked: bool,
    /// Whether nothing was said yet of the last line.
    silent: bool,
    /// When the last line was taken.
    since: Duration,
    /// Whether it was said what is waited for.
    said: bool,
    /// The quarter of the work that was told.
    quarter: usize,
    /// The reader does not want to wait for what runs.
    impatient: bool,
    way: Way,
    paths: Paths,
    ended: Option<Signal>,
}

impl Lines {
    fn run(&mut self) -> io::Result<()> {
        loop {
            if !self.asked && (self.impatient || !waits(&self.state, &self.owed)) {
                let mut lines = self.teller.tell(&self.state);
                if lines.is_empty() && std::mem::take(&mut self.silent) {
                    lines = self.teller.place_words(&self.state);
                }
                write_lines(&lines)?;
                let effects = settle(&mut self.state);
                self.perform(effects);
                self.ask()?;
            }
            let event = self.wait();
            self.tell(Msg::Time { now: self.clock.now(), since_start: self.clock.since_start() });
            match event {
                Ok(event) => self.take(event)?,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
            self.tell_progress()?;
            if self.state.leaving {
                return Ok(());
            }
        }
    }

    fn wait(&self) -> Result<Event, RecvTimeoutError> {
        let word = (!self.asked && !self.said).then(|| self.since + SAID_AFTER);
        match self.state.deadline().into_iter().chain(word).min() {
            Some(deadline) => self.events.recv_timeout(deadline.saturating_sub(self.clock.since_start())),
            None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    fn take(&mut self, event: Event) -> io::Result<()> {
        match event {
            Event::Msg(store, msg) => {
                if self.world.out().speaks_of(store) {
                    self.owed.hears(&msg);
                    self.tell(*msg);
                }
            }
            Event::Line(None) => {
                if self.asks {
                    write_lines(&[String::new()])?;
                }
                self.tell(Msg::Act(Action::Quit, None));
            }
            Event::Line(Some(line)) => {
                self.asked = false;
                let said = self.line(&line);
                self.silent = said.is_empty();
                write_lines(&said)?;
            }
            Event::Resized => {
                let (columns, rows) = self.paper.size();
                self.teller.set_columns(self.paper.columns());
                self.tell(Msg::Resize(columns, rows));
            }
            Event::Saved(Saved::Sources) => self.perform(vec![Effect::LoadSources]),
            Event::Saved(Saved::Settings(Ok(read))) => {
                self.paper.follow(&read.in_force.settings);
                let manner = plain_manner(&read.in_force.settings);
                let changed = self.way.take_over(&mut self.world, *read, manner);
                // What is told is neither drawn nor put into the order of the eye.
                let changed = Changed { reorders: false, ..changed };
                self.teller.set_columns(self.paper.columns());
                let (columns, rows) = self.paper.size();
                self.tell(Msg::Resize(columns, rows));
                self.tell(Msg::Settings(Box::new(changed)));
            }
            Event::Saved(Saved::Settings(Err(fault))) => {
                self.tell(Msg::Failed(without_folder(fault, &self.paths)));
            }
            Event::Signal(Signal::Interrupt) => {
                self.tell(Msg::Act(Action::Interrupt, None));
                // What came of it is here already, and is told before the next line is asked for.
                while let Ok(event) = self.events.try_recv() {
                    self.take(event)?;
                }
                self.impatient = true;
                self.asked = false;
                write_lines(&[String::new()])?;
            }
            Event::Signal(signal) if signal.exit_code().is_some() => {
                self.ended = Some(signal);
                self.tell(Msg::Act(Action::Quit, None));
            }
            // What others change comes with the next line that asks for it.
            Event::Signal(_) | Event::Saved(Saved::Store) => {}
        }
        Ok(())
    }

    /// Does a line; answers what is to be said of it.
    fn line(&mut self, line: &str) -> Vec<String> {
        (self.since, self.said, self.impatient, self.quarter) = (self.clock.since_start(), false, false, 0);
        let told = obey(&mut self.state, line);
        if told.again {
            self.teller.forget();
        }
        self.perform(told.effects);
        told.said
    }

    /// Asks for a line. One is read at a time, so that each meets the state that the one before it left.
    fn ask(&mut self) -> io::Result<()> {
        if self.asks {
            let mut out = io::stdout().lock();
            out.write_all(prompt(&self.state).as_bytes())?;
            out.flush()?;
        }
        self.asked = true;
        // Without the reading thread there is nothing more to be read, which it has told.
        let _ = self.more.send(());
        Ok(())
    }

    /// What is waited for and how far it is, when it takes a while.
    fn tell_progress(&mut self) -> io::Result<()> {
        if self.asked {
            return Ok(());
        }
        let late = self.clock.since_start() >= self.since + SAID_AFTER;
        if late && !self.said && waits(&self.state, &self.owed) {
            self.said = true;
            write_lines(&[waiting_words(&self.state).to_owned()])?;
        }
        match progress_words(&self.state, &mut self.quarter).filter(|_| self.said) {
            Some(words) => write_lines(&[words]),
            None => Ok(()),
        }
    }

    fn tell(&mut self, msg: Msg) {
        let effects = update(&mut self.state, msg);
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.owed.asks(&effect);
            let done = match self.world.perform(effect) {
                Some(Wish::Suspend) => {
                    process::stop_job();
                    Ok(())
                }
                // There is no clipboard that would be without escape sequences: what was asked for is told.
                Some(Wish::Copy(_, text)) => {
                    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
                    write_lines(&lines).map_err(|error| unwritten(Path::new(OUTPUT), &error))
                }
                Some(Wish::Browse(address)) => self.browse(&address),
                Some(Wish::Pipe(command, article)) => pipe(&command, &article),
                Some(Wish::EditNote(ticket, note)) => {
                    let edited = edit_note(&note, external::edit_here);
                    self.world.out().send(Msg::NoteWritten(ticket, edited));
                    Ok(())
                }
                Some(
                    Wish::Redraw
                    | Wish::Themes
                    | Wish::NameThemes
                    | Wish::TryTheme(_)
                    | Wish::KeepTheme(_)
                    | Wish::Quit,
                )
                | None => Ok(()),
            };
            if let Err(fault) = done {
                self.world.out().send(Msg::Failed(fault));
            }
        }
    }

    fn browse(&self, address: &Address) -> Result<(), Fault> {
        let out = self.world.out().clone();
        browser::open_here(address, move |fault| out.send(Msg::Failed(fault)))
    }
}

/// Gives the text of a story to a command that the user typed; what it prints stands between the lines.
fn pipe(command: &str, article: &Article) -> Result<(), Fault> {
    let text = format!("{}\n\n{}", article.title, formats::text(&article.document));
    let ended: ExitStatus = external::pipe_here(command, &text)?;
    if ended.success() {
        return Ok(());
    }
    Err(Fault::new(FaultKind::Usage, format!("{command} ended with {ended}")))
}

fn write_lines(lines: &[String]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in lines {
        // All text from outside is clean already; nothing else may reach the terminal here either.
        let line: String = line.chars().filter(|c| !c.is_control()).collect();
        writeln!(out, "{line}")?;
    }
    out.flush()
}
