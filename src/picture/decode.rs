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
    let options = options().png_set_strip_to_8bit(true).png_set_decode_animated(false);
    let mut decoder = PngDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(broken)?;
    let size = sized(decoder.dimensions())?;
    if decoder.output_buffer_size().is_none_or(|bytes| bytes > MOST_BYTES) {
        return Err(Fault::new(FaultKind::Content, "the picture is too large"));
    }
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

fn webp(bytes: &[u8]) -> Result<Picture, Fault> {
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(broken)?;
    let (width, height) = decoder.dimensions();
    let size = sized(Some((width as usize, height as usize)))?;
    decoder.set_memory_limit(MOST_BYTES);
    let length = decoder.output_buffer_size().filter(|length| *length <= MOST_BYTES);
    let mut pixels = vec![0; length.ok_or_else(|| broken("it has no size"))?];
    decoder.read_image(&mut pixels).map_err(broken)?;
    let channels = if decoder.has_alpha() { Channels::Rgba } else { Channels::Rgb };
    Picture::of(&pixels, size, channels).ok_or_else(|| broken("pixels are missing"))
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
