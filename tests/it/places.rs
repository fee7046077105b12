//! Every place of the screen, under what a terminal may do to it: a stop and a return, other sizes, held keys, a large
//! paste, and each signal that ends the program.

use rustix::process::{Pid, Signal, kill_process};

use crate::support::pty::{Launch, Pty};
use crate::ways_out::assert_given_back;

/// A place: the keys that lead there from the day's list of the demo edition, and what stands there only.
const PLACES: [(&str, &str); 27] = [
    ("", "Space read on"),
    ("gc", "Enter stories"),
    ("gs", "sources"),
    (":the", ":the"),
    ("?", "j k scroll"),
    ("?/word", "word"),
    ("\x10ref", "Find an action: ref"),
    ("/abc", "Find: abc"),
    ("gfabc", "Search: abc"),
    ("gf\u{43d}\u{43e}\u{432}", "Search: \u{43d}\u{43e}\u{432}"),
    ("g/fri", "Go to: fri"),
    ("aexample", "Add: example"),
    ("tabc", "Tags: abc"),
    ("Babc", "Tags: abc"),
    ("Babc\rwords", "Note: words"),
    ("s", "by length"),
    ("zt", "contrast-dark"),
    ("gS", "ask again"),
    ("gu", "q close"),
    ("D", "Would hide"),
    ("O", "An archived copy"),
    ("gy", "longest gap"),
    ("gb", "No bookmarks yet"),
    ("vj", "more, fewer"),
    ("\r", "Backspace back"),
    ("\r|wc", "wc"),
    ("\rzx", "j k scroll"),
];

/// The first story of the demo edition's day.
const FIRST: &str = "A newspaper that fits";

/// Types the way to a place; what is asked of a story waits for it.
fn go(pty: &mut Pty, keys: &str) {
    if let Some(in_story) = keys.strip_prefix('\r') {
        pty.send("\r");
        pty.wait_for_text("Good morning");
        return pty.send(in_story);
    }
    pty.send(keys);
}

fn demo() -> Pty {
    let pty = Launch::dateline().args(["--demo", "--today", "2025-11-13"]).start();
    pty.wait_for_text(FIRST);
    pty
}

#[test]
fn a_stop_in_any_place_comes_back_to_it() {
    let mut shell = Launch::program("/bin/sh").arg("-i").env("PS1", "ready> ").start();
    shell.wait_for_text("ready>");
    let idle = shell.line_settings();
    for (keys, sign) in PLACES {
        shell.send(&format!("clear; {} --demo --today 2025-11-13\r", env!("CARGO_BIN_EXE_dateline")));
        let there = |shell: &Pty, what: &str, sign: &str| {
            shell.wait_for(&format!("{what} of {keys:?}"), |screen| {
                screen.alternate_screen() && screen.contents().contains(sign)
            });
        };
        there(&shell, "the start", FIRST);
        go(&mut shell, keys);
        there(&shell, "the place", sign);
        shell.send("\x1a");
        shell.wait_for(&format!("the shell, from {keys:?}"), |screen| {
            !screen.alternate_screen() && !screen.hide_cursor() && screen.contents().trim_end().ends_with('>')
        });
        assert_eq!(shell.line_settings(), idle, "{keys:?}: as the shell left it");
        // The window may have another size by then.
        shell.resize(100, 30);
        shell.send("fg\r");
        there(&shell, "the return", sign);
        shell.resize(80, 24);
        there(&shell, "the old size", sign);
        kill_all_jobs(&mut shell);
    }
}

/// Ends what runs in a shell by stopping it once more.
fn kill_all_jobs(shell: &mut Pty) {
    shell.send("\x1a");
    shell.wait_for("the shell", |screen| {
        !screen.alternate_screen() && screen.contents().trim_end().ends_with('>')
    });
    shell.send("kill %%; fg; clear; echo end\"\"ed\r");
    shell.wait_for_text("ended");
}

#[test]
fn held_keys_sizes_and_a_large_paste_end_in_any_place_with_each_signal() {
    let signals = [(Signal::INT, 130), (Signal::TERM, 143), (Signal::HUP, 129), (Signal::QUIT, 131)];
    let paste = "\x1b]0;taken\x07\u{202e}words \x1b[2J\n".repeat(1 << 12);
    for (place, (keys, sign)) in PLACES.into_iter().enumerate() {
        let mut pty = demo();
        go(&mut pty, keys);
        pty.wait_for(&format!("{sign:?} after {keys:?}"), |screen| screen.contents().contains(sign));
        pty.send(&"j".repeat(1_000));
        for turn in 0..60_u16 {
            pty.resize(20 + turn % 100, 3 + turn % 50);
        }
        pty.resize(80, 24);
        pty.paste(&paste);
        pty.wait_for("a whole screen", |screen| {
            screen.alternate_screen() && screen.contents().contains('\u{2500}')
        });
        // One signal a place, in turns; `ways_out` sends all four to fewer places.
        let (signal, code) = signals[place % signals.len()];
        kill_process(Pid::from_raw(pty.process().cast_signed()).unwrap(), signal).unwrap();
        assert_eq!(pty.wait_exit().exit_code(), code, "{keys:?}: {}", pty.framed());
        // Its words may stand in a line; as sequences they reach nothing.
        let raw = pty.raw();
        for sequence in [&b"\x1b]0;taken"[..], b"\x1b[2J\n", "\u{202e}".as_bytes()] {
            let reached = raw.windows(sequence.len()).any(|bytes| bytes == sequence);
            assert!(!reached, "{keys:?}: {sequence:?} of a paste reached the terminal");
        }
        assert_given_back(&pty);
    }
}
