//! Each kind of route: what it answers for a day, and that nothing but what the day needs is asked for.

#![allow(clippy::format_collect, reason = "pages of tests are small and read better so")]

use super::*;

fn source(routes: &str) -> String {
    format!("[[source]]\nid = \"site\"\nzone = \"UTC\"\nroutes = [{routes}]\n")
}

fn json(body: &str) -> Reply {
    Reply::new(200, body).header("Content-Type", "application/json")
}

fn post(number: usize, at: &str) -> String {
    format!(
        r#"{{"id":{number},"date":"{at}","date_gmt":"{at}","link":"https://site.example/p/{number}/",
        "title":{{"rendered":"Post number {number}"}},"excerpt":{{"rendered":""}}}}"#
    )
}

const POSTS: &str = "https://site.example/wp-json/wp/v2/posts?after=2019-03-04T23:59:59&before=2019-03-06T00:00:00&per_page=100";
const REST: &str = "&orderby=date&order=desc&_fields=id,date,date_gmt,modified_gmt,link,title,excerpt";

#[test]
fn wordpress_is_asked_for_the_posts_of_one_day_page_by_page() {
    let room = Room::new(&source(r#"{ kind = "wordpress", url = "https://site.example/wp-json/" }"#));
    let page = |range: std::ops::Range<usize>| {
        let posts: Vec<String> = range.map(|n| post(n, "2019-03-05T10:00:00")).collect();
        json(&format!("[{}]", posts.join(",")))
    };
    room.web.put(&format!("{POSTS}&page=1{REST}"), page(0..100));
    room.web.put(&format!("{POSTS}&page=2{REST}"), page(100..130));
    let sum = room.ask("2019-03-05", false);
    assert!(sum.faults.is_empty(), "{sum:?}");
    assert_eq!(room.titles("2019-03-05").len(), 130);
    assert_eq!(room.web.total(), 2);
    assert_eq!(room.ask("2019-03-05", false).asked, 0);
    assert_eq!(room.web.total(), 2);
}

/// The site is five hours behind Greenwich: what it dates late on the 5th is of the 6th there.
#[test]
fn wordpress_tells_the_day_of_its_own_clock_over_many_pages() {
    for zone in ["", "zone = \"America/New_York\"\n", "zone = \"Asia/Tokyo\"\n"] {
        let room = Room::new(&format!(
            "[[source]]\nid = \"site\"\n{zone}routes = [{{ kind = \"wordpress\", url = \"https://site.example/wp-json/\" }}]\n"
        ));
        for page in 1..=3 {
            let posts = (0..if page == 3 { 20 } else { 100 }).map(|at| {
                let number = page * 1000 + at;
                let (date, gmt) = match page {
                    1 => ("2019-03-05T23:30:00", "2019-03-06T04:30:00"),
                    2 => ("2019-03-05T12:00:00", "2019-03-05T17:00:00"),
                    _ => ("2019-03-05T00:10:00", "2019-03-05T05:10:00"),
                };
                post(number, date)
                    .replace(&format!("\"date_gmt\":\"{date}\""), &format!("\"date_gmt\":\"{gmt}\""))
            });
            let posts: Vec<String> = posts.collect();
            room.web.put(&format!("{POSTS}&page={page}{REST}"), json(&format!("[{}]", posts.join(","))));
        }
        let sum = room.ask("2019-03-05", false);
        assert!(sum.faults.is_empty(), "{zone}: {sum:?}");
        assert_eq!(room.titles("2019-03-05").len(), 220, "{zone}");
        assert_eq!(room.titles("2019-03-06").len(), 0, "{zone}");
        assert_eq!(room.web.total(), 3, "{zone}");
    }
}

#[test]
fn wordpress_without_pretty_addresses_is_asked_in_the_query() {
    let room = Room::new(&source(r#"{ kind = "wordpress", url = "https://site.example/?rest_route=/" }"#));
    let query = POSTS.split_once('?').unwrap().1;
    let address = format!("https://site.example/?rest_route=/wp/v2/posts&{query}&page=1{REST}");
    room.web.put(&address, json(&format!("[{}]", post(1, "2019-03-05T10:00:00"))));
    room.ask("2019-03-05", false);
    assert_eq!(room.titles("2019-03-05"), ["Post number 1"]);
}

#[test]
fn the_feed_of_a_day_is_filed_under_it_and_strangers_are_left_out() {
    let room = Room::new(&source(
        r#"{ kind = "day-feed", template = "https://wire.example/{YYYY}/{MM}/{DD}/feed/" }"#,
    ));
    let feed = rss(&[("a", "Tue, 05 Mar 2019 08:00:00 GMT"), ("new", "Thu, 13 Nov 2025 08:00:00 GMT")]);
    room.web.put("https://wire.example/2019/03/05/feed/", feed);
    room.ask("2019-03-05", false);
    assert_eq!(room.titles("2019-03-05"), ["Story a"]);
    assert_eq!(room.web.total(), 1);
    // A day without a feed is a day without news.
    assert!(room.ask("2019-03-06", false).faults.is_empty());
}

#[test]
fn bloggers_range_is_a_feed_of_a_day() {
    let template = "https://wire.example/feeds/posts/default?published-min={YYYY}-{MM}-{DD}T00:00:00&published-max={next:YYYY}-{next:MM}-{next:DD}T00:00:00";
    let room = Room::new(&source(&format!(r#"{{ kind = "day-feed", template = "{template}" }}"#)));
    let address = "https://wire.example/feeds/posts/default?published-min=2018-12-31T00:00:00&published-max=2019-01-01T00:00:00";
    room.web.put(address, rss(&[("a", "Mon, 31 Dec 2018 08:00:00 GMT")]));
    room.ask("2018-12-31", false);
    assert_eq!(room.titles("2018-12-31"), ["Story a"]);
}

fn entries(days: &[&str]) -> Reply {
    let urls: Vec<String> = days
        .iter()
        .enumerate()
        .map(|(n, day)| {
            format!(
                "<url><loc>https://site.example/{}/the-river-rises-again-{n}</loc></url>",
                day.replace('-', "/")
            )
        })
        .collect();
    Reply::feed(format!("<urlset>{}</urlset>", urls.concat()))
}

const INDEX: &str = "<sitemapindex><sitemap><loc>https://site.example/sitemap-2019-02.xml</loc></sitemap>\
    <sitemap><loc>https://site.example/sitemap-2019-03.xml</loc></sitemap>\
    <sitemap><loc>https://site.example/sitemap-2019-04.xml</loc></sitemap></sitemapindex>";

#[test]
fn a_sitemap_answers_for_a_day_and_tells_its_month_in_the_same_go() {
    let room = Room::new(&source(r#"{ kind = "sitemap", url = "https://site.example/sitemap.xml" }"#));
    room.web.put("https://site.example/sitemap.xml", Reply::feed(INDEX));
    room.web.put(
        "https://site.example/sitemap-2019-03.xml",
        entries(&["2019-03-05", "2019-03-05", "2019-03-09"]),
    );
    let sum = room.ask("2019-03-05", false);
    assert!(sum.faults.is_empty(), "{sum:?}");
    assert_eq!(room.titles("2019-03-05"), ["The river rises again 0", "The river rises again 1"]);
    // Only the index and the month were asked for, and the month is known now.
    assert_eq!(room.web.total(), 2);
    assert_eq!(room.ask("2019-03-09", false).asked, 0);
    assert_eq!(room.titles("2019-03-09").len(), 1);
    assert_eq!(room.ask("2019-03-20", false).asked, 0);
    assert_eq!(room.web.total(), 2);
}

#[test]
fn a_month_page_is_spread_over_its_days() {
    let room = Room::new(&source(
        r#"{ kind = "month-page", template = "https://site.example/archive/{YYYY}/{MM}/" }"#,
    ));
    let rows: String = (1..=20)
        .map(|n| {
            let day = (n - 1) / 2 + 1;
            format!("<li><h3><a href='/news/{n}00{n}/'>The river rises again for the {n}. time</a></h3><time datetime='2019-03-{day:02}'></time></li>")
        })
        .collect();
    room.web.put("https://site.example/archive/2019/03/", Reply::html(format!("<ul>{rows}</ul>")));
    let sum = room.ask("2019-03-05", false);
    assert!(sum.faults.is_empty(), "{sum:?}");
    assert_eq!(room.titles("2019-03-05").len(), 2);
    assert_eq!(room.titles("2019-03-10").len(), 2);
    assert_eq!(room.ask("2019-03-10", false).asked, 0);
    assert_eq!(room.web.total(), 1);
}

#[test]
fn a_paged_feed_is_searched_by_halves() {
    let room = Room::new(&source(r#"{ kind = "paged-feed", url = "https://wire.example/rss" }"#));
    // 400 pages, three stories a day and ten a page, newest first.
    for page in 1..=400_i32 {
        let stories: Vec<(String, String)> = (0..10)
            .map(|n| {
                let number = (page - 1) * 10 + n;
                let date = day("2025-11-13").plus(-(number / 3));
                (format!("{number}"), format!("{date}T{:02}:00:00Z", 20 - number % 3))
            })
            .collect();
        let stories: Vec<(&str, &str)> = stories.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let address = if page == 1 { FEED.to_owned() } else { format!("{FEED}?paged={page}") };
        room.web.put(&address, rss(&stories));
    }
    let sum = room.ask("2023-04-01", false);
    assert!(sum.faults.is_empty(), "{sum:?}");
    assert_eq!(room.titles("2023-04-01").len(), 3);
    assert!(room.web.total() <= 22, "{}", room.web.total());
    // Before its first story the feed has nothing.
    assert!(room.ask("2010-01-01", false).faults.is_empty());
    assert!(room.titles("2010-01-01").is_empty());
}

#[test]
fn a_copy_of_the_day_is_read_as_it_was() {
    let room = Room::new(&source(r#"{ kind = "wayback", url = "https://site.example/" }"#));
    let search = "https://web.archive.org/cdx/search/cdx?url=https%3A%2F%2Fsite.example%2F&from=20190305&to=20190305\
        &output=json&filter=statuscode%3A200&limit=50";
    let found = r#"[["timestamp","original"],["20190305080000","https://site.example/"],["20190305200000","https://site.example/"]]"#;
    room.web.put(search, json(found));
    let rows: String = (1..=6)
        .map(|n| format!("<article><h2><a href='/news/{n}00{n}/'>The river rises again for the {n}. time</a></h2></article>"))
        .collect();
    let page = rows;
    room.web.put(
        "https://web.archive.org/web/20190305200000id_/https://site.example/",
        Reply::html(page.clone()),
    );
    let sum = room.ask("2019-03-05", false);
    assert!(sum.faults.is_empty(), "{sum:?}");
    assert_eq!(room.titles("2019-03-05").len(), 6);
    let story = room.story("2019-03-05", "The river rises again for the 1. time");
    assert_eq!(story.address.unwrap().as_str(), "https://site.example/news/1001/");

    // A source without any archive is asked for in the same way, by a key and only then.
    let asked = Room::new(&source(r#"{ kind = "section", url = "https://site.example/" }"#));
    assert_eq!(asked.ask("2019-03-05", true).asked, 0);
    for address in [search, "https://web.archive.org/web/20190305200000id_/https://site.example/"] {
        let reply = if address == search { json(found) } else { Reply::html(page.clone()) };
        asked.web.put(address, reply);
    }
    let sum =
        asked.run(ask_copies(&asked.desk, &asked.sources(), day("2019-03-05"), &asked.now, |_| {})).unwrap();
    assert_eq!((sum.answered, asked.titles("2019-03-05").len()), (1, 6));
}

/// What stood on the front page on a day need not be of that day: only a page of the day corrects what a feed said.
#[test]
fn a_copy_of_a_day_moves_no_story_that_is_known() {
    let room = Room::new(&source(
        r#"{ kind = "feed", url = "https://site.example/rss" }, { kind = "wayback", url = "https://site.example/" }"#,
    ));
    room.web.put(
        "https://site.example/rss",
        Reply::new(
            200,
            "<rss version='2.0'><channel><title>Site</title><item><title>The river rises again for the 1. time</title>\
             <link>https://site.example/news/1001/</link><pubDate>Mon, 03 Nov 2025 09:00:00 GMT</pubDate></item></channel></rss>",
        )
        .header("Content-Type", "application/rss+xml"),
    );
    room.refresh(true);
    assert_eq!(room.titles("2025-11-03").len(), 1);
    let search = "https://web.archive.org/cdx/search/cdx?url=https%3A%2F%2Fsite.example%2F&from=20251105&to=20251105\
        &output=json&filter=statuscode%3A200&limit=50";
    room.web.put(search, json(r#"[["timestamp","original"],["20251105200000","https://site.example/"]]"#));
    let rows: String = (1..=6)
        .map(|n| format!("<article><h2><a href='/news/{n}00{n}/'>The river rises again for the {n}. time</a></h2></article>"))
        .collect();
    room.web.put("https://web.archive.org/web/20251105200000id_/https://site.example/", Reply::html(rows));
    assert!(room.ask("2025-11-05", false).faults.is_empty());
    assert_eq!(room.titles("2025-11-03").len(), 1, "the feed knows its day");
    assert_eq!(room.titles("2025-11-05").len(), 5);
}

/// What an archive gives for a day may say another day of itself: no row stands under a day with the hour of another.
#[test]
fn what_a_copy_shows_of_other_days_is_filed_under_them() {
    let room = Room::new(&source(r#"{ kind = "wayback", url = "https://site.example/" }"#));
    let search = "https://web.archive.org/cdx/search/cdx?url=https%3A%2F%2Fsite.example%2F&from=20251105&to=20251105\
        &output=json&filter=statuscode%3A200&limit=50";
    room.web.put(search, json(r#"[["timestamp","original"],["20251105200000","https://site.example/"]]"#));
    let rows: String = [
        ("news/2025/11/03/1", ""),
        ("news/2025/11/05/2", ""),
        ("news/3003", "<time datetime='2025-11-04T09:00:00+00:00'>4 November</time>"),
        ("news/4004", "<time datetime='2025-11-05T09:00:00+00:00'>5 November</time>"),
        // By its own clock it is of the fifth.
        ("news/5005", "<time datetime='2025-11-05T23:30:00-05:00'>5 November</time>"),
        ("news/6006", ""),
    ]
    .iter()
    .enumerate()
    .map(|(n, (at, time))| {
        format!(
            "<article><h2><a href='/{at}/'>The river rises again for the {n}. time</a></h2>{time}</article>"
        )
    })
    .collect();
    room.web.put("https://web.archive.org/web/20251105200000id_/https://site.example/", Reply::html(rows));
    assert!(room.ask("2025-11-05", false).faults.is_empty());
    let of = |day| {
        let mut titles = room.titles(day);
        titles.sort();
        titles
    };
    let title = |n: u32| format!("The river rises again for the {n}. time");
    assert_eq!(of("2025-11-03"), [title(0)]);
    assert_eq!(of("2025-11-04"), [title(2)]);
    assert_eq!(of("2025-11-05"), [title(1), title(3), title(4), title(5)]);
    let doubt = |n| room.story("2025-11-05", &title(n)).day_from.doubt();
    assert_eq!([1, 3, 4, 5].map(doubt), [None, None, None, Some("undated")]);
}

/// A page of the day corrects what it lists, and nothing that another route of the source tells beside it.
#[test]
fn a_page_of_the_day_moves_no_story_that_only_another_route_tells() {
    let room = Room::new(&source(
        r#"{ kind = "feed", url = "https://site.example/rss" },
           { kind = "day-page", template = "https://site.example/{YYYY}-{MM}-{DD}/" },
           { kind = "wordpress", url = "https://site.example/wp-json/" }"#,
    ));
    let entry = |n: u32, at: &str| {
        format!(
            "<item><title>Post number {n}</title><link>https://site.example/{at}/</link>\
             <pubDate>Mon, 04 Mar 2019 09:00:00 GMT</pubDate></item>"
        )
    };
    let feed = format!(
        "<rss version='2.0'><channel><title>Site</title>{}{}</channel></rss>",
        entry(1, "p/1"),
        entry(2, "news/2002")
    );
    room.web
        .put("https://site.example/rss", Reply::new(200, feed).header("Content-Type", "application/rss+xml"));
    room.refresh(true);
    assert_eq!(room.titles("2019-03-04").len(), 2);
    let rows: String = (2..=6)
        .map(|n| {
            format!(
                "<article><h2><a href='/news/{n}00{n}/'>The river rises again for the {n}. time</a></h2></article>"
            )
        })
        .collect();
    room.web.put("https://site.example/2019-03-05/", Reply::html(rows));
    room.web.put(&format!("{POSTS}&page=1{REST}"), json(&format!("[{}]", post(1, "2019-03-05T10:00:00"))));
    assert!(room.ask("2019-03-05", false).faults.is_empty());
    assert_eq!(
        room.titles("2019-03-04"),
        ["Post number 1"],
        "the feed knows the day of what the page does not list"
    );
    assert_eq!(room.titles("2019-03-05").len(), 5);
}

#[test]
fn that_there_is_no_copy_of_a_day_does_not_count_as_asked() {
    let room = Room::new(&source(r#"{ kind = "section", url = "https://site.example/" }"#));
    let search = "https://web.archive.org/cdx/search/cdx?url=https%3A%2F%2Fsite.example%2F&from=20190305&to=20190305\
        &output=json&filter=statuscode%3A200&limit=50";
    room.web.put(search, json("[]"));
    let sum =
        room.run(ask_copies(&room.desk, &room.sources(), day("2019-03-05"), &room.now, |_| {})).unwrap();
    assert_eq!((sum.answered, room.web.hits(search)), (1, 1));
    let asked = room.desk.read(|store| store.asked_on(day("2019-03-05"))).wait().unwrap();
    assert!(asked.is_empty(), "{asked:?}");
}

#[test]
fn sections_and_news_sitemaps_tell_what_is_new() {
    let room = Room::new(&source(
        r#"{ kind = "section", url = "https://site.example/world/" }, { kind = "news-sitemap", url = "https://site.example/news.xml" }"#,
    ));
    let rows: String = (1..=6)
        .map(|n| format!("<article><h2><a href='/news/{n}00{n}/'>The river rises again for the {n}. time</a></h2></article>"))
        .collect();
    room.web.put("https://site.example/world/", Reply::html(rows));
    room.web.put(
        "https://site.example/news.xml",
        Reply::feed(
            "<urlset xmlns:news='n'><url><loc>https://site.example/n/1</loc><news:news>\
             <news:publication_date>2025-11-13T09:00:00Z</news:publication_date>\
             <news:title>Grain talks resume</news:title></news:news></url></urlset>",
        ),
    );
    let sum = room.refresh(true);
    assert!(sum.faults.is_empty(), "{sum:?}");
    assert_eq!(room.titles("2025-11-13").len(), 7);
}

#[test]
fn a_later_route_is_asked_only_where_an_earlier_one_has_nothing() {
    let room = Room::new(&source(
        r#"{ kind = "day-feed", template = "https://wire.example/{YYYY}/{MM}/{DD}/feed/" }, { kind = "sitemap", url = "https://site.example/sitemap.xml" }"#,
    ));
    room.web.put("https://wire.example/2019/03/05/feed/", rss(&[("a", "Tue, 05 Mar 2019 08:00:00 GMT")]));
    room.web.put("https://site.example/sitemap.xml", Reply::feed(INDEX));
    room.web.put("https://site.example/sitemap-2019-03.xml", entries(&["2019-03-07"]));
    room.ask("2019-03-05", false);
    assert_eq!(room.web.hits("https://site.example/sitemap.xml"), 0);
    room.ask("2019-03-07", false);
    assert_eq!(room.titles("2019-03-07"), ["The river rises again 0"]);
}

#[test]
fn the_pages_of_a_day_are_followed_until_nothing_is_new() {
    let room = Room::new(&source(
        r#"{ kind = "day-page", template = "https://site.example/front?day={YYYY}-{MM}-{DD}&p={page}" }"#,
    ));
    let rows = |from: usize| -> Reply {
        let rows: String = (from..from + 10)
            .map(|n| format!("<tr><td><a href='/item?id={n}00{n}'>The river rises again for the {n}. time</a></td></tr>"))
            .collect();
        Reply::html(format!("<table>{rows}</table>"))
    };
    for (page, from) in [(1, 10), (2, 20), (3, 20)] {
        room.web.put(&format!("https://site.example/front?day=2019-03-05&p={page}"), rows(from));
    }
    room.ask("2019-03-05", false);
    assert_eq!(room.titles("2019-03-05").len(), 20);
    assert_eq!(room.web.total(), 3);
}

#[test]
fn a_source_is_steered_and_the_way_back_is_open() {
    let room = Room::new(&source(
        r#"{ kind = "day-feed", template = "https://wire.example/{YYYY}/{MM}/{DD}/feed/" }, { kind = "feed", url = "https://wire.example/rss" }"#,
    ));
    room.web.put("https://wire.example/2019/03/05/feed/", rss(&[("a", "Tue, 05 Mar 2019 08:00:00 GMT")]));
    room.web.put(
        FEED,
        rss(&[("new", "Thu, 13 Nov 2025 08:00:00 GMT"), ("old", "Wed, 12 Nov 2025 08:00:00 GMT")]),
    );
    let site = room.sources().remove(0);
    let tried = |route: usize, at: &str| {
        room.run(try_route(&room.desk, &site, &site.routes[route], day(at), &room.now)).unwrap()
    };
    assert_eq!(tried(0, "2019-03-05"), Tried { stories: 1, first: Some(Text::line("Story a")) });
    assert_eq!(tried(0, "2019-03-06").stories, 0);
    assert_eq!(tried(1, "2019-03-05").stories, 2);
    assert!(room.web.requests(FEED)[0].urgent, "somebody waits for it");
    // Nothing of it was stored; what is asked in earnest is remembered by route.
    assert!(room.titles("2019-03-05").is_empty());
    room.ask("2019-03-05", false);
    let id = room.desk.read(Store::sources).wait().unwrap()[0].id;
    let answers = room.run(route_answers(&room.desk, id)).unwrap();
    assert_eq!(answers.len(), 1);
    assert_eq!((answers[0].place.as_str(), answers[0].said.as_str()), (site.routes[0].place(), "1 story"));

    let turned: Vec<Route> = site.routes.iter().rev().cloned().collect();
    room.run(set_routes(&room.desk, &site.slug, turned.clone(), &room.now)).unwrap();
    assert_eq!(room.sources()[0].routes, turned);
    room.run(undo(&room.desk, &room.now)).unwrap();
    assert_eq!(room.sources()[0].routes, site.routes);
    assert!(room.run(set_routes(&room.desk, &site.slug, Vec::new(), &room.now)).is_err());
}

/// What stands in the sources file, for the source of these tests.
fn lines(room: &Room) -> String {
    let slug = room.sources()[0].slug.clone();
    let lines = room.desk.with_sources_file(move |file| file.lines(&slug)).wait().unwrap();
    lines.unwrap_or_default()
}

/// The number of each act, the last one first, and whether it is taken back.
fn acts(room: &Room) -> Vec<(i64, bool)> {
    let changes = room.desk.read(|store| store.changes(9)).wait().unwrap();
    changes.into_iter().map(|change| (change.seq, change.undone)).collect()
}

#[test]
fn an_act_in_the_middle_is_not_taken_back_over_what_came_later() {
    let room = Room::new(&source(r#"{ kind = "feed", url = "https://wire.example/rss" }"#));
    let slug = room.sources()[0].slug.clone();
    let typed = |line: &str| Route::typed(line).unwrap();
    let (page, map) = (typed("page https://wire.example/p"), typed("sitemap https://wire.example/s.xml"));
    let one = [room.sources()[0].routes.clone(), vec![page]].concat();
    let two = [one.clone(), vec![map]].concat();
    for routes in [&one, &two] {
        room.run(set_routes(&room.desk, &slug, routes.clone(), &room.now)).unwrap();
    }
    let [(second, _), (first, _)] = acts(&room)[..] else { panic!("two acts") };
    let whole = lines(&room);
    let said = room.run(turn(&room.desk, first, &room.now)).unwrap_err();
    assert_eq!(said.sentence, "site was changed since");
    assert_eq!(said.hint.unwrap(), "undo what came later, or edit sources.toml");
    assert_eq!((lines(&room), acts(&room)), (whole.clone(), vec![(second, false), (first, false)]));
    // From the end it goes, and back again from the start.
    for seq in [second, first, first, second] {
        room.run(turn(&room.desk, seq, &room.now)).unwrap();
    }
    assert_eq!((lines(&room), acts(&room)), (whole, vec![(second, false), (first, false)]));
    for _ in 0..2 {
        room.run(undo(&room.desk, &room.now)).unwrap();
    }
    assert_eq!(room.sources()[0].routes.len(), 1);
    let said = room.run(turn(&room.desk, second, &room.now)).unwrap_err();
    assert_eq!(said.sentence, "site was changed since");
    assert_eq!(room.sources()[0].routes.len(), 1);
}

#[test]
fn an_act_is_not_taken_back_over_an_edit_by_hand() {
    let room = Room::new(&source(r#"{ kind = "feed", url = "https://wire.example/rss" }"#));
    let slug = room.sources()[0].slug.clone();
    let page = Route::typed("page https://wire.example/p").unwrap();
    let routes = [room.sources()[0].routes.clone(), vec![page]].concat();
    room.run(set_routes(&room.desk, &slug, routes.clone(), &room.now)).unwrap();
    let by_hand = |from: &'static str, to: &'static str| {
        let (slug, edited) = (slug.clone(), lines(&room).replace(from, to));
        let written = room.desk.with_sources_file(move |file| file.put(&[(slug, Some(edited))], &[]));
        written.wait().unwrap();
    };
    by_hand("id = \"site\"", "id = \"site\"\ntitle = \"Mine\"");
    let said = room.run(undo(&room.desk, &room.now)).unwrap_err();
    assert_eq!(said.sentence, "site was changed since");
    assert!(lines(&room).contains("Mine") && lines(&room).contains("wire.example/p"), "{}", lines(&room));
    assert!(acts(&room).iter().all(|(_, undone)| !undone));
    by_hand("\ntitle = \"Mine\"", "");
    assert!(room.run(undo(&room.desk, &room.now)).unwrap().unwrap().undone);
    assert_eq!(room.sources()[0].routes.len(), 1);
    by_hand("id = \"site\"", "id = \"site\"\ntitle = \"Mine\"");
    assert!(room.run(redo(&room.desk, &room.now)).is_err());
    assert!(lines(&room).contains("Mine") && room.sources()[0].routes.len() == 1);
}

/// A feed whose pages lead on by their own links.
fn page_of_feed(first: &str, links: &str) -> Reply {
    let body = String::from_utf8(rss(&[(first, &format!("{first}T08:00:00Z"))]).body).unwrap();
    Reply::feed(body.replacen(
        "<channel>",
        &format!("<channel xmlns:a='http://www.w3.org/2005/Atom'>{links}"),
        1,
    ))
}

fn older(rel: &str, href: &str) -> String {
    format!("<a:link rel='{rel}' href='{href}'/>")
}

#[test]
fn archives_named_by_months_are_gone_to_at_once() {
    let room = Room::new(&source(r#"{ kind = "paged-feed", url = "https://wire.example/rss" }"#));
    let month = |back: i32| day("2025-11-01").month().plus(-back);
    let path = |back: i32| format!("/old/{:04}/{:02}.xml", month(back).year(), month(back).number());
    room.web.put(FEED, page_of_feed("2025-11-12", &older("prev-archive", &path(1))));
    for back in 1..=90 {
        let day = month(back).day(9);
        let reply = page_of_feed(&day.to_string(), &older("prev-archive", &path(back + 1)));
        room.web.put(&format!("https://wire.example{}", path(back)), reply);
    }
    room.ask("2019-03-09", false);
    assert_eq!(room.titles("2019-03-09"), ["Story 2019-03-09"]);
    assert_eq!(room.web.total(), 3 + 2, "the feed, two archives that tell how, the month and the one before");
}

#[test]
fn pages_counted_by_a_number_are_searched_by_halves_and_others_followed() {
    let days = |page: i32| day("2025-11-12").plus(-page * 3);
    // Counted upwards by twenty-five, and archives counted downwards.
    for (rel, path) in [
        ("next", (|page: i32| format!("/rss?start={}", 1 + 25 * page)) as fn(i32) -> String),
        ("prev-archive", |page| format!("/archive/{}.xml", 400 - page)),
    ] {
        let room = Room::new(&source(r#"{ kind = "paged-feed", url = "https://wire.example/rss" }"#));
        room.web.put(FEED, page_of_feed("2025-11-12", &older(rel, &path(1))));
        for page in 1..=300 {
            let reply = page_of_feed(&days(page).to_string(), &older(rel, &path(page + 1)));
            room.web.put(&format!("https://wire.example{}", path(page)), reply);
        }
        let wanted = days(217).to_string();
        let sum = room.ask(&wanted, false);
        assert!(sum.faults.is_empty(), "{sum:?}");
        assert_eq!(room.titles(&wanted).len(), 1);
        assert!(room.web.total() <= 20, "{rel}: {}", room.web.total());
    }
    let room = Room::new(&source(r#"{ kind = "paged-feed", url = "https://wire.example/rss" }"#));
    let token = |page: i32| format!("/more?token={}x", page * page * 7 % 1009);
    room.web.put(FEED, page_of_feed("2025-11-12", &older("next", &token(1))));
    for page in 1..=9 {
        let links = if page == 9 { String::new() } else { older("next", &token(page + 1)) };
        room.web.put(
            &format!("https://wire.example{}", token(page)),
            page_of_feed(&days(page).to_string(), &links),
        );
    }
    room.ask(&days(7).to_string(), false);
    assert_eq!(room.titles(&days(7).to_string()).len(), 1);
    // What lies before its last page, and between two of its pages, is empty and no failure.
    assert!(room.ask(&days(30).to_string(), false).faults.is_empty());
    assert!(room.ask(&days(4).plus(-1).to_string(), false).faults.is_empty());
}

#[test]
fn what_several_routes_tell_of_a_day_is_one_list() {
    let room = Room::new(&source(
        r#"{ kind = "day-page", template = "https://wire.example/world/{YYYY}-{MM}-{DD}/" },
           { kind = "day-feed", template = "https://wire.example/{YYYY}/{MM}/{DD}/feed/" },
           { kind = "sitemap", url = "https://site.example/sitemap.xml" }"#,
    ));
    let rows: String = ["a-river-rises", "c-river-rises", "e-river-rises", "f-river-rises", "g-river-rises"]
        .iter()
        .map(|slug| format!("<article><h2><a href='http://www.wire.example/{slug}?utm_source=x'>The river rises again by {slug}</a></h2></article>"))
        .collect();
    room.web.put("https://wire.example/world/2019-03-05/", Reply::html(rows));
    let feed =
        rss(&[("a-river-rises", "Tue, 05 Mar 2019 08:00:00 GMT"), ("b", "Tue, 05 Mar 2019 09:00:00 GMT")]);
    room.web.put("https://wire.example/2019/03/05/feed/", feed);
    let sum = room.ask("2019-03-05", false);
    assert!(sum.faults.is_empty(), "{sum:?}");
    let titles = room.titles("2019-03-05");
    assert_eq!(
        (titles.len(), titles.iter().filter(|title| title.starts_with("Story")).count()),
        (6, 1),
        "{titles:?}"
    );
    // The first has the headline, the second what it lacks; what costs many requests was not asked.
    assert_eq!(
        room.story("2019-03-05", "The river rises again by a-river-rises").deck,
        "About a-river-rises."
    );
    assert_eq!(room.web.hits("https://site.example/sitemap.xml"), 0);
    // One that fails takes nothing from the others.
    room.web.put("https://wire.example/world/2019-03-06/", Reply::new(500, ""));
    room.web.put("https://wire.example/2019/03/06/feed/", rss(&[("d", "Wed, 06 Mar 2019 08:00:00 GMT")]));
    assert!(room.ask("2019-03-06", false).faults.is_empty());
    assert_eq!(room.titles("2019-03-06"), ["Story d"]);
}
