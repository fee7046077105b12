//! All themes of the house in all depths.

use ratatui::style::Color;

use super::*;

const DEPTHS: [Depth; 3] = [Depth::True, Depth::Indexed, Depth::Sixteen];

fn house() -> Vec<&'static str> {
    let shelf: &'static Shelf = Box::leak(Box::default());
    shelf.names()
}

#[test]
fn there_are_eight() {
    let names = house();
    assert_eq!(names.len(), 8, "{names:?}");
    for name in names {
        let theme = Theme::house(name, Depth::True).unwrap();
        let expected = if name.ends_with("-light") { Ground::Light } else { Ground::Dark };
        assert!(name == "terminal" || theme.ground() == expected, "{name}");
    }
}

#[test]
fn all_words_can_be_read_on_every_ground_they_meet() {
    for name in house() {
        for depth in DEPTHS {
            let theme = Theme::house(name, depth).unwrap();
            let readings = theme.readings();
            assert!(name == "terminal" || readings.len() > 30, "{name}: {}", readings.len());
            for Reading { role, ground, contrast, wanted } in readings {
                assert!(
                    contrast >= wanted,
                    "{name} in {depth:?}: {} on {} has {contrast:.2}",
                    role.name(),
                    ground.name()
                );
            }
        }
    }
}

#[test]
fn high_contrast_is_high() {
    for name in ["contrast-dark", "contrast-light"] {
        let theme = Theme::house(name, Depth::True).unwrap();
        let on_paper = theme.readings().into_iter().filter(|reading| reading.ground == Role::Text);
        assert!(on_paper.into_iter().all(|reading| reading.contrast >= 7.0), "{name}");
        assert!(contrast_of(&theme, Role::Rule) >= MARKS, "{name}: hairlines are seen");
    }
}

fn contrast_of(theme: &Theme, role: Role) -> f64 {
    let of = |color: Option<Color>| parts(color.unwrap(), Palette::Xterm).unwrap();
    contrast(of(theme.style(role).fg), of(theme.style(Role::Text).bg))
}

#[test]
fn the_terminal_keeps_its_own_ground() {
    let theme = Theme::default();
    assert_eq!((theme.name(), theme.style(Role::Text)), ("terminal", Style::new()));
    assert!(Role::ALL.iter().all(|role| !matches!(theme.style(*role).fg, Some(Color::Rgb(..)))));
}

#[test]
fn without_colour_nothing_is_lost_but_colour() {
    for name in house() {
        let theme = Theme::house(name, Depth::None).unwrap();
        for role in Role::ALL {
            let style = theme.style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{name}: {}", role.name());
        }
        for role in
            [Role::Accent, Role::Title, Role::Unread, Role::Selection, Role::Chosen, Role::Link, Role::Today]
        {
            assert!(is_marked(theme.style(role)), "{name}: {} shows", role.name());
        }
        assert_ne!(theme.style(Role::Accent), theme.style(Role::Title), "{name}: focus shows");
        assert_ne!(theme.style(Role::Unread), theme.style(Role::Read), "{name}: unread shows");
    }
}

#[test]
fn fewer_colours_still_tell_one_ground_from_another() {
    for name in house() {
        for depth in DEPTHS {
            let theme = Theme::house(name, depth).unwrap();
            let (text, selection) = (theme.style(Role::Text), theme.style(Role::Selection));
            assert!(
                selection.bg != text.bg && selection.bg.is_some()
                    || selection.add_modifier.contains(Modifier::REVERSED),
                "{name} {depth:?}"
            );
            if depth == Depth::Indexed && theme.ground() != Ground::Terminal && name != "sixteen" {
                let heats = [Role::Heat1, Role::Heat2, Role::Heat3, Role::Heat4];
                let mut grounds: Vec<_> = heats.iter().map(|role| theme.style(*role).bg).collect();
                grounds.push(text.bg);
                grounds.sort_by_key(|ground| format!("{ground:?}"));
                grounds.dedup();
                assert_eq!(grounds.len(), 5, "{name}: {grounds:?}");
            }
            if depth != Depth::True {
                let of = |role: &Role| theme.style(*role);
                assert!(Role::ALL.iter().all(|role| !matches!(of(role).fg, Some(Color::Rgb(..)))), "{name}");
                assert!(Role::ALL.iter().all(|role| !matches!(of(role).bg, Some(Color::Rgb(..)))), "{name}");
            }
        }
    }
}

/// Red says that something did not work.
#[test]
fn what_stands_back_is_no_loud_colour_among_sixteen() {
    const GREYS: [Color; 5] = [Color::Black, Color::DarkGray, Color::Gray, Color::White, Color::Reset];
    for name in house().into_iter().filter(|name| !["sixteen", "terminal"].contains(name)) {
        let theme = Theme::house(name, Depth::Sixteen).unwrap();
        for role in [Role::Text, Role::Read, Role::Dim, Role::ToCome, Role::Rule] {
            let ink = theme.style(role).fg.unwrap_or(Color::Reset);
            assert!(GREYS.contains(&ink), "{name}: {} is {ink:?}", role.name());
        }
    }
}

#[test]
fn the_ground_is_known_by_its_colour() {
    assert_eq!(Ground::of((0x1b, 0x1d, 0x21)), Ground::Dark);
    assert_eq!(Ground::of((0xfd, 0xf6, 0xe3)), Ground::Light);
    assert_eq!(Ground::of_colorfgbg("15;0"), Some(Ground::Dark));
    assert_eq!(Ground::of_colorfgbg("0;default;15"), Some(Ground::Light));
    assert_eq!(Ground::of_colorfgbg("default"), None);
}
