//! Colours as numbers: what the names and indices of a terminal stand for, how far two colours are
//! apart, and how well one is read on the other.

use std::sync::LazyLock;

use ratatui::style::Color;

use super::Depth;

/// Red, green, blue.
pub(super) type Parts = (u8, u8, u8);

/// What the sixteen colours look like where nobody has changed them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// In xterm.
    Xterm,
    /// In the Linux console, as in VGA before it.
    Console,
}

/// The sixteen in the order of their numbers.
const SIXTEEN: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

impl Palette {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Xterm, Self::Console];

    fn parts(self, number: usize) -> Parts {
        const XTERM: [Parts; 16] = [
            (0, 0, 0),
            (205, 0, 0),
            (0, 205, 0),
            (205, 205, 0),
            (0, 0, 238),
            (205, 0, 205),
            (0, 205, 205),
            (229, 229, 229),
            (127, 127, 127),
            (255, 0, 0),
            (0, 255, 0),
            (255, 255, 0),
            (92, 92, 255),
            (255, 0, 255),
            (0, 255, 255),
            (255, 255, 255),
        ];
        const CONSOLE: [Parts; 16] = [
            (0, 0, 0),
            (170, 0, 0),
            (0, 170, 0),
            (170, 85, 0),
            (0, 0, 170),
            (170, 0, 170),
            (0, 170, 170),
            (170, 170, 170),
            (85, 85, 85),
            (255, 85, 85),
            (85, 255, 85),
            (255, 255, 85),
            (85, 85, 255),
            (255, 85, 255),
            (85, 255, 255),
            (255, 255, 255),
        ];
        let all = if self == Self::Xterm { XTERM } else { CONSOLE };
        all.get(number).copied().unwrap_or_default()
    }
}

/// How far from the axis of greys in the Oklab space a colour may stand that is still taken for one of them.
const MOST_GREY: f64 = 0.05;

/// The sixteen colours.
pub(super) fn sixteen() -> impl Iterator<Item = Color> {
    SIXTEEN.into_iter()
}

/// A colour with what is asked of it again and again.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measured {
    /// The colour.
    pub color: Color,
    /// How light it is, in each palette.
    light: [f64; 2],
    /// Where it stands for the eye, in xterm's palette.
    lab: [f64; 3],
}

impl Measured {
    /// A colour whose parts are known.
    pub(super) fn of(color: Color) -> Option<Self> {
        let [xterm, console] = Palette::ALL.map(|palette| parts(color, palette));
        let (xterm, console) = (xterm?, console?);
        Some(Self { color, light: [luminance(xterm), luminance(console)], lab: oklab(xterm) })
    }

    /// The sixteen colours.
    pub(super) fn sixteen() -> &'static [Self] {
        static ALL: LazyLock<Vec<Measured>> = LazyLock::new(|| sixteen().filter_map(Measured::of).collect());
        &ALL
    }

    /// xterm's colours 16–255: a cube of 6 × 6 × 6 and a ramp of greys.
    pub(super) fn indexed() -> &'static [Self] {
        static ALL: LazyLock<Vec<Measured>> =
            LazyLock::new(|| (16..=255).map(Color::Indexed).filter_map(Measured::of).collect());
        &ALL
    }

    /// The contrast of two colours in the palette where it is worst.
    pub(super) fn contrast(&self, other: &Self) -> f64 {
        let each = self.light.iter().zip(other.light).map(|(one, other)| ratio(*one, other));
        each.fold(f64::MAX, f64::min)
    }

    /// Whether the eye sees a grey, or black or white.
    pub(super) fn is_grey(&self) -> bool {
        let [_, a, b] = self.lab;
        a.hypot(b) < MOST_GREY
    }

    /// How far two colours are apart for the eye: their distance in the Oklab space.
    pub(super) fn distance(&self, other: &Self) -> f64 {
        self.lab.iter().zip(other.lab).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    }
}

/// A colour of a picture in the colours of a depth: as it is, or the nearest of xterm's cube and its greys. A picture has
/// thousands of cells, so that this is arithmetic and no search.
pub(super) fn of_picture([red, green, blue]: [u8; 3], depth: Depth) -> Option<Color> {
    match depth {
        Depth::True => Some(Color::Rgb(red, green, blue)),
        Depth::Indexed => {
            // The cube's steps are 0, 95, 135, 175, 215, 255.
            let step = |part: u8| if part < 48 { 0 } else { part.saturating_sub(35).max(40) / 40 };
            let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
            let (r, g, b) = (step(red), step(green), step(blue));
            let mean = ((u16::from(red) + u16::from(green) + u16::from(blue)) / 3) as u8;
            let grey = mean.saturating_sub(3) / 10;
            let grey = grey.min(23);
            let off = |shown: [u8; 3]| -> u32 {
                let parts = shown.into_iter().zip([red, green, blue]);
                parts.map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum()
            };
            let cube = off([level(r), level(g), level(b)]);
            let ramp = off([8 + 10 * grey; 3]);
            Some(Color::Indexed(if ramp < cube { 232 + grey } else { 16 + 36 * r + 6 * g + b }))
        }
        Depth::Sixteen | Depth::None => None,
    }
}

/// What a colour looks like; `None` for the terminal's default, which nobody knows.
pub fn parts(color: Color, palette: Palette) -> Option<Parts> {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let step = |number: u8| STEPS.get(usize::from(number % 6)).copied().unwrap_or_default();
    match color {
        Color::Reset => None,
        Color::Rgb(r, g, b) => Some((r, g, b)),
        Color::Indexed(number @ 0..=15) => Some(palette.parts(number.into())),
        Color::Indexed(number @ 16..=231) => {
            let number = number - 16;
            Some((step(number / 36), step(number / 6), step(number)))
        }
        Color::Indexed(number) => {
            let level = 8 + 10 * (number - 232);
            Some((level, level, level))
        }
        named => SIXTEEN.iter().position(|known| *known == named).map(|number| palette.parts(number)),
    }
}

/// The contrast of two colours, 1 to 21 (WCAG 2.2, 1.4.3).
pub fn contrast(one: Parts, other: Parts) -> f64 {
    ratio(luminance(one), luminance(other))
}

fn ratio(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Whether a ground is light: black is read better on it than white.
pub(super) fn is_light(parts: Parts) -> bool {
    contrast(parts, (0, 0, 0)) > contrast(parts, (255, 255, 255))
}

fn luminance((r, g, b): Parts) -> f64 {
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

fn linear(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

/// Lightness and two hues (Björn Ottosson, "A perceptual color space for image processing").
fn oklab((r, g, b): Parts) -> [f64; 3] {
    const CONES: [[f64; 3]; 3] = [
        [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
        [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
        [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
    ];
    const LAB: [[f64; 3]; 3] = [
        [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
        [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
        [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
    ];
    let cones = times(CONES, [linear(r), linear(g), linear(b)]).map(f64::cbrt);
    times(LAB, cones)
}

/// A matrix times a column.
fn times(matrix: [[f64; 3]; 3], column: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(column).map(|(a, b)| a * b).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_what_the_guideline_says() {
        assert!((contrast((0, 0, 0), (255, 255, 255)) - 21.0).abs() < 1e-9);
        assert!((contrast((0x77, 0x77, 0x77), (255, 255, 255)) - 4.48).abs() < 0.01);
        assert!(is_light((0xfa, 0xf8, 0xf3)) && !is_light((0x1b, 0x1d, 0x21)));
    }

    #[test]
    fn every_index_stands_for_a_colour() {
        assert_eq!(parts(Color::Indexed(67), Palette::Xterm), Some((95, 135, 175)));
        assert_eq!(parts(Color::Indexed(16), Palette::Xterm), Some((0, 0, 0)));
        assert_eq!(parts(Color::Indexed(231), Palette::Xterm), Some((255, 255, 255)));
        assert_eq!(parts(Color::Indexed(255), Palette::Xterm), Some((238, 238, 238)));
        assert_eq!(parts(Color::Gray, Palette::Console), Some((170, 170, 170)));
        assert_eq!(parts(Color::Reset, Palette::Xterm), None);
        assert_eq!((Measured::sixteen().len(), Measured::indexed().len()), (16, 240));
        let of = |color| Measured::of(color).unwrap();
        assert!(of(Color::Indexed(231)).distance(&of(Color::Indexed(16))) > 0.99);
        assert!((of(Color::Indexed(231)).contrast(&of(Color::Indexed(16))) - 21.0).abs() < 1e-9);
    }
}
