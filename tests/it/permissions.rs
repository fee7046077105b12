//! Files and folders that belong to somebody else, or may not be read or written: each a sentence with what to do, and
//! nothing is changed.
//!
//! Permissions do not bind root. Where the tests run as root, the program runs as nobody here, from a copy that
//! nobody may start.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::commands::{Home, Ran};
use crate::support::site::{Served, Site};

/// Who is nobody on every system, and who has no entry in the list of users.
const NOBODY: u32 = 65534;
const NO_ONE_KNOWN: u32 = 54321;

const FEED: &str = "<rss version=\"2.0\"><channel><title>Kept</title><item><title>Grain</title><guid>1</guid>\
    <link>https://127.0.0.1:9/1</link><pubDate>Thu, 13 Nov 2025 09:00:00 GMT</pubDate></item></channel></rss>";

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

/// The program where everybody may start it.
fn program() -> &'static Path {
    static COPY: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let built = Path::new(env!("CARGO_BIN_EXE_dateline"));
    if !is_root() {
        return built;
    }
    let (_, copy) = COPY.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        mode(dir.path(), 0o755);
        let copy = dir.path().join("dateline");
        fs::copy(built, &copy).unwrap();
        mode(&copy, 0o755);
        (dir, copy)
    });
    copy
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Whom the program runs as.
fn as_somebody(command: &mut Command, user: u32) {
    if is_root() {
        command.uid(user).gid(user);
    }
}

/// A home that was used by its owner; others may look into its folders and not write.
fn owned() -> Home {
    let (home, site) = (Home::new(), Site::new());
    site.put("/feed.xml", Served::typed("application/rss+xml", FEED));
    let config = home.path().join("config");
    fs::create_dir_all(config.join("themes")).unwrap();
    let source = format!("routes = [{{ kind = \"feed\", url = \"{}\" }}]", site.url("/feed.xml"));
    fs::write(config.join("sources.toml"), format!("[[source]]\nid = \"a\"\n{source}\n")).unwrap();
    for name in ["config.toml", "keys.toml", "mute.toml", "themes/mine.toml"] {
        fs::write(config.join(name), "").unwrap();
    }
    assert_eq!(home.run(&["fetch"]).code, 0);
    for folder in ["", "config", "config/themes", "data"] {
        mode(&home.path().join(folder), 0o555);
        for entry in fs::read_dir(home.path().join(folder)).unwrap().map(Result::unwrap) {
            if entry.path().is_file() {
                mode(&entry.path(), 0o444);
            }
        }
    }
    home
}

fn run(home: &Home, args: &[&str]) -> Ran {
    let mut command = Command::new(program());
    let asked = home.command(args);
    command.args(asked.get_args()).env_clear().stdin(std::process::Stdio::null());
    command.envs(asked.get_envs().filter_map(|(name, value)| Some((name, value?))));
    as_somebody(&mut command, NOBODY);
    Ran::of(command.output().unwrap())
}

#[test]
fn what_may_not_be_read_or_written_is_said_with_what_to_do() {
    let home = owned();
    let (data, config) = (home.path().join("data"), home.path().join("config"));
    let store = data.join("dateline.db");
    let kept = "https://127.0.0.1:9/1";
    let reads = |name: &str, what: &str| {
        format!(
            "{}: the {what} cannot be read\n  it may not be read; see its permissions",
            config.join(name).display()
        )
    };
    let unreadable = format!(
        "{} cannot be read\n  check who owns it, or choose another folder with --data-dir",
        store.display()
    );
    let only_read = format!(
        "the store is open for reading only\n  {} may not be written, so nothing is kept",
        store.display()
    );
    // What is closed, a command, and what it says; with the code it ends with.
    let cases: [(&Path, &[&str], i32, &str); 13] = [
        (&store, &["day"], 5, &unreadable),
        (&store, &["bookmarks", "add", kept], 5, &unreadable),
        (&data, &["day"], 5, &unreadable),
        (&data, &["search", "grain"], 5, &unreadable),
        (&config.join("config.toml"), &["day"], 3, &reads("config.toml", "settings")),
        (&config.join("sources.toml"), &["day"], 3, &reads("sources.toml", "sources")),
        (&config.join("sources.toml"), &["fetch"], 3, &reads("sources.toml", "sources")),
        (&config.join("mute.toml"), &["day"], 3, &reads("mute.toml", "mute rules")),
        (&config.join("keys.toml"), &["keys"], 3, &reads("keys.toml", "keys")),
        (&config, &["day"], 3, &reads("config.toml", "settings")),
        (Path::new(""), &["bookmarks", "add", kept], 5, &only_read),
        (Path::new(""), &["sources", "remove", "a"], 5, &only_read),
        (Path::new(""), &["read", "closed.html"], 5, "closed.html cannot be read"),
    ];
    let closed = home.path().join("closed.html");
    mode(home.path(), 0o755);
    fs::write(&closed, "<p>closed").unwrap();
    mode(&closed, 0o000);
    for (what, args, code, said) in cases {
        let before = what.is_absolute().then(|| fs::metadata(what).unwrap().permissions());
        if before.is_some() {
            mode(what, 0o000);
        }
        let args: Vec<&str> = args
            .iter()
            .map(|arg| if *arg == "closed.html" { closed.to_str().unwrap() } else { arg })
            .collect();
        let ran = run(&home, &args);
        if let Some(before) = before {
            fs::set_permissions(what, before).unwrap();
        }
        assert_eq!(ran.code, code, "{} {args:?}: {}", what.display(), ran.err);
        assert!(ran.err.contains(said), "{} {args:?}: {}", what.display(), ran.err);
    }
    // What can be read is read, and it is said that nothing is kept.
    let day = run(&home, &["day"]);
    assert!(day.code == 0 && day.out.contains("Grain"), "{day:?}");
    assert!(day.err.contains(&only_read), "{day:?}");
    let bookmarks = run(&home, &["bookmarks"]);
    assert!(bookmarks.err.contains(&only_read), "{bookmarks:?}");
    // A store of one's own beside settings of somebody else.
    mode(&data, 0o777);
    for entry in fs::read_dir(&data).unwrap() {
        mode(&entry.unwrap().path(), 0o666);
    }
    let removed = run(&home, &["sources", "remove", "a"]);
    let said = "sources.toml cannot be written, it is not yours to write\n  check who owns it and its folder";
    assert!(removed.code == 5 && removed.err.contains(said), "{removed:?}");
    assert!(run(&home, &["day"]).out.contains("Grain"));
}

#[test]
fn where_no_folder_can_be_made_that_is_said() {
    let home = Home::new();
    mode(home.path(), 0o555);
    for args in [&["day"][..], &["fetch"], &["bookmarks", "add", "https://127.0.0.1:9/1"]] {
        let ran = run(&home, args);
        assert_eq!(ran.code, 5, "{ran:?}");
        let folder = home.path().join("data");
        let said = format!(
            "{} cannot be written\n  check who owns it, or choose another folder with --data-dir",
            folder.display()
        );
        assert!(ran.err.contains(&said), "{ran:?}");
    }
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

/// Who has no home and no entry in the list of users. Others have one, and it would be theirs.
#[test]
fn without_any_home_it_is_said_how_to_name_the_folders() {
    if !is_root() {
        return;
    }
    for args in [&["day"][..], &["fetch"], &["doctor"]] {
        let mut command = Command::new(program());
        command.args(args).env_clear().current_dir("/").stdin(std::process::Stdio::null());
        as_somebody(&mut command, NO_ONE_KNOWN);
        let ran = Ran::of(command.output().unwrap());
        assert_eq!(ran.code, 3, "{args:?}: {ran:?}");
        let said = "there is no home folder to keep files in\n  set HOME, or say where with --config-dir and --data-dir";
        assert!(ran.err.contains(said), "{args:?}: {ran:?}");
    }
}
