//! What things look like: themes are TOML files that give each role a style.
//!
//! `view` asks a [`Theme`] for the style of a [`Role`] and knows no colour itself. The themes of the house stand in
//! `themes/` and are part of the program; a person's own file may `inherits` from one of them, and the [`Shelf`] has
//! both. Colours are reduced here to what the terminal shows, down to none, so that words can still be read. Nothing
//! here reads a file or the environment by itself.

mod colour;
mod contrast;
mod depth;
mod file;
mod reduce;
mod role;
mod sgr;
mod shelf;

use ratatui::style::{Color, Modifier, Style};

pub use colour::{Palette, contrast, parts};
pub use contrast::{MARKS, Reading, WORDS};
pub use depth::Depth;
pub use file::ThemeFile;
pub use role::Role;
pub use shelf::{Choice, Shelf};

use crate::news::Fault;
use file::Parsed;

/// What a theme is made to stand on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// Whatever the terminal has.
    #[default]
    Terminal,
    /// A light one.
    Light,
    /// A dark one.
    Dark,
}

impl Ground {
    /// The ground of a terminal whose background has these parts of red, green and blue.
    pub fn of(background: (u8, u8, u8)) -> Self {
        if colour::is_light(background) { Self::Light } else { Self::Dark }
    }

    /// The ground that `COLORFGBG` tells of, as rxvt and Konsole set it: `15;0` is white on black.
    pub fn of_colorfgbg(value: &str) -> Option<Self> {
        match value.rsplit(';').next()?.parse::<u8>().ok()? {
            7 | 9..=15 => Some(Self::Light),
            0..=6 | 8 => Some(Self::Dark),
            _ => None,
        }
    }

    /// Its name in theme files: `terminal`, `light`, `dark`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Terminal => "terminal",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The ground of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Terminal, Self::Light, Self::Dark].into_iter().find(|ground| ground.name() == name)
    }
}

/// A style for each role, as the terminal can show it.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    name: String,
    ground: Ground,
    depth: Depth,
    styles: Vec<Style>,
}

/// The terminal's own colours.
impl Default for Theme {
    fn default() -> Self {
        Self::house("terminal", Depth::Sixteen).unwrap_or_else(|_| Self {
            name: String::new(),
            ground: Ground::Terminal,
            depth: Depth::None,
            styles: Vec::new(),
        })
    }
}

impl Theme {
    /// A theme of the house.
    pub fn house(name: &str, depth: Depth) -> Result<Self, Fault> {
        Shelf::default().load(name, Ground::Terminal, depth)
    }

    /// A theme as its file and those it inherits from have it.
    fn of(name: &str, parsed: &Parsed, depth: Depth) -> Self {
        let full: Vec<Style> = Role::ALL.iter().map(|role| parsed.style(*role)).collect();
        Self { name: name.to_owned(), ground: parsed.ground, depth, styles: reduce::reduce(&full, depth) }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it is made to stand on.
    pub fn ground(&self) -> Ground {
        self.ground
    }

    /// A colour of a picture as the terminal shows it; `None` where it has too few.
    pub fn of_picture(&self, colour: [u8; 3]) -> Option<Color> {
        colour::of_picture(colour, self.depth())
    }

    /// How many colours it is reduced to.
    pub fn depth(&self) -> Depth {
        self.depth
    }

    /// Whether it has colours; without them the calendar says in marks what it else says in shades.
    pub fn is_coloured(&self) -> bool {
        self.depth != Depth::None
    }

    /// The style of a role, to be laid over [`Role::Text`].
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }
}

/// Whether a style sets something apart by more than colour.
fn is_marked(style: Style) -> bool {
    style.add_modifier.intersects(Modifier::BOLD | Modifier::UNDERLINED | Modifier::REVERSED)
}

#[cfg(test)]
mod tests;
