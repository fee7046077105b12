//! Where a source stands in its file, and how one that was taken out is put back there.
//!
//! For what is undone and done again. Nothing that a person wrote meanwhile is moved or changed for it.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::{Given, SourcesFile, fragment, read, starts};
use crate::news::{Fault, Slug, Source};

/// Where a source stands in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The sources behind it, the next of them first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ahead_of: Vec<Slug>,
    /// The comments set apart between it and the next one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub below: String,
}

impl SourcesFile {
    /// Where a source stands.
    pub fn place(&self, slug: &Slug) -> Result<Place, Fault> {
        let index = self.position(slug)?;
        let starts = starts(Given { path: &self.path, raw: &self.raw })?;
        Ok(Place {
            ahead_of: self.sources.iter().skip(index + 1).map(|source| source.slug.clone()).collect(),
            below: fragment::below(&self.raw, &starts, index).to_owned(),
        })
    }

    /// Writes what some sources should be, all at once: in the place where each stands, or not any more where there is
    /// nothing. One that stands nowhere is put where `places` says it stood, else at the end. Nothing is written where
    /// the file says so already.
    pub fn put(&mut self, wanted: &[(Slug, Option<String>)], places: &[(Slug, Place)]) -> Result<(), Fault> {
        self.edit(|file| {
            let (mut raw, mut expected) = file.without(wanted)?;
            let mut starts = super::starts(Given { path: &file.path, raw: &raw })?;
            let known: HashSet<&Slug> = file.sources.iter().map(|source| &source.slug).collect();
            let mut more = Vec::new();
            for (slug, lines) in wanted {
                let Some(lines) = lines else { continue };
                let at = |next: &Slug| expected.iter().position(|source| source.slug == *next);
                let index = if known.contains(slug) { at(slug) } else { None };
                let fresh = read(Given { path: &file.path, raw: lines })?;
                if let Some(index) = index {
                    raw = fragment::replaced(&raw, &starts, index, lines);
                    starts = super::starts(Given { path: &file.path, raw: &raw })?;
                    expected.splice(index..=index, fresh);
                    continue;
                }
                let place = places.iter().find(|(of, _)| of == slug).map(|(_, place)| place);
                let index = place.and_then(|place| place.ahead_of.iter().find_map(at));
                let below = place.map_or("", |place| &place.below);
                if index.is_none() && below.is_empty() {
                    more.push((lines, fresh));
                    continue;
                }
                let index = index.unwrap_or(expected.len());
                raw = fragment::inserted(&raw, &starts, index, (lines, below));
                starts = super::starts(Given { path: &file.path, raw: &raw })?;
                expected.splice(index..index, fresh);
            }
            let lines: Vec<&str> = more.iter().map(|(lines, _)| lines.as_str()).collect();
            raw = fragment::append_all(&raw, &lines);
            expected.extend(more.into_iter().flat_map(|(_, fresh)| fresh));
            Ok((raw, expected))
        })
    }

    /// The text and the sources without those that should be there no more.
    fn without(&self, wanted: &[(Slug, Option<String>)]) -> Result<(String, Vec<Source>), Fault> {
        let gone: HashSet<&Slug> =
            wanted.iter().filter(|(_, lines)| lines.is_none()).map(|(slug, _)| slug).collect();
        let (mut expected, mut indices) = (self.sources.clone(), Vec::new());
        if !gone.is_empty() {
            expected.retain(|source| !gone.contains(&source.slug));
            let places = self.sources.iter().enumerate();
            indices.extend(places.filter(|(_, source)| gone.contains(&source.slug)).map(|(index, _)| index));
        }
        if indices.is_empty() {
            return Ok((self.raw.clone(), expected));
        }
        let starts = starts(Given { path: &self.path, raw: &self.raw })?;
        Ok((fragment::without(&self.raw, &starts, &indices), expected))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn slug(raw: &str) -> Slug {
        Slug::parse(raw).unwrap()
    }

    #[test]
    fn what_was_removed_is_put_back_where_it_stood() {
        let four = "# mine\n\n# the first\n[[source]]\nid = \"a\"\nroutes = [{ kind = \"feed\", url = \"https://a.org/\" }]\n\n\
                    # --- the rest ---\n\n[[source]]\nid = \"b\" # short\nroutes = [{ kind = \"feed\", url = \"https://b.org/\" }]\n# rarely\n\n\
                    [[source]]\nid = \"c\"\nroutes = [{ kind = \"feed\", url = \"https://c.org/\" }]\n\
                    [[source]]\nid = \"d\"\nroutes = [{ kind = \"feed\", url = \"https://d.org/\" }]\n\n# the end\n";
        for raw in [four.to_owned(), four.replace('\n', "\r\n"), four.replace("}]\n[[", "}]\n\n[[")] {
            for (at, name) in ["a", "b", "c", "d"].iter().enumerate() {
                let mut file = SourcesFile::parse(Path::new("sources.toml"), raw.clone()).unwrap().draft();
                let place = file.place(&slug(name)).unwrap();
                assert_eq!(place.ahead_of.len(), 3 - at);
                let lines = file.remove(&slug(name)).unwrap();
                let (back, places) = ([(slug(name), Some(lines))], [(slug(name), place.clone())]);
                file.put(&back, &places).unwrap();
                // An empty line may come between two that stood close.
                let said = |raw: &str| -> Vec<String> {
                    raw.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
                };
                assert_eq!(said(file.raw()), said(&raw), "{name}");
                // The next one is gone by now: the one behind it tells the place.
                let Some((next, rest)) = place.ahead_of.split_first() else { continue };
                file.remove(&slug(name)).unwrap();
                file.remove(next).unwrap();
                file.put(&back, &places).unwrap();
                let order: Vec<&str> = file.sources().iter().map(|source| source.slug.as_str()).collect();
                assert_eq!(order.get(at).copied(), Some(*name));
                assert_eq!(order.len(), at + 1 + rest.len());
                assert!(file.raw().contains("# --- the rest ---"));
            }
        }
    }

    #[test]
    fn several_that_go_at_once_leave_what_one_after_the_other_leaves() {
        let four = "\n# mine\n\n# the first\n[[source]]\nid = \"a\"\nroutes = [{ kind = \"feed\", url = \"https://a.org/\" }]\n\n\
                    # --- the rest ---\n\n[[source]]\nid = \"b\" # short\nroutes = [{ kind = \"feed\", url = \"https://b.org/\" }]\n# rarely\n\n\
                    [[source]]\nid = \"c\"\nroutes = [{ kind = \"feed\", url = \"https://c.org/\" }]\n\
                    [[source]]\nid = \"d\"\nroutes = [{ kind = \"feed\", url = \"https://d.org/\" }]\n\n# the end\n";
        for raw in [four.to_owned(), four.replace('\n', "\r\n")] {
            for chosen in 0..16 {
                let mut one_by_one = SourcesFile::in_memory(raw.clone()).unwrap();
                let mut at_once = one_by_one.draft();
                let names = ["a", "b", "c", "d"].iter().enumerate();
                let gone: Vec<Slug> =
                    names.filter(|(at, _)| chosen >> at & 1 == 1).map(|(_, name)| slug(name)).collect();
                let lines = gone.iter().map(|slug| (slug.clone(), Some(one_by_one.remove(slug).unwrap())));
                let lines: Vec<(Slug, Option<String>)> = lines.collect();
                let wanted: Vec<(Slug, Option<String>)> =
                    gone.iter().map(|slug| (slug.clone(), None)).collect();
                assert!(at_once.says(&lines).unwrap());
                at_once.put(&wanted, &[]).unwrap();
                assert_eq!(at_once.raw(), one_by_one.raw(), "{chosen}");
                assert_eq!(at_once.sources(), one_by_one.sources());
                assert!(
                    at_once.says(&wanted).unwrap() && (gone.is_empty() || !at_once.says(&lines).unwrap())
                );
                for (_, lines) in &lines {
                    one_by_one.restore(lines.as_deref().unwrap()).unwrap();
                }
                at_once.put(&lines, &[]).unwrap();
                assert_eq!(at_once.raw(), one_by_one.raw(), "{chosen}");
            }
        }
    }

    /// What stands at the end of another line, or is a part of another comment, is not the comment that stood there.
    #[test]
    fn a_comment_that_only_looks_like_the_one_below_is_left_alone() {
        let of = |name: &str, more: &str| {
            let url = format!("https://{name}.org/#the%20end");
            format!("[[source]]\nid = \"{name}\"{more}\nroutes = [{{ kind = \"feed\", url = \"{url}\" }}]")
        };
        let (a, b, c) = (of("a", ""), of("b", ""), of("c", ""));
        let file = |raw: &str| SourcesFile::parse(Path::new("sources.toml"), raw.to_owned()).unwrap().draft();
        for next in [format!("\n{c}\n"), String::new()] {
            let mut whole = file(&format!("{a}\n\n{b}\n\n  # the end\n{next}"));
            let (place, lines) = (whole.place(&slug("b")).unwrap(), whole.remove(&slug("b")).unwrap());
            assert_eq!(place.below, "# the end");
            for since in [
                format!("{a} # the end\n{next}"),
                format!("{a}# the end\n\n{next}"),
                format!("{a}\n# not\n# the end\n{next}"),
                format!("{a}\n\n# not # the end\n{next}"),
                format!("{a}\n\n# not yet\n# the end\n{next}"),
                format!("{}\n{next}", of("a", "\ntitle = '''\n# the end'''")),
                format!("{}\n{next}", of("a", "\ntitle = \"A # the end\"")),
                format!("{}\n\t# the end\n\n# the end", of("a", " # the end")),
                format!("{a}\n\n  # the end\n{next}").replace('\n', "\r\n"),
            ] {
                let mut now = file(&since);
                now.put(&[(slug("b"), Some(lines.clone()))], &[(slug("b"), place.clone())]).unwrap();
                let raw = now.raw().replace('\r', "");
                let order: Vec<&str> = now.sources().iter().map(|source| source.slug.as_str()).collect();
                assert!(order == ["a", "b", "c"] || order == ["a", "b"], "{raw}");
                // Every line is there as it was, and the comments of others are none of its own.
                for line in since.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
                    assert!(raw.lines().any(|now| now == line), "{line} in {raw}");
                }
                assert_eq!(now.lines(&slug("b")).unwrap().unwrap().replace('\r', "").trim(), b, "{raw}");
            }
        }
    }
}
