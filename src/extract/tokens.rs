//! Words in the names that pages give their elements.

use dom_query::{Document, NodeRef};
use html5ever::LocalName;
use html5ever::tendril::StrTendril;

/// The local name of an element.
pub(super) fn name(node: &NodeRef) -> Option<LocalName> {
    node.qual_name_ref().map(|name| name.local.clone())
}

/// The elements of a page with a local name, in order. Where the first few are enough, the rest is not walked. The tree
/// may not change meanwhile.
pub(super) fn all_named<'a>(dom: &'a Document, name: &'static str) -> impl Iterator<Item = NodeRef<'a>> {
    let nodes = dom.tree.descendant_ids_of_it(&dom.root().id).filter_map(|id| dom.tree.get(&id));
    nodes.filter(move |node| node.has_name(name))
}

/// Calls `with` for the value of an attribute, where there is one.
pub(super) fn attr(node: &NodeRef, name: &str) -> Option<String> {
    let element = node.element_ref()?;
    let found = element.attrs.iter().find(|attr| &*attr.name.local == name)?;
    Some(found.value.to_string())
}

/// The first of some attributes that is not blank.
pub(super) fn first_attr(node: &NodeRef, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| attr(node, name).filter(|value| !value.trim().is_empty()))
}

/// The texts of a page's scripts, up to this many bytes of them.
pub(super) fn scripts(dom: &Document, limit: usize) -> impl Iterator<Item = StrTendril> + '_ {
    let mut left = limit;
    let within = move |text: &StrTendril| {
        left = left.saturating_sub(text.len());
        left > 0
    };
    all_named(dom, "script").map(|script| script.text()).take_while(within)
}

/// The beginning of an element's text, of so many letters at most; and whether that is all of it. No more of the tree is
/// looked at than a small box has.
pub(super) fn beginning(node: &NodeRef, letters: usize) -> (String, bool) {
    const NODES: usize = 400;
    let (mut text, mut left) = (String::new(), letters);
    for (seen, inner) in node.descendants_it().enumerate() {
        if seen == NODES {
            return (text, false);
        }
        if inner.is_text() {
            let piece = inner.text();
            let count = piece.chars().take(left + 1).count();
            text.extend(piece.chars().take(left));
            if count > left {
                return (text, false);
            }
            left -= count;
        }
    }
    (text, true)
}

/// The words in an element's class, id and test names, lower case: `ArticleShare-bar` gives
/// `article`, `share` and `bar`.
pub(super) fn tokens(node: &NodeRef) -> Vec<String> {
    let mut tokens = Vec::new();
    let Some(element) = node.element_ref() else { return tokens };
    for attribute in &element.attrs {
        let named =
            matches!(&*attribute.name.local, "class" | "id" | "itemprop" | "data-testid" | "data-component");
        if named && attribute.value.len() < 1000 {
            split(&attribute.value, &mut tokens);
        }
    }
    tokens
}

/// The words of one name, lower case.
pub(super) fn split(value: &str, tokens: &mut Vec<String>) {
    for word in value.split(|c: char| !c.is_alphanumeric()) {
        let mut token = String::with_capacity(word.len());
        let mut lower_before = false;
        for c in word.chars() {
            if c.is_uppercase() && lower_before && !token.is_empty() {
                tokens.push(std::mem::take(&mut token));
            }
            lower_before = c.is_lowercase();
            if c.is_ascii() {
                token.push(c.to_ascii_lowercase());
            } else {
                token.extend(c.to_lowercase());
            }
        }
        if !token.is_empty() {
            tokens.push(token);
        }
    }
}

/// Whether an element is hidden from everybody who reads the page.
pub(super) fn is_hidden(node: &NodeRef) -> bool {
    let Some(element) = node.element_ref() else { return false };
    if matches!(&*element.name.local, "html" | "body") {
        return false;
    }
    element.attrs.iter().any(|attribute| match &*attribute.name.local {
        "hidden" => !attribute.value.eq_ignore_ascii_case("until-found"),
        "aria-hidden" => attribute.value.eq_ignore_ascii_case("true"),
        "style" => {
            let style: String = attribute.value.chars().filter(|c| !c.is_whitespace()).collect();
            let style = style.to_ascii_lowercase();
            style.contains("display:none")
                || style.contains("visibility:hidden")
                || style.contains("position:absolute")
                    && (style.contains("clip:rect(0")
                        || far_out(&style, "left:-")
                        || far_out(&style, "top:-"))
                || font_of_nothing(&style) && !node.children_it(false).any(|inner| inner.is_element())
        }
        _ => false,
    })
}

/// Whether a style puts an element thousands of pixels beside the page.
fn far_out(style: &str, side: &str) -> bool {
    const DIGITS: usize = 4;
    let said = style.split_once(side).map(|(_, rest)| rest).unwrap_or_default();
    said.bytes().take(DIGITS).filter(u8::is_ascii_digit).count() == DIGITS
}

/// Whether a style makes letters of no size. What stands inside may have a size of its own.
fn font_of_nothing(style: &str) -> bool {
    style.split(';').any(|rule| matches!(rule, "font-size:0" | "font-size:0px" | "font-size:0pt"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_words() {
        let dom = dom_query::Document::from("<p class='ArticleShare-bar md:hidden' id=relatedNEWS>x");
        let node = *dom.select("p").nodes().first().unwrap();
        assert_eq!(tokens(&node), ["article", "share", "bar", "md", "hidden", "related", "news"]);
    }

    #[test]
    fn hidden_is_hidden_in_each_of_its_ways() {
        let dom = dom_query::Document::from(
            "<body hidden><p hidden>1<p style='x:y; Display : NONE'>2<p aria-hidden=true>3<p>4
             <p style='clip: rect(0, 0, 0, 0); position: absolute; width: 1px'>5
             <p style='position: absolute; left: -9999px'>6<p style='position:absolute; left:-40px'>7
             <p style='font-size: 0'>8<p style='font-size: 0'><b style='font-size: 12px'>9</b>",
        );
        let seen: Vec<_> = dom.select("body, p").nodes().iter().map(is_hidden).collect();
        assert_eq!(seen, [false, true, true, true, false, true, true, false, true, false]);
    }
}
