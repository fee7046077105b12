//! Effects about the story that is read, is beside the list, or comes next.

use jiff::tz::TimeZone;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::World;
use crate::app::{Figures, Msg, Opened, Target, TextChoice, Ticket, attached_line, head, kept_lines};
use crate::extract::Wish;
use crate::locale::Locale;
use crate::news::{
    Address, Article, Attached, Block, Fault, FaultKind, Headline, KeptWords, Now, Slug, StoryId, Text,
    TextKind,
};
use crate::service::{self, Desk};
use crate::store::{Place, Store};
use crate::typeset::{Anchor, Measure, typeset, typeset_with};

impl World {
    pub(super) fn open(&mut self, ticket: Ticket, target: Target, measure: u16, fresh: bool) {
        let (reading, out) = (self.reading(true), self.out.clone());
        self.spawn(async move {
            out.send(Msg::Opened(ticket, reading.ready(target, measure, fresh).await));
        });
    }

    pub(super) fn open_as(&mut self, ticket: Ticket, target: Target, kind: TextKind, measure: u16) {
        let (reading, out) = (self.reading(true), self.out.clone());
        self.spawn(async move {
            out.send(Msg::Opened(ticket, reading.ready_as(target, kind, measure).await));
        });
    }

    /// Makes a rule of a block.
    pub(super) fn teach(
        &mut self,
        ticket: Ticket,
        target: Target,
        (block, wish): (Block, Wish),
        measure: u16,
    ) {
        let (reading, out) = (self.reading(true), self.out.clone());
        self.spawn(async move {
            out.send(Msg::Taught(ticket, reading.taught(target, block, wish, measure).await));
        });
    }

    /// Finds out why a text is as it is.
    pub(super) fn ask_why(&mut self, ticket: Ticket, target: Target) {
        let (reading, out) = (self.reading(true), self.out.clone());
        self.spawn(async move {
            let why = match reading.meant(target).await {
                Ok((target, _)) => service::why(&reading.desk, &target, &reading.now).await,
                Err(fault) => Err(fault),
            };
            out.send(Msg::Why(ticket, why));
        });
    }

    pub(super) fn ahead(&mut self, story: StoryId, measure: u16) {
        let (reading, out) = (self.reading(false), self.out.clone());
        self.spawn(async move {
            let opened = reading.ready(Target::Story(story), measure, false).await;
            out.send(Msg::Ahead(story, opened.ok()));
        });
    }

    /// Reads and sets the story beside the list. Of ten steps through the list only the last one's story is read, in one go.
    pub(super) fn preview(&mut self, ticket: Ticket, story: StoryId, measure: u16) {
        self.newest_beside.store(ticket.0, Ordering::Relaxed);
        let newest = Arc::clone(&self.newest_beside);
        let stored = self.desk.read(move |store| {
            if newest.load(Ordering::Relaxed) != ticket.0 {
                return Ok(None);
            }
            let Some(headline) = store.headline(story)? else { return Ok(None) };
            let Some(article) = service::stored_text(store, &headline)? else { return Ok(None) };
            let address = article.address.clone();
            Ok(Some((article, About::read(store, Some(headline), address)?)))
        });
        let (reading, out) = (self.reading(true), self.out.clone());
        self.spawn(async move {
            let Ok(Some((article, about))) = stored.await else {
                return out.send(Msg::Previewed(ticket, None));
            };
            let words = reading.words();
            drop(reading.desk.work(true, move || {
                out.send(Msg::Previewed(ticket, Some(about.opened(article, words, measure))));
                Ok(())
            }));
        });
    }

    pub(super) fn set(&mut self, ticket: Ticket, opened: Opened, measure: u16) {
        let out = self.out.clone();
        let (locale, now) = (self.locale, self.clock.now());
        let measure = Measure { columns: measure, ..self.manner };
        drop(self.desk.work(true, move || {
            let mut head =
                head(&opened.article, opened.headline.as_ref(), locale, &now.zone, measure.columns);
            head.attached = attached_line(&opened.attached);
            head.notices.extend(opened.kept.iter().flat_map(|kept| kept_lines(kept, locale, &now)));
            let plates = opened.figures.plates(&opened.article.document, measure.columns);
            out.send(Msg::Set(ticket, Arc::new(typeset_with(&opened.article, &head, measure, plates))));
            Ok(())
        }));
    }

    /// The reader's zone, where days are by their clock.
    pub(super) fn own_zone(&self) -> Option<TimeZone> {
        self.own_clock.then(|| self.clock.now().zone)
    }

    pub(super) fn reading(&self, urgent: bool) -> Reading {
        Reading {
            desk: self.desk.clone(),
            now: self.clock.now(),
            locale: self.locale,
            manner: self.manner,
            urgent,
        }
    }
}

/// What making a story ready to read needs.
pub(super) struct Reading {
    pub(super) desk: Desk,
    now: Now,
    locale: Locale,
    manner: Measure,
    urgent: bool,
}

impl Reading {
    /// A rule made of a block, and the text as it is with it.
    async fn taught(
        &self,
        target: Target,
        block: Block,
        wish: Wish,
        measure: u16,
    ) -> Result<(Opened, Text, Slug), Fault> {
        let (target, story) = self.meant(target).await?;
        let taught = service::teach(&self.desk, &target, block, wish, &self.now).await?;
        let opened = self.set(story, asked_address(&target), taught.article, measure).await?;
        Ok((opened, Text::line(&taught.rule), taught.slug))
    }

    /// Another text of the story: the feed's where it has one, the whole page. The choice holds for its source.
    async fn ready_as(&self, target: Target, kind: TextKind, measure: u16) -> Result<Opened, Fault> {
        let (target, story) = self.meant(target).await?;
        let of_feed = match (kind, story) {
            (TextKind::Feed, Some(story)) => self.desk.read(move |store| store.text(story, kind)).await?,
            _ => None,
        };
        let article = match (of_feed, kind) {
            (Some(article), _) => article,
            (None, TextKind::Extracted) => {
                service::read_story(&self.desk, &target, &self.now, false, self.urgent).await?
            }
            (None, _) => service::read_whole(&self.desk, &target).await?,
        };
        let chosen = if kind == TextKind::Extracted { kind } else { article.kind };
        let choice = match service::choose_text(&self.desk, &target, chosen, &self.now).await {
            // Where nothing can be kept the text can still be read.
            Err(fault) if fault.kind == FaultKind::Storage => None,
            choice => choice?,
        };
        let choice = choice.map(|made| if made { TextChoice::Made } else { TextChoice::Known });
        let opened = self.set(story, asked_address(&target), article, measure).await?;
        Ok(Opened { choice, ..opened })
    }

    /// What a target is to the service, and the story it is, where it is one.
    pub(super) async fn meant(&self, target: Target) -> Result<(service::Target, Option<StoryId>), Fault> {
        let address = match target {
            Target::Story(story) => return Ok((service::Target::Story(story), Some(story))),
            Target::Address(ref address) | Target::Link(ref address) => address.clone(),
        };
        let asked = address.clone();
        let known = self.desk.read(move |store| {
            let kept = store.bookmark_of(&asked)?;
            // Of several stories with one page it is the one that was kept.
            let story = match kept.as_ref().and_then(|kept| kept.story) {
                Some(story) => store.headline(story)?,
                None => None,
            };
            let story =
                story.filter(|story| story.address.as_ref().is_some_and(|at| at.key() == asked.key()));
            let story = story.map_or_else(|| store.story_by_address(&asked), |story| Ok(Some(story)))?;
            Ok((story, kept.is_some_and(|kept| kept.standing.typed)))
        });
        let (story, typed) = known.await?;
        // What a source told stays that source's, also when it is read from the bookmarks.
        Ok(match story {
            Some(story) => (service::Target::Story(story.id), Some(story.id)),
            None if matches!(target, Target::Link(_)) && !typed => (service::Target::Linked(address), None),
            None => (service::Target::Typed(address), None),
        })
    }

    /// The story's text, from the store or the web, set.
    async fn ready(&self, target: Target, measure: u16, fresh: bool) -> Result<Opened, Fault> {
        let (target, story) = self.meant(target).await?;
        let (article, instead_of) = if fresh {
            service::read_again(&self.desk, &target, &self.now, self.urgent).await?
        } else {
            (service::read_chosen(&self.desk, &target, &self.now, self.urgent).await?, None)
        };
        let opened = self.set(story, asked_address(&target), article, measure).await?;
        Ok(Opened { instead_of, ..opened })
    }

    /// Sets a text, with its row and the place where the reader was.
    async fn set(
        &self,
        story: Option<StoryId>,
        asked: Option<Address>,
        article: Article,
        measure: u16,
    ) -> Result<Opened, Fault> {
        let address = asked.or_else(|| article.address.clone());
        let about = self.desk.read(move |store| {
            let row = match story {
                Some(story) => store.headline(story)?,
                None => None,
            };
            About::read(store, row, address)
        });
        let (about, words) = (about.await?, self.words());
        self.desk.work(self.urgent, move || Ok(about.opened(article, words, measure))).await
    }

    /// What dates and pages are worded and set by.
    fn words(&self) -> Words {
        Words { now: self.now.clone(), locale: self.locale, manner: self.manner }
    }
}

/// What dates and pages are worded and set by.
struct Words {
    now: Now,
    locale: Locale,
    manner: Measure,
}

/// What the store knows of a text that is opened.
struct About {
    headline: Option<Headline>,
    place: Option<Place>,
    kept: Option<KeptWords>,
    typed: bool,
    attached: Attached,
}

impl About {
    fn read(store: &Store, headline: Option<Headline>, address: Option<Address>) -> Result<Self, Fault> {
        let address = headline.as_ref().and_then(|row| row.address.clone()).or(address);
        let (place, kept) = match address {
            Some(address) => (store.place(&address.key())?, store.bookmark_of(&address)?),
            None => (None, None),
        };
        let attached = match &headline {
            Some(row) => store.attached(row.id)?,
            None => Attached::default(),
        };
        let typed = kept.as_ref().is_some_and(|kept| kept.standing.typed);
        Ok(Self { headline, place, kept: kept.map(|kept| kept.words_of_it()), typed, attached })
    }

    /// The text, set.
    fn opened(self, article: Article, Words { now, locale, manner }: Words, measure: u16) -> Opened {
        let measure = Measure { columns: measure, ..manner };
        let mut head = head(&article, self.headline.as_ref(), locale, &now.zone, measure.columns);
        head.attached = attached_line(&self.attached);
        head.notices.extend(self.kept.iter().flat_map(|kept| kept_lines(kept, locale, &now)));
        let page = typeset(&article, &head, measure);
        let place = self.place.map(|Place { block, offset, quote }| Anchor { block, offset, quote });
        Opened {
            headline: self.headline,
            article: Arc::new(article),
            instead_of: None,
            choice: None,
            page: Arc::new(page),
            place,
            kept: self.kept,
            typed: self.typed,
            attached: self.attached,
            figures: Figures::default(),
        }
    }
}

/// The address that was asked for, where it is no story of the store.
fn asked_address(target: &service::Target) -> Option<Address> {
    match target {
        service::Target::Typed(address) | service::Target::Linked(address) => Some(address.clone()),
        service::Target::Story(_) => None,
    }
}
