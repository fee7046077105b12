//! What pages call their parts: the words in the names of elements, each once, with all it means.
//!
//! Pruning believes some of them outright; the judge counts others among what it knows. A word that is new stands
//! in `called.txt`, never in the code of one of the two. The judge's senses are features of its model: who changes
//! what a word means to it trains it again.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What words mean to pruning, in the order of their bits.
pub(super) const SENSES: &[&str] = &["junk", "byline", "caption", "standfirst", "picture"];

/// What they mean to the judge, each a feature: how far up the first element is that has such a word.
pub(super) const GROUPS: &[&str] = &[
    "called-text",
    "called-junk",
    "called-byline",
    "called-caption",
    "called-standfirst",
    "called-box",
    "called-card",
    "called-author",
    "called-end",
    "called-head",
    "called-links",
    "called-offer",
    "called-embed",
    "called-quote",
];

/// Names what is no part of an article.
pub(super) const JUNK: u32 = 1;
/// Names who wrote it and when.
pub(super) const BYLINE: u32 = 1 << 1;
/// Names what stands under a picture.
pub(super) const CAPTION: u32 = 1 << 2;
/// Names the summary under the headline.
pub(super) const STANDFIRST: u32 = 1 << 3;
/// Names a picture with what stands under it.
pub(super) const PICTURE: u32 = 1 << 4;

static WORDS: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
    let lines = include_str!("called.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(": ")).map(|(word, senses)| (word, bits(senses))).collect()
});

fn bits(senses: &str) -> u32 {
    let known = SENSES.iter().chain(GROUPS).enumerate();
    known.filter(|(_, sense)| senses.split(' ').any(|said| said == **sense)).map(|(bit, _)| 1 << bit).sum()
}

/// Whether a word has one of some senses.
pub(super) fn means(word: &str, senses: u32) -> bool {
    WORDS.get(word).is_some_and(|known| known & senses != 0)
}

/// The judge's groups that a word is in, as bits in their order.
pub(super) fn groups(word: &str) -> u32 {
    WORDS.get(word).map_or(0, |known| known >> SENSES.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_stands_once_and_means_something_known() {
        let lines: Vec<&str> =
            include_str!("called.txt").lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(lines.len(), WORDS.len());
        for line in lines {
            let (word, senses) = line.split_once(": ").unwrap();
            assert!(word.chars().all(|c| c.is_alphanumeric() && !c.is_uppercase()), "{word}");
            let count = senses.split(' ').count();
            assert_eq!(bits(senses).count_ones() as usize, count, "{line}");
        }
    }

    #[test]
    fn a_word_means_to_each_what_its_line_says() {
        assert!(means("newsletter", JUNK) && !means("newsletter", BYLINE | CAPTION));
        assert!(means("legend", CAPTION) && means("dek", STANDFIRST) && means("writer", BYLINE));
        assert!(means("foto", PICTURE) && !means("river", u32::MAX));
        let quote = GROUPS.iter().position(|group| *group == "called-quote").unwrap();
        assert_eq!(groups("zitat"), 1 << quote);
    }
}
