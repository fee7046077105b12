//! States as they come about in use, made by messages.

use std::sync::Arc;

use dateline::app::{Action, Effect, Mark, Msg, Opened, SourceState, Start, State, Ticket, update};
use dateline::locale::Locale;
use dateline::news::{
    Address, Article, Attached, Block, Bookmark, Day, DayFacts, DayFrom, Document, Edition, Enclosure,
    Headline, Health, Moment, Month, Now, Role, Route, Scope, Slug, Source, SourceId, SourceRow, Span,
    StoryId, Talk, Text, TextKind, YearFacts, minutes_for,
};
use dateline::typeset::{Head, Measure, typeset};
use jiff::tz::TimeZone;

/// The three sizes every screen is looked at in.
pub const SIZES: [(u16, u16); 3] = [(40, 12), (80, 24), (120, 40)];

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn moment(text: &str) -> Moment {
    Moment { instant: text.parse().unwrap(), offset_min: Some(0) }
}

/// A program that has just started.
pub fn fresh(size: (u16, u16), locale: &str, no_sources: bool) -> State {
    State::new(Start {
        size,
        now: Now { instant: "2025-11-13T12:00:00Z".parse().unwrap(), zone: TimeZone::UTC },
        day: None,
        locale: Locale::named(locale).unwrap(),
        measure: 72,
        mark: Mark::Open,
        ask_by_rest: true,
        refresh_on_start: false,
        ascii: false,
        demo_only: false,
        no_sources,
    })
}

fn source(id: i64, title: &str, unread: u32, archive: bool) -> SourceState {
    let address = Address::parse("https://a.example/feed").unwrap();
    let route = if archive {
        let from = Some(day("2025-11-01"));
        Route::DayPage { template: "https://a.example/{YYYY}-{MM}-{DD}/".parse().unwrap(), from, to: None }
    } else {
        Route::Feed { url: address }
    };
    SourceState {
        row: SourceRow {
            id: SourceId(id),
            slug: Slug::from_text(title),
            title: Text::line(title),
            stories: 3,
            unread,
            added: day("2025-11-01"),
            health: Health {
                trouble: (id == 3).then(|| Text::line("the server answered 503")),
                ..Health::default()
            },
        },
        source: Arc::new(Source {
            routes: vec![route],
            ..Source::new(Slug::from_text(title), Text::line(title))
        }),
    }
}

pub fn sources() -> Vec<SourceState> {
    vec![
        source(1, "Tengri World", 11, true),
        source(2, "The Wire", 1420, false),
        source(3, "Daily Post of the Northern Provinces", 0, false),
    ]
}

/// A story: number, source, title, time, minutes, words known, unread, kept.
pub fn story(
    id: i64,
    source: i64,
    title: &str,
    at: &str,
    minutes: u32,
    exact: bool,
    marks: (bool, bool),
) -> Headline {
    let names = ["", "Tengri World", "The Wire", "Daily Post of the Northern Provinces"];
    Headline {
        id: StoryId(id),
        source: SourceId(source),
        source_title: Text::line(names[usize::try_from(source).unwrap()]),
        address: Address::parse(&format!("https://tengri.example/world/{id}/")).ok(),
        title: Text::line(title),
        deck: Text::line(
            "A correspondent watches the details and reports on what remains behind the scenes.",
        ),
        section: Some(Text::line("World")),
        author: None,
        day: day("2025-11-13"),
        day_from: DayFrom::Page,
        moment: Some(moment(&format!("2025-11-13T{at}:00Z"))),
        words: exact.then_some(minutes * 200),
        minutes: Some(minutes),
        unread: marks.0,
        bookmarked: marks.1,
        has_text: exact,
        also: Vec::new(),
        muted: false,
    }
}

pub fn stories() -> Vec<Headline> {
    vec![
        story(
            1,
            1,
            "Strength in calm: what stayed behind the scenes of the visit and was seen by few",
            "09:12",
            6,
            true,
            (true, true),
        ),
        story(2, 1, "Grain corridor talks resume", "08:40", 3, false, (true, false)),
        story(3, 1, "Rivers rise in the north", "07:55", 2, true, (false, false)),
        story(4, 2, "Central bank holds its rate", "07:30", 4, false, (true, false)),
        story(5, 2, "A bridge older than the city it joins", "06:10", 12, true, (false, true)),
        story(
            6,
            3,
            "Harvest festival draws a record crowd despite three days of rain",
            "05:00",
            1,
            false,
            (false, false),
        ),
    ]
}

/// Titles in scripts that are wide, joined, marked or written from the right.
pub fn scripts() -> Vec<Headline> {
    vec![
        story(
            1,
            1,
            "Сила в спокойствии: что осталось за кадром визита и что видели немногие",
            "09:12",
            6,
            true,
            (true, true),
        ),
        story(
            2,
            1,
            "首脳会談の舞台裏で何が起きていたのか、記者が見た静かな一日の記録",
            "08:40",
            3,
            true,
            (true, true),
        ),
        story(
            3,
            1,
            "محادثات ممر الحبوب تستأنف في المدينة بعد أسبوع من التوقف",
            "07:55",
            2,
            true,
            (false, true),
        ),
        story(
            4,
            2,
            "Cafe\u{301} ne\u{301}gocie\u{301} a\u{300} l'aube, de\u{301}sormais ouvert a\u{300} toute la re\u{301}gion",
            "07:30",
            4,
            true,
            (true, true),
        ),
        story(5, 2, "👩\u{200d}🌾 नदियाँ उत्तर में बढ़ रही हैं और किसान चिंतित हैं", "06:10", 2, true, (false, true)),
    ]
}

pub fn edition(on: &str, rows: Vec<Headline>) -> Edition {
    Edition { scope: Scope::All, range: day(on).only(), rows, muted: 0 }
}

/// What the store knows of November 2025.
fn november() -> Vec<DayFacts> {
    (1..=13)
        .map(|number| {
            let mut facts = DayFacts::unknown(Month::new(2025, 11).unwrap().day(number));
            match number {
                1 => facts.failed = 2,
                2 => facts.answered = 3,
                3 => return facts,
                _ => {
                    facts.stories = [4, 12, 31, 42][usize::from(number.unsigned_abs()) % 4];
                    facts.unread = if number > 10 { facts.stories / 3 } else { 0 };
                    facts.answered = 3;
                }
            }
            facts.bookmarks = if number == 5 || number == 13 { 2 } else { 0 };
            facts.minutes = facts.stories;
            facts.asked_at = Some(moment("2025-11-13T09:40:00Z"));
            facts
        })
        .collect()
}

/// Answers the last load of the list.
pub fn deliver(state: &mut State, edition: Edition) -> Vec<Effect> {
    let (ticket, _) = state.list.reload.unwrap();
    update(state, Msg::Edition(ticket, Ok(edition)))
}

/// A program that shows its sources, this month and today's stories.
pub fn started(size: (u16, u16)) -> State {
    started_in(size, "en", stories())
}

pub fn started_in(size: (u16, u16), locale: &str, rows: Vec<Headline>) -> State {
    let mut state = fresh(size, locale, false);
    update(&mut state, Msg::Sources(sources()));
    let month = Month::new(2025, 11).unwrap();
    let ticket = state.calendar.awaited[&month];
    update(&mut state, Msg::Month(ticket, month, Ok(november())));
    deliver(&mut state, edition("2025-11-13", rows));
    state.status = None;
    state
}

pub fn act(state: &mut State, action: Action) -> Vec<Effect> {
    update(state, Msg::Act(action, None))
}

/// Goes to a day by the date line.
pub fn go(state: &mut State, on: &str) {
    act(state, Action::GoToDate);
    update(state, Msg::Paste(on.to_owned()));
    update(state, Msg::Key(dateline::keymap::Key::plain(dateline::keymap::KeyCode::Enter)));
}

/// The ticket of the story that is being opened.
pub fn opened(effects: &[Effect]) -> Ticket {
    let open = effects.iter().find_map(|effect| match effect {
        Effect::Open { ticket, .. } => Some(*ticket),
        _ => None,
    });
    open.unwrap()
}

/// A program in which the first story is open.
pub fn reading(size: (u16, u16)) -> State {
    let mut state = started(size);
    let effects = act(&mut state, Action::Open);
    let row = stories().remove(0);
    let article = article();
    let head = Head {
        title: row.title.clone(),
        close: false,
        byline: ["Tengri World", "Aisultan K.", "13 November 2025, 09:12"].map(Text::line).to_vec(),
        facts: Text::line("1,412 words · 7 min · tengri.example/world/1"),
        attached: dateline::app::attached_line(&attached()),
        notices: Vec::new(),
    };
    let measure = dateline::app::Regions::measure(&state);
    let page = Arc::new(typeset(&article, &head, Measure::of(measure)));
    let story = Opened {
        instead_of: None,
        choice: None,
        headline: Some(row),
        article: Arc::new(article),
        page,
        place: None,
        kept: None,
        typed: false,
        attached: attached(),
        figures: dateline::app::Figures::default(),
    };
    if !effects.is_empty() {
        update(&mut state, Msg::Opened(opened(&effects), Ok(story)));
    }
    state
}

/// A talk about the story that is read, and its recording.
pub fn attached() -> Attached {
    let address = |raw: &str| Address::parse(raw).unwrap();
    let recording = Enclosure {
        address: address("https://tengri.example/sound/1.mp3"),
        media_type: Some(Text::line("audio/mpeg")),
        bytes: Some(28_000_000),
        seconds: Some(2040),
    };
    let talk = Talk { address: address("https://tengri.example/world/1/comments"), count: Some(12) };
    Attached { talks: vec![talk], enclosures: vec![recording] }
}

pub fn paragraph(text: &str) -> Block {
    Block::Paragraph { role: Role::Body, spans: vec![Span::plain(Text::piece(text))] }
}

pub fn article() -> Article {
    let mut document = Document::default();
    let link = document.link(Address::parse("https://tengri.example/world/2/").unwrap());
    let linked = Span { link: Some(link), ..Span::plain(Text::piece("the corridor talks")) };
    document.blocks = vec![
        paragraph(
            "The second day of the state visit has come to an end. A correspondent continues watching the details and reporting on what remains behind the scenes.",
        ),
        Block::Figure {
            source: None,
            alt: Text::line("The honour guard lines up near the Kremlin."),
            caption: Vec::new(),
            credit: Text::default(),
        },
        Block::Paragraph {
            role: Role::Body,
            spans: vec![
                Span::plain(Text::piece("After informal conversations and evening tea, ")),
                linked,
                Span::plain(Text::piece(" went on, and the schedule includes laying a wreath at the tomb.")),
            ],
        },
        Block::Heading { level: 2, spans: vec![Span::plain(Text::piece("What was not shown"))] },
        Block::Quote(vec![paragraph("Nobody hurried, and that was the message.")]),
        Block::Code {
            lang: None,
            text: Text::lines(
                "let day = Day::new(2025, 11, 13);\n    assert!(day.is_some(), \"a long line of code that runs on and on and on\");",
            ),
        },
        paragraph("The day ended as it had begun, without a word too many."),
        Block::Paragraph {
            role: Role::Credit,
            spans: vec![Span::plain(Text::piece("Text: A. Kairat. Photos: D. Ospan."))],
        },
    ];
    Article {
        address: Address::parse("https://tengri.example/world/1/").ok(),
        authors: vec![Text::line("Aisultan K.")],
        published: Some(moment("2025-11-13T09:12:00Z")),
        words: 1412,
        ..Article::new(
            TextKind::Extracted,
            Text::line("Strength in calm: what stayed behind the scenes of the visit and was seen by few"),
            document,
        )
    }
}

/// Goes to the bookmarks view and fills it.
pub fn keep(state: &mut State) {
    let effects = act(state, Action::GoBookmarks);
    let ticket = effects.iter().find_map(|effect| match effect {
        Effect::LoadBookmarks(ticket, _) => Some(*ticket),
        _ => None,
    });
    let kept = |id: i64, on: &str, title: &str, source: &str, tags: &[&str], words: Option<u32>| Bookmark {
        standing: dateline::news::Standing::default(),
        address: Address::parse(&format!("https://tengri.example/world/{id}/")).unwrap(),
        story: Some(StoryId(id)),
        day: day(on),
        added: moment("2025-11-13T09:12:00Z"),
        title: Text::line(title),
        source_title: Text::line(source),
        note: Text::default(),
        tags: tags.iter().map(|tag| Text::line(tag)).collect(),
        has_text: words.is_some(),
        words,
        minutes: words.map(|words| minutes_for(words, None)),
    };
    let rows = vec![
        kept(
            1,
            "2025-11-13",
            "Strength in calm: what stayed behind the scenes",
            "Tengri World",
            &["visits", "quiet"],
            Some(1412),
        ),
        kept(5, "2025-11-13", "A bridge older than the city it joins", "The Wire", &[], Some(2700)),
        kept(9, "2025-11-05", "The lake that comes back every ninth year", "daily.example", &[], None),
    ];
    state.pending_marks.ask(rows[2].address.clone(), true);
    if let Some(ticket) = ticket {
        update(state, Msg::Bookmarks(ticket, Ok(rows)));
    }
}

/// The year view, all of it known.
pub fn year(size: (u16, u16)) -> State {
    let mut state = started(size);
    let effects = act(&mut state, Action::GoYear);
    for number in 1..=10 {
        let month = Month::new(2025, number).unwrap();
        let ticket = state.calendar.awaited[&month];
        let facts = month.range().days().filter(|day| day.number() % 11 > 2).map(|day| {
            let mut facts = DayFacts::unknown(day);
            facts.stories = u32::try_from(day.number() * 7 % 40).unwrap() + 1;
            facts.minutes = facts.stories * 3;
            facts
        });
        let facts = facts.collect();
        update(&mut state, Msg::Month(ticket, month, Ok(facts)));
    }
    let december = Month::new(2025, 12).unwrap();
    let ticket = state.calendar.awaited[&december];
    update(&mut state, Msg::Month(ticket, december, Ok(Vec::new())));
    let years = [(2025, 6_204), (2024, 9_988), (2023, 411)].map(|(year, stories)| YearFacts {
        year,
        stories,
        unread: 0,
        minutes: stories * 3,
        bookmarks: 2,
    });
    for effect in effects {
        if let Effect::LoadYears(ticket, _) = effect {
            update(&mut state, Msg::Years(ticket, years.to_vec()));
        }
    }
    state
}

/// A range from the 6th to today, the keys in the calendar.
pub fn ranged(size: (u16, u16)) -> State {
    let mut state = started(size);
    act(&mut state, Action::GoCalendar);
    act(&mut state, Action::Range);
    act(&mut state, Action::Up);
    let mut rows = stories();
    for (place, row) in rows.iter_mut().enumerate() {
        row.day = day(["2025-11-13", "2025-11-12", "2025-11-06"][place / 2]);
    }
    let range = state.range();
    deliver(&mut state, Edition { scope: Scope::All, range, rows, muted: 0 });
    state.status = None;
    state
}
