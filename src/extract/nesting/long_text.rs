//! Where a text without any tag would cost too much as one node of the tree.
//!
//! Writing a node out again costs its length for each `&` and each sign of Latin-1 in it, so half a megabyte of
//! soft hyphens would cost more than a page may. The text itself is not changed: it is parted by comments.

/// What one node may cost: four megabytes looked through again. Paragraphs cost a hundredth.
const DEAR: usize = 4 << 20;

/// Bytes of a node where the text has to be parted.
const MOST: usize = 512;

/// Bytes before a place that are looked at for a better one: white space, or the beginning of a reference.
const LOOK_BACK: usize = 128;

/// The places where a text, which stands in a page from `start` on, is parted.
pub(super) fn places(html: &str, start: usize, end: usize) -> Vec<usize> {
    let mut places = Vec::new();
    let text = html.as_bytes().get(start..end).unwrap_or_default();
    // Of a paragraph nothing has to be counted.
    if text.len().saturating_mul(text.len()) <= DEAR {
        return places;
    }
    // The first byte of U+0080 to U+00BF.
    let dear = text.iter().filter(|byte| matches!(byte, b'&' | 0xc2)).count();
    if dear.saturating_mul(text.len()) <= DEAR {
        return places;
    }
    let mut from = start;
    while end.saturating_sub(from) > MOST {
        let latest = html.floor_char_boundary(from + MOST);
        let earliest = html.floor_char_boundary(latest - LOOK_BACK);
        let near = html.get(earliest..latest).unwrap_or_default();
        // Not within a reference (`&hellip;`), and rather between words.
        let open = near.rfind('&').filter(|at| near.get(*at..).is_some_and(|after| !after.contains(';')));
        let space = near.rfind(' ').filter(|at| open.is_none_or(|open| *at < open));
        from = earliest + space.or(open).filter(|at| *at > 0).unwrap_or(latest - earliest);
        places.push(from);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_parted_between_words_and_never_in_a_character_or_a_reference() {
        for cheap in ["word ".repeat(1 << 20), "« one » ".repeat(200), "&amp; ".repeat(300)] {
            assert!(places(&cheap, 0, cheap.len()).is_empty());
        }
        for unit in ["word\u{ad} ", "«", "\u{ad}", "🦀\u{85}x", "&amp;", "&#x1F980;", "a&nbsp;", "&"] {
            let html = unit.repeat(20_000);
            let places = places(&html, 0, html.len());
            assert!(
                places.len() >= html.len() / MOST - 1 && places.len() <= html.len() / (MOST - LOOK_BACK) + 1
            );
            let mut from = 0;
            for at in places {
                assert!(at > from && at - from <= MOST, "{unit}");
                let part = &html[from..at];
                assert!(
                    unit.starts_with("word") || unit == "a&nbsp;" || part.len() % unit.len() == 0,
                    "{unit}"
                );
                assert!(!unit.starts_with("word") || html[at..].starts_with(' '), "{unit}");
                from = at;
            }
        }
    }
}
