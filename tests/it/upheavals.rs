//! What happens around a running reader: the clock jumps, another window is open, files change underneath, there is
//! no home. Nothing that was kept is lost, and reading goes on.

use std::fmt::Write as _;
use std::fs;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use dateline::config::Paths;
use dateline::fetch::Canned;
use dateline::news::{Address, Day, DayRange, Fault, Refresh, Scope, Text};
use dateline::service::Desk;
use dateline::store::Keep;
use rustix::process::{Pid, Signal, kill_process};

use crate::commands::Home;
use crate::support::pty::{Launch, Pty};
use crate::support::site::{Dead, Served, Site};
use crate::ways_out::assert_given_back;

const NOON: &str = "2025-11-13T12:00:00Z";

fn feed(stories: usize) -> Served {
    let items = (0..stories).fold(String::new(), |mut items, n| {
        let _ = write!(
            items,
            "<item><title>Story {n}.</title><guid>{n}</guid><link>https://news.example/{n}</link>\
             <pubDate>Thu, 13 Nov 2025 0{}:00:00 GMT</pubDate></item>",
            9 - n
        );
        items
    });
    let rss = format!("<rss version=\"2.0\"><channel><title>Kept</title>{items}</channel></rss>");
    Served::typed("application/rss+xml", rss)
}

fn sources(site: &Site) -> String {
    format!("[[source]]\nid = \"a\"\nroutes = [{{ kind = \"feed\", url = \"{}\" }}]\n", site.url("/feed.xml"))
}

/// A home whose one source has stories, and its site.
fn followed(stories: usize) -> (Home, Site) {
    let (home, site) = (Home::new(), Site::new());
    site.put("/feed.xml", feed(stories));
    fs::create_dir_all(home.path().join("config")).unwrap();
    fs::write(home.path().join("config/sources.toml"), sources(&site)).unwrap();
    (home, site)
}

/// A command at an instant.
fn at(home: &Home, instant: &str, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(args).args(["--now", instant]).env_clear().stdin(Stdio::null());
    for (name, value) in [("TZ", "UTC"), ("LANG", "C.UTF-8"), ("DATELINE_NETWORK_SPACING", "0")] {
        command.env(name, value);
    }
    command.env("HOME", home.path());
    command.env("DATELINE_CONFIG_DIR", home.path().join("config"));
    command.env("DATELINE_DATA_DIR", home.path().join("data"));
    command.output().unwrap()
}

fn lines(ran: &Output) -> usize {
    String::from_utf8_lossy(&ran.stdout).lines().count()
}

#[test]
fn a_clock_that_jumps_loses_nothing_and_silences_no_source() {
    let (home, site) = followed(3);
    assert!(at(&home, NOON, &["fetch"]).status.success());
    let jumps = [
        NOON,
        "2025-11-12T12:00:00Z",
        "2026-11-13T12:00:00Z",
        "1970-01-01T00:00:00Z",
        "9990-01-01T00:00:00Z",
        "2025-11-13T12:00:05Z",
    ];
    for (kept, instant) in jumps.into_iter().enumerate() {
        let asked = site.asked().len();
        let ran = at(&home, instant, &["fetch"]);
        assert!(ran.status.success(), "{instant}: {ran:?}");
        assert!(site.asked().len() > asked, "{instant}: the source is asked");
        let address = format!("https://127.0.0.1:9/{kept}");
        let ran = at(&home, instant, &["bookmarks", "add", &address]);
        assert!(ran.status.success(), "{instant}: {ran:?}");
        assert_eq!(lines(&at(&home, instant, &["bookmarks", "--json"])), kept + 1, "{instant}");
        assert_eq!(lines(&at(&home, NOON, &["day", "2025-11-13", "--json"])), 3, "{instant}");
    }
    assert!(at(&home, NOON, &["doctor", "--deep"]).status.success());
}

/// A window of the program in a home.
fn window(home: &Home) -> Pty {
    let folder = |name: &str| home.path().join(name).to_str().unwrap().to_owned();
    Launch::dateline()
        .args(["--now", NOON, "--data-dir", &folder("data"), "--config-dir", &folder("config")])
        .size(100, 30)
        .start()
}

/// Rows with a star; the calendar has one too.
fn stars(screen: &vt100::Screen) -> usize {
    screen.contents().lines().filter(|line| line.contains("Story") && line.contains('\u{2605}')).count()
}

#[test]
fn two_windows_keep_what_is_done_in_either() {
    let (home, _site) = followed(8);
    let (mut one, mut two) = (window(&home), window(&home));
    one.wait_for_text("Story 7.");
    two.wait_for_text("Story 7.");
    one.send("b");
    one.wait_for("a star", |screen| stars(screen) == 1);
    // A window that nobody touches sees it; where the system tells nothing, once it is looked at again.
    if cfg!(not(target_os = "linux")) {
        two.send("\u{1b}[I");
    }
    two.wait_for("the other's star", |screen| stars(screen) == 1);
    // Both at once, on other stories.
    one.send("jbjbjb");
    two.send("Gbkbkbkb");
    one.wait_for("its four stars", |screen| stars(screen) >= 4);
    two.wait_for("its four and the first", |screen| stars(screen) >= 5);
    for pty in [&mut one, &mut two] {
        assert!(!pty.screen_text().contains("lock"), "{}", pty.framed());
        pty.send("\u{1b}[I");
        pty.wait_for("all stars", |screen| stars(screen) == 8);
    }
    // Undo takes back what its own window did.
    one.send("u");
    one.wait_for("one star less", |screen| stars(screen) == 7);
    for mut pty in [one, two] {
        pty.send("Q");
        assert!(pty.wait_exit().success());
    }
    assert_eq!(lines(&at(&home, NOON, &["bookmarks", "--json"])), 7);
    assert!(at(&home, NOON, &["doctor", "--deep"]).status.success());
}

/// Told to end while it waits for a store that another program holds: the terminal is given back all the same, by
/// whoever is left to do it, and nothing is drawn over the shell after that.
#[test]
fn a_program_that_is_busy_when_it_is_told_to_end_gives_the_terminal_back() {
    let (home, _site) = followed(3);
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131)] {
        let mut pty = window(&home);
        pty.wait_for_text("Story 2.");
        let held = rusqlite::Connection::open(home.path().join("data/dateline.db")).unwrap();
        // Whoever writes there now waits for this; it is let go after the program has gone.
        let mut tries = 0;
        while let Err(error) = held.execute_batch("BEGIN IMMEDIATE") {
            tries += 1;
            assert!(tries < 10_000_000, "{error}");
        }
        pty.send("b");
        pty.wait_for_text("\u{2606}");
        pty.send("Q");
        kill_process(Pid::from_raw(pty.process().cast_signed()).unwrap(), signal).unwrap();
        assert_eq!(pty.wait_exit().exit_code(), code, "{}", pty.framed());
        assert_given_back(&pty);
        drop(held);
    }
    assert_eq!(lines(&at(&home, NOON, &["bookmarks", "--json"])), 0, "none of them was said to be kept");
    assert!(at(&home, NOON, &["doctor", "--deep"]).status.success());
}

#[test]
fn files_of_one_s_own_that_change_or_go_underneath_are_said_and_not_written_over() {
    let (home, site) = followed(3);
    let file = |name: &str| home.path().join("config").join(name);
    let mut pty = window(&home);
    pty.wait_for_text("Story 2.");
    let broken = format!("{}[[source]\n", sources(&site));
    fs::write(file("sources.toml"), &broken).unwrap();
    fs::write(file("mute.toml"), "[[rule]\nword = \n").unwrap();
    pty.send("\u{1b}[I");
    pty.wait_for_text("sources.toml");
    pty.send("b");
    pty.wait_for("a star", |screen| stars(screen) == 1);
    assert_eq!(fs::read_to_string(file("sources.toml")).unwrap(), broken);
    fs::remove_file(file("mute.toml")).unwrap();
    fs::write(file("sources.toml"), sources(&site)).unwrap();
    pty.send("jb");
    pty.wait_for("two stars", |screen| stars(screen) == 2);
    fs::remove_file(file("sources.toml")).unwrap();
    pty.send("\u{1b}[Ijb");
    pty.send("Q");
    assert!(pty.wait_exit().success());
    assert!(lines(&at(&home, NOON, &["bookmarks", "--json"])) >= 2);
    // What a file names again is there again, with its stories.
    fs::write(file("sources.toml"), sources(&site)).unwrap();
    assert_eq!(lines(&at(&home, NOON, &["day", "2025-11-13", "--json"])), 3);
}

#[test]
fn without_a_home_or_with_one_that_takes_nothing_reading_goes_on() {
    let locked = tempfile::tempdir().unwrap();
    fs::set_permissions(locked.path(), fs::Permissions::from_mode(0o500)).unwrap();
    // A file stands where the folders would be: nothing can be made there by anyone.
    let blocked = tempfile::tempdir().unwrap();
    fs::write(blocked.path().join(".local"), "").unwrap();
    fs::write(blocked.path().join(".config"), "").unwrap();
    for home in [locked.path(), blocked.path(), Path::new("/nonexistent/home"), Path::new("/dev/null")] {
        let mut pty =
            Launch::dateline().args(["--demo", "--now", NOON]).home(home).folder(Path::new("/")).start();
        pty.wait_for_text("Space");
        pty.send("Q");
        assert!(pty.wait_exit().success(), "{}", home.display());
    }
    let mut pty =
        Launch::dateline().args(["--now", NOON]).home(blocked.path()).folder(Path::new("/")).start();
    pty.wait_for_text("nothing is kept");
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

/// Overwrites what is known of the days of a source.
fn spoil_coverage(file: &Path) {
    spoil(file, "coverage");
}

/// Spoils the first page of a table.
fn spoil(file: &Path, table: &str) {
    let conn = rusqlite::Connection::open(file).unwrap();
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
    let page: u64 = conn.query_row(sql, [table], |row| row.get::<_, i64>(0)).unwrap().try_into().unwrap();
    drop(conn);
    let mut store = fs::File::options().write(true).open(file).unwrap();
    store.seek(SeekFrom::Start((page - 1) * 4096)).unwrap();
    store.write_all(&[0x77; 4096]).unwrap();
}

/// A desk over a home, and what it says of its store.
fn desk_of(home: &Home) -> (Desk, Receiver<String>) {
    let paths = Paths { config: home.path().join("config"), data: home.path().join("data") };
    let desk = Desk::open(Arc::new(Canned::new()), &paths, Refresh::Never).unwrap();
    let (said, heard) = channel();
    desk.hear(move |notice| said.send(notice.fault.to_string()).unwrap());
    (desk, heard)
}

fn keep(desk: &Desk, number: usize) {
    let empty = Text::default;
    let keep = Keep {
        address: Address::parse(&format!("https://news.example/{number}")).unwrap(),
        title: Text::line("Kept"),
        day: "2025-11-13".parse().unwrap(),
        source_title: empty(),
        story: None,
        tags: Vec::new(),
        note: empty(),
        typed: false,
    };
    desk.write(move |store| store.bookmark(&keep, NOON.parse().unwrap())).wait().unwrap();
}

/// Asks for what [`spoil_coverage`] has spoilt.
fn ask_for_coverage(desk: &Desk) -> Result<(), Fault> {
    let day: Day = "2025-11-13".parse().unwrap();
    let range = DayRange::between(day, day.plus(1));
    desk.read(move |store| store.facts(Scope::Source(store.sources()?[0].id), range)).wait().map(drop)
}

fn assert_mended(notice: &str) {
    assert!(
        notice.starts_with("the store was damaged; ") && notice.contains("dateline.damaged-1.db"),
        "{notice}"
    );
}

#[test]
fn a_store_that_turns_out_damaged_is_mended_beside_what_is_done_meanwhile() {
    let (home, _site) = followed(3);
    assert!(at(&home, NOON, &["fetch"]).status.success());
    spoil_coverage(&home.path().join("data/dateline.db"));
    let (desk, heard) = desk_of(&home);
    assert_eq!(ask_for_coverage(&desk).unwrap_err().sentence, "the store is damaged");
    // What is done until it is mended, and after.
    (10..15).for_each(|number| keep(&desk, number));
    assert_mended(&heard.recv().unwrap());
    (15..20).for_each(|number| keep(&desk, number));
    ask_for_coverage(&desk).unwrap();
    let kept = desk.read(|store| Ok((store.bookmarks()?.len(), store.sources()?[0].stories))).wait().unwrap();
    assert_eq!(kept, (10, 3));
    drop(desk);
    assert!(at(&home, NOON, &["doctor", "--deep"]).status.success());
}

#[test]
fn a_store_that_was_put_back_is_mended_too() {
    let (home, _site) = followed(3);
    assert!(at(&home, NOON, &["fetch"]).status.success());
    let file = home.path().join("data/dateline.db");
    let (desk, heard) = desk_of(&home);
    fs::remove_file(&file).unwrap();
    keep(&desk, 10);
    assert!(heard.recv().unwrap().starts_with("dateline.db was taken away"));
    spoil_coverage(&file);
    assert_eq!(ask_for_coverage(&desk).unwrap_err().sentence, "the store is damaged");
    assert_mended(&heard.recv().unwrap());
    keep(&desk, 11);
    ask_for_coverage(&desk).unwrap();
    let kept = desk.read(|store| Ok((store.bookmarks()?.len(), store.sources()?[0].stories))).wait().unwrap();
    assert_eq!(kept, (2, 3));
}

/// Three stories in a store whose head is spoiled, and what holds its mending up until it is dropped.
fn without_head() -> (Home, Site, fs::File) {
    let (home, site) = followed(3);
    assert!(at(&home, NOON, &["fetch"]).status.success());
    let data = home.path().join("data");
    let mut store = fs::File::options().write(true).open(data.join("dateline.db")).unwrap();
    store.write_all(&[0xa5; 100]).unwrap();
    drop(store);
    let held = fs::File::open(&data).unwrap();
    held.lock().unwrap();
    (home, site, held)
}

/// A command and the plain lines wait for it, and say so at once; what they were asked for is there all the same.
#[test]
fn commands_say_at_once_that_a_damaged_store_is_mended_first() {
    for plain in [false, true] {
        let (home, _site, held) = without_head();
        drop(held);
        let args: &[&str] = if plain { &["--plain"] } else { &["day", "--json"] };
        let ran = at(&home, NOON, args);
        assert!(ran.status.success());
        let (said, told) = (String::from_utf8_lossy(&ran.stderr), String::from_utf8_lossy(&ran.stdout));
        let first =
            "dateline: the store is damaged and is being mended first; that takes seconds for each gigabyte";
        assert_eq!(said.lines().next(), Some(first), "{said}");
        let words = "the store was damaged; 0 bookmarks and 3 stories were saved from it";
        assert!(if plain { &told } else { &said }.contains(words), "{said}{told}");
        assert!(told.contains("Story 2."), "{told}");
        let again = at(&home, NOON, &["day", "--json"]);
        assert!(again.stderr.is_empty() && lines(&again) == 3, "once is enough");
    }
}

/// A home with four hundred bookmarks whose store is spoiled in its last tenth.
fn spoiled_at_its_end(root: &str) -> Home {
    let home = Home::new();
    let list: Vec<String> =
        (0..400).map(|n| format!("<DT><A HREF=\"{root}{n}\">{}</A>", "A long title. ".repeat(20))).collect();
    fs::write(
        home.path().join("kept.html"),
        format!("<!DOCTYPE NETSCAPE-Bookmark-file-1>{}", list.join("\n")),
    )
    .unwrap();
    let file = home.path().join("kept.html");
    assert!(at(&home, NOON, &["import", file.to_str().unwrap()]).status.success());
    let store = home.path().join("data/dateline.db");
    let conn = rusqlite::Connection::open(&store).unwrap();
    let count = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap();
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    let pages = count("PRAGMA page_count");
    let size = count("PRAGMA page_size");
    drop(conn);
    let mut spoiled = fs::File::options().write(true).open(&store).unwrap();
    spoiled.seek(SeekFrom::Start(u64::from((pages - pages / 10) * size))).unwrap();
    (0..pages / 10).for_each(|_| spoiled.write_all(&vec![0xa5; size as usize]).unwrap());
    home
}

/// Damage that shows only where a command reads on: the next one finds the store mended.
#[test]
fn a_command_that_meets_damage_further_in_has_the_store_mended() {
    let home = spoiled_at_its_end("https://news.example/");
    let met = at(&home, NOON, &["bookmarks", "--json"]);
    let said = String::from_utf8_lossy(&met.stderr);
    assert_eq!(met.status.code(), Some(5), "{said}");
    assert!(said.contains("the store was damaged; ") && said.contains("dateline.damaged-1.db"), "{said}");
    assert!(
        said.ends_with("the command met a damaged store, which is mended now\n  do it again\n"),
        "{said}"
    );
    let again = at(&home, NOON, &["bookmarks", "--json"]);
    assert!(again.status.success() && again.stderr.is_empty());
    assert!(lines(&again) > 100, "{}", lines(&again));
}

/// The same for a command that says of each address what became of it and goes on.
#[test]
fn a_command_that_meets_damage_on_its_way_and_goes_on_has_the_store_mended() {
    let closed = Dead::new();
    let home = spoiled_at_its_end(&closed.url("/"));
    let asked: Vec<String> = (0..400).step_by(20).map(|n| closed.url(&format!("/{n}"))).collect();
    let words: Vec<&str> = std::iter::once("read").chain(asked.iter().map(String::as_str)).collect();
    let met = at(&home, NOON, &words);
    let said = String::from_utf8_lossy(&met.stderr);
    assert!(
        said.ends_with("the command met a damaged store, which is mended now\n  do it again\n"),
        "{said}"
    );
    let again = at(&home, NOON, &words);
    let said = String::from_utf8_lossy(&again.stderr);
    assert!(!said.contains("damaged"), "{said}");
}

/// Also where the command could go on without what it did not get, or has said so itself.
#[test]
fn damage_that_a_command_goes_on_in_spite_of_is_mended_too() {
    for (table, code) in [("pace", 0), ("text", 5)] {
        let (home, site) = followed(0);
        let words =
            "<p>The river rose again today, and nobody in the old town had expected it.</p>".repeat(9);
        site.put("/s", Served::html(format!("<html><article><h1>The river</h1>{words}</article></html>")));
        let item = format!("<item><title>The river</title><link>{}</link></item>", site.url("/s"));
        let rss = format!("<rss version=\"2.0\"><channel><title>Kept</title>{item}</channel></rss>");
        site.put("/feed.xml", Served::typed("application/rss+xml", rss));
        assert!(at(&home, NOON, &["fetch"]).status.success());
        spoil(&home.path().join("data/dateline.db"), table);
        let met = at(&home, NOON, &["read", &site.url("/s")]);
        let said = String::from_utf8_lossy(&met.stderr);
        assert_eq!(met.status.code(), Some(code), "{table}: {said}");
        assert!(said.contains("the store was damaged; "), "{table}: {said}");
        let again = at(&home, NOON, &["read", &site.url("/s")]);
        assert!(again.status.success() && again.stderr.is_empty(), "{table}");
    }
}

/// Who leaves before the end waits for what was to be kept, and is told what is waited for.
#[test]
fn who_leaves_while_a_store_is_mended_loses_nothing() {
    let (home, _site, held) = without_head();
    let mut pty = window(&home);
    pty.wait_for_text("the store is damaged and is being mended");
    pty.wait_for_text("Story 2.");
    pty.send("b");
    pty.wait_for_text("It is kept as soon as the store is mended");
    pty.send("Q");
    pty.wait_for_text("dateline: 1 thing that you did waits for the store, which is being mended");
    drop(held);
    assert!(pty.wait_exit().success());
    assert_eq!(lines(&at(&home, NOON, &["bookmarks", "--json"])), 1);
    // Or leaves without it: that was never said to be kept.
    let (home, _site, _held) = without_head();
    let mut pty = window(&home);
    pty.wait_for_text("Story 2.");
    pty.send("b");
    pty.wait_for_text("It is kept as soon as the store is mended");
    pty.send("Q");
    pty.wait_for_text("Ctrl-C leaves without");
    pty.send("\x03");
    assert!(!pty.wait_exit().success());
}

/// The first frame waits for no mending: the screen says what is the matter, the stories can be read, keys answer, and
/// what is to be kept waits, which is said. The mending is held up here by the lock that two of them share.
#[test]
fn a_window_on_a_store_that_cannot_be_opened_reads_on_while_it_is_mended() {
    let (home, _site, held) = without_head();
    let data = home.path().join("data");
    let mut pty = window(&home);
    pty.wait_for_text("the store is damaged and is being mended");
    pty.wait_for_text("Story 2.");
    pty.send("j");
    pty.wait_for("the next row", |screen| !screen.contents().contains("being mended"));
    pty.send("b");
    pty.wait_for("a star that is hollow", |screen| {
        let words = screen.contents();
        stars(screen) == 0 && words.contains("☆ It is kept as soon as the store is mended")
    });
    drop(held);
    pty.wait_for("a star", |screen| stars(screen) == 1);
    pty.wait_for_text("the store was damaged; 0 bookmarks and 3 stories were saved");
    pty.send("Q");
    assert!(pty.wait_exit().success());
    assert_eq!(lines(&at(&home, NOON, &["bookmarks", "--json"])), 1);
    assert!(at(&home, NOON, &["doctor", "--deep"]).status.success());
    assert!(data.join("dateline.damaged-1.db").exists());
}

/// What is typed behind an address at the start is meant for what it opens, not for the day that stands there before.
#[test]
fn keys_typed_at_once_behind_an_address_are_for_what_it_opens() {
    let (home, site) = followed(3);
    assert!(at(&home, NOON, &["fetch"]).status.success());
    let page = format!(
        "<html><head><title>Ships wait</title></head><body><article><h1>Ships wait</h1>{}</article></body></html>",
        "<p>The ships have waited at the strait for nine days, and nobody can say for how many more.</p>"
            .repeat(9)
    );
    site.put("/ships", Served::html(page));
    let folder = |name: &str| home.path().join(name).to_str().unwrap().to_owned();
    let mut pty = Launch::dateline()
        .args(["--now", NOON, "--data-dir", &folder("data"), "--config-dir", &folder("config")])
        .arg(site.url("/ships"))
        .start();
    pty.send("b");
    pty.wait_for_text("Ships wait");
    pty.wait_for_text("★");
    pty.send("Q");
    assert!(pty.wait_exit().success());
    let kept = String::from_utf8(at(&home, NOON, &["bookmarks", "--json"]).stdout).unwrap();
    assert_eq!(kept.lines().count(), 1, "{kept}");
    assert!(kept.contains(&site.url("/ships")), "{kept}");
}
