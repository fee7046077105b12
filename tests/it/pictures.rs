//! The pictures of the README: the real program in a pseudo-terminal, its demo edition on a fixed day, as SVG.
//!
//! `docs/pictures/NAME.svg` must be what the program shows now, byte for byte. With `DATELINE_WRITE=1` they are
//! made anew: `DATELINE_WRITE=1 cargo test --test it pictures`; look at them before they are kept.

mod svg;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;

use self::svg::svg;
use crate::support::pty::{Launch, Pty};

/// The day of all pictures.
const TODAY: &str = "2025-11-13";

struct Demo {
    pty: Pty,
    _home: TempDir,
}

/// The demo edition in a theme, on a screen of a size, when its day is there.
fn demo(theme: &str, (columns, rows): (u16, u16)) -> Demo {
    let home = TempDir::new().unwrap();
    let pty = Launch::dateline()
        .home(home.path())
        .env("COLORTERM", "truecolor")
        .args(["--demo", "--today", TODAY, "--set", &format!("ui.theme={theme}")])
        .size(columns, rows)
        .start();
    pty.wait_for("the day's stories", |screen| {
        let text = screen.contents();
        // The calendar knows how many there are before the list is there.
        text.contains("unread") && text.contains("A newspaper that fits") && !text.contains('⟳')
    });
    Demo { pty, _home: home }
}

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures").join(format!("{name}.svg"))
}

/// The screen is the kept picture, as soon as everything on it is there.
#[track_caller]
fn assert_picture(name: &str, demo: &Demo) {
    if std::env::var_os("DATELINE_WRITE").is_some() {
        while !demo.pty.is_quiet_for(Duration::from_millis(800)) {}
        fs::create_dir_all(file(name).parent().unwrap()).unwrap();
        fs::write(file(name), demo.pty.with_screen(svg)).unwrap();
        return;
    }
    let kept = fs::read_to_string(file(name)).unwrap();
    demo.pty.wait_for(
        &format!(
            "docs/pictures/{name}.svg; if the change is meant: DATELINE_WRITE=1 cargo test --test it pictures"
        ),
        |screen| svg(screen) == kept,
    );
}

#[test]
fn the_day() {
    let mut demo = demo("dateline-dark", (120, 32));
    demo.pty.wait_for_text("[13]");
    demo.pty.send(" ");
    // While one story is read the next is fetched, which tells its author.
    demo.pty.wait_for_text("Edmund Vane");
    demo.pty.send("b");
    demo.pty.wait_for_text("★");
    demo.pty.wait_for_text("Bookmarked");
    // Taken back and done again the list is read anew, with what both texts tell of their source's length.
    demo.pty.send("u");
    demo.pty.wait_for_text("Undone");
    demo.pty.send("U");
    demo.pty.wait_for_text("Done again");
    demo.pty.wait_for_text("~1 min");
    // The next key takes the note about it away.
    demo.pty.send("gl");
    demo.pty.wait_until_gone("Done again");
    assert_picture("day", &demo);
}

#[test]
fn the_year() {
    let mut demo = demo("contrast-dark", (80, 24));
    demo.pty.send("gy");
    demo.pty.wait_for_text("busiest");
    demo.pty.wait_for_text("2025 28");
    assert_picture("year", &demo);
}

#[test]
fn a_story() {
    let mut demo = demo("dateline-light", (80, 24));
    demo.pty.send(" ");
    demo.pty.wait_for_text("%");
    assert_picture("story", &demo);
}

#[test]
fn the_themes() {
    let mut demo = demo("fjord-dark", (80, 24));
    demo.pty.send("zt");
    demo.pty.wait_for_text("as it was");
    assert_picture("themes", &demo);
}

#[test]
fn a_narrow_screen() {
    let demo = demo("fjord-light", (40, 12));
    assert_picture("narrow", &demo);
}
