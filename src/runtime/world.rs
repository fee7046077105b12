//! The world the effects are performed in: store, web, workers, clipboard, browser.
//!
//! Nothing here blocks the caller: store work goes to the store's lanes, computing to the workers,
//! the network to a thread of its own. Answers come back as messages.

mod carrying;
mod steering;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use jiff::tz::TimeZone;
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tokio::task::AbortHandle;

use super::found_site::found_site;
use super::searching::Searching;
use super::{Clock, Out};
use crate::app::{AskReport, DayKind, Effect, Msg, Opened, Progress, SourceState, Target, Ticket, head};
use crate::config;
use crate::extract::import::Import;
use crate::fetch::{Demo, Fetch};
use crate::locale::Locale;
use crate::news::{
    Address, Article, Day, Fault, FaultKind, Headline, Now, Refresh, Scope, Slug, Source, SourceId,
    SourceRow, StoryId, Text, TextKind,
};
use crate::service::{self, Desk, Found, Step, Sum, Wanted};
use crate::store::{DaysWith, Place};
use crate::typeset::{Anchor, Measure, typeset};

/// What effects need to become true.
pub(super) struct World {
    desk: Desk,
    real: Option<Desk>,
    open_real: Box<dyn Fn() -> Result<Desk, Fault> + Send>,
    out: Out,
    clock: Clock,
    locale: Locale,
    ascii: bool,
    own_clock: bool,
    net: Handle,
    net_end: Option<oneshot::Sender<()>>,
    net_thread: Option<JoinHandle<()>>,
    running: Vec<AbortHandle>,
    rows: Arc<Mutex<Vec<SourceRow>>>,
    found: Arc<Mutex<HashMap<Ticket, Found>>>,
    import: Arc<Mutex<Option<(Ticket, Import)>>>,
    newest_list: Arc<AtomicU64>,
    newest_search: Arc<AtomicU64>,
    newest_count: Arc<AtomicU64>,
}

/// What an effect may want of the terminal, which only the loop holds.
pub(super) enum Wish {
    /// Draw everything anew.
    Redraw,
    /// Give the terminal back until continued.
    Suspend,
    /// Put text on the clipboard.
    Copy(String),
    /// Show an address in the browser.
    Browse(Address),
    /// Tell which themes there are.
    Themes,
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
        locale: Locale,
        ascii: bool,
        demo: bool,
        open_real: Box<dyn Fn() -> Result<Desk, Fault> + Send>,
    ) -> Result<Self, Fault> {
        let (net, net_end, net_thread) = network()?;
        let desk = if demo { demo_desk(&clock)? } else { open_real()? };
        Ok(Self {
            real: (!demo).then(|| desk.clone()),
            desk,
            open_real,
            out,
            clock,
            locale,
            ascii,
            own_clock: false,
            net,
            net_end: Some(net_end),
            net_thread: Some(net_thread),
            running: Vec::new(),
            rows: Arc::default(),
            found: Arc::default(),
            import: Arc::default(),
            newest_list: Arc::default(),
            newest_search: Arc::default(),
            newest_count: Arc::default(),
        })
    }

    /// Performs an effect, or hands back what the loop has to do itself.
    pub(super) fn perform(&mut self, effect: Effect) -> Option<Wish> {
        match effect {
            Effect::Redraw => return Some(Wish::Redraw),
            Effect::Suspend => return Some(Wish::Suspend),
            Effect::Copy(text) => return Some(Wish::Copy(text)),
            Effect::Quit => return Some(Wish::Quit),
            Effect::Browse(address) => return Some(Wish::Browse(address)),
            Effect::LoadThemes => return Some(Wish::Themes),
            Effect::TryTheme(name) => return Some(Wish::TryTheme(name)),
            Effect::KeepTheme(name) => return Some(Wish::KeepTheme(name)),
            Effect::OwnClock(own) => self.own_clock = own,
            Effect::Demo(demo) => self.demo(demo),
            Effect::LoadRoutes(source) => self.load_routes(source),
            Effect::TryRoute { ticket, source, route, day } => self.try_route(ticket, source, route, day),
            Effect::SetRoutes(slug, routes) => self.set_routes(slug, routes),
            Effect::Stop => self.stop(),
            Effect::LoadSources => self.load_sources(),
            Effect::Refresh(scope, force) => self.refresh(scope, force),
            Effect::AskDay { sources, day, force } => self.ask_day(&sources, day, force),
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
            Effect::FindOthers => self.find_others(),
            Effect::LoadLately => self.load_lately(),
            Effect::Open { ticket, target, measure, fresh } => self.open(ticket, target, measure, fresh),
            Effect::OpenAs { ticket, target, kind, measure } => self.open_as(ticket, target, kind, measure),
            Effect::Ahead(story, measure) => self.ahead(story, measure),
            Effect::Preview(ticket, story, measure) => self.preview(ticket, story, measure),
            Effect::Set(ticket, opened, measure) => self.set(ticket, *opened, measure),
            Effect::Keep(target) => self.keep(target),
            Effect::Unkeep(address) => self.unkeep(address),
            Effect::Undo => self.undo(false),
            Effect::Redo => self.undo(true),
            Effect::Search { ticket, query, order, from, most } => {
                self.searching().search(ticket, query, order, from, most);
            }
            Effect::CountHits { ticket, query, month } => self.searching().count(ticket, query, month),
            Effect::LoadSearches => self.searching().load(None),
            Effect::CountSearches => self.searching().count_saved(),
            Effect::SaveSearch(name, query) => self.searching().save(name, Some(query)),
            Effect::DropSearch(name) => self.searching().save(name, None),
            other => self.store(other),
        }
        None
    }

    /// Dates and marks are worded and drawn otherwise from now on.
    pub(super) fn set_words(&mut self, locale: Locale, ascii: bool) {
        (self.locale, self.ascii) = (locale, ascii);
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
            locale: self.locale,
            newest: Arc::clone(&self.newest_search),
            newest_count: Arc::clone(&self.newest_count),
        }
    }

    /// Begins to keep the search index of the shown store up to date.
    pub(super) fn begin_indexing(&self) {
        let out = self.out.clone();
        if let Err(fault) = self.desk.begin_indexing(move || out.send(Msg::Indexed)) {
            self.out.send(Msg::Failed(fault));
        }
    }

    /// The way back into the loop for what concerns the store that is shown.
    pub(super) fn out(&self) -> &Out {
        &self.out
    }

    /// Ends the network thread, then waits until all that was handed in for writing is written.
    pub(super) fn close(mut self) {
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

    fn stop(&mut self) {
        for task in self.running.drain(..) {
            task.abort();
        }
        self.out.send(Msg::Stopped);
    }

    /// Leaves for the demo edition, or for the real store.
    fn demo(&mut self, demo: bool) {
        for task in self.running.drain(..) {
            task.abort();
        }
        self.out = self.out.next();
        let desk = if demo {
            demo_desk(&self.clock)
        } else {
            match &self.real {
                Some(desk) => Ok(desk.clone()),
                None => (self.open_real)(),
            }
        };
        match desk {
            Ok(desk) => {
                if !demo {
                    self.real = Some(desk.clone());
                }
                self.desk = desk;
                self.load_sources();
                self.begin_indexing();
            }
            Err(fault) => self.out.send(Msg::Trouble(fault)),
        }
    }

    /// The work that is one question to the store.
    fn store(&self, effect: Effect) {
        let out = self.out.clone();
        let now = self.clock.now().instant;
        match effect {
            Effect::LoadCounts => {
                drop(self.desk.read(move |store| {
                    out.answer(store.sources().map(Msg::Counts));
                    Ok(())
                }));
            }
            Effect::LoadMonth(ticket, scope, month) => {
                let zone = self.own_zone();
                drop(self.desk.read(move |store| {
                    let facts = match zone {
                        Some(zone) => store.month_by_clock(scope, month, &zone),
                        None => store.month(scope, month),
                    };
                    out.send(Msg::Month(ticket, month, facts));
                    Ok(())
                }));
            }
            Effect::LoadEnds(ticket, scope) => {
                drop(self.desk.read(move |store| {
                    out.answer(store.ends(scope).map(|ends| Msg::Ends(ticket, ends)));
                    Ok(())
                }));
            }
            Effect::LoadYears(ticket, scope) => {
                drop(self.desk.read(move |store| {
                    out.answer(store.years(scope).map(|years| Msg::Years(ticket, years)));
                    Ok(())
                }));
            }
            Effect::LoadRemembered => {
                drop(self.desk.read(move |store| {
                    let facts = store.meta_under("screen.").and_then(|mut facts| {
                        facts.extend(store.meta_under("header.")?);
                        Ok(facts)
                    });
                    out.answer(facts.map(Msg::Remembered));
                    Ok(())
                }));
            }
            Effect::LoadEdition(ticket, scope, range) => {
                // Of ten steps over the calendar only the last one's list is read.
                self.newest_list.store(ticket.0, Ordering::Relaxed);
                let newest = Arc::clone(&self.newest_list);
                let zone = self.own_zone();
                drop(self.desk.read(move |store| {
                    if newest.load(Ordering::Relaxed) == ticket.0 {
                        if scope != Scope::All {
                            out.answer(store.source_days(range).map(|rows| Msg::SourceDays(ticket, rows)));
                        }
                        let edition = match zone {
                            Some(zone) => store.edition_by_clock(scope, range, &zone),
                            None => store.edition(scope, range),
                        };
                        out.send(Msg::Edition(ticket, edition));
                    }
                    Ok(())
                }));
            }
            Effect::LoadBookmarks(ticket) => {
                drop(self.desk.read(move |store| {
                    out.send(Msg::Bookmarks(ticket, store.bookmarks()));
                    Ok(())
                }));
            }
            Effect::FindDay { ticket, scope, from, forward, with } => {
                let with = match with {
                    DayKind::Stories => DaysWith::Stories,
                    DayKind::Unread => DaysWith::Unread,
                    DayKind::Bookmarks => DaysWith::Bookmarks,
                };
                drop(self.desk.read(move |store| {
                    let day = store.next_day(scope, from, forward, with);
                    out.answer(day.map(|day| Msg::NextDay(ticket, day)));
                    Ok(())
                }));
            }
            Effect::Mark(ids, read) => {
                drop(self.desk.write(move |store| {
                    let marked = store.set_read(&ids, read, now);
                    out.answer(
                        marked.map(|change| Msg::Marked(if change.is_some() { ids.len() } else { 0 }, read)),
                    );
                    Ok(())
                }));
            }
            Effect::SavePlace(address, anchor) => {
                let Anchor { block, offset, quote } = anchor;
                drop(self.desk.write(move |store| {
                    store.put_place(&address.key(), &Place { block, offset, quote }, now)
                }));
            }
            Effect::Remember(key, value) => {
                drop(self.desk.write(move |store| store.put_meta(key, &value)));
            }
            _ => {}
        }
    }

    fn load_sources(&mut self) {
        let (desk, now, out) = (self.desk.clone(), self.clock.now(), self.out.clone());
        let rows = Arc::clone(&self.rows);
        self.spawn(async move {
            match service::sync_sources(&desk, &now).await {
                Ok(synced) => {
                    let sources = states(&desk, &synced);
                    *lock(&rows) = synced;
                    out.send(Msg::Sources(sources));
                }
                Err(fault) => out.send(Msg::Trouble(fault)),
            }
        });
    }

    /// The sources of some rows, as the file has them.
    fn sources(&self, wanted: impl Fn(SourceId) -> bool) -> Vec<Source> {
        let rows = lock(&self.rows);
        rows.iter().filter(|row| wanted(row.id)).filter_map(|row| self.desk.source(&row.slug)).collect()
    }

    fn refresh(&mut self, scope: Scope, force: bool) {
        let sources = self.sources(|id| match scope {
            Scope::All => true,
            Scope::Source(only) => only == id,
        });
        let (desk, now, out) = (self.desk.clone(), self.clock.now(), self.out.clone());
        self.spawn(async move {
            let told = out.clone();
            let sum = service::refresh_live(&desk, &sources, &now, force, move |step| {
                told.send(Msg::Progress(progress(&step)));
            })
            .await;
            let mut report = report(&sources, sum);
            report.next = until_next(&desk, &now).await;
            out.send(Msg::Refreshed(report));
        });
    }

    fn ask_day(&mut self, wanted: &[SourceId], day: Day, force: bool) {
        let sources = self.sources(|id| wanted.contains(&id));
        let (desk, now, out) = (self.desk.clone(), self.clock.now(), self.out.clone());
        self.spawn(async move {
            let told = out.clone();
            let sum = service::ask_day(&desk, &sources, day, &now, force, move |step| {
                told.send(Msg::Progress(progress(&step)));
            })
            .await;
            out.send(Msg::DayAsked(day, report(&sources, sum)));
        });
    }

    fn discover(&mut self, ticket: Ticket, typed: String) {
        let (desk, now, out) = (self.desk.clone(), self.clock.now(), self.out.clone());
        let (found, rows) = (Arc::clone(&self.found), Arc::clone(&self.rows));
        self.spawn(async move {
            let answer = service::discover(&desk, &typed, &now).await;
            let site = answer.map(|answer| {
                let slug = service::followed(&desk, &answer).map(|source| source.slug.clone());
                let known = slug.and_then(|slug| lock(&rows).iter().find(|row| row.slug == slug).cloned());
                let site = found_site(&typed, &answer, known.as_ref());
                let mut found = lock(&found);
                found.clear();
                found.insert(ticket, answer);
                site
            });
            out.send(Msg::Found(ticket, site));
        });
    }

    fn subscribe(&mut self, ticket: Ticket) {
        let found = lock(&self.found).remove(&ticket);
        let (desk, now, out) = (self.desk.clone(), self.clock.now(), self.out.clone());
        let rows = Arc::clone(&self.rows);
        self.spawn(async move {
            let row = match found {
                Some(found) => service::subscribe(&desk, &found, &now).await,
                None => Err(Fault::new(FaultKind::Usage, "The address has to be looked at again")),
            };
            if let Ok(row) = &row {
                let mut rows = lock(&rows);
                if !rows.iter().any(|known| known.id == row.id) {
                    rows.push(row.clone());
                }
            }
            out.send(Msg::Subscribed(ticket, row));
        });
    }

    fn open(&mut self, ticket: Ticket, target: Target, measure: u16, fresh: bool) {
        let (reading, out) = (self.reading(true), self.out.clone());
        self.spawn(async move {
            out.send(Msg::Opened(ticket, reading.ready(target, measure, fresh).await));
        });
    }

    fn open_as(&mut self, ticket: Ticket, target: Target, kind: TextKind, measure: u16) {
        let (reading, out) = (self.reading(true), self.out.clone());
        self.spawn(async move {
            out.send(Msg::Opened(ticket, reading.ready_as(target, kind, measure).await));
        });
    }

    fn ahead(&mut self, story: StoryId, measure: u16) {
        let (reading, out) = (self.reading(false), self.out.clone());
        self.spawn(async move {
            let opened = reading.ready(Target::Story(story), measure, false).await;
            out.send(Msg::Ahead(story, opened.ok()));
        });
    }

    fn preview(&mut self, ticket: Ticket, story: StoryId, measure: u16) {
        let (reading, out) = (self.reading(true), self.out.clone());
        self.spawn(async move {
            let stored = reading.desk.read(move |store| store.best_text(story)).await;
            let opened = match stored {
                Ok(Some(article)) => reading.set(Some(story), article, measure).await.ok(),
                _ => None,
            };
            out.send(Msg::Previewed(ticket, opened));
        });
    }

    fn set(&mut self, ticket: Ticket, opened: Opened, measure: u16) {
        let out = self.out.clone();
        let (locale, zone) = (self.locale, self.clock.now().zone);
        let measure = Measure { ascii: self.ascii, ..Measure::of(measure) };
        drop(self.desk.work(true, move || {
            let head = head(&opened.article, opened.headline.as_ref(), locale, &zone, measure.columns);
            out.send(Msg::Set(ticket, Arc::new(typeset(&opened.article, &head, measure))));
            Ok(())
        }));
    }

    /// The reader's zone, where days are by their clock.
    fn own_zone(&self) -> Option<TimeZone> {
        self.own_clock.then(|| self.clock.now().zone)
    }

    fn reading(&self, urgent: bool) -> Reading {
        Reading {
            desk: self.desk.clone(),
            now: self.clock.now(),
            locale: self.locale,
            ascii: self.ascii,
            urgent,
        }
    }

    fn keep(&mut self, target: Target) {
        let (desk, now, out) = (self.desk.clone(), self.clock.now(), self.out.clone());
        self.spawn(async move {
            let (wanted, asked) = match target {
                Target::Address(address) => (Wanted::Address(address.clone()), Some(address)),
                Target::Story(story) => {
                    let row = desk.read(move |store| store.headline(story)).await;
                    (Wanted::Story(story), row.ok().flatten().and_then(|row| row.address))
                }
            };
            match service::commit(&desk, &wanted, Vec::new(), Text::default(), &now).await {
                Ok(bookmark) => {
                    out.send(Msg::Kept(asked.unwrap_or_else(|| bookmark.address.clone()), true));
                    // The bookmark is on the disk; its text may follow later.
                    let _ = service::keep_text(&desk, &bookmark.address, &now).await;
                }
                Err(fault) => match asked {
                    Some(address) => out.send(Msg::NotKept(address, fault)),
                    None => out.send(Msg::Failed(fault)),
                },
            }
        });
    }

    fn unkeep(&mut self, address: Address) {
        let (desk, now, out) = (self.desk.clone(), self.clock.now(), self.out.clone());
        self.spawn(async move {
            match service::unkeep(&desk, &address, &now).await {
                Ok(_) => out.send(Msg::Kept(address, false)),
                Err(fault) => out.send(Msg::NotKept(address, fault)),
            }
        });
    }

    fn undo(&mut self, redo: bool) {
        let (desk, now, out) = (self.desk.clone(), self.clock.now(), self.out.clone());
        self.spawn(async move {
            let change =
                if redo { service::redo(&desk, &now).await } else { service::undo(&desk, &now).await };
            out.send(Msg::Undone(change, redo));
        });
    }
}

/// What making a story ready to read needs.
struct Reading {
    desk: Desk,
    now: Now,
    locale: Locale,
    ascii: bool,
    urgent: bool,
}

impl Reading {
    /// Another text of the story: the feed's where it has one, the whole page.
    async fn ready_as(&self, target: Target, kind: TextKind, measure: u16) -> Result<Opened, Fault> {
        if kind == TextKind::Extracted {
            return self.ready(target, measure, false).await;
        }
        let (target, story) = self.meant(target).await?;
        let of_feed = match (kind, story) {
            (TextKind::Feed, Some(story)) => self.desk.read(move |store| store.text(story, kind)).await?,
            _ => None,
        };
        let article = match of_feed {
            Some(article) => article,
            None => service::read_whole(&self.desk, &target).await?,
        };
        self.set(story, article, measure).await
    }

    /// What a target is to the service, and the story it is, where it is one.
    async fn meant(&self, target: Target) -> Result<(service::Target, Option<StoryId>), Fault> {
        let address = match target {
            Target::Story(story) => return Ok((service::Target::Story(story), Some(story))),
            Target::Address(address) => address,
        };
        let asked = address.clone();
        let story = self.desk.read(move |store| store.story_by_address(&asked)).await?;
        // What a source told stays that source's, also when it is read from the bookmarks.
        Ok(match story {
            Some(story) => (service::Target::Story(story.id), Some(story.id)),
            None => (service::Target::Typed(address), None),
        })
    }

    /// The story's text, from the store or the web, set.
    async fn ready(&self, target: Target, measure: u16, fresh: bool) -> Result<Opened, Fault> {
        let (target, story) = self.meant(target).await?;
        let article = service::read_story(&self.desk, &target, &self.now, fresh, self.urgent).await?;
        self.set(story, article, measure).await
    }

    /// Sets a text, with its row and the place where the reader was.
    async fn set(&self, story: Option<StoryId>, article: Article, measure: u16) -> Result<Opened, Fault> {
        let address = article.address.clone();
        let (headline, place) = self
            .desk
            .read(move |store| {
                let row: Option<Headline> = match story {
                    Some(story) => store.headline(story)?,
                    None => None,
                };
                let address = row.as_ref().and_then(|row| row.address.clone()).or(address);
                let place = match address {
                    Some(address) => store.place(&address.key())?,
                    None => None,
                };
                Ok((row, place))
            })
            .await?;
        let (locale, zone) = (self.locale, self.now.zone.clone());
        let measure = Measure { ascii: self.ascii, ..Measure::of(measure) };
        self.desk
            .work(self.urgent, move || {
                let head = head(&article, headline.as_ref(), locale, &zone, measure.columns);
                let page = typeset(&article, &head, measure);
                let place = place.map(|Place { block, offset, quote }| Anchor { block, offset, quote });
                Ok(Opened { headline, article: Arc::new(article), page: Arc::new(page), place })
            })
            .await
    }
}

fn demo_desk(clock: &Clock) -> Result<Desk, Fault> {
    let today = clock.now().today();
    let web: Arc<dyn Fetch> = Arc::new(Demo::new(today));
    Desk::memory(web, &Demo::sources_toml(today))
}

/// Rows and sources side by side, in file order.
fn states(desk: &Desk, rows: &[SourceRow]) -> Vec<SourceState> {
    let state = |row: &SourceRow| {
        let source = desk.source(&row.slug)?;
        Some(SourceState { row: row.clone(), source: Arc::new(source) })
    };
    rows.iter().filter_map(state).collect()
}

fn report(sources: &[Source], sum: Result<Sum, Fault>) -> AskReport {
    let title = |slug: &Slug| {
        let source = sources.iter().find(|source| source.slug == *slug);
        source.map_or_else(|| Text::line(slug.as_str()), |source| source.title.clone())
    };
    match sum {
        Ok(sum) => AskReport {
            new: sum.new.len(),
            answered: sum.answered,
            failed: sum.faults.into_iter().map(|(slug, fault)| (title(&slug), fault)).collect(),
            moved: sum.moved.iter().map(|(slug, ..)| title(slug)).collect(),
            offline: sum.offline,
            next: None,
        },
        Err(fault) => AskReport { failed: vec![(Text::line("Store"), fault)], ..AskReport::default() },
    }
}

fn progress(step: &service::Progress) -> Progress {
    let new = match step.step {
        Step::Answered { new, .. } => new,
        Step::Asking | Step::Failed(_) => 0,
    };
    Progress { done: step.done, total: step.total, new }
}

/// How long it is until a source is to be asked by itself.
async fn until_next(desk: &Desk, now: &Now) -> Option<Duration> {
    let at = service::next_due(desk, now).await.ok()??;
    Some(Duration::try_from(at.duration_since(now.instant)).unwrap_or_default())
}

/// The network's thread: one tokio runtime that runs until its end is dropped.
fn network() -> Result<(Handle, oneshot::Sender<()>, JoinHandle<()>), Fault> {
    let broken = |error: std::io::Error| {
        Fault::new(FaultKind::Network, "The network thread could not be started").cause(error)
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
