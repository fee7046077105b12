//! Words with which pages announce what they have changed later.

use dom_query::NodeRef;

use crate::extract::blocks::is_block;
use crate::extract::tokens::name;
use crate::extract::words::said;

/// Names of elements that hold such a note.
const MISTAKES: &[&str] = &[
    "correction",
    "corrections",
    "corrigendum",
    "erratum",
    "errata",
    "korrektur",
    "rectificatif",
    "rectification",
    "errore",
    "korreksjon",
    "rettelse",
];

/// Names of elements that hold another note of the editors.
const NOTES: &[&str] = &["editorsnote", "editornote", "updatenote"];

/// Pairs of names of such elements, one after the other.
const PAIRS: &[(&str, &str)] = &[("editors", "note"), ("editor", "note"), ("update", "note"), ("s", "note")];

/// Words at the beginning of a note on a mistake, lower case; a colon follows, at once or behind a few words more.
const CORRECTIONS: &[&str] = &[
    "correction",
    "corrections",
    "corrected",
    "clarification",
    "korrektur",
    "korrekturhinweis",
    "berichtigung",
    "richtigstellung",
    "rectificatif",
    "correctif",
    "corrección",
    "rectificación",
    "fe de errores",
    "fe de erratas",
    "correção",
    "errata",
    "errata corrige",
    "correctie",
    "rectificatie",
    "rettelse",
    "korreksjon",
    "rättelse",
    "oikaisu",
    "sprostowanie",
    "oprava",
    "исправление",
    "поправка",
    "уточнение",
    "виправлення",
    "уточнення",
    "түзету",
    "düzeltme",
    "تصحيح",
    "תיקון",
    "訂正",
    "お詫びと訂正",
    "更正",
    "정정",
    "바로잡습니다",
];

/// Words at the beginning of a note on what came in later, or another note of the editors.
const UPDATES: &[&str] = &[
    "editor's note",
    "editors' note",
    "editor’s note",
    "editors’ note",
    "anmerkung der redaktion",
    "anm. d. red",
    "anm. d. red.",
    "note de la rédaction",
    "ndlr",
    "nota del editor",
    "nota de la redacción",
    "nota da redação",
    "nota della redazione",
    "примечание редакции",
    "от редакции",
    "від редакції",
    "editörün notu",
    "编者按",
    "update",
    "aktualisierung",
    "nachtrag",
    "mise à jour",
    "actualización",
    "atualização",
    "aggiornamento",
    "oppdatering",
    "opdatering",
    "uppdatering",
    "päivitys",
    "aktualizacja",
    "aktualizace",
    "обновление",
    "обновлено",
    "дополнение",
    "оновлення",
    "оновлено",
    "жаңартылды",
    "güncelleme",
    "تحديث",
    "עדכון",
    "追記",
    "更新",
    "업데이트",
];

/// Characters between such a word and its colon: `Update, 14:05 Uhr:`.
const BETWEEN: usize = 40;

/// Letters that a note says behind its label.
const SAYS: usize = 24;

/// What a note tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tells {
    /// That something was wrong.
    Mistake,
    /// What came in later, or what the editors have to say.
    More,
}

/// What an element tells that is called a note on what was changed later, or begins as one.
pub(super) fn note(node: &NodeRef, names: &[String]) -> Option<Tells> {
    let called = |known: &[&str]| names.iter().any(|name| known.contains(&name.as_str()));
    let paired = || {
        names
            .windows(2)
            .any(|pair| matches!(pair, [first, second] if PAIRS.contains(&(first.as_str(), second.as_str()))))
    };
    if called(MISTAKES) {
        return Some(Tells::Mistake);
    }
    if called(NOTES) || paired() {
        return Some(Tells::More);
    }
    let is_line = !node.descendants_it().any(|inner| name(&inner).is_some_and(|tag| is_block(&tag)));
    if is_line { begins(&node.text()) } else { None }
}

/// What a text tells that begins with such a word, a colon behind it, and says something then.
fn begins(text: &str) -> Option<Tells> {
    let text =
        text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '(' | '[' | '–' | '—'));
    let start: String = text.chars().take(BETWEEN * 2).collect();
    if !start.contains([':', '：']) {
        return None;
    }
    let start = start.to_lowercase();
    let labelled = |words: &[&str]| {
        let label = words.iter().filter(|word| start.starts_with(**word)).max_by_key(|word| word.len());
        label.is_some_and(|label| is_behind(start.get(label.len()..).unwrap_or_default()))
    };
    let tells = match () {
        () if labelled(CORRECTIONS) => Tells::Mistake,
        () if labelled(UPDATES) => Tells::More,
        () => return None,
    };
    text.split_once([':', '：']).is_some_and(|(_, rest)| said(rest) >= SAYS).then_some(tells)
}

/// Whether a colon ends a label, at once or behind a day or a time.
fn is_behind(rest: &str) -> bool {
    let end = rest.char_indices().find(|(at, c)| {
        // The colon of `14:05` is none.
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let clock = digit(rest.get(..*at).and_then(|before| before.chars().next_back()))
            && digit(rest.get(at + c.len_utf8()..).and_then(|after| after.chars().next()));
        matches!(c, ':' | '：') && !clock
    });
    end.is_some_and(|(at, _)| {
        let between = rest.get(..at).unwrap_or_default().trim();
        between.is_empty()
            || between.chars().count() <= BETWEEN && between.chars().any(|c| c.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_on_what_was_changed_are_told_from_prose() {
        for (text, tells) in [
            ("Correction: the bridge has two arches, and not three.", Some(Tells::Mistake)),
            ("Korrektur, 14:05 Uhr: Die Brücke hat zwei Bögen, nicht drei.", Some(Tells::Mistake)),
            ("*Уточнение: мост построен в 1911 году, а не в 1912-м.", Some(Tells::Mistake)),
            ("訂正：橋の完成は1911年でした。お詫びして訂正いたします。", Some(Tells::Mistake)),
            ("Update (14:05): the bridge is open again for cars.", Some(Tells::More)),
            ("[Editor’s note: this story was first told in May 2024.]", Some(Tells::More)),
            ("Updated: 06 December 2019", None),
            ("Update 14:05", None),
            ("Correction officers said on Monday: nobody was hurt in the fire.", None),
            ("Updates from the council: the bridge is closed for repairs.", None),
            ("Обновление моста обошлось дорого: город заплатил миллион.", None),
        ] {
            assert_eq!(begins(text), tells, "{text}");
        }
    }
}
