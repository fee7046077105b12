//! The commands, as a person in a shell meets them: the real program against sites on the loopback.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use dateline::news::Day;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::portal::{WORLD, count_on, number, title};
use crate::support::pty::Launch;
use crate::support::site::{Served, Site};

const TODAY: &str = "2025-11-13";

fn today() -> Day {
    day(TODAY)
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A home of its own, and the program in it.
pub struct Home(TempDir);

impl Home {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command
            .args(args)
            .env_clear()
            .env("HOME", self.path())
            .env("TZ", "UTC")
            .env("LANG", "en_GB.UTF-8")
            .env("DATELINE_CONFIG_DIR", self.path().join("config"))
            .env("DATELINE_DATA_DIR", self.path().join("data"))
            .env("DATELINE_NETWORK_SPACING", "0")
            .args(["--today", TODAY])
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        Ran::of(self.command(args).output().unwrap())
    }

    pub fn feed(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut child = self
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Ran::of(child.wait_with_output().unwrap())
    }
}

/// What a command said, and how it ended.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    pub fn ok(self) -> Self {
        assert_eq!(self.code, 0, "{self:?}");
        self
    }

    pub fn json(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

pub fn article() -> String {
    let sentence =
        "The harbour master counted the boats that had come in during the night and wrote them down. ";
    format!(
        "<html lang=en><head><title>Boats came in</title><meta name=author content=\"A. Writer\">\
         <meta property=og:type content=article>\
         <meta property=\"article:published_time\" content=\"2025-11-12T23:30:00+03:00\"></head><body><article>\
         <h1>Boats came in</h1>{}</article></body></html>",
        format!("<p>{}</p>", sentence.repeat(4)).repeat(4)
    )
}

#[test]
fn a_portal_is_followed_by_its_calendar() {
    let (home, site) = (Home::new(), Site::portal(today()));
    let section = site.url(&format!("/{WORLD}/"));
    let dry = home.run(&["add", &section, "--dry-run"]).ok();
    assert!(dry.out.contains("{YYYY}-{MM}-{DD}"), "{dry:?}");
    assert!(home.run(&["sources"]).code == 1);
    let added = home.run(&["add", &section]).ok();
    assert!(added.out.contains("Followed as"), "{added:?}");

    let sources = home.run(&["sources", "--json"]).ok().json();
    let template = format!("{}/{WORLD}/{{YYYY}}-{{MM}}-{{DD}}/", site.base());
    assert_eq!(sources[0]["routes"][0]["template"], template.as_str());
    let again = home.run(&["add", &section]).ok();
    assert!(again.err.contains("followed already"), "{again:?}");

    let asked = site.asked().len();
    home.run(&["fetch", "2025-11-05"]).ok();
    let paths: Vec<String> = site.asked().into_iter().skip(asked).map(|asked| asked.path).collect();
    // The day's page and the second one it leads to, which tells nothing new; no other day.
    assert_eq!(paths, [format!("/{WORLD}/2025-11-05/"), format!("/{WORLD}/2025-11-05/?page=2")]);
    home.run(&["fetch", "2025-11-05"]).ok();
    assert_eq!(site.asked().len(), asked + 2);
    // A day to come is not asked for, and that is said.
    let to_come = home.run(&["fetch", "tomorrow"]).ok();
    assert!(to_come.err.contains("has not come yet: no source was asked for it"), "{to_come:?}");
    assert_eq!(site.asked().len(), asked + 2);

    let stories = home.run(&["day", "2025-11-05", "--json"]).ok().json();
    assert_eq!(stories.len() as u64, count_on(day("2025-11-05")));
    assert!(stories.iter().any(|story| story["title"] == title(day("2025-11-05"), 0).as_str()));
    assert!(stories.iter().all(|story| story["day"] == "2025-11-05"));

    home.run(&["fetch", "2025-11-05", "--full"]).ok();
    let story = site.url(&format!("/{WORLD}/{}/", number(day("2025-11-05"), 0)));
    site.down(true);
    let read = home.run(&["read", &story, "--format", "json"]).ok().json();
    assert_eq!(read[0]["title"], title(day("2025-11-05"), 0).as_str());
    assert_eq!(home.run(&["fetch", "2025-11-06"]).code, 4);

    let slug = sources[0]["id"].as_str().unwrap().to_owned();
    home.run(&["sources", "remove", &slug]).ok();
    assert_eq!(home.run(&["sources"]).code, 1);
    assert_eq!(home.run(&["sources", "remove", &slug]).code, 1);
}

#[test]
fn a_feed_is_refreshed_with_what_the_server_gave() {
    let (home, site) = (Home::new(), Site::plain_rss(today()));
    home.run(&["add", &site.url("/")]).ok();
    assert_eq!(site.hits("/rss.xml"), 1);
    home.run(&["fetch"]).ok();
    let requests: Vec<_> = site.asked().into_iter().filter(|asked| asked.path == "/rss.xml").collect();
    assert_eq!(requests[1].header("if-none-match"), Some("\"plain-2025-11-13\""));
    let stories = home.run(&["day", "yesterday"]).ok();
    assert!(
        stories.out.starts_with("Wednesday, 12 November 2025") || stories.out.contains("12 November 2025")
    );
    let today = home.run(&["day"]).ok();
    assert_eq!(today.out.matches("  • ").count(), 1, "{today:?}");
    // Where the terminal's characters are not UTF-8, the signs are of ASCII.
    let ascii = Ran::of(home.command(&["day"]).env("LC_ALL", "C").output().unwrap()).ok();
    assert_eq!((ascii.out.matches("  * ").count(), ascii.out.is_ascii()), (1, true), "{ascii:?}");
    site.down(true);
    let failed = home.run(&["fetch"]);
    assert_eq!((failed.code, failed.out.as_str()), (4, ""));
    assert!(failed.err.contains("127.0.0.1"), "{failed:?}");
}

#[test]
fn a_blog_offers_its_feed_and_its_calendar() {
    let (home, site) = (Home::new(), Site::wordpress_like(today()));
    let object = &home.run(&["inspect", &site.url("/")]).ok().json()[0];
    assert_eq!(object["kind"], "site");
    let kinds: Vec<&str> =
        object["routes"].as_array().unwrap().iter().map(|route| route["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["feed", "day-page"]);
    let feed = &home.run(&["inspect", &site.url("/feed/")]).ok().json()[0];
    assert_eq!((feed["kind"].as_str(), feed["entries"].as_array().map(Vec::len)), (Some("feed"), Some(8)));
    assert!(!home.path().join("data/dateline.db").exists());
}

#[test]
fn a_site_with_nothing_to_follow_says_so() {
    let (home, site) = (Home::new(), Site::neither());
    let added = home.run(&["add", &site.url("/")]);
    assert_eq!(added.code, 1);
    assert!(added.err.contains("nothing to follow"), "{added:?}");
    assert_eq!(home.run(&["inspect", &site.url("/nowhere")]).code, 1);
    assert_eq!(home.run(&["inspect", "http://127.0.0.1:1/"]).code, 4);
}

#[test]
fn a_file_and_standard_input_are_read() {
    let home = Home::new();
    let file = home.path().join("page.html");
    std::fs::write(&file, article()).unwrap();
    let base = "https://sea.example/boats";
    let read = home.run(&["read", file.to_str().unwrap(), "--base-url", base, "--format", "json"]).ok();
    let object = &read.json()[0];
    assert_eq!(object["title"], "Boats came in");
    assert_eq!(object["author"], "A. Writer");
    assert_eq!(object["date"], "2025-11-12");
    assert_eq!(object["published"], "2025-11-12T23:30:00+03:00");
    assert_eq!(object["url"], base);
    assert!(object["text"].as_str().unwrap().starts_with("The harbour master counted"));
    let plain = home.feed(&["read", "-", "--width", "40"], article().as_bytes()).ok();
    assert!(plain.out.lines().all(|line| line.chars().count() <= 40), "{}", plain.out);
    assert!(!plain.out.contains('\u{1b}'));
    let unbroken = home.feed(&["read", "-", "--width", "0"], article().as_bytes()).ok();
    assert!(unbroken.out.lines().any(|line| line.chars().count() > 300), "{}", unbroken.out);
    let markdown = home.feed(&["read", "-", "--format", "markdown"], article().as_bytes()).ok();
    assert!(markdown.out.starts_with("# Boats came in\n"), "{}", markdown.out);
    let ansi = home.feed(&["read", "-", "--format", "ansi"], article().as_bytes()).ok();
    assert!(ansi.out.contains("\u{1b}["));
    for nothing in [&b""[..], b" \n"] {
        let empty = home.feed(&["read", "-"], nothing);
        assert_eq!((empty.code, empty.err.as_str()), (1, "dateline: standard input is empty\n"));
        let none = home.feed(&["bookmarks", "add", "-"], nothing);
        assert_eq!((none.code, none.err.as_str()), (2, "dateline: there was no address to keep\n"));
    }
    assert_eq!(home.run(&["read", "no-such-file.html"]).code, 1);
    assert_eq!(home.run(&["read", "no such file"]).code, 1);
    assert_eq!(home.run(&["read"]).code, 2);
}

#[test]
fn a_source_s_rules_hold_for_its_pages_however_they_are_read() {
    let (home, site) = (Home::new(), Site::new());
    let said = |what: &str| {
        format!(
            "<p>{what} of the committee met in the morning and agreed on the plan that had been prepared.</p>"
        )
    };
    let page = format!(
        "<html lang=en><title>Plan agreed</title><article><h1>Plan agreed</h1>{}<div class=fact-panel><p>A panel, \
         which nobody asked for in this story.</p></div>{}</article>",
        said("The head") + &said("The clerk"),
        said("The guest") + &said("A member")
    );
    site.put("/plan", Served::html(page.clone()));
    let (url, feed) = (site.url("/plan"), site.url("/feed"));
    let file = home.path().join("plan.html");
    std::fs::write(&file, page).unwrap();
    let file = file.to_str().unwrap();
    let with_panel = |args: &[&str]| {
        let ran = home.run(args).ok();
        assert!(ran.out.contains("The guest of the committee"), "{ran:?}");
        ran.out.contains("A panel")
    };
    std::fs::create_dir_all(home.path().join("config")).unwrap();
    let sources = |rules: &str| {
        let source = format!(
            "[[source]]\nid = \"wire\"\ntitle = \"Wire\"\nroutes = [{{ kind = \"feed\", url = \"{feed}\" }}]\n{rules}"
        );
        std::fs::write(home.path().join("config/sources.toml"), source).unwrap();
    };
    sources("");
    assert!(with_panel(&["read", &url]) && with_panel(&["read", file, "--base-url", &url]));
    // The text that is stored was made without the rule.
    sources("drop = [\"div.fact-panel\"]\n");
    assert!(!with_panel(&["read", &url]) && !with_panel(&["read", file, "--base-url", &url]));
    assert!(with_panel(&["read", file]), "of a file alone nobody knows whose it is");
    for input in [&[&*url][..], &[file, "--base-url", &url]] {
        let why = home.run(&[&["read", "--explain"], input].concat()).ok();
        assert!(why.out.contains("your rule drop = div.fact-panel"), "{why:?}");
    }
}

#[test]
fn what_is_no_page_is_said_with_what_can_be_done() {
    let (home, site) = (Home::new(), Site::new());
    site.put("/clip", Served::typed("video/mp4", b"\0\0\0\x20ftypmp42".to_vec()));
    site.put(
        "/news",
        Served::typed("text/html", b"<rss version='2.0'><channel><title>T</title></channel></rss>".to_vec()),
    );
    for (path, said, hint) in [
        ("/clip", "this is a media file, not a page", "a browser may show it"),
        ("/news", "this is a feed, not a page", "add it as a source to read its stories"),
    ] {
        let read = home.run(&["read", &site.url(path)]);
        assert_eq!((read.code, &*read.out), (4, ""), "{read:?}");
        assert!(read.err.contains(said) && read.err.contains(hint), "{read:?}");
    }
    // A file here is not the network's fault.
    let feed = home.0.path().join("feed.xml");
    std::fs::write(&feed, "<rss version='2.0'><channel><title>T</title></channel></rss>").unwrap();
    let read = home.run(&["read", feed.to_str().unwrap()]);
    assert_eq!((read.code, read.err.contains("this is a feed")), (1, true), "{read:?}");
    let read = home.run(&["read", home.0.path().to_str().unwrap()]);
    assert_eq!((read.code, read.err.contains("is a folder")), (2, true), "{read:?}");
}

#[test]
fn many_pages_are_read_in_the_order_they_were_asked_for() {
    let home = Home::new();
    let file = home.path().join("page.html");
    std::fs::write(&file, article()).unwrap();
    let mut input = String::new();
    for id in 0..20 {
        input.push_str(&format!(
            "{{\"id\":{id},\"path\":{:?},\"url\":\"https://sea.example/{id}\"}}\n",
            file.to_str().unwrap()
        ));
    }
    input.push_str("\n{\"id\":\"gone\",\"path\":\"/no/such/file\"}\n");
    // Longer than any page is read: that its end is missing is said.
    let long = home.path().join("long.html");
    std::fs::write(&long, format!("{}{}", article(), "<p>x".repeat(150_000))).unwrap();
    input.push_str(&format!("{{\"id\":\"long\",\"path\":{:?}}}\n", long.to_str().unwrap()));
    // An address that is none costs the page nothing but its links.
    input.push_str(&format!(
        "{{\"id\":\"odd\",\"path\":{:?},\"url\":\"xhttps://sea\"}}\n",
        file.to_str().unwrap()
    ));
    input.push_str("{\"id\":\"far\",\"url\":\"xhttps://sea\"}\n");
    let ran = home.feed(&["read", "--batch", "--jobs", "4"], input.as_bytes()).ok();
    let answers = ran.json();
    assert_eq!(answers.len(), 24);
    assert_eq!((&answers[22]["title"], answers[22].get("error")), (&"Boats came in".into(), None));
    let why = "the url `xhttps://sea` cannot be used: only http and https addresses are read";
    assert_eq!(answers[23]["error"], why);
    assert_eq!(ran.err.matches(why).count(), 2, "{ran:?}");
    assert!(answers.iter().take(20).enumerate().all(|(id, answer)| answer["id"] == id));
    assert_eq!(answers[3]["title"], "Boats came in");
    assert!(answers[3]["ms"].is_u64());
    let fields: Vec<&str> = answers[3].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(fields, ["author", "date", "id", "lang", "ms", "site", "text", "title"]);
    assert!(answers[3]["author"] == "A. Writer" && answers[3]["date"] == "2025-11-12", "{}", answers[3]);
    assert!(
        answers[3]["lang"] == "en" && answers[3]["text"].as_str().unwrap().contains("The harbour master")
    );
    assert!(answers[20]["error"].is_string());
    assert!(answers[3].get("notice").is_none(), "{}", answers[3]);
    assert_eq!(answers[21]["notice"], "the page is too long, its beginning is shown");
    let wrong = home.feed(&["read", "--batch"], b"not json\n");
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("line 1"), "{wrong:?}");
}

#[test]
fn what_is_kept_can_be_read_without_the_network() {
    let (home, site) = (Home::new(), Site::new());
    site.put("/boats", crate::support::site::Served::html(article()));
    let url = site.url("/boats");
    site.down(true);
    let kept = home.run(&["bookmarks", "add", &url, "--tag", "sea", "--note", "for Monday"]).ok();
    assert!(kept.err.contains("follows later"), "{kept:?}");
    site.down(false);
    home.run(&["bookmarks", "add", &url]).ok();
    site.down(true);
    let object = &home.run(&["bookmarks", "--json"]).ok().json()[0];
    assert_eq!(
        (object["title"].as_str(), object["note"].as_str()),
        (Some("Boats came in"), Some("for Monday"))
    );
    assert_eq!((object["tags"][0].as_str(), object["has_text"].as_bool()), (Some("sea"), Some(true)));
    assert!(home.run(&["read", &url]).ok().out.contains("harbour master"));
    let exported = home.run(&["bookmarks", "export", "markdown"]).ok();
    assert!(exported.out.contains(&format!("- [Boats came in](<{url}>) #sea")), "{exported:?}");
    // A slip in the sources file keeps nobody from what was kept.
    let sources = home.path().join("config/sources.toml");
    std::fs::create_dir_all(home.path().join("config")).unwrap();
    std::fs::write(&sources, "[[source]\n").unwrap();
    let listed = home.run(&["bookmarks"]).ok();
    assert!(listed.out.contains("Boats came in") && listed.err.contains("left out"), "{listed:?}");
    std::fs::remove_file(&sources).unwrap();
    home.run(&["bookmarks", "remove", &url]).ok();
    assert_eq!(home.run(&["bookmarks", "remove", &url]).code, 1);
    assert_eq!(home.run(&["bookmarks"]).code, 1);
}

#[test]
fn what_was_read_once_is_answered_from_the_store() {
    let (home, site) = (Home::new(), Site::new());
    site.put("/boats", crate::support::site::Served::html(article()));
    let url = site.url("/boats");
    home.run(&["read", &url]).ok();
    home.run(&["read", &url]).ok();
    assert_eq!(site.hits("/boats"), 1);
    home.run(&["read", &url, "--fresh"]).ok();
    assert_eq!(site.hits("/boats"), 2);
}

#[test]
fn a_broken_file_is_refused_with_its_place() {
    let home = Home::new();
    std::fs::create_dir_all(home.path().join("config")).unwrap();
    let put = |name: &str, text: &str| std::fs::write(home.path().join("config").join(name), text).unwrap();
    put("config.toml", "[ui]\nmesure = 60\n");
    let wrong = home.run(&["day"]);
    assert_eq!(wrong.code, 3);
    assert!(wrong.err.contains("config.toml:2:1: there is no setting `ui.mesure`"), "{wrong:?}");
    assert!(wrong.err.contains("did you mean `ui.measure`"), "{wrong:?}");
    put("config.toml", "");
    put("sources.toml", "[[source]]\nid = \"a\"\nroutes = [{ kind = \"feed\" }]\n");
    let wrong = home.run(&["sources"]);
    assert_eq!(wrong.code, 3);
    assert!(wrong.err.contains("sources.toml:3:11"), "{wrong:?}");
    // What needs neither file nor store works all the same.
    home.run(&["keys"]).ok();
}

#[test]
fn usage_is_taught() {
    let home = Home::new();
    let help = home.run(&["--help"]).ok();
    for word in ["Reading:", "Sources:", "Examples:", "dateline add https://example.org/", "Exit codes"] {
        assert!(help.out.contains(word), "{word} is missing in\n{}", help.out);
    }
    assert_eq!(home.run(&["--frobnicate"]).code, 2);
    let wrong = home.run(&["day", "--frm", "x"]);
    assert!(
        wrong.err.starts_with("dateline: there is no option `--frm`\n  did you mean `--format`\n"),
        "{wrong:?}"
    );
    for (args, said) in [
        (&["bookmarks", "list", "zzz"][..], "no bookmark fits `zzz`\n  words are looked for"),
        (&["bookmarks", "list", "--tag", "zzz"], "no bookmark has the tag `zzz`"),
    ] {
        let none = home.run(args);
        assert!(none.code == 1 && none.err.contains(said), "{none:?}");
    }
    let keys = home.run(&["keys", "--check"]).ok();
    assert!(keys.out.contains("keys.toml: there is no such file"), "{keys:?}");
    let typo = home.run(&["raed"]);
    assert_eq!(typo.code, 2);
    assert!(typo.err.contains("did you mean `dateline read`"), "{typo:?}");
    let typo = home.run(&["serch"]);
    assert!(typo.err.contains("did you mean `dateline search`"), "{typo:?}");
    // What stands behind a mistyped command is not what is wrong.
    let typo = home.run(&["serach", "grain", "--json"]);
    assert_eq!((typo.code, typo.err.contains("did you mean `dateline search`")), (2, true), "{typo:?}");
    // Options before it change nothing.
    let behind = home.run(&["--today", "2025-11-13", "list", "yesterday"]);
    assert!(behind.err.contains("did you mean `dateline day`"), "{behind:?}");
    // What other readers call it.
    for (word, command) in
        [("reload", "fetch"), ("list", "day"), ("unsubscribe", "sources remove"), ("demo", "--demo")]
    {
        let said = home.run(&[word]).err;
        assert!(said.contains(&format!("did you mean `dateline {command}`")), "{word}: {said}");
    }
    // What is missing is told with what may stand there, and where all of it stands.
    for (args, said) in [
        (&["export"][..], "<opml>"),
        (&["completions"], "<bash|elvish|fish|powershell|zsh>"),
        (&["bookmarks", "export"], "<markdown|netscape|json|csv>"),
    ] {
        let missing = home.run(args);
        let more = format!("`dateline {} --help` tells all of it", args.join(" "));
        assert!(
            missing.code == 2 && missing.err.contains(said) && missing.err.contains(&more),
            "{missing:?}"
        );
    }
    // No page of the help is set apart from the others by long lists of forms.
    for command in ["export", "keys", "themes"] {
        let help = home.run(&[command, "--help"]).ok().out;
        assert!(help.contains("  -h, --help") && !help.contains("Possible values"), "{help}");
    }
    let theme = home.run(&["--set", "ui.theme=zzzzzzz", "day"]);
    assert!(
        theme.code == 2 && theme.err.ends_with("`zzzzzzz`\n  `dateline themes` lists them\n"),
        "{theme:?}"
    );
    let setting = home.run(&["--set", "zzzzzzz=1", "day"]);
    assert!(setting.err.ends_with("`zzzzzzz`\n  `dateline config` lists them all\n"), "{setting:?}");
    assert!(home.run(&["help", "day"]).ok().out.contains("Usage: dateline day"));
    assert_eq!(home.run(&["help"]).ok().out, help.out);
    assert_eq!(home.run(&["day", "soonish"]).code, 2);
    assert_eq!(home.run(&["--now", "noon", "day"]).code, 2);
    assert_eq!(home.run(&["day"]).code, 1);
    assert_eq!(home.run(&["fetch"]).code, 1);
}

#[test]
fn the_screen_without_a_terminal_is_a_usage_error() {
    let home = Home::new();
    let ran = home.run(&[]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.contains("terminal"), "{ran:?}");
    assert!(ran.err.contains("--plain"), "{ran:?}");
    assert_eq!(home.run(&["--plain"]).code, 0);
}

#[test]
fn completions_manual_and_keys_are_printed() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish"] {
        assert!(home.run(&["completions", shell]).ok().out.contains("dateline"));
    }
    let man = home.run(&["man"]).ok().out;
    assert!(man.contains(".SH KEYS") && man.contains("bookmarks") && man.starts_with(".ie"), "{man}");
    let keys = home.run(&["keys", "--format", "json"]).ok().json();
    assert!(keys.iter().all(|row| row["context"].is_string() && row["summary"].is_string()));
    let markdown = home.run(&["keys", "--format", "md"]).ok().out;
    assert!(markdown.contains("| <kbd>Space</kbd> | read on"), "{markdown}");
    let roff = home.run(&["keys", "--format", "man"]).ok().out;
    assert!(roff.starts_with(".SH KEYS") && man.contains(roff.trim_end()), "{roff}");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let home = Home::new();
    let mut child = home
        .command(&["keys", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ran = Ran::of(child.wait_with_output().unwrap());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn an_interrupted_command_says_so_by_its_code() {
    let (sender, asked) = std::sync::mpsc::channel();
    let site = Site::made_of(move |_| {
        // Only now is the command known to be under way.
        let _ = sender.send(());
        Some(crate::support::site::Served::Stall(Vec::new()))
    });
    let home = Home::new();
    let child = home.command(&["read", &site.url("/slow")]).stderr(Stdio::piped()).spawn().unwrap();
    asked.recv().unwrap();
    let interrupt = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(interrupt.success());
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(130));
}

#[test]
fn what_was_fetched_is_found_at_once() {
    let (home, site) = (Home::new(), Site::portal(today()));
    home.run(&["add", &site.url(&format!("/{WORLD}/"))]).ok();
    let nothing = home.run(&["search", "anything"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (1, ""), "{nothing:?}");
    assert!(nothing.err.contains("0 texts, ") && nothing.err.contains(" headlines"), "{nothing:?}");

    let fetched = home.run(&["fetch", "2025-11-05", "--full"]).ok();
    assert!(!fetched.err.contains("could not be had"), "{fetched:?}");
    let wanted = title(day("2025-11-05"), 0);
    let phrase = format!("title:\"{wanted}\"");
    let found = home.run(&["search", &phrase, "date:2025-11", "--json"]).ok();
    let rows = found.json();
    assert_eq!(rows.len(), 1, "{found:?}");
    assert_eq!((rows[0]["title"].as_str(), rows[0]["day"].as_str()), (Some(&*wanted), Some("2025-11-05")));
    for field in ["id", "url", "source", "section", "published", "author", "words", "read", "bookmarked"] {
        assert!(rows[0].get(field).is_some(), "{field}: {found:?}");
    }
    let prose = super::support::prose::story(number(day("2025-11-05"), 0)).paragraphs[1].clone();
    let words: Vec<&str> = prose.split_whitespace().skip(1).take(5).collect();
    let listed = home.run(&["search", &format!("\"{}\"", words.join(" "))]).ok();
    assert!(listed.out.contains(&wanted) && listed.out.contains(words[1]), "{listed:?}");
    let texts = count_on(day("2025-11-05"));
    assert!(listed.err.contains(&format!("{texts} texts, ")), "{listed:?}");

    // The index is derived: gone, it comes back.
    std::fs::remove_file(home.path().join("data/index.db")).unwrap();
    let again = home.run(&["search", &phrase, "--json", "--rank", "--limit", "1"]).ok();
    assert_eq!(again.json(), rows);

    let wrong = home.run(&["search", "grain (corridor"]);
    assert_eq!(wrong.code, 2);
    assert_eq!(wrong.err, "dateline: the bracket is not closed\n  grain (corridor\n        ^\n");
}

#[test]
fn what_is_wrong_with_the_arguments_has_room_in_a_narrow_terminal() {
    let home = Home::new();
    for (args, said) in [
        (&["read", "--formt", "text", "x"][..], "did you mean `--format`"),
        (&["themes", "--format", "nope"], "`dateline themes --help` tells all of"),
        (&["read", "--format"], "`dateline read --help` tells all of it"),
    ] {
        let mut pty = Launch::dateline().home(home.path()).args(args).size(40, 24).start();
        assert_eq!(pty.wait_exit().exit_code(), 2);
        let screen = pty.screen_text();
        assert!(screen.contains(said), "{screen}");
        // A line that the terminal had to break would go on at its first column.
        let lines: Vec<&str> = screen.lines().filter(|line| !line.trim().is_empty()).collect();
        assert!(lines.iter().skip(1).all(|line| line.starts_with("  ")), "{screen}");
    }
}
