//! A day out of a feed that goes back page by page.

use super::dated::{Asking, DayList};
use super::reading;
use crate::fetch::What;
use crate::news::{Address, Day, Fault, FaultKind, Item};

/// Pages that are fetched to find a day.
const MOST_REQUESTS: usize = 24;

/// What a page of the feed holds.
struct Page {
    items: Vec<(Day, Item)>,
}

impl Page {
    fn newest(&self) -> Option<Day> {
        self.items.iter().map(|(day, _)| *day).max()
    }

    fn oldest(&self) -> Option<Day> {
        self.items.iter().map(|(day, _)| *day).min()
    }
}

/// The stories of a day. The page that holds it is looked for by doubling the page number until a page
/// is older, then by halving; WordPress and many others count pages as `?paged=2`.
pub(super) async fn day(asking: &Asking<'_>, url: &Address) -> Result<DayList, Fault> {
    let items = search(asking, url).await?;
    Ok(DayList::of(items, url.clone()))
}

async fn search(asking: &Asking<'_>, url: &Address) -> Result<Vec<Item>, Fault> {
    let day = asking.day;
    let mut left = MOST_REQUESTS;
    let mut get = async |number: u32| -> Result<Option<Page>, Fault> {
        if left == 0 {
            let sentence = format!("{day} lies too far back in the feed of {}", url.host());
            return Err(Fault::new(FaultKind::Content, sentence).hint("its sitemap may reach farther"));
        }
        left -= 1;
        page(asking, url, number).await
    };
    let mut first = None;
    // The newest page that may still be too new, and the oldest that is surely too old or not there.
    let (mut low, mut high) = (1_u32, None::<u32>);
    let mut probe = 1_u32;
    let found = loop {
        let page = get(probe).await?;
        let Some((newest, oldest)) = page.as_ref().and_then(|page| Some((page.newest()?, page.oldest()?)))
        else {
            if probe == 1 {
                return Ok(Vec::new());
            }
            high = Some(probe);
            if probe <= low + 1 {
                return Ok(Vec::new());
            }
            probe = low + (probe - low) / 2;
            continue;
        };
        let ends = (newest, oldest);
        if probe > 1 && first == Some(ends) {
            let sentence = format!("the feed of {} has no further pages", url.host());
            return Err(Fault::new(FaultKind::Content, sentence).hint("its sitemap may reach farther"));
        }
        first.get_or_insert(ends);
        if oldest > day {
            low = probe;
            probe = match high {
                None => probe.saturating_mul(2),
                Some(high) if high <= low + 1 => return Ok(Vec::new()),
                Some(high) => low + (high - low) / 2,
            };
        } else if newest < day {
            high = Some(probe);
            if probe == 1 || probe <= low + 1 {
                return Ok(Vec::new());
            }
            probe = low + (probe - low) / 2;
        } else {
            break page.map(|page| (probe, page));
        }
    };
    let Some((at, page)) = found else { return Ok(Vec::new()) };
    let (goes_up, goes_down) = (page.newest() == Some(day), page.oldest() == Some(day));
    let mut items: Vec<Item> = of_day(page, day);
    let mut before = at;
    let mut open = goes_up;
    while open && before > 1 {
        before -= 1;
        let Some(page) = get(before).await? else { break };
        open = page.newest() == Some(day);
        let mut more = of_day(page, day);
        more.append(&mut items);
        items = more;
    }
    let mut after = at;
    let mut open = goes_down;
    while open {
        after += 1;
        let Some(page) = get(after).await? else { break };
        open = page.oldest() == Some(day);
        items.extend(of_day(page, day));
    }
    Ok(items)
}

fn of_day(page: Page, day: Day) -> Vec<Item> {
    page.items.into_iter().filter(|(of, _)| *of == day).map(|(_, item)| item).collect()
}

/// The newest day of the feed's second page, if it has one of its own.
pub(super) async fn day_further_back(asking: &Asking<'_>, url: &Address) -> Option<Day> {
    let first = page(asking, url, 1).await.ok()??;
    let second = page(asking, url, 2).await.ok()??;
    let day = second.newest()?;
    (second.oldest() < first.oldest() && Some(day) <= first.oldest()).then_some(day)
}

/// One page of the feed; `None` where there is none, or none with dated stories.
async fn page(asking: &Asking<'_>, url: &Address, number: u32) -> Result<Option<Page>, Fault> {
    let mut address = url.url().clone();
    if number > 1 {
        address.query_pairs_mut().append_pair("paged", &number.to_string());
    }
    let address = Address::parse(address.as_str())
        .map_err(|error| Fault::new(FaultKind::Config, format!("{url} has no page {number}: {error}")))?;
    let (answer, body) = match asking.door.own(&address, What::Archive).await {
        Ok(answered) => answered,
        Err(fault) if fault.kind.is_missing() => return Ok(None),
        Err(fault) => return Err(fault),
    };
    let feed = reading::feed(asking.door.desk(), body, &answer).await?;
    let items = feed.items.into_iter().filter_map(|item| Some((asking.day_of(&item)?, item)));
    let items: Vec<(Day, Item)> = items.collect();
    Ok((!items.is_empty()).then_some(Page { items }))
}
