//! Dates inside addresses: `/2025-11-13/`, `/2025/nov/3`, `?day=20251113`, `?y=2025&m=11&d=13`.

mod cut;
mod months;
mod word;

use std::collections::HashMap;
use std::ops::Range;

use crate::news::{Address, Day, Month, Template};
use cut::{Cut, Run, cut, separated};
pub(super) use months::{MonthReading, month_readings, month_template, months};
pub use months::{months_in, with_month};
use word::Word;

/// A part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Field {
    Year,
    ShortYear,
    Month,
    Day,
    /// A month by its name.
    Name(Word),
    /// Days since 30 December 1899.
    Serial,
    /// Seconds since 1970 at midnight UTC.
    Epoch,
}

/// Where the parts of a date stand.
type Parts = Vec<(Range<usize>, Field)>;

/// A date found in an address.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// The day.
    pub day: Day,
    /// Where its parts stand, in order; whether they touch without a sign between (`20251113`).
    parts: Parts,
}

/// Every full date that can be read in an address.
pub(super) fn readings(address: &Address) -> Vec<Reading> {
    use Field::{Day as D, Month as M, ShortYear as Y2, Year as Y};
    let cuts = cut(address);
    let mut out = Vec::new();
    for (at, first) in cuts.iter().enumerate() {
        let digits = |cut: &Cut<'_>| if cut.run == Run::Digits { cut.text.len() } else { 0 };
        let compact: &[&[(Field, usize)]] = match digits(first) {
            8 => &[&[(Y, 4), (M, 2), (D, 2)], &[(D, 2), (M, 2), (Y, 4)]],
            6 => &[&[(Y2, 2), (M, 2), (D, 2)], &[(D, 2), (M, 2), (Y2, 2)]],
            _ => &[],
        };
        out.extend(compact.iter().filter_map(|fields| reading(address, &split(first, fields))));
        let Some(second) = separated(&cuts, at) else { continue };
        let pair: &[(Field, usize)] = match (digits(first), digits(second)) {
            (6, 1 | 2) => &[(Y, 4), (M, 2), (D, 0)],
            (4, 4) => &[(Y, 4), (M, 2), (D, 2)],
            _ => &[],
        };
        if let [year, month, day] = pair {
            let parts = if digits(first) == 6 {
                [split(first, &[*year, *month]), split(second, &[*day])].concat()
            } else {
                [split(first, &[*year]), split(second, &[*month, *day])].concat()
            };
            out.extend(reading(address, &parts));
        }
        let Some(third) = separated(&cuts, at + 2) else { continue };
        let named = |order: fn(Field) -> [Field; 3]| {
            word::readings(second.text).map(move |word| order(Field::Name(word))).collect()
        };
        let orders: Vec<[Field; 3]> = match (digits(first), digits(second), digits(third)) {
            (4, 1 | 2, 1 | 2) => vec![[Y, M, D]],
            (1 | 2, 1 | 2, 4) => vec![[D, M, Y], [M, D, Y]],
            (2, 2, 2) => vec![[Y2, M, D], [D, M, Y2]],
            (4, 0, 1 | 2) => named(|name| [Y, name, D]),
            (1 | 2, 0, 4) => named(|name| [D, name, Y]),
            _ => Vec::new(),
        };
        for order in &orders {
            let parts: Vec<_> = [first, second, third]
                .into_iter()
                .zip(order)
                .flat_map(|(c, f)| split(c, &[(*f, 0)]))
                .collect();
            out.extend(reading(address, &parts));
        }
    }
    out.extend(in_query(address, &cuts, true).and_then(|parts| reading(address, &parts)));
    out
}

/// The day an address names, where it can be read in one way only. Six digits alone may be any number:
/// `/news/251103/` tells nothing.
pub fn day_in(address: &Address) -> Option<Day> {
    only_day(readings(address).into_iter().filter(|reading| !reading.is_short()))
}

/// The day that readings agree on.
fn only_day(readings: impl Iterator<Item = Reading>) -> Option<Day> {
    let mut days = readings.map(|reading| reading.day);
    let first = days.next()?;
    days.all(|day| day == first).then_some(first)
}

/// Whether a link leads away from the day, or else the month, that its page's own address names.
pub(super) fn leaves(own: &Address, other: &Address) -> bool {
    let days = |address: &Address| readings(address).into_iter().map(|r| r.day).collect::<Vec<Day>>();
    let (here, there) = (days(own), days(other));
    if !here.is_empty() {
        return !there.iter().any(|day| here.contains(day));
    }
    let (here, there) = (months(own), months(other));
    !here.is_empty() && !there.iter().any(|month| here.contains(month))
}

/// The day of a story's address and that address cut right behind its date, where the date ends a part
/// of the path and more follows.
pub(super) fn front_of_day(address: &Address) -> Option<(Day, Address)> {
    let day = only_day(readings(address).into_iter())?;
    let reading = readings(address).into_iter().next()?;
    let end = reading.parts.iter().map(|(range, _)| range.end).max()?;
    let url = address.as_str();
    let slug = url.get(end..)?.strip_prefix('/')?;
    let goes_on = slug.split(['?', '#']).next().is_some_and(|slug| slug.len() > 1);
    let front = Address::parse(url.get(..=end)?).ok()?;
    goes_on.then_some((day, front))
}

/// Days that a single number in an address may count: so many numbers may mean a day that only the
/// agreement of several addresses with the days they are said to be of tells which do.
pub(super) fn counted(address: &Address) -> Vec<Reading> {
    let mut out = Vec::new();
    for cut in cut(address).iter().filter(|cut| cut.run == Run::Digits) {
        let Ok(number) = cut.text.parse::<i64>() else { continue };
        let (field, days) = match cut.text.len() {
            5 => (Field::Serial, number - SERIAL_OF_1970),
            9 | 10 if number % 86_400 == 0 => (Field::Epoch, number / 86_400),
            _ => continue,
        };
        let parts = split(cut, &[(field, 0)]);
        let from_1970 = Day::new(1970, 1, 1).map(|start| start.plus(days as i32));
        if let Some(day) = from_1970.filter(|day| (1990..2100).contains(&day.date().year())) {
            out.push(Reading { day, parts });
        }
    }
    out
}

/// 1 January 1970 in days since 30 December 1899.
const SERIAL_OF_1970: i64 = 25_569;

/// A run as fields of so many characters; 0 is all there is.
fn split(cut: &Cut<'_>, fields: &[(Field, usize)]) -> Parts {
    let mut at = cut.start;
    let end = cut.start + cut.text.len();
    fields
        .iter()
        .map(|(field, len)| {
            let to = if *len == 0 { end } else { (at + len).min(end) };
            let range = at..to;
            at = to;
            (range, *field)
        })
        .collect()
}

/// `?y=2025&m=11&d=13` in any order.
fn in_query(address: &Address, cuts: &[Cut<'_>], with_day: bool) -> Option<Parts> {
    let url = address.as_str();
    let query = url.find('?')?;
    let mut parts = Vec::new();
    for (at, value) in cuts.iter().enumerate().filter(|(_, cut)| cut.run == Run::Digits && cut.start > query)
    {
        let before = &url[query + 1..value.start];
        let Some(key) = before.rsplit('&').next().and_then(|pair| pair.strip_suffix('=')) else { continue };
        if cuts.get(at + 1).is_some_and(|next| next.text != "&") {
            continue;
        }
        let field = match key.to_ascii_lowercase().as_str() {
            "y" | "yy" | "yyyy" | "year" | "god" | "annee" | "jahr" | "ano" | "anno" | "yil" | "rok"
                if value.text.len() == 4 =>
            {
                Field::Year
            }
            "m" | "mm" | "mon" | "month" | "monthnum" | "mois" | "monat" | "mes" | "mese" | "ay"
            | "mesyac"
                if value.text.len() <= 2 =>
            {
                Field::Month
            }
            "d" | "dd" | "day" | "den" | "jour" | "tag" | "dia" | "giorno" | "gun" | "dzien"
                if value.text.len() <= 2 && with_day =>
            {
                Field::Day
            }
            _ => continue,
        };
        if parts.iter().any(|(_, known)| *known == field) {
            return None;
        }
        parts.push((value.start..value.start + value.text.len(), field));
    }
    (parts.len() == if with_day { 3 } else { 2 }).then_some(parts)
}

fn number(address: &Address, range: &Range<usize>, field: Field) -> Option<i16> {
    let text = address.as_str().get(range.clone())?;
    match field {
        Field::Name(word) => Some(i16::from(word.month)),
        Field::Serial | Field::Epoch => None,
        Field::ShortYear => text.parse::<i16>().ok().map(|year| 2000 + year),
        Field::Year => text.parse().ok().filter(|year| (1900..=2100).contains(year)),
        Field::Month | Field::Day => text.parse().ok(),
    }
}

fn month(address: &Address, parts: &[(Range<usize>, Field)]) -> Option<Month> {
    let (mut year, mut month) = (None, None);
    for (range, field) in parts {
        let value = number(address, range, *field)?;
        match field {
            Field::Year | Field::ShortYear => year = Some(value),
            Field::Day => {}
            _ => month = Some(value),
        }
    }
    Month::new(year?, i8::try_from(month?).ok()?)
}

fn reading(address: &Address, parts: &[(Range<usize>, Field)]) -> Option<Reading> {
    let month = month(address, parts)?;
    let (range, field) = parts.iter().find(|(_, field)| *field == Field::Day)?;
    let day = Day::new(month.year(), month.number(), i8::try_from(number(address, range, *field)?).ok()?)?;
    let mut parts = parts.to_vec();
    parts.sort_by_key(|(range, _)| range.start);
    Some(Reading { day, parts })
}

impl Reading {
    /// The address with the date left out: what addresses of one template share.
    pub fn skeleton(&self, address: &Address) -> String {
        self.replaced(address, |field, _| match field {
            Field::Year => "{Y}".to_owned(),
            Field::ShortYear => "{y}".to_owned(),
            Field::Month => "{M}".to_owned(),
            Field::Day => "{D}".to_owned(),
            Field::Name(word) => word.token(),
            Field::Serial => "{S}".to_owned(),
            Field::Epoch => "{E}".to_owned(),
        })
    }

    /// Whether it is six digits in a row.
    fn is_short(&self) -> bool {
        let start = self.parts.iter().map(|(range, _)| range.start).min().unwrap_or(0);
        let end = self.parts.iter().map(|(range, _)| range.end).max().unwrap_or(0);
        end - start == 6
    }

    /// Whether hardly anything stands behind the date: a slash, `.html`, `/all`.
    pub fn ends(&self, address: &Address) -> bool {
        let end = self.parts.iter().map(|(range, _)| range.end).max().unwrap_or(0);
        let rest = address.as_str().get(end..).unwrap_or_default();
        rest.len() <= 6 && !rest.bytes().any(|byte| byte.is_ascii_digit())
    }

    fn replaced(&self, address: &Address, name: impl Fn(Field, usize) -> String) -> String {
        let url = address.as_str();
        let mut out = String::new();
        let mut at = 0;
        for (range, field) in &self.parts {
            out.push_str(url.get(at..range.start).unwrap_or_default());
            out.push_str(&name(*field, range.len()));
            at = range.end;
        }
        out.push_str(url.get(at..).unwrap_or_default());
        out
    }

    /// Whether a field is written with a zero in front: `None` when this date cannot tell.
    fn padded(&self, address: &Address, wanted: Field) -> Option<bool> {
        let at = self.parts.iter().position(|(_, field)| *field == wanted)?;
        let (range, _) = self.parts.get(at)?;
        let touches = at
            .checked_sub(1)
            .and_then(|before| self.parts.get(before))
            .is_some_and(|p| p.0.end == range.start)
            || self.parts.get(at + 1).is_some_and(|p| p.0.start == range.end);
        let text = address.as_str().get(range.clone())?;
        if touches || text.starts_with('0') {
            return Some(true);
        }
        (text.len() == 1).then_some(false)
    }
}

/// The template that addresses of one skeleton come from. Whether days and months are written with a
/// zero is told by those below ten; where none is, the other field tells, else they are. A site that writes both
/// (`/2025/3/7/` in its calendar, `/2025/03/07/` beside it) answers to what most of its links have.
pub(super) fn template_of(group: &[(&Address, &Reading)]) -> Option<Template> {
    let told = |field: Field| group.iter().find_map(|(address, reading)| reading.padded(address, field));
    let (day, month) = (told(Field::Day), told(Field::Month));
    let first = (day.or(month).unwrap_or(true), month.or(day).unwrap_or(true));
    let mut ways = vec![first];
    ways.extend([(true, true), (false, false), (true, false), (false, true)]);
    let made = ways.into_iter().filter_map(|way| {
        let template = padded_as(group.first()?, way)?;
        let agrees = |(address, reading): &&(&Address, &Reading)| {
            template.address(reading.day).is_ok_and(|made| made == **address)
        };
        let agreeing = group.iter().filter(agrees).count();
        Some((agreeing, template))
    });
    // The first of those most agree with.
    let (agreeing, template) = made.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    (agreeing * 2 > group.len()).then_some(template)
}

/// The template of an address, its days and its months with zeros in front or without.
fn padded_as((address, reading): &(&Address, &Reading), (day, month): (bool, bool)) -> Option<Template> {
    let raw = reading.replaced(address, |field, _| match field {
        Field::Year => "{YYYY}".to_owned(),
        Field::ShortYear => "{YY}".to_owned(),
        Field::Month if month => "{MM}".to_owned(),
        Field::Month => "{M}".to_owned(),
        Field::Day if day => "{DD}".to_owned(),
        Field::Day => "{D}".to_owned(),
        Field::Name(word) => word.token(),
        Field::Serial => "{serial}".to_owned(),
        Field::Epoch => "{epoch}".to_owned(),
    });
    raw.parse().ok()
}

/// The template most of some addresses come from, each with the day its page is about; `None` when
/// fewer than half of them agree. What one address leaves open (11-11) the others decide.
pub fn template_from(addresses: &[(Day, Address)]) -> Option<Template> {
    let read: Vec<(&Address, Reading)> = addresses
        .iter()
        .flat_map(|(day, address)| {
            let all = readings(address).into_iter().chain(counted(address));
            all.map(move |reading| (*day, address, reading))
        })
        .filter(|(day, _, reading)| reading.day == *day)
        .map(|(_, address, reading)| (address, reading))
        .collect();
    let mut groups: HashMap<String, Vec<(&Address, &Reading)>> = HashMap::new();
    let mut order = Vec::new();
    for (address, reading) in &read {
        let skeleton = reading.skeleton(address);
        let group = groups.entry(skeleton.clone()).or_default();
        if group.is_empty() {
            order.push(skeleton);
        }
        group.push((address, reading));
    }
    // `max_by_key` takes the last of equals; the most usual order of a date is read first.
    let best =
        order.iter().rev().filter_map(|skeleton| groups.get(skeleton)).max_by_key(|group| group.len())?;
    if best.len() * 2 < addresses.len() { None } else { template_of(best) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(links: &[(&str, &str)]) -> Option<String> {
        let links: Vec<(Day, Address)> = links
            .iter()
            .map(|(day, path)| {
                (day.parse().unwrap(), Address::parse(&format!("https://a.test{path}")).unwrap())
            })
            .collect();
        template_from(&links)
            .map(|template| template.as_str().trim_start_matches("https://a.test").to_owned())
    }

    #[test]
    fn templates_are_found_in_addresses() {
        for (a, b, want) in [
            ("/world/2025-11-03/", "/world/2025-11-11/", "/world/{YYYY}-{MM}-{DD}/"),
            ("/2025/11/3", "/2025/11/11", "/2025/{M}/{D}"),
            ("/2025/11/03/", "/2025/11/11/", "/2025/{MM}/{DD}/"),
            ("/20251103", "/20251111", "/{YYYY}{MM}{DD}"),
            ("/03-11-2025.html", "/11-11-2025.html", "/{DD}-{MM}-{YYYY}.html"),
            ("/a/03.11.2025", "/a/11.11.2025", "/a/{DD}.{MM}.{YYYY}"),
            ("/2025/nov/03/all", "/2025/nov/11/all", "/{YYYY}/{mon}/{DD}/all"),
            ("/news?day=2025-11-03", "/news?day=2025-11-11", "/news?day={YYYY}-{MM}-{DD}"),
            ("/?d=3&m=11&y=2025", "/?d=11&m=11&y=2025", "/?d={D}&m={M}&y={YYYY}"),
            ("/202511/03", "/202511/11", "/{YYYY}{MM}/{DD}"),
            ("/25/11/03/", "/25/11/11/", "/{YY}/{MM}/{DD}/"),
            ("/2025/november/03/", "/2025/november/11/", "/2025/{month}/{DD}/"),
            ("/2025/Nov/3", "/2025/Nov/11", "/2025/{Mon}/{D}"),
            ("/3-novembre-2025/", "/11-novembre-2025/", "/{D}-{month:fr}-{YYYY}/"),
            ("/a-03.11.2025.html", "/a-11.11.2025.html", "/a-{DD}.{MM}.{YYYY}.html"),
            ("/date_03112025/", "/date_11112025/", "/date_{DD}{MM}{YYYY}/"),
            ("/c/starttime-45964.cms", "/c/starttime-45972.cms", "/c/starttime-{serial}.cms"),
            ("/day/1762128000", "/day/1762819200", "/day/{epoch}"),
            (
                "/?jour=3&mois=11&annee=2025",
                "/?jour=11&mois=11&annee=2025",
                "/?jour={D}&mois={M}&annee={YYYY}",
            ),
            ("/Events/2025_November_3", "/Events/2025_November_11", "/Events/{YYYY}_{Month}_{D}"),
        ] {
            let want = want.replacen("/2025", "/{YYYY}", 1);
            assert_eq!(from(&[("2025-11-03", a), ("2025-11-11", b)]).as_deref(), Some(want.as_str()), "{a}");
        }
        assert_eq!(from(&[("2025-11-11", "/2025-11-11/")]).as_deref(), Some("/{YYYY}-{MM}-{DD}/"));
        assert_eq!(from(&[("2025-11-03", "/page/3"), ("2025-11-04", "/page/4")]), None);
        assert_eq!(from(&[("2025-11-03", "/2025/11/3"), ("2025-11-04", "/2025/11/04")]), None);
    }

    #[test]
    fn where_zeros_are_written_both_ways_most_links_tell() {
        let cells =
            [("2025-03-05", "/2025/3/5/"), ("2025-03-06", "/2025/3/6/"), ("2025-03-17", "/2025/3/17/")];
        let beside = [("2025-02-07", "/2025/02/07/"), ("2025-04-07", "/2025/04/07/")];
        assert_eq!(from(&[&beside[..], &cells].concat()).as_deref(), Some("/{YYYY}/{M}/{D}/"));
        let padded =
            [("2025-03-05", "/2025/03/05/"), ("2025-03-06", "/2025/03/06/"), ("2025-12-17", "/2025/12/17/")];
        let odd = [("2025-03-07", "/2025/3/7/")];
        assert_eq!(from(&[&odd[..], &padded].concat()).as_deref(), Some("/{YYYY}/{MM}/{DD}/"));
        // Months without a zero and days with one, and the other way round.
        let months = [("2025-03-05", "/2025/3/05"), ("2025-03-16", "/2025/3/16")];
        assert_eq!(from(&months).as_deref(), Some("/{YYYY}/{M}/{DD}"));
        let days = [("2025-03-05", "/2025/03/5"), ("2025-03-16", "/2025/03/16")];
        assert_eq!(from(&days).as_deref(), Some("/{YYYY}/{MM}/{D}"));
    }
}
