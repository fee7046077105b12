//! What elements that stay are besides text: bylines, captions and standfirsts, told by the words in their names.

use dom_query::NodeRef;

use super::Weight;
use super::names::{OF_A_PICTURE, SAID_OF_IT};
use crate::extract::blocks::Fate;
use crate::extract::called::{self, BYLINE, CAPTION, PICTURE, STANDFIRST};
use crate::extract::tokens::{attr, beginning, name, tokens};
use crate::extract::words::{said, says_much_more};
use crate::news::Role;

/// Characters a byline, a caption or a standfirst may have.
const MAX_BYLINE: u32 = 160;
const MAX_CAPTION: u32 = 500;
const MAX_PICTURED: u32 = 300;
const MAX_STANDFIRST: u32 = 900;

/// Whether an element is called a picture, holds one, and the rest of it is a few words that no other element
/// inside is for.
fn is_pictured(node: &NodeRef, tag: &str, weight: Weight, has: &dyn Fn(u32) -> bool) -> bool {
    if !matches!(tag, "div" | "section")
        || weight.text > MAX_PICTURED
        || weight.linked * 2 >= weight.text
        || !has(PICTURE)
        || !node.descendants_it().any(|inner| inner.has_name("img"))
    {
        return false;
    }
    let captioned = node.descendants_it().any(|inner| inner.has_name("figcaption"));
    !node.descendants_it().filter(NodeRef::is_element).any(|inner| {
        let told = !captioned && tokens(&inner).iter().any(|token| called::means(token, CAPTION));
        let tag = name(&inner);
        let has = |tags: &[&str]| tag.as_ref().is_some_and(|tag| tags.contains(&&**tag));
        told || has(&["h1", "h2", "h3", "h4", "ul", "ol", "table"])
            || has(&["p"]) && is_told_in_sentences(&inner.text())
    })
}

/// Whether an element holds what a summary has not: headings, or several paragraphs. Names such as `text-with-summary`
/// or `post-description` are those of whole texts too.
fn is_a_text(node: &NodeRef) -> bool {
    const PARAGRAPHS: usize = 3;
    let heading =
        |inner: &NodeRef| name(inner).is_some_and(|tag| matches!(&*tag, "h2" | "h3" | "h4" | "pre"));
    let inside = || node.descendants_it().filter(NodeRef::is_element);
    inside().any(|inner| heading(&inner))
        || inside()
            .filter(|inner| inner.has_name("p") && said(&inner.text()) > 0)
            .nth(PARAGRAPHS - 1)
            .is_some()
}

/// Whether a cell is one of two in a table whose other one shows a picture and says nothing.
fn is_under_picture(cell: &NodeRef) -> bool {
    let table = cell.ancestors_it(Some(4)).find(|outer| outer.has_name("table"));
    let pictured = |other: &NodeRef| {
        said(&other.text()) == 0 && other.descendants_it().any(|inner| inner.has_name("img"))
    };
    let Some(table) = table else { return false };
    let is_cell = |inner: &NodeRef| inner.has_name("td") || inner.has_name("th");
    match table.descendants_it().filter(is_cell).take(3).collect::<Vec<_>>().as_slice() {
        [first, second] => pictured(if first.id == cell.id { second } else { first }),
        _ => false,
    }
}

/// Nodes of a paragraph that are looked at for a picture.
const OF_A_PARAGRAPH: usize = 400;

/// Whether an element is a few words of a paragraph without a picture that says much more, whatever it is called.
fn is_in_prose(node: &NodeRef, tag: &str, weight: Weight) -> bool {
    let paragraph = || {
        node.ancestors_it(Some(4))
            .find(|outer| outer.has_name("p"))
            .filter(|outer| !outer.descendants_it().take(OF_A_PARAGRAPH).any(|inner| inner.has_name("img")))
    };
    // So many letters, with their spaces, are enough to tell.
    let letters = (weight.text as usize + 200) * 3;
    matches!(tag, "span" | "small" | "em")
        && paragraph()
            .is_some_and(|outer| says_much_more(&beginning(&outer, letters).0, weight.text as usize))
}

/// Whether a text is of two sentences or more, as a step of a guide beside its picture is.
fn is_told_in_sentences(text: &str) -> bool {
    const ENDS: &[char] = &['.', '!', '?'];
    let text = text.trim();
    text.strip_suffix(ENDS).is_some_and(|text| {
        text.match_indices(ENDS).any(|(at, end)| text[at + end.len()..].starts_with(char::is_whitespace))
    }) || text.strip_suffix('。').is_some_and(|text| text.contains('。'))
}

/// Whether a line tells the years from which and to which somebody lived: two of them, the first before there were pages.
fn tells_a_life(text: &str) -> bool {
    const YEARS: std::ops::Range<u32> = 1700..1995;
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let years: Vec<u32> = numbers.filter_map(|digits| digits.parse().ok()).take(3).collect();
    matches!(years.as_slice(), [from, to] if YEARS.contains(from) && from < to && *to < 2_200)
}

/// Nodes of what the data calls an image that are looked at for it.
const WITHIN: usize = 60;

/// Whether an element tells of an image that the page's data calls one, beside it.
fn is_said_of_image(node: &NodeRef) -> bool {
    let said = attr(node, "itemprop");
    said.is_some_and(|said| matches!(said.as_str(), "name" | "caption" | "description"))
        && node.ancestors_it(Some(2)).any(|outer| {
            attr(&outer, "itemtype").is_some_and(|kind| kind.ends_with("ImageObject"))
                && outer.descendants_it().take(WITHIN).any(|inner| inner.has_name("img"))
        })
}

/// What an element that stays is besides text, by its names.
pub(super) fn role(node: &NodeRef, tokens: &[String], weight: Weight) -> Option<Fate> {
    let has = |senses: u32| tokens.iter().any(|token| called::means(token, senses));
    let tag = name(node)?;
    let boxes = matches!(
        &*tag,
        "div" | "p" | "span" | "section" | "small" | "h2" | "ul" | "header" | "figcaption" | "em"
    ) || &*tag == "td" && is_under_picture(node);
    if weight.text == 0 || !boxes || &*tag == "figcaption" {
        return None;
    }
    let of_picture = tokens.windows(2).any(|pair| match pair {
        [first, second] => OF_A_PICTURE.contains(&first.as_str()) && SAID_OF_IT.contains(&second.as_str()),
        _ => false,
    });
    if weight.text <= MAX_CAPTION && is_said_of_image(node) {
        return Some(Fate::As(Role::Credit));
    }
    if weight.text <= MAX_CAPTION && of_picture || is_pictured(node, &tag, weight, &has) {
        return Some(Fate::As(Role::Credit));
    }
    let standfirst = weight.text <= MAX_STANDFIRST && &*tag != "span" && &*tag != "ul" && has(STANDFIRST);
    if standfirst && said(&node.text()) >= 30 && !is_a_text(node) {
        return Some(Fate::As(Role::Standfirst));
    }
    if weight.text <= MAX_CAPTION && has(CAPTION) && !is_in_prose(node, &tag, weight) {
        return Some(Fate::As(Role::Credit));
    }
    let byline = weight.text <= MAX_BYLINE && &*tag != "h2" && has(BYLINE) && !tells_a_life(&node.text());
    byline.then_some(Fate::As(Role::Byline))
}
