//! What holds for every document at every measure.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::page::columns;
use super::*;
use crate::news::{Address, Block, Cell, Document, Role, Row, Span, Style, Text, TextKind};

pub(super) fn article(blocks: Vec<Block>) -> Article {
    let links = (0..4).filter_map(|n| Address::parse(&format!("https://a.example/{n}")).ok()).collect();
    Article::new(TextKind::Extracted, Text::default(), Document { blocks, links })
}

pub(super) fn says(text: &str) -> Block {
    Block::Paragraph { role: Role::Body, spans: vec![Span::plain(Text::lines(text))] }
}

/// Set with divided words and widened spaces, in a language.
pub(super) fn set_finely(blocks: Vec<Block>, columns: u16, lang: &str) -> Page {
    let article = Article { lang: Some(Text::line(lang)), ..article(blocks) };
    typeset(&article, &Head::default(), Measure { justify: true, hyphenate: true, ..Measure::of(columns) })
}

pub(super) fn set(blocks: Vec<Block>, columns: u16) -> Page {
    typeset(&article(blocks), &Head::default(), Measure::of(columns))
}

fn lines(page: &Page) -> Vec<String> {
    page.lines.iter().map(Line::text).collect()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "word",
        "а",
        "Мельница",
        "川の水位",
        "「水」",
        " ",
        " ",
        " — ",
        "\n",
        "\u{a0}",
        "\u{3000}",
        "👩\u{200d}👩\u{200d}👧",
        "🇰🇿",
        "❤\u{fe0f}",
        "1\u{fe0f}\u{20e3}",
        "e\u{301}",
        "\u{301}",
        "سنتيمترا",
        "สวัสดีครับ",
        "क्षत्रिय",
        "ᄀᄀᄀᄀᄀᄀᄀ",
        "한국어",
        "https://a.example/very/long?x=1&y=2",
        "incomprehensibilities",
        "*_`<&#|",
        "12.5",
    ]);
    prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
}

fn span() -> impl Strategy<Value = Span> {
    (text(), any::<[bool; 4]>(), prop::option::weighted(0.2, 0..6_u32)).prop_map(|(text, on, link)| Span {
        text: Text::lines(&text),
        style: Style { emphasis: on[0], strong: on[1], code: on[2], strike: on[3], ..Style::default() },
        link,
    })
}

fn spans() -> impl Strategy<Value = Vec<Span>> {
    prop::collection::vec(span(), 0..4)
}

fn role() -> impl Strategy<Value = Role> {
    prop::sample::select(vec![Role::Body, Role::Body, Role::Credit, Role::PullQuote, Role::Standfirst])
}

/// Blocks whose text stands on the page once and in order.
fn plain_block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        4 => (role(), spans()).prop_map(|(role, spans)| Block::Paragraph { role, spans }),
        1 => (1..7_u8, spans()).prop_map(|(level, spans)| Block::Heading { level, spans }),
        1 => text().prop_map(|text| Block::Code { lang: None, text: Text::lines(&text) }),
    ];
    leaf.prop_recursive(5, 24, 4, |inner| {
        let items = prop::collection::vec(prop::collection::vec(inner.clone(), 0..3), 0..4);
        prop_oneof![
            prop::collection::vec(inner, 0..3).prop_map(Block::Quote),
            (prop::option::of(prop::sample::select(vec![0, 1, 9, u32::MAX])), items)
                .prop_map(|(start, items)| Block::List { start, items }),
        ]
    })
}

fn block() -> impl Strategy<Value = Block> {
    let cell = (
        any::<bool>(),
        prop::sample::select(vec![0, 1, 1, 1, 2, 7, 60_000]),
        prop::collection::vec(span(), 0..2),
    )
        .prop_map(|(head, columns, spans)| Cell { head, columns, spans });
    let row = prop::collection::vec(cell, 0..5).prop_map(|cells| Row { cells });
    prop_oneof![
        4 => plain_block(),
        1 => (spans(), prop::collection::vec(row, 0..4)).prop_map(|(caption, rows)| Block::Table { caption, rows }),
        1 => (text(), spans(), text()).prop_map(|(alt, caption, credit)| Block::Figure {
            source: None, alt: Text::line(&alt), caption, credit: Text::line(&credit),
        }),
        1 => (text(), prop::option::of(0..6_u32))
            .prop_map(|(title, link)| Block::Embed { title: Text::line(&title), link }),
        1 => Just(Block::Separator),
    ]
}

fn measure() -> impl Strategy<Value = u16> {
    prop_oneof![4 => 1..=120_u16, 2 => 121..=500_u16, 1 => prop::sample::select(vec![0, 1, 2, 500, 9999])]
}

/// All text of blocks in order, without spaces.
fn told(blocks: &[Block]) -> String {
    let mut out = String::new();
    for step in walk::walk(blocks) {
        match step {
            walk::Step::Leaf(Block::Paragraph { spans, .. } | Block::Heading { spans, .. }) => {
                out.extend(spans.iter().map(|span| squeezed(&span.text)));
            }
            walk::Step::Leaf(Block::Code { text, .. }) => out.push_str(&squeezed(text)),
            _ => {}
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_line_is_wider_than_the_measure(blocks in prop::collection::vec(block(), 0..6), wanted in measure()) {
        let article = Article { lang: Some(Text::line("en")), ..article(blocks) };
        let [ascii, justify, hyphenate] = [2, 3, 5].map(|divisor| wanted % divisor == 0);
        let measure = Measure { ascii, justify, hyphenate, ..Measure::of(wanted) };
        let head = Head { title: Text::line("川の水位 rises"), facts: Text::line("1 · 2"), ..Head::default() };
        let page = typeset(&article, &head, measure);
        prop_assert_eq!(&page, &typeset(&article, &head, measure));
        for line in &page.lines {
            let text = line.text();
            prop_assert_eq!(line.width as usize, line.runs.iter().map(|run| columns(&run.text)).sum::<usize>());
            prop_assert!(columns(&text) <= line.width as usize, "{:?}", text);
            prop_assert!(line.wide || line.width as usize <= measure.width(), "{:?} at {}", text, wanted);
            prop_assert_eq!(text.trim_end(), &text);
            prop_assert!(line.runs.iter().all(|run| !run.text.is_empty()));
            prop_assert!(line.runs.iter().all(|run| run.link.is_none_or(|link| (link as usize) < page.links.len())));
        }
        for pair in page.lines.windows(2) {
            prop_assert!(pair.iter().any(|line| line.width > 0 || line.block.is_some()), "two blank lines");
        }
        prop_assert!(page.lines.first().is_none_or(|line| line.width > 0));
        prop_assert!(page.lines.last().is_none_or(|line| line.width > 0 || line.block.is_some()));
    }

    #[test]
    fn no_visible_character_is_lost(blocks in prop::collection::vec(plain_block(), 0..6), wanted in measure()) {
        for page in [set(blocks.clone(), wanted), set_finely(blocks.clone(), wanted, "en")] {
            let seen: String = page.lines.iter().flat_map(|line| &line.runs)
                .filter(|run| !run.role.is_furniture()).map(|run| squeezed(&run.text)).collect();
            prop_assert_eq!(seen, told(&blocks));
        }
    }

    #[test]
    fn every_link_can_be_reached(blocks in prop::collection::vec(plain_block(), 0..6), wanted in measure()) {
        let page = set(blocks.clone(), wanted);
        let reached: Vec<u32> = page.links_in(0..usize::MAX, 0..usize::MAX).into_iter().map(|(.., link)| link).collect();
        for step in walk::walk(&blocks) {
            let walk::Step::Leaf(Block::Paragraph { spans, .. } | Block::Heading { spans, .. }) = step else {
                continue;
            };
            for span in spans.iter().filter(|span| span.text.trim_start().starts_with(char::is_alphanumeric)) {
                if let Some(link) = span.link.filter(|link| *link < 4) {
                    prop_assert!(reached.contains(&link));
                }
            }
        }
    }

    #[test]
    fn another_measure_keeps_the_place(
        blocks in prop::collection::vec(plain_block(), 1..6), from in measure(), to in measure(),
    ) {
        let (here, there) = (set(blocks.clone(), from), set_finely(blocks, to, "en"));
        let places = |page: &Page| -> Vec<(u32, u32)> {
            page.lines.iter().filter_map(|line| Some((line.block?, line.offset))).collect()
        };
        for row in (0..here.lines.len()).filter(|row| here.lines[*row].block.is_some()) {
            let anchor = here.anchor_at(row);
            let wanted = (anchor.block, anchor.offset);
            for page in [&here, &there] {
                let found = &page.lines[page.line_of(&anchor)];
                let found = (found.block.unwrap_or(0), found.offset);
                prop_assert!(found <= wanted);
                let next = places(page).into_iter().find(|place| *place > found);
                prop_assert!(next.is_none_or(|next| next > wanted), "{:?} for {:?}", found, wanted);
            }
        }
    }

    #[test]
    fn the_same_input_gives_the_same_page(blocks in prop::collection::vec(block(), 0..6), columns in measure()) {
        prop_assert_eq!(set(blocks.clone(), columns), set(blocks, columns));
    }

    #[test]
    fn the_formats_take_everything(blocks in prop::collection::vec(block(), 0..6)) {
        let article = article(blocks);
        let html = formats::html(&article);
        prop_assert_eq!(html.matches("<li>").count(), html.matches("</li>").count());
        let markdown = formats::markdown(&article, true);
        prop_assert!(!markdown.contains("\n\n\n") || article.document.blocks.iter().any(has_code));
        prop_assert!(!formats::text(&article.document).ends_with('\n'));
    }
}

fn has_code(block: &Block) -> bool {
    walk::walk(std::slice::from_ref(block)).any(|step| matches!(step, walk::Step::Leaf(Block::Code { .. })))
}

#[test]
fn a_place_in_a_long_text_is_found_at_every_measure() {
    let words: Vec<String> = (0..400).map(|n| format!("word{n}")).collect();
    let blocks = vec![says("Opening words."), says(&words.join(" ")), says("Closing words.")];
    let home = set(blocks.clone(), 72);
    for row in [0, 2, 5, 20, home.lines.len() - 1] {
        let anchor = home.anchor_at(row);
        let first = home.lines[row].text().split(' ').next().unwrap().to_owned();
        for columns in [8, 20, 36, 72, 110, 400] {
            let page = set(blocks.clone(), columns);
            let found = page.lines[page.line_of(&anchor)].text();
            assert!(found.split(' ').any(|word| word == first), "{first} at {columns}: {found}");
        }
    }
}

#[test]
fn every_line_of_a_page_is_found_again_also_a_blank_one() {
    let words: Vec<String> = (0..60).map(|n| format!("word{n}")).collect();
    let item = |text: &str| vec![says(text)];
    let blocks = vec![
        says("Opening words."),
        says(&words.join(" ")),
        Block::Heading { level: 2, spans: vec![Span::plain(Text::line("A heading"))] },
        Block::List { start: None, items: vec![item("One thing."), item(&words.join(" "))] },
        Block::Quote(vec![says("Said once."), says("Said twice.")]),
        Block::Separator,
        says("Closing words."),
    ];
    let home = set(blocks.clone(), 40);
    let places: Vec<_> = (0..home.lines.len()).map(|row| home.anchor_at(row)).collect();
    for (row, place) in places.iter().enumerate() {
        assert_eq!(home.line_of(place), row, "{place:?}");
    }
    let narrow = set(blocks, 24);
    for (row, place) in places.iter().enumerate() {
        let found = narrow.line_of(place);
        assert_eq!(home.lines[row].block.is_none(), narrow.lines[found].block.is_none(), "{place:?}");
    }
}

#[test]
fn a_place_is_found_by_its_words_when_the_text_has_changed() {
    let old = set(vec![says("First."), says("The miller keeps a diary of the water.")], 30);
    let anchor = old.anchor_at(2);
    let new = set(
        vec![
            says("A note came first."),
            says("First."),
            says("Second."),
            says("The miller keeps a diary of the water."),
        ],
        18,
    );
    assert_eq!(new.lines[new.line_of(&anchor)].text(), "The miller keeps a");
}

#[test]
fn the_top_of_the_page_stays_the_top() {
    let head = Head { title: Text::line("A title of some words"), ..Head::default() };
    let article = article(vec![says("Text.")]);
    let page = typeset(&article, &head, Measure::of(40));
    assert_eq!(page.line_of(&page.anchor_at(0)), 0);
    assert_eq!(page.line_of(&page.anchor_at(2)), 2);
    assert_eq!(page.line_of(&page.anchor_at(99)), 2, "beyond the end is the last line");
}

#[test]
fn footnotes_stand_at_the_end_and_keep_their_places() {
    let note =
        Block::Paragraph { role: Role::Footnote, spans: vec![Span::plain(Text::line("¹ The first note."))] };
    let blocks = vec![says("Opening words¹."), note, says("Closing words.")];
    let page = set(blocks.clone(), 40);
    assert_eq!(
        lines(&page),
        ["Opening words¹.", "", "Closing words.", "", "────────────", "", "¹ The first note."]
    );
    let wide = set(blocks, 72);
    for row in [0, 2, 6] {
        assert_eq!(wide.line_of(&page.anchor_at(row)), row);
    }
}

#[test]
fn a_list_of_footnotes_stands_under_the_rule() {
    let note =
        |text| vec![Block::Paragraph { role: Role::Footnote, spans: vec![Span::plain(Text::line(text))] }];
    let list = Block::List { start: Some(1), items: vec![note("The first note."), note("The second.")] };
    let page = set(vec![list, says("Closing words.")], 40);
    assert_eq!(
        lines(&page),
        ["Closing words.", "", "────────────", "", "1. The first note.", "2. The second."]
    );
}

#[test]
fn a_headline_leaves_no_word_over() {
    let article = article(vec![Block::Heading {
        level: 2,
        spans: vec![Span::plain(Text::line("What happened at the mill in the night, hour by hour"))],
    }]);
    let head = Head {
        title: Text::line("廃線の駅舎がパン屋になり、朝の列が戻った"), ..Head::default()
    };
    let lines = lines(&typeset(&article, &head, Measure::of(40)));
    assert_eq!(
        lines,
        [
            "廃線の駅舎がパン屋に",
            "なり、朝の列が戻った",
            "",
            "What happened at the mill",
            "in the night, hour by hour"
        ]
    );
}

#[test]
fn korean_words_stay_whole() {
    let page = set(vec![says("산골 분교는 칠 년 전 마지막 졸업생을 보내고 문을 닫았다.")], 20);
    assert_eq!(lines(&page), ["산골 분교는 칠 년 전", "마지막 졸업생을", "보내고 문을 닫았다."]);
    // One that is longer than a line is broken all the same.
    let page = set(vec![says("도깨비불그림자놀이터이야기")], 10);
    assert_eq!(lines(&page), ["도깨비불그", "림자놀이터", "이야기"]);
}

#[test]
fn a_card_says_its_labels_whole_and_goes_on_further_in() {
    let cell = |head: bool, text: &str| Cell { head, columns: 1, spans: vec![Span::plain(Text::line(text))] };
    let remark = "Remark of the keeper who reads it each morning";
    let table = Block::Table {
        caption: Vec::new(),
        rows: vec![
            Row { cells: vec![cell(true, "Gauge"), cell(true, "Thursday"), cell(true, remark)] },
            Row {
                cells: vec![
                    cell(false, "Mill"),
                    cell(false, "1.60 m"),
                    cell(false, "Highest since the old bridge went."),
                ],
            },
            Row { cells: vec![cell(false, "Bridge"), cell(false, "1.05 m"), cell(false, "")] },
        ],
    };
    assert_eq!(
        lines(&set(vec![table], 28)),
        [
            "Gauge: Mill",
            "Thursday: 1.60 m",
            "Remark of the keeper who",
            "  reads it each morning:",
            "  Highest since the old",
            "  bridge went.",
            "",
            "Gauge: Bridge",
            "Thursday: 1.05 m",
        ]
    );
}

#[test]
fn dashes_stay_with_the_word_before() {
    let page = set(vec![says("Мельница стоит — вода ушла, и никто не знает куда")], 15);
    assert_eq!(lines(&page)[..2], ["Мельница", "стоит — вода"]);
    assert!(lines(&page).iter().all(|line| !line.starts_with('—')));
}

#[test]
fn chinese_and_japanese_break_without_spaces_and_keep_their_stops() {
    let page = set(vec![says("昨夜、川の水位は四十センチ上昇した。住民は話した。")], 10);
    assert_eq!(lines(&page), ["昨夜、川の", "水位は四十", "センチ上昇", "した。住民", "は話した。"]);
}

#[test]
fn east_asian_stops_hang_and_the_edge_is_straight() {
    let text = "昨夜、川の水位は四十センチ上昇した。住民は話した。昨日も雨。車を高い所へ移した人が多い。";
    let page = set(vec![says(text)], 26);
    let all = lines(&page);
    assert!(all.iter().any(|line| line.ends_with('。') && columns(line) == 26), "{all:?}");
    let body = |line: &String| columns(line.trim_end_matches(['。', '、']));
    assert!(all[..all.len() - 1].iter().all(|line| body(line) >= 22 && columns(line) <= 26), "{all:?}");
    assert!(page.lines.iter().all(|line| !line.wide));
}

#[test]
fn words_are_divided_in_their_language_and_not_thrice_in_a_row() {
    let words = "extraordinary representatives characteristically underestimated responsibilities ";
    let divided = |lang: &str| {
        let page = set_finely(vec![says(&words.repeat(6))], 24, lang);
        page.lines.iter().map(|line| line.runs.last().is_some_and(|run| run.role == Ink::Hyphen)).collect()
    };
    let here: Vec<bool> = divided("en-GB");
    assert!(here.iter().filter(|divided| **divided).count() >= 4, "{here:?}");
    assert!(here.windows(3).all(|three| three != [true; 3]), "{here:?}");
    let nowhere: Vec<bool> = divided("tlh");
    assert!(nowhere.iter().all(|divided| !divided), "no patterns, no division");
    let page = set_finely(vec![says("Достопримечательности Северо-Казахстанской области")], 18, "ru");
    assert!(lines(&page)[0].ends_with('-'), "{:?}", lines(&page));
}

#[test]
fn addresses_and_odd_words_are_not_divided() {
    let text = "see https://internationalisation.example/characteristically and McCharacteristically too";
    let page = set_finely(vec![says(text)], 30, "en");
    assert!(page.lines.iter().flat_map(|line| &line.runs).all(|run| run.role != Ink::Hyphen));
}

#[test]
fn justified_lines_are_full_and_their_spaces_alike() {
    let text = "The river rose by forty centimetres overnight and people moved their cars to a field above the church where it is dry. ";
    let page = set_finely(vec![says(&text.repeat(4)), says("حتى الان لا شيء في المدينة القديمة")], 44, "tlh");
    let prose: Vec<&Line> = page.lines.iter().filter(|line| line.block == Some(0)).collect();
    let full = prose.iter().filter(|line| line.width == 44).count();
    assert!(full + 2 >= prose.len(), "{:?}", lines(&page));
    assert!(prose.last().is_some_and(|line| !line.text().contains("  ")), "the last line stays as it is");
    for line in &prose[..prose.len() - 1] {
        let text = line.text();
        let gaps: Vec<usize> = text.split(|c: char| c != ' ').map(str::len).filter(|gap| *gap > 0).collect();
        let (least, most) = (gaps.iter().min().unwrap(), gaps.iter().max().unwrap());
        assert!(most - least <= 1 && *most <= 3, "{text:?}");
    }
}

#[test]
fn thai_fills_its_lines_and_keeps_its_vowels() {
    let page = set(vec![says("วันนี้ ระดับน้ำในแม่น้ำเพิ่มขึ้นสี่สิบเซนติเมตรในคืนเดียวและยังคงสูงขึ้น")], 20);
    let all = lines(&page);
    assert!(all[..all.len() - 1].iter().all(|line| columns(line) >= 18), "{all:?}");
    assert!(
        all.iter().all(|line| !line.starts_with(['า', 'ะ']) && !line.ends_with(['เ', 'แ', 'ใ', 'โ', 'ไ']))
    );
}

#[test]
fn a_character_wider_than_the_measure_keeps_its_own_line() {
    let page = set(vec![says("a川b")], 1);
    assert_eq!(lines(&page), ["a", "川", "b"]);
    assert_eq!(page.lines.iter().map(|line| line.wide).collect::<Vec<_>>(), [false, true, false]);
}

#[test]
fn nested_lists_leave_room_to_read() {
    let mut block = says("innermost words of a deep list");
    for _ in 0..60 {
        block = Block::List { start: Some(1), items: vec![vec![block]] };
    }
    let page = set(vec![block], 30);
    assert!(page.lines.iter().all(|line| line.width <= 30));
    assert!(page.lines.last().unwrap().text().trim_start().len() >= 4);
}

#[test]
fn a_wide_table_scrolls_and_its_lines_stay_whole() {
    let cell = |text: &str| Cell { head: false, columns: 1, spans: vec![Span::plain(Text::line(text))] };
    let row = |n: usize| Row { cells: (0..12).map(|at| cell(&format!("value-{n}-{at}x"))).collect() };
    let page = set(vec![Block::Table { caption: Vec::new(), rows: (0..3).map(row).collect() }], 60);
    assert_eq!(page.lines.len(), 3);
    assert!(page.lines.iter().all(|line| line.wide));
    assert_eq!(page.width(), 10 * 10 + 2 * 11 + 11 * 2);
}

/// Time for hostile documents, with a bound that only a loop within a loop breaks (debug builds included).
#[test]
fn hostile_documents_take_linear_time() {
    let started = Instant::now();
    for unit in ["x", "川", "สวั", "ᄀ", "👩\u{200d}", "🇰", "— ", "\u{a0}", "a\u{301}"] {
        let chars = if unit == "x" { 1_000_000 } else { 200_000 };
        let page = set(vec![says(&unit.repeat(chars / unit.chars().count()))], 40);
        let _ = page.line_of(&page.anchor_at(page.lines.len() / 2));
        assert!(started.elapsed() < Duration::from_mins(1), "{unit:?}");
    }
    let page = set((0..100_000).map(|_| says("tiny")).collect(), 40);
    assert_eq!(page.lines.len(), 199_999);
    let mut deep = says("deep");
    for level in 0..1500 {
        deep = match level % 2 {
            0 => Block::Quote(vec![says("a"), deep]),
            _ => Block::List { start: None, items: vec![vec![says("b"), deep], Vec::new()] },
        };
    }
    let article = article(vec![deep]);
    let page = typeset(&article, &Head::default(), Measure::of(40));
    assert!(page.lines.iter().all(|line| line.width <= 40));
    let _ = (formats::markdown(&article, false), formats::html(&article), formats::text(&article.document));
    let cell =
        || Cell { head: false, columns: 1, spans: vec![Span::plain(Text::line("cell of some words"))] };
    let rows = (0..60).map(|_| Row { cells: (0..1000).map(|_| cell()).collect() }).collect();
    let page = set(vec![Block::Table { caption: Vec::new(), rows }], 72);
    assert!(page.lines.iter().all(|line| line.width <= 72), "cards, not columns");
    assert!(started.elapsed() < Duration::from_mins(1));
}

#[test]
fn parts_of_code_have_inks_of_their_own() {
    let code = |lang: Option<&str>, syntax| {
        let text = Text::lines("let x = 1; // one\n/* two\nlines */ \"s\"");
        let block = Block::Code { lang: lang.map(Text::line), text };
        typeset(&article(vec![block]), &Head::default(), Measure { syntax, ..Measure::of(40) })
    };
    let told = |page: &Page| -> Vec<Vec<(String, Ink)>> {
        let runs = |line: &Line| line.runs.iter().skip(1).map(|run| (run.text.clone(), run.role)).collect();
        page.lines.iter().map(runs).collect()
    };
    let part = |text: &str, ink: Ink| (text.to_owned(), ink);
    let coloured = vec![
        vec![
            part("let", Ink::CodeKeyword),
            part(" x = ", Ink::Code),
            part("1", Ink::CodeNumber),
            part("; ", Ink::Code),
            part("// one", Ink::CodeComment),
        ],
        vec![part("/* two", Ink::CodeComment)],
        vec![part("lines */", Ink::CodeComment), part(" ", Ink::Code), part("\"s\"", Ink::CodeString)],
    ];
    assert_eq!(told(&code(Some("rust"), true)), coloured);
    for (lang, syntax) in [(Some("rust"), false), (None, true), (Some("poem"), true)] {
        let plain = code(lang, syntax);
        assert!(told(&plain).iter().flatten().all(|(_, ink)| *ink == Ink::Code), "{lang:?}");
        assert_eq!(lines(&plain), lines(&code(Some("rust"), true)));
    }
}
