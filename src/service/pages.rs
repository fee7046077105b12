//! A day's list that goes on over several pages.

use std::collections::HashSet;

use super::Desk;
use super::asking::{configured, content};
use super::reading::{self, Listed};
use crate::fetch::What;
use crate::news::{Day, Fault, FaultKind, Item, Source, Template};

/// Pages of one day that are read.
const MOST_PAGES: u32 = 12;

/// The stories of a day's first page and of those that follow it: by the template's own page token, else
/// by the page's link to the next. Ends where a page tells nothing new; a further page that fails costs
/// itself only.
pub(super) async fn all(
    desk: &Desk,
    source: &Source,
    first: Listed,
    (template, day): (&Template, Day),
    about: Option<(Day, Template)>,
) -> Result<Vec<Item>, Fault> {
    let Listed { mut items, mut next } = first;
    let mut known: HashSet<String> = items.iter().filter_map(key).collect();
    for number in 2..=MOST_PAGES {
        if items.is_empty() {
            break;
        }
        let request = if template.has_pages() {
            let Ok(address) = template.page(day, number) else { break };
            configured(source, &address, What::Archive)
        } else {
            let Some(address) = next.take() else { break };
            content(Some(source), &address, What::Archive)
        };
        let mut answer = match desk.web().get(request).await {
            Ok(answer) => answer,
            Err(fault) if fault.kind == FaultKind::Storage => return Err(fault),
            Err(_) => break,
        };
        let body = answer.body.take().unwrap_or_default();
        let Ok(more) = reading::list(desk, body, reading::facts(&answer), about.clone()).await else { break };
        let before = items.len();
        items.extend(more.items.into_iter().filter(|item| key(item).is_none_or(|key| known.insert(key))));
        if items.len() == before {
            break;
        }
        next = more.next;
    }
    Ok(items)
}

fn key(item: &Item) -> Option<String> {
    item.address.as_ref().map(crate::news::Address::key)
}
