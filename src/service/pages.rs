//! A day's list that goes on over several pages.

use std::collections::HashSet;

use super::apart::still_of;
use super::dated::Asking;
use super::listed::is_of_day;
use super::reading::{self, Listed};
use crate::fetch::What;
use crate::news::{Day, Fault, FaultKind, Item, Template};

/// Pages of one day that are read.
const MOST_PAGES: u32 = 12;

/// The stories of a day's first page and of those that follow it: by the template's own page token, else
/// by the page's link to the next. Ends where a page tells nothing new or goes on into another day; a
/// further page that fails costs itself only.
pub(super) async fn all(
    asking: &Asking<'_>,
    first: Listed,
    about: &(Day, Template),
) -> Result<Vec<Item>, Fault> {
    let Listed { mut items, mut next } = first;
    let (day, template) = about;
    let mut known: HashSet<String> = items.iter().filter_map(key).collect();
    for number in 2..=MOST_PAGES {
        if items.is_empty() {
            break;
        }
        let answered = if template.has_pages() {
            let Ok(address) = template.page(*day, number) else { break };
            asking.door.own(&address, What::Archive).await
        } else {
            // A way on that leaves the day is the way to another day.
            let Some(address) = next.take().filter(|next| is_of_day(template, *day, next)) else { break };
            asking.door.named(&address, What::Archive).await
        };
        let (answer, body) = match answered {
            Ok(answered) => answered,
            Err(fault) if fault.kind == FaultKind::Storage => return Err(fault),
            Err(_) => break,
        };
        let facts = reading::facts(&answer);
        let Ok(more) = reading::list(asking.door.desk(), body, facts, Some(about.clone())).await else {
            break;
        };
        let before = items.len();
        let (own, goes_on) = still_of(asking, more.items);
        items.extend(own.into_iter().filter(|item| key(item).is_none_or(|key| known.insert(key))));
        if items.len() == before || !goes_on {
            break;
        }
        next = more.next;
    }
    Ok(items)
}

fn key(item: &Item) -> Option<String> {
    item.address.as_ref().map(crate::news::Address::key)
}
