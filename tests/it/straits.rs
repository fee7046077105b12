//! A terminal and a disk at their worst: storms, floods, closed ends, no room.

use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use crate::commands::{Home, article};
use crate::support::pty::{Launch, Pty};
use crate::support::site::{Served, Site};

const TODAY: &str = "2025-11-13";

fn demo() -> Pty {
    let pty = Launch::dateline().args(["--demo", "--today", TODAY]).start();
    pty.wait_for_text("Space");
    pty
}

/// Leaves by `Q`; the terminal is as it was.
fn leaves(mut pty: Pty) {
    pty.send("Q");
    assert!(pty.wait_exit().success());
    pty.with_screen(|screen| {
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    });
}

#[test]
fn escape_sequences_in_a_paste_reach_neither_the_keys_nor_the_terminal() {
    let mut pty = demo();
    pty.paste("https://a.example/\u{1b}]52;c;ZXZpbA==\u{7}\u{1b}[2J\u{1b}[?1049lx\u{1b}Q");
    pty.wait_for_text("https://a.example/");
    let raw = String::from_utf8_lossy(&pty.raw()).into_owned();
    assert!(
        !raw.contains("\u{1b}]52;") && !raw.contains("\u{1b}[?1049l"),
        "nothing of it is written as it came"
    );
    pty.with_screen(|screen| assert!(screen.alternate_screen()));
    pty.send("\u{1b}");
    pty.wait_until_gone("https://a.example/");
    leaves(pty);
}

#[test]
fn a_paste_of_a_megabyte_acts_on_nothing() {
    let mut pty = demo();
    let line = "Q q b A d :quit\r\u{3}\n".repeat((1 << 20) / 18);
    pty.paste(&line);
    pty.send("?");
    pty.wait_for_text("What works in the list");
    pty.send("\u{1b}");
    pty.wait_until_gone("What works in the list");
    leaves(pty);
}

#[test]
fn a_paste_of_a_megabyte_without_brackets_acts_on_nothing() {
    let mut pty = demo();
    // What comes in while the list is there waits for the person.
    pty.wait_for_text("6 stories · 6 unread");
    pty.send("gg");
    pty.wait_for_text("Press g and wait");
    pty.send(&"Q and o and b, more words that are keys\r".repeat((1 << 20) / 40));
    // A paste ends with a pause: the first key that is heard as one is not a part of it any more.
    let helps = |screen: &vt100::Screen| screen.contents().contains("What works in the list");
    while !pty.with_screen(helps) {
        pty.send("?");
        pty.is_quiet_for(Duration::from_millis(500));
    }
    pty.send("\u{1b}");
    pty.wait_until_gone("What works in the list");
    pty.wait_for("the list as it was", |screen| {
        let text = screen.contents();
        text.contains("Press g and wait") && !text.contains(['\u{2605}', '\u{2606}'])
    });
    leaves(pty);
}

#[test]
fn an_escape_and_a_letter_that_come_together_are_both_heard() {
    let mut pty = demo();
    pty.send("?");
    pty.wait_for_text("What works in the list");
    pty.send("\u{1b}Q");
    assert!(pty.wait_exit().success());
}

#[test]
fn a_terminal_that_goes_with_keys_unread_ends_the_program() {
    let mut pty = demo();
    pty.send(&"][".repeat(60_000));
    pty.close();
    assert_eq!(pty.wait_exit().exit_code(), 129);
}

#[test]
fn a_held_key_and_a_storm_of_sizes_end_where_they_should() {
    let mut pty = demo();
    pty.send(&"j".repeat(20_000));
    for turn in 0..200_u16 {
        pty.resize(20 + turn % 100, 5 + turn % 50);
    }
    pty.resize(80, 24);
    pty.send("gg.");
    pty.wait_for("the day at rest", |screen| screen.contents().contains("Space"));
    leaves(pty);
}

/// Each cell is held in memory, and a size is only two numbers.
#[test]
#[cfg(target_os = "linux")]
fn a_terminal_that_claims_to_be_huge_is_drawn_as_far_as_any_screen_goes() {
    let mut pty = demo();
    for (columns, rows) in [(5000, 5000), (40, 65535), (65535, 65535)] {
        pty.wait_for_bytes_after(|pty| pty.claim(columns, rows), "\x1b[500;");
        pty.send(" ");
    }
    for (columns, rows) in [(1, 65535), (65535, 1), (0, 0), (1, 1)] {
        pty.claim(columns, rows);
        pty.send(" ");
    }
    pty.claim(80, 24);
    pty.send("Q");
    pty.wait_for("the end", |screen| !screen.alternate_screen());
    assert!(pty.wait_exit().success());
}

#[test]
fn closed_ends_are_a_sentence_or_a_quiet_end() {
    let home = Home::new();
    // Nobody reads the output any more.
    for args in [vec!["--help"], vec!["config", "--default"], vec!["keys"], vec!["bookmarks"]] {
        let mut child = home.command(&args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        let said = String::from_utf8(ended.stderr).unwrap();
        assert!(!said.contains("panicked"), "{args:?}: {said}");
    }
    // Standard output does not exist at all.
    let script = format!("exec '{}' keys >&-", env!("CARGO_BIN_EXE_dateline"));
    let closed = Command::new("/bin/sh").args(["-c", &script]).env("HOME", home.path()).output().unwrap();
    assert!(!String::from_utf8_lossy(&closed.stderr).contains("panicked"), "{closed:?}");
    // The screen without a terminal.
    let screen = home.command(&[]).stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(screen.status.code(), Some(2));
    assert!(String::from_utf8(screen.stderr).unwrap().contains("needs a terminal"));
}

#[test]
fn an_output_that_takes_nothing_more_is_said_and_no_command_is_cut_short_in_silence() {
    let (home, site) = (Home::new(), Site::new());
    let item =
        "<item><title>Grain</title><guid>1</guid><pubDate>Thu, 13 Nov 2025 09:00:00 GMT</pubDate></item>";
    let rss = format!("<rss version=\"2.0\"><channel><title>Kept</title>{item}</channel></rss>");
    site.put("/feed.xml", Served::typed("application/rss+xml", rss));
    site.put("/page", Served::html(article()));
    let (feed, page) = (site.url("/feed.xml"), site.url("/page"));
    home.run(&["bookmarks", "add", "https://127.0.0.1:9/kept"]).ok();
    home.run(&["add", &feed]).ok();
    home.run(&["fetch"]).ok();
    let asked = [
        format!("inspect {feed}"),
        format!("add --dry-run {feed}"),
        format!("read {page}"),
        format!("read --explain {page}"),
    ];
    let commands = [
        "--help",
        "--version",
        "--plain",
        "day",
        "day --json",
        "day --help",
        "bookmarks",
        "bookmarks --json",
        "bookmarks export markdown",
        "bookmarks export netscape",
        "bookmarks export json",
        "bookmarks export csv",
        "export opml",
        "search grain",
        "search grain --json",
        "sources",
        "sources --json",
        "keys",
        "keys --check",
        "themes",
        "config",
        "config --default",
        "doctor",
        "completions bash",
        "man",
    ];
    for args in commands.into_iter().chain(asked.iter().map(String::as_str)) {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let args: Vec<&str> = args.split(' ').collect();
        let ran = home.command(&args).stdout(full).stderr(Stdio::piped()).output().unwrap();
        let said = String::from_utf8(ran.stderr).unwrap();
        assert_eq!(ran.status.code(), Some(5), "{args:?}: {said}");
        let expected =
            "dateline: the output cannot be written, the disk is full\n  free some space and do it again\n";
        assert!(said.ends_with(expected), "{args:?}: {said}");
    }
    // The reader goes after the first line.
    let script =
        format!("'{0}' keys | head -1; '{0}' config --default | head -1", env!("CARGO_BIN_EXE_dateline"));
    let piped = Command::new("/bin/sh").args(["-c", &script]).env("HOME", home.path()).output().unwrap();
    assert_eq!(String::from_utf8(piped.stderr).unwrap(), "");
    assert_eq!(String::from_utf8(piped.stdout).unwrap().lines().count(), 2);
}

#[test]
fn a_limit_on_the_size_of_files_is_said_and_ends_nothing() {
    let home = Home::new();
    let limited = |rest: &str| format!("ulimit -f 1; exec '{}' {rest}", env!("CARGO_BIN_EXE_dateline"));
    let man = limited("config --default > \"$HOME/config\"");
    let ran = Command::new("/bin/sh").args(["-c", &man]).env("HOME", home.path()).output().unwrap();
    let said = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(5), "{said}");
    assert!(said.contains("the output cannot be written"), "{said}");
    let screen = limited(&format!("--today {TODAY}"));
    let pty = Launch::program("/bin/sh").args(["-c", &screen]).start();
    pty.wait_for_text("nothing is kept");
    leaves(pty);
}

#[test]
fn too_few_open_files_are_said_as_what_they_are_and_a_low_wish_is_raised() {
    let home = Home::new();
    let ran = |limit: &str, rest: &str| {
        let shell = format!("{limit}; exec '{}' {rest}", env!("CARGO_BIN_EXE_dateline"));
        let ran = Command::new("/bin/sh").args(["-c", &shell]).env("HOME", home.path()).output().unwrap();
        (ran.status.code(), String::from_utf8(ran.stderr).unwrap())
    };
    let few = "dateline: only 10 files may be open at a time here, and 64 are needed\n";
    for rest in ["day", "fetch", "--plain", "bookmarks", "--demo"] {
        let (code, said) = ran("ulimit -n 10", rest);
        assert!(code == Some(2) && said.starts_with(few), "{rest}: {said}");
    }
    // These know the program only.
    assert_eq!(ran("ulimit -n 10", "keys").0, Some(0));
    // The system gives more to who asks for it.
    let (code, said) = ran("ulimit -S -n 10", "bookmarks");
    assert!(code == Some(1) && said.contains("nothing is kept yet"), "{said}");
}

#[test]
fn a_terminal_on_one_side_only_is_refused_untouched() {
    for (shell, said) in [
        ("exec '{}' --demo </dev/null", "needs a terminal"),
        ("exec '{}' --demo | cat", "needs a terminal"),
        ("exec '{}' --demo </dev/null 2>&1 | cat", "needs a terminal"),
    ] {
        let line = shell.replace("{}", env!("CARGO_BIN_EXE_dateline"));
        let mut pty = Launch::program("/bin/sh").args(["-c", &line]).start();
        pty.wait_exit();
        assert!(pty.screen_text().contains(said), "{shell}: {}", pty.framed());
        assert!(!pty.raw().contains(&0x1b), "{shell}");
        assert_eq!(pty.line_settings(), pty.line_settings_before());
    }
}

#[test]
fn a_store_taken_away_under_the_screen_is_said_and_comes_back() {
    let (home, config) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let data = home.path().join("data");
    let args = |launch: Launch| {
        let folder = |path: &std::path::Path| path.to_str().unwrap().to_owned();
        launch.args(["--today", TODAY, "--data-dir", &folder(&data), "--config-dir", &folder(config.path())])
    };
    let feed = |number: usize| {
        format!(
            "<item><title>Story {number}</title><guid>{number}</guid>\
        <link>https://news.example/{number}</link><pubDate>Thu, 13 Nov 2025 09:00:00 GMT</pubDate></item>"
        )
    };
    let site = Site::new();
    let items: String = (1..4).map(feed).collect::<Vec<_>>().concat();
    let rss = format!("<rss version=\"2.0\"><channel><title>Kept</title>{items}</channel></rss>");
    site.put("/feed.xml", Served::typed("application/rss+xml", rss));
    let sources = format!(
        "[[source]]\nid = \"a\"\nroutes = [{{ kind = \"feed\", url = \"{}\" }}]\n",
        site.url("/feed.xml")
    );
    fs::write(config.path().join("sources.toml"), sources).unwrap();
    let mut pty = args(Launch::dateline()).size(100, 30).start();
    pty.wait_for_text("Story 1");
    pty.send("b");
    pty.wait_for_text("\u{2605}");
    fs::remove_file(data.join("dateline.db")).unwrap();
    pty.send("jb");
    pty.wait_for("two stars", |screen| screen.contents().matches('\u{2605}').count() >= 2);
    pty.wait_for_text("put back");
    pty.send("Q");
    assert!(pty.wait_exit().success());
    let store = dateline::store::Store::open(&data).unwrap();
    assert_eq!(store.bookmarks().unwrap().len(), 2);
}

/// A file system of one megabyte, unmounted with it; none where this machine does not allow it.
pub struct Small(tempfile::TempDir);

impl Small {
    pub fn mount() -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=1m", "none"])
            .arg(dir.path())
            .output()
            .is_ok_and(|ran| ran.status.success());
        if !mounted {
            eprintln!("skipped: this machine lets nobody mount a small file system here");
        }
        mounted.then(|| Self(dir))
    }
}

impl Small {
    pub fn path(&self) -> &std::path::Path {
        self.0.path()
    }

    /// Leaves not a byte of room.
    pub fn fill(&self) {
        let _ = fs::write(self.path().join("ballast"), vec![1_u8; 2 << 20]);
    }

    /// Lets it only be read from now on, or be written again.
    pub fn seal(&self, sealed: bool) {
        let how = if sealed { "remount,ro" } else { "remount,rw" };
        assert!(Command::new("mount").args(["-o", how]).arg(self.path()).status().unwrap().success());
    }

    /// Makes room again.
    pub fn free(&self) {
        fs::remove_file(self.path().join("ballast")).unwrap();
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_is_a_sentence_and_nothing_half_written() {
    let Some(small) = Small::mount() else { return };
    let home = Home::new();
    let data = small.0.path().join("data");
    let run = |args: &[&str]| {
        let mut command = home.command(args);
        command.env("DATELINE_DATA_DIR", &data).stderr(Stdio::piped()).stdout(Stdio::piped());
        command.output().unwrap()
    };
    assert!(run(&["bookmarks", "add", "https://127.0.0.1:9/first"]).status.success());
    // Until not a byte more has room.
    let _ = fs::write(small.0.path().join("ballast"), vec![1_u8; 2 << 20]);
    let mut refused = false;
    let mut kept = 1;
    for number in 0..300 {
        let ran = run(&["bookmarks", "add", &format!("https://127.0.0.1:9/{number}/{}", "x".repeat(1500))]);
        let said = String::from_utf8(ran.stderr).unwrap();
        assert!(!said.contains("panicked"), "{said}");
        if ran.status.success() {
            kept += 1;
            continue;
        }
        assert_eq!(ran.status.code(), Some(5), "{said}");
        assert!(said.contains("the disk is full") || said.contains("cannot be"), "{said}");
        refused = true;
        break;
    }
    assert!(refused, "the disk was full");
    fs::remove_file(small.0.path().join("ballast")).unwrap();
    let listed = run(&["bookmarks", "--json"]);
    assert_eq!(String::from_utf8(listed.stdout).unwrap().lines().count(), kept);
    assert!(run(&["bookmarks", "add", "https://127.0.0.1:9/last"]).status.success());
    assert!(run(&["doctor", "--deep"]).status.success());
}

#[test]
fn a_terminal_that_is_not_read_any_more_does_not_hold_up_any_signal() {
    for (sent, code) in [(Signal::INT, 130), (Signal::HUP, 129)] {
        let pty = demo();
        let ended = pty.stalled(|resize, process| {
            for columns in 0..40 {
                resize(160 + columns, 60);
            }
            kill_process(Pid::from_raw(process.cast_signed()).unwrap(), sent).unwrap();
        });
        assert_eq!(ended.exit_code(), code);
    }
}
