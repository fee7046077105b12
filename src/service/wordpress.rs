//! A day out of WordPress's REST interface.

use super::dated::{Asking, DayList};
use crate::extract::wordpress;
use crate::fetch::What;
use crate::news::{Address, Day, Fault, FaultKind};

/// Posts a page of the answer holds at most.
const POSTS_A_PAGE: usize = 100;

/// Pages of one day's posts that are read.
const MOST_PAGES: usize = 10;

/// The posts of the day, in the site's own time. `after` and `before` are left out themselves.
pub(super) async fn day(asking: &Asking<'_>, api: &Address) -> Result<DayList, Fault> {
    let mut items = Vec::new();
    for page in 1..=MOST_PAGES {
        let query = format!(
            "after={}T23:59:59&before={}T00:00:00&per_page={POSTS_A_PAGE}&page={page}&orderby=date&order=desc",
            asking.day.plus(-1),
            asking.day.plus(1),
        );
        let (answer, body) = match asking.door.own(&posts(api, &query)?, What::Archive).await {
            Ok(answered) => answered,
            // Beyond the last page WordPress answers 400.
            Err(_) if page > 1 => break,
            Err(fault) => return Err(fault),
        };
        let posts = asking.door.desk().work(false, move || wordpress::posts(&body, &answer.address)).await?;
        let is_last = posts.len() < POSTS_A_PAGE;
        items.extend(posts);
        if is_last {
            break;
        }
    }
    Ok(DayList::of(items, api.clone()))
}

/// The day of the first post there is.
pub(super) async fn first_day(asking: &Asking<'_>, api: &Address) -> Option<Day> {
    let address = posts(api, "per_page=1&orderby=date&order=asc").ok()?;
    let (answer, body) = asking.door.own(&address, What::Archive).await.ok()?;
    let posts = wordpress::posts(&body, &answer.address).ok()?;
    posts.first().and_then(|post| asking.day_of(post))
}

/// The address of posts with a query; where the interface is announced as `?rest_route=/`, the path goes
/// into the query.
fn posts(api: &Address, query: &str) -> Result<Address, Fault> {
    let raw = api.as_str();
    let query = format!("{query}&_fields={}", wordpress::FIELDS);
    let raw = if let Some((before, _)) = raw.split_once("rest_route=") {
        format!("{before}rest_route=/wp/v2/posts&{query}")
    } else {
        let root = raw.split(['?', '#']).next().unwrap_or(raw).trim_end_matches('/');
        let root = root.trim_end_matches("/posts").trim_end_matches("/wp/v2");
        format!("{root}/wp/v2/posts?{query}")
    };
    Address::parse(&raw)
        .map_err(|error| Fault::new(FaultKind::Config, format!("{raw} is no address: {error}")))
}
