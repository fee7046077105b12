//! What the screen looks like now: the theme that the settings, the terminal's ground and its colours
//! come to, and the one that is being tried on.

use std::path::PathBuf;
use std::thread::{self, JoinHandle};

use crate::config::{InForce, Paths, Settings, replace, shelf};
use crate::news::Fault;
use crate::theme::{Choice, Depth, Ground, Shelf, Theme};
use crate::typeset::Measure;

/// The file in the data folder with the grounds of the terminals that were met.
const GROUNDS: &str = "terminals";
/// How many terminals are remembered.
const MOST: usize = 32;

/// The theme in use, and what it follows from.
pub(super) struct Look {
    shelf: Shelf,
    depth: Depth,
    ground: Ground,
    /// The name in use: of a theme or a pair.
    name: String,
    theme: Theme,
    memory: Option<Memory>,
    remembering: Option<JoinHandle<()>>,
}

/// Where the ground of this terminal is remembered.
#[derive(Clone)]
struct Memory {
    path: PathBuf,
    /// The terminal's name for itself.
    terminal: String,
}

impl Look {
    /// Reads the themes. `remembers` is whether what the terminal answers may be remembered. A theme that
    /// does not exist is a fault with the place where it was chosen; one with an error, with its place there.
    pub(super) fn open(paths: &Paths, in_force: &InForce, remembers: bool) -> Result<Self, Fault> {
        let themes = shelf(&paths.themes_dir())?;
        let memory = Memory::of(paths);
        let told = || var("COLORFGBG").and_then(|value| Ground::of_colorfgbg(&value));
        let ground = memory.recall().or_else(told).unwrap_or_default();
        let depth = depth(&in_force.settings);
        let theme = load(&themes, in_force, ground, depth)?;
        let name = in_force.settings.theme.clone();
        Ok(Self {
            shelf: themes,
            depth,
            ground,
            name,
            theme,
            memory: remembers.then_some(memory),
            remembering: None,
        })
    }

    /// The theme in use.
    pub(super) fn theme(&self) -> &Theme {
        &self.theme
    }

    /// All themes.
    pub(super) fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// Waits until what is to be remembered is written.
    pub(super) fn close(self) {
        self.remembering.map(JoinHandle::join);
    }

    /// All that may be chosen, and the name in use.
    pub(super) fn choices(&self) -> (Vec<Choice>, String) {
        (self.shelf.choices(), self.name.clone())
    }

    /// The themes and the settings have changed. With an error everything stays as it is.
    pub(super) fn changed(&mut self, themes: &Shelf, in_force: &InForce) -> Result<(), Fault> {
        let depth = depth(&in_force.settings);
        let theme = load(themes, in_force, self.ground, depth)?;
        let name = in_force.settings.theme.clone();
        (self.shelf, self.depth, self.name, self.theme) = (themes.clone(), depth, name, theme);
        Ok(())
    }

    /// Uses a theme or a pair until told otherwise. With an error the one in use stays.
    pub(super) fn try_on(&mut self, name: &str) -> Result<(), Fault> {
        self.theme = self.shelf.load(name, self.ground, self.depth)?;
        name.clone_into(&mut self.name);
        Ok(())
    }

    /// The terminal has said what its background is.
    pub(super) fn background(&mut self, parts: (u8, u8, u8)) {
        let ground = Ground::of(parts);
        if ground == self.ground {
            return;
        }
        self.ground = ground;
        if let Ok(theme) = self.shelf.load(&self.name, ground, self.depth) {
            self.theme = theme;
        }
        if let Some(memory) = self.memory.clone() {
            // The disk is not waited for; a ground that is not remembered is asked for again anyway.
            let before = self.remembering.take();
            let keep = move || {
                before.map(JoinHandle::join);
                memory.keep(ground);
            };
            self.remembering = thread::Builder::new().name("ground".to_owned()).spawn(keep).ok();
        }
    }
}

impl Memory {
    fn of(paths: &Paths) -> Self {
        let terminal = var("TERM_PROGRAM").or_else(|| var("TERM")).unwrap_or_default();
        Self { path: paths.data.join(GROUNDS), terminal }
    }

    /// A pipe that stands there would be waited for.
    fn text(&self) -> Option<String> {
        self.path.is_file().then(|| std::fs::read_to_string(&self.path).ok()).flatten()
    }

    fn recall(&self) -> Option<Ground> {
        let text = self.text()?;
        let line = text.lines().find_map(|line| line.strip_prefix(&self.terminal)?.strip_prefix(' '))?;
        Ground::named(line.trim())
    }

    fn keep(&self, ground: Ground) {
        let text = self.text().unwrap_or_default();
        let mine = format!("{} ", self.terminal);
        let others = text.lines().filter(|line| !line.starts_with(&mine)).take(MOST);
        let lines: Vec<String> =
            std::iter::once(format!("{mine}{}", ground.name())).chain(others.map(str::to_owned)).collect();
        let kept = replace(&self.path, &(lines.join("\n") + "\n"));
        if let Err(error) = kept {
            tracing::debug!(%error, "the terminal's ground is not remembered");
        }
    }
}

/// How many colours the terminal shows, as the settings or the environment say.
fn depth(settings: &Settings) -> Depth {
    settings.colours.unwrap_or_else(|| Depth::from_env(var))
}

/// Whether marks and lines are of ASCII, as the settings or the environment say.
pub(super) fn is_ascii(settings: &Settings) -> bool {
    settings.ascii.unwrap_or_else(|| !says_utf8() || var("TERM").is_some_and(|term| term == "dumb"))
}

/// The ground that this terminal told of the last time.
pub fn remembered_ground(paths: &Paths) -> Option<Ground> {
    Memory::of(paths).recall()
}

/// How pages are set, but for their columns.
pub fn manner(settings: &Settings) -> Measure {
    Measure {
        columns: settings.measure,
        ascii: is_ascii(settings),
        justify: settings.justify,
        syntax: settings.syntax,
        hyphenate: settings.hyphenate,
    }
}

/// Whether the environment's character set is UTF-8.
pub fn says_utf8() -> bool {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_CTYPE")).or_else(|| set("LANG")).unwrap_or_default();
    let locale = locale.to_ascii_lowercase();
    locale.is_empty() || locale.contains("utf-8") || locale.contains("utf8")
}

fn load(themes: &Shelf, in_force: &InForce, ground: Ground, depth: Depth) -> Result<Theme, Fault> {
    let name = &in_force.settings.theme;
    if !themes.has(name) {
        let Fault { sentence, hint, .. } = themes.unknown(name);
        let fault = in_force.fault("ui.theme", sentence);
        return Err(hint.map_or(fault.clone(), |hint| fault.hint(hint)));
    }
    themes.load(name, ground, depth)
}

fn var(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::narrow::with_room;

    #[test]
    fn each_terminal_has_its_own_ground() {
        let folder = tempfile::tempdir().unwrap();
        let of = |terminal: &str| Memory {
            path: folder.path().join("data/terminals"),
            terminal: terminal.to_owned(),
        };
        assert_eq!(of("foot").recall(), None);
        of("foot").keep(Ground::Light);
        of("kitty").keep(Ground::Dark);
        assert_eq!((of("foot").recall(), of("kitty").recall()), (Some(Ground::Light), Some(Ground::Dark)));
        of("foot").keep(Ground::Dark);
        assert_eq!(of("foot").recall(), Some(Ground::Dark));
        assert_eq!(of("foo").recall(), None);
        // A disk that takes no more leaves what is remembered as it is.
        with_room(4, || of("kitty").keep(Ground::Light));
        assert_eq!((of("foot").recall(), of("kitty").recall()), (Some(Ground::Dark), Some(Ground::Dark)));
    }
}
