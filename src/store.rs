//! Everything that is kept: sources, stories by day, texts, bookmarks, the journal of what the reader did.
//!
//! The only room that knows SQL. One [`Store`] is one connection to `dateline.db` and blocks its caller;
//! threads are built on top, each with a connection of its own ([`Store::another`]). Rooms `service` and
//! `runtime` enter; nothing here fetches, reads the clock or draws. What the reader did is committed to
//! the disk before the call returns (`synchronous=FULL`); fetched batches may be lost with the power, never
//! the database (`NORMAL`). Text read back passes [`Text`](crate::news::Text) again.

mod answered;
mod attached;
mod backup;
mod bookmarks;
mod bulk;
mod catch_up;
mod changed;
mod chosen;
mod clusters;
mod columns;
mod connect;
mod connector;
mod coverage;
mod days;
mod edition;
mod exchange;
mod fault;
mod feed_texts;
mod filed;
#[cfg(test)]
mod fixture;
mod full;
mod graft;
mod health;
mod import;
mod index;
mod intake;
mod journal;
mod kept;
mod leaves;
mod letters;
mod lone;
mod mend;
mod meta;
mod mutes;
mod open;
mod own_clock;
mod packed;
mod pages;
mod places;
#[cfg(test)]
mod proofs;
mod read;
mod rescue;
mod routes;
mod salvage;
mod saved;
mod schema;
mod sources;
mod spot;
mod stories;
mod sweep;
mod telling;
mod texts;
mod turn;
mod validators;
mod vitals;
#[cfg(test)]
mod wrecks;

pub use answered::Answered;
pub use bookmarks::Keep;
pub use connector::Connector;
pub use days::DaysWith;
pub use exchange::{Anew, Mended, Mender, Notice};
pub use fault::is_of_damage;
pub use feed_texts::{FeedText, Sent, SentText};
pub use filed::{FileAct, FileEdits, Files};
pub use health::LiveAnswer;
pub use import::{Carried, CarriedSum};
pub use index::Index;
pub use open::Store;
pub use places::Place;
pub use rescue::{AtOnce, Rescue};
pub use routes::RouteAnswer;
pub use stories::{NewStory, Saved};
pub use sweep::Swept;
pub use telling::Telling;
pub use validators::StoredValidators;
pub use vitals::Breaker;
