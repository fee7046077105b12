//! The first minute, key by key, as `docs/first-minute.md` tells it.

use std::path::Path;

use super::support::pty::Launch;
use super::support::site::Site;

const TODAY: &str = "2025-11-13";

/// A row of the table: what is pressed, and what is on the screen then.
struct Row {
    keys: String,
    seen: String,
}

fn rows(page: &str) -> Vec<Row> {
    let cells = |line: &str| {
        line.trim_matches('|').split(" | ").map(str::trim).map(str::to_owned).collect::<Vec<_>>()
    };
    page.lines()
        .filter(|line| line.starts_with('|') && line.ends_with("` |"))
        .map(|line| {
            let cells = cells(line);
            let seen = cells.last().unwrap().trim_end_matches(" |").trim_matches('`').to_owned();
            Row { keys: cells.first().unwrap().clone(), seen }
        })
        .collect()
}

/// The bytes of a row's keys, and how many keys they are.
fn keys(cell: &str) -> (String, usize) {
    let keys: Vec<&str> =
        cell.split("<kbd>").skip(1).filter_map(|rest| rest.split("</kbd>").next()).collect();
    let bytes = keys.iter().map(|key| match *key {
        "Enter" => "\r",
        "Space" => " ",
        other => other,
    });
    (bytes.collect(), keys.len())
}

#[test]
fn the_first_minute_is_as_the_page_tells_it() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/first-minute.md");
    let page = std::fs::read_to_string(page).unwrap();
    let rows = rows(&page);
    assert_eq!(rows.len(), 20, "the rows of the table");
    let site = Site::portal(TODAY.parse().unwrap());
    let mut pty = Launch::dateline().args(["--today", TODAY]).start();
    let mut pressed = 0;
    for row in &rows {
        if row.keys == "paste" {
            pty.paste(&site.url("/world-news/"));
        } else {
            let (bytes, count) = keys(&row.keys);
            pressed += count;
            pty.send(&bytes);
        }
        pty.wait_for_text(&row.seen);
    }
    assert_eq!(pressed, 18, "keys pressed");

    // What the page says besides.
    pty.send("gb");
    pty.wait_for_text("No bookmarks");
    pty.send("q");
    // The same address again: it is known.
    pty.paste(&site.url("/world-news/"));
    pty.wait_for_text("Add:");
    pty.send("\r");
    pty.wait_for_text("You follow it already");
    assert!(!pty.screen_text().contains("Follow this site"));
    pty.send("\r");
    pty.wait_until_gone("Add:");
    pty.send("Q");
    assert!(pty.wait_exit().success());
}
