//! Configuration files with errors, each with its exact message: `tests/broken/KIND/NAME.toml` and `NAME.txt` beside it.
//!
//! With `DATELINE_WRITE=1` the messages are written anew; read them before they are kept.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::fs::{CWD, FileType, Mode, mknodat};
use tempfile::TempDir;

/// A kind of file, and where it stands in the configuration folder.
const KINDS: [(&str, &str); 5] = [
    ("settings", "config.toml"),
    ("keys", "keys.toml"),
    ("sources", "sources.toml"),
    ("mutes", "mute.toml"),
    ("themes", "themes/mine.toml"),
];

fn cases(kind: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken").join(kind);
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    cases.sort();
    cases
}

/// A configuration folder with the file in its place.
fn folder_with(case: &Path, place: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join(place);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::copy(case, file).unwrap();
    folder
}

fn run(folder: &TempDir, args: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .env_clear()
        .env("HOME", folder.path())
        .args(args)
        .arg("--config-dir")
        .arg(folder.path())
        .arg("--data-dir")
        .arg(folder.path().join("data"))
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let shown = said.replace(&format!("{}/", folder.path().display()), "");
    (output.status.code().unwrap_or(-1), shown)
}

#[test]
fn each_broken_file_is_refused_with_its_place_and_what_would_be_right() {
    let mut seen = 0;
    for (kind, place) in KINDS {
        for case in cases(kind) {
            let folder = folder_with(&case, place);
            let (code, said) = run(&folder, &["config", "--check"]);
            let expected = case.with_extension("txt");
            if std::env::var_os("DATELINE_WRITE").is_some() {
                fs::write(&expected, &said).unwrap();
            }
            assert_eq!(code, 3, "{}: {said}", case.display());
            assert_eq!(said, fs::read_to_string(&expected).unwrap(), "{}", case.display());
            assert!(said.starts_with(&format!("dateline: {place}:")), "{said}");
            if kind == "keys" {
                assert_eq!(run(&folder, &["keys", "--check"]), (code, said), "{}", case.display());
            }
            seen += 1;
        }
    }
    assert!(seen > 110, "{seen}");
}

#[test]
fn the_screen_does_not_open_over_a_broken_file() {
    for (kind, place) in KINDS {
        for case in cases(kind) {
            let folder = folder_with(&case, place);
            let args: &[&str] = if kind == "themes" { &["--set", "ui.theme=mine"] } else { &[] };
            let (code, said) = run(&folder, args);
            let expected = fs::read_to_string(case.with_extension("txt")).unwrap();
            assert_eq!((code, said), (3, expected), "{}", case.display());
        }
    }
}

#[test]
fn commands_refuse_a_theme_that_is_none_as_the_screen_does_and_the_list_of_themes_helps() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("config.toml"), "[ui]\ntheme = \"fjrod\"\n").unwrap();
    let expected = "dateline: config.toml:2:9: there is no theme `fjrod`\n  did you mean `fjord`\n";
    for args in
        [vec!["config"], vec!["day"], vec!["sources"], vec!["bookmarks"], vec!["config", "--check"], vec![]]
    {
        assert_eq!(run(&folder, &args), (3, expected.to_owned()), "{args:?}");
    }
    assert_eq!(run(&folder, &["themes"]).0, 0);
    assert_eq!(run(&folder, &["config", "--set", "ui.theme=fjord"]).0, 0);
}

type StandIn = (&'static str, fn(&Path), Option<&'static str>);

/// What may stand where a file is expected, and what is said of it; nothing where it is as good as no file.
fn stand_ins() -> [StandIn; 8] {
    let device = Some("this is a device, and a file is expected");
    [
        ("a folder", |at| fs::create_dir(at).unwrap(), Some("this is a folder, and a file is expected")),
        (
            "a pipe",
            |at| mknodat(CWD, at, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap(),
            Some("this is a pipe, and a file is expected"),
        ),
        (
            "a socket",
            |at| drop(UnixListener::bind(at).unwrap()),
            Some("this is a socket, and a file is expected"),
        ),
        ("a device without end", |at| symlink("/dev/zero", at).unwrap(), device),
        ("a device that is full", |at| symlink("/dev/full", at).unwrap(), device),
        (
            "nine megabytes",
            |at| fs::write(at, "# a comment\n".repeat(800_000)).unwrap(),
            Some("it is larger than 8 MB; see what stands in it"),
        ),
        ("nothing at all", |at| symlink("/dev/null", at).unwrap(), None),
        ("a link to what is not there yet", |at| symlink("elsewhere.toml", at).unwrap(), None),
    ]
}

#[test]
fn what_stands_where_a_file_should_be_is_said_and_never_waited_for() {
    let whats = ["settings", "keys", "sources", "mute rules", "theme"];
    for ((_, place), what) in KINDS.into_iter().zip(whats) {
        for (name, make, hint) in stand_ins() {
            let folder = TempDir::new().unwrap();
            let file = folder.path().join(place);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            make(&file);
            let expected = hint.map_or((0, String::new()), |hint| {
                (3, format!("dateline: {place}: the {what} cannot be read\n  {hint}\n"))
            });
            assert_eq!(run(&folder, &["config", "--check"]), expected, "{name} for {place}");
        }
    }
}

#[test]
fn a_wrong_word_of_the_environment_or_the_command_line_is_told_as_such() {
    let folder = TempDir::new().unwrap();
    let (code, said) = run(&folder, &["config", "--set", "ui.mesure=60"]);
    assert_eq!(
        (code, said.as_str()),
        (2, "dateline: there is no setting `ui.mesure`\n  did you mean `ui.measure`\n")
    );
    let (code, said) = run(&folder, &["config", "--set", "ui.measure=wide"]);
    assert_eq!(code, 2);
    assert_eq!(said, "dateline: `ui.measure` is a whole number from 20 to 200, not `wide`\n");
    let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .env_clear()
        .env("HOME", folder.path())
        .env("DATELINE_UI_THEME", "fjrod")
        .arg("config")
        .arg("--check")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        said,
        "dateline: the environment's DATELINE_UI_THEME: there is no theme `fjrod`\n  did you mean `fjord`\n"
    );
}

#[test]
fn a_file_where_the_folder_should_be_is_said_and_left() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("config");
    fs::write(&file, "ui.theme = \"fjord\"\n").unwrap();
    for args in [&["day"][..], &["sources"], &["keys", "--check"], &["add", "https://127.0.0.1:9/"]] {
        let ran = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .env_clear()
            .env("HOME", folder.path())
            .args(args)
            .arg("--config-dir")
            .arg(&file)
            .output()
            .unwrap();
        let said = String::from_utf8(ran.stderr).unwrap();
        let why = "config is a file, and the folder of the settings is expected";
        let hint = "move that file away, or name a folder with --config-dir";
        assert!(
            ran.status.code() == Some(3) && said.contains(why) && said.contains(hint),
            "{args:?}: {said}"
        );
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "ui.theme = \"fjord\"\n");
}
