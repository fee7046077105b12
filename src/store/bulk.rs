//! Many bookmarks at once, each such act one row of the journal: what is kept, given tags or let go together is taken
//! back together, exactly the rows as they stood.

use std::collections::HashSet;

use jiff::Timestamp;
use rusqlite::Connection;

use super::Store;
use super::bookmarks::{Keep, added, becomes, exactly, title_of};
use super::clusters::{cluster_of, keys as copied};
use super::fault::Trouble;
use super::journal::{State, append};
use super::kept::{Kept, kept, put_kept};
use super::turn::Writer;
use crate::locale::counted;
use crate::news::{Address, Fault, StoryId, Verb};

/// A key with what was kept under it.
type Row = (String, Option<Kept>);

impl Store {
    /// Keeps all of these, as [`Store::bookmark`] keeps one. The number of the act, `None` if nothing changed.
    pub fn bookmark_all(&mut self, keeps: &[Keep], now: Timestamp) -> Result<Option<i64>, Fault> {
        self.put_all(keeps, now, added)
    }

    /// Keeps all of these exactly so, as [`Store::bookmark_as`] keeps one. The number of the act, `None` if nothing
    /// changed.
    pub fn bookmark_all_as(&mut self, keeps: &[Keep], now: Timestamp) -> Result<Option<i64>, Fault> {
        self.put_all(keeps, now, exactly)
    }

    /// Keeps addresses together; what is kept already is changed as `change_to` says.
    fn put_all(
        &mut self,
        keeps: &[Keep],
        now: Timestamp,
        change_to: fn(&Kept, &Keep) -> Kept,
    ) -> Result<Option<i64>, Fault> {
        self.may_keep()?;
        let stories = keeps.iter().map(|keep| match keep.story {
            Some(story) => Ok(Some(story)),
            None => Ok(self.story_by_address(&keep.address)?.map(|story| story.id)),
        });
        let stories = stories.collect::<Result<Vec<Option<StoryId>>, Fault>>()?;
        self.write(Writer::User, |tx| {
            let (mut before, mut after): (Vec<Row>, Vec<Row>) = (Vec::new(), Vec::new());
            let mut changed = HashSet::new();
            for (keep, story) in keeps.iter().zip(stories) {
                let key = keep.address.key();
                if changed.contains(&key) {
                    continue;
                }
                let was = kept(tx, &key)?;
                let is = becomes(tx, was.as_ref(), (keep, story), change_to, now)?;
                if was.as_ref() != Some(&is) {
                    put_kept(tx, &key, Some(&is), now)?;
                    changed.insert(key.clone());
                    before.push((key.clone(), was));
                    after.push((key, Some(is)));
                }
            }
            let is_new = before.iter().all(|(_, was)| was.is_none());
            let (one, many) = if is_new {
                ("bookmarked:", "bookmarked")
            } else {
                ("note and tags changed:", "with notes and tags changed")
            };
            let stories = before.len();
            journaled(tx, (before, after), (one, many, stories), now)
        })
    }

    /// Lets all of these go, each with the copies of its story in other sources.
    pub fn unbookmark_all(&mut self, addresses: &[Address], now: Timestamp) -> Result<Option<i64>, Fault> {
        let mut stories: Vec<Option<StoryId>> = Vec::with_capacity(addresses.len());
        for address in addresses {
            stories.push(self.story_by_address(address)?.map(|story| story.id));
        }
        self.write(Writer::User, |tx| {
            let mut before: Vec<Row> = Vec::new();
            let mut gone = HashSet::new();
            // Copies of one story are one bookmark to the reader.
            let mut let_go = 0;
            for (address, story) in addresses.iter().zip(&stories) {
                let mut keys = vec![address.key()];
                if let Some(story) = story
                    && let Some(cluster) = cluster_of(tx, story.0)?
                {
                    keys.extend(copied(tx, cluster)?);
                }
                let known = before.len();
                for key in keys {
                    if !gone.contains(&key)
                        && let Some(was) = kept(tx, &key)?
                    {
                        put_kept(tx, &key, None, now)?;
                        gone.insert(key.clone());
                        before.push((key, Some(was)));
                    }
                }
                let_go += usize::from(before.len() > known);
            }
            let after = before.iter().map(|(key, _)| (key.clone(), None)).collect();
            journaled(tx, (before, after), ("bookmark removed:", "let go", let_go), now)
        })
    }
}

/// Writes the act down, with what is said of one story and of so many.
fn journaled(
    tx: &Connection,
    (before, after): (Vec<Row>, Vec<Row>),
    (one, many, stories): (&str, &str, usize),
    now: Timestamp,
) -> Result<Option<i64>, Trouble> {
    let Some((first, _)) = before.first() else { return Ok(None) };
    let label = if stories > 1 {
        format!("{} {many}", counted(stories, "story", "stories"))
    } else {
        format!("{one} {}", title_of(tx, first)?)
    };
    let act = append(
        tx,
        Verb::Bookmark,
        &label,
        &State::Bookmarks { rows: before },
        &State::Bookmarks { rows: after },
        now,
    )?;
    Ok(Some(act))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::Text;
    use crate::store::fixture::{keep, now, story, two_sources};

    #[test]
    fn what_is_kept_together_is_taken_back_together_and_nothing_else() {
        let (mut store, a, _) = two_sources();
        let told: Vec<_> = (1..=4).map(|number| story(number, "2025-11-12")).collect();
        store.put_items(a, &told, now()).unwrap();
        let mine = Keep { note: Text::line("mine"), ..keep(2, "2025-11-12") };
        store.bookmark(&mine, now()).unwrap();
        let before = store.bookmarks().unwrap();
        let all: Vec<Keep> = (1..=4).map(|number| keep(number, "2025-11-12")).collect();
        assert!(store.bookmark_all(&all, now()).unwrap().is_some());
        assert_eq!(store.bookmark_all(&all, now()).unwrap(), None, "all of them are kept");
        assert_eq!(store.changes(9).unwrap()[0].label, "3 stories bookmarked");
        assert_eq!(store.bookmarks().unwrap().len(), 4);
        // What was done to one of them since stays as it is.
        store.set_note(&keep(3, "2025-11-12").address, &Text::line("later"), now()).unwrap();
        let act = store.changes(9).unwrap()[1].seq;
        store.turn(act, now()).unwrap();
        let left: Vec<_> = store.bookmarks().unwrap().into_iter().map(|kept| kept.note).collect();
        assert_eq!(left.len(), 2);
        assert!(left.contains(&Text::line("mine")) && left.contains(&Text::line("later")));
        // With that taken back all of it is as the act left it, and goes with it.
        store.undo(now()).unwrap();
        store.turn(act, now()).unwrap();
        store.turn(act, now()).unwrap();
        assert_eq!(store.bookmarks().unwrap(), before);
    }

    #[test]
    fn tags_given_together_and_bookmarks_let_go_together_are_one_act_each() {
        let (mut store, ..) = two_sources();
        let with = |tag: &str| -> Vec<Keep> {
            let tags = vec![Text::line(tag)];
            (1..=3).map(|number| Keep { tags: tags.clone(), ..keep(number, "2025-11-12") }).collect()
        };
        store.bookmark_all(&with("a"), now()).unwrap();
        let first = store.bookmarks().unwrap();
        store.bookmark_all(&with("b"), now()).unwrap();
        assert_eq!(store.changes(1).unwrap()[0].label, "3 stories with notes and tags changed");
        assert!(store.bookmarks().unwrap().iter().all(|kept| kept.tags == ["a", "b"]));
        let addresses: Vec<_> = with("a").into_iter().map(|keep| keep.address).collect();
        store.unbookmark_all(&addresses, now()).unwrap();
        assert_eq!(store.changes(1).unwrap()[0].label, "3 stories let go");
        assert!(store.bookmarks().unwrap().is_empty());
        store.undo(now()).unwrap();
        store.undo(now()).unwrap();
        assert_eq!(store.bookmarks().unwrap(), first);
        store.undo(now()).unwrap();
        assert!(store.bookmarks().unwrap().is_empty());
        assert_eq!(store.undo(now()).unwrap(), None);
    }

    #[test]
    fn copies_of_a_story_that_are_let_go_are_told_as_one() {
        use crate::news::{Block, Document, Role, Span};
        use crate::store::fixture::{address, article};

        let (mut store, a, b) = two_sources();
        let mut copy = story(1, "2025-11-12");
        copy.item.address = Some(address("https://post.example/1"));
        let theirs = Keep { address: address("https://post.example/1"), ..keep(1, "2025-11-12") };
        let words = "Rivers rise in the north as the snow melts early. ".repeat(8);
        let spans = vec![Span::plain(Text::piece(&words))];
        let blocks = vec![Block::Paragraph { role: Role::Body, spans }];
        let text = crate::news::Article { document: Document { blocks, links: Vec::new() }, ..article(80) };
        for (source, told) in [(a, story(1, "2025-11-12")), (b, copy)] {
            let id = store.put_items(source, &[told], now()).unwrap().ids[0];
            store.put_text(id, &text, now()).unwrap();
        }
        let (one, other) = (keep(1, "2025-11-12"), keep(2, "2025-11-12"));
        store.bookmark_all(&[one.clone(), theirs, other.clone()], now()).unwrap();
        store.unbookmark_all(&[one.address.clone(), other.address, one.address], now()).unwrap();
        assert_eq!(store.changes(1).unwrap()[0].label, "2 stories let go");
        assert!(store.bookmarks().unwrap().is_empty());
    }
}
