//! Journeys: the real program in a pseudo-terminal, as a reader uses it, against sites on the loopback.

use std::path::Path;

use dateline::news::Day;
use tempfile::TempDir;

use super::support::portal;
use super::support::pty::{Launch, Pty};
use super::support::site::{Served, Site};

const TODAY: &str = "2025-11-13";
const ESC: &str = "\u{1b}";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn program(home: &Path) -> Launch {
    Launch::dateline().home(home).args(["--today", TODAY])
}

/// Sends a key and waits until the screen has changed.
fn press(pty: &mut Pty, key: &str) {
    let before = pty.screen_text();
    pty.send(key);
    pty.wait_for(&format!("a change after {key:?}"), |screen| screen.contents() != before);
}

/// How far the open story is: what the last line says at its end.
fn position(screen: &vt100::Screen) -> String {
    let text = screen.contents();
    let words: Vec<&str> = text.trim_end().lines().last().unwrap_or_default().split_whitespace().collect();
    words[words.len().saturating_sub(2)..].join(" ")
}

/// Whether a title stands at the head of the screen.
fn is_headed(screen: &vt100::Screen, title: &str) -> bool {
    screen.contents().lines().take(5).any(|line| line.contains(title))
}

/// Space, until the story has moved on or the title wanted is there; nothing else on the screen counts.
fn read_on(pty: &mut Pty, wanted: &str) {
    let before = pty.with_screen(position);
    pty.send(" ");
    pty.wait_for("the next page or story", |screen| is_headed(screen, wanted) || position(screen) != before);
}

/// Goes to a date in words.
fn go_to(pty: &mut Pty, date: &str) {
    pty.send("g/");
    pty.wait_for_text("Go to");
    pty.send(&format!("{date}\r"));
}

/// Adds a site by pasting its address.
fn add(pty: &mut Pty, address: &str) {
    pty.paste(address);
    pty.wait_for_text(address);
    pty.send("\r");
    pty.wait_for_text("Follow this site");
    pty.send("\r");
    pty.wait_for_text("Added ");
}

#[test]
fn first_run_to_a_bookmark_that_is_read_without_the_site() {
    let site = Site::portal(day(TODAY));
    let home = TempDir::new().unwrap();
    let mut pty = program(home.path()).start();
    pty.wait_for_text("Read the demo edition");

    add(&mut pty, &site.url("/world-news/"));
    let fifth = day("2025-11-05");
    go_to(&mut pty, "2025-11-05");
    pty.wait_for_text(&portal::title(fifth, 0));

    // Three stories with Space alone, the newest first.
    pty.send(" ");
    for place in [2, 1, 0] {
        let title = portal::title(fifth, place);
        pty.wait_for(&title, |screen| is_headed(screen, &title) && position(screen).ends_with('%'));
        if place > 0 {
            let next = portal::title(fifth, place - 1);
            for _page in 0..20 {
                if pty.with_screen(|screen| is_headed(screen, &next)) {
                    break;
                }
                read_on(&mut pty, &next);
            }
        }
    }
    let kept = portal::title(fifth, 0);
    pty.send("b");
    pty.wait_for_text("Bookmarked");
    pty.send("Q");
    assert!(pty.wait_exit().success());

    // The next morning the portal is down.
    site.down(true);
    let mut pty = program(home.path()).start();
    pty.send("gb");
    pty.wait_for_text(&kept);
    pty.send("\r");
    let body = super::support::prose::story(portal::number(fifth, 0)).paragraphs[0].clone();
    let words: String = body.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    pty.wait_for_text(&words);
    pty.send("q");
    pty.wait_for_text("Bookmarks");
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

#[test]
fn only_the_chosen_day_is_asked_for() {
    let site = Site::portal(day(TODAY));
    let home = TempDir::new().unwrap();
    let mut pty = program(home.path()).start();
    pty.wait_for_text("Read the demo edition");
    add(&mut pty, &site.url("/world-news/"));
    go_to(&mut pty, "2025-10-21");
    pty.wait_for_text(&portal::title(day("2025-10-21"), 0));
    assert_eq!(site.hits("/world-news/2025-10-21/"), 1);
    for never in ["/world-news/2025-10-20/", "/world-news/2025-10-22/", "/world-news/2025-11-01/"] {
        assert_eq!(site.hits(never), 0, "{never}");
    }
    // Away and back: a finished day that answered is not asked again.
    press(&mut pty, ".");
    go_to(&mut pty, "2025-10-21");
    pty.wait_for_text(&portal::title(day("2025-10-21"), 0));
    pty.send("Q");
    assert!(pty.wait_exit().success());
    assert_eq!(site.hits("/world-news/2025-10-21/"), 1);
}

#[test]
fn a_place_in_a_story_survives_the_restart() {
    let site = Site::portal(day(TODAY));
    let home = TempDir::new().unwrap();
    let mut pty = program(home.path()).size(60, 12).start();
    pty.wait_for_text("Read the demo edition");
    add(&mut pty, &site.url("/world-news/"));
    go_to(&mut pty, "2025-11-05");
    let title = portal::title(day("2025-11-05"), 2);
    let short: String = title.chars().take(12).collect();
    pty.wait_for_text(&short);
    pty.send(" ");
    pty.wait_for("the story", |screen| position(screen).ends_with('%'));
    read_on(&mut pty, "nothing else");
    read_on(&mut pty, "nothing else");
    let top = pty.row(2);
    pty.send("Q");
    assert!(pty.wait_exit().success());

    let mut pty = program(home.path()).size(60, 12).args(["--date", "2025-11-05"]).start();
    pty.wait_for_text(&short);
    pty.send("\r");
    pty.wait_for("the same line at the top", |screen| {
        position(screen).ends_with('%') && screen.rows(0, 60).nth(2).unwrap_or_default().trim_end() == top
    });
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

/// A page of 20,000 numbered words in paragraphs of a hundred.
fn long_page() -> Served {
    let paragraph = |n: usize| (0..100).map(|at| format!("w{}", n * 100 + at)).collect::<Vec<_>>().join(" ");
    let text: Vec<String> = (0..200).map(|n| format!("<p>{}.</p>", paragraph(n))).collect();
    Served::html(format!(
        "<html lang=en><title>Long</title><article><h1>Long</h1>{}</article>",
        text.concat()
    ))
}

#[test]
fn a_page_of_twenty_thousand_words_is_there_at_once_and_keeps_its_place_in_another_width() {
    let site = Site::new();
    site.put("/long", long_page());
    let mut pty = Launch::dateline().size(80, 24).args(["--today", TODAY, &site.url("/long")]).start();
    pty.wait_for_text("w0 w1 w2");
    // Its end is there as soon as its beginning is.
    pty.send("G");
    pty.wait_for_text("w19999.");
    pty.send("gg");
    pty.wait_for_text("w0 w1 w2");
    for _page in 0..3 {
        read_on(&mut pty, "nothing else");
    }
    let first_word = |screen: &vt100::Screen| -> Option<String> {
        let row = screen.rows(0, 200).skip(2).find(|row| !row.trim().is_empty())?;
        row.split_whitespace().next().filter(|word| word.starts_with('w')).map(str::to_owned)
    };
    let number = |word: &str| word.trim_matches(|c: char| !c.is_ascii_digit()).parse::<u32>().unwrap();
    let here = number(&pty.with_screen(first_word).unwrap());
    assert!(here > 100, "{here}");
    let says = |word: u32| format!("w{word}");
    for (columns, rows) in [(40, 12), (120, 40), (61, 24)] {
        pty.resize(columns, rows);
        pty.wait_for("the same words in another width", |screen| {
            let top = screen.rows(0, columns).skip(2).find(|row| !row.trim().is_empty()).unwrap_or_default();
            let widths = screen.rows(0, columns).skip(3).map(|row| row.trim_end().len());
            let full = widths.max().unwrap_or(0) > usize::from(columns.min(76)) - 14;
            full && top.split_whitespace().any(|word| word.trim_end_matches('.') == says(here))
        });
    }
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

#[test]
fn the_section_in_windows_1251_is_read() {
    let site = Site::portal(day(TODAY));
    let home = TempDir::new().unwrap();
    let mut pty = program(home.path()).start();
    pty.wait_for_text("Read the demo edition");
    add(&mut pty, &site.url("/ekonomika/"));
    go_to(&mut pty, "2025-11-05");
    let (title, _) = super::support::prose::russian_story(portal::number(day("2025-11-05"), 0));
    pty.wait_for_text(&title);
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

#[test]
fn the_demo_reads_bookmarks_and_leaves_no_trace() {
    let home = TempDir::new().unwrap();
    let mut pty = program(home.path()).start();
    pty.wait_for_text("Read the demo edition");
    pty.send("\r");
    pty.wait_for_text("DATELINE demo");
    pty.wait_for_text("unread");
    pty.send(" ");
    pty.wait_for_text("%");
    pty.send("b");
    pty.wait_for_text("Bookmarked");
    pty.send("gb");
    pty.wait_for_text("★");
    pty.send("q");
    pty.send(&format!("{ESC}[104u"));
    pty.send("qq");
    pty.wait_for_text("Read the demo edition");
    pty.send("Q");
    assert!(pty.wait_exit().success());

    let mut pty = program(home.path()).start();
    pty.wait_for_text("Read the demo edition");
    pty.send("gb");
    pty.wait_for_text("No bookmarks");
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

#[test]
fn a_terminal_that_vanishes_ends_the_program() {
    let home = TempDir::new().unwrap();
    let mut pty = program(home.path()).start();
    pty.wait_for_text("Read the demo edition");
    pty.close();
    pty.wait_exit();
}

#[test]
fn every_size_is_drawn_and_survived() {
    let home = TempDir::new().unwrap();
    let mut pty = program(home.path()).arg("--demo").start();
    pty.wait_for_text("unread");
    for (columns, rows) in [(1, 1), (2, 40), (40, 12), (200, 3), (500, 200), (120, 40), (80, 24)] {
        pty.resize(columns, rows);
        pty.send("\r");
        pty.send("q");
    }
    pty.wait_for_text("November 2025");
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

/// From today 36 months back by one key and a count, and into the first story of that day, as it is seen.
fn three_years_back(pty: &mut Pty, then: Day) {
    pty.send("36{");
    let stories = portal::count_on(then);
    let titles: Vec<String> =
        (0..stories).map(|n| portal::title(then, n).chars().take(30).collect()).collect();
    pty.wait_for("the list of the day", |screen| {
        let seen = screen.contents();
        titles.iter().all(|title| seen.contains(title))
            && seen.contains("November 2022")
            && seen.contains("[13]")
    });
    pty.send("gl\r");
    // Newest first: the last of the day stands on top.
    let story = portal::number(then, stories - 1);
    let body = super::support::prose::story(story).paragraphs[0].clone();
    let words: String = body.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    let title: String = portal::title(then, stories - 1).chars().take(30).collect();
    pty.wait_for("the story", |screen| {
        screen.contents().contains(&words) && screen.contents().contains(&title)
    });
}

#[test]
fn three_years_back_and_again_without_the_network() {
    let site = Site::portal(day(TODAY));
    let home = TempDir::new().unwrap();
    let mut pty = program(home.path()).start();
    pty.wait_for_text("Read the demo edition");
    pty.paste(&site.url("/world-news/"));
    pty.wait_for_text("/world-news/");
    pty.send("\r");
    // The preview: what it is, the route with its days, the newest stories.
    pty.wait_for_text("Follow this site");
    let newest: String = portal::title(day(TODAY), 0).chars().take(30).collect();
    let preview = pty.screen_text();
    for words in ["World News", "/{YYYY}-{MM}-{DD}/", "2015", newest.as_str()] {
        assert!(preview.contains(words), "{words} in\n{preview}");
    }
    pty.send("\r");
    pty.wait_for_text("Added ");
    // What was added is there at once.
    pty.send("gS");
    pty.wait_for_text("next try");
    pty.send("q");

    let asked = site.asked().len();
    let then = day("2022-11-13");
    three_years_back(&mut pty, then);
    pty.send("Q");
    assert!(pty.wait_exit().success());
    // The chosen day, once; besides it only today, which a source without a feed is asked for when it is new.
    assert_eq!(site.hits("/world-news/2022-11-13/"), 1);
    let paths: Vec<String> = site.asked().into_iter().skip(asked).map(|asked| asked.path).collect();
    let told: Vec<String> = [then, day(TODAY)]
        .into_iter()
        .flat_map(|day| {
            (0..portal::count_on(day)).map(move |n| format!("/world-news/{}/", portal::number(day, n)))
        })
        .collect();
    let of_these = |path: &String| {
        told.contains(path)
            || [then, day(TODAY)].iter().any(|day| path.starts_with(&format!("/world-news/{day}/")))
    };
    assert!(paths.iter().all(of_these), "{paths:?}");

    site.down(true);
    let mut pty = program(home.path()).start();
    pty.wait_for_text("November");
    pty.send("q.");
    pty.wait_for_text("Thursday 13 November 2025");
    three_years_back(&mut pty, then);
    pty.send("Q");
    assert!(pty.wait_exit().success());
    // Neither the day nor its stories were asked for again.
    assert_eq!(site.hits("/world-news/2022-11-13/"), 1);
    let story = format!("/world-news/{}/", portal::number(then, portal::count_on(then) - 1));
    assert_eq!(site.hits(&story), 1);
}

#[test]
fn a_source_is_steered_from_the_screen() {
    let site = Site::portal(day(TODAY));
    let home = TempDir::new().unwrap();
    let mut pty = program(home.path()).start();
    pty.wait_for_text("Read the demo edition");
    add(&mut pty, &site.url("/world-news/"));
    let first: String = portal::title(day(TODAY), 0).chars().take(30).collect();
    pty.wait_for_text(&first);
    pty.send("gle");
    pty.wait_for_text("Routes of");
    pty.wait_for_text("day-page");
    pty.send("[\r");
    pty.wait_for_text("stories:");
    // The only route cannot be taken out; the panel says why.
    pty.send("d");
    pty.wait_for_text("would be asked nothing");
    // A wrong guess is mended in its place; what is wrong is said, what is right is in the file at once.
    let file = home.path().join(".config/dateline/sources.toml");
    let written = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, written.replace("routes = [", "routes = [ # a comment\n")).unwrap();
    pty.send("e");
    pty.wait_for_text("Route: ");
    pty.send("\x15");
    pty.paste(&site.url("/world-news/{YYYY}-{MM}-{DAY}/"));
    pty.send("\r");
    pty.wait_for_text("is not a date token");
    pty.send("\x15");
    pty.paste(&site.url("/world-news/{YYYY}-{MM}-{DD}/"));
    pty.send(" from 2020-02-01\r");
    pty.wait_for_text("untested");
    pty.send("\r");
    pty.wait_for_text("stories:");
    // One more, pasted; tried on the spot, kept although it does not answer.
    pty.paste(&site.url("/nothing/{YYYY}/{MM}/{DD}/"));
    pty.wait_for_text("/nothing/");
    pty.send("\r");
    pty.wait_for_text("are written to the sources file");
    pty.send("\r");
    pty.wait_for_text("no stories");
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(
        written.contains("/nothing/{YYYY}/{MM}/{DD}/") && written.contains("from = 2020-02-01"),
        "{written}"
    );
    assert!(written.contains("# a comment"), "{written}");
    pty.send("u");
    pty.wait_for("the route gone", |screen| !screen.contents().contains("/nothing/"));
    assert!(!std::fs::read_to_string(&file).unwrap().contains("/nothing/"));
    pty.send(ESC);
    pty.wait_for("the panel gone", |screen| !screen.contents().contains("Routes of"));
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

#[test]
fn a_word_is_found_its_story_read_and_the_search_kept() {
    let site = Site::portal(day(TODAY));
    let home = TempDir::new().unwrap();
    let mut pty = program(home.path()).start();
    pty.wait_for_text("Read the demo edition");
    add(&mut pty, &site.url("/world-news/"));
    go_to(&mut pty, "2025-11-05");
    let fifth = portal::title(day("2025-11-05"), 0);
    pty.wait_for_text(&fifth.chars().take(20).collect::<String>());
    pty.send(".");

    let word = fifth.split_whitespace().max_by_key(|word| word.len()).unwrap().to_lowercase();
    pty.send("gf");
    pty.wait_for_text("Search:");
    pty.send(&format!("title:{word} date:2025-11-05"));
    pty.wait_for_text("1 found");
    pty.send("\r\r");
    pty.wait_for("the story with its words marked", |screen| {
        is_headed(screen, &fifth) && position(screen).ends_with('%')
    });
    pty.send("q");
    pty.wait_for_text("1 found");
    pty.send("w");
    pty.wait_for_text("Keep as:");
    pty.send("\u{15}Fifth\r");
    pty.wait_for_text("Kept as Fifth");
    pty.send(ESC);
    pty.wait_for("the day again", |screen| !screen.contents().contains("1 found"));
    pty.send("Q");
    assert!(pty.wait_exit().success());

    // It stands among the sources the next time, and goes again, undoably.
    let mut pty = program(home.path()).start();
    pty.wait_for_text("/Fifth");
    pty.send("gsG");
    pty.wait_for_text("1 found");
    pty.send("dd");
    pty.wait_for_text("Fifth is let go");
    pty.send("u");
    pty.wait_for_text("Undone: search let go");
    pty.wait_for_text("/Fifth");
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

#[test]
fn the_year_a_range_and_other_counts_come_back_after_a_restart() {
    let site = Site::portal(day(TODAY));
    let home = TempDir::new().unwrap();
    // The pages of three days come one after the other, without the pause that strangers get.
    let mut pty = program(home.path()).args(["--set", "network.spacing=0"]).start();
    pty.wait_for_text("Read the demo edition");
    add(&mut pty, &site.url("/world-news/"));
    go_to(&mut pty, "2025-11-05");
    pty.wait_for_text(&portal::title(day("2025-11-05"), 0));

    // The year: a week on, two days on, and there; the day is asked for only when the year is left.
    pty.send("gy");
    pty.wait_for_text("‹ 2025 ›");
    pty.wait_for_text("busiest");
    pty.send("kll");
    pty.wait_for_text("31 Oct");
    assert_eq!(site.hits("/world-news/2025-10-31/"), 0);
    pty.send("\r");
    pty.wait_for_text(&portal::title(day("2025-10-31"), 0));
    assert_eq!(site.hits("/world-news/2025-10-31/"), 1);

    // A range of three days, fetched, then read as a whole and taken back.
    let short = |place| portal::title(day("2025-11-04"), place).chars().take(24).collect::<String>();
    go_to(&mut pty, "2025-11-04");
    pty.wait_for_text(&short(0));
    pty.send("gcvlhhhR");
    pty.wait_for_text("2 – 4 November 2025");
    pty.wait_for_text("Tuesday 4 November 2025");
    pty.wait_for_text("Asking for 3 days");
    // Until they are here their marks stand in the calendar, and the list may become another one under any key.
    pty.wait_for("the three days", |screen| {
        let text = screen.contents();
        text.contains("3 days") && !text.contains('~')
    });
    pty.send("b");
    pty.wait_for_text("stories bookmarked");
    pty.send("u");
    pty.wait_for_text("Undone");
    // Days from before the site was followed leave no debt.
    pty.send("A");
    pty.wait_for_text("Nothing here is unread");
    pty.send(&format!("{ESC}[27u"));
    pty.wait_for_text("Sunday 2 November 2025");

    // Other counts, named; a story open as the program ends.
    pty.send("zc");
    pty.wait_for_text("counts unread");
    pty.send("zw");
    pty.wait_for_text(" 44 ");
    go_to(&mut pty, "2025-11-04");
    pty.wait_for_text(&short(1));
    pty.send("gl\r");
    pty.wait_for("the story", |screen| position(screen).ends_with('%'));
    let title = pty.row(2).trim().to_owned();
    pty.send("gb");
    pty.wait_for_text("Bookmarks");
    pty.send("q");
    pty.wait_for("the story again", |screen| is_headed(screen, &title) && position(screen).ends_with('%'));
    pty.send("Q");
    assert!(pty.wait_exit().success());

    let mut pty = program(home.path()).start();
    pty.wait_for("the same story", |screen| is_headed(screen, &title) && position(screen).ends_with('%'));
    pty.send("q");
    pty.wait_for_text("4 November 2025");
    pty.wait_for_text(" 44 ");
    pty.wait_for_text("unread");
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

#[test]
fn the_first_frame_of_a_narrow_screen_has_the_days() {
    let home = TempDir::new().unwrap();
    let mut pty = program(home.path()).arg("--demo").size(40, 12).start();
    pty.wait_for_text("[13]");
    pty.wait_for_text("November 2025  1 2 3");
    pty.resize(9, 3);
    pty.wait_for_text("Too");
    pty.resize(40, 12);
    pty.wait_for_text("[13]");
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

#[test]
fn a_trip_without_the_network() {
    let site = Site::portal(day(TODAY));
    let home = super::commands::Home::new();
    home.run(&["add", &site.url("/world-news/")]).ok();
    let fetched = home.run(&["fetch", "--full", "3d"]).ok();
    let total: u64 = ["2025-11-11", "2025-11-12", TODAY].iter().map(|on| portal::count_on(day(on))).sum();
    let said =
        format!("2025-11-11..2025-11-13: {total} of {total} stories can be read without the network, 0.");
    assert!(fetched.err.contains(&said), "{fetched:?}");

    site.down(true);
    let asked = site.asked().len();
    for place in 0..portal::count_on(day(TODAY)) {
        let number = portal::number(day(TODAY), place);
        let read = home.run(&["read", &site.url(&format!("/world-news/{number}/"))]).ok();
        assert!(read.out.contains(&super::support::prose::story(number).title), "{read:?}");
    }
    for on in ["2025-11-11", "2025-11-12"] {
        let mut pty = Launch::dateline()
            .args(["--today", TODAY, "--date", on])
            .args(["--config-dir", &home.path().join("config").display().to_string()])
            .args(["--data-dir", &home.path().join("data").display().to_string()])
            .args(["--set", "refresh=never"])
            .start();
        let first: String = portal::title(day(on), 0).chars().take(30).collect();
        pty.wait_for_text(&first);
        pty.send("gl\r");
        // From the newest story to the oldest, each with its text.
        for place in (0..portal::count_on(day(on))).rev() {
            let story = super::support::prose::story(portal::number(day(on), place));
            let words: String = story.paragraphs[0].split_whitespace().take(3).collect::<Vec<_>>().join(" ");
            pty.wait_for(&story.title, |screen| is_headed(screen, &story.title));
            pty.wait_for_text(&words);
            pty.send("J");
        }
        pty.send("Q");
        assert!(pty.wait_exit().success());
    }
    let unstored = |asked: &super::support::site::Asked| !asked.path.contains("robots");
    let more: Vec<String> =
        site.asked().into_iter().skip(asked).filter(unstored).map(|asked| asked.path).collect();
    assert!(more.is_empty(), "{more:?}");

    // What is not stored is said, plainly.
    let missing = home.run(&["read", &site.url("/world-news/1/")]);
    assert_eq!(missing.code, 4, "{missing:?}");
}

#[test]
fn what_a_person_says_of_a_text_holds_for_the_next_story_and_the_next_start() {
    let (site, home) = (Site::new(), super::commands::Home::new());
    let said = |what: &str| {
        format!(
            "<p>{what} of the committee met in the morning and agreed on the plan that had been prepared.</p>"
        )
    };
    let page = |slug: &str| {
        Served::html(format!(
            "<html lang=en><title>Story {slug}</title><nav class=top-menu><a href=/>Home and all the news</a></nav><article>\
             <h1>Story {slug}</h1>{}<div class=fact-panel><p>A panel, which nobody asked for in story {slug}.</p></div>{}</article>",
            said("The head") + &said("The clerk").replacen("<p>", "<p class=begins>", 1),
            said("The guest") + &said("A member")
        ))
    };
    let item = |slug: &str, hour: u32| {
        format!(
            "<item><title>Story {slug}</title><link>{}</link><guid>{slug}</guid><pubDate>Thu, 13 Nov 2025 0{hour}:00:00 GMT\
             </pubDate><description>The feed's own words on {slug}.</description></item>",
            site.url(&format!("/{slug}"))
        )
    };
    site.put("/a", page("a"));
    site.put("/b", page("b"));
    let feed = format!(
        "<rss version='2.0'><channel><title>W</title>{}{}</channel></rss>",
        item("a", 9),
        item("b", 8)
    );
    site.put("/feed", Served::typed("application/rss+xml", feed));
    let config = home.path().join("config");
    std::fs::create_dir_all(&config).unwrap();
    let source = format!(
        "[[source]]\nid = \"wire\"\ntitle = \"Wire\"\nroutes = [{{ kind = \"feed\", url = \"{}\" }}]\n",
        site.url("/feed")
    );
    std::fs::write(config.join("sources.toml"), source).unwrap();
    home.run(&["fetch"]).ok();
    let start = || {
        Launch::dateline()
            .args(["--today", TODAY, "--set", "refresh=never"])
            .args(["--config-dir", &config.display().to_string()])
            .args(["--data-dir", &home.path().join("data").display().to_string()])
            .start()
    };
    let mut pty = start();
    pty.wait_for_text("Story a");
    pty.send("gl\r");
    pty.wait_for_text("A member of the committee");
    pty.wait_for_text("A panel, which");
    // Why: what was left out, and by which rule.
    pty.send("zx");
    pty.wait_for_text("beside the article by its tag");
    pty.send("q");
    pty.wait_for_text("A panel, which");
    pty.send("vjjD");
    pty.wait_until_gone("A panel, which");
    pty.wait_for_text("A member of the committee");
    pty.send("J");
    pty.wait_for("the next story without it", |screen| {
        let text = screen.contents();
        is_headed(screen, "Story b") && text.contains("A member of") && !text.contains("A panel, which")
    });
    assert!(std::fs::read_to_string(config.join("sources.toml")).unwrap().contains("div.fact-panel"));
    // And it begins further down, in the other story too.
    pty.send("vjS");
    pty.wait_until_gone("The head of the committee");
    pty.wait_for_text("The clerk of the committee");
    pty.send("K");
    pty.wait_for("the story before from there", |screen| {
        let text = screen.contents();
        is_headed(screen, "Story a") && text.contains("The clerk of") && !text.contains("The head of")
    });
    pty.send("J");
    pty.wait_for("the next story again", |screen| {
        is_headed(screen, "Story b") && screen.contents().contains("The clerk of")
    });
    pty.send("x");
    pty.wait_for_text("The feed's own words on b");
    pty.send("Q");
    assert!(pty.wait_exit().success());

    // The program opens where it was left, and the other story too is the feed's text now.
    let mut pty = start();
    pty.wait_for_text("The feed's own words on b");
    pty.send("K");
    pty.wait_for("the feed's text, as chosen", |screen| {
        let text = screen.contents();
        text.contains("The feed's own words on a") && !text.contains("A member of")
    });
    // It is a change as any other, also after a restart: taken back, done again.
    pty.send("gu");
    pty.wait_for_text("text of Wire: the feed's");
    pty.send("q");
    pty.send("u");
    pty.wait_for("the page's own text", |screen| {
        let text = screen.contents();
        text.contains("Undone: text of Wire: the feed's") && text.contains("The clerk of")
    });
    pty.send("U");
    pty.wait_for_text("The feed's own words on a");
    pty.send("Q");
    assert!(pty.wait_exit().success());
}
