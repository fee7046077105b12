//! Mute rules: the file, the store and the journal together, and the stories that are there already.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Desk;
use super::own_files::OwnFiles;
use crate::news::{Day, Fault, MuteRule, Now};
use crate::store::{FileAct, Store, Swept};

/// How long whoever changed a rule waits for the stories that are there; the rest is done behind the screen.
pub(super) const AT_ONCE: Duration = Duration::from_millis(300);

/// Makes the store agree with the mute file, and the newest stories with the rules.
pub(super) async fn sync_mutes(desk: &Desk) -> Result<(), Fault> {
    desk.write(Store::settle).await?;
    let rules = desk.with_mute_file(|file| Ok(file.rules().to_vec())).await?;
    desk.write(move |store| store.sync_mutes(&rules)).await?;
    sweep(desk, Some(AT_ONCE)).await.map(|_| ())
}

/// The same for a store that nobody has looked into yet, where the file was changed since: nothing that a new rule
/// hides is on the first screen. Blocks, as long as whoever changed a rule waits.
pub(super) fn follow_rules(store: &mut Store, files: &Arc<OwnFiles>) -> Result<(), Fault> {
    let rules = files.mutes(|file| Ok(file.rules().to_vec()))?;
    let known = store.mutes()?;
    if known.len() == rules.len() && rules.iter().all(|rule| known.contains(rule)) {
        return Ok(());
    }
    store.write_into(files.clone());
    store.settle()?;
    store.sync_mutes(&rules)?;
    let started = Instant::now();
    while started.elapsed() < AT_ONCE && store.sweep()? != Swept::Done {}
    Ok(())
}

/// Never shows such stories again: writes the rule into the file. Can be undone.
pub async fn mute(desk: &Desk, rule: &MuteRule, now: &Now) -> Result<(), Fault> {
    change(desk, rule, true, now).await
}

/// Lets a rule go: what it hid is shown again. Can be undone.
pub async fn unmute(desk: &Desk, rule: &MuteRule, now: &Now) -> Result<(), Fault> {
    change(desk, rule, false, now).await
}

async fn change(desk: &Desk, rule: &MuteRule, there: bool, now: &Now) -> Result<(), Fault> {
    let rule = rule.clone();
    desk.act(now, move |files| {
        let is_there = files.mutes(|file| Ok(file.rules().contains(&rule)))?;
        Ok((is_there != there).then_some(FileAct::Mute { rule, there }))
    })
    .await?;
    sync_mutes(desk).await
}

/// Brings the stories that are there in line with the rules and the order of the sources, step by step with other
/// work between; for about so long, or to the end. Up to which day it has not come yet.
pub async fn sweep(desk: &Desk, time: Option<Duration>) -> Result<Option<Day>, Fault> {
    let started = Instant::now();
    loop {
        match desk.write_fetched(Store::sweep).await? {
            Swept::Done => return Ok(None),
            Swept::To(day) if time.is_some_and(|time| started.elapsed() >= time) => return Ok(Some(day)),
            Swept::To(_) => {}
        }
    }
}
