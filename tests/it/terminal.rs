//! The terminal and the input gate, in a real pseudo-terminal.

use std::fs;
use std::process::Stdio;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use crate::probe;
#[cfg(target_os = "linux")]
use crate::support::pty::Woken;
use crate::support::pty::{Launch, Pty};

fn started() -> Pty {
    let pty = probe::launch().start();
    pty.wait_for_text("probe");
    pty
}

/// The keys that the probe saw.
fn keys(pty: &Pty) -> Vec<String> {
    pty.screen_text().lines().filter_map(|line| line.strip_prefix("key ").map(str::to_owned)).collect()
}

#[track_caller]
fn assert_restored(pty: &Pty) {
    pty.with_screen(|screen| {
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.hide_cursor(), "the cursor is there");
        assert!(!screen.bracketed_paste(), "pastes are plain");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is free");
    });
    assert!(pty.raw().ends_with(b"\x1b[?1049l") || pty.raw().windows(8).any(|bytes| bytes == b"\x1b[?1049l"));
}

fn signal(pty: &Pty, signal: Signal) {
    let process = Pid::from_raw(pty.process().cast_signed()).unwrap();
    kill_process(process, signal).unwrap();
}

#[test]
fn keys_mouse_and_pastes_arrive() {
    let mut pty = started();
    pty.send("j");
    pty.send("\x1b[1;2D");
    pty.click(3, 4);
    pty.paste("https://example.org/ q");
    pty.wait_for_text("paste \"https://example.org/ q\"");
    assert_eq!(keys(&pty), ["j", "<S-Left>"]);
    assert!(pty.screen_text().contains("Press(Left), column: 3, row: 4"), "{}", pty.framed());
    pty.resize(60, 20);
    pty.wait_for_text("Resize(60, 20)");
    pty.send("c");
    pty.wait_for_bytes("\x1b]52;c;Y29waWVk\x1b\\");
    pty.send("q");
    assert_eq!(pty.wait_exit().exit_code(), 0);
    assert_restored(&pty);
}

#[test]
fn late_answers_give_no_key() {
    let mut pty = started();
    pty.wait_for_bytes("\x1b]11;?\x1b\\");
    for answer in ["\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\", "\x1b_Gi=31;OK\x1b\\", "\x1b[?62;4c", "\x1b[6;20;10t"]
    {
        pty.send(answer);
        // In two pieces, with a pause in which an escape alone would have become a key.
        let (head, tail) = answer.split_at(answer.len() / 2);
        pty.send(head);
        pty.is_quiet_for(Duration::from_millis(120));
        pty.send(tail);
    }
    pty.send("G");
    pty.wait_for_text("key G");
    assert_eq!(keys(&pty), ["G"]);
    assert_eq!(pty.screen_text().matches("answer ").count(), 8, "{}", pty.framed());
}

#[test]
fn keys_typed_in_the_editor_reach_the_editor() {
    let home = tempfile::tempdir().unwrap();
    let editor = home.path().join("editor.sh");
    // It does not read before it is told to, so that keys lie there for whoever would take them.
    let script = "mkfifo go; echo editing; read go < go; read line; printf 'line %s' \"$line\" > \"$1\"\n";
    fs::write(&editor, script).unwrap();
    let mut pty = probe::launch().home(home.path()).env("EDITOR", format!("sh {}", editor.display())).start();
    pty.wait_for_text("probe");
    pty.send("e");
    pty.wait_for_text("editing");
    pty.with_screen(|screen| assert!(!screen.alternate_screen()));
    pty.send("hjkl gg Q\r");
    pty.wait_for_text("hjkl gg Q");
    pty.is_quiet_for(Duration::from_millis(200));
    fs::write(home.path().join("go"), "\n").unwrap();
    pty.wait_for_text("edited line hjkl gg Q");
    pty.send("G");
    pty.wait_for_text("key G");
    assert_eq!(keys(&pty), ["e", "G"]);
}

#[test]
fn a_command_gets_the_text_and_the_terminal() {
    let mut pty = started();
    pty.send("|");
    pty.wait_for_text("piped text");
    pty.send("x\r");
    pty.wait_for_text("piped true");
    assert_eq!(keys(&pty), ["|"]);
}

#[test]
fn a_closed_terminal_ends_the_program_without_work() {
    let mut pty = started();
    pty.close();
    assert_eq!(pty.wait_exit().exit_code(), probe::GONE);
    if let Ok(stat) = fs::read_to_string(pty.home().join("stat")) {
        assert!(processor_ticks(&stat) < 100, "it took {} hundredths of a second", processor_ticks(&stat));
    }
}

/// Hundredths of a second of processor time, from a line of `/proc/PID/stat` (proc(5)).
fn processor_ticks(stat: &str) -> u64 {
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    fields[11..13].iter().map(|ticks| ticks.parse::<u64>().unwrap()).sum()
}

#[cfg(target_os = "linux")]
#[test]
fn at_rest_nothing_wakes() {
    let mut pty = started();
    pty.send("j");
    pty.wait_for_text("key j");
    // Until the last frame is out and the threads sleep.
    pty.is_quiet_for(Duration::from_secs(1));
    let woken = pty.woken_in(Duration::from_secs(2));
    assert!(matches!(woken, Woken::Times(0..=3)), "{woken:?} in two seconds");
}

#[test]
fn a_panic_gives_the_terminal_back() {
    let mut pty = started();
    pty.send("P");
    assert_ne!(pty.wait_exit().exit_code(), 0);
    assert_restored(&pty);
    assert!(pty.screen_text().contains("a panic of the screen"), "{}", pty.framed());
}

#[test]
fn a_panic_of_a_worker_leaves_the_screen() {
    let mut pty = started();
    pty.send("W");
    pty.wait_for_text("worker failed true");
    assert!(!pty.screen_text().contains("panicked"), "{}", pty.framed());
    pty.with_screen(|screen| assert!(screen.alternate_screen()));
}

#[test]
fn a_termination_gives_the_terminal_back() {
    let mut pty = started();
    signal(&pty, Signal::TERM);
    assert_eq!(pty.wait_exit().exit_code(), probe::TERMINATED);
    assert_restored(&pty);
}

#[test]
fn a_stop_gives_the_shell_the_terminal_and_comes_back() {
    let mut shell = Launch::program("/bin/sh").arg("-i").env("PS1", "ready> ").start();
    shell.wait_for_text("ready>");
    shell.send(&format!("{}\r", probe::shell_line()));
    shell.wait_for("the probe", |screen| screen.alternate_screen() && screen.contents().contains("probe"));
    shell.send("z");
    shell.wait_for("the shell", |screen| {
        screen.contents().split_once("Stopped").is_some_and(|(_, after)| after.contains("ready>"))
    });
    shell.with_screen(|screen| assert!(!screen.alternate_screen()));
    // The shell's own line editing and echo work again.
    shell.send("echo on\"e\"two\r");
    shell.wait_for_text("onetwo");
    shell.send("fg\r");
    shell.wait_for_text("stopped Ok(true)");
    shell.send("jq");
    shell.wait_for("the shell again", |screen| !screen.alternate_screen());
}

#[test]
fn without_a_shell_a_stop_does_nothing() {
    let mut pty = started();
    pty.send("z");
    pty.wait_for_text("stopped Ok(false)");
    pty.send("q");
    assert_eq!(pty.wait_exit().exit_code(), 0);
}

#[test]
fn without_a_terminal_there_is_a_sentence() {
    let output = probe::command().stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("fault: the screen needs a terminal on its input and output"), "{said}");
    assert!(!said.contains('\x1b'), "{said:?}");
}
