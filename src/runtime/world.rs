//! The world the effects are performed in: store, web, workers, clipboard, browser.
//!
//! Nothing here blocks the caller: store work goes to the store's lanes, computing to the workers,
//! the network to a thread of its own. Answers come back as messages.

mod acting;
mod asking;
mod carrying;
mod keeping;
mod muting;
mod picturing;
mod reading;
mod shown;
mod steering;
mod storing;

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, AtomicU64};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tokio::task::AbortHandle;

use self::acting::Acts;
use self::picturing::Shelf;
use super::interrupt::exit_on_interrupt;
use super::searching::Searching;
use super::session::Opener;
use super::{Clock, Out};
use crate::app::{Effect, Msg, NOTHING_RUNS, STOPPED, SourceState, Ticket};
use crate::config::{self, SourcesFile};
use crate::extract::import::Import;
use crate::fetch::{Demo, Fetch};
use crate::locale::{Locale, counted};
use crate::news::{Address, Article, Fault, FaultKind, Refresh, SourceRow, Text};
use crate::service::{self, Desk, Found};
use crate::typeset::Measure;

/// What effects need to become true.
pub(super) struct World {
    desk: Desk,
    real: Option<Desk>,
    open_real: Opener,
    out: Out,
    clock: Clock,
    locale: Locale,
    /// How pages are set, but for their columns.
    manner: Measure,
    own_clock: bool,
    shows_muted: bool,
    net: Handle,
    net_end: Option<oneshot::Sender<()>>,
    net_thread: Option<JoinHandle<()>>,
    running: Vec<AbortHandle>,
    acts: Acts,
    rows: Arc<Mutex<Vec<SourceRow>>>,
    found: Arc<Mutex<HashMap<Ticket, Found>>>,
    import: Arc<Mutex<Option<(Ticket, Import)>>>,
    newest_list: Arc<AtomicU64>,
    newest_search: Arc<AtomicU64>,
    newest_count: Arc<AtomicU64>,
    newest_preview: Arc<AtomicU64>,
    newest_beside: Arc<AtomicU64>,
    /// Pictures that were shown.
    shelf: Arc<Shelf>,
    /// What the store's number of changes by others was.
    elsewhere: Arc<AtomicI64>,
    /// What was the newest in the store when that was looked at.
    newest: Arc<AtomicI64>,
    /// The work on the pictures of a story.
    picturing: Option<AbortHandle>,
}

/// What an effect may want of the terminal, which only the loop holds.
pub(super) enum Wish {
    /// Draw everything anew.
    Redraw,
    /// Give the terminal back until continued.
    Suspend,
    /// Put text on the clipboard.
    Copy(String, String),
    /// Show an address in the browser.
    Browse(Address),
    /// Give a text to a command of the user.
    Pipe(String, Arc<Article>),
    /// Open a note in the editor.
    EditNote(Ticket, Text),
    /// Tell which themes there are.
    Themes,
    /// Tell the names of the themes.
    NameThemes,
    /// Show the screen in a theme.
    TryTheme(String),
    /// Write a theme into the settings.
    KeepTheme(String),
    /// End.
    Quit,
}

impl World {
    /// Starts the network thread. `open_real` opens the real store; it is called at once, or when the
    /// demo is left.
    pub(super) fn start(
        out: Out,
        clock: Clock,
        words: (Locale, Measure),
        demo: bool,
        open_real: Opener,
    ) -> Result<Self, Fault> {
        let desk = if demo { demo_desk(&clock)? } else { open_real()? };
        Self::over(out, clock, words, demo, (desk, open_real))
    }

    /// As [`World::start`], over a desk that is open.
    pub(super) fn over(
        out: Out,
        clock: Clock,
        (locale, manner): (Locale, Measure),
        demo: bool,
        (desk, open_real): (Desk, Opener),
    ) -> Result<Self, Fault> {
        let (net, net_end, net_thread) = network()?;
        Ok(Self {
            real: (!demo).then(|| desk.clone()),
            desk,
            open_real,
            out,
            clock,
            locale,
            manner,
            own_clock: false,
            shows_muted: false,
            net,
            net_end: Some(net_end),
            net_thread: Some(net_thread),
            running: Vec::new(),
            acts: Acts::new(),
            rows: Arc::default(),
            found: Arc::default(),
            import: Arc::default(),
            newest_list: Arc::default(),
            newest_search: Arc::default(),
            newest_count: Arc::default(),
            newest_preview: Arc::default(),
            newest_beside: Arc::default(),
            shelf: Arc::default(),
            elsewhere: Arc::default(),
            newest: Arc::default(),
            picturing: None,
        })
    }

    /// Performs an effect, or hands back what the loop has to do itself.
    pub(super) fn perform(&mut self, effect: Effect) -> Option<Wish> {
        match effect {
            Effect::Redraw => return Some(Wish::Redraw),
            Effect::Suspend => return Some(Wish::Suspend),
            Effect::Copy(what, text) => return Some(Wish::Copy(what, text)),
            Effect::Quit => return Some(Wish::Quit),
            Effect::Browse(address) => return Some(Wish::Browse(address)),
            Effect::Pipe(command, article) => return Some(Wish::Pipe(command, article)),
            Effect::EditNote(ticket, note) => return Some(Wish::EditNote(ticket, note)),
            Effect::LoadThemes => return Some(Wish::Themes),
            Effect::NameThemes => return Some(Wish::NameThemes),
            Effect::TryTheme(name) => return Some(Wish::TryTheme(name)),
            Effect::KeepTheme(name) => return Some(Wish::KeepTheme(name)),
            Effect::OwnClock(own) => self.own_clock = own,
            Effect::ShowMuted(shows) => self.shows_muted = shows,
            Effect::Demo(demo) => self.demo(demo),
            Effect::Reopen => self.reopen(),
            Effect::LoadRoutes(source) => self.load_routes(source),
            Effect::TryRoute { ticket, source, route, day } => self.try_route(ticket, source, route, day),
            Effect::SetRoutes(slug, routes) => self.set_routes(slug, routes),
            Effect::Teach { ticket, target, block, wish, measure } => {
                self.teach(ticket, target, (*block, wish), measure);
            }
            Effect::AskWhy(ticket, target) => self.ask_why(ticket, target),
            Effect::Stop { said } => self.stop(said),
            Effect::LoadSources => self.load_sources(),
            Effect::Refresh(scope, force) => self.refresh(scope, force),
            Effect::AskDay { sources, day, force } => self.ask_day(&sources, day, force),
            Effect::AskCopies(sources, day) => self.ask_copies(&sources, day),
            Effect::Discover(ticket, typed) => match carrying::typed_file(&typed) {
                Some(file) => self.look_into(ticket, typed, file),
                None => self.discover(ticket, typed),
            },
            Effect::Subscribe(ticket) => {
                if !self.take_import(ticket) {
                    self.subscribe(ticket);
                }
            }
            Effect::Follow(sources) => self.follow_all(sources),
            Effect::Leave(slug) => self.leave(slug),
            Effect::Rename(slug, title) => self.rename(slug, title),
            Effect::FindOthers => self.find_others(),
            Effect::LoadLately => self.load_lately(),
            Effect::LoadMissed(days) => self.load_missed(days),
            Effect::Open { ticket, target, measure, fresh } => self.open(ticket, target, measure, fresh),
            Effect::OpenAs { ticket, target, kind, measure } => self.open_as(ticket, target, kind, measure),
            Effect::Ahead(story, measure) => self.ahead(story, measure),
            Effect::Preview(ticket, story, measure) => self.preview(ticket, story, measure),
            Effect::LoadPictures { ticket, target, wanted } => self.load_pictures(ticket, target, wanted),
            Effect::Set(ticket, opened, measure) => self.set(ticket, *opened, measure),
            Effect::Keep(target, address) => self.keep(target, address, None),
            Effect::LoadTags => self.load_tags(),
            Effect::LoadKept(ticket, target) => self.load_kept(ticket, target),
            Effect::KeepAs { target, address, tags, note } => {
                self.keep(target, address, Some((tags, note)));
            }
            Effect::KeepAll { stories, tags, note } => self.keep_all(stories, tags, note),
            Effect::KeepAllAs(marks) => self.keep_all_as(marks),
            Effect::UnkeepAll(addresses) => self.unkeep_all(addresses),
            Effect::Unkeep(address) => self.unkeep(address),
            Effect::CheckLinks(addresses) => self.check_links(addresses),
            Effect::Undo(since) => self.undo(since),
            Effect::Redo => self.redo(),
            Effect::Turn(seq) => self.turn(seq),
            Effect::PreviewMute(ticket, rule) => self.preview_mute(ticket, rule),
            Effect::Mute(rule) => self.mute(rule, true),
            Effect::DropMute(rule) => self.mute(rule, false),
            Effect::Unmute(story) => self.unmute(story),
            Effect::LoadMutes => self.load_mutes(),
            Effect::Search { ticket, query, order, from, most } => {
                self.searching().search(ticket, query, order, from, most);
            }
            Effect::CountHits { ticket, query, month } => self.searching().count(ticket, query, month),
            Effect::LoadSearches => self.searching().load(None),
            Effect::CountSearches => self.desk.wake_indexing(),
            Effect::SaveSearch(name, query) => self.searching().save(name, Some(query)),
            Effect::DropSearch(name) => self.searching().save(name, None),
            // It was said at the start that nothing is kept; not again with every story that is opened.
            Effect::Mark(ids, read) if self.desk.stands_in() => self.mark_later(ids, read),
            Effect::Mark(..) if self.desk.reads_only() => self.out.send(Msg::Marked(0)),
            Effect::SavePlace(..) | Effect::Remember(..) if self.desk.reads_only() => {}
            other => self.store(other),
        }
        None
    }

    /// Dates are worded and pages are set otherwise from now on. Answers whether pages that are set already are
    /// no longer as they would be set now.
    pub(super) fn set_words(&mut self, locale: Locale, manner: Measure) -> bool {
        let before = (self.locale, Measure { columns: manner.columns, ..self.manner });
        (self.locale, self.manner) = (locale, manner);
        before != (locale, manner)
    }

    /// Sources that say nothing themselves are asked so from now on.
    pub(super) fn set_refresh(&self, refresh: Refresh) {
        for desk in self.real.iter().chain([&self.desk]) {
            desk.set_refresh(refresh);
        }
    }

    /// Writes the theme into the settings file.
    pub(super) fn keep_theme(&self, file: PathBuf, name: String) {
        let out = self.out.clone();
        drop(self.desk.work(true, move || {
            let kept = config::choose(&file, "ui.theme", &name);
            out.answer(
                kept.map(|()| Msg::Say(Text::line(&format!("Theme {name}, written to {}", file.display())))),
            );
            Ok(())
        }));
    }

    /// What the sources file said a moment ago.
    pub(super) fn know_sources(&self, sources: SourcesFile) {
        self.desk.know_sources(sources);
    }

    /// Tries again to get the texts of bookmarks that lack one.
    pub(super) fn retry_kept(&mut self) {
        let (desk, now) = (self.desk.clone(), self.clock.now());
        self.spawn(async move {
            let _ = service::retry_kept(&desk, &now).await;
        });
    }

    /// What searching needs.
    fn searching(&self) -> Searching {
        Searching {
            desk: self.desk.clone(),
            out: self.out.clone(),
            now: self.clock.now(),
            newest: Arc::clone(&self.newest_search),
            newest_count: Arc::clone(&self.newest_count),
        }
    }

    /// The way back into the loop for what concerns the store that is shown.
    pub(super) fn out(&self) -> &Out {
        &self.out
    }

    /// Waits until what the person did is done, ends the network thread, then waits until all that was handed in for
    /// writing is written.
    pub(super) fn close(mut self) {
        let waiting = self.desk.newest().waiting();
        if waiting > 0 {
            let what = counted(waiting, "thing that you did waits", "things that you did wait");
            // The terminal is the shell's again, and so is Ctrl-C. Where nobody reads it, it is done all the same.
            let _ = exit_on_interrupt();
            let _ = writeln!(
                io::stderr(),
                "dateline: {what} for the store, which is being mended; Ctrl-C leaves without"
            );
        }
        self.acts.finish(waiting > 0);
        drop(self.net_end.take());
        if let Some(thread) = self.net_thread.take() {
            let _ = thread.join();
        }
        for desk in self.real.iter().chain([&self.desk]) {
            desk.settle();
        }
    }

    fn spawn(&mut self, work: impl Future<Output = ()> + Send + 'static) {
        self.running.retain(|task| !task.is_finished());
        self.running.push(self.net.spawn(work).abort_handle());
    }

    fn stop(&mut self, said: bool) {
        let mut ran = false;
        for task in self.running.drain(..) {
            ran |= !task.is_finished();
            task.abort();
        }
        if said {
            // Also of what no pane showed.
            self.out.send(Msg::Say(Text::line(if ran { STOPPED } else { NOTHING_RUNS })));
        }
        // What had come before is on its way into the store: it is read again once it is there.
        let (written, out) = (self.desk.write_fetched(|_| Ok(())), self.out.clone());
        self.net.spawn(async move {
            let _ = written.await;
            out.send(Msg::Stopped);
        });
    }
}

fn demo_desk(clock: &Clock) -> Result<Desk, Fault> {
    let now = clock.now();
    let web: Arc<dyn Fetch> = Arc::new(Demo::new(&now));
    Desk::memory(web, &Demo::sources_toml(now.today()))
}

/// Rows and sources side by side, in file order.
fn states(desk: &Desk, rows: &[SourceRow]) -> Vec<SourceState> {
    let sources = desk.sources();
    let by_slug: HashMap<_, _> = sources.iter().map(|source| (&source.slug, source)).collect();
    let state = |row: &SourceRow| {
        let source = by_slug.get(&row.slug).copied()?.clone();
        Some(SourceState { row: row.clone(), source: Arc::new(source) })
    };
    rows.iter().filter_map(state).collect()
}

/// The network's thread: one tokio runtime that runs until its end is dropped.
fn network() -> Result<(Handle, oneshot::Sender<()>, JoinHandle<()>), Fault> {
    let broken = |error: std::io::Error| {
        Fault::new(FaultKind::Network, "the network thread could not be started").cause(error)
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(broken)?;
    let handle = runtime.handle().clone();
    let (end, ended) = oneshot::channel();
    let thread = std::thread::Builder::new()
        .name("network".to_owned())
        .spawn(move || {
            // An error says that the sender is gone: that is the end, too.
            let _ = runtime.block_on(ended);
            // Name look-ups may hang on threads of their own; nobody waits for them.
            runtime.shutdown_background();
        })
        .map_err(broken)?;
    Ok((handle, end, thread))
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Out {
    pub(super) fn answer(&self, msg: Result<Msg, Fault>) {
        self.send(msg.unwrap_or_else(Msg::Failed));
    }
}
