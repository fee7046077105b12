//! Bookmarks and sources in the forms of other programs.

mod csv;
mod markdown;
mod netscape;
mod opml;

use std::collections::HashSet;
use std::path::Path;

use super::args::{Export, ExportSources};
use super::end::{Ended, notice, print};
use super::json;
use super::world::World;
use crate::config::{make_new, unwritten};
use crate::locale::{counted, grouped};
use crate::news::Bookmark;
use crate::service::Desk;

/// Runs `export`: all sources in one form.
pub fn run(world: &World, form: ExportSources) -> Ended {
    let ExportSources::Opml = form;
    let (_, sources) = world.desk_and_sources()?;
    if sources.is_empty() {
        notice("There are no sources yet.");
    }
    let now = world.now();
    let created = now.instant.to_zoned(now.zone).strftime("%a, %d %b %Y %H:%M:%S %z").to_string();
    let (text, left) = opml::opml(&sources, &created);
    print(text)?;
    if left.sources > 0 {
        let sources = counted(left.sources as u64, "source has", "sources have");
        notice(format!("{sources} no feed and cannot be said in OPML; sources.toml has all."));
    }
    if left.routes > 0 {
        let sources = counted(left.routes as u64, "source has", "sources have");
        notice(format!("{sources} routes besides feeds, which OPML cannot say; sources.toml has all."));
    }
    Ok(())
}

/// All bookmarks in one form.
pub fn bookmarks(bookmarks: &[Bookmark], format: Export) -> String {
    match format {
        Export::Json => {
            let lines: Vec<String> =
                bookmarks.iter().map(|one| format!("{}\n", json::bookmark(one))).collect();
            lines.concat()
        }
        Export::Markdown => markdown::list(bookmarks),
        Export::Netscape => netscape::netscape(bookmarks),
        Export::Csv => csv::csv(bookmarks),
    }
}

/// A note for each bookmark in a folder, with the text that was kept. A file that is there already is left as it is:
/// the person may have written in it.
pub fn into_folder(world: &World, desk: &Desk, bookmarks: &[Bookmark], folder: &Path) -> Ended {
    std::fs::create_dir_all(folder).map_err(|error| unwritten(folder, &error))?;
    let mut taken = HashSet::new();
    let (mut written, mut there) = (0_u64, 0_u64);
    for bookmark in bookmarks {
        let name = markdown::file_name(bookmark, &mut taken);
        let address = bookmark.address.clone();
        let article = world.wait(desk.read(move |store| store.text_by_address(&address)))?;
        let file = folder.join(name);
        match make_new(&file, &markdown::note(bookmark, article.as_ref())) {
            Ok(true) => written += 1,
            Ok(false) => there += 1,
            Err(error) => {
                let fault = unwritten(&file, &error);
                let hint = fault.hint.clone().unwrap_or_default();
                let files = counted(written, "note", "notes");
                return Err(fault
                    .hint(format!("{hint}; {files} there by now stay and are not written again"))
                    .into());
            }
        }
    }
    let files = counted(written, "note", "notes");
    let left = if there > 0 {
        format!(", {} there already and left as they are", grouped(there))
    } else {
        String::new()
    };
    notice(format!("{files} written to {}{left}.", folder.display()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::extract::import::{self, Import, KeptEntry, Member};
    use crate::news::{Address, Day, Moment, Text, When};
    use clap::ValueEnum as _;
    use proptest::prelude::*;

    fn kept() -> Bookmark {
        Bookmark {
            standing: crate::news::Standing::default(),
            address: Address::parse("https://a.org/x_(y)?a=1&b=2").unwrap(),
            story: None,
            day: Day::new(2025, 11, 5).unwrap(),
            added: Moment::at("2025-11-13T12:00:00Z".parse().unwrap()),
            title: Text::line("=Bread & \"roses\" [1]"),
            source_title: Text::line("A"),
            note: Text::lines("two\nlines"),
            tags: vec![Text::line("to read"), Text::line("trade")],
            has_text: true,
            words: Some(3),
            minutes: Some(1),
        }
    }

    #[test]
    fn each_form_keeps_the_words_whole() {
        let all = vec![kept()];
        assert_eq!(
            bookmarks(&all, Export::Markdown),
            "# Bookmarks\n\n## 2025-11-05\n\n- [=Bread \\& \"roses\" \\[1\\]](<https://a.org/x_(y)?a=1&b=2>) \
             #to-read #trade <!-- kept 2025-11-13T12:00:00Z tags [\"to read\",\"trade\"] -->\n  > two\n  > lines\n"
        );
        let csv = bookmarks(&all, Export::Csv);
        assert!(csv.ends_with(
            "\"'=Bread & \"\"roses\"\" [1]\",2025-11-05,2025-11-13T12:00:00Z,\"to read,trade\",\"two\nlines\",true\r\n"
        ));
        let netscape = bookmarks(&all, Export::Netscape);
        assert!(netscape.contains("HREF=\"https://a.org/x_(y)?a=1&amp;b=2\" ADD_DATE=\"1763035200\""));
        let json: serde_json::Value = serde_json::from_str(&bookmarks(&all, Export::Json)).unwrap();
        assert_eq!(json["tags"][1], "trade");
    }

    #[test]
    fn file_names_are_safe_and_their_own() {
        let mut taken = HashSet::new();
        let mut name =
            |title: &str| markdown::file_name(&Bookmark { title: Text::line(title), ..kept() }, &mut taken);
        assert_eq!(name("../../etc/passwd"), "2025-11-05-etc-passwd.md");
        assert_eq!(name("Etc: PASSWD?"), "2025-11-05-etc-passwd-2.md");
        assert_eq!(name("…"), "2025-11-05.md");
        assert_eq!(name("Чай и 茶"), "2025-11-05-чай-и-茶.md");
        assert!(name(&"ü".repeat(500)).len() < 200);
    }

    /// What a bookmark is to the person.
    type Same = (String, Vec<String>, String, i64, String);

    fn of(bookmark: &Bookmark) -> Same {
        let tags = bookmark.tags.iter().map(ToString::to_string).collect();
        let added = bookmark.added.instant.as_millisecond();
        (bookmark.title.to_string(), tags, bookmark.note.to_string(), added, bookmark.day.to_string())
    }

    fn again(entry: &KeptEntry) -> Same {
        let mut tags: Vec<String> = entry.tags.iter().map(ToString::to_string).collect();
        tags.sort();
        let added = match entry.added {
            Some(When::Moment(moment)) => moment.instant.as_millisecond(),
            other => panic!("{other:?}"),
        };
        let day = match entry.published {
            Some(When::Date(date)) => date.to_string(),
            other => panic!("{other:?}"),
        };
        (entry.title.to_string(), tags, entry.note.to_string(), added, day)
    }

    fn any_bookmark() -> impl Strategy<Value = Bookmark> {
        let word = "[-=+@'a-zа-я茶\\[\\]()<>*_#&;,|\"!\\\\][a-z '\",;|<>&\\[\\]*_#=!-]{0,12}";
        let line = word.prop_map(|raw| Text::line(&raw));
        let tag = "[a-zа-я茶=][a-z '\",;|<>&\\[\\]*_!-]{0,8}";
        let tags = prop::collection::btree_set(tag.prop_map(|raw| Text::line(&raw)), 0..4);
        let note = prop::collection::vec(word, 0..4).prop_map(|lines| Text::lines(lines.join("\n").trim()));
        (line, tags, note, 0_i64..2_000_000_000_000, 0_i32..20_000).prop_map(
            |(title, tags, note, at, day)| {
                let trimmed: Vec<String> = note.lines().map(|line| line.trim_end().to_owned()).collect();
                Bookmark {
                    standing: crate::news::Standing::default(),
                    title,
                    tags: tags.into_iter().collect(),
                    note: Text::lines(trimmed.join("\n").trim()),
                    added: Moment::at(jiff::Timestamp::from_millisecond(at).unwrap()),
                    day: Day::new(2025, 1, 1).unwrap().plus(-day),
                    ..kept()
                }
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_exported_comes_back_the_same(found in prop::collection::vec(any_bookmark(), 1..6)) {
            let all: Vec<Bookmark> = found
                .into_iter()
                .enumerate()
                .map(|(number, one)| Bookmark {
                    address: Address::parse(&format!("https://a.example/{number}?x=(1)&y='2'")).unwrap(),
                    ..one
                })
                .collect();
            let wanted: BTreeMap<String, Same> =
                all.iter().map(|one| (one.address.to_string(), of(one))).collect();
            let mut taken = HashSet::new();
            let notes: Vec<Member> = all
                .iter()
                .map(|one| Member {
                    name: markdown::file_name(one, &mut taken),
                    bytes: markdown::note(one, None).into_bytes(),
                })
                .collect();
            let forms = Export::value_variants().iter().map(|form| {
                (format!("{form:?}"), import::read(bookmarks(&all, *form).as_bytes(), "file").unwrap())
            });
            for (form, read) in forms.chain([("folder".to_owned(), import::read_folder(&notes).unwrap())]) {
                let Import::Kept(list) = read else { panic!("bookmarks") };
                let back: BTreeMap<String, Same> =
                    list.entries.iter().map(|entry| (entry.address.to_string(), again(entry))).collect();
                prop_assert_eq!(&back, &wanted, "{}", form);
                prop_assert!(list.left.is_empty() && list.fields_left.is_empty(), "{form}: {list:?}");
            }
        }
    }
}
