//! The settings in force, and where each value came from: default, file, environment, command line.

use std::fmt;
use std::path::{Path, PathBuf};

use toml_edit::{Item, TableLike};

use super::given::{Given, a_kind};
use super::plain_file::text_of;
use super::setting::{Setting, Value};
use super::settings::Settings;
use super::table::SETTINGS;
use crate::news::{Fault, FaultKind};
use crate::query::nearest;

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody said anything else.
    Default,
    /// A file, with line and column of the value from 1.
    File(PathBuf, usize, usize),
    /// A variable of the environment, by its name.
    Environment(String),
    /// `--set` on the command line.
    CommandLine,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(path, line, _) => write!(f, "{}:{line}", path.display()),
            Self::Environment(name) => f.write_str(name),
            Self::CommandLine => f.write_str("--set"),
        }
    }
}

/// The settings in force.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InForce {
    /// Their values.
    pub settings: Settings,
    /// Where values came from that are not the defaults.
    origins: Vec<(&'static str, Origin)>,
}

impl InForce {
    /// Reads the file, if there is one, lets the environment (`DATELINE_UI_MEASURE=80`) go before it, and
    /// `given` (`NAME=VALUE` of the command line) before both.
    ///
    /// Faults are of the kind `Config`, of the command line `Usage`; they say the place, what is wrong and
    /// what would be right.
    pub fn load(path: &Path, var: impl Fn(&str) -> Option<String>, given: &[String]) -> Result<Self, Fault> {
        let mut in_force = Self::parse(path, &text_of(path, "settings")?)?;
        in_force.take_environment(var)?;
        in_force.take_command_line(given)?;
        Ok(in_force)
    }

    /// Reads settings from a file's text; the path is for the faults.
    pub fn parse(path: &Path, raw: &str) -> Result<Self, Fault> {
        let (in_force, faults) = Self::read(path, raw)?;
        faults.into_iter().next().map_or(Ok(in_force), Err)
    }

    /// All that is wrong in the file, in its order.
    pub fn faults(path: &Path) -> Vec<Fault> {
        let read = text_of(path, "settings").and_then(|raw| Self::read(path, &raw));
        read.map_or_else(|fault| vec![fault], |(_, faults)| faults)
    }

    /// What could be read, and what is wrong beside it.
    fn read(path: &Path, raw: &str) -> Result<(Self, Vec<Fault>), Fault> {
        let given = Given { path, raw };
        let document = given.document()?;
        let (mut in_force, mut faults) = (Self::default(), Vec::new());
        in_force.take(given, document.as_table(), "", &mut faults);
        // Tables may stand apart from their names.
        faults.sort_by_key(|(at, _)| *at);
        Ok((in_force, faults.into_iter().map(|(_, fault)| fault).collect()))
    }

    /// Where a setting's value came from.
    pub fn origin(&self, name: &str) -> &Origin {
        self.origins.iter().rev().find(|(known, _)| *known == name).map_or(&Origin::Default, |(_, from)| from)
    }

    /// A fault about the value of a setting, with the place it came from.
    pub fn fault(&self, name: &str, sentence: impl AsRef<str>) -> Fault {
        let sentence = sentence.as_ref();
        match self.origin(name) {
            Origin::Default => Fault::new(FaultKind::Config, sentence),
            Origin::File(path, line, column) => {
                Fault::new(FaultKind::Config, format!("{}:{line}:{column}: {sentence}", path.display()))
            }
            Origin::Environment(variable) => {
                Fault::new(FaultKind::Config, format!("the environment's {variable}: {sentence}"))
            }
            Origin::CommandLine => Fault::new(FaultKind::Usage, format!("--set {name}: {sentence}")),
        }
    }

    fn take(
        &mut self,
        given: Given<'_>,
        table: &dyn TableLike,
        prefix: &str,
        faults: &mut Vec<(usize, Fault)>,
    ) {
        for (key, item) in table.iter() {
            let name = format!("{prefix}{key}");
            let group = format!("{name}.");
            let is_group = SETTINGS.iter().any(|setting| setting.name.starts_with(&group));
            if let (true, Some(inner)) = (is_group, item.as_table_like()) {
                self.take(given, inner, &group, faults);
            } else if let Err(fault) = self.take_one(given, &name, (table, key, item), is_group) {
                let at = table.key(key).and_then(toml_edit::Key::span).or_else(|| item.span());
                faults.push((at.map_or(0, |span| span.start), fault));
            }
        }
    }

    fn take_one(
        &mut self,
        given: Given<'_>,
        name: &str,
        (table, key, item): (&dyn TableLike, &str, &Item),
        is_group: bool,
    ) -> Result<(), Fault> {
        let Some(setting) = Setting::named(name) else {
            let span = table.key(key).and_then(toml_edit::Key::span).or_else(|| item.span());
            if is_group {
                let sentence = format!("`{name}` is a group of settings, not {}", a_kind(item));
                return Err(given
                    .fault(span, sentence)
                    .hint(format!("write [{name}] and its settings below")));
            }
            // Whatever was written into the file: a sentence has an end.
            let shown: String = name.chars().take(80).collect();
            return Err(unknown(name, given.fault(span, format!("there is no setting `{shown}`"))));
        };
        if Value::of(item).and_then(|value| (setting.set)(&mut self.settings, &value)).is_none() {
            let was = match item.as_value() {
                Some(value) => format!("not `{}`", value.to_string().trim()),
                None => format!("not {}", a_kind(item)),
            };
            return Err(given.fault(item.span(), format!("`{name}` is {}, {was}", setting.expects)));
        }
        let (line, column) = given.place(item.span());
        self.origins.push((setting.name, Origin::File(given.path.to_owned(), line, column)));
        Ok(())
    }

    fn take_environment(&mut self, var: impl Fn(&str) -> Option<String>) -> Result<(), Fault> {
        for setting in SETTINGS {
            let variable = setting.variable();
            let Some(raw) = var(&variable).filter(|raw| !raw.is_empty()) else { continue };
            if (setting.set)(&mut self.settings, &Value::of_word(&raw)).is_none() {
                let sentence = format!("the environment's {variable} is {}, not `{raw}`", setting.expects);
                return Err(Fault::new(FaultKind::Config, sentence));
            }
            self.origins.push((setting.name, Origin::Environment(variable)));
        }
        Ok(())
    }

    fn take_command_line(&mut self, given: &[String]) -> Result<(), Fault> {
        for pair in given {
            let Some((name, word)) = pair.split_once('=') else {
                return Err(Fault::new(FaultKind::Usage, format!("`--set {pair}` has no value"))
                    .hint("write --set NAME=VALUE, such as --set ui.measure=60"));
            };
            let name = name.trim();
            let Some(setting) = Setting::named(name) else {
                let fault = Fault::new(FaultKind::Usage, format!("there is no setting `{name}`"));
                return Err(unknown(name, fault));
            };
            // Quotes that belong in a file are taken as they are meant.
            let word = word.trim().trim_matches('"');
            if (setting.set)(&mut self.settings, &Value::of_word(word)).is_none() {
                let sentence = format!("`{name}` is {}, not `{word}`", setting.expects);
                return Err(Fault::new(FaultKind::Usage, sentence));
            }
            self.origins.push((setting.name, Origin::CommandLine));
        }
        Ok(())
    }
}

/// The fault about an unknown name, with the nearest one, else with where all stand.
fn unknown(name: &str, fault: Fault) -> Fault {
    let names: Vec<&str> = SETTINGS.iter().map(|setting| setting.name).collect();
    // Also a name whose group was left out.
    let bare = names.iter().find(|known| known.rsplit('.').next() == name.rsplit('.').next());
    let groups: Vec<&str> = names.iter().filter_map(|known| Some(known.split_once('.')?.0)).collect();
    if let (false, Some(group)) = (name.contains('.') || bare.is_some(), nearest(name, &groups)) {
        return fault.hint(format!("did you mean `{group}`"));
    }
    match nearest(name, &names).or(bare.copied()) {
        Some(near) => fault.hint(format!("did you mean `{near}`")),
        None => fault.hint("`dateline config` lists them all"),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::config::Mark;
    use crate::news::Refresh;
    use crate::theme::Depth;

    fn parse(raw: &str) -> Result<InForce, Fault> {
        InForce::parse(Path::new("config.toml"), raw)
    }

    fn fault(raw: &str) -> String {
        parse(raw).unwrap_err().to_string()
    }

    #[test]
    fn every_setting_is_taken() {
        let raw = "refresh = 45\n[ui]\nmeasure = 60\ntheme = \"paper\"\ncolours = 256\ncharacters = \"ascii\"\nmouse = false\n\
                   locale = \"ru\"\n[read]\nmark = \"end\"\n[calendar]\nask = false\n[network]\nspacing = 0.5\n\
                   allow_private = [\"Wiki.lan\", \"10.0.0.2:8080\", \"[::1]\"]\n";
        let in_force = parse(raw).unwrap();
        let settings = &in_force.settings;
        assert_eq!((settings.measure, settings.colours), (60, Some(Depth::Indexed)));
        assert_eq!((settings.mark, settings.ascii), (Mark::End, Some(true)));
        assert_eq!(settings.refresh, Refresh::Minutes(45));
        assert_eq!(settings.spacing, Duration::from_millis(500));
        assert!(!settings.ask && !settings.mouse);
        let hosts = [("wiki.lan", None), ("10.0.0.2", Some(8080)), ("[::1]", None)];
        assert_eq!(settings.allow_private, hosts.map(|(host, port)| (host.to_owned(), port)));
        assert_eq!(parse("ui.measure = 60").unwrap().settings.measure, 60);
        assert_eq!(*in_force.origin("ui.theme"), Origin::File("config.toml".into(), 4, 9));
        // What is in force, written as a file, is the same again.
        let line = |setting: &Setting| format!("{} = {}", setting.name, setting.value(settings).unwrap());
        let written = SETTINGS.iter().map(line).collect::<Vec<_>>().join("\n");
        assert_eq!(parse(&written).unwrap().settings, *settings);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        assert_eq!(
            fault("[ui]\nmesure = 60"),
            "config.toml:2:1: there is no setting `ui.mesure`: did you mean `ui.measure`"
        );
        assert_eq!(
            fault("[ui]\n  measure = \"wide\""),
            "config.toml:2:13: `ui.measure` is a whole number from 20 to 200, not `\"wide\"`"
        );
        assert_eq!(
            fault("read.mark = \"opened\""),
            "config.toml:1:13: `read.mark` is \"open\", \"end\" or \"never\", not `\"opened\"`"
        );
        assert!(fault("[ui\n").starts_with("config.toml:1:"));
        assert_eq!(
            fault("theme = \"x\""),
            "config.toml:1:1: there is no setting `theme`: did you mean `ui.theme`"
        );
        assert!(fault(&format!("{} = 3", "a".repeat(100_000))).len() < 200);
        assert_eq!(
            fault("ui = 3"),
            "config.toml:1:1: `ui` is a group of settings, not an integer: write [ui] and its settings below"
        );
    }

    #[test]
    fn the_environment_goes_before_the_file_and_the_command_line_before_both() {
        let mut in_force = parse("ui.measure = 60\nui.mouse = false").unwrap();
        in_force.take_environment(|name| (name == "DATELINE_UI_MEASURE").then(|| "90".to_owned())).unwrap();
        assert_eq!(in_force.settings.measure, 90);
        assert_eq!(*in_force.origin("ui.measure"), Origin::Environment("DATELINE_UI_MEASURE".to_owned()));
        in_force.take_command_line(&["ui.measure=100".to_owned(), "ui.theme=\"fjord\"".to_owned()]).unwrap();
        assert_eq!((in_force.settings.measure, in_force.settings.theme.as_str()), (100, "fjord"));
        assert_eq!(*in_force.origin("ui.measure"), Origin::CommandLine);
        assert_eq!(in_force.origin("ui.mouse").to_string(), "config.toml:2");
        assert_eq!(*in_force.origin("read.mark"), Origin::Default);
        let wrong = in_force.take_environment(|name| (name == "DATELINE_UI_MOUSE").then(|| "of".to_owned()));
        assert_eq!(
            wrong.unwrap_err().sentence,
            "the environment's DATELINE_UI_MOUSE is true or false, not `of`"
        );
        let wrong = in_force.take_command_line(&["ui.mesure=1".to_owned()]).unwrap_err();
        assert_eq!(wrong.to_string(), "there is no setting `ui.mesure`: did you mean `ui.measure`");
        assert!(in_force.take_command_line(&["ui.measure".to_owned()]).is_err());
    }
}
