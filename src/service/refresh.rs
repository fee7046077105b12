//! What is new now.
use super::{Desk, Progress, Sum};
use crate::news::{Fault, FaultKind, Now, Source, SourceRow};

/// Whether the live routes of a source are to be asked by themselves now.
pub fn due(_desk: &Desk, _source: &Source, _row: &SourceRow, _now: &Now) -> bool {
    false
}

/// Asks the live routes of sources at once, each conditionally; stores what they tell, with the feeds'
/// own texts. Unless `force`, sources are left out whose answer is younger than their interval. A source
/// that fails is named in the sum and stops no other; only the store's own faults end the work.
pub async fn refresh_live(
    _desk: &Desk,
    _sources: &[Source],
    _now: &Now,
    _force: bool,
    _progress: impl Fn(Progress) + Send + Sync,
) -> Result<Sum, Fault> {
    Err(Fault::new(FaultKind::Storage, "being built"))
}
