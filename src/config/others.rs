//! Where other news readers keep their lists of feeds.

use std::path::PathBuf;

use directories::BaseDirs;

/// Another reader's list on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherReader {
    /// The reader's name.
    pub name: &'static str,
    /// Its list.
    pub file: PathBuf,
}

/// The folder a place is told from.
#[derive(Clone, Copy)]
enum From {
    Home,
    Config,
    Data,
}

/// Where readers write their lists, as their manuals say; of one reader the place it prefers stands first.
const PLACES: [(&str, From, &str); 10] = [
    ("newsboat", From::Config, "newsboat/urls"),
    ("newsboat", From::Home, ".newsboat/urls"),
    ("newsbeuter", From::Config, "newsbeuter/urls"),
    ("newsbeuter", From::Home, ".newsbeuter/urls"),
    ("newsraft", From::Config, "newsraft/feeds"),
    ("newsraft", From::Home, ".newsraft/feeds"),
    ("Liferea", From::Config, "liferea/feedlist.opml"),
    ("Akregator", From::Data, "akregator/data/feeds.opml"),
    ("Snownews", From::Config, "snownews/urls.opml"),
    ("Claws Mail", From::Home, ".claws-mail/RSSyl/feeds.opml"),
];

/// The lists of other readers that exist and are not empty, one for each reader.
pub fn other_readers() -> Vec<OtherReader> {
    let Some(dirs) = BaseDirs::new() else { return Vec::new() };
    let mut found: Vec<OtherReader> = Vec::new();
    for (name, from, place) in PLACES {
        let folder = match from {
            From::Home => dirs.home_dir(),
            From::Config => dirs.config_dir(),
            From::Data => dirs.data_dir(),
        };
        let file = folder.join(place);
        let is_there = std::fs::metadata(&file).is_ok_and(|meta| meta.is_file() && meta.len() > 0);
        if is_there && !found.iter().any(|other| other.name == name) {
            found.push(OtherReader { name, file });
        }
    }
    found
}
