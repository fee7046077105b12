//! Names that mislead: what would take away much of the text, though no single element of that name is much.

use std::collections::{HashMap, HashSet};

use dom_query::NodeRef;

use super::Weights;

/// Words of elements that hold what readers wrote, which may be much.
pub(super) const TALK: &[&str] = &["comment", "comments", "commentlist", "respond", "disqus"];

/// One part in so many of a page's prose is more than elements of one name beside an article hold together.
const MISLED_SHARE: u32 = 3;
/// A single element that is hidden or called something is what it is called.
const MISLED_TIMES: u32 = 3;

/// Words that name a box beside a text, and the questions or the facts of a text that is made of these.
pub(super) const BOXES: &[&str] = &[
    "quiz",
    "poll",
    "polls",
    "umfrage",
    "infobox",
    "factbox",
    "faktaboks",
    "faktabox",
    "faktaruta",
    "fact box",
    "facts box",
];

/// The words that would take a good part of the page's prose away, though no single element of that name has much of
/// it: the folded parts of a guide, sections whose template calls them `skip-item`, the questions of a quiz.
pub(super) fn misled(dropped: &[(NodeRef, Option<String>)], weights: &Weights) -> Vec<String> {
    let mut sums: HashMap<&str, (u32, u32)> = HashMap::new();
    // A notice in the place of each embedded post says the same each time.
    let mut said = HashSet::new();
    let mut boxes: HashMap<&str, u32> = HashMap::new();
    for (node, word) in dropped {
        let weight = weights.get(node);
        if let Some(word) = word.as_deref().filter(|word| BOXES.contains(word)) {
            *boxes.entry(word).or_default() += weight.solid;
            continue;
        }
        if let Some(word) = word.as_deref().filter(|word| !TALK.contains(word) && weight.tells())
            && said.insert(node.text().to_string())
        {
            let (count, sum) = sums.entry(word).or_default();
            *count += 1;
            *sum += weight.prose;
        }
    }
    let most = weights.total().prose / MISLED_SHARE;
    let words = sums.into_iter().filter(|(_, (count, sum))| *count >= MISLED_TIMES && *sum > most);
    let most_solid = weights.total().solid / MISLED_SHARE;
    let boxes = boxes.into_iter().filter(|(_, sum)| *sum > most_solid);
    words.map(|(word, _)| word).chain(boxes.map(|(word, _)| word)).map(str::to_owned).collect()
}
