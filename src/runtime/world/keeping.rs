//! Effects on bookmarks: keeping, with tags and a note, and letting go.

use super::World;
use crate::app::{Msg, Target, Ticket};
use crate::fetch::Chosen;
use crate::news::{Address, Text};
use crate::service::{self, Wanted};

impl World {
    /// Keeps something; with exactly these tags and this note where they are given.
    pub(super) fn keep(&mut self, target: Target, words: Option<(Vec<Text>, Text)>) {
        let (desk, now, out) = (self.desk.clone(), self.clock.now(), self.out.clone());
        self.spawn(async move {
            let chosen = if matches!(target, Target::Link(_)) { Chosen::Content } else { Chosen::Typed };
            let (wanted, asked) = match target {
                Target::Address(address) | Target::Link(address) => {
                    (Wanted::Address(address.clone()), Some(address))
                }
                Target::Story(story) => {
                    let row = desk.read(move |store| store.headline(story)).await;
                    (Wanted::Story(story), row.ok().flatten().and_then(|row| row.address))
                }
            };
            let committed = match words {
                None => service::commit(&desk, &wanted, Vec::new(), Text::default(), &now).await,
                Some((tags, note)) => service::commit_as(&desk, &wanted, tags, note, &now).await,
            };
            match committed {
                Ok(bookmark) => {
                    out.send(Msg::Kept(asked.unwrap_or_else(|| bookmark.address.clone()), true));
                    // The bookmark is on the disk; its text may follow later.
                    let _ = service::keep_text(&desk, &bookmark.address, chosen, &now).await;
                }
                Err(fault) => match asked {
                    Some(address) => out.send(Msg::NotKept(address, fault)),
                    None => out.send(Msg::Failed(fault)),
                },
            }
        });
    }

    pub(super) fn unkeep(&mut self, address: Address) {
        let (desk, now, out) = (self.desk.clone(), self.clock.now(), self.out.clone());
        self.spawn(async move {
            match service::unkeep(&desk, &address, &now).await {
                Ok(_) => out.send(Msg::Kept(address, false)),
                Err(fault) => out.send(Msg::NotKept(address, fault)),
            }
        });
    }

    /// Finds out what is kept of something, and which tags there are.
    pub(super) fn load_kept(&self, ticket: Ticket, target: Target) {
        let out = self.out.clone();
        drop(self.desk.read(move |store| {
            let address = match target {
                Target::Address(address) | Target::Link(address) => Ok(Some(address)),
                Target::Story(story) => store.headline(story).map(|row| row.and_then(|row| row.address)),
            };
            let known = address.and_then(|address| {
                let kept = address.map_or(Ok(None), |address| store.bookmark_of(&address))?;
                Ok((kept, store.tags()?))
            });
            out.send(Msg::KeptKnown(ticket, known));
            Ok(())
        }));
    }
}
