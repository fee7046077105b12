//! A window that nobody touches: it writes nothing, and nothing wakes it. Each place of the program, and each way something
//! was written into the store just before: by a key, by what was fetched, by another program.
//!
//! What has begun may go on for a while (the index is written, the store is looked through), so rest is waited for; a
//! loop in which one part of the program wakes another never comes to it.

use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

use crate::commands::{Home, article};
use crate::support::pty::{Launch, PATIENCE, Pty, Woken};
use crate::support::site::{Served, Site};

/// How long it is looked at.
const LOOK: Duration = Duration::from_millis(1500);
/// More than what is left to be put away; a loop of any pace that is felt makes more.
const FEW: u64 = 3;

/// A site with three feeds, and pages to read.
fn site() -> Site {
    Site::made_of(|asked| {
        if !asked.path.starts_with("/feed") {
            return Some(Served::html(article()));
        }
        let path = &asked.path;
        let items = (0..30).fold(String::new(), |mut items, number| {
            let _ = write!(
                items,
                "<item><title>Harbour story {number} of {path}</title><link>/page{path}/{number}</link>\
                 <guid>{path}{number}</guid><pubDate>13 Nov 2025 09:{number:02}:00 GMT</pubDate></item>"
            );
            items
        });
        let rss = format!("<rss version=\"2.0\"><channel><title>{path}</title>{items}</channel></rss>");
        Some(Served::typed("application/rss+xml", rss))
    })
}

#[track_caller]
fn assert_rests(pty: &Pty, when: &str) {
    let begun = Instant::now();
    loop {
        match pty.woken_in(LOOK) {
            Woken::Times(0..=FEW) => return,
            busy => assert!(
                begun.elapsed() < PATIENCE,
                "{when}: {busy:?} in {LOOK:?}, without an end; the screen is\n{}",
                pty.framed()
            ),
        }
    }
}

#[test]
fn a_window_that_nobody_touches_is_woken_by_nothing_and_writes_nothing() {
    let (home, site) = (Home::new(), site());
    let (config, data) = (home.path().join("config"), home.path().join("data"));
    let sources = (0..3).fold(String::new(), |mut sources, number| {
        let url = site.url(&format!("/feed{number}"));
        let _ = writeln!(
            sources,
            "[[source]]\nid = \"feed-{number}\"\nroutes = [{{ kind = \"feed\", url = \"{url}\" }}]"
        );
        sources
    });
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("sources.toml"), sources).unwrap();
    let mut pty = Launch::dateline()
        .args(["--today", "2025-11-13", "--set", "network.spacing=0"])
        .args(["--data-dir", data.to_str().unwrap(), "--config-dir", config.to_str().unwrap()])
        .size(100, 30)
        .start();
    pty.wait_for_text("90 unread");
    assert_rests(&pty, "after a refresh");
    pty.send("b");
    pty.wait_for_text("\u{2605}");
    assert_rests(&pty, "after a bookmark");
    assert_eq!(home.run(&["bookmarks", "add", &site.url("/page")]).code, 0);
    assert_rests(&pty, "after another program wrote into the store");
    pty.send("gl\r");
    pty.wait_for_text("words");
    assert_rests(&pty, "with an open story");
    pty.send("gfharbour\r");
    pty.wait_for_text("headlines");
    assert_rests(&pty, "with a search");
    pty.send("\x1b\x1bgS");
    pty.wait_for_text("answers");
    assert_rests(&pty, "with a panel");
}
