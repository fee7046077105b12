//! Feeds that have moved for good.

use super::Desk;
use crate::config::SourcesFile;
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
    amend(desk, "new addresses", move |file| {
        moved.iter().try_for_each(|(slug, from, to)| file.readdress(slug, from, to))
    })
    .await
}

/// Writes what feeds told of themselves into the sources file. That a file cannot be edited is logged with `what` was to be
/// written, no more: the feeds are read all the same.
pub(super) async fn amend(
    desk: &Desk,
    what: &'static str,
    edit: impl FnOnce(&mut SourcesFile) -> Result<(), Fault> + Send + 'static,
) -> Result<(), Fault> {
    let written = desk
        .with_sources_file(move |file| {
            edit(file)?;
            Ok(file.sources().to_vec())
        })
        .await;
    match written {
        Ok(sources) => desk.set_sources(sources.into()),
        Err(fault) if fault.kind == FaultKind::Storage => {
            tracing::warn!(%fault, what, "what feeds told could not be written down");
        }
        Err(fault) => return Err(fault),
    }
    Ok(())
}
