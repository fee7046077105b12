//! Never showing such stories again, and what the list does then.

use super::*;
use crate::app::{Context, default_keymap};
use crate::news::{MutePreview, MuteRule};

fn words(text: &str) -> MuteRule {
    MuteRule { words: Text::line(text), ..MuteRule::default() }
}

/// The last preview that was asked for.
fn asked(effects: &[Effect]) -> (Ticket, MuteRule) {
    let found = effects.iter().rev().find_map(|effect| match effect {
        Effect::PreviewMute(ticket, rule) => Some((*ticket, rule.clone())),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("{effects:?}"))
}

fn typed(state: &mut State, text: &str) -> Vec<Effect> {
    text.chars().flat_map(|c| update(state, Msg::Key(Key::char(c)))).collect()
}

#[test]
fn a_rule_is_made_of_typed_words_or_of_what_the_story_has() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    let (first, rule) = asked(&act(&mut state, Action::NeverShow));
    assert_eq!(rule, words("story"), "the longest word of the title is proposed");
    // The first letter takes the place of what was proposed.
    let (second, rule) = asked(&typed(&mut state, "jk"));
    assert_eq!(rule, words("jk"));
    let preview = |hidden| MutePreview { hidden, of: 9, titles: Vec::new() };
    let shown = |state: &State| match &state.overlay {
        Some(Overlay::Mute(panel)) => panel.preview.clone(),
        other => panic!("{other:?}"),
    };
    update(&mut state, Msg::MutePreview(first, preview(5)));
    assert_eq!(shown(&state), None, "the answer to what was typed before");
    update(&mut state, Msg::MutePreview(second, preview(2)));
    assert_eq!(shown(&state), Some(preview(2)));
    let (_, rule) = asked(&update(&mut state, Msg::Key(Key::plain(KeyCode::Down))));
    assert_eq!(rule, MuteRule { source: Slug::parse("the-wire"), ..MuteRule::default() });
    assert_eq!(update(&mut state, Msg::Key(Key::plain(KeyCode::Enter))), [Effect::Mute(rule)]);
    assert!(state.overlay.is_none());
}

#[test]
fn no_rule_is_made_of_nothing_and_escape_makes_none() {
    let mut state = started((80, 24), &[(1, true)]);
    let (ticket, _) = asked(&act(&mut state, Action::NeverShow));
    update(&mut state, Msg::MutePreview(ticket, MutePreview { hidden: 1, of: 9, titles: Vec::new() }));
    // Backspace begins to edit what is proposed.
    let (_, rule) = asked(&update(&mut state, Msg::Key(Key::plain(KeyCode::Backspace))));
    assert_eq!(rule, words("stor"));
    for _ in 0..4 {
        update(&mut state, Msg::Key(Key::plain(KeyCode::Backspace)));
    }
    assert!(update(&mut state, Msg::Key(Key::plain(KeyCode::Enter))).is_empty());
    assert!(matches!(state.overlay, Some(Overlay::Mute(_))));
    assert!(update(&mut state, Msg::Key(Key::plain(KeyCode::Esc))).is_empty());
    assert!(state.overlay.is_none());
}

#[test]
fn a_proposed_word_that_would_hide_a_tenth_of_the_stories_gives_way_to_another_or_to_none() {
    let mut state = started((80, 24), &[]);
    let mut listed = edition("2025-11-13", &[(1, true), (2, true)]);
    listed.rows[0].title = Text::line("Story 1 of 2025: rise");
    super::super::list::show(&mut state, listed);
    let (ticket, rule) = asked(&act(&mut state, Action::NeverShow));
    assert_eq!(rule, words("story"));
    let hides = |hidden| MutePreview { hidden, of: 400, titles: Vec::new() };
    let (ticket, rule) = asked(&update(&mut state, Msg::MutePreview(ticket, hides(50))));
    assert_eq!(rule, words("rise"), "the next word of the title; a number is none");
    let (ticket, rule) = asked(&update(&mut state, Msg::MutePreview(ticket, hides(70))));
    assert_eq!(rule, words("of"));
    update(&mut state, Msg::MutePreview(ticket, hides(90)));
    assert!(matches!(&state.overlay, Some(Overlay::Mute(panel)) if panel.words.text.is_empty()));
    assert!(update(&mut state, Msg::Key(Key::plain(KeyCode::Enter))).is_empty(), "there is nothing to mute");
    // What was typed is what is wished, whatever it hides.
    let (ticket, rule) = asked(&typed(&mut state, "story"));
    update(&mut state, Msg::MutePreview(ticket, hides(390)));
    assert_eq!(update(&mut state, Msg::Key(Key::plain(KeyCode::Enter))), [Effect::Mute(rule)]);
}

#[test]
fn days_and_months_are_not_proposed() {
    for (title, proposed) in [
        ("What Saturday brought us", "brought"),
        ("Yesterday in September: rains", "rains"),
        ("Дожди в понедельник", "дожди"),
        ("Mittwoch, 12. November", ""),
    ] {
        let mut state = started((80, 24), &[]);
        let mut listed = edition("2025-11-13", &[(1, true)]);
        listed.rows[0].title = Text::line(title);
        super::super::list::show(&mut state, listed);
        act(&mut state, Action::NeverShow);
        let Some(Overlay::Mute(panel)) = &state.overlay else { panic!("{:?}", state.overlay) };
        assert_eq!(panel.words.text, proposed, "{title}");
    }
}

#[test]
fn what_follows_a_story_that_went_is_chosen_and_read_on_from() {
    let mut state = started((80, 24), &[(1, true), (2, true), (3, true), (4, true)]);
    act(&mut state, Action::Down);
    act(&mut state, Action::Down);
    update(&mut state, Msg::Muted(Text::line("Never shown")));
    deliver(&mut state, edition("2025-11-13", &[(1, true), (2, true), (4, true)]));
    assert_eq!(state.list.selected, Some(StoryId(4)));
    // Gone while it is open: the story stays, Space goes on where it stood.
    act(&mut state, Action::Up);
    let effects = act(&mut state, Action::Open);
    arrive(&mut state, &effects, 3);
    update(&mut state, Msg::Muted(Text::line("Never shown")));
    deliver(&mut state, edition("2025-11-13", &[(1, true), (4, true)]));
    let effects = act(&mut state, Action::ReadOn);
    let goes_on = |effect: &Effect| matches!(effect, Effect::Open { target: Target::Story(StoryId(4)), .. });
    assert!(effects.iter().any(goes_on), "{effects:?}");
}

#[test]
fn muted_stories_that_are_shown_are_no_unread_ones_and_come_back_by_the_same_key() {
    let mut state = started((80, 24), &[(1, true), (2, true), (3, true)]);
    let effects = act(&mut state, Action::ShowMuted);
    assert!(effects.contains(&Effect::ShowMuted(true)), "{effects:?}");
    let mut shown = edition("2025-11-13", &[(1, true), (2, true), (3, true)]);
    shown.rows[1].muted = true;
    shown.muted = 1;
    deliver(&mut state, shown);
    assert_eq!(act(&mut state, Action::AllRead)[..1], [Effect::Mark(vec![StoryId(1), StoryId(3)], true)]);
    act(&mut state, Action::Down);
    assert_eq!(act(&mut state, Action::NeverShow), [Effect::Unmute(StoryId(2))]);
}

#[test]
fn rules_are_listed_and_let_go() {
    let mut state = started((80, 24), &[(1, true)]);
    assert_eq!(act(&mut state, Action::MuteRules), [Effect::LoadMutes]);
    update(&mut state, Msg::Mutes(vec![(words("one"), 3), (words("two"), 0)]));
    typed(&mut state, "j");
    assert_eq!(typed(&mut state, "d"), [Effect::DropMute(words("two"))]);
    // Once it is let go the list is told anew.
    assert!(update(&mut state, Msg::Muted(Text::line("Shown again"))).contains(&Effect::LoadMutes));
    update(&mut state, Msg::Mutes(vec![(words("one"), 3)]));
    assert_eq!(typed(&mut state, "d"), [Effect::DropMute(words("one"))]);
    assert_eq!(typed(&mut state, "u"), [Effect::Undo(state.went_on)]);
    typed(&mut state, "q");
    assert!(state.overlay.is_none());
}

#[test]
fn rows_that_take_no_words_go_by_the_live_map() {
    let mut state = started((80, 24), &[(1, true), (2, true)]);
    let mut keymap = crate::keymap::Keymap::clone(&default_keymap());
    keymap.bind(Context::Panel.name(), "w", Action::Open.into()).unwrap();
    keymap.unbind(Context::Panel.name(), &Key::char('j').into());
    state.keymap = Arc::new(keymap);
    act(&mut state, Action::NeverShow);
    // On the words it is a letter.
    let (_, rule) = asked(&typed(&mut state, "w"));
    assert_eq!(rule, words("w"));
    let (_, rule) = asked(&update(&mut state, Msg::Key(Key::plain(KeyCode::Tab))));
    // A letter that means nothing there does nothing; the one that is bound mutes.
    assert!(typed(&mut state, "j").iter().all(|effect| !matches!(effect, Effect::PreviewMute(..))));
    assert_eq!(typed(&mut state, "w"), [Effect::Mute(rule)]);
}
