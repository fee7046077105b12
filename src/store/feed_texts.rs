//! The texts that feeds carry, packed where there is time and stored many at once.

use jiff::Timestamp;
use rusqlite::{CachedStatement, Connection, OptionalExtension, params};

use super::Store;
use super::clusters::join;
use super::columns::{self, ms, text_row};
use super::fault::Trouble;
use super::letters::text_hash;
use super::packed::{pack, unpack};
use super::turn::Writer;
use crate::news::{Address, Article, Fault, StoryId, Text, TextKind};

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

/// What a route sent as the text of a story, told by its hash from what it sends another time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    route: i64,
    content: i64,
}

impl Sent {
    /// Of a route, told by its address, the headline under which it sent the text, and that as it came.
    pub fn of(route: &Address, title: &Text, content: &str) -> Self {
        let content = of_words(content, columns::hash(title).cast_unsigned());
        Self { route: columns::hash(route.as_str()), content: content.cast_signed() }
    }

    fn bytes(self) -> impl Iterator<Item = u8> {
        self.route.to_le_bytes().into_iter().chain(self.content.to_le_bytes())
    }
}

/// A hash by eight bytes at a time: all that feeds send is hashed at each refresh, which byte by byte would be felt.
fn of_words(text: &str, seed: u64) -> u64 {
    const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let mix = |hash: u64, word: u64| (hash ^ word).wrapping_mul(PRIME).rotate_left(29);
    let hash = words.iter().fold(seed, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    let last = rest.iter().fold(text.len() as u64, |last, byte| last << 8 | u64::from(*byte));
    mix(hash, last)
}

/// A text that was sent for a story, to be stored in place of the one that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentText {
    /// The story.
    pub story: StoryId,
    /// What was sent.
    pub sent: Sent,
    /// The text that was made of it; none where there is none in it.
    pub text: Option<FeedText>,
    /// Whether it came under another headline.
    pub retitled: bool,
}

/// Routes of which it is known what they sent last for a story, and bytes of each.
const ROUTES: usize = 4;
const BYTES: usize = 16;

/// A text is renewed where the new one has so many tenths of the words of the longest that was stored: a feed that cuts
/// its texts short later, however slowly, takes none away.
const TENTHS: u64 = 9;

/// Words up to which a text is a message, which says another thing under another headline, in however few words.
const MESSAGE: u32 = 60;

/// Knows what was sent for stories, in one transaction.
pub(super) struct Sends<'tx> {
    get: CachedStatement<'tx>,
    put: CachedStatement<'tx>,
}

impl<'tx> Sends<'tx> {
    pub(super) fn new(tx: &'tx Connection) -> Result<Self, Trouble> {
        Ok(Self {
            get: tx.prepare_cached("SELECT hashes, longest FROM sent WHERE story = ?1")?,
            put: tx.prepare_cached(
                "INSERT INTO sent (story, hashes, longest) VALUES (?1, ?2, ?3)
                 ON CONFLICT (story) DO UPDATE SET hashes = excluded.hashes, longest = excluded.longest",
            )?,
        })
    }

    /// Whether the route has sent the same for the story before, or, where it has sent nothing yet, another route has.
    pub(super) fn knows(&mut self, story: i64, sent: Sent) -> Result<bool, Trouble> {
        let (hashes, _) = self.of(story)?;
        let mut told = hashes.chunks_exact(BYTES).map(|pair| pair.split_at(BYTES / 2));
        let (route, content) = (sent.route.to_le_bytes(), sent.content.to_le_bytes());
        let own = told.clone().find(|pair| pair.0 == route);
        Ok(own.map_or_else(|| told.any(|pair| pair.1 == content), |own| own.1 == content))
    }

    /// Whether the route, and no other, has sent something for the story before.
    pub(super) fn is_only_route(&mut self, story: i64, sent: Sent) -> Result<bool, Trouble> {
        let (hashes, _) = self.of(story)?;
        let route = sent.route.to_le_bytes();
        Ok(!hashes.is_empty() && hashes.chunks_exact(BYTES).all(|pair| pair.starts_with(&route)))
    }

    /// Notes what was sent, and the words of the longest text.
    pub(super) fn note(&mut self, story: i64, sent: Sent, longest: u32) -> Result<(), Trouble> {
        let (hashes, before) = self.of(story)?;
        let route = sent.route.to_le_bytes();
        let others = hashes.chunks_exact(BYTES).filter(|pair| !pair.starts_with(&route));
        let skipped = others.clone().count().saturating_sub(ROUTES - 1);
        let hashes: Vec<u8> = others.skip(skipped).flatten().copied().chain(sent.bytes()).collect();
        self.put.execute(params![story, hashes, longest.max(before)])?;
        Ok(())
    }

    fn of(&mut self, story: i64) -> Result<(Vec<u8>, u32), Trouble> {
        let found = self.get.query_row([story], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        Ok(found.unwrap_or_default())
    }
}

impl Store {
    /// Stores the feeds' own texts of stories in one transaction, in place of older ones. One that has clearly fewer words than
    /// the longest that was stored is left out, and so are those of stories that are not there any more, and of those that are
    /// kept without a copy of their own, unless they go on where the stored one ends; what was sent is noted all the same. The text of a story that comes in goes with it ([`NewStory`](super::NewStory)).
    pub fn put_feed_texts(&mut self, texts: &[SentText], now: Timestamp) -> Result<(), Fault> {
        self.write(Writer::Batch, |tx| {
            let mut known = tx.prepare_cached(
                "SELECT (SELECT words FROM text WHERE id = ?2),
                     EXISTS (SELECT 1 FROM bookmark b INDEXED BY bookmark_address WHERE b.removed_at IS NULL
                         AND b.address_hash = s.address_hash AND b.body IS NULL)
                 FROM story s WHERE id = ?1",
            )?;
            let mut put = tx.prepare_cached(&format!("{} WHERE body <> excluded.body", super::texts::PUT))?;
            let mut told =
                tx.prepare_cached(
                "UPDATE story SET text_hash = ?2, told_hash = coalesce(told_hash, iif(?2 <> text_hash, text_hash, NULL))
                 WHERE id = ?1 AND words IS NULL",
            )?;
            let mut body = tx.prepare_cached(super::texts::BODY)?;
            let mut sends = Sends::new(tx)?;
            for SentText { story: StoryId(story), sent, text, retitled } in texts {
                let row = text_row(*story, TextKind::Feed);
                let found: Option<(Option<u32>, bool)> =
                    known.query_row([*story, row], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
                let Some((words, is_kept)) = found else { continue };
                let longest = sends.of(*story)?.1.max(words.unwrap_or_default());
                let is_whole = |text: &&FeedText| {
                    let is_message = *retitled && longest <= MESSAGE && text.words > 0;
                    is_message || u64::from(text.words) * 10 >= u64::from(longest) * TENTHS
                };
                let mut text = text.as_ref().filter(is_whole);
                if let Some(new) = text.filter(|_| is_kept && words.is_some()) {
                    let old: Vec<u8> = body.query_row([row], |row| row.get(0))?;
                    text = text.filter(|_| goes_on(&old, &new.body));
                }
                sends.note(*story, *sent, text.map_or(longest, |text| text.words.max(longest)))?;
                let Some(text) = text else { continue };
                let is_other = put.execute(params![row, ms(now), text.words, text.body])? > 0;
                // The page's own text, where it is stored, says more.
                if is_other && text.hash.is_some() && told.execute(params![story, text.hash])? > 0 {
                    join(tx, *story)?;
                }
            }
            Ok(())
        })
    }
}

/// Whether a packed text begins with all that another one says, as the whole does with its teaser.
fn goes_on(old: &[u8], new: &[u8]) -> bool {
    let said = |body: &[u8]| {
        let article: Article = unpack(body).ok()?;
        let text = article.document.texts().collect::<Vec<_>>().join(" ");
        Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let (Some(old), Some(new)) = (said(old), said(new)) else { return false };
    let old = old.trim_end_matches(['…', '.', '[', ']', ' ']);
    !old.is_empty() && new.starts_with(old)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Block, Document, Role, Span};
    use crate::store::fixture::{address, article, keep, now, story, two_sources};

    fn carried(words: u32) -> Article {
        Article { kind: TextKind::Feed, ..article(words) }
    }

    fn sent(route: u32, content: &str) -> Sent {
        Sent::of(&address(&format!("https://news.example/feed/{route}")), &Text::line("A story"), content)
    }

    #[test]
    fn what_is_stored_together_is_read_one_by_one() {
        let (mut store, a, _) = two_sources();
        let ids = store.put_items(a, &[story(1, "2025-11-12"), story(2, "2025-11-12")], now()).unwrap().new;
        let text = |story, words: u32| SentText {
            story,
            sent: sent(1, &words.to_string()),
            text: Some(FeedText::of(&carried(words)).unwrap()),
            retitled: false,
        };
        let texts = [text(ids[0], 30), text(StoryId(999), 30), text(ids[1], 30)];
        store.put_feed_texts(&texts, now()).unwrap();
        store.put_feed_texts(&texts, now()).unwrap();
        assert_eq!(store.text(ids[1], TextKind::Feed).unwrap(), Some(carried(30)));
        assert_eq!(store.text(StoryId(999), TextKind::Feed).unwrap(), None);
        assert!(!store.headline(ids[0]).unwrap().unwrap().has_text);
    }

    #[test]
    fn a_text_that_is_cut_short_step_by_step_stays() {
        let (mut store, a, _) = two_sources();
        let id = store.put_items(a, &[story(1, "2025-11-12")], now()).unwrap().new[0];
        // In any order of the routes that tell it.
        for (route, words, then) in
            [(1, 1000, 1000), (2, 920, 920), (1, 850, 920), (2, 700, 920), (1, 140, 920), (1, 1200, 1200)]
        {
            let text = Some(FeedText::of(&carried(words)).unwrap());
            let came = SentText { story: id, sent: sent(route, &words.to_string()), text, retitled: false };
            store.put_feed_texts(&[came], now()).unwrap();
            let stored = store.text(id, TextKind::Feed).unwrap().unwrap();
            assert_eq!(stored.words, then, "{route} {words}");
        }
        let none = SentText { story: id, sent: sent(1, ""), text: None, retitled: false };
        store.put_feed_texts(&[none], now()).unwrap();
        assert_eq!(store.text(id, TextKind::Feed).unwrap().unwrap().words, 1200);
        // What an older Dateline stored counts as well.
        store.conn.execute("DELETE FROM sent", []).unwrap();
        let empty = FeedText::of(&Article { document: Document::default(), ..carried(0) }).unwrap();
        let came = SentText { story: id, sent: sent(1, "0"), text: Some(empty), retitled: false };
        store.put_feed_texts(&[came], now()).unwrap();
        assert_eq!(store.text(id, TextKind::Feed).unwrap().unwrap().words, 1200);
    }

    #[test]
    fn a_message_is_another_one_under_another_headline() {
        let (mut store, a, _) = two_sources();
        let id = store.put_items(a, &[story(1, "2025-11-12")], now()).unwrap().new[0];
        for (words, retitled, then) in
            [(50, false, 50), (4, false, 50), (4, true, 4), (0, true, 4), (80, true, 80), (9, true, 80)]
        {
            let text = Some(FeedText::of(&carried(words)).unwrap());
            let came = SentText { story: id, sent: sent(1, &words.to_string()), text, retitled };
            store.put_feed_texts(&[came], now()).unwrap();
            assert_eq!(store.text(id, TextKind::Feed).unwrap().unwrap().words, then, "{words}");
        }
    }

    #[test]
    fn the_text_that_was_kept_stays() {
        let (mut store, a, _) = two_sources();
        let ids = store.put_items(a, &[story(1, "2025-11-12"), story(2, "2025-11-12")], now()).unwrap().new;
        let put = |store: &mut Store, id: StoryId, words: u32| {
            let text = Some(FeedText::of(&carried(words)).unwrap());
            let came = SentText { story: id, sent: sent(1, &words.to_string()), text, retitled: false };
            store.put_feed_texts(&[came], now()).unwrap();
            store.text(id, TextKind::Feed).unwrap().unwrap().words
        };
        store.bookmark(&keep(1, "2025-11-12"), now()).unwrap();
        // What follows when something was kept is its text, and stays.
        assert_eq!((put(&mut store, ids[0], 30), put(&mut store, ids[0], 40)), (30, 30));
        assert_eq!((put(&mut store, ids[1], 30), put(&mut store, ids[1], 40)), (30, 40));
        let said = |text: &str| {
            let spans = vec![Span::plain(Text::piece(text))];
            let blocks = vec![Block::Paragraph { role: Role::Body, spans }];
            let document = Document { blocks, links: Vec::new() };
            FeedText::of(&Article { document, words: 40, ..carried(40) }).unwrap()
        };
        store
            .conn
            .execute(
                "UPDATE text SET body = ?1 WHERE id = ?2",
                params![said("The dam […]").body, ids[0].0 * 4 + 1],
            )
            .unwrap();
        for (text, told) in
            [("A lake was there.", false), ("The dam held until noon.", true), ("The dam held.", false)]
        {
            let came =
                SentText { story: ids[0], sent: sent(1, text), text: Some(said(text)), retitled: false };
            let before = store.text(ids[0], TextKind::Feed).unwrap();
            store.put_feed_texts(&[came], now()).unwrap();
            assert_eq!(store.text(ids[0], TextKind::Feed).unwrap() != before, told, "{text}");
        }
        // Let go, or with a copy of its own, it is renewed as others are.
        store.unbookmark(&keep(1, "2025-11-12").address, now()).unwrap();
        assert_eq!(put(&mut store, ids[0], 50), 50);
        store.bookmark(&keep(2, "2025-11-12"), now()).unwrap();
        store.put_text(ids[1], &article(70), now()).unwrap();
        assert_eq!(put(&mut store, ids[1], 60), 60);
    }

    #[test]
    fn texts_that_differ_anywhere_are_told_apart() {
        let text = "The dam held until noon, and then it gave way to the lake.";
        let mut hashes = std::collections::HashSet::from([of_words(text, 1), of_words(text, 2)]);
        for at in 0..text.len() {
            hashes.insert(of_words(&format!("{}#{}", &text[..at], &text[at + 1..]), 1));
            hashes.insert(of_words(&text[..at], 1));
        }
        assert_eq!(hashes.len(), 2 + text.len() * 2);
    }

    #[test]
    fn what_each_route_sent_last_is_known() {
        let (mut store, a, _) = two_sources();
        let mut told = story(1, "2025-11-12");
        (told.sent, told.text) = (Some(sent(1, "whole")), FeedText::of(&carried(30)).ok());
        let resent = |store: &mut Store, sent: Sent| {
            let told = super::super::NewStory { sent: Some(sent), text: None, ..told.clone() };
            let saved = store.put_items(a, &[told], now()).unwrap();
            let is_resent = !saved.resent.is_empty();
            let came = SentText { story: saved.ids[0], sent, text: None, retitled: false };
            store.put_feed_texts(&[came], now()).unwrap();
            is_resent
        };
        assert_eq!(store.put_items(a, std::slice::from_ref(&told), now()).unwrap().resent.len(), 0);
        assert!(!resent(&mut store, sent(1, "whole")));
        let writes = store.conn.total_changes();
        assert_eq!(store.put_items(a, std::slice::from_ref(&told), now()).unwrap().resent.len(), 0);
        assert_eq!(store.conn.total_changes(), writes, "what comes as it came before is not written");
        // Another route sends a part of it: neither is looked at again while both stay as they are.
        assert!(resent(&mut store, sent(2, "part")));
        for _ in 0..2 {
            assert!(!resent(&mut store, sent(1, "whole")) && !resent(&mut store, sent(2, "part")));
        }
        // What is taken back is another text again.
        assert!(resent(&mut store, sent(1, "mended")) && resent(&mut store, sent(1, "whole")));
        // What another route has sent is known; of many routes the latest are.
        assert!(!resent(&mut store, sent(3, "part")));
        for route in 4..9 {
            resent(&mut store, sent(route, &route.to_string()));
        }
        let length = "SELECT length(hashes) FROM sent";
        let length: i64 = store.conn.query_row(length, [], |row| row.get(0)).unwrap();
        assert_eq!(usize::try_from(length).unwrap(), ROUTES * BYTES);
    }
}
