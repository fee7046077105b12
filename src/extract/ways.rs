//! Ways into a site's past that are no grid of days: links whose words are a date, lists of months, forms
//! that ask for a date, and links to what the site calls its archive. What they lead to is not known here:
//! whoever follows one has to see for himself.

mod forms;

use std::collections::HashMap;

use super::Page;
use super::calendar::is_about_events;
use super::dated::{self, MonthReading};
use super::month_names::months_of;
use super::outline::{Link, Outline};
use crate::news::{Address, Day, Month, Template};

/// The ways a page shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ways {
    /// Templates of day pages, with the days that were linked; by a form none.
    pub days: Vec<(Template, Vec<Day>)>,
    /// Templates that only a link or two lead to, where their words do not say which day: `the day before`.
    /// Weak: worth a question, no more.
    pub beside: Vec<(Template, Vec<Day>)>,
    /// The template of month pages, and the first month that is linked.
    pub months: Option<(Template, Month)>,
    /// Pages that are called the archive, or the calendar.
    pub archives: Vec<Address>,
}

/// Days, or months, that must agree before a template is believed.
const ENOUGH: usize = 3;

/// Characters of a link that only says a date.
const SHORT: usize = 40;

/// Pages called the archive that are kept.
const MAX_ARCHIVES: usize = 3;

/// Reads the ways of a page.
pub fn read(page: &Page) -> Ways {
    let outline = Outline::of(page);
    let own = page.base().bare_host().to_owned();
    let of_site = |link: &&Link| {
        let host = link.address.host();
        link.address.bare_host() == own || host.ends_with(&format!(".{own}"))
    };
    let links: Vec<(&Link, String)> =
        outline.links.iter().filter(of_site).map(|link| (link, outline.text_of(link))).collect();
    let mut days = of_days(&links);
    days.extend(forms::read(page).into_iter().map(|template| (template, Vec::new())));
    let mut beside = of_beside(&links);
    beside.retain(|(template, _)| days.iter().all(|(known, _)| known != template));
    Ways { days, beside, months: of_months(&links), archives: archives(&links, &page.facts().address) }
}

/// Short links to addresses that end with a date.
fn of_beside(links: &[(&Link, String)]) -> Vec<(Template, Vec<Day>)> {
    let is_way = |(link, text): &&(&Link, String)| {
        !is_about_events(&link.address)
            && text.chars().count() <= SHORT
            && text.split_whitespace().count() <= 5
    };
    let ends = |link: &Link| {
        let readings = dated::readings(&link.address).into_iter();
        readings.filter(|reading| reading.ends(&link.address)).collect::<Vec<_>>()
    };
    let mut groups: Vec<(String, Vec<(Day, Address)>)> = Vec::new();
    for (link, _) in links.iter().filter(is_way) {
        // What can be read in two ways tells nothing alone.
        let [reading] = &ends(link)[..] else { continue };
        let skeleton = reading.skeleton(&link.address);
        let way = (reading.day, link.address.clone());
        match groups.iter_mut().find(|(known, _)| *known == skeleton) {
            Some((_, group)) => group.push(way),
            None => groups.push((skeleton, vec![way])),
        }
    }
    let mut out: Vec<(Template, Vec<Day>)> = groups
        .into_iter()
        .filter_map(|(_, group)| {
            let mut days: Vec<Day> = group.iter().map(|(day, _)| *day).collect();
            days.sort_unstable();
            days.dedup();
            Some((dated::template_from(&group)?, days))
        })
        .collect();
    out.sort_by_key(|(_, days)| std::cmp::Reverse(days.len()));
    out
}

/// Links whose words are the day that stands in their address.
fn of_days(links: &[(&Link, String)]) -> Vec<(Template, Vec<Day>)> {
    let mut groups: HashMap<String, Vec<(Day, Address)>> = HashMap::new();
    for (link, text) in links {
        if is_about_events(&link.address) || text.chars().count() > SHORT {
            continue;
        }
        for reading in dated::readings(&link.address).into_iter().chain(dated::counted(&link.address)) {
            if says_day(text, reading.day) {
                let group = groups.entry(reading.skeleton(&link.address)).or_default();
                group.push((reading.day, link.address.clone()));
            }
        }
    }
    let mut out: Vec<(Template, Vec<Day>)> = groups
        .into_values()
        .filter_map(|group| {
            let mut days: Vec<Day> = group.iter().map(|(day, _)| *day).collect();
            days.sort_unstable();
            days.dedup();
            (days.len() >= ENOUGH).then_some((dated::template_from(&group)?, days))
        })
        .collect();
    out.sort_by_key(|(template, days)| (std::cmp::Reverse(days.len()), template.as_str().to_owned()));
    out
}

/// Whether a short text says a day, with or without its month and year, and hardly more.
fn says_day(text: &str, day: Day) -> bool {
    let date = day.date();
    let (mut has_day, mut has_more, mut others) = (false, false, 0);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let Ok(number) =
            word.trim_start_matches('0').trim_end_matches(['.', '年', '月', '日']).parse::<i16>()
        else {
            let bits = months_of(word);
            match bits & (1 << date.month()) {
                0 if bits.is_power_of_two() && word.chars().count() > 3 => return false,
                0 => others += 1,
                _ => has_more = true,
            }
            continue;
        };
        match number {
            n if n == i16::from(date.day()) && !has_day => has_day = true,
            n if n == i16::from(date.month()) || n == date.year() || n == date.year() % 100 => {
                has_more = true;
            }
            _ => return false,
        }
    }
    // The name of the weekday, `de`, a suffix.
    has_day && has_more && others <= 3
}

/// Links whose words name the month, or the number of it, that stands in their address.
fn of_months(links: &[(&Link, String)]) -> Option<(Template, Month)> {
    let mut groups: HashMap<String, Vec<(&Address, MonthReading)>> = HashMap::new();
    for (link, text) in links {
        if is_about_events(&link.address) || text.chars().count() > SHORT {
            continue;
        }
        for reading in dated::month_readings(&link.address) {
            let month = reading.month;
            let says = |word: &str| {
                months_of(word) & (1 << month.number()) != 0
                    || word.trim_start_matches('0').parse() == Ok(month.number())
            };
            if text.split(|c: char| !c.is_alphanumeric()).any(says) {
                groups.entry(reading.skeleton(&link.address)).or_default().push((&link.address, reading));
            }
        }
    }
    let best = groups.into_values().max_by_key(Vec::len)?;
    let mut months: Vec<Month> = best.iter().map(|(_, reading)| reading.month).collect();
    months.sort_unstable();
    months.dedup();
    let template = dated::month_template(&best)?;
    (months.len() >= ENOUGH).then(|| months.first().map(|first| (template, *first)))?
}

/// Links that call themselves the archive.
fn archives(links: &[(&Link, String)], own: &Address) -> Vec<Address> {
    const WORDS: [&str; 24] = [
        "archive",
        "archives",
        "archiv",
        "archief",
        "archivo",
        "archivio",
        "arquivo",
        "arquivos",
        "archiwum",
        "arkiv",
        "arkisto",
        "arşiv",
        "архив",
        "архіў",
        "архів",
        "архиви",
        "мұрағат",
        "арxив",
        "αρχείο",
        "calendar",
        "calendrier",
        "kalender",
        "календарь",
        "hemeroteca",
    ];
    let mut out: Vec<Address> = Vec::new();
    for (link, text) in links {
        let text = text.to_lowercase();
        let few = text.split_whitespace().count() <= 4;
        let says = few && text.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word));
        let path = link.address.url().path().to_lowercase();
        let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let stem = last.split('.').next().unwrap_or_default();
        let is = says || WORDS.contains(&stem);
        let is_new =
            link.address.key() != own.key() && out.iter().all(|known| known.key() != link.address.key());
        if is && is_new && !is_about_events(&link.address) && out.len() < MAX_ARCHIVES {
            out.push(link.address.clone());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Limits, PageFacts};

    fn ways(body: &str) -> Ways {
        let facts = PageFacts { address: Address::parse("https://news.test/").unwrap(), content_type: None };
        let html = format!("<html><body>{body}</body></html>");
        read(&Page::parse(html.as_bytes(), &facts, &Limits::default()).unwrap())
    }

    fn days_of(body: &str) -> Option<String> {
        ways(body).days.first().map(|(template, _)| template.as_str().replace("https://news.test", ""))
    }

    #[test]
    fn links_that_say_a_date_lead_to_its_day() {
        let list = |link: &dyn Fn(i8) -> String| (1..=5).map(link).collect::<Vec<_>>().concat();
        for (body, want) in [
            (
                list(&|d| format!("<li><a href='/archive/2025-11-0{d}'>Friday, {d} November 2025</a>")),
                "/archive/{YYYY}-{MM}-{DD}",
            ),
            (list(&|d| format!("<li><a href='/2025/nov/0{d}/all'>{d} Nov</a>")), "/{YYYY}/{mon}/{DD}/all"),
            (
                list(&|d| format!("<dd><a href='/a/?d={d}&m=11&y=2025'>0{d}.11.2025</a>")),
                "/a/?d={D}&m={M}&y={YYYY}",
            ),
            (
                list(&|d| format!("<td><a href='arkiv/2025110{d}.html'>den {d}. november</a>")),
                "/arkiv/{YYYY}{MM}{DD}.html",
            ),
            (
                list(&|d| format!("<p><a href='/день/2025/11/0{d}/'>{d} ноября 2025</a>")),
                "/%D0%B4%D0%B5%D0%BD%D1%8C/{YYYY}/{MM}/{DD}/",
            ),
        ] {
            assert_eq!(days_of(&body).as_deref(), Some(want), "{body}");
        }
        for body in [
            list(&|d| format!("<a href='/2025/11/0{d}/x/'>Eight things that changed on {d} November</a>")),
            list(&|d| format!("<a href='/events/2025-11-0{d}'>{d} November</a>")),
            list(&|d| format!("<a href='/2025/11/0{d}/'>{} November</a>", d + 1)),
            list(&|d| format!("<a href='https://other.test/2025/11/0{d}/'>{d} November</a>")),
        ] {
            assert_eq!(days_of(&body), None, "{body}");
        }
    }

    #[test]
    fn lists_of_months_and_what_is_called_the_archive_are_found() {
        let body = "<a href='/2025/11/'>November 2025</a><a href='/2025/10/'>October 2025</a>\
            <a href='/2019/03/'>March 2019 (7)</a><a href='/archive.html'>Older news</a><a href='/x/'>Архив новостей</a>\
            <a href='/2025/10/a-story-of-an-archive-in-the-city/'>The archive of the city is opened to all again</a>";
        let ways = ways(body);
        let (template, first) = ways.months.unwrap();
        assert_eq!(template.as_str(), "https://news.test/{YYYY}/{MM}/");
        assert_eq!((first.year(), first.number()), (2019, 3));
        let archives: Vec<&str> = ways.archives.iter().map(Address::as_str).collect();
        assert_eq!(archives, ["https://news.test/archive.html", "https://news.test/x/"]);
    }

    #[test]
    fn a_form_that_asks_for_a_date_is_a_template() {
        let numbers = |from: i16, to: i16| {
            (from..=to).map(|n| format!("<option value={n}>{n}</option>")).collect::<Vec<_>>().concat()
        };
        let padded =
            |to: i16| (1..=to).map(|n| format!("<option>{n:02}</option>")).collect::<Vec<_>>().concat();
        for (body, want) in [
            (
                "<form action='/archive'><input type=date name=day><button>Go</button></form>".to_owned(),
                "/archive?day={YYYY}-{MM}-{DD}",
            ),
            (
                format!(
                    "<form action=/archiv.php><input type=hidden name=r value='all news'><select name=tag>{}</select>\
                     <select name=monat>{}</select><select name=jahr>{}</select><input type=submit></form>",
                    numbers(1, 31),
                    numbers(1, 12),
                    numbers(2009, 2025)
                ),
                "/archiv.php?r=all+news&tag={D}&monat={M}&jahr={YYYY}",
            ),
            (
                format!(
                    "<form method=GET action=/a?x=1><select name=dd>{}</select><select name=mm>{}</select><input name=yy value=2025></form>",
                    padded(31),
                    padded(12)
                ),
                "/a?dd={DD}&mm={MM}&yy={YYYY}",
            ),
        ] {
            assert_eq!(days_of(&body).as_deref(), Some(want), "{body}");
        }
        for body in [
            "<form method=post action=/a><input type=date name=day></form>",
            "<form action=/book/tickets><input type=date name=day></form>",
            "<form action=/a><input type=date name=from><input type=date name=to></form>",
            "<form action=/search><input name=q><input type=submit></form>",
        ] {
            assert_eq!(days_of(body), None, "{body}");
        }
    }
}
