//! Which terminals take links (OSC 8), and how they are written between the cells of a frame.
//!
//! The view says which cells belong to a link by the colour of their underline, a colour that is used for nothing else
//! and that ratatui compares like all of a cell: a cell whose link has changed is drawn anew and no other. That colour
//! never reaches the terminal; it becomes the beginning and end of a link round the cells, with an address from the
//! table of the frame. A page reaches nothing by this: the address is a [`crate::news::Address`], ASCII, http or https.
//! What OSC 8 is: <https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda>.

use std::collections::HashMap;

use ratatui::style::Color;

use crate::news::Address;

/// The addresses of the links in a frame, by the colour that stands for them.
pub(super) type Links = HashMap<Color, Address>;

/// Whether links are written; without a setting as the terminal is known: iTerm2, `WezTerm`, kitty, ghostty, foot, Alacritty,
/// Contour, Konsole since 20.12, what is built on VTE since 0.50, Windows Terminal, the terminals of VS Code, Hyper, Tabby
/// and Rio, and tmux since 3.4, which passes on what its own terminal takes.
pub fn shows_links(setting: Option<bool>, variable: impl Fn(&str) -> Option<String>) -> bool {
    setting.unwrap_or_else(|| is_known(variable))
}

fn is_known(variable: impl Fn(&str) -> Option<String>) -> bool {
    let value = |name: &str| variable(name).filter(|value| !value.is_empty());
    let number = |name: &str| value(name).and_then(|value| value.parse::<u32>().ok()).unwrap_or(0);
    let (term, program) = (value("TERM").unwrap_or_default(), value("TERM_PROGRAM").unwrap_or_default());
    if value("TMUX").is_some() {
        let version = value("TERM_PROGRAM_VERSION").unwrap_or_default();
        let mut parts =
            version.split(|c: char| !c.is_ascii_digit()).map(|part| part.parse::<u32>().unwrap_or(0));
        return program == "tmux" && (parts.next().unwrap_or(0), parts.next().unwrap_or(0)) >= (3, 4);
    }
    if value("STY").is_some() || matches!(term.as_str(), "linux" | "dumb") {
        return false;
    }
    let programs = ["iTerm.app", "WezTerm", "vscode", "Hyper", "ghostty", "Tabby", "rio"];
    let terms = ["kitty", "ghostty", "wezterm", "foot", "alacritty", "contour", "rio"];
    programs.contains(&program.as_str())
        || terms.iter().any(|known| term.contains(known))
        || number("VTE_VERSION") >= 5000
        || number("KONSOLE_VERSION") >= 201_200
        || value("WT_SESSION").is_some()
}

/// What begins a link. Cells that carry the same name are one link, also over the ends of lines.
pub(super) fn begins(tag: Color, address: &Address) -> String {
    let name = match tag {
        Color::Rgb(r, g, b) => format!("{r:02x}{g:02x}{b:02x}"),
        _ => String::new(),
    };
    format!("\x1b]8;id={name};{}\x1b\\", address.as_str())
}

/// What ends it.
pub(super) const ENDS: &str = "\x1b]8;;\x1b\\";

#[cfg(test)]
mod tests {
    use super::*;

    fn auto(variables: &[(&str, &str)]) -> bool {
        shows_links(None, |name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn terminals_that_are_known_for_it_get_links() {
        for known in [
            &[("TERM", "xterm-kitty")][..],
            &[("TERM", "xterm-256color"), ("VTE_VERSION", "7600")],
            &[("TERM", "xterm-256color"), ("TERM_PROGRAM", "iTerm.app")],
            &[("TERM", "xterm-256color"), ("KONSOLE_VERSION", "220401")],
            &[
                ("TERM", "tmux-256color"),
                ("TMUX", "/tmp/t"),
                ("TERM_PROGRAM", "tmux"),
                ("TERM_PROGRAM_VERSION", "3.5a"),
            ],
        ] {
            assert!(auto(known), "{known:?}");
        }
        for unknown in [
            &[("TERM", "xterm-256color")][..],
            &[("TERM", "linux"), ("VTE_VERSION", "7600")],
            &[("TERM", "xterm-256color"), ("VTE_VERSION", "4800")],
            &[("TERM", "screen"), ("STY", "1.tty"), ("VTE_VERSION", "7600")],
            &[
                ("TERM", "tmux-256color"),
                ("TMUX", "/tmp/t"),
                ("TERM_PROGRAM", "tmux"),
                ("TERM_PROGRAM_VERSION", "3.3a"),
            ],
            &[("TERM", "screen-256color"), ("TMUX", "/tmp/t"), ("VTE_VERSION", "7600")],
        ] {
            assert!(!auto(unknown), "{unknown:?}");
        }
        assert!(
            shows_links(Some(true), |_| None)
                && !shows_links(Some(false), |_| Some("xterm-kitty".to_owned()))
        );
    }
}
