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

fn is_code(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|end| end == "rs")
}

/// The code of the program and of its tests, by path.
fn code() -> Vec<(String, String)> {
    fn walk(root: &Path, folder: &str, out: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                walk(root, &path, out);
            } else if is_code(&path) {
                out.push((path, fs::read_to_string(entry.path()).unwrap()));
            }
        }
    }
    let mut out = Vec::new();
    for folder in ["src", "tests/it", "benches"] {
        walk(Path::new(env!("CARGO_MANIFEST_DIR")), folder, &mut out);
    }
    out
}

/// The tests that the document of the sources names, and the kinds of routes it lists.
#[test]
fn the_tests_that_hold_the_routes_are_there() {
    let code: String = code().into_iter().map(|(_, text)| text).collect();
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

/// Whether a function of this name is in a text; a name may be told by its beginning: `a_long_note…`.
fn has_function(text: &str, name: &str) -> bool {
    let begun = name.trim_end_matches('…');
    text.match_indices(&format!("fn {begun}")).any(|(at, found)| {
        let behind = text[at + found.len()..].chars().next();
        name.ends_with('…') || matches!(behind, Some('(' | '<'))
    })
}

/// Whether what a document names is in the code: a file or a folder, a test or another function of one, a type.
/// `before` is the last test module that was named, which `::more` goes on in.
fn is_in(code: &[(String, String)], name: &str, before: &str) -> bool {
    let whole = if name.starts_with("::") { format!("{before}{name}") } else { name.to_owned() };
    let whole = whole.strip_prefix("it::").unwrap_or(&whole);
    let (place, function) = match whole.rsplit_once("::") {
        Some((place, function)) => (place.replace("::", "/"), Some(function)),
        None => (whole.to_owned(), None),
    };
    let place = place.trim_end_matches('/').trim_end_matches(".rs");
    let within = |root: &str, place: &str| -> Vec<&str> {
        let start = format!("{root}{place}");
        let of = |path: &str| path == format!("{start}.rs") || path.starts_with(&format!("{start}/"));
        code.iter().filter(|(path, _)| of(path)).map(|(_, text)| text.as_str()).collect()
    };
    let roots = ["tests/it/", "src/", "benches/", ""];
    let Some(function) = function else {
        if Path::new(env!("CARGO_MANIFEST_DIR")).join(name).exists() {
            return true;
        }
        let is_place = roots.iter().any(|root| !within(root, place).is_empty());
        let is_file = code.iter().any(|(path, _)| path.ends_with(&format!("/{place}.rs")));
        return is_place || is_file || code.iter().any(|(_, text)| has_function(text, name));
    };
    roots.iter().any(|root| {
        let is_type = |text: &str| {
            let heads = ["struct", "enum", "type"].map(|kind| format!("{kind} {function}"));
            let ends = |text: &str| !text.starts_with(|c: char| c.is_alphanumeric());
            heads
                .iter()
                .any(|head| text.match_indices(head.as_str()).any(|(at, _)| ends(&text[at + head.len()..])))
        };
        let here = within(root, place);
        !within(root, &format!("{place}/{function}")).is_empty()
            || here.iter().any(|text| has_function(text, function) || is_type(text))
            || (function == "*" && !here.is_empty())
    })
}

/// What is named in documents that say which test holds what: a promise without a test is none.
#[test]
fn what_the_documents_name_of_the_code_is_there() {
    let code = code();
    let mut named = 0;
    let mut missing = Vec::new();
    for name in ["testing", "security", "store", "extraction", "keeping", "sources", "first-minute"] {
        let text = document(&format!("docs/{name}.md"));
        let is_list = matches!(name, "testing" | "security");
        let mut before = String::new();
        for line in text.lines().filter(|line| !line.starts_with("    ")) {
            for told in line.split('`').skip(1).step_by(2) {
                let is_word = told.trim_end_matches('…').chars().all(|c| c.is_alphanumeric() || c == '_');
                let is_test = is_word && (told.matches('_').count() > 2 || (is_list && told.ends_with('…')));
                let is_place =
                    !told.contains(' ') && (told.contains("::") || told.starts_with("src/") || is_code(told));
                if !(is_test || is_place)
                    || told == "it::"
                    || told.chars().any(|c| c.is_ascii_uppercase() && is_word)
                {
                    continue;
                }
                named += 1;
                if !is_in(&code, told, &before) {
                    missing.push(format!("docs/{name}.md: {told}"));
                }
                if let Some((place, _)) = told.rsplit_once("::").filter(|(place, _)| !place.is_empty()) {
                    place.clone_into(&mut before);
                }
            }
        }
    }
    assert!(named > 250, "{named}");
    assert!(missing.is_empty(), "{missing:#?}");
}
