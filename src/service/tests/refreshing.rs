//! When sources are asked, what is noted about their answers, moved feeds, and being offline.

use super::*;
use crate::news::{Condition, Health};

const OTHER: &str = "https://other.example/rss";

fn health(room: &Room, slug: &str) -> Health {
    let rows = room.desk.read(Store::sources).wait().unwrap();
    rows.into_iter().find(|row| row.slug.as_str() == slug).unwrap().health
}

fn one() -> Reply {
    rss(&[("a", "Thu, 13 Nov 2025 08:00:00 GMT")])
}

fn with_refresh(refresh: &str) -> String {
    format!("{}refresh = {refresh}\n", wire())
}

#[test]
fn a_source_that_fails_is_asked_less_and_less_until_it_answers() {
    let mut room = Room::new(&wire());
    room.web.put(FEED, Reply::new(500, ""));
    let mut pauses = Vec::new();
    for failures in 1..=4 {
        assert_eq!(room.refresh(false).asked, 1);
        let now = health(&room, "wire");
        assert_eq!((now.failures, now.condition()), (failures, Condition::Failing));
        let next = now.next_try.unwrap().instant;
        pauses.push(next.as_second() - room.now.instant.as_second());
        assert_eq!(room.refresh(false).skipped, 1);
        room.now.instant = next;
    }
    assert!(pauses.is_sorted() && pauses[3] > 4 * pauses[0], "{pauses:?}");
    room.web.put(FEED, one());
    assert_eq!(room.refresh(false).answered, 1);
    let now = health(&room, "wire");
    assert_eq!((now.failures, now.trouble.as_ref(), now.condition()), (0, None, Condition::Fine));
    assert_eq!(now.last_new, now.last_good);
}

#[test]
fn what_is_gone_for_good_is_asked_only_when_told_to() {
    let mut room = Room::new(&wire());
    room.web.put(FEED, Reply::new(410, ""));
    room.refresh(false);
    assert_eq!(health(&room, "wire").condition(), Condition::Gone);
    room.later(100_000);
    assert_eq!(room.refresh(false).asked, 0);
    room.web.put(FEED, one());
    assert_eq!(room.refresh(true).answered, 1);
    assert_eq!(health(&room, "wire").condition(), Condition::Fine);
}

#[test]
fn what_304_saved_is_counted() {
    let room = Room::new(&wire());
    room.web.put(FEED, one().header("Last-Modified", "Thu, 13 Nov 2025 8:00:00 gmt"));
    for _ in 0..3 {
        room.refresh(true);
    }
    let now = health(&room, "wire");
    assert_eq!((now.answers, now.saved), (3, 2));
    // Returned exactly as it came, although it is no date as HTTP has it.
    let sent = room.web.requests(FEED)[2].validators.last_modified.clone();
    assert_eq!(sent.as_deref(), Some("Thu, 13 Nov 2025 8:00:00 gmt"));
}

#[test]
fn each_source_has_its_own_interval() {
    let mut hourly = Room::new(&with_refresh("60"));
    let told_so = "<rss version=\"2.0\"><channel><title>W</title><ttl>600</ttl><item><title>x</title></item></channel></rss>";
    hourly.web.put(FEED, Reply::feed(told_so));
    hourly.refresh(false);
    let next = hourly.run(next_due(&hourly.desk, &hourly.now)).unwrap().unwrap();
    assert_eq!(next.as_second() - hourly.now.instant.as_second(), 3600);
    hourly.later(59);
    assert_eq!(hourly.refresh(false).asked, 0);
    hourly.later(1);
    assert_eq!(hourly.refresh(false).asked, 1);

    let never = Room::new(&with_refresh("\"never\""));
    assert_eq!(never.refresh(false).asked, 0);
    assert_eq!(never.run(next_due(&never.desk, &never.now)).unwrap(), None);
    never.web.put(FEED, one());
    assert_eq!(never.refresh(true).asked, 1);

    let mut once = Room::new(&with_refresh("\"start\""));
    once.web.put(FEED, one());
    assert_eq!(once.refresh(false).asked, 1);
    once.later(10_000);
    assert_eq!(once.refresh(false).asked, 0);
}

#[test]
fn a_feed_that_has_moved_for_good_is_asked_at_its_new_address() {
    let sources = format!("# mine\n{}\n# to the end\n", wire());
    let room = Room::new(&sources);
    let new = "https://wire.example/feeds/all";
    room.web.put(FEED, Reply::new(301, "").header("Location", "/feeds/all"));
    room.web.put(new, one().header("ETag", "\"1\""));
    let sum = room.refresh(true);
    assert_eq!(sum.moved.len(), 1);
    let raw = room.run(room.desk.with_sources_file(|file| Ok(file.raw().to_owned()))).unwrap();
    assert_eq!(raw, sources.replace(FEED, new));
    let again = room.refresh(true);
    assert_eq!((again.moved.len(), room.web.hits(FEED), room.web.hits(new)), (0, 1, 2));
    assert_eq!(room.web.requests(new)[1].validators.etag.as_deref(), Some("\"1\""));
}

#[test]
fn a_feed_that_was_taken_over_without_a_name_gets_its_own() {
    let sources = wire().replace("\"The Wire\"", "\"wire.example\" # theirs");
    let room = Room::new(&sources);
    let raw = || room.run(room.desk.with_sources_file(|file| Ok(file.raw().to_owned()))).unwrap();
    room.web.put(FEED, Reply::new(500, ""));
    room.refresh(true);
    assert_eq!(raw(), sources);
    room.web.put(FEED, one());
    assert_eq!(room.refresh(true).named.len(), 1);
    let named = raw();
    assert_ne!(named, sources);
    let title = named.lines().find(|line| line.starts_with("title = ")).unwrap();
    assert!(title.ends_with("\" # theirs") && !title.contains("wire.example"), "{named}");
    // Once it has a name, that stays, whatever the feed says later.
    room.web.put(FEED, one());
    assert!(room.refresh(true).named.is_empty());
    assert_eq!(raw(), named);
}

#[test]
fn a_redirect_that_is_not_for_good_or_leads_to_no_feed_changes_nothing() {
    let room = Room::new(&wire());
    room.web.put("https://wire.example/login", Reply::html("<html><body>Who are you?</body></html>"));
    for (status, to) in [(302, OTHER), (301, "/login"), (301, "http://wire.example/plain")] {
        room.web.put(FEED, Reply::new(status, "").header("Location", to));
        room.web.put(OTHER, one());
        room.web.put("http://wire.example/plain", one());
        assert_eq!(room.refresh(true).moved, []);
    }
    assert_eq!(room.run(room.desk.with_sources_file(|file| Ok(file.raw().to_owned()))).unwrap(), wire());
}

#[test]
fn being_offline_is_one_thing_and_blames_nobody() {
    let sources = format!(
        "{}\n[[source]]\nid = \"other\"\nroutes = [{{ kind = \"feed\", url = \"{OTHER}\" }}]\n",
        wire()
    );
    let room = Room::new(&sources);
    room.web.offline(true);
    let steps = Mutex::new(Vec::new());
    let say = |progress: Progress| steps.lock().unwrap().push(progress.step);
    let sum = room.run(refresh_live(&room.desk, &room.sources(), &room.now, false, say)).unwrap();
    assert!(sum.offline);
    assert_eq!((sum.asked, sum.answered), (2, 0));
    assert!(steps.into_inner().unwrap().iter().all(|step| *step == Step::Asking));
    assert_eq!(health(&room, "wire"), Health::default());

    // As soon as one host is reached, the others are to blame again.
    room.web.offline(false);
    room.web.put(FEED, one());
    let sum = room.refresh(false);
    assert!(!sum.offline);
    assert_eq!((sum.asked, sum.answered, sum.faults.len()), (2, 1, 1));
    assert_eq!(health(&room, "other").failures, 1);
}

#[test]
fn who_is_not_asked_while_its_host_rests_has_not_failed() {
    let mut room = Room::new(&wire());
    let manners = crate::fetch::Manners::default();
    let polite = Arc::new(crate::fetch::Polite::new(Arc::clone(&room.web), manners));
    room.desk = Desk::memory(polite, &wire()).unwrap();
    room.run(sync_sources(&room.desk, &room.now)).unwrap();
    room.web.put(FEED, one());
    room.refresh(true);
    let before = health(&room, "wire");
    room.web.rest(Some(std::time::Duration::from_hours(3)));
    // A person who asks is told; nobody is to blame, and nothing is asked by itself before the rest is over.
    let sum = room.refresh(true);
    assert_eq!(sum.faults[0].1.sentence.as_str(), "wire.example asked to be left alone for a while");
    assert_eq!((health(&room, "wire"), room.web.hits(FEED)), (before, 1));
    room.later(60);
    assert_eq!(room.refresh(false).asked, 0);
    let next = room.run(next_due(&room.desk, &room.now)).unwrap().unwrap();
    assert_eq!(next.as_second() - room.now.instant.as_second(), 3 * 3600);
    room.web.rest(None);
    assert_eq!(room.refresh(false).answered, 1);
}

#[test]
fn an_archive_that_rests_keeps_no_feed_from_being_asked() {
    let sources = wire().replace(
        "routes = [",
        "routes = [{ kind = \"day-page\", template = \"https://archive.example/{YYYY}/{MM}/{DD}/\" }, ",
    );
    let mut room = Room::new(&sources);
    assert_eq!(room.sources()[0].routes.len(), 2);
    room.web.put(FEED, one());
    room.refresh(true);
    room.web.rest_at("archive.example", std::time::Duration::from_hours(3));
    room.later(60);
    assert_eq!(room.refresh(false).answered, 1);
    let next = room.run(next_due(&room.desk, &room.now)).unwrap().unwrap();
    assert!(next.as_second() - room.now.instant.as_second() < 3600);
}

#[test]
fn what_tells_no_date_is_of_the_day_that_its_address_names() {
    let room = Room::new(&wire());
    let item = |title: &str, path: &str, date: &str| {
        format!("<item><title>{title}</title><link>https://wire.example/{path}</link>{date}</item>")
    };
    room.web.put(
        FEED,
        Reply::feed(format!(
            "<rss><channel><title>W</title>{}{}{}{}</channel></rss>",
            item("Named", "2025/11/03/dam", ""),
            item("Unnamed", "dam/20251", ""),
            // A day that is to come is what the page is about.
            item("Ahead", "2026/02/01/fair", ""),
            item("Dated", "2025/11/03/lake", "<pubDate>Wed, 12 Nov 2025 08:00:00 GMT</pubDate>"),
        )),
    );
    room.refresh(true);
    assert_eq!(room.titles("2025-11-03"), ["Named"]);
    assert_eq!(room.titles("2025-11-12"), ["Dated"]);
    assert_eq!(room.titles("2025-11-13").len(), 2);
    // Later an address of long ago is only what a link leads to, and one of another site always is.
    room.web.put(
        FEED,
        Reply::feed(format!(
            "<rss><channel><title>W</title>{}{}<item><title>Linked</title><link>https://other.example/2025/11/03/x</link></item></channel></rss>",
            item("Old", "2014/05/06/why", ""),
            item("Recent", "2025/11/04/why", ""),
        )),
    );
    room.refresh(true);
    assert_eq!(room.titles("2025-11-04"), ["Recent"]);
    assert!(["Old", "Linked"].iter().all(|title| room.titles("2025-11-13").contains(&(*title).to_owned())));
    // What a source tells at first may be of any day.
    let room = Room::new(&wire());
    let old = item("Old", "2014/05/06/why", "");
    room.web.put(FEED, Reply::feed(format!("<rss><channel><title>W</title>{old}</channel></rss>")));
    room.refresh(true);
    assert_eq!(room.titles("2014-05-06"), ["Old"]);
}

/// An Atom feed that tells one story twice, first without a text, with so many others between.
fn told_twice(between: usize) -> Reply {
    let entry = |id: &str, content: &str| {
        format!(
            "<entry><id>{id}</id><title>Story {id}</title><link href=\"https://wire.example/{id}\"/>\
             <updated>2025-11-13T08:00:00Z</updated>{content}</entry>"
        )
    };
    let others: String = (0..between).map(|n| entry(&format!("other-{n}"), "")).collect();
    let (stub, whole) = (
        entry("a", "<content>Soon.</content>"),
        entry("a", "<content type=\"html\">&lt;p&gt;All that is known of it by now.&lt;/p&gt;</content>"),
    );
    Reply::feed(format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Wire</title>{stub}{others}{whole}</feed>"
    ))
}

#[test]
fn of_a_story_that_is_told_twice_at_once_the_last_text_stays() {
    for between in [0, 120] {
        let room = Room::new(&wire());
        room.web.put(FEED, told_twice(between));
        assert_eq!(room.refresh(true).new.len(), between + 1);
        let range = day("2025-11-13").only();
        let text = room.desk.read(move |store| {
            let edition = store.edition(Scope::All, range)?;
            let told = edition.rows.iter().find(|row| row.title == "Story a").map(|row| row.id);
            store.text(told.unwrap(), crate::news::TextKind::Feed)
        });
        let text = text.wait().unwrap().unwrap();
        assert_eq!(first_words(&text), "All that is known of it by now.", "{between} between");
    }
}

#[test]
fn the_text_of_a_story_is_the_one_that_its_feed_carries_now() {
    let carrying = |words: &str| {
        Reply::feed(format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Wire</title><entry><id>a</id><title>Story a</title>\
             <link href=\"https://wire.example/a\"/><updated>2025-11-13T08:00:00Z</updated>\
             <content type=\"html\">&lt;p&gt;{words}&lt;/p&gt;</content></entry></feed>"
        ))
    };
    let room = Room::new(&wire());
    let row = || room.story("2025-11-13", "Story a");
    for (words, told) in [
        ("The dam held.", "The dam held."),
        ("The dam held until noon, and then it gave way.", "The dam held until noon, and then it gave way."),
        ("The dam held until two, and then it gave way.", "The dam held until two, and then it gave way."),
        ("Read more.", "The dam held until two, and then it gave way."),
        ("The dam held until two.", "The dam held until two, and then it gave way."),
    ] {
        room.web.put(FEED, carrying(words));
        room.refresh(true);
        let id = row().id;
        let at = room.now.instant;
        room.desk.write(move |store| store.set_read(&[id], true, at)).wait().unwrap();
        let text = room.desk.read(move |store| store.text(id, crate::news::TextKind::Feed)).wait().unwrap();
        assert_eq!(text.unwrap().document.texts().collect::<String>(), told);
        assert!(!row().unread, "a text that is renewed is no news");
    }
    room.web.put(FEED, carrying("The dam held until two, and then it gave way to the lake."));
    room.refresh(true);
    assert!(!row().unread);
}

#[test]
fn a_story_that_is_told_twice_under_two_headlines_keeps_its_longer_text() {
    let long = "The dam held until two in the night, and then it gave way. ".repeat(3);
    let entry = |title: &str, words: &str| {
        format!(
            "<entry><id>a</id><title>{title}</title><link href=\"https://wire.example/a\"/>\
             <updated>2025-11-13T08:00:00Z</updated><content type=\"html\">&lt;p&gt;{words}&lt;/p&gt;</content></entry>"
        )
    };
    let feed = |entries: &str| {
        Reply::feed(format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Wire</title>{entries}</feed>"
        ))
    };
    let room = Room::new(&wire());
    room.web.put(FEED, feed(&format!("{}{}", entry("Dam", &long), entry("Weather: Dam", "It gave way."))));
    for _ in 0..2 {
        room.refresh(true);
        let story = room.story("2025-11-13", "Weather: Dam").id;
        let text =
            room.desk.read(move |store| store.text(story, crate::news::TextKind::Feed)).wait().unwrap();
        assert_eq!(text.unwrap().document.texts().collect::<String>(), long.trim());
    }
}
