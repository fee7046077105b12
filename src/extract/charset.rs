//! Bytes → text: which character encoding a page or a feed is written in.

mod legible;

use std::borrow::Cow;

use self::legible::is_garbled;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Where a text may declare its own encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CharsetHint {
    /// `<meta charset>` or `<meta http-equiv>` in its first KiB.
    Html,
    /// `<?xml … encoding="…"?>` at its start.
    Xml,
    /// Nowhere: JSON is UTF-8 (RFC 8259), whatever else a server sends.
    Json,
}

/// Bytes at the start in which a page declares its encoding (the HTML standard says 1,024; pages
/// with long heads are common enough).
const DECLARED_WITHIN: usize = 4096;

/// Bytes the detector looks at.
const DETECTED_WITHIN: usize = 256 * 1024;

/// Decodes bytes whose encoding may be declared, wrongly declared or not declared at all.
///
/// In this order: a byte order mark or the zeros of UTF-16; bytes beyond ASCII that are valid UTF-8 are UTF-8,
/// whatever is declared; the `Content-Type` header; the text's own declaration; a guess from the bytes. The
/// first under which the text reads like one is taken; a header that only names the Latin alphabet is many
/// servers' default and stands back behind what the text says of itself.
/// Never fails: what cannot be decoded becomes U+FFFD.
pub fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>, hint: CharsetHint) -> Cow<'a, str> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(length..).unwrap_or_default()).0;
    }
    if let Some(encoding) = utf16_by_zeros(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    // Markup in UTF-16 has zeros; what has none is not in it, whatever the header says.
    let head = bytes.get(..DECLARED_WITHIN).unwrap_or(bytes);
    let told = content_type.and_then(header_charset);
    let told = if head.contains(&0) { told } else { told.map(in_ascii_bytes) };
    let mut declared = [told, own_charset(bytes, hint)];
    if declared[0] == Some(WINDOWS_1252) && declared[1].is_some() {
        declared.swap(0, 1);
    }
    // ISO-2022-JP is the one encoding in use whose bytes are all ASCII.
    let escaped = declared.iter().flatten().any(|encoding| !encoding.is_ascii_compatible());
    if !escaped && let Some(text) = as_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut first = None;
    for encoding in declared.into_iter().flatten() {
        if encoding == UTF_8 && !is_mostly_utf8(bytes) {
            continue;
        }
        let text = encoding.decode_without_bom_handling(bytes).0;
        if !is_garbled(&text) {
            return text;
        }
        first.get_or_insert(text);
    }
    if hint == CharsetHint::Json || is_mostly_utf8(bytes) {
        return String::from_utf8_lossy(bytes);
    }
    let guessed = detected(bytes).decode_without_bom_handling(bytes).0;
    // What was declared holds where the guess reads no better.
    first.filter(|_| is_garbled(&guessed)).unwrap_or(guessed)
}

/// UTF-16 without a mark, by the zeros of its first two characters, which are ASCII in any markup.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes.get(..4)? {
        [a, 0, b, 0] if *a != 0 && *b != 0 => Some(UTF_16LE),
        [0, a, 0, b] if *a != 0 && *b != 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// Valid UTF-8; a character cut off at the end is left out.
fn as_utf8(bytes: &[u8]) -> Option<&str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(bytes.get(..error.valid_up_to())?).ok()
        }
        Err(_) => None,
    }
}

/// Whether most of what is not ASCII reads as UTF-8: then a few bad bytes are an accident.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 4
}

fn detected(bytes: &[u8]) -> &'static Encoding {
    let sample = bytes.get(..DETECTED_WITHIN).unwrap_or(bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// The charset parameter of a `Content-Type` header (RFC 9110, 8.3).
fn header_charset(header: &str) -> Option<&'static Encoding> {
    header.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let label = value.trim().trim_matches(['"', '\'']);
        name.trim().eq_ignore_ascii_case("charset").then(|| Encoding::for_label(label.as_bytes()))?
    })
}

fn own_charset(bytes: &[u8], hint: CharsetHint) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARED_WITHIN).unwrap_or(bytes);
    match hint {
        CharsetHint::Json => None,
        CharsetHint::Xml => xml_charset(head),
        CharsetHint::Html => meta_charset(head).or_else(|| xml_charset(head)),
    }
}

/// The encoding of an XML declaration (XML 1.0, 4.3.3), also of one written in UTF-16.
fn xml_charset(head: &[u8]) -> Option<&'static Encoding> {
    if head.starts_with(b"<\0?\0") {
        return Some(UTF_16LE);
    }
    if head.starts_with(b"\0<\0?") {
        return Some(UTF_16BE);
    }
    let text = ascii_lower(head);
    let declaration = text.trim_start().strip_prefix("<?xml")?;
    let declaration = declaration.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1;
    Encoding::for_label(quoted(value)?.as_bytes()).map(in_ascii_bytes)
}

/// The encoding of the first `<meta>` that names one. A page whose bytes could be read to find the
/// name is not in UTF-16, so that is taken for UTF-8 (HTML standard, 13.2.3.2).
fn meta_charset(head: &[u8]) -> Option<&'static Encoding> {
    let text = ascii_lower(head);
    let mut rest = text.as_str();
    while let Some(at) = rest.find("<meta") {
        rest = rest.get(at + 5..)?;
        let tag = rest.split('>').next().unwrap_or_default();
        if let Some((_, value)) = tag.split_once("charset")
            && let Some(label) = quoted(value)
            && let Some(encoding) = Encoding::for_label(label.as_bytes())
        {
            return Some(in_ascii_bytes(encoding));
        }
    }
    None
}

fn in_ascii_bytes(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        return UTF_8;
    }
    if encoding.name() == "x-user-defined" { WINDOWS_1252 } else { encoding }
}

/// The word after `=`, with or without quotes.
fn quoted(after_name: &str) -> Option<&str> {
    let value = after_name.trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(value.len());
    value.get(..end).filter(|label| !label.is_empty())
}

fn ascii_lower(head: &[u8]) -> String {
    head.iter().map(|byte| if byte.is_ascii() { byte.to_ascii_lowercase() as char } else { '?' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, EUC_KR, GB18030, ISO_2022_JP, KOI8_R, SHIFT_JIS, WINDOWS_1251};

    const RUSSIAN: &str = "Второй день государственного визита подошёл к концу. Корреспондент продолжает \
                           следить за подробностями и сообщает о том, что осталось за кадром.";
    const JAPANESE: &str = "首相は水曜日、国会で新しい予算案について説明した。野党は反対している。";
    const KOREAN: &str = "정부는 수요일 새로운 예산안을 발표했다. 야당은 이에 반대하고 있다.";
    const CHINESE: &str = "政府周三公布了新的预算案，反对党对此表示反对。会议将于下周继续举行。";

    fn html(encoding: &'static Encoding, head: &str, text: &str) -> Vec<u8> {
        encoding.encode(&format!("<html><head>{head}</head><p>{text}</p>")).0.into_owned()
    }

    #[test]
    fn encodings_of_the_old_web_are_read_however_declared() {
        for (encoding, text) in [
            (WINDOWS_1251, RUSSIAN),
            (KOI8_R, RUSSIAN),
            (SHIFT_JIS, JAPANESE),
            (ISO_2022_JP, JAPANESE),
            (EUC_KR, KOREAN),
            (GB18030, CHINESE),
            (BIG5, "政府週三公布新預算"),
        ] {
            let name = encoding.name();
            let by_header = html(encoding, "", text);
            let header = format!("text/html; charset=\"{name}\"");
            assert!(decode(&by_header, Some(&header), CharsetHint::Html).contains(text), "{name} header");
            let by_meta = html(encoding, &format!("<meta charset={name}>"), text);
            assert!(decode(&by_meta, Some("text/html"), CharsetHint::Html).contains(text), "{name} meta");
            let meta = format!("<META http-equiv=Content-Type content='text/html; charset={name}'>");
            let old = html(encoding, &meta, text);
            assert!(decode(&old, None, CharsetHint::Html).contains(text), "{name} http-equiv");
            let xml = format!("<?xml version=\"1.0\" encoding='{name}'?><a>{text}</a>");
            let xml = encoding.encode(&xml).0;
            assert!(decode(&xml, None, CharsetHint::Xml).contains(text), "{name} xml");
        }
    }

    #[test]
    fn an_encoding_nobody_declares_is_guessed() {
        for (encoding, text) in
            [(WINDOWS_1251, RUSSIAN), (KOI8_R, RUSSIAN), (SHIFT_JIS, JAPANESE), (EUC_KR, KOREAN)]
        {
            let bytes = html(encoding, "", text);
            assert!(decode(&bytes, None, CharsetHint::Html).contains(text), "{}", encoding.name());
        }
    }

    #[test]
    fn a_declaration_that_lies_is_not_believed() {
        let utf8 = html(UTF_8, "<meta charset=windows-1251>", RUSSIAN);
        let ascii = html(UTF_8, "", "plain words");
        for header in ["text/html; charset=utf-16", "text/html; charset=utf-16be"] {
            assert!(decode(&utf8, Some(header), CharsetHint::Html).contains(RUSSIAN), "{header}");
            assert!(decode(&ascii, Some(header), CharsetHint::Html).contains("plain words"), "{header}");
        }
        let header = Some("text/html; charset=iso-8859-1");
        assert!(decode(&utf8, header, CharsetHint::Html).contains(RUSSIAN));
        let legacy = html(WINDOWS_1251, "<meta charset=utf-8>", RUSSIAN);
        assert!(decode(&legacy, Some("text/html; charset=UTF-8"), CharsetHint::Html).contains(RUSSIAN));
        let default = html(WINDOWS_1251, "<meta charset=windows-1251>", RUSSIAN);
        assert!(decode(&default, Some("text/html; charset=ISO-8859-1"), CharsetHint::Html).contains(RUSSIAN));
        for (encoding, lie, text) in [
            (KOI8_R, "windows-1251", RUSSIAN),
            (WINDOWS_1251, "koi8-r", RUSSIAN),
            (WINDOWS_1251, "iso-8859-1", RUSSIAN),
            (EUC_KR, "iso-8859-1", KOREAN),
            (SHIFT_JIS, "euc-jp", JAPANESE),
            (encoding_rs::EUC_JP, "shift_jis", JAPANESE),
            (GB18030, "windows-1252", CHINESE),
        ] {
            let bytes = html(encoding, &format!("<meta charset={lie}>"), text);
            let header = format!("text/html; charset={lie}");
            let read = decode(&bytes, Some(&header), CharsetHint::Html);
            assert!(read.contains(text), "{} declared as {lie}: {read}", encoding.name());
        }
    }

    #[test]
    fn utf_16_without_a_mark_is_seen_by_its_zeros() {
        let page = format!("<html><p>{RUSSIAN}</p></html>");
        let little: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = page.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [little, big] {
            assert!(decode(&bytes, Some("text/html"), CharsetHint::Html).contains(RUSSIAN));
        }
    }

    #[test]
    fn a_few_bad_bytes_do_not_change_the_encoding() {
        let mut bytes = html(UTF_8, "", RUSSIAN);
        bytes.extend_from_slice(b"\xff tail");
        let text = decode(&bytes, None, CharsetHint::Html);
        assert!(text.contains(RUSSIAN) && text.ends_with("\u{fffd} tail"));
        let cut = bytes.get(..bytes.len() - 8).unwrap();
        assert!(decode(cut, None, CharsetHint::Html).contains("Второй"));
    }

    #[test]
    fn a_byte_order_mark_goes_before_all() {
        assert_eq!(decode(b"\xff\xfeh\0i\0", Some("text/html; charset=utf-8"), CharsetHint::Html), "hi");
        assert_eq!(decode(b"\xef\xbb\xbf{}", None, CharsetHint::Json), "{}");
        assert_eq!(decode(b"<\0?\0x\0", None, CharsetHint::Xml), "<?x");
    }
}
