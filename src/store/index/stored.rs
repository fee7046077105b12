//! A stored text as far as the index needs it.
//!
//! [`Stored`] is read where the index is fed: the same JSON as an article's, without making addresses, styles and clean
//! texts that nobody looks at. It gives the words that [`each_piece`](crate::query::each_piece) gives of the article, line by line; nothing is
//! shown from here.

use std::borrow::Cow;
use std::fmt;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// What is searched of an article.
#[derive(Deserialize)]
pub(super) struct Stored {
    pub authors: Vec<String>,
    pub lang: Option<String>,
    pub words: u32,
    document: Parts,
}

#[derive(Deserialize)]
struct Parts {
    blocks: Vec<Part>,
}

/// The words of a block.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Part {
    Paragraph { spans: Line },
    Heading { spans: Line },
    Quote(Vec<Part>),
    List { items: Vec<Vec<Part>> },
    Code { text: String },
    Table { caption: Line, rows: Vec<Row> },
    Figure { alt: String, caption: Line, credit: String },
    Embed { title: String },
    Separator,
}

#[derive(Deserialize)]
struct Row {
    cells: Vec<Cell>,
}

#[derive(Deserialize)]
struct Cell {
    spans: Line,
}

/// The words of spans, put together.
struct Line(String);

#[derive(Deserialize)]
struct Span<'a> {
    #[serde(borrow)]
    text: Cow<'a, str>,
}

impl Stored {
    /// Gives away the words of the text, a block or a part of one at a time.
    pub(super) fn each_line(&self, mut line: impl FnMut(&str)) {
        each_line(&self.document.blocks, &mut line);
    }
}

fn each_line(parts: &[Part], line: &mut impl FnMut(&str)) {
    for part in parts {
        match part {
            Part::Paragraph { spans } | Part::Heading { spans } => line(&spans.0),
            Part::Quote(inner) => each_line(inner, line),
            Part::List { items } => items.iter().for_each(|item| each_line(item, line)),
            Part::Table { caption, rows } => {
                line(&caption.0);
                rows.iter().flat_map(|row| &row.cells).for_each(|cell| line(&cell.spans.0));
            }
            Part::Figure { alt, caption, credit } => {
                for text in [alt, &caption.0, credit] {
                    line(text);
                }
            }
            Part::Code { text } | Part::Embed { title: text } => line(text),
            Part::Separator => {}
        }
    }
}

impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Spans;

        impl<'de> Visitor<'de> for Spans {
            type Value = Line;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("spans")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut spans: A) -> Result<Line, A::Error> {
                let mut line = String::new();
                while let Some(Span { text }) = spans.next_element()? {
                    line.push_str(&text);
                }
                Ok(Line(line))
            }
        }

        deserializer.deserialize_seq(Spans)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::news::{self, Address, Article, Block, Document, Role, Style, Text};
    use crate::query::each_piece;
    use crate::store::fixture::article;

    fn any_spans() -> impl Strategy<Value = Vec<news::Span>> {
        let span = ("[a-zé\"\\\\\n ]{0,6}", any::<bool>()).prop_map(|(text, strong)| news::Span {
            text: Text::lines(&text),
            style: Style { strong, ..Style::default() },
            link: strong.then_some(0),
        });
        prop::collection::vec(span, 0..4)
    }

    fn any_block() -> impl Strategy<Value = Block> {
        let text = || "[a-z\"中 ]{0,6}".prop_map(|text| Text::line(&text));
        let leaf = prop_oneof![
            any_spans().prop_map(|spans| Block::Paragraph { role: Role::Note, spans }),
            any_spans().prop_map(|spans| Block::Heading { level: 2, spans }),
            text().prop_map(|text| Block::Code { lang: Some(Text::line("c")), text }),
            (any_spans(), any_spans()).prop_map(|(caption, spans)| {
                let cells = vec![news::Cell { head: true, columns: 2, spans }; 2];
                Block::Table { caption, rows: vec![news::Row { cells }] }
            }),
            (text(), any_spans(), text()).prop_map(|(alt, caption, credit)| {
                let source = Address::parse("https://news.test/a.png").ok();
                Block::Figure { source, alt, caption, credit }
            }),
            text().prop_map(|title| Block::Embed { title, link: Some(0) }),
            Just(Block::Separator),
        ];
        leaf.prop_recursive(3, 12, 3, |inner| {
            let blocks = prop::collection::vec(inner, 0..3);
            prop_oneof![
                blocks.clone().prop_map(Block::Quote),
                prop::collection::vec(blocks, 0..3).prop_map(|items| Block::List { start: Some(1), items }),
            ]
        })
    }

    proptest! {
        #[test]
        fn the_words_are_those_of_the_article(blocks in prop::collection::vec(any_block(), 0..6)) {
            let links = vec![Address::parse("https://news.test/").unwrap()];
            let written = Article {
                document: Document { blocks, links },
                lang: Some(Text::line("en-GB")),
                ..article(7)
            };
            let json = serde_json::to_vec(&written).unwrap();
            let stored: Stored = serde_json::from_slice(&json).unwrap();
            let mut words = String::new();
            stored.each_line(|line| {
                words.push_str(line);
                words.push_str(if line.is_empty() { "" } else { "\n" });
            });
            let mut written_words = String::new();
            each_piece(&written.document, |piece| written_words.push_str(piece));
            prop_assert_eq!(words, written_words);
            prop_assert_eq!((stored.authors, stored.words), (vec!["A. Writer".to_owned()], 7));
            prop_assert_eq!(stored.lang.as_deref(), Some("en-GB"));
        }
    }
}
