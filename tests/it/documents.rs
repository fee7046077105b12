//! What the documents say is true: keys, examples of configuration.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

fn document(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The first block of TOML under a heading.
fn example(text: &str, heading: &str) -> String {
    let part = text.split_once(heading).expect("the heading").1;
    let block = part.split_once("```toml\n").expect("an example").1;
    block.split_once("```").expect("its end").0.to_owned()
}

#[test]
fn the_list_of_keys_is_the_live_one() {
    let printed =
        Command::new(env!("CARGO_BIN_EXE_dateline")).args(["keys", "--format", "md"]).output().unwrap();
    let printed = String::from_utf8(printed.stdout).unwrap();
    assert!(
        document("docs/keys.md").ends_with(&printed),
        "write docs/keys.md anew with `dateline keys --format md`"
    );
}

#[test]
fn the_examples_of_the_configuration_are_accepted() {
    let text = document("docs/configuration.md");
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("config.toml"), example(&text, "## config.toml")).unwrap();
    fs::write(folder.path().join("sources.toml"), example(&text, "## sources.toml")).unwrap();
    let ran = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .arg("--config-dir")
        .arg(folder.path())
        .arg("--data-dir")
        .arg(folder.path())
        .arg("sources")
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    assert!(String::from_utf8_lossy(&ran.stdout).contains("The Wire"));
}
