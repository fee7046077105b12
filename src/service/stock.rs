//! Stories that routes tell come into the store.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::tz::TimeZone;

use super::Desk;
use super::all::Told;
use super::reading;
use crate::extract;
use crate::news::{
    Address, Asked, Day, DayFrom, Decided, Fault, Item, Moment, Now, Outcome, RawHtml, Source, SourceId,
    StoryId, When, decide_day,
};
use crate::store::{FeedText, NewStory, Sent, SentText, Store, Telling};

/// Stories converted in one job and written in one, and the bytes of their texts: a few milliseconds each, well under the
/// writer's 25 ms.
const STORIES_A_JOB: usize = 64;
const BYTES_A_JOB: usize = 160 << 10;

/// Under which day stories are filed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Under {
    /// Each under the one of its own date.
    OwnDates,
    /// The day whose page listed them, which decides before all else.
    Page(Day),
    /// The day that an archive gave them for. It is no page of that day, so a story that is known stays where it is, and one
    /// that tells another day of itself is filed under that.
    Archive(Day),
}

impl Under {
    /// The same for what a route told of a day.
    pub(super) fn told_by(by_page: bool, day: Day) -> Self {
        if by_page { Self::Page(day) } else { Self::Archive(day) }
    }

    /// The same for all of these.
    pub(super) fn all(self, items: Vec<Item>) -> Vec<(Item, Self)> {
        items.into_iter().map(|item| (item, self)).collect()
    }

    /// Whether a story that was filed under a day is of the day that was asked for, if one was.
    fn is_of(self, filed: Day) -> bool {
        match self {
            Self::OwnDates => true,
            Self::Page(day) | Self::Archive(day) => day == filed,
        }
    }

    fn decide(self, item: &Item, zone: Option<&TimeZone>, now: &Now) -> Decided {
        match self {
            Self::OwnDates => decide_day(None, item.published, zone, now),
            Self::Page(day) => decide_day(Some(day), item.published, zone, now),
            Self::Archive(day) => by_archive(day, item, zone, now),
        }
    }
}

/// Days back of now within which an address tells when its story came out, to a source that has told others before: an
/// older one leads to what was written then, and is news all the same.
const RECENT: i32 = 31;

/// The day of a story that tells none, by its address: where that is one of the site itself, and its own.
fn named_day(item: &Item, base: &Address, now: &Now) -> Option<Decided> {
    let site = |address: &Address| {
        let host = address.host();
        let short = ["www.", "feeds.", "feed.", "rss."].iter().find_map(|prefix| host.strip_prefix(prefix));
        short.unwrap_or(host).to_owned()
    };
    let is_own = item.address.as_ref().is_some_and(|address| site(address) == site(base));
    let tells_none = item.published.is_none() && item.apart.is_empty();
    in_address(item, now).filter(|_| tells_none && is_own)
}

/// The day in the address of a story, where that has come.
fn in_address(item: &Item, now: &Now) -> Option<Decided> {
    let day = item.address.as_ref().and_then(extract::day_in)?;
    let named = decide_day(None, Some(When::Date(day.date())), None, now);
    named.from.doubt().is_none().then_some(named)
}

/// The day of what an archive gave for a day: that day, where the item's date may be of it or where the item tells none;
/// else the one in its address, else the one of its date.
fn by_archive(day: Day, item: &Item, zone: Option<&TimeZone>, now: &Now) -> Decided {
    let own = decide_day(None, item.published, zone, now);
    let is_sure = |decided: &Decided| decided.from.doubt().is_none();
    if is_sure(&own) && may_be_of(own, zone, day) {
        return Decided { day, ..own };
    }
    match in_address(item, now) {
        Some(named) if !is_sure(&own) || own.day != named.day => named,
        _ if is_sure(&own) => own,
        _ => Decided { day, ..own },
    }
}

/// Whether a date is of a day: in the source's zone, as it was written (an archive goes by the clock of its site), or, where
/// an instant tells neither zone nor offset, somewhere on earth.
fn may_be_of(own: Decided, zone: Option<&TimeZone>, day: Day) -> bool {
    let as_written =
        own.moment.filter(|moment| moment.offset_min.is_some()).map(|moment| moment.civil(&TimeZone::UTC));
    let is_floating = own.from == DayFrom::User && own.moment.is_some() && zone.is_none();
    own.day == day
        || as_written.is_some_and(|civil| Day::from_date(civil.date()) == Some(day))
        || (is_floating && (own.day.number() - day.number()).abs() <= 1)
}

/// Stores what routes told, each story under the day it was listed on or the day its date decides, with the feed's own
/// text where it was not known or the feed sends another one now. `base` is where the first of them was read from.
pub(super) async fn put(
    desk: &Desk,
    (source, id): (&Source, SourceId),
    mut items: Vec<(Item, Under)>,
    base: &Address,
    now: &Now,
) -> Result<Told, Fault> {
    let zone = zone_of(source);
    let mut told = Told { answered: true, ..Told::default() };
    for (item, _) in &mut items {
        extract::feed::entitle(item);
    }
    let since = now.today().plus(-RECENT);
    let is_old = |(item, under): &(Item, Under)| {
        matches!(under, Under::OwnDates)
            && named_day(item, base, now).is_some_and(|decided| decided.day < since)
    };
    // Only where it matters: what a source tells at first may be of any day.
    let is_first = items.iter().any(is_old)
        && desk.read_behind(Store::sources).await?.iter().any(|row| row.id == id && row.stories == 0);
    let telling = Telling::of(items.iter().map(|(item, _)| item));
    let mut coming = Coming { telling, resent: HashMap::new(), told: HashMap::new() };
    let mut items = items.into_iter().peekable();
    while items.peek().is_some() {
        let (mut stories, mut contents, mut bytes) = (Vec::new(), Vec::new(), 0);
        while stories.len() < STORIES_A_JOB && bytes < BYTES_A_JOB {
            let Some((mut item, under)) = items.next() else { break };
            let content = item.content.take().filter(|html| !html.expose().trim().is_empty());
            bytes += content.as_ref().map_or(0, |html| html.expose().len());
            contents.push(content);
            let decided = under.decide(&item, zone.as_ref(), now);
            let by_address = named_day(&item, base, now).filter(|named| is_first || named.day >= since);
            let decided = by_address.filter(|_| matches!(under, Under::OwnDates)).unwrap_or(decided);
            told.stories += usize::from(under.is_of(decided.day));
            let content = contents.last().and_then(Option::as_ref);
            let sent = content.map(|html| Sent::of(base, &item.title, html.expose()));
            stories.push(NewStory { item, decided, text: None, sent });
        }
        let new;
        (new, coming) = put_some(desk, (id, coming), stories, contents, base, now).await?;
        told.new.extend(new);
    }
    for (id, resent) in &mut coming.resent {
        // What is told twice at once has two headlines, and none of them is another one than before.
        resent.retitled &= coming.told.get(id) == Some(&1);
    }
    renew_texts(desk, coming.resent.into_iter().collect(), base, now).await?;
    Ok(told)
}

/// What one answer of a route has told so far.
struct Coming {
    telling: Telling,
    /// The texts of stories that are not what was sent for them before; where several items tell one story, that of the last.
    resent: HashMap<StoryId, Resent>,
    /// How many of its items tell each story.
    told: HashMap<StoryId, u32>,
}

/// A story with the text that was sent for it, and whether it has another headline now.
struct Resent {
    story: NewStory,
    content: RawHtml,
    retitled: bool,
}

/// Stores some stories, with their texts where they are new; which are new.
async fn put_some(
    desk: &Desk,
    (id, mut coming): (SourceId, Coming),
    mut stories: Vec<NewStory>,
    mut contents: Vec<Option<RawHtml>>,
    base: &Address,
    now: &Now,
) -> Result<(Vec<StoryId>, Coming), Fault> {
    let at = now.instant;
    if contents.iter().any(Option::is_some) {
        let known;
        (stories, known) = desk
            .read_behind(move |store| {
                let known = store.seem_known(id, &stories)?;
                Ok((stories, known))
            })
            .await?;
        let wanted = known.iter().map(|known| !known).collect();
        (stories, contents) = with_texts(desk, stories, contents, wanted, base).await?;
    }
    let (stories, mut coming, saved) = desk
        .write_fetched(move |store| {
            let saved = store.put_some(id, &stories, &mut coming.telling, at)?;
            Ok((stories, coming, saved))
        })
        .await?;
    for (place, ((story, content), id)) in stories.into_iter().zip(contents).zip(saved.ids).enumerate() {
        *coming.told.entry(id).or_default() += 1;
        let Some(content) = content else { continue };
        if saved.resent.contains(&place) {
            let retitled = saved.retitled.contains(&place);
            coming.resent.insert(id, Resent { story, content, retitled });
        } else {
            coming.resent.remove(&id);
        }
    }
    Ok((saved.new, coming))
}

/// Stores the texts that feeds send now in place of those that they sent before.
async fn renew_texts(
    desk: &Desk,
    mut resent: Vec<(StoryId, Resent)>,
    base: &Address,
    now: &Now,
) -> Result<(), Fault> {
    let at = now.instant;
    while !resent.is_empty() {
        let (mut ids, mut stories, mut contents, mut bytes) = (Vec::new(), Vec::new(), Vec::new(), 0);
        while stories.len() < STORIES_A_JOB && bytes < BYTES_A_JOB {
            let Some((id, Resent { story, content, retitled })) = resent.pop() else { break };
            bytes += content.expose().len();
            ids.push((id, retitled));
            stories.push(story);
            contents.push(Some(content));
        }
        let wanted = stories.iter().map(|story| story.text.is_none()).collect();
        let (stories, _) = with_texts(desk, stories, contents, wanted, base).await?;
        let texts = ids.into_iter().zip(stories).filter_map(|((story, retitled), told)| {
            Some(SentText { story, sent: told.sent?, text: told.text, retitled })
        });
        let texts: Vec<_> = texts.collect();
        desk.write_fetched(move |store| store.put_feed_texts(&texts, at)).await?;
    }
    Ok(())
}

/// Converts and packs the texts that are wanted, on a worker.
async fn with_texts(
    desk: &Desk,
    mut stories: Vec<NewStory>,
    contents: Vec<Option<RawHtml>>,
    wanted: Vec<bool>,
    base: &Address,
) -> Result<(Vec<NewStory>, Vec<Option<RawHtml>>), Fault> {
    if !wanted.contains(&true) {
        return Ok((stories, contents));
    }
    let base = base.clone();
    let convert = move || {
        for ((story, content), wanted) in stories.iter_mut().zip(&contents).zip(wanted) {
            let Some(html) = content.as_ref().filter(|_| wanted) else { continue };
            // A text that cannot be made costs only itself, never the story.
            let made = || packed(&story.item, html, &base);
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
    let told = put(desk, (source, id), Under::told_by(by_page, day).all(items), base, now).await?;
    let outcome = found(told.stories);
    let asked = Asked { at: Moment::at(now.instant), outcome };
    desk.write_fetched(move |store| store.put_asked(id, day, &asked)).await?;
    Ok(told)
}

/// What so many stories of a day are as an outcome of asking for it.
pub(super) fn found(stories: usize) -> Outcome {
    if stories == 0 { Outcome::Empty } else { Outcome::Found(u32::try_from(stories).unwrap_or(u32::MAX)) }
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
