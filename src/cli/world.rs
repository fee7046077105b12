//! What every command stands on: folders, settings, the clock, the web.

use std::fs::{self, OpenOptions};
use std::future::Future;
use std::io::{ErrorKind, IsTerminal};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::runtime::{Builder, Runtime};
use tracing::Level;

use super::args::{Global, LogLevel};
use super::end::{End, Ended, notice, say, turn_what_is_said};
use super::signs;
use crate::config::{InForce, Paths, Settings, unwritten};
use crate::fetch::{Fetch, Lazy, Manners, Polite, Proxies, Web, WebSettings};
use crate::locale::Locale;
use crate::news::{Day, Fault, FaultKind, Now, Source};
use crate::runtime::say_mending;
use crate::service::{self, Desk};
use crate::store::{Store, is_of_damage};

/// How long a command that has stored something feeds the search index.
const INDEXING: Duration = Duration::from_secs(1);

/// The surroundings of a command.
pub struct World {
    /// Where things live.
    pub paths: Paths,
    /// How the program behaves, and why.
    pub in_force: InForce,
    /// What was set on the command line.
    set: Vec<String>,
    /// The instant the clock was stopped at.
    pub frozen: Option<Timestamp>,
    zone: TimeZone,
    runtime: Runtime,
    /// Whether a desk met a damaged store.
    damage: Arc<AtomicBool>,
    /// What a desk has said of its store.
    caution: OnceLock<Fault>,
}

impl World {
    /// Finds the folders, reads the settings, begins the log.
    pub fn new(global: &Global) -> Result<Self, Fault> {
        let zone = TimeZone::system();
        let frozen = frozen(global, &zone)?;
        let paths = Paths::find(global.config_dir.clone(), global.data_dir.clone())?;
        if let Some(level) = global.log {
            log_to(&paths, level)?;
        }
        let in_force = load(&paths, &global.set).map_err(|fault| last_of_several(&paths, fault))?;
        signs::follow(&in_force.settings);
        let runtime = Builder::new_current_thread().enable_all().build().map_err(|error| {
            Fault::new(FaultKind::Storage, "the system refuses what a command needs to run").cause(error)
        })?;
        let (set, damage, caution) = (global.set.clone(), Arc::default(), OnceLock::new());
        let world = Self { paths, in_force, set, frozen, zone, runtime, damage, caution };
        turn_what_is_said(std::io::stderr().is_terminal() && world.reorders());
        Ok(world)
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.in_force.settings
    }

    /// Reads the settings again, as they were read first.
    pub fn reload(&self) -> impl Fn() -> Result<InForce, Fault> + Send + 'static {
        let (paths, set) = (self.paths.clone(), self.set.clone());
        move || load(&paths, &set)
    }

    /// The reader's now.
    pub fn now(&self) -> Now {
        Now { instant: self.frozen.unwrap_or_else(Timestamp::now), zone: self.zone.clone() }
    }

    /// The language of dates.
    pub fn locale(&self) -> Locale {
        let chosen = self.settings().locale.as_deref().and_then(Locale::named);
        chosen.unwrap_or_else(|| Locale::from_env(|name| std::env::var(name).ok()))
    }

    /// The way to the web, with manners.
    pub fn web(&self) -> Arc<dyn Fetch> {
        web(self.settings())
    }

    /// The desk over the real store.
    pub fn desk(&self) -> Result<Desk, Fault> {
        let refresh = self.settings().refresh;
        let desk = Desk::open_telling(self.web(), &self.paths, refresh, &mut say_mending)?;
        if let Some(fault) = desk.caution() {
            say(&fault);
            let _ = self.caution.set(fault);
        }
        desk.hear(|said| say(&said.fault));
        desk.leave_damage(&self.damage);
        Ok(desk)
    }

    /// How a command ends. One that met a damaged store has it mended, so that the next one works: whether that
    /// ended it, or it has said so of single stories and gone on. What was said of the store already is not said twice.
    pub fn ended(&self, ended: Ended) -> Ended {
        if let Err(End::Fault(fault)) = &ended
            && self.caution.get() == Some(fault)
        {
            return Err(End::Code(fault.exit_code()));
        }
        let by_it = matches!(&ended, Err(End::Fault(met)) if is_of_damage(met));
        if !by_it && !self.damage.load(Ordering::Relaxed) {
            return ended;
        }
        let mended = match Store::mend_in(&self.paths.data, &mut say_mending) {
            Ok(Some(said)) => said,
            Ok(None) => return ended,
            Err(fault) if by_it => return Err(fault.into()),
            Err(fault) => {
                say(&fault);
                return ended;
            }
        };
        say(&mended);
        let again = Fault::new(FaultKind::Storage, "the command met a damaged store, which is mended now")
            .hint("do it again");
        if by_it {
            return Err(again.into());
        }
        say(&again);
        ended
    }

    /// The desk and the sources of the file, of which the store knows.
    pub fn desk_and_sources(&self) -> Result<(Desk, Vec<Source>), Fault> {
        let desk = self.desk()?;
        self.wait(service::sync_sources(&desk, &self.now()))?;
        let sources = desk.sources().to_vec();
        Ok((desk, sources))
    }

    /// The desk for what was kept: a sources file that cannot be read is said and keeps nobody from it.
    pub fn keeping_desk(&self) -> Result<Desk, Fault> {
        let desk = self.desk()?;
        if let Err(fault) = self.wait(service::sync_sources(&desk, &self.now())) {
            notice(format!("dateline: the sources are left out: {}", fault.sentence));
        }
        Ok(desk)
    }

    /// A desk that keeps nothing, for what needs no store.
    pub fn bare_desk(&self) -> Result<Desk, Fault> {
        Desk::memory(self.web(), "")
    }

    /// A desk for reading pages: over the real store, else one that keeps nothing, which is said.
    pub fn reading_desk(&self) -> Result<Desk, Fault> {
        let opened = self.desk_and_sources().map(|(desk, _)| desk);
        opened.or_else(|fault| {
            if fault.kind == FaultKind::Config {
                return Err(fault);
            }
            notice(format!("dateline: nothing is stored: {}", fault.sentence));
            self.bare_desk()
        })
    }

    /// Takes what a command has stored into the search index, as far as that goes quickly; the rest waits for the
    /// next search or screen.
    pub fn index_for_a_while(&self, desk: &Desk) {
        if let Err(fault) = self.wait(desk.feed_index(INDEXING)) {
            tracing::warn!(%fault, cause = ?fault.cause, "the index could not be fed");
        }
    }

    /// Runs a verb to its end on this thread.
    pub fn wait<T>(&self, verb: impl Future<Output = T>) -> T {
        self.runtime.block_on(verb)
    }
}

fn load(paths: &Paths, set: &[String]) -> Result<InForce, Fault> {
    InForce::load(&paths.settings_file(), |name| std::env::var(name).ok(), set)
}

/// The last thing that is wrong in the settings file, all before it said; else what was wrong with the settings.
fn last_of_several(paths: &Paths, fault: Fault) -> Fault {
    let mut faults = InForce::faults(&paths.settings_file());
    let last = faults.pop();
    faults.iter().for_each(say);
    last.unwrap_or(fault)
}

/// The way to the web, with the manners that the settings ask for.
pub fn web(settings: &Settings) -> Arc<dyn Fetch> {
    let of_web = WebSettings {
        allow_private: settings.allow_private.clone(),
        proxies: Proxies::from_env(),
        ..WebSettings::default()
    };
    let manners = Manners { spacing: settings.spacing, ..Manners::default() };
    Arc::new(Lazy::new(move || Ok(Polite::new(Web::new(of_web.clone())?, manners))))
}

/// The instant of `--now` or `--today`.
fn frozen(global: &Global, zone: &TimeZone) -> Result<Option<Timestamp>, Fault> {
    if let Some(raw) = &global.now {
        let now = raw.parse().map_err(|_| {
            Fault::new(FaultKind::Usage, format!("`{raw}` is not an instant"))
                .hint("write --now as 2025-11-13T12:00:00Z")
        })?;
        return Ok(Some(now));
    }
    let Some(raw) = &global.today else { return Ok(None) };
    let noon = raw.parse::<Day>().ok().and_then(|day| {
        let noon = day.date().at(12, 0, 0, 0).to_zoned(zone.clone());
        noon.ok().map(|noon| noon.timestamp())
    });
    let wrong =
        || Fault::new(FaultKind::Usage, format!("`{raw}` is not a day")).hint("write --today as 2025-11-13");
    noon.map(Some).ok_or_else(wrong)
}

fn log_to(paths: &Paths, level: LogLevel) -> Result<(), Fault> {
    let path = paths.log_file();
    if fs::metadata(&path).is_ok_and(|there| !there.is_file()) {
        // A pipe that nobody reads would be waited for.
        return Err(unwritten(&path, &ErrorKind::IsADirectory.into()));
    }
    let opened = fs::create_dir_all(&paths.data)
        .and_then(|()| OpenOptions::new().create(true).append(true).open(&path));
    let file = opened.map_err(|error| unwritten(&path, &error))?;
    let level = match level {
        LogLevel::Error => Level::ERROR,
        LogLevel::Warn => Level::WARN,
        LogLevel::Info => Level::INFO,
        LogLevel::Debug => Level::DEBUG,
        LogLevel::Trace => Level::TRACE,
    };
    let log = tracing_subscriber::fmt().with_max_level(level).with_ansi(false).with_writer(Arc::new(file));
    // A second subscriber in one process can only be a test's; the first one stays.
    let _ = log.try_init();
    Ok(())
}
