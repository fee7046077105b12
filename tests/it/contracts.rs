//! What scripts build on: exit codes, forms and the names of fields.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::commands::{Home, Ran};
use super::support::site::Site;

/// The same kind of mistake has the same exit code, whatever the command.
#[test]
fn a_mistake_has_one_exit_code_in_every_command() {
    let home = Home::new();
    let at = |name: &str| home.path().join(name).to_string_lossy().into_owned();
    let words = "The mill stood still for a week while the river was low. ".repeat(10);
    fs::write(at("page.html"), format!("<h1>Mill</h1><p>{words}<a href='https://a.example/'>More</a>"))
        .unwrap();
    fs::write(at("list.csv"), "title,url\nOne,https://a.example/1\n").unwrap();
    fs::write(at("junk"), "\u{1}\u{2}").unwrap();
    let (page, list, junk, gone) = (at("page.html"), at("list.csv"), at("junk"), at("gone.html"));
    let folder = home.path().to_string_lossy().into_owned();
    let table: &[(i32, &[&[&str]])] = &[
        // Nothing is there under that name, or nothing of use in it.
        (
            1,
            &[
                &["read", &gone],
                &["read", "--batch", &gone],
                &["inspect", &gone],
                &["add", &gone],
                &["import", &gone],
                &["bookmarks", "import", &gone],
                &[&gone],
                &["inspect", &junk],
                &["add", &junk],
                &["import", &junk],
                &["day"],
                &["search", "grain"],
                &["sources"],
                &["sources", "remove", "nobody"],
                &["bookmarks"],
                &["bookmarks", "list", "grain"],
                &["bookmarks", "remove", "https://a.example/"],
                &["fetch"],
                &["read", "nope"],
                &["inspect", "nope"],
                &["add", "nope"],
                &["import", "nope"],
                &["bookmarks", "import", "nope"],
            ],
        ),
        // What was typed makes no sense.
        (
            2,
            &[
                &["nonsense"],
                &["day", "nonsense"],
                &["fetch", "nonsense"],
                &["--date", "nonsense"],
                &["search", "date:nonsense"],
                &["search", "("],
                &["bookmarks", "list", "("],
                &["bookmarks", "add", "junk"],
                &["bookmarks", "remove", "junk"],
                &["sources", "remove", "No body"],
                &["read"],
                &["read", "ftp://a.example/"],
                &["read", "--no-such"],
                &["day", "--format", "pdf"],
                &["search", "x", "--format", "pdf"],
                &["keys", "--preset", "nonsense"],
                &["completions", "nonsense"],
                &["sources", "--set", "ui.theme=nonsense"],
                &["sources", "--set", "nonsense=1"],
                // A command, a file or a folder where another was meant.
                &["read", &folder],
                &["add", &folder],
                &[&folder],
                &[&page],
                &[&list],
                &["yesterday"],
                &["import", &page],
                &["add", &list],
                &["--demo", "sources"],
            ],
        ),
        (4, &[&["read", "http://127.0.0.1:1/"], &["add", "http://127.0.0.1:1/"]]),
        (5, &[&["day", "--data-dir", "/proc/none"], &["bookmarks", "--data-dir", "/proc/none"]]),
    ];
    for (code, lines) in table {
        for line in *lines {
            let ran = home.run(line);
            assert_eq!((ran.code, ran.out.as_str()), (*code, ""), "{line:?}: {ran:?}");
            let is_said = ran.err.starts_with("dateline: ") || ran.err.ends_with(" 0 found.\n");
            assert!(is_said, "{line:?}: {ran:?}");
        }
    }
    fs::create_dir_all(home.path().join("config")).unwrap();
    fs::write(home.path().join("config/sources.toml"), "[[source]\n").unwrap();
    for line in [["day"].as_slice(), &["sources"], &["export", "opml"], &["fetch"], &["config", "--check"]] {
        assert_eq!(home.run(line).code, 3, "{line:?}");
    }
}

/// A script that saves or checks all there is does not fail where there is nothing yet: what is written can be read again.
#[test]
fn nothing_yet_is_no_failure_of_what_saves_all() {
    let home = Home::new();
    for (line, starts) in [
        (&["bookmarks", "export", "json"][..], ""),
        (&["bookmarks", "export", "markdown"], "# Bookmarks"),
        (&["bookmarks", "export", "netscape"], "<!DOCTYPE NETSCAPE-Bookmark-file-1>"),
        (&["bookmarks", "export", "csv"], "url,title,"),
        (&["bookmarks", "check"], ""),
        (&["bookmarks", "check", "--json"], ""),
        (&["export", "opml"], "<?xml"),
    ] {
        let ran = home.run(line);
        assert!(ran.code == 0 && ran.out.starts_with(starts), "{line:?}: {ran:?}");
        assert!(ran.out.is_empty() == starts.is_empty() && ran.err.ends_with("yet.\n"), "{line:?}: {ran:?}");
    }
    let ran = home.run(&["bookmarks", "export", "json", "grain"]);
    assert_eq!(ran.code, 1, "words that find none: {ran:?}");
}

/// A file as the first word is told what it is, with the command for it.
#[test]
fn a_file_without_a_command_names_the_command_for_it() {
    let home = Home::new();
    let said = |name: &str, text: &str| {
        let file = home.path().join(name).to_string_lossy().into_owned();
        fs::write(&file, text).unwrap();
        let ran = home.run(&[&file]);
        assert_eq!(ran.code, 2, "{ran:?}");
        ran.err
    };
    let page = format!(
        "<html><head><title>Boats</title></head><body><article><h1>Boats</h1>{}</article></body></html>",
        "<p>The harbour master counted the boats that came in during the night.</p>".repeat(30)
    );
    let page = said("p.html", &page);
    assert!(page.contains("is a page, not an address") && page.contains("`dateline read "), "{page}");
    let list = said("l.csv", "title,url\nOne,https://a.example/1\n");
    assert!(list.contains("is a list") && list.contains("`dateline import "), "{list}");
    let feed = "<rss version=\"2.0\"><channel><title>A</title><link>https://a.example/</link>\
                <item><title>One</title><link>https://a.example/1</link></item></channel></rss>";
    let feed = said("f.xml", feed);
    assert!(feed.contains("`dateline add "), "{feed}");
    // An address needs a terminal here, or the command that prints.
    let ran = home.run(&["https://a.example/1"]);
    assert!(ran.code == 2 && ran.err.contains("`dateline read https://a.example/1`"), "{ran:?}");
    let ran = home.run(&["https://a.example/1", "--format", "markdown"]);
    assert!(ran.code == 2 && ran.err.contains("`dateline read https://a.example/1`"), "{ran:?}");
}

/// The document of the commands says which fields there are; `--json` and `--format json` are one.
#[test]
fn the_fields_are_those_of_the_document() {
    let (home, site) = (Home::new(), Site::plain_rss("2025-11-13".parse().unwrap()));
    home.run(&["add", &site.url("/")]).ok();
    home.run(&["fetch", "--full"]).ok();
    let first = home.run(&["day", "--json"]).ok().json().remove(0);
    let (url, title) =
        (first["url"].as_str().unwrap().to_owned(), first["title"].as_str().unwrap().to_owned());
    let word = title.split(' ').max_by_key(|word| word.len()).unwrap().to_owned();
    home.run(&["bookmarks", "add", &url]).ok();
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/commands.md");
    let document = fs::read_to_string(document).unwrap();
    let table = document.split_once("<!-- fields -->").unwrap().1;
    let table = table.split_once("<!-- end of fields -->").unwrap().0;
    let rows: Vec<(&str, &str)> = table
        .lines()
        .filter_map(|row| row.strip_prefix("| `")?.strip_suffix(" |")?.split_once("` | "))
        .collect();
    assert_eq!(rows.len(), 10);
    for (command, fields) in rows {
        let mut line: Vec<&str> = command.split(' ').collect();
        match command {
            "read" => line.push(&url),
            "search" => line.push(&word),
            _ => {}
        }
        let short = [line.as_slice(), &["--json"]].concat();
        let long = [line.as_slice(), &["--format", "json"]].concat();
        let printed = home.run(&short);
        let object = printed.json().into_iter().next().unwrap_or_else(|| panic!("{command}: {printed:?}"));
        let mut names: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
        if command == "read" {
            // What the store and the feed add.
            names.retain(|name| fields.split(' ').any(|field| field == *name));
        }
        let mut wanted: Vec<&str> = fields.split(' ').collect();
        names.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(names, wanted, "{command}");
        if command != "day" {
            assert_eq!(home.run(&long).out, printed.out, "{command}");
        }
    }
}

/// In a real bash: the names in the store are offered where one is wanted, quoted, and whole behind a colon.
#[test]
fn bash_completes_the_names_that_are_there() {
    let home = Home::new();
    let file = home.path().join("a.csv");
    fs::write(&file, "title,url,tags\nOne,https://a.example/one,to read|trade\n").unwrap();
    home.run(&["import", &file.to_string_lossy()]).ok();
    let config = home.path().join("config");
    fs::create_dir_all(&config).unwrap();
    let source = "[[source]]\nid = \"the-wire\"\ntitle = \"The Wire\"\n\
                  routes = [{ kind = \"feed\", url = \"https://a.example/feed\" }]\n";
    fs::write(config.join("sources.toml"), source).unwrap();
    fs::write(home.path().join("c.bash"), home.run(&["completions", "bash"]).ok().out).unwrap();
    let complete = |line: &str| {
        // As readline breaks the line: a colon and an equals sign are words of their own.
        let script = format!(
            "source c.bash; COMP_LINE='{line}'; COMP_POINT=${{#COMP_LINE}}; \
             spaced=\"${{COMP_LINE//:/ : }}\"; read -ra COMP_WORDS <<< \"$spaced\"; \
             [[ \"$COMP_LINE\" == *' ' ]] && COMP_WORDS+=(''); COMP_WORDS[0]='{}'; \
             COMP_CWORD=$((${{#COMP_WORDS[@]}}-1)); \
             _dateline_named \"${{COMP_WORDS[0]}}\" \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"; \
             printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            env!("CARGO_BIN_EXE_dateline")
        );
        let mut bash = Command::new("bash");
        for (name, value) in home.command(&[]).get_envs() {
            bash.env(name, value.unwrap_or_default());
        }
        let ran = bash.current_dir(home.path()).args(["--norc", "-c", &script]).output().unwrap();
        assert!(ran.stderr.is_empty(), "{line}: {}", String::from_utf8_lossy(&ran.stderr));
        String::from_utf8(ran.stdout).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(complete("dateline sources remove "), ["the-wire"]);
    assert_eq!(complete("dateline bookmarks list --tag t"), ["to\\ read", "trade"]);
    assert_eq!(complete("dateline bookmarks remove https://a"), ["//a.example/one"]);
    assert_eq!(complete("dateline day y"), ["yesterday"]);
    assert!(complete("dateline boo").contains(&"bookmarks".to_owned()));
}

/// Where the terminal's characters are not UTF-8, every sign of ours is of ASCII, in results and in notices.
#[test]
fn signs_are_of_ascii_where_the_terminal_has_no_others() {
    let (home, site) = (Home::new(), Site::plain_rss("2025-11-13".parse().unwrap()));
    let here = [("LC_ALL", "C"), ("TERM", "dumb")];
    for (name, value) in here {
        let run = |line: &[&str]| Ran::of(home.command(line).env(name, value).output().unwrap());
        for line in [
            vec!["add", &site.url("/")],
            vec!["fetch"],
            vec!["sources"],
            vec!["day"],
            vec!["bookmarks", "add", &site.url("/")],
            vec!["bookmarks"],
            vec!["keys"],
            vec!["themes"],
            vec!["doctor"],
            vec!["read", "nope"],
            vec!["read", "--batch", "nope"],
        ] {
            let ran = run(&line);
            assert!(ran.out.is_ascii() && ran.err.is_ascii(), "{name}={value} {line:?}: {ran:?}");
        }
    }
    // JSON is what it is.
    let rows = Ran::of(home.command(&["keys", "--json"]).env("LC_ALL", "C").output().unwrap());
    assert_eq!(rows.out, home.run(&["keys", "--json"]).out);
}
