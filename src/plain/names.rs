//! What a word means: the name of an action, what hands write for it, or its beginning.

use crate::app::{ACTIONS, Action, ActionRow};
use crate::config::nearest;

/// What is written for a name without thinking.
const SHORT: [(&str, Action); 19] = [
    ("next", Action::NextStory),
    ("prev", Action::PreviousStory),
    ("previous", Action::PreviousStory),
    ("more", Action::ReadOn),
    ("read", Action::Open),
    ("go", Action::GoToDate),
    ("date", Action::GoToDate),
    ("day", Action::GoList),
    ("list", Action::GoList),
    ("calendar", Action::GoCalendar),
    ("sources", Action::GoSources),
    ("bookmarks", Action::GoBookmarks),
    ("year", Action::GoYear),
    ("story", Action::GoReader),
    ("links", Action::FollowLink),
    ("link", Action::FollowLink),
    ("unread", Action::NextUnread),
    ("exit", Action::Quit),
    ("fetch", Action::Refresh),
];

/// The action of a word; what is wrong with it, in a sentence.
pub(super) fn meant(word: &str) -> Result<&'static ActionRow, String> {
    let word = word.to_lowercase();
    let word = word.strip_prefix("prev-").map_or_else(|| word.clone(), |rest| format!("previous-{rest}"));
    if let Some(row) = ACTIONS.iter().find(|row| row.name == word) {
        return Ok(row);
    }
    if let Some(row) = SHORT.iter().find(|(short, _)| *short == word).and_then(|(_, action)| action.row()) {
        return Ok(row);
    }
    let begun: Vec<&ActionRow> = ACTIONS.iter().filter(|row| row.name.starts_with(&word)).collect();
    let names: Vec<&str> = begun.iter().map(|row| row.name).collect();
    match begun.as_slice() {
        [only] if word.len() > 1 => Ok(*only),
        [_, ..] if word.len() > 1 => Err(format!("{word} may be {}.", names.join(", "))),
        _ => {
            let all: Vec<&str> = ACTIONS.iter().map(|row| row.name).collect();
            let near = nearest(&word, &all).map(|near| format!(" Is {near} meant?")).unwrap_or_default();
            Err(format!("Nothing is called {word}.{near} help tells the names."))
        }
    }
}
