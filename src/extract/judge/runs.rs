//! Long runs of paragraphs of one make: of those the model has seen next to none, so it may not thin them out.

use std::collections::HashMap;

use dom_query::NodeId;

use super::guards::{Make, make};
use super::units::Unit;
use crate::extract::polish::{asks, leads_to_others, tells_time};

/// Paragraphs, or characters of them, that make a run longer than nearly all the model was made from.
const MANY: usize = 60;
const LONG: u32 = 16_000;

/// Of three paragraphs of a run this many are text to the model at least; else it is something else, however long, such as
/// what is said of the pictures of a gallery.
const OF_THREE: usize = 2;

/// Characters of a paragraph that says something.
const SAYS: u32 = 20;

/// Elements around a paragraph in which the run may stand: its parent, and that of its entry in a report.
const AROUND: usize = 2;

/// Takes back what the scorers keep of a long run, from the first that is text to the model: paragraphs of one make in one
/// element, or one in each of its boxes.
pub(super) fn keep(units: &[Unit], texts: &mut [bool]) {
    for up in 1..=AROUND {
        let mut runs: HashMap<(NodeId, Make), Vec<usize>> = HashMap::new();
        for (at, unit) in units.iter().enumerate().filter(|(_, unit)| is_plain(unit)) {
            let outer = unit.node.ancestors_it(Some(up)).nth(up - 1);
            if let (Some(outer), Some(make)) = (outer, make(&unit.node)) {
                runs.entry((outer.id, make)).or_default().push(at);
            }
        }
        for run in runs.into_values() {
            let chars: u32 = run.iter().filter_map(|at| units.get(*at)).map(|unit| unit.chars).sum();
            let is_text = |at: &usize| texts.get(*at).is_some_and(|text| *text);
            let known = run.iter().filter(|at| is_text(at)).count();
            if run.len() < MANY && chars < LONG || known * 3 < run.len() * OF_THREE {
                continue;
            }
            let first = run.iter().position(is_text).unwrap_or(run.len());
            for at in run.into_iter().skip(first) {
                texts.iter_mut().skip(at).take(1).for_each(|text| *text = true);
            }
        }
    }
}

/// Whether the scorers keep a unit whole and nothing in it asks for anything or leads elsewhere.
fn is_plain(unit: &Unit) -> bool {
    ["p", "div", "dd"].iter().any(|tag| unit.node.has_name(tag))
        && !unit.is_aside()
        && unit.kept >= unit.chars
        && unit.chars >= SAYS
        && unit.linked * 4 < unit.chars
        && !asks(&unit.text, unit.linked > 0)
        && !leads_to_others(&unit.text)
        && !tells_time(unit.text.trim())
}
