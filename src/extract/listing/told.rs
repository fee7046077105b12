//! Stories as a page tells them in data (JSON-LD) beside, or in place of, what it shows.

use std::collections::HashMap;

use super::refuse;
use crate::extract::{Page, date, json_ld};
use crate::news::{Address, Item, Text};

/// The stories of a page's lists in data, on its own site, without doubles.
pub(super) fn read(page: &Page) -> Vec<Item> {
    let own = &page.facts().address;
    let mut out: Vec<Item> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for told in json_ld::lists(page.dom()) {
        let Ok(address) = page.base().join(&told.url) else { continue };
        if address.key() == own.key() || refuse::address(page.base(), &address) {
            continue;
        }
        let item = Item {
            title: Text::line(&told.title),
            deck: told.description.map(|text| Text::line(&text).cut(300)).unwrap_or_default(),
            published: told.published.as_deref().and_then(date::parse),
            image: told.image.and_then(|raw| page.base().join(&raw).ok()),
            address: Some(address.clone()),
            ..Item::default()
        };
        if let Some(before) = known.get(&address.key()).and_then(|at| out.get_mut(*at)) {
            fill(before, item);
        } else {
            known.insert(address.key(), out.len());
            out.push(item);
        }
    }
    out.retain(|item| !item.title.is_empty());
    out
}

/// Adds what data tells to stories that are shown.
pub(super) fn complete(items: &mut [Item], told: Vec<Item>) {
    let key = |item: &Item| item.address.as_ref().map(Address::key);
    let mut told: HashMap<String, Item> =
        told.into_iter().filter_map(|item| Some((key(&item)?, item))).collect();
    for item in items {
        if let Some(more) = key(item).and_then(|key| told.remove(&key)) {
            fill(item, more);
        }
    }
}

/// What one tells and the other does not. An instant goes before a time without a zone.
fn fill(item: &mut Item, more: Item) {
    use crate::news::When::{Local, Moment};
    if item.title.is_empty() {
        item.title = more.title;
    }
    if item.deck.is_empty() {
        item.deck = more.deck;
    }
    if item.published.is_none()
        || matches!((item.published, more.published), (Some(Local(_)), Some(Moment(_))))
    {
        item.published = more.published;
    }
    item.image = item.image.take().or(more.image);
}
