//! Days with slashes, `11/3/2026`: what else the page says decides whether the month or the day comes first.

use dom_query::NodeRef;
use jiff::SignedDuration;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::super::date;
use super::super::dated::{day_in, months_in};
use super::super::json_ld::Described;
use super::super::page::Page;
use super::super::tokens::{attr, name};
use super::Metas;
use super::published::day_of;
use crate::news::Moment;

/// Nodes of a page that are looked at, letters of a text among whose first ones a day stands, and days in words that are read.
const NODES: usize = 20_000;
const LETTERS: usize = 110;
const READ: usize = 60;

/// Bytes of a script with data that are looked through.
const DATA: usize = 1 << 16;

/// Days by which another date of the page may differ from its own.
const NEAR: i32 = 2;

/// Countries whose ending sites elsewhere use as well.
const ANYWHERE: &[&str] = &["us", "io", "co", "tv", "me", "ai", "fm", "ly", "gg", "so", "sh", "to", "cc"];

/// The instant that was found, or that of the day with its numbers in the other order, where the page writes it with
/// slashes and shows that the month comes first; and what was found, where only the page's language speaks for that.
pub(super) fn meant(
    found: Moment,
    page: &Page,
    metas: &Metas,
    described: &Described,
) -> (Moment, Option<Moment>) {
    let day = found.civil(&TimeZone::UTC).date();
    let Ok(other) = Date::new(day.year(), day.day(), day.month()) else { return (found, None) };
    if other == day {
        return (found, None);
    }
    let shown = Shown::on(page, metas, described);
    let written = shown.slashed.iter().any(|slashed| {
        slashed.free && slashed.day_first() == Some(day) && slashed.month_first() == Some(other)
    });
    let told = if written { shown.is_month_first(day, other, page) } else { Some(false) };
    if !told.unwrap_or_else(|| is_american(page, metas)) {
        return (found, None);
    }
    let moved = other.since(day).ok().and_then(|span| i64::from(span.get_days()).checked_mul(24));
    let instant = moved.and_then(|hours| found.instant.checked_add(SignedDuration::from_hours(hours)).ok());
    // Where the language alone speaks, the clock has a word as well.
    instant.map_or((found, None), |instant| (Moment { instant, ..found }, told.is_none().then_some(found)))
}

/// Two numbers and a year with slashes between them, with no weekday beside it that tells the order.
struct Slashed {
    first: i8,
    second: i8,
    year: i16,
    free: bool,
}

impl Slashed {
    fn day_first(&self) -> Option<Date> {
        Date::new(self.year, self.second, self.first).ok()
    }

    fn month_first(&self) -> Option<Date> {
        Date::new(self.year, self.first, self.second).ok()
    }
}

/// The days that a page shows.
#[derive(Default)]
struct Shown {
    slashed: Vec<Slashed>,
    /// Those that can be read in one way only.
    sure: Vec<Date>,
}

impl Shown {
    fn on(page: &Page, metas: &Metas, described: &Described) -> Self {
        let mut shown = Self::default();
        for node in page.dom().root().descendants_it().take(NODES) {
            if node.is_text() {
                let within = node.parent().filter(NodeRef::is_element);
                match within.as_ref().and_then(name).as_deref() {
                    Some("script") => within.iter().for_each(|script| shown.take_data(script, &node.text())),
                    Some("style" | "template" | "noscript") => {}
                    _ => shown.take(&node.text()),
                }
            } else {
                shown.take_attributes(&node);
            }
        }
        let said = [&described.published, &described.published_around, &described.modified];
        said.into_iter().flatten().for_each(|raw| shown.take(raw));
        metas.0.iter().for_each(|(_, raw)| shown.take(raw));
        shown.sure.extend(day_in(&page.facts().address).map(crate::news::Day::date));
        shown
    }

    /// Takes the days that data of the page gives, whatever they are of.
    fn take_data(&mut self, script: &NodeRef, data: &str) {
        if attr(script, "type").is_some_and(|kind| kind.contains("ld+json")) {
            let data = data.get(..data.floor_char_boundary(DATA)).unwrap_or_default();
            let is_day = |said: &&str| said.len() <= READ && said.starts_with(|c: char| c.is_ascii_digit());
            data.split('"').filter(is_day).for_each(|said| self.take(said));
        }
    }

    fn take_attributes(&mut self, node: &NodeRef) {
        let Some(element) = node.element_ref() else { return };
        for attribute in &element.attrs {
            if matches!(&*attribute.name.local, "datetime" | "title" | "data-datetime") {
                self.take(&attribute.value);
            }
        }
    }

    /// Takes what one text shows.
    fn take(&mut self, text: &str) {
        let text = text.trim();
        let text = text.get(..text.floor_char_boundary(LETTERS)).unwrap_or(text);
        if text.chars().filter(char::is_ascii_digit).count() < 4 {
            return;
        }
        if text.contains('/') {
            let weekday = |word: &str| {
                let word = word.to_lowercase();
                ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().any(|day| word.starts_with(day))
            };
            let free = !text.split(|c: char| !c.is_alphabetic()).any(weekday);
            self.slashed.extend(slashed(text).map(|(first, second, year)| Slashed {
                first,
                second,
                year,
                free,
            }));
        } else if text.len() <= READ && self.sure.len() < READ {
            self.sure.extend(date::parse(text).map(day_of));
        }
    }

    /// Whether the page shows that it writes the month first: by a day that agrees with one reading only, by numbers that are
    /// no months; `None` where it does not.
    fn is_month_first(&self, day: Date, other: Date, page: &Page) -> Option<bool> {
        let near = |reading: Date| {
            self.sure.iter().any(|sure| sure.since(reading).is_ok_and(|span| span.get_days().abs() <= NEAR))
        };
        let months = months_in(&page.facts().address);
        let of_month = |reading: Date| {
            months.iter().any(|month| month.year() == reading.year() && month.number() == reading.month())
        };
        let shown = |is: fn(&Slashed) -> bool| self.slashed.iter().any(is);
        let told = [
            (near(other), near(day)),
            (of_month(other), of_month(day)),
            (
                shown(|one| one.second > 12 && one.month_first().is_some()),
                shown(|one| one.first > 12 && one.day_first().is_some()),
            ),
        ];
        let decided = told.into_iter().find(|(month_first, day_first)| month_first != day_first);
        decided.map(|(month_first, _)| month_first)
    }
}

/// Whether a page is in the English of the United States, and not on a site of another country, whose program was not told.
fn is_american(page: &Page, metas: &Metas) -> bool {
    let said = |tag: &str| tag.to_ascii_lowercase().replace('_', "-");
    let lang = page.lang().map(|lang| said(&lang));
    let is_english = lang.as_deref().is_none_or(|lang| lang == "en");
    let located = metas.get(&["og:locale"]).is_some_and(|tag| said(&tag) == "en-us");
    let ending = page.facts().address.bare_host().rsplit('.').next().unwrap_or_default();
    (lang.as_deref() == Some("en-us") || is_english && located)
        && (ending.len() != 2 || ANYWHERE.contains(&ending))
}

/// Numbers of a text with slashes between them: two of one or two digits, and a year.
fn slashed(text: &str) -> impl Iterator<Item = (i8, i8, i16)> {
    let runs = text.split(|c: char| !c.is_ascii_digit() && c != '/');
    runs.filter_map(|run| {
        let mut parts = run.split('/');
        let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
        let short = |digits: &str| (1..=2).contains(&digits.len());
        let whole = parts.next().is_none() && short(first) && short(second);
        let year: i16 = match year.len() {
            4 => year.parse().ok()?,
            2 => 2_000 + year.parse::<i16>().ok()?,
            _ => return None,
        };
        whole.then_some((first.parse().ok()?, second.parse().ok()?, year))
    })
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use crate::extract::page::Page;
    use crate::extract::{Limits, PageFacts};
    use crate::news::Address;

    fn day(address: &str, html: &str) -> Option<String> {
        let facts = PageFacts { address: Address::parse(address).unwrap(), content_type: None };
        let page = Page::parse(html.as_bytes(), &facts, &Limits::default()).unwrap();
        read(&page).published.map(|found| found.civil(&jiff::tz::TimeZone::UTC).date().to_string())
    }

    #[test]
    fn the_rest_of_the_page_decides_which_number_is_the_month() {
        let plain = "https://a.example/story";
        let said = "<h1>T</h1><p class=date>11/03/2026</p><p>Text";
        for (address, before, behind, month_first) in [
            (plain, "", "", false),
            (plain, "<html lang=en-US>", "", true),
            (plain, "<html lang=en-GB>", "", false),
            ("https://a.co.uk/story", "<html lang=en-US>", "", false),
            (plain, "<html lang=en><meta property=og:locale content=en_US>", "", true),
            ("https://a.example/2026/11/story", "", "", true),
            ("https://a.example/2026/03/story", "<html lang=en-US>", "", false),
            (plain, "", "<p class=date>10/28/2026</p>", true),
            (plain, "<html lang=en-US>", "<p class=date>28/10/2026</p>", false),
            (plain, "", "<p class=date>28/10/2026</p><p class=date>10/28/2026</p>", false),
            (
                plain,
                r#"<script type="application/ld+json">{"@type":"WebPage","dateModified":"2026-11-04"}</script>"#,
                "",
                true,
            ),
            (plain, "<html lang=en-US>", "<p>Changed on 12 March 2026</p>", false),
            (plain, "", "<p>Changed on 4 November 2026</p>", true),
        ] {
            let found = day(address, &format!("{before}{said}{behind}"));
            let is = if month_first { "2026-11-03" } else { "2026-03-11" };
            assert_eq!(found.as_deref(), Some(is), "{address} {before} {behind}");
        }
    }

    #[test]
    fn other_ways_to_write_a_day_are_left_alone() {
        for said in [
            "11.03.2026",
            "2026-03-11",
            "11 March 2026",
            "Wed, 11/03/2026",
            "<time datetime=2026-03-11>11/03/2026</time>",
        ] {
            let found = day(
                "https://a.example/story",
                &format!("<html lang=en-US><h1>T</h1><p class=date>{said}</p>"),
            );
            assert_eq!(found.as_deref(), Some("2026-03-11"), "{said}");
        }
        let timed = "<html lang=en-US><h1>T</h1><p class=date>11/03/2026 14:30</p>";
        assert_eq!(day("https://a.example/story", timed).as_deref(), Some("2026-11-03"));
    }
}
