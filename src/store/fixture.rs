//! What the tests of this room are made of.

use jiff::Timestamp;

use super::{Keep, NewStory, Store};
use crate::news::{
    Address, Article, Block, Day, DayFrom, Decided, Document, Item, Moment, Role, Slug, Source, SourceId,
    Span, Text, TextKind,
};

pub(super) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(super) fn now() -> Timestamp {
    at("2025-11-13T12:00:00Z")
}

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(super) fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

pub(super) fn source(slug: &str) -> Source {
    Source::new(Slug::parse(slug).unwrap(), Text::line(&slug.to_uppercase()))
}

/// A store in memory with the sources `a` and `b`, added on 2025-11-01.
pub(super) fn two_sources() -> (Store, SourceId, SourceId) {
    let mut store = Store::memory().unwrap();
    let rows = store.sync_sources(&[source("a"), source("b")], day("2025-11-01")).unwrap();
    (store, rows[0].id, rows[1].id)
}

/// Story `number` of a day, from a feed.
pub(super) fn story(number: u32, on: &str) -> NewStory {
    let instant = at(&format!("{on}T09:00:00Z")) + jiff::SignedDuration::from_mins(i64::from(number % 600));
    NewStory {
        item: Item {
            guid: format!("guid-{number}"),
            address: Some(address(&format!("https://news.example/{number}"))),
            title: Text::line(&format!("Story {number}")),
            ..Item::default()
        },
        decided: Decided { day: day(on), from: DayFrom::Written, moment: Some(Moment::at(instant)) },
        text: None,
        sent: None,
    }
}

/// The same story as a day page lists it.
pub(super) fn listed(number: u32, on: &str) -> NewStory {
    let mut story = story(number, on);
    story.item.guid = String::new();
    story.decided = Decided { day: day(on), from: DayFrom::Page, moment: None };
    story
}

pub(super) fn article(words: u32) -> Article {
    let paragraph = Block::Paragraph {
        role: Role::Body,
        spans: vec![Span::plain(Text::piece(&format!("A text of {words} words.")))],
    };
    Article {
        authors: vec![Text::line("A. Writer")],
        words,
        ..Article::new(
            TextKind::Extracted,
            Text::line("The page's own headline"),
            Document { blocks: vec![paragraph], links: Vec::new() },
        )
    }
}

pub(super) fn keep(number: u32, on: &str) -> Keep {
    Keep {
        address: address(&format!("https://news.example/{number}")),
        story: None,
        title: Text::line(&format!("Story {number}")),
        day: day(on),
        source_title: Text::line("A"),
        note: Text::default(),
        tags: Vec::new(),
        typed: false,
    }
}
