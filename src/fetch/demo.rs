//! The demo edition: a small newspaper about Dateline itself, served as a web of its own.
//!
//! Its four sources are sites under a name that is reserved never to exist (`.invalid`, RFC 6761), one
//! for each kind of route and one that fails. They answer the same questions as real sites do, so
//! that what works in the demo works in life. Nothing here touches a network or a disk.

mod edition;
mod pages;

use jiff::Timestamp;

use super::status::{self, Head};
use super::{Answer, Answering, Fetch, Request};
use crate::news::{Address, Day, Fault, FaultKind, Now};
use pages::{CARD, GAZETTE, KEPT_DAYS, Pages, SECTION, SILENT, WIRE};

/// The web of the demo edition. Needs no network and no manners: put no `Polite` around it.
#[derive(Clone, Copy, Debug)]
pub struct Demo {
    pages: Pages,
}

impl Demo {
    /// The newspaper whose newest edition is of the reader's today, with times as the reader's clock tells them.
    pub fn new(now: &Now) -> Self {
        Self { pages: Pages { today: now.today(), offset: now.zone.to_offset(now.instant) } }
    }

    /// The sources file that goes with it.
    pub fn sources_toml(today: Day) -> String {
        let from = today.plus(1 - KEPT_DAYS);
        format!(
            r#"# The demo edition. Nothing here is kept.

[[source]]
id = "gazette"
title = "The Dateline Gazette"
home = "{GAZETTE}/"
lang = "en"
section = "First Steps"
routes = [{{ kind = "day-page", template = "{GAZETTE}/{SECTION}/{{YYYY}}-{{MM}}-{{DD}}/", from = "{from}" }}]

[[source]]
id = "wire"
title = "The Key Wire"
home = "{WIRE}/"
lang = "en"
routes = [{{ kind = "feed", url = "{WIRE}/feed.xml" }}]

[[source]]
id = "card"
title = "The Key Card"
home = "{CARD}/"
lang = "en"
routes = [{{ kind = "page", url = "{CARD}/keys" }}]

[[source]]
id = "silent"
title = "The Silent Post"
home = "{SILENT}/"
lang = "en"
routes = [{{ kind = "feed", url = "{SILENT}/feed.xml" }}]
"#
        )
    }

    /// Whether an address belongs to the demo edition.
    pub fn knows(address: &Address) -> bool {
        address.host().ends_with(".demo.dateline.invalid")
    }

    fn answer(self, request: &Request) -> Result<Answer, Fault> {
        let address = &request.address;
        if !Self::knows(address) {
            let sentence = format!("{} is outside the demo edition, which has no network", address.host());
            return Err(Fault::new(FaultKind::Network, sentence).hint("leave the demo to add it"));
        }
        if address.as_str().starts_with(SILENT) {
            return Err(status::fault(address, 503, None));
        }
        let body = self.body(address).ok_or_else(|| status::fault(address, 404, None))?;
        let kind = if address.url().path() == "/feed.xml" { "application/rss+xml" } else { "text/html" };
        let content_type = format!("{kind}; charset=utf-8");
        let head =
            Head::read(200, [("content-type", content_type.as_bytes())].into_iter(), Timestamp::UNIX_EPOCH);
        status::Hops::new(address.clone()).finish(head, &request.validators, Some((body.into_bytes(), false)))
    }

    fn body(self, address: &Address) -> Option<String> {
        let pages = self.pages;
        let path: Vec<&str> = address.url().path().split('/').filter(|part| !part.is_empty()).collect();
        match (format!("https://{}", address.host()).as_str(), path.as_slice()) {
            (GAZETTE, []) => Some(pages.gazette_front()),
            (GAZETTE, [SECTION]) => pages.gazette_day(pages.today),
            (GAZETTE, [SECTION, last]) => match last.parse::<Day>() {
                Ok(day) if last.contains('-') => pages.gazette_day(day),
                _ => pages.gazette_article(last),
            },
            (WIRE, []) => Some(pages.wire_front()),
            (WIRE, ["feed.xml"]) => Some(pages.feed()),
            (WIRE, ["story", name]) => pages.wire_article(name),
            (CARD, [] | ["keys"]) => pages.card(),
            _ => None,
        }
    }
}

impl Fetch for Demo {
    fn get(&self, request: Request) -> Answering<'_> {
        Box::pin(async move { self.answer(&request) })
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use jiff::tz::{Offset, TimeZone};

    use super::edition::{Press, stories};
    use super::*;
    use crate::config::SourcesFile;
    use crate::fetch::{Chosen, What};
    use crate::news::Route;

    fn today() -> Day {
        Day::new(2025, 3, 1).unwrap()
    }

    fn now() -> Now {
        Now { instant: "2025-03-01T12:00:00Z".parse().unwrap(), zone: TimeZone::UTC }
    }

    fn get(address: &str) -> Result<String, Fault> {
        let request = Request::new(Address::parse(address).unwrap(), Chosen::Content, What::Page);
        let answer = Demo::new(&now()).answer(&request)?;
        Ok(String::from_utf8(answer.body.unwrap()).unwrap())
    }

    #[test]
    fn its_sources_can_be_read_and_one_of_them_fails() {
        let raw = Demo::sources_toml(today());
        let file = SourcesFile::parse(Path::new("sources.toml"), raw).unwrap();
        let mut kinds = Vec::new();
        for source in file.sources() {
            let route = &source.routes[0];
            kinds.push(route.kind());
            let address = match route {
                Route::DayPage { template, from, .. } => {
                    assert_eq!(*from, Day::new(2025, 1, 1));
                    template.address(today()).unwrap()
                }
                other => other.url().unwrap().clone(),
            };
            let answer = get(address.as_str());
            let silent = source.slug.to_string() == "silent";
            assert_eq!(answer.is_err(), silent, "{address}");
            if let Err(fault) = answer {
                assert!(fault.sentence.contains("(503)"), "{fault}");
            }
        }
        assert_eq!(kinds, ["day-page", "feed", "page", "feed"]);
    }

    #[test]
    fn it_is_spread_over_two_months_with_an_empty_day() {
        let on = |age: i32| stories().filter(|story| story.age == age).count();
        assert!(on(0) >= 3 && on(1) >= 3);
        assert_eq!(on(2), 0);
        let recent = stories().filter(|story| story.age < 10).count();
        assert!(recent * 2 > stories().count());
        assert!(stories().all(|story| (0..KEPT_DAYS).contains(&story.age)));
        assert!(stories().any(|story| story.age > 31));
        assert!(stories().count() >= 40);
        for lang in ["ru", "el", "ar", "he", "zh", "ja", "hi"] {
            assert_eq!(stories().filter(|story| story.lang == lang).count(), 1);
        }
        let empty = get(&format!("{GAZETTE}/{SECTION}/2025-02-27/")).unwrap();
        assert!(empty.contains("No stories."));
        assert!(get(&format!("{GAZETTE}/{SECTION}/2025-03-02/")).is_err());
        assert!(get(&format!("{GAZETTE}/{SECTION}/2024-12-31/")).is_err());
    }

    #[test]
    fn every_story_is_served_whole_and_ends_in_a_task() {
        let pages = Pages { today: today(), offset: Offset::UTC };
        for story in stories() {
            let page = get(&pages.address(&story)).unwrap();
            assert!(page.contains(story.title), "{}", story.name);
            assert!(
                !page.contains("story:") && !page.contains("{day") && !page.contains("{iso"),
                "{}",
                story.name
            );
            let last = story.body.trim_end().lines().last().unwrap();
            assert!(last.starts_with("<p><strong>") && last.contains("<kbd>"), "{}", story.name);
            assert!(!story.title.is_empty() && !story.author.is_empty() && !story.summary.is_empty());
            assert_eq!(story.press == Press::Gazette, !story.credit.is_empty(), "{}", story.name);
            // No quotation mark that would end an attribute, nothing that is markup in XML.
            let facts = [story.title, story.author, story.summary].concat();
            assert!(!facts.contains(['"', '<', '&']), "{}", story.name);
        }
        assert!(get(&format!("{GAZETTE}/{SECTION}/1/")).is_err());
        assert!(get("https://example.org/").unwrap_err().sentence.contains("no network"));
    }

    #[test]
    fn the_calendar_has_days_that_came_and_days_to_come() {
        let page = get(&format!("{GAZETTE}/{SECTION}/2025-03-01/")).unwrap();
        assert!(page.contains("<b>March</b> <b>2025</b>"));
        assert!(page.contains("<a href=\"/first-steps/2025-03-01/\">1</a>\n<span>2</span>"));
        assert!(page.contains("href=\"/first-steps/2025-02-28/\">&lsaquo;"));
        let oldest = get(&format!("{GAZETTE}/{SECTION}/2025-01-01/")).unwrap();
        assert!(!oldest.contains("&lsaquo;"));
    }
}
