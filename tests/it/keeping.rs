//! Journeys of keeping: tags, notes, the reader's own editor, and how many keys it takes.

use std::path::Path;

use tempfile::TempDir;

use super::support::pty::{Launch, Pty};
use super::support::site::Site;

const TODAY: &str = "2025-11-13";

fn program(home: &Path) -> Launch {
    Launch::dateline().home(home).args(["--today", TODAY])
}

/// A program with a portal followed, on a day with three stories.
fn reading(site: &Site, home: &Path, launch: impl FnOnce(Launch) -> Launch) -> Pty {
    let mut pty = launch(program(home)).start();
    pty.wait_for_text("Read the demo edition");
    pty.paste(&site.url("/world-news/"));
    pty.wait_for_text("/world-news/");
    pty.send("\r");
    pty.wait_for_text("Follow this site");
    pty.send("\r");
    pty.wait_for_text("Added ");
    pty.send("g/");
    pty.wait_for_text("Go to");
    pty.send("2025-11-05\r");
    pty.wait_for_text("3 stories");
    // Into the list, whichever pane has the keys.
    pty.send("gl");
    pty.wait_for_text("b bookmark");
    pty
}

/// The keys of a journey, counted; words do not count.
#[derive(Default)]
struct Keys(usize);

impl Keys {
    fn press(&mut self, pty: &mut Pty, key: &str) {
        self.0 += 1;
        pty.send(key);
    }
}

fn json(home: &Path) -> Vec<serde_json::Value> {
    let ran = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"))
        .env_clear()
        .env("HOME", home)
        .args(["--today", TODAY, "bookmarks", "--json"])
        .output()
        .unwrap();
    let text = String::from_utf8(ran.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_story_is_kept_with_a_tag_and_a_note_in_three_keys_and_tagged_by_completion() {
    let site = Site::portal(TODAY.parse().unwrap());
    let home = TempDir::new().unwrap();
    let mut pty = reading(&site, home.path(), |launch| launch);
    let mut keys = Keys::default();
    keys.press(&mut pty, "B");
    pty.wait_for_text("Tags:");
    pty.send("trade");
    keys.press(&mut pty, "\r");
    pty.wait_for_text("Note:");
    pty.send("ask about the corridor");
    keys.press(&mut pty, "\r");
    pty.wait_for_text("Bookmarked");
    assert!(keys.0 <= 6, "{} keys", keys.0);

    // The next one: two letters and Tab are the tag.
    pty.send("jt");
    pty.wait_for_text("trade 1");
    pty.send("tr\t");
    pty.wait_for_text("[trade] 1");
    pty.send("\"to read\"\r");
    pty.wait_for_text("Bookmarked");
    pty.send("gb");
    pty.wait_for_text("2 bookmarks");
    let tags = |row: &serde_json::Value| row["tags"].as_array().unwrap().len();
    let kept = json(home.path());
    assert_eq!(kept.iter().map(tags).sum::<usize>(), 3, "{kept:?}");
    assert!(kept.iter().any(|row| row["note"] == "ask about the corridor"));

    // Tags can be taken away again, and undo brings them back.
    pty.send("gg");
    pty.send("t");
    pty.wait_for_text("Tags: ");
    pty.wait_for("the tags as they are", |screen| {
        screen.contents().trim_end().lines().last().is_some_and(|line| line.contains("trade"))
    });
    pty.send("\u{15}\r");
    pty.wait_until_gone("Tags: ");
    pty.wait_for_text("2 bookmarks");
    pty.wait_for("one bookmark with a tag", |_| json(home.path()).iter().map(tags).sum::<usize>() < 3);
    pty.send("u");
    pty.wait_for_text("Undone");
    assert_eq!(json(home.path()).iter().map(tags).sum::<usize>(), 3);
}

#[test]
fn a_long_note_is_written_in_the_readers_editor() {
    let site = Site::portal(TODAY.parse().unwrap());
    let home = TempDir::new().unwrap();
    // An editor with an argument of its own, as people set it; it shows who may read the file.
    let editor = home.path().join("my editor");
    std::fs::write(
        &editor,
        "#!/bin/sh\nls -l \"$2\" | cut -c1-10 > \"$HOME/mode\"\ncat \"$2\" > \"$HOME/before\"\n\
         printf x >> \"$HOME/runs\"\nprintf 'editor %s here\\n' \"$(cat \"$HOME/runs\")\" > /dev/tty\nread line < /dev/tty\n\
         printf 'first\\n\\n  second\\n' > \"$2\"\n\
         stty raw -echo < /dev/tty\n[ \"$line\" = good ]\n",
    )
    .unwrap();
    let made = std::process::Command::new("chmod").arg("+x").arg(&editor).status().unwrap();
    assert!(made.success());
    let chosen = format!("'{}' --wait", editor.display());
    let mut pty = reading(&site, home.path(), |launch| launch.env("VISUAL", &chosen).env("EDITOR", "false"));
    pty.send("B");
    pty.wait_for_text("Tags:");
    pty.send("long\rbegun");
    pty.wait_for_text("Note: begun");
    pty.send("\u{18}");
    pty.wait_for_text("editor x here");
    // It fails: the note in the line is as it was, and what was written is told where.
    pty.send("bad\n");
    pty.wait_for_text("the note is as it was");
    pty.wait_for_text("what was written is in");
    pty.wait_for_text("Note: begun");
    pty.send("\u{18}");
    // The screen below the program's own still shows the first one; what is typed before the second one reads is the program's.
    pty.wait_for_text("editor xx here");
    pty.send("good\n");
    pty.wait_for_text("Bookmarked");
    let kept = json(home.path());
    assert_eq!(kept[0]["note"], "first\n\n  second");
    assert_eq!(kept[0]["tags"][0], "long");
    let read = |name: &str| std::fs::read_to_string(home.path().join(name)).unwrap();
    assert_eq!((read("mode").trim(), read("before").as_str()), ("-rw-------", "begun\n"));
    pty.send("Q");
    assert!(pty.wait_exit().success());
    // Both left the line as no shell wants it.
    assert_eq!(pty.line_settings(), pty.line_settings_before());
}

#[test]
fn bookmarks_are_narrowed_and_stand_in_the_calendar_with_their_notes() {
    let site = Site::portal(TODAY.parse().unwrap());
    let home = TempDir::new().unwrap();
    let mut pty = reading(&site, home.path(), |launch| launch);
    // Where nothing is kept no key is told that needs a bookmark.
    pty.send("gb");
    pty.wait_for_text("No bookmarks yet");
    assert!(!pty.screen_text().contains("take away"), "{}", pty.screen_text());
    pty.send("gl");
    pty.wait_for_text("3 stories");
    pty.send("B");
    pty.wait_for_text("Tags:");
    pty.send("trade\rask about the corridor\r");
    pty.wait_for_text("Bookmarked");
    // The note stands in the list, and over the story.
    pty.wait_for_text("#trade · ask about");
    pty.send("\r");
    pty.wait_for("the note over the story", |screen| {
        let text = screen.contents();
        text.contains("ask about the corridor") && text.contains("words ·") && !text.contains("Sources")
    });
    pty.send("qjb");
    pty.wait_for_text("★ 2");
    pty.send("gb");
    pty.wait_for_text("2 bookmarks");
    // The calendar is about the bookmarks, and goes with the chosen one.
    pty.wait_for_text("5 Nov · 2 bookmarks");
    pty.send("/");
    pty.wait_for_text("Narrow to:");
    pty.send("corridor");
    pty.wait_for_text("1 found");
    pty.send("\r");
    pty.wait_for_text("Bookmarks “corridor”");
    pty.send("w");
    pty.wait_for_text("Keep as:");
    pty.send("\u{15}To ask\r");
    pty.wait_for_text("Kept as To ask");
    pty.send("\u{1b}");
    pty.wait_for_text("2 bookmarks");
    pty.send("/tag:nowhere");
    pty.wait_for_text("No bookmark is so");
    pty.send("\r");
    pty.wait_for_text("Esc all");
    assert!(!pty.screen_text().contains("take away"), "{}", pty.screen_text());
    pty.send("\u{1b}");
    pty.wait_for_text("2 bookmarks");
    // A month on in the calendar and back: the list stays with what is kept.
    pty.send("}");
    pty.wait_for_text("5 Dec · nothing kept");
    pty.send("{");
    pty.wait_for_text("5 Nov · 2 bookmarks");
    pty.send("q");
    pty.wait_for_text("Wednesday 5 November 2025");
    pty.wait_for_text("3 stories");
}

#[test]
fn a_story_of_some_day_last_month_is_found_in_four_keys() {
    let site = Site::portal(TODAY.parse().unwrap());
    let home = TempDir::new().unwrap();
    let mut pty = reading(&site, home.path(), |launch| launch);
    pty.send("Q");
    assert!(pty.wait_exit().success());
    let later = Launch::dateline().home(home.path()).env("DATELINE_REFRESH", "never");
    let mut pty = later.args(["--today", "2025-12-10"]).start();
    pty.wait_for_text("December 2025");
    let mut keys = Keys::default();
    keys.press(&mut pty, "g");
    keys.press(&mut pty, "f");
    pty.wait_for_text("Search:");
    pty.send("tramway");
    pty.wait_for_text("1 found");
    keys.press(&mut pty, "\r");
    keys.press(&mut pty, "\r");
    pty.wait_for("the story", |screen| {
        let text = screen.contents();
        text.contains("tramway depot")
            && text.trim_end().lines().last().is_some_and(|line| line.contains('%'))
    });
    assert!(keys.0 <= 6, "{} keys", keys.0);
}

#[test]
fn a_bookmark_says_since_when_its_text_is_stored_and_whether_its_page_is_still_there() {
    let site = Site::portal(TODAY.parse().unwrap());
    let home = TempDir::new().unwrap();
    // The site is on a private address, and allowed as it is to be read: it is followed.
    let allowed = |launch: Launch| launch.size(110, 32);
    let mut pty = reading(&site, home.path(), allowed);
    pty.send("bjb");
    pty.wait_for_text("★ 2");
    pty.send("gb");
    pty.wait_for_text("2 bookmarks");
    pty.wait_for_text("text stored 13 Nov");
    pty.send("c");
    pty.wait_for_text("Asked: it is there");
    pty.wait_for_text("page there 13 Nov");
    // One of the two is taken off the site.
    let first: dateline::news::Day = "2025-11-05".parse().unwrap();
    let path = format!("/world-news/{}/", super::support::portal::number(first, 1));
    site.put(&path, super::support::site::Served::status(410));
    pty.send("C");
    pty.wait_for_text("2 addresses asked: 1 there, 1 gone");
    pty.send("Q");
    assert!(pty.wait_exit().success());

    // Days later it is still known, in the list and over the story, whose text is read all the same.
    let later = Launch::dateline().home(home.path()).env("DATELINE_REFRESH", "never");
    let mut pty = allowed(later).args(["--today", "2025-11-20"]).start();
    pty.wait_for_text("20 November 2025");
    pty.send("gb");
    pty.wait_for_text("gone since 13 Nov");
    pty.wait_for_text("page there 13 Nov");
    pty.send("/gone\u{15}");
    let title = super::support::portal::title(first, 1);
    pty.send(&title.split_whitespace().take(4).collect::<Vec<_>>().join(" "));
    pty.wait_for_text("1 found");
    pty.send("\r\r");
    pty.wait_for("the head of the story", |screen| {
        let text = screen.contents();
        text.contains("gone since 13 Nov · text stored 13 Nov") && text.contains("words ·")
    });
    // It has come back: the star stays, the word goes.
    site.put(&path, super::support::site::Served::html("<p>Here again.</p>"));
    pty.send("c");
    pty.wait_for_text("Asked: it is there");
    pty.wait_for_text("text stored 13 Nov · page there 20 Nov");
    pty.send("Q");
    assert!(pty.wait_exit().success());
}
