//! How a command ends.

use std::borrow::Cow;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use unicode_width::UnicodeWidthStr as _;

use super::first_word;
use super::signs::shown;
use crate::config::{SETTINGS, unwritten};
use crate::news::{Fault, Text};
use crate::runtime;
use crate::typeset::{has_right_to_left, words_as_seen};

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

/// Prints on standard output what is whole before its first byte is out.
pub fn print(text: impl AsRef<[u8]>) -> Ended {
    let mut out = io::stdout().lock();
    out.write_all(text.as_ref())?;
    Ok(out.flush()?)
}

/// Says a fault on standard error: the sentence, then what can be done.
pub fn say(fault: &Fault) {
    let columns = runtime::error_columns();
    eprint_quietly(&in_lines(&format!("dateline: {}", fault.sentence), columns));
    if let Some(hint) = &fault.hint {
        eprint_quietly(&in_lines(&format!("  {hint}"), columns));
    }
    tracing::error!(kind = ?fault.kind, cause = ?fault.cause, "{}", fault.sentence);
}

/// Words in lines that the terminal has room for, broken at spaces; what goes on stands two columns in. What is no
/// terminal gets them as they are.
fn in_lines(words: &str, columns: Option<u16>) -> String {
    let Some(columns) = columns.map(usize::from).filter(|columns| *columns > 20) else {
        return format!("{words}\n");
    };
    let mut out = String::new();
    for line in words.split('\n') {
        if line.width() <= columns {
            out.push_str(line);
            out.push('\n');
            continue;
        }
        // What has no space, an address or a path, stays whole: it is there to be copied.
        let margin = if line.starts_with(' ') { "  " } else { "" };
        let mut width = 0;
        for word in line.split_whitespace() {
            let begins = width == 0;
            if !begins && width + 1 + word.width() > columns {
                out.push_str("\n  ");
                width = 2;
            } else {
                out.push_str(if begins { margin } else { " " });
                width += if begins { margin.len() } else { 1 };
            }
            out.push_str(word);
            width += word.width();
        }
        out.push('\n');
    }
    out
}

/// Says what clap found wrong with the arguments as everything else is said: the sentence, then what can be done.
pub fn say_usage(words: &str, command: Option<&str>) {
    let columns = runtime::error_columns();
    for (at, line) in usage_lines(words, command).iter().enumerate() {
        eprint_quietly(&in_lines(&format!("{}{line}", if at == 0 { "dateline: " } else { "  " }), columns));
    }
}

/// Clap's words in lines; the last names the command whose help tells more.
fn usage_lines(words: &str, command: Option<&str>) -> Vec<Text> {
    let usage = words.lines().find_map(|line| line.trim().strip_prefix("Usage: "));
    let is_name = |word: &&str| !word.starts_with(['[', '<', '-']);
    let command = match (usage, command) {
        (Some(usage), _) => usage.split(' ').take_while(is_name).collect::<Vec<_>>().join(" "),
        // Of a wrong value clap shows no usage.
        (None, Some(command)) => format!("dateline {command}"),
        (None, None) => "dateline".to_owned(),
    };
    let more = format!("`{command} --help` tells all of it");
    if let Some(other) = first_word::within(words, &command) {
        return [other.sentence].into_iter().chain(other.hint).chain([Text::line(&more)]).collect();
    }
    let words = &with_missing(words);
    let of_setting = of_setting(words);
    let lines = words.lines().map(|line| match &of_setting {
        _ if line.starts_with("For more information") => more.as_str(),
        // That it may be passed as a value helps nobody who wants to set something.
        Some(hint) if line.trim_start().starts_with("tip: to pass ") => hint.as_str(),
        _ => line,
    });
    lines.filter_map(of_usage).collect()
}

/// What does it where an option was meant that is a setting.
fn of_setting(words: &str) -> Option<String> {
    let behind = words.strip_prefix("error: unexpected argument '--")?;
    let meant = behind.split(['\'', '=']).next()?;
    let is_meant = |name: &&str| *name == meant || name.rsplit('.').next() == Some(meant);
    let name = SETTINGS.iter().map(|setting| setting.name).find(is_meant)?;
    Some(format!("`--set {name}=VALUE` sets it, config.toml keeps it"))
}

/// The words with what is missing in one line: clap has each in a line of its own.
fn with_missing(words: &str) -> String {
    const HEAD: &str = "the following required arguments were not provided:\n";
    let Some((before, behind)) = words.split_once(HEAD) else { return words.to_owned() };
    let (missing, behind) = behind.split_once("\n\n").unwrap_or((behind, ""));
    let missing: Vec<&str> = missing.lines().map(str::trim).collect();
    let verb = if missing.len() == 1 { "is" } else { "are" };
    format!("{before}{} {verb} missing\n\n{behind}", missing.join(", "))
}

/// Beginnings of clap's lines, and what stands here instead of them.
const HEADS: [(&str, &str); 11] = [
    ("error: unexpected argument '-", "there is no option '-"),
    ("error: unexpected argument ", "there is no place for "),
    ("error: unrecognized subcommand ", "there is no command "),
    ("error: ", ""),
    ("tip: a similar argument exists: ", "did you mean "),
    ("tip: a similar subcommand exists: ", "did you mean "),
    ("tip: a similar value exists: ", "did you mean "),
    ("tip: some similar arguments exist: ", "did you mean one of "),
    ("tip: some similar subcommands exist: ", "did you mean one of "),
    ("tip: some similar values exist: ", "did you mean one of "),
    ("tip: ", ""),
];

/// A line of clap's words; nothing of those that say nothing here.
fn of_usage(line: &str) -> Option<Text> {
    let said = line.trim();
    let headed = HEADS.iter().find_map(|(head, ours)| said.strip_prefix(head).map(|rest| (*ours, rest)));
    let (head, said) = headed.unwrap_or(("", said));
    let said = if head.is_empty() { said } else { said.strip_suffix(" found").unwrap_or(said) };
    let values = said.strip_prefix("[possible values: ").and_then(|values| values.strip_suffix(']'));
    let said = values.map_or_else(|| format!("{head}{said}"), |values| format!("there are {values}"));
    let is_pair = said.matches('\'').count().is_multiple_of(2);
    let said = if is_pair { said.replace('\'', "`") } else { said };
    Text::line(&said).non_empty()
}

/// Says something on standard error that is not a result.
pub fn notice(words: impl AsRef<str>) {
    eprint_quietly(&format!("{}\n", words.as_ref()));
}

/// Whether what is said on standard error is put in the order of the eye first.
static TURNS: AtomicBool = AtomicBool::new(false);

/// From here on what is said goes to a terminal that leaves the order of the eye to us, or not.
pub fn turn_what_is_said(turns: bool) {
    TURNS.store(turns, Ordering::Relaxed);
}

/// Words as standard error shows them.
pub fn as_said(words: &str) -> Cow<'_, str> {
    let words = shown(words);
    if !TURNS.load(Ordering::Relaxed) || !has_right_to_left(&words) {
        return words;
    }
    let lines: Vec<_> = words.split('\n').map(words_as_seen).collect();
    Cow::Owned(lines.join("\n"))
}

/// A closed standard error is no reason to panic.
fn eprint_quietly(words: &str) {
    use io::Write;
    let words = as_said(words);
    let _ = io::stderr().write_all(words.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_arguments_are_told_as_everything_else() {
        let words = "error: unexpected argument '--frm' found\n\n  tip: a similar argument exists: '--format'\n\n\
                     Usage: dateline day [DATE]\n\nFor more information, try '--help'.\n";
        assert_eq!(
            usage_lines(words, Some("day")),
            [
                "there is no option `--frm`",
                "did you mean `--format`",
                "Usage: dateline day [DATE]",
                "`dateline day --help` tells all of it",
            ]
        );
        let value = "error: invalid value 'nope' for '--format <FORMAT>'\n  [possible values: text, json]\n\n\
                     For more information, try '--help'.\n";
        assert_eq!(
            usage_lines(value, Some("themes")),
            [
                "invalid value `nope` for `--format <FORMAT>`",
                "there are text, json",
                "`dateline themes --help` tells all of it",
            ]
        );
        let setting = "error: unexpected argument '--theme' found\n\n  tip: to pass '--theme' as a value, use '-- --theme'\n\n\
                       Usage: dateline [OPTIONS] [URL] [COMMAND]\n\nFor more information, try '--help'.\n";
        let hint = "`--set ui.theme=VALUE` sets it, config.toml keeps it";
        assert_eq!(usage_lines(setting, None)[..2], ["there is no option `--theme`", hint]);
        let frob = setting.replace("theme", "frob");
        assert_eq!(usage_lines(&frob, None)[1], "to pass `--frob` as a value, use `-- --frob`");
        assert_eq!(of_usage("  tip: a similar value exists: 'zsh'").unwrap(), "did you mean `zsh`");
        let several = of_usage("  tip: some similar arguments exist: '--json', '--jobs'").unwrap();
        assert_eq!(several, "did you mean one of `--json`, `--jobs`");
        let missing = "error: the following required arguments were not provided:\n  <opml>\n\nUsage: dateline export <opml>\n";
        assert_eq!(usage_lines(missing, Some("export"))[0], "<opml> is missing");
        let two = "error: the following required arguments were not provided:\n  <ID>\n  <NAME>\n\nUsage: dateline x\n";
        assert_eq!(usage_lines(two, None)[..2], ["<ID>, <NAME> are missing", "Usage: dateline x"]);
        let other = "error: unrecognized subcommand 'rename'\n\n  tip: a similar subcommand exists: 'remove'\n\n\
                     Usage: dateline sources [OPTIONS]\n       dateline sources <COMMAND>\n\n\
                     For more information, try '--help'.\n";
        assert_eq!(
            usage_lines(other, Some("sources")),
            [
                "there is no command `sources rename`",
                "`dateline sources edit` opens the file with the names; on the screen E renames",
                "`dateline sources --help` tells all of it",
            ]
        );
        let near = other.replace("rename", "removee");
        assert_eq!(usage_lines(&near, Some("sources"))[1], "did you mean `remove`");
        assert_eq!(usage_lines(value, None)[2], "`dateline --help` tells all of it");
        assert_eq!(of_usage("error: unexpected argument 'x' found").unwrap(), "there is no place for `x`");
        let evil = of_usage("error: unexpected argument '\u{1b}[2Jit's' found").unwrap();
        assert!(!evil.contains('\u{1b}') && evil.contains("it's"), "{evil}");
    }

    #[test]
    fn long_words_are_broken_at_spaces_where_the_terminal_ends() {
        let long = "  there are refresh, ui.theme, ui.colours, ui.measure";
        assert_eq!(in_lines(long, Some(30)), "  there are refresh, ui.theme,\n  ui.colours, ui.measure\n");
        let path = format!("no such folder: {}", "/a/long/way".repeat(6));
        assert_eq!(in_lines(&path, Some(40)), format!("no such folder:\n  {}\n", "/a/long/way".repeat(6)));
        assert_eq!(
            in_lines("dateline: a page led to an address that is not public", Some(30)),
            "dateline: a page led to an\n  address that is not public\n"
        );
        assert_eq!(in_lines(long, None), format!("{long}\n"));
        // What stands under a place in a query stays there.
        assert_eq!(in_lines("  date:foo\n       ^^^", Some(30)), "  date:foo\n       ^^^\n");
    }
}
