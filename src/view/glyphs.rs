//! The marks and lines of the screen, also in plain ASCII.

use std::borrow::Cow;

/// The characters a screen is drawn with; each is one column wide, but the ellipsis of ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Glyphs {
    pub star: &'static str,
    pub star_pending: &'static str,
    pub unread: &'static str,
    pub read: &'static str,
    pub muted: &'static str,
    pub can_ask: &'static str,
    pub bar: &'static str,
    pub across: &'static str,
    pub down: &'static str,
    pub tee_down: &'static str,
    pub tee_up: &'static str,
    pub earlier: &'static str,
    pub later: &'static str,
    pub dot: &'static str,
    pub ellipsis: &'static str,
    pub working: &'static str,
    /// Where a line ends that is shown in one line with the next.
    pub line_end: &'static str,
    /// What stands before a tag.
    pub tag: &'static str,
    /// Shades from few to most.
    pub shades: [&'static str; 4],
    /// The cursor on a day of the year, one column wide and two.
    pub cursor: &'static str,
    pub cursor_wide: &'static str,
}

/// A text without the signs this program writes beyond ASCII, and without a typographer's quotes and dashes.
pub fn in_ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '·' | '–' | '—' | '‐' | '‑' | '−' | '─' => out.push('-'),
            '…' => out.push_str("..."),
            '★' => out.push_str(Glyphs::ASCII.star),
            '☆' => out.push_str(Glyphs::ASCII.star_pending),
            '•' => out.push_str(Glyphs::ASCII.unread),
            '✓' => out.push_str(Glyphs::ASCII.read),
            '⟳' => out.push_str(Glyphs::ASCII.working),
            '“' | '”' | '„' | '«' | '»' => out.push('"'),
            '‘' | '’' | '‚' => out.push('\''),
            '‹' => out.push('<'),
            '›' => out.push('>'),
            '←' => out.push_str("<-"),
            '→' => out.push_str("->"),
            '↑' => out.push('^'),
            '↓' => out.push('v'),
            '×' => out.push('x'),
            '│' => out.push('|'),
            '\u{a0}' | '\u{202f}' => out.push(' '),
            other => out.push(other),
        }
    }
    Cow::Owned(out)
}

impl Glyphs {
    pub const UNICODE: Self = Self {
        star: "★",
        star_pending: "☆",
        unread: "•",
        read: "✓",
        muted: "⊘",
        can_ask: "·",
        bar: "▌",
        across: "─",
        down: "│",
        tee_down: "┬",
        tee_up: "┴",
        earlier: "‹",
        later: "›",
        dot: " · ",
        ellipsis: "…",
        working: "⟳",
        line_end: "↵",
        tag: "#",
        shades: ["░", "▒", "▓", "█"],
        cursor: "◆",
        cursor_wide: "[]",
    };
    pub const ASCII: Self = Self {
        star: "#",
        star_pending: "%",
        unread: "*",
        read: "+",
        muted: "x",
        can_ask: ".",
        bar: ">",
        across: "-",
        down: "|",
        tee_down: "+",
        tee_up: "+",
        earlier: "<",
        later: ">",
        dot: " - ",
        ellipsis: "..",
        working: "~",
        line_end: "|",
        tag: "@",
        shades: [":", "o", "O", "@"],
        cursor: "X",
        cursor_wide: "[]",
    };

    pub fn of(ascii: bool) -> Self {
        if ascii { Self::ASCII } else { Self::UNICODE }
    }
}
