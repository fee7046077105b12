//! The text of a feed, with the signs that are no markup made text before it is read as XML.

use std::borrow::Cow;

/// The text with every `<` that opens no markup as `&lt;`.
pub(super) fn mended(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut kept = 0;
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('<')) {
        at += found;
        let rest = text.get(at..).unwrap_or_default();
        let skip = |end: &str| rest.find(end).unwrap_or(rest.len());
        if rest.starts_with("<![CDATA[") {
            at += skip("]]>");
        } else if rest.starts_with("<!--") {
            at += skip("-->");
        } else {
            if !opens_markup(rest) {
                out.push_str(text.get(kept..at).unwrap_or_default());
                out.push_str("&lt;");
                kept = at + 1;
            }
            at += 1;
        }
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(kept..).unwrap_or_default());
    Cow::Owned(out)
}

fn opens_markup(rest: &str) -> bool {
    let name = rest.strip_prefix("</").or_else(|| rest.strip_prefix('<')).unwrap_or_default();
    name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '!' | '?' | ':'))
}
