//! What stands on a page a second time: a copy for telephones or for print beside the text, a short version
//! before the full one, each part once for narrow and once for wide screens.
//!
//! A copy is a run of blocks that say, in the same order, what blocks before them say. Single repeats are a
//! writer's own (a chorus, a question asked twice, the line a speech comes back to) and stay where they are,
//! in the text that is kept too.

use std::collections::{HashMap, HashSet};

use super::super::inline::text_of;
use super::super::metadata::folded;
use super::is_prose;
use crate::news::{Block, Document, Role};

/// Characters of a paragraph that nobody writes twice by chance.
const LONG: usize = 100;

/// Different long paragraphs that make a copy, and those of a text that stands there twice and has nothing else.
const COPIED: usize = 4;
const COPIED_WHOLE: usize = 2;

/// Blocks in a row that a copy may have of its own, and those it may leave out.
const OWN: usize = 2;
const LEFT_OUT: usize = 24;

/// Percent of what a copy says that must be said before it; and of all the text, if it is short.
const SAID_BEFORE: usize = 60;
const WHOLE: usize = 90;

/// Places of the first words of a copy that are tried for its beginning, at either end of the text.
const TRIED: usize = 4;

/// A block as it is compared.
struct Said {
    /// Its words, or its picture's address; empty where it has neither.
    words: String,
    length: usize,
    is_long: bool,
    is_picture: bool,
}

/// Blocks that say again what others have said: each later one with the earlier one.
type Run = Vec<(usize, usize)>;

/// Leaves out of a text what is a copy of another part of it.
pub(super) fn without_copies(blocks: Vec<Block>) -> Vec<Block> {
    let said: Vec<Said> = blocks.iter().map(said).collect();
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, block) in said.iter().enumerate().filter(|(_, block)| !block.words.is_empty()) {
        places.entry(&block.words).or_default().push(at);
    }
    let repeated = |block: &&Said| block.is_long && places.get(&*block.words).is_some_and(|at| at.len() > 1);
    if said.iter().filter(repeated).count() < COPIED_WHOLE * 2 {
        return blocks;
    }
    let runs = Comparison { said: &said, places: &places }.copies();
    let mut goes: HashSet<usize> = HashSet::new();
    for run in runs {
        let (Some((first, _)), Some((last, _))) = (run.first(), run.last()) else { continue };
        goes.extend(run.iter().map(|(later, _)| later));
        // Pictures and labels of a copy go with it; what it alone says is kept.
        let own = (*first..=*last).filter(|at| blocks.get(*at).is_some_and(|block| !is_worth_keeping(block)));
        goes.extend(own);
    }
    let kept = blocks.into_iter().enumerate().filter(|(at, _)| !goes.contains(at));
    kept.map(|(_, block)| block).collect()
}

fn is_worth_keeping(block: &Block) -> bool {
    !matches!(
        block,
        Block::Figure { .. } | Block::Separator | Block::Heading { .. } | Block::Paragraph { .. }
    ) || is_prose(block)
}

fn said(block: &Block) -> Said {
    let alone = Document { blocks: vec![block.clone()], links: Vec::new() };
    let words = folded(&alone.texts().collect::<Vec<_>>().join(" "));
    let is_long = match block {
        Block::Paragraph { role: Role::Body | Role::Standfirst, spans } => {
            text_of(spans).chars().nth(LONG).is_some()
        }
        _ => false,
    };
    let length = words.chars().count();
    let is_picture = matches!(block, Block::Figure { .. });
    let words = match block {
        Block::Figure { source: Some(source), .. } if words.is_empty() => source.to_string(),
        _ => words,
    };
    Said { words, length, is_long, is_picture }
}

/// A text that is compared with itself.
struct Comparison<'a> {
    said: &'a [Said],
    /// Where the same is said, in order.
    places: &'a HashMap<&'a str, Vec<usize>>,
}

impl Comparison<'_> {
    /// The runs that are copies.
    fn copies(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let mut at = 1;
        while at < self.said.len() {
            let from = runs.last().and_then(|run| run.last()).map_or(0, |(later, _)| later + 1);
            let places = self.places_of(at);
            let earlier = places.get(..places.partition_point(|place| *place < at)).unwrap_or_default();
            let last = earlier.get(TRIED..).unwrap_or_default().iter().rev().take(TRIED);
            let tried = earlier.iter().take(TRIED).chain(last);
            let run = tried.map(|earlier| self.run(at, *earlier, from)).max_by_key(|run| self.weight(run));
            match run {
                Some(run) => {
                    at = run.last().map_or(at, |(later, _)| *later) + 1;
                    runs.push(run);
                }
                None => at += 1,
            }
        }
        let (mut copies, others): (Vec<Run>, Vec<Run>) = runs.into_iter().partition(|run| self.is_copy(run));
        // Parts that stand twice, one right after the other, are many small copies of one kind.
        let twins: Vec<Run> = others.into_iter().filter(is_twin).collect();
        if twins.iter().flat_map(|run| self.long(run)).collect::<HashSet<&str>>().len() >= COPIED {
            copies.extend(twins);
        }
        copies
    }

    fn places_of(&self, at: usize) -> &[usize] {
        let said = self.said.get(at).map(|said| said.words.as_str()).unwrap_or_default();
        self.places.get(said).map(Vec::as_slice).unwrap_or_default()
    }

    /// The longest run in which `later` says again what `earlier` says. It begins no earlier than `from`.
    fn run(&self, later: usize, earlier: usize, from: usize) -> Run {
        let mut run = vec![(later, earlier)];
        let (mut last, mut source) = (later, earlier);
        loop {
            let mut next = None;
            for at in last + 1..=last + 1 + OWN {
                let places = self.places_of(at);
                let place = places.get(places.partition_point(|place| *place <= source));
                next = place
                    .filter(|place| **place < later && **place <= source + 1 + LEFT_OUT)
                    .map(|place| (at, *place));
                // What is said before, but elsewhere, is none of a copy's own: another run begins here.
                if next.is_some() || places.first().is_some_and(|first| *first < later) {
                    break;
                }
            }
            let Some((next, place)) = next else { break };
            run.push((next, place));
            (last, source) = (next, place);
        }
        // Its first words may have been taken for a repetition of others.
        let (mut first, mut source) = (later, earlier);
        let mut before = Run::new();
        while first > from.max(1) && source > 0 && self.is_same(first - 1, source - 1) {
            (first, source) = (first - 1, source - 1);
            before.push((first, source));
        }
        before.reverse();
        before.append(&mut run);
        before
    }

    /// Whether two blocks say the same, or are both pictures: for another screen it has another address.
    fn is_same(&self, one: usize, other: usize) -> bool {
        let (Some(one), Some(other)) = (self.said.get(one), self.said.get(other)) else { return false };
        one.is_picture && other.is_picture || !one.words.is_empty() && one.words == other.words
    }

    fn weight(&self, run: &Run) -> usize {
        run.iter().filter_map(|(later, _)| self.said.get(*later)).map(|said| said.length + 1).sum()
    }

    /// The different long paragraphs of a run.
    fn long(&self, run: &Run) -> HashSet<&str> {
        let long = run.iter().filter_map(|(later, _)| self.said.get(*later)).filter(|said| said.is_long);
        long.map(|said| said.words.as_str()).collect()
    }

    fn length(&self, blocks: std::ops::Range<usize>) -> usize {
        self.said.get(blocks).unwrap_or_default().iter().map(|said| said.length + 1).sum()
    }

    /// Whether a run is a copy: it says enough, and little else; or it and what it repeats are the whole text.
    fn is_copy(&self, run: &Run) -> bool {
        let (Some((first, start)), Some((last, end))) = (run.first(), run.last()) else { return false };
        let (weight, count) = (self.weight(run) * 100, self.long(run).len());
        let is_dense = weight >= self.length(*first..last + 1) * SAID_BEFORE;
        let is_all = || {
            let before = self.length(0..*first);
            let outside = before - self.length(*start..end + 1);
            weight >= self.length(*first..self.said.len()) * WHOLE && outside * 100 <= before * (100 - WHOLE)
        };
        is_dense && (count >= COPIED || count >= COPIED_WHOLE && is_all())
    }
}

/// Whether a run follows at once on what it repeats, and repeats all of it.
fn is_twin(run: &Run) -> bool {
    let (Some((first, start)), Some((last, end))) = (run.first(), run.last()) else { return false };
    *first == end + 1 && last - first == end - start && last - first + 1 == run.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Span, Text};

    fn paragraph(text: &str) -> Block {
        Block::Paragraph { role: Role::Body, spans: vec![Span::plain(Text::line(text))] }
    }

    /// A letter for each paragraph: large ones are long, small ones short, `#` is a heading, `0` to `9` pictures.
    fn blocks(text: &str) -> Vec<Block> {
        text.chars()
            .map(|c| match c {
                '#' => Block::Heading { level: 2, spans: vec![Span::plain(Text::line("The answer"))] },
                '0'..='9' => Block::Figure {
                    source: crate::news::Address::parse(&format!("https://a.example/{c}.jpg")).ok(),
                    alt: Text::default(),
                    caption: Vec::new(),
                    credit: Text::default(),
                },
                c if c.is_uppercase() => paragraph(&format!("{c} long ").repeat(20)),
                c => paragraph(&c.to_string()),
            })
            .collect()
    }

    fn left(text: &str) -> String {
        let all = blocks(text);
        let letter = |block: &Block| {
            let at = all.iter().position(|known| known == block).unwrap();
            text.chars().nth(at).unwrap()
        };
        without_copies(all.clone()).iter().map(letter).collect()
    }

    #[test]
    fn a_second_copy_goes_from_where_it_begins_and_refrains_stay() {
        for (page, text) in [
            // A chorus, a question asked again, in the text and in its copy.
            ("ARBRCRDRARBRCRDR", "ARBRCRDR"),
            ("#AR#BR#CR#DR#AR#BR#CR#DR", "#AR#BR#CR#DR"),
            ("aARbBRcCRdDRaARbBRcCRdDR", "aARbBRcCRdDR"),
            ("qAqBqCqDqAqBqCqD", "qAqBqCqD"),
            ("#A#B#C#D#A#B#C#D", "#A#B#C#D"),
            // A short version first, one below that leaves out, one with words and a picture of its own.
            ("ABCDABCDEFG", "ABCDEFG"),
            ("ABCDEFGHACDFH", "ABCDEFGH"),
            ("1A#BCD2A#BxCXD", "1A#BCDX"),
            // Each part twice.
            ("AABBCCDDEE", "ABCDE"),
            ("#A#ABBrCDrCDEE", "#ABrCDE"),
            // Three copies, and a short text.
            ("ABCDEABCDEABCDE", "ABCDE"),
            ("aABbaABb", "aABb"),
        ] {
            assert_eq!(left(page), text, "{page}");
        }
    }

    #[test]
    fn what_is_said_again_on_purpose_stays() {
        for text in [
            "ARBRCRDRERFR",
            "ABCDAE",
            "AABCDE",
            "ABRSCDRSEFRSGH",
            "abcabcabcabc",
            "ABxyzCDAB",
            "ABCDEFAFBECFD",
        ] {
            assert_eq!(left(text), text);
        }
    }

    #[test]
    fn many_blocks_that_say_the_same_take_no_long_time() {
        let same = blocks(&"xA".repeat(20_000));
        assert_eq!(without_copies(same).len(), 40_000);
    }
}
