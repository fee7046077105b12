//! Text cut into tokens.
//!
//! A word is a run of letters and digits. Scripts that write no spaces (Chinese, Japanese, Thai, Lao, Khmer,
//! Burmese) and Korean, which glues particles to its words, give pairs of neighbours instead, and the last sign of
//! the run alone: so any stretch of them is found as a phrase of pairs, and one sign as the beginning of one.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::fold::fold_into;

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
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if !is_alphanumeric(first) {
            continue;
        }
        let pairs = is_unspaced(first);
        let mut end = start + first.len_utf8();
        starts.clear();
        starts.push(start);
        while let Some((at, c)) = chars.peek().copied() {
            let joins = continues(c);
            if !(joins || is_alphanumeric(c) && is_unspaced(c) == pairs) {
                break;
            }
            if pairs && !joins {
                starts.push(at);
            }
            end = at + c.len_utf8();
            chars.next();
        }
        if !pairs {
            letters(text.get(start..end).unwrap_or_default(), &mut folded);
            if let Some((cut, _)) = folded.char_indices().nth(LONGEST) {
                folded.truncate(cut);
            }
            if !folded.is_empty() {
                found(&folded, start..end, false);
            }
            continue;
        }
        for (n, start) in starts.iter().enumerate() {
            let range = *start..starts.get(n + 2).copied().unwrap_or(end);
            letters(text.get(range.clone()).unwrap_or_default(), &mut folded);
            if !folded.is_empty() {
                found(&folded, range, n + 1 == starts.len());
            }
        }
    }
}

/// The word folded; signs that compatibility forms bring along are left out.
fn letters(word: &str, folded: &mut String) {
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
    matches!(c,
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

    proptest! {
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
