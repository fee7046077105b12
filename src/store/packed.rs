//! Values as bytes: a byte that names the form, then JSON compressed with zstd (RFC 8878).

use std::cell::RefCell;
use std::io::Read;

use serde::Serialize;
use serde::de::DeserializeOwned;
use zstd::bulk::{Compressor, Decompressor};

use super::fault::damaged;
use crate::extract::json_depth;
use crate::news::{Fault, FaultKind};

/// JSON, zstd.
const FORM: u8 = 1;

/// The fastest level: half the size of an article; the next ones take a third longer for one in a hundred less.
const LEVEL: i32 = 1;

/// Bytes of JSON a value may have; far above what room `extract` lets through.
const MAX_LEN: u64 = 64 << 20;

/// Depth of JSON that can be read back (`serde_json` stops at 128).
const MAX_DEPTH: usize = 120;

/// Packs a value. Fails if it is nested deeper than could be read back.
pub(super) fn pack<T: Serialize>(value: &T) -> Result<Vec<u8>, Fault> {
    let json = serde_json::to_string(value).map_err(|error| unstorable().cause(error))?;
    if json.len() as u64 > MAX_LEN || is_deep(&json) {
        return Err(unstorable().cause("too large or too deep"));
    }
    let mut packed = vec![FORM];
    packed.extend(compressed(json.as_bytes()).map_err(|error| unstorable().cause(error))?);
    Ok(packed)
}

/// Compresses with a context that the thread keeps: making one costs more than a short text does.
fn compressed(json: &[u8]) -> std::io::Result<Vec<u8>> {
    thread_local! {
        static KEPT: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    }
    KEPT.with_borrow_mut(|kept| {
        let compressor = match kept {
            Some(compressor) => compressor,
            None => kept.insert(Compressor::new(LEVEL)?),
        };
        compressor.compress(json)
    })
}

/// The inverse of [`pack`].
pub(super) fn unpack<T: DeserializeOwned>(packed: &[u8]) -> Result<T, Fault> {
    let Some((&FORM, body)) = packed.split_first() else {
        return Err(damaged("a value of an unknown form"));
    };
    let json = plain(body).map_err(damaged)?;
    serde_json::from_slice(&json).map_err(damaged)
}

/// The inverse of [`compressed`].
fn plain(body: &[u8]) -> std::io::Result<Vec<u8>> {
    thread_local! {
        static KEPT: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
    }
    let len = zstd::zstd_safe::get_frame_content_size(body).ok().flatten();
    let Some(len) = len.filter(|len| *len <= MAX_LEN) else {
        // A frame that does not say how much is in it.
        let mut json = Vec::new();
        zstd::stream::read::Decoder::new(body)?.take(MAX_LEN).read_to_end(&mut json)?;
        return Ok(json);
    };
    KEPT.with_borrow_mut(|kept| {
        let decompressor = match kept {
            Some(decompressor) => decompressor,
            None => kept.insert(Decompressor::new()?),
        };
        decompressor.decompress(body, len as usize)
    })
}

fn unstorable() -> Fault {
    Fault::new(FaultKind::Content, "this text cannot be stored")
}

/// Whether arrays and objects are nested deeper than could be read back. Most values have fewer of them altogether.
fn is_deep(json: &str) -> bool {
    // Looked for one after the other they are found several bytes at a time.
    json.matches('[').count() + json.matches('{').count() > MAX_DEPTH && json_depth(json) > MAX_DEPTH
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Block, Document, Text};

    #[test]
    fn what_is_packed_can_be_read_back_or_is_refused() {
        let mut block = Block::Separator;
        let mut refused = 0;
        for _ in 0..80 {
            block = Block::Quote(vec![block]);
            let document = Document { blocks: vec![block.clone()], links: vec![] };
            match pack(&document) {
                Ok(packed) => assert_eq!(unpack::<Document>(&packed).unwrap(), document),
                Err(fault) => {
                    assert_eq!(fault.kind, FaultKind::Content);
                    refused += 1;
                }
            }
        }
        assert!((1..40).contains(&refused));
    }

    #[test]
    fn damage_is_a_fault() {
        let mut packed = pack(&Text::line("Rain")).unwrap();
        assert!(unpack::<Text>(&[]).is_err());
        packed[0] = 9;
        assert!(unpack::<Text>(&packed).is_err());
        packed[0] = 1;
        packed.truncate(6);
        assert!(unpack::<Text>(&packed).is_err());
    }
}
