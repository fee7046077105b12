//! What a person says about the text of a source becomes a rule in the sources file.

use super::read::{page, rules_for, store_text};
use super::{Desk, Target, reading, sync_sources};
use crate::extract::Wish;
use crate::news::{Article, Block, Fault, FaultKind, Now, Slug};
use crate::store::FileAct;

/// A rule that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Taught {
    /// The selector.
    pub rule: String,
    /// The source it holds for.
    pub slug: Slug,
    /// The text as it is with the rule.
    pub article: Article,
}

/// Makes a rule for the source of a story from one of its blocks: that it is no text, or that the text begins
/// with it. The page is asked for again, the rule tried on it; one that takes most of the text is refused.
/// Can be undone.
pub async fn teach(
    desk: &Desk,
    target: &Target,
    block: Block,
    wish: Wish,
    now: &Now,
) -> Result<Taught, Fault> {
    let (answer, story) = page(desk, target).await?;
    let Some((slug, rules)) = rules_for(desk, story.as_ref(), target).await? else {
        let sentence = "this page belongs to no source, so a rule would have no place";
        return Err(Fault::new(FaultKind::Usage, sentence).hint("add its site first"));
    };
    let address = answer.address.clone();
    let (rules, rule, article) = reading::proposed(desk, answer, rules, block, wish).await?;
    let of = slug.clone();
    desk.act(now, move |files| {
        let (before, after) = files.sources(|file| file.draft().set_rules(&of, &rules))?;
        Ok(Some(FileAct::Source { slug: of, before: Some(before), after: Some(after) }))
    })
    .await?;
    sync_sources(desk, now).await?;
    let own = story.as_ref().and_then(|story| story.address.clone()).unwrap_or(address);
    store_text(desk, story.as_ref(), &own, &article, now).await?;
    Ok(Taught { rule, slug, article })
}
