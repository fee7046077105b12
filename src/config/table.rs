//! The table of settings: names, meanings, checks. Files, the environment, `--set`, the manual and
//! `dateline config` are all made from it.

use std::time::Duration;

use super::fragment::quoted;
use super::setting::{Setting, Value};
use super::settings::{Bidi, Mark};
use crate::locale::Locale;
use crate::news::Refresh;
use crate::theme::Depth;

/// Every setting there is, in the order of the manual.
pub const SETTINGS: &[Setting] = &[
    Setting {
        name: "refresh",
        about: "when sources are asked by themselves",
        more: "Minutes between looks at what is new; \"start\" looks once, \"never\" leaves it to R. A source \
               may have its own in sources.toml.",
        expects: "\"never\", \"start\" or minutes from 1 to 10080",
        set: |settings, value| {
            settings.refresh = refresh(value)?;
            Some(())
        },
        get: |settings| {
            Some(match settings.refresh {
                Refresh::Never => quoted("never"),
                Refresh::Start => quoted("start"),
                Refresh::Minutes(minutes) => minutes.to_string(),
            })
        },
        example: "",
    },
    Setting {
        name: "ui.theme",
        about: "the theme by its name",
        more: "A pair such as \"dateline\", \"fjord\" or \"contrast\" goes with the terminal: NAME-light or NAME-dark \
               as its ground is. Also \"terminal\", \"sixteen\", or a file in themes/ beside this one. \
               zt tries them on; `dateline themes` lists them.",
        expects: "the name of a theme in quotes",
        set: |settings, value| {
            let Value::Text(name) = value else { return None };
            settings.theme = plain(name)?;
            Some(())
        },
        get: |settings| Some(quoted(&settings.theme)),
        example: "",
    },
    Setting {
        name: "ui.colours",
        about: "how many colours the terminal shows",
        more: "\"auto\" believes NO_COLOR, COLORTERM and TERM.",
        expects: "\"auto\", \"none\", \"16\", \"256\" or \"true\"",
        set: |settings, value| {
            settings.colours = match value {
                Value::Text("auto") => None,
                Value::Text("none") => Some(Depth::None),
                Value::Text("16") | Value::Int(16) => Some(Depth::Sixteen),
                Value::Text("256") | Value::Int(256) => Some(Depth::Indexed),
                Value::Text("true") | Value::Bool(true) => Some(Depth::True),
                _ => return None,
            };
            Some(())
        },
        get: |settings| Some(quoted(settings.colours.map_or("auto", Depth::name))),
        example: "",
    },
    Setting {
        name: "ui.characters",
        about: "whether marks and lines are drawn in ASCII",
        more: "\"auto\" believes LC_ALL, LC_CTYPE and LANG.",
        expects: "\"auto\", \"unicode\" or \"ascii\"",
        set: |settings, value| {
            settings.ascii = match value {
                Value::Text("auto") => None,
                Value::Text("unicode") => Some(false),
                Value::Text("ascii") => Some(true),
                _ => return None,
            };
            Some(())
        },
        get: |settings| {
            let name = settings.ascii.map_or("auto", |ascii| if ascii { "ascii" } else { "unicode" });
            Some(quoted(name))
        },
        example: "",
    },
    Setting {
        name: "ui.measure",
        about: "columns of running text",
        more: "+ and - change it for all stories, until it is changed here.",
        expects: "a whole number from 20 to 200",
        set: |settings, value| {
            let Value::Int(columns @ 20..=200) = value else { return None };
            settings.measure = *columns as u16;
            Some(())
        },
        get: |settings| Some(settings.measure.to_string()),
        example: "",
    },
    Setting {
        name: "ui.mouse",
        about: "whether clicks and the wheel work",
        more: "Where they do, Shift-drag still selects text as the terminal does.",
        expects: "true or false",
        set: |settings, value| {
            let Value::Bool(on) = value else { return None };
            settings.mouse = *on;
            Some(())
        },
        get: |settings| Some(settings.mouse.to_string()),
        example: "",
    },
    Setting {
        name: "ui.hyperlinks",
        about: "whether the terminal knows the links of a story",
        more: "Then they can be clicked as links of the terminal are (OSC 8). \"auto\" leaves it to the terminals that are \
               known for it, and tmux since 3.4.",
        expects: "\"auto\", \"on\" or \"off\"",
        set: |settings, value| switch(&mut settings.hyperlinks, value),
        get: |settings| Some(switch_name(settings.hyperlinks)),
        example: "",
    },
    Setting {
        name: "ui.pictures",
        about: "whether the pictures of an open story are shown in it",
        more: "They are fetched only while they are shown. \"auto\" is as i left it, and off at first; \"on\" begins with \
               them; \"off\" never asks for one. They need 256 colours or more.",
        expects: "\"auto\", \"on\" or \"off\"",
        set: |settings, value| switch(&mut settings.pictures, value),
        get: |settings| Some(switch_name(settings.pictures)),
        example: "",
    },
    Setting {
        name: "ui.locale",
        about: "the language of months, weekdays and dates",
        more: "Without it LC_ALL, LC_TIME or LANG decide. The territory decides where a week begins.",
        expects: "\"en-GB\" or another tag of ar be de en es fr it ja kk pl pt ru tr uk zh",
        set: |settings, value| {
            let Value::Text(tag) = value else { return None };
            let tag = plain(tag)?;
            Locale::named(&tag)?;
            settings.locale = Some(tag);
            Some(())
        },
        get: |settings| settings.locale.as_deref().map(quoted),
        example: "\"en-GB\"",
    },
    Setting {
        name: "ui.bidi",
        about: "who turns Arabic and Hebrew lines round",
        more: "\"auto\" leaves it to the terminals that are known to do it.",
        expects: "\"auto\", \"us\" or \"terminal\"",
        set: |settings, value| {
            settings.bidi = match value {
                Value::Text("auto") => Bidi::Auto,
                Value::Text("us") => Bidi::Us,
                Value::Text("terminal") => Bidi::Terminal,
                _ => return None,
            };
            Some(())
        },
        get: |settings| {
            Some(quoted(match settings.bidi {
                Bidi::Auto => "auto",
                Bidi::Us => "us",
                Bidi::Terminal => "terminal",
            }))
        },
        example: "",
    },
    Setting {
        name: "plain.width",
        about: "columns of a line where everything is told in lines",
        more: "For --plain. 0 never breaks a paragraph; \"auto\" goes by the terminal, and breaks nothing in a pipe.",
        expects: "\"auto\" or columns from 0 to 500",
        set: |settings, value| {
            settings.plain_width = if value.is_auto() { None } else { Some(lines(value)?) };
            Some(())
        },
        get: |settings| {
            Some(settings.plain_width.map_or_else(|| quoted("auto"), |columns| columns.to_string()))
        },
        example: "",
    },
    Setting {
        name: "plain.page",
        about: "lines that are told before more is asked for",
        more: "For --plain. 0 tells a story and a list at once; \"auto\" goes by the terminal, and by nothing in a pipe.",
        expects: "\"auto\" or lines from 0 to 500",
        set: |settings, value| {
            settings.plain_page = if value.is_auto() { None } else { Some(lines(value)?) };
            Some(())
        },
        get: |settings| Some(settings.plain_page.map_or_else(|| quoted("auto"), |lines| lines.to_string())),
        example: "",
    },
    Setting {
        name: "read.mark",
        about: "when an opened story counts as read",
        more: "As soon as its text is shown, at its end, or only by r.",
        expects: "\"open\", \"end\" or \"never\"",
        set: |settings, value| {
            settings.mark = match value {
                Value::Text("open") => Mark::Open,
                Value::Text("end") => Mark::End,
                Value::Text("never") => Mark::Never,
                _ => return None,
            };
            Some(())
        },
        get: |settings| {
            Some(quoted(match settings.mark {
                Mark::Open => "open",
                Mark::End => "end",
                Mark::Never => "never",
            }))
        },
        example: "",
    },
    Setting {
        name: "read.hyphenate",
        about: "whether words are divided at line ends",
        more: "In the language of the story: be bg ca cs da de el en es fi fr hr it lt pl pt ru sk sl sr sv tr uk.",
        expects: "true or false",
        set: |settings, value| {
            let Value::Bool(on) = value else { return None };
            settings.hyphenate = *on;
            Some(())
        },
        get: |settings| Some(settings.hyphenate.to_string()),
        example: "",
    },
    Setting {
        name: "read.justify",
        about: "whether lines are filled to the full width",
        more: "With wider spaces, where that takes no gap of more than three columns.",
        expects: "true or false",
        set: |settings, value| {
            let Value::Bool(on) = value else { return None };
            settings.justify = *on;
            Some(())
        },
        get: |settings| Some(settings.justify.to_string()),
        example: "",
    },
    Setting {
        name: "read.syntax",
        about: "whether parts of code have colours of their own",
        more: "Comments, strings, numbers and keywords, where the page tells the language.",
        expects: "true or false",
        set: |settings, value| {
            let Value::Bool(on) = value else { return None };
            settings.syntax = *on;
            Some(())
        },
        get: |settings| Some(settings.syntax.to_string()),
        example: "",
    },
    Setting {
        name: "calendar.ask",
        about: "whether resting on an unknown day asks the sources for it",
        more: "For up to twelve sources; beyond that, and when this is false, R asks.",
        expects: "true or false",
        set: |settings, value| {
            let Value::Bool(on) = value else { return None };
            settings.ask = *on;
            Some(())
        },
        get: |settings| Some(settings.ask.to_string()),
        example: "",
    },
    Setting {
        name: "calendar.header",
        about: "whose words the calendar is headed with",
        more: "\"site\" takes the language of the site's own calendar while one source is in view.",
        expects: "\"locale\" or \"site\"",
        set: |settings, value| {
            settings.site_header = match value {
                Value::Text("locale") => false,
                Value::Text("site") => true,
                _ => return None,
            };
            Some(())
        },
        get: |settings| Some(if settings.site_header { "\"site\"" } else { "\"locale\"" }.to_owned()),
        example: "",
    },
    Setting {
        name: "network.spacing",
        about: "seconds between two requests to one host",
        more: "",
        expects: "seconds from 0 to 60",
        set: |settings, value| {
            let seconds = match value {
                Value::Int(whole) => *whole as f64,
                Value::Float(seconds) => *seconds,
                _ => return None,
            };
            if !(0.0..=60.0).contains(&seconds) {
                return None;
            }
            settings.spacing = Duration::try_from_secs_f64(seconds).ok()?;
            Some(())
        },
        get: |settings| Some(settings.spacing.as_secs_f64().to_string()),
        example: "",
    },
    Setting {
        name: "network.allow_private",
        about: "private hosts that pages may lead to",
        more: "An address you type or write into sources.toml may be private anyway; this is for what pages name.",
        expects: "a list of hosts such as [\"wiki.lan\", \"10.0.0.2:8080\"]",
        set: |settings, value| {
            let hosts: Vec<&str> = match value {
                Value::List(hosts) => hosts.clone(),
                Value::Text(hosts) => hosts.split(',').map(str::trim).collect(),
                _ => return None,
            };
            settings.allow_private = hosts.into_iter().map(host_and_port).collect::<Option<_>>()?;
            Some(())
        },
        get: |settings| {
            let host = |(host, port): &(String, Option<u16>)| {
                quoted(&port.map_or_else(|| host.clone(), |port| format!("{host}:{port}")))
            };
            let hosts: Vec<String> = settings.allow_private.iter().map(host).collect();
            Some(format!("[{}]", hosts.join(", ")))
        },
        example: "",
    },
];

/// A number of columns or lines.
fn lines(value: &Value<'_>) -> Option<u16> {
    let Value::Int(many @ 0..=500) = value else { return None };
    Some(*many as u16)
}

/// When to refresh, as settings and sources write it.
pub(super) fn refresh(value: &Value<'_>) -> Option<Refresh> {
    match value {
        Value::Text("never") => Some(Refresh::Never),
        Value::Text("start") => Some(Refresh::Start),
        Value::Int(minutes @ 1..=10_080) => Some(Refresh::Minutes(*minutes as u32)),
        _ => None,
    }
}

/// What is on, off, or left to the program.
fn switch(chosen: &mut Option<bool>, value: &Value<'_>) -> Option<()> {
    *chosen = match value {
        Value::Text("auto") => None,
        Value::Text("on") | Value::Bool(true) => Some(true),
        Value::Text("off") | Value::Bool(false) => Some(false),
        _ => return None,
    };
    Some(())
}

/// How the manual and `dateline config` write that.
fn switch_name(chosen: Option<bool>) -> String {
    quoted(match chosen {
        None => "auto",
        Some(true) => "on",
        Some(false) => "off",
    })
}

/// A name without anything that could act on a terminal or a path.
fn plain(name: &str) -> Option<String> {
    let fits = !name.is_empty()
        && name.len() <= 64
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_. ".contains(c))
        && !name.starts_with('.');
    fits.then(|| name.to_owned())
}

/// `wiki.lan` or `10.0.0.2:8080`; of an address in brackets the brackets stay, as in a URL.
fn host_and_port(raw: &str) -> Option<(String, Option<u16>)> {
    let (host, port) = match raw.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port.parse().ok()?)),
        _ => (raw, None),
    };
    let fits = !host.is_empty() && !host.contains(['/', ' ', '@']);
    fits.then(|| (host.to_ascii_lowercase(), port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_languages_are_those_whose_words_are_known() {
        let mut tags: Vec<_> = Locale::all().map(Locale::tag).collect();
        tags.sort_unstable();
        let locale = Setting::named("ui.locale").unwrap();
        assert!(locale.expects.ends_with(&format!("of {}", tags.join(" "))), "{tags:?}");
    }
}
