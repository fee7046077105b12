//! A news portal without a feed: its archive calendar is the only way to its days.
//!
//! Modelled on the kind of page Dateline was made for: a Russian month head over English news, flat
//! links for the days that have come, bare numbers for those to come, lazy pictures, a lone counter,
//! a share bar, related links, a credit line. One section is in windows-1251 and says so in `meta` only.

use dateline::news::{Day, Month};

use super::prose;
use super::site::{Asked, Served, Site};

const MONTHS: [&str; 12] = [
    "Январь",
    "Февраль",
    "Март",
    "Апрель",
    "Май",
    "Июнь",
    "Июль",
    "Август",
    "Сентябрь",
    "Октябрь",
    "Ноябрь",
    "Декабрь",
];

/// The English section, in UTF-8.
pub const WORLD: &str = "world-news";
/// The Russian section, in windows-1251.
pub const ECONOMY: &str = "ekonomika";

/// Days the archive goes back: ten years.
const KEPT_DAYS: i32 = 3_700;

impl Site {
    /// The portal as it stands on a day: `/world-news/`, `/ekonomika/`, each with
    /// `/SECTION/YYYY-MM-DD/` and `/SECTION/NUMBER/`.
    pub fn portal(today: Day) -> Self {
        Self::made_of(move |asked| Portal { today }.page(asked))
    }
}

/// How many stories a section has on a day: three to five.
pub fn count_on(day: Day) -> u64 {
    3 + u64::from(day.number().unsigned_abs() % 3)
}

/// The number of the story at a place (from 0) of a day.
pub fn number(day: Day, place: u64) -> u64 {
    u64::from(day.number().unsigned_abs()) * 10 + place
}

/// The headline of the English story at a place (from 0) of a day.
pub fn title(day: Day, place: u64) -> String {
    prose::story(number(day, place)).title
}

struct Portal {
    today: Day,
}

impl Portal {
    fn page(&self, asked: &Asked) -> Option<Served> {
        let path = asked.path.split('?').next()?;
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match parts[..] {
            [] => Some(self.front()),
            ["robots.txt"] => Some(Served::typed("text/plain", "User-agent: *\nDisallow: /admin/\n")),
            [section @ (WORLD | ECONOMY)] => Some(self.list(section, self.today)),
            [section @ (WORLD | ECONOMY), last] if path.ends_with('/') => match last.parse::<Day>() {
                Ok(day) if self.has(day) => Some(self.list(section, day)),
                Ok(_) => None,
                Err(()) => self.article(section, last.parse().ok()?),
            },
            _ => None,
        }
    }

    fn has(&self, day: Day) -> bool {
        day <= self.today && day > self.today.plus(-KEPT_DAYS)
    }

    fn front(&self) -> Served {
        let rows = Self::rows(WORLD, self.today) + &Self::rows(WORLD, self.today.plus(-1));
        let body = format!("<section class=\"top\"><h2>Сегодня</h2>{rows}</section>");
        frame(WORLD, "utf-8", "Меридиан: новости", "", &body)
    }

    fn list(&self, section: &str, day: Day) -> Served {
        let body = format!(
            "{}<h1 class=\"rubric\">{}</h1><div class=\"feed\">{}</div>\
             <div class=\"pages\"><b>1</b> <a href=\"/{section}/{day}/?page=2\">2</a> <a href=\"/{section}/{day}/?page=3\">3</a></div>",
            self.calendar(section, day.month()),
            name(section),
            Self::rows(section, day)
        );
        frame(section, charset(section), &format!("{} за {day}", name(section)), "", &body)
    }

    fn rows(section: &str, day: Day) -> String {
        (0..count_on(day))
            .map(|place| {
                let number = number(day, place);
                let (title, lead) = if section == ECONOMY {
                    let (title, mut paragraphs) = prose::russian_story(number);
                    (title, paragraphs.swap_remove(2))
                } else {
                    let story = prose::story(number);
                    (story.title, story.lead)
                };
                format!(
                    "<div class=\"item\"><a class=\"thumb\" href=\"/{section}/{number}/\"><img class=\"lazy\" \
                     src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\" data-src=\"/img/{number}.jpg\" alt=\"\"></a>\
                     <div class=\"time\">{}</div><h3><a href=\"/{section}/{number}/\">{title}</a></h3>\
                     <p>{lead}</p></div>\n",
                    clock(place)
                )
            })
            .collect()
    }

    fn calendar(&self, section: &str, month: Month) -> String {
        let days = (1..=month.len()).map(|n| {
            let day = month.day(n);
            if self.has(day) {
                format!("<a class=\"day\" href=\"/{section}/{day}/\">{n}</a> ")
            } else {
                format!("<span class=\"day\">{n}</span> ")
            }
        });
        let previous = month.plus(-1).day(1);
        format!(
            "<div class=\"archive\"><div class=\"rubric\">{}</div>\
             <a class=\"prev\" href=\"/{section}/{previous}/\">&larr;</a>\
             <div class=\"month\">{}</div><div class=\"year\">{}</div><div class=\"days\">{}</div></div>",
            name(section),
            MONTHS[month.number() as usize - 1],
            month.year(),
            days.collect::<String>()
        )
    }

    fn article(&self, section: &str, number: u64) -> Option<Served> {
        let day = Day::from_number(i32::try_from(number / 10).ok()?);
        let place = number % 10;
        if !self.has(day) || place >= count_on(day) {
            return None;
        }
        let (title, paragraphs, credit) = if section == ECONOMY {
            let (title, paragraphs) = prose::russian_story(number);
            (title, paragraphs, "Текст: Алия Серик. Фото: Пит Вос".to_owned())
        } else {
            let story = prose::story(number);
            let mut paragraphs = vec![story.lead];
            paragraphs.extend(story.paragraphs);
            (story.title, paragraphs, format!("Text: {}. Photos: Piet Vos", story.author))
        };
        let mut text: Vec<String> = paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect();
        text.insert(
            2,
            format!(
                "<figure><img class=\"lazy\" src=\"/img/blank.gif\" data-src=\"/img/{number}-1.jpg\" \
                 alt=\"The quay at dawn\"><figcaption>The quay at dawn, seen from the early boat.</figcaption></figure>"
            ),
        );
        let head = format!(
            "<meta property=\"og:title\" content=\"{title}\"><meta property=\"og:type\" content=\"article\">\
             <meta property=\"article:published_time\" content=\"{day}T{}:00+05:00\">\
             <link rel=\"canonical\" href=\"/{section}/{number}/\">",
            clock(place)
        );
        let body = format!(
            "{}<article class=\"story\"><h1>{title}</h1><div class=\"info\"><time datetime=\"{day}T{}:00+05:00\">{day}</time></div>\
             <div class=\"views\">0</div><div class=\"text\">{}\n<p class=\"credit\"><em>{credit}</em></p></div>\
             <div class=\"share\"><span>Share</span> <a href=\"#\">Telegram</a> <a href=\"#\">WhatsApp</a> <a href=\"#\">Copy link</a></div></article>\
             <div class=\"related\"><h4>Read also</h4><ul>{}</ul></div>",
            self.calendar(section, day.month()),
            clock(place),
            text.join("\n"),
            (0..count_on(day))
                .filter(|other| *other != place)
                .map(|other| number - place + other)
                .map(|other| format!(
                    "<li><a href=\"/{section}/{other}/\">{}</a></li>",
                    prose::story(other).title
                ))
                .collect::<String>()
        );
        Some(frame(section, charset(section), &title, &head, &body))
    }
}

fn clock(place: u64) -> String {
    format!("{:02}:{:02}", 7 + place * 2, (place * 17 + 5) % 60)
}

fn name(section: &str) -> &'static str {
    if section == ECONOMY { "Экономика" } else { "World News" }
}

fn charset(section: &str) -> &'static str {
    if section == ECONOMY { "windows-1251" } else { "utf-8" }
}

fn frame(section: &str, charset: &str, title: &str, head: &str, body: &str) -> Served {
    let lang = if section == ECONOMY { "ru" } else { "en" };
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\"><head>\
         <meta http-equiv=\"Content-Type\" content=\"text/html; charset={charset}\">\
         <title>{title} - Меридиан</title>{head}<script>var counter = 0; function share() {{}}</script></head><body>\
         <div class=\"top\"><a class=\"logo\" href=\"/\">Меридиан</a><nav><a href=\"/{WORLD}/\">World News</a> \
         <a href=\"/{ECONOMY}/\">Экономика</a> <a href=\"/about/\">О нас</a></nav></div>\n\
         <div class=\"main\">{body}</div>\n\
         <aside><div class=\"banner\">Реклама</div><ul class=\"currency\"><li>USD 1</li><li>EUR 2</li></ul></aside>\
         <footer>© Меридиан. Все права защищены. <a href=\"/rules/\">Правила</a></footer></body></html>"
    );
    if charset == "windows-1251" {
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&page);
        return Served::typed("text/html", bytes.into_owned());
    }
    Served::typed("text/html", page)
}
