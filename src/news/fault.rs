//! The only failure that reaches a person.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Text;

/// What kind of thing failed; decides the exit code and whether trying again helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FaultKind {
    /// Nothing was found where something was looked for (exit 1).
    NotFound,
    /// What was looked for was there once and is gone for good, as its server says (exit 1).
    Gone,
    /// The request itself makes no sense (exit 2).
    Usage,
    /// A configuration file or setting is wrong (exit 3).
    Config,
    /// A server or the network did not answer as it should (exit 4).
    Network,
    /// The host asked to be left alone and was not asked again (exit 4).
    Resting,
    /// The host was not found or not reached: it, or this machine's way to it, is down (exit 4).
    Unreachable,
    /// This machine has no way to any network (exit 4).
    Offline,
    /// What a server answered cannot be read (exit 4).
    Content,
    /// The disk or the database (exit 5).
    Storage,
}

impl FaultKind {
    /// Whether there is nothing where something was looked for.
    pub fn is_missing(self) -> bool {
        matches!(self, Self::NotFound | Self::Gone)
    }

    /// Whether no host answered as it should.
    pub fn is_network(self) -> bool {
        matches!(self, Self::Network | Self::Resting) || self.is_unreached()
    }

    /// Whether no host answered at all.
    pub fn is_unreached(self) -> bool {
        matches!(self, Self::Unreachable | Self::Offline)
    }
}

/// A failure in words: what happened, what can be done, and the cause underneath.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// What kind of thing failed.
    pub kind: FaultKind,
    /// One sentence without a full stop: what did not work.
    pub sentence: Text,
    /// What the person can do, if anything; one sentence without a full stop.
    pub hint: Option<Text>,
    /// The technical cause, for those who want it.
    pub cause: Option<Text>,
}

impl Fault {
    /// A fault of a kind with its sentence.
    pub fn new(kind: FaultKind, sentence: impl AsRef<str>) -> Self {
        Self { kind, sentence: Text::line(sentence.as_ref()), hint: None, cause: None }
    }

    /// With what can be done.
    #[must_use]
    pub fn hint(mut self, hint: impl AsRef<str>) -> Self {
        self.hint = Text::line(hint.as_ref()).non_empty();
        self
    }

    /// With the cause underneath.
    #[must_use]
    pub fn cause(mut self, cause: impl fmt::Display) -> Self {
        self.cause = Text::line(&cause.to_string()).non_empty();
        self
    }

    /// The exit code of a command that ends with this fault.
    pub fn exit_code(&self) -> u8 {
        match self.kind {
            FaultKind::NotFound | FaultKind::Gone => 1,
            FaultKind::Usage => 2,
            FaultKind::Config => 3,
            FaultKind::Network
            | FaultKind::Resting
            | FaultKind::Unreachable
            | FaultKind::Offline
            | FaultKind::Content => 4,
            FaultKind::Storage => 5,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)?;
        if let Some(hint) = &self.hint {
            write!(f, ": {hint}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Fault {}
