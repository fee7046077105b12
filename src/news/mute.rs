//! Rules for what is not to be shown.

use serde::{Deserialize, Serialize};

use super::{Slug, Text};

/// What is not to be shown: stories for which everything holds that the rule says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MuteRule {
    /// Words that all stand in the title or the sentences under it; in quotes, one after the other.
    #[serde(default)]
    pub words: Text,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Text>,
    /// The section it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Text>,
    /// Whose it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Slug>,
}

impl MuteRule {
    /// The rule in words: `words "horoscope" in tengrinews`.
    pub fn in_words(&self) -> String {
        let mut parts = Vec::new();
        if !self.words.is_empty() {
            parts.push(format!("the words {}", self.words));
        }
        parts.extend(self.author.as_ref().map(|author| format!("the author {author}")));
        parts.extend(self.section.as_ref().map(|section| format!("the section {section}")));
        parts.extend(self.source.as_ref().map(|source| format!("the source {source}")));
        parts.join(" in ")
    }

    /// Whether it says nothing at all; such a rule hides nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What a rule would hide in some days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MutePreview {
    /// Stories it would hide.
    pub hidden: u32,
    /// Stories that stand in these days now.
    pub of: u32,
    /// The titles of the newest that it would hide.
    pub titles: Vec<Text>,
}
