//! Watches the configuration folder, and reads the settings, keys and themes again when they were saved; and tells when
//! something was written into the store.
//!
//! On Linux the kernel tells of saved files (inotify(7)), so that nothing wakes while nothing is saved;
//! elsewhere, and where that is refused, the thread looks when the terminal gets the focus again. It
//! sleeps in one `poll` until a file, its owner or the end wakes it.

use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::thread;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use crate::app::{Chain, live_keymap};
use crate::config::{InForce, Paths, shelf};
use crate::keymap::Keymap;
use crate::news::{Fault, FaultKind};
use crate::theme::Shelf;

/// What was saved.
pub(super) enum Saved {
    /// Settings, keys or themes, and they have changed; or why they cannot be used.
    Settings(Result<Box<Reread>, Fault>),
    /// The sources file.
    Sources,
    /// The store, by this program or by another one.
    Store,
}

/// Who writes into the store writes many times a second: once in so long is told.
const PAUSE: Timespec = Timespec { tv_sec: 1, tv_nsec: 0 };
/// The files of the store that are written to.
const STORE: [&str; 2] = ["dateline.db-wal", "dateline.db"];

/// What was read again.
pub(super) struct Reread {
    /// The settings.
    pub(super) in_force: InForce,
    /// The themes.
    pub(super) themes: Shelf,
    /// The keys.
    pub(super) keymap: Keymap<Chain>,
}

/// The owner's end of the thread. Dropping it ends the thread.
pub(super) struct Watch {
    waker: UnixStream,
}

impl Watch {
    /// Asks the thread to look now.
    pub(super) fn look(&self) {
        // A full pipe means that it will look anyway.
        let _ = (&self.waker).write(b"l");
    }
}

/// What is watched, and by what it is told: the thread before it begins.
pub(super) struct Watcher {
    paths: Paths,
    reload: Box<dyn Fn() -> Result<InForce, Fault> + Send>,
    send: Box<dyn FnMut(Saved) -> bool + Send>,
    /// What was read last, with the themes as text to compare; none after an error.
    last: Option<(InForce, String, Keymap<Chain>)>,
}

impl Watcher {
    /// `reload` reads the settings as they were read at the start; then they, the themes and the keys were `last`. `send`
    /// gets what has changed, on the thread, and answers `false` when nobody listens any more.
    pub(super) fn new(
        paths: Paths,
        last: (InForce, &Shelf, Keymap<Chain>),
        reload: Box<dyn Fn() -> Result<InForce, Fault> + Send>,
        send: impl FnMut(Saved) -> bool + Send + 'static,
    ) -> Self {
        let last = Some((last.0, format!("{:?}", last.1), last.2));
        Self { paths, reload, send: Box::new(send), last }
    }

    /// Starts watching. What was saved before is told then.
    pub(super) fn start(self) -> Result<Watch, Fault> {
        let failed = |error: std::io::Error| {
            Fault::new(FaultKind::Storage, "the configuration cannot be watched").cause(error)
        };
        let (waker, woken) = UnixStream::pair().map_err(failed)?;
        waker.set_nonblocking(true).map_err(failed)?;
        woken.set_nonblocking(true).map_err(failed)?;
        thread::Builder::new().name("watch".to_owned()).spawn(move || self.run(&woken)).map_err(failed)?;
        Ok(Watch { waker })
    }

    fn run(mut self, woken: &UnixStream) {
        let mut files = Files::watch(&self.paths);
        // What was saved before the kernel was asked to tell.
        if !self.tell_change() {
            return;
        }
        let (mut pauses, mut is_owed) = (false, false);
        while let Some((asked, noticed)) = sleep(woken, files.as_ref(), pauses) {
            let Noticed { names, gone, is_written } =
                files.as_mut().filter(|_| noticed).map(Files::read).unwrap_or_default();
            let is = |path: &Path| {
                names.iter().any(|name| path.file_name().is_some_and(|own| own == name.as_str()))
            };
            let lists = is(&self.paths.sources_file()) || is(&self.paths.mute_file());
            if lists && !(self.send)(Saved::Sources) {
                return;
            }
            // Editors put a file away before they write it anew: what is gone is looked at when it had time to come back.
            let is_gone = gone.iter().any(|name| is_settings(name));
            // One act writes many times, and so does the index beside the store.
            pauses = is_written || is_gone;
            let stored = names.iter().any(|name| STORE.contains(&name.as_str()));
            if stored && !(self.send)(Saved::Store) {
                return;
            }
            let is_saved = names.iter().any(|name| is_settings(name));
            let concerns = !is_gone && (is_saved || is_owed && noticed);
            is_owed = (is_owed || is_gone) && !concerns;
            // A folder that was made meanwhile, or a link that leads elsewhere now. What is saved while the watch
            // is set up again would be told to nobody, so the files are read after it.
            let is_stale = asked || files.as_ref().is_some_and(|files| files.are_gone(&self.paths));
            if is_stale {
                files = Files::watch(&self.paths);
            }
            if (is_stale || concerns) && !self.tell_change() {
                return;
            }
        }
    }

    fn read(&self) -> Result<Reread, Fault> {
        let in_force = (self.reload)()?;
        let themes = shelf(&self.paths.themes_dir())?;
        let first = |faults: Vec<Fault>| {
            let unknown = || Fault::new(FaultKind::Config, "the keys cannot be used");
            faults.into_iter().next().unwrap_or_else(unknown)
        };
        let keymap = live_keymap(&self.paths.keys_file()).map_err(first)?;
        Ok(Reread { in_force, themes, keymap })
    }

    /// Reads again and tells what is new. Answers whether somebody listens.
    fn tell_change(&mut self) -> bool {
        match self.read() {
            Ok(read) => {
                let now = (read.in_force.clone(), format!("{:?}", read.themes), read.keymap.clone());
                if self.last.as_ref() == Some(&now) {
                    return true;
                }
                self.last = Some(now);
                (self.send)(Saved::Settings(Ok(Box::new(read))))
            }
            Err(fault) => {
                self.last = None;
                (self.send)(Saved::Settings(Err(fault)))
            }
        }
    }
}

/// Sleeps until the owner or a file wakes it; nothing when it is to end. In a pause what was written is looked at
/// when it is over.
fn sleep(woken: &UnixStream, files: Option<&Files>, pauses: bool) -> Option<(bool, bool)> {
    let mut ready = vec![PollFd::new(woken, PollFlags::IN)];
    ready.extend(files.filter(|_| !pauses).map(|files| PollFd::new(&files.notices, PollFlags::IN)));
    match poll(&mut ready, pauses.then_some(&PAUSE)) {
        Ok(_) | Err(Errno::INTR) => {}
        Err(_) => return None,
    }
    let is_ready = |at: usize| ready.get(at).is_some_and(|fd| !fd.revents().is_empty());
    let (asked, noticed) = (is_ready(0), pauses || is_ready(1));
    if asked {
        match (&*woken).read(&mut [0; 64]) {
            // The owner has gone.
            Ok(0) => return None,
            Err(error) if error.kind() != std::io::ErrorKind::WouldBlock => return None,
            _ => {}
        }
    }
    Some((asked, noticed))
}

/// Whether a file has settings, keys or a theme.
fn is_settings(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == "toml")
        && !["sources.toml", "mute.toml"].contains(&name)
}

/// What the kernel told.
#[derive(Default)]
struct Noticed {
    /// The files that were saved.
    names: Vec<String>,
    /// The files that were deleted or put elsewhere.
    gone: Vec<String>,
    /// Whether some are being written.
    is_written: bool,
}

/// The folders that are watched: of the configuration, of its themes, and of where links in them lead.
struct Files {
    notices: OwnedFd,
    folders: Vec<PathBuf>,
}

impl Files {
    fn folders(paths: &Paths) -> Vec<PathBuf> {
        let files = [paths.settings_file(), paths.sources_file(), paths.keys_file(), paths.mute_file()];
        let led = files.iter().filter_map(|file| Some(file.canonicalize().ok()?.parent()?.to_owned()));
        let mut folders: Vec<PathBuf> =
            [paths.config.clone(), paths.themes_dir()].into_iter().chain(led).collect();
        folders.retain(|folder| folder.is_dir());
        let mut known = Vec::new();
        folders.retain(|folder| {
            let real = folder.canonicalize().unwrap_or_else(|_| folder.clone());
            let is_new = !known.contains(&real);
            known.push(real);
            is_new
        });
        folders
    }

    fn are_gone(&self, paths: &Paths) -> bool {
        self.folders != Self::folders(paths)
    }

    #[cfg(target_os = "linux")]
    fn watch(paths: &Paths) -> Option<Self> {
        use rustix::fs::inotify::{CreateFlags, WatchFlags, add_watch, init};
        let notices = init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK).ok()?;
        let folders = Self::folders(paths);
        for folder in &folders {
            // Written to the end, or put in place by a rename; a file half written is not looked at.
            let come = WatchFlags::CLOSE_WRITE | WatchFlags::MOVED_TO | WatchFlags::CREATE;
            let watched = come | WatchFlags::DELETE | WatchFlags::MOVED_FROM | WatchFlags::ONLYDIR;
            let _ = add_watch(&notices, folder, watched);
        }
        // The store's file is never written to its end. Where it has the folder of the settings, both are told.
        let written = WatchFlags::MODIFY | WatchFlags::MASK_ADD | WatchFlags::ONLYDIR;
        let _ = add_watch(&notices, &paths.data, written);
        Some(Self { notices, folders })
    }

    #[cfg(not(target_os = "linux"))]
    fn watch(_paths: &Paths) -> Option<Self> {
        None
    }

    /// What happened to the files since it was asked last.
    #[cfg(target_os = "linux")]
    fn read(&mut self) -> Noticed {
        use rustix::fs::inotify::{ReadFlags, Reader};
        let mut space = [std::mem::MaybeUninit::uninit(); 4096];
        let mut notices = Reader::new(&self.notices, &mut space);
        let mut told = Noticed::default();
        while let Ok(notice) = notices.next() {
            // Of a file that was only made its end is still to come; a folder is all there is to know.
            let made =
                notice.events().contains(ReadFlags::CREATE) && !notice.events().contains(ReadFlags::ISDIR);
            let written = notice.events().contains(ReadFlags::MODIFY);
            told.is_written |= written;
            let Some(name) = notice.file_name().filter(|_| !made) else { continue };
            let name = name.to_string_lossy().into_owned();
            if notice.events().intersects(ReadFlags::DELETE | ReadFlags::MOVED_FROM) {
                told.gone.push(name);
                continue;
            }
            // Of the settings, which may have the store's folder, none is looked at half written.
            if !written || STORE.contains(&name.as_str()) {
                told.gone.retain(|gone| *gone != name);
                told.names.push(name);
            }
        }
        told
    }

    #[cfg(not(target_os = "linux"))]
    fn read(&mut self) -> Noticed {
        Noticed::default()
    }
}
