//! A day out of a site's sitemaps: only those that can hold it are fetched.

mod shelf;

use std::collections::{HashMap, VecDeque};

use super::dated::{Asking, DayList};
use crate::extract;
use crate::extract::sitemap::{Child, Entry, Sitemap};
use crate::news::{Address, Day, Fault, Item, When};

/// Sitemaps that are fetched for one day.
const MOST_REQUESTS: usize = 6;

/// A story as a sitemap tells it. Without a title of its own the words of its address stand for one.
pub(super) fn item(entry: Entry) -> Item {
    let title = if entry.title.is_empty() { entry.address.words() } else { entry.title };
    Item {
        guid: entry.address.as_str().to_owned(),
        title,
        published: entry.published.or_else(|| dated(&entry.address, entry.changed)),
        lang: entry.lang,
        image: entry.image,
        address: Some(entry.address),
        ..Item::default()
    }
}

/// The date of a story that only has an address and a last change: the day in the address, at the time
/// of the change where that is of the same day; else the change itself.
fn dated(address: &Address, changed: Option<When>) -> Option<When> {
    let day = extract::day_in(address);
    let of_change = changed.map(civil);
    match day {
        Some(day) if of_change == Some(day.date()) => changed,
        Some(day) => Some(When::Date(day.date())),
        None => changed,
    }
}

/// The day's stories; where a sitemap is of the day's month, the stories of the other days too.
pub(super) async fn day(asking: &Asking<'_>, url: &Address) -> Result<DayList, Fault> {
    let mut waiting: VecDeque<Address> = VecDeque::new();
    let mut address = url.clone();
    for asked in 0..MOST_REQUESTS {
        let Sitemap { children, entries } = asking.door.sitemap(&address, asked == 0).await?;
        if let Some(shelf) = numbered(&children) {
            let items = shelf::day(asking, &shelf).await?;
            return Ok(DayList::of(items, url.clone()));
        }
        for next in worth_asking(&children, asking.day).into_iter().rev() {
            waiting.push_front(next);
        }
        let dated = day_stories(asking, entries, &address);
        if is_of_month(&address, asking.day) {
            let month = asking.day.month();
            let stories: Vec<(Day, Item)> = dated.into_iter().filter(|(of, _)| of.month() == month).collect();
            if !stories.is_empty() {
                return Ok(DayList::of_month(stories, asking.day, month.range(), url.clone()));
            }
        } else {
            let of_day = dated.into_iter().filter(|(of, _)| *of == asking.day);
            let items: Vec<Item> = of_day.map(|(_, item)| item).collect();
            if !items.is_empty() {
                return Ok(DayList::of(items, url.clone()));
            }
        }
        let Some(next) = waiting.pop_front() else { break };
        address = next;
    }
    Ok(DayList::of(Vec::new(), url.clone()))
}

/// The stories of a sitemap with their days, as far as they can be told.
fn day_stories(asking: &Asking<'_>, mut entries: Vec<Entry>, address: &Address) -> Vec<(Day, Item)> {
    if extract::day_in(address).is_none()
        && let Some(common) = common_change(&entries)
    {
        // One change for all is the day the file was made, not what was published on it.
        for entry in entries.iter_mut().filter(|entry| entry.changed.map(civil) == Some(common)) {
            entry.changed = None;
        }
    }
    let items = entries.into_iter().map(item);
    items.filter_map(|item| Some((asking.day_of(&item)?, item))).collect()
}

/// Stories a sitemap has before what they share is no chance.
const MANY: usize = 20;

/// The day that most stories of a sitemap were changed on, where nothing else tells theirs and they are too
/// many, and too close together, to be that day's news.
fn common_change(entries: &[Entry]) -> Option<jiff::civil::Date> {
    let open = |entry: &&Entry| entry.published.is_none() && extract::day_in(&entry.address).is_none();
    let changes: Vec<When> = entries.iter().filter(open).filter_map(|entry| entry.changed).collect();
    let mut days: HashMap<jiff::civil::Date, usize> = HashMap::new();
    for change in &changes {
        *days.entry(civil(*change)).or_default() += 1;
    }
    let (day, count) = days.into_iter().max_by_key(|(_, count)| *count)?;
    if changes.len() < MANY || count * 2 <= changes.len() {
        return None;
    }
    let mut hours: Vec<i8> = changes.iter().filter(|when| civil(**when) == day).filter_map(hour).collect();
    hours.sort_unstable();
    hours.dedup();
    // A day's news comes all day long; a file is made, or a site moved, within the hour.
    (hours.len() <= 2).then_some(day)
}

fn hour(when: &When) -> Option<i8> {
    match when {
        When::Moment(moment) => Some(moment.civil(&jiff::tz::TimeZone::UTC).hour()),
        When::Local(local) => Some(local.hour()),
        When::Date(_) => None,
    }
}

/// The children of an index that tell nothing but a number.
fn numbered(children: &[Child]) -> Option<Vec<Address>> {
    let telling: Vec<Option<Day>> =
        children.iter().map(|child| child.changed.and_then(day_of_change)).collect();
    let tells = telling.iter().any(|changed| *changed != telling.first().copied().flatten());
    let named =
        |child: &Child| !extract::months_in(&child.address).is_empty() || names_some_year(&child.address);
    if tells || children.iter().any(named) {
        return None;
    }
    shelf::of(&children.iter().filter(|child| !is_aside(&child.address)).collect::<Vec<_>>())
}

/// Whether a sitemap is the one of the day's whole month: its address names a month and no day.
fn is_of_month(address: &Address, day: Day) -> bool {
    extract::day_in(address).is_none() && extract::months_in(address).contains(&day.month())
}

/// The sitemaps of an index that can hold a day, the likeliest first: those whose address names the day,
/// then its month, then its year; where no address names a date, those changed on the day or after, the
/// first of them first.
pub(super) fn worth_asking(children: &[Child], day: Day) -> Vec<Address> {
    let year = day.date().year().to_string();
    let named: Vec<(u8, &Child)> = children
        .iter()
        .filter_map(|child| {
            let address = &child.address;
            let months = extract::months_in(address);
            let rank = match extract::day_in(address) {
                Some(of) => (of == day).then_some(0),
                None if months.contains(&day.month()) => Some(1),
                None if !months.is_empty() => None,
                None => names_year(address, &year).then_some(2),
            };
            rank.map(|rank| (rank, child))
        })
        .collect();
    if !named.is_empty() {
        let mut named = named;
        named.sort_by_key(|(rank, _)| *rank);
        return named.into_iter().map(|(_, child)| child.address.clone()).collect();
    }
    let any_dated = children
        .iter()
        .any(|child| !extract::months_in(&child.address).is_empty() || names_some_year(&child.address));
    let mut open: Vec<(Option<Day>, &Child)> = children
        .iter()
        .filter(|child| !is_aside(&child.address))
        // Where the others name their date, one that names another was passed over above.
        .filter(|child| {
            !any_dated || (extract::months_in(&child.address).is_empty() && !names_some_year(&child.address))
        })
        .map(|child| (child.changed.and_then(day_of_change), child))
        .filter(|(changed, _)| changed.is_none_or(|changed| changed >= day))
        .collect();
    open.sort_by_key(|(changed, _)| changed.unwrap_or(Day::MAX));
    open.into_iter().map(|(_, child)| child.address.clone()).collect()
}

fn day_of_change(when: When) -> Option<Day> {
    Day::from_date(civil(when))
}

/// The date as written; in UTC where no offset was.
fn civil(when: When) -> jiff::civil::Date {
    match when {
        When::Moment(moment) => moment.civil(&jiff::tz::TimeZone::UTC).date(),
        When::Local(local) => local.date(),
        When::Date(date) => date,
    }
}

fn numbers(address: &Address) -> impl Iterator<Item = &str> {
    let path = address.as_str().splitn(4, '/').nth(3).unwrap_or_default();
    path.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() == 4)
}

fn names_year(address: &Address, year: &str) -> bool {
    numbers(address).any(|number| number == year)
}

fn names_some_year(address: &Address) -> bool {
    numbers(address).any(|number| ("1990".."2100").contains(&number))
}

/// Sitemaps of what is no news: sections, people, pictures.
fn is_aside(address: &Address) -> bool {
    const WORDS: [&str; 9] =
        ["category", "categories", "tag", "tags", "author", "authors", "image", "video", "page"];
    let path = address.url().path().to_ascii_lowercase();
    path.split(|c: char| !c.is_ascii_alphabetic()).any(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn children(names: &[(&str, &str)]) -> Vec<Child> {
        names
            .iter()
            .map(|(name, changed)| Child {
                address: Address::parse(&format!("https://a.org/{name}")).unwrap(),
                changed: extract::date::parse(changed),
            })
            .collect()
    }

    fn asked(names: &[(&str, &str)], day: &str) -> Vec<String> {
        let asked = worth_asking(&children(names), day.parse().unwrap());
        asked.iter().map(|address| address.as_str().trim_start_matches("https://a.org/").to_owned()).collect()
    }

    #[test]
    fn only_the_sitemaps_that_can_hold_the_day_are_asked() {
        let months = [("sitemap-2025-10.xml", ""), ("sitemap-2025-11.xml", ""), ("sitemap-news.xml", "")];
        assert_eq!(asked(&months, "2025-11-13"), ["sitemap-2025-11.xml"]);
        assert_eq!(asked(&months, "2025-12-01"), ["sitemap-news.xml"]);
        let years = [("s/2024.xml", ""), ("s/2025.xml", "")];
        assert_eq!(asked(&years, "2024-02-29"), ["s/2024.xml"]);
        let numbered = [
            ("post-sitemap.xml", "2019-05-01"),
            ("post-sitemap2.xml", "2024-01-01"),
            ("post-sitemap3.xml", "2025-11-20"),
            ("category-sitemap.xml", "2025-11-20"),
        ];
        assert_eq!(asked(&numbered, "2023-06-01"), ["post-sitemap2.xml", "post-sitemap3.xml"]);
    }
}
