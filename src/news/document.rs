//! The readable part of a page, as blocks with roles.

use serde::{Deserialize, Serialize};

use super::{Address, Text};

/// What a page says, without how it looked. Made by room `extract`, set by room `typeset`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The parts in reading order.
    pub blocks: Vec<Block>,
    /// Where links lead; spans refer to them by index.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Address>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Block {
    /// Running text.
    Paragraph {
        /// What it is to the article.
        role: Role,
        /// Its text.
        spans: Vec<Span>,
    },
    /// A heading inside the text.
    Heading {
        /// 1–6.
        level: u8,
        /// Its text.
        spans: Vec<Span>,
    },
    /// A quotation of whole blocks.
    Quote(Vec<Block>),
    /// A list.
    List {
        /// The number of its first item, or `None` for bullets.
        start: Option<u32>,
        /// Its items, each of blocks.
        items: Vec<Vec<Block>>,
    },
    /// Text whose lines and spaces matter.
    Code {
        /// The language it is written in, where the page says so.
        lang: Option<Text>,
        /// The lines.
        text: Text,
    },
    /// A table.
    Table {
        /// Its caption.
        caption: Vec<Span>,
        /// Its rows.
        rows: Vec<Row>,
    },
    /// A picture with what is said about it.
    Figure {
        /// Where the picture is.
        source: Option<Address>,
        /// What it shows, for those who do not see it.
        alt: Text,
        /// The words under it.
        caption: Vec<Span>,
        /// Who made it.
        credit: Text,
    },
    /// A video, a post or another thing that cannot be read here.
    Embed {
        /// What it is called.
        title: Text,
        /// Index into [`Document::links`].
        link: Option<u32>,
    },
    /// A break between parts.
    Separator,
}

/// What a paragraph is to its article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The text itself.
    #[default]
    Body,
    /// The summary under the headline, with which the text begins.
    Standfirst,
    /// A line or two under the headline that belong to it and not to the running text.
    Deck,
    /// Who wrote it and when, where the page sets that as text.
    Byline,
    /// Who provided text and pictures: `Text: … Photos: …`.
    Credit,
    /// A note on what was changed later.
    Note,
    /// Words of the text repeated large.
    PullQuote,
    /// A footnote.
    Footnote,
}

/// A run of text in one style.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The words, with their outer spaces; `\n` is a forced line break.
    pub text: Text,
    /// How they are set apart.
    #[serde(default, skip_serializing_if = "Style::is_plain")]
    pub style: Style,
    /// Index into [`Document::links`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<u32>,
}

impl Span {
    /// Plain words.
    pub fn plain(text: Text) -> Self {
        Self { text, ..Self::default() }
    }
}

/// How a run of text is set apart; all may hold at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Style {
    /// `em`, `i`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub emphasis: bool,
    /// `strong`, `b`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub strong: bool,
    /// `code`, `kbd`, `samp`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub code: bool,
    /// `del`, `s`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub strike: bool,
    /// `sub`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sub: bool,
    /// `sup`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sup: bool,
}

impl Style {
    /// Whether nothing sets it apart.
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its cells from first to last.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Whether it heads its row or column.
    #[serde(default)]
    pub head: bool,
    /// Columns it spans, 1–100.
    #[serde(default = "one")]
    pub columns: u16,
    /// Its text.
    pub spans: Vec<Span>,
}

fn one() -> u16 {
    1
}

impl Document {
    /// The index of a link, added when it is new.
    pub fn link(&mut self, address: Address) -> u32 {
        let known = self.links.iter().rposition(|known| *known == address);
        let index = known.unwrap_or_else(|| {
            self.links.push(address);
            self.links.len() - 1
        });
        index as u32
    }

    /// The texts of all blocks in reading order: words, captions, credits, cells, code.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let mut texts = Vec::new();
        // By hand: a document may nest deeper than a thread has stack.
        let mut pending: Vec<&Block> = self.blocks.iter().rev().collect();
        while let Some(block) = pending.pop() {
            match block {
                Block::Paragraph { spans, .. } | Block::Heading { spans, .. } => {
                    texts.extend(spans.iter().map(|span| span.text.as_str()));
                }
                Block::Quote(inner) => pending.extend(inner.iter().rev()),
                Block::List { items, .. } => {
                    pending.extend(items.iter().rev().flat_map(|item| item.iter().rev()));
                }
                Block::Code { text, .. } => texts.push(text.as_str()),
                Block::Table { caption, rows } => {
                    let cells = rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.spans);
                    texts.extend(caption.iter().chain(cells).map(|span| span.text.as_str()));
                }
                Block::Figure { alt, caption, credit, .. } => {
                    let words = caption.iter().map(|span| span.text.as_str());
                    texts.extend(std::iter::once(alt.as_str()).filter(|_| caption.is_empty()).chain(words));
                    texts.push(credit.as_str());
                }
                Block::Embed { title, .. } => texts.push(title.as_str()),
                Block::Separator => {}
            }
        }
        texts.into_iter()
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}
