//! Archives: whether what looks like a dated route is one.

use std::collections::HashSet;

use super::back;
use super::dated::{Asking, DayList};
use super::door::Door;
use super::reading::{self, Looked};
use super::scout::Scout;
use crate::extract::calendar::{ArchiveCalendar, Trust};
use crate::fetch::What;
use crate::locale::counted;
use crate::news::{Address, Day, Fault, FaultKind, Item, Route, Template, Text};

/// Days that are tried before an archive is given up.
const TRIES: usize = 3;

/// A dated route whose days answer.
pub(super) struct Archive {
    /// How its days are asked for.
    pub route: Route,
    /// The day that was looked at.
    pub day: Day,
    /// Its stories.
    pub items: Vec<Item>,
    /// What was seen, in one sentence.
    pub seen: Text,
}

/// Asking for a day in the name of a visitor.
pub(super) fn asking<'a>(scout: &'a Scout<'_>, day: Day) -> Asking<'a> {
    Asking { door: Door::Scout(scout), day, zone: None, now: scout.now }
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
    let mut archive = verify(scout, by(&calendar.template), &past).await?;
    if tells_of_days_to_come(scout, calendar, &archive).await {
        scout.refuse(calendar.template.as_str());
        return Err(refused("its calendar leads to what is still to come, so it tells dates, not news"));
    }
    let first = back::first_day(scout, calendar).await;
    archive.route = back::since(archive.route, first, archive.day);
    archive.seen = Text::line(&format!("{}; {}", count_leading(found), archive.seen));
    Ok(archive)
}

/// Whether a calendar that leads to days to come has something under one of them: then it tells what is on.
async fn tells_of_days_to_come(scout: &Scout<'_>, calendar: &ArchiveCalendar, archive: &Archive) -> bool {
    // Tomorrow may have come where the site is.
    let come = scout.now.today().plus(1);
    let ahead: Vec<Day> = calendar.with_news.iter().copied().filter(|day| *day > come).collect();
    let ends = [ahead.first(), ahead.last()];
    for day in ends.into_iter().flatten().take(if ahead.len() > 1 { 2 } else { 1 }) {
        if let Ok(list) = asking(scout, *day).ask(&archive.route).await
            && !list.items.is_empty()
            && !is_same(&archive.items, &list)
        {
            return true;
        }
    }
    false
}

/// A day page by its template.
pub(super) fn by(template: &Template) -> Route {
    Route::DayPage { template: template.clone(), from: None, to: None }
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
        _ => Err(refused("its calendar has too few days, and the month before does not agree with it")),
    }
}

/// The days before today that are tried where nothing says which have news.
pub(super) fn last_days(scout: &Scout<'_>) -> [Day; TRIES] {
    [-1, -2, -7].map(|days| scout.now.today().plus(days))
}

/// One of the days has to answer with stories of its own; a day of years to come must not, an earlier day
/// must not show the same, and the day itself must, when it is asked again.
pub(super) async fn verify(scout: &Scout<'_>, route: Route, days: &[Day]) -> Result<Archive, Fault> {
    let place = route.place().to_owned();
    if scout.has_refused(&place) {
        return Err(refused("it was tried before and is not an archive by days"));
    }
    let verified = held(scout, route, days).await;
    if verified.is_err() {
        scout.refuse(&place);
    }
    verified
}

async fn held(scout: &Scout<'_>, mut route: Route, days: &[Day]) -> Result<Archive, Fault> {
    let mut failure = refused("its days list no stories");
    let mut found = None;
    for day in days.iter().take(TRIES) {
        match asking(scout, *day).ask(&route).await {
            Ok(list) if !list.items.is_empty() => {
                found = Some((*day, list.items));
                break;
            }
            Ok(_) => {}
            Err(fault) if fault.kind == FaultKind::Storage => return Err(fault),
            Err(fault) => failure = fault,
        }
    }
    let Some((day, items)) = found else { return Err(failure) };
    let same = || refused("every date shows the same stories, so it is not an archive by days");
    let future = scout.now.today().plus(761);
    let says = match asking(scout, future).ask(&route).await {
        Ok(list) if is_same(&items, &list) => return Err(same()),
        Ok(list) if list.items.is_empty() => "has none",
        Ok(_) => "shows other stories",
        Err(_) => "is refused",
    };
    if matches!(route, Route::DayPage { .. }) {
        let (unpadded, before) = telling(&route, day);
        let mut earlier = asking(scout, before).ask(&route).await;
        if let Some(other) = unpadded.map(|template| by(&template))
            && earlier.as_ref().is_ok_and(|list| list.items.is_empty() && list.others.is_empty())
            && let Ok(list) = asking(scout, before).ask(&other).await
            && !list.items.is_empty()
        {
            (route, earlier) = (other, Ok(list));
        }
        // A site may know that the future has not come and show today's news under every day that has.
        if earlier.is_ok_and(|earlier| is_same(&items, &earlier)) {
            return Err(same());
        }
        // One that picks stories by chance differs from day to day as an archive does, and also from itself.
        if let Ok(again) = asking(scout, day).ask(&route).await
            && !is_same(&items, &again)
        {
            return Err(refused("a date shows other stories each time, so it is not an archive by days"));
        }
    }
    let seen = format!("{day} has {}, {future} {says}", count_stories(items.len()));
    Ok(Archive { route, day, items, seen: Text::line(&seen) })
}

/// A day over a month earlier. Where `day` is written the same with and without zeros in front, one that is not,
/// and the template without.
fn telling(route: &Route, day: Day) -> (Option<Template>, Day) {
    const WITHIN: i32 = 30;
    let earlier = day.plus(-37);
    let Some((template, other)) = route.template().and_then(|known| Some((known, known.unpadded()?))) else {
        return (None, earlier);
    };
    let differ = |day: &Day| template.address(*day).ok() != other.address(*day).ok();
    if differ(&day) {
        return (None, earlier);
    }
    match (0..WITHIN).map(|days| earlier.plus(-days)).find(differ) {
        Some(tells) => (Some(other), tells),
        None => (None, earlier),
    }
}

fn refused(sentence: &str) -> Fault {
    Fault::new(FaultKind::NotFound, sentence)
}

/// Whether most of the stories are shown by another list too, as its own or as those of other days.
fn is_same(stories: &[Item], list: &DayList) -> bool {
    let mut shown: HashSet<String> = HashSet::new();
    shown.extend(
        list.items.iter().chain(&list.others).filter_map(|item| item.address.as_ref()).map(Address::key),
    );
    let has = |story: &&Item| story.address.as_ref().is_some_and(|address| shown.contains(&address.key()));
    stories.iter().filter(has).count() * 2 >= stories.len()
}

/// `1 day of its calendar leads to a page`.
pub(super) fn count_leading(days: usize) -> String {
    counted(days, "day of its calendar leads to a page", "days of its calendar lead to pages")
}

/// `1 story`, `2 stories`.
pub(super) fn count_stories(number: usize) -> String {
    counted(number, "story", "stories")
}
