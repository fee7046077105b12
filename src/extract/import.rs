//! Files of other programs: lists of sources, and what was kept elsewhere.
//!
//! [`read`] finds out by a file's content what it is; its name is asked only where two formats look
//! alike. Nothing here fetches or stores: a file becomes a [`SourceList`] or a [`KeptList`], with what
//! could not be taken and why.

mod archive;
mod delimited;
mod field;
mod json;
mod kept_list;
mod left;
mod lines;
mod markdown;
pub(super) mod markup;
mod netscape;
mod omnivore;
mod opml;
mod record;
mod source_list;

use crate::extract::feed::decoded;
use crate::extract::recognise::{Recognised, recognise};
use crate::news::{Address, Fault, FaultKind, Text};

pub use archive::{Member, is_of_use};
pub use kept_list::{KeptEntry, KeptList};
pub use left::{Left, LeftOut};
pub(super) use markdown::facts_in_front;
pub use source_list::SourceList;

use self::record::Rows;

/// What a file holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Import {
    /// Sources to follow.
    Sources(SourceList),
    /// Addresses that were kept, with what belongs to them.
    Kept(KeptList),
}

/// Bytes a file may have: far more than years of keeping make.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// Characters that are looked at to find out what a file is.
const HEAD: usize = 16_384;

/// Reads a file of another program. `name` is the file's own name without folders; it decides between
/// newsboat's and newsraft's lists where these look alike. What is packed with ZIP or gzip is unpacked. A fault says
/// what the file is instead.
pub fn read(bytes: &[u8], name: &str) -> Result<Import, Fault> {
    if bytes.starts_with(b"\x1f\x8b") {
        return read_one(&archive::gunzip(bytes)?, name.strip_suffix(".gz").unwrap_or(name));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        let (members, left) = archive::unzip(bytes)?;
        return together(&members, left);
    }
    read_one(bytes, name)
}

/// Reads the files of a folder that belong together, as [`read`] does those of an archive.
pub fn read_folder(members: &[Member]) -> Result<Import, Fault> {
    together(members, Left::default())
}

/// What a file holds, taken for bookmarks: also a list of addresses, which could be sources too.
pub fn as_kept(import: Import) -> Result<KeptList, Fault> {
    let list = match import {
        Import::Kept(list) => return Ok(list),
        Import::Sources(list) => list,
    };
    if list.format != lines::ADDRESSES {
        let fault = Fault::new(FaultKind::Usage, format!("this file holds sources: {}", list.format));
        return Err(fault.hint("`dateline import FILE` follows them"));
    }
    let addresses = list.sources.iter().flat_map(|source| &source.routes);
    let entries = addresses.filter_map(|route| Address::parse(route.place()).ok()).map(KeptEntry::new);
    Ok(KeptList { format: list.format, entries: entries.collect(), left: list.left, fields_left: Vec::new() })
}

/// All bookmarks of several files; sources only where there are no bookmarks.
fn together(members: &[Member], left: Left) -> Result<Import, Fault> {
    let beside = omnivore::beside(members);
    let mut all = KeptList { left, ..KeptList::default() };
    let mut sources = None;
    let files: Vec<&Member> = members.iter().filter(|member| !beside.is_part(&member.name)).collect();
    for member in &files {
        let name = member.name.rsplit('/').next().unwrap_or(&member.name);
        match read_one(&member.bytes, name) {
            Ok(Import::Kept(list)) => {
                if all.format.is_empty() {
                    all.format = list.format;
                }
                all.entries.extend(list.entries);
                all.left.join(list.left, |left| {
                    let what = if files.len() > 1 {
                        format!("{name}: {}", left.what)
                    } else {
                        left.what.to_string()
                    };
                    LeftOut { what: Text::line(&what), ..left }
                });
                for (field, count) in list.fields_left {
                    match all.fields_left.iter_mut().find(|(known, _)| *known == field) {
                        Some((_, sum)) => *sum += count,
                        None => all.fields_left.push((field, count)),
                    }
                }
            }
            Ok(Import::Sources(list)) if list.format != lines::ADDRESSES => sources = sources.or(Some(list)),
            _ => all
                .left
                .push(LeftOut::new(&member.name, "nothing that could be imported was recognised in it")),
        }
    }
    beside.join(&mut all.entries);
    match sources {
        Some(list) if all.entries.is_empty() => Ok(Import::Sources(list)),
        _ if all.entries.is_empty() => Err(unknown()),
        _ => Ok(Import::Kept(all)),
    }
}

fn read_one(bytes: &[u8], name: &str) -> Result<Import, Fault> {
    if recognise(bytes) == Recognised::Binary || bytes.starts_with(b"\x1f\x8b") {
        let fault = Fault::new(FaultKind::NotFound, "this file is no text that could be imported");
        return Err(fault.hint("export it as OPML, HTML, CSV or JSON"));
    }
    let mut text = decoded(bytes);
    if text.contains('\r') && !text.contains('\n') {
        text = text.replace('\r', "\n").into();
    }
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(Fault::new(FaultKind::NotFound, "this file is empty"));
    }
    let head: String = text.chars().take(HEAD).map(|c| c.to_ascii_lowercase()).collect();
    let begins = head.trim_start();
    if begins.starts_with('<') {
        return of_markup(text, &head);
    }
    if begins.starts_with('{') || (begins.starts_with('[') && !begins.starts_with("[[")) {
        return json::read(text).map(Import::Kept);
    }
    let mut note = Rows::default();
    if markdown::note(text, &mut note) {
        return Ok(Import::Kept(note.done("Markdown notes")));
    }
    let is_table = [".csv", ".tsv"].iter().any(|end| name.to_ascii_lowercase().ends_with(end));
    if let Some(kept) = delimited::read(text, is_table).or_else(|| markdown::list(text)) {
        return Ok(Import::Kept(kept));
    }
    // A list is made of words: bytes that are no text of any kind are not read for chance addresses.
    let strange =
        text.chars().take(HEAD).filter(|c| c.is_control() && !c.is_whitespace() || *c == '\u{fffd}');
    if strange.count() * 50 > text.chars().take(HEAD).count() {
        return Err(unknown());
    }
    let list = lines::read(text, name);
    if list.sources.is_empty() && list.left.iter().all(|left| left.why == lines::NO_ADDRESS) {
        return Err(unknown());
    }
    Ok(Import::Sources(list))
}

fn of_markup(text: &str, head: &str) -> Result<Import, Fault> {
    if head.contains("<opml") || head.contains("<outline") {
        let list = opml::read(text);
        return if list.sources.is_empty() && list.left.is_empty() {
            Err(Fault::new(FaultKind::NotFound, "this OPML file lists no feeds"))
        } else {
            Ok(Import::Sources(list))
        };
    }
    if recognise(text.as_bytes()) == Recognised::Feed {
        let fault = Fault::new(FaultKind::Usage, "this file is a feed, not a list of feeds");
        return Err(fault.hint("`dateline add URL` follows a feed by its address"));
    }
    let Some(kept) = netscape::read(text) else {
        let fault = Fault::new(FaultKind::Usage, "this file is a page, not a file of bookmarks");
        return Err(
            fault.hint("`dateline read FILE` reads it; `dateline bookmarks add URL` keeps an address")
        );
    };
    if kept.entries.is_empty() && kept.left.is_empty() {
        return Err(unknown());
    }
    Ok(Import::Kept(kept))
}

fn unknown() -> Fault {
    Fault::new(FaultKind::NotFound, "nothing that could be imported was recognised in this file")
        .hint("OPML, newsboat's urls, newsraft's feeds, browsers' bookmarks, CSV and JSON of read-later services are read")
}
