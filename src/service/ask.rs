//! What was published on a day.
use super::{Desk, Progress, Sum};
use crate::news::{Day, Fault, FaultKind, Now, Source};

/// The sources that can still be asked for a day: a route answers for it, it has come in their zone, and
/// they have not answered for good.
pub async fn askable(_desk: &Desk, _sources: &[Source], _day: Day, _now: &Now) -> Result<Vec<Source>, Fault> {
    Err(Fault::new(FaultKind::Storage, "being built"))
}

/// Asks the dated routes of sources for one day; stores what they list under that day, and what came of
/// asking. Unless `force`, only the [`askable`] ones are asked. A source that fails is named in the sum.
pub async fn ask_day(
    _desk: &Desk,
    _sources: &[Source],
    _day: Day,
    _now: &Now,
    _force: bool,
    _progress: impl Fn(Progress) + Send + Sync,
) -> Result<Sum, Fault> {
    Err(Fault::new(FaultKind::Storage, "being built"))
}
