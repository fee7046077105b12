//! What other services hand out is taken whole: a file of each, written by us in the shape that the service gives it.
//!
//! Beside each file of `tests/imports` stands what comes of it: the report, then each bookmark. `DATELINE_WRITE=1`
//! writes that anew.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::commands::Home;

/// The files of services, without what comes of them.
fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/imports");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|file| file.extension().is_some_and(|ending| ending != "txt")).collect();
    files.sort();
    files
}

/// All that is kept, by address; `has_text` is about this machine, not about the person.
fn kept(home: &Home) -> Vec<Value> {
    let mut rows = home.run(&["bookmarks", "--json"]).json();
    for row in &mut rows {
        row["has_text"] = Value::Null;
    }
    rows.sort_by_key(|row| row["url"].to_string());
    rows
}

/// What came of an import, for reading.
fn told(report: &str, left: &str, home: &Home) -> String {
    let mut text = format!("{report}{left}");
    for row in home.run(&["bookmarks", "--json"]).json() {
        let word = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        let texts = if row["has_text"] == true { " · with text" } else { "" };
        let _ = write!(
            text,
            "\n{}\n  {}\n  {} · {}{texts}\n",
            word("title"),
            word("url"),
            word("day"),
            word("added")
        );
        let tags: Vec<&str> = row["tags"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        if !tags.is_empty() {
            let _ = writeln!(text, "  tags: {}", tags.join(" | "));
        }
        for line in word("note").lines() {
            let _ = writeln!(text, "  note: {line}");
        }
    }
    text
}

#[test]
fn each_service_s_file_is_taken_whole_and_once() {
    for file in files() {
        let home = Home::new();
        let path = file.to_str().unwrap();
        let ran = home.run(&["import", path]).ok();
        let wanted = PathBuf::from(format!("{path}.txt"));
        let came = told(&ran.out, &ran.err, &home);
        if std::env::var_os("DATELINE_WRITE").is_some() {
            fs::write(&wanted, &came).unwrap();
        }
        assert_eq!(came, fs::read_to_string(&wanted).unwrap_or_default(), "{path}");
        // Twice gives no doubles.
        let before = kept(&home);
        let again = home.run(&["import", path]).ok();
        assert!(
            again.out.starts_with("0 bookmarks taken") && again.out.contains("known already"),
            "{again:?}"
        );
        assert_eq!(kept(&home), before, "{path}");
    }
}

#[test]
fn what_came_from_each_service_goes_out_and_in_again_in_every_form() {
    let home = Home::new();
    for file in files() {
        home.run(&["import", file.to_str().unwrap()]).ok();
    }
    let here = kept(&home);
    assert!(here.len() > 20, "{}", here.len());
    let notes = home.path().join("notes");
    home.run(&["bookmarks", "export", "markdown", "--folder", notes.to_str().unwrap()]).ok();
    let forms = [("json", "b.json"), ("csv", "b.csv"), ("netscape", "b.html"), ("markdown", "b.md")];
    let written = forms.map(|(form, name)| {
        let file = home.path().join(name);
        fs::write(&file, home.run(&["bookmarks", "export", form]).ok().out).unwrap();
        file
    });
    for file in written.iter().chain([&notes]) {
        let other = Home::new();
        other.run(&["bookmarks", "import", file.to_str().unwrap()]).ok();
        assert_eq!(kept(&other), here, "{}", file.display());
    }
}

/// The columns of a table are known by their heads, wherever they stand.
#[test]
fn columns_may_stand_in_any_order() {
    for name in ["pocket.csv", "instapaper.csv", "readwise-reader.csv"] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/imports").join(name);
        let (home, other) = (Home::new(), Home::new());
        let ran = home.run(&["import", file.to_str().unwrap()]).ok();
        let turned = other.path().join(name);
        fs::write(&turned, reversed(&fs::read_to_string(&file).unwrap())).unwrap();
        let again = other.run(&["import", turned.to_str().unwrap()]).ok();
        assert_eq!((again.out, kept(&other)), (ran.out, kept(&home)), "{name}");
    }
}

/// A table with its columns from the last to the first.
fn reversed(table: &str) -> String {
    let (mut rows, mut row): (Vec<Vec<String>>, Vec<String>) = (Vec::new(), Vec::new());
    let (mut cell, mut quoted) = (String::new(), false);
    for c in table.chars() {
        match c {
            '"' => {
                quoted = !quoted;
                cell.push(c);
            }
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(c),
        }
    }
    let mut text = String::new();
    for row in &mut rows {
        row.reverse();
        let _ = writeln!(text, "{}", row.join(","));
    }
    text
}
