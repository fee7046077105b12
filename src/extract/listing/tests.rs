#![allow(clippy::format_collect, reason = "pages of tests are small and read better so")]

use super::*;
use crate::extract::{Limits, PageFacts};
use crate::news::When;

fn page_at(address: &str, body: &str) -> Page {
    let facts = PageFacts { address: Address::parse(address).unwrap(), content_type: None };
    let html = format!("<!doctype html><html><body>{body}</body></html>");
    Page::parse(html.as_bytes(), &facts, &Limits::default()).unwrap()
}

const DAY_PAGE: &str = "https://news.test/world/2025-11-13/";

fn stories(body: &str) -> Vec<Item> {
    let template: Template = "https://news.test/world/{YYYY}-{MM}-{DD}/".parse().unwrap();
    read(&page_at(DAY_PAGE, body), Day::new(2025, 11, 13), Some(&template))
}

fn addresses(items: &[Item]) -> Vec<&str> {
    items
        .iter()
        .map(|i| i.address.as_ref().unwrap().as_str().trim_start_matches("https://news.test"))
        .collect()
}

const AROUND: &str = "<nav><a href='/world/'>News of the whole world</a><a href='/sport/'>Sport and games today</a></nav>
    <div class=archive>Ноябрь 2025 <a href=/world/2025-11-12/>12</a></div>
    <div class='block'><h3>Популярное</h3><ul><li><a href='/world/900/'>An old story that everybody reads</a></li>
    <li><a href='/world/901/'>Another story of the last week</a></li></ul></div>
    <div class=pager><a href='/world/2025-11-13/?page=2'>Next page of this day</a></div>
    <footer><a href='/about/us/'>About this newspaper and its people</a></footer>";

#[test]
fn a_list_of_rows_is_read() {
    let rows = "<ul class=list>
        <li><span class=t>09:12</span> <a href='/world/277015069/'>Strength in calm: what stayed behind</a><p>A correspondent tells what was not shown on the screens.</p></li>
        <li><span class=t>08:40</span> <a href='/world/277015060/'>Grain corridor talks resume</a></li>
        <li><span class=t>07:55</span> <a href='/world/277015055/'><img src=/i/1.jpg></a><a href='/world/277015055/'>Rivers rise in the north</a></li></ul>";
    let items = stories(&format!("{AROUND}{rows}"));
    assert_eq!(addresses(&items), ["/world/277015069/", "/world/277015060/", "/world/277015055/"]);
    assert_eq!(items[0].title, "Strength in calm: what stayed behind");
    assert_eq!(items[0].deck, "A correspondent tells what was not shown on the screens.");
    let at = |h, m| Some(When::Local(jiff::civil::date(2025, 11, 13).at(h, m, 0, 0)));
    assert_eq!((items[0].published, items[2].published), (at(9, 12), at(7, 55)));
    assert_eq!(items[2].image.as_ref().unwrap().as_str(), "https://news.test/i/1.jpg");
}

#[test]
fn cards_are_read() {
    let card = |n: u32, title: &str| {
        format!("<article><a href='/2025/11/13/story-{n}'><h2>{title}</h2><p>The deck of it, which is a sentence long.</p></a>
            <a href='/tag/city/'>City</a><time datetime='2025-11-13T1{n}:00:00+03:00'>now</time></article>")
    };
    let body = format!(
        "{AROUND}<main>{}{}</main>",
        card(1, "Bridge opens early"),
        card(2, "Market moves to the river")
    );
    let items = stories(&body);
    assert_eq!(addresses(&items), ["/2025/11/13/story-1", "/2025/11/13/story-2"]);
    assert_eq!(items[0].title, "Bridge opens early");
    assert_eq!(items[0].section.as_deref(), Some("City"));
    assert!(matches!(items[0].published, Some(When::Moment(m)) if m.offset_min == Some(180)));
}

#[test]
fn a_flat_list_is_read() {
    let rows: String = (1..5)
        .map(|n| format!("1{n}:05 <a href='/world/10{n}/'>The story of number {n} is here</a><br>"))
        .collect();
    let items = stories(&format!("{AROUND}<div class=all>{rows}</div>"));
    assert_eq!(items.len(), 4);
    assert_eq!(items[3].published, Some(When::Local(jiff::civil::date(2025, 11, 13).at(14, 5, 0, 0))));
}

#[test]
fn an_empty_day_has_no_stories() {
    assert_eq!(stories(AROUND), []);
}

#[test]
fn the_next_page_of_a_day_is_found() {
    let links = "<a href='?page=2'>2</a> <a href='/world/2025-11-12/?page=2'>x</a>";
    let next = next_page(&page_at(DAY_PAGE, links)).unwrap();
    assert_eq!(next.as_str(), "https://news.test/world/2025-11-13/?page=2");
    let second =
        page_at("https://news.test/world/2025-11-13/page/2/", "<a href='/world/2025-11-13/page/3/'>3</a>");
    assert_eq!(next_page(&second).unwrap().as_str(), "https://news.test/world/2025-11-13/page/3/");
    assert_eq!(next_page(&page_at(DAY_PAGE, AROUND.replace("2025-11-13/?", "2025-11-14/?").as_str())), None);
}

#[test]
fn a_front_page_without_a_day_is_read() {
    let rows: String = (1..=8)
        .map(|n| format!("<article><h2><a href='/world/27701{n:04}/'>A headline of some length {n}</a></h2><time datetime='2025-11-{n:02}T09:00:00Z'>then</time></article>"))
        .collect();
    let items = read(&page_at("https://news.test/", &rows), None, None);
    assert_eq!(items.len(), 8);
    assert!(matches!(items[7].published, Some(When::Moment(_))));
}

fn list(rows: &[(&str, &str)]) -> String {
    let rows: String =
        rows.iter().map(|(to, title)| format!("<li><a href='{to}'>{title}</a></li>")).collect();
    format!("{AROUND}<ul class=list>{rows}</ul>")
}

#[test]
fn a_short_headline_among_headlines_is_kept_in_its_place() {
    let items = stories(&list(&[
        ("/world/277015069/", "Strength in calm: what stayed behind"),
        ("/world/277015068/", "Asking twice"),
        ("/world/277015060/", "Grain corridor talks resume"),
        ("/world/277015055/", "Rivers rise in the north"),
        ("/world/277015054/", "雨停了"),
    ]));
    let titles: Vec<&str> = items.iter().map(|item| item.title.as_str()).collect();
    let (first, last) = ("Strength in calm: what stayed behind", "雨停了");
    let wanted = [first, "Asking twice", "Grain corridor talks resume", "Rivers rise in the north", last];
    assert_eq!(titles, wanted);
}

#[test]
fn short_words_beside_headlines_are_not_stories() {
    let card = |n: u32, title: &str, section: &str| {
        format!(
            "<div class=card><div><a href='/s/90{n}/'>{section}</a></div><div><a href='/s/10{n}/'>{title}</a></div></div>"
        )
    };
    let body = format!(
        "{AROUND}<div class=all>{}{}{}</div>",
        card(1, "Bridge opens early today", "City life"),
        card(2, "Market moves to the river", "Business"),
        card(3, "The ninth lake comes back again", "Nature")
    );
    assert_eq!(addresses(&stories(&body)), ["/s/101/", "/s/102/", "/s/103/"]);
}

#[test]
fn short_words_with_other_addresses_or_as_many_as_headlines_are_not_stories() {
    let headlines = [
        ("/world/277015069/", "Strength in calm: what stayed behind"),
        ("/world/277015060/", "Grain corridor talks resume"),
    ];
    let menu =
        [("/world/economy/", "Economy"), ("/culture/", "Culture"), ("/world/2025-11-12/", "12 November")];
    assert_eq!(stories(&list(&[&headlines[..], &menu[..]].concat())).len(), 2);
    let topics = [("/world/101/", "Economy"), ("/world/102/", "Culture"), ("/world/103/", "Football")];
    assert_eq!(stories(&list(&[&headlines[..], &topics[..]].concat())).len(), 2);
}
