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
    let printed = printed(&["keys", "--format", "md"]);
    let text = document("docs/keys.md");
    let head = text.trim_end().strip_suffix(&printed);
    let head =
        head.expect("write what follows the head of docs/keys.md anew with `dateline keys --format md`");
    assert!(
        head.starts_with("# Keys\n") && head.contains("configuration.md#keystoml"),
        "the head is gone: {head}"
    );
}

#[test]
fn the_examples_of_the_configuration_are_accepted() {
    let text = document("docs/configuration.md");
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("config.toml"), example(&text, "## config.toml")).unwrap();
    fs::write(folder.path().join("sources.toml"), example(&text, "## sources.toml")).unwrap();
    fs::write(folder.path().join("keys.toml"), example(&text, "## keys.toml")).unwrap();
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
    let ran = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["keys", "--check", "--config-dir"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

/// What stands between two marks of a document.
fn between(text: &str, first: &str, last: &str) -> String {
    let part = text.split_once(first).expect("the first mark").1;
    part.split_once(last).expect("the last mark").0.trim().to_owned()
}

fn printed(args: &[&str]) -> String {
    let folder = TempDir::new().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.env_clear().env("HOME", folder.path()).args(args);
    String::from_utf8(command.output().unwrap().stdout).unwrap().trim().to_owned()
}

#[test]
fn the_settings_are_those_of_the_program() {
    let block = between(&document("docs/configuration.md"), "<!-- settings -->", "<!-- end of settings -->");
    let expected = format!("```toml\n{}\n```", printed(&["config", "--default"]));
    assert_eq!(block, expected, "write the block anew with `dateline config --default`");
}

#[test]
fn the_table_of_contrasts_is_measured() {
    let block = between(&document("docs/themes.md"), "<!-- contrasts -->", "<!-- end of contrasts -->");
    assert_eq!(
        block,
        printed(&["themes", "--format", "md"]),
        "write it anew with `dateline themes --format md`"
    );
}

#[test]
fn the_own_theme_of_the_document_can_be_used() {
    let text = document("docs/themes.md");
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("themes")).unwrap();
    fs::write(folder.path().join("themes/mine.toml"), example(&text, "## A theme of your own")).unwrap();
    let ran = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["config", "--check", "--set", "ui.theme=mine", "--config-dir"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn every_role_is_explained() {
    let text = document("docs/themes.md");
    for role in dateline::theme::Role::ALL {
        assert!(text.contains(&format!("| `{}` |", role.name())), "{}", role.name());
    }
}

/// The tests that the document of the sources names, and the kinds of routes it lists.
#[test]
fn the_tests_that_hold_the_routes_are_there() {
    fn sources(folder: &Path, out: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, out);
            } else if path.extension().is_some_and(|end| end == "rs") {
                out.push_str(&fs::read_to_string(&path).unwrap());
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut code = String::new();
    for folder in ["src", "tests"] {
        sources(&root.join(folder), &mut code);
    }
    let text = document("docs/sources.md");
    let part = between(&text, "### Which test holds what", "### Steering");
    let named: Vec<&str> = part.split('`').skip(1).step_by(2).collect();
    let tests: Vec<&&str> = named.iter().filter(|name| name.contains('_')).collect();
    assert!(tests.len() > 30, "{tests:?}");
    for name in tests {
        assert!(
            code.contains(&format!("#[test]\nfn {name}()")) || code.contains(&format!("    fn {name}()")),
            "{name}"
        );
    }
    for (kind, _) in dateline::news::ROUTE_KINDS {
        assert!(named.contains(&kind), "{kind} has no row");
    }
}
