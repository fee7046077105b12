//! From a block that a person points at to a rule for the source's pages.
//!
//! The block's words lead to its element; the names of that element and those around it make the rule. It is
//! tried on the page at hand before it is offered: a rule that takes the rest of the text too is none.

use dom_query::NodeRef;

use super::page::Page;
use super::rules::{letters, matching};
use super::tokens::{attr, name};
use crate::news::{Article, Block, Document, Fault, FaultKind, TextRules};

/// What a person says about a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wish {
    /// It is no part of the text.
    NotThis,
    /// The text begins with it.
    StartsHere,
}

/// Letters of a block by which it is found.
const QUOTE: usize = 160;
/// A box holds at most one of so many parts of the text.
const BOX_SHARE: usize = 4;
/// Rules that are tried.
const TRIES: usize = 8;

/// The rules of a source with one more, and the article they give.
pub fn propose(page: &Page, block: &Block, wish: Wish) -> Result<(TextRules, String, Article), Fault> {
    let quote = quote(block);
    let refuse = |sentence: &str| Fault::new(FaultKind::Usage, sentence);
    if quote.is_empty() {
        return Err(refuse("this block has no words to find it by"));
    }
    let before = page.article()?;
    let element = page.dom().body().and_then(|body| smallest_with(&body, &quote));
    let Some(element) = element else {
        return Err(refuse("this block is not in the page as it is now").hint("X fetches the story again"));
    };
    let mut too_much = None;
    for rule in candidates(&element, letters_of(&before.document), &quote, wish).into_iter().take(TRIES) {
        let mut rules = page.rules().clone();
        match wish {
            Wish::NotThis => rules.drop.push(rule.clone()),
            Wish::StartsHere => {
                if matching(page.dom(), &rule).first().map(|node| node.id) != Some(element.id) {
                    continue;
                }
                rules.start = Some(rule.clone());
            }
        }
        let after = page.ruled(rules.clone()).article()?;
        if after.words * 2 < before.words {
            too_much.get_or_insert(rule);
            continue;
        }
        let left = letters_in(&after.document);
        let done = match wish {
            Wish::NotThis => !left.contains(&quote),
            Wish::StartsHere => left.find(&quote).is_some_and(|at| at <= QUOTE),
        };
        if done && after.document != before.document {
            return Ok((rules, rule, after));
        }
    }
    Err(match too_much {
        Some(rule) => refuse(&format!("`{rule}` would take most of the text away")),
        None => refuse("nothing tells this block from the rest of the text"),
    }
    .hint("a rule can be written by hand, in sources.toml"))
}

/// The letters and digits of a text, in lower case: what stays the same however it is set.
fn folded(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

fn quote(block: &Block) -> String {
    let document = Document { blocks: vec![block.clone()], links: Vec::new() };
    letters_in(&document).chars().take(QUOTE).collect()
}

fn letters_in(document: &Document) -> String {
    let mut out = String::new();
    for text in document.texts() {
        out.extend(folded(text));
    }
    out
}

fn letters_of(document: &Document) -> usize {
    letters_in(document).chars().count()
}

/// The smallest element that holds some words.
fn smallest_with<'a>(root: &NodeRef<'a>, quote: &str) -> Option<NodeRef<'a>> {
    let holds = |node: &NodeRef| folded(&node.text()).collect::<String>().contains(quote);
    let mut here = Some(*root).filter(holds)?;
    while let Some(inner) = here.element_children().into_iter().find(holds) {
        here = inner;
    }
    Some(here)
}

/// Selectors that may mean an element, the most fitting first.
fn candidates(element: &NodeRef, text: usize, quote: &str, wish: Wish) -> Vec<String> {
    let mut out = Vec::new();
    let own = selector(element);
    out.extend(own.clone());
    let tag = name(element).map(|tag| tag.to_string()).unwrap_or_default();
    let own = own.unwrap_or(tag);
    for outer in element.ancestors_it(None) {
        if outer.has_name("body") || outer.has_name("html") {
            break;
        }
        let Some(around) = selector(&outer) else { continue };
        let is_box = letters(&outer) * BOX_SHARE <= text;
        match wish {
            Wish::NotThis if is_box => out.push(around),
            Wish::NotThis => {
                out.push(format!("{around} > {own}"));
                out.push(format!("{around} {own}"));
            }
            Wish::StartsHere => {
                let begins = folded(&outer.text()).take(quote.chars().count()).eq(quote.chars());
                out.push(format!("{around} {own}"));
                if begins {
                    out.push(around);
                }
            }
        }
    }
    out.retain(|rule| super::rules::check(rule).is_ok());
    out
}

/// Tags that say by themselves what an element is.
const TELLING: &[&str] =
    &["aside", "figure", "figcaption", "blockquote", "table", "details", "nav", "footer"];

/// The selector of an element by what its makers call it; nothing for one without a name.
pub(super) fn selector(node: &NodeRef) -> Option<String> {
    let tag = name(node)?;
    let classes = attr(node, "class").unwrap_or_default();
    let classes: Vec<&str> = classes.split_whitespace().filter(|class| is_name(class)).take(2).collect();
    if !classes.is_empty() {
        return Some(format!("{tag}.{}", classes.join(".")));
    }
    if let Some(id) = attr(node, "id").filter(|id| is_name(id)) {
        return Some(format!("{tag}#{id}"));
    }
    for named in ["role", "itemprop", "data-testid", "data-component"] {
        if let Some(value) = attr(node, named).filter(|value| is_name(value)) {
            return Some(format!("{tag}[{named}=\"{value}\"]"));
        }
    }
    TELLING.contains(&&*tag).then(|| tag.to_string())
}

/// Whether a name was given by a person and is the same on the next page: not a number, not a hash.
fn is_name(name: &str) -> bool {
    let digits = name.chars().filter(char::is_ascii_digit).count();
    (2..=60).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        && digits <= 2
}
