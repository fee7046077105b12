//! `dateline import`: files of other programs come in.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::args::ImportArgs;
use super::end::{End, Ended, notice};
use super::read::unreadable;
use super::signs::shown;
use super::world::World;
use crate::config::{OtherReader, other_readers};
use crate::extract::import::{Import, MAX_BYTES, Member, as_kept, is_of_use};
use crate::locale::{counted, grouped};
use crate::news::{Fault, FaultKind};
use crate::service::{self, Taken};

/// Entries and fields left out that are told one by one; of more, how many.
const SHOWN: usize = 50;

/// Runs the command: each file in turn. Without a file it says which other readers' lists there are.
pub fn run(world: &World, args: &ImportArgs) -> Ended {
    if args.files.is_empty() {
        return offer();
    }
    take(world, args, false)
}

/// Runs `bookmarks import`: files that hold what was kept, also bare lists of addresses.
pub fn run_kept(world: &World, args: &ImportArgs) -> Ended {
    if args.files.is_empty() {
        let fault = Fault::new(FaultKind::Usage, "which file is to be imported?");
        return Err(fault.hint("`dateline bookmarks import --help` tells the kinds that are read").into());
    }
    take(world, args, true)
}

fn take(world: &World, args: &ImportArgs, kept_only: bool) -> Ended {
    let desk = world.keeping_desk()?;
    let mut out = std::io::stdout().lock();
    let mut in_vain = false;
    for file in &args.files {
        let import = if file.is_dir() {
            let members = members_of(file)?;
            world.wait(service::look_into_folder(&desk, members))?
        } else {
            let bytes = bytes_of(file)?;
            let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            world.wait(service::look_into(&desk, bytes, name))?
        };
        let import = if kept_only { Import::Kept(as_kept(import)?) } else { import };
        let taken = if args.dry_run {
            untaken(import)
        } else {
            world.wait(service::take(&desk, import, &world.now()))?
        };
        let words = taken.words();
        let words = if args.dry_run { words.replacen(" taken from", " found in", 1) } else { words };
        writeln!(out, "{}.", shown(&words))?;
        out.flush()?;
        report(&taken);
        in_vain |= taken.is_in_vain();
    }
    if args.dry_run {
        notice("Nothing was saved.");
    }
    if in_vain { Err(End::Code(1)) } else { Ok(()) }
}

/// What would be taken.
fn untaken(import: Import) -> Taken {
    match import {
        Import::Sources(list) => Taken {
            format: list.format,
            sources: true,
            new: list.sources.len(),
            known: list.doubles,
            left: list.left,
            ..Taken::default()
        },
        Import::Kept(list) => Taken {
            format: list.format,
            new: list.entries.len(),
            left: list.left,
            fields_left: list.fields_left,
            ..Taken::default()
        },
    }
}

fn report(taken: &Taken) {
    for left in taken.left.iter().take(SHOWN) {
        notice(format!("  left: {}", left.words()));
    }
    if taken.left.len() > SHOWN {
        notice(format!("  and {} more", grouped(taken.left.len() - SHOWN)));
    }
    for (name, count) in taken.fields_left.iter().take(SHOWN) {
        let entries = counted(*count as u64, "entry", "entries");
        notice(format!("  left: the field \"{name}\" of {entries}: it has no place here"));
    }
    if taken.fields_left.len() > SHOWN {
        notice(format!("  and {} more fields", grouped(taken.fields_left.len() - SHOWN)));
    }
}

fn bytes_of(file: &Path) -> Result<Vec<u8>, Fault> {
    let unread = |error: std::io::Error| unreadable(&file.display().to_string(), &error);
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        std::io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(unread)?;
    } else {
        std::fs::File::open(file)
            .and_then(|opened| opened.take(MAX_BYTES + 1).read_to_end(&mut bytes))
            .map_err(unread)?;
    }
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Fault::new(FaultKind::Usage, format!("{} is larger than 256 MB", file.display())));
    }
    Ok(bytes)
}

/// The files of a folder that could hold something, in the order of their names, two folders deep.
fn members_of(folder: &Path) -> Result<Vec<Member>, Fault> {
    let unread = |error: std::io::Error| unreadable(&folder.display().to_string(), &error);
    let mut files: Vec<PathBuf> = Vec::new();
    let mut folders = vec![(folder.to_owned(), 0)];
    while let Some((here, depth)) = folders.pop() {
        for entry in std::fs::read_dir(&here).map_err(unread)? {
            let path = entry.map_err(unread)?.path();
            if path.is_dir() && depth < 2 {
                folders.push((path, depth + 1));
            } else if path.is_file() && is_of_use(&path.to_string_lossy()) {
                files.push(path);
            }
        }
    }
    files.sort();
    let mut room = MAX_BYTES;
    let mut members = Vec::with_capacity(files.len());
    for file in files {
        let bytes = bytes_of(&file)?;
        room = room.checked_sub(bytes.len() as u64).ok_or_else(|| {
            Fault::new(FaultKind::Usage, format!("{} holds more than 256 MB", folder.display()))
        })?;
        let name = file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().into_owned();
        members.push(Member { name, bytes });
    }
    Ok(members)
}

/// Says which lists of other readers are on this machine.
fn offer() -> Ended {
    let found = other_readers();
    if found.is_empty() {
        let fault = Fault::new(FaultKind::NotFound, "no other reader's list was found on this machine");
        return Err(fault
            .hint("`dateline import FILE` takes OPML, newsboat's urls, browsers' bookmarks, CSV, JSON")
            .into());
    }
    let mut out = std::io::stdout().lock();
    for OtherReader { name, file } in &found {
        writeln!(out, "{name}\n  dateline import {}", quoted(&file.display().to_string()))?;
    }
    out.flush()?;
    Ok(())
}

/// A path as a shell takes it.
fn quoted(path: &str) -> String {
    let plain = path.chars().all(|c| c.is_alphanumeric() || "/._-+~".contains(c));
    if plain { path.to_owned() } else { format!("'{}'", path.replace('\'', "'\\''")) }
}
