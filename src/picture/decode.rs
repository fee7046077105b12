//! JPEG, PNG and WebP. GIFs of today are short films, which no still picture stands for: they are not shown.

use std::io::Cursor;

use image_webp::WebPDecoder;
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;
use zune_png::PngDecoder;

use super::Picture;
use super::raster::Channels;
use crate::news::{Fault, FaultKind};

/// Pixels of a picture that is decoded: with all that a decoder needs beside them, that is less than 120 MiB.
const MOST_PIXELS: u64 = 12_000_000;
/// Pixels on a side.
const MOST_SIDE: usize = 20_000;
/// Bytes that a decoder may take where it can be told.
const MOST_BYTES: usize = 64 << 20;

/// Decodes a picture and makes it small.
///
/// # Errors
/// [`FaultKind::Content`] for what is no picture of the three kinds, is too large, or is broken.
pub fn decode(bytes: &[u8]) -> Result<Picture, Fault> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => jpeg(bytes),
        [0x89, b'P', b'N', b'G', ..] => png(bytes),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp(bytes),
        _ => Err(Fault::new(FaultKind::Content, "the picture is of a kind that is not shown here")),
    }
}

fn broken(cause: impl std::fmt::Display) -> Fault {
    Fault::new(FaultKind::Content, "the picture is broken").cause(cause)
}

/// Whether the size that a header tells may be decoded.
fn sized(size: Option<(usize, usize)>) -> Result<(usize, usize), Fault> {
    let (width, height) = size.ok_or_else(|| broken("it has no size"))?;
    if width == 0 || height == 0 {
        return Err(broken("it has no size"));
    }
    if width > MOST_SIDE || height > MOST_SIDE || width as u64 * height as u64 > MOST_PIXELS {
        let sentence = format!("the picture is too large: {width} × {height}");
        return Err(Fault::new(FaultKind::Content, sentence));
    }
    Ok((width, height))
}

fn options() -> DecoderOptions {
    DecoderOptions::default().set_max_width(MOST_SIDE).set_max_height(MOST_SIDE)
}

fn jpeg(bytes: &[u8]) -> Result<Picture, Fault> {
    let options = options().jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(broken)?;
    let size = sized(decoder.dimensions())?;
    let pixels = decoder.decode().map_err(broken)?;
    Picture::of(&pixels, size, Channels::Rgb).ok_or_else(|| broken("pixels are missing"))
}

fn png(bytes: &[u8]) -> Result<Picture, Fault> {
    let bytes = needed(bytes)?;
    let options = options().png_set_strip_to_8bit(true).png_set_decode_animated(false);
    let mut decoder = PngDecoder::new_with_options(ZCursor::new(&bytes), options);
    decoder.decode_headers().map_err(broken)?;
    let size = sized(decoder.dimensions())?;
    let pixels = decoder.decode_raw().map_err(broken)?;
    let channels = match decoder.colorspace() {
        Some(ColorSpace::RGB) => Channels::Rgb,
        Some(ColorSpace::RGBA) => Channels::Rgba,
        Some(ColorSpace::Luma) => Channels::Grey,
        Some(ColorSpace::LumaA) => Channels::GreyAlpha,
        _ => return Err(broken("its colours are not known")),
    };
    Picture::of(&pixels, size, channels).ok_or_else(|| broken("pixels are missing"))
}

/// The chunks of a PNG that its pixels need (PNG, third edition, 5.6 and 11.2), where its header tells what may be
/// decoded. All others may hold words or profiles that are packed a thousandfold, and the decoder unpacks them first.
fn needed(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let (signature, mut rest) = bytes.split_at_checked(8).ok_or_else(|| broken("it ends at once"))?;
    let mut kept = signature.to_vec();
    while let Some((head, _)) = rest.split_first_chunk::<8>() {
        let [a, b, c, d, name @ ..] = *head;
        let length = (u32::from_be_bytes([a, b, c, d]) as usize).saturating_add(12).min(rest.len());
        let (chunk, behind) = rest.split_at(length);
        rest = behind;
        let is_first = kept.len() == signature.len();
        match &name {
            b"IHDR" if is_first => {
                may_be_decoded(chunk)?;
                kept.extend(chunk);
            }
            _ if is_first => return Err(broken("it does not begin with its header")),
            b"PLTE" | b"tRNS" | b"IDAT" | b"IEND" => kept.extend(chunk),
            _ => {}
        }
    }
    Ok(kept)
}

/// Whether the size and the depth of a PNG's header are such that all of it fits.
fn may_be_decoded(header: &[u8]) -> Result<(), Fault> {
    let [_, _, _, _, _, _, _, _, w0, w1, w2, w3, h0, h1, h2, h3, depth, colours, ..] = *header else {
        return Err(broken("its header is cut"));
    };
    let side = |bytes| u32::from_be_bytes(bytes) as usize;
    let (width, height) = sized(Some((side([w0, w1, w2, w3]), side([h0, h1, h2, h3]))))?;
    let channels = match colours {
        0 | 3 => 1,
        4 => 2,
        2 => 3,
        _ => 4,
    };
    let bytes = width * height * channels * if depth > 8 { 2 } else { 1 };
    if bytes > MOST_BYTES {
        return Err(Fault::new(
            FaultKind::Content,
            "the picture is too large: it has too many colours for its size",
        ));
    }
    Ok(())
}

fn webp(bytes: &[u8]) -> Result<Picture, Fault> {
    let size = framed(bytes)?;
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(broken)?;
    let (width, height) = decoder.dimensions();
    if (width as usize, height as usize) != size || decoder.is_animated() {
        return Err(broken("it has two sizes"));
    }
    decoder.set_memory_limit(MOST_BYTES);
    let length = decoder.output_buffer_size().filter(|length| *length <= MOST_BYTES);
    let mut pixels = vec![0; length.ok_or_else(|| broken("it has no size"))?];
    decoder.read_image(&mut pixels).map_err(broken)?;
    let channels = if decoder.has_alpha() { Channels::Rgba } else { Channels::Rgb };
    Picture::of(&pixels, size, channels).ok_or_else(|| broken("pixels are missing"))
}

/// The size of a WebP's one frame (RFC 9649, 2.5 to 2.7; RFC 6386, 9.1), which has to be that of its canvas: a decoder makes
/// room for the frame by its own size.
fn framed(bytes: &[u8]) -> Result<(usize, usize), Fault> {
    let mut rest = bytes.get(12..).unwrap_or_default();
    let mut all = None;
    while let Some((head, behind)) = rest.split_first_chunk::<8>() {
        let [name @ .., a, b, c, d] = *head;
        let length = u32::from_le_bytes([a, b, c, d]) as usize;
        let data = behind.get(..length).unwrap_or(behind);
        rest = behind.get(length.saturating_add(length % 2)..).unwrap_or_default();
        let own = match (&name, data) {
            (b"VP8X", [_, _, _, _, w0, w1, w2, h0, h1, h2, ..]) => {
                let side =
                    |bytes: [u8; 3]| 1 + (u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0]) as usize);
                (side([*w0, *w1, *w2]), side([*h0, *h1, *h2]))
            }
            (b"VP8 ", [_, _, _, _, _, _, w0, w1, h0, h1, ..]) => {
                let side = |bytes| usize::from(u16::from_le_bytes(bytes) & 0x3fff);
                (side([*w0, *w1]), side([*h0, *h1]))
            }
            (b"VP8L", [_, b0, b1, b2, b3, ..]) => {
                let bits = u32::from_le_bytes([*b0, *b1, *b2, *b3]);
                (1 + (bits & 0x3fff) as usize, 1 + (bits >> 14 & 0x3fff) as usize)
            }
            (b"VP8X" | b"VP8 " | b"VP8L", _) => return Err(broken("it ends at once")),
            (b"ANIM" | b"ANMF", _) => {
                return Err(Fault::new(FaultKind::Content, "the picture is a film, which is not shown here"));
            }
            _ => continue,
        };
        if all.is_some_and(|all| all != own) {
            return Err(broken("it has two sizes"));
        }
        all = Some(own);
    }
    sized(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One picture in many files: 48 by 32 pixels, the left half red, the right half blue.
    const COLOURED: &[(&str, &[u8])] = &[
        ("a JPEG with halved colours", include_bytes!("samples/baseline.jpg")),
        ("a JPEG that comes in steps", include_bytes!("samples/progressive.jpg")),
        ("a JPEG for print", include_bytes!("samples/cmyk.jpg")),
        ("a PNG with a palette", include_bytes!("samples/palette.png")),
        ("a PNG that comes in steps", include_bytes!("samples/interlaced.png")),
        ("a PNG that can be seen through", include_bytes!("samples/alpha.png")),
        ("a WebP with losses", include_bytes!("samples/lossy.webp")),
        ("a WebP without losses", include_bytes!("samples/lossless.webp")),
        ("a WebP that can be seen through", include_bytes!("samples/alpha.webp")),
    ];
    /// The same in greys.
    const GREY: &[(&str, &[u8])] = &[
        ("a grey JPEG", include_bytes!("samples/grey.jpg")),
        ("a grey PNG of sixteen bits", include_bytes!("samples/deep.png")),
    ];

    fn said(bytes: &[u8]) -> String {
        decode(bytes).unwrap_err().sentence.to_string()
    }

    /// A PNG whose header tells that size, and nothing more.
    fn png_of(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend(b"\x08\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00IEND\xaeB`\x82");
        bytes
    }

    #[test]
    fn the_size_is_looked_at_before_anything_is_decoded() {
        assert_eq!(said(&png_of(20_000, 20_000)), "the picture is too large: 20000 × 20000");
        assert!(decode(&png_of(u32::MAX, u32::MAX)).is_err());
        assert!(decode(&png_of(0, 5)).is_err());
    }

    #[test]
    fn what_a_frame_or_a_depth_would_take_is_looked_at_too() {
        // A frame that is larger than its canvas, and a film.
        let whole = include_bytes!("samples/alpha.webp").to_vec();
        let at = whole.windows(4).position(|name| name == b"VP8 ").unwrap();
        let mut large = whole.clone();
        large[at + 14..at + 18].copy_from_slice(&[0xff, 0x3f, 0xff, 0x3f]);
        assert!(decode(&large).unwrap_err().cause.unwrap().contains("two sizes"));
        let mut film = whole;
        film[at..at + 4].copy_from_slice(b"ANMF");
        assert!(said(&film).contains("a film"));
        // Twelve million pixels of sixteen bits and four channels.
        let mut deep = png_of(4000, 3000);
        deep[24..26].copy_from_slice(&[16, 6]);
        assert!(said(&deep).contains("too many colours"));
    }

    #[test]
    fn words_and_profiles_of_a_png_are_not_unpacked() {
        let plain = include_bytes!("samples/alpha.png");
        let mut wordy = plain[..33].to_vec();
        for name in [b"zTXt", b"iCCP", b"iTXt", b"eXIf"] {
            wordy.extend([&[0, 0, 0, 5][..], name, b"words", &[0; 4]].concat());
        }
        wordy.extend(&plain[33..]);
        assert_eq!(needed(&wordy).unwrap(), plain);
        assert_eq!(decode(&wordy), decode(plain));
        assert!(needed(&plain[8..]).is_err());
    }

    #[test]
    fn what_is_no_picture_is_not_tried() {
        for bytes in
            [&b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..], b"", b"%PDF-1.7", b"BM", b"<html>", b"GIF89a"]
        {
            assert_eq!(said(bytes), "the picture is of a kind that is not shown here");
        }
        assert_eq!(said(b"\xff\xd8\xff"), "the picture is broken");
    }

    /// Whether colours are the same but for what a lossy file makes of them.
    fn near(one: [u8; 3], other: [u8; 3]) -> bool {
        one.iter().zip(other).all(|(one, other)| one.abs_diff(other) < 14)
    }

    #[test]
    fn whole_pictures_of_each_kind_are_read_in_their_colours() {
        for (name, bytes) in COLOURED {
            let picture = decode(bytes).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
            let (left, right) = (picture.pixel(4, 4), picture.pixel(43, 4));
            assert_eq!(picture.size(), (48, 32), "{name}");
            assert!(near(left, [200, 30, 30]) && near(right, [30, 30, 200]), "{name}: {left:?} {right:?}");
            let below = picture.pixel(4, 28);
            let expected = if name.contains("seen through") { [255; 3] } else { [200, 30, 30] };
            assert!(near(below, expected), "{name}: {below:?}");
        }
        for (name, bytes) in GREY {
            let picture = decode(bytes).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
            let (left, right) = (picture.pixel(4, 4), picture.pixel(43, 28));
            assert!(near(left, [81; 3]) && near(right, [49; 3]), "{name}: {left:?} {right:?}");
        }
    }

    #[test]
    fn a_picture_that_was_cut_is_broken_or_shown_as_far_as_it_goes() {
        for (name, bytes) in COLOURED.iter().chain(GREY) {
            for end in 0..bytes.len() {
                match decode(&bytes[..end]) {
                    Ok(picture) => assert_eq!(picture.size(), (48, 32), "{name} at {end}"),
                    Err(fault) => assert_eq!(fault.kind, FaultKind::Content, "{name} at {end}"),
                }
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_are_too_strange(
            kind in 0..COLOURED.len(),
            at in proptest::collection::vec((0..400_usize, proptest::prelude::any::<u8>()), 0..8),
            tail in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200),
        ) {
            let mut bytes = COLOURED[kind].1.to_vec();
            bytes.extend(tail);
            for (place, byte) in at {
                // The first bytes tell the kind.
                if let Some(there) = bytes.get_mut(place + 4) {
                    *there = byte;
                }
            }
            // As the program does it: what breaks a decoder is a fault, and takes no longer than a page.
            let decoded = crate::extract::on_worker(crate::extract::Limits::default(), move || decode(&bytes));
            let is_content = |fault: Fault| fault.kind == FaultKind::Content;
            proptest::prop_assert!(decoded.err().is_none_or(is_content));
        }
    }
}
