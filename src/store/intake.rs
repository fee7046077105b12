//! One source's stories on their way into the tables.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::{CachedStatement, Connection, OptionalExtension, Row, params};

use super::attached::Keeper;
use super::clusters::{join, join_new};
use super::columns::{address, day, day_from, from_number, hash, ms, text_row};
use super::edition::docs;
use super::fault::Trouble;
use super::feed_texts::Sends;
use super::letters::deck_hash;
use super::mutes::Rules;
use super::telling::{Known, Telling, name_of};
use super::{NewStory, Saved, texts};
use crate::news::{Address, Day, DayFrom, Fault, FaultKind, Now, SourceId, StoryId, Text, TextKind};
use crate::query::Seen;

macro_rules! known {
    ($rest:literal) => {
        concat!(
            "SELECT id, day, day_from, instant, guid, title, deck, section, author, lang, address,
                 first_seen FROM story ",
            $rest
        )
    };
}

pub(super) const BY_GUID: &str =
    known!("INDEXED BY story_guid WHERE guid_hash IS NOT NULL AND source = ?1 AND guid_hash = ?2");
pub(super) const BY_ADDRESS: &str =
    known!("INDEXED BY story_address WHERE address_hash IS NOT NULL AND address_hash = ?2 AND source = ?1");
pub(super) const LAST_DOC: &str = "SELECT max(doc) FROM story WHERE doc BETWEEN ?1 AND ?2";

pub(super) const HAS_GUID: &str = "SELECT 1 FROM story INDEXED BY story_guid
    WHERE guid_hash IS NOT NULL AND source = ?1 AND guid_hash = ?2";
pub(super) const HAS_ADDRESS: &str = "SELECT 1 FROM story INDEXED BY story_address
    WHERE address_hash IS NOT NULL AND address_hash = ?2 AND source = ?1";

/// Which of the stories a source seems to have already, by the hashes of their names alone; for what need only be done
/// for new ones. [`Intake`] decides.
pub(super) fn seem_known(
    conn: &Connection,
    source: SourceId,
    stories: &[NewStory],
) -> rusqlite::Result<Vec<bool>> {
    // One view of the store for all of them: each of its own would take SQLite's locks anew.
    let look = conn.unchecked_transaction()?;
    let mut by_guid = look.prepare_cached(HAS_GUID)?;
    let mut by_address = look.prepare_cached(HAS_ADDRESS)?;
    let mut known = Vec::with_capacity(stories.len());
    for NewStory { item, .. } in stories {
        let has_guid = match name_of(item) {
            Some(guid) => by_guid.exists(params![source.0, hash(&guid)])?,
            None => false,
        };
        known.push(match &item.address {
            Some(address) if !has_guid => by_address.exists(params![source.0, hash(&address.key())])?,
            _ => has_guid,
        });
    }
    drop((by_guid, by_address));
    look.finish()?;
    Ok(known)
}

/// The statements of one transaction, and what it has seen.
pub(super) struct Intake<'tx> {
    tx: &'tx Connection,
    source: i64,
    slug: String,
    sections: String,
    rules: Rules,
    now: i64,
    clock: Now,
    added: i32,
    by_guid: CachedStatement<'tx>,
    by_address: CachedStatement<'tx>,
    last_doc: CachedStatement<'tx>,
    insert: CachedStatement<'tx>,
    insert_text: CachedStatement<'tx>,
    update: CachedStatement<'tx>,
    correct: CachedStatement<'tx>,
    refile: CachedStatement<'tx>,
    link: CachedStatement<'tx>,
    keeper: Keeper<'tx>,
    sends: Sends<'tx>,
    next_docs: HashMap<i32, i64>,
    telling: &'tx mut Telling,
}

impl<'tx> Intake<'tx> {
    pub(super) fn new(
        tx: &'tx Connection,
        source: SourceId,
        now: Timestamp,
        telling: &'tx mut Telling,
    ) -> Result<Self, Trouble> {
        let mut known = tx.prepare_cached("SELECT added, slug, sections FROM source WHERE id = ?1")?;
        let known =
            known.query_row([source.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
        let Some((added, slug, sections)) = known else {
            return Err(Fault::new(FaultKind::Storage, "the source is not in the store").into());
        };
        let clock = Now { instant: now, zone: TimeZone::UTC };
        // Who was added while the clock was wrong would have nothing unread until then, or all there ever was.
        let added = if clock.was_wrong(Day::from_number(added)) {
            let today = clock.today().number();
            tx.execute("UPDATE source SET added = ?2 WHERE id = ?1", params![source.0, today])?;
            today
        } else {
            added
        };
        Ok(Self {
            tx,
            source: source.0,
            slug,
            sections,
            rules: Rules::load(tx)?,
            now: ms(now),
            clock,
            added,
            by_guid: tx.prepare_cached(BY_GUID)?,
            by_address: tx.prepare_cached(BY_ADDRESS)?,
            last_doc: tx.prepare_cached(LAST_DOC)?,
            insert: tx.prepare_cached(
                "INSERT INTO story (doc, source, day, unread, day_from, instant, offset_min, guid_hash,
                     address_hash, first_seen, title, deck, section, author, lang, address, guid,
                     muted, leads, text_hash)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                     ?18, ?18 = 0, ?19)",
            )?,
            insert_text: tx.prepare_cached(texts::PUT)?,
            update: tx.prepare_cached(
                "UPDATE story SET title = ?2, deck = ?3, section = ?4, author = ?5, lang = ?6, address = ?7,
                     address_hash = ?8, guid = ?9, guid_hash = ?10, changed = ?11,
                     offset_min = iif(instant IS NULL, ?13, offset_min), instant = coalesce(instant, ?12)
                 WHERE id = ?1",
            )?,
            correct: tx.prepare_cached(
                "UPDATE story SET day = ?2, doc = iif(day = ?2, doc, ?3), day_from = ?5,
                     unread = iif(?2 < ?4 AND cluster IS NULL, 0, unread) WHERE id = ?1",
            )?,
            refile: tx.prepare_cached("UPDATE bookmark SET day = ?2 WHERE story = ?1 AND day = ?3")?,
            link: tx.prepare_cached(
                "UPDATE bookmark SET story = ?1, source = ?2, day = ?5
                 WHERE address_hash = ?3 AND key = ?4 AND removed_at IS NULL AND story IS NULL",
            )?,
            keeper: Keeper::new(tx)?,
            sends: Sends::new(tx)?,
            next_docs: HashMap::new(),
            telling,
        })
    }

    /// Takes one story in.
    pub(super) fn take(&mut self, story: &NewStory, saved: &mut Saved) -> Result<(), Trouble> {
        let guid = name_of(&story.item).filter(|guid| !self.telling.empty_names.contains(&**guid));
        let key = story.item.address.as_ref().map(Address::key);
        let id = if let Some(known) = self.find(story, guid.as_deref(), key.as_deref())? {
            let changed = self.renew(&known, story, guid.as_deref(), key.as_deref())?;
            saved.changed += usize::from(changed);
            saved.known += usize::from(!changed);
            if let Some(sent) = story.sent
                && !self.sends.knows(known.id, sent)?
            {
                saved.resent.insert(saved.ids.len());
                let title = &story.item.title;
                let is_other = !title.is_empty() && known.title != title.as_str();
                // Two routes may give one story two headlines and never change their minds.
                if is_other && self.sends.is_only_route(known.id, sent)? {
                    saved.retitled.insert(saved.ids.len());
                }
            }
            known.id
        } else {
            let id = self.insert(story, guid.as_deref(), key.as_deref())?;
            saved.new.push(StoryId(id));
            match (story.sent, &story.text) {
                (Some(sent), Some(text)) => self.sends.note(id, sent, text.words)?,
                (Some(_), None) => _ = saved.resent.insert(saved.ids.len()),
                (None, _) => {}
            }
            id
        };
        self.keeper.keep(id, &story.item.attached)?;
        if guid.is_some() {
            self.telling.claimed.insert(id);
        }
        saved.ids.push(StoryId(id));
        Ok(())
    }

    fn find(
        &mut self,
        story: &NewStory,
        guid: Option<&str>,
        key: Option<&str>,
    ) -> Result<Option<Known>, Trouble> {
        let item = &story.item;
        // A guid that is the page's address names nothing where several stories have that page.
        let is_copy = item.apart.is_empty() && item.names_its_page();
        if let Some(guid) = guid.filter(|_| !is_copy)
            && let Some(known) = self.named(guid)?
        {
            return Ok(Some(known));
        }
        let same = key.map_or(Ok(Vec::new()), |key| self.at(key))?;
        let found = self.telling.choose(same, story, guid.filter(|_| !is_copy), key.unwrap_or_default());
        match (found, guid) {
            (None, Some(guid)) if is_copy => {
                let named = self.named(guid)?;
                // It has moved to another address since.
                Ok(named.filter(|known| known.address.as_ref().map(Address::key).as_deref() != key))
            }
            (found, _) => Ok(found),
        }
    }

    fn named(&mut self, guid: &str) -> Result<Option<Known>, Trouble> {
        let mut rows = self.by_guid.query(params![self.source, hash(guid)])?;
        while let Some(row) = rows.next()? {
            let known = known_row(row)?;
            if known.guid.as_deref() == Some(guid) {
                return Ok(Some(known));
            }
        }
        Ok(None)
    }

    /// The stories that have a page, the oldest first.
    fn at(&mut self, key: &str) -> Result<Vec<Known>, Trouble> {
        let mut same = Vec::new();
        let mut rows = self.by_address.query(params![self.source, hash(key)])?;
        // Thousands of stories may have one page, each written as the one before: read once, and told by its text.
        let mut last: Option<(String, Option<Address>)> = None;
        while let Some(row) = rows.next()? {
            let raw = row.get_ref(ADDRESS)?.as_str_or_null().ok().flatten().unwrap_or_default();
            let found = match &last {
                Some((before, found)) if before == raw => found.clone(),
                _ => {
                    let found = address(row, ADDRESS)?.filter(|address| address.key() == key);
                    last.insert((raw.to_owned(), found)).1.clone()
                }
            };
            if let Some(address) = found {
                same.push(known_with(row, Some(address))?);
            }
        }
        same.sort_by_key(|known| known.id);
        Ok(same)
    }

    fn insert(&mut self, story: &NewStory, guid: Option<&str>, key: Option<&str>) -> Result<i64, Trouble> {
        let (item, decided) = (&story.item, &story.decided);
        let number = decided.day.number();
        let doc = self.next_doc(number)?;
        let of_deck = deck_hash(&item.title, &item.deck);
        let of_text = story.text.as_ref().and_then(|text| text.hash);
        let id = self.insert.insert(params![
            doc,
            self.source,
            number,
            number >= self.added,
            from_number(decided.from),
            decided.moment.map(|moment| ms(moment.instant)),
            decided.moment.and_then(|moment| moment.offset_min),
            guid.map(hash),
            key.map(hash),
            self.now,
            item.title.as_str(),
            item.deck.as_str(),
            told(item.section.as_ref()),
            told(item.author.as_ref()),
            told(item.lang.as_ref()),
            item.address.as_ref().map(Address::as_str),
            guid,
            self.rules.hide(Seen {
                title: &item.title,
                deck: &item.deck,
                section: told(item.section.as_ref()).unwrap_or_default(),
                filed: &self.sections,
                author: told(item.author.as_ref()).unwrap_or_default(),
                source: &self.slug,
            }),
            of_text.or(of_deck),
        ])?;
        if let Some(text) = &story.text {
            let row = text_row(id, TextKind::Feed);
            self.insert_text.execute(params![row, self.now, text.words, text.body])?;
        }
        if let Some(key) = key {
            // What was kept before its story was known stands under the story's day from now on.
            self.link.execute(params![id, self.source, hash(key), key, number])?;
        }
        let hashes: Vec<i64> = of_deck.into_iter().chain(of_text).collect();
        join_new(self.tx, (id, self.source), item.address.as_ref().zip(key), &hashes)?;
        Ok(id)
    }

    /// Brings a known story up to date; whether anything changed.
    fn renew(
        &mut self,
        known: &Known,
        story: &NewStory,
        guid: Option<&str>,
        key: Option<&str>,
    ) -> Result<bool, Trouble> {
        let (item, decided) = (&story.item, &story.decided);
        // The words of an address, which a sitemap gives for a title, take the place of none that is known.
        let stands_in = || item.address.as_ref().is_some_and(|address| address.words() == item.title);
        let title = told(Some(&item.title)).filter(|_| known.title.is_empty() || !stands_in());
        let title = title.unwrap_or(&known.title);
        let deck = told(Some(&item.deck)).unwrap_or(&known.deck);
        let section = told(item.section.as_ref()).or(known.section.as_deref());
        let author = told(item.author.as_ref()).or(known.author.as_deref());
        let lang = told(item.lang.as_ref()).or(known.lang.as_deref());
        let known_key = known.address.as_ref().map(Address::key);
        let moved = key.is_some() && key != known_key.as_deref();
        let address = if moved { item.address.as_ref() } else { known.address.as_ref() };
        let key = if moved { key } else { known_key.as_deref() };
        // The first guid stays: two routes may name one story differently, and would take turns. One that is only
        // the page's address gives way to what tells it from others there.
        let is_worse = |guid: &str| !item.apart.is_empty() && guid == item.guid;
        let known_guid = known.guid.as_deref().filter(|guid| !is_worse(guid));
        let named = known_guid.is_none() && guid.is_some();
        let guid = known_guid.or(guid);
        let timed = known.instant.is_none() && decided.moment.is_some();
        let changed = title != known.title
            || deck != known.deck
            || section != known.section.as_deref()
            || author != known.author.as_deref()
            || lang != known.lang.as_deref()
            || moved
            || named
            || timed;
        if changed {
            self.update.execute(params![
                known.id,
                title,
                deck,
                section,
                author,
                lang,
                address.map(Address::as_str),
                key.map(hash),
                guid,
                guid.map(hash),
                self.now,
                decided.moment.map(|moment| ms(moment.instant)),
                decided.moment.and_then(|moment| moment.offset_min),
            ])?;
            if !self.rules.is_empty() {
                self.rules.judge(self.tx, known.id)?;
            }
        }
        let by_page = decided.from == DayFrom::Page && known.from != DayFrom::Page;
        // The clock was wrong when it came in; an archive files what tells no day under its own, which may be of any year.
        let is_misfiled = known.from.doubt().is_some()
            && self.clock.was_wrong(known.day)
            && Timestamp::from_millisecond(known.first_seen)
                .is_ok_and(|instant| self.clock.was_wrong(Now { instant, zone: TimeZone::UTC }.today()));
        let corrected = by_page || is_misfiled;
        if corrected {
            let number = decided.day.number();
            let doc = if decided.day == known.day { None } else { Some(self.next_doc(number)?) };
            self.correct.execute(params![known.id, number, doc, self.added, from_number(decided.from)])?;
            if is_misfiled {
                self.refile.execute(params![known.id, number, known.day.number()])?;
            }
        }
        if moved || corrected {
            join(self.tx, known.id)?;
        }
        Ok(changed || corrected)
    }

    /// The next free number of a day.
    fn next_doc(&mut self, day: i32) -> Result<i64, Trouble> {
        let (first, last) = docs(day);
        let next = if let Some(next) = self.next_docs.get(&day) {
            *next
        } else {
            let highest: Option<i64> = self.last_doc.query_row(params![first, last], |row| row.get(0))?;
            highest.map_or(first, |highest| highest + 1)
        };
        if next > last {
            return Err(
                Fault::new(FaultKind::Storage, "a day cannot hold more than a million stories").into()
            );
        }
        self.next_docs.insert(day, next + 1);
        Ok(next)
    }
}

/// Text that says something.
fn told(text: Option<&Text>) -> Option<&str> {
    text.map(Text::as_str).filter(|text| !text.is_empty())
}

/// The column of a known story's address.
const ADDRESS: usize = 10;

fn known_row(row: &Row<'_>) -> rusqlite::Result<Known> {
    known_with(row, address(row, ADDRESS)?)
}

fn known_with(row: &Row<'_>, address: Option<Address>) -> rusqlite::Result<Known> {
    Ok(Known {
        id: row.get(0)?,
        day: day(row, 1)?,
        from: day_from(row.get(2)?),
        instant: row.get(3)?,
        guid: row.get(4)?,
        title: row.get(5)?,
        deck: row.get(6)?,
        section: row.get(7)?,
        author: row.get(8)?,
        lang: row.get(9)?,
        address,
        first_seen: row.get(11)?,
    })
}
