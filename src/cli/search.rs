//! `dateline search`.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{IsTerminal, Write as _};
use std::ops::Range;
use std::time::{Duration, Instant};

use unicode_width::UnicodeWidthStr;

use super::args::SearchArgs;
use super::end::{End, Ended, notice, say};
use super::json;
use super::signs::shown;
use super::world::World;
use crate::locale::{clock, counted, grouped};
use crate::news::{Fault, FaultKind, SearchHit, Searched, Slug, SourceId};
use crate::query::{Marker, Query, QueryError};
use crate::service::Desk;

/// How long the index is fed between two looks at how far it is.
const PIECE: Duration = Duration::from_millis(500);
/// How long the work takes before it is told.
const PATIENCE: Duration = Duration::from_secs(1);

/// Runs the command. The index is brought up to date first, so that what was fetched a moment ago is found.
pub fn run(world: &World, args: &SearchArgs) -> Ended {
    let query = parsed(world, &args.query.join(" "))?;
    let desk = world.keeping_desk()?;
    let searched = feed(world, &desk)?;
    let most = if args.limit == 0 { usize::MAX >> 1 } else { args.limit };
    let (asked, rank) = (query.clone(), args.rank);
    let found = desk.find(move |index, store| {
        let hits = if rank { index.best(store, &asked, most)? } else { index.first(store, &asked, most)? };
        let days = index.days(store, &asked, None, &|| false)?.unwrap_or_default();
        let all: u64 = days.values().map(|hits| u64::from(*hits)).sum();
        Ok((hits, all, store.sources()?))
    });
    let (hits, all, sources) = world.wait(found)?;
    let mut out = std::io::stdout().lock();
    if args.rows.is_json() {
        let slugs: HashMap<SourceId, Slug> = sources.into_iter().map(|row| (row.id, row.slug)).collect();
        for hit in &hits {
            writeln!(out, "{}", json::hit(hit, slugs.get(&hit.headline.source)))?;
        }
    } else {
        let shows_marks = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let text = listing(world, &hits, &query.marker(), args.rank, shows_marks);
        out.write_all(shown(&text).as_bytes())?;
    }
    out.flush()?;
    drop(out);
    let more = if all > hits.len() as u64 && args.limit > 0 {
        format!(" {} of them shown; --limit 0 shows all.", grouped(hits.len() as u64))
    } else {
        String::new()
    };
    notice(format!("{} searched, {} found.{more}", searched.words(counted), grouped(all)));
    if hits.is_empty() { Err(End::Code(1)) } else { Ok(()) }
}

/// A query as it was typed; what is wrong with it is shown at its place.
pub(super) fn parsed(world: &World, text: &str) -> Result<Query, End> {
    match Query::parse(text, world.now().today(), world.locale(), false) {
        Ok(query) if query.root().is_some() => Ok(query),
        Ok(_) => {
            let fault = Fault::new(FaultKind::Usage, "there is nothing to look for");
            Err(fault.hint("dateline search grain corridor").into())
        }
        Err(error) => {
            point_at(text, &error);
            Err(End::Code(2))
        }
    }
}

/// Brings the index up to date, and says so where that takes a while.
pub(super) fn feed(world: &World, desk: &Desk) -> Result<Searched, Fault> {
    let started = Instant::now();
    loop {
        let searched = world.wait(desk.feed_index(PIECE))?;
        if searched.left == 0 {
            return Ok(searched);
        }
        if started.elapsed() > PATIENCE {
            let all = searched.headlines + searched.left;
            let done = 100 * searched.headlines / all.max(1);
            notice(format!("Reading {} once for the index: {done} %", counted(all, "story", "stories")));
        }
    }
}

/// Shows the query with what is wrong underlined.
fn point_at(text: &str, error: &QueryError) {
    say(&error.fault());
    let Range { start, end } = error.at;
    notice(format!("  {text}"));
    // Columns, so that the marks stand under wide characters too.
    let columns = |part: Range<usize>| {
        let part: String = text.chars().skip(part.start).take(part.len()).collect();
        part.width()
    };
    notice(format!("  {}{}", " ".repeat(columns(0..start)), "^".repeat(columns(start..end).max(1))));
}

fn listing(world: &World, hits: &[SearchHit], marker: &Marker, ranked: bool, shows_marks: bool) -> String {
    let mut text = String::new();
    let mut day = None;
    for SearchHit { headline, snippet, .. } in hits {
        if day != Some(headline.day) && !ranked {
            let gap = if day.is_some() { "\n" } else { "" };
            // Writing to a string cannot fail.
            let date = world.locale().long_date(headline.day);
            let _ = writeln!(text, "{gap}{}", world.told(&date, (0, 0)));
            day = Some(headline.day);
        }
        let mark = if headline.unread { '•' } else { ' ' };
        let time = match (ranked, headline.moment) {
            (true, _) => headline.day.to_string(),
            (false, Some(at)) => clock(at.civil(&world.now().zone).time()),
            (false, None) => "     ".to_owned(),
        };
        let star = if headline.bookmarked { " ★" } else { "" };
        let title = if headline.title.is_empty() { "(no headline)" } else { headline.title.as_str() };
        let emphasised = |words: &str, marks: Vec<Range<usize>>, place| {
            let marks = if shows_marks { marks } else { Vec::new() };
            world.told_marked(words, &marks, place)
        };
        let at = 6 + time.len();
        let source = world.told(&headline.source_title, (0, 0));
        let behind = 3 + source.width() + star.width();
        let title = emphasised(title, marker.in_title(title), (at, behind));
        let _ = writeln!(text, "  {mark} {time}  {title} · {source}{star}");
        if let Some(address) = headline.address.as_ref().filter(|_| ranked || headline.id.0 < 0) {
            let _ = writeln!(text, "           {address}");
        }
        if let Some(snippet) = snippet {
            let _ = writeln!(text, "           {}", emphasised(snippet, marker.in_text(snippet), (11, 0)));
        }
    }
    text
}
