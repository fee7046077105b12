//! Archives by days: whether what looks like one is one.

use super::listed::is_of_day;
use super::reading::{self, Looked};
use super::scout::Scout;
use crate::extract::calendar::{ArchiveCalendar, Trust};
use crate::fetch::{Answer, What};
use crate::news::{Address, Day, Fault, FaultKind, Item, Template, Text};

/// Days that are tried before an archive is given up.
const TRIES: usize = 3;

/// An archive whose days answer.
pub(super) struct Archive {
    /// The address of its days.
    pub template: Template,
    /// The day that was looked at.
    pub day: Day,
    /// Its stories.
    pub items: Vec<Item>,
    /// The page as it answered.
    pub answer: Answer,
    /// Its bytes.
    pub body: Vec<u8>,
    /// What was seen, in one sentence.
    pub seen: Text,
}

/// Verifies what a site's own calendar says. With few links the previous month is read first, through
/// the widget's own link, and has to agree.
pub(super) async fn of_calendar(scout: &Scout<'_>, calendar: &ArchiveCalendar) -> Result<Archive, Fault> {
    let mut days = calendar.with_news.clone();
    if calendar.trust == Trust::Thin
        && let Some(previous) = &calendar.previous
    {
        days.extend(days_before(scout, calendar, previous).await?);
    }
    let today = scout.now.today();
    days.sort_unstable();
    days.dedup();
    // Today's page may still be empty; the newest finished days say most.
    let (mut past, come): (Vec<Day>, Vec<Day>) = days.iter().partition(|day| **day < today);
    past.reverse();
    past.extend(come);
    let found = days.len();
    let mut archive = verify(scout, &calendar.template, &past).await?;
    archive.seen =
        Text::line(&format!("{} of its calendar lead to pages; {}", count(found, "day"), archive.seen));
    Ok(archive)
}

/// The linked days of the month before, if that month's page has the same calendar.
async fn days_before(
    scout: &Scout<'_>,
    calendar: &ArchiveCalendar,
    previous: &Address,
) -> Result<Vec<Day>, Fault> {
    let (answer, body) = scout.linked(previous, What::Archive).await?;
    let Looked { calendar: before, .. } = reading::look(scout.desk, body, reading::facts(&answer)).await?;
    match before {
        Some(before) if before.template == calendar.template => Ok(before.with_news),
        _ => {
            let sentence = "its calendar has too few days, and the month before does not agree with it";
            Err(Fault::new(FaultKind::NotFound, sentence))
        }
    }
}

/// Verifies a template that a person typed, by the last days.
pub(super) async fn of_template(scout: &Scout<'_>, template: &Template) -> Result<Archive, Fault> {
    let today = scout.now.today();
    verify(scout, template, &[today.plus(-1), today.plus(-2), today.plus(-7)]).await
}

/// One of the days has to answer with stories of its own, and a day of years to come must not.
async fn verify(scout: &Scout<'_>, template: &Template, days: &[Day]) -> Result<Archive, Fault> {
    let mut failure = Fault::new(FaultKind::NotFound, "its days list no stories");
    let mut found = None;
    for day in days.iter().take(TRIES) {
        match look_at(scout, template, *day).await {
            Ok(Some((answer, body, items))) => {
                found = Some((*day, answer, body, items));
                break;
            }
            Ok(None) => {}
            Err(fault) => failure = fault,
        }
    }
    let Some((day, answer, body, items)) = found else { return Err(failure) };
    let future = scout.now.today().plus(761);
    let says = match look_at(scout, template, future).await {
        Ok(Some((_, _, later))) if is_same(&items, &later) => {
            let sentence = "every date shows the same stories, so it is not an archive by days";
            return Err(Fault::new(FaultKind::NotFound, sentence));
        }
        Ok(Some(_)) => "shows other stories",
        Ok(None) => "has none",
        Err(_) => "is refused",
    };
    let seen = format!("{day} has {}, {future} {says}", count_stories(items.len()));
    let template = template.clone();
    Ok(Archive { template, day, items, answer, body, seen: Text::line(&seen) })
}

/// The stories of a day's page; `None` when there are none, or it led elsewhere.
async fn look_at(
    scout: &Scout<'_>,
    template: &Template,
    day: Day,
) -> Result<Option<(Answer, Vec<u8>, Vec<Item>)>, Fault> {
    let address = template.address(day).map_err(|error| {
        Fault::new(FaultKind::Usage, format!("the template makes no address of {day}: {error}"))
    })?;
    let (answer, body) = scout.linked(&address, What::Archive).await?;
    if !is_of_day(template, day, &answer.address) {
        return Ok(None);
    }
    let items = reading::listing(scout.desk, body.clone(), &answer, day, template).await?;
    Ok((!items.is_empty()).then_some((answer, body, items)))
}

/// Whether most of the stories are the same.
fn is_same(stories: &[Item], others: &[Item]) -> bool {
    let has = |story: &&Item| others.iter().any(|other| other.address == story.address);
    stories.iter().filter(has).count() * 2 >= stories.len()
}

fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// `1 story`, `2 stories`.
pub(super) fn count_stories(number: usize) -> String {
    if number == 1 { "1 story".to_owned() } else { format!("{number} stories") }
}
