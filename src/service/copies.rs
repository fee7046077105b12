//! What a page listed on a day, as the Wayback Machine kept it.

use super::dated::{Asking, DayList};
use super::reading;
use crate::extract::{PageFacts, copies};
use crate::fetch::What;
use crate::news::{Address, Fault, FaultKind};

/// Where the copies are.
const COPIES: &str = "https://web.archive.org/web/";

/// The stories of the day's last copy of a page.
pub(super) async fn day(asking: &Asking<'_>, url: &Address) -> Result<DayList, Fault> {
    let no_address = |error: &dyn std::fmt::Display| {
        Fault::new(FaultKind::Config, format!("{url} cannot be looked up: {error}"))
    };
    let date = asking.day.date();
    let stamp = format!("{:04}{:02}{:02}", date.year(), date.month(), date.day());
    let mut search =
        url::Url::parse("https://web.archive.org/cdx/search/cdx").map_err(|error| no_address(&error))?;
    search
        .query_pairs_mut()
        .append_pair("url", url.as_str())
        .append_pair("from", &stamp)
        .append_pair("to", &stamp)
        .append_pair("output", "json")
        .append_pair("filter", "statuscode:200")
        .append_pair("limit", "50");
    let search = Address::parse(search.as_str()).map_err(|error| no_address(&error))?;
    let (answer, body) = asking.door.named(&search, What::Archive).await?;
    let Some(copy) = copies::read(&body, &answer.address)?.pop() else {
        return Ok(DayList::of(Vec::new(), url.clone()));
    };
    // `id_`: the page as it was, without the archive's own frame and links.
    let kept = format!("{COPIES}{}id_/{}", copy.timestamp, copy.original);
    let kept = Address::parse(&kept).map_err(|error| no_address(&error))?;
    let (answer, body) = asking.door.named(&kept, What::Archive).await?;
    if !answer.address.as_str().starts_with(COPIES) {
        // The page of that day only sent its readers on, and where it led is not of that day.
        return Ok(DayList::of(Vec::new(), url.clone()));
    }
    let original = Address::parse(&copy.original).unwrap_or_else(|_| url.clone());
    let facts = PageFacts { address: original, content_type: answer.content_type };
    let list = reading::list(asking.door.desk(), body, facts, None).await?;
    Ok(DayList::of(list.items, url.clone()))
}
