//! Bytes as they were sent → bytes as they were meant (RFC 9110, 8.4), within limits.
//!
//! The web's body enters piece by piece as it arrives. Nothing here waits, and nothing ever holds more than
//! the limit: a few kilobytes can unpack to gigabytes, and a coding inside a coding multiplies that.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use brotli_decompressor::DecompressorWriter;
use flate2::write::{DeflateDecoder, GzDecoder, ZlibDecoder};
use zstd::stream::{raw, zio};

use super::ending;
use crate::extract::is_noise;

/// Times its size on the wire that a body, or anything between two codings, may have. Pages and feeds stay
/// below 50; a bomb has a thousand with gzip and more with the others.
const MAX_RATIO: u64 = 250;

/// Unpacked bytes before the ratio is looked at: a small page may well be one word over and over.
const FREE: u64 = 1 << 20;

/// Unpacked bytes after which a body may have so many times its size only: what is long and honest is not one
/// line over and over.
const LONG: u64 = 4 << 20;
const MAX_RATIO_LONG: u64 = 50;

/// Pieces after which a body must have so many bytes a piece: a million of one byte each cost seconds of processor time.
const FREE_PIECES: u64 = 200_000;
const MIN_PIECE: u64 = 32;

/// Codings inside each other that are undone.
const MAX_CODINGS: usize = 4;

/// The binary logarithm of the most that zstd may look back, 8 MiB (RFC 9659): it is held in memory.
const ZSTD_WINDOW: u32 = 23;

/// Bytes that tell a text from what is packed.
const ENOUGH: usize = 32;

/// The codings that can be undone, as the header `Accept-Encoding` has them.
pub(super) const ACCEPTED: &str = "gzip, br, zstd, deflate";

/// Why a body cannot be unpacked.
#[derive(Debug)]
pub(in crate::fetch) enum Trouble {
    /// It is not what the header says, or has no end.
    Torn(io::Error),
    /// It unpacks to far more than it is.
    Bomb,
    /// It was packed more often than anything honest is.
    TooOften,
    /// It is packed in a way that is not known here, named so.
    Unknown(String),
    /// It comes in pieces of next to nothing, each of which costs as much as a large one.
    Crumbs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coding {
    Gzip,
    Deflate,
    Brotli,
    Zstd,
}

/// A body that is being unpacked.
pub(super) struct Unpacking {
    body: Stage,
    wire: Arc<AtomicU64>,
    pieces: u64,
    /// The name of a coding that is not known.
    unknown: Option<String>,
    /// Whether a coding came to its own end; what follows it is not looked at.
    ended: bool,
}

impl Unpacking {
    /// A body in the codings of its `Content-Encoding` headers, of which `limit` bytes are kept.
    pub(super) fn new<'a>(headers: impl Iterator<Item = &'a [u8]>, limit: usize) -> Result<Self, Trouble> {
        let (codings, unknown) = codings(headers);
        if codings.len() > MAX_CODINGS {
            return Err(Trouble::TooOften);
        }
        let wire = Arc::new(AtomicU64::new(0));
        let kept = Kept { bytes: Vec::new(), limit, cut: false };
        // The first coding was applied first and is undone last.
        let body = codings.into_iter().fold(Stage::Plain(kept), |inner, coding| {
            let meter = Meter { inner: Box::new(inner), made: 0, wire: Arc::clone(&wire), bomb: false };
            Stage::Packed(Box::new(Packed::Unseen(coding, meter, Vec::new())))
        });
        Ok(Self { body, wire, pieces: 0, unknown, ended: false })
    }

    /// Takes the next piece; whether more is wanted.
    pub(super) fn push(&mut self, piece: &[u8]) -> Result<bool, Trouble> {
        let wire = self.wire.fetch_add(piece.len() as u64, Ordering::Relaxed) + piece.len() as u64;
        self.pieces += 1;
        if self.pieces > FREE_PIECES && wire / self.pieces < MIN_PIECE {
            return Err(Trouble::Crumbs);
        }
        let written = self.body.write_all(piece);
        self.judge(written)
    }

    /// What is kept so far.
    pub(super) fn kept(&mut self) -> &[u8] {
        self.body.kept().map_or(&[], |kept| &kept.bytes)
    }

    /// The bytes, and whether they were cut at the limit.
    pub(super) fn finish(mut self) -> Result<(Vec<u8>, bool), Trouble> {
        // What has no body is in no coding, whatever its headers say.
        if self.wire.load(Ordering::Relaxed) > 0 && !self.is_cut() {
            let ended = if self.ended { self.body.settle() } else { self.body.end() };
            self.judge(ended)?;
        }
        // A charset at the wrong place leaves a text.
        if self.unknown.is_some() && is_no_text(self.kept()) {
            return Err(Trouble::Unknown(self.unknown.unwrap_or_default()));
        }
        let kept = self.body.kept().map(|kept| {
            // It has grown by doubling.
            kept.bytes.shrink_to_fit();
            (std::mem::take(&mut kept.bytes), kept.cut)
        });
        Ok(kept.unwrap_or_default())
    }

    /// The same of a body that was broken off, where it is a page or feed to its end.
    pub(super) fn whole(self) -> Option<(Vec<u8>, bool)> {
        self.finish().ok().filter(|(bytes, _)| ending::is_whole(bytes))
    }

    fn is_cut(&mut self) -> bool {
        self.body.kept().is_some_and(|kept| kept.cut)
    }

    fn judge(&mut self, done: io::Result<()>) -> Result<bool, Trouble> {
        let Err(error) = done else { return Ok(true) };
        if self.body.is_bomb() {
            return Err(Trouble::Bomb);
        }
        self.ended |= error.kind() == io::ErrorKind::WriteZero;
        // Some packers leave out the sum behind all that they pack, and browsers do without.
        let is_whole = self.ended || self.is_cut() || ending::is_whole(self.kept());
        if is_whole { Ok(false) } else { Err(Trouble::Torn(error)) }
    }
}

/// Whether bytes are neither a text in any charset, by the control characters among the first of them, nor a file that
/// is known by its beginning.
fn is_no_text(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 1024;
    const FILES: [&[u8]; 7] =
        [b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"RIFF", b"PK\x03\x04", b"\x1f\x8b"];
    if FILES.iter().any(|begins| bytes.starts_with(begins)) {
        return false;
    }
    // UTF-16 has a mark, or a tag whose every other byte is zero.
    let is_wide = [b"\xfe\xff", b"\xff\xfe", b"<\0", b"\0<"].iter().any(|begins| bytes.starts_with(*begins));
    !is_wide && is_noise(bytes.get(..LOOKED_AT).unwrap_or(bytes))
}

/// Whether the beginning of a body is one of a text, which nothing packed is for long.
fn is_text(begins: &[u8]) -> bool {
    let text = match str::from_utf8(begins) {
        Ok(text) => text,
        // A letter may go on behind it.
        Err(error) if error.error_len().is_none() => {
            str::from_utf8(&begins[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !text.is_empty() && text.chars().all(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r'))
}

/// The codings of a body, innermost first. As in browsers, one that is not known, whose name is given then, leaves the
/// body as it is: it is most often a charset at the wrong place.
fn codings<'a>(headers: impl Iterator<Item = &'a [u8]>) -> (Vec<Coding>, Option<String>) {
    let mut found = Vec::new();
    for header in headers {
        for name in String::from_utf8_lossy(header).split(',') {
            match name.trim().to_ascii_lowercase().as_str() {
                "" | "identity" => {}
                "gzip" | "x-gzip" => found.push(Coding::Gzip),
                "deflate" => found.push(Coding::Deflate),
                "br" => found.push(Coding::Brotli),
                "zstd" => found.push(Coding::Zstd),
                unknown => return (Vec::new(), Some(unknown.to_owned())),
            }
        }
    }
    (found, None)
}

/// The end of the way: what is kept.
struct Kept {
    bytes: Vec<u8>,
    limit: usize,
    cut: bool,
}

impl Write for Kept {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let room = self.limit - self.bytes.len();
        if piece.len() <= room {
            self.bytes.extend_from_slice(piece);
            return Ok(piece.len());
        }
        self.bytes.extend_from_slice(&piece[..room]);
        self.cut = true;
        Err(io::Error::other("the limit is reached"))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Counts what a coding gives on its way further in.
struct Meter {
    inner: Box<Stage>,
    made: u64,
    wire: Arc<AtomicU64>,
    bomb: bool,
}

impl Write for Meter {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.made += piece.len() as u64;
        let wire = self.wire.load(Ordering::Relaxed);
        let short = FREE.max(wire.saturating_mul(MAX_RATIO)).min(LONG);
        if self.made > short.max(wire.saturating_mul(MAX_RATIO_LONG)) {
            self.bomb = true;
            return Err(io::Error::other("it unpacks to far more than it is"));
        }
        self.inner.write_all(piece)?;
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A place that bytes come through on their way in.
enum Stage {
    Plain(Kept),
    Packed(Box<Packed>),
}

/// A coding being undone; each decoder gives what it makes to a meter.
enum Packed {
    /// Too little has come yet, and is held here: the name "deflate" has two meanings, told apart by the first byte, and
    /// what is announced as packed may be plain.
    Unseen(Coding, Meter, Vec<u8>),
    /// Announced only: taken as it is.
    Plain(Meter),
    Gzip(Members),
    Zlib(ZlibDecoder<Meter>),
    Deflate(DeflateDecoder<Meter>),
    Brotli(Box<DecompressorWriter<Meter>>),
    Zstd(zio::Writer<Meter, raw::Decoder<'static>>),
    /// Between two states, and after a decoder could not be made.
    Gone,
}

impl Packed {
    /// The decoder for a body that begins with these bytes.
    fn begin(coding: Coding, meter: Meter, begins: &[u8]) -> io::Result<Self> {
        let first = begins.first().copied().unwrap_or_default();
        Ok(match coding {
            // Whoever packs nothing, or packs once and says twice: no text, picture or other coding begins as gzip does.
            Coding::Gzip if first != Members::SIGN => Self::Plain(meter),
            // Nor does anything packed begin as markup, JSON or the mark of UTF-8 do.
            Coding::Brotli | Coding::Zstd if matches!(first, b'<' | b'{' | 0xef) => Self::Plain(meter),
            Coding::Brotli | Coding::Deflate | Coding::Zstd if is_text(begins) => Self::Plain(meter),
            Coding::Gzip => Self::Gzip(Members { decoder: Some(GzDecoder::new(meter)), further: false }),
            // RFC 1950: method 8, a window of at most 32 KiB.
            Coding::Deflate if first & 0x8f == 8 => Self::Zlib(ZlibDecoder::new(meter)),
            Coding::Deflate => Self::Deflate(DeflateDecoder::new(meter)),
            Coding::Brotli => Self::Brotli(Box::new(DecompressorWriter::new(meter, 16 << 10))),
            Coding::Zstd => {
                let mut decoder = raw::Decoder::new()?;
                decoder.set_parameter(raw::DParameter::WindowLogMax(ZSTD_WINDOW))?;
                Self::Zstd(zio::Writer::new(meter, decoder))
            }
        })
    }

    fn meter(&mut self) -> Option<&mut Meter> {
        Some(match self {
            Self::Unseen(_, meter, _) | Self::Plain(meter) => meter,
            Self::Gzip(members) => members.decoder.as_mut()?.get_mut(),
            Self::Zlib(decoder) => decoder.get_mut(),
            Self::Deflate(decoder) => decoder.get_mut(),
            Self::Brotli(decoder) => decoder.get_mut(),
            Self::Zstd(decoder) => decoder.writer_mut(),
            Self::Gone => return None,
        })
    }

    /// Begins with what has come.
    fn open(&mut self) -> io::Result<()> {
        match std::mem::replace(self, Self::Gone) {
            Self::Unseen(coding, meter, begins) if !begins.is_empty() => {
                *self = Self::begin(coding, meter, &begins)?;
                self.write_all(&begins)
            }
            other => {
                *self = other;
                Ok(())
            }
        }
    }

    fn end(&mut self) -> io::Result<()> {
        self.open()?;
        match self {
            Self::Unseen(..) | Self::Plain(_) => Ok(()),
            Self::Gzip(members) => members.end(),
            Self::Zlib(decoder) => decoder.try_finish(),
            Self::Deflate(decoder) => decoder.try_finish(),
            Self::Brotli(decoder) => decoder.close(),
            Self::Zstd(decoder) => decoder.finish(),
            Self::Gone => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }
}

impl Write for Packed {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        if let Self::Unseen(_, _, begins) = self {
            let taken = piece.len().min(ENOUGH - begins.len());
            begins.extend_from_slice(&piece[..taken]);
            if begins.len() == ENOUGH {
                self.open()?;
            }
            return Ok(taken);
        }
        match self {
            Self::Unseen(..) => Ok(0),
            Self::Plain(meter) => meter.write(piece),
            Self::Gzip(members) => members.write(piece),
            Self::Zlib(decoder) => decoder.write(piece),
            Self::Deflate(decoder) => decoder.write(piece),
            Self::Brotli(decoder) => decoder.write(piece),
            Self::Zstd(decoder) => decoder.write(piece),
            Self::Gone => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Gzip, one member after the other (RFC 1952, 2.2). As in browsers, what follows a member and is none, such as zeros
/// that fill a block or a stray line end, is not looked at.
struct Members {
    /// Gone after a member that was spoiled.
    decoder: Option<GzDecoder<Meter>>,
    /// Whether a whole member has come before this one.
    further: bool,
}

impl Members {
    /// The first byte of a member.
    const SIGN: u8 = 0x1f;

    /// Whether all that has come since a whole member may be no member.
    fn is_past_the_end(&self) -> bool {
        self.further && self.decoder.as_ref().is_none_or(|decoder| decoder.header().is_none())
    }

    fn end(&mut self) -> io::Result<()> {
        if self.is_past_the_end() {
            return Ok(());
        }
        self.decoder.as_mut().map_or(Err(io::ErrorKind::BrokenPipe.into()), GzDecoder::try_finish)
    }

    /// Takes some of the piece; none where all members are over.
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let Some(decoder) = &mut self.decoder else { return Err(io::ErrorKind::BrokenPipe.into()) };
        match decoder.write(piece) {
            Ok(0) => decoder.try_finish()?,
            Err(_) if self.is_past_the_end() => return Ok(0),
            taken => return taken,
        }
        if piece.first() != Some(&Self::SIGN) {
            return Ok(0);
        }
        self.decoder = self.decoder.take().map(GzDecoder::finish).transpose()?.map(GzDecoder::new);
        self.further = true;
        self.write(piece)
    }
}

impl Stage {
    /// Lets through what is still held.
    fn settle(&mut self) -> io::Result<()> {
        let Self::Packed(packed) = self else { return Ok(()) };
        packed.open()?;
        packed.meter().map_or(Ok(()), |meter| meter.inner.settle())
    }

    fn end(&mut self) -> io::Result<()> {
        let Self::Packed(packed) = self else { return Ok(()) };
        packed.end()?;
        packed.meter().map_or(Ok(()), |meter| meter.inner.end())
    }

    fn is_bomb(&mut self) -> bool {
        let Self::Packed(packed) = self else { return false };
        packed.meter().is_some_and(|meter| meter.bomb || meter.inner.is_bomb())
    }

    /// What is kept at the end of the way; nothing where a decoder could not be made.
    fn kept(&mut self) -> Option<&mut Kept> {
        match self {
            Self::Plain(kept) => Some(kept),
            Self::Packed(packed) => packed.meter()?.inner.kept(),
        }
    }
}

impl Write for Stage {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(kept) => kept.write(piece),
            Self::Packed(packed) => packed.write(piece),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use proptest::prelude::*;

    use super::*;

    const LIMIT: usize = 10 << 20;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn packed(coding: &str, bytes: &[u8]) -> Vec<u8> {
        match coding {
            "gzip" | "x-gzip" => gzip(bytes),
            "deflate" => {
                let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
                encoder.write_all(bytes).unwrap();
                encoder.finish().unwrap()
            }
            "raw" => {
                let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
                encoder.write_all(bytes).unwrap();
                encoder.finish().unwrap()
            }
            "br" => {
                let mut out = Vec::new();
                let params = brotli::enc::BrotliEncoderParams { quality: 5, ..Default::default() };
                brotli::BrotliCompress(&mut &*bytes, &mut out, &params).unwrap();
                out
            }
            "zstd" => zstd::encode_all(bytes, 3).unwrap(),
            _ => bytes.to_vec(),
        }
    }

    /// Unpacks in pieces of a size.
    fn unpack(header: &str, bytes: &[u8], piece: usize, limit: usize) -> Result<(Vec<u8>, bool), Trouble> {
        let mut unpacking = Unpacking::new(std::iter::once(header.as_bytes()), limit)?;
        for piece in bytes.chunks(piece) {
            if !unpacking.push(piece)? {
                break;
            }
        }
        unpacking.finish()
    }

    const CODINGS: [(&str, &str); 6] = [
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("deflate", "deflate"),
        ("deflate", "raw"),
        ("br", "br"),
        ("zstd", "zstd"),
    ];

    #[test]
    fn each_coding_is_undone_however_it_arrives() {
        let text = "What the river took, it kept. ".repeat(400);
        for (header, coding) in CODINGS {
            let sent = packed(coding, text.as_bytes());
            for piece in [1, 7, 4096] {
                let (bytes, cut) = unpack(header, &sent, piece, LIMIT).unwrap();
                assert!(!cut && bytes == text.as_bytes(), "{coding} in pieces of {piece}");
            }
            let (bytes, cut) = unpack(header, &sent, 4096, 100).unwrap();
            assert_eq!((&*bytes, cut), (&text.as_bytes()[..100], true), "{coding} cut");
        }
    }

    #[test]
    fn a_body_of_crumbs_is_dropped_and_one_in_small_pieces_is_not() {
        let push = |piece: &[u8], times: usize| {
            let mut body = Unpacking::new(std::iter::empty(), LIMIT).unwrap();
            (0..times).try_for_each(|_| body.push(piece).map(drop))
        };
        assert!(matches!(push(b"a", 250_000), Err(Trouble::Crumbs)));
        assert!(push(b"a", 100_000).is_ok() && push(&[b'a'; 40], 250_000).is_ok());
    }

    #[test]
    fn codings_inside_each_other_are_undone_from_the_outside() {
        let sent = packed("br", &packed("zstd", &gzip(b"inside")));
        assert_eq!(unpack("gzip, zstd, br", &sent, 5, LIMIT).unwrap().0, b"inside");
        let headers = ["gzip", "identity", "zstd", "br"];
        let mut several = Unpacking::new(headers.iter().map(|name| name.as_bytes()), LIMIT).unwrap();
        several.push(&sent).unwrap();
        assert_eq!(several.finish().unwrap().0, b"inside");
        let five = unpack("gzip, gzip, gzip, gzip, gzip", b"x", 1, LIMIT);
        assert!(matches!(five, Err(Trouble::TooOften)));
    }

    #[test]
    fn what_is_in_no_known_coding_is_left_as_it_is() {
        for header in ["", "identity", "utf-8", "none", "gzip, quoted-printable"] {
            assert_eq!(unpack(header, b"as it is", 3, LIMIT).unwrap().0, b"as it is", "{header}");
        }
        // A text in whatever charset stays one; what is none is no page.
        for text in [
            &b"\xcf\xf0\xe8\xe2\xe5\xf2"[..],
            b"\x1b$B%F%9%H\x1b(B",
            b"\xff\xfea\0b\0",
            b"<\0p\0>\0a\0",
            b"A page with one control byte (\x0b) among its letters",
        ] {
            assert_eq!(unpack("windows-1251", text, 3, LIMIT).unwrap().0, text);
        }
        let packed = unpack("compress", b"\x1f\x9d\x90 \x84\x01", 3, LIMIT);
        assert!(matches!(packed, Err(Trouble::Unknown(name)) if name == "compress"));
        for (header, _) in CODINGS {
            assert_eq!(unpack(header, b"", 1, LIMIT).unwrap(), (Vec::new(), false), "{header}: no body");
        }
    }

    #[test]
    fn what_is_only_announced_as_gzip_is_taken_as_it_is() {
        let page = b"<html>no such thing</html>";
        for piece in [1, 7, 4096] {
            for header in ["gzip", "x-gzip", "gzip, gzip"] {
                assert_eq!(unpack(header, page, piece, LIMIT).unwrap().0, page, "{header}");
            }
            // Packed once, and said twice.
            assert_eq!(unpack("gzip, gzip", &gzip(page), piece, LIMIT).unwrap().0, page);
            assert_eq!(unpack("gzip, br", &packed("br", page), piece, LIMIT).unwrap().0, page);
            let long = format!("[{}]", "{\"title\": \"Der Fluß\"},".repeat(90));
            for text in [
                &page[..],
                b"{\"version\": 1}",
                b"\xef\xbb\xbf<rss></rss>",
                b"[]",
                b"[{\"id\": 1}]",
                b"\n{\"id\": 1}\n",
                long.as_bytes(),
                "Ü".repeat(99).as_bytes(),
            ] {
                for header in ["br", "zstd", "deflate", "gzip, br"] {
                    assert_eq!(unpack(header, text, piece, LIMIT).unwrap().0, text, "{header}");
                }
            }
            // What is short inside is let through although the outer coding is followed by something.
            let behind = [&packed("br", page)[..], b" and more"].concat();
            assert_eq!(unpack("deflate, br", &behind, piece, LIMIT).unwrap().0, page);
        }
        assert_eq!(unpack("gzip", page, 7, 9).unwrap(), (page[..9].to_vec(), true), "cut");
    }

    #[test]
    fn a_page_that_is_there_to_its_end_needs_no_sum_behind_it() {
        let page = format!("<html>{}</html>\n", "<p>The mill has lost its wheel.</p>".repeat(90));
        for piece in [1, 64, 4096] {
            for gone in 1..=8 {
                let sent = gzip(page.as_bytes());
                let sent = &sent[..sent.len() - gone];
                assert_eq!(unpack("gzip", sent, piece, LIMIT).unwrap().0, page.as_bytes(), "{gone}");
            }
            let mut spoiled = gzip(page.as_bytes());
            let sum = spoiled.len() - 8;
            spoiled[sum] ^= 1;
            assert_eq!(unpack("gzip", &spoiled, piece, LIMIT).unwrap().0, page.as_bytes());
            // Where the end of the page is missing, nothing says that this was all.
            let half = page.replace("</html>", "</p>");
            let sent = gzip(half.as_bytes());
            let torn = unpack("gzip", &sent[..sent.len() - 4], piece, LIMIT);
            assert!(matches!(torn, Err(Trouble::Torn(_))));
        }
    }

    #[test]
    fn a_bomb_is_known_by_its_ratio_in_every_coding() {
        let zeros = vec![0; 3 << 20];
        for (header, coding) in CODINGS {
            let sent = packed(coding, &zeros);
            assert!(matches!(unpack(header, &sent, 16 << 10, LIMIT), Err(Trouble::Bomb)), "{coding}");
        }
        // Also inside another coding.
        let inner = gzip(&zeros);
        assert!(matches!(unpack("gzip, br", &packed("br", &inner), 1024, LIMIT), Err(Trouble::Bomb)));
        // One that keeps below the ratio of short pages, as long as it is short.
        let noise: Vec<u8> = (0..8_u32 << 20)
            .map(|at| if at % 700 == 0 { at.wrapping_mul(2_654_435_761).to_be_bytes()[0] } else { 0 })
            .collect();
        let sent = gzip(&noise);
        assert!((100..250).contains(&(noise.len() / sent.len())), "{}", noise.len() / sent.len());
        assert!(matches!(unpack("gzip", &sent, 16 << 10, LIMIT), Err(Trouble::Bomb)));
        assert!(!unpack("gzip", &gzip(&noise[..3 << 20]), 16 << 10, LIMIT).unwrap().1);
        // A small page that says one word is none.
        let small = vec![b'a'; 1 << 20];
        assert_eq!(unpack("gzip", &gzip(&small), 1024, LIMIT).unwrap().0.len(), 1 << 20);
    }

    #[test]
    fn what_is_torn_is_said_and_what_follows_the_end_is_not_read() {
        let text = b"The mill has lost its wheel, and nobody knows where it went.".repeat(9);
        for (header, coding) in CODINGS {
            let sent = packed(coding, &text);
            let half = &sent[..sent.len() / 2];
            assert!(matches!(unpack(header, half, 64, LIMIT), Err(Trouble::Torn(_))), "{coding} torn");
            let wrong: &[u8] = if coding == "gzip" { b"\x1f<html>" } else { b"\x02\xff no such thing" };
            let wrong = unpack(header, wrong, 64, LIMIT);
            assert!(matches!(wrong, Err(Trouble::Torn(_))), "{coding} wrong");
        }
        for coding in ["gzip", "deflate", "br"] {
            for junk in [
                &b"\r\n trailing"[..],
                &[0; 600],
                b"\x1f",
                b"\x1f\x8b",
                b"\x1f as it were",
                b"\x1f\x8b\0\0\0",
            ] {
                let sent = [&packed(coding, &text), junk].concat();
                for piece in [1, 64, 4096] {
                    assert_eq!(
                        unpack(coding, &sent, piece, LIMIT).unwrap().0,
                        text,
                        "{coding}, then {junk:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn gzip_may_have_several_members_and_each_is_checked() {
        let members = [gzip(b"one, "), gzip(b""), gzip(b"two")];
        for piece in [1, 7, 4096] {
            assert_eq!(unpack("gzip", &members.concat(), piece, LIMIT).unwrap().0, b"one, two");
            let padded = [&members.concat(), &[0; 9][..]].concat();
            assert_eq!(unpack("gzip", &padded, piece, LIMIT).unwrap().0, b"one, two");
            let torn = [&members[0][..], &members[2][..members[2].len() - 3]].concat();
            assert!(matches!(unpack("gzip", &torn, piece, LIMIT), Err(Trouble::Torn(_))), "torn");
            let mut spoiled = members[0].clone();
            let sum = spoiled.len() - 8;
            spoiled[sum] ^= 1;
            spoiled.extend_from_slice(b"\n");
            assert!(matches!(unpack("gzip", &spoiled, piece, LIMIT), Err(Trouble::Torn(_))), "a wrong sum");
        }
        // Members without number are a bomb like one that is large.
        let many = gzip(&vec![0; 1 << 18]).repeat(40);
        assert!(matches!(unpack("gzip", &many, 4096, LIMIT), Err(Trouble::Bomb)));
    }

    #[test]
    fn a_window_that_would_fill_the_memory_is_refused() {
        let mut encoder = zstd::stream::Encoder::new(Vec::new(), 1).unwrap();
        encoder.window_log(27).unwrap();
        encoder.write_all(b"small").unwrap();
        let sent = encoder.finish().unwrap();
        assert!(matches!(unpack("zstd", &sent, 64, LIMIT), Err(Trouble::Torn(_))));
    }

    proptest! {
        #[test]
        fn no_bytes_break_it(
            bytes in proptest::collection::vec(any::<u8>(), 0..2000),
            header in proptest::sample::select(vec!["gzip", "deflate", "br", "zstd", "gzip, br", "zstd, deflate"]),
            piece in 1_usize..200,
        ) {
            if let Ok((kept, _)) = unpack(header, &bytes, piece, 4096) {
                prop_assert!(kept.len() <= 4096);
            }
        }
    }
}
