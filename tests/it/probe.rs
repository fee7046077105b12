//! A small program on the real terminal and the real gate: it shows each event as a line.
//!
//! The tests start their own binary again with [`PROBE`] set, in a pseudo-terminal, so that the
//! program is always the one that was just built.

use std::fs;
use std::process::Command;
use std::sync::mpsc::channel;

use dateline::keymap::{Key, KeyCode};
use dateline::runtime::{Gate, InputEvent, Question, Signal, Terminal, external};

use crate::support::pty::Launch;

/// Set in the environment of the probe.
const PROBE: &str = "DATELINE_PROBE";

/// The probe, ready to start.
pub fn launch() -> Launch {
    Launch::program(std::env::current_exe().unwrap()).args(ARGUMENTS).env(PROBE, "1")
}

/// The probe without a terminal.
pub fn command() -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(ARGUMENTS).env(PROBE, "1");
    command
}

/// The probe as a line for a shell.
pub fn shell_line() -> String {
    format!("{PROBE}=1 {} {}", std::env::current_exe().unwrap().display(), ARGUMENTS.join(" "))
}

const ARGUMENTS: [&str; 3] = ["--exact", "probe::program", "--nocapture"];

/// Exit code of the probe when the terminal has gone; other reasons have others.
pub const GONE: u32 = 43;
/// Exit code after SIGTERM.
pub const TERMINATED: u32 = 42;

#[test]
fn program() {
    if std::env::var_os(PROBE).is_none() {
        return;
    }
    let code = match run() {
        Ok(code) => code,
        Err(fault) => {
            println!("fault: {fault}");
            u32::from(fault.exit_code())
        }
    };
    std::process::exit(code.cast_signed());
}

fn run() -> Result<u32, dateline::news::Fault> {
    let mut terminal = Terminal::open(true)?;
    let (sender, events) = channel();
    let gate = Gate::open(move |event| sender.send(event).is_ok())?;
    let mut lines = vec!["probe".to_owned()];
    let mut asked = false;
    loop {
        let (_, rows) = terminal.size();
        let first = lines.len().saturating_sub(rows.into());
        let _ = terminal.draw(Vec::new, |frame| {
            let area = frame.area();
            for (row, line) in (0..).zip(&lines[first..]) {
                frame.buffer_mut().set_stringn(0, row, line, area.width.into(), ratatui::style::Style::new());
            }
        });
        if !std::mem::replace(&mut asked, true) {
            let _ = terminal.ask(&[Question::Background]);
        }
        let Ok(event) = events.recv() else { return Ok(GONE) };
        match &event {
            InputEvent::Gone => {
                report();
                return Ok(GONE);
            }
            InputEvent::Signal(Signal::Terminate) => return Ok(TERMINATED),
            InputEvent::Resize(columns, rows) => terminal.resize(*columns, *rows),
            InputEvent::Key(key) => {
                lines.push(format!("key {key}"));
                if let Some(code) = act(*key, &mut terminal, &gate, &mut lines)? {
                    return Ok(code);
                }
                continue;
            }
            _ => {}
        }
        lines.push(match event {
            InputEvent::Answer(answer) => format!("answer {}", String::from_utf8_lossy(&answer.bytes)),
            InputEvent::Paste(text) => format!("paste {:?}", text.as_str()),
            other => format!("{other:?}"),
        });
    }
}

fn act(
    key: Key,
    terminal: &mut Terminal,
    gate: &Gate,
    lines: &mut Vec<String>,
) -> Result<Option<u32>, dateline::news::Fault> {
    match key.code {
        KeyCode::Char('q') => return Ok(Some(0)),
        KeyCode::Char('e') => {
            let file = std::env::temp_dir().join(format!("dateline-probe-{}", std::process::id()));
            external::edit(terminal, gate, &file)?;
            lines.push(format!("edited {}", fs::read_to_string(&file).unwrap_or_default()));
            let _ = fs::remove_file(file);
        }
        KeyCode::Char('|') => {
            let status = external::pipe(terminal, gate, "cat; read answer < /dev/tty", "piped text\n")?;
            lines.push(format!("piped {}", status.success()));
        }
        KeyCode::Char('z') => {
            let stopped = terminal.stop(gate);
            lines.push(format!("stopped {stopped:?}"));
        }
        KeyCode::Char('c') => terminal.copy("copied")?,
        KeyCode::Char('P') => panic!("a panic of the screen"),
        KeyCode::Char('W') => {
            let worker = std::thread::spawn(|| panic!("a panic of a worker"));
            lines.push(format!("worker failed {}", worker.join().is_err()));
        }
        _ => {}
    }
    Ok(None)
}

/// Writes how much time this process took, for the test that closed its terminal.
fn report() {
    if let (Ok(stat), Some(home)) = (fs::read_to_string("/proc/self/stat"), std::env::var_os("HOME")) {
        let _ = fs::write(std::path::Path::new(&home).join("stat"), stat);
    }
}
