//! Has a store that turns out damaged mended while the program goes on.
//!
//! Whoever met the damage only says so; nobody waits for it, and what the person does meanwhile is not lost.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::thread;

use super::{Desk, Inner, held};
use crate::news::{Fault, FaultKind};
use crate::service::indexer::stand_back;
use crate::service::reply::Reply;
use crate::store::{Anew, Mended, Mender, Notice, Rescue, Store};

/// Files that are looked at in one run: under a disk that spoils each of them it has to end.
const MOST_MENDED: usize = 3;

impl Desk {
    /// Leaves a store that turns out damaged as it is: who opened this desk mends it when the desk is closed
    /// ([`Store::mend_in`]), for it would not wait for what is done beside it. That some was met is noted.
    pub fn leave_damage(&self, met: &Arc<AtomicBool>) {
        self.inner.damage.get_or_init(|| Arc::clone(met));
    }

    /// Has the store looked at from end to end, and mended if it is damaged. Which file that is the writer knows:
    /// another one may have taken the place of the first.
    pub(super) fn mend(&self) {
        if let Some(met) = self.inner.damage.get() {
            return met.store(true, Ordering::Relaxed);
        }
        let desk = Arc::downgrade(&self.inner);
        self.inner.writer.put(true, move |store| {
            if let Some(mender) = store.mender()
                && let Some(inner) = desk.upgrade()
            {
                Self { inner }.mend_with(mender);
            }
        });
    }

    /// Each file once, since what does not help does not help the second time. On a thread of its own: what the
    /// person does goes on meanwhile, and is brought over at its end.
    fn mend_with(&self, mender: Mender) {
        let mut looked = held(&self.inner.looked);
        if looked.len() >= MOST_MENDED || looked.contains(&mender) {
            return;
        }
        looked.push(mender.clone());
        drop(looked);
        let desk = Arc::downgrade(&self.inner);
        // Nobody waits for its end: a program that ends meanwhile leaves the old store as it is.
        let begun = thread::Builder::new().name("mender".to_owned()).spawn(move || {
            stand_back();
            let looked = mender.save();
            let Some(inner) = desk.upgrade() else { return };
            match looked {
                Ok(Some(saved)) => drop(Self { inner }.go_on_with(saved)),
                Ok(None) => {}
                Err(fault) => drop(Self { inner }.say_unmended(fault)),
            }
        });
        if let Err(error) = begun {
            tracing::warn!(%error, "the store could not be looked at");
        }
    }

    /// Puts the mended store in the place of the damaged one; says so where that fails, on a full disk for one.
    fn go_on_with(&self, saved: Mended) -> Reply<()> {
        let desk = Arc::downgrade(&self.inner);
        self.write(move |store| {
            let gone_on = store.go_on_with(saved);
            if let Err(fault) = &gone_on
                && let Some(inner) = desk.upgrade()
            {
                drop(Self { inner }.say_unmended(fault.clone()));
            }
            gone_on
        })
    }

    /// Says that the store is as damaged as before, and what can be done: in these words.
    fn say_unmended(&self, fault: Fault) -> Fault {
        let fault = match fault.hint {
            Some(_) => fault,
            None => {
                fault.hint("the store is damaged; make room on the disk and start Dateline again to mend it")
            }
        };
        self.pass_on(vec![Notice { fault: fault.clone(), anew: Anew::Nothing }]);
        fault
    }

    /// Has a store mended that could not be opened, while this desk, whose store stands in for it, goes on. Others
    /// follow it: one whose store can be read, and the one of the mended store.
    pub(super) fn rescue(&self, rescue: Rescue, data: PathBuf) {
        let mut at = Arc::downgrade(&self.inner);
        let begun = thread::Builder::new().name("mender".to_owned()).spawn(move || {
            stand_back();
            let mut is_first = true;
            let saved = rescue.run(|store| {
                let said = store.caution().cloned();
                at.follow_with(store, said, if is_first { Anew::Rows } else { Anew::Desk });
                is_first = false;
            });
            let opened = saved.and_then(|said| Ok((Store::open_or_go_without(&data, &mut |_| {})?, said)));
            match opened {
                Ok((store, said)) => {
                    let by_another = || {
                        let words = "the store was damaged; another window has mended it";
                        Fault::new(FaultKind::Storage, words)
                            .hint("the damaged file is kept beside it in the data folder")
                    };
                    let anew = if is_first { Anew::Rows } else { Anew::Desk };
                    at.follow_with(store, Some(said.unwrap_or_else(by_another)), anew);
                }
                Err(fault) => {
                    if let Some(inner) = at.upgrade() {
                        let desk = Desk { inner };
                        desk.give_up_waiting(desk.say_unmended(fault));
                    }
                }
            }
        });
        if let Err(error) = begun {
            let fault = Fault::new(FaultKind::Storage, "the system refuses to start a thread").cause(error);
            self.give_up_waiting(self.say_unmended(fault));
        }
    }
}

/// The desk that is followed by the next one.
trait Followed {
    /// Puts a desk over a store into its place, and says why.
    fn follow_with(&mut self, store: Store, said: Option<Fault>, anew: Anew);
}

impl Followed for Weak<Inner> {
    fn follow_with(&mut self, store: Store, said: Option<Fault>, anew: Anew) {
        // The program may have ended meanwhile.
        let Some(inner) = self.upgrade() else { return };
        let desk = Desk { inner };
        let refresh = desk.refresh();
        let (web, files) = (Arc::clone(desk.web()), Arc::clone(&desk.inner.files));
        match Desk::over_with(web, store, files, refresh, Arc::clone(&desk.inner.notices)) {
            Ok(next) => {
                *self = Arc::downgrade(&next.inner);
                // What is asked for before the mended store agrees with them is asked as they say.
                let known = held(&desk.inner.sources).clone();
                held(&next.inner.sources).clone_from(&known);
                desk.give_way_to(&next);
                desk.pass_on(said.map(|fault| Notice { fault, anew }).into_iter().collect());
            }
            Err(fault) => {
                desk.give_up_waiting(desk.say_unmended(fault));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::config::SourcesFile;
    use crate::fetch::Canned;
    use crate::news::Refresh;
    use crate::service::own_files::OwnFiles;
    use crate::store::AtOnce;

    /// A store whose page of that number from the end is spoiled, and what was saved of it; `None` where the store is
    /// mended when it is opened.
    fn saved_with_bad_page(number: usize) -> Option<(tempfile::TempDir, Store, Mended)> {
        let dir = tempfile::tempdir().unwrap();
        drop(Store::open(dir.path()).unwrap());
        let file = dir.path().join("dateline.db");
        let mut bytes = fs::read(&file).unwrap();
        let end = bytes.len() - number * 4096;
        bytes[end - 4096..end].fill(0x77);
        fs::write(&file, bytes).unwrap();
        let store = Store::open(dir.path()).unwrap();
        let saved = store.mender().unwrap().save().unwrap()?;
        Some((dir, store, saved))
    }

    const WIRE: &str = "[[source]]\nid = \"wire\"\ntitle = \"Wire\"\nhome = \"https://wire.example/\"\n\
                        routes = [{ kind = \"feed\", url = \"https://wire.example/feed\" }]\n";

    /// The mending may be done before the screen listens, and before it has followed from desk to desk.
    #[test]
    fn whoever_listens_late_hears_all_that_was_said_of_a_mending() {
        let standing = Desk::memory(Arc::new(Canned::new()), "").unwrap();
        standing.set_sources(SourcesFile::parse(Path::new("x"), WIRE.to_owned()).unwrap().sources().into());
        let mut at = Arc::downgrade(&standing.inner);
        let said = |words: &'static str| Some(Fault::new(FaultKind::Storage, words));
        at.follow_with(Store::memory().unwrap(), said("It is being mended"), Anew::Rows);
        at.follow_with(Store::memory().unwrap(), said("It was mended"), Anew::Desk);
        let heard = |desk: &Desk| {
            let (told, heard) = std::sync::mpsc::channel();
            desk.hear(move |notice| told.send(notice.fault.sentence).unwrap_or_default());
            desk.hush();
            heard.into_iter().collect::<Vec<_>>()
        };
        assert_eq!(heard(&standing), ["It is being mended", "It was mended"]);
        at.follow_with(Store::memory().unwrap(), said("And again"), Anew::Desk);
        assert_eq!(heard(&standing.newest()), ["And again"]);
        assert_eq!(standing.newest().sources(), standing.sources());
        assert_eq!(standing.sources().len(), 1);
    }

    /// What ends a mending answers what waited for it, and what comes later.
    #[test]
    fn what_waited_for_a_mending_that_fails_hears_why() {
        let dir = tempfile::tempdir().unwrap();
        drop(Store::open(dir.path()).unwrap());
        fs::write(dir.path().join("dateline.db"), [0; 8192]).unwrap();
        let AtOnce { store, .. } = Store::open_at_once(dir.path()).unwrap();
        let files = Arc::new(OwnFiles::at(dir.path().join("sources.toml")));
        let desk = Desk::over(Arc::new(Canned::new()), store, files, Refresh::Minutes(30)).unwrap();
        let waits = desk.write_kept(|_| Ok(()));
        assert!(desk.awaits_another() && desk.waiting() == 1);
        desk.give_up_waiting(Fault::new(FaultKind::Storage, "the disk is full"));
        assert_eq!(waits.wait().unwrap_err().sentence, "the disk is full");
        assert_eq!(desk.write_kept(|_| Ok(())).wait().unwrap_err().sentence, "the disk is full");
        // So does what does not wait: an undo, a rule, a source; nothing speaks of a mending any more.
        let at_once = desk.write(|store| store.undo(jiff::Timestamp::UNIX_EPOCH));
        assert_eq!(at_once.wait().unwrap_err().sentence, "the disk is full");
        assert_eq!(desk.caution().unwrap().sentence, "the disk is full");
        assert!(!desk.awaits_another());
    }

    /// What was saved cannot take its place: whoever listens hears that the store is as damaged as before.
    #[test]
    fn a_mended_store_that_cannot_take_its_place_is_told_of() {
        let (dir, store, saved) = (0..).find_map(saved_with_bad_page).unwrap();
        let files = Arc::new(OwnFiles::at(dir.path().join("sources.toml")));
        let desk = Desk::over(Arc::new(Canned::new()), store, files, Refresh::Minutes(30)).unwrap();
        for entry in fs::read_dir(dir.path()).unwrap().map(Result::unwrap) {
            if entry.file_name().to_string_lossy().contains("draft") {
                fs::remove_file(entry.path()).unwrap();
            }
        }
        let (told, heard) = std::sync::mpsc::channel();
        desk.hear(move |notice| told.send(notice).unwrap_or_default());
        assert!(desk.go_on_with(saved).wait().is_err());
        let notice = heard.recv().unwrap();
        assert!(notice.fault.hint.is_some() && notice.anew == Anew::Nothing, "{notice:?}");
    }
}
