//! The key maps to begin with: the table's own, and three that are told as what they change of it.

use std::sync::{Arc, OnceLock};

use super::{ACTIONS, Action as A, Context};
use crate::app::Chain;
use crate::keymap::Keymap;
use Context::{Bookmarks, List, Reader};

/// A key map to begin with.
#[derive(Debug)]
pub struct Preset {
    /// Its name in `keys.toml`.
    pub name: &'static str,
    /// Whose fingers it is for.
    pub about: &'static str,
    /// What it lets go of the table's keys, everywhere, with all that begin with them.
    gone: &'static [&'static str],
    /// What it binds; where no context is named, wherever the action does something.
    rows: &'static [(&'static [Context], &'static str, A)],
}

/// All of them; the first is the one without a word in the file.
pub const PRESETS: &[Preset] = &[
    Preset { name: "vim", about: "the keys of vi, less and their kin", gone: &[], rows: &[] },
    Preset {
        name: "newsboat",
        about: "the keys of newsboat where it has one for the same",
        gone: &["N", "r", "R", "/"],
        rows: &[
            (&[], "p", A::PreviousUnread),
            (&[List, Reader], "N", A::ToggleRead),
            (&[], "r", A::Refresh),
            (&[], "R", A::RefreshAll),
            (&[], "<C-r>", A::Redo),
            (&[], "/", A::Search),
            (&[], "<F3>", A::Find),
            (&[List, Reader, Bookmarks], "s", A::Bookmark),
            (&[], "zs", A::ListOrder),
            (&[], "\\", A::CycleText),
            (&[], "E", A::Add),
            (&[], "zn", A::Rename),
        ],
    },
    Preset {
        name: "arrows",
        about: "arrows, Home and End, and the F keys; letters only name what is done",
        gone: &[
            "j", "k", "h", "l", "gg", "G", "<C-d>", "<C-u>", "<C-f>", "<C-b>", "J", "K", "[", "]", "(", ")",
            "{", "}",
        ],
        rows: &[
            (&[], "<F1>", A::Help),
            (&[], "<F2>", A::Palette),
            (&[], "<F3>", A::Search),
            (&[], "<F4>", A::GoToDate),
            (&[], "<F5>", A::Refresh),
            (&[], "<F6>", A::GoBookmarks),
            (&[], "<F7>", A::GoYear),
            (&[], "<F10>", A::Quit),
            (&[], "<C-f>", A::Find),
            (&[], "<C-Down>", A::NextStory),
            (&[], "<C-Up>", A::PreviousStory),
            (&[], "<C-Down>", A::MoveDown),
            (&[], "<C-Up>", A::MoveUp),
            (&[], "<A-PgDn>", A::HalfDown),
            (&[], "<A-PgUp>", A::HalfUp),
            (&[], "<A-Left>", A::Back),
        ],
    },
    Preset {
        name: "emacs",
        about: "Ctrl and Alt as in Emacs; letters only name what is done",
        gone: &["j", "k", "h", "l", "J", "K", "G", "gg", "<C-d>", "<C-u>", "<C-p>"],
        rows: &[
            (&[], "<C-n>", A::Down),
            (&[], "<C-p>", A::Up),
            (&[], "<C-b>", A::Left),
            (&[], "<C-f>", A::Right),
            (&[], "<C-v>", A::PageDown),
            (&[], "<A-v>", A::PageUp),
            (&[], "<A-lt>", A::Top),
            (&[], "<A-gt>", A::Bottom),
            (&[], "<A-n>", A::NextStory),
            (&[], "<A-p>", A::PreviousStory),
            (&[], "<A-n>", A::MoveDown),
            (&[], "<A-p>", A::MoveUp),
            (&[], "<A-Down>", A::HalfDown),
            (&[], "<A-Up>", A::HalfUp),
            (&[], "<C-s>", A::Find),
            (&[], "<A-s>", A::Search),
            (&[], "<C-g>", A::Cancel),
            (&[], "<A-x>", A::Palette),
            (&[], "<C-_>", A::Undo),
            (&[], "<C-x>u", A::Undo),
            (&[], "<C-x><C-c>", A::Quit),
            (&[], "<C-x>o", A::NextPane),
            (&[], "<C-x>b", A::GoList),
            (&[], "<C-x>k", A::Back),
            (&[], "<C-x><C-f>", A::Add),
            (&[], "<C-x>rm", A::Bookmark),
            (&[], "<C-x>rb", A::GoBookmarks),
        ],
    },
];

impl Preset {
    /// The preset of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.name == name)
    }

    /// Its map. What cannot be bound is left out; a test sees that there is none.
    pub fn keymap(&self) -> Keymap<Chain> {
        let mut map = Keymap::clone(&default_keymap());
        for context in Context::ALL {
            for gone in self.gone.iter().filter_map(|gone| gone.parse().ok()) {
                map.unbind(context.name(), &gone);
            }
        }
        for (contexts, keys, action) in self.rows {
            let Some(row) = action.row() else { continue };
            for context in row.contexts.iter().filter(|c| contexts.is_empty() || contexts.contains(c)) {
                let bound = map.bind(context.name(), keys, (*action).into());
                debug_assert!(bound.is_ok(), "{keys} in {} of {}", context.name(), self.name);
            }
        }
        map
    }
}

/// The key map as the table has it, made once. A row that cannot be bound is left out; a test sees that there is none.
pub fn default_keymap() -> Arc<Keymap<Chain>> {
    static MADE: OnceLock<Arc<Keymap<Chain>>> = OnceLock::new();
    let make = || {
        let mut keymap = Keymap::new();
        for row in ACTIONS {
            for context in row.contexts {
                for keys in row.keys {
                    let bound = keymap.bind(context.name(), keys, row.action.into());
                    debug_assert!(bound.is_ok(), "{keys} in {}", context.name());
                }
            }
        }
        Arc::new(keymap)
    };
    Arc::clone(MADE.get_or_init(make))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_bound_and_named_once() {
        let keymap = default_keymap();
        for row in ACTIONS {
            for context in row.contexts {
                let bound = keymap.sequences(Some(context.name()), |chain| chain.is(row.action));
                assert_eq!(bound.count(), row.keys.len(), "{} in {}", row.name, context.name());
            }
            assert_eq!(ACTIONS.iter().filter(|other| other.name == row.name).count(), 1, "{}", row.name);
            assert_eq!(ACTIONS.iter().filter(|other| other.action == row.action).count(), 1, "{}", row.name);
        }
    }

    #[test]
    fn every_preset_is_bound_and_has_a_key_for_every_action_wherever_it_acts() {
        for preset in PRESETS {
            let map = preset.keymap();
            for row in ACTIONS {
                for context in row.contexts {
                    let has = map.sequences(Some(context.name()), |chain| chain.is(row.action)).next();
                    let (preset, action, context) = (preset.name, row.name, context.name());
                    assert!(has.is_some(), "{preset} has no key for {action} in the {context}");
                }
            }
            for (_, keys, action) in preset.rows {
                let sequence = keys.parse().unwrap();
                let bound = Context::ALL
                    .iter()
                    .any(|c| map.action(c.name(), &sequence).is_some_and(|chain| chain.is(*action)));
                assert!(bound, "{keys} of {}", preset.name);
            }
        }
    }
}
