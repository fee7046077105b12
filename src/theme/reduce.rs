//! A theme's colours on a terminal that has fewer: the nearest ones that can still be read.

use ratatui::style::{Color, Modifier, Style};

use super::colour::{self, Palette, distance, parts};
use super::contrast::{WORDS, grounds, worst};
use super::{Depth, Role, is_marked};

/// The styles of all roles, in their order, as a depth can show them.
pub(super) fn reduce(styles: &[Style], depth: Depth) -> Vec<Style> {
    match depth {
        Depth::True => styles.to_vec(),
        Depth::None => {
            let paper = styles.get(Role::Text as usize).and_then(|style| style.bg);
            let each = Role::ALL.iter().zip(styles);
            each.map(|(role, style)| without_colour(*role, *style, paper)).collect()
        }
        Depth::Indexed | Depth::Sixteen => Reduced::of(styles, depth).styles,
    }
}

/// Roles whose ground is a bar: where its shade is lost, it is reversed.
const BARS: [Role; 3] = [Role::Selection, Role::Field, Role::Chosen];

struct Reduced {
    depth: Depth,
    styles: Vec<Style>,
}

impl Reduced {
    /// First the ground of the screen, then the other grounds, apart from it and from one another; then the
    /// inks, each so that it can be read on every ground it stands on.
    fn of(full: &[Style], depth: Depth) -> Self {
        let mut reduced = Self { depth, styles: full.to_vec() };
        let full_of = |role: Role| full.get(role as usize).copied().unwrap_or_default();
        let paper = full_of(Role::Text).bg.map(|paper| reduced.ground(paper, &[]));
        reduced.set(Role::Text, |style| style.bg = paper);
        let mut taken: Vec<Color> = paper.into_iter().collect();
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Text) {
            let Some(bg) = full_of(role).bg else { continue };
            let near = reduced.apart(bg, &taken, role);
            let is_bar = BARS.contains(&role);
            reduced.set(role, |style| {
                style.bg = near;
                if near.is_none() && is_bar {
                    style.fg = None;
                    *style = style.add_modifier(Modifier::REVERSED);
                }
            });
            if !is_bar {
                taken.extend(near);
            }
        }
        for role in Role::ALL {
            if let (Some(ink), true) = (full_of(role).fg, reduced.style(role).fg.is_some()) {
                let near = reduced.ink(role, ink, full);
                reduced.set(role, |style| style.fg = Some(near));
            }
        }
        reduced
    }

    fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    fn set(&mut self, role: Role, change: impl FnOnce(&mut Style)) {
        if let Some(style) = self.styles.get_mut(role as usize) {
            change(style);
        }
    }

    fn candidates(&self) -> Vec<Color> {
        match self.depth {
            Depth::Indexed => colour::indexed().collect(),
            _ => colour::sixteen().collect(),
        }
    }

    /// The nearest colour that is not taken. A named colour stays what it is.
    fn ground(&self, wanted: Color, taken: &[Color]) -> Color {
        let Color::Rgb(r, g, b) = wanted else { return wanted };
        let all = self.candidates();
        // A grey in the middle leaves no ink that could be read on it.
        let is_readable = |paper: &Color| all.iter().any(|ink| worst(*ink, *paper) >= Some(WORDS));
        let free = all.iter().copied().filter(|paper| !taken.contains(paper) && is_readable(paper));
        nearest((r, g, b), free).unwrap_or(wanted)
    }

    /// The nearest colour for a ground over the screen's; none where there is no shade near it, as among the
    /// sixteen, whose colours are all loud: only what is chosen is worth one of them.
    fn apart(&self, wanted: Color, taken: &[Color], role: Role) -> Option<Color> {
        let is_shade = matches!(wanted, Color::Rgb(..));
        if is_shade && self.depth == Depth::Sixteen && role != Role::Chosen {
            return None;
        }
        Some(self.ground(wanted, taken))
    }

    /// The nearest colour that is read as well as it has to be on every ground; else the best read.
    fn ink(&self, role: Role, wanted: Color, full: &[Style]) -> Color {
        let Color::Rgb(r, g, b) = wanted else { return wanted };
        let full_of = |role: Role| full.get(role as usize).copied().unwrap_or_default();
        let own = |role: Role, ground: Role, style: Style, text: Style, under: Style| {
            if ground == Role::Text && role != Role::Text {
                style.bg.or(text.bg)
            } else {
                under.bg.or(text.bg)
            }
        };
        // How far a colour falls short of what it has to be, at worst; 0 when it does not. A theme that asks
        // for less itself is not corrected.
        let short = |ink: Color| {
            let at = |(ground, wanted_ratio): &(Role, f64)| {
                let (text, style, under) = (self.style(Role::Text), self.style(role), self.style(*ground));
                let paper = own(role, *ground, style, text, under)?;
                let (text, style, under) = (full_of(Role::Text), full_of(role), full_of(*ground));
                let before = worst(wanted, own(role, *ground, style, text, under)?)?;
                Some((wanted_ratio.min(before) - worst(ink, paper)?).max(0.0))
            };
            grounds(role).iter().filter_map(at).fold(0.0_f64, f64::max)
        };
        let candidates = self.candidates();
        let good = candidates.iter().copied().filter(|ink| short(*ink) <= 0.0);
        nearest((r, g, b), good)
            .or_else(|| candidates.into_iter().min_by(|a, b| short(*a).total_cmp(&short(*b))))
            .unwrap_or(wanted)
    }
}

fn nearest(wanted: colour::Parts, among: impl Iterator<Item = Color>) -> Option<Color> {
    let far = |color: &Color| parts(*color, Palette::Xterm).map_or(f64::MAX, |near| distance(wanted, near));
    among.min_by(|a, b| far(a).total_cmp(&far(b)))
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
