//! Stories that routes tell come into the store.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::tz::TimeZone;

use super::Desk;
use super::all::Told;
use super::reading;
use crate::news::{
    Address, Asked, Day, Decided, Fault, Item, Moment, Now, Outcome, RawHtml, Source, SourceId, StoryId,
    decide_day,
};
use crate::store::{FeedText, NewStory, Telling};

/// Stories converted in one job and written in one, and the bytes of their texts: a few milliseconds each, well under the
/// writer's 25 ms.
const STORIES_A_JOB: usize = 48;
const BYTES_A_JOB: usize = 128 << 10;

/// Under which day stories are filed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Under {
    /// Each under the one of its own date.
    OwnDates,
    /// The day whose page listed them, which decides before all else.
    Page(Day),
    /// The day that an archive gave them for. It is no page of that day, so a story that is known stays where it is.
    Archive(Day),
}

impl Under {
    /// The same for what a route told of a day.
    pub(super) fn told_by(by_page: bool, day: Day) -> Self {
        if by_page { Self::Page(day) } else { Self::Archive(day) }
    }

    fn decide(self, item: &Item, zone: Option<&TimeZone>, now: &Now) -> Decided {
        let own = decide_day(None, item.published, zone, now);
        match self {
            Self::OwnDates => own,
            Self::Page(day) => decide_day(Some(day), item.published, zone, now),
            Self::Archive(day) => Decided { day, ..own },
        }
    }
}

/// Stores what a route told, under the day it was listed on or the day its date decides; of stories
/// that were not known, the feed's own text too. `base` is where the route was read from.
pub(super) async fn put(
    desk: &Desk,
    (source, id): (&Source, SourceId),
    items: Vec<Item>,
    under: Under,
    base: &Address,
    now: &Now,
) -> Result<Told, Fault> {
    let zone = zone_of(source);
    let mut told = Told { answered: true, stories: items.len(), ..Told::default() };
    let mut coming = Coming { telling: Telling::of(items.iter()), fresh: HashSet::new() };
    let mut items = items.into_iter().peekable();
    while items.peek().is_some() {
        let (mut stories, mut contents, mut bytes) = (Vec::new(), Vec::new(), 0);
        while stories.len() < STORIES_A_JOB && bytes < BYTES_A_JOB {
            let Some(mut item) = items.next() else { break };
            let content = item.content.take().filter(|html| !html.expose().trim().is_empty());
            bytes += content.as_ref().map_or(0, |html| html.expose().len());
            contents.push(content);
            let decided = under.decide(&item, zone.as_ref(), now);
            stories.push(NewStory { item, decided, text: None });
        }
        let new;
        (new, coming) = put_some(desk, (id, coming), stories, contents, base, now).await?;
        told.new.extend(new);
    }
    Ok(told)
}

/// What one answer of a route has told so far.
struct Coming {
    telling: Telling,
    /// Its stories that were not known before.
    fresh: HashSet<StoryId>,
}

/// Stores some stories, with their texts where they are new; which are new. Where several items tell one story, the
/// text of the last stays.
async fn put_some(
    desk: &Desk,
    (id, mut coming): (SourceId, Coming),
    mut stories: Vec<NewStory>,
    mut contents: Vec<Option<RawHtml>>,
    base: &Address,
    now: &Now,
) -> Result<(Vec<StoryId>, Coming), Fault> {
    let at = now.instant;
    let mut known = Vec::new();
    if contents.iter().any(Option::is_some) {
        let read = desk.read_behind(move |store| {
            let known = store.seem_known(id, &stories)?;
            Ok((stories, known))
        });
        (stories, known) = read.await?;
        let wanted = known.iter().map(|known| !known).collect();
        (stories, contents) = with_texts(desk, stories, contents, wanted, base).await?;
    }
    let (mut stories, mut coming, saved) = desk
        .write_fetched(move |store| {
            let saved = store.put_some(id, &stories, &mut coming.telling, at)?;
            Ok((stories, coming, saved))
        })
        .await?;
    coming.fresh.extend(&saved.new);
    // What came in with its text; other items of the same stories, and what seemed known and was not, follow.
    let mut came: HashSet<StoryId> = saved.new.iter().copied().collect();
    let follows = |(known, id): (&bool, &StoryId)| {
        let came = came.remove(id);
        coming.fresh.contains(id) && (*known || !came)
    };
    let late: Vec<bool> = known.iter().zip(&saved.ids).map(follows).collect();
    if late.contains(&true) {
        let wanted = late.iter().zip(known).map(|(late, known)| *late && known).collect();
        (stories, _) = with_texts(desk, stories, contents, wanted, base).await?;
        let texts = saved.ids.into_iter().zip(stories).zip(late);
        let texts = texts.filter_map(|((id, story), late)| Some((id, story.text.filter(|_| late)?)));
        let texts: Vec<_> = texts.collect();
        desk.write_fetched(move |store| store.put_feed_texts(&texts, at)).await?;
    }
    Ok((saved.new, coming))
}

/// Converts and packs the texts that are wanted, on a worker, and gives back the other ones as they are.
async fn with_texts(
    desk: &Desk,
    mut stories: Vec<NewStory>,
    mut contents: Vec<Option<RawHtml>>,
    wanted: Vec<bool>,
    base: &Address,
) -> Result<(Vec<NewStory>, Vec<Option<RawHtml>>), Fault> {
    let base = base.clone();
    let convert = move || {
        for ((story, content), wanted) in stories.iter_mut().zip(&mut contents).zip(wanted) {
            let Some(html) = content.take_if(|_| wanted) else { continue };
            // A text that cannot be made costs only itself, never the story.
            let made = || packed(&story.item, &html, &base);
            story.text = catch_unwind(AssertUnwindSafe(made)).unwrap_or_default();
        }
        Ok((stories, contents))
    };
    desk.work(false, convert).await
}

/// Stores what was told of a day, by a page of it or not, and that the source was asked for that day.
pub(super) async fn put_day(
    desk: &Desk,
    (source, id): (&Source, SourceId),
    items: Vec<Item>,
    (day, by_page): (Day, bool),
    base: &Address,
    now: &Now,
) -> Result<Told, Fault> {
    let told = put(desk, (source, id), items, Under::told_by(by_page, day), base, now).await?;
    let outcome = if told.stories == 0 { Outcome::Empty } else { Outcome::Found(told.stories as u32) };
    let asked = Asked { at: Moment::at(now.instant), outcome };
    desk.write_fetched(move |store| store.put_asked(id, day, &asked)).await?;
    Ok(told)
}

/// The text that a feed carried, ready to be stored; nothing where there is none.
fn packed(item: &Item, html: &RawHtml, base: &Address) -> Option<FeedText> {
    let article = reading::of_feed(item, html, base);
    if article.document.is_empty() {
        return None;
    }
    let packed = FeedText::of(&article);
    packed.inspect_err(|fault| tracing::warn!(%fault, cause = ?fault.cause, "a text is left out")).ok()
}

/// The zone that decides the days of a source.
pub(super) fn zone_of(source: &Source) -> Option<TimeZone> {
    source.zone.as_ref().and_then(|name| TimeZone::get(name).ok())
}
