//! The times of a live report: lines that are a clock's and nothing else.

use super::text;
use crate::news::{Block, Role};

/// Lines of one time each that make a report.
const ENTRIES: usize = 3;

/// Whether a text tells the hour and nothing else: `09:40`, `9.40 am`, `18:05 Uhr`.
pub(in crate::extract) fn is_clock(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 12 {
        return false;
    }
    let Some((hours, rest)) = text.split_once([':', '.']) else { return false };
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (minutes, zone) = rest.split_at(end);
    let below = |digits: &str, limit: u8| digits.parse::<u8>().is_ok_and(|number| number < limit);
    let zone = zone.trim().to_lowercase();
    let zoned = matches!(
        &*zone,
        "" | "am" | "pm" | "a.m." | "p.m." | "uhr" | "h" | "et" | "gmt" | "bst" | "cet" | "мск"
    );
    (1..=2).contains(&hours.len()) && minutes.len() == 2 && below(hours, 24) && below(minutes, 60) && zoned
}

/// Whether a document is a report whose entries have their times.
pub(super) fn is_report(blocks: &[Block]) -> bool {
    blocks.iter().filter(|block| tells_clock(block)).nth(ENTRIES - 1).is_some()
}

/// Whether a paragraph is the time of an entry.
pub(super) fn tells_clock(block: &Block) -> bool {
    matches!(block, Block::Paragraph { .. }) && text(block).is_some_and(|text| is_clock(&text))
}

/// The times of a report stand over its entries as the line of a byline does.
pub(super) fn set_apart(blocks: &mut [Block]) {
    for block in blocks.iter_mut().filter(|block| tells_clock(block)) {
        if let Block::Paragraph { role, .. } = block {
            *role = Role::Byline;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hour_alone_is_told_from_numbers_and_sentences() {
        for clock in ["09:40", " 9.40 am", "18:05 Uhr", "0:00", "11:15 p.m."] {
            assert!(is_clock(clock), "{clock}");
        }
        for other in ["", "9:4", "25:10", "10:75", "3:2", "1.5", "at 9:40", "2.50 euros", "١٠:٠٥", "10:05:11"]
        {
            assert!(!is_clock(other), "{other}");
        }
    }
}
