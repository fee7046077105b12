//! Parts of a page that come after it or stand in templates, and are put in their places by a browser.
//!
//! Servers that render with React send at once what they have, and what takes longer in hidden boxes behind it:
//! `<div hidden id="S:1">`. In its place stands a `<template>`, `P:1` for a piece of something, `B:0` for something
//! whole with a stand-in behind it up to the comment `/$`; a script names the two (`$RS("S:1","P:1")`,
//! `$RC("B:0","S:0")`; React's `ReactDOMFizzServer`, the same in each page that it makes). No script is run here:
//! [`settle`] puts the boxes in their places before anybody looks at the page.

use std::collections::HashMap;

use dom_query::{Document, NodeData, NodeRef, TreeNode};

use super::tokens::{all_named, attr};

/// Boxes that are put in their places; a page has a few dozen.
const MOST: usize = 500;

/// Shadow roots inside shadow roots that are opened.
const SHADOWS: usize = 8;

/// Puts what servers write into templates for the browser to draw elements from (`<template shadowrootmode>`) where
/// it is drawn: in the element, before what else that holds.
fn open_shadows(dom: &Document, depth: usize) {
    for _ in 0..SHADOWS {
        let selected = dom.select("template[shadowrootmode], template[shadowroot]");
        if selected.is_empty() {
            return;
        }
        for template in selected.nodes().iter().take(MOST) {
            let contents = template.element_ref().and_then(|element| element.template_contents);
            let contents = contents.and_then(|id| dom.tree.get(&id));
            if let Some(contents) = contents
                && template.ancestors(None).len() + height(&contents) <= depth
            {
                for child in contents.children() {
                    child.remove_from_parent();
                    template.insert_before(&child);
                }
            }
            template.remove_from_parent();
        }
    }
}

/// Puts the parts that were streamed where they belong. No part gets deeper into the tree than `depth`.
pub(super) fn settle(dom: &Document, depth: usize) {
    // Most pages have no template, and nothing is put where one stands.
    if all_named(dom, "template").next().is_none() {
        return;
    }
    open_shadows(dom, depth);
    let selected = dom.select("div[hidden][id], template[id]");
    let mut parts: Vec<(String, NodeRef)> = Vec::new();
    let mut places: HashMap<String, NodeRef> = HashMap::new();
    for node in selected.nodes().iter().copied() {
        let id = attr(&node, "id").unwrap_or_default();
        match id.split_once(':') {
            Some(("S", _)) if node.has_name("div") && parts.len() < MOST => parts.push((id, node)),
            Some(("P" | "B", _)) if node.has_name("template") => {
                places.entry(id).or_insert(node);
            }
            _ => {}
        }
    }
    if parts.is_empty() || places.is_empty() {
        return;
    }
    let told = told(dom);
    for (id, part) in parts {
        let number = id.get(2..).unwrap_or_default();
        let place = told.get(&id).and_then(|place| places.remove(place));
        let place = place.or_else(|| places.remove(&format!("P:{number}")));
        let place = place.or_else(|| places.remove(&format!("B:{number}")));
        let Some(place) = place else { continue };
        let above = place.ancestors(None);
        if above.iter().any(|outer| outer.id == part.id) || above.len() + height(&part) > depth {
            continue;
        }
        for child in part.children() {
            child.remove_from_parent();
            place.insert_before(&child);
        }
        if attr(&place, "id").is_some_and(|id| id.starts_with("B:")) {
            clear_stand_in(&place);
        }
        place.remove_from_parent();
        part.remove_from_parent();
    }
}

/// What stands in until the part comes: from its template on to the comment that ends it, or to nothing where none
/// does.
fn clear_stand_in(place: &NodeRef) {
    let mut stands_in: Vec<NodeRef> = Vec::new();
    let mut next = place.next_sibling();
    while let Some(node) = next {
        let ends =
            |data: &TreeNode| matches!(&data.data, NodeData::Comment { contents } if &**contents == "/$");
        if node.query_or(false, ends) {
            for node in stands_in {
                node.remove_from_parent();
            }
            return;
        }
        stands_in.push(node);
        next = node.next_sibling();
    }
}

/// How many levels of elements are in an element.
fn height(node: &NodeRef) -> usize {
    let mut deepest = 0;
    let mut pending: Vec<(NodeRef, usize)> = vec![(*node, 0)];
    while let Some((node, level)) = pending.pop() {
        deepest = deepest.max(level);
        pending.extend(node.element_children().into_iter().map(|child| (child, level + 1)));
    }
    deepest
}

/// Which place the scripts name for a part.
fn told(dom: &Document) -> HashMap<String, String> {
    let mut told = HashMap::new();
    for script in dom.select("script:not([src])").nodes() {
        let text = script.text();
        let mut rest: &str = &text;
        while let Some((_, call)) = rest.split_once("$R") {
            rest = call;
            let ids = call.get(1..).and_then(|after| after.strip_prefix("(\"")).and_then(|ids| {
                let (first, after) = ids.split_once('"')?;
                let second = after.trim_start().strip_prefix(',')?.trim_start().strip_prefix('"')?;
                Some((first, second.split_once('"')?.0))
            });
            if let Some((first, second)) = ids {
                let (part, place) = if first.starts_with("S:") { (first, second) } else { (second, first) };
                told.insert(part.to_owned(), place.to_owned());
            }
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(html: &str, depth: usize) -> String {
        let dom = Document::from(html);
        settle(&dom, depth);
        dom.select("main").text().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn parts_go_to_their_places_also_within_one_another_and_stand_ins_go() {
        let page = "<main>One <template id='P:1'></template><!--$?--><template id='B:0'></template><p>Loading…</p>\
                    <!--/$-->Five</main><div hidden id='S:1'>Two <template id='P:2'></template></div>\
                    <div hidden id='S:2'>Three </div><div hidden id='S:7'>Four </div>\
                    <script>$RC(\"B:0\", \"S:7\")</script>";
        assert_eq!(settled(page, 200), "One Two Three Four Five");
    }

    #[test]
    fn what_elements_are_drawn_from_is_read_also_within_one_another() {
        let page = "<main><x-a><template shadowrootmode=open><style>p{}</style><p>One <x-b><template shadowrootmode=closed>\
                    Two </template></x-b></template>Three</x-a><template>Four</template></main>";
        assert_eq!(settled(page, 200), "p{}One Two Three");
        let deep = format!("<main>A<template shadowrootmode=open>{}B</template></main>", "<i>".repeat(40));
        assert_eq!(settled(&deep, 30), "A");
    }

    #[test]
    fn what_has_no_place_or_would_go_round_or_too_deep_stays() {
        assert_eq!(settled("<main>A<template id=P:2></template></main><div hidden id=S:1>B</div>", 200), "A");
        let round = "<main>A</main><div hidden id=S:1><template id=P:2></template></div>\
                     <div hidden id=S:2><template id=P:1></template></div><div hidden id=S:3><template id=P:3></template></div>";
        assert_eq!(settled(round, 200), "A");
        let deep = format!(
            "<main>A<template id=P:1></template></main><div hidden id=S:1>{}B</div>",
            "<i>".repeat(40)
        );
        assert_eq!(settled(&deep, 30), "A");
        assert_eq!(settled(&deep, 200), "AB");
    }
}
