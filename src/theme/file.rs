//! Theme files: `inherits`, `ground`, `[palette]` and `[roles]`.

use std::collections::BTreeMap;
use std::ops::Range;

use ratatui::style::{Color, Modifier, Style};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Ground, Role, Shelf};
use crate::news::{Fault, FaultKind};
use crate::query::distance;

/// What is code too, where a theme does not tell it apart.
const PARTS_OF_CODE: [Role; 4] = [Role::CodeComment, Role::CodeString, Role::CodeNumber, Role::CodeKeyword];

/// How many files may inherit from one another.
const MAX_GENERATIONS: usize = 8;

/// A theme as it was found.
#[derive(Clone, Debug)]
pub struct ThemeFile {
    /// Where it was found, as shown in a fault.
    pub path: String,
    /// What it says.
    pub text: String,
    /// Why that is no TOML, in words for a person, where whoever read it has seen so.
    pub trouble: Option<Fault>,
}

/// How one role is set, before the names of colours are looked up.
#[derive(Clone, Debug, Default)]
struct Look {
    fg: Option<String>,
    bg: Option<String>,
    modifiers: Modifier,
}

/// A theme with its ancestors.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub ground: Ground,
    palette: BTreeMap<String, Color>,
    looks: BTreeMap<&'static str, Look>,
}

impl Parsed {
    /// Reads the theme of that name and those it inherits from. An own theme may inherit
    /// from the one of the house that it hides.
    pub fn load(name: &str, shelf: &Shelf) -> Result<Self, Fault> {
        let mut line = vec![shelf.find(name).ok_or_else(|| shelf.unknown(name))?];
        while let Some((parent, place)) = parent_of(line.last())? {
            let Some(file) = shelf.parent(&parent, &line) else {
                let fault = config(format!("{place}: there is no theme `{parent}` to inherit from"));
                return Err(suggest(fault, &parent, shelf.names().into_iter()));
            };
            if line.len() == MAX_GENERATIONS || line.iter().any(|known| known.path == file.path) {
                return Err(config(format!("{place}: the theme `{name}` inherits from itself")));
            }
            line.push(file);
        }
        let mut parsed = Self::default();
        for file in line.iter().rev() {
            parsed.read_palette(file)?;
        }
        for file in line.iter().rev() {
            parsed.read_roles(file)?;
        }
        Ok(parsed)
    }

    /// The style of a role; one that no file sets is plain.
    pub fn style(&self, role: Role) -> Style {
        let look = self.looks.get(role.name());
        let look =
            look.or_else(|| self.looks.get(Role::Code.name()).filter(|_| PARTS_OF_CODE.contains(&role)));
        let Some(look) = look else { return Style::new() };
        let color = |name: &Option<String>| name.as_ref().and_then(|name| self.color(name)).flatten();
        Style { fg: color(&look.fg), bg: color(&look.bg), ..Style::new() }.add_modifier(look.modifiers)
    }

    /// A colour by name or value; `Some(None)` is the terminal's default.
    #[allow(clippy::option_option, reason = "unknown, default and a colour are three answers")]
    fn color(&self, name: &str) -> Option<Option<Color>> {
        match name {
            "default" => Some(None),
            _ => self.palette.get(name).copied().or_else(|| parse_color(name)).map(Some),
        }
    }

    fn read_palette(&mut self, file: &ThemeFile) -> Result<(), Fault> {
        let root = parse(file)?;
        for (key, value) in root.get_ref() {
            let at = || at(file, key.span());
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("ground", DeValue::String(ground)) => {
                    self.ground = Ground::named(ground).ok_or_else(|| {
                        let place = self::at(file, value.span());
                        config(format!("{place}: `{ground}` is no ground"))
                            .hint("a ground is \"terminal\", \"light\" or \"dark\"")
                    })?;
                }
                ("palette", DeValue::Table(colors)) => {
                    for (name, value) in colors {
                        let color = value.get_ref().as_str().and_then(parse_color);
                        let Some(color) = color else {
                            return Err(config(format!(
                                "{}: `{}` is no colour",
                                self::at(file, value.span()),
                                name.get_ref()
                            ))
                            .hint("a colour is \"#rrggbb\" or one of the terminal's, like \"blue\""));
                        };
                        self.palette.insert(name.get_ref().to_string(), color);
                    }
                }
                ("inherits", DeValue::String(_)) | ("roles", DeValue::Table(_)) => {}
                (name, _) => {
                    let known = ["ground", "inherits", "palette", "roles"];
                    let fault = config(format!("{}: a theme has no `{name}` of this kind", at()));
                    return Err(suggest(fault, name, known.into_iter()));
                }
            }
        }
        Ok(())
    }

    fn read_roles(&mut self, file: &ThemeFile) -> Result<(), Fault> {
        let root = parse(file)?;
        let Some(DeValue::Table(roles)) = root.get_ref().get("roles").map(Spanned::get_ref) else {
            return Ok(());
        };
        // Who gives code a colour of their own means all of it, but for the parts that are named too.
        if roles.iter().any(|(key, _)| key.get_ref().as_ref() == Role::Code.name()) {
            self.looks.retain(|name, _| PARTS_OF_CODE.iter().all(|part| part.name() != *name));
        }
        for (key, value) in roles {
            let name = key.get_ref().as_ref();
            let Some(role) = Role::ALL.into_iter().find(|role| role.name() == name) else {
                let fault = config(format!("{}: there is no role `{name}`", at(file, key.span())));
                return Err(suggest(fault, name, Role::ALL.iter().map(|role| role.name())));
            };
            let look = self.look(file, value)?;
            self.looks.insert(role.name(), look);
        }
        Ok(())
    }

    fn look(&self, file: &ThemeFile, value: &Spanned<DeValue<'_>>) -> Result<Look, Fault> {
        let mut look = Look::default();
        match value.get_ref() {
            DeValue::String(_) => look.fg = Some(self.known_color(file, value)?),
            DeValue::Table(parts) => {
                for (key, value) in parts {
                    let modifier = match key.get_ref().as_ref() {
                        "fg" => {
                            look.fg = Some(self.known_color(file, value)?);
                            continue;
                        }
                        "bg" => {
                            look.bg = Some(self.known_color(file, value)?);
                            continue;
                        }
                        "bold" => Modifier::BOLD,
                        "italic" => Modifier::ITALIC,
                        "underline" => Modifier::UNDERLINED,
                        "reverse" => Modifier::REVERSED,
                        "dim" => Modifier::DIM,
                        "strike" => Modifier::CROSSED_OUT,
                        other => {
                            let known =
                                ["fg", "bg", "bold", "italic", "underline", "reverse", "dim", "strike"];
                            let fault = config(format!("{}: a style has no `{other}`", at(file, key.span())));
                            return Err(suggest(fault, other, known.into_iter()));
                        }
                    };
                    match value.get_ref() {
                        DeValue::Boolean(true) => look.modifiers |= modifier,
                        DeValue::Boolean(false) => {}
                        _ => return Err(config(format!("{}: write true or false", at(file, value.span())))),
                    }
                }
            }
            _ => {
                return Err(config(format!("{}: this is no style", at(file, value.span())))
                    .hint("write a colour, or { fg = \"…\", bg = \"…\", bold = true }"));
            }
        }
        Ok(look)
    }

    fn known_color(&self, file: &ThemeFile, value: &Spanned<DeValue<'_>>) -> Result<String, Fault> {
        let name = value.get_ref().as_str().unwrap_or_default();
        if self.color(name).is_some() {
            return Ok(name.to_owned());
        }
        let fault = config(format!("{}: there is no colour `{name}`", at(file, value.span())));
        let names =
            self.palette.keys().map(String::as_str).chain(TERMINAL_COLORS.iter().map(|(name, _)| *name));
        let fault = suggest(fault, name, names);
        let is_helped = fault.hint.is_some();
        Err(if is_helped {
            fault
        } else {
            fault.hint("a colour is \"#rrggbb\", one of the palette, or one of the terminal's, like \"blue\"")
        })
    }
}

/// The names of the terminal's sixteen colours.
const TERMINAL_COLORS: [(&str, Color); 16] = [
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

/// `#rrggbb` or the name of one of the terminal's colours.
fn parse_color(text: &str) -> Option<Color> {
    if let Some(hex) = text.strip_prefix('#') {
        let value = u32::from_str_radix(hex, 16).ok().filter(|_| hex.len() == 6 && !hex.starts_with('+'))?;
        return Some(Color::from_u32(value));
    }
    TERMINAL_COLORS.iter().find(|(name, _)| *name == text).map(|(_, color)| *color)
}

fn parse(file: &ThemeFile) -> Result<Spanned<DeTable<'_>>, Fault> {
    if let Some(trouble) = &file.trouble {
        return Err(trouble.clone());
    }
    DeTable::parse(&file.text).map_err(|error| {
        let span = error.span().unwrap_or_default();
        config(format!("{}: {}", at(file, span), error.message()))
    })
}

/// What a file inherits from, and where it says so.
fn parent_of(file: Option<&ThemeFile>) -> Result<Option<(String, String)>, Fault> {
    let Some(file) = file else { return Ok(None) };
    let root = parse(file)?;
    let parent = root.get_ref().get("inherits");
    Ok(parent.and_then(|value| Some((value.get_ref().as_str()?.to_owned(), at(file, value.span())))))
}

/// `PATH:LINE:COLUMN`, both counted from 1, columns in characters.
fn at(file: &ThemeFile, span: Range<usize>) -> String {
    let before = file.text.get(..span.start).unwrap_or(&file.text);
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("{}:{}:{column}", file.path, before.matches('\n').count() + 1)
}

fn config(sentence: String) -> Fault {
    Fault::new(FaultKind::Config, sentence)
}

/// The fault with the nearest known name as its hint, else with all of them if they are few.
pub(super) fn suggest<'a>(fault: Fault, name: &str, known: impl Iterator<Item = &'a str>) -> Fault {
    let known: Vec<_> = known.collect();
    let near = known.iter().map(|known| (distance(name, known), known)).min();
    match near {
        Some((apart, near)) if apart <= 2.max(name.len() / 3) => fault.hint(format!("did you mean `{near}`")),
        _ if known.len() <= 8 => fault.hint(format!("known are {}", known.join(", "))),
        _ => fault,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Depth, Theme};
    use super::*;

    fn load(text: &str) -> Result<Theme, String> {
        let file = ThemeFile { path: "mine.toml".to_owned(), text: text.to_owned(), trouble: None };
        let shelf = Shelf::with(vec![("mine".to_owned(), file)]);
        shelf.load("mine", Ground::Terminal, Depth::True).map_err(|fault| fault.to_string())
    }

    #[test]
    fn a_theme_may_change_another() {
        let theme = load(
            "inherits = \"dateline-dark\"\n[palette]\nsky = \"#102030\"\n[roles]\ndim = { fg = \"red\" }",
        )
        .unwrap();
        assert_eq!(theme.style(Role::Link).fg, Some(Color::Rgb(0x10, 0x20, 0x30)));
        assert_eq!(theme.style(Role::Dim).fg, Some(Color::Red));
        assert_eq!(theme.ground(), Ground::Dark);
    }

    #[test]
    fn a_theme_that_colours_code_means_all_of_it() {
        let red = |theme: &Theme, role| theme.style(role).fg == Some(Color::Red);
        for text in ["[roles]\ncode = \"red\"", "inherits = \"dateline-dark\"\n[roles]\ncode = \"red\""] {
            let theme = load(text).unwrap();
            assert!(PARTS_OF_CODE.into_iter().all(|part| red(&theme, part)), "{text}");
            let theme = load(&format!("{text}\ncode-string = \"blue\"")).unwrap();
            assert_eq!(theme.style(Role::CodeString).fg, Some(Color::Blue));
            assert!(red(&theme, Role::CodeComment));
        }
    }

    #[test]
    fn an_own_theme_may_change_the_one_of_the_house_it_hides() {
        let text = "inherits = \"fjord-dark\"\n[palette]\nsky = \"#102030\"";
        let file = ThemeFile { path: "fjord-dark.toml".to_owned(), text: text.to_owned(), trouble: None };
        let shelf = Shelf::with(vec![("fjord-dark".to_owned(), file)]);
        let theme = shelf.load("fjord", Ground::Dark, Depth::True).unwrap();
        assert_eq!(theme.style(Role::Link).fg, Some(Color::Rgb(0x10, 0x20, 0x30)));
        assert_eq!(theme.style(Role::Dim).fg, Some(Color::Rgb(0x92, 0xa8, 0xb2)));
    }

    #[test]
    fn a_bad_theme_says_where_and_what_was_meant() {
        for (text, expected) in [
            (
                "[roles]\n\nbookmrak = \"red\"",
                "mine.toml:3:1: there is no role `bookmrak`: did you mean `bookmark`",
            ),
            ("[roles]\ndim = \"rde\"", "mine.toml:2:7: there is no colour `rde`: did you mean `red`"),
            ("[roles]\ndim = { bald = true }", "mine.toml:2:9: a style has no `bald`: did you mean `bold`"),
            (
                "[palette]\nx = 3",
                "mine.toml:2:5: `x` is no colour: a colour is \"#rrggbb\" or one of the terminal's, like \"blue\"",
            ),
            ("rolls = 1", "mine.toml:1:1: a theme has no `rolls` of this kind: did you mean `roles`"),
            (
                "inherits = \"dateline-dork\"",
                "mine.toml:1:12: there is no theme `dateline-dork` to inherit from: did you mean `dateline-dark`",
            ),
            ("inherits = \"mine\"", "mine.toml:1:12: the theme `mine` inherits from itself"),
            (
                "[roles]\ndim = 4",
                "mine.toml:2:7: this is no style: write a colour, or { fg = \"…\", bg = \"…\", bold = true }",
            ),
            (
                "ground = \"dusk\"",
                "mine.toml:1:10: `dusk` is no ground: a ground is \"terminal\", \"light\" or \"dark\"",
            ),
        ] {
            assert_eq!(load(text).unwrap_err(), expected, "{text}");
        }
        assert!(load("a = [").unwrap_err().starts_with("mine.toml:1:"));
    }

    #[test]
    fn an_empty_theme_is_plain() {
        assert_eq!(load("").unwrap().style(Role::Title), ratatui::style::Style::new());
    }
}
