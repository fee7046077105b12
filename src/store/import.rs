//! Many bookmarks at once, from another program's file.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use rusqlite::Connection;

use super::Store;
use super::bookmarks::{Keep, put_row};
use super::columns::ms;
use super::journal::{State, append};
use super::kept::{Kept, kept, put_kept, tidy};
use super::turn::Writer;
use crate::locale::counted;
use crate::news::{Fault, Headline, Text, Verb};

/// A bookmark from elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// What to keep; the day is used where no story is known.
    pub keep: Keep,
    /// When it was kept there.
    pub since: Timestamp,
}

/// What came of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CarriedSum {
    /// Addresses that were not kept before.
    pub new: usize,
    /// Addresses that were kept and have more tags or words now.
    pub fuller: usize,
    /// Entries that said nothing new.
    pub known: usize,
}

impl Store {
    /// Keeps many addresses as one act of the journal. On one that is kept already tags are added, and a
    /// note that says something else stands behind the old one; nothing is taken away. Also entries of the
    /// same file are joined so.
    pub fn import_bookmarks(&mut self, entries: &[Carried], now: Timestamp) -> Result<CarriedSum, Fault> {
        self.may_keep()?;
        let mut stories: HashMap<String, Headline> = HashMap::new();
        for entry in entries {
            if let Some(story) = self.story_by_address(&entry.keep.address)? {
                stories.insert(entry.keep.address.key(), story);
            }
        }
        self.write(Writer::User, |tx| {
            let mut sum = CarriedSum::default();
            let mut order: Vec<String> = Vec::new();
            let mut grown: HashMap<String, Growing> = HashMap::new();
            let fresh = put_fresh(tx, entries, &stories, now)?;
            for Carried { keep, since } in entries {
                let key = keep.address.key();
                let is_first = !grown.contains_key(&key);
                if is_first {
                    let before = if fresh.contains(&key) { None } else { kept(tx, &key)? };
                    let day = stories.get(&key).map_or(keep.day, |story| story.day).number();
                    grown.insert(key.clone(), Growing::new(before, day, ms(*since)));
                }
                let Some(here) = grown.get_mut(&key) else { continue };
                let is_new = is_first && here.before.is_none();
                let was_fuller = here.is_fuller;
                here.is_fuller |= here.take(keep) | is_new;
                if was_fuller || !here.is_fuller {
                    sum.known += 1;
                    continue;
                }
                *(if is_new { &mut sum.new } else { &mut sum.fuller }) += 1;
                order.push(key);
            }
            let mut first: HashMap<String, Option<Kept>> = HashMap::new();
            for key in &order {
                let Some(here) = grown.remove(key) else { continue };
                put_kept(tx, key, Some(&here.kept()), now)?;
                first.insert(key.clone(), here.before);
            }
            if order.is_empty() {
                return Ok(sum);
            }
            let side = |states: Vec<Option<Kept>>| State::Bookmarks {
                rows: order.iter().cloned().zip(states).collect(),
            };
            let before = order.iter().map(|key| first.get(key).cloned().flatten()).collect();
            let after = order.iter().map(|key| kept(tx, key)).collect::<Result<_, _>>()?;
            let label = format!("{} imported", counted(order.len() as u64, "bookmark", "bookmarks"));
            append(tx, Verb::Bookmark, &label, &side(before), &side(after), now)?;
            Ok(sum)
        })
    }
}

/// Makes a row for each address that is not kept yet, from the end of the file: of one moment the row that was made last
/// stands first in the list, and so the list has the order of the file. Answers the addresses' keys.
fn put_fresh(
    tx: &Connection,
    entries: &[Carried],
    stories: &HashMap<String, Headline>,
    now: Timestamp,
) -> rusqlite::Result<HashSet<String>> {
    let (mut fresh, mut firsts) = (HashSet::new(), Vec::new());
    for Carried { keep, .. } in entries {
        let key = keep.address.key();
        if !fresh.contains(&key) && kept(tx, &key)?.is_none() {
            fresh.insert(key.clone());
            firsts.push((key, keep));
        }
    }
    for (key, keep) in firsts.into_iter().rev() {
        let story = stories.get(&key);
        let mut keep = keep.clone();
        if let Some(story) = story {
            keep.day = story.day;
            keep.source_title = story.source_title.clone();
            keep.title = keep.title.non_empty().unwrap_or_else(|| story.title.clone());
        }
        put_row(tx, &key, &keep, story.map(|story| story.id), now)?;
    }
    Ok(fresh)
}

/// A bookmark while the entries of its address are joined: it is written once, for a file may have thousands of them.
struct Growing {
    before: Option<Kept>,
    /// Without its note.
    now: Kept,
    note: String,
    /// Whether there is more of it than before.
    is_fuller: bool,
}

impl Growing {
    fn new(before: Option<Kept>, day: i32, since: i64) -> Self {
        let mut now =
            before.clone().unwrap_or_else(|| Kept { day, since, note: Text::default(), tags: Vec::new() });
        let note = std::mem::take(&mut now.note).to_string();
        Self { before, now, note, is_fuller: false }
    }

    /// Takes an entry's tags, and its note behind the old one; what is said already is not said twice. Whether it said
    /// something new.
    fn take(&mut self, keep: &Keep) -> bool {
        let mut is_new = false;
        let note = Text::lines(&keep.note);
        if !self.note.contains(note.as_str()) {
            if !self.note.is_empty() {
                self.note.push_str("\n\n");
            }
            self.note.push_str(&note);
            is_new = true;
        }
        if keep.tags.iter().any(|tag| !self.now.tags.contains(tag)) {
            let tags = tidy(self.now.tags.iter().chain(&keep.tags).cloned());
            is_new |= tags != self.now.tags;
            self.now.tags = tags;
        }
        is_new
    }

    fn kept(&self) -> Kept {
        Kept { note: Text::lines(&self.note), ..self.now.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::{keep, now, story, two_sources};

    #[test]
    fn an_import_is_one_act_and_takes_nothing_away() {
        let (mut store, a, _) = two_sources();
        store.put_items(a, &[story(3, "2025-11-10")], now()).unwrap();
        let mine = Keep { note: Text::line("mine"), tags: vec![Text::line("a")], ..keep(1, "2025-11-12") };
        store.bookmark(&mine, now()).unwrap();
        let since = now() - jiff::SignedDuration::from_hours(1000);
        let one = |number, note: &str, tags: &[&str]| Carried {
            keep: Keep {
                note: Text::line(note),
                tags: tags.iter().map(|tag| Text::line(tag)).collect(),
                ..keep(number, "2025-10-01")
            },
            since,
        };
        let file = [one(1, "theirs", &["b"]), one(2, "", &["x"]), one(2, "again", &["y"]), one(3, "", &[])];
        let sum = store.import_bookmarks(&file, now()).unwrap();
        assert_eq!(sum, CarriedSum { new: 2, fuller: 1, known: 1 });
        let of = |store: &Store, n| store.bookmark_of(&keep(n, "2025-11-12").address).unwrap();
        let first = of(&store, 1).unwrap();
        assert_eq!((first.note.as_str(), first.tags.len()), ("mine\n\ntheirs", 2));
        let second = of(&store, 2).unwrap();
        assert_eq!((second.note.as_str(), second.added.instant), ("again", since));
        assert_eq!(second.tags, ["x", "y"]);
        let third = of(&store, 3).unwrap();
        assert_eq!((third.day.to_string().as_str(), third.story.is_some()), ("2025-11-10", true));
        assert_eq!(store.import_bookmarks(&file, now()).unwrap(), CarriedSum { new: 0, fuller: 0, known: 4 });
        assert_eq!(store.undo(now()).unwrap().unwrap().label, "3 bookmarks imported");
        assert_eq!(of(&store, 1).unwrap().note, "mine");
        assert!(of(&store, 2).is_none() && of(&store, 3).is_none());
        store.redo(now()).unwrap();
        assert_eq!(of(&store, 2).unwrap(), second);
    }

    #[test]
    fn many_notes_of_one_address_are_written_once() {
        let (mut store, ..) = two_sources();
        let one = |n: usize| Carried {
            keep: Keep { note: Text::line(&format!("note {n}.")), ..keep(1, "2025-11-12") },
            since: now(),
        };
        let file: Vec<Carried> = (0..500).chain(0..500).map(one).collect();
        let rows = store.rows_written();
        let sum = store.import_bookmarks(&file, now()).unwrap();
        assert_eq!(sum, CarriedSum { new: 1, fuller: 0, known: 999 });
        assert!(store.rows_written() - rows < 100, "{} rows", store.rows_written() - rows);
        let note = store.bookmark_of(&file[0].keep.address).unwrap().unwrap().note;
        assert!(note.starts_with("note 0.\n\nnote 1.\n\n") && note.ends_with("\n\nnote 499."));
        assert_eq!(note.matches("note").count(), 500);
    }

    #[test]
    fn what_was_kept_in_one_moment_stands_in_the_order_of_the_file() {
        let (mut store, ..) = two_sources();
        let file: Vec<Carried> =
            [3, 1, 2].map(|n| Carried { keep: keep(n, "2025-11-12"), since: now() }).into();
        store.import_bookmarks(&file, now()).unwrap();
        let listed: Vec<String> =
            store.bookmarks().unwrap().into_iter().map(|kept| kept.address.to_string()).collect();
        let in_file: Vec<String> = file.iter().map(|entry| entry.keep.address.to_string()).collect();
        assert_eq!(listed, in_file);
    }
}
