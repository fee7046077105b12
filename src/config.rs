//! Where things live, the settings, and the sources file.
//!
//! Everybody who starts the program enters here first. Files are read and checked as a whole: a wrong
//! line is refused with its place and what would be right, never skipped. The program itself writes
//! only the sources file and the mute rules, piece by piece, and the one setting that the person chose on the
//! screen, so that the person's own lines and comments stay as they are; and each file whole or not at all. Nothing here knows a story, the store or the network.

mod chosen;
mod edited;
mod fields;
mod fragment;
mod given;
mod in_force;
mod kept_routes;
mod keys;
mod manual;
mod mutes;
mod others;
mod paths;
mod plain_file;
mod routes;
mod setting;
mod settings;
mod sources;
mod starters;
mod table;
mod themes;
mod written;

pub use chosen::choose;
pub use in_force::{InForce, Origin};
pub use keys::{EVERYWHERE, KeysFile, KeysRow, Wanted};
pub use manual::manual;
pub use mutes::MuteFile;
pub use others::{OtherReader, other_readers};
pub use paths::Paths;
pub use setting::Setting;
pub use settings::{Bidi, Mark, Settings};
pub use sources::{Place, SourcesFile};
pub use starters::starters;
pub use table::SETTINGS;
pub use themes::shelf;
#[cfg(test)]
pub use written::narrow;
pub use written::{make_new, replace, unwritten};
