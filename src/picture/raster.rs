//! A small picture: what is kept of one that was decoded.

/// Pixels on a side that are kept: more than any terminal has cells for.
const SIDE: usize = 320;

/// Pixels on a side that are looked at for one that stands for them: more make no difference to the eye.
const SAMPLES: usize = 4;

/// What the pixels of a decoder consist of, a byte each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Channels {
    Grey,
    GreyAlpha,
    Rgb,
    Rgba,
}

impl Channels {
    fn count(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::GreyAlpha => 2,
            Self::Rgb => 3,
            Self::Rgba => 4,
        }
    }
}

/// A pixel in colours. What can be seen through is laid on white, for which pictures of pages are made.
fn rgb(pixel: &[u8]) -> [u32; 3] {
    let on_white =
        |value: u8, alpha: u8| (u32::from(value) * u32::from(alpha) + 255 * (255 - u32::from(alpha))) / 255;
    match *pixel {
        [grey] => [u32::from(grey); 3],
        [grey, alpha] => [on_white(grey, alpha); 3],
        [red, green, blue] => [red.into(), green.into(), blue.into()],
        [red, green, blue, alpha] => [on_white(red, alpha), on_white(green, alpha), on_white(blue, alpha)],
        _ => [0; 3],
    }
}

/// A picture of at most 320 pixels on a side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    /// Makes a picture small; `None` where there are fewer pixels than its size says.
    pub(super) fn of(bytes: &[u8], (width, height): (usize, usize), channels: Channels) -> Option<Self> {
        let wanted = fitted((width, height), (SIDE, SIDE));
        let row = width.checked_mul(channels.count())?;
        if bytes.len() < row.checked_mul(height)? {
            return None;
        }
        let at = |x: usize, y: usize| {
            let first = y * row + x * channels.count();
            bytes.get(first..first + channels.count()).map_or([0; 3], rgb)
        };
        Some(Self { width: wanted.0, height: wanted.1, pixels: averaged((width, height), wanted, at) })
    }

    /// Width and height.
    pub fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    /// A pixel; black outside.
    pub fn pixel(&self, x: usize, y: usize) -> [u8; 3] {
        let inside = x < self.width && y < self.height;
        self.pixels.get(y * self.width + x).filter(|_| inside).copied().unwrap_or_default()
    }

    /// The pixels of the picture in another, smaller size.
    pub(super) fn in_size(&self, wanted: (usize, usize)) -> Vec<[u8; 3]> {
        averaged(self.size(), wanted, |x, y| self.pixel(x, y).map(u32::from))
    }
}

/// The largest size of the same shape within limits; never larger than it is, never nothing.
pub(super) fn fitted((width, height): (usize, usize), (columns, rows): (usize, usize)) -> (usize, usize) {
    let (width, height) = (width.max(1), height.max(1));
    let by_width = (width.min(columns), height * width.min(columns) / width);
    let fits = if by_width.1 <= rows { by_width } else { (width * rows / height, rows) };
    (fits.0.max(1), fits.1.max(1))
}

/// Each pixel the mean of those it stands for, or of some of them where they are many.
fn averaged(
    (width, height): (usize, usize),
    (columns, rows): (usize, usize),
    at: impl Fn(usize, usize) -> [u32; 3],
) -> Vec<[u8; 3]> {
    let mut out = Vec::with_capacity(columns * rows);
    let span = |n: usize, of: usize, all: usize| {
        let first = n * all / of;
        first..((n + 1) * all / of).clamp(first + 1, all.max(first + 1))
    };
    for row in 0..rows {
        for column in 0..columns {
            let (mut sum, mut count) = ([0u64; 3], 0u64);
            let (ys, xs) = (span(row, rows, height), span(column, columns, width));
            for y in ys.clone().step_by((ys.len() / SAMPLES).max(1)) {
                for x in xs.clone().step_by((xs.len() / SAMPLES).max(1)) {
                    for (all, one) in sum.iter_mut().zip(at(x, y)) {
                        *all += u64::from(one);
                    }
                    count += 1;
                }
            }
            // A mean of bytes is a byte.
            out.push(sum.map(|all| (all / count.max(1)) as u8));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_keeps_its_shape_and_its_colours() {
        // Left half black, right half white.
        let bytes: Vec<u8> = (0..1000 * 500).map(|at| if at % 1000 < 500 { 0 } else { 255 }).collect();
        let small = Picture::of(&bytes, (1000, 500), Channels::Grey).unwrap();
        assert_eq!(small.size(), (320, 160));
        assert_eq!((small.pixel(0, 0), small.pixel(319, 159)), ([0; 3], [255; 3]));
        assert_eq!(small.pixel(320, 0), [0; 3]);
        assert!(Picture::of(&bytes[1..], (1000, 500), Channels::Grey).is_none());
    }

    #[test]
    fn what_can_be_seen_through_stands_on_white() {
        let bytes = [0, 0, 0, 0, 10, 20, 30, 255];
        let picture = Picture::of(&bytes, (2, 1), Channels::Rgba).unwrap();
        assert_eq!((picture.pixel(0, 0), picture.pixel(1, 0)), ([255; 3], [10, 20, 30]));
    }

    #[test]
    fn a_size_is_fitted_and_never_nothing() {
        assert_eq!(fitted((1000, 500), (100, 100)), (100, 50));
        assert_eq!(fitted((500, 1000), (100, 100)), (50, 100));
        assert_eq!(fitted((40, 20), (100, 100)), (40, 20));
        assert_eq!(fitted((10_000, 1), (100, 100)), (100, 1));
        assert_eq!(fitted((1, 10_000), (100, 100)), (1, 100));
    }
}
