//! Names of months and weekdays, the first day of the week, and words for dates and numbers.
//!
//! Whoever shows a date or reads one that a person typed enters here; the interface around the dates
//! is English. Nothing here reads the environment or a clock by itself: both are passed in.

mod ago;
mod goto;
mod languages;
mod table;

use jiff::civil::{DateTime, Time, Weekday};

pub use goto::{GoTo, is_of_dates, parse_day, reach};
pub use languages::language_name;

use crate::news::{Day, DayRange, Month, capitalised};

/// What a language calls months and days; lists are separated by spaces, weeks begin on Monday.
#[derive(Debug, PartialEq, Eq)]
struct Row {
    tag: &'static str,
    /// The first day of the week where no territory says otherwise.
    first: Weekday,
    /// Months standing alone, as in a head: Ноябрь.
    heads: &'static str,
    /// Months in a date: ноября.
    months: &'static str,
    /// Months in a date, cut short.
    short: &'static str,
    weekdays: &'static str,
    /// Weekdays in at most two columns.
    two: &'static str,
    /// Yesterday, today, tomorrow.
    relative: &'static str,
    /// Patterns of `{w}` weekday, `{d}` day, `{m}` month in words, `{n}` month as a number, `{y}` year.
    full_date: &'static str,
    date: &'static str,
    short_date: &'static str,
    head: &'static str,
}

/// How dates are worded and where a week begins: a language, and perhaps a territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    row: &'static Row,
    first: Weekday,
}

impl Default for Locale {
    fn default() -> Self {
        Self::of(&table::ROWS[0])
    }
}

impl Locale {
    /// The locale of a name like `ru`, `en_US.UTF-8` or `pt-BR`; `None` when the language is not known.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.split(['.', '@']).next().unwrap_or_default();
        if matches!(name, "C" | "POSIX") {
            return Some(Self::default());
        }
        let mut parts = name.split(['_', '-']);
        let language = parts.next()?;
        let row = table::ROWS.iter().find(|row| row.tag.eq_ignore_ascii_case(language))?;
        let territory = parts.find(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic()));
        let first = territory.map_or(row.first, |territory| first_weekday(&territory.to_ascii_uppercase()));
        Some(Self { row, first })
    }

    /// The locale of the environment: the first of `LC_ALL`, `LC_TIME` and `LANG` that is set and not
    /// empty decides (POSIX 8.2); English when its language is not known.
    pub fn from_env(mut var: impl FnMut(&str) -> Option<String>) -> Self {
        let name =
            ["LC_ALL", "LC_TIME", "LANG"].into_iter().find_map(|name| var(name).filter(|v| !v.is_empty()));
        name.and_then(|name| Self::named(&name)).unwrap_or_default()
    }

    /// The locale in whose words a site's calendar is headed: `Ноябрь 2025`. Where several languages have the word,
    /// `preferred` is taken if it is one of them.
    pub fn of_head(head: &str, preferred: Option<Self>) -> Option<Self> {
        let names = |row: &Row| {
            head.split_whitespace().map(folded).any(|word| {
                [row.heads, row.months].iter().any(|list| list.split(' ').any(|name| folded(name) == word))
            })
        };
        let preferred = preferred.filter(|locale| names(locale.row));
        preferred.or_else(|| table::ROWS.iter().find(|row| names(row)).map(Self::of))
    }

    /// All languages whose words are known, English first.
    pub fn all() -> impl Iterator<Item = Self> {
        table::ROWS.iter().map(Self::of)
    }

    fn of(row: &'static Row) -> Self {
        Self { row, first: row.first }
    }

    /// The language as a BCP 47 tag.
    pub fn tag(self) -> &'static str {
        self.row.tag
    }

    /// The weekday a week begins with.
    pub fn first_weekday(self) -> Weekday {
        self.first
    }

    /// The same words with another first day of the week.
    #[must_use]
    pub fn with_first_weekday(self, first: Weekday) -> Self {
        Self { first, ..self }
    }

    /// The number of the week a day lies in: by ISO 8601 where weeks begin on Monday, else the week with 1 January
    /// is the first (CLDR `weekData`: `minDays` 4 and 1).
    pub fn week_number(self, day: Day) -> i8 {
        let into = day.weekday().since(self.first);
        if self.first == Weekday::Monday {
            return day.date().iso_week_date().week();
        }
        let last = day.plus(i32::from(6 - into)).date();
        let new_year = last.first_of_year();
        let lead = new_year.weekday().since(self.first);
        let number = (i16::from(lead) + last.day_of_year() - 1) / 7 + 1;
        i8::try_from(number).unwrap_or(1)
    }

    /// The weekdays of a week in its order, each at most two columns wide.
    pub fn week(self) -> impl Iterator<Item = &'static str> {
        let skip = usize::from(self.first.to_monday_zero_offset().unsigned_abs());
        self.row.two.split(' ').cycle().skip(skip).take(7)
    }

    /// A weekday in full, as it stands in a date.
    pub fn weekday_name(self, weekday: Weekday) -> &'static str {
        nth(self.row.weekdays, weekday.to_monday_zero_offset())
    }

    /// A month standing alone, with a capital: `November`, `Ноябрь`.
    pub fn month_alone(self, month: Month) -> &'static str {
        nth(self.row.heads, month.number() - 1)
    }

    /// A month inside a date: `November`, `ноября`.
    pub fn month_in_date(self, month: Month) -> &'static str {
        nth(self.row.months, month.number() - 1)
    }

    /// A month's head: `November 2025`, `Ноябрь 2025`, `2025年11月`.
    pub fn month_head(self, month: Month) -> String {
        fill(self.row.head, month.day(1), "", self.month_alone(month))
    }

    /// `Thursday 13 November 2025`, `четверг, 13 ноября 2025`.
    pub fn long_date(self, day: Day) -> String {
        let weekday = self.weekday_name(day.weekday());
        fill(self.row.full_date, day, weekday, self.month_in_date(day.month()))
    }

    /// `13 November 2025`, `13 ноября 2025`.
    pub fn date(self, day: Day) -> String {
        fill(self.row.date, day, "", self.month_in_date(day.month()))
    }

    /// `13 Nov`, `13 нояб.`.
    pub fn short_date(self, day: Day) -> String {
        fill(self.row.short_date, day, "", nth(self.row.short, day.month().number() - 1))
    }

    /// `13 Nov 2025`, `13 нояб. 2025`: a day of any year, short.
    pub fn short_date_of(self, day: Day) -> String {
        fill(self.row.date, day, "", self.month_short(day.month()))
    }

    /// A day as short as it can be told: with its year only where that is not today's.
    pub fn near_date(self, day: Day, today: Day) -> String {
        if day.month().year() == today.month().year() {
            self.short_date(day)
        } else {
            self.short_date_of(day)
        }
    }

    /// `3 – 13 November 2025`, `29 October – 3 November 2025`: what both days share stands once.
    pub fn range(self, range: DayRange) -> String {
        between(&self.date(range.first), &self.date(range.last))
    }

    /// `3 – 13 Nov`, `29 Oct – 3 Nov`.
    pub fn short_range(self, range: DayRange) -> String {
        between(&self.short_date(range.first), &self.short_date(range.last))
    }

    /// A month's name cut short: `Nov`, `нояб.`.
    pub fn month_short(self, month: Month) -> &'static str {
        nth(self.row.short, month.number() - 1)
    }

    /// A month's name cut short as it stands alone, with a capital: `Nov`, `Нояб.`; one that the language does not cut short
    /// stands as it does alone, not as in a date: `Май`.
    pub fn month_short_alone(self, month: Month) -> String {
        let short = self.month_short(month);
        if short == self.month_in_date(month) {
            return self.month_alone(month).to_owned();
        }
        capitalised(short)
    }

    /// `13 November 2025, 09:12`.
    pub fn date_time(self, civil: DateTime) -> String {
        let day = Day::from_date(civil.date()).unwrap_or(Day::MAX);
        format!("{}, {}", self.date(day), clock(civil.time()))
    }
}

/// The time of day: `09:12`.
pub fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A number with its thousands set apart: `1,412`; one below zero is shown as 0.
pub fn grouped(number: impl TryInto<u64>) -> String {
    let digits = number.try_into().unwrap_or_default().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A count with its noun: `1 story`, `1,412 stories`.
pub fn counted(number: impl TryInto<u64>, one: &str, many: &str) -> String {
    let number = number.try_into().unwrap_or_default();
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// Lower case without a full stop at the end, for comparing names.
fn folded(word: &str) -> String {
    word.trim_end_matches('.').to_lowercase()
}

fn first_weekday(territory: &str) -> Weekday {
    let within = |list: &str| list.split(' ').any(|known| known == territory);
    match territory {
        _ if within(table::SUNDAY_FIRST) => Weekday::Sunday,
        _ if within(table::SATURDAY_FIRST) => Weekday::Saturday,
        _ if within(table::FRIDAY_FIRST) => Weekday::Friday,
        _ => Weekday::Monday,
    }
}

fn nth(list: &'static str, index: i8) -> &'static str {
    list.split(' ').nth(usize::from(index.unsigned_abs())).unwrap_or_default()
}

/// Two dates with a dash; of the first, the words that the second ends with too are left out.
fn between(first: &str, last: &str) -> String {
    let words: Vec<&str> = first.split(' ').collect();
    let shared = words.iter().rev().zip(last.rsplit(' ')).take_while(|(a, b)| *a == b).count();
    // A date that is one word, or the same, stays whole.
    let own = words.get(..words.len() - shared).filter(|own| !own.is_empty()).unwrap_or(&words);
    format!("{} – {last}", own.join(" "))
}

fn fill(pattern: &str, day: Day, weekday: &str, month: &str) -> String {
    pattern
        .replace("{w}", weekday)
        .replace("{d}", &day.day_of_month().to_string())
        .replace("{m}", month)
        .replace("{n}", &day.month().number().to_string())
        .replace("{y}", &day.month().year().to_string())
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    fn day() -> Day {
        "2025-11-13".parse().unwrap()
    }

    fn locale(name: &str) -> Locale {
        Locale::named(name).unwrap()
    }

    #[test]
    fn a_month_that_is_not_cut_short_stands_as_it_does_alone() {
        let month = |number| Month::new(2025, number).unwrap();
        let said = |name: &str, number| locale(name).month_short_alone(month(number));
        assert_eq!([said("ru", 4), said("ru", 5), said("en", 5)], ["Апр.", "Май", "May"]);
        for row in table::ROWS {
            let locale = Locale::of(row);
            for number in 1..=12 {
                let (alone, dated) = (locale.month_alone(month(number)), locale.month_in_date(month(number)));
                let same = alone.to_lowercase() == dated.to_lowercase();
                assert!(same || said(row.tag, number).to_lowercase() != dated, "{} {number}", row.tag);
            }
        }
    }

    #[test]
    fn a_day_near_today_has_its_year_only_where_that_is_another() {
        let near = |day: &str| locale("en").near_date(day.parse().unwrap(), "2025-01-02".parse().unwrap());
        assert_eq!([near("2025-11-13"), near("2024-12-31")], ["13 Nov", "31 Dec 2024"]);
    }

    #[test]
    fn a_range_says_once_what_its_days_share() {
        let range = |from: &str, to: &str| DayRange::between(from.parse().unwrap(), to.parse().unwrap());
        let en = locale("en");
        assert_eq!(en.range(range("2025-11-03", "2025-11-13")), "3 – 13 November 2025");
        assert_eq!(en.range(range("2025-10-29", "2025-11-03")), "29 October – 3 November 2025");
        assert_eq!(en.range(range("2024-12-30", "2025-01-02")), "30 December 2024 – 2 January 2025");
        assert_eq!(en.short_range(range("2025-11-03", "2025-11-13")), "3 – 13 Nov");
        assert_eq!(locale("ru").range(range("2025-11-03", "2025-11-13")), "3 – 13 ноября 2025");
        // Where the day stands last nothing is shared at the end.
        let ja = locale("ja").range(range("2025-11-03", "2025-11-13"));
        assert!(ja.contains(" – ") && ja.matches("11").count() >= 2, "{ja}");
    }

    #[test]
    fn every_row_is_whole() {
        for row in table::ROWS {
            let lengths = [row.heads, row.months, row.short, row.weekdays, row.two, row.relative]
                .map(|l| l.split(' ').count());
            assert_eq!(lengths, [12, 12, 12, 7, 7, 3], "{}", row.tag);
            assert!(row.two.split(' ').all(|name| (1..=2).contains(&name.width())), "{}", row.tag);
            for pattern in [row.full_date, row.date, row.short_date, row.head] {
                assert!(!fill(pattern, day(), "w", "m").contains(['{', '}']), "{pattern}");
            }
        }
    }

    #[test]
    fn dates_are_worded() {
        let words = |name: &str| {
            let l = locale(name);
            [l.long_date(day()), l.short_date(day()), l.month_head(day().month())].join(" | ")
        };
        assert_eq!(words("en"), "Thursday 13 November 2025 | 13 Nov | November 2025");
        assert_eq!(words("ru_RU.UTF-8"), "четверг, 13 ноября 2025 | 13 нояб. | Ноябрь 2025");
        assert_eq!(words("de"), "Donnerstag, 13. November 2025 | 13. Nov. | November 2025");
        assert_eq!(words("ja"), "2025年11月13日木曜日 | 11月13日 | 2025年11月");
        assert_eq!(words("es"), "jueves, 13 de noviembre de 2025 | 13 nov | Noviembre 2025");
        let at = day().date().at(9, 2, 0, 0);
        assert_eq!(locale("kk").date_time(at), "13 қараша 2025, 09:02");
    }

    #[test]
    fn weeks_begin_where_the_territory_says() {
        let week = |name: &str| locale(name).week().collect::<Vec<_>>().join(" ");
        assert_eq!(week("en"), "Mo Tu We Th Fr Sa Su");
        assert_eq!(week("en_US.UTF-8"), "Su Mo Tu We Th Fr Sa");
        assert_eq!(week("en_GB"), "Mo Tu We Th Fr Sa Su");
        assert_eq!(week("ru-KZ"), "Пн Вт Ср Чт Пт Сб Вс");
        assert_eq!(locale("ar-EG").first_weekday(), Weekday::Saturday);
        assert_eq!(locale("zh_Hant_TW").first_weekday(), Weekday::Sunday);
    }

    #[test]
    fn weeks_are_numbered_as_the_territory_counts_them() {
        let number = |name: &str, on: &str| locale(name).week_number(on.parse().unwrap());
        assert_eq!(number("de", "2025-11-13"), 46);
        assert_eq!(number("de", "2024-12-30"), 1);
        assert_eq!(number("de", "2027-01-01"), 53);
        assert_eq!(number("en_US", "2025-01-01"), 1);
        assert_eq!(number("en_US", "2024-12-29"), 1);
        assert_eq!(number("en_US", "2025-11-15"), 46);
        assert_eq!(number("en_US", "2025-11-16"), 47);
        assert_eq!(number("ar_EG", "2025-11-15"), 47);
    }

    #[test]
    fn the_environment_is_read_in_order() {
        let of = |pairs: &[(&str, &str)]| {
            Locale::from_env(|name| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
                .tag()
        };
        assert_eq!(of(&[("LC_ALL", ""), ("LC_TIME", "uk_UA.UTF-8"), ("LANG", "en_US")]), "uk");
        assert_eq!(of(&[("LC_ALL", "C"), ("LANG", "ru_RU")]), "en");
        assert_eq!(of(&[("LANG", "xx_YY")]), "en");
        assert_eq!(of(&[]), "en");
    }

    #[test]
    fn a_calendar_s_head_tells_its_language() {
        let tag = |head: &str, preferred: &str| {
            Locale::of_head(head, Locale::named(preferred)).map_or("none", Locale::tag)
        };
        assert_eq!(tag("Ноябрь 2025", "en"), "ru");
        assert_eq!(tag("November 2025", "de"), "de");
        assert_eq!(tag("November 2025", "ru"), "en");
        assert_eq!(tag("Листопад", "xx"), "uk");
        assert_eq!(tag("Archive 2025", "en"), "none");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([0_u32, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(counted(1_u32, "story", "stories"), "1 story");
        assert_eq!(counted(0_u32, "story", "stories"), "0 stories");
    }
}
