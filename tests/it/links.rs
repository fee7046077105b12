//! Journeys through links: letters on them, the way back to the same place, the story given to a command.

use tempfile::TempDir;

use super::attached::{browser, given};
use super::support::prose;
use super::support::pty::{Launch, Pty};
use super::support::site::{Served, Site};

/// A page of a story whose third paragraph links to another one.
fn page(title: &str, number: u64, link: &str) -> Served {
    let paragraphs = prose::story(number).paragraphs;
    let body: String = paragraphs
        .iter()
        .enumerate()
        .map(|(at, words)| {
            let link =
                if at == 2 { format!(" <a href=\"{link}\">The other report</a>") } else { String::new() };
            format!("<p>{words}{link}</p>")
        })
        .collect::<Vec<_>>()
        .concat();
    Served::html(format!(
        "<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"
    ))
}

fn site() -> Site {
    let site = Site::new();
    site.put("/one", page("Ships wait at the strait", 1, "/two"));
    site.put("/two", page("Pilots return to work", 2, "/one"));
    site
}

fn reading(site: &Site, home: &TempDir) -> Launch {
    Launch::dateline().home(home.path()).size(60, 14).args(["--today", "2025-11-13", &site.url("/one")])
}

/// Pages on until the link is in sight; the line of text at the top then.
fn to_the_link(pty: &mut Pty) -> String {
    pty.wait_for_text("Ships wait at the strait");
    pty.wait_for_text("%");
    for _ in 0..10 {
        if pty.screen_text().contains("The other report") {
            break;
        }
        let before = pty.row(2);
        pty.send("j");
        pty.wait_for("a line on", |screen| {
            screen.rows(0, 60).nth(2).is_some_and(|row| row.trim_end() != before.trim_end())
        });
    }
    pty.wait_for_text("The other report");
    pty.row(2)
}

#[test]
fn a_link_is_followed_by_its_letter_and_h_comes_back_to_the_place() {
    let (site, home) = (site(), TempDir::new().unwrap());
    let mut pty = reading(&site, &home).env("DATELINE_NETWORK_ALLOW_PRIVATE", "127.0.0.1").start();
    let top = to_the_link(&mut pty);
    pty.send("f");
    pty.wait_for_text("Follow a link:");
    // The letter stands over the first one of the link.
    pty.wait_for_text("ahe other report");
    pty.send("a");
    pty.wait_for_text("Pilots return to work");
    pty.send("H");
    pty.wait_for_text("The other report");
    assert_eq!(pty.row(2), top);
    pty.send("L");
    pty.wait_for_text("Pilots return to work");
    // It is a page of no source, and can be kept with its text.
    pty.send("b");
    pty.wait_for_text("Bookmarked");
    pty.send("q");
    pty.send("Q");
    assert!(pty.wait_exit().success());
    assert_eq!(site.hits("/two"), 1);
}

#[test]
fn a_link_is_followed_by_a_click_on_it_and_no_other_word_is_one() {
    let (site, home) = (site(), TempDir::new().unwrap());
    let mut pty = reading(&site, &home).start();
    let top = to_the_link(&mut pty);
    let text = pty.screen_text();
    let at = |row: &str| row.find("The other report").map(|byte| row[..byte].chars().count());
    let (row, column) =
        text.lines().enumerate().find_map(|(row, line)| at(line).map(|column| (row, column))).unwrap();
    let (row, column) = (row as u16, column as u16);
    // Beside it is text, and above it is some too.
    pty.click(column - 2, row);
    pty.click(column, row - 1);
    pty.click(column + 15, row);
    pty.wait_for_text("Pilots return to work");
    pty.send("H");
    pty.wait_for_text("The other report");
    assert_eq!(pty.row(2), top);
    pty.send("Q");
    assert!(pty.wait_exit().success());
    assert_eq!(site.hits("/two"), 1);
}

#[test]
fn the_story_and_its_links_open_in_the_browser_with_their_address_alone() {
    let (site, home) = (site(), TempDir::new().unwrap());
    let mut pty = reading(&site, &home).env("BROWSER", browser(home.path())).start();
    to_the_link(&mut pty);
    pty.send("o");
    pty.wait_for_text(&format!("In the browser: {}", site.url("/one")));
    pty.send("F");
    pty.wait_for_text("ahe other report");
    pty.send("a");
    pty.wait_for_text(&format!("In the browser: {}", site.url("/two")));
    pty.wait_for_text("The other report");
    pty.send("Q");
    assert!(pty.wait_exit().success());
    assert_eq!(given(home.path()), format!("{}\n{}\n", site.url("/one"), site.url("/two")));
    assert_eq!(site.hits("/two"), 0, "only the browser asks for it");
}

#[test]
fn a_browser_that_fails_at_once_is_said_to() {
    let (site, home) = (site(), TempDir::new().unwrap());
    let mut pty = reading(&site, &home).env("BROWSER", "/nowhere/browser:false %s").start();
    to_the_link(&mut pty);
    pty.send("o");
    pty.wait_for_text("false ended with exit status: 1: if nothing opened");
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

/// Any address can be kept: it is typed, and the line offers that.
#[test]
fn an_article_that_is_typed_is_kept_from_the_line() {
    let (site, home) = (site(), TempDir::new().unwrap());
    let launch = Launch::dateline().home(home.path()).env("DATELINE_REFRESH", "never");
    let mut pty = launch.args(["--today", "2025-11-13"]).start();
    pty.wait_for_text("Paste or type a site's address");
    pty.send("a");
    pty.wait_for_text("Add:");
    pty.send(&site.url("/one"));
    pty.send("\r");
    pty.wait_for_text("Read this article");
    pty.wait_for_text("Bookmark this article");
    pty.send("j\r");
    pty.wait_for_text("Bookmarked");
    pty.send("gb");
    pty.wait_for_text("Ships wait at the strait");
    pty.wait_for_text("text stored 13 Nov");
    // The person chose it: its page is asked for on the own network too.
    pty.send("c");
    pty.wait_for_text("Asked: it is there");
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

#[test]
fn a_link_does_not_lead_into_a_private_network() {
    let (site, inside, home) = (site(), Site::new(), TempDir::new().unwrap());
    inside.put("/two", page("Pilots return to work", 2, "/one"));
    // The host and port that were typed are the reader's own wish; another port of it is the page's.
    site.put("/one", page("Ships wait at the strait", 1, &inside.url("/two")));
    let mut pty = reading(&site, &home).start();
    to_the_link(&mut pty);
    pty.send("fa");
    pty.wait_for_text("on the public internet");
    pty.send("b");
    pty.wait_for_text("Bookmarked");
    pty.send("Q");
    assert!(pty.wait_exit().success());
    // Nor does keeping it, nor the next start.
    let mut pty = Launch::dateline().home(home.path()).args(["--today", "2025-11-13"]).start();
    pty.send("gb");
    pty.wait_for_text("Bookmarks");
    pty.wait_for_text("text follows");
    pty.send("Q");
    assert!(pty.wait_exit().success());
    assert_eq!(inside.hits("/two"), 0);
}

#[test]
fn the_story_goes_to_the_command_that_is_typed_and_its_output_waits_for_a_key() {
    let (site, home) = (site(), TempDir::new().unwrap());
    let mut pty = reading(&site, &home).start();
    to_the_link(&mut pty);
    pty.send("|");
    pty.wait_for_text("Pipe the story to:");
    pty.send("grep -c 'Ships wait' | tr 1 X\r");
    pty.wait_for_text("Press any key");
    assert!(pty.screen_text().lines().any(|line| line.trim() == "X"), "{}", pty.screen_text());
    pty.send("x");
    pty.wait_for_text("has the story");
    // What was typed comes back; a command that fails says so.
    pty.send("|");
    pty.wait_for_text("Pipe the story to:");
    pty.send("\u{1b}[A");
    pty.wait_for_text("tr 1 X");
    pty.send("\u{15}exit 3\r");
    pty.wait_for_text("exit status: 3");
    pty.send("\r");
    pty.wait_for_text("ended with exit status: 3");
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

/// What is written for the link of the story, as the terminal would have it.
fn hyperlink(site: &Site) -> String {
    format!(";{}\u{1b}\\", site.url("/two"))
}

fn wrote(pty: &Pty, text: &str) -> usize {
    pty.raw().windows(text.len()).filter(|at| *at == text.as_bytes()).count()
}

#[test]
fn the_terminal_knows_links_where_it_takes_them_and_only_changed_cells_are_written() {
    let (site, home) = (site(), TempDir::new().unwrap());
    // Not known for it: no link is written.
    let mut pty = reading(&site, &home).start();
    to_the_link(&mut pty);
    assert_eq!(wrote(&pty, "\u{1b}]8;"), 0);
    pty.send("Q");
    assert!(pty.wait_exit().success());

    let home = TempDir::new().unwrap();
    let mut pty = reading(&site, &home).env("TERM", "xterm-kitty").start();
    to_the_link(&mut pty);
    pty.wait_for_bytes(&hyperlink(&site));
    assert_eq!(wrote(&pty, "\u{1b}]8;id="), wrote(&pty, "\u{1b}]8;;\u{1b}\\"));
    // A key that changes nothing of it writes no link again; letters over it, and their end, do.
    let before = wrote(&pty, "\u{1b}]8;id=");
    pty.send("zx");
    pty.wait_for_text("The texts of this story");
    pty.send("\u{1b}");
    pty.wait_for_text("The other report");
    pty.send(":");
    pty.wait_for("the line", |screen| screen.contents().trim_end().ends_with(':'));
    assert!(wrote(&pty, "\u{1b}]8;id=") <= before + 4);
    pty.send("\u{1b}f");
    pty.wait_for("letters", |screen| !screen.contents().contains("The other report"));
    pty.send("\u{1b}");
    pty.wait_for_text("The other report");
    pty.send("Q");
    assert!(pty.wait_exit().success());

    // Off is off.
    let home = TempDir::new().unwrap();
    let off = reading(&site, &home).env("TERM", "xterm-kitty").env("DATELINE_UI_HYPERLINKS", "off");
    let mut pty = off.start();
    to_the_link(&mut pty);
    assert_eq!(wrote(&pty, "\u{1b}]8;"), 0);
}

#[test]
fn a_copy_is_said_to_be_sent_and_inside_tmux_it_is_tmux_that_gets_it() {
    let (site, home) = (site(), TempDir::new().unwrap());
    let mut pty = reading(&site, &home).start();
    pty.wait_for_text("Ships wait at the strait");
    pty.wait_for_text("%");
    pty.send("yt");
    pty.wait_for_text("Title sent to the terminal's clipboard");
    pty.wait_for_bytes("\u{1b}]52;c;U2hpcHMgd2FpdCBhdCB0aGUgc3RyYWl0\u{1b}\\");
    pty.send("Q");
    assert!(pty.wait_exit().success());

    // A tmux of old, which knows no `-w`, then one of today.
    let bin = home.path().join("bin");
    std::fs::create_dir(&bin).unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let tmux = bin.join("tmux");
    for (script, said) in [
        ("case $2 in -w) exit 1;; esac; cat > \"$HOME/copied\"", "Address copied into tmux's buffer"),
        (
            "case $1 in show-options) echo external;; *) cat > \"$HOME/copied\";; esac",
            "and sent on to the terminal",
        ),
        ("exit 1", "tmux did not take the copy"),
    ] {
        std::fs::write(&tmux, format!("#!/bin/sh\n{script}\n")).unwrap();
        assert!(std::process::Command::new("chmod").arg("+x").arg(&tmux).status().unwrap().success());
        let inside = reading(&site, &home).env("TMUX", "/tmp/none,1,0").env("PATH", &path).size(90, 14);
        let mut pty = inside.start();
        pty.wait_for_text("Ships wait at the strait");
        pty.wait_for_text("%");
        pty.send("yy");
        pty.wait_for_text(said);
        assert_eq!(wrote(&pty, "\u{1b}]52;"), 0);
        assert_eq!(std::fs::read_to_string(home.path().join("copied")).unwrap(), site.url("/one"));
        pty.send("Q");
        assert!(pty.wait_exit().success());
    }
}
