//! A copy of a store whose head is spoiled, with the head of a whole one, out of which it can be read.
//!
//! The store itself is only read, and never closed: other connections of the program keep their locks.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::mem::ManuallyDrop;
use std::path::Path;
use std::time::SystemTime;

use super::mend::remove;
use super::spot::{PAGE, beside};

/// How a copy was made, and of what.
pub(super) struct Graft {
    first_page: bool,
    as_was: [Facts; 2],
}

/// Bytes of a file and when it was written last.
type Facts = Option<(u64, SystemTime)>;

impl Graft {
    /// Makes one at `copy`. `template` is a store that is whole; only its head is taken, or its whole `first_page`.
    pub(super) fn make(file: &Path, copy: &Path, template: &Path, first_page: bool) -> io::Result<Self> {
        let as_was = facts(file);
        grafted(file, copy, template, first_page)?;
        Ok(Self { first_page, as_was })
    }

    /// Whether the store has been written to since.
    pub(super) fn is_behind(&self, file: &Path) -> bool {
        facts(file) != self.as_was
    }

    /// Makes another one in the same way.
    pub(super) fn renew(&mut self, file: &Path, copy: &Path, template: &Path) -> io::Result<()> {
        *self = Self::make(file, copy, template, self.first_page)?;
        Ok(())
    }
}

/// What a store and its log look like from outside.
fn facts(file: &Path) -> [Facts; 2] {
    ["", "-wal"].map(|ending| {
        let facts = fs::metadata(beside(file, ending)).ok()?;
        Some((facts.len(), facts.modified().ok()?))
    })
}

/// Copies a store, with its log, and puts the head of a whole one over its own; or the whole first page, whose
/// branches are added at the end, since they stood elsewhere in the old file.
fn grafted(file: &Path, graft: &Path, template: &Path, first_page: bool) -> io::Result<()> {
    remove(graft);
    // Never closed: the program may have the store open, and closing any descriptor of it lets go of all its locks.
    let store = ManuallyDrop::new(File::open(file)?);
    io::copy(&mut &*store, &mut File::create(graft)?)?;
    if beside(file, "-wal").exists() {
        fs::copy(beside(file, "-wal"), beside(graft, "-wal"))?;
    }
    let mut whole = File::open(template)?;
    // The template may be as large as the store by now: only what is needed of it is read.
    let mut page = |number: usize| -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; PAGE];
        whole.seek(SeekFrom::Start(((number.max(1) - 1) * PAGE) as u64))?;
        whole.read_exact(&mut bytes)?;
        Ok(bytes)
    };
    let mut copy = File::options().read(true).write(true).open(graft)?;
    let mut count = (copy.metadata()?.len() as usize).div_ceil(PAGE);
    copy.set_len((count * PAGE) as u64)?;
    let mut first = page(1)?;
    if first_page && first.get(100) == Some(&5) {
        let cells = first.get(103..105).map_or(0, |b| usize::from(u16::from_be_bytes([b[0], b[1]])));
        let at_cell = |n: usize| {
            let at = 112 + 2 * n;
            first.get(at..at + 2).map_or(0, |b| usize::from(u16::from_be_bytes([b[0], b[1]])))
        };
        let pointers: Vec<usize> = (0..cells).map(at_cell).chain([108]).collect();
        for at in pointers {
            let Some(pointer) = first.get_mut(at..at + 4) else { continue };
            let branch = u32::from_be_bytes([pointer[0], pointer[1], pointer[2], pointer[3]]);
            copy.seek(SeekFrom::Start((count * PAGE) as u64))?;
            copy.write_all(&page(branch as usize)?)?;
            count += 1;
            pointer.copy_from_slice(&(count as u32).to_be_bytes());
        }
    }
    // The count of pages, which counts if the two change counters agree (file format, section 1.3.7), and no free
    // pages.
    let counter: Vec<u8> = first.get(24..28).unwrap_or_default().to_vec();
    for (at, bytes) in [(28, &(count as u32).to_be_bytes()[..]), (32, &[0; 8][..]), (92, &counter[..])] {
        if let Some(place) = first.get_mut(at..at + bytes.len()) {
            place.copy_from_slice(bytes);
        }
    }
    // As the store had it: its log is read too.
    if let Some(versions) = first.get_mut(18..20) {
        versions.fill(2);
    }
    copy.seek(SeekFrom::Start(0))?;
    copy.write_all(first.get(..if first_page { PAGE } else { 100 }).unwrap_or_default())?;
    copy.sync_all()
}
