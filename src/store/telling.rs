//! Which of the stories that are known an item tells.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::NewStory;
use super::columns::{hash, ms};
use crate::news::{Address, Day, DayFrom, Item};

/// What the tables say about a story.
pub(super) struct Known {
    pub id: i64,
    pub day: Day,
    pub from: DayFrom,
    /// When it came in, in milliseconds as the clock said then.
    pub first_seen: i64,
    pub instant: Option<i64>,
    pub guid: Option<String>,
    pub title: String,
    pub deck: String,
    pub section: Option<String>,
    pub author: Option<String>,
    pub lang: Option<String>,
    pub address: Option<Address>,
}

/// What is known of all that a route tells while it comes in, in one call or several.
#[derive(Debug, Default)]
pub struct Telling {
    /// Stories that an item has claimed by a guid.
    pub(super) claimed: HashSet<i64>,
    /// Guids that items with different addresses share: a feed that gives every entry the same one names
    /// nothing by it, and its entries are told apart by their addresses.
    pub(super) empty_names: HashSet<String>,
    /// What the items are named by.
    names: HashSet<String>,
    /// The pages of items with the titles that they have there, hashed.
    titles: HashSet<(i64, i64)>,
    /// The pages of items with the words that several titles there share, which differ in their numbers: a series.
    series: HashSet<(i64, i64)>,
}

impl Telling {
    /// Of all the items of a route.
    pub fn of<'a>(items: impl Iterator<Item = &'a Item>) -> Self {
        let mut first: HashMap<&str, String> = HashMap::new();
        let mut numbered: HashMap<(i64, i64), &str> = HashMap::new();
        let mut telling = Self::default();
        for item in items {
            if !item.apart.is_empty() {
                telling.names.insert(item.apart.clone());
            } else if item.guid.is_empty() {
                continue;
            } else if !item.names_its_page() {
                telling.names.insert(item.guid.clone());
            }
            let Some(key) = item.address.as_ref().map(Address::key) else { continue };
            telling.titles.insert((hash(&key), hash(&item.title)));
            if item.apart.starts_with(WORDS) {
                let place = (hash(&key), hash(&without_numbers(&item.title)));
                if *numbered.entry(place).or_insert(&item.title) != item.title.as_str() {
                    telling.series.insert(place);
                }
            }
            if !item.guid.is_empty() && first.entry(&item.guid).or_insert_with(|| key.clone()) != &key {
                telling.empty_names.insert(item.guid.clone());
            }
        }
        telling
    }

    /// Which of the source's stories with the item's page it tells; none where it is another story at that page.
    ///
    /// Where nothing else has been seen there, a page is one story, whatever its title or guid becomes: some feeds count the
    /// changes of a story in its guid. Some give many entries one link (a front page, a list of releases, comments under one
    /// story): then they are told apart by their guids, by the places that their links lead to, or by their words.
    pub(super) fn choose(
        &self,
        mut same: Vec<Known>,
        story: &NewStory,
        name: Option<&str>,
        key: &str,
    ) -> Option<Known> {
        let item = &story.item;
        let has_title = |known: &Known| known.title == item.title.as_str();
        // Whether an item of this answer has been, or will be, what tells that story.
        let is_told = |known: &Known| {
            self.claimed.contains(&known.id)
                || known.guid.as_deref().is_some_and(|guid| Some(guid) != name && self.names.contains(guid))
        };
        let by_words = item.apart.starts_with(WORDS);
        if let Some(name) = name.filter(|_| !by_words) {
            let is_one = same.len() == 1;
            return same.into_iter().find(|known| {
                let is_told = is_told(known);
                let is_like = has_title(known) && !differs(known, story);
                let is_elsewhere = !item.apart.is_empty()
                    && known.guid.as_deref().is_some_and(|guid| are_places(guid, name));
                let is_another = (is_told || is_elsewhere) && !is_like;
                // Some feeds make a guid anew whenever they are asked.
                let is_dated_so = is_like && known.instant.is_some() && !is_elsewhere;
                let is_unnamed = known.guid.as_deref().is_none_or(|guid| names_page(guid, key));
                !is_another
                    && !self.tells_title(known, item, key)
                    && (is_one || (is_unnamed && has_title(known) || is_dated_so) && !is_told)
            });
        }
        if !by_words && same.len() < 2 {
            return same.pop();
        }
        same.retain(|known| !is_told(known));
        let by_date = by_words && !item.apart.starts_with("words::");
        let titled = same.iter().filter(|known| has_title(known)).count();
        if let Some(at) = same.iter().position(|known| has_title(known) && !differs(known, story)) {
            return Some(same.swap_remove(at));
        }
        if !by_date && titled == 1 {
            return same.into_iter().find(has_title);
        }
        // What has been renewed since: under another title at the same moment, or on the same day.
        if titled == 0 {
            same.retain(|known| !self.tells_title(known, item, key));
        } else {
            same.retain(has_title);
        }
        let apart = |known: &Known| match (known.instant, story.decided.moment) {
            (Some(known), Some(moment)) => known.abs_diff(ms(moment.instant)),
            _ => u64::MAX,
        };
        same.retain(|known| known.day == story.decided.day && (known.instant.is_some() || titled > 0));
        // Reports that are numbered, or tell the hour, follow each other where the feed has several of them; what counts
        // the dead of a storm is written anew.
        let words = without_numbers(&item.title);
        if self.series.contains(&(hash(key), hash(&words))) {
            same.retain(|known| !differs(known, story) || without_numbers(&known.title) != words);
        }
        same.into_iter().min_by_key(apart)
    }

    /// Whether another item of this answer has the title of that story, and this one has not.
    fn tells_title(&self, known: &Known, item: &Item, key: &str) -> bool {
        known.title != item.title.as_str() && self.titles.contains(&(hash(key), hash(&known.title)))
    }
}

/// Whether a guid is the address of that page.
fn names_page(guid: &str, key: &str) -> bool {
    !guid.contains('#') && Address::parse(guid).is_ok_and(|page| page.key() == key)
}

/// Whether both have a date, and not the same.
fn differs(known: &Known, story: &NewStory) -> bool {
    match (known.instant, story.decided.moment) {
        (Some(known), Some(moment)) => known != ms(moment.instant),
        (None, None) => story.item.published.is_some() && known.day != story.decided.day,
        _ => false,
    }
}

fn without_numbers(title: &str) -> String {
    title.replace(char::is_numeric, "")
}

/// Whether two names are addresses of different places on pages.
fn are_places(one: &str, other: &str) -> bool {
    let place =
        |name: &str| name.starts_with("http").then(|| name.split_once('#').map(|(_, at)| at.to_owned()));
    match (place(one).flatten(), place(other).flatten()) {
        (Some(one), Some(other)) => one != other,
        _ => false,
    }
}

/// What names made of words begin with.
const WORDS: &str = "words:";

/// What tells the item from the source's others, besides its address. One that has neither guid nor
/// address is known by its words and date.
pub(super) fn name_of(item: &Item) -> Option<Cow<'_, str>> {
    if !item.apart.is_empty() {
        return Some(Cow::Borrowed(&item.apart));
    }
    if !item.guid.is_empty() {
        return Some(Cow::Borrowed(&item.guid));
    }
    if item.address.is_some() {
        return None;
    }
    let words = if item.title.is_empty() { &item.deck } else { &item.title };
    let date = serde_json::to_string(&item.published).unwrap_or_default();
    Some(Cow::Owned(format!("{WORDS}{date}:{words}")))
}
