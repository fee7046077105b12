//! What is not to be shown again, chosen from a story: by words, author, section or source. And the rules there are.

use super::Ticket;
use super::state::Input;
use crate::locale::is_of_dates;
use crate::news::{Headline, MutePreview, MuteRule, Slug, Text};

/// The panel as it lies over the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct MutePanel {
    /// The title of the story it was opened on.
    pub title: Text,
    /// The words that are typed, or proposed.
    pub words: Input,
    /// Words of the title that are proposed next where those would hide too much.
    pub rarer: Vec<String>,
    /// The story's author, section and source, where they are known.
    pub by: Vec<MuteBy>,
    /// The chosen row: 0 are the words, then `by`.
    pub selected: usize,
    /// The ticket of the preview that is under way.
    pub asked: Option<Ticket>,
    /// What the rule would hide.
    pub preview: Option<MutePreview>,
}

/// Something of a story that a rule can be made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MuteBy {
    /// Who wrote it.
    Author(Text),
    /// The section it stands in, of its source: its name, the source and the source's name.
    Section(Text, Slug, Text),
    /// Its source, with its name.
    Source(Slug, Text),
}

impl MutePanel {
    /// Proposes the longest word of the title: it tells the story from most others. Where it does not, the next.
    pub fn new(story: &Headline, source: Option<&Slug>) -> Self {
        let words = story.title.split(|c: char| !c.is_alphanumeric());
        // A number alone tells nothing of what a story is about, nor does a day or a month.
        let words = words.filter(|word| word.contains(char::is_alphabetic) && !is_of_dates(word));
        let mut rarer: Vec<String> = words.rev().map(str::to_lowercase).collect();
        rarer.sort_by_key(|word| word.chars().count());
        rarer.dedup();
        let longest = rarer.pop().unwrap_or_default();
        let mut by = Vec::new();
        by.extend(story.author.clone().map(MuteBy::Author));
        if let Some(source) = source {
            let section = story.section.clone();
            by.extend(section.map(|name| MuteBy::Section(name, source.clone(), story.source_title.clone())));
            by.push(MuteBy::Source(source.clone(), story.source_title.clone()));
        }
        Self {
            title: story.title.clone(),
            words: Input::proposed(longest),
            rarer,
            by,
            selected: 0,
            asked: None,
            preview: None,
        }
    }

    /// Whether the words are only proposed and would hide more than a tenth of the stories: nobody has wished that.
    pub fn hides_too_much(&self) -> bool {
        const FEW: u32 = 10;
        const SHARE: u32 = 10;
        let proposed = self.selected == 0 && self.words.proposed;
        let hides = self.preview.as_ref().filter(|preview| preview.hidden >= FEW);
        proposed && hides.is_some_and(|preview| preview.hidden.saturating_mul(SHARE) > preview.of)
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.by.len() + 1
    }

    /// The rule of the chosen row.
    pub fn rule(&self) -> MuteRule {
        let none = MuteRule::default();
        match self.selected.checked_sub(1).and_then(|at| self.by.get(at)) {
            None => MuteRule { words: Text::line(&self.words.text), ..none },
            Some(MuteBy::Author(author)) => MuteRule { author: Some(author.clone()), ..none },
            Some(MuteBy::Section(section, source, _)) => {
                MuteRule { section: Some(section.clone()), source: Some(source.clone()), ..none }
            }
            Some(MuteBy::Source(source, _)) => MuteRule { source: Some(source.clone()), ..none },
        }
    }
}

/// The mute rules, as a list over the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MuteList {
    /// The rules in the order of the file, each with how many stories it hides; nothing until they are read.
    pub rows: Option<Vec<(MuteRule, u32)>>,
    /// The chosen one, an index.
    pub selected: usize,
}
