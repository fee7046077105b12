//! What the terminal and the environment are like.

use super::finding::Finding;
use crate::config::{Paths, Settings};
use crate::locale::Locale;
use crate::runtime;
use crate::theme::{Depth, Ground};

/// The lines about the terminal.
pub(super) fn terminal(
    settings: &Settings,
    paths: &Paths,
    var: impl Fn(&str) -> Option<String>,
) -> Vec<Finding> {
    let term = var("TERM").unwrap_or_default();
    let program = var("TERM_PROGRAM").map(|program| format!(", {program}")).unwrap_or_default();
    let mut findings = vec![
        Finding::ok("dateline", format!("{} on {}", env!("CARGO_PKG_VERSION"), std::env::consts::OS)),
        match term.as_str() {
            "" => {
                Finding::warn("terminal", "TERM is not set", "the screen needs a terminal; commands do not")
            }
            "dumb" => Finding::warn(
                "terminal",
                "TERM=dumb",
                "there is no screen here: everything is told in lines, as with --plain",
            ),
            _ => Finding::ok("terminal", format!("{term}{program}")),
        },
        size(),
        colours(settings, &var),
    ];
    let ground = match runtime::remembered_ground(paths) {
        Some(Ground::Terminal) | None => "not known yet: the terminal is asked at each start of the screen",
        Some(Ground::Light) => "light, as this terminal said the last time",
        Some(Ground::Dark) => "dark, as this terminal said the last time",
    };
    findings.push(Finding::ok("ground", ground));
    findings.push(characters(settings));
    findings.extend(inside(&var));
    let language =
        settings.locale.as_deref().and_then(Locale::named).unwrap_or_else(|| Locale::from_env(&var));
    let zone = jiff::tz::TimeZone::system();
    let zone = zone.iana_name().unwrap_or("a zone without a name");
    findings.push(Finding::ok("dates", format!("in {}, {zone}", language.tag())));
    let proxy = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy"];
    if let Some(name) = proxy.into_iter().find(|name| var(name).is_some()) {
        findings.push(Finding::ok("network", format!("through the proxy of {name}")));
    }
    findings
}

fn size() -> Finding {
    match runtime::terminal_size() {
        None => Finding::ok("size", "the output goes elsewhere"),
        Some((columns, rows)) if columns < 40 || rows < 12 => Finding::warn(
            "size",
            format!("{columns} × {rows}"),
            "from 40 × 12 on all panes can be used; 80 × 24 shows two, 110 columns three side by side",
        ),
        Some((columns, rows)) => Finding::ok("size", format!("{columns} × {rows}")),
    }
}

fn colours(settings: &Settings, var: &impl Fn(&str) -> Option<String>) -> Finding {
    if let Some(depth) = settings.colours {
        return Finding::ok("colours", format!("{}, as ui.colours says", depth.name()));
    }
    let depth = Depth::from_env(var);
    let of = |name: &str| var(name).map(|value| format!("{name}={value}"));
    let why = if var("NO_COLOR").is_some() {
        Some("NO_COLOR is set".to_owned())
    } else if depth == Depth::True {
        of("COLORTERM").or_else(|| of("TERM"))
    } else {
        of("TERM")
    };
    let words = format!("{} ({})", depth.name(), why.unwrap_or_else(|| "TERM is not set".to_owned()));
    match depth {
        Depth::Sixteen => Finding::warn(
            "colours",
            words,
            "if the terminal shows more, set COLORTERM=truecolor or ui.colours; the theme \"sixteen\" is made for it",
        ),
        Depth::None | Depth::Indexed | Depth::True => Finding::ok("colours", words),
    }
}

fn characters(settings: &Settings) -> Finding {
    match (settings.ascii, runtime::says_utf8()) {
        (Some(true), _) => Finding::ok("characters", "marks and lines in ASCII, as ui.characters says"),
        (Some(false), _) => Finding::ok("characters", "Unicode, as ui.characters says"),
        (None, true) => Finding::ok("characters", "Unicode (UTF-8)"),
        (None, false) => Finding::warn(
            "characters",
            "the environment's characters are not UTF-8: marks and lines are of ASCII",
            "set LANG to a locale that ends in .UTF-8, or ui.characters = \"unicode\"",
        ),
    }
}

/// What stands between the program and the terminal.
fn inside(var: &impl Fn(&str) -> Option<String>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let all = Depth::from_env(var) >= Depth::True || var("NO_COLOR").is_some();
    if var("TMUX").is_some() {
        findings.push(if all {
            Finding::ok("tmux", "inside tmux; what is copied stands in its buffer too")
        } else {
            Finding::warn(
                "tmux",
                "inside tmux, which shows all colours only when it is told to",
                "in tmux.conf: set -as terminal-features ',*:RGB' and set-environment -g COLORTERM truecolor",
            )
        });
    } else if var("STY").is_some() {
        findings.push(Finding::warn(
            "screen",
            "inside GNU screen, which does not pass the clipboard on",
            "copy with the terminal's own Shift-drag",
        ));
    }
    if var("SSH_CONNECTION").is_some() {
        findings.push(Finding::ok(
            "ssh",
            "over ssh; copying goes through the terminal (OSC 52), o opens on that machine",
        ));
    }
    findings
}
