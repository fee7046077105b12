//! What is not to be shown: the rules as they were read last, and the stories they hide.
//!
//! Which rule hides a story is noted with the story when it comes in, when its words change and, for the stories
//! that are there already, by the [`sweep`]. No list and no count ever holds a rule against a story.

use rusqlite::{Connection, OptionalExtension, params};

use super::Store;
use super::clusters::set_muted;
use super::edition::docs;
use super::fault::Trouble;
use super::sweep;
use super::turn::Writer;
use crate::news::{DayRange, Fault, MutePreview, MuteRule, StoryId, Text};
use crate::query::{Muter, Seen};

/// Titles of a preview.
const TITLES: usize = 12;

pub(super) const IN_DAYS: &str = "SELECT s.title, s.deck, s.section, s.author, c.slug, c.sections
     FROM story s CROSS JOIN source c ON c.id = s.source
     WHERE s.doc BETWEEN ?1 AND ?2 AND s.leads = 1 AND c.retired_at IS NULL ORDER BY s.doc DESC";
const ONE: &str = "SELECT s.title, s.deck, s.section, s.author, c.slug, c.sections, s.muted
     FROM story s CROSS JOIN source c ON c.id = s.source WHERE s.id = ?1";

/// All rules, ready.
pub(super) struct Rules(Vec<(i64, Muter)>);

impl Rules {
    /// The rules in force; one that this version cannot read hides nothing.
    pub(super) fn load(conn: &Connection) -> rusqlite::Result<Self> {
        let mut query = conn.prepare_cached("SELECT id, rule FROM mute_rule ORDER BY id")?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        let mut rules = Vec::new();
        for row in rows {
            let (id, rule) = row?;
            rules.extend(serde_json::from_str(&rule).ok().map(|rule| (id, Muter::new(&rule))));
        }
        Ok(Self(rules))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first rule that hides a story, 0 if there is none.
    pub(super) fn hide(&self, story: Seen<'_>) -> i64 {
        self.0.iter().find(|(_, rule)| rule.hides(story)).map_or(0, |(id, _)| *id)
    }

    /// Holds the rules against a stored story again.
    pub(super) fn judge(&self, tx: &Connection, id: i64) -> rusqlite::Result<()> {
        let mut query = tx.prepare_cached(ONE)?;
        let mut rows = query.query([id])?;
        let Some(row) = rows.next()? else { return Ok(()) };
        let (hidden, was): (i64, i64) = (self.hide(seen(row)?), row.get(6)?);
        drop(rows);
        if hidden == was { Ok(()) } else { set_muted(tx, id, hidden) }
    }
}

fn seen<'a>(row: &'a rusqlite::Row<'_>) -> rusqlite::Result<Seen<'a>> {
    let text = |column: usize| -> rusqlite::Result<&'a str> {
        Ok(row.get_ref(column)?.as_str_or_null()?.unwrap_or_default())
    };
    let (title, deck, section, author) = (text(0)?, text(1)?, text(2)?, text(3)?);
    Ok(Seen { title, deck, section, filed: text(5)?, author, source: text(4)? })
}

impl Store {
    /// Makes the store agree with the rules of the file; whether anything changed. What they hide of the stories
    /// that are there is found by [`Store::sweep`].
    pub fn sync_mutes(&mut self, rules: &[MuteRule]) -> Result<bool, Fault> {
        let mut wanted: Vec<String> = Vec::new();
        for rule in rules.iter().filter(|rule| !rule.is_empty()) {
            let rule = as_stored(rule)?;
            if !wanted.contains(&rule) {
                wanted.push(rule);
            }
        }
        // Where nothing can be written the rules stay as they were, and one reads all the same.
        if self.reads_only() || self.read(|conn| Ok(stored(conn)?))?.iter().eq(wanted.iter()) {
            return Ok(false);
        }
        self.write(Writer::User, |tx| {
            let known = stored(tx)?;
            for gone in known.iter().filter(|rule| !wanted.contains(rule)) {
                tx.prepare_cached("DELETE FROM mute_rule WHERE rule = ?1")?.execute([gone])?;
            }
            let mut new = false;
            for rule in wanted.iter().filter(|rule| !known.contains(rule)) {
                tx.prepare_cached("INSERT INTO mute_rule (rule) VALUES (?1)")?.execute([rule])?;
                new = true;
            }
            if new {
                sweep::begin(tx)?;
            }
            Ok(true)
        })
    }

    /// The rules in force.
    pub fn mutes(&self) -> Result<Vec<MuteRule>, Fault> {
        self.read(|conn| {
            Ok(stored(conn)?.iter().filter_map(|rule| serde_json::from_str(rule).ok()).collect())
        })
    }

    /// The rules in force, each with how many stories it hides.
    pub fn mutes_counted(&self) -> Result<Vec<(MuteRule, u32)>, Fault> {
        self.read(|conn| {
            let mut query = conn.prepare_cached(
                "SELECT rule, (SELECT count(*) FROM story INDEXED BY story_muted
                               WHERE muted = mute_rule.id AND muted <> 0)
                 FROM mute_rule ORDER BY id",
            )?;
            let rows = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
            let rows: Vec<_> = rows.collect::<rusqlite::Result<_>>()?;
            Ok(rows
                .iter()
                .filter_map(|(rule, many)| Some((serde_json::from_str(rule).ok()?, *many)))
                .collect())
        })
    }

    /// The rule that hides a story.
    pub fn muted_by(&self, story: StoryId) -> Result<Option<MuteRule>, Fault> {
        self.read(|conn| {
            let mut query = conn.prepare_cached(
                "SELECT r.rule FROM story s JOIN mute_rule r ON r.id = s.muted WHERE s.id = ?1",
            )?;
            let rule: Option<String> = query.query_row([story.0], |row| row.get(0)).optional()?;
            Ok(rule.and_then(|rule| serde_json::from_str(&rule).ok()))
        })
    }

    /// What a rule would hide of the stories that stand in some days now. The work is that of those days.
    pub fn preview_mute(&self, rule: &MuteRule, days: DayRange) -> Result<MutePreview, Fault> {
        let muter = Muter::new(rule);
        self.read(|conn| {
            let (first, last) = (docs(days.first.number()).0, docs(days.last.number()).1);
            let mut query = conn.prepare_cached(IN_DAYS)?;
            let mut rows = query.query([first, last])?;
            let mut preview = MutePreview::default();
            while let Some(row) = rows.next()? {
                preview.of += 1;
                let story = seen(row)?;
                if muter.hides(story) {
                    preview.hidden += 1;
                    if preview.titles.len() < TITLES {
                        let title = if story.title.is_empty() { story.deck } else { story.title };
                        preview.titles.push(Text::line(title));
                    }
                }
            }
            Ok(preview)
        })
    }
}

fn as_stored(rule: &MuteRule) -> Result<String, Fault> {
    serde_json::to_string(rule).map_err(|error| {
        Fault::new(crate::news::FaultKind::Storage, "the mute rule cannot be stored").cause(error)
    })
}

fn stored(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut query = conn.prepare_cached("SELECT rule FROM mute_rule ORDER BY id")?;
    query.query_map([], |row| row.get(0))?.collect()
}

/// A few stories that a rule hides which is not in force any more.
pub(super) fn set_free(tx: &Connection, most: usize) -> Result<Vec<i64>, Trouble> {
    let mut query = tx.prepare_cached(
        "SELECT id FROM story INDEXED BY story_muted
         WHERE muted <> 0 AND muted NOT IN (SELECT id FROM mute_rule) LIMIT ?1",
    )?;
    let rows = query.query_map(params![most as i64], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Scope, Slug};
    use crate::store::fixture::{day, now, story, two_sources};
    use crate::store::{DaysWith, Swept};

    #[test]
    fn what_a_rule_hides_stands_nowhere_and_counts_nowhere_until_it_is_let_go() {
        let (mut store, a, b) = two_sources();
        let stories: Vec<_> = (1..=3).map(|number| story(number, "2025-11-12")).collect();
        let ids = store.put_items(a, &stories, now()).unwrap().ids;
        let rule = MuteRule { words: Text::line("story 2"), ..MuteRule::default() };
        let days = DayRange::between(day("2025-11-01"), day("2025-11-30"));
        let preview = store.preview_mute(&rule, days).unwrap();
        assert_eq!((preview.hidden, preview.of, preview.titles), (1, 3, vec![Text::line("Story 2")]));
        assert!(store.sync_mutes(std::slice::from_ref(&rule)).unwrap());
        assert!(!store.sync_mutes(std::slice::from_ref(&rule)).unwrap());
        while store.sweep().unwrap() != Swept::Done {}
        // What comes in later is held against it at once, a copy in another source too.
        let mut late = story(2, "2025-11-13");
        late.item.guid = "late".into();
        late.item.address = None;
        store.put_items(b, &[late, story(2, "2025-11-12")], now()).unwrap();
        let shown = |store: &Store, on: &str| {
            let edition = store.edition(Scope::All, day(on).only()).unwrap();
            (edition.rows.len(), edition.muted)
        };
        assert_eq!((shown(&store, "2025-11-12"), shown(&store, "2025-11-13")), ((2, 1), (0, 1)));
        assert_eq!(store.sources().unwrap().iter().map(|row| row.unread).collect::<Vec<_>>(), [2, 0]);
        assert_eq!(store.next_day(Scope::All, day("2025-11-12"), true, DaysWith::Unread).unwrap(), None);
        assert_eq!(store.mutes_counted().unwrap(), [(rule.clone(), 3)]);
        assert_eq!(store.muted_by(ids[1]).unwrap(), Some(rule));
        let all = store.edition_with_muted(Scope::All, day("2025-11-12").only()).unwrap();
        assert_eq!(all.rows.iter().map(|row| row.muted).collect::<Vec<_>>(), [false, true, false]);
        store.sync_mutes(&[]).unwrap();
        while store.sweep().unwrap() != Swept::Done {}
        assert_eq!((shown(&store, "2025-11-12"), shown(&store, "2025-11-13")), ((3, 0), (1, 0)));
        // One source's copy hidden leaves the other's.
        store.sync_mutes(&[MuteRule { source: Slug::parse("a"), ..MuteRule::default() }]).unwrap();
        while store.sweep().unwrap() != Swept::Done {}
        let left = store.edition(Scope::All, day("2025-11-12").only()).unwrap();
        assert_eq!(left.rows.iter().map(|row| row.source).collect::<Vec<_>>(), [b]);
    }
}
