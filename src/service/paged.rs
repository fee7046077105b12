//! A day out of a feed that goes back page by page.

use super::Desk;
use super::asking::configured;
use super::reading;
use super::spread::day_of;
use super::stock::zone_of;
use crate::fetch::What;
use crate::news::{Address, Day, Fault, FaultKind, Item, Now, Source};

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
pub(super) async fn day(
    desk: &Desk,
    source: &Source,
    url: &Address,
    day: Day,
    now: &Now,
) -> Result<Vec<Item>, Fault> {
    let mut left = MOST_REQUESTS;
    let mut get = async |number: u32| -> Result<Option<Page>, Fault> {
        if left == 0 {
            let sentence = format!("{day} lies too far back in the feed of {}", url.host());
            return Err(Fault::new(FaultKind::Content, sentence).hint("its sitemap may reach farther"));
        }
        left -= 1;
        page(desk, source, url, number, now).await
    };
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

/// One page of the feed; `None` where there is none, or none with dated stories.
async fn page(
    desk: &Desk,
    source: &Source,
    url: &Address,
    number: u32,
    now: &Now,
) -> Result<Option<Page>, Fault> {
    let mut address = url.url().clone();
    if number > 1 {
        address.query_pairs_mut().append_pair("paged", &number.to_string());
    }
    let address = Address::parse(address.as_str())
        .map_err(|error| Fault::new(FaultKind::Config, format!("{url} has no page {number}: {error}")))?;
    let mut answer = match desk.web().get(configured(source, &address, What::Archive)).await {
        Ok(answer) => answer,
        Err(fault) if fault.kind == FaultKind::NotFound => return Ok(None),
        Err(fault) => return Err(fault),
    };
    let body = answer.body.take().unwrap_or_default();
    let feed = reading::feed(desk, body, &answer).await?;
    let zone = zone_of(source);
    let items: Vec<(Day, Item)> =
        feed.items.into_iter().filter_map(|item| Some((day_of(&item, zone.as_ref(), now)?, item))).collect();
    Ok((!items.is_empty()).then_some(Page { items }))
}
