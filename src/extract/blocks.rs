//! Tree → blocks: the walk that turns elements into paragraphs, lists, tables, figures.

use std::collections::HashMap;

use dom_query::NodeRef;

use super::figure;
use super::inline::Inline;
use super::table;
use super::tokens::{attr, first_attr, is_hidden, name, tokens};
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

/// Characters of a post that become the title of its embed.
const EMBED_TITLE: usize = 280;

/// Walks an element and gives its document; `fate` decides about every element on the way.
pub(super) fn walk(root: &NodeRef, base: &Address, fate: &dyn Fn(&NodeRef) -> Fate) -> Document {
    let mut walker = Walker {
        document: Document::default(),
        links: HashMap::new(),
        base,
        fate,
        out: Vec::new(),
        inline: Inline::new(),
        role: Role::Body,
        depth: 0,
    };
    walker.visit(root, Context::default());
    walker.flush();
    walker.document.blocks = walker.out;
    walker.document
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
            Fate::Drop => return,
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
            self.inline.push(&node.text(), context.style, context.link);
            return;
        }
        let outer = std::mem::replace(&mut self.role, role);
        self.depth += 1;
        if !self.block(&tag, node, context) {
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
                let level = tag.bytes().nth(1).map_or(2, |digit| digit - b'0');
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
                if !image || has_image_before(node) {
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
        // A heading set all in bold says no more than a heading.
        if spans.iter().all(|span| span.style.strong) {
            spans.iter_mut().for_each(|span| span.style.strong = false);
        }
        if !spans.is_empty() {
            self.push(Block::Heading { level, spans });
        }
        self.out.append(&mut others);
    }

    fn quote(&mut self, node: &NodeRef, context: Context) {
        self.flush();
        let names = tokens(node);
        let named = |word: &str| names.iter().any(|token| token == word);
        if named("tweet")
            || names.iter().any(|token| token == "embed" || token == "media") && node.has_name("blockquote")
        {
            let text = node.text();
            let last = node.descendants_it().filter(|inner| inner.has_name("a")).last();
            let link = last.and_then(|anchor| self.link(&anchor));
            let cite = || first_attr(node, &["cite", "data-instgrm-permalink"]);
            let link =
                link.or_else(|| cite().and_then(|raw| self.base.join(&raw).ok()).map(|a| self.link_to(a)));
            let title: String =
                text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(EMBED_TITLE).collect();
            if link.is_some() || !title.is_empty() {
                self.push(Block::Embed { title: Text::line(&title), link });
            }
            return;
        }
        if named("pullquote") || named("pull") && named("quote") {
            let outer = std::mem::replace(&mut self.role, Role::PullQuote);
            self.children(node, context);
            self.flush();
            self.role = outer;
            return;
        }
        let inner = self.apart(|walker| walker.children(node, context));
        if !inner.is_empty() {
            self.push(Block::Quote(inner));
        }
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

    fn code(&mut self, node: &NodeRef, context: Context) {
        self.flush();
        if context.silent {
            return self.children(node, context);
        }
        let mut text = String::new();
        preformatted(node, &mut text, self.depth);
        let lines = text.trim_matches('\n').trim_end();
        if !lines.trim().is_empty() {
            self.push(Block::Code { lang: code_lang(node), text: Text::lines(lines) });
        }
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

    fn image(&mut self, node: &NodeRef, context: Context) {
        if let Some(text) = figure::as_character(node) {
            return self.inline.push(&text, context.style, context.link);
        }
        if let Some(picture) = figure::picture(node, self.base) {
            // A picture in the middle of a line stands after what is before it.
            self.flush();
            let (caption, credit) = (Vec::new(), Text::default());
            self.push(Block::Figure { source: picture.source, alt: picture.alt, caption, credit });
        }
    }

    fn figure(&mut self, node: &NodeRef, context: Context) {
        self.flush();
        let inside = |tags: &[&str]| {
            node.descendants_it().any(|inner| name(&inner).is_some_and(|n| tags.contains(&&*n)))
        };
        if inside(&["pre", "table", "blockquote", "p"]) && !inside(&["img", "amp-img", "iframe", "video"]) {
            // A figure may hold anything; then it is what it holds.
            self.children(node, context);
            return self.flush();
        }
        let context = Context { silent: false, ..context };
        let mut caption = Vec::new();
        let mut credit = Text::default();
        for inner in node.descendants_it() {
            if inner.has_name("figcaption") && caption.is_empty() && credit.is_empty() {
                let credits =
                    inner.descendants_it().find(|part| part.is_element() && figure::is_credit_element(part));
                credit = credits.map(|part| Text::line(&part.text())).unwrap_or_default();
                caption = self.spans(&inner, context);
                if !credit.is_empty() {
                    caption = figure::without_tail(caption, &credit);
                } else {
                    (caption, credit) = figure::part_credit(caption);
                }
            }
        }
        let blocks = self.apart(|walker| walker.children(node, context));
        let mut used = false;
        for block in blocks {
            match block {
                Block::Figure { source, alt, .. } => {
                    let (caption, credit) =
                        if used { (Vec::new(), Text::default()) } else { (caption.clone(), credit.clone()) };
                    used = true;
                    self.push(Block::Figure { source, alt, caption, credit });
                }
                Block::Embed { .. } | Block::Table { .. } | Block::Code { .. } => self.push(block),
                _ => {}
            }
        }
    }

    fn embed(&mut self, tag: &str, node: &NodeRef, context: Context) {
        if context.silent && !matches!(tag, "iframe" | "video") {
            return;
        }
        let inner = || node.descendants_it().find_map(|child| attr(&child, "src"));
        let source = first_attr(node, &["src", "data-src", "data-lazy-src", "data"]).or_else(inner);
        let Some(address) = source.and_then(|raw| self.base.join(&raw).ok()) else { return };
        let path = address.as_str().to_ascii_lowercase();
        let media = matches!(tag, "video" | "audio" | "amp-video" | "amp-youtube");
        let titled = first_attr(node, &["title", "aria-label"]).is_some();
        let player = ["/embed", "player", "video", "/live", "/map"].iter().any(|sign| path.contains(sign));
        let advert = ["advert", "/ads", "doubleclick", "googletag", "syndication"]
            .iter()
            .any(|sign| path.contains(sign));
        if advert || !(media || titled || player) {
            return;
        }
        self.flush();
        let title = figure::embed_title(node, address.host());
        let link = Some(self.link_to(address));
        self.push(Block::Embed { title, link });
    }
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

/// The text of preformatted code as it stands, without line numbers.
fn preformatted(node: &NodeRef, text: &mut String, depth: usize) {
    let mut child = node.first_child();
    while let Some(current) = child {
        child = current.next_sibling();
        if current.is_text() {
            text.push_str(&current.text());
            continue;
        }
        let Some(tag) = name(&current) else { continue };
        let gutter = tokens(&current)
            .iter()
            .any(|token| matches!(token.as_str(), "gutter" | "lineno" | "linenos" | "linenumber"));
        if &*tag == "br" {
            text.push('\n');
        } else if !gutter && !is_skipped(&tag) && !is_hidden(&current) && depth < MAX_DEPTH {
            preformatted(&current, text, depth + 1);
            if matches!(&*tag, "div" | "p" | "li" | "tr") && !text.ends_with('\n') {
                text.push('\n');
            }
        }
    }
}

/// The language of code: `language-rust` or `lang-rust` on it, inside or around it.
fn code_lang(node: &NodeRef) -> Option<Text> {
    let inner = node.descendants_it().find(|child| child.has_name("code"));
    let around = node.parent();
    [Some(*node), inner, around].into_iter().flatten().find_map(|place| {
        let data = first_attr(&place, &["data-lang", "data-language"]);
        let class = || {
            let class = attr(&place, "class")?;
            let named = class.split_whitespace().find_map(|word| {
                ["language-", "lang-", "highlight-source-"]
                    .iter()
                    .find_map(|prefix| word.strip_prefix(prefix))
            })?;
            Some(named.to_owned())
        };
        data.or_else(class).and_then(|lang| Text::line(&lang.to_lowercase()).non_empty())
    })
}

fn beside_parentheses(node: &NodeRef) -> bool {
    node.prev_element_sibling().is_some_and(|before| before.has_name("rp"))
}

/// Whether the picture that a `noscript` holds stands before it already.
fn has_image_before(node: &NodeRef) -> bool {
    let mut before = node.prev_sibling();
    while let Some(sibling) = before {
        if sibling.is_element() {
            let real = |image: &NodeRef| {
                image.has_name("img")
                    && first_attr(
                        image,
                        &["src", "data-src", "data-original", "srcset", "data-srcset", "data-lazy-src"],
                    )
                    .is_some_and(|src| !src.trim_start().starts_with("data:"))
            };
            return real(&sibling) || sibling.descendants_it().any(|image| real(&image));
        }
        before = sibling.prev_sibling();
    }
    false
}

fn is_skipped(tag: &str) -> bool {
    matches!(
        tag,
        "script"
            | "style"
            | "template"
            | "head"
            | "title"
            | "link"
            | "meta"
            | "button"
            | "input"
            | "select"
            | "textarea"
            | "option"
            | "datalist"
            | "output"
            | "progress"
            | "meter"
            | "canvas"
            | "svg"
            | "dialog"
            | "frameset"
            | "frame"
            | "noframes"
            | "applet"
            | "map"
            | "amp-ad"
            | "amp-social-share"
            | "source"
            | "track"
    )
}

fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "p" | "div"
            | "article"
            | "section"
            | "main"
            | "header"
            | "footer"
            | "aside"
            | "nav"
            | "body"
            | "html"
            | "form"
            | "fieldset"
            | "center"
            | "address"
            | "details"
            | "summary"
            | "dl"
            | "dd"
            | "li"
            | "figcaption"
            | "tbody"
            | "thead"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "legend"
            | "hgroup"
            | "search"
    )
}
