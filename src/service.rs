//! The verbs of the program without a screen: refresh, ask for a day, read, discover, follow, keep.
//!
//! Rooms `runtime` and `cli` enter, always with a [`Desk`] in hand: the way to the web, the store's
//! lanes and the workers. Verbs are async and wait for the network only; what blocks or computes runs
//! on the desk's own threads. The clock is the caller's: every verb is told what [`Now`](crate::news::Now)
//! is. Nothing here draws or prints, and no failing source ever stops the others.

mod all;
mod announced;
mod apart;
mod archive;
mod ask;
mod asking;
mod back;
mod carry;
mod check;
mod checkup;
mod choice;
mod copies;
mod dated;
mod desk;
mod discover;
mod door;
mod due;
mod finder;
mod found;
mod indexer;
mod keep;
mod lane;
mod listed;
mod live;
mod mapped;
mod merged;
mod month;
mod moved;
mod mute;
mod named;
mod noted;
mod own_files;
mod paged;
mod pages;
mod pictures;
mod progress;
mod read;
mod reading;
mod refresh;
mod reply;
mod scout;
mod sections;
mod single;
mod sitemaps;
mod sources;
mod spread;
mod steer;
mod stock;
mod survey;
mod teach;
mod whole;
mod wordpress;

pub use ask::{ask_copies, ask_day, askable, last_come};
pub use carry::{Taken, follow_all, look_into, look_into_folder, take};
pub use check::{Link, look_at_link};
pub use choice::{choose_text, read_chosen, stored_text, why};
pub use desk::Desk;
pub use discover::{answering, discover, recognise_bytes};
pub use due::{due, next_due};
pub use found::{Evidence, Found, FoundKind};
pub use keep::{
    Kept, Wanted, commit, commit_all, commit_all_as, commit_as, keep, keep_text, mark, retry_kept, unkeep,
    unkeep_all,
};
pub use moved::Moved;
pub use mute::{mute, sweep, unmute};
pub use pictures::picture;
pub use progress::{Progress, Step, Sum};
pub use read::{Target, read_again, read_story, read_whole, source_at};
pub use refresh::refresh_live;
pub use reply::Reply;
pub use sources::{
    days_it_lacks, followed, join, redo, subscribe, sync_sources, sync_sources_telling, turn, undo,
    undo_since, unsubscribe,
};
pub use steer::{Tried, rename, route_answers, set_routes, try_route};
pub use teach::{Taught, teach};

#[cfg(test)]
mod tests;
