//! Where things live, the settings, and the sources file.
//!
//! Everybody who starts the program enters here first. Files are read and checked as a whole: a wrong
//! line is refused with its place and what would be right, never skipped. The program itself writes
//! only the sources file, piece by piece, so that the person's own lines and comments stay as they are.
//! Nothing here knows a day, a story or the network.

mod fragment;
mod given;
mod paths;
mod routes;
mod settings;
mod sources;
mod written;

pub use given::nearest;
pub use paths::Paths;
pub use settings::{Bidi, Mark, SETTINGS, Setting, Settings};
pub use sources::SourcesFile;
