//! Sites that are unkind to whoever looks for their past, and those that only look as if they had one: each
//! is served on the loopback and looked into as `dateline add` does.

#![allow(clippy::format_collect, reason = "pages of tests are small and read better so")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use dateline::fetch::{Web, WebSettings};
use dateline::news::{Day, Month, Now, Scope};
use dateline::service::{self, Desk, Found};

use crate::support::site::{Asked, Served, Site};

fn now() -> Now {
    Now { instant: "2025-11-13T15:00:00Z".parse().unwrap(), zone: jiff::tz::TimeZone::UTC }
}

fn today() -> Day {
    now().today()
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn desk() -> Desk {
    Desk::memory(Arc::new(Web::new(WebSettings::default()).unwrap()), "").unwrap()
}

fn discover(desk: &Desk, address: &str) -> Found {
    block_on(service::discover(desk, address, &now())).unwrap_or_else(|fault| panic!("{address}: {fault}"))
}

/// The dated routes found at a path of a site, as `kind place` without the host.
fn dated(site: &Site, path: &str) -> Vec<String> {
    let found = discover(&desk(), &site.url(path));
    let routes = found.source.routes.iter().filter(|route| !route.is_live());
    routes.map(|route| format!("{} {}", route.kind(), route.place().replace(&site.base(), ""))).collect()
}

fn title(of: Day, n: i32) -> String {
    const WHAT: [&str; 5] = ["river", "council", "harbour", "museum", "bridge"];
    let what = WHAT[(of.number() + n).rem_euclid(5) as usize];
    format!("The {what} is in the news again, for the {}. time", of.number() * 10 + n)
}

/// A story's address without a date in it.
fn undated(of: Day, n: i32) -> String {
    format!("/story/{}/", of.number() * 10 + n)
}

type At = fn(Day, i32) -> String;

fn rows(of: Day, at: At) -> String {
    let row = |n| format!("<article><h2><a href='{}'>{}</a></h2></article>", at(of, n), title(of, n));
    (0..4).map(row).collect()
}

fn list(days: impl Iterator<Item = Day>, at: At) -> String {
    let rows: String = days.map(|of| rows(of, at)).collect();
    format!("<main>{rows}</main>")
}

fn latest(at: At) -> String {
    list((0..3).map(|age| today().plus(-age)), at)
}

fn page(head: &str, body: &str) -> Served {
    Served::html(format!(
        "<!doctype html><html lang=en><head><title>The Daily Test</title>{head}</head><body>\
         <nav><a href=/politics/>Politics</a> <a href=/sport/>Sport</a></nav>{body}</body></html>"
    ))
}

fn feed(site: &str, at: At, from: i32) -> Served {
    let items: String = (from..from + 3)
        .flat_map(|age| (0..3).map(move |n| (today().plus(-age), n)))
        .map(|(of, n)| {
            format!(
                "<item><title>{}</title><link>{site}{}</link><pubDate>{of}T08:0{n}:00Z</pubDate></item>",
                title(of, n),
                at(of, n)
            )
        })
        .collect();
    Served::typed(
        "application/rss+xml",
        format!("<rss version='2.0'><channel><title>T</title>{items}</channel></rss>"),
    )
}

/// The site's own address, as it was asked.
fn base(asked: &Asked) -> String {
    format!("http://{}", asked.header("host").unwrap_or_default())
}

/// The day that a path written by a pattern names: any of the last eleven years or the next three.
fn day_of(path: &str, written: impl Fn(Day) -> String) -> Option<Day> {
    (-4000..1100).map(|age| today().plus(age)).find(|day| written(*day) == path)
}

fn slashed(of: Day) -> String {
    of.to_string().replace('-', "/")
}

const RUSSIAN: [&str; 2] = ["Октябрь", "Ноябрь"];

/// A month's days, those up to `last` as links.
fn cells(month: Month, last: Day, link: impl Fn(Day) -> String) -> String {
    month
        .range()
        .days()
        .map(|of| if of <= last { link(of) } else { format!("<td>{}</td>", of.day_of_month()) })
        .collect()
}

/// A site with a calendar of some markup and pages for its days.
fn with_calendar(written: fn(Day) -> String, calendar: fn(Month, fn(Day) -> String) -> String) -> Site {
    Site::made_of(move |asked| {
        if asked.path == "/" {
            return Some(page("", &(latest(undated) + &calendar(today().month(), written))));
        }
        let of = day_of(&asked.path, written).filter(|of| *of <= today())?;
        Some(page("", &(list([of].into_iter(), undated) + &calendar(of.month(), written))))
    })
}

/// Each form of address is found by the calendar that shows it, whatever its markup.
#[test]
fn calendars_of_odd_markup_lead_to_their_days() {
    fn number(of: Day) -> i8 {
        of.day_of_month()
    }
    type Written = fn(Day) -> String;
    type Calendar = fn(Month, Written) -> String;
    let clicks: Calendar = |month, at| {
        let cell = |of| format!("<td onclick=\"location.href='{}'\">{}</td>", at(of), number(of));
        format!("<h4>November 2025</h4><table><tr>{}</tr></table>", cells(month, today(), cell))
    };
    let nested: Calendar = |month, at| {
        let cell =
            |of| format!("<div><div><a href='{}'><span><i>{}</i></span></a></div></div>", at(of), number(of));
        format!("<section><div>Қараша, 2025</div>{}</section>", cells(month, today(), cell))
    };
    let counts: Calendar = |month, at| {
        let cell = |of| format!("<td><a href='{}'>{}<sup>12</sup></a></td>", at(of), number(of));
        format!("<b>{} 2025</b><table><tr>{}</tr></table>", RUSSIAN[1], cells(month, today(), cell))
    };
    let options: Calendar = |month, at| {
        let cell = |of| format!("<option value='{}'>{} November 2025</option>", at(of), number(of));
        format!("<select>{}</select>", cells(month, today(), cell))
    };
    let flat: Calendar = |month, at| {
        let cell = |of| format!("<a href='{}'>{}</a> ", at(of), number(of));
        format!("<div><span>Листопад</span> <span>2025</span> {}</div>", cells(month, today(), cell))
    };
    let days: [(Written, Calendar, &str); 8] = [
        (|of| format!("/archive/{of}.html"), clicks, "/archive/{YYYY}-{MM}-{DD}.html"),
        (|of| of.date().strftime("/kk/%d.%m.%Y").to_string(), nested, "/kk/{DD}.{MM}.{YYYY}"),
        (|of| format!("/archive/{}/", slashed(of)), counts, "/archive/{YYYY}/{MM}/{DD}/"),
        (|of| of.date().strftime("/a?date=%d/%m/%Y").to_string(), options, "/a?date={DD}/{MM}/{YYYY}"),
        (|of| of.date().strftime("/news/date_%d%m%Y/").to_string(), flat, "/news/date_{DD}{MM}{YYYY}/"),
        (|of| format!("/list/starttime-{}.cms", of.number() + 25_569), flat, "/list/starttime-{serial}.cms"),
        (
            |of| of.date().strftime("/Portal:Current_events/%Y_%B_%-d").to_string(),
            nested,
            "/Portal:Current_events/{YYYY}_{Month}_{D}",
        ),
        (
            |of| of.date().strftime("/?jour=%-d&mois=%-m&annee=%Y").to_string(),
            flat,
            "/?jour={D}&mois={M}&annee={YYYY}",
        ),
    ];
    for (written, calendar, template) in days {
        let site = with_calendar(written, calendar);
        assert_eq!(dated(&site, "/"), [format!("day-page {template}")]);
    }
}

/// A blog under a path, made by WordPress without its interface: day feeds, else its pages of days.
#[test]
fn a_blog_below_the_root_is_followed_without_an_interface() {
    for (has_feeds, route) in
        [(true, "day-feed /blog/{YYYY}/{MM}/{DD}/feed/"), (false, "day-page /blog/{YYYY}/{MM}/{DD}/")]
    {
        let site = Site::made_of(move |asked| match asked.path.as_str() {
            "/" => Some(page("", "<h1>Our society</h1><p>We do good things.</p>")),
            "/blog/" => Some(page(
                "<meta name=generator content='WordPress 6'><link rel=alternate type='application/rss+xml' href='/blog/feed/'>",
                &latest(undated),
            )),
            "/blog/feed/" => Some(feed(&base(asked), undated, 0)),
            path => {
                let of = day_of(path.trim_end_matches("feed/"), |of| format!("/blog/{}/", slashed(of)))?;
                if of > today() {
                    return None;
                }
                if !path.ends_with("feed/") {
                    return Some(page("", &list([of].into_iter(), undated)));
                }
                has_feeds.then(|| feed(&base(asked), undated, today().number() - of.number()))
            }
        });
        assert_eq!(dated(&site, "/blog/"), [route]);
    }
}

/// What stands behind the date in the address of a day's front is not told by its stories.
#[test]
fn the_front_of_a_day_is_found_however_it_ends() {
    for end in ["/", "", "/all"] {
        let at: At = |of, n| {
            format!(
                "/world{}/story-number-{n}-of-that-day",
                of.date().strftime("/%Y/%b/%d").to_string().to_lowercase()
            )
        };
        let site = Site::made_of(move |asked| {
            if asked.path == "/" {
                return Some(page("", &latest(at)));
            }
            let written = |of: Day| {
                format!("/world{}{end}", of.date().strftime("/%Y/%b/%d").to_string().to_lowercase())
            };
            let of = day_of(&asked.path, written).filter(|of| *of <= today())?;
            Some(page("", &list([of].into_iter(), at)))
        });
        assert_eq!(dated(&site, "/"), [format!("day-page /world/{{YYYY}}/{{mon}}/{{DD}}{end}")]);
    }
}

#[test]
fn a_way_to_the_day_before_is_enough_for_a_question() {
    let site = Site::made_of(|asked| {
        let written = |of: Day| of.date().strftime("/arkiv/%Y/%m/%d").to_string();
        let of = match asked.path.as_str() {
            "/" => return Some(page("", &(latest(undated) + "<p><a href=/arkiv>Arkiv</a></p>"))),
            "/arkiv" => today(),
            path => day_of(path, written).filter(|of| *of <= today())?,
        };
        let back = format!("<p><a rel=prev href='{}'>Föregående dag</a></p>", written(of.plus(-1)));
        Some(page("", &(list([of].into_iter(), undated) + &back)))
    });
    assert_eq!(dated(&site, "/"), ["day-page /arkiv/{YYYY}/{MM}/{DD}"]);
}

/// Yesterday is written the same with zeros and without: an earlier day tells which the site has.
#[test]
fn a_day_of_one_digit_tells_whether_days_have_zeros() {
    fn with(of: Day) -> String {
        format!("/arkiv/{}/", slashed(of))
    }
    fn without(of: Day) -> String {
        format!("/arkiv/{}/{}/{}/", of.month().year(), of.month().number(), of.day_of_month())
    }
    for (written, wanted) in [
        (with as fn(Day) -> String, "day-page /arkiv/{YYYY}/{MM}/{DD}/"),
        (without, "day-page /arkiv/{YYYY}/{M}/{D}/"),
    ] {
        let site = Site::made_of(move |asked| {
            let of = if asked.path == "/" { today() } else { day_of(&asked.path, written)? };
            let before = format!("<p><a rel=prev href='{}'>The day before</a></p>", written(of.plus(-1)));
            (of <= today()).then(|| page("", &(list([of].into_iter(), undated) + &before)))
        });
        assert_eq!(dated(&site, "/"), [wanted]);
    }
}

fn sitemap(entries: impl Iterator<Item = (String, String)>) -> Served {
    let entries: String = entries
        .map(|(place, changed)| format!("<url><loc>{place}</loc><lastmod>{changed}</lastmod></url>"))
        .collect();
    Served::typed("application/xml", format!("<urlset>{entries}</urlset>"))
}

fn index(places: impl Iterator<Item = String>) -> Served {
    let places: String = places.map(|place| format!("<sitemap><loc>{place}</loc></sitemap>")).collect();
    Served::typed("application/xml", format!("<sitemapindex>{places}</sitemapindex>"))
}

/// Forty sitemaps of a hundred days, told apart by a number only: a day costs a handful of them.
#[test]
fn numbered_sitemaps_are_searched() {
    let site = Site::made_of(|asked| {
        let of_number = |n: i32| (0..100).map(move |d| today().plus(-(39 - n) * 100 - d));
        match asked.path.as_str() {
            "/" => Some(page("", &latest(undated))),
            "/sitemap.xml" => {
                let base = base(asked);
                Some(index((0..40).map(move |n| format!("{base}/map-{n}.xml"))))
            }
            path => {
                let n: i32 = path.strip_prefix("/map-")?.strip_suffix(".xml")?.parse().ok()?;
                let base = base(asked);
                Some(sitemap(
                    of_number(n)
                        .map(move |of| (format!("{base}{}", undated(of, 0)), format!("{of}T08:00:00Z"))),
                ))
            }
        }
    });
    let desk = desk();
    let found = discover(&desk, &site.url("/"));
    assert!(found.source.routes.iter().any(|route| route.kind() == "sitemap"), "{:?}", found.routes);
    block_on(async {
        service::subscribe(&desk, &found, &now()).await.unwrap();
        let before = site.asked().len();
        let day = today().plus(-2345);
        service::ask_day(&desk, &desk.sources(), day, &now(), true, |_| {}).await.unwrap();
        let edition = desk.read(move |store| store.edition(Scope::All, day.only())).await.unwrap();
        assert_eq!(edition.rows.len(), 1);
        assert!(site.asked().len() - before <= 8, "{}", site.asked().len() - before);
    });
}

/// A file that is made anew each night says that everything was changed in that night.
#[test]
fn a_last_change_that_all_share_tells_no_day() {
    for night in ["2025-11-13", "2025-11-12"] {
        let site = Site::made_of(move |asked| match asked.path.as_str() {
            "/" => Some(page("", &latest(undated))),
            "/sitemap.xml" => {
                let base = base(asked);
                let all = (0..200).map(|age| today().plus(-age));
                Some(sitemap(
                    all.map(move |of| (format!("{base}{}", undated(of, 0)), format!("{night}T03:00:00Z"))),
                ))
            }
            _ => None,
        });
        assert_eq!(dated(&site, "/"), Vec::<String>::new());
    }
}

/// Months over several pages, and only months.
#[test]
fn a_month_over_several_pages_is_read_to_the_day() {
    let site = Site::made_of(|asked| {
        if asked.path == "/" {
            let months: String = [(11, "November"), (10, "October"), (9, "September")]
                .map(|(n, name)| format!("<li><a href='/2025/{n:02}/'>{name} 2025</a></li>"))
                .concat();
            return Some(page("", &format!("{}<ul>{months}</ul>", latest(undated))));
        }
        let (path, number) = asked.path.split_once("page/").map_or((asked.path.as_str(), 1), |(path, n)| {
            (path, n.trim_end_matches('/').parse().unwrap_or(1))
        });
        let month = day_of(&format!("{path}01"), |of| format!("/{}", slashed(of)))?.month();
        let days: Vec<Day> = month.range().days().rev().filter(|of| *of <= today()).collect();
        let shown = days.chunks(5).nth(number - 1)?;
        let rows: String = shown
            .iter()
            .flat_map(|of| {
                (0..2).map(move |n| {
                    let (at, title) = (undated(*of, n), title(*of, n));
                    format!("<article><h2><a href='{at}'>{title}</a></h2><time datetime='{of}T0{n}:30'>then</time></article>")
                })
            })
            .collect();
        let older = format!("<a class=next href='{path}page/{}/'>Older posts</a>", number + 1);
        Some(page("", &format!("<main>{rows}</main>{older}")))
    });
    let desk = desk();
    let found = discover(&desk, &site.url("/"));
    let months = found.source.routes.iter().find(|route| route.kind() == "month-page").unwrap();
    assert_eq!(months.place(), site.url("/{YYYY}/{MM}/"));
    block_on(async {
        service::subscribe(&desk, &found, &now()).await.unwrap();
        let stories = async |day: &str| {
            let day: Day = day.parse().unwrap();
            let sum = service::ask_day(&desk, &desk.sources(), day, &now(), false, |_| {}).await.unwrap();
            let edition = desk.read(move |store| store.edition(Scope::All, day.only())).await.unwrap();
            (sum.asked, edition.rows.len())
        };
        assert_eq!(stories("2025-10-12").await, (1, 2));
        let asked = site.asked().len();
        // What was passed on the way is known; what lies behind it is asked for.
        assert_eq!(stories("2025-10-20").await, (0, 2));
        assert_eq!(site.asked().len(), asked);
        assert_eq!(stories("2025-10-02").await, (1, 2));
    });
}

/// A site with a calendar whose pages of days are made by a look-alike.
fn look_alike(last: Day, body: impl Fn(Day) -> Option<Served> + Send + Sync + 'static) -> Site {
    let written = |of: Day| format!("/archive/{}/", slashed(of));
    Site::made_of(move |asked| {
        if asked.path == "/" {
            let cell = |of| format!("<td><a href='{}'>{}</a></td>", written(of), of.day_of_month());
            let cells = cells(today().month(), last, cell);
            return Some(page(
                "",
                &format!("{}<b>November 2025</b><table><tr>{cells}</tr></table>", latest(undated)),
            ));
        }
        body(day_of(&asked.path, written)?)
    })
}

/// Stories of all times, as chance has them.
fn chance(seed: u64) -> impl Iterator<Item = Day> {
    let age = move |n: u64| (seed.wrapping_mul(6_364_136_223).wrapping_add(n * 7_919) % 2000) as i32;
    (1..9).map(move |n| today().plus(-age(n)))
}

#[test]
fn what_only_looks_like_an_archive_is_none() {
    let looks = AtomicU64::new(1);
    let by_chance = look_alike(today(), move |of| {
        let seed = looks.fetch_add(1, Ordering::Relaxed);
        (of <= today()).then(|| page("", &list(chance(seed), undated)))
    });
    assert_eq!(dated(&by_chance, "/"), Vec::<String>::new(), "other stories at each look");

    // Each day shows its own choice of old stories, which say when they are from.
    let chosen = look_alike(today(), |of| {
        let row = |old: Day| {
            let (at, title) = (undated(old, 0), title(old, 0));
            format!(
                "<article><h2><a href='{at}'>{title}</a></h2><time datetime='{old}T10:00'>{old}</time></article>"
            )
        };
        let rows: String = chance(of.number() as u64).filter(|old| *old < of.plus(-2)).map(row).collect();
        (of <= today()).then(|| page("", &format!("<main>{rows}</main>")))
    });
    assert_eq!(dated(&chosen, "/"), Vec::<String>::new(), "stories of other days");

    let programme = look_alike(today().plus(14), |of| {
        (of <= today().plus(30)).then(|| page("", &list([of].into_iter(), undated)))
    });
    assert_eq!(dated(&programme, "/"), Vec::<String>::new(), "what is on");

    let at: At = |of, n| format!("/{}/story-{n}-of-that-day/", slashed(of));
    let any_path = Site::made_of(move |_| Some(page("", &latest(at))));
    assert_eq!(dated(&any_path, "/"), Vec::<String>::new(), "the front page under each path");
}

/// Where the list of a day is scrolled on into the day before, that day's stories stay there.
#[test]
fn a_list_that_goes_on_into_another_day_ends_with_its_own() {
    let at: At = |of, n| format!("/{}/story-{n}-of-that-day/", slashed(of));
    let site = Site::made_of(move |asked| {
        if asked.path == "/" {
            return Some(page("", &latest(at)));
        }
        let (path, number) = asked
            .path
            .split_once("?part=")
            .map_or((asked.path.as_str(), 0), |(path, n)| (path, n.parse().unwrap_or(0)));
        let of = day_of(path, |of| format!("/{}/", slashed(of))).filter(|of| *of <= today())?;
        let next = format!("<link rel=next href='{path}?part={}'>", number + 1);
        Some(page(&next, &list([of.plus(-number)].into_iter(), at)))
    });
    let desk = desk();
    let found = discover(&desk, &site.url("/"));
    assert_eq!(found.listing.unwrap().1.len(), 4);
}
