//! Three small sites: a blog that looks like `WordPress`, a site with a plain feed, and one with neither
//! feed nor archive.

use dateline::news::{Day, Month};
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use jiff::tz::TimeZone;

use super::prose;
use super::site::{Asked, Served, Site};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Days between two posts of the blog, and stories of the plain site.
const EVERY: i32 = 3;

impl Site {
    /// A blog with `table.wp-calendar`, `/YYYY/MM/DD/` archives, `/YYYY/MM/DD/post-N/` posts and `/feed/`.
    /// It has a post on today and on every third day before, for about a year.
    pub fn wordpress_like(today: Day) -> Self {
        Self::made_of(move |asked| Blog { today }.page(asked))
    }

    /// A site with an RSS feed at `/rss.xml` that answers conditional requests; stories at `/story/N.html`.
    pub fn plain_rss(today: Day) -> Self {
        Self::made_of(move |asked| plain(asked, today))
    }

    /// A site with one article and a few links, without feed, calendar or sitemap.
    pub fn neither() -> Self {
        Self::made_of(|asked| match asked.path.as_str() {
            "/" => Some(Served::html(neither_page())),
            _ => None,
        })
    }
}

/// A frame without anything clever in it.
fn html(title: &str, head: &str, body: &str) -> Served {
    Served::html(format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>{head}</head>\
         <body>{body}<footer><p>Thank you for reading. <a href=\"/imprint\">Imprint</a></p></footer></body></html>"
    ))
}

fn paragraphs(number: u64) -> String {
    prose::story(number).paragraphs.iter().map(|text| format!("<p>{text}</p>\n")).collect()
}

fn number(day: Day) -> u64 {
    u64::from(day.number().unsigned_abs())
}

struct Blog {
    today: Day,
}

impl Blog {
    fn has(&self, day: Day) -> bool {
        let age = self.today.number() - day.number();
        (0..365).contains(&age) && age % EVERY == 0
    }

    fn posts(&self) -> impl Iterator<Item = Day> {
        (0..8).map(|n| self.today.plus(-n * EVERY))
    }

    fn page(&self, asked: &Asked) -> Option<Served> {
        let parts: Vec<&str> = asked.path.split('/').filter(|part| !part.is_empty()).collect();
        let month = |year: &str, month: &str| Month::new(year.parse().ok()?, month.parse().ok()?);
        let day = |year: &str, number: &str, day: &str| {
            Day::new(year.parse().ok()?, number.parse().ok()?, day.parse().ok()?).filter(|day| self.has(*day))
        };
        match parts[..] {
            [] => Some(self.list("Tide Notes", self.posts().collect(), self.today.month())),
            ["feed"] => Some(self.feed()),
            [y, m] => {
                let month = month(y, m)?;
                let days: Vec<Day> = month.range().days().rev().filter(|day| self.has(*day)).collect();
                (!days.is_empty()).then(|| self.list(&name(month), days, month))
            }
            [y, m, d] => day(y, m, d).map(|day| self.list(&day.to_string(), vec![day], day.month())),
            [y, m, d, post] => {
                let day = day(y, m, d)?;
                (post == format!("post-{}", number(day))).then(|| self.post(day))
            }
            _ => None,
        }
    }

    fn head() -> &'static str {
        "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"Tide Notes &raquo; Feed\" href=\"/feed/\">\
         <link rel=\"https://api.w.org/\" href=\"/wp-json/\"><meta name=\"generator\" content=\"WordPress 6.8\">"
    }

    fn list(&self, title: &str, days: Vec<Day>, month: Month) -> Served {
        let rows: String = days
            .into_iter()
            .map(|day| {
                let story = prose::story(number(day));
                format!(
                    "<article class=\"post type-post hentry\"><h2 class=\"entry-title\"><a href=\"{}\" \
                     rel=\"bookmark\">{}</a></h2><div class=\"entry-summary\"><p>{}</p></div>\
                     <time class=\"entry-date\" datetime=\"{day}T09:00:00+00:00\">{day}</time></article>",
                    path(day),
                    story.title,
                    story.lead
                )
            })
            .collect();
        html(title, Self::head(), &format!("<main>{rows}</main>{}", self.widget(month)))
    }

    fn post(&self, day: Day) -> Served {
        let story = prose::story(number(day));
        let head = format!(
            "{}<meta property=\"article:published_time\" content=\"{day}T09:00:00+00:00\">\
             <link rel=\"canonical\" href=\"{}\">",
            Self::head(),
            path(day)
        );
        let body = format!(
            "<main><article class=\"post hentry\"><h1 class=\"entry-title\">{}</h1>\
             <span class=\"author vcard\">{}</span> <time class=\"entry-date\" datetime=\"{day}T09:00:00+00:00\">{day}</time>\
             <div class=\"entry-content\"><p>{}</p>{}</div></article></main>{}",
            story.title,
            story.author,
            story.lead,
            paragraphs(number(day)),
            self.widget(day.month())
        );
        html(&story.title, &head, &body)
    }

    /// The calendar widget as `WordPress` writes it.
    fn widget(&self, month: Month) -> String {
        let first = month.day(1).weekday().to_monday_zero_offset();
        let mut rows = String::from("<tr>");
        if first > 0 {
            rows.push_str(&format!("<td colspan=\"{first}\" class=\"pad\">&nbsp;</td>"));
        }
        for n in 1..=month.len() {
            let day = month.day(n);
            let date = day.to_string().replace('-', "/");
            let cell = if self.has(day) {
                format!("<td><a href=\"/{date}/\" aria-label=\"Posts published on {day}\">{n}</a></td>")
            } else {
                format!("<td>{n}</td>")
            };
            if n > 1 && day.weekday().to_monday_zero_offset() == 0 {
                rows.push_str("</tr>\n<tr>");
            }
            rows.push_str(&cell);
        }
        rows.push_str("</tr>");
        let previous = month.plus(-1);
        let short = &MONTHS[previous.number() as usize - 1][..3];
        format!(
            "<div class=\"widget widget_calendar\"><table id=\"wp-calendar\" class=\"wp-calendar wp-calendar-table\">\
             <caption>{}</caption><thead><tr><th scope=\"col\">M</th><th scope=\"col\">T</th><th scope=\"col\">W</th>\
             <th scope=\"col\">T</th><th scope=\"col\">F</th><th scope=\"col\">S</th><th scope=\"col\">S</th></tr></thead>\
             <tbody>{rows}</tbody></table><nav class=\"wp-calendar-nav\"><span class=\"wp-calendar-nav-prev\">\
             <a href=\"/{:04}/{:02}/\">&laquo; {short}</a></span></nav></div>",
            name(month),
            previous.year(),
            previous.number()
        )
    }

    fn feed(&self) -> Served {
        let items = self.posts().map(|day| (day, path(day))).collect::<Vec<_>>();
        Served::typed("application/rss+xml; charset=UTF-8", rss("Tide Notes", &items))
    }
}

fn name(month: Month) -> String {
    format!("{} {}", MONTHS[month.number() as usize - 1], month.year())
}

fn path(day: Day) -> String {
    format!("/{}/post-{}/", day.to_string().replace('-', "/"), number(day))
}

/// An RSS 2.0 feed with relative links made absolute by the reader.
fn rss(title: &str, items: &[(Day, String)]) -> String {
    let rows: String = items
        .iter()
        .map(|(day, link)| {
            let story = prose::story(number(*day));
            format!(
                "<item><title>{}</title><link>{link}</link><guid isPermaLink=\"false\">test:{}</guid>\
                 <pubDate>{}</pubDate><dc:creator>{}</dc:creator><description>&lt;p&gt;{}&lt;/p&gt;</description></item>\n",
                story.title,
                number(*day),
                date(*day),
                story.author,
                story.lead
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <channel><title>{title}</title><link>/</link><description>{title}</description>\n{rows}</channel></rss>"
    )
}

fn date(day: Day) -> String {
    let at: Timestamp = day.date().at(9, 0, 0, 0).to_zoned(TimeZone::UTC).expect("a time").timestamp();
    rfc2822::to_string(&at.to_zoned(TimeZone::UTC)).expect("a year of four digits")
}

fn plain(asked: &Asked, today: Day) -> Option<Served> {
    let days: Vec<Day> = (0..12).map(|n| today.plus(-n)).collect();
    match asked.path.as_str() {
        "/" => {
            let links: String = days
                .iter()
                .map(|day| (number(*day), prose::story(number(*day)).title))
                .map(|(number, title)| format!("<li><a href=\"/story/{number}.html\">{title}</a></li>"))
                .collect();
            let head = "<link rel=alternate type=application/rss+xml title='The Plain Post' href=rss.xml>";
            Some(html("The Plain Post", head, &format!("<h1>The Plain Post</h1><ul>{links}</ul>")))
        }
        "/rss.xml" => {
            let tag = format!("\"plain-{today}\"");
            if asked.header("if-none-match") == Some(&tag) {
                return Some(Served::status(304).with("ETag", &tag));
            }
            let items: Vec<_> =
                days.iter().map(|day| (*day, format!("/story/{}.html", number(*day)))).collect();
            Some(Served::typed("text/xml", rss("The Plain Post", &items)).with("ETag", &tag))
        }
        path => {
            let found: u64 = path.strip_prefix("/story/")?.strip_suffix(".html")?.parse().ok()?;
            let day = days.into_iter().find(|day| number(*day) == found)?;
            let story = prose::story(found);
            let body = format!(
                "<div id=page><h1>{}</h1><p class=by>By {}, {day}</p><p><b>{}</b></p>{}</div>",
                story.title,
                story.author,
                story.lead,
                paragraphs(found)
            );
            Some(html(&story.title, "", &body))
        }
    }
}

fn neither_page() -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>A page about fog</title></head><body>\
         <h1>A page about fog</h1>\n{}<p>See also <a href=\"/rain\">rain</a> and <a href=\"/snow\">snow</a>.</p></body></html>",
        paragraphs(7)
    )
}
