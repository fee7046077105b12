//! The line that takes tags and a note for a bookmark: what is typed, and the tags it offers.

use super::Ticket;
use super::message::Target;
use super::state::Input;
use crate::news::{Address, Fault, StoryId, TagUse, Text, tag_begun, tags_line, tags_of, written_tag};
use crate::query::fold;

/// Tags that are offered at once.
const OFFERED: usize = 12;

/// Which of the two is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeepField {
    /// The tags.
    Tags,
    /// The note.
    Note,
}

/// How far the line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeepStep {
    /// What is kept already is asked for; whether it is to be kept as soon as that is here.
    Asking(Ticket, bool),
    /// It takes keys.
    Typing,
    /// An editor has the note.
    Editing(Ticket),
}

/// The line.
#[derive(Clone, Debug)]
pub struct KeepLine {
    /// What is kept.
    pub target: Target,
    /// Its address.
    pub address: Address,
    /// Its title.
    pub title: Text,
    /// Whether it is kept already.
    pub kept: bool,
    /// Rows of the list that get all of it together; none where it is about one thing.
    pub rows: Vec<(StoryId, Address)>,
    /// Only the tags are asked for.
    pub tags_only: bool,
    /// Which field has the keys.
    pub field: KeepField,
    /// The tags as they are typed.
    pub tags: Input,
    /// The note.
    pub note: Input,
    /// How far it is.
    pub step: KeepStep,
    /// All tags in use, the most used first.
    pub shelf: Vec<TagUse>,
    /// While Tab goes through the offers: what was typed before, and which of them stands there.
    pub turn: Option<(String, usize)>,
    /// What went wrong with the editor.
    pub fault: Option<Fault>,
}

impl KeepLine {
    /// What was kept before is known: it stands before what was typed meanwhile.
    pub fn known(&mut self, tags: &[Text], note: &Text) {
        let before = tags_line(tags);
        if !before.is_empty() {
            let typed = std::mem::take(&mut self.tags.text);
            self.tags = Input::new(format!("{before} {typed}"));
        }
        if !note.is_empty() {
            let typed = std::mem::take(&mut self.note.text);
            let between = if typed.is_empty() { "" } else { " " };
            self.note = Input::new(format!("{note}{between}{typed}"));
        }
    }

    /// The tags and the note as they would be kept.
    pub fn words(&self) -> (Vec<Text>, Text) {
        (tags_of(&self.tags.text), Text::lines(self.note.text.trim()))
    }

    /// Tags that go on from what is being typed; where nothing is, the most used. None that stands there already.
    pub fn offers(&self) -> Vec<&TagUse> {
        let typed = self.turn.as_ref().map_or(self.typed(), |(typed, _)| typed);
        let (from, begun) = tag_begun(typed);
        let taken = tags_of(typed.get(..from).unwrap_or_default());
        let begun = fold(&begun).into_owned();
        let free = |tag: &Text| !taken.contains(tag);
        let begins = |tag: &Text| fold(tag).starts_with(&begun);
        let inside = |tag: &Text| !begins(tag) && fold(tag).contains(&begun);
        let first = self.shelf.iter().filter(|tag| free(&tag.name) && begins(&tag.name));
        let then = self.shelf.iter().filter(|tag| free(&tag.name) && inside(&tag.name));
        first.chain(then).take(OFFERED).collect()
    }

    /// What stands before the cursor.
    fn typed(&self) -> &str {
        let end =
            self.tags.text.char_indices().nth(self.tags.cursor).map_or(self.tags.text.len(), |(at, _)| at);
        self.tags.text.get(..end).unwrap_or_default()
    }

    /// Puts the next or previous offer in place of the tag that is being typed; whether there was one.
    pub fn complete(&mut self, forward: bool) -> bool {
        let count = self.offers().len();
        if count == 0 {
            return false;
        }
        let (typed, at) = match self.turn.take() {
            Some((typed, at)) => (typed, if forward { (at + 1) % count } else { (at + count - 1) % count }),
            None => (self.typed().to_owned(), if forward { 0 } else { count - 1 }),
        };
        let behind = self.tags.text.chars().skip(self.tags.cursor).collect::<String>();
        self.turn = Some((typed.clone(), at));
        let Some(tag) = self.offers().get(at).map(|tag| written_tag(&tag.name)) else { return false };
        let (from, _) = tag_begun(&typed);
        let before = typed.get(..from).unwrap_or_default();
        let whole = format!("{before}{tag} ");
        self.tags.cursor = whole.chars().count();
        self.tags.text = format!("{whole}{}", behind.trim_start());
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(shelf: &[&str]) -> KeepLine {
        KeepLine {
            target: Target::Story(StoryId(1)),
            address: Address::parse("https://a.example/").unwrap(),
            title: Text::default(),
            kept: false,
            rows: Vec::new(),
            tags_only: false,
            field: KeepField::Tags,
            tags: Input::default(),
            note: Input::default(),
            step: KeepStep::Typing,
            shelf: shelf.iter().map(|tag| TagUse { name: Text::line(tag), bookmarks: 1 }).collect(),
            turn: None,
            fault: None,
        }
    }

    #[test]
    fn tab_goes_through_the_tags_that_begin_so_then_those_that_hold_it() {
        let mut line = line(&["trade", "to read", "Übersee", "extra"]);
        line.tags = Input::new("eu tra".into());
        assert!(line.complete(true));
        assert_eq!(line.tags.text, "eu trade ");
        assert!(line.complete(true));
        assert_eq!(line.tags.text, "eu extra ");
        assert!(line.complete(true));
        assert_eq!(line.tags.text, "eu trade ");
        line.turn = None;
        line.tags.insert("uber");
        assert!(line.complete(true));
        assert_eq!(line.tags.text, "eu trade Übersee ");
        line.turn = None;
        line.tags.insert("to");
        line.complete(true);
        assert_eq!(line.words().0, ["eu", "trade", "Übersee", "to read"]);
        line.turn = None;
        line.tags.insert("zz");
        assert!(!line.complete(true));
    }

    #[test]
    fn what_is_kept_comes_before_what_was_typed_meanwhile() {
        let mut line = line(&[]);
        line.tags = Input::new("new".into());
        line.known(&[Text::line("old one")], &Text::lines("two\nlines"));
        let (tags, note) = line.words();
        assert_eq!(tags, ["old one", "new"]);
        assert_eq!(note, "two\nlines");
    }
}
