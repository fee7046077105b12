//! Files that are packed with gzip although nobody said so: sitemaps by custom, feeds and pages by mistake.
//!
//! Only what has gzip's signature is touched, and never more is unpacked than the limits allow.

use std::borrow::Cow;
use std::io::{self, Read as _};

use flate2::read::MultiGzDecoder;

use super::recognise::{self, Recognised};

/// Bytes an unpacked file may have: the sitemap protocol's own limit.
const MAX_BYTES: u64 = 50 << 20;

/// Times its packed size that a file may have; lists of addresses stay below 40.
const MAX_RATIO: u64 = 250;

/// What a file of gzip begins with.
const SIGNATURE: &[u8] = b"\x1f\x8b";

/// The bytes, unpacked where they are gzip. A file cut off in the middle keeps what came.
pub(super) fn unpacked(bytes: &[u8]) -> io::Result<Cow<'_, [u8]>> {
    upto(bytes, MAX_BYTES.min((bytes.len() as u64).saturating_mul(MAX_RATIO)))
}

/// A page, unpacked where it is gzip and a page or a feed is inside, so many bytes of it; what else is packed stays so.
pub(super) fn page(bytes: &[u8], most: usize) -> Cow<'_, [u8]> {
    if !bytes.starts_with(SIGNATURE) {
        return Cow::Borrowed(bytes);
    }
    let begins = recognise::of_head(&head(bytes, recognise::HEAD));
    if !matches!(begins, Recognised::Html | Recognised::Feed | Recognised::Sitemap) {
        return Cow::Borrowed(bytes);
    }
    let most = (most as u64).min((bytes.len() as u64).saturating_mul(MAX_RATIO));
    upto(bytes, most).unwrap_or(Cow::Borrowed(bytes))
}

/// [`unpacked`], its first bytes only where it is gzip.
pub(super) fn head(bytes: &[u8], most: usize) -> Cow<'_, [u8]> {
    upto(bytes, most as u64).unwrap_or(Cow::Borrowed(bytes))
}

fn upto(bytes: &[u8], most: u64) -> io::Result<Cow<'_, [u8]>> {
    if !bytes.starts_with(SIGNATURE) {
        return Ok(Cow::Borrowed(bytes));
    }
    let mut out = Vec::new();
    match MultiGzDecoder::new(bytes).take(most).read_to_end(&mut out) {
        Err(error) if out.is_empty() => Err(error),
        _ => Ok(Cow::Owned(out)),
    }
}
