//! The demo edition in a pseudo-terminal: each story is opened, in the order of print, and its task is done as
//! it is written; what a reader would then see is on the screen.

use std::path::Path;

use dateline::news::Day;
use dateline::typeset::line_as_seen;

use super::support::pty::{Launch, Pty};

const TODAY: &str = "2025-11-13";
const ESC: &str = "\u{1b}";

/// A step of a task.
enum Do {
    /// Press these keys; then this stands on the screen.
    See(&'static str, &'static str),
    /// Press these keys; then this stands on the screen no longer.
    Gone(&'static str, &'static str),
    /// Press these keys again and again, until this stands on the screen.
    Until(&'static str, &'static str),
    /// Press these keys; then the story is at another place.
    Moves(&'static str),
}
use Do::{Gone, Moves, See, Until};

/// The task of a story, as its last paragraph asks for it.
fn task(name: &str) -> &'static [Do] {
    match name {
        "welcome" => &[Until(" ", "Today is a place")],
        "days" => &[See("[", "12 November 2025"), See(".", "13 November 2025")],
        "bookmarks" => &[
            See("b", "Bookmarked"),
            See("gb", "1 bookmark"),
            See("", "The star that survives"),
            See("q", "13 November 2025"),
        ],
        "prefixes" => &[See("g", "to the bookmarks"), Gone(ESC, "to the bookmarks")],
        "card" | "shell" => &[See("?", "What works in the reader"), Gone("q", "What works in the reader")],
        "space" => &[Until(" ", "100 %"), Moves("\u{7f}")],
        "help" => &[
            See("?", "What works in the reader"),
            See("/", "Find a key"),
            See("copy", "copy as a Markdown link"),
            See(ESC, "What works in the reader"),
            Gone("q", "What works in the reader"),
        ],
        "sources" => &[
            See("gs", "choose"),
            See("j", "  The Dateline Gazette"),
            See("\r", "read on"),
            See(ESC, "All sources"),
        ],
        "counts" => &[See("3[", "9 November 2025"), See("3]", "12 November 2025")],
        "unread" => &[See("r", "Marked unread"), See("r", "Marked read")],
        "copy" => &[See("yt", "Title sent to the terminal")],
        "undo" => &[See("r", "Marked unread"), See("u", "Undone")],
        "empty" => &[See("]", "No stories on this day"), See("[", "10 November 2025")],
        "add" => &[See("a", "Add:"), Gone(ESC, "Add:")],
        "week" => &[See("(", "3 November 2025"), See(")", "10 November 2025")],
        "code" => &[Until("zl", "(end of the line)"), Until("zh", "# every morning")],
        "page" | "hebrew" => &[See("-", "68 columns"), See("+", "72 columns")],
        "neighbours" => &[See("J", "A line that is longer"), See("K", "The stories next door")],
        "whole" => &[
            Gone("x", "Taking a page apart"),
            See("", "If you doubt our knife"),
            See("x", "We use no cookies"),
            See("x", "Taking a page apart"),
        ],
        "half" => &[Moves("\u{4}"), Moves("\u{15}")],
        "panes" => &[See("gs", "choose"), See("gl", "read on")],
        "silence" | "hindi" => &[Gone("zz", "DATELINE demo"), See("zz", "%")],
        "emoji" => &[See("G", "100 %"), See("gg", "Small pictures, properly")],
        "month" => &[See("{", "6 October 2025"), See("}", "6 November 2025")],
        "dates" => {
            &[See("g/", "Go to"), See("yesterday\r", "12 November 2025"), See(".", "13 November 2025")]
        }
        "russian" => &[See("и", "Bookmarked"), See("и", "taken away")],
        "greek" => &[See("β", "Bookmarked"), See("θ", "Undone")],
        "allread" => &[See("q", "A day may be closed"), See("A", "marked read"), See("u", "Undone")],
        "japanese" => &[See("[", "3 November 2025"), See("]", "4 November 2025")],
        "chinese" => &[See("(", "22 October 2025"), See(")", "29 October 2025")],
        "unfetched" => &[See("[", "No stories on this day"), See("]", "27 October 2025")],
        "arabic" => &[See("b", "Bookmarked"), See(".", "13 November 2025"), See("#", "24 October 2025")],
        "refresh" => &[See("q", "On asking the same"), See("R", "On asking the same")],
        "silent" => &[See("\u{12}", "The Silent Post: ")],
        "feed" => &[See("X", "What a feed remembers")],
        "ends" => &[See("gc", "month"), See("G", "13 November 2025"), See("gg", "22 September 2025")],
        "year" => &[See("gy", "busiest"), See("q", "A year on one screen")],
        "lens" => &[
            See("zc", "The calendar counts unread"),
            See("zc", "The calendar counts minutes"),
            See("zc", "The calendar counts bookmarks"),
            See("zc", "The calendar counts stories"),
        ],
        "range" => &[See("gc", "month"), See("v", "A range from"), See("(", "8 days"), Gone(ESC, "8 days")],
        "themes" => &[See("zt", "dateline-dark"), See("j", "dateline-dark"), Gone(ESC, "dateline-dark")],
        "letters" => &[See("ym", "Markdown link sent to the terminal")],
        "oldest" => {
            &[See(".", "13 November 2025"), See("g/", "Go to"), See("2025-09-16\r", "16 September 2025")]
        }
        _ => &[],
    }
}

/// What a story's file says of it.
struct Printed {
    name: String,
    day: Day,
    time: String,
    title: String,
}

/// The stories in the order of print: the newest day first, its newest story first.
fn printed() -> Vec<Printed> {
    let today: Day = TODAY.parse().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo");
    let mut stories: Vec<Printed> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| {
            let path = file.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let fact = |name: &str| {
                let found = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
                found.unwrap_or_default().to_owned()
            };
            let age: i32 = fact("age").parse().unwrap();
            Printed {
                name: path.file_stem().unwrap().to_string_lossy().into_owned(),
                day: today.plus(-age),
                time: fact("time"),
                title: fact("title"),
            }
        })
        .collect();
    stories.sort_by(|a, b| (b.day, &b.time).cmp(&(a.day, &a.time)));
    stories
}

/// How far the open story is: what the last line says at its end.
fn place(screen: &vt100::Screen) -> Option<String> {
    let text = screen.contents();
    let last = text.trim_end().lines().last().unwrap_or_default().to_owned();
    last.ends_with('%').then(|| last.split_whitespace().rev().nth(1).unwrap_or_default().to_owned())
}

/// What stands between the first line and the last: they change for reasons of their own.
fn middle(screen: &vt100::Screen) -> String {
    let text = screen.contents();
    let lines: Vec<&str> = text.lines().collect();
    lines.get(1..lines.len().saturating_sub(1)).unwrap_or_default().join("\n")
}

/// As much of a title as certainly stands on one line, as the eye meets it.
fn beginning(title: &str) -> String {
    let seen = line_as_seen(title);
    if seen != title {
        return seen.into_owned();
    }
    let mut wide = 0;
    title
        .chars()
        .take_while(|c| {
            wide += if c.is_ascii() { 1 } else { 2 };
            wide <= 22
        })
        .collect::<String>()
        .trim_end()
        .to_owned()
}

/// The row of the list with this title, from 0, and whether it is the chosen one.
fn row_of(screen: &vt100::Screen, title: &str) -> Option<(u16, bool)> {
    let text = screen.contents();
    let mut rows = (0..).zip(text.lines());
    rows.find_map(|(y, row)| {
        let (_, list) = row.split_once('│')?;
        list.contains(title).then(|| (y, list.contains('▌')))
    })
}

/// Waits until the keys that were sent have been taken: the help comes after them.
fn settle(pty: &mut Pty) {
    pty.send("?");
    pty.wait_for_text("What works in the list");
    pty.send("q");
    pty.wait_until_gone("What works in the list");
}

/// Opens a story by its day and its row.
fn open(pty: &mut Pty, story: &Printed) {
    let title = beginning(&story.title);
    pty.send("g/");
    pty.wait_for_text("Go to:");
    pty.send(&format!("{}\r", story.day));
    pty.wait_until_gone("Go to:");
    pty.send("glgg");
    pty.wait_for(&format!("{} in the list", story.name), |screen| row_of(screen, &title).is_some());
    // Rows come in while the day is asked for: what is chosen is looked at when the keys before have done their work.
    for _again in 0..60 {
        settle(pty);
        let step = pty.with_screen(|screen| {
            let (row, chosen) = row_of(screen, &title)?;
            let text = screen.contents();
            let bar = text
                .lines()
                .position(|line| line.split_once('│').is_some_and(|(_, list)| list.contains('▌')));
            (!chosen).then(|| if bar.is_some_and(|bar| bar > usize::from(row)) { "k" } else { "j" })
        });
        let Some(key) = step else { break };
        pty.send(key);
    }
    let is_open = |screen: &vt100::Screen| {
        place(screen).is_some() && screen.contents().lines().take(5).any(|line| line.contains(&title))
    };
    pty.send("\r");
    pty.wait_for(&format!("{} open", story.name), is_open);
}

fn perform(pty: &mut Pty, step: &Do) {
    match step {
        See(keys, wanted) => {
            pty.send(keys);
            pty.wait_for_text(wanted);
        }
        Gone(keys, unwanted) => {
            pty.send(keys);
            pty.wait_until_gone(unwanted);
        }
        Until(keys, wanted) => {
            for _again in 0..60 {
                if pty.screen_text().contains(wanted) {
                    return;
                }
                let before = pty.with_screen(middle);
                pty.send(keys);
                pty.wait_for(&format!("a change after {keys:?}"), |screen| middle(screen) != before);
            }
            pty.wait_for_text(wanted);
        }
        Moves(keys) => {
            let before = pty.with_screen(place);
            pty.send(keys);
            pty.wait_for("another place in the story", |screen| place(screen) != before);
        }
    }
}

#[test]
fn every_task_of_the_demo_edition_can_be_done() {
    let mut pty = Launch::dateline().args(["--demo", "--today", TODAY]).start();
    pty.wait_for_text("unread");
    let stories = printed();
    assert!(stories.len() >= 40);
    for story in &stories {
        let task = task(&story.name);
        assert!(!task.is_empty(), "{} has a task that nobody does", story.name);
        open(&mut pty, story);
        for step in task {
            perform(&mut pty, step);
        }
    }
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

#[test]
fn at_any_hour_the_newspaper_begins_with_its_first_story() {
    let stories = printed();
    let story = |name: &str| stories.iter().find(|story| story.name == name).unwrap();
    // The list stands source by source, the newest first.
    let first = ["welcome", "days", "allread", "bookmarks", "prefixes", "card"].map(story);
    // A minute after midnight, a minute before, and noon; far from Greenwich on both sides.
    for (zone, now) in [
        ("Asia/Almaty", "2025-11-13T00:01:00+05:00"),
        ("America/Los_Angeles", "2025-11-13T23:59:00-08:00"),
        ("Pacific/Kiritimati", "2025-11-13T12:00:00+14:00"),
        ("Asia/Kathmandu", "2025-11-13T05:17:00+05:45"),
    ] {
        let mut pty = Launch::dateline().env("TZ", zone).args(["--demo", "--now", now]).start();
        pty.wait_for(&format!("today's stories in print order at {now} in {zone}"), |screen| {
            let rows: Vec<Option<u16>> = first
                .iter()
                .map(|story| row_of(screen, &beginning(&story.title)).map(|(row, _)| row))
                .collect();
            rows.iter().all(Option::is_some) && rows.is_sorted()
        });
        pty.send(" ");
        pty.wait_for_text("Good morning.");
        pty.send("Q");
        assert!(pty.wait_exit().success());
    }
}
