//! The first word of the command line where it is no command: an address is read; of anything else it is said what
//! it is and which command takes it.

use std::ffi::OsString;
use std::path::Path;

use clap::CommandFactory;

use super::args::Cli;
use super::days;
use super::nowhere;
use super::read::{Input, looks_like_file};
use super::world::World;
use crate::news::{Address, Fault, FaultKind, Text};
use crate::query::nearest;
use crate::service::{self, FoundKind};

/// Words that other readers have for what these commands do.
const ELSEWHERE: &[(&[&str], &str)] = &[
    (&["reload", "refresh", "update", "sync", "pull"], "fetch"),
    (&["list", "ls", "news", "headlines"], "day"),
    (&["follow", "subscribe"], "add"),
    (&["remove", "rm", "delete", "unfollow", "unsubscribe"], "sources remove"),
    (&["feeds", "subscriptions", "urls"], "sources"),
    (&["edit"], "sources edit"),
    (&["open", "show", "view", "cat"], "read"),
    (&["find", "grep"], "search"),
    (&["star", "starred", "saved", "save"], "bookmarks"),
    (&["opml"], "export opml"),
    (&["set", "settings"], "config"),
    (&["demo"], "--demo"),
    (&["plain"], "--plain"),
    (&["version"], "--version"),
];

/// The first word that is neither an option nor the value of one. An option that is not known may have a value: none is
/// sought behind it.
pub fn of(given: &[OsString]) -> Option<&str> {
    let command = Cli::command();
    let mut given = given.iter().skip(1);
    loop {
        let word = given.next()?.to_str()?;
        let Some(option) = word.strip_prefix("--").filter(|option| !option.is_empty()) else {
            return Some(word).filter(|word| !word.starts_with('-'));
        };
        let name = option.split('=').next().unwrap_or_default();
        let known = command.get_arguments().find(|known| known.get_long() == Some(name))?;
        if known.get_action().takes_values() && !option.contains('=') {
            given.next();
        }
    }
}

/// What is said of a first word that is neither a command nor an address.
pub fn neither(input: &str) -> Option<Fault> {
    let command = Cli::command();
    let known: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
    if is_command(input) {
        return None;
    }
    let error = Address::typed(input).err()?;
    let fault = Fault::new(FaultKind::Usage, format!("`{input}` is neither a command nor an address"));
    Some(match elsewhere(input).or_else(|| nearest(input, &known)) {
        Some(near) => fault.hint(format!("did you mean `dateline {near}`")),
        None => fault.hint("`dateline --help` lists the commands").cause(error),
    })
}

/// Second words that other programs have, and what does it here.
const WITHIN: &[(&str, &[&str], &str)] = &[
    (
        "sources",
        &["rename", "mv", "move", "name"],
        "`dateline sources edit` opens the file with the names; on the screen E renames",
    ),
    (
        "sources",
        &["rm", "delete", "leave", "unfollow", "unsubscribe"],
        "did you mean `dateline sources remove`",
    ),
    ("sources", &["add", "follow", "subscribe", "new"], "did you mean `dateline add`"),
    ("sources", &["refresh", "reload", "update", "fetch"], "did you mean `dateline fetch`"),
    ("sources", &["export"], "did you mean `dateline export opml`"),
    ("bookmarks", &["rm", "delete"], "did you mean `dateline bookmarks remove`"),
    ("bookmarks", &["edit", "rename", "tag", "note", "move"], "on the screen B changes tags and note of one"),
];

/// What is said where clap does not know the second word, of a command that others have: what does it here. What is
/// near by its letters may do something else.
pub fn within(words: &str, command: &str) -> Option<Fault> {
    let (_, word) = words.split_once("unrecognized subcommand '")?;
    let (word, _) = word.split_once('\'')?;
    let command = command.rsplit(' ').next()?;
    let (.., hint) = WITHIN.iter().find(|(of, known, _)| *of == command && known.contains(&word))?;
    Some(Fault::new(FaultKind::Usage, format!("there is no command `{command} {word}`")).hint(*hint))
}

/// The command that does what a word means in other readers.
fn elsewhere(word: &str) -> Option<&'static str> {
    ELSEWHERE.iter().find(|(words, _)| words.contains(&word)).map(|(_, command)| *command)
}

/// Whether a word is the name of a command.
pub fn is_command(input: &str) -> bool {
    Cli::command().get_subcommands().any(|command| command.get_name() == input)
}

/// What is said of options behind an address or a file that only texts have.
pub fn texts_only(input: &str) -> Option<Fault> {
    if is_command(input) || (Address::typed(input).is_err() && !Path::new(input).is_file()) {
        return None;
    }
    let fault = Fault::new(FaultKind::Usage, "the screen has no such option");
    Some(fault.hint(format!("options for texts stand behind `dateline read {}`", Text::line(input).cut(60))))
}

/// What is wrong with a first word that the screen cannot open.
pub fn refused(world: &World, input: &str) -> Option<Fault> {
    let path = Path::new(input);
    let name = Text::line(input).cut(60);
    // What may be an address is one, whatever lies here under its name.
    let is_here = !input.contains("://") && (looks_like_file(input) || Address::typed(input).is_err());
    if is_here && elsewhere(input).is_some() && !looks_like_file(input) {
        return neither(input);
    }
    if is_here && path.is_dir() {
        let fault = Fault::new(FaultKind::Usage, format!("{name} is a folder"));
        return Some(fault.hint(format!("`dateline import {name}` takes over what lies in it")));
    }
    if is_here && path.is_file() {
        return Some(of_file(world, input));
    }
    if looks_like_file(input) && Address::typed(input).is_err() {
        return Some(Fault::new(FaultKind::NotFound, format!("there is no file {name}")));
    }
    let fault = neither(input)?;
    Some(match days::one(world, input) {
        Ok(_) => Fault::new(FaultKind::Usage, format!("`{input}` is a day, not a command"))
            .hint(format!("`dateline --date {input}` opens it, `dateline day {input}` lists its stories")),
        Err(_) => fault,
    })
}

/// What a file is, and the command for it.
fn of_file(world: &World, input: &str) -> Fault {
    let bytes = match Input::of(input) {
        Ok(Input::Bytes(bytes)) => bytes,
        Ok(Input::Address(_)) => Vec::new(),
        Err(fault) => return fault,
    };
    let name = Text::line(input).cut(60);
    let is = |what: &str, hint: String| {
        Fault::new(FaultKind::Usage, format!("{name} is {what}, not an address")).hint(hint)
    };
    let seen = world.bare_desk().and_then(|desk| {
        if world.wait(service::look_into(&desk, bytes.clone(), input.to_owned())).is_ok() {
            return Ok(None);
        }
        let place = nowhere::address()?;
        world.wait(service::recognise_bytes(&desk, bytes, &place, &world.now())).map(|found| Some(found.kind))
    });
    match seen {
        Ok(None) => is("a list", format!("`dateline import {name}` takes over what it lists")),
        Ok(Some(FoundKind::Article)) => is("a page", format!("`dateline read {name}` reads it")),
        Ok(Some(_)) => {
            is("a saved feed or site", format!("`dateline add {name}` follows what it comes from"))
        }
        Err(_) => is("a file", format!("`dateline read {name}` reads what it can of it")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_stands_behind_options_and_their_values() {
        for (line, first) in [
            ("dateline list yesterday", Some("list")),
            ("dateline --config-dir c list yesterday", Some("list")),
            ("dateline --set ui.theme=fjord --demo list", Some("list")),
            ("dateline --set=ui.theme=fjord list", Some("list")),
            ("dateline --nope list", None),
            ("dateline --now", None),
            ("dateline -x list", None),
        ] {
            let given: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            assert_eq!(of(&given), first, "{line}");
        }
    }
}
