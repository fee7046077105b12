//! Effects about what is never to be shown.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::sync::oneshot;

use super::super::Out;
use super::World;
use crate::app::{Msg, Ticket};
use crate::news::{DayRange, Fault, MuteRule, StoryId, Text};
use crate::service::{self, Desk};
use crate::store::Store;

/// Days a preview looks at, today among them.
const DAYS: i32 = 30;

impl World {
    /// Tells what a rule would hide. Of rules typed one after the other only the last is looked at; that is done
    /// where searches are, since it reads a month of stories.
    pub(super) fn preview_mute(&self, ticket: Ticket, rule: MuteRule) {
        self.newest_preview.store(ticket.0, Ordering::Relaxed);
        let (newest, out, today) =
            (Arc::clone(&self.newest_preview), self.out.clone(), self.clock.now().today());
        drop(self.desk.find(move |_, store| {
            if newest.load(Ordering::Relaxed) == ticket.0 {
                let preview = store.preview_mute(&rule, DayRange::between(today.plus(1 - DAYS), today));
                out.answer(preview.map(|preview| Msg::MutePreview(ticket, preview)));
            }
            Ok(())
        }));
    }

    /// Makes a rule, or lets one go.
    pub(super) fn mute(&mut self, rule: MuteRule, there: bool) {
        let (desk, out, now) = (self.desk.clone(), self.out.clone(), self.clock.now());
        let then = self.sweep_after();
        self.carry_out(async move {
            let done = if there {
                service::mute(&desk, &rule, &now).await
            } else {
                service::unmute(&desk, &rule, &now).await
            };
            tell(&out, done, &rule, there, then);
        });
    }

    /// Lets the rule go that hides a story.
    pub(super) fn unmute(&mut self, story: StoryId) {
        let (desk, out, now) = (self.desk.clone(), self.out.clone(), self.clock.now());
        let then = self.sweep_after();
        self.carry_out(async move {
            match desk.read(move |store| store.muted_by(story)).await {
                Ok(Some(rule)) => {
                    let done = service::unmute(&desk, &rule, &now).await;
                    tell(&out, done, &rule, false, then);
                }
                Ok(None) => out.send(Msg::Muted(Text::line("No rule hides this story any more"))),
                Err(fault) => out.send(Msg::Failed(fault)),
            }
        });
    }

    /// Sweeps once the rules have changed; nobody waits for that at the end.
    fn sweep_after(&mut self) -> oneshot::Sender<()> {
        let (desk, out) = (self.desk.clone(), self.out.clone());
        let (then, changed) = oneshot::channel();
        self.spawn(async move {
            if changed.await.is_ok() {
                sweep(&desk, &out).await;
            }
        });
        then
    }

    /// Tells the rules.
    pub(super) fn load_mutes(&self) {
        let out = self.out.clone();
        drop(self.desk.read(move |store| {
            out.answer(Store::mutes_counted(store).map(Msg::Mutes));
            Ok(())
        }));
    }
}

fn tell(out: &Out, done: Result<(), Fault>, rule: &MuteRule, there: bool, then: oneshot::Sender<()>) {
    if let Err(fault) = done {
        return out.send(Msg::Failed(fault));
    }
    let rule = rule.in_words();
    out.send(Msg::Muted(Text::line(&if there {
        format!("Never shown: {rule}. ⟨undo⟩ takes it back, ⟨mute-rules⟩ lists the rules")
    } else {
        format!("Shown again: {rule}. ⟨undo⟩ takes it back")
    })));
    let _ = then.send(());
}

/// Brings stories of long ago in line with the rules; says so where there was something left to do.
pub(super) async fn sweep(desk: &Desk, out: &Out) {
    let swept = match service::sweep(desk, Some(Duration::ZERO)).await {
        Ok(None) => return,
        Ok(Some(_)) => service::sweep(desk, None).await,
        Err(fault) => Err(fault),
    };
    out.send(swept.map_or_else(Msg::Trouble, |_| Msg::Swept));
}
