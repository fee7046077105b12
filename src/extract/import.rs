//! Files of other programs: lists of sources, and what was kept elsewhere.
//!
//! [`read`] finds out by a file's content what it is; its name is asked only where two formats look
//! alike. Nothing here fetches or stores: a file becomes a [`SourceList`] or a [`KeptList`], with what
//! could not be taken and why.

mod delimited;
mod field;
mod json;
mod kept_list;
mod lines;
mod markup;
mod netscape;
mod opml;
mod record;
mod source_list;

use crate::extract::feed::decoded;
use crate::extract::recognise::{Recognised, recognise};
use crate::news::{Fault, FaultKind};

pub use kept_list::{KeptEntry, KeptList};
pub use source_list::{LeftOut, SourceList};

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
/// newsboat's and newsraft's lists where these look alike. A fault says what the file is instead.
pub fn read(bytes: &[u8], name: &str) -> Result<Import, Fault> {
    if recognise(bytes) == Recognised::Binary {
        let fault = Fault::new(FaultKind::Usage, "this file is no text that could be imported");
        return Err(if bytes.starts_with(b"PK") {
            fault.hint("it is a ZIP archive: unpack it and import the files in it")
        } else {
            fault.hint("export it as OPML, HTML, CSV or JSON")
        });
    }
    let text = decoded(bytes);
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
    if let Some(kept) = delimited::read(text) {
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
    let kept = netscape::read(text);
    if kept.entries.is_empty() && kept.left.is_empty() {
        return Err(unknown());
    }
    Ok(Import::Kept(kept))
}

fn unknown() -> Fault {
    Fault::new(FaultKind::NotFound, "nothing that could be imported was recognised in this file")
        .hint("OPML, newsboat's urls, newsraft's feeds, browsers' bookmarks, CSV and JSON of read-later services are read")
}
