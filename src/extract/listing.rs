//! The stories of a day page, whatever its markup.
//!
//! Story links stand in a repeated structure, their texts are sentences and their addresses have the
//! shape of stories. Menus, the calendar, pages of the list, tags and "most read" stay out. The order
//! is the page's.

mod around;
mod refuse;
mod rows;
mod short;
mod told;
mod zoned;

pub(super) use refuse::{is_page_of, page_number};

use std::collections::{HashMap, HashSet};

use super::Page;
use super::dated;
use super::outline::{Link, Outline};
use crate::news::{Address, Day, Item, Template, Text, When};
use rows::Rows;

/// Rows that have to say the same before it is no headline.
const OFTEN: usize = 3;

/// A link that may be a story's headline.
struct Candidate {
    link: usize,
    title: String,
    /// Address without its tracking parts, as stories are compared.
    key: String,
    /// The tags it stands in and the classes of what holds them: equal for all rows of one list.
    place: String,
    /// The address with numbers and words left out.
    shape: String,
    /// Whether it stands in a heading.
    leads: bool,
    /// The day its address names.
    day: Option<Day>,
    score: f32,
}

/// Reads the stories of a day's page, in its order, without doubles. Times without a date are of `day`;
/// pages of other days that `template` leads to are no stories. Of a page that is not about a day
/// neither is known. What the page tells of its stories in data is taken along, and where it shows none
/// without a script, the data alone.
pub fn read(page: &Page, day: Option<Day>, template: Option<&Template>) -> Vec<Item> {
    let told = told::read(page);
    let mut items = shown(page, day, template);
    if items.is_empty() {
        items = told;
    } else {
        told::complete(&mut items, told);
    }
    zoned::settle(page, &mut items);
    items
}

/// The stories that a page shows by links.
fn shown(page: &Page, day: Option<Day>, template: Option<&Template>) -> Vec<Item> {
    let outline = Outline::of(page);
    let (candidates, shorts) = candidates(page, &outline, day, template);
    let Some(chosen) = best_group(&candidates) else { return Vec::new() };
    let in_best: Vec<&Candidate> = candidates.iter().filter(|c| c.place == chosen).collect();
    let shapes: HashSet<&str> = in_best.iter().map(|c| c.shape.as_str()).collect();
    let elem_of = |c: &Candidate| outline.links.get(c.link).map_or(0, |link| link.elem);
    let Some(first) = in_best.first() else { return Vec::new() };
    // One row alone tells nothing about where the list ends.
    let area = in_best.iter().map(|c| elem_of(c)).fold(elem_of(first), |a, b| outline.common(a, b));
    let area = outline.elems.get(area).map(|elem| elem.pieces.clone()).unwrap_or_default();
    let inside =
        |c: &Candidate| outline.links.get(c.link).is_some_and(|link| area.contains(&link.pieces.start));
    let alike = |c: &Candidate| shapes.contains(c.shape.as_str());
    let kept = candidates.iter().filter(|c| c.place == chosen || (inside(c) && alike(c)));
    let mut kept: Vec<&Candidate> = kept.collect();
    let all: HashSet<&str> = candidates.iter().map(|c| c.key.as_str()).collect();
    let among = short::among(&outline, &shorts, &in_best, &all);
    // What is no story of the list's kind, a section or a person, stands in the row of one.
    let mut keys: HashSet<&str> = candidates.iter().filter(|c| alike(c)).map(|c| c.key.as_str()).collect();
    keys.extend(kept.iter().map(|c| c.key.as_str()));
    keys.extend(among.iter().map(|c| c.key.as_str()));
    let rows = Rows::of(&outline, &keys);
    let leads = candidates
        .iter()
        .filter(|c| c.place != chosen && !inside(c) && alike(c) && c.leads && is_lead(&rows, c, day));
    kept.extend(leads);
    kept.extend(among);
    kept.sort_by_key(|c| c.link);
    kept.iter().filter_map(|c| around::item(&rows, c.link, &c.title, day)).collect()
}

/// Whether a headline outside of the list is its lead, in a dress of its own: on a day's page only where it
/// says the day itself, since fronts and boxes above may be the same on all pages.
fn is_lead(rows: &Rows<'_>, candidate: &Candidate, day: Option<Day>) -> bool {
    let Some(day) = day else { return true };
    let said = around::item(rows, candidate.link, &candidate.title, None).and_then(|item| item.published);
    let date = match said {
        Some(When::Moment(moment)) => Some(moment.civil(&jiff::tz::TimeZone::UTC).date()),
        Some(When::Local(local)) => Some(local.date()),
        Some(When::Date(date)) => Some(date),
        None => candidate.day.map(Day::date),
    };
    date == Some(day.date())
}

/// The links that may be headlines, one a story; and those too short to tell by themselves.
fn candidates(
    page: &Page,
    outline: &Outline,
    day: Option<Day>,
    template: Option<&Template>,
) -> (Vec<Candidate>, Vec<Candidate>) {
    let own = day.zip(template).and_then(|(day, template)| template.address(day).ok());
    let mut shorts: Vec<Candidate> = Vec::new();
    let mut out: Vec<Candidate> = Vec::new();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    let repeated = repeated(outline);
    let sections = sections(outline);
    let keys: Vec<String> = outline.links.iter().map(|link| link.address.key()).collect();
    for (number, link) in outline.links.iter().enumerate() {
        let address = &link.address;
        if own.as_ref() == Some(address)
            || refuse::address(page.base(), address)
            || sections.contains(&address.key())
            || link.rel.split_whitespace().any(|word| word == "sponsored")
            || template.is_some_and(|template| is_day_page(address, template))
        {
            continue;
        }
        let mut title = around::title(outline, link);
        // "Read more", in whatever language: what many links say is no headline.
        if (title.is_empty() || repeated.contains(title.as_str()))
            && let Some(beside) =
                around::title_beside(outline, &keys, link, keys.get(number).map_or("", String::as_str))
        {
            title = beside;
        }
        let is_short = !is_headline(&title);
        if (is_short && !short::may_be(&title)) || refuse::place(outline, link) {
            continue;
        }
        let shape = shape(address);
        let candidate = Candidate {
            link: number,
            score: score(outline, link, &title),
            key: address.key(),
            place: place(outline, link),
            leads: around::is_heading(outline, link),
            day: dated::day_in(address),
            shape,
            title,
        };
        if is_short {
            shorts.push(candidate);
            continue;
        }
        // A picture, the headline and "read more" lead to one story: the headline stays.
        match by_key.get(&candidate.key).and_then(|at| out.get_mut(*at)) {
            Some(known) if known.score < candidate.score => *known = candidate,
            Some(_) => {}
            None => {
                by_key.insert(candidate.key.clone(), out.len());
                out.push(candidate);
            }
        }
    }
    (out, shorts)
}

/// What several links to different places say.
fn repeated(outline: &Outline) -> HashSet<String> {
    let mut told: HashMap<String, HashSet<String>> = HashMap::new();
    for link in &outline.links {
        told.entry(outline.text_of(link)).or_default().insert(link.address.key());
    }
    told.into_iter().filter(|(_, places)| places.len() >= OFTEN).map(|(text, _)| text).collect()
}

/// Addresses that row after row leads to by the same words, with others between: sections, authors.
fn sections(outline: &Outline) -> HashSet<String> {
    let mut runs: HashMap<(String, String), usize> = HashMap::new();
    let mut last: Option<String> = None;
    for link in &outline.links {
        let key = link.address.key();
        let text = outline.text_of(link);
        if !text.is_empty() && last.as_ref() != Some(&key) {
            let place = format!("{text}{}", place(outline, link));
            *runs.entry((key.clone(), place)).or_default() += 1;
        }
        last = Some(key);
    }
    let all = runs.len();
    let often = runs.into_iter().filter(|(_, runs)| *runs >= OFTEN).map(|((key, _), _)| key);
    let often: HashSet<String> = often.collect();
    // Where most come again the list itself is there several times, as in a row of cards that turns round.
    if often.len() * 2 > all { HashSet::new() } else { often }
}

/// Whether a text is as long as headlines are; scripts without spaces need fewer characters.
fn is_headline(title: &str) -> bool {
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    short::dense(title) >= 6 || (letters >= 12 && title.split_whitespace().count() >= 2)
}

/// Whether an address is another day of the same archive.
fn is_day_page(address: &Address, template: &Template) -> bool {
    dated::readings(address)
        .into_iter()
        .chain(dated::counted(address))
        .any(|r| template.address(r.day).is_ok_and(|made| made.key() == address.key()))
}

fn best_group(candidates: &[Candidate]) -> Option<String> {
    let mut totals: HashMap<&str, (f32, usize)> = HashMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        let total = totals.entry(&candidate.place).or_insert((0.0, at));
        total.0 += candidate.score;
    }
    // The first on the page wins a tie.
    let best = totals.into_iter().max_by(|(_, a), (_, b)| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
    (best.1.0 >= 30.0).then(|| best.0.to_owned())
}

/// How much a link is like a headline.
fn score(outline: &Outline, link: &Link, title: &str) -> f32 {
    let mut score = title.chars().count().min(100) as f32;
    let path = link.address.url().path();
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let is_number = last.len() >= 3 && last.bytes().all(|b| b.is_ascii_digit());
    let has_number = last.bytes().filter(u8::is_ascii_digit).count() >= 4;
    let words = last.split(['-', '_']).filter(|word| word.len() > 1).count();
    let is_story = is_number || has_number || words >= 3 || !dated::readings(&link.address).is_empty();
    score *= if is_story { 1.5 } else { 0.5 };
    for elem in outline.ancestors(link.elem).take(8).filter_map(|at| outline.elems.get(at)) {
        score *= match elem.name.as_str() {
            "h1" | "h2" | "h3" | "h4" => 1.4,
            "article" | "main" => 1.3,
            "p" => 0.6,
            _ => 1.0,
        };
    }
    if around::has_heading(outline, link) {
        score *= 1.4;
    }
    if around::clock_beside(outline, link).is_some() {
        score *= 1.5;
    }
    score
}

/// The tags a link stands in, and the classes of those from the third on: rows differ, lists do not.
fn place(outline: &Outline, link: &Link) -> String {
    let mut out = String::new();
    for (depth, elem) in outline.ancestors(link.elem).filter_map(|at| outline.elems.get(at)).enumerate() {
        out.push('<');
        out.push_str(&elem.name);
        if depth >= 3 {
            let class =
                elem.class.split_whitespace().find(|class| !class.bytes().any(|b| b.is_ascii_digit()));
            out.push('.');
            out.push_str(class.unwrap_or_default());
        }
    }
    out
}

/// An address as its host and its segments by kind: `/world/277015069/` and `/world/277015070/` are alike.
fn shape(address: &Address) -> String {
    let mut out = address.host().to_owned();
    for segment in address.url().path().split('/').filter(|segment| !segment.is_empty()) {
        let digits = segment.bytes().filter(u8::is_ascii_digit).count();
        out.push_str(match segment {
            s if digits == s.len() => "/#",
            s if digits > 0 && s.len() > 6 => "/s#",
            s if s.contains(['-', '_', '.']) => "/s",
            _ => "/w",
        });
    }
    if address.url().query().is_some() {
        out.push('?');
    }
    out
}

/// Where a list goes on, by its own `rel=next` or by the number of its next page. A day's list may go on into
/// another day: whoever follows has to look.
pub fn next_page(page: &Page) -> Option<Address> {
    let own = &page.facts().address;
    let head = page.dom().select_single("link[rel=next]").attr("href");
    let head = head.and_then(|href| page.base().join(&href).ok());
    let outline = Outline::of(page);
    let is_next = |link: &&Link| link.rel.split_whitespace().any(|word| word == "next");
    let named = || outline.links.iter().find(is_next).map(|link| link.address.clone());
    let is_on =
        |address: &Address| address.host() == own.host() && address != own && !dated::leaves(own, address);
    if let Some(address) = head.or_else(named).filter(is_on) {
        return Some(address);
    }
    let wanted = refuse::page_number(own).unwrap_or(1) + 1;
    let further = |link: &&Link| {
        refuse::is_page_of(own, &link.address) && refuse::page_number(&link.address) == Some(wanted)
    };
    outline.links.iter().find(further).map(|link| link.address.clone())
}

/// One line of text, unless it is empty.
fn line(raw: &str) -> Option<Text> {
    Text::line(raw).non_empty()
}

#[cfg(test)]
mod markups;
#[cfg(test)]
mod tests;
