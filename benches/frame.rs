//! Drawing: a frame of a full screen, and the first frame of the program as a person waits for it.
//!
//! `cargo bench --bench frame`. The first frame is the real program in a pseudo-terminal: from its start until the
//! bytes of the frame are read at the other end, with an empty home and with a store.

#![allow(clippy::expect_used)] // A bench that fails should stop where it stands.

use std::io::Read;
use std::path::Path;

use dateline::app::{Mark, Msg, Start, State, update};
use dateline::locale::Locale;
use dateline::news::{
    Address, Day, DayFacts, DayFrom, Edition, Headline, Moment, Now, Scope, SourceId, StoryId, Text,
};
use dateline::theme::{Depth, Theme};
use dateline::view::view;
use divan::Bencher;
use jiff::tz::TimeZone;
use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

fn main() {
    divan::main();
}

/// A day of 250 stories in a month that is full, on a screen of a size.
fn full(size: (u16, u16)) -> State {
    let now = Now { instant: "2025-11-13T12:00:00Z".parse().expect("an instant"), zone: TimeZone::UTC };
    let mut state = State::new(Start {
        size,
        now,
        day: None,
        locale: Locale::default(),
        measure: 72,
        mark: Mark::Open,
        ask_by_rest: false,
        refresh_on_start: false,
        ascii: false,
        demo_only: false,
        no_sources: false,
    });
    update(&mut state, Msg::Sources(Vec::new()));
    let day = state.calendar.chosen;
    if let Some(ticket) = state.calendar.awaited.get(&day.month()).copied() {
        let facts = day.month().range().days().map(|day| DayFacts {
            stories: 250,
            unread: 90,
            answered: 3,
            ..DayFacts::unknown(day)
        });
        update(&mut state, Msg::Month(ticket, day.month(), Ok(facts.collect())));
    }
    if let Some((ticket, _)) = state.list.reload {
        let rows = (0..250).map(|number| story(number, day)).collect();
        let edition = Edition { scope: Scope::All, range: day.only(), rows, muted: 0 };
        update(&mut state, Msg::Edition(ticket, Ok(edition)));
    }
    assert_eq!(state.list.edition.ready().map(|edition| edition.rows.len()), Some(250));
    state
}

fn story(number: i64, day: Day) -> Headline {
    Headline {
        id: StoryId(number),
        source: SourceId(number / 10),
        source_title: Text::line(&format!("Source {}", number / 10)),
        address: Address::parse(&format!("https://news.example/{number}")).ok(),
        title: Text::line(&format!(
            "Strength in calm: what stayed behind the scenes of visit number {number}"
        )),
        deck: Text::line(
            "A correspondent watches the details and reports on what remains behind the scenes.",
        ),
        section: Some(Text::line("World")),
        author: None,
        day,
        day_from: DayFrom::Page,
        moment: Some(Moment {
            instant: "2025-11-13T09:12:00Z".parse().expect("an instant"),
            offset_min: Some(0),
        }),
        words: None,
        minutes: Some(6),
        unread: number % 3 == 0,
        bookmarked: number % 20 == 0,
        has_text: false,
        also: Vec::new(),
        muted: false,
    }
}

#[divan::bench(args = [(80, 24), (120, 40), (240, 80)])]
fn a_frame(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    let state = full(size);
    let theme = Theme::house("dateline-dark", Depth::True).expect("a theme");
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).expect("a screen");
    bencher.bench_local(|| {
        terminal.draw(|frame| view(&state, &theme, frame)).expect("drawn");
    });
}

#[divan::bench]
fn a_theme(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| Theme::house("fjord-dark", Depth::Indexed).expect("a theme"));
}

/// A program that is ended when its time is no longer taken.
struct Running(Box<dyn Child + Send + Sync>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().expect("ended");
        self.0.wait().expect("ended");
    }
}

/// From the start of the program to the last byte of its first frame.
fn until_the_first_frame(home: &Path) -> Running {
    const ENDS: &[u8] = b"\x1b[?2026l";
    let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).expect("a terminal");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dateline"));
    command.env_clear();
    for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("TZ", "UTC")] {
        command.env(name, value);
    }
    command.env("HOME", home);
    let mut reader = pair.master.try_clone_reader().expect("its output");
    let child = Running(pair.slave.spawn_command(command).expect("the program"));
    drop(pair.slave);
    let (mut seen, mut bytes) = (Vec::new(), [0; 4096]);
    while !seen.windows(ENDS.len()).any(|window| window == ENDS) {
        let read = reader.read(&mut bytes).expect("its output");
        assert!(read > 0, "the program ended: {}", String::from_utf8_lossy(&seen));
        seen.extend_from_slice(&bytes[..read]);
    }
    child
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn first_frame(bencher: Bencher<'_, '_>) {
    let home = tempfile::tempdir().expect("a folder");
    drop(until_the_first_frame(home.path()));
    bencher.bench_local(|| until_the_first_frame(home.path()));
}
