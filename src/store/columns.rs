//! How the words of `news` stand in columns.

use jiff::Timestamp;
use rusqlite::Row;

use crate::news::{Address, Day, DayFrom, Moment, Text, TextKind};

/// An instant as a column holds it: Unix milliseconds.
pub(super) fn ms(at: Timestamp) -> i64 {
    at.as_millisecond()
}

/// The inverse of [`ms`].
pub(super) fn timestamp(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap_or(if ms < 0 { Timestamp::MIN } else { Timestamp::MAX })
}

/// An instant without its offset.
pub(super) fn moment(ms: i64) -> Moment {
    Moment::at(timestamp(ms))
}

/// Text of one line; passes the door again.
pub(super) fn line(row: &Row<'_>, column: usize) -> rusqlite::Result<Text> {
    Ok(Text::line(row.get_ref(column)?.as_str()?))
}

/// Text of one line, or nothing where it is null.
pub(super) fn line_or_none(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Text>> {
    Ok(row.get_ref(column)?.as_str_or_null()?.map(Text::line))
}

/// An address; nothing where it is null or is no address any more.
pub(super) fn address(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Address>> {
    Ok(row.get_ref(column)?.as_str_or_null()?.and_then(|raw| Address::parse(raw).ok()))
}

/// A day.
pub(super) fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<Day> {
    Ok(Day::from_number(row.get(column)?))
}

/// The number of what decided a day.
pub(super) fn from_number(from: DayFrom) -> i64 {
    match from {
        DayFrom::Page => 0,
        DayFrom::Zone => 1,
        DayFrom::Written => 2,
        DayFrom::User => 3,
        DayFrom::Seen => 4,
        DayFrom::Ahead => 5,
    }
}

/// The inverse of [`from_number`].
pub(super) fn day_from(number: i64) -> DayFrom {
    match number {
        0 => DayFrom::Page,
        1 => DayFrom::Zone,
        2 => DayFrom::Written,
        3 => DayFrom::User,
        5 => DayFrom::Ahead,
        _ => DayFrom::Seen,
    }
}

/// The row of a story's text.
pub(super) fn text_row(story: i64, kind: TextKind) -> i64 {
    let kind = match kind {
        TextKind::Extracted => 0,
        TextKind::Feed => 1,
        TextKind::Page => 2,
    };
    story.saturating_mul(4).saturating_add(kind)
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv): lasting, so it can stand in the file.
pub(super) fn hash(text: &str) -> i64 {
    let mut hash = Fnv::default();
    hash.add(text);
    hash.sum()
}

/// The same of a text that comes in pieces.
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// Takes a piece in.
    pub(super) fn add(&mut self, text: &str) {
        text.bytes().for_each(|byte| self.byte(byte));
    }

    /// Takes a byte in.
    pub(super) fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    /// The hash of all of it.
    pub(super) fn sum(&self) -> i64 {
        self.0.cast_signed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_never_changes() {
        assert_eq!(hash("").cast_unsigned(), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash("foobar").cast_unsigned(), 0x8594_4171_f739_67e8);
    }
}
