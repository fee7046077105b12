//! A program killed at any moment: what it had shown as saved is there, what it had shown as taken back is not,
//! the counts are right and the store is whole.
//!
//! Only whole frames count. A frame is one synchronized update: what stands on the screen in the middle of one,
//! the star of a row that has just scrolled beside the title of the next, is nothing a person is ever shown.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::num::NonZeroU16;
use std::path::Path;
use std::time::Duration;

use dateline::news::{Day, Scope};
use dateline::store::Store;
use rusqlite::Connection;
use rustix::process::{Pid, Signal, kill_process};

use crate::commands::Home;
use crate::support::pty::{Launch, Pty};
use crate::support::site::{Served, Site};

/// How often; a thousand times with `DATELINE_KILLS=1000 cargo test --test it kills -- --nocapture`.
const KILLS: usize = 20;
/// Stories that are there from the start, and those that a refresh brings.
const STORIES: usize = 30;
const MORE: usize = 400;
const DAY: &str = "2025-11-13";
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";
const COLUMNS: u16 = 100;
const ROWS: u16 = 40;

fn feed(stories: usize) -> Served {
    let mut items = String::new();
    for number in 0..stories {
        let (hour, minute) = (10 - number / 60, 59 - number % 60);
        let _ = write!(
            items,
            "<item><title>Story-{number:03}.</title><link>https://news.example/{number:03}</link>\
             <guid>g{number}</guid><pubDate>Thu, 13 Nov 2025 {hour:02}:{minute:02}:00 GMT</pubDate></item>"
        );
    }
    let rss = format!("<rss version=\"2.0\"><channel><title>Kept</title>{items}</channel></rss>");
    Served::typed("application/rss+xml", rss)
}

/// Numbers that are the same in every run of the test, and other ones with another seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// What whole frames have shown.
#[derive(Default)]
struct Shown {
    /// Stories with a full star.
    kept: BTreeSet<String>,
    /// Stories whose bookmark was said to be taken back.
    taken_back: BTreeSet<String>,
}

impl Shown {
    /// Goes through all frames that came out whole.
    fn of(raw: &[u8]) -> Self {
        let size = |cells| NonZeroU16::new(cells).unwrap();
        let mut screen = vt100::Parser::new(size(ROWS), size(COLUMNS), 0);
        let mut shown = Self::default();
        let mut rest = raw;
        while let Some(end) = rest.windows(FRAME_ENDS.len()).position(|bytes| bytes == FRAME_ENDS) {
            let (frame, after) = rest.split_at(end + FRAME_ENDS.len());
            screen.process(frame);
            shown.look(screen.screen());
            rest = after;
        }
        shown
    }

    fn look(&mut self, screen: &vt100::Screen) {
        let text = screen.contents();
        for row in text.lines() {
            // The calendar has stars of its own beside the list.
            let Some((_, row)) = row.split_once("Story-").filter(|_| !row.contains("Undone")) else {
                continue;
            };
            if row.contains('\u{2605}') {
                self.kept.extend(row.get(..3).map(str::to_owned));
            }
        }
        if let Some((_, title)) = text.split_once("Undone: bookmarked: Story-") {
            self.taken_back.extend(title.get(..3).map(str::to_owned));
        }
    }
}

/// What the store keeps, as `SQLite` itself finds it after the kill.
fn kept(data: &Path) -> BTreeSet<String> {
    let conn = Connection::open(data.join("dateline.db")).unwrap();
    let well: String = conn.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(well, "ok");
    let mut query = conn.prepare("SELECT address FROM bookmark WHERE removed_at IS NULL").unwrap();
    let rows = query.query_map([], |row| row.get::<_, String>(0)).unwrap();
    rows.map(|address| address.unwrap().rsplit('/').next().unwrap().to_owned()).collect()
}

/// The counts that are kept beside the rows say what the rows say.
fn assert_counts(data: &Path) {
    let store = Store::open(data).unwrap();
    let day: Day = DAY.parse().unwrap();
    let rows = store.edition(Scope::All, day.only()).unwrap().rows;
    let unread = rows.iter().filter(|row| row.unread).count();
    let sources = store.sources().unwrap();
    assert_eq!((sources[0].stories as usize, sources[0].unread as usize), (rows.len(), unread));
    let facts = store.facts(Scope::All, day.only()).unwrap();
    assert_eq!((facts[0].stories as usize, facts[0].unread as usize), (rows.len(), unread));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

/// What is typed, and which stories it may take the bookmark from again.
fn acts(dice: &mut Dice) -> (String, BTreeSet<String>) {
    let mut typed = String::new();
    if dice.below(2) == 0 {
        typed.push('R');
    }
    // Each act in its own row, so that no star is taken away by the next key.
    let mut bookmarked = Vec::new();
    for row in 0..=dice.below(20) {
        let keys = ["rj", "brj", "bj", "bj"][dice.below(4) as usize];
        typed.push_str(keys);
        if keys.starts_with('b') {
            bookmarked.push(format!("{row:03}"));
        }
    }
    if dice.below(6) == 0 {
        typed.push('A');
    }
    // Not more than was done here: before that the source was added, which could be taken back as well.
    let done = typed.matches(['b', 'r', 'A']).count() as u64;
    let back = if dice.below(3) == 0 { dice.below(12).min(done) as usize } else { 0 };
    typed.push_str(&"u".repeat(back));
    // An undo reaches one act, of which a row has two at most.
    let may_go = bookmarked.iter().rev().take(back).cloned().collect();
    (typed, may_go)
}

fn started(config: &Path, data: &Path) -> Pty {
    let pty = Launch::dateline()
        .args(["--today", DAY, "--set", "refresh=never", "--set", "network.spacing=0"])
        .args(["--data-dir", data.to_str().unwrap(), "--config-dir", config.to_str().unwrap()])
        .size(COLUMNS, ROWS)
        .start();
    pty.wait_for_text("Story-0");
    pty
}

fn end(pty: &mut Pty) {
    kill_process(Pid::from_raw(pty.process().cast_signed()).unwrap(), Signal::KILL).unwrap();
    pty.wait_exit();
}

#[test]
fn what_was_shown_as_saved_outlives_a_kill() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let kills = number("DATELINE_KILLS").map_or(KILLS, |kills| kills as usize);
    let (home, site) = (Home::new(), Site::new());
    site.put("/feed.xml", feed(STORIES));
    home.run(&["add", &site.url("/feed.xml")]).ok();
    site.put("/feed.xml", feed(MORE));
    let mut dice = Dice(number("DATELINE_SEED").unwrap_or(7));
    let (mut stars, mut undone) = (0, 0);
    for kill in 1..=kills {
        let place = tempfile::tempdir().unwrap();
        let (config, data) = (place.path().join("config"), place.path().join("data"));
        copy(&home.path().join("config"), &config);
        copy(&home.path().join("data"), &data);
        let mut pty = started(&config, &data);
        let (typed, may_go) = acts(&mut dice);
        pty.send(&typed);
        // Until so many stars are there, or nothing comes any more; then for a random moment.
        let wanted = dice.below(1 + typed.matches('b').count() as u64) as usize;
        let stars_now = |screen: &vt100::Screen| screen.contents().matches('\u{2605}').count();
        while pty.with_screen(stars_now) < wanted && !pty.is_quiet_for(Duration::from_millis(250)) {}
        pty.is_quiet_for(Duration::from_millis(dice.below(60) + 1));
        end(&mut pty);
        let (shown, kept) = (Shown::of(&pty.raw()), kept(&data));
        let lost: Vec<_> = shown.kept.difference(&kept).filter(|story| !may_go.contains(*story)).collect();
        assert!(lost.is_empty(), "kill {kill}, {typed:?}: {lost:?} were shown as saved; kept are {kept:?}");
        let back: Vec<_> = shown.taken_back.intersection(&kept).collect();
        assert!(back.is_empty(), "kill {kill}, {typed:?}: {back:?} were shown as taken back");
        assert_counts(&data);
        stars += shown.kept.len();
        undone += shown.taken_back.len();
    }
    println!("{kills} kills; {stars} stars and {undone} undone bookmarks seen, none lost");
    assert!(stars >= kills, "hardly a star was seen: {stars} in {kills} kills");
}

#[test]
fn acts_happen_in_the_order_of_their_keys_and_are_done_before_the_end() {
    let site = Site::new();
    site.put("/feed.xml", feed(STORIES));
    // All at once, and out in the same breath.
    for (keys, left) in [("bjbjbjuubQ", ["000", "003"]), ("bbbjbujbQ", ["000", "002"])] {
        let home = Home::new();
        home.run(&["add", &site.url("/feed.xml")]).ok();
        let (config, data) = (home.path().join("config"), home.path().join("data"));
        let mut pty = started(&config, &data);
        pty.send(keys);
        assert!(pty.wait_exit().success());
        assert_eq!(kept(&data).into_iter().collect::<Vec<_>>(), left, "{keys}");
    }
}
