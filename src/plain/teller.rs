//! Tells the state: what was not told yet, in the order it is to be heard.

use std::collections::HashMap;
use std::sync::Arc;

use super::scene::{Rows, Scene};
use super::story;
use super::words::{ended, spoken};
use crate::app::{Awaited, Reader, State, Status, Target};
use crate::news::Article;
use crate::typeset::Page;
use crate::view::wrap;

/// What was told so far.
#[derive(Debug, Default)]
pub struct Teller {
    /// Columns of our own sentences; `None`: they are not broken.
    columns: Option<usize>,
    lists: HashMap<&'static str, ToldRows>,
    last: Option<Scene>,
    /// What was told last of what nothing lay over.
    under: Option<&'static str>,
    story: Option<ToldStory>,
    status: Option<Status>,
    /// That an empty line reads on has been said.
    explained: bool,
}

/// A list that was told.
#[derive(Debug)]
struct ToldRows {
    rows: Rows,
    /// The rows that were told, from the first to behind the last.
    from: usize,
    to: usize,
}

/// A story that was told.
#[derive(Debug)]
struct ToldStory {
    target: Target,
    page: Option<Arc<Page>>,
    article: Option<Arc<Article>>,
    /// The lines that were told last, from the first to behind the last.
    from: usize,
    to: usize,
    pointed: Option<u32>,
}

impl Teller {
    /// Nothing told yet; sentences are broken into lines of so many columns, if a number is given.
    pub fn new(columns: Option<u16>) -> Self {
        Self { columns: columns.map(usize::from), ..Self::default() }
    }

    /// Sentences are broken otherwise from now on.
    pub fn set_columns(&mut self, columns: Option<u16>) {
        self.columns = columns.map(usize::from);
    }

    /// Forgets what was told, so that all of it is told again.
    pub fn forget(&mut self) {
        self.lists.clear();
        self.last = None;
        self.story = None;
    }

    /// The lines for what is new.
    pub fn tell(&mut self, state: &State) -> Vec<String> {
        let mut lines = Vec::new();
        if state.status != self.status {
            let words = state.status.iter().map(|status| ended(&spoken(&status.text)));
            lines.extend(self.broken(words));
            self.status.clone_from(&state.status);
        }
        let scene = Scene::of(state);
        let again = self.last.as_ref() == Some(&scene);
        match &scene {
            Scene::Story => lines.extend(self.tell_story(state)),
            Scene::Rows(rows) => {
                let came_back = self.under.as_ref().is_some_and(|under| *under != rows.kind);
                let words = self.tell_rows(rows.clone(), usize::from(state.size.1), came_back);
                lines.extend(self.broken(words));
            }
            Scene::Words(_, words) | Scene::Asked(_, words) if !again => {
                lines.extend(self.broken(words.clone()));
            }
            Scene::Words(..) | Scene::Asked(..) => {}
        }
        if state.overlay.is_none() {
            if !matches!(scene, Scene::Story) {
                self.story = None;
            }
            self.under = Some(scene.kind());
        }
        self.last = Some(scene);
        lines
    }

    /// Where the reader is, for a line after which nothing new was told.
    pub fn place_words(&self, state: &State) -> Vec<String> {
        let lines = match Scene::of(state) {
            Scene::Rows(rows) => {
                let row = numbered(&rows, rows.at);
                vec![rows.head, row]
            }
            Scene::Words(_, words) => words.into_iter().take(1).collect(),
            Scene::Story => {
                let total = state.reader.as_ref().and_then(|reader| Some((reader, reader.opened.ready()?)));
                let told = self.story.as_ref().map_or(0, |told| told.to);
                total
                    .map(|(reader, opened)| self.place(reader, told, opened.page.lines.len()))
                    .into_iter()
                    .collect()
            }
            Scene::Asked(..) => Vec::new(),
        };
        self.broken(lines)
    }

    fn broken(&self, lines: impl IntoIterator<Item = String>) -> Vec<String> {
        let Some(columns) = self.columns else { return lines.into_iter().collect() };
        lines.into_iter().flat_map(|line| wrap(&line, columns, usize::MAX, "…")).collect()
    }

    /// A new list from the chosen row on, as many as a page has; of a list that is known the rows that are new.
    fn tell_rows(&mut self, rows: Rows, page: usize, came_back: bool) -> Vec<String> {
        let known = self.lists.remove(rows.kind).filter(|told| told.rows.key == rows.key);
        let mut lines = Vec::new();
        let (from, to) = match &known {
            Some(told) if (told.from..told.to).contains(&rows.at) => {
                let same = told.rows.at == rows.at && told.rows.said.get(rows.at) == rows.said.get(rows.at);
                if came_back {
                    lines.push(rows.head.clone());
                }
                if came_back || !same {
                    lines.push(numbered(&rows, rows.at));
                }
                (told.from, told.to)
            }
            told => {
                let ahead = told.as_ref().is_some_and(|told| rows.at < told.from);
                // Going back a page, the chosen one is its last.
                let first = match (told, ahead) {
                    (None, _) if rows.at < page => 0,
                    (Some(_), true) => (rows.at + 1).saturating_sub(page),
                    _ => rows.at,
                };
                let last = first.saturating_add(page).min(rows.said.len());
                if told.is_none() {
                    lines.push(rows.head.clone());
                }
                for row in first..last {
                    lines.extend(
                        rows.groups.iter().filter(|(at, _)| *at == row).map(|(_, head)| head.clone()),
                    );
                    lines.push(numbered(&rows, row));
                }
                if last < rows.said.len() {
                    lines.push(format!(
                        "{} to {last} of {}; page-down tells more.",
                        first + 1,
                        rows.said.len()
                    ));
                }
                if rows.at != first {
                    lines.push(format!("Number {} is chosen.", rows.at + 1));
                }
                (first, last)
            }
        };
        if known.as_ref().is_none_or(|told| told.rows.foot != rows.foot) {
            lines.push(rows.foot.clone());
        }
        lines.retain(|line| !line.is_empty());
        self.lists.insert(rows.kind, ToldRows { rows, from, to });
        lines
    }

    /// The lines of the open story that came in sight.
    fn tell_story(&mut self, state: &State) -> Vec<String> {
        let Some(reader) = &state.reader else { return Vec::new() };
        let told = self.story.take().filter(|told| told.target == reader.target);
        match &reader.opened {
            Awaited::Ready(opened) => {
                let page = &opened.page;
                let total = page.lines.len();
                let (from, to) =
                    (reader.top, reader.top.saturating_add(usize::from(state.size.1)).min(total));
                let known = told.as_ref().and_then(|told| Some((told, told.page.as_ref()?)));
                let same = |told: &ToldStory| {
                    told.article.as_ref().is_some_and(|known| known.document == opened.article.document)
                };
                let known = known.and_then(|(told, known)| {
                    if known.lines == page.lines {
                        return Some((told.from, told.to, told.pointed));
                    }
                    // Only what stands over the text is another: a note, or that it is kept now.
                    let (before, now) = (known.lines.len(), page.lines.len());
                    let moved = |line: usize| line.saturating_add(now).saturating_sub(before);
                    let top = if told.from == 0 { 0 } else { moved(told.from) };
                    (known.measure == page.measure && same(told)).then(|| (top, moved(told.to), told.pointed))
                });
                // Going on, what was told is not told again.
                let told_to = |(top, end, _): &(usize, usize, Option<u32>)| {
                    (*top..=*end).contains(&from).then_some(*end)
                };
                let first = known.as_ref().and_then(told_to).unwrap_or(from);
                let mut lines = story::lines(page, &opened.article.document, first.min(to), to);
                let moved = known.is_none_or(|(top, end, _)| (top, end) != (from, to));
                if moved {
                    lines.extend(self.broken([self.place(reader, to, total)]));
                    self.explained |= to < total;
                }
                if let Some(block) =
                    reader.pointed.filter(|_| known.is_none_or(|(_, _, pointed)| pointed != reader.pointed))
                {
                    lines.push(format!("At: {}", story::begins(page, block)));
                }
                self.story = Some(ToldStory {
                    target: reader.target.clone(),
                    page: Some(Arc::clone(page)),
                    article: Some(Arc::clone(&opened.article)),
                    from,
                    to,
                    pointed: reader.pointed,
                });
                lines
            }
            Awaited::Failed(fault) => {
                let is_told = told.is_some_and(|told| told.page.is_none());
                self.story = Some(ToldStory {
                    target: reader.target.clone(),
                    page: None,
                    article: None,
                    from: 0,
                    to: 0,
                    pointed: None,
                });
                if is_told {
                    return Vec::new();
                }
                let ways = "fetch-again asks once more, browser opens it there.".to_owned();
                self.broken([ended(&reader.title), ended(&fault.to_string()), ways])
            }
            Awaited::Idle | Awaited::Waiting(_) => Vec::new(),
        }
    }

    /// How far the story has been told, and what was found in it.
    fn place(&self, reader: &Reader, to: usize, total: usize) -> String {
        let found = reader.marks.words().map(|words| format!("{words} found. ")).unwrap_or_default();
        if to >= total {
            return format!("{found}End of the story.");
        }
        let percent = (to * 100).checked_div(total).unwrap_or(100);
        let how = if self.explained { "" } else { " An empty line reads on." };
        format!("{found}{percent} percent.{how}")
    }
}

/// `3. Grain corridor talks resume. …`
fn numbered(rows: &Rows, row: usize) -> String {
    format!("{}. {}", row + 1, rows.said.get(row).map_or("", String::as_str))
}
