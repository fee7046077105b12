//! How a command ends.

use std::io;
use std::path::Path;

use crate::config::unwritten;
use crate::news::{Fault, Text};

/// Why a command stops early.
#[derive(Debug)]
pub enum End {
    /// Something failed; it is said, and decides the exit code.
    Fault(Fault),
    /// Everything was said already; the exit code alone remains.
    Code(u8),
    /// Who read the output has gone: nothing more to do, and nothing to say.
    Pipe,
}

impl From<Fault> for End {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<io::Error> for End {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::Pipe;
        }
        Self::Fault(unwritten(Path::new("the output"), &error))
    }
}

/// What commands answer with.
pub type Ended = Result<(), End>;

/// Says a fault on standard error: the sentence, then what can be done.
pub fn say(fault: &Fault) {
    eprint_quietly(&format!("dateline: {}\n", fault.sentence));
    if let Some(hint) = &fault.hint {
        eprint_quietly(&format!("  {hint}\n"));
    }
    tracing::error!(kind = ?fault.kind, cause = ?fault.cause, "{}", fault.sentence);
}

/// Says what clap found wrong with the arguments as everything else is said: the sentence, then what can be done.
pub fn say_usage(words: &str) {
    for (at, line) in words.lines().filter_map(of_usage).enumerate() {
        eprint_quietly(&format!("{}{line}\n", if at == 0 { "dateline: " } else { "  " }));
    }
}

/// A line of clap's words; nothing of those that say nothing here.
fn of_usage(line: &str) -> Option<Text> {
    let said = line.trim();
    let said = ["error: ", "tip: "].iter().find_map(|head| said.strip_prefix(head)).unwrap_or(said);
    let is_pair = said.matches('\'').count().is_multiple_of(2);
    let said = if is_pair { said.replace('\'', "`") } else { said.to_owned() };
    Text::line(&said.replace("For more information, try", "All of it:")).non_empty()
}

/// Says something on standard error that is not a result.
pub fn notice(words: impl AsRef<str>) {
    eprint_quietly(&format!("{}\n", words.as_ref()));
}

/// A closed standard error is no reason to panic.
fn eprint_quietly(words: &str) {
    use io::Write;
    let _ = io::stderr().write_all(words.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_arguments_are_told_as_everything_else() {
        let words = "error: unexpected argument '--frm' found\n\n  tip: a similar argument exists: '--format'\n\n\
                     Usage: dateline day [DATE]\n\nFor more information, try '--help'.\n";
        let said: Vec<Text> = words.lines().filter_map(of_usage).collect();
        assert_eq!(
            said,
            [
                "unexpected argument `--frm` found",
                "a similar argument exists: `--format`",
                "Usage: dateline day [DATE]",
                "All of it: `--help`.",
            ]
        );
        let evil = of_usage("error: unexpected argument '\u{1b}[2Jit's' found").unwrap();
        assert!(!evil.contains('\u{1b}') && evil.contains("it's"), "{evil}");
    }
}
