//! One story as text.

use super::asking::content;
use super::{Desk, reading, whole};
use crate::extract;
use crate::fetch::{Answer, Chosen, Request, What};
use crate::news::{
    Address, Article, Fault, FaultKind, Headline, Now, Slug, Source, SourceId, StoryId, Text, TextKind,
    TextRules,
};

/// What is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A story of the store.
    Story(StoryId),
    /// An address that a person typed.
    Typed(Address),
    /// An address that a page links to.
    Linked(Address),
}

/// A text, and why it is not the page's own, if it is not.
pub(super) struct Obtained {
    /// The text.
    pub article: Article,
    /// Why the page itself could not be read.
    pub instead_of: Option<Fault>,
}

/// The text of a story or an address: as stored, else (or when `fresh`) from the web, and then stored.
/// Where the page is no article or cannot be had, the feed's own text serves, with a notice that says so.
/// `urgent` when a person waits for it; a story fetched ahead is not.
pub async fn read_story(
    desk: &Desk,
    target: &Target,
    now: &Now,
    fresh: bool,
    urgent: bool,
) -> Result<Article, Fault> {
    obtain(desk, target, now, fresh, urgent).await.map(|obtained| obtained.article)
}

/// The same from the web, with why the page itself could not be had, where a text that was there before stands in for it.
pub async fn read_again(
    desk: &Desk,
    target: &Target,
    now: &Now,
    urgent: bool,
) -> Result<(Article, Option<Fault>), Fault> {
    let Obtained { article, instead_of } = obtain(desk, target, now, true, urgent).await?;
    // A feed that says more than the page is a choice, and no failure.
    let failed = instead_of.filter(|fault| fault.kind.is_network() || article.kind == TextKind::Extracted);
    Ok((article, failed))
}

/// All of a story's page, menus and all; always from the web, and not stored.
pub async fn read_whole(desk: &Desk, target: &Target) -> Result<Article, Fault> {
    let (answer, _) = page(desk, target).await?;
    let body = answer.body.clone().unwrap_or_default();
    reading::whole(desk, body, &answer).await
}

/// The page of a story as it is on the web now, and the story.
pub(super) async fn page(desk: &Desk, target: &Target) -> Result<(Answer, Option<Headline>), Fault> {
    let (address, story) = whereabouts(desk, target).await?;
    let none = || Fault::new(FaultKind::NotFound, "this story has no page of its own");
    let address = address.ok_or_else(none)?;
    let answer = ask(desk, target, story.as_ref(), &address, true).await?;
    Ok((answer, story))
}

/// The source a page belongs to, and the rules for its text.
pub(super) async fn rules_for(
    desk: &Desk,
    story: Option<&Headline>,
    target: &Target,
) -> Result<Option<(Slug, TextRules)>, Fault> {
    let source = match (story, target) {
        (Some(story), _) => source_by_id(desk, story.source).await?,
        (None, Target::Typed(address) | Target::Linked(address)) => {
            source_at(&desk.sources_at_once().await, address).cloned()
        }
        (None, Target::Story(_)) => None,
    };
    Ok(source.map(|source| (source.slug, source.rules)))
}

/// Whether the stored text of a story or a page was made by other rules than its source has now. When the rules
/// change is found out here: they may have been written by hand.
async fn is_outdated(
    desk: &Desk,
    (story, address): (Option<&Headline>, Option<&Address>),
    slug: &Slug,
    rules: &TextRules,
    now: &Now,
) -> Result<bool, Fault> {
    let (key, at) = (format!("rules.{slug}"), now.instant.as_millisecond());
    let (id, address) = (story.map(|story| story.id), address.cloned());
    let wanted = if rules.is_empty() { String::new() } else { format!("{rules:?}") };
    let (known, stored) = {
        let key = key.clone();
        desk.read(move |store| {
            let stored = match (id, &address) {
                (Some(id), _) => store.text_at(id)?,
                (None, Some(address)) => store.page_at(address)?,
                (None, None) => None,
            };
            Ok((store.meta(&key)?, stored))
        })
        .await?
    };
    let known = known.unwrap_or_else(|| "0 ".to_owned());
    let (since, by) = known.split_once(' ').unwrap_or(("0", ""));
    let mut since: i64 = since.parse().unwrap_or(0);
    let changed = by != wanted;
    if changed {
        since = at;
        desk.write(move |store| store.put_meta(&key, &format!("{at} {wanted}"))).await?;
    }
    Ok(stored.is_some_and(|stored| changed || stored < since))
}

pub(super) async fn obtain(
    desk: &Desk,
    target: &Target,
    now: &Now,
    fresh: bool,
    urgent: bool,
) -> Result<Obtained, Fault> {
    let (address, story) = whereabouts(desk, target).await?;
    let Stored { extracted: stored, of_feed, shares_page } =
        stored(desk, story.as_ref(), address.as_ref()).await?;
    let rules = rules_for(desk, story.as_ref(), target).await?;
    let outdated = match (&stored, &rules) {
        (Some(_), Some((slug, rules))) => {
            is_outdated(desk, (story.as_ref(), address.as_ref()), slug, rules, now).await?
        }
        _ => false,
    };
    let (fresh, rules) = (fresh || outdated, rules.map(|(_, rules)| rules).unwrap_or_default());
    if let (Some(article), false) = (&stored, fresh) {
        return Ok(Obtained { article: article.clone(), instead_of: None });
    }
    // Of a page that several stories have, what the feed tells is what each says.
    if shares_page
        && !fresh
        && let Some(article) = of_feed
    {
        return Ok(Obtained { article, instead_of: None });
    }
    let Some(address) = address else {
        let none = Fault::new(FaultKind::NotFound, "this story has no page of its own");
        return of_feed.map(|article| Obtained { article, instead_of: None }).ok_or(none);
    };
    let fetched = fetch(desk, target, (story.as_ref(), &address), rules, urgent).await;
    let fetched = fetched.map(|article| article.without_days_to_come(now));
    settle(desk, story.as_ref(), &address, (fetched, stored, of_feed), now).await
}

/// The address to read, and the story it is, where it is one.
pub(super) async fn whereabouts(
    desk: &Desk,
    target: &Target,
) -> Result<(Option<Address>, Option<Headline>), Fault> {
    match target {
        Target::Story(id) => {
            let id = *id;
            let story = desk.read(move |store| store.headline(id)).await?;
            let story =
                story.ok_or_else(|| Fault::new(FaultKind::NotFound, "this story is not in the store"))?;
            Ok((story.address.clone(), Some(story)))
        }
        Target::Typed(address) | Target::Linked(address) => {
            let wanted = address.clone();
            let story = desk.read(move |store| {
                // Of a page that several stories have, none is the one that is meant.
                let story = store.story_by_address(&wanted)?;
                let shares_page = story.as_ref().map_or(Ok(false), |story| store.shares_page(story.id))?;
                Ok(story.filter(|_| !shares_page))
            });
            Ok((Some(address.clone()), story.await?))
        }
    }
}

/// What is stored already.
struct Stored {
    extracted: Option<Article>,
    of_feed: Option<Article>,
    /// Whether other stories of its source have its page too.
    shares_page: bool,
}

async fn stored(desk: &Desk, story: Option<&Headline>, address: Option<&Address>) -> Result<Stored, Fault> {
    let (id, address) = (story.map(|story| story.id), address.cloned());
    desk.read(move |store| {
        let text = |kind| id.map_or(Ok(None), |id| store.text(id, kind));
        let shares_page = id.map_or(Ok(false), |id| store.shares_page(id))?;
        let mut extracted = text(TextKind::Extracted)?;
        if let (None, Some(address), false) = (&extracted, &address, shares_page) {
            extracted = store.text_by_address(address)?.filter(|article| article.kind == TextKind::Extracted);
        }
        Ok(Stored { extracted, of_feed: text(TextKind::Feed)?, shares_page })
    })
    .await
}

async fn fetch(
    desk: &Desk,
    target: &Target,
    (story, address): (Option<&Headline>, &Address),
    rules: TextRules,
    urgent: bool,
) -> Result<Article, Fault> {
    let answer = ask(desk, target, story, address, urgent).await?;
    let first = answer.address.clone();
    let part = reading::part(desk, &answer, &rules, (&first, 1), urgent).await?;
    // More pages are asked for next: a large one must not wait for the place of this one.
    drop(answer);
    let more = whole::More {
        desk,
        source: source_of(desk, story.map(|story| story.source), address).await?,
        first,
        rules,
    };
    // What a person typed may lead to its own authority, wherever that is.
    let typed = matches!(target, Target::Typed(_)).then(|| address.authority());
    Ok(more.whole(part, typed, urgent).await)
}

async fn ask(
    desk: &Desk,
    target: &Target,
    story: Option<&Headline>,
    address: &Address,
    urgent: bool,
) -> Result<Answer, Fault> {
    let mut request = match target {
        Target::Typed(_) => Request::new(address.clone(), Chosen::Typed, What::Page),
        Target::Story(_) | Target::Linked(_) => {
            let source = source_of(desk, story.map(|story| story.source), address).await?;
            content(source.as_ref(), address, What::Page)
        }
    };
    request.urgent = urgent;
    desk.web().get(request).await
}

/// The source of a story; of a mere link, the one that is configured with its authority.
async fn source_of(desk: &Desk, id: Option<SourceId>, address: &Address) -> Result<Option<Source>, Fault> {
    match id {
        Some(id) => source_by_id(desk, id).await,
        None => Ok(source_at(&desk.sources_at_once().await, address).cloned()),
    }
}

pub(super) async fn source_by_id(desk: &Desk, id: SourceId) -> Result<Option<Source>, Fault> {
    let slug = desk.read(move |store| store.slug_of(id)).await?;
    let sources = desk.sources_at_once().await;
    Ok(sources.iter().find(|source| Some(&source.slug) == slug.as_ref()).cloned())
}

/// The source that is configured with the authority of an address.
pub fn source_at<'a>(sources: &'a [Source], address: &Address) -> Option<&'a Source> {
    let of_host = |source: &&Source| {
        let request = content(Some(source), address, What::Page);
        request.trusted == Some(address.authority())
    };
    sources.iter().find(of_host)
}

/// Chooses among the page, the stored text and the feed's, and stores what is new.
async fn settle(
    desk: &Desk,
    story: Option<&Headline>,
    address: &Address,
    (fetched, stored, of_feed): (Result<Article, Fault>, Option<Article>, Option<Article>),
    now: &Now,
) -> Result<Obtained, Fault> {
    // A page that has lost its text takes away no text that is stored.
    let emptied = |page: &Article| page.document.is_empty() && stored.as_ref().is_some_and(has_text);
    let fetched = match fetched {
        Ok(page) if emptied(&page) => {
            Err(Fault::new(FaultKind::Content, format!("there is nothing to read at {address} now")))
        }
        other => other,
    };
    let (mut article, fault) = match (fetched, stored) {
        (Ok(page), _) => match of_feed.filter(|feed| extract::is_better(feed, &page)) {
            None => {
                let mut page = page;
                if let Err(fault) = store_text(desk, story, address, &page, now).await {
                    // It can be read all the same.
                    tracing::warn!(%fault, cause = ?fault.cause, "a text is not stored");
                    let notice = || Text::line(&format!("this text is not stored; {}", fault.sentence));
                    page.notice.get_or_insert_with(notice);
                }
                return Ok(Obtained { article: page, instead_of: None });
            }
            Some(feed) => {
                let said = page.notice.unwrap_or_else(|| Text::line("the page has less of it"));
                (feed, Fault::new(FaultKind::Content, &said))
            }
        },
        (Err(fault), Some(stored)) => {
            let notice = format!("this is the text as it was stored; {}", fault.sentence);
            let article = Article { notice: Some(Text::line(&notice)), ..stored };
            return Ok(Obtained { article, instead_of: Some(fault) });
        }
        (Err(fault), None) => (of_feed.ok_or_else(|| fault.clone())?, fault),
    };
    article.notice = Some(Text::line(&format!("this is the text the feed carried; {}", fault.sentence)));
    Ok(Obtained { article, instead_of: Some(fault) })
}

fn has_text(article: &Article) -> bool {
    !article.document.is_empty()
}

pub(super) async fn store_text(
    desk: &Desk,
    story: Option<&Headline>,
    address: &Address,
    article: &Article,
    now: &Now,
) -> Result<(), Fault> {
    if desk.caution().is_some() {
        // It was said at the start that nothing is kept.
        return Ok(());
    }
    let (id, at) = (story.map(|story| story.id), now.instant);
    let (address, article) = (address.clone(), article.clone());
    desk.write(move |store| {
        match id {
            Some(id) => store.put_text(id, &article, at)?,
            None => store.put_page(&address, &article, at)?,
        }
        // What is kept of a page that several stories have is the text of the one that it was kept from.
        if let Some(id) = id
            && store.shares_page(id)?
        {
            return Ok(());
        }
        // Nothing happens where the address is not kept.
        store.keep_text(&address, &article, at)
    })
    .await
}
