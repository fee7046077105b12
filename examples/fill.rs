//! Writes a store of any size, with sources and stories that read like news.
//!
//! `cargo run --release --example fill -- --stories 100000 --days 800 --sources 60 DIR` makes
//! `DIR/data/dateline.db` and `DIR/config/sources.toml`. The days end today; the newest are mostly unread;
//! `--texts PERCENT` of the stories (10) have a stored text of about two kilobytes. The same arguments on
//! the same day give the same store.

use std::error::Error;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Instant;

use dateline::news::{
    Address, Article, Block, Day, DayFrom, Decided, Document, Item, Moment, Now, Role, Slug, Source, Span,
    StoryId, Text, TextKind,
};
use dateline::store::{Keep, NewStory, Store};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

type Outcome<T> = Result<T, Box<dyn Error>>;

struct Wanted {
    stories: usize,
    days: i32,
    sources: usize,
    texts: u64,
    dir: PathBuf,
}

fn main() -> Outcome<()> {
    let wanted = arguments()?;
    let now = Now { instant: Timestamp::now(), zone: TimeZone::system() };
    let started = Instant::now();
    let sources: Vec<Source> = (0..wanted.sources).map(source).collect::<Outcome<_>>()?;
    std::fs::create_dir_all(wanted.dir.join("config"))?;
    std::fs::write(wanted.dir.join("config/sources.toml"), sources_file(&sources))?;
    let mut store = Store::open(&wanted.dir.join("data"))?;
    let (written, texts) = fill(&mut store, &wanted, &sources, &now)?;
    println!("{written} stories, {texts} texts in {:.1} s", started.elapsed().as_secs_f64());
    Ok(())
}

fn arguments() -> Outcome<Wanted> {
    let mut wanted = Wanted { stories: 100_000, days: 800, sources: 60, texts: 10, dir: PathBuf::new() };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut number = || -> Outcome<u64> {
            let value = arguments.next().ok_or_else(|| format!("{argument} needs a number"))?;
            Ok(value.parse()?)
        };
        match argument.as_str() {
            "--stories" => wanted.stories = usize::try_from(number()?)?,
            "--days" => wanted.days = i32::try_from(number()?.clamp(1, 200_000))?,
            "--sources" => wanted.sources = usize::try_from(number()?.clamp(1, 5_000))?,
            "--texts" => wanted.texts = number()?.min(100),
            unknown if unknown.starts_with('-') => return Err(format!("unknown option {unknown}").into()),
            dir => wanted.dir = PathBuf::from(dir),
        }
    }
    if wanted.dir.as_os_str().is_empty() {
        return Err("usage: fill [--stories N] [--days D] [--sources S] [--texts PERCENT] DIR".into());
    }
    Ok(wanted)
}

/// Days that are written together: large transactions, and rows still nearly in the order of days.
const DAYS_AT_ONCE: i32 = 50;

fn fill(store: &mut Store, wanted: &Wanted, sources: &[Source], now: &Now) -> Outcome<(usize, usize)> {
    let today = now.today();
    let first = today.plus(1 - wanted.days);
    let rows = store.sync_sources(sources, first)?;
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let (mut written, mut texts) = (0, 0);
    let mut told = 0;
    for begin in (0..wanted.days).step_by(DAYS_AT_ONCE as usize) {
        let days = DAYS_AT_ONCE.min(wanted.days - begin);
        let mut of_source: Vec<Vec<NewStory>> = vec![Vec::new(); sources.len()];
        for offset in begin..begin + days {
            // What is left, spread evenly over the days that are left.
            let of_day = (wanted.stories - told).div_ceil((wanted.days - offset) as usize);
            for _ in 0..of_day {
                // The first sources write more than the last.
                let share = dice.below(100) * dice.below(100) / 100;
                let index = share as usize * sources.len() / 100
                    + dice.below(sources.len().div_ceil(100) as u64) as usize;
                let index = index.min(sources.len() - 1);
                of_source[index].push(story(&mut dice, &sources[index], first.plus(offset), now)?);
            }
            told += of_day;
        }
        let mut read = Vec::new();
        for (index, stories) in of_source.into_iter().enumerate().filter(|(_, stories)| !stories.is_empty()) {
            let saved = store.put_items(rows[index].id, &stories, now.instant)?;
            let mut articles = Vec::new();
            for (id, story) in saved.ids.iter().zip(&stories) {
                if dice.below(100) < wanted.texts {
                    articles.push((*id, article(&mut dice, &story.item)));
                }
                // The last fortnight is half read, of what is older hardly anything is left.
                let age = today.number() - story.decided.day.number();
                if dice.below(100) >= if age < 14 { 50 } else { 2 } {
                    read.push(*id);
                }
            }
            texts += articles.len();
            store.put_texts(&articles, now.instant)?;
            if index % 7 == 0
                && let (Some(id), Some(story)) = (saved.ids.first(), stories.first())
            {
                let kept = keep(story, *id, &sources[index], story.decided.day)?;
                store.bookmark(&kept, now.instant)?;
            }
            written += saved.new.len();
        }
        store.set_read(&read, true, now.instant)?;
    }
    Ok((written, texts))
}

fn keep(story: &NewStory, id: StoryId, source: &Source, day: Day) -> Outcome<Keep> {
    Ok(Keep {
        address: story.item.address.clone().ok_or("a story without an address")?,
        story: Some(id),
        title: story.item.title.clone(),
        day,
        source_title: source.title.clone(),
        note: Text::default(),
        tags: vec![Text::line("later")],
        typed: false,
    })
}

fn source(number: usize) -> Outcome<Source> {
    let place = PLACES[number % PLACES.len()];
    let kind = PAPERS[number / PLACES.len() % PAPERS.len()];
    let mut title = format!("{place} {kind}");
    if number >= PLACES.len() * PAPERS.len() {
        let _ = write!(title, " {}", number / (PLACES.len() * PAPERS.len()) + 1);
    }
    let slug = Slug::from_text(&title);
    Ok(Source {
        home: Some(Address::parse(&format!("https://{slug}.example/"))?),
        lang: Some(Text::line("en")),
        ..Source::new(slug, Text::line(&title))
    })
}

/// The file that goes with the store: each source has a feed and an archive by day.
fn sources_file(sources: &[Source]) -> String {
    let mut file = String::from("# Made by the example `fill`; nothing answers at these addresses.\n");
    for Source { slug, title, .. } in sources {
        let _ = write!(
            file,
            "\n[[source]]\nid = \"{slug}\"\ntitle = \"{title}\"\nhome = \"https://{slug}.example/\"\n\
             lang = \"en\"\nrefresh = \"never\"\nroutes = [\n    \
             {{ kind = \"feed\", url = \"https://{slug}.example/feed.xml\" }},\n    \
             {{ kind = \"day-page\", template = \"https://{slug}.example/{{YYYY}}-{{MM}}-{{DD}}/\" }},\n]\n"
        );
    }
    file
}

fn story(dice: &mut Dice, source: &Source, day: Day, now: &Now) -> Outcome<NewStory> {
    let title = headline(dice);
    let number = dice.next();
    let slug = Slug::from_text(&title);
    let address = format!("https://{}.example/news/{slug}-{number:x}", source.slug);
    let minutes = i64::try_from(dice.below(24 * 60))?;
    let midnight = day.date().to_zoned(TimeZone::UTC)?.timestamp();
    let instant = (midnight + SignedDuration::from_mins(minutes)).min(now.instant);
    let item = Item {
        guid: format!("{number:016x}"),
        address: Some(Address::parse(&address)?),
        title: Text::line(&title),
        deck: Text::line(&sentence(dice)),
        section: Some(Text::line(dice.of(SECTIONS))),
        author: Some(Text::line(&format!("{} {}", dice.of(FIRST_NAMES), dice.of(LAST_NAMES)))),
        ..Item::default()
    };
    let moment = Moment { instant, offset_min: Some(0) };
    Ok(NewStory {
        item,
        decided: Decided { day, from: DayFrom::Written, moment: Some(moment) },
        text: None,
        sent: None,
    })
}

fn article(dice: &mut Dice, item: &Item) -> Article {
    let mut words = 0;
    let blocks = (0..5 + dice.below(4)).map(|_| {
        let text = (0..4).map(|_| sentence(dice)).collect::<Vec<_>>().join(" ");
        words += text.split(' ').count() as u32;
        Block::Paragraph { role: Role::Body, spans: vec![Span::plain(Text::piece(&text))] }
    });
    let document = Document { blocks: blocks.collect(), links: Vec::new() };
    Article {
        address: item.address.clone(),
        canonical: item.address.clone(),
        authors: item.author.iter().cloned().collect(),
        section: item.section.clone(),
        lang: Some(Text::line("en")),
        excerpt: item.deck.clone(),
        words,
        ..Article::new(TextKind::Extracted, item.title.clone(), document)
    }
}

fn headline(dice: &mut Dice) -> String {
    let (who, place) = (dice.of(ACTORS), dice.of(PLACES));
    if dice.below(10_000) == 0 {
        // A word that hardly any story has, for those who measure searching.
        return format!("An eclipse is seen over {place}");
    }
    match dice.below(4) {
        0 => format!("{place} {} {}", dice.of(VERBS), dice.of(THINGS)),
        1 => format!("{who} in {place} {} {}", dice.of(VERBS), dice.of(THINGS)),
        2 => format!("{place}: {who} {} {} {}", dice.of(VERBS), dice.of(THINGS), dice.of(TIMES)),
        _ => format!("Why {who} {} {}", dice.of(VERBS), dice.of(THINGS)),
    }
}

fn sentence(dice: &mut Dice) -> String {
    let (who, place, verb, thing) = (dice.of(ACTORS), dice.of(PLACES), dice.of(VERBS), dice.of(THINGS));
    let number = 2 + dice.below(980);
    match dice.below(5) {
        0 => format!("The {who} of {place} {verb} {thing} {}, the office said.", dice.of(TIMES)),
        1 => format!("According to {number} people asked in {place}, the {who} {verb} {thing}."),
        2 => format!(
            "“It took us {number} days,” said {} {}, “until {thing} came back.”",
            dice.of(FIRST_NAMES),
            dice.of(LAST_NAMES)
        ),
        3 => format!("Near {place}, {number} visitors saw how the {who} {verb} {thing} {}.", dice.of(TIMES)),
        _ => format!("Nobody in {place} knows yet whether the {who} really {verb} {thing}."),
    }
}

/// `SplitMix64` (Steele, Lea, Flood 2014): small, fast, the same everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn of(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len() as u64) as usize]
    }
}

const PLACES: &[&str] = &[
    "Harbour",
    "Northfield",
    "Lindow",
    "Marrow Bay",
    "Eastgate",
    "Kestrel",
    "Old Mill",
    "Tarn",
    "Winterbourne",
    "Saltmarsh",
    "Quarry Hill",
    "Fenwick",
    "Ashdown",
    "Granite Falls",
    "Larkspur",
    "Pinewood",
    "Stonebridge",
    "Riverton",
    "Copperfield",
    "Highmoor",
];
const PAPERS: &[&str] = &[
    "Post",
    "Courier",
    "Wire",
    "Observer",
    "Gazette",
    "Herald",
    "Dispatch",
    "Ledger",
    "Chronicle",
    "Echo",
    "Morning",
    "Standard",
    "Review",
    "Bulletin",
    "Signal",
];
const SECTIONS: &[&str] =
    &["World", "Politics", "Business", "Science", "Culture", "Sport", "Weather", "Local"];
const FIRST_NAMES: &[&str] =
    &["Ada", "Ben", "Clara", "Dmitri", "Esra", "Farid", "Greta", "Hiro", "Ines", "Jan"];
const LAST_NAMES: &[&str] =
    &["Abel", "Brandt", "Castro", "Dorn", "Eriksen", "Fuchs", "Grant", "Holm", "Ito", "Jensen", "Kaya"];
const ACTORS: &[&str] = &[
    "council",
    "court",
    "orchestra",
    "ferry company",
    "central bank",
    "team",
    "university",
    "union",
    "museum",
    "fire brigade",
    "railway",
    "observatory",
    "parliament",
    "bakers",
    "fishermen",
    "nurses",
    "mayor",
    "police",
];
const VERBS: &[&str] = &[
    "postpones",
    "opens",
    "doubts",
    "rebuilds",
    "sells",
    "celebrates",
    "measures",
    "defends",
    "explains",
    "repairs",
    "wins",
    "loses",
    "discovers",
    "tests",
    "returns to",
    "gives up",
    "questions",
    "praises",
];
const THINGS: &[&str] = &[
    "the new bridge",
    "its oldest archive",
    "a record harvest",
    "the night train",
    "the budget for schools",
    "a comet’s tail",
    "the price of bread",
    "the harbour wall",
    "two lost paintings",
    "the water supply",
    "a long dispute over wages",
    "the last lighthouse",
    "the grain corridor",
    "a vaccine against flu",
    "the rules for drones",
    "an island without cars",
    "the cup final",
    "a storm warning",
    "the tax on sugar",
];
const TIMES: &[&str] = &[
    "after ten years",
    "before the winter",
    "at the second attempt",
    "in spite of the rain",
    "on Thursday",
    "without a word",
    "for the first time",
    "until the spring",
    "against all advice",
    "by a single vote",
];
