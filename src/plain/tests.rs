//! What lines mean and what is told of a text.

use super::story::lines;
use crate::app::{Action, meant};
use crate::news::{Article, Block, Cell, Document, Role, Row, Span, Text, TextKind};
use crate::typeset::{Head, Measure, typeset};

fn spans(words: &str) -> Vec<Span> {
    vec![Span::plain(Text::line(words))]
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph { role: Role::Body, spans: spans(words) }
}

fn told(blocks: Vec<Block>, columns: u16) -> Vec<String> {
    let article = Article::new(TextKind::Extracted, Text::default(), Document { blocks, links: Vec::new() });
    let page = typeset(&article, &Head::default(), Measure { ascii: true, ..Measure::of(columns) });
    lines(&page, &article.document, 0, page.lines.len())
}

#[test]
fn what_would_be_seen_is_said_once() {
    let quote = Block::Quote(vec![paragraph("It will rain."), paragraph("It rained.")]);
    let list = Block::List { start: None, items: vec![vec![paragraph("one")], vec![paragraph("two")]] };
    let blocks = vec![
        Block::Heading { level: 2, spans: spans("The north") },
        paragraph("Rivers rise."),
        quote,
        Block::Separator,
        list,
        Block::Code { lang: None, text: Text::lines("fn main() {\n    run();\n}") },
        Block::Figure {
            source: None,
            alt: Text::line("A bridge"),
            caption: spans("The bridge at noon"),
            credit: Text::default(),
        },
    ];
    let said: Vec<String> = told(blocks, 60).into_iter().filter(|line| !line.is_empty()).collect();
    assert_eq!(
        said,
        [
            "Heading: The north",
            "Rivers rise.",
            "Quote: It will rain.",
            "Quote: It rained.",
            "- one",
            "- two",
            "Code: fn main() {",
            "    run();",
            "}",
            "Picture: The bridge at noon",
        ]
    );
}

#[test]
fn a_table_is_told_by_rows_with_the_heads_of_its_columns() {
    let row = |words: &[&str], head: bool| Row {
        cells: words.iter().map(|word| Cell { head, columns: 1, spans: spans(word) }).collect(),
    };
    let rows = vec![row(&["Town", "Rain"], true), row(&["Aktau", "3 mm"], false), row(&["Oral", ""], false)];
    let said = told(vec![Block::Table { caption: spans("This week"), rows }], 40);
    assert_eq!(
        said,
        [
            "Table of 2 rows, 2 columns: This week.",
            "Town: Aktau; Rain: 3 mm.",
            "Town: Oral.",
            "End of the table."
        ]
    );
}

#[test]
fn a_paragraph_is_one_line_where_lines_are_not_broken() {
    let long = "Rivers rise in the north. ".repeat(300);
    assert_eq!(told(vec![paragraph(long.trim())], Measure::UNBROKEN), [long.trim()]);
    assert!(told(vec![paragraph(long.trim())], 40).iter().all(|line| line.len() <= 40));
}

#[test]
fn words_are_names_or_their_beginnings() {
    let action = |word: &str| meant(word).map(|row| row.action);
    assert_eq!(action("next-day"), Ok(Action::NextDay));
    assert_eq!(action("prev-day"), Ok(Action::PreviousDay));
    assert_eq!(action("Bookmark"), Ok(Action::Bookmark));
    assert_eq!(action("refresh-a"), Ok(Action::RefreshAll));
    assert_eq!(action("next-unread-"), Ok(Action::NextUnreadDay));
    assert!(action("next-b").is_ok());
    assert_eq!(action("copy"), Err("copy may be copy-address, copy-title, copy-markdown.".to_owned()));
    assert_eq!(
        action("bokmark"),
        Err("Nothing is called bokmark. Is bookmark meant? help tells the names.".to_owned())
    );
}

#[test]
fn the_shortest_names_of_vi_stand_behind_a_colon_only() {
    use crate::app::named_behind_colon;
    for word in ["x", "e", "u", "red", "bd"] {
        assert!(meant(word).is_err(), "{word}");
        assert!(named_behind_colon(word).is_some(), "{word}");
    }
    assert_eq!(named_behind_colon("x").map(|row| row.action), Some(Action::Quit));
}
