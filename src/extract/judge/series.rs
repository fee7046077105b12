//! Entries of one make, each a sentence or two, such as the messages of a status page: of so few words the model knows too
//! little to tell one from another.

use std::collections::HashMap;

use dom_query::NodeId;

use super::guards::{Make, make};
use super::units::Unit;
use crate::extract::polish::{asks, leads_to_others, tells_time};

/// Elements around an entry, the last of which holds all of them.
const AROUND: usize = 3;

/// Words of an entry.
const WORDS: usize = 4;

/// Signs that end a sentence.
const ENDS: &[char] = &['.', '!', '?', '…', '。', '！', '？', '।', '۔'];

/// Takes in the entries of one make in boxes that have names, all of them sentences without links below a label, of which the
/// scorers keep one at least.
pub(super) fn keep(units: &[Unit], texts: &mut [bool]) {
    let mut series: HashMap<(NodeId, Make), Vec<usize>> = HashMap::new();
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| unit.node.has_name("div")) {
        let make = make(&unit.node).filter(|make| make.iter().all(|(_, class)| class.is_some()));
        if let (Some(make), Some(outer)) = (make, unit.node.ancestors_it(Some(AROUND)).nth(AROUND - 1)) {
            series.entry((outer.id, make)).or_default().push(at);
        }
    }
    for entries in series.into_values().filter(|entries| entries.len() > 1) {
        // Over each stands in the same box what it is, and leads nowhere either.
        let over = |at: usize| {
            let label = at.checked_sub(1).and_then(|at| units.get(at)).filter(|label| label.linked == 0);
            let inner =
                units.get(at).and_then(|unit| unit.node.ancestors_it(Some(AROUND - 1)).nth(AROUND - 2));
            label.zip(inner).is_some_and(|(label, inner)| {
                label.node.ancestors_it(Some(AROUND - 1)).any(|outer| outer.id == inner.id)
            })
        };
        let told = entries.iter().all(|at| units.get(*at).is_some_and(is_sentence) && over(*at));
        let is_kept = |at: &usize| units.get(*at).is_some_and(|unit| unit.kept >= unit.chars);
        if told && entries.iter().any(is_kept) {
            for at in entries {
                texts.iter_mut().skip(at).take(1).for_each(|text| *text = true);
            }
        }
    }
}

fn is_sentence(unit: &Unit) -> bool {
    let text = unit.text.trim();
    !unit.is_aside()
        && unit.linked == 0
        && text.ends_with(ENDS)
        && text.split_whitespace().count() >= WORDS
        && !asks(text, false)
        && !leads_to_others(text)
        && !tells_time(text)
}

#[cfg(test)]
mod tests {
    use crate::extract::page::Page;
    use crate::extract::{Limits, PageFacts};
    use crate::news::Address;

    fn text(entries: &[(&str, &str)]) -> String {
        let address = Address::parse("https://status.example/incidents/1").unwrap();
        let facts = PageFacts { address, content_type: None };
        let rows = entries.iter().map(|(label, said)| {
            format!(
                "<div class=row><div class=title>{label}</div><div class=container><div class=said>{said}<br></div>
                 <div class=when>Posted Nov 03, 2026 - 14:20 UTC</div></div></div>"
            )
        });
        let rows: String = rows.collect();
        let html =
            format!("<title>The lamp is dark</title><h1>The lamp is dark</h1><div class=all>{rows}</div>");
        let page = Page::parse(html.as_bytes(), &facts, &Limits::default()).unwrap();
        page.article().unwrap().document.texts().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_short_messages_of_a_status_page_are_all_read() {
        let said = [
            ("Resolved", "The fault has been mended and everything works again."),
            ("Monitoring", "A fix has been applied and we watch the lamp."),
            ("Identified", "The fuse of the lamp was found to be wet."),
            ("Investigating", "We look into reports that the lamp does not burn at the northern pier."),
        ];
        let text = text(&said);
        for (_, said) in said {
            assert!(text.contains(said), "{said} is not in {text}");
        }
    }
}
