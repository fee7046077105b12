//! `dateline day`.

use std::collections::{HashMap, VecDeque};
use std::fmt::Write as _;
use std::io::Write as _;

use unicode_width::UnicodeWidthStr;

use super::args::DayArgs;
use super::days;
use super::end::{End, Ended, notice, say};
use super::json;
use super::paper::Paper;
use super::signs::shown;
use super::world::World;
use crate::locale::{clock, counted, grouped};
use crate::news::{
    Day, DayRange, Edition, Fault, FaultKind, Headline, Outcome, Scope, Slug, Source, SourceId, Text,
};
use crate::service::{self, Desk, Target};

/// Texts that are fetched at once; how many of one host is the web's politeness.
const TEXTS_AHEAD: usize = 8;

/// Runs the command: what the store has of those days. The list asks no network; texts that are wanted and
/// not stored are fetched.
pub fn run(world: &World, args: &DayArgs) -> Ended {
    let range = days::read(world, args.days.as_deref())?;
    let (desk, followed) = world.desk_and_sources()?;
    let read = desk.read(move |store| Ok((store.edition(Scope::All, range)?, store.sources()?)));
    let (edition, sources) = world.wait(read)?;
    if args.format.is_some() && !edition.rows.is_empty() {
        let paper = Paper { format: args.format, width: args.width };
        return world.wait(texts(world, &desk, &edition, &paper));
    }
    let mut out = std::io::stdout().lock();
    if args.json {
        let slugs: HashMap<SourceId, Slug> = sources.into_iter().map(|row| (row.id, row.slug)).collect();
        for row in &edition.rows {
            writeln!(out, "{}", json::story(row, slugs.get(&row.source)))?;
        }
    } else {
        out.write_all(shown(&listing(world, &edition)).as_bytes())?;
    }
    out.flush()?;
    if edition.rows.is_empty() {
        let asked = if range.len() == 1 { answered(world, &desk, &followed, range.first)? } else { None };
        let hint = asked.unwrap_or_else(|| hint(args, range, followed.is_empty()));
        return Err(nothing(range, hint).into());
    }
    Ok(())
}

/// The stories' texts in the list's order, those to come being fetched meanwhile. One that cannot be had
/// is said and costs no other; nothing but such is a failure.
async fn texts(world: &World, desk: &Desk, edition: &Edition, paper: &Paper) -> Ended {
    let now = world.now();
    let mut left = edition.rows.iter();
    let mut ahead = VecDeque::new();
    let mut printed = 0;
    let mut worst = None;
    loop {
        while let (true, Some(row)) = (ahead.len() < TEXTS_AHEAD, left.as_slice().first()) {
            left.next();
            let (desk, now, target) = (desk.clone(), now.clone(), Target::Story(row.id));
            let text = async move { service::read_chosen(&desk, &target, &now, true).await };
            ahead.push_back((row, tokio::spawn(text)));
        }
        let Some((row, text)) = ahead.pop_front() else { break };
        match text.await {
            Ok(Ok(article)) => {
                if let Some(said) = &article.notice {
                    notice(format!("dateline: {}: {said}", row.title));
                }
                let id = row.id;
                let attached = desk.read(move |store| store.attached(id)).await?;
                paper.print(world, (&article, &attached), Some(row), printed > 0)?;
                printed += 1;
            }
            Ok(Err(fault)) => {
                say(&Fault {
                    sentence: Text::line(&format!("{}: {}", row.title, fault.sentence)),
                    ..fault.clone()
                });
                worst.get_or_insert(fault.exit_code());
            }
            Err(broken) => {
                tracing::error!(%broken, "a text was broken off");
                worst.get_or_insert(1);
            }
        }
    }
    match worst {
        Some(code) if printed == 0 => Err(End::Code(code)),
        _ => Ok(()),
    }
}

/// What came of asking for a day that is over, where no source is left to be asked.
fn answered(world: &World, desk: &Desk, followed: &[Source], day: Day) -> Result<Option<String>, Fault> {
    let now = world.now();
    if followed.is_empty() || day >= now.today() {
        return Ok(None);
    }
    if !world.wait(service::askable(desk, followed, day, &now))?.is_empty() {
        return Ok(None);
    }
    let asked = world.wait(desk.read(move |store| store.asked_on(day)))?;
    let failed = asked.iter().filter(|(_, asked)| matches!(asked.outcome, Outcome::Failed(_))).count();
    Ok(Some(match (asked.len(), failed) {
        (0, _) => "no source you follow keeps an archive of that day".to_owned(),
        (_, 0) => {
            format!("{} asked for it; there are none", counted(asked.len(), "source was", "sources were"))
        }
        (_, failed) => format!(
            "{} did not answer; `dateline fetch {day}` asks again",
            counted(failed, "source", "sources")
        ),
    }))
}

fn nothing(range: DayRange, hint: String) -> Fault {
    Fault::new(FaultKind::NotFound, format!("no stories of {range} are stored")).hint(hint)
}

fn hint(args: &DayArgs, range: DayRange, no_sources: bool) -> String {
    match args.days {
        _ if no_sources => {
            "`dateline add URL` follows a site, `dateline --demo` shows what it is like".to_owned()
        }
        None => "`dateline fetch` asks the sources what is new".to_owned(),
        Some(_) => format!("`dateline fetch {range}` asks the sources that have not answered for it yet"),
    }
}

/// The days and their stories for people: one head a day, one a source, one line a story.
fn listing(world: &World, edition: &Edition) -> String {
    let mut text = String::new();
    let mut day = None;
    let mut source = None;
    for row in &edition.rows {
        if day != Some(row.day) {
            let of_day: Vec<&Headline> = edition.rows.iter().filter(|other| other.day == row.day).collect();
            let unread = of_day.iter().filter(|other| other.unread).count();
            let gap = if day.is_some() { "\n" } else { "" };
            let date = world.locale().long_date(row.day);
            let stories = counted(of_day.len(), "story", "stories");
            // Writing to a string cannot fail.
            let date = world.told(&date, (0, 0));
            let _ = writeln!(text, "{gap}{date} · {stories}, {} unread", grouped(unread));
            (day, source) = (Some(row.day), None);
        }
        if source != Some(row.source) {
            let _ = writeln!(text, "\n{}", world.told(&row.source_title, (0, 0)));
            source = Some(row.source);
        }
        let _ = writeln!(text, "{}", line(world, row));
    }
    text
}

fn line(world: &World, row: &Headline) -> String {
    let mark = if row.unread { '•' } else { ' ' };
    let time = row.moment.map_or_else(|| "     ".to_owned(), |at| clock(at.civil(&world.now().zone).time()));
    let star = if row.bookmarked { " ★" } else { "" };
    let title = if row.title.is_empty() { "(no headline)" } else { row.title.as_str() };
    let minutes = row.minutes.map_or_else(String::new, |minutes| {
        let about = if row.words.is_none() { "~" } else { "" };
        format!(" · {about}{minutes} min")
    });
    let title = world.told(title, (6 + time.len(), minutes.width() + star.width()));
    format!("  {mark} {time}  {title}{minutes}{star}")
}
