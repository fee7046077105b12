//! A picture of a story: fetched because the person wants to see pictures, decoded, and not stored.

use super::asking::content;
use super::read::{source_at, source_by_id};
use super::{Desk, Target};
use crate::extract::{Limits, on_worker};
use crate::fetch::What;
use crate::news::{Address, Fault, FaultKind, Text};
use crate::picture::{self, Picture};

/// The picture at an address that the text of a story names. The text chose it, so it may lead where the text's links
/// may.
pub async fn picture(desk: &Desk, target: &Target, address: &Address) -> Result<Picture, Fault> {
    let source = match target {
        Target::Story(story) => {
            let story = *story;
            match desk.read(move |store| store.headline(story)).await? {
                Some(row) => source_by_id(desk, row.source).await?,
                None => None,
            }
        }
        Target::Typed(page) | Target::Linked(page) => source_at(&desk.sources_at_once().await, page).cloned(),
    };
    let mut request = content(source.as_ref(), address, What::Picture);
    if let Target::Typed(page) = target {
        request.trusted = request.trusted.or_else(|| Some(page.authority()));
    }
    request.urgent = true;
    let mut answer = desk.web().get(request).await?;
    if answer.cut {
        return Err(Fault::new(FaultKind::Content, "the picture has more than 8 MB"));
    }
    let body = answer.body.take().unwrap_or_default();
    let alone = desk.one_picture().await;
    let decode = move || {
        let decoded = on_worker(Limits::default(), move || picture::decode(&body));
        drop(alone);
        decoded
    };
    let decoded = desk.work(false, decode).await;
    // The worker speaks of what it mostly reads.
    decoded.map_err(|fault| {
        let sentence = Text::line(&fault.sentence.replace("the page", "the picture"));
        Fault { sentence, ..fault }
    })
}
