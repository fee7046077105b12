//! Lists that come in: other programs' files, the starter catalogue; and sources that are left.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{World, lock, states};
use crate::app::{FoundSite, Msg, Ticket};
use crate::config::other_readers;
use crate::extract::import::{Import, MAX_BYTES};
use crate::locale::{counted, grouped};
use crate::news::{Address, Day, DayRange, Fault, FaultKind, Slug, Source, Template, Text};
use crate::service;

/// The file somebody typed, if it can be meant for one: an absolute path, one from the home or from here, or a bare name
/// that no host can have.
pub(super) fn typed_file(typed: &str) -> Option<PathBuf> {
    let typed = typed.trim();
    if let Some(path) = typed.strip_prefix("file://") {
        return Some(PathBuf::from(path));
    }
    if let Some(rest) = typed.strip_prefix("~/") {
        return std::env::var_os("HOME").map(|home| PathBuf::from(home).join(rest));
    }
    let begins = ["/", "./", "../"].iter().any(|start| typed.starts_with(start));
    (begins || is_bare(typed)).then(|| PathBuf::from(typed))
}

/// Whether something typed can be the name of a file only by lying here.
fn is_bare(typed: &str) -> bool {
    let is_path = typed.starts_with(['/', '.', '~']) || typed.starts_with("file://");
    !is_path && !Template::looks_like(typed) && Address::typed(typed).is_err()
}

impl World {
    /// Looks into a file that was typed in the add line.
    pub(super) fn look_into(&mut self, ticket: Ticket, typed: String, file: PathBuf) {
        let (desk, out) = (self.desk.clone(), self.out.clone());
        let import = Arc::clone(&self.import);
        self.spawn(async move {
            let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let bare = is_bare(typed.trim()).then(|| typed.trim().to_owned());
            let read = move || match bare {
                Some(name) if !file.exists() => {
                    let sentence =
                        format!("`{name}` cannot be looked into: it is no address, and no file here");
                    let fault = Fault::new(FaultKind::Usage, sentence);
                    Err(fault.hint("give the address of a site, a feed or an article"))
                }
                _ => read_file(&file),
            };
            let bytes = desk.work(true, read).await;
            let looked = match bytes {
                Ok(bytes) => service::look_into(&desk, bytes, name).await,
                Err(fault) => Err(fault),
            };
            let site = looked.map(|found| {
                let site = found_list(&typed, &found);
                *lock(&import) = Some((ticket, found));
                site
            });
            out.send(Msg::Found(ticket, site));
        });
    }

    /// Takes the file that was looked into; whether there was one.
    pub(super) fn take_import(&mut self, ticket: Ticket) -> bool {
        let found = lock(&self.import).take_if(|(known, _)| *known == ticket);
        let Some((_, import)) = found else { return false };
        let (desk, now) = (self.desk.clone(), self.clock.now());
        self.change_sources(async move { service::take(&desk, import, &now).await }, move |taken| {
            let said = taken.map(|taken| (taken.sources, Text::line(&taken.words())));
            Msg::Imported(ticket, said)
        });
        true
    }

    /// Follows sources together.
    pub(super) fn follow_all(&mut self, sources: Vec<Source>) {
        let (desk, now) = (self.desk.clone(), self.clock.now());
        self.change_sources(async move { service::follow_all(&desk, sources, &now).await }, Msg::Followed);
    }

    /// Leaves a source.
    pub(super) fn leave(&mut self, slug: Slug) {
        let (desk, now) = (self.desk.clone(), self.clock.now());
        let known = lock(&self.rows).iter().find(|row| row.slug == slug).map(|row| row.title.to_string());
        let name = known.unwrap_or_else(|| slug.to_string());
        let words = format!("{name} is not followed any more. ⟨undo⟩ brings it back; its bookmarks stay");
        self.change_sources(async move { service::unsubscribe(&desk, &slug, &now).await }, move |left| {
            left.map_or_else(Msg::Failed, |()| Msg::Say(Text::line(&words)))
        });
    }

    /// Calls a source otherwise.
    pub(super) fn rename(&mut self, slug: Slug, title: Text) {
        let (desk, now) = (self.desk.clone(), self.clock.now());
        let words = format!("It is called {title} now. ⟨undo⟩ takes it back");
        self.change_sources(
            async move { service::rename(&desk, &slug, title, &now).await },
            move |renamed| renamed.map_or_else(Msg::Failed, |()| Msg::Say(Text::line(&words))),
        );
    }

    /// Does something that changes the sources, tells the sources as they are then, and what came of it.
    pub(super) fn change_sources<T: Send + 'static>(
        &mut self,
        act: impl Future<Output = Result<T, Fault>> + Send + 'static,
        told: impl FnOnce(Result<T, Fault>) -> Msg + Send + 'static,
    ) {
        let (desk, now, out) = (self.desk.clone(), self.clock.now(), self.out.clone());
        let rows = Arc::clone(&self.rows);
        self.spawn(async move {
            let done = act.await;
            if let Ok(synced) = service::sync_sources(&desk, &now).await {
                let sources = states(&desk, &synced);
                *lock(&rows) = synced;
                out.send(Msg::Sources(sources));
            }
            out.send(told(done));
        });
    }

    /// Looks for the lists of other readers.
    pub(super) fn find_others(&mut self) {
        let (desk, out) = (self.desk.clone(), self.out.clone());
        self.spawn(async move {
            let found = desk.work(true, || Ok(other_readers())).await.unwrap_or_default();
            let found = found.into_iter().map(|other| (other.name, in_home(&other.file)));
            out.send(Msg::Others(found.collect()));
        });
    }

    /// Counts the stories of the last 28 days, source by source.
    pub(super) fn load_lately(&self) {
        let (out, today) = (self.out.clone(), self.clock.now().today());
        drop(self.desk.read(move |store| {
            out.answer(store.stories_between(lately(today)).map(Msg::Lately));
            Ok(())
        }));
    }

    /// Tells which sources did not answer for some days.
    pub(super) fn load_missed(&self, days: DayRange) {
        let out = self.out.clone();
        drop(self.desk.read(move |store| {
            out.answer(store.missed(days).map(Msg::Missed));
            Ok(())
        }));
    }
}

/// The last four weeks.
fn lately(today: Day) -> DayRange {
    DayRange::between(today.plus(-27), today)
}

/// A path as a person writes it.
fn in_home(file: &Path) -> String {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let inside =
        home.and_then(|home| file.strip_prefix(home).ok().map(|rest| format!("~/{}", rest.display())));
    inside.unwrap_or_else(|| file.display().to_string())
}

fn read_file(file: &Path) -> Result<Vec<u8>, Fault> {
    let unread = |error: std::io::Error| {
        let sentence = match error.kind() {
            std::io::ErrorKind::NotFound => format!("there is no file {}", file.display()),
            _ => format!("{} cannot be read", file.display()),
        };
        Fault::new(FaultKind::Usage, sentence).cause(error)
    };
    // A pipe or a device would never end.
    let meta = std::fs::metadata(file).map_err(unread)?;
    if !meta.is_file() || meta.len() > MAX_BYTES {
        let sentence = format!("{} is no file that could be imported", file.display());
        return Err(Fault::new(FaultKind::Usage, sentence));
    }
    let mut bytes = Vec::new();
    std::fs::File::open(file)
        .and_then(|file| file.take(MAX_BYTES).read_to_end(&mut bytes))
        .map_err(unread)?;
    Ok(bytes)
}

/// Titles that are shown of a list.
const SAMPLE: usize = 5;

/// What a file holds, in the words of the add line.
fn found_list(typed: &str, import: &Import) -> FoundSite {
    let (format, count, left, titles): (_, _, _, Vec<&Text>) = match import {
        Import::Sources(list) => {
            let count = counted(list.sources.len() as u64, "source", "sources");
            (list.format, count, &list.left, list.sources.iter().map(|source| &source.title).collect())
        }
        Import::Kept(list) => {
            let count = counted(list.entries.len() as u64, "bookmark", "bookmarks");
            (list.format, count, &list.left, list.entries.iter().map(|entry| &entry.title).collect())
        }
    };
    let shown: Vec<&str> =
        titles.iter().map(|title| title.as_str()).filter(|title| !title.is_empty()).take(SAMPLE).collect();
    let mut routes = vec![Text::line(&count)];
    if !shown.is_empty() {
        let more = if titles.len() > shown.len() { " …" } else { "" };
        routes.push(Text::line(&format!("{}{more}", shown.join(", "))));
    }
    let mut notes: Vec<Text> =
        left.iter().take(2).map(|left| Text::line(&format!("Left: {}: {}", left.what, left.why))).collect();
    if left.len() > notes.len() {
        let more = grouped(left.len() - notes.len());
        notes.push(Text::line(&format!("and {more} more left; `dateline import` names them")));
    }
    FoundSite {
        input: typed.to_owned(),
        title: Text::line(format),
        kind: Text::line("a file to import"),
        routes,
        ways: Vec::new(),
        notes,
        sample: Vec::new(),
        article: None,
        can_follow: true,
        followed: None,
        days: Vec::new(),
        is_file: true,
    }
}
