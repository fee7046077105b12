//! The archive calendar of a site, read from any page that shows it.
//!
//! A widget is known by what it does, not by its markup: numbers 1–31 that are links to addresses
//! which hold a full date with that same day, agreeing in everything but the date. Numbers that lead
//! elsewhere (pages of a list, events, ranks) never make a template.

mod cells;
mod header;
mod neighbours;

use super::Page;
use super::dated::{self, Reading};
use super::outline::Outline;
use crate::news::{Address, Day, Month, Template, Text};
use cells::{Cell, Run};
use header::{Agreement, Header};

pub use super::dated::template_from;

/// How far an [`ArchiveCalendar`] can be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// Fewer than three links: read the previous month's page before believing it.
    Thin,
    /// Enough links, but the header could not be read.
    Likely,
    /// Enough links, and the header names the same month.
    Sure,
}

/// A month's widget whose days lead to that day's news.
#[derive(Clone, Debug, PartialEq)]
pub struct ArchiveCalendar {
    /// The address of a day's page.
    pub template: Template,
    /// The month shown.
    pub month: Month,
    /// Days that are links, and the page's own.
    pub with_news: Vec<Day>,
    /// Bare numbers before the last link.
    pub without: Vec<Day>,
    /// Bare numbers after the last link.
    pub to_come: Vec<Day>,
    /// The month and year as the page writes them.
    pub header: Option<Text>,
    /// A page that shows the month before.
    pub previous: Option<Address>,
    /// A page that shows the month after.
    pub next: Option<Address>,
    /// The first year that a menu beside it offers.
    pub first_year: Option<i16>,
    /// How far it can be believed.
    pub trust: Trust,
    /// The section it belongs to, as the page names it.
    pub section: Option<Text>,
}

/// Different days that must agree before a template is believed.
const ENOUGH: usize = 3;
/// Numbers in a row that are a month, whatever they lead to.
const WHOLE: usize = 27;
/// Groups of links that are looked at; a page has one or two.
const MAX_GROUPS: usize = 20;

/// Links that share all but the date.
struct Group<'a> {
    skeleton: String,
    members: Vec<Member<'a>>,
}

struct Member<'a> {
    cell: usize,
    address: &'a Address,
    reading: Reading,
}

/// Reads the archive calendar of a page; the most trustworthy, then the largest, where it has several.
pub fn read(page: &Page) -> Option<ArchiveCalendar> {
    let outline = Outline::of(page);
    let cells = cells::of(&outline);
    let mut found =
        groups(&outline, &cells).into_iter().filter_map(|group| widget(page, &outline, &cells, &group));
    let first = found.next()?;
    Some(found.fold(first, |best, next| {
        let rank = |calendar: &ArchiveCalendar| (calendar.trust, calendar.with_news.len());
        if rank(&next) > rank(&best) { next } else { best }
    }))
}

fn groups<'a>(outline: &'a Outline, cells: &[Cell]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        let Some(link) = cell.link.and_then(|link| outline.links.get(link)) else { continue };
        if is_about_events(&link.address) {
            continue;
        }
        for reading in dated::readings(&link.address).into_iter().chain(dated::counted(&link.address)) {
            if reading.day.day_of_month() != cell.number {
                continue;
            }
            let skeleton = reading.skeleton(&link.address);
            let member = Member { cell: at, address: &link.address, reading };
            match groups.iter().position(|group| group.skeleton == skeleton) {
                Some(known) => groups[known].members.push(member),
                None if groups.len() < MAX_GROUPS => groups.push(Group { skeleton, members: vec![member] }),
                None => {}
            }
        }
    }
    groups
}

/// What is on, not what was in the news.
pub(super) fn is_about_events(address: &Address) -> bool {
    const WORDS: [&str; 15] = [
        "book",
        "event",
        "events",
        "afisha",
        "schedule",
        "termine",
        "veranstaltungen",
        "agenda",
        "booking",
        "tickets",
        "eventos",
        "calendar-events",
        "whats-on",
        "evenements",
        "eventi",
    ];
    address.url().path().split('/').any(|segment| WORDS.contains(&segment.to_ascii_lowercase().as_str()))
}

fn widget(page: &Page, outline: &Outline, cells: &[Cell], group: &Group<'_>) -> Option<ArchiveCalendar> {
    let all: Vec<(&Address, &Reading)> = group.members.iter().map(|m| (m.address, &m.reading)).collect();
    let template = dated::template_of(&all)?;
    let mut days: Vec<Day> = all.iter().map(|(_, reading)| reading.day).collect();
    days.sort_unstable();
    days.dedup();
    let run = month_run(cells, group)?;
    let first = cells.get(*run.cells.first()?)?.piece;
    let last = cells.get(*run.cells.last()?)?.piece;
    let header = Header::before(outline, first);
    let agreement = header.agrees(run.month);
    let trust = match (days.len() >= ENOUGH, &agreement) {
        (true, Agreement::Agrees(_)) => Trust::Sure,
        (true, Agreement::Unreadable) => Trust::Likely,
        (false, Agreement::Agrees(_)) => Trust::Thin,
        (false, Agreement::Unreadable) if run.cells.len() >= WHOLE => Trust::Thin,
        (false, Agreement::Unreadable) | (_, Agreement::Disagrees) => return None,
    };
    let own = own_day(page, group, run.month);
    let (with_news, without, to_come) = states(cells, &run, own);
    let (previous, next) = neighbours::of(outline, first..last + 1, run.month);
    let header = match agreement {
        Agreement::Agrees(text) => Some(text),
        _ => None,
    };
    let section = neighbours::section(outline, first, template.as_str());
    let first_year = neighbours::first_year(outline, first..last + 1);
    Some(ArchiveCalendar {
        template,
        month: run.month,
        with_news,
        without,
        to_come,
        header,
        previous,
        next,
        first_year,
        trust,
        section,
    })
}

/// The month shown and its numbers: the latest of those shown whole, else the one shown longest.
fn month_run(cells: &[Cell], group: &Group<'_>) -> Option<Run> {
    let mut segments: Vec<(Month, Vec<usize>)> = Vec::new();
    let mut before: Option<Day> = None;
    for member in &group.members {
        let day = member.reading.day;
        let goes_on = before.is_some_and(|before| before.month() == day.month() && before < day);
        match segments.last_mut() {
            Some((_, anchors)) if goes_on => anchors.push(member.cell),
            _ => segments.push((day.month(), vec![member.cell])),
        }
        before = Some(day);
    }
    let runs = segments.into_iter().take(400).map(|(month, anchors)| cells::run(cells, month, &anchors));
    runs.fold(None, |best: Option<Run>, next| {
        let rank = |run: &Run| {
            let whole = run.cells.len() >= WHOLE;
            (whole, if whole { run.month } else { group.members[0].reading.day.month() }, run.cells.len())
        };
        match best {
            Some(best) if rank(&best) >= rank(&next) => Some(best),
            _ => Some(next),
        }
    })
}

/// The day the page itself is about: widgets seldom link to the page they stand on.
fn own_day(page: &Page, group: &Group<'_>, month: Month) -> Option<Day> {
    let address = &page.facts().address;
    let own = dated::readings(address);
    own.into_iter().find(|r| r.day.month() == month && r.skeleton(address) == group.skeleton).map(|r| r.day)
}

/// Days with news, without, and to come.
fn states(cells: &[Cell], run: &Run, own: Option<Day>) -> (Vec<Day>, Vec<Day>, Vec<Day>) {
    let (mut with, mut bare): (Vec<Day>, Vec<Day>) = (own.into_iter().collect(), Vec::new());
    for (cell, linked) in run.cells.iter().zip(&run.linked) {
        let Some(cell) = cells.get(*cell) else { continue };
        let Some(day) = Day::new(run.month.year(), run.month.number(), cell.number) else { continue };
        if *linked { with.push(day) } else { bare.push(day) }
    }
    with.sort_unstable();
    with.dedup();
    bare.retain(|day| !with.contains(day));
    let last = with.last().copied();
    let (without, to_come) = bare.into_iter().partition(|day| last.is_some_and(|last| *day < last));
    (with, without, to_come)
}

#[cfg(test)]
mod tests;
