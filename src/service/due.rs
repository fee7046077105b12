//! When sources are asked by themselves.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::Desk;
use crate::news::{Condition, Fault, Health, Now, Refresh, Route, Slug, Source, SourceRow};
use crate::store::Store;

/// After the first failure; doubled with each more.
const FIRST_PAUSE: Duration = Duration::from_mins(5);
/// The longest pause that failures lead to.
const LONGEST_PAUSE: Duration = Duration::from_hours(12);

/// Whether a source is to be asked by itself now: by its own interval, else the settings', counted from
/// its last answer. A source that asks once at the start is due until it was asked in this run of the
/// program; one that is gone for good is asked only when told to.
pub fn due(desk: &Desk, source: &Source, row: &SourceRow, now: &Now) -> bool {
    // A clock that was set back does not silence a source.
    let set_back = row.health.last_asked.is_some_and(|asked| asked.instant > now.instant);
    match due_at(desk, source, row, now) {
        None => false,
        Some(at) => at <= now.instant || set_back,
    }
}

/// When the first of the sources is to be asked by itself; `None` when none is.
pub async fn next_due(desk: &Desk, now: &Now) -> Result<Option<Timestamp>, Fault> {
    let rows = desk.read_behind(Store::sources).await?;
    let sources = desk.sources();
    let by_slug: HashMap<_, _> = rows.iter().map(|row| (&row.slug, row)).collect();
    let at = |source: &Source| due_at(desk, source, by_slug.get(&source.slug)?, now);
    Ok(sources.iter().filter_map(at).min())
}

/// How much longer all addresses that a source is asked at for what is new are to be left alone.
pub(super) fn rest_of(desk: &Desk, source: &Source) -> Option<Duration> {
    let rest = |route: &Route| match route.url() {
        Some(url) => desk.web().resting_at(url),
        None => desk.web().resting(&route.authority()?),
    };
    let has_live = source.routes.iter().any(Route::is_live);
    let rests = source.routes.iter().filter(|route| route.is_live() == has_live).map(rest);
    rests.collect::<Option<Vec<_>>>()?.into_iter().min()
}

/// When a source is to be asked by itself; now or earlier when it is due. While its host rests it is not.
fn due_at(desk: &Desk, source: &Source, row: &SourceRow, now: &Now) -> Option<Timestamp> {
    let at = by_clock(desk, source, row, now)?;
    // Only what is due asks who rests.
    let rest = if at <= now.instant { rest_of(desk, source) } else { None };
    Some(rest.map_or(at, |rest| at.max(later(now.instant, rest))))
}

/// When a source is to be asked by itself, whatever its host says.
fn by_clock(desk: &Desk, source: &Source, row: &SourceRow, now: &Now) -> Option<Timestamp> {
    let health = &row.health;
    if health.condition() == Condition::Gone {
        return None;
    }
    match source.refresh.unwrap_or(desk.refresh()) {
        Refresh::Never => None,
        Refresh::Start => desk.first_time(&source.slug).then_some(now.instant),
        Refresh::Minutes(minutes) => {
            let Some(asked) = health.last_asked else { return Some(now.instant) };
            let by_interval = later(asked.instant, Duration::from_secs(u64::from(minutes) * 60));
            Some(match health.next_try.map(|next| next.instant) {
                Some(next) if health.failures > 0 => next,
                // What the person set for the source itself goes before what its server wishes.
                Some(next) if source.refresh.is_none() => next.max(by_interval),
                _ => by_interval,
            })
        }
    }
}

/// When a source is to be asked again by itself after what came of asking it now. `fresh`: until when
/// all its addresses need not be asked. `rest`: how long its hosts asked to be left alone.
pub(super) fn next_try(
    desk: &Desk,
    (source, before): (&Source, &Health),
    at: Timestamp,
    fault: Option<&Fault>,
    fresh: Option<Timestamp>,
    rest: Option<Duration>,
) -> Option<Timestamp> {
    let Refresh::Minutes(minutes) = source.refresh.unwrap_or(desk.refresh()) else { return None };
    if fault.is_some() {
        let pause = pause(before.failures, &source.slug, at);
        return Some(later(at, pause.max(rest.unwrap_or_default())));
    }
    let by_interval = later(at, Duration::from_secs(u64::from(minutes) * 60));
    let fresh = fresh.filter(|_| source.refresh.is_none());
    Some(fresh.map_or(by_interval, |fresh| fresh.max(by_interval)))
}

/// The pause after one failure more than `failures` in a row: doubled each time, and a fifth more or less,
/// so that what failed together does not come back together.
fn pause(failures: u32, slug: &Slug, at: Timestamp) -> Duration {
    let doubled = FIRST_PAUSE.saturating_mul(1 << failures.min(20)).min(LONGEST_PAUSE);
    let mut hasher = DefaultHasher::new();
    (slug.as_str(), at.as_millisecond()).hash(&mut hasher);
    let part = (hasher.finish() % 401) as u32;
    doubled * (800 + part) / 1000
}

fn later(at: Timestamp, by: Duration) -> Timestamp {
    SignedDuration::try_from(by).ok().and_then(|by| at.checked_add(by).ok()).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_and_differ() {
        let at: Timestamp = "2025-11-13T12:00:00Z".parse().unwrap();
        let slug = |name: &str| Slug::parse(name).unwrap();
        let minutes = |failures, name: &str| pause(failures, &slug(name), at).as_secs_f64() / 60.0;
        assert!((4.0..=6.0).contains(&minutes(0, "a")));
        assert!((16.0..=24.0).contains(&minutes(2, "a")));
        assert!((576.0..=864.0).contains(&minutes(4_000_000_000, "a")));
        assert!((0..20).any(|n| (minutes(0, "a") - minutes(0, &format!("b{n}"))).abs() > 0.1));
    }
}
