//! What dated routes tell for a day, by kind. Nothing is stored here.

use jiff::tz::TimeZone;

use super::apart::is_of_others;
use super::door::Door;
use super::listed::is_of_day;
use super::{copies, month, paged, pages, reading, sitemaps, spread, wordpress};
use crate::fetch::What;
use crate::news::{
    Address, ArchiveKind, DatedKind, Day, DayRange, Fault, FaultKind, Item, Now, Route, Template,
};

/// Pages of a day's feed that are read.
const MOST_PAGES: u32 = 10;

/// What is known where a day is asked for.
#[derive(Clone)]
pub(super) struct Asking<'a> {
    /// In whose name.
    pub door: Door<'a>,
    /// The day.
    pub day: Day,
    /// The source's zone, where it has one.
    pub zone: Option<TimeZone>,
    /// The clock.
    pub now: &'a Now,
}

/// What an answer told of the other days of a month.
#[derive(Debug)]
pub(super) struct Month {
    /// Their stories.
    pub stories: Vec<(Day, Item)>,
    /// The days it told all of.
    pub whole: DayRange,
}

/// What a route told for a day.
#[derive(Debug)]
pub(super) struct DayList {
    /// The day's stories.
    pub items: Vec<Item>,
    /// What its page showed, where that was the news of other days.
    pub others: Vec<Item>,
    /// Stories of the other days of its month, where the answer told of them.
    pub month: Option<Month>,
    /// Where they were read.
    pub base: Address,
}

impl DayList {
    /// The stories of a day.
    pub fn of(items: Vec<Item>, base: Address) -> Self {
        Self { items, others: Vec::new(), month: None, base }
    }

    /// The stories of a month that the day lies in; of these days all.
    pub fn of_month(stories: Vec<(Day, Item)>, day: Day, whole: DayRange, base: Address) -> Self {
        let (own, stories): (Vec<_>, Vec<_>) = stories.into_iter().partition(|(of, _)| *of == day);
        let month = Some(Month { stories, whole });
        Self { month, ..Self::of(own.into_iter().map(|(_, item)| item).collect(), base) }
    }
}

impl Asking<'_> {
    /// The day a story is of, as far as it says.
    pub fn day_of(&self, item: &Item) -> Option<Day> {
        spread::day_of(item, self.zone.as_ref(), self.now)
    }

    /// Asks a dated route. That there is nothing at its address is an answer: the day has no news.
    pub async fn ask(&self, route: &Route) -> Result<DayList, Fault> {
        let empty = |base: Address| Ok(DayList::of(Vec::new(), base));
        match route {
            Route::DayPage { template, .. } => self.day_page(template).await,
            Route::Dated { kind: DatedKind::MonthPage, template, .. } => month::day(self, template).await,
            Route::Dated { kind: DatedKind::DayFeed, template, .. } => self.day_feed(template).await,
            Route::Archive { kind, url, .. } => match kind {
                ArchiveKind::WordPress => wordpress::day(self, url).await,
                ArchiveKind::Sitemap => sitemaps::day(self, url).await,
                ArchiveKind::PagedFeed => paged::day(self, url).await,
                ArchiveKind::Wayback => copies::day(self, url).await,
            },
            Route::Feed { url } | Route::Page { url } | Route::Live { url, .. } => empty(url.clone()),
        }
    }

    /// The address of a page of the day, or of its month.
    pub fn address(&self, template: &Template, page: u32) -> Result<Address, Fault> {
        template.page(self.day, page).map_err(|error| {
            let sentence = format!("{template} makes no address of {}: {error}", self.day);
            Fault::new(FaultKind::Config, sentence)
        })
    }

    async fn day_page(&self, template: &Template) -> Result<DayList, Fault> {
        let address = self.address(template, 1)?;
        let (answer, body) = match self.door.own(&address, What::Archive).await {
            Ok(found) => found,
            Err(fault) if fault.kind.is_missing() => return Ok(DayList::of(Vec::new(), address)),
            Err(fault) => return Err(fault),
        };
        if !is_of_day(template, self.day, &answer.address) {
            if answer.address == answer.address.root() {
                return Ok(DayList::of(Vec::new(), address));
            }
            let sentence = format!("{} led away from the page of {}", address.host(), self.day);
            return Err(Fault::new(FaultKind::Content, sentence)
                .hint("open the source's site in a browser; it may want consent first")
                .cause(&answer.address));
        }
        let about = (self.day, template.clone());
        let first =
            reading::list(self.door.desk(), body, reading::facts(&answer), Some(about.clone())).await?;
        if is_of_others(self, &first.items) {
            return Ok(DayList { others: first.items, ..DayList::of(Vec::new(), answer.address) });
        }
        let items = pages::all(self, first, &about).await?;
        Ok(DayList::of(items, answer.address))
    }

    async fn day_feed(&self, template: &Template) -> Result<DayList, Fault> {
        let mut items: Vec<Item> = Vec::new();
        let mut base = self.address(template, 1)?;
        for page in 1..=MOST_PAGES {
            let address = self.address(template, page)?;
            let (answer, body) = match self.door.own(&address, What::Archive).await {
                Ok(found) => found,
                Err(fault) if fault.kind.is_missing() || page > 1 => break,
                Err(fault) => return Err(fault),
            };
            let feed = reading::feed(self.door.desk(), body, &answer).await?;
            let before = items.len();
            for item in feed.items {
                let is_known = items.iter().any(|known| match item.identity() {
                    Some(named) => known.identity() == Some(named),
                    None => *known == item,
                });
                // A server that ignores the range sends its newest stories: those are of other days.
                let of = self.day_of(&item);
                if !is_known && of.is_none_or(|of| (of.number() - self.day.number()).abs() <= 1) {
                    items.push(item);
                }
            }
            base = answer.address;
            if !template.has_pages() || items.len() == before {
                break;
            }
        }
        Ok(DayList::of(items, base))
    }
}
