//! What an address offers: each kind of site, and each kind that only looks like one.

#![allow(clippy::format_collect, reason = "pages of tests are small and read better so")]

use super::*;
use crate::news::Item;

const HOME: &str = "https://site.example/";

/// A front page that lists stories, with something in its head.
fn front(head: &str, stories: &[(&str, &str)]) -> Reply {
    let rows: String = stories
        .iter()
        .map(|(path, title)| format!("<article><h2><a href='{path}'>{title}</a></h2></article>"))
        .collect();
    Reply::html(format!(
        "<html lang=en><head><title>The Site</title><meta property=og:site_name content='The Site'>{head}</head>\
         <body><main>{rows}</main></body></html>"
    ))
}

/// Ten stories of a day with the day in their addresses.
fn dated(at: &str) -> Vec<(String, String)> {
    (1..=10)
        .map(|n| {
            let path = format!("/{}/the-river-rises-again-{n}/", at.replace('-', "/"));
            (path, format!("On {at} the river rises again for the {n}. time"))
        })
        .collect()
}

fn listing(head: &str, stories: &[(String, String)]) -> Reply {
    let stories: Vec<(&str, &str)> = stories.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    front(head, &stories)
}

fn kinds(found: &Found) -> Vec<&'static str> {
    found.source.routes.iter().map(Route::kind).collect()
}

fn titles(items: &[Item]) -> usize {
    items.iter().filter(|item| !item.title.is_empty()).count()
}

const PLAIN: [(&str, &str); 6] = [
    ("/a/1001/", "The river rises again in the north"),
    ("/a/1002/", "Grain corridor talks resume in the city"),
    ("/a/1003/", "The central bank holds its rate again"),
    ("/a/1004/", "A bridge is opened after seven years"),
    ("/a/1005/", "The museum shows what was lost at sea"),
    ("/a/1006/", "Harvest begins two weeks early"),
];

#[test]
fn wordpress_is_followed_by_its_interface_with_its_first_day() {
    let room = Room::new("");
    let api = "<link rel='https://api.w.org/' href='/wp-json/'>";
    room.web.put(
        HOME,
        front(&format!("{api}<link rel=alternate type='application/rss+xml' href='/feed/'>"), &PLAIN),
    );
    room.web.put("https://site.example/feed/", rss(&[("a", "Wed, 12 Nov 2025 08:00:00 GMT")]));
    let posts = |after: &str, before: &str| {
        format!(
            "https://site.example/wp-json/wp/v2/posts?after={after}T23:59:59&before={before}T00:00:00&per_page=100\
             &page=1&orderby=date&order=desc&_fields=id,date,date_gmt,modified_gmt,link,title,excerpt"
        )
    };
    let post = |at: &str| {
        Reply::new(
            200,
            format!(
                r#"[{{"date":"{at}","date_gmt":"{at}","link":"https://site.example/p/1/","title":{{"rendered":"A post of that day"}},"excerpt":{{"rendered":""}}}}]"#
            ),
        )
    };
    room.web.put(&posts("2025-11-11", "2025-11-13"), post("2025-11-12T08:00:00"));
    let future = room.now.today().plus(761);
    room.web.put(&posts(&future.plus(-1).to_string(), &future.plus(1).to_string()), Reply::new(200, "[]"));
    room.web.put(
        "https://site.example/wp-json/wp/v2/posts?per_page=1&orderby=date&order=asc&_fields=id,date,date_gmt,modified_gmt,link,title,excerpt",
        post("2009-02-03T08:00:00"),
    );
    let found = room.run(discover(&room.desk, HOME, &room.now)).unwrap();
    assert_eq!(kinds(&found), ["feed", "wordpress"]);
    assert_eq!(found.source.routes[1].range(), (Day::new(2009, 2, 3), None));
}

#[test]
fn the_dates_in_story_addresses_lead_to_day_pages() {
    let room = Room::new("");
    let mut stories = dated("2025-11-12");
    stories.extend(dated("2025-11-11"));
    room.web.put(HOME, listing("", &stories));
    for at in ["2025-11-12", "2025-11-11", "2025-10-06"] {
        room.web.put(&format!("{HOME}{}/", at.replace('-', "/")), listing("", &dated(at)));
    }
    let found = room.run(discover(&room.desk, HOME, &room.now)).unwrap();
    assert_eq!(kinds(&found), ["day-page"]);
    assert_eq!(found.source.routes[0].place(), "https://site.example/{YYYY}/{MM}/{DD}/");
    assert_eq!(titles(&found.sample), 5);
}

#[test]
fn a_blogger_blog_is_followed_by_ranges() {
    let room = Room::new("");
    let head = "<meta name=generator content=blogger><link rel=alternate type='application/atom+xml' href='/feeds/posts/default'>";
    room.web.put(HOME, front(head, &PLAIN));
    room.web.put("https://site.example/feeds/posts/default", rss(&[("a", "Wed, 12 Nov 2025 08:00:00 GMT")]));
    let range = "https://site.example/feeds/posts/default?published-min=2025-11-12T00:00:00&published-max=2025-11-13T00:00:00&max-results=150";
    room.web.put(range, rss(&[("a", "Wed, 12 Nov 2025 08:00:00 GMT")]));
    let found = room.run(discover(&room.desk, HOME, &room.now)).unwrap();
    assert_eq!(kinds(&found), ["feed", "day-feed"]);
}

#[test]
fn a_wordpress_without_an_interface_is_followed_by_its_day_feeds() {
    let room = Room::new("");
    let head = "<meta name=generator content='WordPress 5'><link rel=alternate type='application/rss+xml' href='/feed/'>";
    room.web.put(HOME, front(head, &PLAIN));
    room.web.put("https://site.example/feed/", rss(&[("a", "Wed, 12 Nov 2025 08:00:00 GMT")]));
    room.web.put("https://site.example/2025/11/12/feed/", rss(&[("a", "Wed, 12 Nov 2025 08:00:00 GMT")]));
    let found = room.run(discover(&room.desk, HOME, &room.now)).unwrap();
    assert_eq!(kinds(&found), ["feed", "day-feed"]);
}

/// A feed of a day's three stories, with a link to the one before it (RFC 5005).
fn part_of_feed(newest: crate::news::Day, older: Option<&str>) -> Reply {
    let items: String = (0..3)
        .map(|n| {
            let (at, title) = (newest.plus(-n), format!("The river rises on {}", newest.plus(-n)));
            format!("<item><title>{title}</title><link>{HOME}n/{at}</link><pubDate>{at}T08:00:00Z</pubDate></item>")
        })
        .collect();
    let older =
        older.map(|at| format!("<a:link rel='next' href='{at}'/><a:link rel='last' href='/rss?page=40'/>"));
    let older = older.unwrap_or_default();
    Reply::feed(format!(
        "<rss version='2.0' xmlns:a='http://www.w3.org/2005/Atom'><channel><title>T</title>{older}{items}</channel></rss>"
    ))
}

#[test]
fn a_feed_that_goes_back_page_by_page_is_followed_as_far_as_it_goes() {
    let room = Room::new("");
    room.web.put(HOME, front("<link rel=alternate type='application/rss+xml' href='/rss'>", &PLAIN));
    let newest = day("2025-11-12");
    room.web.put("https://site.example/rss", part_of_feed(newest, Some("/rss?page=2")));
    for page in 2..=40 {
        let older = (page < 40).then(|| format!("/rss?page={}", page + 1));
        let reply = part_of_feed(newest.plus(-3 * (page - 1)), older.as_deref());
        room.web.put(&format!("https://site.example/rss?page={page}"), reply);
    }
    let found = room.run(discover(&room.desk, HOME, &room.now)).unwrap();
    assert_eq!(kinds(&found), ["feed", "paged-feed"]);
    // Where it ends its last page says, which it names: nothing before is asked for.
    assert_eq!(found.source.routes[1].range().0, Some(newest.plus(-119)));
    assert!(room.web.total() <= 30, "{}", room.web.total());
}

#[test]
fn a_sitemap_is_followed_by_its_own_address() {
    let room = Room::new("");
    let map = "https://site.example/map.xml";
    let days: String = ["2025/11/11", "2025/11/12"]
        .iter()
        .flat_map(|day| {
            (1..=3).map(move |n| format!("<url><loc>https://site.example/{day}/the-river-{n}</loc></url>"))
        })
        .collect();
    room.web.put(map, Reply::feed(format!("<urlset>{days}</urlset>")));
    let found = room.run(discover(&room.desk, map, &room.now)).unwrap();
    assert_eq!((found.kind, kinds(&found)), (FoundKind::Sitemap, vec!["sitemap"]));
    assert_eq!((titles(&found.sample), room.web.total()), (3, 1));

    let news = "https://site.example/news.xml";
    room.web.put(
        news,
        Reply::feed("<urlset xmlns:news='n'><url><loc>https://site.example/a/1001/</loc><news:news><news:title>The river</news:title></news:news></url></urlset>"),
    );
    let found = room.run(discover(&room.desk, news, &room.now)).unwrap();
    assert_eq!((found.kind, kinds(&found)), (FoundKind::Sitemap, vec!["news-sitemap"]));

    // One that tells neither days nor titles is nothing to follow.
    let plain = "https://site.example/plain.xml";
    room.web.put(plain, Reply::feed("<urlset><url><loc>https://site.example/about</loc></url></urlset>"));
    let fault = room.run(discover(&room.desk, plain, &room.now)).unwrap_err();
    assert!(fault.sentence.contains("neither titles nor days"), "{fault}");
}

#[test]
fn sitemaps_named_by_robots_are_the_last_but_one_resort() {
    let room = Room::new("");
    room.web.put(HOME, front("", &PLAIN));
    room.web.put(
        "https://site.example/robots.txt",
        Reply::new(200, "User-agent: *\nSitemap: https://site.example/news.xml\nsitemap: /map.xml\n"),
    );
    room.web.put(
        "https://site.example/news.xml",
        Reply::feed("<urlset xmlns:news='n'><url><loc>https://site.example/a/1001/</loc><news:news><news:title>The river</news:title></news:news></url></urlset>"),
    );
    room.web.put(
        "https://site.example/map.xml",
        Reply::feed(
            "<urlset><url><loc>https://site.example/2025/11/12/the-river-rises-again</loc></url></urlset>",
        ),
    );
    let found = room.run(discover(&room.desk, HOME, &room.now)).unwrap();
    assert_eq!(kinds(&found), ["news-sitemap", "sitemap"]);
    assert_eq!(room.web.hits("https://site.example/map.xml"), 1);
    // The usual addresses of feeds were tried, one after the other, and no more than a handful.
    assert!(room.web.total() <= 14, "{}", room.web.total());
}

#[test]
fn a_front_page_without_anything_is_followed_by_its_own_links() {
    let room = Room::new("");
    room.web.put(HOME, front("", &PLAIN));
    let found = room.run(discover(&room.desk, HOME, &room.now)).unwrap();
    assert_eq!(kinds(&found), ["section"]);
    assert_eq!(found.source.routes[0].place(), HOME);
}

/// A page of a section: stories below it, and a menu.
fn section(head: &str, name: &str) -> Reply {
    let titles = ["a storm", "the harbour", "an old mill", "two bridges", "the new school", "a lost ship"];
    let stories: Vec<(String, String)> = (1..)
        .zip(titles)
        .map(|(n, what)| (format!("{name}/{n}.html"), format!("What {name} has to say of {what} in winter")))
        .collect();
    listing(head, &stories)
}

#[test]
fn a_typed_section_is_followed_and_not_the_front_page() {
    for path in ["world/", "category/sport/", "news/local"] {
        let room = Room::new("");
        let typed = format!("{HOME}{path}");
        room.web.put(HOME, front("", &PLAIN));
        room.web.put(&typed, section("", path.trim_end_matches('/').rsplit('/').next().unwrap()));
        let found = room.run(discover(&room.desk, &typed, &room.now)).unwrap();
        assert_eq!(kinds(&found), ["section"], "{path}");
        assert_eq!(found.source.routes[0].place(), typed);
        assert_eq!(titles(&found.sample), 5, "{path}");
        assert!(found.sample.iter().all(|item| item.title.starts_with("What")), "{path}");
        assert!(found.notes.iter().any(|note| note.contains(&typed) && note.contains("the whole site")));
        // Where the front page shows its stories among others, or the site has none, all the same.
        let name = path.trim_end_matches('/').rsplit('/').next().unwrap();
        let mut all: Vec<(String, String)> =
            PLAIN.map(|(at, title)| (at.to_owned(), title.to_owned())).to_vec();
        all.extend(dated("2025-11-12"));
        all.extend(
            (1..=6)
                .map(|n| (format!("{path}{name}/{n}.html"), format!("A {n}. story of the section {name}"))),
        );
        room.web.put(HOME, listing("", &all));
        let found = room.run(discover(&room.desk, &typed, &room.now)).unwrap();
        assert_eq!(found.source.routes[0].place(), typed);
        room.web.remove(HOME);
        let found = room.run(discover(&room.desk, &typed, &room.now)).unwrap();
        assert_eq!(found.source.routes[0].place(), typed);
    }
}

#[test]
fn a_section_is_named_with_its_site() {
    let room = Room::new("");
    room.web.put(&format!("{HOME}world/"), section("", "world"));
    let found = room.run(discover(&room.desk, &format!("{HOME}world/"), &room.now)).unwrap();
    assert_eq!(found.source.title.as_str(), "The Site · world");
}

#[test]
fn a_page_that_shows_what_the_front_does_is_the_whole_site() {
    let room = Room::new("");
    let typed = format!("{HOME}index.html");
    let feed = "<link rel=alternate type='application/rss+xml' href='/feed/'>";
    room.web.put(HOME, front(feed, &PLAIN));
    room.web.put(&typed, front("", &PLAIN));
    room.web.put(&format!("{HOME}feed/"), rss(&[("a", "Wed, 12 Nov 2025 08:00:00 GMT")]));
    let found = room.run(discover(&room.desk, &typed, &room.now)).unwrap();
    assert_eq!(kinds(&found), ["feed"]);
}

#[test]
fn a_feed_that_a_section_names_is_taken_where_it_brings_the_section() {
    let feed = |stories: &[(String, String)]| {
        let items: String = stories
            .iter()
            .map(|(path, title)| format!("<item><title>{title}</title><link>{HOME}{path}</link></item>"))
            .collect();
        Reply::feed(format!("<rss version='2.0'><channel><title>T</title>{items}</channel></rss>"))
    };
    let own: Vec<(String, String)> =
        (1..=6).map(|n| (format!("news/{n}00"), format!("A headline of the section, number {n}"))).collect();
    let all: Vec<(String, String)> = (1..=20)
        .map(|n| (format!("other/{n}00"), format!("A headline of somewhere else, number {n}")))
        .collect();
    let typed = format!("{HOME}posts/");
    let head = "<link rel=alternate type='application/rss+xml' href='/index.xml'>";
    for (stories, kind, place) in
        [(&own, "feed", format!("{HOME}index.xml")), (&all, "section", typed.clone())]
    {
        let room = Room::new("");
        room.web.put(HOME, front(head, &PLAIN));
        room.web.put(
            &typed,
            listing(head, &own.iter().map(|(a, b)| (format!("/{a}"), b.clone())).collect::<Vec<_>>()),
        );
        room.web.put(&format!("{HOME}index.xml"), feed(stories));
        let found = room.run(discover(&room.desk, &typed, &room.now)).unwrap();
        assert_eq!((kinds(&found), found.source.routes[0].place()), (vec![kind], place.as_str()));
        if kind == "section" {
            assert!(
                found.routes[0].seen.contains("its feed is of the whole site"),
                "{:?}",
                found.routes[0].seen
            );
            // One that the front page does not name is the section's own, whatever it brings.
            room.web.put(HOME, front("", &PLAIN));
            let found = room.run(discover(&room.desk, &typed, &room.now)).unwrap();
            assert_eq!((kinds(&found), found.feed.is_some()), (vec!["feed"], true));
            // The front page under another address keeps its feed, whose newest stories it need not list.
            room.web.put(HOME, front(head, &PLAIN));
            room.web.put(&typed, front(head, &PLAIN));
            let found = room.run(discover(&room.desk, &typed, &room.now)).unwrap();
            assert_eq!(kinds(&found), ["feed"]);
        }
    }
}

#[test]
fn of_several_feeds_the_one_of_the_site_is_taken_and_the_others_are_named() {
    let link = |title: &str, at: &str| {
        format!("<link rel=alternate type='application/rss+xml' title='{title}' href='{at}'>")
    };
    let full = || rss(&[("a", "Wed, 12 Nov 2025 08:00:00 GMT")]);
    for (links, taken, named) in [
        ([link("Sport", "/f/sport"), link("All news", "/f/all"), link("World", "/f/world")], "f/all", 2),
        ([link("Sport", "/f/sport"), link("The Site", "/f/all"), link("World", "/f/world")], "f/all", 2),
        ([link("RSS", "/f/sport"), link("Atom", "/f/all"), link("Comments", "/f/world")], "f/sport", 0),
        ([link("Empty", "/f/none"), link("Full", "/f/all"), link("Comments", "/f/world")], "f/all", 1),
    ] {
        let room = Room::new("");
        room.web.put(HOME, front(&links.concat(), &PLAIN));
        for at in ["f/sport", "f/all", "f/world"] {
            room.web.put(&format!("{HOME}{at}"), full());
        }
        room.web.put(&format!("{HOME}f/none"), rss(&[]));
        let found = room.run(discover(&room.desk, HOME, &room.now)).unwrap();
        assert_eq!(found.source.routes[0].place(), format!("{HOME}{taken}"));
        let note = found.notes.iter().find(|note| note.contains("by its address")).map(ToString::to_string);
        assert_eq!(note.as_deref().map_or(0, |note| note.matches(HOME).count()), named, "{note:?}");
    }
}

#[test]
fn a_link_that_says_rss_is_a_feed_and_a_list_of_sources_is_said_to_be_one() {
    let room = Room::new("");
    room.web.put(HOME, Reply::html("<p>Welcome to the site.</p><a href='/f/main'>RSS</a>"));
    room.web.put(&format!("{HOME}f/main"), rss(&[("a", "Wed, 12 Nov 2025 08:00:00 GMT")]));
    let found = room.run(discover(&room.desk, HOME, &room.now)).unwrap();
    assert_eq!(found.source.routes[0].place(), format!("{HOME}f/main"));
    let opml = "<?xml version='1.0'?><opml version='2.0'><body><outline type='rss' xmlUrl='https://a.example/'/></body></opml>";
    room.web.put(&format!("{HOME}list"), Reply::html(opml));
    let fault = room.run(discover(&room.desk, &format!("{HOME}list"), &room.now)).unwrap_err();
    assert!(fault.sentence.ends_with("is a list of sources (OPML), no source itself"), "{fault}");
    let long = format!("{HOME}{}", "x".repeat(5_000));
    let fault = room.run(discover(&room.desk, &long, &room.now)).unwrap_err();
    assert!(fault.sentence.len() < 160 && fault.sentence.contains("longer than"), "{fault}");
}

#[test]
fn a_feed_at_a_usual_address_is_found_though_no_page_names_it() {
    let room = Room::new("");
    room.web.put(HOME, front("", &PLAIN));
    room.web.put("https://site.example/rss.xml", rss(&[("a", "Wed, 12 Nov 2025 08:00:00 GMT")]));
    let found = room.run(discover(&room.desk, HOME, &room.now)).unwrap();
    assert_eq!(kinds(&found), ["feed"]);
}

/// Sites whose addresses name days, but whose pages of days are not.
#[test]
fn look_alikes_yield_no_dated_route() {
    let mut stories = dated("2025-11-12");
    stories.extend(dated("2025-11-11"));
    let fronts =
        ["2025-11-12", "2025-11-11", "2025-11-10", "2025-10-06", "2025-10-05", "2025-10-04", "2027-12-14"];
    let address = |at: &str| format!("{HOME}{}/", at.replace('-', "/"));

    // Every date shows the newest stories.
    let room = Room::new("");
    room.web.put(HOME, listing("", &stories));
    for at in fronts {
        room.web.put(&address(at), listing("", &stories));
    }
    let found = room.run(discover(&room.desk, HOME, &room.now)).unwrap();
    assert_eq!(kinds(&found), ["section"], "the same under each date");

    // Days that have come show the newest stories, days to come are refused.
    let room = Room::new("");
    room.web.put(HOME, listing("", &stories));
    for at in fronts.iter().filter(|at| **at < "2026") {
        room.web.put(&address(at), listing("", &stories));
    }
    let found = room.run(discover(&room.desk, HOME, &room.now)).unwrap();
    assert_eq!(kinds(&found), ["section"], "the same under each past date");

    // Old days lead to the front page.
    let room = Room::new("");
    room.web.put(HOME, listing("", &stories));
    for at in fronts {
        room.web.put(&address(at), Reply::new(302, "").header("Location", HOME));
    }
    let found = room.run(discover(&room.desk, HOME, &room.now)).unwrap();
    assert_eq!(kinds(&found), ["section"], "redirected to the front page");

    // Every date answers, with an empty page.
    let room = Room::new("");
    room.web.put(HOME, listing("", &stories));
    for at in fronts {
        room.web.put(&address(at), Reply::html("<html><body><p>Nothing here.</p></body></html>"));
    }
    let found = room.run(discover(&room.desk, HOME, &room.now)).unwrap();
    assert_eq!(kinds(&found), ["section"], "200 for any date");
}

#[test]
fn pagination_and_calendars_of_events_are_no_archives() {
    let pages: String = (1..=12).map(|n| format!("<a href='/page/{n}/'>{n}</a> ")).collect();
    let events: String =
        (1..=30).map(|n| format!("<td><a href='/events/2025-11-{n:02}/'>{n}</a></td>")).collect();
    for body in [
        format!("<div class=pagination>{pages}</div>"),
        format!("<h3>November 2025</h3><table class=events-calendar><tr>{events}</tr></table>"),
    ] {
        let room = Room::new("");
        let page =
            String::from_utf8(front("", &PLAIN).body).unwrap().replace("</main>", &format!("</main>{body}"));
        room.web.put(HOME, Reply::html(page));
        let found = room.run(discover(&room.desk, HOME, &room.now)).unwrap();
        assert_eq!(kinds(&found), ["section"], "{body}");
    }
}

/// A day page with the calendar of its month, as far as the archive goes back.
fn day_page(at: crate::news::Day, first: crate::news::Day, menu: bool) -> Option<Reply> {
    if at < first || at > day("2025-11-12") {
        return None;
    }
    let month = at.month();
    let slashed = |day: crate::news::Day| day.to_string().replace('-', "/");
    let cells: String = month
        .range()
        .days()
        .map(|of| match () {
            () if of < first || of > day("2025-11-12") => format!("<td>{}</td>", of.day_of_month()),
            () => format!("<td><a href='/arc/{}/'>{}</a></td>", slashed(of), of.day_of_month()),
        })
        .collect();
    let previous = month.day(1).plus(-1);
    let back = if previous < first {
        String::new()
    } else {
        format!("<a href='/arc/{}/'>‹</a>", slashed(previous))
    };
    let years: String =
        (first.month().year()..=2025).map(|year| format!("<option>{year}</option>")).collect();
    let menu = if menu { format!("<select name=y>{years}</select>") } else { String::new() };
    let rows: String = (1..=4)
        .map(|n| format!("<article><h2><a href='/n/{}{n}/'>The river rises again, on {at}, number {n}</a></h2></article>", at.number()))
        .collect();
    let name = crate::news::Month::number(month);
    Some(Reply::html(format!(
        "<body><main>{rows}</main><div class=cal>{menu}{back}<b>{name:02}.{}</b><table><tr>{cells}</tr></table></div></body>",
        month.year()
    )))
}

#[test]
fn how_far_back_a_calendar_goes_is_found_out_and_saved() {
    for (first, menu, most) in
        [("2019-03-08", false, 30), ("2012-06-20", true, 16), ("2025-10-30", false, 20)]
    {
        let first = day(first);
        let room = Room::new("");
        for number in day("2010-01-01").number()..=day("2025-11-12").number() {
            let at = crate::news::Day::from_number(number);
            if let Some(reply) = day_page(at, first, menu) {
                room.web.put(&format!("{HOME}arc/{}/", at.to_string().replace('-', "/")), reply);
            }
        }
        room.web.put(HOME, day_page(day("2025-11-12"), first, menu).unwrap());
        let found = room.run(discover(&room.desk, HOME, &room.now)).unwrap();
        assert_eq!(found.source.routes[0].kind(), "day-page");
        assert_eq!(found.source.routes[0].range().0, Some(first), "{:?}", found.routes);
        assert!(room.web.total() <= most, "{first}: {}", room.web.total());
    }
}

#[test]
fn an_archive_that_is_only_linked_to_is_found() {
    let listed: String = ["2025-11-10", "2025-11-11", "2025-11-12"]
        .iter()
        .map(|at| format!("<li><a href='/past/{at}'>{}</a></li>", day(at).date().strftime("%A, %-d %B %Y")))
        .collect();
    let form = "<form action='/past.php'><input type=date name=on></form>";
    for (archive, template, place) in [
        (listed.as_str(), "past/{YYYY}-{MM}-{DD}", "past/2025-11-12"),
        (form, "past.php?on={YYYY}-{MM}-{DD}", "past.php?on=2025-11-12"),
    ] {
        let room = Room::new("");
        let home = String::from_utf8(front("", &PLAIN).body).unwrap();
        room.web.put(HOME, Reply::html(home.replace("</main>", "</main><a href='/old.html'>Archive</a>")));
        room.web.put(
            "https://site.example/old.html",
            Reply::html(format!("<html><body>{archive}</body></html>")),
        );
        room.web.put(&format!("{HOME}{place}"), listing("", &dated("2025-11-12")));
        let found = room.run(discover(&room.desk, HOME, &room.now)).unwrap();
        let places: Vec<&str> = found.source.routes.iter().map(Route::place).collect();
        assert!(places.contains(&format!("{HOME}{template}").as_str()), "{places:?}");
    }
}

#[test]
fn a_typed_template_is_of_the_kind_that_a_typed_route_is() {
    let room = Room::new("");
    let rows: String = (1..=12)
        .map(|n| {
            format!("<li><h3><a href='/news/{n}00{n}/'>The river rises again for the {n}. time</a></h3><time datetime='2025-11-{n:02}'></time></li>")
        })
        .collect();
    room.web.put(&format!("{HOME}archive/2025/11/"), Reply::html(format!("<ul>{rows}</ul>")));
    room.web.put(&format!("{HOME}2025/11/12/feed/"), rss(&[("1", "2025-11-12T09:00:00Z")]));
    for (typed, kind) in [
        ("site.example/archive/{YYYY}/{MM}/", "month-page"),
        ("https://site.example/{YYYY}/{MM}/{DD}/feed/", "day-feed"),
    ] {
        let found = room.run(discover(&room.desk, typed, &room.now)).unwrap();
        let kinds: Vec<&str> = found.source.routes.iter().map(Route::kind).collect();
        assert_eq!(kinds, [kind], "{typed}");
        assert!(
            Route::typed(typed).is_ok_and(|route| route.kind() == kind),
            "the routes panel says the same"
        );
    }
    let wrong = room.run(discover(&room.desk, "site.example/{YYYY}/{DAY}/", &room.now)).unwrap_err();
    assert!(
        wrong.sentence.starts_with("this template cannot be used: `{DAY}` is not a date token"),
        "{wrong}"
    );
}

#[test]
fn without_a_scheme_both_are_tried_and_said() {
    let room = Room::new("");
    room.web.offline(true);
    for (typed, tried) in [
        ("nas:8080/feed", "https://nas:8080/feed and http://nas:8080/feed were tried"),
        ("localhost:8000/feed", "http://localhost:8000/feed and https://localhost:8000/feed were tried"),
        (
            "site.example/{YYYY}/{MM}/{DD}/",
            "https://site.example/{YYYY}/{MM}/{DD}/ and http://site.example/{YYYY}/{MM}/{DD}/ were tried",
        ),
    ] {
        let fault = room.run(discover(&room.desk, typed, &room.now)).unwrap_err();
        assert!(fault.hint.as_ref().is_some_and(|hint| hint.ends_with(tried)), "{fault}");
    }
    let fault = room.run(discover(&room.desk, "https://site.example/feed", &room.now)).unwrap_err();
    assert!(fault.hint.is_none_or(|hint| !hint.contains("were tried")));
}

#[test]
fn the_address_that_answered_is_the_one_that_is_followed() {
    let room = Room::new("");
    let web = &room.web;
    for path in ["feed", ""] {
        web.put(&format!("https://nas.example:8080/{path}"), Reply::new(503, ""));
    }
    web.put("http://nas.example:8080/feed", rss(&[("1", "2025-11-12T09:00:00Z")]));
    web.put(
        "http://nas.example:8080/",
        Reply::html("<link rel=alternate type='application/rss+xml' href='/feed'><h1>The Attic</h1>"),
    );
    for typed in ["nas.example:8080/feed", "nas.example:8080"] {
        let found = room.run(discover(&room.desk, typed, &room.now)).unwrap();
        let places: Vec<&str> = found.source.routes.iter().map(Route::place).collect();
        assert_eq!(places, ["http://nas.example:8080/feed"], "{typed}");
        assert!(found.routes.iter().all(|shown| shown.route.place().starts_with("http:")), "{typed}");
        room.run(subscribe(&room.desk, &found, &room.now)).unwrap();
    }
    // Once it answers by https too, it is the same site.
    web.put("https://nas.example:8080/feed", rss(&[("1", "2025-11-12T09:00:00Z")]));
    let found = room.run(discover(&room.desk, "nas.example:8080/feed", &room.now)).unwrap();
    assert_eq!(found.source.routes[0].place(), "https://nas.example:8080/feed");
    let known = room.run(super::super::followed(&room.desk, &found)).map(|source| source.routes.len());
    assert_eq!(known, Some(1));
}

#[test]
fn an_address_to_keep_is_meant_by_the_scheme_that_answers() {
    let room = Room::new("");
    room.web.put("https://old.example/x", Reply::new(503, ""));
    room.web.put("http://old.example/x", Reply::html("<h1>The Attic</h1>"));
    room.web.put("https://new.example/x", Reply::html("<h1>The Attic</h1>"));
    for (typed, meant) in [
        ("old.example/x", "http://old.example/x"),
        ("new.example/x", "https://new.example/x"),
        ("none.example/x", "https://none.example/x"),
    ] {
        let (likelier, other) = (Address::typed(typed).unwrap(), Address::other_way(typed).unwrap());
        assert_eq!(room.run(answering(&room.desk, likelier, other)).as_str(), meant);
    }
    assert_eq!(room.web.hits("http://new.example/x"), 0);
}
