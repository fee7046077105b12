//! Faults found by attacking the program, each by name, so that they stay mended.

use rustix::process::{Pid, Signal, kill_process};

use crate::commands::{Home, article};
use crate::support::portal::{WORLD, title};
use crate::support::pty::{Launch, Pty};
use crate::support::site::{Served, Site};

const TODAY: &str = "2025-11-13";

fn signal(process: u32, signal: Signal) {
    kill_process(Pid::from_raw(process.cast_signed()).unwrap(), signal).unwrap();
}

fn demo() -> Pty {
    let pty = Launch::dateline().args(["--demo", "--today", TODAY]).start();
    pty.wait_for_text("Space");
    pty
}

#[test]
fn the_texts_of_a_day_are_printed_and_fetched_where_they_are_missing() {
    let (home, site) = (Home::new(), Site::portal(TODAY.parse().unwrap()));
    home.run(&["add", &site.url(&format!("/{WORLD}/"))]).ok();
    home.run(&["fetch", "2025-11-05"]).ok();
    let listed = home.run(&["day", "2025-11-05", "--json"]).ok().json();
    let texts = home.run(&["day", "2025-11-05", "--format", "json"]).ok().json();
    assert_eq!(texts.len(), listed.len());
    for (text, row) in texts.iter().zip(&listed) {
        assert_eq!((&text["id"], &text["url"], &text["title"]), (&row["id"], &row["url"], &row["title"]));
        assert!(text["text"].as_str().unwrap().len() > 200, "{text}");
    }
    // Now from the store alone, in each form.
    site.down(true);
    let wanted = title("2025-11-05".parse().unwrap(), 0);
    for (format, head) in [("text", ""), ("markdown", "# "), ("html", "<"), ("ansi", "\u{1b}[")] {
        let ran = home.run(&["day", "2025-11-05", "--format", format, "--width", "40"]).ok();
        assert!(ran.out.contains(head) && ran.out.len() > 1000, "{format}: {}", ran.out);
    }
    let markdown = home.run(&["day", "2025-11-05", "--format", "markdown"]).ok();
    assert!(markdown.out.contains(&format!("# {wanted}")), "{}", markdown.out);
    home.run(&["day", "2025-11-04", "--format", "text"]);
    let both = home.run(&["day", "2025-11-05", "--json", "--format", "text"]);
    assert_eq!(both.code, 2, "{both:?}");
}

#[test]
fn a_text_that_cannot_be_had_costs_no_other() {
    let (home, site) = (Home::new(), Site::plain_rss(TODAY.parse().unwrap()));
    home.run(&["add", &site.url("/")]).ok();
    site.down(true);
    let ran = home.run(&["day", "yesterday", "--format", "markdown"]);
    let listed = home.run(&["day", "yesterday", "--json"]).ok().json().len();
    let had = ran.out.matches("\n# ").count() + usize::from(ran.out.starts_with("# "));
    assert!(ran.err.matches("dateline: ").count() >= listed - had, "{ran:?}");
    assert_eq!(ran.code, if had == 0 { 4 } else { 0 }, "{ran:?}");
}

#[test]
fn the_sources_file_is_edited_in_the_person_s_editor_and_checked() {
    let home = Home::new();
    let right = "[[source]]\nid = \"a\"\nroutes = [{ kind = \"feed\", url = \"http://127.0.0.1:1/\" }]\n";
    let wrong = format!("{right}\n# mine\n[[source]]\nid = \"b\"\nroutes = [{{ kind = \"fed\" }}]\n");
    let editing = |text: &str| {
        let draft = home.path().join("draft");
        std::fs::write(&draft, text).unwrap();
        let mut command = home.command(&["sources", "edit"]);
        // With an argument, as people set it.
        command
            .env("EDITOR", format!("cp '{}'", draft.display()))
            .env("PATH", std::env::var_os("PATH").unwrap());
        command.output().unwrap()
    };
    assert_eq!(editing(right).status.code(), Some(0));
    let broken = editing(&wrong);
    let said = String::from_utf8(broken.stderr).unwrap();
    assert_eq!(broken.status.code(), Some(3), "{said}");
    assert!(said.contains("sources.toml:8:20: there is no kind of route"), "{said}");
    assert!(said.contains("dateline sources edit"), "{said}");
    let left = std::fs::read_to_string(home.path().join("config/sources.toml")).unwrap();
    assert_eq!(left, wrong, "nothing of it is lost");
    // It can be opened again although it is broken.
    assert_eq!(editing(right).status.code(), Some(0));
    assert_eq!(home.run(&["sources", "--json"]).ok().json().len(), 1);
    let mut failing = home.command(&["sources", "edit"]);
    assert_eq!(failing.env("VISUAL", "false").output().unwrap().status.code(), Some(2));
}

#[test]
fn nonsense_is_not_recognised_and_no_file_has_a_host() {
    let home = Home::new();
    let put = |name: &str, bytes: &[u8]| {
        let file = home.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        file.to_str().unwrap().to_owned()
    };
    let noise: Vec<u8> = (1..=4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 23) as u8).collect();
    for (name, bytes) in [
        ("noise", noise.as_slice()),
        ("words.txt", b"one two three"),
        ("data.json", b"{\"a\": 1}"),
        ("empty", b""),
    ] {
        let ran = home.run(&["inspect", &put(name, bytes)]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{name}: {ran:?}");
        assert!(!ran.err.contains("localhost") && !ran.err.contains(".invalid"), "{ran:?}");
    }
    let read = home.run(&["read", &put("noise.bin", &noise)]);
    assert!(read.code != 0 && read.out.is_empty() && read.err.contains("not a page"), "{read:?}");
    let page = article().replace(
        "</head>",
        "<link rel=alternate type=application/rss+xml href=feed.xml><link rel=canonical href=/boats></head>",
    );
    let page =
        page.replace("The harbour", "<a href=other.html>The</a> <a href=https://a.example/>harbour</a>");
    let file = put("page.html", page.as_bytes());
    for format in ["text", "markdown", "html", "json"] {
        let read = home.run(&["read", &file, "--format", format]).ok();
        assert!(!read.out.contains("localhost") && !read.out.contains(".invalid"), "{}", read.out);
        assert!(!read.out.contains("other.html"), "{}", read.out);
    }
    let object = &home.run(&["inspect", &file]).ok().json()[0];
    assert_eq!(object["routes"][0]["url"], "feed.xml", "{object}");
    assert!(!object.to_string().contains(".invalid"), "{object}");
}

#[test]
fn what_makes_no_sense_is_refused_with_a_way_out() {
    let home = Home::new();
    for (args, words) in [
        (vec!["day", "..2025-11-05"], "the days `..2025-11-05` have no beginning"),
        (vec!["day", "2025-11..2025-10"], "write the earlier day first: 2025-10-01..2025-11-30"),
        (vec!["--demo", "day"], "`dateline --demo` alone"),
        (vec!["--date", "2025-11-05", "fetch"], "name the day after the command"),
    ] {
        let ran = home.run(&args);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.err.contains(words), "{ran:?}");
    }
}

#[test]
fn tags_with_commas_are_several_and_a_server_s_error_is_plain_english() {
    let (home, site) = (Home::new(), Site::new());
    site.put("/boats", Served::status(500));
    let kept = home.run(&["bookmarks", "add", &site.url("/boats"), "--tag", "sea,port", "--tag", "x"]).ok();
    assert!(kept.err.contains("127.0.0.1 answered with an error (500)"), "{kept:?}");
    let tags = &home.run(&["bookmarks", "--json"]).ok().json()[0]["tags"];
    assert_eq!(tags, &serde_json::json!(["port", "sea", "x"]));
}

#[test]
fn hints_of_commands_name_no_key() {
    let (home, site) = (Home::new(), Site::new());
    site.put("/paper", Served::typed("application/pdf", b"%PDF-1.7".to_vec()));
    let read = home.run(&["read", &site.url("/paper")]);
    assert!(read.err.contains("this is a PDF") && !read.err.contains("o opens"), "{read:?}");
}

#[test]
fn an_address_given_to_the_program_is_read_at_once() {
    let site = Site::new();
    site.put("/boats", Served::html(article()));
    let mut pty = Launch::dateline().args(["--today", TODAY, &site.url("/boats")]).start();
    pty.wait_for_text("The harbour master counted");
    pty.send("q");
    pty.wait_for_text("Read the demo edition");
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

#[test]
fn a_file_that_is_no_page_offers_the_browser_on_the_screen() {
    let site = Site::new();
    site.put("/paper", Served::typed("application/pdf", b"%PDF-1.7".to_vec()));
    let mut pty = Launch::dateline().args(["--today", TODAY, &site.url("/paper")]).start();
    pty.wait_for_text("this is a PDF, not a page");
    pty.wait_for_text("o opens it in the browser");
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

#[test]
fn a_signal_ends_the_screen_with_its_code_and_gives_the_terminal_back() {
    for (sent, code) in [(Signal::INT, 130), (Signal::TERM, 143), (Signal::QUIT, 131), (Signal::HUP, 129)] {
        let mut pty = demo();
        signal(pty.process(), sent);
        assert_eq!(pty.wait_exit().exit_code(), code);
        pty.with_screen(|screen| assert!(!screen.alternate_screen() && !screen.hide_cursor()));
    }
}

#[test]
fn a_terminal_that_takes_no_output_keeps_nobody_from_ending_the_program() {
    let pty = demo();
    let ended = pty.stalled(|resize, process| {
        for columns in 0..40 {
            resize(160 + columns, 60);
        }
        signal(process, Signal::TERM);
    });
    assert_eq!(ended.exit_code(), 143);
}

#[test]
fn an_unfinished_paste_does_not_hold_the_keyboard() {
    let mut pty = demo();
    pty.send("\u{1b}[200~abc");
    // Until the program has seen that the paste pauses, `Ctrl-C` is part of it.
    for _try in 0..40 {
        if pty.screen_text().contains("Q quits") {
            break;
        }
        pty.is_quiet_for(std::time::Duration::from_millis(250));
        pty.send("\u{3}");
    }
    pty.wait_for_text("Q quits");
    pty.send("Q");
    assert!(pty.wait_exit().success());
}
