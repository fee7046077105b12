//! Other programs in this terminal: the editor, the pager, a command that gets a story.

use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

use super::screen::write_out;
use super::{Gate, Terminal};
use crate::news::{Fault, FaultKind};

/// A command that stops again so soon does nothing else.
const AT_ONCE: Duration = Duration::from_millis(500);

/// Runs a program in the terminal and waits for it. While it runs it has the screen and every key;
/// afterwards the terminal is ours again and the next frame is drawn whole.
pub fn run(terminal: &mut Terminal, gate: &Gate, command: &mut Command) -> Result<ExitStatus, Fault> {
    lend(terminal, gate, || status(command))
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
    status(&mut command)
}

fn status(command: &mut Command) -> Result<ExitStatus, Fault> {
    let ended = command.spawn().and_then(|mut child| ended(&mut child));
    ended.map_err(|cause| not_run(command, &cause))
}

/// Shows a text in the program that `PAGER` names, else `less`.
pub fn page(terminal: &mut Terminal, gate: &Gate, text: &str) -> Result<ExitStatus, Fault> {
    pipe(terminal, gate, &chosen(&["PAGER"], "less"), text)
}

/// Gives a text to a command of the shell on its standard input.
pub fn pipe(terminal: &mut Terminal, gate: &Gate, command: &str, text: &str) -> Result<ExitStatus, Fault> {
    lend(terminal, gate, || feed(shell(command), text))
}

/// Gives a text to a command that the user typed, through their own shell. What it printed stays until a key is
/// pressed.
pub fn pipe_and_pause(
    terminal: &mut Terminal,
    gate: &Gate,
    command: &str,
    text: &str,
) -> Result<ExitStatus, Fault> {
    let line = command;
    lend(terminal, gate, || {
        let shown = write_out(format!("$ {line}\n").as_bytes());
        let ended = feed(users_shell(line), text)?;
        if shown.is_ok() {
            pause(ended);
        }
        Ok(ended)
    })
}

/// The same where there is no screen to lend and nothing that would cover what it prints.
pub fn pipe_here(command: &str, text: &str) -> Result<ExitStatus, Fault> {
    feed(users_shell(command), text)
}

fn feed(mut command: Command, text: &str) -> Result<ExitStatus, Fault> {
    command.stdin(Stdio::piped());
    let mut child = command.spawn().map_err(|cause| not_run(&command, &cause))?;
    if let Some(mut input) = child.stdin.take() {
        // A command that does not read to the end, such as `head`, is no failure.
        let _ = input.write_all(text.as_bytes());
    }
    ended(&mut child).map_err(|cause| not_run(&command, &cause))
}

/// Waits for a command to end. One that stops goes on, since nobody but us could wake it; one that does nothing else is
/// ended, so that the screen comes back.
fn ended(child: &mut Child) -> std::io::Result<ExitStatus> {
    let process = Pid::from_child(child);
    // Told of its end as well, which is left to the standard library to collect.
    let told = WaitIdOptions::EXITED | WaitIdOptions::STOPPED | WaitIdOptions::NOWAIT;
    let (mut stops, mut last) = (0, Instant::now());
    loop {
        match waitid(WaitId::Pid(process), told) {
            Ok(Some(status)) if status.stopped() => {}
            Err(Errno::INTR) => continue,
            _ => return child.wait(),
        }
        stops = if last.elapsed() < AT_ONCE { stops + 1 } else { 0 };
        last = Instant::now();
        kill_process(process, if stops < 10 { Signal::CONT } else { Signal::KILL })?;
    }
}

/// Waits for a key; what was typed before it was asked for does not count. A terminal that has vanished is not
/// waited for.
fn pause(ended: ExitStatus) {
    let terminal = rustix::stdio::stdin();
    let Ok(before) = tcgetattr(terminal) else { return };
    let mut raw = before.clone();
    raw.make_raw();
    let ends = if ended.success() { String::new() } else { format!("{ended}. ") };
    // Who has read the words may answer: what was typed is dropped before they are there.
    if tcsetattr(terminal, OptionalActions::Flush, &raw).is_ok() {
        let asked = write_out(format!("\r\n[{ends}Press any key]").as_bytes());
        // A key may be several bytes.
        let mut key = [0; 64];
        while asked.is_ok() && matches!(rustix::io::read(terminal, &mut key), Err(Errno::INTR)) {}
        let _ = tcsetattr(terminal, OptionalActions::Now, &before);
        let _ = write_out(b"\n");
    }
}

/// Lends the terminal while something runs. Keys typed meanwhile are not read by us.
fn lend<T>(
    terminal: &mut Terminal,
    gate: &Gate,
    work: impl FnOnce() -> Result<T, Fault>,
) -> Result<T, Fault> {
    let _parked = gate.park();
    terminal.suspend();
    // A program that is killed, or careless, leaves them as it needed them.
    let line = tcgetattr(rustix::stdio::stdin());
    let done = work();
    if let Ok(line) = line {
        let _ = tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &line);
    }
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

/// The shell the user works in, as their system names it.
fn users_shell(line: &str) -> Command {
    let named = std::env::var_os("SHELL").filter(|shell| Path::new(shell).is_absolute());
    let mut command = Command::new(named.unwrap_or_else(|| "/bin/sh".into()));
    command.arg("-c").arg(line);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_stops_itself_goes_on_or_is_ended() {
        let ended = feed(shell("kill -STOP $$; kill -TSTP $$; cat > /dev/null; exit 3"), "words").unwrap();
        assert_eq!(ended.code(), Some(3));
        let ended = feed(shell("while :; do kill -STOP $$; done"), "words").unwrap();
        assert!(!ended.success());
    }
}
