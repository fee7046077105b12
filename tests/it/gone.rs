//! A feed that its server has removed for good: said in the view of the sources' health, removed by one key there.

use tempfile::TempDir;

use super::support::pty::Launch;
use super::support::site::{Served, Site};

const FEED: &str = "<rss version=\"2.0\"><channel><title>The Wire</title><item><title>Ships wait at the strait</title>\
    <guid>1</guid><pubDate>Thu, 13 Nov 2025 08:00:00 GMT</pubDate></item></channel></rss>";

#[test]
fn a_feed_that_is_gone_says_so_and_one_key_removes_it() {
    let site = Site::new();
    site.put("/feed", Served::typed("application/rss+xml", FEED));
    let home = TempDir::new().unwrap();
    let mut pty = Launch::dateline().home(home.path()).args(["--today", "2025-11-13"]).start();
    pty.wait_for_text("Read the demo edition");
    pty.paste(&site.url("/feed"));
    pty.wait_for_text(&site.url("/feed"));
    pty.send("\r");
    pty.wait_for_text("Ships wait at the strait");
    pty.send("\r");
    pty.wait_for_text("Added ");
    pty.wait_for("the source in its pane and over its story", |screen| {
        screen.contents().matches("The Wire").count() == 2
    });

    site.put("/feed", Served::status(410));
    pty.send("gS");
    pty.wait_for_text("last answer");
    pty.send("R");
    pty.wait_for_text("gone for good");
    pty.wait_for_text("d removes it");
    pty.send("d");
    pty.wait_for_text("is not followed any more");
    // It comes back with what was known of it.
    pty.send("u");
    pty.wait_for_text("gone for good");
    pty.send("q");
    pty.send("Q");
    assert!(pty.wait_exit().success());
}
