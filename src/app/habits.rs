//! What hands bring along from vi, less, newsboat, mutt, yazi and their kin, and what does the same here: keys that are
//! bound to nothing and names that nothing has. Who presses or types one is told; nothing is done here.

use super::{Action, Context, State, keys_of};
use crate::keymap::{Key, KeyCode, Sequence, latin_at_its_place};
use Context::{Bookmarks, Calendar, List, Reader, Sources};

/// Keys, where they are pressed (everywhere where no place is named), and what does here what they do elsewhere.
const KEYS: &[(&[&str], &[Context], &str)] = &[
    (
        &["d", "<Del>"],
        &[List],
        "Nothing is deleted: ⟨toggle-read⟩ marks it read, ⟨never-show⟩ hides such stories",
    ),
    (&["d", "<Del>"], &[Bookmarks], "⟨bookmark⟩ takes the bookmark away, ⟨undo⟩ brings it back"),
    (&["d"], &[Reader], "⟨half-page-down⟩ goes half a page down, ⟨half-page-up⟩ up"),
    (&["m"], &[List, Reader], "⟨bookmark⟩ keeps a story; the place in it is kept by itself"),
    (
        &["'", "`"],
        &[List, Reader, Bookmarks],
        "⟨history-back⟩ goes back to where you were, ⟨history-forward⟩ forward",
    ),
    (&["<C-o>", "<A-Left>"], &[List, Reader, Bookmarks], "⟨history-back⟩ goes back to the story before"),
    (&["<A-Right>"], &[List, Reader, Bookmarks], "⟨history-forward⟩ goes forward through the stories"),
    (&["V", "<C-v>"], &[Calendar, List], "⟨range⟩ begins a range"),
    (&["V", "<C-v>"], &[Reader], "⟨point-at⟩ points at a block of the text"),
    (&["Y"], &[List, Reader, Bookmarks], "⟨copy-address⟩ copies the address, ⟨copy-title⟩ the title"),
    (&["p", "P"], &[], "What the terminal pastes is taken: an address is added or read"),
    (&["gx"], &[List, Reader, Bookmarks], "⟨browser⟩ opens it in the browser"),
    (&["gt", "gT", "<C-w>"], &[], "⟨next-pane⟩ goes to the next pane, ⟨previous-pane⟩ to the one before"),
    (&["ge"], &[], "⟨bottom⟩ goes to the end"),
    (&["0", "^"], &[List, Reader, Bookmarks, Sources], "⟨top⟩ goes to the start"),
    (&["%"], &[List, Reader], "⟨bottom⟩ goes to the end; with a number before it, to that row or line"),
    (&["&"], &[], "⟨find⟩ finds here, ⟨search⟩ in all stories"),
    (&[","], &[Calendar, List], "⟨order⟩ sorts the list"),
    (&[";"], &[], "⟨command-line⟩ does something by its name"),
    (&["~"], &[], "⟨help⟩ shows the keys"),
    (&["!"], &[], "⟨suspend⟩ gives the terminal to the shell; ⟨pipe⟩ gives an open story to a command"),
    (&["T"], &[List, Reader, Bookmarks], "⟨tags⟩ takes the tags of a story"),
    (&["C"], &[Calendar, List], "⟨all-read⟩ marks every story of the list read"),
    (&["I", "E"], &[], "⟨routes⟩ shows the routes of a source, ⟨health⟩ how all of them answer"),
    (&["M"], &[List, Reader, Bookmarks], "⟨copy-markdown⟩ copies a Markdown link"),
    (&["<F5>"], &[], "⟨refresh⟩ asks for this again, ⟨refresh-all⟩ all sources"),
    (&["<C-s>", "ZZ", "ZQ"], &[], "What you do is kept at once; ⟨quit⟩ quits"),
    (&["<C-g>"], &[], "⟨cancel⟩ cancels, ⟨back⟩ goes back"),
];

/// Names, and what is said of each on the `:` line and in plain mode.
const NAMES: &[(&[&str], &str)] = &[
    (
        &["w", "w!", "wa", "wall", "write", "sync"],
        "Nothing waits to be written: what you do is kept at once. pipe gives a story to a command.",
    ),
    (
        &["set", "setlocal", "let", "config", "settings", "options", "preferences"],
        "Settings stand in config.toml, and saving it changes the running program.",
    ),
    (
        &["map", "nmap", "nnoremap", "unmap", "bind", "bind-key"],
        "Keys are bound in keys.toml: dateline keys --check.",
    ),
    (
        &["d", "del", "delete", "rm"],
        "Nothing is deleted: toggle-read marks it read, never-show hides such stories.",
    ),
    (&["export"], "The shell writes files: dateline export opml, dateline bookmarks export markdown."),
    (&["!", "shell"], "suspend gives the terminal to the shell; pipe gives an open story to a command."),
    (&["version", "ver"], concat!("This is dateline ", env!("CARGO_PKG_VERSION"), ".")),
];

/// What is said of a name that other programs have.
pub fn of_name(word: &str) -> Option<&'static str> {
    let word = if word.starts_with('!') { "!" } else { word };
    NAMES.iter().find(|(names, _)| names.contains(&word)).map(|(_, says)| *says)
}

/// What is said of keys that are bound to nothing here: what does the same, else where they do something.
pub fn of_keys(state: &State, typed: &[Key]) -> Option<String> {
    let here = state.context();
    let meant: Vec<Key> = typed.iter().map(|key| at_its_place(*key)).collect();
    let begins = |keys: &str| keys.parse::<Sequence>().is_ok_and(|whole| whole.keys().starts_with(&meant));
    let told = KEYS.iter().find(|(keys, places, _)| {
        (places.is_empty() || places.contains(&here)) && keys.iter().any(|keys| begins(keys))
    });
    told.map(|(_, _, says)| (*says).to_owned()).or_else(|| elsewhere(state, here, &meant))
}

/// The Latin key at the place of a letter of another script.
fn at_its_place(key: Key) -> Key {
    let KeyCode::Char(c) = key.code else { return key };
    latin_at_its_place(c).map_or(key, |latin| Key::new(KeyCode::Char(latin), key.modifiers))
}

/// That these keys do something in another pane, and what.
fn elsewhere(state: &State, here: Context, typed: &[Key]) -> Option<String> {
    // A panel has its own keys; those of the panes are not looked for in it.
    let panes = Context::PANES.iter().filter(|_| Context::PANES.contains(&here));
    panes.filter(|pane| **pane != here).find_map(|pane| {
        let rows = state.keymap.rows();
        let row = rows.iter().find(|row| {
            row.context == pane.name() && row.keys.iter().any(|keys| keys.keys().starts_with(typed))
        })?;
        let action: Action = row.action.links().next()?.action;
        let keys = keys_of(state, action, Some(*pane));
        Some(format!("{keys} is for {}: {}", place(*pane), action.row()?.summary))
    })
}

/// A pane in a sentence.
fn place(pane: Context) -> &'static str {
    match pane {
        Context::Reader => "an open story",
        Context::Calendar => "the calendar",
        Context::Sources => "the sources",
        Context::Bookmarks => "the bookmarks",
        _ => "the list",
    }
}
