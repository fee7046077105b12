//! A setting chosen on the screen, written into the person's file.

use std::path::Path;

use toml_edit::{DocumentMut, Item, Table};

use super::in_force::InForce;
use super::plain_file::text_of;
use super::written;
use crate::news::{Fault, FaultKind};

/// Writes one setting into the file and leaves every other line and comment as it is; a file that is not
/// there is made. A file with an error, and a value that the setting may not have, are refused and
/// nothing is written.
pub fn choose(path: &Path, name: &str, text: &str) -> Result<(), Fault> {
    written::edit(path, || {
        let raw = text_of(path, "settings")?;
        InForce::parse(path, &raw)?;
        let changed = changed(&raw, name, text).ok_or_else(|| {
            unwritable(path).hint("its tables are written in a way that leaves no place for it")
        })?;
        InForce::parse(path, &changed)?;
        Ok((raw, changed, ()))
    })
}

fn changed(raw: &str, name: &str, text: &str) -> Option<String> {
    let mut document: DocumentMut = raw.parse().ok()?;
    let (groups, key) = name.rsplit_once('.').unwrap_or(("", name));
    let mut table = document.as_table_mut() as &mut dyn toml_edit::TableLike;
    for group in groups.split('.').filter(|group| !group.is_empty()) {
        table = table.entry(group).or_insert(Item::Table(Table::new())).as_table_like_mut()?;
    }
    match table.get_mut(key).and_then(Item::as_value_mut) {
        // What stands around the old value, such as a comment behind it, stays.
        Some(old) => {
            let decor = old.decor().clone();
            *old = text.into();
            *old.decor_mut() = decor;
        }
        None => {
            table.insert(key, toml_edit::value(text));
        }
    }
    Some(document.to_string())
}

fn unwritable(path: &Path) -> Fault {
    Fault::new(FaultKind::Storage, format!("the choice cannot be written to {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::manual;

    #[test]
    fn a_choice_changes_one_line() {
        let raw = "# mine\nrefresh = 5 # often\n[ui]\ntheme = \"terminal\" # was better\nmeasure = 60\n";
        let expected = raw.replace("\"terminal\"", "\"fjord\"");
        assert_eq!(changed(raw, "ui.theme", "fjord").unwrap(), expected);
        assert_eq!(changed("", "ui.theme", "fjord").unwrap(), "[ui]\ntheme = \"fjord\"\n");
        let dotted = changed("ui.measure = 60\n", "ui.theme", "fjord").unwrap();
        assert_eq!(InForce::parse(Path::new("x"), &dotted).unwrap().settings.theme, "fjord");
        let manual = manual();
        let chosen = changed(&manual, "ui.theme", "fjord").unwrap();
        assert_eq!(chosen.lines().count(), manual.lines().count() + 1);
        assert_eq!(InForce::parse(Path::new("x"), &chosen).unwrap().settings.theme, "fjord");
    }

    #[test]
    fn a_file_with_an_error_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/config.toml");
        choose(&path, "ui.theme", "fjord").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "[ui]\ntheme = \"fjord\"\n");
        std::fs::write(&path, "[ui\n").unwrap();
        assert!(choose(&path, "ui.theme", "fjord").is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "[ui\n");
    }
}
