//! Files of other programs come in: sources into the sources file, bookmarks into the store. Never fetches.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::own_files::OwnFiles;
use super::reply::Reply;
use super::sources::sync_sources;
use super::{Desk, reading};
use crate::config::SourcesFile;
use crate::extract::import::{self, Import, KeptEntry, KeptList, Left, Member, SourceList};
use crate::locale::{counted, grouped};
use crate::news::{Day, Fault, Item, Now, Slug, Source, Text, When};
use crate::store::{Carried, FileAct, Keep};

/// What came of an import.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    /// What the file was, in words.
    pub format: &'static str,
    /// Whether it held sources; otherwise bookmarks.
    pub sources: bool,
    /// How many are new here.
    pub new: usize,
    /// How many bookmarks were kept already and have more tags or words now.
    pub fuller: usize,
    /// How many were here already, or stood in the file twice.
    pub known: usize,
    /// How many came with their text.
    pub texts: usize,
    /// What could not be taken.
    pub left: Left,
    /// Fields that have no place here, and in how many entries they said something.
    pub fields_left: Vec<(Text, usize)>,
}

impl Taken {
    /// Whether there was something, and nothing of it could be taken.
    pub fn is_in_vain(&self) -> bool {
        self.new + self.known + self.fuller == 0 && !self.left.is_empty()
    }

    /// What came of it in one sentence, without what was left.
    pub fn words(&self) -> String {
        let (one, many) = if self.sources { ("source", "sources") } else { ("bookmark", "bookmarks") };
        let mut words = format!("{} taken from {}", counted(self.new as u64, one, many), self.format);
        if self.texts > 0 {
            words.push_str(&format!(", {} with text", grouped(self.texts)));
        }
        if self.fuller > 0 {
            words.push_str(&format!(", {} made fuller", grouped(self.fuller as u64)));
        }
        if self.known > 0 {
            words.push_str(&format!(", {} known already", grouped(self.known as u64)));
        }
        if !self.left.is_empty() {
            words.push_str(&format!(", {} left", grouped(self.left.len() as u64)));
        }
        words
    }
}

/// What a file holds, without taking it: for looking before.
pub async fn look_into(desk: &Desk, bytes: Vec<u8>, name: String) -> Result<Import, Fault> {
    desk.work(true, move || import::read(&bytes, &name)).await
}

/// What the files of a folder hold together.
pub async fn look_into_folder(desk: &Desk, members: Vec<Member>) -> Result<Import, Fault> {
    desk.work(true, move || import::read_folder(&members)).await
}

/// Takes what a file holds: sources into the sources file, bookmarks into the store, each once and as one
/// act that can be undone.
pub async fn take(desk: &Desk, import: Import, now: &Now) -> Result<Taken, Fault> {
    match import {
        Import::Sources(list) => take_sources(desk, list, now).await,
        Import::Kept(list) => take_kept(desk, list, now).await,
    }
}

async fn take_sources(desk: &Desk, list: SourceList, now: &Now) -> Result<Taken, Fault> {
    let SourceList { format, sources, left, doubles } = list;
    let all = sources.len();
    let added = follow_all(desk, sources, now).await?;
    Ok(Taken { format, sources: true, new: added, known: all - added + doubles, left, ..Taken::default() })
}

/// Follows sources that are not followed yet, as one act, without asking them. How many they were.
pub async fn follow_all(desk: &Desk, sources: Vec<Source>, now: &Now) -> Result<usize, Fault> {
    sync_sources(desk, now).await?;
    let plan = move |files: &OwnFiles| {
        let added = files.sources(|file| Ok(unknown(file, sources)))?;
        Ok((!added.is_empty()).then_some(FileAct::Added(added)))
    };
    let Some(FileAct::Added(added)) = desk.act(now, plan).await? else { return Ok(0) };
    sync_sources(desk, now).await?;
    Ok(added.len())
}

/// The sources none of whose routes is in the file, each under a free name, with its lines.
fn unknown(file: &SourcesFile, sources: Vec<Source>) -> Vec<(Slug, String)> {
    let mut names: HashSet<Slug> = file.sources().iter().map(|source| source.slug.clone()).collect();
    let mut routes: HashSet<String> = file.sources().iter().flat_map(places).collect();
    let mut added = Vec::new();
    // The number that the next source of a name is tried with.
    let mut numbers: HashMap<Slug, usize> = HashMap::new();
    for mut source in sources {
        let mine: Vec<String> = places(&source).collect();
        if mine.iter().any(|place| routes.contains(place)) {
            continue;
        }
        routes.extend(mine);
        if names.contains(&source.slug) {
            let number = numbers.entry(source.slug.clone()).or_insert(2);
            let wishes = (*number..).map(|number| (number + 1, source.slug.numbered(number)));
            if let Some((next, free)) = { wishes }.find(|(_, slug)| !names.contains(slug)) {
                (*number, source.slug) = (next, free);
            }
        }
        names.insert(source.slug.clone());
        added.push((source.slug.clone(), SourcesFile::lines_of(&source)));
    }
    added
}

/// Where the routes of a source lead, for telling whether two are one.
fn places(source: &Source) -> impl Iterator<Item = String> {
    source.routes.iter().map(|route| route.way().to_owned())
}

/// Bookmarks whose texts are converted in one job and written in one, and the bytes of their texts.
const TEXTS_A_JOB: usize = 64;
const BYTES_A_JOB: usize = 128 << 10;

async fn take_kept(desk: &Desk, list: KeptList, now: &Now) -> Result<Taken, Fault> {
    let KeptList { format, entries, left, fields_left } = list;
    let carried: Vec<Carried> = entries.iter().map(|entry| carried(entry, now)).collect();
    let at = now.instant;
    let sum = desk.write(move |store| store.import_bookmarks(&carried, at)).await?;
    let texts = take_texts(desk, entries, now.instant).await?;
    Ok(Taken {
        format,
        sources: false,
        new: sum.new,
        fuller: sum.fuller,
        known: sum.known,
        texts,
        left,
        fields_left,
    })
}

fn carried(entry: &KeptEntry, now: &Now) -> Carried {
    let since = entry.added.and_then(|when| instant(when, now)).unwrap_or(now.instant).min(now.instant);
    let day = entry.published.or(entry.added).and_then(|when| day(when, now)).unwrap_or_else(|| now.today());
    let keep = Keep {
        address: entry.address.clone(),
        story: None,
        title: entry.title.clone(),
        day,
        source_title: Text::default(),
        note: entry.note.clone(),
        tags: entry.tags.clone(),
        typed: false,
    };
    Carried { keep, since }
}

fn instant(when: When, now: &Now) -> Option<Timestamp> {
    let civil = match when {
        When::Moment(moment) => return Some(moment.instant),
        When::Local(civil) => civil,
        When::Date(date) => date.at(12, 0, 0, 0),
    };
    civil.to_zoned(now.zone.clone()).ok().map(|zoned| zoned.timestamp())
}

fn day(when: When, now: &Now) -> Option<Day> {
    Day::from_date(match when {
        When::Moment(moment) => moment.civil(&now.zone).date(),
        When::Local(civil) => civil.date(),
        When::Date(date) => date,
    })
}

/// Stores the texts that came along where a bookmark has none. How many. While some are written the next are converted.
async fn take_texts(desk: &Desk, entries: Vec<KeptEntry>, at: Timestamp) -> Result<usize, Fault> {
    let mut stored = 0;
    let mut entries = entries.into_iter().filter(|entry| entry.html.is_some()).peekable();
    let mut writing: Option<Reply<usize>> = None;
    while entries.peek().is_some() {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while batch.len() < TEXTS_A_JOB && bytes < BYTES_A_JOB {
            let Some(entry) = entries.next() else { break };
            bytes += entry.html.as_ref().map_or(0, |html| html.expose().len());
            batch.push(entry);
        }
        let asked: Vec<_> = batch.iter().map(|entry| entry.address.clone()).collect();
        let lacks = desk.read(move |store| {
            let lacks = |address| Ok(store.bookmark_of(address)?.is_some_and(|kept| !kept.has_text));
            asked.iter().map(lacks).collect::<Result<Vec<bool>, Fault>>()
        });
        let wanted: Vec<_> =
            batch.into_iter().zip(lacks.await?).filter_map(|(entry, lacks)| lacks.then_some(entry)).collect();
        if wanted.is_empty() {
            continue;
        }
        let convert = move || {
            let articles = wanted.into_iter().filter_map(|entry| {
                let item =
                    Item { address: Some(entry.address.clone()), title: entry.title, ..Item::default() };
                let mut article = reading::of_feed(&item, &entry.html?, &entry.address);
                article.notice = Some(Text::line("this is the text that came with the bookmark"));
                (!article.document.is_empty()).then_some((entry.address, article))
            });
            Ok(articles.collect::<Vec<_>>())
        };
        let articles = desk.work(false, convert).await?;
        if let Some(written) = writing.take() {
            stored += written.await?;
        }
        writing = Some(desk.write_fetched(move |store| store.keep_first_texts(&articles, at)));
    }
    if let Some(written) = writing {
        stored += written.await?;
    }
    Ok(stored)
}
