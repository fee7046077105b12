//! Which grounds a role's words stand on, and how well they are read there.

use ratatui::style::{Color, Modifier, Style};

use super::colour::Measured;
use super::{Role, Theme};

/// The least contrast of words (WCAG 2.2, 1.4.3, level AA).
pub const WORDS: f64 = 4.5;
/// The least contrast of a mark that says something (WCAG 2.2, 1.4.11).
pub const MARKS: f64 = 3.0;

/// How a role's words are read on a ground.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Whose words.
    pub role: Role,
    /// The role whose ground they stand on.
    pub ground: Role,
    /// Their contrast, 1 to 21; the worst where the terminal's sixteen colours may look different ways.
    pub contrast: f64,
    /// What it has to be at least.
    pub wanted: f64,
}

/// The grounds that words of a role stand on beside their own, and the least contrast there.
pub(super) fn grounds(role: Role) -> &'static [(Role, f64)] {
    const HEATS: [(Role, f64); 4] =
        [(Role::Heat1, WORDS), (Role::Heat2, WORDS), (Role::Heat3, WORDS), (Role::Heat4, WORDS)];
    const BARE: &[(Role, f64)] = &[(Role::Text, WORDS)];
    const ROWS: &[(Role, f64)] = &[(Role::Text, WORDS), (Role::Selection, WORDS)];
    const FIELDS: &[(Role, f64)] = &[
        (Role::Text, WORDS),
        (Role::Selection, WORDS),
        (Role::Field, WORDS),
        HEATS[0],
        HEATS[1],
        HEATS[2],
        HEATS[3],
    ];
    const DAYS: &[(Role, f64)] =
        &[(Role::Text, WORDS), (Role::Selection, WORDS), HEATS[0], HEATS[1], HEATS[2], HEATS[3]];
    const SIGNS: &[(Role, f64)] = &[
        (Role::Text, WORDS),
        (Role::Selection, WORDS),
        (Role::Heat1, MARKS),
        (Role::Heat2, MARKS),
        (Role::Heat3, MARKS),
        (Role::Heat4, MARKS),
    ];
    match role {
        Role::Text => FIELDS,
        Role::Unread => DAYS,
        Role::Bookmark | Role::Notice => SIGNS,
        Role::Read | Role::Error | Role::Dim | Role::Accent | Role::Key | Role::Title | Role::Heading => ROWS,
        Role::Link
        | Role::Quote
        | Role::Code
        | Role::CodeComment
        | Role::CodeString
        | Role::CodeNumber
        | Role::CodeKeyword
        | Role::Emphasis
        | Role::Strong
        | Role::Status
        | Role::ToCome
        | Role::Chosen => BARE,
        // Hairlines say nothing; grounds have no words of their own.
        Role::Rule
        | Role::Selection
        | Role::Field
        | Role::Today
        | Role::Heat1
        | Role::Heat2
        | Role::Heat3
        | Role::Heat4 => &[],
    }
}

impl Theme {
    /// How each role's words are read on each ground they stand on, where that can be known: not on the
    /// terminal's own ground, and not without colours.
    pub fn readings(&self) -> Vec<Reading> {
        let of = |(role, (ground, wanted)): (Role, &(Role, f64))| {
            let contrast = self.contrast(role, *ground)?;
            Some(Reading { role, ground: *ground, contrast, wanted: *wanted })
        };
        Role::ALL
            .into_iter()
            .flat_map(|role| grounds(role).iter().map(move |at| (role, at)))
            .filter_map(of)
            .collect()
    }

    fn contrast(&self, role: Role, ground: Role) -> Option<f64> {
        let (text, over, under) = (self.style(Role::Text), self.style(role), self.style(ground));
        let ink = over.fg.or(text.fg);
        let paper = if ground == Role::Text { over.bg.or(text.bg) } else { under.bg.or(text.bg) };
        // On a reversed ground all words have the theme's ground as their colour.
        let (ink, paper) =
            if reverses(under) && ground != Role::Text { (text.bg, text.fg) } else { (ink, paper) };
        worst(ink?, paper?)
    }
}

fn reverses(style: Style) -> bool {
    style.add_modifier.contains(Modifier::REVERSED)
}

/// The contrast of two colours in the palette where it is worst.
pub(super) fn worst(ink: Color, paper: Color) -> Option<f64> {
    Some(Measured::of(ink)?.contrast(&Measured::of(paper)?))
}
