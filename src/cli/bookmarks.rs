//! `dateline bookmarks`.

use std::io::Write as _;

use super::args::{Bookmarks, BookmarksAct};
use super::end::{Ended, notice};
use super::world::World;
use super::{export, json};
use crate::news::{Address, Bookmark, Fault, FaultKind, Text};
use crate::service::{self, Desk, Wanted};
use crate::store::Store;

/// Runs the command.
pub fn run(world: &World, args: Bookmarks) -> Ended {
    let desk = world.keeping_desk()?;
    match args.act {
        None => list(world, &desk, args.json),
        Some(BookmarksAct::Add { url, tags, note }) => add(world, &desk, &url, &tags, note.as_deref()),
        Some(BookmarksAct::Remove { url }) => {
            if !world.wait(service::unkeep(&desk, &address(&url)?, &world.now()))? {
                return Err(Fault::new(FaultKind::NotFound, format!("{url} is not kept")).into());
            }
            notice("It is not kept any more.");
            Ok(())
        }
        Some(BookmarksAct::Export { format }) => {
            let bookmarks = world.wait(desk.read(Store::bookmarks))?;
            let mut out = std::io::stdout().lock();
            out.write_all(export::bookmarks(&bookmarks, format).as_bytes())?;
            out.flush()?;
            Ok(())
        }
    }
}

fn address(raw: &str) -> Result<Address, Fault> {
    Address::typed(raw)
        .map_err(|error| Fault::new(FaultKind::Usage, format!("`{raw}` cannot be kept: {error}")))
}

/// Done once the address is on the disk; that its text cannot be had now is a notice.
fn add(world: &World, desk: &Desk, url: &str, tags: &[String], note: Option<&str>) -> Ended {
    let wanted = Wanted::Address(address(url)?);
    let tags = tags.iter().filter_map(|tag| Text::line(tag).non_empty()).collect();
    let note = Text::lines(note.unwrap_or_default());
    let kept = world.wait(service::keep(desk, &wanted, tags, note, &world.now()))?;
    world.index_for_a_while(desk);
    let title = if kept.bookmark.title.is_empty() { url } else { kept.bookmark.title.as_str() };
    match kept.text {
        Ok(()) => notice(format!("Kept with its text: {title}")),
        Err(fault) => {
            notice(format!("Kept: {title}"));
            notice(format!("dateline: its text follows later: {}", fault.sentence));
        }
    }
    Ok(())
}

fn list(world: &World, desk: &Desk, as_json: bool) -> Ended {
    let bookmarks = world.wait(desk.read(Store::bookmarks))?;
    let mut out = std::io::stdout().lock();
    let mut day = None;
    for bookmark in &bookmarks {
        if as_json {
            writeln!(out, "{}", json::bookmark(bookmark))?;
            continue;
        }
        if day != Some(bookmark.day) {
            let gap = if day.is_some() { "\n" } else { "" };
            writeln!(out, "{gap}{}", world.locale().long_date(bookmark.day))?;
            day = Some(bookmark.day);
        }
        out.write_all(entry(bookmark).as_bytes())?;
    }
    out.flush()?;
    if bookmarks.is_empty() {
        let fault = Fault::new(FaultKind::NotFound, "nothing is kept yet");
        return Err(fault.hint("`dateline bookmarks add URL` keeps a page, b on the screen a story").into());
    }
    Ok(())
}

fn entry(bookmark: &Bookmark) -> String {
    let title = if bookmark.title.is_empty() { bookmark.address.as_str() } else { bookmark.title.as_str() };
    let mut text = format!("  ★ {title} · {}", bookmark.source_title);
    if !bookmark.has_text {
        text.push_str(" · text not here yet");
    }
    text.push_str(&format!("\n    {}\n", bookmark.address));
    if !bookmark.tags.is_empty() {
        let tags: Vec<String> = bookmark.tags.iter().map(|tag| format!("#{tag}")).collect();
        text.push_str(&format!("    {}\n", tags.join(" ")));
    }
    for line in bookmark.note.lines() {
        text.push_str(&format!("    {line}\n"));
    }
    text
}
