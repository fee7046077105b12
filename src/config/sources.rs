//! The sources file: `[[source]]` tables a person can edit and keep in git.

mod entry;
mod place;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use toml_edit::{Item, Table};

pub(super) use self::entry::address;
use self::entry::read;
pub use self::place::Place;
use super::given::Given;
use super::plain_file::text_of;
use super::written;
use super::{edited, fragment};
use crate::news::{Address, Fault, FaultKind, Route, Slug, Source, Text, TextRules};
use crate::query::nearest;

/// The sources, and the file they stand in.
#[derive(Clone, Debug)]
pub struct SourcesFile {
    path: PathBuf,
    on_disk: bool,
    raw: String,
    sources: Vec<Source>,
}

impl SourcesFile {
    /// Reads the file; one that does not exist holds no sources.
    pub fn load(path: &Path) -> Result<Self, Fault> {
        Self::parse(path, text_of(path, "sources")?)
    }

    /// As [`SourcesFile::load`]; where the file still has the text of an earlier reading, that one.
    pub fn load_since(path: &Path, earlier: Option<Self>) -> Result<Self, Fault> {
        let raw = text_of(path, "sources")?;
        match earlier.filter(|earlier| earlier.on_disk && earlier.path == path && earlier.raw == raw) {
            Some(earlier) => Ok(earlier),
            None => Self::parse(path, raw),
        }
    }

    /// Reads a file's text. Faults say line, column and what would be right.
    pub fn parse(path: &Path, raw: String) -> Result<Self, Fault> {
        let sources = read(Given { path, raw: &raw })?;
        Ok(Self { path: path.to_owned(), on_disk: true, raw, sources })
    }

    /// Sources that are on no disk and gone with this value: the demo edition's.
    pub fn in_memory(raw: String) -> Result<Self, Fault> {
        Ok(Self { on_disk: false, ..Self::parse(Path::new("sources.toml"), raw)? })
    }

    /// The sources in the order of the file.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The file's text as it was read or written last.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// Whether a source has that name.
    pub fn holds(&self, slug: &Slug) -> bool {
        self.sources.iter().any(|source| source.slug == *slug)
    }

    /// A source as lines of the file.
    pub fn lines_of(source: &Source) -> String {
        fragment::of(source)
    }

    /// Appends a source and writes the file; what stood in it stays as it was.
    pub fn add(&mut self, source: &Source) -> Result<(), Fault> {
        self.restore(&fragment::of(source))
    }

    /// Takes a source out and writes the file. Returns its lines with the comments that belong to it,
    /// for [`SourcesFile::restore`].
    pub fn remove(&mut self, slug: &Slug) -> Result<String, Fault> {
        let mut removed = String::new();
        self.edit(|file| {
            let index = file.position(slug)?;
            let (rest, cut) =
                fragment::cut(&file.raw, &starts(Given { path: &file.path, raw: &file.raw })?, index);
            removed = cut;
            let mut expected = file.sources.clone();
            expected.remove(index);
            Ok((rest, expected))
        })?;
        Ok(removed)
    }

    /// Puts lines that [`SourcesFile::remove`] took out back at the end of the file.
    pub fn restore(&mut self, lines: &str) -> Result<(), Fault> {
        self.edit(|file| {
            let added = read(Given { path: &file.path, raw: lines })?;
            if let Some(double) = added.iter().find(|source| file.holds(&source.slug)) {
                let sentence = format!("there is already a source `{}`", double.slug);
                return Err(Fault::new(FaultKind::Config, sentence));
            }
            let mut expected = file.sources.clone();
            expected.extend(added);
            Ok((fragment::append(&file.raw, lines), expected))
        })
    }

    /// The lines of a source with the comments that belong to it.
    pub fn lines(&self, slug: &Slug) -> Result<Option<String>, Fault> {
        let Some(index) = self.sources.iter().position(|source| source.slug == *slug) else {
            return Ok(None);
        };
        let starts = starts(Given { path: &self.path, raw: &self.raw })?;
        Ok(Some(fragment::lines(&self.raw, &starts, index).to_owned()))
    }

    /// Whether each of these sources stands there in these lines, but for the ends of lines, or stands there no more.
    pub fn says(&self, wanted: &[(Slug, Option<String>)]) -> Result<bool, Fault> {
        let places: HashMap<&Slug, usize> = self.places();
        let mut starts_of_all = None;
        for (slug, lines) in wanted {
            let same = match (places.get(slug), lines) {
                (None, None) => true,
                (Some(index), Some(lines)) => {
                    let starts = match &mut starts_of_all {
                        Some(starts) => starts,
                        none => none.insert(starts(Given { path: &self.path, raw: &self.raw })?),
                    };
                    let there = fragment::lines(&self.raw, starts, *index);
                    there.trim().lines().eq(lines.trim().lines())
                }
                _ => false,
            };
            if !same {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Where each source stands among the others.
    fn places(&self) -> HashMap<&Slug, usize> {
        self.sources.iter().enumerate().map(|(index, source)| (&source.slug, index)).collect()
    }

    /// The same sources on no disk, to try on what an edit would come to.
    #[must_use]
    pub fn draft(&self) -> Self {
        Self { on_disk: false, ..self.clone() }
    }

    /// Puts another address in the place of a feed's; everything else stays as it was. A source or address that is not there any more is left alone.
    pub fn readdress(&mut self, slug: &Slug, from: &Address, to: &Address) -> Result<(), Fault> {
        let has = |source: &Source| {
            source.slug == *slug && source.routes.iter().any(|route| route.is_feed_at(from))
        };
        if !self.sources.iter().any(has) {
            return Ok(());
        }
        self.edit(|file| {
            let mut expected = file.sources.clone();
            for source in expected.iter_mut().filter(|source| source.slug == *slug) {
                for route in source.routes.iter_mut().filter(|route| route.is_feed_at(from)) {
                    *route = Route::Feed { url: to.clone() };
                }
            }
            Ok((edited::readdressed(&file.raw, slug.as_str(), (from, to)), expected))
        })
    }

    /// Gives a source other routes and writes the file; everything else stays as it was. Returns the source's
    /// lines before and after, for [`SourcesFile::restore`].
    pub fn set_routes(&mut self, slug: &Slug, routes: &[Route]) -> Result<(String, String), Fault> {
        let change =
            |raw: &str, index: usize, old: &Source| edited::with_routes(raw, index, (&old.routes, routes));
        self.reword(slug, change, |source| source.routes = routes.to_vec())
    }

    /// Gives names to sources that have only their host's, in one writing; everything else stays as it was. One that has been
    /// named by hand or left meanwhile is left alone.
    pub fn name(&mut self, titles: &[(Slug, Text)]) -> Result<(), Fault> {
        self.edit(|file| {
            let mut expected = file.sources.clone();
            let mut named = Vec::new();
            for (index, source) in expected.iter_mut().enumerate().filter(|(_, source)| source.is_unnamed()) {
                if let Some((_, title)) = titles.iter().find(|(slug, _)| *slug == source.slug) {
                    source.title = title.clone();
                    named.push((index, title));
                }
            }
            Ok((edited::with_titles(&file.raw, &named), expected))
        })
    }

    /// Gives a source another name and writes the file; everything else stays as it was. Returns the source's lines
    /// before and after, for [`SourcesFile::restore`].
    pub fn rename(&mut self, slug: &Slug, title: &Text) -> Result<(String, String), Fault> {
        let change = |raw: &str, index: usize, _: &Source| edited::with_titles(raw, &[(index, title)]);
        self.reword(slug, change, |source| source.title = title.clone())
    }

    /// Changes the words of one source, and says what the source is then.
    fn reword(
        &mut self,
        slug: &Slug,
        change: impl FnOnce(&str, usize, &Source) -> String,
        expect: impl FnOnce(&mut Source),
    ) -> Result<(String, String), Fault> {
        let mut lines = (String::new(), String::new());
        self.edit(|file| {
            let index = file.position(slug)?;
            let cut = |raw: &str| -> Result<String, Fault> {
                let starts = starts(Given { path: &file.path, raw })?;
                Ok(fragment::lines(raw, &starts, index).to_owned())
            };
            let mut expected = file.sources.clone();
            let mut raw = file.raw.clone();
            if let Some(source) = expected.get_mut(index) {
                raw = change(&file.raw, index, source);
                expect(source);
            }
            lines = (cut(&file.raw)?, cut(&raw)?);
            Ok((raw, expected))
        })?;
        Ok(lines)
    }

    /// Gives a source other rules for its text and writes the file; everything else stays as it was. Returns the
    /// source's lines before and after, for [`SourcesFile::restore`].
    pub fn set_rules(&mut self, slug: &Slug, rules: &TextRules) -> Result<(String, String), Fault> {
        let change = |raw: &str, index: usize, _: &Source| edited::with_rules(raw, index, rules);
        self.reword(slug, change, |source| source.rules = rules.clone())
    }

    /// Where a source stands in the file.
    fn position(&self, slug: &Slug) -> Result<usize, Fault> {
        self.sources.iter().position(|source| source.slug == *slug).ok_or_else(|| {
            let slugs: Vec<&str> = self.sources.iter().map(|source| source.slug.as_str()).collect();
            let fault = Fault::new(FaultKind::NotFound, format!("there is no source `{slug}`"));
            match nearest(slug.as_str(), &slugs) {
                Some(near) => fault.hint(format!("did you mean `{near}`")),
                None => fault.hint("`dateline sources` lists them"),
            }
        })
    }

    /// Edits the file as it is now on the disk, not as it was when it was read. An edit that would
    /// change anything but what it is about is not written.
    fn edit(
        &mut self,
        change: impl FnOnce(&Self) -> Result<(String, Vec<Source>), Fault>,
    ) -> Result<(), Fault> {
        if !self.on_disk {
            let (raw, _) = change(self)?;
            *self = Self::in_memory(raw)?;
            return Ok(());
        }
        let path = &self.path;
        let after = written::edit(path, || {
            let now = Self::load(path)?;
            let (raw, expected) = change(&now)?;
            let after = Self::parse(path, raw)?;
            if after.sources != expected {
                let sentence = format!("{} is written in a way the program cannot edit", path.display());
                return Err(Fault::new(FaultKind::Config, sentence).hint("edit it by hand"));
            }
            Ok((now.raw, after.raw.clone(), after))
        })?;
        *self = after;
        Ok(())
    }
}

/// Where each `[[source]]` header begins, in bytes.
fn starts(given: Given<'_>) -> Result<Vec<usize>, Fault> {
    let document = given.document()?;
    let tables = document.get("source").and_then(Item::as_array_of_tables);
    let tables = tables.into_iter().flat_map(toml_edit::ArrayOfTables::iter);
    Ok(tables.filter_map(Table::span).map(|span| span.start).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Day, Route};

    const FILE: &str = r#"# My sources, kept in git.

# The wire, in English.
[[source]]
id = "wire"   # short
title = "The Wire"
zone = "Europe/London"
routes = [
    # the whole of it
    { kind = "feed", url = "https://wire.example/rss" },
]
# asked rarely

# --- Russia ---

[[source]]
id = "ru24"
home = "https://ru24.example/"
refresh = 45
headers = { "X-Who" = "me" }
[[source.routes]]
kind = "day-page"
template = "https://ru24.example/world/%Y-%m-%d/"
from = 2024-01-01
to = "2025-01-01"

# the end
"#;

    fn parse(raw: &str) -> Result<SourcesFile, Fault> {
        SourcesFile::parse(Path::new("sources.toml"), raw.to_owned())
    }

    fn fault(raw: &str) -> String {
        parse(raw).unwrap_err().to_string()
    }

    fn slug(raw: &str) -> Slug {
        Slug::parse(raw).unwrap()
    }

    #[test]
    fn both_ways_of_writing_routes_are_read() {
        let file = parse(FILE).unwrap();
        let [wire, ru24] = file.sources() else { panic!("two sources") };
        assert_eq!(wire.title, "The Wire");
        assert!(wire.routes[0].is_live());
        assert_eq!(ru24.title, "ru24.example");
        let pairs =
            parse(&FILE.replace("\"X-Who\" = \"me\"", "\"X-Who\" = \"me\", \"A-Key\" = '1'")).unwrap();
        let names = pairs.sources()[1].headers.iter().map(|(name, _)| name.as_str());
        assert!(names.eq(["X-Who", "A-Key"]), "in the order of the file");
        assert_eq!(ru24.refresh, Some(crate::news::Refresh::Minutes(45)));
        let Route::DayPage { template, from, to } = &ru24.routes[0] else { panic!("a day page") };
        assert_eq!(template.as_str(), "https://ru24.example/world/{YYYY}-{MM}-{DD}/");
        assert_eq!((*from, *to), (Day::new(2024, 1, 1), Day::new(2025, 1, 1)));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let head = "[[source]]\nid = \"a\"\n";
        let feed = "routes = [{ kind = \"feed\", url = \"https://a.org/\" }]\n";
        let with = |line: &str| fault(&format!("{head}{line}"));
        let place = "sources.toml:3:";
        assert_eq!(
            with("tittle = \"x\"\n"),
            format!("{place}1: a source has no `tittle`: did you mean `title`")
        );
        assert_eq!(
            with(&format!("zone = \"Europe/Moscwo\"\n{feed}")),
            format!("{place}8: `Europe/Moscwo` is not a time zone: did you mean \"Europe/Moscow\"")
        );
        assert!(with("routes = [{ kind = \"fed\" }]").contains("3:20: there is no kind of route \"fed\""));
        assert!(
            with("routes = [{ kind = \"feed\" }]").contains("3:11: a route of kind \"feed\" needs a `url`")
        );
        assert!(
            with("routes = [{ kind = \"day-page\", template = \"https://a.org/{YYYY}/{MM}\" }]")
                .ends_with("`template`: the template does not say the day")
        );
        assert!(
            with("routes = [{ kind = \"page\", url = \"ftp://a.org\" }]").contains("only http and https")
        );
        assert!(with("routes = []").contains("no route"));
        assert!(with("title = 3").contains("`title` is a text in quotes, not an integer"));
        assert!(with("headers = { \"a b\" = \"c\" }\nroutes=[1]").contains("3:"));
        assert!(
            fault(&format!("{head}{feed}{head}{feed}"))
                .starts_with("sources.toml:5:6: the id `a` is used twice")
        );
        assert!(fault("[[source]]\nid = \"A b\"\n").ends_with("40 at most: `a-b`"));
        assert!(fault("source = 3").contains("[[source]]"));
        for inline in ["source = []", "source = [{ id = \"a\" }]", "source = [ [{ id = \"a\" }] ]"] {
            assert!(fault(inline).starts_with("sources.toml:1:10: `source` is a list"), "{inline}");
        }
        assert!(fault("[source]\nid = \"a\"").contains("`source` is a table"));
        // Of several the first in the file.
        assert!(with("zz = 1\naa = 2\n").starts_with(&format!("{place}1: a source has no `zz`")));
        assert!(fault("[[sources]]\nid = \"a\"").contains("did you mean `source`"));
        assert!(fault("[[source]\n").starts_with("sources.toml:1:"));
    }

    #[test]
    fn comments_survive_removing_and_putting_back() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("sources.toml");
        std::fs::write(&path, FILE).unwrap();
        let mut file = SourcesFile::load(&path).unwrap();
        let lines = file.remove(&slug("wire")).unwrap();
        assert!(lines.starts_with("# The wire, in English.\n[[source]]"));
        assert!(lines.ends_with("# asked rarely\n"));
        let left = std::fs::read_to_string(&path).unwrap();
        assert!(left.starts_with("# My sources, kept in git.\n\n# --- Russia ---\n\n[[source]]"), "{left}");
        file.restore(&lines).unwrap();
        let both = std::fs::read_to_string(&path).unwrap();
        assert!(both.contains("# the end\n\n# The wire, in English.\n[[source]]\nid = \"wire\"   # short\n"));
        assert!(both.contains("    # the whole of it\n"));
        assert_eq!(file.sources().len(), 2);
        let second = file.remove(&slug("ru24")).unwrap();
        assert!(second.ends_with("to = \"2025-01-01\"\n"));
        assert!(std::fs::read_to_string(&path).unwrap().contains("# the end"));
        assert!(file.remove(&slug("wir")).unwrap_err().to_string().contains("did you mean `wire`"));
    }

    #[test]
    fn another_name_takes_the_place_of_the_old_one_and_comments_stay() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sources.toml");
        std::fs::write(&path, FILE).unwrap();
        let mut file = SourcesFile::load(&path).unwrap();
        file.rename(&slug("wire"), &Text::line("Wire \"one\"")).unwrap();
        let written = std::fs::read_to_string(&path).unwrap();
        assert_eq!(written, FILE.replacen("\"The Wire\"", "'Wire \"one\"'", 1));
        // One that had none gets one.
        file.rename(&slug("ru24"), &Text::line("Ру24")).unwrap();
        assert_eq!(file.sources()[1].title, "Ру24");
        assert!(file.rename(&slug("nobody"), &Text::line("x")).is_err());
    }

    #[test]
    fn rules_for_the_text_are_put_into_their_source_and_taken_out() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sources.toml");
        std::fs::write(&path, FILE).unwrap();
        let mut file = SourcesFile::load(&path).unwrap();
        let rules = TextRules {
            drop: vec!["aside.fact-box".to_owned(), "p.more".to_owned()],
            start: Some("div.story".to_owned()),
        };
        let (before, after) = file.set_rules(&slug("wire"), &rules).unwrap();
        assert!(
            after.contains("drop = [\"aside.fact-box\", \"p.more\"]\nstart = \"div.story\"\n"),
            "{after}"
        );
        assert!(before.contains("# short") && after.contains("# short"));
        assert_eq!(SourcesFile::load(&path).unwrap().sources()[0].rules, rules);
        file.set_rules(&slug("wire"), &TextRules::default()).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), FILE);
        assert_eq!(
            fault("[[source]]\nid = \"a\"\ndrop = [\"p:has(a)\"]\n"),
            "sources.toml:3:8: the rule `p:has(a)` may have tags, classes, ids and attributes, nothing else: \
             write a tag with a class, such as \"aside.fact-box\""
        );
    }

    #[test]
    fn edits_start_from_what_the_person_wrote_meanwhile() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("config/sources.toml");
        let mut stale = SourcesFile::load(&path).unwrap();
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, FILE.replace('\n', "\r\n")).unwrap();
        let mut source = parse(FILE).unwrap().sources()[1].clone();
        source.slug = slug("new");
        source.title = Text::line("Quotes \" and \\ and ё");
        source.section = Some(Text::line("World"));
        stale.add(&source).unwrap();
        assert_eq!(stale.sources().len(), 3);
        let read = SourcesFile::load(&path).unwrap();
        assert_eq!(read.sources()[2], source);
        assert!(read.raw().contains("# asked rarely\r\n"));
        assert!(stale.add(&source).unwrap_err().to_string().contains("already a source"));
    }

    #[test]
    fn a_file_that_would_be_too_large_to_be_read_again_is_not_written() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("sources.toml");
        let full = format!("# {}\n{FILE}", "x".repeat((8 << 20) - FILE.len() - 100));
        std::fs::write(&path, &full).unwrap();
        let mut file = SourcesFile::load(&path).unwrap();
        let mut source = file.sources()[0].clone();
        source.slug = slug("one-more");
        let fault = file.add(&source).unwrap_err();
        assert!(fault.sentence.ends_with("sources.toml would be larger than 8 MB, and is not read then"));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), full);
        file.remove(&slug("ru24")).unwrap();
        file.add(&source).unwrap();
    }

    #[test]
    fn a_broken_file_is_not_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("sources.toml");
        let mut file = SourcesFile::load(&path).unwrap();
        std::fs::write(&path, "[[source]\n").unwrap();
        let source = parse(FILE).unwrap().sources()[0].clone();
        assert!(file.add(&source).is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "[[source]\n");
    }

    #[test]
    fn comments_beside_routes_go_where_their_route_goes() {
        let list = "[[source]]\nid = \"wire\"\ntitle = \"The Wire\"\nroutes = [ # in this order\n  # the feed\n  \
                    { kind = \"feed\", url = \"https://wire.example/rss\" }, # quick\n  \
                    { kind = \"sitemap\", url = \"https://wire.example/s.xml\", from = \"2015-01-01\" } # slow\n]\n";
        let tables = "[[source]]\nid = \"wire\"\ntitle = \"The Wire\"\n\n# the feed\n[[source.routes]]\nkind = \"feed\"\n\
                      url = \"https://wire.example/rss\" # quick\n\n[[source.routes]] # slow\nkind = \"sitemap\"\n\
                      url = \"https://wire.example/s.xml\"\nfrom = 2015-01-01\n\n[[source]]\nid = \"b\"\ntitle = \"B\"\n\
                      routes = [{ kind = \"feed\", url = \"https://b.example/rss\" }]\n";
        let typed = |line: &str| Route::typed(line).unwrap();
        let (feed, map) = (typed("feed https://wire.example/rss"), "sitemap https://wire.example/s.xml");
        let (map, moved) = (typed(&format!("{map} from 2015-01-01")), typed("feed https://wire.example/new"));
        for raw in [list, tables] {
            let given = |routes: &[Route]| {
                let mut file = SourcesFile::in_memory(raw.to_owned()).unwrap();
                file.set_routes(&slug("wire"), routes).unwrap();
                assert_eq!(file.sources()[0].routes, routes);
                file.raw().to_owned()
            };
            let order = |raw: &str, words: [&str; 4]| {
                let at = words.map(|word| raw.find(word).unwrap_or_else(|| panic!("{word} in {raw}")));
                assert!(at.is_sorted(), "{words:?} in {raw}");
            };
            let edited = given(&[moved.clone(), map.clone()]);
            assert_eq!(edited, raw.replace("https://wire.example/rss", "https://wire.example/new"));
            let turned = given(&[map.clone(), feed.clone()]);
            order(&turned, ["s.xml", "# the feed", "rss", "# quick"]);
            assert!(turned.contains("# slow"), "{turned}");
            let more = given(&[feed.clone(), moved.clone(), map.clone()]);
            order(&more, ["# the feed", "rss", "new", "s.xml"]);
            assert!(more.contains("# quick") && more.contains("# slow"), "{more}");
            let fewer = given(std::slice::from_ref(&map));
            assert!(fewer.contains("# slow") && !fewer.contains("wire.example/rss"), "{fewer}");
            assert_eq!(given(&[feed.clone(), map.clone()]), raw);
        }
    }

    #[test]
    fn comments_beside_routes_stay_wherever_on_their_line_they_begin() {
        let typed = |line: &str| Route::typed(line).unwrap();
        let (feed, new) = (typed("feed https://wire.example/rss"), typed("feed https://wire.example/new"));
        for raw in [
            "[[source]]\nid = \"wire\"\nroutes = [\n# mine\n  { kind = \"feed\", url = \"https://wire.example/rss\" },\n]\n",
            "[[source]]\nid = \"wire\"\nroutes = [\n  { kind = \"feed\", url = \"https://wire.example/rss\" },\t# mine\n]\n",
            "[[source]]\nid = \"wire\"\nroutes = [\n  { kind = \"feed\", url = \"https://wire.example/rss\" },# mine\n]\n",
        ] {
            for routes in
                [vec![new.clone()], vec![feed.clone(), new.clone()], vec![new.clone(), feed.clone()]]
            {
                let mut file = SourcesFile::in_memory(raw.to_owned()).unwrap();
                file.set_routes(&slug("wire"), &routes).unwrap();
                assert_eq!(file.sources()[0].routes, routes);
                assert!(file.raw().contains("# mine\n"), "{}", file.raw());
            }
        }
    }

    #[test]
    fn routes_are_put_in_another_order_and_the_rest_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sources.toml");
        std::fs::write(&path, FILE).unwrap();
        let mut file = SourcesFile::load(&path).unwrap();
        let feed = file.sources()[0].routes[0].clone();
        let page = file.sources()[1].routes[0].clone();
        let (before, after) = file.set_routes(&slug("wire"), &[page.clone(), feed.clone()]).unwrap();
        let raw = std::fs::read_to_string(&path).unwrap();
        assert!(raw.contains("id = \"wire\"   # short\ntitle = \"The Wire\""), "{raw}");
        assert!(raw.contains("# asked rarely") && raw.contains("# the end"), "{raw}");
        assert_eq!(file.sources()[0].routes, [page, feed.clone()]);
        assert!(before.contains("# the whole of it") && after.contains("day-page"));
        // Routes written as tables stay tables; the lines before bring the old ones back.
        let (before, after) = file.set_routes(&slug("ru24"), &[feed]).unwrap();
        assert!(after.contains("[[source.routes]]\nkind = \"feed\""), "{after}");
        file.remove(&slug("ru24")).unwrap();
        file.restore(&before).unwrap();
        assert!(!file.sources()[1].routes[0].is_live());
    }
}
