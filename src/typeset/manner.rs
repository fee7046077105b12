//! How lines of running text are filled beside their width: where words may be divided, whether spaces
//! are widened, what may stand past the end.

use hypher::Lang;

use super::Measure;
use super::page::columns;

/// Letters of a word that is divided, at least.
const LONG_WORD: usize = 6;
/// Columns a line must lack before a word is divided for it.
const LACKING: usize = 4;
/// The same where spaces are widened: there each column shows.
const LACKING_JUSTIFIED: usize = 2;
/// Bytes of a word that is looked at.
const WORD_BYTES: usize = 120;

/// How lines are filled.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Manner {
    /// The language whose words may be divided.
    pub(super) lang: Option<Lang>,
    /// Whether spaces are widened until the line is full.
    pub(super) justify: bool,
    /// Whether a full stop or comma of East Asian text may stand past the end of its lines.
    pub(super) hangs: bool,
}

impl Manner {
    /// The manner of running text in a language (a BCP 47 tag).
    pub(super) fn of(measure: Measure, lang: Option<&str>) -> Self {
        let lang = lang.filter(|_| measure.hyphenate).and_then(|tag| {
            let primary = tag.split(['-', '_']).next()?.to_ascii_lowercase();
            Lang::from_iso(primary.as_bytes().try_into().ok()?)
        });
        Self { lang, justify: measure.justify, hangs: true }
    }

    /// The manner of headlines, captions and the like in the same text: lines as they fall.
    pub(super) fn ragged(self) -> Self {
        Self { lang: None, justify: false, ..self }
    }

    /// Bytes of the text ahead that may still stand on a line that has `room` columns left, the hyphen apart;
    /// `None`: the word goes to the next line whole.
    pub(super) fn divided(self, ahead: &str, room: usize) -> Option<usize> {
        let lang = self.lang?;
        if room < if self.justify { LACKING_JUSTIFIED } else { LACKING } {
            return None;
        }
        let opening: usize =
            ahead.chars().take_while(|c| "«„“‘\"'([¿¡".contains(*c)).map(char::len_utf8).sum();
        let rest = ahead.get(opening..)?;
        let length = rest.find(|c: char| !is_letter(c)).unwrap_or(rest.len());
        let word = rest.get(..length).filter(|word| word.len() <= WORD_BYTES)?;
        // Names of firms and the like are not divided, nor what is no word: `iPhone`, `a/b`, addresses.
        let odd = word.chars().skip(1).any(char::is_uppercase);
        let goes_on = rest.get(length..)?.starts_with(|c: char| {
            c.is_alphanumeric()
                || matches!(c, '@' | '/' | '_' | '\u{300}'..='\u{36f}')
                || (c == '.' && is_inside(rest, length))
        });
        if odd || goes_on || word.chars().count() < LONG_WORD {
            return None;
        }
        let mut best = None;
        let mut at = 0;
        for syllable in hypher::hyphenate(word, lang) {
            at += syllable.len();
            let head = ahead.get(..opening + at)?;
            if at >= word.len() || columns(head) >= room {
                break;
            }
            best = Some(opening + at);
        }
        best
    }
}

/// Letters that are clusters of their own: those of the scripts whose patterns are known.
fn is_letter(c: char) -> bool {
    c.is_alphabetic()
        && matches!(c, 'A'..='z' | '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{482}' | '\u{48a}'..='\u{52f}' | '\u{1e00}'..='\u{1eff}')
}

/// Whether a full stop has text right behind it: then it is part of an address or a name.
fn is_inside(text: &str, at: usize) -> bool {
    text.get(at + 1..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
}

/// Whether a sign may hang past the end of a line (JLREQ 3.8, hanging punctuation).
pub(super) fn may_hang(cluster: &str) -> bool {
    matches!(cluster, "、" | "。" | "，" | "．")
}

/// Whether a text is set in full-width signs: most of its letters are.
pub(super) fn is_full_width(text: &str) -> bool {
    // Full-width signs begin at U+3041, in UTF-8 with this byte: most scripts are told by it alone.
    const FIRST: u8 = 0xe3;
    if text.bytes().all(|byte| byte < FIRST) {
        return false;
    }
    let (mut wide, mut others) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        // Korean has spaces between its words and half-width stops.
        if matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}') {
            wide += 1;
        } else {
            others += 1;
        }
    }
    wide > others
}

/// Widens the spaces between words until a line has so many columns more: every space as much as another,
/// the last ones by one less. A line that would get gaps of more than three columns stays as it is; so does
/// one with parts from the right, where wide gaps separate what belongs together.
pub(super) fn justified(runs: &mut [super::Run], lacking: usize, from_the_end: bool) -> bool {
    const WIDENED: usize = 2;
    let gaps: usize = runs.iter().map(|run| run.text.matches(' ').count()).sum();
    let turned = runs.iter().any(|run| super::bidi::has_right_to_left(&run.text));
    if lacking == 0 || gaps == 0 || lacking > gaps * WIDENED || turned {
        return false;
    }
    let (each, more) = (lacking / gaps, lacking % gaps);
    let mut at = 0;
    for run in runs.iter_mut().filter(|run| run.text.contains(' ')) {
        let mut text = String::with_capacity(run.text.len() + lacking);
        for c in run.text.chars() {
            text.push(c);
            if c == ' ' {
                // The odd columns go evenly over the line, from either end by turns, so that no river forms.
                let place = if from_the_end { gaps - 1 - at } else { at };
                let odd = (place + 1) * more / gaps > place * more / gaps;
                text.extend(std::iter::repeat_n(' ', each + usize::from(odd)));
                at += 1;
            }
        }
        run.text = text;
    }
    true
}
