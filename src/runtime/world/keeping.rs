//! Effects on bookmarks: keeping, with tags and a note, and letting go.

use tokio::sync::oneshot;

use super::World;
use crate::app::{Msg, Target, Ticket};
use crate::fetch::Chosen;
use crate::locale::{counted, grouped};
use crate::news::{Address, Bookmark, StoryId, Text};
use crate::service::{self, Link, Reply, Wanted};

/// What kept addresses have answered.
fn checked_words(links: &[Link]) -> String {
    if let [link] = links {
        return format!("Asked: {}", link.words());
    }
    let count = |of: fn(&Link) -> bool| links.iter().filter(|link| of(link)).count();
    let there = count(|link| *link == Link::There);
    let moved = count(|link| matches!(link, Link::Moved(_)));
    let gone = count(|link| matches!(link, Link::Lost(_)));
    let parts = [
        (there, "there"),
        (moved, "moved"),
        (gone, "gone"),
        (links.len() - there - moved - gone, "without an answer"),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(many, _)| *many > 0)
        .map(|(many, what)| format!("{} {what}", grouped(*many)))
        .collect();
    format!("{} asked: {}", counted(links.len(), "address", "addresses"), parts.join(", "))
}

impl World {
    /// Keeps something; with exactly these tags and this note where they are given. Its text follows when it is
    /// on the disk.
    pub(super) fn keep(&mut self, target: Target, asked: Address, words: Option<(Vec<Text>, Text)>) {
        let (desk, now, out) = (self.desk.clone(), self.clock.now(), self.out.clone());
        let (wanted, chosen) = match target {
            Target::Address(address) => (Wanted::Typed(address), Chosen::Typed),
            Target::Link(address) => (Wanted::Address(address), Chosen::Content),
            Target::Story(story) => (Wanted::Story(story, asked.clone()), Chosen::Content),
        };
        let kept = match words {
            None => service::commit(&desk, &wanted, Vec::new(), Text::default(), &now),
            Some((tags, note)) => service::commit_as(&desk, &wanted, tags, note, &now),
        };
        let (committed, bookmarked) = oneshot::channel();
        let known = out.clone();
        self.carry_out(async move {
            match kept.await {
                Ok(bookmark) => {
                    out.send(Msg::Kept(asked, Some(Box::new(bookmark.clone()))));
                    let _ = committed.send(bookmark.address);
                }
                Err(fault) => out.send(Msg::NotKept(asked, fault)),
            }
        });
        self.say_later();
        self.spawn(async move {
            let Ok(address) = bookmarked.await else { return };
            let desk = desk.newest();
            if service::keep_text(&desk, &address, chosen, &now).await.is_ok()
                && let Ok(Some(bookmark)) = desk.read(move |store| store.bookmark_of(&address)).await
            {
                known.send(Msg::BookmarkKnown(Box::new(bookmark)));
            }
        });
    }

    /// Says that what is to be kept is kept once the damaged store is mended, if so.
    fn say_later(&self) {
        if self.desk.newest().awaits_another() {
            self.out.send(Msg::Say(Text::line("☆ It is kept as soon as the store is mended")));
        }
    }

    /// Marks stories as read or unread once the damaged store is mended.
    pub(super) fn mark_later(&self, ids: Vec<StoryId>, read: bool) {
        self.out.send(Msg::Marked(0));
        let marked = service::mark(&self.desk, ids, read, &self.clock.now());
        self.carry_out(async move {
            if let Err(fault) = marked.await {
                tracing::warn!(%fault, cause = ?fault.cause, "what was read could not be marked");
            }
        });
    }

    /// Asks kept addresses whether they are still there, one after the other; what each says is told at once.
    pub(super) fn check_links(&mut self, addresses: Vec<Address>) {
        let (desk, now, out) = (self.desk.clone(), self.clock.now(), self.out.clone());
        self.spawn(async move {
            let mut links = Vec::with_capacity(addresses.len());
            for address in addresses {
                match service::look_at_link(&desk, &address, &now).await {
                    Ok((link, bookmark)) => {
                        links.push(link);
                        if let Some(bookmark) = bookmark {
                            out.send(Msg::BookmarkKnown(Box::new(bookmark)));
                        }
                    }
                    Err(fault) => return out.send(Msg::Failed(fault)),
                }
            }
            out.send(Msg::LinksChecked(Text::line(&checked_words(&links))));
        });
    }

    /// Lets a bookmark go.
    pub(super) fn unkeep(&self, address: Address) {
        let out = self.out.clone();
        let let_go = service::unkeep(&self.desk, &address, &self.clock.now());
        self.carry_out(async move {
            match let_go.await {
                Ok(_) => out.send(Msg::Kept(address, None)),
                Err(fault) => out.send(Msg::NotKept(address, fault)),
            }
        });
    }

    /// Keeps stories as one act, each with these tags and this note. Their texts follow.
    pub(super) fn keep_all(&mut self, stories: Vec<(StoryId, Address)>, tags: Vec<Text>, note: Text) {
        let asked: Vec<Address> = stories.iter().map(|(_, address)| address.clone()).collect();
        let kept = service::commit_all(&self.desk, stories, tags, note, &self.clock.now());
        self.keep_together(asked, kept);
    }

    /// Keeps addresses as one act, each with its own tags and note. Their texts follow where they are not there still.
    pub(super) fn keep_all_as(&mut self, marks: Vec<(Address, Vec<Text>, Text)>) {
        let asked: Vec<Address> = marks.iter().map(|(address, ..)| address.clone()).collect();
        let kept = service::commit_all_as(&self.desk, marks, &self.clock.now());
        self.keep_together(asked, kept);
    }

    /// Tells what came of keeping several, and fetches their texts.
    fn keep_together(&mut self, asked: Vec<Address>, kept: Reply<Vec<Bookmark>>) {
        let (desk, now, out) = (self.desk.clone(), self.clock.now(), self.out.clone());
        let (committed, bookmarked) = oneshot::channel();
        let known = out.clone();
        self.carry_out(async move {
            match kept.await {
                Ok(bookmarks) => {
                    let addresses: Vec<Address> = bookmarks.iter().map(|kept| kept.address.clone()).collect();
                    out.send(Msg::KeptAll(asked, bookmarks));
                    let _ = committed.send(addresses);
                }
                Err(fault) => out.send(Msg::NoneKept(asked, fault)),
            }
        });
        self.say_later();
        self.spawn(async move {
            let addresses = bookmarked.await.unwrap_or_default();
            let desk = desk.newest();
            for address in addresses {
                if service::keep_text(&desk, &address, Chosen::Content, &now).await.is_ok()
                    && let Ok(Some(bookmark)) = desk.read(move |store| store.bookmark_of(&address)).await
                {
                    known.send(Msg::BookmarkKnown(Box::new(bookmark)));
                }
            }
        });
    }

    /// Lets bookmarks go as one act.
    pub(super) fn unkeep_all(&self, addresses: Vec<Address>) {
        let out = self.out.clone();
        let let_go = service::unkeep_all(&self.desk, &addresses, &self.clock.now());
        self.carry_out(async move {
            match let_go.await {
                Ok(()) => out.send(Msg::KeptAll(addresses, Vec::new())),
                Err(fault) => out.send(Msg::NoneKept(addresses, fault)),
            }
        });
    }

    /// Tells which tags there are.
    pub(super) fn load_tags(&self) {
        let out = self.out.clone();
        drop(self.desk.read(move |store| {
            out.answer(store.tags().map(Msg::TagNames));
            Ok(())
        }));
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
