//! Why a story's text is the one it is.

use super::{Slug, Text, TextKind, TextRules};

/// What there was to choose from, what was chosen, and what of the page was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The texts of the story.
    pub candidates: Vec<Candidate>,
    /// The one that is shown.
    pub shown: TextKind,
    /// Why that one, in a sentence.
    pub because: Text,
    /// What the page's own text lacks, in the order it was left out.
    pub left_out: Vec<LeftOut>,
    /// The source whose rules were applied, and the rules.
    pub rules: Option<(Slug, TextRules)>,
}

/// One of a story's texts, measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Which text.
    pub kind: TextKind,
    /// Its words.
    pub words: u32,
    /// Percent of its words that are links.
    pub linked: u32,
    /// Its score: words of running text that are no links. The higher, the better a story reads.
    pub score: u32,
}

/// Something that is on the page and not in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// What it is, as a selector: `aside.fact-box`.
    pub what: Text,
    /// By which rule it was left out, in words.
    pub rule: Text,
    /// Its words.
    pub words: u32,
    /// How it begins.
    pub begins: Text,
}
