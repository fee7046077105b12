//! Feeds that were taken over without a name: what they call themselves is theirs from their first answer on.

use super::Desk;
use crate::news::{Fault, FaultKind, Slug, Text};

/// Writes names into the sources file. A file that cannot be edited keeps the names of hosts.
pub(super) async fn write(desk: &Desk, named: &[(Slug, Text)]) -> Result<(), Fault> {
    if named.is_empty() {
        return Ok(());
    }
    let named = named.to_vec();
    let written = desk
        .with_sources_file(move |file| {
            for (slug, title) in &named {
                // It may have been named or left by hand meanwhile.
                if file.sources().iter().any(|source| source.slug == *slug && source.is_unnamed()) {
                    file.set_title(slug, title)?;
                }
            }
            Ok(file.sources().to_vec())
        })
        .await;
    match written {
        Ok(sources) => desk.set_sources(&sources),
        Err(fault) if fault.kind == FaultKind::Storage => {
            tracing::warn!(%fault, "the names of feeds could not be written down");
        }
        Err(fault) => return Err(fault),
    }
    Ok(())
}
