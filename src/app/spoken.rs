//! A line in words: the name of an action, a number before it, words behind it. The command line and plain mode
//! read theirs here; what it comes to is done by `update`, and nothing is done here.

use super::habits::of_name;
use super::{ACTIONS, Action, ActionRow, Context};
use crate::query::nearest;

/// What is written for a name without thinking.
const SHORT: [(&str, Action); 50] = [
    ("next", Action::NextStory),
    ("prev", Action::PreviousStory),
    ("previous", Action::PreviousStory),
    ("more", Action::ReadOn),
    ("read", Action::Open),
    ("go", Action::GoToDate),
    ("goto", Action::GoToDate),
    ("date", Action::GoToDate),
    ("day", Action::GoList),
    ("list", Action::GoList),
    ("calendar", Action::GoCalendar),
    ("source", Action::GoSources),
    ("sources", Action::GoSources),
    ("bookmarks", Action::GoBookmarks),
    ("year", Action::GoYear),
    ("story", Action::GoReader),
    ("links", Action::FollowLink),
    ("link", Action::FollowLink),
    ("unread", Action::NextUnread),
    ("tag", Action::Tags),
    ("theme", Action::Themes),
    ("fetch", Action::Refresh),
    ("exit", Action::Quit),
    ("q", Action::Quit),
    ("qa", Action::Quit),
    ("wq", Action::Quit),
    ("q!", Action::Quit),
    ("qa!", Action::Quit),
    ("wq!", Action::Quit),
    ("wqa", Action::Quit),
    ("qall", Action::Quit),
    ("close", Action::Back),
    ("edit", Action::Open),
    ("noh", Action::Cancel),
    ("nohlsearch", Action::Cancel),
    ("sort", Action::ListOrder),
    ("colorscheme", Action::Themes),
    ("reload", Action::Refresh),
    ("reload-all", Action::RefreshAll),
    ("limit", Action::Find),
    ("filter", Action::Find),
    ("catchup", Action::AllRead),
    ("mark-all-read", Action::AllRead),
    ("mark-feed-read", Action::AllRead),
    ("import", Action::Add),
    ("subscribe", Action::Add),
    ("follow", Action::Add),
    ("star", Action::Bookmark),
    ("h", Action::Help),
    ("$", Action::Bottom),
];

/// What some of those mean with words behind them, and what a beginning of a name would be too little for.
const WITH_WORDS: [(&str, Action); 2] = [("day", Action::GoToDate), ("mute", Action::NeverShow)];

/// What vi calls so on its line. Without a colon these are keys, and a slip must not end the program.
const BEHIND_COLON: [(&str, Action); 6] = [
    ("x", Action::Quit),
    ("xa", Action::Quit),
    ("bd", Action::Back),
    ("e", Action::Open),
    ("u", Action::Undo),
    ("red", Action::Redo),
];

/// A line, taken apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spoken<'l> {
    /// The number before the name, from one; a number alone is the number of a row.
    pub count: Option<u32>,
    /// The name.
    pub name: &'l str,
    /// The words behind the name; `None` while the name is still being typed.
    pub words: Option<&'l str>,
}

impl<'l> Spoken<'l> {
    /// Takes a line apart.
    pub fn of(line: &'l str) -> Self {
        let line = line.trim_start();
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = line.get(..line.len() - rest.len()).unwrap_or_default();
        // `2026-11-03`: no name goes on so.
        if digits.len() == 4 && rest.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_numeric))
        {
            return Self { count: None, name: "date", words: Some(line.trim_end()) };
        }
        // What is no number of anything is read as a name, and nothing is called so.
        let count = digits.parse().ok().filter(|count| *count > 0);
        let rest = if count.is_none() && rest.trim().is_empty() { line } else { rest };
        match rest.trim_start().split_once(char::is_whitespace) {
            Some((name, words)) => Self { count, name, words: Some(words.trim_start()) },
            None => Self { count, name: rest.trim_start(), words: None },
        }
    }
}

/// The action that has this name, or for which hands write it.
pub fn named(word: &str) -> Option<&'static ActionRow> {
    let word = word.to_lowercase();
    let word = word.strip_prefix("prev-").map_or_else(|| word.clone(), |rest| format!("previous-{rest}"));
    let short = || SHORT.iter().find(|(short, _)| *short == word).and_then(|(_, action)| action.row());
    ACTIONS.iter().find(|row| row.name == word).or_else(short)
}

/// The action that has this name, where words stand behind it.
pub fn named_with_words(word: &str, words: &str) -> Option<&'static ActionRow> {
    let lower = word.to_lowercase();
    let with = WITH_WORDS.iter().find(|(name, _)| *name == lower && !words.trim().is_empty());
    with.and_then(|(_, action)| action.row()).or_else(|| named(word))
}

/// The same behind a colon, where vi's shortest names are taken too.
pub fn named_behind_colon(word: &str) -> Option<&'static ActionRow> {
    let short = || BEHIND_COLON.iter().find(|(short, _)| *short == word).and_then(|(_, action)| action.row());
    named(word).or_else(short)
}

/// The action of a word, which may be the beginning of its name; what is wrong with it, in a sentence.
pub fn meant(word: &str) -> Result<&'static ActionRow, String> {
    if let Some(row) = named(word) {
        return Ok(row);
    }
    let word = word.to_lowercase();
    if let Some(says) = of_name(&word) {
        return Err(says.to_owned());
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

/// Whether a number behind the name is the number of a row, not how often.
pub(super) fn takes_row(row: &ActionRow) -> bool {
    let everywhere = Context::PANES.iter().all(|pane| row.contexts.contains(pane));
    row.action == Action::Open
        || row.action == Action::FetchAgain
        || (!everywhere
            && row.contexts.contains(&Context::List)
            && matches!(row.group, "Keeping" | "Passing on"))
}

/// Whether an action opens nothing that words could be put into.
pub(super) fn takes_no_words(row: &ActionRow) -> bool {
    use Action as A;
    let opens = matches!(
        row.action,
        A::GoToDate
            | A::Open
            | A::ListOrder
            | A::Themes
            | A::GoSources
            | A::Routes
            | A::Help
            | A::Palette
            | A::CommandLine
            | A::WhyThisText
            | A::OtherWays
            | A::Changes
            | A::MuteRules
    );
    let acts = matches!(
        row.action,
        A::Bookmark
            | A::ToggleRead
            | A::AllRead
            | A::ShowMuted
            | A::Undo
            | A::Redo
            | A::CheckLink
            | A::CheckLinks
            | A::Browser
            | A::Pictures
            | A::CopyAddress
            | A::CopyTitle
            | A::CopyMarkdown
            | A::Refresh
            | A::RefreshAll
            | A::AskCopies
            | A::FetchAgain
            | A::Remove
            | A::SearchOrder
    );
    acts || !opens
        && matches!(row.group, "Moving" | "Days" | "Reading" | "Panes" | "Look" | "Program" | "First run")
}

/// Whether a number behind the name is how often.
pub(super) fn takes_count(row: &ActionRow) -> bool {
    matches!(row.group, "Days" | "Moving" | "Reading") && row.action != Action::GoToDate
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_goes_before_the_name_and_words_behind_it() {
        let line = |count, name, words| Spoken { count, name, words };
        assert_eq!(Spoken::of(" 3 next-day"), line(Some(3), "next-day", None));
        assert_eq!(Spoken::of("next-day"), line(None, "next-day", None));
        assert_eq!(Spoken::of("0 next-day"), line(None, "next-day", None));
        assert_eq!(Spoken::of("12"), line(Some(12), "", None));
        assert_eq!(Spoken::of("0"), line(None, "0", None));
        assert_eq!(Spoken::of("99999999999"), line(None, "99999999999", None));
        assert_eq!(Spoken::of("search "), line(None, "search", Some("")));
        assert_eq!(Spoken::of("goto  3 nov "), line(None, "goto", Some("3 nov ")));
        assert_eq!(Spoken::of(" 2026-11-03 "), line(None, "date", Some("2026-11-03")));
        assert_eq!(Spoken::of("3-day"), line(Some(3), "-day", None));
    }
}
