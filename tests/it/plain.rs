//! The program in lines: as a script through a pipe, and typed in a terminal that cannot draw.

use dateline::news::Day;
use rustix::process::{Pid, Signal, kill_process};

use super::commands::Home;
use super::support::portal::{WORLD, title};
use super::support::pty::Launch;
use super::support::site::{Served, Site};

/// Looks for sentences in their order, each behind the one before.
fn in_order(out: &str, sentences: &[&str]) {
    let mut rest = out;
    for sentence in sentences {
        let Some(at) = rest.find(sentence) else {
            panic!("{sentence:?} does not follow in\n{rest}\nof\n{out}")
        };
        rest = &rest[at + sentence.len()..];
    }
}

/// Nothing that would have to be seen.
fn is_plain(out: &str) {
    let odd = out.chars().find(|c| {
        (c.is_control() && !matches!(c, '\n' | '\r'))
            || matches!(c, '\u{2500}'..='\u{25ff}' | '★' | '☆' | '•' | '⟳')
    });
    assert_eq!(odd, None, "{out}");
}

/// The example of the document is what the program says to the lines that are typed in it.
#[test]
fn the_example_of_the_document_is_told() {
    let document = include_str!("../../docs/plain.md");
    let block = document.split_once("$ dateline --plain --demo\n").unwrap().1.split_once("\n## ").unwrap().0;
    let lines = || block.lines().map(str::trim).filter(|line| !line.is_empty() && *line != "…");
    let typed: Vec<&str> = lines().filter_map(|line| line.strip_prefix("> ")).collect();
    let told: Vec<&str> = lines().filter(|line| !line.starts_with('>')).collect();
    assert!(told.len() > 5 && typed.len() == 2, "{block}");
    let ran = Home::new().feed(&["--plain", "--demo"], typed.join("\n").as_bytes()).ok();
    in_order(&ran.out, &told);
}

/// `--date 3w` is the day that `goto 3w` goes to, not the range of days that commands take it for.
#[test]
fn it_begins_with_the_day_that_was_named() {
    for (date, first) in [("3w", "Thursday 23 October 2025."), ("yesterday", "Wednesday 12 November 2025.")] {
        let ran = Home::new().feed(&["--plain", "--demo", "--date", date], b"quit\n");
        assert!(ran.out.contains(first), "{date}: {}", ran.out);
    }
}

/// Who is told that something failed is not told the list once more.
#[test]
fn a_failure_says_only_that_it_failed() {
    let told = |line: &str| {
        let ran = Home::new().feed(&["--plain", "--demo"], format!("{line}\nquit\n").as_bytes());
        ran.out.lines().skip(7).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(told("list 99"), ["go-list takes no words: write it alone."]);
    assert_eq!(told("bookmarks 7"), ["go-bookmarks takes no words: write it alone."]);
    assert_eq!(
        told("sources nobody"),
        [
            "Nothing is called nobody here. There are all, The Dateline Gazette, The Key Wire, The Key Card, The Silent Post."
        ]
    );
    assert_eq!(told("go-reader"), ["No story is open."]);
    assert_eq!(told("gr"), ["No story is open."]);
    assert_eq!(told("open 99"), ["The numbers go from 1 to 6."]);
    assert_eq!(told("list").len(), 7, "who asks for the list hears it again");
}

/// Keeping a story, its tags and its note tell what was done, not the story once more.
#[test]
fn what_is_done_to_an_open_story_does_not_tell_it_again() {
    let script = "open 3\nbookmark\nagain\nundo\nquit\n";
    let ran = Home::new().feed(&["--plain", "--demo"], script.as_bytes());
    let before = ran.out.split_once("Bookmarked.").unwrap();
    let text = "There are days on which one does not want to know.";
    assert_eq!(before.0.matches(text).count(), 1, "{}", ran.out);
    // What asks for it hears it again; undoing does not.
    assert_eq!(before.1.matches(text).count(), 1, "{}", ran.out);
    let undone = before.1.split_once("Undone").unwrap().1;
    assert!(!undone.contains(text), "{}", ran.out);
}

#[test]
fn a_script_reads_the_demo() {
    let script = "open 3\nbookmark\nq\nbookmarks\nundo\nday\n]\n3[\nsearch title:card\nopen 1\nnothing-such\nopen 99\nquit\nday\n";
    let ran = Home::new().feed(&["--plain", "--demo"], script.as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    is_plain(&ran.out);
    in_order(
        &ran.out,
        &[
            "Thursday 13 November 2025. 6 stories, 6 unread.",
            "1. A newspaper that fits in a terminal. The Dateline Gazette, ",
            "6. The keys on one card.",
            "A day may be closed unread\n",
            "\n1. It means the list as you see it. If you have narrowed the list to one source",
            "End of the story.",
            "Bookmarked.",
            "6 stories, 5 unread, 1 bookmarked.",
            "3. A day may be closed unread.",
            "1 bookmark.\nThursday 13 November 2025:\n1. A day may be closed unread.",
            "Undone: bookmarked: A day may be closed unread.",
            "No bookmarks yet.",
            "6 stories, 5 unread.",
            "Friday 14 November 2025. Still to come.",
            "Tuesday 11 November 2025.",
            "Search: title:card",
            "End of the story.",
            "Nothing is called nothing-such.",
            "The numbers go from 1 to ",
        ],
    );
    // What stands behind the end is not done.
    let (_, rest) = ran.out.split_once("The numbers go from").unwrap();
    assert!(!rest.contains("13 November 2025"), "{rest}");
}

#[test]
fn a_script_follows_a_site_and_keeps_a_story() {
    let today: Day = "2025-11-13".parse().unwrap();
    let (site, home) = (Site::portal(today), Home::new());
    let script = format!("add {}\nyes\ngo 2025-11-11\nopen 2\nbookmark\n", site.url(&format!("/{WORLD}/")));
    let ran = home.feed(&["--plain"], script.as_bytes());
    assert_eq!(ran.code, 0, "{ran:?}");
    is_plain(&ran.out);
    let story = title("2025-11-11".parse().unwrap(), 1);
    in_order(
        &ran.out,
        &[
            "No sources yet. A number answers:",
            "1. Read the demo edition",
            "A number does it, cancel ends.",
            "Added ",
            "Tuesday 11 November 2025.",
            &story,
            "End of the story.",
            "Bookmarked.",
        ],
    );
    let kept = home.run(&["bookmarks", "--json"]);
    assert!(kept.out.contains(&story), "{kept:?}");
    // The next time it begins with the day; the act of the last time can be taken back by its kind.
    let again = home.feed(&["--plain", "--date", "2025-11-11"], b"2\nr\nu\n");
    in_order(
        &again.out,
        &["Tuesday 11 November 2025.", "bookmarked.", "End of the story.", "Marked ", "Undone: "],
    );
}

#[test]
fn a_script_edits_a_route_and_adds_one() {
    let today: Day = "2025-11-13".parse().unwrap();
    let (site, home) = (Site::portal(today), Home::new());
    let template = |day: &str| site.url(&format!("/{WORLD}/{{YYYY}}-{{MM}}-{day}/"));
    let script = format!(
        "add {}\n1\nlist\nroutes\nedit-route 1\n{}\nedit-route 1\n{} from 2020-02-01\nadd-route {}\n",
        site.url(&format!("/{WORLD}/")),
        template("{DAY}"),
        template("{DD}"),
        site.url("/sitemap.xml"),
    );
    let ran = home.feed(&["--plain"], script.as_bytes());
    assert_eq!(ran.code, 0, "{ran:?}");
    is_plain(&ran.out);
    in_order(
        &ran.out,
        &[
            "Routes of ",
            " is the route now.",
            "`{DAY}` is not a date token; there are ",
            &format!("1. day-page {} from 2020-02-01. untested.", template("{DD}")),
            &format!("2. sitemap {}. untested.", site.url("/sitemap.xml")),
        ],
    );
}

#[test]
fn lines_are_as_wide_as_is_said() {
    let home = Home::new();
    let narrow = home.feed(&["--plain", "--demo", "--width", "40"], b"open 1\nhelp\n");
    assert!(narrow.out.lines().all(|line| line.chars().count() <= 40), "{}", narrow.out);
    let whole = home.feed(&["--plain", "--demo", "--set", "plain.page=12"], b"open 1\nmore\n");
    in_order(&whole.out, &["percent. An empty line reads on.\n", "End of the story."]);
    let refused = home.run(&["--demo", "--width", "40"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("--width is for --plain"), "{}", refused.err);
}

#[test]
fn a_terminal_that_cannot_draw_is_told_in_lines() {
    let mut pty = Launch::dateline().env("TERM", "dumb").args(["--demo", "--today", "2025-11-13"]).start();
    pty.wait_for_text("6. The keys on one card.");
    pty.wait_for_text("> ");
    // An empty line opens, pages, and goes on.
    pty.send("\r");
    pty.wait_for_text("percent. An empty line reads on.");
    pty.send("\r");
    pty.wait_for_text("End of the story.");
    pty.send("\r");
    pty.wait_for_text("Brackets move in time");
    // What is asked for has its own prompt.
    pty.send("search\r");
    pty.wait_for_text("Search: ");
    pty.send("sources\r");
    pty.wait_for_text("found in");
    pty.send("gs\r");
    pty.wait_for_text("1. All sources.");
    // The end of the input is the end.
    pty.send("\u{4}");
    assert!(pty.wait_exit().success());
    let raw = String::from_utf8(pty.raw()).unwrap();
    assert!(!raw.contains('\u{1b}'), "{raw:?}");
}

#[test]
fn an_interrupt_ends_the_waiting_and_a_signal_the_program() {
    let home = tempfile::TempDir::new().unwrap();
    let site = Site::new();
    site.follow_one(home.path(), String::new(), "");
    site.put("/wire.xml", Served::Stall(Vec::new()));
    let mut pty = Launch::dateline().home(home.path()).args(["--plain", "--today", "2025-11-13"]).start();
    pty.wait_for("the feed asked for", |_| site.hits("/wire.xml") > 0);
    pty.send("\u{3}");
    pty.wait_for_text("Stopped what ran.");
    pty.send("next-day\r");
    pty.wait_for_text("Friday 14 November 2025. Still to come.");
    let process = Pid::from_raw(pty.process().try_into().unwrap()).unwrap();
    kill_process(process, Signal::TERM).unwrap();
    assert_eq!(pty.wait_exit().exit_code(), 143);
}

#[test]
fn keys_that_are_saved_meanwhile_are_taken_over() {
    let home = tempfile::TempDir::new().unwrap();
    let folder = |name: &str| home.path().join(name);
    std::fs::create_dir_all(folder("config")).unwrap();
    let mut pty = Launch::dateline()
        .home(home.path())
        .env("DATELINE_CONFIG_DIR", folder("config").display().to_string())
        .env("DATELINE_DATA_DIR", folder("data").display().to_string())
        .args(["--plain", "--demo", "--today", "2025-11-13"])
        .start();
    pty.wait_for_text("> ");
    let keys = "[everywhere]\nu = false\n\"<F8>\" = \"undo\"\n";
    std::fs::write(folder("config").join("keys.toml"), keys).unwrap();
    // Nothing is told while a line is waited for: it is asked until the keys are there.
    let is_known = (1..500).any(|turn| {
        pty.send(&format!("help undo\rnothing{turn}\r"));
        // Once as it was typed, once in the answer.
        let word = format!("nothing{turn}");
        pty.wait_for("the answer", |screen| screen.contents().matches(&word).count() > 1);
        pty.screen_text().contains("Keys: F8.")
    });
    assert!(is_known, "{}", pty.screen_text());
    pty.send("toggle-read 1\r");
    pty.wait_for_text("F8 takes it back");
    pty.send("\u{4}");
    assert!(pty.wait_exit().success());
}
