//! Times of a list without a zone, where the page tells its offset elsewhere: beside other stories, in its data.

use jiff::civil::DateTime;
use jiff::tz::Offset;

use crate::extract::{Page, date, json_ld};
use crate::news::{Item, Moment, When};

/// Dates of a page that are looked at.
const MOST_DATES: usize = 200;

/// Gives times without a zone the offset that all dates of the page with one share. One in UTC tells nothing:
/// that is how data is kept, not where a site is.
pub(super) fn settle(page: &Page, items: &mut [Item]) {
    if !items.iter().any(|item| matches!(item.published, Some(When::Local(_)))) {
        return;
    }
    let Some(offset) = offset(page, items) else { return };
    for item in items {
        if let Some(When::Local(local)) = item.published
            && let Some(moment) = at(local, offset)
        {
            item.published = Some(When::Moment(moment));
        }
    }
}

fn at(local: DateTime, offset_min: i16) -> Option<Moment> {
    let offset = Offset::from_seconds(i32::from(offset_min) * 60).ok()?;
    Some(Moment { instant: offset.to_timestamp(local).ok()?, offset_min: Some(offset_min) })
}

fn offset(page: &Page, items: &[Item]) -> Option<i16> {
    let of = |when: Option<When>| match when {
        Some(When::Moment(moment)) => moment.offset_min.filter(|offset| *offset != 0),
        _ => None,
    };
    let marked = page.dom().select("time[datetime], meta[content]");
    let marked = marked.iter().take(MOST_DATES).filter_map(|node| {
        let raw = node.attr("datetime").or_else(|| node.attr("content"))?;
        of((raw.len() < 40).then(|| date::parse(&raw)).flatten())
    });
    let told = json_ld::lists(page.dom()).into_iter().filter_map(|told| told.published);
    let told = told.take(MOST_DATES).filter_map(|raw| of(date::parse(&raw)));
    let mut all = items.iter().filter_map(|item| of(item.published)).chain(marked).chain(told);
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}
