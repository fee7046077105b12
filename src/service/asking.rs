//! Requests in the name of a source.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::fetch::{Answer, Chosen, Request, Validators, What};
use crate::news::{Address, Now, Route, Source};
use crate::store::StoredValidators;

/// A request for something that stands in the sources file.
pub(super) fn configured(source: &Source, address: &Address, what: What) -> Request {
    let mut request = Request::new(address.clone(), Chosen::Configured, what);
    request.headers.clone_from(&source.headers);
    request
}

/// A request for something that a page or feed of the source named.
pub(super) fn content(source: Option<&Source>, address: &Address, what: What) -> Request {
    let mut request = Request::new(address.clone(), Chosen::Content, what);
    request.trusted = source.and_then(|source| trusted(source, address));
    request
}

/// The authority that content of this source may lead to although it may be private: the address's own
/// where the source is configured with it, else that of its first route.
fn trusted(source: &Source, address: &Address) -> Option<(String, u16)> {
    let wanted = address.authority();
    let mut configured = source.routes.iter().filter_map(Route::authority);
    let first = configured.next()?;
    let home = source.home.as_ref().map(Address::authority);
    let known = first == wanted || home.as_ref() == Some(&wanted) || configured.any(|other| other == wanted);
    Some(if known { wanted } else { first })
}

impl From<&StoredValidators> for Validators {
    fn from(stored: &StoredValidators) -> Self {
        Self { etag: stored.etag.clone(), last_modified: stored.last_modified.clone() }
    }
}

/// What to store of an answer. A server's word on freshness is believed for an hour, a feed's own
/// `ttl` for a day.
pub(super) fn to_store(answer: &Answer, ttl_minutes: Option<u32>, now: &Now) -> StoredValidators {
    let said = answer.fresh_for.unwrap_or_default().min(Duration::from_hours(1));
    let ttl = Duration::from_secs(u64::from(ttl_minutes.unwrap_or(0)) * 60).min(Duration::from_hours(24));
    let rest = said.max(ttl);
    let until = SignedDuration::try_from(rest).ok().and_then(|rest| now.instant.checked_add(rest).ok());
    StoredValidators {
        etag: answer.validators.etag.clone(),
        last_modified: answer.validators.last_modified.clone(),
        fresh_until: until.filter(|_| !rest.is_zero()),
    }
}

/// Minutes between two instants; negative when the second is earlier.
pub(super) fn minutes_between(earlier: Timestamp, later: Timestamp) -> i64 {
    (later.as_second() - earlier.as_second()) / 60
}
