//! What stands above a story's text.

use jiff::tz::TimeZone;

use crate::locale::{Locale, counted, grouped};
use crate::news::{Address, Article, Headline, Moment, Text, TextKind};
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
    // A feed's teaser has no length worth telling.
    if article.words > 0 && article.kind != TextKind::Feed {
        facts.push(counted(article.words, "word", "words"));
        facts.push(format!("{} min", grouped(article.minutes())));
    }
    if article.kind == TextKind::Page {
        facts.push("the whole page".to_owned());
    }
    facts.extend(article.address.as_ref().map(short));
    Head {
        title,
        byline,
        facts: Text::line(&facts.join(" · ")),
        notices: article.notice.iter().cloned().collect(),
    }
}

/// An address as people say it: without its scheme and `www.`, cut where it gets long.
fn short(address: &Address) -> String {
    const LONGEST: usize = 44;
    let text = address.as_str();
    let text = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(text);
    let text = text.strip_prefix("www.").unwrap_or(text).trim_end_matches('/');
    if text.len() <= LONGEST {
        text.to_owned()
    } else {
        text.chars().take(LONGEST - 1).chain(['…']).collect()
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
