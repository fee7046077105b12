//! What stands above a story's text.

use jiff::tz::TimeZone;

use crate::locale::{Locale, counted, grouped};
use crate::news::{Article, Headline, Moment, Text, TextKind};
use crate::typeset::Head;

/// The head of a story: title; source, author and date; words, minutes and address; notices.
pub fn head(article: &Article, headline: Option<&Headline>, locale: Locale, zone: &TimeZone) -> Head {
    let title = if article.title.is_empty() {
        headline.map_or_else(Text::default, |row| row.title.clone())
    } else {
        article.title.clone()
    };
    let mut byline = Vec::new();
    let host = || article.address.as_ref().map(|address| Text::line(address.host()));
    byline
        .extend(headline.map(|row| row.source_title.clone()).or_else(|| article.site.clone()).or_else(host));
    match article.authors.as_slice() {
        [] => byline.extend(headline.and_then(|row| row.author.clone())),
        authors => byline.push(names(authors)),
    }
    let published = article.published.or_else(|| headline.and_then(|row| row.moment));
    byline.extend(published.map(|moment| date(moment, locale, zone)));
    byline.dedup();
    let mut facts = Vec::new();
    if article.words > 0 {
        facts.push(counted(article.words, "word", "words"));
        facts.push(format!("{} min", grouped(article.minutes())));
    }
    match article.kind {
        TextKind::Extracted => {}
        TextKind::Feed => facts.push("the feed's text".to_owned()),
        TextKind::Page => facts.push("the whole page".to_owned()),
    }
    facts.extend(article.address.as_ref().map(ToString::to_string));
    Head {
        title,
        byline,
        facts: Text::line(&facts.join(" · ")),
        notices: article.notice.iter().cloned().collect(),
    }
}

fn names(authors: &[Text]) -> Text {
    let names: Vec<&str> = authors.iter().take(4).map(Text::as_str).collect();
    let more = if authors.len() > 4 { " and others" } else { "" };
    Text::line(&format!("{}{more}", names.join(", ")))
}

fn date(moment: Moment, locale: Locale, zone: &TimeZone) -> Text {
    Text::line(&locale.date_time(moment.civil(zone)))
}
