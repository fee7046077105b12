//! `dateline themes`: what there is, with swatches; the table of contrasts.

use std::io::{IsTerminal as _, Write as _};

use serde_json::json;

use super::args::{Themes, ThemesFormat};
use super::end::Ended;
use super::signs::shown;
use super::world::World;
use crate::config::shelf;
use crate::news::Fault;
use crate::theme::{Choice, Depth, Ground, Role, Shelf, Theme};

/// Roles of the swatch, each with a word in it.
const SWATCH: [(Role, &str); 9] = [
    (Role::Accent, "head"),
    (Role::Unread, "unread"),
    (Role::Read, "read"),
    (Role::Dim, "09:12"),
    (Role::Link, "link"),
    (Role::Quote, "quote"),
    (Role::Code, "code"),
    (Role::Bookmark, "★"),
    (Role::Error, "!"),
];

/// Runs the command.
pub fn run(world: &World, args: &Themes) -> Ended {
    let themes = shelf(&world.paths.themes_dir())?;
    let choices = themes.choices();
    let mut out = std::io::stdout().lock();
    let text = match if args.json { ThemesFormat::Json } else { args.format } {
        ThemesFormat::Md => contrasts(&themes)?,
        ThemesFormat::Json => {
            let chosen = &world.settings().theme;
            choices.iter().map(|choice| line(choice, choice.name == *chosen)).collect()
        }
        ThemesFormat::Text => {
            let coloured = out.is_terminal();
            let depth = if coloured { depth(world) } else { Depth::None };
            shown(&list(&themes, &choices, &world.settings().theme, depth)).into_owned()
        }
    };
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

fn depth(world: &World) -> Depth {
    world.settings().colours.unwrap_or_else(|| Depth::from_env(|name| std::env::var(name).ok()))
}

fn line(choice: &Choice, chosen: bool) -> String {
    let object = json!({
        "name": choice.name, "about": choice.about.as_str(), "pair": choice.is_pair, "own": choice.is_own,
        "chosen": chosen,
    });
    format!("{object}\n")
}

/// One theme a line; a file with an error is said in its place.
fn list(themes: &Shelf, choices: &[Choice], chosen: &str, depth: Depth) -> String {
    let wide = choices.iter().map(|choice| choice.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for choice in choices {
        let mark = if choice.name == chosen { "*" } else { " " };
        let own = if choice.is_own { " (yours)" } else { "" };
        let name = format!("{mark} {:wide$}", choice.name);
        match themes.load(&choice.name, Ground::Terminal, depth) {
            _ if choice.is_pair => text.push_str(&format!("{name}  {}{own}\n", choice.about)),
            Ok(theme) if depth != Depth::None => {
                text.push_str(&format!("{name}  {}  {}{own}\n", swatch(&theme), choice.about));
            }
            Ok(_) => text.push_str(&format!("{name}  {}{own}\n", choice.about)),
            Err(fault) => text.push_str(&format!("{name}  {fault}\n")),
        }
    }
    text
}

/// Words in their roles, the chosen row and the four shades of days.
fn swatch(theme: &Theme) -> String {
    let blank = theme.painted(Role::Text, " ");
    let mut out = blank.clone();
    for (role, word) in SWATCH {
        out.push_str(&theme.painted(role, word));
        out.push_str(&blank);
    }
    out.push_str(&theme.painted(Role::Selection, " chosen "));
    for (role, day) in
        [(Role::Heat1, " 11"), (Role::Heat2, " 12"), (Role::Heat3, " 13"), (Role::Heat4, " 14")]
    {
        out.push_str(&theme.painted(role, day));
    }
    out.push_str(&blank);
    out
}

/// The contrasts of the themes of the house as Markdown: for each role the worst of the grounds it stands on.
fn contrasts(themes: &Shelf) -> Result<String, Fault> {
    let house = Shelf::default();
    let names: Vec<&str> = themes.names().into_iter().filter(|name| house.names().contains(name)).collect();
    let mut text = String::new();
    for depth in [Depth::True, Depth::Indexed, Depth::Sixteen] {
        let loaded = names
            .iter()
            .filter(|name| **name != "terminal")
            .map(|name| house.load(name, Ground::Terminal, depth))
            .collect::<Result<Vec<Theme>, Fault>>()?;
        let colours = if depth == Depth::True { "All colours" } else { depth.name() };
        text.push_str(&format!("\n### {colours}{}\n\n", if depth == Depth::True { "" } else { " colours" }));
        text.push_str("| role |");
        text.extend(loaded.iter().map(|theme| format!(" {} |", theme.name())));
        text.push_str("\n|---|");
        text.extend(loaded.iter().map(|_| "---|"));
        text.push('\n');
        for role in Role::ALL {
            let worst = |theme: &Theme| {
                let readings = theme.readings();
                let of =
                    readings.iter().filter(|reading| reading.role == role).map(|reading| reading.contrast);
                of.reduce(f64::min)
            };
            let cells: Vec<Option<f64>> = loaded.iter().map(worst).collect();
            if cells.iter().all(Option::is_none) {
                continue;
            }
            text.push_str(&format!("| {} |", role.name()));
            text.extend(
                cells.iter().map(|cell| cell.map_or(" – |".to_owned(), |ratio| format!(" {ratio:.1} |"))),
            );
            text.push('\n');
        }
    }
    Ok(text)
}
