//! Many sources at once: what fails costs itself only, and what was given is given back.

use std::collections::HashSet;
use std::net::IpAddr;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use dateline::fetch::{Looking, Manners, Names, Polite, Web, WebSettings};
use dateline::news::{Now, Scope};
use dateline::service::{Desk, Sum, refresh_live, sync_sources};
use dateline::store::Store;
use jiff::tz::TimeZone;

use crate::support::pty::{Launch, Pty};
use crate::support::site::{Asked, Dead, Served, Site};

const HEALTHY: usize = 80;

/// Nothing has a name here; the sites are asked by their numbers.
struct Nameless;

impl Names for Nameless {
    fn lookup(&self, _: &str) -> Looking {
        Box::pin(async { Ok::<Vec<IpAddr>, _>(Vec::new()) })
    }
}

struct Many {
    desk: Desk,
    now: Now,
    runtime: tokio::runtime::Runtime,
}

impl Many {
    fn new(addresses: &[String]) -> Self {
        let short = Duration::from_millis(1500);
        let settings = WebSettings { feed: short, page: short, stall: short, ..WebSettings::default() };
        Self::with(addresses, settings, Manners::default())
    }

    fn with(addresses: &[String], settings: WebSettings, manners: Manners) -> Self {
        let web = Web::with_names(settings, Arc::new(Nameless)).unwrap();
        let source = |(n, url): (usize, &String)| {
            format!("[[source]]\nid = \"s{n}\"\nroutes = [{{ kind = \"feed\", url = \"{url}\" }}]\n")
        };
        let sources: String = addresses.iter().enumerate().map(source).collect();
        let desk = Desk::memory(Arc::new(Polite::new(web, manners)), &sources).unwrap();
        let now = Now { instant: "2025-11-13T12:00:00Z".parse().unwrap(), zone: TimeZone::UTC };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(sync_sources(&desk, &now)).unwrap();
        Self { desk, now, runtime }
    }

    fn refresh(&self) -> Sum {
        let sources = self.desk.sources();
        self.runtime.block_on(refresh_live(&self.desk, &sources, &self.now, true, |_| {})).unwrap()
    }

    /// What the program does by itself so many minutes later.
    fn refresh_after(&mut self, minutes: i64) -> Sum {
        self.now.instant += jiff::SignedDuration::from_mins(minutes);
        let sources = self.desk.sources();
        self.runtime.block_on(refresh_live(&self.desk, &sources, &self.now, false, |_| {})).unwrap()
    }
}

/// A feed of one story, "not modified" for who has it; every second feed gives nothing to ask again with.
fn healthy(asked: &Asked) -> Option<Served> {
    let name = asked.path.strip_prefix("/feed/")?;
    let tag = format!("W/\"{name} + \u{e4}\"");
    let gives = name.ends_with(['0', '2', '4', '6', '8']);
    if gives && asked.header("if-none-match") == Some(tag.as_str()) {
        return Some(Served::status(304));
    }
    let feed = Served::typed(
        "application/rss+xml",
        format!(
            "<rss><channel><title>F</title><item><title>Story {name}</title><guid>{name}</guid>\
             <pubDate>Thu, 13 Nov 2025 08:00:00 GMT</pubDate></item></channel></rss>"
        ),
    );
    Some(if gives { feed.with("ETag", &tag) } else { feed })
}

/// Twenty sites, each with a failing of its own.
fn failing() -> (Vec<Site>, Vec<String>) {
    let half = b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n<rss><channel>".to_vec();
    let ways = [
        Served::Stall(Vec::new()),
        Served::Stall(half.clone()),
        Served::Raw(Vec::new()),
        Served::Raw(half),
        Served::Raw(b"220 mail.example ESMTP\r\n".to_vec()),
        Served::status(400),
        Served::status(401),
        Served::status(402),
        Served::status(403),
        Served::status(404),
        Served::status(410),
        Served::status(429).with("Retry-After", "3600"),
        Served::status(451),
        Served::status(500),
        Served::status(503).with("Retry-After", "7200"),
        Served::redirect(302, "/feed"),
        Served::redirect(302, "file:///etc/passwd"),
        Served::html("<html><body><p>Please accept</p></body></html>"),
        Served::typed("application/rss+xml", "%PDF-1.7"),
        Served::typed("application/rss+xml", ""),
    ];
    let sites = ways.map(|way| {
        let site = Site::new();
        site.put("/feed", way);
        site
    });
    let urls = sites.iter().map(|site| site.url("/feed")).collect();
    (sites.into(), urls)
}

#[test]
fn twenty_that_fail_in_their_own_ways_stop_none_of_the_others() {
    let sites: Vec<Site> = (0..10).map(|_| Site::made_of(healthy)).collect();
    let (_bad, mut urls) = failing();
    // Nobody listens there, and that one has no number.
    let closed = Dead::new();
    urls.push(closed.url("/feed"));
    urls.push("http://nowhere.example/feed".to_owned());
    let failing = urls.len();
    urls.extend((0..HEALTHY).map(|n| sites[n % sites.len()].url(&format!("/feed/{n}"))));
    let many = Many::new(&urls);

    let sum = many.refresh();
    assert_eq!((sum.asked, sum.answered, sum.new.len()), (failing + HEALTHY, HEALTHY, HEALTHY));
    assert!(!sum.offline);
    assert_eq!(sum.faults.len(), failing, "{:?}", sum.faults);
    let mut sentences = HashSet::new();
    for (slug, fault) in &sum.faults {
        assert!(fault.sentence.len() > 10 && fault.hint.as_ref().is_none_or(|hint| !hint.is_empty()));
        assert!(slug.as_str() < "s9999" && !fault.sentence.contains("reqwest"), "{fault}");
        sentences.insert(fault.sentence.as_str());
    }
    assert!(sentences.len() >= 16, "each is told in its own words: {sentences:#?}");

    let day = many.now.today();
    let list = many.desk.read(move |store| store.edition(Scope::All, day.only())).wait().unwrap();
    let titles: HashSet<&str> = list.rows.iter().map(|row| row.title.as_str()).collect();
    assert!((0..HEALTHY).all(|n| titles.contains(format!("Story {n}").as_str())));

    // Who asked for a rest gets it.
    let rows = many.desk.read(Store::sources).wait().unwrap();
    let rest = |n: usize| {
        let next = rows.iter().find(|row| row.slug.as_str() == format!("s{n}")).unwrap().health.next_try;
        next.unwrap().instant.as_second() - many.now.instant.as_second()
    };
    assert!(rest(11) > 3500 && rest(14) > 7100, "{} {}", rest(11), rest(14));
}

#[test]
fn what_was_given_is_given_back_exactly_and_to_all_that_gave() {
    let sites: Vec<Site> = (0..4).map(|_| Site::made_of(healthy)).collect();
    let urls: Vec<String> = (0..40).map(|n| sites[n % 4].url(&format!("/feed/{n}"))).collect();
    let many = Many::new(&urls);
    assert_eq!(many.refresh().new.len(), 40);
    let asked = |given: bool| {
        let all = sites.iter().flat_map(Site::asked);
        all.filter(|asked| asked.header("if-none-match").is_some() == given).count()
    };
    assert_eq!((asked(true), asked(false)), (0, 40));
    let again = many.refresh();
    assert_eq!((again.answered, again.new.len()), (40, 0));
    assert_eq!((asked(true), asked(false)), (20, 60));
    let rows = many.desk.read(Store::sources).wait().unwrap();
    assert_eq!(rows.iter().map(|row| row.health.saved).sum::<u32>(), 20);
}

/// Five hundred, the bad ones first: sixty whose answers come only when all the good ones have been asked, forty that
/// never finish theirs before, sixty where nobody listens. Were one of them in the others' way, the good ones would
/// wait for it, and it for them.
#[test]
fn five_hundred_at_once_wait_for_none_of_the_others() {
    const GOOD: usize = 340;
    let gate = Arc::new((Mutex::new(0), Condvar::new()));
    let wait = {
        let gate = Arc::clone(&gate);
        move || drop(gate.1.wait_while(gate.0.lock().unwrap(), |asked| *asked < GOOD).unwrap())
    };
    let slow: Vec<Site> = (0..60)
        .map(|_| {
            let wait = wait.clone();
            Site::made_of(move |asked| {
                wait();
                healthy(asked)
            })
        })
        .collect();
    let stalling: Vec<Site> = (0..40)
        .map(|_| {
            let wait = wait.clone();
            Site::made_of(move |_| {
                wait();
                Some(Served::Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<rss>".to_vec()))
            })
        })
        .collect();
    let good: Vec<Site> = (0..20)
        .map(|_| {
            let gate = Arc::clone(&gate);
            Site::made_of(move |asked| {
                *gate.0.lock().unwrap() += 1;
                gate.1.notify_all();
                healthy(asked)
            })
        })
        .collect();
    let mut urls: Vec<String> =
        slow.iter().enumerate().map(|(n, site)| site.url(&format!("/feed/{n}"))).collect();
    urls.extend(stalling.iter().map(|site| site.url("/feed/x")));
    let dead: Vec<Dead> = (0..60).map(|_| Dead::new()).collect();
    urls.extend(dead.iter().map(|closed| closed.url("/feed/x")));
    urls.extend((0..GOOD).map(|n| good[n % good.len()].url(&format!("/feed/{}", 1000 + n))));
    let manners = Manners { slow: Duration::from_millis(50), ..Manners::default() };
    let mut many = Many::with(&urls, WebSettings::default(), manners);

    let sum = many.refresh();
    assert_eq!((sum.asked, sum.answered, sum.new.len()), (500, 400, 400), "{:?}", sum.faults);
    assert_eq!(sum.faults.len(), 100);
    let refused =
        sum.faults.iter().filter(|(_, fault)| fault.sentence.contains("refused the connection")).count();
    assert_eq!(refused, dead.len());
    assert!(sum.faults.iter().all(|(_, fault)| !fault.sentence.contains("time")), "{:?}", sum.faults);
    let hits = |sites: &[Site]| sites.iter().map(|site| site.asked().len()).sum::<usize>();
    assert_eq!((hits(&slow), hits(&stalling), hits(&good)), (60, 40, GOOD), "each is asked once");

    // Later: all again, with what each gave; nobody is asked twice.
    let sum = many.refresh_after(31);
    assert_eq!((sum.asked, sum.answered, sum.new.len()), (500, 400, 0));
    assert_eq!((hits(&slow), hits(&stalling), hits(&good)), (120, 80, 2 * GOOD));
    let given = |sites: &[Site]| {
        let all = sites.iter().flat_map(Site::asked);
        all.filter(|asked| asked.header("if-none-match").is_some()).count()
    };
    assert_eq!((given(&slow), given(&good)), (30, GOOD / 2));
    // And nobody at all before its time.
    assert_eq!(many.refresh_after(1).asked, 0);
}

/// What a server wishes, by each header that says it: how often it is asked in the hours after.
#[test]
fn what_servers_wish_is_kept_to() {
    let feed = |ttl: &str| {
        let item = "<item><title>x</title><guid>1</guid></item>";
        Served::typed(
            "application/rss+xml",
            format!("<rss><channel><title>F</title>{ttl}{item}</channel></rss>"),
        )
    };
    let plain = || feed("");
    let in_two_hours = (jiff::Timestamp::now() + jiff::SignedDuration::from_hours(2)).to_zoned(TimeZone::UTC);
    let date = jiff::fmt::rfc2822::DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&in_two_hours.timestamp())
        .unwrap();
    // The answers, and requests after 0, 31, 46, 91 and 151 minutes.
    let cases: [(Served, [usize; 5]); 12] = [
        (plain(), [1, 2, 2, 3, 4]),
        (plain().with("Cache-Control", "max-age=2400"), [1, 1, 2, 3, 4]),
        (plain().with("Cache-Control", "max-age=2400, no-cache"), [1, 2, 2, 3, 4]),
        (plain().with("Cache-Control", "max-age=99999999"), [1, 1, 1, 2, 3]),
        (plain().with("Cache-Control", "no-cache").with("Expires", &date), [1, 2, 2, 3, 4]),
        (plain().with("Expires", &date), [1, 1, 1, 2, 3]),
        (feed("<ttl>60</ttl>"), [1, 1, 1, 2, 3]),
        (feed("<ttl>120</ttl>"), [1, 1, 1, 1, 2]),
        (feed("<ttl>5</ttl>"), [1, 2, 2, 3, 4]),
        (Served::status(410), [1, 1, 1, 1, 1]),
        (Served::status(429).with("Retry-After", "7200"), [1, 1, 1, 1, 1]),
        (Served::status(503).with("Retry-After", &date), [1, 1, 1, 1, 1]),
    ];
    let sites: Vec<Site> = cases
        .iter()
        .map(|(served, _)| {
            let site = Site::new();
            site.put("/feed", served.clone());
            site
        })
        .collect();
    let urls: Vec<String> = sites.iter().map(|site| site.url("/feed")).collect();
    let mut many = Many::new(&urls);
    for (at, minutes) in [0, 31, 15, 45, 60].into_iter().enumerate() {
        many.refresh_after(minutes);
        let asked: Vec<usize> = sites.iter().map(|site| site.asked().len()).collect();
        let wished: Vec<usize> = cases.iter().map(|(_, hits)| hits[at]).collect();
        assert_eq!(asked, wished, "the {at}. time");
    }
}

/// A chain of redirects that are for good ends at the address that is asked from then on, with what it gave; one with a
/// step that is not for good does not.
#[test]
fn chains_of_permanent_redirects_are_gone_once() {
    let site = Site::made_of(healthy);
    site.put("/old", Served::redirect(301, "/older"));
    site.put("/older", Served::redirect(308, "/oldest"));
    site.put("/oldest", Served::redirect(301, "/feed/2"));
    site.put("/now", Served::redirect(301, "/then"));
    site.put("/then", Served::redirect(302, "/feed/4"));
    site.put("/round", Served::redirect(301, "/round"));
    let mut many = Many::new(&[site.url("/old"), site.url("/now"), site.url("/round")]);
    let sum = many.refresh();
    assert_eq!((sum.answered, sum.moved.len(), sum.faults.len()), (2, 1, 1));
    let sum = many.refresh_after(31);
    assert_eq!((sum.answered, sum.moved.len()), (2, 0));
    let hits = |path| site.hits(path);
    assert_eq!((hits("/old"), hits("/older"), hits("/oldest"), hits("/feed/2")), (1, 1, 1, 2));
    assert_eq!((hits("/now"), hits("/then"), hits("/feed/4")), (2, 2, 2));
    let again = |path: &str| {
        let all = site.asked();
        all.iter().rev().find(|asked| asked.path == path).unwrap().header("if-none-match").map(str::to_owned)
    };
    assert!(again("/feed/2").is_some() && again("/feed/4").is_some());
}

/// A hundred sources on the screen: eighty that answer, twenty that fail in sixteen ways and more, of which two never
/// end. Waited for to the end, and timed, with `DATELINE_MANY=1 cargo test --test it many -- --nocapture`.
#[test]
fn a_hundred_sources_of_which_twenty_fail_come_while_the_keys_go_on() {
    let sites: Vec<Site> = (0..10).map(|_| Site::made_of(healthy)).collect();
    let (_bad, mut urls) = failing();
    let failing = urls.len();
    urls.extend((0..HEALTHY).map(|n| sites[n % sites.len()].url(&format!("/feed/{n}"))));
    let home = tempfile::tempdir().unwrap();
    let (config, data) = (home.path().join("config"), home.path().join("data"));
    std::fs::create_dir(&config).unwrap();
    let source = |(n, url): (usize, &String)| {
        format!("[[source]]\nid = \"s{n:03}\"\nroutes = [{{ kind = \"feed\", url = \"{url}\" }}]\n")
    };
    let sources = urls.iter().enumerate().map(source).collect::<Vec<_>>().concat();
    std::fs::write(config.join("sources.toml"), sources).unwrap();
    let started = std::time::Instant::now();
    let mut pty = Launch::dateline()
        .args(["--today", "2025-11-13", "--config-dir", config.to_str().unwrap()])
        .args(["--data-dir", data.to_str().unwrap()])
        .size(120, 40)
        .start();
    pty.wait_for_text("98 of 100");
    pty.wait_for_text("80 stories");
    let arrived = started.elapsed();
    // The first of them ask until their deadline; meanwhile the keys move the selection.
    let chosen = |screen: &vt100::Screen| {
        let text = screen.contents();
        let mut columns = text.lines().filter_map(|line| line.split('\u{2502}').nth(1));
        columns.find(|column| column.contains('\u{258c}')).map(str::to_owned)
    };
    let mut waits = Vec::new();
    let mut press = |pty: &mut Pty, keys: &'static str| {
        let before = pty.with_screen(chosen);
        let pressed = std::time::Instant::now();
        pty.send(keys);
        pty.wait_for("another row", |screen| chosen(screen) != before);
        waits.push((pressed.elapsed(), keys));
    };
    pty.send("gl");
    for keys in ["j", "j", "G", "k", "gg", "j"] {
        press(&mut pty, keys);
    }
    pty.wait_for_text("98 of 100");
    let to_the_end = std::env::var_os("DATELINE_MANY").is_some();
    if to_the_end {
        while pty.with_screen(|screen| screen.contents().contains('⟳')) {
            press(&mut pty, "j");
            press(&mut pty, "k");
        }
        let all = started.elapsed();
        println!(
            "{HEALTHY} arrived after {arrived:?}, all is done after {all:?}; the first keys {:?}",
            &waits[..6]
        );
        waits.sort_unstable();
        println!("the slowest {:?}", waits.last());
    }
    // Each that fails has its sentence.
    pty.send("gS");
    let ended = if to_the_end { failing } else { failing - 2 };
    pty.wait_for("all that failed", |screen| {
        let text = screen.contents();
        text.lines().filter(|line| line.trim_matches([' ', '\u{258c}']).starts_with("!  s")).count() == ended
    });
    let told = |screen: &vt100::Screen| -> Option<(String, String)> {
        let text = screen.contents();
        let mut lines = text.lines().skip_while(|line| !line.starts_with(" \u{258c}"));
        let row = lines.next()?.trim_matches([' ', '\u{258c}']).to_owned();
        Some((row, lines.next()?.trim().to_owned()))
    };
    let mut sentences = Vec::new();
    loop {
        let now = pty.with_screen(told).unwrap();
        if !now.0.starts_with('!') {
            break;
        }
        sentences.push(now.1.clone());
        pty.send("j");
        pty.wait_for("the next source", |screen| told(screen).is_some_and(|next| next.0 != now.0));
    }
    assert_eq!(sentences.len(), ended, "{sentences:#?}");
    assert!(sentences.iter().all(|said| said.len() > 20 && said.contains(' ')), "{sentences:#?}");
    assert!(sentences.iter().collect::<HashSet<_>>().len() >= 16, "{sentences:#?}");
    pty.send("Q");
    pty.wait_exit();
}
