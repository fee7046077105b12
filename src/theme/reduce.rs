//! A theme's colours on a terminal that has fewer: the nearest ones that can still be read.

use ratatui::style::{Color, Modifier, Style};

use super::colour::Measured;
use super::contrast::{WORDS, grounds};
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

    fn candidates(&self) -> &'static [Measured] {
        if self.depth == Depth::Indexed { Measured::indexed() } else { Measured::sixteen() }
    }

    /// The nearest colour that is not taken. A named colour stays what it is.
    fn ground(&self, wanted: Color, taken: &[Color]) -> Color {
        let Some(full) = shade(wanted) else { return wanted };
        let all = self.candidates();
        // A grey in the middle leaves no ink that could be read on it.
        let is_readable = |paper: &Measured| all.iter().any(|ink| ink.contrast(paper) >= WORDS);
        let free = all.iter().filter(|paper| !taken.contains(&paper.color) && is_readable(paper));
        nearest(&full, free).unwrap_or(wanted)
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
        let Some(ink) = shade(wanted) else { return wanted };
        let full_of = |role: Role| full.get(role as usize).copied().unwrap_or_default();
        let paper = |ground: Role, of: &dyn Fn(Role) -> Style| {
            let own = if ground == Role::Text { of(role).bg } else { of(ground).bg };
            own.or(of(Role::Text).bg).and_then(Measured::of)
        };
        // The grounds as they are here, and what is wanted there: a theme that asks for less itself is not
        // corrected.
        let at = |(ground, ratio): &(Role, f64)| {
            let before = ink.contrast(&paper(*ground, &full_of)?);
            Some((paper(*ground, &|role| self.style(role))?, ratio.min(before)))
        };
        let papers: Vec<(Measured, f64)> = grounds(role).iter().filter_map(at).collect();
        // How far a colour falls short of what it has to be, at worst; 0 when it does not.
        let short = |ink: &Measured| {
            papers.iter().map(|(paper, ratio)| (ratio - ink.contrast(paper)).max(0.0)).fold(0.0, f64::max)
        };
        let candidates = self.candidates();
        let good = candidates.iter().filter(|ink| short(ink) <= 0.0);
        // Among the sixteen the nearest to a grey may be a red, which says that something is wrong.
        let grey = good.clone().filter(|near| ink.is_grey() && near.is_grey());
        let best = || candidates.iter().min_by(|a, b| short(a).total_cmp(&short(b))).map(|best| best.color);
        nearest(&ink, grey).or_else(|| nearest(&ink, good)).or_else(best).unwrap_or(wanted)
    }
}

/// A colour that a terminal with fewer cannot show; the named ones stay what they are.
fn shade(color: Color) -> Option<Measured> {
    matches!(color, Color::Rgb(..)).then(|| Measured::of(color)).flatten()
}

fn nearest<'m>(wanted: &Measured, among: impl Iterator<Item = &'m Measured>) -> Option<Color> {
    among.min_by(|a, b| wanted.distance(a).total_cmp(&wanted.distance(b))).map(|near| near.color)
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
