//! What is new now.

use std::collections::HashMap;
use std::sync::Arc;

use super::all::{Told, ask_all};
use super::due::{due, next_try, rest_of};
use super::noted::Pad;
use super::{Desk, Progress, Sum, ask, live, moved, named};
use crate::news::{Fault, Health, Now, Route, Source, SourceId};
use crate::store::{Answered, LiveAnswer, StoredValidators};

/// What the sources' addresses gave at their last answers.
type Given = HashMap<String, StoredValidators>;

/// Asks the live routes of sources at once, each conditionally; stores what they tell, with the feeds'
/// own texts. A source without live routes is asked for its own today instead. Unless `force`, only the
/// sources that are [`due`] are asked. A source that fails is named in the sum and stops no other; only
/// the store's own faults end the work. Addresses that have moved for good are written into the sources
/// file.
pub async fn refresh_live(
    desk: &Desk,
    sources: &[Source],
    now: &Now,
    force: bool,
    progress: impl Fn(Progress) + Send + Sync,
) -> Result<Sum, Fault> {
    let urls: Vec<String> = sources.iter().flat_map(live_urls).collect();
    let (rows, given) =
        desk.read_behind(move |store| Ok((store.sources()?, store.validators_of(&urls)?))).await?;
    let mut rows: HashMap<_, _> = rows.into_iter().map(|row| (row.slug.clone(), row)).collect();
    let mut healths = HashMap::new();
    let mut chosen = Vec::new();
    for source in sources {
        let Some(row) = rows.remove(&source.slug) else { continue };
        if (force || due(desk, source, &row, now)) && can_be_asked(source, now) {
            chosen.push((source.clone(), row.id));
            healths.insert(row.id, row.health);
        }
    }
    let skipped = sources.len() - chosen.len();
    let round = Arc::new(Round { desk: desk.clone(), now: now.clone(), given, healths, pad: Pad::new(desk) });
    let asked = ask_all(desk, chosen, skipped, progress, |source, id| {
        let round = Arc::clone(&round);
        async move { round.ask(&source, id).await.unwrap_or_else(Told::failed) }
    })
    .await;
    round.pad.close(asked.as_ref().is_ok_and(|sum| sum.offline)).await?;
    let sum = asked?;
    moved::write(desk, &sum.moved).await?;
    named::write(desk, &sum.named).await?;
    Ok(sum)
}

fn live_urls(source: &Source) -> impl Iterator<Item = String> {
    source.routes.iter().filter_map(live::wanted).map(|(_, url)| url.as_str().to_owned())
}

fn can_be_asked(source: &Source, now: &Now) -> bool {
    source.routes.iter().any(Route::is_live) || source.answers(ask::today_of(source, now))
}

/// One refresh of many sources.
struct Round {
    desk: Desk,
    now: Now,
    given: Given,
    healths: HashMap<SourceId, Health>,
    pad: Pad,
}

impl Round {
    async fn ask(&self, source: &Source, id: SourceId) -> Result<Told, Fault> {
        let (desk, now) = (&self.desk, &self.now);
        desk.note_asked(&source.slug);
        let mut told = Told::default();
        let mut is_live = false;
        for route in &source.routes {
            let Some((_, url)) = live::wanted(route) else { continue };
            is_live = true;
            let stored = self.given.get(url.as_str());
            let asked = live::ask(desk, (source, id), route, stored, now).await;
            told.add(asked.unwrap_or_else(Told::failed));
        }
        if !is_live {
            told = ask::ask_one(desk, (source, id), ask::today_of(source, now), now).await?;
            told.answers = u32::from(told.answered);
        }
        self.note(source, id, &mut told).await?;
        Ok(told)
    }

    async fn note(&self, source: &Source, id: SourceId, told: &mut Told) -> Result<(), Fault> {
        if told.fault.is_some() && told.blame().is_none() && told.answers == 0 {
            return Ok(());
        }
        let validators = std::mem::take(&mut told.given);
        // The source is fresh as long as all its addresses are.
        let until = |(_, given): &(String, StoredValidators)| given.fresh_until;
        let fresh = validators.iter().map(until).min().flatten();
        let rest = rest_of(&self.desk, source);
        let unknown = Health::default();
        let before = self.healths.get(&id).unwrap_or(&unknown);
        let at = self.now.instant;
        let next = next_try(&self.desk, (source, before), at, told.blame(), fresh, rest);
        let answer = LiveAnswer {
            at,
            answers: told.answers,
            saved: told.saved,
            new: !told.new.is_empty(),
            fault: told.blame().cloned(),
            next,
        };
        self.pad.note(Answered { source: id, answer, validators }).await
    }
}
