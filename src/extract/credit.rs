//! Credit lines: who provided text and pictures.

/// Words before a colon that credit somebody, lower case.
const LABELS: &[&str] = &[
    "text",
    "texts",
    "words",
    "story",
    "photo",
    "photos",
    "photograph",
    "photographs",
    "photography",
    "picture",
    "pictures",
    "image",
    "images",
    "video",
    "videos",
    "graphic",
    "graphics",
    "illustration",
    "illustrations",
    "credit",
    "credits",
    "photo credit",
    "photo by",
    "reporting",
    "editing",
    "additional reporting",
    "translation",
    "translated by",
    "edited by",
    "redaktion",
    "schlussredaktion",
    "bildredaktion",
    "faktencheck",
    "übersetzung",
    "audioversion",
    "traduction",
    "traducción",
    "traduzione",
    "редактор",
    "перевод",
    "image credit",
    "source",
    "sources",
    "cover photo",
    "текст",
    "тексты",
    "фото",
    "фотография",
    "фотографии",
    "фотограф",
    "видео",
    "автор",
    "авторы",
    "источник",
    "иллюстрация",
    "инфографика",
    "автор фото",
    "фото автора",
    "джерело",
    "мәтін",
    "сурет",
    "дереккөз",
    "foto",
    "fotos",
    "bild",
    "bilder",
    "quelle",
    "grafik",
    "texto",
    "fotografía",
    "imagen",
    "imágenes",
    "fuente",
    "crédit",
    "crédits",
    "crédit photo",
    "texte",
    "photographie",
    "source photo",
    "testo",
    "immagine",
    "fonte",
    "tekst",
    "zdjęcie",
    "zdjęcia",
    "źródło",
    "fot",
    "metin",
    "fotoğraf",
    "kaynak",
    "写真",
    "文",
    "撮影",
    "图",
    "图片",
    "文字",
    "来源",
    "编辑",
    "责任编辑",
    "责编",
    "校对",
    "審核",
    "責任編輯",
    "責編",
    "編輯",
    "摄影",
    "攝影",
    "圖",
    "圖片",
    "來源",
    "フォト",
    "फोटो",
    "तस्वीर",
    "छाया",
    "світлина",
    "суреттер",
    "түсірген",
    "автор фотографии",
    "사진",
    "글",
    "자료",
    "ภาพ",
    "الصورة",
    "صورة",
    "تصوير",
    "المصدر",
    "צילום",
    "צילומים",
    "תמונה",
    "תמונות",
    "קרדיט",
    "איור",
    "וידאו",
    "ภาพถ่าย",
    "πηγή",
    "φωτογραφία",
    "φωτογραφίες",
    "κείμενο",
    "منبع",
    "عکس",
    "عکاس",
    "स्रोत",
    "साभार",
    "מקור",
    "ảnh",
    "nguồn",
    "ที่มา",
];

/// Characters a credit line may have.
const MAX_LEN: usize = 240;

/// Whether a paragraph only says who provided text or pictures: `Text: … Photos: …`.
pub(super) fn is_credit(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['(', '[', '©', '|', '·', ' ']);
    if text.is_empty() || text.chars().count() > MAX_LEN {
        return false;
    }
    let Some((label, names)) = text.split_once([':', '：', '=', '＝']) else { return false };
    let names = names.trim();
    // Names, not prose: a sentence after the colon is the start of a story.
    let words = names.split_whitespace().count();
    is_label(label)
        && !names.is_empty()
        && (words <= 12 || has_second_label(names))
        && !names.contains(['?', '!'])
}

/// Whether the last line of a text only says who wrote it: initials in parentheses, an agency, whoever helped.
pub(super) fn signs_off(text: &str) -> bool {
    let text = text.trim();
    let inner = text.strip_prefix('(').and_then(|rest| rest.trim_end_matches('.').strip_suffix(')'));
    let initials = inner.is_some_and(|inner| {
        inner.split(['/', ',', ' ']).all(|sign| {
            let letters = sign.chars().count();
            (2..=5).contains(&letters) && sign.chars().all(char::is_alphabetic) || sign.is_empty()
        })
    });
    let lower = text.to_lowercase();
    let words = lower.split_whitespace().count();
    let helped = words <= 14
        && ["additional reporting by ", "additional reporting from "]
            .iter()
            .any(|start| lower.starts_with(start))
        || words <= 24 && lower.starts_with("reporting by ") && !lower.ends_with('?');
    let agency = lower.split_whitespace().count() <= 4
        && ["mit ", "with ", "avec ", "con "].iter().any(|start| lower.starts_with(start))
        && lower.split(|c: char| !c.is_alphanumeric()).any(|word| AGENCIES.contains(&word));
    initials || helped || agency
}

/// Agencies, as papers name them where they use their reports.
const AGENCIES: &[&str] = &[
    "dpa",
    "afp",
    "apa",
    "ap",
    "reuters",
    "sid",
    "epd",
    "kna",
    "sda",
    "efe",
    "ansa",
    "tass",
    "pa",
    "agencies",
    "agenturen",
    "agences",
    "agencias",
];

fn has_second_label(names: &str) -> bool {
    let mut rest = names;
    while let Some((before, after)) = rest.split_once([':', '：']) {
        let last = before.split(['.', ',', ';', '/', '|', '\n', ' ']).next_back().unwrap_or_default();
        if is_label(last) {
            return true;
        }
        rest = after;
    }
    false
}

/// Labels of who wrote the text, among those of credits.
const WRITERS: &[&str] = &[
    "text",
    "texts",
    "words",
    "story",
    "текст",
    "тексты",
    "мәтін",
    "texto",
    "texte",
    "testo",
    "tekst",
    "metin",
    "文",
    "文字",
    "글",
];

/// Labels that say so only where they stand alone: an `автор фото` took the picture.
const AUTHORS: &[&str] = &["автор", "авторы", "责任编辑", "reporting"];

/// What of a line tells who wrote: behind the label of the text, before that of anything else. `None` where it only
/// tells who made something else.
pub(super) fn writers(line: &str) -> Option<&str> {
    let mut rest = line;
    let mut from = 0;
    // The labels in it: where each begins, where what it announces begins, and whether that is who wrote.
    let mut labels: Vec<(usize, usize, bool)> = Vec::new();
    while let Some((before, after)) = rest.split_once([':', '：']) {
        let end = from + before.len();
        let start = from + label_at(before);
        if let Some(label) = line.get(start..end).filter(|label| is_label(label)) {
            labels.push((start, line.len() - after.len(), names_writer(label)));
        }
        from = line.len() - after.len();
        rest = after;
    }
    let to_next = |at: usize, from: usize| {
        let end = labels.get(at).map_or(line.len(), |(start, ..)| *start);
        line.get(from..end)
    };
    match labels.iter().position(|(.., writes)| *writes) {
        Some(at) => to_next(at + 1, labels.get(at)?.1),
        None if labels.first().is_some_and(|(start, ..)| *start == 0) => None,
        None => to_next(0, 0),
    }
}

/// Whether a label announces who wrote the text, alone or with who made the rest: `Text and photos`.
pub(super) fn names_writer(label: &str) -> bool {
    const MAX: usize = 40;
    if label.len() > MAX || !is_label(label) {
        return false;
    }
    let lower = label.trim().to_lowercase();
    AUTHORS.contains(&lower.as_str()) || words_of(&lower).any(|word| WRITERS.contains(&word))
}

/// Where the words of a label begin that ends a text: at its last word, or farther before, as long as all of them
/// make one label.
fn label_at(text: &str) -> usize {
    let starts = text.char_indices().filter(|(at, c)| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        c.is_alphanumeric() && before.is_none_or(|before| !before.is_alphanumeric())
    });
    let starts: Vec<usize> = starts.map(|(at, _)| at).collect();
    let last = starts.last().copied().unwrap_or(text.len());
    let labelled = |at: &&usize| text.get(**at..).is_some_and(is_label);
    starts.iter().rev().take(5).filter(labelled).min().copied().unwrap_or(last)
}

fn words_of(label: &str) -> impl Iterator<Item = &str> {
    label.split([' ', ',', '/', '&']).filter(|word| !word.is_empty())
}

fn is_label(label: &str) -> bool {
    let label = label.trim().to_lowercase();
    let connects = |word: &str| {
        matches!(word, "and" | "by" | "und" | "и" | "та" | "et" | "y" | "e" | "i" | "ve" | "von")
    };
    let mut words = words_of(&label).peekable();
    words.peek().is_some()
        && (LABELS.contains(&label.as_str()) || words.all(|word| LABELS.contains(&word) || connects(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_signs_off_is_told_from_prose() {
        for signed in ["(dmk)", "(ab/cd)", "mit dpa", "With AP", "Additional reporting from PA"] {
            assert!(signs_off(signed), "{signed}");
        }
        for prose in [
            "(laughs loudly)",
            "With love",
            "mit dpa sprach der Minister gestern",
            "Additional reporting rules",
        ] {
            assert!(!signs_off(prose), "{prose}");
        }
    }

    #[test]
    fn who_wrote_is_told_from_who_took_the_pictures() {
        for (line, wrote) in [
            ("Text: Ann Berg. Photos: Li Wei.", Some(" Ann Berg. ")),
            ("Ann Berg. Photos: Li Wei", Some("Ann Berg. ")),
            ("Fotos: Li Wei. Text: Ann Berg", Some(" Ann Berg")),
            ("Text und Fotos: Ann Berg", Some(" Ann Berg")),
            ("Texte et photos : Ann Berg", Some(" Ann Berg")),
            ("Текст: Айсулу Т. Фото: пресс-служба", Some(" Айсулу Т. ")),
            ("文：王小明 图：李伟", Some("王小明 ")),
            ("Foto: Li Wei", None),
            ("Ann Berg: Why the river rose", Some("Ann Berg: Why the river rose")),
        ] {
            assert_eq!(writers(line), wrote, "{line}");
        }
    }

    #[test]
    fn credits_are_told_from_prose() {
        for credit in [
            "Text: Aisultan K. Photos: Turar Kazangapov",
            "Текст: Айсулу Т. Фото: пресс-служба",
            "Photo: A. Writer / Agency",
            "写真：山田太郎",
            "(Foto: dpa)",
            "Text and photos: A. Writer",
        ] {
            assert!(is_credit(credit), "{credit}");
        }
        for prose in [
            "He said: go",
            "Source: the ministry told us on Monday that the bridge would be closed for three weeks from now on",
            "",
        ] {
            assert!(!is_credit(prose), "{prose}");
        }
    }
}
