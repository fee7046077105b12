//! What the demo edition prints: the stories in `demo/`, each a few lines of facts and a piece of HTML.

use jiff::tz::Offset;

use crate::news::Day;

/// Who prints a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Press {
    /// The portal with a page for each day.
    Gazette,
    /// The site with a feed.
    Wire,
    /// The single page.
    Card,
}

/// A story of the demo edition.
#[derive(Clone, Copy, Debug)]
pub(super) struct Story {
    /// Its name in links between stories.
    pub(super) name: &'static str,
    pub(super) press: Press,
    /// Days before today.
    pub(super) age: i32,
    /// The time of day, `HH:MM`. Today's stories are printed within the first hour of the day: whenever the
    /// newspaper is opened, none of them is more than an hour ahead, which would not be believed.
    pub(super) time: &'static str,
    pub(super) lang: &'static str,
    pub(super) title: &'static str,
    pub(super) author: &'static str,
    pub(super) summary: &'static str,
    /// `Text: … Photos: …`, where there is one.
    pub(super) credit: &'static str,
    /// HTML with `story:NAME` links and `{day:AGE}` and `{iso:AGE}` dates.
    pub(super) body: &'static str,
}

/// The files, newest first.
const FILES: &[(&str, &str)] = &[
    ("welcome", include_str!("../../../demo/welcome.html")),
    ("days", include_str!("../../../demo/days.html")),
    ("bookmarks", include_str!("../../../demo/bookmarks.html")),
    ("allread", include_str!("../../../demo/allread.html")),
    ("prefixes", include_str!("../../../demo/prefixes.html")),
    ("card", include_str!("../../../demo/card.html")),
    ("space", include_str!("../../../demo/space.html")),
    ("help", include_str!("../../../demo/help.html")),
    ("sources", include_str!("../../../demo/sources.html")),
    ("counts", include_str!("../../../demo/counts.html")),
    ("unread", include_str!("../../../demo/unread.html")),
    ("copy", include_str!("../../../demo/copy.html")),
    ("undo", include_str!("../../../demo/undo.html")),
    ("empty", include_str!("../../../demo/empty.html")),
    ("add", include_str!("../../../demo/add.html")),
    ("week", include_str!("../../../demo/week.html")),
    ("code", include_str!("../../../demo/code.html")),
    ("page", include_str!("../../../demo/page.html")),
    ("neighbours", include_str!("../../../demo/neighbours.html")),
    ("whole", include_str!("../../../demo/whole.html")),
    ("shell", include_str!("../../../demo/shell.html")),
    ("half", include_str!("../../../demo/half.html")),
    ("panes", include_str!("../../../demo/panes.html")),
    ("silence", include_str!("../../../demo/silence.html")),
    ("emoji", include_str!("../../../demo/emoji.html")),
    ("month", include_str!("../../../demo/month.html")),
    ("dates", include_str!("../../../demo/dates.html")),
    ("russian", include_str!("../../../demo/russian.html")),
    ("greek", include_str!("../../../demo/greek.html")),
    ("japanese", include_str!("../../../demo/japanese.html")),
    ("year", include_str!("../../../demo/year.html")),
    ("lens", include_str!("../../../demo/lens.html")),
    ("hebrew", include_str!("../../../demo/hebrew.html")),
    ("range", include_str!("../../../demo/range.html")),
    ("themes", include_str!("../../../demo/themes.html")),
    ("chinese", include_str!("../../../demo/chinese.html")),
    ("unfetched", include_str!("../../../demo/unfetched.html")),
    ("arabic", include_str!("../../../demo/arabic.html")),
    ("hindi", include_str!("../../../demo/hindi.html")),
    ("refresh", include_str!("../../../demo/refresh.html")),
    ("silent", include_str!("../../../demo/silent.html")),
    ("feed", include_str!("../../../demo/feed.html")),
    ("ends", include_str!("../../../demo/ends.html")),
    ("letters", include_str!("../../../demo/letters.html")),
    ("oldest", include_str!("../../../demo/oldest.html")),
];

/// All stories, newest first.
pub(super) fn stories() -> impl Iterator<Item = Story> {
    FILES.iter().map(|(name, file)| read(name, file))
}

impl Story {
    /// Its day, when the newest edition is of `today`.
    pub(super) fn day(&self, today: Day) -> Day {
        today.plus(-self.age)
    }

    /// Day and time with the offset (RFC 3339).
    pub(super) fn published(&self, today: Day, offset: Offset) -> String {
        format!("{}T{}:00{}", self.day(today), self.time, written(offset))
    }

    /// What its address ends in on the portal: a number that grows with time.
    pub(super) fn number(&self, today: Day) -> String {
        let place: String = self.time.chars().filter(char::is_ascii_digit).collect();
        format!("{}{place}", self.day(today).number())
    }
}

/// An offset as RFC 3339 has it, `+05:00`; its seconds, if it has any, are left out.
pub(super) fn written(offset: Offset) -> String {
    let sign = if offset.is_negative() { '-' } else { '+' };
    let minutes = offset.seconds().unsigned_abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

fn read(name: &'static str, file: &'static str) -> Story {
    let (head, body) = file.split_once("\n\n").unwrap_or((file, ""));
    let mut story = Story {
        name,
        press: Press::Wire,
        age: 0,
        time: "00:00",
        lang: "en",
        title: name,
        author: "",
        summary: "",
        credit: "",
        body,
    };
    for (key, value) in head.lines().filter_map(|line| line.split_once(": ")) {
        match key {
            "source" => {
                story.press = match value {
                    "gazette" => Press::Gazette,
                    "card" => Press::Card,
                    _ => Press::Wire,
                };
            }
            "age" => story.age = value.parse().unwrap_or_default(),
            "time" => story.time = value,
            "lang" => story.lang = value,
            "title" => story.title = value,
            "author" => story.author = value,
            "summary" => story.summary = value,
            "credit" => story.credit = value,
            _ => {}
        }
    }
    story
}
