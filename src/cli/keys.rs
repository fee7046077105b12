//! `dateline keys`: the live key map as a table, and whether the person's own is right.

use serde_json::json;
use unicode_width::UnicodeWidthStr;

use super::args::{Global, Keys, KeysFormat};
use super::end::{End, Ended, print, say};
use super::signs::shown;
use crate::app::{ACTIONS, Chain, Context, PRESETS, Preset, live_keymap};
use crate::config::Paths;
use crate::keymap::{Keymap, Sequence};
use crate::news::{Fault, FaultKind};
use crate::query::nearest;

/// The heading of keys that do several things, or one several times.
const SEVERAL: &str = "Several at once";

/// The place of keys that work in every pane and panel.
const EVERYWHERE: &str = "everywhere";

/// Columns of the table for a terminal.
const COLUMNS: usize = 80;

/// A row: keys, where they work, and what they do.
struct Row {
    contexts: Vec<String>,
    keys: Vec<String>,
    action: String,
    summary: String,
    group: &'static str,
}

/// Runs the command.
pub fn run(global: &Global, args: &Keys) -> Ended {
    let paths = Paths::find(global.config_dir.clone(), global.data_dir.clone());
    if args.check {
        return check(&paths?);
    }
    let map = match (&args.preset, paths) {
        (Some(name), _) => Preset::named(name).ok_or_else(|| unknown(name))?.keymap(),
        (None, Ok(paths)) => live_keymap(&paths.keys_file()).map_err(|faults| told(&faults))?,
        // Without a home there is no file, and the keys are those of the house.
        (None, Err(_)) => Keymap::clone(&crate::app::default_keymap()),
    };
    let rows = rows(&map);
    let text = match if args.json { KeysFormat::Json } else { args.format } {
        KeysFormat::Text => shown(&plain(&rows)).into_owned(),
        KeysFormat::Md => markdown(&rows),
        KeysFormat::Json => lines(&rows),
        KeysFormat::Man => manual_of(&rows),
    };
    print(text)
}

/// Reads the file and says everything that is wrong with it.
fn check(paths: &Paths) -> Ended {
    let map = live_keymap(&paths.keys_file()).map_err(|faults| told(&faults))?;
    let without: Vec<&str> = ACTIONS
        .iter()
        .filter(|row| {
            map.sequences(None, |chain| chain.links().any(|link| link.action == row.action)).next().is_none()
        })
        .map(|row| row.name)
        .collect();
    let file = paths.keys_file();
    let word = if file.exists() {
        "every key here is right"
    } else {
        "there is no such file, which is fine: the keys are those of the house"
    };
    let mut text = format!("{}: {word}\n", file.display());
    if !without.is_empty() {
        text.push_str(&format!("without a key, reached by their names after `:`: {}\n", without.join(", ")));
    }
    print(text)
}

/// Says all faults; what is left is the exit code.
pub(super) fn told(faults: &[Fault]) -> End {
    faults.iter().for_each(say);
    End::Code(faults.first().map_or(3, Fault::exit_code))
}

fn unknown(name: &str) -> Fault {
    let names: Vec<&str> = PRESETS.iter().map(|preset| preset.name).collect();
    let fault = Fault::new(FaultKind::Usage, format!("there is no preset `{name}`"));
    match nearest(name, &names) {
        Some(near) => fault.hint(format!("did you mean `{near}`")),
        None => fault.hint(format!("there are {}", names.join(", "))),
    }
}

/// The key map, one row for each action and set of keys, in the order of the table of actions.
fn rows(map: &Keymap<Chain>) -> Vec<Row> {
    let mut rows: Vec<(usize, Row)> = Vec::new();
    let mut bound = map.rows();
    bound.sort_by_key(|row| Context::ALL.iter().position(|context| context.name() == row.context));
    for row in bound {
        let single = row.action.only().and_then(|action| ACTIONS.iter().position(|row| row.action == action));
        let place = single.unwrap_or(usize::MAX);
        let group = single.and_then(|at| ACTIONS.get(at)).map_or(SEVERAL, |row| row.group);
        let keys: Vec<String> = row.keys.iter().map(|keys| Sequence::human(keys)).collect();
        let action = row.action.names();
        match rows.iter_mut().find(|(_, known)| known.action == action && known.keys == keys) {
            Some((_, known)) => known.contexts.push(row.context.to_owned()),
            None => rows.push((
                place,
                Row {
                    contexts: vec![row.context.to_owned()],
                    keys,
                    action,
                    summary: row.action.summary(),
                    group,
                },
            )),
        }
    }
    rows.sort_by_key(|(place, _)| *place);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn groups(rows: &[Row]) -> Vec<&'static str> {
    let mut groups: Vec<&'static str> = Vec::new();
    for row in rows {
        if !groups.contains(&row.group) {
            groups.push(row.group);
        }
    }
    groups
}

fn plain(rows: &[Row]) -> String {
    let mut text = String::new();
    for (index, group) in groups(rows).into_iter().enumerate() {
        let gap = if index > 0 { "\n" } else { "" };
        text.push_str(&format!("{gap}{group}\n"));
        for row in rows.iter().filter(|row| row.group == group) {
            let (keys, places) = (row.keys.join("  "), places(&row.contexts));
            let line = format!("  {keys:20} {}", row.summary);
            // What works everywhere needs no word.
            text.push_str(&match places.as_str() {
                EVERYWHERE => format!("{line}\n"),
                _ if line.width() + places.width() + 4 <= COLUMNS => format!("{line}  ({places})\n"),
                _ => format!("{line}\n{:23}({places})\n", ""),
            });
        }
    }
    text
}

fn markdown(rows: &[Row]) -> String {
    let mut text = String::new();
    for (index, group) in groups(rows).into_iter().enumerate() {
        let gap = if index > 0 { "\n" } else { "" };
        text.push_str(&format!("{gap}## {group}\n\n| keys | does | in | action |\n|---|---|---|---|\n"));
        for row in rows.iter().filter(|row| row.group == group) {
            let keys: Vec<String> =
                row.keys.iter().map(|keys| format!("<kbd>{}</kbd>", cell(keys))).collect();
            let (summary, contexts) = (cell(&row.summary), places(&row.contexts));
            text.push_str(&format!("| {} | {summary} | {contexts} | `{}` |\n", keys.join(" "), row.action));
        }
    }
    text
}

/// Where keys work, in words: all panes and all panels have a name, also where one of them is missing.
fn places(contexts: &[String]) -> String {
    let missing = |all: &[Context]| -> Vec<&str> {
        all.iter().map(|place| place.name()).filter(|name| !contexts.iter().any(|c| c == name)).collect()
    };
    match missing(&Context::ALL).as_slice() {
        [] => return EVERYWHERE.to_owned(),
        [one] => return format!("everywhere but {one}"),
        _ => {}
    }
    let mut left: Vec<&str> = contexts.iter().map(String::as_str).collect();
    let mut said = Vec::new();
    for (all, name) in [(Context::PANES, "every pane"), (Context::PANELS, "every panel")] {
        let words = match missing(&all).as_slice() {
            [] => name.to_owned(),
            [one] if left.len() == all.len() - 1 => format!("{name} but {one}"),
            _ => continue,
        };
        left.retain(|place| !all.iter().any(|other| other.name() == *place));
        said.push(words);
    }
    said.extend(left.into_iter().map(str::to_owned));
    said.join(", ")
}

fn cell(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('|', "&#124;")
}

/// The contract: `context`, `keys`, `action`, `summary`, one object for each context.
fn lines(rows: &[Row]) -> String {
    let of_row = |row: &Row| {
        let line = |context: &String| {
            let object = json!({
                "context": context, "keys": row.keys, "action": row.action, "summary": row.summary,
            });
            format!("{object}\n")
        };
        row.contexts.iter().map(line).collect::<Vec<String>>().concat()
    };
    rows.iter().map(of_row).collect::<Vec<String>>().concat()
}

/// The section of the manual page (man(7)) with the keys of the house.
pub fn manual() -> String {
    manual_of(&rows(&crate::app::default_keymap()))
}

fn manual_of(rows: &[Row]) -> String {
    let mut text = String::from(".SH KEYS\n");
    for group in groups(rows) {
        text.push_str(&format!(".SS {}\n", roff(group)));
        for row in rows.iter().filter(|row| row.group == group) {
            text.push_str(&format!(".TP\n.B {}\n{}\n", roff(&row.keys.join("  ")), roff(&row.summary)));
        }
    }
    text
}

/// A line that roff prints as it is.
fn roff(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-").replace('"', "\\(dq");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_tells_where_each_key_works_and_keys_as_a_file_takes_them() {
        let text = plain(&rows(&Preset::named("emacs").unwrap().keymap()));
        let row = |keys: &str| text.lines().find(|line| line.contains(keys)).unwrap_or_default().to_owned();
        assert!(row(" J ").is_empty() && row("Alt->").ends_with("that row, line or day"), "{}", row("Alt->"));
        let below = text.lines().skip_while(|line| !line.contains("Ctrl-x r m")).nth(1);
        assert_eq!(below.map(str::trim), Some("(calendar, list, reader, bookmarks)"), "{text}");
        assert!(row("g{").ends_with("  (every pane but card)"), "{}", row("g{"));
        let of_places = text.lines().filter(|line| line.ends_with(')'));
        assert!(
            of_places.clone().count() > 50 && of_places.clone().all(|line| line.width() <= COLUMNS),
            "{text}"
        );
        assert!(!text.contains("Alt-gt"), "{text}");
        for preset in PRESETS {
            for row in preset.keymap().rows() {
                for keys in row.keys {
                    assert_eq!(keys.human().parse().as_ref(), Ok(keys));
                    assert_eq!(keys.brief().parse().as_ref(), Ok(keys));
                }
            }
        }
    }

    #[test]
    fn every_form_tells_the_live_keys() {
        let rows = rows(&crate::app::default_keymap());
        let json: Vec<serde_json::Value> =
            lines(&rows).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(json.iter().any(|row| row["context"] == "list" && row["action"] == "read-on"));
        let read_on = rows.iter().find(|row| row.action == "read-on").unwrap();
        for text in [plain(&rows), markdown(&rows), manual().replace("\\-", "-")] {
            assert!(text.contains(&read_on.summary), "{text}");
        }
        assert!(!manual().lines().any(|line| line.starts_with('\'')));
    }
}
