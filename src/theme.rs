//! What things look like: themes are TOML files that give each role a style.
//!
//! `view` asks a [`Theme`] for the style of a [`Role`] and knows no colour itself. The themes of the house stand in
//! `themes/` and are part of the program; a person's own file may `inherits` from one of them. Colours are
//! reduced here to what the terminal shows, down to none. Nothing here reads a file or the environment by itself.

mod depth;
mod file;
mod role;

use ratatui::style::{Color, Modifier, Style};

pub use depth::Depth;
pub use file::ThemeFile;
pub use role::Role;

use crate::news::Fault;
use file::Parsed;

/// The themes of the house, by name.
const HOUSE: [(&str, &str); 3] = [
    ("terminal", include_str!("../themes/terminal.toml")),
    ("dateline-dark", include_str!("../themes/dateline-dark.toml")),
    ("dateline-light", include_str!("../themes/dateline-light.toml")),
];

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
    /// The names of the themes of the house.
    pub fn names() -> impl Iterator<Item = &'static str> {
        HOUSE.iter().map(|(name, _)| *name)
    }

    /// A theme of the house.
    pub fn house(name: &str, depth: Depth) -> Result<Self, Fault> {
        Self::load(name, depth, &|_| None)
    }

    /// The theme of the house for a ground: what `auto` means once the terminal has said what it has.
    pub fn for_ground(ground: Ground, depth: Depth) -> Self {
        let name = match ground {
            Ground::Terminal => "terminal",
            Ground::Light => "dateline-light",
            Ground::Dark => "dateline-dark",
        };
        Self::house(name, depth).unwrap_or_default()
    }

    /// A theme by name: a file of the person's own goes before one of the house; `own` finds it.
    ///
    /// A name that is not known, a file that is no theme or a role that is not known is a
    /// [`crate::news::FaultKind::Config`] with file, line and the nearest name.
    pub fn load(name: &str, depth: Depth, own: &dyn Fn(&str) -> Option<ThemeFile>) -> Result<Self, Fault> {
        let parsed = Parsed::load(name, own)?;
        let paper = parsed.style(Role::Text).bg;
        let styles = Role::ALL.iter().map(|role| depth.reduce(*role, parsed.style(*role), paper)).collect();
        Ok(Self { name: name.to_owned(), ground: parsed.ground, depth, styles })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it is made to stand on.
    pub fn ground(&self) -> Ground {
        self.ground
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

/// The text of a theme of the house.
fn house_text(name: &str) -> Option<&'static str> {
    HOUSE.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// Whether a style sets something apart by more than colour.
fn is_marked(style: Style) -> bool {
    style.add_modifier.intersects(Modifier::BOLD | Modifier::UNDERLINED | Modifier::REVERSED)
}

/// The three parts of a colour that says them.
fn rgb(color: Color) -> Option<(u8, u8, u8)> {
    match color {
        Color::Rgb(r, g, b) => Some((r, g, b)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast of two colours (WCAG 2.2, 1.4.3).
    fn contrast(one: Color, other: Color) -> f64 {
        let light = |color: Color| {
            let (r, g, b) = rgb(color).unwrap();
            let part = |v: u8| {
                let v = f64::from(v) / 255.0;
                if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
        };
        let (one, other) = (light(one), light(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn all_words_can_be_read_on_every_ground_they_meet() {
        for name in ["dateline-dark", "dateline-light"] {
            let theme = Theme::house(name, Depth::True).unwrap();
            let of = |role| theme.style(role);
            let ink = of(Role::Text).fg.unwrap();
            let paper = of(Role::Text).bg.unwrap();
            for role in Role::ALL.into_iter().filter(|role| *role != Role::Rule) {
                let ground = of(role).bg.unwrap_or(paper);
                let ratio = contrast(of(role).fg.unwrap_or(ink), ground);
                assert!(ratio >= 4.5, "{name}: {} {ratio:.2}", role.name());
            }
            let raised = of(Role::Selection).bg.unwrap();
            for role in [Role::Text, Role::Dim, Role::Unread, Role::Bookmark, Role::Accent] {
                let ratio = contrast(of(role).fg.unwrap(), raised);
                assert!(ratio >= 4.5, "{name}: {} on the selection {ratio:.2}", role.name());
            }
            for heat in [Role::Heat1, Role::Heat2, Role::Heat3, Role::Heat4] {
                for role in [Role::Text, Role::Unread] {
                    assert!(
                        contrast(of(role).fg.unwrap(), of(heat).bg.unwrap()) >= 4.5,
                        "{name}: {}",
                        heat.name()
                    );
                }
            }
        }
    }

    #[test]
    fn the_terminal_keeps_its_own_ground() {
        let theme = Theme::default();
        assert_eq!((theme.name(), theme.style(Role::Text)), ("terminal", Style::new()));
        assert!(Role::ALL.iter().all(|role| rgb(theme.style(*role).fg.unwrap_or_default()).is_none()));
    }

    #[test]
    fn without_colour_nothing_is_lost_but_colour() {
        for name in Theme::names() {
            let theme = Theme::house(name, Depth::None).unwrap();
            for role in Role::ALL {
                let style = theme.style(role);
                assert_eq!((style.fg, style.bg), (None, None), "{name}: {}", role.name());
            }
            for role in [
                Role::Accent,
                Role::Title,
                Role::Unread,
                Role::Selection,
                Role::Chosen,
                Role::Link,
                Role::Today,
            ] {
                assert!(is_marked(theme.style(role)), "{name}: {} shows", role.name());
            }
        }
    }

    #[test]
    fn fewer_colours_still_tell_the_selection() {
        for name in ["dateline-dark", "dateline-light"] {
            for depth in [Depth::Sixteen, Depth::Indexed] {
                let theme = Theme::house(name, depth).unwrap();
                let (text, selection) = (theme.style(Role::Text), theme.style(Role::Selection));
                assert!(
                    selection.bg != text.bg && selection.bg.is_some()
                        || selection.add_modifier.contains(Modifier::REVERSED),
                    "{name} {depth:?}"
                );
                assert_ne!(text.fg, text.bg);
                assert!(
                    Role::ALL.iter().all(|role| rgb(theme.style(*role).fg.unwrap_or_default()).is_none())
                );
            }
        }
    }
}
