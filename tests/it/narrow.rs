//! A disk that is full, or can only be read, under each file that the program writes: what stood there stays whole, the sentence says what
//! to do, reading goes on, and with room again the same is done.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::commands::Home;
use crate::straits::Small;
use crate::support::pty::{Launch, Pty};
use crate::support::site::{Served, Site};

const SOURCES: &str = "# mine\n\n[[source]]\nid = \"old\"\nroutes = [{ kind = \"feed\", url = \"FEED\" }]\n";

fn feed() -> Served {
    let text = "The committee met in the morning and agreed on the plan. ".repeat(8);
    let item = |number: usize| {
        format!(
            "<item><title>Story {number}</title><guid>{number}</guid><link>https://127.0.0.1:9/{number}</link>\
             <pubDate>Thu, 13 Nov 2025 09:0{number}:00 GMT</pubDate><content:encoded>&lt;p&gt;Text {number} begins. \
             {text}&lt;/p&gt;</content:encoded></item>"
        )
    };
    let items: String = (1..4).map(item).collect::<Vec<_>>().concat();
    let rss = format!(
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
         <title>News</title>{items}</channel></rss>"
    );
    Served::typed("application/rss+xml", rss)
}

/// The files of a folder but for the ballast.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(Result::unwrap);
    let named = entries.map(|entry| (entry.file_name().into_string().unwrap(), entry.path()));
    named
        .filter(|(name, path)| name != "ballast" && path.is_file())
        .map(|(name, path)| {
            let content = fs::read(path).unwrap();
            (name, content)
        })
        .collect()
}

#[test]
fn commands_whose_files_find_no_room_or_no_leave_change_nothing_and_say_what_to_do() {
    let Some(small) = Small::mount() else { return };
    let (home, site) = (Home::new(), Site::new());
    site.put("/feed.xml", feed());
    site.put("/new.xml", feed());
    let config = small.path().join("config");
    fs::create_dir(&config).unwrap();
    fs::write(config.join("sources.toml"), SOURCES.replace("FEED", &site.url("/feed.xml"))).unwrap();
    let list = home.path().join("list");
    fs::write(&list, "https://127.0.0.1:9/other.xml\n").unwrap();
    let notes = small.path().join("notes");
    let run = |args: &[&str]| {
        let ran = home.command(args).env("DATELINE_CONFIG_DIR", &config).output().unwrap();
        (ran.status.code(), String::from_utf8(ran.stderr).unwrap())
    };
    assert_eq!(run(&["bookmarks", "add", "https://127.0.0.1:9/kept"]).0, Some(0));
    fs::create_dir(&notes).unwrap();
    for args in [
        vec!["add", &site.url("/new.xml")],
        vec!["import", list.to_str().unwrap()],
        vec!["sources", "remove", "old"],
        vec!["bookmarks", "export", "markdown", "--folder", notes.to_str().unwrap()],
    ] {
        let before = (files(&config), files(&notes));
        let fails = |why: &str, hint: &str| {
            let (code, said) = run(&args);
            assert_eq!(code, Some(5), "{args:?}: {said}");
            assert!(said.contains(&format!(" cannot be written, {why}\n")), "{args:?}: {said}");
            assert!(said.contains(hint), "{args:?}: {said}");
            assert_eq!((files(&config), files(&notes)), before, "{args:?}");
        };
        small.fill();
        fails("the disk is full", "free some space and do it again");
        small.free();
        small.seal(true);
        fails("its disk can only be read", "write it somewhere else");
        small.seal(false);
        let (code, said) = run(&args);
        assert_eq!(code, Some(0), "{args:?}, with room again: {said}");
        assert_ne!((files(&config), files(&notes)), before, "{args:?}");
    }
}

#[test]
fn a_disk_that_fills_up_under_the_screen_is_said_and_reading_goes_on() {
    let Some(small) = Small::mount() else { return };
    let site = Site::new();
    site.put("/feed.xml", feed());
    let (config, data) = (small.path().join("config"), small.path().join("data"));
    fs::create_dir(&config).unwrap();
    fs::write(config.join("sources.toml"), SOURCES.replace("FEED", &site.url("/feed.xml"))).unwrap();
    let start = || -> Pty {
        let args = ["--today", "2025-11-13", "--set", "network.spacing=0", "--set", "read.mark=never"];
        let folders = ["--config-dir", config.to_str().unwrap(), "--data-dir", data.to_str().unwrap()];
        Launch::dateline().args(args).args(folders).size(80, 30).start()
    };
    let mut pty = start();
    pty.wait_for_text("Story 1");
    pty.send("zt");
    pty.wait_for_text("fjord");
    pty.send("\u{1b}");
    pty.wait_until_gone("fjord");
    let before = files(&config);
    small.fill();
    // Each thing that writes, and what the screen says.
    for (keys, said) in [("b", "disk is full"), ("D\r", "disk is full"), ("ztj\r", "disk is full")] {
        pty.send(keys);
        pty.wait_for_text(said);
        pty.send("\u{1b}\u{1b}");
        pty.wait_until_gone(said);
    }
    pty.send("gg\r");
    pty.wait_for_text("begins. The committee");
    pty.send("q");
    pty.wait_until_gone("begins. The committee");
    assert_eq!(files(&config), before);
    small.free();
    pty.send("b");
    pty.wait_for_text("\u{2605}");
    pty.send("Q");
    assert!(pty.wait_exit().success());
    let mut pty = start();
    pty.wait_for_text("\u{2605}");
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

/// Not even the index of the log has room, which who reads the store needs too.
#[test]
fn a_disk_without_a_byte_of_room_keeps_nobody_from_what_is_stored() {
    let Some(small) = Small::mount() else { return };
    let (home, site) = (Home::new(), Site::new());
    site.put("/feed.xml", feed());
    let (config, data) = (small.path().join("config"), small.path().join("data"));
    fs::create_dir(&config).unwrap();
    fs::write(config.join("sources.toml"), SOURCES.replace("FEED", &site.url("/feed.xml"))).unwrap();
    let run = |args: &[&str]| {
        let mut command = home.command(args);
        command.env("DATELINE_CONFIG_DIR", &config).env("DATELINE_DATA_DIR", &data);
        crate::commands::Ran::of(command.output().unwrap())
    };
    assert_eq!(run(&["fetch"]).code, 0);
    assert_eq!(run(&["bookmarks", "add", "https://127.0.0.1:9/kept"]).code, 0);
    // As one that was killed leaves it: what was kept last is in the log alone.
    let (store, log) = (data.join("dateline.db"), data.join("dateline.db-wal"));
    let window = Launch::dateline()
        .args(["--today", "2025-11-13", "--set", "network.spacing=0", "--set", "refresh=never"])
        .args(["--config-dir", config.to_str().unwrap(), "--data-dir", data.to_str().unwrap()]);
    let mut pty = window.size(80, 30).start();
    pty.wait_for_text("Story 1");
    pty.send("b");
    pty.wait_for_text("\u{2605} 2");
    let cut = (fs::read(&store).unwrap(), fs::read(&log).unwrap());
    assert!(!cut.1.is_empty());
    pty.send("Q");
    assert!(pty.wait_exit().success());
    for file in fs::read_dir(&data).unwrap().map(|file| file.unwrap().path()) {
        fs::remove_file(file).unwrap();
    }
    fs::write(&store, cut.0).unwrap();
    fs::write(&log, cut.1).unwrap();
    let said = "dateline: the disk is full\n  the store is open for reading only, so nothing is kept; free some space, then";
    for (args, there) in [
        (&["day", "2025-11-13"][..], "Story 3"),
        (&["bookmarks"], "https://127.0.0.1:9/3"),
        (&["search", "committee"], "Story 2"),
        (&["read", "https://127.0.0.1:9/2"], "Text 2 begins"),
    ] {
        // Room that a log has left is taken again.
        small.fill();
        let ran = run(args);
        assert!(ran.code == 0 && ran.out.contains(there) && ran.err.contains(said), "{args:?}: {ran:?}");
    }
    for args in [&["fetch"][..], &["bookmarks", "add", "https://127.0.0.1:9/not"]] {
        small.fill();
        let ran = run(args);
        assert!(
            ran.code == 5 && ran.err.matches("dateline: the disk is full").count() == 1,
            "{args:?}: {ran:?}"
        );
    }
    small.fill();
    let mut pty = Launch::dateline()
        .args(["--today", "2025-11-13", "--set", "refresh=never"])
        .args(["--config-dir", config.to_str().unwrap(), "--data-dir", data.to_str().unwrap()])
        .size(80, 30)
        .start();
    pty.wait_for_text("the disk is full");
    pty.send("\r");
    pty.wait_for_text("begins. The committee");
    pty.send("Q");
    assert!(pty.wait_exit().success());
    small.free();
    let kept = run(&["bookmarks", "--json"]);
    assert_eq!(kept.out.lines().count(), 2, "{kept:?}");
    assert_eq!(run(&["bookmarks", "add", "https://127.0.0.1:9/again"]).code, 0);
}
