//! Offsets and zones as dates write them.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::token::{Kind, Token};

/// What a date says about its zone.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Zone {
    /// Minutes east of UTC.
    Offset(i16),
    /// UTC, and explicitly nothing about the place (`-0000`, RFC 5322 3.3).
    Unknown,
    /// A zone whose offset depends on the date.
    Named(TimeZone),
}

impl Zone {
    /// Minutes east of UTC at a civil time; `None` for [`Zone::Unknown`].
    pub fn minutes_at(&self, local: DateTime) -> Option<i16> {
        match self {
            Self::Offset(minutes) => Some(*minutes),
            Self::Unknown => None,
            Self::Named(zone) => {
                let seconds = zone.to_ambiguous_zoned(local).compatible().ok()?.offset().seconds();
                i16::try_from(seconds / 60).ok()
            }
        }
    }
}

/// Names of zones and their minutes east of UTC. Where a name is used in several places the one of
/// RFC 822 wins, then the one most news is written in.
const NAMES: &[(&str, i16)] = &[
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("west", 60),
    ("bst", 60),
    ("cet", 60),
    ("mez", 60),
    ("wat", 60),
    ("cest", 120),
    ("mesz", 120),
    ("cat", 120),
    ("sast", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("мск", 180),
    ("trt", 180),
    ("eat", 180),
    ("msd", 240),
    ("samt", 240),
    ("get", 240),
    ("azt", 240),
    ("gst", 240),
    ("uzt", 300),
    ("tjt", 300),
    ("tmt", 300),
    ("pkt", 300),
    ("yekt", 300),
    ("aqtt", 300),
    ("orat", 300),
    ("ist", 330),
    ("npt", 345),
    ("kgt", 360),
    ("omst", 360),
    ("novt", 420),
    ("krat", 420),
    ("ict", 420),
    ("wib", 420),
    ("wita", 480),
    ("irkt", 480),
    ("hkt", 480),
    ("sgt", 480),
    ("myt", 480),
    ("pht", 480),
    ("awst", 480),
    ("wit", 540),
    ("jst", 540),
    ("kst", 540),
    ("yakt", 540),
    ("acst", 570),
    ("aest", 600),
    ("vlat", 600),
    ("acdt", 630),
    ("aedt", 660),
    ("magt", 660),
    ("nzst", 720),
    ("pett", 720),
    ("nzdt", 780),
    ("nst", -210),
    ("ndt", -150),
    ("adt", -180),
    ("brt", -180),
    ("art", -180),
    ("ast", -240),
    ("edt", -240),
    ("clt", -240),
    ("est", -300),
    ("cdt", -300),
    ("pet", -300),
    ("cst", -360),
    ("mdt", -360),
    ("mst", -420),
    ("pdt", -420),
    ("pst", -480),
    ("akdt", -480),
    ("akst", -540),
    ("hst", -600),
];

/// What stands after a time: nothing that is a zone, a zone and how many tokens it has, or an offset
/// that cannot be.
pub(super) enum Read {
    None,
    Zone(Zone, usize),
    Impossible,
}

/// Reads a zone at the beginning of `rest`.
pub(super) fn read(rest: &[Token]) -> Read {
    match rest.first().map(|token| &token.kind) {
        Some(Kind::Sign('+' | '-')) => read_offset(rest),
        Some(Kind::Sign('(' | '[')) => match read(rest.get(1..).unwrap_or_default()) {
            Read::Zone(zone, used) => Read::Zone(zone, used + 1),
            other => other,
        },
        Some(Kind::Word(word)) => read_name(word, rest),
        _ => Read::None,
    }
}

fn read_name(word: &str, rest: &[Token]) -> Read {
    if let (Some(Kind::Sign('/')), Some(Kind::Word(place))) = (kind(rest, 1), kind(rest, 2))
        && let Ok(zone) = TimeZone::get(&format!("{word}/{place}"))
    {
        return Read::Zone(Zone::Named(zone), 3);
    }
    // Kazakhstan's two zones became one in 2024; the database knows when.
    if word == "almt" || word == "qyzt" {
        let place = if word == "almt" { "Asia/Almaty" } else { "Asia/Qyzylorda" };
        return TimeZone::get(place).map_or(Read::None, |zone| Read::Zone(Zone::Named(zone), 1));
    }
    let Some((_, minutes)) = NAMES.iter().find(|(name, _)| *name == word) else { return Read::None };
    if *minutes == 0
        && word != "wet"
        && let Read::Zone(zone, used) = read_offset(rest.get(1..).unwrap_or_default())
    {
        return Read::Zone(zone, used + 1);
    }
    Read::Zone(Zone::Offset(*minutes), 1)
}

/// `+0300`, `+03:00`, `+3`, `-0330`, `+030000`. A dash that opens something else is no offset.
fn read_offset(rest: &[Token]) -> Read {
    let Some(Kind::Sign(sign @ ('+' | '-'))) = kind(rest, 0) else { return Read::None };
    let Some(Kind::Number(digits)) = kind(rest, 1) else { return Read::None };
    // A sign that stands apart belongs to a number only when that can be nothing else.
    if rest.get(1).is_some_and(|token| token.spaced) && !(digits.len() == 4 && digits.starts_with(['0', '1']))
    {
        return Read::None;
    }
    if *sign == '-' && opens_a_date(rest) {
        return Read::None;
    }
    let value = |text: &str| text.parse::<i16>().unwrap_or(i16::MAX);
    let (hours, minutes, used) = match digits.len() {
        1 | 2 => match (kind(rest, 2), kind(rest, 3)) {
            (Some(Kind::Sign(':')), Some(Kind::Number(minutes))) => (value(digits), value(minutes), 4),
            _ => (value(digits), 0, 2),
        },
        3 => (value(&digits[..1]), value(&digits[1..]), 2),
        4 | 6 => (value(&digits[..2]), value(&digits[2..4]), 2),
        _ => return Read::Impossible,
    };
    if hours > 18 || minutes > 59 {
        return Read::Impossible;
    }
    let total = hours * 60 + minutes;
    if *sign == '-' && total == 0 {
        return Read::Zone(Zone::Unknown, used);
    }
    Read::Zone(Zone::Offset(if *sign == '-' { -total } else { total }), used)
}

/// `10:00 -13.11.2025`: a dash before a date.
fn opens_a_date(rest: &[Token]) -> bool {
    matches!((kind(rest, 2), kind(rest, 3)), (Some(Kind::Sign('.' | '/' | '-')), Some(Kind::Number(_))))
}

fn kind(rest: &[Token], at: usize) -> Option<&Kind> {
    rest.get(at).map(|token| &token.kind)
}
