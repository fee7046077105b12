//! The settings: one table of names, meanings and checks.

use std::path::Path;
use std::time::Duration;

use toml_edit::{Item, TableLike};

use super::given::{Given, a_kind, nearest};
use crate::news::{Fault, FaultKind, Refresh};

/// When a story that is opened counts as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// As soon as it is opened.
    Open,
    /// When its end was seen.
    End,
    /// Only by key.
    Never,
}

/// Who puts text that runs from the right into the order of the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bidi {
    /// The terminal where it is known to, else we.
    Auto,
    /// We.
    Us,
    /// The terminal.
    Terminal,
}

/// How the program behaves; [`Settings::default`] is how it comes.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Columns of running text, 20–200.
    pub measure: u16,
    /// The name of the theme.
    pub theme: String,
    /// Whether the mouse is taken.
    pub mouse: bool,
    /// The language of dates as a BCP 47 tag; `None`: the environment's.
    pub locale: Option<String>,
    /// Who reorders text that runs from the right.
    pub bidi: Bidi,
    /// When a story counts as read.
    pub mark: Mark,
    /// When sources are asked by themselves.
    pub refresh: Refresh,
    /// Whether a rest on an unknown day asks the sources for it.
    pub ask: bool,
    /// The least time between two requests to one host.
    pub spacing: Duration,
    /// Hosts, with one port or all, that pages may lead to although they are private.
    pub allow_private: Vec<(String, Option<u16>)>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            measure: 72,
            theme: "terminal".to_owned(),
            mouse: true,
            locale: None,
            bidi: Bidi::Auto,
            mark: Mark::Open,
            refresh: Refresh::Minutes(30),
            ask: true,
            spacing: Duration::from_secs(1),
            allow_private: Vec::new(),
        }
    }
}

/// A value as it was given in a file or in the environment.
pub enum Value<'a> {
    /// `true`, `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a fraction.
    Float(f64),
    /// A text.
    Text(&'a str),
    /// A list of texts.
    List(Vec<&'a str>),
}

/// A setting: its name, what it is for, what it may be, and how it is taken over.
pub struct Setting {
    /// The dotted name in `config.toml`; `ui.measure` is `DATELINE_UI_MEASURE` in the environment.
    pub name: &'static str,
    /// What it does, in a few words.
    pub about: &'static str,
    /// What it may be, in words that follow "it is".
    pub expects: &'static str,
    /// Takes a value over; `None` when it may not be that.
    set: fn(&mut Settings, &Value<'_>) -> Option<()>,
}

/// Every setting there is.
pub const SETTINGS: [Setting; 10] = [
    Setting {
        name: "ui.measure",
        about: "columns of running text",
        expects: "a whole number from 20 to 200",
        set: |settings, value| {
            let Value::Int(columns @ 20..=200) = value else { return None };
            settings.measure = *columns as u16;
            Some(())
        },
    },
    Setting {
        name: "ui.theme",
        about: "the theme by its name",
        expects: "the name of a theme in quotes",
        set: |settings, value| {
            let Value::Text(name) = value else { return None };
            settings.theme = plain(name)?;
            Some(())
        },
    },
    Setting {
        name: "ui.mouse",
        about: "whether clicks and the wheel work",
        expects: "true or false",
        set: |settings, value| {
            let Value::Bool(on) = value else { return None };
            settings.mouse = *on;
            Some(())
        },
    },
    Setting {
        name: "ui.locale",
        about: "the language of months, weekdays and dates",
        expects: "a language tag such as \"en-GB\" or \"ru\"",
        set: |settings, value| {
            let Value::Text(tag) = value else { return None };
            settings.locale = Some(plain(tag)?);
            Some(())
        },
    },
    Setting {
        name: "ui.bidi",
        about: "who turns Arabic and Hebrew lines round",
        expects: "\"auto\", \"us\" or \"terminal\"",
        set: |settings, value| {
            settings.bidi = match value {
                Value::Text("auto") => Bidi::Auto,
                Value::Text("us") => Bidi::Us,
                Value::Text("terminal") => Bidi::Terminal,
                _ => return None,
            };
            Some(())
        },
    },
    Setting {
        name: "read.mark",
        about: "when an opened story counts as read",
        expects: "\"open\", \"end\" or \"never\"",
        set: |settings, value| {
            settings.mark = match value {
                Value::Text("open") => Mark::Open,
                Value::Text("end") => Mark::End,
                Value::Text("never") => Mark::Never,
                _ => return None,
            };
            Some(())
        },
    },
    Setting {
        name: "refresh",
        about: "when sources are asked by themselves",
        expects: "\"never\", \"start\" or minutes from 1 to 10080",
        set: |settings, value| {
            settings.refresh = refresh(value)?;
            Some(())
        },
    },
    Setting {
        name: "calendar.ask",
        about: "whether resting on an unknown day asks the sources for it",
        expects: "true or false",
        set: |settings, value| {
            let Value::Bool(on) = value else { return None };
            settings.ask = *on;
            Some(())
        },
    },
    Setting {
        name: "network.spacing",
        about: "seconds between two requests to one host",
        expects: "seconds from 0 to 60",
        set: |settings, value| {
            let seconds = match value {
                Value::Int(whole) => *whole as f64,
                Value::Float(seconds) => *seconds,
                _ => return None,
            };
            if !(0.0..=60.0).contains(&seconds) {
                return None;
            }
            settings.spacing = Duration::try_from_secs_f64(seconds).ok()?;
            Some(())
        },
    },
    Setting {
        name: "network.allow_private",
        about: "private hosts that pages may lead to",
        expects: "a list of hosts such as [\"wiki.lan\", \"10.0.0.2:8080\"]",
        set: |settings, value| {
            let hosts = match value {
                Value::List(hosts) => hosts.iter().map(|host| host_and_port(host)).collect::<Option<_>>()?,
                Value::Text(host) => vec![host_and_port(host)?],
                _ => return None,
            };
            settings.allow_private = hosts;
            Some(())
        },
    },
];

/// When to refresh, as settings and sources write it.
pub(super) fn refresh(value: &Value<'_>) -> Option<Refresh> {
    match value {
        Value::Text("never") => Some(Refresh::Never),
        Value::Text("start") => Some(Refresh::Start),
        Value::Int(minutes @ 1..=10_080) => Some(Refresh::Minutes(*minutes as u32)),
        _ => None,
    }
}

/// A name without anything that could act on a terminal or a path.
fn plain(name: &str) -> Option<String> {
    let fits = !name.is_empty()
        && name.len() <= 64
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_. ".contains(c));
    fits.then(|| name.to_owned())
}

/// `wiki.lan` or `10.0.0.2:8080`; of an address in brackets the brackets stay, as in a URL.
fn host_and_port(raw: &str) -> Option<(String, Option<u16>)> {
    let (host, port) = match raw.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port.parse().ok()?)),
        _ => (raw, None),
    };
    let fits = !host.is_empty() && !host.contains(['/', ' ', '@']);
    fits.then(|| (host.to_ascii_lowercase(), port))
}

/// A TOML value as a setting takes it.
pub(super) fn value_of(item: &Item) -> Option<Value<'_>> {
    item.as_bool()
        .map(Value::Bool)
        .or_else(|| item.as_integer().map(Value::Int))
        .or_else(|| item.as_float().map(Value::Float))
        .or_else(|| item.as_str().map(Value::Text))
        .or_else(|| {
            let texts = item.as_array()?.iter().map(toml_edit::Value::as_str);
            texts.collect::<Option<_>>().map(Value::List)
        })
}

impl Settings {
    /// Reads the file, if there is one, and lets the environment (`DATELINE_UI_MEASURE=80`) go before it.
    /// Faults are of the kind `Config` and say the place, what is wrong and what would be right.
    pub fn load(path: &Path) -> Result<Self, Fault> {
        let raw = match std::fs::read_to_string(path) {
            Ok(raw) => raw,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => {
                let sentence = format!("the settings in {} cannot be read", path.display());
                return Err(Fault::new(FaultKind::Config, sentence).cause(error));
            }
        };
        let mut settings = Self::parse(path, &raw)?;
        settings.overrule(|name| std::env::var(name).ok())?;
        Ok(settings)
    }

    /// Reads settings from a file's text; the path is for the faults.
    pub fn parse(path: &Path, raw: &str) -> Result<Self, Fault> {
        let given = Given { path, raw };
        let document = given.document()?;
        let mut settings = Self::default();
        settings.take(given, document.as_table(), "")?;
        Ok(settings)
    }

    fn take(&mut self, given: Given<'_>, table: &dyn TableLike, prefix: &str) -> Result<(), Fault> {
        for (key, item) in table.iter() {
            let name = format!("{prefix}{key}");
            let group = format!("{name}.");
            let is_group = SETTINGS.iter().any(|setting| setting.name.starts_with(&group));
            if let (true, Some(inner)) = (is_group, item.as_table_like()) {
                self.take(given, inner, &group)?;
                continue;
            }
            let Some(setting) = SETTINGS.iter().find(|setting| setting.name == name) else {
                let span = table.key(key).and_then(toml_edit::Key::span).or_else(|| item.span());
                let names = SETTINGS.map(|setting| setting.name);
                let fault = given.fault(span, format!("there is no setting `{name}`"));
                return Err(match nearest(&name, &names) {
                    Some(near) => fault.hint(format!("did you mean `{near}`")),
                    None => fault.hint(format!("there are {}", names.join(", "))),
                });
            };
            if value_of(item).and_then(|value| (setting.set)(self, &value)).is_none() {
                let was = match item.as_value() {
                    Some(value) => format!("not `{}`", value.to_string().trim()),
                    None => format!("not {}", a_kind(item)),
                };
                return Err(given.fault(item.span(), format!("`{name}` is {}, {was}", setting.expects)));
            }
        }
        Ok(())
    }

    fn overrule(&mut self, var: impl Fn(&str) -> Option<String>) -> Result<(), Fault> {
        for setting in &SETTINGS {
            let name = format!("DATELINE_{}", setting.name.to_uppercase().replace('.', "_"));
            let Some(raw) = var(&name).filter(|raw| !raw.is_empty()) else { continue };
            let value = raw
                .parse()
                .map(Value::Bool)
                .or_else(|_| raw.parse().map(Value::Int))
                .or_else(|_| raw.parse().map(Value::Float))
                .unwrap_or(Value::Text(&raw));
            if (setting.set)(self, &value).is_none() {
                let sentence = format!("the environment's {name} is {}, not `{raw}`", setting.expects);
                return Err(Fault::new(FaultKind::Config, sentence));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(raw: &str) -> String {
        Settings::parse(Path::new("config.toml"), raw).unwrap_err().to_string()
    }

    #[test]
    fn every_setting_is_taken() {
        let raw = "refresh = 45\n[ui]\nmeasure = 60\ntheme = \"paper\"\nmouse = false\nlocale = \"ru\"\nbidi = \"us\"\n\
                   [read]\nmark = \"end\"\n[calendar]\nask = false\n[network]\nspacing = 0.5\nallow_private = [\"Wiki.lan\", \"10.0.0.2:8080\", \"[::1]\"]\n";
        let settings = Settings::parse(Path::new("config.toml"), raw).unwrap();
        assert_eq!(settings.measure, 60);
        assert_eq!((settings.mark, settings.bidi), (Mark::End, Bidi::Us));
        assert_eq!(settings.refresh, Refresh::Minutes(45));
        assert_eq!(settings.spacing, Duration::from_millis(500));
        assert!(!settings.ask && !settings.mouse);
        let hosts = [("wiki.lan", None), ("10.0.0.2", Some(8080)), ("[::1]", None)];
        assert_eq!(settings.allow_private, hosts.map(|(host, port)| (host.to_owned(), port)));
        assert_eq!(Settings::parse(Path::new("x"), "ui.measure = 60").unwrap().measure, 60);
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
        assert!(fault("ui = 3").starts_with("config.toml:1:1: there is no setting `ui`"));
        assert!(fault("[[ui]]\nmeasure = 60").contains("there is no setting `ui`"));
    }

    #[test]
    fn the_environment_goes_before_the_file() {
        let mut settings = Settings::default();
        settings.overrule(|name| (name == "DATELINE_UI_MEASURE").then(|| "90".to_owned())).unwrap();
        assert_eq!(settings.measure, 90);
        let wrong = settings.overrule(|name| (name == "DATELINE_UI_MOUSE").then(|| "of".to_owned()));
        assert_eq!(
            wrong.unwrap_err().sentence,
            "the environment's DATELINE_UI_MOUSE is true or false, not `of`"
        );
    }
}
