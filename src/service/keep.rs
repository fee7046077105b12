//! Keeping and letting go.

use jiff::{SignedDuration, Timestamp};

use super::read::obtain;
use super::reply::Reply;
use super::{Desk, Target};
use crate::fetch::Chosen;
use crate::news::{Address, Bookmark, Fault, FaultKind, Headline, Now, StoryId, Text, TextKind};
use crate::store::{Keep, Store};

/// Bookmarks whose text is tried again in one go.
const RETRIED: usize = 50;
/// How long after it was kept a bookmark's text is tried again.
const RETRIED_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What is to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A story of the store, as long as it is that of this address.
    Story(StoryId, Address),
    /// An address that a page, a file or nobody known chose.
    Address(Address),
    /// An address that the person chose.
    Typed(Address),
}

/// What came of keeping.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The bookmark; it is on the disk.
    pub bookmark: Bookmark,
    /// Why its text could not be had yet, if so. It is tried again by [`retry_kept`].
    pub text: Result<(), Fault>,
}

/// Commits a bookmark; when this answers it is on the disk. On one that exists tags are added, and a note that
/// is not empty takes the place of the old one. It stands in the writer's line as soon as this is called.
pub fn commit(desk: &Desk, wanted: &Wanted, tags: Vec<Text>, note: Text, now: &Now) -> Reply<Bookmark> {
    put(desk, wanted, (tags, note), now, Store::bookmark)
}

/// Commits a bookmark with these tags and this note and no others, also where it exists; as [`commit`] in line at once.
pub fn commit_as(desk: &Desk, wanted: &Wanted, tags: Vec<Text>, note: Text, now: &Now) -> Reply<Bookmark> {
    put(desk, wanted, (tags, note), now, Store::bookmark_as)
}

/// Commits bookmarks of these stories as one act: those kept already get the tags as well, and the note where there is
/// one. Each bookmark that is there now, with the story it is of.
pub fn commit_all(
    desk: &Desk,
    stories: Vec<(StoryId, Address)>,
    tags: Vec<Text>,
    note: Text,
    now: &Now,
) -> Reply<Vec<Bookmark>> {
    let now = now.clone();
    desk.write_kept(move |store| {
        let keeps = stories.into_iter().map(|(story, address)| {
            what_to_keep(store, &Wanted::Story(story, address), tags.clone(), note.clone(), &now)
        });
        let keeps = keeps.collect::<Result<Vec<Keep>, Fault>>()?;
        store.bookmark_all(&keeps, now.instant)?;
        those_kept(store, &keeps)
    })
}

/// Commits bookmarks of these addresses as one act, each with its tags and its note and no others. Each that is there now.
pub fn commit_all_as(desk: &Desk, marks: Vec<(Address, Vec<Text>, Text)>, now: &Now) -> Reply<Vec<Bookmark>> {
    let now = now.clone();
    desk.write_kept(move |store| {
        let keeps = marks
            .into_iter()
            .map(|(address, tags, note)| what_to_keep(store, &Wanted::Address(address), tags, note, &now));
        let keeps = keeps.collect::<Result<Vec<Keep>, Fault>>()?;
        store.bookmark_all_as(&keeps, now.instant)?;
        those_kept(store, &keeps)
    })
}

/// The bookmarks that are there of what was kept.
fn those_kept(store: &Store, keeps: &[Keep]) -> Result<Vec<Bookmark>, Fault> {
    let kept = keeps.iter().map(|keep| store.bookmark_of(&keep.address));
    kept.filter_map(Result::transpose).collect()
}

fn put(
    desk: &Desk,
    wanted: &Wanted,
    (tags, note): (Vec<Text>, Text),
    now: &Now,
    put: fn(&mut Store, &Keep, Timestamp) -> Result<Option<i64>, Fault>,
) -> Reply<Bookmark> {
    let (wanted, now) = (wanted.clone(), now.clone());
    desk.write_kept(move |store| {
        let keep = what_to_keep(store, &wanted, tags, note, &now)?;
        put(store, &keep, now.instant)?;
        store
            .bookmark_of(&keep.address)?
            .ok_or_else(|| Fault::new(FaultKind::Storage, "the bookmark was not found after it was stored"))
    })
}

fn what_to_keep(
    store: &Store,
    wanted: &Wanted,
    tags: Vec<Text>,
    note: Text,
    now: &Now,
) -> Result<Keep, Fault> {
    let (address, row) = match wanted {
        Wanted::Story(id, address) => (address.clone(), store.headline(*id)?),
        Wanted::Address(address) | Wanted::Typed(address) => (address.clone(), None),
    };
    // A mended store may lack the story, and another store has other numbers; but a feed may have given a story another
    // address since, on the same host.
    let is_same = |row: &Headline, like: fn(&Address, &Address) -> bool| {
        row.address.as_ref().is_some_and(|known| like(known, &address))
    };
    let is_renewed = |row: &Headline| is_same(row, |known, asked| known.host() == asked.host());
    let known = match row {
        Some(row) if is_same(&row, |known, asked| known.key() == asked.key()) => Some(row),
        row => store.story_by_address(&address)?.or_else(|| row.filter(is_renewed)),
    };
    let typed = matches!(wanted, Wanted::Typed(_));
    Ok(match known {
        Some(row) => Keep {
            address: row.address.unwrap_or(address),
            story: Some(row.id),
            title: row.title,
            day: row.day,
            source_title: row.source_title,
            note,
            tags,
            typed,
        },
        None => Keep {
            source_title: Text::line(address.host()),
            address,
            story: None,
            title: Text::default(),
            day: now.today(),
            note,
            tags,
            typed,
        },
    })
}

/// Sees that the bookmark of that address has a copy of its text, from the store or the web. A text that
/// only stands in for a page out of reach is not kept: the page is tried again later. What a page linked to
/// (`Chosen::Content`) may not lead into a private network by being kept, unless the person chose it too.
pub async fn keep_text(desk: &Desk, address: &Address, chosen: Chosen, now: &Now) -> Result<(), Fault> {
    let wanted = address.clone();
    let known = desk.read(move |store| store.bookmark_of(&wanted)).await?;
    let Some(known) = known else {
        return Err(Fault::new(FaultKind::NotFound, "this address is not kept"));
    };
    if known.has_text {
        return Ok(());
    }
    let target = match (known.story, chosen) {
        (Some(story), _) => Target::Story(story),
        (None, Chosen::Content) if !known.standing.typed => Target::Linked(address.clone()),
        (None, _) => Target::Typed(address.clone()),
    };
    let obtained = obtain(desk, &target, now, false, false).await?;
    if let Some(fault) = obtained.instead_of
        && (fault.kind.is_network() || obtained.article.kind == TextKind::Extracted)
    {
        return Err(fault);
    }
    let (address, article, at) = (address.clone(), obtained.article, now.instant);
    desk.write(move |store| store.keep_text(&address, &article, at)).await
}

/// [`commit`], then [`keep_text`].
pub async fn keep(
    desk: &Desk,
    wanted: &Wanted,
    tags: Vec<Text>,
    note: Text,
    now: &Now,
) -> Result<Kept, Fault> {
    let bookmark = commit(desk, wanted, tags, note, now).await?;
    let address = bookmark.address.clone();
    let text = keep_text(desk, &address, Chosen::Typed, now).await;
    let after = desk.read(move |store| store.bookmark_of(&address)).await?;
    Ok(Kept { bookmark: after.unwrap_or(bookmark), text })
}

/// Tries the texts of bookmarks that lack one, one after the other: the newest fifty of the last month. What is
/// older is tried when a person asks for it. How many are there now.
pub async fn retry_kept(desk: &Desk, now: &Now) -> Result<usize, Fault> {
    let mut had = 0;
    let since = now.instant.checked_sub(RETRIED_FOR).unwrap_or(Timestamp::MIN);
    for address in desk.read_behind(move |store| store.bookmarks_without_text(since, RETRIED)).await? {
        match keep_text(desk, &address, Chosen::Content, now).await {
            Ok(()) => had += 1,
            Err(fault) if fault.kind == FaultKind::Storage => return Err(fault),
            // It stays in the list and is tried again another time.
            Err(fault) => tracing::info!(%address, %fault, "a kept page could not be had"),
        }
    }
    Ok(had)
}

/// Lets bookmarks go as one act.
pub fn unkeep_all(desk: &Desk, addresses: &[Address], now: &Now) -> Reply<()> {
    let (addresses, at) = (addresses.to_vec(), now.instant);
    desk.write_kept(move |store| store.unbookmark_all(&addresses, at).map(|_| ()))
}

/// Lets a bookmark go; whether there was one. Stands in the writer's line as soon as this is called.
pub fn unkeep(desk: &Desk, address: &Address, now: &Now) -> Reply<bool> {
    let (address, at) = (address.clone(), now.instant);
    desk.write_kept(move |store| Ok(store.unbookmark(&address, at)?.is_some()))
}

/// Marks stories as read or unread, once the store is mended where it is damaged.
pub fn mark(desk: &Desk, stories: Vec<StoryId>, read: bool, now: &Now) -> Reply<()> {
    let at = now.instant;
    desk.write_kept(move |store| store.set_read(&stories, read, at).map(drop))
}
