//! Tree → blocks: the walk that turns elements into paragraphs, lists, tables, figures.

mod code;
mod kinds;
mod media;
mod quote;

use std::collections::HashMap;

use dom_query::NodeRef;

use kinds::{beside_a_picture, beside_parentheses, has_image_before};
pub(super) use kinds::{is_block, is_permalink, is_pull_quote, is_skipped};

use super::inline::Inline;
use super::table;
use super::tokens::{attr, is_hidden, name};
use crate::news::{Address, Block, Document, Role, Span, Style, Text};

/// What becomes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It and the text directly in it are part of the document.
    Keep,
    /// Its own text is not, elements inside may be.
    Through,
    /// Nothing of it is.
    Drop,
    /// As the element around it.
    Same,
    /// It is kept, and its paragraphs have this role.
    As(Role),
}

/// Elements inside each other that are walked one by one; what is deeper gives its text only.
const MAX_DEPTH: usize = 220;

/// Walks an element and gives its document; `fate` decides about every element on the way.
pub(super) fn walk(root: &NodeRef, base: &Address, fate: &dyn Fn(&NodeRef) -> Fate) -> Document {
    let mut document = Document::default();
    append(&mut document, root, base, fate);
    document
}

/// [`walk`], behind what a document has already.
pub(super) fn append(
    document: &mut Document,
    root: &NodeRef,
    base: &Address,
    fate: &dyn Fn(&NodeRef) -> Fate,
) {
    let links = document.links.iter().cloned().zip(0..).collect();
    let before = std::mem::take(&mut document.blocks);
    let mut walker = Walker {
        document: std::mem::take(document),
        links,
        base,
        fate,
        out: before,
        inline: Inline::new(),
        role: Role::Body,
        depth: 0,
        figures: 0,
        lines: code::MAX_LINES,
    };
    walker.visit(root, Context::default());
    walker.flush();
    walker.document.blocks = walker.out;
    *document = walker.document;
}

/// What the elements around a text say about it.
#[derive(Clone, Copy, Default)]
pub(super) struct Context {
    style: Style,
    link: Option<u32>,
    silent: bool,
}

pub(super) struct Walker<'a> {
    document: Document,
    links: HashMap<Address, u32>,
    base: &'a Address,
    fate: &'a dyn Fn(&NodeRef) -> Fate,
    out: Vec<Block>,
    inline: Inline,
    role: Role,
    depth: usize,
    figures: usize,
    /// Lines of preformatted text that there is room for.
    lines: usize,
}

impl Walker<'_> {
    fn visit(&mut self, node: &NodeRef, context: Context) {
        if node.is_text() {
            if !context.silent {
                self.inline.push(&node.text(), context.style, context.link);
            }
            return;
        }
        let Some(tag) = name(node) else {
            self.children(node, context);
            return;
        };
        let mut context = context;
        let mut role = self.role;
        match (self.fate)(node) {
            Fate::Drop => {
                // What stood on lines of its own parts what stands around it.
                if is_block(&tag) || matches!(&*tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
                    self.flush();
                }
                return;
            }
            Fate::Same => {}
            Fate::Through => context.silent = true,
            Fate::Keep => context.silent = false,
            Fate::As(given) => {
                context.silent = false;
                role = given;
            }
        }
        if is_hidden(node) {
            return;
        }
        if self.depth >= MAX_DEPTH {
            if !context.silent && !is_skipped(&tag) {
                self.inline.push(&text_in(node), context.style, context.link);
            }
            return;
        }
        let role = beside_a_picture(node, &tag, role);
        // What stands before a note is none of it.
        if role != self.role
            && matches!(role, Role::Note | Role::Footnote | Role::PullQuote)
            && is_block(&tag)
        {
            self.flush();
        }
        let outer = std::mem::replace(&mut self.role, role);
        self.depth += 1;
        // What stands under a picture is a line of its own, whatever its element is.
        let under = self.role == Role::Credit
            && self.role != outer
            && self.inline.is_empty()
            && matches!(self.out.last(), Some(Block::Figure { .. }));
        if under && !is_block(&tag) {
            self.boxed(node, context);
        } else if !self.block(&tag, node, context) {
            self.run(&tag, node, context);
        }
        self.depth -= 1;
        self.role = outer;
    }

    pub(super) fn children(&mut self, node: &NodeRef, context: Context) {
        let mut child = node.first_child();
        while let Some(current) = child {
            self.visit(&current, context);
            child = current.next_sibling();
        }
    }

    /// Handles an element that stands on lines of its own; false if it does not.
    fn block(&mut self, tag: &str, node: &NodeRef, context: Context) -> bool {
        match tag {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = tag.as_bytes().get(1).map_or(2, |digit| digit - b'0');
                self.heading(node, level, context);
            }
            "blockquote" => self.quote(node, context),
            "ul" | "ol" | "menu" | "dir" => self.list(tag, node, context),
            "pre" | "listing" | "xmp" => self.code(node, context),
            "table" => self.table(node, context),
            "figure" => self.figure(node, context),
            "hr" => {
                self.flush();
                self.push(Block::Separator);
            }
            "iframe" | "embed" | "object" | "video" | "audio" | "amp-iframe" | "amp-youtube"
            | "amp-video" => {
                self.embed(tag, node, context);
            }
            "dt" => self.boxed(node, Context { style: Style { strong: true, ..context.style }, ..context }),
            "div" | "section" if is_pull_quote(node) => self.pull_quote(node, context),
            _ if is_block(tag) => self.boxed(node, context),
            _ => return false,
        }
        true
    }

    fn boxed(&mut self, node: &NodeRef, context: Context) {
        self.flush();
        self.children(node, context);
        self.flush();
    }

    /// Handles an element inside a line.
    fn run(&mut self, tag: &str, node: &NodeRef, context: Context) {
        let mut inner = context;
        let style = &mut inner.style;
        match tag {
            "em" | "i" | "cite" | "dfn" | "var" => style.emphasis = true,
            "strong" | "b" => style.strong = true,
            "code" | "kbd" | "samp" | "tt" => style.code = true,
            "del" | "s" | "strike" => style.strike = true,
            "sub" => style.sub = true,
            "sup" => style.sup = true,
            "a" if is_permalink(node) => return,
            "a" => inner.link = self.link(node).or(context.link),
            "br" => return self.inline.line_break(),
            "img" | "amp-img" => return self.image(node, context),
            "q" => {
                self.inline.push("“", inner.style, inner.link);
                self.children(node, inner);
                return self.inline.push("”", inner.style, inner.link);
            }
            "rt" if !beside_parentheses(node) => {
                self.inline.push("（", inner.style, inner.link);
                self.children(node, inner);
                return self.inline.push("）", inner.style, inner.link);
            }
            "noscript" => {
                // What stands in for scripts is wanted where it is a picture that scripts would load.
                let image = node.descendants_it().any(|inner| inner.has_name("img"));
                if !image || has_image_before(node, self.base) {
                    return;
                }
            }
            _ if is_skipped(tag) => return,
            _ => {}
        }
        self.children(node, inner);
    }

    fn link(&mut self, node: &NodeRef) -> Option<u32> {
        let href = attr(node, "href")?;
        let href = href.trim();
        if href.is_empty() || href.starts_with('#') {
            return None;
        }
        let address = self.base.join(href).ok()?;
        Some(self.link_to(address))
    }

    /// As [`Document::link`], in the same time however many links a page has.
    fn link_to(&mut self, address: Address) -> u32 {
        let next = self.document.links.len() as u32;
        let index = *self.links.entry(address.clone()).or_insert(next);
        if index == next {
            self.document.links.push(address);
        }
        index
    }

    /// Ends the paragraph that is being gathered.
    fn flush(&mut self) {
        let role = self.role;
        for spans in self.inline.take() {
            self.out.push(Block::Paragraph { role, spans });
        }
    }

    fn push(&mut self, block: Block) {
        self.out.push(block);
    }

    /// The blocks that `gather` makes, apart from those made so far.
    fn apart(&mut self, gather: impl FnOnce(&mut Self)) -> Vec<Block> {
        let outer = std::mem::take(&mut self.out);
        gather(self);
        self.flush();
        std::mem::replace(&mut self.out, outer)
    }

    /// The text of an element as one paragraph, with `\n` where it has several.
    pub(super) fn spans(&mut self, node: &NodeRef, context: Context) -> Vec<Span> {
        let blocks = self.apart(|walker| walker.children(node, context));
        let mut spans: Vec<Span> = Vec::new();
        flatten(blocks, &mut spans);
        spans
    }

    fn heading(&mut self, node: &NodeRef, level: u8, context: Context) {
        self.flush();
        let blocks = self.apart(|walker| walker.children(node, context));
        let (mut spans, mut others) = (Vec::new(), Vec::new());
        for block in blocks {
            match block {
                Block::Paragraph { spans: text, .. } => flatten(vec![plain(text)], &mut spans),
                other => others.push(other),
            }
        }
        // The summary under the headline is text, whatever it is set as.
        if matches!(self.role, Role::Standfirst | Role::Deck | Role::Footnote) && !spans.is_empty() {
            self.push(Block::Paragraph { role: self.role, spans });
            return self.out.append(&mut others);
        }
        // A heading set all in bold says no more than a heading.
        if spans.iter().all(|span| span.style.strong) {
            for span in &mut spans {
                span.style.strong = false;
            }
        }
        if !spans.is_empty() {
            self.push(Block::Heading { level, spans });
        }
        self.out.append(&mut others);
    }

    fn list(&mut self, tag: &str, node: &NodeRef, context: Context) {
        self.flush();
        let mut items: Vec<Vec<Block>> = Vec::new();
        let mut child = node.first_child();
        while let Some(current) = child {
            let blocks = self.apart(|walker| walker.visit(&current, context));
            if !blocks.is_empty() {
                // A list that is not in an item belongs to the one before it.
                match items.last_mut() {
                    Some(item) if !current.has_name("li") => item.extend(blocks),
                    _ => items.push(blocks),
                }
            }
            child = current.next_sibling();
        }
        if items.is_empty() {
            return;
        }
        let pictures =
            items.iter().flatten().all(|block| matches!(block, Block::Figure { .. } | Block::Embed { .. }));
        if pictures {
            self.out.extend(items.into_iter().flatten());
            return;
        }
        let start =
            (tag == "ol").then(|| attr(node, "start").and_then(|raw| raw.trim().parse().ok()).unwrap_or(1));
        self.push(Block::List { start, items });
    }

    fn table(&mut self, node: &NodeRef, context: Context) {
        self.flush();
        if context.silent || !table::is_data(node) {
            self.children(node, context);
            return self.flush();
        }
        let parts = table::parts(node);
        let caption = parts.caption.map(|caption| self.spans(&caption, context)).unwrap_or_default();
        let mut rows = Vec::new();
        for cells in parts.rows {
            let mut row = crate::news::Row::default();
            for cell in cells {
                let spans = self.spans(&cell, context);
                row.cells.push(table::cell(&cell, spans));
            }
            if row.cells.iter().any(|cell| !cell.spans.is_empty()) {
                rows.push(row);
            }
        }
        if !rows.is_empty() {
            self.push(Block::Table { caption, rows });
        }
    }
}

/// The text in an element as a reader would see it: without scripts, styles and what is for forms.
fn text_in(node: &NodeRef) -> String {
    let is_read = |text: &NodeRef| {
        text.is_text() && text.parent().and_then(|around| name(&around)).is_none_or(|tag| !is_skipped(&tag))
    };
    node.descendants_it().filter(is_read).map(|text| text.text().to_string()).collect()
}

fn plain(spans: Vec<Span>) -> Block {
    Block::Paragraph { role: Role::Body, spans }
}

/// The text of blocks as one run of spans, lines between the blocks.
fn flatten(blocks: Vec<Block>, spans: &mut Vec<Span>) {
    for block in blocks {
        match block {
            Block::Paragraph { spans: text, .. } | Block::Heading { spans: text, .. } if !text.is_empty() => {
                if let Some(last) = spans.last_mut() {
                    last.text = Text::lines(&format!("{}\n", last.text));
                }
                spans.extend(text);
            }
            Block::Quote(inner) => flatten(inner, spans),
            Block::List { items, .. } => items.into_iter().for_each(|item| flatten(item, spans)),
            Block::Code { text, .. } => {
                let style = Style { code: true, ..Style::default() };
                flatten(vec![plain(vec![Span { text, style, link: None }])], spans);
            }
            Block::Table { rows, .. } => {
                for cell in rows.into_iter().flat_map(|row| row.cells) {
                    flatten(vec![plain(cell.spans)], spans);
                }
            }
            _ => {}
        }
    }
}
