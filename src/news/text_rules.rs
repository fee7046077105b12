//! What a person has said about the text of a source's pages.

/// Rules for the text of one source, as its entry in the sources file has them: selectors of elements, such as
/// `aside.fact-box`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct TextRules {
    /// What is no part of the text.
    pub drop: Vec<String>,
    /// Where the text begins; what stands before it is left out.
    pub start: Option<String>,
}

impl TextRules {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
