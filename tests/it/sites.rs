//! What Dateline finds on the test sites, and the demo edition from its sources file to its stories.

use std::sync::Arc;

use dateline::app::ACTIONS;
use dateline::extract::calendar::{self, ArchiveCalendar, Trust};
use dateline::extract::{Limits, Page, PageFacts, convert};
use dateline::fetch::{Canned, Chosen, Demo, Fetch, Request, Web, WebSettings, What};
use dateline::keymap::latin_at_its_place;
use dateline::news::{Address, Article, Block, Day, Now, Role, Route, Scope, Slug};
use dateline::service::{self, Desk, Found, FoundKind};

use crate::support::portal;
use crate::support::site::Site;

fn now() -> Now {
    Now { instant: "2025-11-13T15:00:00Z".parse().unwrap(), zone: jiff::tz::TimeZone::UTC }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn discover(address: &str) -> Found {
    let web = Arc::new(Web::new(WebSettings::default()).unwrap());
    let desk = Desk::memory(web, "").unwrap();
    block_on(service::discover(&desk, address, &now())).unwrap()
}

#[test]
fn a_portal_is_followed_by_its_days() {
    let site = Site::portal(now().today());
    let article = site.url(&format!("/{}/{}/", portal::WORLD, portal::number(day("2025-11-12"), 1)));
    for address in [site.url(&format!("/{}/", portal::WORLD)), article] {
        let found = discover(&address);
        let routes: Vec<_> = found.routes.iter().map(|evidence| evidence.route.clone()).collect();
        let [Route::DayPage { template, .. }] = &routes[..] else { panic!("{address}: {routes:?}") };
        assert_eq!(template.as_str(), site.url(&format!("/{}/{{YYYY}}-{{MM}}-{{DD}}/", portal::WORLD)));
    }
    let sections = [(portal::WORLD, "World News"), (portal::ECONOMY, "Экономика")];
    for (section, name) in sections {
        let found = discover(&site.url(&format!("/{section}/")));
        assert_eq!(found.source.section.as_deref(), Some(name));
    }
}

#[test]
fn the_other_sites_offer_what_they_have() {
    let blog = Site::wordpress_like(now().today());
    let found = discover(&blog.url("/"));
    let kinds: Vec<_> = found.routes.iter().map(|evidence| evidence.route.kind()).collect();
    assert!(kinds.contains(&"feed") && kinds.contains(&"day-page"), "{kinds:?}");
    let plain = Site::plain_rss(now().today());
    let found = discover(&plain.url("/"));
    assert_eq!(found.routes[0].route, Route::Feed { url: Address::parse(&plain.url("/rss.xml")).unwrap() });
    assert_eq!(found.sample.len(), 5);
    let neither = discover(&Site::neither().url("/"));
    assert_eq!(neither.kind, FoundKind::Article);
    assert!(neither.routes.iter().all(|evidence| evidence.route.kind() == "page"), "{:?}", neither.routes);
}

#[test]
fn the_demo_edition_fills_its_days() {
    let today = now().today();
    let desk = Desk::memory(Arc::new(Demo::new(&now())), &Demo::sources_toml(today)).unwrap();
    block_on(async {
        service::sync_sources(&desk, &now()).await.unwrap();
        let sources = desk.sources();
        let live = service::refresh_live(&desk, &sources, &now(), true, |_| {}).await.unwrap();
        assert_eq!((live.asked, live.answered), (4, 3));
        let failed: Vec<_> = live.faults.iter().map(|(slug, _)| slug.clone()).collect();
        assert_eq!(failed, [Slug::parse("silent").unwrap()]);
        for (age, at_least) in [(0, 3), (1, 3), (2, 0), (3, 2), (58, 1)] {
            let day = today.plus(-age);
            service::ask_day(&desk, &sources, day, &now(), true, |_| {}).await.unwrap();
            let edition = desk.read(move |store| store.edition(Scope::All, day.only())).await.unwrap();
            let count = edition.rows.len();
            assert!(count >= at_least && (at_least > 0 || count == 0), "{count} stories {age} days ago");
        }
    });
}

fn text_at(demo: Demo, address: &str) -> String {
    let request = Request::new(Address::parse(address).unwrap(), Chosen::Content, What::Page);
    String::from_utf8(block_on(demo.get(request)).unwrap().body.unwrap()).unwrap()
}

/// The addresses of all stories of the demo edition, found on its front pages.
fn demo_stories(demo: Demo) -> Vec<String> {
    let host = "demo.dateline.invalid";
    let mut pages = vec![format!("https://card.{host}/keys")];
    for front in [format!("https://gazette.{host}/"), format!("https://wire.{host}/")] {
        let page = text_at(demo, &front);
        let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        pages.extend(links.filter(|link| link.starts_with("https://")).map(str::to_owned));
    }
    pages.sort_unstable();
    pages.dedup();
    assert_eq!(pages.len(), 45, "{pages:?}");
    pages
}

/// Each key that a story of the demo edition names is bound.
#[test]
fn the_demo_edition_names_keys_that_work() {
    let demo = Demo::new(&now());
    for address in demo_stories(demo) {
        let page = text_at(demo, &address);
        for key in page.split("<kbd>").skip(1).filter_map(|rest| rest.split("</kbd>").next()) {
            let written = match key {
                "Space" | "Enter" | "Esc" | "Tab" | "PgUp" | "PgDn" => format!("<{key}>"),
                "Backspace" => "<BS>".to_owned(),
                "Shift-Tab" => "<S-Tab>".to_owned(),
                key => match (key.strip_prefix("Ctrl-"), key.chars().next().and_then(latin_at_its_place)) {
                    (Some(letter), _) => format!("<C-{letter}>"),
                    (None, Some(latin)) => latin.to_string(),
                    (None, None) => key.to_owned(),
                },
            };
            let mut bound = ACTIONS.iter().flat_map(|row| row.keys);
            // A prefix, and what finds a key within the help, do something too.
            let works = bound.any(|keys| keys.starts_with(&written)) || key == "/";
            assert!(works || key.parse::<u8>().is_ok(), "{key} in {address} does nothing");
        }
    }
}

#[test]
fn the_canned_web_counts_and_can_be_switched_off() {
    let canned = Canned::new();
    canned.put("https://a.example/", dateline::fetch::Reply::html("a").header("ETag", "\"1\""));
    canned.put("https://a.example/old", dateline::fetch::Reply::new(301, "").header("Location", "/"));
    let get = |address: &str, etag: Option<&str>| {
        let mut request = Request::new(Address::parse(address).unwrap(), Chosen::Content, What::Page);
        request.validators.etag = etag.map(str::to_owned);
        block_on(canned.get(request))
    };
    assert_eq!(get("https://a.example/old", None).unwrap().moved.unwrap().as_str(), "https://a.example/");
    assert_eq!(get("https://a.example/", Some("\"1\"")).unwrap().body, None);
    assert_eq!(canned.hits("https://a.example/"), 2);
    assert_eq!(get("https://a.example/x", None).unwrap_err().exit_code(), 1);
    canned.offline(true);
    assert!(get("https://a.example/", None).unwrap_err().to_string().contains("offline"));
    assert_eq!(canned.total(), 5);
}

fn calendar_at(fetch: &dyn Fetch, address: &str) -> ArchiveCalendar {
    let request = Request::new(Address::parse(address).unwrap(), Chosen::Typed, What::Archive);
    let answer = block_on(fetch.get(request)).unwrap();
    let facts = PageFacts { address: answer.address, content_type: answer.content_type };
    let page = Page::parse(&answer.body.unwrap(), &facts, &Limits::default()).unwrap();
    calendar::read(&page).unwrap()
}

#[test]
fn the_calendars_of_the_sites_are_read() {
    let today = now().today();
    let web = Web::new(WebSettings::default()).unwrap();
    let site = Site::portal(today);
    for section in [portal::WORLD, portal::ECONOMY] {
        let found = calendar_at(&web, &site.url(&format!("/{section}/")));
        assert_eq!(found.template.as_str(), site.url(&format!("/{section}/{{YYYY}}-{{MM}}-{{DD}}/")));
        assert_eq!((found.trust, found.with_news.len(), found.to_come.len()), (Trust::Sure, 13, 17));
        assert_eq!(found.header.as_deref(), Some("Ноябрь 2025"));
        let before = calendar_at(&web, found.previous.unwrap().as_str());
        assert_eq!((before.month, before.with_news.len()), (today.month().plus(-1), 31));
    }
    let blog = Site::wordpress_like(today);
    let found = calendar_at(&web, &blog.url("/"));
    assert_eq!(found.template.as_str(), blog.url("/{YYYY}/{MM}/{DD}/"));
    assert_eq!((found.trust, found.with_news.len()), (Trust::Sure, 5));
    let demo = calendar_at(&Demo::new(&now()), "https://gazette.demo.dateline.invalid/first-steps/");
    assert_eq!((demo.trust, demo.with_news.len()), (Trust::Sure, 13));
    assert!(Demo::sources_toml(today).contains(demo.template.as_str()));
}

fn article_at(fetch: &dyn Fetch, address: &str) -> Article {
    let request = Request::new(Address::parse(address).unwrap(), Chosen::Typed, What::Page);
    let answer = block_on(fetch.get(request)).unwrap();
    let facts = PageFacts { address: answer.address, content_type: answer.content_type };
    convert(answer.body.unwrap(), facts, Limits::default()).unwrap()
}

fn says(article: &Article) -> String {
    format!("{:?}", article.document.blocks)
}

#[test]
fn the_portal_s_articles_are_text_and_nothing_else() {
    let today = now().today();
    let web = Web::new(WebSettings::default()).unwrap();
    let site = Site::portal(today);
    let number = portal::number(today, 0);
    let world = article_at(&web, &site.url(&format!("/{}/{number}/", portal::WORLD)));
    assert_eq!(world.title, portal::title(today, 0).as_str());
    let russian = article_at(&web, &site.url(&format!("/{}/{number}/", portal::ECONOMY)));
    assert!(says(&russian).contains("Решение приняли в понедельник"));
    for article in [world, russian] {
        let last = article.document.blocks.last().unwrap();
        assert!(matches!(last, Block::Paragraph { role: Role::Credit, .. }), "{last:?}");
        let figures = article.document.blocks.iter().filter(|block| matches!(block, Block::Figure { .. }));
        assert_eq!(figures.count(), 1);
        let text = says(&article);
        assert!(!["\"0\"", "WhatsApp", "Read also", "Реклама"].iter().any(|clutter| text.contains(clutter)));
    }
}

#[test]
fn the_demo_edition_is_readable_to_its_tasks() {
    let demo = Demo::new(&now());
    for address in demo_stories(demo) {
        let article = article_at(&demo, &address);
        assert!(article.notice.is_none() && !article.authors.is_empty(), "{address}");
        assert!(text_at(demo, &address).contains(&format!("<h1>{}</h1>", article.title)), "{address}");
        let text = says(&article);
        assert!(
            !["WhatsApp", "Read also", "No stories", "Sign up"].iter().any(|clutter| text.contains(clutter))
        );
        let mut bodies = article.document.blocks.iter().rev().filter_map(|block| match block {
            Block::Paragraph { role: Role::Body, spans } => Some(spans),
            _ => None,
        });
        let task = bodies.next().unwrap();
        assert!(task[0].style.strong && task.iter().any(|span| span.style.code), "{address}: {task:?}");
    }
}
