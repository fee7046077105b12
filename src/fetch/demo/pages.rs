//! The demo edition as sites would serve it: with heads, menus, counters and share buttons around the
//! text, so that finding, extracting and reading have the work they have elsewhere.

use jiff::tz::Offset;

use super::edition::{Press, Story, stories, written};
use crate::locale::Locale;
use crate::news::{Day, Month};

pub(super) const GAZETTE: &str = "https://gazette.demo.dateline.invalid";
pub(super) const WIRE: &str = "https://wire.demo.dateline.invalid";
pub(super) const CARD: &str = "https://card.demo.dateline.invalid";
pub(super) const SILENT: &str = "https://silent.demo.dateline.invalid";

/// The portal's one section.
pub(super) const SECTION: &str = "first-steps";

/// Days the portal keeps, today included.
pub(super) const KEPT_DAYS: i32 = 60;

/// The sites on a day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pages {
    pub(super) today: Day,
    /// The reader's own: a newspaper's morning is its reader's morning.
    pub(super) offset: Offset,
}

impl Pages {
    /// Where a story is.
    pub(super) fn address(self, story: &Story) -> String {
        match story.press {
            Press::Gazette => format!("{GAZETTE}/{SECTION}/{}/", story.number(self.today)),
            Press::Wire => format!("{WIRE}/story/{}", story.name),
            Press::Card => format!("{CARD}/keys"),
        }
    }

    fn of(press: Press) -> impl Iterator<Item = Story> {
        stories().filter(move |story| story.press == press)
    }

    /// The portal's front page: its stories, newest first.
    pub(super) fn gazette_front(self) -> String {
        let rows: String = Self::of(Press::Gazette).map(|story| self.row(&story)).collect();
        gazette("The Dateline Gazette", "en", "", &format!("<div class=\"lead\">{rows}</div>"))
    }

    /// The portal's list of a day it keeps; today's is the section's own page.
    pub(super) fn gazette_day(self, day: Day) -> Option<String> {
        self.keeps(day).then(|| {
            let rows: String = Self::of(Press::Gazette)
                .filter(|story| story.day(self.today) == day)
                .map(|story| self.row(&story))
                .collect();
            let list = if rows.is_empty() { "<p class=\"none\">No stories.</p>".to_owned() } else { rows };
            let body =
                format!("{}<h1>First Steps</h1><div class=\"list\">{list}</div>", self.calendar(day.month()));
            gazette(&format!("First Steps, {}", Locale::default().date(day)), "en", "", &body)
        })
    }

    /// The portal's article of a number.
    pub(super) fn gazette_article(self, number: &str) -> Option<String> {
        let story = Self::of(Press::Gazette).find(|story| story.number(self.today) == number)?;
        let related: Vec<String> = Self::of(Press::Gazette)
            .filter(|other| other.name != story.name)
            .take(3)
            .map(|other| format!("<li><a href=\"{}\">{}</a></li>", self.address(&other), other.title))
            .collect();
        let related = related.concat();
        let body = format!(
            "{}<article><h1>{}</h1><div class=\"meta\"><span class=\"author\">{}</span> \
             <time datetime=\"{}\">{}, {}</time></div><div class=\"counter\">0</div>\
             <div class=\"text\">{}<p class=\"credit\"><em>{}</em></p></div>\
             <div class=\"share\"><span>Share</span><a href=\"#\">Telegram</a><a href=\"#\">WhatsApp</a>\
             <a href=\"#\">Copy link</a></div></article>\
             <div class=\"related\"><h4>Read also</h4><ul>{related}</ul></div>",
            self.calendar(story.day(self.today).month()),
            story.title,
            story.author,
            story.published(self.today, self.offset),
            Locale::default().date(story.day(self.today)),
            story.time,
            self.body(&story),
            story.credit
        );
        Some(gazette(story.title, story.lang, &self.facts(&story), &body))
    }

    /// The feed.
    pub(super) fn feed(self) -> String {
        let items: Vec<String> = Self::of(Press::Wire)
            .map(|story| {
                let address = self.address(&story);
                format!(
                    "<item><title>{}</title><link>{address}</link><guid>{address}</guid>\
                     <pubDate>{}</pubDate><dc:creator>{}</dc:creator><category>Keys</category>\
                     <description>&lt;p&gt;{}&lt;/p&gt;</description></item>\n",
                    story.title,
                    rfc822(story.day(self.today), story.time, self.offset),
                    story.author,
                    story.summary
                )
            })
            .collect();
        let items = items.concat();
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>The Key Wire</title>\
             <link>{WIRE}/</link><description>Short reports on keys and habits</description>\
             <ttl>60</ttl>\n{items}</channel></rss>\n"
        )
    }

    /// The front page of the site with the feed.
    pub(super) fn wire_front(self) -> String {
        let rows: String = Self::of(Press::Wire).map(|story| self.row(&story)).collect();
        let feed =
            "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"The Key Wire\" href=\"/feed.xml\">";
        small("The Key Wire", "en", feed, &format!("<h1>The Key Wire</h1>{rows}"))
    }

    /// An article of the site with the feed.
    pub(super) fn wire_article(self, name: &str) -> Option<String> {
        Self::of(Press::Wire).find(|story| story.name == name).map(|story| self.plain_article(&story))
    }

    /// The single page.
    pub(super) fn card(self) -> Option<String> {
        Self::of(Press::Card).next().map(|story| self.plain_article(&story))
    }

    fn plain_article(self, story: &Story) -> String {
        let dir = if matches!(story.lang, "ar" | "he") { " dir=\"rtl\"" } else { "" };
        let body = format!(
            "<article{dir}><h1>{}</h1><p class=\"byline\">{} · <time datetime=\"{}\">{}</time></p>{}</article>\
             <div class=\"newsletter\"><h3>Never miss a key</h3><form><input type=\"email\"><button>Sign up</button></form></div>",
            story.title,
            story.author,
            story.published(self.today, self.offset),
            Locale::default().date(story.day(self.today)),
            self.body(story)
        );
        small(story.title, story.lang, &self.facts(story), &body)
    }

    fn keeps(self, day: Day) -> bool {
        day <= self.today && day > self.today.plus(-KEPT_DAYS)
    }

    /// The archive calendar: days that can be asked are links, days to come bare numbers.
    fn calendar(self, month: Month) -> String {
        let days: Vec<String> = (1..=month.len())
            .map(|number| {
                let day = month.day(number);
                if self.keeps(day) {
                    format!("<a href=\"/{SECTION}/{day}/\">{number}</a>\n")
                } else {
                    format!("<span>{number}</span>\n")
                }
            })
            .collect();
        let days = days.concat();
        let before = month.day(1).plus(-1);
        let previous = if self.keeps(before) {
            format!("<a class=\"prev\" href=\"/{SECTION}/{before}/\">&lsaquo;</a>")
        } else {
            String::new()
        };
        format!(
            "<div class=\"archive\"><div class=\"section\">First Steps</div>{previous}<b>{}</b> <b>{}</b>\
             <div class=\"days\">{days}</div></div>",
            Locale::default().month_alone(month),
            month.year()
        )
    }

    fn row(self, story: &Story) -> String {
        let address = self.address(story);
        format!(
            "<div class=\"item\"><a href=\"{address}\"><img src=\"/img/blank.gif\" data-src=\"/img/{}.jpg\" alt=\"\"></a>\
             <time datetime=\"{}\">{}</time><h3><a href=\"{address}\">{}</a></h3><p>{}</p></div>\n",
            story.name,
            story.published(self.today, self.offset),
            story.time,
            story.title,
            story.summary
        )
    }

    /// What a page says about its story to machines.
    fn facts(self, story: &Story) -> String {
        format!(
            "<meta property=\"og:type\" content=\"article\"><meta property=\"og:title\" content=\"{}\">\
             <meta name=\"author\" content=\"{}\"><meta name=\"description\" content=\"{}\">\
             <meta property=\"article:published_time\" content=\"{}\"><link rel=\"canonical\" href=\"{}\">",
            story.title,
            story.author,
            story.summary,
            story.published(self.today, self.offset),
            self.address(story)
        )
    }

    /// The text with its links and dates put in.
    fn body(self, story: &Story) -> String {
        let mut body = story.body.to_owned();
        for other in stories() {
            let link = format!("\"story:{}\"", other.name);
            if body.contains(&link) {
                body = body.replace(&link, &format!("\"{}\"", self.address(&other)));
            }
            let day = other.day(self.today);
            for age in [other.age, other.age - 1] {
                let day = day.plus(other.age - age);
                body = body.replace(&format!("{{day:{age}}}"), &Locale::default().date(day));
                body = body.replace(&format!("{{iso:{age}}}"), &day.to_string());
            }
        }
        body
    }
}

/// RFC 822, the offset without its colon.
fn rfc822(day: Day, time: &str, offset: Offset) -> String {
    let offset = written(offset).replace(':', "");
    day.date().strftime(&format!("%a, %d %b %Y {time}:00 {offset}")).to_string()
}

fn gazette(title: &str, lang: &str, head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{title} | The Dateline Gazette</title>\
         {head}<script>window.counters = [];</script></head><body><header><a href=\"/\">The Dateline Gazette</a>\
         <nav><a href=\"/{SECTION}/\">First Steps</a><a href=\"/about/\">About us</a></nav></header>\n\
         <main>{body}</main>\n<aside class=\"banner\">Your advertisement could stand here</aside>\
         <footer>© The Dateline Gazette. <a href=\"/terms/\">Terms</a></footer></body></html>\n"
    )
}

fn small(title: &str, lang: &str, head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{title}</title>{head}</head>\
         <body><div class=\"cookie\">We use no cookies. <button>Very well</button></div>\n<main>{body}</main>\n\
         <footer><a href=\"/\">Home</a> <a href=\"/imprint\">Imprint</a></footer></body></html>\n"
    )
}
