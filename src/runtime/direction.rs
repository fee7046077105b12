//! Which terminals put text that runs from the right into the order of the eye by themselves.

use crate::config::Bidi;

/// Whether we reorder. `auto` leaves it to the terminals that are known to do it when they are not told
/// otherwise: Apple's Terminal, Konsole, mintty, mlterm, and those on VTE since 0.58 (GNOME and its kin).
/// Inside tmux and screen the lines of several panes meet on one row, which no terminal can tell apart: there
/// it is ours.
pub fn reorders(bidi: Bidi, variable: impl Fn(&str) -> Option<String>) -> bool {
    match bidi {
        Bidi::Us => true,
        Bidi::Terminal => false,
        Bidi::Auto => {
            let is = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
            let program = variable("TERM_PROGRAM").unwrap_or_default();
            let term = variable("TERM").unwrap_or_default();
            let vte = variable("VTE_VERSION").and_then(|version| version.parse::<u32>().ok()).unwrap_or(0);
            let does = matches!(program.as_str(), "Apple_Terminal" | "mintty" | "mlterm")
                || term.starts_with("mlterm")
                || is("KONSOLE_VERSION")
                || vte >= 5800;
            !does || is("TMUX") || is("STY")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn auto(variables: &[(&str, &str)]) -> bool {
        reorders(Bidi::Auto, |name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn terminals_that_reorder_are_left_to_it() {
        assert!(auto(&[("TERM", "xterm-256color")]));
        assert!(auto(&[("TERM", "xterm-kitty"), ("KITTY_WINDOW_ID", "1")]));
        assert!(!auto(&[("VTE_VERSION", "7600")]));
        assert!(auto(&[("VTE_VERSION", "5202")]));
        assert!(!auto(&[("TERM_PROGRAM", "Apple_Terminal")]));
        assert!(!auto(&[("KONSOLE_VERSION", "230804")]));
        assert!(auto(&[("KONSOLE_VERSION", "230804"), ("TMUX", "/run/tmux,1,0")]));
        assert!(!reorders(Bidi::Terminal, |_| None));
        assert!(reorders(Bidi::Us, |_| Some("7600".to_owned())));
    }
}
