//! Pages of many posts: threads of a board, discussions, questions with their answers.
//!
//! Boards call things differently, and their pages are alike: texts of one make, each in a box of its own with the
//! name of who wrote it and the time, and hardly any prose beside them. Known by that and not by any program's
//! names, except for the words for a text, a name and a time that all of them use. Each post becomes a line with
//! name and time, and its text. An article with comments below is no thread: its own text stands before them.
//!
//! A page that gives little as an article is asked again with less: what is called a question, an answer or a comment
//! may be without a name or a time, and one post is a thread that has just begun.

mod signs;

use std::collections::HashMap;

use dom_query::{Document as Dom, NodeRef};

use super::blocks::{self, Fate};
use super::by_node::ByNode;
use super::kernel::prose_in;
use super::metadata::{Metadata, folded};
use super::tokens::{attr, is_hidden, name, tokens};
use super::words::said;
use crate::news::{Address, Block, Document, Role, Span, Text};
use signs::{author, is_named, is_time, time};

/// Posts that a thread has at least, and those that are looked at.
const LEAST: usize = 2;
const MOST: usize = 500;

/// Elements of a page and of a post that are looked at.
const ELEMENTS: usize = 50_000;
const LOOKS: usize = 400_000;
const INSIDE: usize = 400;

/// Letters of prose that may stand before the first post, and percent of it that must stand in posts.
const BEFORE: usize = 300;
const SHARE: usize = 70;

/// Words in names of elements that hold what somebody wrote, who wrote it and when.
const TEXTS: &[&str] = &[
    "content",
    "body",
    "postcontent",
    "postbody",
    "messagetext",
    "cooked",
    "text",
    "msg",
    "inner",
    "commtext",
    "prose",
];

/// Words in names of boxes that hold what people write to each other.
const TALK: &[&str] = &["question", "answer", "comment", "reply", "issue"];

/// Those of boxes that may hold one post alone.
const POSTS: &[&str] = &["post", "message", "comment", "question", "reply"];

/// Words in names of what stands in a post and is none of its text.
const ASIDE: &[&str] = &["signature", "sig", "reactions", "lastedited", "buttons"];

/// What must be said of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// Who wrote it, and when.
    All,
    /// Either, or what is called so may go without; one post is enough. For pages that give little else.
    Less,
}

/// Words in names of who writes on a board.
const MEMBERS: &[&str] = &["username", "poster", "nickname"];

/// Words in names of a link to somebody whom a text speaks to.
const MENTIONS: &[&str] = &["mention", "hovercard"];

/// A thread.
pub(super) struct Thread {
    pub document: Document,
    /// Who began it, where that is said.
    pub author: Option<Text>,
    /// When, as the page says it.
    pub began: Option<String>,
    /// Whether nobody has answered.
    pub is_lone: bool,
}

struct Post<'a> {
    text: NodeRef<'a>,
    around: NodeRef<'a>,
    author: Option<Text>,
    /// The time as it is shown, and as it is written for programs.
    time: Option<(Text, String)>,
}

impl Post<'_> {
    /// The line over it.
    fn line(&self) -> String {
        let shown = self.time.as_ref().map(|(shown, _)| shown);
        let said = [self.author.as_ref(), shown].into_iter().flatten().filter(|part| !part.is_empty());
        said.map(Text::as_str).collect::<Vec<_>>().join(", ")
    }
}

/// The posts of a page that is a thread.
pub(super) fn read(dom: &Dom, base: &Address, metadata: &Metadata, asked: Asked) -> Option<Thread> {
    let body = dom.body()?;
    if body.descendants_it().filter(NodeRef::is_element).nth(ELEMENTS).is_some() {
        return None;
    }
    let posts = most_alike(&body, metadata, asked)?;
    let all = prose_in(&body).0;
    let inside: usize = posts.iter().map(|post| prose_in(&post.text).0).sum();
    let first = posts.first()?;
    let boxed: usize = posts.iter().map(|post| prose_in(&post.around).0).sum();
    if inside * 100 < all * SHARE || before(&body, first) > BEFORE || boxed > all {
        return None;
    }
    let mut document = Document::default();
    for post in &posts {
        let line = post.line();
        if !line.is_empty() {
            let spans = vec![Span::plain(Text::line(&line))];
            document.blocks.push(Block::Paragraph { role: Role::Byline, spans });
        } else if !document.blocks.is_empty() {
            document.blocks.push(Block::Separator);
        }
        let fate = |node: &NodeRef| {
            let names = tokens(node);
            let unfolds = names
                .windows(2)
                .any(|pair| matches!(pair, [first, second] if first == "expand" && second == "link"));
            let aside = names.iter().any(|token| ASIDE.iter().any(|word| token.starts_with(word)));
            if unfolds || aside && !node.has_name("p") { Fate::Drop } else { Fate::Keep }
        };
        blocks::append(&mut document, &post.text, base, &fate);
    }
    let began = first.time.as_ref().map(|(_, written)| written.clone());
    Some(Thread { document, author: first.author.clone(), began, is_lone: posts.len() < LEAST })
}

/// The posts whose texts are of one make, of that make that has most prose.
fn most_alike<'a>(body: &NodeRef<'a>, metadata: &Metadata, asked: Asked) -> Option<Vec<Post<'a>>> {
    let mut makes: HashMap<String, Vec<NodeRef<'a>>> = HashMap::new();
    let mut left = LOOKS;
    let mut pending = vec![*body];
    while let Some(node) = pending.pop() {
        if is_hidden(&node) || matches!(name(&node).as_deref(), Some("nav" | "aside" | "footer" | "form")) {
            continue;
        }
        if let Some(make) = make(&node).filter(|_| holds_text_only(&node, &mut left)) {
            makes.entry(make).or_default().push(node);
            continue;
        }
        pending.extend(node.children_it(true).filter(NodeRef::is_element));
    }
    let least = if asked == Asked::All { LEAST } else { 1 };
    let texts = makes.into_values().filter(|texts| (least..=MOST).contains(&texts.len()));
    let texts = texts.max_by_key(|texts| texts.iter().map(|text| prose_in(text).0).sum::<usize>())?;
    let mut holds: ByNode<usize> = ByNode::default();
    for text in &texts {
        for outer in text.ancestors_it(None) {
            *holds.entry(outer.id).or_default() += 1;
        }
    }
    let alone = texts.len() < LEAST;
    let posts: Option<Vec<Post>> =
        texts.iter().map(|text| post(text, &holds, metadata, asked, alone)).collect();
    posts
}

/// What a text is called, where that is what such texts are called.
fn make(node: &NodeRef) -> Option<String> {
    if attr(node, "itemprop").is_some_and(|prop| prop == "text") {
        return Some("text".to_owned());
    }
    if !matches!(name(node).as_deref(), Some("div" | "article" | "section" | "td" | "blockquote")) {
        return None;
    }
    let names = tokens(node);
    if !names.iter().any(|token| TEXTS.contains(&token.as_str())) {
        return None;
    }
    let words: Vec<&str> = names
        .iter()
        .map(String::as_str)
        .filter(|token| !token.contains(|c: char| c.is_ascii_digit()))
        .collect();
    Some(words.join(" "))
}

/// Whether an element holds something and neither a name, a time nor a headline.
fn holds_text_only(node: &NodeRef, left: &mut usize) -> bool {
    let mut inside = node.descendants_it().filter(NodeRef::is_element);
    let other = inside.any(|inner| {
        *left = left.saturating_sub(1);
        *left == 0
            || is_named(&inner, signs::NAMES) && !is_named(&inner, MENTIONS)
            || is_time(&inner)
            || ["h1", "article"].iter().any(|tag| inner.has_name(tag))
    });
    !other && said(&node.text()) > 0
}

/// The post of a text: the widest element around it that holds no other text, with a name and a time in it.
fn post<'a>(
    text: &NodeRef<'a>,
    holds: &ByNode<usize>,
    metadata: &Metadata,
    asked: Asked,
    alone: bool,
) -> Option<Post<'a>> {
    let lone = |outer: &NodeRef| holds.get(&outer.id) == Some(&1) && !outer.has_name("body");
    let is_called = |outer: &NodeRef, words: &[&str]| {
        is_named(outer, words) || words.iter().any(|word| outer.has_name(word))
    };
    // One alone is in the page's own boxes: the innermost that is called a post is its box.
    let around = if alone {
        text.ancestors_it(None).take_while(lone).find(|outer| is_called(outer, POSTS))?
    } else {
        text.ancestors_it(None).take_while(lone).last()?
    };
    let inside: Vec<NodeRef> = around
        .descendants_it()
        .filter(NodeRef::is_element)
        .filter(|inner| inner.id != text.id && !inner.ancestors_it(None).any(|outer| outer.id == text.id))
        .take(INSIDE)
        .collect();
    let time = time(&inside);
    let author = author(&around, &inside);
    let is_talk = || text.ancestors_it(None).take_while(lone).any(|outer| is_called(&outer, TALK));
    let is_told = author.is_some() && time.is_some();
    // A post of a journal is called so too: who writes on a board has a name there.
    if alone && !inside.iter().any(|inner| is_named(inner, MEMBERS)) {
        return None;
    }
    if !is_told && (asked == Asked::All || alone || !is_talk()) {
        return None;
    }
    // A headline of its own makes it a story of a list of stories.
    let headed = inside.iter().any(|inner| {
        let said = folded(&inner.text());
        matches!(name(inner).as_deref(), Some("h1" | "h2" | "h3" | "h4"))
            && !is_the_title(&said, &folded(&metadata.title))
            && !author.as_ref().is_some_and(|author| said.contains(&folded(author)))
    });
    (!headed).then_some(Post { text: *text, around, author, time })
}

/// Letters of a headline that a longer title may begin with.
const HEADLINE: usize = 12;

/// Whether a heading of a post is the title of the thread, or an answer to it.
fn is_the_title(said: &str, title: &str) -> bool {
    let begins = |bare: &str| bare.chars().count() >= HEADLINE && title.starts_with(bare);
    said.is_empty()
        || said == title
        || said.ends_with(title) && said.len() <= title.len() + 8
        || begins(said)
        || said.strip_prefix("re").is_some_and(begins)
}

/// Letters of prose before a post.
fn before(body: &NodeRef, post: &Post) -> usize {
    let mut sum = 0;
    let mut pending = vec![*body];
    while let Some(node) = pending.pop() {
        if node.id == post.around.id {
            break;
        }
        let outer = post.around.ancestors_it(None).any(|above| above.id == node.id);
        if outer {
            pending.extend(node.children_it(true));
        } else if node.is_element()
            && !matches!(name(&node).as_deref(), Some("script" | "style" | "noscript"))
        {
            sum += prose_in(&node).0;
        }
    }
    sum
}

#[cfg(test)]
mod tests;
