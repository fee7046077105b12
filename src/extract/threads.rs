//! Pages of many posts: threads of a board, discussions, questions with their answers.
//!
//! Boards call things differently, and their pages are alike: texts of one make, each in a box of its own with the
//! name of who wrote it and the time, and hardly any prose beside them. Known by that and not by any program's
//! names, except for the words for a text, a name and a time that all of them use. Each post becomes a line with
//! name and time, and its text. An article with comments below is no thread: its own text stands before them.

use std::collections::HashMap;

use dom_query::{Document as Dom, NodeId, NodeRef};

use super::blocks::{self, Fate};
use super::kernel::prose_in;
use super::metadata::{Metadata, folded};
use super::tokens::{attr, is_hidden, name, tokens};
use super::words::said;
use crate::news::{Address, Block, Document, Role, Span, Text};

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

/// Characters of a name, and of a written time.
const NAME: usize = 60;
const TIME: usize = 60;

/// Words in names of elements that hold what somebody wrote, who wrote it and when.
const TEXTS: &[&str] =
    &["content", "body", "postcontent", "postbody", "messagetext", "cooked", "text", "msg", "inner"];
const NAMES: &[&str] = &["username", "author", "creator", "poster", "nickname", "user"];
const TIMES: &[&str] = &["date", "time", "posted", "datetime", "postdate", "timestamp", "relativetime"];

/// Words in names of what stands in a post and is none of its text.
const ASIDE: &[&str] = &["signature", "sig", "reactions", "lastedited", "buttons"];

/// A thread.
pub(super) struct Thread {
    pub document: Document,
    /// Who began it.
    pub author: Text,
    /// When, as the page says it.
    pub began: String,
}

struct Post<'a> {
    text: NodeRef<'a>,
    around: NodeRef<'a>,
    author: Text,
    shown: Text,
    time: String,
}

/// The posts of a page that is a thread.
pub(super) fn read(dom: &Dom, base: &Address, metadata: &Metadata) -> Option<Thread> {
    let body = dom.body()?;
    if body.descendants_it().filter(NodeRef::is_element).nth(ELEMENTS).is_some() {
        return None;
    }
    let posts = most_alike(&body, metadata)?;
    let all = prose_in(&body).0;
    let inside: usize = posts.iter().map(|post| prose_in(&post.text).0).sum();
    let first = posts.first()?;
    let boxed: usize = posts.iter().map(|post| prose_in(&post.around).0).sum();
    if inside * 100 < all * SHARE || before(&body, first) > BEFORE || boxed > all {
        return None;
    }
    let mut document = Document::default();
    for post in &posts {
        let line = if post.shown.is_empty() {
            post.author.to_string()
        } else {
            format!("{}, {}", post.author, post.shown)
        };
        document
            .blocks
            .push(Block::Paragraph { role: Role::Byline, spans: vec![Span::plain(Text::line(&line))] });
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
    Some(Thread { document, author: first.author.clone(), began: first.time.clone() })
}

/// The posts whose texts are of one make, of that make that has most prose.
fn most_alike<'a>(body: &NodeRef<'a>, metadata: &Metadata) -> Option<Vec<Post<'a>>> {
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
    let texts = makes.into_values().filter(|texts| (LEAST..=MOST).contains(&texts.len()));
    let texts = texts.max_by_key(|texts| texts.iter().map(|text| prose_in(text).0).sum::<usize>())?;
    let mut holds: HashMap<NodeId, usize> = HashMap::new();
    for text in &texts {
        for outer in text.ancestors_it(None) {
            *holds.entry(outer.id).or_default() += 1;
        }
    }
    let posts: Option<Vec<Post>> = texts.iter().map(|text| post(text, &holds, metadata)).collect();
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
            || is_named(&inner, NAMES)
            || ["time", "h1", "article"].iter().any(|tag| inner.has_name(tag))
    });
    !other && said(&node.text()) > 0
}

fn is_named(node: &NodeRef, words: &[&str]) -> bool {
    tokens(node).iter().any(|token| words.contains(&token.as_str()))
}

/// The post of a text: the widest element around it that holds no other text, with a name and a time in it.
fn post<'a>(text: &NodeRef<'a>, holds: &HashMap<NodeId, usize>, metadata: &Metadata) -> Option<Post<'a>> {
    let lone = |outer: &NodeRef| holds.get(&outer.id) == Some(&1) && !outer.has_name("body");
    let around = text.ancestors_it(None).take_while(lone).last()?;
    let inside: Vec<NodeRef> = around
        .descendants_it()
        .filter(NodeRef::is_element)
        .filter(|inner| inner.id != text.id && !inner.ancestors_it(None).any(|outer| outer.id == text.id))
        .take(INSIDE)
        .collect();
    // A headline of its own makes it a story of a list of stories.
    let title = folded(&metadata.title);
    let known = |said: &str| {
        said.is_empty() || said == title || said.ends_with(&title) && said.len() <= title.len() + 8
    };
    let author = author(&around, &inside)?;
    let headed = inside.iter().any(|inner| {
        let said = folded(&inner.text());
        matches!(name(inner).as_deref(), Some("h1" | "h2" | "h3" | "h4"))
            && !known(&said)
            && !said.contains(&folded(&author))
    });
    let time = time(&inside)?;
    (!headed).then_some(Post { text: *text, around, author, shown: time.0, time: time.1 })
}

fn author(around: &NodeRef, inside: &[NodeRef]) -> Option<Text> {
    let told = |text: &str| {
        let line = Text::line(text.trim());
        let fits = (1..=NAME).contains(&line.chars().count()) && line.chars().any(char::is_alphabetic);
        fits.then_some(line)
    };
    if let Some(found) = attr(around, "data-author").and_then(|raw| told(&raw)) {
        return Some(found);
    }
    let of_schema = |prop: &'static str| {
        move |node: &&NodeRef| {
            attr(node, "itemprop").is_some_and(|value| value.split_whitespace().any(|one| one == prop))
        }
    };
    if let Some(author) = inside.iter().find(of_schema("author")) {
        let within = author.descendants_it().filter(NodeRef::is_element).take(INSIDE).collect::<Vec<_>>();
        let name = within.iter().find(of_schema("name")).map(|name| name.text().to_string());
        let name = name.or_else(|| attr(author, "content")).unwrap_or_else(|| author.text().to_string());
        if let Some(found) = told(&name) {
            return Some(found);
        }
    }
    NAMES.iter().find_map(|word| {
        inside
            .iter()
            .filter(|node| is_named(node, &[word]) && !is_hidden(node))
            .find_map(|node| told(&node.text()))
    })
}

/// The time of a post as it is shown, and as it is written for programs.
fn time(inside: &[NodeRef]) -> Option<(Text, String)> {
    let short = |node: &NodeRef| {
        let shown = Text::line(node.text().trim());
        (shown.chars().count() <= TIME).then_some(shown)
    };
    let written = |node: &NodeRef| {
        attr(node, "datetime").or_else(|| attr(node, "title")).or_else(|| attr(node, "content"))
    };
    let timed = inside.iter().find(|node| node.has_name("time"));
    let named = || {
        inside.iter().find(|node| {
            is_named(node, TIMES) && node.text().chars().any(char::is_numeric) && short(node).is_some()
        })
    };
    let node = timed.or_else(named)?;
    let shown = short(node)?;
    let when = written(node).unwrap_or_else(|| shown.to_string());
    Some((shown, when))
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
