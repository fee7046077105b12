//! Archives that exports come in: a ZIP file (PKWARE's APPNOTE 6.3.10, sections 4.3.7 to 4.3.16), or one file
//! packed with gzip.
//!
//! Only members that could be imported are unpacked, and no more than [`MAX_BYTES`] of all of
//! them together.

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder};

use super::MAX_BYTES;
use super::left::{Left, LeftOut};
use crate::news::{Fault, FaultKind};

/// A file of an archive or a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name, with the folders it lies in.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The most members that are looked at.
const MOST: usize = 100_000;

/// Whether a file of this name can hold something that is imported.
pub fn is_of_use(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let known = ["csv", "htm", "html", "json", "jsonl", "md", "markdown", "opml", "tsv", "txt", "xml"];
    let file = name.rsplit('/').next().unwrap_or(name);
    ending.is_some_and(|ending| known.contains(&ending.as_str())) && !file.starts_with('.')
}

/// What a gzip file holds.
pub(super) fn gunzip(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    MultiGzDecoder::new(bytes).take(MAX_BYTES + 1).read_to_end(&mut out).map_err(|cause| {
        Fault::new(FaultKind::NotFound, "this file is packed with gzip and breaks off").cause(cause)
    })?;
    if out.len() as u64 > MAX_BYTES { Err(too_large()) } else { Ok(out) }
}

/// The members of a ZIP file that could be imported, in its order, and those that could not be unpacked.
pub(super) fn unzip(bytes: &[u8]) -> Result<(Vec<Member>, Left), Fault> {
    let broken = || Fault::new(FaultKind::NotFound, "this file is a ZIP archive that breaks off");
    let end = end_record(bytes).ok_or_else(broken)?;
    let count = usize::from(number(bytes, end + 10, 2).ok_or_else(broken)? as u16);
    let mut at = number(bytes, end + 16, 4).ok_or_else(broken)?;
    let (mut members, mut left) = (Vec::new(), Left::default());
    let mut room = MAX_BYTES;
    for _ in 0..count.min(MOST) {
        let entry = Entry::read(bytes, at).ok_or_else(broken)?;
        at = entry.next;
        if !is_of_use(&entry.name) {
            continue;
        }
        match entry.unpack(bytes, room) {
            Unpacked::Whole(unpacked) => {
                room -= (unpacked.len() as u64).min(room);
                members.push(Member { name: entry.name, bytes: unpacked });
            }
            Unpacked::TooLarge => return Err(too_large()),
            Unpacked::Not(why) => left.push(LeftOut::new(&entry.name, why)),
        }
    }
    Ok((members, left))
}

fn too_large() -> Fault {
    Fault::new(FaultKind::Usage, "this file holds more than 256 MB once it is unpacked")
}

/// Where the record at the end of the archive begins; a comment of 64 KiB may stand behind it.
fn end_record(bytes: &[u8]) -> Option<usize> {
    let from = bytes.len().saturating_sub(22 + 0xffff);
    let found = bytes.get(from..)?.windows(4).rposition(|here| here == b"PK\x05\x06")?;
    Some(from + found)
}

/// A little-endian number of so many bytes.
fn number(bytes: &[u8], at: usize, size: usize) -> Option<usize> {
    let field = bytes.get(at..at.checked_add(size)?)?;
    Some(field.iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte)))
}

/// A row of the archive's directory.
struct Entry {
    name: String,
    is_locked: bool,
    method: usize,
    packed: usize,
    local: usize,
    next: usize,
}

enum Unpacked {
    Whole(Vec<u8>),
    TooLarge,
    Not(&'static str),
}

impl Entry {
    fn read(bytes: &[u8], at: usize) -> Option<Self> {
        let field = |offset, size| number(bytes, at.checked_add(offset)?, size);
        if bytes.get(at..at.checked_add(4)?)? != b"PK\x01\x02" {
            return None;
        }
        let (name, extra, comment) = (field(28, 2)?, field(30, 2)?, field(32, 2)?);
        let raw = bytes.get(at + 46..at + 46 + name)?;
        Some(Self {
            name: String::from_utf8_lossy(raw).replace('\\', "/"),
            is_locked: field(8, 2)? & 1 != 0,
            method: field(10, 2)?,
            packed: field(20, 4)?,
            local: field(42, 4)?,
            next: at + 46 + name + extra + comment,
        })
    }

    fn unpack(&self, bytes: &[u8], room: u64) -> Unpacked {
        const BROKEN: &str = "it cannot be unpacked";
        if self.is_locked {
            return Unpacked::Not("it is locked with a password");
        }
        let data = || {
            let (name, extra) = (number(bytes, self.local + 26, 2)?, number(bytes, self.local + 28, 2)?);
            let from = self.local + 30 + name + extra;
            bytes.get(from..from.checked_add(self.packed)?)
        };
        let Some(data) = data() else { return Unpacked::Not(BROKEN) };
        let mut out = Vec::new();
        let read = match self.method {
            0 => data.take(room + 1).read_to_end(&mut out),
            8 => DeflateDecoder::new(data).take(room + 1).read_to_end(&mut out),
            _ => return Unpacked::Not("it is packed in a way that is not known here"),
        };
        match read {
            Ok(_) if out.len() as u64 > room => Unpacked::TooLarge,
            Ok(_) => Unpacked::Whole(out),
            Err(_) => Unpacked::Not(BROKEN),
        }
    }
}

/// A ZIP file of some members, for tests.
#[cfg(test)]
pub(super) fn zip(members: &[(&str, &str)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in members {
        let mut packing = flate2::read::DeflateEncoder::new(text.as_bytes(), flate2::Compression::fast());
        let mut packed = Vec::new();
        packing.read_to_end(&mut packed).unwrap();
        let sizes = |out: &mut Vec<u8>| {
            out.extend([20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
            out.extend((packed.len() as u32).to_le_bytes());
            out.extend((text.len() as u32).to_le_bytes());
            out.extend((name.len() as u16).to_le_bytes());
            out.extend([0, 0]);
        };
        let local = out.len() as u32;
        out.extend(b"PK\x03\x04");
        sizes(&mut out);
        out.extend(name.as_bytes());
        out.extend(&packed);
        directory.extend(b"PK\x01\x02\x14\x00");
        sizes(&mut directory);
        directory.extend([0; 10]);
        directory.extend(local.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (from, size) = (out.len() as u32, directory.len() as u32);
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend((members.len() as u16).to_le_bytes());
    out.extend((members.len() as u16).to_le_bytes());
    out.extend(size.to_le_bytes());
    out.extend(from.to_le_bytes());
    out.extend([0, 0]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_can_be_imported_is_unpacked() {
        let packed =
            zip(&[("a/b.csv", "url\nhttps://a.example/\n"), ("picture.png", "x"), ("__MACOSX/._b.csv", "x")]);
        let (members, left) = unzip(&packed).unwrap();
        assert_eq!(members.len(), 1);
        assert_eq!((members[0].name.as_str(), members[0].bytes.len()), ("a/b.csv", 23));
        assert!(left.is_empty());
        assert!(unzip(&packed[..packed.len() - 30]).is_err());
    }

    proptest! {
        #[test]
        fn broken_archives_end_quietly(at in 0usize..300, byte: u8) {
            let mut packed = zip(&[("a.csv", "url\nhttps://a.example/\n"), ("b.json", "[]")]);
            if let Some(place) = packed.get_mut(at) {
                *place = byte;
            }
            let _ = unzip(&packed);
        }
    }
}
