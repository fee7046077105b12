//! The rooms' order: each may import only those below it, and each keeps its libraries to itself.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms, bottom to top, in floors: a room may import the rooms of lower floors, and none of its own.
const FLOORS: &[&[&str]] = &[
    &["news"],
    &["locale"],
    &["query"],
    &["extract"],
    &["picture"],
    &["typeset"],
    &["keymap"],
    &["theme"],
    &["config"],
    &["store"],
    &["fetch"],
    &["service"],
    &["app"],
    &["view"],
    &["plain"],
    &["runtime"],
    &["cli"],
];

/// Libraries that only some rooms may name.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("zstd", &["store", "fetch"]),
    ("reqwest", &["fetch"]),
    ("rustls", &["fetch"]),
    ("quick_xml", &["extract"]),
    ("flate2", &["extract", "fetch"]),
    ("brotli_decompressor", &["fetch"]),
    ("dom_query", &["extract"]),
    ("dom_smoothie", &["extract"]),
    ("encoding_rs", &["extract"]),
    ("chardetng", &["extract"]),
    ("html2text", &["extract", "typeset"]),
    ("pulldown_cmark", &["extract"]),
    ("image_webp", &["picture"]),
    ("zune_core", &["picture"]),
    ("zune_jpeg", &["picture"]),
    ("zune_png", &["picture"]),
    ("crossterm", &["runtime"]),
    ("rustix", &["extract", "runtime", "config", "service"]),
    ("signal_hook", &["runtime"]),
    ("webbrowser", &["runtime"]),
    ("clap", &["cli"]),
    ("indicatif", &["cli"]),
    ("directories", &["config"]),
    ("icu_normalizer", &["query"]),
    ("tokio", &["fetch", "service", "runtime", "cli"]),
];

pub(crate) fn sources(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The room a file under `src` belongs to; `None` for the crate's own two files.
fn room_of(path: &Path, src: &Path) -> Option<String> {
    let first = path.strip_prefix(src).unwrap().components().next()?;
    let name = Path::new(first.as_os_str()).file_stem()?.to_str()?.to_owned();
    (name != "lib" && name != "main").then_some(name)
}

fn floor(room: &str) -> usize {
    FLOORS.iter().position(|rooms| rooms.contains(&room)).unwrap_or_else(|| panic!("{room} has no floor"))
}

/// The rooms that a line of code names: `crate::room`, also several in braces on one line.
fn named(line: &str) -> Vec<&str> {
    let mut rooms = Vec::new();
    for (at, found) in line.match_indices("crate::") {
        let before = line[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        let rest = &line[at + found.len()..];
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        if end > 0 {
            rooms.push(&rest[..end]);
        }
    }
    rooms
}

#[test]
fn rooms_import_only_what_is_below_them() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    assert!(files.len() > 50, "the sources were not found");
    let mut wrong = Vec::new();
    for file in &files {
        let Some(room) = room_of(file, &src) else { continue };
        let text = fs::read_to_string(file).unwrap();
        let code = text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
        for (number, line) in code {
            let at = format!("{}:{}", file.strip_prefix(&src).unwrap().display(), number + 1);
            for other in named(line) {
                let known = FLOORS.iter().any(|rooms| rooms.contains(&other));
                if known && other != room && floor(other) >= floor(&room) {
                    wrong.push(format!("{at}: {room} imports {other}"));
                }
            }
            for (library, rooms) in LIBRARIES {
                if line.contains(&format!("{library}::")) && !rooms.contains(&room.as_str()) {
                    wrong.push(format!("{at}: {room} names {library}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that the map forbids:\n{}", wrong.join("\n"));
}

#[test]
fn the_check_can_fail() {
    assert_eq!(named("use crate::news::{Day, Fault};"), ["news"]);
    assert_eq!(named("fn f(x: crate::view::Pen) -> crate::app::State {"), ["view", "app"]);
    assert!(named("pub(crate) fn mycrate::x()").is_empty());
    assert!(floor("view") > floor("app"));
}
