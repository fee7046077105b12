//! Days that a sentence of the text tells of: when something happened or will, which is not the page's own day.

use dom_query::NodeRef;

use super::super::month_names::month_of;
use super::super::tokens::name;

/// Characters of a line around a day that are looked at.
const LINE: usize = 400;

/// Words before a day with which it does not begin a line, and those written small that make a sentence.
const BEFORE: usize = 3;
const SMALL: usize = 3;

/// What a line says, lower case, that tells when a text came out, in whatever words.
const OF_A_TEXT: &[&str] = &[
    "last ",
    "edited",
    "changed",
    "zuletzt",
    "geändert",
    "dernière",
    "dernier",
    "última",
    "ultima",
    "последн",
    "останн",
    "checked",
    "current as",
    "publi",
    "post",
    "updat",
    "modif",
    "appear",
    "written",
    "wrote",
    "filed",
    "submitted",
    "created",
    "dated",
    "entry",
    "article",
    "issue",
    "edition",
    "release",
    "revis",
    "review",
    "issued",
    "print",
    "stand",
    "datum",
    "date",
    "veröffentlicht",
    "aktualisier",
    "erschien",
    "verfasst",
    "geschrieben",
    "erstellt",
    "artikel",
    "ausgabe",
    "heft",
    "beitrag",
    "mitteilung",
    "paru",
    "rédigé",
    "écrit",
    "mis à jour",
    "mise à jour",
    "édition",
    "numéro",
    "communiqué",
    "escrit",
    "actualiza",
    "atualiza",
    "artículo",
    "artigo",
    "edición",
    "edição",
    "número",
    "fecha",
    "comunicado",
    "scritto",
    "aggiorna",
    "articolo",
    "edizione",
    "numero",
    "uscito",
    "опубликов",
    "обновл",
    "измен",
    "статья",
    "выпуск",
    "номер",
    "запись",
    "опублік",
    "оновлен",
    "стаття",
    "жариялан",
    "yayın",
    "güncelle",
    "eklen",
    "gepubliceerd",
    "bijgewerkt",
    "geplaatst",
    "uppdater",
    "oppdater",
    "opdater",
    "udgiv",
    "julkais",
    "päivite",
    "artykuł",
    "aktualiz",
    "opublikow",
    "zveřejn",
    "publik",
    "نشر",
    "تحديث",
    "منتشر",
    "פורסם",
    "עודכן",
    "प्रकाशित",
    "অপডেট",
    "প্রকাশ",
    "เผยแพร่",
    "ngày đăng",
    "cập nhật",
    "发布",
    "發布",
    "发表",
    "更新",
    "公開",
    "掲載",
    "입력",
    "수정",
];

/// Words that begin a line of who wrote, lower case.
const BY: &[&str] = &[
    "by",
    "von",
    "par",
    "por",
    "door",
    "av",
    "af",
    "di",
    "da",
    "de",
    "od",
    "autor",
    "автор",
    "від",
    "text",
    "texte",
    "texto",
    "testo",
    "текст",
    "story",
];

/// Signs that end a sentence.
const STOPS: &[char] = &['.', '!', '?', '…', '。', '！', '？', '।', '۔', '؟'];

/// Whether a day that was found in a text or an element stands in a sentence that tells what happens on it.
pub(super) fn is_told(node: &NodeRef) -> bool {
    let is_line = |outer: &NodeRef| {
        name(outer).is_some_and(|tag| matches!(&*tag, "p" | "li" | "dd" | "blockquote" | "td" | "div"))
    };
    let Some(outer) = node.ancestors_it(Some(4)).find(is_line) else { return false };
    // Of what stands in a box, a sentence of its own is no line beside others.
    if outer.has_name("td") || outer.has_name("div") {
        return false;
    }
    tells_of(&line_around(&outer, node))
}

/// The line of a paragraph that a node stands in: from one break to the next.
fn line_around(outer: &NodeRef, node: &NodeRef) -> String {
    let (mut line, mut reached) = (String::new(), false);
    for inner in outer.descendants_it() {
        if inner.id == node.id {
            reached = true;
            // A time may be told in words.
            line.push_str(if inner.is_text() { "" } else { " 0 " });
        }
        if inner.has_name("br") {
            if reached {
                break;
            }
            line.clear();
        } else if inner.is_text() {
            line.push_str(&inner.text());
        }
        if line.len() > LINE * 4 {
            if reached {
                break;
            }
            // The day stands far behind the beginning of a long text.
            line.drain(..line.floor_char_boundary(line.len() - LINE * 3));
        }
    }
    line
}

/// Whether a line is a sentence with a day in it, and neither begins with the day nor says that it tells its own.
fn tells_of(line: &str) -> bool {
    let line = line.trim();
    let Some(digit) = line.find(char::is_numeric) else { return false };
    let before: Vec<&str> = line.get(..digit).unwrap_or_default().split_whitespace().collect();
    let named =
        before.last().is_some_and(|word| month_of(word.trim_matches(|c: char| !c.is_alphabetic())).is_some());
    let before = before.get(..before.len().saturating_sub(usize::from(named))).unwrap_or_default();
    let spaced = line.split_whitespace().nth(BEFORE + 2).is_some();
    // `By Ann Berg on …`, `Saved by ann on …`.
    let is_by = |word: &&str| BY.contains(&word.to_lowercase().trim_end_matches([':', '.']));
    let by = before.first().is_some_and(is_by)
        || before.get(1).is_some_and(|word| BY.iter().take(7).any(|by| by == word));
    let start: String = line.chars().take(LINE).collect::<String>().to_lowercase();
    if before.is_empty()
        || spaced && before.len() < BEFORE
        || by
        || OF_A_TEXT.iter().any(|word| start.contains(word))
    {
        return false;
    }
    let small = before.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    // A place before its day is in capitals, where a script has them.
    if small == 0 && before.iter().any(|word| word.starts_with(char::is_uppercase)) {
        return false;
    }
    // A line that ends with its day, and no stop, is a line of the day: `Minutes of the meeting held on 3 November 2026`.
    let last = line.rfind(char::is_numeric).unwrap_or(digit);
    let goes_on = || line.get(last..).is_some_and(|rest| rest.split_whitespace().nth(BEFORE).is_some());
    line.trim_end_matches(['”', '"', '»', '’', ')', '」']).ends_with(STOPS) || small >= SMALL && goes_on()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_tells_of_a_day_and_a_line_tells_its_own() {
        for sentence in [
            "It opens on December 12, 2026.",
            "The hearing is set for December 12, 2026, at noon.",
            "The boat sank on May 1, 2017.",
            "The harbour is closed until 3 May 2019 for repairs, says the office",
            "Das Museum öffnet am 12. Dezember 2026 wieder.",
            "Le musée rouvre ses portes le 12 décembre 2026.",
            "Музей откроется для всех 12 декабря 2026 года.",
            "この橋は2019年5月3日に閉鎖された。",
        ] {
            assert!(tells_of(sentence), "{sentence}");
        }
        for line in [
            "Last updated by the editors of the paper on 3 November 2026.",
            "Por Ana Maria da Silva Souza, em 3 de novembro de 2026.",
            "Ce texte est paru dans le journal du 3 novembre 2026.",
            "Aus dem Heft Nummer zwölf vom 3. November 2026.",
            "First appeared in the Harbour Post on November 3, 2026.",
            "Oslo, 3 November 2026. The council met on Tuesday night.",
            "Von Henrike Voss und Jens Petersen am 3. November 2026.",
            "November 3, 2026. The council met on Tuesday night.",
            "Ann Berg | 3 November 2026 | Oslo",
            "Minutes of the meeting of the council held on 3 November 2026",
            "Letter to the members of the club, 3 November 2026",
            "Protokoll der Sitzung des Rates der Stadt vom 3. November 2026",
            "This page was last edited on 3 November 2026, at 18:44.",
            "Current as of 3 November 2026 and checked by Ann Berg",
            "Gespeichert von henrike am 3. November 2026 - 18:44",
            "Harbour Post, Oslo, 3 November 2026",
            "2026年11月3日，大桥重新开放。",
            "Tuesday, November 3, 2026.",
            "SAN FRANCISCO, Calif., Nov. 3, 2026 /Wire/ -- The harbour today announced a boat.",
        ] {
            assert!(!tells_of(line), "{line}");
        }
    }
}
