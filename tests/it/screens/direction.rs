//! Places of one line where text from outside that runs from the right stands among the program's own words: the words
//! stay as they are, in their order.

use std::sync::Arc;

use dateline::app::{
    Action, AddLine, AddState, Figures, Input, Msg, Opened, Overlay, Regions, State, head, update,
};
use dateline::news::{
    Attached, Block, Change, Fault, FaultKind, Headline, Moment, SourceId, Text, Verb, Window,
};
use dateline::theme::Theme;
use dateline::typeset::{Measure, typeset};

use super::fixture::{self, act, opened, started_in, stories};
use super::{drawn, screens, text};

const TITLE: &str = "ראש הממשלה נפגש (אתמול) עם Dateline בירושלים";
const TURNED: &str = "םילשוריב Dateline םע (לומתא) שגפנ הלשממה שאר";
const NAME: &str = "חדשות היום והלילה";
const NAME_TURNED: &str = "הלילהו םויה תושדח";

fn told() -> Vec<Headline> {
    let mut rows = stories();
    for row in &mut rows {
        row.title = Text::line(TITLE);
        row.section = Some(Text::line(NAME));
    }
    rows
}

/// Draws what a change of the started program comes to.
fn seen(change: impl FnOnce(&mut State)) -> String {
    let mut state = started_in((120, 40), "en", told());
    change(&mut state);
    text(&drawn(&state, &Theme::default()))
}

#[test]
fn the_programs_words_stay_where_they_are() {
    let changes = vec![Change {
        seq: 1,
        at: Moment { instant: "2025-11-13T11:40:00Z".parse().unwrap(), offset_min: None },
        verb: Verb::Read,
        label: Text::line(&format!("marked read: {TITLE}")),
        undone: false,
        window: Window::This,
    }];
    let fault = Fault::new(FaultKind::Content, format!("{NAME}: it is no feed"));
    let places: [(String, &str, String); 5] = [
        ("list".to_owned(), "its details", format!("09:12 · 6 min · {NAME_TURNED}")),
        (
            seen(|state| {
                update(state, Msg::Say(Text::line(&format!("Undone: marked read: {TITLE}"))));
            }),
            "the status",
            format!("Undone: marked read: {TURNED}"),
        ),
        (
            seen(|state| {
                act(state, Action::Changes);
                update(state, Msg::Changes(changes));
            }),
            "the changes",
            format!("marked read: {TURNED}"),
        ),
        (
            seen(|state| {
                state.overlay = Some(Overlay::Add(AddLine {
                    input: Input::default(),
                    state: AddState::Failed(fault),
                    others: Vec::new(),
                    scrolled: 0,
                    instead: None,
                }));
            }),
            "a dialog",
            format!("{NAME_TURNED}: it is no feed"),
        ),
        (
            seen(|state| {
                act(state, Action::NeverShow);
            }),
            "the mute rule's title",
            format!("“{TURNED}”"),
        ),
    ];
    for (screen, place, expected) in places {
        let screen = if screen == "list" { seen(|_| {}) } else { screen };
        assert!(screen.contains(&expected), "{place}: {expected}\n{screen}");
    }
    // A title alone goes where it goes.
    assert!(seen(|_| {}).contains("הלשממה שאר"), "{}", seen(|_| {}));
}

/// Stories of a source whose name, sections and authors run from the right too.
fn told_in_full() -> Vec<Headline> {
    let titles = [
        ("محادثات ممر الحبوب تستأنف في المدينة بعد أسبوع من التوقف (تحديث 2)", "ليلى حداد"),
        ("Dateline هو برنامج لقراءة الأخبار منذ 2025", "سامي نجار, John Smith"),
        ("ראש הממשלה נפגש (אתמול) עם John Smith – 15% מהמצביעים", "דנה לוי"),
        ("رئیس‌جمهور: قیمت نفت ۷۰٫۵ دلار در ۱۳ آبان ۱۴۰۴", "مریم رضایی"),
    ];
    let mut rows = stories();
    rows.truncate(titles.len());
    for (row, (title, author)) in rows.iter_mut().zip(titles) {
        row.title = Text::line(title);
        row.author = Some(Text::line(author));
        row.section = Some(Text::line("اقتصاد"));
        row.source = SourceId(1);
        row.source_title = Text::line("جريدة الضفة (News 24)");
        row.deck = Text::line("أغلق السوق أبوابه قبل ثلاثة أعوام (13 مترا) بعد شتاء ماطر في Port Said.");
    }
    rows
}

/// The first of them open, its head worded in a language.
fn reading_from_the_right(size: (u16, u16), locale: &str) -> State {
    let mut state = started_in(size, locale, told_in_full());
    let effects = act(&mut state, Action::Open);
    let row = told_in_full().remove(0);
    let mut article = fixture::article();
    article.title = row.title.clone();
    article.authors = row.author.iter().cloned().collect();
    article.document.blocks = vec![
        fixture::paragraph(
            "أغلق السوق أبوابه قبل ثلاثة أعوام (13 مترا) بعد شتاء ماطر في Port Said، وقال 24 من الباعة إنهم عادوا.",
        ),
        Block::Quote(vec![fixture::paragraph("ولدت فوق هذا الدكان، وها أنا أعود إليه قبل أن أنسى رائحته.")]),
    ];
    let columns = Regions::measure(&state);
    let head = head(&article, Some(&row), state.locale, &state.now.zone, columns);
    let page = Arc::new(typeset(&article, &head, Measure::of(columns)));
    let story = Opened {
        instead_of: None,
        choice: None,
        headline: Some(row),
        article: Arc::new(article),
        page,
        place: None,
        kept: None,
        typed: false,
        attached: Attached::default(),
        figures: Figures::default(),
    };
    update(&mut state, Msg::Opened(opened(&effects), Ok(story)));
    state
}

#[test]
fn lists_heads_and_dates_from_the_right() {
    insta::assert_snapshot!(screens(|size| started_in(size, "ar", told_in_full())));
}

#[test]
fn an_open_story_from_the_right() {
    let english = screens(|size| reading_from_the_right(size, "en"));
    insta::assert_snapshot!(english + "\n" + &screens(|size| reading_from_the_right(size, "ar")));
}

#[test]
fn a_story_from_the_right_on_its_way() {
    insta::assert_snapshot!(screens(|size| {
        let mut state = started_in(size, "en", told_in_full());
        act(&mut state, Action::Open);
        state
    }));
}

#[test]
fn what_the_terminal_turns_round_is_left_to_it() {
    let mut state = reading_from_the_right((80, 24), "ar");
    state.reorders = false;
    let screen = text(&drawn(&state, &Theme::default()));
    for words in ["محادثات ممر الحبوب", "ليلى حداد · 13 نوفمبر 2025, 09:12", "الخميس، 13 نوفمبر 2025"]
    {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
}
