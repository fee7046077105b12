//! A single page that is followed: it is one story, read at once, since its text is all there is to it.

use super::all::Told;
use super::stock::zone_of;
use super::{Desk, reading};
use crate::fetch::Answer;
use crate::news::{Address, Fault, Item, Moment, Now, Source, SourceId, decide_day};
use crate::store::NewStory;

/// Reads the page and stores it.
pub(super) async fn put(
    desk: &Desk,
    (source, id): (&Source, SourceId),
    url: &Address,
    body: Vec<u8>,
    answer: &Answer,
    now: &Now,
) -> Result<Told, Fault> {
    let article = reading::article(desk, body, answer, false).await?;
    let item = Item {
        guid: url.as_str().to_owned(),
        address: Some(url.clone()),
        title: article.title.clone(),
        deck: article.excerpt.clone(),
        author: article.authors.first().cloned(),
        lang: article.lang.clone(),
        published: article.published.map(Moment::said),
        updated: article.updated.map(Moment::said),
        ..Item::default()
    };
    let decided = decide_day(None, item.published, zone_of(source).as_ref(), now);
    let story = NewStory { item, decided, text: None, sent: None };
    let at = now.instant;
    let saved = desk
        .write_fetched(move |store| {
            let saved = store.put_items(id, &[story], at)?;
            for story in &saved.ids {
                store.put_text(*story, &article, at)?;
            }
            Ok(saved)
        })
        .await?;
    Ok(Told { answered: true, stories: 1, new: saved.new, ..Told::default() })
}
