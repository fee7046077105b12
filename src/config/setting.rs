//! A setting, and a value it is given.

use toml_edit::Item;

use super::settings::Settings;
use super::table::SETTINGS;

/// A value as it was given in a file, in the environment or on the command line.
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

impl<'a> Value<'a> {
    /// A TOML value; `None` for tables, dates and lists of other things than texts.
    pub(super) fn of(item: &'a Item) -> Option<Self> {
        item.as_bool()
            .map(Self::Bool)
            .or_else(|| item.as_integer().map(Self::Int))
            .or_else(|| item.as_float().map(Self::Float))
            .or_else(|| item.as_str().map(Self::Text))
            .or_else(|| {
                let texts = item.as_array()?.iter().map(toml_edit::Value::as_str);
                texts.collect::<Option<_>>().map(Self::List)
            })
    }

    /// Whether the choice is left to what is found.
    pub(super) fn is_auto(&self) -> bool {
        matches!(self, Self::Text("auto"))
    }

    /// A word of the environment or the command line, where quotes are not needed.
    pub(super) fn of_word(word: &'a str) -> Self {
        word.parse()
            .map(Self::Bool)
            .or_else(|_| word.parse().map(Self::Int))
            .or_else(|_| word.parse().map(Self::Float))
            .unwrap_or(Self::Text(word))
    }
}

/// A setting: its name, what it is for, what it may be, how it is taken over and written.
pub struct Setting {
    /// The dotted name in `config.toml`; `ui.measure` is `DATELINE_UI_MEASURE` in the environment.
    pub name: &'static str,
    /// What it does, in a few words.
    pub about: &'static str,
    /// What else is worth knowing: whole sentences for the manual, or nothing.
    pub more: &'static str,
    /// What it may be, in words that follow "it is".
    pub expects: &'static str,
    /// Takes a value over; `None` when it may not be that.
    pub(super) set: fn(&mut Settings, &Value<'_>) -> Option<()>,
    /// The value as TOML; nothing where a setting leaves the choice to the environment.
    pub(super) get: fn(&Settings) -> Option<String>,
    /// A value for the manual where the setting has none by itself.
    pub(super) example: &'static str,
}

impl Setting {
    /// The setting of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.name == name)
    }

    /// Its name in the environment.
    pub fn variable(&self) -> String {
        format!("DATELINE_{}", self.name.to_uppercase().replace('.', "_"))
    }

    /// Its value in these settings, as TOML; `None` where it leaves the choice to the environment.
    pub fn value(&self, settings: &Settings) -> Option<String> {
        (self.get)(settings)
    }
}
