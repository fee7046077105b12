//! `dateline fetch`.

use std::collections::{BTreeSet, HashMap};
use std::io::IsTerminal;
use std::sync::Mutex;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tokio::task::JoinSet;

use super::args::FetchArgs;
use super::days;
use super::end::{End, Ended, as_said, notice, say};
use super::signs;
use super::world::World;
use crate::locale::{counted, grouped};
use crate::news::{Day, DayRange, Fault, FaultKind, Now, Scope, Slug, Source, StoryId};
use crate::service::{self, Desk, Progress, Step, Sum, Target};

/// Texts that are fetched at once.
const TEXTS_AT_ONCE: usize = 8;

/// Runs the command.
pub fn run(world: &World, args: &FetchArgs) -> Ended {
    let range = args.days.as_deref().map(|raw| days::read(world, Some(raw))).transpose()?;
    let (desk, sources) = world.desk_and_sources()?;
    if sources.is_empty() {
        let fault = Fault::new(FaultKind::NotFound, "there are no sources to ask");
        return Err(fault.hint("`dateline add URL` follows a site").into());
    }
    let now = world.now();
    let last = service::last_come(&sources, &now);
    if let Some(range) = range.filter(|range| range.first > last) {
        let (which, verb) = if range.len() == 1 { ("has", "it") } else { ("have", "them") };
        notice(format!("{range} {which} not come yet: no source was asked for {verb}."));
        return Ok(());
    }
    let shown = Shown::new();
    let sum = world.wait(async {
        let sum = match range {
            None => live(&desk, &sources, &now, &shown).await?,
            Some(range) => dated(&desk, &sources, range, args.again, &now, &shown).await?,
        };
        if args.full {
            texts(&desk, range, &sum, &now, &shown).await?;
        }
        service::retry_kept(&desk, &now).await?;
        Ok::<Sum, Fault>(sum)
    });
    shown.finish();
    desk.end_indexing();
    // Where nothing came there is nothing to take in; what earlier fetches left is taken in by the next search.
    if args.full || sum.as_ref().is_ok_and(|sum| !sum.new.is_empty()) {
        world.index_for_a_while(&desk);
    }
    let sum = sum?;
    if shown.bar.is_some() && !sum.offline {
        // Without a bar each source has said it already.
        tell(&sum);
    }
    conclude(&sum, range)
}

fn tell(sum: &Sum) {
    for (slug, fault) in &sum.faults {
        notice(format!("dateline: {slug}: {}", fault.sentence));
        if let Some(hint) = &fault.hint {
            notice(format!("  {hint}"));
        }
    }
}

fn conclude(sum: &Sum, range: Option<DayRange>) -> Ended {
    for (slug, _, to) in &sum.moved {
        notice(format!("{slug} has moved to {to}; sources.toml says so now."));
    }
    if sum.offline {
        let sources = counted(sum.asked, "source", "sources");
        let fault =
            Fault::new(FaultKind::Offline, format!("this machine is offline: none of {sources} was reached"));
        say(&fault.hint("what is stored can be read; fetch again when the network is back"));
        return Err(End::Code(4));
    }
    if sum.asked > 0 && sum.answered == 0 {
        say(&Fault::new(FaultKind::Network, "no source answered"));
        return Err(End::Code(4));
    }
    if sum.asked == 0 {
        notice(match range {
            Some(range) => format!(
                "No source needs to be asked for {range}: none keeps an archive of it, or all have answered."
            ),
            None => "No source could be asked.".to_owned(),
        });
        return Ok(());
    }
    let new = counted(sum.new.len(), "new story", "new stories");
    notice(format!(
        "{new}; {} of {} answered.",
        grouped(sum.answered),
        counted(sum.asked, "source", "sources")
    ));
    Ok(())
}

async fn live(desk: &Desk, sources: &[Source], now: &Now, shown: &Shown) -> Result<Sum, Fault> {
    shown.begin(sources.len(), "asking");
    service::refresh_live(desk, sources, now, true, |progress| shown.step(desk, &progress)).await
}

/// Days in a row a source may fail before it is left alone for the rest of the range.
const FAILURES: usize = 2;

/// Each day in turn, newest first; today's live routes too, where today is among them.
async fn dated(
    desk: &Desk,
    sources: &[Source],
    range: DayRange,
    again: bool,
    now: &Now,
    shown: &Shown,
) -> Result<Sum, Fault> {
    let mut sum = Sum::default();
    if range.contains(now.today()) {
        let live: Vec<Source> = sources
            .iter()
            .filter(|source| source.routes.iter().any(crate::news::Route::is_live))
            .cloned()
            .collect();
        sum.add(self::live(desk, &live, now, shown).await?);
    }
    let mut failing: HashMap<Slug, usize> = HashMap::new();
    for day in range.days().rev() {
        let up = |source: &&Source| failing.get(&source.slug).is_none_or(|days| *days < FAILURES);
        let wanted: Vec<Source> = sources.iter().filter(up).cloned().collect();
        shown.begin(wanted.len(), &day.to_string());
        let mut asked =
            service::ask_day(desk, &wanted, day, now, again, |progress| shown.step(desk, &progress)).await?;
        failing
            .retain(|slug, days| *days >= FAILURES || asked.faults.iter().any(|(failed, _)| failed == slug));
        for (slug, _) in &asked.faults {
            *failing.entry(slug.clone()).or_default() += 1;
        }
        // A year of days is long: what fails everywhere is said once.
        asked.faults.retain(|(slug, _)| sum.faults.iter().all(|(known, _)| known != slug));
        let offline = asked.offline;
        sum.add(asked);
        if offline {
            break;
        }
    }
    Ok(sum)
}

/// Stores the texts of the stories of those days that have none.
async fn texts(
    desk: &Desk,
    range: Option<DayRange>,
    sum: &Sum,
    now: &Now,
    shown: &Shown,
) -> Result<(), Fault> {
    let range = range.unwrap_or_else(|| Day::only(now.today()));
    let edition = desk.read(move |store| store.edition(Scope::All, range)).await?;
    let mut wanted: Vec<StoryId> = Vec::new();
    wanted.extend(edition.rows.iter().filter(|row| !row.has_text && row.address.is_some()).map(|row| row.id));
    wanted.extend(sum.new.iter().filter(|id| edition.position(**id).is_none()));
    wanted.dedup();
    let names: HashMap<StoryId, String> =
        edition.rows.iter().map(|row| (row.id, row.title.to_string())).collect();
    let all: Vec<StoryId> = edition
        .rows
        .iter()
        .map(|row| row.id)
        .chain(wanted.iter().copied())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    shown.begin(wanted.len(), "texts");
    let mut left = wanted.into_iter();
    let mut running = JoinSet::new();
    let start = |running: &mut JoinSet<_>, id: StoryId| {
        let (desk, now) = (desk.clone(), now.clone());
        running.spawn(async move {
            (id, service::read_story(&desk, &Target::Story(id), &now, false, false).await)
        });
    };
    left.by_ref().take(TEXTS_AT_ONCE).for_each(|id| start(&mut running, id));
    let mut failed = 0;
    while let Some(done) = running.join_next().await {
        if let Some(id) = left.next() {
            start(&mut running, id);
        }
        match done {
            Ok((_, Ok(_))) => {}
            Ok((_, Err(fault))) if fault.kind == FaultKind::Storage => return Err(fault),
            Ok((id, Err(fault))) => {
                failed += 1;
                let name = names.get(&id).map_or("a story", String::as_str);
                shown.line(&format!("  {name}: {}", fault.sentence));
            }
            Err(_) => failed += 1,
        }
        shown.tick();
    }
    if failed > 0 {
        shown.line(&format!("{} could not be had", counted(failed, "text", "texts")));
    }
    let total = all.len();
    let (with, bytes) = desk.read(move |store| store.texts_size(&all)).await?;
    let megabytes = bytes as f64 / 1_000_000.0;
    let days = if range.len() == 1 { range.first.to_string() } else { range.to_string() };
    shown.line(&format!(
        "{days}: {with} of {} can be read without the network, {megabytes:.1} MB",
        counted(total, "story", "stories")
    ));
    Ok(())
}

/// How far it is: a bar on a terminal, plain lines elsewhere; both on standard error.
struct Shown {
    bar: Option<ProgressBar>,
    label: Mutex<String>,
}

impl Shown {
    fn new() -> Self {
        let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
        let bar = (std::io::stderr().is_terminal() && !dumb).then(|| {
            let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{prefix:12} {bar:24} {pos}/{len} {wide_msg}");
            let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
            bar.with_style(if signs::are_ascii() { style.progress_chars("#>-") } else { style })
        });
        Self { bar, label: Mutex::new(String::new()) }
    }

    fn begin(&self, total: usize, label: &str) {
        if let Ok(mut old) = self.label.lock() {
            label.clone_into(&mut old);
        }
        if let Some(bar) = &self.bar {
            bar.set_position(0);
            bar.set_length(total as u64);
            bar.set_prefix(label.to_owned());
        }
    }

    fn step(&self, desk: &Desk, progress: &Progress) {
        let said = match &progress.step {
            Step::Asking => return,
            Step::Answered { new, .. } => {
                // The search index takes in what came while the rest is waited for.
                if *new > 0
                    && let Err(fault) = desk.begin_indexing(None, || ())
                {
                    tracing::warn!(%fault, cause = ?fault.cause, "the index is fed later");
                }
                format!("{}: {} new", progress.title, grouped(*new))
            }
            Step::Failed(fault) => format!("{}: {}", progress.title, fault.sentence),
        };
        if let Some(bar) = &self.bar {
            bar.set_length(progress.total as u64);
            bar.set_position(progress.done as u64);
            bar.set_message(as_said(&said).into_owned());
        } else {
            let label = self.label.lock().map(|label| label.clone()).unwrap_or_default();
            notice(format!("{label} {}/{} {said}", grouped(progress.done), grouped(progress.total)));
        }
    }

    fn tick(&self) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
    }

    fn line(&self, words: &str) {
        match &self.bar {
            Some(bar) => bar.println(as_said(words)),
            None => notice(words),
        }
    }

    fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
