//! Effects that ask sources: what is new, what was on a day, what an address offers.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use super::super::found_site::found_site;
use super::{World, lock, states};
use crate::app::{AskReport, Msg, Progress, Ticket};
use crate::news::{Day, Fault, FaultKind, Now, Scope, Slug, Source, SourceId, Text};
use crate::service::{self, Desk, Step, Sum};

impl World {
    pub(super) fn load_sources(&mut self) {
        let (desk, now, out) = (self.desk.clone(), self.clock.now(), self.out.clone());
        let rows = Arc::clone(&self.rows);
        self.spawn(async move {
            match service::sync_sources_telling(&desk, &now).await {
                Ok((synced, changed)) => {
                    if changed {
                        out.send(Msg::Outdated);
                    }
                    let sources = states(&desk, &synced);
                    *lock(&rows) = synced;
                    out.send(Msg::Sources(sources));
                    // Stories of long ago follow the mute rules behind the screen.
                    super::muting::sweep(&desk, &out).await;
                }
                Err(fault) => out.send(Msg::Trouble(fault)),
            }
        });
    }

    /// Something was written into the store: if somebody else did, the screen is told. The writer's connection counts only
    /// what other connections write; its first answer is what stood when the window was opened. What this program's own
    /// indexer writes is counted too, and noted ([`World::note_indexed`]).
    pub(in crate::runtime) fn look_elsewhere(&self) {
        let (out, known, newest) = (self.out.clone(), Arc::clone(&self.elsewhere), Arc::clone(&self.newest));
        self.desk.look_as_writer(move |store| {
            // Where the store cannot tell, nothing is shown anew by itself.
            let Ok(version) = store.data_version() else { return };
            let before = known.swap(version, Ordering::Relaxed);
            newest.store(store.newest().unwrap_or_default(), Ordering::Relaxed);
            if before != 0 && before != version {
                out.send(Msg::Elsewhere);
            }
        });
    }

    /// The indexer has written: that was nobody else. What came in besides since the last look is shown, whoever did it.
    pub(in crate::runtime) fn note_indexed(&self) {
        let (out, known, newest) = (self.out.clone(), Arc::clone(&self.elsewhere), Arc::clone(&self.newest));
        self.desk.look_as_writer(move |store| {
            let (Ok(version), Ok(now)) = (store.data_version(), store.newest()) else { return };
            if known.swap(version, Ordering::Relaxed) != 0 && newest.swap(now, Ordering::Relaxed) != now {
                out.send(Msg::Elsewhere);
            }
        });
    }

    /// The sources of some rows, as the file has them.
    pub(super) fn sources(&self, wanted: impl Fn(SourceId) -> bool) -> Vec<Source> {
        let (rows, sources) = (lock(&self.rows), self.desk.sources());
        let by_slug: HashMap<_, _> = sources.iter().map(|source| (&source.slug, source)).collect();
        let wanted = rows.iter().filter(|row| wanted(row.id));
        wanted.filter_map(|row| by_slug.get(&row.slug).copied().cloned()).collect()
    }

    pub(super) fn refresh(&mut self, scope: Scope, force: bool) {
        if let Some(fault) = self.desk.caution().filter(|_| self.desk.reads_only()) {
            // Nothing of it could be stored.
            if force {
                self.out.send(Msg::Failed(fault));
            }
            return self.out.send(Msg::Refreshed(AskReport::default()));
        }
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
            let mut report = report(&desk, sum);
            report.next = until_next(&desk, &now).await;
            out.send(Msg::Refreshed(report));
        });
    }

    pub(super) fn ask_day(&mut self, wanted: &[SourceId], day: Day, force: bool) {
        if let Some(fault) = self.desk.caution().filter(|_| self.desk.reads_only()) {
            if force {
                self.out.send(Msg::Failed(fault));
            }
            return self.out.send(Msg::DayAsked(day, AskReport::default()));
        }
        let sources = self.sources(|id| wanted.contains(&id));
        let (desk, now, out) = (self.desk.clone(), self.clock.now(), self.out.clone());
        self.spawn(async move {
            let told = out.clone();
            let sum = service::ask_day(&desk, &sources, day, &now, force, move |step| {
                told.send(Msg::Progress(progress(&step)));
            })
            .await;
            out.send(Msg::DayAsked(day, report(&desk, sum)));
        });
    }

    pub(super) fn ask_copies(&mut self, wanted: &[SourceId], day: Day) {
        let sources = self.sources(|id| wanted.contains(&id));
        let (desk, now, out) = (self.desk.clone(), self.clock.now(), self.out.clone());
        self.spawn(async move {
            let told = out.clone();
            let sum = service::ask_copies(&desk, &sources, day, &now, move |step| {
                told.send(Msg::Progress(progress(&step)));
            })
            .await;
            out.send(Msg::DayAsked(day, report(&desk, sum)));
        });
    }

    pub(super) fn discover(&mut self, ticket: Ticket, typed: String) {
        let (desk, now, out) = (self.desk.clone(), self.clock.now(), self.out.clone());
        let (found, rows) = (Arc::clone(&self.found), Arc::clone(&self.rows));
        self.spawn(async move {
            let answer = service::discover(&desk, &typed, &now).await;
            let source = match &answer {
                Ok(answer) => service::followed(&desk, answer).await,
                Err(_) => None,
            };
            let site = answer.map(|answer| {
                let days = source.as_ref().map(|source| service::days_it_lacks(source, &answer));
                let slug = source.map(|source| source.slug);
                let known = slug.and_then(|slug| lock(&rows).iter().find(|row| row.slug == slug).cloned());
                let site = found_site(&typed, &answer, known.as_ref(), days.unwrap_or_default());
                let mut found = lock(&found);
                found.clear();
                found.insert(ticket, answer);
                site
            });
            out.send(Msg::Found(ticket, site));
        });
    }

    pub(super) fn subscribe(&mut self, ticket: Ticket) {
        let found = lock(&self.found).remove(&ticket);
        let (desk, now) = (self.desk.clone(), self.clock.now());
        let act = async move {
            match found {
                Some(found) => service::subscribe(&desk, &found, &now).await,
                None => Err(Fault::new(FaultKind::Usage, "the address has to be looked at again")),
            }
        };
        self.change_sources(act, move |row| Msg::Subscribed(ticket, row));
    }
}

fn report(desk: &Desk, sum: Result<Sum, Fault>) -> AskReport {
    let names = desk.names();
    let title = |slug: &Slug| names.get(slug).cloned().unwrap_or_else(|| Text::line(slug.as_str()));
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
    let failed = matches!(step.step, Step::Failed(_));
    Progress { done: step.done, total: step.total, new, failed }
}

/// How long it is until a source is to be asked by itself.
async fn until_next(desk: &Desk, now: &Now) -> Option<Duration> {
    let at = service::next_due(desk, now).await.ok()??;
    Some(Duration::try_from(at.duration_since(now.instant)).unwrap_or_default())
}
