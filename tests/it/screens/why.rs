//! Why a story's text is as it is, on screens of three sizes.

use dateline::app::{Action, Effect, Msg, State, update};
use dateline::keymap::Key;
use dateline::news::{Candidate, LeftOut, Slug, Text, TextKind, TextRules, Why};

use super::fixture::{act, reading};
use super::{drawn, screens, text};
use dateline::theme::Theme;

fn why() -> Why {
    let left = |what: &str, rule: &str, words: u32, begins: &str| LeftOut {
        what: Text::line(what),
        rule: Text::line(rule),
        words,
        begins: Text::line(begins),
    };
    Why {
        candidates: vec![
            Candidate { kind: TextKind::Extracted, words: 1_412, linked: 1, score: 1_398 },
            Candidate { kind: TextKind::Feed, words: 61, linked: 0, score: 61 },
        ],
        shown: TextKind::Extracted,
        because: Text::line("it has the most words that are no links"),
        left_out: vec![
            left("nav.top-menu", "beside the article by its tag", 5, "Home Politics Society Sport Culture"),
            left(
                "div.share-bar-of-the-story",
                "named “share”",
                12,
                "Share this story with those who were there and with those who were not",
            ),
            left("div.facts", "your rule div.facts", 48, "The bridge in numbers"),
        ],
        rules: Some((
            Slug::parse("tengri").unwrap(),
            TextRules { drop: vec!["div.facts".to_owned()], ..TextRules::default() },
        )),
    }
}

fn told(size: (u16, u16)) -> State {
    let mut state = reading(size);
    let effects = act(&mut state, Action::WhyThisText);
    let ticket = effects.iter().find_map(|effect| match effect {
        Effect::AskWhy(ticket, _) => Some(*ticket),
        _ => None,
    });
    update(&mut state, Msg::Why(ticket.unwrap(), Ok(why())));
    state
}

#[test]
fn why_a_text_is_as_it_is() {
    insta::assert_snapshot!(screens(told));
}

#[test]
fn the_end_of_it_comes_in_sight_however_narrow_the_screen() {
    for size in [(40, 12), (60, 20), (80, 24), (120, 40)] {
        let mut state = told(size);
        update(&mut state, Msg::Key(Key::char('G')));
        let screen = text(&drawn(&state, &Theme::default()));
        assert!(screen.contains("The bridge in numbers"), "{size:?}\n{screen}");
    }
}
