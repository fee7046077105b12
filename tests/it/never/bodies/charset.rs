//! Bytes → text: any bytes are text of some kind.

use dateline::extract::charset::{self, CharsetHint};

/// Holds any bytes to it.
pub fn charset(bytes: &[u8]) {
    for hint in [CharsetHint::Html, CharsetHint::Xml] {
        for said in [None, Some("text/html; charset=utf-16le"), Some("text/html; charset=gb18030")] {
            let _ = charset::decode(bytes, said, hint);
        }
    }
}
