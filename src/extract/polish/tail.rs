//! Lines that only stand behind a text: tags.

use super::lower;
use crate::news::Block;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Role, Span, Text};

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
}
