//! The texts that feeds carry, packed where there is time and stored many at once.

use jiff::Timestamp;
use rusqlite::params;

use super::Store;
use super::clusters::join;
use super::columns::{ms, text_row};
use super::letters::text_hash;
use super::packed::pack;
use super::turn::Writer;
use crate::news::{Article, Fault, StoryId, TextKind};

/// A feed's text for a story, ready to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedText {
    pub(super) words: u32,
    pub(super) body: Vec<u8>,
    /// Tells the text from others.
    pub(super) hash: Option<i64>,
}

impl FeedText {
    /// Packs a text of kind [`TextKind::Feed`]; to be done on a worker, not on the writer's thread.
    pub fn of(article: &Article) -> Result<Self, Fault> {
        Ok(Self { words: article.words, body: pack(article)?, hash: text_hash(article) })
    }
}

impl Store {
    /// Stores the feeds' own texts of stories in one transaction, in place of older ones. Stories that are
    /// not there any more are left out. The text of a story that comes in goes with it ([`NewStory`](super::NewStory)).
    pub fn put_feed_texts(&mut self, texts: &[(StoryId, FeedText)], now: Timestamp) -> Result<(), Fault> {
        self.write(Writer::Batch, |tx| {
            let mut put = tx.prepare_cached(
                "INSERT INTO text (id, at, words, body)
                 SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM story WHERE id = ?5)
                 ON CONFLICT (id) DO UPDATE SET at = excluded.at, words = excluded.words, body = excluded.body",
            )?;
            let mut told =
                tx.prepare_cached(
                "UPDATE story SET text_hash = ?2, told_hash = coalesce(told_hash, iif(?2 <> text_hash, text_hash, NULL))
                 WHERE id = ?1 AND words IS NULL",
            )?;
            for (story, text) in texts {
                let row = text_row(story.0, TextKind::Feed);
                put.execute(params![row, ms(now), text.words, text.body, story.0])?;
                // The page's own text, where it is stored, says more.
                if text.hash.is_some() && told.execute(params![story.0, text.hash])? > 0 {
                    join(tx, story.0)?;
                }
            }
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::{article, now, story, two_sources};

    #[test]
    fn what_is_stored_together_is_read_one_by_one() {
        let (mut store, a, _) = two_sources();
        let ids = store.put_items(a, &[story(1, "2025-11-12"), story(2, "2025-11-12")], now()).unwrap().new;
        let carried = Article { kind: TextKind::Feed, ..article(30) };
        let packed = FeedText::of(&carried).unwrap();
        let gone = (StoryId(999), packed.clone());
        let texts = [(ids[0], packed.clone()), gone, (ids[1], packed)];
        store.put_feed_texts(&texts, now()).unwrap();
        store.put_feed_texts(&texts, now()).unwrap();
        assert_eq!(store.text(ids[1], TextKind::Feed).unwrap(), Some(carried));
        assert_eq!(store.text(StoryId(999), TextKind::Feed).unwrap(), None);
        assert!(!store.headline(ids[0]).unwrap().unwrap().has_text);
    }
}
