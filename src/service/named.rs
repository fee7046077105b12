//! Feeds that were taken over without a name: what they call themselves is theirs from their first answer on.

use super::Desk;
use super::moved::amend;
use crate::news::{Fault, Slug, Text};

/// Writes names into the sources file. A file that cannot be edited keeps the names of hosts.
pub(super) async fn write(desk: &Desk, named: &[(Slug, Text)]) -> Result<(), Fault> {
    if named.is_empty() {
        return Ok(());
    }
    let named = named.to_vec();
    amend(desk, "names", move |file| file.name(&named)).await
}
