//! Sitemaps that are only numbered: which of them holds a day is found by looking into some.
//!
//! A site's numbers go with time, up or down. The ends tell which way, then each look lands where the day
//! should be by the days of those known around it.

use super::day_stories;
use crate::extract::sitemap::Child;
use crate::news::{Address, Day, Fault, FaultKind, Item};
use crate::service::dated::Asking;

/// Sitemaps that are looked into for one day.
const MOST_LOOKS: usize = 12;

/// The children of an index that are numbered alike, in the order of their numbers, where there are more than
/// can all be looked into.
pub(super) fn of(children: &[&Child]) -> Option<Vec<Address>> {
    let mut best: Vec<&Address> = Vec::new();
    for child in children {
        let own = words(&child.address);
        let alike: Vec<&Address> =
            children.iter().map(|c| &c.address).filter(|address| words(address) == own).collect();
        if alike.len() > best.len() {
            best = alike;
        }
        // The rest cannot be more.
        if best.len() * 2 > children.len() {
            break;
        }
    }
    best.sort_by_key(|address| number(address));
    (best.len() > super::MOST_REQUESTS).then(|| best.into_iter().cloned().collect())
}

/// An address without its digits.
fn words(address: &Address) -> String {
    address.as_str().chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// The last number in an address; none comes first, as `post-sitemap.xml` does before `post-sitemap2.xml`.
fn number(address: &Address) -> u64 {
    let path = address.as_str();
    let mut runs = path.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    runs.next_back().and_then(|run| run.parse().ok()).unwrap_or(0)
}

/// What a sitemap of the shelf tells.
struct Look {
    /// The days most of its stories lie between; some may have been changed long after.
    first: Day,
    last: Day,
    stories: Vec<(Day, Item)>,
}

impl Look {
    fn of(&self, day: Day) -> Vec<Item> {
        self.stories.iter().filter(|(of, _)| *of == day).map(|(_, item)| item.clone()).collect()
    }
}

/// The stories of the day; none where the numbers do not lead to it.
pub(super) async fn day(asking: &Asking<'_>, shelf: &[Address]) -> Result<Vec<Item>, Fault> {
    let end = shelf.len().saturating_sub(1);
    let day = asking.day;
    let (Some(mut low), Some(mut high)) = (look(asking, shelf, end).await?, look(asking, shelf, 0).await?)
    else {
        return Ok(Vec::new());
    };
    let (mut low_at, mut high_at) = (end, 0);
    if low.first > high.first {
        (low, high, low_at, high_at) = (high, low, high_at, low_at);
    }
    for _ in 2..MOST_LOOKS {
        for (known, at) in [(&low, low_at), (&high, high_at)] {
            if (known.first..=known.last).contains(&day) {
                return around(asking, shelf, known, at, low_at <= high_at).await;
            }
        }
        if low_at.abs_diff(high_at) <= 1 || day < low.first || day > high.last {
            return Ok([low.of(day), high.of(day)].concat());
        }
        let at = between((low_at, low.last), (high_at, high.first), day);
        let Some(seen) = look(asking, shelf, at).await? else { return Ok(Vec::new()) };
        if seen.first > day {
            (high, high_at) = (seen, at);
        } else {
            (low, low_at) = (seen, at);
        }
    }
    Ok(Vec::new())
}

/// Where a day should be, strictly between two known places.
fn between((low_at, low): (usize, Day), (high_at, high): (usize, Day), day: Day) -> usize {
    let (start, end) = (low_at.min(high_at), low_at.max(high_at));
    let span = (high.number() - low.number()).max(1) as usize;
    let part = (day.number() - low.number()).clamp(0, span as i32) as usize;
    let steps = (end - start) * part / span;
    let at = if low_at < high_at { start + steps } else { end - steps };
    at.clamp(start + 1, end - 1)
}

/// The day's stories of a sitemap that holds it, and of its neighbour where the day is at the edge.
async fn around(
    asking: &Asking<'_>,
    shelf: &[Address],
    known: &Look,
    at: usize,
    ascends: bool,
) -> Result<Vec<Item>, Fault> {
    let mut items = known.of(asking.day);
    for (edge, goes_up) in [(known.first, !ascends), (known.last, ascends)] {
        let beside = if goes_up { Some(at + 1) } else { at.checked_sub(1) };
        let Some(beside) = beside.filter(|beside| edge == asking.day && *beside < shelf.len()) else {
            continue;
        };
        if let Some(more) = look(asking, shelf, beside).await? {
            items.extend(more.of(asking.day));
        }
    }
    Ok(items)
}

/// Looks into a sitemap; `None` where it is not there or its stories tell no day.
async fn look(asking: &Asking<'_>, shelf: &[Address], at: usize) -> Result<Option<Look>, Fault> {
    let Some(address) = shelf.get(at) else { return Ok(None) };
    let sitemap = match asking.door.sitemap(address, false).await {
        Ok(sitemap) => sitemap,
        Err(fault) if fault.kind.is_missing() || fault.kind == FaultKind::Content => return Ok(None),
        Err(fault) => return Err(fault),
    };
    let stories = day_stories(asking, sitemap.entries, address);
    let mut days: Vec<Day> = stories.iter().map(|(of, _)| *of).collect();
    days.sort_unstable();
    let few = days.len() / 20;
    let ends = days.get(few).copied().zip(days.iter().rev().nth(few).copied());
    Ok(ends.map(|(first, last)| Look { first, last, stories }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_looked_for_where_it_should_be() {
        let day = |number| Day::from_number(number);
        assert_eq!(between((0, day(0)), (100, day(1000)), day(250)), 25);
        assert_eq!(between((100, day(0)), (0, day(1000)), day(250)), 75);
        assert_eq!(between((0, day(0)), (2, day(1000)), day(999)), 1);
        assert_eq!(between((4, day(0)), (6, day(0)), day(0)), 5);
    }

    #[test]
    fn numbers_make_a_shelf_and_names_do_not() {
        let children = |names: Vec<String>| -> Vec<Child> {
            let address = |name: &String| Address::parse(&format!("https://a.org/{name}")).unwrap();
            names.iter().map(|name| Child { address: address(name), changed: None }).collect()
        };
        let numbered: Vec<String> = (1..=12).rev().map(|n| format!("post-{n}.xml")).collect();
        let children_ = children([vec!["pages.xml".to_owned()], numbered].concat());
        let shelf = of(&children_.iter().collect::<Vec<_>>()).unwrap();
        assert_eq!(shelf.len(), 12);
        assert_eq!(shelf[9].as_str(), "https://a.org/post-10.xml");
        let named = children(["a", "b", "c", "d", "e", "f", "g", "h"].map(|n| format!("{n}.xml")).to_vec());
        assert_eq!(of(&named.iter().collect::<Vec<_>>()), None);
    }
}
