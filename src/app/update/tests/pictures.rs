//! Pictures: asked for while they are wanted, set where they belong, and nothing moves under the eyes.

use super::*;
use crate::app::{Figures, Opens, OtherWay, Pictures};
use crate::picture::{self, Picture};
use crate::typeset::typeset_with;

fn address(raw: &str) -> Address {
    Address::parse(raw).unwrap()
}

/// A picture of 48 by 32 pixels.
fn small() -> Arc<Picture> {
    Arc::new(picture::decode(include_bytes!("../../../picture/samples/baseline.jpg")).unwrap())
}

/// A picture of 60 by 12 pixels, which needs 6 rows.
fn wide() -> Arc<Picture> {
    Arc::new(picture::decode(include_bytes!("../../../picture/samples/wide.png")).unwrap())
}

/// Twelve paragraphs with two figures among them.
fn illustrated(measure: u16, figures: &Figures) -> Opened {
    let mut opened = text(12, measure);
    let mut article = (*opened.article).clone();
    for (at, name) in [(1, "a"), (6, "b")] {
        let source = Some(address(&format!("https://wire.example/{name}.jpg")));
        let alt = Text::line(&format!("Picture {name}"));
        let figure = Block::Figure { source, alt, caption: Vec::new(), credit: Text::default() };
        article.document.blocks.insert(at, figure);
    }
    let plates = figures.plates(&article.document, measure);
    opened.page = Arc::new(typeset_with(&article, &Head::default(), Measure::of(measure), plates));
    opened.article = Arc::new(article);
    opened.figures = figures.clone();
    opened
}

/// The story of the illustrated text, open, pictures being shown or not.
fn open(pictures: bool) -> (State, Vec<Effect>) {
    let mut state = started((80, 24), &[(1, true)]);
    state.pictures.on = pictures;
    let effects = act(&mut state, Action::Open);
    let ticket = ticket_of(&effects);
    let measure = crate::app::Regions::measure(&state);
    let effects = update(&mut state, Msg::Opened(ticket, Ok(illustrated(measure, &Figures::default()))));
    (state, effects)
}

fn asked(effects: &[Effect]) -> Option<(Ticket, Vec<u32>)> {
    effects.iter().find_map(|effect| match effect {
        Effect::LoadPictures { ticket, wanted, .. } => {
            Some((*ticket, wanted.iter().map(|(block, _)| *block).collect()))
        }
        _ => None,
    })
}

/// Sets what is asked to be set, as the world does.
fn set(state: &mut State, effects: &[Effect]) {
    for effect in effects {
        if let Effect::Set(ticket, opened, measure) = effect {
            let page = illustrated(*measure, &opened.figures).page;
            update(state, Msg::Set(*ticket, page));
        }
    }
}

fn rows(state: &State) -> usize {
    let opened = state.reader.as_ref().unwrap().opened.ready().unwrap();
    opened.page.lines.iter().filter(|line| line.plate.is_some()).count()
}

/// The page as words, a line each.
fn lines(state: &State) -> Vec<String> {
    let opened = state.reader.as_ref().unwrap().opened.ready().unwrap();
    opened.page.lines.iter().map(crate::typeset::Line::text).collect()
}

#[test]
fn no_picture_is_asked_for_before_somebody_wants_one() {
    let (mut state, effects) = open(false);
    assert_eq!(asked(&effects), None);
    let effects = act(&mut state, Action::Pictures);
    let (ticket, blocks) = asked(&effects).unwrap();
    assert_eq!(blocks, [0, 1]);
    assert!(effects.contains(&Effect::Remember("screen.pictures", "1".to_owned())), "{effects:?}");
    // Their places are there at once, within three fifths of the pane, and stay as they are when one comes into sight.
    set(&mut state, &effects);
    let most = |state: &State| usize::from(crate::app::Regions::of(state).reader.height * 3 / 5);
    assert_eq!(rows(&state), 2 * most(&state));
    let before = lines(&state);
    let effects = update(&mut state, Msg::Picture(ticket, 0, Ok(small())));
    set(&mut state, &effects);
    assert_eq!(lines(&state), before);
    // A smaller screen gives them less, in whatever measure.
    for size in [(60, 16), (80, 16), (80, 24)] {
        let effects = update(&mut state, Msg::Resize(size.0, size.1));
        set(&mut state, &effects);
        assert_eq!(rows(&state), 2 * most(&state), "{size:?}");
    }
    // Off again they go away, and what is still under way comes for nothing.
    let effects = act(&mut state, Action::Pictures);
    set(&mut state, &effects);
    assert_eq!(rows(&state), 0);
    let late = update(&mut state, Msg::Picture(ticket, 1, Ok(small())));
    assert!(late.iter().all(|effect| !matches!(effect, Effect::Set(..))), "{late:?}");
    // While they are wanted the next story's are asked for at once.
    let (_, effects) = open(true);
    assert!(asked(&effects).is_some());
}

#[test]
fn what_comes_moves_nothing_that_is_in_sight() {
    let (mut state, effects) = open(true);
    let (ticket, _) = asked(&effects).unwrap();
    set(&mut state, &effects);
    let seen = |state: &State| {
        let top = state.reader.as_ref().unwrap().top;
        let lines = lines(state);
        lines[top..(top + 20).min(lines.len())].to_vec()
    };
    // In sight a picture of few rows, or none, keeps the whole place.
    let (before, all) = (seen(&state), rows(&state));
    let effects = update(&mut state, Msg::Picture(ticket, 0, Ok(wide())));
    set(&mut state, &effects);
    assert_eq!((seen(&state), rows(&state)), (before, all));
    // Out of sight it takes what it needs; the words at the top stay.
    let (mut state, effects) = open(true);
    let (ticket, _) = asked(&effects).unwrap();
    set(&mut state, &effects);
    let all = rows(&state);
    let figure = lines(&state).iter().position(|line| line.contains("Picture a")).unwrap();
    state.reader.as_mut().unwrap().top = figure + 2;
    let before = seen(&state);
    let effects = update(&mut state, Msg::Picture(ticket, 0, Ok(wide())));
    set(&mut state, &effects);
    assert_eq!(seen(&state), before);
    assert_eq!(rows(&state), all / 2 + 6);
    assert_eq!(state.reader.as_ref().unwrap().top, figure + 2 - (all / 2 - 6));
    // One that cannot be had takes nothing there.
    let figure = lines(&state).iter().position(|line| line.contains("Picture b")).unwrap();
    state.reader.as_mut().unwrap().top = figure + 1;
    let effects = update(&mut state, Msg::Picture(ticket, 1, Err(Fault::new(FaultKind::Content, "broken"))));
    set(&mut state, &effects);
    assert_eq!(rows(&state), 6);
}

#[test]
fn in_the_middle_of_a_picture_its_row_stays_at_the_top() {
    let (mut state, effects) = open(true);
    let (ticket, _) = asked(&effects).unwrap();
    set(&mut state, &effects);
    let effects = update(&mut state, Msg::Picture(ticket, 0, Ok(small())));
    set(&mut state, &effects);
    let reader = state.reader.as_mut().unwrap();
    let page = &reader.opened.ready().unwrap().page;
    reader.top = page.lines.iter().position(|line| line.plate.is_some_and(|plate| plate.row == 4)).unwrap();
    let effects = update(&mut state, Msg::Picture(ticket, 1, Ok(small())));
    set(&mut state, &effects);
    let reader = state.reader.as_ref().unwrap();
    assert_eq!(reader.opened.ready().unwrap().page.lines[reader.top].plate.unwrap().row, 4);
}

/// A search takes the whole screen and gives the story back; what was under way for its pictures is asked for anew.
#[test]
fn a_story_that_comes_back_asks_for_what_is_missing() {
    let (mut state, effects) = open(true);
    set(&mut state, &effects);
    let effects = act(&mut state, Action::Search);
    assert_eq!(asked(&effects).unwrap().1, [0; 0], "what is under way is wanted no more");
    let mut effects = act(&mut state, Action::Cancel);
    while state.search.is_some() {
        effects = act(&mut state, Action::Cancel);
    }
    assert_eq!(asked(&effects).unwrap().1, [0, 1]);
    let reader = state.reader.as_ref().unwrap();
    assert_eq!(reader.opened.ready().unwrap().figures.roomy, [0, 1], "each has one place");
    // Turned off meanwhile, they are not there any more.
    act(&mut state, Action::Search);
    state.pictures.on = false;
    while state.search.is_some() {
        let effects = act(&mut state, Action::Cancel);
        set(&mut state, &effects);
    }
    assert_eq!(rows(&state), 0);
}

/// With the keys in another pane an open story has no place on a screen of two columns.
#[test]
fn pictures_come_also_where_the_story_is_not_in_sight() {
    let (mut state, effects) = open(true);
    let (ticket, _) = asked(&effects).unwrap();
    set(&mut state, &effects);
    let all = rows(&state);
    state.focus = Pane::List;
    let effects = update(&mut state, Msg::Picture(ticket, 0, Ok(wide())));
    set(&mut state, &effects);
    assert_eq!(rows(&state), all / 2 + 6);
}

#[test]
fn what_was_stopped_is_awaited_no_more() {
    let (mut state, effects) = open(true);
    set(&mut state, &effects);
    let effects = update(&mut state, Msg::Stopped);
    set(&mut state, &effects);
    let reader = state.reader.as_ref().unwrap();
    let figures = &reader.opened.ready().unwrap().figures;
    assert!(figures.is_settled(0) && figures.is_settled(1) && reader.pictures.is_none());
}

#[test]
fn where_pictures_are_never_shown_the_reason_is_said() {
    let (mut state, _) = open(false);
    for (setting, room, said) in [(Some(false), true, "`ui.pictures` is off"), (None, false, "256 colours")] {
        state.pictures = Pictures::of(setting, room);
        let effects = act(&mut state, Action::Pictures);
        assert_eq!(asked(&effects), None);
        assert!(state.status.as_ref().unwrap().text.contains(said));
    }
    // One that did not come is said, and its caption stays.
    state.pictures = Pictures::of(Some(true), true);
    act(&mut state, Action::Pictures);
    let effects = act(&mut state, Action::Pictures);
    let (ticket, _) = asked(&effects).unwrap();
    let fault = Fault::new(FaultKind::Content, "the picture is broken");
    update(&mut state, Msg::Picture(ticket, 0, Err(fault)));
    assert!(state.status.as_ref().unwrap().text.contains("No picture: the picture is broken"));
}

#[test]
fn the_picture_of_the_open_story_stands_in_the_other_ways() {
    let (mut state, _) = open(false);
    let effects = act(&mut state, Action::OtherWays);
    let [Effect::LoadCopies(ticket, _)] = effects.as_slice() else { panic!("{effects:?}") };
    update(&mut state, Msg::Copies(*ticket, Vec::new(), Attached::default()));
    let Some(Overlay::OtherWays(ways)) = &state.overlay else { panic!("{:?}", state.overlay) };
    let picture = OtherWay::Browser(Opens::Picture, address("https://wire.example/a.jpg"));
    assert!(ways.rows.contains(&picture), "{ways:?}");
}

#[test]
fn pictures_in_quotes_and_lists_stand_in_them() {
    let figure = |name: &str| Block::Figure {
        source: Some(address(&format!("https://wire.example/{name}.jpg"))),
        alt: Text::line(&format!("Picture {name}")),
        caption: Vec::new(),
        credit: Text::default(),
    };
    let (mut state, _) = open(false);
    let opened = state.reader.as_mut().and_then(|reader| reader.opened.ready_mut()).unwrap();
    let mut article = (*opened.article).clone();
    article.document.blocks = vec![
        Block::Quote(vec![Block::List { start: None, items: vec![vec![figure("q")], vec![figure("r")]] }]),
        figure("a"),
    ];
    let document = article.document.clone();
    opened.article = Arc::new(article.clone());
    let effects = act(&mut state, Action::Pictures);
    assert_eq!(state.status.as_ref().unwrap().text, "Pictures on");
    let (_, wanted) = asked(&effects).unwrap();
    assert_eq!(wanted, [0, 1, 2]);
    // Each in what its bars and marks leave.
    let figures =
        Figures { rows: 12, shown: vec![(0, small()), (2, wide())], roomy: vec![1], ..Figures::default() };
    let plates = figures.plates(&document, 40);
    let columns: Vec<u16> = plates.iter().map(|(_, plate)| plate.columns()).collect();
    assert_eq!(columns, [36, 36, 40]);
    let page = typeset_with(&article, &Head::default(), Measure::of(40), plates);
    let rows: Vec<_> = page.lines.iter().filter_map(|line| Some((line.plate?, line.text()))).collect();
    let first = |figure: u32| {
        let (row, text) = rows.iter().find(|(row, _)| row.figure == figure).unwrap();
        (row.from, text.as_str())
    };
    assert_eq!((first(0), first(1), first(2)), ((4, "│ •"), (4, "│ •"), (0, "")));
    assert!(rows.iter().all(|(row, text)| row.row == 0 || text == if row.figure < 2 { "│" } else { "" }));
    // Without any source there is nothing to ask for.
    let (mut state, _) = open(false);
    let opened = state.reader.as_mut().and_then(|reader| reader.opened.ready_mut()).unwrap();
    opened.article = text(3, 40).article;
    act(&mut state, Action::Pictures);
    assert_eq!(state.status.unwrap().text, "Pictures on: this story has none in its text");
}
