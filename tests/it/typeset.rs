//! Pages as a reader sees them: one article with everything in it, at three measures, and the formats.

use dateline::news::{Address, Article, Block, Cell, Document, Role, Row, Span, Style, Text, TextKind};
use dateline::typeset::{Head, Measure, Page, formats, typeset};

fn plain(text: &str) -> Span {
    Span::plain(Text::piece(text))
}

fn styled(text: &str, change: impl Fn(&mut Style)) -> Span {
    let mut span = plain(text);
    change(&mut span.style);
    span
}

fn linked(text: &str, link: u32) -> Span {
    Span { link: Some(link), ..plain(text) }
}

fn paragraph(spans: Vec<Span>) -> Block {
    Block::Paragraph { role: Role::Body, spans }
}

fn says(text: &str) -> Block {
    paragraph(vec![plain(text)])
}

fn with_role(role: Role, text: &str) -> Block {
    Block::Paragraph { role, spans: vec![plain(text)] }
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, spans: vec![plain(text)] }
}

fn table(head: &[&str], rows: &[&[&str]]) -> Block {
    let cell = |head: bool| move |text: &&str| Cell { head, columns: 1, spans: vec![plain(text)] };
    let mut all = vec![Row { cells: head.iter().map(cell(true)).collect() }];
    all.extend(rows.iter().map(|row| Row { cells: row.iter().map(cell(false)).collect() }));
    Block::Table { caption: vec![plain("Water at four gauges")], rows: all }
}

fn opening() -> Vec<Block> {
    vec![
        with_role(
            Role::Standfirst,
            "Three towns keep their sandbags ready, and the mill keeps a diary of the water.",
        ),
        paragraph(vec![
            plain("The river rose by "),
            styled("forty centimetres", |style| style.strong = true),
            plain(" overnight — more than in any night since the gauge was put up — and the "),
            linked("county office", 0),
            plain(" asked people to move their cars. “We have seen worse,” said the miller; "),
            styled("not much", |style| style.emphasis = true),
            plain(" worse, her diary says. The flow was 1,200 m"),
            styled("3", |style| style.sup = true),
            plain("/s, twice the mean."),
        ]),
        Block::Figure {
            source: Address::parse("https://river.example/p/1.jpg").ok(),
            alt: Text::line("A street under water"),
            caption: vec![plain(
                "Mill Street at seven in the morning; the water reached the second step of the bakery.",
            )],
            credit: Text::line("Photo: Ann Field"),
        },
        heading(2, "What the diary says"),
        Block::Quote(vec![
            says("Rain since four. The wheel stands still, the ducks do not."),
            says("Second page: nobody slept, and the baker brought rolls to everyone who carried sand."),
        ]),
        Block::List {
            start: None,
            items: vec![
                vec![says("Sandbags are at the school")],
                vec![
                    says("Roads closed:"),
                    Block::List {
                        start: Some(9),
                        items: vec![
                            vec![says(
                                "Mill Street, from the bridge to the church, in both directions until Friday",
                            )],
                            vec![says("Low Lane")],
                        ],
                    },
                ],
                vec![says("Cats are fine")],
            ],
        },
    ]
}

fn middle() -> Vec<Block> {
    vec![
        table(
            &["Gauge", "Level, cm", "Change", "What the keeper noted"],
            &[
                &["Upper bridge", "312", "+40", "Rising, brown, branches"],
                &["Mill", "287", "+38", "The wheel was taken out of gear before midnight"],
                &["Ferry", "190", "−2", ""],
            ],
        ),
        heading(3, "How to read the gauge"),
        Block::Code {
            lang: Some(Text::line("sh")),
            text: Text::lines(
                "gauge --river upper \\\n    --since 2025-11-12 --until 2025-11-13 --format csv | sort -k2 | tail -n 1\n\necho done",
            ),
        },
        Block::Separator,
        says(
            "Мельничиха ведёт дневник с 1987 года — каждый вечер, без пропусков. «Вода помнит всё», — говорит она.",
        ),
        says(
            "昨夜、川の水位は四十センチ上昇した。住民は「これほどの雨は久しぶりだ」と話し、市役所は車の移動を呼びかけている。",
        ),
        says("ارتفع منسوب النهر أربعين سنتيمترا خلال الليل، وطلبت البلدية من السكان نقل سياراتهم."),
        says(
            "Emoji keep whole: 👩‍👩‍👧 🇰🇿 ❤️ 👍🏽 and https://river.example/a/very/long/address/that/does/not/end/soon?with=query&and=more too.",
        ),
        Block::Embed { title: Text::line("Video: the ducks of Mill Street"), link: Some(1) },
        with_role(Role::PullQuote, "The wheel stands still, the ducks do not."),
        with_role(Role::Note, "Corrected: the bakery has two steps, not three."),
        with_role(Role::Credit, "Text: Bo Marsh. Photos: Ann Field."),
    ]
}

fn article() -> Article {
    let mut blocks = opening();
    blocks.extend(middle());
    Article {
        address: Address::parse("https://river.example/news/1").ok(),
        authors: vec![Text::line("Bo Marsh"), Text::line("Li Wei")],
        site: Some(Text::line("The River Post")),
        lang: Some(Text::line("en")),
        words: 312,
        ..Article::new(
            TextKind::Extracted,
            Text::line("Rivers rise in the north, and a miller writes down what the water does each night"),
            Document {
                blocks,
                links: ["https://county.example/", "https://video.example/w?v=(1)"]
                    .iter()
                    .filter_map(|link| Address::parse(link).ok())
                    .collect(),
            },
        )
    }
}

fn page(columns: u16) -> Page {
    let head = Head {
        attached: Text::line("audio 34 min, 28 MB · 12 comments"),
        title: article().title,
        close: false,
        byline: ["The River Post", "Bo Marsh, Li Wei", "13 November 2025, 09:12"].map(Text::line).to_vec(),
        facts: Text::line("312 words · 2 min · https://river.example/news/1"),
        notices: vec![Text::line("Only the first part is public.")],
    };
    typeset(&article(), &head, Measure { ascii: columns == 36, ..Measure::of(columns) })
}

#[test]
fn a_narrow_page_in_ascii() {
    insta::assert_snapshot!(formats::plain(&page(36)));
}

#[test]
fn a_page_at_the_default_measure() {
    insta::assert_snapshot!(formats::plain(&page(72)));
}

#[test]
fn a_wide_page() {
    insta::assert_snapshot!(formats::plain(&page(110)));
}

#[test]
fn the_article_as_markdown() {
    insta::assert_snapshot!(formats::markdown(&article(), true));
}

#[test]
fn the_article_as_html() {
    insta::assert_snapshot!(formats::html(&article()));
}

#[test]
fn the_body_as_text() {
    insta::assert_snapshot!(formats::text(&article().document));
}

#[test]
fn colours_are_the_terminals_own_and_end_with_the_line() {
    let coloured = formats::ansi(&page(72));
    for line in coloured.lines().filter(|line| line.contains('\u{1b}')) {
        assert!(
            line.ends_with("\u{1b}[0m")
                || line.rsplit('\u{1b}').next().is_some_and(|last| last.starts_with("[0m"))
        );
    }
    assert!(coloured.starts_with("\u{1b}[1mRivers rise"));
    assert!(!coloured.contains("38;"), "no colour beyond the terminal's sixteen");
}
