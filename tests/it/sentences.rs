//! No sentence names a key by hand: `keys.toml` may have moved it. `⟨undo⟩` stands where a key belongs. And what failed
//! is said in the same way everywhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::app::ACTIONS;
use dateline::keymap::Sequence;

use crate::rooms::sources;

/// The rooms whose words a person reads while keys work.
const ROOMS: [&str; 7] = ["app", "view", "plain", "runtime", "service", "fetch", "store"];

/// Sentences about a line that is being typed, whose own keys no file moves.
const ABOUT_LINES: [&str; 13] = [
    "j k choose, Enter does it, Esc closes",
    "Tab takes the next",
    "Tab completes, Enter keeps, Esc leaves all as it was",
    "Tab completes, Enter goes on to the note, Esc leaves all as it was",
    "Words with spaces between are tags: Enter keeps, Esc leaves all as it was",
    "Words with spaces between are tags: Enter goes on to the note, Esc leaves all as it was",
    "Enter keeps, Ctrl-x opens the editor, Up goes back to the tags",
    "Enter does it, Esc closes",
    "do something by its name; Tab completes it",
    "type its letters, Esc ends",
    "Space shows more, Enter does it, Esc closes",
    "kind, address, from DAY, to DAY · Enter keeps it, Esc leaves it",
    // Of the F keys, not of one.
    "arrows, Home and End, and the F keys; letters only name what is done",
];

/// The files of the rooms that a person hears, without their tests.
fn files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for room in ROOMS {
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room), &mut files);
    }
    let is_test = |file: &PathBuf| {
        file.components().any(|part| part.as_os_str() == "tests") || file.ends_with("tests.rs")
    };
    files.retain(|file| !is_test(file));
    files
}

/// The string literals of a file, without its tests.
fn literals(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let code: Vec<&str> = source.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n").replace("'\"'", "' '");
    let mut found = Vec::new();
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '"' {
            continue;
        }
        let mut literal = String::new();
        while let Some(c) = chars.next() {
            match c {
                '"' => break,
                '\\' if chars.peek() == Some(&'\n') => {
                    while chars.peek().is_some_and(|c| c.is_whitespace()) {
                        chars.next();
                    }
                }
                '\\' => literal.extend(chars.next()),
                c => literal.push(c),
            }
        }
        found.push(literal);
    }
    found
}

/// A key that a sentence says something of: before what it does, before another one, behind `press`.
fn named_key<'s>(sentence: &'s str, keys: &BTreeSet<String>) -> Option<&'s str> {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let is_key = |word: &str| keys.contains(word);
    let does = |word: &str| {
        let word = word.trim_end_matches([',', '.', ';', ':']);
        word.ends_with('s') && word.len() > 3 && !word.ends_with("ss") && word.chars().all(char::is_lowercase)
    };
    words.iter().enumerate().find_map(|(at, word)| {
        let (next, last) = (words.get(at + 1).copied(), at.checked_sub(1).and_then(|last| words.get(last)));
        let bare = if is_key(word) { word } else { word.trim_end_matches([',', '.', ';', ':']) };
        let pressed = last.is_some_and(|last| last.eq_ignore_ascii_case("press")) && is_key(bare);
        let acts = is_key(word) && next.is_some_and(does);
        let pair = is_key(word)
            && matches!(next, Some("and" | "or"))
            && words.get(at + 2).is_some_and(|other| is_key(other));
        (pressed || acts || pair).then_some(*word)
    })
}

#[test]
fn no_sentence_names_a_key_by_hand() {
    let written = |keys: &&str| keys.parse::<Sequence>().unwrap().brief();
    let keys: BTreeSet<String> = ACTIONS.iter().flat_map(|row| row.keys.iter().map(written)).collect();
    assert_eq!(named_key("Marked read. u takes it back", &keys), Some("u"));
    assert_eq!(named_key("No stories. [ and ] go by days", &keys), Some("["));
    assert_eq!(named_key("press a to leave", &keys), Some("a"));
    assert_eq!(named_key("a site with a calendar, and a list", &keys), None);
    let files = files();
    let mut named = Vec::new();
    for file in files {
        for sentence in literals(&fs::read_to_string(&file).unwrap()) {
            let is_exempt = ABOUT_LINES.contains(&sentence.as_str());
            if let Some(key) = named_key(&sentence, &keys).filter(|_| !is_exempt) {
                named.push(format!("{}: `{key}` in `{sentence}`", file.display()));
            }
        }
    }
    assert!(named.is_empty(), "take the key from the live map, as ⟨undo⟩ does:\n{}", named.join("\n"));
}

#[test]
fn every_name_that_stands_for_a_key_is_an_action() {
    let files = files();
    let mut named = 0;
    for file in files {
        if file.ends_with("with_keys.rs") {
            continue;
        }
        for sentence in literals(&fs::read_to_string(&file).unwrap()) {
            for name in sentence.split('⟨').skip(1) {
                let name = name.split('⟩').next().unwrap_or_default();
                assert!(ACTIONS.iter().any(|row| row.name == name), "{}: ⟨{name}⟩", file.display());
                named += 1;
            }
        }
    }
    assert!(named > 40, "{named}");
}

/// What stands from a place on, up to the bracket that closes it or to the end of the statement.
fn statement(source: &str, from: usize) -> &str {
    let (mut depth, mut quoted, mut escaped) = (0, false, false);
    for (at, c) in source[from..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            '(' | '{' | '[' if !quoted => depth += 1,
            ')' | '}' | ']' if !quoted => depth -= 1,
            ';' if !quoted && depth == 0 => return &source[from..from + at],
            _ => {}
        }
        if depth < 0 {
            return &source[from..from + at];
        }
    }
    &source[from..]
}

/// What is said of a failure with a capital: it stands behind `dateline: `, a name or a colon.
fn capital(source: &str) -> Option<String> {
    const BEGINNINGS: [&str; 6] = [
        "Fault::new(",
        "QueryError::new(",
        ".hint(",
        "let sentence = ",
        "let sentence: ",
        "let (sentence, hint) = ",
    ];
    let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    BEGINNINGS.into_iter().find_map(|beginning| {
        source.match_indices(beginning).find_map(|(at, _)| {
            let said = literals(statement(source, at + beginning.len()));
            said.into_iter().find(|said| {
                let mut letters = said.chars();
                let is_capital = letters.next().is_some_and(char::is_uppercase);
                let is_word = letters.next().is_some_and(char::is_lowercase) || said.starts_with("A ");
                is_capital && is_word && !said.starts_with("Dateline ")
            })
        })
    })
}

#[test]
fn what_failed_is_said_without_a_capital() {
    let said = |code: &str| capital(code);
    assert_eq!(said("Fault::new(Kind, \"The disk is full\")"), Some("The disk is full".to_owned()));
    assert_eq!(said("let sentence = match a { _ if b => \"A text\" };"), Some("A text".to_owned()));
    assert_eq!(said("Fault::new(Kind, \"the disk is full\"); say(state, \"The end\")"), None);
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut with_capital = Vec::new();
    for file in files {
        if let Some(sentence) = capital(&fs::read_to_string(&file).unwrap()) {
            with_capital.push(format!("{}: {sentence}", file.display()));
        }
    }
    assert!(with_capital.is_empty(), "failures begin with a small letter:\n{}", with_capital.join("\n"));
}
