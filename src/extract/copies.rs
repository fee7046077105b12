//! Copies of a page that the Wayback Machine has, as its CDX server lists them
//! (<https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server>).

use serde_json::Value;

use crate::news::{Address, Fault, FaultKind};

/// A copy: the moment it was made as the archive writes it (`20251113091200`), and the page's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageCopy {
    /// Fourteen digits, UTC.
    pub timestamp: String,
    /// The page as it was asked for.
    pub original: String,
}

/// Reads the list; its first row names the columns.
pub fn read(bytes: &[u8], base: &Address) -> Result<Vec<PageCopy>, Fault> {
    let refused = || {
        let sentence = format!("{} sent no list of copies", base.host());
        Fault::new(FaultKind::Content, sentence).cause(base)
    };
    if bytes.trim_ascii().is_empty() {
        return Ok(Vec::new());
    }
    let value: Value = serde_json::from_slice(bytes).map_err(|_| refused())?;
    let mut rows = value.as_array().ok_or_else(refused)?.iter().filter_map(Value::as_array);
    let Some(names) = rows.next() else { return Ok(Vec::new()) };
    let column = |name: &str| names.iter().position(|known| known.as_str() == Some(name)).ok_or_else(refused);
    let (timestamp, original) = (column("timestamp")?, column("original")?);
    Ok(rows
        .filter_map(|row| {
            let text = |at: usize| row.get(at).and_then(Value::as_str).map(str::to_owned);
            let copy = PageCopy { timestamp: text(timestamp)?, original: text(original)? };
            let sound = copy.timestamp.len() == 14 && copy.timestamp.bytes().all(|b| b.is_ascii_digit());
            sound.then_some(copy)
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_read_by_the_names_of_the_columns() {
        let base = Address::parse("https://web.archive.org/cdx/search/cdx").unwrap();
        let raw = r#"[["urlkey","timestamp","original"],["org,a)/","20251113091200","http://a.org/"],["x","soon","y"]]"#;
        let copies = read(raw.as_bytes(), &base).unwrap();
        assert_eq!(copies.len(), 1);
        assert_eq!(copies[0].timestamp, "20251113091200");
        assert!(read(b"[]", &base).unwrap().is_empty());
        assert!(read(b"\n", &base).unwrap().is_empty());
        assert!(read(b"<html>", &base).is_err());
    }
}
