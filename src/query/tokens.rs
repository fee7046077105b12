//! Text cut into tokens.
//!
//! A word is a run of letters and digits. Scripts that write no spaces (Chinese, Japanese, Thai, Lao, Khmer,
//! Burmese) and Korean, which glues particles to its words, give pairs of neighbours instead, and the last sign of
//! the run alone: so any stretch of them is found as a phrase of pairs, and one sign as the beginning of one.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::fold::{fold_into, simple};

/// The longest word that is told from another, in characters; what is longer is cut.
const LONGEST: usize = 40;

/// A token and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The folded characters.
    pub text: String,
    /// The bytes of the text it was made from. Pairs overlap.
    pub range: Range<usize>,
    /// Whether it is the last sign of a run without spaces, which follows the pairs.
    pub tail: bool,
}

/// Cuts a text into tokens, in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    each_token(text, |text, range, tail| out.push(Token { text: text.to_owned(), range, tail }));
    out
}

/// Cuts a text into tokens and gives each away: its folded characters, its bytes, whether it is a
/// [`Token::tail`].
pub fn each_token(text: &str, mut found: impl FnMut(&str, Range<usize>, bool)) {
    let (mut starts, mut folded) = (Vec::new(), String::new());
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        if byte.is_ascii() && !byte.is_ascii_alphanumeric() {
            at += 1;
        } else if let Some((word, is_folded)) = plain_word(text, at) {
            let range = at..at + word.len();
            at = range.end;
            if is_folded {
                found(word, range, false);
            } else {
                folded.clear();
                simple(word, &mut folded);
                found(&folded, range, false);
            }
        } else {
            at = run(text, at, (&mut starts, &mut folded), &mut found);
        }
    }
}

/// The word that begins there, in Latin letters without accents, Cyrillic letters and digits, where it ends before a sign
/// of ASCII or with the text: nothing can join it then. Whether it is folded as it stands.
fn plain_word(text: &str, start: usize) -> Option<(&str, bool)> {
    let rest = text.as_bytes().get(start..)?;
    let (mut len, mut is_folded) = (0, true);
    while let Some(byte) = rest.get(len) {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' => len += 1,
            b'A'..=b'Z' => {
                is_folded = false;
                len += 1;
            }
            // In UTF-8 а to п begin with 0xD0, р to я with 0xD1, and the capitals with 0xD0.
            0xd0 | 0xd1 => {
                match (byte, rest.get(len + 1)?) {
                    (0xd0, 0xb0..=0xbf) | (0xd1, 0x80..=0x8f) => {}
                    (0xd0, 0x90..=0xaf | 0x81) | (0xd1, 0x91) => is_folded = false,
                    _ => return None,
                }
                len += 2;
            }
            0x80.. => return None,
            _ => break,
        }
    }
    // A word of so many bytes has no more characters than may be told from another.
    (1..=LONGEST).contains(&len).then(|| text.get(start..start + len))?.map(|word| (word, is_folded))
}

/// Cuts what begins there with a letter or digit, which may be followed by any others, and says where it ends; steps over
/// one character where that is neither. Any text can be cut in this way; `starts` and `folded` are room to work in.
fn run(
    text: &str,
    start: usize,
    (starts, folded): (&mut Vec<usize>, &mut String),
    found: &mut impl FnMut(&str, Range<usize>, bool),
) -> usize {
    let mut chars = text.get(start..).unwrap_or_default().char_indices().peekable();
    let Some((_, first)) = chars.next() else { return text.len() };
    let mut end = start + first.len_utf8();
    if !is_alphanumeric(first) {
        return end;
    }
    let pairs = is_unspaced(first);
    starts.clear();
    starts.push(start);
    while let Some((at, c)) = chars.next_if(|(_, c)| continues(*c) || joins(*c, pairs)) {
        if pairs && !continues(c) {
            starts.push(start + at);
        }
        end = start + at + c.len_utf8();
    }
    if !pairs {
        letters(text.get(start..end).unwrap_or_default(), folded);
        if let Some((cut, _)) = folded.char_indices().nth(LONGEST) {
            folded.truncate(cut);
        }
        if !folded.is_empty() {
            found(folded, start..end, false);
        }
        return end;
    }
    for (n, start) in starts.iter().enumerate() {
        let range = *start..starts.get(n + 2).copied().unwrap_or(end);
        letters(text.get(range.clone()).unwrap_or_default(), folded);
        if !folded.is_empty() {
            found(folded, range, n + 1 == starts.len());
        }
    }
    end
}

/// Whether a letter or digit belongs to the run before it, which consists of `pairs` or of a word.
fn joins(c: char, pairs: bool) -> bool {
    is_alphanumeric(c) && is_unspaced(c) == pairs
}

/// The word folded; signs that compatibility forms bring along are left out.
fn letters(word: &str, folded: &mut String) {
    folded.clear();
    if simple(word, folded) {
        return;
    }
    folded.clear();
    fold_into(word, folded);
    folded.retain(|c| !c.is_ascii() || c.is_ascii_alphanumeric());
    let article = arabic_article(folded);
    folded.drain(..article);
}

/// How many bytes of a folded Arabic word are the article that is written together with it (`الحبوب`, the grain), with
/// one of the short words before it (`والحبوب`, and the grain). They are left off, as by the light stemmers that are used in
/// searching Arabic (Larkey, Ballesteros, Connell: "Light stemming for Arabic information retrieval", 2007); not where
/// so little would remain that it is likely a part of the word.
fn arabic_article(word: &str) -> usize {
    const ARTICLES: [(&str, usize); 6] =
        [("وال", 4), ("بال", 4), ("كال", 4), ("فال", 4), ("ال", 3), ("لل", 3)];
    let left = |article: &str| word.strip_prefix(article).map(|rest| rest.chars().count());
    let found = ARTICLES.iter().find(|(article, least)| left(article).is_some_and(|rest| rest >= *least));
    found.map_or(0, |(article, _)| article.len())
}

/// The tokens of words that are looked for: without the last sign of a run that ends them, since it
/// need not end there in the text. Whether the last token is only the beginning of one: a lone sign.
pub fn phrase(words: &str) -> (Vec<String>, bool) {
    let mut found = tokens(words);
    let ends_in_run = found.last().is_some_and(|token| token.tail);
    let paired = found.iter().rev().nth(1).zip(found.last()).is_some_and(|(pair, tail)| {
        // The pair before it belongs to the same run if it reaches to the same end.
        tail.tail && !pair.tail && pair.range.end == tail.range.end
    });
    if paired {
        found.pop();
    }
    (found.into_iter().map(|token| token.text).collect(), ends_in_run && !paired)
}

/// Whether tokens stand one after the other in a text; of the last one perhaps only the beginning. Thousands of texts
/// are held against each letter that is typed: no token of theirs is copied.
pub(super) fn stand_in(text: &str, run: &[String], open: bool) -> bool {
    // How many tokens of the run each beginning of it has found so far.
    let mut begun: Vec<usize> = Vec::new();
    let mut found = false;
    each_token(text, |token, _, _| {
        if found {
            return;
        }
        begun.push(0);
        begun.retain_mut(|at| {
            let Some(wanted) = run.get(*at) else { return false };
            *at += 1;
            let is_last = *at == run.len();
            let same = if is_last && open { token.starts_with(wanted.as_str()) } else { token == wanted };
            found |= same && is_last;
            same && !is_last
        });
    });
    found
}

/// [`char::is_alphanumeric`], without its table for the letters that most texts are written in.
fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        '\u{c0}'..='\u{24f}' => !matches!(c, '×' | '÷'),
        '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => {
            true
        }
        _ => c.is_alphanumeric(),
    }
}

/// Marks and joiners belong to the letter before them.
fn continues(c: char) -> bool {
    // Latin, Greek and Cyrillic letters need no look into the table.
    let is_letter = matches!(c, '\0'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{370}'..='\u{482}');
    !is_letter && c.width() == Some(0)
}

/// Letters of scripts whose words are not told apart by spaces.
fn is_unspaced(c: char) -> bool {
    // Most letters come before all of them.
    c >= '\u{e00}'
        && matches!(c,
        '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1100}'..='\u{11ff}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{3105}'..='\u{318f}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn words_and_pairs() {
        assert_eq!(cut("The Élysée’s 3 doors"), ["the", "elysee", "s", "3", "doors"]);
        assert_eq!(cut("中国人 means"), ["中国", "国人", "人", "means"]);
        assert_eq!(cut("iPhone発売日"), ["iphone", "発売", "売日", "日"]);
        assert_eq!(cut("ข่าว"), ["ข่า", "าว", "ว"]);
        assert_eq!(cut("می\u{200c}خواهم"), ["ميخواهم"]);
        // Six letters and three: the article comes off; what would be too short stays whole.
        assert_eq!(cut("الحبوب والحبوب حبوب للحبوب"), ["حبوب", "حبوب", "حبوب", "حبوب"]);
        assert_eq!(cut("الله والدين المدينة"), ["الله", "والدين", "مدينه"]);
        assert!(cut("— … !").is_empty());
    }

    #[test]
    fn the_short_way_to_tell_a_letter_tells_the_same() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn what_is_looked_for_need_not_end_a_run() {
        assert_eq!(phrase("国人"), (vec!["国人".to_owned()], false));
        assert_eq!(phrase("国"), (vec!["国".to_owned()], true));
        assert_eq!(phrase("中国人"), (vec!["中国".to_owned(), "国人".to_owned()], false));
        assert_eq!(phrase("don't"), (vec!["don".to_owned(), "t".to_owned()], false));
    }

    /// Cut in the way that any text can be cut.
    fn cut_the_long_way(text: &str) -> Vec<Token> {
        let (mut out, mut at) = (Vec::new(), 0);
        while at < text.len() {
            let mut found = |text: &str, range, tail| out.push(Token { text: text.to_owned(), range, tail });
            at = run(text, at, (&mut Vec::new(), &mut String::new()), &mut found);
        }
        out
    }

    #[test]
    fn the_short_way_cuts_the_same_around_every_character() {
        for c in '\0'..='\u{ffff}' {
            let text = format!("{c}Ab9{c}z {c} и{c}中{c}");
            assert_eq!(tokens(&text), cut_the_long_way(&text), "{c:?}");
        }
    }

    /// What words, and what stands between them, are made of.
    const PIECES: &[&str] = &[
        "a",
        "Zebra",
        "9",
        " ",
        "-",
        "\u{301}",
        "\u{200d}",
        "é",
        "ß",
        "İ",
        "’",
        "\u{ad}",
        "Ёж",
        "й",
        "и\u{306}",
        "ال",
        "الحبوب",
        "中国",
        "발",
        "ข่าว",
        "ﬁ",
        "①",
        "\u{fe0f}",
        "❤",
        "ΣΑΣ",
        "A_b",
        "abcdefghijklmnopqrstuvwxyz",
        "\0",
        "\n",
        "\u{a0}",
    ];

    proptest! {
        #[test]
        fn the_short_way_cuts_the_same_in_mixed_texts(
            pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24),
            text in any::<String>(),
        ) {
            for text in [pieces.concat(), text] {
                prop_assert_eq!(tokens(&text), cut_the_long_way(&text), "{:?}", text);
            }
        }

        #[test]
        fn tokens_stand_in_the_text_and_hold_letters_only(text in any::<String>()) {
            let mut last = 0;
            for token in tokens(&text) {
                prop_assert!(text.get(token.range.clone()).is_some());
                prop_assert!(token.range.start >= last);
                last = token.range.start;
                prop_assert!(!token.text.is_empty());
                let clean = token.text.chars().all(|c| !c.is_ascii() || c.is_ascii_alphanumeric());
                prop_assert!(clean, "{:?}", token.text);
            }
        }
    }
}
