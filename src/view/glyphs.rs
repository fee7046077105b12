//! The marks and lines of the screen, also in plain ASCII.

/// The characters a screen is drawn with; each is one column wide, but the ellipsis of ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Glyphs {
    pub star: &'static str,
    pub star_pending: &'static str,
    pub unread: &'static str,
    pub read: &'static str,
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
    /// Shades from few to most.
    pub shades: [&'static str; 4],
    /// The cursor on a day of the year, one column wide and two.
    pub cursor: &'static str,
    pub cursor_wide: &'static str,
}

impl Glyphs {
    pub const UNICODE: Self = Self {
        star: "★",
        star_pending: "☆",
        unread: "•",
        read: "✓",
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
        shades: ["░", "▒", "▓", "█"],
        cursor: "◆",
        cursor_wide: "[]",
    };
    pub const ASCII: Self = Self {
        star: "#",
        star_pending: "%",
        unread: "*",
        read: "+",
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
        shades: [":", "o", "O", "@"],
        cursor: "X",
        cursor_wide: "[]",
    };

    pub fn of(ascii: bool) -> Self {
        if ascii { Self::ASCII } else { Self::UNICODE }
    }
}
