//! Who asked to be left alone, and for how long (`Retry-After`).

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::fetch::lock;
use crate::news::Address;

type Authority = (String, u16);

/// Addresses of one host that are not available, after which it is the host that is not.
const OF_HOST: usize = 2;

/// The hosts and addresses that rest. Who is asked too often (429) speaks for his host; who is not available (503) for
/// the address, until a second one of the host says so: behind one host stand many feeds that others make.
#[derive(Debug, Default)]
pub(super) struct Rests {
    hosts: Mutex<HashMap<Authority, Instant>>,
    addresses: Mutex<HashMap<Authority, HashMap<String, Instant>>>,
}

impl Rests {
    /// Notes what an answer with this status asked for.
    pub(super) fn note(&self, status: u16, here: &Address, rest: Duration) {
        let until = Instant::now() + rest;
        match status {
            429 => drop(lock(&self.hosts).insert(here.authority(), until)),
            503 => {
                let mut all = lock(&self.addresses);
                all.entry(here.authority()).or_default().insert(here.as_str().to_owned(), until);
            }
            _ => {}
        }
    }

    /// How much longer a host rests.
    pub(super) fn of_host(&self, authority: &Authority) -> Option<Duration> {
        let now = Instant::now();
        let left = |until: &Instant| until.checked_duration_since(now);
        let mut hosts = lock(&self.hosts);
        let asked = hosts.get(authority).and_then(left);
        if asked.is_none() {
            hosts.remove(authority);
        }
        let mut all = lock(&self.addresses);
        let Some(known) = all.get_mut(authority) else { return asked };
        known.retain(|_, until| *until > now);
        let mut rests: Vec<Duration> = known.values().filter_map(left).collect();
        if rests.is_empty() {
            all.remove(authority);
        }
        rests.sort_unstable();
        // As long as two of them do.
        let both = rests.len().checked_sub(OF_HOST).and_then(|at| rests.get(at)).copied();
        asked.max(both)
    }

    /// How much longer an address rests, alone or with its host.
    pub(super) fn of_address(&self, address: &Address) -> Option<Duration> {
        let of_host = self.of_host(&address.authority());
        let all = lock(&self.addresses);
        let until = all.get(&address.authority()).and_then(|known| known.get(address.as_str()));
        of_host.max(until.and_then(|until| until.checked_duration_since(Instant::now())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_that_is_not_available_leaves_the_others_of_its_host() {
        let at = |raw: &str| Address::parse(raw).unwrap();
        let (one, two, three) =
            (at("http://a.example/1"), at("http://a.example/2"), at("http://a.example/3"));
        let (hour, rests) = (Duration::from_hours(1), Rests::default());
        rests.note(503, &one, hour);
        rests.note(503, &one, hour);
        assert!(rests.of_address(&one).is_some() && rests.of_address(&two).is_none());
        rests.note(503, &two, hour);
        assert!(rests.of_address(&three).is_some() && rests.of_host(&three.authority()).is_some());
        assert!(rests.of_address(&at("http://a.example:8080/1")).is_none());
        let rests = Rests::default();
        rests.note(503, &one, Duration::ZERO);
        rests.note(503, &two, Duration::ZERO);
        assert!(rests.of_address(&three).is_none());
        rests.note(429, &one, hour);
        assert!(rests.of_address(&three).is_some());
    }
}
