//! Comments and enclosures of a story: seen in the reader, opened from a menu by letter, printed by commands.

use std::path::Path;

use tempfile::TempDir;

use super::support::prose;
use super::support::pty::Launch;
use super::support::site::Site;

/// A site whose feed names comments and a recording of its story.
fn site(home: &Path) -> Site {
    let site = Site::new();
    let body = prose::story(3).paragraphs.join("</p><p>");
    let page = format!("<html><body><article><h1>Rivers rise</h1><p>{body}</p></article></body></html>");
    let attached = "<comments>/3/talk</comments><slash:comments>12</slash:comments>
         <enclosure url=\"javascript:alert(1)\" type=\"audio/mpeg\" length=\"1\"/>
         <enclosure url=\"/3.mp3\" type=\"audio/mpeg\" length=\"28000000\"/><itunes:duration>34:10</itunes:duration>";
    site.follow_one(home, page, attached);
    site
}

/// A browser that notes what it was given. Its name is of one that runs in the terminal, so that it is waited for.
pub fn browser(home: &Path) -> String {
    use std::os::unix::fs::PermissionsExt as _;

    let program = home.join("lynx");
    std::fs::write(&program, format!("#!/bin/sh\nprintf '%s\\n' \"$@\" >>{}/given\n", home.display()))
        .unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    program.display().to_string()
}

/// What such a browser was given, a line each.
pub fn given(home: &Path) -> String {
    std::fs::read_to_string(home.join("given")).unwrap_or_default()
}

fn printed(home: &Path, args: &[&str]) -> String {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.env_clear().env("HOME", home).args(["--today", "2025-11-13"]).args(args);
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

#[test]
fn comments_and_a_recording_are_told_and_open_in_the_browser() {
    let home = TempDir::new().unwrap();
    let site = site(home.path());
    let launch = Launch::dateline().home(home.path()).args(["--today", "2025-11-13"]);
    let mut pty = launch.env("BROWSER", browser(home.path())).start();
    pty.wait_for_text("Rivers rise");
    pty.send(" ");
    pty.wait_for_text("audio 34 min, 28 MB · 12 comments");
    pty.send("O");
    pty.wait_for_text("e Audio 34 min, 28 MB");
    pty.wait_for_text("c 12 comments");
    pty.wait_for_text("a An archived copy");
    pty.send("e");
    pty.wait_for_text(&format!("In the browser: {}", site.url("/3.mp3")));
    pty.send("O");
    pty.wait_for_text("c 12 comments");
    pty.send("c");
    pty.wait_for_text(&format!("In the browser: {}", site.url("/3/talk")));
    pty.send("Q");
    assert!(pty.wait_exit().success());
    assert_eq!(given(home.path()), format!("{}\n{}\n", site.url("/3.mp3"), site.url("/3/talk")));
    assert_eq!(site.hits("/3.mp3") + site.hits("/3/talk"), 0, "only the browser asks for them");
}

#[test]
fn comments_and_a_recording_are_printed() {
    let home = TempDir::new().unwrap();
    let site = site(home.path());
    printed(home.path(), &["fetch"]);
    for command in [&["day", "--format", "json"][..], &["read", &site.url("/3"), "--format", "json"]] {
        let row: serde_json::Value = serde_json::from_str(&printed(home.path(), command)).unwrap();
        assert_eq!(row["comments"], serde_json::json!([{ "url": site.url("/3/talk"), "count": 12 }]));
        let file = serde_json::json!(
            [{ "url": site.url("/3.mp3"), "type": "audio/mpeg", "bytes": 28_000_000, "seconds": 2050 }]
        );
        assert_eq!(row["enclosures"], file, "{command:?}");
    }
    let inspected = printed(home.path(), &["inspect", &site.url("/wire.xml")]);
    let feed: serde_json::Value = serde_json::from_str(&inspected).unwrap();
    assert_eq!(feed["entries"][0]["enclosures"][0]["seconds"], 2050);
    assert!(printed(home.path(), &["day", "--format", "text"]).contains("audio 34 min, 28 MB · 12 comments"));
    let told = printed(home.path(), &["read", &site.url("/3")]);
    assert!(told.contains("audio 34 min, 28 MB · 12 comments"), "{told}");
}
