//! What words mean in a date: in the person's language, in English, else in any that is known.

use jiff::civil::Weekday;

use super::super::{Locale, Row, ago, folded, table};
use super::{FIRST_YEAR, Piece, month_of};

/// Whether a word is a name of a month, a weekday or a day beside today in a language whose words are known.
pub fn is_of_dates(word: &str) -> bool {
    let piece = known_word(word, Locale::default(), false);
    matches!(piece, Some(Piece::Month(_) | Piece::Weekday(_) | Piece::Relative(_) | Piece::Beside(_)))
}

/// What a word means, if anything known.
pub(super) fn known_word(word: &str, locale: Locale, behind_number: bool) -> Option<Piece> {
    let word = folded(word).replace('’', "'");
    // Written without a space: 3天前.
    let bare = word.strip_suffix('前').filter(|bare| !bare.is_empty()).unwrap_or(&word);
    if behind_number && let Some(unit) = ago::unit(bare) {
        return Some(Piece::Unit(unit));
    }
    if let Some(days) = ago::near(&word) {
        return Some(Piece::Relative(days));
    }
    if let Some(by) = ago::beside(&word) {
        return Some(Piece::Beside(by));
    }
    if ago::joins(&word) {
        return Some(Piece::Filler);
    }
    let word = word.replace('\'', "’");
    let english = Locale::default().row;
    let own = [locale.row, english].into_iter().find_map(|row| word_in(row, &word));
    own.or_else(|| match in_any(&word).as_slice() {
        [only] => Some(*only),
        _ => None,
    })
}

/// What a word means in any language. Two letters mean too much in fifteen of them.
fn in_any(word: &str) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    for means in [whole_in as fn(&Row, &str) -> Option<Piece>, word_in] {
        if !found.is_empty() || word.chars().count() < 3 {
            break;
        }
        for piece in table::ROWS.iter().filter_map(|row| means(row, word)) {
            if !found.contains(&piece) {
                found.push(piece);
            }
        }
    }
    found
}

/// That a word means one thing in one language and another in another, and which.
pub(super) fn ambiguous(input: &str, locale: Locale) -> Option<String> {
    let english = Locale::default();
    let in_words = |piece: &Piece| match piece {
        Piece::Month(number) => {
            month_of(i32::from(FIRST_YEAR), *number).map(|month| english.month_alone(month))
        }
        Piece::Weekday(weekday) => Some(english.weekday_name(*weekday)),
        _ => None,
    };
    input.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).find_map(|word| {
        let own = known_word(word, locale, false);
        let found = in_any(&folded(word));
        let names: Vec<&str> = found.iter().filter(|_| own.is_none()).filter_map(in_words).collect();
        (names.len() > 1).then(|| format!("`{word}` may be {}", names.join(" or ")))
    })
}

/// What a whole word of a language means.
fn whole_in(row: &Row, word: &str) -> Option<Piece> {
    if let Some(at) = row.relative.split(' ').position(|name| name == word) {
        return Some(Piece::Relative(at as i32 - 1));
    }
    let exact =
        |lists: &[&str]| lists.iter().find_map(|list| list.split(' ').position(|n| folded(n) == word));
    // Months before weekdays.
    exact(&months_of(row)).map(month_piece).or_else(|| exact(&weekdays_of(row)).and_then(weekday_piece))
}

/// What a word of a language or the beginning of one means; whole names go before beginnings.
fn word_in(row: &Row, word: &str) -> Option<Piece> {
    let begun = || {
        let month = only_one(&months_of(row), word).map(month_piece);
        month.or_else(|| only_one(&weekdays_of(row), word).and_then(weekday_piece))
    };
    whole_in(row, word).or_else(|| if word.chars().count() < 3 { None } else { begun() })
}

fn months_of(row: &Row) -> [&'static str; 3] {
    [row.heads, row.months, row.short]
}

fn weekdays_of(row: &Row) -> [&'static str; 2] {
    [row.weekdays, row.two]
}

fn month_piece(at: usize) -> Piece {
    Piece::Month(at as i8 + 1)
}

fn weekday_piece(at: usize) -> Option<Piece> {
    Weekday::from_monday_zero_offset(at as i8).ok().map(Piece::Weekday)
}

/// The place of the one name that begins with the word, if there is only one.
fn only_one(lists: &[&str], word: &str) -> Option<usize> {
    let mut found = None;
    for list in lists {
        for (at, _) in list.split(' ').enumerate().filter(|(_, name)| folded(name).starts_with(word)) {
            if found.is_some_and(|known| known != at) {
                return None;
            }
            found = Some(at);
        }
    }
    found
}
