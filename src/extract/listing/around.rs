//! What stands around a headline: its time, deck, picture and section.

use std::ops::Range;

use super::rows::Rows;
use super::{line, refuse};
use crate::extract::date;
use crate::extract::outline::{Link, Outline};
use crate::news::{Address, Day, Item, Text, When};

/// The headline of a link: what it shows, or its `title` where it shows a picture only or cuts the headline off.
pub(super) fn title(outline: &Outline, link: &Link) -> String {
    let shown = shown(outline, link);
    if shown.is_empty() {
        let said = link.title.clone().or_else(|| link.alt.clone());
        return said.map(|alt| alt.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default();
    }
    let stem = shown.trim_end_matches(['…', '.', ' ']);
    let is_cut = stem.len() < shown.len() && !stem.is_empty();
    match &link.title {
        Some(whole) if is_cut && whole.starts_with(stem) => whole.clone(),
        _ => shown,
    }
}

/// The headline that stands beside a link which says none itself: the heading of the smallest box around both that
/// holds no other address. `keys` are those of the addresses of all links.
pub(super) fn title_beside(outline: &Outline, keys: &[String], link: &Link, own: &str) -> Option<String> {
    const BOXES: usize = 6;
    // What tells of one story is small; a page may be one box with nothing but such links.
    const TEXTS: usize = 24;
    for at in outline.ancestors(link.elem).skip(1).take(BOXES) {
        let pieces = outline.elems.get(at)?.pieces.clone();
        if pieces.len() > TEXTS {
            return None;
        }
        let texts = || pieces.clone().filter_map(|at| Some((at, outline.pieces.get(at)?)));
        let foreign =
            texts().any(|(_, piece)| piece.link.and_then(|at| keys.get(at)).is_some_and(|key| key != own));
        if foreign {
            return None;
        }
        let heads: Vec<&str> = texts()
            .filter(|(number, piece)| piece.link.is_none() && in_heading(outline, *number, at))
            .map(|(_, piece)| piece.text.as_str())
            .collect();
        if !heads.is_empty() {
            return Some(heads.join(" "));
        }
    }
    None
}

/// The headline a link shows: the heading in it, else its first sentence, without times and counts.
fn shown(outline: &Outline, link: &Link) -> String {
    let pieces: Vec<usize> = link.pieces.clone().filter(|at| says_something(outline, *at)).collect();
    let text = |at: &usize| outline.pieces.get(*at).map_or("", |piece| piece.text.as_str());
    let heads: Vec<usize> = pieces.iter().copied().filter(|at| in_heading(outline, *at, link.elem)).collect();
    if !heads.is_empty() {
        return heads.iter().map(text).collect::<Vec<_>>().join(" ");
    }
    let mut long = pieces.iter().filter(|at| text(at).chars().count() >= 15);
    // Inline markup cuts a sentence in pieces; blocks make several.
    let blocks =
        pieces.iter().any(|at| block_of(outline, *at) != pieces.first().and_then(|f| block_of(outline, *f)));
    match long.next() {
        Some(first) if blocks => text(first).to_owned(),
        _ => pieces.iter().map(text).collect::<Vec<_>>().join(" "),
    }
}

/// Whether a link stands in a heading, or a heading in it.
pub(super) fn is_heading(outline: &Outline, link: &Link) -> bool {
    let names = outline.ancestors(link.elem).filter_map(|at| outline.elems.get(at)).take(4);
    names.into_iter().any(|elem| matches!(elem.name.as_str(), "h1" | "h2" | "h3"))
        || has_heading(outline, link)
}

/// Whether a heading stands in a link.
pub(super) fn has_heading(outline: &Outline, link: &Link) -> bool {
    link.pieces.clone().any(|at| in_heading(outline, at, link.elem))
}

fn in_heading(outline: &Outline, piece: usize, inside: usize) -> bool {
    let Some(piece) = outline.pieces.get(piece) else { return false };
    let within = outline.ancestors(piece.elem).take_while(|at| *at != inside);
    within
        .filter_map(|at| outline.elems.get(at))
        .any(|e| matches!(e.name.as_str(), "h1" | "h2" | "h3" | "h4" | "h5"))
}

/// The nearest element around a text that makes a block.
fn block_of(outline: &Outline, piece: usize) -> Option<usize> {
    let elem = outline.pieces.get(piece)?.elem;
    outline.ancestors(elem).find(|at| {
        let name = outline.elems.get(*at).map_or("", |elem| elem.name.as_str());
        !matches!(name, "span" | "b" | "i" | "em" | "strong" | "small" | "mark" | "font" | "u" | "time")
    })
}

fn says_something(outline: &Outline, piece: usize) -> bool {
    outline.pieces.get(piece).is_some_and(|piece| {
        // A headline may begin with a date; a line that is one is short.
        let is_date = || piece.text.chars().count() <= 40 && date::parse(&piece.text).is_some();
        piece.text.chars().any(char::is_alphabetic) && !is_date()
    })
}

/// A time of day alone in a text: `09:12`, and where it is nothing else `09.12` and `09h12`.
fn clock(text: &str) -> Option<(i8, i8)> {
    let text = text.trim_matches([' ', ',', '|', '[', ']', '(', ')']);
    let (hour, minute) =
        text.split_once([':', 'h']).or_else(|| text.split_once('.').filter(|_| text.len() == 5))?;
    let sound = (1..=2).contains(&hour.len()) && minute.len() == 2;
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
    (sound && (0..24).contains(&hour) && (0..60).contains(&minute)).then_some((hour, minute))
}

/// A time of day among few words: `yesterday, 14:05`, `6:04 PM`. Where numbers stand beside it the day has to
/// be one of them, else it is the time of another.
fn spoken(text: &str, day: Day) -> Option<(i8, i8)> {
    if text.chars().count() > 40 {
        return None;
    }
    let (time, beside) = date::time_of_day(text)?;
    let is_of_day = beside.is_empty() || beside.contains(&i64::from(day.day_of_month()));
    is_of_day.then(|| (time.hour(), time.minute()))
}

/// A time of day in the texts right before, in or right behind a link.
pub(super) fn clock_beside(outline: &Outline, link: &Link) -> Option<usize> {
    let number = outline.links.binary_search_by_key(&link.elem, |other| other.elem).ok();
    let own = |at: &usize| {
        outline.pieces.get(*at).is_some_and(|piece| piece.link.is_none() || piece.link == number)
    };
    let is_clock = |at: &usize| outline.pieces.get(*at).is_some_and(|piece| clock(&piece.text).is_some());
    let inside = link.pieces.clone().find(is_clock);
    let before =
        (link.pieces.start.saturating_sub(2)..link.pieces.start).rev().take_while(own).find(is_clock);
    inside.or(before).or_else(|| (link.pieces.end..link.pieces.end + 2).take_while(own).find(is_clock))
}

/// The story a headline link tells of.
pub(super) fn item(rows: &Rows<'_>, link: usize, title: &str, day: Option<Day>) -> Option<Item> {
    let outline = rows.outline;
    let number = link;
    let link = outline.links.get(link)?;
    let row = rows.row(link, rows.key(number));
    let range = rows.with_next(row, outline.elems.get(row)?.pieces.clone());
    Some(Item {
        address: Some(link.address.clone()),
        title: Text::line(title),
        deck: deck(outline, link, range.clone(), title).unwrap_or_default(),
        section: section(rows, link, &range),
        published: published(outline, link, row, range, day),
        image: picture(outline, row),
        ..Item::default()
    })
}

/// The first picture of a row.
fn picture(outline: &Outline, row: usize) -> Option<Address> {
    // An element's inside follows it without a gap: either the next picture is in the row, or none is.
    let next = outline.pictures.partition_point(|picture| picture.elem < row);
    let picture = outline.pictures.get(next).filter(|picture| within(outline, picture.elem, row))?;
    Some(picture.address.clone())
}

fn within(outline: &Outline, elem: usize, outer: usize) -> bool {
    outline.ancestors(elem).any(|at| at == outer)
}

fn published(
    outline: &Outline,
    link: &Link,
    row: usize,
    range: Range<usize>,
    day: Option<Day>,
) -> Option<When> {
    let marked = outline.elems.iter().enumerate().skip(row).filter(|(_, elem)| elem.datetime.is_some());
    let mut marked = marked.take_while(|(_, elem)| elem.pieces.start <= range.end);
    let marked = marked.find(|(at, _)| within(outline, *at, row)).and_then(|(_, elem)| elem.datetime.clone());
    if let Some(when) = marked.as_deref().and_then(date::parse) {
        return Some(when);
    }
    let at_clock = |(hour, minute): (i8, i8)| Some(When::Local(day?.date().at(hour, minute, 0, 0)));
    if let Some(when) = marked.as_deref().and_then(clock).and_then(at_clock) {
        return Some(when);
    }
    let texts =
        || outline.pieces.get(range.clone()).unwrap_or_default().iter().map(|piece| piece.text.as_str());
    if let Some(found) = texts().find_map(clock).and_then(at_clock) {
        return Some(found);
    }
    let dated = texts().filter(|text| text.chars().count() <= 40).find_map(date::parse);
    let said = || {
        let own = outline.pieces.get(range.clone()).unwrap_or_default().iter().zip(range.clone());
        // What the headline says is no time of its own.
        let mut texts = own.filter(|(_, at)| !link.pieces.contains(at) || link.pieces.len() > 1);
        texts.find_map(|(piece, _)| spoken(&piece.text, day?)).and_then(at_clock)
    };
    dated.or_else(said).or_else(|| {
        let beside = clock_beside(outline, link)?;
        outline.pieces.get(beside).and_then(|piece| clock(&piece.text)).and_then(at_clock)
    })
}

/// Whether a text is as long as sentences are; scripts without spaces need fewer characters.
fn is_long(text: &str) -> bool {
    text.chars().count() >= 30
}

/// The first sentence of a row that is not its headline.
fn deck(outline: &Outline, link: &Link, range: Range<usize>, title: &str) -> Option<Text> {
    let own = link.address.key();
    let mut texts = outline.pieces.get(range)?.iter().filter(|piece| {
        let foreign =
            piece.link.and_then(|at| outline.links.get(at)).is_some_and(|other| other.address.key() != own);
        !foreign && is_long(&piece.text) && !title.contains(piece.text.as_str())
    });
    let text = texts.next()?.text.trim_start_matches(['-', '–', '—', '•', '·', '|', ':', ' ']);
    let short: String = text.chars().take(300).collect();
    line(&if short.len() < text.len() { short + "…" } else { short })
}

/// A short link of a row that leads elsewhere on the site.
fn section(rows: &Rows<'_>, link: &Link, range: &Range<usize>) -> Option<Text> {
    rows.links_in(range).filter(|at| !rows.is_story(*at)).find_map(|at| {
        let other = rows.outline.links.get(at)?;
        if refuse::is_person(&other.address)
            || other.address.host() != link.address.host()
            || other.address == link.address
        {
            return None;
        }
        let text = rows.outline.text_of(other);
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        (letters >= 3 && text.chars().count() <= 30).then(|| line(&text)).flatten()
    })
}
