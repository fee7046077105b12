//! Bytes → news: charsets, feeds, dates, archive calendars, listings and article pages.
//!
//! Whoever fetched something hands its bytes in here and gets news back, or a [`crate::news::Fault`].
//! Everything is pure: nothing here fetches, stores, draws or looks at a clock.

pub mod calendar;
pub mod date;
pub mod feed;
pub mod links;
mod month_names;
pub mod recognise;
