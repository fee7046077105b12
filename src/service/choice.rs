//! Which of a story's texts is shown: what was chosen for its source before, and why a text is as it is.

use super::read::{Obtained, obtain, page, read_whole, rules_for, whereabouts};
use super::{Desk, Target, reading};
use crate::extract;
use crate::news::{Article, Fault, Headline, Now, Text, TextKind, Why};
use crate::store::Store;

/// Where the choice for a source is remembered, by its slug.
const TEXT: &str = "text.";

/// What is chosen holds for: the source that the page belongs to, if it belongs to one.
async fn key_of(desk: &Desk, target: &Target) -> Result<Option<String>, Fault> {
    let (_, story) = whereabouts(desk, target).await?;
    let source = rules_for(desk, story.as_ref(), target).await?;
    Ok(source.map(|(slug, _)| format!("{TEXT}{slug}")))
}

/// The text that was chosen for the source of a page, if one was.
async fn chosen_text(desk: &Desk, target: &Target) -> Result<Option<TextKind>, Fault> {
    let Some(key) = key_of(desk, target).await? else { return Ok(None) };
    let chosen = desk.read(move |store| store.meta(&key)).await?;
    Ok(kind_of(chosen.as_deref()))
}

fn kind_of(chosen: Option<&str>) -> Option<TextKind> {
    match chosen? {
        "extracted" => Some(TextKind::Extracted),
        "feed" => Some(TextKind::Feed),
        "page" => Some(TextKind::Page),
        _ => None,
    }
}

/// The stored text of a story: the feed's where that was chosen for its source and there is one, else the best one.
pub fn stored_text(store: &Store, row: &Headline) -> Result<Option<Article>, Fault> {
    let chosen = match store.slug_of(row.source)? {
        Some(slug) => store.meta(&format!("{TEXT}{slug}"))?,
        None => None,
    };
    if kind_of(chosen.as_deref()) == Some(TextKind::Feed)
        && let Some(article) = store.text(row.id, TextKind::Feed)?
    {
        return Ok(Some(article));
    }
    store.best_text(row.id)
}

/// Remembers which text the stories of a page's source are shown in.
pub async fn choose_text(desk: &Desk, target: &Target, kind: TextKind) -> Result<(), Fault> {
    let name = match kind {
        TextKind::Extracted => "extracted",
        TextKind::Feed => "feed",
        TextKind::Page => "page",
    };
    match key_of(desk, target).await? {
        Some(key) => desk.write(move |store| store.put_meta(&key, name)).await,
        None => Ok(()),
    }
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
