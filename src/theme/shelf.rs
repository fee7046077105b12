//! All themes there are: those of the house and the person's own; and pairs, of which the ground of
//! the terminal chooses one.

use super::file::Parsed;
use super::{Depth, Ground, Theme, ThemeFile};
use crate::news::{Fault, FaultKind, Text};

/// The themes of the house, by name.
const HOUSE: [(&str, &str); 8] = [
    ("dateline-dark", include_str!("../../themes/dateline-dark.toml")),
    ("dateline-light", include_str!("../../themes/dateline-light.toml")),
    ("fjord-dark", include_str!("../../themes/fjord-dark.toml")),
    ("fjord-light", include_str!("../../themes/fjord-light.toml")),
    ("contrast-dark", include_str!("../../themes/contrast-dark.toml")),
    ("contrast-light", include_str!("../../themes/contrast-light.toml")),
    ("sixteen", include_str!("../../themes/sixteen.toml")),
    ("terminal", include_str!("../../themes/terminal.toml")),
];

/// The themes of the house, and those of a person.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    own: Vec<(String, ThemeFile)>,
}

/// Something that may be chosen as the theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its name in the settings.
    pub name: String,
    /// What it is: the comment that its file begins with.
    pub about: Text,
    /// Whether the ground of the terminal chooses between its light and its dark theme.
    pub is_pair: bool,
    /// Whether a file of the person's own is behind it.
    pub is_own: bool,
}

impl Shelf {
    /// The themes of the house and these of a person's own, by name; an own one hides one of the house.
    pub fn with(mut own: Vec<(String, ThemeFile)>) -> Self {
        own.sort_by(|a, b| a.0.cmp(&b.0));
        Self { own }
    }

    /// The names of all single themes: the person's own, then those of the house.
    pub fn names(&self) -> Vec<&str> {
        let house = HOUSE.iter().map(|(name, _)| *name);
        let mut names: Vec<&str> = self.own.iter().map(|(name, _)| name.as_str()).collect();
        names.extend(house.filter(|name| self.own(name).is_none()));
        names
    }

    /// All that may be chosen: each pair before its two themes.
    pub fn choices(&self) -> Vec<Choice> {
        let mut choices: Vec<Choice> = Vec::new();
        for name in self.names() {
            let is_own = self.own(name).is_some();
            if let Some(pair) = self.pair_of(name)
                && !choices.iter().any(|choice| choice.name == pair)
            {
                let about = Text::line("light or dark, as the terminal is");
                choices.push(Choice { name: pair.to_owned(), about, is_pair: true, is_own });
            }
            let about = self.find(name).map(|file| about(&file.text)).unwrap_or_default();
            choices.push(Choice { name: name.to_owned(), about, is_pair: false, is_own });
        }
        choices
    }

    /// Whether there is a theme or a pair of that name.
    pub fn has(&self, name: &str) -> bool {
        self.single(name, Ground::Terminal).is_ok()
    }

    /// A theme by its name, or by the name of its pair. While nobody knows what ground the terminal has, a
    /// pair is the theme of the terminal's own colours.
    ///
    /// A name that is not known, a file that is no theme or a role that is not known is a
    /// [`crate::news::FaultKind::Config`] with file, line, column and the nearest name.
    pub fn load(&self, name: &str, ground: Ground, depth: Depth) -> Result<Theme, Fault> {
        let single = self.single(name, ground)?;
        let parsed = Parsed::load(&single, self)?;
        Ok(Theme::of(&single, &parsed, depth))
    }

    /// The theme that a name stands for on a ground.
    fn single(&self, name: &str, ground: Ground) -> Result<String, Fault> {
        if self.find(name).is_some() {
            return Ok(name.to_owned());
        }
        let half = |half: &str| format!("{name}-{half}");
        let is_pair = self.find(&half("light")).is_some() && self.find(&half("dark")).is_some();
        match ground {
            _ if !is_pair => Err(self.unknown(name)),
            Ground::Terminal => Ok("terminal".to_owned()),
            ground => Ok(half(ground.name())),
        }
    }

    /// The name of the pair that a theme is one half of.
    fn pair_of<'n>(&self, name: &'n str) -> Option<&'n str> {
        let (pair, other) = match (name.strip_suffix("-dark"), name.strip_suffix("-light")) {
            (Some(pair), _) => (pair, "light"),
            (_, Some(pair)) => (pair, "dark"),
            _ => return None,
        };
        let whole = self.find(&format!("{pair}-{other}")).is_some() && self.find(pair).is_none();
        whole.then_some(pair)
    }

    fn own(&self, name: &str) -> Option<&ThemeFile> {
        self.own.iter().find(|(own, _)| own == name).map(|(_, file)| file)
    }

    /// The file of a single theme: the person's own before the one of the house.
    pub(super) fn find(&self, name: &str) -> Option<ThemeFile> {
        self.own(name).cloned().or_else(|| house(name))
    }

    /// The file that the last one of a line inherits from: of the own name, the one of the house.
    pub(super) fn parent(&self, name: &str, line: &[ThemeFile]) -> Option<ThemeFile> {
        let own = self.own(name).filter(|own| line.last().is_none_or(|last| last.path != own.path));
        own.cloned().or_else(|| house(name)).or_else(|| self.own(name).cloned())
    }

    /// The fault about a name that is none.
    pub fn unknown(&self, name: &str) -> Fault {
        let choices = self.choices();
        let fault = Fault::new(FaultKind::Config, format!("there is no theme `{name}`"));
        let fault = super::file::suggest(fault, name, choices.iter().map(|choice| choice.name.as_str()));
        if fault.hint.is_some() { fault } else { fault.hint("`dateline themes` lists them") }
    }
}

/// The comment that a file begins with, its first sentence, or nothing.
fn about(text: &str) -> Text {
    let first = text.lines().next().unwrap_or_default();
    let comment = first.strip_prefix('#').map_or("", str::trim);
    let sentence = comment.split_once(". ").map_or(comment, |(sentence, _)| sentence);
    Text::line(sentence.trim_end_matches('.'))
}

fn house(name: &str) -> Option<ThemeFile> {
    let (_, text) = HOUSE.iter().find(|(known, _)| *known == name)?;
    Some(ThemeFile { path: format!("themes/{name}.toml"), text: (*text).to_owned(), trouble: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> ThemeFile {
        ThemeFile { path: "mine.toml".to_owned(), text: text.to_owned(), trouble: None }
    }

    #[test]
    fn a_pair_goes_with_the_ground() {
        let shelf = Shelf::default();
        let name = |ground| shelf.load("fjord", ground, Depth::True).unwrap().name().to_owned();
        assert_eq!(name(Ground::Light), "fjord-light");
        assert_eq!(name(Ground::Dark), "fjord-dark");
        assert_eq!(name(Ground::Terminal), "terminal");
        assert_eq!(shelf.load("fjord-dark", Ground::Light, Depth::True).unwrap().name(), "fjord-dark");
    }

    #[test]
    fn own_themes_come_first_and_make_pairs() {
        let shelf = Shelf::with(vec![
            ("mine-light".to_owned(), file("inherits = \"fjord-light\"")),
            ("mine-dark".to_owned(), file("inherits = \"fjord-dark\"")),
            ("terminal".to_owned(), file("[roles]\ntext = \"red\"")),
        ]);
        let choices = shelf.choices();
        let names: Vec<&str> = choices.iter().map(|choice| choice.name.as_str()).collect();
        assert_eq!(names[..5], ["mine", "mine-dark", "mine-light", "terminal", "dateline"]);
        assert_eq!(names.iter().filter(|name| **name == "terminal").count(), 1);
        assert!(choices[0].is_pair && choices[0].is_own && !choices[4].is_own);
        let mine = shelf.load("mine", Ground::Light, Depth::True).unwrap();
        assert_eq!((mine.name(), mine.ground()), ("mine-light", Ground::Light));
    }

    #[test]
    fn a_slip_is_seen_through() {
        let fault = Shelf::default().load("fjrod", Ground::Dark, Depth::True).unwrap_err();
        assert_eq!(fault.to_string(), "there is no theme `fjrod`: did you mean `fjord`");
    }
}
