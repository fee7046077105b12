//! The help: every key that works, the live context's first, found by typing.

use super::{ACTIONS, Action, Context, Input, Regions, State, with_keys};
use crate::keymap::Sequence;

/// The help as it stands over the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpView {
    /// Where it was asked for.
    pub here: Context,
    /// The first line shown.
    pub top: usize,
    /// What is looked for; every row where it is empty.
    pub query: Input,
    /// Whether the query is being typed.
    pub typing: bool,
}

impl HelpView {
    /// The keys of a place, from the first on.
    pub fn of(here: Context) -> Self {
        Self { here, top: 0, query: Input::default(), typing: false }
    }
}

/// A line of the help, as wide as its column at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpLine {
    /// A heading.
    Head(String),
    /// Keys, and what they do; the keys are empty where the words go on.
    Row(String, String),
    /// A sentence of its own.
    Note(String),
    /// Nothing.
    Blank,
}

/// Columns that the keys take in front of the words; wider keys have a line of their own.
pub const KEY_COLUMNS: usize = 13;

/// Screens from so many columns on have the help in two columns.
const TWO_COLUMNS: u16 = 100;

/// What the mouse does, and whose the selection of text is.
const MOUSE: [(&str, &str); 4] = [
    ("click", "choose; a second click opens; a link is followed"),
    ("wheel", "scroll; over the calendar go by months"),
    ("Shift-drag", "mark text for copying: that stays the terminal's"),
    ("3]", "a number before a key repeats it: three days on"),
];

/// The columns of the help, each with its lines, for the state's size.
pub fn help_columns(state: &State, view: &HelpView) -> Vec<Vec<HelpLine>> {
    let width = state.size.0;
    let two = width >= TWO_COLUMNS && view.query.text.is_empty();
    let column = usize::from(if two { width / 2 } else { width });
    let lines = lines(state, view.here, &view.query.text, column.saturating_sub(KEY_COLUMNS + 6).max(12));
    if !two {
        return vec![lines];
    }
    let half = lines.len() / 2;
    let blanks = lines.iter().enumerate().filter(|(_, line)| **line == HelpLine::Blank);
    let at = blanks.map(|(at, _)| at).min_by_key(|at| at.abs_diff(half)).unwrap_or(lines.len());
    let (left, right) = lines.split_at(at);
    vec![left.to_vec(), right.iter().skip(1).cloned().collect()]
}

/// How far the help can be scrolled.
pub fn help_end(state: &State, view: &HelpView) -> usize {
    let longest = help_columns(state, view).iter().map(Vec::len).max().unwrap_or(0);
    longest.saturating_sub(usize::from(help_rows(state)))
}

/// Rows that the help has on the screen.
pub fn help_rows(state: &State) -> u16 {
    let regions = Regions::of(state);
    let chrome = [regions.header, regions.top_rule, regions.bottom_rule, regions.status];
    state.size.1 - chrome.iter().map(|area| area.height).sum::<u16>().min(state.size.1)
}

fn lines(state: &State, here: Context, query: &str, words: usize) -> Vec<HelpLine> {
    let mut out = Vec::new();
    let mut elsewhere = Vec::new();
    let mut group = "";
    let query = query.trim().to_lowercase();
    for row in ACTIONS {
        let said = |keys: &str, more: &str| said_of(&query, &[keys, row.name, row.summary, row.also, more]);
        let keys = keys_of(state, row.action, Some(here));
        if !keys.is_empty() {
            if !said(&keys, "") {
                continue;
            }
            if group != row.group {
                group = row.group;
                begin(&mut out, group);
            }
            push(&mut out, &keys, row.summary, words);
            continue;
        }
        let keys = keys_of(state, row.action, None);
        if keys.is_empty() {
            continue;
        }
        let places: Vec<&str> =
            row.contexts.iter().filter(|other| **other != here).map(|place| place.name()).collect();
        if said(&keys, &places.join(" ")) {
            // Where it works: the first two are enough to go there.
            let named = match places.as_slice() {
                [first, second, _, ..] => format!("{first}, {second} …"),
                few => few.join(", "),
            };
            elsewhere.push((keys, format!("{} ({named})", row.summary)));
        }
    }
    let several = several(state, here);
    let mut several = several.iter().filter(|(keys, does)| said_of(&query, &[keys, does])).peekable();
    if several.peek().is_some() {
        begin(&mut out, "Several at once");
    }
    for (keys, does) in several {
        push(&mut out, keys, does, words);
    }
    if !elsewhere.is_empty() {
        begin(&mut out, "Elsewhere");
    }
    for (keys, summary) in elsewhere {
        push(&mut out, &keys, &summary, words);
    }
    let mouse: Vec<_> = MOUSE.iter().filter(|(keys, does)| said_of(&query, &[keys, does, "mouse"])).collect();
    if !mouse.is_empty() {
        begin(&mut out, "Mouse and numbers");
    }
    for (keys, does) in mouse {
        push(&mut out, keys, does, words);
    }
    if out.is_empty() {
        out.push(HelpLine::Note(with_keys(state, "No key does that. ⟨cancel⟩ shows them all")));
    } else if query.is_empty() {
        out.insert(
            0,
            HelpLine::Note(with_keys(
                state,
                &format!("What works in the {}; ⟨find⟩ finds a key", here.name()),
            )),
        );
        out.insert(1, HelpLine::Blank);
    }
    out
}

/// Whether every word that is looked for stands in one of the parts.
fn said_of(query: &str, parts: &[&str]) -> bool {
    let all = parts.join(" ").to_lowercase();
    query.split_whitespace().all(|word| all.contains(word))
}

/// The keys of a context that do several things, or one several times.
fn several(state: &State, here: Context) -> Vec<(String, String)> {
    let rows = state.keymap.rows().into_iter();
    let rows = rows.filter(|row| row.context == here.name() && row.action.only().is_none());
    let written =
        |keys: &[&Sequence]| keys.iter().map(|keys| Sequence::brief(keys)).collect::<Vec<_>>().join(" ");
    rows.map(|row| (written(&row.keys), row.action.summary())).collect()
}

fn begin(out: &mut Vec<HelpLine>, head: &str) {
    if !out.is_empty() {
        out.push(HelpLine::Blank);
    }
    out.push(HelpLine::Head(head.to_owned()));
}

/// A row with its words in lines; keys that are too wide stand on a line before them.
fn push(out: &mut Vec<HelpLine>, keys: &str, does: &str, words: usize) {
    let mut keys = keys.to_owned();
    if keys.chars().count() > KEY_COLUMNS {
        out.push(HelpLine::Row(std::mem::take(&mut keys), String::new()));
    }
    let mut line = String::new();
    for word in does.split(' ') {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > words {
            out.push(HelpLine::Row(std::mem::take(&mut keys), std::mem::take(&mut line)));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    out.push(HelpLine::Row(keys, line));
}

/// The live keys of an action, in one context or in any; empty where it has none.
pub fn keys_of(state: &State, action: Action, context: Option<Context>) -> String {
    let mut keys: Vec<String> = Vec::new();
    for sequence in state.keymap.sequences(context.map(Context::name), |chain| chain.is(action)) {
        let written = sequence.brief();
        if !keys.contains(&written) {
            keys.push(written);
        }
    }
    keys.join(" ")
}
