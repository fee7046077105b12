//! The settings file as a manual: every setting with its meaning and its default, all commented out.

use super::setting::Setting;
use super::settings::Settings;
use super::table::SETTINGS;
use crate::news::capitalised;

/// Columns of the manual's comments.
const COLUMNS: usize = 90;

/// The manual. As it stands it changes nothing; a setting is changed by taking its `#` away.
pub fn manual() -> String {
    let mut text = String::from(
        "# The settings of Dateline. Each line that begins with a name shows the default; take the `#` before it\n\
         # away and change it. An error is refused with its place. The program reads this file again when it is\n\
         # saved. A variable of the environment goes before the file: DATELINE_UI_MEASURE for ui.measure; and\n\
         # `dateline --set ui.measure=60` before both. `dateline config` shows what is in force and why.\n",
    );
    let mut group = "";
    for setting in SETTINGS {
        let (own, name) = setting.name.rsplit_once('.').unwrap_or(("", setting.name));
        if own != group {
            group = own;
            text.push_str(&format!("\n[{group}]\n"));
        }
        text.push_str(&entry(setting, name));
    }
    text
}

fn entry(setting: &Setting, name: &str) -> String {
    let mut text = String::from("\n");
    let words = format!("{}: {}.", capitalised(setting.about), setting.expects);
    for line in filled(&words).into_iter().chain(filled(setting.more)) {
        text.push_str(&format!("# {line}\n"));
    }
    let value = setting.value(&Settings::default());
    text.push_str(&format!("#{name} = {}\n", value.as_deref().unwrap_or(setting.example)));
    text
}

/// Words broken into lines of at most [`COLUMNS`].
fn filled(words: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= COLUMNS => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::InForce;

    #[test]
    fn the_manual_changes_nothing_until_its_marks_are_taken_away() {
        let manual = manual();
        let parse = |raw: &str| InForce::parse(Path::new("config.toml"), raw);
        assert_eq!(parse(&manual).unwrap(), InForce::default());
        let taken: String = manual
            .lines()
            .map(|line| match line.strip_prefix('#') {
                Some(setting) if !setting.starts_with(' ') => format!("{setting}\n"),
                _ => format!("{line}\n"),
            })
            .collect();
        let in_force = parse(&taken).unwrap();
        for setting in SETTINGS {
            assert_ne!(in_force.origin(setting.name).to_string(), "default", "{}", setting.name);
        }
        let expected = Settings { locale: Some("en-GB".to_owned()), ..Settings::default() };
        assert_eq!(in_force.settings, expected);
        assert!(manual.lines().all(|line| line.chars().count() <= 110));
    }
}
