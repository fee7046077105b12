//! The wall's own words at the end of a text, and the offers below it.

use super::super::polish;
use super::words::{OFFERS, PAY};
use crate::news::{Block, Document};

/// Whether words of a text begin so.
fn begins_word(text: &str, sign: &str) -> bool {
    text.match_indices(sign)
        .any(|(at, _)| !text.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric)))
}

/// Takes the wall's own words off the end of a text, and the offers below it where the page must be paid for: from the
/// first of two or more short blocks that speak of one, if half of all after it do.
pub(in crate::extract) fn take_off(document: &mut Document, is_paid: bool) {
    const SHORT: usize = 160;
    let says = |block: &Block, signs: &[&str]| {
        let text = polish::text(block).unwrap_or_default();
        text.chars().count() <= SHORT && {
            let text = text.to_lowercase();
            signs.iter().any(|sign| text.contains(sign))
        }
    };
    let (mut offers, mut wall) = (0, document.blocks.len());
    for (after, (at, block)) in document.blocks.iter().enumerate().skip(1).rev().enumerate() {
        let text = polish::text(block).unwrap_or_default().to_lowercase();
        let offer = OFFERS.iter().any(|sign| begins_word(&text, sign)) || says(block, PAY);
        let long = text.chars().count() > SHORT;
        if !is_paid || long {
            break;
        }
        offers += usize::from(offer);
        wall = if offer && offers >= 2 && offers * 2 > after { at } else { wall };
    }
    document.blocks.truncate(wall);
    while document.blocks.len() > 1 && document.blocks.last().is_some_and(|block| says(block, PAY)) {
        document.blocks.pop();
    }
}
