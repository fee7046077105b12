//! Which of a story's texts is shown: what was chosen for its source before, and why a text is as it is.

use super::read::{Obtained, obtain, page, read_whole, rules_for, whereabouts};
use super::{Desk, Target, reading};
use crate::extract;
use crate::news::{Article, Fault, Headline, Now, Slug, Text, TextKind, Why};
use crate::store::Store;

/// What is chosen holds for: the source that the page belongs to, if it belongs to one.
async fn source_of(desk: &Desk, target: &Target) -> Result<Option<Slug>, Fault> {
    let (_, story) = whereabouts(desk, target).await?;
    let source = rules_for(desk, story.as_ref(), target).await?;
    Ok(source.map(|(slug, _)| slug))
}

/// The text that was chosen for the source of a page, if one was.
async fn chosen_text(desk: &Desk, target: &Target) -> Result<Option<TextKind>, Fault> {
    let Some(slug) = source_of(desk, target).await? else { return Ok(None) };
    desk.read(move |store| store.chosen_text(&slug)).await
}

/// The stored text of a story: the feed's where that was chosen for its source and there is one, else the best one.
pub fn stored_text(store: &Store, row: &Headline) -> Result<Option<Article>, Fault> {
    let chosen = match store.slug_of(row.source)? {
        Some(slug) => store.chosen_text(&slug)?,
        None => None,
    };
    if chosen == Some(TextKind::Feed)
        && let Some(article) = store.text(row.id, TextKind::Feed)?
    {
        return Ok(Some(article));
    }
    store.best_text(row.id)
}

/// Remembers which text the stories of a page's source are shown in: whether that is another than before, which can be
/// undone; `None` where the page has no source.
pub async fn choose_text(
    desk: &Desk,
    target: &Target,
    kind: TextKind,
    now: &Now,
) -> Result<Option<bool>, Fault> {
    let Some(slug) = source_of(desk, target).await? else { return Ok(None) };
    let at = now.instant;
    let act = desk.write(move |store| store.choose_text(&slug, kind, at)).await?;
    Ok(Some(act.is_some()))
}

/// The text that was chosen for the source of a page, as far as it can be had; else the best one.
pub async fn read_chosen(desk: &Desk, target: &Target, now: &Now, urgent: bool) -> Result<Article, Fault> {
    let other = match chosen_text(desk, target).await? {
        Some(TextKind::Feed) => match whereabouts(desk, target).await?.1.map(|story| story.id) {
            Some(story) => desk.read(move |store| store.text(story, TextKind::Feed)).await?,
            None => None,
        },
        Some(TextKind::Page) if urgent => read_whole(desk, target).await.ok(),
        _ => None,
    };
    match other {
        Some(article) => Ok(article),
        None => obtain(desk, target, now, false, urgent).await.map(|obtained| obtained.article),
    }
}

/// Why a story's text is the one it is. Asks the web for the page as it is now.
pub async fn why(desk: &Desk, target: &Target, now: &Now) -> Result<Why, Fault> {
    let Obtained { article: shown, instead_of } = obtain(desk, target, now, false, true).await?;
    let (answer, story) = page(desk, target).await?;
    let rules = rules_for(desk, story.as_ref(), target).await?;
    let asked = rules.as_ref().map(|(_, rules)| rules.clone()).unwrap_or_default();
    let (extracted, whole, left_out) = reading::explained(desk, answer, asked).await?;
    let id = story.map(|story| story.id);
    let feed = match id {
        Some(id) => desk.read(move |store| store.text(id, TextKind::Feed)).await?,
        None => None,
    };
    let chosen = chosen_text(desk, target).await?;
    let because = match (chosen, instead_of) {
        (Some(kind), _) if kind != shown.kind => "chosen with x for this source".to_owned(),
        (_, Some(fault)) => fault.sentence.to_string(),
        _ if feed.is_some() => "it says more than the feed's, or as much with its parts known".to_owned(),
        _ => "the feed carried none".to_owned(),
    };
    let candidates = [Some(extracted), feed, Some(whole)].iter().flatten().map(extract::quality).collect();
    Ok(Why {
        candidates,
        shown: chosen.unwrap_or(shown.kind),
        because: Text::line(&because),
        left_out,
        rules: rules.filter(|(_, rules)| !rules.is_empty()),
    })
}
