//! Every way out of the screen gives the terminal back: the cursor, the first screen, the mouse, plain pastes, and
//! the line's own settings, with nothing written after that.

use rustix::process::{Pid, Signal, kill_process};

use crate::probe;
use crate::support::pty::{Launch, Pty};

/// What must have been written at the end, in any order.
const GIVEN_BACK: [&str; 7] =
    ["\x1b[?25h", "\x1b[?1049l", "\x1b[?1000l", "\x1b[?1002l", "\x1b[?1006l", "\x1b[?2004l", "\x1b[?1004l"];

fn demo() -> Pty {
    let pty = Launch::dateline().args(["--demo", "--today", "2025-11-13"]).start();
    pty.wait_for_text("Space");
    pty
}

#[track_caller]
pub fn assert_given_back(pty: &Pty) {
    let raw = String::from_utf8_lossy(&pty.raw()).into_owned();
    let entered = raw.rfind("\x1b[?1049h").expect("the screen was opened");
    for bytes in GIVEN_BACK {
        assert!(raw[entered..].contains(bytes), "{bytes:?} was not written");
    }
    let (_, after) = raw.rsplit_once("\x1b[?1049l").unwrap();
    assert!(!after.contains('\x1b'), "written after the end: {after:?}");
    pty.with_screen(|screen| assert!(!screen.alternate_screen() && !screen.hide_cursor()));
    assert_eq!(pty.line_settings(), pty.line_settings_before());
}

#[test]
fn keys_and_words_that_end_it_give_the_terminal_back() {
    for keys in ["Q", "qq", ":quit\r", "/word", "?qQ"] {
        let mut pty = demo();
        pty.wait_for_text("A newspaper that fits");
        assert_ne!(pty.line_settings(), pty.line_settings_before(), "keys come as they are typed");
        pty.send(keys);
        if keys == "/word" {
            // Escape and a letter in one go would be the letter with Alt, which ends nothing.
            pty.wait_for_text("Find: word");
            pty.send("\x1b");
            pty.wait_until_gone("Find: word");
            pty.send("Q");
        }
        assert!(pty.wait_exit().success(), "{keys:?}");
        assert_given_back(&pty);
    }
}

#[test]
fn every_signal_that_ends_it_gives_the_terminal_back() {
    let ends = [(Signal::INT, 130), (Signal::TERM, 143), (Signal::HUP, 129), (Signal::QUIT, 131)];
    let others = [(Signal::USR1, 138), (Signal::USR2, 140), (Signal::ALARM, 142), (Signal::XCPU, 152)];
    #[cfg(target_os = "linux")]
    let others = others.into_iter().chain([(Signal::POWER, 158), (Signal::STKFLT, 144)]);
    for (signal, code) in ends.into_iter().chain(others) {
        for keys in ["", "jjjj]]]]", ":the", "?"] {
            let mut pty = demo();
            pty.send(keys);
            kill_process(Pid::from_raw(pty.process().cast_signed()).unwrap(), signal).unwrap();
            assert_eq!(pty.wait_exit().exit_code(), code, "{keys:?}");
            assert_given_back(&pty);
        }
    }
}

#[test]
fn a_panic_gives_the_line_back_too() {
    let mut pty = probe::launch().start();
    pty.wait_for_text("probe");
    pty.send("P");
    assert_ne!(pty.wait_exit().exit_code(), 0);
    assert_eq!(pty.line_settings(), pty.line_settings_before());
}

#[test]
fn a_stop_and_all_that_may_follow_it_leave_a_shell_that_works() {
    let mut shell = Launch::program("/bin/sh").arg("-i").env("PS1", "ready> ").start();
    shell.wait_for_text("ready>");
    let idle = shell.line_settings();
    let start = format!("{} --demo --today 2025-11-13\r", env!("CARGO_BIN_EXE_dateline"));
    shell.send(&start);
    for resumed in [true, true, false] {
        shell.wait_for("the screen", |screen| {
            screen.alternate_screen() && screen.contents().contains("Space") && screen.hide_cursor()
        });
        shell.send("\x1a");
        shell.wait_for("the shell", |screen| {
            !screen.alternate_screen() && !screen.hide_cursor() && screen.contents().trim_end().ends_with('>')
        });
        assert_eq!(shell.line_settings(), idle, "as the shell left it");
        shell.send(if resumed { "fg\r" } else { "clear; kill %1; wait; echo still-h\"\"ere\r" });
    }
    // Ended while it was stopped: it writes nothing over the shell.
    shell.wait_for_text("still-here");
    shell.with_screen(|screen| assert!(!screen.alternate_screen()));
}
