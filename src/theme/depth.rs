//! How many colours a terminal shows, and the nearest one it has.

use ratatui::style::{Color, Modifier, Style};

use super::{Role, is_marked, rgb};

/// How many colours a terminal shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None: bold, underline and reverse only.
    None,
    /// The sixteen of its palette.
    #[default]
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// All.
    True,
}

impl Depth {
    /// The depth the environment tells of: none with `NO_COLOR` (no-color.org: set and not empty) or
    /// `TERM=dumb`, all with `COLORTERM=truecolor`, else as `TERM` is known for.
    pub fn from_env(mut var: impl FnMut(&str) -> Option<String>) -> Self {
        let mut var = |name: &str| var(name).filter(|value| !value.is_empty());
        let term = var("TERM").unwrap_or_default();
        if var("NO_COLOR").is_some() || term == "dumb" {
            return Self::None;
        }
        let colours = var("COLORTERM").unwrap_or_default();
        let known = ["kitty", "ghostty", "alacritty", "wezterm", "foot", "direct", "truecolor"];
        if matches!(colours.as_str(), "truecolor" | "24bit") || known.iter().any(|name| term.contains(name)) {
            Self::True
        } else if term.contains("256") {
            Self::Indexed
        } else {
            Self::Sixteen
        }
    }

    /// The style as this depth can show it; `paper` is the ground of the theme.
    pub(super) fn reduce(self, role: Role, style: Style, paper: Option<Color>) -> Style {
        match self {
            Self::True => style,
            Self::None => without_colour(role, style, paper),
            Self::Indexed | Self::Sixteen => {
                let near = |color: Color| self.nearest(color);
                let mut out = Style { fg: style.fg.map(near), bg: style.bg.map(near), ..style };
                let is_ground = role == Role::Text;
                // A shade that falls together with the ground would show nothing: a bar or field is reversed
                // instead, a shaded day stays plain (it is told by its numbers).
                if !is_ground && style.bg.is_some() && out.bg == paper.map(near) {
                    out.bg = None;
                    if matches!(role, Role::Selection | Role::Field | Role::Chosen) {
                        out = out.add_modifier(Modifier::REVERSED);
                    }
                }
                out
            }
        }
    }

    fn nearest(self, color: Color) -> Color {
        match rgb(color) {
            Some(parts) if self == Self::Indexed => Color::Indexed(nearest_indexed(parts)),
            Some(parts) => nearest_of_sixteen(parts),
            None => color,
        }
    }
}

fn without_colour(role: Role, style: Style, paper: Option<Color>) -> Style {
    let kept = style.add_modifier & (Modifier::BOLD | Modifier::UNDERLINED | Modifier::REVERSED);
    let mut out = Style::new().add_modifier(kept);
    let stands_out = style.bg.is_some() && style.bg != paper && role != Role::Text;
    match role {
        Role::Heat1 | Role::Heat2 | Role::Heat3 | Role::Heat4 => out = Style::new(),
        _ if stands_out => out = out.add_modifier(Modifier::REVERSED),
        Role::Accent if !is_marked(out) => out = out.add_modifier(Modifier::BOLD),
        _ => {}
    }
    // A focused head must differ from the other heads, which are bold too.
    if role == Role::Accent { out.add_modifier(Modifier::UNDERLINED) } else { out }
}

/// The steps of a part in xterm's cube of 6 × 6 × 6 colours.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The nearest of xterm's colours 16–255: the cube or the ramp of greys.
fn nearest_indexed((r, g, b): (u8, u8, u8)) -> u8 {
    let step = |part: u8| (0..6_u8).min_by_key(|i| part.abs_diff(STEPS[usize::from(*i)])).unwrap_or(0);
    let (ri, gi, bi) = (step(r), step(g), step(b));
    let cube = (STEPS[usize::from(ri)], STEPS[usize::from(gi)], STEPS[usize::from(bi)]);
    let mean = (u16::from(r) + u16::from(g) + u16::from(b)) / 3;
    let grey = (mean.saturating_sub(3) / 10).min(23) as u8;
    let level = 8 + 10 * grey;
    let parts = (r, g, b);
    if distance(parts, (level, level, level)) < distance(parts, cube) {
        232 + grey
    } else {
        16 + 36 * ri + 6 * gi + bi
    }
}

/// The nearest of the sixteen, by the values xterm gives them.
fn nearest_of_sixteen(parts: (u8, u8, u8)) -> Color {
    const SIXTEEN: [(Color, (u8, u8, u8)); 16] = [
        (Color::Black, (0, 0, 0)),
        (Color::Red, (205, 0, 0)),
        (Color::Green, (0, 205, 0)),
        (Color::Yellow, (205, 205, 0)),
        (Color::Blue, (0, 0, 238)),
        (Color::Magenta, (205, 0, 205)),
        (Color::Cyan, (0, 205, 205)),
        (Color::Gray, (229, 229, 229)),
        (Color::DarkGray, (127, 127, 127)),
        (Color::LightRed, (255, 0, 0)),
        (Color::LightGreen, (0, 255, 0)),
        (Color::LightYellow, (255, 255, 0)),
        (Color::LightBlue, (92, 92, 255)),
        (Color::LightMagenta, (255, 0, 255)),
        (Color::LightCyan, (0, 255, 255)),
        (Color::White, (255, 255, 255)),
    ];
    SIXTEEN.iter().min_by_key(|(_, near)| distance(parts, *near)).map_or(Color::Reset, |(color, _)| *color)
}

/// How far two colours are apart, weighed as the eye does (the "redmean" approximation).
fn distance(a: (u8, u8, u8), b: (u8, u8, u8)) -> u32 {
    let red = u32::midpoint(u32::from(a.0), u32::from(b.0));
    let square = |x: u8, y: u8| u32::from(x.abs_diff(y)).pow(2);
    (((512 + red) * square(a.0, b.0)) >> 8) + 4 * square(a.1, b.1) + (((767 - red) * square(a.2, b.2)) >> 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(&str, &str)]) -> Depth {
        Depth::from_env(|name| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
    }

    #[test]
    fn the_environment_tells_the_depth() {
        assert_eq!(of(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]), Depth::True);
        assert_eq!(
            of(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("NO_COLOR", "1")]),
            Depth::None
        );
        assert_eq!(of(&[("TERM", "xterm-256color"), ("NO_COLOR", "")]), Depth::Indexed);
        assert_eq!(of(&[("TERM", "dumb")]), Depth::None);
        assert_eq!(of(&[("TERM", "linux")]), Depth::Sixteen);
        assert_eq!(of(&[]), Depth::Sixteen);
    }

    #[test]
    fn colours_go_to_the_nearest() {
        assert_eq!(nearest_indexed((255, 255, 255)), 231);
        assert_eq!(nearest_indexed((95, 135, 175)), 67);
        assert_eq!(nearest_indexed((0x1b, 0x1d, 0x21)), 234);
        assert_eq!(nearest_of_sixteen((0x1b, 0x1d, 0x21)), Color::Black);
        assert_eq!(nearest_of_sixteen((0xfa, 0xf8, 0xf3)), Color::White);
    }
}
