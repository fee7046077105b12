//! Stories come in.
//!
//! In slices of a few milliseconds, so that whoever else wants to write never waits long; each slice is
//! one transaction, and doing a slice again changes nothing.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::Store;
use super::feed_texts::{FeedText, Sent};
use super::intake::{Intake, seem_known};
use super::telling::Telling;
use super::turn::Writer;
use crate::news::{Decided, Fault, Item, SourceId, StoryId};

/// A story that a route told, with the day it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct NewStory {
    /// What the route told.
    pub item: Item,
    /// Its day.
    pub decided: Decided,
    /// The text that the feed carried for it; stored with a story that was not known before.
    pub text: Option<FeedText>,
    /// What the feed sent as its text.
    pub sent: Option<Sent>,
}

/// What came of [`Store::put_items`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// The story of each item, in the order of the items; equal ones where two items tell one story.
    pub ids: Vec<StoryId>,
    /// Stories not known before.
    pub new: Vec<StoryId>,
    /// Items that changed a known story.
    pub changed: usize,
    /// Items that told nothing new.
    pub known: usize,
    /// Of which items, by their place, the text that was sent is not the one that their route sent before.
    pub resent: HashSet<usize>,
    /// Those of them that have another headline now.
    pub retitled: HashSet<usize>,
}

/// How long one transaction of a batch takes stories in.
pub(super) const SLICE: Duration = Duration::from_millis(12);

impl Store {
    /// Which of the stories the source seems to have already. Where this errs, [`Store::put_items`] does not.
    pub fn seem_known(&self, source: SourceId, stories: &[NewStory]) -> Result<Vec<bool>, Fault> {
        self.read(|conn| Ok(seem_known(conn, source, stories)?))
    }

    /// Stores what a route told. One story is the same source and the same guid, or the same source and
    /// the same [`Address::key`](crate::news::Address::key). A known story gets its new title, deck and
    /// so on but keeps its day, unless a day page corrects another origin. The same call again changes
    /// nothing; only what was filed for want of a date while the clock was wrong finds its day. Of the feed's own texts those of stories that were not known before are stored; for the others see
    /// [`Saved::resent`] and [`Store::put_feed_texts`].
    pub fn put_items(
        &mut self,
        source: SourceId,
        stories: &[NewStory],
        now: Timestamp,
    ) -> Result<Saved, Fault> {
        self.put_some(source, stories, &mut Telling::of(stories.iter().map(|story| &story.item)), now)
    }

    /// The same for a part of what a route told, of which all is known by `telling`.
    pub fn put_some(
        &mut self,
        source: SourceId,
        stories: &[NewStory],
        telling: &mut Telling,
        now: Timestamp,
    ) -> Result<Saved, Fault> {
        let mut saved = Saved { ids: Vec::with_capacity(stories.len()), ..Saved::default() };
        let mut rest = stories.iter();
        while !rest.as_slice().is_empty() {
            self.write(Writer::Batch, |tx| {
                let started = Instant::now();
                let mut intake = Intake::new(tx, source, now, telling)?;
                for story in rest.by_ref() {
                    intake.take(story, &mut saved)?;
                    if started.elapsed() > SLICE {
                        break;
                    }
                }
                Ok(())
            })?;
        }
        Ok(saved)
    }
}

#[cfg(test)]
mod tests {
    use crate::news::{DayFrom, Moment, Scope, Text, When};
    use crate::store::fixture::{address, day, keep, listed, now, source, story, two_sources};

    #[test]
    fn the_same_call_again_changes_nothing() {
        let (mut store, a, _) = two_sources();
        let mut anonymous = story(3, "2025-11-12");
        (anonymous.item.guid, anonymous.item.address) = (String::new(), None);
        let stories = [story(1, "2025-11-12"), listed(2, "2025-11-12"), anonymous];
        let first = store.put_items(a, &stories, now()).unwrap();
        assert_eq!((first.new.len(), first.changed, first.known), (3, 0, 0));
        assert_eq!(first.ids, first.new);
        let again = store.put_items(a, &stories, now()).unwrap();
        assert_eq!((again.new.len(), again.changed, again.known), (0, 0, 3));
        assert_eq!(again.ids, first.ids);
    }

    #[test]
    fn a_guid_that_all_entries_share_names_none_of_them() {
        let (mut store, a, _) = two_sources();
        let mut stories = [1, 2, 3].map(|number| story(number, "2025-11-12"));
        for story in &mut stories {
            story.item.guid = "0".to_owned();
        }
        assert_eq!(store.put_items(a, &stories, now()).unwrap().new.len(), 3);
        let again = store.put_items(a, &stories, now()).unwrap();
        assert_eq!((again.new.len(), again.known), (0, 3));
    }

    #[test]
    fn guids_that_are_made_anew_at_each_fetch_make_no_new_stories() {
        let (mut store, a, _) = two_sources();
        let told = |fetch: u32| {
            [1, 2, 3].map(|number| {
                let mut one = story(number, "2025-11-12");
                one.item.address = Some(address("https://news.example/"));
                one.item.guid = format!("{fetch}-{number}");
                one
            })
        };
        let first = store.put_items(a, &told(1), now()).unwrap();
        assert_eq!(first.new.len(), 3);
        assert_eq!(store.put_items(a, &told(2), now()).unwrap().ids, first.ids);
        let mut turned = told(3);
        turned.reverse();
        // Another one at the same time as one of them is one of its own.
        turned[0].item.title = Text::line("Told at the same time");
        let found = store.put_items(a, &turned, now()).unwrap();
        assert_eq!((found.new.len(), &found.ids[1..]), (1, &[first.ids[1], first.ids[0]][..]));
    }

    #[test]
    fn an_update_keeps_the_day_and_only_a_day_page_corrects_it() {
        let (mut store, a, _) = two_sources();
        let id = store.put_items(a, &[story(1, "2025-11-12")], now()).unwrap().new[0];
        let mut update = story(1, "2025-11-13");
        update.item.title = Text::line("A better headline");
        assert_eq!(store.put_items(a, &[update], now()).unwrap().changed, 1);
        let row = store.headline(id).unwrap().unwrap();
        assert_eq!((row.title.as_str(), row.day), ("A better headline", day("2025-11-12")));

        store.put_items(a, &[listed(1, "2025-11-11")], now()).unwrap();
        let row = store.headline(id).unwrap().unwrap();
        assert_eq!((row.day, row.day_from), (day("2025-11-11"), DayFrom::Page));
        assert_eq!(row.moment, story(1, "2025-11-12").decided.moment);
        store.put_items(a, &[listed(1, "2025-11-10"), story(1, "2025-11-09")], now()).unwrap();
        assert_eq!(store.headline(id).unwrap().unwrap().day, day("2025-11-11"));
    }

    #[test]
    fn what_came_in_while_the_clock_was_wrong_finds_its_day() {
        for (wrong, is_wrong) in
            [("1970-01-01", true), ("2000-01-01", true), ("2099-05-05", true), ("2025-11-01", false)]
        {
            let (mut store, ..) = two_sources();
            let added = store.sync_sources(&["a", "b", "c"].map(source), day(wrong)).unwrap();
            let c = added.iter().find(|row| row.slug.as_str() == "c").unwrap().id;
            let seen = |number, on: &str, from| {
                let mut seen = story(number, on);
                (seen.decided.from, seen.decided.moment) = (from, None);
                seen
            };
            let told =
                [seen(1, wrong, DayFrom::Seen), seen(2, wrong, DayFrom::Ahead), story(3, "2011-05-06")];
            let then = format!("{wrong}T12:00:00Z").parse().unwrap();
            let ids = store.put_items(c, &told, then).unwrap().new;
            store.bookmark(&keep(1, wrong), then).unwrap();
            let right =
                [seen(1, "2025-11-13", DayFrom::Seen), story(2, "2025-11-12"), story(3, "2025-11-13")];
            for _ in 0..2 {
                store.put_items(c, &right, now()).unwrap();
                let days = [0, 1, 2].map(|at| store.headline(ids[at]).unwrap().unwrap().day);
                let found = if is_wrong { ["2025-11-13", "2025-11-12"] } else { [wrong, wrong] };
                assert_eq!(days, [day(found[0]), day(found[1]), day("2011-05-06")], "{wrong}");
                assert_eq!(store.bookmarks().unwrap()[0].day, days[0], "{wrong}");
            }
            // What an archive told without a day stays under the archive's, of whatever year.
            let old = store.put_items(c, &[seen(5, "2011-05-06", DayFrom::Seen)], now()).unwrap().new[0];
            store.put_items(c, &[seen(5, "2025-11-13", DayFrom::Seen)], now()).unwrap();
            assert_eq!(store.headline(old).unwrap().unwrap().day, day("2011-05-06"), "{wrong}");
            // What comes in from now on is unread.
            let id = store.put_items(c, &[story(4, "2025-11-13")], now()).unwrap().new[0];
            assert!(store.headline(id).unwrap().unwrap().unread, "{wrong}");
        }
    }

    #[test]
    fn a_story_is_known_by_its_guid_or_its_address_within_its_source() {
        let (mut store, a, b) = two_sources();
        let first = store.put_items(a, &[story(1, "2025-11-12")], now()).unwrap().new[0];
        let mut moved = story(1, "2025-11-12");
        moved.item.address = Some(address("https://news.example/new-address"));
        assert_eq!(store.put_items(a, &[moved], now()).unwrap().ids, [first]);
        let mut renamed = story(1, "2025-11-12");
        renamed.item.guid = "another".into();
        renamed.item.address = Some(address("http://www.news.example/new-address/?utm_source=feed"));
        assert_eq!(store.put_items(a, &[renamed], now()).unwrap().ids, [first]);
        assert_eq!(store.put_items(b, &[story(1, "2025-11-12")], now()).unwrap().new.len(), 1);
    }

    #[test]
    fn entries_that_share_one_link_stay_apart() {
        let (mut store, a, _) = two_sources();
        let entry = |number| {
            let mut entry = story(number, "2025-11-12");
            entry.item.address = Some(address("https://news.example/releases"));
            entry
        };
        assert_eq!(store.put_items(a, &[entry(1), entry(2)], now()).unwrap().new.len(), 2);
        let later = store.put_items(a, &[entry(1), entry(2), entry(3)], now()).unwrap();
        assert_eq!((later.new.len(), later.known), (1, 2));
    }

    /// A story with one link for all, as a feed tells it that has no names.
    fn nameless(title: &str, on: &str) -> crate::store::NewStory {
        let mut told = story(0, on);
        told.item.guid = String::new();
        told.item.address = Some(address("https://news.example/weather"));
        told.item.title = Text::line(title);
        told.item.published = told.decided.moment.map(crate::news::When::Moment);
        told
    }

    /// The same among others of its answer: by its title, and its day where the title is theirs too.
    fn by_words(title: &str, on: &str, is_dated: bool) -> crate::store::NewStory {
        let mut told = nameless(title, on);
        told.item.apart = format!("words:{}:{title}", if is_dated { on } else { "" });
        told
    }

    /// The same with a link to a place on the page.
    fn placed(title: &str, on: &str, place: &str) -> crate::store::NewStory {
        let mut told = nameless(title, on);
        told.item.apart = format!("https://news.example/weather#{place}");
        told
    }

    #[test]
    fn stories_at_one_page_are_told_apart_by_their_words_and_come_in_once() {
        let (mut store, a, _) = two_sources();
        let first = store.put_items(a, &[nameless("Monday", "2025-11-10")], now()).unwrap().new[0];
        // The newest stands first; what was known alone is known among others.
        let two = [by_words("Tuesday", "2025-11-11", false), by_words("Monday", "2025-11-10", false)];
        let told = store.put_items(a, &two, now()).unwrap();
        assert_eq!((told.new.len(), told.ids[1]), (1, first));
        for _ in 0..2 {
            assert_eq!(store.put_items(a, &two, now()).unwrap().known, 2);
        }
        // Where a page is known to be that of several, one that is told alone is another again.
        let alone = store.put_items(a, &[nameless("Wednesday", "2025-11-12")], now()).unwrap();
        assert_eq!(alone.new.len(), 1);
        assert_eq!(store.put_items(a, &[nameless("Wednesday", "2025-11-12")], now()).unwrap().ids, alone.ids);
        assert_eq!(store.put_items(a, &[nameless("Monday", "2025-11-10")], now()).unwrap().ids, [first]);
        assert_eq!(store.headline(first).unwrap().unwrap().title, "Monday");
    }

    #[test]
    fn a_headline_that_changes_is_no_other_story_where_its_page_is_its_own() {
        let (mut store, a, _) = two_sources();
        let first = store.put_items(a, &[nameless("Rain", "2025-11-10")], now()).unwrap().new[0];
        let told = store.put_items(a, &[nameless("Heavy rain", "2025-11-11")], now()).unwrap();
        assert_eq!((told.changed, told.ids[0]), (1, first));
        assert_eq!(store.put_items(a, &[placed("Flood", "2025-11-11", "c")], now()).unwrap().ids, [first]);
        assert_eq!(store.put_items(a, &[placed("Floods", "2025-11-12", "c")], now()).unwrap().ids, [first]);
        assert_eq!(store.headline(first).unwrap().unwrap().title, "Floods");
    }

    #[test]
    fn a_guid_that_counts_changes_makes_no_other_story() {
        let (mut store, a, _) = two_sources();
        let counted = |title: &str, on: &str, count: u8| {
            let mut told = nameless(title, on);
            told.item.guid = format!("https://news.example/weather#{count}");
            told
        };
        let first = store.put_items(a, &[counted("Rain", "2025-11-10", 0)], now()).unwrap().new[0];
        for (title, on, count) in [("Rain", "2025-11-11", 1), ("Heavy rain", "2025-11-11", 2)] {
            let told = store.put_items(a, &[counted(title, on, count)], now()).unwrap();
            assert_eq!((told.new.len(), told.ids[0]), (0, first), "{title} {on}");
        }
        assert_eq!(store.headline(first).unwrap().unwrap().title, "Heavy rain");
    }

    #[test]
    fn a_page_that_is_listed_twice_is_renewed_while_its_day_lasts() {
        let (mut store, a, _) = two_sources();
        let two = |one: &str, other: &str| {
            [by_words(one, "2025-11-10", false), by_words(other, "2025-11-10", false)]
        };
        let ids = store.put_items(a, &two("Storm is near", "What we know"), now()).unwrap().new;
        assert_eq!(ids.len(), 2);
        let told = store.put_items(a, &two("Storm is here", "What we know"), now()).unwrap();
        assert_eq!((told.new.len(), &told.ids), (0, &ids));
        let told = store.put_items(a, &two("Storm is over", "What we learnt"), now()).unwrap();
        assert_eq!(told.new.len(), 0);
        let told = store.put_items(a, &[nameless("After the storm", "2025-11-10")], now()).unwrap();
        assert_eq!(told.new.len(), 0);
        // The page is what both say; a later day's is another.
        assert!(!store.shares_page(ids[0]).unwrap());
        let next = store.put_items(a, &[nameless("Sun", "2025-11-11")], now()).unwrap().new;
        assert_eq!(next.len(), 1);
        assert!(store.shares_page(ids[0]).unwrap() && !store.shares_page(next[0]).unwrap());
    }

    #[test]
    fn reports_of_one_day_that_are_numbered_at_one_page_are_several() {
        let (mut store, a, _) = two_sources();
        let report = |number: u32, hour: u32| {
            let mut told = by_words(&format!("Report {number}"), "2025-11-10", false);
            let at = format!("2025-11-10T{hour:02}:00:00Z").parse().unwrap();
            told.item.published = Some(When::Moment(Moment::at(at)));
            told.decided.moment = Some(Moment::at(at));
            told
        };
        let ids = store.put_items(a, &[report(2, 9), report(1, 8)], now()).unwrap().new;
        assert_eq!(ids.len(), 2);
        let told = store.put_items(a, &[report(3, 10), report(2, 9)], now()).unwrap();
        assert_eq!((told.new.len(), told.ids[1]), (1, ids[0]));
        assert_eq!(store.headline(ids[1]).unwrap().unwrap().title, "Report 1");
        // What counts and is no series is written anew.
        let at_sea = |title: &str, hour: u32| {
            let mut told = report(9, hour);
            told.item.title = Text::line(title);
            told.item.address = Some(address("https://news.example/sea"));
            told.item.apart = format!("words::{title}");
            told
        };
        for (dead, hour) in [(12, 8), (15, 9), (21, 10)] {
            let two = [at_sea(&format!("Storm: {dead} dead"), hour), at_sea("At sea", 7)];
            let new = store.put_items(a, &two, now()).unwrap().new.len();
            assert_eq!(new, if dead == 12 { 2 } else { 0 }, "{dead}");
        }
        // One that is written anew at its own hour stays the same, and so does one that gets other words.
        let mut anew = report(3, 10);
        anew.item.title = Text::line("Report 4");
        assert_eq!(store.put_items(a, &[anew, report(2, 9)], now()).unwrap().new.len(), 0);
    }

    #[test]
    fn a_story_that_was_stored_for_several_is_one_of_them_afterwards() {
        let (mut store, a, _) = two_sources();
        let mut one = nameless("v1", "2025-11-12");
        one.item.guid = "https://news.example/weather".to_owned();
        let old = store.put_items(a, &[one], now()).unwrap().new[0];
        let all = [("v3", "12"), ("v2", "11"), ("v1", "10")].map(|(title, on)| {
            let mut told = placed(title, &format!("2025-11-{on}"), title);
            told.item.guid = "https://news.example/weather".to_owned();
            told
        });
        let told = store.put_items(a, &all, now()).unwrap();
        assert_eq!((told.new.len(), told.ids[2]), (2, old));
        assert_eq!(store.put_items(a, &all, now()).unwrap().known, 3);
    }

    #[test]
    fn one_title_of_several_days_at_one_page_is_several_stories() {
        let (mut store, a, _) = two_sources();
        let first = store.put_items(a, &[nameless("Weather", "2025-11-10")], now()).unwrap().new[0];
        let days = ["2025-11-12", "2025-11-11", "2025-11-10"].map(|on| by_words("Weather", on, true));
        let told = store.put_items(a, &days, now()).unwrap();
        assert_eq!((told.new.len(), told.ids[2]), (2, first));
        assert_eq!(store.put_items(a, &days, now()).unwrap().known, 3);
        let next = store.put_items(a, &[nameless("Weather", "2025-11-13")], now()).unwrap();
        assert_eq!(next.new.len(), 1);
        assert_eq!(store.put_items(a, &[nameless("Weather", "2025-11-13")], now()).unwrap().ids, next.new);
    }

    #[test]
    fn places_on_one_page_are_stories_of_their_own_also_where_one_was_stored_for_all() {
        let (mut store, a, b) = two_sources();
        // As it was stored when all of them were one: the title of the last, the day of the first.
        let mut one = nameless("v1.3", "2025-11-10");
        one.item.guid = String::new();
        let old = store.put_items(a, &[one], now()).unwrap().new[0];
        let versions = [("v1.1", "10"), ("v1.2", "11"), ("v1.3", "12")];
        let versions = versions.map(|(title, on)| placed(title, &format!("2025-11-{on}"), title));
        let told = store.put_items(a, &versions, now()).unwrap();
        assert_eq!((told.new.len(), told.ids[2]), (2, old));
        assert_eq!(store.put_items(a, &versions, now()).unwrap().known, 3);
        let next = store.put_items(a, &[placed("v1.4", "2025-11-13", "v1.4")], now()).unwrap();
        assert_eq!(next.new.len(), 1);
        // Comments have the title of what they are about.
        let comments = ["10", "11"].map(|on| placed("Comment", &format!("2025-11-{on}"), on));
        assert_eq!(store.put_items(b, &comments[..1], now()).unwrap().new.len(), 1);
        let newest_first = [comments[1].clone(), comments[0].clone()];
        assert_eq!(store.put_items(b, &newest_first, now()).unwrap().new.len(), 1);
        assert_eq!(store.edition(Scope::Source(b), day("2025-11-11").only()).unwrap().rows.len(), 1);
    }

    #[test]
    fn days_before_the_source_was_added_leave_no_debt() {
        let (mut store, a, _) = two_sources();
        let saved = store.put_items(a, &[story(1, "2019-05-01"), story(2, "2025-11-01")], now()).unwrap();
        let unread = |store: &crate::store::Store, id| store.headline(id).unwrap().unwrap().unread;
        assert_eq!(saved.ids.iter().map(|id| unread(&store, *id)).collect::<Vec<_>>(), [false, true]);
        // But what a person calls unread is.
        assert!(store.set_read(&saved.ids[..1], false, now()).unwrap().is_some());
        assert_eq!(store.sources().unwrap()[0].unread, 2);
        let undone = store.undo(now()).unwrap().unwrap();
        assert_eq!((undone.verb, unread(&store, saved.ids[0])), (crate::news::Verb::Read, false));
        // Corrected to a day before, it is no debt any more either.
        store.put_items(a, &[listed(2, "2025-10-31")], now()).unwrap();
        assert_eq!(store.sources().unwrap()[0].unread, 0);
        assert_eq!(store.ends(Scope::All).unwrap().unwrap().last, day("2025-10-31"));
    }

    #[test]
    fn an_unknown_source_is_a_fault() {
        let (mut store, ..) = two_sources();
        let stranger = crate::news::SourceId(99);
        assert!(store.put_items(stranger, &[story(1, "2025-11-12")], now()).is_err());
    }
}
