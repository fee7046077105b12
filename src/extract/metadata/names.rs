//! Names of people in lines that tell more than that: `By A. One and B. Two, The Wire, 3 minutes`.

use super::super::credit::{names_writer, writers};
use super::super::date;
use super::{MAX_NAME, line};
use crate::news::Text;

/// Words before a name, lower case; a colon or a space follows.
const BEFORE: &[&str] = &[
    "by",
    "von",
    "vom",
    "par",
    "por",
    "di",
    "av",
    "af",
    "od",
    "door",
    "oleh",
    "text",
    "текст",
    "автор",
    "авторы",
    "автори",
    "author",
    "authors",
    "autor",
    "autora",
    "autorin",
    "autoren",
    "autorin/autor",
    "auteur",
    "autore",
    "yazar",
    "yazan",
    "muallif",
    "авторы:",
    "жазған",
    "written by",
    "posted by",
    "story by",
    "submitted by",
    "published by",
    "authored by",
    "article by",
    "articles by",
    "reporting by",
    "all posts by",
    "more by",
    "insights from",
    "interview",
    "erstellt von",
    "content by",
    "eingestellt von",
    "eingereicht von",
    "gespeichert von",
    "geschrieben von",
    "verfasst von",
    "ein artikel von",
    "ein beitrag von",
    "alles von",
    "zeige alle beiträge von",
    "alle beiträge von",
    "view all posts by",
    "posts by",
    "more about",
    "read more about",
    "mehr über",
    "zum profil von",
    "about",
    "écrit par",
    "publié par",
    "soumis par",
    "escrito por",
    "enviado por",
    "scritto da",
    "inviato da",
    "ingediend door",
    "inskickat av",
    "indsendt af",
    "przez",
    "tekst",
    "skrevet av",
    "skriven av",
    "συντάκτης",
    "του",
    "της",
    "מאת",
    "بقلم",
    "كتب",
    "كتبت",
    "लेखक",
    "โดย",
    "记者",
    "記者",
    "作者",
    "文/",
    "文",
    "作者/",
    "記者/",
    "责任编辑",
];

/// Words that are no name where they stand alone.
const NO_NAMES: &[&str] = &[
    "admin",
    "administrator",
    "author",
    "the author",
    "editor",
    "staff",
    "redaktion",
    "null",
    "undefined",
    "name",
    "email",
    "guest",
    "view more posts",
    "view all posts",
    "more by this contributor",
    "share",
    "follow",
    "minutes",
    "written by",
    "website",
    "reply",
    "read more",
    "posts",
    "blog",
    "quelle",
    "source",
    "no author",
    "posted",
    "veröffentlicht",
    "date",
    "datum",
    "writer",
    "contributor",
    "this contributor",
    "spotlight",
    "agencies",
    "agenturen",
    "red",
];

/// Words that begin a line about something else than the author.
const ELSE: &[&str] = &[
    "quelle",
    "source",
    "foto",
    "fotos",
    "photo",
    "bild",
    "updated",
    "published",
    "veröffentlicht",
    "posted on",
];

/// Last words of what somebody does, lower case: `Ann Berg, Home Security Expert` is one person.
const TRADES: &[&str] = &[
    "expert",
    "experts",
    "editor",
    "editors",
    "writer",
    "writers",
    "reporter",
    "correspondent",
    "director",
    "manager",
    "officer",
    "founder",
    "educator",
    "educators",
    "analyst",
    "columnist",
    "contributor",
    "redakteur",
    "redakteurin",
    "autor",
    "autorin",
    "korrespondent",
    "korrespondentin",
    "journalist",
    "journalistin",
    "periodista",
    "redactor",
    "redactora",
    "rédacteur",
    "rédactrice",
    "correspondante",
];

/// What follows names and is none.
const AFTER: &[&str] =
    &[" author posts", " says", " sagt", " schreibt", " dit", " foto:", " fotos:", " photo:", " photos:"];

/// What stands after a comma and belongs to the name before it, lower case without dots.
const DEGREES: &[&str] = &[
    "md", "phd", "dvm", "rn", "jd", "mba", "dds", "jr", "sr", "ii", "iii", "esq", "cpa", "rd", "rdn", "ms",
    "mph", "do", "msc", "ma", "cfp", "cfa", "pe", "dpt", "od", "psyd", "edd", "lcsw",
];

/// Words of names that end with a dot, lower case.
const TITLES: &[&str] = &[
    "dr", "prof", "jr", "sr", "st", "mr", "mrs", "ms", "hon", "rev", "dipl", "ing", "mag", "chr", "joh",
    "wm", "geo", "jos", "thos", "chas", "alex", "fr",
];

/// Words inside names that are written small.
const PARTICLES: &[&str] = &[
    "von", "van", "de", "di", "da", "del", "della", "der", "den", "la", "le", "al", "el", "bin", "ben",
    "ibn", "y", "e", "dos", "das", "do", "du", "des", "ter", "ten", "of", "zu", "zur", "af", "av", "d'",
    "bint", "abu", "i", "ve", "san",
];

/// The names in one author field.
pub(super) fn names(raw: &str) -> Vec<Text> {
    let text = line(raw);
    // `Sat, 20 Dec 2025` is a date; in `Ann Berg, 20 Dec 2025` stand more words than a date has.
    let spelled = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).count();
    if spelled <= 2 && text.chars().any(|c| c.is_ascii_digit()) && date::parse(&text).is_some() {
        return Vec::new();
    }
    let mut spaced = text.as_str().to_owned();
    for word in [" and ", " und ", " & ", " и ", " та ", " et ", " y ", " og ", " och ", " ve "] {
        spaced = spaced.replace(word, ",");
    }
    let mut found: Vec<Text> = Vec::new();
    let mut parts = spaced.split([',', ';', '|', '、', '\n', '•', '·']).peekable();
    while let Some(part) = parts.next() {
        let bare: String =
            part.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        if DEGREES.contains(&bare.as_str())
            && let Some(before) = found.last_mut()
        {
            *before = Text::line(&format!("{before}, {}", part.trim()));
            continue;
        }
        // `Ann Berg, reports from Oslo`, `Ann Berg, editor`; but `ab, cd` are two who sign with their initials.
        let small = part
            .split_whitespace()
            .next()
            .is_some_and(|first| first.starts_with(char::is_lowercase) && !PARTICLES.contains(&first));
        let named =
            found.last().is_some_and(|before| before.contains(' ') && before.starts_with(char::is_uppercase));
        // `Ann Berg, Oslo.`: a line that is signed ends with where that was.
        let place = found.len() == 1
            && parts.peek().is_none()
            && part.trim().strip_suffix('.').is_some_and(|place| place.chars().all(char::is_alphabetic));
        if !(named && (small || place || is_trade(part))) || announced(part.trim()).is_some() {
            found.extend(person(part));
        }
    }
    found
}

/// Whether a line ends with what somebody does.
pub(super) fn is_trade(line: &str) -> bool {
    let last = line.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    TRADES.contains(&last.as_str())
}

/// Letters of a name that is written without spaces, in scripts that have none.
const UNSPACED: usize = 20;

/// Whether a line of a box about the author is a sentence about somebody and no name: `Reporter in the capital.`
pub(super) fn is_about(line: &str) -> bool {
    const ENDS: &[char] = &['.', '!', '。', '।', '।', '؟', '۔'];
    let line = line.trim();
    let counted = line.split_whitespace().count();
    let unspaced = counted == 1
        && line.chars().count() > UNSPACED
        && line.chars().all(|c| !c.is_ascii() && !c.is_uppercase() && !c.is_lowercase());
    let last = line.split_whitespace().next_back().unwrap_or_default();
    let title = TITLES.contains(&last.trim_end_matches('.').to_lowercase().as_str())
        || DEGREES.contains(&last.replace('.', "").to_lowercase().as_str())
        || last.chars().filter(|c| c.is_alphabetic()).count() < 2;
    let bare = line.trim_end_matches(ENDS);
    // In scripts that know capitals a name has them.
    let is_name = bare.contains(char::is_lowercase)
        && leading_person(bare).is_some_and(|name| name.len() == bare.len());
    let ended = counted >= 3
        && line.ends_with(ENDS)
        && !title
        && !is_name
        && writers(line).is_some_and(|said| said == line);
    unspaced || ended && announced(line).is_none()
}

/// Whom a sentence is about that begins with a name and goes on in small letters.
pub(super) fn told_about(line: &str) -> Option<&str> {
    let line = line.trim();
    let person =
        leading_person(line).filter(|person| person.contains(' ') && person.contains(char::is_lowercase))?;
    let rest = line.get(person.len()..)?.trim_start_matches([',', ' ']);
    (rest.starts_with(char::is_lowercase) && !person.starts_with("The ")).then_some(person)
}

/// A line without the words that announce a name; `None` where nothing announces one.
pub(super) fn announced(raw: &str) -> Option<&str> {
    if let Some((label, rest)) = raw.split_once([':', '：'])
        && names_writer(label)
    {
        return Some(rest.trim_start());
    }
    let lower = raw.to_lowercase();
    let prefix = BEFORE.iter().filter(|word| {
        lower.strip_prefix(**word).is_some_and(|after| {
            after.is_empty()
                || after.starts_with([':', ' ', '\u{a0}', '：', '/', '／'])
                || word.chars().all(|c| !c.is_ascii_alphabetic() && c > '\u{2e80}')
        })
    });
    let prefix = prefix.max_by_key(|word| word.len())?;
    // Lowering changes no length in these words; where it does elsewhere, the line is left alone.
    let rest = raw.get(prefix.len()..)?;
    Some(rest.trim_start_matches([':', ' ', '\u{a0}', '：', '/', '／', '|']))
}

/// One name without what stands around it.
fn person(raw: &str) -> Option<Text> {
    let mut rest = writers(raw.trim())?.trim();
    for _ in 0..2 {
        match announced(rest) {
            Some(after) if !after.is_empty() => rest = after,
            Some(_) | None => break,
        }
    }
    for end in [" (", " - ", " – ", " — ", "→", "»", " @", " am ", " on "] {
        rest = rest.split(end).next().unwrap_or_default();
    }
    let lower = rest.to_lowercase();
    if lower.len() == rest.len()
        && let Some(end) = AFTER.iter().filter_map(|word| lower.find(word)).min()
    {
        rest = rest.get(..end).unwrap_or_default();
    }
    let name = Text::line(
        rest.trim_matches([' ', ':', '.', '-', '*', '/', '"', '“', '”', '（', '）', '【', '】']).trim(),
    );
    let length = name.chars().count();
    let address = name.contains("://") || name.contains('@') || name.starts_with("www.");
    let opened = name.starts_with(['(', '[', '{', '<']);
    let lower = name.to_lowercase();
    let none = NO_NAMES.contains(&lower.as_str())
        || ELSE
            .iter()
            .any(|word| lower.strip_prefix(word).is_some_and(|after| after.starts_with([':', ' '])));
    // A number, a time, a key of a template.
    let counted = name.split_whitespace().any(|word| {
        word.chars().any(|c| c.is_ascii_digit())
            && word.chars().all(|c| c.is_ascii_digit() || c.is_ascii_punctuation())
    });
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let template =
        !name.contains(' ') && name.contains('.') && name.as_str() == lower && lower.contains("author");
    // `Recipe by`, where the name follows in an element of its own.
    let last = lower.split_whitespace().next_back().unwrap_or_default();
    let label = announced(&name).is_some_and(str::is_empty) || matches!(last, "by" | "von" | "par" | "por");
    let asks = name.ends_with(['?', '!', '？']);
    let fine = (2..=MAX_NAME).contains(&length)
        && !address
        && !opened
        && !label
        && !asks
        && !none
        && !counted
        && !template
        && digits < 4
        && name.chars().any(char::is_alphabetic)
        && name.split_whitespace().count() <= 6;
    fine.then_some(name)
}

/// The beginning of a line that is written as names of persons are: two to four words with capitals, small
/// particles among them, or initials; in scripts without capitals two to four short words.
pub(super) fn leading_person(raw: &str) -> Option<&str> {
    let raw = writers(raw.trim())?.trim();
    let (mut end, mut big, mut at) = (0, 0, 0);
    for word in raw.split_inclusive(char::is_whitespace) {
        let bare = word.trim();
        let short = || TITLES.contains(&bare.trim_end_matches('.').to_lowercase().as_str());
        let sentence =
            bare.ends_with('.') && bare.chars().filter(|c| c.is_lowercase()).count() > 1 && !short();
        let stops = sentence || bare.ends_with([',', ';', ':', '|', ')']);
        let bare = bare.trim_end_matches([',', ';', ':', '|', ')']);
        let first = bare.chars().next();
        let capital = first.is_some_and(|c| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()));
        let clean = !bare.chars().any(|c| c.is_ascii_digit() || "?!()«»\"/@#…".contains(c));
        if capital && clean {
            big += 1;
            end = at + word.trim_end().trim_end_matches([',', ';', ':', '|', ')']).len()
                - usize::from(sentence);
        } else if !(clean && big > 0 && PARTICLES.contains(&bare)) {
            break;
        }
        at += word.len();
        if stops || big > 4 {
            break;
        }
    }
    let first = raw.get(..end)?;
    let initials = big == 1 && end >= 2 && first.chars().all(char::is_uppercase);
    ((2..=4).contains(&big) || initials).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_what_stands_around_them() {
        for (raw, found) in [
            ("By A. One and B. Two", vec!["A. One", "B. Two"]),
            ("Eingestellt von Ann Berg", vec!["Ann Berg"]),
            ("Автор: Айсулу Т.", vec!["Айсулу Т"]),
            ("Ann Berg (Image: Agency)", vec!["Ann Berg"]),
            ("Ann Berg, M.D., and Carl Dorn", vec!["Ann Berg, M.D.", "Carl Dorn"]),
            ("Ann Berg, Oslo.", vec!["Ann Berg"]),
            ("Ann Berg, Carl Dorn.", vec!["Ann Berg", "Carl Dorn"]),
            ("Ann Berg, Oslo", vec!["Ann Berg", "Oslo"]),
            ("记者 王小明", vec!["王小明"]),
            ("文/王小明", vec!["王小明"]),
            ("https://a.example/ann", vec![]),
            ("admin", vec![]),
            ("3 minutes", vec![]),
            ("Sat, 20 Dec 2025", vec![]),
            ("page.head.author", vec![]),
            ("Quelle: dpa", vec![]),
            ("Ann Berg, editor, Carl Dorn, software", vec!["Ann Berg", "Carl Dorn"]),
            ("ab, cd", vec!["ab", "cd"]),
            ("Ann Berg, skrifar frá Oslo", vec!["Ann Berg"]),
            ("Ann Berg, von Carl Dorn", vec!["Ann Berg", "Carl Dorn"]),
            ("Ann Berg, Home Security Expert", vec!["Ann Berg"]),
            ("red, Wire", vec!["Wire"]),
            ("Recipe by", vec![]),
            ("Who wrote this?", vec![]),
            ("Text: Ann Berg. Photos: Li Wei.", vec!["Ann Berg"]),
            ("Text: Ann Berg, Bo Marsh Fotos: Li Wei", vec!["Ann Berg", "Bo Marsh"]),
            ("Fotos: Li Wei / Text: Ann Berg", vec!["Ann Berg"]),
            ("Текст: Айсулу Т. Фото: Тимур К.", vec!["Айсулу Т"]),
            ("Texte : Ann Berg. Photographie : Li Wei", vec!["Ann Berg"]),
        ] {
            let names: Vec<String> = names(raw).iter().map(ToString::to_string).collect();
            assert_eq!(names, found, "{raw}");
        }
    }

    #[test]
    fn what_is_told_about_somebody_is_no_name() {
        for line in [
            "Ann Berg is a reporter who covers transport and the coast.",
            "Ann Berg schreibt über Umwelt und Landwirtschaft.",
            "Periodista especializada en cultura.",
            "Корреспондент отдела общества.",
            "Dziennikarka działu miejskiego.",
            "כתבת לענייני עירייה ותחבורה.",
            "पंद्रह वर्षों से ग्रामीण पत्रकारिता कर रहे हैं।",
            "ผู้สื่อข่าวสายเมืองและการขนส่ง",
        ] {
            assert!(is_about(line), "{line}");
        }
        for (line, person) in [
            ("Ann Berg is a reporter who covers transport and the coast.", Some("Ann Berg")),
            ("Ann Berg, senior editor and friend of small boats.", Some("Ann Berg")),
            ("Periodista especializada en cultura.", None),
            ("The Wire is a paper.", None),
            ("כתבת לענייני עירייה ותחבורה.", None),
        ] {
            assert_eq!(told_about(line), person, "{line}");
        }
        for line in [
            "Ann Berg",
            "By Ann Berg and Carl Dorn.",
            "Ann van Berg.",
            "Ann Maria Berg.",
            "Carl Dorn Jr.",
            "Ann Berg, M.D.",
            "Айсулу Тимуровна К.",
            "Text: Ann Berg. Photos: Li Wei.",
            "สมชาย ใจดี",
            "佐藤恵子",
        ] {
            assert!(!is_about(line), "{line}");
        }
    }

    #[test]
    fn a_person_begins_a_line() {
        for (raw, found) in [
            ("Ann van Berg reports from Oslo", Some("Ann van Berg")),
            ("Ann Berg, The Wire", Some("Ann Berg")),
            ("TPN, in News", Some("TPN")),
            ("Ann Berg. Photos: Li Wei.", Some("Ann Berg")),
            ("Ann Berg. The river rose", Some("Ann Berg")),
            ("Dr. Ann Berg Fotos: Li Wei", Some("Dr. Ann Berg")),
            ("Anfang an dabei", None),
            ("Berlin nach Hamburg", None),
        ] {
            assert_eq!(leading_person(raw), found, "{raw}");
        }
    }
}
