//! Which of a story's texts the reader chose for a source.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use super::Store;
use super::columns::line;
use super::fault::Trouble;
use super::journal::{State, append};
use super::meta;
use super::turn::Writer;
use crate::news::{Fault, Slug, Text, TextKind, Verb};

/// Under which name a choice is remembered, before the source's slug.
const TEXT: &str = "text.";

impl Store {
    /// The text that was chosen for a source, if one was.
    pub fn chosen_text(&self, slug: &Slug) -> Result<Option<TextKind>, Fault> {
        self.read(|conn| Ok(chosen(conn, slug)?))
    }

    /// Chooses the text that the stories of a source are shown in. The number of the act in the journal, `None` if
    /// nothing changed.
    pub fn choose_text(&mut self, slug: &Slug, kind: TextKind, now: Timestamp) -> Result<Option<i64>, Fault> {
        self.write(Writer::User, |tx| {
            let before = chosen(tx, slug)?;
            if before == Some(kind) {
                return Ok(None);
            }
            put_chosen(tx, slug, Some(kind))?;
            let side = |kind| State::Text { slug: slug.clone(), kind };
            let what = match kind {
                TextKind::Extracted => "the page's own",
                TextKind::Feed => "the feed's",
                TextKind::Page => "the whole page",
            };
            let label = format!("text of {}: {what}", title(tx, slug)?);
            append(tx, Verb::Text, &label, &side(before), &side(Some(kind)), now).map(Some)
        })
    }
}

/// What a source is called.
fn title(conn: &Connection, slug: &Slug) -> Result<Text, Trouble> {
    let mut query = conn.prepare_cached("SELECT title FROM source WHERE slug = ?1")?;
    let title = query.query_row([slug.as_str()], |row| line(row, 0)).optional()?;
    Ok(title.and_then(Text::non_empty).unwrap_or_else(|| Text::line(slug.as_str())))
}

/// The choice for a source.
pub(super) fn chosen(conn: &Connection, slug: &Slug) -> rusqlite::Result<Option<TextKind>> {
    let mut query = conn.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    let value: Option<String> = query.query_row([format!("{TEXT}{slug}")], |row| row.get(0)).optional()?;
    Ok(match value.as_deref() {
        Some("extracted") => Some(TextKind::Extracted),
        Some("feed") => Some(TextKind::Feed),
        Some("page") => Some(TextKind::Page),
        _ => None,
    })
}

/// Puts the choice for a source, or takes it away.
pub(super) fn put_chosen(conn: &Connection, slug: &Slug, kind: Option<TextKind>) -> rusqlite::Result<()> {
    let key = format!("{TEXT}{slug}");
    let Some(kind) = kind else {
        conn.prepare_cached("DELETE FROM meta WHERE key = ?1")?.execute([key])?;
        return Ok(());
    };
    let name = match kind {
        TextKind::Extracted => "extracted",
        TextKind::Feed => "feed",
        TextKind::Page => "page",
    };
    meta::put(conn, &key, name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::{now, two_sources};

    #[test]
    fn a_choice_is_an_act_and_every_step_can_be_taken_back() {
        let (mut store, ..) = two_sources();
        let slug = Slug::parse("a").unwrap();
        let chosen = |store: &Store| store.chosen_text(&slug).unwrap();
        assert_eq!(chosen(&store), None);
        store.choose_text(&slug, TextKind::Feed, now()).unwrap();
        assert_eq!(store.choose_text(&slug, TextKind::Feed, now()).unwrap(), None);
        store.choose_text(&slug, TextKind::Page, now()).unwrap();
        let labels: Vec<_> = store.changes(9).unwrap().into_iter().map(|change| change.label).collect();
        assert_eq!(labels, ["text of A: the whole page", "text of A: the feed's"]);
        store.undo(now()).unwrap();
        assert_eq!(chosen(&store), Some(TextKind::Feed));
        let undone = store.undo(now()).unwrap().unwrap();
        assert_eq!((undone.verb, chosen(&store)), (Verb::Text, None));
        store.redo(now()).unwrap();
        store.redo(now()).unwrap();
        assert_eq!(chosen(&store), Some(TextKind::Page));
        // A choice since is not touched by the number of an earlier act.
        let first = store.changes(9).unwrap()[1].seq;
        assert!(store.turn(first, now()).is_err());
        assert_eq!(chosen(&store), Some(TextKind::Page));
    }
}
