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

#[test]
fn times_are_read_however_they_are_said() {
    for (said, hour, minute) in [
        ("<span>вчера, 14:05</span>", 14, 5),
        ("<span>13 ноября, 18:00</span>", 18, 0),
        ("<span>6:04 PM</span>", 18, 4),
        ("<span>18.04</span>", 18, 4),
        ("<span>18h04</span>", 18, 4),
        ("<span>Published at 09:30</span>", 9, 30),
        ("<span>Politics | 13.11.2025 | 07:15</span>", 7, 15),
    ] {
        let row = |n: u32| {
            format!(
                "<div class=r><a href='/world/27701{n}/'>A headline that is long enough, {n}</a>{said}</div>"
            )
        };
        let items = stories(&format!("{AROUND}<div>{}{}</div>", row(5069), row(5070)));
        let at = Some(When::Local(jiff::civil::date(2025, 11, 13).at(hour, minute, 0, 0)));
        assert_eq!(items.iter().map(|item| item.published).collect::<Vec<_>>(), [at, at], "{said}");
    }
    // The time of another day is none of this one.
    let row = "<div class=r><a href='/world/277015069/'>A headline that is long enough</a><i>11 ноября, 18:00</i></div>";
    assert_eq!(stories(&format!("<div>{row}{}</div>", row.replace("069", "070")))[0].published, None);
}

#[test]
fn a_time_without_a_zone_has_the_offset_of_the_page() {
    let row = "<div class=r><a href='/world/277015069/'>A headline that is long enough</a><i>18:00</i></div>";
    let body = format!("<div>{row}{}</div>", row.replace("069", "070"));
    let with = |more: &str| stories(&format!("{body}{more}"))[0].published;
    let Some(When::Moment(moment)) = with("<p><time datetime='2025-11-13T19:00:00+05:45'>now</time></p>")
    else {
        panic!()
    };
    assert_eq!((moment.rfc3339().as_str(), moment.offset_min), ("2025-11-13T18:00:00+05:45", Some(345)));
    // In UTC data is kept; two offsets say nothing.
    for more in [
        "<time datetime='2025-11-13T19:00:00Z'>x</time>",
        "<time datetime='2025-11-13T19:00+05:00'>x</time><time datetime='2025-11-13T19:00+02:00'>x</time>",
    ] {
        assert!(matches!(with(more), Some(When::Local(_))), "{more}");
    }
}

#[test]
fn lists_in_data_are_read_and_complete_what_is_shown() {
    let told = |n: u32| {
        format!(
            r#"{{"@type":"ListItem","position":{n},"item":{{"@type":"NewsArticle","headline":"Told in data, story {n}","url":"/world/27701506{n}/","datePublished":"2025-11-13T0{n}:00:00+03:00","description":"A deck."}}}}"#
        )
    };
    let data = format!(
        r#"<script type="application/ld+json">{{"@type":"ItemList","itemListElement":[{},{}]}}</script>"#,
        told(1),
        told(2)
    );
    let alone = stories(
        &format!("{AROUND}{data}<div id=app></div>").replace("Popul", "x").replace("/world/90", "/tag/90"),
    );
    assert_eq!(addresses(&alone), ["/world/277015061/", "/world/277015062/"]);
    assert_eq!((alone[0].title.as_str(), alone[0].deck.as_str()), ("Told in data, story 1", "A deck."));
    let row = |n: u32| {
        format!("<li><a href='/world/27701506{n}/'>A headline that is shown, number {n}</a> 0{n}:10</li>")
    };
    let beside = stories(&format!("{data}<ul>{}{}</ul>", row(1), row(2)));
    assert_eq!((beside.len(), beside[0].title.as_str()), (2, "A headline that is shown, number 1"));
    assert!(matches!(beside[0].published, Some(When::Moment(_))));
}

#[test]
fn the_lead_of_a_day_is_taken_and_the_front_s_is_not() {
    let row =
        |n: u32| format!("<li><a href='/world/27701506{n}/'>A headline of the list, number {n}</a></li>");
    let lead = |at: &str| {
        format!(
            "<section><h1><a href='/world/277015000/'>The lead of the day is this</a></h1><time datetime='{at}'></time></section><main><ul>{}</ul></main>",
            (1..=5).map(row).collect::<String>()
        )
    };
    assert_eq!(stories(&lead("2025-11-13T10:00")).len(), 6);
    assert_eq!(stories(&lead("2025-11-14T10:00")).len(), 5);
}

#[test]
fn headlines_stand_in_titles_and_what_is_paid_for_is_left_out() {
    let picture = |n: u32| {
        format!(
            "<div><a href='/world/27701506{n}/' title='A headline of the Picture, {n}'><img src=/i/{n}.jpg></a></div>"
        )
    };
    let cut = |n: u32| {
        format!(
            "<div><a href='/world/27701506{n}/' title='A headline that is too long for the box, {n}'>A headline that is too…</a></div>"
        )
    };
    assert_eq!(stories(&(1..=3).map(picture).collect::<String>())[0].title, "A headline of the Picture, 1");
    let items = stories(
        &((1..=3).map(cut).collect::<String>()
            + "<div><a rel=sponsored href='/world/277015069/'>Our partner offers you a loan</a></div>"),
    );
    assert_eq!((items.len(), items[0].title.as_str()), (3, "A headline that is too long for the box, 1"));
}
