//! The judge: which units of a page's text are its article, by a model over general features.
//!
//! The scorers choose an element; the judge looks at each unit of text in and around it (its words, its place,
//! the names around it, its neighbours) and takes out what is not text, or takes in what the scorers missed. The model is a
//! table of small decision trees, made by `examples/train_judge` from labelled pages; it knows no site.

mod boxes;
mod features;
mod guards;
mod names;
mod runs;
mod series;
mod trees;
mod units;

use std::sync::LazyLock;

use dom_query::{Document as Dom, NodeId, NodeRef};

pub use trees::Model;

use super::blocks::Fate;
use super::credit::{is_credit, signs_off};
use super::metadata::{self, Metadata, folded};
use super::page::Page;
use super::polish::{asks, is_clock, tells_time};
use super::prune::Fates;
use super::survivors::{SHORT, Survivors};
use super::tokens::beginning;
use super::words::is_unspaced;
use crate::news::Role;

/// The model of this program.
static OURS: LazyLock<Model> = LazyLock::new(|| Model::parse(include_str!("judge/model.txt")));

/// A unit of a page's text, for those who make a model.
pub struct Unit {
    /// Its words.
    pub text: String,
    /// Percent of it that is part of the article without the judge.
    pub kept: f32,
    /// What is known about it.
    pub features: Vec<f32>,
}

/// The names of the features that a model goes by.
pub fn feature_names() -> Vec<&'static str> {
    features::feature_names()
}

/// The units of a page with their features, as the judge sees them.
pub fn units_of(page: &Page) -> Vec<Unit> {
    let metadata = metadata::read(page);
    let dom = page.dom().clone();
    let Some((survivors, fates)) = super::article::scored(&dom, &metadata) else { return Vec::new() };
    let Some(body) = dom.body() else { return Vec::new() };
    let units = units::units(&body, &survivors, &fates);
    let first: Vec<bool> = units.iter().map(|unit| survivors.first.contains(&unit.node.id)).collect();
    let all = features::features(&units, &metadata, &first);
    let shown =
        |unit: &units::Unit| if unit.is_aside() { 0.0 } else { unit.kept as f32 / unit.chars.max(1) as f32 };
    units
        .iter()
        .zip(all)
        .map(|(unit, features)| Unit { text: unit.text.clone(), kept: shown(unit), features })
        .collect()
}

/// Log odds above which a unit is text.
const EVEN: f32 = 0.0;

/// Log odds of one who is sure: one in twenty is wrong.
const SURE: f32 = 3.0;

/// Changes the choice of a pruned tree's text where the model thinks otherwise.
pub(super) fn revise(
    dom: &Dom,
    survivors: &mut Survivors,
    fates: &mut Fates,
    metadata: &Metadata,
    model: Option<&Model>,
) {
    let model = model.unwrap_or(&OURS);
    if model.is_empty() {
        return;
    }
    let Some(body) = dom.body() else { return };
    let units = units::units(&body, survivors, fates);
    let first: Vec<bool> = units.iter().map(|unit| survivors.first.contains(&unit.node.id)).collect();
    let features = features::features(&units, metadata, &first);
    // Of next to nothing, nothing more is taken away.
    let short = units.iter().map(|unit| unit.kept).sum::<u32>() < SHORT;
    let odds: Vec<f32> = features.iter().map(|features| model.judge(features)).collect();
    let mut texts: Vec<bool> = units
        .iter()
        .zip(&odds)
        .map(|(unit, &odds)| {
            // In scripts it knows little of, the scorers' choice stands unless the model is sure.
            let is_kept = !unit.is_aside() && unit.kept * 2 >= unit.chars;
            match (is_familiar(&unit.text), is_kept) {
                (true, _) => odds > EVEN,
                (false, true) => odds > -SURE,
                (false, false) => odds > SURE,
            }
        })
        .collect();
    guards::take_back(&units, &mut texts, &odds, survivors, metadata);
    let hour = |at: usize| {
        units.get(at).is_some_and(|unit| is_clock(&unit.text)) && texts.get(at + 1).is_some_and(|text| *text)
    };
    let hours: Vec<bool> = (0..units.len()).map(hour).collect();
    let report = hours.iter().filter(|hour| **hour).count() >= ENTRIES;
    let deck = deck(&units, &texts, metadata);
    let last = texts.iter().rposition(|text| *text).unwrap_or(0);
    for (at, (unit, text)) in units.iter().zip(texts).enumerate() {
        // The times of a report's entries stand over them.
        if report && hours.get(at).is_some_and(|hour| *hour) {
            survivors.admit_only(&unit.node, &unit.members);
            continue;
        }
        // What belongs to the headline stands above the text and is none of it.
        if deck == Some(at) {
            // What else is called a summary with it stays what it is.
            let alone = |id: &NodeId| {
                let with = units.iter().filter(|other| other.role.is_some_and(|(role, _)| role == *id));
                with.count() == 1
            };
            if let Some(id) = unit.role.map(|(id, _)| id).filter(alone) {
                fates.insert(id, Fate::As(Role::Deck));
            }
            fates.insert(unit.node.id, Fate::As(Role::Deck));
            survivors.admit_only(&unit.node, &unit.members);
            continue;
        }
        let credit =
            (last..last + NEAR_END).contains(&at) && (is_credit(&unit.text) || signs_off(&unit.text));
        if !text && !unit.is_aside() && !short && !credit && !is_unspaced_prose(unit) && !is_clock(&unit.text)
        {
            for id in &unit.members {
                survivors.kept.remove(id);
            }
        }
        if is_under_picture(unit) {
            // The box that is called a caption may be gone.
            fates.insert(unit.node.id, Fate::As(Role::Credit));
            continue;
        }
        if text && (unit.is_aside() || unit.kept * 2 < unit.chars) {
            if let Some((id, _)) = unit.role.filter(|_| unit.is_aside()) {
                fates.remove(&id);
            }
            survivors.admit_only(&unit.node, &unit.members);
        }
    }
}

/// Whether a unit is called a caption and shares its box with a picture, and with no other text.
fn is_under_picture(unit: &units::Unit) -> bool {
    if !matches!(unit.role, Some((_, Role::Credit))) {
        return false;
    }
    let pictured = |outer: &NodeRef| outer.descendants_it().take(40).any(|inner| inner.has_name("img"));
    let chars =
        |node: &NodeRef| node.text().chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').count();
    unit.node
        .ancestors_it(Some(NAMED))
        .take_while(|outer| {
            beginning(outer, unit.chars as usize * 3 + 40).1 && chars(outer) == unit.chars as usize
        })
        .any(|outer| pictured(&outer))
}

/// The unit that is called a summary, stands between the headline and the first of the text, and is no text.
fn deck(units: &[units::Unit], texts: &[bool], metadata: &Metadata) -> Option<usize> {
    let first = texts.iter().position(|text| *text)?;
    let title = folded(&metadata.title);
    let headline = units.iter().take(first).rposition(|unit| folded(&unit.text) == title)?;
    // A second headline right under the first is one too, whatever it is called, if there is more before the text.
    let second = |at: usize, unit: &units::Unit| {
        let above = units.get(headline).filter(|above| above.node.has_name("h1"));
        let above = above.and_then(|above| above.node.parent()).map(|outer| outer.id);
        at == headline + 1
            && at + 1 < first
            && is_heading(&unit.node)
            && above.is_some_and(|above| unit.node.parent().is_some_and(|outer| outer.id == above))
    };
    let is_deck = |at: usize, unit: &units::Unit| {
        let said = folded(&unit.text);
        let text = unit.text.trim();
        (matches!(unit.role, Some((_, Role::Standfirst))) || second(at, unit))
            && !unit.node.has_name("h1")
            && !unit.node.has_name("li")
            && unit.chars >= MIN_ITEM
            && unit.linked * 4 < unit.chars
            && !text.ends_with([':', '：'])
            && !tells_time(text)
            && !asks(text, unit.linked > 0)
            && said != title
            && !metadata.authors.iter().any(|author| said.contains(&folded(author)))
    };
    (headline + 1..first).find(|at| units.get(*at).is_some_and(|unit| is_deck(*at, unit)))
}

/// Entries that a report has at least.
const ENTRIES: usize = 3;

/// Characters of an item that says something.
const MIN_ITEM: u32 = 28;

/// Elements around a unit that are looked at.
const NAMED: usize = 4;

fn is_heading(node: &NodeRef) -> bool {
    ["h2", "h3", "h4", "h5", "h6"].iter().any(|tag| node.has_name(tag))
}

/// Whether a unit is in Latin letters, as nearly all pages that the model was made from are.
fn is_familiar(text: &str) -> bool {
    let (mut all, mut latin) = (0, 0);
    for letter in text.chars().filter(|c| c.is_alphabetic()) {
        all += 1;
        latin += usize::from(letter < '\u{250}' || ('\u{1e00}'..='\u{1eff}').contains(&letter));
    }
    latin * 2 >= all
}

/// Units after the last text among which a line that credits somebody belongs to the article.
const NEAR_END: usize = 4;

/// Whether a unit is a paragraph in a script without spaces: of these the model has seen too few to take one away.
fn is_unspaced_prose(unit: &units::Unit) -> bool {
    let letters = unit.text.chars().filter(|c| c.is_alphabetic());
    let (mut all, mut unspaced) = (0, 0);
    for letter in letters {
        all += 1;
        unspaced += usize::from(is_unspaced(letter));
    }
    unspaced * 2 > all && unit.linked * 2 < unit.chars && unit.node.has_name("p")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Limits, PageFacts};
    use crate::news::{Address, Document};

    fn page(html: &str) -> Page {
        let address = Address::parse("https://paper.example/news/river").unwrap();
        let facts = PageFacts { address, content_type: None };
        Page::parse(html.as_bytes(), &facts, &Limits::default()).unwrap()
    }

    fn text(document: &Document) -> String {
        document.texts().collect::<Vec<_>>().join(" ")
    }

    fn prose(what: &str, count: usize) -> String {
        (0..count).fold(String::new(), |html, n| {
            html + &format!(
                "<p>The {what} rose by {n} centimetres, and people in the town below moved their cars to a field \
                 above the church, where it is dry. “Nobody expected that,” the mayor said on Tuesday.</p>"
            )
        })
    }

    #[test]
    fn the_program_has_a_model_whose_features_exist() {
        assert!(!OURS.is_empty());
        let known = feature_names().len();
        let table = include_str!("judge/model.txt");
        let splits = table.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
        let features =
            splits.filter_map(|word| word.split_once(':')).map(|(feature, _)| feature.parse::<usize>());
        assert!(features.into_iter().all(|feature| feature.is_ok_and(|feature| feature < known)));
        let units = units_of(&page(&format!("<article><h1>T</h1>{}</article>", prose("river", 5))));
        assert!(!units.is_empty() && units.iter().all(|unit| unit.features.len() == known));
    }

    #[test]
    fn what_interrupts_and_follows_an_article_is_no_part_of_it() {
        let html = format!(
            "<title>The river rises | The Paper</title><main><article><h1>The river rises</h1>
             <div class=body>{}
             <div class=x1><p>Sign up for our morning newsletter</p><p><a href=/n>Get the day's best stories by mail</a></p></div>
             {}</div>
             <div class=x2><h3>More from the region</h3><p><a href=/1>Bridge closed after the flood of the century</a></p>
             <p><a href=/2>School reopens with a new roof and an old problem</a></p></div>
             </article></main>",
            prose("river", 4),
            prose("lake", 4)
        );
        let text = text(&page(&html).article().unwrap().document);
        assert_eq!(text.matches("rose by").count(), 8, "{text}");
        for other in ["newsletter", "best stories", "Bridge closed", "School reopens"] {
            assert!(!text.contains(other), "{other} is in {text}");
        }
    }

    #[test]
    fn what_explains_a_term_and_what_is_quoted_between_paragraphs_stays() {
        let html = format!(
            "<title>The river rises</title><main><h1>The river rises</h1>{}<blockquote><p>The council shall keep the gate in a
             state in which it can be shut at any time.</p></blockquote>{}<dl><dt>-v</dt><dd><p>Tells each centimetre that the
             river rises or falls.</p></dd><dt>-q</dt><dd><p>Says nothing at all while the gate is shut.</p></dd></dl></main>",
            prose("river", 3),
            prose("lake", 3)
        );
        let text = text(&page(&html).article().unwrap().document);
        for said in ["shall keep the gate", "Tells each centimetre", "Says nothing at all"] {
            assert!(text.contains(said), "{said} is not in {text}");
        }
    }

    #[test]
    fn a_model_decides_and_next_to_nothing_is_left_alone() {
        let long = page(&format!("<article><h1>T</h1>{}</article>", prose("river", 6)));
        let none = Model::parse("0:0 -1 -1");
        assert!(long.article_by(&none).document.is_empty());
        let short = page("<article><h1>T</h1><p>The river rose. Nobody was hurt.</p></article>");
        assert_eq!(text(&short.article_by(&none).document), "The river rose. Nobody was hurt.");
    }
}
