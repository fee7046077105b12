//! `dateline bookmarks`.

mod adding;
mod checking;

use std::io::Write as _;

use unicode_width::UnicodeWidthStr;

use super::args::{Bookmarks, BookmarksAct, Kept};
use super::end::{End, Ended, notice};
use super::signs::shown;
use super::world::World;
use super::{export, import, json};
use crate::news::{Address, Bookmark, Fault, FaultKind, Text, tags_shown};
use crate::query::nearest;
use crate::service::{self, Desk};
use crate::store::Store;

/// Runs the command.
pub fn run(world: &World, args: Bookmarks) -> Ended {
    if let Some(BookmarksAct::Import(args)) = &args.act {
        return import::run_kept(world, args);
    }
    let desk = world.keeping_desk()?;
    match args.act {
        None => list(world, &desk, &Kept::default(), args.rows.is_json()),
        Some(BookmarksAct::List { kept, rows }) => list(world, &desk, &kept, rows.is_json()),
        Some(BookmarksAct::Add { urls, tags, note }) => {
            adding::run(world, &desk, &urls, &tags, note.as_deref())
        }
        Some(BookmarksAct::Remove { urls }) => remove(world, &desk, &urls),
        Some(BookmarksAct::Export { format, kept, folder }) => {
            // As a file's name behind the form would find none.
            let hint =
                "what stands behind the form is looked for; `> FILE` writes what is printed into a file";
            let bookmarks = or_none(world, &desk, &kept, hint)?;
            if let Some(folder) = folder {
                return export::into_folder(world, &desk, &bookmarks, &folder);
            }
            let mut out = std::io::stdout().lock();
            out.write_all(export::bookmarks(&bookmarks, format).as_bytes())?;
            Ok(out.flush()?)
        }
        Some(BookmarksAct::Check { kept, rows }) => {
            let bookmarks = or_none(world, &desk, &kept, LOOKED_FOR)?;
            if bookmarks.is_empty() {
                return Ok(());
            }
            checking::run(world, &desk, &bookmarks, rows.is_json())
        }
        Some(BookmarksAct::Import(_)) => Ok(()),
    }
}

/// Where words are looked for.
const LOOKED_FOR: &str = "words are looked for in titles, notes, tags and texts; `--tag TAG` asks for a tag";

/// [`wanted`] for what is done with all that is kept: that nothing is kept yet is said, and no failure. A script that
/// saves what there is goes on.
fn or_none(world: &World, desk: &Desk, kept: &Kept, hint: &str) -> Result<Vec<Bookmark>, End> {
    if kept.is_all() && world.wait(desk.read(Store::bookmarks))?.is_empty() {
        notice("Nothing is kept yet.");
        return Ok(Vec::new());
    }
    wanted(world, desk, kept, hint)
}

/// The bookmarks of a query, all of them without one. That there are none is a failure; with words, `hint` says
/// what could be wrong with them.
fn wanted(world: &World, desk: &Desk, kept: &Kept, hint: &str) -> Result<Vec<Bookmark>, End> {
    let words = kept.query.join(" ");
    let mut bookmarks = if words.trim().is_empty() {
        world.wait(desk.read(Store::bookmarks))?
    } else {
        let query = super::search::parsed(world, &words)?;
        super::search::feed(world, desk)?;
        world.wait(desk.find(move |index, store| index.bookmarks(store, &query)))?
    };
    for tag in &kept.tags {
        bookmarks.retain(|bookmark| bookmark.tags.iter().any(|known| known.as_str() == tag));
    }
    if !bookmarks.is_empty() {
        return Ok(bookmarks);
    }
    if kept.is_all() {
        let fault = Fault::new(FaultKind::NotFound, "nothing is kept yet");
        return Err(fault.hint("`dateline bookmarks add URL` keeps a page, b on the screen a story").into());
    }
    let fault = none_found(kept);
    Err(match near_tag(world, desk, kept)? {
        Some(near) => fault.hint(format!("did you mean `{near}`")),
        None if kept.query.is_empty() => fault,
        None => fault.hint(hint),
    }
    .into())
}

/// The tag that was probably meant by one that nothing has.
fn near_tag(world: &World, desk: &Desk, kept: &Kept) -> Result<Option<String>, Fault> {
    if kept.tags.is_empty() {
        return Ok(None);
    }
    let in_use = world.wait(desk.read(Store::tags))?;
    let known: Vec<&str> = in_use.iter().map(|tag| tag.name.as_str()).collect();
    let unknown = kept.tags.iter().find(|tag| !known.contains(&tag.as_str()));
    Ok(unknown.and_then(|tag| nearest(tag, &known)).map(ToOwned::to_owned))
}

fn address(raw: &str, cannot: &str) -> Result<Address, Fault> {
    let is_none =
        |error| Fault::new(FaultKind::Usage, format!("`{}` {cannot}: {error}", Text::line(raw).cut(100)));
    Address::typed(raw).map_err(is_none)
}

fn remove(world: &World, desk: &Desk, urls: &[String]) -> Ended {
    let mut missing = None;
    for url in urls {
        if world.wait(service::unkeep(desk, &address(url, "is no bookmark")?, &world.now()))? {
            notice(if urls.len() == 1 {
                "It is not kept any more.".to_owned()
            } else {
                format!("{url} is not kept any more.")
            });
        } else {
            missing = Some(Fault::new(FaultKind::NotFound, format!("{url} is not kept")));
        }
    }
    missing.map_or(Ok(()), |fault| Err(fault.into()))
}

fn list(world: &World, desk: &Desk, kept: &Kept, as_json: bool) -> Ended {
    let bookmarks = wanted(world, desk, kept, LOOKED_FOR)?;
    let mut out = std::io::stdout().lock();
    let mut day = None;
    for bookmark in &bookmarks {
        if as_json {
            writeln!(out, "{}", json::bookmark(bookmark))?;
            continue;
        }
        if day != Some(bookmark.day) {
            let gap = if day.is_some() { "\n" } else { "" };
            let date = world.locale().long_date(bookmark.day);
            writeln!(out, "{gap}{}", shown(&world.told(&date, (0, 0))))?;
            day = Some(bookmark.day);
        }
        out.write_all(shown(&entry(world, bookmark)).as_bytes())?;
    }
    out.flush()?;
    Ok(())
}

/// That no bookmark is so, and how.
fn none_found(kept: &Kept) -> Fault {
    let tags: Vec<String> = kept.tags.iter().map(|tag| format!("`{tag}`")).collect();
    let words = kept.query.join(" ");
    let sentence = match (words.is_empty(), tags.as_slice()) {
        (true, [tag]) => format!("no bookmark has the tag {tag}"),
        (true, _) => format!("no bookmark has all the tags {}", tags.join(" ")),
        (false, []) => format!("no bookmark fits `{words}`"),
        (false, _) => format!("no bookmark with {} fits `{words}`", tags.join(" ")),
    };
    Fault::new(FaultKind::NotFound, Text::line(&sentence).cut(200))
}

fn entry(world: &World, bookmark: &Bookmark) -> String {
    let source = world.told(&bookmark.source_title, (0, 0));
    let text = if bookmark.has_text { "" } else { " · text not here yet" };
    let mut text = if bookmark.title.as_str() == bookmark.address.as_str() {
        // What has no title is told by its address, which says whose it is.
        format!("  ★ {}{text}\n", bookmark.address)
    } else {
        let title = world.told(&bookmark.title, (4, 3 + source.width() + text.width()));
        format!("  ★ {title} · {source}{text}\n    {}\n", bookmark.address)
    };
    if !bookmark.tags.is_empty() {
        text.push_str(&format!("    {}\n", world.told(&tags_shown(&bookmark.tags, "#"), (4, 0))));
    }
    for line in bookmark.note.lines() {
        for line in world.lines_told(line, 4) {
            text.push_str(format!("    {line}").trim_end());
            text.push('\n');
        }
    }
    text
}
