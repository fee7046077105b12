//! What leaves as HTML or Markdown and is read again is the same document, whatever its words are.

use dateline::extract::{self, Limits, PageFacts};
use dateline::news::{Address, Article, Block, Cell, Document, Role, Row, Span, Style, Text, TextKind};
use dateline::typeset::formats;
use proptest::prelude::*;
use pulldown_cmark::{Options, Parser};

const CASES: u32 = 128;

const LINKS: [&str; 3] =
    ["https://a.example/", "https://b.example/w?v=(1)&copy;=2", "https://c.example/x_y_z*/#a"];

fn article(blocks: Vec<Block>) -> Article {
    Article {
        address: Address::parse("https://river.example/news/1").ok(),
        authors: vec![Text::line("Bo Marsh"), Text::line("Li Wei")],
        site: Some(Text::line("The River Post")),
        lang: Some(Text::line("en")),
        ..Article::new(
            TextKind::Extracted,
            Text::line("Rivers rise <in> the \"north\" & west"),
            Document { blocks, links: LINKS.iter().filter_map(|raw| Address::parse(raw).ok()).collect() },
        )
    }
}

/// A document as what it says: characters with their looks and links, blocks with their roles.
fn said(document: &Document) -> Vec<String> {
    document.blocks.iter().map(|block| block_said(block, &document.links)).collect()
}

fn block_said(block: &Block, links: &[Address]) -> String {
    let all = |blocks: &[Block]| -> String { blocks.iter().map(|inner| block_said(inner, links)).collect() };
    match block {
        Block::Paragraph { role, spans } => format!("({role:?} {})", spans_said(spans, links)),
        Block::Heading { level, spans } => format!("(h{level} {})", spans_said(spans, links)),
        Block::Quote(inner) => format!("(quote {})", all(inner)),
        Block::List { start, items } => {
            format!(
                "(list {start:?} {})",
                items.iter().map(|item| format!("[{}]", all(item))).collect::<Vec<_>>().concat()
            )
        }
        Block::Code { lang, text } => format!("(code {lang:?} {text:?})"),
        Block::Table { caption, rows } => {
            let cell =
                |cell: &Cell| format!("<{} {} {}>", cell.head, cell.columns, spans_said(&cell.spans, links));
            let row = |row: &Row| format!("[{}]", row.cells.iter().map(cell).collect::<Vec<_>>().concat());
            format!(
                "(table {} {})",
                spans_said(caption, links),
                rows.iter().map(row).collect::<Vec<_>>().concat()
            )
        }
        Block::Figure { source, alt, caption, credit } => {
            format!("(figure {source:?} {alt:?} {} {credit:?})", spans_said(caption, links))
        }
        Block::Embed { title, link } => {
            format!("(embed {title:?} {:?})", link.and_then(|link| links.get(link as usize)))
        }
        Block::Separator => "(rule)".to_owned(),
    }
}

/// White space looks alike in every style.
fn spans_said(spans: &[Span], links: &[Address]) -> String {
    let mut out = String::new();
    let mut last = (Style::default(), None);
    for span in spans {
        for c in span.text.chars() {
            let looks = (span.style, span.link.and_then(|link| links.get(link as usize)));
            if !c.is_whitespace() && looks != last {
                out.push_str(&format!("{{{}}}", looks_said(looks)));
                last = looks;
            }
            out.push(c);
        }
    }
    out
}

fn looks_said((style, link): (Style, Option<&Address>)) -> String {
    let marks = [
        (style.emphasis, 'e'),
        (style.strong, 's'),
        (style.code, 'c'),
        (style.strike, 'd'),
        (style.sub, 'b'),
        (style.sup, 'p'),
    ];
    let marks: String = marks.iter().filter(|(on, _)| *on).map(|(_, mark)| *mark).collect();
    format!("{marks}{}", link.map(Address::as_str).unwrap_or_default())
}

fn through_html(article: &Article) -> Document {
    let facts =
        PageFacts { address: article.address.clone().unwrap(), content_type: Some("text/html".to_owned()) };
    extract::convert(formats::html(article).into_bytes(), facts, Limits::default()).unwrap().document
}

fn through_markdown(article: &Article) -> Document {
    let markdown = formats::markdown(article, false);
    let mut html = String::new();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    pulldown_cmark::html::push_html(&mut html, Parser::new_ext(&markdown, options));
    extract::fragment(&html, &Address::parse("https://river.example/news/1").unwrap())
}

/// A document as Markdown can say it: it knows no roles, and a cell no span.
fn in_markdown(document: Document) -> Document {
    let blocks = document.blocks.into_iter().map(|block| match block {
        Block::Paragraph { role: Role::PullQuote, spans } => {
            Block::Quote(vec![Block::Paragraph { role: Role::Body, spans }])
        }
        Block::Paragraph { spans, .. } => Block::Paragraph { role: Role::Body, spans },
        other => other,
    });
    Document { blocks: blocks.collect(), links: document.links }
}

/// Words of which each means something in one of the formats.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "word",
        "two words",
        "a_b_c",
        "_a_",
        "*",
        "**",
        "*x*",
        "_",
        "`",
        "``",
        "a`b",
        "<b>",
        "</p>",
        "<!--",
        "&amp;",
        "&",
        "&copy",
        "#",
        "##",
        "1.",
        "2)",
        "-",
        "+",
        "=",
        "===",
        "---",
        "|",
        "a|b",
        "[x]",
        "[x](y)",
        "![",
        "!",
        "\\",
        "\\*",
        "~",
        "~~",
        ":-",
        "http://a.example/?a=1&b=2",
        "$",
        "^",
        "\"",
        "'",
        "川の水位",
        "「水」",
        "سنتيمترا",
        "e\u{301}",
        "👩\u{200d}👩\u{200d}👧",
        "a\u{a0}b",
        "Мельница",
        "> a",
        "12.5",
        "{}",
        "a\nb",
        "x\n- y",
        "x\n1. y",
    ]);
    prop::collection::vec((word, any::<bool>()), 1..6).prop_map(|words| {
        let parts = words.iter().flat_map(|(word, space)| [*word, if *space { " " } else { "" }]);
        parts.collect::<String>().trim().to_owned()
    })
}

fn line() -> impl Strategy<Value = String> {
    words().prop_map(|words| words.replace(['\n', '\u{a0}'], " "))
}

fn style() -> impl Strategy<Value = Style> {
    prop_oneof![
        3 => Just(Style::default()),
        1 => Just(Style { emphasis: true, ..Style::default() }),
        1 => Just(Style { strong: true, ..Style::default() }),
        1 => Just(Style { strong: true, emphasis: true, ..Style::default() }),
        1 => Just(Style { code: true, ..Style::default() }),
        1 => Just(Style { strike: true, ..Style::default() }),
        1 => Just(Style { sub: true, ..Style::default() }),
        1 => Just(Style { sup: true, ..Style::default() }),
    ]
}

fn spans(lines: bool) -> impl Strategy<Value = Vec<Span>> {
    let span = (words(), style(), prop::option::weighted(0.2, 0..3_u32), any::<bool>());
    prop::collection::vec(span, 1..4).prop_map(move |parts| {
        let last = parts.len() - 1;
        let piece = |(at, (words, style, link, space)): (usize, (String, Style, Option<u32>, bool))| {
            let words = if lines && !style.code { words } else { words.replace('\n', " ") };
            let space = if space && at < last { " " } else { "" };
            Span { text: Text::piece(&format!("{words}{space}")), style, link }
        };
        parts.into_iter().enumerate().map(piece).collect()
    })
}

/// A heading that is strong as a whole is read as one that is not.
fn heading() -> impl Strategy<Value = Block> {
    (1..7_u8, spans(false)).prop_map(|(level, mut spans)| {
        spans[0].style.strong = false;
        Block::Heading { level, spans }
    })
}

fn role() -> impl Strategy<Value = Role> {
    prop_oneof![
        3 => Just(Role::Body),
        1 => prop::sample::select(vec![Role::Standfirst, Role::Deck, Role::Byline, Role::Credit, Role::Note, Role::PullQuote, Role::Footnote]),
    ]
}

fn table() -> impl Strategy<Value = Block> {
    (2..4_usize, any::<bool>()).prop_flat_map(|(columns, headed)| {
        let row = prop::collection::vec(spans(true), columns..=columns);
        prop::collection::vec(row, 2..4).prop_map(move |rows| {
            let cell = |head: bool| move |spans: Vec<Span>| Cell { head, columns: 1, spans };
            let rows = rows.into_iter().enumerate();
            let rows = rows
                .map(|(at, cells)| Row { cells: cells.into_iter().map(cell(at == 0 && headed)).collect() });
            Block::Table { caption: Vec::new(), rows: rows.collect() }
        })
    })
}

fn code() -> impl Strategy<Value = Block> {
    let lang = prop::option::of(prop::sample::select(vec!["rust", "c++", "objective-c"]));
    let line = prop::sample::select(vec![
        "let x = 1;",
        "    indented",
        "```",
        "~~~~",
        "",
        "<b>&amp;",
        "a  b",
        "- x",
    ]);
    (lang, prop::collection::vec(line, 0..5)).prop_map(|(lang, lines)| Block::Code {
        lang: lang.map(Text::line),
        text: Text::lines(&format!("first\n{}\nlast", lines.join("\n"))),
    })
}

/// Paragraphs, lists in lists in quotes, tables, code.
fn block() -> impl Strategy<Value = Block> {
    let paragraph = || spans(true).prop_map(|spans| Block::Paragraph { role: Role::Body, spans });
    let leaf = prop_oneof![
        4 => paragraph(),
        1 => heading(),
        1 => code(),
        1 => table(),
        1 => Just(Block::Separator),
    ];
    leaf.prop_recursive(3, 16, 3, move |inner| {
        let item = (paragraph(), prop::collection::vec(inner.clone(), 0..2))
            .prop_map(|(first, rest)| std::iter::once(first).chain(rest).collect::<Vec<_>>());
        let start = prop::option::of(prop::sample::select(vec![0, 1, 9, 1984]));
        prop_oneof![
            prop::collection::vec(inner, 1..3).prop_map(Block::Quote),
            (start, prop::collection::vec(item, 1..4))
                .prop_map(|(start, items)| Block::List { start, items }),
        ]
    })
}

/// What has a place of its own in HTML only.
fn block_with_role() -> impl Strategy<Value = Block> {
    let source = Address::parse("https://river.example/p/1.jpg").ok();
    prop_oneof![
        3 => block(),
        2 => (role(), spans(true)).prop_map(|(role, spans)| Block::Paragraph { role, spans }),
        1 => (line(), spans(false), line()).prop_map(move |(alt, caption, credit)| Block::Figure {
            source: source.clone(),
            alt: Text::line(&alt),
            caption,
            credit: Text::line(&format!("Photo: {credit}")),
        }),
        1 => (prop::option::of(line()), 0..3_u32).prop_map(|(title, link)| Block::Embed {
            title: Text::line(&title.unwrap_or_default()),
            link: Some(link),
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(CASES) })]

    #[test]
    fn html_reads_again_as_it_was(blocks in prop::collection::vec(block_with_role(), 1..5)) {
        let article = article(blocks);
        prop_assert_eq!(said(&through_html(&article)), said(&article.document), "{}", formats::html(&article));
    }

    #[test]
    fn markdown_reads_again_as_it_was(blocks in prop::collection::vec(prop_oneof![
        3 => block(),
        1 => (role(), spans(true)).prop_map(|(role, spans)| Block::Paragraph { role, spans }),
    ], 1..5)) {
        let article = article(blocks);
        let wanted = said(&in_markdown(article.document.clone()));
        prop_assert_eq!(said(&through_markdown(&article)), wanted, "{}", formats::markdown(&article, false));
    }
}

#[test]
fn what_is_known_about_the_article_comes_back_too() {
    let paragraph = Block::Paragraph { role: Role::Body, spans: vec![Span::plain(Text::piece("Short."))] };
    let first = article(vec![paragraph]);
    let facts = PageFacts { address: first.address.clone().unwrap(), content_type: None };
    let again = extract::convert(formats::html(&first).into_bytes(), facts, Limits::default()).unwrap();
    assert_eq!((&again.title, &again.authors, &again.site), (&first.title, &first.authors, &first.site));
    assert_eq!((&again.lang, &again.canonical, again.notice), (&first.lang, &first.address, None));
}
