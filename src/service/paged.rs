//! A day out of a feed that goes back page by page (RFC 5005, or by WordPress's `?paged=2`).

mod book;

use std::collections::HashSet;

use super::dated::{Asking, DayList};
use crate::news::{Address, Day, Fault, FaultKind, Item};
use book::{Book, Page};

/// The stories of a day. The page that holds it is looked for by doubling the page number until a page
/// is older, then by halving; where only each page's own link leads on, page by page.
pub(super) async fn day(asking: &Asking<'_>, url: &Address) -> Result<DayList, Fault> {
    let mut book = Book::new(asking, url);
    let items = match search(&mut book, asking.day).await? {
        Some((at, page)) => around(&mut book, asking.day, at, page).await?,
        None => Vec::new(),
    };
    let mut known = HashSet::new();
    // Later pages may begin with what earlier ones ended with.
    let is_new = |item: &Item| {
        let named = item.identity().map(|(key, name)| (key, name.to_owned()));
        named.is_none_or(|named| known.insert(named))
    };
    Ok(DayList::of(items.into_iter().filter(is_new).collect(), url.clone()))
}

/// A page that holds stories of the day, and its number.
async fn search(book: &mut Book<'_>, day: Day) -> Result<Option<(u32, Page)>, Fault> {
    let mut first = None;
    // The newest page that may still be too new, and the oldest that is surely too old or not there.
    let (mut low, mut high) = (1_u32, None::<u32>);
    let mut probe = 1_u32;
    loop {
        let page = book.page(probe).await?;
        let Some((newest, oldest)) = page.as_ref().and_then(Page::ends) else {
            if probe <= low + 1 {
                return Ok(None);
            }
            high = Some(probe);
            probe = low + (probe - low) / 2;
            continue;
        };
        if probe > 1 && first == Some((newest, oldest)) {
            let sentence = format!("the feed of {} has no further pages", book.host());
            return Err(Fault::new(FaultKind::Content, sentence).hint("its sitemap may reach farther"));
        }
        first.get_or_insert((newest, oldest));
        if oldest > day {
            low = probe;
            probe = match high {
                None => book.farther(probe, day),
                Some(high) if high <= low + 1 => return Ok(None),
                Some(high) => low + (high - low) / 2,
            };
        } else if newest < day {
            if probe <= low + 1 {
                return Ok(None);
            }
            high = Some(probe);
            probe = low + (probe - low) / 2;
        } else {
            return Ok(page.map(|page| (probe, page)));
        }
    }
}

/// The day's stories of a page, and of those before and after it that the day goes over.
async fn around(book: &mut Book<'_>, day: Day, at: u32, page: Page) -> Result<Vec<Item>, Fault> {
    let Some((newest, oldest)) = page.ends() else { return Ok(Vec::new()) };
    let mut items = page.of_day(day);
    let (mut before, mut open) = (at, newest == day);
    while open && before > 1 {
        before -= 1;
        let Some(page) = book.page(before).await? else { break };
        open = page.ends().is_some_and(|(newest, _)| newest == day);
        let mut more = page.of_day(day);
        more.append(&mut items);
        items = more;
    }
    let (mut after, mut open) = (at, oldest == day);
    while open {
        after += 1;
        let Some(page) = book.page(after).await? else { break };
        open = page.ends().is_some_and(|(_, oldest)| oldest == day);
        items.extend(page.of_day(day));
    }
    Ok(items)
}

/// The newest day of the feed's second page, if it has one of its own; the oldest of its last page, if
/// it names one.
pub(super) async fn reach(asking: &Asking<'_>, url: &Address) -> Option<(Day, Option<Day>)> {
    let mut book = Book::new(asking, url);
    let first = book.page(1).await.ok()??;
    let second = book.page(2).await.ok()??;
    let ((_, oldest), (day, farther)) = (first.ends()?, second.ends()?);
    if farther >= oldest || day > oldest {
        return None;
    }
    Some((day, book.oldest_day().await))
}
