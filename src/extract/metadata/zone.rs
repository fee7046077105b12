//! The day of an instant that data gives in UTC: the page's own zone shows elsewhere on it.

use dom_query::Document;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::super::tokens::{first_attr, scripts};
use super::written::MAX_SCRIPTS;
use super::{Metas, moment};
use crate::news::Moment;

/// Seconds by which two spellings of one instant may differ: one of them may leave out the seconds.
const SAME_SECONDS: i64 = 90;

/// Minutes that a zone may be west and east of UTC.
const WEST: i64 = -12 * 60;
const EAST: i64 = 14 * 60;

/// Whether the offset of an instant is that of data rather than that of a place.
pub(super) fn is_utc(said: Moment) -> bool {
    said.offset_min == Some(0)
}

/// The instant with the offset nearest to UTC that puts it on a day beside its day in UTC; `None` where it is
/// on that day already, or no zone does.
pub(super) fn on_the_day(said: Moment, day: Date) -> Option<Moment> {
    let civil = TimeZone::UTC.to_datetime(said.instant);
    let away = day.since(civil.date()).ok()?.get_days();
    let past = i64::from(civil.hour()) * 60 + i64::from(civil.minute());
    let hours = |minutes: i64| minutes.div_euclid(60) + i64::from(minutes.rem_euclid(60) > 0);
    let offset = match away {
        1 => hours(24 * 60 - past) * 60,
        -1 => -(past / 60 + 1) * 60,
        _ => return None,
    };
    let fits = (WEST..=EAST).contains(&offset);
    fits.then(|| Moment { instant: said.instant, offset_min: i16::try_from(offset).ok() })
}

/// The same instant with the offset that the page writes it with elsewhere: data is often in UTC, and
/// the day in UTC is not the day of the site.
pub(super) fn of_the_page(said: Moment, dom: &Document, metas: &Metas) -> Moment {
    if said.offset_min.is_some_and(|offset| offset != 0) {
        return said;
    }
    let same = |raw: &str| {
        moment(raw).filter(|other| {
            other.offset_min.is_some_and(|offset| offset != 0)
                && (other.instant.as_second() - said.instant.as_second()).abs() <= SAME_SECONDS
        })
    };
    if let Some(found) = metas.0.iter().filter(|(_, raw)| raw.len() < 60).find_map(|(_, raw)| same(raw)) {
        return found;
    }
    let marked = dom.select("time[datetime]");
    let marked = marked.nodes().iter().take(50).filter_map(|node| first_attr(node, &["datetime"]));
    if let Some(found) = marked.into_iter().find_map(|raw| same(&raw)) {
        return found;
    }
    for text in scripts(dom, MAX_SCRIPTS) {
        if let Some(found) = stamps(&text).find_map(same) {
            return found;
        }
    }
    said
}

/// Instants with an offset as they stand in a script: `2023-11-08T18:09:55-07:00`.
fn stamps(text: &str) -> impl Iterator<Item = &str> {
    const LENGTH: usize = 25;
    let bytes = text.as_bytes();
    text.match_indices('T').filter_map(move |(at, _)| {
        let start = at.checked_sub(10)?;
        let stamp = bytes.get(start..start + LENGTH)?;
        let shaped = stamp.iter().enumerate().all(|(place, byte)| match place {
            4 | 7 => *byte == b'-',
            10 => *byte == b'T',
            13 | 16 | 22 => *byte == b':',
            19 => matches!(byte, b'+' | b'-'),
            _ => byte.is_ascii_digit(),
        });
        shaped.then(|| text.get(start..start + LENGTH))?
    })
}
