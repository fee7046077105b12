//! The names of months as addresses write them: lower case, Latin letters without accents.

/// A language and its twelve months.
type Row = (&'static str, [&'static str; 12]);

/// English first: it needs no tag.
const LANGUAGES: [Row; 11] = [
    (
        "en",
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
    ),
    (
        "fr",
        [
            "janvier",
            "fevrier",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "aout",
            "septembre",
            "octobre",
            "novembre",
            "decembre",
        ],
    ),
    (
        "de",
        [
            "januar",
            "februar",
            "maerz",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "dezember",
        ],
    ),
    (
        "es",
        [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
    ),
    (
        "it",
        [
            "gennaio",
            "febbraio",
            "marzo",
            "aprile",
            "maggio",
            "giugno",
            "luglio",
            "agosto",
            "settembre",
            "ottobre",
            "novembre",
            "dicembre",
        ],
    ),
    (
        "pt",
        [
            "janeiro",
            "fevereiro",
            "marco",
            "abril",
            "maio",
            "junho",
            "julho",
            "agosto",
            "setembro",
            "outubro",
            "novembro",
            "dezembro",
        ],
    ),
    (
        "nl",
        [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
    ),
    (
        "pl",
        [
            "styczen",
            "luty",
            "marzec",
            "kwiecien",
            "maj",
            "czerwiec",
            "lipiec",
            "sierpien",
            "wrzesien",
            "pazdziernik",
            "listopad",
            "grudzien",
        ],
    ),
    (
        "tr",
        [
            "ocak", "subat", "mart", "nisan", "mayis", "haziran", "temmuz", "agustos", "eylul", "ekim",
            "kasim", "aralik",
        ],
    ),
    (
        "sv",
        [
            "januari",
            "februari",
            "mars",
            "april",
            "maj",
            "juni",
            "juli",
            "augusti",
            "september",
            "oktober",
            "november",
            "december",
        ],
    ),
    (
        "cs",
        [
            "leden", "unor", "brezen", "duben", "kveten", "cerven", "cervenec", "srpen", "zari", "rijen",
            "listopad", "prosinec",
        ],
    ),
];

/// The number of a language here.
pub(super) fn language(tag: &str) -> Option<usize> {
    LANGUAGES.iter().position(|(known, _)| *known == tag)
}

/// The tag of a language's number.
pub(super) fn tag(language: usize) -> &'static str {
    LANGUAGES.get(language).map_or("en", |(tag, _)| tag)
}

/// A month, 1–12, in a language.
pub(super) fn of(language: usize, month: i8) -> &'static str {
    let names = LANGUAGES.get(language).map(|(_, names)| names);
    names.and_then(|names| names.get(usize::try_from(month).ok()?.checked_sub(1)?)).copied().unwrap_or("")
}

/// Every reading of a lower-case word as a month: the tag of the language and the month, English first.
pub fn read(word: &str) -> impl Iterator<Item = (&'static str, i8)> {
    LANGUAGES.iter().filter_map(move |(tag, names)| {
        let at = names.iter().position(|name| *name == word)?;
        Some((*tag, i8::try_from(at + 1).ok()?))
    })
}

/// The English name of a month, 1–12, in lower case.
pub fn english(month: i8) -> &'static str {
    of(0, month)
}
