//! What a page is set with: the width of its text, and what stands above it.

use crate::news::Text;

/// Columns of a page unless the reader says otherwise: long enough to flow, short enough to return.
const DEFAULT_COLUMNS: u16 = 72;

/// The width a page is set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Measure {
    /// Columns of the text, from 1 to [`Measure::UNBROKEN`]; what is outside is taken for the nearer end.
    pub columns: u16,
    /// Whether marks, bars and rules are drawn in ASCII. The text itself stays as it is.
    pub ascii: bool,
    /// Whether lines of running text are filled to the full width with wider spaces.
    pub justify: bool,
    /// Whether words of running text are divided at line ends, in the languages whose patterns are known.
    pub hyphenate: bool,
    /// Whether parts of code have inks of their own.
    pub syntax: bool,
}

impl Measure {
    /// So many columns that hardly a paragraph is broken: each is one line.
    pub const UNBROKEN: u16 = 20_000;

    /// A measure of so many columns, with bars and marks beyond ASCII, ragged lines and whole words.
    pub fn of(columns: u16) -> Self {
        Self { columns, ascii: false, justify: false, hyphenate: false, syntax: true }
    }

    /// The columns within the limits.
    pub(super) fn width(self) -> usize {
        usize::from(self.columns.clamp(1, Self::UNBROKEN))
    }
}

impl Default for Measure {
    fn default() -> Self {
        Self::of(DEFAULT_COLUMNS)
    }
}

/// What the reader shows above the text, composed by the caller; empty parts take no line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Head {
    /// The headline.
    pub title: Text,
    /// Whether the byline stands right under it.
    pub close: bool,
    /// Parts of the byline, such as site, author, date; joined by ` · `.
    pub byline: Vec<Text>,
    /// Words, minutes, address.
    pub facts: Text,
    /// What goes with the text: recordings, comments.
    pub attached: Text,
    /// What the reader must know about this text, one paragraph each, which keeps its lines.
    pub notices: Vec<Text>,
}
