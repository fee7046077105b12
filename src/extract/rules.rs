//! Rules of a person for the pages of a source: what is not text, where the text begins.
//!
//! A rule is a selector of elements by tag, class, id and attribute, inside each other or one directly in
//! another (`div.story > aside`). It is applied before anything is judged, and never to what holds nearly all
//! of the page's text: a rule made for one page must not empty another.

use dom_query::{Document, Matcher, NodeRef};

use crate::news::TextRules;

/// Characters a rule may have.
const MOST_CHARS: usize = 200;
/// Percent of a page's letters that a rule never takes.
const NEARLY_ALL: usize = 90;

/// Whether a rule can be used; else what is wrong with it, in words that follow "it".
pub fn check(rule: &str) -> Result<(), &'static str> {
    if rule.trim().is_empty() {
        return Err("is empty");
    }
    if rule.chars().count() > MOST_CHARS {
        return Err("is longer than 200 characters");
    }
    if rule.contains([':', '*', '~', '+']) {
        return Err("may have tags, classes, ids and attributes, nothing else");
    }
    Matcher::new(rule).map(|_| ()).map_err(|_| "is no selector such as aside.fact-box")
}

/// An element that a rule took out, while it is still at hand.
pub(super) struct Ruled<'a> {
    pub(super) rule: String,
    pub(super) node: NodeRef<'a>,
}

/// Takes out of a tree what the rules say. Answers what that was.
pub(super) fn apply<'a>(dom: &'a Document, rules: &TextRules) -> Vec<Ruled<'a>> {
    let mut taken = Vec::new();
    let Some(body) = dom.body().filter(|_| !rules.is_empty()) else { return taken };
    let all = letters(&body);
    for rule in &rules.drop {
        for node in matching(dom, rule) {
            let everything = letters(&node) * 100 > all * NEARLY_ALL;
            if !everything && node.parent().is_some() {
                node.remove_from_parent();
                taken.push(Ruled { rule: format!("drop = {rule}"), node });
            }
        }
    }
    if let Some(rule) = &rules.start
        && let Some(first) = matching(dom, rule).into_iter().find(|node| node.parent().is_some())
    {
        for node in before(&first) {
            node.remove_from_parent();
            taken.push(Ruled { rule: format!("start = {rule}"), node });
        }
    }
    taken
}

/// The elements in the body that a selector matches, in the page's order; of what cannot be read, none.
pub(super) fn matching<'a>(dom: &'a Document, rule: &str) -> Vec<NodeRef<'a>> {
    let Some(matcher) = check(rule).ok().and_then(|()| Matcher::new(rule).ok()) else { return Vec::new() };
    let mut found = dom.select_matcher(&matcher).nodes().to_vec();
    found.retain(|node| !node.has_name("html") && !node.has_name("body") && !node.has_name("head"));
    found
}

/// What stands before an element in the body, outermost elements only.
fn before<'a>(node: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    let mut all = Vec::new();
    let mut here = Some(*node);
    while let Some(inner) = here.filter(|node| !node.has_name("body")) {
        let mut sibling = inner.prev_sibling();
        while let Some(earlier) = sibling {
            sibling = earlier.prev_sibling();
            all.push(earlier);
        }
        here = inner.parent();
    }
    all
}

/// How many letters and digits stand under an element.
pub(super) fn letters(node: &NodeRef) -> usize {
    node.text().chars().filter(|c| c.is_alphanumeric()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_by(rules: &TextRules, html: &str) -> String {
        let dom = Document::from(html);
        let _ = apply(&dom, rules);
        dom.body()
            .map(|body| body.text().split_whitespace().collect::<Vec<_>>().join(" "))
            .unwrap_or_default()
    }

    fn rules(drop: &[&str], start: Option<&str>) -> TextRules {
        TextRules {
            drop: drop.iter().map(|rule| (*rule).to_owned()).collect(),
            start: start.map(str::to_owned),
        }
    }

    const PAGE: &str = "<body><div class=top>m</div><main><p class=hint>a hint</p><div class=story>\
                        <p>the text of the story</p><aside class='fact-box wide'><p>some facts</p></aside><p>its end</p></div></main>";

    #[test]
    fn what_a_rule_names_goes() {
        assert_eq!(
            text_by(&rules(&["aside.fact-box", ".top"], None), PAGE),
            "a hintthe text of the storyits end"
        );
        let all = text_by(&TextRules::default(), PAGE);
        assert_eq!(
            text_by(&rules(&["main", "no such", "p:first-child"], None), PAGE),
            all,
            "nearly all, none, no rule"
        );
    }

    #[test]
    fn the_text_begins_where_a_rule_says() {
        assert_eq!(
            text_by(&rules(&[], Some("div.story > p")), PAGE),
            "the text of the storysome factsits end"
        );
        assert_eq!(text_by(&rules(&[], Some("div.nowhere")), PAGE), text_by(&TextRules::default(), PAGE));
    }

    #[test]
    fn only_plain_selectors_are_rules() {
        assert_eq!(check("div.story > p[itemprop=text]"), Ok(()));
        for bad in ["", "p:has(a)", "*", "p ~ p", "<p>", "a..b"] {
            assert!(check(bad).is_err(), "{bad}");
        }
        assert!(check(&"p ".repeat(150)).is_err());
    }
}
