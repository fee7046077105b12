//! Journeys through a day: what is never shown, how the stories stand, what is done, what can be taken back.

use std::fmt::Write as _;
use std::path::Path;

use tempfile::TempDir;

use super::support::prose;
use super::support::pty::{Launch, Pty};
use super::support::site::{Served, Site};

/// A story of a feed: its number, when it came out, its title, section and author.
type Entry = (u64, &'static str, &'static str, &'static str, &'static str);

const WIRE: [Entry; 5] = [
    (1, "2025-11-13T09:30:00Z", "Your horoscope for today", "Life", "Vera Star"),
    (2, "2025-11-13T09:00:00Z", "Grain corridor talks resume", "Business", "Ann Lee"),
    (3, "2025-11-13T08:00:00Z", "Rivers rise in the north", "World", "Ann Lee"),
    (4, "2025-11-12T20:00:00Z", "A horoscope of yesterday", "Life", "Vera Star"),
    (5, "2025-11-12T10:00:00Z", "Central bank holds its rate", "Business", "Ben Ode"),
];
const POST: [Entry; 2] = [
    (2, "2025-11-13T09:10:00Z", "Grain talks: what is known", "World", "Joan Ray"),
    (6, "2025-11-13T07:00:00Z", "Harvest festival draws a crowd", "Life", "Joan Ray"),
];

/// Two feeds that tell of one story both, and their pages.
fn site() -> Site {
    let site = Site::new();
    for (number, _, title, ..) in WIRE.iter().chain(&POST) {
        let body = prose::story(*number).paragraphs.join("</p><p>");
        let page = format!("<html><body><article><h1>{title}</h1><p>{body}</p></article></body></html>");
        site.put(&format!("/{number}"), Served::html(page));
    }
    put_feed(&site, "/wire.xml", "The Wire", &WIRE);
    put_feed(&site, "/post.xml", "Daily Post", &POST);
    site
}

fn put_feed(site: &Site, path: &str, title: &str, entries: &[Entry]) {
    let mut feed = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>{title}</title><id>{path}</id>\
         <updated>2025-11-13T10:00:00Z</updated>"
    );
    for (number, at, title, section, author) in entries {
        let link = site.url(&format!("/{number}"));
        let _ = write!(
            feed,
            "<entry><id>{link}</id><title>{title}</title><link href=\"{link}\"/><published>{at}</published>\
             <updated>{at}</updated><category term=\"{section}\"/><author><name>{author}</name></author></entry>"
        );
    }
    site.put(path, Served::typed("application/atom+xml", format!("{feed}</feed>")));
}

/// Follows the two feeds.
fn follow(home: &Path, site: &Site) {
    let folder = home.join(".config/dateline");
    std::fs::create_dir_all(&folder).unwrap();
    let source = |id: &str, title: &str| {
        format!(
            "[[source]]\nid = \"{id}\"\ntitle = \"{title}\"\n\n[[source.routes]]\nkind = \"feed\"\nurl = \"{}\"\n\n",
            site.url(&format!("/{id}.xml"))
        )
    };
    let sources = source("wire", "The Wire") + &source("post", "Daily Post");
    std::fs::write(folder.join("sources.toml"), sources).unwrap();
}

fn program(home: &TempDir) -> Launch {
    Launch::dateline().home(home.path()).args(["--today", "2025-11-13"])
}

/// The program over a new store, today's stories in its list.
fn started(site: &Site, home: &TempDir) -> Pty {
    follow(home.path(), site);
    let pty = program(home).start();
    pty.wait_for_text("Harvest festival");
    pty.wait_for_text("Your horoscope");
    pty
}

/// The story that is open, and how far it is.
fn place(screen: &vt100::Screen) -> String {
    let text = screen.contents();
    let mut lines = text.trim_end().lines();
    let title = lines.nth(2).unwrap_or_default().to_owned();
    let far = lines.last().unwrap_or_default().split_whitespace().rev().take(2).collect::<Vec<_>>();
    format!("{title} {}", far.into_iter().rev().collect::<Vec<_>>().concat())
}

fn leave(mut pty: Pty) {
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

#[test]
fn the_order_of_the_list_is_chosen_and_kept() {
    let (site, home) = (site(), TempDir::new().unwrap());
    let mut pty = started(&site, &home);
    let after = |pty: &Pty, first: &str, then: &str| {
        pty.wait_for(&format!("{first} before {then}"), |screen| {
            let text = screen.contents();
            text.find(first).is_some_and(|at| text[at..].contains(then))
        });
    };
    after(&pty, "The Wire", "Your horoscope");
    pty.send("s");
    pty.wait_for_text("by length");
    pty.send("tsr");
    pty.wait_for_text("Stories stand oldest first");
    after(&pty, "Harvest festival", "Rivers rise");
    after(&pty, "Rivers rise", "Your horoscope");
    pty.send("\x1b[A\x1b[A\x1b[A\x1b[Ar");
    pty.wait_for_text("Marked read");
    pty.send("zu");
    pty.wait_for_text("What is read is left out");
    pty.wait_until_gone("Harvest festival");
    leave(pty);

    let mut pty = program(&home).start();
    after(&pty, "Rivers rise", "Your horoscope");
    assert!(!pty.screen_text().contains("Harvest festival"));
    pty.send("zu");
    pty.wait_for_text("Harvest festival");
    leave(pty);
}

#[test]
fn yesterday_is_read_to_its_end_with_space_alone() {
    let (site, home) = (site(), TempDir::new().unwrap());
    follow(home.path(), &site);
    // Followed since yesterday, so that its stories are unread.
    put_feed(&site, "/wire.xml", "The Wire", &WIRE[3..]);
    put_feed(&site, "/post.xml", "Daily Post", &[]);
    let program = |today: &str| Launch::dateline().home(home.path()).args(["--today", today]);
    let mut pty = program("2025-11-12").start();
    pty.wait_for_text("Central bank");
    pty.send("Q");
    assert!(pty.wait_exit().success());

    put_feed(&site, "/wire.xml", "The Wire", &WIRE);
    let mut pty = program("2025-11-13").args(["--date", "2025-11-12"]).start();
    pty.wait_for_text("2 stories · 2 unread");
    let mut keys = 0;
    while !pty.screen_text().contains("is done") {
        let before = pty.with_screen(place);
        pty.send(" ");
        keys += 1;
        pty.wait_for("a page, a story or the end", |screen| {
            let place = place(screen);
            screen.contents().contains("is done") || (place != before && place.ends_with('%'))
        });
        assert!(keys < 40, "{}", pty.framed());
    }
    pty.wait_for_text("✓ 12 Nov is done. Space goes on to 13 Nov");
    pty.send("q");
    pty.wait_for_text("All read · gn 13 Nov: ");
    pty.wait_for_text("2 stories · all read");
    pty.send("gn");
    pty.wait_for_text("Thursday 13 November 2025");
    pty.wait_for_text("✓12");
    leave(pty);
}

#[test]
fn what_a_person_never_wants_to_see_goes_and_comes_back() {
    let (site, home) = (site(), TempDir::new().unwrap());
    let mut pty = started(&site, &home);
    pty.send("ggD");
    pty.wait_for_text("Never show stories");
    // The longest word of the title is proposed, and looked for in the last 30 days.
    pty.wait_for_text("Would hide 2 of 6 stories of the last 30 days");
    pty.wait_for_text("A horoscope of yesterday");
    pty.send("\r");
    pty.wait_for_text("Never shown: the words horoscope");
    pty.wait_until_gone("Your horoscope");
    pty.wait_for_text("1 muted");
    pty.send("u");
    pty.wait_for_text("Your horoscope");
    pty.wait_until_gone("1 muted");
    pty.send("U");
    pty.wait_until_gone("Your horoscope");
    leave(pty);

    // The next time they are still hidden; shown in their place, one brings its like back.
    let mut pty = program(&home).start();
    pty.wait_for_text("1 muted");
    pty.send("zm");
    pty.wait_for_text("Your horoscope");
    pty.send("ggD");
    pty.wait_for_text("Shown again: the words horoscope");
    pty.wait_until_gone("1 muted");

    // By the author of a story that is read; the rule is let go in the list of the rules.
    pty.send("gg\r");
    pty.wait_for_text("%");
    pty.send("D\t\r");
    pty.wait_for_text("Never shown: the author Vera Star");
    pty.send("q");
    pty.wait_for_text("1 muted");
    pty.send("gm");
    pty.wait_for_text("the author Vera Star");
    pty.wait_for_text("hides 2 stories");
    pty.send("d");
    pty.wait_for_text("No mute rules");
    pty.send("q");
    pty.wait_until_gone("1 muted");
    leave(pty);
}

#[test]
fn any_change_is_taken_back_and_done_again_also_after_a_restart() {
    let (site, home) = (site(), TempDir::new().unwrap());
    let mut pty = started(&site, &home);
    pty.wait_for_text("4 unread");
    pty.send("ggr");
    pty.wait_for_text("3 unread");
    pty.send("jjr");
    pty.wait_for_text("2 unread");
    pty.send("gu");
    pty.wait_for_text("marked read: Rivers rise in the north");
    pty.wait_for_text("in this window");
    // Not the last one: the one before it.
    pty.send("j\r");
    pty.wait_for_text("Undone: marked read: Your horoscope for today");
    pty.wait_for_text("taken back");
    pty.send("q");
    pty.wait_for_text("3 unread");
    leave(pty);

    let mut pty = program(&home).start();
    pty.wait_for_text("3 unread");
    pty.send("gu");
    pty.wait_for_text("before this window was opened");
    pty.wait_for_text("taken back");
    pty.send("j\r");
    pty.wait_for_text("Done again: marked read: Your horoscope for today");
    pty.send("q");
    pty.wait_for_text("2 unread");
    leave(pty);
}

#[test]
fn each_kind_of_change_is_listed_and_taken_back_after_a_restart() {
    let (site, home) = (site(), TempDir::new().unwrap());
    let mut pty = started(&site, &home);
    pty.wait_for_text("4 unread");
    let mut does = |keys: &str, said: &str| {
        pty.send(keys);
        pty.wait_for_text(said);
    };
    does("ggr", "Marked read");
    does("jB", "Tags:");
    does("trade\r", "Note:");
    does("ask\r", "Bookmarked");
    does("A", "marked read. u takes it back");
    does("jvjr", "marked unread");
    does("ggD", "of the last 30 days");
    does("\r", "Never shown: the words horoscope");
    does("gsjE", "Call it:");
    does("\u{15}Evening\r", "Evening");
    does("jdd", "Daily Post is not followed any more");
    does("Q", "");
    assert!(pty.wait_exit().success());

    let mut pty = program(&home).start();
    pty.wait_for_text("Evening");
    pty.send("gu");
    let listed = [
        "source removed: Daily Post",
        "source renamed: The Wire is now called Evening",
        "muted: the words horoscope",
        "2 stories marked unread",
        "3 stories marked read",
        "bookmarked: Grain corridor talks resume",
        "marked read: Your horoscope for today",
    ];
    for label in listed {
        pty.wait_for_text(label);
    }
    for label in listed {
        pty.send("u");
        pty.wait_for_text(&format!("Undone: {label}"));
    }
    pty.send("q");
    pty.wait_for_text("4 unread");
    pty.wait_for("all as it was", |screen| {
        let text = screen.contents();
        ["Daily Post", "The Wire", "Your horoscope"].iter().all(|there| text.contains(there))
            && ["Evening", "1 muted", "★"].iter().all(|gone| !text.contains(gone))
    });
    // And all of it again, the oldest first.
    for label in listed.iter().rev() {
        pty.send("U");
        pty.wait_for_text(&format!("Done again: {label}"));
    }
    pty.wait_for("all of it again", |screen| {
        let text = screen.contents();
        text.contains("Evening") && text.contains('★') && !text.contains("Daily Post  ")
    });
    leave(pty);
}

#[test]
fn a_story_that_two_sources_tell_stands_once_and_is_read_as_either_tells_it() {
    let (site, home) = (site(), TempDir::new().unwrap());
    let mut pty = started(&site, &home);
    pty.wait_for_text("4 unread");
    pty.send("ggj");
    pty.wait_for_text("also Daily Post");
    assert!(!pty.screen_text().contains("Grain talks: what is known"), "{}", pty.framed());
    pty.send("O");
    pty.wait_for_text("An archived copy");
    pty.wait_for_text("Grain talks: what is known");
    pty.send("j\r");
    pty.wait_for_text("Daily Post · ");
    pty.wait_for_text("%");
    pty.send("q");
    // It was one story, and it is read.
    pty.wait_for_text("3 unread");
    leave(pty);
}
