//! How long a page takes to set: `cargo bench --bench typeset`.

use dateline::news::{Address, Article, Block, Document, Role, Span, Style, Text, TextKind};
use dateline::typeset::{Head, Measure, Page, formats, typeset};

fn main() {
    divan::main();
}

const LATIN: &[&str] = &[
    "the",
    "river",
    "rose",
    "by",
    "forty",
    "centimetres",
    "overnight",
    "and",
    "people",
    "moved",
    "their",
    "cars",
    "from",
    "Mill",
    "Street",
    "to",
    "a",
    "field",
    "above",
    "the",
    "church,",
    "where",
    "it",
    "is",
    "dry.",
];
const CYRILLIC: &[&str] = &[
    "вода",
    "поднялась",
    "за",
    "ночь",
    "на",
    "сорок",
    "сантиметров,",
    "и",
    "жители",
    "увели",
    "машины",
    "с",
    "Мельничной",
    "улицы",
    "—",
    "к",
    "церкви,",
    "где",
    "сухо.",
];
const JAPANESE: &[&str] =
    &["昨夜、", "川の水位は", "四十センチ", "上昇した。", "住民は", "車を", "移動した。"];

/// An article of paragraphs of a hundred words, each with a link and a strong phrase, a heading every six.
fn article(words: usize, from: &[&str], space: &str) -> Article {
    let mut document = Document::default();
    let link = Address::parse("https://river.example/gauge").ok().map(|address| document.link(address));
    let word = |at: usize| {
        format!("{}{space}", from.get((at * 7 + at / 5) % from.len()).copied().unwrap_or_default())
    };
    let text = |range: std::ops::Range<usize>| Text::piece(&range.map(word).collect::<String>());
    for paragraph in 0..words.div_ceil(100) {
        let at = paragraph * 100;
        if paragraph % 6 == 5 {
            document.blocks.push(Block::Heading { level: 2, spans: vec![Span::plain(text(at..at + 6))] });
        }
        let spans = vec![
            Span::plain(text(at..at + 40)),
            Span { text: text(at + 40..at + 43), style: Style::default(), link },
            Span::plain(text(at + 43..at + 70)),
            Span {
                text: text(at + 70..at + 72),
                style: Style { strong: true, ..Style::default() },
                link: None,
            },
            Span::plain(text(at + 72..at + 100)),
        ];
        document.blocks.push(Block::Paragraph { role: Role::Body, spans });
    }
    Article {
        words: words as u32,
        ..Article::new(TextKind::Extracted, Text::line("Rivers rise in the north"), document)
    }
}

fn set(bencher: divan::Bencher<'_, '_>, article: &Article, columns: u16) {
    bencher.bench(|| -> Page { typeset(article, &Head::default(), Measure::of(columns)) });
}

#[divan::bench(args = [40, 72, 120])]
fn words_5000(bencher: divan::Bencher<'_, '_>, columns: u16) {
    set(bencher, &article(5_000, LATIN, " "), columns);
}

#[divan::bench(args = [40, 72, 120])]
fn words_5000_cyrillic(bencher: divan::Bencher<'_, '_>, columns: u16) {
    set(bencher, &article(5_000, CYRILLIC, " "), columns);
}

#[divan::bench(args = [40, 72, 120])]
fn words_5000_hyphenated_and_justified(bencher: divan::Bencher<'_, '_>, columns: u16) {
    let mut article = article(5_000, LATIN, " ");
    article.lang = Some(Text::line("en"));
    let measure = Measure { justify: true, hyphenate: true, ..Measure::of(columns) };
    bencher.bench(|| -> Page { typeset(&article, &Head::default(), measure) });
}

#[divan::bench(args = [72])]
fn words_5000_japanese(bencher: divan::Bencher<'_, '_>, columns: u16) {
    set(bencher, &article(5_000, JAPANESE, ""), columns);
}

#[divan::bench(args = [72])]
fn words_20000(bencher: divan::Bencher<'_, '_>, columns: u16) {
    set(bencher, &article(20_000, LATIN, " "), columns);
}

#[divan::bench]
fn the_place_after_a_resize(bencher: divan::Bencher<'_, '_>) {
    let article = article(20_000, LATIN, " ");
    let (narrow, wide) = (
        typeset(&article, &Head::default(), Measure::of(40)),
        typeset(&article, &Head::default(), Measure::of(72)),
    );
    bencher.bench(|| wide.line_of(&narrow.anchor_at(narrow.lines.len() / 2)));
}

#[divan::bench]
fn markdown_5000(bencher: divan::Bencher<'_, '_>) {
    let article = article(5_000, LATIN, " ");
    bencher.bench(|| formats::markdown(&article, true));
}
