//! Comments and enclosures of stories: kept beside the rows that lists read.

use rusqlite::{CachedStatement, Connection, params};

use super::Store;
use super::fault::Trouble;
use crate::news::{Address, Attached, Fault, StoryId};

pub(super) const ATTACHED: &str = "SELECT told FROM attached WHERE story = ?1";
pub(super) const OF_COPIES: &str = "SELECT a.told FROM story s INDEXED BY story_cluster
     CROSS JOIN attached a ON a.story = s.id
     WHERE s.cluster IS NOT NULL AND s.cluster = (SELECT cluster FROM story WHERE id = ?1) AND s.id <> ?1
     ORDER BY s.source, s.id";

impl Store {
    /// What the feed attached to a story, and behind it what other sources attached to their copies of it.
    pub fn attached(&self, story: StoryId) -> Result<Attached, Fault> {
        self.read(|conn| {
            let mut found = Attached::default();
            for sql in [ATTACHED, OF_COPIES] {
                let mut query = conn.prepare_cached(sql)?;
                let mut rows = query.query([story.0])?;
                while let Some(row) = rows.next()? {
                    // What cannot be read is as good as not told: the next refresh brings it again.
                    let told = row.get_ref(0)?.as_str().ok();
                    let told = told.and_then(|told| serde_json::from_str(told).ok());
                    found.join(told.unwrap_or_default());
                }
            }
            Ok(found)
        })
    }

    /// What sources attach to the story with that address; nothing where it is none.
    pub fn attached_at(&self, address: &Address) -> Result<Attached, Fault> {
        let story = self.story_by_address(address)?;
        story.map_or(Ok(Attached::default()), |story| self.attached(story.id))
    }
}

/// Keeps what a feed attaches to a story, in place of what it attached before; only what is different is written.
pub(super) struct Keeper<'tx>(CachedStatement<'tx>);

impl<'tx> Keeper<'tx> {
    pub(super) fn new(tx: &'tx Connection) -> Result<Self, Trouble> {
        Ok(Self(tx.prepare_cached(
            "INSERT INTO attached (story, told) VALUES (?1, ?2)
             ON CONFLICT (story) DO UPDATE SET told = excluded.told WHERE told <> excluded.told",
        )?))
    }

    /// A route that attaches nothing, as an archive page does, takes nothing away.
    pub(super) fn keep(&mut self, story: i64, attached: &Attached) -> Result<(), Trouble> {
        // Addresses and texts become JSON whatever they hold.
        if let (false, Ok(told)) = (attached.is_empty(), serde_json::to_string(attached)) {
            self.0.execute(params![story, told])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Enclosure, Talk, Text};
    use crate::store::fixture::{address, listed, now, story, two_sources};

    fn with(talk: &str, count: u32) -> Attached {
        Attached { talks: vec![Talk { address: address(talk), count: Some(count) }], ..Attached::default() }
    }

    #[test]
    fn what_is_attached_is_kept_brought_up_to_date_and_joined_with_the_copies() {
        let (mut store, a, b) = two_sources();
        let mut told = story(1, "2025-11-12");
        told.item.attached = with("https://news.example/1/comments", 3);
        let id = store.put_items(a, std::slice::from_ref(&told), now()).unwrap().ids[0];
        assert_eq!(store.attached(id).unwrap(), told.item.attached);
        // More comments are no change of the story; a page of the archive tells of none.
        told.item.attached.talks[0].count = Some(7);
        assert_eq!(store.put_items(a, std::slice::from_ref(&told), now()).unwrap().known, 1);
        store.put_items(a, &[listed(1, "2025-11-12")], now()).unwrap();
        assert_eq!(store.attached(id).unwrap().talks[0].count, Some(7));

        let recording = Enclosure {
            address: address("https://post.example/1.mp3"),
            media_type: Some(Text::line("audio/mpeg")),
            bytes: Some(28_000_000),
            seconds: Some(2040),
        };
        let mut copy = story(1, "2025-11-12");
        copy.item.attached = with("https://post.example/talk", 12);
        copy.item.attached.enclose(recording.clone());
        let other = store.put_items(b, &[copy], now()).unwrap().ids[0];
        let talks = |id| -> Vec<_> {
            store
                .attached(id)
                .unwrap()
                .talks
                .iter()
                .map(|talk| (talk.address.host().to_owned(), talk.count))
                .collect()
        };
        let (news, post) = (("news.example".to_owned(), Some(7)), ("post.example".to_owned(), Some(12)));
        assert_eq!(talks(id), [news.clone(), post.clone()]);
        assert_eq!(talks(other), [post, news]);
        assert_eq!(store.attached(id).unwrap().enclosures, [recording]);
        assert!(store.attached(StoryId(999)).unwrap().is_empty());
    }

    #[test]
    fn what_cannot_be_read_any_more_is_as_good_as_not_told() {
        let (mut store, a, _) = two_sources();
        let id = store.put_items(a, &[story(1, "2025-11-12")], now()).unwrap().ids[0];
        for told in ["{", "[]", r#"{"c":[{"a":"javascript:alert(1)"}]}"#, r#"{"later":1}"#] {
            store
                .conn
                .execute("INSERT OR REPLACE INTO attached VALUES (?1, ?2)", params![id.0, told])
                .unwrap();
            assert!(store.attached(id).unwrap().is_empty(), "{told}");
        }
    }
}
