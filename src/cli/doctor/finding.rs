//! One line of the doctor.

use serde_json::json;

use crate::news::{Fault, FaultKind};

/// How it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// As it should be.
    Ok,
    /// It works, but something could be better.
    Warn,
    /// Something does not work.
    Bad(FaultKind),
}

impl Level {
    /// The exit code that it asks for, if it does.
    pub fn exit_code(self) -> Option<u8> {
        match self {
            Self::Bad(kind) => Some(Fault::new(kind, "").exit_code()),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Bad(_) => "bad",
        }
    }
}

/// One line: what was looked at, how it is, what can be done.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub what: &'static str,
    pub level: Level,
    words: String,
    hint: Option<String>,
}

impl Finding {
    pub fn ok(what: &'static str, words: impl Into<String>) -> Self {
        Self { what, level: Level::Ok, words: words.into(), hint: None }
    }

    pub fn warn(what: &'static str, words: impl Into<String>, hint: &str) -> Self {
        Self { what, level: Level::Warn, words: words.into(), hint: Some(hint.to_owned()) }
    }

    pub fn bad(what: &'static str, words: impl Into<String>, hint: &str, kind: FaultKind) -> Self {
        Self { what, level: Level::Bad(kind), words: words.into(), hint: Some(hint.to_owned()) }
    }

    pub fn fault(what: &'static str, fault: &Fault) -> Self {
        let hint = fault.hint.as_ref().or(fault.cause.as_ref()).map(ToString::to_string);
        Self { what, level: Level::Bad(fault.kind), words: fault.sentence.to_string(), hint }
    }

    /// `ok    colours        256 (TERM=xterm-256color)`, and the hint under it.
    pub fn words(&self) -> String {
        let hint = self.hint.as_ref().map(|hint| format!("{:20} {hint}\n", "")).unwrap_or_default();
        format!("{:5} {:14} {}\n{hint}", self.level.name(), self.what, self.words)
    }

    pub fn json(&self) -> String {
        let object =
            json!({ "what": self.what, "level": self.level.name(), "words": self.words, "hint": self.hint });
        format!("{object}\n")
    }
}
