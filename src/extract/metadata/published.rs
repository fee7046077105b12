//! When it was published: from the page's data, its address, its marked dates, and last its text.

use dom_query::{Document, NodeRef};

use super::super::date;
use super::super::dated::day_in;
use super::super::json_ld::Described;
use super::super::page::Page;
use super::super::tokens::{first_attr, is_hidden, name, tokens};
use super::{Metas, instant_of, moment, written};
use crate::news::{Moment, When};

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
/// The article's own data comes first. The day in the address comes before a date that is only marked
/// on the page, unless both name the same day within one: then the mark knows the hour. Dates in scripts
/// and in the text are asked last.
pub(super) fn find(page: &Page, metas: &Metas, described: &Described) -> Option<Moment> {
    let dom = page.dom();
    let said = described.published.as_deref().and_then(moment);
    let said = said.or_else(|| NAMES.iter().find_map(|key| metas.all(key).find_map(|raw| moment(raw))));
    if let Some(said) = said {
        return Some(written::in_its_own_zone(said, dom));
    }
    let in_address = day_in(&page.facts().address).filter(|day| day.date().year() >= 1995);
    let marked = marked(dom).or_else(|| described.published_around.as_deref().and_then(moment));
    if let Some(day) = in_address {
        let near = marked.filter(|marked| {
            let civil = marked.civil(&jiff::tz::TimeZone::UTC).date();
            day.date().since(civil).is_ok_and(|span| span.get_days().abs() <= 1)
        });
        return near.or_else(|| instant_of(When::Date(day.date())));
    }
    marked.or_else(|| written::in_scripts(dom)).or_else(|| written::in_text(dom).and_then(instant_of))
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

/// The first date that the page marks as one.
fn marked(dom: &Document) -> Option<Moment> {
    for selector in [r#"[itemprop~="datePublished"]"#, "time[pubdate]", "article time", "main time", "time"] {
        let found =
            dom.select(selector).nodes().iter().take(10).filter(|node| !is_hidden(node)).find_map(date_of);
        if found.is_some() {
            return found;
        }
    }
    let mut seen = 0;
    for node in dom.root().descendants_it().filter(NodeRef::is_element) {
        let dated = name(&node).is_some_and(|tag| {
            matches!(&*tag, "span" | "div" | "p" | "abbr" | "li" | "small" | "em" | "td" | "i" | "a" | "h6")
        }) && tokens(&node)
            .iter()
            .any(|token| MARKS.contains(&token.trim_end_matches(|c: char| c.is_ascii_digit())));
        if dated && !is_hidden(&node) {
            seen += 1;
            if let Some(found) = date_of(&node) {
                return Some(found);
            }
        }
        if seen > 20 {
            break;
        }
    }
    None
}

fn date_of(node: &NodeRef) -> Option<Moment> {
    let said = first_attr(node, &["datetime", "content", "data-datetime", "title"]);
    said.and_then(|raw| moment(&raw)).or_else(|| {
        let text = node.text();
        if text.len() >= 200 {
            return None;
        }
        date::parse(&text).and_then(instant_of)
    })
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
        ] {
            assert_eq!(day(plain, html).as_deref(), Some("2011-12-03"), "{html}");
        }
        assert_eq!(day(plain, "<p>In the year 2011 nothing happened.</p>"), None);
        assert_eq!(
            day("https://a.example/2011/12/03/story", "<time>4 May 2020</time>").as_deref(),
            Some("2011-12-03")
        );
    }

    #[test]
    fn an_instant_in_utc_takes_the_offset_the_page_writes_elsewhere() {
        let html = r#"<meta property="article:published_time" content="2023-11-09T01:09:55Z">
            <time datetime="2023-11-08T18:09:55-07:00">Wednesday</time>"#;
        assert_eq!(day("https://a.example/1", html).as_deref(), Some("2023-11-08"));
    }
}
