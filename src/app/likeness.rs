//! How well typed letters fit a text: what the palette sorts by.

/// For a letter that is found.
const FOUND: i32 = 16;
/// For one that begins a word or follows the letter before it; twice for the first.
const IN_PLACE: i32 = 8;
/// Less for one that stands alone inside a word.
const ALONE: i32 = 8;
/// For what stands together and ends where a word ends.
const WHOLE: i32 = 8;
/// For what begins with the text itself.
const FIRST: i32 = 4;
/// For letters that are left out between two, and for each of them.
const GAP: (i32, i32) = (3, 1);
/// What no letter stands for.
const NEVER: i32 = i32::MIN / 4;

/// How well what is typed fits a text that has each of its words' letters in this order; `None` where it has not.
/// A word that begins so is likelier than one that has it inside, initials are likelier than letters here and there.
pub fn likeness(typed: &str, text: &str) -> Option<i32> {
    let text: Vec<char> = text.to_lowercase().chars().collect();
    let typed = typed.to_lowercase();
    typed.split_whitespace().map(|word| best(&word.chars().collect::<Vec<_>>(), &text)).sum()
}

/// The best of all ways to find a word's letters in a text, in their order.
fn best(word: &[char], text: &[char]) -> Option<i32> {
    let begins = |at: usize| at == 0 || text.get(at - 1).is_some_and(|c| !c.is_alphanumeric());
    let ends = |at: usize| text.get(at + 1).is_none_or(|c| !c.is_alphanumeric());
    // For each place the best with the last letter there.
    let mut row: Vec<i32> = Vec::new();
    for (nth, letter) in word.iter().enumerate() {
        let mut next = Vec::with_capacity(text.len());
        // The best with a gap behind it that ends here.
        let mut gapped = NEVER;
        for (at, c) in text.iter().enumerate() {
            let beside = at.checked_sub(1).and_then(|at| row.get(at).copied()).unwrap_or(NEVER);
            let apart = if begins(at) { gapped + IN_PLACE } else { gapped - ALONE };
            let score = match nth {
                _ if c != letter => NEVER,
                0 if at == 0 => FOUND + 2 * IN_PLACE + FIRST,
                0 if begins(at) => FOUND + 2 * IN_PLACE,
                0 => FOUND,
                _ => FOUND + apart.max(beside + IN_PLACE),
            };
            next.push(if score > NEVER / 2 { score } else { NEVER });
            gapped = (gapped - GAP.1).max(beside - GAP.0);
        }
        row = next;
    }
    let is_whole = |at: usize| text.get(..=at).is_some_and(|text| text.ends_with(word)) && ends(at);
    let whole = |(at, score): (usize, &i32)| if is_whole(at) { *score + WHOLE } else { *score };
    row.iter().enumerate().map(whole).max().filter(|score| *score > NEVER / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts from the likeliest on.
    fn sorted<'t>(typed: &str, texts: &[&'t str]) -> Vec<&'t str> {
        let scored = texts.iter().filter_map(|text| likeness(typed, text).map(|score| (score, *text)));
        let mut scored: Vec<_> = scored.collect();
        scored.sort_by_key(|(score, _)| -score);
        scored.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn beginnings_and_initials_go_before_letters_here_and_there() {
        for (typed, texts) in [
            // From the likeliest on.
            ("day", &["day on", "a day back", "days by the site", "a Sunday", "dim tracks nicely"][..]),
            ("un", &["undo", "next unread", "bunch", "up; in the calendar"]),
            ("nud", &["next unread day", "a new undoing", "not a wound"]),
            ("book", &["bookmark", "a bookmark", "browse or look"]),
            ("copy", &["copy the title", "to copy it", "recopy", "open it, comments, prune, year"]),
            ("bkmrk", &["bookmark", "back to the mark, or keep"]),
        ] {
            let mut turned = texts.to_vec();
            turned.reverse();
            assert_eq!(sorted(typed, &turned), texts, "{typed}");
        }
    }

    #[test]
    fn words_are_found_in_any_order() {
        assert_eq!(likeness("Title copy", "copy the title"), likeness("copy title", "copy the title"));
        assert_eq!(likeness("copy tilte", "copy the title"), None);
        assert_eq!(likeness("xyz", "bookmark"), None);
        assert_eq!(likeness("", "bookmark"), Some(0));
        assert!(likeness("copytitle", "copy the title").is_some());
    }
}
