//! Lines that only stand behind or between the paragraphs of a text: tags, a box of links.

use super::{is_prose, lower, text};
use crate::extract::link_use::is_links;
use crate::news::{Block, Document, Span};

/// Words before the subjects of a story, lower case.
const TAGS: &[&str] = &[
    "tags",
    "tag",
    "topics",
    "filed under",
    "keywords",
    "schlagworte",
    "schlagwörter",
    "stichwörter",
    "themen",
    "mots-clés",
    "mots clés",
    "thèmes",
    "étiquettes",
    "etiquetas",
    "temas",
    "palabras clave",
    "palavras-chave",
    "argomenti",
    "parole chiave",
    "trefwoorden",
    "etiketler",
    "etiket",
    "anahtar kelimeler",
    "теги",
    "тэги",
    "метки",
    "темы",
    "ключевые слова",
    "мітки",
    "ключові слова",
    "тегтер",
    "tagi",
    "słowa kluczowe",
    "štítky",
    "címkék",
    "etichete",
    "ετικέτες",
    "الكلمات المفتاحية",
    "الوسوم",
    "وسوم",
    "كلمات مفتاحية",
    "برچسب‌ها",
    "برچسب ها",
    "کلیدواژه",
    "תגיות",
    "टैग",
    "टैग्स",
    "ট্যাগ",
    "แท็ก",
    "từ khóa",
    "thẻ",
    "标签",
    "標籤",
    "关键词",
    "關鍵詞",
    "タグ",
    "キーワード",
    "태그",
    "키워드",
];

/// Whether a paragraph is a label of subjects and the links to them.
pub(super) fn tells_subjects(block: &Block) -> bool {
    let Block::Paragraph { spans, .. } = block else { return false };
    let plain: String =
        spans.iter().filter(|span| span.link.is_none()).map(|span| span.text.as_str()).collect();
    let label = lower(&plain);
    let label = label.trim_matches(|c: char| !c.is_alphanumeric());
    let mut links = spans.iter().filter(|span| span.link.is_some()).peekable();
    // Subjects are short; the points of an agenda are not.
    let linked = links.peek().is_some() && links.all(|span| span.text.split_whitespace().count() <= 3);
    linked && plain.contains([':', '：']) && TAGS.contains(&label)
}

/// Links of a box between two paragraphs, and letters of a headline.
const LINKS: std::ops::RangeInclusive<usize> = 2..=6;
const HEADLINE: usize = 18;

/// Takes out lists of nothing but links to pages of one host between two paragraphs of which none announces them.
pub(super) fn without_boxes_of_links(document: &mut Document) {
    let blocks = &document.blocks;
    let ends = |block: &Block| {
        is_prose(block)
            && text(block).is_some_and(|text| {
                text.trim_end()
                    .ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '۔', '”', '"', '»', '’'])
            })
    };
    let host = |span: &Span| {
        let link = span.link.and_then(|link| document.links.get(link as usize));
        link.map(|address| address.bare_host().to_owned())
    };
    let is_box = |block: &Block| {
        let Block::List { items, start: None } = block else { return false };
        let mut hosts = Vec::new();
        let headlines = items.iter().all(|item| match item.as_slice() {
            [only @ Block::Paragraph { spans, .. }] => {
                hosts.extend(spans.iter().filter_map(host));
                is_links(only)
                    && text(only).is_some_and(|text| {
                        text.chars().count() >= HEADLINE && text.split_whitespace().count() >= 4
                    })
            }
            _ => false,
        });
        let one = hosts.first().is_some_and(|first| hosts.iter().all(|host| host == first));
        LINKS.contains(&items.len()) && headlines && one
    };
    let goes: Vec<bool> = (0..blocks.len())
        .map(|at| {
            let before = at.checked_sub(1).and_then(|at| blocks.get(at));
            is_box(&blocks[at]) && before.is_some_and(ends) && blocks.get(at + 1).is_some_and(is_prose)
        })
        .collect();
    let mut goes = goes.into_iter();
    document.blocks.retain(|_| !goes.next().unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Address, Role, Text};

    fn linked(parts: &[(&str, bool)]) -> Block {
        let span = |(text, linked): &(&str, bool)| Span {
            link: linked.then_some(0),
            ..Span::plain(Text::line(text))
        };
        // Spaces at either end are part of a line.
        let mut spans: Vec<Span> = Vec::new();
        for part in parts {
            spans.push(Span { text: Text::lines(part.0), ..span(part) });
        }
        Block::Paragraph { role: Role::Body, spans }
    }

    #[test]
    fn subjects_are_told_from_sentences_with_links() {
        for line in ["Tags:", "Mots-clés :", "标签：", "Теги:", "Ετικέτες:"] {
            assert!(tells_subjects(&linked(&[
                (line, false),
                ("ferry", true),
                (", ", false),
                ("town", true)
            ])));
        }
        for parts in [
            vec![("Tags: he sprays them on walls, ", false), ("says the office", true)],
            vec![("Themen: ", false), ("Neubau der Fähre und der Anlegestelle", true)],
            vec![("Tags: spray, walls", false)],
            vec![("Temas: tres, dijo ", false), ("ella", true)],
        ] {
            assert!(!tells_subjects(&linked(&parts)), "{parts:?}");
        }
    }

    #[test]
    fn a_box_of_headlines_between_paragraphs_goes_and_an_announced_list_stays() {
        let said = |end: &str| {
            linked(&[(
                &format!(
                    "{}{end}",
                    "The ferry crossed the harbour in the morning with forty people on board, a dog and a cello"
                ),
                false,
            )])
        };
        let list = |texts: &[&str]| Block::List {
            start: None,
            items: texts.iter().map(|text| vec![linked(&[(text, true)])]).collect(),
        };
        let headlines = ["Council tax to rise by four per cent", "Storm warning for the whole weekend"];
        let left = |blocks: Vec<Block>| {
            let links = vec![Address::parse("https://a.example/1").unwrap()];
            let mut document = Document { blocks, links };
            without_boxes_of_links(&mut document);
            document.blocks.len()
        };
        assert_eq!(left(vec![said("."), list(&headlines), said(".")]), 2);
        assert_eq!(left(vec![said(":"), list(&headlines), said(".")]), 3, "announced");
        assert_eq!(left(vec![said("."), list(&["Oslo", "Bergen harbour"]), said(".")]), 3, "no headlines");
        assert_eq!(left(vec![said("."), list(&headlines)]), 2, "at the end it may be what the text is about");
    }
}
