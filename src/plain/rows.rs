//! Rows in words: stories, sources, bookmarks, the answers of the first-run card.

use super::scene::{Rows, Scene, day_words};
use super::words::{ended, minutes, sentences, unread};
use crate::app::{Awaited, Card, ListRow, State, StoryOrder, empty_words, standing_words};
use crate::locale::counted;
use crate::news::{Bookmark, Headline, Scope};

/// The stories of the day, the range or the search.
pub(super) fn stories(state: &State) -> Scene {
    let edition = state.list.edition.ready().filter(|edition| state.lists(edition));
    let has_rows = state.list.rows.iter().any(|row| matches!(row, ListRow::Story(_)));
    let Some(edition) = edition.filter(|_| has_rows) else {
        let mut lines = vec![day_words(state)];
        if let Some(search) = &state.search {
            let fault = search.fault.as_ref().map(ToString::to_string);
            lines.extend(fault.or_else(|| search.error.as_ref().map(|error| ended(&error.sentence))));
        } else if let Some((what, hint)) = empty_words(state) {
            lines.push(sentences([what, hint]));
        }
        return Scene::Words("list", lines);
    };
    let by_day = edition.range.len() > 1 && state.search.is_none();
    let by_source = edition.scope == Scope::All && state.list_look.order == StoryOrder::Source;
    let heads = by_day || !by_source || state.search.is_some();
    let mut rows = Rows { kind: "list", head: day_words(state), ..Rows::default() };
    for row in &state.list.rows {
        match row {
            ListRow::Head(head) if heads => rows.groups.push((rows.said.len(), format!("{head}:"))),
            ListRow::Head(_) => {}
            ListRow::Story(index) => {
                let Some(story) = edition.rows.get(*index) else { continue };
                if Some(story.id) == state.list.selected {
                    rows.at = rows.said.len();
                }
                rows.said.push(story_words(state, story));
            }
        }
    }
    let search = state.search.as_ref().map(|search| search.input.text.as_str());
    rows.key = format!(
        "{:?} {:?} {:?} {search:?} {}",
        edition.scope,
        edition.range,
        state.list_look,
        rows.said.len()
    );
    if let Some((_, new)) = &state.list.waiting {
        let them = if *new == 1 { "it" } else { "them" };
        rows.foot = format!("{} came in; top shows {them}.", counted(*new, "new story", "new stories"));
    }
    Scene::Rows(rows)
}

/// A story: title, source, time, minutes, and what is the matter with it.
fn story_words(state: &State, story: &Headline) -> String {
    let title = [&story.title, &story.deck].into_iter().find(|text| !text.is_empty());
    let title = title.map_or("No title", |title| title.as_str());
    let mut parts = vec![story.source_title.to_string()];
    parts.extend(state.hour_of(story));
    parts.extend(story.minutes.map(|many| minutes(many, story.words.is_some())));
    for fact in [story.section.as_ref(), story.author.as_ref()].into_iter().flatten() {
        if !parts.iter().any(|part| part.eq_ignore_ascii_case(fact)) {
            parts.push(fact.to_string());
        }
    }
    if !story.also.is_empty() {
        parts.push(format!("told by {} sources", story.also.len() + 1));
    }
    if story.unread {
        parts.push("unread".to_owned());
    }
    if state.is_kept(story) {
        parts.push("bookmarked".to_owned());
    }
    if story.muted {
        parts.push("muted".to_owned());
    }
    let snippet = state.search.as_ref().and_then(|search| search.snippets.get(&story.id));
    sentences([title.to_owned(), parts.join(", "), snippet.map(ToString::to_string).unwrap_or_default()])
}

/// All sources, each source, the kept searches.
pub(super) fn sources(state: &State) -> Rows {
    let mut rows = vec!["All sources.".to_owned()];
    let counts = state.unread_by_source();
    let open = |source: &crate::app::SourceState| counts.get(&source.row.id).copied().unwrap_or_default();
    rows.extend(state.all_sources().iter().map(|source| {
        let trouble = source.row.health.trouble.as_ref().map(|trouble| format!("in trouble: {trouble}"));
        let parts = [Some(source.row.title.to_string()), unread(open(source)), trouble];
        ended(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }));
    rows.extend(state.saved.iter().map(|saved| {
        let parts = [Some(format!("Search {}", saved.name)), saved.unread.and_then(unread)];
        ended(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }));
    let head = format!("Sources. {}", counted(state.all_sources().len(), "source", "sources"));
    Rows {
        kind: "sources",
        key: rows.len().to_string(),
        head: ended(&head),
        said: rows,
        at: state.source_row,
        ..Rows::default()
    }
}

/// What is kept, by day.
pub(super) fn bookmarks(state: &State) -> Scene {
    match &state.bookmarks.rows {
        Awaited::Ready(kept) if !kept.is_empty() => {
            let mut rows = Rows {
                kind: "bookmarks",
                key: kept.len().to_string(),
                head: ended(&counted(kept.len(), "bookmark", "bookmarks")),
                at: state.bookmarks.selected,
                ..Rows::default()
            };
            let mut last = None;
            for (index, bookmark) in kept.iter().enumerate() {
                if last.replace(bookmark.day) != Some(bookmark.day) {
                    rows.groups.push((index, format!("{}:", state.locale.long_date(bookmark.day))));
                }
                rows.said.push(kept_words(state, bookmark));
            }
            Scene::Rows(rows)
        }
        Awaited::Failed(fault) => Scene::Words("bookmarks", vec![fault.to_string()]),
        _ => Scene::Words("bookmarks", vec!["No bookmarks yet.".to_owned()]),
    }
}

fn kept_words(state: &State, bookmark: &Bookmark) -> String {
    let mut parts = vec![bookmark.source_title.to_string()];
    match bookmark.minutes {
        Some(many) => parts.push(minutes(many, true)),
        None if !bookmark.has_text => parts.push("its text follows".to_owned()),
        None => {}
    }
    let standing = standing_words(&bookmark.standing, state.locale, state.today(), &state.now.zone);
    parts.extend(standing.trouble.into_iter().chain(standing.rest));
    let tags: Vec<&str> = bookmark.tags.iter().map(crate::news::Text::as_str).collect();
    let tags = if tags.is_empty() { String::new() } else { format!("Tags: {}", tags.join(", ")) };
    let note = if bookmark.note.is_empty() { String::new() } else { format!("Note: {}", bookmark.note) };
    sentences([bookmark.title.to_string(), parts.join(", "), tags, note]).replace('\n', " ")
}

/// What can be done where there is no source yet.
pub(super) fn card(state: &State) -> Rows {
    Rows {
        kind: "card",
        head: "No sources yet. A number answers:".to_owned(),
        said: Card::ANSWERS.iter().map(|answer| ended(answer)).collect(),
        at: state.card.selected,
        ..Rows::default()
    }
}
