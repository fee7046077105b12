//! A program that is killed in the middle of an act on the person's files: file and journal agree afterwards, and
//! everything can be taken back.

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::path::Path;

use proptest::prelude::*;

use super::super::own_files::OwnFiles;
use super::*;
use crate::config::Paths;
use crate::news::{Fault, MuteRule, StoryId, TextKind};
use crate::store::{FileEdits, Files, Keep};

/// Where the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    /// What is to be done is noted, the file is not written.
    Noted,
    /// The file is written, the journal is not.
    Written,
}

/// Files under which the program ends: the transaction goes back as `SQLite` does it for a process that is gone,
/// and nothing that comes after is done.
struct Cutting {
    at: std::path::PathBuf,
    cut: Cut,
}

impl Files for Cutting {
    fn put(&self, edits: &FileEdits) -> Result<(), Fault> {
        if self.cut == Cut::Written {
            OwnFiles::at(self.at.clone()).put(edits)?;
        }
        // As a panic, without its words.
        resume_unwind(Box::new("killed"))
    }

    fn hold(&self, edits: &FileEdits) -> Result<bool, Fault> {
        OwnFiles::at(self.at.clone()).hold(edits)
    }
}

/// The program, on the disk, from its start on.
struct Program {
    desk: Desk,
    now: Now,
    runtime: tokio::runtime::Runtime,
}

/// All that the person made: sources, each with its place and its lines, and mute rules as they stand in the files, what
/// is read, what is kept, which texts are chosen.
type Made = (BTreeMap<String, (usize, String)>, Vec<String>, Vec<i64>, Vec<String>, Vec<Option<TextKind>>);

impl Program {
    fn start(home: &Path) -> Self {
        let paths = Paths { config: home.join("config"), data: home.join("data") };
        let web = Canned::new();
        let stories = ["1", "2", "3"].map(|story| (story, "Thu, 13 Nov 2025 08:00:00 GMT"));
        web.put("https://s0.example/rss", rss(&stories));
        let desk = Desk::open(Arc::new(web), &paths, crate::news::Refresh::Never).unwrap();
        let now = Now { instant: "2025-11-13T12:00:00Z".parse().unwrap(), zone: TimeZone::UTC };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let program = Self { desk, now, runtime };
        program.run(sync_sources(&program.desk, &program.now)).unwrap();
        program
    }

    fn run<T>(&self, verb: impl Future<Output = T>) -> T {
        self.runtime.block_on(verb)
    }

    /// Ends the program in the middle of the next act on files.
    fn cut(&self, home: &Path, cut: Cut) {
        let files = Cutting { at: home.join("config/sources.toml"), cut };
        let exchanged = self.desk.write(move |store| {
            store.write_into(Arc::new(files));
            Ok(())
        });
        exchanged.wait().unwrap();
    }

    fn act(&self, act: &Act) {
        let (desk, now) = (&self.desk, &self.now);
        // What is there already, or is not there, is refused; that changes nothing.
        match act {
            Act::Mute(number) => drop(self.run(mute(desk, &rule(*number), now))),
            Act::Unmute(number) => drop(self.run(unmute(desk, &rule(*number), now))),
            Act::Leave(number) => drop(self.run(unsubscribe(desk, &slug(*number), now))),
            Act::Follow(from, to) => {
                let sources: Vec<Source> = (*from..*to).map(source).collect();
                drop(self.run(follow_all(desk, sources, now)));
            }
            Act::Steer(number) => {
                let routes = vec![route(*number), route(number + 10)];
                drop(self.run(set_routes(desk, &slug(*number), routes, now)));
            }
            Act::Read(number, read) => {
                let (ids, read, at) = ([StoryId(*number)], *read, now.instant);
                drop(desk.write(move |store| store.set_read(&ids, read, at)).wait());
            }
            Act::Keep(number) => {
                let address = Address::parse(&format!("https://news.example/{number}")).unwrap();
                let keep = Keep { address, title: Text::line("Kept"), day: day("2025-11-13"), ..kept() };
                let at = now.instant;
                drop(desk.write(move |store| store.bookmark(&keep, at)).wait());
            }
            Act::KeepAgain(from, to) => {
                let marks = (*from..=*to).map(|number| {
                    let address = Address::parse(&format!("https://news.example/{number}")).unwrap();
                    (address, vec![Text::line("again")], Text::line("as it was"))
                });
                drop(commit_all_as(desk, marks.collect(), now).wait());
            }
            Act::Choose(number, kind) => {
                let (slug, kind, at) = (slug(*number), *kind, now.instant);
                drop(desk.write(move |store| store.choose_text(&slug, kind, at)).wait());
            }
        }
    }

    fn made(&self) -> Made {
        let sources = self.desk.with_sources_file(|file| {
            let lines = |source: &Source| Ok(file.lines(&source.slug)?.unwrap_or_default().trim().to_owned());
            let named = |(at, source): (usize, &Source)| Ok((source.slug.to_string(), (at, lines(source)?)));
            file.sources().iter().enumerate().map(named).collect()
        });
        let rules = self.desk.with_mute_file(|file| {
            let mut rules: Vec<String> = file.rules().iter().map(MuteRule::in_words).collect();
            rules.sort();
            Ok(rules)
        });
        let stored = self.desk.read(|store| {
            let rows = store.edition_with_muted(Scope::All, day("2025-11-13").only())?.rows;
            let unread = rows.iter().filter(|row| row.unread).map(|row| row.id.0);
            let kept =
                store.bookmarks()?.iter().map(|kept| format!("{} {:?}", kept.address, kept.tags)).collect();
            let chosen =
                (0..4).map(|number| store.chosen_text(&slug(number))).collect::<Result<_, Fault>>()?;
            Ok((unread.collect(), kept, chosen))
        });
        let (unread, kept, chosen) = stored.wait().unwrap();
        (sources.wait().unwrap(), rules.wait().unwrap(), unread, kept, chosen)
    }

    /// The newest act and whether it is taken back, and how many acts there are that are not.
    fn journal(&self) -> (usize, usize) {
        let acts = self.desk.read(|store| store.changes(1000)).wait().unwrap();
        (acts.len(), acts.iter().filter(|act| !act.undone).count())
    }

    /// What the store holds of rules and sources is what the files say.
    fn agrees(&self) -> bool {
        let (sources, rules, ..) = self.made();
        let stored = self.desk.read(|store| Ok((store.sources()?, store.mutes()?))).wait().unwrap();
        let mut of_store: Vec<String> = stored.1.iter().map(MuteRule::in_words).collect();
        of_store.sort();
        of_store == rules && stored.0.iter().all(|row| sources.contains_key(row.slug.as_str()))
    }
}

fn kept() -> Keep {
    Keep {
        address: Address::parse("https://news.example/").unwrap(),
        title: Text::default(),
        source_title: Text::default(),
        day: day("2025-11-13"),
        story: None,
        tags: Vec::new(),
        note: Text::default(),
        typed: false,
    }
}

fn slug(number: u32) -> Slug {
    Slug::parse(&format!("s{number}")).unwrap()
}

fn route(number: u32) -> Route {
    Route::Feed { url: Address::parse(&format!("https://s{number}.example/rss")).unwrap() }
}

fn source(number: u32) -> Source {
    let lines = format!(
        "[[source]]\nid = \"s{number}\"\nroutes = [{{ kind = \"feed\", url = \"https://s{number}.example/rss\" }}]\n"
    );
    crate::config::SourcesFile::parse(Path::new("sources.toml"), lines).unwrap().sources()[0].clone()
}

fn rule(number: u32) -> MuteRule {
    MuteRule { words: Text::line(&format!("word{number}")), ..MuteRule::default() }
}

#[derive(Clone, Debug)]
enum Act {
    Mute(u32),
    Unmute(u32),
    Leave(u32),
    Follow(u32, u32),
    Steer(u32),
    Read(i64, bool),
    Keep(u32),
    KeepAgain(u32, u32),
    Choose(u32, TextKind),
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => (0..3_u32).prop_map(Act::Mute),
        2 => (0..3_u32).prop_map(Act::Unmute),
        3 => (0..4_u32).prop_map(Act::Leave),
        2 => (0..4_u32, 1..3_u32).prop_map(|(from, more)| Act::Follow(from, from + more)),
        1 => (0..4_u32).prop_map(Act::Steer),
        1 => (1..4_i64, any::<bool>()).prop_map(|(story, read)| Act::Read(story, read)),
        1 => (0..3_u32).prop_map(Act::Keep),
        1 => (0..3_u32, 0..3_u32).prop_map(|(from, more)| Act::KeepAgain(from, from + more)),
        1 => (0..2_u32, prop_oneof![Just(TextKind::Feed), Just(TextKind::Page)])
            .prop_map(|(number, kind)| Act::Choose(number, kind)),
    ]
}

fn any_cut() -> impl Strategy<Value = Option<Cut>> {
    prop_oneof![4 => Just(None), 1 => Just(Some(Cut::Noted)), 1 => Just(Some(Cut::Written))]
}

/// Two sources of which one has words of the person around it, and three stories.
fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(home.path().join("config")).unwrap();
    let lines = "# mine\n\n# the first\n[[source]]\nid = \"s0\" # short\nroutes = [{ kind = \"feed\", \
                 url = \"https://s0.example/rss\" }]\n# rarely\n\n[[source]]\nid = \"s1\"\nroutes = [{ kind = \
                 \"feed\", url = \"https://s1.example/rss\" }]\n";
    std::fs::write(home.path().join("config/sources.toml"), lines).unwrap();
    std::fs::write(home.path().join("config/mute.toml"), "# never\n[[mute]]\nwords = \"word0\"\n").unwrap();
    home
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_and_wherever_it_is_cut_all_of_it_can_be_taken_back(
        acts in proptest::collection::vec((any_act(), any_cut()), 1..12),
        cuts in proptest::collection::vec(any_cut(), 12),
    ) {
        let home = home();
        let mut program = Program::start(home.path());
        program.run(refresh_live(&program.desk, &program.desk.sources(), &program.now, true, |_| {})).unwrap();
        prop_assert_eq!(program.made().2.len(), 3);
        let mut states = vec![program.made()];
        for (act, cut) in &acts {
            let before = program.journal();
            if let Some(cut) = cut {
                program.cut(home.path(), *cut);
            }
            program.act(act);
            if cut.is_some() {
                drop(program);
                program = Program::start(home.path());
            }
            prop_assert!(program.agrees());
            if program.journal() == before {
                prop_assert_eq!(&program.made(), states.last().unwrap(), "{:?} left no row", act);
            } else {
                states.push(program.made());
            }
        }
        let mut cuts = cuts.iter();
        let all = states.len() - 1;
        prop_assert_eq!(program.journal(), (all, all));
        let mut left = all;
        while left > 0 {
            if let Some(Some(cut)) = cuts.next() {
                program.cut(home.path(), *cut);
                drop(program.run(undo(&program.desk, &program.now)));
                drop(program);
                program = Program::start(home.path());
            } else {
                prop_assert!(program.run(undo(&program.desk, &program.now)).unwrap().is_some());
            }
            left = program.journal().1;
            prop_assert_eq!(&program.made(), &states[left]);
            prop_assert!(program.agrees());
        }
        for state in states.iter().skip(1) {
            prop_assert!(program.run(redo(&program.desk, &program.now)).unwrap().is_some());
            prop_assert_eq!(&program.made(), state);
        }
        prop_assert!(program.run(redo(&program.desk, &program.now)).unwrap().is_none());
    }
}
