//! What is new now, by routes that are no feeds.

use super::Desk;
use super::all::Told;
use super::asking::{configured, to_store, validators};
use super::{reading, sitemaps, stock};
use crate::fetch::{Validators, What};
use crate::news::{Address, Fault, LiveKind, Now, Source, SourceId};

/// Asks such a route; stores what it tells.
pub(super) async fn ask(
    desk: &Desk,
    (source, id): (&Source, SourceId),
    kind: LiveKind,
    url: &Address,
    now: &Now,
) -> Result<Told, Fault> {
    let stored = validators(desk, url).await?;
    let mut request = configured(source, url, What::Feed);
    request.validators = Validators::from(&stored);
    let mut answer = desk.web().get(request).await?;
    let Some(body) = answer.body.take() else {
        return Ok(Told { answered: true, ..Told::default() });
    };
    let items = match kind {
        LiveKind::NewsSitemap => {
            let sitemap = reading::sitemap(desk, body, answer.address.clone()).await?;
            sitemap.entries.into_iter().map(sitemaps::item).collect()
        }
        LiveKind::Section => reading::list(desk, body, reading::facts(&answer), None).await?.items,
    };
    let told = stock::put(desk, (source, id), items, None, &answer.address, now).await?;
    let url = url.as_str().to_owned();
    let kept = to_store(&answer, None, now);
    desk.write_fetched(move |store| store.put_validators(&url, &kept)).await?;
    Ok(told)
}
