//! What an address is, and how it can be followed.
use super::{Desk, Found};
use crate::news::{Address, Fault, FaultKind, Now};

/// Finds out what a typed address or template is: a feed, a site with a feed or an archive by days, an
/// article. Asks for one thing after the other, a handful of pages at most. `NotFound` when it is none of them.
pub async fn discover(_desk: &Desk, _input: &str, _now: &Now) -> Result<Found, Fault> {
    Err(Fault::new(FaultKind::Storage, "being built"))
}

/// The same for bytes that are at hand, without the network.
pub async fn recognise_bytes(
    _desk: &Desk,
    _bytes: Vec<u8>,
    _base: &Address,
    _now: &Now,
) -> Result<Found, Fault> {
    Err(Fault::new(FaultKind::Storage, "being built"))
}
