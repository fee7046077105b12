//! Stories that routes tell come into the store.

use std::collections::HashSet;

use jiff::tz::TimeZone;

use super::Desk;
use super::all::Told;
use super::reading;
use crate::news::{
    Address, Asked, Day, Fault, Item, Moment, Now, Outcome, RawHtml, Source, SourceId, StoryId, decide_day,
};
use crate::store::{FeedText, NewStory};

/// Stories written in one job: at 50 µs each well under the writer's 25 ms.
const STORIES_A_JOB: usize = 128;

/// Texts converted and written in one job, and their bytes: a few milliseconds each.
const TEXTS_A_JOB: usize = 32;
const BYTES_A_JOB: usize = 96 << 10;

/// Stores what a route told, under the day it was listed on or the day its date decides; of stories
/// that were not known, the feed's own text too. `base` is where the route was read from.
pub(super) async fn put(
    desk: &Desk,
    (source, id): (&Source, SourceId),
    items: Vec<Item>,
    listed_on: Option<Day>,
    base: &Address,
    now: &Now,
) -> Result<Told, Fault> {
    let zone = zone_of(source);
    let mut told = Told { answered: true, stories: items.len(), ..Told::default() };
    let mut texts = Vec::new();
    let mut items = items.into_iter().peekable();
    while items.peek().is_some() {
        let mut stories = Vec::new();
        let mut contents = Vec::new();
        for mut item in items.by_ref().take(STORIES_A_JOB) {
            contents.push(item.content.take().filter(|html| !html.expose().trim().is_empty()));
            let decided = decide_day(listed_on, item.published, zone.as_ref(), now);
            stories.push(NewStory { item, decided });
        }
        let at = now.instant;
        let (stories, saved) = desk
            .write_fetched(move |store| {
                let saved = store.put_items(id, &stories, at)?;
                Ok((stories, saved))
            })
            .await?;
        let fresh: HashSet<StoryId> = saved.new.iter().copied().collect();
        for ((story, content), id) in stories.into_iter().zip(contents).zip(&saved.ids) {
            if let (true, Some(content)) = (fresh.contains(id), content) {
                texts.push((*id, story.item, content));
            }
        }
        told.new.extend(saved.new);
    }
    put_texts(desk, texts, base, now).await?;
    Ok(told)
}

/// Stores what a day page listed, and that the source was asked for that day.
pub(super) async fn put_day(
    desk: &Desk,
    (source, id): (&Source, SourceId),
    items: Vec<Item>,
    day: Day,
    base: &Address,
    now: &Now,
) -> Result<Told, Fault> {
    let told = put(desk, (source, id), items, Some(day), base, now).await?;
    let outcome = if told.stories == 0 { Outcome::Empty } else { Outcome::Found(told.stories as u32) };
    let asked = Asked { at: Moment::at(now.instant), outcome };
    desk.write_fetched(move |store| store.put_asked(id, day, &asked)).await?;
    Ok(told)
}

/// Converts and packs the texts that a feed carried, on a worker, and stores them.
async fn put_texts(
    desk: &Desk,
    texts: Vec<(StoryId, Item, RawHtml)>,
    base: &Address,
    now: &Now,
) -> Result<(), Fault> {
    let mut texts = texts.into_iter().peekable();
    while texts.peek().is_some() {
        let mut bytes = 0;
        let mut batch = Vec::new();
        while batch.len() < TEXTS_A_JOB && bytes < BYTES_A_JOB {
            let Some(text) = texts.next() else { break };
            bytes += text.2.expose().len();
            batch.push(text);
        }
        let base = base.clone();
        let convert = move || {
            let articles =
                batch.into_iter().map(|(id, item, html)| (id, reading::of_feed(&item, &html, &base)));
            let told = articles.filter(|(_, article)| !article.document.is_empty());
            told.map(|(id, article)| Ok((id, FeedText::of(&article)?))).collect::<Result<Vec<_>, Fault>>()
        };
        let packed = desk.work(false, convert).await?;
        let at = now.instant;
        desk.write_fetched(move |store| store.put_feed_texts(&packed, at)).await?;
    }
    Ok(())
}

/// The zone that decides the days of a source.
pub(super) fn zone_of(source: &Source) -> Option<TimeZone> {
    source.zone.as_ref().and_then(|name| TimeZone::get(name).ok())
}
