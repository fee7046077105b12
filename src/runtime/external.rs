//! Other programs in this terminal: the editor, the pager, a command that gets a story.

use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use super::{Gate, Terminal};
use crate::news::{Fault, FaultKind};

/// Runs a program in the terminal and waits for it. While it runs it has the screen and every key;
/// afterwards the terminal is ours again and the next frame is drawn whole.
pub fn run(terminal: &mut Terminal, gate: &Gate, command: &mut Command) -> Result<ExitStatus, Fault> {
    lend(terminal, gate, || command.status().map_err(|cause| not_run(command, &cause)))
}

/// Opens a file in the editor that `VISUAL` or `EDITOR` names, else `vi`. The variables may hold
/// arguments, as git and others read them.
pub fn edit(terminal: &mut Terminal, gate: &Gate, file: &Path) -> Result<ExitStatus, Fault> {
    let editor = chosen(&["VISUAL", "EDITOR"], "vi");
    run(terminal, gate, shell(&format!("{editor} \"$@\"")).arg(file))
}

/// The same for a command of the shell, which has no screen to lend.
pub fn edit_here(file: &Path) -> Result<ExitStatus, Fault> {
    let editor = chosen(&["VISUAL", "EDITOR"], "vi");
    let mut command = shell(&format!("{editor} \"$@\""));
    command.arg(file);
    command.status().map_err(|cause| not_run(&command, &cause))
}

/// Shows a text in the program that `PAGER` names, else `less`.
pub fn page(terminal: &mut Terminal, gate: &Gate, text: &str) -> Result<ExitStatus, Fault> {
    pipe(terminal, gate, &chosen(&["PAGER"], "less"), text)
}

/// Gives a text to a command of the shell on its standard input.
pub fn pipe(terminal: &mut Terminal, gate: &Gate, command: &str, text: &str) -> Result<ExitStatus, Fault> {
    let mut command = shell(command);
    command.stdin(Stdio::piped());
    lend(terminal, gate, || {
        let mut child = command.spawn().map_err(|cause| not_run(&command, &cause))?;
        if let Some(mut input) = child.stdin.take() {
            // A command that does not read to the end, such as `head`, is no failure.
            let _ = input.write_all(text.as_bytes());
        }
        child.wait().map_err(|cause| not_run(&command, &cause))
    })
}

/// Lends the terminal while something runs. Keys typed meanwhile are not read by us.
fn lend<T>(
    terminal: &mut Terminal,
    gate: &Gate,
    work: impl FnOnce() -> Result<T, Fault>,
) -> Result<T, Fault> {
    let _parked = gate.park();
    terminal.suspend();
    let done = work();
    // If it cannot be taken again it has vanished, and the gate says so.
    let _ = terminal.resume();
    done
}

fn shell(line: &str) -> Command {
    let mut command = Command::new("/bin/sh");
    // The word after the line is `$0`, the name the shell gives itself in its messages.
    command.arg("-c").arg(line).arg("dateline");
    command
}

fn chosen(variables: &[&str], otherwise: &str) -> String {
    let named = variables.iter().filter_map(|name| std::env::var(name).ok());
    named
        .map(|value| value.trim().to_owned())
        .find(|value| !value.is_empty())
        .unwrap_or_else(|| otherwise.to_owned())
}

fn not_run(command: &Command, cause: &std::io::Error) -> Fault {
    let program = command.get_program().to_string_lossy();
    Fault::new(FaultKind::NotFound, format!("{program} could not be run")).cause(cause)
}
