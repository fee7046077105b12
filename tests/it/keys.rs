//! The keys in the running program: presets, a file of one's own, other layouts, Ctrl-Z.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::pty::{Launch, Pty};

fn launch(home: &Path) -> Launch {
    let folder = |name: &str| home.join(name).display().to_string();
    Launch::dateline()
        .home(home)
        .env("DATELINE_CONFIG_DIR", folder("config"))
        .env("DATELINE_DATA_DIR", folder("data"))
        .args(["--demo", "--today", "2025-11-13"])
}

fn write(home: &Path, text: &str) {
    fs::create_dir_all(home.join("config")).unwrap();
    fs::write(home.join("config/keys.toml"), text).unwrap();
}

fn demo(home: &Path) -> Pty {
    let pty = launch(home).start();
    pty.wait_for_text("A newspaper that fits in a terminal");
    pty
}

#[test]
fn the_screen_tells_the_keys_that_are_bound() {
    let home = TempDir::new().unwrap();
    write(home.path(), "[everywhere]\nb = false\nm = \"bookmark\"\nX = [\"bookmark\", \"undo\"]\n");
    let mut pty = demo(home.path());
    pty.wait_for_text("m bookmark");
    pty.send("b");
    pty.wait_for_text("b is not bound · ? keys");
    pty.send("m");
    pty.wait_for_text("Bookmarked");
    pty.send("?/bookmark, or\r");
    pty.wait_for("the help", |screen| {
        let mut rows = screen.rows(0, 80);
        rows.any(|row| row.trim_start().starts_with("m  ") && row.contains("bookmark, or take"))
    });
    // One at a time: a second escape that were still to come would end what is said next.
    pty.send("\x1b");
    pty.wait_until_gone("Find a key");
    pty.send("q");
    pty.wait_for_text("m bookmark");
    // Saved while it runs: footer and keys follow.
    write(home.path(), "preset = \"emacs\"\n[everywhere]\n\"<F8>\" = \"bookmark\"\n");
    pty.wait_for_text("The settings were read again");
    pty.send("\x10");
    pty.wait_for_text("b bookmark");
    write(home.path(), "[everywhere]\n\"<F8>\" = \"bokmark\"\n");
    pty.wait_for_text("keys.toml:2:10: there is no action `bokmark`: did you mean `bookmark`");
    // What was in force stays: the keys of Emacs leave.
    pty.send("\x18\x03");
    assert_eq!(pty.wait_exit().exit_code(), 0);
}

#[test]
fn keys_that_are_taken_away_while_it_runs_are_those_of_the_table_again() {
    let home = TempDir::new().unwrap();
    let file = home.path().join("config/keys.toml");
    write(home.path(), "[everywhere]\nb = false\nm = \"bookmark\"\n");
    let mut pty = demo(home.path());
    pty.wait_for_text("m bookmark");
    // As editors save: away with the old one, then the new one. What was between is never seen.
    fs::rename(&file, file.with_extension("toml~")).unwrap();
    write(home.path(), "[everywhere]\nb = false\nM = \"bookmark\"\n");
    pty.wait_for_text("M bookmark");
    pty.send("b");
    pty.wait_for_text("b is not bound");
    fs::remove_file(&file).unwrap();
    pty.wait_for_text("The settings were read again");
    pty.send("b");
    pty.wait_for_text("Bookmarked");
    pty.send("Q");
    assert_eq!(pty.wait_exit().exit_code(), 0);
}

#[test]
fn sentences_tell_the_keys_that_are_bound() {
    let home = TempDir::new().unwrap();
    write(
        home.path(),
        "preset = \"emacs\"\n[everywhere]\nu = false\n\"<C-_>\" = false\nR = false\n\"<F5>\" = \"refresh\"\n\
         [list]\nw = \"undo\"\n",
    );
    let mut pty = demo(home.path());
    // The status line: where it was pressed, undo has another key than elsewhere.
    pty.send("r");
    pty.wait_for_text("Marked read. w takes it back");
    // The empty state of a day of which nothing is known.
    pty.send("g/2019-01-02\r");
    pty.wait_for_text("W asks the Wayback");
    pty.send("g/2025-12-24\r");
    pty.wait_for_text("[ goes a day back, . to today");
    write(
        home.path(),
        "[everywhere]\n\"[\" = false\n\"<S-Left>\" = false\n\".\" = false\n\"<F2>\" = \"today\"\n",
    );
    pty.wait_for_text(":previous-day goes a day back, F2 to today");
    pty.send("Q");
    assert_eq!(pty.wait_exit().exit_code(), 0);
}

#[test]
fn the_keys_of_panels_are_those_of_the_file_and_their_rows_are_clicked() {
    let home = TempDir::new().unwrap();
    write(home.path(), "[panel]\nj = false\nm = \"down\"\n[changes]\nX = \"open\"\n");
    let mut pty = demo(home.path());
    pty.send("s");
    pty.wait_for_text("↓ k up, down");
    pty.send("j");
    pty.wait_for_text("j is not bound · ? keys");
    pty.send("2m?");
    pty.wait_for_text("What works in the panel");
    pty.send("q");
    pty.wait_for_text("Esc back");
    // The second click does what Enter does.
    let row = |pty: &Pty, words: &str| (0..24).find(|row| pty.row(*row).contains(words)).unwrap();
    let length = row(&pty, "by length");
    pty.click(10, length);
    pty.wait_for("the chosen row", |screen| {
        screen.rows(0, 80).any(|row| row.contains("by length") && row.contains('▌'))
    });
    pty.click(10, length);
    pty.wait_for_text("Stories stand shortest first");
    pty.send("rgu");
    pty.wait_for_text("Enter take it back");
    pty.send("X");
    pty.wait_for_text("taken back");
    pty.send("Q");
    assert_eq!(pty.wait_exit().exit_code(), 0);
}

#[test]
fn several_actions_follow_each_other_with_their_number() {
    let home = TempDir::new().unwrap();
    write(
        home.path(),
        "[list]\nx = [\"toggle-read\", \"down\"]\ne = \"2 previous-day\"\ns = [\"go-calendar\", \"toggle-read\"]\n",
    );
    let mut pty = demo(home.path());
    pty.send("x");
    pty.wait_for_text("Marked read");
    pty.wait_for_text("▌• Today is a place");
    pty.send("e");
    pty.wait_for_text("[11]");
    pty.send("gls");
    pty.wait_for_text("toggle-read does nothing in the calendar");
    pty.send("Q");
    assert_eq!(pty.wait_exit().exit_code(), 0);
}

#[test]
fn other_layouts_act_as_the_latin_key_but_in_a_line() {
    let home = TempDir::new().unwrap();
    let mut pty = demo(home.path());
    // `ъ` and `х` lie on the brackets, `п` on g, `с` on c; `Ж` writes the colon.
    pty.send("х");
    pty.wait_for_text("[12]");
    pty.send("3х");
    pty.wait_for_text("[9]");
    pty.send("пс");
    pty.wait_for_text("go to");
    // Greek: gamma on g, `/` is ASCII.
    pty.send("γ/пятница");
    pty.wait_for_text("Go to: пятница");
    pty.send("\x1b");
    pty.wait_until_gone("Go to:");
    // Arabic, with shift: the question mark.
    pty.send("\u{61f}");
    pty.wait_for_text("What works in the calendar");
    pty.send("\x1b");
    pty.wait_until_gone("What works");
    // Hebrew and Kazakh: `ר` on r does not act in the calendar; `ә` counts two.
    pty.send("ә]");
    pty.wait_for_text("[11]");
    pty.send("Й");
    assert_eq!(pty.wait_exit().exit_code(), 0);
}

#[test]
fn ctrl_z_stops_and_the_shell_brings_the_line_back() {
    let home = TempDir::new().unwrap();
    let mut shell = Launch::program("/bin/sh").arg("-i").home(home.path()).env("PS1", "ready> ").start();
    shell.wait_for_text("ready>");
    shell.send(&format!("{} --demo --today 2025-11-13\r", env!("CARGO_BIN_EXE_dateline")));
    shell.wait_for_text("A newspaper that fits in a terminal");
    shell.send("a");
    shell.wait_for_text("Add:");
    shell.send("exam");
    shell.wait_for_text("Add: exam");
    for _ in 0..2 {
        shell.send("\x1a");
        shell.wait_for("the shell", |screen| {
            !screen.alternate_screen()
                && screen.contents().rsplit_once("Stopped").is_some_and(|(_, after)| after.contains("ready>"))
        });
        shell.send("clear; fg\r");
        shell.wait_for("the line again", |screen| {
            screen.alternate_screen() && screen.contents().contains("Add: exam")
        });
    }
    shell.send("\x1b");
    // A screen that is drawn anew lacks the line for a moment, too.
    shell.wait_for("the list without the line", |screen| {
        let text = screen.contents();
        text.contains("A newspaper that fits") && !text.contains("Add: exam")
    });
    shell.send("Q");
    shell.wait_for("the shell again", |screen| !screen.alternate_screen());
}

#[test]
fn the_keys_in_the_last_line_are_pressed_by_a_click() {
    let home = TempDir::new().unwrap();
    let mut pty = demo(home.path());
    let click = |pty: &mut Pty, told: &str, at: usize| {
        let screen = pty.screen_text();
        let line = screen.lines().nth(23).expect("the last line");
        let found = line.find(told).unwrap_or_else(|| panic!("no {told} in {line}"));
        pty.click((line[..found].chars().count() + at) as u16, 23);
    };
    pty.wait_for_text("b bookmark");
    click(&mut pty, "b bookmark", 4);
    pty.wait_for_text("Bookmarked");
    pty.send("\x1b");
    pty.wait_for_text("? keys");
    // Each of a pair is a key of its own.
    click(&mut pty, "[ ] day", 0);
    pty.wait_for_text("[12]");
    // A prefix that has begun is forgotten, as it is by a click anywhere.
    pty.send("g");
    pty.wait_for_text("g to the start");
    click(&mut pty, "? keys", 0);
    pty.wait_for_text("q close");
    click(&mut pty, "q close", 3);
    pty.wait_until_gone("q close");
    pty.send("Q");
    assert_eq!(pty.wait_exit().exit_code(), 0);
}
