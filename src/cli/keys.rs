//! `dateline keys`: the live key map as a table.

use std::io::Write as _;

use serde_json::json;

use super::args::{Keys, KeysFormat};
use super::end::Ended;
use crate::app::{Action, default_keymap};
use crate::keymap::Sequence;

/// A row: keys, where they work, and what they do.
struct Row {
    contexts: Vec<String>,
    keys: Vec<String>,
    action: &'static str,
    summary: &'static str,
    group: &'static str,
}

/// Runs the command.
pub fn run(args: &Keys) -> Ended {
    let text = match args.format {
        None => plain(),
        Some(KeysFormat::Md) => markdown(),
        Some(KeysFormat::Json) => lines(),
        Some(KeysFormat::Man) => manual(),
    };
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// The key map, one row for each action and set of keys.
fn rows() -> Vec<Row> {
    let map = default_keymap();
    let mut rows: Vec<Row> = Vec::new();
    for row in map.rows() {
        let Some(action) = Action::row(*row.action) else { continue };
        let keys: Vec<String> = row.keys.iter().map(|keys| Sequence::human(keys)).collect();
        match rows.iter_mut().find(|known| known.action == action.name && known.keys == keys) {
            Some(known) => known.contexts.push(row.context.to_owned()),
            None => rows.push(Row {
                contexts: vec![row.context.to_owned()],
                keys,
                action: action.name,
                summary: action.summary,
                group: action.group,
            }),
        }
    }
    rows
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

fn plain() -> String {
    let rows = rows();
    let mut text = String::new();
    for (index, group) in groups(&rows).into_iter().enumerate() {
        let gap = if index > 0 { "\n" } else { "" };
        text.push_str(&format!("{gap}{group}\n"));
        for row in rows.iter().filter(|row| row.group == group) {
            text.push_str(&format!("  {:24} {}\n", row.keys.join("  "), row.summary));
        }
    }
    text
}

fn markdown() -> String {
    let rows = rows();
    let mut text = String::new();
    for (index, group) in groups(&rows).into_iter().enumerate() {
        let gap = if index > 0 { "\n" } else { "" };
        text.push_str(&format!("{gap}## {group}\n\n| keys | does | in | action |\n|---|---|---|---|\n"));
        for row in rows.iter().filter(|row| row.group == group) {
            let keys: Vec<String> =
                row.keys.iter().map(|keys| format!("<kbd>{}</kbd>", cell(keys))).collect();
            let (summary, contexts) = (cell(row.summary), row.contexts.join(", "));
            text.push_str(&format!("| {} | {summary} | {contexts} | `{}` |\n", keys.join(" "), row.action));
        }
    }
    text
}

fn cell(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('|', "&#124;")
}

/// The contract: `context`, `keys`, `action`, `summary`, one object for each context.
fn lines() -> String {
    let rows = rows();
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

/// A section of a manual page (man(7)).
pub fn manual() -> String {
    let rows = rows();
    let mut text = String::from(".SH KEYS\n");
    for group in groups(&rows) {
        text.push_str(&format!(".SS {}\n", roff(group)));
        for row in rows.iter().filter(|row| row.group == group) {
            text.push_str(&format!(".TP\n.B {}\n{}\n", roff(&row.keys.join("  ")), roff(row.summary)));
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
    fn every_form_tells_the_live_keys() {
        let json: Vec<serde_json::Value> =
            lines().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(json.iter().any(|row| row["context"] == "list" && row["action"] == "read-on"));
        let read_on = rows().into_iter().find(|row| row.action == "read-on").unwrap();
        for text in [plain(), markdown(), manual().replace("\\-", "-")] {
            assert!(text.contains(read_on.summary), "{text}");
        }
        assert!(!manual().lines().any(|line| line.starts_with('\'')));
    }
}
