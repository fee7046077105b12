//! Bytes of a feed → text.

mod mixed;
mod plausible;

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
        let rest = bytes.get(mark..).unwrap_or_default();
        return if encoding == UTF_8 { utf8(rest) } else { encoding.decode_without_bom_handling(rest).0 };
    }
    if let Some(encoding) = wide(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    let declared = declared(bytes, content_type);
    match (declared, std::str::from_utf8(bytes)) {
        // Text that is valid UTF-8 beyond ASCII is UTF-8, whatever it says; only 7-bit encodings hide.
        (Some(encoding), Ok(text))
            if !encoding.is_ascii_compatible() && !is_utf16(encoding) && text.is_ascii() =>
        {
            encoding.decode_without_bom_handling(bytes).0
        }
        (_, Ok(text)) => plausible::read_once(text).map_or(Cow::Borrowed(text), Cow::Owned),
        (Some(encoding), Err(_)) if encoding != UTF_8 && !is_utf16(encoding) && !is_mostly_utf8(bytes) => {
            let text = mixed::but_for_utf8(bytes, encoding);
            if plausible::is_text(&text) {
                return text;
            }
            Some(detected(bytes)).filter(|other| plausible::is_text(other)).unwrap_or(text)
        }
        (_, Err(_)) => utf8(bytes),
    }
}

/// What header and declaration name. Servers say UTF-8 or Latin of everything, so the one that says something else
/// is believed.
fn declared(bytes: &[u8], content_type: Option<&str>) -> Option<&'static Encoding> {
    let named = [content_type.and_then(charset_of), declaration(bytes)];
    let usual = |encoding: &&Encoding| [UTF_8, WINDOWS_1252].contains(encoding) || is_utf16(encoding);
    let told = named.iter().flatten().copied();
    told.clone()
        .find(|encoding| !usual(encoding))
        .or_else(|| told.clone().find(|e| *e == WINDOWS_1252))
        .or_else(|| named.iter().flatten().copied().next())
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

/// Whether there are more signs that only UTF-8 has than places that it cannot have.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound >= broken
}

/// UTF-8 with a few broken places, or something else altogether.
fn utf8(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) if is_mostly_utf8(bytes) => Cow::Owned(mixed::utf8_but_for_some(bytes)),
        Err(_) => detected(bytes),
    }
}

/// Text in an encoding that the bytes themselves tell.
fn detected(bytes: &[u8]) -> Cow<'_, str> {
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
    by_label(label)
}

/// The encoding of a label, also of one that is nearly right: `win-1251`, `cp-1251`, `latin-1`, `utf_8`.
fn by_label(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.as_bytes()).or_else(|| {
        let plain: String = label.chars().filter(char::is_ascii_alphanumeric).collect();
        let plain = plain.to_ascii_lowercase();
        let page = ["windows", "win", "cp", "ansi"].iter().find_map(|start| plain.strip_prefix(start));
        let page = page.filter(|page| page.len() >= 3 && page.bytes().all(|b| b.is_ascii_digit()));
        let rewritten = page.map_or(plain.clone(), |page| format!("cp{page}"));
        let by = |label: &str| Encoding::for_label(label.as_bytes());
        by(&rewritten).or_else(|| by(&plain.replace("koi8", "koi8-")))
    })
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
    by_label(value.split(quote).nth(1)?.trim())
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
    fn labels_that_are_nearly_right_are_read() {
        for (label, want) in [
            ("win-1251", "windows-1251"),
            ("CP-1251", "windows-1251"),
            ("Latin-1", "windows-1252"),
            ("utf_8", "UTF-8"),
            ("KOI8R", "KOI8-R"),
            ("cp866", "IBM866"),
        ] {
            assert_eq!(by_label(label).map(Encoding::name), Some(want), "{label}");
        }
        assert_eq!(by_label("x-our-own"), None);
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
