//! `dateline config`, `themes` and `doctor`, as a person in a shell meets them.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn run(home: &Path, env: &[(&str, &str)], args: &[&str]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .env_clear()
        .env("HOME", home)
        .env("TERM", "xterm-256color")
        .env("LANG", "en_GB.UTF-8")
        .env("TZ", "UTC")
        .env("DATELINE_CONFIG_DIR", home.join("config"))
        .env("DATELINE_DATA_DIR", home.join("data"))
        .envs(env.iter().copied())
        .args(args)
        .output()
        .unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn home_with(settings: &str) -> TempDir {
    let home = TempDir::new().unwrap();
    fs::create_dir(home.path().join("config")).unwrap();
    fs::write(home.path().join("config/config.toml"), settings).unwrap();
    home
}

/// The objects of JSON lines, by a key.
fn by(key: &str, lines: &str) -> std::collections::HashMap<String, Value> {
    let objects = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    objects.map(|object| (object[key].as_str().unwrap().to_owned(), object)).collect()
}

#[test]
fn each_value_says_where_it_came_from() {
    let home = home_with("[ui]\nmeasure = 60\nmouse = false\n[read]\nmark = \"end\"\n");
    let env = [("DATELINE_UI_MOUSE", "true"), ("DATELINE_NETWORK_ALLOW_PRIVATE", "nas.lan,10.0.0.7:8080")];
    let ran = run(home.path(), &env, &["config", "--json", "--set", "read.mark=never"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let settings = by("name", &ran.out);
    let of = |name: &str| (settings[name]["value"].clone(), settings[name]["from"].as_str().unwrap());
    assert_eq!(of("ui.measure"), (60.into(), "file"));
    assert!(settings["ui.measure"]["place"].as_str().unwrap().ends_with("config.toml:2"));
    assert_eq!(of("ui.mouse"), (true.into(), "environment"));
    assert_eq!(settings["ui.mouse"]["place"], "DATELINE_UI_MOUSE");
    assert_eq!(of("read.mark"), ("never".into(), "command line"));
    assert_eq!(of("refresh"), (30.into(), "default"));
    assert_eq!(of("network.allow_private").0, serde_json::json!(["nas.lan", "10.0.0.7:8080"]));
    // What is printed for people is a settings file as well.
    let printed = run(home.path(), &env, &["config"]).out;
    fs::write(home.path().join("config/config.toml"), &printed).unwrap();
    let again = run(home.path(), &[], &["config", "--json"]);
    assert_eq!(by("name", &again.out)["ui.measure"]["value"], 60, "{}", again.err);
}

#[test]
fn the_default_file_is_where_one_can_begin() {
    let home = TempDir::new().unwrap();
    let printed = run(home.path(), &[], &["config", "--default"]).out;
    let home = home_with(&printed);
    let ran = run(home.path(), &[], &["config", "--check"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("everything here is right"), "{}", ran.out);
    let settings = run(home.path(), &[], &["config", "--json"]).out;
    assert!(by("name", &settings).values().all(|setting| setting["from"] == "default"));
}

#[test]
fn themes_are_listed_and_a_pipe_gets_no_colours() {
    let home = home_with("ui.theme = \"mine\"\n");
    fs::create_dir(home.path().join("config/themes")).unwrap();
    fs::write(home.path().join("config/themes/mine.toml"), "# My evening.\ninherits = \"fjord-dark\"\n")
        .unwrap();
    fs::write(home.path().join("config/themes/odd.toml"), "[roles]\nlinc = \"red\"\n").unwrap();
    let ran = run(home.path(), &[("COLORTERM", "truecolor")], &["themes"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!ran.out.contains('\x1b'), "{}", ran.out);
    assert!(ran.out.contains("* mine") && ran.out.contains("My evening (yours)"), "{}", ran.out);
    assert!(ran.out.contains("there is no role `linc`: did you mean `link`"), "{}", ran.out);
    let themes = by("name", &run(home.path(), &[], &["themes", "--format", "json"]).out);
    assert_eq!(themes["mine"]["chosen"], true);
    assert_eq!((&themes["fjord"]["pair"], &themes["fjord-dark"]["own"]), (&true.into(), &false.into()));
}

#[test]
fn the_doctor_finds_nothing_where_nothing_is_wrong() {
    let home = TempDir::new().unwrap();
    let ran = run(home.path(), &[], &["doctor"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.lines().all(|line| line.starts_with("ok ")), "{}", ran.out);
    assert!(!home.path().join("data").exists(), "looking makes nothing");
    // With a store: what it holds, and a check from end to end that is remembered.
    assert_eq!(run(home.path(), &[], &["sources"]).code, 1);
    let ran = run(home.path(), &[], &["doctor", "--deep"]);
    assert!(ran.out.contains("every page of the store is well"), "{}", ran.out);
    let ran = run(home.path(), &[], &["doctor", "--json"]);
    let findings = by("what", &ran.out);
    assert!(findings["stored"]["words"].as_str().unwrap().starts_with("0 stories"));
    assert!(findings["check"]["words"].as_str().unwrap().starts_with("found well on "));
}

#[test]
fn the_doctor_says_what_is_wrong_and_what_helps() {
    let home = home_with("[ui]\nmesure = 60\n");
    let ran = run(
        home.path(),
        &[("LANG", "C"), ("TERM", "linux"), ("TMUX", "/tmp/tmux,1,0")],
        &["doctor", "--json"],
    );
    assert_eq!(ran.code, 3, "{}", ran.out);
    let findings = by("what", &ran.out);
    assert_eq!(findings["settings"]["level"], "bad");
    assert_eq!(findings["settings"]["hint"], "did you mean `ui.measure`");
    for (what, hint) in [("characters", ".UTF-8"), ("colours", "COLORTERM"), ("tmux", "RGB")] {
        assert_eq!(findings[what]["level"], "warn", "{what}");
        assert!(findings[what]["hint"].as_str().unwrap().contains(hint), "{what}");
    }
}

#[test]
fn the_doctor_says_all_that_is_wrong_in_the_settings() {
    let home = home_with("refrsh = 30\n[ui]\nmeasure = 5\n");
    let ran = run(home.path(), &[], &["doctor"]);
    assert_eq!(ran.code, 3, "{}", ran.out);
    for wrong in
        ["config.toml:1:1: there is no setting `refrsh`", "config.toml:3:11: `ui.measure` is a whole number"]
    {
        assert!(ran.out.contains(wrong), "{}", ran.out);
    }
}

#[test]
fn the_doctor_looks_at_a_store_that_is_none() {
    let home = TempDir::new().unwrap();
    fs::create_dir(home.path().join("data")).unwrap();
    let store = home.path().join("data/dateline.db");
    fs::write(&store, "this is a letter, not a database, and it is longer than a header").unwrap();
    let ran = run(home.path(), &[], &["doctor"]);
    assert_eq!(ran.code, 5, "{}", ran.out);
    assert!(ran.out.contains("bad   store          dateline.db is not a Dateline store"), "{}", ran.out);
    assert!(fs::read_to_string(&store).unwrap().starts_with("this is a letter"), "it is left as it is");
}
