//! The live key map: a preset with the person's own file over it.
//!
//! Screen, `dateline keys` and the plain mode enter here when they start and when the file was saved. A file
//! with an error gives no map: nobody guesses which of two bindings was meant.

use std::path::Path;

use super::chain::{Chain, Link};
use super::presets::{PRESETS, Preset};
use super::{ACTIONS, Action, ActionRow, Context};
use crate::config::{EVERYWHERE, KeysFile, KeysRow, Wanted};
use crate::keymap::{KeyError, Keymap};
use crate::news::Fault;
use crate::query::nearest;

/// Reads the file and makes the map; without a file it is the first preset's. On failure there is at least one
/// fault, each with its place.
pub fn live_keymap(path: &Path) -> Result<Keymap<Chain>, Vec<Fault>> {
    let file = KeysFile::load(path, &Context::ALL.map(Context::name)).map_err(|fault| vec![fault])?;
    keymap_of(&file)
}

/// The map that a file makes.
fn keymap_of(file: &KeysFile) -> Result<Keymap<Chain>, Vec<Fault>> {
    let mut making =
        Making { file, preset: preset_name(file), bound: Vec::new(), faults: file.faults.clone() };
    let mut map = making.preset();
    making.let_go(&mut map);
    // Where a place binds keys of its own, they go before those of everywhere.
    let (everywhere, own): (Vec<_>, Vec<_>) = file.rows.iter().partition(|row| row.context == EVERYWHERE);
    for row in everywhere.into_iter().chain(own) {
        making.bind(&mut map, row);
    }
    if making.faults.is_empty() {
        making.faults.extend(locked_in(&map).map(|context| {
            file.fault_of_all(format!("no key would lead out of the {}", context.name()))
                .hint("leave a key to back, quit or command-line: `dateline keys` shows those of the presets")
        }));
    }
    // As they stand in the file, whatever was looked at first.
    making.faults.sort_by_key(|fault| file.place_of(fault));
    if making.faults.is_empty() { Ok(map) } else { Err(making.faults) }
}

fn preset_name(file: &KeysFile) -> &str {
    let first = PRESETS.first().map_or("", |preset| preset.name);
    file.preset.as_ref().map_or(first, |(name, _)| name.as_str())
}

/// A context that has no way out.
fn locked_in(map: &Keymap<Chain>) -> Option<Context> {
    let out = |chain: &Chain| {
        chain.links().any(|link| {
            matches!(link.action, Action::Back | Action::Quit | Action::CommandLine | Action::Palette)
        })
    };
    Context::ALL.into_iter().find(|context| map.sequences(Some(context.name()), out).next().is_none())
}

/// The map while it is made.
struct Making<'f> {
    file: &'f KeysFile,
    preset: &'f str,
    /// What the file itself has bound so far.
    bound: Vec<(Context, &'f KeysRow)>,
    faults: Vec<Fault>,
}

impl<'f> Making<'f> {
    fn preset(&mut self) -> Keymap<Chain> {
        if let Some(preset) = Preset::named(self.preset) {
            return preset.keymap();
        }
        let names: Vec<&str> = PRESETS.iter().map(|preset| preset.name).collect();
        let place = self.file.preset.as_ref().map_or((1, 1), |(_, place)| *place);
        let fault = self.file.fault(place, format!("there is no preset `{}`", self.preset));
        self.faults.push(match nearest(self.preset, &names) {
            Some(near) => fault.hint(format!("did you mean `{near}`")),
            None => fault.hint(format!("there are {}", names.join(", "))),
        });
        // What the one that is meant binds is not known, so that nothing of the file is blamed for it.
        Keymap::new()
    }

    fn knows_preset(&self) -> bool {
        Preset::named(self.preset).is_some()
    }

    fn let_go(&mut self, map: &mut Keymap<Chain>) {
        let listed = self.file.unbound.iter().map(|(context, sequence, place)| (context, sequence, *place));
        let rows = self.file.rows.iter().filter(|row| row.run.is_empty());
        for (context, sequence, place) in
            listed.chain(rows.map(|row| (&row.context, &row.sequence, row.place)))
        {
            let here = Context::ALL.into_iter().filter(|c| context == EVERYWHERE || context == c.name());
            let gone: usize = here.map(|c| map.unbind(c.name(), sequence)).sum();
            if gone == 0 && self.knows_preset() {
                let sentence = format!("`{sequence}` is let go, and nothing is bound to it in [{context}]");
                self.faults.push(self.file.fault(place, sentence).hint("leave it out"));
            }
        }
    }

    fn bind(&mut self, map: &mut Keymap<Chain>, row: &'f KeysRow) {
        let links: Vec<Option<Link>> = row.run.iter().map(|wanted| self.link(wanted)).collect();
        let Some(links) = links.into_iter().collect::<Option<Vec<_>>>() else { return };
        let ends = links.iter().zip(&row.run).rev().skip(1).rev();
        let stops = ends.filter(|(link, _)| link.action.opens_a_line()).map(|(_, wanted)| wanted);
        let stops: Vec<Fault> = stops.map(|wanted| self.never_reached(wanted)).collect();
        self.faults.extend(stops);
        let Some(chain) = Chain::new(&links) else { return };
        let contexts: Vec<Context> = Context::ALL
            .into_iter()
            .filter(|context| match row.context.as_str() {
                EVERYWHERE => chain.acts_in(*context),
                own => own == context.name(),
            })
            .collect();
        for context in contexts {
            if !chain.acts_in(context) {
                self.faults.push(self.elsewhere(&chain, context, row));
                continue;
            }
            match map.bind_sequence(context.name(), row.sequence.clone(), chain.clone()) {
                Ok(()) => self.bound.push((context, row)),
                Err(error) => {
                    // The same two sequences stand in each other's way in every context.
                    self.faults.push(self.shadowed(context, row, error));
                    return;
                }
            }
        }
    }

    fn link(&mut self, wanted: &Wanted) -> Option<Link> {
        if let Some(row) = ACTIONS.iter().find(|row| row.name == wanted.name) {
            return Some(Link { action: row.action, count: wanted.count });
        }
        let names: Vec<&str> = ACTIONS.iter().map(|row| row.name).collect();
        let fault = self.file.fault(wanted.place, format!("there is no action `{}`", wanted.name));
        self.faults.push(match nearest(&wanted.name, &names) {
            Some(near) => fault.hint(format!("did you mean `{near}`")),
            None => fault.hint("`dateline keys` lists them"),
        });
        None
    }

    /// What follows an action that takes the next words itself is never done.
    fn never_reached(&self, wanted: &Wanted) -> Fault {
        let sentence = format!("`{}` opens a line, so that nothing behind it is done", wanted.name);
        self.file.fault(wanted.place, sentence).hint("make it the last")
    }

    /// The first action means nothing in the context that the file names.
    fn elsewhere(&self, chain: &Chain, context: Context, row: &KeysRow) -> Fault {
        let place = row.run.first().map_or(row.place, |wanted| wanted.place);
        let action = chain.links().next().and_then(|link| link.action.row());
        let Some(ActionRow { name, contexts, .. }) = action else {
            return self.file.fault(place, "this does nothing");
        };
        let places: Vec<&str> = contexts.iter().map(|context| context.name()).collect();
        let sentence = format!("`{name}` does nothing in [{}]", context.name());
        self.file.fault(place, sentence).hint(format!("it acts in: {}", places.join(", ")))
    }

    /// One of two sequences could never be typed.
    fn shadowed(&self, context: Context, row: &KeysRow, error: KeyError) -> Fault {
        let KeyError::Shadowed { shorter, longer } = error else {
            return self.file.fault(row.place, error.to_string());
        };
        let other = if row.sequence == shorter { &longer } else { &shorter };
        let sentence =
            format!("`{longer}` could never be typed in the {}: `{shorter}` ends before it", context.name());
        let fault = self.file.fault(row.place, sentence);
        let own = self.bound.iter().find(|(there, bound)| *there == context && bound.sequence == *other);
        match own {
            Some((_, bound)) => {
                fault.hint(format!("line {} binds `{other}`: change one of the two", bound.place.0))
            }
            None => fault.hint(format!(
                "the preset {} binds `{other}`: let it go with unbind = [\"{shorter}\"] under [{}], or take \
                 other keys",
                self.preset, row.context
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(raw: &str) -> Result<Keymap<Chain>, Vec<String>> {
        let contexts = Context::ALL.map(Context::name);
        let told = |faults: Vec<Fault>| faults.iter().map(ToString::to_string).collect::<Vec<_>>();
        let file = KeysFile::parse(Path::new("keys.toml"), raw, &contexts).unwrap();
        keymap_of(&file).map_err(told)
    }

    fn names(map: &Keymap<Chain>, context: &str, keys: &str) -> Option<String> {
        map.action(context, &keys.parse().unwrap()).map(Chain::names)
    }

    #[test]
    fn a_file_is_laid_over_its_preset() {
        let map = of("[everywhere]\ne = \"zen\"\nq = false\n[list]\nx = [\"bookmark\", \"2 next-story\"]\n\
                      [reader]\n\"<C-n>\" = \"page-down\"\n")
        .unwrap();
        assert_eq!(names(&map, "reader", "e"), Some("zen".to_owned()));
        // Where the action does nothing, the preset's key keeps its meaning.
        assert_eq!(names(&map, "list", "e"), Some("routes".to_owned()));
        assert_eq!(names(&map, "list", "q"), None);
        assert_eq!(names(&map, "list", "x"), Some("bookmark, 2 next-story".to_owned()));
        assert_eq!(names(&map, "reader", "x"), Some("cycle-text".to_owned()));
        assert_eq!(of("").unwrap(), *super::super::default_keymap());
    }

    #[test]
    fn a_place_goes_before_everywhere() {
        let map = of("[list]\nm = \"bookmark\"\n[everywhere]\nm = \"next-day\"\n").unwrap();
        assert_eq!(names(&map, "list", "m"), Some("bookmark".to_owned()));
        assert_eq!(names(&map, "calendar", "m"), Some("next-day".to_owned()));
    }

    #[test]
    fn shadows_are_named_with_both_sides() {
        let faults = of("[list]\ng = \"top\"\n").unwrap_err();
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(
            faults[0].starts_with("keys.toml:2:1: `g") && faults[0].contains("unbind = [\"g\"]"),
            "{faults:?}"
        );
        assert!(of("unbind = [\"g\"]\n[list]\ng = \"top\"\n").is_ok());
        let map = of("[list]\ng = \"top\"\nunbind = [\"g\"]\n").unwrap();
        assert_eq!(names(&map, "list", "gb"), None);
        assert_eq!(names(&map, "reader", "gb"), Some("go-bookmarks".to_owned()));
        let faults = of("[list]\nm = \"top\"\nmm = \"bottom\"\n").unwrap_err();
        assert!(
            faults[0].starts_with("keys.toml:3:1: `mm` could never") && faults[0].contains("line 2"),
            "{faults:?}"
        );
    }

    #[test]
    fn faults_are_told_as_they_stand_in_the_file() {
        let raw = "[list]\nm = \"tpo\"\n[everywhere]\nn = \"opne\"\n[lst]\n[reader]\nzz9 = false\n";
        let faults = of(raw).unwrap_err();
        let lines: Vec<&str> = faults.iter().filter_map(|fault| fault.split(':').nth(1)).collect();
        assert_eq!(lines, ["2", "4", "5", "7"], "{faults:?}");
    }

    #[test]
    fn nobody_is_locked_in() {
        let faults = of("unbind = [\"q\", \"Q\", \":\", \"<C-p>\"]").unwrap_err();
        assert!(faults[0].contains("no key would lead out"), "{faults:?}");
    }
}
