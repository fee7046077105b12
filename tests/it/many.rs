//! Many sources at once: what fails costs itself only, and what was given is given back.

use std::collections::HashSet;
use std::net::{IpAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use dateline::fetch::{Looking, Manners, Names, Polite, Web, WebSettings};
use dateline::news::{Now, Scope};
use dateline::service::{Desk, Sum, refresh_live, sync_sources};
use dateline::store::Store;
use jiff::tz::TimeZone;

use crate::support::site::{Asked, Served, Site};

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
        let web = Web::with_names(settings, Arc::new(Nameless)).unwrap();
        let source = |(n, url): (usize, &String)| {
            format!("[[source]]\nid = \"s{n}\"\nroutes = [{{ kind = \"feed\", url = \"{url}\" }}]\n")
        };
        let sources: String = addresses.iter().enumerate().map(source).collect();
        let desk = Desk::memory(Arc::new(Polite::new(web, Manners::default())), &sources).unwrap();
        let now = Now { instant: "2025-11-13T12:00:00Z".parse().unwrap(), zone: TimeZone::UTC };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(sync_sources(&desk, &now)).unwrap();
        Self { desk, now, runtime }
    }

    fn refresh(&self) -> Sum {
        let sources = self.desk.sources();
        self.runtime.block_on(refresh_live(&self.desk, &sources, &self.now, true, |_| {})).unwrap()
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
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    urls.push(format!("http://{closed}/feed"));
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
