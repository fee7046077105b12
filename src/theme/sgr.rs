//! A text in the style of a role for standard output, as control sequences (SGR: ECMA-48, 8.3.117).

use ratatui::style::{Color, Modifier};

use super::colour::sixteen;
use super::{Depth, Role, Theme};

impl Theme {
    /// The text as a terminal shows it in the style of a role; as it is where the theme has no colours.
    pub fn painted(&self, role: Role, text: &str) -> String {
        if self.depth() == Depth::None {
            return text.to_owned();
        }
        let style = self.style(Role::Text).patch(self.style(role));
        let mut codes = vec!["0".to_owned()];
        let modifiers = [
            (Modifier::BOLD, "1"),
            (Modifier::DIM, "2"),
            (Modifier::ITALIC, "3"),
            (Modifier::UNDERLINED, "4"),
            (Modifier::REVERSED, "7"),
        ];
        let set = modifiers.iter().filter(|(modifier, _)| style.add_modifier.contains(*modifier));
        codes.extend(set.map(|(_, code)| (*code).to_owned()));
        codes.extend(style.fg.and_then(|ink| code(ink, 30)));
        codes.extend(style.bg.and_then(|paper| code(paper, 40)));
        format!("\x1b[{}m{text}\x1b[0m", codes.join(";"))
    }
}

/// The code of a colour; `base` is 30 for ink and 40 for ground.
fn code(color: Color, base: u8) -> Option<String> {
    match color {
        Color::Reset => None,
        Color::Rgb(r, g, b) => Some(format!("{};2;{r};{g};{b}", base + 8)),
        Color::Indexed(number) => Some(format!("{};5;{number}", base + 8)),
        named => {
            let number = (0_u8..).zip(sixteen()).find(|(_, known)| *known == named)?.0;
            // The bright eight are 90 to 97 and 100 to 107 (aixterm).
            Some(if number < 8 { base + number } else { base + 52 + number }.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_painted_in_what_the_terminal_has() {
        let painted = |name, depth, role| Theme::house(name, depth).unwrap().painted(role, "x");
        assert_eq!(painted("sixteen", Depth::Sixteen, Role::Bookmark), "\x1b[0;93;40mx\x1b[0m");
        assert_eq!(painted("sixteen", Depth::Sixteen, Role::Heading), "\x1b[0;1;93;40mx\x1b[0m");
        assert_eq!(
            painted("fjord-dark", Depth::True, Role::Link),
            "\x1b[0;4;38;2;111;195;223;48;2;16;28;35mx\x1b[0m"
        );
        assert_eq!(painted("fjord-dark", Depth::None, Role::Link), "x");
    }
}
