//! Which of a story's texts is shown: what was chosen for its source before, and why a text is as it is.

use super::read::{Obtained, obtain, page, read_whole, rules_for};
use super::{Desk, Target, reading};
use crate::extract;
use crate::news::{Article, Fault, Now, StoryId, Text, TextKind, Why};
use crate::store::Store;

/// Where the choice for a source is remembered, by its slug.
const TEXT: &str = "text.";

fn key_of(store: &Store, id: StoryId) -> Result<Option<String>, Fault> {
    let Some(row) = store.headline(id)? else { return Ok(None) };
    let source = store.sources()?.into_iter().find(|source| source.id == row.source);
    Ok(source.map(|source| format!("{TEXT}{}", source.slug)))
}

/// The text that was chosen for the source of a story, if one was.
pub async fn chosen_text(desk: &Desk, story: StoryId) -> Result<Option<TextKind>, Fault> {
    desk.read(move |store| {
        let Some(key) = key_of(store, story)? else { return Ok(None) };
        Ok(match store.meta(&key)?.as_deref() {
            Some("extracted") => Some(TextKind::Extracted),
            Some("feed") => Some(TextKind::Feed),
            Some("page") => Some(TextKind::Page),
            _ => None,
        })
    })
    .await
}

/// Remembers which text the stories of a source are shown in.
pub async fn choose_text(desk: &Desk, story: StoryId, kind: TextKind) -> Result<(), Fault> {
    desk.write(move |store| {
        let name = match kind {
            TextKind::Extracted => "extracted",
            TextKind::Feed => "feed",
            TextKind::Page => "page",
        };
        key_of(store, story)?.map_or(Ok(()), |key| store.put_meta(&key, name))
    })
    .await
}

/// The text of a story that was chosen for its source, as far as it can be had; else the best one.
pub async fn read_chosen(desk: &Desk, story: StoryId, now: &Now, urgent: bool) -> Result<Article, Fault> {
    let target = Target::Story(story);
    let other = match chosen_text(desk, story).await? {
        Some(TextKind::Feed) => desk.read(move |store| store.text(story, TextKind::Feed)).await?,
        Some(TextKind::Page) if urgent => read_whole(desk, &target).await.ok(),
        _ => None,
    };
    match other {
        Some(article) => Ok(article),
        None => obtain(desk, &target, now, false, urgent).await.map(|obtained| obtained.article),
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
    let chosen = match id {
        Some(id) => chosen_text(desk, id).await?,
        None => None,
    };
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
