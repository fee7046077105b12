//! The browser and the clipboard: for the open story, the chosen row, or all rows that are picked.

use super::super::Action;
use super::super::message::Effect;
use super::super::state::{Pane, State};
use super::{keeping, picking, say};
use crate::locale::{counted, grouped};
use crate::news::{Address, Text};

/// The most that are opened in the browser at once.
const MOST_OPENED: usize = 20;

/// Opens in the browser or copies, by the action.
pub(super) fn pass_on(state: &mut State, action: Action, out: &mut Vec<Effect>) {
    if state.focus == Pane::List && picking::counts_many(state) {
        return pass_on_all(state, action, out);
    }
    let Some(chosen) = keeping::chosen(state) else { return say(state, "Nothing is chosen") };
    let Some(address) = chosen.address else { return say(state, "This story has no address") };
    if action == Action::Browser {
        say(state, &format!("In the browser: {address}"));
        return out.push(Effect::Browse(address));
    }
    let what = match action {
        Action::CopyTitle => "Title",
        Action::CopyMarkdown => "Markdown link",
        _ => "Address",
    };
    out.push(Effect::Copy(what.to_owned(), written(action, &chosen.title, &address)));
}

/// The same for each row that is picked, a line each. Without an address there is a title all the same; else it is left
/// out, which is said.
fn pass_on_all(state: &mut State, action: Action, out: &mut Vec<Effect>) {
    let titles = picking::titles(state);
    let all = titles.len();
    let rows = picking::with_addresses(state);
    let told = |one: &str, many: &str| match rows.len() {
        some if some < all => format!("{} of {}", grouped(some), counted(all, one, many)),
        _ => counted(all, one, many),
    };
    if action == Action::CopyTitle {
        let titles: Vec<&str> = titles.iter().map(Text::as_str).collect();
        out.push(Effect::Copy(counted(all, "title", "titles"), titles.join("\n")));
    } else if rows.is_empty() {
        return say(state, "None of these stories has an address");
    } else if action == Action::Browser {
        if rows.len() > MOST_OPENED {
            let words = counted(rows.len(), "story", "stories");
            return say(state, &format!("{words} are too many to open at once: {MOST_OPENED} at most"));
        }
        say(state, &format!("In the browser: {}", told("story", "stories")));
        out.extend(rows.into_iter().map(|(_, address)| Effect::Browse(address)));
    } else {
        let what = match action {
            Action::CopyMarkdown => told("Markdown link", "Markdown links"),
            _ => told("address", "addresses"),
        };
        let lines: Vec<String> =
            rows.iter().map(|(title, address)| written(action, title, address)).collect();
        out.push(Effect::Copy(what, lines.join("\n")));
    }
    picking::end(state);
}

/// What a copy of one story is.
fn written(action: Action, title: &Text, address: &Address) -> String {
    match action {
        Action::CopyTitle => title.to_string(),
        Action::CopyMarkdown => {
            let title = title.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
            format!("[{title}]({address})")
        }
        _ => address.to_string(),
    }
}
