//! Text from outside, made harmless once.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize};
use unicode_width::UnicodeWidthChar;

/// How white space is treated while a text is cleaned.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// One line: runs of white space become one space, the ends are trimmed.
    Line,
    /// A piece of a line: runs become one space, the ends stay.
    Piece,
    /// Lines: `\n` stays, tabs become four spaces, other white space stays.
    Lines,
}

/// Marks allowed on one base character; more is decoration that draws over other lines.
const MAX_MARKS: usize = 8;

/// Text that may be stored, drawn, printed or logged.
///
/// Contains no C0 or C1 control (but `\n` where it was made by [`Text::lines`]), no bidirectional
/// control or isolate (UAX 9), no invisible tag, filler or zero-width space, and at most eight
/// combining marks on a base. Joiners stay where scripts and emoji need them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Text(String);

impl Text {
    /// One line: a title, a name, a message.
    pub fn line(raw: &str) -> Self {
        Self(clean(raw, Shape::Line).into_owned())
    }

    /// A piece of running text whose outer spaces matter.
    pub fn piece(raw: &str) -> Self {
        Self(clean(raw, Shape::Piece).into_owned())
    }

    /// Several lines with their indentation: code, notes.
    pub fn lines(raw: &str) -> Self {
        Self(clean(raw, Shape::Lines).into_owned())
    }

    /// The same of a text that is not needed any more; it is copied only where something had to be cleaned.
    pub fn lines_of(raw: String) -> Self {
        match clean(&raw, Shape::Lines) {
            Cow::Borrowed(_) => Self(raw),
            Cow::Owned(cleaned) => Self(cleaned),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, cut to so many characters; `…` says that it was.
    #[must_use]
    pub fn cut(self, most: usize) -> Self {
        match self.0.char_indices().nth(most) {
            None => self,
            Some((at, _)) => Self(format!("{}…", self.0[..at].trim_end())),
        }
    }

    /// The text without some characters at its beginning. What is left of a clean text needs no cleaning.
    #[must_use]
    pub fn without_start(mut self, drop: fn(char) -> bool) -> Self {
        let dropped = self.0.len() - self.0.trim_start_matches(drop).len();
        self.0.drain(..dropped);
        self
    }

    /// The same at its end.
    #[must_use]
    pub fn without_end(mut self, drop: fn(char) -> bool) -> Self {
        self.0.truncate(self.0.trim_end_matches(drop).len());
        self
    }

    /// The text, unless it is empty.
    pub fn non_empty(self) -> Option<Self> {
        if self.0.trim().is_empty() { None } else { Some(self) }
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

/// What is read back from a file or the store passes the same door.
impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::lines_of)
    }
}

fn clean(raw: &str, shape: Shape) -> Cow<'_, str> {
    let mut sound = sound_part(raw, shape, shape == Shape::Line);
    // The space at the end of a line goes: that is found out on the long way.
    if shape == Shape::Line && sound == raw.len() && raw.ends_with(' ') {
        sound -= 1;
    }
    if sound == raw.len() {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let (before, raw) = raw.split_at(sound);
    out.push_str(before);
    let mut marks = 0;
    let mut chars = raw.chars();
    loop {
        // What needs no cleaning goes in one piece.
        let rest = chars.as_str();
        let run = sound_part(rest, shape, out.ends_with(' '));
        if let Some((plain, rest)) = rest.split_at_checked(run).filter(|_| run > 0) {
            if plain.bytes().any(|byte| byte != b'\n') {
                marks = 0;
            }
            out.push_str(plain);
            chars = rest.chars();
        }
        let Some(c) = chars.next() else { break };
        match c {
            '\r' if shape == Shape::Lines => {
                if !chars.as_str().starts_with('\n') {
                    out.push('\n');
                }
            }
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' if shape == Shape::Lines => out.push('\n'),
            '\t' if shape == Shape::Lines => out.push_str("    "),
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | ' ' | '\u{85}' | '\u{2028}' | '\u{2029}'
                if shape != Shape::Lines =>
            {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
                marks = 0;
            }
            '\u{200c}' | '\u{200d}' => {
                // A joiner stands between visible characters of a script that joins, or of an emoji; it counts
                // as a mark, and so does the mark that it joins.
                let joins = |c: char| !c.is_ascii() && !c.is_whitespace() && !is_hidden(c) && !is_joiner(c);
                let after = chars.clone().next().filter(|after| joins(*after));
                let room = after.is_some_and(|after| marks + usize::from(is_mark(after)) < MAX_MARKS);
                if room && out.chars().next_back().is_some_and(joins) {
                    marks += 1;
                    out.push(c);
                }
            }
            c if is_hidden(c) => {}
            c if is_mark(c) => {
                marks += 1;
                if marks <= MAX_MARKS {
                    out.push(c);
                }
            }
            c => {
                marks = 0;
                out.push(c);
            }
        }
    }
    if shape == Shape::Line {
        let trimmed = out.trim();
        if trimmed.len() != out.len() {
            out = trimmed.to_owned();
        }
    }
    Cow::Owned(out)
}

/// The bytes at the beginning of a text that need no cleaning: plain characters with single spaces, up to the
/// last of them whose fate does not hang on what follows. The common case is all of them.
fn sound_part(raw: &str, shape: Shape, after_space: bool) -> usize {
    let mut last_is_space = after_space;
    let bytes = raw.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'!'..=b'~' => last_is_space = false,
            b' ' if shape == Shape::Lines || !last_is_space => last_is_space = true,
            b'\n' if shape == Shape::Lines => {}
            // The first bytes of U+00C0 to U+02FF and U+0400 to U+047F, which are plain all of them: most letters
            // are told without taking characters apart.
            0xc3..=0xcb | 0xd0 | 0xd1 => {
                last_is_space = false;
                at += 1;
            }
            0x80.. => match raw.get(at..).and_then(|rest| rest.chars().next()) {
                Some(c) if is_plain(c) => {
                    last_is_space = false;
                    at += c.len_utf8() - 1;
                }
                _ => return at,
            },
            _ => return at,
        }
        at += 1;
    }
    at
}

/// Letters, digits and signs of the common scripts of which nothing has to be asked: visible, no mark, no space.
fn is_plain(c: char) -> bool {
    matches!(c,
        '!'..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}'
        | '\u{391}'..='\u{3a1}' | '\u{3a3}'..='\u{3ff}' | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}'
        | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{20a0}'..='\u{20bf}'
        | '\u{3001}'..='\u{3020}' | '\u{3041}'..='\u{3096}' | '\u{30a0}'..='\u{30ff}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff01}'..='\u{ff60}')
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

fn is_mark(c: char) -> bool {
    c.width() == Some(0)
}

/// Characters that act on a terminal or hide something from a reader, and say nothing themselves.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{34f}' | '\u{61c}'
        | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
        || (c as u32) & 0xfffe == 0xfffe
        || ('\u{fdd0}'..='\u{fdef}').contains(&c)
}

/// Words with a capital at their beginning.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_title_cannot_act_on_the_terminal() {
        let hostile = "Hi\u{1b}]0;owned\u{7} \u{9b}31m\u{202e}txt\u{2066}\u{200b}\u{e0041}!";
        assert_eq!(Text::line(hostile), "Hi]0;owned 31mtxt!");
    }

    #[test]
    fn white_space_follows_the_shape() {
        assert_eq!(Text::line("  a \n\t b  "), "a b");
        assert_eq!(Text::piece("  a \n b "), " a b ");
        assert_eq!(Text::lines("a\r\n\tb  c\rd"), "a\n    b  c\nd");
    }

    #[test]
    fn scripts_and_emoji_stay_right() {
        for kept in
            ["می\u{200c}خواهم", "क्\u{200d}ष", "👩\u{200d}👩\u{200d}👧", "❤\u{fe0f}", "שלום", "e\u{301}"]
        {
            assert_eq!(Text::line(kept), kept);
        }
        assert_eq!(Text::line("a\u{200d}b"), "ab");
    }

    #[test]
    fn what_is_plain_needs_no_cleaning() {
        for c in ('\0'..=char::MAX).filter(|c| is_plain(*c)) {
            assert!(!is_hidden(c) && !is_mark(c) && !c.is_whitespace() && !is_joiner(c), "{c:?}");
        }
        let text = "Новости дня, 3 % more: 日本語 שלום";
        assert!(matches!(clean(text, Shape::Line), Cow::Borrowed(_)));
    }

    #[test]
    fn marks_are_counted() {
        let zalgo = format!("a{}", "\u{301}".repeat(50));
        assert_eq!(Text::line(&zalgo).chars().count(), 1 + MAX_MARKS);
    }

    /// What attacks are made of, and what they hide among.
    const PIECES: &[&str] = &[
        "a",
        "Z",
        " ",
        "\t",
        "\n",
        "\r",
        "\r\n",
        "\u{1b}[31m",
        "\u{1b}]0;x\u{7}",
        "\u{9b}2J",
        "\u{9d}",
        "\0",
        "\u{7f}",
        "\u{85}",
        "\u{a0}",
        "\u{ad}",
        "\u{300}",
        "\u{301}",
        "\u{34f}",
        "\u{489}",
        "\u{5b0}",
        "\u{61c}",
        "\u{64b}",
        "\u{94d}",
        "\u{115f}",
        "\u{180e}",
        "\u{200b}",
        "\u{200c}",
        "\u{200d}",
        "\u{200e}",
        "\u{2028}",
        "\u{2029}",
        "\u{202a}",
        "\u{202e}",
        "\u{2060}",
        "\u{2066}",
        "\u{2069}",
        "\u{206a}",
        "\u{20dd}",
        "\u{3000}",
        "\u{3164}",
        "\u{fe00}",
        "\u{fe0e}",
        "\u{fe0f}",
        "\u{feff}",
        "\u{fff9}",
        "\u{fffa}",
        "\u{fffb}",
        "\u{ffff}",
        "\u{1f3fb}",
        "\u{e0001}",
        "\u{e0041}",
        "\u{e007f}",
        "\u{e0100}",
        "\u{e01ef}",
        "\u{1d173}",
        "ж",
        "ש",
        "ل",
        "क",
        "漢",
        "ㄱ",
        "👩",
        "❤",
        "🇫",
        "🇷",
        "é",
    ];

    fn is_harmless(text: &str) -> bool {
        let mut marks = 0;
        text.chars().all(|c| {
            marks = if is_mark(c) { marks + 1 } else { 0 };
            marks <= MAX_MARKS && (c == '\n' || !is_hidden(c))
        })
    }

    #[test]
    fn what_scripts_need_is_left_alone() {
        for kept in [
            "مرحبا بالعالم",
            "هٰذَا",
            "كتاب\u{200c}ها",
            "שָׁלוֹם עֲלֵיכֶם",
            "श्री क्\u{200d}षत्रिय",
            "র\u{200d}্যাব",
            "ശ്രീ അവൻ",
            "ක්\u{200d}රි",
            "မြန်မာ",
            "ภาษาไทยที่",
            "Tiếng Việt",
            "🏳\u{fe0f}\u{200d}🌈",
            "👩🏽\u{200d}🚒",
            "👨\u{200d}👩\u{200d}👧\u{200d}👦",
            "🇫🇷🇰🇿",
            "1\u{fe0f}\u{20e3}",
            "☺\u{fe0e}",
            "漢字かな交じり文",
            "Ноябрь",
        ] {
            assert_eq!(Text::line(kept), kept);
            assert_eq!(Text::lines(kept), kept);
        }
    }

    #[test]
    fn what_hides_or_turns_is_taken_out() {
        for (hostile, left) in [
            ("a\u{e0061}\u{e0062}b", "ab"),
            ("a\u{202e}b\u{202c}c", "abc"),
            ("a\u{2067}b\u{2069}c", "abc"),
            ("\u{feff}a\u{feff}", "a"),
            ("a\u{fff9}b\u{fffa}c\u{fffb}", "abc"),
            ("a\u{2028}b\u{2029}c", "a b c"),
            ("a\u{9b}31mb\u{90}c\u{9c}", "a31mbc"),
            ("a\u{3164}\u{115f}b", "ab"),
            ("a\u{e0100}\u{e0101}b", "ab"),
            ("क\u{200d}\u{a0}", "क"),
        ] {
            assert_eq!(Text::line(hostile), left, "{hostile:?}");
        }
        let flood = format!("❤{}", "\u{fe0f}".repeat(1000));
        assert_eq!(Text::line(&flood).chars().count(), 1 + MAX_MARKS);
        let joined = format!("क{}", "\u{200d}\u{301}".repeat(1000));
        assert_eq!(Text::line(&joined).chars().count(), 1 + MAX_MARKS);
    }

    proptest! {
        #[test]
        fn no_mixture_gets_through(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
            let raw = pieces.concat();
            for clean in [Text::line, Text::piece, Text::lines] {
                let once = clean(&raw);
                prop_assert!(is_harmless(&once), "{raw:?} → {once:?}");
                prop_assert_eq!(clean(&once), once.clone(), "{:?}", raw);
            }
            prop_assert!(!Text::line(&raw).contains('\n') && !Text::piece(&raw).contains('\n'));
            let json = serde_json::to_string(&raw).unwrap();
            prop_assert!(is_harmless(&serde_json::from_str::<Text>(&json).unwrap()));
        }

        #[test]
        fn cleaning_twice_changes_nothing(raw in any::<String>()) {
            let once = Text::line(&raw);
            prop_assert_eq!(Text::line(&once), once.clone());
            let lines = Text::lines(&raw);
            prop_assert_eq!(Text::lines(&lines), lines.clone());
            prop_assert!(!once.chars().any(char::is_control));
        }
    }
}
