//! The loop: take messages, update, perform, draw once, sleep.

mod changes;
mod copying;
mod event;
mod frames;
mod opening;
mod outside;
mod taking;

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use jiff::Timestamp;

pub use self::changes::MakeWeb;
use self::changes::has_room;
pub(super) use self::changes::{Way, without_folder};
pub(super) use self::event::Event;
use self::frames::Frames;
use self::opening::Opening;
pub(super) use self::opening::{Opener, Reading, opener};
use super::look::{Look, manner};
use super::note_file::edit_note;
use super::watch::{Watch, Watcher};
use super::world::{Wish, World};
use super::{
    Clock, Gate, InputEvent, Out, Signal, Terminal, deadline, direction, external, has_terminal, shows_links,
};
use crate::app::{Awaited, Chain, Effect, Msg, Pictures, Start, State, begin, update};
use crate::config::{InForce, Paths, Settings, SourcesFile};
use crate::fetch::Changing;
use crate::keymap::{Key, KeyCode, Keymap};
use crate::locale::Locale;
use crate::news::{Address, Day, Fault, Now, Template};
use crate::service::Desk;
use crate::theme::Theme;
use crate::view;

/// What the screen is opened with.
pub struct RunOptions {
    /// Where things live.
    pub paths: Paths,
    /// How the program behaves, and why.
    pub in_force: InForce,
    /// Reads that again.
    pub reload: Box<dyn Fn() -> Result<InForce, Fault> + Send>,
    /// The keys.
    pub keymap: Keymap<Chain>,
    /// The clock stands still at this instant.
    pub frozen: Option<Timestamp>,
    /// The day to begin with.
    pub date: Option<Day>,
    /// The demo edition alone.
    pub demo: bool,
    /// An address to read at once, or a day template to follow.
    pub input: Option<String>,
    /// The way to the web that settings ask for.
    pub web: MakeWeb,
}

impl RunOptions {
    /// What the program starts with in so many columns and rows.
    pub(super) fn start(&self, size: (u16, u16), now: Now, ascii: bool) -> Start {
        let settings = &self.in_force.settings;
        Start {
            size,
            now,
            day: self.date,
            locale: locale(settings),
            measure: settings.measure,
            mark: settings.mark,
            ask_by_rest: settings.ask,
            refresh_on_start: true,
            ascii,
            demo_only: self.demo,
            no_sources: !self.paths.sources_file().exists(),
        }
    }
}

/// Opens the screen and runs until the reader leaves, or a signal ends it, which is the answer then. Without a
/// terminal this is a usage fault. What keeps the screen from being used, a sources file with an error or a store
/// that cannot be opened, gives the terminal back as it was and is the fault.
pub fn run(options: RunOptions) -> Result<Option<Signal>, Fault> {
    let (sender, events) = channel();
    let answers = sender.clone();
    let out = Out::new(move |store, msg| answers.send(Event::Msg(store, msg)).is_ok());
    let clock = Clock::new(options.frozen);
    let settings = &options.in_force.settings;
    let (locale, manner) = (locale(settings), manner(settings));
    // The demo edition leaves no trace.
    let look = Look::open(&options.paths, &options.in_force, !options.demo)?;
    // An error of the sources is said first: it stands in the way of every other way in too.
    let sources_first = |fault| {
        if options.demo { fault } else { Reading::begin(&options.paths).end().err().unwrap_or(fault) }
    };
    let web = Arc::new(Changing::new((options.web)(settings)));
    let open_real =
        opener(Desk::open_at_once, Arc::clone(&web), options.paths.clone(), settings.refresh, None);
    // Where there is no terminal the store stays shut.
    let opening =
        if has_terminal() && !options.demo { Ok(Opening::begin(open_real)) } else { Err(open_real) };
    let mut terminal = Terminal::open(settings.mouse).map_err(sources_first)?;
    terminal.set_links(shows_links(settings.hyperlinks, |name| std::env::var(name).ok()));
    let saved = sender.clone();
    // Before the first frame: a signal that came earlier would leave the terminal as it is now.
    let gate = open_gate(sender)?;
    let mut state = State::new(options.start(terminal.size(), clock.now(), manner.ascii));
    state.reorders = direction::reorders(settings.bidi, |name| std::env::var(name).ok());
    state.site_header = settings.site_header;
    state.pictures = Pictures::of(settings.pictures, has_room(look.theme(), manner.ascii));
    state.keymap = Arc::new(options.keymap);
    // The first frame waits for nothing, not even for the sources or the store.
    draw(&mut terminal, &state, look.theme());
    let begun = clock.since_start();
    let sources = (!options.demo).then(|| Reading::begin(&options.paths));
    let words = (locale, manner);
    let world = match opening {
        Ok(opening) => {
            opening.end().and_then(|opened| World::over(out, clock.clone(), words, options.demo, opened))
        }
        Err(open_real) => World::start(out, clock.clone(), words, options.demo, open_real),
    };
    let mut world = world.map_err(sources_first)?;
    // What the store knows of the day is read while the sources file may still be: mostly that is what the file says, too.
    let effects = if options.demo { Vec::new() } else { begin(&mut state) };
    for effect in effects {
        world.perform(effect);
    }
    let RunOptions { paths, in_force, reload, web: make_web, input, .. } = options;
    let last = (in_force.clone(), look.shelf(), Keymap::clone(&state.keymap));
    let watcher =
        Watcher::new(paths.clone(), last, reload, move |what| saved.send(Event::Saved(what)).is_ok());
    let way = Way { web, make: make_web, settings: in_force.settings };
    let mut session = Session {
        state,
        look,
        terminal,
        world,
        gate,
        clock,
        events,
        way,
        paths,
        asked_at: None,
        watcher: Some(watcher),
        watch: None,
        tended: false,
        troubled: false,
        held: Vec::new(),
        after: Vec::new(),
        sized: false,
        frames: Frames::after(begun),
        ended: None,
    };
    session.ask_background();
    session.world.caution();
    session.world.look_elsewhere();
    let done = match sources.map(Reading::end).transpose() {
        Ok(file) => {
            session.begin(file, input);
            session.run();
            Ok(())
        }
        Err(fault) => Err(fault),
    };
    session.swallow_answer();
    let Session { look, terminal, world, gate, ended, .. } = session;
    drop(gate);
    drop(terminal);
    world.close();
    look.close();
    done.map(|()| ended)
}

/// Hands on what the terminal and the signals say; what ends the program has its deadline from here on.
fn open_gate(events: Sender<Event>) -> Result<Gate, Fault> {
    Gate::open(move |event| {
        match event {
            InputEvent::Signal(signal) => deadline::begin(signal),
            // Its signal may not come: the thread that would hear it ends here.
            InputEvent::Gone => deadline::begin(Signal::HangUp),
            _ => {}
        }
        events.send(Event::Input(event)).is_ok()
    })
}

struct Session {
    state: State,
    look: Look,
    terminal: Terminal,
    world: World,
    gate: Gate,
    clock: Clock,
    events: Receiver<Event>,
    way: Way,
    paths: Paths,
    /// When the terminal was asked something that it has not answered yet.
    asked_at: Option<Duration>,
    /// What watches the files, until it begins.
    watcher: Option<Watcher>,
    /// None before, and where the system refuses: then settings are taken over at the next start.
    watch: Option<Watch>,
    /// Whether the work behind the screen has begun.
    tended: bool,
    /// The sources could not be read to the end: nothing waits for them any more.
    troubled: bool,
    /// What is to be fetched then.
    held: Vec<Effect>,
    /// What is begun once the frame is drawn.
    after: Vec<Effect>,
    /// The gate has told the size.
    sized: bool,
    frames: Frames,
    /// The signal that ended the program.
    ended: Option<Signal>,
}

impl Session {
    fn run(&mut self) {
        self.begin_after();
        while let Some(batch) = self.wait() {
            self.tell_time();
            let some = !batch.is_empty();
            let (later, beside) =
                [false, true].map(|opening| some && batch.iter().all(|event| event.can_wait(opening))).into();
            for event in batch {
                self.take(event);
                if self.state.leaving {
                    return;
                }
            }
            let can_wait = later || beside && self.opens();
            if self.frames.is_due(self.clock.since_start(), can_wait) {
                draw(&mut self.terminal, &self.state, self.look.theme());
            }
            self.begin_after();
            self.begin_behind();
        }
    }

    /// The frame that tells what was pressed is drawn: what takes a core for longer takes none from it now.
    fn begin_after(&mut self) {
        for effect in std::mem::take(&mut self.after) {
            self.world.perform(effect);
        }
    }

    /// The store is made to agree with the sources file, and what the program was started with is done; before any key and
    /// any answer, since what is read for a source goes where the person sent it, and what was typed is meant for what is
    /// opened.
    fn begin(&mut self, file: Option<SourcesFile>, input: Option<String>) {
        if let Some(file) = file {
            self.world.know_sources(file);
        }
        self.perform(vec![Effect::LoadSources]);
        let Some(input) = input else { return };
        if let Some(address) = Address::typed(&input).ok().filter(|_| !Template::looks_like(&input)) {
            self.tell(Msg::Read(address, Address::other_way(&input)));
        } else {
            self.tell(Msg::Paste(input));
            self.tell(Msg::Key(Key::plain(KeyCode::Enter)));
        }
        draw(&mut self.terminal, &self.state, self.look.theme());
    }

    /// Whether the first screen is not whole yet.
    fn opens(&self) -> bool {
        let beside = self.state.reader.as_ref().filter(|reader| reader.preview);
        let unread = matches!(self.state.sources, Awaited::Idle | Awaited::Waiting(_));
        let waits = unread && !self.troubled
            || self.state.list.reload.is_some()
            || beside.is_some_and(|reader| reader.opened.is_waiting());
        !self.tended && waits
    }

    /// What is done behind the screen begins when the first list stands, with the story beside it: until then it would be
    /// in its way.
    fn begin_behind(&mut self) {
        if !self.tended && !self.opens() {
            self.tended = true;
            let held = std::mem::take(&mut self.held);
            self.perform(held);
            self.world.retry_kept();
            self.world.tend();
            self.watch = self.watcher.take().and_then(|watcher| watcher.start().ok());
        }
    }

    /// Sleeps until something happens or is due; everything that waits comes at once.
    fn wait(&mut self) -> Option<Vec<Event>> {
        let deadline = self.state.deadline().into_iter().chain(self.frames.owed()).min();
        let first = match deadline {
            None => Some(self.events.recv().ok()?),
            Some(deadline) => {
                let left = deadline.saturating_sub(self.clock.since_start());
                match self.events.recv_timeout(left) {
                    Ok(event) => Some(event),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => return None,
                }
            }
        };
        let mut batch: Vec<Event> = first.into_iter().collect();
        batch.extend(self.events.try_iter());
        Some(batch)
    }

    fn tell_time(&mut self) {
        let time = Msg::Time { now: self.clock.now(), since_start: self.clock.since_start() };
        self.tell(time);
    }

    fn tell(&mut self, msg: Msg) {
        let effects = update(&mut self.state, msg);
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            // What the person asks for waits for nothing.
            if !self.tended && matches!(effect, Effect::Refresh(_, false)) {
                self.held.push(effect);
                continue;
            }
            if effect.looks_through_many() {
                self.after.push(effect);
                continue;
            }
            match self.world.perform(effect) {
                Some(Wish::Redraw) => self.terminal.redraw(),
                Some(Wish::Suspend) => self.suspend(),
                Some(Wish::Copy(what, text)) => self.copy(what, text),
                Some(Wish::Browse(address)) => self.browse(&address),
                Some(Wish::Pipe(command, article)) => self.pipe(&command, &article),
                Some(Wish::EditNote(ticket, note)) => {
                    let edited =
                        edit_note(&note, |file| external::edit(&mut self.terminal, &self.gate, file));
                    self.world.out().send(Msg::NoteWritten(ticket, edited));
                }
                Some(Wish::Themes) => {
                    let (choices, name) = self.look.choices();
                    self.tell(Msg::Themes(choices, name));
                }
                Some(Wish::TryTheme(name)) => {
                    if let Err(fault) = self.look.try_on(&name) {
                        self.tell(Msg::ThemeFault(fault));
                    }
                }
                // One that cannot be shown is not kept.
                Some(Wish::KeepTheme(name)) => match self.look.try_on(&name) {
                    Ok(()) => self.world.keep_theme(self.paths.settings_file(), name),
                    Err(fault) => self.tell(Msg::ThemeFault(fault)),
                },
                Some(Wish::NameThemes) => {
                    let names = self.look.choices().0.into_iter().map(|choice| choice.name);
                    self.tell(Msg::ThemeNames(names.collect()));
                }
                Some(Wish::Quit) | None => {}
            }
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Msg(store, msg) => {
                self.troubled |= matches!(*msg, Msg::Trouble(_));
                if matches!(*msg, Msg::Indexed) {
                    self.world.note_indexed();
                }
                if self.world.out().speaks_of(store) {
                    self.tell(*msg);
                }
            }
            Event::Input(input) => self.input(input),
            Event::Saved(saved) => self.saved(saved),
        }
    }
}

/// One frame. That a terminal has vanished is told by the gate, and ends the loop there.
fn draw(terminal: &mut Terminal, state: &State, theme: &Theme) {
    let links = || view::links_in_sight(state);
    if let Err(error) = terminal.draw(links, |frame| view::view(state, theme, frame)) {
        tracing::debug!(%error, "the frame could not be written");
    }
}

/// The language of dates.
pub(super) fn locale(settings: &Settings) -> Locale {
    let chosen = settings.locale.as_deref().and_then(Locale::named);
    chosen.unwrap_or_else(|| Locale::from_env(|name| std::env::var(name).ok()))
}
