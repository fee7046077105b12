//! When it was published: from the page's data, its address, its marked dates, and last its text.

use dom_query::{Document, NodeRef};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::super::date;
use super::super::dated::day_in;
use super::super::json_ld::Described;
use super::super::page::Page;
use super::super::tokens::{all_named, attr, first_attr, is_hidden, name, tokens};
use super::told::is_told;
use super::{Metas, around, instant_of, line, moment, written, zone};
use crate::news::{Day, Moment, Text, When};

/// `meta` elements that tell the date of publication, the likeliest first.
const NAMES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "published-date",
    "publisheddate",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.created",
    "dc.date",
    "dcterms.date",
    "date",
    "article:created",
    "shareaholic:article_published_time",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "rnews:datepublished",
    "originalpublicationdate",
    "og:published_time",
    "og:pubdate",
    "og:publish_date",
    "og:regdate",
    "article_date_original",
    "mediator_published_time",
    "article:published",
    "article:post_date",
    "releasedate",
    "created",
    "datecreated",
    "timestamp",
    "bt:pubdate",
    "search_date",
    "last-published",
];

/// Finds the instant of publication.
///
/// The article's own data comes first; where it is in UTC, what the page says elsewhere decides the day. The
/// day in the address comes before a date that is only marked on the page, unless both name the same day
/// within one: then the mark knows the hour. Dates in scripts and in the text are asked last.
pub(super) fn find(page: &Page, metas: &Metas, described: &Described, title: &Text) -> Option<Moment> {
    let dom = page.dom();
    let said = described.published.as_deref().and_then(moment);
    let said = said.or_else(|| NAMES.iter().find_map(|key| metas.all(key).find_map(|raw| moment(raw))));
    let in_address = day_in(&page.facts().address).filter(|day| day.date().year() >= FIRST_YEAR);
    if let Some(said) = said {
        let said = zone::of_the_page(said, dom, metas);
        if !zone::is_utc(said) {
            return Some(said);
        }
        let of_day = |day: Option<Date>| day.and_then(|day| zone::on_the_day(said, day));
        return of_day(in_address.map(Day::date))
            .or_else(|| of_day(beside_headline(dom, title).map(day_of)))
            .or(Some(said));
    }
    let marked = meant(dom)
        .or_else(|| in_title(dom, metas).and_then(instant_of))
        .or_else(|| beside_headline(dom, title).and_then(instant_of))
        .or_else(|| marked(dom))
        .or_else(|| described.published_around.as_deref().and_then(moment));
    if let Some(day) = in_address {
        let near = marked.filter(|marked| {
            let civil = marked.civil(&TimeZone::UTC).date();
            day.date().since(civil).is_ok_and(|span| span.get_days().abs() <= 1)
        });
        return near.or_else(|| instant_of(When::Date(day.date())));
    }
    marked
        .or_else(|| written::in_scripts(dom))
        .or_else(|| written::in_text(dom).and_then(instant_of))
        .or_else(|| metas.dated())
}

/// The day that a title ends with, parted from it by a sign: `Rivers rise | The Wire | 28.04.2023`.
fn in_title(dom: &Document, metas: &Metas) -> Option<When> {
    let head = line(&dom.select_single("title").text()).to_string();
    [Some(head), metas.get(&["og:title"])].into_iter().flatten().find_map(|title| {
        let (before, last) = [" | ", " - ", " – ", " — ", " · "]
            .iter()
            .filter_map(|sign| title.rsplit_once(sign))
            .min_by_key(|(_, last)| last.len())?;
        let digits = last.chars().filter(char::is_ascii_digit).count();
        // `May 1 - May 7 2021` is what it is about.
        let alone = !before.ends_with(|c: char| c.is_ascii_digit());
        let found = (alone && last.len() <= 20 && digits >= 5).then(|| date::parse(last))??;
        (day_of(found).year() >= FIRST_YEAR).then_some(found)
    })
}

/// Years before this one are the subject of a page, not its date.
pub(super) const FIRST_YEAR: i16 = 1995;

pub(super) fn day_of(when: When) -> Date {
    match when {
        When::Moment(moment) => moment.civil(&TimeZone::UTC).date(),
        When::Local(local) => local.date(),
        When::Date(date) => date,
    }
}

/// Elements and texts after the headline among which its date stands.
const NEAR: usize = 120;

/// The first date after the headline, marked or written in a line that tells one.
fn beside_headline(dom: &Document, title: &Text) -> Option<When> {
    let headline = around::headline(dom, title)?;
    let mut reached = false;
    let mut seen = 0;
    // When it was changed last, where nothing says when it came out.
    let mut changed = None;
    for node in dom.body()?.descendants_it() {
        if node.id == headline.id {
            reached = true;
            continue;
        }
        if !reached {
            continue;
        }
        seen += 1;
        if seen > NEAR {
            break;
        }
        let found = if node.is_text() {
            let inside = node.parent().is_none_or(|parent| {
                matches!(name(&parent).as_deref(), Some("script" | "style" | "noscript" | "template"))
            });
            (!inside).then(|| written::date_in(&node.text())).flatten()
        } else if node.is_element() && (is_time(&node) || is_marked(&node)) && !is_hidden(&node) {
            when_of(&node)
        } else {
            None
        };
        if let Some(found) = found.filter(|found| day_of(*found).year() >= FIRST_YEAR)
            && !around::is_elsewhere(&node)
            && !is_told(&node)
        {
            let line = || Text::line(&if node.is_text() { node.text().to_string() } else { spaced(&node) });
            if changed.is_none() && node.text().len() < 200 && written::tells_change(&line()) {
                changed = Some(found);
            } else if changed.is_none() || tells_when(&node) {
                return Some(found);
            }
        }
    }
    changed
}

/// Whether a text, or the element it stands in, says that it tells when something came out.
fn tells_when(node: &NodeRef) -> bool {
    let around = node.parent().filter(|_| node.is_text());
    let texts = [Some(*node), around].into_iter().flatten();
    texts.map(|node| node.text()).any(|text| text.len() < 200 && written::tells_publication(&text))
}

/// Words in names that mark a date.
const MARKS: &[&str] = &[
    "date",
    "published",
    "pubdate",
    "datetime",
    "timestamp",
    "time",
    "posted",
    "datum",
    "datestamp",
    "dateline",
    "postdate",
    "fecha",
    "data",
    "pubtime",
    "tarih",
    "publishdate",
];

/// The date that the page marks as that of publication.
fn meant(dom: &Document) -> Option<Moment> {
    let root = dom.root();
    let says = |node: &NodeRef| {
        attr(node, "itemprop")
            .is_some_and(|said| said.split_ascii_whitespace().any(|word| word == "datePublished"))
    };
    let said: Vec<NodeRef> = root.descendants_it().filter(says).collect();
    first_moment(said.iter()).or_else(|| {
        let stamped: Vec<NodeRef> = all_named(dom, "time").filter(|time| time.has_attr("pubdate")).collect();
        first_moment(stamped.iter())
    })
}

/// The first moment that one of some elements tells, none of them in a sentence that tells what happens on it.
fn first_among<'a, 'b: 'a>(nodes: impl Iterator<Item = &'a NodeRef<'b>>) -> Option<Moment> {
    first_moment(nodes.take(20).filter(|node| !is_told(node)))
}

fn first_moment<'a, 'b: 'a>(nodes: impl Iterator<Item = &'a NodeRef<'b>>) -> Option<Moment> {
    nodes.take(10).filter(|node| !is_hidden(node)).filter_map(when_of).find_map(instant_of)
}

/// Whether the names of an element say that it is a date.
fn is_marked(node: &NodeRef) -> bool {
    name(node).is_some_and(|tag| {
        matches!(
            &*tag,
            "span" | "div" | "p" | "abbr" | "li" | "small" | "em" | "td" | "i" | "a" | "h6" | "strong"
        )
    }) && tokens(node)
        .iter()
        .any(|token| MARKS.contains(&token.trim_end_matches(|c: char| c.is_ascii_digit())))
}

/// Whether an element tells a time: `<time>`, or one of the page's own making that has the same attribute, `<relative-time datetime>`.
fn is_time(node: &NodeRef) -> bool {
    node.has_name("time")
        || name(node).is_some_and(|tag| tag.contains('-') && tag.contains("time"))
            && node.has_attr("datetime")
}

/// The first date that the page marks as one.
fn marked(dom: &Document) -> Option<Moment> {
    let root = dom.root();
    let stamps: Vec<NodeRef> = root.descendants_it().filter(is_time).collect();
    let within = |outer: &str| {
        let inside = |time: &&NodeRef| time.ancestors_it(None).any(|above| above.has_name(outer));
        first_among(stamps.iter().filter(inside))
    };
    let timed = within("article").or_else(|| within("main")).or_else(|| first_among(stamps.iter()));
    if timed.is_some() {
        return timed;
    }
    let elements = root.descendants_it().filter(NodeRef::is_element);
    let marked = elements.filter(|node| is_marked(node) && !is_hidden(node)).take(20);
    let found = marked.filter_map(|node| when_of(&node)).find_map(instant_of);
    found.or_else(|| first_among(dom.select(".updated[title], abbr[data-utime]").nodes().iter()))
}

/// The date of one element: in its attributes, else in its words; in its words first, where they say that
/// they tell when it was published.
fn when_of(node: &NodeRef) -> Option<When> {
    let words = || {
        let text = Text::line(&spaced(node));
        (text.len() < 200)
            .then(|| date::parse(written::of_publication(&text)))
            .flatten()
            .filter(|when| day_of(*when).year() >= FIRST_YEAR)
    };
    if written::tells_publication(&node.text())
        && let Some(found) = words()
    {
        return Some(found);
    }
    let said = first_attr(node, &["datetime", "content", "data-datetime", "data-utime", "title"]);
    said.and_then(|raw| date::parse(&raw)).or_else(words)
}

/// The words of an element, those of different elements apart.
fn spaced(node: &NodeRef) -> String {
    let texts = node.descendants_it().filter(NodeRef::is_text).take(20);
    texts.map(|text| text.text().to_string()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::extract::{Limits, PageFacts};
    use crate::news::Address;

    fn day(address: &str, html: &str) -> Option<String> {
        let facts = PageFacts { address: Address::parse(address).unwrap(), content_type: None };
        let page = Page::parse(html.as_bytes(), &facts, &Limits::default()).unwrap();
        let found = read(&page).published?;
        Some(found.civil(&jiff::tz::TimeZone::UTC).date().to_string())
    }

    #[test]
    fn the_date_is_found_where_pages_put_it() {
        let plain = "https://a.example/story";
        for html in [
            "<meta name=citation_date content=2011-12-03>",
            "<p class=date2>03. Dezember 2011 | Advert</p>",
            "<h1>T</h1><small>Dieser Beitrag wurde am Samstag, 3. Dezember 2011 um 10 Uhr verfasst</small>",
            r#"<script>x={"published_at":"2011-12-03T06:22:28+01:00"}</script><p>text"#,
            r#"<script type="application/ld+json">{"@type":"WebPage","datePublished":"2011-12-03"}</script>"#,
            "<h1>T</h1><div class=date>Updated Dec 5, 2011 · Published Dec 3, 2011</div>",
            "<h1>T</h1><p><span>Updated Dec 5, 2011</span> <span>Published Dec 3, 2011</span></p>",
            "<h1>T</h1><p>ann released this <relative-time datetime=2011-12-03T09:00:00Z>03 Dec 09:00</relative-time></p>",
            "<h1>T</h1><p>Updated Dec 3, 2011</p><p>The river rose on Dec 1, 2011.</p>",
            "<h1>T</h1><p>OSLO, Norway, Dec. 3, 2011 /Wire/ -- The harbour today announced the order of a second \
             boat from a yard in the north, to be delivered in the spring of the year after next.</p>",
            "<h1>T</h1><p>GENEVA, 3 December 2011 – The office said on the same day that it would not give any \
             more money to those who had none, however often they asked for it.</p>",
        ] {
            assert_eq!(day(plain, html).as_deref(), Some("2011-12-03"), "{html}");
        }
        assert_eq!(day(plain, "<p>In the year 2011 nothing happened.</p>"), None);
        let told = "<h1>T</h1><p>NATO met on 3 December 2011 and said that it would meet again (as it does), which it \
                    did in the spring after, in the same hall and with the same coffee.</p>";
        assert_eq!(day(plain, told), None);
        let came = told.replace("NATO met on", "COVID-19 came to the island on");
        assert_eq!(day(plain, &came.replace("2011 and", "2011 - and")), None);
        // Nor does the day that a sentence tells of make the page's own.
        for sentence in [
            "<p>It opens on December 12, 2011.</p>",
            "<p>The hearing is set for <b>December 12, 2011</b>, says the office of the court.</p>",
            "<p>It opens again on <time datetime=2011-12-12>Monday</time>, says the office.</p>",
        ] {
            assert_eq!(day(plain, &format!("<h1>T</h1>{sentence}")), None, "{sentence}");
            let own = format!("<h1>T</h1>{sentence}<p>3. Dezember 2011</p>");
            assert_eq!(day(plain, &own).as_deref(), Some("2011-12-03"), "{sentence}");
        }
        // What happened before there were pages is no page's day.
        assert_eq!(day(plain, "<h1>T</h1><p>The mill burned on 3 May 1974.</p>"), None);
        let later = "<h1>T</h1><p>It burned on 3 May 1974.</p><p>3. Dezember 2011</p>";
        assert_eq!(day(plain, later).as_deref(), Some("2011-12-03"));
        assert_eq!(
            day("https://a.example/2011/12/03/story", "<time>4 May 2020</time>").as_deref(),
            Some("2011-12-03")
        );
    }

    #[test]
    fn a_day_alone_is_told_apart_from_its_noon() {
        let alone = |raw: &str| moment(raw).unwrap().day_alone().is_some();
        assert!(alone("2011-12-03") && alone("3. Dezember 2011"));
        for noon in ["2011-12-03 12:00", "3. Dezember 2011, 12:00 Uhr", "2011-12-03T12:00:00Z"] {
            assert!(!alone(noon), "{noon}");
        }
    }

    #[test]
    fn an_instant_in_utc_belongs_to_the_day_that_the_page_names() {
        let late = r#"<meta property="article:published_time" content="2021-11-04T23:00Z">"#;
        for (address, rest, found) in [
            ("https://a.example/1", "", "2021-11-04"),
            ("https://a.example/1", "<h1>T</h1><p>5. November 2021</p>", "2021-11-05"),
            ("https://a.example/1", "<h1>T</h1><p>9 November 2021</p>", "2021-11-04"),
            ("https://a.example/2021/11/05/t", "", "2021-11-05"),
            (
                "https://a.example/1",
                "<meta name=date content='Fri, 05 Nov 2021 00:00:00 +0100'>",
                "2021-11-05",
            ),
        ] {
            assert_eq!(day(address, &format!("{late}{rest}")).as_deref(), Some(found), "{rest}");
        }
    }

    #[test]
    fn the_date_at_the_headline_comes_before_those_of_other_stories() {
        let html = r#"<title>Talks resume</title><ul><li><h3>Rain</h3><time datetime="2022-02-01">x</time></ul>
            <h2>Talks resume</h2><small>30.01.2022 18:36</small>
            <div class=related><span class=date>2022-02-03</span></div>"#;
        assert_eq!(day("https://a.example/1", html).as_deref(), Some("2022-01-30"));
        let changed = r#"<h1>T</h1><time datetime="2019-07-03T10:18:46Z">Publié le 29 juin 2019</time>"#;
        assert_eq!(day("https://a.example/1", changed).as_deref(), Some("2019-06-29"));
        let glued = "<h1>T</h1><div class=date><span>28.09.19</span><span>12:44</span></div>";
        assert_eq!(day("https://a.example/1", glued).as_deref(), Some("2019-09-28"));
        let titled = "<title>T | World | The Wire | 28.04.2023</title><h1>T</h1><h2>Rain <i class=date>24.04.2023</i></h2>";
        assert_eq!(day("https://a.example/1", titled).as_deref(), Some("2023-04-28"));
        let about = "<title>The week of May 1 - May 7 2021</title><h1>T</h1><i class=date>24.04.2023</i>";
        assert_eq!(day("https://a.example/1", about).as_deref(), Some("2023-04-24"));
    }

    #[test]
    fn an_instant_in_utc_takes_the_offset_the_page_writes_elsewhere() {
        let html = r#"<meta property="article:published_time" content="2023-11-09T01:09:55Z">
            <time datetime="2023-11-08T18:09:55-07:00">Wednesday</time>"#;
        assert_eq!(day("https://a.example/1", html).as_deref(), Some("2023-11-08"));
    }
}
