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
    // Nothing is tried by itself any more.
    pty.wait_for("what can be done, and no next try", |screen| {
        let text = screen.contents();
        text.contains("R asks it, d removes it") && !text.contains("next try")
    });
    pty.send("d");
    pty.wait_for_text("is not followed any more");
    // It comes back with what was known of it.
    pty.send("u");
    pty.wait_for_text("gone for good");
    pty.send("q");
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

/// A feed that is not where it was, without a redirect: its site is looked at again, and what is found takes its place.
#[test]
fn a_feed_that_has_moved_in_silence_is_found_again_at_its_site() {
    let site = Site::new();
    site.put("/feed", Served::typed("application/rss+xml", FEED));
    let home = TempDir::new().unwrap();
    let config = home.path().join("config");
    std::fs::create_dir(&config).unwrap();
    let lines = format!(
        "# mine\n[[source]]\nid = \"wire\"\ntitle = \"The Wire\"\nsection = \"World\"\n\
        routes = [{{ kind = \"feed\", url = \"{}\" }}]\n",
        site.url("/feed")
    );
    std::fs::write(config.join("sources.toml"), &lines).unwrap();
    let mut pty = Launch::dateline()
        .home(home.path())
        .args(["--today", "2025-11-13", "--config-dir", config.to_str().unwrap()])
        .start();
    pty.wait_for_text("Ships wait at the strait");

    site.put("/feed", Served::status(404));
    site.put("/news.xml", Served::typed("application/rss+xml", FEED.replace("Ships wait", "Ships sail")));
    let front = "<html><head><title>The Wire</title>\
        <link rel=alternate type=application/rss+xml href=/news.xml></head><body><p>News</p></body></html>";
    site.put("/", Served::html(front));
    pty.send("gS");
    pty.wait_for_text("last answer");
    pty.send("R");
    pty.wait_for_text("nothing at this address (404)");
    pty.wait_for_text("f looks at its site");
    pty.send("f");
    pty.wait_for_text("Ask it this way from now on");
    pty.wait_for_text("/news.xml");
    // Nothing has been changed yet.
    assert_eq!(std::fs::read_to_string(config.join("sources.toml")).unwrap(), lines);
    pty.send("\r");
    pty.wait_for("the source answers again", |screen| {
        let text = screen.contents();
        text.contains("last answer") && text.contains("/news.xml") && !text.contains("(404)")
    });
    let written = std::fs::read_to_string(config.join("sources.toml")).unwrap();
    assert_eq!(written, lines.replace("/feed", "/news.xml"));
    pty.send("q");
    pty.wait_for_text("Ships sail at the strait");
    // One undo brings the old way back.
    pty.send("u");
    pty.wait_for_text("Undone");
    assert_eq!(std::fs::read_to_string(config.join("sources.toml")).unwrap(), lines);
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

/// How a source answers, in words, after three days of asking: each request is counted as it was answered.
#[test]
fn how_a_source_answers_is_told_in_words() {
    let feed = Site::made_of(|asked| {
        let item = |n: u32| {
            format!(
                "<item><title>Story {n}</title><guid>{n}</guid><pubDate>{} Nov 2025 08:00:00 GMT</pubDate></item>",
                12 - 2 * n
            )
        };
        let rss = format!(
            "<rss><channel><title>Kept</title>{}</channel></rss>",
            (0..4).map(item).collect::<String>()
        );
        Some(match asked.header("if-none-match") {
            Some("\"1\"") => Served::status(304),
            _ => Served::typed("application/rss+xml", rss).with("ETag", "\"1\""),
        })
    });
    let busy = Site::new();
    busy.put("/feed", Served::status(429).with("Retry-After", "7200"));
    let home = tempfile::tempdir().unwrap();
    let (config, data) = (home.path().join("config"), home.path().join("data"));
    std::fs::create_dir(&config).unwrap();
    let source = |id: &str, url: &str| {
        format!("[[source]]\nid = \"{id}\"\nroutes = [{{ kind = \"feed\", url = \"{url}\" }}]\n")
    };
    let sources = source("kept", &feed.url("/feed")) + &source("busy", &busy.url("/feed"));
    std::fs::write(config.join("sources.toml"), sources).unwrap();
    let launch = |instant: &str| {
        Launch::dateline()
            .args(["--now", instant, "--config-dir", config.to_str().unwrap()])
            .args(["--data-dir", data.to_str().unwrap()])
            .size(120, 30)
    };
    for (visit, instant) in
        ["2025-11-12T09:00:00Z", "2025-11-12T21:00:00Z", "2025-11-13T12:00:00Z"].into_iter().enumerate()
    {
        let mut pty = launch(instant).start();
        pty.wait_for("its answers", |_| feed.asked().len() == visit + 1 && busy.asked().len() == visit + 1);
        pty.send("gS");
        pty.wait_for_text("next try");
        if visit == 2 {
            // What fails stands first.
            for words in [
                "failed 3 times",
                "wants to be asked less often (429): try again in 2 hours",
                "never answered",
                "next try 13 November 2025, 13:59",
            ] {
                pty.wait_for_text(words);
            }
            pty.send("j");
            for words in [
                "2 of 3 requests saved by \u{201c}not modified\u{201d}",
                "last answer 13 November 2025, 12:00",
                "last new 12 November 2025, 09:00",
                "next try 13 November 2025, 12:30",
                "4 stories",
                "3.5 a week",
            ] {
                pty.wait_for_text(words);
            }
        }
        pty.send("Q");
        assert!(pty.wait_exit().success());
    }
}
