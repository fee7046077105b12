//! Formulas that a page says twice: as marks for browsers, and as they were written.
//!
//! What a browser does not show of them (`annotation`) is taken out. As a line of text the source tells more than
//! the marks do: `e^{x}` is `ex` without the heights of the letters.

use dom_query::{Document, NodeRef};

use super::tokens::attr;

/// Formulas of a page that are looked at, nodes of each, and letters of a source.
const FORMULAS: usize = 2_000;
const NODES: usize = 2_000;
const LETTERS: usize = 2_000;

/// Leaves each formula of a tree once.
pub(super) fn settle(dom: &Document) {
    let formulas: Vec<NodeRef> =
        dom.root().descendants_it().filter(|node| node.has_name("math")).take(FORMULAS).collect();
    for formula in formulas {
        let notes: Vec<NodeRef> = formula
            .descendants_it()
            .take(NODES)
            .filter(|node| node.has_name("annotation") || node.has_name("annotation-xml"))
            .collect();
        let source = notes.iter().filter(|note| is_tex(note)).find_map(|note| source(&note.text()));
        for note in &notes {
            note.remove_from_parent();
        }
        if let Some(source) = source {
            formula.set_text(source);
        }
    }
}

fn is_tex(note: &NodeRef) -> bool {
    attr(note, "encoding").is_some_and(|encoding| encoding.to_ascii_lowercase().contains("tex"))
}

/// What somebody wrote, without what only says how large it stands.
fn source(raw: &str) -> Option<String> {
    let mut said = raw.trim();
    if let Some(inner) = said.strip_prefix("{\\displaystyle").and_then(|rest| rest.strip_suffix('}')) {
        said = inner.trim();
    }
    let said = said.strip_prefix("\\displaystyle").unwrap_or(said).trim();
    (!said.is_empty() && said.len() <= LETTERS).then(|| said.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::extract::Limits;
    use crate::extract::tree::grow;

    fn said(html: &str) -> String {
        grow(html, &Limits::default()).dom.select("p").text().to_string()
    }

    #[test]
    fn a_formula_is_said_once_and_as_it_was_written() {
        let marks = "<msup><mi>e</mi><mi>x</mi></msup>";
        let tex = |said: &str| format!("<annotation encoding='application/x-tex'>{said}</annotation>");
        for (inside, once) in [
            (format!("<semantics>{marks}{}</semantics>", tex("e^{x}")), "e^{x}"),
            (format!("<semantics>{marks}{}</semantics>", tex("{\\displaystyle e^{x}}")), "e^{x}"),
            (format!("<semantics>{marks}{}</semantics>", tex(" ")), "ex"),
            (
                format!(
                    "<semantics>{marks}<annotation-xml encoding='MathML-Content'><ci>e</ci></annotation-xml></semantics>"
                ),
                "ex",
            ),
            (marks.to_owned(), "ex"),
        ] {
            assert_eq!(
                said(&format!("<p>Let <math>{inside}</math> be so.</p>")),
                format!("Let {once} be so.")
            );
        }
    }
}
