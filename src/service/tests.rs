//! The verbs over a web of prepared answers and a store in memory.

use std::future::Future;
use std::sync::{Arc, Mutex};

use jiff::tz::TimeZone;

use super::*;
use crate::config::Paths;
use crate::fetch::{Canned, Reply};
use crate::news::{Address, Block, Day, FaultKind, Now, Route, Scope, Slug, Source, Text, TextKind, Verb};
use crate::store::Store;

mod crowds;
mod cuts;
mod discovery;
mod parts;
mod pictures;
mod refreshing;
mod routes;
mod rules;

const FEED: &str = "https://wire.example/rss";

struct Room {
    web: Arc<Canned>,
    desk: Desk,
    now: Now,
    runtime: tokio::runtime::Runtime,
}

impl Room {
    fn new(sources: &str) -> Self {
        let web = Arc::new(Canned::new());
        let desk = Desk::memory(web.clone(), sources).unwrap();
        let room = Self { web, desk, now: noon(), runtime: runtime() };
        room.run(sync_sources(&room.desk, &room.now)).unwrap();
        room
    }

    fn run<T>(&self, verb: impl Future<Output = T>) -> T {
        self.runtime.block_on(verb)
    }

    fn sources(&self) -> Vec<Source> {
        self.desk.sources().to_vec()
    }

    fn refresh(&self, force: bool) -> Sum {
        self.run(refresh_live(&self.desk, &self.sources(), &self.now, force, |_| {})).unwrap()
    }

    fn ask(&self, at: &str, force: bool) -> Sum {
        self.run(ask_day(&self.desk, &self.sources(), day(at), &self.now, force, |_| {})).unwrap()
    }

    fn titles(&self, at: &str) -> Vec<String> {
        let range = day(at).only();
        let edition = self.desk.read(move |store| store.edition(Scope::All, range)).wait().unwrap();
        edition.rows.iter().map(|row| row.title.to_string()).collect()
    }

    fn story(&self, at: &str, title: &str) -> crate::news::Headline {
        let range = day(at).only();
        let edition = self.desk.read(move |store| store.edition(Scope::All, range)).wait().unwrap();
        edition.rows.into_iter().find(|row| row.title == title).unwrap()
    }

    fn later(&mut self, minutes: i64) {
        self.now.instant += jiff::SignedDuration::from_mins(minutes);
    }
}

fn noon() -> Now {
    Now { instant: "2025-11-13T12:00:00Z".parse().unwrap(), zone: TimeZone::UTC }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

/// Folders of a person with these sources.
fn paths_with(home: &std::path::Path, sources: &str) -> Paths {
    let paths = Paths { config: home.join("config"), data: home.join("data") };
    std::fs::create_dir(&paths.config).unwrap();
    std::fs::write(paths.sources_file(), sources).unwrap();
    paths
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn wire() -> String {
    format!(
        "[[source]]\nid = \"wire\"\ntitle = \"The Wire\"\nroutes = [{{ kind = \"feed\", url = \"{FEED}\" }}]\n"
    )
}

fn rss(items: &[(&str, &str)]) -> Reply {
    let items: Vec<String> = items
        .iter()
        .map(|(slug, date)| {
            format!(
                "<item><title>Story {slug}</title><link>https://wire.example/{slug}</link><guid>{slug}</guid>\
                 <pubDate>{date}</pubDate><description>About {slug}.</description>\
                 <content:encoded>&lt;p&gt;The feed's own words on {slug}.&lt;/p&gt;</content:encoded></item>"
            )
        })
        .collect();
    Reply::feed(format!(
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
         <title>The Wire</title><link>https://wire.example/</link>{}</channel></rss>",
        items.concat()
    ))
}

fn article(title: &str) -> Reply {
    let sentence =
        "The committee met in the morning and agreed on the plan that had been prepared over the summer. ";
    let paragraphs = format!("<p>{}</p>", sentence.repeat(4)).repeat(5);
    Reply::html(format!(
        "<html lang=en><head><title>{title}</title><meta property=og:type content=article>\
         <meta property=\"article:published_time\" content=\"2025-11-12T09:00:00+03:00\"></head>\
         <body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    ))
}

fn first_words(article: &crate::news::Article) -> String {
    article
        .document
        .blocks
        .iter()
        .find_map(|block| match block {
            Block::Paragraph { spans, .. } => Some(spans.iter().map(|span| span.text.as_str()).collect()),
            _ => None,
        })
        .unwrap_or_default()
}

#[test]
fn a_refresh_stores_stories_by_day_and_asks_conditionally() {
    let mut room = Room::new(&wire());
    let reply = rss(&[("a", "Thu, 13 Nov 2025 08:00:00 GMT"), ("b", "Wed, 12 Nov 2025 23:00:00 GMT")]);
    room.web.put(FEED, reply.header("ETag", "\"1\""));
    let steps = Mutex::new(Vec::new());
    let say = |progress: Progress| steps.lock().unwrap().push(progress.step);
    let sum = room.run(refresh_live(&room.desk, &room.sources(), &room.now, false, say)).unwrap();
    assert_eq!((sum.asked, sum.answered, sum.new.len()), (1, 1, 2));
    assert_eq!(steps.into_inner().unwrap(), [Step::Asking, Step::Answered { stories: 2, new: 2 }]);
    assert_eq!(room.titles("2025-11-13"), ["Story a"]);
    assert_eq!(room.titles("2025-11-12"), ["Story b"]);
    let id = room.story("2025-11-13", "Story a").id;
    let text = room.desk.read(move |store| store.text(id, TextKind::Feed)).wait().unwrap().unwrap();
    assert_eq!(first_words(&text), "The feed's own words on a.");

    // Young answers are not asked for again, told ones are: with what the server gave.
    assert_eq!(room.refresh(false).skipped, 1);
    assert_eq!(room.web.hits(FEED), 1);
    let again = room.refresh(true);
    assert_eq!((again.answered, again.new.len()), (1, 0));
    assert_eq!(room.web.requests(FEED)[1].validators.etag.as_deref(), Some("\"1\""));
    room.later(31);
    assert_eq!(room.refresh(false).asked, 1);
}

#[test]
fn what_a_feed_says_of_its_ttl_is_kept_to() {
    let mut room = Room::new(&wire());
    let reply = "<rss version=\"2.0\"><channel><title>W</title><ttl>180</ttl><item><title>x</title></item></channel></rss>";
    room.web.put(FEED, Reply::feed(reply));
    room.refresh(false);
    room.later(90);
    assert_eq!(room.refresh(false).skipped, 1);
    room.later(100);
    assert_eq!(room.refresh(false).asked, 1);
}

#[test]
fn a_source_that_fails_stops_no_other() {
    let sources = format!(
        "{}\n[[source]]\nid = \"gone\"\nroutes = [{{ kind = \"feed\", url = \"https://gone.example/rss\" }}]\n",
        wire()
    );
    let room = Room::new(&sources);
    room.web.put(FEED, rss(&[("a", "Thu, 13 Nov 2025 08:00:00 GMT")]));
    let sum = room.refresh(false);
    assert_eq!((sum.asked, sum.answered, sum.new.len()), (2, 1, 1));
    assert_eq!(sum.faults[0].0.as_str(), "gone");
    let rows = room.desk.read(Store::sources).wait().unwrap();
    assert!(rows[0].health.trouble.is_none() && rows[0].health.last_good.is_some());
    assert!(rows[1].health.trouble.as_ref().unwrap().contains("gone.example"));
}

#[test]
fn a_story_is_read_from_the_store_the_page_or_the_feed() {
    let room = Room::new(&wire());
    room.web.put(FEED, rss(&[("a", "Thu, 13 Nov 2025 08:00:00 GMT")]));
    room.refresh(false);
    let target = Target::Story(room.story("2025-11-13", "Story a").id);
    let read = |fresh| room.run(read_story(&room.desk, &target, &room.now, fresh, true)).unwrap();

    let instead = read(false);
    assert_eq!(
        (instead.kind, first_words(&instead).as_str()),
        (TextKind::Feed, "The feed's own words on a.")
    );
    assert!(instead.notice.unwrap().contains("wire.example has nothing at this address"));

    let page = "https://wire.example/a";
    room.web.put(page, article("Story a"));
    let whole = read(false);
    assert_eq!((whole.kind, whole.notice), (TextKind::Extracted, None));
    let hits = room.web.hits(page);
    assert!(room.web.requests(page)[0].urgent);
    room.web.offline(true);
    assert!(first_words(&read(false)).starts_with("The committee met"));
    assert_eq!(room.web.hits(page), hits);
    assert!(read(true).notice.unwrap().contains("as it was stored"));
}

#[test]
fn what_has_no_title_has_its_first_words_for_a_headline_everywhere() {
    let room = Room::new(&wire());
    let entry = |id: u8, text: &str| {
        format!(
            "<item><guid>https://wire.example/@ann/{id}</guid><pubDate>Thu, 13 Nov 2025 0{id}:00:00 GMT</pubDate>\
             <description>{text}</description></item>"
        )
    };
    let entries = [
        entry(3, "Short."),
        entry(
            2,
            "&lt;p&gt;The ferry is late again. People wait on the pier, and there is no roof over any of them.&lt;/p&gt;",
        ),
    ];
    let feed = format!("<rss><channel><title>Ann</title>{}</channel></rss>", entries.concat());
    room.web.put(FEED, Reply::feed(feed));
    let found = room.run(discover(&room.desk, FEED, &room.now)).unwrap();
    let shown: Vec<_> = found.sample.iter().map(|item| item.title.to_string()).collect();
    assert_eq!(shown, ["Short.", "The ferry is late again."]);
    room.refresh(true);
    assert_eq!(room.titles("2025-11-13"), ["Short.", "The ferry is late again."]);
    let ferry = room.story("2025-11-13", "The ferry is late again.");
    assert_eq!(
        ferry.deck,
        "The ferry is late again. People wait on the pier, and there is no roof over any of them."
    );
}

#[test]
fn stories_of_a_feed_that_have_one_page_are_each_read_as_the_feed_tells_them() {
    let room = Room::new(&wire());
    let entry = |place: &str, title: &str, hour: u8, own: &str| {
        format!(
            "<item><title>{title}</title><link>https://wire.example/log{place}</link>\
             <pubDate>Thu, 13 Nov 2025 0{hour}:00:00 GMT</pubDate><description>{own}</description></item>"
        )
    };
    let answer = |entries: &[String]| {
        Reply::feed(format!("<rss><channel><title>W</title>{}</channel></rss>", entries.concat()))
    };
    let entries = [
        entry("#v2", "Version 2", 3, "Two is faster."),
        entry("#v1", "Version 1", 2, "One is here."),
        entry("", "The log", 1, "All of it."),
        entry("?utm_source=feed", "The log", 1, "All of it."),
    ];
    room.web.put(FEED, answer(&entries));
    room.web.put("https://wire.example/log", article("The log"));
    assert_eq!(room.refresh(true).new.len(), 3);
    assert_eq!(room.titles("2025-11-13"), ["Version 2", "Version 1", "The log"]);
    // A page of its own that has been read is none of theirs.
    let page = Target::Typed(Address::parse("https://wire.example/log").unwrap());
    let typed = room.run(read_story(&room.desk, &page, &room.now, false, true)).unwrap();
    assert!(first_words(&typed).starts_with("The committee met"));
    for (title, own) in [("Version 2", "Two is faster."), ("Version 1", "One is here.")] {
        let story = Target::Story(room.story("2025-11-13", title).id);
        let read = room.run(read_story(&room.desk, &story, &room.now, false, true)).unwrap();
        assert_eq!(first_words(&read), own);
    }
    // A later answer with one of them renews nothing else and adds none; a new one is new.
    room.web.put(FEED, answer(&[entry("#v3", "Version 3", 4, "Three."), entries[0].clone()]));
    assert_eq!(room.refresh(true).new.len(), 1);
    assert_eq!(room.titles("2025-11-13"), ["Version 3", "Version 2", "Version 1", "The log"]);
    // The bookmark of one has its own text.
    let one = room.story("2025-11-13", "Version 1");
    let wanted = Wanted::Story(one.id, one.address.unwrap());
    let kept = room.run(keep(&room.desk, &wanted, vec![], Text::default(), &room.now)).unwrap();
    assert_eq!((kept.bookmark.title.as_str(), kept.bookmark.story), ("Version 1", Some(one.id)));
    let text = room.desk.read(move |store| store.text_by_address(&kept.bookmark.address)).wait().unwrap();
    assert_eq!(first_words(&text.unwrap()), "One is here.");
}

#[test]
fn what_is_kept_is_kept_before_its_text() {
    let room = Room::new(&wire());
    let address = Address::parse("https://far.example/story").unwrap();
    room.web.offline(true);
    let wanted = Wanted::Address(address.clone());
    let tags = vec![Text::line("trade")];
    let kept = room.run(keep(&room.desk, &wanted, tags, Text::line("for Monday"), &room.now)).unwrap();
    assert!(kept.text.is_err() && !kept.bookmark.has_text);
    assert_eq!(kept.bookmark.note, "for Monday");

    room.web.offline(false);
    room.web.put(address.as_str(), article("A far story"));
    assert_eq!(room.run(retry_kept(&room.desk, &room.now)).unwrap(), 1);
    assert_eq!(room.run(retry_kept(&room.desk, &room.now)).unwrap(), 0);
    // Keeping it again without words does not wipe the old ones.
    let again = room.run(keep(&room.desk, &wanted, vec![], Text::default(), &room.now)).unwrap();
    assert_eq!((again.bookmark.note.as_str(), again.bookmark.title.as_str()), ("for Monday", "A far story"));
    assert!(again.bookmark.has_text);
    room.web.offline(true);
    let target = Target::Typed(address.clone());
    let read = room.run(read_story(&room.desk, &target, &room.now, false, true)).unwrap();
    assert!(first_words(&read).starts_with("The committee met"));
    assert!(room.run(unkeep(&room.desk, &address, &room.now)).unwrap());
    assert!(!room.run(unkeep(&room.desk, &address, &room.now)).unwrap());
}

#[test]
fn a_feed_stands_in_only_for_a_page_that_is_no_article() {
    let room = Room::new(&wire());
    room.web.put(FEED, rss(&[("a", "Thu, 13 Nov 2025 08:00:00 GMT")]));
    room.refresh(false);
    let story = room.story("2025-11-13", "Story a");
    room.web.offline(true);
    let wanted = Wanted::Story(story.id, story.address.clone().unwrap());
    let kept = room.run(keep(&room.desk, &wanted, vec![], Text::default(), &room.now)).unwrap();
    assert_eq!(kept.bookmark.day, day("2025-11-13"));
    assert!(kept.text.is_err() && !kept.bookmark.has_text);
}

/// The store may have been mended since the star was drawn, without that story or with another one under its number.
#[test]
fn a_check_in_place_of_a_page_takes_nothing_from_its_story() {
    let room = Room::new(&wire());
    room.web.put(FEED, rss(&[("a", "Wed, 12 Nov 2025 08:00:00 GMT")]));
    room.refresh(false);
    let story = room.story("2025-11-12", "Story a");
    let wall = "<title>Just a moment...</title><h1>wire.example</h1><h2>Checking if the site connection is secure</h2><p>Enable \
                JavaScript and cookies to continue</p><p>wire.example needs to review the security of your connection.</p>";
    room.web.put("https://wire.example/a", Reply::html(wall));
    let target = Target::Story(story.id);
    let read = room.run(read_story(&room.desk, &target, &room.now, false, true)).unwrap();
    assert_eq!(read.kind, TextKind::Feed);
    let notice =
        "this is the text the feed carried; wire.example wants to see a browser before it shows this page";
    assert_eq!(read.notice.as_deref(), Some(notice));
    let id = story.id;
    let stored = room.desk.read(move |store| store.text(id, TextKind::Extracted)).wait().unwrap();
    assert!(stored.is_none());
    // What was read before stays, too.
    room.web.put("https://wire.example/a", article("Story a"));
    let read = room.run(read_story(&room.desk, &target, &room.now, true, true)).unwrap();
    assert_eq!(read.kind, TextKind::Extracted);
    room.web.put("https://wire.example/a", Reply::html(wall));
    let again = room.run(read_story(&room.desk, &target, &room.now, true, true)).unwrap();
    assert_eq!((again.kind, again.words), (TextKind::Extracted, read.words));
}

#[test]
fn what_is_shown_is_kept_by_its_address_where_the_number_is_another_story_s() {
    let room = Room::new(&wire());
    room.web
        .put(FEED, rss(&[("a", "Thu, 13 Nov 2025 08:00:00 GMT"), ("b", "Thu, 13 Nov 2025 09:00:00 GMT")]));
    room.refresh(false);
    let (a, b) = (room.story("2025-11-13", "Story a"), room.story("2025-11-13", "Story b"));
    let gone = Address::parse("https://wire.example/gone").unwrap();
    // A feed that gives a story another address meanwhile has not made another story of it.
    let renewed = Address::parse("https://wire.example/old?ref=rss2").unwrap();
    let wanted = Wanted::Story(a.id, renewed);
    let kept = room.run(commit(&room.desk, &wanted, vec![], Text::default(), &room.now)).unwrap();
    assert_eq!((Some(&kept.address), kept.title.as_str()), (a.address.as_ref(), "Story a"));
    for (number, address, title) in [
        (a.id, b.address.clone().unwrap(), "Story b"),
        (crate::news::StoryId(999), a.address.clone().unwrap(), "Story a"),
        (crate::news::StoryId(998), gone, "https://wire.example/gone"),
    ] {
        let wanted = Wanted::Story(number, address.clone());
        let kept = room.run(commit(&room.desk, &wanted, vec![], Text::default(), &room.now)).unwrap();
        assert_eq!((kept.address, kept.title.as_str()), (address, title));
    }
}

#[test]
fn following_and_leaving_can_be_undone() {
    let room = Room::new("");
    room.web.put("https://wire.example/", {
        Reply::html(
            "<html><head><title>Front</title><link rel=alternate type=application/rss+xml title=Comments \
             href=/comments/feed><link rel=alternate type=application/rss+xml title=News href=/rss></head>\
             <body><p>Hello.</p></body></html>",
        )
    });
    room.web.put(FEED, rss(&[("a", "Thu, 13 Nov 2025 08:00:00 GMT")]));
    let found = room.run(discover(&room.desk, "wire.example", &room.now)).unwrap();
    assert_eq!(found.kind, FoundKind::Site);
    assert_eq!(found.source.routes, [Route::Feed { url: Address::parse(FEED).unwrap() }]);
    assert_eq!((found.source.title.as_str(), found.sample.len()), ("The Wire", 1));
    assert!(room.run(followed(&room.desk, &found)).is_none());

    let row = room.run(subscribe(&room.desk, &found, &room.now)).unwrap();
    assert_eq!((row.slug.as_str(), row.stories), ("the-wire", 1));
    assert_eq!(room.titles("2025-11-13"), ["Story a"]);
    let again = room.run(subscribe(&room.desk, &found, &room.now)).unwrap();
    assert_eq!((again.id, room.sources().len()), (row.id, 1));
    // The stories were stored while looking: the first refresh has nothing to do.
    assert_eq!(room.refresh(false).skipped, 1);

    let slug = Slug::parse("the-wire").unwrap();
    room.run(unsubscribe(&room.desk, &slug, &room.now)).unwrap();
    assert!(room.sources().is_empty() && room.titles("2025-11-13").is_empty());
    assert!(room.run(undo(&room.desk, &room.now)).unwrap().is_some());
    assert_eq!((room.sources().len(), room.titles("2025-11-13").len()), (1, 1));
    assert!(room.run(undo(&room.desk, &room.now)).unwrap().is_some());
    assert!(room.sources().is_empty());
    assert!(room.run(redo(&room.desk, &room.now)).unwrap().is_some());
    assert_eq!(room.sources().len(), 1);
    // What was done since stands before it: it is told and left.
    let since = room.now.instant + jiff::SignedDuration::from_secs(1);
    let told = room.run(undo_since(&room.desk, since, &room.now)).unwrap().unwrap();
    assert!(!told.undone && told.verb == Verb::Source);
    assert_eq!(room.sources().len(), 1);
    let back = room.run(undo_since(&room.desk, room.now.instant, &room.now)).unwrap().unwrap();
    assert!(back.undone && room.sources().is_empty());
}

#[test]
fn an_article_offers_itself_and_its_site() {
    let room = Room::new("");
    let page = "https://wire.example/2025/story";
    room.web.put(page, article("A far story"));
    room.web.put(
        "https://wire.example/",
        Reply::html("<title>Front</title><link rel=alternate type=application/rss+xml href=/rss>"),
    );
    room.web.put(FEED, rss(&[("a", "Thu, 13 Nov 2025 08:00:00 GMT")]));
    let found = room.run(discover(&room.desk, page, &room.now)).unwrap();
    assert_eq!(found.kind, FoundKind::Article);
    assert_eq!(found.article.unwrap().title, "A far story");
    assert_eq!(found.routes.len(), 1);
    // A front page that reads like an article is followed, not read.
    let mut front = article("A far story");
    front.body.extend_from_slice(b"<link rel=alternate type=application/rss+xml href=/rss>");
    room.web.put("https://wire.example/", front);
    let found = room.run(discover(&room.desk, "https://wire.example/", &room.now)).unwrap();
    assert_eq!((found.kind, found.article.is_none(), found.routes.len()), (FoundKind::Site, true, 1));
}

#[test]
fn what_is_nothing_is_said_so() {
    let room = Room::new("");
    let fault = |input: &str| room.run(discover(&room.desk, input, &room.now)).unwrap_err();
    assert_eq!(fault("hello world").kind, FaultKind::Usage);
    assert_eq!(fault("https://a.example/{YYYY}/{DD}").kind, FaultKind::Usage);
    assert_eq!(fault("https://nothing.example/").kind, FaultKind::NotFound);
    room.web.put("https://pdf.example/x", Reply::new(200, "%PDF-1.4 x"));
    assert!(fault("https://pdf.example/x").sentence.contains("not text"));
    room.web.put("https://bare.example/", Reply::html("<title>x</title><p>Nothing here.</p>"));
    assert_eq!(fault("https://bare.example/").kind, FaultKind::NotFound);
    room.web.offline(true);
    assert_eq!(fault("https://bare.example/").kind, FaultKind::Offline);
}

const PORTAL: &str = "[[source]]\nid = \"portal\"\ntitle = \"Portal\"\nzone = \"Europe/Moscow\"\n\
                      routes = [{ kind = \"day-page\", template = \"https://portal.example/world/{YYYY}-{MM}-{DD}/\" }]\n";

fn day_url(at: &str) -> String {
    format!("https://portal.example/world/{at}/")
}

fn day_page(numbers: &[u32]) -> Reply {
    let rows: Vec<String> = numbers
        .iter()
        .map(|number| {
            format!(
                "<div class=item><h3><a href=\"/world/{number}/\">Headline number {number} of the day</a></h3>\
                 <p>What happened in short, told in a sentence or two.</p></div>"
            )
        })
        .collect();
    Reply::html(format!("<title>World</title><h1>World</h1><div class=feed>{}</div>", rows.concat()))
}

#[test]
fn a_day_is_asked_of_those_who_can_tell_and_once() {
    let mut room = Room::new(&format!("{PORTAL}\n{}", wire()));
    room.web.put(&day_url("2025-11-05"), day_page(&[101, 102, 103]));
    let sum = room.ask("2025-11-05", false);
    assert_eq!((sum.asked, sum.answered, sum.skipped, sum.new.len()), (1, 1, 1, 3));
    assert_eq!(room.titles("2025-11-05").len(), 3);
    assert_eq!(room.web.total(), 1);
    // A finished day stands.
    room.later(60 * 24 * 30);
    assert_eq!(room.ask("2025-11-05", false).asked, 0);
    assert_eq!(room.ask("2025-11-05", true).asked, 1);
}

#[test]
fn a_day_that_is_not_finished_is_asked_again() {
    let mut room = Room::new(PORTAL);
    room.web.put(&day_url("2025-11-13"), day_page(&[1, 2, 3]));
    assert_eq!(room.ask("2025-11-13", false).new.len(), 3);
    assert_eq!(room.ask("2025-11-13", false).asked, 0);
    room.later(31);
    room.web.put(&day_url("2025-11-13"), day_page(&[1, 2, 3, 4]));
    assert_eq!(room.ask("2025-11-13", false).new.len(), 1);
    // What was answered on the day itself does not stand for ever: it had hours to go.
    room.later(60 * 24 * 3);
    assert_eq!(room.ask("2025-11-13", false).asked, 1);
    assert_eq!(room.ask("2025-11-13", false).asked, 0);
    // Tomorrow has not come in Moscow.
    assert_eq!(room.ask("2025-11-17", true).asked, 0);
}

#[test]
fn a_day_without_a_page_is_empty_and_a_detour_is_no_day() {
    let room = Room::new(PORTAL);
    assert_eq!(room.ask("2025-11-01", false).answered, 1);
    room.web.put("https://portal.example/", day_page(&[1, 2, 3]));
    room.web.put(&day_url("2025-11-02"), Reply::new(302, "").header("Location", "/"));
    let sum = room.ask("2025-11-02", false);
    assert_eq!((sum.answered, sum.new.len()), (1, 0));
    room.web.put("https://portal.example/consent", day_page(&[1, 2, 3]));
    room.web.put(&day_url("2025-11-03"), Reply::new(302, "").header("Location", "/consent"));
    let sum = room.ask("2025-11-03", false);
    assert_eq!((sum.answered, sum.faults.len()), (0, 1));
    assert!(room.titles("2025-11-03").is_empty());
    let asked = room.desk.read(|store| store.asked_on("2025-11-01".parse().unwrap())).wait().unwrap();
    assert_eq!(asked[0].1.outcome, crate::news::Outcome::Empty);
}

#[test]
fn a_source_with_an_archive_only_is_refreshed_by_its_today() {
    let mut room = Room::new(PORTAL);
    // 22:00 in London is tomorrow in Moscow.
    room.later(600);
    room.web.put(&day_url("2025-11-14"), day_page(&[7, 8, 9]));
    assert_eq!(room.refresh(false).new.len(), 3);
    assert_eq!(room.titles("2025-11-14").len(), 3);
    assert_eq!(room.refresh(false).skipped, 1);
}

fn with_calendar(linked: std::ops::RangeInclusive<i32>) -> String {
    let days: Vec<String> = (1..=30)
        .map(|n| {
            if linked.contains(&n) {
                format!("<a href=\"/world/2025-11-{n:02}/\">{n}</a> ")
            } else {
                format!("<span>{n}</span> ")
            }
        })
        .collect();
    let body = String::from_utf8(day_page(&[1, 2, 3]).body).unwrap();
    format!("<div class=archive><b>Ноябрь</b> <b>2025</b> {}</div>{body}", days.concat())
}

#[test]
fn an_archive_is_followed_when_its_days_answer_and_the_future_does_not() {
    let room = Room::new("");
    room.web.put("https://portal.example/world/", Reply::html(with_calendar(1..=13)));
    room.web.put(&day_url("2025-11-12"), day_page(&[1, 2, 3]));
    let found = room.run(discover(&room.desk, "https://portal.example/world/", &room.now)).unwrap();
    let Some(Route::DayPage { template, .. }) = found.source.routes.first() else { panic!("a day page") };
    assert_eq!(template.as_str(), "https://portal.example/world/{YYYY}-{MM}-{DD}/");
    assert_eq!(found.sample.len(), 3);
    room.run(subscribe(&room.desk, &found, &room.now)).unwrap();
    assert_eq!(room.titles("2025-11-12").len(), 3);
    assert_eq!(room.ask("2025-11-12", false).asked, 0);
}

#[test]
fn an_archive_that_shows_the_same_on_every_day_is_none() {
    let room = Room::new("");
    room.web.put("https://portal.example/world/", Reply::html(with_calendar(1..=13)));
    let future = room.now.today().plus(761).to_string();
    for at in ["2025-11-12", &future] {
        room.web.put(&day_url(at), day_page(&[1, 2, 3]));
    }
    let fault = room.run(discover(&room.desk, "https://portal.example/world/", &room.now)).unwrap_err();
    assert!(fault.sentence.contains("every date shows the same stories"), "{fault}");
}

#[test]
fn a_template_is_verified_like_a_calendar() {
    let room = Room::new("");
    let template = "https://portal.example/world/{YYYY}-{MM}-{DD}/";
    let fault = room.run(discover(&room.desk, template, &room.now)).unwrap_err();
    assert_eq!(fault.kind, FaultKind::NotFound);
    room.web.put(&day_url("2025-11-11"), day_page(&[1, 2, 3]));
    let found = room.run(discover(&room.desk, template, &room.now)).unwrap();
    assert_eq!(found.kind, FoundKind::Template);
    assert_eq!(found.listing.as_ref().unwrap().0, day("2025-11-11"));
}

#[test]
fn an_article_with_its_sites_calendar_above_it_is_an_article() {
    let room = Room::new("");
    let page = "https://portal.example/world/7395602/";
    let whole = String::from_utf8(article("Strength in calm").body).unwrap();
    let calendar = with_calendar(1..=13);
    let widget = calendar.split("<title>").next().unwrap();
    room.web.put(
        page,
        Reply::html(
            whole.replace("<article>", &format!("{widget}<article>")).replace("article:published_time", "x"),
        ),
    );
    room.web.put(&day_url("2025-11-12"), day_page(&[1, 2, 3]));
    let found = room.run(discover(&room.desk, page, &room.now)).unwrap();
    assert_eq!((found.kind, found.routes.len()), (FoundKind::Article, 1));
    assert_eq!(found.source.home.unwrap().as_str(), "https://portal.example/");
}

#[test]
fn few_days_of_a_young_month_are_believed_with_the_month_before() {
    let mut room = Room::new("");
    room.now.instant = "2025-11-02T12:00:00Z".parse().unwrap();
    let calendar =
        with_calendar(1..=2).replace("<b>Ноябрь</b>", "<a href=\"/world/2025-10/\">‹</a> <b>Ноябрь</b>");
    room.web.put("https://portal.example/world/", Reply::html(calendar));
    room.web.put(&day_url("2025-11-01"), day_page(&[1, 2, 3]));
    let before = with_calendar(1..=30).replace("Ноябрь", "Октябрь").replace("2025-11-", "2025-10-");
    room.web.put("https://portal.example/world/2025-10/", Reply::html(before));
    let found = room.run(discover(&room.desk, "https://portal.example/world/", &room.now)).unwrap();
    assert!(matches!(found.source.routes.first(), Some(Route::DayPage { .. })), "{found:?}");
    assert!(room.web.hits("https://portal.example/world/2025-10/") >= 1);
}

#[test]
fn the_demo_edition_is_refreshed_like_any_web() {
    let now = Now { instant: "2025-11-13T12:00:00Z".parse().unwrap(), zone: TimeZone::UTC };
    let demo = Arc::new(crate::fetch::Demo::new(&now));
    let desk = Desk::memory(demo, &crate::fetch::Demo::sources_toml(now.today())).unwrap();
    let runtime = runtime();
    runtime.block_on(sync_sources(&desk, &now)).unwrap();
    let sum = runtime.block_on(refresh_live(&desk, &desk.sources(), &now, false, |_| {})).unwrap();
    assert_eq!((sum.asked, sum.faults.len()), (4, 1), "{sum:?}");
    assert!(!sum.new.is_empty());
    for id in sum.new {
        let read = runtime.block_on(read_story(&desk, &Target::Story(id), &now, false, true)).unwrap();
        assert!(read.words > 20 && read.notice.is_none(), "{read:?}");
    }
    // A demo edition is closed like a newspaper: nothing of it is on the disk.
    assert!(runtime.block_on(undo(&desk, &now)).unwrap().is_none());
}

#[test]
fn what_a_rule_written_between_two_runs_hides_is_never_on_the_screen() {
    let (home, web) = (tempfile::tempdir().unwrap(), Arc::new(Canned::new()));
    let paths = paths_with(home.path(), &wire());
    let at = "Thu, 13 Nov 2025 08:00:00 GMT";
    web.put(FEED, rss(&[("horoscope", at), ("grain", at)]));
    let (now, runtime) = (noon(), runtime());
    let open = || Desk::open_at_once(web.clone(), &paths, crate::news::Refresh::Never).unwrap();
    let titles = |desk: &Desk| {
        let edition = desk.read(|store| store.edition(Scope::All, day("2025-11-13").only())).wait().unwrap();
        edition.rows.iter().map(|row| row.title.to_string()).collect::<Vec<_>>()
    };
    let desk = open();
    runtime.block_on(sync_sources(&desk, &now)).unwrap();
    runtime.block_on(refresh_live(&desk, &desk.sources(), &now, true, |_| {})).unwrap();
    assert_eq!(titles(&desk).len(), 2);
    drop(desk);
    // Nothing has looked at the sources yet when the first list is asked for.
    let rules = paths.config.join("mute.toml");
    std::fs::write(&rules, "[[mute]]\nwords = \"horoscope\"\n").unwrap();
    assert_eq!(titles(&open()), ["Story grain"]);
    std::fs::write(&rules, "[[mute]\n").unwrap();
    assert_eq!(titles(&open()), ["Story grain"]);
    std::fs::remove_file(&rules).unwrap();
    assert_eq!(titles(&open()).len(), 2);
}
