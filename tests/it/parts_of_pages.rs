//! The parts of an article, each known for what it is, and what is known about the article.

use dateline::news::{Article, Text};
use dateline::typeset::formats;

use crate::support::page::read_at;

fn read(html: &str) -> Article {
    read_at("https://river.example/weather/weir/?from=front", html)
}

const PAGE: &str = r#"<html lang="en"><head><title>The night at the weir | The River Post</title>
<meta property="og:site_name" content="The River Post"><meta property="og:type" content="article">
<meta property="article:section" content="Weather"><meta property="og:image" content="/media/weir.jpg">
<meta name="author" content="Ann Berg"><meta property="article:published_time" content="2025-11-13T09:12:00+05:00">
<meta property="article:modified_time" content="2025-11-13T11:40:00+05:00">
<link rel="canonical" href="https://river.example/weather/weir/"></head><body><article><h1>The night at the weir</h1>
<p class="article__standfirst">Three towns kept their sandbags ready, and the mill kept a diary of the water.</p>
<p>NORTHFORD, Nov 13 (River Post) — The <span style="font-variant:small-caps">nato</span> gauge at the weir showed four metres at mid&shy;night, the high&shy;est figure since the keeper began to write it down.<sup>1</sup></p>
<p hidden>Never shown to anybody who reads this page in a browser.</p>
<p style="display:none">Nor is this paragraph of the same length and kind.</p>
<p aria-hidden="true">This one is kept from those who listen to the page.</p>
<p>At two the siren went, and the families of the lower street carried what they could to the school, where tea was made until the morning.</p>
<figure><img class="lazy" src="data:image/gif;base64,R0lGOD" data-src="/media/school.jpg" alt="The school"><noscript><img src="/media/school.jpg" alt="The school"></noscript><figcaption>The school at three in the morning. <span class="credit">Photo: Li Wei</span></figcaption></figure>
<p><img srcset="/media/s.jpg 320w, /media/bridge.jpg 1200w" src="/media/blank.gif" alt="The bridge"></p>
<p><img src="/media/blank.gif" alt=""><noscript><img src="/media/mill.jpg" alt="The mill"></noscript></p>
<p>“The river does what it does,” said the keeper of the weir, who has been asked the same thing every year and gives the same answer each time.</p>
<blockquote class="twitter-tweet"><p>The bridge is closed until further notice.</p>&mdash; County roads (@roads) <a href="https://twitter.com/roads/status/77">November 13, 2025</a></blockquote>
<iframe src="https://www.youtube.com/embed/abc123" title="The weir at dawn"></iframe>
<p><strong>Will the school open on Friday?</strong></p>
<p>It will, said the head, if the road is dry enough for the bus to come up from the lower street before eight.</p><hr>
<p>The county counts the damage next week, and the keeper has begun a new page in the book that lies at the window.</p>
<p class="credit-line"><em>Text: Ann Berg. Photos: Li Wei.</em></p></article></body></html>"#;

#[test]
fn every_part_is_known_for_what_it_is() {
    let html = formats::html(&read(PAGE));
    for part in [
        "<h1>The night at the weir</h1>",
        "<p class=\"standfirst\">Three towns kept",
        // The place and the day at the beginning stay; small capitals are text, and words have no soft hyphens.
        "<p>NORTHFORD, Nov 13 (River Post) — The nato gauge at the weir showed four metres at midnight, the highest figure",
        "write it down.<sup>1</sup></p>",
        "<img src=\"https://river.example/media/school.jpg\" alt=\"The school\">\n<figcaption>The school at three in the \
         morning. <span class=\"credit\">Photo: Li Wei</span></figcaption>",
        "<img src=\"https://river.example/media/bridge.jpg\" alt=\"The bridge\">",
        "<img src=\"https://river.example/media/mill.jpg\" alt=\"The mill\">",
        "<blockquote class=\"embed\"><a href=\"https://twitter.com/roads/status/77\">The bridge is closed until further notice. — County roads (@roads) November 13, 2025",
        "<blockquote class=\"embed\"><a href=\"https://www.youtube.com/embed/abc123\">The weir at dawn</a></blockquote>",
        "<p><strong>Will the school open on Friday?</strong></p>\n<p>It will, said the head",
        "<hr>\n<p>The county counts",
        "<p class=\"credit\"><em>Text: Ann Berg. Photos: Li Wei.</em></p>",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    assert_eq!(html.matches("/media/school.jpg").count(), 1, "not again for who has no scripts\n{html}");
    for hidden in ["Never shown", "Nor is this", "kept from those", "\u{ad}", "blank.gif"] {
        assert!(!html.contains(hidden), "{hidden}\n{html}");
    }
}

#[test]
fn what_is_known_about_an_article() {
    let article = read(PAGE);
    assert_eq!(article.title, "The night at the weir", "without the name of the site");
    assert_eq!(article.authors, [Text::line("Ann Berg")]);
    assert_eq!(
        article.published.unwrap().rfc3339(),
        "2025-11-13T09:12:00+05:00",
        "with its offset as written"
    );
    assert_eq!(article.updated.unwrap().rfc3339(), "2025-11-13T11:40:00+05:00");
    assert_eq!(article.site.as_deref(), Some("The River Post"));
    assert_eq!(article.section.as_deref(), Some("Weather"));
    assert_eq!(article.lang.as_deref(), Some("en"));
    assert_eq!(article.canonical.unwrap().as_str(), "https://river.example/weather/weir/");
    assert_eq!(article.image.unwrap().as_str(), "https://river.example/media/weir.jpg");
}

#[test]
fn entries_of_a_live_report_keep_their_times() {
    let entry = |time: &str, head: &str, text: &str| {
        format!(
            "<div class=liveblog-entry itemprop=liveBlogUpdate itemscope itemtype=https://schema.org/BlogPosting>\
             <time itemprop=datePublished datetime=2025-11-13T{time}:00Z>{time}</time>{head}<p>{text}</p></div>"
        )
    };
    let (siren, gauge) = (
        "The families of the lower street carry what they can to the school, where tea is made until the morning comes.",
        "The gauge at the weir shows four metres, the highest figure since the keeper began to write it down in the book.",
    );
    let entries = entry("12:05", "<h2>The siren goes</h2>", siren) + &entry("11:40", "", gauge);
    let article = read(&format!(
        "<html lang=en><head><title>Flood</title></head><body><article itemscope \
         itemtype=https://schema.org/LiveBlogPosting><h1>The flood as it happens</h1><div class=liveblog>{entries}</div>\
         </article></body></html>"
    ));
    let said = formats::text(&article.document);
    assert_eq!(said.trim(), format!("12:05\n\nThe siren goes\n\n{siren}\n\n11:40\n\n{gauge}"));
}
