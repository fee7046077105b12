#![allow(clippy::format_collect, reason = "pages of tests are small and read better so")]

use super::*;
use crate::extract::{Limits, PageFacts};

fn page_of(bytes: &[u8], address: &str, content_type: Option<&str>) -> Page {
    let facts = PageFacts {
        address: Address::parse(address).unwrap(),
        content_type: content_type.map(str::to_owned),
    };
    Page::parse(bytes, &facts, &Limits::default()).unwrap()
}

fn read_html(body: &str) -> Option<ArchiveCalendar> {
    let html = format!(
        "<!doctype html><html><body><h1>Portal</h1><p>Words.</p>{body}<p>More words.</p></body></html>"
    );
    read(&page_of(html.as_bytes(), "https://news.test/world/77/", None))
}

/// The strip of the portal this program comes from: month and year in nodes of their own, days up to
/// `last` as links, the rest bare.
fn strip(month: &str, year: &str, ym: &str, last: u32, len: u32) -> String {
    let mut out = format!(
        "<div class=archive><a href='/world/'>World News</a> <span>{month}</span> <span>{year}</span><div class=days>"
    );
    for day in 1..=len {
        if day <= last {
            out.push_str(&format!("<a href='/world/{ym}-{day:02}/'>{day}</a> "));
        } else {
            out.push_str(&format!("<span>{day}</span> "));
        }
    }
    out + "</div></div>"
}

fn numbers(days: &[Day]) -> Vec<i8> {
    days.iter().map(|day| day.day_of_month()).collect()
}

#[test]
fn the_portal_is_read() {
    let found = read_html(&strip("Ноябрь", "2025", "2025-11", 13, 30)).unwrap();
    assert_eq!(found.template.as_str(), "https://news.test/world/{YYYY}-{MM}-{DD}/");
    assert_eq!(found.month, Month::new(2025, 11).unwrap());
    assert_eq!(numbers(&found.with_news), (1..=13).collect::<Vec<i8>>());
    assert_eq!(found.without, []);
    assert_eq!(numbers(&found.to_come), (14..=30).collect::<Vec<i8>>());
    assert_eq!(found.header.as_deref(), Some("Ноябрь 2025"));
    assert_eq!(found.section.as_deref(), Some("World News"));
    assert_eq!(found.trust, Trust::Sure);
}

#[test]
fn the_portal_is_read_in_its_old_encoding() {
    let html = format!("<html><body>{}</body></html>", strip("Ноябрь", "2025", "2025-11", 13, 30));
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&html);
    let page = page_of(&bytes, "https://news.test/", Some("text/html; charset=windows-1251"));
    assert_eq!(read(&page).unwrap().header.as_deref(), Some("Ноябрь 2025"));
}

#[test]
fn bare_days_may_share_one_text() {
    let links: String = (1..=13).map(|d| format!("<a href='/w/2025/11/{d}'>{d}</a> ")).collect();
    let rest = (14..=30).map(|d: i32| d.to_string()).collect::<Vec<_>>().join(" ");
    let found = read_html(&format!("<div><b>November 2025</b> {links}{rest}</div>")).unwrap();
    assert_eq!(found.template.as_str(), "https://news.test/w/{YYYY}/{M}/{D}");
    assert_eq!(numbers(&found.to_come), (14..=30).collect::<Vec<i8>>());
}

/// The widget of blogs: a table with padding, bare days, links to days with posts.
fn wordpress(linked: &[u32], caption: &str) -> String {
    let mut out = format!("<table class=wp-calendar><caption>{caption}</caption><thead><tr>");
    for name in ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"] {
        out.push_str(&format!("<th>{name}</th>"));
    }
    out.push_str("</tr></thead><tbody><tr><td colspan=5 class=pad>&nbsp;</td>");
    for day in 1..=30 {
        let link = format!("<a href='https://blog.test/2025/11/{day:02}/'>{day}</a>");
        out.push_str(&format!("<td>{}</td>", if linked.contains(&day) { link } else { day.to_string() }));
        if (day + 5) % 7 == 0 {
            out.push_str("</tr><tr>");
        }
    }
    out + "</tr></tbody></table><nav><span><a href='https://blog.test/2025/10/'>« Oct</a></span><span></span></nav>"
}

#[test]
fn a_blog_is_read() {
    let found = read_html(&wordpress(&[3, 5, 6, 13], "November 2025")).unwrap();
    assert_eq!(found.template.as_str(), "https://blog.test/{YYYY}/{MM}/{DD}/");
    assert_eq!(numbers(&found.with_news), [3, 5, 6, 13]);
    assert_eq!(numbers(&found.without), [1, 2, 4, 7, 8, 9, 10, 11, 12]);
    assert_eq!(found.to_come.len(), 17);
    assert_eq!(found.previous.unwrap().as_str(), "https://blog.test/2025/10/");
    assert_eq!((found.next, found.trust), (None, Trust::Sure));
}

#[test]
fn the_first_days_of_a_month_are_thin() {
    let found = read_html(&wordpress(&[2], "November 2025")).unwrap();
    assert_eq!((found.trust, found.previous.is_some()), (Trust::Thin, true));
    assert_eq!(read_html("<p>See <a href='/world/2025-11-13/'>13</a></p>"), None);
    let page = page_of(wordpress(&[], "November 2025").as_bytes(), "https://blog.test/", None);
    assert_eq!(read(&page), None);
}

#[test]
fn a_readable_header_must_agree() {
    assert_eq!(read_html(&strip("Октябрь", "2025", "2025-11", 13, 30)), None);
    assert_eq!(read_html(&strip("Ноябрь", "2024", "2025-11", 13, 30)), None);
    let unreadable = read_html(&strip("Mwezi wa tano", "", "2025-11", 13, 30)).unwrap();
    assert_eq!((unreadable.trust, unreadable.header), (Trust::Likely, None));
}

#[test]
fn weekdays_are_not_taken_for_months() {
    let week = ["lun", "mar", "mié", "jue", "vie", "sáb", "dom"];
    let heads: String = week.iter().map(|name| format!("<th><abbr>{name}</abbr></th>")).collect();
    let days: String = (1..=30).map(|d| format!("<td><a href='/n/2025/11/{d:02}'>{d}</a></td>")).collect();
    let found =
        read_html(&format!("<h4>noviembre 2025</h4><table><tr>{heads}</tr><tr>{days}</tr></table>")).unwrap();
    assert_eq!(found.trust, Trust::Sure);
}

#[test]
fn days_of_the_months_beside_are_left_out() {
    let mut body = "<div><a href='/d/?month=11'>‹</a><b>Декабрь 2025</b><table><tr>".to_owned();
    let cell = |ym: &str, day: u32| format!("<td><a href='/d/{ym}-{day:02}'>{day}</a></td>");
    body.extend((24..=30).map(|day| cell("2025-11", day)));
    body.extend((1..=31).map(|day| if day < 3 { cell("2025-12", day) } else { format!("<td>{day}</td>") }));
    body.extend((1..=4).map(|day| format!("<td>{day}</td>")));
    let found = read_html(&(body + "</tr></table></div>")).unwrap();
    assert_eq!(found.month, Month::new(2025, 12).unwrap());
    assert_eq!(numbers(&found.with_news), [1, 2]);
    assert_eq!(numbers(&found.to_come), (3..=31).collect::<Vec<i8>>());
    assert_eq!(found.trust, Trust::Sure);
    assert_eq!(found.previous.unwrap().as_str(), "https://news.test/d/?month=11");
}

#[test]
fn the_year_turns() {
    let body = strip("Январь", "2026", "2026-01", 9, 31)
        + "<a href='/world/2025-12/'>Декабрь</a><a href='/world/2026-02/'>Февраль</a>";
    let found = read_html(&body).unwrap();
    assert_eq!(found.previous.unwrap().as_str(), "https://news.test/world/2025-12/");
    assert_eq!(found.next.unwrap().as_str(), "https://news.test/world/2026-02/");
}

#[test]
fn the_month_may_be_chosen_from_a_list() {
    let names = ["Сентябрь", "Октябрь", "Ноябрь"];
    let options: String = names
        .iter()
        .zip(9..)
        .map(|(name, m)| {
            let selected = if m == 11 { "selected" } else { "" };
            format!("<option value='/world/2025-{m:02}/' {selected}>{name}</option>")
        })
        .collect();
    let days: String =
        (1..=13).map(|d| format!("<li><a href='/world/2025-11-{d:02}/'>{d}</a></li>")).collect();
    let found = read_html(&format!("<select>{options}</select><b>2025</b><ul>{days}</ul>")).unwrap();
    assert_eq!(found.trust, Trust::Sure);
    assert_eq!(found.previous.unwrap().as_str(), "https://news.test/world/2025-10/");
}

#[test]
fn the_page_of_a_day_counts_its_own_day() {
    let body =
        strip("Ноябрь", "2025", "2025-11", 13, 30).replace("<a href='/world/2025-11-05/'>5</a>", "<b>5</b>");
    let html = format!("<html><body>{body}</body></html>");
    let found = read(&page_of(html.as_bytes(), "https://news.test/world/2025-11-05/", None)).unwrap();
    assert_eq!(found.with_news.len(), 13);
    let elsewhere = read(&page_of(html.as_bytes(), "https://news.test/world/", None)).unwrap();
    assert_eq!(numbers(&elsewhere.without), [5]);
}

#[test]
fn look_alikes_yield_nothing() {
    let list = |link: &dyn Fn(u32) -> String, len: u32| -> String {
        (1..=len).map(|n| format!("<a href='{}'>{n}</a> ", link(n))).collect()
    };
    for body in [
        list(&|n| format!("/news/?page={n}"), 12),
        list(&|n| format!("/2025/11/13/page/{n}"), 31),
        list(&|n| format!("/world/2025-11-13/?page={n}"), 31),
        format!("<b>November 2025</b>{}", list(&|n| format!("/e/{}", 8000 + n), 30)),
        format!("<b>November 2025</b>{}", list(&|n| format!("/events/2025-11-{n:02}"), 30)),
        format!("<b>November 2025</b>{}", list(&|n| format!("/2025/11/{:02}/", 31 - n), 30)),
        list(&|n| format!("/2025/{n:02}/"), 12),
        (1..=20).map(|n| format!("<li>{n}</li>")).collect(),
    ] {
        assert_eq!(read_html(&body), None, "{body}");
    }
}
