//! `dateline doctor`: how the terminal, the folders, the files and the store are.

mod finding;
mod surroundings;

use std::io::Write as _;

use jiff::Timestamp;

use self::finding::Finding;
use super::args::{Doctor, Global};
use super::end::{End, Ended};
use super::signs::{self, shown};
use super::world::World;
use crate::config::{InForce, Paths, SourcesFile, shelf};
use crate::locale::{counted, grouped};
use crate::news::{Condition, Fault, FaultKind};
use crate::runtime;
use crate::store::Store;

/// Below this a data folder's disk is too full for a day's news with its texts.
const LITTLE_SPACE: u64 = 100 << 20;
/// A log that is longer was forgotten.
const LONG_LOG: u64 = 50 << 20;

/// Runs the command: also where the settings are broken, which it then says.
pub fn run(global: &Global, args: &Doctor) -> Ended {
    let paths = Paths::find(global.config_dir.clone(), global.data_dir.clone())?;
    let var = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let loaded = InForce::load(&paths.settings_file(), var, &global.set);
    let settings = loaded.as_ref().map(|in_force| in_force.settings.clone()).unwrap_or_default();
    signs::follow(&settings);
    let mut findings = surroundings::terminal(&settings, &paths, var);
    findings.extend(folders(&paths));
    findings.extend(files(&paths, global, loaded));
    findings.extend(store(&paths, args.deep));
    let mut out = std::io::stdout().lock();
    for finding in &findings {
        let line = if args.rows.is_json() { finding.json() } else { shown(&finding.words()).into_owned() };
        out.write_all(line.as_bytes())?;
    }
    out.flush()?;
    match findings.iter().find_map(|finding| finding.level.exit_code()) {
        Some(code) => Err(End::Code(code)),
        None => Ok(()),
    }
}

fn folders(paths: &Paths) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (what, folder) in [("configuration", &paths.config), ("data", &paths.data)] {
        let there = if folder.exists() { "" } else { " (made when something is written)" };
        let words = format!("{}{there}", folder.display());
        findings.push(if runtime::may_write(folder) {
            Finding::ok(what, words)
        } else if what == "configuration" {
            Finding::warn(what, words, "may not be written: sources are added and themes kept there")
        } else {
            Finding::bad(
                what,
                words,
                "may not be written: see who owns it, or choose another with --data-dir",
                FaultKind::Storage,
            )
        });
    }
    if let Err(fault) = runtime::take_files() {
        findings.push(Finding::fault("open files", &fault));
    }
    if let Some(free) = runtime::free_bytes(&paths.data) {
        let words = format!("{} free", bytes(free));
        findings.push(if free < LITTLE_SPACE {
            Finding::warn("disk", words, "new stories may not fit; free some space")
        } else {
            Finding::ok("disk", words)
        });
    }
    let log = std::fs::metadata(paths.log_file()).map_or(0, |facts| facts.len());
    if log > LONG_LOG {
        let words = format!("{} in {}", bytes(log), paths.log_file().display());
        findings.push(Finding::warn("log", words, "it may be deleted"));
    }
    findings
}

fn files(paths: &Paths, global: &Global, loaded: Result<InForce, Fault>) -> Vec<Finding> {
    let mut findings = Vec::new();
    match loaded {
        // All that is wrong in the file; else what is wrong in the environment or behind --set.
        Err(fault) => {
            let in_file = InForce::faults(&paths.settings_file());
            let faults = if in_file.is_empty() { vec![fault] } else { in_file };
            findings.extend(faults.iter().map(|fault| Finding::fault("settings", fault)));
        }
        Ok(_) if !paths.settings_file().exists() => {
            findings.push(Finding::ok(
                "settings",
                "the defaults; `dateline config --default` prints a file to begin with",
            ));
        }
        Ok(_) => findings.push(Finding::ok("settings", paths.settings_file().display().to_string())),
    }
    match SourcesFile::load(&paths.sources_file()) {
        Err(fault) => findings.push(Finding::fault("sources", &fault)),
        Ok(file) if file.sources().is_empty() => {
            findings.push(Finding::ok("sources", "none yet; `dateline add URL` follows a site"));
        }
        Ok(file) => {
            let words = counted(file.sources().len(), "source", "sources");
            findings.push(Finding::ok("sources", format!("{words} in {}", paths.sources_file().display())));
        }
    }
    // With settings that can be read, what `config --check` looks at too: the theme in use and the own ones.
    if let Ok(world) = World::new(global) {
        let of_sources = paths.sources_file().display().to_string();
        let faults = super::config::faults(&world);
        let themes = faults.iter().filter(|fault| !fault.sentence.starts_with(&of_sources));
        findings.extend(themes.map(|fault| Finding::fault("themes", fault)));
    }
    if !findings.iter().any(|finding| finding.what == "themes")
        && let Ok(themes) = shelf(&paths.themes_dir())
    {
        let own = themes.choices().iter().filter(|choice| choice.is_own && !choice.is_pair).count();
        findings.push(Finding::ok("themes", format!("{} of the house, {own} of yours", 8)));
    }
    findings
}

fn store(paths: &Paths, deep: bool) -> Vec<Finding> {
    let vitals = match Store::vitals(&paths.data) {
        Err(fault) => return vec![Finding::fault("store", &fault)],
        Ok(None) => return vec![Finding::ok("store", "none yet; it is made at the first start")],
        Ok(Some(vitals)) => vitals,
    };
    let mut findings = vec![
        Finding::ok("store", format!("{}, schema {}", bytes(vitals.bytes), vitals.schema)),
        Finding::ok(
            "stored",
            format!(
                "{}, {}, {}, {} in the journal",
                counted(vitals.stories, "story", "stories"),
                counted(vitals.texts, "text", "texts"),
                counted(vitals.bookmarks, "bookmark", "bookmarks"),
                counted(vitals.changes, "act", "acts"),
            ),
        ),
    ];
    findings.push(check(paths, vitals.checked, deep));
    findings.extend(health(paths));
    findings
}

/// The check of the whole store: made now, or when it was made last.
fn check(paths: &Paths, last: Option<Timestamp>, deep: bool) -> Finding {
    if !deep {
        let words = last.map_or_else(
            || "never checked from end to end; `dateline doctor --deep` does it".to_owned(),
            |at| {
                format!(
                    "found well on {}; `dateline doctor --deep` checks again",
                    at.strftime("%Y-%m-%d %H:%M UTC")
                )
            },
        );
        return Finding::ok("check", words);
    }
    let checked = Store::open_reader(&paths.data).and_then(|store| store.check());
    match checked {
        Ok(wrong) if wrong.is_empty() => {
            // Where it cannot be remembered, the next doctor says that it was never checked.
            if let Ok(mut store) = Store::open(&paths.data)
                && let Err(fault) = store.put_checked(Timestamp::now())
            {
                tracing::debug!(%fault, "the check is not remembered");
            }
            Finding::ok("check", "every page of the store is well")
        }
        Ok(wrong) => Finding::bad(
            "check",
            format!("the store is damaged: {}", wrong.first().map_or("", String::as_str)),
            "move dateline.db away, or put a copy of it back",
            FaultKind::Storage,
        ),
        Err(fault) => Finding::fault("check", &fault),
    }
}

/// The sources that do not answer.
fn health(paths: &Paths) -> Option<Finding> {
    let rows = Store::open_reader(&paths.data).and_then(|store| store.sources()).ok()?;
    let fails = |wanted: Condition| rows.iter().filter(move |row| row.health.condition() == wanted);
    let gone: Vec<&str> = fails(Condition::Gone).map(|row| row.slug.as_str()).collect();
    let failing: Vec<&str> = fails(Condition::Failing).map(|row| row.slug.as_str()).collect();
    let mut parts = Vec::new();
    if !failing.is_empty() {
        parts.push(format!(
            "{} did not answer the last time: {}",
            grouped(failing.len()),
            failing.join(", ")
        ));
    }
    if !gone.is_empty() {
        parts.push(format!("{} are gone for good: {}", grouped(gone.len()), gone.join(", ")));
    }
    let hint = "`dateline sources` says why";
    (!parts.is_empty()).then(|| Finding::warn("answers", parts.join("; "), hint))
}

/// `1.5 GB`.
fn bytes(number: u64) -> String {
    match number {
        1_000_000_000.. => format!("{:.1} GB", number as f64 / 1e9),
        1_000_000.. => format!("{:.1} MB", number as f64 / 1e6),
        _ => format!("{} kB", grouped(number.div_ceil(1000))),
    }
}
