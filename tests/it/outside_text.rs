//! One hostile text in every field that comes from outside, through every way that text leaves the program: nothing of
//! it acts on a terminal, turns a line round or hides in it.

use std::fs;

use crate::commands::Home;
use crate::support::pty::Launch;
use crate::support::site::{Served, Site};

/// As JSON: an escape sequence, a bell, a C1 sequence, bidi overrides and isolates, tag characters, a line feed.
const HOSTILE: &str =
    "Evil\\u001b[31337m\\u0007\\u009b31337m\\u202etxt\\u2066.exe\\udb40\\udc41\\udb40\\udc42\\nend";

/// What is left of an escape sequence once it cannot act.
const LEFT: &str = "31337m";

#[track_caller]
fn assert_clean(what: &str, text: &str) {
    let bad = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}')
    };
    let found = text.char_indices().find(|(_, c)| bad(*c));
    assert!(found.is_none(), "{what}: {found:?} in {text:?}");
}

fn site() -> Site {
    let site = Site::new();
    let words = "The committee met in the morning and agreed on the plan. ".repeat(9);
    let item = format!(
        "{{\"id\":\"1\",\"url\":\"{}\",\"title\":\"{HOSTILE}\",\"summary\":\"{HOSTILE}\",\"authors\":[{{\"name\":\"{HOSTILE}\"}}],\
         \"tags\":[\"{HOSTILE}\"],\"date_published\":\"2025-11-13T09:00:00Z\",\
         \"content_html\":\"<h2>{HOSTILE}</h2><p>{HOSTILE} {words}</p><pre>{HOSTILE}</pre>\"}}",
        site.url("/story")
    );
    let feed = format!(
        "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"{HOSTILE}\",\"description\":\"{HOSTILE}\",\
         \"items\":[{item}]}}"
    );
    site.put("/feed.json", Served::typed("application/feed+json", feed));
    // Wherever a server's own words may get into a sentence.
    let raw = "\u{202e}\u{9b}31337m".to_owned();
    site.put("/moved", Served::redirect(302, &format!("http://{raw}.example/\u{1b}[31337m")));
    site.put("/typed", Served::typed(&format!("image/{raw}"), "%PDF\u{1b}[31337m"));
    site.put("/reason", Served::Raw(format!("HTTP/1.1 500 {raw}\r\nContent-Length: 0\r\n\r\n").into_bytes()));
    site.put("/xml", Served::typed("application/xml", format!("<\u{202e}{raw}><a>&#27;[31337m</a></{raw}>")));
    site
}

#[test]
fn nothing_from_outside_acts_in_what_commands_print_log_and_write() {
    let (home, site) = (Home::new(), site());
    let log = ["--log", "trace"];
    let ran = home.run(&[&["add", &site.url("/feed.json")], &log[..]].concat()).ok();
    assert_clean("add", &(ran.out + &ran.err));
    home.run(&["fetch"]).ok();
    let listed = home.run(&["day", "2025-11-13", "--json"]).ok();
    assert!(listed.out.contains(LEFT), "the text itself is there: {}", listed.out);
    let url = site.url("/story");
    home.run(&[
        "bookmarks",
        "add",
        &url,
        "--tag",
        "a\u{202e}\u{1b}[31337mb",
        "--note",
        "n\u{9b}31337m\u{2066}",
    ]);
    let folder = home.path().join("notes");
    let folder = folder.to_str().unwrap();
    for args in [
        "day 2025-11-13",
        "day 2025-11-13 --json",
        "day 2025-11-13 --format text",
        "day 2025-11-13 --format markdown",
        "day 2025-11-13 --format html",
        "search evil",
        "search evil --json",
        "search zzz\u{202e}\u{9b}zzz",
        "sources",
        "sources --json",
        "export opml",
        "bookmarks",
        "bookmarks --json",
        "bookmarks export markdown",
        "bookmarks export netscape",
        "bookmarks export json",
        "bookmarks export csv",
        &format!("bookmarks export markdown --folder {folder}"),
        "bookmarks remove https://news.example/\u{202e}\u{9b}31337m",
        "doctor",
        "config --set ui.theme=\u{202e}\u{1b}[31337m",
        "sources remove \u{202e}\u{1b}[31337m",
    ] {
        let mut args: Vec<&str> = args.split(' ').collect();
        args.extend(log);
        let ran = home.run(&args);
        assert_clean(&format!("{args:?} out"), &ran.out);
        assert_clean(&format!("{args:?} err"), &ran.err);
    }
    for path in ["/moved", "/typed", "/reason", "/xml", "/feed.json", "/\u{202e}\u{9b}31337m"] {
        for command in ["read", "inspect", "add"] {
            let ran = home.run(&[&[command, &site.url(path)], &log[..]].concat());
            assert_clean(&format!("{command} {path}"), &(ran.out + &ran.err));
        }
    }
    let mut files = 0;
    for place in [home.path().join("data"), home.path().join("config"), folder.into()] {
        for entry in fs::read_dir(place).unwrap().map(Result::unwrap) {
            let name = entry.file_name().into_string().unwrap();
            assert_clean("the name of a file", &name);
            assert!(!name.contains(['\n', '\r', '\t']), "{name:?}");
            if let Ok(text) = fs::read_to_string(entry.path()) {
                assert_clean(&name, &text);
                files += 1;
            }
        }
    }
    assert!(files >= 3, "the log, the sources and a note were looked at");
}

/// The bytes of base64 (RFC 4648) without its padding.
fn decoded(text: &str) -> String {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => u32::from(byte - b'A'),
        b'a'..=b'z' => u32::from(byte - b'a') + 26,
        b'0'..=b'9' => u32::from(byte - b'0') + 52,
        b'+' => 62,
        _ => 63,
    };
    let bytes: Vec<u8> = text.trim_end_matches('=').bytes().collect();
    let quads = bytes.chunks(4).flat_map(|quad| {
        let whole = quad.iter().fold(0, |sum, byte| sum << 6 | value(*byte)) << (6 * (4 - quad.len()));
        whole.to_be_bytes()[1..quad.len()].to_vec()
    });
    String::from_utf8(quads.collect()).unwrap()
}

#[test]
fn nothing_from_outside_acts_on_the_terminal_the_clipboard_or_the_title() {
    let (home, site) = (Home::new(), site());
    home.run(&["add", &site.url("/feed.json")]).ok();
    let (config, data) = (home.path().join("config"), home.path().join("data"));
    let mut pty = Launch::dateline()
        .args(["--today", "2025-11-13", "--set", "network.spacing=0"])
        .args(["--data-dir", data.to_str().unwrap(), "--config-dir", config.to_str().unwrap()])
        .size(100, 30)
        .start();
    pty.wait_for_text("Evil");
    let copies = |raw: &[u8]| String::from_utf8_lossy(raw).matches("\u{1b}]52;").count();
    for (keys, copied) in [("gl\r", 0), ("yt", 1), ("ym", 2), ("yy", 3), ("q", 3), ("gS", 3)] {
        pty.send(keys);
        let seen = (0..600).any(|_| {
            pty.is_quiet_for(std::time::Duration::from_millis(50));
            copies(&pty.raw()) >= copied
        });
        assert!(seen, "{keys}: {}", pty.framed());
        pty.is_quiet_for(std::time::Duration::from_millis(200));
    }
    pty.send("\u{1b}");
    pty.send("Q");
    pty.wait_exit();
    let raw = String::from_utf8(pty.raw()).unwrap();
    for acting in ["\u{1b}[31337m", "\u{9b}", "\u{202e}", "\u{2066}", "\u{e0041}"] {
        assert!(!raw.contains(acting), "{acting:?}");
    }
    assert!(raw.contains(LEFT));
    let mut clips = 0;
    for sent in raw.split("\u{1b}]52;").skip(1) {
        let text = sent.split(['\u{7}', '\u{1b}']).next().unwrap().split(';').nth(1).unwrap();
        assert_clean("the clipboard", &decoded(text));
        clips += 1;
    }
    assert_eq!(clips, 3);
    for title in raw.split("\u{1b}]").skip(1) {
        let title = title.split(['\u{7}', '\u{1b}']).next().unwrap();
        assert_clean("a title or a link", title);
    }
}
