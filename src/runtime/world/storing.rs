//! Effects that are one question to the store, or one thing to write.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::World;
use crate::app::{DayKind, Effect, Msg, Target};
use crate::news::{Attached, Day, DayRange, Fault, Headline, Scope};
use crate::store::{DaysWith, Place, Store};
use crate::typeset::Anchor;

/// Changes that are listed, the newest.
const CHANGES: usize = 500;

/// A story as its sources tell it, and what they attach to it. What is open by its address is told by no source, but a
/// source may attach something to it.
fn of_target(store: &Store, target: &Target) -> Result<(Vec<Headline>, Attached), Fault> {
    match target {
        Target::Story(id) => Ok((store.copies(*id)?, store.attached(*id)?)),
        Target::Address(address) | Target::Link(address) => Ok((Vec::new(), store.attached_at(address)?)),
    }
}

impl World {
    /// The work that is one question to the store.
    pub(super) fn store(&self, effect: Effect) {
        let out = self.out.clone();
        match effect {
            Effect::LoadCounts => {
                drop(self.desk.read(move |store| {
                    out.answer(store.sources().map(Msg::Counts));
                    Ok(())
                }));
            }
            Effect::LoadMonth(ticket, scope, month) => {
                let zone = self.own_zone();
                drop(self.desk.read(move |store| {
                    let facts = match zone {
                        Some(zone) => store.month_by_clock(scope, month, &zone),
                        None => store.month(scope, month),
                    };
                    out.send(Msg::Month(ticket, month, facts));
                    Ok(())
                }));
            }
            Effect::LoadEnds(ticket, scope) => {
                let zone = self.own_zone();
                drop(self.desk.read(move |store| {
                    let ends = match zone {
                        Some(zone) => store.ends_by_clock(scope, &zone),
                        None => store.ends(scope),
                    };
                    out.answer(ends.map(|ends| Msg::Ends(ticket, ends)));
                    Ok(())
                }));
            }
            Effect::LoadYears(ticket, scope) => {
                drop(self.desk.read(move |store| {
                    out.answer(store.years(scope).map(|years| Msg::Years(ticket, years)));
                    Ok(())
                }));
            }
            Effect::LoadRemembered => {
                drop(self.desk.read(move |store| {
                    let facts = store.meta_under("screen.").and_then(|mut facts| {
                        facts.extend(store.meta_under("header.")?);
                        Ok(facts)
                    });
                    out.answer(facts.map(Msg::Remembered));
                    Ok(())
                }));
            }
            Effect::LoadCopies(ticket, target) => {
                drop(self.desk.read(move |store| {
                    out.answer(
                        of_target(store, &target).map(|(copies, told)| Msg::Copies(ticket, copies, told)),
                    );
                    Ok(())
                }));
            }
            Effect::LoadChanges => {
                // Asked where it is written: there the store knows which acts are this window's.
                drop(self.desk.write(move |store| {
                    out.answer(store.changes(CHANGES).map(Msg::Changes));
                    Ok(())
                }));
            }
            other => self.store_more(other),
        }
    }
    /// Questions about lists: a day's, the bookmarks, a day to go to.
    fn store_more(&self, effect: Effect) {
        let out = self.out.clone();
        match effect {
            Effect::LoadEdition(ticket, scope, range) => {
                // Of ten steps over the calendar only the last one's list is read.
                self.newest_list.store(ticket.0, Ordering::Relaxed);
                let newest = Arc::clone(&self.newest_list);
                let (zone, with_muted) = (self.own_zone(), self.shows_muted);
                drop(self.desk.read(move |store| {
                    if newest.load(Ordering::Relaxed) == ticket.0 {
                        if scope != Scope::All {
                            out.answer(store.source_days(range).map(|rows| Msg::SourceDays(ticket, rows)));
                        }
                        let edition = match zone {
                            Some(zone) => store.edition_by_clock(scope, range, &zone, with_muted),
                            None if with_muted => store.edition_with_muted(scope, range),
                            None => store.edition(scope, range),
                        };
                        out.send(Msg::Edition(ticket, edition));
                    }
                    Ok(())
                }));
            }
            Effect::LoadBookmarks(ticket, Some(query)) => {
                drop(self.desk.find(move |index, store| {
                    let found = index.bookmarks(store, &query);
                    if found.is_err() && !index.is_sound(store) {
                        // The finder asks once more, of a new index.
                        return found.map(|_| ());
                    }
                    out.send(Msg::Bookmarks(ticket, found));
                    Ok(())
                }));
            }
            Effect::LoadBookmarks(ticket, None) => {
                drop(self.desk.read(move |store| {
                    out.send(Msg::Bookmarks(ticket, store.bookmarks()));
                    Ok(())
                }));
            }
            Effect::LoadNotes(addresses) => {
                drop(self.desk.read(move |store| {
                    let mut notes = Vec::new();
                    for address in addresses {
                        let kept = store.bookmark_of(&address)?;
                        notes.extend(kept.map(|kept| (address, kept.words_of_it())));
                    }
                    out.send(Msg::Notes(notes));
                    Ok(())
                }));
            }
            Effect::FindDay { ticket, scope, from, forward, with } => {
                let with = match with {
                    DayKind::Stories => DaysWith::Stories,
                    DayKind::Unread => DaysWith::Unread,
                    DayKind::Bookmarks => DaysWith::Bookmarks,
                };
                let zone = self.own_zone();
                drop(self.desk.read(move |store| {
                    let day = match zone {
                        Some(zone) => store.next_day_by_clock(scope, from, forward, with, &zone),
                        None => store.next_day(scope, from, forward, with),
                    };
                    let found = day.and_then(|day| {
                        let way =
                            DayRange::between(from, day.unwrap_or(if forward { Day::MAX } else { Day::MIN }));
                        Ok(Msg::NextDay(ticket, day, store.empty_days(scope, way)?))
                    });
                    out.answer(found);
                    Ok(())
                }));
            }
            other => self.write_down(other),
        }
    }

    /// What is written.
    fn write_down(&self, effect: Effect) {
        let out = self.out.clone();
        let now = self.clock.now().instant;
        match effect {
            Effect::Mark(ids, read) => {
                drop(self.desk.write(move |store| {
                    let marked = store.set_read(&ids, read, now);
                    out.send(match marked {
                        Ok(change) => Msg::Marked(if change.is_some() { ids.len() } else { 0 }),
                        Err(fault) => Msg::NotMarked(fault),
                    });
                    Ok(())
                }));
            }
            Effect::SavePlace(address, anchor) => {
                let Anchor { block, offset, quote } = anchor;
                drop(self.desk.write(move |store| {
                    store.put_place(&address.key(), &Place { block, offset, quote }, now)
                }));
            }
            Effect::Remember(key, value) => {
                drop(self.desk.write(move |store| store.put_meta(key, &value)));
            }
            _ => {}
        }
    }
}
