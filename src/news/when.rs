//! Moments, dates as sources write them, and the day a story belongs to.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::Day;

/// An instant with the offset it was written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// The instant.
    pub instant: Timestamp,
    /// Minutes east of UTC as written; `None` when the source gave no offset.
    pub offset_min: Option<i16>,
}

/// The hour of a day that is told alone.
const NOON: Time = Time::constant(12, 0, 0, 0);

impl Moment {
    /// An instant whose offset is not known.
    pub fn at(instant: Timestamp) -> Self {
        Self { instant, offset_min: None }
    }

    /// The civil time at the offset as written, else in `zone`.
    pub fn civil(self, zone: &TimeZone) -> DateTime {
        match self.offset_min.and_then(|m| Offset::from_seconds(i32::from(m) * 60).ok()) {
            Some(offset) => offset.to_datetime(self.instant),
            None => zone.to_datetime(self.instant),
        }
    }

    /// The day of a text that tells its day alone: noon in UTC without an offset stands for that, the same day nearly
    /// everywhere. Nobody is told an hour then.
    pub fn day_alone(self) -> Option<Date> {
        let civil = TimeZone::UTC.to_datetime(self.instant);
        (self.offset_min.is_none() && civil.time() == NOON).then(|| civil.date())
    }

    /// What a text said of when it came out.
    pub fn said(self) -> When {
        self.day_alone().map_or(When::Moment(self), When::Date)
    }

    /// RFC 3339 with the offset as written, else in UTC.
    pub fn rfc3339(self) -> String {
        match self.offset_min.and_then(|m| Offset::from_seconds(i32::from(m) * 60).ok()) {
            Some(offset) => self.instant.display_with_offset(offset).to_string(),
            None => self.instant.to_string(),
        }
    }
}

/// A date as a source writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum When {
    /// With an offset or a zone: an instant.
    Moment(Moment),
    /// Day and time without a zone.
    Local(DateTime),
    /// A day only.
    Date(Date),
}

/// What decided the day of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DayFrom {
    /// The archive page it was listed on.
    Page,
    /// Its date in the source's own zone.
    Zone,
    /// Its date with the offset as written.
    Written,
    /// Its date without an offset, or in the reader's zone.
    User,
    /// The day it was first seen.
    Seen,
    /// The day it was first seen, since its own date is still to come.
    Ahead,
}

impl DayFrom {
    /// Whether nothing that can be believed tells its day but when it was seen; then how that is said in a list.
    pub fn doubt(self) -> Option<&'static str> {
        match self {
            Self::Seen => Some("undated"),
            Self::Ahead => Some("dated ahead"),
            Self::Page | Self::Zone | Self::Written | Self::User => None,
        }
    }
}

/// What "now" is: the instant and the reader's zone. There is one clock; everything else is told.
#[derive(Clone, Debug)]
pub struct Now {
    /// The instant.
    pub instant: Timestamp,
    /// The reader's time zone.
    pub zone: TimeZone,
}

/// A second at which this program was not there yet (1 January 2025): a clock that tells an earlier one has lost the time,
/// as those of machines without a battery have until the network tells it.
const NO_CLOCK: i64 = 1_735_689_600;

/// Years after today that no clock which is right now has told before.
const YEARS_AHEAD: i32 = 3;

impl Now {
    /// Whether the clock has lost the time, so that nothing can be said to lie ahead of it.
    pub fn is_lost(&self) -> bool {
        self.instant.as_second() < NO_CLOCK
    }

    /// Whether the clock was wrong when it told a day: one at which this program was not there yet, or one that is years ahead.
    pub fn was_wrong(&self, day: Day) -> bool {
        let begins =
            Self { instant: Timestamp::from_second(NO_CLOCK).unwrap_or_default(), zone: TimeZone::UTC };
        let far = self.today().plus_months(YEARS_AHEAD * 12);
        !self.is_lost() && (day < begins.today().plus(-1) || day > far)
    }

    /// The reader's today.
    pub fn today(&self) -> Day {
        self.day_in(&self.zone)
    }

    /// Today in a zone.
    pub fn day_in(&self, zone: &TimeZone) -> Day {
        Day::from_date(zone.to_datetime(self.instant).date()).unwrap_or(Day::MAX)
    }

    /// The latest today on earth (UTC+14).
    pub fn last_day_anywhere(&self) -> Day {
        let ahead = self.instant.checked_add(SignedDuration::from_hours(14)).unwrap_or(self.instant);
        Day::from_date(TimeZone::UTC.to_datetime(ahead).date()).unwrap_or(Day::MAX)
    }
}

/// The day of a story, what decided it, and its instant if it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The day.
    pub day: Day,
    /// What decided it.
    pub from: DayFrom,
    /// The instant, where the source gave one that can be believed.
    pub moment: Option<Moment>,
}

/// Decides the civil day of a story, once: the archive page it was listed on; else its date in the
/// source's zone; else its date as written; else the day it was first seen.
///
/// A date more than an hour in the future is not believed: the story counts as first seen now. A clock that has lost the time
/// believes every date.
pub fn decide_day(
    listed_on: Option<Day>,
    published: Option<When>,
    source_zone: Option<&TimeZone>,
    now: &Now,
) -> Decided {
    let zone = source_zone.unwrap_or(&now.zone);
    let moment = published.and_then(|when| moment_of(when, source_zone)).filter(|moment| {
        let limit = now.instant.checked_add(SignedDuration::from_hours(1)).unwrap_or(now.instant);
        moment.instant <= limit || now.is_lost()
    });
    if let Some(day) = listed_on {
        return Decided { day, from: DayFrom::Page, moment };
    }
    let seen = Decided { day: now.today(), from: DayFrom::Seen, moment: None };
    let Some(when) = published else { return seen };
    let ahead = Decided { from: DayFrom::Ahead, ..seen };
    let (date, from) = match when {
        When::Moment(_) => {
            let Some(moment) = moment else { return ahead };
            let from = match (source_zone, moment.offset_min) {
                (Some(_), _) => DayFrom::Zone,
                (None, Some(_)) => DayFrom::Written,
                (None, None) => DayFrom::User,
            };
            let date = match source_zone {
                Some(zone) => zone.to_datetime(moment.instant).date(),
                None => moment.civil(zone).date(),
            };
            (date, from)
        }
        When::Local(local) => {
            (local.date(), if source_zone.is_some() { DayFrom::Zone } else { DayFrom::User })
        }
        When::Date(date) => (date, DayFrom::Written),
    };
    match Day::from_date(date) {
        Some(day) if day <= now.last_day_anywhere() || now.is_lost() => Decided { day, from, moment },
        Some(_) => ahead,
        None => seen,
    }
}

/// The instant of a date: without a zone the source's is taken, else UTC; a date alone has none.
fn moment_of(when: When, source_zone: Option<&TimeZone>) -> Option<Moment> {
    match when {
        When::Moment(moment) => Some(moment),
        When::Local(local) => {
            let zone = source_zone.cloned().unwrap_or(TimeZone::UTC);
            local.to_zoned(zone).ok().map(|zoned| Moment::at(zoned.timestamp()))
        }
        When::Date(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Now {
        Now { instant: "2025-11-13T12:00:00Z".parse().unwrap(), zone: TimeZone::UTC }
    }

    fn at(text: &str, offset_min: i16) -> When {
        When::Moment(Moment { instant: text.parse().unwrap(), offset_min: Some(offset_min) })
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn the_archive_page_decides_before_all_else() {
        let decided = decide_day(Some(day("2025-11-05")), Some(at("2025-11-06T01:00:00Z", 0)), None, &now());
        assert_eq!((decided.day, decided.from), (day("2025-11-05"), DayFrom::Page));
        assert!(decided.moment.is_some());
    }

    #[test]
    fn the_source_zone_goes_before_the_written_offset() {
        let almaty = TimeZone::get("Asia/Almaty").unwrap();
        let late = Some(at("2025-11-12T20:30:00Z", 0));
        assert_eq!(decide_day(None, late, Some(&almaty), &now()).day, day("2025-11-13"));
        let decided = decide_day(None, late, None, &now());
        assert_eq!((decided.day, decided.from), (day("2025-11-12"), DayFrom::Written));
    }

    #[test]
    fn a_clock_that_has_lost_the_time_believes_every_date() {
        for lost in ["1970-01-01T00:05:00Z", "2000-01-01T12:00:00Z"] {
            let lost = Now { instant: lost.parse().unwrap(), zone: TimeZone::UTC };
            let decided = decide_day(None, Some(at("2025-11-12T08:00:00Z", 0)), None, &lost);
            assert_eq!((decided.day, decided.from), (day("2025-11-12"), DayFrom::Written));
            assert!(decided.moment.is_some());
            assert!(!lost.was_wrong(day("2025-11-12")));
        }
        for (told, is_wrong) in [
            ("1970-01-01", true),
            ("2024-12-30", true),
            ("2025-01-01", false),
            ("2026-11-13", false),
            ("2099-05-05", true),
        ] {
            assert_eq!(now().was_wrong(day(told)), is_wrong, "{told}");
        }
    }

    #[test]
    fn the_future_is_not_believed() {
        let decided = decide_day(None, Some(at("2031-01-01T00:00:00Z", 0)), None, &now());
        assert_eq!((decided.day, decided.from, decided.moment), (day("2025-11-13"), DayFrom::Ahead, None));
        let date = "2026-02-01".parse().unwrap();
        assert_eq!(decide_day(None, Some(When::Date(date)), None, &now()).from.doubt(), Some("dated ahead"));
        assert_eq!(decide_day(None, None, None, &now()).from, DayFrom::Seen);
    }
}
