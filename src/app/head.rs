//! What stands above a story's text.

use jiff::SignedDuration;
use jiff::tz::TimeZone;

use super::standing::{StandingWords, standing_words};
use crate::locale::{Locale, clock, counted, grouped};
use crate::news::{Address, Article, Day, Headline, KeptWords, Moment, Now, Text, TextKind, tags_shown};
use crate::typeset::Head;

/// What stands between two facts.
const SEPARATOR: &str = " · ";

/// Below so many columns the head is told short: the screen is as low as it is narrow, and the text is to begin on it.
const NARROW: u16 = 45;

/// Columns an address has at least.
const LEAST_ADDRESS: usize = 12;

/// The head of a story: title; source, author and date; words, minutes and address; notices. The line of
/// facts is made to fit a measure of `columns`; in a narrow one it tells the date and no address.
pub fn head(
    article: &Article,
    headline: Option<&Headline>,
    locale: Locale,
    zone: &TimeZone,
    columns: u16,
) -> Head {
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
    let told = headline.and_then(|row| row.moment);
    let published = match (article.published, told) {
        // A page that tells its day alone leaves the hour to the feed.
        (Some(page), Some(told)) if page.day_alone().is_some() && is_near(page, told) => {
            Some(date(told, locale, zone, columns))
        }
        (Some(page), _) => Some(match page.day_alone().and_then(Day::from_date) {
            Some(day) if is_close(columns) => Text::line(&locale.short_date_of(day)),
            Some(day) => Text::line(&locale.date(day)),
            None => date(page, locale, zone, columns),
        }),
        (None, told) => told.map(|moment| date(moment, locale, zone, columns)),
    };
    let close = is_close(columns) && !byline.is_empty();
    let mut facts = Vec::new();
    if close {
        facts.extend(published.map(|date| date.to_string()));
    } else {
        byline.extend(published);
    }
    byline.dedup();
    // A feed's teaser has no length worth telling.
    if article.words > 0 && article.kind != TextKind::Feed {
        let length = [counted(article.words, "word", "words"), format!("{} min", grouped(article.minutes()))];
        let wide: usize = facts.iter().chain(&length).map(|fact| width_of(fact)).sum();
        let has_room = !close || wide <= usize::from(columns) + SEPARATOR.chars().count();
        facts.extend(length.into_iter().skip(usize::from(!has_room)));
    }
    if article.kind == TextKind::Page {
        facts.push("the whole page".to_owned());
    }
    let said: usize = facts.iter().map(|fact| width_of(fact)).sum();
    let mut room = usize::from(columns).saturating_sub(said);
    if let Some(also) = headline.and_then(|row| also(&row.also, room)) {
        room = room.saturating_sub(width_of(&also));
        facts.push(also);
    }
    facts.extend(article.address.as_ref().filter(|_| !close).map(|address| short(address, room)));
    Head {
        title,
        close,
        byline,
        facts: Text::line(&facts.join(SEPARATOR)),
        attached: Text::default(),
        notices: article.notice.iter().cloned().collect(),
    }
}

/// Whether a head in so many columns is told short, its lines right under each other.
pub fn is_close(columns: u16) -> bool {
    columns < NARROW
}

/// What is said of a story that is kept, a paragraph each: how its text and its address stand, the tags, the note, whose
/// paragraphs keep their lines.
pub fn kept_lines(kept: &KeptWords, locale: Locale, now: &Now) -> Vec<Text> {
    let StandingWords { trouble, rest } = standing_words(&kept.standing, locale, now.today(), &now.zone);
    let standing: Vec<String> = trouble.into_iter().chain(rest).collect();
    let standing = Text::line(&standing.join(SEPARATOR));
    let tags = Text::line(&tags_shown(&kept.tags, "#"));
    let lines: Vec<&str> = kept.note.lines().collect();
    let note = lines.split(|line| line.trim().is_empty()).map(|lines| Text::lines(&lines.join("\n")));
    [standing, tags].into_iter().chain(note).filter(|line| !line.is_empty()).collect()
}

/// Columns of a fact with what stands behind it.
fn width_of(fact: &str) -> usize {
    fact.chars().count() + SEPARATOR.chars().count()
}

/// Who else tells the story: by name where that leaves room for an address, else how many.
fn also(others: &[Text], room: usize) -> Option<String> {
    let sources: Vec<&str> = others.iter().map(Text::as_str).collect();
    let named = format!("also {}", sources.join(", "));
    let counted = format!("also {}", counted(sources.len(), "other source", "other sources"));
    let fits = width_of(&named) + LEAST_ADDRESS <= room;
    (!sources.is_empty()).then_some(if fits { named } else { counted })
}

/// An address as people say it: without its scheme and `www.`, cut to its room in columns (addresses are
/// ASCII), but never to nothing.
fn short(address: &Address, room: usize) -> String {
    let room = room.max(LEAST_ADDRESS);
    let text = address.as_said().trim_end_matches('/');
    if text.len() <= room { text.to_owned() } else { text.chars().take(room - 1).chain(['…']).collect() }
}

fn names(authors: &[Text]) -> Text {
    let names: Vec<&str> = authors.iter().take(4).map(Text::as_str).collect();
    let more = if authors.len() > 4 { " and others" } else { "" };
    Text::line(&format!("{}{more}", names.join(", ")))
}

/// Whether two instants may belong to one day.
fn is_near(one: Moment, other: Moment) -> bool {
    one.instant.duration_since(other.instant).abs() <= SignedDuration::from_hours(24)
}

fn date(moment: Moment, locale: Locale, zone: &TimeZone, columns: u16) -> Text {
    let civil = moment.civil(zone);
    let day = Day::from_date(civil.date()).filter(|_| is_close(columns));
    let short = day.map(|day| format!("{}, {}", locale.short_date_of(day), clock(civil.time())));
    Text::line(&short.unwrap_or_else(|| locale.date_time(civil)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Block, Document, Role, Span, Standing, TextKind};
    use crate::typeset::{Measure, formats, typeset};

    #[test]
    fn the_lines_of_a_note_follow_each_other_and_its_paragraphs_stand_apart() {
        let kept = KeptWords {
            tags: vec![Text::line("trade")],
            note: Text::lines("for Monday\nask Ann\n\nthen the harbour"),
            standing: Standing::default(),
        };
        let now = Now { instant: "2025-11-13T12:00:00Z".parse().unwrap(), zone: TimeZone::UTC };
        let notices = kept_lines(&kept, Locale::named("en").unwrap(), &now);
        let document = Document { blocks: Vec::new(), links: Vec::new() };
        let article = Article::new(TextKind::Extracted, Text::line("Story"), document);
        let head = Head { title: Text::line("Story"), notices, ..Head::default() };
        let shown = formats::plain(&typeset(&article, &head, Measure::of(40)));
        assert!(shown.trim_end().ends_with("#trade\n\nfor Monday\nask Ann\n\nthen the harbour"), "{shown}");
    }

    fn lines_of(title: &str, words: u32, columns: u16) -> Vec<String> {
        let spans = vec![Span::plain(Text::line("The ships have waited for nine days."))];
        let block = Block::Paragraph { role: Role::Body, spans };
        let document = Document { blocks: vec![block], links: Vec::new() };
        let published = "2025-11-13T09:12:00Z".parse().ok().map(Moment::at);
        let article = Article {
            published,
            words,
            site: Some(Text::line("The River Post")),
            address: Address::parse("https://river.example/news/1").ok(),
            authors: vec![Text::line("Bo Marsh")],
            ..Article::new(TextKind::Extracted, Text::line(title), document)
        };
        let head = head(&article, None, Locale::named("en").unwrap(), &TimeZone::UTC, columns);
        formats::plain(&typeset(&article, &head, Measure::of(columns))).lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_narrow_head_leaves_the_text_room_on_a_low_screen() {
        let long = "Ships wait at the strait for the ninth day in a row";
        assert_eq!(
            lines_of(long, 222, 38)[..6],
            [
                "Ships wait at the strait",
                "for the ninth day in a row",
                "The River Post · Bo Marsh",
                "13 Nov 2025, 09:12 · 222 words · 1 min",
                "",
                "The ships have waited for nine days.",
            ]
        );
        // Where the words have no room it is the minutes that are told.
        assert_eq!(lines_of("Ships wait", 1_412, 38)[2], "13 Nov 2025, 09:12 · 7 min");
        assert_eq!(
            lines_of("Ships wait", 1_412, 72)[..4],
            [
                "Ships wait",
                "",
                "The River Post · Bo Marsh · 13 November 2025, 09:12",
                "1,412 words · 7 min · river.example/news/1",
            ]
        );
    }

    #[test]
    fn a_day_that_is_told_alone_has_no_hour_and_is_the_same_everywhere() {
        let document = Document { blocks: Vec::new(), links: Vec::new() };
        let published = "2025-11-13T12:00:00Z".parse().ok().map(Moment::at);
        let article =
            Article { published, ..Article::new(TextKind::Extracted, Text::line("Ships wait"), document) };
        for zone in ["Pacific/Auckland", "Asia/Tokyo", "UTC", "Pacific/Honolulu"] {
            let zone = TimeZone::get(zone).unwrap();
            for (columns, told) in [(38, "13 Nov 2025"), (72, "13 November 2025")] {
                let head = head(&article, None, Locale::named("en").unwrap(), &zone, columns);
                assert_eq!(head.byline.iter().map(Text::as_str).collect::<Vec<_>>(), [told], "{zone:?}");
            }
        }
    }
}
