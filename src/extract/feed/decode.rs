//! Bytes of a feed → text.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Decodes a feed: byte order mark, the shape of its first characters (XML 1.0, appendix F), the
/// declared encoding of header and XML declaration, and what the bytes themselves say. A declaration
/// that the bytes contradict is not believed; stray bytes cost only themselves.
pub(super) fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    without_c1(decode_as_declared(bytes, content_type))
}

/// U+0080 to U+009F are no characters of any text: whoever wrote them meant windows-1252, as HTML takes
/// them, too.
fn without_c1(text: Cow<'_, str>) -> Cow<'_, str> {
    let is_c1 = |c: char| ('\u{80}'..='\u{9f}').contains(&c) && c != '\u{85}';
    // In UTF-8 they begin with 0xC2 and go on below 0xA0, which is looked for much faster.
    if !text.as_bytes().windows(2).any(|pair| matches!(pair, [0xc2, 0x80..=0x9f])) {
        return text;
    }
    let read = |c: char| {
        let byte = [c as u8];
        let meant =
            if is_c1(c) { WINDOWS_1252.decode_without_bom_handling(&byte).0.chars().next() } else { None };
        meant.unwrap_or(c)
    };
    Cow::Owned(text.chars().map(read).collect())
}

fn decode_as_declared<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    if let Some(text) = utf32(bytes) {
        return Cow::Owned(text);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0;
    }
    if let Some(encoding) = wide(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    let declared = content_type.and_then(charset_of).or_else(|| declaration(bytes));
    let whole = std::str::from_utf8(bytes);
    match (declared, whole) {
        // Text that is valid UTF-8 beyond ASCII is UTF-8, whatever it says; only 7-bit encodings hide.
        (Some(encoding), Ok(text)) if !encoding.is_ascii_compatible() && text.is_ascii() => {
            encoding.decode_without_bom_handling(bytes).0
        }
        (_, Ok(text)) => Cow::Borrowed(text),
        (Some(encoding), Err(_)) if encoding != UTF_8 && !is_utf16(encoding) => {
            encoding.decode_without_bom_handling(bytes).0
        }
        (_, Err(_)) => guess(bytes),
    }
}

/// UTF-16 without a mark, known by the zeros around its first signs.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let (head, _) = bytes.as_chunks::<2>();
    let first =
        head.iter().find(|pair| !matches!(pair, [0, sign] | [sign, 0] if sign.is_ascii_whitespace()))?;
    match first {
        [0, b'<' | b'{'] => Some(UTF_16BE),
        [b'<' | b'{', 0] => Some(UTF_16LE),
        _ => None,
    }
}

fn is_utf16(encoding: &Encoding) -> bool {
    encoding == UTF_16BE || encoding == UTF_16LE
}

/// UTF-8 with a few broken places, or something else altogether.
fn guess(bytes: &[u8]) -> Cow<'_, str> {
    let lossy = String::from_utf8_lossy(bytes);
    let broken = lossy.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    let sound = lossy.chars().filter(|c| !c.is_ascii()).count() - broken;
    if sound >= broken {
        return lossy;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..65_536).unwrap_or(bytes), true);
    let mut encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    if encoding == UTF_8 {
        encoding = WINDOWS_1252;
    }
    encoding.decode_without_bom_handling(bytes).0
}

fn charset_of(content_type: &str) -> Option<&'static Encoding> {
    let lower = content_type.to_ascii_lowercase();
    let value = lower.split_once("charset=")?.1;
    let label = value.trim_start_matches(['"', '\'', ' ']).split(['"', '\'', ';', ' ']).next()?;
    Encoding::for_label(label.as_bytes())
}

/// The encoding an XML declaration names.
fn declaration(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..512).unwrap_or(bytes);
    let start = head.windows(5).position(|window| window == b"<?xml")?;
    let head = head.get(start..)?;
    let end = head.windows(2).position(|window| window == b"?>")?;
    let text = String::from_utf8_lossy(head.get(..end)?);
    let value = text.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Encoding::for_label(value.split(quote).nth(1)?.trim().as_bytes())
}

/// UTF-32, which the web platform dropped and a few feeds did not.
fn utf32(bytes: &[u8]) -> Option<String> {
    let little = match bytes {
        [0xff, 0xfe, 0, 0, ..] | [b'<', 0, 0, 0, ..] => true,
        [0, 0, 0xfe, 0xff, ..] | [0, 0, 0, b'<', ..] => false,
        _ => return None,
    };
    let unit = |chunk: &[u8]| {
        let bytes: [u8; 4] = chunk.try_into().ok()?;
        char::from_u32(if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    };
    let text = bytes.chunks_exact(4).map(|chunk| unit(chunk).unwrap_or(char::REPLACEMENT_CHARACTER));
    Some(text.filter(|c| *c != '\u{feff}').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_go_before_a_wrong_declaration() {
        let wrong = "<?xml version='1.0' encoding='windows-1251'?><rss>Новости</rss>";
        assert!(decode(wrong.as_bytes(), None).contains("Новости"));
        let (bytes, _, _) =
            encoding_rs::WINDOWS_1251.encode("<?xml encoding=\"UTF-8\"?><rss>Новости дня и ночи");
        assert!(decode(&bytes, None).contains("Новости дня"));
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode("<rss>Новости");
        assert!(decode(&bytes, Some("text/xml; charset=\"windows-1251\"")).contains("Новости"));
    }

    #[test]
    fn characters_that_are_none_are_those_of_windows() {
        assert_eq!(decode("<rss>don\u{92}t".as_bytes(), None), "<rss>don’t");
    }

    #[test]
    fn stray_bytes_cost_only_themselves() {
        let mut bytes = "<rss>Новости дня".as_bytes().to_vec();
        bytes.push(0xff);
        bytes.extend(" и ночи".as_bytes());
        assert_eq!(decode(&bytes, None), "<rss>Новости дня\u{fffd} и ночи");
    }

    #[test]
    fn wide_encodings_are_seen_without_a_mark() {
        let bytes: Vec<u8> = "<rss>Новости".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&bytes, None), "<rss>Новости");
        let bytes: Vec<u8> = "\n <rss>Новости".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&bytes, None), "\n <rss>Новости");
        let bytes: Vec<u8> = "<rss>Новости".chars().flat_map(|c| (c as u32).to_be_bytes()).collect();
        assert_eq!(decode(&bytes, None), "<rss>Новости");
    }
}
