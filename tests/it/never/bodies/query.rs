//! Text → query: a query or a sentence.

use dateline::locale::Locale;
use dateline::news::Day;
use dateline::query::Query;

/// Holds any bytes to it.
pub fn query(bytes: &[u8]) {
    let today: Day = "2025-11-13".parse().expect("a day");
    for typed in [false, true] {
        if let Ok(read) = Query::parse(&String::from_utf8_lossy(bytes), today, Locale::default(), typed) {
            let _ = read.marker();
        }
    }
}
