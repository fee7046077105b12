//! An hour of reading: memory, threads, descriptors and files, once a minute. Not part of the suite:
//!
//!     DATELINE_SOAK=3600 cargo test --test it soak -- --ignored --nocapture
//!
//! reads for so many seconds. The sites have new stories now and then, and pages to read; days, searches,
//! bookmarks, undo and sizes change all the time.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::commands::{Home, article};
use crate::support::pty::{Launch, Pty};
use crate::support::site::{Served, Site};

const SOURCES: usize = 8;
const STORIES: usize = 40;
/// One round of reading.
const ROUND: [&str; 24] = [
    "R",
    "gl",
    " ",
    " ",
    " ",
    "J",
    "b",
    "u",
    "q",
    "jj",
    "r",
    "gfharbour\r",
    "nn",
    "\x1b",
    "\x1b",
    "[",
    "[",
    "]",
    "]",
    "gb",
    "gc",
    ".",
    "?",
    "\x1b",
];

/// Refreshes of all feeds between two in which they have something new: what a day holds grows as news does, not
/// by a thousand stories a minute, so that what stays of a round can be told from what it brought.
const NEWS_EVERY: usize = 5;

/// A site whose feeds have three new stories each now and then.
fn site() -> Site {
    let looks = AtomicUsize::new(0);
    Site::made_of(move |asked| {
        if !asked.path.starts_with("/feed") {
            return Some(Served::html(article()));
        }
        let first = looks.fetch_add(1, Ordering::Relaxed) / (SOURCES * NEWS_EVERY) * 3;
        let mut items = String::new();
        for number in first..first + STORIES {
            let (day, minute) = (10 + number % 4, number % 60);
            let path = &asked.path;
            let _ = write!(
                items,
                "<item><title>Harbour story {number} of {path}</title><link>/page{path}/{number}</link>\
                 <guid>{path}{number}</guid><pubDate>{day} Nov 2025 09:{minute:02}:00 GMT</pubDate></item>"
            );
        }
        let rss =
            format!("<rss version=\"2.0\"><channel><title>{}</title>{items}</channel></rss>", asked.path);
        Some(Served::typed("application/rss+xml", rss))
    })
}

/// What the process holds now.
struct Sample {
    resident_kb: u64,
    threads: u64,
    descriptors: usize,
    processor_ticks: u64,
}

impl Sample {
    fn of(process: u32) -> Self {
        let read = |name: &str| fs::read_to_string(format!("/proc/{process}/{name}")).unwrap();
        let status = read("status");
        let field = |name: &str| -> u64 {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            line.trim().trim_end_matches(" kB").parse().unwrap()
        };
        let stat = read("stat");
        let ticks: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        Self {
            resident_kb: field("VmRSS:"),
            threads: field("Threads:"),
            descriptors: fs::read_dir(format!("/proc/{process}/fd")).unwrap().count(),
            processor_ticks: ticks[11..13].iter().map(|ticks| ticks.parse::<u64>().unwrap()).sum(),
        }
    }
}

fn kilobytes(file: &Path) -> u64 {
    fs::metadata(file).map_or(0, |facts| facts.len() / 1024)
}

fn play(pty: &mut Pty, round: usize) {
    for keys in ROUND {
        pty.send(keys);
        // As long as a person looks, and not before the program has drawn what it draws.
        pty.is_quiet_for(Duration::from_millis(120));
        pty.is_quiet_for(Duration::from_millis(80));
    }
    let (columns, rows) = [(120, 40), (80, 24), (100, 30), (40, 12)][round % 4];
    pty.resize(columns, rows);
}

#[test]
#[ignore = "takes as long as it is told to"]
fn an_hour_of_reading_leaves_memory_threads_and_descriptors_flat() {
    let seconds = std::env::var("DATELINE_SOAK").ok().and_then(|text| text.parse().ok()).unwrap_or(3600);
    let (home, site) = (Home::new(), site());
    let (config, data) = (home.path().join("config"), home.path().join("data"));
    // Written by hand: a source that was added could be taken back by one of the many undos.
    let mut sources = String::new();
    for number in 0..SOURCES {
        let url = site.url(&format!("/feed{number}"));
        let _ = writeln!(
            sources,
            "[[source]]\nid = \"feed-{number}\"\ntitle = \"Feed {number}\"\nroutes = [{{ kind = \"feed\", url = \"{url}\" }}]"
        );
    }
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("sources.toml"), sources).unwrap();
    let mut pty = Launch::dateline()
        .args(["--today", "2025-11-13", "--set", "network.spacing=0", "--set", "refresh=1"])
        .args(["--data-dir", data.to_str().unwrap(), "--config-dir", config.to_str().unwrap()])
        .size(120, 40)
        .start();
    pty.wait_for_text("Harbour story");
    println!("| s | resident kB | threads | descriptors | processor s | store kB | log kB | index kB |");
    println!("|---|---|---|---|---|---|---|---|");
    let (begun, mut samples) = (Instant::now(), Vec::new());
    let mut round = 0;
    while begun.elapsed() < Duration::from_secs(seconds) {
        let next = Duration::from_secs(60 * samples.len() as u64).min(Duration::from_secs(seconds));
        while begun.elapsed() < next {
            play(&mut pty, round);
            round += 1;
        }
        let sample = Sample::of(pty.process());
        println!(
            "| {} | {} | {} | {} | {:.1} | {} | {} | {} |",
            begun.elapsed().as_secs(),
            sample.resident_kb,
            sample.threads,
            sample.descriptors,
            sample.processor_ticks as f64 / 100.0,
            kilobytes(&data.join("dateline.db")),
            kilobytes(&data.join("dateline.db-wal")),
            kilobytes(&data.join("index.db")),
        );
        samples.push(sample);
    }
    println!("{round} rounds of {} keys", ROUND.concat().len());
    let middle = &samples[samples.len() / 2];
    let last = samples.last().unwrap();
    assert!(last.threads <= middle.threads + 2 && last.descriptors <= middle.descriptors + 4);
    assert!(last.resident_kb <= middle.resident_kb * 3 / 2 + 8 * 1024, "memory grows");
    pty.send("\x1b");
    pty.is_quiet_for(Duration::from_millis(300));
    pty.send("Q");
    assert!(pty.wait_exit().success());
}
