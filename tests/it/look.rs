//! Themes and settings in the running program: the terminal's ground, the picker, files that are saved.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::pty::{Launch, Pty};

fn launch(home: &Path) -> Launch {
    let folder = |name: &str| home.join(name).display().to_string();
    Launch::dateline()
        .home(home)
        .env("COLORTERM", "truecolor")
        .env("DATELINE_CONFIG_DIR", folder("config"))
        .env("DATELINE_DATA_DIR", folder("data"))
        .args(["--today", "2025-11-13"])
}

fn write(home: &Path, file: &str, text: &str) {
    let path = home.join("config").join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The ground of the screen's first cell.
fn ground(screen: &vt100::Screen) -> vt100::Color {
    screen.cell(0, 0).unwrap().bgcolor()
}

const DARK: vt100::Color = vt100::Color::Rgb(0x1b, 0x1d, 0x21);
const LIGHT: vt100::Color = vt100::Color::Rgb(0xfa, 0xf8, 0xf3);
const FJORD: vt100::Color = vt100::Color::Rgb(0x10, 0x1c, 0x23);

#[track_caller]
fn wait_for_ground(pty: &Pty, wished: vt100::Color) {
    pty.wait_for(&format!("the ground {wished:?}"), |screen| ground(screen) == wished);
}

#[test]
fn the_terminal_says_its_ground_and_the_next_first_frame_knows_it() {
    let home = TempDir::new().unwrap();
    let mut pty = launch(home.path()).start();
    pty.wait_for_text("Welcome");
    // Nothing was waited for: the first frame has the terminal's own colours.
    pty.with_screen(|screen| assert_eq!(ground(screen), vt100::Color::Default));
    pty.wait_for_bytes("\x1b]11;?");
    pty.send("\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\");
    wait_for_ground(&pty, LIGHT);
    pty.send("\x1b]11;rgb:1010/1010/1010\x1b\\");
    wait_for_ground(&pty, DARK);
    pty.send("Q");
    pty.wait_exit();
    let pty = launch(home.path()).start();
    pty.wait_for_text("Welcome");
    pty.with_screen(|screen| assert_eq!(ground(screen), DARK));
}

#[test]
fn a_theme_is_tried_on_and_kept() {
    let home = TempDir::new().unwrap();
    write(home.path(), "config.toml", "# mine\n[ui]\nmeasure = 60\n");
    let mut pty = launch(home.path()).start();
    pty.wait_for_text("Welcome");
    pty.send("zt");
    pty.wait_for_text("as it was");
    pty.send("jjjj");
    wait_for_ground(&pty, FJORD);
    pty.send("\x1b");
    wait_for_ground(&pty, vt100::Color::Default);
    pty.wait_until_gone("as it was");
    pty.send("zt");
    pty.wait_for_text("as it was");
    pty.send("jjjj\r");
    wait_for_ground(&pty, FJORD);
    pty.wait_until_gone("as it was");
    let file = home.path().join("config/config.toml");
    pty.wait_for("the choice", |_| fs::read_to_string(&file).is_ok_and(|text| text.contains("fjord-dark")));
    let kept = fs::read_to_string(&file).unwrap();
    assert_eq!(kept, "# mine\n[ui]\nmeasure = 60\ntheme = \"fjord-dark\"\n");
    pty.send("Q");
    pty.wait_exit();
    let pty = launch(home.path()).start();
    wait_for_ground(&pty, FJORD);
}

#[test]
fn what_is_saved_is_taken_over() {
    let home = TempDir::new().unwrap();
    write(home.path(), "config.toml", "");
    let pty = launch(home.path()).start();
    pty.wait_for_text("November 2025");
    write(home.path(), "config.toml", "[ui]\nlocale = \"ru\"\ntheme = \"fjord-dark\"\n");
    pty.wait_for_text("Ноябрь 2025");
    wait_for_ground(&pty, FJORD);
    // An error is said, and what was in force stays.
    write(home.path(), "config.toml", "[ui]\nlocale = \"ru\"\nthem = \"dateline\"\n");
    pty.wait_for_text("config.toml:3:1: there is no setting `ui.them`: did you mean `ui.theme`");
    pty.with_screen(|screen| assert_eq!(ground(screen), FJORD));
    // A theme of one's own, saved beside: also by the rename of a new file over the old one.
    write(home.path(), "config.toml", "[ui]\nlocale = \"ru\"\ntheme = \"fjord-dark\"\n");
    pty.wait_for_text("The settings were read again");
    write(home.path(), "themes/mine.toml", "inherits = \"fjord-dark\"\n[palette]\npaper = \"#0a0b0c\"\n");
    write(home.path(), "config.toml.new", "[ui]\ntheme = \"mine\"\n");
    fs::rename(home.path().join("config/config.toml.new"), home.path().join("config/config.toml")).unwrap();
    wait_for_ground(&pty, vt100::Color::Rgb(0x0a, 0x0b, 0x0c));
    pty.wait_for_text("November 2025");
}

#[test]
fn a_theme_that_is_none_is_refused_before_the_screen() {
    let home = TempDir::new().unwrap();
    write(home.path(), "config.toml", "[ui]\ntheme = \"fjrod\"\n");
    let mut pty = launch(home.path()).size(200, 24).start();
    assert_eq!(pty.wait_exit().exit_code(), 3);
    let place = home.path().join("config/config.toml:2:9: there is no theme `fjrod`");
    let said = String::from_utf8(pty.raw()).unwrap();
    assert!(said.contains(&*place.display().to_string()), "{said}");
    assert!(said.contains("did you mean `fjord`"), "{said}");
    assert!(!said.contains("\x1b[?1049h"), "the screen was not opened");
}

#[test]
fn without_colours_none_is_written() {
    let home = TempDir::new().unwrap();
    let mut pty = launch(home.path()).env("NO_COLOR", "1").arg("--demo").start();
    pty.wait_for_text("6 unread");
    pty.wait_for_text("A newspaper that fits");
    pty.send(" ");
    pty.wait_for_text("%");
    pty.send("qgc");
    pty.wait_for_text("[13]");
    pty.send("Q");
    pty.wait_exit();
    let raw = String::from_utf8(pty.raw()).unwrap();
    for code in raw.split("\x1b[").skip(1).filter_map(|rest| rest.split_once('m').map(|(code, _)| code)) {
        let numbers: Vec<&str> = code.split(';').collect();
        if !numbers.iter().all(|number| number.parse::<u8>().is_ok()) {
            continue;
        }
        // 39 and 49 are the terminal's own colours.
        let is_colour = |number: &&str| matches!(number.parse::<u8>(), Ok(30..=38 | 40..=48 | 90..=107));
        assert!(!numbers.iter().any(is_colour), "a colour: {code}");
    }
    assert!(raw.contains("\x1b[1m") || raw.contains(";1m"), "bold stays");
}
