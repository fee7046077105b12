//! A picture laid out in cells: two pixels above each other in one cell, which is about twice as high as it is wide.

use super::Picture;
use super::raster::fitted;

/// Rows that a picture has at least to be worth its place; bars and dots of a page's design have fewer.
const LEAST_ROWS: usize = 3;

/// A picture in cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plate {
    columns: u16,
    rows: u16,
    /// Row by row, two rows for each row of cells.
    pixels: Vec<[u8; 3]>,
}

impl Plate {
    /// Lays a picture out within so many columns and rows, one pixel a column at most. `None` where there is no room for
    /// it, or nothing to be seen.
    pub fn of(picture: &Picture, columns: u16, rows: u16) -> Option<Self> {
        let room = (usize::from(columns), 2 * usize::from(rows));
        if room.0 == 0 || usize::from(rows) < LEAST_ROWS {
            return None;
        }
        let (width, height) = fitted(picture.size(), room);
        if height < 2 * LEAST_ROWS || width < 2 * LEAST_ROWS {
            return None;
        }
        // A half row at the end would be a line of another colour.
        let height = height - height % 2;
        Some(Self {
            columns: u16::try_from(width).ok()?,
            rows: u16::try_from(height / 2).ok()?,
            pixels: picture.in_size((width, height)),
        })
    }

    /// The place of a picture that is awaited: that of a common one, three to two, within so many columns and rows.
    pub fn awaited(columns: u16, rows: u16) -> Option<Self> {
        let has_room = columns > 0 && usize::from(rows) >= LEAST_ROWS;
        has_room.then(|| Self {
            columns,
            rows: (columns / 3).max(LEAST_ROWS as u16).min(rows),
            pixels: Vec::new(),
        })
    }

    /// This place with what has come for it: nothing, or a picture that was laid out for its rows.
    #[must_use]
    pub fn filled(self, plate: Option<Self>) -> Self {
        let plate = plate.unwrap_or(Self { columns: 0, rows: 0, pixels: Vec::new() });
        Self { rows: self.rows, ..plate }
    }

    /// Whether it is the place of a picture that has yet to come.
    pub fn is_awaited(&self) -> bool {
        self.columns > 0 && self.pixels.is_empty()
    }

    /// Columns it takes.
    pub fn columns(&self) -> u16 {
        self.columns
    }

    /// Rows it takes.
    pub fn rows(&self) -> u16 {
        self.rows
    }

    /// The upper and lower colours (red, green, blue) of a row of cells.
    pub fn row(&self, row: u16) -> impl Iterator<Item = ([u8; 3], [u8; 3])> {
        let columns = usize::from(self.columns);
        let half = |half: usize| {
            let first = (2 * usize::from(row) + half) * columns;
            self.pixels.get(first..first + columns).unwrap_or_default()
        };
        half(0).iter().copied().zip(half(1).iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::raster::Channels;

    fn picture(width: usize, height: usize) -> Picture {
        let bytes: Vec<u8> = (0..width * height).map(|at| (at / width) as u8).collect();
        Picture::of(&bytes, (width, height), Channels::Grey).unwrap()
    }

    #[test]
    fn a_picture_fits_its_room_and_keeps_its_shape() {
        let plate = Plate::of(&picture(200, 100), 72, 14).unwrap();
        assert_eq!((plate.columns(), plate.rows()), (56, 14));
        let plate = Plate::of(&picture(200, 100), 40, 14).unwrap();
        assert_eq!((plate.columns(), plate.rows()), (40, 10));
        assert_eq!(plate.row(0).count(), 40);
        assert_eq!(plate.row(10).count(), 0);
        let (upper, lower) = plate.row(9).next().unwrap();
        assert!(upper[0] < lower[0] && upper[0] > 80);
    }

    #[test]
    fn a_picture_takes_the_place_it_was_awaited_in() {
        let awaited = Plate::awaited(72, 14).unwrap();
        assert_eq!((awaited.rows(), awaited.is_awaited()), (14, true));
        for picture in [picture(200, 100), picture(20, 300), picture(300, 40)] {
            let plate = awaited.clone().filled(Plate::of(&picture, 72, awaited.rows()));
            assert_eq!((plate.rows(), plate.is_awaited()), (14, false));
            assert_eq!((0..14).map(|row| plate.row(row).count()).max(), Some(usize::from(plate.columns())));
        }
        // Where none comes it stays empty.
        let plate = awaited.filled(None);
        assert_eq!((plate.rows(), plate.row(0).count(), plate.is_awaited()), (14, 0, false));
        assert_eq!(Plate::awaited(30, 14).unwrap().rows(), 10);
        assert!(Plate::awaited(30, 2).is_none());
    }

    #[test]
    fn dots_and_lines_take_no_place() {
        assert!(Plate::of(&picture(1, 1), 72, 14).is_none());
        assert!(Plate::of(&picture(300, 4), 72, 14).is_none());
        assert!(Plate::of(&picture(200, 100), 72, 2).is_none());
        assert!(Plate::of(&picture(200, 100), 0, 14).is_none());
    }
}
