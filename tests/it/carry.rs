//! In and out: other programs' files are taken over and written, by the real program, without a network.

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::pty::{Launch, Pty};
use crate::support::site::{Served, Site};

/// A home of its own, and the program in it.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(args)
            .env_clear()
            .env("HOME", self.0.path())
            .env("TZ", "UTC")
            .env("LANG", "en_GB.UTF-8")
            .args(["--today", "2025-11-13"])
            .output()
            .unwrap()
    }

    fn import(&self, name: &str, text: &str) -> (String, String) {
        let file = self.file(name, text);
        let ran = self.run(&["import", file.to_str().unwrap()]);
        assert!(ran.status.success(), "{}", err(&ran));
        (out(&ran), err(&ran))
    }

    fn json(&self, args: &[&str]) -> Vec<Value> {
        let ran = self.run(args);
        out(&ran).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

#[test]
fn of_many_fields_without_a_place_fifty_are_named() {
    let home = Home::new();
    let fields: Vec<String> = (100..160).map(|n| format!("\"k{n}\":\"x\"")).collect();
    let file = format!("[{{\"url\":\"https://a.example/\",{}}}]", fields.join(","));
    let (words, left) = home.import("a.json", &file);
    assert_eq!(words, "1 bookmark taken from bookmarks.\n");
    assert_eq!(left.matches("it has no place here").count(), 50);
    assert!(left.ends_with("  and 10 more fields\n"), "{left}");
}

fn out(ran: &Output) -> String {
    String::from_utf8(ran.stdout.clone()).unwrap()
}

fn err(ran: &Output) -> String {
    String::from_utf8(ran.stderr.clone()).unwrap()
}

const OPML: &str = r#"<?xml version="1.0"?>
<opml version="1.0" xmlns:fz="urn:forumzilla:"><head/><body>
<outline text="World & home"><outline text="Near">
<outline text="The Wire" type="rss" xmlUrl="https://wire.example/rss?a=1&b=2" htmlUrl="https://wire.example/" fz:quickMode="false" starred="yes"/>
</outline></outline>
<outline text="Daily &quot;Post&quot;" type="rss" xmlUrl="https://post.example/rss"/>
<outline text="Mine" type="rss" xmlUrl="ftp://mine.example/rss"/>
</body></opml>"#;

#[test]
fn opml_goes_round_whole_and_twice_gives_no_doubles() {
    let home = Home::new();
    let (words, left) = home.import("a.opml", OPML);
    assert_eq!(words, "2 sources taken from OPML, 1 left.\n");
    assert!(left.contains("ftp://mine.example/rss: it is no web address"), "{left}");
    let (words, _) = home.import("a.opml", OPML);
    assert_eq!(words, "0 sources taken from OPML, 2 known already, 1 left.\n");

    let exported = home.run(&["export", "opml"]);
    let text = out(&exported);
    let wire = "<outline type=\"rss\" text=\"The Wire\" title=\"The Wire\" xmlUrl=\"https://wire.example/rss?a=1&amp;b=2\" \
                htmlUrl=\"https://wire.example/\" fz:quickMode=\"false\" starred=\"yes\" xmlns:fz=\"urn:forumzilla:\"/>";
    assert!(text.contains(wire), "{text}");
    assert!(text.contains("<outline text=\"World &amp; home\" title=\"World &amp; home\">"), "{text}");

    let second = Home::new();
    second.import("b.opml", &text);
    let again = out(&second.run(&["export", "opml"]));
    assert_eq!(again, text);
    let sources = second.json(&["sources", "--json"]);
    assert_eq!(sources[1]["section"], "World & home / Near");
    assert_eq!(sources[0]["title"], "Daily \"Post\"");
}

#[test]
fn other_readers_lists_are_found_and_taken() {
    let home = Home::new();
    assert_eq!(home.run(&["import"]).status.code(), Some(1));
    let urls = "https://wire.example/rss news \"~The Wire\"\n\"query:All:unread = \\\"yes\\\"\"\n";
    let file = home.file(".newsboat/urls", urls);
    let offered = out(&home.run(&["import"]));
    assert_eq!(offered, format!("newsboat\n  dateline import {}\n", file.display()));
    let ran = home.run(&["import", file.to_str().unwrap(), "--dry-run"]);
    assert_eq!(out(&ran), "1 source found in newsboat's urls, 1 left.\n");
    assert!(home.json(&["sources", "--json"]).is_empty());
    let ran = home.run(&["import", file.to_str().unwrap()]);
    assert_eq!(out(&ran), "1 source taken from newsboat's urls, 1 left.\n");
    assert!(err(&ran).contains("it is a saved search of newsboat's"), "{}", err(&ran));
    assert_eq!(home.json(&["sources", "--json"])[0]["id"], "the-wire");
}

#[test]
fn kept_pages_of_other_services_come_with_all_that_was_said() {
    let home = Home::new();
    let pocket =
        "title,url,time_added,tags,status\nOne,https://a.example/1,1700000000,tea|slow food,archive\n";
    let (words, _) = home.import("pocket.csv", pocket);
    assert_eq!(words, "1 bookmark taken from Pocket.\n");
    let browser = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<H1>Bookmarks</H1>\n<DL><p>\n<DT><H3>Kitchen</H3>\n<DL><p>\n\
        <DT><A HREF=\"https://a.example/1\" ADD_DATE=\"1600000000\">One</A>\n<DD>why\n</DL><p>\n</DL><p>";
    let (words, _) = home.import("bookmarks.html", browser);
    assert_eq!(words, "0 bookmarks taken from a browser's bookmarks, 1 made fuller.\n");
    let wallabag = r#"[{"is_archived":0,"is_starred":1,"tags":[],"title":"Two","url":"https://a.example/2",
        "content":"<p>The whole text of the second page.</p>","created_at":"2024-05-06T07:08:09+0000","domain_name":"a.example"}]"#;
    let (words, _) = home.import("wallabag.json", wallabag);
    assert_eq!(words, "1 bookmark taken from Wallabag, 1 with text.\n");
    let (words, _) = home.import("wallabag.json", wallabag);
    assert_eq!(words, "0 bookmarks taken from Wallabag, 1 known already.\n");

    let kept = home.json(&["bookmarks", "--json"]);
    assert_eq!(kept.len(), 2);
    assert_eq!(
        (&kept[0]["title"], &kept[0]["day"], &kept[0]["has_text"]),
        (&"Two".into(), &"2024-05-06".into(), &true.into())
    );
    assert_eq!(kept[1]["tags"], serde_json::json!(["Kitchen", "archive", "slow food", "tea"]));
    assert_eq!((&kept[1]["note"], &kept[1]["day"]), (&"why".into(), &"2023-11-14".into()));

    // Out and in again in each form that carries them.
    for (form, name) in [("json", "b.json"), ("csv", "b.csv"), ("netscape", "b.html"), ("markdown", "b.md")] {
        let text = out(&home.run(&["bookmarks", "export", form]));
        let other = Home::new();
        other.import(name, &text);
        let mut there = other.json(&["bookmarks", "--json"]);
        let mut here = kept.clone();
        for row in there.iter_mut().chain(&mut here) {
            row["has_text"] = Value::Null;
        }
        assert_eq!(there, here, "{form}");
    }
    // The name of a file behind the form is a query that finds nothing.
    let ran = home.run(&["bookmarks", "export", "markdown", "notes.md"]);
    assert_eq!((ran.status.code(), out(&ran).as_str()), (Some(1), ""));
    let said = "dateline: no bookmark fits `notes.md`\n  what stands behind the form is looked for; \
                `> FILE` writes what is printed into a file\n";
    assert_eq!(err(&ran), said);
    assert!(!home.0.path().join("notes.md").exists(), "what is no file is not written");
    // A folder of notes, each a file of its own; nothing is written over.
    let notes = home.0.path().join("notes");
    let folder = notes.to_str().unwrap();
    let said = err(&home.run(&["bookmarks", "export", "markdown", "--folder", folder]));
    assert!(said.starts_with("2 notes written to"), "{said}");
    let said = err(&home.run(&["bookmarks", "export", "markdown", "--folder", folder]));
    assert!(said.contains("2 there already and left as they are"), "{said}");
    let other = Home::new();
    let ran = other.run(&["bookmarks", "import", folder]);
    assert_eq!(out(&ran), "2 bookmarks taken from Markdown notes.\n", "{}", err(&ran));
    let mut there = other.json(&["bookmarks", "--json"]);
    let mut here = kept;
    for row in there.iter_mut().chain(&mut here) {
        row["has_text"] = Value::Null;
    }
    assert_eq!(there, here);
}

#[test]
fn addresses_come_from_standard_input_and_queries_choose() {
    let home = Home::new();
    let list = home.file(
        "list.txt",
        "# later\nhttps://127.0.0.1:9/tea\n\njavascript:alert(1)\nhttps://127.0.0.1:9/rye\n",
    );
    let add = |tag: &str| {
        Command::new(env!("CARGO_BIN_EXE_dateline"))
            .env_clear()
            .env("HOME", home.0.path())
            .args(["--today", "2025-11-13", "bookmarks", "add", "-", "--tag", tag])
            .stdin(std::fs::File::open(&list).unwrap())
            .output()
            .unwrap()
    };
    let said = err(&add("later"));
    assert!(said.contains("kept: https://127.0.0.1:9/tea\nleft: line 4: javascript:alert(1): "), "{said}");
    assert!(said.contains("2 addresses kept, 0 with text, 1 left."), "{said}");
    assert!(err(&add("later")).contains("kept already: https://127.0.0.1:9/rye"));
    home.run(&["bookmarks", "add", "https://127.0.0.1:9/rye", "--note", "bread for Monday"]);
    for (query, count) in
        [("rye", 1), ("monday", 1), ("tag:later -bread", 1), ("has:note or tea", 2), ("salt", 0)]
    {
        let found = home.json(&["bookmarks", "list", query, "--json"]);
        assert_eq!(found.len(), count, "{query}");
    }
    let slip = err(&home.run(&["bookmarks", "list", "--tag", "latre"]));
    assert!(slip.contains("no bookmark has the tag `latre`\n  did you mean `later`"), "{slip}");
    let ran =
        home.run(&["bookmarks", "import", home.file("urls.txt", "https://a.example/1\n").to_str().unwrap()]);
    assert_eq!(out(&ran), "1 bookmark taken from a list of addresses.\n");
    let checked = home.json(&["bookmarks", "check", "tag:later", "--json"]);
    let silent = checked.iter().filter(|row| row["state"] == "unanswered").count();
    assert_eq!(silent, 2, "who does not answer says nothing of a page: {checked:?}");
    let check = home.run(&["bookmarks", "check", "tag:later"]);
    assert_eq!(check.status.code(), Some(4));
    assert!(
        err(&check).contains("2 bookmarks asked, 0 moved, 0 lost, 2 without an answer"),
        "{}",
        err(&check)
    );
    assert_eq!(home.json(&["bookmarks", "--json"]).len(), 3, "nothing was let go");
}

#[test]
fn a_bookmark_without_a_title_is_told_once_and_a_long_note_in_lines() {
    let home = Home::new();
    let url = "https://127.0.0.1:9/rye";
    let note =
        "bread for Monday, and the flour of the mill by the river that is open on two days of the week";
    home.run(&["--today", "2025-11-13", "bookmarks", "add", url, "--note", note]);
    let told = out(&home.run(&["bookmarks"]));
    assert_eq!(told, format!("Thursday 13 November 2025\n  ★ {url} · text not here yet\n    {note}\n"));
    let mut pty = Launch::dateline().home(home.0.path()).args(["bookmarks"]).size(48, 12).start();
    assert!(pty.wait_exit().success());
    let told = pty.screen_text();
    let lines: Vec<&str> = told.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    assert_eq!(
        lines[2..],
        [
            "    bread for Monday, and the flour of the mill",
            "    by the river that is open on two days of",
            "    the week",
        ]
    );
}

#[test]
fn only_what_the_person_chose_is_asked_on_the_own_network() {
    let home = Home::new();
    let (mine, theirs) = (Site::new(), Site::new());
    for site in [&mine, &theirs] {
        site.put("/tea", Served::html("<h1>Tea</h1><p>Tea is grown on hills.</p>"));
    }
    let list = home.file(
        "theirs.html",
        &format!("<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF='{}'>Tea</A></DL>", theirs.url("/tea")),
    );
    home.run(&["bookmarks", "import", list.to_str().unwrap()]);
    home.run(&["bookmarks", "add", &mine.url("/tea")]);
    let state_of = |site: &Site| {
        let checked = home.json(&["bookmarks", "check", "--json"]);
        let row = checked.iter().find(|row| row["url"] == site.url("/tea").as_str()).unwrap().clone();
        row["state"].as_str().unwrap().to_owned()
    };
    assert_eq!((state_of(&mine), state_of(&theirs)), ("there".to_owned(), "unanswered".to_owned()));
    assert!(theirs.asked().is_empty(), "{:?}", theirs.asked());
    // What is typed then is the person's, wherever it came from first.
    home.run(&["bookmarks", "add", &theirs.url("/tea")]);
    assert_eq!(state_of(&theirs), "there");
}

#[test]
fn lines_may_end_in_any_way() {
    for end in ["\n", "\r\n", "\r"] {
        let home = Home::new();
        let rows =
            ["title,url,tags", "One,https://a.example/1,a", "\"Two, too\",https://a.example/2,b|c", ""];
        let file = home.file("ends.csv", &rows.join(end));
        let said = out(&home.run(&["bookmarks", "import", file.to_str().unwrap()]));
        assert!(said.starts_with("2 bookmarks taken"), "{end:?}: {said}");
        let kept = home.json(&["bookmarks", "--json"]);
        let two = kept.iter().find(|one| one["url"] == "https://a.example/2").unwrap();
        assert_eq!((&two["title"], &two["tags"]), (&"Two, too".into(), &serde_json::json!(["b", "c"])));
    }
}

#[test]
fn what_cannot_be_imported_is_said() {
    let home = Home::new();
    for (name, text, said) in [
        ("feed.xml", "<rss version=\"2.0\"><channel><title>x</title></channel></rss>", "this file is a feed"),
        ("empty", "", "this file is empty"),
        ("cut.json", "[{\"url\": \"https://a.example/\"", "breaks off at line 1"),
        ("zip", "PK\u{3}\u{4}....", "this file is a ZIP archive that breaks off"),
    ] {
        let file = home.file(name, text);
        let ran = home.run(&["import", file.to_str().unwrap()]);
        assert!(!ran.status.success(), "{name}");
        assert!(err(&ran).contains(said), "{name}: {}", err(&ran));
    }
    let ran = home.run(&["import", "/nowhere/at/all"]);
    assert_eq!(ran.status.code(), Some(1));
    assert!(err(&ran).contains("there is no file /nowhere/at/all"), "{}", err(&ran));
    let words = "The mill stood still for a week while the river was low. ".repeat(10);
    let page =
        home.file("page.html", &format!("<h1>Mill</h1><p>{words}<a href='https://a.example/'>More</a>"));
    let ran = home.run(&["import", page.to_str().unwrap()]);
    assert!(err(&ran).contains("this file is a page, not a file of bookmarks"), "{}", err(&ran));
    let none = home
        .file("none.html", "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF='about:home'>Home</A></DL>");
    let ran = home.run(&["import", none.to_str().unwrap()]);
    assert_eq!(ran.status.code(), Some(1), "nothing of it could be taken: {}", err(&ran));
    // Asked of the command that follows sites, a list says what takes it.
    let urls = home.file("urls", "https://127.0.0.1:9/feed.xml world\n");
    let ran = home.run(&["add", urls.to_str().unwrap()]);
    assert!(err(&ran).contains("dateline import"), "{}", err(&ran));
}

/// The screen in a home, where nothing is asked by itself.
fn screen(home: &Home) -> Pty {
    Launch::dateline()
        .home(home.0.path())
        .env("HOME", home.0.path())
        .env("DATELINE_REFRESH", "never")
        .env("DATELINE_CALENDAR_ASK", "false")
        .env("LC_ALL", "de_DE.UTF-8")
        .args(["--today", "2025-11-13"])
        .start()
}

#[test]
fn the_card_offers_sources_of_the_own_language_and_adds_the_chosen() {
    let home = Home::new();
    let mut pty = screen(&home);
    pty.wait_for_text("Read the demo edition");
    pty.send("2");
    pty.wait_for_text("German");
    pty.wait_for_text("tagesschau");
    pty.send("  ");
    pty.wait_for_text("add 2");
    pty.send("\r");
    pty.wait_for_text("2 sources added");
    pty.send("gS");
    pty.wait_for_text("not asked yet");
    pty.send("d");
    pty.wait_for_text("is not followed any more");
    pty.wait_for("one source", |screen| screen.contents().matches("not asked yet").count() == 1);
    pty.send("u");
    pty.wait_for("two sources", |screen| screen.contents().matches("not asked yet").count() == 2);
    pty.send("q");
    pty.send("u");
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

#[test]
fn the_card_finds_another_readers_list_and_takes_it() {
    let home = Home::new();
    home.file(".newsboat/urls", "https://wire.example/rss news \"~The Wire\"\nhttps://post.example/rss\n");
    let mut pty = screen(&home);
    pty.wait_for_text("Read the demo edition");
    pty.send("4");
    pty.wait_for_text("newsboat: ~/.newsboat/urls");
    pty.send("\r");
    pty.wait_for_text("Import this file");
    pty.wait_for_text("2 sources");
    pty.send("\r");
    pty.wait_for_text("2 sources taken from newsboat");
    pty.wait_for_text("The Wire");
    pty.send("Q");
    assert!(pty.wait_exit().success());
}
