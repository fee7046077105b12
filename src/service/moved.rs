//! Feeds that have moved for good.

use super::Desk;
use crate::news::{Address, Fault, FaultKind, Slug};

/// A source, the address it was asked at, and the one it answers at for good.
pub type Moved = (Slug, Address, Address);

/// Writes new addresses into the sources file. A file that cannot be edited keeps the old ones, which
/// still lead there.
pub(super) async fn write(desk: &Desk, moved: &[Moved]) -> Result<(), Fault> {
    if moved.is_empty() {
        return Ok(());
    }
    let moved = moved.to_vec();
    let written = desk
        .with_sources_file(move |file| {
            for (slug, from, to) in &moved {
                file.readdress(slug, from, to)?;
            }
            Ok(file.sources().to_vec())
        })
        .await;
    match written {
        Ok(sources) => desk.set_sources(&sources),
        Err(fault) if fault.kind == FaultKind::Storage => {
            tracing::warn!(%fault, "the new addresses of feeds could not be written down");
        }
        Err(fault) => return Err(fault),
    }
    Ok(())
}
